//! Documents and what of the query they hold → the documents by merit.
//!
//! The score is BM25 over folded words, a word in the headline counting as
//! three words of the body, times the share of the query that the document covers.
//! Ties go to the earlier document. Sums run in the order of the query, and logarithms
//! through [`math`], so a score is the same on every target.

use super::matcher::{self, Occurrences};
use super::parse::Want;
use crate::index::Index;
use crate::math;

/// How quickly more of the same word stops mattering (BM25's k₁).
const SATURATION: f64 = 1.2;
/// How much a document's length matters (BM25's b).
const LENGTH: f64 = 0.6;
/// What a word in the headline is worth, in words of the body.
const HEADLINE_WEIGHT: f64 = 3.0;
/// What is left of the score of a document that covers nothing of the query's weight.
const UNCOVERED: f64 = 0.4;

/// A document found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// Its number.
    pub document: u32,
    /// Higher is better.
    pub score: f64,
    /// True when it holds every part that was asked for.
    pub complete: bool,
}

/// All documents that answer, in the order of the corpus.
pub fn score(index: &Index, occurrences: &[Occurrences]) -> Vec<Found> {
    let documents = index.documents();
    let count = documents.len() as u32;
    let average = f64::from(index.words()) / f64::from(count.max(1));
    let mut sums = vec![Sum::default(); documents.len()];
    let wanted = matcher::wanted(occurrences);
    let (mut whole, mut must) = (0.0, 0);
    for part in &wanted {
        let weight = weight(part, count);
        whole += weight;
        must += u16::from(part.part.want == Want::Must);
        for entry in &part.documents {
            let sum = &mut sums[entry.document as usize];
            let plain = f64::from(entry.places.end - entry.places.start - entry.in_headline);
            let times = plain + HEADLINE_WEIGHT * f64::from(entry.in_headline);
            let words = f64::from(documents[entry.document as usize].words);
            let length = 1.0 - LENGTH + LENGTH * words / average;
            sum.score += weight * times * (SATURATION + 1.0) / (times + SATURATION * length);
            sum.covered += weight;
            sum.parts += 1;
            sum.must += u16::from(part.part.want == Want::Must);
        }
    }
    for part in occurrences.iter().filter(|part| part.part.want == Want::MustNot) {
        part.documents.iter().for_each(|entry| sums[entry.document as usize].parts = 0);
    }
    let parts = wanted.len() as u16;
    let found = |(document, sum): (usize, Sum)| Found {
        document: document as u32,
        score: sum.score * (UNCOVERED + (1.0 - UNCOVERED) * sum.covered / whole),
        complete: sum.parts == parts,
    };
    let answers = |(_, sum): &(usize, Sum)| sum.parts > 0 && sum.must == must;
    sums.into_iter().enumerate().filter(answers).map(found).collect()
}

/// Sorts documents found by merit, best first.
pub fn sort(found: &mut [Found]) {
    found.sort_unstable_by(|a, b| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document)));
}

#[derive(Clone, Copy, Default)]
struct Sum {
    score: f64,
    covered: f64,
    parts: u16,
    must: u16,
}

/// How telling a part is.
pub fn weight(part: &Occurrences, documents: u32) -> f64 {
    math::inverse_document_frequency(part.documents.len() as u32, documents)
}
