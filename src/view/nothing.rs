//! When nothing was found: what stands in the way, and what would be found without it.
//!
//! A [`Lift`] is one thing to take away. The page asks the corpus for the query without each
//! ([`Lift::applied`]) and offers those that bring something.

use super::facets::{LANG, SOURCE, WITHIN, YEAR, clear, is_limited};
use super::permalink::Permalink;
use super::reasons::{is_on, toggle};
use crate::engine::protocol::{Filter, Info, Matching, Reason};

/// Something in the way that can be taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lift {
    /// All that the filter demands of a name.
    Filter(String),
    /// A way of matching that was switched off.
    Way(Reason),
    /// Everything of the two kinds above.
    All,
    /// Signs that bind the words: the same words without them.
    Loosely(String),
}

/// What could stand in the way of a place's query, likeliest first.
pub fn lifts(link: &Permalink) -> Vec<Lift> {
    let filter = &link.filter;
    let names =
        [LANG, SOURCE, YEAR, WITHIN].into_iter().chain(filter.more.keys().map(String::as_str));
    let mut lifts: Vec<Lift> = names
        .filter(|name| is_limited(filter, name))
        .map(|name| Lift::Filter(name.to_owned()))
        .collect();
    let off = Reason::ALL.into_iter().filter(|reason| !is_on(&link.matching, *reason));
    lifts.extend(off.map(Lift::Way));
    if lifts.len() > 1 {
        lifts.push(Lift::All);
    }
    lifts.extend(loosely(&link.query).map(Lift::Loosely));
    lifts
}

impl Lift {
    /// The place without it.
    pub fn applied(&self, link: &Permalink) -> Permalink {
        let mut link = link.clone();
        match self {
            Lift::Filter(name) => clear(&mut link.filter, name),
            Lift::Way(reason) => toggle(&mut link.matching, *reason),
            Lift::All => {
                link.filter = Filter::default();
                link.matching = Matching::default();
            }
            Lift::Loosely(words) => link.query.clone_from(words),
        }
        link
    }
}

/// The words of a query without the signs that bind them: any of them will do. `None` when
/// there are no such signs, or when it is written in patterns or CQL.
fn loosely(query: &str) -> Option<String> {
    if query.contains('[') || query.split_whitespace().any(|chunk| chunk.starts_with('/')) {
        return None;
    }
    let mut words: Vec<&str> = Vec::new();
    let mut left_out = false;
    for chunk in query.split_whitespace() {
        let operator = matches!(chunk, "AND" | "OR" | "NOT")
            || ["NEAR", "W/"].iter().any(|name| chunk.starts_with(name));
        if operator {
            left_out = chunk == "NOT";
            continue;
        }
        let word = chunk.trim_matches(|letter: char| "\"«»“”„()=".contains(letter));
        let leaves_out = std::mem::take(&mut left_out) || word.starts_with('-');
        if !leaves_out && !word.is_empty() && !word.contains(':') {
            words.push(word);
        }
    }
    let loose = words.join(" ");
    (!loose.is_empty() && loose != query.trim()).then_some(loose)
}

/// A reason that lies in the corpus, not in the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bare {
    /// There are no texts at all.
    Empty,
    /// No text is in this language.
    Language(String),
    /// No text is dated, and the filter asks for dates.
    Undated,
    /// The texts' dates lie elsewhere: the first and the last.
    Elsewhen(String, String),
}

/// What the corpus does not have of what the filter asks for.
pub fn bare(info: &Info, filter: &Filter) -> Vec<Bare> {
    if info.documents == 0 {
        return vec![Bare::Empty];
    }
    let has = |tag: &String| info.languages.iter().any(|share| share.name == *tag);
    let mut bare: Vec<Bare> =
        filter.lang.iter().filter(|tag| !has(tag)).cloned().map(Bare::Language).collect();
    if is_limited(filter, YEAR) {
        let (first, last) = (&info.first_date, &info.last_date);
        if first.is_empty() {
            bare.push(Bare::Undated);
        } else if !filter.from.is_empty() && starts_after(&filter.from, last)
            || !filter.to.is_empty() && starts_after(first, &filter.to)
        {
            bare.push(Bare::Elsewhen(first.clone(), last.clone()));
        }
    }
    bare
}

/// Whether a date begins after another one ends; each may be a year or a month only.
fn starts_after(date: &str, other: &str) -> bool {
    let common = date.len().min(other.len());
    match (date.get(..common), other.get(..common)) {
        (Some(date), Some(other)) => date > other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::protocol::Share;

    #[test]
    fn whatever_is_in_the_way_can_be_lifted() {
        let link =
            Permalink::parse("q=%22a b%22 c&in=fa&from=2021&meta.desk=x&without=fuzzy&names=off");
        let lifts = lifts(&link);
        assert_eq!(
            lifts,
            [
                Lift::Filter("lang".into()),
                Lift::Filter("year".into()),
                Lift::Filter("desk".into()),
                Lift::Way(Reason::Name),
                Lift::Way(Reason::Fuzzy),
                Lift::All,
                Lift::Loosely("a b c".into()),
            ],
        );
        for lift in &lifts {
            assert_ne!(lift.applied(&link), link);
        }
        assert_eq!(
            lifts[5].applied(&link),
            Permalink { query: link.query, ..Permalink::default() }
        );
        assert_eq!(super::lifts(&Permalink::parse("q=a")), []);
    }

    #[test]
    fn words_without_signs() {
        for (query, expected) in [
            ("a b", None),
            ("«a b»", Some("a b")),
            ("(a OR b) AND c", Some("a b c")),
            ("a NEAR/5 b", Some("a b")),
            ("a -b NOT c d", Some("a d")),
            ("lang:fa a", Some("a")),
            ("=a", Some("a")),
            ("lang:fa", None),
            ("/a b/ c", None),
            ("[form=\"a\"]", None),
        ] {
            assert_eq!(loosely(query).as_deref(), expected, "{query}");
        }
    }

    #[test]
    fn what_the_corpus_lacks() {
        let fa = Share { name: "fa".into(), documents: 1, tokens: 9 };
        let info = Info {
            documents: 1,
            languages: vec![fa],
            first_date: "2021-12-17".into(),
            last_date: "2024-10".into(),
            ..Info::default()
        };
        let lacks = |fragment: &str| bare(&info, &Permalink::parse(fragment).filter);
        assert_eq!(lacks("in=fa,de"), [Bare::Language("de".into())]);
        let elsewhen = [Bare::Elsewhen("2021-12-17".into(), "2024-10".into())];
        assert_eq!(lacks("from=2025"), elsewhen);
        assert_eq!(lacks("to=2021-11-30"), elsewhen);
        for within in ["from=2024-10-31", "to=2021", "to=2021-12", "from=2022&to=2023", ""] {
            assert_eq!(lacks(within), [], "{within}");
        }
        assert_eq!(bare(&Info::default(), &Filter::default()), [Bare::Empty]);
        let undated = Info { first_date: String::new(), ..info.clone() };
        assert_eq!(bare(&undated, &Permalink::parse("from=2021").filter), [Bare::Undated]);
    }
}
