//! A word → a number that it shares with the words of the same key.
//!
//! The number is a hash of [`fold()`]'s key, made letter by letter without writing the key down:
//! every word of a corpus passes here. Words may be glued: the number of two words in a row
//! is that of the word that they would be, written together.

use std::sync::LazyLock;

use crate::text::script::{is_joiner, is_legacy_half_space};
use crate::text::{fold, fold::fold_piece};

/// The number of nothing: what a word's letters are added to (FNV-1a, by letters).
pub const EMPTY: u64 = 0xCBF2_9CE4_8422_2325;

const PRIME: u64 = 0x0100_0000_01B3;

/// It leaves nothing in a key.
const NONE: u32 = u32::MAX - 1;
/// What it leaves depends on its neighbours, or is several letters.
const SEVERAL: u32 = u32::MAX;

const TABLED: usize = 0x800;

/// What each letter of the commonest alphabets leaves in a key.
static LETTERS: LazyLock<Box<[u32; TABLED]>> = LazyLock::new(|| {
    let left = |code: usize| {
        let Some(c) = char::from_u32(code as u32) else { return SEVERAL };
        let key = fold_piece(c.encode_utf8(&mut [0; 4]));
        let mut letters = key.chars();
        match (c, letters.next(), letters.next()) {
            // A hamza that joins its letter, seats of it, and the sign that makes и a й.
            ('\u{654}' | '\u{306}' | 'ئ' | 'ؤ', ..) | (_, Some(_), Some(_)) => SEVERAL,
            (_, Some(letter), None) => letter as u32,
            (_, None, _) => NONE,
        }
    };
    Box::new(std::array::from_fn(left))
});

/// The number of a word.
pub fn key(word: &str) -> u64 {
    glued(EMPTY, word)
}

/// The number of what was numbered before and a word written on to it.
pub fn glued(before: u64, word: &str) -> u64 {
    let letters = &**LETTERS;
    let (mut hash, mut kept) = (before, false);
    for c in word.chars() {
        let left = match letters.get(c as usize) {
            Some(&left) => left,
            None if is_joiner(c) || is_legacy_half_space(c) => NONE,
            None => SEVERAL,
        };
        match left {
            NONE => {}
            SEVERAL => return of_key(before, &fold(word)),
            letter => (hash, kept) = (step(hash, letter), true),
        }
    }
    if kept { hash } else { of_key(before, &fold(word)) }
}

fn of_key(before: u64, key: &str) -> u64 {
    key.chars().fold(before, |hash, letter| step(hash, letter as u32))
}

#[inline]
fn step(hash: u64, letter: u32) -> u64 {
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
