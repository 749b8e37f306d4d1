//! Two texts → what is the same in them and what is not, word by word, as spans of both.
//!
//! Nothing is lost: the left spans of all pieces, joined, are the left text byte for byte, and
//! so on the right. Words are aligned by their keys; what has the same key and other letters
//! is told apart from what has the same letters. Short runs of common words between long
//! changes are part of the change: two different sentences that both hold "and the" are two
//! sentences. White space is not compared.

use serde::{Deserialize, Serialize};

use super::align::{Run, align, tiles};
use super::article::{Word, words};
use crate::id::Span;
use crate::text::{self, fold, script::is_joiner};

/// A stretch of two texts, or of one of them. The span on a side that has nothing of it is
/// empty and stands where it would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// Where it stands on the left.
    pub left: Span,
    /// Where it stands on the right.
    pub right: Span,
    /// The number of the passage that was moved, from 0, if it is of one: a left piece and a
    /// right piece of one number have the same words.
    pub moved: Option<u32>,
}

/// What a piece of a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Both have it, to the letter.
    Same,
    /// Both have it, in other letters or with other punctuation.
    Respelt,
    /// Only the left has it.
    Left,
    /// Only the right has it.
    Right,
}

/// The difference of two texts, in the order of both; of a change, the left comes first.
///
/// No piece goes on behind a line end in either text. Two texts of a million words take about
/// as long as two of half a million, twice.
///
/// ```
/// use kashf::reuse::{Kind, diff};
/// let (left, right) = ("وی گفت كه جلسه پایان یافت", "وی گفت که جلسه آغاز شد");
/// let pieces = diff(left, right);
/// let kinds: Vec<Kind> = pieces.iter().map(|piece| piece.kind).collect();
/// assert_eq!(kinds, [Kind::Same, Kind::Respelt, Kind::Same, Kind::Left, Kind::Right]);
/// assert_eq!(pieces[1].left.of(left), Some("كه"));
/// assert_eq!(pieces[4].right.of(right), Some("آغاز شد"));
/// ```
pub fn diff(left: &str, right: &str) -> Vec<Piece> {
    let sides = [Side::new(left), Side::new(right)];
    let keys = sides.each_ref().map(|side| side.keys());
    let mut runs = align(&keys[0], &keys[1]);
    runs.retain(|run| run.length > 0);
    let runs = without_islands(&runs, keys[0].len(), keys[1].len());
    let moved = moved(&runs, &keys);
    Writer { sides, moved, pieces: Vec::new(), at: (0, 0), closed: true }.write(&runs)
}

/// A text, and its words.
struct Side<'a> {
    text: &'a str,
    words: Vec<Word>,
}

impl<'a> Side<'a> {
    fn new(text: &'a str) -> Side<'a> {
        Side { text, words: words(text, &[]).collect() }
    }

    fn keys(&self) -> Vec<u64> {
        self.words.iter().map(|word| word.key).collect()
    }

    /// Where a word begins; the text's end behind the last one.
    fn start(&self, word: usize) -> usize {
        self.words.get(word).map_or(self.text.len(), |word| word.range.start)
    }

    fn word(&self, word: usize) -> &'a str {
        self.words.get(word).map_or("", |word| &self.text[word.range.clone()])
    }

    /// What lies behind a word, up to the next.
    fn gap(&self, word: usize) -> &'a str {
        let end = self.words.get(word).map_or(self.text.len(), |word| word.range.end);
        &self.text[end..self.start(word + 1)]
    }
}

/// The longest island, in words.
const ISLAND: usize = 4;

/// Leaves out runs that are short beside what was changed before them and behind them.
fn without_islands(runs: &[Run], left: usize, right: usize) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::new();
    for (number, &run) in runs.iter().enumerate() {
        kept.push(run);
        let next = runs.get(number + 1).map_or((left, right), |next| (next.left, next.right));
        // One that was kept may be an island now that the next one is none.
        while let Some(&last) = kept.last() {
            let before = kept.len().checked_sub(2).map(|it| kept[it]);
            let from = before.map_or((0, 0), |it| (it.left + it.length, it.right + it.length));
            let end = (last.left + last.length, last.right + last.length);
            let change = |from: Point, to: Point| (to.0 - from.0).max(to.1 - from.1);
            let less = change(from, (last.left, last.right)).min(change(end, next));
            if last.length > ISLAND || 2 * last.length > less {
                break;
            }
            kept.pop();
        }
    }
    kept
}

type Point = (usize, usize);

/// Words in a moved passage, at least.
const MOVED: usize = 6;

/// For each word of either side the number of the moved passage that it is of.
fn moved(runs: &[Run], keys: &[Vec<u64>; 2]) -> [Vec<Option<u32>>; 2] {
    let mut changed = [keys[0].clone(), keys[1].clone()];
    for run in runs {
        // What is in its place is like nothing on the other side.
        changed[0][run.left..run.left + run.length].fill(1);
        changed[1][run.right..run.right + run.length].fill(2);
    }
    let mut moved = [vec![None; keys[0].len()], vec![None; keys[1].len()]];
    let long = tiles(&changed[0], &changed[1]).into_iter().filter(|tile| tile.length >= MOVED);
    for (number, tile) in (0..).zip(long) {
        moved[0][tile.left..tile.left + tile.length].fill(Some(number));
        moved[1][tile.right..tile.right + tile.length].fill(Some(number));
    }
    moved
}

/// Writes pieces from the beginning of both texts to their ends.
struct Writer<'a> {
    sides: [Side<'a>; 2],
    moved: [Vec<Option<u32>>; 2],
    pieces: Vec<Piece>,
    /// How far both texts are written, in bytes.
    at: Point,
    /// Whether a new piece must begin.
    closed: bool,
}

impl Writer<'_> {
    fn write(mut self, runs: &[Run]) -> Vec<Piece> {
        self.beginning();
        let mut from = (0, 0);
        for run in runs {
            self.change(from, (run.left, run.right));
            for word in 0..run.length {
                self.both(run.left + word, run.right + word);
            }
            from = (run.left + run.length, run.right + run.length);
        }
        self.change(from, (self.sides[0].words.len(), self.sides[1].words.len()));
        self.pieces
    }

    /// What lies before the first words.
    fn beginning(&mut self) {
        let starts = (self.sides[0].start(0), self.sides[1].start(0));
        let gaps = (&self.sides[0].text[..starts.0], &self.sides[1].text[..starts.1]);
        let kind = of_gaps(gaps.0, gaps.1);
        self.push(kind, starts, None);
        self.closed |= is_line_end(gaps.0) || is_line_end(gaps.1);
    }

    /// A word that both have, and what lies behind it.
    fn both(&mut self, i: usize, j: usize) {
        let [left, right] = &self.sides;
        let (words, gaps) = ((left.word(i), right.word(j)), (left.gap(i), right.gap(j)));
        let (starts, ends) =
            ((left.start(i), right.start(j)), (left.start(i + 1), right.start(j + 1)));
        let kind = if words.0 == words.1 {
            Kind::Same
        } else if key(words.0) == key(words.1) {
            Kind::Respelt
        } else {
            // Two words of one hash, which somebody must have looked for.
            self.push(Kind::Left, (ends.0, starts.1), None);
            return self.push(Kind::Right, ends, None);
        };
        self.push(kind, (starts.0 + words.0.len(), starts.1 + words.1.len()), None);
        self.push(of_gaps(gaps.0, gaps.1), ends, None);
        self.closed |= is_line_end(gaps.0) || is_line_end(gaps.1);
    }

    /// What was changed between two points, in words. Written alike when written together, it
    /// was only respelt.
    fn change(&mut self, from: Point, to: Point) {
        if self.respelt(from, to) {
            return;
        }
        for word in from.0..to.0 {
            let (end, moved) = (self.sides[0].start(word + 1), self.moved[0][word]);
            self.push(Kind::Left, (end, self.at.1), moved);
            self.closed |= is_line_end(self.sides[0].gap(word));
        }
        for word in from.1..to.1 {
            let (end, moved) = (self.sides[1].start(word + 1), self.moved[1][word]);
            self.push(Kind::Right, (self.at.0, end), moved);
            self.closed |= is_line_end(self.sides[1].gap(word));
        }
    }

    /// Whether a few words are the same, parted in another way; then they are written.
    fn respelt(&mut self, from: Point, to: Point) -> bool {
        let few = |from: usize, to: usize| (1..=GLUED).contains(&(to - from));
        if !few(from.0, to.0) || !few(from.1, to.1) {
            return false;
        }
        let [left, right] = &self.sides;
        let ends = (left.words[to.0 - 1].range.end, right.words[to.1 - 1].range.end);
        let texts =
            (&left.text[left.start(from.0)..ends.0], &right.text[right.start(from.1)..ends.1]);
        if key(texts.0) != key(texts.1) {
            return false;
        }
        let behind = (left.start(to.0), right.start(to.1));
        let gaps = (left.gap(to.0 - 1), right.gap(to.1 - 1));
        self.push(Kind::Respelt, ends, None);
        self.push(of_gaps(gaps.0, gaps.1), behind, None);
        let lines = [texts.0, texts.1, gaps.0, gaps.1];
        self.closed |= lines.into_iter().any(is_line_end);
        true
    }

    /// Writes up to there.
    fn push(&mut self, kind: Kind, to: Point, moved: Option<u32>) {
        if to == self.at {
            return;
        }
        let span = |from: usize, to: usize| Span::new(from as u32, to as u32);
        match self.pieces.last_mut() {
            Some(last) if !self.closed && (last.kind, last.moved) == (kind, moved) => {
                (last.left.end, last.right.end) = (to.0 as u32, to.1 as u32);
            }
            _ => {
                let (left, right) = (span(self.at.0, to.0), span(self.at.1, to.1));
                self.pieces.push(Piece { kind, left, right, moved });
            }
        }
        self.at = to;
        self.closed = false;
    }
}

/// Words that may be one word, written apart.
const GLUED: usize = 4;

/// The key of words written together.
fn key(printed: &str) -> String {
    text::words(printed).map(|range| fold(&printed[range])).collect()
}

/// What two gaps are to each other: white space does not count.
fn of_gaps(left: &str, right: &str) -> Kind {
    let signs = |gap: &str| -> String {
        gap.chars().filter(|c| !c.is_whitespace() && !is_joiner(*c)).collect()
    };
    if left == right || signs(left) == signs(right) { Kind::Same } else { Kind::Respelt }
}

/// Whether a line ends in a gap.
fn is_line_end(gap: &str) -> bool {
    gap.contains(['\n', '\r', '\u{2029}'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A difference to read: -left- +right+ ~left|right~, moved ones with their number.
    fn d(left: &str, right: &str) -> String {
        let pieces = diff(left, right);
        whole(left, right, &pieces);
        let written = pieces.iter().map(|piece| {
            let (a, b) = (piece.left.of(left).unwrap(), piece.right.of(right).unwrap());
            let moved = piece.moved.map(|number| number.to_string()).unwrap_or_default();
            match piece.kind {
                Kind::Same => a.to_string(),
                Kind::Respelt => format!("~{a}|{b}~"),
                Kind::Left => format!("-{moved}{a}-"),
                Kind::Right => format!("+{moved}{b}+"),
            }
        });
        written.collect()
    }

    fn whole(left: &str, right: &str, pieces: &[Piece]) {
        let (mut at, mut texts) = ((0, 0), (String::new(), String::new()));
        for piece in pieces {
            assert_eq!((piece.left.start, piece.right.start), at);
            at = (piece.left.end, piece.right.end);
            texts.0 += piece.left.of(left).unwrap();
            texts.1 += piece.right.of(right).unwrap();
            match piece.kind {
                Kind::Left => assert!(piece.right.start == piece.right.end),
                Kind::Right => assert!(piece.left.start == piece.left.end),
                _ => {}
            }
        }
        assert_eq!((&*texts.0, &*texts.1), (left, right));
    }

    #[test]
    fn word_by_word() {
        for (left, right, expected) in [
            ("", "", ""),
            ("", "new.", "+new.+"),
            (" … ", "", "~ … |~"),
            ("It rained.", "It rained.", "It rained."),
            ("It rained all night.", "It rained.", "It rained~ |.~-all night.-"),
            ("It rained, we left", "It rained; we stayed", "It rained~, |; ~we -left-+stayed+"),
            ("two\n\nlines", "two lines", "two\n\nlines"),
            ("Élysée palace", "elysee Palace", "~Élysée|elysee~ ~palace|Palace~"),
            ("نمی رود", "نمی\u{200C}رود", "~نمی رود|نمی\u{200C}رود~"),
            ("در خانه ای نو", "در خانه\u{200C}ای نو", "در ~خانه ای|خانه\u{200C}ای~ نو"),
            ("قال الوزير أمس إن", "قال الوزير اليوم ان", "قال الوزير -أمس -+اليوم +~إن|ان~"),
        ] {
            assert_eq!(d(left, right), expected);
        }
    }

    #[test]
    fn common_words_between_changes_are_of_the_change() {
        let left = "the old bridge over the river and the road to the town were closed";
        let right = "a spokesman of the ministry said and confirmed that trains were closed";
        assert_eq!(
            d(left, right),
            "-the old bridge over the river and the road to the town -\
             +a spokesman of the ministry said and confirmed that trains +were closed"
        );
        assert_eq!(d("a x b y c", "a v b w c"), "a -x -+v +b -y -+w +c");
    }

    #[test]
    fn moved_passages_have_a_number() {
        let (one, two) = ("the first of these two sentences stands here. ", "short one. ");
        let long = "then comes another one that is much longer than the first, so it stays. ";
        assert_eq!(
            d(&format!("{one}{long}{two}"), &format!("{long}{two}{one}")),
            format!("-0{one}-{long}{two}+0{one}+")
        );
    }

    #[test]
    fn pieces_end_where_lines_end() {
        let (left, right) = ("one two\nthree four", "one two three\nfour");
        let pieces = diff(left, right);
        let cut: Vec<_> = pieces.iter().map(|piece| piece.left.of(left).unwrap()).collect();
        assert_eq!(cut, ["one two\n", "three ", "four"]);
    }

    fn text() -> impl Strategy<Value = String> {
        let words = proptest::sample::select(vec![
            "می",
            "رود",
            "می\u{200C}رود",
            "كتاب",
            "کتاب",
            "های",
            "و",
            "إن",
            "ان",
            "12",
            "۱۲",
            "a",
            "A",
            "\n",
            "\n\n",
            "،",
            "«",
            "中文",
            "\u{64E}",
            "\u{200C}",
        ]);
        let piece = prop_oneof![9 => words.prop_map(str::to_string), 1 => "\\PC{0,3}"];
        proptest::collection::vec(piece, 0..40).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn nothing_is_lost(left in text(), right in text()) {
            whole(&left, &right, &diff(&left, &right));
            let same = diff(&left, &left);
            whole(&left, &left, &same);
            prop_assert!(same.iter().all(|piece| piece.kind == Kind::Same));
        }

        #[test]
        fn what_is_the_same_is_the_same(left in text(), right in text()) {
            let keys = |text: &str| key(text);
            for piece in diff(&left, &right) {
                let texts = (piece.left.of(&left).unwrap(), piece.right.of(&right).unwrap());
                match piece.kind {
                    Kind::Same | Kind::Respelt => prop_assert_eq!(keys(texts.0), keys(texts.1)),
                    Kind::Left => prop_assert!(!texts.0.is_empty()),
                    Kind::Right => prop_assert!(!texts.1.is_empty()),
                }
            }
        }
    }
}
