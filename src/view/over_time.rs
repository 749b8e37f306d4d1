//! Parts that are times → the bins of a line over time, those without texts among them.

use super::date::in_words;
use super::language::Lang;
use crate::engine::protocol::{Calendar, Day, Dispersion, days_in};
use crate::order;

/// A bin of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    /// What it is called, in the words of the interface.
    pub name: String,
    /// What stands in it, of each answer.
    pub of: Vec<Share>,
}

/// What of an answer is in a bin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Hits in it.
    pub hits: u32,
    /// Hits in a million words; no number where there are no words.
    pub per_million: f64,
}

/// More bins than these are not made for times without texts.
const MOST: usize = 4000;

/// The times of some answers from the first to the last, of equal length. Texts without a date are
/// left out. Nothing where their parts are no times.
///
/// ```
/// use kashf::engine::protocol::Dispersion;
/// use kashf::view::{language::Lang, over_time::over_time};
/// let answer = Dispersion {
///     times: vec!["".into(), "2021-11".into(), "2022-01".into()],
///     spread: vec![(9, 9), (2, 1000), (0, 500)],
///     ..Dispersion::default()
/// };
/// let other = Dispersion {
///     times: vec!["2022-02".into()],
///     spread: vec![(1, 1000)],
///     ..Dispersion::default()
/// };
/// let spans = over_time(Lang::En, &[&answer, &other]);
/// let names: Vec<&str> = spans.iter().map(|span| span.name.as_str()).collect();
/// assert_eq!(names, ["November 2021", "December 2021", "January 2022", "February 2022"]);
/// assert_eq!(spans[0].of[0].per_million, 2000.0);
/// assert!(spans[1].of[0].per_million.is_nan() && spans[0].of[1].per_million.is_nan());
/// assert_eq!(spans[3].of[1].hits, 1);
/// ```
pub fn over_time(lang: Lang, answers: &[&Dispersion]) -> Vec<Span> {
    let counts: Vec<Vec<(&str, (u32, u32))>> = answers
        .iter()
        .map(|answer| {
            let times = answer.times.iter().map(String::as_str);
            let counts = times.zip(answer.spread.iter().copied());
            let mut counts: Vec<_> = counts.filter(|(time, _)| !time.is_empty()).collect();
            order::sort_by(&mut counts, |a, b| a.0.cmp(b.0));
            counts
        })
        .collect();
    let found = |counts: &[(&str, (u32, u32))], time: &str| {
        let at = counts.binary_search_by(|count| count.0.cmp(time)).ok()?;
        Some(counts[at].1)
    };
    let span = |time: &str| Span {
        name: in_words(lang, time).unwrap_or_else(|| time.to_owned()),
        of: counts.iter().map(|counts| share(found(counts, time))).collect(),
    };
    let mut spans: Vec<Span> = Vec::new();
    let mut next: Option<String> = None;
    let mut times: Vec<&str> = counts.iter().flatten().map(|count| count.0).collect();
    order::sort_once(&mut times);
    for time in times {
        // ISO times of one length ascend as their letters do.
        let is_between = |it: &String| it.as_str() < time && it.len() == time.len();
        while let Some(between) = next.take().filter(is_between) {
            if spans.len() >= MOST {
                break;
            }
            spans.push(span(&between));
            next = after(&between);
        }
        spans.push(span(time));
        next = after(time);
    }
    spans
}

fn share(counts: Option<(u32, u32)>) -> Share {
    let (hits, words) = counts.unwrap_or_default();
    let per_million = if words == 0 { f64::NAN } else { 1e6 * f64::from(hits) / f64::from(words) };
    Share { hits, per_million }
}

/// The year, month or day after one; `None` of what is none.
fn after(time: &str) -> Option<String> {
    let numbers: Option<Vec<u32>> = time.split('-').map(|part| part.parse().ok()).collect();
    match numbers?[..] {
        [year] => Some(format!("{:04}", year.checked_add(1)?)),
        [year, 12] => Some(format!("{:04}-01", year.checked_add(1)?)),
        [year, month] => Some(format!("{year:04}-{:02}", month.checked_add(1)?)),
        _ => Some(Day(days_in(Calendar::Gregorian, time)?.last.0).plus(1).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_next_time() {
        for (time, next) in [
            ("2021", Some("2022")),
            ("2021-12", Some("2022-01")),
            ("2021-09", Some("2021-10")),
            ("2024-02-28", Some("2024-02-29")),
            ("2023-12-31", Some("2024-01-01")),
            ("", None),
            ("Winter", None),
            ("2021-13-77", None),
        ] {
            assert_eq!(after(time).as_deref(), next, "{time}");
        }
    }

    proptest! {
        #[test]
        fn every_part_has_its_bin(
            days in prop::collection::btree_map(0..3000i32, (0..5u32, 1..50u32), 0..30),
            foreign in "\\PC{0,10}",
        ) {
            let mut times: Vec<String> =
                days.keys().map(|day| Day(15_000 + day).to_string()).collect();
            let mut spread: Vec<(u32, u32)> = days.values().copied().collect();
            times.push(foreign.clone());
            spread.push((1, 1));
            let answer = Dispersion { times, spread, ..Dispersion::default() };
            let spans = over_time(Lang::En, &[&answer]);
            let hits: u32 = spans.iter().map(|span| span.of[0].hits).sum();
            let expected: u32 = days.values().map(|(hits, _)| hits).sum();
            prop_assert_eq!(hits, expected + u32::from(!foreign.is_empty()));
            if let (Some(first), Some(last)) = (days.keys().next(), days.keys().next_back()) {
                let stretch = (last - first + 1) as usize;
                prop_assert!(spans.len() >= stretch.min(MOST) && spans.len() <= MOST + days.len() + 1);
            }
        }
    }
}
