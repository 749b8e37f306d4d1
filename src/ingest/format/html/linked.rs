//! Linked data (JSON-LD) in a page: what it says of the article.
//!
//! Pages mark up their breadcrumbs and their publisher as well: the first object whose type is
//! an article counts, wherever in the data it stands, and only its own fields.

use serde_json::{Map, Value};

use super::collapse;

/// Fields that are read, by schema.org's names.
const FIELDS: &[&str] = &[
    "headline",
    "author",
    "datePublished",
    "dateModified",
    "publisher",
    "inLanguage",
    "keywords",
    "articleSection",
    "articleBody",
    "description",
];
/// Objects that are looked at in one page.
const MOST: usize = 10_000;

/// What the data say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// By schema.org's names, as text.
    pub fields: Vec<(&'static str, String)>,
}

impl Linked {
    /// Reads the text of a script. What is no JSON says nothing.
    pub fn read(data: &str) -> Linked {
        // Line ends inside of strings are not allowed, and common.
        let data = data.trim().replace(['\n', '\r', '\t'], " ");
        let Ok(value) = serde_json::from_str::<Value>(&data) else { return Linked::default() };
        let Some(article) = article(&value) else { return Linked::default() };
        let text = |field: &&'static str| Some((*field, text(article.get(*field)?)));
        let fields = FIELDS.iter().filter_map(text).filter(|(_, value)| !value.is_empty());
        Linked { fields: fields.collect() }
    }
}

/// The first article among the objects, from the outside inwards.
fn article(value: &Value) -> Option<&Map<String, Value>> {
    let mut next = vec![value];
    let mut at = 0;
    while at < next.len().min(MOST) {
        match next[at] {
            Value::Array(all) => next.extend(all),
            Value::Object(object) if is_article(object) => return Some(object),
            Value::Object(object) => {
                next.extend(object.values().filter(|v| v.is_array() || v.is_object()))
            }
            _ => {}
        }
        at += 1;
    }
    None
}

fn is_article(object: &Map<String, Value>) -> bool {
    let named = |value: &Value| {
        value.as_str().is_some_and(|t| {
            t.ends_with("Article")
                || t.ends_with("BlogPosting")
                || t.ends_with("Posting")
                || t == "Report"
        })
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(named),
        Some(one) => named(one),
        None => false,
    }
}

/// A value as text: the names of people and houses, lists with commas between.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => collapse(text),
        Value::Object(object) => {
            object.get("name").and_then(Value::as_str).map_or(String::new(), collapse)
        }
        Value::Array(all) => {
            let one = |value: &Value| match value {
                Value::Array(_) => String::new(),
                other => text(other),
            };
            let names: Vec<String> = all.iter().map(one).filter(|name| !name.is_empty()).collect();
            names.join(", ")
        }
        Value::Number(number) => number.to_string(),
        Value::Null | Value::Bool(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_among_other_objects() {
        let fields = |data: &str| Linked::read(data).fields;
        let found = fields(
            r#"{"@graph": [{"@type": "WebSite", "headline": "no"}, {"@type": ["NewsArticle"], "headline": " A  title ",
             "author": [{"@type": "Person", "name": "N N"}, "M"], "publisher": {"name": "Outlet"}, "keywords": ["a", "b"]}]}"#,
        );
        let expected = [
            ("headline", "A title"),
            ("author", "N N, M"),
            ("publisher", "Outlet"),
            ("keywords", "a, b"),
        ];
        assert_eq!(found, expected.map(|(name, value)| (name, value.to_string())));
        assert_eq!(
            fields("{\"@type\": \"BlogPosting\", \"articleBody\": \"one\ntwo\"}"),
            [("articleBody", "one two".to_string())]
        );
        for nothing in ["", "{", "[]", "{\"@type\": \"Person\", \"author\": \"x\"}", "null"] {
            assert_eq!(fields(nothing), []);
        }
        assert_eq!(fields(&"[".repeat(100_000)), []);
    }
}
