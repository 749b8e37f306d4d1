//! Nodes in a scope → the parts of the corpus, and what stands in each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Node, Scope, Stretch};
use crate::error::Error;
use crate::index::Index;
use crate::query::documents::year;

/// What the parts of a corpus are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Parts {
    /// Its documents.
    #[default]
    Documents,
    /// Its sources; documents without one are a part too.
    Sources,
    /// The days of publication; documents whose day is not known are a part too.
    Days,
    /// The months.
    Months,
    /// The years.
    Years,
    /// Equal stretches, whatever the documents.
    Equal,
}

/// A part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The document that it is, when it is one.
    pub document: Option<u32>,
    /// The value that its documents share; of equal parts their number, from 1.
    pub value: String,
    /// Running words that count.
    pub words: u32,
    /// How many of them stand before each node.
    pub places: Vec<u32>,
}

/// The parts, ascending: documents as in the corpus, values by their signs. Parts without words
/// are left out. Also, for each node that counts, how many words that count stand before it in all.
///
/// # Errors
///
/// When what is known of the documents is not here.
pub fn parts(
    index: &Index,
    scope: &Scope,
    nodes: &[Node],
    by: Parts,
    equal: u32,
) -> Result<(Vec<Part>, Vec<u32>), Error> {
    let (mut parts, of_document) = laid_out(index, scope, by, equal)?;
    let bounds: Vec<u64> = parts
        .iter()
        .scan(0, |sum, part| {
            *sum += u64::from(part.words);
            Some(*sum)
        })
        .collect();
    let (mut offset, mut offsets, mut rest) = (0u64, Vec::new(), nodes);
    // Words of each part that were passed; equal parts know theirs already.
    let mut passed = vec![0u32; parts.len()];
    for stretch in &scope.stretches {
        rest = &rest[rest.partition_point(|node| node.at < stretch.first)..];
        let held = rest.partition_point(|node| node.at < stretch.end);
        for node in &rest[..held] {
            let inside = node.at - stretch.first;
            let global = offset + u64::from(inside);
            offsets.push(u32::try_from(global).unwrap_or(u32::MAX));
            match by {
                Parts::Equal => {
                    let number = bounds.partition_point(|&bound| bound <= global);
                    let before = number.checked_sub(1).map_or(0, |before| bounds[before]);
                    if let Some(part) = parts.get_mut(number) {
                        part.places.push((global - before) as u32);
                    }
                }
                _ => {
                    let part = of_document[stretch.document as usize] as usize;
                    let place = passed[part] + inside;
                    parts[part].places.push(place);
                }
            }
        }
        rest = &rest[held..];
        let words = stretch.end - stretch.first;
        offset += u64::from(words);
        if by != Parts::Equal {
            passed[of_document[stretch.document as usize] as usize] += words;
        }
    }
    parts.retain(|part| part.words > 0);
    Ok((parts, offsets))
}

/// The parts, in the same order, and the stretches of words that each is of. Parts without words
/// are left out.
///
/// # Errors
///
/// When what is known of the documents is not here.
pub fn stretches_by_part(
    index: &Index,
    scope: &Scope,
    by: Parts,
    equal: u32,
) -> Result<Vec<(Part, Vec<Stretch>)>, Error> {
    let (parts, of_document) = laid_out(index, scope, by, equal)?;
    let mut parted: Vec<(Part, Vec<Stretch>)> =
        parts.into_iter().map(|part| (part, Vec::new())).collect();
    if by != Parts::Equal {
        for stretch in &scope.stretches {
            parted[of_document[stretch.document as usize] as usize].1.push(*stretch);
        }
    } else {
        let mut rest = scope.stretches.iter().copied();
        let mut next = rest.next();
        for (part, stretches) in &mut parted {
            let mut wanted = part.words;
            while let Some(stretch) = next.filter(|_| wanted > 0) {
                let end = stretch.end.min(stretch.first.saturating_add(wanted));
                wanted -= end - stretch.first;
                stretches.push(Stretch { end, ..stretch });
                next = match end < stretch.end {
                    true => Some(Stretch { first: end, ..stretch }),
                    false => rest.next(),
                };
            }
        }
    }
    parted.retain(|(part, _)| part.words > 0);
    Ok(parted)
}

/// The parts with their words, and the part of each document.
fn laid_out(
    index: &Index,
    scope: &Scope,
    by: Parts,
    equal: u32,
) -> Result<(Vec<Part>, Vec<u32>), Error> {
    let documents = index.documents().len() as u32;
    if by == Parts::Equal {
        let bound = |part: u64| scope.words * part / u64::from(equal.max(1));
        let part = |number: u64| Part {
            value: (number + 1).to_string(),
            words: (bound(number + 1) - bound(number)) as u32,
            ..Part::default()
        };
        return Ok(((0..u64::from(equal)).map(part).collect(), Vec::new()));
    }
    let words = scope.words_by_document(documents);
    if by == Parts::Documents {
        let part = |(document, &words): (u32, &u32)| Part {
            document: Some(document),
            words,
            ..Part::default()
        };
        return Ok(((0..).zip(&words).map(part).collect(), (0..documents).collect()));
    }
    let column = index.column(if by == Parts::Sources { "source" } else { "date" });
    let column = column.ok_or_else(|| Error::missing("a part of the index is not here yet"))?;
    let length = match by {
        Parts::Days => 10,
        Parts::Months => 7,
        _ => 4,
    };
    // What is no date is none; days from one to another are in a month when both ends are.
    let part = |value: &str| {
        if by == Parts::Sources {
            return value.to_owned();
        }
        let mut ends = value.split('/').map(|day| match day.get(..length) {
            Some(cut) if !year(day).is_empty() => cut.to_owned(),
            _ => String::new(),
        });
        let first = ends.next().unwrap_or_default();
        if ends.all(|end| end == first) { first } else { String::new() }
    };
    let of_document: Vec<String> = (0..documents).map(|it| part(column.value(it))).collect();
    let mut numbers: BTreeMap<&str, u32> = of_document.iter().map(|it| (it.as_str(), 0)).collect();
    (0..).zip(numbers.values_mut()).for_each(|(number, it)| *it = number);
    let mut parts: Vec<Part> = numbers
        .keys()
        .map(|value| Part { value: (*value).to_owned(), ..Part::default() })
        .collect();
    let of: Vec<u32> = of_document.iter().map(|value| numbers[value.as_str()]).collect();
    for (part, words) in of.iter().zip(words) {
        parts[*part as usize].words += words;
    }
    Ok((parts, of))
}
