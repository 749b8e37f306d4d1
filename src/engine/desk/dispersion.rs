//! A query → how evenly what it finds is spread over the parts of the texts.

use super::{Corpus, not_here, page};
use crate::analysis::{Part, Parts, Scope, nodes, parts};
use crate::engine::listing::shown_title;
use crate::engine::protocol::{Dispersion, DispersionRequest, PartRow};
use crate::engine::search::matching;
use crate::error::Error;
use crate::id::DocId;
use crate::order;
use crate::query::look;
use crate::statistics::{DISPERSIONS, DISTANCES, Spread, distances};

/// How many equal parts there may be.
const EQUAL: std::ops::RangeInclusive<u32> = 2..=1000;

/// Distances that are told, at most.
const MOST_DISTANCES: usize = 50_000;

/// Answers a question for dispersion.
///
/// # Errors
///
/// When more is asked than is possible, or something is not here or damaged.
pub fn dispersion(corpus: Corpus<'_>, request: &DispersionRequest) -> Result<Dispersion, Error> {
    if request.parts == Parts::Equal && !EQUAL.contains(&request.equal) {
        return Err(Error::unsupported(format!(
            "expected 2 to 1000 equal parts, found {}",
            request.equal
        )));
    }
    let mut notes = Vec::new();
    let set = corpus.documents(&request.within, &mut notes)?;
    let scope = Scope::new(corpus.index, set, request.matching.everything);
    let looked = look(corpus.index, &request.query, &matching(&request.matching))?;
    let nodes = nodes(corpus.index, &looked, &scope);
    notes.extend(looked.notes);
    let (parts, places) = parts(corpus.index, &scope, &nodes, request.parts, request.equal)?;
    if corpus.index.missed() > 0 {
        return Err(not_here());
    }
    let counts = |part: &Part| (part.places.len() as u32, part.words);
    let spread: Vec<(u32, u32)> = parts.iter().map(counts).collect();
    let of_parts = Spread::new(spread.iter().map(|&(hits, words)| (hits.into(), words.into())));
    let words = u32::try_from(scope.words).unwrap_or(u32::MAX);
    let apart = distances(&places, words);
    let is_told = request.distances && apart.len() <= MOST_DISTANCES;
    let by_parts = DISPERSIONS.iter().map(|it| (it.id.to_owned(), it.value(&of_parts)));
    let by_distances =
        DISTANCES.iter().map(|it| (it.id.to_owned(), it.of_distances(&apart, scope.words)));
    let figures = by_parts.chain(by_distances).collect();
    let are_times = matches!(request.parts, Parts::Days | Parts::Months | Parts::Years);
    let times = parts.iter().filter(|_| are_times).map(|part| part.value.clone()).collect();
    let mut shown = parts;
    if request.parts == Parts::Documents || request.parts == Parts::Sources {
        order::sort_by(&mut shown, |a, b| b.places.len().cmp(&a.places.len()));
    }
    let rows: Vec<Result<PartRow, Error>> = page(shown, request.offset, request.limit)
        .into_iter()
        .map(|part| row(corpus, part))
        .collect();
    Ok(Dispersion {
        parts: spread.len() as u32,
        hits: places.len() as u32,
        words: scope.words,
        figures,
        rows: rows.into_iter().collect::<Result<_, _>>()?,
        spread,
        distances: if is_told { apart } else { Vec::new() },
        times,
        notes,
    })
}

fn row(corpus: Corpus<'_>, part: Part) -> Result<PartRow, Error> {
    let (id, name) = match part.document {
        Some(document) => {
            let title = shown_title(corpus.index, DocId(document));
            (corpus.index.id(DocId(document))?, title?)
        }
        None => (String::new(), part.value),
    };
    let hits = part.places.len() as u32;
    Ok(PartRow { id, name, hits, words: part.words, places: part.places })
}
