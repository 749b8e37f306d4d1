//! Which keys are one word: stems, the classes that they name, compounds and their parts.
//!
//! Layouts: [`format`](super::format#stems-classes-and-compounds). What is written there is
//! worked out by `relate`.

use std::ops::Range;
use std::sync::Arc;

use super::bits::{BitReader, BitWriter};
use super::blocks::{BlockWriter, Blocks};
use super::bytes::{Reader, put_varint};
use super::lexicon::Lexicon;
use super::pieces::Pieces;
use super::postings::{put_set, read_set};
use crate::error::Error;
use crate::id::KeyId;

/// A class of keys with the same stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub u32);

/// A key that has another one as a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compound {
    /// The part.
    pub part: KeyId,
    /// The whole.
    pub whole: KeyId,
    /// Where the part, possibly inflected, stands in the whole's key, in bytes.
    pub place: Range<u8>,
}

/// Classes in a block.
const BLOCK: usize = 32;
/// Compounds in a piece, at most.
const PIECE: usize = 4096;

/// The stems of a corpus.
#[derive(Debug)]
pub struct Stems {
    pieces: Arc<Pieces>,
    names: Lexicon,
    classes: Blocks,
    keys: u32,
    /// The first part in each piece of compounds.
    parts: Vec<u32>,
    /// The first piece of compounds.
    compounds: u32,
}

impl Stems {
    /// Reads what the root says of them, in an index of `keys` keys. Their pieces begin with
    /// `piece`.
    ///
    /// # Errors
    ///
    /// When it is not as [`format`](super::format#stems-classes-and-compounds) says.
    pub fn read(
        reader: &mut Reader<'_>,
        pieces: Arc<Pieces>,
        piece: u32,
        keys: u32,
    ) -> Result<Stems, Error> {
        let names = Lexicon::read(reader, pieces.clone(), piece)?;
        let piece = piece + names.pieces();
        let classes = Blocks::read(reader, piece, names.len().div_ceil(BLOCK))?;
        let compounds = piece + classes.pieces();
        let mut parts = Vec::new();
        for _ in 0..reader.count()? {
            parts.push(reader.varint32()?);
        }
        Ok(Stems { pieces, names, classes, keys, parts, compounds })
    }

    /// How many pieces they take.
    pub fn pieces(&self) -> [u32; 3] {
        [self.names.pieces(), self.classes.pieces(), self.parts.len() as u32]
    }

    /// The keys of a class, ascending.
    pub fn members(&self, class: ClassId) -> Vec<KeyId> {
        let (number, place) = (class.0 / BLOCK as u32, class.0 as usize % BLOCK);
        if class.0 as usize >= self.names.len() {
            return Vec::new();
        }
        let Some(part) = self.classes.get(number, &self.pieces) else { return Vec::new() };
        let mut reader = BitReader::new(part.as_ref());
        let mut members = Vec::new();
        for _ in 0..=place {
            members.clear();
            let count = reader.gamma().saturating_add(1);
            // A key has at least one bit in its own block; more keys than there are is damage.
            if reader.overrun() || count > self.keys {
                self.pieces.note(damaged());
                return Vec::new();
            }
            read_set(&mut reader, count as usize, self.keys, &mut members);
        }
        members.into_iter().map(KeyId).collect()
    }

    /// The class that a stem names.
    pub fn find(&self, stem: &str) -> Option<ClassId> {
        self.names.find(stem).map(|id| ClassId(id.0))
    }

    /// The stem that names a class.
    pub fn name(&self, class: ClassId) -> Option<String> {
        self.names.key(KeyId(class.0))
    }

    /// The keys that have `part` as a part.
    pub fn compounds(&self, part: KeyId) -> Vec<Compound> {
        let start = self.parts.partition_point(|&first| first < part.0).saturating_sub(1);
        let end = self.parts.partition_point(|&first| first <= part.0);
        let mut found = Vec::new();
        for piece in start as u32..end as u32 {
            let Some(bytes) = self.pieces.get(self.compounds + piece) else { continue };
            match read_compounds(bytes.as_ref(), self.keys) {
                Ok(compounds) => found.extend(compounds.into_iter().filter(|it| it.part == part)),
                Err(error) => self.pieces.note(error),
            }
        }
        found
    }
}

fn read_compounds(bytes: &[u8], keys: u32) -> Result<Vec<Compound>, Error> {
    let mut reader = Reader::new(bytes);
    let mut compounds = Vec::new();
    let (mut part, mut whole) = (0u32, 0u32);
    for _ in 0..reader.count()? {
        let step = reader.varint32()?;
        part = part.checked_add(step).ok_or_else(damaged)?;
        let next = reader.varint32()?;
        whole = if step == 0 { whole.checked_add(next).ok_or_else(damaged)? } else { next };
        let (start, length) = (reader.byte()?, reader.byte()?);
        let end = start.checked_add(length).ok_or_else(damaged)?;
        if part >= keys || whole >= keys {
            return Err(damaged());
        }
        compounds.push(Compound { part: KeyId(part), whole: KeyId(whole), place: start..end });
    }
    Ok(compounds)
}

fn put_compounds(compounds: &[Compound], out: &mut Vec<u8>) {
    put_varint(out, compounds.len() as u64);
    let (mut part, mut whole) = (0, 0);
    for compound in compounds {
        let step = compound.part.0 - part;
        put_varint(out, u64::from(step));
        let from = if step == 0 { whole } else { 0 };
        put_varint(out, u64::from(compound.whole.0 - from));
        out.extend([compound.place.start, compound.place.end - compound.place.start]);
        (part, whole) = (compound.part.0, compound.whole.0);
    }
}

/// Appends to `root` how sorted compounds are spread over pieces, and gives those.
pub fn write_compounds(compounds: &[Compound], root: &mut Vec<u8>) -> Vec<Vec<u8>> {
    let pieces = compounds.chunks(PIECE);
    put_varint(root, pieces.len() as u64);
    let piece = |compounds: &[Compound]| {
        put_varint(root, u64::from(compounds[0].part.0));
        let mut out = Vec::new();
        put_compounds(compounds, &mut out);
        out
    };
    pieces.map(piece).collect()
}

/// Appends to `root` how classes are spread over pieces, and gives those. `class_of` has for
/// each key 0 when it is alone, else 1 + its class.
pub fn write_classes(class_of: &[u32], classes: usize, root: &mut Vec<u8>) -> Vec<Vec<u8>> {
    let mut members = vec![Vec::new(); classes];
    for (key, class) in (0..).zip(class_of) {
        if let Some(class) = class.checked_sub(1) {
            members[class as usize].push(key);
        }
    }
    let mut blocks = BlockWriter::default();
    for block in members.chunks(BLOCK) {
        let mut out = BitWriter::new();
        for members in block {
            out.put_gamma(members.len() as u32 - 1);
            put_set(&mut out, members, class_of.len() as u32);
        }
        blocks.push(&out.finish());
    }
    blocks.finish(root)
}

fn damaged() -> Error {
    Error::corrupt(
        "expected stems of the corpus's own words, found others: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn compounds_come_back(set in prop::collection::btree_set((0..50u32, 0..50u32, 0..20u8), 0..60)) {
            let compounds: Vec<Compound> = set
                .into_iter()
                .map(|(part, whole, start)| Compound { part: KeyId(part), whole: KeyId(whole), place: start..start + 3 })
                .collect();
            let mut bytes = Vec::new();
            put_compounds(&compounds, &mut bytes);
            prop_assert_eq!(read_compounds(&bytes, 50).unwrap(), compounds);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = read_compounds(&bytes, 50);
        }

        #[test]
        fn classes_come_back(class_of in prop::collection::vec(0..40u32, 0..300)) {
            // Every class has a member, and they are numbered without gaps.
            let mut known: Vec<u32> = class_of.iter().copied().filter(|&class| class > 0).collect();
            known.sort_unstable();
            known.dedup();
            let number = |class: u32| known.binary_search(&class).map_or(0, |at| at as u32 + 1);
            let class_of: Vec<u32> = class_of.into_iter().map(number).collect();
            let names: Vec<String> = known.iter().map(|class| format!("{class:04}")).collect();
            let mut root = Vec::new();
            let mut pieces = super::super::lexicon::write(&names, 1, &mut root).unwrap();
            pieces.extend(write_classes(&class_of, names.len(), &mut root));
            pieces.extend(write_compounds(&[], &mut root));
            let pieces = Arc::new(Pieces::of(pieces));
            let stems = Stems::read(&mut Reader::new(&root), pieces, 0, class_of.len() as u32).unwrap();
            for (i, name) in names.iter().enumerate() {
                let class = stems.find(name).unwrap();
                let members = (0..).map(KeyId).zip(&class_of).filter(|(_, of)| **of == i as u32 + 1);
                prop_assert_eq!(stems.members(class), members.map(|(key, _)| key).collect::<Vec<_>>());
            }
        }
    }
}
