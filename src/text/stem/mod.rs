//! A key → its stem: the string that the inflections of a word share.
//!
//! One folder or file per language, and [`number`](number()) for the digits of all. Rules
//! are checked against a [`Vocabulary`]: what stays after a cut must, wherever a cut is
//! not certain, be a word that the corpus itself has. What no rule can see stands in
//! small tables of words: plurals made inside the word, verbs with two stems, words that
//! only look inflected.
//!
//! A stem is a name for a class of keys and need not be a word. The same key and the same
//! counts give the same stem on every target. Nothing here looks at the words around a
//! word; affixes written apart are told by [`persian::is_verb_prefix`] and
//! [`persian::is_spaced_suffix`], and joined by whoever has the words in a row.

pub mod arabic;
mod number;
pub mod persian;
pub mod snowball;
mod table;

pub use number::number;
pub use snowball::Language;

use super::script::is_arabic;

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
    /// A language of the Snowball project.
    Snowball(Language),
}

impl Stemmer {
    /// The stemmer for a language code such as `fa`; `None` when there is none.
    ///
    /// ```
    /// use kashf::text::stem::Stemmer;
    /// assert_eq!(Stemmer::of("prs"), Some(Stemmer::Persian));
    /// assert_eq!(Stemmer::of("tlh"), None);
    /// ```
    pub fn of(lang: &str) -> Option<Stemmer> {
        match lang {
            "ar" => Some(Stemmer::Arabic),
            "fa" | "prs" => Some(Stemmer::Persian),
            _ => Language::of(lang).map(Stemmer::Snowball),
        }
    }

    /// True for the languages whose keys are in Arabic letters. Such a stemmer leaves
    /// keys of other scripts alone, and every other stemmer leaves Arabic letters alone.
    pub fn writes_arabic(self) -> bool {
        matches!(self, Stemmer::Arabic | Stemmer::Persian)
    }

    /// The stem of a key of [`text::fold`](crate::text::fold()). Never empty for a key
    /// that is not. A number has the same stem in every language: see [`number`](number()).
    ///
    /// ```
    /// use kashf::text::{fold, stem::{Stemmer, Vocabulary}};
    /// struct Corpus;
    /// impl Vocabulary for Corpus {
    ///     fn count(&self, key: &str) -> u32 {
    ///         u32::from(key == fold("كتاب"))
    ///     }
    /// }
    /// let stem = |word| Stemmer::Arabic.stem(&fold(word), &Corpus);
    /// assert_eq!(stem("وكتابهم"), stem("الكُتب"));
    /// ```
    pub fn stem(self, key: &str, vocabulary: &dyn Vocabulary) -> String {
        if let Some(number) = number(key) {
            return number;
        }
        let stem = match self {
            _ if key.contains(is_arabic) != self.writes_arabic() => return key.to_string(),
            Stemmer::Arabic => arabic::stem(key, vocabulary),
            Stemmer::Persian => persian::stem(key, vocabulary),
            Stemmer::Snowball(language) => language.stem(key),
        };
        if stem.is_empty() { key.to_string() } else { stem }
    }
}

/// The letters of a key.
fn length(key: &str) -> usize {
    key.chars().count()
}

/// What stays of `key` before `ending`, if it is `least` letters or more.
fn before<'a>(key: &'a str, ending: &str, least: usize) -> Option<&'a str> {
    key.strip_suffix(ending).filter(|rest| length(rest) >= least)
}

/// What stays of `key` after `beginning`, if it is `least` letters or more.
fn after<'a>(key: &'a str, beginning: &str, least: usize) -> Option<&'a str> {
    key.strip_prefix(beginning).filter(|rest| length(rest) >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stemmer_leaves_other_scripts_alone_and_numbers_to_all() {
        let nothing = table::Counts::default();
        assert_eq!(Stemmer::Arabic.stem("running", &nothing), "running");
        assert_eq!(Stemmer::of("en").unwrap().stem("running", &nothing), "run");
        assert_eq!(Stemmer::of("en").unwrap().stem("کتابها", &nothing), "کتابها");
        for lang in ["ar", "fa", "en", "ru"] {
            assert_eq!(Stemmer::of(lang).unwrap().stem("05", &nothing), "5");
        }
    }

    #[test]
    fn no_stem_is_empty() {
        let nothing = table::Counts::default();
        for lang in
            ["ar", "fa", "en", "ru", "fr", "de", "es", "it", "pt", "tr", "fi", "id", "nl", "sv"]
        {
            let stemmer = Stemmer::of(lang).unwrap();
            for key in
                ["و", "ال", "وال", "ها", "می", "نمی", "s", "ing", "0", "ами", "۔", "ته", "a.b"]
            {
                assert!(!stemmer.stem(key, &nothing).is_empty(), "{lang} {key}");
            }
        }
    }
}
