//! Persian: the affixes written onto a word, or beside it with a half-space.
//!
//! A word is cut from its end, up to three times: plural, then what follows a final heh,
//! then endings that are cut only if what stays is a word of the corpus, and often enough
//! beside what was cut. Before that the tables are asked: [`protected`] words stay,
//! [`plurals`] become their singular, and clearly verbal forms their verb ([`verbs`]).
//! The ending ت (thy) is not cut: too many nouns end so (قدرت, power, is not of قدر).

pub mod plurals;
pub mod protected;
mod units;
pub mod verbs;

use std::sync::LazyLock;

pub use units::{Units, after_verb_prefix, is_spaced_suffix, is_verb_prefix, joins_left, units};

use super::{Vocabulary, after, before, length, table};

/// The stem of a folded key in Arabic letters.
///
/// ```
/// use kashf::text::{fold, stem::{Vocabulary, persian}};
/// struct Empty;
/// impl Vocabulary for Empty {
///     fn count(&self, _: &str) -> u32 { 0 }
/// }
/// let stem = |word| persian::stem(&fold(word), &Empty);
/// assert_eq!(stem("کتاب‌های"), stem("کتب"));
/// assert_eq!(stem("می‌خوانند"), stem("بخوان"));
/// assert_ne!(stem("میدان"), stem("دان"));
/// ```
pub fn stem(key: &str, vocabulary: &dyn Vocabulary) -> String {
    let words = Words(vocabulary);
    let word = spelling(key);
    let verb = || verbs::class(word).map(str::to_string).or_else(|| words.joined_verb(word));
    if !PROTECTED.contains(word)
        && let Some(verb) = verb()
    {
        return verb;
    }
    words.without_endings(word)
}

/// The stem of what follows می, نمی or همی written apart or with a half-space: a verb
/// with its personal ending.
pub fn stem_verb(key: &str, vocabulary: &dyn Vocabulary) -> String {
    let spoken = SPELLINGS.get(&format!("می{key}")).and_then(|word| verbs::class(word));
    if let Some(class) = spoken.or_else(|| verbs::inflected(key)) {
        return class.to_string();
    }
    let word = stem(key, vocabulary);
    let rest = PERSONAL.iter().find_map(|ending| before(&word, ending, 2)).map(str::to_string);
    rest.unwrap_or(word)
}

/// The personal endings of verbs, longest first.
const PERSONAL: &[&str] = &["یم", "ید", "ند", "م", "د"];

/// Endings that are cut whenever three letters stay, or two that are a word.
const PLURAL: &[&str] =
    &["هایمان", "هایتان", "هایشان", "هاییست", "هایی", "هایم", "هایت", "هایش", "های", "ها"];

/// Endings after a heh, if the word with its heh is known.
const AFTER_HEH: &[&str] =
    &["اند", "ام", "ای", "ایم", "اید", "اش", "ات", "است", "مان", "شان", "تان"];

/// Endings that are cut if what stays is known, in the order in which they are tried.
const CHECKED: &[&str] = &[
    "ترینهای",
    "ترین",
    "تری",
    "تر",
    "یشان",
    "یمان",
    "یتان",
    "شان",
    "مان",
    "تان",
    "یان",
    "گان",
    "ان",
    "اش",
    "ام",
    "یی",
    "ی",
    "م",
    "ش",
];

/// The vocabulary, with the words of the tables.
struct Words<'a>(&'a dyn Vocabulary);

impl Words<'_> {
    fn knows(&self, word: &str) -> bool {
        is_in_tables(word) || self.0.count(word) > 0
    }

    /// True for a word that is no rarity beside `longer`.
    fn is_common(&self, word: &str, longer: &str) -> bool {
        let count = self.0.count(word);
        is_in_tables(word) || (count > 0 && count.saturating_mul(8) >= self.0.count(longer))
    }

    /// The stem of a verb with می or نمی joined to it, when the verb is in no table.
    fn joined_verb(&self, key: &str) -> Option<String> {
        let rest = ["نمی", "می"].iter().find_map(|prefix| after(key, prefix, 3))?;
        let stem = PERSONAL.iter().find_map(|ending| before(rest, ending, 3));
        let is_word = self.0.count(key) > 20 * self.0.count(rest) + 20;
        let stem = stem.filter(|stem| !is_word && (self.knows(stem) || self.0.count(rest) > 0))?;
        Some(stem.to_string())
    }

    fn without_endings(&self, word: &str) -> String {
        let mut word = word.to_string();
        for _ in 0..3 {
            if let Some(singular) = PLURALS.get(&word) {
                return singular.clone();
            }
            if PROTECTED.contains(&word) {
                return word;
            }
            if let Some(verb) = verbs::past(&word) {
                return verb.to_string();
            }
            let Some(rest) = self.without_ending(&word) else { break };
            word = rest;
        }
        PLURALS.get(&word).cloned().unwrap_or(word)
    }

    fn without_ending(&self, word: &str) -> Option<String> {
        // تنهایی is not of تن: a protected word comes before a longer ending.
        let whole = ["ی", "یی"].iter().filter_map(|ending| before(word, ending, 4));
        let whole = whole.filter(|rest| PROTECTED.contains(*rest)).max_by_key(|rest| rest.len());
        if let Some(whole) = whole {
            return Some(whole.to_string());
        }
        let plural = PLURAL.iter().find_map(|ending| before(word, ending, 2));
        if let Some(rest) = plural.filter(|rest| length(rest) >= 3 || self.knows(rest)) {
            return Some(rest.to_string());
        }
        let heh = AFTER_HEH.iter().find_map(|ending| {
            before(word, ending, 3).filter(|rest| rest.ends_with('ه') && self.knows(rest))
        });
        if let Some(rest) = heh {
            return Some(rest.to_string());
        }
        self.without_arabic_plural(word)
            .or_else(|| CHECKED.iter().find_map(|ending| self.checked(word, ending)))
    }

    /// ات, in whose place the singular may have ه or ت (مقالات, خدمات), and ین of people.
    fn without_arabic_plural(&self, word: &str) -> Option<String> {
        if let Some(rest) = before(word, "ین", 4).filter(|rest| rest.starts_with('م')) {
            return self.is_common(rest, word).then(|| rest.to_string());
        }
        let rest = before(word, "ات", 2)?;
        let mut singulars = vec![format!("{rest}ت"), format!("{rest}ه")];
        if length(rest) >= 3 {
            singulars.push(rest.to_string());
        }
        let common = singulars.into_iter().filter(|singular| self.is_common(singular, word));
        common.max_by_key(|singular| self.0.count(singular))
    }

    /// True for a known word with ان or ات, itself known or not.
    fn is_plural(&self, word: &str) -> bool {
        ["ان", "ات"]
            .iter()
            .any(|ending| before(word, ending, 3).is_some_and(|rest| self.knows(rest)))
    }

    fn checked(&self, word: &str, ending: &str) -> Option<String> {
        let rest = before(word, ending, 3)?;
        let with_heh = format!("{rest}ه");
        if ending == "گان" && self.knows(&with_heh) {
            return Some(with_heh);
        }
        if ending == "ی" && verbs::is_second_person(word) {
            return None;
        }
        // A country or a season, not people: the ending is ستان.
        let people = ["دوست", "پوست", "پرست"].iter().any(|people| rest.ends_with(people));
        if rest.ends_with("ست") && ending == "ان" && !people {
            return None;
        }
        let known = if length(ending) > 2 { self.knows(rest) } else { self.is_common(rest, word) };
        let known = known || (matches!(ending, "م" | "ش") && self.is_plural(rest));
        known.then(|| rest.to_string())
    }
}

fn is_in_tables(word: &str) -> bool {
    PROTECTED.contains(word) || PLURALS.contains_key(word)
}

fn spelling(word: &str) -> &str {
    SPELLINGS.get(word).map_or(word, String::as_str)
}

/// The protected words, and the singulars of the table of plurals.
static PROTECTED: LazyLock<table::Words> = LazyLock::new(|| {
    let mut words = table::keys(protected::PROTECTED);
    words.extend(PLURALS.values().cloned());
    words
});
/// Plural → singular.
static PLURALS: LazyLock<table::Heads> = LazyLock::new(|| {
    let heads = table::heads(plurals::PLURALS).into_iter();
    heads.map(|(plural, singular)| (plural, spelling(&singular).to_string())).collect()
});
static SPELLINGS: LazyLock<table::Heads> = LazyLock::new(|| table::heads(plurals::SPELLINGS));

#[cfg(test)]
mod tests {
    use super::super::table::Counts;
    use super::*;
    use crate::text::fold;

    const CORPUS: &str = "کتاب کتاب شهر شهر مقاله خدمت نظر دوست بزرگ معلم مرد مرد خانه ایرانی ایران گفته پرنده مادر بچه";

    fn stem_of(word: &str) -> String {
        stem(&fold(word), &Counts::of(CORPUS))
    }

    #[test]
    fn inflections_of_a_word_meet() {
        #[rustfmt::skip]
        let groups: &[&[&str]] = &[
            &["کتاب", "کتاب‌ها", "کتابهای", "کتابهایشان", "کتابی", "کتابم", "کتابش", "کتابمان", "کتب"],
            &["بزرگ", "بزرگتر", "بزرگترین", "بزرگی"],
            &["مرد", "مردان"], &["زن", "زنان"], &["دوست", "دوستان", "دوستانش"],
            &["پرنده", "پرندگان"], &["خانه", "خانه‌ام", "خانه‌هایش"],
            &["مقاله", "مقالات"], &["خدمت", "خدمات"], &["نظر", "نظرات"],
            &["معلم", "معلمین"], &["ایران", "ایرانی", "ایرانیان"],
            &["نوشت", "نوشته‌های", "نوشتند", "می‌نویسد", "بنویسند"],
            &["تهران", "طهران", "تهرون"], &["مسئله", "مسأله", "مساله", "مسائل"], &["سؤال", "سئوال"],
            &["زندان", "زندان‌ها", "زندانی"],
            &["می‌خواهم", "میخوام"],
        ];
        for group in groups {
            for word in *group {
                assert_eq!(stem_of(word), stem_of(group[0]), "{word} / {}", group[0]);
            }
        }
    }

    #[test]
    fn a_verb_apart_and_joined() {
        let corpus = Counts::of("طلبید چلاند چلان");
        for (apart, joined) in
            [("خوانند", "میخوانند"), ("گفت", "میگفت"), ("کنیم", "میکنیم"), ("چلاند", "میچلاند")]
        {
            assert_eq!(stem_verb(&fold(apart), &corpus), stem(&fold(joined), &corpus), "{joined}");
        }
    }

    #[test]
    fn protected_words_stay() {
        for word in &*PROTECTED {
            assert_eq!(stem(word, &Counts::default()), *word);
        }
    }

    #[test]
    fn what_only_looks_inflected_stays() {
        #[rustfmt::skip]
        let cases = [
            ("سیاست", "سیاسی"), ("کنند", "کنید"), ("قدرت", "قدری"), ("زندان", "زند"), ("تنها", "تن"),
            ("میلاد", "لاد"), ("ورزش", "ورز"), ("مردم", "مرد"), ("خاکستر", "خاکس"), ("دیدن", "دیدی"),
            ("شدند", "شدید"), ("کردن", "کردی"), ("داستان", "داست"), ("بازی", "باز"),
        ];
        for (word, other) in cases {
            let corpus = Counts::of(&format!("{word} {other} قدر سیاس"));
            assert_ne!(stem(&fold(word), &corpus), stem(&fold(other), &corpus), "{word}");
        }
    }
}
