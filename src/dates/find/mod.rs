//! The numbers and words of a text → the expressions of time that they make up.
//!
//! Expressions are read from left to right, the longest first, by a handful of small
//! readers: each looks at the items from a place on and says what it read and where that
//! ends. Between the items of one expression stand only spaces and a few signs.

mod date;
mod relative;
mod time;
mod year;

use super::calendar::{Calendar, month_length};
use super::scan::{Item, Kind, items};
use super::words::{Langs, Sense, langs};
use super::{Date, Mention, Said, Which};
use crate::id::Span;

/// Finds the expressions of time in a text of the language `lang` (BCP 47; `und` or empty
/// when it is not known). Their spans ascend and do not overlap.
///
/// Costs little more than reading the text. A text longer than a [`Span`] can tell, 4 GiB,
/// has none.
///
/// ```
/// use kashf::dates::{Said, find};
/// let text = "او چهارشنبه ۶ بهمن ۱۴۰۰ رسید.";
/// let found = find(text, "fa");
/// assert_eq!(found[0].span.of(text), Some("چهارشنبه ۶ بهمن ۱۴۰۰"));
/// assert!(matches!(found[0].said, Said::Date(date) if date.year == Some(1400)));
/// ```
pub fn find(text: &str, lang: &str) -> Vec<Mention> {
    if u32::try_from(text.len()).is_err() {
        return Vec::new();
    }
    let langs = langs(lang);
    let items = items(text, langs);
    let reader = Reader { text, langs, items: &items };
    let (mut found, mut at) = (Vec::new(), 0);
    while at < items.len() {
        match reader.mention(at) {
            Some((mention, end)) => {
                found.push(mention);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// What stands between two items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Space,
    Comma,
    Dot,
    Slash,
    Dash,
    Colon,
    Open,
    Close,
    Other,
}

impl Gap {
    /// Parts of one date may stand so far apart.
    fn is_near(self) -> bool {
        matches!(self, Gap::None | Gap::Space)
    }

    /// The same, with a comma, the dot of an abbreviation or a hyphen between.
    fn is_loose(self) -> bool {
        self.is_near() || matches!(self, Gap::Comma | Gap::Dot | Gap::Dash)
    }
}

/// What was read, and the index of the item behind it.
type Read<T> = Option<(T, usize)>;

struct Reader<'a> {
    text: &'a str,
    langs: Langs,
    items: &'a [Item],
}

impl Reader<'_> {
    /// The expression that begins with an item.
    fn mention(&self, at: usize) -> Read<Mention> {
        let (mention, end) = self
            .dated(at)
            .or_else(|| self.relative(at))
            .or_else(|| self.weekday_alone(at))
            .or_else(|| self.time_alone(at))?;
        let mut last = self.items[end - 1].end;
        if mention.time.is_some() || matches!(mention.said, Said::Time(_)) {
            last += meridiem(&self.text[last..]).map_or(0, |(_, length)| length);
        }
        last += closing(&self.text[self.items[at].start..last], &self.text[last..]);
        let span = Span::new(self.items[at].start as u32, last as u32);
        Some((Mention { span, ..mention }, end))
    }

    // Items and what is between them.

    fn sense(&self, at: usize) -> Option<Sense> {
        match self.items.get(at)?.kind {
            Kind::Word(sense) => Some(sense),
            Kind::Number { .. } => None,
        }
    }

    /// The value of a run of digits, and how many they are.
    fn digits(&self, at: usize) -> Option<(u32, u8)> {
        match self.items.get(at)?.kind {
            Kind::Number { value, digits } => Some((value, digits)),
            Kind::Word(_) => None,
        }
    }

    /// What stands between an item and the one before it.
    fn gap(&self, at: usize) -> Gap {
        let (Some(item), Some(before)) = (self.items.get(at), at.checked_sub(1)) else {
            return Gap::Other;
        };
        let between = &self.text[self.items[before].end..item.start];
        let between = meridiem(between).map_or(between, |(_, length)| &between[length..]);
        if between.len() > 16 || between.matches('\n').count() > 1 {
            return Gap::Other;
        }
        let mut signs = between.chars().filter(|&c| !is_blank(c));
        match (signs.next(), signs.next(), signs.next()) {
            (None, ..) if between.is_empty() => Gap::None,
            (None, ..) => Gap::Space,
            (Some(sign), None, _) => gap_of(sign),
            (Some('.'), Some(sign), None) if sign != '.' => gap_of(sign),
            (Some(')' | ']'), Some(',' | '،'), None) => Gap::Close,
            _ => Gap::Other,
        }
    }

    /// What stands behind an item, up to the next letter or digit: true when a sentence, a
    /// clause or the text ends there.
    fn stops(&self, at: usize) -> bool {
        let rest = self.text[self.items[at].end..].chars();
        match rest.filter(|&c| !is_blank(c) || c == '\n').take(1).next() {
            None => true,
            Some(c) => !c.is_alphanumeric(),
        }
    }
}

/// The bytes up to the bracket that closes one opened in an expression.
fn closing(expression: &str, behind: &str) -> usize {
    let open = ['(', '[', '（'];
    let close = [')', ']', '）'];
    let is_open = expression.matches(open).count() > expression.matches(close).count();
    let rest = behind.trim_start_matches(is_blank);
    match rest.chars().next() {
        Some(c) if is_open && close.contains(&c) => behind.len() - rest.len() + c.len_utf8(),
        _ => 0,
    }
}

/// Whether a text begins with a.m. or p.m., which of them, and how many bytes that takes.
fn meridiem(text: &str) -> Option<(bool, usize)> {
    let rest = text.trim_start_matches([' ', '\u{A0}', '\u{202F}']);
    let half = rest.chars().next().filter(|c| matches!(c, 'a' | 'A' | 'p' | 'P'))?;
    let behind = rest[1..].strip_prefix('.').unwrap_or(&rest[1..]);
    let behind = behind.strip_prefix(['m', 'M'])?;
    let behind = behind.strip_prefix('.').unwrap_or(behind);
    let ends = !behind.starts_with(char::is_alphanumeric);
    ends.then_some((half.eq_ignore_ascii_case(&'p'), text.len() - behind.len()))
}

fn blank(said: Said) -> Mention {
    let span = Span::new(0, 0);
    Mention { span, said, part: None, which: None, weekday: None, time: None, gloss: None }
}

fn which_of(sense: Sense) -> Option<Which> {
    match sense {
        Sense::Last => Some(Which::Last),
        Sense::Next => Some(Which::Next),
        Sense::This => Some(Which::This),
        _ => None,
    }
}

fn is_month_only(mention: &Mention) -> bool {
    matches!(mention.said, Said::Date(Date { year: None, month: Some(_), day: None, .. }))
}

/// A month that needs a number beside it and has none, nor another month.
fn lacks_number(mention: &Mention, reader: &Reader, at: usize) -> bool {
    if !is_month_only(mention) || mention.gloss.is_some() || mention.which.is_some() {
        return false;
    }
    let months = |item: &Item| matches!(item.kind, Kind::Word(Sense::Month { alone: true, .. }));
    // The month is among the next few items; a part before it is no number.
    let end = reader.items.len().min(at + 3);
    !reader.items[at..end].iter().any(months)
}

/// Whether a date can be: a day of a month of unknown year has its longest length, and a
/// lunar month may have been begun a day early.
fn exists(date: Date) -> bool {
    let Some(month) = date.month else { return true };
    let Some(day) = date.day else { return (1..=12).contains(&month) };
    let length = match (date.calendar, date.year) {
        (Calendar::Hijri, _) => (1..=12).contains(&month).then_some(30),
        (calendar, Some(year)) => month_length(calendar, year, month),
        (Calendar::Gregorian, None) => month_length(Calendar::Gregorian, 2000, month),
        (Calendar::Jalali, None) => month_length(Calendar::Jalali, 1399, month),
    };
    length.is_some_and(|length| (1..=length).contains(&day))
}

/// Spaces, and signs that nobody sees.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || crate::text::script::is_joiner(c)
        || matches!(c, '\u{200B}' | '\u{64B}'..='\u{65F}')
}

fn gap_of(sign: char) -> Gap {
    match sign {
        ',' | '،' | '٬' | ';' | '؛' => Gap::Comma,
        '.' | '٫' => Gap::Dot,
        '/' | '⁄' | '\\' => Gap::Slash,
        '-' | '‐' | '‑' | '–' | '—' | '−' | '~' => Gap::Dash,
        ':' | '∶' => Gap::Colon,
        '(' | '[' | '（' => Gap::Open,
        ')' | ']' | '）' => Gap::Close,
        _ => Gap::Other,
    }
}

#[cfg(test)]
mod tests;
