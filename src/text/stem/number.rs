//! A number's key → the number: the same stem in every language.

/// The number that a folded key spells, without what does not count: leading zeros, so
/// that 1403/05/12 has the parts of 1403-5-12, and the letters of an English ordinal.
/// `None` for a key that is no number.
///
/// ```
/// use kashf::text::stem::number;
/// assert_eq!(number("05").as_deref(), Some("5"));
/// assert_eq!(number("20th").as_deref(), Some("20"));
/// assert_eq!(number("b52"), None);
/// ```
pub fn number(key: &str) -> Option<String> {
    let digits = without_ordinal(key);
    let (whole, fraction) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    if !is_digits(whole) || !(fraction.is_empty() || is_digits(&fraction[1..])) {
        return None;
    }
    let significant = whole.trim_start_matches('0');
    let whole = if significant.is_empty() { "0" } else { significant };
    Some(format!("{whole}{fraction}"))
}

/// The digits before `st`, `nd`, `rd` or `th`; the key itself when it is no ordinal.
fn without_ordinal(key: &str) -> &str {
    const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];
    let digits = ENDINGS.iter().find_map(|ending| key.strip_suffix(ending));
    digits.filter(|digits| is_digits(digits)).unwrap_or(key)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_counts() {
        #[rustfmt::skip]
        let cases = [
            ("0", Some("0")), ("000", Some("0")), ("007", Some("7")), ("1403", Some("1403")),
            ("03.50", Some("3.50")), ("0.5", Some("0.5")),
            ("1st", Some("1")), ("22nd", Some("22")), ("3rd", Some("3")), ("020th", Some("20")),
            ("", None), ("th", None), ("3.", None), (".5", None), ("1.2.3", None), ("1990s", None), ("a1", None),
            ("3.5th", None), ("پنج", None),
        ];
        for (key, expected) in cases {
            assert_eq!(number(key).as_deref(), expected, "{key}");
        }
    }
}
