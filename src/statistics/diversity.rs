//! The words of a text in their order → how many different ones it has for its length.
//!
//! Ratios of types to tokens fall as a text grows; so beside the plain ones stand those over
//! windows and segments of one length, and MTLD, which asks how long a text goes on before it
//! repeats itself. Words are given as numbers, one for each type.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::formula::Formula;

/// A figure of diversity.
#[derive(Clone, Copy, Debug)]
pub struct Diversity {
    /// Its name in commands, links and files.
    pub id: &'static str,
    /// Over `names`.
    pub formula: &'static str,
    /// What the counts are called that it is of: [`COUNTS`], [`WINDOWS`] or [`FACTORS`].
    pub names: [&'static str; 3],
    /// Who published it.
    pub source: &'static str,
}

/// The names that formulas have for the types, the tokens, and the sum of the squares of how often
/// each type occurs.
pub const COUNTS: [&str; 3] = ["V", "N", "S"];

/// And for the different words of each window, or segment, summed; for the words of one; and for how
/// many there are.
pub const WINDOWS: [&str; 3] = ["T", "w", "m"];

/// And for the words, and the factors of MTLD: forwards and backwards.
pub const FACTORS: [&str; 3] = ["N", "F", "B"];

/// All figures of diversity.
#[rustfmt::skip]
pub const DIVERSITIES: [Diversity; 8] = [
    figure("ttr", "V/N", COUNTS, "Johnson 1944"),
    figure("herdan-c", "ln(V)/ln(N)", COUNTS, "Herdan 1960"),
    figure("guiraud", "V/sqrt(N)", COUNTS, "Guiraud 1954"),
    figure("cttr", "V/sqrt(2*N)", COUNTS, "Carroll 1964"),
    figure("yule-k", "10000*(S-N)/N^2", COUNTS, "Yule 1944"),
    figure("mattr", "T/(w*m)", WINDOWS, "Covington & McFall 2010"),
    figure("msttr", "T/(w*m)", WINDOWS, "Johnson 1944"),
    figure("mtld", "(N/F+N/B)/2", FACTORS, "McCarthy & Jarvis 2010"),
];

const fn figure(
    id: &'static str,
    formula: &'static str,
    names: [&'static str; 3],
    source: &'static str,
) -> Diversity {
    Diversity { id, formula, names, source }
}

static READ: LazyLock<Vec<Option<Formula>>> = LazyLock::new(|| {
    DIVERSITIES.iter().map(|it| Formula::read(it.formula, &it.names).ok()).collect()
});

/// The figure of a name for some counts, in the order of its names; `None` where it is not defined.
fn value(id: &str, counts: [f64; 3]) -> Option<f64> {
    let place = DIVERSITIES.iter().position(|figure| figure.id == id)?;
    let value = READ.get(place)?.as_ref()?.number(&counts);
    value.is_finite().then_some(value)
}

/// The figure of a name.
pub fn diversity(id: &str) -> Option<&'static Diversity> {
    DIVERSITIES.iter().find(|figure| figure.id == id)
}

/// How diverse a text is, by figures that need only how often each type occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Richness {
    /// Running words.
    pub tokens: u64,
    /// Different words.
    pub types: u64,
    /// Types that occur once.
    pub hapaxes: u64,
    /// Σ f², over how often each type occurs.
    pub squares: f64,
    /// Types by tokens; as all that follows, `None` of no words.
    pub ttr: Option<f64>,
    /// ln types / ln tokens (Herdan 1960); `None` of one word.
    pub herdan_c: Option<f64>,
    /// Types / √tokens (Guiraud 1954).
    pub guiraud: Option<f64>,
    /// Types / √(2·tokens) (Carroll 1964).
    pub cttr: Option<f64>,
    /// 10,000·(Σ f² − tokens)/tokens² (Yule 1944).
    pub yule_k: Option<f64>,
}

/// Richness by how often each type occurs; types that never do are passed over.
///
/// ```
/// let richness = kashf::statistics::richness([4, 4]);
/// assert_eq!((richness.ttr, richness.cttr), (Some(0.25), Some(0.5)));
/// ```
pub fn richness(frequencies: impl IntoIterator<Item = u64>) -> Richness {
    let (mut tokens, mut types, mut hapaxes, mut squares) = (0u64, 0u64, 0u64, 0.0);
    for frequency in frequencies.into_iter().filter(|&frequency| frequency > 0) {
        tokens += frequency;
        types += 1;
        hapaxes += u64::from(frequency == 1);
        squares += frequency as f64 * frequency as f64;
    }
    richness_of([tokens, types, hapaxes], squares)
}

/// Richness by counts that were made elsewhere: tokens, types and hapaxes, and Σ f².
pub fn richness_of([tokens, types, hapaxes]: [u64; 3], squares: f64) -> Richness {
    let of = |id: &str| value(id, [types as f64, tokens as f64, squares]);
    Richness {
        tokens,
        types,
        hapaxes,
        squares,
        ttr: of("ttr"),
        herdan_c: of("herdan-c"),
        guiraud: of("guiraud"),
        cttr: of("cttr"),
        yule_k: of("yule-k"),
    }
}

impl Richness {
    /// The figure of a name, where it goes by counts alone.
    pub fn of(&self, id: &str) -> Option<f64> {
        match id {
            "ttr" => self.ttr,
            "herdan-c" => self.herdan_c,
            "guiraud" => self.guiraud,
            "cttr" => self.cttr,
            "yule-k" => self.yule_k,
            _ => None,
        }
    }
}

/// Mean ratio of types to tokens over all windows of so many words (Covington & McFall 2010);
/// `None` of a shorter text and of no window. One pass.
///
/// ```
/// let words = [1, 1, 2, 1, 1, 2, 1]; // one one two one one two one
/// assert!((kashf::statistics::mattr(&words, 2).unwrap() - 5.0 / 6.0).abs() < 1e-12);
/// ```
pub fn mattr(words: &[u32], window: usize) -> Option<f64> {
    value("mattr", in_windows(words, window)?)
}

/// What [`mattr`] is of: its [`WINDOWS`].
fn in_windows(words: &[u32], window: usize) -> Option<[f64; 3]> {
    if window == 0 || words.len() < window {
        return None;
    }
    let words = dense(words);
    let mut inside = vec![0u32; words.len()];
    let (mut different, mut types) = (0u64, 0u64);
    for (at, &word) in words.iter().enumerate() {
        if let Some(left) = at.checked_sub(window) {
            let count = &mut inside[words[left] as usize];
            *count -= 1;
            different -= u64::from(*count == 0);
        }
        let count = &mut inside[word as usize];
        different += u64::from(*count == 0);
        *count += 1;
        types += if at + 1 >= window { different } else { 0 };
    }
    let windows = words.len() - window + 1;
    Some([types as f64, window as f64, windows as f64])
}

/// The same words with numbers below how many there are, so that what is known of each can stand in
/// a list.
fn dense(words: &[u32]) -> Cow<'_, [u32]> {
    if words.iter().all(|&word| (word as usize) < words.len()) {
        return Cow::Borrowed(words);
    }
    let mut types = words.to_vec();
    crate::order::sort(&mut types);
    types.dedup();
    // Each of them is there.
    let number = |word: &u32| types.partition_point(|known| known < word) as u32;
    Cow::Owned(words.iter().map(number).collect())
}

/// Mean ratio of types to tokens over segments of so many words, one behind the other; what is left
/// at the end is dropped. `None` of a shorter text and of no segment.
///
/// ```
/// let words = [1, 2, 1, 2, 3, 3, 1, 2]; // apple orange apple orange pear pear apple orange
/// assert_eq!(kashf::statistics::msttr(&words, 2), Some(0.875));
/// ```
pub fn msttr(words: &[u32], segment: usize) -> Option<f64> {
    value("msttr", in_segments(words, segment)?)
}

/// What [`msttr`] is of: its [`WINDOWS`].
fn in_segments(words: &[u32], segment: usize) -> Option<[f64; 3]> {
    let segments = words.len().checked_div(segment).filter(|&segments| segments > 0)?;
    let words = dense(words);
    // Of each type, the number of the last segment that it was seen in, from 1.
    let mut seen = vec![0u32; words.len()];
    let mut all = 0u64;
    for (number, words) in (1..).zip(words.chunks_exact(segment)) {
        for &word in words {
            all += u64::from(seen[word as usize] != number);
            seen[word as usize] = number;
        }
    }
    Some([all as f64, segment as f64, segments as f64])
}

/// The ratio of types to tokens below which a factor of MTLD ends.
pub const FACTOR: f64 = 0.72;

/// MTLD (McCarthy & Jarvis 2010): the mean length of stretches whose ratio of types to tokens stays
/// at [`FACTOR`] or above, read from both ends; what is left at an end counts by how far its ratio has
/// fallen. No least length of a factor, as defined. `None` of no words, and where no word is repeated.
///
/// ```
/// let words = [1, 1, 2, 1, 1, 2, 1];
/// assert_eq!(kashf::statistics::mtld(&words), Some(3.5));
/// ```
pub fn mtld(words: &[u32]) -> Option<f64> {
    value("mtld", in_factors(words))
}

/// What [`mtld`] is of: its [`FACTORS`].
fn in_factors(words: &[u32]) -> [f64; 3] {
    let dense = dense(words);
    let forwards = factors(dense.len(), dense.iter().copied());
    let backwards = factors(dense.len(), dense.iter().rev().copied());
    [words.len() as f64, forwards, backwards]
}

/// What a figure is of that goes by the order of the words, in the order of its names; `None` of those
/// that do not, and of too few words.
///
/// ```
/// let words = [1, 1, 2, 1, 1, 2, 1];
/// assert_eq!(kashf::statistics::in_order_of_words("mattr", &words, 2), Some([10.0, 2.0, 6.0]));
/// ```
pub fn in_order_of_words(id: &str, words: &[u32], window: usize) -> Option<[f64; 3]> {
    match id {
        "mattr" => in_windows(words, window),
        "msttr" => in_segments(words, window),
        "mtld" => Some(in_factors(words)),
        _ => None,
    }
}

impl Diversity {
    /// The figure for some counts, in the order of its names; `None` where it is not defined.
    pub fn value(&self, counts: [f64; 3]) -> Option<f64> {
        value(self.id, counts)
    }
}

fn factors(types: usize, words: impl Iterator<Item = u32>) -> f64 {
    // Of each type, the number of the last factor that it was seen in, from 1.
    let mut seen = vec![0u32; types];
    let (mut number, mut different, mut tokens, mut whole) = (1, 0u64, 0u64, 0.0);
    let ratio = |different: u64, tokens: u64| different as f64 / tokens as f64;
    for word in words {
        let last = &mut seen[word as usize];
        different += u64::from(*last != number);
        *last = number;
        tokens += 1;
        if ratio(different, tokens) < FACTOR {
            whole += 1.0;
            number += 1;
            (different, tokens) = (0, 0);
        }
    }
    if tokens == 0 { whole } else { whole + (1.0 - ratio(different, tokens)) / (1.0 - FACTOR) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn what_is_not_defined_is_none() {
        let text = [1, 1, 2, 1, 1, 2, 1];
        for empty in [
            mattr(&[], 1),
            mattr(&text, 0),
            mattr(&text, 8),
            msttr(&text, 0),
            msttr(&text, 8),
            mtld(&[]),
            mtld(&[1, 2, 3]),
            richness([]).ttr,
            richness([1]).herdan_c,
        ] {
            assert_eq!(empty, None);
        }
    }

    proptest! {
        /// Beside the definitions, word by word; and whatever numbers the words have.
        #[test]
        fn figures_are_as_defined(
            words in prop::collection::vec(0..9u32, 0..60), width in 1..12usize, far in 1..1_000_000u32,
        ) {
            let types = |words: &[u32]| words.iter().collect::<BTreeSet<_>>().len() as f64;
            let mean = |parts: Vec<&[u32]>| match parts.len() {
                0 => None,
                many => Some(parts.iter().map(|it| types(it) / width as f64).sum::<f64>() / many as f64),
            };
            let near = |found: Option<f64>, expected: Option<f64>| match (found, expected) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-9,
                (a, b) => a == b,
            };
            prop_assert!(near(mattr(&words, width), mean(words.windows(width).collect())));
            prop_assert!(near(msttr(&words, width), mean(words.chunks_exact(width).collect())));
            let factors = |words: &[u32]| {
                let (mut first, mut whole) = (0, 0.0);
                for end in 1..=words.len() {
                    if types(&words[first..end]) / ((end - first) as f64) < FACTOR {
                        (first, whole) = (end, whole + 1.0);
                    }
                }
                let rest = &words[first..];
                let fallen = 1.0 - types(rest) / rest.len() as f64;
                if rest.is_empty() { whole } else { whole + fallen / (1.0 - FACTOR) }
            };
            let back: Vec<u32> = words.iter().rev().copied().collect();
            let long = words.len() as f64;
            let expected = (long / factors(&words) + long / factors(&back)) / 2.0;
            prop_assert!(near(mtld(&words), expected.is_finite().then_some(expected)));
            let others: Vec<u32> = words.iter().map(|word| word * 3 + far).collect();
            prop_assert_eq!(mattr(&others, width), mattr(&words, width));
            prop_assert_eq!(msttr(&others, width), msttr(&words, width));
            prop_assert_eq!(mtld(&others), mtld(&words));
        }
    }

    #[test]
    fn figures_by_counts() {
        assert!(READ.iter().all(Option::is_some));
        let near = |value: Option<f64>, expected: f64| {
            assert!(value.is_some_and(|it| (it - expected).abs() < 1e-9), "{value:?}");
        };
        near(richness([3, 2, 2]).yule_k, 10_000.0 * 10.0 / 49.0);
        near(richness([1; 9]).yule_k, 0.0);
        near(richness([2, 2, 0]).guiraud, 1.0);
        let some = richness([1, 1, 5]);
        assert_eq!(some.hapaxes, 2);
        let named = ["ttr", "herdan-c", "guiraud", "cttr", "yule-k"].map(|id| some.of(id));
        let fields = [some.ttr, some.herdan_c, some.guiraud, some.cttr, some.yule_k];
        assert_eq!(named, fields);
        assert_eq!(some.of("mtld"), None);
    }
}
