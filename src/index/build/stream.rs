//! All texts of a corpus as numbers of symbols, one behind another.
//!
//! Held in memory as they are, or, under a bound, set aside as four bytes each.

use std::ops::Range;

use super::spill::{Spill, SpillReader, Storage};
use crate::error::Error;

/// Symbols that are gathered before they are set aside.
const PAGE: usize = 64 << 10;
/// Bytes of a symbol that was set aside.
const WIDTH: u64 = 4;

/// The symbols of all documents, in order.
pub(in crate::index) struct Stream {
    /// The last ones, or all.
    held: Vec<u32>,
    /// Those before, when there is a bound.
    aside: Option<Spill>,
}

impl Stream {
    pub(in crate::index) fn new(storage: &Storage) -> Stream {
        Stream { held: Vec::new(), aside: storage.bound().map(|_| Spill::new(storage)) }
    }

    /// How many there are.
    pub(in crate::index) fn len(&self) -> u64 {
        self.before() + self.held.len() as u64
    }

    /// How many are set aside.
    fn before(&self) -> u64 {
        self.aside.as_ref().map_or(0, |aside| aside.len() / WIDTH)
    }

    /// Appends symbols.
    pub(in crate::index) fn extend(
        &mut self,
        symbols: impl Iterator<Item = u32>,
    ) -> Result<(), Error> {
        self.held.extend(symbols);
        if self.held.len() < PAGE {
            return Ok(());
        }
        self.set_aside()
    }

    /// Sets aside what is held, when there is a bound. To be called before reading.
    pub(in crate::index) fn set_aside(&mut self) -> Result<(), Error> {
        let Some(aside) = &mut self.aside else { return Ok(()) };
        let bytes: Vec<u8> = self.held.iter().flat_map(|symbol| symbol.to_le_bytes()).collect();
        self.held = Vec::new();
        aside.append(&bytes)
    }

    /// For reading, mostly forward.
    pub(in crate::index) fn reader(&self) -> StreamReader<'_> {
        debug_assert!(self.aside.is_none() || self.held.is_empty());
        StreamReader {
            held: &self.held,
            aside: self.aside.as_ref().map(SpillReader::new),
            symbols: Vec::new(),
        }
    }

    /// Shows all symbols to `see`, in order, many at a time.
    pub(in crate::index) fn each_page(&self, mut see: impl FnMut(&[u32])) -> Result<(), Error> {
        let (mut reader, all) = (self.reader(), self.len());
        let mut at = 0;
        while at < all {
            let end = all.min(at + PAGE as u64);
            see(reader.get(at..end)?);
            at = end;
        }
        Ok(())
    }
}

/// Reads a [`Stream`].
pub(in crate::index) struct StreamReader<'a> {
    held: &'a [u32],
    aside: Option<SpillReader<'a>>,
    symbols: Vec<u32>,
}

impl StreamReader<'_> {
    /// The symbols of a range, which must be there.
    pub(in crate::index) fn get(&mut self, range: Range<u64>) -> Result<&[u32], Error> {
        let Some(aside) = &mut self.aside else {
            return Ok(&self.held[range.start as usize..range.end as usize]);
        };
        let bytes = aside.get(range.start * WIDTH..range.end * WIDTH)?;
        let symbols = bytes.as_chunks().0.iter().map(|symbol| u32::from_le_bytes(*symbol));
        self.symbols.clear();
        self.symbols.extend(symbols);
        Ok(&self.symbols)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn symbols_come_back_from_wherever_they_are() {
        let bounded = Storage::bounded(1, || Ok(Box::new(Cursor::new(Vec::new()))));
        for storage in [Storage::memory(), bounded] {
            let mut stream = Stream::new(&storage);
            let all: Vec<u32> = (0..200_000).collect();
            all.chunks(777).for_each(|some| stream.extend(some.iter().copied()).unwrap());
            stream.set_aside().unwrap();
            assert_eq!(stream.len(), 200_000);
            let mut reader = stream.reader();
            for range in [0..5, 65_000..66_000, 3..4, 199_999..200_000] {
                let found = reader.get(range.start as u64..range.end as u64).unwrap();
                assert_eq!(found, &all[range]);
            }
            let mut pages = Vec::new();
            stream.each_page(|page| pages.extend_from_slice(page)).unwrap();
            assert!(pages == all);
        }
    }
}
