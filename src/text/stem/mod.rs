//! A key → its stem: the string that the inflections of a word share.
//!
//! One file per language. Rules are checked against a [`Vocabulary`]: what stays after a
//! cut must be a word that the corpus itself has, so no dictionary travels with the
//! program. A stem is a name for a class of keys and need not be a word.

/// How often the corpus has a key.
pub trait Vocabulary {
    /// Occurrences; 0 when it is not there.
    fn count(&self, key: &str) -> u32;
}

/// The stemmer of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stemmer {
    /// Arabic.
    Arabic,
    /// Persian.
    Persian,
}

impl Stemmer {
    /// The stemmer for a language code such as `fa`; `None` when there is none.
    pub fn of(lang: &str) -> Option<Stemmer> {
        match lang {
            "ar" => Some(Stemmer::Arabic),
            "fa" | "prs" => Some(Stemmer::Persian),
            _ => None,
        }
    }

    /// The stem of a key. Never empty for a key that is not.
    pub fn stem(self, key: &str, _vocabulary: &impl Vocabulary) -> String {
        key.to_string()
    }
}
