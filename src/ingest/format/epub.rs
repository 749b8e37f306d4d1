//! An e-book (EPUB) → documents, one a chapter.
//!
//! A chapter, not the book, is what one opens, quotes and counts: a hit in «the book» would say
//! nothing, and a book among articles would outweigh them all. So each part of the spine is a
//! document, in reading order, named after its file (`book.epub/text/ch01.xhtml`); its title is
//! its own, its source is the book, and author, language, date and the rest are the book's.
//!
//! Read are the parts of the spine that are pages. The table of contents is left out, and parts
//! without text (covers) are passed over; encrypted parts are reported, never guessed at.

use std::collections::HashMap;

use crate::document::Document;
use crate::ingest::archive::{Archive, Budget, linked};
use crate::ingest::field::{self, Field};
use crate::ingest::xml::{Part, Xml};
use crate::ingest::{Doubt, Ingested, Skipped, decode};

use super::flow::collapse;
use super::{Format, html, xhtml};

const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// Reads an e-book.
///
/// # Errors
///
/// When its list of parts is missing, or no part has text.
pub fn read(name: &str, archive: &mut Archive, budget: &mut Budget) -> Result<Ingested, Skipped> {
    let container = archive.text(CONTAINER, budget)?;
    let root = Xml::new(&container).find_map(|part| match part {
        Part::Open(tag) if tag.name() == "rootfile" => linked("", &tag.get("full-path")),
        _ => None,
    });
    let Some(root) = root else {
        return Err(Skipped::because(format!(
            "expected the place of the book in {CONTAINER}, found none; take a fresh copy"
        )));
    };
    let source = archive.text(&root, budget)?;
    let mut xml = Xml::new(&source);
    let book = Book::read(&mut xml, &root);
    let mut reading = Reading { doubts: xml.finish(), ..Reading::default() };
    let encrypted = encrypted(archive, budget);
    for path in &book.spine {
        if encrypted.contains(path) {
            reading.encrypted.push(path.clone());
            continue;
        }
        match archive.read(path, budget) {
            None => reading.missing.push(path.clone()),
            Some(Err(reason)) => reading.doubt(path, &reason),
            Some(Ok(bytes)) => reading.chapter(name, path, &bytes, &book),
        }
    }
    reading.finish()
}

/// What the list of a book's parts says.
#[derive(Default)]
struct Book {
    /// What is known of it: its fields, by the names of Dublin Core.
    known: Vec<(String, String)>,
    /// The folder of the list, by which paths are shortened.
    folder: String,
    /// The list's own path.
    list: String,
    /// The paths of its pages, in reading order.
    spine: Vec<String>,
}

impl Book {
    fn read(xml: &mut Xml, list: &str) -> Book {
        let folder =
            list.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let mut book = Book { folder, list: list.to_string(), ..Book::default() };
        let mut pages: HashMap<String, String> = HashMap::new();
        let (mut in_metadata, mut open) = (false, None);
        for part in xml {
            match part {
                Part::Open(tag) => match tag.name() {
                    "metadata" => in_metadata = true,
                    "item" => {
                        let kind = tag.get("media-type");
                        let contents = tag.get("properties").split(' ').any(|p| p == "nav");
                        let path = linked(list, &tag.get("href"));
                        if let Some(path) = path.filter(|_| kind.contains("html") && !contents) {
                            pages.insert(tag.get("id"), path);
                        }
                    }
                    "itemref" => book.spine.extend(pages.remove(&tag.get("idref"))),
                    name if in_metadata => {
                        open = Some(name.to_string());
                        book.known.push((name.to_string(), String::new()));
                    }
                    _ => {}
                },
                Part::Close(name) => {
                    in_metadata &= name != "metadata";
                    open = None;
                }
                Part::Text(text) => {
                    if let (Some(_), Some((_, value))) = (&open, book.known.last_mut()) {
                        value.push_str(&text);
                    }
                }
            }
        }
        book
    }

    /// Says of a chapter what is known of the book.
    fn tell(&self, document: &mut Document) {
        for (name, value) in &self.known {
            let field = match name.as_str() {
                "title" => Some(Field::Source),
                "creator" => Some(Field::Author),
                "language" => Some(Field::Lang),
                "date" => Some(Field::Date),
                "publisher" | "subject" | "identifier" | "rights" | "description"
                | "contributor" => None,
                _ => continue,
            };
            // A page's own language may be another one.
            if field == Some(Field::Lang) && !document.meta.lang.is_empty() {
                continue;
            }
            // Two authors are both authors; a second title or date is another matter.
            if field == Some(Field::Author) && !document.meta.author.is_empty() {
                document.meta.author.push_str("; ");
                document.meta.author.push_str(&collapse(value));
                continue;
            }
            let from = field::in_file(format!("{} dc:{name}", self.list));
            let own = if name == "title" { "book" } else { name };
            field::tell(document, field, own, &collapse(value), from);
        }
    }
}

/// The paths of encrypted parts. (Fonts often are, and are not read.)
fn encrypted(archive: &mut Archive, budget: &mut Budget) -> Vec<String> {
    if !archive.has(ENCRYPTION) {
        return Vec::new();
    }
    let source = archive.text(ENCRYPTION, budget).unwrap_or_default();
    Xml::new(&source)
        .filter_map(|part| match part {
            Part::Open(tag) if tag.name() == "CipherReference" => linked("", &tag.get("URI")),
            _ => None,
        })
        .collect()
}

#[derive(Default)]
struct Reading {
    documents: Vec<Document>,
    doubts: Vec<Doubt>,
    encrypted: Vec<String>,
    missing: Vec<String>,
    empty: usize,
}

impl Reading {
    fn doubt(&mut self, path: &str, reason: &str) {
        self.doubts.push(Doubt::whole(format!("{path}: {reason}")));
    }

    fn chapter(&mut self, name: &str, path: &str, bytes: &[u8], book: &Book) {
        let decoded = match decode::decode(bytes) {
            Ok(decoded) => decoded,
            Err(skipped) => return self.doubt(path, &skipped.reason),
        };
        for doubt in decoded.doubts {
            self.doubt(path, &doubt.to_string());
        }
        let short = path.strip_prefix(book.folder.as_str()).unwrap_or(path);
        let id = format!("{name}/{short}");
        let Ok(mut read) = html::read(&id, &xhtml::as_html(&decoded.text)) else {
            self.empty += 1;
            return;
        };
        for doubt in read.doubts {
            self.doubts.push(Doubt::whole(format!("{path}: {doubt}")));
        }
        for document in &mut read.documents {
            // The page's own notes on author and date are the tool's that made the book.
            let lang = std::mem::take(&mut document.meta.lang);
            let title = std::mem::take(&mut document.meta.title);
            document.meta = crate::document::Metadata { lang, title, ..<_>::default() };
            document.origins.retain(|(field, _)| field == "lang" || field == "title");
            book.tell(document);
            let number = (self.documents.len() + 1).to_string();
            let from = field::in_file(format!("{} spine", book.list));
            field::tell(document, None, "chapter", &number, from);
            self.entitle(document, path, book);
        }
        self.documents.append(&mut read.documents);
    }

    /// Most chapters of many books bear the title of the book; those are called by their own
    /// first line.
    fn entitle(&self, document: &mut Document, path: &str, book: &Book) {
        let of_book = |(name, value): &(String, String)| {
            name == "title" && collapse(value) == document.meta.title
        };
        if document.meta.title.is_empty() || book.known.iter().any(of_book) {
            document.meta.title.clear();
            document.origins.retain(|(field, _)| field != "title");
            super::plain::settle_title(document, None);
        } else if document.origins.iter().all(|(field, _)| field != "title") {
            document.origins.push(("title".into(), field::in_file(path)));
        }
    }

    fn finish(mut self) -> Result<Ingested, Skipped> {
        let listed = |paths: &[String]| {
            let more = if paths.len() > 3 { ", …" } else { "" };
            format!("{}{more}", paths[..paths.len().min(3)].join(", "))
        };
        for (paths, what) in [
            (&self.encrypted, "encrypted, and left out: get the book without copy protection"),
            (&self.missing, "named but not there; the book is incomplete"),
        ] {
            if !paths.is_empty() {
                let reason = format!("{} of its parts ({}) are {what}", paths.len(), listed(paths));
                self.doubts.push(Doubt::whole(reason));
            }
        }
        if self.documents.is_empty() {
            let why = self.doubts.first().map_or(String::new(), |doubt| format!(": {doubt}"));
            return Err(Skipped::because(format!("an e-book without text{why}")));
        }
        if self.empty > 0 {
            let reason = format!("{} of its parts have no text (covers, pictures)", self.empty);
            self.doubts.push(Doubt::whole(reason));
        }
        Ok(Ingested { documents: self.documents, doubts: self.doubts, format: Format::Epub })
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::ingest;
    use crate::ingest::archive::tests::zipped;

    const WHERE: &str =
        "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>";

    /// A book of these chapters, and other files.
    pub fn epub(chapters: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
        let items: String = chapters
            .iter()
            .map(|(name, _)| {
                let name = name.replace(' ', "%20");
                format!("<item id='i-{name}' href='{name}' media-type='application/xhtml+xml'/>")
            })
            .collect();
        let spine: String = chapters
            .iter()
            .map(|(name, _)| format!("<itemref idref='i-{}'/>", name.replace(' ', "%20")))
            .collect();
        let list = format!(
            "<package xmlns:dc='x'><metadata><dc:title>The Book</dc:title><dc:creator>A</dc:creator>\
             <dc:creator>B</dc:creator><dc:language>en</dc:language><dc:date>1999</dc:date>\
             <dc:publisher>P</dc:publisher><meta name='cover' content='c'/></metadata><manifest>\
             <item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>\
             <item id='pic' href='c.png' media-type='image/png'/>{items}</manifest>\
             <spine><itemref idref='nav'/><itemref idref='pic'/>{spine}</spine></package>"
        );
        let chapters: Vec<(String, &str)> =
            chapters.iter().map(|(name, text)| (format!("OEBPS/{name}"), *text)).collect();
        let mut files = vec![
            ("mimetype", "application/epub+zip"),
            (CONTAINER, WHERE),
            ("OEBPS/book.opf", list.as_str()),
        ];
        files.extend(chapters.iter().map(|(name, text)| (name.as_str(), *text)));
        files.extend(more);
        zipped(&files.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
    }

    fn page(title: &str, body: &str) -> String {
        format!(
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>{title}</title>\
             <script src='x.js'/></head><body>{body}</body></html>"
        )
    }

    #[test]
    fn chapters_are_documents_in_reading_order() {
        let (two, one) =
            (page("Two", "<p>Second.</p>"), page("The Book", "<h1>One</h1><p>First.</p>"));
        let chapters = [("text/2.xhtml", &*two), ("text/1 a.xhtml", &*one)];
        let read =
            ingest::read("b.epub", &epub(&chapters, &[("OEBPS/nav.xhtml", "<p>no")])).unwrap();
        assert_eq!((read.format, &read.doubts[..]), (Format::Epub, &[][..]));
        let [second, first] = &read.documents[..] else { panic!("{read:?}") };
        assert_eq!((&*second.id, &*second.text), ("b.epub/text/2.xhtml", "Second.\n"));
        assert_eq!((&*first.id, &*first.meta.title), ("b.epub/text/1 a.xhtml", "One"));
        assert_eq!(first.title_span.unwrap().of(&first.text), Some("One"));
        let meta = &second.meta;
        assert_eq!((&*meta.title, &*meta.source, &*meta.author), ("Two", "The Book", "A; B"));
        assert_eq!((&*meta.lang, &*meta.date), ("en", "1999"));
        let more = [("publisher", "P"), ("chapter", "1")];
        assert_eq!(meta.more, more.map(|(k, v)| (k.to_string(), v.to_string())));
        let origins: Vec<_> = second.origins.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(origins, ["title", "source", "author", "lang", "date", "publisher", "chapter"]);
    }

    #[test]
    fn what_cannot_be_read_is_reported() {
        let page = page("T", "<p>Text.</p>");
        let encryption = "<encryption><CipherReference URI='OEBPS/2.xhtml'/></encryption>";
        let chapters =
            [("1.xhtml", &*page), ("2.xhtml", "\u{1}\u{2}"), ("3.xhtml", "<html><img/></html>")];
        let read = ingest::read("b", &epub(&chapters, &[(ENCRYPTION, encryption)])).unwrap();
        let doubts: Vec<String> = read.doubts.iter().map(Doubt::to_string).collect();
        assert_eq!(read.documents.len(), 1);
        assert!(
            doubts[0].starts_with("1 of its parts (OEBPS/2.xhtml) are encrypted"),
            "{doubts:?}"
        );
        assert!(doubts[1].contains("1 of its parts have no text"), "{doubts:?}");
        let none = zipped(&[("mimetype", b"application/epub+zip"), (CONTAINER, b"<x/>")]);
        assert!(ingest::read("b", &none).unwrap_err().reason.contains("the place of the book"));
    }
}
