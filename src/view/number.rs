//! Numbers as readers of each language write and say them.
//!
//! Digits: `1,234` in English, `١٬٢٣٤` in Arabic, `۱٬۲۳۴` in Persian. Words: the plural
//! categories of CLDR, of which Arabic uses all six. What a program reads (`data-count`)
//! never passes through here: it stays ASCII.

use super::language::Lang;

/// Replaces ASCII digits by the language's own; everything else stays.
///
/// ```
/// use kashf::view::{language::Lang, number::digits};
/// assert_eq!(digits(Lang::Fa, "17-12"), "۱۷-۱۲");
/// ```
pub fn digits(lang: Lang, ascii: &str) -> String {
    let zero = match lang {
        Lang::En => return ascii.to_owned(),
        Lang::Ar => 0x0660,
        Lang::Fa => 0x06F0,
    };
    ascii
        .chars()
        .map(|letter| match letter.to_digit(10) {
            Some(value) => char::from_u32(zero + value).unwrap_or(letter),
            None => letter,
        })
        .collect()
}

/// A whole number, in groups of three from ten thousand on in Arabic script and from a
/// thousand on in English.
pub fn number(lang: Lang, value: u64) -> String {
    let separator = match lang {
        Lang::En => ',',
        Lang::Ar | Lang::Fa => '٬',
    };
    let plain = value.to_string();
    let mut grouped = String::with_capacity(plain.len() * 2);
    for (place, digit) in plain.chars().enumerate() {
        if place > 0 && (plain.len() - place).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    digits(lang, &grouped)
}

/// A number with one decimal, rounded half up; `tenths` counts tenths.
fn decimal(lang: Lang, tenths: u64) -> String {
    let point = match lang {
        Lang::En => '.',
        Lang::Ar | Lang::Fa => '٫',
    };
    match tenths % 10 {
        0 => number(lang, tenths / 10),
        rest => format!("{}{point}{}", number(lang, tenths / 10), digits(lang, &rest.to_string())),
    }
}

/// A number to so many significant digits, without zeros at its end; whole ones in full. What is very
/// small or very large is told by a power of ten.
///
/// ```
/// use kashf::view::{language::Lang, number::real};
/// assert_eq!(real(Lang::En, 31_776.996, 4), "31,777");
/// assert_eq!(real(Lang::En, -0.064_900, 5), "−0.0649");
/// assert_eq!(real(Lang::En, 2.5e-12, 4), "2.5·10⁻¹²");
/// assert_eq!(real(Lang::Fa, 4.5, 4), "۴٫۵");
/// ```
pub fn real(lang: Lang, value: f64, significant: usize) -> String {
    let places = significant.max(1) - 1;
    let scientific = format!("{:.places$e}", value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let said = match exponent {
        -5..15 => {
            let decimals = usize::try_from(places as i32 - exponent).unwrap_or(0);
            pointed(lang, &format!("{:.decimals$}", value.abs()))
        }
        _ => {
            const SMALL: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
            let small = exponent.unsigned_abs().to_string();
            let small: String =
                small.bytes().map(|digit| SMALL[usize::from(digit - b'0') % 10]).collect();
            let sign = if exponent < 0 { "⁻" } else { "" };
            format!("{}·{}{sign}{small}", pointed(lang, mantissa), digits(lang, "10"))
        }
    };
    let sign = if value < 0.0 { "−" } else { "" };
    match lang {
        // Between letters that run the other way, the sign stays before the number.
        Lang::Ar | Lang::Fa if value < 0.0 || said.contains('·') => {
            format!("\u{2066}{sign}{said}\u{2069}")
        }
        _ => format!("{sign}{said}"),
    }
}

/// ASCII digits with a point as a reader of the language writes them, without zeros at the end.
fn pointed(lang: Lang, ascii: &str) -> String {
    let (whole, rest) = ascii.split_once('.').unwrap_or((ascii, ""));
    let whole = number(lang, whole.parse().unwrap_or(u64::MAX));
    let point = if lang == Lang::En { '.' } else { '٫' };
    match rest.trim_end_matches('0') {
        "" => whole,
        rest => format!("{whole}{point}{}", digits(lang, rest)),
    }
}

/// A number with so many decimals, at most six, rounded half away from nothing, and with the
/// language's sign if it is below nothing; `–` for what is no number.
///
/// ```
/// use kashf::view::{language::Lang, number::fixed};
/// assert_eq!(fixed(Lang::En, -1234.5, 2), "−1,234.50");
/// assert_eq!(fixed(Lang::Fa, 0.25, 2), "۰٫۲۵");
/// ```
pub fn fixed(lang: Lang, value: f64, places: u32) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let places = places.min(6);
    let unit = 10_u64.pow(places);
    let units = (value.abs() * unit as f64).round() as u64;
    // Where the sign stands beside digits in a line from the right, is said by what is before it.
    let (sign, point) = match lang {
        Lang::En => ("−", '.'),
        Lang::Ar => ("\u{61C}−", '٫'),
        Lang::Fa => ("\u{200E}−", '٫'),
    };
    let sign = if value < 0.0 && units > 0 { sign } else { "" };
    let mut said = format!("{sign}{}", number(lang, units / unit));
    if places > 0 {
        said.push(point);
        said += &digits(lang, &format!("{:0width$}", units % unit, width = places as usize));
    }
    said
}

/// A size in bytes, kilobytes (1000 bytes) or megabytes, in words of the language.
pub fn bytes(lang: Lang, value: u64) -> String {
    let units = match lang {
        Lang::En => ["B", "kB", "MB", "GB"],
        Lang::Ar => ["بايت", "ك.ب", "م.ب", "ج.ب"],
        Lang::Fa => ["بایت", "کیلوبایت", "مگابایت", "گیگابایت"],
    };
    let mut scale = 1u64;
    let mut unit = 0;
    while value / scale >= 1000 && unit + 1 < units.len() {
        scale *= 1000;
        unit += 1;
    }
    let tenths = (u128::from(value) * 10 + u128::from(scale) / 2) / u128::from(scale);
    format!("{}\u{a0}{}", decimal(lang, tenths as u64), units[unit])
}

/// A share of a whole in per cent, such as `12%`, `١٢٪`; below one per cent `<1%`.
pub fn percent(lang: Lang, part: u64, whole: u64) -> String {
    let sign = match lang {
        Lang::En => '%',
        Lang::Ar | Lang::Fa => '٪',
    };
    let rounded = (u128::from(part) * 200 + u128::from(whole)) / (u128::from(whole.max(1)) * 2);
    match rounded {
        0 if part > 0 => format!("<{}{sign}", number(lang, 1)),
        share => format!("{}{sign}", number(lang, share as u64)),
    }
}

/// A noun with its number, in every form a language asks for. `{}` is where the number goes.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    /// None at all.
    pub zero: &'static str,
    /// One.
    pub one: &'static str,
    /// Two.
    pub two: &'static str,
    /// 3–10, and numbers that end so, in Arabic.
    pub few: &'static str,
    /// 11–99, and numbers that end so, in Arabic.
    pub many: &'static str,
    /// Everything else.
    pub other: &'static str,
}

impl Count {
    /// A language with one form for one and another for more.
    pub const fn two_forms(zero: &'static str, one: &'static str, other: &'static str) -> Count {
        Count { zero, one, two: other, few: other, many: other, other }
    }

    /// The form for `value` with the number in its place.
    pub fn say(&self, lang: Lang, value: u64) -> String {
        self.form(lang, value).replace("{}", &number(lang, value))
    }

    fn form(&self, lang: Lang, value: u64) -> &'static str {
        match (lang, value) {
            (_, 0) => self.zero,
            (_, 1) => self.one,
            (_, 2) => self.two,
            (Lang::Ar, _) => match value % 100 {
                3..=10 => self.few,
                11..=99 => self.many,
                _ => self.other,
            },
            _ => self.other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_three_scripts() {
        for (value, en, ar, fa) in [
            (0, "0", "٠", "۰"),
            (7, "7", "٧", "۷"),
            (999, "999", "٩٩٩", "۹۹۹"),
            (1000, "1,000", "١٬٠٠٠", "۱٬۰۰۰"),
            (1234567, "1,234,567", "١٬٢٣٤٬٥٦٧", "۱٬۲۳۴٬۵۶۷"),
        ] {
            assert_eq!(number(Lang::En, value), en);
            assert_eq!(number(Lang::Ar, value), ar);
            assert_eq!(number(Lang::Fa, value), fa);
        }
    }

    #[test]
    fn numbers_with_decimals() {
        for (value, places, en, fa) in [
            (0.0, 0, "0", "۰"),
            (-0.04, 1, "0.0", "۰٫۰"),
            (-2.0, 0, "−2", "\u{200E}−۲"),
            (0.125, 2, "0.13", "۰٫۱۳"),
            (12_345.05, 2, "12,345.05", "۱۲٬۳۴۵٫۰۵"),
            (f64::NAN, 1, "–", "–"),
            (f64::INFINITY, 1, "–", "–"),
        ] {
            assert_eq!(fixed(Lang::En, value, places), en);
            assert_eq!(fixed(Lang::Fa, value, places), fa);
        }
        assert_eq!(fixed(Lang::Ar, -2.5, 1), "\u{61C}−٢٫٥");
    }

    #[test]
    fn sizes() {
        for (value, expected) in
            [(0, "0\u{a0}B"), (999, "999\u{a0}B"), (1500, "1.5\u{a0}kB"), (2_000_000, "2\u{a0}MB")]
        {
            assert_eq!(bytes(Lang::En, value), expected);
        }
        assert_eq!(bytes(Lang::Fa, 1_260_000), "۱٫۳\u{a0}مگابایت");
        assert!(bytes(Lang::En, u64::MAX).ends_with("GB"));
    }

    #[test]
    fn shares() {
        assert_eq!(percent(Lang::En, 1, 3), "33%");
        assert_eq!(percent(Lang::En, 1, 1000), "<1%");
        assert_eq!(percent(Lang::En, 0, 0), "0%");
        assert_eq!(percent(Lang::Fa, 1, 2), "۵۰٪");
    }

    #[test]
    fn arabic_has_six_forms() {
        let texts = Count {
            zero: "لا نصوص",
            one: "نص واحد",
            two: "نصّان",
            few: "{} نصوص",
            many: "{} نصًّا",
            other: "{} نص",
        };
        for (value, expected) in [
            (0, "لا نصوص"),
            (1, "نص واحد"),
            (2, "نصّان"),
            (3, "٣ نصوص"),
            (10, "١٠ نصوص"),
            (11, "١١ نصًّا"),
            (99, "٩٩ نصًّا"),
            (100, "١٠٠ نص"),
            (102, "١٠٢ نص"),
            (103, "١٠٣ نصوص"),
            (111, "١١١ نصًّا"),
            (1000, "١٬٠٠٠ نص"),
        ] {
            assert_eq!(texts.say(Lang::Ar, value), expected);
        }
    }
}
