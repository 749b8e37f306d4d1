//! How the corpus writes its words as two or three: گفت و گو and گفت گو for گفتگو.
//!
//! A [`Split`] is a pair of neighbours, perhaps with a و between them, that somewhere in the
//! corpus stands for a word which it also writes as one. They are kept by the least key of
//! that word's class, so whoever knows the forms of a word learns with one look how else it is
//! written. When a pair counts as the same word is decided by
//! [`compound`](crate::text::compound).
//!
//! Layout: [`format`](super::format#stems-classes-and-compounds).

use std::sync::Arc;

use super::coding::bytes::{Reader, put_varint};
use super::pieces::Pieces;
use crate::error::Error;
use crate::id::KeyId;

/// Two neighbours that are written for one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Split {
    /// The least key among those of the word.
    pub word: KeyId,
    /// The first neighbour.
    pub left: KeyId,
    /// What makes them one.
    pub seam: Seam,
    /// The second.
    pub right: KeyId,
}

/// What stands between the two halves of a word that is written apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seam {
    /// Nothing, in a compound.
    None,
    /// The conjunction, in a compound.
    And,
    /// Nothing: the first is the prefix of a verb.
    Prefix,
}

/// Splits in a piece, at most.
const PIECE: usize = 1024;

/// The splits of a corpus.
#[derive(Debug)]
pub struct Splits {
    pieces: Arc<Pieces>,
    keys: u32,
    /// The first word in each piece.
    words: Vec<u32>,
    /// The first piece.
    first: u32,
}

impl Splits {
    /// Reads what the root says of them, in an index of `keys` keys. Their pieces begin with
    /// `piece`.
    ///
    /// # Errors
    ///
    /// When it ends too soon.
    pub fn read(
        reader: &mut Reader<'_>,
        pieces: Arc<Pieces>,
        piece: u32,
        keys: u32,
    ) -> Result<Splits, Error> {
        let mut words = Vec::new();
        for _ in 0..reader.count()? {
            words.push(reader.varint32()?);
        }
        Ok(Splits { pieces, keys, words, first: piece })
    }

    /// How many pieces they take.
    pub fn pieces(&self) -> u32 {
        self.words.len() as u32
    }

    /// The ways in which the word is split of which `word` is the least key.
    pub fn of(&self, word: KeyId) -> Vec<Split> {
        let start = self.words.partition_point(|&first| first < word.0).saturating_sub(1);
        let end = self.words.partition_point(|&first| first <= word.0);
        let mut found = Vec::new();
        for piece in start as u32..end as u32 {
            let Some(bytes) = self.pieces.get(self.first + piece) else { continue };
            match take(bytes.as_ref(), self.keys) {
                Ok(splits) => found.extend(splits.into_iter().filter(|it| it.word == word)),
                Err(error) => self.pieces.note(error),
            }
        }
        found
    }
}

fn take(bytes: &[u8], keys: u32) -> Result<Vec<Split>, Error> {
    let mut reader = Reader::new(bytes);
    let mut splits = Vec::new();
    let (mut word, mut left) = (0u32, 0u32);
    for _ in 0..reader.count()? {
        let step = reader.varint32()?;
        word = word.checked_add(step).ok_or_else(damaged)?;
        let next = reader.varint32()?;
        left = if step == 0 { left.checked_add(next).ok_or_else(damaged)? } else { next };
        let last = reader.varint()?;
        let right = u32::try_from(last / 3).map_err(|_| damaged())?;
        if word.max(left).max(right) >= keys {
            return Err(damaged());
        }
        let seam = [Seam::None, Seam::And, Seam::Prefix][(last % 3) as usize];
        splits.push(Split { word: KeyId(word), left: KeyId(left), seam, right: KeyId(right) });
    }
    Ok(splits)
}

fn put(splits: &[Split], out: &mut Vec<u8>) {
    put_varint(out, splits.len() as u64);
    let (mut word, mut left) = (0, 0);
    for split in splits {
        let step = split.word.0 - word;
        put_varint(out, u64::from(step));
        let from = if step == 0 { left } else { 0 };
        put_varint(out, u64::from(split.left.0 - from));
        put_varint(out, u64::from(split.right.0) * 3 + split.seam as u64);
        (word, left) = (split.word.0, split.left.0);
    }
}

/// Appends to `root` how sorted splits are spread over pieces, and gives those.
pub fn write(splits: &[Split], root: &mut Vec<u8>) -> Vec<Vec<u8>> {
    let pieces = splits.chunks(PIECE);
    put_varint(root, pieces.len() as u64);
    let piece = |splits: &[Split]| {
        put_varint(root, u64::from(splits[0].word.0));
        let mut out = Vec::new();
        put(splits, &mut out);
        out
    };
    pieces.map(piece).collect()
}

fn damaged() -> Error {
    Error::corrupt(
        "expected words of the corpus written apart, found others: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn splits_come_back(
            set in prop::collection::btree_set((0..900u32, 0..50u32, 0..3usize, 0..50u32), 0..3000),
        ) {
            let seams = [Seam::None, Seam::And, Seam::Prefix];
            let split = |(word, left, seam, right): (u32, u32, usize, u32)| Split {
                word: KeyId(word), left: KeyId(left), seam: seams[seam], right: KeyId(right),
            };
            let splits: Vec<Split> = set.into_iter().map(split).collect();
            let mut root = Vec::new();
            let pieces = Arc::new(Pieces::of(write(&splits, &mut root)));
            let read = Splits::read(&mut Reader::new(&root), pieces, 0, 900).unwrap();
            for word in (0..900).map(KeyId) {
                let own = splits.iter().copied().filter(|split| split.word == word);
                prop_assert_eq!(read.of(word), own.collect::<Vec<_>>());
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = take(&bytes, 50);
        }
    }
}
