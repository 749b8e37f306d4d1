//! The commands that count: `concordance`, `words`, `ngrams`, `collocates`, `keywords`,
//! `dispersion` and `profile`. One file each; the options and the forms of output that they share are here.

pub mod collocates;
pub mod concordance;
pub mod dispersion;
pub mod keywords;
pub mod ngrams;
pub mod profile;
mod texts;
pub mod words;

use std::path::{Path, PathBuf};

use kashf::engine::Engine;
use kashf::engine::protocol::{Frequencies, Matching, Note, Request, Response};
use kashf::text;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as Unread, StrDeserializer};

use crate::columns::{Cell, Table};
use crate::output::{Results, one_line, say};
use crate::stop::{Outcome, Stop};
pub use texts::{Chosen, described};

/// Rows that are shown when nobody says how many.
const USUAL: &str = "100";

/// Which part of the answer is shown, and as what.
#[derive(clap::Args)]
pub struct Shown {
    /// Rows to show, at most; 0 or `all` for all of them
    #[arg(long, value_name = "K", default_value = USUAL, value_parser = limit)]
    pub limit: u32,
    /// Rows to pass over first
    #[arg(long, value_name = "K", default_value_t = 0)]
    pub offset: u32,
    /// Answer as one JSON object, with what was asked under `request`
    #[arg(long)]
    json: bool,
    /// Answer as a table parted by tabs, with a line of headings
    #[arg(long, conflicts_with = "json")]
    tsv: bool,
}

fn limit(given: &str) -> Result<u32, String> {
    match given {
        "all" | "0" => Ok(u32::MAX),
        given => given.parse().map_err(|_| "expected a number of rows, or all".to_owned()),
    }
}

/// Which words do not count.
#[derive(clap::Args)]
pub struct Ignored {
    /// Leave out the function words of these languages
    #[arg(long, value_name = "fa,ar,en", value_delimiter = ',', value_parser = listed)]
    stop: Vec<String>,
    /// Leave out the words in this file, too
    #[arg(long, value_name = "FILE")]
    stop_file: Option<PathBuf>,
}

impl Ignored {
    /// The languages, and the other words.
    fn read(&self) -> Outcome<(Vec<String>, Vec<String>)> {
        let words = self.stop_file.as_deref().map(read).transpose()?.unwrap_or_default();
        Ok((self.stop.clone(), words.split_whitespace().map(str::to_owned).collect()))
    }
}

/// A language that has a list of function words.
fn listed(given: &str) -> Result<String, String> {
    let mut known = text::stop::LISTS.iter().map(|list| list.lang);
    if known.clone().any(|lang| lang == given) {
        return Ok(given.to_owned());
    }
    let first = known.next().unwrap_or_default();
    let known = known.fold(first.to_owned(), |all, lang| all + ", " + lang);
    Err(format!("expected a language whose function words are known ({known})"))
}

/// What something is called in the protocol: the parser of an option.
fn named<T: DeserializeOwned>(given: &str) -> Result<T, String> {
    T::deserialize(StrDeserializer::<Unread>::new(given)).map_err(|error| error.to_string())
}

/// The text of a file.
fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| Stop::at(path, "read", error))
}

fn matching(everything: bool) -> Matching {
    Matching { everything, ..Matching::default() }
}

/// Asks; what cannot be asked is wrong usage.
fn ask<T>(engine: &Engine, request: Request, take: fn(Response) -> Option<T>) -> Outcome<T> {
    let answer = engine.answer(&request).map_err(|error| match error.is_unsupported() {
        true => Stop::Misused(error.to_string()),
        false => Stop::from(error),
    })?;
    match take(answer) {
        Some(answer) => Ok(answer),
        None => Stop::failed("the engine answered another question: please report it"),
    }
}

/// An answer as `--json` prints it.
#[derive(Serialize)]
struct Told<'a, R, A> {
    request: &'a R,
    #[serde(flatten)]
    answer: &'a A,
}

impl Shown {
    /// Prints an answer in the wanted form; `table` makes its rows, which are `shown` of `total`.
    fn print(
        &self,
        request: &impl Serialize,
        answer: &impl Serialize,
        notes: &[Note],
        [shown, total]: [usize; 2],
        table: impl FnOnce() -> Table,
    ) -> Outcome {
        let mut results = Results::open();
        match (self.json, self.tsv) {
            (true, _) => results.json(&Told { request, answer })?,
            (_, true) => table().tsv(&mut results)?,
            _ => table().aligned(&mut results)?,
        }
        self.tell(notes, [shown, total]);
        results.finish()
    }

    /// Says what else there is to say.
    fn tell(&self, notes: &[Note], [shown, total]: [usize; 2]) {
        for note in notes.iter().map(super::search::note).filter(|_| !self.json) {
            say(format_args!("{}", one_line(&note)));
        }
        match shown == total {
            true => say(format_args!("{total} in all")),
            false => say(format_args!("{shown} of {total} shown: --limit all shows all")),
        }
    }
}

/// The table of words and clusters.
fn of_frequencies(answer: &Frequencies) -> Table {
    let mut table = Table::new(["word", "count", "documents", "per_million"]);
    table.head(answer.by.iter().map(|by| match by.value.as_str() {
        "" => "(none)",
        value => value,
    }));
    table.head(answer.against.iter().flat_map(|_| ["other_count", "other_per_million"]));
    for row in &answer.rows {
        let by = row.by.iter().map(|&count| Cell::from(count));
        let fixed: [Cell; 4] = [
            row.word.as_str().into(),
            row.count.into(),
            row.documents.into(),
            Some(row.per_million).into(),
        ];
        let others =
            row.against.zip(answer.against.as_ref()).into_iter().flat_map(|(count, all)| {
                let rate = 1e6 * f64::from(count) / f64::from(all.tokens.max(1));
                [Cell::from(count), Some(rate).into()]
            });
        table.row(fixed.into_iter().chain(by).chain(others));
    }
    table
}
