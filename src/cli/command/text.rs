//! `kashf text`: the list of documents, or one document's text exactly as it was given.

use std::path::PathBuf;

use kashf::document::Metadata;
use kashf::engine::Engine;
use kashf::engine::protocol::{DocumentRequest, Request, Response};
use kashf::index::documents::Entry;
use serde::Serialize;

use crate::corpus;
use crate::output::{Results, one_line};
use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// The id of a document; without it, all are listed: id, language, words, date, source, title
    #[arg(allow_hyphen_values = true)]
    document: Option<String>,
    /// Answer as one JSON object, with everything that is known
    #[arg(long)]
    json: bool,
}

/// What is known of a document.
#[derive(Serialize)]
struct Known<'a> {
    id: &'a str,
    #[serde(flatten)]
    meta: Meta,
    words: u32,
    text_bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// [`Metadata`] with the other fields by their names.
#[derive(Serialize)]
struct Meta {
    title: String,
    lang: String,
    date: String,
    source: String,
    url: String,
    author: String,
    more: Vec<(String, String)>,
}

impl From<Metadata> for Meta {
    fn from(meta: Metadata) -> Meta {
        let Metadata { title, lang, date, source, url, author, more } = meta;
        Meta { title, lang, date, source, url, author, more }
    }
}

/// Lists or prints.
pub fn run(arguments: Arguments) -> Outcome {
    let engine = corpus::open(&arguments.corpus)?;
    let mut results = Results::open();
    match (arguments.document, arguments.json) {
        (Some(id), json) => one(&engine, id, json, &mut results)?,
        (None, true) => {
            let all: Vec<_> =
                entries(&engine).map(|e| known(&engine, e)).collect::<Outcome<_>>()?;
            results.json(&serde_json::json!({ "documents": all }))?;
        }
        (None, false) => list(&engine, &mut results)?,
    }
    results.finish()
}

fn entries(engine: &Engine) -> impl Iterator<Item = &Entry> {
    engine.index().documents().iter()
}

fn known<'a>(engine: &'a Engine, entry: &'a Entry) -> Outcome<Known<'a>> {
    let known = engine.index().known();
    Ok(Known {
        id: known.id(entry),
        meta: known.metadata(entry)?.into(),
        words: entry.words,
        text_bytes: entry.text_bytes.into(),
        text: None,
    })
}

fn list(engine: &Engine, results: &mut Results) -> Outcome {
    let known = engine.index().known();
    for entry in entries(engine) {
        let field = |text| one_line(text);
        results.line(format_args!(
            "{}\t{}\t{}\t{}\t{}\t{}",
            field(known.id(entry)),
            field(known.lang(entry)),
            entry.words,
            field(known.date(entry)),
            field(known.source(entry)),
            field(known.title(entry)),
        ))?;
    }
    Ok(())
}

fn one(engine: &Engine, id: String, json: bool, results: &mut Results) -> Outcome {
    if engine.index().find_document(&id).is_none() {
        return Stop::failed(format!(
            "expected the id of one of the {} documents, found “{id}”: `kashf text CORPUS` lists them",
            engine.info().documents
        ));
    }
    let request = DocumentRequest { id, ..Default::default() };
    let Response::Document(reading) = engine.answer(&Request::Document(request))? else {
        return Stop::failed("the engine answered another question: please report it");
    };
    if !json {
        return results.bytes(reading.text.as_bytes());
    }
    results.json(&Known {
        id: &reading.id,
        meta: reading.meta.into(),
        words: reading.words,
        text_bytes: reading.text.len() as u64,
        text: Some(&reading.text),
    })
}
