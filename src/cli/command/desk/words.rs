//! `kashf words`: texts → how often each word occurs in them.

use std::path::PathBuf;

use kashf::engine::protocol::{Request, Response, Unit, WordOrder, WordsRequest};

use super::texts::described;
use super::{Chosen, Ignored, Shown, ask, named, of_frequencies};
use crate::corpus;
use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// What one word is: form (as printed), key (whatever the spelling), stem (inflections too)
    #[arg(long, default_value = "key", value_parser = named::<Unit>)]
    unit: Unit,
    /// Count each value of this apart: lang, source, year, any metadata
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    by: String,
    /// Count the words in these texts too, such as "lang=ar; from=2021"
    #[arg(long, value_name = "TEXTS")]
    against: Option<String>,
    #[command(flatten)]
    ignored: Ignored,
    /// Leave out words that occur less often
    #[arg(long, value_name = "N", default_value_t = 1)]
    least: u32,
    /// Leave out words that occur more often; 1 leaves the hapaxes
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    most: u32,
    /// Only words that this query finds
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    query: String,
    /// The order: count, documents, word
    #[arg(long, default_value = "count", value_parser = named::<WordOrder>)]
    order: WordOrder,
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
    let Arguments { unit, by, least, most, query, order, everything, chosen, shown, .. } =
        arguments;
    let request = WordsRequest {
        within: chosen.texts(&engine)?,
        everything,
        unit,
        stop,
        stop_words,
        least,
        most,
        query,
        order,
        by,
        against,
        limit: shown.limit,
        offset: shown.offset,
    };
    let answer = ask(&engine, Request::Words(request.clone()), |response| match response {
        Response::Words(answer) => Some(answer),
        _ => None,
    })?;
    let rows = [answer.rows.len(), answer.total as usize];
    shown.print(&request, &answer, &answer.notes, rows, || of_frequencies(&answer))
}
