//! A text → its words, as spans into it.
//!
//! A word is a run of letters, digits and the marks on them. A half-space inside a run
//! belongs to it, as do direction marks and soft hyphens; apostrophes, hyphens and
//! underscores part words. A number keeps its decimal and thousands signs. Scripts
//! written without spaces give one word per letter. What lies between words is the
//! *gap*; words and gaps join back into the text.

use super::script::{Classes, class, digit, is_arabic, is_legacy_half_space};

/// The longest word, in characters; a longer run is cut into several, so that no text
/// can make one word of a million letters.
pub const LONGEST_WORD: usize = 64;

/// The most marks on a letter; a word ends behind them.
const MOST_MARKS: usize = 32;

/// The words of `text`, in order, as byte ranges.
///
/// ```
/// use kashf::text::words;
/// let text = "گفت‌وگوی ۱۲٫۵ ساعته (OSCE)";
/// let found: Vec<&str> = words(text).map(|range| &text[range]).collect();
/// assert_eq!(found, ["گفت‌وگوی", "۱۲٫۵", "ساعته", "OSCE"]);
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, classes: Classes::get() }
}

/// The iterator of [`words`].
#[derive(Clone)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
    classes: &'static Classes,
}

impl Iterator for Words<'_> {
    type Item = std::ops::Range<usize>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(|c| self.classes.of(c) & class::BEGINS > 0)?;
        let end = start + word_length(self.classes, self.text, start);
        self.at = end;
        Some(start..end)
    }
}

/// True after a number and a dot, as between the parts of 20.12.2021.
fn follows_number(before: &str) -> bool {
    let mut back = before.chars().rev();
    matches!(back.next(), Some('.' | '٫')) && back.next().is_some_and(|c| digit(c).is_some())
}

/// The bytes of the word that begins at `start`.
#[inline]
fn word_length(classes: &'static Classes, text: &str, start: usize) -> usize {
    let word = &text[start..];
    // Most words are plain letters and nothing else.
    let (mut end, mut letters, mut last, mut next) = (0, 0, '\0', 0);
    for c in word.chars() {
        next = classes.of(c);
        if next != class::BEGINS || letters == LONGEST_WORD {
            break;
        }
        (end, letters, last, next) = (end + c.len_utf8(), letters + 1, c, 0);
    }
    if letters > 0 && next & (class::BEGINS | class::ON | class::GLUE) == 0 {
        return end;
    }
    let decimals = usize::from(follows_number(&text[..start]));
    let scan =
        Scan { classes, text: word, end, next: None, last, last_class: class::BEGINS, decimals };
    rest_of_word(scan, letters)
}

/// Where a word ends of which so many letters were passed, without marks on the last.
fn rest_of_word(mut scan: Scan<'_>, letters: usize) -> usize {
    scan.look(0);
    if letters > 0 {
        scan.marks();
    }
    for taken in letters..LONGEST_WORD {
        if !scan.step(taken == 0) {
            break;
        }
    }
    scan.end
}

struct Scan<'a> {
    classes: &'static Classes,
    text: &'a str,
    end: usize,
    /// The character behind that, and its class.
    next: Option<(char, u8)>,
    /// The last letter or digit taken, and its class.
    last: char,
    last_class: u8,
    /// Decimal signs so far, that before the word included.
    decimals: usize,
}

impl Scan<'_> {
    /// Passes so many bytes.
    #[inline]
    fn look(&mut self, bytes: usize) {
        self.end += bytes;
        self.next = self.text[self.end..].chars().next().map(|c| (c, self.classes.of(c)));
    }

    /// Takes the next letter with the marks on it; false at the word's end.
    #[inline]
    fn step(&mut self, first: bool) -> bool {
        let Some((next, next_class)) = self.next else { return false };
        if next_class & class::BEGINS == 0 {
            let rest = &self.text[self.end..];
            let Some(skipped) = self.glue(rest, next, next_class) else { return false };
            self.look(skipped);
        } else if !first && (next_class | self.last_class) & class::UNSPACED > 0 {
            return false;
        }
        let Some((letter, letter_class)) = self.next else { return false };
        (self.last, self.last_class) = (letter, letter_class);
        self.look(letter.len_utf8());
        self.marks();
        true
    }

    /// Takes the marks on a letter.
    #[inline]
    fn marks(&mut self) {
        let mut marks = 0;
        while let Some((mark, mark_class)) = self.next
            && mark_class & class::ON > 0
            && marks < MOST_MARKS
        {
            self.look(mark.len_utf8());
            marks += 1;
        }
    }

    /// The bytes between the word so far and a letter that continues it, when `next` is none;
    /// `None` when none does.
    fn glue(&mut self, rest: &str, next: char, next_class: u8) -> Option<usize> {
        if self.last_class & class::DIGIT > 0 && self.is_number_sign(rest, next) {
            self.decimals += usize::from(matches!(next, '.' | '٫'));
            return Some(next.len_utf8());
        }
        if next_class & class::GLUE == 0 {
            return None;
        }
        let glue = |c: &char| self.classes.of(*c) & class::GLUE > 0;
        let skipped: usize = rest.chars().take_while(glue).map(char::len_utf8).sum();
        let after = rest[skipped..].chars().next()?;
        let after_class = self.classes.of(after);
        let legacy = rest[..skipped].chars().any(is_legacy_half_space);
        let fits = !legacy || (is_arabic(self.last) && is_arabic(after));
        let together = (after_class | self.last_class) & class::UNSPACED == 0;
        (after_class & class::BEGINS > 0 && fits && together).then_some(skipped)
    }

    /// A decimal sign before digits, if it is the only one (12.5, not 20.12.2021), or a
    /// thousands sign before exactly three (1,000 but not 1,2).
    fn is_number_sign(&self, rest: &str, sign: char) -> bool {
        let digits = |text: &str| text.chars().take_while(|&c| digit(c).is_some()).count();
        let after = &rest[sign.len_utf8()..];
        match sign {
            '.' | '٫' => {
                let count = digits(after);
                let skip = after.chars().take(count).map(char::len_utf8).sum::<usize>();
                let mut beyond = after[skip..].chars();
                let again = matches!(beyond.next(), Some('.' | '٫'))
                    && beyond.next().is_some_and(|c| digit(c).is_some());
                count > 0 && self.decimals == 0 && !again
            }
            ',' | '٬' => digits(after) == 3,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn words_as_readers_see_them() {
        #[rustfmt::skip]
        let cases: &[(&str, &[&str])] = &[
            ("", &[]), (" … «»!", &[]),
            ("وارد شد.", &["وارد", "شد"]),
            ("می‌شود‌ ", &["می‌شود"]),
            ("«تاس»، (ناتو)", &["تاس", "ناتو"]),
            ("مُحَمَّدٌ رسول", &["مُحَمَّدٌ", "رسول"]),
            ("الــناتو", &["الــناتو"]),
            ("جاس‑313", &["جاس", "313"]),
            ("don't l’eau e-mail", &["don", "t", "l", "eau", "e", "mail"]),
            ("3.14, 1,000,000 and 1,2 or 20.12.2021.", &["3.14", "1,000,000", "and", "1", "2", "or", "20", "12", "2021"]),
            ("۱۲٫۵ ۱٬۰۰۰", &["۱۲٫۵", "۱٬۰۰۰"]),
            ("1999-2010", &["1999", "2010"]),
            ("گفت¬وگو a¬b", &["گفت¬وگو", "a", "b"]),
            ("a\u{AD}b\u{200F}", &["a\u{AD}b"]),
            ("中文 かな", &["中", "文", "か", "な"]), ("中\u{200F}a", &["中", "a"]),
            ("snake_case", &["snake", "case"]),
            ("\u{64B}ا", &["ا"]),
            ("हिन्दी", &["हिन्दी"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&cut(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_long_run_is_cut() {
        let text = "ا".repeat(1000);
        let found = cut(&text);
        assert!(found.iter().all(|word| word.chars().count() <= LONGEST_WORD));
        assert_eq!(found.concat(), text);
        let text = format!("क{} क", "ा".repeat(1000));
        let found = cut(&text);
        assert_eq!(found, [&text[..3 * (1 + MOST_MARKS)], "क"]);
    }
}
