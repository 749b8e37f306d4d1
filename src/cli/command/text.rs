//! `kashf text`: the list of documents, or one document's text exactly as it was given.

use std::collections::BTreeMap;
use std::path::PathBuf;

use kashf::dates::{self, TimeOf, Timed};
use kashf::document::{Document, Inference, Metadata, Origin, Zone};
use kashf::engine::Engine;
use kashf::engine::protocol::{Contradiction, Days, DocumentRequest, Reading, Request, Response};
use kashf::id::{DocId, Span};
use kashf::view::{inferred, language::Lang};
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
    /// Where the metadata come from, by field.
    origins: BTreeMap<String, From>,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<String>,
    /// The ids of documents that are copies of it, or it of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copies: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zones: Option<Vec<Part>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dates: Option<Vec<Time>>,
    /// Where another document puts what this one tells of on other days.
    #[serde(skip_serializing_if = "Option::is_none")]
    conflicts: Option<Vec<Conflict>>,
    /// Bare numbers of the article that are later years than the document: a hint, no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    later_years: Option<Vec<Year>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// What this document and another one do not agree on.
#[derive(Serialize)]
struct Conflict {
    start: u32,
    end: u32,
    text: String,
    /// ISO 8601: a day, or the first and the last.
    days: String,
    other: String,
    other_text: String,
    other_days: String,
}

impl Conflict {
    fn of(it: Contradiction, text: &str) -> Conflict {
        Conflict {
            start: it.span.start,
            end: it.span.end,
            text: it.span.of(text).unwrap_or_default().to_string(),
            days: whole(&it.days),
            other: it.other.id,
            other_text: it.text,
            other_days: whole(&it.other_days),
        }
    }
}

fn whole(days: &Days) -> String {
    match days.from == days.to {
        true => days.from.clone(),
        false => format!("{}/{}", days.from, days.to),
    }
}

/// A number that may be a year, and where it stands, in bytes of the text.
#[derive(Serialize)]
struct Year {
    start: u32,
    end: u32,
    text: String,
}

/// Where a field comes from.
#[derive(Serialize)]
struct From {
    from: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    place: String,
    /// Sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
    /// What they are made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<Inference>,
}

impl From {
    fn of(origin: &Origin, text: &str) -> From {
        let mut reasons = Vec::new();
        let (from, place) = match origin {
            Origin::File(place) => ("file", place.as_str()),
            Origin::Table(name) => ("table", name.as_str()),
            Origin::Line(span) => ("line", span.of(text).unwrap_or_default()),
            Origin::Inferred(why) => {
                reasons.clone_from(why);
                ("inferred", "")
            }
            Origin::Decision => ("decision", ""),
        };
        let reason = inferred::reasons(Lang::En, text, &reasons);
        // A terminal needs no isolates.
        let reason = reason.replace(['\u{2068}', '\u{2069}'], "");
        From { from, place: place.to_string(), reason, reasons }
    }
}

/// Whether it can only be told with the text at hand.
fn quotes(origin: &Origin) -> bool {
    match origin {
        Origin::Line(_) => true,
        Origin::Inferred(reasons) => reasons.iter().any(|reason| !reason.said.is_empty()),
        _ => false,
    }
}

/// A zone and where it stands, in bytes of the text.
#[derive(Serialize)]
struct Part {
    zone: &'static str,
    start: u32,
    end: u32,
    article: bool,
}

/// An expression of time and where it stands, in bytes of the text.
#[derive(Serialize)]
struct Time {
    start: u32,
    end: u32,
    text: String,
    /// ISO 8601: a day, or the first and the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<String>,
    kind: TimeOf,
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar: Option<dates::Calendar>,
    certainty: dates::Certainty,
    reason: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    later: bool,
}

impl Time {
    fn of(timed: Timed, text: &str) -> Time {
        Time {
            start: timed.span.start,
            end: timed.span.end,
            text: timed.span.of(text).unwrap_or_default().to_string(),
            days: timed.days.map(|days| days.to_string()),
            kind: timed.of,
            calendar: timed.calendar,
            certainty: timed.certainty,
            reason: timed.reason.map_or("", |reason| reason.in_english()),
            conflicts: timed.conflicts.into_iter().map(|conflict| conflict.in_english()).collect(),
            later: timed.is_later,
        }
    }
}

/// The expressions of time of a document.
fn times(document: &Document) -> Vec<Time> {
    let found = dates::find(&document.text, &document.meta.lang);
    let evidence = dates::evidence(document, &found);
    let timed = dates::timed(document, &found, evidence.publication());
    timed.into_iter().map(|timed| Time::of(timed, &document.text)).collect()
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

impl std::convert::From<Metadata> for Meta {
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
    let (record, details) = (index.record(id)?, index.details(id)?);
    let quotes = details.origins.iter().any(|(_, origin)| quotes(origin));
    let text = if quotes { index.text(id)? } else { String::new() };
    Ok(Known {
        meta: index.metadata(id)?.into(),
        words: index.words_in(id.0),
        text_bytes: record.text_bytes.into(),
        id: record.id,
        origins: details
            .origins
            .iter()
            .map(|(field, it)| (field.clone(), From::of(it, &text)))
            .collect(),
        host: details.host,
        copies: copies(engine, id)?,
        zones: None,
        dates: None,
        conflicts: None,
        later_years: None,
        text: None,
    })
}

fn copies(engine: &Engine, id: DocId) -> Outcome<Vec<String>> {
    let index = engine.index();
    let Some((_, group)) = index.copies().of(id) else { return Ok(Vec::new()) };
    let others = group.documents.iter().filter(|other| **other != id);
    Ok(others.map(|other| index.id(*other)).collect::<Result<_, _>>()?)
}

/// Everything that is known of a document, its text included.
fn all(engine: &Engine, id: DocId) -> Outcome<Known> {
    let index = engine.index();
    let mut known = known(engine, id)?;
    let details = index.details(id)?;
    let part = |&(span, zone): &(Span, Zone)| Part {
        zone: zone.name(),
        start: span.start,
        end: span.end,
        article: zone.is_article(),
    };
    known.zones = Some(details.zones.iter().map(part).collect());
    let request = DocumentRequest { id: known.id.clone(), ..DocumentRequest::default() };
    let Response::Document(reading) = engine.answer(&Request::Document(request))? else {
        return Stop::failed("the engine answered another question: please report it");
    };
    let Reading { text, contradictions, later_years, .. } = reading;
    let conflict = |it: Contradiction| Conflict::of(it, &text);
    known.conflicts = Some(contradictions.into_iter().map(conflict).collect());
    let year = |span: Span| Year {
        start: span.start,
        end: span.end,
        text: span.of(&text).unwrap_or_default().to_string(),
    };
    known.later_years = Some(later_years.into_iter().map(year).collect());
    let meta = index.metadata(id)?;
    let (zones, origins) = (details.zones, details.origins);
    let document = Document { text, meta, zones, origins, ..Document::default() };
    known.dates = Some(times(&document));
    known.text = Some(document.text);
    Ok(known)
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
    let Some(document) = engine.index().find_document(&id)? else {
        return Stop::failed(format!(
            "expected the id of one of the {} documents, found “{id}”: `kashf text CORPUS` lists them",
            engine.info().documents
        ));
    };
    if json {
        return results.json(&all(engine, document)?);
    }
    results.bytes(engine.index().text(document)?.as_bytes())
}
