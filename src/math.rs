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

/// The number below which a standard normal variable lies with a chance of `p`: infinite at 0 and
/// at 1, and not a number beyond.
///
/// By Newton's method on the logarithm of the tail, which is concave; begun beyond the root (Chernoff's
/// bound), it comes nearer from one side and never leaves it.
///
/// ```
/// let z = kashf::math::normal_quantile(0.975);
/// assert!((z - 1.959_963_984_540_054).abs() < 1e-14);
/// ```
pub fn normal_quantile(p: f64) -> f64 {
    if p > 0.5 {
        return -normal_quantile(1.0 - p);
    }
    if p <= 0.0 || p.is_nan() {
        return if p == 0.0 { f64::NEG_INFINITY } else { f64::NAN };
    }
    let aim = ln(p);
    let mut z = (-2.0 * ln(2.0 * p)).max(0.0).sqrt();
    for _ in 0..STEPS {
        let tail = erfc(z / std::f64::consts::SQRT_2) / 2.0;
        let density = exp(-z * z / 2.0) / (2.0 * std::f64::consts::PI).sqrt();
        let next = z + (ln(tail) - aim) * tail / density;
        if !next.is_finite() || next == z {
            break;
        }
        z = next;
    }
    -z
}

/// Newton's steps at most; ten do.
const STEPS: usize = 40;

/// The share of a beta distribution of the shapes `a` and `b` that lies below `x`, 0 to 1; not a
/// number where a shape is not above 0.
///
/// The continued fraction of the incomplete beta function, on the side of the mean where it is quick.
///
/// ```
/// assert!((kashf::math::beta_share(0.25, 2.0, 1.0) - 0.0625).abs() < 1e-15);
/// ```
pub fn beta_share(x: f64, a: f64, b: f64) -> f64 {
    if !(a > 0.0 && b > 0.0) || x.is_nan() {
        return f64::NAN;
    }
    if x <= 0.0 || x >= 1.0 {
        return if x <= 0.0 { 0.0 } else { 1.0 };
    }
    let front = a * ln(x) + b * libm::log1p(-x) - ln_beta(a, b);
    match x < (a + 1.0) / (a + b + 2.0) {
        true => exp(front) * beta_fraction(x, a, b) / a,
        false => 1.0 - exp(front) * beta_fraction(1.0 - x, b, a) / b,
    }
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// Terms of the continued fraction at most: about the root of the larger shape are needed.
const TERMS: u32 = 50_000;

/// By Lentz's method: two convergents whose quotient is multiplied on.
fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    let apart = |it: f64| if it.abs() < 1e-300 { 1e-300 } else { it };
    let (mut c, mut d) = (1.0, 1.0 / apart(1.0 - (a + b) * x / (a + 1.0)));
    let mut value = d;
    for term in 1..=TERMS {
        let m = f64::from(term);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut last = 0.0;
        for step in [even, odd] {
            d = 1.0 / apart(1.0 + step * d);
            c = apart(1.0 + step / c);
            last = c * d;
            value *= last;
        }
        if (last - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

/// The number below which a beta distribution has the share `p`. Where a shape is 0 all of it lies at
/// 0 (`a`) or at 1 (`b`); not a number where `p` is no share or a shape is less.
///
/// ```
/// let x = kashf::math::beta_quantile(0.025, 11.0, 4.0); // R: qbeta(0.025, 11, 4)
/// assert!((x - 0.492_024_322_951_528).abs() < 1e-12);
/// ```
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    if !((0.0..=1.0).contains(&p) && a >= 0.0 && b >= 0.0) {
        return f64::NAN;
    }
    if a == 0.0 || b == 0.0 {
        return if a == 0.0 { 0.0 } else { 1.0 };
    }
    let (mut low, mut high, mut x) = (0.0, 1.0, a / (a + b));
    let fixed = ln_beta(a, b);
    for _ in 0..HALVINGS {
        let over = beta_share(x, a, b) - p;
        if over > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = exp((a - 1.0) * ln(x) + (b - 1.0) * libm::log1p(-x) - fixed);
        let newton = x - over / density;
        // Where Newton's step leaves what is known, half of that is cut off.
        let next = if newton > low && newton < high { newton } else { (low + high) / 2.0 };
        if (next - x).abs() <= 1e-16 * x {
            break;
        }
        x = next;
    }
    x
}

/// Steps towards a quantile at most; about ten do.
const HALVINGS: usize = 200;

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

#[cfg(test)]
mod tests {
    use super::{beta_quantile, normal_quantile};

    #[test]
    fn quantiles_of_the_normal_distribution() {
        // R 4.2.2: qnorm(p).
        for (p, z) in [
            (0.5, 0.0),
            (0.25, -0.674_489_750_196_081_7),
            (0.95, 1.644_853_626_951_472_2),
            (0.975, 1.959_963_984_540_054),
            (0.995, 2.575_829_303_548_900_4),
            (0.0005, -3.290_526_731_491_895_5),
            (1e-9, -5.997_807_015_007_686),
            (1e-100, -21.273_453_560_965_324),
        ] {
            let found = normal_quantile(p);
            assert!((found - z).abs() <= 1e-13 * z.abs().max(1.0), "{p}: {found}, not {z}");
        }
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!([-1.0, 2.0, f64::NAN].iter().all(|p| normal_quantile(*p).is_nan()));
        assert!(normal_quantile(1e-307).is_finite());
    }

    #[test]
    fn quantiles_of_the_beta_distribution() {
        // R 4.2.2: qbeta(p, a, b).
        for (p, a, b, x) in [
            (0.025, 11.0, 4.0, 0.492024322951528),
            (0.975, 12.0, 3.0, 0.953420712110133),
            (0.5, 1.0, 1.0, 0.5),
            (1e-06, 3.0, 200.0, 9.08139570697219e-05),
            (0.025, 206523.0, 178175.0, 0.535268599096384),
            (0.975, 1.0, 5000.0, 0.000737503801108105),
            (0.0001, 25.0, 1.0, 0.691830970918937),
        ] {
            let found = beta_quantile(p, a, b);
            assert!((found - x).abs() <= 1e-9 * x, "{p} {a} {b}: {found}, not {x}");
        }
        assert_eq!(beta_quantile(0.5, 0.0, 3.0), 0.0);
        assert_eq!(beta_quantile(0.5, 3.0, 0.0), 1.0);
        assert!(beta_quantile(2.0, 3.0, 1.0).is_nan());
    }
}
