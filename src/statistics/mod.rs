//! The figures of corpus linguistics, each by a formula that is named.
//!
//! ```text
//! counts of two things, together and apart ──association──▶ collocations, keywords
//! counts by parts of a corpus ──dispersion──▶ how evenly a word is spread
//! words in their order, or how often each occurs ──diversity──▶ how rich a text is
//! ```
//!
//! What is computed by a [`Formula`] can be shown as one, and handed to a spreadsheet, R or Python.
//! Figures that are not defined, as a ratio to nothing, are `None`: never 0, never infinite.
//! Nothing here counts: whoever asks has the numbers from an index.
//!
//! The [`ORACLES`] hold every figure to numbers that were published, or that independent packages gave.

mod association;
mod dispersion;
mod diversity;
mod formula;
mod oracles;
mod rate;

pub use association::{
    Contingency, Correction, Fisher, K, MEASURES, Measure, NAMES, Tells, Z, chance, fisher,
    measure, width,
};
pub use dispersion::{DISPERSIONS, DISTANCES, Dispersion, Spread, dispersion, distances};
pub use diversity::{
    COUNTS, DIVERSITIES, Diversity, FACTOR, FACTORS, Richness, WINDOWS, diversity,
    in_order_of_words, mattr, msttr, mtld, richness, richness_of,
};
pub use formula::{Dialect, FUNCTIONS, Formula, Value};
pub use oracles::{Given, Group, ORACLES, Oracle, Outcome, verify};
pub use rate::{OF, RATES, Rate, rate};
