//! `kashf verify`: every checksum, every document rebuilt, and every figure that was published.

use std::path::PathBuf;

use kashf::engine::protocol::{Request, Response, SearchRequest};
use kashf::id::DocId;
use kashf::statistics;

use crate::corpus;
use crate::output::{Results, counted};
use crate::stop::{Outcome, Stop};

#[derive(clap::Args)]
pub struct Arguments {
    /// A .kashf index, an .html page, a .zip, or a site's folder
    corpus: PathBuf,
}

/// Checks; the first thing that is wrong ends it.
pub fn run(arguments: Arguments) -> Outcome {
    let mut results = Results::open();
    let engine = corpus::open(&arguments.corpus)?;
    let (index, info) = (engine.index(), engine.info());
    index.verify()?;
    results.line(format_args!(
        "OK  root and {}, {} bytes, checksums right",
        counted(index.layout().places.len() as u32, "piece"),
        info.index_bytes
    ))?;
    for number in 0..info.documents {
        // Each text has a checksum of its own, compared when it is rebuilt.
        index.text(DocId(number))?;
        index.metadata(DocId(number))?;
    }
    results
        .line(format_args!("OK  {} rebuilt byte for byte", counted(info.documents, "document")))?;
    let asked = title_searches(&engine, info.documents)?;
    results.line(format_args!("OK  {} found by searching for them", counted(asked, "title")))?;
    match oracles(&statistics::verify()) {
        Ok(line) => results.line(format_args!("OK  {line}"))?,
        Err(message) => return Stop::failed(message),
    }
    results.finish()
}

/// That all published figures come out right, or which do not.
fn oracles(outcomes: &[statistics::Outcome]) -> Result<String, String> {
    let wrong: Vec<String> = outcomes
        .iter()
        .filter(|outcome| !outcome.passes)
        .map(|statistics::Outcome { oracle, found, .. }| {
            let found = found.map_or("nothing".to_string(), |found| found.to_string());
            format!("{} (expected {}, found {found})", oracle.id, oracle.expected)
        })
        .collect();
    let (all, hold) = (outcomes.len(), outcomes.len() - wrong.len());
    let line = format!("{hold} of {all} oracles of statistics hold");
    match wrong.is_empty() {
        true => Ok(line),
        false => Err(format!(
            "only {line}, not {}: this build is wrong; take another, and report it",
            wrong.join("; ")
        )),
    }
}

/// A search for a document's own title must find it: asked of up to a hundred documents,
/// evenly spread.
fn title_searches(engine: &kashf::engine::Engine, documents: u32) -> Outcome<u32> {
    let (index, mut asked) = (engine.index(), 0);
    let step = documents.div_ceil(100).max(1) as usize;
    for number in (0..documents).step_by(step) {
        let (id, title) = (index.id(DocId(number))?, index.title(DocId(number))?);
        let words: Vec<&str> = title.split_whitespace().filter(|w| is_word(w)).take(8).collect();
        if words.is_empty() {
            continue;
        }
        let query = words.join(" ");
        let request = SearchRequest { query, limit: documents, ..SearchRequest::default() };
        let Response::Search(answer) = engine.answer(&Request::Search(request))? else {
            return Stop::failed("the engine answered another question: please report it");
        };
        if !answer.hits.iter().any(|hit| hit.id == id) {
            return Stop::failed(format!(
                "expected the title of “{id}” to find it, found other documents only: the index is \
                 damaged or this build is wrong; build it again, and report it if that does not help"
            ));
        }
        asked += 1;
    }
    Ok(asked)
}

/// Letters and digits alone, so that nothing in it is read as a sign of the query language.
fn is_word(word: &str) -> bool {
    word.chars().all(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{oracles, statistics};

    #[test]
    fn what_does_not_hold_is_named() {
        let mut outcomes = statistics::verify();
        let all = outcomes.len();
        assert_eq!(oracles(&outcomes), Ok(format!("{all} of {all} oracles of statistics hold")));
        (outcomes[0].passes, outcomes[0].found) = (false, Some(1.5));
        (outcomes[3].passes, outcomes[3].found) = (false, None);
        let told = oracles(&outcomes).unwrap_err();
        assert!(told.starts_with(&format!("only {} of {all} oracles", all - 2)), "{told}");
        for words in ["dunning-g2 (expected 167.23, found 1.5)", "pedersen-yates", "found nothing"]
        {
            assert!(told.contains(words), "{told}");
        }
    }
}
