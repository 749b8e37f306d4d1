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
    /// Which parts of the text are not its body: ascending, apart from each other. What no
    /// span covers is [`Zone::Body`].
    pub zones: Vec<(Span, Zone)>,
    /// Where the fields of `meta` come from, by their names, in any order. A field without an
    /// origin was given as it stands by the file's own format.
    pub origins: Vec<(String, Origin)>,
    /// The id of the document that this one was found inside of, below it.
    pub host: Option<String>,
}

/// What a part of a text is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// The text itself.
    #[default]
    Body,
    /// Its title.
    Headline,
    /// The title once more: its own line again, or at the head of the lead.
    Repeated,
    /// The section or series that it appeared in, above or below the title.
    Section,
    /// When and where it was written, in a line of its own.
    Dateline,
    /// Whence it was taken.
    Source,
    /// Its keywords.
    Tags,
    /// The words under a picture.
    Caption,
    /// Other titles: read also, latest, most read.
    Related,
    /// Comments and the form for them.
    Comments,
    /// Menus, buttons and other furniture of a site.
    Navigation,
    /// Advertising, and the names of sponsors.
    Advertising,
    /// Another article, which is a document of its own and is searched and counted there.
    Guest,
}

impl Zone {
    /// All of them, by their numbers.
    pub const ALL: [Zone; 13] = [
        Zone::Body,
        Zone::Headline,
        Zone::Repeated,
        Zone::Section,
        Zone::Dateline,
        Zone::Source,
        Zone::Tags,
        Zone::Caption,
        Zone::Related,
        Zone::Comments,
        Zone::Navigation,
        Zone::Advertising,
        Zone::Guest,
    ];

    /// What it is called in queries, reports and files.
    pub fn name(self) -> &'static str {
        match self {
            Zone::Body => "body",
            Zone::Headline => "headline",
            Zone::Repeated => "repeated",
            Zone::Section => "section",
            Zone::Dateline => "dateline",
            Zone::Source => "source",
            Zone::Tags => "tags",
            Zone::Caption => "caption",
            Zone::Related => "related",
            Zone::Comments => "comments",
            Zone::Navigation => "navigation",
            Zone::Advertising => "advertising",
            Zone::Guest => "guest",
        }
    }

    /// The zone of that name.
    pub fn named(name: &str) -> Option<Zone> {
        Zone::ALL.into_iter().find(|zone| zone.name() == name)
    }

    /// Whether it belongs to the article as it was printed, which is what is searched and counted
    /// by default: the text and what stands over it. A headline that is said twice was printed
    /// twice; who wants it once leaves out [`Zone::Repeated`] as well.
    pub fn is_article(self) -> bool {
        use Zone::{Body, Dateline, Headline, Repeated, Section};
        matches!(self, Body | Headline | Repeated | Section | Dateline)
    }
}

/// Where something that is known about a document comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The file says so in this place: `meta article:published_time`, `JSON-LD author`,
    /// `front matter`, `docProps/core.xml`.
    File(String),
    /// A table beside the files says so: its name.
    Table(String),
    /// A line of the text says so.
    Line(Span),
    /// It was inferred, for these reasons, the weightiest first.
    Inferred(Vec<Inference>),
    /// A person decided it.
    Decision,
}

/// A reason for something that was inferred of a document. It is no sentence: whoever shows it
/// words it, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Inference {
    /// What kind of reason.
    pub from: InferredFrom,
    /// The words of the document's text that say so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<Span>,
    /// A weekday, from 0 for Monday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<u8>,
    /// A day, ISO 8601; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub day: String,
    /// The id of another document, or what is [told](InferredFrom::Told); may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

impl From<InferredFrom> for Inference {
    /// A reason that names nothing.
    fn from(from: InferredFrom) -> Inference {
        let (day, name) = (String::new(), String::new());
        Inference { from, said: Vec::new(), weekday: None, day, name }
    }
}

/// Kinds of reasons for what was inferred, and what they name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum InferredFrom {
    /// The beginning of the text.
    Beginning,
    /// The letters and words of the text.
    Letters,
    /// The date as given, in words.
    Worded,
    /// The date as given, in the Jalali calendar.
    Jalali,
    /// Words that give the date of "today" or "yesterday".
    DateBeside,
    /// Words that give its weekday.
    WeekdayBeside,
    /// Two passages that tell of the same: one says yesterday, the other this weekday.
    SameAsWeekday,
    /// The only weekday of the text.
    NewsOf,
    /// Words that speak of a day as past.
    NotBefore,
    /// Words that tell of what another document dates to a day.
    SameEvent,
    /// A sentence in English, which is the name: so an index of format 2 has all reasons.
    Told,
}

impl InferredFrom {
    /// All of them, by their numbers.
    pub const ALL: [InferredFrom; 11] = [
        InferredFrom::Beginning,
        InferredFrom::Letters,
        InferredFrom::Worded,
        InferredFrom::Jalali,
        InferredFrom::DateBeside,
        InferredFrom::WeekdayBeside,
        InferredFrom::SameAsWeekday,
        InferredFrom::NewsOf,
        InferredFrom::NotBefore,
        InferredFrom::SameEvent,
        InferredFrom::Told,
    ];
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

/// The name under which a date is kept as the metadata gave it, when the document's date had to
/// be read from words.
pub const GIVEN_DATE: &str = "date as given";

/// True for `2021`, `2021-12`, `2021-12-17` and what follows such a date.
pub fn is_iso(date: &str) -> bool {
    let bytes = date.as_bytes();
    bytes.len() >= 4
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && matches!(bytes.get(4), None | Some(b'-'))
}
