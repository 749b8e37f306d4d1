//! The block of `key: value` lines that may stand before a text, between `---` and `---`.

use crate::document::Document;
use crate::ingest::Doubt;
use crate::ingest::field::{self, Field};

/// What the lines of a block say, and what of them was not understood.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    fields: Vec<(&'a str, String)>,
    /// Lines that are no `key: value`.
    pub doubts: Vec<Doubt>,
}

/// The block at the very start and the text after it. A block without a single `key: value` is
/// a text that begins with a rule.
pub fn split(source: &str) -> Option<(FrontMatter<'_>, &str)> {
    let mut lines = source.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let (mut front, mut at) = (FrontMatter::default(), first.len());
    for (number, line) in (2..).zip(lines) {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (!front.fields.is_empty()).then_some((front, &source[at..]));
        }
        if !take(line, &mut front.fields) {
            let reason = "front matter: expected `key: value`; left out";
            front.doubts.push(Doubt::at(number, reason));
        }
        // No block is so long: this is a text between two rules.
        if at > LONGEST {
            return None;
        }
    }
    None
}

/// Bytes that a block may have.
const LONGEST: usize = 64 << 10;

impl FrontMatter<'_> {
    /// True when it can be nothing else: every line was understood, and one of them says
    /// something that is known by name.
    pub fn is_certain(&self) -> bool {
        self.doubts.is_empty() && self.fields.iter().any(|(key, _)| known(key).is_some())
    }

    /// Says what it says of a document.
    pub fn tell(self, document: &mut Document) {
        for (key, value) in self.fields {
            field::tell(document, known(key), key, &value, field::in_file("front matter"));
        }
    }
}

/// The names that have a place of their own; a document's id is its path here.
fn known(key: &str) -> Option<Field> {
    Field::named(key).filter(|field| !matches!(field, Field::Id | Field::Path | Field::Text))
}

/// Takes one line; false if it is not understood.
fn take<'a>(line: &'a str, fields: &mut Vec<(&'a str, String)>) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_block_of_fields_is_one() {
        for (source, rest, certain) in [
            ("---\ntitle: a\n---\nText", Some("Text"), true),
            ("---\nعنوان: سلام\n...\nText", Some("Text"), true),
            ("---\nscene: night\n---\nText", Some("Text"), false),
            ("---\ntitle: a\n???\n---\nText", Some("Text"), false),
            ("---\ntitle: a\nText", None, false),
            ("---\nText\n---\n", None, false),
            ("title: a\n---\n", None, false),
        ] {
            let found = split(source);
            assert_eq!(found.as_ref().map(|(_, rest)| *rest), rest, "{source}");
            assert_eq!(found.is_some_and(|(front, _)| front.is_certain()), certain, "{source}");
        }
    }

    #[test]
    fn a_long_text_between_rules_is_no_block() {
        let text = format!("---\n{}---\nend", "he said: yes\n".repeat(8000));
        assert_eq!(split(&text), None);
    }
}
