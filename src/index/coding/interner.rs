//! Texts, each kept once and known by a number: all in one string.

use std::hash::{BuildHasher as _, RandomState};

/// No number.
const NONE: u32 = u32::MAX;

/// The hash of a text: eight bytes by one multiplication, folded. Every word of every text is
/// looked up. Order never depends on it. With a `seed` that nobody knows, nobody can make
/// texts whose hashes are the same.
#[inline]
pub(in crate::index) fn hash(seed: u64, text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (words, last) = bytes.as_chunks::<8>();
    let mut hash = seed ^ bytes.len() as u64;
    for word in words {
        hash = folded(hash ^ u64::from_le_bytes(*word));
    }
    // Of what is left over, the last eight bytes, some of them once more, are quicker.
    let rest = match bytes.last_chunk() {
        _ if last.is_empty() => return hash,
        Some(eight) => u64::from_le_bytes(*eight),
        None => last.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    };
    folded(hash ^ rest)
}

#[inline]
fn folded(word: u64) -> u64 {
    let product = u128::from(word ^ 0xD6E8_FEB8_6659_FD93) * 0x9E37_79B9_7F4A_7C15;
    product as u64 ^ (product >> 64) as u64
}

/// Whether two texts are the same. Words are so short that comparing them here is quicker than
/// having it done.
#[inline]
fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    match (one.last_chunk::<8>(), other.last_chunk::<8>()) {
        (Some(last), Some(others)) => {
            let mut pairs = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
            last == others && pairs.all(|(one, other)| one == other)
        }
        _ => one.iter().eq(other),
    }
}

/// The half of a hash that is kept, and says which slot is its own.
#[inline]
fn half(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// Numbers by the hash of what they stand for: at most three in four slots are used. Beside each
/// number stands half of its hash, so that what is not there is seldom looked at, and nothing has
/// to be hashed again.
#[derive(Debug)]
struct Slots {
    seed: u64,
    slots: Vec<(u32, u32)>,
}

impl Slots {
    fn for_so_many(count: usize) -> Slots {
        let slots = vec![(0, NONE); (count * 2).next_power_of_two().max(16)];
        Slots { seed: RandomState::new().hash_one(0), slots }
    }

    #[inline]
    fn hash(&self, text: &str) -> u64 {
        hash(self.seed, text)
    }

    /// The number that `is` the one looked for.
    #[inline]
    fn find(&self, hash: u64, is: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let half = half(hash);
        let mut slot = half as usize & mask;
        loop {
            match self.slots[slot] {
                (_, NONE) => return None,
                (its, number) if its == half && is(number) => return Some(number),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// Adds a number that is not there, whose hash this is.
    fn add(&mut self, hash: u64, number: u32) {
        self.put(half(hash), number);
    }

    #[inline]
    fn put(&mut self, half: u32, number: u32) {
        let mask = self.slots.len() - 1;
        let mut slot = half as usize & mask;
        while self.slots[slot].1 != NONE {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (half, number);
    }

    /// Makes room for twice as many.
    fn grow(&mut self) {
        let room = vec![(0, NONE); self.slots.len() * 2];
        for (half, number) in std::mem::replace(&mut self.slots, room) {
            if number != NONE {
                self.put(half, number);
            }
        }
    }
}

/// Texts, numbered in the order in which they were first given.
#[derive(Debug)]
pub(in crate::index) struct Interner {
    text: String,
    /// Where each text ends.
    ends: Vec<usize>,
    slots: Slots,
}

impl Default for Interner {
    fn default() -> Interner {
        Interner { text: String::new(), ends: Vec::new(), slots: Slots::for_so_many(0) }
    }
}

impl Interner {
    /// How many there are.
    pub(in crate::index) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number.
    #[inline]
    pub(in crate::index) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[number]]
    }

    /// All texts, by their numbers.
    pub(in crate::index) fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        (0..self.len() as u32).map(|number| self.get(number))
    }

    /// The number of a text that was given.
    #[inline]
    pub(in crate::index) fn find(&self, text: &str) -> Option<u32> {
        self.slots.find(self.slots.hash(text), |it| same(self.get(it), text))
    }

    /// The number of a text, which is a new one when it was not given before.
    #[inline]
    pub(in crate::index) fn number(&mut self, text: &str) -> u32 {
        let hash = self.slots.hash(text);
        match self.slots.find(hash, |it| same(self.get(it), text)) {
            Some(number) => number,
            None => self.push(hash, text),
        }
    }

    fn push(&mut self, hash: u64, text: &str) -> u32 {
        let number = self.ends.len() as u32;
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.slots.add(hash, number);
        if self.ends.len() * 4 > self.slots.slots.len() * 3 {
            self.slots.grow();
        }
        number
    }
}

/// Finds texts that stand in a row, all different, by what they are.
#[derive(Debug)]
pub(in crate::index) struct Lookup<'a> {
    texts: &'a [&'a str],
    slots: Slots,
}

impl<'a> Lookup<'a> {
    pub(in crate::index) fn new(texts: &'a [&'a str]) -> Lookup<'a> {
        let mut slots = Slots::for_so_many(texts.len());
        for (number, text) in (0..).zip(texts) {
            slots.add(slots.hash(text), number);
        }
        Lookup { texts, slots }
    }

    /// The place of a text among them.
    #[inline]
    pub(in crate::index) fn find(&self, text: &str) -> Option<u32> {
        self.slots.find(self.slots.hash(text), |it| same(self.texts[it as usize], text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_number() {
        let texts: Vec<String> = (0..5000).map(|n| format!("{:x}", n % 3000 * 7919)).collect();
        let mut interner = Interner::default();
        for (n, text) in texts.iter().enumerate() {
            assert_eq!(interner.number(text), (n % 3000) as u32);
        }
        assert_eq!(interner.number(""), 3000);
        let all: Vec<&str> = interner.iter().collect();
        assert_eq!((interner.len(), all[2], all[3000]), (3001, texts[2].as_str(), ""));
        let lookup = Lookup::new(&all);
        for text in &texts {
            assert_eq!(interner.find(text), lookup.find(text));
        }
        assert_eq!((interner.find("other"), lookup.find("other")), (None, None));
    }
}
