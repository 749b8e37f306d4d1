//! What the corpus itself says of a key: whether it is printed as a name is, whether it is
//! one of the commonest words, and in whose documents it stands.

use crate::id::KeyId;
use crate::index::reader::Index;

/// Occurrences that are looked at, spread over all of them.
const SAMPLE: usize = 50;

/// Places of a key: all, or about [`SAMPLE`] of them.
fn sample(index: &Index, key: KeyId) -> Vec<u32> {
    let positions = index.positions(key);
    let step = positions.count_left().div_ceil(SAMPLE).max(1);
    positions.step_by(step).collect()
}

/// Hundredths of the occurrences that are printed with a capital; `None` for a key that
/// does not occur.
pub fn capitals(index: &Index, key: KeyId) -> Option<usize> {
    let starts_high = |form: &String| form.chars().next().is_some_and(char::is_uppercase);
    let counted = index.forms(key).into_iter().zip(index.form_counts(key));
    let capitals: usize =
        counted.filter(|(form, _)| starts_high(form)).map(|(_, count)| count).sum();
    (capitals * 100).checked_div(index.count(key))
}

/// True for the few hundred commonest words of a corpus. A small corpus does not tell: a
/// name may be its commonest word but for *the* and *of*.
pub fn is_common(index: &Index, count: u32) -> bool {
    index.words() > SMALL && u64::from(count) * COMMON > u64::from(index.words())
}

/// One word in so many is a common word: the 200th or so of any language.
const COMMON: u64 = 2000;
/// Words of a small corpus.
const SMALL: u32 = 50_000;

/// True for a key in the Arabic script that the corpus inflects as names seldom are: with
/// the article of Arabic, the plural and the endings of verbs of Persian.
pub fn is_inflected(index: &Index, key: &str) -> bool {
    let class = index.lexicon().find(key).and_then(|key| index.class_of(key));
    let stem = class.and_then(|class| index.stems().name(class)).filter(|stem| stem != key);
    let has = |word: String| index.lexicon().find(&word).is_some();
    if stem.is_some_and(|stem| AFTER.iter().any(|after| has(format!("{stem}{after}")))) {
        return true;
    }
    let is_longer = |rest: &str| rest.chars().count() >= 3 && has(rest.to_string());
    BEFORE.iter().any(|before| has(format!("{before}{key}")))
        || PARTICLES.iter().any(|particle| key.strip_prefix(particle).is_some_and(is_longer))
        || AFTER.iter().any(|after| has(format!("{key}{after}")))
}

/// What stands before nouns of Arabic and verbs of Persian: البلد, نمیرفت.
const BEFORE: &[&str] = &["ال", "وال", "بال", "لل", "می", "نمی"];
/// What stands after words of Persian and Arabic: کتابها, کتابش, رفتهاند, کتابهم.
const AFTER: &[&str] =
    &["ها", "های", "هایی", "ش", "شان", "اند", "ند", "ترین", "هم", "هما", "نا", "ات"];
/// What is written together with any word of Arabic: وقال.
const PARTICLES: &[&str] = &["و", "ف", "ب", "ل", "ک"];

/// How much of a key stands in documents of which language.
#[derive(Debug)]
pub struct Languages {
    /// Sorted by language.
    counts: Vec<(String, usize)>,
    all: usize,
}

impl Languages {
    /// Looks at a key.
    pub fn of(index: &Index, key: KeyId) -> Languages {
        let mut counts: Vec<(String, usize)> = Vec::new();
        let places = sample(index, key);
        if let Some(langs) = index.column("lang") {
            for &place in &places {
                let lang = langs.value(index.document_at(place).0);
                match counts.binary_search_by(|(known, _)| known.as_str().cmp(lang)) {
                    Ok(at) => counts[at].1 += 1,
                    Err(at) => counts.insert(at, (lang.to_string(), 1)),
                }
            }
        }
        Languages { counts, all: places.len() }
    }

    /// Hundredths that stand in documents of a language.
    pub fn share(&self, lang: &str) -> usize {
        let count = self.counts.iter().find(|(known, _)| known == lang).map_or(0, |known| known.1);
        (count * 100).checked_div(self.all).unwrap_or(0)
    }

    /// The language that has at least so many hundredths.
    pub fn mostly(&self, share: usize) -> Option<&str> {
        self.counts.iter().map(|(lang, _)| lang.as_str()).find(|lang| self.share(lang) >= share)
    }
}
