//! Tables of words, written as people write them and looked up by key.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use crate::text::fold;
use crate::text::hash::Quick;

/// Words, of which nobody but us says which there are.
pub type Words = HashSet<String, BuildHasherDefault<Quick>>;

/// Words, and what each stands for.
pub type Heads = HashMap<String, String, BuildHasherDefault<Quick>>;

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
