//! The lexicon: keys to ordinals and back, in one fst.

use std::ops::Range;
use std::sync::Arc;

use fst::{IntoStreamer, Streamer};

use crate::error::Error;
use crate::id::KeyId;

/// A part of the index's bytes, shared and not copied.
#[derive(Clone, Debug)]
pub struct Part {
    bytes: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Part {
    /// `range` must lie within `bytes`.
    pub fn new(bytes: Arc<Vec<u8>>, range: Range<usize>) -> Part {
        Part { bytes, range }
    }
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(self.range.clone()).unwrap_or_default()
    }
}

/// The sorted keys of a corpus.
#[derive(Debug)]
pub struct Lexicon {
    map: fst::Map<Part>,
}

impl Lexicon {
    /// Opens the section's bytes, whose checksum must have been verified.
    ///
    /// # Errors
    ///
    /// When the bytes are no fst, or not sound by the fst's own checksum.
    pub fn open(part: Part) -> Result<Lexicon, Error> {
        let damaged = |error: fst::Error| {
            Error::corrupt(format!(
                "expected a lexicon, found other bytes ({error}): the index is damaged; build it again"
            ))
        };
        let fst = fst::raw::Fst::new(part).map_err(damaged)?;
        fst.verify().map_err(damaged)?;
        Ok(Lexicon { map: fst.into() })
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.map.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// The ordinal of a key.
    pub fn find(&self, key: &str) -> Option<KeyId> {
        let ordinal = self.map.get(key)?;
        u32::try_from(ordinal).ok().filter(|&ordinal| (ordinal as usize) < self.len()).map(KeyId)
    }

    /// The key of an ordinal.
    pub fn key(&self, id: KeyId) -> Option<String> {
        String::from_utf8(self.map.as_fst().get_key(u64::from(id.0))?).ok()
    }

    /// The ordinals of all keys that begin with `prefix`: they stand in a row.
    pub fn prefix(&self, prefix: &str) -> Range<u32> {
        let first = self.map.range().ge(prefix).into_stream().next().map(|(_, ordinal)| ordinal);
        let end = after(prefix).and_then(|end| {
            self.map.range().ge(end).into_stream().next().map(|(_, ordinal)| ordinal)
        });
        let all = self.len() as u64;
        let (first, end) = (first.unwrap_or(all).min(all), end.unwrap_or(all).min(all));
        first as u32..end.max(first) as u32
    }
}

/// The first string of bytes that is greater than all that begin with `prefix`.
fn after(prefix: &str) -> Option<Vec<u8>> {
    let mut end = prefix.as_bytes().to_vec();
    // UTF-8 holds no byte 0xFF, so the last byte can always be raised.
    *end.last_mut()? += 1;
    Some(end)
}
