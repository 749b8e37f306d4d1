//! Pages in, articles out: what `compare.py` beside this file scores. Each line of the standard
//! input is a JSON object with `id` and `html`; each line written has `id`, `article` (all that
//! is counted as the article) and `body` (without headlines and dates). Speed goes to the
//! standard error.
//!
//! Run by `compare.py`, or by hand: `cargo bench --bench boilerplate -- --pages < pages.jsonl`.

use std::io::{BufRead, Write};
use std::time::{Duration, Instant};

use kashf::document::{Document, Zone};
use kashf::ingest;
use serde_json::{Value, json};

fn main() -> std::io::Result<()> {
    if !std::env::args().any(|argument| argument == "--pages") {
        eprintln!(
            "boilerplate: give --pages and lines of JSON; see benches/boilerplate/compare.py"
        );
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    let (mut spent, mut bytes) = (Duration::ZERO, 0);
    for line in std::io::stdin().lock().lines() {
        let page: Value = serde_json::from_str(&line?)?;
        let html = page["html"].as_str().unwrap_or_default();
        let start = Instant::now();
        let read = ingest::read("page.html", html.as_bytes());
        spent += start.elapsed();
        bytes += html.len();
        let document = read.map(|mut read| read.documents.remove(0)).unwrap_or_default();
        let part = |fits: fn(Zone) -> bool| text(&document, fits);
        let (article, body) = (part(Zone::is_article), part(|zone| zone == Zone::Body));
        writeln!(out, "{}", json!({ "id": page["id"], "article": article, "body": body }))?;
    }
    let speed = bytes as f64 / 1e6 / spent.as_secs_f64();
    eprintln!("{:.1} MB of HTML in {spent:.1?}: {speed:.1} MB/s", bytes as f64 / 1e6);
    Ok(())
}

/// The stretches of a text whose zone fits, a line each.
fn text(document: &Document, fits: fn(Zone) -> bool) -> String {
    let mut text = String::new();
    let mut at = 0;
    let end = document.text.len();
    let zones =
        document.zones.iter().map(|&(span, zone)| (span.start as usize, span.end as usize, zone));
    for (start, stop, zone) in zones.chain([(end, end, Zone::Navigation)]) {
        if fits(Zone::Body) {
            text.extend([&document.text[at..start], "\n"]);
        }
        if fits(zone) {
            text.extend([&document.text[start..stop], "\n"]);
        }
        at = stop;
    }
    text
}
