//! Markdown → one document. The text is kept exactly, marks and all, except that a block
//! of front matter becomes metadata. Markup is not interpreted beyond finding the title.

use crate::document::Document;
use crate::id::Span;
use crate::ingest::Ingested;

use super::{Format, front_matter, plain};

/// Reads a Markdown file.
pub fn read(name: &str, source: &str) -> Ingested {
    let (front, text) = front_matter::split(source).unwrap_or_else(|| (<_>::default(), source));
    let (id, mut front) = (name.to_string(), front);
    let doubts = std::mem::take(&mut front.doubts);
    let mut document = Document { id, text: text.to_string(), ..Document::default() };
    front.tell(&mut document);
    let (heading, span) = heading(text).unwrap_or_else(|| plain::title(text));
    if document.meta.title.is_empty() {
        plain::entitle(&mut document, heading, span);
    } else if document.meta.title == heading {
        document.title_span = span;
    }
    Ingested { documents: vec![document], doubts, format: Format::Markdown }
}

/// The first heading of the first level, outside code: `# Title` or a line underlined
/// with `=`.
fn heading(text: &str) -> Option<(String, Option<Span>)> {
    let mut fenced = false;
    let mut before = "";
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
        }
        let found = match trimmed.strip_prefix('#') {
            _ if fenced => None,
            Some(rest) if rest.starts_with([' ', '\t']) => {
                Some(plain::trim(rest.trim_end_matches('#')))
            }
            _ if trimmed.len() > 1 && trimmed.bytes().all(|b| b == b'=') => {
                Some(plain::trim(before))
            }
            _ => None,
        };
        if let Some(title) = found.filter(|t| !t.is_empty()) {
            return Some((title.to_string(), plain::span_in(text, title)));
        }
        before = line;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;

    fn one(source: &str) -> Document {
        read("a.md", source).documents.remove(0)
    }

    #[test]
    fn front_matter_becomes_metadata() {
        let document = one(concat!(
            "---\ntitle: \"A: b\"\nlang: fa\ndate: 2021-12-17\nauthor: 'X'\n",
            "tags: [one, \"two\"]\nplaces:\n  - here\n  - there\n---\n\n# Other\n\nText.\n"
        ));
        assert_eq!(document.meta.title, "A: b");
        assert_eq!(document.meta.lang, "fa");
        assert_eq!(document.meta.date, "2021-12-17");
        assert_eq!(document.meta.author, "X");
        let more = [("tags", "one, two"), ("places", "here, there")];
        assert_eq!(document.meta.more, more.map(|(k, v)| (k.to_string(), v.to_string())));
        assert_eq!(document.text, "\n# Other\n\nText.\n");
        assert_eq!(document.title_span, None);
        let from: Vec<_> = document.origins.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(from, ["title", "lang", "date", "author", "tags", "places"]);
        assert!(document.origins.iter().all(|(_, o)| *o == Origin::File("front matter".into())));
    }

    #[test]
    fn titles_come_from_headings() {
        for (source, title, inside) in [
            ("# Title #\n\nText", "Title", true),
            ("Title\n=====\nText", "Title", true),
            ("```\n# no\n```\n# Yes\n", "Yes", true),
            ("#hashtag\nText", "#hashtag", true),
            ("---\ntitle: Same\n---\n# Same\n", "Same", true),
            ("---\n\nA rule, then text\n\n---\n", "A rule, then text", true),
            ("---\nno end: here\n", "no end: here", true),
        ] {
            let document = one(source);
            assert_eq!(document.meta.title, title, "{source}");
            let span = document.title_span;
            assert_eq!(span.is_some(), inside);
            assert!(span.is_none_or(|s| s.of(&document.text) == Some(title)));
        }
    }

    #[test]
    fn text_without_front_matter_is_kept_exactly() {
        for source in ["---\n***\n---\nx", "a\r\n\r\nb", "---\n---\n"] {
            assert_eq!(one(source).text, source);
        }
    }

    #[test]
    fn odd_lines_of_front_matter_are_reported() {
        let read = read("a.md", "---\na: 1\n???\n---\nx");
        assert_eq!(read.doubts[0].line, Some(3));
        assert_eq!(read.documents[0].text, "x");
    }
}
