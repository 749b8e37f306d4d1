//! A table (commas, semicolons, tabs or bars between its cells) → documents, one a row.
//!
//! The first row names the columns, in English, Arabic or Persian: see
//! [`crate::ingest::field`]. One column holds the texts; the rest is metadata, each under
//! its column's name. Cells are kept as they stand.
//!
//! A quotation mark that is never closed would swallow the rest of the file into one cell. So
//! the lines of such a row are read one by one, and it is reported; and so are the lines of a
//! row that runs over several and has not as many cells as there are columns, if that makes
//! sound rows of them.

use csv::{ReaderBuilder, StringRecord};

use crate::document::Document;
use crate::ingest::field::{self, Field};
use crate::ingest::tally::Tally;
use crate::ingest::{Doubt, Ingested, Skipped};

use super::{Format, plain};

/// What may stand between cells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Bytes from which the shape of a table is told.
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
}

impl Shape {
    fn of(source: &str, delimiter: u8) -> Option<Shape> {
        let mut end = source.len().min(SAMPLE);
        while !source.is_char_boundary(end) {
            end -= 1;
        }
        let mut rows = Rows::new(&source[..end], delimiter);
        let mut record = StringRecord::new();
        rows.next(&mut record)?;
        let columns = record.len();
        let named = record.iter().filter(|name| Field::named(name).is_some()).count();
        let mut shape = Shape { columns, named, rows: 0, even: 0 };
        let mut last_is_even = false;
        while rows.next(&mut record).is_some() {
            last_is_even = record.len() == columns;
            shape.rows += 1;
            shape.even += usize::from(last_is_even);
        }
        // The last row of a sample is cut.
        if end < source.len() && shape.rows > 1 && !last_is_even {
            shape.rows -= 1;
        }
        Some(shape)
    }

    fn is_table(&self, expected: bool) -> bool {
        let enough = if expected { self.even * 2 } else { self.even * 10 / 9 };
        self.columns > 1 && self.rows > 0 && enough >= self.rows
    }

    /// The better a table it makes, the larger.
    fn rank(&self) -> (usize, usize, usize) {
        (self.named, self.even * 100 / self.rows.max(1), self.columns)
    }
}

/// The rows of a table, the first one (the names of its columns) included.
pub struct Rows<'a> {
    source: &'a str,
    delimiter: u8,
    reader: csv::Reader<&'a [u8]>,
    /// Cells of the first row.
    columns: Option<usize>,
    /// Lines that are read one by one: where the next begins, and where they end.
    single: Option<(usize, usize)>,
    /// How far lines were counted, and how many ended there.
    counted: (usize, u32),
    /// The lines at which quotation marks were out of place.
    pub open_quotes: Vec<u32>,
}

impl<'a> Rows<'a> {
    /// Begins at the first row.
    pub fn new(source: &'a str, delimiter: u8) -> Rows<'a> {
        let start = declared(source).map_or(0, |(_, start)| start);
        let reader = builder(delimiter).from_reader(&source.as_bytes()[start..]);
        Rows {
            source: &source[start..],
            delimiter,
            reader,
            columns: None,
            single: None,
            counted: (0, 1 + u32::from(start > 0)),
            open_quotes: Vec::new(),
        }
    }

    /// Reads the next row into `record`, and gives the number of its first line, from 1.
    pub fn next(&mut self, record: &mut StringRecord) -> Option<u32> {
        loop {
            if let Some(line) = self.next_single(record) {
                return Some(line);
            }
            let start = self.here();
            // All of it is sound UTF-8, and rows may have any length: nothing else can fail.
            if !self.reader.read_record(record).unwrap_or(false) {
                return None;
            }
            let end = self.here();
            let blank = self.source[start..end].len()
                - self.source[start..end].trim_start_matches(['\n', '\r']).len();
            let start = start + blank;
            let line = self.line(start);
            let row = &self.source[start..end];
            let columns = *self.columns.get_or_insert(record.len());
            let open = end == self.source.len() && self.is_open(row);
            if open || (record.len() != columns && self.is_better_by_lines(row, columns)) {
                self.open_quotes.push(line);
                self.single = Some((start, end));
                continue;
            }
            return Some(line);
        }
    }

    fn here(&self) -> usize {
        usize::try_from(self.reader.position().byte())
            .map_or(self.source.len(), |at| at.min(self.source.len()))
    }

    /// The line that a byte is in, which lies behind those that were asked for before.
    fn line(&mut self, at: usize) -> u32 {
        let (counted, lines) = self.counted;
        let more = self.source.as_bytes()[counted.min(at)..at].iter().filter(|&&b| b == b'\n');
        self.counted = (at, lines.saturating_add(more.count() as u32));
        self.counted.1
    }

    /// The next of the lines that are read one by one.
    fn next_single(&mut self, record: &mut StringRecord) -> Option<u32> {
        while let Some((start, end)) = self.single {
            let rest = &self.source[start..end];
            let line = rest.split_inclusive('\n').next().unwrap_or_default();
            self.single = (!line.is_empty()).then_some((start + line.len(), end));
            let text = line.trim_end_matches(['\n', '\r']);
            if !text.is_empty() {
                *record = self.cells(text);
                return Some(self.line(start));
            }
        }
        None
    }

    /// The cells of a single line; its quotation marks count if they are closed in it.
    fn cells(&self, line: &str) -> StringRecord {
        let mut record = StringRecord::new();
        let quoted = line.contains('"') && !self.is_open(line);
        let mut reader = builder(self.delimiter);
        let mut reader = reader.buffer_capacity(256).from_reader(line.as_bytes());
        if quoted && reader.read_record(&mut record).unwrap_or(false) {
            return record;
        }
        StringRecord::from_iter(line.split(char::from(self.delimiter)))
    }

    /// A quotation mark is opened in this row and not closed: what follows would belong to it.
    fn is_open(&self, row: &str) -> bool {
        use std::io::Read as _;
        if !row.contains('"') {
            return false;
        }
        let row = row.trim_end_matches(['\n', '\r']);
        let mut reader = builder(self.delimiter);
        let mut reader = reader.buffer_capacity(256).from_reader(row.as_bytes().chain(&b"\nx"[..]));
        let mut record = StringRecord::new();
        let mut rows = 0;
        while reader.read_record(&mut record).unwrap_or(false) {
            rows += 1;
        }
        rows == 1
    }

    /// The lines of a row, each by itself, have as many cells as there are columns.
    fn is_better_by_lines(&self, row: &str, columns: usize) -> bool {
        let lines = || row.lines().filter(|line| !line.is_empty());
        if !row.contains('"') || lines().nth(1).is_none() {
            return false;
        }
        let even = lines().filter(|line| self.cells(line).len() == columns).count();
        even * 10 >= lines().count() * 9
    }
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true);
    builder
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
pub fn columns(header: &StringRecord) -> Vec<Column> {
    let named = |(number, name): (usize, &str)| match plain::trim(name) {
        "" => Column { name: format!("column {}", number + 1), field: None },
        name => Column { name: name.to_string(), field: Field::named(name) },
    };
    header.iter().enumerate().map(named).collect()
}

/// Reads a table, at most so many of its rows.
///
/// # Errors
///
/// When no column holds texts, or no row does.
pub fn read(name: &str, source: &str, delimiter: u8, most: usize) -> Result<Ingested, Skipped> {
    let mut rows = Rows::new(source, delimiter);
    let mut record = StringRecord::new();
    rows.next(&mut record);
    let columns = columns(&record);
    let (text, mut doubts) = text_column(source, delimiter, &columns)?;
    let mut tally = Tally::default();
    let mut documents = Vec::new();
    while let Some(line) = rows.next(&mut record) {
        if record.len() != columns.len() {
            tally.add("have another number of cells too", line, || {
                format!("expected {} cells, found {}", columns.len(), record.len())
            });
        }
        if documents.len() >= most {
            doubts.push(Doubt::too_many(most));
            break;
        }
        match document(name, line, &record, &columns, text) {
            Some(document) => documents.push(document),
            None => tally.add("have no text either; left out", line, || {
                "no text in this row; it was left out".into()
            }),
        }
    }
    for line in rows.open_quotes {
        tally.add("have such quotation marks too", line, || {
            "expected a closing quotation mark, found none where it belongs; from here on the \
             lines were read one by one: double the marks within cells"
                .into()
        });
    }
    doubts.extend(tally.finish());
    if documents.is_empty() {
        return Err(Skipped::because("a table without a row that has a text"));
    }
    Ok(Ingested { documents, doubts, format: Format::Csv })
}

/// The column that holds the texts: the one that is called so, else the one with the longest
/// cells.
fn text_column(
    source: &str,
    delimiter: u8,
    columns: &[Column],
) -> Result<(usize, Vec<Doubt>), Skipped> {
    if let Some(text) = columns.iter().position(|column| column.field == Some(Field::Text)) {
        return Ok((text, Vec::new()));
    }
    let mut bytes = vec![0; columns.len()];
    let mut rows = Rows::new(source, delimiter);
    let mut record = StringRecord::new();
    rows.next(&mut record);
    let mut seen = 0;
    while seen < 1000 && rows.next(&mut record).is_some() {
        seen += 1;
        bytes.iter_mut().zip(&record).for_each(|(sum, cell)| *sum += cell.len());
    }
    let longest = (0..columns.len()).max_by_key(|&column| bytes[column]);
    match longest.filter(|&column| bytes[column] >= LIKE_TEXT * seen.max(1)) {
        Some(column) => Ok((
            column,
            vec![Doubt::whole(format!(
                "no column is called `text`; “{}”, which has the longest cells, was taken for it",
                columns[column].name
            ))],
        )),
        None => Err(Skipped::because(
            "a table without a column of texts: call one `text` in its first row (or, if it says \
             something of the files beside it, call the file metadata.csv and give it a column `path`)",
        )),
    }
}

fn document(
    name: &str,
    line: u32,
    record: &StringRecord,
    columns: &[Column],
    text: usize,
) -> Option<Document> {
    let mut document = Document::default();
    for (number, cell) in record.iter().enumerate() {
        let beyond;
        let column = match columns.get(number) {
            Some(column) => column,
            None => {
                beyond = Column { name: format!("column {}", number + 1), field: None };
                &beyond
            }
        };
        if number == text {
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
