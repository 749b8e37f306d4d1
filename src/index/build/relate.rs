//! The words of a corpus → which of its keys are one word.
//!
//! Three questions, answered from the corpus alone: which keys share a *stem* (each key is
//! stemmed by the language that it mostly occurs in, and what a rule leaves must be a word
//! of the corpus); which two stems are one compound with and without its و (گفت‌وگو, گفتگو);
//! and which keys are *compounds* of others, because they are printed with a half-space
//! between, or because the corpus also writes their parts as two words.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::stream::Stream;
use super::symbols::NO_KEY;
use super::threads;
use crate::error::Error;
use crate::id::KeyId;
use crate::index::coding::interner::{Interner, Lookup};
use crate::index::splits::{Seam, Split};
use crate::index::stems::Compound;
use crate::text::compound::{AND, evidence, holds_seam};
use crate::text::script;
use crate::text::stem::{Stemmer, Vocabulary, persian};
use crate::text::stop;

/// What a builder knows when all documents are in.
pub struct Corpus<'a> {
    /// All keys, sorted.
    pub keys: &'a [&'a str],
    /// How often each occurs.
    pub counts: &'a [u32],
    /// The key of each symbol; [`NO_KEY`] for a gap.
    pub key_of: &'a [u32],
    /// All documents as symbols.
    pub stream: &'a Stream,
    /// The symbols of each document and the stemmer of its language.
    pub documents: Vec<(Range<u64>, Option<Stemmer>)>,
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
    /// Words that are also written as two, sorted.
    pub splits: Vec<Split>,
}

/// Works out which keys are one word.
///
/// Costs a pass over the corpus where it is of several languages, and two more over Persian
/// texts. Nothing that is held grows with the number of words.
///
/// # Errors
///
/// When the texts were set aside and cannot be read.
pub fn relate(corpus: &Corpus<'_>, threads: usize) -> Result<Relations, Error> {
    let words = Words::new(corpus)?;
    let mut stems = Stemmed::new(corpus, &words, threads);
    let mut apart = Apart::default();
    if corpus.documents.iter().any(|(_, stemmer)| *stemmer == Some(Stemmer::Persian)) {
        stems.alias(corpus, &words)?;
        apart = stems.apart(corpus, &words)?;
    }
    let (names, class_of) = stems.classes(corpus);
    let compounds = stems.compounds(corpus, &words, &apart.cuts);
    let splits = stems.splits(apart.pairs);
    Ok(Relations { names, class_of, compounds, splits })
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
    keys: Lookup<'a>,
    counts: &'a [u32],
    parts: HashMap<String, u32>,
}

impl Vocabulary for Counts<'_> {
    fn count(&self, key: &str) -> u32 {
        let keys = self.keys.find(key).map_or(0, |key| self.counts[key as usize]);
        // Only Persian words have parts.
        let parts = if self.parts.is_empty() { None } else { self.parts.get(key) };
        keys + parts.copied().unwrap_or(0)
    }
}

impl<'a> Words<'a> {
    fn new(corpus: &Corpus<'a>) -> Result<Words<'a>, Error> {
        let stemmers = languages(corpus)?;
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
        let mostly = |(key, half): (&u32, &u32)| half * 2 >= corpus.counts[*key as usize];
        let mostly_half_spaced =
            half_spaced.iter().filter(|&it| mostly(it)).map(|(key, _)| *key).collect();
        let keys = Lookup::new(corpus.keys);
        Ok(Words {
            counts: Counts { keys, counts: corpus.counts, parts },
            stemmers,
            units: units.into_iter().map(|(key, (_, units))| (key, units)).collect(),
            mostly_half_spaced,
            stop: corpus.keys.iter().map(|key| stop::is_stop(key)).collect(),
        })
    }
}

/// For each key the stemmer of the language that it mostly occurs in.
fn languages(corpus: &Corpus<'_>) -> Result<Vec<Option<Stemmer>>, Error> {
    let reads = |stemmer: Stemmer, key: usize| {
        (stemmer.writes_arabic() == is_arabic(corpus.keys[key])).then_some(stemmer)
    };
    let all: BTreeSet<Option<Stemmer>> = corpus.documents.iter().map(|(_, stem)| *stem).collect();
    let known: Vec<Stemmer> = all.iter().copied().flatten().collect();
    if let ([one], 1) = (&known[..], all.len()) {
        return Ok((0..corpus.keys.len()).map(|key| reads(*one, key)).collect());
    }
    let mut best: Vec<(u32, Option<Stemmer>)> = vec![(0, None); corpus.keys.len()];
    let mut counts = vec![0u32; corpus.keys.len()];
    let mut reader = corpus.stream.reader();
    for stemmer in known {
        counts.fill(0);
        for (range, _) in corpus.documents.iter().filter(|(_, of)| *of == Some(stemmer)) {
            for &symbol in reader.get(range.clone())? {
                if let Some(count) = counts.get_mut(corpus.key_of[symbol as usize] as usize) {
                    *count += 1;
                }
            }
        }
        for (key, &count) in counts.iter().enumerate() {
            if count > best[key].0 && reads(stemmer, key).is_some() {
                best[key] = (count, Some(stemmer));
            }
        }
    }
    Ok(best.into_iter().map(|(_, stemmer)| stemmer).collect())
}

fn is_arabic(key: &str) -> bool {
    key.chars().next().is_some_and(script::is_arabic)
}

/// The words that a corpus also writes as two.
#[derive(Default)]
struct Apart {
    /// For each stem that is: how it is mostly cut, in bytes of the stem: where the left part
    /// ends and the right one begins.
    cuts: HashMap<u32, (usize, usize)>,
    /// All pairs that stand for a stem.
    pairs: HashSet<Pair>,
}

/// A stem, and two keys in a row that stand for it.
type Pair = (u32, u32, Seam, u32);

/// Verbs that are written with their می and without a space, and what follows a می apart.
struct Verbs<'a> {
    stems: &'a Stemmed,
    keys: &'a [&'a str],
    /// The prefixes as keys.
    prefixes: Vec<u32>,
    /// By stem: some form has the prefix.
    prefixed: Vec<bool>,
    /// What is known of keys.
    known: HashMap<u32, Option<u32>>,
}

impl<'a> Verbs<'a> {
    fn new(stems: &'a Stemmed, corpus: &Corpus<'a>) -> Verbs<'a> {
        let (mut prefixes, mut prefixed) = (Vec::new(), vec![false; stems.names.len()]);
        for (key, text) in (0..).zip(corpus.keys) {
            if persian::is_verb_prefix(text) {
                prefixes.push(key);
            } else if persian::after_verb_prefix(text).is_some() {
                prefixed[stems.of[key as usize] as usize] = true;
            }
        }
        Verbs { stems, keys: corpus.keys, prefixes, prefixed, known: HashMap::new() }
    }

    /// The stem of a key that follows a prefix, when it is also written together with that.
    fn stem(&mut self, key: u32, words: &Words<'_>) -> Option<u32> {
        let Verbs { stems, keys, prefixed, known, .. } = self;
        *known.entry(key).or_insert_with(|| {
            let stem = persian::stem_verb(keys[key as usize], &words.counts);
            stems.names.find(&stem).filter(|&stem| prefixed[stem as usize])
        })
    }
}

/// Keys that are stemmed at once by a thread.
const KEYS_AT_ONCE: usize = 16 << 10;

/// The stem of every key.
struct Stemmed {
    names: Interner,
    /// By key: its stem.
    of: Vec<u32>,
    /// By stem: occurrences of its keys.
    counts: Vec<u32>,
    /// By stem: the one that it is the same as.
    same: HashMap<u32, u32>,
}

impl Stemmed {
    fn new(corpus: &Corpus<'_>, words: &Words<'_>, threads: usize) -> Stemmed {
        let mut stems = Stemmed {
            names: Interner::default(),
            of: Vec::with_capacity(corpus.keys.len()),
            counts: Vec::new(),
            same: HashMap::new(),
        };
        let parts: Vec<(usize, &[&str])> = corpus.keys.chunks(KEYS_AT_ONCE).enumerate().collect();
        let stemmed = |(part, keys): &(usize, &[&str])| {
            let numbers = (part * KEYS_AT_ONCE) as u32..;
            let mut part = Interner::default();
            let stem = |(number, key): (u32, &&str)| part.number(&stem(number, key, words));
            let of: Vec<u32> = numbers.zip(*keys).map(stem).collect();
            (part, of)
        };
        for (part, of) in threads::map(threads, &parts, stemmed) {
            let numbers: Vec<u32> = part.iter().map(|stem| stems.names.number(stem)).collect();
            stems.of.extend(of.into_iter().map(|stem| numbers[stem as usize]));
        }
        stems.counts = vec![0; stems.names.len()];
        for (&stem, &count) in stems.of.iter().zip(corpus.counts) {
            stems.counts[stem as usize] += count;
        }
        stems
    }

    fn name(&self, key: u32) -> &str {
        self.names.get(self.of[key as usize])
    }

    /// The stem of a compound with its و, for the one without; and the other way round.
    fn resolved(&self, stem: u32) -> u32 {
        self.same.get(&stem).copied().unwrap_or(stem)
    }

    /// Finds compounds that are written with and without their و: گفت‌وگو and گفتگو.
    fn alias(&mut self, corpus: &Corpus<'_>, words: &Words<'_>) -> Result<(), Error> {
        let and = words.counts.keys.find(AND);
        // Two words are asked about once, with or without a و between them. Those of which
        // nothing can come are most.
        let mut seen: HashSet<(u32, u32)> = HashSet::new();
        let mut fruitless = Lately::default();
        persian_texts(corpus, |keys| {
            for i in 1..keys.len() {
                let with = Some(keys[i]) == and;
                let (left, right) = match with {
                    true if i + 1 < keys.len() => (keys[i - 1], keys[i + 1]),
                    true => continue,
                    false => (keys[i - 1], keys[i]),
                };
                if fruitless.has(left, right) || seen.contains(&(left, right)) {
                    continue;
                }
                let stop = words.stop[left as usize];
                let left_key = corpus.keys[left as usize];
                let whole = self.name(right);
                let behind = whole.strip_prefix(AND);
                let behind =
                    behind.filter(|_| corpus.keys[right as usize].chars().nth(2).is_some());
                let apart = self.aliases(left_key, whole, stop);
                let together = behind.and_then(|right| self.aliases(left_key, right, stop));
                if apart.is_none() && together.is_none() {
                    fruitless.add(left, right);
                    continue;
                }
                seen.insert((left, right));
                if let Some(aliases) = if with { apart } else { together } {
                    self.join_aliases(aliases);
                }
            }
        })?;
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
            if let Some(aliases) = self.aliases(&units.parts[0], &right, false) {
                self.join_aliases(aliases);
            }
        }
        Ok(())
    }

    /// The stems that two words make with a و between them and without one.
    fn aliases(&self, left: &str, right: &str, stop: bool) -> Option<(u32, u32)> {
        let letters = |text: &str| text.chars().count();
        if letters(left) < 2 || letters(right) < 2 || (stop && letters(left) < 3) {
            return None;
        }
        let without = self.names.find(&format!("{left}{right}"))?;
        let with = self.names.find(&format!("{left}{AND}{right}"))?;
        (with != without).then_some((with, without))
    }

    fn join_aliases(&mut self, (with, without): (u32, u32)) {
        if !self.same.contains_key(&with) && !self.same.contains_key(&without) {
            self.same.insert(without, with);
        }
    }

    /// The words that the corpus also writes as two.
    fn apart(&self, corpus: &Corpus<'_>, words: &Words<'_>) -> Result<Apart, Error> {
        let and = words.counts.keys.find(AND);
        let mut counts: HashMap<(u32, u16, u16), u32> = HashMap::new();
        let mut pairs = HashSet::new();
        let mut joined = String::new();
        let mut fruitless = [Lately::default(), Lately::default()];
        let mut verbs = Verbs::new(self, corpus);
        persian_texts(corpus, |keys| {
            for i in 0..keys.len() {
                for around in [false, true] {
                    let step = 1 + usize::from(around);
                    let Some(&right) = keys.get(i + step) else { continue };
                    if around && Some(keys[i + 1]) != and {
                        continue;
                    }
                    let left = keys[i];
                    if verbs.prefixes.contains(&left) {
                        let stem = if around { None } else { verbs.stem(right, words) };
                        pairs.extend(stem.map(|stem| (stem, left, Seam::Prefix, right)));
                        continue;
                    }
                    let fruitless = &mut fruitless[usize::from(around)];
                    if fruitless.has(left, right) {
                        continue;
                    }
                    if words.stop[left as usize] && words.stop[right as usize] {
                        continue;
                    }
                    joined.clear();
                    joined.push_str(corpus.keys[left as usize]);
                    let left_end = joined.len();
                    joined.push_str(if around { AND } else { "" });
                    let right_start = joined.len();
                    let pair = (left, right);
                    if let Some(stem) = self.joined(corpus, words, pair, around, &mut joined) {
                        let cut = (stem, left_end as u16, right_start as u16);
                        *counts.entry(cut).or_default() += 1;
                        let seam = if around { Seam::And } else { Seam::None };
                        pairs.insert((stem, left, seam, right));
                    } else {
                        fruitless.add(left, right);
                    }
                }
            }
        })?;
        let mut best: HashMap<u32, (u32, usize, usize)> = HashMap::new();
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_unstable();
        for ((stem, left, right), count) in counts {
            let known = best.entry(stem).or_insert((0, 0, 0));
            if count > known.0 {
                *known = (count, usize::from(left), usize::from(right));
            }
        }
        let cuts = best.into_iter().map(|(stem, (_, left, right))| (stem, (left, right)));
        Ok(Apart { cuts: cuts.collect(), pairs })
    }

    /// Pairs of words by the least key of the word that they stand for.
    fn splits(&self, pairs: HashSet<Pair>) -> Vec<Split> {
        let mut least = vec![NO_KEY; self.names.len()];
        for (key, &stem) in self.of.iter().enumerate().rev() {
            least[self.resolved(stem) as usize] = key as u32;
        }
        let least = |stem: u32| least[self.resolved(stem) as usize];
        let split = |(stem, left, seam, right): Pair| {
            let word = KeyId(least(stem));
            Split { word, left: KeyId(left), seam, right: KeyId(right) }
        };
        let mut splits: Vec<Split> = pairs.into_iter().map(split).collect();
        splits.sort_unstable();
        splits.dedup();
        splits
    }

    /// The stem of two words written as one, if the corpus has it often enough. `joined`
    /// holds the left word and any و.
    fn joined(
        &self,
        corpus: &Corpus<'_>,
        words: &Words<'_>,
        (left, right): (u32, u32),
        around: bool,
        joined: &mut String,
    ) -> Option<u32> {
        let seam = joined.len();
        let (left_key, right_key) = (corpus.keys[left as usize], corpus.keys[right as usize]);
        let right_stem = self.name(right);
        joined.push_str(right_stem);
        let mut found = self.names.find(joined);
        if found.is_none() {
            joined.truncate(seam);
            joined.push_str(right_key);
            found = words.counts.keys.find(joined).map(|key| self.of[key as usize]);
        }
        let stem = found?;
        let needed = evidence(left_key, right_key, around)?;
        let enough = self.counts[stem as usize] >= needed;
        let whole = self.names.get(stem);
        let begins = whole.starts_with(left_key);
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
            other[stem] |= self.names.get(stem as u32) != corpus.keys[key];
        }
        let mut named: Vec<u32> = (0..self.names.len() as u32)
            .filter(|&stem| members[stem as usize] > 0 && other[stem as usize])
            .collect();
        named.sort_unstable_by(|a, b| self.names.get(*a).cmp(self.names.get(*b)));
        let mut number = vec![0u32; self.names.len()];
        for (i, &stem) in named.iter().enumerate() {
            number[stem as usize] = i as u32 + 1;
        }
        let class_of = self.of.iter().map(|&stem| number[self.resolved(stem) as usize]).collect();
        (named.iter().map(|&stem| self.names.get(stem).to_string()).collect(), class_of)
    }

    fn compounds(
        &self,
        corpus: &Corpus<'_>,
        words: &Words<'_>,
        splits: &HashMap<u32, (usize, usize)>,
    ) -> Vec<Compound> {
        let mut found = Vec::new();
        let mut first_of = vec![NO_KEY; self.names.len()];
        for (key, &stem) in self.of.iter().enumerate().rev() {
            first_of[stem as usize] = key as u32;
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
                let Some(part) = self.key_for(part, words, &first_of) else { continue };
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
    fn key_for(&self, part: &str, words: &Words<'_>, first_of: &[u32]) -> Option<u32> {
        words.counts.keys.find(part).or_else(|| {
            let stem = Stemmer::Persian.stem(part, &words.counts);
            Some(first_of[self.names.find(&stem)? as usize]).filter(|&key| key != NO_KEY)
        })
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

/// Pairs of keys that were seen lately: some are forgotten, so that the room stays the same
/// whatever the corpus.
struct Lately(Vec<(u32, u32)>);

impl Default for Lately {
    fn default() -> Lately {
        Lately(vec![(NO_KEY, NO_KEY); 1 << 17])
    }
}

impl Lately {
    fn slot(&self, left: u32, right: u32) -> usize {
        let hash = (u64::from(left) << 32 | u64::from(right)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> 32) as usize % self.0.len()
    }

    fn has(&self, left: u32, right: u32) -> bool {
        self.0[self.slot(left, right)] == (left, right)
    }

    fn add(&mut self, left: u32, right: u32) {
        let slot = self.slot(left, right);
        self.0[slot] = (left, right);
    }
}

/// Shows the keys of each Persian text in turn.
fn persian_texts(corpus: &Corpus<'_>, mut see: impl FnMut(&[u32])) -> Result<(), Error> {
    let mut reader = corpus.stream.reader();
    let mut keys = Vec::new();
    let texts = corpus.documents.iter().filter(|(_, stem)| *stem == Some(Stemmer::Persian));
    for (range, _) in texts {
        let symbols = reader.get(range.clone())?.iter();
        keys.clear();
        keys.extend(symbols.map(|&it| corpus.key_of[it as usize]).filter(|&key| key != NO_KEY));
        see(&keys);
    }
    Ok(())
}
