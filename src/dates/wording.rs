//! Reasons in plain English, for the command line and as a model for the interface's own.

use super::publication::{Ground, Publication, PublishedBy, Why};
use super::resolve::{Certainty, Conflict, Reason};

impl Ground {
    /// The reason as a sentence, with the words of the document's text that say so.
    ///
    /// ```
    /// use kashf::dates::{Ground, Why, Weekday};
    /// use kashf::id::Span;
    /// let why = Why::WeekdayBeside(Weekday::Friday);
    /// let ground = Ground { why, span: Some(Span::new(0, 13)), days: None };
    /// assert_eq!(ground.in_english("Today, Friday, it rained."), "“Today, Friday” names the weekday, Friday.");
    /// ```
    pub fn in_english(&self, text: &str) -> String {
        let said = self.span.and_then(|span| span.of(text)).unwrap_or_default();
        match self.why {
            Why::Metadata => "The metadata say so.".to_string(),
            Why::Dateline => format!("“{said}” is the line that gives the date."),
            Why::DateBeside => format!("“{said}” gives the date itself."),
            Why::WeekdayBeside(weekday) => format!("“{said}” names the weekday, {weekday:?}."),
            Why::SameAsWeekday { weekday, other } => {
                let other = other.of(text).unwrap_or_default();
                format!("“{said}” and “{other}” tell of the same, so yesterday was {weekday:?}.")
            }
            Why::NewsOf(weekday) => {
                format!("“{said}” is the only weekday: it came out on {weekday:?} or a day later.")
            }
            Why::NotBefore(day) => format!("“{said}” is past, so it is not before {day}."),
            Why::SameEvent { day, document, .. } => {
                format!("“{said}” tells of what document {document} dates to {day}.")
            }
        }
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
