//! Which words of the corpus stand in which zone: what is article, and what is not.
//!
//! A *stretch* is a row of words of one document in one zone. Those of the body are not
//! written, and the headline that ranking knows stands with the documents
//! ([`documents`](super::documents)). A corpus without zones has none of this.
//!
//! Layout: [`format`](super::format#zones).

use std::sync::{Arc, OnceLock};

use super::coding::bytes::{Reader, put_varint};
use super::details::zone;
use super::pieces::Pieces;
use crate::document::Zone;
use crate::error::Error;
use crate::id::Span;
use crate::order;
use crate::text;

/// A row of words in one zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The position of its first word.
    pub first: u32,
    /// One past the position of its last.
    pub end: u32,
    /// What it is.
    pub zone: Zone,
}

/// Stretches in a piece, at most.
const PIECE: usize = 8192;

/// The zones of a corpus.
#[derive(Debug)]
pub struct Zones {
    pieces: Arc<Pieces>,
    /// The first of its pieces, and how many they are.
    first: u32,
    count: u32,
    words: u32,
    /// What stands instead of what the file says, as positions from, to, which ascend.
    amended: Vec<((u32, u32), Vec<Stretch>)>,
    read: OnceLock<Read>,
}

/// What was read.
#[derive(Debug, Default)]
struct Read {
    stretches: Vec<Stretch>,
    /// What is no article, as positions from, to; neighbours are one.
    outside: Vec<(u32, u32)>,
    /// What is in another document too.
    guests: Vec<(u32, u32)>,
}

impl Zones {
    /// Reads what the root says of them, in a corpus of `words` words. Their pieces begin with
    /// `piece`.
    ///
    /// # Errors
    ///
    /// When it ends too soon.
    pub fn read(
        reader: &mut Reader<'_>,
        pieces: Arc<Pieces>,
        piece: u32,
        words: u32,
    ) -> Result<Zones, Error> {
        let count = reader.varint32()?;
        let amended = Vec::new();
        Ok(Zones { pieces, first: piece, count, words, amended, read: OnceLock::new() })
    }

    /// Those of the file, but with other stretches from some positions to others, which ascend
    /// and in which all stretches begin and end that begin there.
    pub fn with(&self, amended: Vec<((u32, u32), Vec<Stretch>)>) -> Zones {
        let Zones { pieces, first, count, words, .. } = self;
        let pieces = pieces.clone();
        Zones {
            pieces,
            first: *first,
            count: *count,
            words: *words,
            amended,
            read: OnceLock::new(),
        }
    }

    /// How many pieces they take.
    pub fn pieces(&self) -> u32 {
        self.count
    }

    /// True when nothing is known of any zone.
    pub fn is_empty(&self) -> bool {
        self.count == 0 && self.amended.is_empty()
    }

    /// What is no article, as positions from, to, ascending.
    pub fn outside(&self) -> &[(u32, u32)] {
        self.all().map_or(&[], |read| &read.outside)
    }

    /// What is a document of its own as well, as positions from, to, ascending.
    pub fn guests(&self) -> &[(u32, u32)] {
        self.all().map_or(&[], |read| &read.guests)
    }

    /// All stretches that are not body, ascending.
    pub fn stretches(&self) -> &[Stretch] {
        self.all().map_or(&[], |read| &read.stretches)
    }

    fn all(&self) -> Option<&Read> {
        if let Some(read) = self.read.get() {
            return Some(read);
        }
        // All that is missing is noted before giving up.
        let parts: Vec<_> =
            (0..self.count).map(|piece| self.pieces.get(self.first + piece)).collect();
        let mut read = Read::default();
        let mut end = 0;
        for part in parts.into_iter().collect::<Option<Vec<_>>>()? {
            if let Err(error) = take(part.as_ref(), self.words, &mut end, &mut read.stretches) {
                self.pieces.note(error);
                return None;
            }
        }
        if !self.amended.is_empty() {
            read.stretches = spliced(&read.stretches, &self.amended);
        }
        read.outside = joined(&read.stretches, |zone| !zone.is_article());
        read.guests = joined(&read.stretches, |zone| zone == Zone::Guest);
        Some(self.read.get_or_init(|| read))
    }
}

/// Stretches with others in some places.
fn spliced(stretches: &[Stretch], amended: &[((u32, u32), Vec<Stretch>)]) -> Vec<Stretch> {
    let (mut all, mut rest) = (Vec::with_capacity(stretches.len()), stretches);
    for ((from, to), instead) in amended {
        let (before, behind) = rest.split_at(rest.partition_point(|it| it.first < *from));
        all.extend_from_slice(before);
        all.extend_from_slice(instead);
        rest = &behind[behind.partition_point(|it| it.first < *to)..];
    }
    all.extend_from_slice(rest);
    all
}

/// The stretches of some zones as positions from, to; neighbours are one.
fn joined(stretches: &[Stretch], is_wanted: impl Fn(Zone) -> bool) -> Vec<(u32, u32)> {
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for stretch in stretches.iter().filter(|stretch| is_wanted(stretch.zone)) {
        match joined.last_mut() {
            Some(last) if last.1 == stretch.first => last.1 = stretch.end,
            _ => joined.push((stretch.first, stretch.end)),
        }
    }
    joined
}

/// The zones that stand in a text, ascending and apart from each other.
pub(super) fn sound(text: &str, mut zones: Vec<(Span, Zone)>) -> Vec<(Span, Zone)> {
    order::sort_by_key(&mut zones, |(span, _)| (span.start, span.end));
    let mut end = 0;
    zones.retain(|(span, _)| {
        let fits = span.start >= end && span.start < span.end && span.of(text).is_some();
        end = if fits { span.end } else { end };
        fits
    });
    zones
}

/// Which words of a text are in which zone, those of the body left out; a word is where its
/// first letter is. `before` words stand before the text.
pub(super) fn stretches(text: &str, before: u32, zones: &[(Span, Zone)]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    if zones.is_empty() {
        return found;
    }
    let mut rest = zones;
    for (number, word) in (before..).zip(text::words(text)) {
        while rest.first().is_some_and(|(span, _)| span.end as usize <= word.start) {
            rest = &rest[1..];
        }
        let Some(&(span, zone)) = rest.first() else { break };
        if (span.start as usize) > word.start || zone == Zone::Body {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == number && last.zone == zone => last.end += 1,
            _ => found.push(Stretch { first: number, end: number + 1, zone }),
        }
    }
    found
}

fn take(bytes: &[u8], words: u32, end: &mut u32, out: &mut Vec<Stretch>) -> Result<(), Error> {
    let mut reader = Reader::new(bytes);
    for _ in 0..reader.count()? {
        let zone = zone(reader.byte()?)?;
        let first = end.checked_add(reader.varint32()?).ok_or_else(damaged)?;
        let after = first.checked_add(reader.varint32()?).filter(|after| *after <= words);
        *end = after.filter(|after| *after > first).ok_or_else(damaged)?;
        out.push(Stretch { first, end: *end, zone });
    }
    Ok(())
}

/// Appends to `root` how ascending stretches are spread over pieces, and gives those.
pub fn write(stretches: &[Stretch], root: &mut Vec<u8>) -> Vec<Vec<u8>> {
    let pieces = stretches.chunks(PIECE);
    put_varint(root, pieces.len() as u64);
    let mut end = 0;
    let piece = |stretches: &[Stretch]| {
        let mut out = Vec::new();
        put_varint(&mut out, stretches.len() as u64);
        for stretch in stretches {
            out.push(stretch.zone as u8);
            put_varint(&mut out, u64::from(stretch.first - end));
            put_varint(&mut out, u64::from(stretch.end - stretch.first));
            end = stretch.end;
        }
        out
    };
    pieces.map(piece).collect()
}

fn damaged() -> Error {
    Error::corrupt(
        "expected the zones of the corpus, found other bytes: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn zones_come_back(rows in prop::collection::vec((0..9u32, 1..30u32, 1..Zone::ALL.len()), 0..99)) {
            let mut end = 0;
            let stretches: Vec<Stretch> = rows
                .into_iter()
                .map(|(gap, length, zone)| {
                    let first = end + gap;
                    end = first + length;
                    Stretch { first, end, zone: Zone::ALL[zone] }
                })
                .collect();
            let mut root = Vec::new();
            let pieces = Arc::new(Pieces::of(write(&stretches, &mut root)));
            let zones = Zones::read(&mut Reader::new(&root), pieces, 0, end).unwrap();
            prop_assert_eq!(zones.stretches(), &stretches[..]);
            for position in 0..end {
                let of = |stretch: &&Stretch| (stretch.first..stretch.end).contains(&position);
                let zone = stretches.iter().find(of).map_or(Zone::Body, |stretch| stretch.zone);
                let outside = zones.outside().iter().any(|it| it.0 <= position && position < it.1);
                prop_assert_eq!(outside, !zone.is_article());
            }
            prop_assert!(zones.outside().windows(2).all(|two| two[0].1 < two[1].0));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = take(&bytes, 90, &mut 0, &mut Vec::new());
        }
    }
}
