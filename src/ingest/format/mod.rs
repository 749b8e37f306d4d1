//! A file's content → the format it is in. One file per format beside this one.

pub mod csv;
pub mod docx;
pub mod epub;
pub mod flow;
pub mod front_matter;
pub mod html;
pub mod jsonl;
pub mod markdown;
pub mod odt;
pub mod openiti;
pub mod plain;
pub mod prose;
pub mod rows;
pub mod tei;
pub mod xhtml;
pub mod zip;

use super::archive::{Archive, Budget};
use super::{Doubt, Skipped, xml};

/// The formats that are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
    /// A page.
    Html,
    /// JSON Lines: a document a line.
    JsonLines,
    /// A table: a document a row, whatever stands between its cells.
    Csv,
    /// A Word document.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// An e-book: a document a chapter.
    Epub,
    /// TEI XML.
    Tei,
    /// OpenITI mARkdown.
    OpenIti,
    /// An archive of files in any of these.
    Zip,
}

/// Name endings of text that is no prose, and what to do with such a file. Reading
/// markup or code as if it were prose would fill the word lists with it.
const NOT_READ: &[(&[&str], &str)] = &[
    (&["json", "geojson"], "JSON, but not JSON Lines: write one object a line, each with a `text`"),
    (&["css", "js", "mjs", "ts", "py", "rs", "c", "h", "sh"], "program code, not a text"),
    (&["toml", "yaml", "yml", "ini", "lock"], "a settings file, not a text"),
];

/// Name endings of XML.
const XML: &[&str] = &["xml", "rss", "atom", "tei", "svg", "kml", "xsl", "xsd", "opf"];

/// How a text is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    pub format: Format,
    /// What stands between the cells of a table.
    pub delimiter: u8,
    /// The name promised something else.
    pub doubt: Option<Doubt>,
}

impl Format {
    /// A short name in lower case, which stays the same: `txt`, `epub`, …
    pub fn name(self) -> &'static str {
        match self {
            Format::Plain => "txt",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::JsonLines => "jsonl",
            Format::Csv => "csv",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Epub => "epub",
            Format::Tei => "tei",
            Format::OpenIti => "openiti",
            Format::Zip => "zip",
        }
    }

    /// Which format `text` is in: by its content if that leaves no doubt, else by the
    /// ending of `name`, else plain text.
    ///
    /// # Errors
    ///
    /// When it is a kind of text that is not read.
    pub fn of(name: &str, text: &str) -> Result<Recognised, Skipped> {
        let is = |format| Ok(Recognised { format, delimiter: b',', doubt: None });
        let ending = ending(name);
        if html::is_page(text) {
            return is(Format::Html);
        }
        if openiti::is_openiti(text) {
            return is(Format::OpenIti);
        }
        if jsonl::is_json_lines(text, names_json_lines(name)) {
            return is(Format::JsonLines);
        }
        let names_xml = XML.contains(&&*ending);
        if names_xml || text.trim_start().starts_with('<') {
            let root = xml::root(text);
            match root {
                Some(root) if tei::is_root(&root) => return is(Format::Tei),
                root if names_xml || text.trim_start().starts_with("<?xml") => {
                    return Err(Skipped::because(not_read(root)));
                }
                _ => {}
            }
        }
        if let Some((_, reason)) = NOT_READ.iter().find(|(endings, _)| endings.contains(&&*ending))
        {
            return Err(Skipped::because(*reason));
        }
        let names_table = matches!(ending.as_str(), "csv" | "tsv" | "tab");
        if let Some(delimiter) = csv::delimiter(text, names_table) {
            return Ok(Recognised { format: Format::Csv, delimiter, doubt: None });
        }
        if names_table {
            let reason = "expected a table, found no rows with the same number of cells; read as \
                          plain text: name the columns in the first row";
            let doubt = Some(Doubt::whole(reason));
            return Ok(Recognised { format: Format::Plain, delimiter: b',', doubt });
        }
        is(match ending.as_str() {
            "jsonl" | "ndjson" => Format::JsonLines,
            "html" | "htm" | "xhtml" => Format::Html,
            "md" | "markdown" | "mkd" => Format::Markdown,
            _ => Format::Plain,
        })
    }

    /// Which format an archive is: what its type says, else what must be in it.
    ///
    /// # Errors
    ///
    /// When it is something that is not read.
    pub fn of_archive(archive: &mut Archive, budget: &mut Budget) -> Result<Format, Skipped> {
        let kind = archive.read("mimetype", budget).and_then(Result::ok).unwrap_or_default();
        let kind = String::from_utf8_lossy(&kind[..kind.len().min(100)]).trim().to_string();
        let starts = |folder: &str| archive.names().any(|name| name.starts_with(folder));
        const TEXT: &str = "application/vnd.oasis.opendocument.text";
        if kind == "application/epub+zip" || archive.has("META-INF/container.xml") {
            Ok(Format::Epub)
        } else if kind.starts_with(TEXT) {
            Ok(Format::Odt)
        } else if kind.starts_with("application/vnd.oasis.opendocument") {
            Err(Skipped::because("an OpenDocument file that is no text; save it as text or CSV"))
        } else if archive.has("[Content_Types].xml") && starts("word/") {
            Ok(Format::Docx)
        } else if archive.has("[Content_Types].xml") && starts("xl/") {
            Err(Skipped::because("a spreadsheet (xlsx); save it as CSV, with a column `text`"))
        } else if archive.has("[Content_Types].xml") && starts("ppt/") {
            Err(Skipped::because("a presentation (pptx); save it as text or HTML"))
        } else if archive.has("content.xml") && archive.has("META-INF/manifest.xml") {
            Ok(Format::Odt)
        } else if archive.names().any(|name| name.ends_with(".kashf")) {
            Err(Skipped::because("a page that Kashf wrote, not texts"))
        } else {
            Ok(Format::Zip)
        }
    }
}

fn not_read(root: Option<String>) -> String {
    let found = root.map_or("no root element".to_string(), |root| {
        format!("<{}>", root.chars().take(40).collect::<String>())
    });
    format!("XML; expected TEI, found {found}: save it as text, HTML or TEI")
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
            ("a.csv", "a,b\nc,d\n", Some(Format::Csv)),
            ("a.txt", "id\ttext\n1\tWords\n", Some(Format::Csv)),
            ("a.csv", "Just a line.", Some(Format::Plain)),
            ("a.txt", "<TEI><text>", Some(Format::Tei)),
            ("a.txt", "<?xml version='1.0'?>\n<tei:teiCorpus>", Some(Format::Tei)),
            ("a.xml", "Words", None),
            ("a.txt", "<p>a", Some(Format::Plain)),
            ("a", "\n######OpenITI#\n", Some(Format::OpenIti)),
            ("feed", "<?xml version=\"1.0\"?><rss>", None),
        ] {
            let found = Format::of(name, text).ok().map(|found| found.format);
            assert_eq!(found, expected, "{name}: {text}");
        }
    }

    #[test]
    fn archives_are_told_by_what_is_in_them() {
        use crate::ingest::archive::tests::zipped;
        let of = |files: &[(&str, &[u8])]| {
            let bytes = zipped(files);
            let mut archive = Archive::open(&bytes).unwrap();
            Format::of_archive(&mut archive, &mut Budget::of(bytes.len()))
        };
        let types = ("[Content_Types].xml", &b"<T/>"[..]);
        assert_eq!(of(&[types, ("word/document.xml", b"")]), Ok(Format::Docx));
        assert_eq!(of(&[("word/a.txt", b"")]), Ok(Format::Zip));
        assert_eq!(of(&[("mimetype", b"application/epub+zip\n")]), Ok(Format::Epub));
        assert_eq!(of(&[("META-INF/container.xml", b"")]), Ok(Format::Epub));
        let text = b"application/vnd.oasis.opendocument.text-template";
        assert_eq!(of(&[("mimetype", text)]), Ok(Format::Odt));
        for (files, word) in [
            ([types, ("xl/workbook.xml", b"")], "spreadsheet"),
            ([types, ("ppt/x.xml", b"")], "presentation"),
            ([types, ("news.kashf", b"")], "Kashf"),
            ([types, ("mimetype", b"application/vnd.oasis.opendocument.graphics")], "no text"),
        ] {
            assert!(of(&files).unwrap_err().reason.contains(word), "{word}");
        }
    }

    #[test]
    fn names_are_short_and_differ() {
        use Format::*;
        let all = [Plain, Markdown, Html, JsonLines, Csv, Docx, Odt, Epub, Tei, OpenIti, Zip];
        let names: std::collections::BTreeSet<_> = all.iter().map(|format| format.name()).collect();
        assert_eq!(names.len(), all.len());
        assert!(names.iter().all(|name| name.bytes().all(|b| b.is_ascii_lowercase())));
    }
}
