//! The names before a colon, and their values.

use crate::query::ast::{Value, Zone};
use crate::text;
use crate::text::script::digit;

/// What a name before a colon stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// A zone of the text.
    Zone(Zone),
    /// Something known of a document: the name, lower-cased.
    Known(String),
}

/// The language's own names, and how else they may be written; compared folded.
#[rustfmt::skip]
const NAMES: &[(&str, &[&str])] = &[
    ("title",  &["headline", "عنوان", "تیتر"]),
    ("body",   &["متن", "نص"]),
    ("lang",   &["language", "زبان", "لغة"]),
    ("source", &["منبع", "مصدر"]),
    ("date",   &["تاریخ"]),
    ("author", &["نویسنده", "مؤلف", "کاتب"]),
    ("id",     &["شناسه"]),
];

/// What a name stands for; `None` for one that neither the language nor `knows` has.
pub(super) fn resolve(name: &str, knows: &dyn Fn(&str) -> bool) -> Option<Name> {
    let key = text::fold(name);
    let own = NAMES
        .iter()
        .find(|(own, others)| *own == key || others.iter().any(|other| text::fold(other) == key));
    match own {
        Some(("title", _)) => Some(Name::Zone(Zone::Headline)),
        Some(("body", _)) => Some(Name::Zone(Zone::Body)),
        Some((own, _)) => Some(Name::Known(own.to_string())),
        None => {
            let lower = lower(name);
            knows(&lower).then_some(Name::Known(lower))
        }
    }
}

/// In lower case, letter by letter. (`str::to_lowercase` also knows final sigma, at four
/// kilobytes.)
pub(super) fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// What a name's value is; `None` for a date that is none.
pub(super) fn value(name: &str, typed: &str) -> Option<Value> {
    if name == "date" { dates(typed) } else { Some(Value::Text(typed.to_string())) }
}

/// `2021`, `2021-12`, `2021-12-17`, or two of them with `..` between, of which one may be
/// left out. The earlier comes first, however they were typed.
fn dates(typed: &str) -> Option<Value> {
    let (from, to) = match typed.split_once("..").or_else(|| typed.split_once('…')) {
        Some(("", "")) => return None,
        Some((from, to)) => (bound(from)?, bound(to)?),
        None => {
            // A dot at the end may be the first of two.
            let date = date(typed.strip_suffix('.').unwrap_or(typed))?;
            (date.clone(), date)
        }
    };
    let shared = from.len().min(to.len());
    let turned = from[..shared] > to[..shared];
    Some(if turned { Value::Dates { from: to, to: from } } else { Value::Dates { from, to } })
}

fn bound(typed: &str) -> Option<String> {
    if typed.is_empty() { Some(String::new()) } else { date(typed) }
}

/// A year, a month or a day, in digits of any script, in the form of ISO 8601.
fn date(typed: &str) -> Option<String> {
    let is_separator = |c: char| matches!(c, '-' | '/' | '\u{2011}' | '\u{2013}' | '\u{2212}');
    let mut parts = typed.strip_suffix(is_separator).unwrap_or(typed).split(is_separator);
    let year = parts.next()?;
    let mut iso = digits(year).filter(|digits| digits.len() == 4)?;
    for most in [12, 31] {
        let Some(part) = parts.next() else { return Some(iso) };
        let value: u32 = digits(part).filter(|digits| digits.len() <= 2)?.parse().ok()?;
        if !(1..=most).contains(&value) {
            return None;
        }
        iso.push_str(&format!("-{value:02}"));
    }
    parts.next().is_none().then_some(iso)
}

fn digits(typed: &str) -> Option<String> {
    typed.chars().map(|c| digit(c).and_then(|value| char::from_digit(value, 10))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_read() {
        #[rustfmt::skip]
        let cases = [
            ("2021", "2021..2021"), ("۲۰۲۱-۱۲", "2021-12..2021-12"),
            ("٢٠٢١-١٢-١٧", "2021-12-17..2021-12-17"), ("2021/3/7", "2021-03-07..2021-03-07"),
            ("2021-12..2022-02", "2021-12..2022-02"), ("..2022", "..2022"), ("2021..", "2021.."),
            ("2022..2021-05", "2021-05..2022"), ("2021-05..2021", "2021-05..2021"),
            ("2021.", "2021..2021"), ("2021-", "2021..2021"), ("2021…2022", "2021..2022"),
        ];
        for (typed, read) in cases {
            let Some(Value::Dates { from, to }) = dates(typed) else { panic!("{typed}") };
            assert_eq!(format!("{from}..{to}"), read, "{typed}");
        }
        for bad in ["", "..", "20", "20211", "2021-13", "2021-00", "2021-1-1-1", "May", "2021..x"] {
            assert_eq!(dates(bad), None, "{bad}");
        }
    }
}
