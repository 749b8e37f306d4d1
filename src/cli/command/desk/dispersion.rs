//! `kashf dispersion`: a query → how evenly what it finds is spread.

use std::path::PathBuf;

use kashf::engine::protocol::{Dispersion, DispersionRequest, Parts, Request, Response};

use super::{Chosen, Shown, ask, matching, named};
use crate::columns::{Cell, Table};
use crate::corpus;
use crate::output::say;
use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// What, as `search` reads it
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// What the parts are: documents, sources, days, months, years, equal
    #[arg(long, default_value = "documents", value_parser = named::<Parts>)]
    parts: Parts,
    /// How many equal parts, 2 to 1000
    #[arg(long, value_name = "N", default_value_t = 10)]
    equal: u32,
    /// Show the figures instead of the parts
    #[arg(long)]
    figures: bool,
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
    let Arguments { query, parts, equal, figures, everything, chosen, shown, .. } = arguments;
    let request = DispersionRequest {
        query,
        matching: matching(everything),
        within: chosen.texts(&engine)?,
        parts,
        distances: false,
        equal,
        limit: shown.limit,
        offset: shown.offset,
    };
    let answer = ask(&engine, Request::Dispersion(request.clone()), |response| match response {
        Response::Dispersion(answer) => Some(answer),
        _ => None,
    })?;
    let rows = match figures {
        true => [answer.figures.len(); 2],
        false => [answer.rows.len(), answer.parts as usize],
    };
    let table = || if figures { of_figures(&answer) } else { of_parts(&answer) };
    shown.print(&request, &answer, &answer.notes, rows, table)?;
    let figure = |name: &str| {
        let found = answer.figures.iter().find(|(it, _)| it == name).and_then(|(_, value)| *value);
        found.map_or("–".to_owned(), |value| format!("{value:.3}"))
    };
    say(format_args!(
        "{} hits in {} parts: DP {}, Juilland’s D {}; --figures shows all",
        answer.hits,
        answer.parts,
        figure("dp"),
        figure("d")
    ));
    Ok(())
}

fn of_figures(answer: &Dispersion) -> Table {
    let mut table = Table::new(["figure", "value"]);
    for (name, value) in &answer.figures {
        table.row([Cell::from(name.as_str()), Cell::from(*value)]);
    }
    table
}

fn of_parts(answer: &Dispersion) -> Table {
    let mut table = Table::new(["part", "id", "hits", "words", "per_million"]);
    for row in &answer.rows {
        let share = 1e6 * f64::from(row.hits) / f64::from(row.words.max(1));
        let name = if row.name.is_empty() { "(none)" } else { &row.name };
        let names = [Cell::from(name), Cell::from(row.id.as_str())];
        let numbers = [row.hits.into(), row.words.into(), Cell::from(Some(share))];
        table.row(names.into_iter().chain(numbers));
    }
    table
}
