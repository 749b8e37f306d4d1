//! Two texts → the passages that both have, in whatever order.
//!
//! A passage is a run of words with the same keys; a few other words within it do not end it.
//! Of passages that overlap the longest is kept, so no word is counted twice on either side.

use serde::{Deserialize, Serialize};

use super::align::tiles;
use super::article::{Word, words};
use crate::document::Zone;
use crate::id::Span;

/// A passage that stands in two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it stands on the left, from its first word to its last.
    pub left: Span,
    /// Where it stands on the right.
    pub right: Span,
    /// The words that both have, as printed on the left.
    pub words: u32,
}

/// Other words that may stand within a passage, on either side.
const OTHER: usize = 3;

/// The passages of `least` words and more that both texts have, in the order of the left.
///
/// Each text comes with its zones; only its body is read. Runs of fewer
/// than five words are never found. Sum up their words for "shares 3 passages, 212 words".
///
/// ```
/// use kashf::reuse::passages;
/// let left = ("He said: it is a mistake to think that talks are over.", &[][..]);
/// let right = ("“It is a mistake to think that talks are over”, according to him", &[][..]);
/// let found = passages(left, right, 8);
/// assert_eq!((found.len(), found[0].words), (1, 10));
/// assert_eq!(found[0].left.of(left.0), Some("it is a mistake to think that talks are over"));
/// ```
pub fn passages(
    left: (&str, &[(Span, Zone)]),
    right: (&str, &[(Span, Zone)]),
    least: u32,
) -> Vec<Passage> {
    let sides = [left, right].map(|(text, zones)| words(text, zones).collect::<Vec<Word>>());
    let keys = sides.each_ref().map(|words| words.iter().map(|word| word.key).collect::<Vec<_>>());
    let mut found: Vec<Passage> = Vec::new();
    // Where the last passage ends, in words of both sides.
    let mut end = (0, 0);
    for tile in tiles(&keys[0], &keys[1]) {
        let of = |side: usize, from: usize| {
            let words = &sides[side][from..from + tile.length];
            let end = words.last().map_or(0, |word| word.range.end);
            Span::new(words[0].range.start as u32, end as u32)
        };
        let printed = &sides[0][tile.left..tile.left + tile.length];
        let words = printed.iter().map(|word| word.printed).sum();
        let (left, right) = (of(0, tile.left), of(1, tile.right));
        let near = |from: usize, to: usize| to >= from && to - from <= OTHER;
        match found.last_mut() {
            Some(last) if near(end.0, tile.left) && near(end.1, tile.right) => {
                (last.left.end, last.right.end) = (left.end, right.end);
                last.words += words;
            }
            _ => found.push(Passage { left, right, words }),
        }
        end = (tile.left + tile.length, tile.right + tile.length);
    }
    found.retain(|passage| passage.words >= least);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'a>(left: &'a str, right: &'a str, least: u32) -> Vec<(&'a str, &'a str, u32)> {
        let both = |it: Passage| (it.left.of(left).unwrap(), it.right.of(right).unwrap(), it.words);
        passages((left, &[]), (right, &[]), least).into_iter().map(both).collect()
    }

    #[test]
    fn in_any_order_and_any_spelling() {
        let left = "سخنگو گفت: گفت‌وگوها در روزهای آینده از سر گرفته می‌شود. وی افزود که هیچ پیش شرطی \
            پذیرفته نخواهد شد.";
        let right = "هيچ پيش شرطي پذيرفته نخواهد شد؛ گفتوگوها در روزهاي آينده از سر گرفته می شود";
        assert_eq!(
            found(left, right, 6),
            [
                (
                    "گفت‌وگوها در روزهای آینده از سر گرفته می‌شود",
                    "گفتوگوها در روزهاي آينده از سر گرفته می شود",
                    8
                ),
                ("هیچ پیش شرطی پذیرفته نخواهد شد", "هيچ پيش شرطي پذيرفته نخواهد شد", 6),
            ]
        );
        assert_eq!(found(left, right, 7).len(), 1);
    }

    #[test]
    fn a_changed_word_does_not_end_a_passage() {
        let left = "one two three four five six seven eight nine ten eleven twelve";
        let right = "one two three four five 6 seven eight nine ten eleven twelve";
        assert_eq!(found(left, right, 10), [(left, right, 11)]);
    }

    #[test]
    fn no_word_is_counted_twice() {
        let once = "this sentence stands in one text twice";
        let twice = format!("{once}. {once}.");
        assert_eq!(found(once, &twice, 5).iter().map(|it| it.2).sum::<u32>(), 7);
        assert_eq!(found(&twice, once, 5).iter().map(|it| it.2).sum::<u32>(), 7);
    }

    #[test]
    fn zones_are_passed_over() {
        let text = "Read also: ten bridges that you must see before you die";
        let zones = [(Span::new(0, text.len() as u32), Zone::Related)];
        assert_eq!(passages((text, &zones), (text, &[]), 5), []);
        assert_eq!(passages((text, &[]), (text, &[]), 5).len(), 1);
    }
}
