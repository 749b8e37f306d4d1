//! `kashf collocates`: a query → the words that stand near it more often than chance would have it.

use std::path::PathBuf;

use kashf::engine::protocol::{
    Collocates, CollocatesRequest, Expected, Request, Response, Unit, Window,
};

use super::texts::described;
use super::{Chosen, Ignored, Shown, ask, matching, named};
use crate::columns::{Cell, Table};
use crate::corpus;
use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// The node, as `search` reads it
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// What is near: words, sentence (words of the same one), document
    #[arg(long, default_value = "words", value_parser = named::<Window>)]
    window: Window,
    /// Words before the node that are near, up to 50
    #[arg(long, value_name = "N", default_value_t = 5)]
    before: u32,
    /// Words after it
    #[arg(long, value_name = "N", default_value_t = 5)]
    after: u32,
    /// What chance would give: window (by the words really near), plain (f1·f2/N), span
    /// (f1·f2·width/N)
    #[arg(long, default_value = "window", value_parser = named::<Expected>)]
    expected: Expected,
    /// The measures to show; the first gives the order
    #[arg(long, value_name = "NAMES", value_delimiter = ',', default_value = "log-dice,g2,mi,t")]
    measures: Vec<String>,
    /// What one word is: form (as printed), key (whatever the spelling), stem (inflections too)
    #[arg(long, default_value = "key", value_parser = named::<Unit>)]
    unit: Unit,
    /// Tell how the same words stand to the node in these texts, such as "lang=ar; from=2021"
    #[arg(long, value_name = "TEXTS")]
    against: Option<String>,
    #[command(flatten)]
    ignored: Ignored,
    /// Leave out what is near less often
    #[arg(long, value_name = "N", default_value_t = 3)]
    least: u32,
    /// Leave out what is near in fewer documents
    #[arg(long, value_name = "N", default_value_t = 1)]
    least_documents: u32,
    /// Count menus, comments and other titles too, not the articles alone
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
    let (stop, stop_words) = arguments.ignored.read()?;
    let against = arguments.against.as_deref().map(|it| described(&engine, it)).transpose()?;
    let Arguments { query, window, before, after, expected, measures, unit, chosen, shown, .. } =
        arguments;
    let request = CollocatesRequest {
        query,
        matching: matching(arguments.everything),
        within: chosen.texts(&engine)?,
        unit,
        window,
        before,
        after,
        expected,
        measures,
        least: arguments.least,
        least_documents: arguments.least_documents,
        stop,
        stop_words,
        against,
        limit: shown.limit,
        offset: shown.offset,
    };
    let answer = ask(&engine, Request::Collocates(request.clone()), |response| match response {
        Response::Collocates(answer) => Some(answer),
        _ => None,
    })?;
    let rows = [answer.rows.len(), answer.total as usize];
    shown.print(&request, &answer, &answer.notes, rows, || table(&answer))
}

fn table(answer: &Collocates) -> Table {
    let mut table = Table::new(["word", "together", "before", "after", "documents", "count"]);
    table.head(answer.measures.iter().map(String::as_str));
    let first = answer.against.iter().flat_map(|_| answer.measures.iter().take(1));
    let first: Vec<String> = first.map(|id| format!("other_{id}")).collect();
    table.head(answer.against.iter().map(|_| "other_together"));
    table.head(first.iter().map(String::as_str));
    for row in &answer.rows {
        let counts = [row.together, row.before, row.after, row.documents, row.count];
        let measures = row.measures.iter().map(|&measure| Cell::from(measure));
        let word = [Cell::from(row.word.as_str())];
        let others = row.against.iter().flat_map(|others| {
            let first = others.measures.iter().take(1).map(|&measure| Cell::from(measure));
            std::iter::once(Cell::from(others.together)).chain(first)
        });
        table.row(word.into_iter().chain(counts.map(Cell::from)).chain(measures).chain(others));
    }
    table
}
