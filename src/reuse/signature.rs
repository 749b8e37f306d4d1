//! A document → its signature: a few of its shingles, chosen so that others choose alike.
//!
//! Shingles are chosen by winnowing (Schleimer, Wilkerson & Aiken 2003): of every eleven in a
//! row, the one with the least hash. Two texts that share fifteen words in a row then share a
//! print, wherever that passage stands; about one shingle in six is kept, four bytes each.
//! Short texts keep more of theirs, down to all. Whatever a wider window chooses a narrower
//! one chooses too, so signatures of unlike density can be compared.

use serde::{Deserialize, Serialize};

use super::Measure;
use super::article::{Printed, Word, words, words_of};
use crate::document::Zone;
use crate::id::Span;

/// Words in a shingle.
pub(super) const SHINGLE: usize = 5;

/// The widest window: of so many shingles in a row, one is kept.
const WINDOW: usize = 11;

/// A text has about twice as many prints as this, unless it has fewer shingles.
const FEW: usize = 8;

/// What is kept of a document to find those it shares passages with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// A hash of all words in their order; 0 without words.
    pub(super) whole: u64,
    /// Shingles of the text, repeated ones counted again.
    pub(super) shingles: u32,
    /// Of how many in a row one was kept.
    pub(super) window: u8,
    /// Those that were kept: hashes, ascending, each once.
    pub(super) prints: Vec<u32>,
}

impl Signature {
    /// The bytes that it takes in memory.
    pub fn bytes(&self) -> usize {
        size_of::<Signature>() + size_of_val(&*self.prints)
    }

    /// Whether both texts have the same words in the same order.
    pub(super) fn is_same(&self, other: &Signature) -> bool {
        self.whole == other.whole && self.shingles == other.shingles && !self.prints.is_empty()
    }

    /// How much two texts have in common, estimated by their prints.
    ///
    /// Exact for short texts; for long ones, off by about the root of a quarter of the prints.
    pub fn estimate(&self, other: &Signature) -> Measure {
        let (left, right) = (self.shingles, other.shingles);
        if self.is_same(other) {
            return Measure { shared: left, left, right };
        }
        let common = u64::from(common(&self.prints, &other.prints));
        // The wider window speaks for both: what it chose, the narrower one did too.
        let (kept, of) = match self.window.cmp(&other.window) {
            std::cmp::Ordering::Less => (other.prints.len(), u64::from(right)),
            std::cmp::Ordering::Greater => (self.prints.len(), u64::from(left)),
            std::cmp::Ordering::Equal => {
                (self.prints.len() + other.prints.len(), u64::from(left) + u64::from(right))
            }
        };
        let kept = kept.max(1) as u64;
        let shared = ((common * of + kept / 2) / kept).min(u64::from(left.min(right))) as u32;
        // Only what `is_same` says is wholly the same.
        let all = shared > 0 && shared == left && shared == right;
        Measure { shared: shared - u32::from(all && shared > 1), left, right }
    }
}

/// How many values two ascending lists share.
pub(super) fn common<T: Ord>(left: &[T], right: &[T]) -> u32 {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (left.get(i), right.get(j)) {
        shared += u32::from(a == b);
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
    shared
}

/// The signature of a document's text, of which only the body counts. A title that stands in
/// the text is to be among the `zones`, as [`Zone::Headline`]: copies have titles of their own.
///
/// The language does not matter. Costs one pass over the text.
///
/// ```
/// use kashf::reuse::{Relation, signature};
/// let left = signature("وی گفت که مذاکرات امروز در وین آغاز می‌شود", &[]);
/// let right = signature("وي گفت كه مذاكرات امروز در وين آغاز می شود!", &[]);
/// assert_eq!(left.estimate(&right).relation(), Relation::Same);
/// ```
pub fn signature(text: &str, zones: &[(Span, Zone)]) -> Signature {
    signed(hashes(text.len() / 8, words(text, zones)))
}

/// The same of a text that was cut into words before; `printed` are all of them, in order.
pub fn signature_of(
    text: &str,
    printed: impl ExactSizeIterator<Item = Printed> + Clone,
    zones: &[(Span, Zone)],
) -> Signature {
    signed(hashes(printed.len(), words_of(text, printed, zones)))
}

fn signed((hashes, whole): (Vec<u64>, u64)) -> Signature {
    let window = (hashes.len() / FEW).clamp(1, WINDOW);
    let mut prints = winnow(&hashes, window);
    prints.sort_unstable();
    prints.dedup();
    prints.shrink_to_fit();
    let shingles = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
    Signature { whole, shingles, window: window as u8, prints }
}

/// All shingles of a text, to compare it with others exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles {
    /// Hashes, ascending, each once.
    hashes: Vec<u64>,
    /// A hash of all words in their order.
    whole: u64,
}

/// The shingles of a document's text, with the zones that its signature was made with; 8 bytes
/// for each word.
pub fn shingles(text: &str, zones: &[(Span, Zone)]) -> Shingles {
    Shingles::of(hashes(text.len() / 8, words(text, zones)))
}

/// The same of a text that was cut into words before; `printed` are all of them, in order.
pub fn shingles_of(
    text: &str,
    printed: impl ExactSizeIterator<Item = Printed> + Clone,
    zones: &[(Span, Zone)],
) -> Shingles {
    Shingles::of(hashes(printed.len(), words_of(text, printed, zones)))
}

impl Shingles {
    fn of((mut hashes, whole): (Vec<u64>, u64)) -> Shingles {
        hashes.sort_unstable();
        hashes.dedup();
        Shingles { hashes, whole }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.hashes.len()
    }

    /// How much two texts have in common. Texts of the same shingles in another order share
    /// all but one.
    ///
    /// ```
    /// use kashf::reuse::shingles;
    /// let left = shingles("It rained all night in the north.", &[]);
    /// let right = shingles("It rained all night in the south.", &[]);
    /// let measure = left.compare(&right);
    /// assert_eq!((measure.shared, measure.left, measure.right), (2, 3, 3));
    /// ```
    pub fn compare(&self, other: &Shingles) -> Measure {
        let count = |hashes: &[u64]| u32::try_from(hashes.len()).unwrap_or(u32::MAX);
        let (left, right) = (count(&self.hashes), count(&other.hashes));
        let shared = common(&self.hashes, &other.hashes);
        let all = shared == left && shared == right && self.whole != other.whole;
        Measure { shared: shared - u32::from(all && shared > 1), left, right }
    }
}

/// The hashes of a text's shingles in their order, and that of all words; about as many words
/// as `expected`. A text of fewer
/// words than a shingle has one shingle of all of them; one without words has none.
fn hashes(expected: usize, words: impl Iterator<Item = Word>) -> (Vec<u64>, u64) {
    let mut hashes = Vec::with_capacity(expected);
    let (mut last, mut whole, mut count) = ([0; SHINGLE], 0, 0);
    for word in words {
        last.rotate_left(1);
        last[SHINGLE - 1] = word.key;
        whole = add(whole, word.key);
        count += 1;
        if count >= SHINGLE {
            hashes.push(shingle(&last));
        }
    }
    if (1..SHINGLE).contains(&count) {
        hashes.push(shingle(&last[SHINGLE - count..]));
    }
    (hashes, mixed(whole))
}

#[inline]
fn add(hash: u64, key: u64) -> u64 {
    hash.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(key)
}

/// The hash of words in a row.
#[inline]
pub(super) fn shingle(keys: &[u64]) -> u64 {
    mixed(keys.iter().fold(0, |hash, &key| add(hash, key)))
}

/// Spreads a hash over all its bits (the finish of MurmurHash3).
#[inline]
fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    hash ^ (hash >> 33)
}

/// Of every `window` hashes in a row the least; all, when there are fewer, count as a window.
///
/// The upper half of a hash decides, the lower half is what is kept: so prints are spread
/// evenly, though those chosen are all small.
fn winnow(hashes: &[u64], window: usize) -> Vec<u32> {
    let mut prints = Vec::with_capacity(2 * hashes.len() / (window + 1) + 1);
    let Some(first) = hashes.get(..window.min(hashes.len())) else { return prints };
    let Some(mut least) = leftmost(first, 0) else { return prints };
    prints.push(hashes[least] as u32);
    for at in window..hashes.len() {
        let start = at + 1 - window;
        // Of equal ones the one that was chosen stays: runs of one word give few prints.
        let chosen = if least >= start {
            if hashes[at] < hashes[least] { at } else { least }
        } else {
            leftmost(&hashes[start..=at], start).unwrap_or(at)
        };
        if chosen != least {
            least = chosen;
            prints.push(hashes[least] as u32);
        }
    }
    prints
}

/// The place of the least hash, the first of equal ones.
fn leftmost(hashes: &[u64], start: usize) -> Option<usize> {
    let least = hashes.iter().enumerate().min_by_key(|(_, hash)| **hash)?;
    Some(start + least.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_copy_typed_anew_has_the_same_signature() {
        let printed = "أعلنت الوزارة أن ۱۲ شخصًا، من بينهم طفل، وصلوا إلى المستشفى في الساعة ١٠:٣٠";
        let retyped = "اعلنت الوزاره ان 12 شخصا من بينهم طفل وصلوا الي المستشفي في الساعة 10:30";
        assert_eq!(signature(printed, &[]), signature(retyped, &[]));
        assert_ne!(signature(printed, &[]), signature("اعلنت الوزاره ان 12 شخصا", &[]));
    }

    #[test]
    fn what_is_not_of_the_body_leaves_no_trace() {
        let article = "The bridge was closed for a week after the flood reached its deck";
        let page = format!("Home News Sport\n{article}\nRead also: ten bridges you must see");
        let start = page.find('\n').unwrap() as u32 + 1;
        let end = start + article.len() as u32;
        let zones = [
            (Span::new(0, start), Zone::Navigation),
            (Span::new(end, page.len() as u32), Zone::Related),
        ];
        assert_eq!(signature(&page, &zones), signature(article, &[]));
        assert_eq!(shingles(&page, &zones), shingles(article, &[]));
    }

    #[test]
    fn texts_of_few_words_and_none() {
        let none = signature(" … ", &[]);
        assert_eq!(none, Signature { window: 1, ..Signature::default() });
        assert_eq!(none.estimate(&none).shared, 0);
        assert_eq!(
            signature("Photo: Reuters", &[]).estimate(&signature("photo reuters", &[])).shared,
            1
        );
        assert_eq!(signature("Photo", &[]).estimate(&signature("Video", &[])).shared, 0);
        assert_eq!(signature(&"and ".repeat(9999), &[]).prints.len(), 1);
    }

    #[test]
    fn the_same_shingles_in_another_order_are_not_the_same_text() {
        // Two ways round a loop of shingles.
        let (left, right) = ("a b c d e a b c d e a", "b c d e a b c d e a b");
        let (left, right) = (shingles(left, &[]), shingles(right, &[]));
        assert_eq!(left.hashes, right.hashes);
        assert_ne!(left.compare(&right).relation(), crate::reuse::Relation::Same);
    }

    fn text() -> impl Strategy<Value = Vec<u64>> {
        proptest::collection::vec(0..40u64, 0..120)
    }

    proptest! {
        #[test]
        fn a_shared_run_of_fifteen_words_shares_a_print(
            before in text(), run in proptest::collection::vec(0..40u64, 15), after in text(),
        ) {
            let print = |words: &[u64]| {
                let text: Vec<String> = words.iter().map(|word| format!("w{word}")).collect();
                signature(&text.join(" "), &[])
            };
            let left = print(&[&before[..], &run, &after].concat());
            let right = print(&[&after[..], &run, &before].concat());
            prop_assert!(common(&left.prints, &right.prints) > 0);
        }

        #[test]
        fn a_narrower_window_chooses_all_that_a_wider_one_does(
            hashes in proptest::collection::vec(any::<u64>(), 1..60), window in 2..11usize,
        ) {
            let narrow = winnow(&hashes, window - 1);
            prop_assert!(winnow(&hashes, window).iter().all(|print| narrow.contains(print)));
        }
    }
}
