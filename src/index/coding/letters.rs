//! Words and gaps letter by letter: each letter by a code that goes with the one before it.
//!
//! What a [`model`](super::model) spells what it has no code for with.

use super::bits::{BitReader, BitWriter};
use super::huffman::{self, Huffman, Words, put_lengths, take_lengths};
use super::model::{Symbol, damaged};
use super::table::{EMPTY, NONE, Table};
use crate::error::Error;

/// Bits of the longest code, and those by which the table is looked up.
const LONGEST_LETTER: u32 = 15;
const QUICK_LETTER: u32 = 7;
/// Bits of a letter that has no code.
const RAW: u32 = 21;
/// The most letters that have a code in every context.
const MOST_LETTERS: usize = 126;

/// Characters that are looked up in a table: up to the Arabic letters and beyond.
const TABLED: usize = 0x800;

/// Letters, and the code of each after each.
#[derive(Clone, Debug)]
pub(in crate::index) struct Letters {
    /// Ascending.
    letters: Vec<char>,
    /// The place of each of the first [`TABLED`] characters among them, or how many there are.
    places: Vec<u8>,
    /// For each context the codes of the letters, the end, and any other letter.
    lengths: Vec<u8>,
    words: Vec<Words>,
    codes: Vec<Huffman>,
}

impl Letters {
    pub(in crate::index) fn train(symbols: &[Symbol<'_>], chosen: &[u32]) -> Letters {
        // A common symbol is spelled once, in the model; another wherever it occurs.
        let mut times: Vec<u32> = symbols.iter().map(|symbol| symbol.count).collect();
        chosen.iter().for_each(|&symbol| times[symbol as usize] = 1);
        let letters = common_letters(symbols, &times);
        let mut made = Letters::of(letters);
        let size = made.size();
        let mut counts = vec![0u32; made.contexts() * size];
        // An end or a letter of any kind is possible anywhere.
        for context in 0..made.contexts() {
            counts[(context + 1) * size - 2..(context + 1) * size].fill(1);
        }
        for (symbol, &times) in symbols.iter().zip(&times) {
            let mut context = made.start(symbol.word);
            for letter in symbol.text.chars() {
                let next = made.find(letter);
                let count = &mut counts[context * size + made.coded(next)];
                *count = count.saturating_add(times);
                context = next;
            }
            let count = &mut counts[context * size + made.letters.len()];
            *count = count.saturating_add(times);
        }
        made.lengths = counts
            .chunks(size)
            .flat_map(|counts| huffman::lengths(counts, LONGEST_LETTER))
            .collect();
        // Each context has two counts at least, so its code is complete.
        made.with_codes().expect("the lengths of Huffman codes")
    }

    /// Letters, which ascend and are not too many, without codes.
    fn of(letters: Vec<char>) -> Letters {
        let mut places = vec![letters.len() as u8; TABLED];
        for (place, &letter) in (0..).zip(&letters) {
            places.get_mut(letter as usize).into_iter().for_each(|it| *it = place);
        }
        Letters { letters, places, lengths: Vec::new(), words: Vec::new(), codes: Vec::new() }
    }

    pub(in crate::index) fn with_codes(mut self) -> Result<Letters, Error> {
        for lengths in self.lengths.chunks(self.size()) {
            self.codes.push(Huffman::new(lengths, QUICK_LETTER)?);
            self.words.push(Words::new(lengths));
        }
        Ok(self)
    }

    pub(in crate::index) fn write(&self, out: &mut BitWriter) {
        out.put_gamma(self.letters.len() as u32);
        let mut before = 0;
        for &letter in &self.letters {
            out.put_gamma(letter as u32 - before);
            before = letter as u32;
        }
        put_lengths(out, &self.lengths, LONGEST_LETTER);
    }

    pub(in crate::index) fn read(bits: &mut BitReader<'_>) -> Result<Letters, Error> {
        let count = bits.gamma() as usize;
        if count > MOST_LETTERS {
            return Err(damaged("fewer letters", "more than there can be"));
        }
        let (mut letters, mut before) = (Vec::new(), 0u32);
        for number in 0..count {
            let more = bits.gamma();
            before = before.saturating_add(more);
            let letter = char::from_u32(before).filter(|_| more > 0 || number == 0);
            letters.push(letter.ok_or_else(|| damaged("letters in order", "others"))?);
        }
        let made = Letters::of(letters);
        let (contexts, size) = (made.contexts(), made.size());
        let lengths = take_lengths(bits, contexts * size, LONGEST_LETTER)?;
        if lengths.chunks(size).any(|lengths| lengths[size - 2..].contains(&0)) {
            return Err(damaged("an end of every word", "none after some letter"));
        }
        Letters { lengths, ..made }.with_codes()
    }

    /// Symbols in each context: the letters, the end, any other letter.
    pub(in crate::index) fn size(&self) -> usize {
        self.letters.len() + 2
    }

    /// The letters, any other letter, the start of a word, the start of a gap.
    pub(in crate::index) fn contexts(&self) -> usize {
        self.letters.len() + 3
    }

    pub(in crate::index) fn start(&self, word: bool) -> usize {
        self.letters.len() + if word { 1 } else { 2 }
    }

    /// A letter as a context.
    pub(in crate::index) fn find(&self, letter: char) -> usize {
        match self.places.get(letter as usize) {
            Some(&place) => place.into(),
            None => self.letters.binary_search(&letter).unwrap_or(self.letters.len()),
        }
    }

    /// A context as a symbol.
    pub(in crate::index) fn coded(&self, letter: usize) -> usize {
        if letter < self.letters.len() { letter } else { self.letters.len() + 1 }
    }

    /// The context behind `text`, the beginning of a word or a gap.
    pub(in crate::index) fn context(&self, text: &str, word: bool) -> usize {
        text.chars().next_back().map_or(self.start(word), |letter| self.find(letter))
    }

    pub(in crate::index) fn spell(&self, out: &mut BitWriter, text: &str, mut context: usize) {
        for letter in text.chars() {
            let next = self.find(letter);
            let coded = self.coded(next) as u32;
            if next < self.letters.len() && self.words[context].has(coded) {
                self.words[context].put(out, coded);
            } else {
                self.words[context].put(out, self.letters.len() as u32 + 1);
                out.put(u64::from(u32::from(letter)), RAW);
            }
            context = next;
        }
        self.words[context].put(out, self.letters.len() as u32);
    }

    /// Takes letters to the end; gives how many there were, at most `longest`.
    pub(in crate::index) fn unspell(
        &self,
        bits: &mut BitReader<'_>,
        mut context: usize,
        longest: usize,
        mut out: Option<&mut String>,
    ) -> Result<usize, Error> {
        let mut taken = 0;
        loop {
            let code = self.codes[context].take(bits) as usize;
            if bits.overrun() {
                return Err(damaged("the end of a word", "the end of the bytes"));
            }
            let letter = match self.letters.get(code) {
                Some(&letter) => {
                    context = code;
                    letter
                }
                None if code == self.letters.len() => return Ok(taken),
                None => {
                    let letter = char::from_u32(bits.take(RAW) as u32);
                    let letter = letter.ok_or_else(|| damaged("a letter", "another number"))?;
                    context = self.find(letter);
                    letter
                }
            };
            taken += 1;
            if taken > longest {
                return Err(damaged("the end of a word", "more letters"));
            }
            if let Some(out) = out.as_deref_mut() {
                out.push(letter);
            }
        }
    }
}

/// The letters that occur most, ascending.
pub(in crate::index) fn common_letters(symbols: &[Symbol<'_>], times: &[u32]) -> Vec<char> {
    let mut counts = Table::new();
    let mut total: Vec<u64> = Vec::new();
    for (symbol, &times) in symbols.iter().zip(times) {
        for letter in symbol.text.chars() {
            let key = u64::from(u32::from(letter));
            let mut number = counts.get(key);
            if number == NONE {
                number = total.len() as u32;
                counts.set(key, number);
                total.push(0);
            }
            total[number as usize] += u64::from(times);
        }
    }
    let known = counts.keys.iter().zip(&counts.values).filter(|(key, _)| **key != EMPTY);
    // The count above, the letter below; a count of more than 43 bits is no other than that.
    let key = |(&letter, &number): (&u64, &u32)| (!total[number as usize] << 21) | letter;
    let mut keys: Vec<u64> = known.map(key).collect();
    keys.sort_unstable();
    keys.truncate(MOST_LETTERS);
    let letters = keys.iter().filter_map(|key| char::from_u32((key & 0x1F_FFFF) as u32));
    let mut letters: Vec<char> = letters.collect();
    letters.sort_unstable();
    letters
}
