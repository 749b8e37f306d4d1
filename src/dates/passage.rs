//! The passages of a text around its expressions of time: who speaks, which zone, which words.

use serde::{Deserialize, Serialize};

use super::keys::{Key, keys};
use super::{Interval, Mention, Weekday};
use crate::document::{Document, Zone};
use crate::id::Span;
use crate::order;

/// The bytes on either side of an expression that its passage has at most.
const REACH: usize = 400;

/// The words on either side of an expression that are near it.
const NEAR: usize = 8;

/// The most keys of a kind that are kept of a passage.
const KEYS: usize = 24;

/// What a passage says about when, and the keys of its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Passage {
    /// The expression of time.
    pub span: Span,
    /// What it says.
    pub when: When,
    /// What the same sentence tells of first: it was not later.
    pub before: Option<Interval>,
    /// Keys of the words beside the expression, each once, ascending.
    pub near: Vec<Key>,
    /// Keys of the other words up to the sentence's ends or the next expression.
    pub far: Vec<Key>,
}

/// When something was, in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum When {
    /// On these days.
    On(Interval),
    /// So many days before publication, and on this weekday when one was said.
    Ago { least: i16, most: i16, weekday: Option<Weekday> },
    /// On the last such weekday.
    Named(Weekday),
}

impl Passage {
    /// The passage around an expression, up to its neighbours.
    pub fn around(text: &str, found: &[Mention], at: usize, when: When) -> Passage {
        let span = found[at].span;
        let (before, behind) = beside(text, found, at);
        let (before, behind) = (keys(before), keys(behind));
        let (rest, near_before) = before.split_at(before.len().saturating_sub(NEAR));
        let (near_behind, more) = behind.split_at(behind.len().min(NEAR));
        let near = once(near_before.iter().chain(near_behind));
        let mut far = once(rest.iter().chain(more));
        far.retain(|key| near.binary_search(key).is_err());
        Passage { span, when, before: None, near, far }
    }
}

/// What stands before and behind an expression: up to the sentence's ends or the next
/// expressions, and not too far.
pub(super) fn beside<'a>(text: &'a str, found: &[Mention], at: usize) -> (&'a str, &'a str) {
    within(text, found, at, REACH)
}

/// The same, and not farther than so many bytes.
pub(super) fn within<'a>(
    text: &'a str,
    found: &[Mention],
    at: usize,
    reach: usize,
) -> (&'a str, &'a str) {
    let (start, end) = (found[at].span.start as usize, found[at].span.end as usize);
    let left = at.checked_sub(1).map_or(0, |before| found[before].span.end as usize);
    let right = found.get(at + 1).map_or(text.len(), |next| next.span.start as usize);
    let left = floor(text, left.max(start.saturating_sub(reach)));
    let right = floor(text, right.min(end + reach)).max(end);
    let (before, behind) = (&text[left..start], &text[end..right]);
    (&before[sentence_start(before)..], &behind[..sentence_end(behind)])
}

fn once<'a>(keys: impl Iterator<Item = &'a Key>) -> Vec<Key> {
    let mut keys: Vec<Key> = keys.take(2 * KEYS).copied().collect();
    order::sort_once(&mut keys);
    keys.truncate(KEYS);
    keys
}

/// The nearest boundary of a character at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn sentence_start(text: &str) -> usize {
    let mut start = 0;
    let mut rest = text;
    loop {
        let end = sentence_end(rest);
        if end == rest.len() {
            return start;
        }
        let sign = rest[end..].chars().next().map_or(0, char::len_utf8);
        start += end + sign;
        rest = &text[start..];
    }
}

fn sentence_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    // Byte by byte: most of them begin no such sign.
    let ends = |&(at, &first): &(usize, &u8)| match first {
        b'\n' | b'?' | b'!' => true,
        // The dot of an abbreviation, "U.S.", ends no sentence when a letter stands before.
        b'.' => text[at + 1..].chars().next().is_none_or(char::is_whitespace),
        // ؟ and ؛
        0xD8 => matches!(bytes.get(at + 1), Some(0x9F | 0x9B)),
        _ => false,
    };
    bytes.iter().enumerate().find(ends).map_or(text.len(), |(at, _)| at)
}

/// Where each expression stands: in which zone, and whether in somebody's quoted words.
pub(super) fn places(document: &Document, found: &[Mention]) -> Vec<(Zone, bool)> {
    let (mut zones, mut speech) = (Zones::of(document), Speech::of(&document.text));
    let place =
        |mention: &Mention| (zones.at(mention.span.start), speech.at(mention.span.start as usize));
    found.iter().map(place).collect()
}

/// What zone a place is in, asked for places that ascend.
pub(super) struct Zones<'a> {
    rest: &'a [(Span, Zone)],
}

impl<'a> Zones<'a> {
    pub fn of(document: &'a Document) -> Zones<'a> {
        Zones { rest: &document.zones }
    }

    /// The zone that a byte is in.
    pub fn at(&mut self, byte: u32) -> Zone {
        while let Some(((span, zone), rest)) = self.rest.split_first() {
            if byte < span.start {
                break;
            }
            if byte < span.end {
                return *zone;
            }
            self.rest = rest;
        }
        Zone::Body
    }
}

/// Bytes that are looked at together for signs of quotation.
const CHUNK: usize = 32;

/// Whether a byte may begin what [`Speech`] looks for.
#[inline]
fn is_sign(byte: &u8) -> bool {
    matches!(byte, b'\n' | b'"' | 0xC2 | 0xE2)
}

/// Whether somebody's words are quoted at a place, asked for places that ascend. Quotation
/// ends with its paragraph.
struct Speech<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    straight: bool,
}

impl<'a> Speech<'a> {
    fn of(text: &'a str) -> Speech<'a> {
        Speech { text, at: 0, depth: 0, straight: false }
    }

    fn at(&mut self, byte: usize) -> bool {
        // Byte by byte, since all of a text is looked at: most of them begin no such sign.
        let passed = &self.text.as_bytes()[self.at.min(byte)..byte];
        let chunks = passed.chunks(CHUNK).enumerate();
        let signs = chunks.filter(|(_, chunk)| chunk.iter().fold(false, |any, b| any | is_sign(b)));
        let bytes = signs.flat_map(|(number, chunk)| (number * CHUNK..).zip(chunk));
        for (at, first) in bytes {
            match first {
                b'\n' => (self.depth, self.straight) = (0, false),
                b'"' => self.straight = !self.straight,
                0xC2 | 0xE2 => match passed[at..] {
                    // « and “ „
                    [0xC2, 0xAB, ..] | [0xE2, 0x80, 0x9C | 0x9E, ..] => {
                        self.depth = self.depth.saturating_add(1);
                    }
                    // » and ”
                    [0xC2, 0xBB, ..] | [0xE2, 0x80, 0x9D, ..] => {
                        self.depth = self.depth.saturating_sub(1);
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        self.at = self.at.max(byte);
        self.straight || self.depth > 0
    }
}
