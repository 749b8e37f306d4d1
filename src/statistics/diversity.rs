//! The words of a text in their order → how many different ones it has for its length.
//!
//! Ratios of types to tokens fall as a text grows; so beside the plain ones stand those over
//! windows and segments of one length, and MTLD, which asks how long a text goes on before it
//! repeats itself. Words are given as numbers, one for each type.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::formula::Formula;

/// A figure of diversity.
#[derive(Clone, Copy, Debug)]
pub struct Diversity {
    /// Its name in commands, links and files.
    pub id: &'static str,
    /// Over [`COUNTS`]; empty of what goes by the order of the words.
    pub formula: &'static str,
    /// Who published it.
    pub source: &'static str,
}

/// The names that formulas have for the types, the tokens, and the sum of the squares of how often
/// each type occurs.
pub const COUNTS: [&str; 3] = ["V", "N", "S"];

/// All figures of diversity.
#[rustfmt::skip]
pub const DIVERSITIES: [Diversity; 8] = [
    figure("ttr", "V/N", "Johnson 1944"),
    figure("herdan-c", "ln(V)/ln(N)", "Herdan 1960"),
    figure("guiraud", "V/sqrt(N)", "Guiraud 1954"),
    figure("cttr", "V/sqrt(2*N)", "Carroll 1964"),
    figure("yule-k", "10000*(S-N)/N^2", "Yule 1944"),
    figure("mattr", "", "Covington & McFall 2010"),
    figure("msttr", "", "Johnson 1944"),
    figure("mtld", "", "McCarthy & Jarvis 2010"),
];

const fn figure(id: &'static str, formula: &'static str, source: &'static str) -> Diversity {
    Diversity { id, formula, source }
}

static READ: LazyLock<Vec<Option<Formula>>> = LazyLock::new(|| {
    let formulas = DIVERSITIES.iter().filter(|it| !it.formula.is_empty());
    formulas.map(|it| Formula::read(it.formula, &COUNTS).ok()).collect()
});

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
    let counts = [types as f64, tokens as f64, squares];
    let of = |place: usize| {
        let value = READ.get(place)?.as_ref()?.number(&counts);
        value.is_finite().then_some(value)
    };
    Richness {
        tokens,
        types,
        hapaxes,
        squares,
        ttr: of(0),
        herdan_c: of(1),
        guiraud: of(2),
        cttr: of(3),
        yule_k: of(4),
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
