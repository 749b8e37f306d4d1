//! `kashf names`: what a name is called in the other scripts and spellings of a corpus.

use std::collections::HashSet;
use std::path::PathBuf;

use kashf::engine::Engine;
use kashf::index::reader::Index;
use kashf::query::names::{self, Form};
use kashf::text;
use serde::Serialize;

use crate::corpus;
use crate::output::{Results, say};
use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// A name in Latin, Cyrillic or Arabic letters; each of its words is looked up by itself
    #[arg(allow_hyphen_values = true)]
    query: Option<String>,
    /// How many forms of a word at most
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Answer as one JSON object
    #[arg(long)]
    json: bool,
}

/// The answer, as `--json` prints it.
#[derive(Serialize)]
struct Answer {
    query: String,
    forms: Vec<Found>,
}

/// A form, and whether a search for the name takes it.
#[derive(Serialize)]
struct Found {
    form: String,
    cost: f32,
    count: u32,
    taken: bool,
    exonym: bool,
}

/// Looks a name up.
pub fn run(arguments: Arguments) -> Outcome {
    let Some(query) = arguments.query else {
        return Stop::misused(
            "expected a name such as Lavrov, found none: a list of all names is not offered yet",
        );
    };
    let keys = keys(&query)?;
    let engine = corpus::open(&arguments.corpus)?;
    let forms = keys.iter().flat_map(|key| look_up(&engine, key, arguments.limit)).collect();
    let answer = Answer { query, forms };
    let mut results = Results::open();
    if arguments.json {
        results.json(&answer)?;
    } else {
        print(&answer, &mut results)?;
    }
    results.finish()
}

/// The keys of a query's words.
fn keys(query: &str) -> Outcome<Vec<String>> {
    let keys: Vec<String> = text::words(query).map(|range| text::fold(&query[range])).collect();
    if keys.is_empty() {
        return Stop::misused(format!("expected a name such as Lavrov, found “{}”", query.trim()));
    }
    Ok(keys)
}

fn look_up(engine: &Engine, key: &str, limit: usize) -> Vec<Found> {
    let index = engine.index();
    let taken = names::forms(index, key);
    let keys: HashSet<u32> = taken.iter().map(|form| form.key.0).collect();
    let others = names::candidates(index, key, limit);
    let others = others.into_iter().filter(|form| !keys.contains(&form.key.0));
    let mut all: Vec<Found> = taken.iter().map(|form| found(index, form, true)).collect();
    all.extend(others.map(|form| found(index, &form, false)));
    all.truncate(limit);
    all
}

fn found(index: &Index, form: &Form, taken: bool) -> Found {
    let Form { key, cost, count, exonym } = *form;
    Found { form: index.lexicon().key(key).unwrap_or_default(), cost, count, taken, exonym }
}

fn print(answer: &Answer, results: &mut Results) -> Outcome {
    if answer.forms.is_empty() {
        say(format_args!("no other form of “{}” was found", answer.query.trim()));
    }
    for found in &answer.forms {
        let sign = if found.taken { "+" } else { "-" };
        let kind = if found.exonym { "translated" } else { "by sound" };
        results.line(format_args!(
            "{sign}\t{}\t{}\t{:.2}\t{}\t{kind}",
            found.form,
            script(&found.form),
            found.cost,
            found.count
        ))?;
    }
    Ok(())
}

/// The script of a form, as a person calls it.
fn script(form: &str) -> &'static str {
    match form.chars().next() {
        Some('а'..='я') => "Cyrillic",
        Some(c) if text::script::is_arabic(c) => "Arabic",
        _ => "Latin",
    }
}
