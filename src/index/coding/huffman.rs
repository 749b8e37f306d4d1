//! Canonical Huffman codes: how often each symbol occurs → the bits that stand for it.
//!
//! A code is told by the lengths of its words alone ([`lengths`]); both sides give the
//! words themselves out in the order of length and then of symbol. Equal counts give equal
//! lengths on every machine. Words are written from their highest bit on.

use super::bits::{BitReader, BitWriter};
use crate::error::Error;

/// The longest word that any code here may have.
pub const LONGEST: u32 = 20;

/// The most symbols that a code may have.
pub const MOST: usize = 1 << 16;

/// The lengths of a code for symbols that occur so often; 0 for those that never do.
///
/// No length is above `longest`, which must be enough to tell the symbols apart. Lengths
/// are as short as can be, unless `longest` is in the way; then nearly so. A lone symbol
/// gets one bit, which is no complete code: give at least two.
pub fn lengths(counts: &[u32], longest: u32) -> Vec<u8> {
    let mut sorted: Vec<u64> = (0u64..)
        .zip(counts)
        .filter(|&(_, &count)| count > 0)
        .map(|(symbol, &count)| u64::from(count) << 32 | symbol)
        .collect();
    sorted.sort_unstable();
    let mut of_length = limited(depths(&sorted), sorted.len(), longest as usize);
    let mut lengths = vec![0; counts.len()];
    let mut length = longest as usize;
    for key in sorted {
        while length > 1 && of_length[length] == 0 {
            length -= 1;
        }
        of_length[length] = of_length[length].saturating_sub(1);
        lengths[(key & 0xFFFF_FFFF) as usize] = length as u8;
    }
    lengths
}

/// How many leaves of the Huffman tree lie at each depth, for keys that begin with a
/// count and ascend.
fn depths(sorted: &[u64]) -> Vec<u32> {
    // Leaves, and then the nodes above them, which come out in ascending order too.
    let leaves = sorted.len();
    let mut weights: Vec<u64> = sorted.iter().map(|key| key >> 32).collect();
    let mut parents = vec![0; (2 * leaves).saturating_sub(1)];
    let (mut leaf, mut node) = (0, leaves);
    for parent in leaves..parents.len() {
        let mut weight = 0;
        for _ in 0..2 {
            let from_leaves =
                leaf < leaves && (node >= weights.len() || weights[leaf] <= weights[node]);
            let lighter = if from_leaves { &mut leaf } else { &mut node };
            weight += weights[*lighter];
            parents[*lighter] = parent;
            *lighter += 1;
        }
        weights.push(weight);
    }
    let mut depths = vec![0u32; parents.len()];
    let mut of_depth = vec![0; 128];
    for at in (0..parents.len()).rev() {
        if at + 1 < parents.len() {
            depths[at] = depths[parents[at]] + 1;
        }
        if at < leaves {
            // Weights of 64 bits make no tree deeper than 93 (Fibonacci's numbers).
            of_depth[depths[at].min(127) as usize] += 1;
        }
    }
    of_depth
}

/// Shortens what is longer than `longest`, and lengthens others until there is room again.
fn limited(of_depth: Vec<u32>, symbols: usize, longest: usize) -> Vec<u32> {
    let mut of_length = vec![0; longest + 1];
    for (depth, count) in of_depth.into_iter().enumerate() {
        of_length[depth.clamp(1, longest)] += count;
    }
    let room = 1u64 << longest;
    let mut taken: u64 =
        (1..=longest).map(|length| u64::from(of_length[length]) << (longest - length)).sum();
    while taken > room && symbols > 1 {
        // One of the longest words goes beside a shorter one, which grows by a bit.
        let Some(short) = (1..longest).rev().find(|&length| of_length[length] > 0) else { break };
        of_length[longest] -= 1;
        of_length[short] -= 1;
        of_length[short + 1] += 2;
        taken -= 1;
    }
    of_length
}

/// The words of a code, by its lengths.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// For each symbol its word as it is written, and above it its length.
    words: Vec<u32>,
}

impl Words {
    /// Gives the words out. `lengths` are of a complete code.
    pub fn new(lengths: &[u8]) -> Words {
        let (_, mut next) = starts(lengths);
        let word = |&length: &u8| {
            let length = u32::from(length);
            let word = next[length as usize];
            next[length as usize] += 1;
            match length {
                0 => 0,
                _ => word.reverse_bits() >> (32 - length) | length << LONGEST,
            }
        };
        Words { words: lengths.iter().map(word).collect() }
    }

    /// True when the code has a word for this symbol.
    pub fn has(&self, symbol: u32) -> bool {
        self.words[symbol as usize] > 0
    }

    /// Writes a symbol that the code has a word for.
    #[inline]
    pub fn put(&self, out: &mut BitWriter, symbol: u32) {
        let word = self.words[symbol as usize];
        debug_assert!(word > 0, "expected a symbol of the code, found {symbol}");
        out.put(u64::from(word & ((1 << LONGEST) - 1)), word >> LONGEST);
    }
}

/// How many words of each length there are, and the first of each length.
fn starts(lengths: &[u8]) -> ([u32; LONGEST as usize + 1], [u32; LONGEST as usize + 1]) {
    let (mut counts, mut first) = ([0u32; LONGEST as usize + 1], [0u32; LONGEST as usize + 1]);
    lengths.iter().for_each(|&length| counts[usize::from(length)] += 1);
    counts[0] = 0;
    for length in 1..counts.len() {
        // Only lengths that no complete code has can make this wrap.
        first[length] = first[length - 1].wrapping_add(counts[length - 1]) << 1;
    }
    (counts, first)
}

/// What reads a code: a table for its shorter words, and the bounds of the longer ones.
#[derive(Clone, Debug)]
pub struct Huffman {
    /// By the next bits: symbol and length, or 0 when the word is longer.
    table: Vec<u32>,
    /// Bits that the table is looked up by.
    quick: u32,
    /// For each length: words below this bound, filled up to [`LONGEST`], are no longer.
    bounds: [u32; LONGEST as usize + 1],
    /// For each length: what to add to a word to find its symbol in `symbols`.
    shifts: [u32; LONGEST as usize + 1],
    /// The symbols in the order of their words.
    symbols: Vec<u16>,
}

impl Huffman {
    /// Makes the table, of `quick` bits at the most, from lengths that may be anything.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] unless the lengths are those of a complete code, no word
    /// longer than [`LONGEST`], of at most [`MOST`] symbols.
    pub fn new(lengths: &[u8], quick: u32) -> Result<Huffman, Error> {
        if lengths.len() > MOST || lengths.iter().any(|&length| u32::from(length) > LONGEST) {
            return Err(incomplete());
        }
        let (counts, first) = starts(lengths);
        let space = |length: usize| u64::from(counts[length]) << (LONGEST as usize - length);
        if (1..counts.len()).map(space).sum::<u64>() != 1 << LONGEST {
            return Err(incomplete());
        }
        let longest = (1..=LONGEST).rev().find(|&length| counts[length as usize] > 0).unwrap_or(1);
        let quick = quick.min(longest);
        let mut huffman = Huffman {
            table: vec![0; 1 << quick],
            quick,
            bounds: [0; LONGEST as usize + 1],
            shifts: [0; LONGEST as usize + 1],
            symbols: Vec::new(),
        };
        let mut before = 0u32;
        for length in 1..counts.len() {
            huffman.bounds[length] =
                (first[length] + counts[length]) << (LONGEST as usize - length);
            huffman.shifts[length] = before.wrapping_sub(first[length]);
            before += counts[length];
        }
        huffman.fill(lengths, first);
        Ok(huffman)
    }

    fn fill(&mut self, lengths: &[u8], mut next: [u32; LONGEST as usize + 1]) {
        let coded = lengths.iter().filter(|&&length| length > 0).count();
        self.symbols = vec![0; coded];
        for (symbol, &length) in (0u32..).zip(lengths).filter(|&(_, &length)| length > 0) {
            let word = next[usize::from(length)];
            next[usize::from(length)] += 1;
            let at = word.wrapping_add(self.shifts[usize::from(length)]);
            self.symbols[at as usize] = symbol as u16;
            let length = u32::from(length);
            let begun = (word.reverse_bits() >> (32 - length)) as usize;
            if length <= self.quick {
                for slot in self.table[begun..].iter_mut().step_by(1 << length) {
                    *slot = symbol << 5 | length;
                }
            }
        }
    }

    /// The next symbol. Behind the end of the bytes it is any: see [`BitReader::overrun`].
    #[inline]
    pub fn take(&self, bits: &mut BitReader<'_>) -> u32 {
        let peeked = bits.peek(LONGEST) as u32;
        let entry = self.table[(peeked & ((1 << self.quick) - 1)) as usize];
        if entry > 0 {
            bits.pass(entry & 31);
            return entry >> 5;
        }
        self.take_long(bits, peeked)
    }

    fn take_long(&self, bits: &mut BitReader<'_>, peeked: u32) -> u32 {
        let word = peeked.reverse_bits() >> (32 - LONGEST);
        let longer = self.quick + 1..=LONGEST;
        let length = longer.into_iter().find(|&length| word < self.bounds[length as usize]);
        let length = length.unwrap_or(LONGEST);
        bits.pass(length);
        let at = (word >> (LONGEST - length)).wrapping_add(self.shifts[length as usize]);
        self.symbols.get(at as usize).copied().unwrap_or(0).into()
    }
}

/// Writes lengths, none above `longest`, in a code of their own.
pub fn put_lengths(out: &mut BitWriter, lengths: &[u8], longest: u32) {
    // One of each more, so that there are always two to tell apart.
    let mut counts = vec![1; longest as usize + 1];
    lengths.iter().for_each(|&length| counts[usize::from(length)] += 1);
    let own = self::lengths(&counts, 15);
    own.iter().for_each(|&length| out.put(u64::from(length), 4));
    let words = Words::new(&own);
    lengths.iter().for_each(|&length| words.put(out, u32::from(length)));
}

/// Reads `count` lengths that [`put_lengths`] wrote.
///
/// # Errors
///
/// [`Error::is_corrupt`] when they have no complete code.
pub fn take_lengths(
    bits: &mut BitReader<'_>,
    count: usize,
    longest: u32,
) -> Result<Vec<u8>, Error> {
    let own: Vec<u8> = (0..=longest).map(|_| bits.take(4) as u8).collect();
    let huffman = Huffman::new(&own, 8)?;
    Ok((0..count).map(|_| huffman.take(bits) as u8).collect())
}

fn incomplete() -> Error {
    Error::corrupt(
        "expected the lengths of a complete code, found others: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Σ 2^−length in units of 2^−LONGEST.
    fn kraft(lengths: &[u8]) -> u64 {
        lengths.iter().filter(|&&l| l > 0).map(|&l| 1 << (LONGEST - u32::from(l))).sum()
    }

    fn round_trip(counts: &[u32], longest: u32, quick: u32, text: &[u32]) {
        let lengths = lengths(counts, longest);
        assert!(lengths.iter().all(|&length| u32::from(length) <= longest));
        assert_eq!(kraft(&lengths), 1 << LONGEST);
        let (words, mut out) = (Words::new(&lengths), BitWriter::new());
        text.iter().for_each(|&symbol| words.put(&mut out, symbol));
        put_lengths(&mut out, &lengths, longest);
        let (bits, bytes) = (out.len(), out.finish());
        let huffman = Huffman::new(&lengths, quick).unwrap();
        let mut reader = BitReader::new(&bytes);
        for &symbol in text {
            assert_eq!(huffman.take(&mut reader), symbol);
        }
        assert_eq!(take_lengths(&mut reader, lengths.len(), longest).unwrap(), lengths);
        assert_eq!(reader.at(), bits);
    }

    #[test]
    fn the_textbook_example() {
        // Cormen et al., Introduction to Algorithms, 16.3: 224 000 bits for 100 000 letters.
        let counts = [45, 13, 12, 16, 9, 5];
        let lengths = lengths(&counts, 15);
        assert_eq!(lengths, [1, 3, 3, 3, 4, 4]);
        let bits: u32 = counts.iter().zip(&lengths).map(|(c, &l)| c * u32::from(l)).sum();
        assert_eq!(bits, 224);
    }

    #[test]
    fn deep_trees_are_cut() {
        let mut counts = vec![1, 1];
        for i in 0..40 {
            counts.push(counts[i] + counts[i + 1]);
        }
        let text: Vec<u32> = (0..counts.len() as u32).collect();
        for longest in [6, 7, 12, 20] {
            round_trip(&counts, longest, 5, &text);
        }
        assert_eq!(lengths(&[u32::MAX; 1 << 4], 4), [4; 1 << 4]);
        assert_eq!(lengths(&[0, 7], 4), [0, 1]);
    }

    #[test]
    fn incomplete_codes_are_refused() {
        for lengths in [&[][..], &[0, 0], &[1], &[1, 1, 1], &[1, 2], &[21, 1], &[255; 4]] {
            assert!(Huffman::new(lengths, 8).unwrap_err().is_corrupt(), "{lengths:?}");
        }
        assert!(Huffman::new(&vec![17; (1 << 16) + 1], 8).is_err());
    }

    proptest! {
        #[test]
        fn symbols_come_back(
            counts in prop::collection::vec((0u32..40).prop_map(|bits| (1 << (bits % 32)) - 1), 2..300),
            quick in 1..14u32,
            picks in prop::collection::vec(any::<prop::sample::Index>(), 0..100),
        ) {
            let mut counts = counts;
            counts[0] = 1;
            counts[1] = 9;
            let coded: Vec<u32> = (0..counts.len() as u32).filter(|&s| counts[s as usize] > 0).collect();
            let text: Vec<u32> = picks.iter().map(|pick| *pick.get(&coded)).collect();
            round_trip(&counts, 15, quick, &text);
            round_trip(&counts, 20, quick, &text);
        }

        #[test]
        fn any_lengths_are_taken_or_refused(lengths in prop::collection::vec(0..8u8, 0..20), bytes in prop::collection::vec(any::<u8>(), 0..50)) {
            let mut reader = BitReader::new(&bytes);
            if let Ok(huffman) = Huffman::new(&lengths, 3) {
                while !reader.overrun() {
                    prop_assert!((huffman.take(&mut reader) as usize) < lengths.len());
                }
            }
            let _ = take_lengths(&mut BitReader::new(&bytes), 30, 20);
        }
    }
}
