//! Stretches of words → how long and how diverse they are, and how they are spelt.

use super::{SPELLINGS, Stretch, Words, spellings};
use crate::statistics::{DIVERSITIES, Diversity, Richness, in_order_of_words, richness};

/// What some words are like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Profile {
    /// How many words, and of how many types.
    pub richness: Richness,
    /// The figures of [`DIVERSITIES`], in their order; `None` where one is not defined.
    pub figures: Vec<Option<f64>>,
    /// Of those that go by the order of the words, what each is of, in its place.
    pub ordered: Vec<Option<[f64; 3]>>,
    /// How many words have each of [`SPELLINGS`], in their order; nothing where forms are not read.
    pub spelling: Vec<u32>,
}

/// Reads profiles of one part after the other.
pub struct Profiler<'a> {
    words: &'a Words<'a>,
    /// The forms, and which of [`SPELLINGS`] each has.
    forms: Option<(&'a Words<'a>, Vec<u16>)>,
    /// Words of a window, or a segment.
    window: usize,
    /// Of each type, its number in the part that is read, and which part that was, from 1.
    numbers: Vec<(u32, u32)>,
    part: u32,
}

impl<'a> Profiler<'a> {
    /// A reader of words as types, and, where the spelling is to be told, as the forms that they
    /// have.
    pub fn new(words: &'a Words<'a>, forms: Option<&'a Words<'a>>, window: usize) -> Profiler<'a> {
        let forms = forms.map(|forms| {
            let mut signs = vec![0; forms.types() as usize];
            forms.each_form(|of, form| signs[of as usize] = spellings(form));
            (forms, signs)
        });
        let numbers = vec![(0, 0); words.types() as usize];
        Profiler { words, forms, window, numbers, part: 0 }
    }

    /// The profile of some stretches, read one after the other.
    pub fn profile(&mut self, stretches: &[Stretch]) -> Profile {
        self.part += 1;
        let mut counts: Vec<u64> = Vec::new();
        let mut types: Vec<u32> = Vec::new();
        for at in stretches.iter().flat_map(|it| it.first..it.end) {
            let known = &mut self.numbers[self.words.at(at) as usize];
            if known.1 != self.part {
                *known = (counts.len() as u32, self.part);
                counts.push(0);
            }
            counts[known.0 as usize] += 1;
            types.push(known.0);
        }
        let richness = richness(counts);
        let ordered: Vec<Option<[f64; 3]>> =
            DIVERSITIES.iter().map(|it| in_order_of_words(it.id, &types, self.window)).collect();
        let figure = |(figure, counts): (&Diversity, &Option<[f64; 3]>)| match counts {
            Some(counts) => figure.value(*counts),
            None => richness.of(figure.id),
        };
        let figures = DIVERSITIES.iter().zip(&ordered).map(figure).collect();
        Profile { richness, figures, ordered, spelling: self.spelling(stretches) }
    }

    fn spelling(&self, stretches: &[Stretch]) -> Vec<u32> {
        let Some((forms, signs)) = &self.forms else { return Vec::new() };
        let mut spelling = vec![0u32; SPELLINGS.len()];
        for at in stretches.iter().flat_map(|it| it.first..it.end) {
            let mut bits = signs[forms.at(at) as usize];
            while bits != 0 {
                spelling[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        }
        spelling
    }
}
