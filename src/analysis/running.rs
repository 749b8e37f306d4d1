//! The posting lists → the words of the corpus in their order, as numbers.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Stop;
use crate::id::KeyId;
use crate::index::Index;

/// What counts as one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// As printed: two spellings are two words.
    Form,
    /// As folded: spellings of one word are one.
    #[default]
    Key,
    /// As stemmed: inflections of one word are one, where the stemmers know them.
    Stem,
}

/// The key of every word of a corpus, by its position. Four bytes for each.
#[derive(Debug)]
pub struct Running(Vec<u32>);

impl Running {
    /// Reads all posting lists; `None`, and noted, when some of them are not here or damaged.
    pub fn new(index: &Index) -> Option<Running> {
        let mut keys = vec![0; index.words() as usize];
        let is_whole = index.each_list(false, |key, list| {
            for &position in &list.positions {
                if let Some(place) = keys.get_mut(position as usize) {
                    *place = key.0;
                }
            }
        });
        is_whole.then_some(Running(keys))
    }

    /// The key at a position below the number of words.
    #[inline]
    pub fn key(&self, position: u32) -> u32 {
        self.0[position as usize]
    }

    /// The keys from a position to before another; those that there are.
    pub fn keys(&self, from: u32, to: u32) -> &[u32] {
        let to = (to as usize).min(self.0.len());
        self.0.get(from as usize..to).unwrap_or_default()
    }

    /// How many words there are.
    pub fn len(&self) -> u32 {
        self.0.len() as u32
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The running words as types of one [`Unit`], which are numbers in the order of their keys.
pub struct Words<'a> {
    index: &'a Index,
    running: Arc<Running>,
    types: Types,
}

enum Types {
    /// A type for each key.
    Keys,
    /// Of each key, the first key of its class.
    Stems(Vec<u32>),
    /// The first type of each key and one past the last, and the type at each position.
    Forms(Vec<u32>, Vec<u32>),
}

impl<'a> Words<'a> {
    /// The words of an index in a unit; `None`, and noted, when something of it is not here.
    pub fn new(index: &'a Index, running: Arc<Running>, unit: Unit) -> Option<Words<'a>> {
        let missed = index.missed();
        let types = match unit {
            Unit::Key => Types::Keys,
            Unit::Stem => Types::Stems(stems(index)),
            Unit::Form => {
                let (firsts, at) = forms(index, &running);
                Types::Forms(firsts, at)
            }
        };
        (index.missed() == missed).then_some(Words { index, running, types })
    }

    /// The type at a position.
    #[inline]
    pub fn at(&self, position: u32) -> u32 {
        match &self.types {
            Types::Keys => self.running.key(position),
            Types::Stems(of) => of[self.running.key(position) as usize],
            Types::Forms(_, at) => at[position as usize],
        }
    }

    /// The key at a position.
    #[inline]
    pub fn key(&self, position: u32) -> u32 {
        self.running.key(position)
    }

    /// One past the largest number of a type.
    pub fn types(&self) -> u32 {
        match &self.types {
            Types::Forms(firsts, _) => firsts.last().copied().unwrap_or_default(),
            _ => self.index.lexicon().len() as u32,
        }
    }

    /// The type of a key as it is printed in `form`; the commonest where that is not known.
    pub fn of_key(&self, key: KeyId, form: &str) -> u32 {
        match &self.types {
            Types::Keys => key.0,
            Types::Stems(of) => of.get(key.0 as usize).copied().unwrap_or(key.0),
            Types::Forms(firsts, _) => {
                let forms = self.index.forms(key);
                let place = forms.iter().position(|known| known == form).unwrap_or_default();
                firsts.get(key.0 as usize).copied().unwrap_or_default() + place as u32
            }
        }
    }

    /// Visits all forms with their types; nothing where types are no forms.
    pub fn each_form(&self, mut visit: impl FnMut(u32, &str)) {
        let Types::Forms(firsts, _) = &self.types else { return };
        for (key, bounds) in (0..).zip(firsts.windows(2)) {
            for (of, form) in (bounds[0]..bounds[1]).zip(self.index.forms(KeyId(key))) {
                visit(of, &form);
            }
        }
    }

    /// Which types are words that do not count, by their numbers; of inflections of one word those
    /// of which at least half the occurrences are such.
    pub fn stopped(&self, stop: &Stop) -> Vec<bool> {
        let mut stopped = vec![false; self.types() as usize];
        // Of each class: how many of its occurrences are such words.
        let mut shares: BTreeMap<u32, usize> = BTreeMap::new();
        for key in stop.keys() {
            match &self.types {
                Types::Keys => stopped[key as usize] = true,
                Types::Stems(of) => {
                    *shares.entry(of[key as usize]).or_default() += self.index.count(KeyId(key));
                }
                Types::Forms(firsts, _) => {
                    let forms = firsts[key as usize]..firsts[key as usize + 1];
                    forms.for_each(|of| stopped[of as usize] = true);
                }
            }
        }
        for (of, share) in shares {
            let class = self.index.class_of(KeyId(of));
            let members = class.map(|class| self.index.stems().members(class));
            let all: usize = members.iter().flatten().map(|key| self.index.count(*key)).sum();
            stopped[of as usize] = share * 2 >= all;
        }
        stopped
    }

    /// A type as it is mostly printed; empty, and noted, when that is not here.
    pub fn name(&self, of: u32) -> String {
        let first = |key: u32| self.index.forms(KeyId(key)).into_iter().next().unwrap_or_default();
        match &self.types {
            Types::Keys => first(of),
            Types::Stems(_) => {
                let Some(class) = self.index.class_of(KeyId(of)) else { return first(of) };
                let members = self.index.stems().members(class);
                // Of equals the first.
                let most = members.iter().rev().max_by_key(|key| self.index.count(**key));
                first(most.map_or(of, |key| key.0))
            }
            Types::Forms(firsts, _) => {
                let key = firsts.partition_point(|&first| first <= of).saturating_sub(1);
                let place = of - firsts.get(key).copied().unwrap_or_default();
                let mut forms = self.index.forms(KeyId(key as u32)).into_iter();
                forms.nth(place as usize).unwrap_or_default()
            }
        }
    }
}

fn stems(index: &Index) -> Vec<u32> {
    let keys = index.lexicon().len() as u32;
    let mut first_of: Vec<Option<u32>> = vec![None; index.stems().classes() as usize];
    let stem = |key: u32| match index.class_of(KeyId(key)) {
        Some(class) => match first_of.get_mut(class.0 as usize) {
            Some(first) => *first.get_or_insert(key),
            None => key,
        },
        None => key,
    };
    (0..keys).map(stem).collect()
}

fn forms(index: &Index, running: &Running) -> (Vec<u32>, Vec<u32>) {
    let mut at = vec![0u32; running.len() as usize];
    let mut count = vec![1u32; index.lexicon().len()];
    index.each_list(true, |key, list| {
        count[key.0 as usize] = list.forms;
        for (&position, &form) in list.positions.iter().zip(&list.form_of) {
            if let Some(place) = at.get_mut(position as usize) {
                *place = form;
            }
        }
    });
    let mut firsts = vec![0u32];
    for forms in count {
        firsts.push(firsts[firsts.len() - 1].saturating_add(forms));
    }
    for (place, &key) in at.iter_mut().zip(&running.0) {
        *place = place.saturating_add(firsts[key as usize]);
    }
    (firsts, at)
}
