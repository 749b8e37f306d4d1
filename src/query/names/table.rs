//! Tables of letters and what may stand for them, read forwards and backwards.

use super::walk::{Choice, Cost, Lattice};

/// Where in a word a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Anywhere.
    Any,
    /// At the beginning.
    First,
    /// At the beginning, before a consonant (Latin).
    Cluster,
    /// At the end.
    Last,
    /// Neither at the beginning nor at the end.
    Inner,
    /// Before e, i or y (Latin).
    Soft,
    /// Before a consonant and a silent e that ends the word (Latin).
    Long,
}

/// What may stand for letters. What only people and tests read is not in the program.
pub struct Row {
    /// Where it holds.
    pub at: At,
    /// The letters; several groups that are spelt alike, with spaces between.
    pub from: &'static str,
    /// Folded letters and what each costs in hundredths, cheapest first; `-` is nothing.
    pub to: &'static str,
    /// The reason.
    #[cfg(test)]
    pub why: &'static str,
    /// A name, and its key.
    #[cfg(test)]
    pub eg: (&'static str, &'static str),
}

/// A row, in one line.
#[cfg_attr(not(test), expect(unused_variables, reason = "only tests read why, and the example"))]
pub const fn row(
    at: At,
    from: &'static str,
    to: &'static str,
    why: &'static str,
    eg: (&'static str, &'static str),
) -> Row {
    Row {
        at,
        from,
        to,
        #[cfg(test)]
        why,
        #[cfg(test)]
        eg,
    }
}

/// Letters that may stand for some others: where, which, at what cost.
type Choices = Vec<(At, &'static str, Cost)>;

/// The groups of letters of one side, sorted, with their choices.
#[derive(Debug, Default)]
struct Column(Vec<(&'static str, Choices)>);

impl Column {
    fn place(&self, letters: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (*known).cmp(letters))
    }

    fn get(&self, letters: &str) -> &[(At, &'static str, Cost)] {
        self.place(letters).map_or(&[], |place| &self.0[place].1)
    }

    fn add(&mut self, letters: &'static str, choice: (At, &'static str, Cost)) {
        let place = self.place(letters).unwrap_or_else(|place| {
            self.0.insert(place, (letters, Vec::new()));
            place
        });
        self.0[place].1.push(choice);
    }
}

/// A table, ready to be asked.
#[derive(Debug, Default)]
pub struct Table {
    forwards: Column,
    backwards: Column,
}

/// Which way a table is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From the left column to the right one.
    Forwards,
    /// From the right column to the left one. Some contexts cannot be seen from there:
    /// what is found must be checked forwards.
    Backwards,
}

/// The longest group of letters of any table.
const LONGEST: usize = 5;

/// What a letter costs at least that is put in where nothing stands, and at most: every
/// such letter leads into many more words.
const PUT_IN: Cost = 8;
const MOST_PUT_IN: Cost = 30;

impl Table {
    /// Reads the rows. Each of `doubled` is written twice and stands for the same as once.
    pub fn new(rows: &[Row], doubled: &'static str) -> Table {
        let mut table = Table::default();
        for row in rows {
            for (from, _) in alternatives(row.from) {
                for (to, cost) in alternatives(row.to) {
                    table.add(row.at, from, to, cost);
                }
            }
        }
        for doubled in doubled.split_whitespace() {
            let single = &doubled[..doubled.len() / 2];
            for (at, to, cost) in table.forwards.get(single).to_vec() {
                table.add(at, doubled, to, cost);
            }
        }
        table
    }

    fn add(&mut self, at: At, from: &'static str, to: &'static str, cost: Cost) {
        self.forwards.add(from, (at, to, cost));
        self.backwards.add(to, (at, from, cost));
    }

    /// What may stand for a group of letters where it stands.
    pub fn choices(
        &self,
        from: &str,
        place: Place<'_>,
    ) -> impl Iterator<Item = (&'static str, Cost)> {
        let known = self.forwards.get(from).iter().filter(move |choice| place.holds(choice.0));
        known.map(|&(_, to, cost)| (to, cost))
    }

    /// The spellings of a key, none dearer than `bound`.
    pub fn spell(&self, key: &str, way: Way, bound: Cost) -> Lattice {
        spell(key, bound, |group, place, found| match way {
            Way::Forwards => found.extend(self.choices(group, place)),
            Way::Backwards => found.extend(self.causes(group, place)),
        })
    }

    /// What a group of letters may stand for; for no letters, what may have been left out.
    fn causes(&self, to: &str, place: Place<'_>) -> impl Iterator<Item = (&'static str, Cost)> {
        let least = if to.is_empty() { PUT_IN } else { 0 };
        // What ends the word may be followed by letters that are left out.
        let holds = move |at: At| at != At::First || place.first;
        let most = if to.is_empty() { MOST_PUT_IN } else { Cost::MAX };
        let known = self.backwards.get(to).iter();
        let known = known.filter(move |choice| holds(choice.0) && choice.2 <= most);
        known.map(move |&(_, from, cost)| (from, cost.max(least)))
    }
}

/// The spellings of a key, with whatever `choices` finds for each group of its letters.
pub fn spell(
    key: &str,
    bound: Cost,
    mut choices: impl FnMut(&str, Place<'_>, &mut Vec<(&'static str, Cost)>),
) -> Lattice {
    let mut edges: Vec<usize> = key.char_indices().map(|(edge, _)| edge).collect();
    edges.push(key.len());
    let letters = edges.len() - 1;
    Lattice::new(letters, bound, |at| {
        let mut found = Vec::new();
        let mut spelt = Vec::new();
        for takes in 0..=LONGEST.min(letters - at) {
            let group = &key[edges[at]..edges[at + takes]];
            choices(group, Place { first: at == 0, rest: &key[edges[at + takes]..] }, &mut spelt);
            let choice = |(gives, cost)| Choice { takes, gives, cost };
            found.extend(spelt.drain(..).map(choice));
        }
        // Nothing that stands for nothing leads anywhere.
        found.retain(|choice| choice.takes > 0 || !choice.gives.is_empty());
        found
    })
}

/// Reads `ب پ:60`.
pub fn alternatives(text: &'static str) -> impl Iterator<Item = (&'static str, Cost)> {
    text.split(' ').map(|alternative| {
        let (letters, cost) = alternative.split_once(':').unwrap_or((alternative, "0"));
        (if letters == "-" { "" } else { letters }, cost.parse().unwrap_or(Cost::MAX / 2))
    })
}

/// Where a group of letters stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Nothing is before it.
    pub first: bool,
    /// What is after it.
    pub rest: &'a str,
}

impl Place<'_> {
    fn holds(self, at: At) -> bool {
        let next = self.rest.chars().next();
        match at {
            At::Any => true,
            At::First => self.first,
            At::Cluster => self.first && next != Some('h') && is_consonant(next),
            At::Last => next.is_none(),
            At::Inner => !self.first && next.is_some(),
            At::Soft => next.is_some_and(|next| "eiy".contains(next)),
            At::Long => self.rest.len() == 2 && self.rest.ends_with('e') && is_consonant(next),
        }
    }
}

fn is_consonant(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| !"aeiouy".contains(letter))
}
