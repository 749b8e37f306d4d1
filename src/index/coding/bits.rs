//! Numbers in bits: what lists, blocks of keys and texts are packed with.
//!
//! Bits fill each byte from its lowest up. A reader never runs past its bytes: behind them
//! it reads zeros, and [`BitReader::overrun`] says so.

/// Appends bits.
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// Bits not yet in `bytes`, and how many.
    pending: u64,
    held: u32,
}

impl BitWriter {
    /// Nothing yet.
    pub fn new() -> BitWriter {
        BitWriter::default()
    }

    /// How many bits have been written.
    pub fn len(&self) -> usize {
        self.bytes.len() * 8 + self.held as usize
    }

    /// True before the first bit.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The lowest `count` bits of `value`, which has no others; at most 56.
    #[inline]
    pub fn put(&mut self, value: u64, count: u32) {
        debug_assert!(count <= 56 && value >> count == 0);
        self.pending |= value << self.held;
        self.held += count;
        if self.held >= 64 {
            self.bytes.extend_from_slice(&self.pending.to_le_bytes());
            self.held -= 64;
            // What did not fit.
            self.pending = value >> (count - self.held);
        }
    }

    /// A number as ones and a zero.
    pub fn put_unary(&mut self, mut value: u32) {
        while value >= 32 {
            self.put(0xFFFF_FFFF, 32);
            value -= 32;
        }
        self.put((1 << value) - 1, value + 1);
    }

    /// A number by its length in unary, and then its bits (Elias γ of the number + 1).
    pub fn put_gamma(&mut self, value: u32) {
        let value = u64::from(value) + 1;
        let length = value.ilog2();
        self.put_unary(length);
        self.put(value & ((1 << length) - 1), length);
    }

    /// A number in Rice's code: all but its `low` lowest bits in unary, then those.
    pub fn put_rice(&mut self, value: u32, low: u32) {
        self.put_unary(value >> low);
        self.put(u64::from(value) & ((1 << low) - 1), low);
    }

    /// A number below `below`, in as few bits as that allows (truncated binary).
    pub fn put_below(&mut self, value: u32, below: u32) {
        let (length, short) = truncated(below);
        match value < short {
            true => self.put(u64::from(value), length),
            // The lowest bit comes last, so that a reader sees whether there is one.
            false => {
                let value = value + short;
                self.put(u64::from(value >> 1), length);
                self.put(u64::from(value & 1), 1);
            }
        }
    }

    /// All bits of another writer.
    pub fn append(&mut self, other: &BitWriter) {
        let (words, last) = other.bytes.as_chunks::<4>();
        words.iter().for_each(|word| self.put(u32::from_le_bytes(*word).into(), 32));
        last.iter().for_each(|&byte| self.put(byte.into(), 8));
        let low = other.held.min(32);
        self.put(other.pending & ((1 << low) - 1), low);
        self.put(other.pending >> low, other.held - low);
    }

    /// Zeros up to a whole byte.
    pub fn align(&mut self) {
        self.put(0, self.held.next_multiple_of(8) - self.held);
    }

    /// The bytes; the last one is filled up with zeros.
    pub fn finish(mut self) -> Vec<u8> {
        self.align();
        let left = self.pending.to_le_bytes();
        self.bytes.extend_from_slice(&left[..self.held as usize / 8]);
        self.bytes
    }
}

/// Bits for the first of `below` numbers, and how many of them have no bit more.
fn truncated(below: u32) -> (u32, u32) {
    let length = below.max(1).ilog2();
    let short = (2u64 << length) - u64::from(below.max(1));
    (length, short as u32)
}

/// Reads bits that may be anything.
#[derive(Clone, Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    /// The next byte to take in.
    next: usize,
    held: u64,
    count: u32,
}

impl<'a> BitReader<'a> {
    /// Begins at bit `at`.
    pub fn starting(bytes: &'a [u8], at: usize) -> BitReader<'a> {
        let mut reader = BitReader { bytes, next: at / 8, held: 0, count: 0 };
        reader.take((at % 8) as u32);
        reader
    }

    /// Begins at the first bit.
    pub fn new(bytes: &'a [u8]) -> BitReader<'a> {
        BitReader::starting(bytes, 0)
    }

    /// How many bits have been passed.
    pub fn at(&self) -> usize {
        self.next.saturating_mul(8).saturating_sub(self.count as usize)
    }

    /// True when more was read than there was.
    pub fn overrun(&self) -> bool {
        // In bytes: on wasm32 the bits of a large slice are more than a usize counts.
        self.next > self.bytes.len() + self.count as usize / 8
    }

    /// Makes at least 56 bits ready.
    #[inline]
    fn fill(&mut self) {
        if let Some(eight) = self.bytes.get(self.next..self.next + 8) {
            let mut word = [0; 8];
            word.copy_from_slice(eight);
            self.held |= u64::from_le_bytes(word) << self.count;
            let taken = (63 - self.count) / 8;
            self.next += taken as usize;
            self.count += taken * 8;
            return;
        }
        while self.count <= 56 {
            let byte = self.bytes.get(self.next).copied().unwrap_or(0);
            self.held |= u64::from(byte) << self.count;
            self.next += 1;
            self.count += 8;
        }
    }

    /// The next `count` bits, without passing them; at most 56.
    #[inline]
    pub fn peek(&mut self, count: u32) -> u64 {
        if self.count < count {
            self.fill();
        }
        self.held & ((1 << count) - 1)
    }

    /// Passes `count` bits that were peeked at.
    #[inline]
    pub fn pass(&mut self, count: u32) {
        self.held >>= count;
        self.count -= count;
    }

    /// The next `count` bits; at most 56.
    #[inline]
    pub fn take(&mut self, count: u32) -> u64 {
        let bits = self.peek(count);
        self.pass(count);
        bits
    }

    /// Passes any number of bits.
    pub fn skip(&mut self, count: usize) {
        self.go_to(self.at().saturating_add(count));
    }

    /// Goes on with bit `at`.
    pub fn go_to(&mut self, at: usize) {
        *self = BitReader::starting(self.bytes, at);
    }

    /// What [`BitWriter::put_unary`] wrote; the most there can be when there are only ones.
    #[inline]
    pub fn unary(&mut self) -> u32 {
        let mut value = 0;
        loop {
            let ones = self.peek(32).trailing_ones();
            if ones < 32 {
                self.pass(ones + 1);
                return value + ones;
            }
            self.pass(32);
            value += 32;
        }
    }

    /// What [`BitWriter::put_gamma`] wrote; the most there can be when it is too long.
    #[inline]
    pub fn gamma(&mut self) -> u32 {
        let length = self.unary();
        if length > 32 {
            return u32::MAX;
        }
        let value = (1 << length | self.take(length)) - 1;
        u32::try_from(value).unwrap_or(u32::MAX)
    }

    /// What [`BitWriter::put_rice`] wrote, cut to 32 bits; `low` below 32.
    #[inline]
    pub fn rice(&mut self, low: u32) -> u32 {
        let high = self.unary();
        high.wrapping_shl(low) | self.take(low) as u32
    }

    /// What [`BitWriter::put_below`] wrote.
    #[inline]
    pub fn below(&mut self, below: u32) -> u32 {
        let (length, short) = truncated(below);
        let value = self.take(length) as u32;
        if value < short {
            return value;
        }
        let whole = u64::from(value) << 1 | self.take(1);
        (whole - u64::from(short)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(values in prop::collection::vec((any::<u32>(), 0..32u32, 1..u32::MAX), 0..50)) {
            let mut writer = BitWriter::new();
            for &(value, low, below) in &values {
                writer.put(u64::from(value), 32);
                writer.put_gamma(value);
                writer.put_rice(value.min(1000 << low), low);
                writer.put_below(value % below, below);
                writer.put_unary(low * 3);
            }
            let bits = writer.len();
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            for &(value, low, below) in &values {
                prop_assert_eq!(reader.take(32), u64::from(value));
                prop_assert_eq!(reader.gamma(), value);
                prop_assert_eq!(reader.rice(low), value.min(1000 << low));
                prop_assert_eq!(reader.below(below), value % below);
                prop_assert_eq!(reader.unary(), low * 3);
            }
            prop_assert_eq!(reader.at(), bits);
            prop_assert!(!reader.overrun());
        }

        #[test]
        fn any_bits_are_read(bytes in prop::collection::vec(any::<u8>(), 0..40), at in 0..400usize) {
            let mut reader = BitReader::starting(&bytes, at);
            for low in 0..32 {
                reader.gamma();
                reader.rice(low);
                reader.below(1 << low);
            }
            prop_assert!(reader.overrun());
        }
    }
}
