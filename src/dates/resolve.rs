//! An expression of time and the date of publication → the days that are meant.

use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, Day, Weekday, month_length};
use super::{Date, Mention, Part, Said, Unit, Which};

/// A stretch of days, both ends in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// The first day.
    pub first: Day,
    /// The last day; never before the first.
    pub last: Day,
}

impl Interval {
    /// A single day.
    pub fn day(day: Day) -> Interval {
        Interval { first: day, last: day }
    }

    /// The days from one to the other, in whichever order they are given.
    pub fn new(a: Day, b: Day) -> Interval {
        Interval { first: a.min(b), last: a.max(b) }
    }

    /// The day, when it is only one.
    pub fn single(self) -> Option<Day> {
        (self.first == self.last).then_some(self.first)
    }

    /// Days from the one stretch to the other; 0 when they share one.
    pub fn distance(self, other: Interval) -> i32 {
        let apart = |before: Interval, after: Interval| after.first.0.saturating_sub(before.last.0);
        apart(self, other).max(apart(other, self)).max(0)
    }

    /// The days that both have.
    pub fn and(self, other: Interval) -> Option<Interval> {
        let (first, last) = (self.first.max(other.first), self.last.min(other.last));
        (first <= last).then_some(Interval { first, last })
    }

    /// The same stretch, so many days later.
    pub fn plus(self, days: i32) -> Interval {
        Interval { first: self.first.plus(days), last: self.last.plus(days) }
    }

    /// So many days more at either end.
    pub fn widened(self, days: i32) -> Interval {
        Interval { first: self.first.plus(-days), last: self.last.plus(days) }
    }

    /// Its weekdays of one kind, from the first to the last of them.
    pub fn on(self, weekday: Weekday) -> Option<Interval> {
        let first = self.first.plus(6).last(weekday);
        let last = self.last.last(weekday);
        (first <= last).then_some(Interval { first, last })
    }

    fn middle(self) -> Day {
        self.first.plus((self.last.0 - self.first.0) / 2)
    }
}

/// ISO 8601: the day, or the first and the last parted by a stroke.
///
/// ```
/// use kashf::dates::{Day, Interval};
/// assert_eq!(Interval::new(Day(0), Day(7)).to_string(), "1970-01-01/1970-01-08");
/// assert_eq!(Interval::day(Day(7)).to_string(), "1970-01-08");
/// ```
impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.first)?;
        if self.first < self.last { write!(f, "/{}", self.last) } else { Ok(()) }
    }
}

/// When a text was published, as far as it is known: what its relative dates count from.
pub type Anchor = Option<Interval>;

/// The days that an expression means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// The days.
    pub interval: Interval,
    /// How they were found.
    pub reason: Reason,
    /// How sure that is.
    pub certainty: Certainty,
    /// What in the expression does not agree with it.
    pub conflicts: Vec<Conflict>,
}

/// How the days of an expression were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// They are said in full.
    Stated,
    /// Said in full, but for which number is the month: the custom of the language decided.
    OrderGuessed,
    /// The year was not said: the one nearest to publication.
    NearestYear,
    /// The year was not said: the nearest in which the weekday is as said.
    YearOfWeekday,
    /// The year was not said: the last, this or next one, as said.
    YearAsSaid,
    /// The year was not said: the one that puts it soon behind the date before it.
    YearBefore,
    /// The year was not said here, but elsewhere in the document with the same day.
    YearElsewhere,
    /// Counted from publication: yesterday, three days ago.
    Counted,
    /// A unit of the calendar beside that of publication: last week.
    UnitBeside,
    /// Counted from publication in round numbers: two weeks ago.
    CountedRoundly,
    /// The last such weekday up to publication.
    WeekdayBefore,
    /// The next such weekday after publication.
    WeekdayAfter,
    /// Such a weekday nearest to publication.
    WeekdayNearest,
}

/// The three ways of saying when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "their names say it")]
pub enum ResolvedBy {
    Stated,
    Relative,
    YearInferred,
}

impl Reason {
    /// Whether it was stated, counted from publication, or lacked its year.
    pub fn kind(self) -> ResolvedBy {
        match self {
            Reason::Stated | Reason::OrderGuessed => ResolvedBy::Stated,
            Reason::NearestYear
            | Reason::YearOfWeekday
            | Reason::YearAsSaid
            | Reason::YearBefore
            | Reason::YearElsewhere => ResolvedBy::YearInferred,
            _ => ResolvedBy::Relative,
        }
    }
}

/// How sure it is, from the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Another reading is about as good.
    Guess,
    /// Other readings are less good.
    Likely,
    /// There is no other reading.
    Certain,
}

/// Two things that were said together and do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Conflict {
    /// The day is another weekday than was said.
    Weekday {
        /// The one that was said.
        said: Weekday,
        /// The one that the day is; `None` when it is one of several days.
        is: Option<Weekday>,
    },
    /// The date in the other calendar is of other days: of these.
    Gloss(Interval),
}

/// The days that an expression means in a text published then.
///
/// `None` when that cannot be told: of an expression that lacks its year or counts from
/// publication, without an anchor, and of a mere time of day.
///
/// ```
/// use kashf::dates::{Day, Interval, Calendar, find, resolve};
/// let published = Interval::day(Day::of(Calendar::Gregorian, 2022, 1, 3).unwrap());
/// let mention = find("в минувшую среду", "ru")[0];
/// let resolved = resolve(&mention, Some(published)).unwrap();
/// assert_eq!(resolved.interval.first.to_string(), "2021-12-29");
/// ```
pub fn resolve(mention: &Mention, anchor: Anchor) -> Option<Resolved> {
    let (interval, reason, certainty) = match mention.said {
        Said::Date(date) => dated(mention, date, anchor)?,
        Said::Range(first, last) => {
            let (first, reason, certainty) = dated(mention, first, anchor)?;
            let (last, ..) = dated(mention, last, anchor)?;
            (Interval::new(first.first, last.last), reason, certainty)
        }
        Said::Weekday(weekday) => on_weekday(weekday, mention.which, anchor?),
        Said::Relative { unit, count, calendar } => beside(unit, count, calendar, anchor?)?,
        Said::Distance { unit, count } => away(unit, count, anchor?),
        Said::Time(_) => return None,
    };
    let interval = mention.part.map_or(interval, |part| third(interval, part));
    let vague = if mention.part.is_some() { Certainty::Likely } else { Certainty::Certain };
    Some(checked(
        mention,
        Resolved { interval, reason, certainty: certainty.min(vague), conflicts: Vec::new() },
    ))
}

type Found = (Interval, Reason, Certainty);

fn dated(mention: &Mention, date: Date, anchor: Anchor) -> Option<Found> {
    if let Some(year) = date.year {
        // The sighting of the moon may have begun a Hijri month a day off the tables.
        let lunar = date.calendar == Calendar::Hijri && date.day.is_some();
        let certainty = if lunar { Certainty::Likely } else { Certainty::Certain };
        let stated = (days_of(date, year)?, Reason::Stated, certainty);
        let guessed = (stated.0, Reason::OrderGuessed, Certainty::Guess);
        return Some(if date.order_guessed { guessed } else { stated });
    }
    year_inferred(mention, date, anchor?)
}

/// How far from publication a date without a year may lie before its year is only a guess.
const FAR: i32 = 120;

fn year_inferred(mention: &Mention, date: Date, anchor: Interval) -> Option<Found> {
    let (year, ..) = anchor.middle().date(date.calendar);
    // 29 February comes every fourth year, in one century after eight.
    let years = (0..=8).flat_map(|n| [year - n, year + n]);
    let candidates = years.filter_map(|year| days_of(date, year));
    let published = Interval::day(anchor.middle());
    let nearest = |days: &Interval| (days.distance(published), days.first > published.first);
    match mention.which {
        Some(Which::Last) => {
            let past = candidates.filter(|days| days.last < published.first);
            Some((past.min_by_key(nearest)?, Reason::YearAsSaid, Certainty::Certain))
        }
        Some(Which::Next) => {
            let ahead = candidates.filter(|days| days.first > published.first);
            Some((ahead.min_by_key(nearest)?, Reason::YearAsSaid, Certainty::Certain))
        }
        _ => {
            let weekday = mention.weekday.filter(|_| date.day.is_some());
            let agreeing = weekday.and_then(|weekday| {
                let agrees = |days: &Interval| days.first.weekday() == weekday;
                candidates.clone().filter(agrees).min_by_key(nearest)
            });
            // A weekday that fits no near year is an error of the text, not another decade.
            if let Some(days) = agreeing.filter(|days| days.distance(published) < 2 * 365) {
                return Some((days, Reason::YearOfWeekday, Certainty::Likely));
            }
            let days = candidates.min_by_key(nearest)?;
            let near = days.distance(published) <= FAR;
            let certainty = if near { Certainty::Likely } else { Certainty::Guess };
            Some((days, Reason::NearestYear, certainty))
        }
    }
}

/// The days of a date in a year.
pub(super) fn days_of(date: Date, year: i32) -> Option<Interval> {
    let first = |month, day| Day::of(date.calendar, year, month, day);
    let Some(month) = date.month else {
        return Some(Interval::new(
            first(1, 1)?,
            first(12, month_length(date.calendar, year, 12)?)?,
        ));
    };
    let length = month_length(date.calendar, year, month)?;
    match date.day {
        None => Some(Interval::new(first(month, 1)?, first(month, length)?)),
        // The thirtieth of a lunar month that has 29 days by the tables.
        Some(30) if date.calendar == Calendar::Hijri => {
            Some(Interval::day(first(month, length.min(30))?))
        }
        Some(day) => Some(Interval::day(first(month, day)?)),
    }
}

fn on_weekday(weekday: Weekday, which: Option<Which>, anchor: Interval) -> Found {
    let (shift, reason, certainty) = match which {
        None => (0, Reason::WeekdayBefore, Certainty::Likely),
        Some(Which::Last) => (-1, Reason::WeekdayBefore, Certainty::Likely),
        Some(Which::This) => (3, Reason::WeekdayNearest, Certainty::Likely),
        Some(Which::Next) => (7, Reason::WeekdayAfter, Certainty::Likely),
    };
    let of = |day: Day| day.plus(shift).last(weekday);
    (Interval::new(of(anchor.first), of(anchor.last)), reason, certainty)
}

/// The unit of the calendar that lies so many units beside that of publication.
fn beside(unit: Unit, count: i32, calendar: Calendar, anchor: Interval) -> Option<Found> {
    let one = |day: Day| match unit {
        Unit::Day => Some(Interval::day(day.plus(count))),
        Unit::Week => {
            // The week of Iran begins on Saturday.
            let begins =
                if calendar == Calendar::Jalali { Weekday::Saturday } else { Weekday::Monday };
            let first = day.last(begins).plus(7 * count);
            Some(Interval::new(first, first.plus(6)))
        }
        Unit::Month => {
            let (year, month, _) = day.date(calendar);
            let months = year * 12 + i32::from(month) - 1 + count;
            let month = Some(months.rem_euclid(12) as u8 + 1);
            let date = Date { calendar, year: None, month, day: None, order_guessed: false };
            days_of(date, months.div_euclid(12))
        }
        Unit::Year => {
            let date = Date { calendar, year: None, month: None, day: None, order_guessed: false };
            days_of(date, day.date(calendar).0 + count)
        }
    };
    let (first, last) = (one(anchor.first)?, one(anchor.last)?);
    let days = Interval::new(first.first, last.last);
    let reason = if unit == Unit::Day { Reason::Counted } else { Reason::UnitBeside };
    let certainty = if first == last { Certainty::Certain } else { Certainty::Likely };
    Some((days, reason, certainty))
}

/// So far from publication, in round numbers: half a unit either way.
fn away(unit: Unit, count: i32, anchor: Interval) -> Found {
    let count = count.clamp(-5000, 5000);
    let (days, slack) = match unit {
        Unit::Day => (count, 0),
        Unit::Week => (7 * count, 3),
        // The lengths of months and years in the mean, in thousandths of a day.
        Unit::Month => ((i64::from(count) * 30_437 / 1000) as i32, 15),
        Unit::Year => ((i64::from(count) * 365_242 / 1000) as i32, 182),
    };
    let reason = if slack == 0 { Reason::Counted } else { Reason::CountedRoundly };
    let certainty = if slack == 0 && anchor.single().is_some() {
        Certainty::Certain
    } else {
        Certainty::Likely
    };
    (anchor.plus(days).widened(slack), reason, certainty)
}

/// A third of a stretch.
fn third(days: Interval, part: Part) -> Interval {
    let length = days.last.0 - days.first.0 + 1;
    let (one, two) = (length / 3, length - length / 3);
    match part {
        Part::Early => Interval::new(days.first, days.first.plus((one - 1).max(0))),
        Part::Middle => {
            Interval::new(days.first.plus(one.min(length - 1)), days.first.plus((two - 1).max(0)))
        }
        Part::Late => Interval::new(days.first.plus(two.min(length - 1)), days.last),
    }
}

/// Compares the days with the weekday and the other calendar's date that stand beside them.
fn checked(mention: &Mention, mut resolved: Resolved) -> Resolved {
    if let Some(said) = mention.weekday {
        match resolved.interval.on(said) {
            Some(days) => {
                // A weekday that agrees also confirms a date of the moon.
                if resolved.interval.single().is_some() && resolved.reason == Reason::Stated {
                    resolved.certainty = Certainty::Certain;
                }
                resolved.interval = days;
            }
            None => {
                let is = resolved.interval.single().map(Day::weekday);
                resolved.conflicts.push(Conflict::Weekday { said, is });
            }
        }
    }
    if let Some(days) = mention.gloss.and_then(|gloss| gloss_beside(gloss, resolved.interval)) {
        let lunar = |date: Date| date.calendar == Calendar::Hijri;
        let by_moon = mention.gloss.is_some_and(lunar)
            || matches!(mention.said, Said::Date(date) if lunar(date));
        if days.distance(resolved.interval) > i32::from(by_moon) {
            resolved.conflicts.push(Conflict::Gloss(days));
        }
    }
    if !resolved.conflicts.is_empty() {
        resolved.certainty = resolved.certainty.min(Certainty::Likely);
    }
    resolved
}

/// The days that an expression leaves when the other calendar's date beside it is believed as
/// well; `None` where the two do not agree.
pub(super) fn narrowed(mention: &Mention, resolved: &Resolved) -> Option<Interval> {
    match mention.gloss.and_then(|gloss| gloss_beside(gloss, resolved.interval)) {
        Some(gloss) => resolved.interval.and(gloss),
        None => Some(resolved.interval),
    }
}

/// The days of a gloss; of one without a year, those nearest to what it glosses.
fn gloss_beside(gloss: Date, days: Interval) -> Option<Interval> {
    if let Some(year) = gloss.year {
        return days_of(gloss, year);
    }
    let (year, ..) = days.middle().date(gloss.calendar);
    let years = [year, year - 1, year + 1].into_iter();
    years.filter_map(|year| days_of(gloss, year)).min_by_key(|gloss| gloss.distance(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::find;

    fn published(iso: (i32, u8, u8)) -> Anchor {
        Some(Interval::day(Day::of(Calendar::Gregorian, iso.0, iso.1, iso.2).unwrap()))
    }

    /// The days of the first expression, its reason, and how many conflicts there are.
    fn said(text: &str, lang: &str, anchor: Anchor) -> String {
        let Some(mention) = find(text, lang).into_iter().next() else { return "nothing".into() };
        let Some(resolved) = resolve(&mention, anchor) else { return "unknown".into() };
        let days = resolved.interval;
        let days =
            days.single().map_or(format!("{}..{}", days.first, days.last), |day| day.to_string());
        format!("{days} {:?} {}", resolved.reason, resolved.conflicts.len())
    }

    #[test]
    fn what_counts_from_publication() {
        let anchor = published((2022, 2, 2));
        #[rustfmt::skip]
        let cases = [
            ("امروز، چهارشنبه", "fa", "2022-02-02 Counted 0"),
            ("امروز، جمعه", "fa", "2022-02-02 Counted 1"),
            ("روز گذشته", "fa", "2022-02-01 Counted 0"),
            ("هفته آینده", "fa", "2022-02-05..2022-02-11 UnitBeside 0"),
            ("چهارشنبه گذشته", "fa", "2022-01-26 WeekdayBefore 0"),
            ("حدود یک هفته پیش", "fa", "2022-01-23..2022-01-29 CountedRoundly 0"),
            ("دو هفته پیش", "fa", "2022-01-16..2022-01-22 CountedRoundly 0"),
            ("سال گذشته", "fa", "2020-03-20..2021-03-20 UnitBeside 0"),
            ("يوم السبت", "ar", "2022-01-29 WeekdayBefore 0"),
            ("الأربعاء الماضي", "ar", "2022-01-26 WeekdayBefore 0"),
            ("قبل يومين", "ar", "2022-01-31 Counted 0"),
            ("أول أمس", "ar", "2022-01-31 Counted 0"),
            ("نهاية العام الماضي", "ar", "2021-09-02..2021-12-31 UnitBeside 0"),
            ("two weeks ago", "en", "2022-01-16..2022-01-22 CountedRoundly 0"),
            ("next Wednesday", "en", "2022-02-09 WeekdayAfter 0"),
            ("last December", "en", "2021-12-01..2021-12-31 YearAsSaid 0"),
            ("три дня назад", "ru", "2022-01-30 Counted 0"),
            ("на прошлой неделе", "ru", "2022-01-24..2022-01-30 UnitBeside 0"),
            ("il y a trois jours", "fr", "2022-01-30 Counted 0"),
            ("la semaine dernière", "fr", "2022-01-24..2022-01-30 UnitBeside 0"),
        ];
        for (text, lang, expected) in cases {
            assert_eq!(said(text, lang, anchor), expected, "{text}");
        }
    }

    #[test]
    fn a_year_that_was_not_said() {
        let anchor = published((2021, 12, 20));
        assert_eq!(said("در ۱۰ ژانویه", "fa", anchor), "2022-01-10 NearestYear 0");
        assert_eq!(said("17 ديسمبر", "ar", anchor), "2021-12-17 NearestYear 0");
        assert_eq!(said("Friday, March 20", "en", anchor), "2020-03-20 YearOfWeekday 0");
        assert_eq!(said("17 ديسمبر", "ar", None), "unknown");
    }

    #[test]
    fn what_does_not_agree() {
        assert_eq!(said("۱۷ دسامبر ۲۰۲۱ (۲۶ آذر)", "fa", None), "2021-12-17 Stated 0");
        assert_eq!(said("۱۷ دسامبر (دی) ۲۰۲۱", "fa", None), "2021-12-17 Stated 1");
        assert_eq!(said("دسامبر (دی) سال ۲۰۲۱", "fa", None), "2021-12-01..2021-12-31 Stated 0");
        assert_eq!(said("Friday, 20 December 2021", "en", None), "2021-12-20 Stated 1");
        assert_eq!(said("Monday, 20 December 2021", "en", None), "2021-12-20 Stated 0");
    }

    #[test]
    fn stretches() {
        assert_eq!(said("نهاية عام 2021", "ar", None), "2021-09-02..2021-12-31 Stated 0");
        assert_eq!(said("early 2020", "en", None), "2020-01-01..2020-05-01 Stated 0");
        assert_eq!(said("اواخر آذر ۱۴۰۰", "fa", None), "2021-12-12..2021-12-21 Stated 0");
        assert_eq!(said("22–26 July 1952", "en", None), "1952-07-22..1952-07-26 Stated 0");
    }
}
