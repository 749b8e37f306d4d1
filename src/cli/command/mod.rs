//! The subcommands, one file each; those that count are in `desk`.

mod build;
mod desk;
mod evaluate;
mod inspect;
mod merge;
mod names;
mod search;
mod serve;
mod text;
mod timeline;
mod verify;

use clap::{Parser, Subcommand};

use crate::stop::Outcome;

/// What may be asked for.
#[derive(Parser)]
#[command(
    name = "kashf",
    version,
    about = "A folder of texts becomes one web page that searches and reads them, wholly in the reader's browser.",
    after_help = "CORPUS is whatever `build` wrote: a .kashf index, an .html page, a .zip, or a site's folder.",
    arg_required_else_help = true
)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Turn texts into a page, a site, a zip and an index
    Build(build::Arguments),
    /// Find documents
    Search(search::Arguments),
    /// Show every place that a query finds, with what stands around it
    Concordance(desk::concordance::Arguments),
    /// Count words
    Words(desk::words::Arguments),
    /// Count words that stand in a row
    Ngrams(desk::ngrams::Arguments),
    /// Find the words that stand near others more often than chance would have it
    Collocates(desk::collocates::Arguments),
    /// Find the words that are more frequent in some texts than in others
    Keywords(Box<desk::keywords::Arguments>),
    /// Say how evenly something is spread over the texts
    Dispersion(desk::dispersion::Arguments),
    /// Say how long texts are, how diverse, and how they are spelt
    Profile(desk::profile::Arguments),
    /// Say what a name is called in other scripts and spellings of a corpus
    Names(names::Arguments),
    /// Say when documents were published, and what times they speak of
    Timeline(timeline::Arguments),
    /// List the documents, or print the text of one
    Text(text::Arguments),
    /// Say what is inside a corpus, and how many bytes each part takes
    Inspect(inspect::Arguments),
    /// Put corpora together that were built apart
    Merge(merge::Arguments),
    /// Check every checksum, rebuild every document, and compute every figure that was published
    Verify(verify::Arguments),
    /// Measure how well queries with known answers are answered
    Evaluate(evaluate::Arguments),
    /// Show built pages in a browser on this machine
    Serve(serve::Arguments),
}

/// Does what was asked for.
pub fn run(arguments: Arguments) -> Outcome {
    match arguments.command {
        Command::Build(arguments) => build::run(arguments),
        Command::Search(arguments) => search::run(arguments),
        Command::Concordance(arguments) => desk::concordance::run(arguments),
        Command::Words(arguments) => desk::words::run(arguments),
        Command::Ngrams(arguments) => desk::ngrams::run(arguments),
        Command::Collocates(arguments) => desk::collocates::run(arguments),
        Command::Keywords(arguments) => desk::keywords::run(*arguments),
        Command::Dispersion(arguments) => desk::dispersion::run(arguments),
        Command::Profile(arguments) => desk::profile::run(arguments),
        Command::Names(arguments) => names::run(arguments),
        Command::Timeline(arguments) => timeline::run(arguments),
        Command::Text(arguments) => text::run(arguments),
        Command::Inspect(arguments) => inspect::run(arguments),
        Command::Merge(arguments) => merge::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Evaluate(arguments) => evaluate::run(arguments),
        Command::Serve(arguments) => serve::run(arguments),
    }
}
