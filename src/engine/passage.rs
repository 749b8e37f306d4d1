//! What of a text is shown for a query: the best passage, the marks, the title.

use std::ops::Range;

use super::protocol::Piece;
use crate::error::Error;
use crate::index::Index;
use crate::index::documents::Entry;
use crate::index::reader::Item;
use crate::order;
use crate::query::matcher::Occurrences;
use crate::query::rank;
use crate::text;

/// Hits this near to each other, in words, count as one passage.
const NEAR: u32 = 24;
/// Words that a passage shows.
const SHOWN: u32 = 40;
/// Occurrences of one part of the query that are looked at in one document.
const LOOKED_AT: usize = 500;

/// Words that a query hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Their positions.
    pub words: Range<u32>,
    /// The part of the one word's key that is meant, when it is not all of it.
    pub part: Option<Range<u8>>,
}

/// What a query hits from position `first` to before `end`: ascending, not overlapping.
pub fn marks(occurrences: &[&Occurrences], first: u32, end: u32) -> Vec<Mark> {
    let mut all: Vec<Mark> = Vec::new();
    for leaf in occurrences {
        all.extend(leaf.marks_within(first, end).iter().map(|place| Mark {
            words: place.at..place.end(),
            part: leaf.way(*place).part.clone(),
        }));
    }
    // Of marks on one word the whole comes before its parts.
    order::sort_by_key(&mut all, |mark| {
        let part = mark.part.as_ref().map(|part| (part.start, part.end));
        (mark.words.start, part, mark.words.end)
    });
    let mut merged: Vec<Mark> = Vec::with_capacity(all.len());
    for mark in all {
        match merged.last_mut() {
            Some(last) if mark.words.start < last.words.end => last.join(mark),
            _ => merged.push(mark),
        }
    }
    merged
}

impl Mark {
    /// Takes in one that overlaps.
    fn join(&mut self, other: Mark) {
        self.part = match (self.part.take(), other.part) {
            // Two parts of the same compound: from the first to the last.
            (Some(a), Some(b)) => Some(a.start.min(b.start)..a.end.max(b.end)),
            _ => None,
        };
        self.words.end = self.words.end.max(other.words.end);
    }

    /// What of a word, printed as `word`, is hit.
    pub fn within(&self, word: &str) -> Range<usize> {
        match &self.part {
            Some(part) => printed_part(word, part),
            None => 0..word.len(),
        }
    }
}

/// The bytes of a printed word that a part of its key comes from.
fn printed_part(word: &str, part: &Range<u8>) -> Range<usize> {
    let wanted = usize::from(part.start)..usize::from(part.end);
    let mut at = 0;
    let inside = text::places(word).into_iter().filter_map(|(letter, printed)| {
        let start = at;
        at += letter.len_utf8();
        (start < wanted.end && at > wanted.start).then_some(printed)
    });
    let found = inside.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end));
    found.unwrap_or(0..word.len())
}

/// The passage of a document that says most about the query, in pieces that join to the
/// text as printed, with the document's [`marks`]. Its beginning, when only the title was hit.
///
/// # Errors
///
/// When the text is damaged.
pub fn passage(
    index: &Index,
    occurrences: &[&Occurrences],
    document: u32,
    marks: &[Mark],
) -> Result<Vec<Piece>, Error> {
    let entry = &index.documents()[document as usize];
    let body = entry.first + entry.title_words;
    if body == entry.end() {
        return Ok(Vec::new());
    }
    let start = match best_window(index, occurrences, document) {
        Some(window) => start_of(window, body, entry.end()),
        None => body,
    };
    pieces(index, start, start.saturating_add(SHOWN), marks)
}

/// Where a passage begins so that its hits stand well within it.
fn start_of(window: Range<u32>, body: u32, end: u32) -> u32 {
    let spare = SHOWN.saturating_sub(window.end - window.start);
    let start = window.start.saturating_sub(spare / 3).max(body);
    // Not so late that the document ends before the passage is full.
    let latest = end.saturating_sub(SHOWN).max(body);
    let start = start.min(latest);
    if start - body < 6 { body } else { start }
}

/// The first and one past the last hit of the window that holds most of the query's
/// weight; the earliest of equals. Hits in the headline count only when there are no
/// others.
fn best_window(index: &Index, occurrences: &[&Occurrences], document: u32) -> Option<Range<u32>> {
    let entry = &index.documents()[document as usize];
    let headline = entry.headline().unwrap_or((entry.first, entry.first));
    let body = entry.first + entry.title_words;
    let mut hits: Vec<(u32, usize)> = Vec::new();
    for (part, occurrences) in occurrences.iter().enumerate() {
        let places = occurrences.places_in(document).iter().take(LOOKED_AT);
        hits.extend(places.filter(|place| place.at >= body).map(|place| (place.at, part)));
    }
    order::sort(&mut hits);
    let is_headline = |at: u32| (headline.0..headline.1).contains(&at);
    if hits.iter().any(|&(at, _)| !is_headline(at)) {
        hits.retain(|&(at, _)| !is_headline(at));
    }
    let weights: Vec<f64> =
        occurrences.iter().map(|occurrences| rank::weight(index, occurrences)).collect();
    let mut best: Option<(f64, Range<u32>)> = None;
    for (i, &(start, _)) in hits.iter().enumerate() {
        let window = hits[i..].iter().take_while(|&&(at, _)| at < start.saturating_add(NEAR));
        let mut seen = vec![0u16; occurrences.len()];
        let (mut weight, mut end) = (0.0, start);
        for &(at, part) in window {
            // The same word again says little more.
            weight += weights[part] * if seen[part] == 0 { 1.0 } else { 0.02 };
            seen[part] += 1;
            end = end.max(at + 1);
        }
        if best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, start..end));
        }
    }
    best.map(|(_, window)| window)
}

/// The words from `start` to before `end`, and the gaps between them.
fn pieces(index: &Index, start: u32, end: u32, marks: &[Mark]) -> Result<Vec<Piece>, Error> {
    let mut pieces = Pieces::default();
    let mut position = start;
    index.read_from(start, |item| {
        match item {
            Item::Word(word) => {
                pieces.word(word, mark_at(marks, position));
                position += 1;
            }
            Item::Gap(gap) => {
                let within =
                    mark_at(marks, position).is_some_and(|mark| mark.words.start < position);
                pieces.push(&shortened(gap, position == end), within);
            }
        }
        // The gap after the last word is shown, for its full stop.
        position < end || matches!(item, Item::Word(_))
    })?;
    Ok(pieces.done)
}

/// A gap of any length must not fill the page, and that after the last word ends at the
/// first white space.
fn shortened(gap: &str, last: bool) -> std::borrow::Cow<'_, str> {
    const LONGEST_GAP: usize = 200;
    let end = if last { gap.find(char::is_whitespace).unwrap_or(gap.len()) } else { gap.len() };
    match gap[..end].char_indices().nth(LONGEST_GAP) {
        Some((cut, _)) => format!("{} … ", &gap[..cut]).into(),
        None => gap[..end].into(),
    }
}

fn mark_at(marks: &[Mark], position: u32) -> Option<&Mark> {
    let after = marks.partition_point(|mark| mark.words.start <= position);
    marks[..after].last().filter(|mark| position < mark.words.end)
}

/// A document's title in pieces.
pub fn title_pieces(title: &str, entry: &Entry, marks: &[Mark]) -> Vec<Piece> {
    let Some((first, _)) = entry.headline() else {
        return vec![Piece { text: title.to_string(), hit: false }];
    };
    let mut pieces = Pieces::default();
    let mut end = 0;
    for (range, position) in text::words(title).zip(first..) {
        let mark = mark_at(marks, position);
        let within = mark.is_some_and(|mark| mark.words.start < position);
        pieces.push(&title[end..range.start], within);
        pieces.word(&title[range.clone()], mark);
        end = range.end;
    }
    pieces.push(&title[end..], false);
    pieces.done
}

/// Pieces put together, neighbours of a kind joined.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
}

impl Pieces {
    /// A word, marked where it is hit.
    fn word(&mut self, word: &str, mark: Option<&Mark>) {
        let hit = mark.map_or(0..0, |mark| mark.within(word));
        self.push(&word[..hit.start], false);
        self.push(&word[hit.clone()], true);
        self.push(&word[hit.end..], false);
    }

    fn push(&mut self, text: &str, hit: bool) {
        if text.is_empty() {
            return;
        }
        match self.done.last_mut().filter(|last| last.hit == hit) {
            Some(last) => last.text.push_str(text),
            None => self.done.push(Piece { text: text.to_string(), hit }),
        }
    }
}
