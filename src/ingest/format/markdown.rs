//! Markdown → one document. The text is kept exactly, marks and all, except that a block
//! of front matter becomes metadata. Markup is not interpreted beyond finding the title.

use crate::document::{Document, Metadata};
use crate::id::Span;
use crate::ingest::{Doubt, Ingested};

use super::plain;

/// Reads a Markdown file.
pub fn read(name: &str, source: &str) -> Ingested {
    let (front, text, doubts) = front_matter(source);
    let mut meta = Metadata::default();
    for (key, value) in front {
        set(&mut meta, key, value);
    }
    let (heading, span) = heading(text).unwrap_or_else(|| plain::title(text));
    let title_span = if meta.title.is_empty() || meta.title == heading {
        meta.title = heading;
        span
    } else {
        None
    };
    let (id, text) = (name.to_string(), text.to_string());
    let document = Document { id, text, meta, title_span, ..Document::default() };
    Ingested { documents: vec![document], doubts }
}

/// Puts a named value where it belongs; a name without a place of its own goes to `more`.
pub fn set(meta: &mut Metadata, key: &str, value: String) {
    let place = match key.to_ascii_lowercase().as_str() {
        "title" => &mut meta.title,
        "lang" | "language" => &mut meta.lang,
        "date" => &mut meta.date,
        "source" => &mut meta.source,
        "url" => &mut meta.url,
        "author" => &mut meta.author,
        _ => return meta.more.push((key.to_string(), value)),
    };
    if place.is_empty() {
        *place = value;
    } else {
        meta.more.push((key.to_string(), value));
    }
}

type Front<'a> = Vec<(&'a str, String)>;

/// The lines between `---` and `---` at the very start, and the text after them. A block
/// without a single `key: value` is a text that begins with a rule.
fn front_matter(source: &str) -> (Front<'_>, &str, Vec<Doubt>) {
    let nothing = (Vec::new(), source, Vec::new());
    let mut lines = source.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return nothing;
    };
    let (mut fields, mut doubts, mut at) = (Front::new(), Vec::new(), first.len());
    for (number, line) in (2..).zip(lines) {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return if fields.is_empty() { nothing } else { (fields, &source[at..], doubts) };
        }
        if !field(line, &mut fields) {
            doubts.push(Doubt::at(number, "front matter: expected `key: value`; left out"));
        }
    }
    nothing
}

/// Takes one line of front matter; false if it is not understood.
fn field<'a>(line: &'a str, fields: &mut Front<'a>) -> bool {
    let trimmed = line.trim();
    if trimmed.is_empty() || trimmed.starts_with('#') {
        return true;
    }
    if let Some(item) = trimmed.strip_prefix("- ") {
        // A list below a key without a value: its items, separated by commas.
        let Some((_, list)) = fields.last_mut() else { return false };
        if !list.is_empty() {
            list.push_str(", ");
        }
        list.push_str(unquoted(item));
        return true;
    }
    let Some((key, value)) = trimmed.split_once(':') else { return false };
    if line.starts_with([' ', '\t']) || key.is_empty() || key.contains(['"', '{']) {
        return false;
    }
    fields.push((key.trim(), scalar(value)));
    true
}

/// A value without its quotation marks; a list in brackets as its items.
fn scalar(value: &str) -> String {
    let value = value.trim();
    match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        Some(list) => list.split(',').map(unquoted).collect::<Vec<_>>().join(", "),
        None => unquoted(value).to_string(),
    }
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    ['"', '\''].iter().find_map(|&q| value.strip_prefix(q)?.strip_suffix(q)).unwrap_or(value)
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
