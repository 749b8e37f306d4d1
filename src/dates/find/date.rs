//! Dates by day, month and year, and what stands beside them: weekday, time, the same date in
//! another calendar.

use super::super::calendar::Weekday;
use super::super::words::{AR, FA, Sense};
use super::super::{Date, Mention, Part, Said, Time, Unit};
use super::{Gap, Read, Reader, blank, exists, is_month_only, lacks_number};
use crate::text::fold;

impl Reader<'_> {
    /// A date with all that stands beside it: weekday, time, another calendar's date.
    pub(super) fn dated(&self, at: usize) -> Read<Mention> {
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
    pub(super) fn is_filler(&self, at: usize) -> bool {
        matches!(self.sense(at), Some(Sense::Of)) && self.gap(at).is_loose()
    }

    /// A date, a range or a part of one.
    pub(super) fn said(&self, at: usize) -> Read<(Said, Option<Part>)> {
        if let Some(Sense::Part(part)) = self.sense(at) {
            let mut here = at + 1;
            if !(self.gap(here).is_near() || self.gap(here) == Gap::Dash) {
                return None;
            }
            if self.sense(here) == Some(Sense::Of) && self.gap(here + 1).is_near() {
                here += 1;
            }
            // اواخر ماه دسامبر
            let month = self.sense(here) == Some(Sense::Unit(Unit::Month, 1));
            if month && self.month(here + 1).is_some() && self.gap(here + 1).is_near() {
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

    pub(super) fn date(&self, at: usize) -> Read<Date> {
        self.numeric(at)
            .or_else(|| self.day_month(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.year_alone(at))
    }

    /// "26 January 2022", "الأول من شباط", "۶ بهمن ماه سال ۱۴۰۰".
    pub(super) fn day_month(&self, at: usize) -> Read<Date> {
        let (day, mut here) = self.day(at)?;
        // A comma may follow the ending of a number, "8th, October", but no bare number.
        let bare = here == at + 1 && self.digits(at).is_some();
        if !self.gap(here).is_loose() || bare && self.gap(here) == Gap::Comma {
            return None;
        }
        if self.sense(here) == Some(Sense::Of) && self.gap(here + 1).is_near() {
            here += 1;
        }
        let (month, end) = self.month(here)?;
        let date = Date { day: Some(day), ..month };
        let (year, end) =
            self.year_of(date, end).map_or((None, end), |(year, end)| (Some(year), end));
        if year.is_none() && self.is_verb_prefix(end - 1) {
            return None;
        }
        exists(Date { year, ..date }).then_some((Date { year, ..date }, end))
    }

    /// می before a verb: "۵ می شود" is no day of May.
    pub(super) fn is_verb_prefix(&self, at: usize) -> bool {
        let item = self.items[at];
        fold(&self.text[item.start..item.end]) == "می" && !self.stops(at)
    }

    /// "January 26, 2022", "January 2022", "January 26", "January".
    pub(super) fn month_first(&self, at: usize) -> Read<Date> {
        let (month, here) = self.month(at)?;
        if self.is_no_day_of(month, at) {
            return None;
        }
        if let Some((date, end)) = self.month_day(month, here) {
            return Some((date, end));
        }
        let year = self.year_of(month, here);
        Some(year.map_or((month, here), |(year, end)| (Date { year: Some(year), ..month }, end)))
    }

    /// Whether a number stands before a month that it could be the day of, were the month longer:
    /// "31 February 2020" is not February 2020.
    fn is_no_day_of(&self, month: Date, at: usize) -> bool {
        let before = at.checked_sub(1).filter(|&before| !self.is_fraction(before));
        match before.and_then(|before| self.digits(before)) {
            Some((day @ (0 | 29..=31), 1..=2)) if self.gap(at).is_near() => {
                !exists(Date { day: Some(day as u8), ..month })
            }
            _ => false,
        }
    }

    /// The day behind a month, and the year behind that. Without a year only in English.
    pub(super) fn month_day(&self, month: Date, at: usize) -> Read<Date> {
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
    pub(super) fn day(&self, at: usize) -> Read<u8> {
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
    pub(super) fn is_fraction(&self, at: usize) -> bool {
        let before = self.text[..self.items[at].start].chars().next_back();
        let tail = matches!(before, Some('.' | '٫' | ',' | '٬' | '/' | ':' | '+'));
        tail && at > 0
            && self.digits(at - 1).is_some()
            && self.items[at - 1].end + 2 >= self.items[at].start
    }

    /// A month, with its other name: "كانون الأول/ديسمبر", "December (كانون الأول)".
    pub(super) fn month(&self, at: usize) -> Read<Date> {
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

    /// "22–26 July 1952".
    pub(super) fn range(&self, at: usize) -> Read<(Date, Date)> {
        let (first, here) = self.day(at)?;
        if self.gap(here) != Gap::Dash || self.digits(here).is_none() {
            return None;
        }
        let (last, end) = self.day_month(here)?;
        let begin = Date { day: Some(first), ..last };
        (Some(first) < last.day && exists(begin)).then_some(((begin, last), end))
    }

    /// Reads what may stand behind a date: another calendar's date, weekday, time.
    pub(super) fn beside(&self, mention: &mut Mention, at: usize) -> usize {
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
    pub(super) fn gloss(&self, mention: &Mention, at: usize) -> Read<Date> {
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

    pub(super) fn weekday_behind(&self, mention: &Mention, at: usize) -> Read<Weekday> {
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

    pub(super) fn time_behind(&self, mention: &Mention, at: usize) -> Read<Time> {
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
}
