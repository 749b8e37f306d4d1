//! What people decided → what stands over the index from then on.
//!
//! Answers are then those of an index that was built with the same decisions, but for what is
//! reckoned from all documents when an index is built: dates that are inferred from other dates,
//! the days of times that count from a date, copies; and for the words of titles, which are searched as they are in the index.

use super::protocol::{Decided, Share};
use crate::decisions::{Decisions, Of, Problem};
use crate::document::is_iso;
use crate::error::Error;
use crate::id::DocId;
use crate::index::Index;
use crate::index::amended::Amended;
use crate::order;

/// Sources that are told, at most; as many as an index names.
const SOURCES: usize = 256;

/// Puts decisions over an index, in the place of those before.
///
/// # Errors
///
/// When what they are about is not here or damaged; then nothing has changed.
pub fn decide(index: &Index, decisions: &Decisions) -> Result<Decided, Error> {
    let (mut amended, mut problems) = (Vec::new(), Vec::new());
    // All documents are looked at before one that is not here ends it.
    let each: Vec<Result<_, Error>> =
        decisions.by_document().iter().map(|of| settle(index, of)).collect();
    for settled in each {
        let (document, told) = settled?;
        amended.extend(document);
        problems.extend(told);
    }
    order::sort_by_key(&mut amended, |(id, _)| *id);
    order::sort_by_key(&mut problems, |problem| problem.number);
    index.amend(amended)?;
    let refused = problems.iter().filter(|problem| !problem.applied).count();
    let applied = (decisions.list().len() - refused) as u32;
    Ok(Decided { applied, problems })
}

type Settled = (Option<(DocId, Amended)>, Vec<Problem>);

/// What the decisions on one document come to.
fn settle(index: &Index, of: &Of) -> Result<Settled, Error> {
    let Some(id) = index.find_document(of.id())? else { return Ok((None, of.unknown())) };
    let record = index.record(id)?;
    let (text, zones) = match of.has_zones() {
        true => (index.text(id)?, index.details_of_file(id)?.zones),
        false => (String::new(), Vec::new()),
    };
    let (amended, problems) = of.settle(&text, record.text_checksum, &zones);
    let changed = amended.names().next().is_some();
    Ok((changed.then_some((id, amended)), problems))
}

/// The first and the last date of a corpus; empty when none is dated. `None` when they are not
/// here.
pub fn dates(index: &Index) -> Option<(String, String)> {
    let column = index.column("date")?;
    let mut dates = column.values.iter().filter(|date| is_iso(date));
    let first = dates.next().cloned().unwrap_or_default();
    Some((first.clone(), dates.next_back().cloned().unwrap_or(first)))
}

/// The sources of a corpus, most documents first. `None` when they are not here.
pub fn sources(index: &Index) -> Option<Vec<Share>> {
    let column = index.column("source")?;
    let share = |name: &String| Share { name: name.clone(), documents: 0, tokens: 0 };
    let mut shares: Vec<Share> = column.values.iter().map(share).collect();
    for document in 0..index.documents().len() as u32 {
        for &value in column.borne(document) {
            let share = &mut shares[value as usize];
            share.documents += 1;
            share.tokens += index.words_in(document);
        }
    }
    order::sort_by(&mut shares, |a, b| b.documents.cmp(&a.documents));
    shares.truncate(SOURCES);
    Some(shares)
}
