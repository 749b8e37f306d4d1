//! How often something is → how often for the size of the whole.

use super::formula::Formula;

/// A rate.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Its name in commands, links and files.
    pub id: &'static str,
    /// Over [`OF`].
    pub formula: &'static str,
}

/// The names that formulas have for how often something is, and for how often it could be.
pub const OF: [&str; 2] = ["f", "N"];

/// All rates.
pub const RATES: [Rate; 2] = [
    Rate { id: "per-million", formula: "1000000*f/N" },
    Rate { id: "percent", formula: "100*f/N" },
];

/// The rate of a name.
pub fn rate(id: &str) -> Option<&'static Rate> {
    RATES.iter().find(|rate| rate.id == id)
}

impl Rate {
    /// Its value; `None` of nothing.
    ///
    /// ```
    /// let per_million = kashf::statistics::rate("per-million").unwrap();
    /// assert_eq!(per_million.value(5, 2_000_000), Some(2.5));
    /// assert_eq!(per_million.value(5, 0), None);
    /// ```
    pub fn value(&self, often: u64, all: u64) -> Option<f64> {
        let formula = Formula::read(self.formula, &OF).ok()?;
        let value = formula.number(&[often as f64, all as f64]);
        value.is_finite().then_some(value)
    }
}
