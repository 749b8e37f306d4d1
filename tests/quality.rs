//! Search on the development sets stays at least as good as it was.
//!
//! A quick gate, in a few seconds: a few sets, some of their queries, floors at what
//! was measured last. All sets and all queries are the business of `kashf evaluate`.
//! When search has become better, raise the floors to what this test prints.

mod shared;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use kashf::engine::Engine;
use kashf::evaluation::{self, DEPTH, Figures, HalfSpaces, Table};
use kashf::index::{About, Builder};
use kashf::ingest;
use shared::{ask, shared, tell};

/// What a set must reach.
struct Floor {
    set: &'static str,
    /// Whether half-spaces are kept, lost or spaced at random.
    mixed: bool,
    /// R@10, MRR@10 and nDCG@10, in thousandths: the mean over kinds.
    mean: [u32; 3],
    /// nDCG@10 of the kind `keyword`, and of `variant`: the same respelt.
    keyword: u32,
    variant: u32,
}

const FLOORS: &[Floor] = &[
    Floor { set: "ar-arcd", mixed: false, mean: [938, 810, 841], keyword: 754, variant: 671 },
    Floor { set: "ar-tydi", mixed: false, mean: [968, 929, 938], keyword: 918, variant: 846 },
    Floor { set: "fa-pquad", mixed: false, mean: [968, 937, 949], keyword: 940, variant: 863 },
    Floor { set: "fa-pquad", mixed: true, mean: [957, 924, 934], keyword: 891, variant: 870 },
    Floor { set: "fa-parsinlu", mixed: false, mean: [894, 758, 791], keyword: 716, variant: 759 },
    Floor { set: "en-xquad", mixed: false, mean: [983, 953, 961], keyword: 930, variant: 930 },
    Floor { set: "ru-xquad", mixed: false, mean: [879, 809, 826], keyword: 741, variant: 741 },
];

/// Queries of a kind that are asked.
const MOST: usize = 200;
/// How far below a floor is still no loss: of 200 queries a kind, not one.
const SLACK: u32 = 3;

/// How a set is answered; nothing when it is not there.
fn measured(set: &str, mixed: bool) -> Option<Table> {
    let corpus = fs::read(shared(&format!("data/{set}.dev.corpus.jsonl"))?).unwrap();
    let queries = fs::read_to_string(shared(&format!("data/{set}.dev.queries.jsonl"))?).unwrap();
    let style = |id: &str| if mixed { HalfSpaces::of(id) } else { HalfSpaces::Kept };
    let mut builder = Builder::new(About::default());
    for document in ingest::read("corpus.jsonl", &corpus).unwrap().documents {
        let style = style(&document.id);
        builder.add(style.retyped(document)).unwrap();
    }
    let engine = Engine::open(builder.finish().unwrap()).unwrap();
    let mut table = Table::default();
    for query in evaluation::sample(evaluation::queries(&queries).unwrap(), MOST) {
        let answer = ask(&engine, &style(&query.id).typed(&query.text), DEPTH as u32);
        let ranked = answer.hits.iter().map(|hit| hit.id.as_str());
        table.add(&query.kind, evaluation::score(ranked, &query.relevant));
    }
    Some(table)
}

/// A set's figures as they stand in [`Floor`].
fn thousandths(table: &Table) -> [u32; 5] {
    let of = |kind: &str| table.kinds().find(|(k, _)| *k == kind).unwrap().1.ndcg;
    let Figures { recall, mrr, ndcg, .. } = table.mean();
    [recall, mrr, ndcg, of("keyword"), of("variant")].map(|share| (share * 1000.0).round() as u32)
}

/// Where a set falls short of its floor.
fn shortfalls(floor: &Floor, found: [u32; 5]) -> Vec<String> {
    let Floor { set, mixed, mean: [recall, mrr, ndcg], keyword, variant } = floor;
    let names = ["R@10", "MRR@10", "nDCG@10", "nDCG@10 of keyword", "nDCG@10 of variant"];
    let expected = [recall, mrr, ndcg, keyword, variant];
    let mixed = if *mixed { ", half-spaces mixed" } else { "" };
    names
        .iter()
        .zip(expected.into_iter().zip(found))
        .filter(|&(_, (&expected, found))| found + SLACK < expected)
        .map(|(name, (expected, found))| {
            format!("{set}{mixed}: expected {name} .{expected:03}, found .{found:03}")
        })
        .collect()
}

#[test]
fn search_is_as_good_as_it_was() {
    let mut worse = Vec::new();
    for floor in FLOORS {
        let Some(table) = measured(floor.set, floor.mixed) else { return };
        let found = thousandths(&table);
        let [recall, mrr, ndcg, keyword, variant] = found;
        tell(&format!(
            "    Floor {{ set: {:?}, mixed: {}, mean: [{recall}, {mrr}, {ndcg}], keyword: {keyword}, variant: {variant} }},",
            floor.set, floor.mixed
        ));
        worse.extend(shortfalls(floor, found));
    }
    assert!(worse.is_empty(), "search has become worse:\n{}", worse.join("\n"));
}

#[test]
fn the_gate_can_close() {
    let floor = Floor { set: "x", mixed: true, mean: [900, 800, 850], keyword: 700, variant: 600 };
    assert_eq!(shortfalls(&floor, [897, 800, 1000, 697, 600]), [""; 0]);
    let fallen = shortfalls(&floor, [896, 0, 850, 700, 596]);
    assert_eq!(fallen.len(), 3, "{fallen:?}");
    assert_eq!(fallen[0], "x, half-spaces mixed: expected R@10 .900, found .896");
}

/// A folder with a set of three texts and four queries.
fn desk() -> tempfile::TempDir {
    let desk = tempfile::tempdir().unwrap();
    let corpus = [
        r#"{"id":"a","title":"Harbour","text":"The lighthouse keeper wrote letters.","lang":"en"}"#,
        r#"{"id":"b","title":"Garden","text":"Apples and letters from the garden.","lang":"en"}"#,
        r#"{"id":"c","title":"Nothing","text":"Rain.","lang":"en"}"#,
    ];
    let queries = [
        r#"{"qid":1,"query":"lighthouse keeper","relevant":["a"],"kind":"keyword"}"#,
        r#"{"qid":2,"query":"apples","relevant":["b","c"],"kind":"keyword"}"#,
        r#"{"qid":3,"query":"garden","relevant":["b"],"kind":"title"}"#,
        r#"{"qid":4,"query":"elsewhere","relevant":["z"],"kind":"title"}"#,
    ];
    fs::write(desk.path().join("set.corpus.jsonl"), corpus.join("\n")).unwrap();
    fs::write(desk.path().join("set.queries.jsonl"), queries.join("\n")).unwrap();
    desk
}

fn evaluate(desk: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kashf"));
    command.current_dir(desk).arg("evaluate").args(more).output().unwrap()
}

fn told(desk: &Path, more: &[&str]) -> String {
    let output = evaluate(desk, more);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_command_prints_what_was_worked_out_by_hand() {
    let desk = desk();
    let rows = [
        "set\tkeyword\t2\t0.7500\t1.0000\t0.8066",
        "set\ttitle\t1\t1.0000\t1.0000\t1.0000",
        "set\tmean of kinds\t3\t0.8750\t1.0000\t0.9033",
        "set\tall queries\t3\t0.8333\t1.0000\t0.8710",
    ];
    let tsv = told(desk.path(), &["set.corpus.jsonl", "--tsv"]);
    assert_eq!(tsv.lines().collect::<Vec<_>>(), rows);
    fs::write(desk.path().join("before.tsv"), tsv).unwrap();
    let shown = told(desk.path(), &["set.corpus.jsonl", "--beside", "before.tsv"]);
    assert!(shown.contains("0.9033    (0.8750, 1.0000, 0.9033)"), "{shown}");
    let table = told(desk.path(), &["set.corpus.jsonl", "--beside", "before.tsv", "--markdown"]);
    assert!(table.contains("| set | 3 | 3 | 0.875 / 1.000 / 0.903 | 0.750 / 1.000 / 0.807 | – |"));
    assert!(table.contains("| · before | | | 0.875 / 1.000 / 0.903 |"), "{table}");
    let json = told(desk.path(), &["set.corpus.jsonl", "--json", "--typos", "--kinds", "typo"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["sets"][0]["kinds"]["typo"]["queries"], 2);
    let body = told(desk.path(), &["set.corpus.jsonl", "--tsv", "--no-titles"]);
    assert!(body.starts_with("set, body\tkeyword\t2\t0.7500"), "{body}");
}

#[test]
fn the_command_says_what_it_misses() {
    let desk = desk();
    fs::write(desk.path().join("alone.jsonl"), r#"{"id":"a","text":"t"}"#).unwrap();
    fs::write(desk.path().join("bad.tsv"), "one\ttwo").unwrap();
    for (arguments, part) in [
        (&["alone.jsonl"][..], "alone.queries.jsonl, found none"),
        (&["alone.jsonl", "--queries", "alone.jsonl"], "line 1: expected {\"query\""),
        (&["set.corpus.jsonl", "--kinds", "none"], "no query of these kinds"),
        (&["set.corpus.jsonl", "set.corpus.jsonl", "--merge"], "found “a” twice"),
        (&["set.corpus.jsonl", "--beside", "bad.tsv"], "line 1: expected six fields"),
    ] {
        let output = evaluate(desk.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        assert!(said.lines().last().unwrap().contains(part), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty());
    }
}
