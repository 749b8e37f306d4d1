//! A word of a query → what of the corpus it stands for: its own key, its inflections,
//! compounds it is a part of, its parts written apart, its name in other scripts, near
//! spellings. Every [`Alternative`] says why.

use std::ops::Range;

use super::{Reason, lists, names, pattern};
use crate::id::KeyId;
use crate::index::Index;
use crate::index::splits::{Seam, Split};
use crate::index::stems::ClassId;
use crate::order;
use crate::text::compound::{AND, cuts, evidence, holds_seam};
use crate::text::stem::{Stemmer, Vocabulary, persian};
use crate::text::{self, script, stop};

/// Something that a word stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Why.
    pub reason: Reason,
    /// One slot for each word in a row; in each any of the keys.
    pub slots: Vec<Vec<KeyId>>,
    /// The part of the key that it is, in bytes, when it is not all of it.
    pub part: Option<Range<u8>>,
}

impl Alternative {
    /// Any of some keys.
    pub fn any(reason: Reason, keys: Vec<KeyId>) -> Alternative {
        Alternative { reason, slots: vec![keys], part: None }
    }

    /// Several words in a row.
    pub fn row(reason: Reason, slots: Vec<Vec<KeyId>>) -> Alternative {
        Alternative { reason, slots, part: None }
    }
}

/// Near spellings that are taken, at most.
const MOST_NEAR: usize = 3;
/// A word of so few letters has too many neighbours to guess.
const SHORTEST_TO_GUESS: usize = 4;

/// Everything that a word stands for, but near spellings: see [`nearest`].
pub fn word(index: &Index, form: &str, key: &str, names: bool) -> Vec<Alternative> {
    let missed = index.missed();
    let word = Word::new(index, key);
    let mut found = Vec::new();
    if index.missed() > missed {
        return found;
    }
    found.extend(word.same.map(|same| Alternative::any(Reason::Variant, vec![same])));
    found.extend(word.half_spaces_apart(form));
    if stop::is_stop(key) {
        return found;
    }
    let inflected: Vec<KeyId> =
        word.members.iter().copied().filter(|&m| Some(m) != word.same).collect();
    if !inflected.is_empty() {
        found.push(Alternative::any(Reason::Inflection, inflected));
    }
    found.extend(word.containing());
    found.extend(word.apart());
    if found.is_empty() {
        found.extend(word.best_cut());
    }
    if names {
        found.extend(word.named());
    }
    found
}

/// The nearest spellings of a word that the corpus does not have, most frequent first,
/// and how many letters they differ in.
pub fn nearest(index: &Index, key: &str) -> Vec<KeyId> {
    let letters = key.chars().count();
    if letters < SHORTEST_TO_GUESS || key.chars().any(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    let most = if letters >= 8 { 2 } else { 1 };
    for edits in 1..=most {
        let mut near: Vec<KeyId> =
            pattern::nearest(index.lexicon(), key, edits).into_iter().map(|(key, _)| key).collect();
        if !near.is_empty() {
            order::sort_by_key(&mut near, |&key| (std::cmp::Reverse(index.count(key)), key));
            near.truncate(MOST_NEAR);
            return near;
        }
    }
    Vec::new()
}

/// Whether the corpus writes two neighbouring words as one (or with the conjunction
/// between them, when `and`): `None` when not, `Some(true)` when they were surely meant as
/// one, because a part alone says nothing or the corpus prints them with a half-space.
pub fn joined(index: &Index, left: &str, right: &str, and: bool) -> Option<bool> {
    let same = index.lexicon().find(&format!("{left}{right}"));
    if same.is_some_and(|same| !and && is_half_spaced(index, same)) {
        return Some(true);
    }
    if persian::is_verb_prefix(left) && !and {
        let stem = persian::stem_verb(right, index);
        let known = index.lexicon().find(right).is_some()
            || same.is_some()
            || index.stems().find(&stem).is_some();
        return known.then_some(true);
    }
    let needed = evidence(left, right, and)? as usize;
    let begin = if and { format!("{left}{AND}") } else { left.to_string() };
    let right_stem = Word::new(index, right).stem();
    let members = keys_of(index, &format!("{begin}{right_stem}"))
        .or_else(|| keys_of(index, &format!("{begin}{right}")))?;
    let name = class_name(index, &members);
    let enough = lists::count(index, &members) >= needed;
    if !enough || !name.starts_with(left) || !holds_seam(&name, left, &right_stem) {
        return None;
    }
    let printed = members.iter().any(|&key| is_half_spaced(index, key));
    Some(and || stop::is_stop(left) || stop::is_stop(right) || printed)
}

/// The ways in which a key is also written as two or three, each a row of keys.
pub fn apart(index: &Index, key: &str) -> Vec<Vec<KeyId>> {
    if !index.stemmers().contains(&Stemmer::Persian) {
        return Vec::new();
    }
    let lexicon = index.lexicon();
    let splits = Word::new(index, key).splits().into_iter();
    let halves = splits.filter(|split| split.seam != Seam::Prefix).filter_map(|split| {
        let and = if split.seam == Seam::And { AND } else { "" };
        let spelt = format!("{}{and}{}", lexicon.key(split.left)?, lexicon.key(split.right)?);
        let and = lexicon.find(and).filter(|_| split.seam == Seam::And);
        (spelt == key).then_some([Some(split.left), and, Some(split.right)])
    });
    halves.map(|row| row.into_iter().flatten().collect()).collect()
}

/// The keys of the class that a stem names; the key itself when it is alone.
fn keys_of(index: &Index, stem: &str) -> Option<Vec<KeyId>> {
    if let Some(class) = index.stems().find(stem) {
        return Some(index.stems().members(class));
    }
    let key = index.lexicon().find(stem)?;
    Some(match index.class_of(key) {
        Some(class) => index.stems().members(class),
        None => vec![key],
    })
}

/// The stem that some keys of one class share.
fn class_name(index: &Index, members: &[KeyId]) -> String {
    let Some(&first) = members.first() else { return String::new() };
    let class = index.class_of(first);
    let name = class.and_then(|class| index.stems().name(class));
    name.or_else(|| index.lexicon().key(first)).unwrap_or_default()
}

fn is_half_spaced(index: &Index, key: KeyId) -> bool {
    index.forms(key).iter().any(|form| form.chars().any(script::is_half_space))
}

/// Keys that begin like a verb and are looked at for its other forms.
const MOST_FORMS: usize = 1000;

/// Verbs with می written apart: the prefix, and every form that begins like `rest` and has
/// its stem.
fn verbs_apart(index: &Index, rest: &str, stem: &str) -> Vec<Alternative> {
    let letters = rest.chars().count();
    let begin: String = rest.chars().take(letters.saturating_sub(1).clamp(2, 3)).collect();
    let forms: Vec<KeyId> = index
        .lexicon()
        .prefix(&begin)
        .take(MOST_FORMS)
        .map(KeyId)
        .filter(|&key| {
            let form = index.lexicon().key(key).unwrap_or_default();
            form == rest || persian::stem_verb(&form, index) == stem
        })
        .collect();
    let prefixes: Vec<KeyId> =
        ["می", "نمی"].iter().filter_map(|prefix| index.lexicon().find(prefix)).collect();
    if forms.is_empty() || prefixes.is_empty() {
        return Vec::new();
    }
    vec![Alternative::row(Reason::Inflection, vec![prefixes, forms])]
}

/// A word and what the index knows of it.
struct Word<'a> {
    index: &'a Index,
    key: &'a str,
    same: Option<KeyId>,
    classes: Vec<ClassId>,
    /// Keys of its classes; of a key without a class only itself.
    members: Vec<KeyId>,
}

impl<'a> Word<'a> {
    fn new(index: &'a Index, key: &'a str) -> Word<'a> {
        let missed = index.missed();
        let same = index.lexicon().find(key);
        if index.missed() > missed {
            return Word { index, key, same, classes: Vec::new(), members: Vec::new() };
        }
        let stems = index.stems();
        let mut alone = same.into_iter().collect::<Vec<_>>();
        let classes: Vec<ClassId> = match same {
            Some(same) => index.class_of(same).into_iter().collect(),
            None => {
                let mut classes = Vec::new();
                for stem in stems_of(index, key) {
                    match stems.find(&stem) {
                        Some(class) => classes.push(class),
                        None => alone.extend(index.lexicon().find(&stem)),
                    }
                }
                // A stem that is itself a word of another class belongs to that.
                classes.extend(alone.iter().filter_map(|&key| index.class_of(key)));
                order::sort_once(&mut classes);
                classes
            }
        };
        if same.is_none() && classes.is_empty() && alone.is_empty() {
            alone = inflections_of(index, key);
        }
        let mut members: Vec<KeyId> =
            classes.iter().flat_map(|&class| stems.members(class)).chain(alone).collect();
        order::sort_once(&mut members);
        Word { index, key, same, classes, members }
    }

    /// The stem of its class; the word itself when it has none.
    fn stem(&self) -> String {
        let name = self.classes.first().and_then(|&class| self.index.stems().name(class));
        name.unwrap_or_else(|| self.key.to_string())
    }

    /// Compounds that it is a part of.
    fn containing(&self) -> Vec<Alternative> {
        let mut by_place: Vec<(Range<u8>, KeyId)> = Vec::new();
        for &member in &self.members {
            for compound in self.index.stems().compounds(member) {
                if !self.members.contains(&compound.whole) {
                    by_place.push((compound.place.clone(), compound.whole));
                }
            }
        }
        order::sort_by_key(&mut by_place, |(place, key)| (place.start, place.end, *key));
        by_place.dedup();
        let mut found: Vec<Alternative> = Vec::new();
        for (place, key) in by_place {
            match found.last_mut().filter(|last| last.part.as_ref() == Some(&place)) {
                Some(last) => last.slots[0].push(key),
                None => found.push(Alternative {
                    reason: Reason::Compound,
                    slots: vec![vec![key]],
                    part: Some(place),
                }),
            }
        }
        found
    }

    /// How the corpus writes it as two.
    fn splits(&self) -> Vec<Split> {
        let least = |&class: &ClassId| self.index.stems().members(class).first().copied();
        let alone = self.members.iter().copied().filter(|_| self.classes.is_empty());
        let words = self.classes.iter().filter_map(least).chain(alone);
        words.flat_map(|word| self.index.splits().of(word)).collect()
    }

    /// Its parts written as words of their own: گفت و گو for گفتوگو, می کند for میکند.
    fn apart(&self) -> Vec<Alternative> {
        if !self.index.stemmers().contains(&Stemmer::Persian) {
            return Vec::new();
        }
        let mut found: Vec<Alternative> = Vec::new();
        let mut before = None;
        for Split { left, seam, right, .. } in self.splits() {
            // Those that begin alike stand in a row.
            match found.last_mut().and_then(|last| last.slots.last_mut()) {
                Some(rights) if before == Some((left, seam)) => rights.push(right),
                _ => {
                    let and = self.index.lexicon().find(AND).filter(|_| seam == Seam::And);
                    let slots = [Some(left), and, Some(right)].into_iter().flatten();
                    let reason = match seam {
                        Seam::Prefix => Reason::Inflection,
                        _ => Reason::Compound,
                    };
                    found.push(Alternative::row(reason, slots.map(|key| vec![key]).collect()));
                }
            }
            before = Some((left, seam));
        }
        if self.same.is_none() {
            found.extend(self.verb_apart());
        }
        found
    }

    /// A word that the corpus does not have, as a verb behind its prefix.
    fn verb_apart(&self) -> Vec<Alternative> {
        let Some(rest) = persian::after_verb_prefix(self.key) else { return Vec::new() };
        let stem = persian::stem_verb(rest, self.index);
        match self.classes.is_empty() || stem == self.stem() {
            true => verbs_apart(self.index, rest, &stem),
            false => Vec::new(),
        }
    }

    /// The parts that half-spaces set off, in the form typed or in one that the corpus
    /// prints, as words of their own: این که for این‌که.
    fn half_spaces_apart(&self, form: &str) -> Vec<Alternative> {
        let printed = self.same.into_iter().flat_map(|key| self.index.forms(key));
        let mut rows: Vec<Vec<Vec<KeyId>>> = Vec::new();
        for form in printed.chain([form.to_string()]) {
            let parts: Vec<&str> =
                form.split(script::is_half_space).filter(|part| !part.is_empty()).collect();
            let keys: Option<Vec<Vec<KeyId>>> = parts
                .iter()
                .map(|part| Some(vec![self.index.lexicon().find(&text::fold(part))?]))
                .collect();
            if let Some(row) = keys.filter(|row| row.len() > 1 && !rows.contains(row)) {
                rows.push(row);
            }
        }
        rows.into_iter().map(|row| Alternative::row(Reason::Variant, row)).collect()
    }

    /// A word that the corpus does not have, cut into two that it has.
    fn best_cut(&self) -> Option<Alternative> {
        if self.key.chars().count() < 5 || !self.index.stemmers().contains(&Stemmer::Persian) {
            return None;
        }
        let mut best: Option<(u64, Alternative)> = None;
        for (end, start) in cuts(self.key).filter(|(end, start)| end == start) {
            let (left, right) = (&self.key[..end], &self.key[start..]);
            if evidence(left, right, false).is_none() {
                continue;
            }
            let Some(left_key) = self.index.lexicon().find(left) else { continue };
            let right_word = Word::new(self.index, right);
            let counts = (
                Vocabulary::count(self.index, left),
                lists::count(self.index, &right_word.members) as u32,
            );
            let short = left.chars().count().min(right.chars().count()) < 3;
            let score = u64::from(counts.0.min(counts.1)) * if short { 1 } else { 20 };
            if counts.0 >= 2 && counts.1 >= 2 && best.as_ref().is_none_or(|(most, _)| score > *most)
            {
                let slots = vec![vec![left_key], right_word.members];
                best = Some((score, Alternative::row(Reason::Compound, slots)));
            }
        }
        best.map(|(_, alternative)| alternative)
    }

    /// The same name in other scripts, with its inflections there.
    fn named(&self) -> Option<Alternative> {
        let mut keys: Vec<KeyId> = names::forms(self.index, self.key)
            .into_iter()
            .flat_map(|form| match self.index.class_of(form.key) {
                Some(class) => self.index.stems().members(class),
                None => vec![form.key],
            })
            .filter(|key| !self.members.contains(key))
            .collect();
        order::sort_once(&mut keys);
        (!keys.is_empty()).then(|| Alternative::any(Reason::Name, keys))
    }
}

/// What may stand before a word without a space, folded.
const WRITTEN_BEFORE: [&str; 22] = [
    "", "و", "ف", "ب", "ل", "ک", "س", "ال", "وال", "بال", "فال", "کال", "لل", "ولل", "وب", "ول",
    "فب", "وس", "فس", "می", "نمی", "ن",
];
/// Keys that begin in one way and are looked at.
const MOST_LOOKED_AT: usize = 100;

/// Keys that are inflections of a word which itself the corpus does not have: the rules,
/// asked as if it had.
fn inflections_of(index: &Index, key: &str) -> Vec<KeyId> {
    let arabic = key.chars().next().is_some_and(script::is_arabic);
    let base = if arabic { key.strip_suffix('ه').unwrap_or(key) } else { key };
    if base.chars().count() < 3 {
        return Vec::new();
    }
    let had = Had { index, key };
    let fits = index.stemmers().iter().filter(|stemmer| stemmer.writes_arabic() == arabic);
    let stemmers: Vec<(Stemmer, String)> =
        fits.map(|&stemmer| (stemmer, stemmer.stem(key, &had))).collect();
    let before = if arabic { &WRITTEN_BEFORE[..] } else { &WRITTEN_BEFORE[..1] };
    let mut found = Vec::new();
    for prefix in before {
        let range = index.lexicon().prefix(&format!("{prefix}{base}"));
        for id in range.take(MOST_LOOKED_AT).map(KeyId) {
            let Some(candidate) = index.lexicon().key(id) else { continue };
            if stemmers.iter().any(|(stemmer, stem)| stemmer.stem(&candidate, &had) == *stem) {
                found.push(id);
            }
        }
    }
    found
}

/// The corpus, as if it had one word more.
struct Had<'a> {
    index: &'a Index,
    key: &'a str,
}

impl Vocabulary for Had<'_> {
    fn count(&self, key: &str) -> u32 {
        // Often enough for every rule that asks how often.
        if key == self.key { 1000 } else { Vocabulary::count(self.index, key) }
    }
}

/// The stems of a word that the corpus does not have, in each language of the corpus that
/// is written in its script.
fn stems_of(index: &Index, key: &str) -> Vec<String> {
    let arabic = key.chars().next().is_some_and(script::is_arabic);
    let fits = index.stemmers().iter().filter(|stemmer| stemmer.writes_arabic() == arabic);
    let mut stems: Vec<String> = fits.map(|stemmer| stemmer.stem(key, index)).collect();
    order::sort_once(&mut stems);
    stems
}

/// The keys of the same stem as a word, its own first; for phrases that are not quoted.
pub fn inflected(index: &Index, key: &str) -> Vec<KeyId> {
    if stop::is_stop(key) {
        return index.lexicon().find(key).into_iter().collect();
    }
    Word::new(index, key).members
}
