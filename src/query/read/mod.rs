//! The query language.

mod expression;
mod field;
mod print;
mod scan;
mod term;

use std::ops::Range;

pub use print::describe;

use super::ast::{Query, Want};
use super::{Note, NoteKind};
use crate::id::Span;

/// The longest query that is read, in bytes.
pub const LONGEST: usize = 4096;
/// The most words, phrases and conditions that are looked for.
pub const MOST_LEAVES: usize = 64;
/// The most parentheses that can stand in one another; further ones are passed over.
pub const DEEPEST: usize = 32;

/// Reads a query that uses the language's own names before colons.
pub fn read(query: &str) -> Query {
    read_with(query, &|_| false)
}

/// Reads a query. `knows` says whether documents have metadata of a name, given
/// lower-cased; other names before a colon are read as words.
pub fn read_with(query: &str, knows: &dyn Fn(&str) -> bool) -> Query {
    let text = cut(query);
    let mut notes = Notes { query, list: Vec::new() };
    if text.len() < query.len() {
        notes.add(NoteKind::TooLong, text.len()..query.len());
    }
    let tokens = scan::tokens(text, knows, &mut notes);
    let root = expression::read(text, tokens, &mut notes);
    let whole = text.len() - text.trim_start().len()..text.trim_end().len();
    if root.clauses.is_empty() {
        if !whole.is_empty() && !notes.has(NoteKind::BadDate) {
            notes.add(NoteKind::NoWords, whole);
        }
    } else if root.clauses.iter().all(|clause| clause.want == Want::MustNot) {
        notes.add(NoteKind::OnlyExclusions, whole);
    }
    Query { root, notes: notes.list }
}

/// The part of an over-long query that is read, whole characters only.
fn cut(query: &str) -> &str {
    let mut end = query.len().min(LONGEST);
    while !query.is_char_boundary(end) {
        end -= 1;
    }
    &query[..end]
}

/// What is said about how a query was read.
struct Notes<'q> {
    query: &'q str,
    list: Vec<Note>,
}

/// More notes of one kind than these help nobody.
const MOST_NOTES: usize = 8;

impl Notes<'_> {
    fn add(&mut self, kind: NoteKind, span: Range<usize>) {
        if self.list.iter().filter(|note| note.kind == kind).count() < MOST_NOTES {
            let about = self.query[span.clone()].to_string();
            self.list.push(Note { kind, about, span: to_span(&span), forms: Vec::new() });
        }
    }

    fn has(&self, kind: NoteKind) -> bool {
        self.list.iter().any(|note| note.kind == kind)
    }
}

fn to_span(range: &Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
}

#[cfg(test)]
mod tests;
