//! Ranked answers and what should have been found → how good a search is.
//!
//! A [`Query`] knows the documents that answer it. [`score`] weighs one ranked list
//! against them, [`Table`] takes the means. What a query or text can suffer on its way
//! from a person's hand is imitated here too, the same at every run: half-spaces that get
//! lost ([`HalfSpaces`]) and slips of the finger ([`typos`]). Asking an engine and taking
//! the time is left to `kashf evaluate` and to `tests/quality.rs`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::document::{Document, Metadata};
use crate::error::Error;
use crate::id::Span;
use crate::math::ln;

/// How far down a list anybody looks.
pub const DEPTH: usize = 10;

/// A query and the documents that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// Its name; may be empty.
    pub id: String,
    /// As typed.
    pub text: String,
    /// What kind of query it is: `question`, `keyword`, …. Means are taken kind by kind.
    pub kind: String,
    /// The ids of the documents that answer it; at least one.
    pub relevant: BTreeSet<String>,
}

/// Reads queries from JSON Lines: `query`, `relevant` (a list of ids), and where known
/// `qid` and `kind`. Empty lines are passed over.
///
/// # Errors
///
/// At the first line that is no such query, with its number.
///
/// ```
/// let line = r#"{"qid": "7", "query": "لاوروف", "relevant": ["a"], "kind": "keyword"}"#;
/// assert_eq!(kashf::evaluation::queries(line)?[0].kind, "keyword");
/// assert!(kashf::evaluation::queries("{}").unwrap_err().to_string().contains("line 1"));
/// # Ok::<(), kashf::error::Error>(())
/// ```
pub fn queries(lines: &str) -> Result<Vec<Query>, Error> {
    #[derive(Deserialize)]
    struct Line {
        #[serde(default)]
        qid: serde_json::Value,
        query: String,
        relevant: BTreeSet<String>,
        #[serde(default)]
        kind: String,
    }
    let wrong = |number: usize, found: String| {
        Error::unsupported(format!(
            "line {number}: expected {{\"query\": …, \"relevant\": [id, …]}}, found {found}"
        ))
    };
    let read = |(number, line): (usize, &str)| {
        let line: Line = serde_json::from_str(line).map_err(|e| wrong(number, e.to_string()))?;
        if line.relevant.is_empty() {
            return Err(wrong(number, "no relevant document".into()));
        }
        let id = line.qid.as_str().map_or_else(|| line.qid.to_string(), str::to_string);
        let kind = if line.kind.is_empty() { "query".into() } else { line.kind };
        Ok(Query { id, text: line.query, kind, relevant: line.relevant })
    };
    (1..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty()).map(read).collect()
}

/// At most `most` queries of each kind, evenly spread over those given, in their order.
pub fn sample(queries: Vec<Query>, most: usize) -> Vec<Query> {
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    queries.iter().for_each(|query| *sizes.entry(query.kind.clone()).or_default() += 1);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let chosen = |query: &Query| {
        let size = sizes[&query.kind];
        let nth = seen.entry(query.kind.clone()).or_default();
        *nth += 1;
        // One of `most` equal steps over the kind begins here.
        size <= most || *nth * most / size > (*nth - 1) * most / size
    };
    queries.into_iter().filter(chosen).collect()
}

/// How well one query was answered. Each figure lies between 0 and 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Recall@10: the share of the relevant documents that stand among the first ten.
    pub recall: f64,
    /// MRR@10 is its mean: 1 / the rank of the first relevant document, 0 beyond ten.
    pub reciprocal_rank: f64,
    /// nDCG@10 with every relevant document worth the same: Σ 1 / log₂(rank + 1) over the
    /// relevant among the first ten, divided by the most that it could have been.
    pub gain: f64,
}

/// Weighs a ranked list, best first; what follows the tenth is not looked at.
///
/// MRR as in TREC-8 question answering (Voorhees 1999), nDCG as Järvelin & Kekäläinen
/// (2002) with the discount log₂(rank + 1) that trec_eval uses, gains 0 and 1. With more
/// than ten relevant documents recall cannot reach 1; nDCG can.
///
/// Of the two relevant documents here one stands at rank 2, the other nowhere:
///
/// ```
/// use kashf::evaluation::score;
/// let relevant = ["a", "b"].map(String::from).into();
/// let score = score(["x", "a", "y"], &relevant);
/// assert_eq!((score.recall, score.reciprocal_rank), (0.5, 0.5));
/// // (1 / log₂ 3) / (1 / log₂ 2 + 1 / log₂ 3) = 0.6309 / 1.6309
/// assert!((score.gain - 0.3869).abs() < 0.0001);
/// ```
pub fn score<'a>(ranked: impl IntoIterator<Item = &'a str>, relevant: &BTreeSet<String>) -> Score {
    let hits: Vec<usize> = (1..=DEPTH)
        .zip(ranked)
        .filter(|(_, id)| relevant.contains(*id))
        .map(|(rank, _)| rank)
        .collect();
    let best: f64 = (1..=relevant.len().min(DEPTH)).map(discount).sum();
    Score {
        recall: hits.len() as f64 / relevant.len().max(1) as f64,
        reciprocal_rank: hits.first().map_or(0.0, |&rank| 1.0 / rank as f64),
        gain: if hits.is_empty() {
            0.0
        } else {
            hits.into_iter().map(discount).sum::<f64>() / best
        },
    }
}

/// What a relevant document is worth at a rank, from 1.
fn discount(rank: usize) -> f64 {
    ln(2.0) / ln(rank as f64 + 1.0)
}

/// Means over queries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Over how many.
    pub queries: usize,
    /// Recall@10.
    pub recall: f64,
    /// MRR@10.
    pub mrr: f64,
    /// nDCG@10.
    pub ndcg: f64,
}

impl Figures {
    /// The plain mean of several rows, whatever the number of queries in each; zero of none.
    pub fn mean(rows: &[Figures]) -> Figures {
        let mean =
            |of: fn(&Figures) -> f64| rows.iter().map(of).sum::<f64>() / rows.len().max(1) as f64;
        Figures {
            queries: rows.iter().map(|row| row.queries).sum(),
            recall: mean(|row| row.recall),
            mrr: mean(|row| row.mrr),
            ndcg: mean(|row| row.ndcg),
        }
    }
}

/// The scores of the queries of a set, kind by kind.
#[derive(Clone, Debug, Default)]
pub struct Table(BTreeMap<String, Vec<Score>>);

impl Table {
    /// Adds a query.
    pub fn add(&mut self, kind: &str, score: Score) {
        self.0.entry(kind.to_string()).or_default().push(score);
    }

    /// The figures of each kind, in the order of their names.
    pub fn kinds(&self) -> impl Iterator<Item = (&str, Figures)> {
        self.0.iter().map(|(kind, scores)| (kind.as_str(), mean(scores.iter())))
    }

    /// The mean over kinds: each counts the same, however many queries it has.
    pub fn mean(&self) -> Figures {
        let rows: Vec<Figures> = self.kinds().map(|(_, figures)| figures).collect();
        Figures::mean(&rows)
    }

    /// The mean over all queries.
    pub fn all(&self) -> Figures {
        mean(self.0.values().flatten())
    }
}

fn mean<'a>(scores: impl Iterator<Item = &'a Score>) -> Figures {
    let row = |score: &Score| Figures {
        queries: 1,
        recall: score.recall,
        mrr: score.reciprocal_rank,
        ndcg: score.gain,
    };
    let rows: Vec<Figures> = scores.map(row).collect();
    Figures::mean(&rows)
}

/// How a writer types the half-space (U+200C, zero width non-joiner) of Persian words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfSpaces {
    /// گفت‌وگو.
    Kept,
    /// گفتوگو.
    Joined,
    /// گفت وگو.
    Spaced,
}

impl HalfSpaces {
    /// The style of a document or query, drawn by its id: a third of them each.
    pub fn of(id: &str) -> HalfSpaces {
        [HalfSpaces::Kept, HalfSpaces::Joined, HalfSpaces::Spaced][Dice::of(id).roll(3)]
    }

    /// A text typed so.
    ///
    /// ```
    /// use kashf::evaluation::HalfSpaces;
    /// assert_eq!(HalfSpaces::Spaced.typed("گفت\u{200c}وگو"), "گفت وگو");
    /// ```
    pub fn typed(self, text: &str) -> String {
        match self {
            HalfSpaces::Kept => text.to_string(),
            HalfSpaces::Joined => text.replace('\u{200c}', ""),
            HalfSpaces::Spaced => text.replace('\u{200c}', " "),
        }
    }

    /// A document typed so, title and text.
    pub fn retyped(self, document: Document) -> Document {
        let length = |text: &str| self.typed(text).len() as u32;
        let moved = |span: Span| {
            let start = length(document.text.get(..span.start as usize)?);
            Some(Span::new(start, start + length(span.of(&document.text)?)))
        };
        let title_span = document.title_span.and_then(moved);
        let zones = document.zones.iter();
        let zones = zones.filter_map(|&(span, zone)| Some((moved(span)?, zone))).collect();
        let text = self.typed(&document.text);
        let title = self.typed(&document.meta.title);
        let meta = Metadata { title, ..document.meta };
        Document { text, meta, title_span, zones, ..document }
    }
}

/// Queries of the kind `typo`, made of those of the kind `keyword`: in each, one word of at
/// least five letters has one letter dropped, added or replaced, or two swapped. Queries
/// without such a word give none. Drawn by the query's id, so the same at every run.
pub fn typos(queries: &[Query]) -> Vec<Query> {
    let keyword = |query: &&Query| query.kind == "keyword";
    // New letters come as often as they are used.
    let letters: Vec<char> = queries
        .iter()
        .filter(keyword)
        .flat_map(|query| query.text.chars())
        .filter(|c| c.is_alphabetic())
        .collect();
    let slipped = |query: &Query| {
        let text = slip(&query.text, &mut Dice::of(&query.id), &letters)?;
        let id = format!("{}-typo", query.id);
        Some(Query { id, text, kind: "typo".into(), relevant: query.relevant.clone() })
    };
    queries.iter().filter(keyword).filter_map(slipped).collect()
}

/// A query with one slip of the finger, if it has a word that is long enough.
fn slip(query: &str, dice: &mut Dice, letters: &[char]) -> Option<String> {
    const SHORTEST: usize = 5;
    let words: Vec<&str> = query.split_whitespace().collect();
    let long = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST;
    let candidates: Vec<usize> = (0..words.len()).filter(|&at| long(words[at])).collect();
    if candidates.is_empty() {
        return None;
    }
    let chosen = candidates[dice.roll(candidates.len())];
    // Swapping twins and replacing a letter by itself change nothing: draw again.
    let changed =
        (0..20).map(|_| edit(words[chosen], dice, letters)).find(|w| w != words[chosen])?;
    let mut words: Vec<String> = words.into_iter().map(String::from).collect();
    words[chosen] = changed;
    Some(words.join(" "))
}

/// A word with one letter dropped, added, replaced or swapped with the next.
fn edit(word: &str, dice: &mut Dice, letters: &[char]) -> String {
    let mut word: Vec<char> = word.chars().collect();
    let places: Vec<usize> = (0..word.len()).filter(|&at| word[at].is_alphabetic()).collect();
    let nth = dice.roll(places.len());
    let at = places[nth];
    // A letter of the same block of Unicode, so of the same script.
    let block = word[at] as u32 >> 8;
    let new = (0..50)
        .map(|_| letters[dice.roll(letters.len())])
        .find(|&letter| letter as u32 >> 8 == block)
        .unwrap_or(word[at]);
    match dice.roll(4) {
        0 => drop(word.remove(at)),
        1 => word.insert(at, new),
        2 => word[at] = new,
        _ => word.swap(at, places[(nth + 1).min(places.len() - 1)]),
    }
    word.into_iter().collect()
}

/// Numbers that look random and are the same at every run (SplitMix64, Steele et al. 2014).
struct Dice(u64);

impl Dice {
    /// Dice for what bears this name: its bytes by FNV-1a.
    fn of(name: &str) -> Dice {
        let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        Dice(name.bytes().fold(0xcbf2_9ce4_8422_2325, fnv))
    }

    /// A number below `sides`, which is not 0.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % sides as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relevant(ids: &[&str]) -> BTreeSet<String> {
        ids.iter().map(|id| id.to_string()).collect()
    }

    fn query(id: usize, kind: &str, text: &str) -> Query {
        Query {
            id: format!("q{id}"),
            text: text.into(),
            kind: kind.into(),
            relevant: relevant(&["a"]),
        }
    }

    #[test]
    fn scores() {
        let eleven: Vec<String> = (0..11).map(|n| format!("r{n:02}")).collect();
        let eleven: Vec<&str> = eleven.iter().map(String::as_str).collect();
        let last = [&["x"; 9][..], &["a"]].concat();
        let late = [&["x"; 10][..], &["a"]].concat();
        let cases: [(&[&str], &[&str], [f64; 3]); 6] = [
            (&["a"], &["a"], [1.0, 1.0, 1.0]),
            (&[], &["a"], [0.0, 0.0, 0.0]),
            (&["b", "a"], &["a"], [1.0, 0.5, 0.6309]),
            (&last, &["a"], [1.0, 0.1, 0.2891]),
            (&late, &["a"], [0.0, 0.0, 0.0]),
            (&eleven, &eleven, [0.9091, 1.0, 1.0]),
        ];
        for (ranked, right, [recall, reciprocal_rank, gain]) in cases {
            let found = score(ranked.iter().copied(), &relevant(right));
            let near = |a: f64, b: f64| (a - b).abs() < 0.00005;
            assert!(near(found.recall, recall), "{ranked:?}: {found:?}");
            assert!(near(found.reciprocal_rank, reciprocal_rank), "{ranked:?}: {found:?}");
            assert!(near(found.gain, gain), "{ranked:?}: {found:?}");
        }
    }

    #[test]
    fn every_kind_counts_the_same() {
        let mut table = Table::default();
        let (right, wrong) = (score(["a"], &relevant(&["a"])), Score::default());
        for (kind, score) in
            [("title", right), ("keyword", wrong), ("keyword", wrong), ("keyword", wrong)]
        {
            table.add(kind, score);
        }
        assert_eq!((table.mean().recall, table.all().recall), (0.5, 0.25));
        assert_eq!((table.mean().queries, table.all().queries), (4, 4));
        assert_eq!(Table::default().mean(), Figures::default());
    }

    #[test]
    fn samples_are_spread_evenly() {
        let all: Vec<Query> =
            (0..10).map(|n| query(n, "a", "")).chain((10..13).map(|n| query(n, "b", ""))).collect();
        let ids: Vec<String> = sample(all, 4).into_iter().map(|query| query.id).collect();
        assert_eq!(ids, ["q2", "q4", "q7", "q9", "q10", "q11", "q12"]);
    }

    #[test]
    fn styles_come_a_third_each() {
        let mut counts = [0; 3];
        (0..3000).for_each(|n| counts[HalfSpaces::of(&format!("fa-pquad-p{n:05}")) as usize] += 1);
        assert!(counts.iter().all(|count| (900..1100).contains(count)), "{counts:?}");
        let document = Document {
            id: "a".into(),
            text: "\u{feff}گفت\u{200c}وگو\nگفت\u{200c}وگو شد".into(),
            title_span: Some(Span::new(3, 18)),
            ..Document::default()
        };
        assert_eq!(document.title_span.unwrap().of(&document.text), Some("گفت\u{200c}وگو"));
        let joined = HalfSpaces::Joined.retyped(document);
        assert_eq!(joined.text, "\u{feff}گفتوگو\nگفتوگو شد");
        assert_eq!(joined.title_span.unwrap().of(&joined.text), Some("گفتوگو"));
    }

    #[test]
    fn one_slip_in_one_long_word() {
        let all: Vec<Query> = (0..200)
            .map(|n| query(n, "keyword", "دور مذاکرات ژنو"))
            .chain([query(200, "keyword", "در ژنو"), query(201, "question", "مذاکرات")])
            .collect();
        let slipped = typos(&all);
        assert_eq!(slipped.len(), 200);
        assert_eq!(slipped, typos(&all));
        let mut forms = BTreeSet::new();
        for query in &slipped {
            let words: Vec<&str> = query.text.split(' ').collect();
            assert_eq!((words[0], words[2], words.len()), ("دور", "ژنو", 3), "{}", query.text);
            assert!(words[1] != "مذاکرات" && (6..=8).contains(&words[1].chars().count()));
            forms.insert(words[1].to_string());
        }
        assert!(forms.len() > 50, "{forms:?}");
    }
}
