//! Reasons as data that a document keeps, and those of times in plain English, for the command
//! line and as a model for the interface's own.

use super::calendar::Weekday;
use super::publication::{Ground, Publication, PublishedBy, Why};
use super::resolve::{Certainty, Conflict, Reason};
use crate::document::{Inference, InferredFrom};

impl Ground {
    /// The reason as it is kept of a document whose date was inferred: `id` gives the id of
    /// another document. `None` for what a document itself gives.
    ///
    /// ```
    /// use kashf::dates::{Ground, Why, Weekday};
    /// use kashf::id::Span;
    /// let why = Why::WeekdayBeside(Weekday::Friday);
    /// let ground = Ground { why, span: Some(Span::new(0, 13)), days: None };
    /// let inference = ground.inference(|_| String::new()).unwrap();
    /// assert_eq!((inference.weekday, inference.said), (Some(4), vec![Span::new(0, 13)]));
    /// ```
    pub fn inference(&self, id: impl Fn(u32) -> String) -> Option<Inference> {
        let of = |from: InferredFrom| Inference {
            said: self.span.into_iter().collect(),
            ..Inference::from(from)
        };
        let on = |from, weekday: Weekday| Inference { weekday: Some(weekday as u8), ..of(from) };
        Some(match self.why {
            Why::Metadata | Why::Dateline => return None,
            Why::DateBeside => of(InferredFrom::DateBeside),
            Why::WeekdayBeside(weekday) => on(InferredFrom::WeekdayBeside, weekday),
            Why::SameAsWeekday { weekday, other } => {
                let mut reason = on(InferredFrom::SameAsWeekday, weekday);
                reason.said.push(other);
                reason
            }
            Why::NewsOf(weekday) => on(InferredFrom::NewsOf, weekday),
            Why::NotBefore(day) => {
                Inference { day: day.to_string(), ..of(InferredFrom::NotBefore) }
            }
            Why::SameEvent { day, document, .. } => {
                let (day, name) = (day.to_string(), id(document));
                Inference { day, name, ..of(InferredFrom::SameEvent) }
            }
        })
    }
}

impl Publication {
    /// One line: the days, what says so, and how sure it is.
    pub fn in_english(&self) -> String {
        let by = match self.by {
            PublishedBy::Metadata => "from the metadata",
            PublishedBy::Dateline => "from the dateline",
            PublishedBy::Inferred => "inferred",
        };
        let sure = match self.certainty {
            Certainty::Certain => "certain",
            Certainty::Likely => "likely",
            Certainty::Guess => "a guess",
        };
        format!("{}, {by}, {sure}", self.days)
    }
}

impl Reason {
    /// The reason as the rest of a sentence that begins with the days.
    pub fn in_english(self) -> &'static str {
        match self {
            Reason::Stated => "stated in full",
            Reason::OrderGuessed => "stated; which number is the month was guessed",
            Reason::NearestYear => "the year nearest to publication",
            Reason::YearOfWeekday => "the nearest year in which the weekday fits",
            Reason::YearAsSaid => "last, this or next year, as said",
            Reason::YearBefore => "the year of the date before it",
            Reason::YearElsewhere => "the year that stands elsewhere with the same day",
            Reason::Counted => "counted from publication",
            Reason::UnitBeside => "the unit of the calendar beside that of publication",
            Reason::CountedRoundly => "counted from publication in round numbers",
            Reason::WeekdayBefore => "the last such weekday before publication",
            Reason::WeekdayAfter => "the next such weekday after publication",
            Reason::WeekdayNearest => "the nearest such weekday",
        }
    }
}

impl Conflict {
    /// What does not agree, as a sentence.
    pub fn in_english(self) -> String {
        match self {
            Conflict::Weekday { said, is: Some(is) } => {
                format!("That day is a {is:?}, not a {said:?}.")
            }
            Conflict::Weekday { said, is: None } => format!("None of those days is a {said:?}."),
            Conflict::Gloss(days) => format!("The other calendar's date is {days}."),
        }
    }
}
