//! What a builder sets aside: bytes that are written once, front to back, and read later.
//!
//! The library knows no disk. Whoever builds says how much may be held in memory and how a
//! place for the rest is opened ([`Storage`]); without that everything stays in memory, by
//! the same code. What was set aside is nobody's but the builder's: it may be lost as soon
//! as the builder is.

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::Error;

/// A place for bytes, empty at first: a temporary file, say.
pub trait Place: Read + Write + Seek + Send {}

impl<T: Read + Write + Seek + Send> Place for T {}

/// How new places are opened.
type Open = dyn Fn() -> io::Result<Box<dyn Place>> + Send + Sync;

/// How much a builder holds in memory, and where it puts the rest.
#[derive(Clone)]
pub struct Storage {
    /// Bytes; all that there are when `None`.
    bound: Option<usize>,
    open: Arc<Open>,
}

impl Storage {
    /// Everything is held in memory.
    pub fn memory() -> Storage {
        Storage { bound: None, open: Arc::new(|| Ok(Box::new(Cursor::new(Vec::new())))) }
    }

    /// About `bound` bytes of what grows with the texts are held in memory, the rest in places
    /// that `open` opens: about ten, of which the largest takes four bytes a word.
    ///
    /// What grows more slowly is held on top of that: each different word, and about a hundred
    /// bytes a document.
    pub fn bounded(
        bound: usize,
        open: impl Fn() -> io::Result<Box<dyn Place>> + Send + Sync + 'static,
    ) -> Storage {
        Storage { bound: Some(bound), open: Arc::new(open) }
    }

    /// The bound in bytes, if there is one.
    pub fn bound(&self) -> Option<usize> {
        self.bound
    }

    /// Room for something that may have so many bytes for each 64 of the bound.
    pub(in crate::index) fn share(&self, of_64: usize) -> usize {
        self.bound.map_or(usize::MAX, |bound| bound / 64 * of_64)
    }
}

/// Bytes that were set aside.
pub(in crate::index) struct Spill {
    storage: Storage,
    inside: Mutex<Inside>,
    length: u64,
}

#[derive(Default)]
struct Inside {
    /// Opened when there are bytes to keep.
    place: Option<Box<dyn Place>>,
    /// The last bytes, which are not there yet.
    pending: Vec<u8>,
}

/// Bytes that go to their place together, at least.
const PENDING: usize = 64 << 10;

impl Spill {
    /// Nothing yet.
    pub(in crate::index) fn new(storage: &Storage) -> Spill {
        Spill { storage: storage.clone(), inside: Mutex::default(), length: 0 }
    }

    /// How many bytes there are.
    pub(in crate::index) fn len(&self) -> u64 {
        self.length
    }

    /// Appends bytes.
    pub(in crate::index) fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let inside = self.inside.get_mut().unwrap_or_else(PoisonError::into_inner);
        self.length += bytes.len() as u64;
        inside.pending.extend_from_slice(bytes);
        match inside.pending.len() < PENDING {
            true => Ok(()),
            false => inside.flush(&self.storage),
        }
    }

    /// Reads the bytes of a range, which must be there.
    pub(in crate::index) fn read(&self, range: Range<u64>, out: &mut Vec<u8>) -> Result<(), Error> {
        out.clear();
        out.resize((range.end - range.start) as usize, 0);
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.flush(&self.storage)?;
        let Some(place) = &mut inside.place else { return Ok(()) };
        let read = place.seek(SeekFrom::Start(range.start)).and_then(|_| place.read_exact(out));
        read.map_err(|error| failed("read", &error))
    }

    /// Writes all bytes to `out`, and gives their room back.
    pub(in crate::index) fn copy(self, out: &mut dyn Write) -> Result<(), Error> {
        let mut buffer = Vec::new();
        let mut at = 0;
        while at < self.length {
            let end = self.length.min(at + (1 << 20));
            self.read(at..end, &mut buffer)?;
            out.write_all(&buffer).map_err(not_written)?;
            at = end;
        }
        Ok(())
    }
}

impl Inside {
    /// Puts what is pending in its place.
    fn flush(&mut self, storage: &Storage) -> Result<(), Error> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let place = match &mut self.place {
            Some(place) => place,
            None => {
                let opened = (storage.open)().map_err(|error| failed("written", &error))?;
                self.place.insert(opened)
            }
        };
        let written = place.seek(SeekFrom::End(0)).and_then(|_| place.write_all(&self.pending));
        self.pending.clear();
        written.map_err(|error| failed("written", &error))
    }
}

/// Reads forward through bytes that were set aside, a good many at a time.
pub(in crate::index) struct SpillReader<'a> {
    spill: &'a Spill,
    /// Those at hand, and where in the spill they begin.
    here: Vec<u8>,
    start: u64,
}

/// Bytes that a [`SpillReader`] takes at once, at least.
const AT_ONCE: u64 = 256 << 10;

impl<'a> SpillReader<'a> {
    pub(in crate::index) fn new(spill: &'a Spill) -> SpillReader<'a> {
        SpillReader { spill, here: Vec::new(), start: 0 }
    }

    /// The bytes of a range, which must be there.
    pub(in crate::index) fn get(&mut self, range: Range<u64>) -> Result<&[u8], Error> {
        let end = self.start + self.here.len() as u64;
        if range.start < self.start || range.end > end {
            let ahead = range.end.max(range.start + AT_ONCE).min(self.spill.len());
            self.spill.read(range.start..ahead.max(range.end), &mut self.here)?;
            self.start = range.start;
        }
        let from = (range.start - self.start) as usize;
        Ok(&self.here[from..from + (range.end - range.start) as usize])
    }
}

fn failed(what: &str, why: &dyn std::fmt::Display) -> Error {
    Error::unsupported(format!(
        "what memory was not to hold could not be {what}: {why}; make room where the index is written, or allow more memory"
    ))
}

/// For an index that could not be written where it was to go.
pub(in crate::index) fn not_written(error: io::Error) -> Error {
    Error::unsupported(format!("the index could not be written: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_set_aside_comes_back() {
        for storage in
            [Storage::memory(), Storage::bounded(9, || Ok(Box::new(tempfile::tempfile()?)))]
        {
            let mut spill = Spill::new(&storage);
            let all: Vec<u8> = (0..600_000u32).map(|n| (n % 251) as u8).collect();
            let mut read = Vec::new();
            for part in all.chunks(70_001) {
                spill.append(part).unwrap();
                spill.read(5..9, &mut read).unwrap();
                assert_eq!(read, all[5..9]);
            }
            let mut reader = SpillReader::new(&spill);
            for range in [0..3, 2..300_000, 300_000..300_007, 10..12, 599_999..600_000, 7..7] {
                let got = reader.get(range.start as u64..range.end as u64).unwrap();
                assert!(got == &all[range.clone()], "{range:?}");
            }
            let mut copy = Vec::new();
            spill.copy(&mut copy).unwrap();
            assert!(copy == all);
        }
    }

    #[test]
    fn a_full_disk_is_said() {
        let full = || Err(io::Error::other("no space left"));
        let mut spill = Spill::new(&Storage::bounded(1, full));
        spill.append(b"x").unwrap();
        let error = spill.read(0..1, &mut Vec::new()).unwrap_err().to_string();
        assert!(error.contains("could not be written: no space left;"), "{error}");
    }
}
