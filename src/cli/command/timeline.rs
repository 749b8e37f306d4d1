//! `kashf timeline`: a query → when its documents were published, and what times they speak of.

use std::path::PathBuf;

use kashf::engine::protocol::{
    Calendar, Certainty, Days, Filter, Request, ResolvedBy, Response, Timeline, TimelineRequest,
};

use crate::corpus;
use crate::output::{Results, counted, one_line, say};
use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
    /// Only the documents that answer this query
    #[arg(allow_hyphen_values = true)]
    query: Option<String>,
    /// Whose years and months the bins begin with
    #[arg(long, value_enum, default_value_t = By::Gregorian)]
    calendar: By,
    /// Bins, at most
    #[arg(long, value_name = "N", default_value_t = 60)]
    bins: u32,
    /// Let the bins span all times that are spoken of, however far they lie
    #[arg(long)]
    whole: bool,
    /// Only documents published on this day, month or year (ISO 8601) or later
    #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
    from: String,
    /// Only documents published on this day, month or year or earlier
    #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
    to: String,
    /// Only documents that speak of this day, month or year or a later one
    #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
    spoken_from: String,
    /// Only documents that speak of this day, month or year or an earlier one
    #[arg(long, value_name = "DATE", default_value = "", hide_default_value = true)]
    spoken_to: String,
    /// Answer as one JSON object, with the documents' own times where they are few
    #[arg(long)]
    json: bool,
    /// Answer as a table of the bins, parted by tabs, with a line of headings
    #[arg(long, conflicts_with = "json")]
    tsv: bool,
}

/// The calendars.
#[derive(Clone, Copy, clap::ValueEnum)]
enum By {
    Gregorian,
    Jalali,
    Hijri,
}

/// Asks and prints.
pub fn run(arguments: Arguments) -> Outcome {
    let engine = corpus::open(&arguments.corpus)?;
    let Arguments {
        query, calendar, bins, whole, from, to, spoken_from, spoken_to, json, tsv, ..
    } = arguments;
    let calendar = match calendar {
        By::Gregorian => Calendar::Gregorian,
        By::Jalali => Calendar::Jalali,
        By::Hijri => Calendar::Hijri,
    };
    let request = TimelineRequest {
        query: query.unwrap_or_default(),
        filter: Filter { from, to, spoken_from, spoken_to, ..Filter::default() },
        calendar,
        bins,
        whole,
        ..TimelineRequest::default()
    };
    let timeline = match engine.answer(&Request::Timeline(request))? {
        Response::Timeline(timeline) => timeline,
        _ => return Stop::failed("the engine answered another question: please report it"),
    };
    let mut results = Results::open();
    match (json, tsv) {
        (true, _) => results.json(&timeline)?,
        (_, true) => table(&timeline, &mut results)?,
        _ => show(&timeline, &mut results)?,
    }
    results.finish()
}

fn table(timeline: &Timeline, results: &mut Results) -> Outcome {
    let headings = "from\tto\tyear\tmonth\tday\tgiven\tinferred\tspeaking\tmentions";
    results.line(format_args!("{headings}"))?;
    for bin in &timeline.bins {
        results.line(format_args!(
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
            bin.from,
            bin.to,
            bin.year,
            bin.month,
            bin.day,
            rounded(bin.given),
            rounded(bin.inferred),
            bin.speaking,
            bin.mentions
        ))?;
    }
    Ok(())
}

/// A number of documents, some of them in part: 3, 2.25.
fn rounded(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

fn show(timeline: &Timeline, results: &mut Results) -> Outcome {
    for bin in timeline.bins.iter().filter(|bin| bin.given + bin.inferred > 0.0 || bin.mentions > 0)
    {
        let inferred = match rounded(bin.inferred) {
            0.0 => String::new(),
            some => format!(" + {some} inferred"),
        };
        results.line(format_args!(
            "{}\t{:04}-{:02}-{:02}\tpublished {}{inferred}\tspoken of by {} ({})",
            days(&bin.from, &bin.to),
            bin.year,
            bin.month,
            bin.day,
            rounded(bin.given),
            bin.speaking,
            bin.mentions
        ))?;
    }
    for row in &timeline.rows {
        let published = row.published.as_ref().map_or_else(|| "undated".into(), whole);
        let inferred = if row.inferred { " (inferred)" } else { "" };
        let title = one_line(&row.title);
        results.line(format_args!("{published}{inferred}  {title}  [{}]", one_line(&row.id)))?;
        for said in &row.times {
            let kind = match said.kind {
                ResolvedBy::Stated => "stated",
                ResolvedBy::Relative => "relative",
                ResolvedBy::YearInferred => "year inferred",
            };
            let certainty = match said.certainty {
                Certainty::Certain => "certain",
                Certainty::Likely => "likely",
                Certainty::Guess => "a guess",
            };
            let conflict = if said.conflict { ", does not agree" } else { "" };
            let later = if said.later { ", later than the document" } else { "" };
            let text = one_line(&said.text);
            let days = days(&said.from, &said.to);
            results
                .line(format_args!("    {days}  “{text}”  {kind}, {certainty}{conflict}{later}"))?;
        }
    }
    let Timeline { total, undated, earlier, later, .. } = timeline;
    let outside = match earlier + later {
        0 => String::new(),
        _ => format!(
            "; {earlier} expressions of time lie before the first line, {later} behind the last"
        ),
    };
    say(format_args!("{}, {undated} without a date{outside}", counted(*total, "document")));
    Ok(())
}

fn whole(span: &Days) -> String {
    days(&span.from, &span.to)
}

/// A day, or the first and the last.
fn days(from: &str, to: &str) -> String {
    if from == to { from.to_string() } else { format!("{from}/{to}") }
}
