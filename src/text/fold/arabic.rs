//! Folding of the Arabic script: one key alphabet for Arabic, Persian and their
//! neighbours, whatever the language of the document.
//!
//! Folding by script and not by language is deliberate: Arabic texts hold Persian
//! letters and Persian texts Arabic ones, and a query does not say what it is.

use std::sync::LazyLock;

/// Letters that are one letter to a searcher.
pub struct Rule {
    /// The letters as printed.
    pub from: &'static str,
    /// What they become in a key.
    pub to: &'static str,
    /// The reason.
    pub why: &'static str,
    /// A word as printed, and its key.
    pub eg: (&'static str, &'static str),
}

/// The rules, each of one letter to one letter or to nothing. The table is the test.
#[rustfmt::skip]
pub const RULES: &[Rule] = &[
    Rule { from: "أإآٱٲٳ", to: "ا", why: "hamza and madda on alef are often left out", eg: ("إيران", "ایران") },
    Rule { from: "يىېۍےۓ", to: "ی", why: "Arabic yeh, alef maqsura and yeh barree are typed for one another", eg: ("على", "علی") },
    Rule { from: "ئ", to: "ی", why: "the seat of a hamza in the middle of a word", eg: ("رائد", "راید") },
    Rule { from: "ؤ", to: "و", why: "the seat of a hamza in the middle of a word", eg: ("مؤمن", "مومن") },
    Rule { from: "كڪګ", to: "ک", why: "Arabic and Persian kaf look alike and are mixed by keyboards", eg: ("كتاب", "کتاب") },
    Rule { from: "ةۀہۂھەۃ", to: "ه", why: "teh marbuta is written as heh; the others are shapes of heh", eg: ("مدرسة", "مدرسه") },
    Rule { from: "ء", to: "", why: "a bare hamza is written or not", eg: ("شيء", "شی") },
    Rule { from: "ـ", to: "", why: "tatweel only stretches a word", eg: ("الــناتو", "الناتو") },
    Rule { from: "٠۰", to: "0", why: "digits of three systems", eg: ("٢٠٢١", "2021") },
    Rule { from: "١۱", to: "1", why: "digits of three systems", eg: ("۱۴۰۰", "1400") },
    Rule { from: "٢۲", to: "2", why: "digits of three systems", eg: ("۲۰۲۲", "2022") },
    Rule { from: "٣۳", to: "3", why: "digits of three systems", eg: ("٣٧", "37") },
    Rule { from: "٤۴", to: "4", why: "digits of three systems", eg: ("۴", "4") },
    Rule { from: "٥۵", to: "5", why: "digits of three systems", eg: ("٥", "5") },
    Rule { from: "٦۶", to: "6", why: "digits of three systems", eg: ("۲۶", "26") },
    Rule { from: "٧۷", to: "7", why: "digits of three systems", eg: ("۱۷", "17") },
    Rule { from: "٨۸", to: "8", why: "digits of three systems", eg: ("٨", "8") },
    Rule { from: "٩۹", to: "9", why: "digits of three systems", eg: ("۹۹", "99") },
    Rule { from: "٫", to: ".", why: "the decimal sign of Arabic script", eg: ("۳٫۵", "3.5") },
    Rule { from: "٬", to: "", why: "the thousands sign of Arabic script", eg: ("۱٬۰۰۰", "1000") },
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
