//! Names that each language has its own word for: Germany, آلمان, ألمانيا, Германия.
//!
//! The table is `exonyms.txt`: one name a line, its forms in English, Persian, Arabic and
//! Russian, already folded; `/` parts several forms of one language, `-` is none. Names of
//! several words are left out (the words of *United States* mean something by themselves),
//! and so are forms that are above all another word of their language (Mali is مالی).
//!
//! Lands, languages and some cities are from the Unicode CLDR, version 48.2, under the
//! licence in `LICENSE-UNICODE`; other cities, rivers, peoples and a few spellings more were
//! added by the authors.

use super::latin::ARTICLE;

/// The table.
const TABLE: &str = include_str!("exonyms.txt");

/// The languages of the columns.
const COLUMNS: [&str; 4] = ["en", "fa", "ar", "ru"];

/// A form of a name in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exonym {
    /// Its key.
    pub key: &'static str,
    /// The language's code; empty when several languages have the form.
    pub lang: &'static str,
    /// True when Arabic may put the article before it, though the form is without.
    pub may_take_article: bool,
}

impl Exonym {
    /// True when the form is that key, with the article or without.
    fn is(self, key: &str) -> bool {
        let bare = key.strip_prefix(ARTICLE).filter(|_| self.may_take_article);
        self.key == key || bare == Some(self.key)
    }
}

/// The rows that a key stands in, each as the form that it is and all the others.
///
/// Costs a look through the table of 20 KB.
pub fn rows(key: &str) -> impl Iterator<Item = (Exonym, Vec<Exonym>)> {
    let bare = key.strip_prefix(ARTICLE).unwrap_or(key);
    TABLE.lines().filter(move |line| line.contains(bare)).filter_map(move |line| {
        let mut all = forms(line);
        let place = all.iter().position(|form| form.is(key))?;
        Some((all.remove(place), all))
    })
}

/// The forms of a line, each once.
fn forms(line: &'static str) -> Vec<Exonym> {
    let mut all: Vec<Exonym> = Vec::new();
    for (forms, lang) in line.split(' ').zip(COLUMNS) {
        for key in forms.split('/').filter(|&form| form != "-") {
            // Adjectives do: ألماني, الألماني. Lands have it or not, as the table has them.
            let may_take_article = lang == "ar" && (key.ends_with("ی") || key.ends_with("یه"));
            match all.iter_mut().find(|known| known.key == key) {
                Some(known) => {
                    known.lang = if known.lang == lang { lang } else { "" };
                    known.may_take_article |= may_take_article;
                }
                None => all.push(Exonym { key, lang, may_take_article }),
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn others(key: &str) -> String {
        let forms = rows(key).flat_map(|(_, others)| others).map(|form| form.key);
        forms.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_row_has_four_columns_of_keys() {
        for line in TABLE.lines() {
            assert_eq!(line.split(' ').count(), COLUMNS.len(), "{line}");
            for form in line.split([' ', '/']) {
                assert!(form == "-" || fold(form) == form, "{line}: {form}");
            }
        }
        assert!(TABLE.lines().is_sorted());
    }

    #[test]
    fn one_form_gives_the_others() {
        assert_eq!(others("germany"), "المان المانیا германия");
        assert_eq!(others(&fold("آلمان")), "germany المانیا германия");
        assert_eq!(others("австрия"), "austria اتریش النمسا");
        assert_eq!(others(&fold("النمسا")), "austria اتریش австрия");
        assert_eq!(others(&fold("الألماني")), others(&fold("ألماني")));
        assert_eq!((others("germ"), others("ال")), (String::new(), String::new()));
    }

    #[test]
    fn a_form_of_two_languages_belongs_to_neither() {
        let langs = |key| rows(key).flat_map(|(_, all)| all).map(|form| form.lang).collect();
        let found: Vec<&str> = langs("damascus");
        assert_eq!(found, ["", "ru"]);
    }
}
