//! The stemmers of the Snowball project, for languages that this program has no rules
//! of its own for.
//!
//! They were written for words with their accents; keys have none. What is lost by that
//! is small, and lost alike for every form of a word.

use frostem::{Algorithm, Stemmer};

/// A language with a Snowball stemmer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language(u8);

/// A row's place is its [`Language`]: add rows at the end.
#[rustfmt::skip]
const LANGUAGES: &[(&str, Algorithm)] = &[
    ("en", Algorithm::English),
    ("ru", Algorithm::Russian),
    ("fr", Algorithm::French),
    ("de", Algorithm::German),
    ("es", Algorithm::Spanish),
    ("it", Algorithm::Italian),
    ("pt", Algorithm::Portuguese),
    ("tr", Algorithm::Turkish),
    ("fi", Algorithm::Finnish),
    ("id", Algorithm::Indonesian),
    ("nl", Algorithm::Dutch),
    ("sv", Algorithm::Swedish),
];

impl Language {
    /// The language of a two-letter code.
    pub fn of(lang: &str) -> Option<Language> {
        let place = LANGUAGES.iter().position(|&(code, _)| code == lang)?;
        u8::try_from(place).ok().map(Language)
    }

    /// The stem of a key. May be empty.
    pub fn stem(self, key: &str) -> String {
        let (_, algorithm) = LANGUAGES[usize::from(self.0)];
        Stemmer::new(algorithm).stem(key).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn inflections_of_a_word_meet() {
        #[rustfmt::skip]
        let cases = [
            ("en", "libraries", "library"), ("en", "connected", "connections"),
            ("ru", "книгами", "книга"), ("ru", "войны", "война"),
            ("fr", "élections", "élection"), ("fr", "nationales", "national"),
            ("de", "Häuser", "Haus"), ("de", "Zeitungen", "Zeitung"),
            ("es", "canciones", "canción"), ("it", "libri", "libro"), ("pt", "livros", "livro"),
            ("tr", "kitaplar", "kitap"), ("fi", "kirjassa", "kirja"), ("id", "membacakan", "bacakan"),
            ("nl", "boeken", "boek"), ("sv", "böckerna", "böcker"),
        ];
        for (lang, a, b) in cases {
            let stem = |word| Language::of(lang).unwrap().stem(&fold(word));
            assert_eq!(stem(a), stem(b), "{lang} {a} {b}");
        }
    }
}
