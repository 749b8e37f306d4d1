//! A printed Persian form → its parts between half-spaces, without its affixes.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::text::fold;
use crate::text::script::is_legacy_half_space;

/// A printed form's units: cut at half-spaces, affixes dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Units {
    /// The parts that are no affixes, folded; at least one.
    pub parts: Vec<String>,
    /// Where each part stands in the folded key of the whole form, in bytes.
    pub places: Vec<Range<usize>>,
    /// True when می, نمی or همی was cut: what stays is a verb, for [`super::stem_verb`].
    pub verb: bool,
}

/// The units of a word as printed.
///
/// ```
/// use kashf::text::stem::persian::units;
/// assert_eq!(units("پیش‌نویس‌های").parts, ["پیش", "نویس"]);
/// assert!(units("نمی‌کنند").verb);
/// ```
pub fn units(form: &str) -> Units {
    let whole = fold(form);
    let mut parts: Vec<String> =
        form.split(is_half_space).map(fold_letters).filter(|part| !part.is_empty()).collect();
    if parts.concat() != whole {
        // A sign that folds differently at a seam: take the form as one.
        parts = vec![whole];
    }
    let mut places = Vec::with_capacity(parts.len());
    let mut end = 0;
    for part in &parts {
        places.push(end..end + part.len());
        end += part.len();
    }
    let verb = parts.len() > 1 && is_verb_prefix(&parts[0]);
    let first = usize::from(verb);
    let suffixes = parts[first + 1..].iter().rev().take_while(|part| SUFFIXES.contains(*part));
    let last = parts.len() - suffixes.count();
    Units { parts: parts[first..last].to_vec(), places: places[first..last].to_vec(), verb }
}

fn is_half_space(c: char) -> bool {
    c == '\u{200C}' || is_legacy_half_space(c)
}

/// The key of a part; empty if the part is empty or only signs that folding drops.
fn fold_letters(part: &str) -> String {
    let key = fold(part);
    if key.chars().any(char::is_alphanumeric) { key } else { String::new() }
}

/// True for می, نمی and همی, which belong to the verb after them.
pub fn is_verb_prefix(key: &str) -> bool {
    matches!(key, "می" | "نمی" | "همی")
}

/// What follows می or نمی in a key that begins with one of them.
pub fn after_verb_prefix(key: &str) -> Option<&str> {
    key.strip_prefix("نمی").or_else(|| key.strip_prefix("می"))
}

/// True for an ending that belongs to the word before it though a space parts them.
pub fn is_spaced_suffix(key: &str) -> bool {
    SPACED.contains(key)
}

/// True for a function word that may begin a compound, as پیش does in پیش نویس.
pub fn joins_left(key: &str) -> bool {
    LEFT.contains(key)
}

/// Endings after a half-space.
const AFTER_HALF_SPACE: &str =
    "ها های هایی هایم هایت هایش هایمان هایتان هایشان ی ای یی ام ات اش مان تان
    شان ایم اید اند است تر تری ترین ترینها ترینهای ست م ش ت گر گری چی مند وار گونه ان";
/// Those that are words of their own when a space parts them.
const NOT_AFTER_SPACE: &str = "است ان وار گونه ست گر مند م ش ت ی ات چی گری";
/// Function words that begin compounds.
const BEGINNINGS: &str = "پیش بی هم نا باز فرا پس هیچ بین زیر";

static SUFFIXES: LazyLock<HashSet<String>> = LazyLock::new(|| set(AFTER_HALF_SPACE));
static SPACED: LazyLock<HashSet<String>> = LazyLock::new(|| &*SUFFIXES - &set(NOT_AFTER_SPACE));
static LEFT: LazyLock<HashSet<String>> = LazyLock::new(|| set(BEGINNINGS));

fn set(words: &str) -> HashSet<String> {
    words.split_whitespace().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_printed_forms() {
        #[rustfmt::skip]
        let cases: &[(&str, &[&str], bool)] = &[
            ("کتاب", &["کتاب"], false),
            ("کتاب‌ها", &["کتاب"], false),
            ("کتاب‌های‌شان", &["کتاب"], false),
            ("می‌کنند", &["کنند"], true),
            ("نمی‌خواهم", &["خواهم"], true),
            ("گفته‌اند", &["گفته"], false),
            ("گفت‌وگوهای", &["گفت", "وگوهای"], false),
            ("بزرگ‌ترین", &["بزرگ"], false),
            ("پیش¬نویس", &["پیش", "نویس"], false),
            ("نامه‌ی‌", &["نامه"], false),
            ("می‌", &["می"], false),
            ("ها", &["ها"], false),
        ];
        for (form, parts, verb) in cases {
            let found = units(form);
            assert_eq!(
                (&found.parts[..], found.verb),
                (&parts.iter().map(|part| part.to_string()).collect::<Vec<_>>()[..], *verb),
                "{form}"
            );
            let key = fold(form);
            assert!(
                found
                    .parts
                    .iter()
                    .zip(&found.places)
                    .all(|(part, place)| key[place.clone()] == **part),
                "{form}"
            );
        }
    }

    #[test]
    fn affixes_written_apart() {
        assert!(is_verb_prefix("نمی") && !is_verb_prefix("میل"));
        assert!(is_spaced_suffix("های") && is_spaced_suffix("اند") && !is_spaced_suffix("است"));
        assert!(joins_left("پیش") && !joins_left("در"));
    }
}
