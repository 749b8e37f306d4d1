//! Documents and what of the query they hold → the documents by merit.
//!
//! The score of a word is BM25 over all that it stands for, a word in the headline
//! counting as several of the body, and a share of BM25 over the word itself: so an
//! inflection is found, and the form that was typed still comes first. Function words
//! count for little. The sum is weighed by how much of the query the document covers, and the best documents gain
//! where the words of the query stand close to each other.
//!
//! Ties go to the earlier document. Sums run in the order of the query, and logarithms
//! through [`math`], so a score is the same on every target.

use std::cmp::Ordering;

use super::ast::Ask;
use super::documents::DocumentSet;
use super::matcher::Occurrences;
use crate::index::Index;
use crate::math;
use crate::text::stop;

/// How quickly more of the same word stops mattering (BM25's k₁).
const SATURATION: f64 = 1.2;
/// How much a document's length matters (BM25's b).
const LENGTH: f64 = 0.7;
/// What a word in the headline is worth, in words of the body.
const HEADLINE_WEIGHT: f64 = 3.0;
/// What the word itself is worth beside all that it stands for.
const SAME_WEIGHT: f64 = 0.35;
/// What a function word is worth beside others (who, the, من, چه): it seldom says which
/// document is meant, but it does in a title or a verse.
const FUNCTION_WORD: f64 = 0.25;
/// What is left of the score of a document that covers nothing of the query's weight.
const UNCOVERED: f64 = 0.6;
/// What two neighbouring words of the query side by side in the text are worth.
const NEARNESS: f64 = 0.6;
/// So many of the best documents are looked at for nearness.
const LOOKED_AT: usize = 50;

/// A document found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Its number.
    pub document: u32,
    /// Higher is better.
    pub score: f64,
    /// True when it holds everything that was asked for.
    pub complete: bool,
}

/// The documents of `answers`, the best `wanted` first and in order, and then the others.
/// `choose` may take away some when all have their score.
pub fn rank(
    index: &Index,
    occurrences: &[Occurrences],
    answers: &DocumentSet,
    wanted: usize,
    choose: impl FnOnce(&mut Vec<Found>),
) -> Vec<Found> {
    let mut found = score(index, occurrences, answers);
    choose(&mut found);
    let best = found.len().min(LOOKED_AT);
    best_first(&mut found, wanted.max(LOOKED_AT));
    for found in &mut found[..best] {
        found.score += nearness(index, occurrences, found.document);
    }
    sort(&mut found[..best]);
    found
}

/// More than so many are not picked out but sorted.
const MOST_PICKED: usize = 200;

/// Puts the best `wanted` first and in order.
fn best_first(found: &mut [Found], wanted: usize) {
    let wanted = if wanted > MOST_PICKED { found.len() } else { wanted.min(found.len()) };
    sort(&mut found[..wanted]);
    // Few are better than the worst of the best so far.
    for at in wanted..found.len() {
        if by_merit(&found[at], &found[wanted - 1]).is_lt() {
            found.swap(at, wanted - 1);
            let new = found[wanted - 1];
            let place = found[..wanted - 1].partition_point(|known| by_merit(known, &new).is_lt());
            found[place..wanted].rotate_right(1);
        }
    }
}

/// Whether one comes before the other by merit.
pub fn is_better(one: &Found, other: &Found) -> bool {
    by_merit(one, other).is_lt()
}

fn by_merit(a: &Found, b: &Found) -> Ordering {
    b.score.total_cmp(&a.score).then(a.document.cmp(&b.document))
}

fn sort(found: &mut [Found]) {
    found.sort_unstable_by(by_merit);
}

fn score(index: &Index, occurrences: &[Occurrences], answers: &DocumentSet) -> Vec<Found> {
    let documents = index.documents().len();
    let average = f64::from(index.words()) / documents.max(1) as f64;
    let mut sums = vec![Sum::default(); documents];
    let (mut whole, mut parts) = (0.0, 0);
    for leaf in occurrences.iter().filter(|leaf| leaf.wanted) {
        let (all, same) = (weight(index, leaf), same_weight(index, leaf));
        let function_word = is_function_word(leaf);
        let worth = leaf.worth * if function_word { FUNCTION_WORD } else { 1.0 };
        let covers = if leaf.added || function_word { 0.0 } else { all };
        whole += covers;
        parts += u16::from(!leaf.added);
        for entry in &leaf.documents {
            let sum = &mut sums[entry.document as usize];
            let words = f64::from(index.words_in(entry.document));
            let length = 1.0 - LENGTH + LENGTH * words / average;
            let places = entry.places.end - entry.places.start;
            sum.score += worth * all * saturated(places, entry.in_headline, length);
            let same_places = saturated(entry.same, entry.same_in_headline, length);
            sum.score += worth * SAME_WEIGHT * same * same_places;
            sum.covered += covers;
            sum.parts += u16::from(!leaf.added);
        }
    }
    let found = |document: u32| {
        let sum = sums[document as usize];
        let covered = if whole > 0.0 { sum.covered / whole } else { 1.0 };
        Found {
            document,
            score: sum.score * (UNCOVERED + (1.0 - UNCOVERED) * covered),
            complete: sum.parts == parts,
        }
    };
    answers.iter().map(found).collect()
}

/// True for a plain function word.
fn is_function_word(leaf: &Occurrences) -> bool {
    matches!(&leaf.leaf.ask, Ask::Word { key, .. } if stop::is_stop(key))
}

/// BM25's weight of so many occurrences, some of them in the headline.
fn saturated(places: u32, in_headline: u32, length: f64) -> f64 {
    let times = f64::from(places - in_headline) + HEADLINE_WEIGHT * f64::from(in_headline);
    times * (SATURATION + 1.0) / (times + SATURATION * length)
}

#[derive(Clone, Copy, Default)]
struct Sum {
    score: f64,
    covered: f64,
    parts: u16,
}

/// How telling a leaf is.
pub fn weight(index: &Index, leaf: &Occurrences) -> f64 {
    let documents = index.documents().len() as u32;
    math::inverse_document_frequency(leaf.documents.len() as u32, documents)
}

/// How telling the word itself is.
fn same_weight(index: &Index, leaf: &Occurrences) -> f64 {
    let holding = leaf.documents.iter().filter(|entry| entry.same > 0).count() as u32;
    math::inverse_document_frequency(holding, index.documents().len() as u32)
}

/// What neighbouring words of the query gain by standing close in a document.
fn nearness(index: &Index, occurrences: &[Occurrences], document: u32) -> f64 {
    let here = occurrences.iter().filter(|leaf| leaf.wanted && !leaf.added);
    let here: Vec<&Occurrences> = here.filter(|l| l.in_document(document).is_some()).collect();
    let mut gained = 0.0;
    for pair in here.windows(2) {
        let distance = closest(pair[0], pair[1], document);
        let weight = weight(index, pair[0]).min(weight(index, pair[1]));
        gained += NEARNESS * weight / f64::from(distance.max(1));
    }
    gained
}

/// The fewest words from the beginning of one to that of the other.
fn closest(a: &Occurrences, b: &Occurrences, document: u32) -> u32 {
    let (a, b) = (a.places_in(document), b.places_in(document));
    let (mut i, mut j, mut least) = (0, 0, u32::MAX);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x.at != y.at {
            least = least.min(x.at.abs_diff(y.at));
        }
        if x.at < y.at { i += 1 } else { j += 1 }
    }
    least
}
