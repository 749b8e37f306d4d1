//! `word~1`, `word~2`: the words that are nearly this one.

use crate::index::lexicon::Automaton;

/// The words within one or two edits of a key.
///
/// An edit changes one letter, adds one, leaves one out, or swaps two neighbours (which are
/// then edited no further): the optimal string alignment distance. The first letter is as
/// open to it as the others.
///
/// ```
/// use kashf::query::pattern::Fuzzy;
/// let fuzzy = Fuzzy::new("کتاب", 2);
/// assert_eq!(fuzzy.distance("کتاب"), Some(0));
/// assert_eq!(fuzzy.distance("کاتب"), Some(1));
/// assert_eq!(fuzzy.distance("حساب"), Some(2));
/// assert_eq!(fuzzy.distance("قلم"), None);
/// ```
#[derive(Clone, Debug)]
pub struct Fuzzy {
    key: Vec<char>,
    edits: usize,
}

/// How far the key may have been read once so many letters of a word are.
///
/// With two edits at most, that is within two letters of each other: bit `b` of a row stands
/// for `read + b - 2` letters of the key.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// Letters of the word.
    read: usize,
    /// For each number of edits, how far it can have come.
    rows: [u8; 3],
    /// For each number of edits, where the last letter was the first of two swapped; the bit
    /// is that of the place behind both, once both are read.
    swaps: [u8; 3],
}

/// The most edits.
const MOST: usize = 2;
/// The bits of a row.
const BITS: usize = 2 * MOST + 1;

impl Fuzzy {
    /// `edits` above 2 are read as 2.
    pub fn new(key: &str, edits: u8) -> Fuzzy {
        Fuzzy { key: key.chars().collect(), edits: usize::from(edits).min(MOST) }
    }

    /// The edits from the key to a word; `None` when they are more than allowed.
    pub fn distance(&self, word: &str) -> Option<u8> {
        self.distance_at(&super::read(self, word)?)
    }

    /// True when the word is within the edits.
    pub fn is_match(&self, word: &str) -> bool {
        self.distance(word).is_some()
    }

    /// The edits from the key to the word that was read.
    pub fn distance_at(&self, state: &State) -> Option<u8> {
        let bit = (self.key.len() + MOST).checked_sub(state.read).filter(|&bit| bit < BITS)?;
        let edits = state.rows.iter().position(|row| row >> bit & 1 == 1)?;
        Some(edits as u8)
    }

    /// The bits of a row that stand for a place in the key or at its end.
    fn bits(&self, read: usize, is: impl Fn(usize) -> bool) -> u8 {
        let place = |bit: usize| (read + bit).checked_sub(MOST).filter(|&place| is(place));
        (0..BITS).filter(|&bit| place(bit).is_some()).fold(0, |bits, bit| bits | 1 << bit)
    }

    /// Rows from which letters of the key are left out, as far as edits allow.
    fn leave_out(&self, mut rows: [u8; 3], read: usize) -> [u8; 3] {
        let inside = self.bits(read, |place| place <= self.key.len());
        rows[0] &= inside;
        for edits in 1..=MOST {
            rows[edits] = (rows[edits] | rows[edits - 1] << 1) & inside;
        }
        for row in &mut rows[self.edits + 1..] {
            *row = 0;
        }
        rows
    }
}

impl Automaton for Fuzzy {
    type State = State;

    fn start(&self) -> State {
        State { read: 0, rows: self.leave_out([1 << MOST, 0, 0], 0), swaps: [0; 3] }
    }

    fn step(&self, state: &State, letter: char) -> Option<State> {
        // Where the key's next letter is this one.
        let same = self.bits(state.read, |place| self.key.get(place) == Some(&letter));
        let (mut rows, mut swaps) = (state.rows, [0; 3]);
        for edits in (0..=MOST).rev() {
            rows[edits] = state.rows[edits] & same | state.swaps[edits] & same << 1;
            if edits > 0 {
                let before = state.rows[edits - 1];
                // A letter added, and one changed.
                rows[edits] |= before >> 1 | before;
                swaps[edits] = before & same >> 1;
            }
        }
        let read = state.read + 1;
        let rows = self.leave_out(rows, read);
        for swap in &mut swaps[self.edits + 1..] {
            *swap = 0;
        }
        let alive = rows.iter().chain(&swaps).any(|&bits| bits != 0);
        alive.then_some(State { read, rows, swaps })
    }

    fn accepts(&self, state: &State) -> bool {
        self.distance_at(state).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table of distances of all beginnings.
    fn naive(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                if i == 0 || j == 0 {
                    table[i][j] = i + j;
                    continue;
                }
                let change = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                table[i][j] = change.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
                }
            }
        }
        table[a.len()][b.len()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn as_the_table_has_it(
            key in "[ابپ\u{200C}\u{64E}😀]{0,8}",
            words in prop::collection::vec("[ابپ\u{200C}\u{64E}😀]{0,8}", 9),
            (at, swap, cut) in (0usize..8, any::<bool>(), any::<bool>()),
            edits in 0u8..4,
        ) {
            let mut words = words;
            // Random words are rarely near; one made from the key is.
            let mut near: Vec<char> = key.chars().collect();
            if swap && at + 1 < near.len() { near.swap(at, at + 1); }
            if cut && at < near.len() { near.remove(near.len() - 1 - at); }
            words.push(near.into_iter().collect());
            let fuzzy = Fuzzy::new(&key, edits);
            for word in &words {
                let distance = naive(&key, word);
                let expected = (distance <= usize::from(edits.min(2))).then_some(distance as u8);
                prop_assert_eq!(fuzzy.distance(word), expected, "{} {}", &key, word);
            }
        }

        #[test]
        fn never_panics(key in "\\PC{0,30}", word in "\\PC{0,30}", edits in 0u8..4) {
            Fuzzy::new(&key, edits).is_match(&word);
        }
    }
}
