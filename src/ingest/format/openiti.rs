//! OpenITI mARkdown, the plain-text markup of Arabic and Persian corpora → documents, one a
//! chapter.
//!
//! What becomes of the markup, in this order and nothing else; all other signs stay as they stand:
//!
//! - `######OpenITI#` and the lines `#META# key :: value` up to `#META#Header#End#` become
//!   metadata (`NODATA` and its like say nothing).
//! - `# ` begins a paragraph and goes; `~~` goes on with it and becomes a blank, since those lines
//!   were broken by a program.
//! - `### |`, `### ||`, … `### $`: the sign goes, the heading is a paragraph. At each heading
//!   of the first level (`### |`) a new document begins, titled by it, if anything stands before.
//! - `PageV01P002` and milestones (`ms0123`) go, and part no words: one that stands between blanks
//!   leaves one blank, one within a word leaves none. Which pages a document is on is kept as
//!   metadata (`pages`); a mark stands at the end of its page.
//! - `%~%` between the halves of a verse, `@…@` tags, and everything else stay.

use crate::document::Document;
use crate::id::Span;
use crate::ingest::field::{self, Field};
use crate::ingest::{Doubt, Ingested, Skipped};

use super::{Format, plain};

/// How such a file begins.
const MAGIC: &str = "######OpenITI#";
const META: &str = "#META#";
const END: &str = "#META#Header#End#";

/// The file says that it is one.
pub fn is_openiti(source: &str) -> bool {
    source.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').starts_with(MAGIC)
}

/// Reads a text, at most so many of its chapters.
///
/// # Errors
///
/// When there is nothing but a header.
pub fn read(name: &str, source: &str, most: usize) -> Result<Ingested, Skipped> {
    let (known, body, mut doubts) = header(source);
    let mut book = Book { most, ..Book::default() };
    body.lines().for_each(|line| book.line(line));
    let mut documents = book.finish();
    if documents.is_empty() {
        return Err(Skipped::because("an OpenITI text with a header and nothing behind it"));
    }
    if book.too_many {
        doubts.push(Doubt::too_many(most));
    }
    if book_is_marked(&documents) {
        doubts.push(Doubt::whole(
            "signs of OpenITI (`PageV…`) are left in words where they are not written as agreed",
        ));
    }
    let single = documents.len() == 1;
    for (number, document) in (1..).zip(&mut documents) {
        document.id = if single { name.to_string() } else { format!("{name}/{number}") };
        tell(document, &known, single);
        if document.meta.title.is_empty() {
            plain::settle_title(document, None);
        }
    }
    Ok(Ingested { documents, doubts, format: Format::OpenIti })
}

fn book_is_marked(documents: &[Document]) -> bool {
    documents.iter().any(|document| document.text.contains("PageV"))
}

type Known<'a> = Vec<(&'a str, &'a str)>;

/// What the header says, and what comes after it.
fn header(source: &str) -> (Known<'_>, &str, Vec<Doubt>) {
    let (mut known, mut at) = (Vec::new(), 0);
    for line in source.split_inclusive('\n') {
        let trimmed = plain::trim(line);
        at += line.len();
        if trimmed.starts_with(END) {
            return (known, &source[at..], Vec::new());
        }
        if let Some(said) = trimmed.strip_prefix(META) {
            known.extend(entry(said));
        } else if !(trimmed.is_empty() || trimmed.starts_with(MAGIC)) {
            // The text has begun.
            at -= line.len();
            let reason = format!("expected {END} before the text, found none");
            return (known, &source[at..], vec![Doubt::whole(reason)]);
        }
    }
    (known, "", Vec::new())
}

/// `010.AuthorNAME :: …`, or `المؤلف: …` as some libraries write it.
fn entry(said: &str) -> Option<(&str, &str)> {
    let (key, value) = said.split_once("::").or_else(|| said.split_once(':'))?;
    let (key, value) = (plain::trim(key), plain::trim(value));
    let key = match key.split_once('.') {
        Some((number, key)) if number.bytes().all(|byte| byte.is_ascii_digit()) => key,
        _ => key,
    };
    let nothing = value.is_empty()
        || value.starts_with("NODATA")
        || value.starts_with("NOTGIVEN")
        || value.starts_with("NOCODE");
    (!nothing && !key.is_empty()).then_some((key, value))
}

/// What a name of the header means. When the author died is not when the text is of, but is
/// kept like everything else.
fn meaning(key: &str) -> Option<Field> {
    match key {
        "BookTITLE" | "الكتاب" | "كتاب" => Some(Field::Title),
        "AuthorNAME" => Some(Field::Author),
        _ => {
            Field::named(key).filter(|f| matches!(f, Field::Title | Field::Author | Field::Source))
        }
    }
}

/// Says of a chapter what is known of the book; its title is the source of its chapters.
fn tell(document: &mut Document, known: &Known, single: bool) {
    // The name that an author goes by is his name where no other is given.
    let named = known.iter().any(|(key, _)| meaning(key) == Some(Field::Author));
    for (key, value) in known {
        let field = match meaning(key) {
            Some(Field::Title) if !single => Some(Field::Source),
            None if !named && *key == "AuthorAKA" => Some(Field::Author),
            Some(Field::Title) if document.meta.title == *value => continue,
            field => field,
        };
        if field == Some(Field::Title) && !document.meta.title.is_empty() {
            // The only heading of a book is no better a title than its own.
            let from = field::in_file(format!("{META} {key}"));
            field::correct(document, field, key, value, from);
            document.title_span = None;
            continue;
        }
        field::tell(document, field, key, value, field::in_file(format!("{META} {key}")));
    }
}

/// The body, as far as it was read.
#[derive(Default)]
struct Book {
    documents: Vec<Document>,
    most: usize,
    too_many: bool,
    /// For each document, which mark is the next one after its beginning and its end.
    pages: Vec<(usize, usize)>,
    marks: Vec<String>,
    chapter: Chapter,
}

#[derive(Default)]
struct Chapter {
    text: String,
    title: Option<Span>,
    first_mark: usize,
    /// A paragraph is open.
    open: bool,
}

impl Book {
    fn line(&mut self, line: &str) {
        let line = line.trim_end_matches('\r');
        if let Some(heading) = line.strip_prefix("### ") {
            let bare = heading.trim_start_matches(['|', '$']).trim_start();
            let first_level = heading.starts_with('|') && !heading.starts_with("||");
            if first_level {
                self.end_chapter();
            }
            self.paragraph(bare);
            if first_level {
                self.entitle();
            }
            self.chapter.open = false;
        } else if let Some(rest) = line.strip_prefix("~~") {
            self.go_on(rest);
        } else if let Some(rest) = line.strip_prefix("# ") {
            self.paragraph(rest);
        } else if line.trim().is_empty() || line == "#" {
            self.chapter.open = false;
        } else {
            self.paragraph(line);
        }
    }

    fn paragraph(&mut self, text: &str) {
        self.chapter.open = false;
        self.go_on(text);
    }

    /// Writes on in the open paragraph, or begins one.
    fn go_on(&mut self, text: &str) {
        let text = without_marks(text, &mut self.marks);
        let text = plain_trim(&text);
        if text.is_empty() {
            return;
        }
        let chapter = &mut self.chapter;
        if !chapter.text.is_empty() {
            chapter.text.push_str(if chapter.open { " " } else { "\n\n" });
        }
        chapter.text.push_str(text);
        chapter.open = true;
    }

    /// The paragraph that was just written is the title of the chapter.
    fn entitle(&mut self) {
        let text = &self.chapter.text;
        let line = text.lines().next_back().unwrap_or_default();
        self.chapter.title = plain::span_in(text, line).filter(|_| !line.is_empty());
    }

    fn end_chapter(&mut self) {
        let next = Chapter { first_mark: self.marks.len(), ..Chapter::default() };
        let heading_only = |chapter: &Chapter| {
            chapter.title.is_some_and(|span| span.end as usize == chapter.text.len())
        };
        // A heading with nothing below it belongs to the next one.
        if heading_only(&self.chapter) {
            self.chapter.title = None;
            return;
        }
        let Chapter { mut text, title, first_mark, .. } =
            std::mem::replace(&mut self.chapter, next);
        if text.is_empty() {
            self.chapter.first_mark = first_mark;
            return;
        }
        self.too_many |= self.documents.len() >= self.most;
        if self.too_many {
            return;
        }
        text.push('\n');
        let mut document = Document { text, ..Document::default() };
        if let Some(span) = title {
            let title = span.of(&document.text).unwrap_or_default().to_string();
            plain::entitle(&mut document, title, Some(span));
        }
        self.documents.push(document);
        self.pages.push((first_mark, self.marks.len()));
    }

    fn finish(&mut self) -> Vec<Document> {
        // The last heading, too, is text.
        if self.chapter.title.is_some_and(|span| span.end as usize == self.chapter.text.len()) {
            self.chapter.title = None;
        }
        self.end_chapter();
        let marks = &self.marks;
        for (document, &(first, last)) in self.documents.iter_mut().zip(&self.pages) {
            let mark = |number: usize| marks.get(number).or(marks.last());
            let (Some(first), Some(last)) = (mark(first), mark(last)) else { continue };
            let pages = if first == last { first.clone() } else { format!("{first}–{last}") };
            field::tell(document, None, "pages", &pages, field::in_file("page marks"));
        }
        std::mem::take(&mut self.documents)
    }
}

/// Blanks at the ends go; marks that nobody sees stay, they are the text's.
fn plain_trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// A line without page marks (which go to `marks`) and milestones.
fn without_marks(line: &str, marks: &mut Vec<String>) -> String {
    let (mut text, mut rest) = (String::with_capacity(line.len()), line);
    while let Some((at, mark)) = next_mark(rest, text.chars().next_back()) {
        text.push_str(&rest[..at]);
        rest = &rest[at + mark.len()..];
        // One blank is enough where it stood between two.
        if text.is_empty() || text.ends_with(' ') {
            rest = rest.strip_prefix(' ').unwrap_or(rest);
        }
        if let Some(page) = mark.strip_prefix("Page") {
            marks.push(page.to_string());
        }
    }
    text.push_str(rest);
    text
}

/// The first mark in `text` and where it is; `before` is the letter before the text.
fn next_mark(text: &str, before: Option<char>) -> Option<(usize, &str)> {
    let candidates = text.match_indices(['P', 'm']);
    for (at, _) in candidates {
        let found = &text[at..];
        let length = page_mark(found).or_else(|| {
            let before = text[..at].chars().next_back().or(before);
            milestone(found).filter(|_| before.is_none_or(|c| !c.is_ascii_alphanumeric()))
        });
        if let Some(length) = length {
            return Some((at, &found[..length]));
        }
    }
    None
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The length of `PageV01P002` at the beginning of a text; a letter may follow the number.
fn page_mark(text: &str) -> Option<usize> {
    let volume = text.strip_prefix("PageV")?;
    let page = volume[digits(volume)..].strip_prefix('P').filter(|_| digits(volume) > 0)?;
    let rest = &page[digits(page)..];
    let letter = usize::from(rest.starts_with(|c: char| c.is_ascii_uppercase()));
    (digits(page) > 0).then_some(text.len() - rest.len() + letter)
}

/// The length of `ms0123` or `msA012` at the beginning of a text, as a word of its own.
fn milestone(text: &str) -> Option<usize> {
    let number = text.strip_prefix("ms")?;
    let number = number.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(number);
    let rest = &number[digits(number)..];
    let ends = !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    (digits(number) > 0 && ends).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;
    use proptest::prelude::*;

    const HEADER: &str = "######OpenITI#\n\n\n#META# 000.SortField\t:: Shamela_1\n\
        #META# 010.AuthorAKA\t:: NODATA\n#META# 010.AuthorNAME\t:: أبو الحسن\n#META# 011.AuthorDIED\t:: 310\n\
        #META# 020.BookTITLE\t:: كتاب المثال\n#META# 043.EdPUBLISHER :: دار النشر\n#META#Header#End#\n\n";

    fn book(body: &str) -> Vec<Document> {
        let read = read("b", &format!("{HEADER}{body}"), 99).unwrap();
        assert_eq!(read.doubts, []);
        read.documents
    }

    #[test]
    fn marks_part_no_words() {
        for (line, text, pages) in [
            ("قال PageV01P002 الرجل", "قال الرجل", &["V01P002"][..]),
            ("الكتPageV01P003Aاب", "الكتاب", &["V01P003A"]),
            ("نص ms0012 آخر ms1", "نص آخر ", &[]),
            ("PageV02P001 بداية", "بداية", &["V02P001"]),
            ("msA013 PageV02P1", "", &["V02P1"]),
            ("Pages of forms12 and ms and PageVP", "Pages of forms12 and ms and PageVP", &[]),
        ] {
            let mut marks = Vec::new();
            assert_eq!(without_marks(line, &mut marks), text, "{line}");
            assert_eq!(marks, pages, "{line}");
        }
    }

    #[test]
    fn paragraphs_and_verses() {
        let documents =
            book("# قال المصنف\n~~رحمه الله ms001\n# شطر %~% شطر\n\n### $ رجل\n# ترجمته\n");
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].text, "قال المصنف رحمه الله\n\nشطر %~% شطر\n\nرجل\n\nترجمته\n");
        assert_eq!(documents[0].id, "b");
        let meta = &documents[0].meta;
        assert_eq!((&*meta.title, &*meta.author), ("كتاب المثال", "أبو الحسن"));
        let from = Origin::File("#META# BookTITLE".into());
        assert!(documents[0].origins.contains(&("title".into(), from)));
        assert!(meta.more.contains(&("AuthorDIED".into(), "310".into())), "{meta:?}");
    }

    #[test]
    fn chapters_begin_at_headings_of_the_first_level() {
        let documents = book(concat!(
            "# المقدمة PageV01P001\n### | الباب الأول\n### || فصل\n# نص PageV01P002 نص\n~~PageV01P003\n",
            "### | القسم\n### | الباب الثاني\n# آخر\n"
        ));
        let seen: Vec<_> = documents.iter().map(|d| (&*d.id, &*d.meta.title, &*d.text)).collect();
        assert_eq!(
            seen,
            [
                ("b/1", "المقدمة", "المقدمة\n"),
                ("b/2", "الباب الأول", "الباب الأول\n\nفصل\n\nنص نص\n"),
                ("b/3", "الباب الثاني", "القسم\n\nالباب الثاني\n\nآخر\n"),
            ]
        );
        let pages =
            |d: &Document| d.meta.more.iter().find(|(k, _)| k == "pages").unwrap().1.clone();
        let pages: Vec<_> = documents.iter().map(pages).collect();
        assert_eq!(pages, ["V01P001–V01P002", "V01P002–V01P003", "V01P003"]);
        let document = &documents[1];
        assert_eq!(document.title_span.unwrap().of(&document.text), Some("الباب الأول"));
        assert_eq!(document.meta.source, "كتاب المثال");
    }

    #[test]
    fn more_chapters_than_there_may_be_are_left_out() {
        let source = format!("{HEADER}{}", "### | باب\n# نص\n".repeat(3));
        let found = read("b", &source, 2).unwrap();
        assert_eq!((found.documents.len(), found.doubts.len()), (2, 1));
    }

    #[test]
    fn headers_of_other_libraries_and_none() {
        let source = "######OpenITI#\n#META# الكتاب: كتاب\n#META# المؤلف: كاتب\nنص\n";
        let read = read("b", source, 9).unwrap();
        assert_eq!(
            (&*read.documents[0].meta.title, &*read.documents[0].meta.author),
            ("كتاب", "كاتب")
        );
        assert!(read.doubts[0].reason.contains("#META#Header#End#"));
        assert!(super::read("b", HEADER, 9).is_err());
        assert!(is_openiti(HEADER) && !is_openiti("###### heading"));
    }

    proptest! {
        #[test]
        fn no_word_is_lost(parts in prop::collection::vec(prop::sample::select(vec![
            "# ", "~~", "\n", "### | ", "### || ", "### $ ", "س", "كتاب ", " ", "PageV01P001", "ms01 ", "%~%", "#", "P", "m",
        ]), 0..60)) {
            let source = format!("{HEADER}{}", parts.concat());
            let letters = |text: &str| text.matches(['س', 'ك', 'ت', 'ا', 'ب']).count();
            match read("b", &source, 99) {
                Ok(read) => {
                    let found: usize = read.documents.iter().map(|d| letters(&d.text)).sum();
                    prop_assert_eq!(found, letters(&parts.concat()));
                    for document in read.documents {
                        prop_assert!(document.title_span.is_none_or(|s| s.of(&document.text) == Some(&document.meta.title)));
                    }
                }
                Err(_) => prop_assert_eq!(letters(&parts.concat()), 0),
            }
        }
    }
}
