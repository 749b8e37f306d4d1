//! Small blocks of bits, many to a piece, each reached by its number.
//!
//! A piece is a varint number of blocks, as many varint lengths in bytes, and the blocks.

use super::coding::bytes::{Reader, put_varint};
use super::pieces::{Part, Pieces};
use crate::error::Error;

/// A piece is closed when its blocks have so many bytes.
const PIECE: usize = 1 << 10;

/// Puts blocks into pieces.
#[derive(Debug, Default)]
pub struct BlockWriter {
    count: u64,
    lengths: Vec<u8>,
    blocks: Vec<u8>,
    pieces: Vec<Vec<u8>>,
    /// Blocks in each piece.
    counts: Vec<u64>,
}

impl BlockWriter {
    /// Appends a block.
    pub fn push(&mut self, block: &[u8]) {
        put_varint(&mut self.lengths, block.len() as u64);
        self.blocks.extend_from_slice(block);
        self.count += 1;
        if self.blocks.len() >= PIECE {
            self.close();
        }
    }

    fn close(&mut self) {
        let mut bytes = Vec::with_capacity(self.blocks.len() + self.lengths.len() + 4);
        put_varint(&mut bytes, self.count);
        bytes.append(&mut self.lengths);
        bytes.append(&mut self.blocks);
        self.counts.push(std::mem::take(&mut self.count));
        self.pieces.push(bytes);
    }

    /// The pieces that were closed since this was last asked.
    pub fn closed(&mut self) -> Vec<Vec<u8>> {
        std::mem::take(&mut self.pieces)
    }

    /// Appends to `root` how many pieces there are, and how many blocks in each; gives the
    /// pieces that have not been given.
    pub fn finish(mut self, root: &mut Vec<u8>) -> Vec<Vec<u8>> {
        if self.count > 0 {
            self.close();
        }
        put_varint(root, self.counts.len() as u64);
        self.counts.iter().for_each(|&count| put_varint(root, count));
        self.pieces
    }
}

/// Where blocks are.
#[derive(Clone, Debug)]
pub struct Blocks {
    /// The first block of each piece, and the number behind the last.
    firsts: Vec<u32>,
    piece: u32,
}

impl Blocks {
    /// Reads how many blocks the pieces hold, of which the first is `piece`.
    ///
    /// # Errors
    ///
    /// When they are not `expected` in all.
    pub fn read(reader: &mut Reader<'_>, piece: u32, expected: usize) -> Result<Blocks, Error> {
        let mut firsts = vec![0u32];
        let mut end = 0u32;
        for _ in 0..reader.count()? {
            end = end.checked_add(reader.varint32()?).ok_or_else(damaged)?;
            firsts.push(end);
        }
        if end as usize == expected { Ok(Blocks { firsts, piece }) } else { Err(damaged()) }
    }

    /// How many pieces they take.
    pub fn pieces(&self) -> u32 {
        self.firsts.len() as u32 - 1
    }

    /// A block and what follows it in its piece; `None`, and noted, when its piece is not here
    /// or not sound.
    pub fn get(&self, number: u32, pieces: &Pieces) -> Option<Part> {
        let piece = self.firsts.partition_point(|&first| first <= number) - 1;
        let within = number - self.firsts[piece];
        let part = pieces.get(self.piece + piece as u32)?;
        let start = find(part.as_ref(), within as usize);
        start.map(|start| part.slice(start)).map_err(|error| pieces.note(error)).ok()
    }
}

fn find(bytes: &[u8], number: usize) -> Result<usize, Error> {
    let mut reader = Reader::new(bytes);
    let blocks = reader.count()?;
    let mut before = 0usize;
    for block in 0..blocks {
        let length = reader.varint32()? as usize;
        if block < number {
            before = before.saturating_add(length);
        }
    }
    let start = reader.at().saturating_add(before);
    if number < blocks && start <= bytes.len() { Ok(start) } else { Err(damaged()) }
}

fn damaged() -> Error {
    Error::corrupt(
        "expected blocks of the index, found other bytes: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_by_number() {
        let mut writer = BlockWriter::default();
        for number in 0..9000u32 {
            writer.push(&number.to_le_bytes().repeat(1 + number as usize % 5));
        }
        let mut root = Vec::new();
        let written = writer.finish(&mut root);
        assert!(written.len() > 2);
        let blocks = Blocks::read(&mut Reader::new(&root), 0, 9000).unwrap();
        assert_eq!(blocks.pieces() as usize, written.len());
        let pieces = Pieces::of(written);
        for number in 0..9000u32 {
            let block = blocks.get(number, &pieces).unwrap();
            assert_eq!(block.as_ref()[..4], number.to_le_bytes());
        }
        assert!(Blocks::read(&mut Reader::new(&root), 0, 8999).is_err());
    }
}
