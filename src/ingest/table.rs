//! A table beside the texts → what it says of them.
//!
//! `metadata.csv`, `metadata.tsv` or `metadata.jsonl` in a folder gives metadata to the files
//! beside and below it. One column names the file (`path`, `file`, «نام فایل», «اسم الملف», or
//! `id`): its path from the table's folder, with its ending or without; the id of a single
//! document in a file; or a folder, which means all that is in it and has no row of its own.
//!
//! Somebody wrote the table on purpose, so it outweighs what the files say of themselves, and a
//! table nearer to the file outweighs one farther up. Empty cells say nothing. A table that also
//! has a column of texts is none of these: its rows are documents.

use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;

use super::field::{self, Field};
use super::format::rows::Record;
use super::format::{csv as rows, jsonl, plain};
use super::tally::Tally;
use super::{Doubt, Skipped, binary, decode};
use crate::document::{Document, Origin};

/// A file of this name may be such a table.
pub fn is_named_so(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    matches!(file.as_str(), "metadata.csv" | "metadata.tsv" | "metadata.jsonl")
}

/// A table about files.
#[derive(Debug)]
pub struct Table {
    /// Its path under the input folder.
    name: String,
    /// The folder it is in, with `/` at its end, or empty.
    folder: String,
    columns: Vec<rows::Column>,
    rows: Vec<Row>,
    /// The row of each path.
    places: HashMap<String, usize>,
    doubts: Vec<Doubt>,
    used: Mutex<Used>,
}

#[derive(Debug)]
struct Row {
    line: u32,
    path: String,
    /// Columns and what stands in them.
    cells: Vec<(usize, String)>,
}

/// What the documents have asked for.
#[derive(Debug, Default)]
struct Used {
    rows: BTreeSet<usize>,
    files: BTreeSet<String>,
}

impl Table {
    /// Reads a table; `None` when the file is none about other files. `name` is its path under
    /// the input folder.
    ///
    /// ```
    /// use kashf::{document::Document, ingest::table::Table};
    /// let table = "الملف,المؤلف\none.txt,نجيب محفوظ\n";
    /// let table = Table::read("novels/metadata.csv", table.as_bytes()).unwrap().unwrap();
    /// let mut one = Document { id: "novels/one.txt".into(), ..Document::default() };
    /// assert!(table.apply("novels/one.txt", &mut one));
    /// assert_eq!(one.meta.author, "نجيب محفوظ");
    /// ```
    ///
    /// # Errors
    ///
    /// When it is no text.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Option<Table>, Skipped> {
        if let Some(kind) = binary::kind(bytes) {
            return Err(Skipped::because(kind));
        }
        let decoded = decode::decode(bytes)?;
        let folder = name.rfind('/').map_or("", |at| &name[..=at]).to_string();
        let mut table = Table {
            name: name.to_string(),
            folder,
            columns: Vec::new(),
            rows: Vec::new(),
            places: HashMap::new(),
            doubts: decoded.doubts,
            used: Mutex::default(),
        };
        let mut tally = Tally::default();
        let is_table = if jsonl::is_json_lines(&decoded.text, true) {
            table.take_lines(&decoded.text, &mut tally)
        } else {
            table.take_rows(&decoded.text, &mut tally)
        };
        table.doubts.extend(tally.finish());
        Ok(is_table.then_some(table))
    }

    fn take_rows(&mut self, source: &str, tally: &mut Tally) -> bool {
        let Some(delimiter) = rows::delimiter(source, true) else { return false };
        let mut records = rows::rows(source, delimiter);
        let header = records.next().map_or(Vec::new(), |record| record.cells);
        self.columns = rows::columns(&header);
        let Some(path) = path_column(&self.columns) else { return false };
        for Record { row, cells } in records {
            let (columns, line) = (self.columns.len(), row.line);
            if row.open {
                tally.add("have such quotation marks too", line, || {
                    "expected a closing quotation mark, found none where it belongs".into()
                });
            }
            if cells.len() != columns {
                tally.add("have another number of cells too", line, || {
                    format!("expected {columns} cells, found {}", cells.len())
                });
            }
            let cells = (0..columns).zip(cells).map(|(n, cell)| (n, cell.into_owned())).collect();
            self.take(path, line, cells, tally);
        }
        true
    }

    fn take_lines(&mut self, source: &str, tally: &mut Tally) -> bool {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut objects = Vec::new();
        for (line, text) in (1..).zip(source.lines()) {
            let text = plain::trim(text);
            if text.is_empty() {
                continue;
            }
            match jsonl::scalars(text) {
                Ok(fields) => {
                    let mut cells = Vec::new();
                    for (name, value) in fields {
                        let number = *numbers.entry(name).or_insert_with_key(|name| {
                            let field = Field::named(name);
                            self.columns.push(rows::Column { name: name.clone(), field });
                            self.columns.len() - 1
                        });
                        cells.push((number, value));
                    }
                    objects.push((line, cells));
                }
                Err(found) => tally.add("are no JSON objects either", line, || {
                    format!("expected a JSON object, found {found}; the line was left out")
                }),
            }
        }
        let Some(path) = path_column(&self.columns) else { return false };
        for (line, cells) in objects {
            self.take(path, line, cells, tally);
        }
        true
    }

    /// Takes a row.
    fn take(
        &mut self,
        column: usize,
        line: u32,
        mut cells: Vec<(usize, String)>,
        tally: &mut Tally,
    ) {
        let path = cells.iter().find(|(number, _)| *number == column);
        let path = path.map_or(String::new(), |(_, path)| tidy(path));
        if path.is_empty() {
            if cells.iter().any(|(_, cell)| !cell.trim().is_empty()) {
                tally.add("name no file either", line, || "this row names no file".into());
            }
            return;
        }
        cells.retain(|(number, cell)| *number != column && !cell.trim().is_empty());
        let row = self.rows.len();
        match self.places.get(&path) {
            Some(&first) => {
                let first = self.rows[first].line;
                tally.add("are about a file that has a row", line, || {
                    format!("“{path}” has a row already, in line {first}; this one was left out")
                });
            }
            None => {
                self.places.insert(path.clone(), row);
                self.rows.push(Row { line, path, cells });
            }
        }
    }

    /// Says what it says of a document, which was read from `file`; false if it has no row for
    /// it, or is not about that folder.
    pub fn apply(&self, file: &str, document: &mut Document) -> bool {
        let Some(row) = self.row(file, &document.id) else { return false };
        for (number, cell) in &self.rows[row].cells {
            let column = &self.columns[*number];
            let field = column
                .field
                .filter(|field| !matches!(field, Field::Id | Field::Path | Field::Text));
            let from = Origin::Table(self.name.clone());
            field::correct(document, field, &column.name, plain::trim(cell), from);
            if field == Some(Field::Title) {
                document.title_span = plain::title_line(&document.text, &document.meta.title);
            }
        }
        let mut used = self.used.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        used.rows.insert(row);
        if !used.files.contains(file) {
            used.files.insert(file.to_string());
        }
        true
    }

    /// The row that is about a document: the most exact one that there is.
    fn row(&self, file: &str, id: &str) -> Option<usize> {
        let inside = file.strip_prefix(self.folder.as_str())?;
        let find = |path: &str| self.places.get(path).copied();
        let of_document = || find(id.strip_prefix(self.folder.as_str()).unwrap_or(id));
        let folders = || {
            let ends = inside.rmatch_indices('/').map(|(at, _)| &inside[..at]);
            // Hostile paths may have a great many parts.
            ends.take(64).find_map(find)
        };
        of_document()
            .or_else(|| find(inside))
            .or_else(|| find(without_ending(inside)))
            .or_else(folders)
    }

    /// What is to be said of the table, when `files` are all that there are.
    fn report<'a>(&self, files: impl Iterator<Item = &'a str>) -> Vec<Doubt> {
        let used = self.used.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let (mut there, mut bare) = (BTreeSet::new(), Vec::new());
        for file in files {
            let Some(inside) = file.strip_prefix(self.folder.as_str()) else { continue };
            there.extend([inside, without_ending(inside)]);
            let named = |path: &str| self.places.contains_key(path);
            if !used.files.contains(file) && !named(inside) && !named(without_ending(inside)) {
                bare.push(inside);
            }
        }
        let mut tally = Tally::default();
        for (number, row) in self.rows.iter().enumerate() {
            // A file that could not be read has been reported already.
            if !used.rows.contains(&number) && !there.contains(row.path.as_str()) {
                tally.add("are about files that are not there either", row.line, || {
                    format!("no file “{}” beside or below this table", row.path)
                });
            }
        }
        let mut doubts = self.doubts.clone();
        doubts.extend(tally.finish());
        if let Some(first) = bare.first() {
            let (count, files, have) = match bare.len() {
                1 => ("1".to_string(), "file", "has"),
                n => (n.to_string(), "files", "have"),
            };
            let such = if bare.len() > 1 { "such as " } else { "" };
            let reason = format!("{count} {files} beside or below it {have} no row: {such}{first}");
            doubts.push(Doubt::whole(reason));
        }
        doubts
    }
}

/// The column that names the files: the one that is called a path, else the ids; none when there
/// is a column of texts.
fn path_column(columns: &[rows::Column]) -> Option<usize> {
    let find = |field| columns.iter().position(|column| column.field == Some(field));
    if find(Field::Text).is_some() {
        return None;
    }
    find(Field::Path).or_else(|| find(Field::Id))
}

/// A path as it is compared: `/` between the parts, nothing before it.
fn tidy(path: &str) -> String {
    let path = plain::trim(path).replace('\\', "/");
    path.trim_start_matches("./").trim_matches('/').to_string()
}

fn without_ending(path: &str) -> &str {
    let file = path.rfind('/').map_or(0, |at| at + 1);
    path[file..].rfind('.').filter(|&at| at > 0).map_or(path, |at| &path[..file + at])
}

/// All tables of a corpus.
#[derive(Debug, Default)]
pub struct Tables(Vec<Table>);

impl Tables {
    /// Adds one; in any order.
    pub fn push(&mut self, table: Table) {
        self.0.push(table);
        // What is applied last has the last word: the table nearest to the file.
        self.0.sort_by_key(|table| table.folder.len());
    }

    /// Says of a document, which was read from `file`, what the tables say; false if they say
    /// nothing.
    pub fn apply(&self, file: &str, document: &mut Document) -> bool {
        // Each of them has a say.
        self.0.iter().filter(|table| table.apply(file, document)).count() > 0
    }

    /// What is to be said of each table, by its name, when `files` are all that there are.
    pub fn report<'a>(&self, files: impl Iterator<Item = &'a str> + Clone) -> Vec<(String, Doubt)> {
        let of = |table: &Table| {
            let doubts = table.report(files.clone());
            doubts.into_iter().map(|doubt| (table.name.clone(), doubt)).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(name: &str, source: &str) -> Table {
        Table::read(name, source.as_bytes()).unwrap().unwrap()
    }

    fn document(id: &str) -> Document {
        let text = "Title\n\nText".to_string();
        Document { id: id.into(), text, ..Document::default() }
    }

    /// What a table says of the author of a document.
    fn author(table: &Table, file: &str, id: &str) -> Option<String> {
        let mut document = document(id);
        table.apply(file, &mut document).then_some(document.meta.author)
    }

    #[test]
    fn rows_find_their_files() {
        let table = table(
            "a/metadata.tsv",
            "نویسنده\tنام فایل\nA\tone.txt\nB\t./sub\\two.md\nC\tthree\nD\tsub\nE\twire.jsonl\nF\tw1\n",
        );
        for (file, id, expected) in [
            ("a/one.txt", "a/one.txt", Some("A")),
            ("a/sub/two.md", "a/sub/two.md", Some("B")),
            ("a/three.docx", "a/three.docx", Some("C")),
            ("a/sub/other.txt", "a/sub/other.txt", Some("D")),
            ("a/wire.jsonl", "w9", Some("E")),
            ("a/wire.jsonl", "w1", Some("F")),
            ("a/b.epub", "a/b.epub/1.xhtml", None),
            ("one.txt", "one.txt", None),
            ("b/one.txt", "b/one.txt", None),
        ] {
            assert_eq!(author(&table, file, id).as_deref(), expected, "{file} {id}");
        }
    }

    #[test]
    fn a_table_outweighs_the_file_and_a_nearer_one_a_farther_one() {
        let mut tables = Tables::default();
        tables.push(table("a/metadata.csv", "file,title,desk\none.txt,Title,world\n"));
        tables.push(table(
            "metadata.jsonl",
            "{\"path\":\"a/one.txt\",\"title\":\"Far\",\"date\":\"2020\",\"n\":7,\"x\":[]}\n",
        ));
        let mut one = document("a/one.txt");
        let said = |name: &str, value: &str, one: &mut Document| {
            field::tell(one, Field::named(name), name, value, field::in_file("front matter"));
        };
        said("title", "Own", &mut one);
        said("author", "N", &mut one);
        assert!(tables.apply("a/one.txt", &mut one));
        assert_eq!((&*one.meta.title, &*one.meta.date, &*one.meta.author), ("Title", "2020", "N"));
        assert_eq!(one.title_span.unwrap().of(&one.text), Some("Title"));
        let more = [("n", "7"), ("desk", "world")].map(|(k, v)| (k.to_string(), v.to_string()));
        assert_eq!(one.meta.more, more);
        let origin = |name: &str| &one.origins.iter().find(|(field, _)| field == name).unwrap().1;
        assert_eq!(*origin("title"), Origin::Table("a/metadata.csv".into()));
        assert_eq!(*origin("date"), Origin::Table("metadata.jsonl".into()));
        assert_eq!(*origin("author"), Origin::File("front matter".into()));
        assert!(!tables.apply("b.txt", &mut document("b.txt")));
    }

    #[test]
    fn what_does_not_match_is_reported() {
        let mut tables = Tables::default();
        let source = "path,author\none.txt,A\none.txt,B\ngone.txt,C\nscan.pdf,D\n,E\n,\n";
        tables.push(table("metadata.csv", source));
        tables.apply("one.txt", &mut document("one.txt"));
        let files = ["one.txt", "scan.pdf", "two.txt", "z.txt"];
        let doubts: Vec<String> =
            tables.report(files.into_iter()).iter().map(|(t, d)| format!("{t}: {d}")).collect();
        assert_eq!(
            doubts,
            [
                "metadata.csv: line 3: “one.txt” has a row already, in line 2; this one was left out",
                "metadata.csv: line 6: this row names no file",
                "metadata.csv: line 4: no file “gone.txt” beside or below this table",
                "metadata.csv: 2 files beside or below it have no row: such as two.txt",
            ]
        );
    }

    #[test]
    fn documents_in_a_table_are_no_table_about_files() {
        for source in
            ["id,text\n1,a\n", "title,date\na,b\n", "just words", "{\"id\":1,\"text\":\"x\"}"]
        {
            assert!(Table::read("metadata.csv", source.as_bytes()).unwrap().is_none(), "{source}");
        }
        assert!(Table::read("metadata.csv", b"\x89PNG\r\n\x1A\n").is_err());
        assert!(is_named_so("a/Metadata.CSV") && !is_named_so("metadata.txt"));
    }

    proptest! {
        #[test]
        fn any_table_is_survived(source in "(path|id|title|[\",;\t\n{}:]|\\PC){0,80}") {
            if let Ok(Some(table)) = Table::read("metadata.csv", source.as_bytes()) {
                table.apply("a", &mut document("a"));
                let _ = table.report(["a"].into_iter());
            }
        }
    }
}
