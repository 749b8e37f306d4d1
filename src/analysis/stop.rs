//! Lists of function words, and words of the reader's own → which keys do not count.

use crate::id::KeyId;
use crate::index::Index;
use crate::text;

/// Keys that do not count.
#[derive(Clone, Debug, Default)]
pub struct Stop(Vec<u64>);

impl Stop {
    /// The function words of some languages (`"all"`: of all), and other words. A language without a list adds
    /// nothing; nor does a word that the corpus does not have.
    pub fn new(index: &Index, languages: &[String], words: &[String]) -> Stop {
        if languages.is_empty() && words.is_empty() {
            return Stop::default();
        }
        let mut bits = vec![0; index.lexicon().len().div_ceil(64)];
        let lists = text::stop::LISTS
            .iter()
            .filter(|it| languages.iter().any(|own| own == it.lang || own == "all"));
        let listed = lists.flat_map(|list| list.words.split_whitespace());
        let own = words.iter().flat_map(|word| word.split_whitespace());
        for word in listed.chain(own) {
            if let Some(KeyId(key)) = index.lexicon().find(&text::fold(word)) {
                bits[key as usize / 64] |= 1 << (key % 64);
            }
        }
        Stop(bits)
    }

    /// Whether a key does not count.
    #[inline]
    pub fn has(&self, key: u32) -> bool {
        self.0.get(key as usize / 64).is_some_and(|bits| bits >> (key % 64) & 1 == 1)
    }

    /// The keys that do not count, ascending.
    pub fn keys(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.0.len() as u32 * 64).filter(|key| self.has(*key))
    }

    /// Whether every key counts.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
