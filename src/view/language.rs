//! The interface's languages, the direction of a text, and the names of languages.

/// A language the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Arabic.
    Ar,
    /// Persian.
    Fa,
}

/// Which way a line runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dir {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// The value of the `dir` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Dir::Ltr => "ltr",
            Dir::Rtl => "rtl",
        }
    }
}

impl Lang {
    /// Every language, in the order the chooser shows them.
    pub const ALL: [Lang; 3] = [Lang::En, Lang::Ar, Lang::Fa];

    /// The value of the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ar => "ar",
            Lang::Fa => "fa",
        }
    }

    /// Which way the interface runs in it.
    pub fn dir(self) -> Dir {
        match self {
            Lang::En => Dir::Ltr,
            Lang::Ar | Lang::Fa => Dir::Rtl,
        }
    }

    /// Its own name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Ar => "العربية",
            Lang::Fa => "فارسی",
        }
    }

    /// Its name where there is no room.
    pub fn short(self) -> &'static str {
        match self {
            Lang::En => "En",
            Lang::Ar => "ع",
            Lang::Fa => "فا",
        }
    }

    /// Reads a BCP 47 tag; regions are passed over, and so is case.
    ///
    /// ```
    /// use kashf::view::language::Lang;
    /// assert_eq!(Lang::from_tag("fa-IR"), Some(Lang::Fa));
    /// assert_eq!(Lang::from_tag("de"), None);
    /// ```
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let main = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        match main.as_str() {
            "en" => Some(Lang::En),
            "ar" => Some(Lang::Ar),
            // Dari is written and read as Persian; its readers share the interface.
            "fa" | "prs" => Some(Lang::Fa),
            _ => None,
        }
    }
}

/// The direction of a letter, or `None` for signs, digits and marks.
///
/// The blocks are those of Unicode's bidirectional classes R, AL and L as far as letters
/// go; digits of any script are weak, and so decide nothing.
pub fn letter_direction(letter: char) -> Option<Dir> {
    match letter as u32 {
        0x200E => Some(Dir::Ltr),
        0x200F | 0x061C => Some(Dir::Rtl),
        // Hebrew, Arabic, Syriac, Thaana, N'Ko and their extensions and presentation forms.
        0x05BE..=0x08FF
        | 0xFB1D..=0xFDFF
        | 0xFE70..=0xFEFF
        | 0x10800..=0x10FFF
        | 0x1E800..=0x1EFFF => letter.is_alphabetic().then_some(Dir::Rtl),
        _ => letter.is_alphabetic().then_some(Dir::Ltr),
    }
}

/// Which way a stretch of text runs, or `None` when no letter says so.
///
/// The first letter decides, as in rule P2 of Unicode's algorithm, with one exception that
/// the algorithm leaves to higher protocols (HL1): a line that opens with a Latin name but
/// holds at least three times as many right-to-left letters («NATO در بیانیه‌ای …») is a
/// right-to-left line, and the other way round.
pub fn direction(text: &str) -> Option<Dir> {
    let mut first = None;
    let (mut left, mut right) = (0usize, 0usize);
    // A line's character is plain long before a thousand letters.
    for found in text.chars().filter_map(letter_direction).take(1000) {
        first.get_or_insert(found);
        match found {
            Dir::Ltr => left += 1,
            Dir::Rtl => right += 1,
        }
    }
    match first? {
        Dir::Ltr if right >= 3 * left => Some(Dir::Rtl),
        Dir::Rtl if left >= 3 * right => Some(Dir::Ltr),
        found => Some(found),
    }
}

/// A left-to-right text cut so that its right-to-left words can be isolated: each stretch, and
/// whether it is one. Set so, brackets and digits between two such words keep their place,
/// which Unicode's algorithm would give to the words around them.
///
/// ```
/// use kashf::view::language::isolates;
/// let stretches = isolates("[norm=\"ناتو\"] []{0,3}");
/// assert_eq!(stretches, [("[norm=\"", false), ("ناتو", true), ("\"] []{0,3}", false)]);
/// ```
pub fn isolates(text: &str) -> Vec<(&str, bool)> {
    let mut stretches = Vec::new();
    let (mut from, mut inside) = (0, false);
    // Where the last right-to-left letter ended; what follows it may still belong to it.
    let mut end = 0;
    for (at, letter) in text.char_indices() {
        match letter_direction(letter) {
            Some(Dir::Rtl) => {
                if !inside {
                    stretches.push((&text[from..at], false));
                    (from, inside) = (at, true);
                }
                end = at + letter.len_utf8();
            }
            // A space or a half-space between two words of a phrase does not part them.
            None if letter.is_whitespace() || !letter.is_ascii() => {}
            _ if inside => {
                stretches.push((&text[from..end], true));
                (from, inside) = (end, false);
            }
            _ => {}
        }
    }
    if inside {
        stretches.push((&text[from..end], true));
        from = end;
    }
    stretches.push((&text[from..], false));
    stretches.retain(|(words, _)| !words.is_empty());
    stretches
}

/// The direction that a document's language usually has.
pub fn usual_direction(tag: &str) -> Option<Dir> {
    let main = tag.split(['-', '_']).next().unwrap_or_default();
    match main {
        "ar" | "fa" | "prs" | "ur" | "ps" | "he" | "yi" | "ug" | "sd" | "ckb" | "dv" | "syr" => {
            Some(Dir::Rtl)
        }
        "" | "und" => None,
        _ => Some(Dir::Ltr),
    }
}

/// A language's name in the interface's language; the tag itself when we have no name.
pub fn language_name(ui: Lang, tag: &str) -> String {
    let main = tag.split(['-', '_']).next().unwrap_or_default();
    NAMES
        .iter()
        .find(|row| row.0 == main)
        .map(|row| match ui {
            Lang::En => row.1,
            Lang::Ar => row.2,
            Lang::Fa => row.3,
        })
        .unwrap_or(tag)
        .to_owned()
}

/// Tag, then the name in English, Arabic, Persian.
const NAMES: [(&str, &str, &str, &str); 22] = [
    ("en", "English", "الإنجليزية", "انگلیسی"),
    ("ar", "Arabic", "العربية", "عربی"),
    ("fa", "Persian", "الفارسية", "فارسی"),
    ("prs", "Dari", "الدرية", "دری"),
    ("fr", "French", "الفرنسية", "فرانسوی"),
    ("ru", "Russian", "الروسية", "روسی"),
    ("de", "German", "الألمانية", "آلمانی"),
    ("es", "Spanish", "الإسبانية", "اسپانیایی"),
    ("it", "Italian", "الإيطالية", "ایتالیایی"),
    ("pt", "Portuguese", "البرتغالية", "پرتغالی"),
    ("tr", "Turkish", "التركية", "ترکی استانبولی"),
    ("az", "Azerbaijani", "الأذرية", "آذربایجانی"),
    ("ur", "Urdu", "الأردية", "اردو"),
    ("ps", "Pashto", "البشتوية", "پشتو"),
    ("ku", "Kurdish", "الكردية", "کردی"),
    ("ckb", "Central Kurdish", "الكردية السورانية", "کردی سورانی"),
    ("he", "Hebrew", "العبرية", "عبری"),
    ("uk", "Ukrainian", "الأوكرانية", "اوکراینی"),
    ("zh", "Chinese", "الصينية", "چینی"),
    ("hi", "Hindi", "الهندية", "هندی"),
    ("la", "Latin", "اللاتينية", "لاتین"),
    ("und", "Language not known", "لغة غير معروفة", "زبان نامعلوم"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_of_lines() {
        for (line, expected) in [
            ("Hello", Some(Dir::Ltr)),
            ("سلام", Some(Dir::Rtl)),
            ("۱۷ دسامبر 2021", Some(Dir::Rtl)),
            ("(OSCE)", Some(Dir::Ltr)),
            ("NATO در بیانیه‌ای تازه گفت", Some(Dir::Rtl)),
            ("«لاوروف» means Lavrov, and that is the whole of the matter here", Some(Dir::Ltr)),
            ("8th, October 2024 GMT", Some(Dir::Ltr)),
            ("2021 – 0% …", None),
            ("", None),
            ("\u{200F}!", Some(Dir::Rtl)),
        ] {
            assert_eq!(direction(line), expected, "{line}");
        }
    }

    #[test]
    fn words_of_the_other_direction() {
        for (text, expected) in [
            ("", ""),
            ("NATO", "NATO"),
            ("ناتو", "<ناتو>"),
            ("source:\"پیام شرق\" ناتو", "source:\"<پیام شرق>\" <ناتو>"),
            ("a می‌خواهد 12", "a <می‌خواهد> 12"),
            ("(ش|تش)كو/", "(<ش>|<تش>)<كو>/"),
        ] {
            let shown: String = isolates(text)
                .into_iter()
                .map(|(words, other)| if other { format!("<{words}>") } else { words.to_owned() })
                .collect();
            assert_eq!(shown, expected, "{text}");
        }
    }

    #[test]
    fn names_of_languages() {
        assert_eq!(language_name(Lang::Fa, "ar"), "عربی");
        assert_eq!(language_name(Lang::En, "tlh"), "tlh");
        assert_eq!(language_name(Lang::Ar, "en-GB"), "الإنجليزية");
    }
}
