//! The bytes of a table → where its rows and their cells are.
//!
//! Cells may stand in quotation marks, hold line ends then, and a mark in them is doubled; marks
//! within a cell that does not begin with one are letters. That is what everybody writes and
//! reads as CSV. Rows may have any number of cells, and lines without anything on them are none.
//!
//! A mark that is never closed would swallow the rest of the file into one cell. A row that does
//! not end, or runs over several lines and has not as many cells as the table while each of
//! those lines by itself has, is read by lines instead, and says so.
//!
//! [`Walk`] finds rows in as much of a file as is there, so that a table need not be held as a
//! whole; what it finds does not depend on how much of it that was.

use std::borrow::Cow;

/// A row in quotation marks ends within so many bytes: as many as a very large book has.
pub const LONGEST: usize = 16 << 20;
/// After so many rows that do not end, all the lines that such a row runs over are read one by
/// one; until then, only its first. Each line is looked at a few times at most so.
const MOST_OPEN: u32 = 16;

/// A row, and where it stands among the bytes that it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its first byte.
    pub start: usize,
    /// The byte after its line end, or after its last one.
    pub end: usize,
    /// The number of its first line, from 1.
    pub line: u32,
    /// It is a single line, whose quotation marks count only if they are closed in it.
    pub alone: bool,
    /// A quotation mark was out of place here, and this line is read by itself because of it.
    pub open: bool,
}

/// Finds the rows of a table, one after the other.
#[derive(Clone, Debug)]
pub struct Walk {
    delimiter: u8,
    /// The number of the next line.
    line: u32,
    /// Cells of the first row.
    columns: Option<usize>,
    /// Bytes whose lines are read one by one.
    single: usize,
    /// Rows so far that did not end.
    open: u32,
}

impl Walk {
    /// Begins with the line of this number, from 1.
    pub fn new(delimiter: u8, line: u32) -> Walk {
        Walk { delimiter, line, columns: None, single: 0, open: 0 }
    }

    /// Finds the row that begins at `at`, and moves that behind it; `None` when all of it is not
    /// there yet, or when there is none. `last` says that nothing comes after these bytes.
    pub fn next(&mut self, bytes: &[u8], at: &mut usize, last: bool) -> Option<Row> {
        while let Some(b'\n' | b'\r') = bytes.get(*at) {
            self.pass(bytes, at, 1);
        }
        let rest = bytes.get(*at..).filter(|rest| !rest.is_empty())?;
        if self.single > 0 {
            let length = line_end(rest, last)?;
            return Some(self.row(bytes, at, length, true, false));
        }
        let seen = &rest[..rest.len().min(LONGEST)];
        let found = Scan::of(seen, self.delimiter);
        let all = last && seen.len() < LONGEST;
        let whole = all && !found.quoted;
        match found.end.or(whole.then_some(seen.len())) {
            Some(length) => {
                let columns = *self.columns.get_or_insert(found.cells);
                let by_lines = found.cells != columns
                    && is_better_by_lines(&rest[..length], self.delimiter, columns);
                if !by_lines {
                    return Some(self.row(bytes, at, length, false, false));
                }
                self.single = length;
            }
            None if seen.len() < LONGEST && !last => return None,
            None => {
                line_end(rest, last)?;
                self.open = self.open.saturating_add(1);
                if self.open > MOST_OPEN {
                    let lines = seen.iter().rposition(|&byte| byte == b'\n').filter(|_| !all);
                    self.single = lines.map_or(seen.len(), |end| end + 1);
                }
            }
        }
        let length = line_end(rest, last)?;
        self.columns.get_or_insert_with(|| cells_of_line(&rest[..length], self.delimiter));
        Some(self.row(bytes, at, length, true, true))
    }

    fn row(&mut self, bytes: &[u8], at: &mut usize, length: usize, alone: bool, open: bool) -> Row {
        let (start, line) = (*at, self.line);
        self.pass(bytes, at, length);
        Row { start, end: *at, line, alone, open }
    }

    fn pass(&mut self, bytes: &[u8], at: &mut usize, length: usize) {
        let passed = &bytes[*at..*at + length];
        let lines = passed.iter().filter(|&&byte| byte == b'\n').count();
        self.line = self.line.saturating_add(lines as u32);
        self.single = self.single.saturating_sub(length);
        *at += length;
    }
}

/// Where the first of these lines ends; `None` when that is not there yet.
fn line_end(bytes: &[u8], last: bool) -> Option<usize> {
    let end = bytes.iter().position(|&byte| byte == b'\n').map(|end| end + 1);
    end.or(last.then_some(bytes.len()))
}

/// A look at the first row of some bytes.
struct Scan {
    /// Where it ends, its line end included; `None` when there is none.
    end: Option<usize>,
    /// How many cells it has.
    cells: usize,
    /// The bytes end within quotation marks.
    quoted: bool,
}

impl Scan {
    fn of(bytes: &[u8], delimiter: u8) -> Scan {
        #[derive(Clone, Copy, PartialEq)]
        enum In {
            Start,
            Cell,
            Quotes,
            /// Behind a mark that closes the cell, unless another one follows.
            Closed,
        }
        let (mut place, mut cells) = (In::Start, 1);
        for (at, &byte) in bytes.iter().enumerate() {
            place = match (place, byte) {
                (In::Quotes, b'"') => In::Closed,
                (In::Quotes, _) | (In::Start | In::Closed, b'"') => In::Quotes,
                (_, b'\n' | b'\r') => return Scan { end: Some(at + 1), cells, quoted: false },
                (_, byte) if byte == delimiter => {
                    cells += 1;
                    In::Start
                }
                _ => In::Cell,
            };
        }
        Scan { end: None, cells, quoted: place == In::Quotes }
    }
}

/// How many cells a single line has; its quotation marks count if they are closed in it.
fn cells_of_line(line: &[u8], delimiter: u8) -> usize {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let found = Scan::of(line, delimiter);
    match found.quoted || found.end.is_some_and(|end| end < line.len()) {
        true => line.iter().filter(|&&byte| byte == delimiter).count() + 1,
        false => found.cells,
    }
}

/// The lines of a row, each by itself, have as many cells as there are columns.
pub fn is_better_by_lines(row: &[u8], delimiter: u8, columns: usize) -> bool {
    let lines = || row.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    if !row.contains(&b'"') || lines().nth(1).is_none() {
        return false;
    }
    let even = lines().filter(|line| cells_of_line(line, delimiter) == columns).count();
    even * 10 >= lines().count() * 9
}

/// The cells of a row.
pub fn cells(row: &str, delimiter: u8, alone: bool) -> Vec<Cow<'_, str>> {
    let row = row.trim_end_matches(['\n', '\r']);
    let delimiter_char = char::from(delimiter);
    if !row.contains('"') || (alone && Scan::of(row.as_bytes(), delimiter).quoted) {
        return row.split(delimiter_char).map(Cow::Borrowed).collect();
    }
    let mut cells = Vec::new();
    let mut rest = Some(row);
    while let Some(row) = rest {
        let (cell, after) = first_cell(row, delimiter_char);
        cells.push(cell);
        rest = after;
    }
    cells
}

/// The first cell of a row, and what follows its delimiter.
fn first_cell(row: &str, delimiter: char) -> (Cow<'_, str>, Option<&str>) {
    let plain = |row| match str::split_once(row, delimiter) {
        Some((cell, after)) => (cell, Some(after)),
        None => (row, None),
    };
    let mut cell = Cow::Borrowed("");
    let mut quoted = row.strip_prefix('"');
    let mut rest = row;
    while let Some(text) = quoted {
        let (inside, after) = text.split_once('"').unwrap_or((text, ""));
        cell += inside;
        rest = after;
        quoted = after.strip_prefix('"');
        if quoted.is_some() {
            cell += "\"";
        }
    }
    // What stands between the closing mark and the delimiter belongs to the cell.
    let (tail, after) = plain(rest);
    cell += tail;
    (cell, after)
}

/// The rows of a table that is there as a whole, the first one (the names of its columns)
/// included.
pub struct Rows<'a> {
    source: &'a str,
    at: usize,
    walk: Walk,
    /// The source goes on after what is there of it.
    cut: bool,
}

/// A row that was read.
pub struct Record<'a> {
    /// Where it stands.
    pub row: Row,
    /// What is in it.
    pub cells: Vec<Cow<'a, str>>,
}

impl<'a> Rows<'a> {
    /// Begins at the first row, which has this number. When the source is `cut`, its last row is
    /// left out.
    pub fn new(source: &'a str, delimiter: u8, line: u32, cut: bool) -> Rows<'a> {
        Rows { source, at: 0, walk: Walk::new(delimiter, line), cut }
    }

    /// What has not been read.
    pub fn rest(&self) -> &'a str {
        &self.source[self.at..]
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let row = self.walk.next(self.source.as_bytes(), &mut self.at, !self.cut)?;
        let text = &self.source[row.start..row.end];
        Some(Record { cells: cells(text, self.walk.delimiter, row.alone), row })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Rows as they are found when so many bytes are there at once.
    fn found(source: &str, at_once: usize) -> Vec<Row> {
        let bytes = source.as_bytes();
        let mut walk = Walk::new(b',', 1);
        let (mut rows, mut at, mut there) = (Vec::new(), 0, 0);
        loop {
            let last = there >= bytes.len();
            match walk.next(&bytes[..there.min(bytes.len())], &mut at, last) {
                Some(row) => rows.push(row),
                None if last => return rows,
                None => there += at_once,
            }
        }
    }

    fn read(source: &str) -> Vec<Vec<String>> {
        let rows = Rows::new(source, b',', 1, false);
        rows.map(|record| record.cells.into_iter().map(Cow::into_owned).collect()).collect()
    }

    #[test]
    fn a_row_that_does_not_end_is_one_line_and_the_rows_around_it_stay() {
        let row = "1,\"a\nb\"\n";
        let found = read(&format!("x,y\n{row}2,\"open\n{row}{row}3,c\n"));
        let cells = |row: &[&str]| row.iter().map(|cell| cell.to_string()).collect::<Vec<_>>();
        let (row, open) = (cells(&["1", "a\nb"]), cells(&["2", "\"open"]));
        assert_eq!(found[..2], [cells(&["x", "y"]), row.clone()]);
        // The mark is closed by the next one: the lines up to there are read one by one.
        assert!(found.contains(&cells(&["3", "c"])), "{found:?}");
        let found = read("x,y\n1,\"a\nb\"\n2,\"open\n3,c\n4,\n");
        assert_eq!(found[1..], [row, open, cells(&["3", "c"]), cells(&["4", ""])]);
    }

    #[test]
    fn many_rows_that_do_not_end_are_read_in_linear_time() {
        let source = format!("x,y\n{}", "1,a\"b,\"c\n".repeat(200_000));
        let rows: Vec<Row> = Rows::new(&source, b',', 1, false).map(|record| record.row).collect();
        assert_eq!(rows.len(), 200_001);
        assert_eq!(rows.iter().filter(|row| row.open).count(), MOST_OPEN as usize + 1);
    }

    #[test]
    fn an_open_mark_does_not_reach_beyond_the_longest_row() {
        let line = "3,words and words of a row\n";
        let source =
            format!("x,y\n1,\"open\n{}4,\"a\nb\"\n", line.repeat(LONGEST / line.len() + 9));
        let rows: Vec<Row> = Rows::new(&source, b',', 1, false).map(|record| record.row).collect();
        assert_eq!(rows.len(), LONGEST / line.len() + 12);
        assert!(rows[1].open && rows.iter().filter(|row| row.open).count() == 1);
        assert!(!rows.last().unwrap().alone);
    }

    proptest! {
        #[test]
        fn rows_are_those_of_another_reader(
            source in "([ab]|[\",\n]|\r\n|سلام|\"\"|,\"|\",){0,60}",
        ) {
            let mut reader =
                csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(source.as_bytes());
            let expected: Vec<Vec<String>> = reader
                .records()
                .map(|row| row.unwrap().iter().map(str::to_string).collect())
                .collect();
            let rows: Vec<Record> = Rows::new(&source, b',', 1, false).collect();
            prop_assume!(rows.iter().all(|record| !record.row.alone));
            prop_assert_eq!(read(&source), expected);
        }

        #[test]
        fn rows_do_not_depend_on_how_much_is_there(
            source in "([ab]|[\",\n]|\r\n|س|,\"|\",|1,\"x\"\n|2,y\n){0,60}", at_once in 1..40usize,
        ) {
            let rows = found(&source, at_once);
            prop_assert_eq!(&rows, &found(&source, 1 << 20));
            for (a, b) in rows.iter().zip(rows.iter().skip(1)) {
                prop_assert!(a.end <= b.start && a.line <= b.line);
            }
            let letters = |text: &str| text.replace(['\n', '\r'], "");
            let kept: String = rows.iter().map(|row| letters(&source[row.start..row.end])).collect();
            prop_assert_eq!(kept, letters(&source));
        }
    }
}
