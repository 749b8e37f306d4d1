//! Sizes as one types them: `200M`, `2G`, `1500000`.

use crate::stop::{Outcome, Stop};

/// What the letters behind a number stand for, in bytes.
const UNITS: [(char, u64); 4] = [('K', 1 << 10), ('M', 1 << 20), ('G', 1 << 30), ('T', 1 << 40)];

/// The least that `--memory` may be: with less, the corpus would be read over and over.
const LEAST: usize = 8 << 20;

/// A bound on memory, in bytes.
pub fn memory(typed: &str) -> Outcome<usize> {
    match bytes(typed).and_then(|bytes| usize::try_from(bytes).ok()) {
        Some(bytes) if bytes >= LEAST => Ok(bytes),
        _ => Stop::misused(format!(
            "expected a size of 8M or more after --memory, such as 200M or 2G, found {typed:?}: \
             give a whole number of bytes, or one with K, M or G behind it"
        )),
    }
}

/// A number of bytes; a unit may have a `B` or `iB` behind it, in either case.
fn bytes(typed: &str) -> Option<u64> {
    let typed = typed.trim().to_ascii_uppercase();
    let number = typed.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = typed[number.len()..].trim_start();
    let factor = match unit.strip_suffix("IB").or(unit.strip_suffix('B')).unwrap_or(unit) {
        "" => 1,
        unit => UNITS.iter().find(|(letter, _)| unit.chars().eq([*letter]))?.1,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (typed, expected) in [
            ("200M", Some(200 << 20)),
            ("2g", Some(2 << 30)),
            ("64 KiB", Some(64 << 10)),
            ("1MB", Some(1 << 20)),
            ("1500000", Some(1_500_000)),
            ("0", Some(0)),
            ("", None),
            ("M", None),
            ("1.5G", None),
            ("-1M", None),
            ("2X", None),
            ("2MG", None),
            ("٢M", None),
            ("99999999999G", None),
        ] {
            assert_eq!(bytes(typed), expected, "{typed}");
        }
        for wrong in ["8191K", "0", "much"] {
            assert!(matches!(memory(wrong), Err(Stop::Misused(said)) if said.contains(wrong)));
        }
    }
}
