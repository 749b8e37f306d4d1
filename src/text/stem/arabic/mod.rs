//! Arabic: the article, particles, pronouns and endings written onto a word.
//!
//! A word is peeled from both ends: first particles and the article, then a pronoun,
//! then the endings of gender, number and relation. Where a cut is doubtful, what stays
//! must be a word of the corpus. The tables [`plurals`] and [`protected`] have the last
//! word on what is a word. The prefixes of verbs stay: تعمل and يعمل are two.

pub mod plurals;
pub mod protected;

use std::sync::LazyLock;

use super::{Vocabulary, after, before, length, table};

/// The stem of a folded key in Arabic letters.
///
/// ```
/// use kashf::text::{fold, stem::{Vocabulary, arabic}};
/// struct Empty;
/// impl Vocabulary for Empty {
///     fn count(&self, _: &str) -> u32 { 0 }
/// }
/// let stem = |word| arabic::stem(&fold(word), &Empty);
/// assert_eq!(stem("المدارس"), stem("مدرسة"));
/// assert_ne!(stem("لبنان"), stem("لبن"));
/// ```
pub fn stem(key: &str, vocabulary: &dyn Vocabulary) -> String {
    let words = Words(vocabulary);
    let word = spelling(words.without_particles(spelling(key)));
    let word = words.without_pronoun(word);
    words.without_endings(&word)
}

/// The vocabulary, with the words of the tables.
struct Words<'a>(&'a dyn Vocabulary);

impl Words<'_> {
    /// How often a word stands with or without the article.
    fn count(&self, word: &str) -> u32 {
        self.0.count(word).saturating_add(self.0.count(&format!("ال{word}")))
    }

    fn knows(&self, word: &str) -> bool {
        PLURALS.contains_key(word) || ENDINGS.contains(word) || self.count(word) > 0
    }

    /// True for a word that stands both with and without the article: a noun.
    fn is_noun(&self, word: &str) -> bool {
        self.0.count(word) > 0 && self.0.count(&format!("ال{word}")) > 0
    }

    /// A word without what is written onto its front.
    fn without_particles<'a>(&self, key: &'a str) -> &'a str {
        if self.keeps_front(key) {
            return key;
        }
        if let Some(rest) =
            one_particle(key).filter(|rest| length(rest) >= 4 && self.keeps_front(rest))
        {
            return rest;
        }
        let cut = self.without_article(key).or_else(|| self.without_checked_particle(key));
        cut.unwrap_or(key)
    }

    fn without_article<'a>(&self, key: &'a str) -> Option<&'a str> {
        if let Some(rest) = key.strip_prefix("لل").or_else(|| key.strip_prefix("ولل")) {
            return self.after_double_lam(rest, key);
        }
        ARTICLES.iter().find_map(|article| {
            let rest = after(key, article, 2)?;
            (length(rest) >= 3 || *article == "ال" || self.knows(rest)).then_some(rest)
        })
    }

    /// After لل the article has lost its alef, and a word's own lam is written into it:
    /// للغة is ل and اللغة.
    fn after_double_lam<'a>(&self, rest: &'a str, key: &'a str) -> Option<&'a str> {
        let with_lam = &key[key.len() - rest.len() - 'ل'.len_utf8()..];
        if self.count(with_lam) > self.count(rest) {
            return Some(with_lam);
        }
        (length(rest) >= 3 || self.knows(rest)).then_some(rest)
    }

    /// Cuts particles that could be letters of the word, if what stays is a word.
    fn without_checked_particle<'a>(&self, key: &'a str) -> Option<&'a str> {
        let two =
            PAIRS.iter().find_map(|pair| after(key, pair, 3)).filter(|rest| self.is_noun(rest));
        if two.is_some() {
            return two;
        }
        if let Some(rest) = after(key, "و", 3)
            && (self.is_form(rest) || self.keeps_front(rest))
        {
            return Some(self.without_checked_particle(rest).unwrap_or(rest));
        }
        let noun = ["ب", "ل", "ف", "ک", "س"].iter().find_map(|one| after(key, one, 4));
        noun.filter(|rest| self.is_noun(rest)).or_else(|| self.before_verb(key))
    }

    /// True for a word, or one with an ending or a pronoun.
    fn is_form(&self, word: &str) -> bool {
        let plural = || ["ات", "ون", "ین"].iter().find_map(|ending| before(word, ending, 3));
        self.knows(word)
            || self.verb(word).is_some()
            || plural().is_some_and(|rest| self.knows(rest))
            || self.without_pronoun(word) != word
    }

    /// س, ل and ف before a verb: سيكون.
    fn before_verb<'a>(&self, key: &'a str) -> Option<&'a str> {
        let rest = ["س", "ل", "ف"].iter().find_map(|one| after(key, one, 4))?;
        let is_verb = rest.starts_with(['ی', 'ت']);
        (is_verb && self.0.count(rest) > 0 && self.0.count(rest) >= self.0.count(key))
            .then_some(rest)
    }

    /// True if the first letters are the word's own, whatever ending it has. An inflected
    /// word must not be rarer than what a cut would leave (وعدة, and some).
    fn keeps_front(&self, word: &str) -> bool {
        let is_base = |base: &str| {
            BEGINNINGS.contains(base)
                && length(base) >= if base.starts_with("ال") { 5 } else { 3 }
                && one_particle(word).is_none_or(|rest| self.count(base) >= self.count(rest))
        };
        let is_feminine =
            |rest: &str| rest.strip_suffix('ت').is_some_and(|rest| is_base(&format!("{rest}ه")));
        let mut rests = INFLECTIONS.iter().filter_map(|ending| word.strip_suffix(ending));
        BEGINNINGS.contains(word) || rests.any(|rest| is_base(rest) || is_feminine(rest))
    }

    fn without_pronoun(&self, word: &str) -> String {
        if ENDINGS.contains(word) || PLURALS.contains_key(word) {
            return word.to_string();
        }
        let cut = PRONOUNS.iter().find_map(|pronoun| self.bearer(before(word, pronoun, 3)?));
        let kaf = || before(word, "ک", 3).filter(|rest| self.count(rest) > self.count(word));
        cut.or_else(|| self.feminine_with_pronoun(word))
            .or_else(|| kaf().and_then(|rest| self.bearer(rest)))
            .unwrap_or_else(|| word.to_string())
    }

    /// The feminine in مدينته, unless it is a masculine in teh that is more common (موته).
    fn feminine_with_pronoun(&self, word: &str) -> Option<String> {
        let masculine = word.strip_suffix('ه')?;
        let feminine = format!("{}ه", before(word, "ته", 2)?);
        (self.knows(&feminine) && self.count(&feminine) >= self.count(masculine))
            .then_some(feminine)
    }

    /// The word that a pronoun was written onto: a final teh marbuta is a teh before it,
    /// and a final hamza has a seat.
    fn bearer(&self, rest: &str) -> Option<String> {
        let feminine = rest.strip_suffix('ت').map(|rest| format!("{rest}ه"));
        feminine.filter(|word| self.knows(word)).or_else(|| {
            let seated = without_seat(rest).filter(|word| self.knows(word));
            seated.or_else(|| self.knows(rest).then_some(rest)).map(str::to_string)
        })
    }

    fn without_endings(&self, word: &str) -> String {
        if let Some(singular) = PLURALS.get(word) {
            return singular.clone();
        }
        if let Some(verb) = self.verb(word) {
            return self.without_endings(verb);
        }
        let word =
            self.feminine_of(word).unwrap_or_else(|| self.without_accusative(word).to_string());
        let bare = without_endings(&word);
        self.singular(bare, &word).cloned().unwrap_or_else(|| bare.to_string())
    }

    /// A verb without the ending of the third person in the past: كتبوا, انتشرت. The teh
    /// only after the long forms that begin with an alef; others are like nouns (وصلت).
    fn verb<'a>(&self, word: &'a str) -> Option<&'a str> {
        let feminine = || before(word, "ت", 4).filter(|rest| rest.starts_with('ا'));
        let verb = before(word, "وا", 3).or_else(feminine)?;
        (self.0.count(verb) > 0 && !ENDINGS.contains(word)).then_some(verb)
    }

    /// The stem of the singular, when `word` is a plural with a pronoun or the ending of
    /// relation (كتبه, سكاني), and not a feminine noun (تجارة).
    fn singular(&self, bare: &str, word: &str) -> Option<&'static String> {
        let singular = PLURALS.get(without_seat(bare).unwrap_or(bare))?;
        let cut = &word[bare.len()..];
        let is_related = cut == "ه" || (matches!(cut, "ی" | "یه" | "یات") && length(bare) >= 4);
        let is_plural = is_related && self.0.count(&format!("ال{bare}ه")) == 0;
        is_plural.then_some(singular)
    }

    /// The singular of a feminine plural or dual: لغات, سنتان.
    fn feminine_of(&self, word: &str) -> Option<String> {
        let rest = ["تان", "تین", "وات", "ات"].iter().find_map(|ending| before(word, ending, 2))?;
        let singular = format!("{rest}ه");
        (!ENDINGS.contains(word) && self.knows(&singular)).then_some(singular)
    }

    /// Cuts the alef of the accusative: كتابا.
    fn without_accusative<'a>(&self, word: &'a str) -> &'a str {
        let Some(rest) = before(word, "ا", 3) else { return word };
        let other = rest.ends_with('ی') || (rest.starts_with('ا') && length(rest) == 3);
        if !other && self.is_noun(rest) && self.count(rest) >= self.count(word) {
            rest
        } else {
            word
        }
    }
}

/// Particles with the article, longest first.
const ARTICLES: &[&str] = &["وبال", "وکال", "فبال", "وال", "بال", "کال", "فال", "ال"];

/// Two particles without it; a noun must stay.
const PAIRS: &[&str] = &["وب", "ول", "وک", "فب", "فل"];

/// Pronouns, longest first; a word must stay.
const PRONOUNS: &[&str] = &["هما", "کما", "ها", "هم", "هن", "کم", "نا"];

/// Endings in the order in which they are tried, and whether they are the last to go.
#[rustfmt::skip]
const SUFFIXES: &[(&str, bool)] = &[
    ("یات", true), ("ات", false), ("ان", false), ("ون", false), ("ین", false),
    ("یه", true), ("ه", true), ("ی", true),
];

/// Cuts what certainly looks like an ending, as long as three letters stay.
fn without_endings(word: &str) -> &str {
    let whole = SUFFIXES.iter().filter_map(|(ending, _)| word.strip_suffix(ending));
    if let Some(whole) = whole.max_by_key(|rest| (ENDINGS.contains(*rest), rest.len()))
        && ENDINGS.contains(whole)
        && !ENDINGS.contains(word)
    {
        return whole;
    }
    let mut word = word;
    for &(ending, last) in SUFFIXES {
        if ENDINGS.contains(word) {
            break;
        }
        if let Some(rest) = before(word, ending, 3) {
            word = rest;
            if last {
                break;
            }
        }
    }
    word
}

/// Endings by which a word with a front of its own is still known.
#[rustfmt::skip]
const INFLECTIONS: &[&str] = &[
    "ه", "ی", "ا", "یه", "یین", "یون", "یات", "ات", "ان", "ون", "ین", "ها", "هم", "هن", "نا", "کم", "هما",
];

/// A word without the seat that its final hamza has before a pronoun: وزرائهم.
fn without_seat(word: &str) -> Option<&str> {
    word.strip_suffix(['ی', 'و']).filter(|rest| rest.ends_with('ا'))
}

fn one_particle(key: &str) -> Option<&str> {
    key.strip_prefix(['و', 'ف', 'ب', 'ل', 'ک'])
}

fn spelling(word: &str) -> &str {
    SPELLINGS.get(word).map_or(word, String::as_str)
}

static BEGINNINGS: LazyLock<table::Words> = LazyLock::new(|| table::keys(protected::BEGINNINGS));
static ENDINGS: LazyLock<table::Words> = LazyLock::new(|| table::keys(protected::ENDINGS));
static SPELLINGS: LazyLock<table::Heads> = LazyLock::new(|| table::heads(plurals::SPELLINGS));
/// Plural → the stem of its singular.
static PLURALS: LazyLock<table::Heads> = LazyLock::new(|| {
    let stem = |singular: String| without_endings(&singular).to_string();
    table::heads(plurals::PLURALS).into_iter().map(|(plural, one)| (plural, stem(one))).collect()
});

#[cfg(test)]
mod tests {
    use super::super::table::Counts;
    use super::*;
    use crate::text::fold;

    const CORPUS: &str =
        "كتاب الكتاب مدينة المدينة حكومة بيت البيت معلم مسلم لغة اللغة جنة سنة يكون
        حسن آخر مدرس رجل شكل الشكل وزراء كبير الكبير انتشر";

    fn stem_of(word: &str) -> String {
        stem(&fold(word), &Counts::of(CORPUS))
    }

    #[test]
    fn inflections_of_a_word_meet() {
        #[rustfmt::skip]
        let groups: &[&[&str]] = &[
            &["كتاب", "الكتاب", "والكتاب", "بالكتاب", "فالكتاب", "كالكتاب", "للكتاب", "وللكتاب", "وبالكتاب",
              "وكتاب", "بكتاب", "وبكتاب", "كتابه", "كتابها", "كتابهم", "كتابنا", "كتابكم", "كتابان", "كتابا",
              "كتب", "الكتب", "وكتب", "كتبهم"],
            &["مدينة", "المدينة", "مدينتهم", "مدينته", "مدينتان", "مدن", "المدن"],
            &["معلم", "معلمون", "معلمين", "معلمات", "معلمة"],
            &["لغة", "للغة", "اللغة", "لغات", "لغتين"],
            &["سنة", "سنتان", "سنوات"],
            &["وزير", "وزراء", "وزرائهم", "الوزير", "ووزير", "وزيرين"],
            &["رجل", "الرجال", "ورجال", "رجالهم"],
            &["يكون", "سيكون", "ليكون"],
            &["انتشر", "انتشرت", "وانتشرت", "انتشروا"],
            &["هيئة", "هيأة", "الهيأة"],
        ];
        for group in groups {
            for word in *group {
                assert_eq!(stem_of(word), stem_of(group[0]), "{word} / {}", group[0]);
            }
        }
    }

    #[test]
    fn protected_words_keep_their_letters() {
        for word in &*ENDINGS {
            let stem = stem(word, &Counts::default());
            assert!(stem.len() + 2 >= word.len() || stem == *word, "{word} {stem}");
        }
        for word in &*BEGINNINGS {
            let stem = stem(word, &Counts::default());
            let kept = stem.starts_with(&word[..4.min(word.len())]);
            assert!(kept || PLURALS.contains_key(word), "{word} {stem}");
        }
    }

    #[test]
    fn what_only_looks_inflected_stays() {
        #[rustfmt::skip]
        let cases = [
            ("لبنان", "لبن"), ("قانون", "قان"), ("ألمانيا", "مانيا"), ("والد", "الد"), ("وقت", "قت"),
            ("فلسطين", "فلسط"), ("حرية", "حر"), ("تعمل", "يعمل"), ("انتهاء", "أنت"), ("جنة", "جن"),
        ];
        for (word, other) in cases {
            let corpus = Counts::of(&format!("{word} {other} ال{other}"));
            assert_ne!(stem(&fold(word), &corpus), stem(&fold(other), &corpus), "{word}");
        }
    }

    #[test]
    fn a_plural_has_one_singular() {
        let forms = |lines: &str| -> Vec<String> {
            lines
                .lines()
                .filter_map(|line| line.split_once(':'))
                .flat_map(|(_, forms)| forms.split_whitespace().map(fold).collect::<Vec<_>>())
                .collect()
        };
        let mut all = forms(plurals::PLURALS);
        all.sort();
        let twice: Vec<_> = all.windows(2).filter(|two| two[0] == two[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
