//! A word → a key that it shares with the same name in another script.
//!
//! Only what the tongue stops at is kept, letter by letter in one small alphabet: vowels, the
//! letters that write them, *h*, and endings made of them fall away, as does the Arabic
//! article. So لاوروف, لافروف, Лавров and *Lavrov* are one, and so are مکتوب and مكتوبة.
//! Some words that have nothing to do with each other are one, too: keys say how likely two
//! passages speak of one thing when many of them are shared, and nothing one by one.

use std::sync::LazyLock;

/// A hash of what is kept of a word.
pub type Key = u32;

/// Letters that sound alike, in the scripts that names come in. The first of each is unlike
/// all others; those of the last row are dropped.
const SOUNDS: [&str; 18] = [
    "بپbpбп",
    "تطثtт",
    "دdд",
    "کكقkqcк",
    "گغgг",
    "جچژjж",
    "سصsц",
    "زذظzз",
    "شш",
    "خxх",
    "حч",
    "فvfwвф",
    "لlл",
    "رrр",
    "مmм",
    "نnн",
    "ضщ",
    "اأإآٱءئؤىيیهةۀعoaeiuyhаеёиоуыэюяйьъ",
];

/// The row of a letter that is dropped, and of و, which may be a vowel or the sound of v.
const DROPPED: u8 = SOUNDS.len() as u8 - 1;
const WAW: u8 = DROPPED + 1;
/// What ends a word.
const GAP: u8 = u8::MAX;
/// Signs within a word.
const MARK: u8 = u8::MAX - 1;

const TABLED: usize = 0x700;

static CODES: LazyLock<[u8; TABLED]> = LazyLock::new(|| {
    let mut codes = std::array::from_fn(|c| match char::from_u32(c as u32) {
        Some(c) if crate::text::script::is_mark(c) || c == crate::text::script::TATWEEL => MARK,
        Some(c) if c.is_alphabetic() => DROPPED,
        _ => GAP,
    });
    for (row, letters) in (0..).zip(SOUNDS) {
        for letter in letters.chars().flat_map(|c| [c, c.to_uppercase().next().unwrap_or(c)]) {
            codes[letter as usize] = row;
        }
    }
    // Russian с sounds like s, not like the Latin letter of its shape.
    (codes['с' as usize], codes['С' as usize]) = (codes['s' as usize], codes['s' as usize]);
    codes['و' as usize] = WAW;
    codes
});

fn code(codes: &[u8; TABLED], c: char) -> u8 {
    match codes.get(c as usize) {
        Some(&code) => code,
        None if crate::text::script::is_joiner(c) => MARK,
        None if c.is_alphabetic() => DROPPED,
        None => GAP,
    }
}

/// The letters of a word that its key is made of, at most.
const LONGEST: usize = 32;

/// The keys of a text's words, in their order. Words of fewer than two kept letters have none.
pub fn keys(text: &str) -> Vec<Key> {
    let codes = &*CODES;
    let (mut found, mut word, mut length) = (Vec::new(), [(' ', GAP); LONGEST], 0);
    for c in text.chars().chain([' ']) {
        match code(codes, c) {
            MARK => {}
            GAP => {
                found.extend(key(&word[..length]));
                length = 0;
            }
            // A run of letters without end is no word.
            code if length < LONGEST => {
                word[length] = (c, code);
                length += 1;
            }
            _ => {}
        }
    }
    found
}

fn key(word: &[(char, u8)]) -> Option<Key> {
    let word = without_article(word);
    let (mut hash, mut kept, mut last) = (0x811C_9DC5u32, 0, DROPPED);
    for (i, &(c, code)) in word.iter().enumerate() {
        let code = if code == WAW { waw(word, i) } else { code };
        // "sh" and "kh" are one sound; doubled letters are one letter.
        let code = match (c, word.get(i + 1)) {
            ('s' | 'S', Some(('h', _))) => 8,
            ('k' | 'K', Some(('h', _))) => 9,
            _ => code,
        };
        if code != DROPPED && code != last {
            hash = (hash ^ u32::from(code)).wrapping_mul(0x0100_0193);
            kept += 1;
        }
        last = code;
    }
    (kept >= 2).then_some(hash)
}

/// و between vowels is the sound of v; elsewhere it is a vowel, or as good as one.
fn waw(word: &[(char, u8)], at: usize) -> u8 {
    let vowel = |i: usize| word.get(i).is_some_and(|&(c, _)| matches!(c, 'ا' | 'ی' | 'ي'));
    let v = 11;
    if at > 1 && (vowel(at - 1) && word[at - 1].0 == 'ا' || vowel(at - 1) && vowel(at + 1)) {
        v
    } else {
        DROPPED
    }
}

/// Takes ال, وال, بال, كال, فال and لل away.
fn without_article(word: &[(char, u8)]) -> &[(char, u8)] {
    let letter = |i: usize| word.get(i).map(|&(c, _)| c);
    let article = match (letter(0), letter(1), letter(2)) {
        (Some('ا'), Some('ل'), _) | (Some('ل'), Some('ل'), _) => 2,
        (Some('و' | 'ب' | 'ك' | 'ف'), Some('ا'), Some('ل')) => 3,
        _ => 0,
    };
    if word.len() > article + 2 { &word[article..] } else { word }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(word: &str) -> Key {
        keys(word).first().copied().unwrap_or_else(|| panic!("{word} has no key"))
    }

    #[test]
    fn one_name_in_many_scripts() {
        for names in [
            &["لاوروف", "لافروف", "Лавров", "Lavrov"][..],
            &["گروشکو", "غروشكو", "Грушко"],
            &["سالیوان", "سوليفان", "Salivan"],
            &["مکتوب", "مكتوبة", "المكتوب"],
            &["ناتو", "الناتو", "والناتو", "NATO"],
            &["اوکراین", "أوكرانيا"],
            &["Shiraz", "شیراز", "Шираз"],
        ] {
            for name in names {
                assert_eq!(one(name), one(names[0]), "{name}");
            }
        }
        assert_ne!(one("لاوروف"), one("سالیوان"));
        assert_eq!(keys("و به ای ۲۰۲۱ — ").len(), 0);
    }
}
