//! Bytes and a name → documents: which format a file is in, which encoding, what its
//! text is, and what is known about it.
//!
//! A file is recognised by its content first and by its name second. What cannot be
//! read is not an error but a value: a whole file becomes [`Skipped`], a doubtful part
//! of it a [`Doubt`], both worded for the report of a build.
//!
//! The bytes are hostile: no input makes this panic, hang, or allocate more than a small
//! multiple of its own length. Dates are kept as given and texts are never normalised;
//! cutting away navigation and other boilerplate is not done here.

mod binary;
mod decode;
mod format;
pub mod language;
pub mod lines;
pub mod zones;

use crate::document::Document;
use format::Format;

/// What a file held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// The documents, in the order of the file; at least one.
    pub documents: Vec<Document>,
    /// What the reader of the build's report should know about them.
    pub doubts: Vec<Doubt>,
}

/// Something about a file that was read, but perhaps not as its author meant it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// One sentence or half of one, for people.
    pub reason: String,
    /// The line it is about, from 1.
    pub line: Option<u32>,
}

impl Doubt {
    /// A doubt about the file as a whole.
    pub fn whole(reason: impl Into<String>) -> Doubt {
        Doubt { reason: reason.into(), line: None }
    }

    /// A doubt about one line, counted from 1.
    pub fn at(line: u32, reason: impl Into<String>) -> Doubt {
        Doubt { reason: reason.into(), line: Some(line) }
    }
}

impl std::fmt::Display for Doubt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.reason),
            None => f.write_str(&self.reason),
        }
    }
}

/// A file of which nothing could be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// One sentence or half of one, for people.
    pub reason: String,
}

impl Skipped {
    /// A file left out for this reason.
    pub fn because(reason: impl Into<String>) -> Skipped {
        Skipped { reason: reason.into() }
    }
}

/// Reads a file. `name` is its path under the input folder, `/` between the parts; it
/// becomes the id of the document, or the beginning of the ids of several.
///
/// Costs a few passes over the bytes.
///
/// # Errors
///
/// [`Skipped`] when there is no text in it, or none that this build can read.
///
/// ```
/// let read = kashf::ingest::read("a/b.txt", "سلام\n\nاین متن است.".as_bytes()).unwrap();
/// assert_eq!(read.documents[0].id, "a/b.txt");
/// assert_eq!(read.documents[0].meta.title, "سلام");
/// assert_eq!(read.documents[0].meta.lang, "fa");
/// assert!(kashf::ingest::read("scan.pdf", b"%PDF-1.7\n").is_err());
/// ```
pub fn read(name: &str, bytes: &[u8]) -> Result<Ingested, Skipped> {
    if bytes.is_empty() {
        return Err(Skipped::because("an empty file"));
    }
    if let Some(kind) = binary::kind(bytes) {
        return Err(Skipped::because(kind));
    }
    let decoded = decode::decode(bytes)?;
    if decoded.text.trim_matches(is_blank).is_empty() {
        return Err(Skipped::because("nothing in it but white space"));
    }
    let mut read = match Format::of(name, &decoded.text)? {
        Format::Plain => format::plain::read(name, decoded.text.into_owned()),
        Format::Markdown => format::markdown::read(name, &decoded.text),
        Format::Html => format::html::read(name, &decoded.text)?,
        Format::JsonLines => format::jsonl::read(name, &decoded.text)?,
    };
    read.doubts.splice(0..0, decoded.doubts);
    for document in &mut read.documents {
        settle_language(document);
    }
    Ok(read)
}

/// What was said of the language is kept; silence is filled by a guess.
fn settle_language(document: &mut Document) {
    let said = document.meta.lang.trim();
    document.meta.lang = if said.is_empty() || said.eq_ignore_ascii_case("und") {
        match language::guess(&document.text) {
            "und" => language::guess(&document.meta.title).to_string(),
            known => known.to_string(),
        }
    } else {
        said.to_string()
    };
}

/// White space, and the byte order marks that stray into the middle of joined files.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}
