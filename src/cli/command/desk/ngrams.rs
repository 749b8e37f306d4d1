//! `kashf ngrams`: texts → how often words stand in a row.

use std::path::PathBuf;

use kashf::engine::protocol::{NgramsRequest, Request, Response, Unit, WordOrder};

use super::texts::described;
use super::{Chosen, Ignored, Shown, ask, matching, named, of_frequencies};
use crate::corpus;
use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// How many words, 1 to 6
    #[arg(long, value_name = "N", default_value_t = 2)]
    size: u32,
    /// How many words may be passed over inside, up to 4
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip: u32,
    /// Only rows around what this query finds
    #[arg(long, default_value = "", hide_default_value = true, allow_hyphen_values = true)]
    query: String,
    /// What one word is: form (as printed), key (whatever the spelling), stem (inflections too)
    #[arg(long, default_value = "key", value_parser = named::<Unit>)]
    unit: Unit,
    /// Count each value of this apart: lang, source, year, any metadata
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    by: String,
    /// Count the rows in these texts too, such as "lang=ar; from=2021"
    #[arg(long, value_name = "TEXTS")]
    against: Option<String>,
    #[command(flatten)]
    ignored: Ignored,
    /// Leave out what occurs less often
    #[arg(long, value_name = "N", default_value_t = 2)]
    least: u32,
    /// Leave out what stands in fewer documents
    #[arg(long, value_name = "N", default_value_t = 1)]
    least_documents: u32,
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
    let Arguments { size, skip, query, unit, least, least_documents, order, chosen, shown, .. } =
        arguments;
    let request = NgramsRequest {
        within: chosen.texts(&engine)?,
        matching: matching(arguments.everything),
        unit,
        size,
        skip,
        query,
        stop,
        stop_words,
        least,
        least_documents,
        order,
        by: arguments.by,
        against,
        limit: shown.limit,
        offset: shown.offset,
    };
    let answer = ask(&engine, Request::Ngrams(request.clone()), |response| match response {
        Response::Ngrams(answer) => Some(answer),
        _ => None,
    })?;
    let rows = [answer.rows.len(), answer.total as usize];
    shown.print(&request, &answer, &answer.notes, rows, || of_frequencies(&answer))
}
