//! Copies among the documents found: which of them stands for the others, and what those are.

use super::listing::line;
use super::protocol::{Copies, Entry};
use crate::document::is_iso;
use crate::error::Error;
use crate::id::DocId;
use crate::index::Index;
use crate::order;
use crate::query::rank::Found;

/// Copies of one document that are listed.
const LISTED: usize = 100;

/// Of documents that are copies of one another, keeps the one that comes before the others;
/// what is left keeps its order. Returns the others.
pub fn fold(
    index: &Index,
    found: &mut Vec<Found>,
    is_before: impl Fn(&Found, &Found) -> bool,
) -> Vec<Found> {
    let copies = index.copies();
    if copies.groups().is_empty() {
        return Vec::new();
    }
    let group = |found: &Found| copies.of(DocId(found.document)).map(|(group, _)| group as usize);
    let mut first: Vec<Option<Found>> = vec![None; copies.groups().len()];
    for one in found.iter() {
        if let Some(group) = group(one)
            && first[group].is_none_or(|known| is_before(one, &known))
        {
            first[group] = Some(*one);
        }
    }
    let stands = |one: &Found| {
        let first = group(one).and_then(|group| first[group]);
        first.is_none_or(|first| first.document == one.document)
    };
    let others = found.iter().filter(|one| !stands(one)).copied().collect();
    found.retain(stands);
    others
}

/// The other documents of a document's group that are wanted.
///
/// # Errors
///
/// When what is to be shown of them is not here or damaged.
pub fn copies_of(
    index: &Index,
    document: DocId,
    is_wanted: impl Fn(u32) -> bool,
) -> Result<Copies, Error> {
    let Some((_, group)) = index.copies().of(document) else { return Ok(Copies::default()) };
    let others = group.documents.iter().filter(|other| **other != document && is_wanted(other.0));
    let mut others: Vec<(bool, String, DocId)> = others
        .map(|&other| {
            let date = index.value("date", other);
            (!is_iso(&date), date, other)
        })
        .collect();
    if others.is_empty() {
        return Ok(Copies::default());
    }
    order::sort(&mut others);
    // All lines are looked at before one that is not here ends it.
    let listed: Vec<Result<Entry, Error>> =
        others.iter().take(LISTED).map(|(_, _, other)| line(index, *other)).collect();
    Ok(Copies {
        count: others.len() as u32,
        documents: listed.into_iter().collect::<Result<_, _>>()?,
        fullest: index.id(group.fullest)?,
    })
}
