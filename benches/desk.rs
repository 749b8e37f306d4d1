//! How long a question that counts takes, natively: a line for each kind.
//!
//! ```sh
//! cargo bench --no-default-features --bench desk -- INDEX…
//! ```
//!
//! An argument is an index (`.kashf`); without one, the sample is taken. *First* is asked of an
//! index just opened, which reads it as running words; *second* is the same question again, the
//! quickest of three. Words are the corpus's own: the one that occurs nearest to 100,000 times.

use std::fs;
use std::time::Instant;

use kashf::engine::Engine;
use kashf::engine::protocol::*;

#[path = "../tests/sample/mod.rs"]
mod sample;

/// How often the common word should occur.
const COMMON: u32 = 100_000;

fn main() {
    // Cargo passes `--bench`.
    let given = std::env::args().skip(1).filter(|it| !it.starts_with("--"));
    let mut corpora: Vec<(String, Vec<u8>)> = given
        .map(|path| {
            let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            (path, bytes)
        })
        .collect();
    if corpora.is_empty() {
        corpora.push(("corpus".to_string(), sample::index(&sample::documents())));
    }
    corpora.iter().for_each(|(path, bytes)| table(path, bytes));
}

fn table(path: &str, bytes: &[u8]) {
    let engine = Engine::open(bytes.to_vec()).unwrap();
    let info = engine.info();
    println!("{path}: {} documents, {} words, milliseconds\n", info.documents, info.tokens);
    println!("| question | rows | first | second |\n|---|--:|--:|--:|");
    for (name, request) in questions(&engine) {
        let fresh = Engine::open(bytes.to_vec()).unwrap();
        let (first, rows) = time(&fresh, &request);
        let second = (0..3).map(|_| time(&fresh, &request).0).fold(f64::MAX, f64::min);
        println!("| {name} | {rows} | {first:.0} | {second:.1} |");
    }
    println!();
}

/// The milliseconds of an answer, and how many rows it has in all.
fn time(engine: &Engine, request: &Request) -> (f64, u32) {
    let start = Instant::now();
    let answer = engine.answer(request).unwrap();
    let milliseconds = start.elapsed().as_secs_f64() * 1e3;
    let rows = match answer {
        Response::Concordance(answer) => answer.total,
        Response::Words(answer) | Response::Ngrams(answer) => answer.total,
        Response::Collocates(answer) => answer.total,
        Response::Keywords(answer) => answer.total,
        Response::Dispersion(answer) => answer.parts,
        other => panic!("{other:?}"),
    };
    (milliseconds, rows)
}

fn questions(engine: &Engine) -> Vec<(String, Request)> {
    let listed = |request: WordsRequest| match engine.answer(&Request::Words(request)).unwrap() {
        Response::Words(answer) => answer,
        other => panic!("{other:?}"),
    };
    let words = listed(WordsRequest { limit: 1000, ..WordsRequest::default() });
    let common = words.rows.iter().min_by_key(|row| row.count.abs_diff(COMMON)).unwrap();
    let rarer = words.rows.iter().min_by_key(|row| row.count.abs_diff(COMMON / 20)).unwrap();
    let [common, rarer] = [common, rarer].map(|row| format!("\"{}\"", row.word));
    // Some of the texts, beside the others.
    let some = Subcorpus { query: rarer.clone(), ..Subcorpus::default() };

    let mut all = Vec::new();
    let mut ask = |name: String, request: Request| all.push((name, request));
    for unit in [Unit::Key, Unit::Stem, Unit::Form] {
        let request = WordsRequest { unit, ..WordsRequest::default() };
        ask(format!("words, {unit:?}"), Request::Words(request));
    }
    for (size, skip) in [(2, 0), (3, 0), (4, 0), (5, 0), (2, 4), (4, 2)] {
        let request = NgramsRequest { size, skip, ..NgramsRequest::default() };
        ask(format!("ngrams of {size}, {skip} passed over"), Request::Ngrams(request));
    }
    let around = NgramsRequest { size: 4, query: common.clone(), ..NgramsRequest::default() };
    ask(format!("ngrams of 4 around {common}"), Request::Ngrams(around));
    for (query, window) in
        [(&common, Window::Words), (&rarer, Window::Words), (&rarer, Window::Sentence)]
    {
        let request =
            CollocatesRequest { query: query.clone(), window, ..CollocatesRequest::default() };
        ask(format!("collocates of {query}, {window:?}"), Request::Collocates(request));
    }
    let keywords = KeywordsRequest { within: some, ..KeywordsRequest::default() };
    ask(format!("keywords of texts with {rarer}"), Request::Keywords(keywords));
    let dispersion = DispersionRequest { query: common.clone(), ..DispersionRequest::default() };
    ask(format!("dispersion of {common}"), Request::Dispersion(dispersion));
    let lines = ConcordanceRequest { query: common, ..ConcordanceRequest::default() };
    let sort = ["A1", "A2", "B1"].map(|key| SortKey::named(key).unwrap()).to_vec();
    let others = ConcordanceRequest { offset: 50_000, ..lines.clone() };
    let distinct = ConcordanceRequest { distinct: true, ..lines.clone() };
    let everything = ConcordanceRequest { limit: u32::MAX, ..lines.clone() };
    ask("concordance".into(), Request::Concordance(lines.clone()));
    ask("concordance, other lines".into(), Request::Concordance(others));
    ask("concordance, sorted".into(), Request::Concordance(ConcordanceRequest { sort, ..lines }));
    ask("concordance, distinct".into(), Request::Concordance(distinct));
    ask("concordance, every line".into(), Request::Concordance(everything));
    all
}
