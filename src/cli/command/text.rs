//! `kashf text`: the list of documents, or one document's text exactly as it was given.

use std::path::PathBuf;

use kashf::document::Metadata;
use kashf::engine::Engine;
use kashf::engine::protocol::{DocumentRequest, Request, Response};
use kashf::id::DocId;
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
struct Known {
    id: String,
    #[serde(flatten)]
    meta: Meta,
    words: u32,
    text_bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
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
            let all: Vec<_> = ids(&engine).map(|id| known(&engine, id)).collect::<Outcome<_>>()?;
            results.json(&serde_json::json!({ "documents": all }))?;
        }
        (None, false) => list(&engine, &mut results)?,
    }
    results.finish()
}

fn ids(engine: &Engine) -> impl Iterator<Item = DocId> + use<> {
    (0..engine.info().documents).map(DocId)
}

fn known(engine: &Engine, id: DocId) -> Outcome<Known> {
    let index = engine.index();
    let record = index.record(id)?;
    Ok(Known {
        meta: index.metadata(id)?.into(),
        words: index.words_in(id.0),
        text_bytes: record.text_bytes.into(),
        id: record.id,
        text: None,
    })
}

fn list(engine: &Engine, results: &mut Results) -> Outcome {
    let index = engine.index();
    for id in ids(engine) {
        results.line(format_args!(
            "{}\t{}\t{}\t{}\t{}\t{}",
            one_line(&index.id(id)?),
            one_line(&index.value("lang", id)),
            index.words_in(id.0),
            one_line(&index.value("date", id)),
            one_line(&index.value("source", id)),
            one_line(&index.title(id)?),
        ))?;
    }
    Ok(())
}

fn one(engine: &Engine, id: String, json: bool, results: &mut Results) -> Outcome {
    if engine.index().find_document(&id)?.is_none() {
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
        id: reading.id,
        meta: reading.meta.into(),
        words: reading.words,
        text_bytes: reading.text.len() as u64,
        text: Some(reading.text),
    })
}
