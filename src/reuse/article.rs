//! A text → the words that are compared, each with its number and its place.
//!
//! Only the body is compared; all else is passed over as if it were not there. So is the
//! headline, though it is of the article: whoever takes a text over puts his own above it, and
//! in short news a headline would decide what is a copy. A text that is only a headline is
//! compared by that.
//!
//! Persian endings and beginnings that some write apart and some do not (می‌رود, می رود,
//! میرود) are taken together with their word. That is done whatever the language: it is the
//! same for both texts, and so does no harm where it is not meant.

use std::iter::Peekable;
use std::ops::Range;

use super::key::{glued, key};
use crate::document::Zone;
use crate::id::Span;
use crate::order;
use crate::text::{self, Words};

/// A word as it is printed.
#[derive(Clone, Debug)]
pub struct Printed {
    /// The [`key()`] of its text.
    pub key: u64,
    /// Where it stands, in bytes.
    pub range: Range<u32>,
}

/// A word as it is compared.
#[derive(Clone, Debug)]
pub struct Word {
    /// The number of its key.
    pub key: u64,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Words as printed: more than one, where they are taken together.
    pub printed: u32,
}

/// What begins a word, and what ends one, though it be written apart.
const BEGINNINGS: [&str; 2] = ["می", "نمی"];
const ENDINGS: [&str; 3] = ["ها", "های", "هایی"];

/// The words that are compared, in order. `zones` may be in any order and hold anything.
pub fn words<'a>(text: &'a str, zones: &[(Span, Zone)]) -> Article<'a, Cut<'a>> {
    words_of(text, Cut { text, words: text::words(text) }, zones)
}

/// The same of a text that was cut into words before.
pub fn words_of<'a, P: Iterator<Item = Printed> + Clone>(
    text: &'a str,
    printed: P,
    zones: &[(Span, Zone)],
) -> Article<'a, P> {
    let printed = printed.peekable();
    let body = without(text, printed.clone(), zones, |zone| zone != Zone::Body);
    let titled = zones.iter().any(|(_, zone)| *zone == Zone::Headline);
    if titled && body.clone().next().is_none() {
        return without(text, printed, zones, |zone| !zone.is_article());
    }
    body
}

/// The zones of a text for comparing it, ascending: with its title, of which no copy is expected.
///
/// ```
/// use kashf::document::Zone;
/// use kashf::id::Span;
/// let title = Span::new(0, 8);
/// assert_eq!(kashf::reuse::compared(Some(title), &[]), [(title, Zone::Headline)]);
/// ```
pub fn compared(title: Option<Span>, zones: &[(Span, Zone)]) -> Vec<(Span, Zone)> {
    let mut all = zones.to_vec();
    if let Some(title) = title {
        let place = all.partition_point(|(span, _)| span.end <= title.start);
        if all.get(place).is_none_or(|(span, _)| span.start >= title.end) {
            all.insert(place, (title, Zone::Headline));
        }
    }
    all
}

fn without<'a, P: Iterator<Item = Printed>>(
    text: &'a str,
    printed: Peekable<P>,
    zones: &[(Span, Zone)],
    apart: fn(Zone) -> bool,
) -> Article<'a, P> {
    let apart = |it: &&(Span, Zone)| apart(it.1) && it.0.start < it.0.end;
    let mut skipped: Vec<Span> = zones.iter().filter(apart).map(|(span, _)| *span).collect();
    order::sort_by_key(&mut skipped, |span| span.start);
    Article {
        text,
        printed,
        skipped,
        passed: 0,
        beginnings: BEGINNINGS.map(key),
        endings: ENDINGS.map(key),
    }
}

/// The words of a text with their keys.
#[derive(Clone)]
pub struct Cut<'a> {
    text: &'a str,
    words: Words<'a>,
}

impl Iterator for Cut<'_> {
    type Item = Printed;

    fn next(&mut self) -> Option<Printed> {
        let range = self.words.next()?;
        let key = key(&self.text[range.clone()]);
        Some(Printed { key, range: range.start as u32..range.end as u32 })
    }
}

/// The iterator of [`words`].
#[derive(Clone)]
pub struct Article<'a, P: Iterator<Item = Printed>> {
    text: &'a str,
    printed: Peekable<P>,
    /// What is passed over, by its beginning.
    skipped: Vec<Span>,
    /// Those of it that lie before the words to come.
    passed: usize,
    beginnings: [u64; 2],
    endings: [u64; 3],
}

impl<P: Iterator<Item = Printed>> Article<'_, P> {
    /// The next printed word that is not passed over.
    fn printed(&mut self) -> Option<Printed> {
        loop {
            let printed = self.printed.next()?;
            if !self.is_skipped(printed.range.start) {
                return Some(printed);
            }
        }
    }

    /// Whether a word that begins there is passed over; called with ascending places.
    fn is_skipped(&mut self, start: u32) -> bool {
        while let Some(span) = self.skipped.get(self.passed) {
            if start < span.end {
                return start >= span.start;
            }
            self.passed += 1;
        }
        false
    }

    /// Takes the word behind, if only a space parts them and it is wanted.
    fn take_on(&mut self, word: &mut Word, wanted: impl Fn(&Printed) -> bool) {
        let Some(next) = self.printed.peek() else { return };
        let (start, end) = (next.range.start, next.range.end as usize);
        let gap = &self.text[word.range.end..start as usize];
        if !matches!(gap, " " | "\u{A0}") || !wanted(next) || self.is_skipped(start) {
            return;
        }
        self.printed.next();
        word.key = glued(word.key, &self.text[start as usize..end]);
        word.range.end = end;
        word.printed += 1;
    }
}

impl<P: Iterator<Item = Printed>> Iterator for Article<'_, P> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let Printed { key, range } = self.printed()?;
        let range = range.start as usize..range.end as usize;
        let mut word = Word { key, range, printed: 1 };
        if self.beginnings.contains(&word.key) {
            self.take_on(&mut word, |_| true);
        }
        let endings = self.endings;
        self.take_on(&mut word, |next| endings.contains(&next.key));
        Some(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut<'a>(text: &'a str, zones: &[(Span, Zone)]) -> Vec<&'a str> {
        words(text, zones).map(|word| &text[word.range]).collect()
    }

    #[test]
    fn endings_written_apart_are_of_their_word() {
        assert_eq!(cut("او می رود، کتاب های ما", &[]), ["او", "می رود", "کتاب های", "ما"]);
        assert_eq!(cut("می\nرود می", &[]), ["می", "رود", "می"]);
        let keys = |text: &str| words(text, &[]).map(|word| word.key).collect::<Vec<_>>();
        assert_eq!(keys("كتاب های نو نمي‌رود"), keys("کتاب‌های نو نمی رود"));
        assert_eq!(words("کتاب های", &[]).map(|word| word.printed).sum::<u32>(), 2);
    }

    #[test]
    fn only_the_body_is_read() {
        let text = "one two three four five";
        let related = |start, end| (Span::new(start, end), Zone::Related);
        assert_eq!(cut(text, &[related(4, 8)]), ["one", "three", "four", "five"]);
        // In any order, over each other, beyond the text, with nothing in them.
        let zones = [related(14, 99), related(0, 3), related(0, 7), related(9, 9)];
        assert_eq!(cut(text, &zones), ["three"]);
        let headline = |end| (Span::new(0, end), Zone::Headline);
        assert_eq!(cut(text, &[headline(7)]), ["three", "four", "five"]);
        assert_eq!(cut(text, &[headline(7), related(7, 99)]), ["one", "two"]);
    }
}
