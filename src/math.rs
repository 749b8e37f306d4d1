//! Logarithms and sums, the same to the last bit on every target.
//!
//! The standard library asks each platform for its own logarithm, and they differ in the
//! last bits; a score must not. Sums are added in the order given.

/// The natural logarithm.
///
/// ```
/// assert_eq!(kashf::math::ln(1.0), 0.0);
/// assert_eq!(kashf::math::ln(10.0).to_bits(), 2.302585092994046_f64.to_bits());
/// ```
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// How telling a word is: `ln(1 + (N − n + ½) / (n + ½))` for `n` of `N` documents that
/// hold it (Robertson & Zaragoza 2009, in the form that is never negative).
///
/// 0 for an empty corpus.
///
/// ```
/// use kashf::math::inverse_document_frequency;
/// assert!(inverse_document_frequency(1, 1000) > inverse_document_frequency(500, 1000));
/// assert!(inverse_document_frequency(1000, 1000) > 0.0);
/// ```
pub fn inverse_document_frequency(holding: u32, documents: u32) -> f64 {
    let (n, all) = (f64::from(holding.min(documents)), f64::from(documents));
    ln(1.0 + (all - n + 0.5) / (n + 0.5))
}
