//! Bytes and a name → documents: which format a file is in, which encoding, what its
//! text is, and what is known about it.
//!
//! A file is recognised by its content first and by its name second. What cannot be
//! read is not an error but a value: a whole file becomes [`Skipped`], a doubtful part
//! of it a [`Doubt`], both worded for the report of a build.
//!
//! Where each thing that is known of a document comes from is written into its
//! [`origins`](Document::origins). What a table beside the files says of them is added by who
//! walks the folder: see [`table`].
//!
//! The bytes are hostile: no input makes this panic, hang, or allocate more than a small
//! multiple of its own length (an archive: of 64 times its length). Nothing that XML declares is
//! expanded or fetched. Dates are kept as given and texts are never normalised;
//! cutting away navigation and other boilerplate is not done here.

mod archive;
mod binary;
mod decode;
mod field;
mod format;
pub mod language;
pub mod lines;
mod notes;
pub mod table;
mod tally;
mod xml;
pub mod zones;

use crate::document::{Document, InferredFrom, Origin};
use archive::{Archive, Budget};

pub use format::Format;

/// What a file held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ingested {
    /// The documents, in the order of the file; at least one.
    pub documents: Vec<Document>,
    /// What the reader of the build's report should know about them.
    pub doubts: Vec<Doubt>,
    /// What it was read as.
    pub format: Format,
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

impl Doubt {
    /// There were more documents in a file than its bytes are good for.
    fn too_many(most: usize) -> Doubt {
        Doubt::whole(format!(
            "more than {most} documents, which its size is not good for; the rest was left out: \
             split it, or write JSON Lines"
        ))
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
    read_within(name, bytes, &mut Budget::of(bytes.len()), 0)
}

/// Reads a file that lies in so many archives, which share a budget.
fn read_within(
    name: &str,
    bytes: &[u8],
    budget: &mut Budget,
    depth: usize,
) -> Result<Ingested, Skipped> {
    if bytes.is_empty() {
        return Err(Skipped::because("an empty file"));
    }
    let mut read = if archive::is_archive(bytes) {
        read_archive(name, bytes, budget, depth)?
    } else {
        let read = read_text(name, bytes, budget.documents())?;
        budget.spend(read.documents.len());
        read
    };
    for document in &mut read.documents {
        settle_language(document);
    }
    // What was written as a book or an edition has no menus; what lay in an archive was settled
    // on its own.
    if matches!(read.format, Format::Plain | Format::Html | Format::JsonLines | Format::Csv) {
        settle_zones(&mut read.documents);
    }
    Ok(read)
}

/// Zones texts that may be captured pages; an article below one follows it.
fn settle_zones(documents: &mut Vec<Document>) {
    for mut document in std::mem::take(documents) {
        let guests = zones::settle(&mut document);
        documents.push(document);
        documents.extend(guests);
    }
}

fn read_archive(
    name: &str,
    bytes: &[u8],
    budget: &mut Budget,
    depth: usize,
) -> Result<Ingested, Skipped> {
    let mut archive = Archive::open(bytes)?;
    match Format::of_archive(&mut archive, budget)? {
        Format::Docx => format::docx::read(name, &mut archive, budget),
        Format::Odt => format::odt::read(name, &mut archive, budget),
        Format::Epub => format::epub::read(name, &mut archive, budget),
        _ => format::zip::read(name, &mut archive, budget, depth),
    }
}

/// Reads a file that is no archive; at most so many documents of it.
fn read_text(name: &str, bytes: &[u8], most: usize) -> Result<Ingested, Skipped> {
    if let Some(kind) = binary::kind(bytes) {
        return Err(Skipped::because(kind));
    }
    let decoded = decode::decode(bytes)?;
    if decoded.text.trim_matches(is_blank).is_empty() {
        return Err(Skipped::because("nothing in it but white space"));
    }
    let found = Format::of(name, &decoded.text)?;
    let mut read = match found.format {
        Format::Markdown => format::markdown::read(name, &decoded.text),
        Format::Html => {
            // A page that says it is XML is read as XML means its empty elements.
            let is_xml = decoded.text.trim_start().starts_with("<?xml");
            let page = if is_xml {
                format::xhtml::as_html(&decoded.text)
            } else {
                (&*decoded.text).into()
            };
            format::html::read(name, &page)?
        }
        Format::JsonLines => format::jsonl::read(name, &decoded.text, most)?,
        Format::Csv => format::csv::read(name, &decoded.text, found.delimiter, most)?,
        Format::Tei => format::tei::read(name, &decoded.text, most)?,
        Format::OpenIti => format::openiti::read(name, &decoded.text, most)?,
        _ => format::plain::read(name, decoded.text.into_owned()),
    };
    read.doubts.splice(0..0, decoded.doubts.into_iter().chain(found.doubt));
    Ok(read)
}

/// What was said of the language is kept; silence is filled by a guess.
fn settle_language(document: &mut Document) {
    let said = document.meta.lang.trim();
    if !said.is_empty() && !said.eq_ignore_ascii_case("und") {
        if said.len() < document.meta.lang.len() {
            document.meta.lang = said.to_string();
        }
        return;
    }
    let lang = match language::guess(&document.text) {
        "und" => language::guess(&document.meta.title),
        known => known,
    };
    document.meta.lang = lang.to_string();
    document.origins.retain(|(field, _)| field != "lang");
    if lang != "und" {
        let from = Origin::Inferred(vec![InferredFrom::Letters.into()]);
        document.origins.push(("lang".into(), from));
    }
}

/// White space, and the byte order marks that stray into the middle of joined files.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_written_as_xml_loses_nothing_behind_an_empty_title() {
        let page = "<?xml version='1.0'?><html xmlns='x'><head><title/><script src='a.js'/></head>\
                    <body><p>Words.</p></body></html>";
        let found = read("a.xhtml", page.as_bytes()).unwrap();
        assert_eq!((found.format, &*found.documents[0].text), (Format::Html, "Words.\n"));
    }

    #[test]
    fn a_language_that_was_guessed_says_so() {
        let origin = |text: &str| {
            let document = read("a.md", text.as_bytes()).unwrap().documents.remove(0);
            let from = document.origins.iter().find(|(field, _)| field == "lang");
            (document.meta.lang, from.map(|(_, from)| from.clone()))
        };
        let front = Origin::File("front matter".into());
        assert_eq!(origin("---\nlang: ar\n---\nThe words of it"), ("ar".into(), Some(front)));
        let (lang, from) = origin("The words of it are these.");
        assert!(lang == "en" && matches!(from, Some(Origin::Inferred(_))));
        assert_eq!(origin("---\nlang: und\n---\n123"), ("und".into(), None));
    }
}
