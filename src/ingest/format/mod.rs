//! A decoded file → the format it is in. One file per format beside this one.

pub mod html;
pub mod jsonl;
pub mod markdown;
pub mod plain;

use super::Skipped;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Plain,
    Markdown,
    Html,
    JsonLines,
}

/// Name endings of text that is no prose, and what to do with such a file. Reading
/// markup or code as if it were prose would fill the word lists with it.
const NOT_READ: &[(&[&str], &str)] = &[
    (&["json", "geojson"], "JSON, but not JSON Lines: write one object a line, each with a `text`"),
    (&["csv", "tsv", "tab"], "a table; it is not read yet: save it as JSON Lines or text"),
    (
        &["xml", "rss", "atom", "tei", "svg", "kml"],
        "XML; it is not read yet: save it as text or HTML",
    ),
    (&["css", "js", "mjs", "ts", "py", "rs", "c", "h", "sh"], "program code, not a text"),
    (&["toml", "yaml", "yml", "ini", "lock"], "a settings file, not a text"),
];

impl Format {
    /// Which format `text` is in: by its content if that leaves no doubt, else by the
    /// ending of `name`, else plain text.
    ///
    /// # Errors
    ///
    /// When it is a kind of text that is not read.
    pub fn of(name: &str, text: &str) -> Result<Format, Skipped> {
        let ending = ending(name);
        if html::is_page(text) {
            return Ok(Format::Html);
        }
        if jsonl::is_json_lines(text, names_json_lines(name)) {
            return Ok(Format::JsonLines);
        }
        if let Some((_, reason)) = NOT_READ.iter().find(|(endings, _)| endings.contains(&&*ending))
        {
            return Err(Skipped::because(*reason));
        }
        if text.trim_start().starts_with("<?xml") {
            return Err(Skipped::because("XML; it is not read yet: save it as text or HTML"));
        }
        Ok(match ending.as_str() {
            "jsonl" | "ndjson" => Format::JsonLines,
            "html" | "htm" | "xhtml" => Format::Html,
            "md" | "markdown" | "mkd" => Format::Markdown,
            _ => Format::Plain,
        })
    }
}

/// True for the name of a file of which JSON is expected.
pub fn names_json_lines(name: &str) -> bool {
    matches!(ending(name).as_str(), "jsonl" | "ndjson" | "json")
}

/// What follows the last dot of the last part of a path, in lower case.
fn ending(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_outweighs_the_name() {
        for (name, text, expected) in [
            ("a.txt", "Words.", Some(Format::Plain)),
            ("README", "Words.", Some(Format::Plain)),
            ("a.md", "# Title\n", Some(Format::Markdown)),
            ("a.txt", " <!DOCTYPE html><p>x", Some(Format::Html)),
            ("a.txt", "<?xml version=\"1.0\"?>\n<html xmlns=\"x\"><p>x", Some(Format::Html)),
            ("a.htm", "<p>x", Some(Format::Html)),
            ("a.txt", "{\"text\": \"x\"}\n{\"text\": \"y\"}", Some(Format::JsonLines)),
            (
                "a.json",
                "{\"id\": 1, \"body\": \"x\"}\n{\"id\": 2, \"body\": \"y\"}",
                Some(Format::JsonLines),
            ),
            ("a.jsonl", "not json", Some(Format::JsonLines)),
            ("a.txt", "{curly} braces", Some(Format::Plain)),
            ("a.json", "[1, 2]", None),
            ("a.json", "{\n \"text\": 1\n}", None),
            ("a.csv", "a,b", None),
            ("feed", "<?xml version=\"1.0\"?><rss>", None),
        ] {
            assert_eq!(Format::of(name, text).ok(), expected, "{name}: {text}");
        }
    }
}
