//! One document, to be read: its text as given, and the places that a query hits.

use std::ops::Range;

use super::listing::{is_retitled, shown_title};
use super::passage::{Mark, marks};
use super::protocol::{DocumentRequest, Neighbour, Reading};
use super::search::matching;
use crate::error::Error;
use crate::id::{DocId, Span};
use crate::index::Index;
use crate::index::details::Details;
use crate::index::reader::Item;
use crate::query::{look, matcher};
use crate::text;

/// Answers a request for a document.
///
/// # Errors
///
/// When there is no document of that id, or its text is damaged.
pub fn reading(index: &Index, request: &DocumentRequest) -> Result<Reading, Error> {
    let id = index.find_document(&request.id)?.ok_or_else(|| {
        Error::missing(format!(
            "expected a document of this corpus, found no “{}”: the link may belong to another copy",
            request.id
        ))
    })?;
    let entry = index.document(id)?;
    let (meta, record) = (index.metadata(id)?, index.record(id)?);
    let looked = look(index, &request.query, &matching(&request.matching))?;
    let wanted = matcher::wanted(&looked.occurrences);
    let body = entry.first + entry.title_words;
    let in_title = marks(&wanted, entry.first, body);
    let in_text = marks(&wanted, body, entry.end());
    let text = index.text(id)?;
    let Details { zones, origins, host } = index.details(id)?;
    // A title that a person decided need not be the one that is printed.
    let retitled = is_retitled(index, id)?;
    let printed = record.title_span.filter(|span| !retitled || span.of(&text) == Some(&meta.title));
    let title_hits = match retitled {
        true => Vec::new(),
        false => spans(&meta.title, text::words(&meta.title), entry.first, &in_title),
    };
    Ok(Reading {
        id: request.id.clone(),
        number: id.0,
        title_in_text: printed.is_some(),
        title_span: printed,
        zones,
        origins,
        host,
        words: entry.words,
        hits: spans_in_text(index, &text, id, &in_text)?,
        title_hits,
        previous: id.0.checked_sub(1).and_then(|before| neighbour(index, before)),
        next: neighbour(index, id.0 + 1),
        text,
        meta,
    })
}

/// The bytes of a document's text that the marks cover.
fn spans_in_text(index: &Index, text: &str, id: DocId, marks: &[Mark]) -> Result<Vec<Span>, Error> {
    if marks.is_empty() {
        return Ok(Vec::new());
    }
    let mut words = Vec::new();
    let mut at = 0;
    index.read_text(id, |item| {
        let end = at + item.text().len();
        if matches!(item, Item::Word(_)) {
            words.push(at..end);
        }
        at = end;
        true
    })?;
    let entry = index.document(id)?;
    Ok(spans(text, words.into_iter(), entry.first + entry.title_words, marks))
}

/// The bytes that the marks cover, given those of the words from position `first` on.
fn spans(
    text: &str,
    words: impl Iterator<Item = Range<usize>>,
    first: u32,
    marks: &[Mark],
) -> Vec<Span> {
    let words: Vec<Range<usize>> = words.collect();
    let word = |position: u32| words.get(position.checked_sub(first)? as usize);
    let span = |mark: &Mark| {
        let (start, end) = (word(mark.words.start)?, word(mark.words.end - 1)?);
        if mark.part.is_none() {
            return Some(Span::new(start.start as u32, end.end as u32));
        }
        let part = mark.within(text.get(start.clone())?);
        Some(Span::new((start.start + part.start) as u32, (start.start + part.end) as u32))
    };
    marks.iter().filter_map(span).collect()
}

fn neighbour(index: &Index, document: u32) -> Option<Neighbour> {
    let id = DocId(document);
    Some(Neighbour { id: index.id(id).ok()?, title: shown_title(index, id).ok()? })
}
