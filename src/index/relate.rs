//! The words of a corpus → which of its keys are one word.
//!
//! Three questions, answered from the corpus alone: which keys share a *stem* (each key is
//! stemmed by the language that it mostly occurs in, and what a rule leaves must be a word
//! of the corpus); which two stems are one compound with and without its و (گفت‌وگو, گفتگو);
//! and which keys are *compounds* of others, because they are printed with a half-space
//! between, or because the corpus also writes their parts as two words.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::stems::Compound;
use crate::id::KeyId;
use crate::text::compound::{AND, evidence, holds_seam};
use crate::text::script;
use crate::text::stem::{Stemmer, Vocabulary, persian};
use crate::text::stop;

/// What a builder knows when all documents are in.
pub struct Corpus<'a> {
    /// All keys, sorted.
    pub keys: &'a [String],
    /// The key of each symbol; `None` for a gap.
    pub key_of: &'a [Option<u32>],
    /// All documents as symbols.
    pub stream: &'a [u32],
    /// The symbols of each document and the stemmer of its language.
    pub documents: Vec<(Range<usize>, Option<Stemmer>)>,
    /// Forms printed with a half-space: key, form, occurrences.
    pub half_spaced: Vec<(u32, &'a str, u32)>,
}

/// What of the index's keys is one word.
pub struct Relations {
    /// Stems that name classes, sorted.
    pub names: Vec<String>,
    /// For each key 0 when it is alone, else 1 + the number of its class.
    pub class_of: Vec<u32>,
    /// Keys that are parts of others, sorted.
    pub compounds: Vec<Compound>,
}

/// Works out which keys are one word.
///
/// Costs a pass over the corpus for each language in it, and two more over Persian texts.
pub fn relate(corpus: &Corpus<'_>) -> Relations {
    let words = Words::new(corpus);
    let mut stems = Stemmed::new(corpus, &words);
    let mut splits = HashMap::new();
    if corpus.documents.iter().any(|(_, stemmer)| *stemmer == Some(Stemmer::Persian)) {
        stems.alias(corpus, &words);
        splits = stems.splits(corpus, &words);
    }
    let (names, class_of) = stems.classes(corpus);
    let compounds = stems.compounds(corpus, &words, &splits);
    Relations { names, class_of, compounds }
}

/// What is known of each key.
struct Words<'a> {
    counts: Counts<'a>,
    /// By key: the stemmer of the language that it mostly occurs in.
    stemmers: Vec<Option<Stemmer>>,
    /// Keys printed with half-spaces: their units in the commonest such form.
    units: HashMap<u32, persian::Units>,
    /// Those of them that are printed so at least as often as not.
    mostly_half_spaced: HashSet<u32>,
    /// By key: a function word.
    stop: Vec<bool>,
}

/// How often the corpus has each key, parts set off by half-spaces included.
struct Counts<'a> {
    keys: HashMap<&'a str, u32>,
    parts: HashMap<String, u32>,
}

impl Vocabulary for Counts<'_> {
    fn count(&self, key: &str) -> u32 {
        let keys = self.keys.get(key).copied().unwrap_or(0);
        keys + self.parts.get(key).copied().unwrap_or(0)
    }
}

impl<'a> Words<'a> {
    fn new(corpus: &Corpus<'a>) -> Words<'a> {
        let (stemmers, counts) = languages(corpus);
        let mut units: HashMap<u32, (u32, persian::Units)> = HashMap::new();
        let mut parts: HashMap<String, u32> = HashMap::new();
        let mut half_spaced: HashMap<u32, u32> = HashMap::new();
        for &(key, form, count) in &corpus.half_spaced {
            if stemmers[key as usize] != Some(Stemmer::Persian) {
                continue;
            }
            let found = persian::units(form);
            *half_spaced.entry(key).or_default() += count;
            for part in &found.parts {
                *parts.entry(part.clone()).or_default() += count;
            }
            if units.get(&key).is_none_or(|(most, _)| *most < count) {
                units.insert(key, (count, found));
            }
        }
        let mostly = |(key, half): (&u32, &u32)| half * 2 >= counts[*key as usize];
        let mostly_half_spaced =
            half_spaced.iter().filter(|&it| mostly(it)).map(|(key, _)| *key).collect();
        let keys = corpus.keys.iter().map(String::as_str).zip(counts).collect();
        Words {
            counts: Counts { keys, parts },
            stemmers,
            units: units.into_iter().map(|(key, (_, units))| (key, units)).collect(),
            mostly_half_spaced,
            stop: corpus.keys.iter().map(|key| stop::is_stop(key)).collect(),
        }
    }
}

/// For each key the stemmer of the language that it mostly occurs in, and its occurrences.
fn languages(corpus: &Corpus<'_>) -> (Vec<Option<Stemmer>>, Vec<u32>) {
    let keys = corpus.keys.len();
    let mut known: Vec<Stemmer> = corpus.documents.iter().filter_map(|(_, stem)| *stem).collect();
    known.sort_unstable();
    known.dedup();
    let mut all = vec![0u32; keys];
    let mut best: Vec<(u32, Option<Stemmer>)> = vec![(0, None); keys];
    let mut counts = vec![0u32; keys];
    for stemmer in known.into_iter().map(Some).chain([None]) {
        counts.fill(0);
        for (range, _) in corpus.documents.iter().filter(|(_, of)| *of == stemmer) {
            let symbols = corpus.stream[range.clone()].iter();
            for key in symbols.filter_map(|&symbol| corpus.key_of[symbol as usize]) {
                counts[key as usize] += 1;
            }
        }
        for (key, &count) in counts.iter().enumerate() {
            all[key] += count;
            let reads = stemmer.is_some_and(|s| s.writes_arabic() == is_arabic(&corpus.keys[key]));
            if reads && count > best[key].0 {
                best[key] = (count, stemmer);
            }
        }
    }
    (best.into_iter().map(|(_, stemmer)| stemmer).collect(), all)
}

fn is_arabic(key: &str) -> bool {
    key.chars().next().is_some_and(script::is_arabic)
}

/// The stem of every key.
struct Stemmed {
    names: Vec<String>,
    numbers: HashMap<String, u32>,
    /// By key: its stem.
    of: Vec<u32>,
    /// By stem: occurrences of its keys.
    counts: Vec<u32>,
    /// By stem: the one that it is the same as.
    same: HashMap<u32, u32>,
}

impl Stemmed {
    fn new(corpus: &Corpus<'_>, words: &Words<'_>) -> Stemmed {
        let mut stems = Stemmed {
            names: Vec::new(),
            numbers: HashMap::new(),
            of: Vec::with_capacity(corpus.keys.len()),
            counts: Vec::new(),
            same: HashMap::new(),
        };
        for (number, key) in corpus.keys.iter().enumerate() {
            let stem = stem(number as u32, key, words);
            let number = stems.number(stem);
            stems.counts[number as usize] += words.counts.keys.get(key.as_str()).unwrap_or(&0);
            stems.of.push(number);
        }
        stems
    }

    fn number(&mut self, stem: String) -> u32 {
        if let Some(&number) = self.numbers.get(&stem) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(stem.clone());
        self.numbers.insert(stem, number);
        self.counts.push(0);
        number
    }

    fn name(&self, key: u32) -> &str {
        &self.names[self.of[key as usize] as usize]
    }

    /// The stem of a compound with its و, for the one without; and the other way round.
    fn resolved(&self, stem: u32) -> u32 {
        self.same.get(&stem).copied().unwrap_or(stem)
    }

    /// Finds compounds that are written with and without their و: گفت‌وگو and گفتگو.
    fn alias(&mut self, corpus: &Corpus<'_>, words: &Words<'_>) {
        let and = corpus.keys.binary_search_by(|key| key.as_str().cmp(AND)).ok();
        let mut seen: HashMap<(u32, u32), ()> = HashMap::new();
        for keys in persian_texts(corpus) {
            for i in 1..keys.len() {
                let (left, right) = match Some(keys[i] as usize) == and {
                    true if i + 1 < keys.len() => (keys[i - 1], keys[i + 1]),
                    true => continue,
                    false => (keys[i - 1], keys[i]),
                };
                if seen.insert((left, right), ()).is_some() {
                    continue;
                }
                let right_key = corpus.keys[right as usize].as_str();
                let right_stem = if Some(keys[i] as usize) == and {
                    self.name(right).to_string()
                } else {
                    match self.name(right).strip_prefix(AND) {
                        Some(rest) if right_key.chars().count() > 2 => rest.to_string(),
                        _ => continue,
                    }
                };
                self.join_alias(
                    &corpus.keys[left as usize],
                    &right_stem,
                    words.stop[left as usize],
                );
            }
        }
        let mut printed: Vec<_> = words.units.iter().collect();
        printed.sort_unstable_by_key(|(key, _)| **key);
        for (_, units) in printed {
            let right = match units.parts.as_slice() {
                [_, and, right] if and == AND => right.clone(),
                [_, right] => match right.strip_prefix(AND) {
                    Some(rest) => rest.to_string(),
                    None => continue,
                },
                _ => continue,
            };
            let right = Stemmer::Persian.stem(&right, &words.counts);
            self.join_alias(&units.parts[0], &right, false);
        }
    }

    fn join_alias(&mut self, left: &str, right: &str, stop: bool) {
        let letters = |text: &str| text.chars().count();
        if letters(left) < 2 || letters(right) < 2 || (stop && letters(left) < 3) {
            return;
        }
        let with = self.numbers.get(&format!("{left}{AND}{right}")).copied();
        let without = self.numbers.get(&format!("{left}{right}")).copied();
        if let (Some(with), Some(without)) = (with, without) {
            let free = !self.same.contains_key(&with) && !self.same.contains_key(&without);
            if free && with != without {
                self.same.insert(without, with);
            }
        }
    }

    /// For each stem that the corpus also writes as two words: how it is cut, in bytes of
    /// the stem: where the left part ends and the right one begins.
    fn splits(&self, corpus: &Corpus<'_>, words: &Words<'_>) -> HashMap<u32, (usize, usize)> {
        let and = corpus.keys.binary_search_by(|key| key.as_str().cmp(AND)).ok();
        let mut counts: HashMap<(u32, u16, u16), u32> = HashMap::new();
        let mut joined = String::new();
        for keys in persian_texts(corpus) {
            for i in 0..keys.len() {
                for around in [false, true] {
                    let step = 1 + usize::from(around);
                    let Some(&right) = keys.get(i + step) else { continue };
                    if around && Some(keys[i + 1] as usize) != and {
                        continue;
                    }
                    let left = keys[i];
                    if words.stop[left as usize] && words.stop[right as usize] {
                        continue;
                    }
                    joined.clear();
                    joined.push_str(&corpus.keys[left as usize]);
                    let left_end = joined.len();
                    joined.push_str(if around { AND } else { "" });
                    let right_start = joined.len();
                    if let Some(stem) = self.joined(corpus, left, right, around, &mut joined) {
                        let cut = (stem, left_end as u16, right_start as u16);
                        *counts.entry(cut).or_default() += 1;
                    }
                }
            }
        }
        let mut best: HashMap<u32, (u32, usize, usize)> = HashMap::new();
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_unstable();
        for ((stem, left, right), count) in counts {
            let known = best.entry(stem).or_insert((0, 0, 0));
            if count > known.0 {
                *known = (count, usize::from(left), usize::from(right));
            }
        }
        best.into_iter().map(|(stem, (_, left, right))| (stem, (left, right))).collect()
    }

    /// The stem of two words written as one, if the corpus has it often enough. `joined`
    /// holds the left word and any و.
    fn joined(
        &self,
        corpus: &Corpus<'_>,
        left: u32,
        right: u32,
        around: bool,
        joined: &mut String,
    ) -> Option<u32> {
        let seam = joined.len();
        let (left_key, right_key) = (&corpus.keys[left as usize], &corpus.keys[right as usize]);
        let right_stem = self.name(right);
        joined.push_str(right_stem);
        let mut found = self.numbers.get(joined.as_str()).copied();
        if found.is_none() && right_stem != right_key {
            joined.truncate(seam);
            joined.push_str(right_key);
            let key = corpus.keys.binary_search_by(|key| key.as_str().cmp(joined)).ok();
            found = key.map(|key| self.of[key]);
        }
        let stem = found?;
        let needed = evidence(left_key, right_key, around)?;
        let enough = self.counts[stem as usize] >= needed;
        let whole = &self.names[stem as usize];
        let begins = whole.starts_with(left_key.as_str());
        (enough && begins && holds_seam(whole, left_key, right_stem)).then_some(stem)
    }

    /// The stems that name classes, sorted, and the class of each key: 0 for none, else
    /// 1 + its number.
    fn classes(&self, corpus: &Corpus<'_>) -> (Vec<String>, Vec<u32>) {
        let mut members = vec![0u32; self.names.len()];
        let mut other = vec![false; self.names.len()];
        for (key, &stem) in self.of.iter().enumerate() {
            let stem = self.resolved(stem) as usize;
            members[stem] += 1;
            other[stem] |= self.names[stem] != corpus.keys[key];
        }
        let mut named: Vec<u32> = (0..self.names.len() as u32)
            .filter(|&stem| members[stem as usize] > 0 && other[stem as usize])
            .collect();
        named.sort_unstable_by(|a, b| self.names[*a as usize].cmp(&self.names[*b as usize]));
        let mut number = vec![0u32; self.names.len()];
        for (i, &stem) in named.iter().enumerate() {
            number[stem as usize] = i as u32 + 1;
        }
        let class_of = self.of.iter().map(|&stem| number[self.resolved(stem) as usize]).collect();
        (named.iter().map(|&stem| self.names[stem as usize].clone()).collect(), class_of)
    }

    fn compounds(
        &self,
        corpus: &Corpus<'_>,
        words: &Words<'_>,
        splits: &HashMap<u32, (usize, usize)>,
    ) -> Vec<Compound> {
        let mut found = Vec::new();
        let mut first_of: HashMap<u32, u32> = HashMap::new();
        for (key, &stem) in self.of.iter().enumerate().rev() {
            first_of.insert(stem, key as u32);
        }
        for (number, key) in corpus.keys.iter().enumerate() {
            let number = number as u32;
            let places: Vec<Range<usize>> = match words.units.get(&number) {
                Some(units) if units.parts.len() > 1 => units.places.clone(),
                _ => match splits.get(&self.of[number as usize]) {
                    Some(&(left, right)) if right < key.len() => vec![0..left, right..key.len()],
                    _ => continue,
                },
            };
            for place in places {
                let Some(part) = key.get(place.clone()) else { continue };
                if stop::is_stop(part) || part.chars().count() < 2 {
                    continue;
                }
                let Some(part) = self.key_for(part, corpus, words, &first_of) else { continue };
                let (Ok(start), Ok(end)) = (u8::try_from(place.start), u8::try_from(place.end))
                else {
                    continue;
                };
                found.push(Compound { part: KeyId(part), whole: KeyId(number), place: start..end });
            }
        }
        found
            .sort_unstable_by_key(|compound| (compound.part, compound.whole, compound.place.start));
        found.dedup_by_key(|compound| (compound.part, compound.whole));
        found
    }

    /// A key of the same stem as a part of a compound.
    fn key_for(
        &self,
        part: &str,
        corpus: &Corpus<'_>,
        words: &Words<'_>,
        first_of: &HashMap<u32, u32>,
    ) -> Option<u32> {
        if let Ok(key) = corpus.keys.binary_search_by(|key| key.as_str().cmp(part)) {
            return Some(key as u32);
        }
        let stem = Stemmer::Persian.stem(part, &words.counts);
        first_of.get(self.numbers.get(&stem)?).copied()
    }
}

fn stem(number: u32, key: &str, words: &Words<'_>) -> String {
    if words.stop[number as usize] {
        return key.to_string();
    }
    // میدان is a square, also where a poet's می‌دان is in the corpus.
    let units = words.units.get(&number).filter(|_| words.mostly_half_spaced.contains(&number));
    match (words.stemmers[number as usize], units) {
        (Some(Stemmer::Persian), Some(units)) => {
            let core = units.parts.concat();
            if units.verb {
                persian::stem_verb(&core, &words.counts)
            } else {
                Stemmer::Persian.stem(&core, &words.counts)
            }
        }
        (Some(stemmer), _) => stemmer.stem(key, &words.counts),
        (None, _) => crate::text::stem::number(key).unwrap_or_else(|| key.to_string()),
    }
}

/// The keys of each Persian text in turn.
fn persian_texts<'a>(corpus: &'a Corpus<'_>) -> impl Iterator<Item = Vec<u32>> + 'a {
    let texts = corpus.documents.iter().filter(|(_, stem)| *stem == Some(Stemmer::Persian));
    texts.map(|(range, _)| {
        let symbols = corpus.stream[range.clone()].iter();
        symbols.filter_map(|&symbol| corpus.key_of[symbol as usize]).collect()
    })
}
