//! A name in one script or language's spelling → the same name as the corpus spells it in
//! others: Lavrov finds لاوروف and لافروف, and each of these finds the other.
pub mod latin;
pub mod walk;

use crate::id::KeyId;
use crate::index::reader::Index;
use walk::{Cost, Lattice};

/// A spelling that the corpus has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Form {
    /// Its key.
    pub key: KeyId,
    /// How far it is from the plainest spelling: 0 is that, 1 hardly the same name.
    pub cost: f32,
    /// How often the corpus has it.
    pub count: u32,
    /// True when it is the name that the other language has for the same, not its sound.
    pub exonym: bool,
}

/// The dearest spelling that is still looked at.
const BOUND: Cost = 130;

/// Everything that may be `key` in another script or spelling, best first, at most `most`.
pub fn candidates(index: &Index, key: &str, most: usize) -> Vec<Form> {
    if key.len() < 4 || !key.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return Vec::new();
    }
    let lattice = latin::to_arabic(key, BOUND);
    let mut found = walk_all(index, &lattice);
    found.truncate(most);
    found
        .into_iter()
        .map(|f| Form {
            key: f.key,
            cost: f32::from(f.cost) / 100.0,
            count: f.count,
            exonym: false,
        })
        .collect()
}

/// A key that the walk came to.
struct Found {
    key: KeyId,
    cost: Cost,
    count: u32,
}

impl Found {
    fn rank(&self) -> i32 {
        2 * i32::from(self.cost) - 3 * (self.count + 1).ilog2() as i32
    }
}

fn walk_all(index: &Index, lattice: &Lattice) -> Vec<Found> {
    let mut found = Vec::new();
    index.lexicon().search(lattice, |key, state| {
        if let Some(cost) = lattice.cost_at(state) {
            found.push(Found { key, cost, count: index.count(key) as u32 });
        }
        true
    });
    found.sort_by_key(|f| (f.rank(), f.key));
    found
}

/// What a search takes.
pub fn forms(index: &Index, key: &str) -> Vec<Form> {
    let c = candidates(index, key, 3);
    let Some(best) = c.first().map(|f| f.cost) else { return c };
    c.into_iter().filter(|f| f.cost <= best + 0.25 && f.cost <= 0.8).collect()
}
