//! The parts of a query + an index → where each occurs, by document.

use std::ops::Range;

use super::parse::{Ask, Part, Query, Want};
use super::{Note, NoteKind};
use crate::id::KeyId;
use crate::index::Index;

/// Where a part of the query occurs.
#[derive(Clone, Debug)]
pub struct Occurrences {
    /// The part.
    pub part: Part,
    /// Words in a row that one occurrence takes.
    pub length: u32,
    /// True when words that begin with the part were taken.
    pub prefix: bool,
    /// The first word of each occurrence, ascending.
    pub positions: Vec<u32>,
    /// The documents that hold it, ascending.
    pub documents: Vec<InDocument>,
}

/// Where a part occurs in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InDocument {
    /// The document's number.
    pub document: u32,
    /// Its occurrences, as places in [`Occurrences::positions`].
    pub places: Range<u32>,
    /// How many of them are in the headline.
    pub in_headline: u32,
}

impl Occurrences {
    /// What it has in a document.
    pub fn in_document(&self, document: u32) -> Option<&InDocument> {
        let found = self.documents.binary_search_by_key(&document, |entry| entry.document);
        found.ok().map(|i| &self.documents[i])
    }

    /// The first words of its occurrences in a document.
    pub fn positions_in(&self, document: u32) -> &[u32] {
        self.in_document(document).map_or(&[], |entry| {
            &self.positions[entry.places.start as usize..entry.places.end as usize]
        })
    }
}

/// Finds every part of a query; adds notes on parts that the corpus does not have.
///
/// Costs the length of the lists that are read.
pub fn find(query: &Query, index: &Index, notes: &mut Vec<Note>) -> Vec<Occurrences> {
    let finder = Finder { index };
    query.parts.iter().map(|part| finder.part(part, notes)).collect()
}

/// The parts that a document should or must have.
pub fn wanted(occurrences: &[Occurrences]) -> Vec<&Occurrences> {
    occurrences.iter().filter(|part| part.part.want != Want::MustNot).collect()
}

struct Finder<'a> {
    index: &'a Index,
}

impl Finder<'_> {
    fn part(&self, part: &Part, notes: &mut Vec<Note>) -> Occurrences {
        let (length, prefix, positions) = match &part.ask {
            Ask::Word(key) => self.word(key, part, notes),
            Ask::Prefix(key) => (1, true, self.prefix(key)),
            Ask::Phrase(keys) => (keys.len() as u32, false, self.phrase(keys)),
        };
        if positions.is_empty() && part.want != Want::MustNot {
            notes.push(note(NoteKind::Absent, part));
        }
        let documents = by_document(self.index, &positions);
        Occurrences { part: part.clone(), length, prefix, positions, documents }
    }

    /// A word that the corpus does not have, and that may not be typed to the end, stands
    /// for the words that begin with it.
    fn word(&self, key: &str, part: &Part, notes: &mut Vec<Note>) -> (u32, bool, Vec<u32>) {
        if let Some(id) = self.index.lexicon().find(key) {
            return (1, false, self.index.positions(id).collect());
        }
        let unfinished = part.last && part.want == Want::Should;
        let positions = if unfinished { self.prefix(key) } else { Vec::new() };
        if positions.is_empty() {
            return (1, false, positions);
        }
        notes.push(note(NoteKind::ReadAsPrefix, part));
        (1, true, positions)
    }

    fn prefix(&self, key: &str) -> Vec<u32> {
        let ids = self.index.lexicon().prefix(key);
        let lists = ids.clone().map(|id| self.index.positions(KeyId(id)));
        if ids.len() <= FEW_LISTS {
            let mut positions: Vec<u32> = lists.flatten().collect();
            positions.sort_unstable();
            return positions;
        }
        merge_many(lists.flatten(), self.index.words())
    }

    fn phrase(&self, keys: &[String]) -> Vec<u32> {
        let ids: Option<Vec<KeyId>> =
            keys.iter().map(|key| self.index.lexicon().find(key)).collect();
        let Some(ids) = ids else { return Vec::new() };
        let mut by_count: Vec<(usize, usize)> =
            ids.iter().enumerate().map(|(place, &id)| (self.index.count(id), place)).collect();
        by_count.sort_unstable();
        let Some(&(_, rarest)) = by_count.first() else { return Vec::new() };
        let starts = self.index.positions(ids[rarest]);
        let mut starts: Vec<u32> =
            starts.filter_map(|position| position.checked_sub(rarest as u32)).collect();
        for &(_, place) in &by_count[1..] {
            keep_followed(&mut starts, self.index.positions(ids[place]), place as u32);
        }
        starts.retain(|&start| self.is_together(start, keys.len() as u32));
        starts
    }

    /// That a phrase does not reach over the end of a document or of its title.
    fn is_together(&self, start: u32, length: u32) -> bool {
        let Ok(entry) = self.index.document(self.index.document_at(start)) else { return false };
        let title_end = entry.first + entry.title_words;
        let end = start + length;
        end <= entry.end() && (end <= title_end || start >= title_end)
    }
}

/// Up to so many lists are put together by sorting.
const FEW_LISTS: usize = 16;

/// Puts lists together through a bit for each position.
fn merge_many(positions: impl Iterator<Item = u32>, bound: u32) -> Vec<u32> {
    let mut bits = vec![0u64; bound as usize / 64 + 1];
    let mut count = 0;
    for position in positions {
        bits[position as usize / 64] |= 1 << (position % 64);
        count += 1;
    }
    let mut merged = Vec::with_capacity(count);
    for (i, mut word) in bits.into_iter().enumerate() {
        while word != 0 {
            merged.push(i as u32 * 64 + word.trailing_zeros());
            word &= word - 1;
        }
    }
    merged
}

/// Keeps the starts that have a position `place` words later in `list`. Both ascend.
fn keep_followed(starts: &mut Vec<u32>, list: impl Iterator<Item = u32>, place: u32) {
    let mut list = list.peekable();
    starts.retain(|&start| {
        let wanted = start.saturating_add(place);
        while list.next_if(|&position| position < wanted).is_some() {}
        list.peek() == Some(&wanted)
    });
}

fn by_document(index: &Index, positions: &[u32]) -> Vec<InDocument> {
    let entries = index.documents();
    let mut headlines = index.headlines().iter().peekable();
    let mut documents: Vec<InDocument> = Vec::new();
    let mut document = 0usize;
    for (place, &position) in positions.iter().enumerate() {
        let place = place as u32;
        while entries.get(document).is_some_and(|entry| entry.end() <= position) {
            document += 1;
        }
        while headlines.next_if(|headline| headline.1 <= position).is_some() {}
        let in_headline = headlines.peek().is_some_and(|headline| headline.0 <= position);
        match documents.last_mut().filter(|last| last.document == document as u32) {
            Some(last) => {
                last.places.end = place + 1;
                last.in_headline += u32::from(in_headline);
            }
            None => documents.push(InDocument {
                document: document as u32,
                places: place..place + 1,
                in_headline: u32::from(in_headline),
            }),
        }
    }
    documents
}

fn note(kind: NoteKind, part: &Part) -> Note {
    Note { kind, about: part.typed.clone(), span: part.span, forms: Vec::new() }
}
