//! A text → the expressions of time in it, and what days they mean.
//!
//! [`find()`] reads what was said, and no more: "last Wednesday", "۱۷ دسامبر (دی)", "the end
//! of 2021" each become a [`Mention`]. [`resolve()`] says which days that is, given when the
//! text was published, how sure that is, by which reason, and what in it does not agree.
//! [`calendar`] turns days into dates of three calendars.
//!
//! Languages: Persian (Iranian and Dari months), Arabic (of Egypt and the Gulf, the Levant,
//! the Maghreb), English, Russian, French; of some others, the months. Words are matched
//! by their keys, so spellings, half-spaces and digits do not matter. Reasons and doubts
//! are values of enums: wording them is left to the interface.

pub mod calendar;
mod coding;
mod context;
mod contradictions;
mod find;
#[cfg(test)]
mod hostile;
mod keys;
mod passage;
mod printed;
mod publication;
mod resolve;
mod scan;
mod settle;
mod timed;
mod wording;
mod words;

pub use calendar::{Calendar, Day, Weekday};
pub use context::in_context;
pub use contradictions::{Contradiction, Contradictions};
pub use find::find;
pub use publication::{
    Evidence, Ground, Publication, PublishedBy, Why, days_in, evidence, gregorian_days,
    is_dated_by_jalali, is_decided_unknown, iso_days,
};
pub use resolve::{Anchor, Certainty, Conflict, Interval, Reason, Resolved, ResolvedBy, resolve};
pub use settle::{settle, settle_with};
pub use timed::{TimeOf, Timed, later_years, timed, told};

use serde::{Deserialize, Serialize};

use crate::id::Span;

/// An expression of time in a text: what was said, not yet what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where it stands, the weekday and the time beside it included.
    pub span: Span,
    /// What was said.
    pub said: Said,
    /// The early, middle or late part of that: "اواخر ۲۰۲۱".
    pub part: Option<Part>,
    /// Which one: "last December", "next Wednesday". `None` when that was not said.
    pub which: Option<Which>,
    /// The weekday named beside a date or a day: "today, Wednesday".
    pub weekday: Option<Weekday>,
    /// The time of day named beside it.
    pub time: Option<Time>,
    /// The same date in another calendar: in parentheses, behind a stroke, after الموافق.
    pub gloss: Option<Date>,
}

/// What an expression of time said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// A date of any precision.
    Date(Date),
    /// From one date to another: "22–26 July 1952".
    Range(Date, Date),
    /// A weekday, without a date.
    Weekday(Weekday),
    /// So many calendar units from the present one: today is 0 days, last week -1 weeks.
    Relative {
        /// The unit.
        unit: Unit,
        /// How many; negative in the past.
        count: i32,
        /// The calendar that months, years and weeks are of.
        calendar: Calendar,
    },
    /// So long ago, or ahead: "two weeks ago" is -2 weeks.
    Distance {
        /// The unit.
        unit: Unit,
        /// How many; negative in the past.
        count: i32,
    },
    /// A time of day, without a date.
    Time(Time),
}

/// A date as far as it was said. Not empty; a day has a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    /// By which calendar.
    pub calendar: Calendar,
    /// The year, with its century.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31, and within the longest that the month can be.
    pub day: Option<u8>,
    /// Day and month are in an order that was guessed: 5/6/2020.
    pub order_guessed: bool,
}

/// A unit of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "their names say it")]
pub enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A third of a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "their names say it")]
pub enum Part {
    Early,
    Middle,
    Late,
}

/// Which of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "their names say it")]
pub enum Which {
    Last,
    This,
    Next,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// Minutes since midnight, below 1440.
    pub minute: u16,
    /// The zone, in minutes east of Greenwich, when it was said.
    pub zone: Option<i16>,
}
