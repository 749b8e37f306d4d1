//! Sorting in one shape for things of all kinds.
//!
//! The standard library's sorts are fast because each is compiled for its type and order,
//! which takes four kilobytes of the page's program every time. Here only places are sorted,
//! by one routine, and the things are put there afterwards. Long lists of numbers that are
//! sorted while somebody waits are still for `sort_unstable`.

use std::cmp::Ordering;

/// Sorts; equals keep their order.
///
/// ```
/// let mut words = ["c", "a", "b"];
/// kashf::order::sort(&mut words);
/// assert_eq!(words, ["a", "b", "c"]);
/// ```
pub fn sort<T: Ord>(things: &mut [T]) {
    sort_by(things, T::cmp);
}

/// Sorts by a key, which is made anew for every comparison; equals keep their order.
pub fn sort_by_key<T, K: Ord>(things: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(things, |a, b| key(a).cmp(&key(b)));
}

/// Sorts by a key, which is made once; equals keep their order.
pub fn sort_by_cached_key<T, K: Ord>(things: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = things.iter().map(key).collect();
    let places = places(keys.len(), &mut |a, b| keys[a].cmp(&keys[b]));
    arrange(things, places);
}

/// Sorts by an order; equals keep their order.
pub fn sort_by<T>(things: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let places = places(things.len(), &mut |a, b| order(&things[a], &things[b]));
    arrange(things, places);
}

/// Sorts, and keeps each thing once.
pub fn sort_once<T: Ord>(things: &mut Vec<T>) {
    sort(things);
    things.dedup();
}

/// The places `0..count` in order: the only sort there is.
fn places(count: usize, order: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| order(a, b));
    places
}

/// Brings to each place what stood at `from[place]`, one cycle of moves after the other.
fn arrange<T>(things: &mut [T], mut from: Vec<usize>) {
    for start in 0..from.len() {
        let mut at = start;
        loop {
            let next = std::mem::replace(&mut from[at], at);
            if next == start {
                break;
            }
            things.swap(at, next);
            at = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_like_the_standard_library(
            things in prop::collection::vec((0..9u8, 0..200u8), 0..90),
        ) {
            let mut expected = things.clone();
            expected.sort_by_key(|thing| thing.0);
            let (mut by_key, mut cached) = (things.clone(), things.clone());
            sort_by_key(&mut by_key, |thing| thing.0);
            sort_by_cached_key(&mut cached, |thing| thing.0);
            prop_assert_eq!(&by_key, &expected);
            prop_assert_eq!(&cached, &expected);
            let (mut once, mut expected) = (things.clone(), things);
            sort_once(&mut once);
            expected.sort();
            expected.dedup();
            prop_assert_eq!(once, expected);
        }
    }
}
