//! A printed word → which of the signs it has that are written in several ways.
//!
//! Persian and Arabic keyboards give yeh, kaf and digits of their own; half-spaces and vowel marks
//! come and go. Which of them a source prints tells its hands and its machines.

/// A sign, or a group of them, that texts differ in.
#[derive(Clone, Copy, Debug)]
pub struct Spelling {
    /// Its name in commands and files.
    pub id: &'static str,
    /// The first and the last letter of each span of it.
    letters: &'static [(char, char)],
}

/// All of them; at most 16.
#[rustfmt::skip]
pub const SPELLINGS: [Spelling; 11] = [
    sign("yeh-persian", &[('\u{6cc}', '\u{6cc}')]),
    sign("yeh-arabic", &[('\u{64a}', '\u{64a}')]),
    sign("alef-maksura", &[('\u{649}', '\u{649}')]),
    sign("kaf-persian", &[('\u{6a9}', '\u{6a9}')]),
    sign("kaf-arabic", &[('\u{643}', '\u{643}')]),
    sign("zwnj", &[('\u{200c}', '\u{200c}')]),
    sign("marks", &[('\u{64b}', '\u{65f}'), ('\u{670}', '\u{670}')]),
    sign("tatweel", &[('\u{640}', '\u{640}')]),
    sign("digits-persian", &[('\u{6f0}', '\u{6f9}')]),
    sign("digits-arabic", &[('\u{660}', '\u{669}')]),
    sign("digits-latin", &[('0', '9')]),
];

const fn sign(id: &'static str, letters: &'static [(char, char)]) -> Spelling {
    Spelling { id, letters }
}

/// Which of [`SPELLINGS`] a word has: a bit for each, in their order.
///
/// ```
/// use kashf::analysis::{SPELLINGS, spellings};
/// let has = |word: &str| {
///     let bits = spellings(word);
///     let all = SPELLINGS.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
///     all.map(|(_, it)| it.id).collect::<Vec<_>>()
/// };
/// assert_eq!(has("می‌گوید"), ["yeh-persian", "zwnj"]);
/// assert_eq!(has("كتابي٢"), ["yeh-arabic", "kaf-arabic", "digits-arabic"]);
/// assert_eq!(has("talks"), [""; 0]);
/// ```
pub fn spellings(word: &str) -> u16 {
    let mut bits = 0;
    for letter in word.chars() {
        for (at, spelling) in SPELLINGS.iter().enumerate() {
            let is = spelling.letters.iter().any(|&(first, last)| (first..=last).contains(&letter));
            bits |= u16::from(is) << at;
        }
    }
    bits
}
