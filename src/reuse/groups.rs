//! The pairs of a corpus → groups of copies, each round its fullest text.
//!
//! Likeness does not carry over: of three texts the first may be like the second, the second
//! like the third, and the first and third have little in common. So a group is no mere chain
//! of pairs: each text of it is a copy or an excerpt of another *and* has half of its shingles
//! in common with the fullest, whichever way it came in. A text that could stand in several
//! groups stands in the one whose fullest text it is most like.

use super::pairs::Pair;
use super::signature::Signature;
use super::{Measure, Relation};
use crate::id::DocId;

/// A text and its copies and excerpts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The fullest text: all others share half of theirs with it. Of equals, the first in the
    /// corpus.
    pub fullest: DocId,
    /// All documents of the group, two or more, ascending.
    pub documents: Vec<DocId>,
}

/// An excerpt is grouped with a text of at most so many times its shingles: a digest of many
/// articles is not grouped with each of them.
const FULLER: u64 = 8;

/// The groups of documents that are copies of each other, by their first documents. A document
/// is in one group or in none.
///
/// `pairs` are those of the signatures, verified or not.
///
/// ```
/// use kashf::reuse::{groups, pairs, signature};
/// let texts = ["One two three four five six.", "Something else.", "one two three four five six"];
/// let signatures = texts.map(|text| signature(text, &[]));
/// let groups = groups(&signatures, &pairs(&signatures));
/// let documents: Vec<u32> = groups[0].documents.iter().map(|document| document.0).collect();
/// assert_eq!((groups.len(), documents), (1, vec![0, 2]));
/// ```
pub fn groups(signatures: &[Signature], pairs: &[Pair]) -> Vec<Group> {
    let mut near: Vec<Pair> = pairs.iter().copied().filter(|it| is_near(it.measure)).collect();
    near.retain(|pair| (pair.right.0 as usize) < signatures.len() && pair.left < pair.right);
    near.sort_unstable_by_key(|pair| (pair.left, pair.right));
    let centres = centres(signatures, &near);
    let mut members: Vec<(u32, u32)> = (0u32..)
        .zip(&centres)
        .filter_map(|(document, centre)| Some(((*centre)?, document)))
        .collect();
    members.sort_unstable();
    let mut groups: Vec<Group> = members
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1)
        .map(|group| Group {
            fullest: DocId(group[0].0),
            documents: group.iter().map(|(_, document)| DocId(*document)).collect(),
        })
        .collect();
    groups.sort_unstable_by_key(|group| group.documents[0]);
    groups
}

/// Whether one text may bring the other into its group.
fn is_near(measure: Measure) -> bool {
    match measure.relation() {
        Relation::Same | Relation::Copy => true,
        Relation::Excerpt => is_comparable(measure),
        Relation::Overlap => false,
    }
}

/// Whether a text may stand in a group with its fullest: half of it is in that.
fn is_like(measure: Measure) -> bool {
    let shorter = u64::from(measure.left.min(measure.right));
    2 * u64::from(measure.shared) >= shorter && is_comparable(measure)
}

fn is_comparable(measure: Measure) -> bool {
    let [left, right] = [measure.left, measure.right].map(u64::from);
    left.max(right) <= FULLER * left.min(right)
}

/// For each document that has a partner the centre of its group: itself, perhaps.
///
/// The fullest come first. Each takes the centre of one of its fuller partners, that which it
/// resembles most, and is a centre itself when it is like none of them.
fn centres(signatures: &[Signature], pairs: &[Pair]) -> Vec<Option<u32>> {
    let rank =
        |document: u32| (std::cmp::Reverse(signatures[document as usize].shingles), document);
    let mut partners: Vec<(u32, u32)> = pairs
        .iter()
        .flat_map(|pair| [(pair.left.0, pair.right.0), (pair.right.0, pair.left.0)])
        .collect();
    partners.sort_unstable_by_key(|&(document, other)| (rank(document), other));
    let mut centres: Vec<Option<u32>> = vec![None; signatures.len()];
    for own in partners.chunk_by(|a, b| a.0 == b.0) {
        let document = own[0].0;
        let mut fuller: Vec<u32> =
            own.iter().filter_map(|(_, other)| centres[*other as usize]).collect();
        fuller.sort_unstable();
        fuller.dedup();
        let like = fuller.into_iter().filter_map(|centre| {
            let measure = measure(signatures, pairs, document, centre);
            is_like(measure).then_some((centre, measure))
        });
        let best = like.reduce(|best, it| if is_more(it.1, best.1) { it } else { best });
        centres[document as usize] = Some(best.map_or(document, |(centre, _)| centre));
    }
    centres
}

/// What two documents have in common: as their pair says, else estimated.
fn measure(signatures: &[Signature], pairs: &[Pair], one: u32, other: u32) -> Measure {
    let (left, right) = (DocId(one.min(other)), DocId(one.max(other)));
    match pairs.binary_search_by_key(&(left, right), |pair| (pair.left, pair.right)) {
        Ok(found) => pairs[found].measure,
        Err(_) => signatures[one as usize].estimate(&signatures[other as usize]),
    }
}

/// Whether the resemblance of `a` is above that of `b`, without rounding.
fn is_more(a: Measure, b: Measure) -> bool {
    let all =
        |it: Measure| (u128::from(it.left) + u128::from(it.right)).saturating_sub(it.shared.into());
    u128::from(a.shared) * all(b) > u128::from(b.shared) * all(a)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::{pairs, signature};

    fn text(words: std::ops::Range<usize>) -> String {
        words.map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ")
    }

    fn grouped(texts: &[String]) -> Vec<(u32, Vec<u32>)> {
        let signatures: Vec<_> = texts.iter().map(|text| signature(text, &[])).collect();
        let groups = groups(&signatures, &pairs(&signatures));
        let numbers = |group: &Group| group.documents.iter().map(|document| document.0).collect();
        groups.iter().map(|group| (group.fullest.0, numbers(group))).collect()
    }

    #[test]
    fn a_chain_is_not_a_group() {
        // Each shares three quarters with the next; the first and the last share nothing.
        let texts: Vec<String> = (0..6).map(|step| text(step * 75..step * 75 + 300)).collect();
        let groups = grouped(&texts);
        for (fullest, documents) in &groups {
            let signature = |document: u32| signature(&texts[document as usize], &[]);
            for &document in documents {
                assert!(is_like(signature(document).estimate(&signature(*fullest))));
            }
        }
        assert!(groups.iter().all(|(_, documents)| documents.len() < 4), "{groups:?}");
    }

    #[test]
    fn excerpts_stand_with_the_fullest_text() {
        let texts = [text(0..300), text(0..100), text(200..300), text(1000..1010), text(0..295)];
        assert_eq!(grouped(&texts), [(0, vec![0, 1, 2, 4])]);
        // A digest of nine articles is a group with none of them.
        let articles: Vec<String> = (0..9).map(|n| text(n * 100..n * 100 + 100)).collect();
        let digest = articles.join(" ");
        assert_eq!(grouped(&[articles, vec![digest]].concat()), []);
    }

    #[test]
    fn many_near_copies_are_one_group() {
        let first = text(0..200);
        let texts: Vec<String> =
            (0..500).map(|n| format!("{first} and this is number {n} of them")).collect();
        let groups = grouped(&texts);
        assert_eq!(groups.len(), 1);
        assert_eq!(groups[0].1.len(), 500);
    }

    #[test]
    fn pairs_that_fit_no_signature_are_passed_over() {
        let measure = Measure { shared: 1, left: 1, right: 1 };
        let pair = Pair { left: DocId(0), right: DocId(7), measure, exact: true };
        assert_eq!(groups(&[signature("one", &[])], &[pair]), []);
    }
}
