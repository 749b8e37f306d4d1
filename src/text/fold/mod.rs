//! A word as printed → its key: what stays when spelling habits are taken away.
//!
//! The key stands beside the text and never replaces it. Rules are tables, one file
//! each: [`arabic`] for the Arabic script, `tables` for the rest. Folding a key again
//! changes nothing.

pub mod arabic;
mod tables;

use std::ops::Range;
use std::sync::LazyLock;

use super::script;
use arabic::Change;

/// The name of this chain in an index's header. It changes whenever a key would.
pub const CHAIN: &str = "fold-1";

/// The key of a word.
///
/// Never empty for a word that is not: one that consists only of signs which folding
/// drops is its own key.
///
/// ```
/// use kashf::text::fold;
/// assert_eq!(fold("گفت‌وگو"), "گفتوگو");
/// assert_eq!(fold("الأمنية"), fold("الامنیه"));
/// assert_eq!(fold("٢٠٢١"), "2021");
/// assert_eq!(fold("Élysée"), "elysee");
/// ```
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return ascii(word);
    }
    let table = Lefts::get();
    let mut key = String::with_capacity(word.len());
    for c in word.chars() {
        match table.of(c) {
            Left::Nothing => {}
            Left::Letter(letter) => key.push(letter),
            Left::Depends => return slowly(word),
        }
    }
    if key.is_empty() { word.to_string() } else { key }
}

/// [`fold`] without the table.
fn slowly(word: &str) -> String {
    let key = fold_piece(word);
    if key.is_empty() { word.to_string() } else { key }
}

/// What a character leaves in a key, as far as that can be told by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// This letter, whatever stands beside it.
    Letter(char),
    /// Something that depends on its neighbours, or several letters, or is not in the table.
    Depends,
}

/// What the characters of the commonest alphabets leave: every word of a corpus passes here.
pub struct Lefts([Left; Lefts::TABLED]);

impl Lefts {
    const TABLED: usize = 0x800;

    /// The table.
    #[inline]
    pub fn get() -> &'static Lefts {
        static LEFTS: LazyLock<Box<Lefts>> = LazyLock::new(|| {
            let of = |code: usize| char::from_u32(code as u32).map_or(Left::Depends, worked_out);
            Box::new(Lefts(std::array::from_fn(of)))
        });
        &LEFTS
    }

    /// What a character leaves.
    #[inline]
    pub fn of(&self, c: char) -> Left {
        match self.0.get(c as usize) {
            Some(&left) => left,
            None if script::is_joiner(c) || script::is_legacy_half_space(c) => Left::Nothing,
            None => Left::Depends,
        }
    }
}

fn worked_out(c: char) -> Left {
    let key = fold_piece(c.encode_utf8(&mut [0; 4]));
    let mut letters = key.chars();
    match (c, letters.next(), letters.next()) {
        // A hamza that joins its letter, seats of it, and the sign that makes и a й.
        ('\u{654}' | '\u{306}' | 'ئ' | 'ؤ', ..) | (_, Some(_), Some(_)) => Left::Depends,
        (_, Some(letter), None) => Left::Letter(letter),
        (_, None, _) => Left::Nothing,
    }
}

/// What a piece of a word adds to the word's key, as far as that can be told without the
/// rest of the word: nothing, when it holds only signs that folding drops.
///
/// ```
/// use kashf::text::fold::fold_piece;
/// assert_eq!((fold_piece("ـأُ"), fold_piece("ء")), ("ا".into(), "".into()));
/// ```
pub fn fold_piece(piece: &str) -> String {
    let letters = letters(piece);
    let mut key = String::with_capacity(piece.len());
    for (i, letter) in letters.iter().enumerate() {
        push_letter(&mut key, letter.c, letters.get(i + 1).map(|next| next.c));
    }
    key
}

/// The letters of a word's key, each with the bytes of the printed word that it came from.
///
/// The letters together are [`fold()`]. Their places ascend; several letters have one place
/// where one printed letter became them (ß, ﻻ). A place takes in the marks on its letter, and
/// no sign that folding drops between letters, unless a mark stands on that.
///
/// ```
/// use kashf::text::fold::places;
/// let word = "گفت‌وُگو";
/// let second: Vec<_> = places(word).into_iter().skip(3).collect();
/// assert_eq!(second[0], ('و', 9..13));
/// assert_eq!(&word[second[0].1.start..second[2].1.end], "وُگو");
/// ```
pub fn places(word: &str) -> Vec<(char, Range<usize>)> {
    let letters = letters(word);
    let mut places = Vec::with_capacity(letters.len());
    let mut piece = String::new();
    for (i, letter) in letters.iter().enumerate() {
        piece.clear();
        push_letter(&mut piece, letter.c, letters.get(i + 1).map(|next| next.c));
        places.extend(piece.chars().map(|c| (c, letter.start..letter.end)));
    }
    if places.is_empty() {
        places.extend(word.char_indices().map(|(start, c)| (c, start..start + c.len_utf8())));
    }
    places
}

/// The thousands sign stands in a number only; the words of [`super::words`] hold no other.
const THOUSANDS: char = ',';

fn ascii(word: &str) -> String {
    let key: String =
        word.chars().filter(|&c| c != THOUSANDS).map(|c| c.to_ascii_lowercase()).collect();
    if key.is_empty() { word.to_string() } else { key }
}

/// A letter of a word, and where it stands there, in bytes, with its marks.
struct Letter {
    c: char,
    start: usize,
    end: usize,
}

/// The letters of a word: shapes taken apart, hamzas put together, marks dropped.
fn letters(word: &str) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::with_capacity(word.len());
    for (start, c) in word.char_indices() {
        let end = start + c.len_utf8();
        if let Some(expansion) = presentation(c) {
            let kept = expansion.chars().filter(|&c| !is_dropped(c));
            letters.extend(kept.map(|c| Letter { c, start, end }));
        } else if let Some((last, whole)) =
            letters.last_mut().and_then(|last| compose(last.c, c).map(|whole| (last, whole)))
        {
            (last.c, last.end) = (whole, end);
        } else if !is_dropped(c) {
            letters.push(Letter { c, start, end });
        } else if script::is_mark(c) {
            let Some(under) = letters.last().map(|last| last.start) else { continue };
            let bearers = letters.iter_mut().rev().take_while(|letter| letter.start == under);
            bearers.for_each(|letter| letter.end = end);
        }
    }
    letters
}

fn compose(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        // й is a letter of its own in Russian, not an и with an ornament.
        ('и', '\u{306}') => Some('й'),
        ('И', '\u{306}') => Some('Й'),
        _ => arabic::compose(letter, mark),
    }
}

fn is_dropped(c: char) -> bool {
    match c as u32 {
        0x600..=0x6FF => arabic::change(c) == Change::Delete,
        _ => {
            script::is_joiner(c)
                || script::is_legacy_half_space(c)
                || c == THOUSANDS
                || is_accent(c)
        }
    }
}

/// Marks that are an ornament of their letter. Those of Indic and other scripts spell
/// vowels, and stay.
fn is_accent(c: char) -> bool {
    matches!(
        c as u32,
        0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5C7 | 0x8D3..=0x8FF | 0x1AB0..=0x1AFF
            | 0x1DC0..=0x1DFF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0xE0100..=0xE01EF
    ) && script::is_mark(c)
}

fn push_letter(key: &mut String, c: char, next: Option<char>) {
    if arabic::is_seat_before_waw(c, next) { key.push('و') } else { push_folded(key, c) }
}

fn push_folded(key: &mut String, c: char) {
    if c.is_ascii() {
        key.push(c.to_ascii_lowercase());
    } else if let Some(value) = script::digit(c) {
        key.extend(char::from_digit(value, 10));
    } else if let Some(letters) = latin(c) {
        key.push_str(letters);
    } else if let Change::To(other) = arabic::change(c) {
        key.push(other);
    } else {
        c.to_lowercase().for_each(|c| push_lower(key, c));
    }
}

fn push_lower(key: &mut String, c: char) {
    match c {
        'ё' => key.push('е'),
        // Full-width forms of ASCII.
        '\u{FF01}'..='\u{FF5E}' => {
            key.extend(char::from_u32(c as u32 - 0xFF00 + 0x20).map(|c| c.to_ascii_lowercase()));
        }
        c if is_accent(c) => {}
        c => key.push(c),
    }
}

/// What a letter of the Latin or Greek blocks comes to; `None` outside them.
fn latin(c: char) -> Option<&'static str> {
    let entry = match c as u32 {
        0xC0..=0x24F => entry(&LATIN, c, tables::LATIN.0),
        0x370..=0x3FF => entry(&GREEK, c, tables::GREEK.0),
        0x1E00..=0x1EFF => entry(&LATIN_ADDITIONAL, c, tables::LATIN_ADDITIONAL.0),
        0x1F00..=0x1FFF => entry(&GREEK_EXTENDED, c, tables::GREEK_EXTENDED.0),
        _ => return None,
    };
    entry.filter(|&letters| letters != "-")
}

/// The letters that an Arabic presentation form stands for; `None` for anything else.
fn presentation(c: char) -> Option<&'static str> {
    let entry = match c as u32 {
        0xFB50..=0xFDFF => entry(&PRESENTATION_A, c, tables::PRESENTATION_A.0),
        0xFE70..=0xFEFC => entry(&PRESENTATION_B, c, tables::PRESENTATION_B.0),
        _ => return None,
    };
    entry.filter(|&letters| letters != "-")
}

type Block = LazyLock<Vec<&'static str>>;

fn entry(block: &Block, c: char, first: u32) -> Option<&'static str> {
    block.get((c as u32 - first) as usize).copied()
}

static LATIN: Block = LazyLock::new(|| tables::LATIN.1.split_whitespace().collect());
static LATIN_ADDITIONAL: Block =
    LazyLock::new(|| tables::LATIN_ADDITIONAL.1.split_whitespace().collect());
static GREEK: Block = LazyLock::new(|| tables::GREEK.1.split_whitespace().collect());
static GREEK_EXTENDED: Block =
    LazyLock::new(|| tables::GREEK_EXTENDED.1.split_whitespace().collect());
static PRESENTATION_A: Block = LazyLock::new(|| runs(tables::PRESENTATION_A.1));
static PRESENTATION_B: Block = LazyLock::new(|| runs(tables::PRESENTATION_B.1));

/// Unpacks entries that begin with how often they stand in a row.
fn runs(packed: &'static str) -> Vec<&'static str> {
    let unpack = |entry: &'static str| {
        let (count, letters) = entry.split_at(1);
        std::iter::repeat_n(letters, count.parse().unwrap_or(1))
    };
    packed.split_whitespace().flat_map(unpack).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_the_table_or_without_it_the_key_is_the_same() {
        let letters = || ('\u{600}'..='\u{6FF}').chain(['a', ',', 'и', '\u{306}', '\u{200C}']);
        let pairs = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
        let others = ('\u{80}'..='\u{2FFF}').chain('\u{FB00}'..='\u{FFFF}');
        for word in pairs.chain(others.flat_map(|c| [format!("{c}"), format!("ب{c}")])) {
            assert!(word.is_ascii() || fold(&word) == slowly(&word), "{word:?}");
        }
    }

    #[test]
    fn the_table_is_the_test() {
        for rule in arabic::RULES {
            assert_eq!(fold(rule.eg.0), rule.eg.1, "{}", rule.why);
            assert!(
                rule.eg.0.chars().any(|c| rule.from.contains(c)),
                "{}: no such letter",
                rule.why
            );
        }
        for &(first, last, why, (word, key)) in arabic::DELETED {
            assert_eq!(fold(word), key, "{why}");
            assert!(word.chars().any(|c| (first..=last).contains(&c)), "{why}: no such mark");
        }
    }

    #[test]
    fn one_word_in_many_spellings() {
        #[rustfmt::skip]
        let groups: &[&[&str]] = &[
            &["مسئول", "مسؤول", "مسوول", "مسي\u{654}ول", "مسئُول"],
            &["گفت‌وگو", "گفتوگو", "گفت\u{200B}وگو", "گفت¬وگو"],
            &["الأمنیة", "الأمنية", "الامنيه", "اَلأَمْنِيَّة"],
            &["تأکید", "تاکید", "تأكيد", "تاكيد"],
            &["خانۀ", "خانه", "خانهٔ", "خانة"],
            &["ﻻ", "لا"], &["ﷲ", "الله"], &["ﺍﻟﻨﺎﺗﻮ", "الناتو", "الــناتو"],
            &["۲۰۲۱", "٢٠٢١", "2021", "２０２１"],
            &["1,000", "1000", "۱٬۰۰۰"],
            &["Müller", "muller", "MU\u{308}LLER"],
            &["naïve", "NAIVE"], &["Łódź", "lodz"], &["straße", "STRASSE"],
            &["Ёлка", "елка"], &["Йод", "и\u{306}од"],
            &["Ὀδυσσεύς", "οδυσσευσ"], &["İstanbul", "istanbul"],
        ];
        for group in groups {
            for word in *group {
                assert_eq!(fold(word), fold(group[0]), "{word} / {}", group[0]);
            }
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (a, b) in [("иод", "йод"), ("سر", "شر"), ("کار", "گار"), ("हिन्दी", "हन्द")]
        {
            assert_ne!(fold(a), fold(b));
        }
    }

    #[test]
    fn a_key_is_its_own_key_and_never_empty() {
        let words = ["ء", "ـ", "آب", "Ǆ", "ﷺ", "１２", "ﯽ", "Ω", "ẞ", "ͅa", "ئؤ", "،", "ﹱ", ","];
        for word in words {
            let key = fold(word);
            assert!(!key.is_empty(), "{word:?}");
            assert_eq!(fold(&key), key, "{word:?}");
        }
    }

    #[test]
    fn places_of_letters() {
        let places = |word: &str| -> Vec<String> {
            places(word).into_iter().map(|(c, at)| format!("{c}={}", &word[at])).collect()
        };
        assert_eq!(places("مُس\u{200C}ئول"), ["م=مُ", "س=س", "و=ئ", "و=و", "ل=ل"]);
        assert_eq!(places("ي\u{654}َا"), ["ی=ي\u{654}َ", "ا=ا"]);
        assert_eq!(places("ﻻَء"), ["ل=ﻻَ", "ا=ﻻَ"]);
        assert_eq!(places("Straße"), ["s=S", "t=t", "r=r", "a=a", "s=ß", "s=ß", "e=e"]);
        assert_eq!(places("1,000"), ["1=1", "0=0", "0=0", "0=0"]);
        assert_eq!(places("ء"), ["ء=ء"]);
    }

    proptest! {
        #[test]
        fn places_are_of_the_key(word in "(\\PC|[ابئؤويیﻻﷲﷺÉİßи\u{306}\u{307}ءـ,\u{64E}\u{654}\u{200C}\u{1F600}]){0,9}") {
            let places = places(&word);
            prop_assert_eq!(places.iter().map(|&(c, _)| c).collect::<String>(), fold(&word));
            for (_, at) in &places {
                prop_assert!(word.get(at.clone()).is_some_and(|printed| !printed.is_empty()));
            }
            for pair in places.windows(2) {
                prop_assert!(pair[0].1 == pair[1].1 || pair[0].1.end <= pair[1].1.start);
            }
        }
    }
}
