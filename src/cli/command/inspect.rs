//! `kashf inspect`: what is inside a corpus, and how many bytes each part takes.

use std::path::PathBuf;

use kashf::engine::protocol::{Info, Share};
use kashf::view::language::Lang;
use kashf::view::number;
use serde::Serialize;

use crate::corpus;
use crate::output::{Results, one_line};
use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// Answer as one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Inside<'a> {
    #[serde(flatten)]
    info: &'a Info,
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct Section {
    name: &'static str,
    bytes: u64,
}

/// Looks inside.
pub fn run(arguments: Arguments) -> Outcome {
    let engine = corpus::open(&arguments.corpus)?;
    let sections = engine.index().sections().map(|(name, bytes)| Section { name, bytes }).collect();
    let inside = Inside { info: engine.info(), sections };
    let mut results = Results::open();
    if arguments.json {
        results.json(&inside)?;
    } else {
        show(&inside, &mut results)?;
    }
    results.finish()
}

fn show(inside: &Inside, results: &mut Results) -> Outcome {
    let info = inside.info;
    let count = |n: u32| number::number(Lang::En, n.into());
    let lines = [
        ("title", info.title.clone()),
        ("description", info.description.clone()),
        ("licence", info.licence.clone()),
        ("built", info.built.clone()),
        ("generator", info.generator.clone()),
        ("format", info.format.to_string()),
        ("analysis", info.chain.clone()),
        ("fingerprint", info.fingerprint.clone()),
        ("documents", count(info.documents)),
        ("words", count(info.tokens)),
        ("different", count(info.types)),
        ("languages", shares(&info.languages)),
        ("sources", shares(&info.sources)),
        ("dates", [&*info.first_date, &*info.last_date].join(" – ")),
        ("text", number::bytes(Lang::En, info.text_bytes)),
        ("index", number::bytes(Lang::En, info.index_bytes)),
    ];
    for (name, value) in lines {
        let value = one_line(&value);
        if !value.is_empty() && value != "–" {
            results.line(format_args!("{name:<12} {value}"))?;
        }
    }
    for section in &inside.sections {
        let share = number::percent(Lang::En, section.bytes, info.index_bytes.max(1));
        results.line(format_args!("  {:<12} {:>12}  {share:>4}", section.name, section.bytes))?;
    }
    Ok(())
}

/// The first twelve, with their documents.
fn shares(shares: &[Share]) -> String {
    let mut named: Vec<String> =
        shares.iter().take(12).map(|s| format!("{} {}", s.name, s.documents)).collect();
    if shares.len() > named.len() {
        named.push(format!("and {} more", shares.len() - named.len()));
    }
    named.join(", ")
}
