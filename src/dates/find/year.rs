//! Years, with their eras, and dates written in numbers: which calendar they are of.

use super::super::calendar::Calendar;
use super::super::words::{AR, EN, FA, Sense};
use super::super::{Date, Unit};
use super::{Gap, Read, Reader, exists};

impl Reader<'_> {
    /// The year behind a day and month, or a month, with its era.
    pub(super) fn year_of(&self, date: Date, at: usize) -> Read<i32> {
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
    pub(super) fn stands_for_year(&self, at: usize) -> bool {
        let clock = self.sense(at + 1) == Some(Sense::Clock) && self.gap(at + 1).is_near();
        let numeric = matches!(self.gap(at + 1), Gap::Colon | Gap::Slash | Gap::Dash | Gap::Dot);
        clock || (self.stops(at) && !(numeric && self.digits(at + 1).is_some()))
    }

    /// Passes the era and the words "year" and г. behind a year.
    pub(super) fn behind_year(&self, at: usize) -> usize {
        if let Some((_, end)) = self.era(at) {
            return end;
        }
        let year = self.sense(at) == Some(Sense::Unit(Unit::Year, 1)) && self.gap(at).is_near();
        // In Persian and Arabic the word stands before.
        if year && (self.langs & (FA | AR) == 0 || self.langs.count_ones() > 1) {
            at + 1
        } else {
            at
        }
    }

    /// The era behind a year.
    pub(super) fn era(&self, at: usize) -> Read<Calendar> {
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
    pub(super) fn year_alone(&self, at: usize) -> Read<Date> {
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
    pub(super) fn bare_year(&self, at: usize) -> Read<Date> {
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
    pub(super) fn calendar_of_year(&self, year: i32) -> Option<Calendar> {
        match year {
            1500..=2200 => Some(Calendar::Gregorian),
            1250..=1420 if self.langs & FA > 0 => Some(Calendar::Jalali),
            1300..=1460 if self.langs & (AR | FA) > 0 => Some(Calendar::Hijri),
            1000..=1499 if self.langs & (AR | FA) == 0 => Some(Calendar::Gregorian),
            _ => None,
        }
    }

    /// Three numbers with one sign between them: 1403/05/12, 12.5.2021, 2021-12-20.
    pub(super) fn numeric(&self, at: usize) -> Read<Date> {
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
    pub(super) fn orders(&self, a: u32, b: u32, sign: Gap) -> [(u32, u32); 2] {
        if sign == Gap::Dot || self.langs & EN == 0 {
            return [(b, a), (b, a)];
        }
        if self.langs == EN { [(a, b), (b, a)] } else { [(b, a), (a, b)] }
    }

    pub(super) fn calendar_of_numbers(&self, year: i32, era: Option<Calendar>) -> Option<Calendar> {
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
}
