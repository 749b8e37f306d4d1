//! The machine that wildcards and regular expressions become: Thompson's automaton, which is
//! in many places of its code at once, and remembers where that led.
//!
//! Reading a letter moves every place that takes it. The set of places reached is one state;
//! states are numbered as they are first reached, and what a letter does to a numbered state
//! is kept, so that a walk over many words soon only looks steps up. When there are
//! [`MOST_STATES`], further ones are worked out each time anew: slower, never more memory.

use std::cell::RefCell;

use crate::index::lexicon::Automaton;
use crate::text::script;

/// One step of the code. Distances are counted from the step itself, so that a piece of
/// code means the same wherever it is copied to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Op {
    /// Takes a letter of the set with this number, and goes on behind.
    Letter(usize),
    /// Goes on in both places.
    Either(isize, isize),
    /// Goes on elsewhere.
    Jump(isize),
}

/// A set of letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Letters {
    /// First and last.
    pub ranges: Vec<(char, char)>,
    /// Kinds of letters, and whether it is those or all others.
    pub kinds: Vec<(Kind, bool)>,
    /// True for all letters but these.
    pub but: bool,
}

/// What `\d`, `\w` and `\s` stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Digit,
    OfWords,
    Space,
}

impl Letters {
    /// Every letter.
    pub fn any() -> Letters {
        Letters { but: true, ..Default::default() }
    }

    pub fn one(letter: char) -> Letters {
        Letters { ranges: vec![(letter, letter)], ..Default::default() }
    }

    fn has(&self, letter: char) -> bool {
        let listed = self.ranges.iter().any(|&(first, last)| (first..=last).contains(&letter))
            || self.kinds.iter().any(|&(kind, is)| kind.has(letter) == is);
        listed != self.but
    }
}

impl Kind {
    fn has(self, c: char) -> bool {
        match self {
            Kind::Digit => script::digit(c).is_some(),
            Kind::OfWords => {
                c.is_alphanumeric() || c == '_' || script::is_mark(c) || script::is_joiner(c)
            }
            Kind::Space => c.is_whitespace(),
        }
    }
}

/// Code, the sets of letters it names, and what is known of how it runs. A word belongs to
/// its set when the end of the code is among the places reached at the end of the word.
#[derive(Debug)]
pub(super) struct Machine {
    code: Vec<Op>,
    sets: Vec<Letters>,
    /// The places that take any letter and from there lead both back and to the end: with
    /// one of them, all that follows fits.
    any: Vec<usize>,
    known: RefCell<Known>,
}

/// Where a machine is.
#[derive(Clone, Debug)]
pub enum State {
    /// In the known state of this number.
    Known(u32),
    /// At these places, a state without a number.
    Places(Box<[u64]>),
}

/// What has been found out about a machine.
#[derive(Debug, Default)]
struct Known {
    /// For each letter, in order, its class: letters in the same sets are in one class.
    classes: Vec<(char, u16)>,
    /// The same for letters before [`END_OF_NEAR`], for speed; a class plus one.
    near: Vec<u16>,
    /// For each class, the numbers of the sets its letters are in.
    members: Vec<Box<[u64]>>,
    /// For each state the places it consists of.
    states: Vec<Box<[u64]>>,
    /// The numbers of the states in the order of their places.
    sorted: Vec<u32>,
    /// For each state and class, the next state; [`UNKNOWN`] or [`NONE`].
    next: Vec<Vec<u32>>,
}

/// Latin, Greek, Cyrillic, Hebrew and Arabic letters stand before this one.
const END_OF_NEAR: usize = 0x700;
/// So many states are remembered.
const MOST_STATES: usize = 4096;
const UNKNOWN: u32 = u32::MAX;
const NONE: u32 = u32::MAX - 1;

impl Machine {
    pub fn new(code: Vec<Op>, sets: Vec<Letters>) -> Machine {
        let mut machine = Machine { code, sets, any: Vec::new(), known: RefCell::default() };
        machine.any = (0..machine.code.len()).filter(|&place| machine.takes_all(place)).collect();
        let mut start = bits(machine.code.len() + 1);
        machine.reach(0, &mut start);
        machine.known.borrow_mut().number(start);
        machine
    }

    /// Adds a place, and those that are reached from it without a letter.
    fn reach(&self, place: usize, places: &mut [u64]) {
        let mut open = vec![place];
        while let Some(place) = open.pop() {
            if has(places, place) {
                continue;
            }
            add(places, place);
            match self.code.get(place) {
                Some(&Op::Either(a, b)) => {
                    open.extend([b, a].map(|far| place.wrapping_add_signed(far)));
                }
                Some(&Op::Jump(far)) => open.push(place.wrapping_add_signed(far)),
                Some(Op::Letter(_)) | None => {}
            }
        }
    }

    fn takes_all(&self, place: usize) -> bool {
        match self.code[place] {
            Op::Letter(set) if self.sets[set] == Letters::any() => {
                let mut after = bits(self.code.len() + 1);
                self.reach(place + 1, &mut after);
                has(&after, place) && has(&after, self.code.len())
            }
            _ => false,
        }
    }

    fn is_at_end(&self, places: &[u64]) -> bool {
        has(places, self.code.len())
    }

    /// The places after a letter that is in the sets `members`; `None` when there are none.
    fn after(&self, places: &[u64], members: &[u64]) -> Option<Box<[u64]>> {
        let mut reached = None;
        for (place, op) in self.code.iter().enumerate() {
            if let Op::Letter(set) = *op
                && has(places, place)
                && has(members, set)
            {
                let reached = reached.get_or_insert_with(|| bits(self.code.len() + 1));
                self.reach(place + 1, reached);
            }
        }
        reached
    }
}

impl Automaton for Machine {
    type State = State;

    fn start(&self) -> State {
        State::Known(0)
    }

    fn step(&self, state: &State, letter: char) -> Option<State> {
        let known = &mut *self.known.borrow_mut();
        let class = known.class(letter, &self.sets);
        match state {
            State::Places(places) => {
                self.after(places, &known.members[class]).map(|places| known.number(places))
            }
            &State::Known(from) => {
                let from = from as usize;
                match known.next[from].get(class).copied().unwrap_or(UNKNOWN) {
                    UNKNOWN => {}
                    NONE => return None,
                    next => return Some(State::Known(next)),
                }
                let next = self
                    .after(&known.states[from], &known.members[class])
                    .map(|places| known.number(places));
                let row = &mut known.next[from];
                if row.len() <= class {
                    row.resize(class + 1, UNKNOWN);
                }
                match next {
                    None => row[class] = NONE,
                    Some(State::Known(next)) => row[class] = next,
                    Some(State::Places(_)) => {}
                }
                next
            }
        }
    }

    fn accepts(&self, state: &State) -> bool {
        match state {
            State::Known(state) => self.is_at_end(&self.known.borrow().states[*state as usize]),
            State::Places(places) => self.is_at_end(places),
        }
    }

    fn accepts_all(&self, state: &State) -> bool {
        let State::Known(state) = state else { return false };
        if self.any.is_empty() {
            return false;
        }
        let places = &self.known.borrow().states[*state as usize];
        self.is_at_end(places) && self.any.iter().any(|&place| has(places, place))
    }
}

impl Known {
    fn class(&mut self, letter: char, sets: &[Letters]) -> usize {
        if let Some(&class @ 1..) = self.near.get(letter as usize) {
            return usize::from(class) - 1;
        }
        let at = match self.classes.binary_search_by_key(&letter, |&(letter, _)| letter) {
            Ok(at) => return usize::from(self.classes[at].1),
            Err(at) => at,
        };
        let mut member = bits(sets.len());
        for (i, set) in sets.iter().enumerate() {
            if set.has(letter) {
                add(&mut member, i);
            }
        }
        let class = self.members.iter().position(|other| *other == member);
        let class = class.unwrap_or_else(|| {
            self.members.push(member);
            self.members.len() - 1
        });
        self.classes.insert(at, (letter, class as u16));
        self.near.resize(END_OF_NEAR, 0);
        if let Some(near) = self.near.get_mut(letter as usize) {
            *near = class as u16 + 1;
        }
        class
    }

    /// The state that consists of these places, with a new number if there is one left.
    fn number(&mut self, places: Box<[u64]>) -> State {
        let states = &self.states;
        match self.sorted.binary_search_by(|&state| states[state as usize].cmp(&places)) {
            Ok(at) => State::Known(self.sorted[at]),
            Err(_) if self.states.len() == MOST_STATES => State::Places(places),
            Err(at) => {
                let number = self.states.len() as u32;
                self.sorted.insert(at, number);
                self.states.push(places);
                self.next.push(Vec::new());
                State::Known(number)
            }
        }
    }
}

fn bits(count: usize) -> Box<[u64]> {
    vec![0; count.div_ceil(64)].into()
}

fn has(bits: &[u64], at: usize) -> bool {
    bits[at / 64] >> (at % 64) & 1 == 1
}

fn add(bits: &mut [u64], at: usize) {
    bits[at / 64] |= 1 << (at % 64);
}
