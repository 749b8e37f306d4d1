//! The numbers and words of a text → the expressions of time that they make up.
//!
//! Expressions are read from left to right, the longest first, by a handful of small
//! readers: each looks at the items from a place on and says what it read and where that
//! ends. Between the items of one expression stand only spaces and a few signs.

use super::calendar::{Calendar, Weekday, month_length};
use super::scan::{Item, Kind, items};
use super::words::{AR, EN, FA, FR, Langs, Sense, langs};
use super::{Date, Mention, Part, Said, Time, Unit, Which};
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

    // Dates.

    /// A date with all that stands beside it: weekday, time, another calendar's date.
    fn dated(&self, at: usize) -> Read<Mention> {
        let mut mention = blank(Said::Time(Time { minute: 0, zone: None }));
        let mut here = at;
        if let Some((time, end)) = self.time(here).filter(|&(_, end)| self.gap(end).is_loose()) {
            (mention.time, here) = (Some(time), end);
        }
        if let Some((weekday, end)) = self.weekday(here) {
            (mention.weekday, here) = (Some(weekday), end);
            if !(self.gap(here).is_loose() || self.gap(here) == Gap::Open) {
                return None;
            }
        }
        if here > at && self.is_filler(here) && self.gap(here + 1).is_near() {
            here += 1;
        }
        let ((said, part), end) = self.said(here)?;
        (mention.said, mention.part, here) = (said, part, end);
        here = self.beside(&mut mention, here);
        if let Some((which, end)) = self.which(here).filter(|_| is_month_only(&mention)) {
            (mention.which, here) = (Some(which), end);
        }
        if lacks_number(&mention, self, at) {
            return None;
        }
        Some((mention, here))
    }

    /// A word that may stand between a weekday and its date: مورخ, of.
    fn is_filler(&self, at: usize) -> bool {
        matches!(self.sense(at), Some(Sense::Of)) && self.gap(at).is_loose()
    }

    /// A date, a range or a part of one.
    fn said(&self, at: usize) -> Read<(Said, Option<Part>)> {
        if let Some(Sense::Part(part)) = self.sense(at) {
            let mut here = at + 1;
            if !(self.gap(here).is_near() || self.gap(here) == Gap::Dash) {
                return None;
            }
            if self.sense(here) == Some(Sense::Of) && self.gap(here + 1).is_near() {
                here += 1;
            }
            let (date, end) = self.date(here).or_else(|| self.bare_year(here))?;
            return date.day.is_none().then_some(((Said::Date(date), Some(part)), end));
        }
        if let Some(((first, last), end)) = self.range(at) {
            return Some(((Said::Range(first, last), None), end));
        }
        let (date, end) = self.date(at)?;
        Some(((Said::Date(date), None), end))
    }

    fn date(&self, at: usize) -> Read<Date> {
        self.numeric(at)
            .or_else(|| self.day_month(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.year_alone(at))
    }

    /// "26 January 2022", "الأول من شباط", "۶ بهمن ماه سال ۱۴۰۰".
    fn day_month(&self, at: usize) -> Read<Date> {
        let (day, mut here) = self.day(at)?;
        if !self.gap(here).is_loose() || self.gap(here) == Gap::Comma {
            return None;
        }
        if self.sense(here) == Some(Sense::Of) && self.gap(here + 1).is_near() {
            here += 1;
        }
        let (month, end) = self.month(here)?;
        let date = Date { day: Some(day), ..month };
        let (year, end) =
            self.year_of(date, end).map_or((None, end), |(year, end)| (Some(year), end));
        exists(Date { year, ..date }).then_some((Date { year, ..date }, end))
    }

    /// "January 26, 2022", "January 2022", "January 26", "January".
    fn month_first(&self, at: usize) -> Read<Date> {
        let (month, here) = self.month(at)?;
        if let Some((date, end)) = self.month_day(month, here) {
            return Some((date, end));
        }
        let year = self.year_of(month, here);
        Some(year.map_or((month, here), |(year, end)| (Date { year: Some(year), ..month }, end)))
    }

    /// The day behind a month, and the year behind that. Without a year only in English.
    fn month_day(&self, month: Date, at: usize) -> Read<Date> {
        if !matches!(self.gap(at), Gap::Space | Gap::Dot) {
            return None;
        }
        let (_, 1..=2) = self.digits(at)? else { return None };
        let (day, mut here) = self.day(at)?;
        let date = Date { day: Some(day), ..month };
        // "Wed Aug 05 12:00:00 2015"
        if let Some((_, end)) = self.time(here).filter(|_| self.gap(here) == Gap::Space)
            && self.plain_year(end).is_some_and(|year| year > 1000)
        {
            here = end;
        }
        if let Some((year, end)) = self.year_of(date, here) {
            let date = Date { year: Some(year), ..date };
            return exists(date).then_some((date, end));
        }
        let english =
            self.text[self.items[at - 1].start..].starts_with(|c: char| c.is_ascii_uppercase());
        let a_clock = matches!(self.gap(at + 1), Gap::Colon);
        (english && !a_clock && exists(date)).then_some((date, here))
    }

    /// The day of the month, in digits or words, with its ending.
    fn day(&self, at: usize) -> Read<u8> {
        if let Some((value, digits)) = self.digits(at) {
            if digits > 2 || !(1..=31).contains(&value) || self.is_fraction(at) {
                return None;
            }
            let ending = self.sense(at + 1) == Some(Sense::Ending)
                && matches!(self.gap(at + 1), Gap::None | Gap::Dash);
            return Some((value as u8, at + 1 + usize::from(ending)));
        }
        match self.sense(at)? {
            Sense::Number { value, ordinal } if ordinal || self.langs & FA > 0 => {
                Some((value, at + 1))
            }
            _ => None,
        }
    }

    /// A number that is the tail of another: the 5 of 2.5, of 1/5, of 10:05.
    fn is_fraction(&self, at: usize) -> bool {
        let before = self.text[..self.items[at].start].chars().next_back();
        let tail = matches!(before, Some('.' | '٫' | ',' | '٬' | '/' | ':' | '+'));
        tail && at > 0
            && self.digits(at - 1).is_some()
            && self.items[at - 1].end + 2 >= self.items[at].start
    }

    /// A month, with its other name: "كانون الأول/ديسمبر", "December (كانون الأول)".
    fn month(&self, at: usize) -> Read<Date> {
        let Sense::Month { calendar, month, .. } = self.sense(at)? else { return None };
        let mut here = at + 1;
        if let Some(Sense::Month { calendar: other, month: same, .. }) = self.sense(here)
            && (other, same) == (calendar, month)
            && matches!(self.gap(here), Gap::Slash | Gap::Open | Gap::Dash | Gap::Space)
        {
            here += 1;
        }
        // بهمن ماه
        let unit =
            self.sense(here) == Some(Sense::Unit(Unit::Month, 1)) && self.gap(here).is_near();
        if unit && self.langs & FA > 0 {
            here += 1;
        }
        Some((
            Date { calendar, year: None, month: Some(month), day: None, order_guessed: false },
            here,
        ))
    }

    /// The year behind a day and month, or a month, with its era.
    fn year_of(&self, date: Date, at: usize) -> Read<i32> {
        let mut here = at;
        if !(self.gap(here).is_loose() || self.gap(here) == Gap::Close) {
            return None;
        }
        let marked =
            matches!(self.sense(here), Some(Sense::Unit(Unit::Year, 1) | Sense::Of | Sense::In));
        if marked && self.gap(here + 1).is_near() {
            here += 1;
            if self.sense(here) == Some(Sense::Unit(Unit::Year, 1)) && self.gap(here + 1).is_near()
            {
                here += 1;
            }
        }
        let (value, digits) = self.digits(here)?;
        let end = here + 1;
        let year = match (date.calendar, digits) {
            (_, 3 | 4) if self.gap(here) == Gap::Dot && self.gap(end) == Gap::Dot => return None,
            (Calendar::Gregorian, 4) if (1000..=2200).contains(&value) => value,
            (Calendar::Jalali | Calendar::Hijri, 4) if (1000..=1600).contains(&value) => value,
            (Calendar::Jalali | Calendar::Hijri, 3) if self.era(end).is_some() => value,
            (Calendar::Jalali, 2) if date.day.is_some() && self.stands_for_year(here) => {
                value + if value < 30 { 1400 } else { 1300 }
            }
            (Calendar::Gregorian, 2) if self.gap(here) == Gap::Dash && date.day.is_some() => {
                value + if value < 50 { 2000 } else { 1900 }
            }
            _ => return None,
        };
        Some((year as i32, self.behind_year(end)))
    }

    /// Two digits that can be nothing but a year: nothing is counted behind them.
    fn stands_for_year(&self, at: usize) -> bool {
        let clock = self.sense(at + 1) == Some(Sense::Clock) && self.gap(at + 1).is_near();
        let numeric = matches!(self.gap(at + 1), Gap::Colon | Gap::Slash | Gap::Dash | Gap::Dot);
        clock || (self.stops(at) && !(numeric && self.digits(at + 1).is_some()))
    }

    /// Passes the era and the words "year" and г. behind a year.
    fn behind_year(&self, at: usize) -> usize {
        if let Some((_, end)) = self.era(at) {
            return end;
        }
        let year = self.sense(at) == Some(Sense::Unit(Unit::Year, 1)) && self.gap(at).is_near();
        // In Persian and Arabic the word stands before.
        if year && self.langs & (FA | AR) == 0 || year && self.langs.count_ones() > 1 {
            at + 1
        } else {
            at
        }
    }

    /// The era behind a year.
    fn era(&self, at: usize) -> Read<Calendar> {
        if !(self.gap(at).is_near() || self.gap(at) == Gap::Open) {
            return None;
        }
        match self.sense(at)? {
            Sense::Era(calendar) => Some((calendar, at + 1)),
            Sense::Letter('ه') => {
                let kind = (matches!(self.gap(at + 1), Gap::Dot | Gap::None | Gap::Space))
                    .then(|| self.sense(at + 1))
                    .flatten();
                Some(match kind {
                    Some(Sense::Letter('ش')) => (Calendar::Jalali, at + 2),
                    Some(Sense::Letter('ق')) => (Calendar::Hijri, at + 2),
                    _ => (Calendar::Hijri, at + 1),
                })
            }
            Sense::Letter('م') => Some((Calendar::Gregorian, at + 1)),
            Sense::Letter('ش') => Some((Calendar::Jalali, at + 1)),
            Sense::Letter('ق') => Some((Calendar::Hijri, at + 1)),
            _ => None,
        }
    }

    /// A year that a word before or behind it marks: "سال ۱۴۰۰", "2014 году", "1443 هـ".
    fn year_alone(&self, at: usize) -> Read<Date> {
        match self.sense(at) {
            Some(Sense::Unit(Unit::Year, 1)) if self.gap(at + 1).is_near() => {
                self.bare_year(at + 1)
            }
            Some(Sense::In) if self.gap(at + 1).is_near() && self.stops(at + 1) => {
                let (date, end) = self.bare_year(at + 1)?;
                date.year.is_some_and(|year| (1800..=2100).contains(&year)).then_some((date, end))
            }
            None => {
                let (date, end) = self.bare_year(at)?;
                (end > at + 1).then_some((date, end))
            }
            _ => None,
        }
    }

    /// A number that is taken for a year, with the era behind it.
    fn bare_year(&self, at: usize) -> Read<Date> {
        let (value, digits) = self.digits(at)?;
        if self.is_fraction(at)
            || matches!(self.gap(at + 1), Gap::Slash | Gap::Dot | Gap::Colon)
                && self.digits(at + 1).is_some()
        {
            return None;
        }
        let era = self.era(at + 1).map(|(calendar, _)| calendar);
        let calendar = match era {
            Some(Calendar::Gregorian) if (1000..=2200).contains(&value) => Calendar::Gregorian,
            Some(calendar) if calendar != Calendar::Gregorian && (1..=1600).contains(&value) => {
                calendar
            }
            Some(_) => return None,
            None if digits == 4 => self.calendar_of_year(value as i32)?,
            None => return None,
        };
        let date = Date {
            calendar,
            year: Some(value as i32),
            month: None,
            day: None,
            order_guessed: false,
        };
        Some((date, self.behind_year(at + 1)))
    }

    /// The calendar of a year that nothing but the language tells.
    fn calendar_of_year(&self, year: i32) -> Option<Calendar> {
        match year {
            1500..=2200 => Some(Calendar::Gregorian),
            1250..=1420 if self.langs & FA > 0 => Some(Calendar::Jalali),
            1300..=1460 if self.langs & (AR | FA) > 0 => Some(Calendar::Hijri),
            1000..=1499 if self.langs & (AR | FA) == 0 => Some(Calendar::Gregorian),
            _ => None,
        }
    }

    /// Three numbers with one sign between them: 1403/05/12, 12.5.2021, 2021-12-20.
    fn numeric(&self, at: usize) -> Read<Date> {
        let ((a, long_a), (b, 1..=2), (c, long_c)) =
            (self.digits(at)?, self.digits(at + 1)?, self.digits(at + 2)?)
        else {
            return None;
        };
        let sign = self.gap(at + 1);
        if sign != self.gap(at + 2) || !matches!(sign, Gap::Slash | Gap::Dash | Gap::Dot) {
            return None;
        }
        let end = at + 3;
        let goes_on = self.digits(end).is_some()
            && self.gap(end) == sign
            && self.items[end].start == self.items[end - 1].end + 1;
        if goes_on && sign != Gap::Dash || self.is_fraction(at) {
            return None;
        }
        let era = self.era(end).map(|(calendar, _)| calendar);
        let (year, candidates) = match (long_a, long_c) {
            (4, 1..=2) => (a, [(b, c), (b, c)]),
            (1..=2, 4) => (c, self.orders(a, b, sign)),
            _ => return None,
        };
        let calendar = self.calendar_of_numbers(year as i32, era)?;
        let dates = candidates.map(|(month, day)| {
            let narrow = |value: u32| u8::try_from(value).ok().filter(|&value| value <= 31);
            let (month, day) = (narrow(month)?, narrow(day)?);
            let date = Date {
                calendar,
                year: Some(year as i32),
                month: Some(month),
                day: Some(day),
                order_guessed: false,
            };
            exists(date).then_some(date)
        });
        let [first, second] = dates;
        let order_guessed = first.is_some() && second.is_some() && first != second;
        let date = Date { order_guessed, ..first.or(second)? };
        Some((date, self.behind_year(end)))
    }

    /// Month and day of two numbers before a year, the likelier first. Only English may
    /// begin with the month, and that with strokes or dashes.
    fn orders(&self, a: u32, b: u32, sign: Gap) -> [(u32, u32); 2] {
        if sign == Gap::Dot || self.langs & EN == 0 {
            return [(b, a), (b, a)];
        }
        if self.langs == EN { [(a, b), (b, a)] } else { [(b, a), (a, b)] }
    }

    fn calendar_of_numbers(&self, year: i32, era: Option<Calendar>) -> Option<Calendar> {
        match (era, year) {
            (Some(Calendar::Gregorian), 1000..=2200) => Some(Calendar::Gregorian),
            (Some(Calendar::Gregorian), _) => None,
            (Some(calendar), 1..=1600) => Some(calendar),
            (_, 1500..=2200) => Some(Calendar::Gregorian),
            (_, 1300..=1460) if self.langs == AR => Some(Calendar::Hijri),
            (_, 1250..=1430) if self.langs & FA > 0 => Some(Calendar::Jalali),
            (_, 1431..=1460) if self.langs & FA > 0 => Some(Calendar::Hijri),
            _ => None,
        }
    }

    /// "22–26 July 1952".
    fn range(&self, at: usize) -> Read<(Date, Date)> {
        let (first, here) = self.day(at)?;
        if self.gap(here) != Gap::Dash || self.digits(here).is_none() {
            return None;
        }
        let (last, end) = self.day_month(here)?;
        let begin = Date { day: Some(first), ..last };
        (Some(first) < last.day && exists(begin)).then_some(((begin, last), end))
    }

    /// Reads what may stand behind a date: another calendar's date, weekday, time.
    fn beside(&self, mention: &mut Mention, at: usize) -> usize {
        let mut here = at;
        for _ in 0..3 {
            if let Some((gloss, end)) = self.gloss(mention, here) {
                (mention.gloss, here) = (Some(gloss), end);
                // The year may be said behind both: "۱۷ دسامبر (۲۶ آذر) ۲۰۲۱".
                if let Said::Date(date) = &mut mention.said
                    && date.year.is_none()
                    && let Some((year, end)) = self.year_of(*date, here)
                {
                    (date.year, here) = (Some(year), end);
                }
            } else if let Some((weekday, end)) = self.weekday_behind(mention, here) {
                (mention.weekday, here) = (Some(weekday), end);
            } else if let Some((time, end)) = self.time_behind(mention, here) {
                (mention.time, here) = (Some(time), end);
            } else {
                break;
            }
        }
        here
    }

    /// The same date in another calendar.
    fn gloss(&self, mention: &Mention, at: usize) -> Read<Date> {
        let Said::Date(date) = mention.said else { return None };
        if mention.gloss.is_some() {
            return None;
        }
        let mut here = at;
        let named = self.sense(here) == Some(Sense::Equals)
            && (self.gap(here).is_loose() || self.gap(here) == Gap::Open);
        let joined = matches!(self.gap(here), Gap::Open | Gap::Slash);
        if named {
            here += 1;
            // "برابر با", "الموافق لـ"
            if matches!(self.sense(here), Some(Sense::Of)) {
                here += 1;
            }
        } else if !joined {
            return None;
        }
        if let Some((_, end)) = self.weekday(here) {
            here = end;
        }
        let (gloss, end) = self.date(here)?;
        let fits = gloss.calendar != date.calendar
            && gloss.month.is_some() == date.month.is_some()
            && (date.day.is_some() || gloss.day.is_none());
        fits.then_some((gloss, end))
    }

    fn weekday_behind(&self, mention: &Mention, at: usize) -> Read<Weekday> {
        let has_day = matches!(mention.said, Said::Date(Date { day: Some(_), .. }));
        let near = matches!(self.gap(at), Gap::Comma | Gap::Open)
            || self.gap(at) == Gap::Space && self.langs & AR == 0;
        if !has_day || mention.weekday.is_some() || !near {
            return None;
        }
        let (weekday, end) = self.weekday(at)?;
        // The weekday of a date that follows is not this one's.
        (self.gap(at) == Gap::Open || !self.gap(end).is_near() || self.day(end).is_none())
            .then_some((weekday, end))
    }

    fn time_behind(&self, mention: &Mention, at: usize) -> Read<Time> {
        let has_day = match mention.said {
            Said::Date(date) => date.day.is_some(),
            Said::Relative { unit, .. } => unit == Unit::Day,
            Said::Weekday(_) => true,
            _ => false,
        };
        if !has_day || mention.time.is_some() || at == 0 || self.items.len() <= at {
            return None;
        }
        let iso = self.text[self.items[at - 1].end..self.items[at].start].eq_ignore_ascii_case("t");
        if !iso
            && !matches!(self.gap(at), Gap::Space | Gap::None | Gap::Comma | Gap::Dot | Gap::Dash)
        {
            return None;
        }
        self.time(at).or_else(|| self.dotted_time(at))
    }

    // Weekdays.

    /// A weekday, with the word "day" before it.
    fn weekday(&self, at: usize) -> Read<Weekday> {
        let day = self.sense(at) == Some(Sense::Unit(Unit::Day, 1)) && self.gap(at + 1).is_near();
        let here = at + usize::from(day);
        match self.sense(here)? {
            Sense::Weekday { weekday, .. } => Some((weekday, here + 1)),
            _ => None,
        }
    }

    fn weekday_alone(&self, at: usize) -> Read<Mention> {
        if let Some(which) = self.which_before(at)
            && self.gap(at + 1).is_near()
            && let Some((weekday, end)) = self.weekday(at + 1)
        {
            let mention = Mention { which: Some(which), ..blank(Said::Weekday(weekday)) };
            return Some(self.with_time(mention, end));
        }
        let (weekday, end) = self.weekday(at)?;
        let alone = matches!(self.sense(end - 1), Some(Sense::Weekday { alone: true, .. }));
        if !alone {
            return None;
        }
        // "Wednesday, today"
        let mut mention = blank(Said::Weekday(weekday));
        let (which, end) = self.which(end).map_or((None, end), |(which, end)| (Some(which), end));
        mention.which = which;
        Some(self.with_time(mention, end))
    }

    fn with_time(&self, mut mention: Mention, end: usize) -> (Mention, usize) {
        let Some((time, end_of_time)) = self.time_behind(&mention, end) else {
            return (mention, end);
        };
        mention.time = Some(time);
        (mention, end_of_time)
    }

    // Relative expressions.

    fn relative(&self, at: usize) -> Read<Mention> {
        self.named_day(at)
            .or_else(|| self.part_of_unit(at))
            .or_else(|| self.distance(at))
            .or_else(|| self.unit_which(at))
    }

    /// "today", with the weekday beside it: "امروز، چهارشنبه".
    fn named_day(&self, at: usize) -> Read<Mention> {
        let weekday_first = self.weekday(at).filter(|&(_, end)| self.gap(end).is_loose());
        let (weekday, here) = weekday_first.map_or((None, at), |(day, end)| (Some(day), end));
        let Sense::Day(count) = self.sense(here)? else { return None };
        let mut mention = blank(self.beside_now(Unit::Day, i32::from(count)));
        let mut here = here + 1;
        mention.weekday = weekday;
        let open = matches!(self.gap(here), Gap::Open | Gap::Comma | Gap::Space);
        if weekday.is_none()
            && open
            && let Some((weekday, end)) = self.weekday(here)
        {
            (mention.weekday, here) = (Some(weekday), end);
        }
        Some(self.with_time(mention, here))
    }

    /// "the end of last year", "نهاية العام الماضي".
    fn part_of_unit(&self, at: usize) -> Read<Mention> {
        let Sense::Part(part) = self.sense(at)? else { return None };
        if !(self.gap(at + 1).is_near() || self.gap(at + 1) == Gap::Dash) {
            return None;
        }
        let (mention, end) = self.unit_which(at + 1)?;
        Some((Mention { part: Some(part), ..mention }, end))
    }

    /// "two weeks ago", "قبل يومين", "in three days".
    fn distance(&self, at: usize) -> Read<Mention> {
        let before = match self.sense(at) {
            Some(Sense::AgoBefore) => Some(-1),
            Some(Sense::Ahead | Sense::In) => Some(1),
            _ => None,
        };
        let here = at + usize::from(before.is_some());
        if before.is_some() && !self.gap(here).is_near() {
            return None;
        }
        let ((count, unit), end) = self.counted(here)?;
        let behind = match self.sense(end) {
            Some(Sense::AgoBehind) => Some(-1),
            Some(Sense::Ahead) => Some(1),
            _ => None,
        };
        let behind = behind.filter(|_| self.gap(end).is_near());
        // "within three days" and "for three days" are no points in time.
        let sign = behind.or(before.filter(|_| self.sense(at) != Some(Sense::In)))?;
        let end = end + usize::from(behind.is_some());
        // The word for last week is the one for a week ago in Persian.
        let said = match (count, unit) {
            (1, _) if behind.is_some() && here == end - 2 && self.langs & FA > 0 => {
                self.beside_now(unit, sign)
            }
            _ => Said::Distance { unit, count: sign * count as i32 },
        };
        Some((blank(said), end))
    }

    /// "two weeks", "أسبوعين", "неделю".
    fn counted(&self, at: usize) -> Read<(u32, Unit)> {
        if let Some(Sense::Unit(unit, count)) = self.sense(at) {
            return Some(((u32::from(count), unit), at + 1));
        }
        let number = match (self.digits(at), self.sense(at)) {
            (Some((value, 1..=3)), _) if !self.is_fraction(at) => value,
            (_, Some(Sense::Number { value, ordinal: false })) => u32::from(value),
            _ => return None,
        };
        let Some(Sense::Unit(unit, 1)) = self.sense(at + 1) else { return None };
        self.gap(at + 1).is_near().then_some(((number, unit), at + 2))
    }

    /// "last week", "هفته گذشته", "هذا العام".
    fn unit_which(&self, at: usize) -> Read<Mention> {
        let ((unit, which), end) = match (self.which_before(at), self.sense(at + 1)) {
            (Some(which), Some(Sense::Unit(unit, 1))) if self.gap(at + 1).is_near() => {
                ((unit, which), at + 2)
            }
            (Some(which), Some(Sense::Month { calendar, month, .. }))
                if self.gap(at + 1).is_near() =>
            {
                let date = Date {
                    calendar,
                    year: None,
                    month: Some(month),
                    day: None,
                    order_guessed: false,
                };
                let mention = Mention { which: Some(which), ..blank(Said::Date(date)) };
                return Some((mention, at + 2));
            }
            _ => {
                let Sense::Unit(unit, 1) = self.sense(at)? else { return None };
                let (which, end) = self.which(at + 1)?;
                ((unit, which), end)
            }
        };
        let count = match which {
            Which::Last => -1,
            Which::This => 0,
            Which::Next => 1,
        };
        Some((blank(self.beside_now(unit, count)), end))
    }

    /// Months and years without a name are the calendar's in which the language counts.
    fn beside_now(&self, unit: Unit, count: i32) -> Said {
        let calendar = if self.langs == FA { Calendar::Jalali } else { Calendar::Gregorian };
        Said::Relative { unit, count, calendar }
    }

    /// "last", before what it is about.
    fn which_before(&self, at: usize) -> Option<Which> {
        which_of(self.sense(at)?)
    }

    /// "last", behind what it is about, as Persian, Arabic and French put it.
    fn which(&self, at: usize) -> Read<Which> {
        if !self.gap(at).is_near() {
            return None;
        }
        Some((which_of(self.sense(at)?)?, at + 1))
    }

    // Times of day.

    /// "ساعت ۱۰:۱۵ به وقت گرینویچ", "6:11 p.m.", "noon".
    fn time(&self, at: usize) -> Read<Time> {
        let mut here = at;
        while self.sense(here) == Some(Sense::Clock)
            && here < at + 2
            && self.gap(here + 1).is_near()
        {
            here += 1;
        }
        if let Some(Sense::Hour(minute)) = self.sense(here) {
            return Some((Time { minute, zone: None }, here + 1));
        }
        let clock = here > at;
        let (minute, end) = self
            .clock(here)
            .or_else(|| if clock { self.spoken(here) } else { None })
            .or_else(|| self.hour_and_half(here))?;
        let (zone, end) = self.zone(end).map_or((None, end), |(zone, end)| (Some(zone), end));
        Some((Time { minute, zone }, end))
    }

    /// 10:15, 10:15:30, with the half of the day.
    fn clock(&self, at: usize) -> Read<u16> {
        let ((hour, 1..=2), (minute, 1..=2)) = (self.digits(at)?, self.digits(at + 1)?) else {
            return None;
        };
        if self.gap(at + 1) != Gap::Colon || hour > 24 || minute > 59 {
            return None;
        }
        let seconds =
            self.gap(at + 2) == Gap::Colon && matches!(self.digits(at + 2), Some((0..=59, 2)));
        let mut end = at + 2 + usize::from(seconds);
        let fraction = seconds
            && self.gap(end) == Gap::Dot
            && self.digits(end).is_some()
            && self.items[end].start == self.items[end - 1].end + 1;
        end += usize::from(fraction);
        Some(self.half(hour, minute, end))
    }

    /// 12.16 behind a date, where it can hardly be another number.
    fn dotted_time(&self, at: usize) -> Read<Time> {
        let ((hour @ 0..=23, 1..=2), (minute @ 0..=59, 2)) =
            (self.digits(at)?, self.digits(at + 1)?)
        else {
            return None;
        };
        if self.gap(at + 1) != Gap::Dot || self.items[at + 1].start != self.items[at].end + 1 {
            return None;
        }
        let (minute, end) = self.half(hour, minute, at + 2);
        Some((Time { minute, zone: None }, end))
    }

    /// "ساعت ۱۱ و ۵ دقیقه و ۴۷ ثانیه", "الساعة 11", where a word says it is a time.
    fn spoken(&self, at: usize) -> Read<u16> {
        let (hour @ 0..=24, 1..=2) = self.digits(at)? else { return None };
        let mut end = at + 1;
        let mut minutes = 0;
        let mut unit = 0;
        while unit < 2
            && self.sense(end) == Some(Sense::And)
            && let Some((value @ 0..=59, 1..=2)) = self.digits(end + 1)
            && self.sense(end + 2) == Some(Sense::Minute)
        {
            if unit == 0 {
                minutes = value;
            }
            (unit, end) = (unit + 1, end + 3);
        }
        // "at 5" says an hour; "в 20 городах" and "at 12 sites" say none.
        let minute = self.half(hour, minutes, end);
        (unit > 0 || minute.1 > end || self.langs & (FA | AR) > 0).then_some(minute)
    }

    /// "1 a.m."
    fn hour_and_half(&self, at: usize) -> Read<u16> {
        let (hour @ 1..=12, 1..=2) = self.digits(at)? else { return None };
        self.meridiem(at + 1)?;
        Some(self.half(hour, 0, at + 1))
    }

    /// Minutes since midnight of an hour and a minute, and of the half of the day behind.
    fn half(&self, hour: u32, minute: u32, end: usize) -> (u16, usize) {
        let word = match self.sense(end) {
            Some(Sense::Half { after_noon }) if self.gap(end).is_near() => {
                Some((after_noon, end + 1))
            }
            _ => self.meridiem(end).map(|after_noon| (after_noon, end)),
        };
        let (hour, end) = match word {
            Some((true, end)) if hour < 12 => (hour + 12, end),
            Some((false, end)) if hour == 12 => (0, end),
            Some((_, end)) => (hour, end),
            None => (hour, end),
        };
        ((hour % 24 * 60 + minute) as u16, end)
    }

    /// a.m. or p.m. behind the item before `at`; they are no items.
    fn meridiem(&self, at: usize) -> Option<bool> {
        meridiem(&self.text[self.items[at - 1].end..]).map(|(after_noon, _)| after_noon)
    }

    /// A time zone, perhaps after "by the time of", also on the next line.
    fn zone(&self, at: usize) -> Read<i16> {
        let near = |at| matches!(self.gap(at), Gap::None | Gap::Space | Gap::Open | Gap::Comma);
        let here = at + usize::from(self.sense(at) == Some(Sense::ByTime) && near(at));
        match self.sense(here)? {
            Sense::Zone(minutes) if near(here) => Some((minutes, here + 1)),
            _ => None,
        }
    }

    fn time_alone(&self, at: usize) -> Read<Mention> {
        let (time, end) = self.time(at)?;
        let with_sign = self.gap(at + 1) == Gap::Colon && end > at + 1 && time.zone.is_some();
        let with_word =
            matches!(self.sense(at), Some(Sense::Clock)) && self.langs & (FA | AR | EN | FR) > 0;
        let last = self.sense(end - 1);
        let zoned = matches!(last, Some(Sense::Zone(_) | Sense::Half { .. }));
        (with_sign || with_word || zoned).then_some((blank(Said::Time(time)), end))
    }

    /// The four digits of a year at a place.
    fn plain_year(&self, at: usize) -> Option<u32> {
        match self.digits(at)? {
            (value, 4) => Some(value),
            _ => None,
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is found, in brackets behind its text.
    fn read(text: &str, lang: &str) -> String {
        let show = |date: Date| {
            let calendar = match date.calendar {
                Calendar::Gregorian => 'g',
                Calendar::Jalali => 'j',
                Calendar::Hijri => 'h',
            };
            let part = |part: Option<i32>| part.map_or("?".into(), |part| part.to_string());
            let (month, day) = (date.month.map(i32::from), date.day.map(i32::from));
            format!("{calendar}{}-{}-{}", part(date.year), part(month), part(day))
        };
        let shown = find(text, lang).into_iter().map(|mention| {
            let mut shown = match mention.said {
                Said::Date(date) => show(date),
                Said::Range(first, last) => format!("{}..{}", show(first), show(last)),
                Said::Weekday(weekday) => format!("{weekday:?}"),
                Said::Relative { unit, count, .. } => format!("{unit:?}{count:+}"),
                Said::Distance { unit, count } => format!("~{unit:?}{count:+}"),
                Said::Time(time) => format!("{}:{:02}", time.minute / 60, time.minute % 60),
            };
            if let Some(part) = mention.part {
                shown = format!("{part:?} {shown}");
            }
            if let Some(which) = mention.which {
                shown = format!("{which:?} {shown}");
            }
            if let Some(weekday) = mention.weekday {
                shown += &format!(" {weekday:?}");
            }
            if let Some(time) = mention.time {
                shown += &format!(" {}:{:02}", time.minute / 60, time.minute % 60);
                shown += &time.zone.map_or(String::new(), |zone| format!("{zone:+}"));
            }
            if let Some(gloss) = mention.gloss {
                shown += &format!(" = {}", show(gloss));
            }
            format!("{}[{shown}]", mention.span.of(text).unwrap())
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn dates_of_three_calendars() {
        #[rustfmt::skip]
        let cases = [
            ("fa", "روز سه شنبه ۱۲ بهمن ماه سال ۱۴۰۰ در ژنو", "روز سه شنبه ۱۲ بهمن ماه سال ۱۴۰۰[j1400-11-12 Tuesday]"),
            ("fa", "بیست و پنجم مهرماه ۱۳۹۹", "بیست و پنجم مهرماه ۱۳۹۹[j1399-7-25]"),
            ("fa", "۳ میزان ۱۳۹۸ خورشیدی", "۳ میزان ۱۳۹۸ خورشیدی[j1398-7-3]"),
            ("fa", "۱۴۰۲/۰۳/۰۵", "۱۴۰۲/۰۳/۰۵[j1402-3-5]"),
            ("fa", "۵ می ۲۰۲۰ میلادی", "۵ می ۲۰۲۰ میلادی[g2020-5-5]"),
            ("ar", "الأحد ١٢ كانون الأول/ديسمبر ٢٠٢١", "الأحد ١٢ كانون الأول/ديسمبر ٢٠٢١[g2021-12-12 Sunday]"),
            ("ar", "3 آذار (مارس) 2020", "3 آذار (مارس) 2020[g2020-3-3]"),
            ("ar", "الخامس من جويلية 1962", "الخامس من جويلية 1962[g1962-7-5]"),
            ("ar", "5 شوال 1441 هـ الموافق 28 مايو 2020 م", "5 شوال 1441 هـ الموافق 28 مايو 2020 م[h1441-10-5 = g2020-5-28]"),
            ("ar", "4/9/1443هـ", "4/9/1443هـ[h1443-9-4]"),
            ("en", "on the 5th of May, 2020 and 22-NOV-1999", "5th of May, 2020[g2020-5-5] 22-NOV-1999[g1999-11-22]"),
            ("ru", "в среду, 3 марта 2021 г. вечером", "среду, 3 марта 2021 г[g2021-3-3 Wednesday]"),
            ("fr", "mercredi 1er août 2018", "mercredi 1er août 2018[g2018-8-1 Wednesday]"),
        ];
        for (lang, text, expected) in cases {
            assert_eq!(read(text, lang), expected);
        }
    }

    #[test]
    fn times_of_day() {
        #[rustfmt::skip]
        let cases = [
            ("ar", "الثلاثاء ٤ يناير ٢٠٢٢\n08:20 بتوقيت غرينتش", "الثلاثاء ٤ يناير ٢٠٢٢\n08:20 بتوقيت غرينتش[g2022-1-4 Tuesday 8:20+0]"),
            ("en", "2021-12-20T10:15:00Z", "2021-12-20T10:15:00[g2021-12-20 10:15]"),
            ("en", "5:30 p.m., May 3, 2020", "5:30 p.m., May 3, 2020[g2020-5-3 17:30]"),
            ("fa", "شنبه ۴ دی ۱۴۰۰ ساعت ۹:۰۵", "شنبه ۴ دی ۱۴۰۰ ساعت ۹:۰۵[j1400-10-4 Saturday 9:05]"),
        ];
        for (lang, text, expected) in cases {
            assert_eq!(read(text, lang), expected);
        }
    }

    #[test]
    fn not_in_full() {
        #[rustfmt::skip]
        let cases = [
            ("fa", "۱۷ دسامبر (دی)", "۱۷ دسامبر (دی)[g?-12-17 = j?-10-?]"),
            ("fa", "در دسامبر (دی) سال ۲۰۲۱", "دسامبر (دی) سال ۲۰۲۱[g2021-12-? = j?-10-?]"),
            ("ar", "نهاية عام 2021", "نهاية عام 2021[Late g2021-?-?]"),
            ("fa", "اواخر اسفند", "اواخر اسفند[Late j?-12-?]"),
            ("fa", "امروز، چهارشنبه", "امروز، چهارشنبه[Day+0 Wednesday]"),
            ("fa", "عصر سهشنبه", "سهشنبه[Tuesday]"),
            ("fa", "دو هفته پیش", "دو هفته پیش[~Week-2]"),
            ("ar", "في ديسمبر الماضي", "ديسمبر الماضي[Last g?-12-?]"),
            ("ar", "والأربعاء المقبل", "والأربعاء المقبل[Next Wednesday]"),
            ("en", "mid-March 2020", "mid-March 2020[Middle g2020-3-?]"),
            ("en", "14-16 June 2019", "14-16 June 2019[g2019-6-14..g2019-6-16]"),
        ];
        for (lang, text, expected) in cases {
            assert_eq!(read(text, lang), expected);
        }
    }

    #[test]
    fn what_is_no_time() {
        #[rustfmt::skip]
        let cases = [
            ("fa", "مهر و محبت او، تیر و کمان، آب و هوا، می شود"), ("fa", "جوان ۲۵ ساله"), ("fa", "یک کتاب و دو دفتر"),
            ("ar", "أسد وميزان وثور"), ("ar", "العالم الأول"), ("ar", "من 5 إلى 7 كتب"),
            ("en", "you may go; the sun; march on"), ("en", "version 1.2.2020.4 and 1/2"), ("en", "at 12 sites"),
            ("ru", "в 20 городах"), ("fr", "mars et vénus"), ("und", "10-03-90 2.5 1,000"),
        ];
        for (lang, text) in cases {
            assert_eq!(read(text, lang), "", "{text}");
        }
    }

    proptest! {
        #[test]
        fn spans_fit_the_text(
            pieces in proptest::collection::vec(prop_oneof![
                "\\PC{0,3}", "[0-9]{1,4}", "[۰-۹]{1,4}",
                proptest::sample::select(vec![
                    " ", "/", "-", ".", ":", "، ", "(", ")", "\n", "\u{200C}", "am", "p.m.", "و", "من", "of",
                    "دی", "ماه", "سال", "هـ", "م", "شنبه", "سه", "ساعت", "ديسمبر", "كانون", "الأول", "شوال",
                    "الموافق", "نهاية", "May", "last", "week", "ago", "today", "у", "года", "мая", "GMT", "پیش", "ی\u{654}",
                ]).prop_map(str::to_string),
            ], 0..24),
            lang in proptest::sample::select(vec!["fa", "ar", "en", "ru", "fr", "und"]),
        ) {
            let text = pieces.concat();
            let mut end = 0;
            for mention in find(&text, lang) {
                prop_assert!(mention.span.start >= end && mention.span.end > mention.span.start);
                prop_assert!(mention.span.of(&text).is_some());
                end = mention.span.end;
                for anchor in [None, Some(crate::dates::Interval::day(crate::dates::Day(18_000)))] {
                    if let Some(resolved) = crate::dates::resolve(&mention, anchor) {
                        prop_assert!(resolved.interval.first <= resolved.interval.last);
                    }
                }
            }
        }
    }
}
