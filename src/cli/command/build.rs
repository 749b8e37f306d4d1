//! `kashf build`: files → documents → an index → what people open.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use kashf::decisions::{self, Decisions, Problem};
use kashf::document::Document;
use kashf::engine::Engine;
use kashf::error::Error;
use kashf::index::{About, Builder, Summary};
use kashf::ingest::lines::Notes;
use kashf::ingest::{self, language};
use kashf::package::{self, Direction, Edition, Font, Package, Program};
use kashf::view::language::{Dir, Lang, usual_direction};
use kashf::view::number;
use serde::{Serialize, Serializer};

use crate::artefact::{self, Staged, Written};
use crate::config::{self, Config};
use crate::output::{Results, counted, say};
use crate::source::{self, Except, Found, Part, Run, Source};
use crate::stop::{Outcome, Stop};
use crate::{size, temporary};

/// Where texts are looked for when no input is given: the sample of a source checkout.
const DEFAULT_INPUT: &str = "corpus";
/// What the files are called when nobody says.
const DEFAULT_NAME: &str = "kashf";

#[derive(clap::Args)]
pub struct Arguments {
    /// Files and folders of texts (.txt, .md, .html, .jsonl, .csv, .docx, .odt, .epub, TEI,
    /// OpenITI, .zip of these) [default: corpus]
    input: Vec<PathBuf>,
    /// The folder to write into
    #[arg(long, value_name = "DIR", default_value = "dist")]
    out: PathBuf,
    /// What the written files are called [default: kashf]
    #[arg(long)]
    name: Option<String>,
    /// The title of the corpus [default: the name of the input folder]
    #[arg(long)]
    title: Option<String>,
    /// Settings [default: kashf.toml in the input folder, if there]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// What to write [default: all four]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMATS")]
    format: Vec<Format>,
    /// Files read at once [default: one a processor]
    #[arg(long, value_name = "K")]
    jobs: Option<NonZeroUsize>,
    /// Hold about so much of the texts in memory (200M, 2G) and set the rest aside beside what
    /// is written; the different words come on top, and of pages and sites the whole index
    #[arg(long, value_name = "SIZE")]
    memory: Option<String>,
    /// Leave out where the commonest words stand: a few hundredths smaller, the same answers; the
    /// first question for one of them reads all the texts
    #[arg(long)]
    lean: bool,
    /// What people decided about documents: a file that a page exported [default: `decisions` of
    /// the settings]
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// Report as one JSON object
    #[arg(long)]
    json: bool,
    /// The date of the build, to be shown; the clock is never asked
    #[arg(long)]
    date: Option<String>,
    /// Carry a font along: `naskh` (Noto Naskh Arabic), or a WOFF2 file
    #[arg(long, value_name = "naskh|FILE")]
    font: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Format {
    /// One self-contained page
    Html,
    /// A folder for a web server or a disk
    Site,
    /// That folder, zipped
    Zip,
    /// The bare index
    Index,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Report {
    documents: u32,
    tokens: u32,
    text_bytes: u64,
    languages: BTreeMap<String, u32>,
    /// Every file that was read, in their order.
    files: Vec<FileRead>,
    /// How many files and documents there are of each format.
    formats: BTreeMap<&'static str, Count>,
    skipped: Vec<Remark>,
    doubts: Vec<Remark>,
    /// What became of the decisions, where some were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    decisions: Option<Settled>,
    artefacts: Vec<Written>,
    seconds: f64,
    /// Of text, the whole build long.
    megabytes_per_second: f64,
    /// What the parts of the index take.
    #[serde(serialize_with = "by_name")]
    sections: Vec<(&'static str, u64)>,
}

fn by_name<S: Serializer>(
    sections: &[(&'static str, u64)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(sections.iter().copied())
}

/// A file that was read.
#[derive(Serialize)]
struct FileRead {
    file: String,
    format: &'static str,
    documents: usize,
}

/// What was read of a format.
#[derive(Default, Serialize)]
struct Count {
    files: usize,
    documents: usize,
}

/// A file, and what is to be said of it.
#[derive(Serialize)]
struct Remark {
    file: String,
    reason: String,
}

/// What became of decisions.
#[derive(Serialize)]
struct Settled {
    /// How many were applied.
    applied: usize,
    /// What there is to say of others, and of some of these.
    problems: Vec<Trouble>,
}

/// What is to be said of a decision.
#[derive(Serialize)]
struct Trouble {
    /// Its number in the file, from 1.
    decision: u32,
    id: String,
    what: &'static str,
    reason: &'static str,
    /// Whether it was applied all the same.
    applied: bool,
}

impl Settled {
    fn new(all: usize, problems: &[Problem]) -> Settled {
        let refused = problems.iter().filter(|problem| !problem.applied).count();
        let trouble = |problem: &Problem| Trouble {
            decision: problem.number + 1,
            id: problem.id.clone(),
            what: problem.what.name(),
            reason: problem.trouble.in_english(),
            applied: problem.applied,
        };
        Settled { applied: all - refused, problems: problems.iter().map(trouble).collect() }
    }
}

/// A build with all its settings made out.
struct Plan {
    inputs: Vec<PathBuf>,
    out: PathBuf,
    name: String,
    about: About,
    exclude: Vec<String>,
    formats: Vec<Format>,
    jobs: usize,
    /// Bytes of what grows with the texts, at most, if there is a bound.
    memory: Option<usize>,
    lean: bool,
    font: Option<(String, Vec<u8>)>,
    /// What people decided, and the file that says so.
    decisions: Option<(PathBuf, Decisions)>,
}

/// Builds.
pub fn run(arguments: Arguments) -> Outcome {
    let start = Instant::now();
    let json = arguments.json;
    let plan = plan(arguments)?;
    let found = source::find(&plan.inputs, &plan.except())?;
    let mut remarks = Remarks { each: json, ..Remarks::default() };
    let builder = read(&plan, &found, &mut remarks)?;
    say(format_args!("writing the index …"));
    let (summary, artefacts) = write(&plan, builder)?;
    let report = report(summary, remarks, artefacts, start);
    if json {
        let mut results = Results::open();
        results.json(&report)?;
        return results.finish();
    }
    tell(&report, &found)
}

fn plan(arguments: Arguments) -> Outcome<Plan> {
    let inputs = inputs(arguments.input)?;
    let config = match (&arguments.config, &inputs[..]) {
        (Some(file), _) => Config::read(file)?,
        (None, [one]) if one.join(config::FILE_NAME).is_file() => {
            Config::read(&one.join(config::FILE_NAME))?
        }
        _ => Config::default(),
    };
    let beside = config_folder(&arguments.config, &inputs);
    let of_settings = (!config.decisions.is_empty()).then(|| beside.join(&config.decisions));
    let or = |value: String, default: &str| {
        if value.is_empty() { default.to_string() } else { value }
    };
    let name = arguments.name.unwrap_or_else(|| or(config.name, DEFAULT_NAME));
    check_name(&name)?;
    let title = arguments.title.filter(|title| !title.trim().is_empty());
    let about = About {
        title: title.unwrap_or_else(|| or(config.title, &title_of(&inputs[0]))),
        description: config.description,
        licence: config.licence,
        built: built(arguments.date, config.date)?,
    };
    let processors = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    Ok(Plan {
        inputs,
        out: arguments.out,
        name,
        about,
        exclude: config.exclude,
        formats: formats(arguments.format)?,
        jobs: arguments.jobs.map_or_else(processors, NonZeroUsize::get).min(256),
        memory: arguments.memory.as_deref().map(size::memory).transpose()?,
        lean: arguments.lean,
        font: arguments.font.as_deref().map(font).transpose()?,
        decisions: arguments.decisions.or(of_settings).map(read_decisions).transpose()?,
    })
}

/// The folder of the settings, from which they name other files.
fn config_folder(given: &Option<PathBuf>, inputs: &[PathBuf]) -> PathBuf {
    let folder = given.as_deref().map(|file| file.parent().unwrap_or(Path::new("")));
    folder.or(inputs.first().map(PathBuf::as_path)).unwrap_or(Path::new("")).to_path_buf()
}

fn read_decisions(path: PathBuf) -> Outcome<(PathBuf, Decisions)> {
    let length = std::fs::metadata(&path).map_err(|e| Stop::at(&path, "read", e))?.len();
    let read = || {
        decisions::file::check_size(length as usize)?;
        Ok(std::fs::read(&path))
    };
    let named = |error: Error| Stop::Failed(format!("{}: {error}", path.display()));
    let bytes = read().map_err(named)?.map_err(|e| Stop::at(&path, "read", e))?;
    let decisions = decisions::file::read(&bytes).map_err(named)?;
    Ok((path, decisions))
}

fn inputs(given: Vec<PathBuf>) -> Outcome<Vec<PathBuf>> {
    if !given.is_empty() {
        return Ok(given);
    }
    if Path::new(DEFAULT_INPUT).is_dir() {
        return Ok(vec![PathBuf::from(DEFAULT_INPUT)]);
    }
    Stop::misused(format!(
        "expected an input, found none, and no folder `{DEFAULT_INPUT}` here: \
         name a file or folder of texts, as in `kashf build TEXTS`"
    ))
}

/// A folder's name; a file's without its ending.
fn title_of(input: &Path) -> String {
    let name = source::own_name(input);
    match Path::new(&name).file_stem() {
        Some(stem) if !input.is_dir() => stem.to_string_lossy().into_owned(),
        _ => name,
    }
}

fn check_name(name: &str) -> Outcome {
    let odd = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    if name.is_empty() || name.starts_with('.') || name.contains(odd) {
        return Stop::misused(format!(
            "expected a name for files, found {name:?}: choose one without slashes, colons, quotes, \
             and dots in front"
        ));
    }
    Ok(())
}

/// Which date to show: as given, else of the settings, else of `SOURCE_DATE_EPOCH`.
fn built(given: Option<String>, config: String) -> Outcome<String> {
    if let Some(date) = given.or(Some(config)).filter(|date| !date.is_empty()) {
        return Ok(date);
    }
    let Some(epoch) = std::env::var("SOURCE_DATE_EPOCH").ok().filter(|e| !e.is_empty()) else {
        return Ok(String::new());
    };
    match epoch.parse::<u32>() {
        Ok(seconds) => Ok(date_of(seconds)),
        Err(_) => Stop::failed(format!(
            "expected seconds since 1970 in SOURCE_DATE_EPOCH, found {epoch:?}: correct or unset it"
        )),
    }
}

/// The day of a moment, as `2021-12-17`.
fn date_of(seconds: u32) -> String {
    let mut days = seconds / 86_400;
    let leap = |year: u32| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut year = 1970;
    while days >= 365 + u32::from(leap(year)) {
        days -= 365 + u32::from(leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u32::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    format!("{year}-{:02}-{:02}", month + 1, days + 1)
}

fn formats(mut given: Vec<Format>) -> Outcome<Vec<Format>> {
    if given.is_empty() {
        given = vec![Format::Html, Format::Site, Format::Zip, Format::Index];
    }
    given.sort();
    given.dedup();
    if given != [Format::Index] && Program::embedded().is_none() {
        return Stop::failed(
            "expected a program that carries the page, found one built without it: \
             give --format index, or build kashf with its default features",
        );
    }
    Ok(given)
}

/// The font for Arabic script that this program has with it, and what one calls it.
const OWN_FONT: (&str, &[u8]) =
    ("naskh", include_bytes!("../../../style/fonts/noto-naskh-arabic.woff2"));

/// A font's family name, made from the file's name, and its bytes.
fn font(path: &Path) -> Outcome<(String, Vec<u8>)> {
    if path == Path::new(OWN_FONT.0) && !path.exists() {
        return Ok(("Kashf Noto Naskh Arabic".to_string(), OWN_FONT.1.to_vec()));
    }
    let bytes = std::fs::read(path).map_err(|e| Stop::at(path, "read", e))?;
    if !bytes.starts_with(b"wOF2") {
        return Stop::failed(format!(
            "expected a WOFF2 font in {}, found something else: convert it, with `woff2_compress` perhaps",
            path.display()
        ));
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let family: String =
        stem.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { ' ' }).collect();
    Ok((format!("Kashf {}", family.trim()), bytes))
}

impl Plan {
    fn target(&self, format: Format) -> PathBuf {
        let ending = match format {
            Format::Html => ".html",
            Format::Site => "",
            Format::Zip => ".zip",
            Format::Index => ".kashf",
        };
        self.out.join(format!("{}{ending}", self.name))
    }

    /// Bytes of a large file that a thread reads at once: each is held some times over, as a
    /// text, as documents, and as their words.
    fn at_once(&self) -> usize {
        let room = self.memory.map_or(usize::MAX, |bound| bound / 32 / self.jobs);
        room.clamp(16 << 10, 2 << 20)
    }

    /// What earlier builds wrote is no input: the folder of results if it lies within an
    /// input, else (the results lie among the texts) the results alone.
    fn except(&self) -> Except<'_> {
        let out = self.out.canonicalize().ok();
        let same = self.inputs.iter().any(|input| input.canonicalize().ok() == out);
        let written = match out {
            Some(out) if !same => vec![out],
            _ => Format::value_variants()
                .iter()
                .filter_map(|&format| self.target(format).canonicalize().ok())
                .collect(),
        };
        // An input inside the folder of results was asked for by name.
        let asked = |path: &PathBuf| {
            self.inputs
                .iter()
                .filter_map(|input| input.canonicalize().ok())
                .any(|i| i.starts_with(path))
        };
        let decisions = self.decisions.iter().filter_map(|(path, _)| path.canonicalize().ok());
        let written = written.into_iter().filter(|path| !asked(path)).chain(decisions).collect();
        Except { patterns: &self.exclude, written }
    }
}

/// What was said of files on the way.
#[derive(Default)]
struct Remarks {
    skipped: Vec<Remark>,
    doubts: Vec<Remark>,
    formats: BTreeMap<&'static str, Count>,
    /// Every file is to be named.
    each: bool,
    files: Vec<FileRead>,
    decisions: Option<Settled>,
}

impl Remarks {
    fn skip(&mut self, file: &str, reason: impl Into<String>) {
        self.skipped.push(Remark { file: file.to_string(), reason: reason.into() });
    }

    fn read(&mut self, file: &str, format: ingest::Format, documents: usize) {
        let format = format.name();
        let count = self.formats.entry(format).or_default();
        count.files += 1;
        count.documents += documents;
        if self.each {
            self.files.push(FileRead { file: file.to_string(), format, documents });
        }
    }

    fn doubt(&mut self, file: &str, reason: impl Into<String>) {
        self.doubts.push(Remark { file: file.to_string(), reason: reason.into() });
    }
}

/// Reads everything into a builder.
fn read(plan: &Plan, found: &Found, remarks: &mut Remarks) -> Outcome<Builder> {
    for (file, reason) in &found.skipped {
        remarks.skip(file, reason);
    }
    let progress = Progress::over(found.sources.len());
    let mut intake = Intake {
        builder: Builder::with_storage(
            plan.about.clone(),
            temporary::storage(plan.memory, &plan.out),
        )
        .threads(plan.jobs)
        .lean(plan.lean),
        next: HashMap::new(),
        notes: Notes::default(),
        given: 0,
        renamed: Vec::new(),
        decided: Decided::new(plan.decisions.as_ref().map(|(_, decisions)| decisions)),
    };
    // An id that a file gives may get a number behind it.
    let concerned: HashSet<&str> = intake
        .decided
        .by_id
        .keys()
        .flat_map(|id| [*id, id.rsplit_once('~').map_or(*id, |(given, _)| given)])
        .collect();
    let apart = |id: &str| concerned.contains(id);
    source::read_all(found, &apart, plan.jobs, plan.at_once(), |source, part| {
        if !matches!(part, Part::Start(..) | Part::Lines(..)) {
            progress.step();
        }
        intake.take(source, part, remarks)
    })?;
    progress.done();
    for (table, doubt) in found.about_tables() {
        remarks.doubt(&table, doubt.to_string());
    }
    if intake.builder.documents() == 0 {
        return Stop::failed(nothing_found(plan, found, remarks));
    }
    remarks.decisions = plan
        .decisions
        .as_ref()
        .map(|(_, decisions)| Settled::new(decisions.list().len(), &intake.decided.finish()));
    Ok(intake.builder)
}

fn nothing_found(plan: &Plan, found: &Found, remarks: &Remarks) -> String {
    let place = plan.inputs.iter().map(|i| i.display().to_string()).collect::<Vec<_>>().join(", ");
    let what = match (&remarks.skipped[..], found.excluded + found.hidden) {
        ([], 0) => "no file at all".to_string(),
        ([], _) => "only hidden or excluded files".to_string(),
        ([one], _) => format!("only {} ({})", one.file, one.reason),
        ([first, ..], _) => format!(
            "{} files that cannot be read, such as {} ({})",
            remarks.skipped.len(),
            first.file,
            first.reason
        ),
    };
    format!(
        "expected texts (.txt, .md, .html, .jsonl, .csv, .docx, .odt, .epub, TEI …) in {place}, found {what}: \
         nothing was written; name a folder with texts"
    )
}

/// What is decided, by the ids of documents, and what came of it.
#[derive(Default)]
struct Decided<'a> {
    by_id: HashMap<&'a str, decisions::Of<'a>>,
    problems: Vec<Problem>,
}

impl<'a> Decided<'a> {
    fn new(decisions: Option<&'a Decisions>) -> Decided<'a> {
        let mut by_id = HashMap::new();
        for (number, decision) in decisions.into_iter().flat_map(|all| (0..).zip(all.list())) {
            let of: &mut decisions::Of<'a> = by_id.entry(decision.id.as_str()).or_default();
            of.push(number, decision);
        }
        Decided { by_id, problems: Vec::new() }
    }

    /// Applies to a document what is decided about it.
    fn apply(&mut self, document: &mut Document) {
        if let Some(of) = self.by_id.remove(document.id.as_str()) {
            self.problems.extend(of.apply(document));
        }
    }

    /// What there is to say, in the order of the decisions: of documents that did not come, too.
    fn finish(mut self) -> Vec<Problem> {
        self.problems.extend(self.by_id.values().flat_map(decisions::Of::unknown));
        self.problems.sort_by_key(|problem| problem.number);
        self.problems
    }
}

/// Documents on their way into the builder, each with an id of its own.
struct Intake<'a> {
    builder: Builder,
    /// For an id that was there twice, the number to try next.
    next: HashMap<String, u32>,
    /// What is to be said of a file that is being read by lines, and how many documents it gave.
    notes: Notes,
    given: usize,
    /// Documents of the file at hand that were there already: their ids, and their new ones.
    renamed: Vec<(String, String)>,
    decided: Decided<'a>,
}

impl Intake<'_> {
    fn take(&mut self, source: &Source, part: Part, remarks: &mut Remarks) -> Outcome {
        let doubts = match part {
            Part::Start(notes) => {
                self.notes = notes;
                return Ok(());
            }
            Part::Lines(runs, lines) => {
                self.given += lines.given;
                self.notes.take(lines);
                return self.add(runs);
            }
            Part::End => {
                let given = std::mem::take(&mut self.given);
                let notes = std::mem::take(&mut self.notes);
                let format = notes.format();
                let doubts = notes.finish();
                if doubts.is_ok() {
                    remarks.read(&source.name, format, given);
                }
                doubts
            }
            Part::File(Ok(whole)) => {
                remarks.read(&source.name, whole.format, whole.documents);
                self.add(whole.runs).map(|()| Ok(whole.doubts))?
            }
            Part::File(Err(skipped)) => Err(skipped),
        };
        match doubts {
            Ok(doubts) => {
                doubts.iter().for_each(|doubt| remarks.doubt(&source.name, doubt.to_string()));
            }
            Err(skipped) => remarks.skip(&source.name, skipped.reason),
        }
        if let [(id, new), rest @ ..] = &std::mem::take(&mut self.renamed)[..] {
            let more = match rest.len() {
                0 => String::new(),
                n => format!("; so with {n} more"),
            };
            remarks.doubt(
                &source.name,
                format!(
                    "a document with the id “{id}” was there already; this one became “{new}”{more}"
                ),
            );
        }
        Ok(())
    }

    /// Adds documents. One whose id is taken gets another: `ID~2`, `ID~3`, …
    fn add(&mut self, runs: Vec<Run>) -> Outcome {
        let Intake { builder, next, renamed, decided, .. } = self;
        let mut rename = |id: &str, taken: &dyn Fn(&str) -> bool| {
            let number = next.entry(id.to_string()).or_insert(2);
            loop {
                let candidate = format!("{id}~{number}");
                *number += 1;
                if !taken(&candidate) {
                    renamed.push((id.to_string(), candidate.clone()));
                    return Some(candidate);
                }
            }
        };
        for run in runs {
            match run {
                Run::Cut(batch) => builder.add_all(batch, &mut rename)?,
                Run::Apart(mut document) => {
                    // What is decided goes by the id that the document will have.
                    if builder.has(&document.id)
                        && let Some(id) = rename(&document.id, &|id| builder.has(id))
                    {
                        document.id = id;
                    }
                    decided.apply(&mut document);
                    builder.add(*document)?;
                }
            }
        }
        Ok(())
    }
}

/// A bar on a terminal, a line elsewhere.
struct Progress {
    bar: ProgressBar,
}

impl Progress {
    fn over(files: usize) -> Progress {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {bar:40} {pos} of {len} files, {elapsed}")
        {
            bar.set_style(style);
        }
        // One file may hold a whole corpus: what moves says that it has not stopped.
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        if bar.is_hidden() && files > 0 {
            say(format_args!("reading {files} files …"));
        }
        Progress { bar }
    }

    fn step(&self) {
        self.bar.inc(1);
    }

    fn done(&self) {
        self.bar.finish_and_clear();
    }
}

/// Writes the index, and what holds it. The index alone goes to its place as it is made; pages
/// are made of all of it.
fn write(plan: &Plan, builder: Builder) -> Outcome<(Summary, Vec<Written>)> {
    let mut staged = Staged::default();
    if plan.formats == [Format::Index] {
        artefact::create(&plan.out)?;
        let target = plan.target(Format::Index);
        let summary = staged.stream(target, |out| Ok(builder.write(out)?))?;
        return Ok((summary, staged.commit()?));
    }
    let mut index = Vec::new();
    let summary = builder.write(&mut index)?;
    let engine = Engine::open(index)?;
    let index = bytes(&engine);
    let cuts = engine.index().cuts();
    let package =
        Program::embedded().map(|program| Package::new(program, edition(plan, &engine, &cuts)));
    let package = package.transpose()?;
    artefact::create(&plan.out)?;
    for &format in &plan.formats {
        let target = plan.target(format);
        match (format, &package) {
            (Format::Html, Some(package)) => staged.file(target, package.page()?.as_bytes())?,
            (Format::Site, Some(package)) => staged.folder(target, &package.site()?)?,
            (Format::Zip, Some(package)) => {
                staged.file(target, &package::archive(&plan.name, &package.site()?)?)?;
            }
            (Format::Index, _) => staged.file(target, index)?,
            // `formats` has refused these already.
            (_, None) => {}
        }
    }
    Ok((summary, staged.commit()?))
}

/// The index's file; it has just been made, so all of it is here.
fn bytes(engine: &Engine) -> &[u8] {
    engine.index().file().unwrap_or_default()
}

/// How the pages present themselves: in the language of the title, else of most texts.
fn edition<'a>(plan: &'a Plan, engine: &'a Engine, cuts: &'a [u64]) -> Edition<'a> {
    let info = engine.info();
    let lang = match language::guess(&info.title) {
        "und" => info.languages.first().map_or("und", |share| share.name.as_str()),
        lang => lang,
    };
    let dir = match usual_direction(lang) {
        Some(Dir::Rtl) => Direction::Rtl,
        _ => Direction::Ltr,
    };
    let font = plan.font.as_ref().map(|(family, woff2)| Font { family, woff2 });
    Edition { name: &plan.name, title: &info.title, lang, dir, index: bytes(engine), cuts, font }
}

fn report(summary: Summary, remarks: Remarks, artefacts: Vec<Written>, start: Instant) -> Report {
    let mut languages = BTreeMap::new();
    for (lang, documents) in &summary.languages {
        // `fa-IR` counts as Persian.
        let primary = lang.split(['-', '_']).next().unwrap_or("und").to_ascii_lowercase();
        *languages.entry(primary).or_default() += documents;
    }
    let rounded = |number: f64| (number * 1000.0).round() / 1000.0;
    let seconds = start.elapsed().as_secs_f64();
    Report {
        documents: summary.documents,
        tokens: summary.words,
        text_bytes: summary.text_bytes,
        languages,
        files: remarks.files,
        formats: remarks.formats,
        skipped: remarks.skipped,
        doubts: remarks.doubts,
        decisions: remarks.decisions,
        artefacts,
        seconds: rounded(seconds),
        megabytes_per_second: rounded(summary.text_bytes as f64 / 1e6 / seconds.max(1e-6)),
        sections: summary.sections,
    }
}

/// The report for people: what was written is the result, the rest is talk.
fn tell(report: &Report, found: &Found) -> Outcome {
    for remark in &report.skipped {
        say(format_args!("skipped   {}: {}", remark.file, remark.reason));
    }
    for remark in &report.doubts {
        say(format_args!("doubtful  {}: {}", remark.file, remark.reason));
    }
    if let Some(Settled { applied, problems }) = &report.decisions {
        for Trouble { decision, id, what, reason, applied } in problems {
            let how = if *applied { "applied all the same" } else { "not applied" };
            say(format_args!("decision {decision}, {what} of {id}: {how}: {reason}"));
        }
        say(format_args!("{} applied", counted(*applied as u32, "decision")));
    }
    for (count, what) in [(found.hidden, "hidden"), (found.excluded, "excluded by the settings")] {
        if count > 0 {
            say(format_args!("passed over {count} {what}"));
        }
    }
    let mut languages: Vec<_> = report.languages.iter().collect();
    languages.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let languages: Vec<String> = languages.iter().map(|(lang, n)| format!("{lang} {n}")).collect();
    say(format_args!(
        "{}, {}, {} of text ({}) in {:.1} s, {:.1} MB/s",
        counted(report.documents, "document"),
        counted(report.tokens, "word"),
        number::bytes(Lang::En, report.text_bytes),
        languages.join(", "),
        report.seconds,
        report.megabytes_per_second
    ));
    let formats = report.formats.iter().map(|(format, count)| match count {
        Count { files, documents } if files == documents => format!("{format} {files}"),
        Count { files, documents } => {
            format!("{format} {files} with {}", counted(*documents as u32, "document"))
        }
    });
    say(format_args!("files: {}", formats.collect::<Vec<_>>().join(", ")));
    let section =
        |(name, bytes): &(&str, u64)| format!("{name} {}", number::bytes(Lang::En, *bytes));
    let sections: Vec<String> = report.sections.iter().map(section).collect();
    say(format_args!("the index: {}", sections.join(", ")));
    let mut results = Results::open();
    let width = report.artefacts.iter().map(|a| a.path.chars().count()).max().unwrap_or(0);
    for artefact in &report.artefacts {
        let bytes = number::bytes(Lang::En, artefact.bytes);
        results.line(format_args!("{:width$}  {bytes}", artefact.path))?;
    }
    results.finish()
}

#[cfg(test)]
mod tests {
    use super::date_of;

    #[test]
    fn days() {
        for (seconds, date) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_639_699_200, "2021-12-17"),
            (u32::MAX, "2106-02-07"),
        ] {
            assert_eq!(date_of(seconds), date);
        }
    }
}
