//! The expressions of a document, each resolved beside the others: a date without a year may
//! have it from the date before it, or from the same date said in full elsewhere.

use super::resolve::{Anchor, Certainty, Interval, Reason, Resolved, resolve};
use super::{Calendar, Date, Mention, Said};

/// The longest stretch of days that a date without a year can be told from: a part of a year.
const LONGEST: i32 = 130;

/// How long after the date before it a date without a year may lie.
const AHEAD: i32 = 200;

/// How long before the date before it a date without a year may lie.
const BACK: i32 = 31;

/// How far from publication a date lies that needs no other to tell its year, in days.
const NEAR: i32 = 45;

/// Resolves the expressions that [`find`](super::find()) found in a text. `None` where that
/// cannot be done, as with [`resolve`].
///
/// ```
/// use kashf::dates::{find, in_context};
/// let text = "The talks began on 17 December 2021 and ended on 10 January.";
/// let resolved = in_context(text, &find(text, "en"), None);
/// assert_eq!(resolved[1].as_ref().unwrap().interval.first.to_string(), "2022-01-10");
/// ```
pub fn in_context(text: &str, found: &[Mention], anchor: Anchor) -> Vec<Option<Resolved>> {
    let full = said_in_full(found);
    let (mut before, mut end): (Option<Interval>, usize) = (None, 0);
    let each = found.iter().map(|mention| {
        let start = mention.span.start as usize;
        if text[end.min(start)..start].contains('\n') {
            before = None;
        }
        end = mention.span.end as usize;
        let resolved = beside(mention, before, &full, anchor);
        if let Some(resolved) = resolved.as_ref().filter(|resolved| tells_years(resolved)) {
            before = Some(resolved.interval);
        }
        resolved
    });
    each.collect()
}

fn tells_years(resolved: &Resolved) -> bool {
    let stated =
        matches!(resolved.reason, Reason::Stated | Reason::YearBefore | Reason::YearElsewhere);
    stated && resolved.interval.last.0 - resolved.interval.first.0 <= LONGEST
}

/// Days of the year, with their year, in order.
type InFull = Vec<(Calendar, u8, u8, i32)>;

fn said_in_full(found: &[Mention]) -> InFull {
    let full = found.iter().filter_map(|mention| match mention.said {
        Said::Date(Date {
            calendar, year: Some(year), month: Some(month), day: Some(day), ..
        }) => Some((calendar, month, day, year)),
        _ => None,
    });
    let mut full: InFull = full.collect();
    crate::order::sort_once(&mut full);
    full
}

fn beside(
    mention: &Mention,
    before: Option<Interval>,
    full: &InFull,
    anchor: Anchor,
) -> Option<Resolved> {
    let date = match mention.said {
        Said::Date(date) | Said::Range(date, _) if date.year.is_none() => date,
        _ => return resolve(mention, anchor),
    };
    let alone = resolve(mention, anchor);
    if mention.which.is_some() {
        return alone;
    }
    if let Some(told) = before.and_then(|before| year_before(mention, date, before)) {
        return Some(told);
    }
    let published = anchor.filter(|_| alone.is_some());
    let near = |resolved: &Resolved| {
        published.is_some_and(|published| resolved.interval.distance(published) <= NEAR)
    };
    let elsewhere = || in_year(mention, only_year(date, full)?, Reason::YearElsewhere);
    alone.clone().filter(near).or_else(elsewhere).or(alone)
}

/// The year that puts a date soon behind the one before it.
fn year_before(mention: &Mention, date: Date, before: Interval) -> Option<Resolved> {
    let (year, ..) = before.first.date(date.calendar);
    let years = [year - 1, year, year + 1].into_iter();
    let told = years.filter_map(|year| in_year(mention, year, Reason::YearBefore));
    let fits = |resolved: &Resolved| {
        let days = resolved.interval;
        days.first <= before.last.plus(AHEAD) && days.last >= before.first.plus(-BACK)
    };
    told.filter(fits).min_by_key(|resolved| resolved.interval.distance(before))
}

/// The one year in which the document says this day of the year in full.
fn only_year(date: Date, full: &InFull) -> Option<i32> {
    let day = (date.calendar, date.month?, date.day?);
    let first = full.partition_point(|&(calendar, month, of, _)| (calendar, month, of) < day);
    let mut same = full[first..]
        .iter()
        .take_while(|&&(calendar, month, of, _)| (calendar, month, of) == day)
        .map(|&(.., year)| year);
    same.next().filter(|_| same.next().is_none())
}

fn in_year(mention: &Mention, year: i32, reason: Reason) -> Option<Resolved> {
    let full = |date: Date| Date { year: Some(year), ..date };
    let said = match mention.said {
        Said::Date(date) => Said::Date(full(date)),
        Said::Range(first, last) => Said::Range(full(first), full(last)),
        said => said,
    };
    let resolved = resolve(&Mention { said, ..*mention }, None)?;
    let weekday_fits = mention.weekday.is_none() || resolved.conflicts.is_empty();
    let certainty = resolved.certainty.min(Certainty::Likely);
    weekday_fits.then_some(Resolved { reason, certainty, ..resolved })
}

#[cfg(test)]
mod tests {
    use super::super::{Day, find};
    use super::*;

    /// The days of each expression, with the reason.
    fn days(text: &str, lang: &str, published: Option<(i32, u8, u8)>) -> Vec<String> {
        let day = |(year, month, day)| Day::of(Calendar::Gregorian, year, month, day).unwrap();
        let anchor = published.map(|date| Interval::day(day(date)));
        let resolved = in_context(text, &find(text, lang), anchor);
        let show = |resolved: Option<Resolved>| {
            resolved.map_or("unknown".into(), |resolved| {
                format!("{} {:?}", resolved.interval, resolved.reason)
            })
        };
        resolved.into_iter().map(show).collect()
    }

    #[test]
    fn the_year_of_the_date_before() {
        assert_eq!(
            days("از ۲۸ دسامبر ۲۰۱۹ تا ۳ ژانویه و ۹ ژانویه", "fa", None),
            ["2019-12-28 Stated", "2020-01-03 YearBefore", "2020-01-09 YearBefore"]
        );
        // Of the end of a year rather than of the one nearest to publication.
        assert_eq!(
            days("نهاية عام 2017 وفي 5 يناير", "ar", Some((2020, 11, 1))),
            ["2017-09-02/2017-12-31 Stated", "2018-01-05 YearBefore"]
        );
        assert_eq!(
            days("in 2016, and on 5 May", "en", Some((2020, 5, 9))),
            ["2016-01-01/2016-12-31 Stated", "2020-05-05 NearestYear"]
        );
        assert_eq!(
            days("on 1 March 2018.\nOn 2 March", "en", None),
            ["2018-03-01 Stated", "unknown"]
        );
    }

    #[test]
    fn the_year_of_the_same_date() {
        assert_eq!(
            days("On 8 June they met.\nThat was on 8 June 2009.", "en", None),
            ["2009-06-08 YearElsewhere", "2009-06-08 Stated"]
        );
        assert_eq!(
            days("On 8 June.\n8 June 2009.\n8 June 2010.", "en", Some((2012, 6, 1)))[0],
            "2012-06-08 NearestYear"
        );
    }
}
