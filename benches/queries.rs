//! How long an answer takes, natively: a table for each corpus, a line for each kind of query.
//!
//! ```sh
//! cargo bench --no-default-features --bench queries -- INDEX-OR-CORPUS…
//! cargo bench --no-default-features --bench queries -- --answers INDEX > before.jsonl
//! ```
//!
//! An argument is an index (`.kashf`) or one file that `kashf build` reads; without one, the
//! sample is taken. The queries are made of the corpus's own words, the same each time, and
//! asked as the page asks for its first screen: passages, reasons and facets included. Each
//! is asked several times, in rounds, and counts with the quickest: what else the machine
//! does is not the query's. *First* is the first query of the kind, asked of an index just
//! opened. `--answers` prints what is answered
//! instead, to compare two programs; `--only=NAME` takes the kinds whose name holds that,
//! `--rounds=N` asks each so often. `--queries=FILE` asks what `benches/peers/run` asks all its
//! tools, and prints the milliseconds of each query as JSON.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use kashf::engine::Engine;
use kashf::engine::protocol::*;
use kashf::id::{DocId, KeyId};
use kashf::index::{About, Builder, Index};
use kashf::{ingest, text};

#[path = "../tests/sample/mod.rs"]
mod sample;

/// Results that the page asks for while one types.
const RESULTS: u32 = 12;
/// Queries of a kind, at most.
const QUERIES: usize = 40;
/// Results that `benches/peers/run` asks every tool for.
const PEERS_RESULTS: u32 = 10;

fn main() {
    // Cargo passes `--bench`.
    let given: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let (flags, mut paths): (Vec<String>, Vec<String>) =
        given.into_iter().partition(|argument| argument.starts_with("--"));
    if paths.is_empty() {
        paths.push("corpus".to_string());
    }
    for path in paths {
        let bytes = read(&path);
        let engine = Engine::open(bytes.clone()).unwrap();
        let flag = |name: &str| flags.iter().find_map(|flag| flag.strip_prefix(name));
        let rounds = flag("--rounds=").and_then(|rounds| rounds.parse().ok()).unwrap_or(9);
        if let Some(queries) = flag("--queries=") {
            println!("{}", beside_peers(&engine, queries, rounds));
            continue;
        }
        let only = flag("--only=").unwrap_or_default();
        let mut kinds = kinds(&engine);
        kinds.retain(|kind| kind.name.contains(only));
        if flags.iter().any(|flag| flag == "--answers") {
            answers(&engine, &kinds);
        } else {
            table(&path, &bytes, &engine, &kinds, rounds);
        }
    }
}

fn read(path: &str) -> Vec<u8> {
    if path == "corpus" {
        return sample::index(&sample::documents());
    }
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    if path.ends_with(".kashf") {
        return bytes;
    }
    let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    let read = ingest::read(&name, &bytes).unwrap_or_else(|skipped| panic!("{}", skipped.reason));
    let mut builder = Builder::new(About::default());
    for document in read.documents {
        builder.add(document).unwrap();
    }
    builder.finish().unwrap()
}

fn answers(engine: &Engine, kinds: &[Kind]) {
    for request in kinds.iter().flat_map(|kind| &kind.queries) {
        let answer = engine.answer(&Request::Search(request.clone())).unwrap();
        println!("{}", serde_json::to_string(&answer).unwrap());
    }
}

fn table(path: &str, bytes: &[u8], engine: &Engine, kinds: &[Kind], rounds: usize) {
    let info = engine.info();
    let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    println!("{name}: {} documents, {} words, milliseconds\n", info.documents, info.tokens);
    println!("| query | number | first | median | 95th | 99th | slowest |");
    println!("|---|--:|--:|--:|--:|--:|---|");
    for kind in kinds.iter().filter(|kind| !kind.queries.is_empty()) {
        let fresh = Engine::open(bytes.to_vec()).unwrap();
        let first = time(&fresh, &kind.queries[0]);
        let mut times: Vec<(f64, &str)> =
            kind.queries.iter().map(|request| (f64::MAX, request.query.as_str())).collect();
        for _ in 0..rounds {
            for (best, request) in times.iter_mut().zip(&kind.queries) {
                best.0 = best.0.min(time(engine, request));
            }
        }
        times.sort_by(|a, b| a.0.total_cmp(&b.0));
        let slowest = times.last().map_or("", |(_, query)| query);
        let at = |share: f64| times[((times.len() - 1) as f64 * share).ceil() as usize].0;
        let (median, most, all) = (at(0.5), at(0.95), at(0.99));
        println!(
            "| {} | {} | {first:.1} | {median:.2} | {most:.2} | {all:.2} | `{}` |",
            kind.name,
            kind.queries.len(),
            slowest.replace('|', "\\|")
        );
    }
    println!();
}

/// Queries of one kind, as `benches/peers/corpus.mjs` draws them: each is its words.
#[derive(serde::Deserialize)]
struct Drawn {
    kind: String,
    ask: String,
    queries: Vec<Vec<String>>,
}

/// What `benches/peers/native` tells of its tools: for each kind the milliseconds of each
/// query's quickest answer, and the documents found.
fn beside_peers(engine: &Engine, queries: &str, rounds: usize) -> serde_json::Value {
    let queries = fs::read(queries).unwrap_or_else(|error| panic!("{queries}: {error}"));
    let kinds: Vec<Drawn> = serde_json::from_slice(&queries).unwrap();
    let told = kinds.iter().map(|Drawn { kind, ask, queries }| {
        let typed = queries.iter().map(|words| match ask.as_str() {
            "phrase" => format!("\"{}\"", words.join(" ")),
            "prefix" => format!("{}*", words.join(" ")),
            _ => words.join(" "),
        });
        let requests: Vec<SearchRequest> = typed
            .map(|query| SearchRequest { query, limit: PEERS_RESULTS, ..SearchRequest::default() })
            .collect();
        let found = |request: &SearchRequest| match engine
            .answer(&Request::Search(request.clone()))
            .unwrap()
        {
            Response::Search(answer) => answer.total,
            other => panic!("expected an answer to a search, found {other:?}"),
        };
        let found: Vec<_> = requests.iter().map(found).collect();
        let mut ms = vec![f64::MAX; requests.len()];
        for _ in 0..rounds {
            for (best, request) in ms.iter_mut().zip(&requests) {
                *best = best.min(time(engine, request));
            }
        }
        serde_json::json!({ "kind": kind, "ms": ms, "found": found })
    });
    told.collect()
}

fn time(engine: &Engine, request: &SearchRequest) -> f64 {
    let request = Request::Search(request.clone());
    let start = Instant::now();
    std::hint::black_box(engine.answer(&request).unwrap());
    start.elapsed().as_secs_f64() * 1000.0
}

struct Kind {
    name: &'static str,
    queries: Vec<SearchRequest>,
}

/// Names that are in the news of any language; the script is what matters.
const NAMES: [&str; 8] =
    ["Moscow", "Clinton", "Mohammed", "London", "Tehran", "Lavrov", "Washington", "Baghdad"];

fn kinds(engine: &Engine) -> Vec<Kind> {
    let index = engine.index();
    let keys = by_count(index);
    let commonest: Vec<&str> = keys.iter().take(10).map(String::as_str).collect();
    let rank: BTreeMap<&str, usize> =
        keys.iter().enumerate().map(|(i, key)| (key.as_str(), i)).collect();
    // Of some hundred words or less, as in the sample, none is common.
    let common = (keys.len() / 500).clamp(10, 50);
    let texts = texts(index);
    let is_common = |word: &str| rank.get(text::fold(word).as_str()).is_none_or(|&at| at < common);
    let rows = |length: usize, keep: &dyn Fn(&[String]) -> bool| -> Vec<Vec<String>> {
        let one = |words: &Vec<String>| {
            let rows: Vec<&[String]> = words.windows(length).filter(|row| keep(row)).collect();
            rows.get(rows.len() / 2).map(|row| row.to_vec())
        };
        texts.iter().filter_map(one).take(QUERIES).collect()
    };
    let uncommon = rows(2, &|row| !row.iter().any(|word| is_common(word)));
    let apart = rows(6, &|row| !is_common(&row[0]) && !is_common(&row[5]));
    let function_words = rows(2, &|row| row.iter().all(|word| is_common(word)));
    let (middle, rare) = (spread(&keys[common..keys.len() / 20]), spread(&keys[keys.len() / 2..]));
    let pairs = || {
        let all = commonest.iter().flat_map(|a| commonest.iter().map(move |b| (a, b)));
        all.filter(|(a, b)| a != b).step_by(3)
    };
    let begins = |letters: usize, words: &[&str]| -> Vec<String> {
        words.iter().map(|word| word.chars().take(letters).collect()).collect()
    };
    let mut ends: Vec<String> = middle.iter().chain(&commonest).map(|word| end(word, 2)).collect();
    ends.sort();
    ends.dedup();
    let filter = filter(engine, commonest[0]);
    vec![
        kind("one word, ten commonest", commonest.iter().map(|word| word.to_string())),
        kind("one word, middle", middle.iter().map(|word| word.to_string())),
        kind("one word, rare", rare.iter().map(|word| word.to_string())),
        kind("half a word", begins(3, &middle).into_iter()),
        kind("three words", {
            let three = rows(9, &|row| [0, 4, 8].iter().all(|&at| !is_common(&row[at])));
            three.into_iter().map(|row| format!("{} {} {}", row[0], row[4], row[8]))
        }),
        kind("five commonest words", {
            (0..6)
                .map(|from| commonest[from.min(commonest.len())..].iter().take(5).copied())
                .map(|words| words.collect::<Vec<_>>().join(" "))
        }),
        kind("question", rows(9, &|_| true).into_iter().map(|row| row.join(" ") + "؟")),
        kind("phrase", uncommon.iter().map(|row| format!("\"{}\"", row.join(" ")))),
        kind("phrase of common words", {
            let found = function_words.iter().map(|row| format!("\"{}\"", row.join(" ")));
            found.chain(pairs().map(|(a, b)| format!("\"{a} {b}\"")))
        }),
        kind("prefix of three letters", begins(3, &middle).into_iter().map(|it| it + "*")),
        kind("prefix of one letter", begins(1, &commonest).into_iter().map(|it| it + "*")),
        kind("NEAR/5", apart.iter().map(|row| format!("{} NEAR/5 {}", row[0], row[5]))),
        kind("NEAR/5, commonest", pairs().map(|(a, b)| format!("{a} NEAR/5 {b}"))),
        kind("W/3", uncommon.iter().map(|row| format!("{} W/3 {}", row[0], row[1]))),
        kind("fuzzy", {
            let short = middle.iter().map(|word| format!("{word}~1"));
            short.chain(rare.iter().map(|word| format!("{word}~2")))
        }),
        kind("leading wildcard", ends.iter().map(|end| format!("*{end}"))),
        kind("regular expression", {
            let inside = ends.iter().map(|end| format!("/.*{end}.*/"));
            inside.chain(begins(2, &middle).into_iter().map(|it| format!("/(ال)?{it}.{{1,4}}/")))
        }),
        kind("CQL", {
            let near = apart.iter().map(|row| {
                let [a, b] = [&row[0], &row[5]].map(|word| text::fold(word));
                format!("[norm=\"{a}\"] []{{0,4}} [norm=\"{b}\"]")
            });
            near.chain(uncommon.iter().map(|row| {
                format!("[stem=\"{}\"] [norm=\"{}.*\"] within sentence", row[0], end(&row[1], 2))
            }))
        }),
        kind("name in Latin script", NAMES.iter().map(|name| name.to_string())),
        Kind {
            name: "with a filter",
            queries: kind("", commonest.iter().chain(&middle).map(|word| word.to_string()))
                .queries
                .into_iter()
                .map(|request| SearchRequest { filter: filter.clone(), ..request })
                .collect(),
        },
    ]
}

fn kind(name: &'static str, queries: impl Iterator<Item = String>) -> Kind {
    let request = |query| SearchRequest { query, limit: RESULTS, ..SearchRequest::default() };
    Kind { name, queries: queries.take(QUERIES).map(request).collect() }
}

/// The keys of two letters and more, most frequent first.
fn by_count(index: &Index) -> Vec<String> {
    let all = (0..index.lexicon().len() as u32).map(KeyId);
    let mut counted: Vec<(usize, String)> = all
        .filter_map(|id| Some((index.count(id), index.lexicon().key(id)?)))
        .filter(|(_, key)| key.chars().count() > 1 && key.chars().all(char::is_alphabetic))
        .collect();
    counted.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    counted.into_iter().map(|(_, key)| key).collect()
}

/// The words of some documents, spread over the corpus.
fn texts(index: &Index) -> Vec<Vec<String>> {
    let documents = index.documents().len();
    let step = (documents / (2 * QUERIES)).max(1);
    let words = |id: usize| {
        let text = index.text(DocId(id as u32)).unwrap_or_default();
        let words = text::words(&text).map(|range| text[range].to_string());
        words.filter(|word| word.chars().all(char::is_alphabetic)).collect()
    };
    (0..documents).step_by(step).map(words).collect()
}

fn spread(keys: &[String]) -> Vec<&str> {
    let step = (keys.len() / QUERIES).max(1);
    keys.iter().step_by(step).take(QUERIES).map(String::as_str).collect()
}

fn end(word: &str, letters: usize) -> String {
    let count = word.chars().count();
    word.chars().skip(count.saturating_sub(letters)).collect()
}

/// The commonest value of the facet with most values, and where there is none the dated.
fn filter(engine: &Engine, word: &str) -> Filter {
    let request = SearchRequest { query: word.to_string(), ..SearchRequest::default() };
    let Ok(Response::Search(answer)) = engine.answer(&Request::Search(request)) else {
        return Filter::default();
    };
    let most = answer.facets.iter().max_by_key(|facet| facet.values.len());
    match most.and_then(|facet| Some((facet.name.as_str(), facet.values.first()?.value.clone()))) {
        Some(("lang", value)) => Filter { lang: vec![value], ..Filter::default() },
        Some(("source", value)) => Filter { source: vec![value], ..Filter::default() },
        Some(("year", value)) => Filter { from: value.clone(), to: value, ..Filter::default() },
        Some((name, value)) => {
            Filter { more: [(name.to_string(), vec![value])].into(), ..Filter::default() }
        }
        None => Filter { from: "1000".to_string(), ..Filter::default() },
    }
}
