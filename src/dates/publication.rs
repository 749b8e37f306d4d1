//! A document → when it was published, as far as it says so itself, and what in it may tell
//! the rest.
//!
//! Metadata come first, then a line that gives the date. A document with neither leaves
//! [`Evidence`]: the weekday that it calls today, days that it speaks of as past, what it says
//! was so long ago. [`settle`](super::settle()) puts the evidence of a whole corpus together.

use serde::{Deserialize, Serialize};

use super::context::in_context;
use super::find::find;
use super::keys::{Key, keys};
use super::passage::{Passage, When, Zones, beside, places};
use super::resolve::{Certainty, Interval, Reason, Resolved, days_of, narrowed, resolve};
use super::{Calendar, Date, Day, Mention, Said, Time, Unit, Weekday, Which};
use crate::document::{Document, Origin, Zone};
use crate::id::Span;
use crate::text::script;

/// When a document was published, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The day, or the days that it may have been.
    pub days: Interval,
    /// The time of day, when it was given.
    pub time: Option<Time>,
    /// What says so.
    pub by: PublishedBy,
    /// How sure it is.
    pub certainty: Certainty,
    /// The reasons, the weightiest first.
    pub grounds: Vec<Ground>,
    /// What does not agree with it.
    pub against: Vec<Ground>,
}

/// What says when a document was published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedBy {
    /// Its metadata.
    Metadata,
    /// A line of the text, made to say so.
    Dateline,
    /// It was inferred from what the text says otherwise.
    Inferred,
}

/// A reason for a time of publication, or against one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// What kind of reason.
    pub why: Why,
    /// The expression of the document that says so; `None` of what its metadata say.
    pub span: Option<Span>,
    /// The days of publication that it leaves or excludes, as far as they have ends.
    pub days: Option<Interval>,
}

/// Kinds of reasons for a time of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The metadata say so.
    Metadata,
    /// A line says so that gives the date.
    Dateline,
    /// "Today" or "yesterday" stands beside a date.
    DateBeside,
    /// "Today" or "yesterday" stands beside this weekday; the weekday of publication follows.
    WeekdayBeside(Weekday),
    /// Two passages speak of the same, one says yesterday and the other this weekday.
    SameAsWeekday {
        /// That weekday.
        weekday: Weekday,
        /// Where it is said.
        other: Span,
    },
    /// The only weekday that the text names: such a text comes out on it or a day later.
    NewsOf(Weekday),
    /// The text speaks of this day as past.
    NotBefore(Day),
    /// What the text puts so many days before publication has its date in another document.
    SameEvent {
        /// The day of the event.
        day: Day,
        /// The number of that document in the corpus.
        document: u32,
        /// Where it is said there.
        other: Span,
    },
}

/// What a document tells about its own time and that of others. Small beside the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// When it was published, if it says so itself.
    pub(super) known: Option<Publication>,
    /// Single days that publication is said to be, and why.
    pub(super) days: Vec<Ground>,
    /// The weekdays that publication is said to be.
    pub(super) weekdays: Vec<(Weekday, Ground)>,
    /// The last day that is spoken of as past.
    pub(super) not_before: Option<Ground>,
    /// The only weekday that the news are of.
    pub(super) news: Option<Ground>,
    /// What was when.
    pub(super) passages: Vec<Passage>,
    /// The keys of its beginning, ascending.
    pub(super) profile: Vec<Key>,
    /// What was within some days, by what the text says of both ends: what another document may
    /// date to none of them.
    pub(super) claims: Vec<Passage>,
}

impl Evidence {
    /// When the document was published, if its metadata or a line of it say so. Then nothing
    /// of the rest of the corpus changes that.
    pub fn publication(&self) -> Option<&Publication> {
        self.known.as_ref()
    }

    /// The last day that is spoken of as past.
    pub(super) fn earliest(&self) -> Option<Day> {
        self.not_before?.days.map(|days| days.first)
    }
}

/// The most passages that are kept of a document.
const PASSAGES: usize = 12;

/// How far into a document its beginning goes, in bytes.
const BEGINNING: usize = 3000;

/// What a document tells about time: `found` is what [`find`] found in its text.
///
/// ```
/// use kashf::dates::{evidence, find};
/// use kashf::document::Document;
/// let text = "A headline\nPublished: 8 October 2024, 10:15 GMT\nIt rained.".to_string();
/// let document = Document { text, ..Document::default() };
/// let evidence = evidence(&document, &find(&document.text, "en"));
/// let published = evidence.publication().unwrap();
/// assert_eq!(published.days.to_string(), "2024-10-08");
/// assert_eq!(published.time.map(|time| time.minute), Some(10 * 60 + 15));
/// ```
pub fn evidence(document: &Document, found: &[Mention]) -> Evidence {
    placed_evidence(document, found, &places(document, found)).0
}

/// The same for expressions of which the places are known, and the days of each on the way.
pub(super) fn placed_evidence(
    document: &Document,
    found: &[Mention],
    places: &[(Zone, bool)],
) -> (Evidence, Vec<Option<Resolved>>) {
    let known = known(document, found).filter(|_| !is_decided_unknown(document));
    let resolved = in_context(&document.text, found, known.as_ref().map(|known| known.days));
    let mut evidence = Evidence { known, ..Evidence::default() };
    gather(document, found, places, &resolved, &mut evidence);
    (evidence, resolved)
}

/// The days of a date as metadata give it, once it is in ISO 8601: a day, a month, a year, or
/// the first and the last day parted by a stroke. What follows a day, its time, is passed over.
///
/// A year from 1200 to 1499 is a Jalali one where texts are dated [by that
/// calendar](is_dated_by_jalali), and none where it may be any calendar's.
///
/// ```
/// use kashf::dates::iso_days;
/// assert_eq!(iso_days("2021-12", false).unwrap().to_string(), "2021-12-01/2021-12-31");
/// assert_eq!(iso_days("2022-02-08/2022-02-15", false).unwrap().last.to_string(), "2022-02-15");
/// assert_eq!(iso_days("2021-12-20T10:15Z", true).unwrap().to_string(), "2021-12-20");
/// assert_eq!(iso_days("1400-10-04", true).unwrap().to_string(), "2021-12-25");
/// assert_eq!(iso_days("1400-10-04", false), None);
/// assert_eq!(iso_days("Winter 2021", true), None);
/// ```
pub fn iso_days(date: &str, jalali: bool) -> Option<Interval> {
    let calendar = |year| match year {
        ..JALALI_FROM => None,
        JALALI_FROM..EARLIEST => jalali.then_some(Calendar::Jalali),
        _ => Some(Calendar::Gregorian),
    };
    let days = |date: &str| numbered(date, calendar).map(|(days, _)| days);
    match date.split_once('/') {
        Some((first, last)) => Some(Interval::new(days(first)?.first, days(last)?.last)),
        None => days(date),
    }
}

/// The days of a Gregorian day, month or year in digits, of any year: an end of a span.
///
/// ```
/// use kashf::dates::gregorian_days;
/// assert_eq!(gregorian_days("1492").unwrap().to_string(), "1492-01-01/1492-12-31");
/// assert_eq!(gregorian_days("in 1492"), None);
/// ```
pub fn gregorian_days(date: &str) -> Option<Interval> {
    days_in(Calendar::Gregorian, date)
}

/// The days of a day, a month or a year that is written as ISO 8601 writes it, of a calendar.
///
/// ```
/// use kashf::dates::{Calendar, days_in};
/// assert_eq!(days_in(Calendar::Jalali, "1400-09-26").unwrap().to_string(), "2021-12-17");
/// assert_eq!(days_in(Calendar::Hijri, "1443-05-31"), None);
/// ```
pub fn days_in(calendar: Calendar, date: &str) -> Option<Interval> {
    numbered(date, |_| Some(calendar)).map(|(days, _)| days)
}

/// A year of the 1400s is hardly Gregorian in what is read today.
const EARLIEST: u16 = 1500;

/// Nor is a year before 1200 a Jalali one.
const JALALI_FROM: u16 = 1200;

/// Languages of countries whose calendar is the Jalali one.
const JALALI: [&str; 9] = ["fa", "prs", "ps", "ckb", "ku", "azb", "mzn", "glk", "lrc"];

/// Whether texts in a language are dated by the Jalali calendar. An Arabic date of the same years
/// may be a Hijri one.
///
/// ```
/// use kashf::dates::is_dated_by_jalali;
/// assert!(is_dated_by_jalali("fa-IR") && !is_dated_by_jalali("ar"));
/// ```
pub fn is_dated_by_jalali(lang: &str) -> bool {
    JALALI.contains(&lang.split(['-', '_']).next().unwrap_or_default())
}

/// Whether a person decided that nobody knows when the document was published.
pub fn is_decided_unknown(document: &Document) -> bool {
    let decided = ("date", &Origin::Decision);
    let mut origins = document.origins.iter().map(|(field, origin)| (field.as_str(), origin));
    document.meta.date.trim().is_empty() && origins.any(|it| it == decided)
}

/// What the document says of its publication by itself.
fn known(document: &Document, found: &[Mention]) -> Option<Publication> {
    let line = dateline(document, found);
    let Some(said) = metadata(&document.meta.date, &document.meta.lang) else { return line };
    let Some(line) = line else { return Some(said) };
    let both = said.days.and(line.days);
    // A day of the month or year that the metadata give.
    if said.days.single().is_none() && both == Some(line.days) {
        let grounds = line.grounds.into_iter().chain(said.grounds).collect();
        return Some(Publication { grounds, ..line });
    }
    // Around midnight, two zones have two dates.
    let time = said.time.or(line.time.filter(|_| both.is_some()));
    let (mut grounds, mut against) = (said.grounds, said.against);
    let agrees = said.days.distance(line.days) <= 1;
    if agrees { &mut grounds } else { &mut against }.extend(line.grounds);
    Some(Publication { time, grounds, against, ..said })
}

/// A date as metadata give it: ISO 8601, or in words.
fn metadata(date: &str, lang: &str) -> Option<Publication> {
    let (days, time) = iso(date).or_else(|| from_to(date)).or_else(|| worded(date, lang))?;
    let ground = Ground { why: Why::Metadata, span: None, days: Some(days) };
    Some(Publication {
        days,
        time,
        by: PublishedBy::Metadata,
        certainty: Certainty::Certain,
        grounds: vec![ground],
        against: Vec::new(),
    })
}

fn worded(date: &str, lang: &str) -> Option<(Interval, Option<Time>)> {
    let found = find(date, lang);
    let found = if found.is_empty() { find(date, "") } else { found };
    let resolved = found.iter().find_map(|mention| Some((resolve(mention, None)?, mention.time)));
    resolved.map(|(resolved, time)| (resolved.interval, time))
}

/// `2022-02-08/2022-02-15`.
fn from_to(date: &str) -> Option<(Interval, Option<Time>)> {
    let (first, last) = date.split_once('/')?;
    let (first, last) = (iso(first)?.0, iso(last)?.0);
    Some((Interval::new(first.first, last.last), None))
}

/// `2021`, `2021-12`, `2021-12-20` and `2021-12-20T10:15:00+03:30`.
fn iso(date: &str) -> Option<(Interval, Option<Time>)> {
    let gregorian = |year| (year >= EARLIEST).then_some(Calendar::Gregorian);
    let (days, rest) = numbered(date, gregorian)?;
    Some((days, iso_time(rest)))
}

/// A date in digits, by the calendar that its year is of, and what follows the day.
fn numbered(date: &str, calendar: impl Fn(u16) -> Option<Calendar>) -> Option<(Interval, &str)> {
    let date = date.trim();
    let (day, rest) = date.split_at_checked(10).unwrap_or((date, ""));
    let mut parts = day.split('-').map(|part| (part.len(), part.parse::<u16>().ok()));
    let (4, Some(year)) = parts.next()? else { return None };
    let mut two = || match parts.next() {
        None => Some(None),
        Some((2, Some(value))) => Some(u8::try_from(value).ok()),
        Some(_) => None,
    };
    let (month, day) = (two()?, two()?);
    let (calendar, year) = (calendar(year)?, i32::from(year));
    let date = Date { calendar, year: Some(year), month, day, order_guessed: false };
    Some((days_of(date, year)?, rest))
}

/// `T10:15:00+03:30`, `T10:15Z`, ` 10:15`.
fn iso_time(time: &str) -> Option<Time> {
    let time = time.strip_prefix(['T', 't', ' '])?;
    let minute = clock(time.get(..5)?)?;
    let rest = time[5..].trim_start_matches(|c: char| matches!(c, ':' | '.' | '0'..='9'));
    let offset = |digits: &str| {
        let digits = digits.replacen(':', "", 1);
        let (hours, minutes) = digits.split_at_checked(2)?;
        clock(&format!("{hours}:{}", minutes.get(..2).unwrap_or("00")))
    };
    let zone = match rest.trim_start().split_at_checked(1) {
        Some(("Z" | "z", _)) => Some(0),
        Some(("+", digits)) => offset(digits).map(|minutes| minutes as i16),
        Some(("-", digits)) => offset(digits).map(|minutes| -(minutes as i16)),
        _ => None,
    };
    Some(Time { minute, zone })
}

/// Minutes since midnight of `10:15`.
fn clock(time: &str) -> Option<u16> {
    let (hour, minute) = time.split_once(':')?;
    let two = |part: &str| {
        let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u16>().ok().filter(|_| digits)
    };
    let (hour, minute) = (two(hour)?, two(minute)?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// What lines that give the date are labelled with.
const LABELS: [&str; 20] = [
    "تاريخ النشر",
    "نشر في",
    "نشر ب",
    "تم النشر",
    "آخر تحديث",
    "تاریخ انتشار",
    "تاريخ انتشار",
    "زمان انتشار",
    "تاریخ خبر",
    "منتشر شد",
    "تاریخ:",
    "Published",
    "Posted",
    "Updated",
    "Date:",
    "Опубликован",
    "Дата",
    "Publié",
    "publié",
    "Mis à jour",
];

/// How many letters may stand in a line beside the date that it gives.
const LETTERS_BESIDE: usize = 24;

/// How far into a text a line without a label may give its date, in bytes.
const HEAD: usize = 1500;

/// The line that gives the date, with the time of day in it or in the next line.
fn dateline(document: &Document, found: &[Mention]) -> Option<Publication> {
    let text = &document.text;
    let mut zones = Zones::of(document);
    let mut best: Option<(u8, usize, Resolved)> = None;
    for (at, mention) in found.iter().enumerate() {
        let zone = zones.at(mention.span.start);
        if !is_full(mention) || !(zone.is_article() || zone == Zone::Dateline) {
            continue;
        }
        let rank = rank(text, mention, zone);
        if rank > best.as_ref().map_or(0, |best| best.0) {
            best = resolve(mention, None).map(|resolved| (rank, at, resolved)).or(best);
        }
        if rank == LABELLED {
            break;
        }
    }
    let (rank, at, resolved) = best?;
    let days = resolved.interval;
    let contradicted = rank == BARE && {
        let later = |other: &Mention| {
            is_full(other)
                && resolve(other, None)
                    .is_some_and(|other| other.interval.first > days.last.plus(1))
        };
        found[at + 1..].iter().any(later)
    };
    if contradicted {
        return None;
    }
    let ground = Ground { why: Why::Dateline, span: Some(found[at].span), days: Some(days) };
    let against = if resolved.conflicts.is_empty() { vec![] } else { vec![ground] };
    let alone = rank == BARE && found[at].weekday.is_none() && found[at].time.is_none();
    let certainty = if alone { Certainty::Likely } else { Certainty::Certain };
    Some(Publication {
        days,
        time: found[at].time.or_else(|| time_behind(text, found, at)),
        by: PublishedBy::Dateline,
        certainty: certainty.min(resolved.certainty),
        grounds: vec![ground],
        against,
    })
}

const LABELLED: u8 = 2;
const BARE: u8 = 1;

/// How surely a date is that of its line: by the zone or a label, by standing alone, or not.
fn rank(text: &str, mention: &Mention, zone: Zone) -> u8 {
    if zone == Zone::Dateline {
        return LABELLED;
    }
    let (start, end) = (mention.span.start as usize, mention.span.end as usize);
    let before = &text[..start];
    let near = before.char_indices().rev().take(2 * LETTERS_BESIDE);
    let mut left = start;
    for (i, c) in near {
        if c == '\n' {
            break;
        }
        left = i;
    }
    let behind = &text[end..];
    let behind = behind.char_indices().take(2 * LETTERS_BESIDE).find(|&(_, c)| c == '\n');
    let right = end + behind.map_or_else(|| cut(&text[end..], 2 * LETTERS_BESIDE), |(i, _)| i);
    let beside = [&text[left..start], &text[end..right]];
    let letters: usize =
        beside.iter().map(|part| part.chars().filter(|&c| script::is_alphabetic(c)).count()).sum();
    let labelled = LABELS.iter().any(|label| beside[0].contains(label));
    if letters > LETTERS_BESIDE {
        0
    } else if labelled {
        LABELLED
    } else {
        u8::from(start < HEAD && letters <= LETTERS_BESIDE / 2)
    }
}

/// The bytes of so many characters.
fn cut(text: &str, chars: usize) -> usize {
    text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at)
}

fn time_behind(text: &str, found: &[Mention], at: usize) -> Option<Time> {
    let next = found.get(at + 1)?;
    let Said::Time(time) = next.said else { return None };
    let between = text.get(found[at].span.end as usize..next.span.start as usize)?;
    (between.len() <= 40 && between.matches('\n').count() <= 2).then_some(time)
}

fn is_full(mention: &Mention) -> bool {
    let full = |date: Date| date.year.is_some() && date.month.is_some() && date.day.is_some();
    matches!(mention.said, Said::Date(date) if full(date))
}

/// Gathers what the text tells otherwise.
fn gather(
    document: &Document,
    found: &[Mention],
    places: &[(Zone, bool)],
    resolved: &[Option<Resolved>],
    evidence: &mut Evidence,
) {
    let text = &document.text;
    let anchor = evidence.known.as_ref().map(|known| known.days);
    let mut news = News::default();
    let mut told: Option<(usize, Interval)> = None;
    for (at, mention) in found.iter().enumerate() {
        let start = mention.span.start;
        let (zone, quoted) = places[at];
        if !zone.is_article() {
            continue;
        }
        let days = resolved[at].as_ref();
        let before = told.filter(|&(end, _)| is_one_sentence(text, end, start as usize));
        let before = before.map(|(_, days)| days);
        if let Some(days) = days.filter(|days| is_stated(days)) {
            told = Some((mention.span.end as usize, days.interval));
        }
        let dateline = evidence.known.iter().flat_map(|known| &known.grounds);
        if dateline.clone().any(|ground| ground.span == Some(mention.span)) {
            continue;
        }
        let room = evidence.passages.len() < PASSAGES;
        if let Some(days) = days.filter(|days| anchor.is_some() || is_stated(days)) {
            if anchor.is_none() && !quoted {
                is_past(text, found, at, days, evidence);
            }
            let single = days.interval.last.0 - days.interval.first.0 <= 1;
            // What somebody says tomorrow of his day is not the day of the report.
            if room && single && (is_stated(days) || !quoted) {
                let when = When::On(days.interval);
                let passage = Passage::around(text, found, at, when);
                evidence.passages.push(Passage { before, ..passage });
            }
            if evidence.claims.len() < CLAIMS
                && let Some(claimed) = claimed(mention, days)
            {
                let passage = Passage::around(text, found, at, When::On(claimed));
                evidence.claims.push(Passage { before: glossed_month(mention, days), ..passage });
            }
        } else if anchor.is_none() && !quoted {
            relative(text, found, at, evidence);
            news.see(mention);
            if let Some(when) = ago(mention).filter(|_| room) {
                let passage = Passage::around(text, found, at, when);
                evidence.passages.push(Passage { before, ..passage });
            }
        }
    }
    if anchor.is_none() {
        evidence.news = news.only();
        evidence.profile = profile(text);
    }
}

/// The most claims that are kept of a document.
const CLAIMS: usize = 4;

/// The longest stretch of days that says enough of an event to be contradicted: a month.
const CLAIMED: i32 = 31;

/// The few days in which a text puts something, its other calendar's date considered.
fn claimed(mention: &Mention, days: &Resolved) -> Option<Interval> {
    let days = narrowed(mention, days).filter(|_| is_stated(days))?;
    (1..CLAIMED).contains(&(days.last.0 - days.first.0)).then_some(days)
}

/// The whole month that was said, where another calendar's stands beside it.
fn glossed_month(mention: &Mention, days: &Resolved) -> Option<Interval> {
    let Said::Date(date) = mention.said else { return None };
    let is_month = date.month.is_some() && date.day.is_none() && mention.gloss.is_some();
    is_month.then(|| days_of(date, days.interval.first.date(date.calendar).0)).flatten()
}

fn is_stated(resolved: &Resolved) -> bool {
    matches!(resolved.reason, Reason::Stated | Reason::YearBefore | Reason::YearElsewhere)
}

/// Whether no sentence ends between two places that are not far apart.
fn is_one_sentence(text: &str, end: usize, start: usize) -> bool {
    start.checked_sub(end).is_some_and(|length| length < 400)
        && !text[end..start].contains(['\n', '.', '؟', '?', '!'])
}

/// Words of what is yet to come.
const AHEAD: [&str; 12] = [
    "خواهد",
    "قرار است",
    "آینده",
    "المقبل",
    "القادم",
    "سوف",
    "حتى",
    " will ",
    "until",
    " by ",
    "будет",
    "prochain",
];

/// A day or month that is spoken of as past, if the words beside it do not look ahead.
fn is_past(text: &str, found: &[Mention], at: usize, days: &Resolved, evidence: &mut Evidence) {
    let long = days.interval.last.0 - days.interval.first.0 > 45;
    let first = days.interval.first;
    let known = evidence.not_before.and_then(|ground| ground.days);
    if long || known.is_some_and(|known| known.first >= first) {
        return;
    }
    let (before, behind) = beside(text, found, at);
    if AHEAD.iter().any(|word| behind.contains(word) || before.contains(word)) {
        return;
    }
    let why = Why::NotBefore(first);
    let days = Some(Interval::day(first));
    evidence.not_before = Some(Ground { why, span: Some(found[at].span), days });
}

/// "Today" and "yesterday" with a weekday or a date beside them.
fn relative(text: &str, found: &[Mention], at: usize, evidence: &mut Evidence) {
    let mention = &found[at];
    let Said::Relative { unit: Unit::Day, count, .. } = mention.said else { return };
    let shift = -count;
    if let Some(weekday) = mention.weekday {
        let of = Weekday::ALL[(weekday as i32 + shift).rem_euclid(7) as usize];
        let why = Why::WeekdayBeside(weekday);
        evidence.weekdays.push((of, Ground { why, span: Some(mention.span), days: None }));
    }
    let Some(next) = found.get(at + 1) else { return };
    let between = text.get(mention.span.end as usize..next.span.start as usize);
    let beside = between.is_some_and(|between| {
        between.len() <= 6 && !between.contains('\n') && !between.contains(char::is_alphanumeric)
    });
    if beside
        && is_full(next)
        && let Some(resolved) = resolve(next, None)
    {
        let days = resolved.interval.plus(shift);
        let span = Span::new(mention.span.start, next.span.end);
        evidence.days.push(Ground { why: Why::DateBeside, span: Some(span), days: Some(days) });
    }
}

/// How long before publication an expression puts what it tells of. Nothing is said of
/// what is vague or to come.
fn ago(mention: &Mention) -> Option<When> {
    let (least, most, weekday) = match mention.said {
        Said::Relative { unit: Unit::Day, count: count @ -2..=0, .. } => {
            (-count, -count, mention.weekday)
        }
        Said::Relative { unit: Unit::Week, count: -1, .. } => (1, 13, None),
        Said::Distance { unit: Unit::Day, count: count @ -20..0 } => (-count - 1, -count + 1, None),
        // People count full weeks: two weeks ago may be nearly three.
        Said::Distance { unit: Unit::Week, count: count @ -8..0 } => {
            (-7 * count - 3, -7 * count + 6, None)
        }
        Said::Weekday(weekday) => match mention.which {
            Some(Which::Last) => (1, 13, Some(weekday)),
            None => return Some(When::Named(weekday)),
            _ => return None,
        },
        _ => return None,
    };
    Some(When::Ago { least: least as i16, most: most as i16, weekday })
}

/// The weekdays that a text names without more.
#[derive(Default)]
struct News {
    first: Option<(Weekday, Span)>,
    several: bool,
}

impl News {
    fn see(&mut self, mention: &Mention) {
        let Said::Weekday(weekday) = mention.said else { return };
        match self.first {
            _ if mention.which.is_some() => {}
            None => self.first = Some((weekday, mention.span)),
            Some((first, _)) => self.several |= first != weekday,
        }
    }

    fn only(self) -> Option<Ground> {
        let (weekday, span) = self.first.filter(|_| !self.several)?;
        let early = (span.start as usize) < BEGINNING / 2;
        early.then_some(Ground { why: Why::NewsOf(weekday), span: Some(span), days: None })
    }
}

/// The most keys that are kept of a document's beginning.
const PROFILE: usize = 256;

/// The keys of a text's beginning.
fn profile(text: &str) -> Vec<Key> {
    let mut end = text.len().min(BEGINNING);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut keys = keys(&text[..end]);
    keys.truncate(PROFILE);
    crate::order::sort_once(&mut keys);
    keys
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Metadata;

    fn document(text: &str, lang: &str, date: &str) -> Document {
        let meta = Metadata { lang: lang.into(), date: date.into(), ..Metadata::default() };
        Document { text: text.into(), meta, ..Document::default() }
    }

    fn evidence_of(text: &str, lang: &str, date: &str) -> Evidence {
        evidence(&document(text, lang, date), &find(text, lang))
    }

    /// Days, time and evidence of a publication.
    fn known(text: &str, lang: &str, date: &str) -> String {
        let evidence = evidence_of(text, lang, date);
        let Some(known) = evidence.publication() else { return "unknown".into() };
        let time = known.time.map_or(String::new(), |time| {
            let zone = time.zone.map_or(String::new(), |zone| format!("{zone:+}"));
            format!(" {:02}:{:02}{zone}", time.minute / 60, time.minute % 60)
        });
        format!("{}{time} {:?} {}", known.days, known.by, known.against.len())
    }

    #[test]
    fn what_metadata_say() {
        for (date, expected) in [
            ("2021-12-20", "2021-12-20 Metadata 0"),
            ("2021-12", "2021-12-01/2021-12-31 Metadata 0"),
            ("2021", "2021-01-01/2021-12-31 Metadata 0"),
            ("2021-12-20T10:15:00Z", "2021-12-20 10:15+0 Metadata 0"),
            ("2021-12-20T10:15:30.250+03:30", "2021-12-20 10:15+210 Metadata 0"),
            ("2021-12-20 10:15 -0500", "2021-12-20 10:15-300 Metadata 0"),
            ("1400/10/04", "2021-12-25 Metadata 0"),
            ("1400-10-04", "2021-12-25 Metadata 0"),
            ("۴ دی ۱۴۰۰", "2021-12-25 Metadata 0"),
            ("Sat, 25 Dec 2021 08:00:00 GMT", "2021-12-25 08:00+0 Metadata 0"),
            ("2021-02-31", "unknown"),
            ("9999999", "unknown"),
            ("not known", "unknown"),
            ("", "unknown"),
        ] {
            assert_eq!(known("", "fa", date), expected, "{date}");
        }
    }

    #[test]
    fn what_a_line_says() {
        for (text, lang, expected) in [
            (
                "عنوان\n\nالجمعة ١٤ يناير ٢٠٢٢\n٠٨:٣٠ بتوقيت غرينتش\nنزل المطر.",
                "ar",
                "2022-01-14 08:30+0 Dateline 0",
            ),
            ("عنوان\nتاريخ النشر: 3rd, May 2023 GMT\nنزل المطر.", "ar", "2023-05-03 Dateline 0"),
            ("تیتر\nشنبه ۴ دی ۱۴۰۰ ساعت ۹:۰۵\nباران بارید.", "fa", "2021-12-25 09:05 Dateline 0"),
            ("Head\nPosted on March 5, 2021\nRain.", "en", "2021-03-05 Dateline 0"),
            // The weekday is another.
            ("Head\nMonday, 5 March 2021\nRain.", "en", "2021-03-05 Dateline 1"),
            // A date of the story, in a sentence or with a later one behind it.
            (
                "Head\nThe war that began on 1 September 1939 ended six years later.",
                "en",
                "unknown",
            ),
            ("Head\n14 July 1789\nThe king fled on 20 June 1791.", "en", "unknown"),
        ] {
            assert_eq!(known(text, lang, ""), expected, "{text}");
        }
    }

    #[test]
    fn metadata_and_a_line() {
        let text = "Head\nPublished: 5 March 2021, 10:00 GMT\nRain.";
        assert_eq!(known(text, "en", "2021"), "2021-03-05 10:00+0 Dateline 0");
        assert_eq!(known(text, "en", "2021-03-05"), "2021-03-05 10:00+0 Metadata 0");
        assert_eq!(known(text, "en", "2021-03-06"), "2021-03-06 Metadata 0");
        assert_eq!(known(text, "en", "2019-01-01"), "2019-01-01 Metadata 1");
    }

    #[test]
    fn what_is_not_the_articles_says_nothing() {
        let text = "Rain.\n5 March 2021\n";
        let span = Span::new(6, text.len() as u32);
        let zoned = |zone| Document { zones: vec![(span, zone)], ..document(text, "en", "") };
        let found = find(text, "en");
        assert_eq!(evidence(&zoned(Zone::Related), &found).publication(), None);
        assert!(evidence(&zoned(Zone::Dateline), &found).publication().is_some());
    }

    #[test]
    fn what_may_tell_the_rest() {
        let evidence = evidence_of(
            "امروز، پنجشنبه باران بارید. او در ۳ مارس ۲۰۲۰ رفته بود و در ۹ مه ۲۰۳۰ باز خواهد گشت.",
            "fa",
            "",
        );
        assert_eq!(evidence.weekdays[0].0, Weekday::Thursday);
        assert_eq!(evidence.earliest().unwrap().to_string(), "2020-03-03");
        // Quoted words count from another day.
        let quoted = evidence_of("He said: “today, Monday, it rains”.", "en", "");
        assert!(quoted.weekdays.is_empty() && quoted.passages.is_empty());
        assert_eq!(
            evidence_of("It rained yesterday, Monday.", "en", "").weekdays[0].0,
            Weekday::Tuesday
        );
    }
}
