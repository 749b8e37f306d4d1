//! Two things, counted together and apart → how they belong together: collocations and keywords.
//!
//! Both are questions about a [`Contingency`]. Of a collocation the first row is the window around
//! the node, the first column the collocate; of a keyword the first row is the word and the
//! columns are the two corpora. The [`MEASURES`] are formulas over its cells; each names its
//! variant and who published it.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

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

    /// Its four cells, row by row.
    pub fn counts(&self) -> [u64; 4] {
        [self.o11, self.o12, self.o21, self.o22]
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
    /// How likely chance alone makes as much: falls as the corpus grows.
    Chance,
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
pub const MEASURES: [Measure; 38] = [
    significance("g2", "2*(xln(O11,E11)+xln(O12,E12)+xln(O21,E21)+xln(O22,E22))", "Dunning 1993"),
    significance("g2-signed", "sign(O11-E11)*2*(xln(O11,E11)+xln(O12,E12)+xln(O21,E21)+xln(O22,E22))", "Dunning 1993"),
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
    chance_of("p-g2", "erfc(sqrt(pmax(xln(O11,E11)+xln(O12,E12)+xln(O21,E21)+xln(O22,E22),0)))", "Dunning 1993"),
    chance_of("p-g2-2", "erfc(sqrt(pmax(xln(O11,E11)+xln(O12,E12),0)))", "Rayson & Garside 2000"),
    chance_of("p-chi2", "erfc(sqrt(((O11-E11)^2/E11+(O12-E12)^2/E12+(O21-E21)^2/E21+(O22-E22)^2/E22)/2))", "Pearson 1900"),
    chance_of("p-chi2-yates", "erfc(sqrt(N*(abs(O11*O22-O12*O21)-pmin(abs(O11*O22-O12*O21),N/2))^2/(R1*R2*C1*C2)/2))", "Yates 1934"),
    effect("mi", "log2(O11/E11)", "Church & Hanks 1990"),
    effect("mi2", "log2(O11^2/E11)", "Daille 1994"),
    effect("mi3", "log2(O11^3/E11)", "Daille 1994"),
    effect("npmi", "sign(O11)-1-sign(O11)*log2(pmax(O11,1)/E11)/log2(pmax(O11,1)/N)", "Bouma 2009"),
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
    bound("clr", "log2(pmax(1,qbeta(erfc(z/sqrt(2))/2,O11,O12+1)/(1-qbeta(erfc(z/sqrt(2))/2,O11,O12+1))*C2/C1))-log2(pmax(1,(1-qbeta(1-erfc(z/sqrt(2))/2,O11+1,O12))/qbeta(1-erfc(z/sqrt(2))/2,O11+1,O12)*C1/C2))", "Evert 2022"),
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

const fn chance_of(id: &'static str, formula: &'static str, source: &'static str) -> Measure {
    Measure { id, tells: Tells::Chance, formula, source }
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

/// How intervals are widened where many figures are asked for at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Correction {
    /// Not at all.
    #[default]
    None,
    /// By the number of figures.
    Bonferroni,
    /// As if they did not depend on each other.
    Sidak,
}

/// The width in standard errors of two-sided intervals that miss the truth `alpha` of the time (0.05),
/// or any of so many figures that often, as a [`Correction`] has it. At least one figure is asked for.
///
/// ```
/// use kashf::statistics::{Correction, Z, width};
/// assert!((width(0.05, 1, Correction::Sidak) - Z).abs() < 1e-12);
/// assert!((width(0.05, 1000, Correction::Bonferroni) - 4.055_627).abs() < 1e-6);
/// ```
pub fn width(alpha: f64, figures: u64, correction: Correction) -> f64 {
    -math::normal_quantile(correction.each(alpha, figures) / 2.0)
}

impl Correction {
    /// How often each of so many figures may miss, that any of them does no oftener than `alpha`.
    pub fn each(self, alpha: f64, figures: u64) -> f64 {
        let figures = figures.max(1) as f64;
        match self {
            Correction::None => alpha,
            Correction::Bonferroni => alpha / figures,
            Correction::Sidak => 1.0 - math::power(1.0 - alpha, 1.0 / figures),
        }
    }
}

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

    #[test]
    fn all_formulas_are_read_and_all_names_are_unlike() {
        assert!(READ.iter().all(Option::is_some));
        let mut ids: Vec<&str> = MEASURES.iter().map(|it| it.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), MEASURES.len());
    }

    #[test]
    fn what_is_not_defined_is_none() {
        let value = |id, table| measure(id).unwrap().value(&table);
        let never = Contingency::of_frequencies(5, 0, 1_000_000, 1_000_000);
        for id in ["log-ratio-plain", "log-ratio-low", "relative-risk", "odds-ratio"] {
            assert_eq!(value(id, never), None, "{id}");
        }
        assert_eq!(value("mi", Contingency::new(0, 10, 10, 80)), None);
        for measure in &MEASURES {
            assert!(
                measure.value(&Contingency::default()).is_none_or(f64::is_finite),
                "{measure:?}"
            );
        }
    }

    #[test]
    fn a_conservative_ratio_is_nearer_to_none() {
        for (f1, f2) in [(11, 3), (3, 11), (0, 9), (9, 0), (4, 4), (0, 0), (300, 2)] {
            let table = Contingency::of_frequencies(f1, f2, 1000, 2000);
            let of = |id| measure(id).unwrap().value(&table).unwrap();
            let (bound, ratio) = (of("clr"), of("log-ratio"));
            assert!(
                bound.abs() <= ratio.abs() && bound * ratio >= 0.0,
                "{f1} {f2}: {bound} {ratio}"
            );
        }
    }

    #[test]
    fn many_figures_ask_for_wider_intervals() {
        let widths = [Correction::None, Correction::Sidak, Correction::Bonferroni]
            .map(|correction| width(0.05, 1000, correction));
        assert_eq!(widths[0], width(0.05, 0, Correction::Bonferroni));
        assert!(widths[0] < widths[1] && widths[1] < widths[2], "{widths:?}");
    }

    #[test]
    fn exact_tests() {
        for (value, p) in
            [(3.841_459, 0.05), (6.634_897, 0.01), (10.827_57, 0.001), (15.136_71, 0.0001)]
        {
            assert!((chance(value) / p - 1.0).abs() < 1e-5, "{value}");
            assert!((math::normal_quantile(p / 2.0).powi(2) - value).abs() < 1e-4, "{p}");
        }
        assert_eq!(fisher(&Contingency::new(u64::MAX, 1, 1, 1)), None);
        assert!(fisher(&Contingency::default()).unwrap().both == 1.0);
    }
}
