//! A query as typed → the documents that answer it, best first.
//!
//! [`parse`] reads the text and never fails; [`matcher`] finds where each part of it
//! occurs; [`rank`] weighs the documents. Stems, names and a fuller language will be
//! further kinds of [`Ask`](parse::Ask), each expanded in `matcher`.

pub mod matcher;
pub mod parse;
pub mod rank;

use serde::{Deserialize, Serialize};

use crate::id::Span;

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
}

/// How a part of the query matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// Letter by letter as typed.
    Exact,
    /// The same word in other letters, marks, digits or half-spaces.
    Variant,
    /// A word that begins with what was typed.
    Prefix,
}
