//! Dates as printed: an ISO date in the words of the interface, anything else untouched.
//!
//! What is shown is not converted between calendars here. A Gregorian ISO date gets a Gregorian
//! month's name; what could be of another calendar (a year before 1583, say `1400-09-26`)
//! and what is no ISO date at all is shown exactly as it was given. What a reader types may be
//! of any calendar, and becomes ISO.

use super::calendar::month_name;
use super::language::Lang;
use super::number::digits;
use crate::engine::protocol::{Calendar, Interval, days_in};

/// The date in words, or `None` when it should be shown as given.
///
/// ```
/// use kashf::view::{date::in_words, language::Lang};
/// assert_eq!(in_words(Lang::En, "2021-12-17").as_deref(), Some("17 December 2021"));
/// assert_eq!(in_words(Lang::Fa, "2021-12").as_deref(), Some("دسامبر ۲۰۲۱"));
/// assert_eq!(in_words(Lang::En, "2022-02-08/2022-02-15").as_deref(), Some("8 February 2022 – 15 February 2022"));
/// assert_eq!(in_words(Lang::En, "Winter 2021"), None);
/// ```
pub fn in_words(lang: Lang, given: &str) -> Option<String> {
    if let Some((first, last)) = given.split_once('/') {
        return Some(format!("{} – {}", in_words(lang, first)?, in_words(lang, last)?));
    }
    // A time of day after the date is not printed; it is in the table of what is known.
    let day_part = given.split(['T', ' ']).next()?;
    if day_part != given && !given[day_part.len()..].starts_with('T') {
        return None;
    }
    let mut parts = day_part.split('-');
    let year = figure(parts.next()?, 4)?;
    if !(1583..=2999).contains(&year) {
        return None;
    }
    let month = parts.next().map(|part| figure(part, 2));
    let day = parts.next().map(|part| figure(part, 2));
    if parts.next().is_some() {
        return None;
    }
    let words = match (month, day) {
        (None, None) => year.to_string(),
        (Some(month), None) => format!("{} {year}", month_name(lang, Calendar::Gregorian, month?)?),
        (Some(month), Some(day)) => {
            let day = day.filter(|day| (1..=31).contains(day))?;
            format!("{day} {} {year}", month_name(lang, Calendar::Gregorian, month?)?)
        }
        (None, Some(_)) => return None,
    };
    Some(digits(lang, &words))
}

/// A date that a reader typed, as ISO 8601: a year, a month or a day; digits of any script,
/// separated by `-`, `/`, `.` or a space. `None` for anything else; an empty field is no date.
///
/// ```
/// use kashf::view::date::typed;
/// assert_eq!(typed("۲۰۲۱/۱۲/۷").as_deref(), Some("2021-12-07"));
/// assert_eq!(typed("spring"), None);
/// ```
pub fn typed(text: &str) -> Option<String> {
    let ascii = |letter: char| match letter as u32 {
        value @ 0x0660..=0x0669 => char::from_digit(value - 0x0660, 10),
        value @ 0x06F0..=0x06F9 => char::from_digit(value - 0x06F0, 10),
        _ => Some(letter),
    };
    // Marks of direction come along with what was copied from a right-to-left line.
    let is_mark = |letter: &char| matches!(letter, '\u{200E}' | '\u{200F}' | '\u{061C}');
    let text: String =
        text.trim().chars().filter(|letter| !is_mark(letter)).filter_map(ascii).collect();
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ', '\u{2010}', '\u{2011}', '٫']).collect();
    let small = |part: &str, most: u32| {
        let value = figure(part, 1).or_else(|| figure(part, 2))?;
        (1..=most).contains(&value).then_some(value)
    };
    let year = figure(parts[0], 4)?;
    match parts[1..] {
        [] => Some(format!("{year:04}")),
        [month] => Some(format!("{year:04}-{:02}", small(month, 12)?)),
        [month, day] => Some(format!("{year:04}-{:02}-{:02}", small(month, 12)?, small(day, 31)?)),
        _ => None,
    }
}

/// The same, or two of them with `..` or `–` between, or as ISO 8601 has them, with a stroke:
/// from the first to the last, as ISO 8601. Empty for nothing.
///
/// ```
/// use kashf::view::date::typed_span;
/// assert_eq!(typed_span("2021/12/7 .. 2022").as_deref(), Some("2021-12-07/2022"));
/// assert_eq!(typed_span("2021-12-07/2021-12-09").as_deref(), Some("2021-12-07/2021-12-09"));
/// assert_eq!((typed_span(" ").as_deref(), typed_span("spring")), (Some(""), None));
/// ```
pub fn typed_span(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() {
        return Some(String::new());
    }
    let two = |(first, last): (&str, &str)| Some(format!("{}/{}", typed(first)?, typed(last)?));
    typed(text).or_else(|| {
        let between = ["..", "–", "/"].into_iter();
        between.filter_map(|sign| two(text.split_once(sign)?)).next()
    })
}

/// What [`typed_span`] read, in ISO 8601 of the Gregorian calendar. A year before 1500 is one of
/// `calendar`; a later one is Gregorian, whatever the calendar: so both are taken. A month or a
/// year of another calendar becomes the days from its first to its last. `None` for a day that
/// the calendar does not have, and for a span that ends before it begins.
///
/// ```
/// use kashf::engine::protocol::Calendar;
/// use kashf::view::date::typed_in;
/// assert_eq!(typed_in(Calendar::Jalali, "۱۴۰۰/۹/۲۶").as_deref(), Some("2021-12-17"));
/// assert_eq!(typed_in(Calendar::Jalali, "1400/9").as_deref(), Some("2021-11-22/2021-12-21"));
/// assert_eq!(typed_in(Calendar::Hijri, "٢٠٢١-١٢").as_deref(), Some("2021-12"));
/// ```
pub fn typed_in(calendar: Calendar, text: &str) -> Option<String> {
    let typed = typed_span(text)?;
    let is_other = |date: &str| calendar != Calendar::Gregorian && date < "1500";
    let (first, last) = typed.split_once('/').unwrap_or((&typed, &typed));
    if typed.is_empty() || !(is_other(first) || is_other(last)) {
        return Some(typed);
    }
    let days = |date| days_in(if is_other(date) { calendar } else { Calendar::Gregorian }, date);
    let (first, last) = (days(first)?.first, days(last)?.last);
    (first <= last).then(|| Interval { first, last }.to_string())
}

/// A figure of exactly `width` ASCII digits.
fn figure(text: &str, width: usize) -> Option<u32> {
    let plain = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_or_as_given() {
        for (given, expected) in [
            ("2021", Some("2021")),
            ("2021-02-05", Some("5 February 2021")),
            ("2021-02-05T10:15:00Z", Some("5 February 2021")),
            ("1400-09-26", None),
            ("2021-13-01", None),
            ("2021-00-01", None),
            ("2021-1-1", None),
            ("2021-01-99", None),
            ("2021-01-02-03", None),
            ("2021-12-17 or later", None),
            ("", None),
            ("۲۰۲۱", None),
        ] {
            assert_eq!(in_words(Lang::En, given).as_deref(), expected, "{given}");
        }
        assert_eq!(in_words(Lang::Ar, "2024-10-08").as_deref(), Some("٨ أكتوبر ٢٠٢٤"));
    }

    #[test]
    fn dates_of_a_calendar_as_typed() {
        use Calendar::{Gregorian, Hijri, Jalali};
        for (calendar, given, expected) in [
            (Jalali, "1400/9/26", Some("2021-12-17")),
            (Jalali, "۱۴۰۰-۰۹-۲۶", Some("2021-12-17")),
            (Jalali, "1400", Some("2021-03-21/2022-03-20")),
            (Jalali, "1400/9/26 .. 1400/10/1", Some("2021-12-17/2021-12-22")),
            (Jalali, "1400/9/26..2022", Some("2021-12-17/2022-12-31")),
            (Jalali, "2021/12/17", Some("2021-12-17")),
            (Jalali, "1400/10/1..1400/9/26", None),
            // The last month of 1400 has 29 days, that of 1399 has 30.
            (Jalali, "1400/12/30", None),
            (Jalali, "1399/12/30", Some("2021-03-20")),
            (Hijri, "١٤٤٣/٥/١٣", Some("2021-12-17")),
            (Hijri, "1443-5", Some("2021-12-05/2022-01-03")),
            (Hijri, "1443-05-31", None),
            (Gregorian, "1400/9/26", Some("1400-09-26")),
            (Gregorian, "2021-12/2022", Some("2021-12/2022")),
            (Jalali, " ", Some("")),
            (Jalali, "autumn", None),
        ] {
            assert_eq!(typed_in(calendar, given).as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn dates_as_typed() {
        for (given, expected) in [
            ("2021", Some("2021")),
            (" 2021-2 ", Some("2021-02")),
            ("٢٠٢١/٢/٥", Some("2021-02-05")),
            ("\u{200F}2021.12.17", Some("2021-12-17")),
            ("2021-13", None),
            ("2021-12-32", None),
            ("21", None),
            ("2021-", None),
            ("2021-12-17-1", None),
            ("17-12-2021", None),
            ("", None),
        ] {
            assert_eq!(typed(given).as_deref(), expected, "{given}");
        }
    }
}
