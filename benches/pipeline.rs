//! Speed of the engine, natively: build, open, questions, reading.
//!
//! Runs over the sample corpus, repeated until it has some weight, or over the JSON Lines
//! file that `KASHF_BENCH_CORPUS` names. Compare figures of one run only: machines differ,
//! and the same machine differs from hour to hour.
//!
//! ```sh
//! cargo bench --no-default-features
//! KASHF_BENCH_CORPUS=news.jsonl cargo bench --no-default-features -- query
//! ```

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use kashf::document::Document;
use kashf::engine::Engine;
use kashf::engine::protocol::*;
use kashf::index::{About, Builder};
use kashf::{ingest, text};

#[path = "../tests/sample/mod.rs"]
mod sample;

fn main() {
    let bytes: usize = DOCUMENTS.iter().map(|document| document.text.len()).sum();
    println!("{} documents, {bytes} bytes of text, index {} bytes", DOCUMENTS.len(), INDEX.len());
    divan::main();
}

static DOCUMENTS: LazyLock<Vec<Document>> =
    LazyLock::new(|| match std::env::var("KASHF_BENCH_CORPUS") {
        Ok(path) => {
            let name =
                Path::new(&path).file_name().unwrap_or_default().to_string_lossy().into_owned();
            let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            ingest::read(&name, &bytes)
                .unwrap_or_else(|skipped| panic!("{}", skipped.reason))
                .documents
        }
        Err(_) => repeated(40),
    });

/// The sample corpus so many times over, each copy under ids of its own.
fn repeated(times: usize) -> Vec<Document> {
    let once = sample::documents();
    let copy = |number: usize| {
        once.iter().map(move |document| Document {
            id: format!("{number}/{}", document.id),
            ..document.clone()
        })
    };
    (0..times).flat_map(copy).collect()
}

static INDEX: LazyLock<Vec<u8>> = LazyLock::new(|| build(&DOCUMENTS));
static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::open(INDEX.clone()).unwrap());

fn build(documents: &[Document]) -> Vec<u8> {
    let mut builder = Builder::new(About::default());
    for document in documents {
        builder.add(document.clone()).unwrap();
    }
    builder.finish().unwrap()
}

fn text_bytes() -> BytesCount {
    BytesCount::of_many::<u8>(DOCUMENTS.iter().map(|document| document.text.len()).sum())
}

#[divan::bench(sample_count = 5)]
fn builder(bencher: Bencher) {
    bencher.counter(text_bytes()).bench(|| build(&DOCUMENTS));
}

#[divan::bench(sample_count = 20)]
fn open(bencher: Bencher) {
    bencher.with_inputs(|| INDEX.clone()).bench_values(|bytes| Engine::open(bytes).unwrap());
}

#[divan::bench(sample_count = 10)]
fn fold_every_word(bencher: Bencher) {
    let fold_all = || {
        let keys = DOCUMENTS.iter().flat_map(|document| {
            text::words(&document.text).map(|range| text::fold(&document.text[range]).len())
        });
        keys.sum::<usize>()
    };
    bencher.counter(text_bytes()).bench(fold_all);
}

/// Queries made of the corpus's own words, so that the bench means the same on any corpus.
static QUERIES: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let index = ENGINE.index();
    let mut keys: Vec<(usize, String)> = Vec::new();
    for id in index.lexicon().prefix("") {
        let id = kashf::id::KeyId(id);
        keys.push((index.count(id), index.lexicon().key(id).unwrap_or_default()));
    }
    keys.sort_unstable();
    let at = |share: usize| keys[(keys.len() - 1) * share / 1000].1.clone();
    let (common, rare) = (at(1000), at(900));
    let sentence = ENGINE.index().text(kashf::id::DocId(0)).unwrap_or_default();
    let sentence = sentence.split_whitespace().take(12).collect::<Vec<_>>().join(" ");
    vec![
        ("word/commonest", common.clone()),
        ("word/rare", rare.clone()),
        ("words/common-and-rare", format!("{common} {rare}")),
        ("phrase/commonest-words", format!("\"{} {common}\"", keys[keys.len() - 2].1)),
        ("prefix/one-letter", common.chars().take(1).chain(['*']).collect()),
        ("sentence", sentence),
    ]
});

#[divan::bench(args = ["word/commonest", "word/rare", "words/common-and-rare", "phrase/commonest-words", "prefix/one-letter", "sentence"])]
fn query(bencher: Bencher, kind: &str) {
    let (_, query) = QUERIES.iter().find(|(name, _)| *name == kind).unwrap();
    let request = Request::Search(SearchRequest { query: query.clone(), ..Default::default() });
    bencher.bench(|| ENGINE.answer(&request).unwrap());
}

#[divan::bench]
fn read_a_document(bencher: Bencher) {
    let id = DOCUMENTS[DOCUMENTS.len() / 2].id.clone();
    let request = Request::Document(DocumentRequest { id, ..Default::default() });
    bencher.bench(|| ENGINE.answer(&request).unwrap());
}
