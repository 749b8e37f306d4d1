//! A zip archive → the files in it, opened one at a time and never grown beyond measure.
//!
//! Archives are hostile: a few bytes may claim to hold terabytes, one stretch of bytes may be
//! shared by a thousand entries, and names may point out of the archive. So everything that is
//! inflated on behalf of one input file, in it and in archives inside of it, is drawn from one
//! [`Budget`], and nothing is ever written anywhere: a name is only a name.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Skipped, decode};

/// How many bytes may still be inflated for an input file, and how many documents made of it.
#[derive(Debug)]
pub struct Budget {
    left: u64,
    all: u64,
    documents: usize,
}

impl Budget {
    /// What a file of so many bytes may grow to: 64 times, and a little more for the smallest.
    /// Texts grow four to twenty times, the markup of office documents up to fifty; only bombs
    /// grow by hundreds.
    pub fn of(bytes: usize) -> Budget {
        let all = (bytes as u64).saturating_mul(64).saturating_add(16 << 20);
        Budget { left: all, all, documents: bytes / 32 + 100_000 }
    }

    /// How many documents there may still be. Each takes about a kilobyte besides its text, so
    /// that rows of a letter each would fill any memory; texts have 32 bytes and more.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// Counts documents.
    pub fn spend(&mut self, documents: usize) {
        self.documents = self.documents.saturating_sub(documents);
    }

    fn exceeded(&self) -> String {
        format!(
            "the archive grows to more than {} bytes, which no text does; do not trust it",
            self.all
        )
    }
}

/// Bytes that begin as a zip archive does.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// An archive, and what its files are called.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The files by their names in the order of those, and their numbers in the archive.
    files: BTreeMap<String, usize>,
    /// Names that point out of the archive.
    outside: Vec<String>,
}

impl<'a> Archive<'a> {
    /// Reads what is in an archive.
    ///
    /// # Errors
    ///
    /// When it is cut off or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Archive<'a>, Skipped> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            Skipped::because(format!(
                "expected a whole zip archive (docx, odt, epub, zip), found one that is cut off \
                 or damaged ({error}); take a fresh copy"
            ))
        })?;
        let (mut files, mut outside) = (BTreeMap::new(), Vec::new());
        for (number, raw) in zip.file_names_raw().enumerate() {
            let name = name_of(raw);
            match path(&name) {
                Some(path) if !name.ends_with(['/', '\\']) => {
                    files.insert(path, number);
                }
                Some(_) => {}
                None => outside.push(name),
            }
        }
        Ok(Archive { zip, files, outside })
    }

    /// The names of the files, in the order of their bytes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Names that cannot be taken for paths within the archive.
    pub fn outside(&self) -> &[String] {
        &self.outside
    }

    /// True when there is a file of this name.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Inflates a file; `None` when there is none of this name.
    ///
    /// # Errors
    ///
    /// When it is damaged, encrypted, packed in a way that is not known, or there is too much
    /// in it.
    pub fn read(&mut self, name: &str, budget: &mut Budget) -> Option<Result<Vec<u8>, String>> {
        let number = *self.files.get(name)?;
        Some(self.inflate(number, budget))
    }

    fn inflate(&mut self, number: usize, budget: &mut Budget) -> Result<Vec<u8>, String> {
        let file = self.zip.by_index(number).map_err(|error| one_line(&error))?;
        let mut bytes = Vec::new();
        let read = file.take(budget.left.saturating_add(1)).read_to_end(&mut bytes);
        let grown = bytes.len() as u64;
        if grown > budget.left {
            budget.left = 0;
            return Err(budget.exceeded());
        }
        budget.left -= grown;
        read.map_err(|error| format!("damaged or cut off ({})", one_line(&error)))?;
        Ok(bytes)
    }

    /// A file that the format asks for, as text.
    ///
    /// # Errors
    ///
    /// When it is not there or cannot be read.
    pub fn text(&mut self, name: &str, budget: &mut Budget) -> Result<String, Skipped> {
        let damaged = |found: &str| {
            Skipped::because(format!("expected {name} in it, found {found}; take a fresh copy"))
        };
        let bytes = self.read(name, budget).ok_or_else(|| damaged("no such file"))?;
        let bytes = bytes.map_err(|found| damaged(&found))?;
        if bytes.is_empty() {
            return Err(damaged("nothing"));
        }
        Ok(decode::decode(&bytes)?.text.into_owned())
    }
}

fn one_line(error: &dyn std::fmt::Display) -> String {
    error.to_string().lines().collect::<Vec<_>>().join(" ")
}

/// A name as text. Archives made on old systems name their files in legacy encodings and do
/// not say which, so those are guessed as a file's would be.
fn name_of(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_string(),
        Err(_) => decode::decode(raw).map_or_else(
            |_| String::from_utf8_lossy(raw).into_owned(),
            |decoded| decoded.text.into_owned(),
        ),
    }
}

/// The path that a name means within its archive, `/` between the parts; `None` when it leads
/// out of it.
pub fn path(name: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in name.split(['/', '\\']) {
        match part {
            "" if parts.is_empty() && name.starts_with(['/', '\\']) => return None,
            "" | "." => {}
            ".." => return None,
            _ if part.chars().any(char::is_control) => return None,
            _ => parts.push(part),
        }
    }
    let drive = |first: &str| first.len() == 2 && first.ends_with(':');
    (!parts.is_empty() && !drive(parts[0])).then(|| parts.join("/"))
}

/// The path that `link` means when it stands in the file `from`: `..` goes up but never out,
/// what is percent-encoded is decoded, and a fragment is dropped.
pub fn linked(from: &str, link: &str) -> Option<String> {
    let link = link.split(['#', '?']).next().unwrap_or_default();
    let link = percent_decoded(link);
    let mut parts: Vec<&str> = Vec::new();
    if !link.starts_with('/') {
        parts.extend(from.split('/'));
        parts.pop();
    }
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

fn percent_decoded(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let decoded = hex.filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = if decoded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| link.to_string())
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    /// A zip archive of these files.
    pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn files_come_out_as_they_went_in() {
        let bytes =
            zipped(&[("b/c.txt", b"one"), ("a.txt", b""), ("../up", b"x"), ("/root", b"y")]);
        let mut archive = Archive::open(&bytes).unwrap();
        assert_eq!(archive.names().collect::<Vec<_>>(), ["a.txt", "b/c.txt"]);
        assert_eq!(archive.outside(), ["../up", "/root"]);
        let mut budget = Budget::of(bytes.len());
        assert_eq!(archive.read("b/c.txt", &mut budget), Some(Ok(b"one".to_vec())));
        assert_eq!(archive.read("../up", &mut budget), None);
        assert!(archive.text("a.txt", &mut budget).unwrap_err().reason.contains("found nothing"));
        assert!(archive.text("none", &mut budget).unwrap_err().reason.contains("no such file"));
    }

    #[test]
    fn a_bomb_stops_at_the_budget_and_takes_the_rest_with_it() {
        let zeros = vec![b' '; 24 << 20];
        let bytes = zipped(&[("a", &zeros), ("b", b"small")]);
        let mut archive = Archive::open(&bytes).unwrap();
        let mut budget = Budget::of(bytes.len());
        assert!(budget.all < zeros.len() as u64);
        let found = archive.read("a", &mut budget).unwrap().unwrap_err();
        assert!(found.contains("do not trust"), "{found}");
        assert!(archive.read("b", &mut budget).unwrap().is_err());
    }

    #[test]
    fn cut_anywhere_it_is_refused_or_read() {
        let bytes = zipped(&[("a.txt", b"some text, some text, some text")]);
        for end in 0..bytes.len() {
            if let Ok(mut archive) = Archive::open(&bytes[..end]) {
                let _ = archive.read("a.txt", &mut Budget::of(end));
                panic!("{end} of {} bytes have no directory", bytes.len());
            }
        }
    }

    #[test]
    fn names() {
        for (name, expected) in [
            ("a/b.txt", Some("a/b.txt")),
            ("a\\b.txt", Some("a/b.txt")),
            ("./a//b", Some("a/b")),
            ("a/../b", None),
            ("..", None),
            ("C:\\x", None),
            ("/etc/x", None),
            ("", None),
            ("a\nb", None),
        ] {
            assert_eq!(path(name).as_deref(), expected, "{name:?}");
        }
        assert_eq!(name_of("سلام.txt".as_bytes()), "سلام.txt");
        let legacy = encoding_rs::WINDOWS_1256.encode("مقالة الكاتب.txt").0;
        assert_eq!(name_of(&legacy), "مقالة الكاتب.txt");
    }

    #[test]
    fn links() {
        for (from, link, expected) in [
            ("OEBPS/book.opf", "text/1.xhtml#a", Some("OEBPS/text/1.xhtml")),
            ("OEBPS/book.opf", "../x%20y.html", Some("x y.html")),
            ("book.opf", "../../x", None),
            ("a/b", "/c", Some("c")),
            ("a/b", "%zz%4", Some("a/%zz%4")),
            ("a", "", None),
        ] {
            assert_eq!(linked(from, link).as_deref(), expected, "{link}");
        }
    }
}
