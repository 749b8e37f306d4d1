//! Which keys are one word: stems, the classes that they name, compounds and their parts.
//!
//! Layouts: [`format`](super::format#10-stems) and the two sections after it. What is
//! written there is worked out by `relate`.

use std::ops::Range;

use super::bytes::{Reader, put_varint};
use super::lexicon::{Lexicon, Part};
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

/// The stems of a corpus, read.
#[derive(Debug, Default)]
pub struct Stems {
    names: Option<Lexicon>,
    /// By key: 0 for a key that is alone, else 1 + its class.
    class_of: Vec<u32>,
    /// By class: where its members begin in `members`; one more at the end.
    starts: Vec<u32>,
    members: Vec<KeyId>,
    /// Sorted by part, then whole.
    compounds: Vec<Compound>,
}

impl Stems {
    /// Reads the three sections of an index with `keys` keys.
    ///
    /// # Errors
    ///
    /// When they are not as [`format`](super::format#10-stems) says.
    pub fn read(
        names: Part,
        classes: &[u8],
        compounds: &[u8],
        keys: usize,
    ) -> Result<Stems, Error> {
        let names = Lexicon::open(names)?;
        let class_of = read_classes(classes, keys, names.len())?;
        let compounds = read_compounds(compounds, keys)?;
        let (starts, members) = members(&class_of, names.len());
        Ok(Stems { names: Some(names), class_of, starts, members, compounds })
    }

    /// The class of a key; `None` when it is alone.
    pub fn class_of(&self, key: KeyId) -> Option<ClassId> {
        self.class_of.get(key.0 as usize)?.checked_sub(1).map(ClassId)
    }

    /// The keys of a class, ascending.
    pub fn members(&self, class: ClassId) -> &[KeyId] {
        let bound = |at: u32| self.starts.get(at as usize).map_or(0, |&start| start as usize);
        self.members.get(bound(class.0)..bound(class.0 + 1)).unwrap_or_default()
    }

    /// The class that a stem names.
    pub fn find(&self, stem: &str) -> Option<ClassId> {
        self.names.as_ref()?.find(stem).map(|id| ClassId(id.0))
    }

    /// The stem that names a class.
    pub fn name(&self, class: ClassId) -> Option<String> {
        self.names.as_ref()?.key(KeyId(class.0))
    }

    /// The keys that have `part` as a part.
    pub fn compounds(&self, part: KeyId) -> &[Compound] {
        let start = self.compounds.partition_point(|compound| compound.part < part);
        let rest = &self.compounds[start..];
        &rest[..rest.partition_point(|compound| compound.part == part)]
    }
}

fn members(class_of: &[u32], classes: usize) -> (Vec<u32>, Vec<KeyId>) {
    let mut starts = vec![0u32; classes + 1];
    for class in class_of.iter().filter(|&&class| class > 0) {
        starts[*class as usize] += 1;
    }
    for i in 1..starts.len() {
        starts[i] += starts[i - 1];
    }
    let mut next = starts.clone();
    let mut members = vec![KeyId(0); starts.last().map_or(0, |&end| end as usize)];
    for (key, class) in class_of.iter().enumerate().filter(|(_, class)| **class > 0) {
        let place = &mut next[*class as usize - 1];
        members[*place as usize] = KeyId(key as u32);
        *place += 1;
    }
    (starts, members)
}

fn read_classes(bytes: &[u8], keys: usize, classes: usize) -> Result<Vec<u32>, Error> {
    let mut reader = Reader::new(bytes);
    let class = |reader: &mut Reader<'_>| {
        let class = reader.varint32()?;
        if class as usize <= classes { Ok(class) } else { Err(damaged()) }
    };
    let read = (0..keys).map(|_| class(&mut reader)).collect::<Result<_, _>>()?;
    if reader.left() == 0 { Ok(read) } else { Err(damaged()) }
}

fn read_compounds(bytes: &[u8], keys: usize) -> Result<Vec<Compound>, Error> {
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
        if part as usize >= keys || whole as usize >= keys {
            return Err(damaged());
        }
        compounds.push(Compound { part: KeyId(part), whole: KeyId(whole), place: start..end });
    }
    Ok(compounds)
}

/// Appends the section of compounds, which must be sorted by part and then whole.
pub fn put_compounds(compounds: &[Compound], out: &mut Vec<u8>) {
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
            let _ = read_classes(&bytes, 10, 5);
        }
    }
}
