//! When two words written apart may be one word: the conditions, without a corpus.
//!
//! گفت و گو, گفت وگو, گفت‌وگو and گفتوگو are one Persian word. Whether a pair is joined
//! is decided by the corpus, which must have the joined word too; what is said here is
//! how often it must have it, and where a word may be cut at all. The builder and the
//! query ask the same functions, so both see the same compounds.

use super::stem::persian;
use super::{script, stop};

/// The conjunction in the middle of compounds such as گفت‌وگو, folded.
pub const AND: &str = "و";

/// How often the corpus must have two words written as one before they count as one also
/// where they are written apart; `None` when they never do.
///
/// `joined_by_and` says that [`AND`] stands between them. A function word at one end asks
/// for more evidence (در خواست is mostly “in” and “want”, not “request”), unless it is one
/// of those that commonly begin compounds (پیش, بین, هم …). The prefix of a verb is no part
/// of a compound.
pub fn evidence(left: &str, right: &str, joined_by_and: bool) -> Option<u32> {
    if !may_join(left) || !may_join(right) || persian::is_verb_prefix(left) {
        return None;
    }
    match (stop::is_stop(left), stop::is_stop(right)) {
        (true, true) => None,
        (false, false) => Some(1),
        _ if joined_by_and || persian::joins_left(left) => Some(1),
        _ => Some(3),
    }
}

/// At least two letters, all of them Arabic script.
fn may_join(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(script::is_arabic)
}

/// True when `joined`, the stem of two words written as one, still holds the second: a
/// suffix rule must not have eaten across the seam (نامه is not نام + همان).
pub fn holds_seam(joined: &str, left: &str, right_stem: &str) -> bool {
    let letters = |text: &str| text.chars().count();
    letters(joined) >= letters(left) + (letters(right_stem).max(1) - 1).max(2)
}

/// The ways to cut a word in two, or in two around [`AND`]: where the left part ends and
/// where the right one begins, in bytes.
pub fn cuts(word: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let seams = word.char_indices().map(|(at, _)| at).skip(1);
    seams.flat_map(move |at| {
        let around = word[at..].strip_prefix(AND).map(|rest| (at, word.len() - rest.len()));
        [Some((at, at)), around].into_iter().flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_are_on_letters() {
        let word = "گفتوگو";
        let found: Vec<(&str, &str)> = cuts(word).map(|(a, b)| (&word[..a], &word[b..])).collect();
        assert!(found.contains(&("گفت", "وگو")) && found.contains(&("گفت", "گو")));
        assert_eq!(cuts("ا").count(), 0);
    }

    #[test]
    fn seams_stay() {
        assert!(holds_seam("گفتوگو", "گفت", "وگو"));
        assert!(!holds_seam("نامه", "نام", "همان"));
        assert_eq!(evidence("۱۲", "گو", false), None);
        assert_eq!(evidence("گفت", "گو", true), Some(1));
    }
}
