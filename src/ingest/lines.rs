//! A large file of JSON Lines, or a large table → documents, some lines or rows at a time.
//!
//! Only a file that [`read`](super::read()) would take for one of these, in sound UTF-8, may be
//! read so: a [`Probe`] has to see all of it first. A [`Cutter`] then parts it out in [`Piece`]s,
//! wherever it was cut by who holds it, and each is read by itself. What comes out is the same,
//! but for the most documents that a file may give at once: these are handed on, not held.

use encoding_rs::{Encoding, UTF_8};

use super::archive;
use super::format::{Format, csv, jsonl, names_json_lines};
use super::notes::Kind;
use super::{binary, decode, settle_language, settle_zones};

pub use super::notes::{Lines, Notes};

/// UTF-8's byte order mark.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// Bytes in which UTF-16 without a mark would show.
const PATTERN: usize = 64 << 10;

/// Finds out whether a file may be read by lines or rows.
#[derive(Debug)]
pub struct Probe {
    /// The file begins with a mark, which is no part of its first line.
    marked: bool,
    sound: bool,
    bytes: u64,
    odd: u64,
    /// The beginning of a character whose end has not been seen.
    begun: Vec<u8>,
    /// How it begins, when it is a table, and what its rows are.
    table: Option<(String, csv::Head)>,
}

impl Probe {
    /// How many of the first bytes of a file it should be shown at once.
    pub const HEAD: usize = 256 << 10;

    /// Begins with a file's name and the first of its bytes; `None` for a file that is
    /// something else, or too odd to be sure.
    pub fn new(name: &str, head: &[u8]) -> Option<Probe> {
        let marked = head.starts_with(MARK);
        let text = if marked { &head[MARK.len()..] } else { head };
        if binary::kind(head).is_some() || head[..head.len().min(PATTERN)].contains(&0) {
            return None;
        }
        // The first line that has anything on it, as a whole.
        let blank = |line: &&[u8]| line.iter().all(u8::is_ascii_whitespace);
        let line = text.split_inclusive(|&byte| byte == b'\n').find(|line| !blank(line))?;
        let line = std::str::from_utf8(line.strip_suffix(b"\n")?).ok()?;
        let table = match jsonl::is_json_lines(line, names_json_lines(name)) {
            true => None,
            false => Some(table(name, text)?),
        };
        Some(Probe { marked, sound: true, bytes: 0, odd: 0, begun: Vec::new(), table })
    }

    /// Looks at the next bytes of the file, the first ones included.
    pub fn take(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.odd += decode::odd(bytes);
        let joined;
        let all = match self.begun.is_empty() {
            true => bytes,
            false => {
                joined = [&self.begun, bytes].concat();
                &joined
            }
        };
        // Much faster than the standard library's outside ASCII.
        let rest = &all[Encoding::utf8_valid_up_to(all)..];
        self.sound &= std::str::from_utf8(rest).err().is_none_or(|e| e.error_len().is_none());
        self.begun = rest[..rest.len().min(4)].to_vec();
    }

    /// When all bytes were seen: how to part the file out, if it may be.
    pub fn finish(self) -> Option<Cutter> {
        let text = self.marked || !decode::too_odd(self.odd, self.bytes);
        let sound = self.sound && self.begun.is_empty() && text;
        let mark = if self.marked { MARK.len() } else { 0 };
        sound.then(|| match self.table {
            None => Cutter { start: mark, of: Of::Lines { next: 1 } },
            Some((beginning, head)) => {
                let table = csv::Cutter::new(head, &beginning, usize::MAX);
                Cutter { start: mark + table.start, of: Of::Rows(table) }
            }
        })
    }
}

/// The beginning of a table, and what its rows are; `None` for another file, and for one that
/// does not say so in its beginning.
fn table(name: &str, head: &[u8]) -> Option<(String, csv::Head)> {
    let sound = Encoding::utf8_valid_up_to(head);
    let text = std::str::from_utf8(&head[..sound]).ok()?;
    if archive::is_archive(head) || head.len() - sound > 3 {
        return None;
    }
    let found = Format::of(name, text).ok()?;
    if found.format != Format::Csv || !csv::header_ends(text, found.delimiter) {
        return None;
    }
    let head = csv::Head::new(text, found.delimiter).ok()?;
    Some((text.split_inclusive('\n').next().unwrap_or_default().to_string(), head))
}

/// Parts out a file that is read by lines or rows.
#[derive(Debug)]
pub struct Cutter {
    start: usize,
    of: Of,
}

#[derive(Debug)]
enum Of {
    /// The number of the next line.
    Lines {
        next: u32,
    },
    Rows(csv::Cutter),
}

/// Some lines or rows of a file: where they are among the bytes that they were found in.
#[derive(Debug)]
pub struct Piece(What);

#[derive(Debug)]
enum What {
    /// The number of the first line.
    Lines(u32),
    Rows(csv::Piece),
}

impl Cutter {
    /// How many of the first bytes of the file belong to no line or row.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Begins to collect what is to be said of the file.
    pub fn notes(&self) -> Notes {
        Notes::of(match self.of {
            Of::Lines { .. } => Kind::Lines,
            Of::Rows(_) => Kind::Rows,
        })
    }

    /// The next piece, and where it ends among `bytes`, which are those that come next in the
    /// file. Of rows, about as many as give documents of `enough` bytes; of lines, all that are
    /// there. `None` when more must be there first; `last` says that no more will come.
    pub fn cut(&mut self, bytes: &[u8], enough: usize, last: bool) -> Option<(Piece, usize)> {
        match &mut self.of {
            Of::Rows(table) => {
                let (piece, end) = table.cut(bytes, enough, last)?;
                Some((Piece(What::Rows(piece)), end))
            }
            Of::Lines { next } => {
                let whole = bytes.iter().rposition(|&byte| byte == b'\n').map(|end| end + 1);
                let end = if last { bytes.len() } else { whole? };
                let first = *next;
                let lines = bytes[..end].iter().filter(|&&byte| byte == b'\n').count();
                *next = next.saturating_add(lines as u32);
                Some((Piece(What::Lines(first)), end))
            }
        }
    }
}

/// Reads a piece of a file, of which these are the bytes. What is no UTF-8 after all is replaced.
///
/// ```
/// use kashf::ingest::lines::{Probe, read};
/// let file = "{\"text\":\"سلام\"}\nbroken\n".as_bytes();
/// let mut probe = Probe::new("a.jsonl", file).unwrap();
/// probe.take(file);
/// let mut cutter = probe.finish().unwrap();
/// let mut notes = cutter.notes();
/// let (piece, end) = cutter.cut(file, 1 << 20, true).unwrap();
/// let some = read("a.jsonl", &piece, &file[..end]);
/// assert_eq!(some.documents[0].id, "a.jsonl:1");
/// notes.take(some);
/// assert!(notes.finish().unwrap()[0].to_string().starts_with("line 2: expected a JSON object"));
/// ```
pub fn read(name: &str, piece: &Piece, bytes: &[u8]) -> Lines {
    let mut lines = match &piece.0 {
        What::Rows(rows) => rows.read(name, bytes),
        What::Lines(first) => {
            let (text, _) = UTF_8.decode_without_bom_handling(bytes);
            jsonl::read_lines(name, *first, &text)
        }
    };
    lines.documents.iter_mut().for_each(settle_language);
    settle_zones(&mut lines.documents);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{self, Ingested, Skipped};
    use proptest::prelude::*;

    /// What becomes of a file of which so many bytes more are there at a time.
    fn by_lines(name: &str, file: &[u8], at_once: usize) -> Option<Result<Ingested, Skipped>> {
        let mut probe = Probe::new(name, &file[..file.len().min(Probe::HEAD)])?;
        file.chunks(at_once).for_each(|bytes| probe.take(bytes));
        let mut cutter = probe.finish()?;
        let (mut notes, mut documents) = (cutter.notes(), Vec::new());
        let (mut at, mut there) = (cutter.start(), cutter.start());
        loop {
            let last = there >= file.len();
            match cutter.cut(&file[at..there.min(file.len())], at_once, last) {
                Some((_, 0)) if last => break,
                Some((piece, end)) => {
                    let mut lines = read(name, &piece, &file[at..at + end]);
                    documents.append(&mut lines.documents);
                    notes.take(lines);
                    at += end;
                }
                None => there += at_once,
            }
        }
        let format = notes.format();
        Some(notes.finish().map(|doubts| Ingested { documents, doubts, format }))
    }

    #[test]
    fn what_is_no_sound_file_of_lines_is_left_to_the_other_way() {
        let good = "\n{\"text\":\"سلام\"}\n";
        let probe = |name: &str, file: &[u8]| by_lines(name, file, 3).is_some();
        assert!(probe("a.jsonl", good.as_bytes()) && probe("a.txt", good.as_bytes()));
        assert!(probe("a.jsonl", b"\xEF\xBB\xBF{}\n") && !probe("a.txt", b"{}\n"));
        let utf16: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let broken = [good.as_bytes(), b"{\"text\":\"\xC7\xE1\"}\n"].concat();
        let cut = [good.as_bytes(), b"\xD8"].concat();
        for file in [&utf16[..], &broken, &cut, b"not json\n", b"", b"{}", &[b'{', 0, b'\n']] {
            assert!(!probe("a.jsonl", file), "{file:?}");
        }
        assert!(probe("a.csv", b"id,text\n1,a\n") && probe("a.txt", b"id\ttext\n1\ta\n"));
        for file in [
            &b"id,text"[..],
            b"\"id,text\n",
            b"just words\n",
            b"<p>a,b\nc,d\n",
            b"id,text\n1,\xE1\n",
        ] {
            assert!(!probe("a.csv", file), "{file:?}");
        }
    }

    proptest! {
        #[test]
        fn by_lines_is_as_at_once(
            lines in prop::collection::vec(prop_oneof![
                Just(r#"{"text":"سلام دنیا، این متن است.","tags":[1]}"#),
                Just("{\"body\":\"Plain words here.\"}\r"),
                Just(r#"{"text":""}"#), Just("[1]"), Just(""), Just("\u{200f}\u{1}"), Just("{\"text\":\"\u{200c}x"),
            ], 1..40),
            mark in any::<bool>(),
            at_once in 1..200usize,
        ) {
            let file = format!("{}{{\"id\":1}}\n{}", if mark { "\u{feff}" } else { "" }, lines.join("\n"));
            let found = by_lines("a.jsonl", file.as_bytes(), at_once);
            if let Some(found) = found {
                prop_assert_eq!(found, ingest::read("a.jsonl", file.as_bytes()));
            } else {
                let odd = file.contains('\u{1}');
                prop_assert!(odd);
            }
        }

        #[test]
        fn by_rows_is_as_at_once(
            header in prop::sample::select(vec![
                "id,text\n", "sep=,\r\nid,text\r\n", "\u{feff}title,\"متن\"\n", "a,b\n", "\nid,text\n",
            ]),
            rows in prop::collection::vec(prop::sample::select(vec![
                "1,some words of a text that goes on and on\n", "2,\"سلام، دنیا\nو باز هم\"\r\n", "3,\"open\n",
                "4,\n", "\n", "5,a,b\n", "6\n", "7,\"x \"\"y\"\"\"\n", "8,\"a\" b\n", "\u{200c}\n",
            ]), 1..40),
            tail in prop::sample::select(vec!["", "9,end", "9,\"end\"", "9,\"end"]),
            at_once in 1..300usize,
        ) {
            let file = format!("{header}{}{tail}", rows.concat());
            if let Some(found) = by_lines("a.csv", file.as_bytes(), at_once) {
                prop_assert_eq!(found, ingest::read("a.csv", file.as_bytes()));
            } else {
                // The column of the texts, or that this is a table at all, is not to be seen.
                let whole = ingest::read("a.csv", file.as_bytes());
                prop_assert!(header == "a,b\n" || whole.is_err() || whole.unwrap().format != Format::Csv);
            }
        }
    }
}
