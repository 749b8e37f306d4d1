//! SQLite's FTS5, as its documentation sets it up: its own tokenizer (`unicode61`), all
//! positions (`detail=full`), the texts in its own table.

use std::hint::black_box;
use std::path::Path;

use rusqlite::Connection;

use crate::{Ask, Document, Outcome, RESULTS};

const FILE: &str = "corpus.sqlite";

/// One transaction, and no journal, since there is nothing yet to roll back to.
pub fn build(documents: impl Iterator<Item = Outcome<Document>>, folder: &Path) -> Outcome {
    std::fs::create_dir_all(folder)?;
    let mut connection = Connection::open(folder.join(FILE))?;
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -262144;
         CREATE VIRTUAL TABLE corpus USING fts5(id UNINDEXED, title, text);",
    )?;
    let transaction = connection.transaction()?;
    {
        let mut insert = transaction.prepare("INSERT INTO corpus VALUES (?1, ?2, ?3)")?;
        for document in documents {
            let Document { id, title, text } = document?;
            insert.execute((id, title, text))?;
        }
    }
    Ok(transaction.commit()?)
}

/// Merges the index into one b-tree and gives empty pages back.
pub fn finish(folder: &Path) -> Outcome {
    let connection = Connection::open(folder.join(FILE))?;
    Ok(connection.execute_batch("INSERT INTO corpus(corpus) VALUES ('optimize'); VACUUM;")?)
}

pub fn open(folder: &Path) -> Outcome<Connection> {
    let connection = Connection::open(folder.join(FILE))?;
    connection.execute_batch("PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -262144;")?;
    Ok(connection)
}

pub fn answer(connection: &Connection, ask: Ask, words: &[String]) -> Outcome<usize> {
    let query = match ask {
        Ask::Any => words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" OR "),
        Ask::Phrase => format!("\"{}\"", words.join(" ")),
        Ask::Prefix => format!("\"{}\" *", words.join(" ")),
    };
    let mut count =
        connection.prepare_cached("SELECT count(*) FROM corpus WHERE corpus MATCH ?1")?;
    let found: i64 = count.query_row([&query], |row| row.get(0))?;
    let mut best = connection.prepare_cached(
        "SELECT id, title, snippet(corpus, -1, '[', ']', '…', 30) FROM corpus
         WHERE corpus MATCH ?1 ORDER BY rank LIMIT ?2",
    )?;
    let mut rows = best.query((&query, RESULTS as i64))?;
    while let Some(row) = rows.next()? {
        let [id, title, passage]: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        black_box((id, title, passage));
    }
    Ok(found.try_into()?)
}
