//! The filter beside the results: what is known of the documents found, and which of it the
//! reader chose.
//!
//! A facet has a name: `lang`, `source`, `year`, or that of any other metadata. Years are not
//! chosen one by one: the filter knows a span of dates, so clicking years widens, narrows or
//! lifts that span.

use super::date::in_words;
use super::language::{Lang, language_name};
use super::messages::{Messages, fill};
use super::number::digits;
use crate::engine::protocol::{Facet, FacetValue, Filter, Subcorpus};

/// The facet of languages.
pub const LANG: &str = "lang";
/// The facet of sources.
pub const SOURCE: &str = "source";
/// The facet of years.
pub const YEAR: &str = "year";
/// Stands for subcorpora, which have no facet: the name of nothing that is known.
pub const WITHIN: &str = "";

/// The facets as the panel shows them: known ones first, values chosen before those that are
/// not, documents without a value last, and whatever is chosen shown, though nothing bears it.
pub fn arranged(facets: &[Facet], filter: &Filter) -> Vec<Facet> {
    let mut names = vec![LANG, SOURCE, YEAR];
    let others = facets
        .iter()
        .map(|facet| facet.name.as_str())
        .chain(filter.more.keys().map(String::as_str));
    for name in others {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().filter_map(|name| one(name, facets, filter)).collect()
}

fn one(name: &str, facets: &[Facet], filter: &Filter) -> Option<Facet> {
    let given = facets.iter().find(|facet| facet.name == name);
    let mut values = given.map_or(Vec::new(), |facet| facet.values.clone());
    for chosen in chosen(filter, name) {
        if !values.iter().any(|value| value.value == *chosen) {
            values.push(FacetValue { value: chosen.clone(), documents: 0, chosen: true });
        }
    }
    for value in &mut values {
        value.chosen = is_chosen(filter, name, &value.value);
    }
    // Taken apart rather than sorted: every sort of a new kind is some kilobytes of program.
    if name != YEAR {
        let (chosen, others): (Vec<_>, Vec<_>) = values.into_iter().partition(|value| value.chosen);
        let (unknown, known): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|value| value.value.is_empty());
        values = chosen;
        values.extend(known);
        values.extend(unknown);
    }
    let more = given.map_or(0, |facet| facet.more);
    // That nobody knows a thing of any document is not worth a heading.
    let told = values.iter().any(|value| value.chosen || !value.value.is_empty());
    (told || (name == YEAR && has_dates(filter))).then(|| Facet {
        name: name.to_owned(),
        values,
        more,
    })
}

/// The values of a name that the filter keeps.
fn chosen<'a>(filter: &'a Filter, name: &str) -> &'a [String] {
    match name {
        LANG => &filter.lang,
        SOURCE => &filter.source,
        YEAR => &[],
        _ => filter.more.get(name).map_or(&[], Vec::as_slice),
    }
}

/// Whether the filter keeps a value of a name; for a year, whether its span touches it.
pub fn is_chosen(filter: &Filter, name: &str, value: &str) -> bool {
    match name {
        YEAR => covers(filter, value),
        _ => chosen(filter, name).iter().any(|chosen| chosen == value),
    }
}

/// Whether anything of a name is chosen.
pub fn is_limited(filter: &Filter, name: &str) -> bool {
    match name {
        YEAR => has_dates(filter),
        WITHIN => !filter.within.is_empty(),
        _ => !chosen(filter, name).is_empty(),
    }
}

fn has_dates(filter: &Filter) -> bool {
    !filter.from.is_empty() || !filter.to.is_empty()
}

/// Chooses a value, or lets go of it.
pub fn toggle(filter: &mut Filter, name: &str, value: &str) {
    let values = match name {
        LANG => &mut filter.lang,
        SOURCE => &mut filter.source,
        YEAR => return toggle_year(filter, value),
        _ => filter.more.entry(name.to_owned()).or_default(),
    };
    match values.iter().position(|chosen| chosen == value) {
        Some(at) => drop(values.remove(at)),
        None => values.push(value.to_owned()),
    }
    filter.more.retain(|_, values| !values.is_empty());
}

/// Lets go of everything chosen of a name.
pub fn clear(filter: &mut Filter, name: &str) {
    match name {
        LANG => filter.lang.clear(),
        SOURCE => filter.source.clear(),
        YEAR => {
            filter.from.clear();
            filter.to.clear();
        }
        WITHIN => filter.within.clear(),
        _ => drop(filter.more.remove(name)),
    }
}

/// The year that an ISO date begins with.
fn year_of(date: &str) -> Option<u32> {
    let year = date.get(..4)?;
    year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok()).flatten()
}

fn covers(filter: &Filter, year: &str) -> bool {
    let Some(year) = year_of(year) else { return false };
    let after = year_of(&filter.from).is_none_or(|from| from <= year);
    let before = year_of(&filter.to).is_none_or(|to| year <= to);
    has_dates(filter) && after && before
}

/// A year outside the span widens it so far; at one of its ends it is taken off; in the
/// middle it becomes the whole of it, and the only one is let go.
fn toggle_year(filter: &mut Filter, value: &str) {
    let Some(year) = year_of(value) else { return };
    let (from, to) = (year_of(&filter.from), year_of(&filter.to));
    let written = |year: u32| format!("{year:04}");
    if !has_dates(filter) {
        filter.from = written(year);
        filter.to = written(year);
    } else if !covers(filter, value) {
        if from.is_some_and(|from| year < from) {
            filter.from = written(year);
        } else {
            filter.to = written(year);
        }
    } else if from.is_some() && from == to {
        clear(filter, YEAR);
    } else if from == Some(year) {
        filter.from = written(year + 1);
    } else if to == Some(year) {
        filter.to = written(year - 1);
    } else {
        filter.from = written(year);
        filter.to = written(year);
    }
}

/// One thing that the filter demands, to be shown and lifted by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A value of a name.
    Value {
        /// The facet's name.
        name: String,
        /// The value.
        value: String,
    },
    /// The span of dates.
    Dates,
    /// The span of times spoken of.
    Spoken,
    /// A subcorpus.
    Within(Box<Subcorpus>),
}

/// Everything that the filter demands.
pub fn limits(filter: &Filter) -> Vec<Limit> {
    let names = [LANG, SOURCE].into_iter().chain(filter.more.keys().map(String::as_str));
    let mut limits: Vec<Limit> = names
        .flat_map(|name| chosen(filter, name).iter().map(move |value| (name, value)))
        .map(|(name, value)| Limit::Value { name: name.to_owned(), value: value.clone() })
        .collect();
    if has_dates(filter) {
        limits.push(Limit::Dates);
    }
    if !(filter.spoken_from.is_empty() && filter.spoken_to.is_empty()) {
        limits.push(Limit::Spoken);
    }
    limits.extend(filter.within.iter().map(|texts| Limit::Within(Box::new(texts.clone()))));
    limits
}

/// Takes one demand away.
pub fn lift(filter: &mut Filter, limit: &Limit) {
    match limit {
        Limit::Dates => clear(filter, YEAR),
        Limit::Spoken => {
            filter.spoken_from.clear();
            filter.spoken_to.clear();
        }
        Limit::Within(texts) => filter.within.retain(|it| *it != **texts),
        Limit::Value { name, value } if is_chosen(filter, name, value) => {
            toggle(filter, name, value)
        }
        Limit::Value { .. } => {}
    }
}

/// What a facet is called; the name of metadata that we do not know is its own.
pub fn name_label<'a>(said: &'static Messages, name: &'a str) -> &'a str {
    match name {
        LANG => said.lang,
        SOURCE => said.source,
        YEAR => said.date,
        "author" => said.author,
        other => other,
    }
}

/// What a value is called.
pub fn value_label(said: &Messages, lang: Lang, name: &str, value: &str) -> String {
    match (name, value) {
        (LANG, tag) => language_name(lang, tag),
        (YEAR, "") => said.facet_undated.to_owned(),
        (_, "") => said.facet_none.to_owned(),
        (YEAR, year) => digits(lang, year),
        _ => value.to_owned(),
    }
}

/// A demand in words, such as `Persian` or `December 2021 to 2022`.
pub fn limit_label(said: &Messages, lang: Lang, filter: &Filter, limit: &Limit) -> String {
    match limit {
        Limit::Value { name, value } => value_label(said, lang, name, value),
        Limit::Dates => span_label(said, lang, &filter.from, &filter.to),
        Limit::Spoken => {
            let span = span_label(said, lang, &filter.spoken_from, &filter.spoken_to);
            fill(said.speaking_of, &[&span])
        }
        Limit::Within(texts) if texts.name.is_empty() => said.some_texts.to_owned(),
        Limit::Within(texts) => texts.name.clone(),
    }
}

/// A span of dates in words; either end may be empty, not both.
fn span_label(said: &Messages, lang: Lang, from: &str, to: &str) -> String {
    let date =
        |given: &str| in_words(lang, given).unwrap_or_else(|| format!("\u{2068}{given}\u{2069}"));
    match (from, to) {
        (from, to) if from == to => date(from),
        (from, "") => fill(said.dates_from, &[&date(from)]),
        ("", to) => fill(said.dates_to, &[&date(to)]),
        (from, to) => fill(said.range_between, &[&date(from), &date(to)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::messages::messages;

    fn facet(name: &str, values: &[(&str, u32)]) -> Facet {
        let value = |(value, documents): &(&str, u32)| FacetValue {
            value: value.to_string(),
            documents: *documents,
            chosen: false,
        };
        Facet { name: name.into(), values: values.iter().map(value).collect(), more: 0 }
    }

    fn said(facet: &Facet) -> String {
        let value = |value: &FacetValue| {
            format!("{}{} {}", if value.chosen { "+" } else { "" }, value.value, value.documents)
        };
        format!("{}: {}", facet.name, facet.values.iter().map(value).collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn chosen_first_and_never_lost() {
        let mut filter = Filter { lang: vec!["ar".into(), "de".into()], ..Filter::default() };
        filter.more.insert("desk".into(), vec!["east".into()]);
        let facets = [
            facet("year", &[("2022", 3), ("2021", 4), ("", 1)]),
            facet("section", &[("", 8)]),
            facet("lang", &[("", 9), ("fa", 5), ("ar", 3)]),
        ];
        let shown: Vec<_> = arranged(&facets, &filter).iter().map(said).collect();
        assert_eq!(
            shown,
            ["lang: +ar 3, +de 0, fa 5,  9", "year: 2022 3, 2021 4,  1", "desk: +east 0"]
        );
    }

    #[test]
    fn values_are_toggled() {
        let mut filter = Filter::default();
        for (name, value) in [("lang", "fa"), ("source", ""), ("desk", "a"), ("desk", "b")] {
            toggle(&mut filter, name, value);
            assert!(is_chosen(&filter, name, value) && is_limited(&filter, name));
        }
        assert_eq!(limits(&filter).len(), 4);
        toggle(&mut filter, "desk", "a");
        assert_eq!(filter.more["desk"], ["b"]);
        for limit in limits(&filter) {
            lift(&mut filter, &limit);
        }
        assert_eq!(filter, Filter::default());
        toggle(&mut filter, "desk", "a");
        clear(&mut filter, "desk");
        assert_eq!(filter, Filter::default());
    }

    #[test]
    fn years_are_a_span() {
        let after = |from: &str, to: &str, year: &str| {
            let mut filter = Filter { from: from.into(), to: to.into(), ..Filter::default() };
            toggle(&mut filter, YEAR, year);
            format!("{}..{}", filter.from, filter.to)
        };
        for (from, to, year, expected) in [
            ("", "", "2021", "2021..2021"),
            ("2021", "2021", "2021", ".."),
            ("2021", "2021", "2023", "2021..2023"),
            ("2021", "2023", "2019", "2019..2023"),
            ("2021", "2023", "2023", "2021..2022"),
            ("2021", "2023", "2021", "2022..2023"),
            ("2021", "2023", "2022", "2022..2022"),
            ("2021-03", "2021-05-07", "2021", ".."),
            ("2021-03", "", "2021", "2022.."),
            ("2021-03", "", "2024", "2024..2024"),
            ("", "2023", "2025", "..2025"),
            ("", "2023", "", "..2023"),
            ("early", "", "2021", "2021..2021"),
        ] {
            assert_eq!(after(from, to, year), expected, "{from}..{to} {year}");
        }
    }

    #[test]
    fn limits_in_words() {
        let words = |from: &str, to: &str| {
            let filter = Filter { from: from.into(), to: to.into(), ..Filter::default() };
            limit_label(messages(Lang::En), Lang::En, &filter, &Limit::Dates)
        };
        assert_eq!(words("2021-12", "2022"), "December 2021 to 2022");
        assert_eq!(words("2021", "2021"), "2021");
        assert_eq!(words("2021-12-17", ""), "from 17 December 2021");
        assert_eq!(words("", "1400"), "until \u{2068}1400\u{2069}");
        let mut filter = Filter { spoken_from: "1914".into(), ..Filter::default() };
        assert_eq!(limits(&filter), [Limit::Spoken]);
        let label = |lang| limit_label(messages(lang), lang, &filter, &Limit::Spoken);
        assert_eq!(
            [label(Lang::En), label(Lang::Fa)],
            ["speaks of: from 1914", "سخن از: از ۱۹۱۴ به بعد"]
        );
        lift(&mut filter, &Limit::Spoken);
        assert_eq!(filter, Filter::default());
        let limit = Limit::Value { name: "lang".into(), value: "ar".into() };
        let fa = limit_label(messages(Lang::Fa), Lang::Fa, &Filter::default(), &limit);
        assert_eq!(fa, "عربی");
        assert_eq!(value_label(messages(Lang::Fa), Lang::Fa, "year", "2021"), "۲۰۲۱");
    }
}
