//! A document: a text, its name, and what is known about it.

use serde::{Deserialize, Serialize};

use crate::id::Span;

/// One text as it goes into an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The document's own name: the `id` of a JSON line, else its path under the
    /// input folder with `/` between the parts. Unique in a corpus.
    pub id: String,
    /// The text, unchanged after decoding. Never normalised.
    pub text: String,
    /// What is known about it.
    pub meta: Metadata,
    /// Where the title stands in `text`, when it was found there. `None` when the
    /// title came from elsewhere (a JSON field, `<title>`, front matter) and is not
    /// printed at the head of the text.
    pub title_span: Option<Span>,
}

/// What is known about a document. Empty strings mean "not known".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The title, as printed. May be empty.
    pub title: String,
    /// BCP 47 language, `"fa"`, `"ar"`, `"en"`, …; `"und"` when it could not be told.
    pub lang: String,
    /// Publication date as given; ISO 8601 where the source was (`2021-12-17`, `2021-12`).
    pub date: String,
    /// Outlet, archive, series.
    pub source: String,
    /// Where it was found.
    pub url: String,
    /// Who wrote it.
    pub author: String,
    /// Every other field, in the order of the source, as text.
    pub more: Vec<(String, String)>,
}

/// True for `2021`, `2021-12`, `2021-12-17` and what follows such a date.
pub fn is_iso(date: &str) -> bool {
    let bytes = date.as_bytes();
    bytes.len() >= 4
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && matches!(bytes.get(4), None | Some(b'-'))
}
