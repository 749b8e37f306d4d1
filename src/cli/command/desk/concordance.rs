//! `kashf concordance`: a query → every place that it finds, with what stands around it.

use std::path::PathBuf;

use kashf::engine::protocol::{
    Concordance, ConcordanceRequest, ContextUnit, Reason, Request, Response, SortKey,
};

use super::{Chosen, Shown, ask, matching, named};
use crate::columns::{Cell, Table, columns, isolated};
use crate::corpus;
use crate::output::{Results, counted, one_line, say};
use crate::stop::Outcome;

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
    let Arguments { query, context, unit, sort, sample, seed, distinct, chosen, shown, .. } =
        arguments;
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
    };
    let answer = ask(&engine, Request::Concordance(request.clone()), |response| match response {
        Response::Concordance(answer) => Some(answer),
        _ => None,
    })?;
    let rows = [answer.lines.len(), answer.total as usize];
    if shown.json || shown.tsv {
        shown.print(&request, &answer, &answer.notes, rows, || table(&answer))?;
    } else {
        show(&answer)?;
        shown.tell(&answer.notes, rows);
    }
    let (hits, documents) = (counted(answer.hits, "hit"), counted(answer.documents, "document"));
    say(format_args!("{hits} in {documents}"));
    Ok(())
}

fn table(answer: &Concordance) -> Table {
    let mut table = Table::new([
        "id", "title", "lang", "date", "source", "position", "hit", "before", "node", "after",
        "why", "repeated",
    ]);
    for line in &answer.lines {
        let known = [&line.id, &line.title, &line.lang, &line.date, &line.source];
        let known = known.map(|text| Cell::from(text.as_str()));
        let text = [&line.before, &line.node, &line.after].map(|text| Cell::from(text.as_str()));
        let numbers: [Cell; 2] = [line.position.into(), line.hit.into()];
        let rest: [Cell; 2] = [line.why.map_or("", reason).into(), line.repeated.into()];
        table.row(known.into_iter().chain(numbers).chain(text).chain(rest));
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
