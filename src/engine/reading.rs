//! One document, to be read: its text as given, and the places that a query hits.

use std::ops::Range;

use super::copies::copies_of;
use super::listing::{is_retitled, shown_title};
use super::passage::{Mark, marks};
use super::protocol::{
    Contradiction, DocumentRequest, Neighbour, Reading, ReadingTime, TimeConflict,
};
use super::search::matching;
use super::timeline::written;
use crate::dates::{self, Conflict, Interval};
use crate::document::Zone;
use crate::error::Error;
use crate::id::{DocId, Span};
use crate::index::Index;
use crate::index::details::Details;
use crate::index::reader::Item;
use crate::index::times::Time;
use crate::query::{look, matcher};
use crate::text;

/// Answers a request for a document.
///
/// # Errors
///
/// When there is no document of that id, or its text is damaged.
pub fn reading(index: &Index, request: &DocumentRequest) -> Result<Reading, Error> {
    let id = find(index, &request.id)?;
    // What stands apart from the text is wanted along with it, not a round later.
    let times = index.times().of(id).times;
    index.times().contradictions();
    index.copies().groups();
    let entry = index.document(id)?;
    let (meta, record) = (index.metadata(id)?, index.record(id)?);
    let looked = look(index, &request.query, &matching(&request.matching))?;
    let wanted = matcher::wanted(&looked.occurrences);
    let body = entry.first + entry.title_words;
    let in_title = marks(&wanted, entry.first, body);
    let in_text = marks(&wanted, body, entry.end());
    let text = index.text(id)?;
    let Details { zones, origins, host } = index.details(id)?;
    let published = dates::iso_days(&meta.date, dates::is_dated_by_jalali(&meta.lang));
    let later_years = later_years(&text, published, &zones);
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
        copies: copies_of(index, id, |_| true)?,
        words: entry.words,
        hits: spans_in_text(index, &text, id, &in_text)?,
        title_hits,
        previous: id.0.checked_sub(1).and_then(|before| neighbour(index, before)),
        next: neighbour(index, id.0 + 1),
        times: times.into_iter().map(reading_time).collect(),
        contradictions: contradictions(index, id)?,
        later_years,
        text,
        meta,
    })
}

/// The document of that id.
///
/// # Errors
///
/// When there is none.
pub fn find(index: &Index, id: &str) -> Result<DocId, Error> {
    index.find_document(id)?.ok_or_else(|| no_document(id))
}

/// What there is to say of an id that no document has.
pub fn no_document(id: &str) -> Error {
    Error::missing(format!(
        "expected a document of this corpus, found no “{id}”: the link may belong to another copy"
    ))
}

fn reading_time(time: Time) -> ReadingTime {
    let conflict = |conflict: Conflict| match conflict {
        Conflict::Weekday { said, is } => TimeConflict::Weekday { said, is },
        Conflict::Gloss(days) => TimeConflict::Calendar(written(days)),
    };
    ReadingTime {
        span: time.span,
        days: written(time.days),
        calendar: time.calendar,
        kind: time.reason.kind(),
        reason: time.reason,
        certainty: time.certainty,
        conflicts: time.conflicts.into_iter().map(conflict).collect(),
        later: time.is_later,
    }
}

/// Where other documents contradict this one, or it them.
///
/// # Errors
///
/// When what is told of the others is not here or damaged.
pub fn contradictions(index: &Index, id: DocId) -> Result<Vec<Contradiction>, Error> {
    let one = |it: dates::Contradiction| {
        let claims = it.document == id.0;
        if !claims && it.other != id.0 {
            return None;
        }
        let (other, there) =
            if claims { (it.other, it.other_span) } else { (it.document, it.span) };
        let (days, day) = (written(it.days), written(Interval::day(it.day)));
        let told = |text: String, title: String, other: String| Contradiction {
            span: if claims { it.span } else { it.other_span },
            text: there.of(&text).unwrap_or_default().to_string(),
            other: Neighbour { id: other, title },
            days: if claims { days.clone() } else { day.clone() },
            other_days: if claims { day.clone() } else { days.clone() },
        };
        let other = DocId(other);
        let (text, title, own) = (index.text(other), shown_title(index, other), index.id(other));
        Some(text.and_then(|text| Ok(told(text, title?, own?))))
    };
    // All that is missing is asked for at once.
    let all: Vec<_> = index.times().contradictions().into_iter().filter_map(one).collect();
    all.into_iter().collect()
}

/// The bare years of an article that are later than its publication.
pub fn later_years(text: &str, published: Option<Interval>, zones: &[(Span, Zone)]) -> Vec<Span> {
    let Some(published) = published else { return Vec::new() };
    let is_article = |span: &Span| {
        let mut around =
            zones.iter().filter(|(zone, _)| zone.start <= span.start && span.start < zone.end);
        around.all(|(_, zone)| zone.is_article())
    };
    let mut years = dates::later_years(text, published.last);
    years.retain(is_article);
    years
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
