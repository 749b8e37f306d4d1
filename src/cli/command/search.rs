//! `kashf search`: a query → documents for people, for programs, or as a TREC run.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use kashf::engine::Engine;
use kashf::engine::protocol::{
    Answer, Hit, Matching, Note, Piece, Reason, Request, Response, SearchRequest, Why,
};
use kashf::view::language::Lang;
use kashf::view::messages::{fill, messages};
use serde::Serialize;

use crate::artefact::Staged;
use crate::corpus;
use crate::output::{Results, counted, one_line, say};
use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// Words, "phrases", -words to leave out, beginnings*
    #[arg(allow_hyphen_values = true, required_unless_present = "batch")]
    query: Option<String>,
    /// Documents to show, at most [default: 10; of a batch 100]
    #[arg(long, value_name = "K")]
    limit: Option<u32>,
    /// Search menus, comments and other titles too, not the articles alone
    #[arg(long)]
    everything: bool,
    /// Answer as one JSON object
    #[arg(long)]
    json: bool,
    /// Many queries: lines {"qid": …, "query": …}
    #[arg(long, value_name = "QUERIES.jsonl", requires = "run", conflicts_with_all = ["query", "json"])]
    batch: Option<PathBuf>,
    /// Where the answers to a batch go, as a TREC run
    #[arg(long, value_name = "FILE", requires = "batch")]
    run: Option<PathBuf>,
}

/// Searches.
pub fn run(arguments: Arguments) -> Outcome {
    let engine = corpus::open(&arguments.corpus)?;
    if let (Some(queries), Some(run)) = (&arguments.batch, &arguments.run) {
        return batch(&engine, queries, &arguments, run);
    }
    let query = arguments.query.clone().unwrap_or_default();
    let answer = ask(&engine, query, &arguments, 10)?;
    let mut results = Results::open();
    if arguments.json {
        results.json(&Plain::from(&answer))?;
    } else {
        show(&answer, &mut results)?;
    }
    results.finish()
}

/// Asks for as many documents as the arguments say, else `most`.
fn ask(engine: &Engine, query: String, arguments: &Arguments, most: u32) -> Outcome<Answer> {
    let limit = arguments.limit.unwrap_or(most);
    let matching = Matching { everything: arguments.everything, ..Matching::default() };
    let request = SearchRequest { query, limit, matching, ..SearchRequest::default() };
    match engine.answer(&Request::Search(request))? {
        Response::Search(answer) => Ok(answer),
        _ => Stop::failed("the engine answered another question: please report it"),
    }
}

/// An answer as `--json` prints it.
#[derive(Serialize)]
struct Plain<'a> {
    query: &'a str,
    total: u32,
    occurrences: u32,
    outside: u32,
    notes: Vec<String>,
    hits: Vec<PlainHit<'a>>,
}

#[derive(Serialize)]
struct PlainHit<'a> {
    id: &'a str,
    title: &'a str,
    score: f64,
    snippet: String,
    why: Vec<String>,
    lang: &'a str,
    date: &'a str,
    source: &'a str,
    words: u32,
    occurrences: u32,
}

impl<'a> From<&'a Answer> for Plain<'a> {
    fn from(answer: &'a Answer) -> Plain<'a> {
        Plain {
            query: &answer.query,
            total: answer.total,
            occurrences: answer.occurrences,
            outside: answer.outside,
            notes: answer.notes.iter().map(note).collect(),
            hits: answer.hits.iter().map(PlainHit::from).collect(),
        }
    }
}

impl<'a> From<&'a Hit> for PlainHit<'a> {
    fn from(hit: &'a Hit) -> PlainHit<'a> {
        PlainHit {
            id: &hit.id,
            title: &hit.title,
            score: hit.score,
            snippet: hit.snippet.iter().map(|piece| piece.text.as_str()).collect(),
            why: hit.why.iter().map(why).collect(),
            lang: &hit.lang,
            date: &hit.date,
            source: &hit.source,
            words: hit.words,
            occurrences: hit.occurrences,
        }
    }
}

/// A note as one sentence in English.
pub fn note(note: &Note) -> String {
    let sentence = fill(messages(Lang::En).note(note.kind, &note.about), &[&note.about]);
    match note.forms.is_empty() {
        true => sentence,
        false => format!("{sentence} {}", note.forms.join(", ")),
    }
}

/// What a reason is called in output for programs.
pub fn name(reason: Reason) -> &'static str {
    match reason {
        Reason::Exact => "exact",
        Reason::Variant => "variant",
        Reason::Inflection => "inflection",
        Reason::Compound => "compound",
        Reason::Name => "name",
        Reason::Fuzzy => "fuzzy",
        Reason::Prefix => "prefix",
        Reason::Pattern => "pattern",
    }
}

/// `exact: لاوروف (3)`; other forms than the one asked for are named.
fn why(why: &Why) -> String {
    let reason = name(why.reason);
    let mut said = format!("{reason}: {}", why.asked);
    if why.forms.iter().any(|form| *form != why.asked) {
        let _ = write!(said, " → {}", why.forms.join(", "));
    }
    let _ = write!(said, " ({})", why.count);
    said
}

/// The answer for people: documents are the result, the rest is talk.
fn show(answer: &Answer, results: &mut Results) -> Outcome {
    for sentence in answer.notes.iter().map(note) {
        say(format_args!("{}", one_line(&sentence)));
    }
    for (number, hit) in (1..).zip(&answer.hits) {
        results.line(format_args!("{number:>2}. {}", one_line(&hit.title)))?;
        let known = [&hit.id, &hit.source, &hit.date, &hit.lang];
        let known: Vec<_> = known.iter().filter(|k| !k.is_empty()).map(|k| one_line(k)).collect();
        results.line(format_args!("    {}", known.join(" · ")))?;
        let snippet = marked(&hit.snippet, results);
        if !snippet.is_empty() {
            results.line(format_args!("    {snippet}"))?;
        }
    }
    let shown = answer.hits.len() as u32;
    let more = if shown < answer.total { format!(", {shown} shown") } else { String::new() };
    say(format_args!("{} found{more}", counted(answer.total, "document")));
    Ok(())
}

fn marked(pieces: &[Piece], results: &Results) -> String {
    let mut line = String::new();
    for piece in pieces {
        // Cleaned piece by piece, because the marks are for the terminal to obey.
        let clean: String =
            piece.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        line += &if piece.hit { results.marked(&clean) } else { clean };
    }
    line.trim().to_string()
}

/// Answers all queries of a file; the run appears when all are answered.
fn batch(engine: &Engine, queries: &Path, arguments: &Arguments, run: &Path) -> Outcome {
    let text = std::fs::read_to_string(queries).map_err(|e| Stop::at(queries, "read", e))?;
    let mut lines = String::new();
    let mut count = 0;
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let (qid, query) = parse(line).ok_or_else(|| {
            Stop::Failed(format!(
                "{}: line {number}: expected {{\"qid\": …, \"query\": …}}, found «{}»",
                queries.display(),
                line.chars().take(60).collect::<String>()
            ))
        })?;
        let answer = ask(engine, query, arguments, 100)?;
        for (rank, hit) in (1..).zip(&answer.hits) {
            let _ = writeln!(
                lines,
                "{} Q0 {} {rank} {:.6} kashf",
                word(&qid),
                word(&hit.id),
                hit.score
            );
        }
        count += 1;
    }
    let mut staged = Staged::default();
    staged.file(run.to_path_buf(), lines.as_bytes())?;
    staged.commit()?;
    say(format_args!("{count} queries answered into {}", run.display()));
    Ok(())
}

/// The `qid` (a string or a number) and `query` of a line.
fn parse(line: &str) -> Option<(String, String)> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    let qid = match value.get("qid")? {
        serde_json::Value::String(qid) => qid.clone(),
        serde_json::Value::Number(qid) => qid.to_string(),
        _ => return None,
    };
    Some((qid, value.get("query")?.as_str()?.to_string()))
}

/// A field of a run, which white space would cut in two.
fn word(field: &str) -> String {
    if field.is_empty() {
        return "-".to_string();
    }
    field.chars().map(|c| if c.is_whitespace() { '_' } else { c }).collect()
}
