//! Which keys are one word: stems, the classes that they name, compounds and their parts.
//!
//! Layouts: [`format`](super::format#stems-classes-and-compounds). What is written there is
//! worked out by `relate`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::blocks::{BlockWriter, Blocks};
use super::coding::bits::{BitReader, BitWriter};
use super::coding::bytes::{Reader, put_varint};
use super::lexicon::Lexicon;
use super::pieces::Pieces;
use super::postings::{put_set, read_set};
use super::recent::Recent;
use super::slots::Slot;
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
/// How many blocks are remembered.
const LATELY: usize = 2048;
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
    /// Blocks of classes that were read lately.
    lately: Recent<Block>,
    /// The classes of keys that were read when pieces of the lexicon may not be here: who has
    /// a class need not load what says which class each of its keys has.
    known: Mutex<BTreeMap<KeyId, ClassId>>,
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
        let lately = Recent::new(LATELY);
        let known = Mutex::default();
        Ok(Stems { pieces, names, classes, keys, parts, compounds, lately, known })
    }

    /// How many pieces they take.
    pub fn pieces(&self) -> [u32; 3] {
        [self.names.pieces(), self.classes.pieces(), self.parts.len() as u32]
    }

    /// The keys of a class, ascending.
    pub fn members(&self, class: ClassId) -> Vec<KeyId> {
        let found = self.block(class);
        found.map_or(Vec::new(), |(block, place)| block.keys[block.of(place)].to_vec())
    }

    /// The keys of all classes, each with its slot. What is not here is noted.
    pub fn each(&self, mut visit: impl FnMut(Slot, KeyId)) {
        for first in (0..self.classes()).step_by(BLOCK) {
            let Some((block, _)) = self.block(ClassId(first)) else { continue };
            let slots = (block.first..=u32::MAX).map(Slot);
            slots.zip(&block.keys).for_each(|(slot, &key)| visit(slot, key));
        }
    }

    /// The slot of a key in its class; nothing, and noted, when it is not in that.
    pub fn slot(&self, class: ClassId, key: KeyId) -> Option<Slot> {
        let (block, place) = self.block(class)?;
        let keys = block.of(place);
        match block.keys[keys.clone()].binary_search(&key) {
            Ok(rank) => Some(Slot(block.first.saturating_add((keys.start + rank) as u32))),
            Err(_) => {
                self.pieces.note(damaged());
                None
            }
        }
    }

    /// How many classes there are.
    pub fn classes(&self) -> u32 {
        self.names.len() as u32
    }

    /// The block of a class, and its place in that.
    fn block(&self, class: ClassId) -> Option<(Arc<Block>, usize)> {
        if class.0 >= self.classes() {
            return None;
        }
        let (number, place) = (class.0 / BLOCK as u32, class.0 as usize % BLOCK);
        let block = self.lately.get(number, || {
            let part = self.classes.get(number, &self.pieces)?;
            let classes = BLOCK.min(self.names.len() - number as usize * BLOCK);
            let read = Block::read(part.as_ref(), classes, self.keys);
            let block = read.map_err(|error| self.pieces.note(error)).ok()?;
            if !self.pieces.is_whole() {
                self.remember(number, &block);
            }
            Some(block)
        });
        block.map(|block| (block, place))
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<KeyId, ClassId>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, number: u32, block: &Block) {
        let mut known = self.known();
        for place in 0..block.ends.len() {
            let class = ClassId(number * BLOCK as u32 + place as u32);
            known.extend(block.keys[block.of(place)].iter().map(|&key| (key, class)));
        }
    }

    /// The class of a key, if that was read.
    pub fn class_known(&self, key: KeyId) -> Option<ClassId> {
        self.known().get(&key).copied()
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

/// Classes that were read.
#[derive(Debug)]
struct Block {
    /// The slot of the first key.
    first: u32,
    keys: Vec<KeyId>,
    /// Where the keys of each class end.
    ends: Vec<usize>,
}

impl Block {
    fn read(bytes: &[u8], classes: usize, below: u32) -> Result<Block, Error> {
        let mut reader = BitReader::new(bytes);
        let first = reader.gamma();
        let (mut keys, mut ends, mut these) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..classes {
            let count = reader.gamma().saturating_add(1);
            // No key is in two classes.
            if reader.overrun() || count > below - keys.len() as u32 {
                return Err(damaged());
            }
            these.clear();
            read_set(&mut reader, count as usize, below, &mut these);
            keys.extend(these.iter().copied().map(KeyId));
            ends.push(keys.len());
        }
        Ok(Block { first, keys, ends })
    }

    /// Where the keys of a class stand.
    fn of(&self, place: usize) -> Range<usize> {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        start..self.ends[place]
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
    let mut slot = 0;
    for block in members.chunks(BLOCK) {
        let mut out = BitWriter::new();
        out.put_gamma(slot);
        for members in block {
            slot += members.len() as u32;
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
            let mut pieces = super::super::lexicon::write(&names, |_| Vec::new(), 1, &mut root).unwrap();
            pieces.extend(write_classes(&class_of, names.len(), &mut root));
            pieces.extend(write_compounds(&[], &mut root));
            let pieces = Arc::new(Pieces::of(pieces));
            let stems = Stems::read(&mut Reader::new(&root), pieces, 0, class_of.len() as u32).unwrap();
            let order = super::super::slots::order(&class_of);
            for (i, name) in names.iter().enumerate() {
                let class = stems.find(name).unwrap();
                let members = (0..).map(KeyId).zip(&class_of).filter(|(_, of)| **of == i as u32 + 1);
                let members: Vec<KeyId> = members.map(|(key, _)| key).collect();
                for &key in &members {
                    prop_assert_eq!(order[stems.slot(class, key).unwrap().0 as usize], key.0);
                }
                prop_assert_eq!(stems.members(class), members);
            }
        }
    }
}
