//! Numbers that were published, or that independent packages gave → whether this copy of the program
//! gives the same.
//!
//! Each [`Oracle`] is computed by the code that answers questions, so the tests, the command line and
//! the reader's own browser hold the figures to the same list. How near a figure must come is half a
//! unit of the last digit that was printed. Page numbers of books on statistics are as cited by the
//! tests of Wordless.
//!
//! What is not here: Yule's K of the Latin Gospel of John, chapter 1 (Miranda-García & Calle-Martín
//! 2005), whose text is not at hand.

use super::association::{Contingency, fisher, measure};
use super::dispersion::{Spread, dispersion};
use super::diversity::{Richness, diversity, in_order_of_words, richness};
use crate::order::sort_by;

/// What an oracle is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// How words belong together.
    Association,
    /// How corpora differ.
    Keyness,
    /// How evenly words are spread.
    Dispersion,
    /// How rich texts are.
    Diversity,
}

/// What an oracle is computed from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Given {
    /// The cells of a table: first row, then second.
    Table([u64; 4]),
    /// Two words: together, of the first, of the second, words of the corpus.
    Pair([u64; 4]),
    /// A word in two corpora: frequency in the first, in the second, words of the first, of the second.
    Frequencies([u64; 4]),
    /// A word of two texts, which are given.
    Word(&'static str, [&'static str; 2]),
    /// All words of two texts, in the order that was published; those of one value by their letters.
    /// The figure is how many stand where they should.
    Order(&'static str, [&'static str; 2]),
    /// Occurrences in each part, and words of each part.
    Parts(&'static [(u64, u64)]),
    /// Distances between occurrences, which add up to the corpus.
    Distances(&'static [u32]),
    /// A text.
    Text(&'static str),
    /// A text, and how long windows or segments are.
    Windows(&'static str, usize),
}

impl Given {
    /// The table that it makes; `None` where it makes none.
    pub fn table(self) -> Option<Contingency> {
        match self {
            Given::Table([a, b, c, d]) => Some(Contingency::new(a, b, c, d)),
            Given::Pair([together, first, second, all]) => {
                Some(Contingency::of_pair(together, first, second, all))
            }
            Given::Frequencies([first, second, of_first, of_second]) => {
                Some(Contingency::of_frequencies(first, second, of_first, of_second))
            }
            Given::Word(word, texts) => Some(in_texts(word, texts)),
            _ => None,
        }
    }

    /// Of a text, how rich it is.
    pub fn richness(self) -> Option<Richness> {
        match self {
            Given::Text(text) => Some(richness(counted(text))),
            _ => None,
        }
    }

    /// It in figures and words of its own, as `1, 3, 3, 1`.
    pub fn told(self) -> String {
        let list = |numbers: &[u64]| {
            let all: Vec<String> = numbers.iter().map(u64::to_string).collect();
            all.join(", ")
        };
        match self {
            Given::Table(cells) | Given::Pair(cells) | Given::Frequencies(cells) => list(&cells),
            Given::Word(word, [first, second]) => format!("{word}: {first} / {second}"),
            Given::Order(order, [first, second]) => format!("{order}: {first} / {second}"),
            Given::Parts(parts) => {
                let all: Vec<String> = parts.iter().map(|(v, s)| format!("{v}/{s}")).collect();
                all.join(", ")
            }
            Given::Distances(all) => {
                list(&all.iter().map(|&distance| u64::from(distance)).collect::<Vec<u64>>())
            }
            Given::Text(text) => text.to_string(),
            Given::Windows(text, length) => format!("{text} ({length})"),
        }
    }
}

/// A number that was published.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Oracle {
    /// Its name.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// The figure; beside those of [`statistics`](super) `fisher-left`, `fisher-right` and `fisher-two`.
    pub statistic: &'static str,
    /// Of what.
    pub given: Given,
    /// The number.
    pub expected: f64,
    /// How far from it a figure may be.
    pub within: f64,
    /// Who gave it, and where.
    pub source: &'static str,
}

/// How this copy of the program stands to an oracle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    /// The oracle.
    pub oracle: &'static Oracle,
    /// What it gives here; `None` where it is not defined.
    pub found: Option<f64>,
    /// Whether that is near enough.
    pub passes: bool,
}

/// Computes every oracle. Some milliseconds.
///
/// ```
/// assert!(kashf::statistics::verify().iter().all(|outcome| outcome.passes));
/// ```
pub fn verify() -> Vec<Outcome> {
    let outcome = |oracle: &'static Oracle| {
        let found = oracle.found();
        Outcome { oracle, found, passes: oracle.holds(found) }
    };
    ORACLES.iter().map(outcome).collect()
}

impl Oracle {
    /// What it gives here.
    pub fn found(&self) -> Option<f64> {
        match self.given {
            Given::Order(order, texts) => in_order(self.statistic, order, texts),
            Given::Parts(parts) => {
                dispersion(self.statistic)?.value(&Spread::new(parts.iter().copied()))
            }
            Given::Distances(distances) => {
                let words = distances.iter().map(|&distance| u64::from(distance)).sum();
                dispersion(self.statistic)?.of_distances(distances, words)
            }
            _ => match self.in_order_of_words() {
                Some(counts) => diversity(self.statistic)?.value(counts),
                None => self.by_counts(),
            },
        }
    }

    /// Of a figure that goes by the order of the words, what it is of.
    pub fn in_order_of_words(&self) -> Option<[f64; 3]> {
        match self.given {
            Given::Text(text) => in_order_of_words(self.statistic, &numbered(text), 0),
            Given::Windows(text, length) => {
                in_order_of_words(self.statistic, &numbered(text), length)
            }
            _ => None,
        }
    }

    fn by_counts(&self) -> Option<f64> {
        match self.given.richness() {
            Some(richness) => richness.of(self.statistic),
            None => associated(self.statistic, self.given.table()?),
        }
    }

    /// Whether a figure is near enough.
    pub fn holds(&self, found: Option<f64>) -> bool {
        found.is_some_and(|found| (found - self.expected).abs() <= self.within)
    }
}

fn associated(statistic: &str, table: Contingency) -> Option<f64> {
    match statistic {
        "fisher-left" => fisher(&table).map(|it| it.left),
        "fisher-right" => fisher(&table).map(|it| it.right),
        "fisher-two" => fisher(&table).map(|it| it.both),
        _ => measure(statistic)?.value(&table),
    }
}

fn in_texts(word: &str, texts: [&str; 2]) -> Contingency {
    let often = |text: &str| text.split(' ').filter(|it| *it == word).count() as u64;
    let [first, second] = texts.map(|text| text.split(' ').count() as u64);
    Contingency::of_frequencies(often(texts[0]), often(texts[1]), first, second)
}

/// How many words stand where they should: the greatest figure first.
fn in_order(statistic: &str, order: &str, texts: [&str; 2]) -> Option<f64> {
    let mut all = Vec::new();
    for word in order.split(' ') {
        all.push((word, associated(statistic, in_texts(word, texts))?));
    }
    sort_by(&mut all, |one, other| other.1.total_cmp(&one.1).then(one.0.cmp(other.0)));
    let placed = all.iter().zip(order.split(' ')).filter(|((word, _), there)| word == there);
    Some(placed.count() as f64)
}

/// A text's words, by a number for each type.
fn numbered(text: &str) -> Vec<u32> {
    let mut known: Vec<&str> = Vec::new();
    let number = |word| match known.iter().position(|it| *it == word) {
        Some(place) => place as u32,
        None => {
            known.push(word);
            known.len() as u32 - 1
        }
    };
    text.split(' ').map(number).collect()
}

/// How often each type of a text occurs.
fn counted(text: &str) -> Vec<u64> {
    let mut often = Vec::new();
    for number in numbered(text) {
        let place = number as usize;
        if place == often.len() {
            often.push(0);
        }
        often[place] += 1;
    }
    often
}

const FIRST: &str = "a a a b b c c c c c c d e f g h h";
const SECOND: &str = "a a b c c d d d d e f h";
const WORDS: [&str; 2] = [FIRST, SECOND];
const B: [u64; 4] = [7, 2, 10, 9];
const ELEVEN: [u64; 4] = [11, 3, 1000, 2000];
const NEW_COMPANIES: [u64; 4] = [8, 15_828, 4_675, 14_307_668];
const RUHOLLAH: [u64; 4] = [20, 42, 20, 14_307_668];
const OF_COURSE: [u64; 4] = [5_610, 168_938, 2_257, 10_233_063];
const WINE: [u64; 4] = [206_523, 178_174, 959_641, 1_562_358];
const KILGARRIFF: [u64; 4] = [35, 263, 112_289_776, 1_559_716_979];
const FIVE: [u64; 4] = [5, 0, 1_000_000, 1_000_000];
const GRIES_2008: &[(u64, u64)] = &[(1, 10), (2, 10), (3, 10), (4, 10), (5, 10)];
const GRIES_2020: &[(u64, u64)] = &[(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)];
const CARROLL_D: &[(u64, u64)] = &[(0, 10), (4, 10), (3, 10), (2, 10), (1, 10)];
const CARROLL_D2: &[(u64, u64)] = &[(2, 10), (1, 10), (1, 10), (1, 10), (0, 10)];
const LIJFFIJT: &[(u64, u64)] = &[(2, 10), (1, 10), (0, 10)];
const DISTANCES_2008: &[u32] = &[10, 2, 9, 2, 5, 2, 3, 3, 1, 3, 2, 1, 3, 2, 2];
const DISTANCES_2020: &[u32] = &[9, 2, 9, 2, 5, 2, 3, 3, 1, 3, 2, 1, 3, 2, 3];
const ONES: &str = "one one two one one two one";
const FRUIT: &str = "apple orange apple orange pear pear apple orange";
const LONG: &str = "b a b a b a b a";
const SHORT: &str = "a a b b";

const AM: &str = "association-measures 0.3.2";
const NLTK: &str = "NLTK 3.10.4";
const QUANTEDA: &str = "quanteda.textstats, own tests";
const HAND: &str = "worked out by hand";
const RECOMPUTED: &str = "recomputed with SciPy";
const GRIES_8: &str = "Gries 2008, pp. 407–408";
const GRIES_20: &str = "Gries 2020, ch. 5; corpus-dispersion 0.2.0";

/// All of them.
#[rustfmt::skip]
#[allow(clippy::approx_constant, reason = "numbers as they were printed")]
pub const ORACLES: [Oracle; COUNT] = {
    use Given::{Distances, Frequencies, Order, Pair, Parts, Table, Text, Windows, Word};
    [
    // Two words, together and apart.
    association("dunning-g2", "g2", Table([10, 0, 3, 31_764]), 167.23, 0.005, "Dunning 1993, p. 72"),
    association("dunning-g2-am", "g2", Table([10, 0, 3, 31_764]), 167.2298, 5e-5, AM),
    association("dunning-chi2", "chi2", Table([3, 0, 0, 31_774]), 31_777.0, 0.5, "Dunning 1993, p. 73"),
    association("pedersen-yates", "chi2-yates", Table([1, 3, 3, 1]), 0.5, 0.05, "Pedersen 1996, p. 10"),
    association("pedersen-p", "p-chi2-yates", Table([1, 3, 3, 1]), 0.48, 0.005, "Pedersen 1996, p. 10"),
    association("pedersen-fisher-two", "fisher-two", Table([1, 3, 3, 1]), 0.486, 5e-4, "Pedersen 1996, p. 10"),
    association("pedersen-fisher-left", "fisher-left", Table([1, 3, 3, 1]), 0.243, 5e-4, "Pedersen 1996, p. 10"),
    association("pedersen-fisher-right", "fisher-right", Table([1, 3, 3, 1]), 0.986, 5e-4, "Pedersen 1996, p. 10"),
    association("new-companies-t", "t", Pair(NEW_COMPANIES), 0.999_932, 5e-7, "Manning & Schütze 1999, p. 164"),
    association("new-companies-chi2", "chi2", Pair(NEW_COMPANIES), 1.55, 0.005, "Manning & Schütze 1999, p. 170"),
    association("new-companies-t-nltk", "t", Pair(NEW_COMPANIES), 0.999_931_989_480_203_6, 1e-12, NLTK),
    association("new-companies-chi2-nltk", "chi2", Pair(NEW_COMPANIES), 1.548_869_206_728_220_1, 1e-9, NLTK),
    association("new-companies-g2-nltk", "g2", Pair(NEW_COMPANIES), 1.325_389_396_347_158_1, 1e-7, NLTK),
    association("new-companies-mi-nltk", "mi", Pair(NEW_COMPANIES), 0.629_343_211_623_684_3, 1e-12, NLTK),
    association("ayatollah-mi", "mi", Pair(RUHOLLAH), 18.38, 0.005, "Manning & Schütze 1999, ch. 5"),
    association("ayatollah-t", "t", Pair(RUHOLLAH), 4.4721, 5e-5, "Manning & Schütze 1999, ch. 5"),
    association("ayatollah-mi-nltk", "mi", Pair(RUHOLLAH), 18.377_968, 5e-7, NLTK),
    association("ayatollah-t-nltk", "t", Pair(RUHOLLAH), 4.472_123, 5e-7, NLTK),
    association("of-course-forwards", "delta-p-2-1", Table(OF_COURSE), 0.032, 5e-4, "Gries 2013, p. 144"),
    association("of-course-backwards", "delta-p-1-2", Table(OF_COURSE), 0.697, 5e-4, "Gries 2013, p. 144"),
    association("of-course-forwards-again", "delta-p-2-1", Table(OF_COURSE), 0.031_919_6, 5e-8, RECOMPUTED),
    association("of-course-backwards-again", "delta-p-1-2", Table(OF_COURSE), 0.696_864_5, 5e-8, RECOMPUTED),
    association("of-course-t", "t", Table(OF_COURSE), 73.138_779, 5e-7, RECOMPUTED),
    association("of-course-log-dice", "log-dice", Table(OF_COURSE), 9.9769, 5e-5, RECOMPUTED),
    association("of-course-g2", "g2", Table(OF_COURSE), 36_693.85, 0.005, RECOMPUTED),
    association("log-dice-always", "log-dice", Pair([7, 7, 7, 99]), 14.0, 1e-12, "Rychlý 2008"),
    association("log-dice-once", "log-dice", Pair([1, 16_384, 16_384, 9_999_999]), 0.0, 1e-12, "Rychlý 2008"),
    association("npmi-always", "npmi", Table([10, 0, 0, 90]), 1.0, 1e-12, "Bouma 2009, p. 36"),
    association("npmi-chance", "npmi", Table([1, 9, 9, 81]), 0.0, 1e-12, "Bouma 2009, p. 36"),
    association("npmi-never", "npmi", Table([0, 10, 10, 80]), -1.0, 1e-12, "Bouma 2009, p. 36"),

    // Words of two corpora.
    keyness("simple-maths", "simple-maths", Frequencies(KILGARRIFF), 1.1224, 5e-5, "Kilgarriff 2009"),
    keyness("simple-maths-first", "per-million-1", Frequencies(KILGARRIFF), 0.3117, 5e-5, "Kilgarriff 2009"),
    keyness("simple-maths-second", "per-million-2", Frequencies(KILGARRIFF), 0.1686, 5e-5, "Kilgarriff 2009"),
    keyness("simple-maths-again", "simple-maths", Frequencies(KILGARRIFF), 1.122_429_175_7, 5e-11, RECOMPUTED),
    keyness("percent-difference", "percent-difference", Frequencies(WINE), 88.7, 0.05, "Gabrielatos & Marchi 2011, p. 18"),
    keyness("percent-difference-again", "percent-difference", Frequencies(WINE), 88.7104, 5e-5, RECOMPUTED),
    keyness("percent-difference-lr", "log-ratio", Frequencies(WINE), 0.9162, 5e-5, RECOMPUTED),
    keyness("percent-difference-g2-2", "g2-2", Frequencies(WINE), 38_531.76, 0.005, RECOMPUTED),
    keyness("percent-difference-g2", "g2", Frequencies(WINE), 45_784.79, 0.005, RECOMPUTED),
    keyness("difference-coefficient", "difference-coefficient", Frequencies([18, 35, 1_000_000, 1_000_000]), -0.32, 0.005, "Hofland & Johansson 1982, p. 471"),
    keyness("difference-coefficient-again", "difference-coefficient", Frequencies([18, 35, 1_000_000, 1_000_000]), -0.3208, 5e-5, RECOMPUTED),
    keyness("b-g2", "g2", Frequencies(B), 4.534_939, 5e-7, QUANTEDA),
    keyness("b-williams", "g2-williams", Frequencies(B), 4.200_833, 5e-7, QUANTEDA),
    keyness("b-chi2", "chi2", Frequencies(B), 4.337_160, 5e-7, QUANTEDA),
    keyness("b-yates", "chi2-yates", Frequencies(B), 2.632_438, 5e-7, QUANTEDA),
    keyness("b-g2-2", "g2-2", Frequencies(B), 2.440_100, 5e-7, "ruts 0.19.0"),
    keyness("order", "g2-signed", Order("c g b h a e f d", WORDS), 8.0, 0.0, QUANTEDA),
    keyness("order-c", "g2-signed", Word("c", WORDS), 1.274_238, 5e-7, QUANTEDA),
    keyness("order-g", "g2-signed", Word("g", WORDS), 1.093_291, 5e-7, QUANTEDA),
    keyness("order-b", "g2-signed", Word("b", WORDS), 0.091_242, 5e-7, QUANTEDA),
    keyness("order-h", "g2-signed", Word("h", WORDS), 0.091_242, 5e-7, QUANTEDA),
    keyness("order-a", "g2-signed", Word("a", WORDS), 0.004_751, 5e-7, QUANTEDA),
    keyness("order-e", "g2-signed", Word("e", WORDS), -0.064_900, 5e-7, QUANTEDA),
    keyness("order-f", "g2-signed", Word("f", WORDS), -0.064_900, 5e-7, QUANTEDA),
    keyness("order-d", "g2-signed", Word("d", WORDS), -3.779_441, 5e-7, QUANTEDA),
    // Printed with the natural logarithm: 0.023257.
    keyness("order-a-mi", "mi", Word("a", WORDS), 0.023_257 / std::f64::consts::LN_2, 5e-7 / std::f64::consts::LN_2, QUANTEDA),
    keyness("eleven-lr", "log-ratio", Frequencies(ELEVEN), 2.874_469, 5e-7, AM),
    keyness("eleven-low", "log-ratio-low", Frequencies(ELEVEN), 1.0360, 5e-5, HAND),
    keyness("eleven-high", "log-ratio-high", Frequencies(ELEVEN), 4.7130, 5e-5, HAND),
    keyness("eleven-clr", "clr", Frequencies(ELEVEN), 0.953_970, 5e-7, AM),
    keyness("eleven-g2-2", "g2-2", Frequencies(ELEVEN), 12.0540, 5e-5, HAND),
    keyness("eleven-g2", "g2", Frequencies(ELEVEN), 12.114_539, 5e-7, AM),
    keyness("eleven-bic", "bic", Frequencies(ELEVEN), 4.0477, 5e-5, HAND),
    keyness("eleven-ell", "ell", Frequencies(ELEVEN), 0.002_608_34, 5e-9, HAND),
    keyness("five-g2-2", "g2-2", Frequencies(FIVE), 6.931_472, 5e-7, HAND),
    keyness("five-g2", "g2", Frequencies(FIVE), 6.931_472, 2e-5, HAND),
    keyness("five-lr", "log-ratio", Frequencies(FIVE), 3.3219, 5e-5, HAND),

    // Parts of a corpus.
    spread("gries-2020-d", "d", Parts(GRIES_2020), 0.7852, 5e-5, GRIES_20),
    spread("gries-2020-d2", "d2", Parts(GRIES_2020), 0.9379, 5e-5, GRIES_20),
    spread("gries-2020-s", "s", Parts(GRIES_2020), 0.9498, 5e-5, GRIES_20),
    spread("gries-2020-dp", "dp", Parts(GRIES_2020), 0.18, 5e-5, GRIES_20),
    spread("gries-2020-dp-norm", "dp-norm", Parts(GRIES_2020), 0.2195, 5e-5, GRIES_20),
    spread("gries-2020-kld", "kld", Parts(GRIES_2020), 0.137, 5e-4, GRIES_20),
    spread("gries-2020-sd", "sd", Parts(GRIES_2020), 1.4142, 5e-5, GRIES_20),
    spread("gries-2008-d", "d", Parts(GRIES_2008), 0.7643, 5e-5, "ruts 0.19.0"),
    spread("gries-2008-d2", "d2", Parts(GRIES_2008), 0.9256, 5e-5, RECOMPUTED),
    spread("gries-2008-s", "s", Parts(GRIES_2008), 0.937, 5e-4, GRIES_8),
    spread("gries-2008-dp", "dp", Parts(GRIES_2008), 0.20, 5e-5, "ruts 0.19.0"),
    spread("gries-2008-dp-norm", "dp-norm", Parts(GRIES_2008), 0.25, 5e-5, RECOMPUTED),
    spread("gries-2008-kld", "kld", Parts(GRIES_2008), 0.1727, 5e-5, "ruts 0.19.0"),
    spread("gries-2008-d3", "d3", Parts(GRIES_2008), 0.944, 5e-4, GRIES_8),
    // The same counts in equal parts: the coefficient printed beside the text of 2020.
    spread("gries-vc", "vc", Parts(GRIES_2008), 0.4714, 5e-5, GRIES_20),
    spread("gries-2008-arf", "arf", Distances(DISTANCES_2008), 10.8, 1e-9, "Gries 2008, p. 410"),
    spread("gries-2008-awt", "awt", Distances(DISTANCES_2008), 3.18, 1e-9, "Gries 2008, p. 410"),
    spread("gries-2008-ald", "ald", Distances(DISTANCES_2008), 0.628, 5e-4, "Gries 2008, p. 410"),
    spread("gries-2008-f-ald", "f-ald", Distances(DISTANCES_2008), 11.764, 5e-4, "Gries 2008, p. 410"),
    spread("gries-2008-f-awt", "f-awt", Distances(DISTANCES_2008), 9.328, 5e-4, "Gries 2008, p. 410"),
    spread("gries-2020-arf", "arf", Distances(DISTANCES_2020), 11.1, 1e-9, RECOMPUTED),
    spread("gries-2020-awt", "awt", Distances(DISTANCES_2020), 3.04, 1e-9, RECOMPUTED),
    spread("gries-2020-ald", "ald", Distances(DISTANCES_2020), 0.6168, 5e-5, RECOMPUTED),
    spread("carroll-d", "d", Parts(CARROLL_D), 0.6464, 5e-5, "Carroll 1970, p. 14"),
    spread("carroll-d-again", "d", Parts(CARROLL_D), 0.646_446_6, 5e-8, RECOMPUTED),
    spread("carroll-u", "u", Parts(CARROLL_D), 6.46, 0.005, "Carroll 1970, p. 14"),
    spread("carroll-d2", "d2", Parts(CARROLL_D2), 0.8277, 5e-5, "Carroll 1970, p. 13"),
    spread("carroll-um", "um", Parts(CARROLL_D2), 4.31, 0.005, "Carroll 1970, p. 13"),
    spread("lijffijt-dp", "dp", Parts(LIJFFIJT), 0.3333, 5e-5, RECOMPUTED),
    spread("lijffijt-dp-norm", "dp-norm", Parts(LIJFFIJT), 0.5, 1e-12, "Lijffijt & Gries 2012, p. 148"),

    // Words of a text.
    diverse("ones-ttr", "ttr", Text(ONES), 0.285_714, 5e-7, QUANTEDA),
    diverse("ones-mattr-2", "mattr", Windows(ONES, 2), 0.833_333, 5e-7, QUANTEDA),
    diverse("ones-mattr-3", "mattr", Windows(ONES, 3), 0.666_667, 5e-7, QUANTEDA),
    diverse("ones-mattr-4", "mattr", Windows(ONES, 4), 0.5, 5e-7, QUANTEDA),
    diverse("ones-mtld", "mtld", Text(ONES), 3.5, 1e-12, "lexicalrichness 0.5.1"),
    diverse("fruit-msttr-2", "msttr", Windows(FRUIT, 2), 0.875, 1e-12, QUANTEDA),
    diverse("fruit-msttr-3", "msttr", Windows(FRUIT, 3), 0.666_667, 5e-7, QUANTEDA),
    diverse("fruit-msttr-4", "msttr", Windows(FRUIT, 4), 0.625, 1e-12, QUANTEDA),
    diverse("long-ttr", "ttr", Text(LONG), 0.25, 1e-12, QUANTEDA),
    diverse("short-ttr", "ttr", Text(SHORT), 0.5, 1e-12, QUANTEDA),
    // log 2 / log 8 and log 2 / log 4.
    diverse("long-herdan", "herdan-c", Text(LONG), 1.0 / 3.0, 1e-12, QUANTEDA),
    diverse("short-herdan", "herdan-c", Text(SHORT), 0.5, 1e-12, QUANTEDA),
    // 2/√16 and 2/√8.
    diverse("long-cttr", "cttr", Text(LONG), 0.5, 1e-12, QUANTEDA),
    diverse("short-cttr", "cttr", Text(SHORT), std::f64::consts::FRAC_1_SQRT_2, 1e-12, QUANTEDA),
    ]
};

/// How many there are.
const COUNT: usize = 111;

const fn association(
    id: &'static str,
    statistic: &'static str,
    given: Given,
    expected: f64,
    within: f64,
    source: &'static str,
) -> Oracle {
    Oracle { id, group: Group::Association, statistic, given, expected, within, source }
}

const fn keyness(
    id: &'static str,
    statistic: &'static str,
    given: Given,
    expected: f64,
    within: f64,
    source: &'static str,
) -> Oracle {
    Oracle { id, group: Group::Keyness, statistic, given, expected, within, source }
}

const fn spread(
    id: &'static str,
    statistic: &'static str,
    given: Given,
    expected: f64,
    within: f64,
    source: &'static str,
) -> Oracle {
    Oracle { id, group: Group::Dispersion, statistic, given, expected, within, source }
}

const fn diverse(
    id: &'static str,
    statistic: &'static str,
    given: Given,
    expected: f64,
    within: f64,
    source: &'static str,
) -> Oracle {
    Oracle { id, group: Group::Diversity, statistic, given, expected, within, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_oracle_holds() {
        let wrong: Vec<String> = verify()
            .iter()
            .filter(|outcome| !outcome.passes)
            .map(|Outcome { oracle, found, .. }| {
                format!("{}: {found:?}, not {} ± {}", oracle.id, oracle.expected, oracle.within)
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        let of = |group| ORACLES.iter().filter(|oracle| oracle.group == group).count();
        let groups = [Group::Association, Group::Keyness, Group::Dispersion, Group::Diversity];
        assert_eq!(groups.map(of), [30, 37, 30, 14]);
    }

    #[test]
    fn what_is_given_is_told() {
        let told: Vec<String> = ORACLES.iter().map(|oracle| oracle.given.told()).collect();
        for words in ["10, 0, 3, 31764", "1/9, 2/10, 3/10, 4/10, 5/11", &format!("{ONES} (2)")] {
            assert!(told.iter().any(|it| it == words), "{words}");
        }
        assert!(told.iter().all(|words| !words.is_empty()));
    }

    #[test]
    fn another_number_does_not_hold() {
        for oracle in &ORACLES {
            for by in [-1.0, 1.0] {
                let off = by * oracle.within.mul_add(2.0, 1e-9);
                let other = Oracle { expected: oracle.expected + off, ..*oracle };
                assert!(!other.holds(other.found()), "{}", oracle.id);
            }
            let unknown = Oracle { statistic: "unheard-of", ..*oracle };
            assert!(!unknown.holds(unknown.found()), "{}", oracle.id);
        }
    }

    #[test]
    fn ids_are_unlike_and_texts_are_as_told() {
        let mut ids: Vec<&str> = ORACLES.iter().map(|oracle| oracle.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), ORACLES.len());
        assert_eq!(FIRST.split(' ').count() + SECOND.split(' ').count(), 17 + 12);
        for distances in [DISTANCES_2008, DISTANCES_2020] {
            assert_eq!((distances.len(), distances.iter().sum::<u32>()), (15, 50));
        }
    }
}
