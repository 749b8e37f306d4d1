//! One document, to be read: its text as given, and the places that a query hits.

use std::ops::Range;

use super::listing::shown_title;
use super::passage::marks;
use super::protocol::{DocumentRequest, Neighbour, Reading};
use crate::error::Error;
use crate::id::{DocId, Span};
use crate::index::Index;
use crate::index::documents::Entry;
use crate::index::store::Item;
use crate::query::matcher;
use crate::query::parse::parse;
use crate::text;

/// Answers a request for a document.
///
/// # Errors
///
/// When there is no document of that id, or its text is damaged.
pub fn reading(index: &Index, request: &DocumentRequest) -> Result<Reading, Error> {
    let id = index.find_document(&request.id).ok_or_else(|| {
        Error::missing(format!(
            "expected a document of this corpus, found no “{}”: the link may belong to another copy",
            request.id
        ))
    })?;
    let entry = index.document(id)?;
    let meta = index.known().metadata(entry)?;
    let query = parse(&request.query);
    let occurrences = matcher::find(&query, index, &mut Vec::new());
    let wanted = matcher::wanted(&occurrences);
    let marks = marks(&wanted, id.0);
    let body = entry.first + entry.title_words;
    let (in_title, in_text): (Vec<_>, Vec<_>) =
        marks.into_iter().partition(|mark| mark.start < body);
    Ok(Reading {
        id: request.id.clone(),
        number: id.0,
        text: index.text(id)?,
        title_in_text: entry.title_span.is_some(),
        title_span: entry.title_span,
        words: entry.words,
        hits: spans_in_text(index, entry, &in_text)?,
        title_hits: spans(text::words(&meta.title), entry.first, &in_title),
        previous: id.0.checked_sub(1).and_then(|before| neighbour(index, before)),
        next: neighbour(index, id.0 + 1),
        meta,
    })
}

/// The bytes of a document's text that the marks cover.
fn spans_in_text(index: &Index, entry: &Entry, marks: &[Range<u32>]) -> Result<Vec<Span>, Error> {
    if marks.is_empty() {
        return Ok(Vec::new());
    }
    let mut words = Vec::new();
    let mut at = 0;
    index.read_text(entry, |item| {
        let end = at + item.text().len();
        if matches!(item, Item::Word(_)) {
            words.push(at..end);
        }
        at = end;
        true
    })?;
    Ok(spans(words.into_iter(), entry.first + entry.title_words, marks))
}

/// The bytes that the marks cover, given those of the words from position `first` on.
fn spans(words: impl Iterator<Item = Range<usize>>, first: u32, marks: &[Range<u32>]) -> Vec<Span> {
    let words: Vec<Range<usize>> = words.collect();
    let word = |position: u32| words.get(position.checked_sub(first)? as usize);
    let span = |mark: &Range<u32>| {
        let (start, end) = (word(mark.start)?.start, word(mark.end - 1)?.end);
        Some(Span::new(start as u32, end as u32))
    };
    marks.iter().filter_map(span).collect()
}

fn neighbour(index: &Index, document: u32) -> Option<Neighbour> {
    let entry = index.document(DocId(document)).ok()?;
    let id = index.known().id(entry).to_string();
    Some(Neighbour { id, title: shown_title(index, entry).to_string() })
}
