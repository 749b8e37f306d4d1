//! `kashf keywords`: some texts and others → the words that are more frequent in the first.

use std::path::{Path, PathBuf};

use kashf::engine::protocol::{Correction, Keywords, KeywordsRequest, Request, Response, Unit};
use kashf::view::wordlist::{self, Refused, WordList};

use super::{Ignored, Shown, ask, described, named, read};
use crate::columns::{Cell, Table};
use crate::corpus;
use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
#[command(
    after_help = "SUB describes texts as NAME=VALUE, parted by `;`: lang, source, doc, from, to, spoken-from, spoken-to, q (a query), any metadata. Of a name with several values any holds; of several names all hold: \"lang=fa; lang=ar; from=2021-12; q=NATO\"."
)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// The texts, such as "lang=fa; from=2021-12"
    #[arg(long, value_name = "SUB")]
    within: String,
    /// The others; without this all that are not in the first
    #[arg(long, value_name = "SUB", conflicts_with = "list")]
    against: Option<String>,
    /// Counts from elsewhere instead: lines of a word, a tab and how often it occurs, such as
    /// `kashf words --tsv` prints
    #[arg(long, value_name = "FILE.tsv")]
    list: Option<PathBuf>,
    /// Running words that the list is of [default: the sum of its counts]
    #[arg(
        long,
        value_name = "N",
        requires = "list",
        default_value_t = 0,
        hide_default_value = true
    )]
    list_tokens: u32,
    /// The measures to show; the first gives the order
    #[arg(
        long,
        value_name = "NAMES",
        value_delimiter = ',',
        default_value = "g2,log-ratio,log-ratio-low,log-ratio-high,percent-difference"
    )]
    measures: Vec<String>,
    /// The words that are rarer in the first texts
    #[arg(long)]
    negative: bool,
    /// Only words that chance makes so different no oftener than this; 1 for all
    #[arg(long, value_name = "P", default_value_t = 0.05)]
    chance: f64,
    /// How that is corrected for the number of words tested: none, bonferroni, sidak
    #[arg(long, default_value = "bonferroni", value_parser = named::<Correction>)]
    correction: Correction,
    /// What one word is: form (as printed), key (whatever the spelling), stem (inflections too)
    #[arg(long, default_value = "key", value_parser = named::<Unit>)]
    unit: Unit,
    #[command(flatten)]
    ignored: Ignored,
    /// Leave out words that occur less often in both together
    #[arg(long, value_name = "N", default_value_t = 3)]
    least: u32,
    /// Leave out words that stand in fewer documents
    #[arg(long, value_name = "N", default_value_t = 1)]
    least_documents: u32,
    /// Count menus, comments and other titles too, not the articles alone
    #[arg(long)]
    everything: bool,
    #[command(flatten)]
    shown: Shown,
}

/// Asks and prints.
pub fn run(arguments: Arguments) -> Outcome {
    let engine = corpus::open(&arguments.corpus)?;
    let (stop, stop_words) = arguments.ignored.read()?;
    let list = arguments.list.as_deref().map(counts).transpose()?.unwrap_or_default();
    let against = arguments.against.as_deref().map(|it| described(&engine, it)).transpose()?;
    let shown = arguments.shown;
    let request = KeywordsRequest {
        within: described(&engine, &arguments.within)?,
        against,
        list,
        list_tokens: arguments.list_tokens,
        everything: arguments.everything,
        unit: arguments.unit,
        measures: arguments.measures,
        least: arguments.least,
        least_documents: arguments.least_documents,
        chance: arguments.chance,
        correction: arguments.correction,
        negative: arguments.negative,
        stop,
        stop_words,
        limit: shown.limit,
        offset: shown.offset,
    };
    let answer = ask(&engine, Request::Keywords(request.clone()), |response| match response {
        Response::Keywords(answer) => Some(answer),
        _ => None,
    })?;
    let rows = [answer.rows.len(), answer.total as usize];
    shown.print(&request, &answer, &answer.notes, rows, || table(&answer))
}

/// The words and counts of a file.
fn counts(path: &Path) -> Outcome<WordList> {
    let file = path.display();
    wordlist::read(&read(path)?).or_else(|Refused(line)| match line {
        Some((number, found)) => Stop::failed(format!(
            "{file}: line {number}: expected a word, a tab or comma, and a count, found “{found}”"
        )),
        None => Stop::failed(format!("{file}: expected words and counts, found none")),
    })
}

fn table(answer: &Keywords) -> Table {
    let mut table = Table::new([
        "word",
        "count",
        "count_against",
        "per_million",
        "per_million_against",
        "documents",
        "documents_against",
        "chance",
    ]);
    table.head(answer.measures.iter().map(String::as_str));
    for row in &answer.rows {
        let [counts, documents] = [row.counts, row.documents].map(|it| it.map(Cell::from));
        let shares = row.per_million.map(|it| Cell::from(Some(it)));
        let measures = row.measures.iter().map(|&measure| Cell::from(measure));
        let fixed = counts.into_iter().chain(shares).chain(documents);
        let chance = [Cell::from(Some(row.chance))];
        let word = [Cell::from(row.word.as_str())];
        table.row(word.into_iter().chain(fixed).chain(chance).chain(measures));
    }
    table
}
