//! What tantivy and SQLite's FTS5 make of a corpus, for `benches/peers/run`.
//!
//! ```sh
//! kashf-peers build  tantivy|tantivy-zstd|sqlite CORPUS.jsonl FOLDER THREADS
//! kashf-peers finish tantivy|tantivy-zstd|sqlite FOLDER
//! kashf-peers ask    tantivy|tantivy-zstd|sqlite FOLDER QUERIES.json ROUNDS
//! kashf-peers versions
//! ```
//!
//! `build` reads the corpus, a document a line, and returns when the tool has written what can
//! be asked; it is timed from outside, as a whole process, like `kashf build`. `finish` makes
//! the index as small as the tool can. `ask` asks every query in so many rounds and prints,
//! for each kind, the milliseconds of each query's quickest answer and the documents found.
//!
//! An answer is what a page of results shows: the number of documents found, and of the ten
//! best their ids, titles and the passages that match.

mod fts5;
mod tantive;

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};

/// Whatever goes wrong ends the program.
pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Results on a page.
pub const RESULTS: usize = 10;

/// A document, as the corpus gives it.
#[derive(Deserialize)]
pub struct Document {
    pub id: String,
    #[serde(default)]
    pub title: String,
    pub text: String,
}

/// How the words of a query belong together.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ask {
    /// Any of them; documents with more of them come first.
    Any,
    /// All, in a row.
    Phrase,
    /// One, of which only the beginning is given.
    Prefix,
}

/// Queries of one kind: each is its words.
#[derive(Deserialize)]
struct Kind {
    kind: String,
    ask: Ask,
    queries: Vec<Vec<String>>,
}

/// What is told of a kind, in the order of its queries.
#[derive(Serialize)]
struct Told {
    kind: String,
    ms: Vec<f64>,
    found: Vec<usize>,
}

fn main() -> Outcome {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    match given[..] {
        ["build", "sqlite", corpus, folder, _] => fts5::build(documents(corpus)?, folder.as_ref()),
        ["build", tool, corpus, folder, threads] => {
            let store = tantive::Store::named(tool)?;
            tantive::build(documents(corpus)?, folder.as_ref(), store, threads.parse()?)
        }
        ["finish", "sqlite", folder] => fts5::finish(folder.as_ref()),
        ["finish", _, folder] => tantive::finish(folder.as_ref()),
        ["ask", tool, folder, queries, rounds] => {
            let kinds: Vec<Kind> = serde_json::from_reader(BufReader::new(File::open(queries)?))?;
            let rounds = rounds.parse()?;
            let folder = Path::new(folder);
            let told = match tool {
                "sqlite" => {
                    let opened = fts5::open(folder)?;
                    time(kinds, rounds, |ask, words| fts5::answer(&opened, ask, words))?
                }
                _ => {
                    let opened = tantive::open(folder)?;
                    time(kinds, rounds, |ask, words| tantive::answer(&opened, ask, words))?
                }
            };
            println!("{}", serde_json::to_string(&told)?);
            Ok(())
        }
        ["versions"] => {
            let [tantivy, sqlite] = [tantivy::version_string(), rusqlite::version()];
            println!("{}", serde_json::json!({ "tantivy": tantivy, "sqlite": sqlite }));
            Ok(())
        }
        _ => Err("expected build, finish, ask or versions: see the head of main.rs".into()),
    }
}

/// The documents of a JSON Lines file, one after another.
fn documents(path: &str) -> Outcome<impl Iterator<Item = Outcome<Document>>> {
    let lines = BufReader::with_capacity(1 << 20, File::open(path)?).lines();
    Ok(lines.map(|line| Ok(serde_json::from_str(&line?)?)))
}

/// Times each query; the quickest round counts, since what else the machine does is not the
/// query's.
fn time(
    kinds: Vec<Kind>,
    rounds: usize,
    answer: impl Fn(Ask, &[String]) -> Outcome<usize>,
) -> Outcome<Vec<Told>> {
    let mut told = Vec::new();
    for Kind { kind, ask, queries } in kinds {
        let mut ms = vec![f64::MAX; queries.len()];
        let mut found = vec![0; queries.len()];
        for _ in 0..rounds {
            for (at, words) in queries.iter().enumerate() {
                let start = Instant::now();
                found[at] = answer(ask, words)?;
                ms[at] = ms[at].min(start.elapsed().as_secs_f64() * 1000.0);
            }
        }
        told.push(Told { kind, ms, found });
    }
    Ok(told)
}
