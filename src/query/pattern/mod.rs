//! A pattern → the words that fit it.
//!
//! [`Wildcard`], [`Regex`] and [`Fuzzy`] each describe a set of words and are read letter by
//! letter: over the whole lexicon at once ([`find`], [`nearest`]) or over one word
//! (`is_match`). A pattern always fits a word as a whole. Whatever the pattern, a letter of
//! a word costs a bounded number of steps; nothing here goes back.
//!
//! Which of the words found are taken when they are many is not decided here: they come in
//! the lexicon's order, and the caller knows how frequent they are.

mod fuzzy;
mod machine;
mod regex;
mod wildcard;

pub use fuzzy::Fuzzy;
pub use regex::{BadRegex, Regex};
pub use wildcard::Wildcard;

use crate::id::KeyId;
use crate::index::lexicon::{Automaton, Lexicon};
use crate::order;

/// The first `most` keys of a set, in sorted order, and whether there are more.
///
/// ```
/// use kashf::query::pattern::{Wildcard, find};
/// # let mut builder = kashf::index::Builder::new(Default::default());
/// # builder.add(kashf::document::Document { id: "1".into(), text: "نان ناتو بان".into(),
/// #     ..Default::default() }).unwrap();
/// # let index = kashf::index::Index::open(builder.finish().unwrap()).unwrap();
/// let (ids, more) = find(index.lexicon(), &Wildcard::new("*ان"), 10);
/// let keys: Vec<_> = ids.into_iter().filter_map(|id| index.lexicon().key(id)).collect();
/// assert_eq!((keys.join(" ").as_str(), more), ("بان نان", false));
/// ```
pub fn find(lexicon: &Lexicon, set: &impl Automaton, most: usize) -> (Vec<KeyId>, bool) {
    let mut found = Vec::new();
    let mut more = false;
    lexicon.scan(set, |id| {
        more = found.len() == most;
        if !more {
            found.push(id);
        }
        !more
    });
    (found, more)
}

/// The keys within so many edits (1 or 2) of a key, each with its distance, nearest first;
/// among equals in sorted order. The key itself, where it is in the lexicon, has distance 0.
pub fn nearest(lexicon: &Lexicon, key: &str, edits: u8) -> Vec<(KeyId, u8)> {
    let fuzzy = Fuzzy::new(key, edits);
    let mut found = Vec::new();
    lexicon.search(&fuzzy, |id, state| {
        found.extend(fuzzy.distance_at(state).map(|distance| (id, distance)));
        true
    });
    order::sort_by_key(&mut found, |&(_, distance)| distance);
    found
}

/// The state at the end of a word; `None` when the set refuses it on the way.
fn read<A: Automaton>(set: &A, word: &str) -> Option<A::State> {
    word.chars().try_fold(set.start(), |state, letter| set.step(&state, letter))
}

fn is_match(set: &impl Automaton, word: &str) -> bool {
    read(set, word).is_some_and(|state| set.accepts(&state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::index::{Builder, Index};

    fn index(text: &str) -> Index {
        let mut builder = Builder::new(Default::default());
        let document = Document { id: "1".into(), text: text.into(), ..Document::default() };
        builder.add(document).unwrap();
        Index::open(builder.finish().unwrap()).unwrap()
    }

    fn found(index: &Index, set: &impl Automaton, most: usize) -> (String, bool) {
        let (ids, more) = find(index.lexicon(), set, most);
        let keys = ids.into_iter().filter_map(|id| index.lexicon().key(id));
        (keys.collect::<Vec<_>>().join(" "), more)
    }

    #[test]
    fn words_of_a_lexicon() {
        let index = index("كتاب الكتاب كتابات مكتبة مكاتب كتب كاتب ناتو ناتوها 😀 中 A1");
        let wild = |pattern| found(&index, &Wildcard::new(pattern), 99).0;
        assert_eq!(wild("*کتاب*"), "الکتاب کتاب کتابات");
        assert_eq!(wild("ک?ت?"), "کاتب");
        assert_eq!(wild("?"), "中");
        let regex = |pattern| found(&index, &Regex::parse_folded(pattern).unwrap(), 99).0;
        assert_eq!(regex("(ال)?كتابَ?"), "الکتاب کتاب");
        assert_eq!(regex("م.{4}"), "مکاتب مکتبه");
        assert_eq!(regex("[A-C]\\d|نا.*"), "a1 ناتو ناتوها");
    }

    #[test]
    fn no_more_than_asked_for() {
        let index = index("ا ب پ ت");
        assert_eq!(found(&index, &Wildcard::new("*"), 4), ("ا ب ت پ".into(), false));
        assert_eq!(found(&index, &Wildcard::new("*"), 3), ("ا ب ت".into(), true));
        assert_eq!(found(&index, &Wildcard::new("*"), 0), ("".into(), true));
        assert_eq!(found(&index, &Wildcard::new("ث*"), 0), ("".into(), false));
    }

    #[test]
    fn the_nearest_come_first() {
        let index = index("کتاب کتب کباب شتاب کتابی شراب");
        let near = |edits| -> String {
            let near = nearest(index.lexicon(), "کتاب", edits).into_iter();
            let named = near.map(|(id, d)| format!("{}{d}", index.lexicon().key(id).unwrap()));
            named.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(near(1), "کتاب0 شتاب1 کباب1 کتابی1 کتب1");
        assert_eq!(near(2), "کتاب0 شتاب1 کباب1 کتابی1 کتب1 شراب2");
    }
}
