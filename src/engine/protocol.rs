//! What the page (or a script, or the command line) may ask, and what it is told.
//!
//! Plain data that serialises: between the page and its worker it travels as
//! JavaScript objects, on the command line as JSON. Offsets are bytes of UTF-8.

mod desk;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::dates::{
    Calendar, Certainty, Day, Interval, ResolvedBy, Weekday, days_in, gregorian_days,
    is_dated_by_jalali,
};
pub use crate::decisions::{Decision, Decisions, Problem, Trouble, What};
use crate::document::Metadata;
pub use crate::document::{GIVEN_DATE, Inference, InferredFrom, Origin, Zone};
use crate::id::Span;
pub use crate::query::{Note, NoteKind, Reason};
pub use crate::reuse::{Kind, Measure, Part, Relation, Row};
pub use desk::*;

/// A question. In JavaScript: `{search: {query: "…", limit: 10}}`, `"info"`, ….
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::large_enum_variant, reason = "there are few of them at a time")]
pub enum Request {
    /// What the corpus is.
    Info,
    /// Documents that answer a query, best first.
    Search(SearchRequest),
    /// One document, whole, with the places that a query hits.
    Document(DocumentRequest),
    /// The list of documents, a page at a time.
    Documents(ListRequest),
    /// What two documents have in common, and what not.
    Compare(CompareRequest),
    /// Documents by when they were published and what times they speak of.
    Timeline(TimelineRequest),
    /// Every hit with what stands before and after it.
    Concordance(ConcordanceRequest),
    /// How often each word occurs.
    Words(WordsRequest),
    /// How often words stand in a row.
    Ngrams(NgramsRequest),
    /// What stands near something.
    Collocates(CollocatesRequest),
    /// Words that are more frequent in some texts than in others.
    Keywords(KeywordsRequest),
    /// How evenly something is spread.
    Dispersion(DispersionRequest),
    /// How long texts are, how diverse, how spelt.
    Profile(ProfileRequest),
    /// From now on, answers as if these decisions had been made when the index was built, and
    /// none that were given before.
    Decide(Decisions),
}

/// The questions that every visit asks: of the [`Request`]s those that the page's program answers
/// before its second part is there. In JavaScript they look the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FirstRequest {
    /// As [`Request::Info`].
    Info,
    /// As [`Request::Search`].
    Search(SearchRequest),
    /// As [`Request::Document`].
    Document(DocumentRequest),
    /// As [`Request::Documents`].
    Documents(ListRequest),
    /// As [`Request::Decide`]: all that is asked after it waits for it.
    Decide(Decisions),
}

/// The answer to a [`FirstRequest`], one variant each.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::large_enum_variant, reason = "an outcome boxes the whole of it")]
pub enum FirstResponse {
    /// To [`FirstRequest::Info`].
    Info(Info),
    /// To [`FirstRequest::Search`].
    Search(Answer),
    /// To [`FirstRequest::Document`].
    Document(Reading),
    /// To [`FirstRequest::Documents`].
    Documents(Listing),
    /// To [`FirstRequest::Decide`].
    Decided(Decided),
}

/// A query and which part of its answer is wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SearchRequest {
    /// As the reader typed it.
    pub query: String,
    /// How many hits to return, at most.
    pub limit: u32,
    /// How many hits to pass over first.
    pub offset: u32,
    /// In which order.
    pub sort: Sort,
    /// Which documents count at all.
    pub filter: Filter,
    /// How words may match.
    pub matching: Matching,
    /// Whether documents that are copies of one another make one line.
    pub fold: bool,
}

impl Default for SearchRequest {
    fn default() -> SearchRequest {
        SearchRequest {
            query: String::new(),
            limit: 10,
            offset: 0,
            sort: Sort::default(),
            filter: Filter::default(),
            matching: Matching::default(),
            fold: false,
        }
    }
}

/// How the words of a query may match.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Matching {
    /// Ways of matching that do not count.
    pub without: Vec<Reason>,
    /// Whether names are looked for in other scripts too.
    pub names: bool,
    /// Whether what is no article counts too: menus, comments, other titles.
    pub everything: bool,
}

impl Default for Matching {
    fn default() -> Matching {
        Matching { without: Vec::new(), names: true, everything: false }
    }
}

/// Which documents count. An empty list allows everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Filter {
    /// Languages, such as `"fa"`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lang: Vec<String>,
    /// Sources, as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// The earliest date, ISO 8601, possibly only a year or a month; empty for no bound.
    /// Documents without a date do not count when there is one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The latest, that day, month or year included.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// The earliest time that a document must speak of, in the same way: a document counts
    /// when it speaks of a day between this and [`spoken_to`](Filter::spoken_to).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub spoken_from: String,
    /// The latest, that day, month or year included.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub spoken_to: String,
    /// Other metadata: name and allowed values.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub more: BTreeMap<String, Vec<String>>,
    /// Subcorpora that they must be in, each of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Subcorpus>,
}

impl Filter {
    /// Whether it allows everything.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }
}

/// The order of a list of documents. Ties are broken by the order in the corpus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sort {
    /// Best first; for a plain list, the order in the corpus.
    #[default]
    Relevance,
    /// Oldest first; documents without a date last.
    Date,
    /// Newest first; documents without a date last.
    Newest,
    /// By title, in code point order of the folded title.
    Title,
    /// By source, then date.
    Source,
}

/// Which document, and what to mark in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct DocumentRequest {
    /// The document's own id.
    pub id: String,
    /// A query whose words are to be marked; may be empty.
    pub query: String,
    /// How its words may match.
    pub matching: Matching,
}

/// Which part of the document list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ListRequest {
    /// How many to return, at most.
    pub limit: u32,
    /// How many to pass over first.
    pub offset: u32,
    /// In which order.
    pub sort: Sort,
    /// Which documents count at all.
    pub filter: Filter,
    /// Whether to tell the facets of all documents.
    pub facets: bool,
}

impl Default for ListRequest {
    fn default() -> ListRequest {
        let (sort, filter) = (Sort::default(), Filter::default());
        ListRequest { limit: 50, offset: 0, sort, filter, facets: false }
    }
}

/// Two documents to be compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CompareRequest {
    /// The id of one, the left.
    pub left: String,
    /// The id of the other, the right.
    pub right: String,
}

/// Which documents, and how finely their times are to be counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TimelineRequest {
    /// A query whose documents count; empty for all.
    pub query: String,
    /// Which documents count at all.
    pub filter: Filter,
    /// How words may match.
    pub matching: Matching,
    /// The calendar with whose years and months bins begin.
    pub calendar: Calendar,
    /// The first day that may be in a bin, ISO 8601, possibly only a year or a month; empty
    /// for no bound.
    pub from: String,
    /// The last, in the same way.
    pub to: String,
    /// How many bins, at most; 1000 at the very most.
    pub bins: u32,
    /// Documents are listed one by one when no more than so many are found.
    pub rows: u32,
    /// Whether the bins span all times spoken of, however far they lie.
    pub whole: bool,
}

impl Default for TimelineRequest {
    fn default() -> TimelineRequest {
        TimelineRequest {
            query: String::new(),
            filter: Filter::default(),
            matching: Matching::default(),
            calendar: Calendar::Gregorian,
            from: String::new(),
            to: String::new(),
            bins: 120,
            rows: 100,
            whole: false,
        }
    }
}

/// The answer to a [`Request`], one variant each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Response {
    /// To [`Request::Info`].
    Info(Info),
    /// To [`Request::Search`].
    Search(Answer),
    /// To [`Request::Document`].
    Document(Reading),
    /// To [`Request::Documents`].
    Documents(Listing),
    /// To [`Request::Compare`].
    Compare(Comparison),
    /// To [`Request::Timeline`].
    Timeline(Timeline),
    /// To [`Request::Decide`].
    Decided(Decided),
    /// To [`Request::Concordance`].
    Concordance(Concordance),
    /// To [`Request::Words`].
    Words(Frequencies),
    /// To [`Request::Ngrams`].
    Ngrams(Frequencies),
    /// To [`Request::Collocates`].
    Collocates(Collocates),
    /// To [`Request::Keywords`].
    Keywords(Keywords),
    /// To [`Request::Dispersion`].
    Dispersion(Dispersion),
    /// To [`Request::Profile`].
    Profile(Profiles),
}

/// What became of decisions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Decided {
    /// How many stand.
    pub applied: u32,
    /// What there is to say of others, and of some of these.
    pub problems: Vec<Problem>,
}

/// What the corpus is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Info {
    /// The corpus's title; never empty.
    pub title: String,
    /// A sentence or two about it; may be empty.
    pub description: String,
    /// Its licence, as stated by whoever built it; may be empty.
    pub licence: String,
    /// When it was built, as stated at the build; empty when it was not, because the
    /// same texts must always give the same bytes.
    pub built: String,
    /// The program that built it, such as `kashf 0.1.0`.
    pub generator: String,
    /// The name of the analysis chain its words went through.
    pub chain: String,
    /// The version of the file format.
    pub format: u32,
    /// Checksum of the whole index, eight hexadecimal digits: two copies with the same
    /// fingerprint hold the same texts.
    pub fingerprint: String,
    /// Documents.
    pub documents: u32,
    /// Running words.
    pub tokens: u32,
    /// Different words after folding.
    pub types: u32,
    /// Bytes of all texts as UTF-8.
    pub text_bytes: u64,
    /// Bytes of the index, texts included.
    pub index_bytes: u64,
    /// What those bytes are, in the order of the file.
    pub sections: Vec<Section>,
    /// Languages, most documents first.
    pub languages: Vec<Share>,
    /// Sources, most documents first; documents without one are not counted here.
    pub sources: Vec<Share>,
    /// The earliest date of a document, ISO 8601; empty when none is dated.
    pub first_date: String,
    /// The latest.
    pub last_date: String,
}

/// A part of the index's file: `root`, `lexicon`, …, `texts`, as its format names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// Its name.
    pub name: String,
    /// Bytes.
    pub bytes: u64,
}

/// How much of the corpus bears a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Share {
    /// The value: a language, a source.
    pub name: String,
    /// Documents that bear it.
    pub documents: u32,
    /// Their running words.
    pub tokens: u32,
}

/// The answer to a search.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Answer {
    /// The query as typed.
    pub query: String,
    /// Documents found.
    pub total: u32,
    /// The lines that they make: fewer where copies make one, as [`SearchRequest::fold`] asks.
    pub lines: u32,
    /// Of those documents, the ones that hold every word and phrase asked for.
    pub complete: u32,
    /// Words hit, in all documents found.
    pub occurrences: u32,
    /// Words that fit outside the articles, in all documents that the filter allows (found or
    /// not), and that would count in *everything*. 0 when everything counts already. What stands
    /// in a guest counts in that document; of NEAR nothing is told.
    pub outside: u32,
    /// What was understood otherwise than typed, or not at all.
    pub notes: Vec<Note>,
    /// For each word or phrase of the query and each way it matched: how often, in all
    /// documents found. Ways that were switched off are told too, with what they would
    /// find in documents that answer without them.
    pub reasons: Vec<ReasonCount>,
    /// The documents found by language, source, year and other metadata with few values.
    pub facets: Vec<Facet>,
    /// The wanted part of the documents found, in the wanted order.
    pub hits: Vec<Hit>,
}

/// How often a part of the query matched in one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReasonCount {
    /// The word, phrase or pattern, as typed.
    pub asked: String,
    /// How it matched.
    pub reason: Reason,
    /// Places in the documents found.
    pub count: u32,
    /// The forms concerned, most frequent first, at most eight; letters folded.
    pub forms: Vec<String>,
    /// False when this way was switched off.
    pub on: bool,
}

/// What is known of the documents found: one name, its values, how many bear each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facet {
    /// `lang`, `source`, `year`, or another metadata's name.
    pub name: String,
    /// Most documents first (years: latest first). Each value counts the documents that
    /// the query finds under all filters but those on this very name.
    pub values: Vec<FacetValue>,
    /// Values that are not listed.
    pub more: u32,
}

/// A value of a [`Facet`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FacetValue {
    /// As given; empty for documents that have none.
    pub value: String,
    /// Documents.
    pub documents: u32,
    /// True when a filter chose it.
    pub chosen: bool,
}

/// One document found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// The document's own id.
    pub id: String,
    /// Its title as printed; its id when it has none.
    pub title: String,
    /// Higher is better; comparable within one answer only.
    pub score: f64,
    /// Language, `"und"` when not known.
    pub lang: String,
    /// Date as given; may be empty.
    pub date: String,
    /// Source as given; may be empty.
    pub source: String,
    /// Running words in it.
    pub words: u32,
    /// Words hit in it.
    pub occurrences: u32,
    /// The title in pieces, those that match marked.
    pub title_pieces: Vec<Piece>,
    /// The best passage, in pieces that join to the text as printed.
    pub snippet: Vec<Piece>,
    /// For each word or phrase of the query found here: how.
    pub why: Vec<Why>,
    /// Words and phrases of the query that are not in this document, as typed.
    pub missing: Vec<String>,
    /// The documents found that are copies of it, when copies make one line.
    pub copies: Copies,
}

/// The other documents that one is a copy or an excerpt of, or that are copies or excerpts of
/// it: what counts as that is in [`reuse`](crate::reuse).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Copies {
    /// How many they are.
    pub count: u32,
    /// The first hundred of them, the earliest first, those without a date last.
    pub documents: Vec<Entry>,
    /// The id of the fullest text, this document's own or another; empty without copies.
    pub fullest: String,
}

/// Two documents side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Comparison {
    /// One document.
    pub left: Compared,
    /// The other.
    pub right: Compared,
    /// What they have in common, in rows of five words, titles and what is no article left out.
    pub measure: Measure,
    /// What that makes them to each other.
    pub relation: Option<Relation>,
    /// Both texts whole, like paragraphs beside like.
    pub rows: Vec<Row>,
}

/// One of two documents that are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Compared {
    /// What stands in a list of documents.
    pub entry: Option<Entry>,
    /// The text, byte for byte as it was given.
    pub text: String,
    /// The parts of the text that are not its body, ascending. Offsets into `text`.
    pub zones: Vec<(Span, Zone)>,
    /// Words of the article that only this text has; passages that were moved left out.
    pub alone: u32,
}

/// A stretch of a text, and whether the query hit it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Piece {
    /// The text as printed.
    pub text: String,
    /// True for a hit.
    pub hit: bool,
}

/// Why a document was found: a part of the query and the forms that matched it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Why {
    /// The word, phrase or prefix, as typed.
    pub asked: String,
    /// How it matched.
    pub reason: Reason,
    /// The forms found in this document, as printed, most frequent first, at most eight.
    pub forms: Vec<String>,
    /// How often.
    pub count: u32,
}

/// One document, to be read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Reading {
    /// The document's own id.
    pub id: String,
    /// Its number in the corpus, from 0.
    pub number: u32,
    /// What is known about it.
    pub meta: Metadata,
    /// The text, byte for byte as it was given.
    pub text: String,
    /// True when the title is part of `text` (and need not be shown above it again).
    pub title_in_text: bool,
    /// Where the title stands in `text`, when it does.
    pub title_span: Option<Span>,
    /// The parts of the text that are not its body, ascending. Offsets into `text`.
    pub zones: Vec<(Span, Zone)>,
    /// Where the metadata come from, by field, as far as that is known.
    pub origins: Vec<(String, Origin)>,
    /// The id of the document that this one was found inside of.
    pub host: Option<String>,
    /// The other documents that are copies of it, or it of them.
    pub copies: Copies,
    /// Running words.
    pub words: u32,
    /// What to mark, in ascending order, not overlapping. Offsets into `text`.
    pub hits: Vec<Span>,
    /// What to mark in the title, when it is not part of the text.
    pub title_hits: Vec<Span>,
    /// The times that the text speaks of, in its order: those of the article whose days are
    /// known. When it was published itself is in `meta.date`.
    pub times: Vec<ReadingTime>,
    /// Where another document puts what this one tells of on other days.
    pub contradictions: Vec<Contradiction>,
    /// Bare numbers in the article that are later years than its own, when its date is known: a
    /// hint, and no more, that what stands there came later. Offsets into `text`.
    pub later_years: Vec<Span>,
    /// Id and title of the document before, in the order of the corpus.
    pub previous: Option<Neighbour>,
    /// And after.
    pub next: Option<Neighbour>,
}

/// A stretch of days, both ends in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Days {
    /// The first day, ISO 8601, Gregorian.
    pub from: String,
    /// The last day; the first once more where there is only one.
    pub to: String,
}

/// A time that a text speaks of, to be marked and explained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReadingTime {
    /// Where it stands in the text, in bytes.
    pub span: Span,
    /// The days that it means.
    pub days: Days,
    /// By which calendar it was said; `None` of weekdays and of what counts in days.
    pub calendar: Option<Calendar>,
    /// Whether it was stated, counted from publication, or lacked its year.
    pub kind: ResolvedBy,
    /// How its days were found.
    pub reason: crate::dates::Reason,
    /// How sure they are.
    pub certainty: Certainty,
    /// What in it does not agree.
    pub conflicts: Vec<TimeConflict>,
    /// It is later than its document, without looking ahead.
    pub later: bool,
}

/// Two things that were said together and do not agree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TimeConflict {
    /// The day is another weekday than was said.
    Weekday {
        /// The one that was said.
        said: Weekday,
        /// The one that the day is; `None` when it is one of several days.
        is: Option<Weekday>,
    },
    /// The date in the other calendar is of other days: of these.
    Calendar(Days),
}

/// Two documents put the same event on different days. Nothing says which one is right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contradiction {
    /// The expression in this document, in bytes of its text.
    pub span: Span,
    /// The days that it puts the event in.
    pub days: Days,
    /// The other document.
    pub other: Neighbour,
    /// The expression there, as printed.
    pub text: String,
    /// The days that it puts the event in; none of them is one of `days`.
    pub other_days: Days,
}

/// A document next to another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Neighbour {
    /// Its own id.
    pub id: String,
    /// Its title, or its id when it has none.
    pub title: String,
}

/// A part of the document list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Listing {
    /// Documents in the whole list.
    pub total: u32,
    /// The wanted part.
    pub documents: Vec<Entry>,
    /// What is known of all documents, where that was asked for: of each name the documents under
    /// all filters but those on this very name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facets: Vec<Facet>,
}

/// One line of the document list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The document's own id.
    pub id: String,
    /// Its title as printed; its id when it has none.
    pub title: String,
    /// Language, `"und"` when not known.
    pub lang: String,
    /// Date as given; may be empty.
    pub date: String,
    /// Source as given; may be empty.
    pub source: String,
    /// Running words.
    pub words: u32,
}

/// Documents by when they were published and what times they speak of.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Timeline {
    /// Documents found.
    pub total: u32,
    /// Of those, documents whose day of publication is not known at all.
    pub undated: u32,
    /// What each bin is: the finest unit of which no more than the wanted number are needed.
    pub unit: TimeUnit,
    /// Ascending, without gaps; none when no time is known. They span all publications, and
    /// times spoken of as long as those do not make them coarse: see `earlier`.
    pub bins: Vec<Bin>,
    /// Expressions that speak only of what lies before the first bin: where they would widen the
    /// unit, a twentieth of all expressions is left out before or behind the bins, or of few up to
    /// five; none where the [whole](TimelineRequest::whole) is wanted.
    pub earlier: u32,
    /// Likewise behind the last bin.
    pub later: u32,
    /// The documents, by publication and then as in the corpus, those without a date last.
    /// None when more are found than were wanted.
    pub rows: Vec<TimelineRow>,
}

/// A length of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "their names say it")]
pub enum TimeUnit {
    #[default]
    Day,
    Month,
    Year,
    Decade,
    Century,
}

/// A unit of time, and how many documents it concerns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Bin {
    /// Its first day, ISO 8601, Gregorian.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// What the wanted calendar calls the first day: the year,
    pub year: i32,
    /// the month, from 1,
    pub month: u8,
    /// and the day of it, from 1.
    pub day: u8,
    /// Documents published in it by a date that they give. One whose days of publication
    /// touch *n* bins counts 1/*n* in each: the sum over all bins is that of the documents.
    pub given: f64,
    /// Likewise documents whose date was inferred.
    pub inferred: f64,
    /// Documents that speak of a day in it, each once.
    pub speaking: u32,
    /// Expressions that speak of a day in it. One of several bins counts in each.
    pub mentions: u32,
}

/// A document and its times.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct TimelineRow {
    /// The document's own id.
    pub id: String,
    /// Its title as printed; its id when it has none.
    pub title: String,
    /// The days on which it may have been published, when that is known.
    pub published: Option<Days>,
    /// Whether those were inferred.
    pub inferred: bool,
    /// The times that it speaks of, in the order of its text.
    pub times: Vec<Said>,
}

/// A time that a document speaks of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// The first day, ISO 8601, Gregorian.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The words that say it, as printed.
    pub text: String,
    /// How sure the days are.
    pub certainty: Certainty,
    /// Whether they were stated, counted from publication, or lacked their year.
    pub kind: ResolvedBy,
    /// Something in it does not agree, or another document contradicts it.
    pub conflict: bool,
    /// It is later than its document, without looking ahead.
    pub later: bool,
}
