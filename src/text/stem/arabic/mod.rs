//! Arabic: the article, particles, pronouns and endings written onto a word.

use super::{Vocabulary, after, before, length};

/// The stem of a folded key in Arabic letters.
pub fn stem(key: &str, vocabulary: &impl Vocabulary) -> String {
    let word = without_particles(key, vocabulary);
    let word = without_pronoun(word, vocabulary);
    without_endings(&word).to_string()
}

/// Particles with the article, longest first; three letters must stay.
const WITH_ARTICLE: &[&str] = &["وال", "بال", "کال", "فال", "ولل", "ال", "لل"];

/// A word without what is written onto its front.
fn without_particles<'a>(key: &'a str, vocabulary: &impl Vocabulary) -> &'a str {
    let rest = WITH_ARTICLE.iter().find_map(|article| after(key, article, 3));
    if let Some(rest) = rest {
        return rest;
    }
    let known = |word: &str| vocabulary.count(word) > 0;
    let defined = |word: &str| known(&format!("ال{word}"));
    let mut word = key;
    if let Some(rest) = after(word, "و", 3).filter(|rest| known(rest) || defined(rest)) {
        word = rest;
        if let Some(rest) = ["ال", "لل", "بال"].iter().find_map(|article| after(word, article, 3))
        {
            return rest;
        }
    }
    let particle = ["ب", "ل", "ف", "ک", "س"].iter().find_map(|one| after(word, one, 4));
    particle.filter(|rest| known(rest) && defined(rest)).unwrap_or(word)
}

/// Pronouns, longest first; what stays must be a word.
const PRONOUNS: &[&str] = &["هما", "کما", "ها", "هم", "هن", "کم", "نا"];

fn without_pronoun(word: &str, vocabulary: &impl Vocabulary) -> String {
    let known = |word: &str| vocabulary.count(word) > 0;
    for pronoun in PRONOUNS {
        let Some(rest) = before(word, pronoun, 3) else { continue };
        if let Some(feminine) = rest.strip_suffix('ت').map(|rest| format!("{rest}ه"))
            && known(&feminine)
        {
            return feminine;
        }
        if known(rest) || known(&format!("ال{rest}")) {
            return rest.to_string();
        }
    }
    let feminine = before(word, "ته", 3).map(|rest| format!("{rest}ه"));
    feminine.filter(|feminine| known(feminine)).unwrap_or_else(|| word.to_string())
}

/// Endings in the order in which they are tried, and whether they are the last to go.
const ENDINGS: &[(&str, bool)] = &[
    ("یات", true),
    ("ات", false),
    ("ان", false),
    ("ون", false),
    ("ین", false),
    ("یه", true),
    ("ه", true),
    ("ی", true),
];

fn without_endings(word: &str) -> &str {
    let mut word = word;
    for &(ending, last) in ENDINGS {
        let least = if length(ending) > 1 { 3 } else { 2 };
        if let Some(rest) = before(word, ending, least) {
            word = rest;
            if last {
                break;
            }
        }
    }
    word
}
