//! Which documents are copies or excerpts of one another.
//!
//! What counts as that, and how it is found, is said in [`reuse`](crate::reuse); here it is
//! written down: groups of documents, each with the one whose text is fullest.
//!
//! Layout: [`format`](super::format#copies).

use std::sync::{Arc, OnceLock};

use super::coding::bytes::{Reader, put_varint};
use super::pieces::Pieces;
use crate::error::Error;
use crate::id::DocId;

/// Documents that are copies or excerpts of one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copies {
    /// The one whose text is fullest.
    pub fullest: DocId,
    /// All of them, ascending; two at least.
    pub documents: Vec<DocId>,
}

/// The groups of a corpus.
#[derive(Debug)]
pub struct AllCopies {
    pieces: Arc<Pieces>,
    /// Its piece, when it has one.
    piece: Option<u32>,
    documents: u32,
    read: OnceLock<Read>,
}

#[derive(Debug, Default)]
struct Read {
    groups: Vec<Copies>,
    /// Documents that are in a group, ascending, and its number.
    of: Vec<(DocId, u32)>,
}

impl AllCopies {
    /// Of a corpus of `documents` documents, in `pieces`: none, or one at `first`.
    pub fn new(pieces: Arc<Pieces>, first: u32, count: u32, documents: u32) -> AllCopies {
        let piece = (count > 0).then_some(first);
        AllCopies { pieces, piece, documents, read: OnceLock::new() }
    }

    /// All groups, in the order of their first documents.
    pub fn groups(&self) -> &[Copies] {
        self.all().map_or(&[], |read| &read.groups)
    }

    /// The group of a document, and its number.
    pub fn of(&self, document: DocId) -> Option<(u32, &Copies)> {
        let read = self.all()?;
        let place = read.of.binary_search_by_key(&document, |(own, _)| *own).ok()?;
        let number = read.of[place].1;
        Some((number, &read.groups[number as usize]))
    }

    fn all(&self) -> Option<&Read> {
        if let Some(read) = self.read.get() {
            return Some(read);
        }
        let part = self.pieces.get(self.piece?)?;
        match take(part.as_ref(), self.documents) {
            Ok(groups) => {
                let mut of: Vec<(DocId, u32)> = Vec::new();
                for (number, group) in (0..).zip(&groups) {
                    of.extend(group.documents.iter().map(|&document| (document, number)));
                }
                crate::order::sort(&mut of);
                Some(self.read.get_or_init(|| Read { groups, of }))
            }
            Err(error) => {
                self.pieces.note(error);
                None
            }
        }
    }
}

fn take(bytes: &[u8], documents: u32) -> Result<Vec<Copies>, Error> {
    let mut reader = Reader::new(bytes);
    let (mut groups, mut first) = (Vec::new(), 0u32);
    for _ in 0..reader.count()? {
        first = first.checked_add(reader.varint32()?).ok_or_else(damaged)?;
        let (count, fullest) = (reader.count()?, reader.count()?);
        let (mut members, mut next) = (vec![DocId(first)], first);
        for _ in 1..count {
            let step = reader.varint32()?.checked_add(1).ok_or_else(damaged)?;
            next = next.checked_add(step).ok_or_else(damaged)?;
            members.push(DocId(next));
        }
        let fullest = members.get(fullest).copied().ok_or_else(damaged)?;
        if count < 2 || next >= documents {
            return Err(damaged());
        }
        groups.push(Copies { fullest, documents: members });
    }
    Ok(groups)
}

/// The piece of groups, which are in the order of their first documents; none for none.
pub fn write(groups: &[Copies]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    put_varint(&mut out, groups.len() as u64);
    let mut first = 0;
    for group in groups {
        let head = group.documents[0].0;
        put_varint(&mut out, u64::from(head - first));
        first = head;
        put_varint(&mut out, group.documents.len() as u64);
        let fullest = group.documents.iter().position(|document| *document == group.fullest);
        put_varint(&mut out, fullest.unwrap_or_default() as u64);
        for two in group.documents.windows(2) {
            put_varint(&mut out, u64::from(two[1].0 - two[0].0 - 1));
        }
    }
    if groups.is_empty() { Vec::new() } else { vec![out] }
}

fn damaged() -> Error {
    Error::corrupt(
        "expected copies among the documents, found other bytes: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn groups_come_back(of in prop::collection::vec(0..9usize, 0..60)) {
            let mut groups: Vec<Copies> = (1..9)
                .map(|number| {
                    let its = (0..).zip(&of).filter(|(_, own)| **own == number);
                    its.map(|(document, _)| DocId(document)).collect::<Vec<_>>()
                })
                .filter(|documents| documents.len() > 1)
                .map(|documents| Copies { fullest: documents[documents.len() / 2], documents })
                .collect();
            groups.sort_by_key(|group| group.documents[0]);
            let written = write(&groups);
            let count = written.len() as u32;
            let pieces = Arc::new(Pieces::of(written));
            let copies = AllCopies::new(pieces, 0, count, of.len() as u32);
            prop_assert_eq!(copies.groups(), &groups[..]);
            let grouped: BTreeSet<DocId> = groups.iter().flat_map(|group| group.documents.clone()).collect();
            for document in (0..of.len() as u32).map(DocId) {
                let group = copies.of(document).map(|(_, group)| group);
                prop_assert_eq!(group.is_some(), grouped.contains(&document));
                prop_assert!(group.is_none_or(|group| group.documents.contains(&document)));
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = take(&bytes, 50);
        }
    }
}
