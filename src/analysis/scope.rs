//! A set of documents → the stretches of words that count.

use crate::index::Index;
use crate::query::documents::DocumentSet;

/// Words in a row that count: of one document, on one side of the end of its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The position of the first.
    pub first: u32,
    /// One past that of the last.
    pub end: u32,
    /// Whose they are.
    pub document: u32,
}

/// Which words count.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Of which documents.
    pub documents: DocumentSet,
    /// Ascending; none is empty.
    pub stretches: Vec<Stretch>,
    /// Words in all.
    pub words: u64,
}

impl Scope {
    /// The articles of some documents, or everything in them.
    pub fn new(index: &Index, documents: DocumentSet, everything: bool) -> Scope {
        let zones = index.zones();
        let outside = if everything { &[] } else { zones.outside() };
        let mut stretches = Vec::new();
        for document in documents.iter() {
            let Some(entry) = index.documents().get(document as usize) else { continue };
            let middle = entry.first + entry.title_words;
            put(&mut stretches, outside, document, entry.first, middle);
            put(&mut stretches, outside, document, middle, entry.end());
        }
        let words = stretches.iter().map(|it: &Stretch| u64::from(it.end - it.first)).sum();
        Scope { documents, stretches, words }
    }

    /// The stretch that holds a position.
    pub fn around(&self, position: u32) -> Option<&Stretch> {
        let after = self.stretches.partition_point(|it| it.first <= position);
        self.stretches[..after].last().filter(|it| position < it.end)
    }

    /// How many words of each document count, by its number.
    pub fn words_by_document(&self, documents: u32) -> Vec<u32> {
        let mut words = vec![0; documents as usize];
        for stretch in &self.stretches {
            words[stretch.document as usize] += stretch.end - stretch.first;
        }
        words
    }
}

/// Puts what is left of a row of words without those outside.
fn put(stretches: &mut Vec<Stretch>, outside: &[(u32, u32)], document: u32, first: u32, end: u32) {
    let mut at = first;
    let from = outside.partition_point(|out| out.1 <= first);
    for &(out, behind) in outside[from..].iter().take_while(|out| out.0 < end) {
        if out > at {
            stretches.push(Stretch { first: at, end: out, document });
        }
        at = at.max(behind);
    }
    if at < end {
        stretches.push(Stretch { first: at, end, document });
    }
}
