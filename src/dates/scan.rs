//! A text → the numbers and words in it that may belong to an expression of time.
//!
//! Nearly every word of a text is none of them, so a word is only hashed, letter by letter
//! through a table of folded letters, and dropped when the dictionary's sieve does not know
//! the hash. Letters and digits part here even without a space: ۱۳۹۲ساعت, 1383هـ, 8th.

use std::sync::LazyLock;

use super::words::{ANY, Dictionary, EMPTY, Langs, Sense, with_letter};
use crate::text::fold::fold_piece;
use crate::text::script;

/// A number or a word that may belong to an expression of time.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A run of digits; of one with more than nine only the length is kept.
    Number { value: u32, digits: u8 },
    /// A word or phrase.
    Word(Sense),
}

/// What a character is to the scanner.
mod code {
    pub const GAP: u16 = 0;
    pub const DIGIT: u16 = 1;
    /// Within a word: stands for nothing.
    pub const MARK: u16 = 2;
    /// A letter that the table cannot fold by itself. What is above is the folded letter.
    pub const SLOW: u16 = 3;
}

/// How many characters have their code in a table.
const TABLED: usize = 0x800;

static CODES: LazyLock<[u16; TABLED]> = LazyLock::new(|| {
    std::array::from_fn(|c| char::from_u32(c as u32).map_or(code::GAP, worked_out))
});

fn worked_out(c: char) -> u16 {
    // A combining accent may make another letter of the one before it.
    if script::is_mark(c) {
        return if c < '\u{370}' { code::SLOW } else { code::MARK };
    }
    if script::is_joiner(c) || script::is_legacy_half_space(c) || c == script::TATWEEL {
        return code::MARK;
    }
    if script::digit(c).is_some() {
        return code::DIGIT;
    }
    if !script::begins_word(c) {
        return code::GAP;
    }
    let folded = fold_piece(&c.to_string());
    let mut letters = folded.chars();
    match (letters.next(), letters.next()) {
        (None, _) => code::MARK,
        (Some(letter), None) => u16::try_from(letter as u32).unwrap_or(code::SLOW),
        _ => code::SLOW,
    }
}

#[inline]
fn code_of(codes: &[u16; TABLED], c: char) -> u16 {
    match codes.get(c as usize) {
        Some(&code) => code,
        None if script::digit(c).is_some() => code::DIGIT,
        None if script::is_joiner(c) || script::is_legacy_half_space(c) => code::MARK,
        None if c.is_alphanumeric() || script::is_mark(c) => code::SLOW,
        None => code::GAP,
    }
}

/// The items of a text, in order.
pub fn items(text: &str, langs: Langs) -> Vec<Item> {
    let scanner = Scanner { text, langs, codes: &CODES, dictionary: Dictionary::get() };
    let (mut items, mut at) = (Vec::new(), 0);
    while let Some((start, code)) = scanner.begin(at) {
        at = if code == code::DIGIT {
            let item = scanner.number(start);
            items.push(item);
            item.end
        } else {
            scanner.word(start, &mut items)
        };
    }
    items
}

/// The hash of a word's letters, as the dictionary has it; what begins with no letter is
/// nothing.
pub fn hash(word: &str) -> u64 {
    let scanner = Scanner { text: word, langs: ANY, codes: &CODES, dictionary: Dictionary::get() };
    scanner.hash(0, EMPTY).0
}

struct Scanner<'a> {
    text: &'a str,
    langs: Langs,
    codes: &'static [u16; TABLED],
    dictionary: &'static Dictionary,
}

impl Scanner<'_> {
    /// Where the next word or number begins.
    #[inline]
    fn begin(&self, at: usize) -> Option<(usize, u16)> {
        let found = self.text[at..].char_indices().find_map(|(i, c)| {
            let code = code_of(self.codes, c);
            (code != code::GAP && code != code::MARK).then_some((i, code))
        });
        found.map(|(i, code)| (at + i, code))
    }

    fn number(&self, start: usize) -> Item {
        let (mut value, mut digits, mut end) = (0u32, 0u8, start);
        for c in self.text[start..].chars() {
            let Some(digit) = script::digit(c) else { break };
            digits = digits.saturating_add(1);
            value = if digits > 9 { 0 } else { value * 10 + digit };
            end += c.len_utf8();
        }
        Item { start, end, kind: Kind::Number { value, digits } }
    }

    /// Looks up the longest phrase that begins at a word; where to go on.
    #[inline]
    fn word(&self, start: usize, items: &mut Vec<Item>) -> usize {
        let (hash, end) = self.hash(start, EMPTY);
        let (sense, more) = self.dictionary.look_up(hash, self.langs);
        if sense.is_none() && !more {
            return end;
        }
        let mut found = sense.map(|sense| (sense, end));
        if more {
            found = self.phrase(hash, end).or(found);
        }
        let Some((sense, last)) = found else { return end };
        items.push(Item { start, end: last, kind: Kind::Word(sense) });
        last
    }

    /// The longest phrase that begins with the words up to `end`.
    fn phrase(&self, mut hash: u64, mut end: usize) -> Option<(Sense, usize)> {
        let mut found = None;
        while let Some(next) = self.next_word(end) {
            (hash, end) = self.hash(next, hash);
            let (sense, more) = self.dictionary.look_up(hash, self.langs);
            found = sense.map(|sense| (sense, end)).or(found);
            if !more {
                break;
            }
        }
        found
    }

    /// The word behind one sign that may stand within a phrase.
    fn next_word(&self, end: usize) -> Option<usize> {
        let mut signs = 0;
        for (i, c) in self.text[end..].char_indices() {
            match code_of(self.codes, c) {
                code::MARK => {}
                code::GAP if signs < 2 && is_within(c) => signs += 1,
                code::GAP | code::DIGIT => return None,
                _ => return Some(end + i),
            }
        }
        None
    }

    /// The hash of the letters from `start` on, going on from `hash`, and where they end.
    #[inline]
    fn hash(&self, start: usize, mut hash: u64) -> (u64, usize) {
        let before = hash;
        for (i, c) in self.text[start..].char_indices() {
            match code_of(self.codes, c) {
                code::GAP | code::DIGIT => return (hash, start + i),
                code::MARK => {}
                code::SLOW => return self.hash_slowly(start, before),
                letter => hash = with_letter(hash, u32::from(letter)),
            }
        }
        (hash, self.text.len())
    }

    fn hash_slowly(&self, start: usize, hash: u64) -> (u64, usize) {
        let rest = &self.text[start..];
        let length = rest.find(|c| matches!(code_of(self.codes, c), code::GAP | code::DIGIT));
        let word = &rest[..length.unwrap_or(rest.len())];
        let folded = fold_piece(word);
        let hash = folded.chars().fold(hash, |hash, c| with_letter(hash, c as u32));
        (hash, start + word.len())
    }
}

/// Signs that part the words of a phrase: a space, Dhu al-Qadah, aujourd'hui, ه.ش.
fn is_within(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '-' | '‐' | '\'' | '’' | '.' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        items(text, ANY).iter().map(|item| &text[item.start..item.end]).collect()
    }

    #[test]
    fn letters_and_digits_part() {
        assert_eq!(found("باران ۱۳۹۲ساعت"), ["۱۳۹۲", "ساعت"]);
        assert_eq!(found("1383هـ xyz 8th"), ["1383", "هـ", "8", "th"]);
    }

    #[test]
    fn phrases_in_all_their_spellings() {
        for text in [
            "سه‌شنبه",
            "سه شنبه",
            "سهشنبه",
            "بیست و سوم",
            "كانون الأول",
            "Dhu al-Qadah",
            "aujourd’hui",
        ] {
            assert_eq!(found(text), [text]);
        }
        assert_eq!(found("كانون الأولى"), [""; 0]);
    }

    #[test]
    fn what_means_nothing_is_dropped() {
        assert_eq!(found("گزارش وزیران قالوا xyz"), [""; 0]);
    }
}
