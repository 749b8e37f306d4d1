//! Reasons for what was inferred of a text, as sentences.

use super::date::in_words;
use super::language::Lang;
use super::messages::{filled_isolated, messages};
use crate::engine::protocol::Inference;

/// The reasons as one line; `text` is the document's. What is quoted is isolated, as it may run
/// another way. What an older index tells in English stays so.
///
/// ```
/// use kashf::engine::protocol::{Inference, InferredFrom};
/// use kashf::id::Span;
/// use kashf::view::{inferred::reasons, language::Lang};
/// let said = vec![Span::new(0, 13)];
/// let friday = Inference { said, weekday: Some(4), ..InferredFrom::WeekdayBeside.into() };
/// assert_eq!(
///     reasons(Lang::En, "Today, Friday, it rained.", &[friday]),
///     "“\u{2068}Today, Friday\u{2069}” names the weekday, \u{2068}Friday\u{2069}.",
/// );
/// ```
pub fn reasons(lang: Lang, text: &str, reasons: &[Inference]) -> String {
    let sentences: Vec<String> = reasons.iter().map(|it| reason(lang, text, it)).collect();
    sentences.join(" ")
}

fn reason(lang: Lang, text: &str, reason: &Inference) -> String {
    let wording = &messages(lang).timeline;
    let Some(sentence) = wording.inferred.get(reason.from as usize) else {
        return reason.name.clone();
    };
    let day = in_words(lang, &reason.day).unwrap_or_else(|| reason.day.clone());
    let weekday = reason.weekday.and_then(|it| wording.weekdays.get(usize::from(it)));
    let mut values: Vec<&str> = Vec::new();
    values.extend(reason.said.iter().map(|span| span.of(text).unwrap_or_default()));
    values.extend(weekday);
    values.extend([reason.name.as_str(), &day].into_iter().filter(|it| !it.is_empty()));
    filled_isolated(sentence, &values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::protocol::InferredFrom;
    use crate::id::Span;

    /// A reason of each kind, with all that it names.
    fn one(from: InferredFrom) -> Inference {
        use InferredFrom::*;
        let said = match from {
            Beginning | Letters | Worded | Jalali | Told => 0,
            SameAsWeekday => 2,
            _ => 1,
        };
        let weekday = matches!(from, WeekdayBeside | SameAsWeekday | NewsOf).then_some(2);
        let day = if matches!(from, NotBefore | SameEvent) { "2022-01-26" } else { "" };
        let name = if matches!(from, SameEvent | Told) { "b.txt" } else { "" };
        let said = [Span::new(0, 2), Span::new(3, 5)][..said].to_vec();
        Inference { from, said, weekday, day: day.into(), name: name.into() }
    }

    #[test]
    fn every_reason_is_a_sentence_in_every_language() {
        for lang in Lang::ALL {
            for from in InferredFrom::ALL {
                let reason = one(from);
                let words = reasons(lang, "ab cd", std::slice::from_ref(&reason));
                let isolated = words.matches('\u{2068}').count();
                let day = usize::from(!reason.day.is_empty());
                let name = usize::from(from == InferredFrom::SameEvent);
                let weekday = usize::from(reason.weekday.is_some());
                assert_eq!(isolated, reason.said.len() + weekday + name + day, "{words}");
                assert!(!words.contains("{}") && !words.contains("\u{2068}\u{2069}"), "{words}");
                let says = |what: &str| words.contains(what);
                assert!(reason.said.is_empty() || says("ab"), "{words}");
                assert!(reason.name.is_empty() || says("b.txt"), "{words}");
                let english = words.contains(" the ") || words.contains("The ");
                assert!(lang == Lang::En || !english, "{words}");
            }
        }
    }

    #[test]
    fn days_are_those_of_the_reader() {
        let reason = one(InferredFrom::NotBefore);
        for (lang, day, weekday) in [
            (Lang::En, "26 January 2022", "Wednesday"),
            (Lang::Ar, "٢٦ يناير ٢٠٢٢", "الأربعاء"),
            (Lang::Fa, "۲۶ ژانویه ۲۰۲۲", "چهارشنبه"),
        ] {
            assert!(reasons(lang, "ab", std::slice::from_ref(&reason)).contains(day));
            assert!(reasons(lang, "ab", &[one(InferredFrom::NewsOf)]).contains(weekday));
        }
    }

    #[test]
    fn places_that_are_none_are_left_empty() {
        let said = vec![Span::new(7, 99)];
        let reason = Inference { said, ..InferredFrom::DateBeside.into() };
        let words = reasons(Lang::En, "ab", &[reason.clone(), reason]);
        assert_eq!(words.matches("gives the date itself.").count(), 2);
    }
}
