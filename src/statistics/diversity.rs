//! The words of a text in their order → how many different ones it has for its length.
//!
//! Ratios of types to tokens fall as a text grows; so beside the plain ones stand those over
//! windows and segments of one length, and MTLD, which asks how long a text goes on before it
//! repeats itself. Words are given as numbers, one for each type.

use std::collections::BTreeMap;

use crate::math;

/// How diverse a text is, by figures that need only how often each type occurs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Richness {
    /// Running words.
    pub tokens: u64,
    /// Different words.
    pub types: u64,
    /// Types that occur once.
    pub hapaxes: u64,
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
    let (n, v) = (tokens as f64, types as f64);
    let of = |value: f64| value.is_finite().then_some(value);
    Richness {
        tokens,
        types,
        hapaxes,
        ttr: of(v / n),
        herdan_c: of(math::ln(v) / math::ln(n)),
        guiraud: of(v / n.sqrt()),
        cttr: of(v / (2.0 * n).sqrt()),
        yule_k: of(10_000.0 * (squares - n) / (n * n)),
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
    if window == 0 || words.len() < window {
        return None;
    }
    let mut inside: BTreeMap<u32, usize> = BTreeMap::new();
    let mut types = 0u64;
    for (at, &word) in words.iter().enumerate() {
        if let Some(left) = at.checked_sub(window).map(|left| words[left])
            && let Some(count) = inside.get_mut(&left)
        {
            *count -= 1;
            if *count == 0 {
                inside.remove(&left);
            }
        }
        *inside.entry(word).or_default() += 1;
        types += if at + 1 >= window { inside.len() as u64 } else { 0 };
    }
    let windows = words.len() - window + 1;
    Some(types as f64 / window as f64 / windows as f64)
}

/// Mean ratio of types to tokens over segments of so many words, one behind the other; what is left
/// at the end is dropped. `None` of a shorter text and of no segment.
///
/// ```
/// let words = [1, 2, 1, 2, 3, 3, 1, 2]; // apple orange apple orange pear pear apple orange
/// assert_eq!(kashf::statistics::msttr(&words, 2), Some(0.875));
/// ```
pub fn msttr(words: &[u32], segment: usize) -> Option<f64> {
    let segments = words.len().checked_div(segment).filter(|&segments| segments > 0)?;
    let types = |segment: &[u32]| {
        let mut types = segment.to_vec();
        crate::order::sort(&mut types);
        types.dedup();
        types.len() as u64
    };
    let all: u64 = words.chunks_exact(segment).map(types).sum();
    Some(all as f64 / segment as f64 / segments as f64)
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
    let forwards = factors(words.iter().copied());
    let backwards = factors(words.iter().rev().copied());
    let length = |factors: f64| words.len() as f64 / factors;
    let mean = (length(forwards) + length(backwards)) / 2.0;
    mean.is_finite().then_some(mean)
}

fn factors(words: impl Iterator<Item = u32>) -> f64 {
    let mut seen: BTreeMap<u32, ()> = BTreeMap::new();
    let (mut whole, mut tokens) = (0.0, 0u64);
    let ratio = |types: usize, tokens: u64| types as f64 / tokens as f64;
    for word in words {
        seen.insert(word, ());
        tokens += 1;
        if ratio(seen.len(), tokens) < FACTOR {
            whole += 1.0;
            (seen, tokens) = (BTreeMap::new(), 0);
        }
    }
    if tokens == 0 { whole } else { whole + (1.0 - ratio(seen.len(), tokens)) / (1.0 - FACTOR) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<u32> {
        let mut known: Vec<&str> = Vec::new();
        let number = |word| match known.iter().position(|it| *it == word) {
            Some(place) => place as u32,
            None => {
                known.push(word);
                known.len() as u32 - 1
            }
        };
        text.split_whitespace().map(number).collect()
    }

    fn near(value: Option<f64>, expected: f64) {
        assert!(value.is_some_and(|it| (it - expected).abs() < 1e-6), "{value:?}, not {expected}");
    }

    #[test]
    fn published_windows() {
        let text = words("one one two one one two one");
        for (window, expected) in [(2, 0.833_333), (3, 0.666_667), (4, 0.5)] {
            near(mattr(&text, window), expected);
        }
        near(mtld(&text), 3.5);
        let fruit = words("apple orange apple orange pear pear apple orange");
        for (segment, expected) in [(2, 0.875), (3, 0.666_667), (4, 0.625)] {
            near(msttr(&fruit, segment), expected);
        }
        for empty in [
            mattr(&[], 1),
            mattr(&text, 0),
            mattr(&text, 8),
            msttr(&text, 0),
            msttr(&text, 8),
            mtld(&[]),
        ] {
            assert_eq!(empty, None);
        }
        assert_eq!(mtld(&[1, 2, 3]), None);
    }

    #[test]
    fn published_ratios() {
        let long = richness([4, 4]);
        near(long.ttr, 0.25);
        near(long.herdan_c, 2f64.ln() / 8f64.ln());
        near(long.cttr, 0.5);
        let short = richness([2, 2, 0]);
        near(short.ttr, 0.5);
        near(short.herdan_c, 0.5);
        near(short.cttr, 2.0 / 8f64.sqrt());
        near(richness([3, 2, 2]).yule_k, 10_000.0 * 10.0 / 49.0);
        near(richness([1; 9]).yule_k, 0.0);
        assert_eq!(richness([1, 1, 5]).hapaxes, 2);
        assert_eq!(richness([]).ttr, None);
    }
}
