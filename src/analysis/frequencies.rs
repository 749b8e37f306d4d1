//! Words in a scope → how often each occurs, and in how many documents.

use super::{Scope, Stop, Words};

/// How often each type occurs: by its number.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// How often.
    pub count: Vec<u32>,
    /// In how many documents.
    pub documents: Vec<u32>,
}

impl Counted {
    /// The types that occur, ascending.
    pub fn types(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).zip(&self.count).filter(|(_, count)| **count > 0).map(|(it, _)| it)
    }
}

/// Counts the words of a scope, without those that do not count. One pass.
pub fn frequencies(words: &Words<'_>, scope: &Scope, stop: &Stop) -> Counted {
    let types = words.types() as usize;
    let mut counted = Counted { count: vec![0; types], documents: vec![0; types] };
    // The last document that a type was seen in, and one.
    let mut seen = vec![0u32; types];
    for stretch in &scope.stretches {
        let mark = stretch.document + 1;
        for position in stretch.first..stretch.end {
            if stop.has(words.key(position)) {
                continue;
            }
            let of = words.at(position) as usize;
            counted.count[of] += 1;
            if seen[of] != mark {
                seen[of] = mark;
                counted.documents[of] += 1;
            }
        }
    }
    counted
}

/// Counts some types apart by a value of each document, below `values`: for each of `types` a row
/// of counts. A document without a value (`None`) counts nowhere. One pass.
pub fn by_value(
    words: &Words<'_>,
    scope: &Scope,
    types: &[u32],
    value_of: impl Fn(u32) -> Vec<u32>,
    values: usize,
) -> Vec<Vec<u32>> {
    let mut row_of: Vec<u32> = vec![0; words.types() as usize];
    for (row, &of) in (1..).zip(types) {
        row_of[of as usize] = row;
    }
    let mut rows = vec![vec![0; values]; types.len()];
    for stretch in &scope.stretches {
        let borne = value_of(stretch.document);
        for position in stretch.first..stretch.end {
            if let Some(row) = row_of[words.at(position) as usize].checked_sub(1) {
                borne.iter().for_each(|&value| rows[row as usize][value as usize] += 1);
            }
        }
    }
    rows
}
