//! A Word document (docx) → one document.
//!
//! Read are paragraphs, headings, lists and tables of the main part, and its footnotes and
//! endnotes, each after the paragraph that refers to it. Of tracked changes the text as it would
//! be accepted; of text boxes one copy, after their paragraph. Left out are headers and footers,
//! comments, deleted text, the codes of fields, and the numbers that Word gives to lists and
//! notes, which are not in the file. Title, author, dates, language and keywords come from
//! `docProps/core.xml`.

use std::collections::HashMap;

use crate::document::Document;
use crate::ingest::archive::{Archive, Budget, linked};
use crate::ingest::field::{self, Field};
use crate::ingest::xml::{Part, Xml};
use crate::ingest::{Doubt, Ingested, Skipped};

use super::flow::collapse;
use super::prose::Prose;
use super::{Format, plain};

const CORE: &str = "docProps/core.xml";

/// The place of the main part, if this is a Word document.
fn main_part(archive: &mut Archive, budget: &mut Budget) -> String {
    const USUAL: &str = "word/document.xml";
    if archive.has(USUAL) {
        return USUAL.to_string();
    }
    let relations = archive.text("_rels/.rels", budget).unwrap_or_default();
    let mut parts = Xml::new(&relations).filter_map(|part| match part {
        Part::Open(tag) if tag.get("Type").ends_with("/officeDocument") => {
            linked("", &tag.get("Target"))
        }
        _ => None,
    });
    parts.next().unwrap_or_else(|| USUAL.to_string())
}

/// Reads a Word document.
///
/// # Errors
///
/// When its main part is missing, or there is no text in it.
pub fn read(name: &str, archive: &mut Archive, budget: &mut Budget) -> Result<Ingested, Skipped> {
    let main = main_part(archive, budget);
    let mut doubts = Vec::new();
    let mut beside = |file: &str, archive: &mut Archive, budget: &mut Budget| {
        let path = linked(&main, file).filter(|path| archive.has(path))?;
        archive
            .text(&path, budget)
            .map_err(|skipped| doubts.push(Doubt::whole(skipped.reason)))
            .ok()
    };
    let styles =
        beside("styles.xml", archive, budget).map(|xml| headings(&xml)).unwrap_or_default();
    let mut notes = Notes::default();
    for (file, kind) in [("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")] {
        if let Some(xml) = beside(file, archive, budget) {
            notes.read(&xml, kind, &styles);
        }
    }
    doubts.append(&mut notes.doubts);
    let source = archive.text(&main, budget)?;
    let mut body = Body::new(&styles, &mut notes);
    let mut xml = Xml::new(&source);
    xml.by_ref().for_each(|part| body.take(part));
    doubts.extend(xml.finish());
    let (text, heading) = body.finish();
    if text.is_empty() {
        let why = doubts.first().map_or(String::new(), |doubt| format!(" ({doubt})"));
        return Err(Skipped::because(format!("a Word document without text{why}")));
    }
    let mut document = Document { id: name.to_string(), text, ..Document::default() };
    if archive.has(CORE) {
        match archive.text(CORE, budget) {
            Ok(xml) => properties(&xml, &mut document),
            Err(skipped) => doubts.push(Doubt::whole(skipped.reason)),
        }
    }
    plain::settle_title(&mut document, heading);
    Ok(Ingested { documents: vec![document], doubts, format: Format::Docx })
}

/// What the file says of itself. When it was made is the only date that it knows.
fn properties(source: &str, document: &mut Document) {
    let mut open = String::new();
    let mut values: Vec<(String, String)> = Vec::new();
    for part in Xml::new(source) {
        match part {
            Part::Open(tag) => {
                open = tag.name().to_string();
                values.push((open.clone(), String::new()));
            }
            Part::Text(text) => {
                if let Some((name, value)) = values.last_mut()
                    && *name == open
                {
                    value.push_str(&text);
                }
            }
            Part::Close(_) => open.clear(),
        }
    }
    for (name, value) in values {
        let field = match name.as_str() {
            "title" => Some(Field::Title),
            "creator" => Some(Field::Author),
            "created" => Some(Field::Date),
            "language" => Some(Field::Lang),
            "keywords" | "modified" | "subject" | "description" | "category" => None,
            _ => continue,
        };
        let from = field::in_file(format!("{CORE} {name}"));
        field::tell(document, field, &name, &collapse(&value), from);
    }
}

/// How far down a heading stands; the title of the document is above all.
type Level = usize;

/// The styles that make headings, by their ids: those are words of the language that Word spoke.
fn headings(source: &str) -> HashMap<String, Level> {
    let mut levels = HashMap::new();
    let mut style = String::new();
    for part in Xml::new(source) {
        let Part::Open(tag) = part else { continue };
        match tag.name() {
            "style" => style = tag.get("styleId"),
            "name" => {
                if let Some(level) = level(&tag.get("val")) {
                    levels.insert(style.clone(), level);
                }
            }
            _ => {}
        }
    }
    levels
}

fn level(name: &str) -> Option<Level> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "title" => Some(0),
        _ => name.strip_prefix("heading")?.trim().parse().ok().filter(|level| *level < 10),
    }
}

/// The texts of the notes, by their kind and number.
#[derive(Default)]
struct Notes {
    texts: HashMap<(&'static str, String), String>,
    doubts: Vec<Doubt>,
}

impl Notes {
    fn read(&mut self, source: &str, kind: &'static str, styles: &HashMap<String, Level>) {
        let mut xml = Xml::new(source);
        let mut none = Notes::default();
        let mut id = None;
        let mut body = Body::new(styles, &mut none);
        for part in xml.by_ref() {
            match &part {
                Part::Open(tag) if tag.name() == kind => {
                    // The lines that set notes apart are notes themselves, of a type.
                    id = Some(tag.get("id")).filter(|_| tag.get("type").is_empty());
                }
                Part::Close(name) if name == kind => {
                    let (text, _) = body.restart();
                    if let Some(id) = id.take() {
                        self.texts.insert((kind, id), text.trim_end_matches('\n').to_string());
                    }
                }
                _ => body.take(part),
            }
        }
        self.doubts.extend(xml.finish());
    }
}

/// Text of a part, as far as it was read.
struct Body<'a> {
    prose: Prose,
    styles: &'a HashMap<String, Level>,
    notes: &'a mut Notes,
    /// Elements within one whose content is left out.
    left_out: usize,
    /// Within `w:t`.
    in_text: bool,
    /// Paragraphs begun and not ended: those of a text box lie within another.
    paragraphs: Vec<Paragraph>,
    best: Option<(Level, String)>,
}

#[derive(Default)]
struct Paragraph {
    level: Option<Level>,
    text: String,
}

impl<'a> Body<'a> {
    fn new(styles: &'a HashMap<String, Level>, notes: &'a mut Notes) -> Body<'a> {
        Body {
            prose: Prose::default(),
            styles,
            notes,
            left_out: 0,
            in_text: false,
            paragraphs: Vec::new(),
            best: None,
        }
    }

    fn restart(&mut self) -> (String, Option<String>) {
        let prose = std::mem::take(&mut self.prose);
        self.paragraphs.clear();
        (self.left_out, self.in_text) = (0, false);
        (prose.finish(), self.best.take().map(|(_, text)| text))
    }

    fn finish(mut self) -> (String, Option<String>) {
        self.restart()
    }

    fn take(&mut self, part: Part) {
        match part {
            Part::Open(_) if self.left_out > 0 => self.left_out += 1,
            Part::Close(_) if self.left_out > 0 => self.left_out -= 1,
            Part::Text(_) if self.left_out > 0 => {}
            Part::Open(tag) => match tag.name() {
                // The second form of what newer programs draw otherwise; text that was deleted,
                // and text at the place that it was moved away from.
                "Fallback" | "del" | "moveFrom" => self.left_out = 1,
                "p" => {
                    self.prose.block();
                    self.paragraphs.push(Paragraph::default());
                }
                "pStyle" => {
                    let level = self.styles.get(&tag.get("val")).copied();
                    self.set_level(level.or_else(|| level_of_id(&tag.get("val"))));
                }
                "t" => self.in_text = true,
                // `w:tab` also stands in the settings of a paragraph, where it has a position.
                "tab" if tag.get("pos").is_empty() => self.push("\t"),
                "br" | "cr" => self.prose.line_break(),
                "noBreakHyphen" => self.push("\u{2011}"),
                "softHyphen" => self.push("\u{ad}"),
                "sym" => self.symbol(&tag.get("char")),
                "footnoteReference" => self.note("footnote", tag.get("id")),
                "endnoteReference" => self.note("endnote", tag.get("id")),
                "txbxContent" => self.prose.note(),
                "tbl" => self.prose.table(),
                "tr" => self.prose.row(),
                "tc" => self.prose.cell(),
                _ => {}
            },
            Part::Close(name) => match name.as_str() {
                "p" => self.end_paragraph(),
                "t" => self.in_text = false,
                "txbxContent" => self.prose.note_end(),
                "tbl" => self.prose.table_end(),
                "tc" => self.prose.cell_end(),
                _ => {}
            },
            Part::Text(text) if self.in_text => self.push(&text.replace('\n', " ")),
            Part::Text(_) => {}
        }
    }

    fn push(&mut self, text: &str) {
        self.prose.push_exactly(text);
        if let Some(paragraph) = self.paragraphs.last_mut()
            && paragraph.level.is_some()
        {
            paragraph.text.push_str(text);
        }
    }

    fn set_level(&mut self, level: Option<Level>) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.level = level;
        }
    }

    fn end_paragraph(&mut self) {
        self.prose.block();
        let Some(Paragraph { level: Some(level), text }) = self.paragraphs.pop() else { return };
        let text = plain::trim(&text).to_string();
        // The first of the highest level that there is.
        if !text.is_empty()
            && level <= 1
            && self.best.as_ref().is_none_or(|(best, _)| level < *best)
        {
            self.best = Some((level, text));
        }
    }

    /// A letter of a certain font. Those of symbol fonts have numbers of their own, which say
    /// nothing outside of them.
    fn symbol(&mut self, hex: &str) {
        let letter = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
        if let Some(letter) = letter
            && !('\u{e000}'..='\u{f8ff}').contains(&letter)
            && !letter.is_control()
        {
            self.push(letter.encode_utf8(&mut [0; 4]));
        }
    }

    /// A reference: the note goes after the paragraph, the first time.
    fn note(&mut self, kind: &'static str, id: String) {
        if let Some(text) = self.notes.texts.remove(&(kind, id)) {
            self.prose.add_note(text);
        }
    }
}

/// What the usual ids say when there is no list of styles.
fn level_of_id(id: &str) -> Option<Level> {
    level(id)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::document::Origin;
    use crate::ingest;
    use crate::ingest::archive::tests::zipped;

    const TYPES: &str = "<Types/>";

    /// A docx with this body, and other parts.
    pub fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
        let main = format!("<w:document xmlns:w='x'><w:body>{body}</w:body></w:document>");
        let mut files =
            vec![("[Content_Types].xml", TYPES.as_bytes()), ("word/document.xml", main.as_bytes())];
        files.extend(more.iter().map(|(name, xml)| (*name, xml.as_bytes())));
        zipped(&files)
    }

    fn text(body: &str, more: &[(&str, &str)]) -> String {
        let read = ingest::read("a.docx", &docx(body, more)).unwrap();
        assert_eq!((read.format, &read.doubts[..]), (Format::Docx, &[][..]));
        read.documents[0].text.clone()
    }

    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn runs_join_and_paragraphs_part() {
        for (body, expected) in [
            (
                "<w:p><w:pPr><w:tabs><w:tab w:pos='3'/></w:tabs></w:pPr><w:r><w:t>سلا</w:t></w:r>\
                 <w:r><w:t xml:space='preserve'>م دنیا</w:t></w:r></w:p>\n<w:p/><w:p/>",
                "سلام دنیا\n",
            ),
            ("<w:p><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:p>", "a\nb\tc\n"),
            (
                "<w:p><w:del><w:r><w:delText>no</w:delText><w:t>no</w:t></w:r></w:del><w:ins><w:r>\
                 <w:t>yes</w:t></w:r></w:ins><w:instrText>PAGE</w:instrText></w:p>",
                "yes\n",
            ),
            (
                "<w:p><w:t>a</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:t>box</w:t>\
                 </w:p></w:txbxContent></mc:Choice><mc:Fallback><w:t>box</w:t></mc:Fallback>\
                 </mc:AlternateContent><w:t>b</w:t></w:p><w:p><w:t>c</w:t></w:p>",
                "ab\n\nbox\n\nc\n",
            ),
            (
                "<w:p><w:t>a</w:t><w:noBreakHyphen/><w:sym w:char='00D7'/><w:sym w:char='F0B7'/></w:p>",
                "a\u{2011}×\n",
            ),
        ] {
            assert_eq!(text(body, &[]), expected, "{body}");
        }
    }

    #[test]
    fn tables_are_rows_and_cells() {
        let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text));
        let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
        let body = format!("{}<w:tbl>{}{}</w:tbl>{}", p("x"), row("a", "b"), row("c", "d"), p("y"));
        assert_eq!(text(&body, &[]), "x\n\na\tb\nc\td\n\ny\n");
    }

    #[test]
    fn notes_follow_their_paragraph_and_part_no_words() {
        let body = "<w:p><w:t>one</w:t><w:footnoteReference w:id='2'/><w:t> two</w:t>\
                    <w:endnoteReference w:id='2'/></w:p><w:p><w:t>three</w:t></w:p>";
        let note = |kind: &str, text: &str| {
            format!(
                "<w:{kind}s><w:{kind} w:type='separator' w:id='0'>{}</w:{kind}><w:{kind} w:id='2'>{}\
                     </w:{kind}></w:{kind}s>",
                p("-"),
                p(text)
            )
        };
        let (foot, end) = (note("footnote", "F"), note("endnote", "E"));
        let more = [("word/footnotes.xml", &*foot), ("word/endnotes.xml", &*end)];
        assert_eq!(text(body, &more), "one two\n\nF\n\nE\n\nthree\n");
    }

    #[test]
    fn what_the_file_knows_of_itself() {
        let core = "<cp:coreProperties xmlns:dc='x'><dc:title>T &amp; U</dc:title><dc:creator>N</dc:creator>\
                    <cp:keywords>a, b</cp:keywords><dcterms:created xsi:type='x'>2021-12-17T10:00:00Z\
                    </dcterms:created><dc:language>fa-IR</dc:language><cp:revision>3</cp:revision>\
                    </cp:coreProperties>";
        let read = ingest::read("a.docx", &docx(&p("T &amp; U"), &[(CORE, core)])).unwrap();
        let document = &read.documents[0];
        let meta = &document.meta;
        assert_eq!((&*meta.title, &*meta.author, &*meta.lang), ("T & U", "N", "fa-IR"));
        assert_eq!(meta.date, "2021-12-17T10:00:00Z");
        assert_eq!(meta.more, [("keywords".to_string(), "a, b".to_string())]);
        assert_eq!(document.title_span.unwrap().of(&document.text), Some("T & U"));
        let from = Origin::File("docProps/core.xml created".into());
        assert!(document.origins.contains(&("date".to_string(), from)));
    }

    #[test]
    fn a_heading_is_the_title_when_nothing_else_is() {
        let styled = |style: &str, text: &str| {
            format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:t>{text}</w:t></w:p>")
        };
        let body = format!("{}{}{}", p("before"), styled("berschrift1", "H"), styled("Titel", "T"));
        let styles = "<w:styles><w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
                      <w:style w:styleId='Titel'><w:name w:val='Title'/></w:style></w:styles>";
        let read = ingest::read("a", &docx(&body, &[("word/styles.xml", styles)])).unwrap();
        assert_eq!(read.documents[0].meta.title, "T");
        let read = ingest::read("a", &docx(&body, &[])).unwrap();
        assert_eq!(read.documents[0].meta.title, "before");
    }

    #[test]
    fn a_cut_or_hostile_part_ends_in_one_line() {
        let laughs = "<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b SYSTEM 'file:///etc/passwd'>]><w:document>\
                      <w:p><w:t>x &a;&b; y</w:t></w:p></w:document>";
        let bytes = zipped(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("word/document.xml", laughs.as_bytes()),
        ]);
        let read = ingest::read("a.docx", &bytes).unwrap();
        assert_eq!(read.documents[0].text, "x &a;&b; y\n");
        assert!(read.doubts.len() == 1 && read.doubts[0].reason.contains("never expanded"));
        let cut = zipped(&[("[Content_Types].xml", b"<T/>"), ("word/document.xml", b"<a><b>")]);
        let reason = ingest::read("a.docx", &cut).unwrap_err().reason;
        assert!(reason.contains("without text") && reason.contains("cut off"), "{reason}");
        let none = zipped(&[("[Content_Types].xml", b"<T/>"), ("word/styles.xml", b"<a/>")]);
        assert!(ingest::read("a.docx", &none).unwrap_err().reason.contains("no such file"));
    }
}
