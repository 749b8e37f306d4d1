//! The expressions of time of a document, each with its days: what a timeline is made of.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::context::in_context;
use super::passage::{places, within};
use super::publication::{Evidence, Publication, Why, placed_evidence};
use super::resolve::{Certainty, Conflict, Interval, Reason, Resolved, ResolvedBy};
use super::{Calendar, Mention, Said, Time, Unit, scan};
use crate::document::{Document, Zone};
use crate::id::Span;
use crate::text::script;

/// An expression of time with its days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timed {
    /// Where it stands.
    pub span: Span,
    /// The days that it means; `None` when that cannot be told.
    pub days: Option<Interval>,
    /// The time of day that stands with it.
    pub time: Option<Time>,
    /// By which calendar it was said; `None` of weekdays, times and what counts in days.
    pub calendar: Option<Calendar>,
    /// What it is the time of.
    pub of: TimeOf,
    /// The part of the document that it stands in.
    pub zone: Zone,
    /// How its days were found.
    pub reason: Option<Reason>,
    /// How sure they are.
    pub certainty: Certainty,
    /// What in it does not agree: weekday and date, two calendars.
    pub conflicts: Vec<Conflict>,
    /// It is later than its document, and does not look ahead: a hint, and no more, that the
    /// text around it is not of the document.
    pub is_later: bool,
}

/// What an expression is the time of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeOf {
    /// The publication of the document.
    Publication,
    /// What the text tells of.
    Event,
    /// Somebody's saying so.
    Saying,
}

/// The expressions of time of a document with their days: `found` is what
/// [`find`](super::find()) found in its text.
///
/// ```
/// use kashf::dates::{TimeOf, evidence, find, timed};
/// use kashf::document::Document;
/// let text = "Published: 5 March 2021\nThe minister said on Tuesday that it will rain.".to_string();
/// let document = Document { text, ..Document::default() };
/// let found = find(&document.text, "en");
/// let timed = timed(&document, &found, evidence(&document, &found).publication());
/// assert_eq!((timed[0].of, timed[1].of), (TimeOf::Publication, TimeOf::Saying));
/// assert_eq!(timed[1].days.unwrap().to_string(), "2021-03-02");
/// ```
pub fn timed(
    document: &Document,
    found: &[Mention],
    publication: Option<&Publication>,
) -> Vec<Timed> {
    let anchor = publication.map(|publication| publication.days);
    let resolved = in_context(&document.text, found, anchor);
    put_together(document, found, publication, &places(document, found), resolved)
}

/// What a document tells about time by itself, read in one go: its [`evidence`](super::evidence())
/// and its expressions of time, as [`timed`] gives them for the publication that it tells.
///
/// ```
/// use kashf::dates::{evidence, find, told};
/// use kashf::document::Document;
/// let text = "Published: 5 March 2021\nIt rained on Tuesday.".to_string();
/// let document = Document { text, ..Document::default() };
/// let found = find(&document.text, "en");
/// let (known, timed) = told(&document, &found);
/// assert_eq!(known, evidence(&document, &found));
/// assert_eq!(timed[1].days.unwrap().to_string(), "2021-03-02");
/// ```
pub fn told(document: &Document, found: &[Mention]) -> (Evidence, Vec<Timed>) {
    let places = places(document, found);
    let (evidence, resolved) = placed_evidence(document, found, &places);
    let timed = put_together(document, found, evidence.publication(), &places, resolved);
    (evidence, timed)
}

/// Expressions that were resolved, with what they are the times of.
fn put_together(
    document: &Document,
    found: &[Mention],
    publication: Option<&Publication>,
    places: &[(Zone, bool)],
    resolved: Vec<Option<Resolved>>,
) -> Vec<Timed> {
    let text = &document.text;
    let anchor = publication.map(|publication| publication.days);
    let each = resolved.into_iter().enumerate().map(|(at, resolved)| {
        let mention = &found[at];
        let (zone, is_quoted) = places[at];
        let counts = resolved.as_ref().is_some_and(|it| it.reason.kind() == ResolvedBy::Relative);
        let days = resolved.as_ref().map(|resolved| resolved.interval);
        let later = days.zip(anchor).is_some_and(|(days, of)| days.first > of.last.plus(1));
        // What somebody is quoted with counts from the day he said it, which may be another.
        let most = if is_quoted && counts { Certainty::Guess } else { Certainty::Certain };
        let most = if zone.is_article() { most } else { most.min(Certainty::Likely) };
        Timed {
            span: mention.span,
            days,
            time: time_of(mention),
            calendar: calendar_of(mention),
            of: what(text, found, at, zone, publication),
            zone,
            reason: resolved.as_ref().map(|resolved| resolved.reason),
            certainty: resolved.as_ref().map_or(Certainty::Guess, |it| it.certainty.min(most)),
            conflicts: resolved.map_or_else(Vec::new, |resolved| resolved.conflicts),
            is_later: later && !counts && mention.which.is_none(),
        }
    });
    each.collect()
}

fn time_of(mention: &Mention) -> Option<Time> {
    match mention.said {
        Said::Time(time) => Some(time),
        _ => mention.time,
    }
}

fn calendar_of(mention: &Mention) -> Option<Calendar> {
    match mention.said {
        Said::Date(date) | Said::Range(date, _) => Some(date.calendar),
        _ => None,
    }
}

fn what(
    text: &str,
    found: &[Mention],
    at: usize,
    zone: Zone,
    publication: Option<&Publication>,
) -> TimeOf {
    let span = Some(found[at].span);
    let grounds = publication.into_iter().flat_map(|publication| &publication.grounds);
    let mut lines = grounds.filter(|ground| ground.why == Why::Dateline);
    if zone == Zone::Dateline || lines.any(|ground| ground.span == span) {
        return TimeOf::Publication;
    }
    let is_of_a_day = match found[at].said {
        Said::Date(date) => date.day.is_some(),
        Said::Relative { unit, .. } => unit == Unit::Day,
        Said::Weekday(_) | Said::Time(_) => true,
        Said::Range(..) | Said::Distance { .. } => false,
    };
    if !is_of_a_day {
        return TimeOf::Event;
    }
    let (before, behind) = within(text, found, at, REACH);
    let mut near = words(before).rev().take(NEAR).chain(words(behind).take(NEAR));
    if near.any(says) { TimeOf::Saying } else { TimeOf::Event }
}

/// How many words before and behind an expression a verb of saying may stand.
const NEAR: usize = 5;

/// Bytes in which those words stand.
const REACH: usize = 200;

fn says(word: &str) -> bool {
    SAYING.binary_search(&scan::hash(word)).is_ok()
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let is_sign = |c: char| !is_letter(c);
    text.split(is_sign).filter(|word| !word.is_empty())
}

fn is_letter(c: char) -> bool {
    script::is_alphabetic(c) || script::is_mark(c) || script::is_joiner(c)
}

/// Verbs of saying: the hashes of their keys, ascending.
static SAYING: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut hashes: Vec<u64> = VERBS.split_whitespace().map(scan::hash).collect();
    crate::order::sort_once(&mut hashes);
    hashes
});

/// Verbs of saying in the forms that reports use.
const VERBS: &str = "
    گفت گفته گفتند گفته‌اند می‌گوید میگوید افزود اعلام اظهار تصریح تأکید خاطرنشان نوشت یادآور هشدار
    قال وقال قالت وقالت صرح وصرح صرحت أضاف وأضاف أضافت وأضافت أعلن وأعلن أعلنت وأعلنت ذكر وذكر ذكرت وذكرت أفاد وأفاد أفادت
    وأفادت أكد وأكد أكدت وأكدت أوضح وأوضح أوضحت أشار وأشار أشارت نقلت ونقلت كتب وكتب كشف وكشف حذر وحذر
    said says told announced reported stated added wrote warned declared confirmed
    сказал сказала заявил заявила заявили сообщил сообщила сообщили объявил объявила отметил подчеркнул
    dit déclaré annoncé affirmé indiqué précisé rapporté ajouté";

/// How many years after its document a year may be named by the text that came with it.
const YEARS_AHEAD: u32 = 30;

/// The bare years of a text that are later than its publication, which [`find`](super::find())
/// leaves alone because nothing but their size says that they are years. Mere hints.
///
/// ```
/// use kashf::dates::{Day, later_years};
/// let text = "كأس العالم ٢٠٢٦ and 12345";
/// let found = later_years(text, Day(18_981));
/// assert_eq!(found.iter().map(|span| span.of(text).unwrap()).collect::<Vec<_>>(), ["٢٠٢٦"]);
/// ```
pub fn later_years(text: &str, published: super::Day) -> Vec<Span> {
    let year = |calendar| published.date(calendar).0.unsigned_abs();
    let (gregorian, jalali) = (year(Calendar::Gregorian), year(Calendar::Jalali));
    let is_later = |value: u32| {
        let after = |year: u32| (year + 1..=year + YEARS_AHEAD).contains(&value);
        after(gregorian) || after(jalali)
    };
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut stands_alone = true;
    while let Some((start, c)) = chars.next() {
        let Some(first) = script::digit(c) else {
            stands_alone = !is_part(c);
            continue;
        };
        let (mut value, mut count, mut end) = (first, 1u32, start + c.len_utf8());
        while let Some((at, c, digit)) =
            chars.peek().and_then(|&(at, c)| Some((at, c, script::digit(c)?)))
        {
            chars.next();
            value = value.saturating_mul(10).saturating_add(digit);
            (count, end) = (count.saturating_add(1), at + c.len_utf8());
        }
        let mut behind = text[end..].chars();
        let goes_on = match behind.next() {
            Some('.' | ',' | '/' | '-' | ':' | '٫' | '٬') => {
                behind.next().is_some_and(|c| script::digit(c).is_some())
            }
            sign => sign.is_some_and(is_part),
        };
        if stands_alone && !goes_on && count == 4 && is_later(value) {
            found.extend(span(start, end));
        }
        stands_alone = false;
    }
    found
}

/// Signs that make a number a part of something else.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-' | ':' | '٫' | '٬' | '%' | '$' | '#')
}

fn span(start: usize, end: usize) -> Option<Span> {
    Some(Span::new(u32::try_from(start).ok()?, u32::try_from(end).ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::{Day, evidence, find};
    use super::*;
    use crate::document::Metadata;

    fn timed_in(text: &str, lang: &str, date: &str) -> Vec<String> {
        let meta = Metadata { lang: lang.into(), date: date.into(), ..Metadata::default() };
        let document = Document { text: text.into(), meta, ..Document::default() };
        let found = find(text, lang);
        let evidence = evidence(&document, &found);
        let show = |timed: Timed| {
            let days = timed.days.map_or("?".into(), |days| days.to_string());
            let later = if timed.is_later { " later" } else { "" };
            format!("{days} {:?} {:?}{later} {}", timed.of, timed.certainty, timed.conflicts.len())
        };
        timed(&document, &found, evidence.publication()).into_iter().map(show).collect()
    }

    #[test]
    fn publication_events_and_sayings() {
        assert_eq!(
            timed_in(
                "Head\nPublished: Friday, 5 March 2021\nThe mayor said on Tuesday: “tomorrow it rains”. It rained on 1 March.",
                "en",
                ""
            ),
            [
                "2021-03-05 Publication Certain 0",
                "2021-03-02 Saying Likely 0",
                "2021-03-06 Event Guess 0",
                "2021-03-01 Event Likely 0",
            ]
        );
        assert_eq!(
            timed_in("وقال الوزير الأحد إن المطر نزل أمس", "ar", "2022-01-05"),
            ["2022-01-02 Saying Likely 0", "2022-01-04 Event Certain 0"]
        );
    }

    #[test]
    fn what_does_not_agree_or_comes_later() {
        assert_eq!(
            timed_in("On Monday, 5 March 2021", "en", "2021-03-09"),
            ["2021-03-05 Event Likely 1"]
        );
        assert_eq!(
            timed_in("۱۷ دسامبر ۲۰۱۸ (۳ دی)", "fa", "2019-01-01"),
            ["2018-12-17 Event Likely 1"]
        );
        assert_eq!(
            timed_in("It was on 5 June 2029.", "en", "2021-03-09"),
            ["2029-06-05 Event Certain later 0"]
        );
        assert_eq!(
            timed_in("It is next week.", "en", "2021-03-09"),
            ["2021-03-15/2021-03-21 Event Certain 0"]
        );
        assert_eq!(timed_in("It was yesterday.", "en", ""), ["? Event Guess 0"]);
    }

    #[test]
    fn bare_years_that_are_later() {
        let years = |text: &str| {
            let found = later_years(text, Day(18_981));
            found.iter().filter_map(|span| span.of(text).map(str::to_string)).collect::<Vec<_>>()
        };
        assert_eq!(years("Cup 2026, 2020, ۱۴۰۵ and 2025 again"), ["2026", "۱۴۰۵", "2025"]);
        assert_eq!(years("2026.5 1/2026 #2026 x2026 20261 2026%"), [""; 0]);
        assert_eq!(years("2026"), ["2026"]);
    }
}
