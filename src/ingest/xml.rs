//! XML → its tags and texts, one after another, and what was wrong with it.
//!
//! XML is hostile: no entity that a file declares is ever expanded, none is ever fetched, and
//! nesting has a limit, so that nothing grows. `&amp;`, `&#1587;` and the names of HTML
//! (`&zwnj;`, `&eacute;`) are decoded; any other `&name;` stays as it stands, and is reported.
//! What is broken is read up to there.

use std::borrow::Cow;

use html5gum::{Token, Tokenizer};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::Doubt;

/// Elements may be nested so deep. Tables within tables reach some dozens.
const DEEPEST: usize = 2000;

/// A tag or a text.
#[derive(Debug)]
pub enum Part<'a> {
    /// A start tag; an empty element gives one, and an end tag at once.
    Open(Tag<'a>),
    /// The end tag of the element of this name, without its prefix.
    Close(String),
    /// Text, decoded. One paragraph may come in several pieces.
    Text(Cow<'a, str>),
}

/// A start tag.
#[derive(Debug)]
pub struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// The name of the element, without its prefix.
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, by its name without a prefix; empty when there is none.
    pub fn get(&self, name: &str) -> String {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().into_inner() == name);
        found.map_or_else(String::new, |attribute| {
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_or_else(|_| attribute.value.to_string(), Cow::into_owned)
        })
    }
}

/// An XML file on its way from beginning to end.
pub struct Xml<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// The first reference that was not understood, and how many there were.
    unknown: Option<(u32, String, usize)>,
    broken: Option<Doubt>,
}

impl<'a> Xml<'a> {
    /// Begins at the beginning.
    pub fn new(source: &'a str) -> Xml<'a> {
        let source = source.trim_start_matches('\u{feff}');
        let mut reader = Reader::from_str(source);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml { source, reader, depth: 0, unknown: None, broken: None }
    }

    /// The next tag or text; `None` at the end, or where the file is broken.
    fn step(&mut self) -> Option<Part<'a>> {
        while self.broken.is_none() {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let at = self.reader.error_position();
                    let found = error.to_string().lines().collect::<Vec<_>>().join(" ");
                    return self.stop(at, &format!("expected sound XML, found: {found}"));
                }
            };
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        let reason = format!(
                            "elements are nested more than {DEEPEST} deep, which no text asks for"
                        );
                        return self.stop(self.reader.buffer_position(), &reason);
                    }
                    return Some(Part::Open(Tag(start)));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Some(Part::Close(end.local_name().into_inner().to_string()));
                }
                // Between the root element and the ends of the file there is no text.
                Event::Text(text) if self.depth == 0 && text.trim().is_empty() => {}
                Event::Text(text) => return Some(Part::Text(text.xml10_content())),
                Event::CData(text) => return Some(Part::Text(text.xml10_content())),
                Event::GeneralRef(reference) => {
                    return Some(Part::Text(self.resolve(&reference.into_inner())));
                }
                Event::Eof if self.depth > 0 => {
                    let reason = "it ends before its elements do; is it cut off?";
                    return self.stop(self.source.len() as u64, reason);
                }
                Event::Eof => return None,
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
        None
    }

    fn stop(&mut self, at: u64, reason: &str) -> Option<Part<'a>> {
        let reason = format!("{reason}; what follows was left out");
        self.broken = Some(Doubt::at(self.line(at), reason));
        None
    }

    /// The line that a byte of the source is in, from 1.
    fn line(&self, at: u64) -> u32 {
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(self.source.len());
        let ends = self.source.as_bytes()[..at].iter().filter(|&&byte| byte == b'\n').count();
        u32::try_from(ends + 1).unwrap_or(u32::MAX)
    }

    /// What `&name;` stands for.
    fn resolve(&mut self, name: &str) -> Cow<'a, str> {
        if let Some(known) = quick_xml::escape::resolve_xml_entity(name) {
            return Cow::Borrowed(known);
        }
        let written = format!("&{name};");
        // No name of HTML's is longer; its own rules cover what is no character at all.
        let text = if name.len() <= 32 { by_html(&written) } else { None };
        if let Some(text) = text {
            return Cow::Owned(text);
        }
        match &mut self.unknown {
            Some((_, _, count)) => *count += 1,
            None => {
                let line = self.line(self.reader.buffer_position());
                let shown: String = written.chars().take(40).collect();
                self.unknown = Some((line, shown, 1));
            }
        }
        Cow::Owned(written)
    }

    /// What was wrong.
    pub fn finish(self) -> Vec<Doubt> {
        let unknown = self.unknown.map(|(line, shown, count)| {
            let more = if count > 1 { format!(" (and {} more)", count - 1) } else { String::new() };
            Doubt::at(
                line,
                format!(
                    "{shown}{more} is a name that XML does not know; it was left as it stands, \
                     since what a file declares is never expanded"
                ),
            )
        });
        self.broken.into_iter().chain(unknown).collect()
    }
}

impl<'a> Iterator for Xml<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        self.step()
    }
}

/// What a reference means in HTML, if anything.
fn by_html(written: &str) -> Option<String> {
    let mut text = String::new();
    for Ok(token) in Tokenizer::new(written) {
        if let Token::String(part) = token {
            text.push_str(&String::from_utf8_lossy(&part));
        }
    }
    (!text.is_empty() && !text.starts_with('&') && !text.ends_with(';')).then_some(text)
}

/// The name of the root element, without its prefix, of a text that begins like XML.
pub fn root(source: &str) -> Option<String> {
    let source = source.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !source.starts_with('<') {
        return None;
    }
    match Xml::new(source).next() {
        Some(Part::Open(tag)) => Some(tag.name().to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All of it on one line, and what was wrong.
    fn all(source: &str) -> (String, Vec<String>) {
        let mut xml = Xml::new(source);
        let mut line = String::new();
        for part in xml.by_ref() {
            match part {
                Part::Open(tag) => line.push_str(&format!("<{} {}>", tag.name(), tag.get("k"))),
                Part::Close(name) => line.push_str(&format!("</{name}>")),
                Part::Text(text) => line.push_str(&text),
            }
        }
        (line, xml.finish().iter().map(Doubt::to_string).collect())
    }

    #[test]
    fn tags_and_texts() {
        for (source, expected) in [
            ("<a k='1'><x:b y:k=\"&lt;\"/>t</a>", "<a 1><b <></b>t</a>"),
            ("<?xml version='1.0'?><!-- c --><a>&amp;&#x633;&#65;</a>", "<a >&سA</a>"),
            ("<a>&zwnj;&eacute;<![CDATA[<&]]></a>", "<a >\u{200c}é<&</a>"),
            ("\u{feff}<a>x & y\r\nz</a>", "<a >x & y\nz</a>"),
        ] {
            assert_eq!(all(source), (expected.to_string(), vec![]), "{source}");
        }
    }

    #[test]
    fn nothing_that_a_file_declares_is_expanded() {
        let laughs = "<!DOCTYPE a [<!ENTITY b \"lol\"><!ENTITY c \"&b;&b;\">\
                      <!ENTITY d SYSTEM \"file:///etc/passwd\">]>\n<a k=\"&c;\">&c;&d;&d;</a>";
        let (text, doubts) = all(laughs);
        assert_eq!(text, "<a &c;>&c;&d;&d;</a>");
        assert_eq!(doubts.len(), 1);
        assert!(doubts[0].starts_with("line 2: &c; (and 2 more) is a name"), "{doubts:?}");
    }

    #[test]
    fn what_is_broken_is_read_up_to_there() {
        for (source, text, reason) in [
            ("<a>\n<b>x</a>", "<a >\n<b >x", "line 2: expected sound XML, found"),
            ("<a>x", "<a >x", "line 1: it ends before its elements do"),
            ("<a>x<b", "<a >x", "line 1: expected sound XML"),
            ("<a>x</a></b>y", "<a >x</a>", "line 1: expected sound XML"),
        ] {
            let (found, doubts) = all(source);
            assert_eq!(found, text, "{source}");
            assert!(doubts.len() == 1 && doubts[0].starts_with(reason), "{doubts:?}");
        }
    }

    #[test]
    fn deep_nesting_ends_in_one_line() {
        let (_, doubts) = all(&"<a>".repeat(50_000));
        assert_eq!(doubts.len(), 1);
        assert!(doubts[0].contains("nested more than 2000 deep"), "{doubts:?}");
    }

    #[test]
    fn roots() {
        for (source, expected) in [
            (" <?xml version='1.0'?>\n<!DOCTYPE TEI>\n<!-- -->\n<t:TEI xmlns:t='x'>", Some("TEI")),
            ("<rss>", Some("rss")),
            ("< no", None),
            ("text <a>", None),
            ("<?xml version='1.0'?>", None),
        ] {
            assert_eq!(root(source).as_deref(), expected, "{source}");
        }
    }

    proptest! {
        #[test]
        fn any_soup_is_eaten(parts in prop::collection::vec(prop::sample::select(vec![
            "<a>", "</a>", "<b k='v'>", "</b>", "<c/>", "&", "&x;", "&#0;", "&#x110000;", "&lt;", "<!--", "-->",
            "<![CDATA[", "]]>", "<?p", "?>", "<!DOCTYPE a [", "<!ENTITY e 'x'>", "]>", "س\u{200c}", "<", ">",
            "\r\n", "'", "\"", "<a b=c d>", "<:", "=",
        ]), 0..40)) {
            let source = parts.concat();
            let (text, doubts) = all(&source);
            prop_assert!(text.len() <= source.len() * 4 + 16, "{} {}", source, text);
            prop_assert!(doubts.len() <= 2);
        }
    }
}
