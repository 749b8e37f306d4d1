//! The pieces of an index: which are here, which are wanted, which are damaged.
//!
//! A question is answered from the pieces that are at hand. One that is not counts as empty
//! and is noted; when anything was noted, the answer is thrown away, the pieces are fetched,
//! and the question is asked again. So nothing behind this file has to wait, and nothing
//! that is not needed is ever loaded. Pieces that have not been used for longest are let go
//! when there are too many.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::coding::checksum::checksum;
use super::coding::inflate::inflate;
use crate::error::Error;

/// A stretch of bytes that is shared, not copied.
#[derive(Clone, Debug, Default)]
pub struct Part {
    bytes: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Part {
    /// `range` of `bytes`; empty where that goes beyond them.
    pub fn new(bytes: Arc<Vec<u8>>, range: Range<usize>) -> Part {
        Part { bytes, range }
    }
}

impl Part {
    /// All but the first `start` bytes.
    pub fn slice(&self, start: usize) -> Part {
        self.split(start).1
    }

    /// The first `at` bytes, and the others.
    pub fn split(&self, at: usize) -> (Part, Part) {
        let Range { start, end } = self.range;
        let at = end.min(start.saturating_add(at));
        (Part::new(self.bytes.clone(), start..at), Part::new(self.bytes.clone(), at..end))
    }
}

impl From<Vec<u8>> for Part {
    fn from(bytes: Vec<u8>) -> Part {
        let range = 0..bytes.len();
        Part::new(Arc::new(bytes), range)
    }
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(self.range.clone()).unwrap_or_default()
    }
}

/// Where a piece is in the file, and its CRC-32.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the file.
    pub range: Range<u64>,
    /// Checksum of those.
    pub checksum: u32,
    /// What they are inflated to, when they are deflated.
    pub inflated: Option<u32>,
    /// What it is a piece of, for messages.
    pub section: &'static str,
}

impl Place {
    /// The piece, checked and inflated.
    fn take(&self, part: Part) -> Result<Part, Error> {
        if checksum(part.as_ref()) != self.checksum {
            return Err(damaged(self));
        }
        match self.inflated {
            Some(length) => Ok(Part::from(inflate(part.as_ref(), length as usize)?)),
            None => Ok(part),
        }
    }

    /// Bytes in memory.
    fn held(&self) -> u64 {
        self.inflated.map_or(self.range.end - self.range.start, u64::from)
    }
}

/// All pieces of one index.
#[derive(Debug)]
pub struct Pieces {
    places: Vec<Place>,
    /// The whole file, when it is here.
    file: Option<Arc<Vec<u8>>>,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// Per piece, when it was found sound: the piece, and when it was last used.
    sound: Vec<Option<(Part, u32)>>,
    /// Bytes in them; 0 where the whole file is here.
    held: u64,
    most: u64,
    clock: u32,
    /// In the order in which they were missed.
    wanted: Vec<u32>,
    damaged: Option<Error>,
}

/// Bytes of pieces that are kept, when no other bound is set.
pub const MOST_HELD: u64 = 256 << 20;

impl Pieces {
    /// Pieces of a file that is here, or that are to be [given](Pieces::give).
    pub fn new(places: Vec<Place>, file: Option<Arc<Vec<u8>>>) -> Pieces {
        let state = State {
            sound: vec![None; places.len()],
            held: 0,
            most: MOST_HELD,
            clock: 0,
            wanted: Vec::new(),
            damaged: None,
        };
        Pieces { places, file, state: Mutex::new(state) }
    }

    /// Pieces that are all here, one after the other.
    pub fn of(pieces: Vec<Vec<u8>>) -> Pieces {
        let mut at = 0;
        let place = |bytes: &Vec<u8>| {
            let range = at..at + bytes.len() as u64;
            at = range.end;
            Place { range, checksum: checksum(bytes), inflated: None, section: "piece" }
        };
        let places = pieces.iter().map(place).collect();
        Pieces::new(places, Some(Arc::new(pieces.concat())))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where all pieces are.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// True when the whole file is here.
    pub fn is_whole(&self) -> bool {
        self.file.is_some()
    }

    /// A piece; `None`, and noted, when it is not here or damaged.
    pub fn get(&self, piece: u32) -> Option<Part> {
        let mut state = self.state();
        state.clock = state.clock.saturating_add(1);
        let now = state.clock;
        let place = self.places.get(piece as usize)?;
        if let Some((part, used)) = &mut state.sound[piece as usize] {
            *used = now;
            return Some(part.clone());
        }
        let Some(file) = &self.file else {
            state.wanted.push(piece);
            return None;
        };
        let part = Part::new(file.clone(), place.range.start as usize..place.range.end as usize);
        match place.take(part) {
            Ok(part) => {
                state.sound[piece as usize] = Some((part.clone(), now));
                Some(part)
            }
            Err(error) => {
                state.damaged.get_or_insert(error);
                None
            }
        }
    }

    /// How many pieces were missed since the last [settling](Pieces::settle), some perhaps
    /// more than once.
    pub fn missed(&self) -> usize {
        self.state().wanted.len()
    }

    /// Notes that a piece does not hold what it must.
    pub fn note(&self, error: Error) {
        self.state().damaged.get_or_insert(error);
    }

    /// Takes in bytes of the file that begin at `start` and hold whole pieces.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] when one of them is not the piece that it should be; the others
    /// are taken in all the same.
    pub fn give(&self, start: u64, bytes: Vec<u8>) -> Result<(), Error> {
        let end = start + bytes.len() as u64;
        let bytes = Arc::new(bytes);
        let from = self.places.partition_point(|place| place.range.start < start);
        let within = self.places[from..].iter().take_while(|place| place.range.end <= end);
        let mut state = self.state();
        let mut outcome = Ok(());
        for (piece, place) in (from as u32..).zip(within) {
            let at = (place.range.start - start) as usize..(place.range.end - start) as usize;
            let part = Part::new(bytes.clone(), at);
            state.wanted.retain(|&wanted| wanted != piece);
            match place.take(part) {
                Ok(part) => {
                    state.clock = state.clock.saturating_add(1);
                    let now = state.clock;
                    if state.sound[piece as usize].replace((part, now)).is_none() {
                        state.held += place.held();
                    }
                }
                Err(error) => outcome = Err(error),
            }
        }
        self.let_go(&mut state);
        outcome
    }

    /// Lets go what was not used for longest, down to three quarters of the most.
    fn let_go(&self, state: &mut State) {
        if state.held <= state.most {
            return;
        }
        let here = state.sound.iter().zip(0u64..);
        // When it was used, and which it is.
        let mut ages: Vec<u64> = here
            .filter_map(|(piece, number)| Some(u64::from(piece.as_ref()?.1) << 32 | number))
            .collect();
        ages.sort_unstable();
        for piece in ages.into_iter().map(|age| age as u32 as usize) {
            if state.held <= state.most / 4 * 3 {
                return;
            }
            state.sound[piece] = None;
            state.held -= self.places[piece].held();
        }
    }

    /// What has been noted since the last time: damage as an error, and the stretches of the
    /// file that were wanted and not here, ascending and as few as can be.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`], which names the damaged part.
    pub fn settle(&self) -> Result<Vec<Range<u64>>, Error> {
        let mut state = self.state();
        let mut wanted = std::mem::take(&mut state.wanted);
        wanted.sort_unstable();
        wanted.dedup();
        if let Some(error) = state.damaged.take() {
            return Err(error);
        }
        let mut ranges: Vec<Range<u64>> = Vec::new();
        for piece in wanted {
            let range = self.places[piece as usize].range.clone();
            match ranges.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => ranges.push(range),
            }
        }
        Ok(ranges)
    }
}

fn damaged(place: &Place) -> Error {
    Error::corrupt(format!(
        "the checksum of the index's part “{}” (bytes {} to {}) is wrong: the file is damaged; copy or build it again",
        place.section, place.range.start, place.range.end
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn absent(pieces: &[&[u8]], most: u64) -> Pieces {
        let here = Pieces::of(pieces.iter().map(|piece| piece.to_vec()).collect());
        let pieces = Pieces::new(here.places, None);
        pieces.state().most = most;
        pieces
    }

    #[test]
    fn what_was_missed_is_told_once_in_few_stretches() {
        let pieces = absent(&[b"aaa", b"bb", b"cccc", b"d"], MOST_HELD);
        for piece in [1, 3, 0, 1, 9] {
            assert!(pieces.get(piece).is_none());
        }
        assert_eq!(pieces.settle().unwrap(), [0..5, 9..10]);
        assert!(pieces.settle().unwrap().is_empty());
        pieces.give(0, b"aaabb".to_vec()).unwrap();
        assert_eq!(pieces.get(1).unwrap().as_ref(), b"bb");
        let error = pieces.give(5, b"cccx".to_vec()).unwrap_err();
        assert!(error.is_corrupt() && error.to_string().contains("bytes 5 to 9"), "{error}");
        assert!(pieces.get(2).is_none());
    }

    #[test]
    fn what_was_not_used_for_longest_is_let_go() {
        let pieces = absent(&[b"aaa", b"bbb", b"ccc", b"ddd"], 10);
        pieces.give(0, b"aaabbbccc".to_vec()).unwrap();
        assert!(pieces.get(0).is_some() && pieces.get(2).is_some());
        pieces.give(9, b"ddd".to_vec()).unwrap();
        let here: Vec<bool> = (0..4).map(|piece| pieces.get(piece).is_some()).collect();
        assert_eq!(here, [false, false, true, true]);
        assert_eq!(pieces.settle().unwrap(), std::iter::once(0..6).collect::<Vec<_>>());
    }
}
