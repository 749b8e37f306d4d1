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

use super::bits::{BitReader, BitWriter};
use super::huffman::{self, Huffman, Words, put_lengths, take_lengths};
use crate::error::Error;

/// The fewest occurrences that make a word or a gap a base symbol.
const COMMON: u32 = 2;
/// The most base symbols.
const MOST_BASE: usize = 32_768;
/// The longest base symbol, in bytes: what keeps a damaged table from growing large.
const LONGEST_BASE: usize = 255;
/// The most phrases.
const MOST_PHRASES: usize = 8_192;
/// The most base symbols in a phrase.
const LONGEST_PHRASE: usize = 8;
/// The most letters that have a code in every context.
const MOST_LETTERS: usize = 126;
/// The longest word of the main code, and of a letter's.
const LONGEST_WORD: u32 = huffman::LONGEST;
const LONGEST_LETTER: u32 = 15;
/// Bits by which the decoder's tables are looked up.
const QUICK: u32 = 12;
const QUICK_LETTER: u32 = 7;
/// Bits of a letter that has no code.
const RAW: u32 = 21;

/// About how many symbols training looks at, and in what pieces it takes them.
const SAMPLE: u64 = 2_000_000;
const PIECE: usize = 4_096;
/// Rounds of pairing, after each of which phrases can be twice as long.
const ROUNDS: usize = 3;
/// Pairs taken in a round.
const MOST_PAIRS: usize = 12_288;
/// Bits that a phrase takes in the model, about.
const PHRASE_COST: u64 = 20;

/// No base symbol, phrase, or node.
const NONE: u32 = u32::MAX;

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
pub(super) enum Meaning<'m> {
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
    /// `texts` gives each text once, as numbers of `symbols`; a number that is none is taken
    /// for a rare word. A large corpus is looked at in pieces, evenly spread; only the counts
    /// in `symbols` are of all of it.
    pub fn train(symbols: &[Symbol<'_>], texts: &mut dyn Iterator<Item = &[u32]>) -> Model {
        let chosen = common(symbols);
        let letters = Letters::train(symbols, &chosen);
        let mut base = vec![NONE; symbols.len()];
        for (number, &symbol) in (0u32..).zip(&chosen) {
            base[symbol as usize] = number;
        }
        let sample = Sample::take(symbols, texts);
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
        model
    }

    fn push_phrase(&mut self, phrase: &[u16]) {
        let words = phrase.iter().filter(|&&base| u32::from(base) < self.words).count();
        self.parts.extend_from_slice(phrase);
        self.phrases.push(self.parts.len() as u32);
        self.phrase_words.push(words as u8);
    }

    /// How many base symbols there are.
    pub(super) fn base_symbols(&self) -> u32 {
        self.starts.len() as u32 - 1
    }

    /// How many of the base symbols are words; they come first.
    pub(super) fn base_words(&self) -> u32 {
        self.words
    }

    /// A base symbol's letters.
    #[inline]
    pub(super) fn base(&self, number: u32) -> &str {
        let number = number as usize;
        self.text.get(self.starts[number] as usize..self.starts[number + 1] as usize).unwrap_or("")
    }

    /// The base symbol with these letters.
    pub(super) fn find(&self, text: &str, word: bool) -> Option<u32> {
        let (mut low, mut high) = match word {
            true => (0, self.words),
            false => (self.words, self.base_symbols()),
        };
        while low < high {
            let middle = low.midpoint(high);
            match self.base(middle).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn phrase(&self, number: usize) -> &[u16] {
        &self.parts[self.phrases[number] as usize..self.phrases[number + 1] as usize]
    }

    /// How many words are in a phrase.
    #[inline]
    pub(super) fn phrase_words(&self, number: u32) -> u32 {
        self.phrase_words[number as usize].into()
    }

    /// The phrases, for matching.
    pub(super) fn trie(&self) -> Trie {
        let mut trie = Trie::new(self.base_symbols());
        for number in 0..self.phrase_words.len() {
            trie.insert(self.phrase(number), self.base_symbols() + number as u32);
        }
        trie
    }

    /// The words of the main code.
    pub(super) fn main_words(&self) -> Words {
        Words::new(&self.lengths)
    }

    /// What stands in the main code for a word spelled out; a gap and the end follow.
    pub(super) fn spelled(&self) -> u32 {
        self.base_symbols() + self.phrase_words.len() as u32
    }

    /// The next word of the main code.
    #[inline]
    pub(super) fn take<'m>(&'m self, bits: &mut BitReader<'_>) -> Meaning<'m> {
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

    /// Writes a string letter by letter, as what begins like a word.
    pub fn spell(&self, out: &mut BitWriter, text: &str) {
        self.letters.spell(out, text, self.letters.start(true));
    }

    /// Appends what [`spell`](Self::spell) wrote.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] when there are more than `longest` letters, or no end of them.
    pub fn unspell(
        &self,
        bits: &mut BitReader<'_>,
        longest: usize,
        out: &mut String,
    ) -> Result<(), Error> {
        self.letters.unspell(bits, self.letters.start(true), longest, Some(out)).map(|_| ())
    }

    /// The letters, for a word or a gap in a text.
    pub(super) fn spell_symbol(&self, out: &mut BitWriter, text: &str, word: bool) {
        self.letters.spell(out, text, self.letters.start(word));
    }

    /// Takes a word or a gap, spelled out, and keeps it if it is wanted.
    pub(super) fn unspell_symbol(
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

/// The symbols that get codes of their own: words, and then gaps, each ascending.
fn common(symbols: &[Symbol<'_>]) -> Vec<u32> {
    let may = |symbol: &Symbol<'_>| symbol.count >= COMMON && symbol.text.len() <= LONGEST_BASE;
    let mut counts: Vec<u64> = symbols
        .iter()
        .filter(|symbol| may(symbol))
        .map(|symbol| !u64::from(symbol.count))
        .collect();
    counts.sort_unstable();
    let least = counts.get(MOST_BASE - 1).map_or(COMMON, |&count| !count as u32);
    let mut chosen: Vec<u32> = (0u32..)
        .zip(symbols)
        .filter(|(_, symbol)| may(symbol) && symbol.count >= least)
        .map(|(number, _)| number)
        .collect();
    let key = |&number: &u32| (!symbols[number as usize].word, symbols[number as usize].text);
    chosen.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
    // Of those that occur just often enough, the last may be too many.
    let mut surplus = chosen.len().saturating_sub(MOST_BASE);
    let mut at = chosen.len();
    while surplus > 0 && at > 0 {
        at -= 1;
        if symbols[chosen[at] as usize].count == least {
            chosen.remove(at);
            surplus -= 1;
        }
    }
    chosen
}

/// Pieces of a corpus, evenly spread.
struct Sample {
    /// Symbols, [`NONE`] behind each piece.
    stream: Vec<u32>,
    /// Symbols in the sample, and in the corpus.
    sampled: u64,
    all: u64,
    /// Texts in the corpus.
    texts: u64,
}

impl Sample {
    fn take(symbols: &[Symbol<'_>], texts: &mut dyn Iterator<Item = &[u32]>) -> Sample {
        let all = symbols.iter().map(|symbol| u64::from(symbol.count)).sum::<u64>().max(1);
        let mut sample = Sample { stream: Vec::new(), sampled: 0, all, texts: 0 };
        let wanted = SAMPLE.min(all);
        let mut seen = 0u64;
        for text in texts {
            sample.texts += 1;
            for piece in text.chunks(PIECE) {
                if u128::from(sample.sampled) * u128::from(all)
                    <= u128::from(seen) * u128::from(wanted)
                {
                    sample.stream.extend_from_slice(piece);
                    sample.stream.push(NONE);
                    sample.sampled += piece.len() as u64;
                }
                seen += piece.len() as u64;
            }
        }
        sample
    }

    /// From occurrences in the sample to those in the corpus.
    fn scaled(&self, count: u64) -> u64 {
        count * self.all / self.sampled.max(1)
    }

    /// The phrases worth a code, ascending.
    fn phrases(&self, base: &[u32], base_symbols: usize) -> Vec<Vec<u16>> {
        let candidates = self.pair_up(base, base_symbols);
        // Twice, as what is dropped first makes others occur more.
        let kept = self.worth(base, base_symbols, candidates, MOST_PHRASES);
        self.worth(base, base_symbols, kept, MOST_PHRASES)
    }

    /// Rounds of pairing what stands together more often than by chance.
    fn pair_up(&self, base: &[u32], base_symbols: usize) -> Vec<Vec<u16>> {
        let mut stream: Vec<u32> = self.stream.iter().map(|&s| number(base, s)).collect();
        let mut sequences: Vec<Vec<u16>> = (0..base_symbols).map(|s| vec![s as u16]).collect();
        for _ in 0..ROUNDS {
            let pairs = self.good_pairs(&stream, &sequences);
            let mut merged = Table::new();
            for pair in pairs {
                let (first, second) = ((pair >> 32) as usize, (pair & 0xFFFF_FFFF) as usize);
                merged.set(pair, sequences.len() as u32);
                sequences.push([&sequences[first][..], &sequences[second]].concat());
            }
            merge(&mut stream, &merged);
        }
        let mut phrases = sequences.split_off(base_symbols);
        phrases.sort_unstable();
        phrases.dedup();
        phrases
    }

    /// Pairs that save most, best first.
    fn good_pairs(&self, stream: &[u32], sequences: &[Vec<u16>]) -> Vec<u64> {
        let mut counts = vec![0u32; sequences.len()];
        for &symbol in stream.iter().filter(|&&symbol| symbol != NONE) {
            counts[symbol as usize] += 1;
        }
        let mut pairs = Table::new();
        for pair in stream.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            // What occurs less could not pay for itself.
            let may = a != NONE && b != NONE && counts[a as usize] > 2 && counts[b as usize] > 2;
            if may && sequences[a as usize].len() + sequences[b as usize].len() <= LONGEST_PHRASE {
                pairs.add(u64::from(a) << 32 | u64::from(b));
            }
        }
        let all = log2(stream.len() as u64);
        let mut good: Vec<u64> = Vec::new();
        for (slot, (&pair, &count)) in pairs.keys.iter().zip(&pairs.values).enumerate() {
            if pair == EMPTY || count < 3 {
                continue;
            }
            let alone = log2(counts[(pair >> 32) as usize].into())
                + log2(counts[(pair & 0xFFFF_FFFF) as usize].into());
            let saved =
                ((log2(count.into()) + all).saturating_sub(alone) * u64::from(count)) >> FRACTION;
            if self.scaled(saved) > PHRASE_COST * 2 {
                good.push((u64::from(u32::MAX) - saved.min(u32::MAX.into())) << 32 | slot as u64);
            }
        }
        good.sort_unstable();
        good.truncate(MOST_PAIRS);
        good.into_iter().map(|key| pairs.keys[(key & 0xFFFF_FFFF) as usize]).collect()
    }

    /// Those phrases that save more than they cost, at most `most`; ascending as before.
    fn worth(
        &self,
        base: &[u32],
        base_symbols: usize,
        phrases: Vec<Vec<u16>>,
        most: usize,
    ) -> Vec<Vec<u16>> {
        let counts = self.parse(base, base_symbols, &phrases);
        let some: Vec<u32> = counts.iter().map(|&count| count.max(1)).collect();
        let lengths = huffman::lengths(&some, 32);
        let mut keys = Vec::new();
        for (number, phrase) in (0u64..).zip(&phrases) {
            let code = base_symbols + number as usize;
            let apart: u64 = phrase.iter().map(|&part| u64::from(lengths[usize::from(part)])).sum();
            let saved = apart.saturating_sub(lengths[code].into()) * u64::from(counts[code]);
            if self.scaled(saved) > PHRASE_COST {
                keys.push((u64::from(u32::MAX) - saved.min(u32::MAX.into())) << 32 | number);
            }
        }
        keys.sort_unstable();
        keys.truncate(most);
        let mut kept: Vec<u64> = keys.into_iter().map(|key| key & 0xFFFF_FFFF).collect();
        kept.sort_unstable();
        kept.into_iter().map(|number| phrases[number as usize].clone()).collect()
    }

    /// How often each base symbol and each phrase is written in the sample.
    fn parse(&self, base: &[u32], base_symbols: usize, phrases: &[Vec<u16>]) -> Vec<u32> {
        let mut trie = Trie::new(base_symbols as u32);
        for (number, phrase) in phrases.iter().enumerate() {
            trie.insert(phrase, (base_symbols + number) as u32);
        }
        let mut counts = vec![0; base_symbols + phrases.len()];
        let mut rest = &self.stream[..];
        while !rest.is_empty() {
            let (code, length) = trie.longest(base, rest);
            if let Some(count) = counts.get_mut(code as usize) {
                *count += 1;
            }
            rest = &rest[length..];
        }
        counts
    }

    /// How often each word of the main code is to be expected; never 0.
    fn counts(
        &self,
        symbols: &[Symbol<'_>],
        base: &[u32],
        chosen: &[u32],
        phrases: &[Vec<u16>],
    ) -> Vec<u32> {
        let parsed = self.parse(base, chosen.len(), phrases);
        let mut inside = vec![0u64; chosen.len()];
        for (phrase, &count) in phrases.iter().zip(&parsed[chosen.len()..]) {
            phrase.iter().for_each(|&part| inside[usize::from(part)] += u64::from(count));
        }
        let mut counts: Vec<u64> = Vec::new();
        for (number, &symbol) in chosen.iter().enumerate() {
            // How often it occurs is known for sure; how often in phrases, from the sample.
            let all = u64::from(symbols[symbol as usize].count);
            let alone = all.saturating_sub(self.scaled(inside[number]));
            counts.push(alone.max(self.scaled(parsed[number].into()) / 2));
        }
        counts.extend(parsed[chosen.len()..].iter().map(|&count| self.scaled(count.into())));
        for word in [true, false] {
            let rare =
                symbols.iter().zip(base).filter(|(s, base)| **base == NONE && s.word == word);
            counts.push(rare.map(|(symbol, _)| u64::from(symbol.count)).sum());
        }
        counts.push(self.texts);
        counts.into_iter().map(|count| count.clamp(1, u32::MAX.into()) as u32).collect()
    }
}

/// Puts merged pairs in place of their parts, from the start on.
fn merge(stream: &mut Vec<u32>, merged: &Table) {
    let (mut from, mut to) = (0, 0);
    while from < stream.len() {
        let first = stream[from];
        let second = stream.get(from + 1).copied().unwrap_or(NONE);
        let pair = merged.get(u64::from(first) << 32 | u64::from(second));
        let together = first != NONE && second != NONE && pair != NONE;
        stream[to] = if together { pair } else { first };
        from += 1 + usize::from(together);
        to += 1;
    }
    stream.truncate(to);
}

/// The base symbol of a symbol, or [`NONE`].
fn number(base: &[u32], symbol: u32) -> u32 {
    base.get(symbol as usize).copied().unwrap_or(NONE)
}

/// Binary digits behind the point of [`log2`].
const FRACTION: u32 = 8;

/// log₂ in 256ths, rounded down; 0 for 0.
fn log2(x: u64) -> u64 {
    let whole = x.max(1).ilog2();
    // The mantissa with 31 digits behind the point: squaring it gives digit by digit.
    let mut mantissa = x.max(1) << (63 - whole) >> 32;
    let mut log = u64::from(whole);
    for _ in 0..FRACTION {
        mantissa = (mantissa * mantissa) >> 31;
        let digit = mantissa >> 32;
        log = log << 1 | digit;
        mantissa >>= digit;
    }
    log
}

/// No key of a [`Table`].
const EMPTY: u64 = u64::MAX;

/// A hash table from numbers to numbers, in the same order everywhere.
struct Table {
    /// A power of two of them, at most half of them used.
    keys: Vec<u64>,
    values: Vec<u32>,
    used: usize,
}

impl Table {
    fn new() -> Table {
        Table { keys: vec![EMPTY; 64], values: vec![NONE; 64], used: 0 }
    }

    /// Where a key is, or belongs.
    #[inline]
    fn slot(&self, key: u64) -> usize {
        let mask = self.keys.len() - 1;
        let mut slot = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        while self.keys[slot] != key && self.keys[slot] != EMPTY {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// What was set for a key, or [`NONE`].
    #[inline]
    fn get(&self, key: u64) -> u32 {
        self.values[self.slot(key)]
    }

    fn set(&mut self, key: u64, value: u32) {
        let slot = self.slot(key);
        self.used += usize::from(self.keys[slot] == EMPTY);
        (self.keys[slot], self.values[slot]) = (key, value);
        if self.used * 2 > self.keys.len() {
            self.grow();
        }
    }

    /// Counts a key.
    #[inline]
    fn add(&mut self, key: u64) {
        let slot = self.slot(key);
        match self.keys[slot] == EMPTY {
            true => self.set(key, 1),
            false => self.values[slot] += 1,
        }
    }

    fn grow(&mut self) {
        let length = self.keys.len() * 2;
        let keys = std::mem::replace(&mut self.keys, vec![EMPTY; length]);
        let values = std::mem::replace(&mut self.values, vec![NONE; length]);
        for (key, value) in keys.into_iter().zip(values).filter(|(key, _)| *key != EMPTY) {
            let slot = self.slot(key);
            (self.keys[slot], self.values[slot]) = (key, value);
        }
    }
}

/// All phrases, symbol by symbol.
pub(super) struct Trie {
    /// For each base symbol its node, or [`NONE`].
    roots: Vec<u32>,
    /// Node and base symbol → node.
    edges: Table,
    /// For each node the word of the main code that ends there, or [`NONE`].
    codes: Vec<u32>,
}

impl Trie {
    fn new(base_symbols: u32) -> Trie {
        Trie { roots: vec![NONE; base_symbols as usize], edges: Table::new(), codes: Vec::new() }
    }

    fn insert(&mut self, phrase: &[u16], code: u32) {
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
    pub(super) fn longest(&self, base: &[u32], symbols: &[u32]) -> (u32, usize) {
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
            node = self.edges.get(u64::from(node) << 32 | u64::from(next));
            if node != NONE && self.codes[node as usize] != NONE {
                (code, length) = (self.codes[node as usize], passed);
            }
        }
        (code, length)
    }
}

/// Letters, and the code of each after each.
#[derive(Clone, Debug)]
struct Letters {
    /// Ascending.
    letters: Vec<char>,
    /// For each context the codes of the letters, the end, and any other letter.
    lengths: Vec<u8>,
    words: Vec<Words>,
    codes: Vec<Huffman>,
}

impl Letters {
    fn train(symbols: &[Symbol<'_>], chosen: &[u32]) -> Letters {
        // A common symbol is spelled once, in the model; another wherever it occurs.
        let mut times: Vec<u32> = symbols.iter().map(|symbol| symbol.count).collect();
        chosen.iter().for_each(|&symbol| times[symbol as usize] = 1);
        let letters = common_letters(symbols, &times);
        let mut made =
            Letters { letters, lengths: Vec::new(), words: Vec::new(), codes: Vec::new() };
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

    fn with_codes(mut self) -> Result<Letters, Error> {
        for lengths in self.lengths.chunks(self.size()) {
            self.codes.push(Huffman::new(lengths, QUICK_LETTER)?);
            self.words.push(Words::new(lengths));
        }
        Ok(self)
    }

    fn write(&self, out: &mut BitWriter) {
        out.put_gamma(self.letters.len() as u32);
        let mut before = 0;
        for &letter in &self.letters {
            out.put_gamma(letter as u32 - before);
            before = letter as u32;
        }
        put_lengths(out, &self.lengths, LONGEST_LETTER);
    }

    fn read(bits: &mut BitReader<'_>) -> Result<Letters, Error> {
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
        let made = Letters { letters, lengths: Vec::new(), words: Vec::new(), codes: Vec::new() };
        let (contexts, size) = (made.contexts(), made.size());
        let lengths = take_lengths(bits, contexts * size, LONGEST_LETTER)?;
        if lengths.chunks(size).any(|lengths| lengths[size - 2..].contains(&0)) {
            return Err(damaged("an end of every word", "none after some letter"));
        }
        Letters { lengths, ..made }.with_codes()
    }

    /// Symbols in each context: the letters, the end, any other letter.
    fn size(&self) -> usize {
        self.letters.len() + 2
    }

    /// The letters, any other letter, the start of a word, the start of a gap.
    fn contexts(&self) -> usize {
        self.letters.len() + 3
    }

    fn start(&self, word: bool) -> usize {
        self.letters.len() + if word { 1 } else { 2 }
    }

    /// A letter as a context.
    fn find(&self, letter: char) -> usize {
        self.letters.binary_search(&letter).unwrap_or(self.letters.len())
    }

    /// A context as a symbol.
    fn coded(&self, letter: usize) -> usize {
        if letter < self.letters.len() { letter } else { self.letters.len() + 1 }
    }

    /// The context behind `text`, the beginning of a word or a gap.
    fn context(&self, text: &str, word: bool) -> usize {
        text.chars().next_back().map_or(self.start(word), |letter| self.find(letter))
    }

    fn spell(&self, out: &mut BitWriter, text: &str, mut context: usize) {
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
    fn unspell(
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
fn common_letters(symbols: &[Symbol<'_>], times: &[u32]) -> Vec<char> {
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

fn damaged(expected: &str, found: &str) -> Error {
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
        Model::train(symbols, &mut texts.iter().map(Vec::as_slice))
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
        assert_eq!(model.find("الله", true).map(|number| model.base(number)), Some("الله"));
        assert_eq!(model.find("الله", false), None);
        assert_eq!(model.find("، ", false).map(|number| model.base(number)), Some("، "));
    }

    #[test]
    fn a_model_of_nothing_spells_everything() {
        let model = train(&[], &[]);
        assert_eq!(Model::read(&model.write()).unwrap().write(), model.write());
        for text in ["", "گفت‌وگو", "👩‍🏫", "e\u{301}"] {
            let mut out = BitWriter::new();
            model.spell(&mut out, text);
            let bytes = out.finish();
            let mut back = String::new();
            model.unspell(&mut BitReader::new(&bytes), 64, &mut back).unwrap();
            assert_eq!(back, text);
        }
    }

    #[test]
    fn a_long_word_is_refused_where_it_is_too_long() {
        let model = train(&[Symbol { text: "اب", word: true, count: 5 }], &[]);
        let mut out = BitWriter::new();
        model.spell(&mut out, &"اب".repeat(50));
        let bytes = out.finish();
        let take =
            |longest| model.unspell(&mut BitReader::new(&bytes), longest, &mut String::new());
        assert!(take(100).is_ok());
        assert!(take(99).unwrap_err().is_corrupt());
    }

    #[test]
    fn the_commonest_are_chosen() {
        let texts: Vec<String> = (0..MOST_BASE + 100).map(|n| format!("w{n:06}")).collect();
        let count = |n: usize| if n >= 50 { 7 } else { 5 };
        let symbols: Vec<Symbol<'_>> = texts
            .iter()
            .enumerate()
            .map(|(n, text)| Symbol { text, word: n % 2 == 0, count: count(n) })
            .collect();
        let chosen = common(&symbols);
        assert_eq!(chosen.len(), MOST_BASE);
        assert!(chosen.iter().all(|&symbol| symbol >= 50));
        let words = chosen.iter().filter(|&&symbol| symbols[symbol as usize].word).count();
        assert_eq!(words, (MOST_BASE + 50) / 2, "ties go to words");
        assert!(common(&[Symbol { text: &"x".repeat(256), word: true, count: 9 }]).is_empty());
    }

    #[test]
    fn logarithms() {
        for (x, log) in [(0, 0), (1, 0), (2, 256), (3, 405), (1000, 2551), (u64::MAX, 64 * 256 - 1)]
        {
            assert_eq!(log2(x), log, "{x}");
        }
        assert!((1..5000).all(|x| log2(x) <= log2(x + 1)));
    }

    #[test]
    fn tables_hold_what_was_set() {
        let mut table = Table::new();
        for key in 0..1000u64 {
            table.set(key << 32 | key, key as u32);
            table.add(key * 3);
            table.add(key * 3);
        }
        assert!((1..1000u64).all(|key| table.get(key << 32 | key) == key as u32));
        assert!((1..1000u64).all(|key| table.get(key * 3) == 2));
        assert_eq!(table.get(7 << 40), NONE);
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
