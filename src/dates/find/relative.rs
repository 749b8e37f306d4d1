//! Weekdays, and what counts from the day of publication.

use super::super::calendar::{Calendar, Weekday};
use super::super::words::{FA, Sense};
use super::super::{Date, Mention, Said, Unit, Which};
use super::{Gap, Read, Reader, blank, which_of};

impl Reader<'_> {
    /// A weekday, with the word "day" before it.
    pub(super) fn weekday(&self, at: usize) -> Read<Weekday> {
        let day = self.sense(at) == Some(Sense::Unit(Unit::Day, 1)) && self.gap(at + 1).is_near();
        let here = at + usize::from(day);
        match self.sense(here)? {
            Sense::Weekday { weekday, .. } => Some((weekday, here + 1)),
            _ => None,
        }
    }

    pub(super) fn weekday_alone(&self, at: usize) -> Read<Mention> {
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

    pub(super) fn with_time(&self, mut mention: Mention, end: usize) -> (Mention, usize) {
        let Some((time, end_of_time)) = self.time_behind(&mention, end) else {
            return (mention, end);
        };
        mention.time = Some(time);
        (mention, end_of_time)
    }

    pub(super) fn relative(&self, at: usize) -> Read<Mention> {
        self.named_day(at)
            .or_else(|| self.part_of_unit(at))
            .or_else(|| self.distance(at))
            .or_else(|| self.unit_which(at))
    }

    /// "today", with the weekday beside it: "امروز، چهارشنبه".
    pub(super) fn named_day(&self, at: usize) -> Read<Mention> {
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
    pub(super) fn part_of_unit(&self, at: usize) -> Read<Mention> {
        let Sense::Part(part) = self.sense(at)? else { return None };
        if !(self.gap(at + 1).is_near() || self.gap(at + 1) == Gap::Dash) {
            return None;
        }
        let (mention, end) = self.unit_which(at + 1)?;
        Some((Mention { part: Some(part), ..mention }, end))
    }

    /// "two weeks ago", "قبل يومين", "in three days".
    pub(super) fn distance(&self, at: usize) -> Read<Mention> {
        let before = match self.sense(at) {
            Some(Sense::AgoBefore) => Some(-1),
            Some(Sense::Ahead | Sense::In) => Some(1),
            _ => None,
        };
        let here = at + usize::from(before.is_some());
        // منذ عام 2016 is since a year, not a year ago.
        if before.is_some() && (!self.gap(here).is_near() || self.year_alone(here).is_some()) {
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
    pub(super) fn counted(&self, at: usize) -> Read<(u32, Unit)> {
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
    pub(super) fn unit_which(&self, at: usize) -> Read<Mention> {
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
                // "In the coming days" is not tomorrow.
                let item = self.items[at];
                if self.text[item.start..item.end].ends_with("های") {
                    return None;
                }
                ((unit, which), end)
            }
        };
        // "This day", "that same day" are of the story, not of publication.
        if unit == Unit::Day && which == Which::This {
            return None;
        }
        let count = match which {
            Which::Last => -1,
            Which::This => 0,
            Which::Next => 1,
        };
        Some((blank(self.beside_now(unit, count)), end))
    }

    /// Months and years without a name are the calendar's in which the language counts.
    pub(super) fn beside_now(&self, unit: Unit, count: i32) -> Said {
        let calendar = if self.langs == FA { Calendar::Jalali } else { Calendar::Gregorian };
        Said::Relative { unit, count, calendar }
    }

    /// "last", before what it is about.
    pub(super) fn which_before(&self, at: usize) -> Option<Which> {
        which_of(self.sense(at)?)
    }

    /// "last", behind what it is about, as Persian, Arabic and French put it.
    pub(super) fn which(&self, at: usize) -> Read<Which> {
        if !self.gap(at).is_near() {
            return None;
        }
        Some((which_of(self.sense(at)?)?, at + 1))
    }
}
