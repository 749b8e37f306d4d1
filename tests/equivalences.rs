//! Spellings that are one word, and words that are not: the pairs of `equiv.dev.jsonl`,
//! through `Engine` only.
//!
//! Every side of every pair is a document of one line. Of a pair that is one word, each
//! side must find the other; of a pair that is not, neither may. A guess (a near spelling,
//! a word that merely begins so) is no find, and a query of several words must find them all.

mod shared;

use std::collections::BTreeMap;
use std::fs;

use kashf::document::{Document, Metadata};
use kashf::engine::Engine;
use kashf::index::{About, Builder};
use serde::Deserialize;
use shared::{ask, is_find, shared, tell};

#[derive(Deserialize)]
struct Pair {
    a: String,
    b: String,
    lang: String,
    why: String,
    #[serde(rename = "match")]
    same: bool,
    level: String,
}

/// How the pairs of one level and kind fared.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: Vec<String>,
}

impl Tally {
    fn all(&self) -> usize {
        self.right + self.wrong.len()
    }

    fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.wrong.extend(other.wrong);
    }
}

fn pairs() -> Option<Vec<Pair>> {
    let text = fs::read_to_string(shared("data/equiv.dev.jsonl")?).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// One document for each side of each pair.
fn engine(pairs: &[Pair]) -> Engine {
    let mut builder = Builder::new(About::default());
    for (row, pair) in pairs.iter().enumerate() {
        for (side, text) in [("a", &pair.a), ("b", &pair.b)] {
            let meta = Metadata { lang: pair.lang.clone(), ..Metadata::default() };
            let id = format!("{row}-{side}");
            builder.add(Document { id, text: text.clone(), meta, ..Document::default() }).unwrap();
        }
    }
    Engine::open(builder.finish().unwrap()).unwrap()
}

/// Whether a query finds a document.
fn finds(engine: &Engine, query: &str, id: &str) -> bool {
    ask(engine, query, u32::MAX).hits.iter().any(|hit| hit.id == id && is_find(hit))
}

/// What is wrong with a pair, for people, the arrow in the direction that is wrong; nothing
/// when it is right.
fn fault(engine: &Engine, row: usize, pair: &Pair) -> Option<String> {
    let forth = finds(engine, &pair.a, &format!("{row}-b"));
    let back = finds(engine, &pair.b, &format!("{row}-a"));
    // Invisible signs are what some of these pairs are about.
    let shown = |text: &str| -> String {
        let seen = |c: char| c.is_alphanumeric() || c == ' ' || c.is_ascii();
        text.chars()
            .flat_map(|c| if seen(c) { vec![c] } else { c.escape_default().collect() })
            .collect()
    };
    let way = match (pair.same, forth, back) {
        (true, true, true) | (false, false, false) => return None,
        (true, true, false) | (false, false, true) => "←",
        (true, false, true) | (false, true, false) => "→",
        (true, false, false) | (false, true, true) => "↔",
    };
    Some(format!("{} {way} {}", shown(&pair.a), shown(&pair.b)))
}

/// The pairs by level (`must`, `must not`, …), then language and kind.
fn tallies(engine: &Engine, pairs: &[Pair]) -> BTreeMap<String, BTreeMap<String, Tally>> {
    let mut levels: BTreeMap<String, BTreeMap<String, Tally>> = BTreeMap::new();
    for (row, pair) in pairs.iter().enumerate() {
        let level = format!("{}{}", pair.level, if pair.same { "" } else { " not" });
        let kind = format!("{} {}", pair.lang, pair.why);
        let tally = levels.entry(level).or_default().entry(kind).or_default();
        match fault(engine, row, pair) {
            Some(fault) => tally.wrong.push(fault),
            None => tally.right += 1,
        }
    }
    levels
}

/// Prints the kinds of a level, with the pairs that are wrong, and gives the sum.
fn told(level: &str, kinds: BTreeMap<String, Tally>) -> Tally {
    let most = if std::env::var_os("KASHF_SHOW").is_some() { usize::MAX } else { 6 };
    let mut sum = Tally::default();
    for (kind, tally) in kinds {
        if !tally.wrong.is_empty() {
            tell(&format!("  {level}: {kind}: {} of {}", tally.right, tally.all()));
            tally.wrong.iter().take(most).for_each(|pair| tell(&format!("      {pair}")));
        }
        sum.add(tally);
    }
    tell(&format!("{level}: {} of {} right", sum.right, sum.all()));
    sum
}

#[test]
fn one_word_is_found_in_every_spelling_and_no_other_is() {
    let Some(pairs) = pairs() else { return };
    let engine = engine(&pairs);
    // Level, and the share of its pairs that must be right. The others are only told:
    // what is said of them is a matter of taste.
    let gates = [("must", 1.0), ("must not", 1.0), ("should", 0.95)];
    let mut short = Vec::new();
    let mut passed = 0;
    for (level, kinds) in tallies(&engine, &pairs) {
        let sum = told(&level, kinds);
        let Some((_, share)) = gates.iter().find(|(gate, _)| *gate == level) else { continue };
        passed += 1;
        if (sum.right as f64) < share * sum.all() as f64 {
            short.push(format!(
                "{level}: {} of {}, expected {:.0} %",
                sum.right,
                sum.all(),
                share * 100.0
            ));
        }
    }
    assert_eq!(passed, gates.len(), "does this test still read the pairs?");
    assert!(short.is_empty(), "{}", short.join("; "));
}

#[test]
fn guesses_are_no_finds() {
    let pair = |a: &str, b: &str| Pair {
        a: a.into(),
        b: b.into(),
        lang: "fa".into(),
        why: "test".into(),
        same: true,
        level: "must".into(),
    };
    let pairs = [pair("کتاب", "كتاب"), pair("نامه‌رسان", "خیابان"), pair("دو اسب", "اسب")];
    let engine = engine(&pairs);
    assert_eq!(fault(&engine, 0, &pairs[0]), None);
    assert!(fault(&engine, 1, &pairs[1]).unwrap().contains('↔'));
    assert!(fault(&engine, 2, &pairs[2]).unwrap().contains('→'), "a query is found whole or not");
    assert!(!finds(&engine, "خیابا", "1-b") && !ask(&engine, "خیابا", 9).hits.is_empty());
}
