//! Lists of positions: where a key stands in the corpus.
//!
//! Layouts: [`format`](super::format#lists-of-positions). A short list is one run of
//! binary interpolative code, the smallest there is for words that come in clusters; a long
//! one is cut into blocks in Rice's code, each reached without the ones before it.

use std::ops::Range;

use super::coding::bits::{BitReader, BitWriter};
use super::coding::bytes::{Reader, put_varint};
use super::pieces::Part;
use crate::error::Error;

/// The longest list that is kept beside its key; longer ones have pieces of their own.
pub const NEAR: usize = 4096;
/// Positions in a block of a long list.
pub const BLOCK: usize = 128;
/// Positions in a piece of a long list, at most.
pub const PIECE: usize = 512 * BLOCK;

/// Appends ascending numbers below `below`, of which a reader must know how many there are.
///
/// Binary interpolative code (Moffat and Stuiver 2000): the middle one first, within the
/// bounds that the others leave it, and then each half within its own.
pub fn put_set(out: &mut BitWriter, numbers: &[u32], below: u32) {
    put_between(out, numbers, 0, below);
}

fn put_between(out: &mut BitWriter, numbers: &[u32], low: u32, high: u32) {
    if numbers.is_empty() {
        return;
    }
    let middle = numbers.len() / 2;
    let (before, after) = (middle as u32, (numbers.len() - 1 - middle) as u32);
    let number = numbers[middle];
    out.put_below(number - low - before, high - after - low - before);
    put_between(out, &numbers[..middle], low, number);
    put_between(out, &numbers[middle + 1..], number + 1, high);
}

/// Reads what [`put_set`] wrote: `count` numbers below `below`, appended to `out`.
///
/// Any bits give ascending numbers in those bounds; more than fit are cut down.
pub fn read_set(reader: &mut BitReader<'_>, count: usize, below: u32, out: &mut Vec<u32>) {
    let count = count.min(below as usize);
    let start = out.len();
    out.resize(start + count, 0);
    read_between(reader, &mut out[start..], 0, below);
}

fn read_between(reader: &mut BitReader<'_>, out: &mut [u32], low: u32, high: u32) {
    if out.is_empty() {
        return;
    }
    // As many as there is room for: no bit says more.
    if out.len() as u32 == high - low {
        out.iter_mut().zip(low..).for_each(|(place, number)| *place = number);
        return;
    }
    let middle = out.len() / 2;
    let (before, after) = (middle as u32, (out.len() - 1 - middle) as u32);
    let number = low + before + reader.below(high - after - low - before);
    out[middle] = number;
    let (left, right) = out.split_at_mut(middle);
    read_between(reader, left, low, number);
    read_between(reader, &mut right[1..], number + 1, high);
}

/// Passes what [`put_set`] wrote.
pub fn skip_set(reader: &mut BitReader<'_>, count: usize, below: u32) {
    skip_between(reader, count.min(below as usize) as u32, 0, below);
}

fn skip_between(reader: &mut BitReader<'_>, count: u32, low: u32, high: u32) {
    if count == 0 || count == high - low {
        return;
    }
    let before = count / 2;
    let after = count - 1 - before;
    let number = low + before + reader.below(high - after - low - before);
    skip_between(reader, before, low, number);
    skip_between(reader, after, number + 1, high);
}

/// The pieces of a long list.
pub fn long_list(positions: &[u32]) -> Vec<Vec<u8>> {
    positions.chunks(PIECE).map(long_piece).collect()
}

/// A piece begins with its first position and, per block, how far the last position is from
/// the one before and how many bits the block takes.
fn long_piece(positions: &[u32]) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, positions.len() as u64);
    let mut before = positions[0];
    put_varint(&mut out, u64::from(before));
    let mut bits = BitWriter::new();
    for block in positions.chunks(BLOCK) {
        let start = bits.len();
        put_block(&mut bits, block, before);
        let last = block[block.len() - 1];
        put_varint(&mut out, u64::from(last - before));
        put_varint(&mut out, (bits.len() - start) as u64);
        before = last + 1;
    }
    out.extend(bits.finish());
    out
}

fn put_block(out: &mut BitWriter, block: &[u32], mut next: u32) {
    let mut gaps = [0; BLOCK];
    for (gap, &position) in gaps.iter_mut().zip(block) {
        *gap = position - next;
        next = position + 1;
    }
    let gaps = &gaps[..block.len()];
    let cost = |low: u32| {
        let high = gaps.iter().map(|gap| u64::from(gap >> low)).sum::<u64>();
        high + u64::from(low) * gaps.len() as u64
    };
    // Beyond the bits of the largest it only becomes more.
    let bits = u32::BITS - gaps.iter().fold(0, |all, gap| all | gap).leading_zeros();
    let low = (0..=bits.min(30)).min_by_key(|&low| cost(low)).unwrap_or(0);
    out.put(u64::from(low), 5);
    gaps.iter().for_each(|&gap| out.put_rice(gap, low));
}

/// A piece of a long list, opened.
#[derive(Clone, Debug)]
struct LongPiece {
    part: Part,
    count: usize,
    /// Before the first position.
    first: u32,
    /// Per block its last position, and the bit behind it.
    blocks: Vec<(u32, u32)>,
    /// Where the bits begin, in bytes.
    bits: usize,
}

impl LongPiece {
    fn open(part: Part) -> Result<LongPiece, Error> {
        let bytes = part.as_ref();
        let mut reader = Reader::new(bytes);
        let count = reader.varint()? as usize;
        let first = reader.varint32()?;
        if count > PIECE {
            return Err(damaged());
        }
        let (mut before, mut end) = (first, 0u32);
        let mut blocks = Vec::with_capacity(count.div_ceil(BLOCK));
        for _ in 0..count.div_ceil(BLOCK) {
            let last = before.checked_add(reader.varint32()?).ok_or_else(damaged)?;
            end = end.checked_add(reader.varint32()?).ok_or_else(damaged)?;
            before = last.checked_add(1).ok_or_else(damaged)?;
            blocks.push((last, end));
        }
        let bits = reader.at();
        if (end as usize).div_ceil(8) > bytes.len() - bits {
            return Err(damaged());
        }
        Ok(LongPiece { part, count, first, blocks, bits })
    }

    /// The positions of a block.
    fn read(&self, block: usize, out: &mut Vec<u32>) {
        out.clear();
        let Some(&(last, _)) = self.blocks.get(block) else { return };
        let (mut next, start) = match block.checked_sub(1).and_then(|it| self.blocks.get(it)) {
            Some(&(last, end)) => (last + 1, end),
            None => (self.first, 0),
        };
        let bytes = self.part.as_ref().get(self.bits..).unwrap_or_default();
        let mut reader = BitReader::starting(bytes, start as usize);
        let low = reader.take(5) as u32;
        for _ in 0..BLOCK.min(self.count - block * BLOCK) {
            let position = next.saturating_add(reader.rice(low));
            // What is beyond the block's own end is damage that no checksum saw.
            if position > last {
                return;
            }
            out.push(position);
            next = position + 1;
        }
    }
}

/// The positions of a key, ascending.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    /// Those at hand: all of a short list, a block of a long one.
    here: Vec<u32>,
    next: usize,
    /// Pieces of a long list, the next block to read, and how many were read.
    pieces: Vec<LongPiece>,
    piece: usize,
    block: usize,
    /// Positions behind those at hand.
    rest: usize,
}

impl Positions {
    /// None.
    pub fn none() -> Positions {
        Positions::default()
    }

    /// These.
    pub fn short(here: Vec<u32>) -> Positions {
        Positions { here, ..Positions::default() }
    }

    /// Those of a long list, all `below` a bound.
    ///
    /// # Errors
    ///
    /// When a piece is not as [`format`](super::format#lists-of-positions) says.
    pub fn long(parts: impl IntoIterator<Item = Part>, below: u32) -> Result<Positions, Error> {
        let pieces = parts.into_iter().map(LongPiece::open).collect::<Result<Vec<_>, _>>()?;
        let ascend = |pair: &[LongPiece]| {
            pair[0].blocks.last().is_none_or(|&(last, _)| last < pair[1].first)
        };
        let last = pieces.last().and_then(|piece| piece.blocks.last());
        if !pieces.windows(2).all(ascend) || last.is_some_and(|&(last, _)| last >= below) {
            return Err(damaged());
        }
        let rest = pieces.iter().map(|piece| piece.count).sum();
        Ok(Positions { pieces, rest, ..Positions::default() })
    }

    /// How many are still to come.
    pub fn count_left(&self) -> usize {
        self.here.len() - self.next + self.rest
    }

    /// Passes all positions below `position`. Reads only the block that it stands in.
    pub fn seek(&mut self, position: u32) {
        if self.here.last().is_none_or(|&last| last < position) && self.rest > 0 {
            while self
                .pieces
                .get(self.piece)
                .is_some_and(|piece| piece.blocks.last().is_none_or(|&(last, _)| last < position))
            {
                self.piece += 1;
                self.block = 0;
            }
            if let Some(piece) = self.pieces.get(self.piece) {
                let behind = &piece.blocks[self.block..];
                self.block += behind.partition_point(|&(last, _)| last < position);
            }
            self.load();
        }
        let here = &self.here[self.next..];
        // Most steps are short: gallop before halving.
        let mut reach = 1;
        while here.get(reach).is_some_and(|&it| it < position) {
            reach *= 2;
        }
        let start = reach / 2;
        let end = here.len().min(reach + 1);
        self.next += start + here[start..end].partition_point(|&it| it < position);
    }

    /// Reads the next block.
    fn load(&mut self) {
        self.next = 0;
        self.here.clear();
        while self.here.is_empty() {
            let Some(piece) = self.pieces.get(self.piece) else {
                self.rest = 0;
                return;
            };
            piece.read(self.block, &mut self.here);
            self.block += 1;
            if self.block >= piece.blocks.len() {
                self.piece += 1;
                self.block = 0;
            }
        }
        let behind = self
            .pieces
            .get(self.piece)
            .map_or(0, |piece| piece.count.saturating_sub(self.block * BLOCK));
        let pieces = self.pieces.get(self.piece + 1..).unwrap_or_default();
        self.rest = behind + pieces.iter().map(|piece| piece.count).sum::<usize>();
    }

    /// Appends all that are left.
    pub fn read_into(mut self, out: &mut Vec<u32>) {
        out.reserve(self.count_left());
        loop {
            out.extend_from_slice(&self.here[self.next..]);
            if self.rest == 0 {
                return;
            }
            self.load();
        }
    }

    /// The next one, not passed.
    pub fn peek(&mut self) -> Option<u32> {
        if self.next == self.here.len() && self.rest > 0 {
            self.load();
        }
        self.here.get(self.next).copied()
    }
}

impl Iterator for Positions {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let position = self.peek()?;
        self.next += 1;
        Some(position)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.count_left(), Some(self.count_left()))
    }
}

/// How many pieces a list of so many positions has of its own.
pub fn pieces(count: u32) -> Range<u32> {
    let long = count as usize > NEAR;
    0..if long { (count as usize).div_ceil(PIECE) as u32 } else { 0 }
}

fn damaged() -> Error {
    Error::corrupt(
        "expected ascending positions, found others: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn long(list: &[u32]) -> Positions {
        Positions::long(long_list(list).into_iter().map(Part::from), u32::MAX).unwrap()
    }

    proptest! {
        #[test]
        fn sets_come_back(set in prop::collection::btree_set(0..5000u32, 0..300), more in 0..9000u32) {
            let list: Vec<u32> = set.into_iter().collect();
            let below = list.last().map_or(more, |last| last + 1 + more);
            let mut writer = BitWriter::new();
            put_set(&mut writer, &list, below);
            writer.put(5, 3);
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            let mut found = Vec::new();
            read_set(&mut reader, list.len(), below, &mut found);
            prop_assert_eq!(&found, &list);
            prop_assert_eq!(reader.take(3), 5);
            let mut reader = BitReader::new(&bytes);
            skip_set(&mut reader, list.len(), below);
            prop_assert_eq!(reader.take(3), 5);
        }

        #[test]
        fn long_lists_come_back(
            steps in prop::collection::vec(1..2000u32, 1..700),
            seeks in prop::collection::vec(0..700_000u32, 0..20),
        ) {
            let list: Vec<u32> = steps.iter().scan(0, |at, step| { *at += step; Some(*at) }).collect();
            prop_assert_eq!(long(&list).collect::<Vec<_>>(), list.clone());
            let mut all = Vec::new();
            long(&list).read_into(&mut all);
            prop_assert_eq!(&all, &list);
            let mut positions = long(&list);
            let mut reached = 0;
            for seek in seeks {
                positions.seek(seek);
                reached = reached.max(seek);
                let rest = list.iter().filter(|&&it| it >= reached);
                prop_assert_eq!(positions.peek(), rest.clone().next().copied());
                prop_assert_eq!(positions.count_left(), rest.count());
            }
        }

        #[test]
        fn any_bytes_give_ascending_positions(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let ascend = |list: &[u32]| list.windows(2).all(|pair| pair[0] < pair[1]);
            let mut list = Vec::new();
            read_set(&mut BitReader::new(&bytes), 300, 1000, &mut list);
            prop_assert!(ascend(&list) && list.iter().all(|&it| it < 1000));
            if let Ok(positions) = Positions::long([Part::from(bytes)], 1 << 30) {
                prop_assert!(ascend(&positions.collect::<Vec<_>>()));
            }
        }
    }

    #[test]
    fn a_list_of_several_pieces() {
        let list: Vec<u32> = (0..2 * PIECE as u32 + 77).map(|n| n * 3).collect();
        let mut positions = long(&list);
        assert_eq!(positions.count_left(), list.len());
        positions.seek(3 * PIECE as u32 - 1);
        assert_eq!(positions.next(), Some(3 * PIECE as u32));
        positions.seek(u32::MAX);
        assert_eq!((positions.next(), positions.count_left()), (None, 0));
        assert_eq!(long(&list).collect::<Vec<_>>(), list);
    }
}
