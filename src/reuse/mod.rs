//! Texts that were made of one another: copies, excerpts, shared passages, and what differs.
//!
//! The field calls it *text reuse* (Clough et al. 2002; the programs TRACER and passim), and
//! its two figures *resemblance* and *containment* (Broder 1997); hence the names here. "Near
//! duplicate" would say less: an excerpt is none, and is reuse.
//!
//! Two passes find it in a corpus, as [`dates`](crate::dates) has two: [`signature()`] makes
//! a few prints of each document by itself, in parallel; [`pairs()`] joins the prints of all of
//! them, [`verified`] reads the doubtful pairs again, and [`groups()`] puts copies together.
//! For two texts that lie side by side, [`diff()`] says word by word what is the same,
//! [`rows()`] sets that out in paragraphs, and [`passages()`] lists what they share in any order.
//!
//! Words are compared by their keys ([`fold`](crate::text::fold())), so a copy that was typed
//! anew, with other letters for yeh and kaf, other half-spaces and digits, is a copy. Meaning
//! is not compared: a paraphrase is none. Nor are headlines, which each outlet writes anew.
//!
//! # What counts
//!
//! The unit is the *shingle*, five words in a row; a text is the set of its shingles. Of two
//! texts that have `a` and `b` of them and share `s`, the resemblance is `s / (a + b − s)` and
//! the containment `s / min(a, b)`. See [`Relation`] for the bounds.

mod align;
mod article;
mod diff;
mod groups;
#[cfg(test)]
mod hostile;
mod key;
mod pairs;
mod passages;
mod rows;
mod signature;

pub use article::{Printed, compared};
pub use diff::{Kind, Piece, diff};
pub use groups::{Group, groups};
pub use key::key;
pub use pairs::{Pair, pairs, verified};
pub use passages::{Passage, passages};
pub use rows::{Part, Row, rows};
pub use signature::{Shingles, Signature, shingles, shingles_of, signature, signature_of};

use serde::{Deserialize, Serialize};

/// How much two texts have in common, in shingles.
///
/// ```
/// use kashf::reuse::{Measure, Relation};
/// let measure = Measure { shared: 90, left: 100, right: 400 };
/// assert_eq!(measure.resemblance(), 90.0 / 410.0);
/// assert_eq!(measure.containment(), 0.9);
/// assert_eq!(measure.relation(), Relation::Excerpt);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// Shingles of both.
    pub shared: u32,
    /// Shingles of the first.
    pub left: u32,
    /// Shingles of the second.
    pub right: u32,
}

impl Measure {
    /// Shared shingles of all that either has: 0 to 1; 0 when neither has any.
    pub fn resemblance(self) -> f64 {
        let all = u64::from(self.left) + u64::from(self.right);
        ratio(self.shared, all.saturating_sub(u64::from(self.shared)))
    }

    /// Shared shingles of those of the shorter text: 0 to 1; 0 when it has none.
    pub fn containment(self) -> f64 {
        ratio(self.shared, u64::from(self.left.min(self.right)))
    }

    /// What that makes the two texts to each other.
    pub fn relation(self) -> Relation {
        let [shared, left, right] = [self.shared, self.left, self.right].map(u64::from);
        if shared > 0 && shared == left && shared == right {
            Relation::Same
        } else if shared > 0 && 2 * shared >= left + right - shared {
            Relation::Copy
        } else if left.min(right) >= EXCERPT && 5 * shared >= 4 * left.min(right) {
            Relation::Excerpt
        } else {
            Relation::Overlap
        }
    }
}

/// The shingles of the shortest excerpt: fewer words than these have stand in any text.
const EXCERPT: u64 = 8;

fn ratio(part: u32, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / whole as f64 }
}

/// What two texts that share passages are to each other, the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// The same words in the same order; letters and punctuation may differ.
    Same,
    /// A resemblance of a half or more.
    Copy,
    /// Four fifths of the shorter one stand in the longer one, which has much else; twelve
    /// words at least.
    Excerpt,
    /// Less than that, but a passage or more.
    Overlap,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_by_their_bounds() {
        let relation = |shared, left, right| Measure { shared, left, right }.relation();
        assert_eq!(relation(7, 7, 7), Relation::Same);
        assert_eq!(relation(50, 75, 75), Relation::Copy);
        assert_eq!(relation(49, 75, 75), Relation::Overlap);
        assert_eq!(relation(80, 100, 1000), Relation::Excerpt);
        assert_eq!(relation(79, 100, 1000), Relation::Overlap);
        assert_eq!(
            (relation(8, 8, 99), relation(7, 7, 99)),
            (Relation::Excerpt, Relation::Overlap)
        );
        assert_eq!(relation(0, 0, 0), Relation::Overlap);
        assert_eq!(relation(u32::MAX, u32::MAX, u32::MAX), Relation::Same);
        let none = Measure::default();
        assert_eq!((none.resemblance(), none.containment()), (0.0, 0.0));
    }
}
