//! A table (commas, semicolons, tabs or bars between its cells) → documents, one a row.
//!
//! The first row names the columns, in English, Arabic or Persian: see
//! [`crate::ingest::field`]. One column holds the texts; the rest is metadata, each under
//! its column's name. Cells are kept as they stand.
//!
//! Where rows and cells begin and end is found out in [`super::rows`]. A table is read some
//! rows at a time: [`Head`] is what must be known of it first, and [`Cutter`] parts out its rows.

use std::borrow::Cow;
use std::sync::Arc;

use crate::document::Document;
use crate::ingest::field::{self, Field};
use crate::ingest::notes::{Kind, Lines, Note, Notes};
use crate::ingest::{Doubt, Ingested, Skipped};

use super::rows::{self, Record, Row, Rows, Walk};
use super::{Format, plain};

/// What may stand between cells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Bytes from which the shape of a table, and the column of its texts, are told.
const SAMPLE: usize = 64 << 10;
/// Of a file that does not say by its name that it is a table, the names of columns may be so
/// long, in characters.
const LONGEST_NAME: usize = 60;
/// Without a column that is called so, texts are cells of so many bytes on average.
const LIKE_TEXT: usize = 40;

/// The delimiter of a table. Of a file that is `expected` to be one by its name it is enough
/// that most rows have the same number of cells; of another, nearly all must, and a column has
/// to be called the text.
pub fn delimiter(source: &str, expected: bool) -> Option<u8> {
    if let Some((delimiter, _)) = declared(source) {
        return expected.then_some(delimiter);
    }
    let candidates = DELIMITERS.into_iter().filter_map(|delimiter| {
        let shape = if expected || names_text(source, delimiter) {
            Shape::of(source, delimiter)?
        } else {
            return None;
        };
        shape.is_table(expected).then_some((shape.rank(), delimiter))
    });
    let best = candidates.max_by_key(|&(rank, _)| rank).map(|(_, delimiter)| delimiter);
    // A single column of texts has nothing between its cells.
    let single =
        || expected && Field::named(first_line(source).trim_matches('"')) == Some(Field::Text);
    best.or_else(|| single().then_some(b','))
}

/// `sep=;`, which spreadsheets write before a table; and where the table begins.
fn declared(source: &str) -> Option<(u8, usize)> {
    let line = source.split_inclusive('\n').next()?;
    match line.trim_end().strip_prefix("sep=")?.as_bytes() {
        &[delimiter] if DELIMITERS.contains(&delimiter) => Some((delimiter, line.len())),
        _ => None,
    }
}

fn first_line(source: &str) -> &str {
    source.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

/// A quick look: prose seldom begins with a short list of names, one of which is «text».
fn names_text(source: &str, delimiter: u8) -> bool {
    let line = first_line(source);
    let cells = || line.split(char::from(delimiter)).map(|cell| cell.trim().trim_matches('"'));
    line.len() < 4096
        && cells().nth(1).is_some()
        && cells().all(|cell| cell.chars().nth(LONGEST_NAME).is_none())
        && cells().any(|cell| Field::named(cell) == Some(Field::Text))
}

/// What a table looks like with a certain delimiter.
struct Shape {
    columns: usize,
    /// Columns that are known by name.
    named: usize,
    rows: usize,
    /// Rows with as many cells as there are columns.
    even: usize,
    /// The table goes on behind the sample.
    cut: bool,
}

impl Shape {
    fn of(source: &str, delimiter: u8) -> Option<Shape> {
        let (sample, cut) = sample(source);
        let mut records = Rows::new(sample, delimiter, 1, cut);
        let header = records.next()?.cells;
        let columns = header.len();
        let named = header.iter().filter(|name| Field::named(name).is_some()).count();
        let mut shape = Shape { columns, named, rows: 0, even: 0, cut };
        for record in records.by_ref() {
            shape.rows += 1;
            shape.even += usize::from(record.cells.len() == columns);
        }
        // A row that is cut is none, unless a mark was left open in it.
        let rest = records.rest();
        let lines = rest.rfind('\n').map_or("", |end| &rest[..end]);
        if rows::is_better_by_lines(lines.as_bytes(), delimiter, columns) {
            shape.rows += lines.lines().count();
            shape.even += lines.lines().count();
        }
        Some(shape)
    }

    fn is_table(&self, expected: bool) -> bool {
        let enough = if expected { self.even * 2 } else { self.even * 10 / 9 };
        // Of a text that is longer than the sample, the first row is not there.
        let some = self.rows > 0 || (expected && self.cut && self.named > 0);
        self.columns > 1 && some && enough >= self.rows
    }

    /// The better a table it makes, the larger.
    fn rank(&self) -> (usize, usize, usize) {
        (self.named, self.even * 100 / self.rows.max(1), self.columns)
    }
}

/// The first bytes of a table, and whether there are more.
fn sample(source: &str) -> (&str, bool) {
    let mut end = source.len().min(SAMPLE);
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    (&source[..end], end < source.len())
}

/// The rows of a table, the first one (the names of its columns) included.
pub fn rows(source: &str, delimiter: u8) -> Rows<'_> {
    rows_of((source, false), delimiter)
}

/// The row that names the columns ends within this beginning of a table.
pub fn header_ends(beginning: &str, delimiter: u8) -> bool {
    rows_of((beginning, true), delimiter).next().is_some_and(|record| !record.row.open)
}

/// The rows of a table or of its beginning.
fn rows_of((source, cut): (&str, bool), delimiter: u8) -> Rows<'_> {
    let start = declared(source).map_or(0, |(_, start)| start);
    Rows::new(&source[start..], delimiter, 1 + u32::from(start > 0), cut)
}

/// A column's name, and what that means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// As it is written; `column 3` for one without a name.
    pub name: String,
    /// What is known by it.
    pub field: Option<Field>,
}

/// The columns that the first row names.
pub fn columns(header: &[Cow<'_, str>]) -> Vec<Column> {
    let named = |(number, name): (usize, &Cow<'_, str>)| match plain::trim(name) {
        "" => Column { name: format!("column {}", number + 1), field: None },
        name => Column { name: name.to_string(), field: Field::named(name) },
    };
    header.iter().enumerate().map(named).collect()
}

/// What must be known of a table to read its rows.
#[derive(Debug)]
pub struct Head {
    delimiter: u8,
    columns: Vec<Column>,
    /// The column that holds the texts.
    text: usize,
    /// What is to be said of that.
    doubt: Option<Doubt>,
}

impl Head {
    /// Finds out from the beginning of a table.
    ///
    /// # Errors
    ///
    /// When no column holds texts.
    pub fn new(source: &str, delimiter: u8) -> Result<Head, Skipped> {
        let mut records = rows(source, delimiter);
        let columns = columns(&records.next().map_or(Vec::new(), |record| record.cells));
        let (text, doubt) = text_column(source, delimiter, &columns)?;
        Ok(Head { delimiter, columns, text, doubt })
    }
}

/// Parts out a table that is there piece by piece.
#[derive(Debug)]
pub struct Cutter {
    head: Arc<Head>,
    walk: Walk,
    /// Where the table begins in its file.
    pub start: usize,
    /// The row that names the columns has been passed over.
    begun: bool,
    /// Rows that may still be read, and how many those were at first.
    left: usize,
    most: usize,
}

/// Some rows of a table.
#[derive(Debug)]
pub struct Piece {
    head: Arc<Head>,
    rows: Vec<Row>,
    /// What is to be said before them, and after them.
    before: Option<Doubt>,
    after: Option<Doubt>,
}

impl Cutter {
    /// What a row takes besides its bytes, in the documents that are made of many.
    const ROW: usize = 512;

    /// Parts out at most so many rows of a table that begins like this.
    pub fn new(head: Head, beginning: &str, most: usize) -> Cutter {
        let start = declared(beginning).map_or(0, |(_, start)| start);
        let walk = Walk::new(head.delimiter, 1 + u32::from(start > 0));
        Cutter { head: Arc::new(head), walk, start, begun: false, left: most, most }
    }

    /// The next rows, about as many as give documents of `enough` bytes, and where they end;
    /// `None` when all of the next row is not there yet. `last` says that nothing comes after
    /// these bytes.
    pub fn cut(&mut self, bytes: &[u8], enough: usize, last: bool) -> Option<(Piece, usize)> {
        let head = self.head.clone();
        let mut piece = Piece { head, rows: Vec::new(), before: None, after: None };
        let mut at = 0;
        while at + piece.rows.len() * Self::ROW < enough {
            let Some(row) = self.walk.next(bytes, &mut at, last) else { break };
            if !self.begun {
                self.begun = true;
                piece.before = self.head.doubt.clone();
            } else if self.left > 0 {
                self.left -= 1;
                piece.rows.push(row);
            } else if self.most > 0 {
                piece.after = Some(Doubt::too_many(std::mem::take(&mut self.most)));
            }
        }
        (at > 0 || last).then_some((piece, at))
    }
}

impl Piece {
    /// Reads the rows, which were found in these bytes.
    pub fn read(&self, name: &str, bytes: &[u8]) -> Lines {
        let mut lines = Lines::default();
        let whole = |doubt: &Doubt| Note::whole(doubt.reason.clone());
        lines.notes.extend(self.before.as_ref().map(whole));
        for row in &self.rows {
            let text = String::from_utf8_lossy(&bytes[row.start..row.end]);
            let cells = rows::cells(&text, self.head.delimiter, row.alone);
            self.head.take(name, Record { row: row.clone(), cells }, &mut lines);
        }
        lines.notes.extend(self.after.as_ref().map(whole));
        lines.given = lines.documents.len();
        lines
    }
}

/// Reads a table, at most so many of its rows.
///
/// # Errors
///
/// When no column holds texts, or no row does.
pub fn read(name: &str, source: &str, delimiter: u8, most: usize) -> Result<Ingested, Skipped> {
    /// Rows are found so many bytes before they are read.
    const AT_ONCE: usize = 1 << 20;
    let mut cutter = Cutter::new(Head::new(source, delimiter)?, source, most);
    let (mut documents, mut notes) = (Vec::new(), Notes::of(Kind::Rows));
    let mut rest = &source.as_bytes()[cutter.start..];
    while let Some((piece, end)) = cutter.cut(rest, AT_ONCE, true).filter(|(_, end)| *end > 0) {
        let mut lines = piece.read(name, rest);
        documents.append(&mut lines.documents);
        notes.take(lines);
        rest = &rest[end..];
    }
    let doubts = notes.finish()?;
    Ok(Ingested { documents, doubts, format: Format::Csv })
}

/// The column that holds the texts: the one that is called so, else the one with the longest
/// cells.
fn text_column(
    source: &str,
    delimiter: u8,
    columns: &[Column],
) -> Result<(usize, Option<Doubt>), Skipped> {
    if let Some(text) = columns.iter().position(|column| column.field == Some(Field::Text)) {
        return Ok((text, None));
    }
    let mut bytes = vec![0; columns.len()];
    let mut seen = 0;
    let mut add = |cells: &[Cow<'_, str>]| {
        bytes.iter_mut().zip(cells).for_each(|(sum, cell)| *sum += cell.len());
    };
    let mut records = rows_of(sample(source), delimiter);
    records.next();
    for record in records.by_ref() {
        seen += 1;
        add(&record.cells);
    }
    // Of a very long text, the first row ends behind the sample.
    if seen == 0 {
        add(&rows::cells(records.rest(), delimiter, false));
    }
    let longest = (0..columns.len()).max_by_key(|&column| bytes[column]);
    match longest.filter(|&column| bytes[column] >= LIKE_TEXT * seen.max(1)) {
        Some(column) => {
            let doubt = Doubt::whole(format!(
                "no column is called `text`; “{}”, which has the longest cells, was taken for it",
                columns[column].name
            ));
            Ok((column, Some(doubt)))
        }
        None => Err(Skipped::because(
            "a table without a column of texts: call one `text` in its first row (or, if it says \
             something of the files beside it, call the file metadata.csv and give it a column `path`)",
        )),
    }
}

impl Head {
    /// Takes a row: its document, and what is to be said of it.
    fn take(&self, name: &str, record: Record<'_>, lines: &mut Lines) {
        let Record { row, cells } = record;
        if row.open {
            let reason = "expected a closing quotation mark, found none where it belongs; this \
                          line was read by itself: double the marks within cells"
                .to_string();
            lines.notes.push(Note::each(row.line, "have such quotation marks too", reason));
        }
        if cells.len() != self.columns.len() {
            let reason = format!("expected {} cells, found {}", self.columns.len(), cells.len());
            lines.notes.push(Note::each(row.line, "have another number of cells too", reason));
        }
        match self.document(name, row.line, &cells) {
            Some(document) => lines.documents.push(document),
            None => {
                let reason = "no text in this row; it was left out".to_string();
                lines.notes.push(Note::each(row.line, "have no text either; left out", reason));
            }
        }
    }

    fn document(&self, name: &str, line: u32, cells: &[Cow<'_, str>]) -> Option<Document> {
        let mut document = Document::default();
        for (number, cell) in cells.iter().enumerate() {
            let beyond;
            let column = match self.columns.get(number) {
                Some(column) => column,
                None => {
                    beyond = Column { name: format!("column {}", number + 1), field: None };
                    &beyond
                }
            };
            if number == self.text {
                document.text = cell.to_string();
            } else if column.field == Some(Field::Id) && document.id.is_empty() {
                document.id = cell.trim().to_string();
            } else {
                let from = field::in_file(format!("column {}", column.name));
                field::tell(&mut document, column.field, &column.name, plain::trim(cell), from);
            }
        }
        if document.text.trim().is_empty() && document.meta.title.is_empty() {
            return None;
        }
        if document.id.is_empty() {
            document.id = format!("{name}:{line}");
        }
        plain::settle_title(&mut document, None);
        Some(document)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;
    use proptest::prelude::*;

    fn many(source: &str) -> Ingested {
        let delimiter = delimiter(source, true).unwrap();
        read("a.csv", source, delimiter, 9999).unwrap()
    }

    fn texts(source: &str) -> Vec<String> {
        many(source).documents.into_iter().map(|document| document.text).collect()
    }

    #[test]
    fn columns_find_their_places() {
        let read = many(concat!(
            "شناسه;عنوان;متن;تاریخ;desk\n",
            "k1;T;\"T\nfirst; \"\"x\"\"\";1400-02-01;world\n\n;;دوم;;\n"
        ));
        let [one, two] = &read.documents[..] else { panic!("{read:?}") };
        assert_eq!((&*one.id, &*one.text), ("k1", "T\nfirst; \"x\""));
        assert_eq!((&*one.meta.title, &*one.meta.date), ("T", "1400-02-01"));
        assert_eq!(one.title_span.unwrap().of(&one.text), Some("T"));
        assert_eq!(one.meta.more, [("desk".to_string(), "world".to_string())]);
        assert!(one.origins.contains(&("date".into(), Origin::File("column تاریخ".into()))));
        assert_eq!((&*two.id, &*two.text), ("a.csv:5", "دوم"));
        assert_eq!(read.doubts, []);
    }

    #[test]
    fn delimiters_are_told_by_the_rows() {
        for (source, expected, found) in [
            ("text,title\na,b\n", false, Some(b',')),
            ("id\ttext\n1\ta, b; c\n2\td, e\n", false, Some(b'\t')),
            ("id;text\n1;a, b\n2;c, d\n", true, Some(b';')),
            ("id|متن\n1|x\n", false, Some(b'|')),
            ("a,b\nx,y\n", true, Some(b',')),
            ("a,b\nx,y\n", false, None),
            ("sep=|\ntext|a,b\nx|y\n", true, Some(b'|')),
            ("text\none\ntwo\n", true, Some(b',')),
            ("text\none\ntwo\n", false, None),
            ("Text, title and date.\nHere it begins; it goes on.\nAnd on, and, on.\n", false, None),
            ("Words of prose, with commas.\nMore.\nAnd more.\n", true, None),
            ("", true, None),
        ] {
            assert_eq!(delimiter(source, expected), found, "{source}");
        }
    }

    #[test]
    fn an_open_quotation_mark_ends_in_one_line() {
        let rest = "3,more words\n".repeat(1000);
        let read = many(&format!("id,text\n1,good\n2,\"open\n{rest}"));
        assert_eq!(read.documents.len(), 1002);
        assert_eq!(read.documents[1].text, "\"open");
        assert_eq!(read.documents[2].text, "more words");
        assert_eq!(read.doubts.len(), 1);
        assert!(read.doubts[0].to_string().starts_with("line 3: expected a closing quotation"));
    }

    #[test]
    fn a_quotation_mark_that_is_closed_far_below_does_not_join_rows() {
        let rest = "3,\"more, words\"\n".repeat(50);
        let source = format!("id,text\n2,\"open\n{rest}");
        let read = many(&source);
        assert_eq!(read.documents.len(), 51, "{:?}", read.doubts);
        assert_eq!(read.documents[7].text, "more, words");
        assert_eq!(read.doubts.len(), 1);
    }

    #[test]
    fn rows_of_other_lengths_lose_nothing_and_are_counted() {
        let source = format!("id,text\n{}1\n{}", "1,a,b\n".repeat(8), "1,c\n".repeat(9));
        let read = many(&source);
        assert_eq!(read.documents[0].meta.more, [("column 3".to_string(), "b".to_string())]);
        let doubts: Vec<String> = read.doubts.iter().map(Doubt::to_string).collect();
        assert_eq!(doubts[0], "line 2: expected 2 cells, found 3");
        assert!(doubts.iter().any(|d| d.contains("line 10: no text in this row")), "{doubts:?}");
        assert!(doubts.contains(&"4 more rows have another number of cells too".to_string()));
    }

    #[test]
    fn without_a_name_the_longest_cells_are_the_texts() {
        let long = "words and words and words and words and words";
        let read = many(&format!("a,b\n1,{long}\n2,{long}\n"));
        assert_eq!(read.documents[0].text, long);
        assert!(read.doubts[0].reason.contains("“b”"));
        let skipped = super::read("a.csv", "a,b\n1,2\n", b',', 9).unwrap_err();
        assert!(skipped.reason.contains("call one `text`"));
    }

    #[test]
    fn more_rows_than_there_may_be_are_left_out() {
        let read = read("a.csv", "id,text\n1,a\n2,b\n3,c\n", b',', 2).unwrap();
        assert_eq!(read.documents.len(), 2);
        assert!(read.doubts[0].reason.starts_with("more than 2 documents"));
    }

    #[test]
    fn a_first_row_that_is_longer_than_the_sample_is_read() {
        for (columns, column) in [("id,text", None), ("nr,words", Some("“words”"))] {
            let long = "words, and more\n".repeat(SAMPLE / 8);
            let source = format!("{columns}\n1,\"{long}\"\n2,short\n");
            let read = read("a.csv", &source, b',', 99).unwrap();
            assert_eq!(read.documents.len(), 2);
            assert_eq!(read.documents[0].text, long);
            assert_eq!(
                read.doubts.first().map(|d| d.reason.contains("words")),
                column.map(|_| true)
            );
            assert_eq!(delimiter(&source, true), Some(b','));
        }
    }

    #[test]
    fn a_single_column_is_read() {
        assert_eq!(texts("متن\n\"یک، دو\"\n\"سه\"\n"), ["یک، دو", "سه"]);
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(
            rows in prop::collection::vec(("[a-z]{1,5}", "(\\PC|[\n\r\",;\t|\u{200c}]){0,60}x"), 1..20),
            delimiter in prop::sample::select(DELIMITERS.to_vec()),
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
            writer.write_record(["desk", "text"]).unwrap();
            for (desk, text) in &rows {
                writer.write_record([desk, text]).unwrap();
            }
            let source = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let read = super::read("a", &source, delimiter, 99).unwrap();
            prop_assert_eq!(&read.doubts, &vec![]);
            let found: Vec<_> = read.documents.into_iter().map(|d| d.text).collect();
            prop_assert_eq!(found, rows.into_iter().map(|(_, text)| text).collect::<Vec<_>>());
        }

        #[test]
        fn any_table_is_survived(source in "(text|id|[\",;\t|\n\r]|\\PC){0,80}", expected: bool) {
            if let Some(delimiter) = delimiter(&source, expected)
                && let Ok(read) = read("a", &source, delimiter, 3)
            {
                let bytes: usize = read.documents.iter().map(|d| d.text.len()).sum();
                prop_assert!(bytes <= source.len());
            }
        }
    }
}
