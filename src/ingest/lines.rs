//! A large file of JSON Lines → documents, some lines at a time.
//!
//! Only a file that [`read`](super::read) would take for JSON Lines in sound UTF-8 may be read
//! so: a [`Probe`] has to see all of it first. What comes out is then the same.

use encoding_rs::{Encoding, UTF_8};

use super::{binary, decode, settle_language, settle_zones};
use crate::ingest::format::{jsonl, names_json_lines};

pub use crate::ingest::format::jsonl::{Lines, Notes};

/// UTF-8's byte order mark.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// Bytes in which UTF-16 without a mark would show.
const PATTERN: usize = 64 << 10;

/// Finds out whether a file may be read by lines.
#[derive(Debug)]
pub struct Probe {
    /// The file begins with a mark, which is no part of its first line.
    marked: bool,
    sound: bool,
    bytes: u64,
    odd: u64,
    /// The beginning of a character whose end has not been seen.
    begun: Vec<u8>,
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
        let is = jsonl::is_json_lines(line, names_json_lines(name));
        is.then(|| Probe { marked, sound: true, bytes: 0, odd: 0, begun: Vec::new() })
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

    /// When all bytes were seen: how many of the first ones belong to no line, if the others
    /// may be read by lines.
    pub fn finish(self) -> Option<usize> {
        let text = self.marked || !decode::too_odd(self.odd, self.bytes);
        let sound = self.sound && self.begun.is_empty() && text;
        sound.then_some(if self.marked { MARK.len() } else { 0 })
    }
}

/// Reads whole lines of a file, of which the first has this number, from 1. What is no UTF-8
/// after all is replaced.
///
/// ```
/// use kashf::ingest::lines::{Notes, read};
/// let mut notes = Notes::default();
/// let lines = "{\"text\":\"سلام\"}\nbroken\n";
/// let some = read("a.jsonl", 7, lines.as_bytes());
/// assert_eq!(some.documents[0].id, "a.jsonl:7");
/// notes.take(some);
/// assert!(notes.finish().unwrap()[0].to_string().starts_with("line 8: expected a JSON object"));
/// ```
pub fn read(name: &str, first: u32, lines: &[u8]) -> Lines {
    let (text, _) = UTF_8.decode_without_bom_handling(lines);
    let mut lines = jsonl::read_lines(name, first, &text);
    lines.documents.iter_mut().for_each(settle_language);
    settle_zones(&mut lines.documents);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{self, Format, Ingested, Skipped};
    use proptest::prelude::*;

    /// What becomes of a file read by lines, `at_once` bytes and more at a time.
    fn by_lines(name: &str, file: &[u8], at_once: usize) -> Option<Result<Ingested, Skipped>> {
        let mut probe = Probe::new(name, &file[..file.len().min(Probe::HEAD)])?;
        file.chunks(at_once).for_each(|bytes| probe.take(bytes));
        let text = std::str::from_utf8(&file[probe.finish()?..]).unwrap();
        let (mut notes, mut documents) = (Notes::default(), Vec::new());
        let (mut first, mut rest) = (1, text);
        while !rest.is_empty() {
            let from = rest.char_indices().map(|(at, _)| at).find(|&at| at >= at_once);
            let end = from.and_then(|from| Some(from + rest[from..].find('\n')? + 1));
            let (some, others) = rest.split_at(end.unwrap_or(rest.len()));
            let mut lines = read(name, first, some.as_bytes());
            documents.append(&mut lines.documents);
            notes.take(lines);
            first += some.matches('\n').count() as u32;
            rest = others;
        }
        let format = Format::JsonLines;
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
    }
}
