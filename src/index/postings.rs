//! The lists of positions: for each key, where it occurs.
//!
//! A list is written once, in order, by [`encode`] and read lazily by [`Positions`].
//! Positions ascend. The layout is in [`format`](super::format#5-positions). Merging
//! lists is not done here: see `query::matcher`.

use super::bytes::{Reader, put_varint};

/// Appends the list of `positions`, which must ascend.
pub fn encode(positions: &[u32], out: &mut Vec<u8>) {
    put_varint(out, positions.len() as u64);
    let mut last = 0;
    for &position in positions {
        put_varint(out, u64::from(position - last));
        last = position;
    }
}

/// Reads a list from its start; ends early where the bytes make no sense.
#[derive(Clone, Debug)]
pub struct Positions<'a> {
    reader: Reader<'a>,
    left: usize,
    last: Option<u32>,
    bound: u32,
}

impl<'a> Positions<'a> {
    /// `bytes` begins with the list; no position reaches `bound`.
    pub fn new(bytes: &'a [u8], bound: u32) -> Positions<'a> {
        let mut reader = Reader::new(bytes);
        let left = reader.count().unwrap_or(0);
        Positions { reader, left, last: None, bound }
    }

    /// The list of a key that does not occur.
    pub fn none() -> Positions<'static> {
        Positions::new(&[], 0)
    }
}

impl Iterator for Positions<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        let step = self.reader.small()?;
        let position = match self.last {
            None => step,
            // A step of nothing would be the same word again.
            Some(last) => last.checked_add(step).filter(|_| step > 0)?,
        };
        self.last = Some(position);
        (position < self.bound).then_some(position)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.left))
    }
}

impl Positions<'_> {
    /// Appends what is left to `list`.
    pub fn read_into(self, list: &mut Vec<u32>) {
        // No more than there are bytes, so a false claim cannot ask for much.
        list.reserve(self.left);
        for position in self {
            list.push(position);
        }
    }

    /// How many positions are left, as the list says.
    pub fn count_left(&self) -> usize {
        self.left
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_come_back(set in prop::collection::btree_set(0..100_000u32, 0..200)) {
            let list: Vec<u32> = set.into_iter().collect();
            let mut bytes = Vec::new();
            encode(&list, &mut bytes);
            prop_assert_eq!(Positions::new(&bytes, 100_000).collect::<Vec<_>>(), list);
        }

        #[test]
        fn any_bytes_give_ascending_positions(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let list: Vec<u32> = Positions::new(&bytes, 1000).collect();
            prop_assert!(list.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(list.iter().all(|&position| position < 1000));
        }
    }
}
