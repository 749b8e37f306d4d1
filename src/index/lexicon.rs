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

/// A set of keys, described by reading them letter by letter.
pub trait Automaton {
    /// What is known after some letters.
    type State: Clone;

    /// Before the first letter.
    fn start(&self) -> Self::State;

    /// After one letter more; `None` when no key that begins so belongs to the set.
    fn step(&self, state: &Self::State, letter: char) -> Option<Self::State>;

    /// True when the key that was read belongs to the set.
    fn accepts(&self, state: &Self::State) -> bool;
}

impl Lexicon {
    /// Hands over every key of an automaton's set, in sorted order, with the state at its
    /// end, until `found` says false.
    ///
    /// Costs the letters of all beginnings of keys that the automaton does not refuse.
    pub fn search<A: Automaton>(
        &self,
        automaton: &A,
        mut found: impl FnMut(KeyId, &A::State) -> bool,
    ) {
        let fst = self.map.as_fst();
        let root = fst.root();
        let mut walk = vec![Step {
            node: root.addr(),
            next: 0,
            ordinal: 0,
            state: automaton.start(),
            letter: Letter::default(),
        }];
        while let Some(step) = walk.last_mut() {
            let node = fst.node(step.node);
            if step.next == 0 && step.letter.is_whole() && node.is_final() {
                let ordinal = step.ordinal.wrapping_add(node.final_output().value());
                let id = u32::try_from(ordinal).ok().filter(|&id| (id as usize) < self.len());
                if let (true, Some(id)) = (automaton.accepts(&step.state), id) {
                    if !found(KeyId(id), &step.state) {
                        return;
                    }
                }
            }
            if step.next == node.len() {
                walk.pop();
                continue;
            }
            let transition = node.transition(step.next);
            step.next += 1;
            let (letter, whole) = step.letter.and(transition.inp);
            let state = match whole {
                Some(whole) => automaton.step(&step.state, whole),
                None => Some(step.state.clone()),
            };
            let ordinal = step.ordinal.wrapping_add(transition.out.value());
            let depth = walk.len();
            // No key is longer than a word can be; a damaged fst must not lead in circles.
            if let (Some(state), true) = (state, depth < LONGEST_KEY) {
                walk.push(Step { node: transition.addr, next: 0, ordinal, state, letter });
            }
        }
    }
}

/// Bytes of the longest key: a word's letters, folded into several each.
const LONGEST_KEY: usize = 2048;

/// A node on the way through the fst.
struct Step<S> {
    node: fst::raw::CompiledAddr,
    /// The next transition to follow.
    next: usize,
    ordinal: u64,
    state: S,
    letter: Letter,
}

/// The bytes of a letter so far.
#[derive(Clone, Copy, Default)]
struct Letter {
    bytes: [u8; 4],
    length: u8,
}

impl Letter {
    /// With one byte more, and the letter when that makes it whole.
    fn and(self, byte: u8) -> (Letter, Option<char>) {
        let mut letter = self;
        if usize::from(letter.length) == letter.bytes.len() {
            return (letter, None);
        }
        letter.bytes[usize::from(letter.length)] = byte;
        letter.length += 1;
        let bytes = &letter.bytes[..usize::from(letter.length)];
        match std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next()) {
            Some(whole) => (Letter::default(), Some(whole)),
            None => (letter, None),
        }
    }

    fn is_whole(self) -> bool {
        self.length == 0
    }
}

/// The first string of bytes that is greater than all that begin with `prefix`.
fn after(prefix: &str) -> Option<Vec<u8>> {
    let mut end = prefix.as_bytes().to_vec();
    // UTF-8 holds no byte 0xFF, so the last byte can always be raised.
    *end.last_mut()? += 1;
    Some(end)
}
