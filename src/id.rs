//! Numbers with a unit: a document's number, a word's position, a stretch of text.

use serde::{Deserialize, Serialize};

/// A document's number in its index: 0 for the first, in the order they were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DocId(pub u32);

/// The ordinal of a folded key in the lexicon's sorted order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub u32);

/// A word's place, counted in words from the first word of the whole corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub u32);

/// A half-open stretch of a text, in bytes of its UTF-8 form.
///
/// ```
/// use kashf::id::Span;
/// assert_eq!(Span::new(1, 3).of("abcd"), Some("bc"));
/// assert_eq!(Span::new(1, 9).of("abcd"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    pub fn new(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    /// The stretch of `text`, or `None` if the span does not fit it.
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.start as usize..self.end as usize)
    }
}
