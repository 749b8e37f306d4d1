//! `kashf inspect`: what is inside a corpus, and how many bytes each part takes.

use std::io::{self, Write};
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use kashf::engine::Engine;
use kashf::engine::protocol::{Info, Share};
use kashf::id::DocId;
use kashf::view::language::Lang;
use kashf::view::number;
use lzma_rust2::{Lzma2Options, Lzma2Writer};
use serde::Serialize;

use crate::corpus;
use crate::output::{Results, one_line};
use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// Also pack the bare texts with gzip and xz, to compare; takes a second for a few megabytes
    #[arg(long)]
    compare: bool,
    /// Answer as one JSON object
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Inside<'a> {
    #[serde(flatten)]
    info: &'a Info,
    /// Bytes of all texts by other means; only when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Compared>,
}

/// All texts, one after the other, as general compressors pack them: to be read, not searched.
#[derive(Serialize)]
struct Compared {
    /// Bytes with gzip -9.
    gzip: u64,
    /// Bytes with xz -6.
    xz: u64,
}

/// Looks inside.
pub fn run(arguments: Arguments) -> Outcome {
    let engine = corpus::open(&arguments.corpus)?;
    let compared = arguments.compare.then(|| compare(&engine)).transpose()?;
    let inside = Inside { info: engine.info(), compared };
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
    ];
    for (name, value) in lines {
        let value = one_line(&value);
        if !value.is_empty() && value != "–" {
            results.line(format_args!("{name:<12} {value}"))?;
        }
    }
    // Shares of the bare texts, in tenths of a percent; of none there are none.
    let mut size = |name: &str, bytes: u64| {
        let share = bytes as f64 / info.text_bytes.max(1) as f64 * 100.0;
        results.line(format_args!("  {name:<12} {bytes:>14} {share:>6.1}%"))
    };
    size("text", info.text_bytes)?;
    if let Some(Compared { gzip, xz }) = inside.compared {
        size("as gzip -9", gzip)?;
        size("as xz -6", xz)?;
    }
    size("index", info.index_bytes)?;
    info.sections.iter().try_for_each(|section| size(&section.name, section.bytes))
}

/// Packs all texts, a line feed behind each.
fn compare(engine: &Engine) -> Outcome<Compared> {
    let index = engine.index();
    let failed = |error: io::Error| Stop::Failed(format!("the texts could not be packed: {error}"));
    let mut gzip = GzEncoder::new(Count(0), Compression::best());
    // What xz writes but for its frame of some dozen bytes.
    let mut xz = Lzma2Writer::new(Count(0), Lzma2Options::with_preset(6));
    for document in 0..index.documents().len() as u32 {
        let mut text = index.text(DocId(document))?;
        text.push('\n');
        gzip.write_all(text.as_bytes())
            .and_then(|()| xz.write_all(text.as_bytes()))
            .map_err(failed)?;
    }
    let (gzip, xz) = (gzip.finish().map_err(failed)?, xz.finish().map_err(failed)?);
    Ok(Compared { gzip: gzip.0, xz: xz.0 })
}

/// Counts the bytes that are written, and keeps none.
struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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
