//! Text reuse, measured: how many of the copies and excerpts of the development sets are found,
//! in a corpus of all their texts, and how many others are taken for such.

#![cfg(not(target_arch = "wasm32"))]

mod shared;

use std::collections::BTreeMap;
use std::process::Command;

use kashf::document::Zone;
use kashf::id::{DocId, Span};
use kashf::reuse::{Measure, Relation, Signature, groups, pairs, shingles, signature, verified};
use serde_json::Value;

/// The cases of a set; `None`, loudly, when it is not there or cannot be unpacked.
fn cases(name: &str) -> Option<Vec<Value>> {
    let path = shared::shared(name)?;
    let set = if name.ends_with(".zst") {
        match Command::new("zstd").args(["-dcq", "--long=27"]).arg(&path).output() {
            Ok(output) if output.status.success() => output.stdout,
            other => {
                let why = other.map_or_else(|error| error.to_string(), |it| it.status.to_string());
                shared::tell(&format!("SKIPPED, NOT PASSED: {name} needs zstd: {why}"));
                return None;
            }
        }
    } else {
        std::fs::read(&path).unwrap()
    };
    let set = String::from_utf8(set).unwrap();
    Some(set.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or_default()
}

/// What was found out about the two texts of each case.
struct Found {
    /// How much they share, if they are a pair.
    pairs: Vec<Option<Measure>>,
    /// Whether they are in one group.
    together: Vec<bool>,
}

/// Looks for reuse in all texts of a set at once. `titled`: the first line of each is a title.
fn found(cases: &[Value], titled: bool) -> Found {
    let texts: Vec<&str> = cases.iter().flat_map(|it| [text(it, "a"), text(it, "b")]).collect();
    let zones = |text: &str| {
        let end = if titled { text.find('\n').unwrap_or(0) } else { 0 };
        vec![(Span::new(0, end as u32), Zone::Headline)]
    };
    let signatures: Vec<Signature> =
        texts.iter().map(|text| signature(text, &zones(text))).collect();
    let read = &mut |document: DocId| {
        let text = texts[document.0 as usize];
        Some(shingles(text, &zones(text)))
    };
    let pairs = verified(pairs(&signatures), read);
    let mut group: Vec<Option<usize>> = vec![None; texts.len()];
    for (number, found) in groups(&signatures, &pairs).iter().enumerate() {
        for document in &found.documents {
            assert_eq!(group[document.0 as usize].replace(number), None);
        }
    }
    let measures: BTreeMap<(DocId, DocId), Measure> =
        pairs.iter().map(|pair| ((pair.left, pair.right), pair.measure)).collect();
    // Texts that are the same are paired with the first of them only.
    let mut first: Vec<DocId> = (0..).map(DocId).take(texts.len()).collect();
    for pair in pairs.iter().filter(|pair| pair.relation() == Relation::Same) {
        first[pair.right.0 as usize] = pair.left;
    }
    let measure = |case: usize| {
        let (a, b) = (first[2 * case], first[2 * case + 1]);
        let same = Measure { shared: 1, left: 1, right: 1 };
        if a == b { Some(same) } else { measures.get(&(a.min(b), a.max(b))).copied() }
    };
    let together =
        |case: usize| group[2 * case].is_some() && group[2 * case] == group[2 * case + 1];
    Found {
        pairs: (0..cases.len()).map(measure).collect(),
        together: (0..cases.len()).map(together).collect(),
    }
}

/// Precision, recall and F1 of an answer for cases of these labels; tells them.
fn score(name: &str, cases: &[Value], labels: &[&str], answer: impl Fn(usize) -> bool) -> [f64; 3] {
    let wanted = |case: &Value| match case["label"].as_i64() {
        Some(label) => label == 1,
        None => labels.contains(&text(case, "label")),
    };
    let (mut right, mut wrong, mut missed) = (0.0, 0.0, 0.0);
    for (number, case) in cases.iter().enumerate() {
        match (wanted(case), answer(number)) {
            (true, true) => right += 1.0,
            (true, false) => missed += 1.0,
            (false, true) => wrong += 1.0,
            (false, false) => {}
        }
    }
    let scores: [f64; 3] = [
        right / (right + wrong),
        right / (right + missed),
        2.0 * right / (2.0 * right + wrong + missed),
    ];
    let [precision, recall, f1] = scores;
    shared::tell(&format!("{name}: precision {precision:.4}, recall {recall:.4}, F1 {f1:.4}"));
    scores
}

fn is_near(measure: Option<Measure>) -> bool {
    measure.is_some_and(|measure| measure.relation() < Relation::Overlap)
}

#[test]
fn copies_between_newspapers() {
    let Some(cases) = cases("data/neardup-news-ar.dev.jsonl.zst") else { return };
    let found = found(&cases, true);
    let near = ["exact-after-normalising", "near-dup", "contained"];
    let [_, _, f1] = score("news, pairs", &cases, &near, |it| is_near(found.pairs[it]));
    assert!(f1 >= 0.99);
    let [precision, _, f1] = score("news, groups", &cases, &near, |it| found.together[it]);
    assert!(precision >= 0.96 && f1 >= 0.95);
    let any = [&near[..], &["overlap", "shared-phrase"]].concat();
    let [precision, recall, _] = score("news, any", &cases, &any, |it| found.pairs[it].is_some());
    assert!(precision >= 0.99 && recall >= 0.96);
    // Each by the name of its label.
    let named = cases.iter().zip(&found.pairs).filter(|(case, measure)| {
        let relation = measure.map(|measure| measure.relation());
        match text(case, "label") {
            "exact-after-normalising" => relation == Some(Relation::Same),
            "near-dup" => relation == Some(Relation::Copy),
            "contained" => relation == Some(Relation::Excerpt),
            "overlap" => relation == Some(Relation::Overlap),
            _ => relation.is_none_or(|relation| relation == Relation::Overlap),
        }
    });
    let named = named.count() as f64 / cases.len() as f64;
    assert!(named >= 0.99, "{named}");
}

#[test]
fn passages_of_two_editions() {
    let Some(cases) = cases("data/neardup.dev.jsonl.zst") else { return };
    let found = found(&cases, false);
    let near = ["near-dup", "overlap"];
    let [precision, recall, _] =
        score("editions, pairs", &cases, &near, |it| is_near(found.pairs[it]));
    assert!(precision >= 0.99 && recall >= 0.79);
    let [precision, recall, _] =
        score("editions, any", &cases, &near, |it| found.pairs[it].is_some());
    assert!(precision >= 0.98 && recall >= 0.92);
}

#[test]
fn a_paraphrase_is_no_copy() {
    let Some(cases) = cases("data/paraphrase-fa.dev.jsonl") else { return };
    let found = found(&cases, false);
    // Words in a row say nothing of meaning: few are found, and those by their wording.
    let [_, recall, _] = score("paraphrases, pairs", &cases, &[], |it| is_near(found.pairs[it]));
    assert!(recall < 0.2);
}
