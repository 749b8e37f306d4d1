//! Persian: the affixes written onto a word, or beside it with a half-space.

mod units;

pub use units::{Units, is_spaced_suffix, is_verb_prefix, joins_left, units};

use super::{Vocabulary, before, length};

/// The stem of a folded key in Arabic letters.
pub fn stem(key: &str, vocabulary: &impl Vocabulary) -> String {
    if let Some(verb) = joined_verb(key, vocabulary) {
        return verb;
    }
    let mut word = key.to_string();
    for _ in 0..3 {
        let Some(rest) = without_ending(&word, vocabulary) else { break };
        word = rest;
    }
    word
}

/// The stem of what follows می, نمی or همی written apart or with a half-space: a verb
/// with its personal ending.
pub fn stem_verb(key: &str, vocabulary: &impl Vocabulary) -> String {
    let word = stem(key, vocabulary);
    let rest = PERSONAL.iter().find_map(|ending| before(&word, ending, 2)).map(str::to_string);
    rest.unwrap_or(word)
}

/// The personal endings of verbs, longest first.
const PERSONAL: &[&str] = &["یم", "ید", "ند", "م", "د"];

/// The stem of a verb with می or نمی joined to it.
fn joined_verb(key: &str, vocabulary: &impl Vocabulary) -> Option<String> {
    let known = |word: &str| vocabulary.count(word) > 0;
    let rest = ["نمی", "می"].iter().find_map(|prefix| super::after(key, prefix, 3))?;
    let shorter = |letters| shortened(rest, letters);
    let is_verb =
        rest.ends_with(['د', 'م', 'ی']) && (known(rest) || known(shorter(1)) || known(shorter(2)));
    let is_word = vocabulary.count(key) > 20 * vocabulary.count(rest) + 20;
    if !is_verb || is_word {
        return None;
    }
    let stem =
        PERSONAL.iter().find_map(|ending| before(rest, ending, 2).filter(|stem| known(stem)));
    Some(stem.unwrap_or(rest).to_string())
}

fn shortened(word: &str, letters: usize) -> &str {
    let end = word.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at);
    &word[..end]
}

/// Endings that are cut whenever three letters stay, or two that are a word.
const PLURAL: &[&str] =
    &["هایمان", "هایتان", "هایشان", "هاییست", "هایی", "هایم", "هایت", "هایش", "های", "ها"];
/// Endings after a heh, if the word with its heh is known.
const AFTER_HEH: &[&str] =
    &["اند", "ام", "ای", "ایم", "اید", "اش", "ات", "است", "مان", "شان", "تان"];
/// Endings that are cut if what stays is known.
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
    "ات",
    "اش",
    "ام",
    "یی",
    "ی",
    "م",
    "ش",
    "ت",
];

fn without_ending(word: &str, vocabulary: &impl Vocabulary) -> Option<String> {
    let known = |word: &str| vocabulary.count(word) > 0;
    let plural = PLURAL.iter().find_map(|ending| before(word, ending, 2));
    if let Some(rest) = plural.filter(|rest| length(rest) >= 3 || known(rest)) {
        return Some(rest.to_string());
    }
    let heh = AFTER_HEH.iter().find_map(|ending| {
        before(word, ending, 3).filter(|rest| rest.ends_with('ه') && known(rest))
    });
    if let Some(rest) = heh {
        return Some(rest.to_string());
    }
    CHECKED.iter().find_map(|ending| checked(word, ending, vocabulary))
}

fn checked(word: &str, ending: &str, vocabulary: &impl Vocabulary) -> Option<String> {
    let rest = before(word, ending, 3)?;
    let count = vocabulary.count(rest);
    let with_heh = format!("{rest}ه");
    if ending == "گان" && vocabulary.count(&with_heh) > 0 {
        return Some(with_heh);
    }
    let often = if length(ending) > 2 {
        count > 0
    } else {
        count >= if length(rest) < 5 { 2 } else { 1 }
            && count.saturating_mul(8) >= vocabulary.count(word)
    };
    often.then(|| rest.to_string())
}
