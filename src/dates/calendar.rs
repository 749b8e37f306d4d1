//! Days, and what three calendars call them: Gregorian, Jalali (the solar one of Iran and
//! Afghanistan), Hijri (the lunar one, as Umm al-Qura reckons it).
//!
//! A [`Day`] is a number, so that days compare and subtract; a calendar gives it a year, a
//! month and a day of the month, and back. The arithmetic is the crate `icu_calendar`'s, but
//! for the Hijri years whose printed calendar is known (`printed`). Before those, Hijri
//! dates may be a day or two off; so is a month that was begun by sighting the moon.

use icu_calendar::cal::{Gregorian, Hijri, Persian};
use icu_calendar::types::RataDie;
use icu_calendar::{AsCalendar, Date};
use serde::{Deserialize, Serialize};

use super::printed;

/// A way of counting years, months and days.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Calendar {
    /// The common calendar, before its introduction too.
    #[default]
    Gregorian,
    /// The solar Hijri calendar of Iran and Afghanistan.
    Jalali,
    /// The lunar Hijri calendar, by the tables of Umm al-Qura.
    Hijri,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "their names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, from Monday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
}

/// A day, counted from 1 January 1970, which is 0.
///
/// ```
/// use kashf::dates::{Calendar, Day, Weekday};
/// let day = Day::of(Calendar::Jalali, 1400, 9, 26).unwrap();
/// assert_eq!(day.to_string(), "2021-12-17");
/// assert_eq!(day.date(Calendar::Hijri), (1443, 5, 13));
/// assert_eq!(day.weekday(), Weekday::Friday);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i32);

/// 1 January 1970, in the count of days that the calendars share.
const EPOCH: i64 = 719_163;

/// The years that this module speaks of, in any calendar: those of dated texts and far beyond.
const YEARS: std::ops::RangeInclusive<i32> = 1..=4000;

impl Day {
    /// The day that a calendar calls so; `None` when it has no such day.
    pub fn of(calendar: Calendar, year: i32, month: u8, day: u8) -> Option<Day> {
        if !YEARS.contains(&year) {
            return None;
        }
        let days = match calendar {
            Calendar::Gregorian => days(Date::try_new_gregorian(year, month, day).ok()?),
            Calendar::Jalali => days(Date::try_new_persian(year, month, day).ok()?),
            Calendar::Hijri => {
                if let Some(printed) = printed::day(year, month, day) {
                    return printed;
                }
                let lunar = Hijri::new_umm_al_qura();
                days(Date::try_new_hijri_with_calendar(year, month, day, lunar).ok()?)
            }
        };
        Some(days)
    }

    /// The year, the month and the day of the month.
    pub fn date(self, calendar: Calendar) -> (i32, u8, u8) {
        match calendar {
            Calendar::Gregorian => parts(self.on(Gregorian)),
            Calendar::Jalali => parts(self.on(Persian)),
            Calendar::Hijri => {
                printed::date(self).unwrap_or_else(|| parts(self.on(Hijri::new_umm_al_qura())))
            }
        }
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1 January 1970 was a Thursday.
        Weekday::ALL[(i64::from(self.0) + 3).rem_euclid(7) as usize]
    }

    /// The day so many days later, or earlier when negative.
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// The nearest day at or before this one that is such a weekday.
    pub fn last(self, weekday: Weekday) -> Day {
        self.plus(-(self.weekday() as i32 - weekday as i32).rem_euclid(7))
    }

    fn on<C: AsCalendar>(self, calendar: C) -> Date<C> {
        Date::from_rata_die(RataDie::new(i64::from(self.0) + EPOCH), calendar)
    }
}

fn days<C: AsCalendar>(date: Date<C>) -> Day {
    Day((date.to_rata_die().to_i64_date() - EPOCH) as i32)
}

fn parts<C: AsCalendar>(date: Date<C>) -> (i32, u8, u8) {
    (date.year().extended_year(), date.month().ordinal, date.day_of_month().0)
}

/// ISO 8601: the Gregorian date, `2021-12-17`.
impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (year, month, day) = self.date(Calendar::Gregorian);
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// The days of a month; `None` when there is no such month.
pub fn month_length(calendar: Calendar, year: i32, month: u8) -> Option<u8> {
    // No month of the three is shorter or longer.
    (28..=31).rev().find(|&day| Day::of(calendar, year, month, day).is_some())
}

#[cfg(test)]
mod tests {
    use super::Calendar::{Gregorian, Hijri, Jalali};
    use super::Weekday::*;
    use super::{Day, YEARS, month_length, printed};
    use proptest::prelude::*;

    /// Worked out by two independent programs.
    #[test]
    fn three_names_of_one_day() {
        #[rustfmt::skip]
        let oracles = [
            ("2021-12-17", Friday, (1400, 9, 26), (1443, 5, 13)),
            ("2021-12-20", Monday, (1400, 9, 29), (1443, 5, 16)),
            ("2022-01-10", Monday, (1400, 10, 20), (1443, 6, 7)),
            ("2022-01-12", Wednesday, (1400, 10, 22), (1443, 6, 9)),
            ("2022-01-13", Thursday, (1400, 10, 23), (1443, 6, 10)),
            ("2022-01-21", Friday, (1400, 11, 1), (1443, 6, 18)),
            ("2022-01-26", Wednesday, (1400, 11, 6), (1443, 6, 23)),
            ("2022-02-01", Tuesday, (1400, 11, 12), (1443, 6, 29)),
            ("2022-02-15", Tuesday, (1400, 11, 26), (1443, 7, 14)),
            ("2024-10-08", Tuesday, (1403, 7, 17), (1446, 4, 5)),
        ];
        for (iso, weekday, jalali, hijri) in oracles {
            let day = Day::of(Jalali, jalali.0, jalali.1, jalali.2).unwrap();
            assert_eq!(day.to_string(), iso);
            assert_eq!(
                (day.weekday(), day.date(Jalali), day.date(Hijri)),
                (weekday, jalali, hijri)
            );
            assert_eq!(Day::of(Hijri, hijri.0, hijri.1, hijri.2), Some(day));
        }
    }

    #[test]
    fn months_and_what_does_not_exist() {
        let dey = month_length(Jalali, 1400, 10).unwrap();
        assert_eq!(Day::of(Jalali, 1400, 10, 1).unwrap().to_string(), "2021-12-22");
        assert_eq!(Day::of(Jalali, 1400, 10, dey).unwrap().to_string(), "2022-01-20");
        assert_eq!(month_length(Gregorian, 2020, 2), Some(29));
        assert_eq!(month_length(Jalali, 1399, 12), Some(30));
        assert_eq!(month_length(Jalali, 1400, 12), Some(29));
        assert_eq!(month_length(Gregorian, 2020, 13), None);
        assert_eq!(Day::of(Gregorian, 2021, 2, 29), None);
        assert_eq!(Day::of(Hijri, 1443, 1, 31), None);
        assert_eq!(Day::of(Gregorian, 0, 1, 1), None);
        assert_eq!(Day::of(Gregorian, 1970, 1, 1), Some(Day(0)));
    }

    proptest! {
        #[test]
        fn there_and_back(day in -500_000..500_000i32) {
            let day = Day(day);
            for calendar in [Gregorian, Jalali, Hijri] {
                let (year, month, of_month) = day.date(calendar);
                // Where the printed years begin, the reckoned ones may not quite join.
                let joins = calendar != Hijri || printed::date(day).is_some() || printed::day(year, 1, 1).is_none();
                if YEARS.contains(&year) && joins {
                    prop_assert_eq!(Day::of(calendar, year, month, of_month), Some(day));
                    prop_assert!(of_month <= month_length(calendar, year, month).unwrap());
                }
                prop_assert_eq!(day.plus(1).last(day.weekday()), day);
                prop_assert_eq!(day.last(day.weekday()), day);
            }
        }
    }
}
