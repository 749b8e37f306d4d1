//! Two things, counted together and apart → how they belong together: collocations and keywords.
//!
//! Both are questions about a [`Contingency`]. Of a collocation the first row is the window around
//! the node, the first column the collocate; of a keyword the first row is the word and the
//! columns are the two corpora. The [`MEASURES`] are formulas over its cells; each names its
//! variant and who published it.

use std::sync::LazyLock;

use super::formula::Formula;
use crate::math;

/// Four counts that are parted in two ways.
///
/// ```
/// use kashf::statistics::{Contingency, measure};
/// // Dunning 1993, p. 72.
/// let table = Contingency::new(10, 0, 3, 31_764);
/// assert!((measure("g2").unwrap().value(&table).unwrap() - 167.2298).abs() < 1e-4);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contingency {
    /// First row, first column.
    pub o11: u64,
    /// First row, second column.
    pub o12: u64,
    /// Second row, first column.
    pub o21: u64,
    /// Second row, second column.
    pub o22: u64,
}

/// The names that formulas have for the cells of a table, its sums and what is expected of its cells
/// by chance; and two parameters: `k`, added to frequencies, and `z`, of an interval's width.
pub const NAMES: [&str; 15] =
    ["O11", "O12", "O21", "O22", "R1", "R2", "C1", "C2", "N", "E11", "E12", "E21", "E22", "k", "z"];

impl Contingency {
    /// A table of its four cells.
    pub fn new(o11: u64, o12: u64, o21: u64, o22: u64) -> Contingency {
        Contingency { o11, o12, o21, o22 }
    }

    /// Of a word that occurs `first` times among `first_size` words, and `second` times among
    /// `second_size`. A frequency above its size is taken for that size.
    pub fn of_frequencies(
        first: u64,
        second: u64,
        first_size: u64,
        second_size: u64,
    ) -> Contingency {
        let rest =
            [(first, first_size), (second, second_size)].map(|(it, of)| of.saturating_sub(it));
        Contingency::new(first, second, rest[0], rest[1])
    }

    /// Of two words that occur `together` so often, and `first` and `second` times in all, among
    /// `all`. What cannot be is cut to what can.
    pub fn of_pair(together: u64, first: u64, second: u64, all: u64) -> Contingency {
        let (o12, o21) = (first.saturating_sub(together), second.saturating_sub(together));
        let o22 = all.saturating_sub(together.saturating_add(o12).saturating_add(o21));
        Contingency::new(together, o12, o21, o22)
    }

    /// What the [`NAMES`] stand for.
    pub fn values(&self, k: f64, z: f64) -> [f64; 15] {
        let [a, b, c, d] = [self.o11, self.o12, self.o21, self.o22].map(|count| count as f64);
        let (r1, r2, c1, c2) = (a + b, c + d, a + c, b + d);
        let n = r1 + r2;
        let expected =
            [(r1, c1), (r1, c2), (r2, c1), (r2, c2)].map(|(row, column)| row * column / n);
        let [e11, e12, e21, e22] = expected;
        [a, b, c, d, r1, r2, c1, c2, n, e11, e12, e21, e22, k, z]
    }
}

/// What a measure tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tells {
    /// How unlikely it is that chance did it: grows with the corpus.
    Significance,
    /// How strong the bond is, or how large the difference.
    Effect,
    /// A bound of an interval around an effect.
    Bound,
}

/// A measure of association.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its name in commands, links and files.
    pub id: &'static str,
    /// What it tells.
    pub tells: Tells,
    /// Over [`NAMES`].
    pub formula: &'static str,
    /// Who published it.
    pub source: &'static str,
}

/// All measures. Where several go by one name, the variant is a part of the `id`.
#[rustfmt::skip]
pub const MEASURES: [Measure; 32] = [
    significance("g2", "2*(xln(O11,E11)+xln(O12,E12)+xln(O21,E21)+xln(O22,E22))", "Dunning 1993"),
    significance("g2-2", "2*(xln(O11,E11)+xln(O12,E12))", "Rayson & Garside 2000"),
    significance("g2-williams", "2*(xln(O11,E11)+xln(O12,E12)+xln(O21,E21)+xln(O22,E22))/(1+(N/R1+N/R2-1)*(N/C1+N/C2-1)/(6*N))", "Williams 1976"),
    significance("g2-simple", "2*(xln(O11,E11)-(O11-E11))", "Evert 2008"),
    significance("chi2", "(O11-E11)^2/E11+(O12-E12)^2/E12+(O21-E21)^2/E21+(O22-E22)^2/E22", "Pearson 1900"),
    significance("chi2-yates", "N*(abs(O11*O22-O12*O21)-pmin(abs(O11*O22-O12*O21),N/2))^2/(R1*R2*C1*C2)", "Yates 1934"),
    significance("bic", "2*(xln(O11,E11)+xln(O12,E12))-ln(N)", "Wilson 2013"),
    significance("t", "(O11-E11)/sqrt(O11)", "Church et al. 1991"),
    significance("t-exact", "(O11-E11)/sqrt(O11*(1-O11/N))", "Church et al. 1991"),
    significance("z", "(O11-E11)/sqrt(E11)", "Berry-Rogghe 1973"),
    significance("z-exact", "(O11-E11)/sqrt(E11*(1-E11/N))", "Berry-Rogghe 1973"),
    effect("mi", "log2(O11/E11)", "Church & Hanks 1990"),
    effect("mi2", "log2(O11^2/E11)", "Daille 1994"),
    effect("mi3", "log2(O11^3/E11)", "Daille 1994"),
    effect("npmi", "-log2(O11/E11)/log2(O11/N)", "Bouma 2009"),
    effect("log-dice", "14+log2(2*O11/(R1+C1))", "Rychlý 2008"),
    effect("dice", "2*O11/(R1+C1)", "Dice 1945"),
    effect("delta-p-2-1", "O11/R1-O21/R2", "Gries 2013"),
    effect("delta-p-1-2", "O11/C1-O12/C2", "Gries 2013"),
    effect("ell", "2*(xln(O11,E11)+xln(O12,E12))/(N*ln(pmin(E11,E12)))", "Johnston et al. 2006"),
    effect("log-ratio", "log2((pmax(O11,0.5)/C1)/(pmax(O12,0.5)/C2))", "Hardie 2014"),
    effect("log-ratio-walter", "log2(((O11+0.5)/(C1+0.5))/((O12+0.5)/(C2+0.5)))", "Walter 1975"),
    effect("log-ratio-plain", "log2((O11/C1)/(O12/C2))", "Hardie 2014"),
    bound("log-ratio-low", "log2((O11/C1)/(O12/C2))-z*sqrt(1/O11-1/C1+1/O12-1/C2)/ln(2)", "Katz et al. 1978"),
    bound("log-ratio-high", "log2((O11/C1)/(O12/C2))+z*sqrt(1/O11-1/C1+1/O12-1/C2)/ln(2)", "Katz et al. 1978"),
    effect("simple-maths", "(1000000*O11/C1+k)/(1000000*O12/C2+k)", "Kilgarriff 2009"),
    effect("percent-difference", "100*(O11/C1-O12/C2)/(O12/C2)", "Gabrielatos & Marchi 2011"),
    effect("odds-ratio", "(O11/O21)/(O12/O22)", "Everitt 1992"),
    effect("difference-coefficient", "(O11-O12)/(O11+O12)", "Hofland & Johansson 1982"),
    effect("relative-risk", "(O11/C1)/(O12/C2)", "Everitt 1992"),
    effect("per-million-1", "1000000*O11/C1", ""),
    effect("per-million-2", "1000000*O12/C2", ""),
];

const fn significance(id: &'static str, formula: &'static str, source: &'static str) -> Measure {
    Measure { id, tells: Tells::Significance, formula, source }
}

const fn effect(id: &'static str, formula: &'static str, source: &'static str) -> Measure {
    Measure { id, tells: Tells::Effect, formula, source }
}

const fn bound(id: &'static str, formula: &'static str, source: &'static str) -> Measure {
    Measure { id, tells: Tells::Bound, formula, source }
}

static READ: LazyLock<Vec<Option<Formula>>> =
    LazyLock::new(|| MEASURES.iter().map(|it| Formula::read(it.formula, &NAMES).ok()).collect());

/// The measure of a name.
pub fn measure(id: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.id == id)
}

/// What is added to frequencies, where nothing else is said.
pub const K: f64 = 1.0;
/// The width of intervals in standard errors, where nothing else is said: 95 of 100 hold the truth.
pub const Z: f64 = 1.959_963_984_540_054;

impl Measure {
    /// Its value; `None` where it is not defined, as a ratio to nothing.
    pub fn value(&self, table: &Contingency) -> Option<f64> {
        self.of(&table.values(K, Z))
    }

    /// The same of [values](Contingency::values) that are known.
    pub fn of(&self, values: &[f64; 15]) -> Option<f64> {
        let place = MEASURES.iter().position(|it| it.id == self.id)?;
        let value = READ.get(place)?.as_ref()?.number(values);
        value.is_finite().then_some(value)
    }
}

/// How likely chance alone makes a χ² or a G² this large, by one degree of freedom.
///
/// ```
/// assert!((kashf::statistics::chance(3.841_458_820_694_124) - 0.05).abs() < 1e-12);
/// ```
pub fn chance(chi_squared: f64) -> f64 {
    math::erfc((chi_squared.max(0.0) / 2.0).sqrt())
}

/// The width of an interval in standard errors that chance leaves no oftener than `chance`: what
/// [`chance`] of its square gives back. Between 0 and 38.
///
/// ```
/// assert!((kashf::statistics::width(0.05) - 1.959_963_984_540_054).abs() < 1e-9);
/// ```
pub fn width(wanted: f64) -> f64 {
    let (mut low, mut high) = (0.0, 38.0);
    for _ in 0..80 {
        let middle = (low + high) / 2.0;
        if chance(middle * middle) > wanted { low = middle } else { high = middle }
    }
    low
}

/// Fisher's exact test: how likely chance alone, with the same sums, makes tables like this one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fisher {
    /// With as few or fewer in the first cell.
    pub left: f64,
    /// With as many or more.
    pub right: f64,
    /// With any that are no likelier than this one.
    pub both: f64,
}

/// Tables that a test looks at, at most: beyond that the sums are so large that χ² serves.
const MOST_TABLES: u64 = 1 << 20;

/// Fisher's exact test of a table; `None` where there would be more than a million tables to look at.
pub fn fisher(table: &Contingency) -> Option<Fisher> {
    let Contingency { o11, o12, o21, o22 } = *table;
    let (row, column) = (o11.checked_add(o12)?, o11.checked_add(o21)?);
    let all = row.checked_add(o21)?.checked_add(o22)?;
    let (least, most) = ((row + column).saturating_sub(all), row.min(column));
    if most - least > MOST_TABLES {
        return None;
    }
    // ln n!
    let ways = |n: u64| math::ln_gamma(n as f64 + 1.0);
    let fixed = ways(row) + ways(all - row) + ways(column) + ways(all - column) - ways(all);
    let likely = |a: u64| {
        let cells = [a, row - a, column - a, all - row - (column - a)];
        math::exp(fixed - cells.into_iter().map(ways).sum::<f64>())
    };
    let this = likely(o11);
    let mut fisher = Fisher { left: 0.0, right: 0.0, both: 0.0 };
    for a in least..=most {
        let it = likely(a);
        fisher.left += if a <= o11 { it } else { 0.0 };
        fisher.right += if a >= o11 { it } else { 0.0 };
        // What is as likely must not fall out by the last digit.
        fisher.both += if it <= this * (1.0 + 1e-7) { it } else { 0.0 };
    }
    let capped = |it: f64| it.min(1.0);
    Some(Fisher {
        left: capped(fisher.left),
        right: capped(fisher.right),
        both: capped(fisher.both),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(table: Contingency, id: &str, expected: f64, within: f64) {
        let value = measure(id).unwrap().value(&table).unwrap();
        assert!((value - expected).abs() <= within, "{id} of {table:?}: {value}, not {expected}");
    }

    #[test]
    fn all_formulas_are_read_and_all_names_are_unlike() {
        assert!(READ.iter().all(Option::is_some));
        let mut ids: Vec<&str> = MEASURES.iter().map(|it| it.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), MEASURES.len());
    }

    #[test]
    fn published_associations() {
        near(Contingency::new(10, 0, 3, 31_764), "g2", 167.2298, 5e-5);
        near(Contingency::new(3, 0, 0, 31_774), "chi2", 31_777.0, 0.5);
        near(Contingency::new(1, 3, 3, 1), "chi2-yates", 0.5, 1e-12);
        let new_companies = Contingency::of_pair(8, 15_828, 4_675, 14_307_668);
        near(new_companies, "t", 0.999_931_989_480_2, 1e-12);
        near(new_companies, "chi2", 1.548_869_206_728_2, 1e-9);
        near(new_companies, "g2", 1.325_389_396_347_1, 1e-7);
        near(new_companies, "mi", 0.629_343_211_6, 1e-9);
        let ayatollah = Contingency::of_pair(20, 42, 20, 14_307_668);
        near(ayatollah, "mi", 18.377_968, 5e-7);
        near(ayatollah, "t", 4.472_123, 5e-7);
        let of_course = Contingency::new(5_610, 168_938, 2_257, 10_233_063);
        near(of_course, "delta-p-2-1", 0.031_919_6, 5e-8);
        near(of_course, "delta-p-1-2", 0.696_864_5, 5e-8);
        near(of_course, "t", 73.138_779, 5e-7);
        near(of_course, "log-dice", 9.9769, 5e-5);
        near(of_course, "g2", 36_693.85, 5e-3);
        near(Contingency::of_pair(7, 7, 7, 99), "log-dice", 14.0, 1e-12);
        near(Contingency::of_pair(1, 16_384, 16_384, 9_999_999), "log-dice", 0.0, 1e-12);
        near(Contingency::new(10, 0, 0, 90), "npmi", 1.0, 1e-12);
        near(Contingency::new(1, 9, 9, 81), "npmi", 0.0, 1e-12);
        // The limit, −1, where they never meet, is no value.
        assert_eq!(measure("npmi").unwrap().value(&Contingency::new(0, 10, 10, 80)), None);
    }

    #[test]
    fn published_keywords() {
        let of = Contingency::of_frequencies;
        near(of(35, 263, 112_289_776, 1_559_716_979), "simple-maths", 1.122_429_175_7, 1e-10);
        let marchi = of(206_523, 178_174, 959_641, 1_562_358);
        near(marchi, "percent-difference", 88.7104, 5e-5);
        near(marchi, "log-ratio", 0.9162, 5e-5);
        near(marchi, "g2-2", 38_531.76, 5e-3);
        near(marchi, "g2", 45_784.79, 5e-3);
        near(of(18, 35, 1_000_000, 1_000_000), "difference-coefficient", -0.3208, 5e-5);
        let b = of(7, 2, 10, 9);
        near(b, "g2", 4.534_939, 5e-7);
        near(b, "g2-williams", 4.200_833, 5e-7);
        near(b, "chi2", 4.337_160, 5e-7);
        near(b, "chi2-yates", 2.632_438, 5e-7);
        near(b, "g2-2", 2.440_100, 5e-7);
        let eleven = of(11, 3, 1_000, 2_000);
        near(eleven, "log-ratio", 2.874_469, 5e-7);
        near(eleven, "log-ratio-low", 1.0360, 5e-5);
        near(eleven, "log-ratio-high", 4.7130, 5e-5);
        near(eleven, "g2-2", 12.0540, 5e-5);
        near(eleven, "g2", 12.114_539, 5e-7);
        near(eleven, "bic", 4.0477, 5e-5);
        near(eleven, "ell", 0.002_608_34, 5e-9);
        let five = of(5, 0, 1_000_000, 1_000_000);
        near(five, "g2-2", 10.0 * 2.0_f64.ln(), 1e-9);
        near(five, "log-ratio", std::f64::consts::LOG2_10, 1e-9);
        assert_eq!(measure("log-ratio-plain").unwrap().value(&five), None);
    }

    #[test]
    fn keywords_of_two_small_texts() {
        // quanteda.textstats' own test: a 3:2 b 2:1 c 6:2 d 1:4 e 1:1 f 1:1 g 1:0 h 2:1.
        let (first, second) = (17, 12);
        for (id, a, b, expected) in [
            ("c", 6, 2, 1.274_238),
            ("g", 1, 0, 1.093_291),
            ("b", 2, 1, 0.091_242),
            ("a", 3, 2, 0.004_751),
            ("e", 1, 1, 0.064_900),
            ("d", 1, 4, 3.779_441),
        ] {
            let table = Contingency::of_frequencies(a, b, first, second);
            let value = measure("g2").unwrap().value(&table).unwrap();
            assert!((value - expected).abs() < 5e-7, "{id}: {value}");
        }
    }

    #[test]
    fn exact_tests() {
        let fisher = fisher(&Contingency::new(1, 3, 3, 1)).unwrap();
        for (value, expected) in [(fisher.left, 0.243), (fisher.right, 0.986), (fisher.both, 0.486)]
        {
            assert!((value - expected).abs() < 5e-4, "{fisher:?}");
        }
        assert!((chance(0.5) - 0.48).abs() < 5e-3);
        for (value, p) in
            [(3.841_459, 0.05), (6.634_897, 0.01), (10.827_57, 0.001), (15.136_71, 0.0001)]
        {
            assert!((chance(value) / p - 1.0).abs() < 1e-5, "{value}");
        }
        assert_eq!(super::fisher(&Contingency::new(u64::MAX, 1, 1, 1)), None);
        assert!(super::fisher(&Contingency::default()).unwrap().both == 1.0);
    }
}
