//! A word → a number that it shares with the words of the same key.
//!
//! The number is a hash of [`fold()`]'s key, made letter by letter without writing the key down:
//! every word of a corpus passes here. Words may be glued: the number of two words in a row
//! is that of the word that they would be, written together.

use crate::text::fold;
use crate::text::fold::{Left, Lefts};

/// The number of nothing: what a word's letters are added to (FNV-1a, by letters).
pub const EMPTY: u64 = 0xCBF2_9CE4_8422_2325;

const PRIME: u64 = 0x0100_0000_01B3;

/// The number of a word.
pub fn key(word: &str) -> u64 {
    glued(EMPTY, word)
}

/// The number of what was numbered before and a word written on to it.
pub fn glued(before: u64, word: &str) -> u64 {
    let table = Lefts::get();
    let (mut hash, mut kept) = (before, false);
    for c in word.chars() {
        match table.of(c) {
            Left::Nothing => {}
            Left::Letter(letter) => (hash, kept) = (step(hash, letter), true),
            Left::Depends => return of_key(before, &fold(word)),
        }
    }
    if kept { hash } else { of_key(before, &fold(word)) }
}

fn of_key(before: u64, key: &str) -> u64 {
    key.chars().fold(before, step)
}

#[inline]
fn step(hash: u64, letter: char) -> u64 {
    (hash ^ u64::from(letter)).wrapping_mul(PRIME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_two_letters_of_the_arabic_block() {
        let letters = || ('\u{600}'..='\u{6FF}').chain(['a', '\u{200C}']);
        for (a, b) in letters().flat_map(|a| letters().map(move |b| (a, b))) {
            let word = format!("{a}{b}");
            assert_eq!(key(&word), of_key(EMPTY, &fold(&word)), "{word:?}");
        }
    }

    #[test]
    fn every_letter_alone_and_behind_another() {
        for c in ('\0'..='\u{2FFF}').chain('\u{FB00}'..='\u{FFFF}') {
            for word in [c.to_string(), format!("и{c}"), format!("{c}\u{306}")] {
                assert_eq!(key(&word), of_key(EMPTY, &fold(&word)), "{word:?}");
            }
        }
    }

    #[test]
    fn glued_words_are_one() {
        assert_eq!(glued(key("می"), "رود"), key("می\u{200C}رود"));
        assert_ne!(key("رود"), key("رو"));
    }

    proptest! {
        #[test]
        fn it_is_the_hash_of_the_key(word in "(\\PC|[ابئؤويیﻻﷲÉİßи\u{306}ءـ,٬\u{64E}\u{654}\u{200C}]){0,9}") {
            prop_assert_eq!(key(&word), of_key(EMPTY, &fold(&word)));
        }
    }
}
