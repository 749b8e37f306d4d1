//! Words and gaps, numbered as they are first seen.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::threads;
use crate::text;

/// A map by text.
type ByText = HashMap<Box<str>, u32, BuildHasherDefault<Quick>>;

/// Hashes eight bytes by one multiplication, folded: every word of every text is looked up.
/// Order never depends on it.
#[derive(Debug, Default)]
struct Quick(u64);

impl Quick {
    fn add(&mut self, word: u64) {
        let product = u128::from(self.0 ^ word) * 0x9E37_79B9_7F4A_7C15;
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, last) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        if !last.is_empty() {
            let mut word = [0; 8];
            word[..last.len()].copy_from_slice(last);
            self.add(u64::from_le_bytes(word) ^ (last.len() as u64) << 56);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Forms and gaps, numbered in the order first seen.
#[derive(Debug, Default)]
pub struct Symbols {
    words: ByText,
    gaps: ByText,
    /// How often each was seen, and whether it is a word.
    seen: Vec<(u32, bool)>,
}

/// The keys of all forms.
pub struct Keys {
    /// Each once, ascending.
    pub sorted: Vec<String>,
    /// For each symbol its key's ordinal; `None` for a gap.
    pub of: Vec<Option<u32>>,
}

impl Symbols {
    /// The number of a form, which has now been seen once more.
    pub fn word(&mut self, form: &str) -> u32 {
        Symbols::number(&mut self.words, &mut self.seen, form, true)
    }

    /// The number of a gap, which has now been seen once more.
    pub fn gap(&mut self, gap: &str) -> u32 {
        Symbols::number(&mut self.gaps, &mut self.seen, gap, false)
    }

    fn number(known: &mut ByText, seen: &mut Vec<(u32, bool)>, text: &str, word: bool) -> u32 {
        if let Some(&symbol) = known.get(text) {
            seen[symbol as usize].0 += 1;
            return symbol;
        }
        let symbol = seen.len() as u32;
        known.insert(text.into(), symbol);
        seen.push((1, word));
        symbol
    }

    /// True for a form, false for a gap.
    pub fn is_word(&self, symbol: u32) -> bool {
        self.seen[symbol as usize].1
    }

    /// How often a symbol was seen.
    pub fn count(&self, symbol: u32) -> u32 {
        self.seen[symbol as usize].0
    }

    /// Every symbol's text.
    pub fn texts(&self) -> Vec<&str> {
        let mut texts = vec![""; self.seen.len()];
        for (text, &symbol) in self.words.iter().chain(&self.gaps) {
            texts[symbol as usize] = text;
        }
        texts
    }

    /// The keys of all forms.
    pub fn keys(&self, threads: usize) -> Keys {
        let forms: Vec<(&str, u32)> =
            self.words.iter().map(|(form, &symbol)| (&**form, symbol)).collect();
        let parts: Vec<&[(&str, u32)]> = forms.chunks(4096).collect();
        let folded = threads::map(threads, &parts, |forms| {
            forms.iter().map(|&(form, symbol)| (text::fold(form), symbol)).collect::<Vec<_>>()
        });
        let mut folded: Vec<(String, u32)> = folded.into_iter().flatten().collect();
        folded.sort_unstable();
        let mut keys = Keys { sorted: Vec::new(), of: vec![None; self.seen.len()] };
        for (key, symbol) in folded {
            if keys.sorted.last() != Some(&key) {
                keys.sorted.push(key);
            }
            keys.of[symbol as usize] = Some(keys.sorted.len() as u32 - 1);
        }
        keys
    }

    /// Words printed with a half-space in them: key, form, occurrences; sorted.
    pub fn half_spaced(&self, keys: &Keys) -> Vec<(u32, &str, u32)> {
        let inside = |form: &str| form.chars().any(text::script::is_half_space);
        let mut found: Vec<(u32, &str, u32)> = self
            .words
            .iter()
            .filter(|(form, _)| inside(form))
            .filter_map(|(form, &symbol)| {
                let key = keys.of[symbol as usize]?;
                Some((key, &**form, self.seen[symbol as usize].0))
            })
            .collect();
        found.sort_unstable();
        found
    }
}
