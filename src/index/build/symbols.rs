//! Words and gaps, numbered as they are first seen, and the keys of the words.

use super::threads;
use crate::index::coding::interner::Interner;
use crate::text;

/// No key: what a gap has.
pub const NO_KEY: u32 = u32::MAX;

/// Forms and gaps, numbered in the order first seen.
///
/// A word begins with a letter or a digit and a gap holds neither, so no text is both.
#[derive(Debug, Default)]
pub struct Symbols {
    texts: Interner,
    /// How often each was seen, and whether it is a word.
    counts: Vec<u32>,
    words: Vec<bool>,
}

/// The keys of all forms.
pub struct Keys {
    /// All keys one behind another, each once, ascending; and where each ends.
    text: String,
    ends: Vec<usize>,
    /// For each symbol its key's ordinal, or [`NO_KEY`].
    pub of: Vec<u32>,
}

impl Keys {
    /// All keys, ascending.
    pub fn sorted(&self) -> Vec<&str> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.text[start..end]).collect()
    }

    /// For each symbol the slot of its key, or [`NO_KEY`]; `order` has the keys by their slots.
    pub fn slots(&self, order: &[u32]) -> Vec<u32> {
        let mut slots = vec![0; order.len()];
        (0..).zip(order).for_each(|(slot, &key)| slots[key as usize] = slot);
        self.of.iter().map(|&key| slots.get(key as usize).copied().unwrap_or(NO_KEY)).collect()
    }
}

impl Symbols {
    /// The number of a form or a gap, which has now been seen so many times more.
    #[inline]
    pub fn add(&mut self, text: &str, word: bool, times: u32) -> u32 {
        let symbol = self.texts.number(text);
        if symbol as usize == self.counts.len() {
            self.counts.push(0);
            self.words.push(word);
        }
        debug_assert_eq!(self.words[symbol as usize], word);
        self.counts[symbol as usize] += times;
        symbol
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// True for a form, false for a gap.
    #[inline]
    pub fn is_word(&self, symbol: u32) -> bool {
        self.words[symbol as usize]
    }

    /// How often a symbol was seen.
    pub fn count(&self, symbol: u32) -> u32 {
        self.counts[symbol as usize]
    }

    /// A symbol's text.
    pub fn text(&self, symbol: u32) -> &str {
        self.texts.get(symbol)
    }

    /// All forms, with their symbols.
    fn forms(&self) -> impl Iterator<Item = (u32, &str)> {
        let all = (0..).zip(&self.words).zip(self.texts.iter());
        all.filter_map(|((symbol, &word), text)| word.then_some((symbol, text)))
    }

    /// The keys of all forms.
    pub fn keys(&self, threads: usize) -> Keys {
        let forms: Vec<u32> = self.forms().map(|(symbol, _)| symbol).collect();
        let parts: Vec<&[u32]> = forms.chunks(forms.len().div_ceil(threads).max(1024)).collect();
        let folded = threads::map(threads, &parts, |forms| Folded::new(self, forms));
        let mut all: Vec<(usize, Place)> = Vec::with_capacity(forms.len());
        for (part, folded) in folded.iter().enumerate() {
            all.extend(folded.places.iter().map(|&place| (part, place)));
        }
        let key = |(part, place): &(usize, Place)| folded[*part].key(place);
        // Runs that are sorted already: this merges them.
        all.sort_by(|a, b| (a.1.begins, key(a), a.1.symbol).cmp(&(b.1.begins, key(b), b.1.symbol)));
        let mut keys = Keys { text: String::new(), ends: Vec::new(), of: vec![NO_KEY; self.len()] };
        let mut last = None;
        for place in &all {
            let key = key(place);
            if last != Some(key) {
                keys.text.push_str(key);
                keys.ends.push(keys.text.len());
                last = Some(key);
            }
            keys.of[place.1.symbol as usize] = keys.ends.len() as u32 - 1;
        }
        keys
    }

    /// Words printed with a half-space in them: key, form, occurrences; sorted.
    pub fn half_spaced(&self, keys: &Keys) -> Vec<(u32, &str, u32)> {
        let inside = |form: &str| form.chars().any(text::script::is_half_space);
        let mut found: Vec<(u32, &str, u32)> = self
            .forms()
            .filter(|(_, form)| inside(form))
            .map(|(symbol, form)| (keys.of[symbol as usize], form, self.count(symbol)))
            .collect();
        found.sort_unstable();
        found
    }
}

/// The keys of some forms, sorted.
struct Folded {
    text: String,
    places: Vec<Place>,
}

/// Where the key of a form stands.
#[derive(Clone, Copy)]
struct Place {
    /// Its first bytes as a number: most comparisons need no more.
    begins: u128,
    symbol: u32,
    start: u32,
    length: u32,
}

impl Folded {
    fn new(symbols: &Symbols, forms: &[u32]) -> Folded {
        let mut folded = Folded { text: String::new(), places: Vec::with_capacity(forms.len()) };
        for &symbol in forms {
            let key = text::fold(symbols.text(symbol));
            let mut begins = [0; 16];
            begins.iter_mut().zip(key.bytes()).for_each(|(to, byte)| *to = byte);
            folded.places.push(Place {
                begins: u128::from_be_bytes(begins),
                symbol,
                start: folded.text.len() as u32,
                length: key.len() as u32,
            });
            folded.text.push_str(&key);
        }
        let mut places = std::mem::take(&mut folded.places);
        places.sort_unstable_by(|a, b| {
            (a.begins, folded.key(a), a.symbol).cmp(&(b.begins, folded.key(b), b.symbol))
        });
        Folded { places, ..folded }
    }

    fn key(&self, place: &Place) -> &str {
        &self.text[place.start as usize..][..place.length as usize]
    }
}
