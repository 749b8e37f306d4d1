//! Whether the bytes of an fst map may be followed: looked at once, before the crate `fst` is
//! given them.
//!
//! That crate believes what it reads. Of bytes that were forged, checksum and all, it may panic
//! or walk without end. After [`is_sound`] it does neither: the bytes hold exactly as many keys
//! as they should, ascending, of which each has its own ordinal as its value; and to walk over
//! all of them takes no longer than their letters. Whether the keys are UTF-8 is not looked at.
//!
//! # Layout
//!
//! What version 3 of that crate's format writes, as far as it is relied on here. Numbers are
//! little-endian.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | version, 3 |
//! | 8 | kind; means nothing |
//! | | nodes, one behind the other, the root last |
//! | 8 | number of keys |
//! | 8 | address of the root |
//! | 4 | checksum of all before it ([`checksum_of_fst`]) |
//!
//! A node's *address* is that of its last byte, and it is read backwards from there. Address 0
//! stands for the node at which a key ends and none goes on; it is not written. A transition
//! has an input byte, an *output*, and a *step*: how far the target's address lies before the
//! first byte of the node, or 0 for address 0. So a step never leads to a node that is behind
//! or within this one. The two highest bits of a node's last byte tell three kinds apart:
//!
//! | bits | node, from its last byte backwards |
//! |---|---|
//! | `11` | one transition, to the node right before, with output 0: the other six bits are a number for a common input, or 0 and the input is the byte before |
//! | `10` | one transition: the input as above; *widths*; step; output |
//! | `01` or `00` | any number, a key ends here if `01`: the other six bits are the count, or 0 and it is the byte before (1 means 256 there); widths; if there are more than 32, 256 bytes with the place of each possible input (255 when it has none); inputs; steps; outputs; if a key ends here, an output of its own |
//!
//! *Widths* are a byte: those of a step in the higher four bits, of an output in the lower,
//! both in bytes. Of inputs, steps and outputs the first stands last. A key's value is the sum
//! of the outputs on its way. The crate puts them as far towards the root as they go; where
//! values are ordinals, the output of a transition is then how many keys its node has before
//! it, and a node's own is 0.

use super::coding::checksum::checksum_of_fst;

/// The most keys that a map may have: what the first builds wrote into one.
const MOST_KEYS: usize = 8192;

/// Bytes that a key takes at most, on the average of a map and without what it shares with the
/// key before: the letters of the longest word.
///
/// A single key may take more, for a letter may bear some marks. Those that are
/// longer than this stands for take room in the map too, unless their ends are the same.
const LETTERS: usize = 256;

/// True for the bytes of an fst map from this many keys, at least one, to their ordinals.
///
/// Costs a few nanoseconds for each byte, and for a while at most sixteen bytes of memory.
pub fn is_sound(fst: &[u8], keys: usize) -> bool {
    check(fst, keys).is_some()
}

fn check(fst: &[u8], keys: usize) -> Option<()> {
    let (summed, sum) = fst.split_last_chunk()?;
    let (rest, root) = summed.split_last_chunk()?;
    let (rest, count) = rest.split_last_chunk()?;
    let (head, nodes) = rest.split_first_chunk::<16>()?;
    let fits = head.starts_with(&fst::raw::VERSION.to_le_bytes())
        && keys <= MOST_KEYS
        && u64::from_le_bytes(*count) == keys as u64
        && u64::from_le_bytes(*root) == nodes.len().checked_sub(1).map_or(0, |at| at + 16) as u64
        && u32::from_le_bytes(*sum) == checksum_of_fst(summed);
    let behind = fits.then(|| behind_root(nodes))??;
    let most = keys * LETTERS + nodes.len();
    (usize::from(behind.keys) == keys && behind.letters as usize <= most).then_some(())
}

/// What lies behind a node.
#[derive(Clone, Copy, Default)]
struct Behind {
    /// How many keys go through it or end at it; 0 only where there is no node.
    keys: u16,
    /// Bytes of the longest of their ends.
    longest: u16,
    /// Transitions to walk over all of these ends, beginnings that they share counted once.
    letters: u32,
}

/// Behind address 0.
const END: Behind = Behind { keys: 1, longest: 0, letters: 0 };

/// What lies behind the root, which is the last of the nodes.
///
/// They are laid side by side from the root back to the first, so no byte belongs to two of
/// them, and then gone through from the first: what lies behind a node's targets is known
/// before it. Nothing is known where no node has its address.
fn behind_root(nodes: &[u8]) -> Option<Behind> {
    let mut ends = Vec::new();
    let mut end = nodes.len();
    while end > 0 {
        ends.push(end);
        end = Node::last(&nodes[..end])?.start;
    }
    let mut known = vec![Behind::default(); nodes.len()];
    for end in ends.into_iter().rev() {
        known[end - 1] = Node::last(&nodes[..end])?.behind(&known)?;
    }
    Some(known.last().copied().unwrap_or(END))
}

/// A node, as its bytes say.
struct Node<'b> {
    /// Where its first byte is.
    start: usize,
    /// True when a key ends here.
    ends: bool,
    /// How many transitions it has; at least one.
    count: usize,
    steps: Numbers<'b>,
    outputs: Numbers<'b>,
}

impl<'b> Node<'b> {
    /// The node that ends where `bytes` do; `None` when it begins before them, has no
    /// transitions, or none that ascend.
    fn last(bytes: &'b [u8]) -> Option<Node<'b>> {
        let mut rest = Backwards(bytes);
        let kind = rest.byte()?;
        let (ends, few) = (kind & 0x40 != 0, usize::from(kind & 0x3F));
        if kind & 0x80 == 0 {
            return Node::any(rest, ends, few);
        }
        if few == 0 {
            rest.byte()?;
        }
        let (mut steps, mut outputs) = (Numbers(&[1], 1), Numbers(&[], 0));
        if kind & 0x40 == 0 {
            let (step, output) = rest.widths()?;
            (steps, outputs) = (rest.numbers(1, step)?, rest.numbers(1, output)?);
        }
        Some(Node { start: rest.0.len(), ends: false, count: 1, steps, outputs })
    }

    fn any(mut rest: Backwards<'b>, ends: bool, few: usize) -> Option<Node<'b>> {
        let count = match few {
            0 => Some(rest.byte()?).filter(|&many| many != 1).map_or(256, usize::from),
            _ => few,
        };
        let (step, output) = rest.widths()?;
        let places = rest.take(if count > 32 { 256 } else { 0 })?;
        let inputs = rest.take(count)?;
        let (steps, outputs) = (rest.numbers(count, step)?, rest.numbers(count, output)?);
        let own = rest.take(if ends { output } else { 0 })?;
        let sound = count > 0
            && inputs.is_sorted_by(|after, before| before < after)
            && (places.is_empty() || places == places_of(inputs))
            && own.iter().all(|&byte| byte == 0);
        sound.then_some(Node { start: rest.0.len(), ends, count, steps, outputs })
    }

    /// What lies behind it, from what lies behind the nodes before it.
    fn behind(&self, known: &[Behind]) -> Option<Behind> {
        let mut here = Behind { keys: u16::from(self.ends), longest: 0, letters: 0 };
        for place in (0..self.count).rev() {
            let output = self.outputs.at(place);
            let target = match usize::try_from(self.steps.at(place)).ok()? {
                0 => END,
                step => known[self.start.checked_sub(step)?],
            };
            if target.keys == 0 || output != u64::from(here.keys) {
                return None;
            }
            here.keys = here.keys.checked_add(target.keys)?;
            here.longest = here.longest.max(target.longest.checked_add(1)?);
            here.letters = here.letters.checked_add(target.letters)?.checked_add(1)?;
        }
        Some(here)
    }
}

/// For each possible input which of these it is; they descend.
fn places_of(inputs: &[u8]) -> [u8; 256] {
    let mut places = [255; 256];
    for (place, &input) in (0..=255).zip(inputs.iter().rev()) {
        places[usize::from(input)] = place;
    }
    places
}

/// Numbers of one width, in bytes; without any width they are all 0. The first stands last.
struct Numbers<'b>(&'b [u8], usize);

impl Numbers<'_> {
    #[inline]
    fn at(&self, place: usize) -> u64 {
        let &Numbers(bytes, width) = self;
        let bytes = &bytes[place * width..][..width];
        bytes.iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
    }
}

/// Bytes that are read from their end.
struct Backwards<'b>(&'b [u8]);

impl<'b> Backwards<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (rest, taken) = self.0.split_at(self.0.len().checked_sub(count)?);
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }

    fn numbers(&mut self, count: usize, width: usize) -> Option<Numbers<'b>> {
        Some(Numbers(self.take(count * width)?, width))
    }

    /// Of a step and of an output.
    fn widths(&mut self) -> Option<(usize, usize)> {
        let widths = usize::from(self.byte()?);
        let (step, output) = (widths >> 4, widths & 0xF);
        ((1..=8).contains(&step) && output <= 8).then_some((step, output))
    }
}

/// Writes the checksum of an fst anew, for tests that damage one and want to get past it.
#[doc(hidden)]
pub fn reseal(fst: &mut [u8]) {
    if let Some((summed, sum)) = fst.split_last_chunk_mut() {
        *sum = checksum_of_fst(summed).to_le_bytes();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use fst::{IntoStreamer, Streamer};
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;
    use crate::id::KeyId;
    use crate::index::coding::bytes::{Reader, put_str, put_varint};
    use crate::index::lexicon::{Automaton, Lexicon};
    use crate::index::pieces::Pieces;

    fn map(keys: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Vec<u8> {
        let map = fst::Map::from_iter(keys.into_iter().zip(0..)).unwrap();
        map.into_fst().into_inner()
    }

    /// How many keys the bytes say that they hold.
    fn said(fst: &[u8]) -> usize {
        let count = fst.len().checked_sub(20).and_then(|at| fst[at..].first_chunk());
        count.map_or(0, |&count| u64::from_le_bytes(count) as usize)
    }

    /// Uses a map in every way; it must hold its keys in order, with their ordinals.
    fn follow(bytes: Vec<u8>, probes: &[Vec<u8>]) {
        let count = said(&bytes);
        let map = fst::Map::new(bytes.clone()).unwrap();
        let mut keys: Vec<Vec<u8>> = Vec::new();
        let mut stream = map.stream();
        while let Some((key, ordinal)) = stream.next() {
            assert!(ordinal == keys.len() as u64 && keys.last().is_none_or(|last| **last < *key));
            keys.push(key.to_vec());
        }
        assert!(keys.len() == count && map.len() == count);
        assert_eq!(map.as_fst().get_key(count as u64), None);
        for (ordinal, key) in (0..).zip(&keys) {
            assert_eq!(map.get(key), Some(ordinal));
            assert_eq!(map.as_fst().get_key(ordinal).as_ref(), Some(key));
        }
        for probe in probes.iter().chain(&keys) {
            let place = keys.partition_point(|key| key < probe);
            let found = keys.get(place).is_some_and(|key| key == probe);
            assert_eq!(map.get(probe), found.then_some(place as u64));
            let mut range = map.range().ge(probe).into_stream();
            let first = range.next().map(|(key, ordinal)| (key.to_vec(), ordinal));
            assert_eq!(first, keys.get(place).map(|key| (key.clone(), place as u64)));
            let mut range = map.range().gt(probe).lt([0xF0]).into_stream();
            while range.next().is_some() {}
        }
        follow_as_lexicon(bytes, &keys, probes);
    }

    /// All keys, taken letter by letter or, where `soon`, from the first letter on.
    struct All {
        soon: bool,
    }

    impl Automaton for All {
        type State = ();

        fn start(&self) {}

        fn step(&self, (): &(), _: char) -> Option<()> {
            Some(())
        }

        fn accepts(&self, (): &()) -> bool {
            true
        }

        fn accepts_all(&self, (): &()) -> bool {
            self.soon
        }
    }

    fn follow_as_lexicon(bytes: Vec<u8>, keys: &[Vec<u8>], probes: &[Vec<u8>]) {
        let text = |key: &Vec<u8>| String::from_utf8(key.clone()).ok();
        let mut root = Vec::new();
        put_varint(&mut root, 1);
        put_varint(&mut root, keys.len() as u64);
        put_str(&mut root, &text(&keys[0]).unwrap_or_default());
        let mut piece = Vec::new();
        put_varint(&mut piece, bytes.len() as u64);
        piece.extend(bytes);
        let pieces = Arc::new(Pieces::of(vec![piece]));
        let lexicon = Lexicon::read(&mut Reader::new(&root), pieces.clone(), 0).unwrap();
        for (id, key) in (0..).zip(keys) {
            assert_eq!(lexicon.key(KeyId(id)), text(key));
            let Some(key) = text(key) else { continue };
            assert_eq!(lexicon.find(&key), Some(KeyId(id)));
        }
        for begin in probes.iter().chain(keys).filter_map(text) {
            let from = keys.partition_point(|key| **key < *begin.as_bytes()) as u32;
            let alike = keys.iter().filter(|key| key.starts_with(begin.as_bytes())).count();
            assert_eq!(lexicon.prefix(&begin), from..from + alike as u32);
        }
        let mut ids = Vec::new();
        lexicon.scan(&All { soon: false }, |id| {
            ids.push(id.0 as usize);
            true
        });
        assert!(ids.into_iter().eq(0..keys.len()));
        for soon in [false, true] {
            let mut ids = Vec::new();
            lexicon.search(&All { soon }, |id, ()| {
                ids.push(id.0 as usize);
                true
            });
            // What is no UTF-8 may be passed over, and the empty key is.
            let read = |&id: &usize| !keys[id].is_empty() && text(&keys[id]).is_some();
            assert!(ids.is_sorted_by(|a, b| a < b) && ids.iter().all(|&id| id < keys.len()));
            assert!((0..keys.len()).filter(read).all(|id| ids.binary_search(&id).is_ok()));
        }
        assert!(pieces.settle().unwrap().is_empty());
    }

    /// True when the bytes, with a right checksum, are accepted; they then do no harm.
    fn accepted(mut bytes: Vec<u8>, probes: &[Vec<u8>]) -> bool {
        reseal(&mut bytes);
        let sound = is_sound(&bytes, said(&bytes));
        if sound {
            follow(bytes, probes);
        }
        sound
    }

    /// What is done to bytes at a place.
    #[derive(Clone, Debug)]
    enum Damage {
        Byte(u8),
        Bits(u8),
        Insert(Vec<u8>),
        Remove(usize),
        Copy(Index, usize),
        Truncate,
    }

    fn damage() -> impl Strategy<Value = Damage> {
        prop_oneof![
            4 => any::<u8>().prop_map(Damage::Byte),
            4 => (0..8u32).prop_map(|bit| Damage::Bits(1 << bit)),
            1 => prop::collection::vec(any::<u8>(), 1..5).prop_map(Damage::Insert),
            1 => (1..5usize).prop_map(Damage::Remove),
            2 => (any::<Index>(), 1..30usize).prop_map(|(from, count)| Damage::Copy(from, count)),
            1 => Just(Damage::Truncate),
        ]
    }

    impl Damage {
        /// Damages the nodes; head and foot stay, with the root where the nodes end if `fit`.
        fn to(&self, bytes: &[u8], at: Index, fit: bool) -> Vec<u8> {
            let (head, nodes) = bytes.split_at(16);
            let (nodes, foot) = nodes.split_at(nodes.len() - 20);
            let mut nodes = nodes.to_vec();
            let at = at.index(nodes.len() + 1);
            let upto = |count: usize| at..nodes.len().min(at + count);
            match self {
                Damage::Byte(byte) => nodes.iter_mut().skip(at).take(1).for_each(|b| *b = *byte),
                Damage::Bits(bits) => nodes.iter_mut().skip(at).take(1).for_each(|b| *b ^= bits),
                Damage::Insert(new) => drop(nodes.splice(at..at, new.iter().copied())),
                Damage::Remove(count) => drop(nodes.drain(upto(*count))),
                Damage::Copy(from, count) => {
                    let copied = nodes[upto(*count)].to_vec();
                    let from = from.index(nodes.len() + 1);
                    nodes.splice(from..from, copied);
                }
                Damage::Truncate => nodes.truncate(at),
            }
            let root = (nodes.len() as u64).saturating_sub(1) + 16;
            let mut bytes = [head, &nodes, foot].concat();
            let place = bytes.len() - 12;
            if fit {
                bytes[place..place + 8].copy_from_slice(&root.to_le_bytes());
            }
            bytes
        }
    }

    fn keys(bytes: &'static str) -> impl Strategy<Value = BTreeSet<Vec<u8>>> {
        let key = prop::string::bytes_regex(bytes).unwrap();
        prop::collection::btree_set(key, 1..80)
    }

    fn any_keys() -> impl Strategy<Value = BTreeSet<Vec<u8>>> {
        prop_oneof![keys("[ab]{1,7}"), keys("[ابپتس]{1,4}"), keys("(?s-u:.){0,3}")]
    }

    proptest! {
        #[test]
        fn what_the_crate_writes_is_sound(keys in any_keys()) {
            let bytes = map(&keys);
            prop_assert!(is_sound(&bytes, keys.len()));
            prop_assert!(!is_sound(&bytes, keys.len() + 1));
            follow(bytes, &[]);
        }

        #[test]
        fn what_was_damaged_and_passes_does_no_harm(
            keys in any_keys(),
            damages in prop::collection::vec((damage(), any::<Index>()), 1..3),
            fit in prop::bool::weighted(0.8),
            probes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..5), 3),
        ) {
            let mut bytes = map(&keys);
            for (damage, at) in damages {
                bytes = damage.to(&bytes, at, fit);
            }
            accepted(bytes, &probes);
        }

        #[test]
        fn whatever_passes_does_no_harm(
            nodes in prop::collection::vec(
                prop_oneof![
                    4 => prop::sample::select(vec![0, 1, 2, 0x10, 0x11, 0x02, 0x42, 0x81, 0xC1]),
                    1 => any::<u8>(),
                ],
                0..14,
            ),
            keys in 1..6u64,
        ) {
            let root = (nodes.len() as u64).checked_sub(1).map_or(0, |at| at + 16);
            let head = [3u64, 0].map(u64::to_le_bytes).concat();
            let foot = [keys, root].map(u64::to_le_bytes).concat();
            accepted([head, nodes, foot, vec![0; 4]].concat(), &[]);
        }

        #[test]
        fn any_bytes_are_looked_at(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            accepted(bytes, &[]);
        }
    }

    #[test]
    fn every_single_byte_may_be_any_other() {
        let keys = ["ab", "abc", "b", "ba", "ca", "cba", "dca", "ddca"];
        let bytes = map(keys);
        let mut passed = 0;
        for at in 0..bytes.len() - 4 {
            for byte in 0..=255 {
                let mut forged = bytes.clone();
                forged[at] = byte;
                passed += usize::from(accepted(forged, &[]));
            }
        }
        // Other letters in order are as good, and the kind of the map may be any.
        assert!((2000..8000).contains(&passed), "{passed}");
    }

    #[test]
    fn wide_nodes_are_read_as_they_are_written() {
        for width in [32, 33, 63, 64, 255, 256] {
            let short = (0..width).map(|byte| vec![byte as u8]);
            let long = (0..width).map(|byte| vec![byte as u8, b'x']);
            let keys: BTreeSet<Vec<u8>> = short.chain(long).collect();
            let bytes = map(&keys);
            assert!(is_sound(&bytes, keys.len()), "{width}");
            for at in 16..bytes.len() - 20 {
                let mut forged = bytes.clone();
                forged[at] ^= 1;
                accepted(forged, &[]);
            }
        }
    }

    /// Every string of so many letters, each one of two.
    fn all(length: u32) -> impl Iterator<Item = String> {
        (0..1u32 << length).map(move |n| format!("{n:0width$b}", width = length as usize))
    }

    #[test]
    fn few_bytes_that_stand_for_too_much_are_refused() {
        let full = map(all(13));
        assert!(full.len() < 300 && is_sound(&full, 1 << 13));
        assert!(!is_sound(&map(all(14)), 1 << 14));
        let with = |end: usize| map(all(10).map(|key| key + &"x".repeat(end)));
        assert!(is_sound(&with(200), 1 << 10) && !is_sound(&with(300), 1 << 10));
        // One key takes the room that it needs.
        let one = |length: usize| map(["x".repeat(length)]);
        assert!(is_sound(&one(65_535), 1) && !is_sound(&one(65_536), 1));
    }

    #[test]
    fn a_map_without_keys_is_refused() {
        let bytes = map([""; 0]);
        assert!(!is_sound(&bytes, 0) && !is_sound(&[], 0) && is_sound(&map([""]), 1));
    }

    #[test]
    fn a_sum_that_is_wrong_is_noticed() {
        let bytes = map(["a", "b", "ببب"]);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(!is_sound(&damaged, 3), "{at}");
        }
    }
}
