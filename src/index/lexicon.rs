//! The lexicon: keys to ordinals and back, in an fst cut into pieces by the alphabet.
//!
//! A set of keys ([`Automaton`]) that says soon which beginnings it refuses is looked for in
//! the fst ([`Lexicon::search`]); one that says so late, such as all keys with some ending, by
//! reading all keys ([`Lexicon::scan`]), for which they are written out when first asked for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use fst::{IntoStreamer, Streamer};

use super::build::threads;
use super::coding::bytes::{Reader, put_str, put_varint};
use super::pieces::{Part, Pieces};
use super::sound_fst::is_sound;
use crate::error::Error;
use crate::id::KeyId;

/// Keys in a piece, at most.
pub const PIECE: usize = 1024;

/// The sorted keys of a corpus.
#[derive(Clone, Debug)]
pub struct Lexicon {
    pieces: Arc<Pieces>,
    shards: Vec<Shard>,
    len: u32,
    /// All keys, to be read through; made when first asked for.
    keys: OnceLock<Keys>,
}

/// Keys in sorted order, each without the letters that it shares with the one before.
#[derive(Clone, Debug, Default)]
struct Keys {
    /// The letters shared, and the bytes of the others. (A [sound](is_sound) key is no longer.)
    parts: Vec<(u16, u16)>,
    letters: String,
}

/// The keys in one piece.
#[derive(Clone, Debug)]
struct Shard {
    first: Box<str>,
    /// Ordinals of its keys.
    keys: Range<u32>,
    piece: u32,
    /// Opened, once it was here, and what stands behind the map.
    open: OnceLock<(Map, Part)>,
}

type Map = fst::Map<Part>;

impl Lexicon {
    /// Reads how the keys are spread over pieces, of which the first is `piece`.
    ///
    /// # Errors
    ///
    /// When it is not as [`format`](super::format#lexicon) says.
    pub fn read(
        reader: &mut Reader<'_>,
        pieces: Arc<Pieces>,
        piece: u32,
    ) -> Result<Lexicon, Error> {
        let mut lexicon = Lexicon { pieces, shards: Vec::new(), len: 0, keys: OnceLock::new() };
        for number in 0..reader.count()? as u32 {
            let end = lexicon.len.checked_add(reader.varint32()?).ok_or_else(damaged)?;
            let (first, keys) = (reader.str()?.into(), lexicon.len..end);
            if lexicon.shards.last().is_some_and(|last| last.first >= first) || keys.is_empty() {
                return Err(damaged());
            }
            let open = OnceLock::new();
            lexicon.shards.push(Shard { first, keys, piece: piece + number, open });
            lexicon.len = end;
        }
        Ok(lexicon)
    }

    /// How many keys there are.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// How many pieces they take.
    pub fn pieces(&self) -> u32 {
        self.shards.len() as u32
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How its keys are spread over pieces.
    pub fn ranges(&self) -> impl Iterator<Item = Range<u32>> {
        self.shards.iter().map(|shard| shard.keys.clone())
    }

    /// The number of the piece that holds a key, and the first key in it.
    pub fn piece_of(&self, id: KeyId) -> Option<(usize, u32)> {
        let place = self.shards.partition_point(|shard| shard.keys.end <= id.0);
        self.shards.get(place).map(|shard| (place, shard.keys.start))
    }

    /// What was written behind the map of a piece, and its keys.
    pub fn behind(&self, piece: usize) -> Option<(Part, Range<u32>)> {
        let shard = self.shards.get(piece)?;
        self.open(shard).map(|(_, behind)| (behind.clone(), shard.keys.clone()))
    }

    fn map<'s>(&self, shard: &'s Shard) -> Option<&'s Map> {
        self.open(shard).map(|(map, _)| map)
    }

    fn open<'s>(&self, shard: &'s Shard) -> Option<&'s (Map, Part)> {
        if let Some(open) = shard.open.get() {
            return Some(open);
        }
        let (part, behind) = split(self.pieces.get(shard.piece)?);
        // An fst follows its bytes without asking, so they are looked at before.
        let opened = Some(part).filter(|part| is_sound(part.as_ref(), shard.keys.len()));
        match opened.and_then(|part| Map::new(part).ok()) {
            Some(map) => Some(shard.open.get_or_init(|| (map, behind))),
            None => {
                self.pieces.note(damaged());
                None
            }
        }
    }

    /// The shard that would hold a key.
    fn shard(&self, key: &str) -> Option<usize> {
        self.shards.partition_point(|shard| &*shard.first <= key).checked_sub(1)
    }

    /// The ordinal of a key.
    pub fn find(&self, key: &str) -> Option<KeyId> {
        let shard = &self.shards[self.shard(key)?];
        let ordinal = u32::try_from(self.map(shard)?.get(key)?).ok()?;
        shard.keys.clone().nth(ordinal as usize).map(KeyId)
    }

    /// The key of an ordinal.
    pub fn key(&self, id: KeyId) -> Option<String> {
        let shard = &self.shards[self.piece_of(id)?.0];
        let key = self.map(shard)?.as_fst().get_key(u64::from(id.0 - shard.keys.start))?;
        String::from_utf8(key).ok()
    }

    /// The ordinals of all keys that begin with `prefix`: they stand in a row.
    pub fn prefix(&self, prefix: &str) -> Range<u32> {
        let first = self.from(prefix.as_bytes());
        let end = after(prefix).map_or(self.len, |end| self.from(&end));
        first..end.max(first)
    }

    /// The ordinal of the first key that is not before these bytes.
    fn from(&self, bytes: &[u8]) -> u32 {
        let place = self.shards.partition_point(|shard| shard.first.as_bytes() <= bytes);
        let Some(shard) = place.checked_sub(1).map(|place| &self.shards[place]) else { return 0 };
        let Some(map) = self.map(shard) else { return shard.keys.end };
        let next = map.range().ge(bytes).into_stream().next().map(|(_, ordinal)| ordinal);
        let ordinal = next.and_then(|ordinal| u32::try_from(ordinal).ok());
        let within = ordinal.and_then(|ordinal| shard.keys.clone().nth(ordinal as usize));
        within.unwrap_or(shard.keys.end)
    }
}

/// The map of a piece, and what stands behind it.
fn split(piece: Part) -> (Part, Part) {
    let mut reader = Reader::new(piece.as_ref());
    let length = reader.varint().unwrap_or(0) as usize;
    let start = reader.at();
    piece.slice(start).split(length)
}

/// Appends to `root` how sorted keys are spread over pieces, and gives those; `behind` gives
/// what is to stand behind the map of some keys.
///
/// # Errors
///
/// When they are not sorted, or too much for an fst.
pub fn write<S: AsRef<str> + Sync>(
    keys: &[S],
    behind: impl Fn(Range<usize>) -> Vec<u8> + Sync,
    threads: usize,
    root: &mut Vec<u8>,
) -> Result<Vec<Vec<u8>>, Error> {
    write_by(keys, behind, PIECE, threads, root)
}

fn write_by<S: AsRef<str> + Sync>(
    keys: &[S],
    behind: impl Fn(Range<usize>) -> Vec<u8> + Sync,
    piece: usize,
    threads: usize,
    root: &mut Vec<u8>,
) -> Result<Vec<Vec<u8>>, Error> {
    let shards: Vec<(usize, &[S])> = (0..).step_by(piece).zip(keys.chunks(piece)).collect();
    put_varint(root, shards.len() as u64);
    for (_, keys) in &shards {
        put_varint(root, keys.len() as u64);
        put_str(root, keys[0].as_ref());
    }
    let piece = |&(first, keys): &(usize, &[S])| {
        let pairs = keys.iter().enumerate().map(|(i, key)| (key.as_ref(), i as u64));
        let map = fst::Map::from_iter(pairs).map_err(|error| {
            Error::unsupported(format!("the lexicon could not be written: {error}"))
        })?;
        let map = map.into_fst().into_inner();
        let mut piece = Vec::with_capacity(map.len() + 2 * keys.len());
        put_varint(&mut piece, map.len() as u64);
        piece.extend(map);
        piece.extend(behind(first..first + keys.len()));
        Ok(piece)
    };
    threads::map(threads, &shards, piece).into_iter().collect()
}

fn damaged() -> Error {
    Error::corrupt("expected a lexicon, found other bytes: the index is damaged; build it again")
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

    /// True when every key that begins with what was read belongs to the set. Never to say so
    /// is not wrong, but slow: the walk then reads those keys to their ends.
    fn accepts_all(&self, _: &Self::State) -> bool {
        false
    }

    /// All letters for which [`step`](Automaton::step) gives a state, in any order; `None` when
    /// they are not known. What is known spares reading pieces in which no key can belong.
    fn letters(&self, _: &Self::State) -> Option<Vec<char>> {
        None
    }
}

/// Whether a key of the set may stand from `first` on and, where there is one, before `next`.
fn may_hold<A: Automaton>(automaton: &A, first: &str, next: Option<&str>) -> bool {
    let Some(next) = next else {
        return at_or_above(automaton, automaton.start(), first);
    };
    // All keys between begin as both do.
    let shared = first.chars().zip(next.chars()).take_while(|(a, b)| a == b);
    let mut end = 0;
    let mut state = automaton.start();
    for (letter, _) in shared {
        let Some(stepped) = automaton.step(&state, letter) else { return false };
        state = stepped;
        end += letter.len_utf8();
    }
    let (first, next) = (&first[end..], &next[end..]);
    let (Some(low), Some(high)) = (first.chars().next(), next.chars().next()) else {
        return below(automaton, state, next);
    };
    let Some(letters) = automaton.letters(&state) else { return true };
    letters.iter().any(|&letter| low < letter && letter < high)
        || automaton
            .step(&state, low)
            .is_some_and(|state| at_or_above(automaton, state, &first[low.len_utf8()..]))
        || automaton
            .step(&state, high)
            .is_some_and(|state| below(automaton, state, &next[high.len_utf8()..]))
}

/// Whether a key may go on from a state as `rest` does, or behind that.
fn at_or_above<A: Automaton>(automaton: &A, mut state: A::State, rest: &str) -> bool {
    for letter in rest.chars() {
        let Some(letters) = automaton.letters(&state) else { return true };
        if letters.iter().any(|&other| other > letter) {
            return true;
        }
        let Some(stepped) = automaton.step(&state, letter) else { return false };
        state = stepped;
    }
    true
}

/// Whether a key may go on from a state before `rest`.
fn below<A: Automaton>(automaton: &A, mut state: A::State, rest: &str) -> bool {
    for letter in rest.chars() {
        if automaton.accepts(&state) {
            return true;
        }
        let Some(letters) = automaton.letters(&state) else { return true };
        if letters.iter().any(|&other| other < letter) {
            return true;
        }
        let Some(stepped) = automaton.step(&state, letter) else { return false };
        state = stepped;
    }
    false
}

impl Lexicon {
    /// Hands over every key of an automaton's set, in sorted order, with a state in which the
    /// automaton accepts it, until `found` says false.
    ///
    /// Costs at most the letters of all beginnings of keys that the automaton does not refuse;
    /// a beginning that many keys share is read once.
    pub fn search<A: Automaton>(
        &self,
        automaton: &A,
        mut found: impl FnMut(KeyId, &A::State) -> bool,
    ) {
        for (place, shard) in self.shards.iter().enumerate() {
            let next = self.shards.get(place + 1).map(|next| &*next.first);
            if !may_hold(automaton, &shard.first, next) {
                continue;
            }
            let Some(map) = self.map(shard) else { continue };
            if !search(map.as_fst(), &shard.keys, automaton, &mut found) {
                return;
            }
        }
    }
}

/// Searches one shard; false when `found` has had enough.
fn search<A: Automaton>(
    fst: &fst::raw::Fst<Part>,
    keys: &Range<u32>,
    automaton: &A,
    found: &mut impl FnMut(KeyId, &A::State) -> bool,
) -> bool {
    // One state for each whole letter on the way, and the one before them.
    let mut states = vec![automaton.start()];
    // The empty key is none of a corpus, so the root's own end is not looked at.
    let root = Step { node: fst.root(), next: 0, first: 0, letter: Letter::default() };
    let mut walk = vec![root];
    while let Some(step) = walk.last_mut() {
        let Some((letter, first, addr)) = step.follow() else {
            if step.letter.is_whole() {
                states.pop();
            }
            walk.pop();
            continue;
        };
        let mut reached = None;
        if letter.is_whole() {
            let read = letter.read().zip(states.last());
            reached = read.and_then(|(letter, state)| automaton.step(state, letter));
            if reached.is_none() {
                continue;
            }
        }
        let node = fst.node(addr);
        if let Some(state) = reached {
            let all = automaton.accepts_all(&state);
            let ids = match all {
                true => first..end(&walk),
                false if node.is_final() && automaton.accepts(&state) => first..first + 1,
                false => 0..0,
            };
            for id in ids.start..ids.end.min(keys.len() as u64) {
                if !found(KeyId(keys.start + id as u32), &state) {
                    return false;
                }
            }
            if all || node.is_empty() {
                continue;
            }
            states.push(state);
        }
        walk.push(Step { node, next: 0, first, letter });
    }
    true
}

impl Lexicon {
    /// The same as [`search`](Lexicon::search), in time that depends little on the set: all
    /// keys are passed over, and of those read that it does not refuse at once.
    pub fn scan<A: Automaton>(&self, automaton: &A, mut found: impl FnMut(KeyId) -> bool) {
        if self.keys.get().is_none() {
            // Pieces that are not here yet are noted; what is read without them is not kept.
            match self.written_out() {
                Some(keys) => self.keys.get_or_init(|| keys),
                None => return,
            };
        }
        let Some(keys) = self.keys.get() else { return };
        let mut states = vec![automaton.start()];
        // After how many letters the key before was refused, and taken whatever followed.
        let (mut refused, mut taken) = (usize::MAX, usize::MAX);
        let mut at = 0;
        for (id, &(shared, bytes)) in (0..).zip(&keys.parts) {
            let shared = usize::from(shared);
            let letters = &keys.letters[at..at + usize::from(bytes)];
            at += letters.len();
            if shared >= refused {
                continue;
            }
            if shared < taken {
                (refused, taken) = (usize::MAX, usize::MAX);
                states.truncate(shared + 1);
                for letter in letters.chars() {
                    let Some(state) = states.last().and_then(|it| automaton.step(it, letter))
                    else {
                        refused = states.len();
                        break;
                    };
                    let all = automaton.accepts_all(&state);
                    states.push(state);
                    if all {
                        taken = states.len() - 1;
                        break;
                    }
                }
            }
            let fits = taken != usize::MAX
                || refused == usize::MAX && states.last().is_some_and(|it| automaton.accepts(it));
            if fits && !found(KeyId(id)) {
                return;
            }
        }
    }

    fn written_out(&self) -> Option<Keys> {
        let mut keys = Keys::default();
        let mut before = String::new();
        let maps: Vec<Option<&Map>> = self.shards.iter().map(|shard| self.map(shard)).collect();
        for map in maps.into_iter().collect::<Option<Vec<_>>>()? {
            let mut stream = map.stream();
            while let Some((key, _)) = stream.next() {
                // A damaged key is read as an empty one.
                let key = std::str::from_utf8(key).unwrap_or_default();
                let same = key.chars().zip(before.chars()).take_while(|(a, b)| a == b);
                let (shared, start) =
                    same.fold((0, 0), |(n, at), (a, _)| (n + 1, at + a.len_utf8()));
                keys.letters.push_str(&key[start..]);
                keys.parts.push((shared, (key.len() - start) as u16));
                before.clear();
                before.push_str(key);
            }
        }
        Some(keys)
    }
}

/// A node on the way through the fst.
struct Step<'f> {
    node: fst::raw::Node<'f>,
    /// The next transition to follow.
    next: usize,
    /// The ordinal of the first key that begins with the way here. Ordinals ascend with the
    /// keys, so the fst holds them as far towards its root as can be: what stands on the way
    /// to a node adds up to the first one behind it.
    first: u64,
    /// The letter that the way here ends in, possibly in the middle of it.
    letter: Letter,
}

impl Step<'_> {
    /// The next way on: the letter so far, the ordinal of the first key, and the node.
    fn follow(&mut self) -> Option<(Letter, u64, fst::raw::CompiledAddr)> {
        while self.next < self.node.len() {
            let transition = self.node.transition(self.next);
            self.next += 1;
            if let Some(letter) = self.letter.and(transition.inp) {
                let first = self.first.saturating_add(transition.out.value());
                return Some((letter, first, transition.addr));
            }
        }
        None
    }

    /// The ordinal of the first key on the next way on.
    fn sibling(&self) -> Option<u64> {
        let more = self.next < self.node.len();
        more.then(|| self.first.saturating_add(self.node.transition(self.next).out.value()))
    }
}

/// The ordinal behind those of all keys on the way on that was followed last.
fn end(walk: &[Step]) -> u64 {
    walk.iter().rev().find_map(Step::sibling).unwrap_or(u64::MAX)
}

/// A letter, byte by byte.
#[derive(Clone, Copy, Default)]
struct Letter {
    code: u32,
    /// Bytes still to come.
    wanted: u8,
}

impl Letter {
    /// With one byte more, or the next one's first; `None` for what is not UTF-8.
    fn and(self, byte: u8) -> Option<Letter> {
        let begin = |bits: u8, wanted| Some(Letter { code: u32::from(byte & bits), wanted });
        match (self.wanted, byte) {
            (0, 0x00..=0x7F) => begin(0x7F, 0),
            (0, 0xC0..=0xDF) => begin(0x1F, 1),
            (0, 0xE0..=0xEF) => begin(0x0F, 2),
            (0, 0xF0..=0xF7) => begin(0x07, 3),
            (1.., 0x80..=0xBF) => Some(Letter {
                code: self.code << 6 | u32::from(byte & 0x3F),
                wanted: self.wanted - 1,
            }),
            _ => None,
        }
    }

    fn is_whole(self) -> bool {
        self.wanted == 0
    }

    fn read(self) -> Option<char> {
        char::from_u32(self.code)
    }
}

/// The first string of bytes that is greater than all that begin with `prefix`.
fn after(prefix: &str) -> Option<Vec<u8>> {
    let mut end = prefix.as_bytes().to_vec();
    // UTF-8 holds no byte 0xFF, so the last byte can always be raised.
    *end.last_mut()? += 1;
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lexicon(keys: &[String]) -> Lexicon {
        let mut root = Vec::new();
        let written = write_by(keys, |_| Vec::new(), 7, 2, &mut root).unwrap();
        Lexicon::read(&mut Reader::new(&root), Arc::new(Pieces::of(written)), 0).unwrap()
    }

    /// Keys in which some letters come in this order, others between them.
    struct Subsequence(Vec<char>);

    impl Automaton for Subsequence {
        type State = usize;

        fn start(&self) -> usize {
            0
        }

        /// Refuses any key with an x.
        fn step(&self, &read: &usize, letter: char) -> Option<usize> {
            let next = self.0.get(read) == Some(&letter);
            (letter != 'x').then_some(read + usize::from(next))
        }

        fn accepts(&self, &read: &usize) -> bool {
            read == self.0.len()
        }
    }

    /// The same without x refused, and with what makes a walk fast.
    struct Quick(Subsequence);

    impl Automaton for Quick {
        type State = usize;

        fn start(&self) -> usize {
            0
        }

        fn step(&self, state: &usize, letter: char) -> Option<usize> {
            self.0.step(state, if letter == 'x' { 'y' } else { letter })
        }

        fn accepts(&self, state: &usize) -> bool {
            self.0.accepts(state)
        }

        fn accepts_all(&self, state: &usize) -> bool {
            self.0.accepts(state)
        }
    }

    /// Keys that are the first letters of a word, and know what they may go on with.
    struct Beginning(Vec<char>);

    impl Automaton for Beginning {
        type State = usize;

        fn start(&self) -> usize {
            0
        }

        fn step(&self, &read: &usize, letter: char) -> Option<usize> {
            let fits = self.0.get(read).is_some_and(|&own| own == letter || letter == 'b');
            fits.then_some(read + 1)
        }

        fn accepts(&self, &read: &usize) -> bool {
            read > 0
        }

        fn letters(&self, &read: &usize) -> Option<Vec<char>> {
            Some(self.0.get(read).map_or(Vec::new(), |&own| vec![own, 'b']))
        }
    }

    fn naive(automaton: &impl Automaton<State = usize>, key: &str) -> Option<usize> {
        let end = key.chars().try_fold(automaton.start(), |s, c| automaton.step(&s, c));
        end.filter(|end| automaton.accepts(end))
    }

    fn scanned(
        keys: &[String],
        automaton: &impl Automaton<State = usize>,
        most: usize,
    ) -> Vec<(usize, usize)> {
        let scan = keys.iter().enumerate();
        scan.filter_map(|(i, key)| Some((i, naive(automaton, key)?))).take(most).collect()
    }

    fn walked(
        keys: &[String],
        automaton: &impl Automaton<State = usize>,
        most: usize,
    ) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        lexicon(keys).search(automaton, |id, &state| {
            found.push((id.0 as usize, state));
            found.len() < most
        });
        found
    }

    fn read(keys: &[String], automaton: &impl Automaton<State = usize>, most: usize) -> Vec<usize> {
        let mut found = Vec::new();
        lexicon(keys).scan(automaton, |id| {
            found.push(id.0 as usize);
            found.len() < most
        });
        found
    }

    fn ids(found: &[(usize, usize)]) -> Vec<usize> {
        found.iter().map(|&(id, _)| id).collect()
    }

    proptest! {
        #[test]
        fn a_walk_finds_what_a_scan_finds(
            keys in prop::collection::btree_set("[ابپa-cx\u{200C}\u{301}中😀😁é]{1,6}", 0..60),
            wanted in "[ابa中😀]{0,2}",
            most in 1usize..80,
        ) {
            let keys: Vec<String> = keys.into_iter().collect();
            let automaton = Subsequence(wanted.chars().collect());
            prop_assert_eq!(walked(&keys, &automaton, most), scanned(&keys, &automaton, most));
            prop_assert_eq!(read(&keys, &automaton, most), ids(&scanned(&keys, &automaton, most)));
            let beginning = Beginning(automaton.0.iter().copied().chain("aba".chars()).collect());
            prop_assert_eq!(walked(&keys, &beginning, most), scanned(&keys, &beginning, most));
            let quick = Quick(automaton);
            prop_assert_eq!(walked(&keys, &quick, most), scanned(&keys, &quick, most));
            prop_assert_eq!(read(&keys, &quick, most), ids(&scanned(&keys, &quick, most)));
        }
    }
}
