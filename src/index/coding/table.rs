//! A hash table from numbers to numbers, small in the program and the same on every machine.

/// No value.
pub(in crate::index) const NONE: u32 = u32::MAX;

/// No key of a [`Table`].
pub(in crate::index) const EMPTY: u64 = u64::MAX;

/// A hash table from numbers to numbers, in the same order everywhere.
pub(in crate::index) struct Table {
    /// A power of two of them, at most half of them used.
    pub(in crate::index) keys: Vec<u64>,
    pub(in crate::index) values: Vec<u32>,
    used: usize,
}

impl Table {
    pub(in crate::index) fn new() -> Table {
        Table { keys: vec![EMPTY; 64], values: vec![NONE; 64], used: 0 }
    }

    /// Where a key is, or belongs.
    #[inline]
    pub(in crate::index) fn slot(&self, key: u64) -> usize {
        let mask = self.keys.len() - 1;
        let mut slot = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        while self.keys[slot] != key && self.keys[slot] != EMPTY {
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// What was set for a key, or [`NONE`].
    #[inline]
    pub(in crate::index) fn get(&self, key: u64) -> u32 {
        self.values[self.slot(key)]
    }

    pub(in crate::index) fn set(&mut self, key: u64, value: u32) {
        let slot = self.slot(key);
        self.used += usize::from(self.keys[slot] == EMPTY);
        (self.keys[slot], self.values[slot]) = (key, value);
        if self.used * 2 > self.keys.len() {
            self.grow();
        }
    }

    /// Counts a key.
    #[inline]
    pub(in crate::index) fn add(&mut self, key: u64) {
        let slot = self.slot(key);
        match self.keys[slot] == EMPTY {
            true => self.set(key, 1),
            false => self.values[slot] += 1,
        }
    }

    pub(in crate::index) fn grow(&mut self) {
        let length = self.keys.len() * 2;
        let keys = std::mem::replace(&mut self.keys, vec![EMPTY; length]);
        let values = std::mem::replace(&mut self.values, vec![NONE; length]);
        for (key, value) in keys.into_iter().zip(values).filter(|(key, _)| *key != EMPTY) {
            let slot = self.slot(key);
            (self.keys[slot], self.values[slot]) = (key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_hold_what_was_set() {
        let mut table = Table::new();
        for key in 0..1000u64 {
            table.set(key << 32 | key, key as u32);
            table.add(key * 3);
            table.add(key * 3);
        }
        assert!((1..1000u64).all(|key| table.get(key << 32 | key) == key as u32));
        assert!((1..1000u64).all(|key| table.get(key * 3) == 2));
        assert_eq!(table.get(7 << 40), NONE);
    }
}
