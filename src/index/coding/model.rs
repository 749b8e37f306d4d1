//! What a corpus is coded with: its common words and gaps, phrases of them, and letters.
//!
//! A [`Model`] knows three kinds of things by codes of their own: *base symbols*, the words
//! and gaps that occur most; *phrases*, runs of base symbols that occur together more than
//! chance has it; and *letters*, each by the letter before it, for spelling out all other
//! words and gaps. [`coder`](super::coder) uses it to write and read texts. Any text can be
//! written with any model; with that of its own corpus it becomes short.
//!
//! [`Model::train`] chooses them. It calculates with integers only, so that the same corpus
//! has the same model everywhere.
//!
//! # Bytes
//!
//! All in [bits](super::bits), filled up to a whole byte:
//!
//! 1. The number of letters as a γ-code, then each letter's code point less the one before, γ.
//! 2. The lengths of the letters' codes, as [`put_lengths`] writes them: for each context
//!    (each letter, any other letter, the start of a word, the start of a gap) those of each
//!    letter, the end, and any other letter.
//! 3. The numbers of words, gaps and phrases, γ.
//! 4. The words, ascending, and the gaps, ascending: how many letters each shares with the
//!    one before (Rice, 1 bit), then the others, spelled out and ended.
//! 5. The lengths of the main code, as [`put_lengths`] writes them: of words, gaps, phrases,
//!    a spelled word, a spelled gap, and the end of a text.
//! 6. The phrases, ascending by base symbols: how many each shares with the one before, how
//!    many others there are less one, both in unary, and those in the main code.

use std::ops::Range;

use super::bits::{BitReader, BitWriter};
use super::huffman::{self, Huffman, Words, put_lengths, take_lengths};
use super::letters::Letters;
use super::table::{NONE, Table};
use super::train::{MOST_BASE, Sample, common, number};
use crate::error::Error;

/// The longest base symbol, in bytes: what keeps a damaged table from growing large.
pub(in crate::index) const LONGEST_BASE: usize = 255;
/// The most base symbols in a phrase.
pub(in crate::index) const LONGEST_PHRASE: usize = 8;
/// The longest word of the main code.
const LONGEST_WORD: u32 = huffman::LONGEST;
/// The most phrases.
pub(in crate::index) const MOST_PHRASES: usize = 8_192;
/// Bits by which the decoder's tables are looked up.
const QUICK: u32 = 12;

/// A word or a gap that occurs in a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Symbol<'a> {
    /// Its letters.
    pub text: &'a str,
    /// False for what stands between words.
    pub word: bool,
    /// How often it occurs.
    pub count: u32,
}

/// The words, gaps, phrases and letters of a corpus, and their codes.
#[derive(Clone, Debug)]
pub struct Model {
    letters: Letters,
    /// Words and then gaps, each ascending: all in one string, and where each begins.
    text: String,
    starts: Vec<u32>,
    words: u32,
    /// Base symbols of all phrases, and where each begins.
    parts: Vec<u16>,
    phrases: Vec<u32>,
    /// For each phrase, how many of its symbols are words.
    phrase_words: Vec<u8>,
    lengths: Vec<u8>,
    main: Huffman,
}

/// What a word of the main code stands for.
pub(in crate::index) enum Meaning<'m> {
    /// This base symbol.
    Base(u32),
    /// The phrase of this number, of these base symbols.
    Phrase(u32, &'m [u16]),
    /// A word, spelled out.
    Word,
    /// A gap, spelled out.
    Gap,
    /// The end of a text.
    End,
}

impl Model {
    /// Chooses words, gaps, phrases and letters for a corpus.
    ///
    /// The corpus is one text behind another, each of so many symbols as `lengths` says;
    /// `read` appends those of a range of it, as numbers of `symbols`. A number that is none
    /// is taken for a rare word. A large corpus is looked at in pieces, evenly spread; only
    /// the counts in `symbols` are of all of it.
    ///
    /// # Errors
    ///
    /// Those of `read`.
    pub fn train(
        symbols: &[Symbol<'_>],
        lengths: impl Iterator<Item = u64>,
        read: impl FnMut(Range<u64>, &mut Vec<u32>) -> Result<(), Error>,
    ) -> Result<Model, Error> {
        let chosen = common(symbols);
        let letters = Letters::train(symbols, &chosen);
        let mut base = vec![NONE; symbols.len()];
        for (number, &symbol) in (0u32..).zip(&chosen) {
            base[symbol as usize] = number;
        }
        let sample = Sample::take(symbols, lengths, read)?;
        let phrases = sample.phrases(&base, chosen.len());
        let counts = sample.counts(symbols, &base, &chosen, &phrases);
        let lengths = huffman::lengths(&counts, LONGEST_WORD);
        let words = chosen.iter().take_while(|&&symbol| symbols[symbol as usize].word).count();
        let mut model = Model {
            letters,
            text: String::new(),
            starts: vec![0],
            words: words as u32,
            parts: Vec::new(),
            phrases: vec![0],
            phrase_words: Vec::new(),
            main: sound(&lengths),
            lengths,
        };
        for symbol in chosen {
            model.text.push_str(symbols[symbol as usize].text);
            model.starts.push(model.text.len() as u32);
        }
        phrases.iter().for_each(|phrase| model.push_phrase(phrase));
        Ok(model)
    }

    /// [`train`](Self::train) for texts that are at hand.
    #[cfg(test)]
    pub(in crate::index) fn of(symbols: &[Symbol<'_>], texts: &[Vec<u32>]) -> Model {
        let all = texts.concat();
        let lengths = texts.iter().map(|text| text.len() as u64);
        let read = |range: Range<u64>, out: &mut Vec<u32>| {
            out.extend_from_slice(&all[range.start as usize..range.end as usize]);
            Ok(())
        };
        Model::train(symbols, lengths, read).unwrap()
    }

    fn push_phrase(&mut self, phrase: &[u16]) {
        let words = phrase.iter().filter(|&&base| u32::from(base) < self.words).count();
        self.parts.extend_from_slice(phrase);
        self.phrases.push(self.parts.len() as u32);
        self.phrase_words.push(words as u8);
    }

    /// How many base symbols there are.
    pub(in crate::index) fn base_symbols(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// How many of the base symbols are words; they come first.
    pub(in crate::index) fn base_words(&self) -> u32 {
        self.words
    }

    /// A base symbol's letters.
    #[inline]
    pub(in crate::index) fn base(&self, number: u32) -> &str {
        let number = number as usize;
        self.text.get(self.starts[number] as usize..self.starts[number + 1] as usize).unwrap_or("")
    }

    fn phrase(&self, number: usize) -> &[u16] {
        &self.parts[self.phrases[number] as usize..self.phrases[number + 1] as usize]
    }

    /// How many words are in a phrase.
    #[inline]
    pub(in crate::index) fn phrase_words(&self, number: u32) -> u32 {
        self.phrase_words[number as usize].into()
    }

    /// The phrases, for matching.
    pub(in crate::index) fn trie(&self) -> Trie {
        let mut trie = Trie::new(self.base_symbols());
        for number in 0..self.phrase_words.len() {
            trie.insert(self.phrase(number), self.base_symbols() + number as u32);
        }
        trie
    }

    /// The words of the main code.
    pub(in crate::index) fn main_words(&self) -> Words {
        Words::new(&self.lengths)
    }

    /// What stands in the main code for a word spelled out; a gap and the end follow.
    pub(in crate::index) fn spelled(&self) -> u32 {
        self.base_symbols() + self.phrase_words.len() as u32
    }

    /// The next word of the main code.
    #[inline]
    pub(in crate::index) fn take<'m>(&'m self, bits: &mut BitReader<'_>) -> Meaning<'m> {
        let code = self.main.take(bits);
        let base = self.base_symbols();
        if code < base {
            return Meaning::Base(code);
        }
        let number = code - base;
        match number.checked_sub(self.phrase_words.len() as u32) {
            None => Meaning::Phrase(number, self.phrase(number as usize)),
            Some(0) => Meaning::Word,
            Some(1) => Meaning::Gap,
            Some(_) => Meaning::End,
        }
    }

    /// The letters, for a word or a gap in a text.
    pub(in crate::index) fn spell_symbol(&self, out: &mut BitWriter, text: &str, word: bool) {
        self.letters.spell(out, text, self.letters.start(word));
    }

    /// Takes a word or a gap, spelled out, and keeps it if it is wanted.
    pub(in crate::index) fn unspell_symbol(
        &self,
        bits: &mut BitReader<'_>,
        word: bool,
        out: Option<&mut String>,
    ) -> Result<(), Error> {
        let letters = self.letters.unspell(bits, self.letters.start(word), usize::MAX, out)?;
        if word && letters == 0 {
            return Err(damaged("a word with letters", "one without"));
        }
        Ok(())
    }

    /// The bytes of the model.
    pub fn write(&self) -> Vec<u8> {
        let mut out = BitWriter::new();
        self.letters.write(&mut out);
        out.put_gamma(self.words);
        out.put_gamma(self.base_symbols() - self.words);
        out.put_gamma(self.phrase_words.len() as u32);
        let mut before = "";
        for number in 0..self.base_symbols() {
            before = if number == self.words { "" } else { before };
            let text = self.base(number);
            let same = before.chars().zip(text.chars()).take_while(|(a, b)| a == b);
            let (shared, bytes) =
                same.fold((0, 0), |(n, bytes), (c, _)| (n + 1, bytes + c.len_utf8()));
            out.put_rice(shared, 1);
            let context = self.letters.context(&text[..bytes], number < self.words);
            self.letters.spell(&mut out, &text[bytes..], context);
            before = text;
        }
        put_lengths(&mut out, &self.lengths, LONGEST_WORD);
        let (main, mut before) = (self.main_words(), &[][..]);
        for number in 0..self.phrase_words.len() {
            let phrase = self.phrase(number);
            let shared = before.iter().zip(phrase).take_while(|(a, b)| a == b).count();
            out.put_unary(shared as u32);
            out.put_unary((phrase.len() - shared) as u32 - 1);
            phrase[shared..].iter().for_each(|&base| main.put(&mut out, base.into()));
            before = phrase;
        }
        out.finish()
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// Takes time and memory by the bytes that are there, and at most a few megabytes.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] when the bytes are no model.
    pub fn read(bytes: &[u8]) -> Result<Model, Error> {
        let mut bits = BitReader::new(bytes);
        let letters = Letters::read(&mut bits)?;
        let [words, gaps, phrases] = [bits.gamma(), bits.gamma(), bits.gamma()];
        let base = u64::from(words) + u64::from(gaps);
        if base > MOST_BASE as u64 || phrases > MOST_PHRASES as u32 {
            return Err(damaged("fewer words and phrases", "more than there can be"));
        }
        let (text, starts) = read_base(&mut bits, &letters, words, base as u32)?;
        let lengths = take_lengths(&mut bits, base as usize + phrases as usize + 3, LONGEST_WORD)?;
        if lengths.contains(&0) {
            return Err(damaged("a code for every word and phrase", "none for some"));
        }
        let main = Huffman::new(&lengths, QUICK)?;
        let mut model = Model {
            letters,
            text,
            starts,
            words,
            parts: Vec::new(),
            phrases: vec![0],
            phrase_words: Vec::new(),
            lengths,
            main,
        };
        model.read_phrases(&mut bits, phrases as usize)?;
        if bits.at().div_ceil(8) != bytes.len() {
            return Err(damaged("the end of the model", "another length"));
        }
        Ok(model)
    }

    fn read_phrases(&mut self, bits: &mut BitReader<'_>, phrases: usize) -> Result<(), Error> {
        let mut before: Vec<u16> = Vec::new();
        for number in 0..phrases {
            let (shared, more) = (bits.unary() as usize, bits.unary() as usize);
            if shared > before.len() || more >= LONGEST_PHRASE || bits.overrun() {
                return Err(damaged("a phrase", "other bits"));
            }
            let mut phrase = before[..shared].to_vec();
            for _ in 0..=more {
                let base = self.main.take(bits);
                if base >= self.base_symbols() {
                    return Err(damaged("a phrase of words", "another"));
                }
                phrase.push(base as u16);
            }
            let fits = (2..=LONGEST_PHRASE).contains(&phrase.len());
            if !fits || (number > 0 && phrase <= before) {
                return Err(damaged("phrases in order", "others"));
            }
            self.push_phrase(&phrase);
            before = phrase;
        }
        Ok(())
    }
}

fn read_base(
    bits: &mut BitReader<'_>,
    letters: &Letters,
    words: u32,
    base: u32,
) -> Result<(String, Vec<u32>), Error> {
    let (mut text, mut starts) = (String::new(), vec![0]);
    let mut before = String::new();
    for number in 0..base {
        if number == words {
            before.clear();
        }
        let first = number == 0 || number == words;
        let shared = bits.rice(1) as usize;
        let end = before.char_indices().map(|(at, _)| at).chain([before.len()]).nth(shared);
        let Some(end) = end else {
            return Err(damaged("a beginning of the word before", "a longer one"));
        };
        let mut next = before[..end].to_string();
        let context = letters.context(&next, number < words);
        letters.unspell(bits, context, LONGEST_BASE, Some(&mut next))?;
        let fits = next.len() <= LONGEST_BASE && !(number < words && next.is_empty());
        if !fits || (!first && next <= before) {
            return Err(damaged("words in order", "others"));
        }
        text.push_str(&next);
        starts.push(text.len() as u32);
        before = next;
    }
    Ok((text, starts))
}

/// The decoder of lengths that training made.
fn sound(lengths: &[u8]) -> Huffman {
    // There are three symbols at least, each with a count: the code is always complete.
    Huffman::new(lengths, QUICK).expect("the lengths of a Huffman code")
}

/// All phrases, symbol by symbol.
pub(in crate::index) struct Trie {
    /// For each base symbol its node, or [`NONE`].
    roots: Vec<u32>,
    /// Node and base symbol → node.
    edges: Table,
    /// A bit for each edge, of [`SIEVE`]: most pairs that are looked for are none.
    sieve: Vec<u64>,
    /// For each node the word of the main code that ends there, or [`NONE`].
    codes: Vec<u32>,
}

/// Bits of a [`Trie`]'s sieve, as a power of two: 64 kB, which stay in the processor's cache.
const SIEVE: u32 = 19;

impl Trie {
    pub(in crate::index) fn new(base_symbols: u32) -> Trie {
        Trie {
            roots: vec![NONE; base_symbols as usize],
            edges: Table::new(),
            sieve: vec![0; 1 << (SIEVE - 6)],
            codes: Vec::new(),
        }
    }

    pub(in crate::index) fn insert(&mut self, phrase: &[u16], code: u32) {
        let Some((&first, rest)) = phrase.split_first() else { return };
        let mut node = self.roots[usize::from(first)];
        if node == NONE {
            node = self.node();
            self.roots[usize::from(first)] = node;
        }
        for &part in rest {
            let edge = u64::from(node) << 32 | u64::from(part);
            node = self.edges.get(edge);
            if node == NONE {
                node = self.node();
                self.edges.set(edge, node);
                let (word, bit) = sieved(edge);
                self.sieve[word] |= bit;
            }
        }
        self.codes[node as usize] = code;
    }

    fn node(&mut self) -> u32 {
        self.codes.push(NONE);
        self.codes.len() as u32 - 1
    }

    /// The main code's word for the longest that `symbols` begin with, and how many it
    /// takes: one and [`NONE`] for what has to be spelled out. `symbols` are not empty.
    #[inline]
    pub(in crate::index) fn longest(&self, base: &[u32], symbols: &[u32]) -> (u32, usize) {
        let first = number(base, symbols[0]);
        if first == NONE {
            return (NONE, 1);
        }
        let (mut code, mut length) = (first, 1);
        let mut node = self.roots[first as usize];
        for (passed, &symbol) in (2..).zip(&symbols[1..]) {
            if node == NONE {
                break;
            }
            let next = number(base, symbol);
            if next == NONE {
                break;
            }
            let edge = u64::from(node) << 32 | u64::from(next);
            let (word, bit) = sieved(edge);
            if self.sieve[word] & bit == 0 {
                break;
            }
            node = self.edges.get(edge);
            if node != NONE && self.codes[node as usize] != NONE {
                (code, length) = (self.codes[node as usize], passed);
            }
        }
        (code, length)
    }
}

/// The word and the bit of a sieve that are an edge's.
#[inline]
fn sieved(edge: u64) -> (usize, u64) {
    let hash = edge.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - SIEVE);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

pub(in crate::index) fn damaged(expected: &str, found: &str) -> Error {
    Error::corrupt(format!(
        "expected {expected}, found {found}: the index is damaged; build it again"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Symbols and texts, out of words that are parted by `|`; those in brackets are gaps.
    fn corpus<'a>(texts: &[&'a str]) -> (Vec<Symbol<'a>>, Vec<Vec<u32>>) {
        let mut symbols: Vec<Symbol<'a>> = Vec::new();
        let mut number = |part: &'a str| {
            let gap = part.strip_prefix('[').and_then(|part| part.strip_suffix(']'));
            let (text, word) = (gap.unwrap_or(part), gap.is_none());
            let known = symbols.iter().position(|s| s.text == text && s.word == word);
            let at = known.unwrap_or_else(|| {
                symbols.push(Symbol { text, word, count: 0 });
                symbols.len() - 1
            });
            symbols[at].count += 1;
            at as u32
        };
        let texts = texts.iter().map(|text| text.split('|').map(&mut number).collect()).collect();
        (symbols, texts)
    }

    fn train(symbols: &[Symbol<'_>], texts: &[Vec<u32>]) -> Model {
        Model::of(symbols, texts)
    }

    fn find(model: &Model, text: &str, word: bool) -> Option<u32> {
        let mut all = 0..model.base_symbols();
        all.find(|&it| (it < model.base_words()) == word && model.base(it) == text)
    }

    fn phrases(model: &Model) -> Vec<String> {
        let text = |number| {
            let parts = model.phrase(number).iter().map(|&part| model.base(part.into()));
            parts.collect::<Vec<_>>().join("|")
        };
        (0..model.phrase_words.len()).map(text).collect()
    }

    #[test]
    fn phrases_are_found() {
        let others = ["كتاب", "قلم", "بحر", "جبل", "نهر", "شجر", "حجر", "قمر"];
        let texts: Vec<String> = (0..200)
            .map(|i| {
                let (a, b) = (others[i % 8], others[i * 5 / 8 % 8]);
                format!("{a}|صلى|الله|عليه|وسلم|[. ]|{b}|{a}|[، ]|{b}|الله")
            })
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (symbols, texts) = corpus(&texts);
        let model = train(&symbols, &texts);
        let found = phrases(&model);
        assert!(found.iter().any(|phrase| phrase.contains("صلى|الله|عليه|وسلم")), "{found:?}");
        assert_eq!(model.base_symbols(), 14);
        assert_eq!(model.base_words(), 12);
        assert_eq!(find(&model, "الله", true).map(|number| model.base(number)), Some("الله"));
        assert_eq!(find(&model, "الله", false), None);
        assert_eq!(find(&model, "، ", false).map(|number| model.base(number)), Some("، "));
    }

    #[test]
    fn a_model_of_nothing_spells_everything() {
        let model = train(&[], &[]);
        assert_eq!(Model::read(&model.write()).unwrap().write(), model.write());
        for text in ["", "گفت‌وگو", "👩‍🏫", "e\u{301}"] {
            let mut out = BitWriter::new();
            model.spell_symbol(&mut out, text, false);
            let bytes = out.finish();
            let mut back = String::new();
            model.unspell_symbol(&mut BitReader::new(&bytes), false, Some(&mut back)).unwrap();
            assert_eq!(back, text);
        }
    }

    /// Any letters, from those here and from elsewhere.
    const LETTERS: &str = "[ابتثمنهویگ\u{200c}\u{64b}a-c .،\n👩é]{0,8}";

    proptest! {
        #[test]
        fn models_come_back(texts in prop::collection::vec((LETTERS, any::<bool>(), 0..9u32), 0..40), picks in prop::collection::vec(any::<u16>(), 0..300)) {
            let mut symbols: Vec<Symbol<'_>> = Vec::new();
            for (text, word, count) in &texts {
                let known = symbols.iter().any(|s| s.text == text && s.word == *word);
                let empty_word = *word && text.is_empty();
                if !known && !empty_word {
                    symbols.push(Symbol { text, word: *word, count: *count });
                }
            }
            let stream: Vec<u32> = picks.iter().map(|&pick| u32::from(pick) % (symbols.len() as u32 + 1)).collect();
            let model = train(&symbols, &[stream]);
            let bytes = model.write();
            let read = Model::read(&bytes).unwrap();
            prop_assert_eq!(read.write(), bytes);
            prop_assert_eq!(phrases(&read), phrases(&model));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Model::read(&bytes);
        }

        #[test]
        fn damaged_models_are_read_or_refused(at in any::<prop::sample::Index>(), bit in 0..8u32, end in any::<prop::sample::Index>()) {
            let text = ["در|خانه|[، ]|کتاب|و|قلم|[.]|در|خانه|[، ]|کتاب"; 20];
            let (symbols, texts) = corpus(&text);
            let model = train(&symbols, &texts);
            let mut bytes = model.write();
            let cut = end.index(bytes.len());
            prop_assert!(Model::read(&bytes[..cut]).is_err());
            let at = at.index(bytes.len());
            bytes[at] ^= 1u8 << bit;
            let _ = Model::read(&bytes);
        }
    }
}
