//! How often a word occurs in each part of a corpus → how evenly it is spread.
//!
//! Parts may be documents, sources, days, or equal stretches. A [`Spread`] has for each of them
//! how often the word occurs (`v`) and how many words the part has (`s`); the [`DISPERSIONS`] are
//! formulas over both. Those of [`DISTANCES`] know no parts: they go by the words between one
//! occurrence and the next (`d`), round the end of the corpus to its beginning.

use std::sync::LazyLock;

use super::formula::{Formula, Value};

/// How often a word occurs in each part, and how large the parts are.
///
/// ```
/// use kashf::statistics::{Spread, dispersion};
/// let spread = Spread::new([(2, 10), (1, 10), (0, 10)]);
/// // Lijffijt & Gries 2012, p. 148.
/// assert!((dispersion("dp-norm").unwrap().value(&spread).unwrap() - 0.5).abs() < 1e-12);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spread {
    v: Vec<f64>,
    s: Vec<f64>,
}

impl Spread {
    /// Of parts: occurrences in each, and words of each. Parts without words are left out: nothing
    /// can occur there.
    pub fn new(parts: impl IntoIterator<Item = (u64, u64)>) -> Spread {
        let parts = parts.into_iter().filter(|(_, words)| *words > 0);
        let (v, s) = parts.map(|(occurrences, words)| (occurrences as f64, words as f64)).unzip();
        Spread { v, s }
    }

    /// Occurrences and words of each part, in their order.
    pub fn parts(&self) -> impl Iterator<Item = [f64; 2]> {
        self.v.iter().zip(&self.s).map(|(v, s)| [*v, *s])
    }

    /// The values of `v` and `s`.
    pub fn values(&self) -> [Value; 2] {
        [Value::Each(self.v.clone()), Value::Each(self.s.clone())]
    }
}

/// A figure of dispersion.
#[derive(Clone, Copy, Debug)]
pub struct Dispersion {
    /// Its name in commands, links and files.
    pub id: &'static str,
    /// Over `v` and `s`.
    pub formula: &'static str,
    /// Who published it.
    pub source: &'static str,
}

/// Figures by parts.
#[rustfmt::skip]
pub const DISPERSIONS: [Dispersion; 12] = [
    figure("range", "sum(pmin(v,1))", ""),
    figure("sd", "sd(v)", ""),
    figure("vc", "sd(v/s)/mean(v/s)", ""),
    figure("d", "1-sd(v/s)/mean(v/s)/sqrt(count(v)-1)", "Juilland & Chang-Rodríguez 1964"),
    figure("d2", "-sum(xlog2(v/s/sum(v/s),1))/log2(count(v))", "Carroll 1970"),
    figure("d3", "1-sum((v-sum(v)*s/sum(s))^2/(sum(v)*s/sum(s)))/(4*sum(v))", "Lyne 1985"),
    figure("s", "sum(sqrt(v*s/sum(s)))^2/sum(v)", "Rosengren 1971"),
    figure("dp", "sum(abs(v/sum(v)-s/sum(s)))/2", "Gries 2008"),
    figure("dp-norm", "sum(abs(v/sum(v)-s/sum(s)))/2/(1-min(s/sum(s)))", "Lijffijt & Gries 2012"),
    figure("kld", "sum(xlog2(v/sum(v),s/sum(s)))", "Gries 2020"),
    figure("u", "sum(v)*(1-sd(v/s)/mean(v/s)/sqrt(count(v)-1))", "Juilland & Chang-Rodríguez 1964"),
    figure("um", "-sum(v)*sum(xlog2(v/s/sum(v/s),1))/log2(count(v))+(1+sum(xlog2(v/s/sum(v/s),1))/log2(count(v)))*sum(v)/count(v)", "Carroll 1970"),
];

/// Figures by distances: `d`, and the words of the corpus, `N`.
#[rustfmt::skip]
pub const DISTANCES: [Dispersion; 5] = [
    figure("arf", "sum(pmin(d,N/count(d)))/(N/count(d))", "Savický & Hlaváčová 2002"),
    figure("awt", "(1+sum(d^2)/N)/2", "Savický & Hlaváčová 2002"),
    figure("ald", "sum(d*log2(d))/log2(10)/N", "Savický & Hlaváčová 2002"),
    figure("f-awt", "N^2/sum(d^2)", "Savický & Hlaváčová 2002"),
    figure("f-ald", "N*exp(-sum(d*ln(d))/N)", "Savický & Hlaváčová 2002"),
];

const fn figure(id: &'static str, formula: &'static str, source: &'static str) -> Dispersion {
    Dispersion { id, formula, source }
}

/// The figure of a name, by parts or by distances.
pub fn dispersion(id: &str) -> Option<&'static Dispersion> {
    DISPERSIONS.iter().chain(&DISTANCES).find(|figure| figure.id == id)
}

static READ: LazyLock<Vec<Option<Formula>>> = LazyLock::new(|| {
    let parts = DISPERSIONS.iter().map(|it| Formula::read(it.formula, &["v", "s"]));
    let distances = DISTANCES.iter().map(|it| Formula::read(it.formula, &["d", "N"]));
    parts.chain(distances).map(Result::ok).collect()
});

impl Dispersion {
    /// Its value by parts; `None` where it is not defined, as for what does not occur, or in one part.
    pub fn value(&self, spread: &Spread) -> Option<f64> {
        let place = DISPERSIONS.iter().position(|it| it.id == self.id)?;
        let values = Some(spread).filter(|spread| !spread.v.is_empty())?.values();
        finite(READ.get(place)?.as_ref()?.value(&values))
    }

    /// Its value by the [`distances`] in a corpus of so many words.
    pub fn of_distances(&self, distances: &[u32], words: u64) -> Option<f64> {
        let place = DISPERSIONS.len() + DISTANCES.iter().position(|it| it.id == self.id)?;
        if distances.is_empty() {
            return None;
        }
        let each = distances.iter().map(|&distance| f64::from(distance)).collect();
        let values = [Value::Each(each), Value::One(words as f64)];
        finite(READ.get(place)?.as_ref()?.value(&values))
    }
}

fn finite(value: Value) -> Option<f64> {
    match value {
        Value::One(one) if one.is_finite() => Some(one),
        _ => None,
    }
}

/// The distances between occurrences, `positions` ascending, in a corpus of so many words: from each
/// to the next, and from the last round to the first. They add up to the words.
///
/// ```
/// assert_eq!(kashf::statistics::distances(&[2, 5, 9], 10), [3, 4, 3]);
/// assert_eq!(kashf::statistics::distances(&[4], 10), [10]);
/// ```
pub fn distances(positions: &[u32], words: u32) -> Vec<u32> {
    let (Some(first), Some(last)) = (positions.first(), positions.last()) else {
        return Vec::new();
    };
    let steps = positions.windows(2).map(|pair| pair[1].saturating_sub(pair[0]));
    let round = words.saturating_sub(*last).saturating_add(*first);
    steps.chain([round]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_formulas_are_read() {
        assert!(READ.iter().all(Option::is_some));
    }

    #[test]
    fn ranges_count_parts_that_have_it() {
        let spread = Spread::new([(1, 9), (2, 10), (0, 10), (4, 10), (5, 0)]);
        assert_eq!(dispersion("range").unwrap().value(&spread), Some(3.0));
    }

    #[test]
    fn what_is_not_defined_is_none() {
        for spread in [Spread::default(), Spread::new([(0, 5), (0, 5)]), Spread::new([(3, 0)])] {
            for id in ["d", "d2", "dp", "s", "kld", "vc"] {
                assert_eq!(dispersion(id).unwrap().value(&spread), None, "{id} of {spread:?}");
            }
        }
        assert_eq!(dispersion("dp-norm").unwrap().value(&Spread::new([(3, 9)])), None);
        assert_eq!(dispersion("arf").unwrap().value(&Spread::new([(3, 9)])), None);
        assert_eq!(dispersion("arf").unwrap().of_distances(&[], 9), None);
        assert!(distances(&[], 9).is_empty());
    }
}
