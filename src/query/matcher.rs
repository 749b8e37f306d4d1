//! The leaves of a query + an index → where each occurs, why, and in which documents.
//!
//! A word is looked for as everything that it stands for (see `expand`); each place
//! remembers in which *way* it matched. Ways that were switched off are found all the
//! same and kept apart, so that it can be told what they would add.

use std::ops::Range;

use super::ast::{Ask, Leaf, Query, Zone};
use super::expand::{self, Alternative};
use super::positional::Positional;
use super::{Note, NoteKind, Reason, lists};
use crate::error::Error;
use crate::id::KeyId;
use crate::index::Index;
use crate::text;

/// How words may match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matching {
    /// Ways that do not count.
    pub without: Vec<Reason>,
    /// Whether names are looked for in other scripts.
    pub names: bool,
    /// Whether what is no article counts too: menus, comments, other titles.
    pub everything: bool,
}

impl Default for Matching {
    fn default() -> Matching {
        Matching { without: Vec::new(), names: true, everything: false }
    }
}

/// Where a leaf of the query occurs.
#[derive(Clone, Debug)]
pub struct Occurrences {
    /// The leaf.
    pub leaf: Leaf,
    /// False under a NOT.
    pub wanted: bool,
    /// True for neighbouring words read as one beside themselves: it adds to the score,
    /// and nothing is missed without it.
    pub added: bool,
    /// What a match is worth, 1 but for guesses.
    pub worth: f64,
    /// The ways in which it matched.
    pub ways: Vec<Way>,
    /// What was looked for, for telling.
    pub told: Vec<Told>,
    /// Ascending; no two begin at the same word.
    pub places: Vec<Place>,
    /// The words to mark, when they are not those of `places`: the operands of NEAR.
    pub marks: Option<Vec<Place>>,
    /// Places found in ways that were switched off.
    pub off: Vec<Place>,
    /// Places that do not count because they are no article, and would count in *everything*,
    /// ascending: those in a guest count in that document. Of NEAR, none.
    pub outside: Vec<Place>,
    /// The documents that hold it, ascending.
    pub documents: Vec<InDocument>,
}

/// A way in which a leaf matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Why. For the word itself always [`Reason::Variant`]; whether it is printed as typed
    /// is seen only in the text.
    pub reason: Reason,
    /// The part of the key that it is, in bytes, when it is not all of it.
    pub part: Option<Range<u8>>,
    /// True for the word itself, in whatever spelling.
    pub same: bool,
}

/// Keys that were looked for in a way, and how often they occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Why.
    pub reason: Reason,
    /// One slot for each word in a row.
    pub slots: Vec<Vec<KeyId>>,
    /// Places.
    pub count: usize,
}

/// One occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The position of its first word.
    pub at: u32,
    /// Words.
    pub length: u16,
    /// Which of the ways.
    pub way: u16,
}

impl Place {
    /// One past its last word.
    pub fn end(self) -> u32 {
        self.at + u32::from(self.length)
    }
}

/// Where a leaf occurs in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InDocument {
    /// The document's number.
    pub document: u32,
    /// Its occurrences, as places in [`Occurrences::places`].
    pub places: Range<u32>,
    /// How many of them are in the headline.
    pub in_headline: u32,
    /// How many are the word itself, not an inflection or anything else.
    pub same: u32,
    /// How many of those are in the headline.
    pub same_in_headline: u32,
}

impl Occurrences {
    /// What it has in a document.
    pub fn in_document(&self, document: u32) -> Option<&InDocument> {
        let found = self.documents.binary_search_by_key(&document, |entry| entry.document);
        found.ok().map(|i| &self.documents[i])
    }

    /// Its occurrences in a document.
    pub fn places_in(&self, document: u32) -> &[Place] {
        self.in_document(document).map_or(&[], |entry| {
            &self.places[entry.places.start as usize..entry.places.end as usize]
        })
    }

    /// The words to mark from position `first` to before `end`.
    pub fn marks_within(&self, first: u32, end: u32) -> &[Place] {
        let marks = self.marks.as_ref().unwrap_or(&self.places);
        let from = marks.partition_point(|place| place.at < first);
        let to = marks.partition_point(|place| place.at < end);
        &marks[from..to]
    }

    /// The way of a place.
    pub fn way(&self, place: Place) -> &Way {
        &self.ways[usize::from(place.way)]
    }
}

/// Finds every leaf of a query, in the order of [`Query::leaves`]. Adds notes on what the corpus does not have.
///
/// Costs the length of the lists that are read.
///
/// # Errors
///
/// When a text that had to be looked up is damaged.
pub fn find(
    query: &Query,
    index: &Index,
    matching: &Matching,
    notes: &mut Vec<Note>,
) -> Result<Vec<Occurrences>, Error> {
    // What of it is not here is wanted with the first request.
    index.zones().outside();
    let mut finder = Finder { index, matching, notes };
    query.leaves().into_iter().map(|(leaf, wanted)| finder.leaf(leaf, wanted)).collect()
}

/// The same for a leaf that only adds to the score: see `neighbours`.
///
/// # Errors
///
/// As [`find`].
pub fn find_added(leaf: &Leaf, index: &Index, matching: &Matching) -> Result<Occurrences, Error> {
    let mut finder = Finder { index, matching, notes: &mut Vec::new() };
    Ok(Occurrences { added: true, ..finder.leaf(leaf, true)? })
}

/// The leaves that a document should or must have.
pub fn wanted(occurrences: &[Occurrences]) -> Vec<&Occurrences> {
    occurrences.iter().filter(|leaf| leaf.wanted).collect()
}

struct Finder<'a> {
    index: &'a Index,
    matching: &'a Matching,
    notes: &'a mut Vec<Note>,
}

impl Finder<'_> {
    fn leaf(&mut self, leaf: &Leaf, wanted: bool) -> Result<Occurrences, Error> {
        let missed = self.index.missed();
        let mut found = Found::default();
        let mut worth = 1.0;
        let positional = Positional {
            index: self.index,
            names: self.matching.names,
            without: &self.matching.without,
            everything: self.matching.everything,
        };
        positional.find(&leaf.ask, &mut found)?;
        if found.bad_regex {
            self.note(NoteKind::BadRegex, leaf, Vec::new());
        } else if found.is_empty() && !found.outside.is_empty() {
            self.note(NoteKind::OnlyOutside, leaf, Vec::new());
        } else if found.is_empty() && wanted && self.index.missed() == missed {
            worth = self.instead(leaf, &mut found)?;
        }
        if let Some(more) = found.too_many {
            self.note(more, leaf, Vec::new());
        }
        found.keep_in(leaf.zone, self.index);
        self.part_by_printing(leaf, &mut found)?;
        let documents = by_document(self.index, &found);
        let Found { ways, told, places, marks, off, outside, .. } = found;
        Ok(Occurrences {
            leaf: leaf.clone(),
            wanted,
            added: false,
            worth,
            ways,
            told,
            places,
            marks,
            off,
            outside,
            documents,
        })
    }

    /// What is taken for a leaf that the corpus does not have: words that begin so, when it
    /// may not be typed to the end, else near spellings. Gives what a match is worth.
    fn instead(&mut self, leaf: &Leaf, found: &mut Found) -> Result<f64, Error> {
        let Ask::Word { key, .. } = &leaf.ask else {
            let near = match &leaf.ask {
                Ask::Exact(form) => self.printings(&text::fold(form)),
                _ => Vec::new(),
            };
            self.note(NoteKind::Absent, leaf, near);
            return Ok(1.0);
        };
        if leaf.last {
            let range = self.index.lexicon().prefix(key);
            let keys: Vec<KeyId> = range.map(KeyId).collect();
            if !keys.is_empty() {
                found.add(
                    self.index,
                    Alternative::any(Reason::Prefix, keys),
                    &self.matching.without,
                )?;
                self.note(NoteKind::ReadAsPrefix, leaf, Vec::new());
                return Ok(1.0);
            }
        }
        let near = expand::nearest(self.index, key);
        let forms: Vec<String> = near.iter().filter_map(|&key| self.commonest(key)).collect();
        if near.is_empty() {
            self.note(NoteKind::Absent, leaf, Vec::new());
            return Ok(1.0);
        }
        if self.matching.without.contains(&Reason::Fuzzy) {
            self.note(NoteKind::DidYouMean, leaf, forms);
        } else {
            self.note(NoteKind::ReadAsNear, leaf, forms);
        }
        let near = near.into_iter().flat_map(|key| match self.index.class_of(key) {
            Some(class) => self.index.stems().members(class),
            None => vec![key],
        });
        found.add(
            self.index,
            Alternative::any(Reason::Fuzzy, near.collect()),
            &self.matching.without,
        )?;
        Ok(GUESS)
    }

    /// A key as it is mostly printed.
    fn commonest(&self, key: KeyId) -> Option<String> {
        self.index.forms(key).into_iter().next()
    }

    /// All ways in which a key is printed.
    fn printings(&self, key: &str) -> Vec<String> {
        let Some(key) = self.index.lexicon().find(key) else { return Vec::new() };
        let mut forms = self.index.forms(key);
        forms.truncate(NAMED);
        forms
    }

    /// Parts the word itself from its other spellings, when only one of them is wanted.
    fn part_by_printing(&self, leaf: &Leaf, found: &mut Found) -> Result<(), Error> {
        let without = |reason| self.matching.without.contains(&reason);
        let (no_exact, no_variant) = (without(Reason::Exact), without(Reason::Variant));
        let Ask::Word { form, key } = &leaf.ask else { return Ok(()) };
        if no_exact == no_variant {
            return Ok(());
        }
        let as_typed = match self.index.lexicon().find(key) {
            Some(key) => self.index.positions_as(key, form),
            None => Vec::new(),
        };
        let (ways, places) = (&found.ways, &found.places);
        let same = places.iter().filter(|place| ways[usize::from(place.way)].same);
        let goes = |at: &u32| as_typed.binary_search(at).is_ok() == no_exact;
        let out: Vec<u32> = same.map(|place| place.at).filter(goes).collect();
        let ways = std::mem::take(&mut found.ways);
        let goes = |place: &Place| {
            ways[usize::from(place.way)].same && out.binary_search(&place.at).is_ok()
        };
        let (off, on) = std::mem::take(&mut found.places).into_iter().partition(|p| goes(p));
        found.places = on;
        found.off = lists::merge(std::mem::take(&mut found.off), off, |place: &Place| place.at);
        found.ways = ways;
        Ok(())
    }

    fn note(&mut self, kind: NoteKind, leaf: &Leaf, forms: Vec<String>) {
        self.notes.push(Note { kind, about: leaf.typed.clone(), span: leaf.span, forms });
    }
}

/// What a guess is worth beside the word itself.
const GUESS: f64 = 0.5;
/// Printed forms that a note names, at most.
const NAMED: usize = 8;

/// What was found for a leaf, while it is being found.
#[derive(Default)]
pub struct Found {
    /// See [`Occurrences::ways`].
    pub ways: Vec<Way>,
    /// See [`Occurrences::told`].
    pub told: Vec<Told>,
    /// See [`Occurrences::places`].
    pub places: Vec<Place>,
    /// See [`Occurrences::marks`].
    pub marks: Option<Vec<Place>>,
    /// See [`Occurrences::off`].
    pub off: Vec<Place>,
    /// See [`Occurrences::outside`].
    pub outside: Vec<Place>,
    /// What was too many to take all of.
    pub too_many: Option<NoteKind>,
    /// A regular expression that cannot be read.
    pub bad_regex: bool,
}

impl Found {
    /// True when nothing was found in any way.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.off.is_empty()
    }

    /// The number of a way.
    pub fn way(&mut self, way: Way) -> u16 {
        let known = self.ways.iter().position(|known| *known == way);
        let number = known.unwrap_or_else(|| {
            self.ways.push(way);
            self.ways.len() - 1
        });
        u16::try_from(number).unwrap_or(u16::MAX)
    }

    /// Adds the places of an alternative.
    ///
    /// # Errors
    ///
    /// When a text that had to be looked up is damaged.
    pub fn add(
        &mut self,
        index: &Index,
        alternative: Alternative,
        without: &[Reason],
    ) -> Result<(), Error> {
        let Alternative { reason, slots, part } = alternative;
        let positions = match slots.as_slice() {
            [keys] => lists::union(index, keys),
            _ => {
                let slots: Vec<&[KeyId]> = slots.iter().map(Vec::as_slice).collect();
                lists::sequence(index, &slots)?
            }
        };
        if positions.is_empty() {
            return Ok(());
        }
        let same = reason == Reason::Variant && part.is_none() && slots.len() == 1;
        let way = self.way(Way { reason, part, same });
        let length = slots.len() as u16;
        let count = positions.len();
        self.told.push(Told { reason, slots, count });
        let places = positions.into_iter().map(|at| Place { at, length, way }).collect();
        self.take(places, reason, without);
        Ok(())
    }

    /// Adds places of one reason, among those that count or those that do not.
    pub fn take(&mut self, places: Vec<Place>, reason: Reason, without: &[Reason]) {
        // Whether the word itself is printed as typed is seen later.
        let off = match reason {
            Reason::Variant => {
                without.contains(&Reason::Variant) && without.contains(&Reason::Exact)
            }
            reason => without.contains(&reason),
        };
        let list = if off { &mut self.off } else { &mut self.places };
        *list = lists::merge(std::mem::take(list), places, |place| place.at);
    }

    /// Puts aside what does not lie in an article; of everything, only what is found in another
    /// document as well, and that is not told.
    pub fn keep_in_articles(&mut self, index: &Index, everything: bool) {
        let zones = index.zones();
        let guests = zones.guests();
        let outside = if everything { guests } else { zones.outside() };
        let mut without = set_apart(&mut self.places, outside);
        set_apart(&mut self.off, outside);
        if let Some(marks) = &mut self.marks {
            set_apart(marks, outside);
        }
        if !everything {
            set_apart(&mut without, guests);
            self.outside =
                lists::merge(std::mem::take(&mut self.outside), without, |place| place.at);
        }
    }

    fn keep_in(&mut self, zone: Zone, index: &Index) {
        if zone == Zone::Any {
            return;
        }
        let headlines = index.headlines();
        let fits = |place: &Place| {
            let next = headlines.partition_point(|headline| headline.1 <= place.at);
            let inside = headlines
                .get(next)
                .is_some_and(|headline| headline.0 <= place.at && place.end() <= headline.1);
            inside == (zone == Zone::Headline)
        };
        self.places.retain(fits);
        self.off.retain(fits);
        self.outside.retain(fits);
        if let Some(marks) = &mut self.marks {
            marks.retain(fits);
        }
    }
}

/// Takes out the places that touch a stretch; both ascend.
fn set_apart(places: &mut Vec<Place>, stretches: &[(u32, u32)]) -> Vec<Place> {
    if stretches.is_empty() {
        return Vec::new();
    }
    let mut rest = stretches;
    let (others, touching) = std::mem::take(places).into_iter().partition(|place: &Place| {
        rest = lists::from(rest, place.at + 1, |stretch| stretch.1);
        rest.first().is_none_or(|stretch| place.end() <= stretch.0)
    });
    *places = others;
    touching
}

fn by_document(index: &Index, found: &Found) -> Vec<InDocument> {
    let mut walk = index.places();
    let mut headlines = index.headlines();
    let mut documents: Vec<InDocument> = Vec::new();
    let all_same = found.ways.iter().all(|way| way.same);
    let none_same = !found.ways.iter().any(|way| way.same);
    let mut rest = found.places.as_slice();
    let mut first = 0;
    while let Some((document, held)) = walk.run(rest, |place| place.at) {
        let here = &rest[..held];
        let is_same = |place: &&Place| found.ways[usize::from(place.way)].same;
        let same = |places: &[Place]| match (all_same, none_same) {
            (true, _) => places.len() as u32,
            (_, true) => 0,
            _ => places.iter().filter(is_same).count() as u32,
        };
        let mut entry = InDocument {
            document,
            places: first..first + held as u32,
            in_headline: 0,
            same: same(here),
            same_in_headline: 0,
        };
        headlines = lists::from(headlines, here[0].at + 1, |headline| headline.1);
        for headline in headlines.iter().take_while(|it| it.0 <= here[held - 1].at) {
            let inside = lists::from(here, headline.0, |place| place.at);
            let after = lists::from(inside, headline.1, |place| place.at).len();
            let inside = &inside[..inside.len() - after];
            entry.in_headline += inside.len() as u32;
            entry.same_in_headline += same(inside);
        }
        documents.push(entry);
        first += held as u32;
        rest = &rest[held..];
    }
    documents
}
