//! `kashf evaluate`: corpora and queries with known answers → Recall@10, MRR@10, nDCG@10.
//!
//! Each corpus is a set of its own, whose queries lie beside it: `NAME.queries.jsonl` for
//! `NAME.corpus.jsonl`. `--merge` makes one set of them all; `--queries` does so too, and
//! takes the queries from elsewhere.
//!
//! ```sh
//! kashf evaluate sets/*.corpus.jsonl                      # a table for each set
//! kashf evaluate sets/*.corpus.jsonl --markdown --beside benches/lucene.tsv
//! kashf evaluate sets/fa-*.corpus.jsonl --merge --typos --most 400 --mixed-half-spaces
//! kashf evaluate sets/*.corpus.jsonl --tsv > before.tsv   # and later: --beside before.tsv
//! ```
//!
//! The name of a set says the conditions too (`, body`, `, mixed`), so that only what was
//! measured alike is put side by side.
//!
//! Nothing is drawn by chance: the same files and options give the same figures. Times are
//! those of one query after another, with ten hits and their passages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use kashf::document::Document;
use kashf::engine::Engine;
use kashf::engine::protocol::{ListRequest, Request, Response, SearchRequest};
use kashf::evaluation::{self, DEPTH, Figures, HalfSpaces, Query, Table};
use kashf::index::{About, Batch, Builder};
use kashf::ingest;
use kashf::view::language::Lang;
use kashf::view::number;
use serde::Serialize;

use crate::corpus;
use crate::output::{Results, counted, say};
use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// Texts (.jsonl with id, title, text, lang), or what `build` wrote
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    /// Lines {"query": …, "relevant": [id, …], "kind": …} [default: beside each corpus]
    #[arg(long, num_args = 1.., value_name = "QUERIES.jsonl")]
    queries: Vec<PathBuf>,
    /// Make one set of all corpora
    #[arg(long)]
    merge: bool,
    /// Only these kinds of queries
    #[arg(long, value_delimiter = ',')]
    kinds: Vec<String>,
    /// Queries of each kind, at most, evenly spread
    #[arg(long, value_name = "N")]
    most: Option<usize>,
    /// Add the kind `typo`: keyword queries with a slip in one word
    #[arg(long)]
    typos: bool,
    /// Let every text and query keep, lose or space its half-spaces
    #[arg(long)]
    mixed_half_spaces: bool,
    /// Leave the titles out: the body alone is searched
    #[arg(long)]
    no_titles: bool,
    /// Answer as one JSON object
    #[arg(long, group = "form")]
    json: bool,
    /// Answer in lines: set, kind, queries, R@10, MRR@10, nDCG@10
    #[arg(long, group = "form")]
    tsv: bool,
    /// Answer as a table in Markdown
    #[arg(long, group = "form")]
    markdown: bool,
    /// Show these figures beside: what --tsv wrote earlier, or others published
    #[arg(long, value_name = "FILE.tsv", conflicts_with_all = ["json", "tsv"])]
    beside: Option<PathBuf>,
}

/// Corpora searched as one, and their queries.
struct Set {
    name: String,
    corpora: Vec<PathBuf>,
    queries: Vec<PathBuf>,
}

/// How a set was answered.
struct Report {
    set: String,
    documents: u32,
    table: Table,
    times: Times,
}

/// Evaluates.
pub fn run(arguments: Arguments) -> Outcome {
    let sets = sets(&arguments)?;
    let beside = arguments.beside.as_deref().map(Beside::read).transpose()?;
    let mut reports = Vec::new();
    let mut results = Results::open();
    for set in &sets {
        let report = evaluate(set, &arguments)?;
        if arguments.tsv {
            tsv(&report, &mut results)?;
        } else if !arguments.json && !arguments.markdown {
            show(&report, beside.as_ref(), &mut results)?;
        }
        reports.push(report);
    }
    if arguments.json {
        results.json(&Plain { sets: reports.iter().map(PlainSet::from).collect() })?;
    } else if arguments.markdown {
        markdown(&reports, beside.as_ref(), &mut results)?;
    } else if !arguments.tsv && reports.len() > 1 {
        let means: Vec<Figures> = reports.iter().map(|report| report.table.mean()).collect();
        results.line(format_args!("{:<24} {}", "mean of sets", row(&Figures::mean(&means))))?;
    }
    results.finish()
}

/// What is to be evaluated, apart or as one.
fn sets(arguments: &Arguments) -> Outcome<Vec<Set>> {
    let corpora = &arguments.corpus;
    let given = &arguments.queries;
    let beside = |corpus: &PathBuf| -> Outcome<PathBuf> {
        let (folder, name) = (corpus.parent().unwrap_or(Path::new("")), name_of(corpus));
        let queries = folder.join(format!("{name}.queries.jsonl"));
        if queries.is_file() {
            return Ok(queries);
        }
        Stop::failed(format!(
            "expected the queries of {} in {}, found none: name them with --queries",
            corpus.display(),
            queries.display()
        ))
    };
    if given.is_empty() && !arguments.merge {
        let set = |corpus: &PathBuf| {
            let queries = vec![beside(corpus)?];
            Ok(Set { name: name_of(corpus), corpora: vec![corpus.clone()], queries })
        };
        return corpora.iter().map(set).collect();
    }
    let names: Vec<String> = corpora.iter().map(|corpus| name_of(corpus)).collect();
    let queries = match given.is_empty() {
        true => corpora.iter().map(beside).collect::<Outcome<_>>()?,
        false => given.clone(),
    };
    Ok(vec![Set { name: names.join("+"), corpora: corpora.clone(), queries }])
}

/// `ar-tydi.dev` for `…/ar-tydi.dev.corpus.jsonl`.
fn name_of(corpus: &Path) -> String {
    let name = corpus.file_name().unwrap_or(corpus.as_os_str()).to_string_lossy();
    let endings = [".corpus.jsonl", ".jsonl", ".kashf", ".html", ".zip"];
    let bare = endings.iter().find_map(|ending| name.strip_suffix(ending));
    bare.unwrap_or(&name).to_string()
}

fn evaluate(set: &Set, arguments: &Arguments) -> Outcome<Report> {
    say(format_args!("{}: reading …", set.name));
    let engine = open(set, arguments)?;
    let queries = queries(set, &engine, arguments)?;
    let documents = engine.info().documents;
    let bar = ProgressBar::with_draw_target(
        Some(queries.len() as u64),
        ProgressDrawTarget::stderr_with_hz(4),
    );
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos} of {len} queries, {elapsed}") {
        bar.set_style(style);
    }
    say(format_args!(
        "{}: {}, {} queries …",
        set.name,
        counted(documents, "document"),
        number::number(Lang::En, queries.len() as u64)
    ));
    let (mut table, mut times) = (Table::default(), Times::default());
    for query in &queries {
        let start = Instant::now();
        let ranked = ask(&engine, &query.text)?;
        times.0.push(start.elapsed());
        table.add(
            &query.kind,
            evaluation::score(ranked.iter().map(String::as_str), &query.relevant),
        );
        bar.inc(1);
    }
    bar.finish_and_clear();
    times.0.sort_unstable();
    let conditions = [(arguments.no_titles, ", body"), (arguments.mixed_half_spaces, ", mixed")];
    let conditions = conditions.into_iter().filter(|(on, _)| *on).map(|(_, name)| name);
    let set = set.name.clone() + &conditions.collect::<String>();
    Ok(Report { set, documents, table, times })
}

/// The ids of the first ten, best first.
fn ask(engine: &Engine, query: &str) -> Outcome<Vec<String>> {
    let request =
        SearchRequest { query: query.into(), limit: DEPTH as u32, ..SearchRequest::default() };
    match engine.answer(&Request::Search(request))? {
        Response::Search(answer) => Ok(answer.hits.into_iter().map(|hit| hit.id).collect()),
        _ => Stop::failed("the engine answered another question: please report it"),
    }
}

/// The texts of a set in an index; of a corpus that is an index already, as it is.
fn open(set: &Set, arguments: &Arguments) -> Outcome<Engine> {
    let texts = |path: &Path| path.extension().is_some_and(|ending| ending == "jsonl");
    if let [corpus] = &set.corpora[..]
        && !texts(corpus)
    {
        if arguments.mixed_half_spaces || arguments.no_titles {
            return Stop::misused(format!(
                "expected texts (.jsonl), found {}: what was built cannot be retyped",
                corpus.display()
            ));
        }
        return corpus::open(corpus);
    }
    let mut builder = Builder::new(About::default());
    for path in &set.corpora {
        if !texts(path) {
            return Stop::misused(format!(
                "expected texts (.jsonl) to make one set of, found {}: evaluate it alone",
                path.display()
            ));
        }
        let bytes = std::fs::read(path).map_err(|e| Stop::at(path, "read", e))?;
        let read = ingest::read(&path.display().to_string(), &bytes)
            .map_err(|skipped| Stop::at(path, "read", skipped.reason))?;
        for doubt in &read.doubts {
            say(format_args!("doubtful  {}: {doubt}", path.display()));
        }
        let documents = read.documents.into_iter().map(|document| retyped(document, arguments));
        builder.add_all(Batch::new(documents)?, |_, _| None)?;
    }
    Ok(Engine::open(builder.finish()?)?)
}

/// A document as the options want it.
fn retyped(mut document: Document, arguments: &Arguments) -> Document {
    if arguments.no_titles {
        // A title that is part of the text stays a part of it, but is no title any more.
        document.meta.title.clear();
        document.title_span = None;
    }
    match arguments.mixed_half_spaces {
        true => HalfSpaces::of(&document.id).retyped(document),
        false => document,
    }
}

/// The queries of a set that its documents can answer, as the options want them.
fn queries(set: &Set, engine: &Engine, arguments: &Arguments) -> Outcome<Vec<Query>> {
    let mut queries = Vec::new();
    for path in &set.queries {
        let text = std::fs::read_to_string(path).map_err(|e| Stop::at(path, "read", e))?;
        queries.extend(evaluation::queries(&text).map_err(|e| Stop::at(path, "read", e))?);
    }
    if arguments.typos {
        queries.extend(evaluation::typos(&queries));
    }
    let kinds = &arguments.kinds;
    queries.retain(|query| kinds.is_empty() || kinds.contains(&query.kind));
    let all = queries.len();
    let ids = ids(engine)?;
    queries.iter_mut().for_each(|query| query.relevant.retain(|id| ids.contains(id)));
    queries.retain(|query| !query.relevant.is_empty());
    if queries.is_empty() {
        let found = match all {
            0 => "no query of these kinds".to_string(),
            n => format!("{n}, all about documents that are not there"),
        };
        return Stop::failed(format!("expected queries about {}, found {found}", set.name));
    }
    if queries.len() < all {
        let about = all - queries.len();
        say(format_args!("{}: {about} queries left out: their documents are not there", set.name));
    }
    if arguments.mixed_half_spaces {
        for query in &mut queries {
            query.text = HalfSpaces::of(&query.id).typed(&query.text);
        }
    }
    Ok(evaluation::sample(queries, arguments.most.unwrap_or(usize::MAX)))
}

fn ids(engine: &Engine) -> Outcome<BTreeSet<String>> {
    let request = ListRequest { limit: u32::MAX, ..ListRequest::default() };
    match engine.answer(&Request::Documents(request))? {
        Response::Documents(listing) => Ok(listing.documents.into_iter().map(|d| d.id).collect()),
        _ => Stop::failed("the engine answered another question: please report it"),
    }
}

/// How long the queries took, shortest first.
#[derive(Default)]
struct Times(Vec<Duration>);

impl Times {
    /// In milliseconds; `percent` of the queries took no longer.
    fn percentile(&self, percent: usize) -> f64 {
        let nth = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(nth).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
    }
}

/// Figures from elsewhere, under their set and kind.
struct Beside {
    name: String,
    rows: BTreeMap<(String, String), [Option<f64>; 3]>,
}

/// What the rows over several kinds are called in a file of figures.
const MEAN: &str = "mean of kinds";
const ALL: &str = "all queries";

impl Beside {
    /// Reads what `--tsv` writes; a figure that is not known is `-`, and `#` begins a remark.
    fn read(path: &Path) -> Outcome<Beside> {
        let text = std::fs::read_to_string(path).map_err(|e| Stop::at(path, "read", e))?;
        let mut rows = BTreeMap::new();
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let fields: Vec<&str> = line.split('\t').collect();
            let [set, kind, _, recall, mrr, ndcg] = fields[..] else {
                return Stop::failed(format!(
                    "{}: line {number}: expected six fields (set, kind, queries, R@10, MRR@10, \
                     nDCG@10) with tabs between, found {}",
                    path.display(),
                    fields.len()
                ));
            };
            let figures = [recall, mrr, ndcg].map(|figure| figure.parse().ok());
            rows.insert((set.to_string(), kind.to_string()), figures);
        }
        Ok(Beside { name: name_of(path).trim_end_matches(".tsv").to_string(), rows })
    }

    fn of(&self, set: &str, kind: &str) -> Option<[Option<f64>; 3]> {
        self.rows.get(&(set.to_string(), kind.to_string())).copied()
    }
}

/// The kinds of a set, then the rows over all of them.
fn rows(table: &Table) -> impl Iterator<Item = (&str, Figures)> {
    table.kinds().chain([(MEAN, table.mean()), (ALL, table.all())])
}

fn row(figures: &Figures) -> String {
    let Figures { queries, recall, mrr, ndcg } = figures;
    format!("{queries:>8} {recall:>8.4} {mrr:>8.4} {ndcg:>8.4}")
}

/// A table for people.
fn show(report: &Report, beside: Option<&Beside>, results: &mut Results) -> Outcome {
    let Report { set, documents, table, times } = report;
    results.line(format_args!(
        "{set}: {}, {:.2} ms a query, {:.2} ms at most for 99 %",
        counted(*documents, "document"),
        times.percentile(50),
        times.percentile(99)
    ))?;
    let other = beside.map_or(String::new(), |b| format!("    ({}: R, MRR, nDCG)", b.name));
    results.line(format_args!(
        "  {:<22} {:>8} {:>8} {:>8} {:>8}{other}",
        "kind", "queries", "R@10", "MRR@10", "nDCG@10"
    ))?;
    for (kind, figures) in rows(table) {
        let known = beside.and_then(|beside| beside.of(set, kind));
        let other = known.map_or(String::new(), |known| {
            format!("    ({})", known.map(|f| figure(f, 4)).join(", "))
        });
        results.line(format_args!("  {kind:<22} {}{other}", row(&figures)))?;
    }
    results.line(format_args!(""))
}

fn figure(figure: Option<f64>, digits: usize) -> String {
    figure.map_or("–".to_string(), |figure| format!("{figure:.digits$}"))
}

fn tsv(report: &Report, results: &mut Results) -> Outcome {
    for (kind, figures) in rows(&report.table) {
        let Figures { queries, recall, mrr, ndcg } = figures;
        let set = &report.set;
        results.line(format_args!("{set}\t{kind}\t{queries}\t{recall:.4}\t{mrr:.4}\t{ndcg:.4}"))?;
    }
    Ok(())
}

/// A table for the README: a line a set, and under it what is known from elsewhere.
fn markdown(reports: &[Report], beside: Option<&Beside>, results: &mut Results) -> Outcome {
    let columns = [MEAN, "keyword", "variant", ALL];
    results.line(format_args!(
        "| R@10 / MRR@10 / nDCG@10 | documents | queries | {} | ms a query, 99th |",
        columns.join(" | ")
    ))?;
    results.line(format_args!("|---|--:|--:|{}--:|", "--:|".repeat(columns.len())))?;
    let cell = |known: [Option<f64>; 3]| known.map(|f| figure(f, 3)).join(" / ");
    for Report { set, documents, table, times } in reports {
        let figures: BTreeMap<&str, Figures> = rows(table).collect();
        let cells = columns.map(|kind| {
            figures.get(kind).map_or("–".into(), |f| cell([f.recall, f.mrr, f.ndcg].map(Some)))
        });
        results.line(format_args!(
            "| {set} | {documents} | {} | {} | {:.1}, {:.1} |",
            table.all().queries,
            cells.join(" | "),
            times.percentile(50),
            times.percentile(99)
        ))?;
        let known = columns.map(|kind| beside.and_then(|beside| beside.of(set, kind)));
        if let Some(beside) = beside.filter(|_| known.iter().any(Option::is_some)) {
            let cells = known.map(|known| known.map_or("–".into(), cell));
            results.line(format_args!("| · {} | | | {} | |", beside.name, cells.join(" | ")))?;
        }
    }
    Ok(())
}

/// The reports as `--json` prints them.
#[derive(Serialize)]
struct Plain<'a> {
    sets: Vec<PlainSet<'a>>,
}

#[derive(Serialize)]
struct PlainSet<'a> {
    set: &'a str,
    documents: u32,
    kinds: BTreeMap<&'a str, Figures>,
    mean: Figures,
    all: Figures,
    milliseconds: PlainTimes,
}

#[derive(Serialize)]
struct PlainTimes {
    p50: f64,
    p99: f64,
    most: f64,
}

impl<'a> From<&'a Report> for PlainSet<'a> {
    fn from(report: &'a Report) -> PlainSet<'a> {
        let Report { set, documents, table, times } = report;
        PlainSet {
            set,
            documents: *documents,
            kinds: table.kinds().collect(),
            mean: table.mean(),
            all: table.all(),
            milliseconds: PlainTimes {
                p50: times.percentile(50),
                p99: times.percentile(99),
                most: times.percentile(100),
            },
        }
    }
}
