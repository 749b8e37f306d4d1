//! A word, and all the ways it may be spelt elsewhere → the keys that are one of them.
//!
//! A [`Lattice`] holds, for every letter of the word, what may stand for it and what that
//! costs. As an [`Automaton`] it reads keys letter by letter, so the lexicon is walked once
//! and only where some spelling still fits. Nothing is stored in an index for this.
//!
//! Costs are whole hundredths, so every target comes to the same sum.

use crate::index::lexicon::Automaton;
use crate::order;

/// Hundredths: 0 is the plainest spelling, 100 is no longer the same name.
pub type Cost = u16;

/// One way to spell some letters of the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Letters of the word that it stands for; none for a letter put in between.
    pub takes: usize,
    /// Letters of the key; none for a letter left out.
    pub gives: &'static str,
    /// What that costs. Never nothing when it takes nothing.
    pub cost: Cost,
}

impl Choice {
    fn first(&self) -> Option<char> {
        self.gives.chars().next()
    }
}

/// Choices by the letter they give first, each once.
fn in_order(mut choices: Vec<Choice>) -> Vec<Choice> {
    order::sort_by_key(&mut choices, |choice| (choice.gives, choice.takes, choice.cost));
    choices.dedup_by_key(|choice| (choice.gives, choice.takes));
    choices
}

/// Where spelling begins: after so many letters of the word, with these letters of the key.
pub type Start = Choice;

/// The ways to spell a word.
#[derive(Clone, Debug)]
pub struct Lattice {
    starts: Vec<Start>,
    /// For each letter of the word, and one list more for what may follow the last.
    choices: Vec<Vec<Choice>>,
    bound: Cost,
}

impl Lattice {
    /// The ways to spell a word of `letters` letters, none dearer than `bound`.
    /// `choices` adds what begins at a letter.
    pub fn new(letters: usize, bound: Cost, choices: impl FnMut(usize) -> Vec<Choice>) -> Lattice {
        let choices = (0..=letters).map(choices).map(in_order).collect();
        Lattice { starts: vec![Start { takes: 0, gives: "", cost: 0 }], choices, bound }
    }

    /// With one more way to begin.
    pub fn or_start(mut self, takes: usize, gives: &'static str, cost: Cost) -> Lattice {
        self.starts.push(Start { takes, gives, cost });
        self
    }

    /// What it costs to spell the word as `key`; `None` when it cannot be.
    pub fn cost(&self, key: &str) -> Option<Cost> {
        let end = key.chars().try_fold(self.start(), |state, letter| self.step(&state, letter))?;
        self.cost_at(&end)
    }

    /// The cost of the key that led to `state`.
    pub fn cost_at(&self, state: &State) -> Option<Cost> {
        let end = self.choices.len() - 1;
        state.iter().filter(|way| way.at == end && way.rest.is_empty()).map(|way| way.cost).min()
    }

    /// The choices at a letter of the word that give this letter first.
    fn choices(&self, at: usize, letter: Option<char>) -> &[Choice] {
        let all = &self.choices[at];
        let start = all.partition_point(|choice| choice.first() < letter);
        let length = all[start..].partition_point(|choice| choice.first() == letter);
        &all[start..start + length]
    }

    /// Takes the choices that give no letter.
    fn close(&self, state: &mut State) {
        let mut next = 0;
        while let Some(&way) = state.get(next) {
            next += 1;
            if !way.rest.is_empty() || way.at == NOWHERE {
                continue;
            }
            for choice in self.choices(way.at, None) {
                self.add(state, way, choice, "");
            }
        }
    }

    /// Adds the way that goes on from `way` by `choice`, unless a cheaper one leads there.
    fn add(&self, state: &mut State, way: Way, choice: &Choice, rest: &'static str) {
        let (at, cost) = (way.at + choice.takes, way.cost + choice.cost);
        if cost > self.bound || at >= self.choices.len() {
            return;
        }
        match state.iter_mut().find(|known| known.at == at && known.rest == rest) {
            Some(known) if known.cost <= cost => {}
            // Put at the end again, so that what follows from it is looked at again.
            Some(known) if rest.is_empty() => {
                known.at = NOWHERE;
                state.push(Way { at, rest, cost });
            }
            Some(known) => known.cost = cost,
            None => state.push(Way { at, rest, cost }),
        }
    }
}

/// One way in which the letters read so far spell the beginning of the word.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// Letters of the word that are spelt.
    at: usize,
    /// Letters still to come of the choice that was taken.
    rest: &'static str,
    cost: Cost,
}

/// The ways that are left after some letters: a handful.
pub type State = Vec<Way>;

/// A way that a cheaper one has replaced.
const NOWHERE: usize = usize::MAX;

impl Automaton for Lattice {
    type State = State;

    fn start(&self) -> State {
        let mut state = State::new();
        for start in &self.starts {
            state.push(Way { at: start.takes, rest: start.gives, cost: start.cost });
        }
        self.close(&mut state);
        state.retain(|way| way.at != NOWHERE);
        state
    }

    fn step(&self, state: &State, letter: char) -> Option<State> {
        let mut next = State::new();
        for &way in state {
            if let Some(rest) = way.rest.strip_prefix(letter) {
                let waited = Choice { takes: 0, gives: "", cost: 0 };
                self.add(&mut next, way, &waited, rest);
            } else if way.rest.is_empty() {
                for choice in self.choices(way.at, Some(letter)) {
                    self.add(&mut next, way, choice, &choice.gives[letter.len_utf8()..]);
                }
            }
        }
        next.retain(|way| way.at != NOWHERE);
        self.close(&mut next);
        next.retain(|way| way.at != NOWHERE);
        (!next.is_empty()).then_some(next)
    }

    fn accepts(&self, state: &State) -> bool {
        self.cost_at(state).is_some()
    }

    fn letters(&self, state: &State) -> Option<Vec<char>> {
        let mut letters = Vec::new();
        for way in state {
            match way.rest.chars().next() {
                Some(letter) => letters.push(letter),
                None => letters.extend(self.choices[way.at].iter().filter_map(Choice::first)),
            }
        }
        Some(letters)
    }
}
