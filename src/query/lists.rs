//! Lists of positions put together: unions, sequences, what follows what.
//!
//! Everything here takes and gives ascending positions, and costs the length of the lists
//! that are read.

use crate::error::Error;
use crate::id::KeyId;
use crate::index::Index;
use crate::index::postings::Positions;
use crate::index::reader::DocumentWalk;
use crate::order;

/// Positions that are put in order by sorting; more, by a bit for each word of the corpus.
const FEW: usize = 4096;
/// A list so many times longer than the candidates is not read; the text is looked up.
const MUCH_LONGER: usize = 200;

/// Where any of some keys occurs.
pub fn union(index: &Index, keys: &[KeyId]) -> Vec<u32> {
    let all = if keys.len() > 1 { count(index, keys) } else { 0 };
    if all > FEW {
        return through_bits(index, keys);
    }
    let mut positions = Vec::new();
    for &key in keys {
        index.positions(key).read_into(&mut positions);
    }
    if keys.len() > 1 {
        positions.sort_unstable();
        positions.dedup();
    }
    positions
}

/// How often any of some keys occurs.
pub fn count(index: &Index, keys: &[KeyId]) -> usize {
    keys.iter().map(|&key| index.count(key)).sum()
}

/// Puts lists together through a bit for each position.
fn through_bits(index: &Index, keys: &[KeyId]) -> Vec<u32> {
    let mut bits = vec![0u64; index.words() as usize / 64 + 1];
    let mut all = 0;
    for &key in keys {
        for position in index.positions(key) {
            bits[position as usize / 64] |= 1 << (position % 64);
            all += 1;
        }
    }
    let mut merged = Vec::with_capacity(all);
    for (first, mut word) in (0..).step_by(64).zip(bits) {
        while word != 0 {
            merged.push(first + word.trailing_zeros());
            word &= word - 1;
        }
    }
    merged
}

/// Where words stand in a row, one of each slot's keys after the other, inside one
/// document and on one side of the end of its title: the first word of each.
///
/// # Errors
///
/// When a text that had to be looked up is damaged.
pub fn sequence(index: &Index, slots: &[&[KeyId]]) -> Result<Vec<u32>, Error> {
    let mut by_count: Vec<(usize, usize)> =
        slots.iter().enumerate().map(|(place, keys)| (count(index, keys), place)).collect();
    order::sort(&mut by_count);
    let Some(&(_, rarest)) = by_count.first() else { return Ok(Vec::new()) };
    let mut starts: Vec<u32> = union(index, slots[rarest])
        .into_iter()
        .filter_map(|position| position.checked_sub(rarest as u32))
        .collect();
    for &(count, place) in &by_count[1..] {
        if count > MUCH_LONGER * starts.len() {
            keep_those_before(index, &mut starts, slots[place], place as u32);
        } else {
            keep_followed(&mut starts, &union(index, slots[place]), place as u32);
        }
    }
    let mut stretches = Stretches::new(index);
    starts.retain(|&start| stretches.is_one(start, start + slots.len() as u32));
    Ok(starts)
}

/// Keeps the starts that have a position `place` words later in `list`. Both ascend.
fn keep_followed(starts: &mut Vec<u32>, list: &[u32], place: u32) {
    let mut rest = list;
    starts.retain(|&start| {
        let wanted = start.saturating_add(place);
        rest = from(rest, wanted, |&position| position);
        rest.first() == Some(&wanted)
    });
}

/// An ascending list from `wanted` on. Costs the logarithm of what is passed over.
#[inline]
pub fn from<T>(list: &[T], wanted: u32, at: impl Fn(&T) -> u32) -> &[T] {
    if list.first().is_none_or(|place| at(place) >= wanted) {
        return list;
    }
    let mut reach = 1;
    while list.get(reach).is_some_and(|place| at(place) < wanted) {
        reach = 2 * reach + 1;
    }
    // All before the half were looked at and are too early.
    let (half, end) = (reach / 2, reach.min(list.len()));
    &list[half + list[half..end].partition_point(|place| at(place) < wanted)..]
}

/// The same, reading no more of the long lists of `keys` than is looked at.
fn keep_those_before(index: &Index, starts: &mut Vec<u32>, keys: &[KeyId], place: u32) {
    let mut lists: Vec<Positions> = keys.iter().map(|&key| index.positions(key)).collect();
    starts.retain(|&start| {
        let wanted = start.saturating_add(place);
        lists.iter_mut().any(|list| {
            list.seek(wanted);
            list.peek() == Some(wanted)
        })
    });
}

/// Looks at stretches of words that mostly ascend.
pub struct Stretches<'a> {
    index: &'a Index,
    walk: DocumentWalk<'a>,
}

impl Stretches<'_> {
    /// None looked at yet.
    pub fn new(index: &Index) -> Stretches<'_> {
        Stretches { index, walk: index.places() }
    }

    /// That a stretch does not reach over the end of a document or of its title.
    pub fn is_one(&mut self, start: u32, end: u32) -> bool {
        let document = self.walk.document(start) as usize;
        let Some(entry) = self.index.documents().get(document) else { return false };
        let title_end = entry.first + entry.title_words;
        end <= entry.end() && (end <= title_end || start >= title_end)
    }
}

/// Two ascending lists as one; of equal places (by `at`) that of `a` stays.
pub fn merge<T>(a: Vec<T>, b: Vec<T>, at: impl Fn(&T) -> u32) -> Vec<T> {
    if a.is_empty() {
        return b;
    }
    if b.is_empty() {
        return a;
    }
    let mut merged = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    loop {
        let take_a = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) if at(x) == at(y) => {
                b.next();
                true
            }
            (Some(x), Some(y)) => at(x) < at(y),
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => return merged,
        };
        merged.extend(if take_a { a.next() } else { b.next() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::index::{About, Builder};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_merge_as_sets(
            a in prop::collection::btree_set(0..60u32, 0..30),
            b in prop::collection::btree_set(0..60u32, 0..30),
        ) {
            let all: Vec<u32> = a.union(&b).copied().collect();
            let merged = merge(a.into_iter().collect(), b.into_iter().collect(), |&x| x);
            prop_assert_eq!(merged, all);
        }

        #[test]
        fn sequences_are_those_of_a_scan(words in prop::collection::vec(0..4u8, 0..60)) {
            let text: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
            let mut builder = Builder::new(About::default());
            builder.add(Document { id: "a".into(), text: text.join(" "), ..Default::default() }).unwrap();
            let index = Index::open(builder.finish().unwrap()).unwrap();
            let ids = |names: &[&str]| -> Vec<KeyId> {
                names.iter().filter_map(|name| index.lexicon().find(name)).collect()
            };
            let (first, second) = (ids(&["w0", "w1"]), ids(&["w2"]));
            let found = sequence(&index, &[&first, &second]).unwrap();
            let expected: Vec<u32> = (0..words.len().saturating_sub(1) as u32)
                .filter(|&i| words[i as usize] < 2 && words[i as usize + 1] == 2)
                .collect();
            prop_assert_eq!(found, expected);
        }
    }
}
