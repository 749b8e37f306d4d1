//! A text of OpenOffice and its kin (odt) → one document.
//!
//! Read are paragraphs, headings, lists, tables and text boxes of `content.xml`, its notes each
//! after the paragraph that refers to it; white space collapses as the format says. Left out are
//! headers and footers (they are styles here), comments, deleted text, ruby, and the signs of
//! notes and lists. Title, author, dates, language and keywords come from `meta.xml`.

use crate::document::Document;
use crate::ingest::archive::{Archive, Budget};
use crate::ingest::field::{self, Field};
use crate::ingest::xml::{Part, Tag, Xml};
use crate::ingest::{Doubt, Ingested, Skipped};

use super::flow::collapse;
use super::prose::Prose;
use super::{Format, plain};

/// So many blanks in a row are believed.
const BLANKS: usize = 80;

/// Elements whose content is no text of the document.
const LEFT_OUT: &[&str] = &[
    "annotation",
    "tracked-changes",
    "note-citation",
    "ruby-text",
    "forms",
    "sequence-decls",
    "event-listeners",
    "title",
    "desc",
    "script",
    "scripts",
    "settings",
    "bibliography-mark-data",
];

/// Reads a text document.
///
/// # Errors
///
/// When its content is missing, or there is no text in it.
pub fn read(name: &str, archive: &mut Archive, budget: &mut Budget) -> Result<Ingested, Skipped> {
    let source = archive.text("content.xml", budget)?;
    let mut xml = Xml::new(&source);
    let mut body = Body::default();
    xml.by_ref().for_each(|part| body.take(part));
    let mut doubts = xml.finish();
    let text = body.prose.finish();
    if text.is_empty() {
        let why = doubts.first().map_or(String::new(), |doubt| format!(" ({doubt})"));
        return Err(Skipped::because(format!("an OpenDocument text without text{why}")));
    }
    let mut document = Document { id: name.to_string(), text, ..Document::default() };
    if archive.has("meta.xml") {
        match archive.text("meta.xml", budget) {
            Ok(xml) => properties(&xml, &mut document),
            Err(skipped) => doubts.push(Doubt::whole(skipped.reason)),
        }
    }
    let heading = body.best.map(|(_, text)| text);
    plain::settle_title(&mut document, heading);
    Ok(Ingested { documents: vec![document], doubts, format: Format::Odt })
}

/// What the file says of itself. `dc:creator` and `dc:date` are of the last change; who wrote
/// it, and when, is in OpenDocument's own fields.
fn properties(source: &str, document: &mut Document) {
    let mut open = None;
    let mut keywords = Vec::new();
    let mut value = String::new();
    for part in Xml::new(source) {
        match part {
            Part::Open(tag) => {
                open = Some(tag.name().to_string());
                value.clear();
            }
            Part::Text(text) => value.push_str(&text),
            Part::Close(name) => {
                if open.take() != Some(name.clone()) {
                    continue;
                }
                let (field, own) = match name.as_str() {
                    "title" => (Some(Field::Title), "title"),
                    "initial-creator" => (Some(Field::Author), "author"),
                    "creation-date" => (Some(Field::Date), "date"),
                    "language" => (Some(Field::Lang), "lang"),
                    "date" => (None, "modified"),
                    "subject" => (None, "subject"),
                    "description" => (None, "description"),
                    "keyword" => {
                        keywords.push(collapse(&value));
                        continue;
                    }
                    _ => continue,
                };
                let from = field::in_file(format!("meta.xml {name}"));
                field::tell(document, field, own, &collapse(&value), from);
            }
        }
    }
    let from = field::in_file("meta.xml keyword");
    field::tell(document, None, "keywords", &keywords.join(", "), from);
}

#[derive(Default)]
struct Body {
    prose: Prose,
    left_out: usize,
    /// Within `office:text`.
    inside: bool,
    /// Paragraphs begun and not ended, one within the other: white space outside is none.
    paragraphs: Vec<Paragraph>,
    best: Option<(usize, String)>,
}

#[derive(Default)]
struct Paragraph {
    level: Option<usize>,
    text: String,
}

impl Body {
    fn take(&mut self, part: Part) {
        match part {
            Part::Open(_) if self.left_out > 0 => self.left_out += 1,
            Part::Close(_) if self.left_out > 0 => self.left_out -= 1,
            Part::Text(_) if self.left_out > 0 => {}
            Part::Open(tag) if LEFT_OUT.contains(&tag.name()) => self.left_out = 1,
            Part::Open(tag) => self.open(&tag),
            Part::Close(name) => self.close(&name),
            Part::Text(text) => {
                if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.inside) {
                    self.prose.push(&text);
                    if paragraph.level.is_some() {
                        paragraph.text.push_str(&text);
                    }
                }
            }
        }
    }

    fn open(&mut self, tag: &Tag) {
        match tag.name() {
            "text" => self.inside = true,
            "p" => self.paragraph((tag.get("style-name") == "Title").then_some(0)),
            "h" => self.paragraph(Some(tag.get("outline-level").parse().unwrap_or(1))),
            "s" => {
                let count = tag.get("c").parse().unwrap_or(1usize).clamp(1, BLANKS);
                self.prose.push_exactly(&" ".repeat(count));
            }
            "tab" => self.prose.push_exactly("\t"),
            "line-break" => self.prose.line_break(),
            "note" | "text-box" => self.prose.note(),
            "table" => self.prose.table(),
            "table-row" => self.prose.row(),
            "table-cell" => self.prose.cell(),
            _ => {}
        }
    }

    fn paragraph(&mut self, level: Option<usize>) {
        self.prose.block();
        self.paragraphs.push(Paragraph { level, text: String::new() });
    }

    fn close(&mut self, name: &str) {
        match name {
            "text" => self.inside = false,
            "p" | "h" => self.end_paragraph(),
            "note" | "text-box" => self.prose.note_end(),
            "table" => self.prose.table_end(),
            "table-cell" => self.prose.cell_end(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.prose.block();
        let Some(Paragraph { level: Some(level), text }) = self.paragraphs.pop() else { return };
        let text = collapse(&text);
        if !text.is_empty()
            && level <= 1
            && self.best.as_ref().is_none_or(|(best, _)| level < *best)
        {
            self.best = Some((level, text));
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::ingest;
    use crate::ingest::archive::tests::zipped;

    /// An odt with this body.
    pub fn odt(body: &str, meta: &str) -> Vec<u8> {
        let content = format!(
            "<?xml version='1.0'?><office:document-content><office:body><office:text>{body}\
             </office:text></office:body></office:document-content>"
        );
        zipped(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_bytes()),
            ("meta.xml", meta.as_bytes()),
        ])
    }

    #[test]
    fn paragraphs_tables_and_notes() {
        for (body, expected) in [
            ("<text:p>سلام  <text:span>دنیا</text:span>\n x</text:p>\n <text:p/>", "سلام دنیا x\n"),
            (
                "<text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>",
                "a  b\tc\nd\n",
            ),
            (
                "<text:p>a<text:s text:c='4000000000'/>b</text:p>",
                &*format!("a{}b\n", " ".repeat(BLANKS)),
            ),
            (
                "<text:p>one<text:note><text:note-citation>1</text:note-citation><text:note-body>\
                 <text:p>N</text:p></text:note-body></text:note> two</text:p><text:p>three</text:p>",
                "one two\n\nN\n\nthree\n",
            ),
            (
                "<text:p>x</text:p><table:table><table:table-row><table:table-cell><text:p>a</text:p>\
                 </table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>\
                 </table:table-row></table:table>",
                "x\n\na\tb\n",
            ),
            (
                "<text:tracked-changes><text:p>no</text:p></text:tracked-changes><text:list>\
                 <text:list-item><text:p>i</text:p></text:list-item></text:list>\
                 <office:annotation><text:p>no</text:p></office:annotation>",
                "i\n",
            ),
        ] {
            let read = ingest::read("a.odt", &odt(body, "<m/>")).unwrap();
            assert_eq!((read.format, &read.doubts[..]), (Format::Odt, &[][..]));
            assert_eq!(read.documents[0].text, expected, "{body}");
        }
    }

    #[test]
    fn what_the_file_knows_of_itself() {
        let meta = "<office:document-meta><office:meta><meta:initial-creator>N</meta:initial-creator>\
                    <dc:creator>other</dc:creator><meta:creation-date>2020-01-02</meta:creation-date>\
                    <dc:date>2021</dc:date><meta:keyword>a</meta:keyword><meta:keyword>b</meta:keyword>\
                    <dc:language>ar</dc:language></office:meta></office:document-meta>";
        let body = "<text:h text:outline-level='2'>no</text:h><text:h text:outline-level='1'>H  h</text:h>\
                    <text:p>x</text:p>";
        let document = ingest::read("a.odt", &odt(body, meta)).unwrap().documents.remove(0);
        let known = &document.meta;
        assert_eq!((&*known.title, &*known.author, &*known.lang), ("H h", "N", "ar"));
        assert_eq!(known.date, "2020-01-02");
        let more = [("modified", "2021"), ("keywords", "a, b")];
        assert_eq!(known.more, more.map(|(k, v)| (k.to_string(), v.to_string())));
        assert_eq!(document.title_span.unwrap().of(&document.text), Some("H h"));
    }
}
