//! Logarithms and what else the platforms compute each in its own way, the same to the last bit on
//! every target.
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

/// The logarithm to base 2; exact for powers of 2.
///
/// ```
/// assert_eq!(kashf::math::log2(8.0), 3.0);
/// ```
pub fn log2(x: f64) -> f64 {
    libm::log2(x)
}

/// e to the power of `x`.
///
/// ```
/// assert_eq!(kashf::math::exp(0.0), 1.0);
/// ```
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// `x` to the power of `y`.
///
/// ```
/// assert_eq!(kashf::math::power(3.0, 2.0), 9.0);
/// ```
pub fn power(x: f64, y: f64) -> f64 {
    libm::pow(x, y)
}

/// The natural logarithm of the gamma function: of `n + 1`, ln n!
///
/// ```
/// assert!((kashf::math::ln_gamma(5.0) - kashf::math::ln(24.0)).abs() < 1e-14);
/// ```
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The complementary error function.
///
/// ```
/// assert_eq!(kashf::math::erfc(0.0), 1.0);
/// ```
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
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
