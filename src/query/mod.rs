//! A query as typed → the documents that answer it, best first.
//!
//! [`read`] reads the text and never fails; [`ast`] is what it reads it into;
//! [`matcher`] finds where each part of it occurs; [`rank`] weighs the documents.

pub mod ast;
pub mod documents;
mod expand;
pub mod lists;
pub mod matcher;
pub mod names;
mod neighbours;
pub mod pattern;
mod positional;
pub mod rank;
pub mod read;

pub use positional::ends_sentence;

use serde::{Deserialize, Serialize};

use crate::error::Error;

use crate::id::Span;
use crate::index::Index;

/// Something the reader should know about how the query was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// What kind of thing it is; the interface words it in the reader's language.
    pub kind: NoteKind,
    /// The part of the query it is about, as typed.
    pub about: String,
    /// Where that part stands in the query, in bytes.
    pub span: Span,
    /// Words of the corpus that it is about: those taken instead, or those that are near.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
}

/// A query that was read and looked for.
pub struct Looked {
    /// What it asks.
    pub query: ast::Query,
    /// Where each leaf of it occurs, and then what only adds to the score.
    pub occurrences: Vec<matcher::Occurrences>,
    /// What the reader should know.
    pub notes: Vec<Note>,
}

impl Looked {
    /// The documents that answer.
    pub fn answers(&self, index: &Index) -> documents::DocumentSet {
        documents::answering(index, &self.query.root, &self.occurrences)
    }
}

/// Reads a query and finds everything in it.
///
/// # Errors
///
/// When a text that had to be looked up is damaged.
pub fn look(index: &Index, typed: &str, matching: &matcher::Matching) -> Result<Looked, Error> {
    let mut query = read::read_with(typed, &|name| documents::knows(index, name));
    let mut notes = std::mem::take(&mut query.notes);
    let added = neighbours::join(&mut query, index);
    neighbours::without_function_words(&mut query);
    let mut occurrences = matcher::find(&query, index, matching, &mut notes)?;
    for leaf in &added {
        occurrences.push(matcher::find_added(leaf, index, matching)?);
    }
    Ok(Looked { query, occurrences, notes })
}

/// The kinds of [`Note`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum NoteKind {
    /// The word is not in the corpus.
    Absent,
    /// The word is not in the corpus; words that begin with it were taken.
    ReadAsPrefix,
    /// A quotation mark was opened and not closed: the phrase runs to the end.
    UnclosedQuote,
    /// Only words to leave out were given, so there is nothing to find.
    OnlyExclusions,
    /// Nothing in it that could be searched for.
    NoWords,
    /// The query was longer than is read; the rest was left out.
    TooLong,
    /// The word is not in the corpus; the nearest spellings were taken (`forms`).
    ReadAsNear,
    /// The word is not in the corpus, and was not replaced; `forms` are near.
    DidYouMean,
    /// A parenthesis was opened and not closed: it closes at the end.
    UnclosedParenthesis,
    /// A closing parenthesis without an opening one was passed over.
    StrayParenthesis,
    /// An operator (AND, OR, NOT, NEAR, W) with nothing to work on was read as a word.
    StrayOperator,
    /// NEAR and W join words, phrases and `(a OR b)`; here they were read as AND.
    NotPositional,
    /// Not a regular expression that can be read; looked for as words.
    BadRegex,
    /// Not a CQL expression that can be read (`span` is where it stops making sense);
    /// looked for as words.
    BadCql,
    /// `name:` is not known of any document; looked for as words.
    UnknownField,
    /// Not a date or a span of dates such as `2021-12..2022-02`.
    BadDate,
    /// More words fit the pattern than are looked for; the most frequent were taken.
    TooManyWords,
    /// More places fit than are looked at; the first were taken.
    TooManyPlaces,
    /// The corpus has it, but only outside its articles: in menus, comments, other titles.
    OnlyOutside,
}

/// How a part of the query matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// Letter by letter as typed.
    Exact,
    /// The same word in other letters, marks, digits or half-spaces.
    Variant,
    /// Another inflection of it, or the same with a particle or pronoun written on to it.
    Inflection,
    /// A compound that it is a part of, or its parts written apart.
    Compound,
    /// The same name in another script or language's spelling.
    Name,
    /// A near spelling, because the word itself is not in the corpus.
    Fuzzy,
    /// A word that begins with what was typed.
    Prefix,
    /// A word or sequence that fits the pattern typed.
    Pattern,
}

impl Reason {
    /// All of them, in the order in which they are told.
    pub const ALL: [Reason; 8] = [
        Reason::Exact,
        Reason::Variant,
        Reason::Inflection,
        Reason::Compound,
        Reason::Name,
        Reason::Fuzzy,
        Reason::Prefix,
        Reason::Pattern,
    ];
}
