//! Plain text → one document. The text is kept byte for byte; only a title is looked for. A
//! block of front matter before it becomes metadata when it can be nothing else.

use crate::document::{Document, InferredFrom, Origin};
use crate::id::Span;
use crate::ingest::Ingested;

use super::{Format, front_matter};

/// A first line of up to so many characters is taken as the title.
const LONGEST_TITLE: usize = 200;
/// Of a longer one, the first sentence or so many characters.
const SHORTENED: usize = 120;

/// Reads a text.
pub fn read(name: &str, text: String) -> Ingested {
    let mut document = Document { id: name.to_string(), ..Document::default() };
    let front = front_matter::split(&text).filter(|(front, _)| front.is_certain());
    document.text = match front {
        Some((front, rest)) => {
            front.tell(&mut document);
            rest.to_string()
        }
        None => text,
    };
    settle_title(&mut document, None);
    Ingested { documents: vec![document], doubts: Vec::new(), format: Format::Plain }
}

/// Gives a document without a title its main heading, or else the beginning of its text; and
/// finds where the title stands in the text.
pub fn settle_title(document: &mut Document, heading: Option<String>) {
    if !document.meta.title.is_empty() {
        document.title_span = line_of(&document.text, &document.meta.title);
        return;
    }
    let heading = heading.filter(|heading| !heading.is_empty());
    let (title, span) = match heading {
        Some(heading) => {
            let span = line_of(&document.text, &heading);
            (heading, span)
        }
        None => title(&document.text),
    };
    entitle(document, title, span);
}

/// Gives a document a title that was found in its text.
pub fn entitle(document: &mut Document, title: String, span: Option<Span>) {
    if !title.is_empty() {
        let beginning = || Origin::Inferred(vec![InferredFrom::Beginning.into()]);
        document.origins.push(("title".into(), span.map_or_else(beginning, Origin::Line)));
    }
    (document.meta.title, document.title_span) = (title, span);
}

/// The line of a text that is its title and nothing else. («Paris is …» does not begin with
/// the title «Paris».)
fn line_of(text: &str, title: &str) -> Option<Span> {
    let line = text.lines().map(trim).find(|line| *line == title && !line.is_empty())?;
    span_in(text, line)
}

/// Where the text begins with its title, on a line of its own.
pub fn title_line(text: &str, title: &str) -> Option<Span> {
    let line = text.lines().map(trim).find(|line| !line.is_empty())?;
    if line == title { span_in(text, line) } else { None }
}

/// A title for a text that bears none: its first line with a letter or digit in it, and
/// where that stands; or the beginning of that line, if it is a whole paragraph.
pub fn title(text: &str) -> (String, Option<Span>) {
    let speaks = |line: &&str| line.chars().any(char::is_alphanumeric);
    let Some(line) = text.lines().map(trim).find(speaks) else {
        return (String::new(), None);
    };
    match line.char_indices().nth(LONGEST_TITLE) {
        None => (line.to_string(), span_in(text, line)),
        Some(_) => (beginning(line), None),
    }
}

/// The span of a stretch that was cut out of `text`.
pub fn span_in(text: &str, part: &str) -> Option<Span> {
    let start = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let span = Span::new(u32::try_from(start).ok()?, u32::try_from(start + part.len()).ok()?);
    (span.of(text) == Some(part)).then_some(span)
}

/// Without white space at its ends, nor the marks that nobody sees.
pub fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
    })
}

/// The first sentence of a long line if it is short enough, else its first words and «…».
fn beginning(line: &str) -> String {
    let cut = line.char_indices().nth(SHORTENED).map_or(line.len(), |(at, _)| at);
    let head = &line[..cut];
    let rest_after = |at: usize, c: char| &line[at + c.len_utf8()..];
    let sentence = head.char_indices().find(|&(at, c)| {
        at > 0 && matches!(c, '.' | '!' | '?' | '؟' | '۔' | '。')
            // «3.5» and «kashf.rs» go on after their full stop.
            && (c == '。' || rest_after(at, c).starts_with(char::is_whitespace))
    });
    if let Some((at, c)) = sentence {
        return line[..at + c.len_utf8()].to_string();
    }
    let words = head.rfind(char::is_whitespace).map_or(head, |at| &head[..at]);
    format!("{}…", words.trim_end_matches(|c: char| c.is_whitespace() || ",،;؛:".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn front_matter_is_no_text() {
        let source = "---\nعنوان: سلام\nauthor: N\ndesk: world\n---\nسلام\n\nمتن";
        let document = read("a.txt", source.to_string()).documents.remove(0);
        assert_eq!(document.text, "سلام\n\nمتن");
        assert_eq!((&*document.meta.title, &*document.meta.author), ("سلام", "N"));
        assert_eq!(document.title_span.unwrap().of(&document.text), Some("سلام"));
        assert_eq!(document.meta.more, [("desk".to_string(), "world".to_string())]);
        let scene = "---\nScene one: night\n---\nText";
        assert_eq!(read("a.txt", scene.to_string()).documents[0].text, scene);
    }

    #[test]
    fn a_title_says_whence_it_is() {
        let origin = |text: &str| read("x", text.to_string()).documents[0].origins.clone();
        assert_eq!(origin("A\nb"), [("title".to_string(), Origin::Line(Span::new(0, 1)))]);
        assert!(matches!(&origin(&"word ".repeat(60))[..], [(_, Origin::Inferred(_))]));
        assert_eq!(origin("…"), []);
    }

    #[test]
    fn titles() {
        let long = "word ".repeat(60);
        let sentence = format!("One 3.5 sentence. {long}");
        for (text, title, at) in [
            ("Title\n\nText.", "Title", Some(0)),
            ("\n  \u{200f}عنوان \r\nمتن", "عنوان", Some(6)),
            ("-----\nTitle", "Title", Some(6)),
            ("", "", None),
            ("…", "", None),
            (&sentence, "One 3.5 sentence.", None),
        ] {
            let (found, span) = super::title(text);
            assert_eq!(found, title);
            assert_eq!(span.map(|s| s.start), at, "{text}");
            assert!(span.is_none_or(|s| s.of(text) == Some(title)));
        }
        assert_eq!(super::title(&long).0.chars().count(), 120);
    }

    proptest! {
        #[test]
        fn text_is_kept_exactly(text in "(\\PC|[\n\r\t\u{200c}\u{64b}اآب]){0,300}") {
            let read = read("x", text.clone());
            prop_assert_eq!(&read.documents[0].text, &text);
            if let Some(span) = read.documents[0].title_span {
                prop_assert_eq!(span.of(&text), Some(read.documents[0].meta.title.as_str()));
            }
        }
    }
}
