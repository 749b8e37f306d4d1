//! JSON Lines → documents, one a line.
//!
//! `id`, `title`, `text`, `lang`, `date`, `source`, `url` and `author` are known by name;
//! every other string, number or truth value becomes metadata, in the order of the line,
//! numbers as they were printed. A line that is no JSON object is left out and reported;
//! the others are read. A title is not added to the text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::document::Document;
use crate::ingest::field::{self, Field};
use crate::ingest::notes::{Kind, Lines, Note, Notes};
use crate::ingest::{Doubt, Ingested, Skipped};

use super::{Format, plain};

/// The first line is a JSON object. Of a file that is `expected` to hold such lines that
/// is enough; of another, the object must have a text.
pub fn is_json_lines(text: &str, expected: bool) -> bool {
    let Some(line) = text.lines().map(plain::trim).find(|line| !line.is_empty()) else {
        return false;
    };
    match parse(line) {
        Ok(record) => expected || TEXT.iter().any(|key| record.has(key)),
        Err(_) => false,
    }
}

/// Fields that may hold the text, the best first.
const TEXT: [&str; 3] = ["text", "body", "content"];

/// Reads a file of JSON Lines, at most so many of them.
///
/// # Errors
///
/// When no line gives a document.
pub fn read(name: &str, source: &str, most: usize) -> Result<Ingested, Skipped> {
    let (source, rest) = match source.match_indices('\n').nth(most.saturating_sub(1)) {
        Some((at, _)) => source.split_at(at),
        None => (source, ""),
    };
    let mut lines = read_lines(name, 1, source);
    let documents = std::mem::take(&mut lines.documents);
    let mut notes = Notes::of(Kind::Lines);
    notes.take(lines);
    let mut doubts = notes.finish()?;
    if !rest.trim().is_empty() {
        doubts.push(Doubt::too_many(most));
    }
    Ok(Ingested { doubts, documents, format: Format::JsonLines })
}

/// Reads whole lines of a file, of which the first has this number.
pub fn read_lines(name: &str, first: u32, source: &str) -> Lines {
    let mut lines = Lines::default();
    for (number, line) in (first..).zip(source.lines()) {
        let line = plain::trim(line);
        if line.is_empty() {
            continue;
        }
        match parse(line) {
            Ok(record) => lines.documents.extend(document(record, name, number, &mut lines.notes)),
            Err(found) => {
                let reason =
                    format!("expected a JSON object, found {found}; the line was left out");
                lines.notes.push(Note::each(
                    number,
                    "are no JSON objects either; left out",
                    reason,
                ));
            }
        }
    }
    lines.given = lines.documents.len();
    lines
}

/// One line's object: its fields in order, values unparsed.
struct Record<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Record<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Record<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Record(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

impl Record<'_> {
    fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(k, _)| k == key)
    }
}

/// The strings, numbers and truth values of an object, as text.
pub fn scalars(line: &str) -> Result<Vec<(String, String)>, String> {
    let fields = parse(line)?.0.into_iter();
    Ok(fields
        .filter_map(|(key, raw)| match value(raw) {
            Value::Scalar(scalar) => Some((key, scalar)),
            _ => None,
        })
        .collect())
}

/// An object, or what was found instead of one.
fn parse(line: &str) -> Result<Record<'_>, String> {
    serde_json::from_str(line).map_err(|error| match line.as_bytes().first() {
        // The place in the line helps only where there is an object to look into.
        Some(b'{') if error.column() > 0 => {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or("a mistake");
            format!("{what} (column {})", error.column())
        }
        Some(b'{') => error.to_string(),
        Some(b'[') => "an array".into(),
        Some(b'"') => "a string".into(),
        _ => format!("«{}»", line.chars().take(20).collect::<String>()),
    })
}

/// A value of a field.
enum Value {
    /// A string, number or truth value, as text.
    Scalar(String),
    Null,
    Nested,
    /// A string that cannot be decoded: half of a surrogate pair.
    Broken,
}

fn value(raw: &RawValue) -> Value {
    let raw = raw.get();
    match raw.as_bytes().first() {
        Some(b'"') => serde_json::from_str(raw).map_or(Value::Broken, Value::Scalar),
        Some(b'{' | b'[') => Value::Nested,
        Some(b'n') => Value::Null,
        _ => Value::Scalar(raw.to_string()),
    }
}

fn document(record: Record<'_>, name: &str, line: u32, notes: &mut Vec<Note>) -> Option<Document> {
    let text_key = TEXT.into_iter().find(|key| record.has(key));
    let mut document = Document::default();
    for (key, raw) in record.0 {
        let scalar = match value(raw) {
            Value::Scalar(scalar) => scalar,
            Value::Null => continue,
            Value::Nested => {
                let reason = format!("field `{key}` holds a list or an object; left out");
                notes.push(Note::once(line, &key, reason));
                continue;
            }
            Value::Broken => {
                let reason = format!("field `{key}` cannot be decoded; left out");
                notes.push(Note::once(line, &key, reason));
                continue;
            }
        };
        match key.as_str() {
            "id" => document.id = scalar.trim().to_string(),
            _ if Some(key.as_str()) == text_key => document.text = scalar,
            name => match place(name) {
                Some(field) => {
                    let from = field::in_file(format!("field {name}"));
                    field::tell(&mut document, Some(field), name, plain::trim(&scalar), from);
                }
                None => {
                    let from = field::in_file(format!("field {name}"));
                    document.origins.push((key.clone(), from));
                    document.meta.more.push((key, scalar));
                }
            },
        }
    }
    if document.text.trim().is_empty() && document.meta.title.is_empty() {
        let reason = "no `text`; the line was left out".into();
        notes.push(Note::each(line, "have no text either; left out", reason));
        return None;
    }
    if let Some(key) = text_key.filter(|&key| key != TEXT[0]) {
        notes.push(Note::once(line, key, format!("no `text`; `{key}` was taken for it")));
    }
    if document.id.is_empty() {
        document.id = format!("{name}:{line}");
    }
    if document.meta.title.is_empty() {
        let (title, span) = plain::title(&document.text);
        plain::entitle(&mut document, title, span);
    } else {
        document.title_span = plain::title_line(&document.text, &document.meta.title);
    }
    Some(document)
}

/// The fields that have a place of their own go by these names only: whatever else a line
/// says, it says under its own name.
fn place(name: &str) -> Option<Field> {
    Some(match name {
        "title" => Field::Title,
        "lang" => Field::Lang,
        "date" => Field::Date,
        "source" => Field::Source,
        "url" => Field::Url,
        "author" => Field::Author,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;
    use crate::id::Span;
    use proptest::prelude::*;

    fn many(source: &str) -> Ingested {
        read("a.jsonl", source, 1000).unwrap()
    }

    #[test]
    fn fields_find_their_places() {
        let read = many(concat!(
            r#"{"id": 7, "title": "T", "text": "T\nText", "lang": "fa-IR", "year": 1400, "#,
            r#""big": 123456789012345678901234567890, "ok": true, "none": null, "date": "2021"}"#,
        ));
        let document = &read.documents[0];
        assert_eq!(document.id, "7");
        assert_eq!(document.text, "T\nText");
        assert_eq!(document.title_span, Some(Span::new(0, 1)));
        assert_eq!((&*document.meta.lang, &*document.meta.date), ("fa-IR", "2021"));
        let more = [("year", "1400"), ("big", "123456789012345678901234567890"), ("ok", "true")];
        assert_eq!(document.meta.more, more.map(|(k, v)| (k.to_string(), v.to_string())));
        assert_eq!(read.doubts, []);
        let year = ("year".to_string(), Origin::File("field year".into()));
        assert!(document.origins.len() == 6 && document.origins.contains(&year));
    }

    #[test]
    fn lines_without_an_id_are_numbered() {
        let read = many("\n{\"text\":\"a\"}\n\n{\"text\":\"b\",\"title\":\"a\"}\n");
        let ids: Vec<_> = read.documents.iter().map(|d| d.id.as_str()).collect();
        assert_eq!(ids, ["a.jsonl:2", "a.jsonl:4"]);
        assert_eq!(read.documents[1].title_span, None);
    }

    #[test]
    fn broken_lines_are_reported_and_passed_over() {
        let read =
            many("{\"text\":\"a\"}\n[1]\nnot json\n{\"text\": \"b\"\n{\"x\":1}\n{\"text\":\"c\"}");
        assert_eq!(read.documents.len(), 2);
        let doubts: Vec<String> = read.doubts.iter().map(Doubt::to_string).collect();
        assert!(doubts[0].starts_with("line 2: expected a JSON object, found an array;"));
        assert!(doubts[1].contains("found «not json»"));
        assert!(doubts[2].starts_with("line 4: ") && doubts[2].contains("EOF"), "{}", doubts[2]);
        assert!(doubts[3].starts_with("line 5: no `text`"));
    }

    #[test]
    fn doubts_do_not_grow_with_the_file() {
        let source = "{\"body\":\"b\",\"tags\":[1]}\n{}\nx\n".repeat(100);
        let read = many(&source);
        assert_eq!(read.documents.len(), 100);
        let doubts: Vec<String> = read.doubts.iter().map(Doubt::to_string).collect();
        assert_eq!(doubts.len(), 2 + 2 * 5 + 2, "{doubts:#?}");
        assert!(
            doubts.contains(&"line 1: no `text`; `body` was taken for it (so in 100 lines)".into())
        );
        assert!(doubts.contains(&"95 more lines have no text either; left out".into()));
    }

    #[test]
    fn more_lines_than_there_may_be_are_left_out() {
        let read = super::read("a", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", 1).unwrap();
        assert_eq!((read.documents.len(), read.doubts.len()), (1, 1));
        let read = super::read("a", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", 2).unwrap();
        assert_eq!((read.documents.len(), read.doubts.len()), (2, 0));
    }

    #[test]
    fn a_file_without_a_document_is_skipped() {
        let skipped = read("a.jsonl", "nothing", 9).unwrap_err();
        assert!(skipped.reason.contains("line 1: expected a JSON object, found «nothing»"));
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(
            text in "(\\PC|[\n\"\\\\\u{200c}]){0,80}x",
            title in "[a-zسلام ]{0,20}",
            key in "[a-z]{5,8}z",
            number: i64,
        ) {
            let line = serde_json::json!({"text": text, "title": title, (key.as_str()): number}).to_string();
            let read = many(&line);
            prop_assert_eq!(&read.documents[0].text, &text);
            prop_assert_eq!(&read.documents[0].meta.more, &vec![(key, number.to_string())]);
        }

        #[test]
        fn any_lines_are_survived(source in "([{}\\[\\]\":,\\\\ntu0d8\n]|text|null|\\PC){0,120}") {
            let _ = read("x", &source, 2);
        }
    }
}
