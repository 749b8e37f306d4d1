//! Tables of words, written as people write them and looked up by key.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::text::fold;

/// Words, of which nobody but us says which there are.
pub type Words = HashSet<String, BuildHasherDefault<Quick>>;

/// Words, and what each stands for.
pub type Heads = HashMap<String, String, BuildHasherDefault<Quick>>;

/// Hashes eight bytes by one multiplication: for tables that nobody can fill with words of one
/// hash, and in which every key of a corpus is looked up several times.
#[derive(Default)]
pub struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, last) = bytes.as_chunks::<8>();
        let last = last.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
        for word in words.iter().map(|word| u64::from_le_bytes(*word)).chain([last]) {
            let product = u128::from(self.0 ^ word) * 0x9E37_79B9_7F4A_7C15;
            self.0 = product as u64 ^ (product >> 64) as u64;
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Words that share a reason.
pub struct Group {
    /// The reason.
    pub why: &'static str,
    /// The words, parted by spaces.
    pub words: &'static str,
}

/// The keys of all words of some groups.
pub fn keys(groups: &[Group]) -> Words {
    groups.iter().flat_map(|group| group.words.split_whitespace()).map(fold).collect()
}

/// Reads `head: form form` lines into form → head, all as keys.
pub fn heads(lines: &str) -> Heads {
    let mut heads = Heads::default();
    for (head, forms) in lines.lines().filter_map(|line| line.split_once(':')) {
        for form in forms.split_whitespace() {
            heads.insert(fold(form), fold(head.trim()));
        }
    }
    heads
}

/// A vocabulary for tests.
#[cfg(test)]
#[derive(Default)]
pub struct Counts(pub HashMap<String, u32>);

#[cfg(test)]
impl Counts {
    /// Each word of `words` once more.
    pub fn of(words: &str) -> Counts {
        let mut counts = Counts::default();
        for word in words.split_whitespace() {
            *counts.0.entry(fold(word)).or_default() += 1;
        }
        counts
    }
}

#[cfg(test)]
impl super::Vocabulary for Counts {
    fn count(&self, key: &str) -> u32 {
        self.0.get(key).copied().unwrap_or(0)
    }
}
