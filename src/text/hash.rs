//! A quick hash for tables of our own words.

use std::hash::Hasher;

/// Hashes eight bytes by one multiplication: for tables that nobody can fill with words of one
/// hash, and in which every key of a corpus is looked up several times.
#[derive(Default)]
pub struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, last) = bytes.as_chunks::<8>();
        let last = last.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
        for word in words.iter().map(|word| u64::from_le_bytes(*word)).chain([last]) {
            let product = u128::from(self.0 ^ word) * 0x9E37_79B9_7F4A_7C15;
            self.0 = product as u64 ^ (product >> 64) as u64;
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
