//! How the words of a query matched: what is shown above the results and under each.
//!
//! Above the results, a line for each word asked for, with its ways of matching and how often
//! each; where there are many words, one line for all of them and the rest folded away. A way
//! is switched off for the whole query; what is off stays in its place, to be put back.

use crate::engine::protocol::{Matching, Reason, ReasonCount, Why};

/// With more words than this, one line stands for all of them.
const LINES: usize = 4;

/// Forms that are named for a way of all words together.
const FORMS: usize = 8;

/// The longest form that is named, in letters: what was found far apart is no form.
const LONGEST: usize = 40;

/// Forms that a result names at most.
const FORMS_OF_A_RESULT: usize = 6;

/// One way of matching, on a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Which.
    pub reason: Reason,
    /// How often, in all documents found.
    pub count: u32,
    /// The forms concerned, most frequent first.
    pub forms: Vec<String>,
    /// Whether it counts.
    pub on: bool,
}

/// A part of the query and its ways of matching, in the order of [`Reason::ALL`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The word, phrase or pattern, as typed; empty for all of them together.
    pub asked: String,
    /// Its ways.
    pub ways: Vec<Way>,
}

/// What is shown above the results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// All words together, when they are too many for a line each at once.
    pub sum: Option<Line>,
    /// The words, in the order typed.
    pub lines: Vec<Line>,
    /// Ways that are off and stand on no line.
    pub off: Vec<Reason>,
}

/// Puts the reasons of an answer in lines.
pub fn told(reasons: &[ReasonCount], matching: &Matching) -> Told {
    let mut lines: Vec<Line> = Vec::new();
    for told in reasons {
        let on = is_on(matching, told.reason);
        // A way that found nothing is worth a word only when it was switched off.
        if told.count == 0 && on {
            continue;
        }
        let at = lines.iter().position(|line| line.asked == told.asked).unwrap_or_else(|| {
            lines.push(Line { asked: told.asked.clone(), ways: Vec::new() });
            lines.len() - 1
        });
        let ways = &mut lines[at].ways;
        let forms = told.forms.iter().filter(|form| is_form(form)).cloned().collect();
        let way = Way { reason: told.reason, count: told.count, forms, on };
        // A word typed twice is told twice, with the same places.
        if let Err(place) = ways.binary_search_by_key(&told.reason, |way| way.reason) {
            ways.insert(place, way);
        }
    }
    let shown =
        |reason: &Reason| lines.iter().flat_map(|line| &line.ways).any(|way| way.reason == *reason);
    let off = Reason::ALL.into_iter().filter(|reason| !is_on(matching, *reason) && !shown(reason));
    Told { off: off.collect(), sum: (lines.len() > LINES).then(|| sum(&lines)), lines }
}

fn is_form(form: &str) -> bool {
    form.chars().nth(LONGEST).is_none()
}

/// All words' ways together.
fn sum(lines: &[Line]) -> Line {
    let together = |reason: Reason| {
        let ways =
            || lines.iter().flat_map(|line| &line.ways).filter(move |way| way.reason == reason);
        let mut forms: Vec<String> = Vec::new();
        for form in ways().flat_map(|way| &way.forms) {
            if forms.len() < FORMS && !forms.contains(form) {
                forms.push(form.clone());
            }
        }
        let count = ways().fold(0u32, |sum, way| sum.saturating_add(way.count));
        ways().next().map(|way| Way { reason, count, forms, on: way.on })
    };
    Line { asked: String::new(), ways: Reason::ALL.into_iter().filter_map(together).collect() }
}

/// Whether a way counts.
pub fn is_on(matching: &Matching, reason: Reason) -> bool {
    !matching.without.contains(&reason) && (reason != Reason::Name || matching.names)
}

/// Switches a way off, or on again.
///
/// ```
/// use kashf::engine::protocol::{Matching, Reason};
/// use kashf::view::reasons::{is_on, toggle};
/// let mut matching = Matching { names: false, ..Matching::default() };
/// toggle(&mut matching, Reason::Fuzzy);
/// assert!(!is_on(&matching, Reason::Fuzzy) && !is_on(&matching, Reason::Name));
/// toggle(&mut matching, Reason::Name);
/// toggle(&mut matching, Reason::Fuzzy);
/// assert_eq!(matching, Matching::default());
/// ```
pub fn toggle(matching: &mut Matching, reason: Reason) {
    let on = is_on(matching, reason);
    let off = std::mem::take(&mut matching.without);
    let stays = |other: &Reason| if *other == reason { on } else { off.contains(other) };
    matching.without = Reason::ALL.into_iter().filter(stays).collect();
    matching.names |= !on && reason == Reason::Name;
}

/// What a result says of itself: for each way but the exact one, the printed forms.
pub fn other_forms(why: &[Why]) -> Vec<(Reason, Vec<String>)> {
    let mut left = FORMS_OF_A_RESULT;
    let mut told: Vec<(Reason, Vec<String>)> = Vec::new();
    for reason in Reason::ALL.into_iter().filter(|reason| *reason != Reason::Exact) {
        let mut forms: Vec<String> = Vec::new();
        for why in why.iter().filter(|why| why.reason == reason) {
            for form in why.forms.iter().filter(|form| is_form(form) && **form != why.asked) {
                let known =
                    forms.contains(form) || told.iter().any(|(_, forms)| forms.contains(form));
                if left > 0 && !known {
                    left -= 1;
                    forms.push(form.clone());
                }
            }
        }
        if !forms.is_empty() {
            told.push((reason, forms));
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(asked: &str, reason: Reason, count: u32, forms: &[&str]) -> ReasonCount {
        let forms = forms.iter().map(ToString::to_string).collect();
        ReasonCount { asked: asked.into(), reason, count, forms, on: true }
    }

    /// One letter for a line: `a: exact 3, variant 7`.
    fn said(line: &Line) -> String {
        let way =
            |way: &Way| format!("{}{:?} {}", if way.on { "" } else { "-" }, way.reason, way.count);
        let ways: Vec<_> = line.ways.iter().map(way).collect();
        format!("{}: {}", line.asked, ways.join(", "))
    }

    #[test]
    fn a_line_for_each_word() {
        let reasons = [
            count("a", Reason::Variant, 7, &["A"]),
            count("b", Reason::Exact, 1, &["b"]),
            count("a", Reason::Exact, 3, &["a"]),
            count("b", Reason::Fuzzy, 0, &[]),
            count("a", Reason::Exact, 3, &["a"]),
        ];
        let told = told(&reasons, &Matching::default());
        let lines: Vec<_> = told.lines.iter().map(said).collect();
        assert_eq!(lines, ["a: Exact 3, Variant 7", "b: Exact 1"]);
        assert_eq!((told.sum, told.off), (None, vec![]));
    }

    #[test]
    fn what_is_off_stays() {
        let matching = Matching {
            without: vec![Reason::Variant, Reason::Fuzzy],
            names: false,
            ..Default::default()
        };
        let reasons = [count("a", Reason::Variant, 0, &[]), count("a", Reason::Exact, 2, &[])];
        let told = told(&reasons, &matching);
        assert_eq!(said(&told.lines[0]), "a: Exact 2, -Variant 0");
        assert_eq!(told.off, [Reason::Name, Reason::Fuzzy]);
    }

    #[test]
    fn many_words_are_one_line() {
        let reasons: Vec<_> = ["a", "b", "c", "d", "e"]
            .into_iter()
            .flat_map(|asked| {
                [
                    count(asked, Reason::Exact, 2, &[asked]),
                    count(asked, Reason::Inflection, 1, &["x"]),
                ]
            })
            .collect();
        let told = told(&reasons, &Matching::default());
        let sum = told.sum.unwrap();
        assert_eq!(said(&sum), ": Exact 10, Inflection 5");
        assert_eq!(sum.ways[1].forms, ["x"]);
        assert_eq!(told.lines.len(), 5);
    }

    #[test]
    fn nothing_asked_nothing_told() {
        assert_eq!(told(&[], &Matching::default()), Told::default());
    }

    #[test]
    fn a_result_names_a_form_once() {
        let why = |asked: &str, reason, forms: &[&str]| Why {
            asked: asked.into(),
            reason,
            forms: forms.iter().map(ToString::to_string).collect(),
            count: 1,
        };
        let told = other_forms(&[
            why("a", Reason::Inflection, &["a1", "a2"]),
            why("a", Reason::Exact, &["a"]),
            why("b", Reason::Variant, &["b", "B", "a1", &"b and so on ".repeat(9)]),
            why("c", Reason::Pattern, &["c1", "c2", "c3", "c4"]),
        ]);
        let forms = |forms: &[&str]| forms.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(
            told,
            [
                (Reason::Variant, forms(&["B", "a1"])),
                (Reason::Inflection, forms(&["a2"])),
                (Reason::Pattern, forms(&["c1", "c2", "c3"])),
            ],
        );
    }
}
