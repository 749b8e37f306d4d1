//! `w?rd`, `*ending`, `be*in`.

use super::machine::{Letters, Machine, Op, State};
use crate::index::lexicon::Automaton;

/// A word of which some letters are left open: `?` is any one letter, `*` any number of them,
/// none included. Every other letter is itself.
///
/// ```
/// use kashf::query::pattern::Wildcard;
/// let plurals = Wildcard::new("م*ات");
/// assert!(plurals.is_match("معلومات") && plurals.is_match("مات") && !plurals.is_match("معلوم"));
/// assert!(Wildcard::new("?").is_match("😀"));
/// ```
#[derive(Debug)]
pub struct Wildcard(Machine);

impl Wildcard {
    /// The letters of `pattern` are looked for as they are: fold them for keys.
    pub fn new(pattern: &str) -> Wildcard {
        let mut sets = vec![Letters::any()];
        let mut code = Vec::new();
        let mut last = None;
        for letter in pattern.chars() {
            match letter {
                '*' if last == Some('*') => {}
                '*' => code.extend([Op::Either(1, 3), Op::Letter(0), Op::Jump(-2)]),
                '?' => code.push(Op::Letter(0)),
                _ => {
                    let one = Letters::one(letter);
                    let set = sets.iter().position(|set| *set == one).unwrap_or(sets.len());
                    if set == sets.len() {
                        sets.push(one);
                    }
                    code.push(Op::Letter(set));
                }
            }
            last = Some(letter);
        }
        Wildcard(Machine::new(code, sets))
    }

    /// True when the whole word fits.
    pub fn is_match(&self, word: &str) -> bool {
        super::is_match(&self.0, word)
    }
}

impl Automaton for Wildcard {
    type State = State;

    fn start(&self) -> State {
        self.0.start()
    }

    fn step(&self, state: &State, letter: char) -> Option<State> {
        self.0.step(state, letter)
    }

    fn accepts(&self, state: &State) -> bool {
        self.0.accepts(state)
    }

    fn accepts_all(&self, state: &State) -> bool {
        self.0.accepts_all(state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn naive(pattern: &[char], word: &[char]) -> bool {
        match (pattern, word) {
            ([], _) => word.is_empty(),
            (['*', rest @ ..], _) => (0..=word.len()).any(|i| naive(rest, &word[i..])),
            (['?', rest @ ..], [_, word @ ..]) => naive(rest, word),
            ([c, rest @ ..], [d, word @ ..]) => c == d && naive(rest, word),
            _ => false,
        }
    }

    proptest! {
        #[test]
        fn as_the_recursion_has_it(
            pattern in "[اب\u{200C}\u{64E}😀?*]{0,7}",
            words in prop::collection::vec("[اب\u{200C}\u{64E}😀]{0,7}", 9),
        ) {
            let wildcard = Wildcard::new(&pattern);
            let letters: Vec<char> = pattern.chars().collect();
            for word in &words {
                let expected = naive(&letters, &word.chars().collect::<Vec<_>>());
                prop_assert_eq!(wildcard.is_match(word), expected, "{} {}", &pattern, word);
            }
        }

        #[test]
        fn never_panics(pattern in "(\\PC|[?*]){0,40}", word in "\\PC{0,40}") {
            Wildcard::new(&pattern).is_match(&word);
            prop_assert!(Wildcard::new("*").is_match(&word));
        }
    }

    #[test]
    fn hostile_patterns_take_no_time() {
        let word = "ا".repeat(64);
        for pattern in ["*ا".repeat(2000), "*?".repeat(2000), "*".repeat(4096), "?*ا".repeat(1300)]
        {
            Wildcard::new(&pattern).is_match(&word);
        }
    }
}
