//! `kashf concordance`: a query → every place that it finds, with what stands around it.

use std::path::{Path, PathBuf};

use kashf::engine::protocol::{
    Concordance, ConcordanceRequest, ContextUnit, Reason, Request, Response, SortKey, Spot,
};
use kashf::view::marks::{self, Mark, Marks, Refused};

use super::{Chosen, Shown, ask, matching, named};
use crate::columns::{Cell, Table, columns, isolated};
use crate::corpus;
use crate::output::{Results, counted, one_line, say};
use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// What is looked for, as `search` reads it
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// How much to show on each side
    #[arg(long, value_name = "K", default_value_t = 8)]
    context: u32,
    /// What that is measured in: words, characters, sentence
    #[arg(long, default_value = "words", value_parser = named::<ContextUnit>)]
    unit: ContextUnit,
    /// Up to three keys: B1 to B9 (before), node, A1 to A9 (after), title, date, source
    #[arg(long, value_name = "A1,B1,node", value_delimiter = ',', value_parser = SortKey::named)]
    sort: Vec<SortKey>,
    /// So many lines, chosen by chance
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    sample: u32,
    /// Which chance: the same number chooses the same lines
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u32,
    /// Of lines that read the same only the first
    #[arg(long)]
    distinct: bool,
    /// Only the lines marked in a file that was saved on the page; tables have their labels and notes
    #[arg(long, value_name = "FILE")]
    marks: Option<PathBuf>,
    /// In menus, comments and other titles too, not the articles alone
    #[arg(long)]
    everything: bool,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    shown: Shown,
}

/// Asks and prints.
pub fn run(arguments: Arguments) -> Outcome {
    let engine = corpus::open(&arguments.corpus)?;
    let Arguments {
        query, context, unit, sort, sample, seed, distinct, marks, chosen, shown, ..
    } = arguments;
    let marks = marks.map(|path| opened(&path)).transpose()?;
    let request = ConcordanceRequest {
        query,
        matching: matching(arguments.everything),
        within: chosen.texts(&engine)?,
        context,
        unit,
        sort,
        limit: shown.limit,
        offset: shown.offset,
        sample,
        seed,
        distinct,
        only: marks.as_ref().map(|marks| {
            let place = |mark: &Mark| Spot { id: mark.id.clone(), position: mark.position };
            marks.list().map(place).collect()
        }),
    };
    let answer = ask(&engine, Request::Concordance(request.clone()), |response| match response {
        Response::Concordance(answer) => Some(answer),
        _ => None,
    })?;
    let rows = [answer.lines.len(), answer.total as usize];
    if shown.json || shown.tsv {
        shown.print(&request, &answer, &answer.notes, rows, || table(&answer, marks.as_ref()))?;
    } else {
        show(&answer)?;
        shown.tell(&answer.notes, rows);
    }
    let (hits, documents) = (counted(answer.hits, "hit"), counted(answer.documents, "document"));
    say(format_args!("{hits} in {documents}"));
    Ok(())
}

/// The marks in a file.
fn opened(path: &Path) -> Outcome<Marks> {
    let bytes = std::fs::read(path).map_err(|e| Stop::at(path, "read", e))?;
    let refused = match serde_json::from_slice(&bytes).map(marks::File::check) {
        Ok(Ok(marks)) => return Ok(Marks::of(marks)),
        Ok(Err(refused)) => refused,
        Err(_) => Refused::Other,
    };
    let path = path.display();
    Stop::failed(match refused {
        Refused::Other => format!(
            "expected marks saved on the page in {path}, found something else: save them there with “Save the marks”"
        ),
        Refused::Newer => format!(
            "expected marks of version {} in {path}, found a later one: update Kashf",
            marks::VERSION
        ),
        Refused::TooMuch => format!(
            "expected {} short marks at most in {path}, found more or longer ones: split the file",
            marks::MOST
        ),
    })
}

fn table(answer: &Concordance, marks: Option<&Marks>) -> Table {
    let names = [
        "id", "title", "lang", "date", "source", "position", "hit", "before", "node", "after",
        "why", "repeated",
    ];
    let written = marks.map_or(&[][..], |_| &["label", "note"]);
    let mut table = Table::new(names.iter().chain(written).copied());
    for line in &answer.lines {
        let known = [&line.id, &line.title, &line.lang, &line.date, &line.source];
        let known = known.map(|text| Cell::from(text.as_str()));
        let text = [&line.before, &line.node, &line.after].map(|text| Cell::from(text.as_str()));
        let numbers: [Cell; 2] = [line.position.into(), line.hit.into()];
        let rest: [Cell; 2] = [line.why.map_or("", reason).into(), line.repeated.into()];
        let mark = marks.and_then(|marks| marks.get(&line.id, line.position));
        let written = mark.map(|mark| [&mark.label, &mark.note].map(|it| Cell::from(it.as_str())));
        let written = written.into_iter().flatten();
        table.row(known.into_iter().chain(numbers).chain(text).chain(rest).chain(written));
    }
    table
}

fn reason(why: Reason) -> &'static str {
    super::super::search::name(why)
}

/// The lines for people: nodes below each other, and behind each line where it stands.
fn show(answer: &Concordance) -> Outcome {
    let mut results = Results::open();
    let before = |text: &str| columns(&one_line(text));
    let widest = answer.lines.iter().map(|line| before(&line.before)).max().unwrap_or(0);
    for line in &answer.lines {
        let space = " ".repeat(widest - before(&line.before));
        let node = results.marked(&one_line(&line.node));
        let (before, after) = (spaced(&line.before), spaced(&line.after));
        let repeated = match line.repeated {
            0 => String::new(),
            more => format!("  (and {more} more)"),
        };
        let said = isolated(&format!("{space}{before}{node}{after}"));
        let place = isolated(&one_line(&line.id));
        results.line(format_args!("{said}  [{place}:{}]{repeated}", line.position))?;
    }
    results.finish()
}

/// On one line, with the space next to the node.
fn spaced(text: &str) -> String {
    let ends = [text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace)];
    let [start, end] = ends.map(|it| if it { " " } else { "" });
    format!("{start}{}{end}", one_line(text.trim()))
}
