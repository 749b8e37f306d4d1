//! What is worth a code of its own in a corpus: words, gaps, and phrases of them.
//!
//! The choosing half of a [`model`](super::model). Integers only, so that the same corpus has
//! the same model everywhere.

use std::ops::Range;

use super::huffman;
use super::model::{LONGEST_BASE, LONGEST_PHRASE, MOST_PHRASES, Symbol, Trie};
use super::table::{EMPTY, NONE, Table};
use crate::error::Error;

/// About how many symbols training looks at, and in what pieces it takes them.
const SAMPLE: u64 = 2_000_000;
const PIECE: u64 = 4_096;
/// Rounds of pairing, after each of which phrases can be twice as long.
const ROUNDS: usize = 3;
/// Pairs taken in a round.
const MOST_PAIRS: usize = 12_288;
/// The fewest occurrences in the sample of a pair, and of what is paired.
const FEWEST: u32 = 3;
/// Bits that a phrase takes in the model, about.
const PHRASE_COST: u64 = 20;
/// Of so many symbols in the corpus each asks for a bit more: the model of a large corpus is
/// loaded by everyone, of its texts only parts.
const PER_BIT: u64 = 1 << 15;
/// The fewest occurrences that make a word or a gap a base symbol.
const COMMON: u32 = 2;
/// The most base symbols.
pub(in crate::index) const MOST_BASE: usize = 32_768;

/// The symbols that get codes of their own: words, and then gaps, each ascending.
pub(in crate::index) fn common(symbols: &[Symbol<'_>]) -> Vec<u32> {
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
pub(in crate::index) struct Sample {
    /// Symbols, [`NONE`] behind each piece.
    stream: Vec<u32>,
    /// Symbols in the sample, and in the corpus.
    sampled: u64,
    all: u64,
    /// Texts in the corpus.
    texts: u64,
}

impl Sample {
    pub(in crate::index) fn take(
        symbols: &[Symbol<'_>],
        lengths: impl Iterator<Item = u64>,
        mut read: impl FnMut(Range<u64>, &mut Vec<u32>) -> Result<(), Error>,
    ) -> Result<Sample, Error> {
        let all = symbols.iter().map(|symbol| u64::from(symbol.count)).sum::<u64>().max(1);
        let mut sample = Sample { stream: Vec::new(), sampled: 0, all, texts: 0 };
        let wanted = SAMPLE.min(all);
        let mut seen = 0u64;
        for length in lengths {
            sample.texts += 1;
            let end = seen + length;
            while seen < end {
                let piece = seen..end.min(seen + PIECE);
                if u128::from(sample.sampled) * u128::from(all)
                    <= u128::from(seen) * u128::from(wanted)
                {
                    read(piece.clone(), &mut sample.stream)?;
                    sample.stream.push(NONE);
                    sample.sampled += piece.end - piece.start;
                }
                seen = piece.end;
            }
        }
        Ok(sample)
    }

    /// From occurrences in the sample to those in the corpus.
    pub(in crate::index) fn scaled(&self, count: u64) -> u64 {
        count * self.all / self.sampled.max(1)
    }

    /// The bits that a phrase has to save.
    fn cost(&self) -> u64 {
        PHRASE_COST + self.all / PER_BIT
    }

    /// The phrases worth a code, ascending.
    pub(in crate::index) fn phrases(&self, base: &[u32], base_symbols: usize) -> Vec<Vec<u16>> {
        let candidates = self.pair_up(base, base_symbols);
        // Twice, as what is dropped first makes others occur more.
        let kept = self.worth(base, base_symbols, candidates, MOST_PHRASES);
        self.worth(base, base_symbols, kept, MOST_PHRASES)
    }

    /// Rounds of pairing what stands together more often than by chance.
    pub(in crate::index) fn pair_up(&self, base: &[u32], base_symbols: usize) -> Vec<Vec<u16>> {
        let quickly = self.rounds(base, base_symbols, true);
        quickly.or_else(|| self.rounds(base, base_symbols, false)).unwrap_or_default()
    }

    /// [`pair_up`](Self::pair_up), and `sieved`, which is quicker, or not. Which of equally good
    /// pairs are left out where there are too many depends on all that were counted: `None` when
    /// it comes to that and they were sieved.
    fn rounds(&self, base: &[u32], base_symbols: usize, sieved: bool) -> Option<Vec<Vec<u16>>> {
        let mut stream: Vec<u32> = self.stream.iter().map(|&s| number(base, s)).collect();
        let mut sequences: Vec<Vec<u16>> = (0..base_symbols).map(|s| vec![s as u16]).collect();
        for _ in 0..ROUNDS {
            let pairs = self.good_pairs(&stream, &sequences, sieved);
            if sieved && pairs.len() > MOST_PAIRS {
                return None;
            }
            let mut merged = Table::new();
            for pair in pairs.into_iter().take(MOST_PAIRS) {
                let (first, second) = ((pair >> 32) as usize, (pair & 0xFFFF_FFFF) as usize);
                merged.set(pair, sequences.len() as u32);
                sequences.push([&sequences[first][..], &sequences[second]].concat());
            }
            merge(&mut stream, &merged);
        }
        let mut phrases = sequences.split_off(base_symbols);
        phrases.sort_unstable();
        phrases.dedup();
        Some(phrases)
    }

    /// Pairs that save more than they cost, best first. `sieved`: those that occur less than
    /// [`FEWEST`] times are not even counted, most of them; then equally good ones may stand in
    /// another order.
    fn good_pairs(&self, stream: &[u32], sequences: &[Vec<u16>], sieved: bool) -> Vec<u64> {
        let mut counts = vec![0u32; sequences.len()];
        for &symbol in stream.iter().filter(|&&symbol| symbol != NONE) {
            counts[symbol as usize] += 1;
        }
        // How long a phrase may still become with each sequence: what occurs less than that
        // could not pay for itself.
        let lengths: Vec<usize> = (counts.iter().zip(sequences))
            .map(|(&count, it)| if count < FEWEST { LONGEST_PHRASE } else { it.len() })
            .collect();
        let length = |symbol: u32| lengths.get(symbol as usize).copied().unwrap_or(LONGEST_PHRASE);
        let possible = stream.windows(2).filter_map(|pair| {
            let fits = length(pair[0]) + length(pair[1]) <= LONGEST_PHRASE;
            fits.then_some(u64::from(pair[0]) << 32 | u64::from(pair[1]))
        });
        let mut pairs = Table::new();
        if sieved {
            let mut sieve = Sieve::new();
            possible.clone().for_each(|pair| sieve.add(pair));
            possible.filter(|&pair| sieve.passes(pair)).for_each(|pair| pairs.add(pair));
        } else {
            possible.for_each(|pair| pairs.add(pair));
        }
        let all = log2(stream.len() as u64);
        let mut good: Vec<u64> = Vec::new();
        for (slot, (&pair, &count)) in pairs.keys.iter().zip(&pairs.values).enumerate() {
            if pair == EMPTY || count < FEWEST {
                continue;
            }
            let alone = log2(counts[(pair >> 32) as usize].into())
                + log2(counts[(pair & 0xFFFF_FFFF) as usize].into());
            let saved =
                ((log2(count.into()) + all).saturating_sub(alone) * u64::from(count)) >> FRACTION;
            if self.scaled(saved) > self.cost() * 2 {
                good.push((u64::from(u32::MAX) - saved.min(u32::MAX.into())) << 32 | slot as u64);
            }
        }
        good.sort_unstable();
        good.into_iter().map(|key| pairs.keys[(key & 0xFFFF_FFFF) as usize]).collect()
    }

    /// Those phrases that save more than they cost, at most `most`; ascending as before.
    pub(in crate::index) fn worth(
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
            if self.scaled(saved) > self.cost() {
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
    pub(in crate::index) fn parse(
        &self,
        base: &[u32],
        base_symbols: usize,
        phrases: &[Vec<u16>],
    ) -> Vec<u32> {
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
    pub(in crate::index) fn counts(
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

/// Tells pairs that may occur [`FEWEST`] times from most that do not: counts up to that by a
/// hash, two bits each, in so few bytes that the processor has them near.
struct Sieve(Vec<u8>);

impl Sieve {
    /// Counters, as a power of two: a megabyte of them.
    const BITS: u32 = 22;

    fn new() -> Sieve {
        Sieve(vec![0; 1 << (Sieve::BITS - 2)])
    }

    /// The byte of a pair, and which bits of it.
    #[inline]
    fn place(pair: u64) -> (usize, u32) {
        let hash = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Sieve::BITS);
        ((hash >> 2) as usize, 2 * (hash & 3) as u32)
    }

    #[inline]
    fn add(&mut self, pair: u64) {
        let (byte, shift) = Sieve::place(pair);
        let full = (self.0[byte] >> shift) & 3 == FEWEST as u8;
        self.0[byte] += u8::from(!full) << shift;
    }

    #[inline]
    fn passes(&self, pair: u64) -> bool {
        let (byte, shift) = Sieve::place(pair);
        (self.0[byte] >> shift) & 3 == FEWEST as u8
    }
}

/// Puts merged pairs in place of their parts, from the start on.
pub(in crate::index) fn merge(stream: &mut Vec<u32>, merged: &Table) {
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
pub(in crate::index) fn number(base: &[u32], symbol: u32) -> u32 {
    base.get(symbol as usize).copied().unwrap_or(NONE)
}

/// Binary digits behind the point of [`log2`].
const FRACTION: u32 = 8;

/// log₂ in 256ths, rounded down; 0 for 0.
pub(in crate::index) fn log2(x: u64) -> u64 {
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

#[cfg(test)]
mod tests {
    use super::*;

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
    fn sieved_or_not_the_same_is_paired() {
        // A mixture of what comes often, seldom and once.
        let stream: Vec<u32> = (0u32..60_000)
            .map(|n| n.wrapping_mul(n).wrapping_mul(2_654_435_761) >> 16)
            .map(|n| if n % 3 == 0 { n % 7 } else { n % 50 * (n % 11) % 400 })
            .map(|n| if n == 399 { NONE } else { n })
            .collect();
        let all = stream.len() as u64;
        let sample = Sample { stream, sampled: all, all, texts: 1 };
        let base: Vec<u32> = (0..400).collect();
        let sieved = sample.rounds(&base, 400, true).unwrap();
        assert!(sieved.len() > 20, "{}", sieved.len());
        assert_eq!(Some(sieved), sample.rounds(&base, 400, false));
        // More good pairs than are taken.
        let most = MOST_PAIRS as u32 + 100;
        let stream: Vec<u32> =
            (0..most * 20).flat_map(|n| [n % most * 2, n % most * 2 + 1, NONE]).collect();
        let (base, all) = ((0..most * 2).collect::<Vec<u32>>(), stream.len() as u64);
        let sample = Sample { stream, sampled: all, all, texts: 1 };
        assert_eq!(sample.rounds(&base, base.len(), true), None);
        assert_eq!(sample.pair_up(&base, base.len()).len(), MOST_PAIRS + 100);
        let mut sieve = Sieve::new();
        for (pair, times) in [(1, 2), (2, 3), (3, 40)] {
            (0..times).for_each(|_| sieve.add(pair));
        }
        assert_eq!([1, 2, 3].map(|pair| sieve.passes(pair)), [false, true, true]);
    }

    #[test]
    fn logarithms() {
        for (x, log) in [(0, 0), (1, 0), (2, 256), (3, 405), (1000, 2551), (u64::MAX, 64 * 256 - 1)]
        {
            assert_eq!(log2(x), log, "{x}");
        }
        assert!((1..5000).all(|x| log2(x) <= log2(x + 1)));
    }
}
