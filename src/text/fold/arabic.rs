//! Folding of the Arabic script: one key alphabet for Arabic, Persian and their
//! neighbours, whatever the language of the document.
//!
//! Folding by script and not by language is deliberate: Arabic texts hold Persian
//! letters and Persian texts Arabic ones, and a query does not say what it is.

use std::sync::LazyLock;

/// Letters that are one letter to a searcher. What only people and tests read is not in the
/// program.
pub struct Rule {
    /// The letters as printed.
    pub from: &'static str,
    /// What they become in a key.
    pub to: &'static str,
    /// The reason.
    #[cfg(test)]
    pub why: &'static str,
    /// A word as printed, and its key.
    #[cfg(test)]
    pub eg: (&'static str, &'static str),
}

/// A rule, in one line.
#[cfg_attr(not(test), expect(unused_variables, reason = "only tests read why, and the example"))]
const fn rule(
    from: &'static str,
    to: &'static str,
    why: &'static str,
    eg: (&'static str, &'static str),
) -> Rule {
    Rule {
        from,
        to,
        #[cfg(test)]
        why,
        #[cfg(test)]
        eg,
    }
}

/// The rules, each of one letter to one letter or to nothing. The table is the test.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    rule("أإآٱٲٳ", "ا", "hamza and madda on alef are often left out", ("إيران", "ایران")),
    rule("يىېۍےۓ", "ی", "Arabic yeh, alef maqsura and yeh barree are typed for one another", ("على", "علی")),
    rule("ئ", "ی", "the seat of a hamza in the middle of a word", ("رائد", "راید")),
    rule("ؤ", "و", "the seat of a hamza in the middle of a word", ("مؤمن", "مومن")),
    rule("كڪګ", "ک", "Arabic and Persian kaf look alike and are mixed by keyboards", ("كتاب", "کتاب")),
    rule("ةۀہۂھەۃ", "ه", "teh marbuta is written as heh; the others are shapes of heh", ("مدرسة", "مدرسه")),
    rule("ء", "", "a bare hamza is written or not", ("شيء", "شی")),
    rule("ـ", "", "tatweel only stretches a word", ("الــناتو", "الناتو")),
    rule("٠۰", "0", "digits of three systems", ("٢٠٢١", "2021")),
    rule("١۱", "1", "digits of three systems", ("۱۴۰۰", "1400")),
    rule("٢۲", "2", "digits of three systems", ("۲۰۲۲", "2022")),
    rule("٣۳", "3", "digits of three systems", ("٣٧", "37")),
    rule("٤۴", "4", "digits of three systems", ("۴", "4")),
    rule("٥۵", "5", "digits of three systems", ("٥", "5")),
    rule("٦۶", "6", "digits of three systems", ("۲۶", "26")),
    rule("٧۷", "7", "digits of three systems", ("۱۷", "17")),
    rule("٨۸", "8", "digits of three systems", ("٨", "8")),
    rule("٩۹", "9", "digits of three systems", ("۹۹", "99")),
    rule("٫", ".", "the decimal sign of Arabic script", ("۳٫۵", "3.5")),
    rule("٬", "", "the thousands sign of Arabic script", ("۱٬۰۰۰", "1000")),
];

/// Marks that are written or not as the writer pleases: first, last, why, example.
#[rustfmt::skip]
pub const DELETED: &[(char, char, &str, (&str, &str))] = &[
    ('\u{610}', '\u{61A}', "signs of honour and Quranic marks", ("محمد\u{612}", "محمد")),
    ('\u{64B}', '\u{65F}', "vowels, shadda, sukun, hamza above and below", ("مُحَمَّدٌ", "محمد")),
    ('\u{670}', '\u{670}', "superscript alef", ("هٰذا", "هذا")),
    ('\u{6D6}', '\u{6DC}', "Quranic marks", ("قل\u{6DA}", "قل")),
    ('\u{6DF}', '\u{6E8}', "Quranic marks", ("ان\u{6E2}", "ان")),
    ('\u{6EA}', '\u{6ED}', "Quranic marks", ("ان\u{6ED}", "ان")),
];

/// A hamza seat before a waw is a waw, so that مسئول, مسؤول and مسوول are one word.
pub fn is_seat_before_waw(seat: char, next: Option<char>) -> bool {
    matches!(seat, 'ئ' | 'ؤ') && matches!(next, Some('ئ' | 'ؤ' | 'و'))
}

/// The letter that a letter and a hamza set apart from it make together.
pub fn compose(letter: char, mark: char) -> Option<char> {
    match (letter, mark) {
        ('ي' | 'ی' | 'ى', '\u{654}') => Some('ئ'),
        ('و', '\u{654}') => Some('ؤ'),
        _ => None,
    }
}

/// What becomes of a character in U+0600 to U+06FF.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// It stays.
    Keep,
    /// It becomes another one.
    To(char),
    /// It goes.
    Delete,
}

/// What becomes of `c`, which must be in U+0600 to U+06FF; others are kept.
pub fn change(c: char) -> Change {
    let place = (c as u32).wrapping_sub(0x600) as usize;
    BLOCK.get(place).copied().unwrap_or(Change::Keep)
}

static BLOCK: LazyLock<[Change; 256]> = LazyLock::new(|| {
    let mut block = [Change::Keep; 256];
    let mut set = |c: char, change| block[c as usize - 0x600] = change;
    for rule in RULES {
        let change = rule.to.chars().next().map_or(Change::Delete, Change::To);
        rule.from.chars().for_each(|c| set(c, change));
    }
    for &(first, last, _, _) in DELETED {
        (first..=last).for_each(|c| set(c, Change::Delete));
    }
    set('\u{61C}', Change::Delete);
    block
});
