//! In which order the entries of keys stand: class by class, so that the forms of one word
//! are close together and come with one request.
//!
//! The number of a key's entry in that order is its *slot*: first those of the keys that have
//! a class, by class and then key; then those that are alone. Nothing says it outright.
//! Behind each piece of the lexicon stands which class each of its keys has; where a class
//! begins stands with the class ([`stems`](super::stems)); the others are counted.
//!
//! Layout: [`format`](super::format#lexicon).

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::coding::bits::{BitReader, BitWriter};
use super::coding::bytes::{Reader, put_varint};
use super::lexicon::{self, Lexicon};
use super::pieces::{Part, Pieces};
use super::stems::{ClassId, Stems};
use crate::error::Error;
use crate::id::KeyId;

/// The number of a key's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

/// What stands behind a piece of the lexicon about a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    /// Its class.
    Class(ClassId),
    /// It is alone; this is its slot.
    Alone(Slot),
}

/// Which keys have which class, or are alone.
#[derive(Debug)]
pub struct Slots {
    pieces: Arc<Pieces>,
    /// For each piece of the lexicon, how many keys before it are alone; at the end, all.
    alone: Vec<u32>,
    keys: u32,
    /// For each piece what it says, once it was read.
    read: Vec<OnceLock<Vec<Kin>>>,
}

impl Slots {
    /// Reads how many keys in each piece of `lexicon` are alone.
    ///
    /// # Errors
    ///
    /// When they are more than there are.
    pub fn read(
        reader: &mut Reader<'_>,
        lexicon: &Lexicon,
        pieces: Arc<Pieces>,
    ) -> Result<Slots, Error> {
        let mut alone = vec![0u32];
        for keys in lexicon.ranges() {
            let here = reader.varint32()?;
            if here as usize > keys.len() {
                return Err(damaged());
            }
            alone.push(alone[alone.len() - 1] + here);
        }
        let read = (1..alone.len()).map(|_| OnceLock::new()).collect();
        Ok(Slots { pieces, alone, keys: lexicon.len() as u32, read })
    }

    /// How many keys have a class: their slots come first.
    pub fn in_classes(&self) -> u32 {
        self.keys - self.alone.last().copied().unwrap_or(0)
    }

    /// What is known of a key; nothing, and noted, when its piece is not here or damaged.
    pub fn kin(&self, key: KeyId, lexicon: &Lexicon, stems: &Stems) -> Option<Kin> {
        let (piece, first) = lexicon.piece_of(key)?;
        if self.read[piece].get().is_none()
            && let Some(class) = stems.class_known(key)
        {
            return Some(Kin::Class(class));
        }
        self.kins(piece, lexicon, stems)?.get((key.0 - first) as usize).copied()
    }

    /// What is known of the keys of a piece of the lexicon; nothing, and noted, when it is not
    /// here or damaged.
    fn kins(&self, piece: usize, lexicon: &Lexicon, stems: &Stems) -> Option<&[Kin]> {
        if let Some(kin) = self.read[piece].get() {
            return Some(kin);
        }
        let (part, keys) = lexicon.behind(piece)?;
        match self.open(&part, piece, keys.len(), stems.classes()) {
            Ok(kin) => Some(self.read[piece].get_or_init(|| kin)),
            Err(error) => {
                self.pieces.note(error);
                None
            }
        }
    }

    /// The keys that are alone, each with its slot. What is not here is noted.
    pub fn each_alone(&self, lexicon: &Lexicon, stems: &Stems, mut visit: impl FnMut(Slot, KeyId)) {
        for (piece, keys) in lexicon.ranges().enumerate() {
            let Some(kins) = self.kins(piece, lexicon, stems) else { continue };
            for (key, kin) in (keys.start..).zip(kins) {
                if let Kin::Alone(slot) = kin {
                    visit(*slot, KeyId(key));
                }
            }
        }
    }

    fn open(
        &self,
        part: &Part,
        piece: usize,
        keys: usize,
        classes: u32,
    ) -> Result<Vec<Kin>, Error> {
        let mut reader = BitReader::new(part.as_ref());
        let mut last = reader.gamma();
        let low = reader.take(5) as u32;
        let mut slot = self.in_classes() + self.alone[piece];
        let mut kin = Vec::with_capacity(keys);
        for _ in 0..keys {
            kin.push(match reader.take(1) {
                1 => {
                    last = last.wrapping_add_signed(unzigzag(reader.rice(low)));
                    Kin::Class(ClassId(last))
                }
                _ => {
                    slot += 1;
                    Kin::Alone(Slot(slot - 1))
                }
            });
        }
        let sound = |kin: &Kin| !matches!(kin, Kin::Class(class) if class.0 >= classes);
        let counted = slot == self.in_classes() + self.alone[piece + 1];
        if counted && kin.iter().all(sound) && !reader.overrun() { Ok(kin) } else { Err(damaged()) }
    }
}

/// What is to stand behind a piece of the lexicon that holds the keys `keys`; `class_of` has
/// for each key 0 when it is alone, else 1 + its class.
pub fn behind(class_of: &[u32], keys: Range<usize>) -> Vec<u8> {
    let classes = || class_of[keys.clone()].iter().map(|class| class.checked_sub(1));
    let base = classes().flatten().next().unwrap_or(0);
    let mut last = base;
    let mut step = |class: u32| zigzag(class as i32 - std::mem::replace(&mut last, class) as i32);
    let steps: Vec<Option<u32>> = classes().map(|class| class.map(&mut step)).collect();
    let cost = |low: u32| {
        steps.iter().flatten().map(|step| u64::from(step >> low) + u64::from(low)).sum::<u64>()
    };
    // Beyond the bits of the largest it only becomes more.
    let bits = u32::BITS - steps.iter().flatten().fold(0, |all, step| all | step).leading_zeros();
    let low = (0..=bits.min(30)).min_by_key(|&low| cost(low)).unwrap_or(0);
    let mut out = BitWriter::new();
    out.put_gamma(base);
    out.put(u64::from(low), 5);
    for step in steps {
        out.put(u64::from(step.is_some()), 1);
        if let Some(step) = step {
            out.put_rice(step, low);
        }
    }
    out.finish()
}

fn zigzag(step: i32) -> u32 {
    (step << 1 ^ step >> 31) as u32
}

fn unzigzag(step: u32) -> i32 {
    (step >> 1) as i32 ^ -((step & 1) as i32)
}

/// Appends to `root` how many keys in each piece of the lexicon are alone.
pub fn write(class_of: &[u32], root: &mut Vec<u8>) {
    for classes in class_of.chunks(lexicon::PIECE) {
        put_varint(root, classes.iter().filter(|class| **class == 0).count() as u64);
    }
}

/// The keys by their slots.
pub fn order(class_of: &[u32]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..class_of.len() as u32).collect();
    // Those that are alone have 0, and come last.
    order.sort_by_key(|&key| class_of[key as usize].wrapping_sub(1));
    order
}

fn damaged() -> Error {
    Error::corrupt(
        "expected the classes of keys, found other bytes: the index is damaged; build it again",
    )
}
