//! A query → the documents that answer it by time: when they were published, and what times
//! they speak of.
//!
//! Time is cut into bins, days or months or years of the wanted calendar. All publications have
//! a place in them. Of the times spoken of, a few far ones may be left out, and are counted:
//! one text that speaks of 1492 must not squeeze a corpus of one winter into one bin.

use super::facets::{Allowed, Columns};
use super::listing::shown_title;
use super::protocol::{Bin, Days, Said, TimeUnit, Timeline, TimelineRequest, TimelineRow};
use super::search::matching;
use crate::dates::{Calendar, Day, Interval, gregorian_days, is_dated_by_jalali, iso_days};
use crate::error::Error;
use crate::id::{DocId, Span};
use crate::index::Index;
use crate::index::times::{Run, Time};
use crate::order;
use crate::query::documents::DocumentSet;
use crate::query::look;

/// Bins that an answer has, at the very most.
const MOST_BINS: u32 = 1000;

/// One in so many expressions may be left out where the bins become finer by that.
const FAR: usize = 20;

/// Of few expressions these many may be, as a handful of years is soon said in a few texts of one
/// winter; but no more than one in [`FAR_OF_FEW`].
const FEW: usize = 5;
const FAR_OF_FEW: usize = 8;

/// Answers a request for a timeline.
///
/// # Errors
///
/// When what is to be shown is not here or damaged.
pub fn timeline(
    index: &Index,
    columns: &Columns,
    request: &TimelineRequest,
) -> Result<Timeline, Error> {
    let allowed = Allowed::new(index, columns, &request.filter, &mut Vec::new())?.all();
    let answers = match request.query.trim().is_empty() {
        true => allowed,
        false => {
            look(index, &request.query, &matching(&request.matching))?.answers(index).and(&allowed)
        }
    };
    let published = published(index);
    let told = told(index, &answers);
    if index.missed() > 0 {
        return Err(Error::missing("a part of the index is not here yet"));
    }
    let documents: Vec<u32> = answers.iter().collect();
    let of = |document: u32| published.get(document as usize).copied().flatten();
    let known: Vec<Interval> = documents.iter().filter_map(|&document| of(document)).collect();
    let mut timeline = Timeline {
        total: documents.len() as u32,
        undated: (documents.len() - known.len()) as u32,
        ..Timeline::default()
    };
    let scale = window(request).and_then(|window| Scale::new(&known, &told.times, window, request));
    if let Some(scale) = scale {
        timeline.unit = scale.unit;
        timeline.bins = scale.bins();
        scale.count_published(&mut timeline, &documents, of, &told.inferred);
        scale.count_told(&mut timeline, &told.times);
    }
    if documents.len() <= request.rows as usize {
        timeline.rows = rows(index, documents, of)?;
    }
    Ok(timeline)
}

/// The days that may be drawn; `None` when there can be none.
fn window(request: &TimelineRequest) -> Option<Interval> {
    let calendar = request.calendar;
    let all = Interval { first: Day::of(calendar, 1, 1, 1)?, last: Day::of(calendar, 4000, 1, 1)? };
    let first = gregorian_days(&request.from).map_or(all.first, |days| days.first);
    let last = gregorian_days(&request.to).map_or(all.last, |days| days.last);
    if first > last { None } else { all.and(Interval { first, last }) }
}

/// Days as they are told.
pub fn written(days: Interval) -> Days {
    Days { from: days.first.to_string(), to: days.last.to_string() }
}

/// When each document was published, as far as that is known.
fn published(index: &Index) -> Vec<Option<Interval>> {
    let (Some(column), Some(langs)) = (index.column("date"), index.column("lang")) else {
        return Vec::new();
    };
    let jalali: Vec<bool> = langs.values.iter().map(|lang| is_dated_by_jalali(lang)).collect();
    let values = |jalali| column.values.iter().map(move |date| iso_days(date, jalali));
    let values: [Vec<Option<Interval>>; 2] = [false, true].map(|jalali| values(jalali).collect());
    let of = |document: u32| {
        let lang = langs.borne(document).first().map(|&lang| jalali[lang as usize]);
        let values = &values[usize::from(lang.unwrap_or_default())];
        *values.get(*column.borne(document).first()? as usize)?
    };
    (0..index.documents().len() as u32).map(of).collect()
}

/// What documents speak of, in their order, and which of their dates were inferred, ascending.
#[derive(Default)]
struct Told {
    times: Vec<(Interval, u32)>,
    inferred: Vec<u32>,
}

fn told(index: &Index, documents: &DocumentSet) -> Told {
    let mut told = Told::default();
    index.times().each(&mut |run| {
        let document = run.document.0;
        if documents.has(document) {
            told.times.extend(run.times.iter().map(|time| (time.days, document)));
            if is_inferred(index, run) && told.inferred.last() != Some(&document) {
                told.inferred.push(document);
            }
        }
    });
    told
}

/// Whether a document's date was inferred, and no person decided it since.
fn is_inferred(index: &Index, run: &Run) -> bool {
    run.inferred && index.amended(run.document).is_none_or(|amended| amended.date.is_none())
}

/// Time cut into bins.
struct Scale {
    unit: TimeUnit,
    calendar: Calendar,
    /// The first day of each bin, and of the one that would follow.
    starts: Vec<Day>,
}

const UNITS: [TimeUnit; 5] =
    [TimeUnit::Day, TimeUnit::Month, TimeUnit::Year, TimeUnit::Decade, TimeUnit::Century];

impl Scale {
    /// Bins for what of publications and times spoken of is `within`; `None` when nothing is.
    fn new(
        published: &[Interval],
        told: &[(Interval, u32)],
        within: Interval,
        request: &TimelineRequest,
    ) -> Option<Scale> {
        let (calendar, most) = (request.calendar, request.bins.clamp(1, MOST_BINS));
        let inside = |days: Interval| days.and(within);
        let published = || published.iter().filter_map(|days| inside(*days));
        let told: Vec<Interval> = told.iter().filter_map(|(days, _)| inside(*days)).collect();
        let far = if request.whole { 0 } else { far(told.len()) };
        let bulk = published().chain(bulk(&told, far)).reduce(span)?;
        let unit = unit(bulk, calendar, most);
        let mut range = widened(bulk, told, |days| count(unit, days, calendar) <= i64::from(most));
        while count(unit, range, calendar) > i64::from(most) {
            // Not even centuries are few enough: the latest are shown.
            range.first = next(unit, range.first, calendar)?;
        }
        let mut starts = vec![start(unit, range.first, calendar)?];
        while starts.last().is_some_and(|last| *last <= range.last) {
            let last = *starts.last()?;
            starts.push(next(unit, last, calendar).filter(|next| *next > last)?);
        }
        Some(Scale { unit, calendar, starts })
    }

    fn bins(&self) -> Vec<Bin> {
        let bin = |two: &[Day]| {
            let (year, month, day) = two[0].date(self.calendar);
            let Days { from, to } = written(Interval { first: two[0], last: two[1].plus(-1) });
            Bin { from, to, year, month, day, ..Bin::default() }
        };
        self.starts.windows(2).map(bin).collect()
    }

    /// The bins that days touch, the first and the last of them.
    fn touched(&self, days: Interval) -> Option<(usize, usize)> {
        let (first, end) = (*self.starts.first()?, *self.starts.last()?);
        if days.last < first || days.first >= end {
            return None;
        }
        let at = |day: Day| self.starts.partition_point(|start| *start <= day).saturating_sub(1);
        Some((at(days.first), at(days.last).min(self.starts.len() - 2)))
    }

    fn count_published(
        &self,
        timeline: &mut Timeline,
        documents: &[u32],
        published: impl Fn(u32) -> Option<Interval>,
        inferred: &[u32],
    ) {
        for &document in documents {
            let touched = published(document).and_then(|days| self.touched(days));
            let Some((first, last)) = touched else { continue };
            let share = 1.0 / (last - first + 1) as f64;
            let is_inferred = inferred.binary_search(&document).is_ok();
            for bin in &mut timeline.bins[first..=last] {
                *(if is_inferred { &mut bin.inferred } else { &mut bin.given }) += share;
            }
        }
    }

    fn count_told(&self, timeline: &mut Timeline, told: &[(Interval, u32)]) {
        let mut last_in = vec![u32::MAX; timeline.bins.len()];
        for &(days, document) in told {
            match self.touched(days) {
                None if days.last < self.starts[0] => timeline.earlier += 1,
                None => timeline.later += 1,
                Some((first, last)) => {
                    let those = timeline.bins[first..=last].iter_mut();
                    for (bin, last_in) in those.zip(&mut last_in[first..=last]) {
                        bin.mentions += 1;
                        bin.speaking += u32::from(*last_in != document);
                        *last_in = document;
                    }
                }
            }
        }
    }
}

fn span(one: Interval, other: Interval) -> Interval {
    Interval { first: one.first.min(other.first), last: one.last.max(other.last) }
}

/// What was left out comes back, the nearest first, as long as it fits.
fn widened(bulk: Interval, told: Vec<Interval>, fits: impl Fn(Interval) -> bool) -> Interval {
    let mut far: Vec<(i32, Interval)> =
        told.into_iter().map(|days| (days.distance(bulk), days)).collect();
    far.retain(|&(_, days)| span(bulk, days) != bulk);
    order::sort_by_key(&mut far, |&(distance, days)| (distance, days.first, days.last));
    let widen = |range, (_, days)| Some(span(range, days)).filter(|it| fits(*it)).unwrap_or(range);
    far.into_iter().fold(bulk, widen)
}

/// How many of so many expressions may be left out.
fn far(told: usize) -> usize {
    // A handful has no bulk.
    if told < 5 { 0 } else { (told / FAR).max((told / FAR_OF_FEW).clamp(1, FEW)) }
}

/// The shortest stretch of days that holds all but a few of the times.
fn bulk(told: &[Interval], few: usize) -> Option<Interval> {
    let mut days: Vec<(Day, Day)> = told.iter().map(|days| (days.first, days.last)).collect();
    order::sort(&mut days);
    // The rows that leave so many out, at either end or both, share all but their ends.
    let kept = days.len().checked_sub(few).filter(|kept| *kept > 0)?;
    let latest = |days: &[(Day, Day)]| days.iter().map(|&(_, last)| last).max();
    let shared = latest(days.get(few..kept).unwrap_or_default());
    let mut heads: Vec<Option<Day>> = vec![None; few + 1];
    for at in (0..few).rev() {
        heads[at] = heads[at + 1].max(Some(days[at].1));
    }
    let (mut tail, mut best): (Option<Day>, Option<Interval>) = (None, None);
    for (at, head) in heads.into_iter().enumerate() {
        let first = days[at].0;
        let row = Interval { first, last: shared.max(head).max(tail).unwrap_or(first) };
        if best.is_none_or(|best| row.last.0 - first.0 < best.last.0 - best.first.0) {
            best = Some(row);
        }
        tail = tail.max(days.get(kept + at).map(|&(_, last)| last));
    }
    best
}

/// The finest unit of which no more than so many cover the days; else the coarsest.
fn unit(days: Interval, calendar: Calendar, most: u32) -> TimeUnit {
    let fits = |unit: &TimeUnit| count(*unit, days, calendar) <= i64::from(most);
    UNITS.into_iter().find(fits).unwrap_or(TimeUnit::Century)
}

/// How many of a unit cover the days.
fn count(unit: TimeUnit, days: Interval, calendar: Calendar) -> i64 {
    let number = |day: Day| {
        let (year, month, _) = day.date(calendar);
        i64::from(match unit {
            TimeUnit::Day => day.0,
            TimeUnit::Month => year * 12 + i32::from(month),
            unit => year.div_euclid(years(unit)),
        })
    };
    number(days.last) - number(days.first) + 1
}

fn years(unit: TimeUnit) -> i32 {
    match unit {
        TimeUnit::Decade => 10,
        TimeUnit::Century => 100,
        _ => 1,
    }
}

/// The first day of the unit that a day is in.
fn start(unit: TimeUnit, day: Day, calendar: Calendar) -> Option<Day> {
    let (year, month, _) = day.date(calendar);
    match unit {
        TimeUnit::Day => Some(day),
        TimeUnit::Month => Day::of(calendar, year, month, 1),
        unit => Day::of(calendar, (year - year.rem_euclid(years(unit))).max(1), 1, 1),
    }
}

/// The first day of the unit after the one that a day is in.
fn next(unit: TimeUnit, day: Day, calendar: Calendar) -> Option<Day> {
    let (year, month, _) = day.date(calendar);
    match unit {
        TimeUnit::Day => Some(day.plus(1)),
        TimeUnit::Month if month < 12 => Day::of(calendar, year, month + 1, 1),
        TimeUnit::Month => Day::of(calendar, year + 1, 1, 1),
        // There is no year behind the last that is reckoned with.
        unit => match year - year.rem_euclid(years(unit)) + years(unit) {
            4001.. => Day::of(calendar, 4000, 12, 29),
            year => Day::of(calendar, year, 1, 1),
        },
    }
}

/// The documents one by one.
fn rows(
    index: &Index,
    mut documents: Vec<u32>,
    published: impl Fn(u32) -> Option<Interval>,
) -> Result<Vec<TimelineRow>, Error> {
    let days = |document: u32| published(document).map(|days| (days.first, days.last));
    order::sort_by_key(&mut documents, |&document| {
        (days(document).is_none(), days(document), document)
    });
    let mut contradicted: Vec<(u32, Span)> = Vec::new();
    for it in index.times().contradictions() {
        contradicted.extend([(it.document, it.span), (it.other, it.other_span)]);
    }
    // All that is missing is asked for at once.
    let row = |&document: &u32| row(index, document, published(document), &contradicted);
    let rows: Vec<Result<TimelineRow, Error>> = documents.iter().map(row).collect();
    rows.into_iter().collect()
}

fn row(
    index: &Index,
    document: u32,
    published: Option<Interval>,
    contradicted: &[(u32, Span)],
) -> Result<TimelineRow, Error> {
    let id = DocId(document);
    let run = index.times().of(id);
    let text = if run.times.is_empty() { Ok(String::new()) } else { index.text(id) };
    let title = shown_title(index, id);
    let (own, text) = (index.id(id)?, text?);
    let said = |time: Time| {
        let Days { from, to } = written(time.days);
        Said {
            from,
            to,
            text: time.span.of(&text).unwrap_or_default().to_string(),
            certainty: time.certainty,
            kind: time.reason.kind(),
            conflict: !time.conflicts.is_empty() || contradicted.contains(&(document, time.span)),
            later: time.is_later,
        }
    };
    Ok(TimelineRow {
        id: own,
        title: title?,
        published: published.map(written),
        inferred: is_inferred(index, &run),
        times: run.times.into_iter().map(said).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day::of(Calendar::Gregorian, year, month, day).unwrap()
    }

    fn scale(told: &[Interval], calendar: Calendar, most: u32) -> String {
        let always = Interval::new(day(1, 1, 1), day(3999, 1, 1));
        scale_within(always, told, calendar, most)
    }

    fn scale_within(within: Interval, told: &[Interval], calendar: Calendar, most: u32) -> String {
        let published = [Interval::new(day(2021, 12, 20), day(2022, 2, 15))];
        let told: Vec<(Interval, u32)> = told.iter().map(|days| (*days, 0)).collect();
        let request = TimelineRequest { calendar, bins: most, ..TimelineRequest::default() };
        let whole = TimelineRequest { whole: true, ..request.clone() };
        let mut timeline = Timeline::default();
        let scale = Scale::new(&published, &told, within, &whole).unwrap();
        timeline.bins = scale.bins();
        scale.count_told(&mut timeline, &told);
        let lies_within = |days: &Interval| days.and(within).is_some();
        let outside = told.iter().filter(|(days, _)| !lies_within(days)).count() as u32;
        // Too many centuries are cut off even so.
        let cut = scale.unit == TimeUnit::Century;
        assert!(cut || timeline.earlier + timeline.later == outside, "{timeline:?}");
        let scale = Scale::new(&published, &told, within, &request).unwrap();
        let mut timeline = Timeline { bins: scale.bins(), ..Timeline::default() };
        scale.count_told(&mut timeline, &told);
        let (first, last) = (&timeline.bins[0], timeline.bins.last().unwrap());
        let outside = (timeline.earlier, timeline.later);
        assert!(timeline.bins.len() <= most as usize);
        assert!(timeline.bins.windows(2).all(|two| two[0].to < two[1].from));
        format!("{:?} {} {}..{} {outside:?}", scale.unit, timeline.bins.len(), first.from, last.to)
    }

    #[test]
    fn the_finest_bins_that_are_few_enough() {
        use Calendar::{Gregorian, Jalali};
        assert_eq!(scale(&[], Gregorian, 60), "Day 58 2021-12-20..2022-02-15 (0, 0)");
        assert_eq!(scale(&[], Gregorian, 20), "Month 3 2021-12-01..2022-02-28 (0, 0)");
        assert_eq!(scale(&[], Jalali, 20), "Month 3 2021-11-22..2022-02-19 (0, 0)");
        assert_eq!(scale(&[], Gregorian, 2), "Year 2 2021-01-01..2022-12-31 (0, 0)");
        assert_eq!(scale(&[], Jalali, 1), "Year 1 2021-03-21..2022-03-20 (0, 0)");
        let old = Interval::day(day(27, 1, 1));
        assert_eq!(scale(&[old], Gregorian, 3), "Century 3 1800-01-01..2099-12-31 (1, 0)");
    }

    #[test]
    fn one_far_time_does_not_squeeze_the_others() {
        let near: Vec<Interval> =
            (0..60).map(|n| Interval::day(day(2021, 12, 1).plus(n))).collect();
        let and = |far: Interval, most| {
            scale(&[near.as_slice(), &[far]].concat(), Calendar::Gregorian, most)
        };
        let columbus = Interval::new(day(1492, 1, 1), day(1492, 12, 31));
        assert_eq!(and(columbus, 120), "Day 77 2021-12-01..2022-02-15 (1, 0)");
        assert_eq!(and(columbus, 7), "Month 3 2021-12-01..2022-02-28 (1, 0)");
        // Where the bins are no coarser for it, nothing is left out.
        let before = Interval::day(day(2020, 1, 15));
        assert_eq!(and(before, 120), "Day 77 2021-12-01..2022-02-15 (1, 0)");
        assert_eq!(and(before, 60), "Month 26 2020-01-01..2022-02-28 (0, 0)");
    }

    #[test]
    fn a_few_years_do_not_squeeze_few_texts() {
        let near = (0..30).map(|n| Interval::day(day(2022, 1, 1).plus(n)));
        let year = |year| Interval::new(day(year, 1, 1), day(year, 12, 31));
        let told: Vec<Interval> = near.chain([1999, 2010, 2016].map(year)).collect();
        let drawn = scale(&told, Calendar::Gregorian, 120);
        assert_eq!(drawn, "Day 58 2021-12-20..2022-02-15 (3, 0)");
        // Where many speak of other years, those are no exception.
        let many: Vec<Interval> = told.iter().copied().chain((2000..2010).map(year)).collect();
        let drawn = scale(&many, Calendar::Gregorian, 120);
        assert_eq!(drawn, "Year 24 1999-01-01..2022-12-31 (0, 0)");
        assert_eq!([4, 5, 16, 40, 100, 200].map(far), [0, 1, 2, 5, 5, 10]);
    }

    #[test]
    fn only_the_wanted_days_are_drawn() {
        let january = Interval::new(day(2022, 1, 1), day(2022, 1, 31));
        let told =
            [Interval::day(day(2021, 12, 31)), Interval::new(day(2022, 1, 30), day(2022, 2, 2))];
        let drawn = scale_within(january, &told, Calendar::Gregorian, 60);
        assert_eq!(drawn, "Day 31 2022-01-01..2022-01-31 (1, 0)");
        let spring = Interval::new(day(2022, 4, 1), day(2022, 4, 30));
        assert!(Scale::new(&[january], &[], spring, &TimelineRequest::default()).is_none());
    }
}
