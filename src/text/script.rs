//! What a character is to a reader: a letter, a mark on a letter, a joiner, a digit.
//!
//! Only what cutting a text into words needs. The tables are the Unicode Character
//! Database's (version 15); `std` knows the rest.

use std::sync::LazyLock;

/// What cutting into words asks of a character, as bits.
pub mod class {
    /// A word can begin with it.
    pub const BEGINS: u8 = 1;
    /// It stands on the letter before it, or stretches it.
    pub const ON: u8 = 2;
    /// It may stand between two letters of a word.
    pub const GLUE: u8 = 4;
    /// A letter of a script without spaces.
    pub const UNSPACED: u8 = 8;
    /// A digit.
    pub const DIGIT: u8 = 16;
}

/// The classes of characters, those of the commonest alphabets in a table: every character of
/// every text is looked up when an index is built.
pub struct Classes([u8; Classes::TABLED]);

impl Classes {
    /// Up to the Arabic letters and beyond; higher ones are worked out every time.
    const TABLED: usize = 0x800;

    /// The table.
    pub fn get() -> &'static Classes {
        static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
            let of = |code: usize| char::from_u32(code as u32).map_or(0, worked_out);
            Classes(std::array::from_fn(of))
        });
        &CLASSES
    }

    /// The class of a character.
    #[inline]
    pub fn of(&self, c: char) -> u8 {
        match self.0.get(c as usize) {
            Some(&class) => class,
            None => worked_out(c),
        }
    }
}

fn worked_out(c: char) -> u8 {
    let bit = |is: bool, bit: u8| if is { bit } else { 0 };
    bit(begins_word(c), class::BEGINS)
        | bit(is_mark(c) || c == TATWEEL, class::ON)
        | bit(is_joiner(c) || is_legacy_half_space(c), class::GLUE)
        | bit(is_unspaced(c), class::UNSPACED)
        | bit(digit(c).is_some(), class::DIGIT)
}

/// A mark that sits on the letter before it: vowel signs, hamza above, accents, viramas.
pub fn is_mark(c: char) -> bool {
    if c < '\u{300}' {
        return false;
    }
    in_ranges(MARKS, c)
}

/// A letter or a digit: something a word can begin with.
pub fn begins_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() && !is_mark(c) && c != TATWEEL
}

/// A character that stands inside a word without being a letter of it: the
/// half-space (ZWNJ), the joiner, the soft hyphen, direction marks.
pub fn is_joiner(c: char) -> bool {
    matches!(
        c,
        ZWNJ | '\u{200D}'..='\u{200F}'
            | '\u{AD}'
            | '\u{61C}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

/// A character that old files use for the half-space: NOT SIGN, by way of a legacy
/// code page, and ZERO WIDTH SPACE. Between two Arabic letters it is one.
pub fn is_legacy_half_space(c: char) -> bool {
    matches!(c, '\u{AC}' | '\u{200B}')
}

/// A half-space, as it should be written or as old files write it.
pub fn is_half_space(c: char) -> bool {
    c == ZWNJ || is_legacy_half_space(c)
}

/// A letter of the Arabic script, presentation forms included.
pub fn is_arabic(c: char) -> bool {
    matches!(
        c,
        '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{6D5}' | '\u{6EE}' | '\u{6EF}'
            | '\u{6FA}'..='\u{6FF}'
            | '\u{750}'..='\u{77F}'
            | '\u{8A0}'..='\u{8C9}'
            | '\u{FB50}'..='\u{FDFC}'
            | '\u{FE70}'..='\u{FEFC}'
    )
}

/// A letter of a script that is written without spaces between words. Each is a word
/// of its own here, and a run of them in a query is a phrase.
pub fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{E00}'..='\u{EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{30FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    ) && digit(c).is_none()
}

/// The value of a decimal digit of any script.
///
/// ```
/// use kashf::text::script::digit;
/// assert_eq!((digit('7'), digit('٧'), digit('۷'), digit('x')), (Some(7), Some(7), Some(7), None));
/// ```
pub fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = c as u32;
    let after = DIGIT_ZEROS.partition_point(|&zero| zero <= code);
    let value = code - DIGIT_ZEROS.get(after.checked_sub(1)?)?;
    (value < 10).then_some(value)
}

/// [`char::is_alphabetic`], out of a table for the commonest alphabets: `std` searches for it.
#[inline]
pub fn is_alphabetic(c: char) -> bool {
    match KINDS.get(c as usize) {
        Some(&kind) => kind & 1 > 0,
        None => c.is_alphabetic(),
    }
}

/// [`char::is_numeric`], likewise.
#[inline]
pub fn is_numeric(c: char) -> bool {
    match KINDS.get(c as usize) {
        Some(&kind) => kind & 2 > 0,
        None => c.is_numeric(),
    }
}

/// Whether a character of the commonest alphabets is its own small letter; false of others.
#[inline]
pub fn is_small(c: char) -> bool {
    KINDS.get(c as usize).is_some_and(|&kind| kind & 4 > 0)
}

/// Whether a character is alphabetic, twice whether it is numeric, and four times whether it is its
/// own small letter: added up.
static KINDS: LazyLock<[u8; Classes::TABLED]> = LazyLock::new(|| {
    let of = |c: char| {
        let is_small = c.to_lowercase().eq([c]);
        u8::from(c.is_alphabetic()) | u8::from(c.is_numeric()) << 1 | u8::from(is_small) << 2
    };
    std::array::from_fn(|code| char::from_u32(code as u32).map_or(0, of))
});

/// The half-space of Persian: keeps two letters apart without a space.
pub const ZWNJ: char = '\u{200C}';
/// The stroke that lengthens a word in Arabic script; it has no meaning.
pub const TATWEEL: char = '\u{640}';

fn in_ranges(ranges: &[(u32, u32)], c: char) -> bool {
    let code = c as u32;
    let after = ranges.partition_point(|&(first, _)| first <= code);
    after > 0 && code <= ranges[after - 1].1
}

/// The digit nought of every script, ascending; one to nine follow it.
const DIGIT_ZEROS: &[u32] = &[
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
    0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650,
    0x116C0, 0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x16A60, 0x16AC0, 0x16B50,
    0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E950, 0x1FBF0,
];

/// Marks (general category M), ascending.
#[rustfmt::skip]
const MARKS: &[(u32, u32)] = &[
    (0x300, 0x36F), (0x483, 0x489), (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2),
    (0x5C4, 0x5C5), (0x5C7, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670),
    (0x6D6, 0x6DC), (0x6DF, 0x6E4), (0x6E7, 0x6E8), (0x6EA, 0x6ED), (0x711, 0x711),
    (0x730, 0x74A), (0x7A6, 0x7B0), (0x7EB, 0x7F3), (0x7FD, 0x7FD), (0x816, 0x819),
    (0x81B, 0x823), (0x825, 0x827), (0x829, 0x82D), (0x859, 0x85B), (0x898, 0x89F),
    (0x8CA, 0x8E1), (0x8E3, 0x903), (0x93A, 0x93C), (0x93E, 0x94F), (0x951, 0x957),
    (0x962, 0x963), (0x981, 0x983), (0x9BC, 0x9BC), (0x9BE, 0x9C4), (0x9C7, 0x9C8),
    (0x9CB, 0x9CD), (0x9D7, 0x9D7), (0x9E2, 0x9E3), (0x9FE, 0x9FE), (0xA01, 0xA03),
    (0xA3C, 0xA3C), (0xA3E, 0xA42), (0xA47, 0xA48), (0xA4B, 0xA4D), (0xA51, 0xA51),
    (0xA70, 0xA71), (0xA75, 0xA75), (0xA81, 0xA83), (0xABC, 0xABC), (0xABE, 0xAC5),
    (0xAC7, 0xAC9), (0xACB, 0xACD), (0xAE2, 0xAE3), (0xAFA, 0xAFF), (0xB01, 0xB03),
    (0xB3C, 0xB3C), (0xB3E, 0xB44), (0xB47, 0xB48), (0xB4B, 0xB4D), (0xB55, 0xB57),
    (0xB62, 0xB63), (0xB82, 0xB82), (0xBBE, 0xBC2), (0xBC6, 0xBC8), (0xBCA, 0xBCD),
    (0xBD7, 0xBD7), (0xC00, 0xC04), (0xC3C, 0xC3C), (0xC3E, 0xC44), (0xC46, 0xC48),
    (0xC4A, 0xC4D), (0xC55, 0xC56), (0xC62, 0xC63), (0xC81, 0xC83), (0xCBC, 0xCBC),
    (0xCBE, 0xCC4), (0xCC6, 0xCC8), (0xCCA, 0xCCD), (0xCD5, 0xCD6), (0xCE2, 0xCE3),
    (0xD00, 0xD03), (0xD3B, 0xD3C), (0xD3E, 0xD44), (0xD46, 0xD48), (0xD4A, 0xD4D),
    (0xD57, 0xD57), (0xD62, 0xD63), (0xD81, 0xD83), (0xDCA, 0xDCA), (0xDCF, 0xDD4),
    (0xDD6, 0xDD6), (0xDD8, 0xDDF), (0xDF2, 0xDF3), (0xE31, 0xE31), (0xE34, 0xE3A),
    (0xE47, 0xE4E), (0xEB1, 0xEB1), (0xEB4, 0xEBC), (0xEC8, 0xECD), (0xF18, 0xF19),
    (0xF35, 0xF35), (0xF37, 0xF37), (0xF39, 0xF39), (0xF3E, 0xF3F), (0xF71, 0xF84),
    (0xF86, 0xF87), (0xF8D, 0xF97), (0xF99, 0xFBC), (0xFC6, 0xFC6), (0x102B, 0x103E),
    (0x1056, 0x1059), (0x105E, 0x1060), (0x1062, 0x1064), (0x1067, 0x106D), (0x1071, 0x1074),
    (0x1082, 0x108D), (0x108F, 0x108F), (0x109A, 0x109D), (0x135D, 0x135F), (0x1712, 0x1715),
    (0x1732, 0x1734), (0x1752, 0x1753), (0x1772, 0x1773), (0x17B4, 0x17D3), (0x17DD, 0x17DD),
    (0x180B, 0x180D), (0x180F, 0x180F), (0x1885, 0x1886), (0x18A9, 0x18A9), (0x1920, 0x192B),
    (0x1930, 0x193B), (0x1A17, 0x1A1B), (0x1A55, 0x1A5E), (0x1A60, 0x1A7C), (0x1A7F, 0x1A7F),
    (0x1AB0, 0x1ACE), (0x1B00, 0x1B04), (0x1B34, 0x1B44), (0x1B6B, 0x1B73), (0x1B80, 0x1B82),
    (0x1BA1, 0x1BAD), (0x1BE6, 0x1BF3), (0x1C24, 0x1C37), (0x1CD0, 0x1CD2), (0x1CD4, 0x1CE8),
    (0x1CED, 0x1CED), (0x1CF4, 0x1CF4), (0x1CF7, 0x1CF9), (0x1DC0, 0x1DFF), (0x20D0, 0x20F0),
    (0x2CEF, 0x2CF1), (0x2D7F, 0x2D7F), (0x2DE0, 0x2DFF), (0x302A, 0x302F), (0x3099, 0x309A),
    (0xA66F, 0xA672), (0xA674, 0xA67D), (0xA69E, 0xA69F), (0xA6F0, 0xA6F1), (0xA802, 0xA802),
    (0xA806, 0xA806), (0xA80B, 0xA80B), (0xA823, 0xA827), (0xA82C, 0xA82C), (0xA880, 0xA881),
    (0xA8B4, 0xA8C5), (0xA8E0, 0xA8F1), (0xA8FF, 0xA8FF), (0xA926, 0xA92D), (0xA947, 0xA953),
    (0xA980, 0xA983), (0xA9B3, 0xA9C0), (0xA9E5, 0xA9E5), (0xAA29, 0xAA36), (0xAA43, 0xAA43),
    (0xAA4C, 0xAA4D), (0xAA7B, 0xAA7D), (0xAAB0, 0xAAB0), (0xAAB2, 0xAAB4), (0xAAB7, 0xAAB8),
    (0xAABE, 0xAABF), (0xAAC1, 0xAAC1), (0xAAEB, 0xAAEF), (0xAAF5, 0xAAF6), (0xABE3, 0xABEA),
    (0xABEC, 0xABED), (0xFB1E, 0xFB1E), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0x101FD, 0x101FD),
    (0x102E0, 0x102E0), (0x10376, 0x1037A), (0x10A01, 0x10A03), (0x10A05, 0x10A06), (0x10A0C, 0x10A0F),
    (0x10A38, 0x10A3A), (0x10A3F, 0x10A3F), (0x10AE5, 0x10AE6), (0x10D24, 0x10D27), (0x10EAB, 0x10EAC),
    (0x10F46, 0x10F50), (0x10F82, 0x10F85), (0x11000, 0x11002), (0x11038, 0x11046), (0x11070, 0x11070),
    (0x11073, 0x11074), (0x1107F, 0x11082), (0x110B0, 0x110BA), (0x110C2, 0x110C2), (0x11100, 0x11102),
    (0x11127, 0x11134), (0x11145, 0x11146), (0x11173, 0x11173), (0x11180, 0x11182), (0x111B3, 0x111C0),
    (0x111C9, 0x111CC), (0x111CE, 0x111CF), (0x1122C, 0x11237), (0x1123E, 0x1123E), (0x112DF, 0x112EA),
    (0x11300, 0x11303), (0x1133B, 0x1133C), (0x1133E, 0x11344), (0x11347, 0x11348), (0x1134B, 0x1134D),
    (0x11357, 0x11357), (0x11362, 0x11363), (0x11366, 0x1136C), (0x11370, 0x11374), (0x11435, 0x11446),
    (0x1145E, 0x1145E), (0x114B0, 0x114C3), (0x115AF, 0x115B5), (0x115B8, 0x115C0), (0x115DC, 0x115DD),
    (0x11630, 0x11640), (0x116AB, 0x116B7), (0x1171D, 0x1172B), (0x1182C, 0x1183A), (0x11930, 0x11935),
    (0x11937, 0x11938), (0x1193B, 0x1193E), (0x11940, 0x11940), (0x11942, 0x11943), (0x119D1, 0x119D7),
    (0x119DA, 0x119E0), (0x119E4, 0x119E4), (0x11A01, 0x11A0A), (0x11A33, 0x11A39), (0x11A3B, 0x11A3E),
    (0x11A47, 0x11A47), (0x11A51, 0x11A5B), (0x11A8A, 0x11A99), (0x11C2F, 0x11C36), (0x11C38, 0x11C3F),
    (0x11C92, 0x11CA7), (0x11CA9, 0x11CB6), (0x11D31, 0x11D36), (0x11D3A, 0x11D3A), (0x11D3C, 0x11D3D),
    (0x11D3F, 0x11D45), (0x11D47, 0x11D47), (0x11D8A, 0x11D8E), (0x11D90, 0x11D91), (0x11D93, 0x11D97),
    (0x11EF3, 0x11EF6), (0x16AF0, 0x16AF4), (0x16B30, 0x16B36), (0x16F4F, 0x16F4F), (0x16F51, 0x16F87),
    (0x16F8F, 0x16F92), (0x16FE4, 0x16FE4), (0x16FF0, 0x16FF1), (0x1BC9D, 0x1BC9E), (0x1CF00, 0x1CF2D),
    (0x1CF30, 0x1CF46), (0x1D165, 0x1D169), (0x1D16D, 0x1D172), (0x1D17B, 0x1D182), (0x1D185, 0x1D18B),
    (0x1D1AA, 0x1D1AD), (0x1D242, 0x1D244), (0x1DA00, 0x1DA36), (0x1DA3B, 0x1DA6C), (0x1DA75, 0x1DA75),
    (0x1DA84, 0x1DA84), (0x1DA9B, 0x1DA9F), (0x1DAA1, 0x1DAAF), (0x1E000, 0x1E006), (0x1E008, 0x1E018),
    (0x1E01B, 0x1E021), (0x1E023, 0x1E024), (0x1E026, 0x1E02A), (0x1E130, 0x1E136), (0x1E2AE, 0x1E2AE),
    (0x1E2EC, 0x1E2EF), (0x1E8D0, 0x1E8D6), (0x1E944, 0x1E94A),
    (0xE0100, 0xE01EF),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_not_letters() {
        for c in ['\u{64B}', '\u{670}', '\u{301}', '\u{94D}', '\u{5B0}'] {
            assert!(is_mark(c) && !begins_word(c), "{c:?}");
        }
        for c in ['ا', 'ی', 'é', 'я', '中', '5', '٥'] {
            assert!(!is_mark(c) && begins_word(c), "{c:?}");
        }
        assert!(!begins_word(TATWEEL) && !begins_word('_') && !begins_word('،'));
    }

    #[test]
    fn digits_of_many_scripts() {
        for (text, value) in [("0123456789", 9), ("۰۱۲۳۴۵۶۷۸۹", 9), ("٠١٢٣٤٥٦٧٨٩", 9), ("०९", 9)]
        {
            assert_eq!(text.chars().filter_map(digit).max(), Some(value));
            assert_eq!(text.chars().filter_map(digit).min(), Some(0));
        }
        assert_eq!(digit('ا'), None);
    }
}
