//! `kashf profile`: texts → how long they are, how diverse, and how they are spelt.

use std::path::PathBuf;

use kashf::engine::protocol::{
    Parts, ProfileRequest, ProfileRow, Profiles, Request, Response, Unit,
};

use super::{Chosen, Shown, ask, named};
use crate::columns::{Cell, Table};
use crate::corpus;
use crate::output::{counted, say};
use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// What the parts are: documents, sources, days, months, years, equal
    #[arg(long, default_value = "documents", value_parser = named::<Parts>)]
    parts: Parts,
    /// How many equal parts, 2 to 1000
    #[arg(long, value_name = "N", default_value_t = 10)]
    equal: u32,
    /// What one word is: form (as printed), key (in any spelling), stem (with its inflections)
    #[arg(long, default_value = "key", value_parser = named::<Unit>)]
    unit: Unit,
    /// Words of a window of MATTR and of a segment of MSTTR
    #[arg(long, value_name = "N", default_value_t = 100)]
    window: u32,
    /// The figure to order by, the highest first: mattr, mtld, ttr, …
    #[arg(long, value_name = "FIGURE", default_value = "", hide_default_value = true)]
    order: String,
    /// Show how many words have which letters, marks and digits, instead of the figures
    #[arg(long)]
    spelling: bool,
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
    let Arguments {
        parts, equal, unit, window, order, spelling, everything, chosen, shown, ..
    } = arguments;
    let request = ProfileRequest {
        within: chosen.texts(&engine)?,
        everything,
        unit,
        parts,
        equal,
        window,
        order,
        spelling,
        limit: shown.limit,
        offset: shown.offset,
    };
    let answer = ask(&engine, Request::Profile(request.clone()), |response| match response {
        Response::Profile(answer) => Some(answer),
        _ => None,
    })?;
    let rows = [answer.rows.len(), answer.parts as usize];
    shown.print(&request, &answer, &answer.notes, rows, || table(&answer, spelling))?;
    let all = &answer.all;
    let figure = |name: &str| {
        let at = answer.figures.iter().position(|it| it == name);
        let value = at.and_then(|at| all.figures.get(at).copied().flatten());
        value.map_or("–".to_owned(), |value| format!("{value:.3}"))
    };
    say(format_args!(
        "{} in all, {} different: TTR {}, MATTR {}, MTLD {}",
        counted(all.tokens, "word"),
        all.types,
        figure("ttr"),
        figure("mattr"),
        figure("mtld")
    ));
    Ok(())
}

fn table(answer: &Profiles, spelling: bool) -> Table {
    let mut table = Table::new(["part", "id", "documents", "tokens"]);
    match spelling {
        true => table.head(answer.spellings.iter().map(String::as_str)),
        false => {
            table.head(["types", "hapaxes"]);
            table.head(answer.figures.iter().map(String::as_str));
        }
    }
    for row in &answer.rows {
        let ProfileRow { id, name, documents, tokens, types, hapaxes, .. } = row;
        let name = if name.is_empty() { "(none)" } else { name };
        let known = [Cell::from(name), Cell::from(id.as_str()), (*documents).into()];
        let counts: [Cell; 3] = [*tokens, *types, *hapaxes].map(Cell::from);
        match spelling {
            true => {
                let spelt = row.spelling.iter().map(|count| Cell::from(*count));
                table.row(known.into_iter().chain(counts.into_iter().take(1)).chain(spelt));
            }
            false => {
                let figures = row.figures.iter().map(|value| Cell::from(*value));
                table.row(known.into_iter().chain(counts).chain(figures));
            }
        }
    }
    table
}
