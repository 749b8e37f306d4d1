//! Times of day, and their zones.

use super::super::words::{AR, EN, FA, FR, Sense};
use super::super::{Mention, Said, Time};
use super::{Gap, Read, Reader, blank, meridiem};

impl Reader<'_> {
    /// "ساعت ۱۰:۱۵ به وقت گرینویچ", "6:11 p.m.", "noon".
    pub(super) fn time(&self, at: usize) -> Read<Time> {
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
    pub(super) fn clock(&self, at: usize) -> Read<u16> {
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
    pub(super) fn dotted_time(&self, at: usize) -> Read<Time> {
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
    pub(super) fn spoken(&self, at: usize) -> Read<u16> {
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
    pub(super) fn hour_and_half(&self, at: usize) -> Read<u16> {
        let (hour @ 1..=12, 1..=2) = self.digits(at)? else { return None };
        self.meridiem(at + 1)?;
        Some(self.half(hour, 0, at + 1))
    }

    /// Minutes since midnight of an hour and a minute, and of the half of the day behind.
    pub(super) fn half(&self, hour: u32, minute: u32, end: usize) -> (u16, usize) {
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
    pub(super) fn meridiem(&self, at: usize) -> Option<bool> {
        meridiem(&self.text[self.items[at - 1].end..]).map(|(after_noon, _)| after_noon)
    }

    /// A time zone, perhaps after "by the time of", also on the next line.
    pub(super) fn zone(&self, at: usize) -> Read<i16> {
        let near = |at| matches!(self.gap(at), Gap::None | Gap::Space | Gap::Open | Gap::Comma);
        let here = at + usize::from(self.sense(at) == Some(Sense::ByTime) && near(at));
        match self.sense(here)? {
            Sense::Zone(minutes) if near(here) => Some((minutes, here + 1)),
            _ => None,
        }
    }

    pub(super) fn time_alone(&self, at: usize) -> Read<Mention> {
        let (time, end) = self.time(at)?;
        let with_sign = self.gap(at + 1) == Gap::Colon && end > at + 1 && time.zone.is_some();
        let with_word =
            matches!(self.sense(at), Some(Sense::Clock)) && self.langs & (FA | AR | EN | FR) > 0;
        let last = self.sense(end - 1);
        let zoned = matches!(last, Some(Sense::Zone(_) | Sense::Half { .. }));
        (with_sign || with_word || zoned).then_some((blank(Said::Time(time)), end))
    }

    /// The four digits of a year at a place.
    pub(super) fn plain_year(&self, at: usize) -> Option<u32> {
        match self.digits(at)? {
            (value, 4) => Some(value),
            _ => None,
        }
    }
}
