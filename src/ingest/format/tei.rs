//! TEI, the XML of scholarly editions → one document a text.
//!
//! Read is what stands in `<text>`, as it was written: of `<choice>` the original (`sic`,
//! `orig`, `abbr`), of `<app>` the lemma; what the author struck out (`<del>`) is left out, and
//! so are running heads (`fw`), drawings and facsimiles. Paragraphs, heads, verses and list items
//! part as in print. Notes follow their paragraph. Ends of pages and columns part nothing, ends
//! of lines part words unless they say `break="no"`. A gap shows as `[…]`.
//!
//! What is known comes from `<teiHeader>`. There may be several dates: that of the writing comes
//! before that of the source, and that before that of the edition; each keeps its place in the
//! origins, and those that lost are kept under their own names. A `<teiCorpus>` gives one
//! document for each of its texts.

use crate::document::Document;
use crate::ingest::field::{self, Field};
use crate::ingest::xml::{Part, Tag, Xml};
use crate::ingest::{Doubt, Ingested, Skipped};

use super::flow::collapse;
use super::prose::Prose;
use super::{Format, plain};

/// True for the root element of such a file.
pub fn is_root(name: &str) -> bool {
    matches!(name, "TEI" | "TEI.2" | "teiCorpus")
}

/// Reads a TEI file, at most so many of its texts.
///
/// # Errors
///
/// When no text is in it.
pub fn read(name: &str, source: &str, most: usize) -> Result<Ingested, Skipped> {
    let mut xml = Xml::new(source);
    let mut reading = Reading { most, ..Reading::default() };
    xml.by_ref().for_each(|part| reading.take(part));
    reading.end_text();
    let mut doubts = xml.finish();
    if reading.too_many {
        doubts.push(Doubt::too_many(most));
    }
    let mut documents = reading.documents;
    if documents.is_empty() {
        let why = doubts.first().map_or(String::new(), |doubt| format!(" ({doubt})"));
        return Err(Skipped::because(format!("a TEI file without text{why}")));
    }
    name_them(name, &mut documents);
    Ok(Ingested { documents, doubts, format: Format::Tei })
}

/// The only text of a file bears its name; several are called by their `xml:id`, or numbered.
fn name_them(name: &str, documents: &mut [Document]) {
    let single = documents.len() == 1;
    for (number, document) in (1..).zip(documents) {
        document.id = match document.id.as_str() {
            _ if single => name.to_string(),
            "" => format!("{name}/{number}"),
            id => format!("{name}/{id}"),
        };
    }
}

/// A paragraph of its own.
const BLOCKS: &[&str] = &[
    "p",
    "ab",
    "head",
    "div",
    "div1",
    "div2",
    "div3",
    "div4",
    "div5",
    "div6",
    "div7",
    "lg",
    "list",
    "front",
    "body",
    "back",
    "opener",
    "closer",
    "epigraph",
    "argument",
    "titlePage",
    "docTitle",
    "sp",
    "trailer",
    "salute",
    "signed",
    "castList",
    "group",
    "postscript",
    "floatingText",
    "argument",
    "byline",
    "docAuthor",
    "docImprint",
    "u",
];
/// A line of its own.
const LINES: &[&str] =
    &["l", "item", "speaker", "stage", "castItem", "label", "titlePart", "dateline"];
/// Left out, with what is in it.
const LEFT_OUT: &[&str] = &[
    "del",
    "fw",
    "corr",
    "reg",
    "expan",
    "rdg",
    "figDesc",
    "facsimile",
    "sourceDoc",
    "standOff",
    "surface",
    "graphic",
    "formula",
    "notatedMusic",
    "spanGrp",
    "linkGrp",
    "interpGrp",
    "index",
];
/// Of these one form is kept only if the other is there: outside of `choice` they are the text.
const ONLY_IN_CHOICE: &[&str] = &["corr", "reg", "expan"];

#[derive(Default)]
struct Reading {
    documents: Vec<Document>,
    most: usize,
    too_many: bool,
    header: Header,
    /// What is known of the whole corpus, below what is known of a text.
    corpus: Vec<Known>,
    prose: Option<Prose>,
    left_out: usize,
    /// The elements that are open, from the root on.
    path: Vec<String>,
    /// Each `choice` or `app` that is open.
    choices: Vec<Choice>,
    /// What is left out is the spare form of a choice.
    sparing: bool,
    /// Elements `text` that are open, one in the other.
    texts: usize,
    in_header: bool,
    heads: Caught,
    id: String,
    lang: String,
    /// The last thing that was read was the end of a word.
    after_word: bool,
}

/// Several forms of the same words.
#[derive(Default)]
struct Choice {
    /// One has been written.
    kept: bool,
    /// The form that is written when nothing better comes.
    spare: String,
}

/// The text of the first `head`.
#[derive(Default)]
struct Caught {
    open: bool,
    text: String,
}

impl Reading {
    fn take(&mut self, part: Part) {
        match part {
            Part::Open(tag) => {
                if self.left_out > 0 {
                    self.left_out += 1;
                } else {
                    self.open(&tag);
                }
                self.path.push(tag.name().to_string());
            }
            Part::Close(name) => {
                self.path.pop();
                if self.left_out > 0 {
                    self.left_out -= 1;
                    self.sparing &= self.left_out > 0;
                } else {
                    self.close(&name);
                }
            }
            Part::Text(text) if self.left_out > 0 => {
                if let Some(choice) = self.choices.last_mut().filter(|_| self.sparing) {
                    choice.spare.push_str(&text);
                }
            }
            Part::Text(text) => {
                self.after_word &= text.is_empty();
                if let Some(prose) = &mut self.prose {
                    prose.push(&text);
                    if self.heads.open {
                        self.heads.text.push_str(&text);
                    }
                } else {
                    self.header.text(&text);
                }
            }
        }
    }

    fn open(&mut self, tag: &Tag) {
        let name = tag.name();
        let parent = self.path.last().map(String::as_str).unwrap_or_default();
        match name {
            "TEI" | "TEI.2" | "teiCorpus" => {
                let before = std::mem::take(&mut self.header);
                if parent == "teiCorpus" && !before.known.is_empty() && self.corpus.is_empty() {
                    self.corpus = before.known;
                }
                self.id = tag.get("id");
                self.lang = tag.get("lang");
                return;
            }
            "teiHeader" => self.in_header = true,
            "text" if self.prose.is_some() => self.texts += 1,
            "text" if !self.in_header => {
                self.prose = Some(Prose::default());
                self.texts = 1;
                let lang = tag.get("lang");
                if !lang.is_empty() {
                    self.lang = lang;
                }
                return;
            }
            _ => {}
        }
        let Some(prose) = &mut self.prose else {
            if matches!(name, "facsimile" | "sourceDoc" | "standOff") {
                self.left_out = 1;
            } else if self.in_header {
                self.header.open(tag, &self.path);
            }
            return;
        };
        let of_choice = matches!(parent, "choice" | "app");
        if LEFT_OUT.contains(&name) && !(ONLY_IN_CHOICE.contains(&name) && parent != "choice") {
            self.left_out = 1;
            if of_choice && let Some(choice) = self.choices.last_mut() {
                self.sparing = choice.spare.is_empty() && name != "del";
            }
            return;
        }
        if of_choice
            && let Some(choice) = self.choices.last_mut()
            && std::mem::replace(&mut choice.kept, true)
        {
            self.left_out = 1;
            return;
        }
        let breaks = tag.get("break") != "no";
        match name {
            "choice" | "app" => self.choices.push(Choice::default()),
            "note" => prose.note(),
            "lb" if breaks => prose.space(),
            "gap" => prose.push("[…]"),
            "table" => prose.table(),
            "row" => prose.row(),
            "cell" => prose.cell(),
            "w" if self.after_word && !matches!(&*tag.get("part"), "M" | "F") => prose.space(),
            "head" => {
                prose.block();
                self.heads.open = self.heads.text.trim().is_empty();
            }
            _ if BLOCKS.contains(&name) => prose.block(),
            _ if LINES.contains(&name) => prose.line(),
            _ => {}
        }
        self.after_word = false;
    }

    fn close(&mut self, name: &str) {
        self.in_header &= name != "teiHeader";
        if name == "text" {
            self.texts = self.texts.saturating_sub(1);
            if self.texts == 0 {
                return self.end_text();
            }
        }
        let Some(prose) = &mut self.prose else {
            return self.header.close(name, &self.path);
        };
        match name {
            "choice" | "app" => {
                // Where there is no original form, another one is better than none.
                if let Some(Choice { kept: false, spare }) = self.choices.pop() {
                    prose.push(&spare);
                }
            }
            "note" => prose.note_end(),
            "table" => prose.table_end(),
            "cell" => prose.cell_end(),
            _ if BLOCKS.contains(&name) => prose.block(),
            _ if LINES.contains(&name) => prose.line(),
            _ => {}
        }
        self.heads.open &= name != "head";
        self.after_word = name == "w";
    }

    /// Makes a document of the text that ends here, if one was begun.
    fn end_text(&mut self) {
        let Some(prose) = self.prose.take() else { return };
        self.choices.clear();
        let text = prose.finish();
        let header = std::mem::take(&mut self.header);
        let heading = collapse(&std::mem::take(&mut self.heads).text);
        self.too_many |= !text.is_empty() && self.documents.len() >= self.most;
        if text.is_empty() || self.too_many {
            return;
        }
        let id = std::mem::take(&mut self.id);
        let mut document = Document { id, text, ..Document::default() };
        let lang = std::mem::take(&mut self.lang);
        field::tell(&mut document, Some(Field::Lang), "lang", &lang, field::in_file("xml:lang"));
        let mut known = header.known;
        known.extend(self.corpus.iter().cloned());
        tell(&mut document, known);
        plain::settle_title(&mut document, Some(heading));
        self.documents.push(document);
    }
}

/// Something that a header says.
#[derive(Clone, Debug)]
struct Known {
    what: What,
    place: String,
    value: String,
}

/// What it says it of, the better source of two before the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Title,
    Author,
    DateWritten,
    DateOfSource,
    DateOfEdition,
    Publisher,
    Lang,
    Number,
    Keyword,
    Editor,
}

/// Says what a header says. Several authors are all authors.
fn tell(document: &mut Document, mut known: Vec<Known>) {
    // By kind, and within a kind in the order of the file.
    known.sort_by_key(|known| known.what);
    for one in known.chunk_by(|a, b| a.what == b.what) {
        let Some(Known { what, place, value }) = one.first() else { continue };
        let mut values: Vec<&str> = Vec::new();
        for known in one {
            if !values.contains(&known.value.as_str()) {
                values.push(&known.value);
            }
        }
        let all = || values.join("; ");
        let (field, name, value) = match what {
            What::Title => (Some(Field::Title), "title", value.clone()),
            What::Author => (Some(Field::Author), "author", all()),
            What::DateWritten => (Some(Field::Date), "written", value.clone()),
            What::DateOfSource => (Some(Field::Date), "date of source", value.clone()),
            What::DateOfEdition => (Some(Field::Date), "date of edition", value.clone()),
            What::Publisher => (Some(Field::Source), "publisher", value.clone()),
            // A text in several languages is in none of them.
            What::Lang if values.len() > 1 => (None, "languages", values.join(", ")),
            What::Lang if !document.meta.lang.is_empty() => continue,
            What::Lang => (Some(Field::Lang), "lang", value.clone()),
            What::Number => (None, "idno", values.join(", ")),
            What::Keyword => (None, "keywords", values.join(", ")),
            What::Editor => (None, "editor", all()),
        };
        field::tell(document, field, name, &value, field::in_file(format!("teiHeader {place}")));
    }
}

/// The header, as far as it was read.
#[derive(Default)]
struct Header {
    known: Vec<Known>,
    /// What the element that is open says, and how deep it lies.
    open: Option<(What, String, usize)>,
    text: String,
    /// The value of the attribute that says it better than the text.
    better: String,
}

impl Header {
    fn open(&mut self, tag: &Tag, path: &[String]) {
        let name = tag.name();
        if self.open.is_some() {
            return;
        }
        // No header is deeper; what is may be hostile.
        let near = || path.iter().rev().take(24);
        let is_in = |place: &str| near().any(|open| open == place);
        let parent = path.last().map(String::as_str).unwrap_or_default();
        let what = match name {
            "title" if parent == "titleStmt" && tag.get("type") != "sub" => What::Title,
            "author" if parent == "titleStmt" => What::Author,
            "editor" if parent == "titleStmt" => What::Editor,
            "date" | "origDate" if is_in("creation") || is_in("origin") => What::DateWritten,
            "date" if is_in("sourceDesc") && !is_in("revisionDesc") => What::DateOfSource,
            "date" if is_in("publicationStmt") => What::DateOfEdition,
            "publisher" if parent == "publicationStmt" => What::Publisher,
            "idno" if parent == "publicationStmt" => What::Number,
            "term" if is_in("keywords") => What::Keyword,
            "language" if parent == "langUsage" => What::Lang,
            _ => return,
        };
        self.better = match what {
            What::Lang => tag.get("ident"),
            What::DateWritten | What::DateOfSource | What::DateOfEdition => {
                let at = ["when", "when-iso", "from", "notBefore"].map(|name| tag.get(name));
                at.into_iter().find(|date| !date.is_empty()).unwrap_or_default()
            }
            _ => String::new(),
        };
        let within = near().find(|open| open.ends_with("Stmt") || open.ends_with("Desc"));
        let place = format!("{}/{name}", within.map_or("teiHeader", String::as_str));
        self.open = Some((what, place, path.len()));
        self.text.clear();
    }

    fn text(&mut self, text: &str) {
        if self.open.is_some() {
            self.text.push_str(text);
        }
    }

    fn close(&mut self, _name: &str, path: &[String]) {
        if self.open.as_ref().is_none_or(|(_, _, depth)| path.len() > *depth) {
            return;
        }
        let Some((what, place, _)) = self.open.take() else { return };
        let text = collapse(&std::mem::take(&mut self.text));
        let better = std::mem::take(&mut self.better);
        let value = if better.is_empty() { text } else { better };
        if !value.is_empty() {
            self.known.push(Known { what, place, value });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;
    use proptest::prelude::*;

    fn text(body: &str) -> String {
        let source = format!("<TEI><teiHeader/><text><body>{body}</body></text></TEI>");
        let read = read("a.xml", &source, 9).unwrap();
        assert_eq!(read.doubts, []);
        read.documents[0].text.clone()
    }

    #[test]
    fn text_as_it_was_written() {
        for (body, expected) in [
            ("<head>H</head><p>سلام <hi>دنیا</hi>\n  x</p><p>b</p>", "H\n\nسلام دنیا x\n\nb\n"),
            ("<lg><l>a</l><l>b</l></lg><lg><l>c</l></lg>", "a\nb\n\nc\n"),
            (
                "<p>a<lb/>b wo<lb break='no'/>rd wo<pb n='5'/>rd <cb/>x<milestone/></p>",
                "a b word word x\n",
            ),
            ("<p>a<note>N <p>M</p></note> b</p><p>c</p>", "a b\n\nN\n\nM\n\nc\n"),
            ("<p><choice><sic>teh</sic><corr>the</corr></choice> <corr>x</corr></p>", "teh x\n"),
            ("<p><choice><corr>the</corr><sic>teh</sic></choice></p>", "teh\n"),
            ("<p><choice><reg>the <hi>one</hi></reg></choice> x</p>", "the one x\n"),
            (
                "<p><app><lem>a</lem><rdg>b</rdg></app> <app><rdg>c</rdg><rdg>d</rdg></app></p>",
                "a c\n",
            ),
            ("<p>a <del>no <hi>no</hi></del><add>b</add> <gap/> c<fw>no</fw></p>", "a b […] c\n"),
            ("<p><w>a</w><w>b</w><pc>.</pc> <w>c</w></p>", "a b. c\n"),
            ("<list><item>a</item><item>b</item></list>", "a\nb\n"),
            ("<table><row><cell>a</cell><cell>b</cell></row></table>", "a\tb\n"),
            ("<sp><speaker>S</speaker><p>x</p></sp>", "S\n\nx\n"),
        ] {
            assert_eq!(text(body), expected, "{body}");
        }
    }

    #[test]
    fn the_header_becomes_metadata() {
        let source = "<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0' xml:lang='en'>\
            <teiHeader><fileDesc><titleStmt><title>T <hi>h</hi></title><title type='sub'>S</title>\
            <author>A</author><author>B</author></titleStmt><publicationStmt><publisher>P</publisher>\
            <date when='2015-03-01'>March</date><idno type='URI'>x:1</idno></publicationStmt><sourceDesc>\
            <bibl><author>no</author><date>1850</date></bibl></sourceDesc></fileDesc><profileDesc><langUsage>\
            <language ident='ar'>Arabic</language></langUsage><textClass><keywords><term>k</term><term>l</term>\
            </keywords></textClass></profileDesc></teiHeader><text xml:lang='ar'><body><head>H</head><p>x</p>\
            </body></text></TEI>";
        let document = read("a.xml", source, 9).unwrap().documents.remove(0);
        let meta = &document.meta;
        assert_eq!(document.id, "a.xml");
        assert_eq!((&*meta.title, &*meta.author, &*meta.source), ("T h", "A; B", "P"));
        assert_eq!((&*meta.date, &*meta.lang), ("1850", "ar"));
        let more = [("date of edition", "2015-03-01"), ("idno", "x:1"), ("keywords", "k, l")];
        assert_eq!(meta.more, more.map(|(k, v)| (k.to_string(), v.to_string())));
        let from = Origin::File("teiHeader sourceDesc/date".into());
        assert!(document.origins.contains(&("date".into(), from)), "{:?}", document.origins);
    }

    #[test]
    fn a_corpus_gives_a_document_for_each_text() {
        let one = |id: &str, text: &str| {
            format!(
                "<TEI xml:id='{id}'><teiHeader><titleStmt><title>{text}</title></titleStmt></teiHeader>\
                     <text><p>{text}</p></text></TEI>"
            )
        };
        let source = format!(
            "<teiCorpus><teiHeader><titleStmt><author>A</author></titleStmt></teiHeader>{}{}<TEI/></teiCorpus>",
            one("x", "one"),
            one("", "two")
        );
        let documents = read("c.xml", &source, 9).unwrap().documents;
        let ids: Vec<_> =
            documents.iter().map(|d| (&*d.id, &*d.meta.title, &*d.meta.author)).collect();
        assert_eq!(ids, [("c.xml/x", "one", "A"), ("c.xml/2", "two", "A")]);
    }

    #[test]
    fn a_file_that_is_cut_off_is_read_up_to_there() {
        let read = read("a.xml", "<TEI><text><body><p>so far", 9).unwrap();
        assert_eq!(read.documents[0].text, "so far\n");
        assert!(read.doubts[0].reason.contains("cut off"));
        let skipped = super::read("a.xml", "<TEI><teiHeader/></TEI>", 9).unwrap_err();
        assert_eq!(skipped.reason, "a TEI file without text");
    }

    proptest! {
        #[test]
        fn any_soup_is_eaten(parts in prop::collection::vec(prop::sample::select(vec![
            "<TEI>", "</TEI>", "<teiHeader>", "</teiHeader>", "<text>", "</text>", "<choice>", "</choice>",
            "<sic>", "</sic>", "<corr>", "</corr>", "<note>", "</note>", "<table>", "<row>", "<cell>",
            "</cell>", "</row>", "</table>", "<p>", "</p>", "<head>", "</head>", "<date when='1'>", "</date>",
            "<del>", "</del>", "<w>", "</w>", "<lb/>", "<gap/>", "س", " ", "&",
        ]), 0..60)) {
            let source = parts.concat();
            if let Ok(read) = read("x", &source, 3) {
                for document in read.documents {
                    prop_assert!(document.text.len() <= source.len() * 2 + 8);
                    prop_assert!(document.title_span.is_none_or(|s| s.of(&document.text) == Some(&document.meta.title)));
                }
            }
        }
    }
}
