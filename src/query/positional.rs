//! What stands at places in texts, found: words, patterns, phrases, NEAR, CQL sequences.

use std::collections::BTreeSet;

use super::ast::{Ask, Attribute, Test, Token, Within};
use super::expand::{self, Alternative};
use super::matcher::{Found, Place, Way};
use super::{NoteKind, Reason, lists, pattern};
use crate::document::Zone;
use crate::error::Error;
use crate::id::KeyId;
use crate::index::Index;
use crate::index::reader::Item;
use crate::order;
use crate::text;

/// Keys that a pattern may stand for, at most; then the most frequent are taken.
const MOST_KEYS: usize = 50_000;
/// Places that NEAR and a CQL sequence look at, at most.
const MOST_PLACES: usize = 2_000_000;
/// Steps from token to token of a CQL sequence, at most.
const MOST_STEPS: usize = 50_000_000;
/// Spellings of a phrase, its words joined or apart, at most.
const MOST_SPELLINGS: usize = 32;

/// Finds what stands at places.
pub struct Positional<'a> {
    /// Where to look.
    pub index: &'a Index,
    /// Whether names are looked for in other scripts.
    pub names: bool,
    /// Ways that do not count.
    pub without: &'a [Reason],
    /// Whether what is no article counts too.
    pub everything: bool,
}

impl Positional<'_> {
    /// Adds everything that `ask` finds to `found`.
    ///
    /// # Errors
    ///
    /// When a text that had to be looked up is damaged.
    pub fn find(&self, ask: &Ask, found: &mut Found) -> Result<(), Error> {
        let mut asks = Vec::new();
        alternatives(ask, &mut asks);
        // Who names a zone means it: that alternative is found where it stands.
        let (zoned, others): (Vec<&Ask>, Vec<&Ask>) =
            asks.into_iter().partition(|ask| names_zone(ask));
        others.iter().try_for_each(|ask| self.find_anywhere(ask, found))?;
        found.keep_in_articles(self.index, self.everything);
        zoned.iter().try_for_each(|ask| self.find_anywhere(ask, found))?;
        if !zoned.is_empty() {
            let places = &found.places;
            let counts = |at: u32| places.binary_search_by_key(&at, |place| place.at).is_ok();
            found.outside.retain(|place| !counts(place.at));
        }
        Ok(())
    }

    fn find_anywhere(&self, ask: &Ask, found: &mut Found) -> Result<(), Error> {
        match ask {
            Ask::Word { form, key } => {
                for alternative in expand::word(self.index, form, key, self.names) {
                    found.add(self.index, alternative, self.without)?;
                }
                Ok(())
            }
            Ask::Exact(form) => self.exact(form, found),
            Ask::Prefix(_) => self.keys_as(ask, Reason::Prefix, found),
            Ask::Wildcard(_) | Ask::Regex(_) => self.keys_as(ask, Reason::Pattern, found),
            Ask::Fuzzy { key, .. } => {
                let same: Vec<KeyId> = self.index.lexicon().find(key).into_iter().collect();
                found.add(self.index, Alternative::any(Reason::Variant, same), self.without)?;
                self.keys_as(ask, Reason::Fuzzy, found)
            }
            Ask::Phrase { items, quoted } => self.phrase(items, *quoted, found),
            Ask::Either(asks) => asks.iter().try_for_each(|ask| self.find_anywhere(ask, found)),
            Ask::Near { operands, distance, ordered } => {
                self.near(operands, *distance, *ordered, found)
            }
            Ask::Sequence { tokens, within } => self.sequence(tokens, *within, found),
        }
    }

    fn keys_as(&self, ask: &Ask, reason: Reason, found: &mut Found) -> Result<(), Error> {
        let keys = self.keys(ask, found);
        found.add(self.index, Alternative::any(reason, keys), self.without)
    }

    /// The keys that a word or pattern stands for; of a word only its own.
    fn keys(&self, ask: &Ask, found: &mut Found) -> Vec<KeyId> {
        let lexicon = self.index.lexicon();
        let mut keys = match ask {
            Ask::Word { key, .. } => lexicon.find(key).into_iter().collect(),
            Ask::Exact(form) => lexicon.find(&text::fold(form)).into_iter().collect(),
            Ask::Prefix(begin) => lexicon.prefix(begin).map(KeyId).collect(),
            Ask::Wildcard(wild) => {
                pattern::find(lexicon, &pattern::Wildcard::new(wild), usize::MAX).0
            }
            Ask::Regex(source) => match pattern::Regex::parse_folded(source) {
                Ok(regex) => pattern::find(lexicon, &regex, usize::MAX).0,
                Err(_) => {
                    found.bad_regex = true;
                    Vec::new()
                }
            },
            Ask::Fuzzy { key, edits } => {
                pattern::nearest(lexicon, key, *edits).into_iter().map(|(key, _)| key).collect()
            }
            _ => Vec::new(),
        };
        if keys.len() > MOST_KEYS {
            keep_most_frequent(self.index, &mut keys);
            found.too_many = Some(NoteKind::TooManyWords);
        }
        keys
    }

    fn exact(&self, form: &str, found: &mut Found) -> Result<(), Error> {
        let Some(key) = self.index.lexicon().find(&text::fold(form)) else { return Ok(()) };
        let positions = self.index.positions_as(key, form);
        if positions.is_empty() {
            return Ok(());
        }
        let way = found.way(Way { reason: Reason::Exact, part: None, same: true });
        found.told.push(super::matcher::Told {
            reason: Reason::Exact,
            slots: vec![vec![key]],
            count: positions.len(),
        });
        let places = positions.into_iter().map(|at| Place { at, length: 1, way }).collect();
        found.take(places, Reason::Exact, self.without);
        Ok(())
    }

    fn phrase(&self, items: &[Ask], quoted: bool, found: &mut Found) -> Result<(), Error> {
        let mut slots = Vec::with_capacity(items.len());
        for item in items {
            slots.push(match item {
                Ask::Word { key, .. } if !quoted => expand::inflected(self.index, key),
                _ => self.keys(item, found),
            });
        }
        let as_given = slots.clone();
        found.add(self.index, Alternative::row(Reason::Variant, as_given), self.without)?;
        let words: Option<Vec<&str>> = items
            .iter()
            .map(|item| match item {
                Ask::Word { key, .. } => Some(key.as_str()),
                _ => None,
            })
            .collect();
        for spelling in words.map(|words| self.respelt(&words)).unwrap_or_default() {
            found.add(self.index, Alternative::row(Reason::Compound, spelling), self.without)?;
        }
        for (position, item) in items.iter().enumerate() {
            if let Ask::Exact(form) = item {
                self.keep_printed_within(found, position as u32, form);
            }
        }
        Ok(())
    }

    /// Keeps the places of a phrase whose word at `position` is printed as `form`.
    fn keep_printed_within(&self, found: &mut Found, position: u32, form: &str) {
        let Some(key) = self.index.lexicon().find(&text::fold(form)) else { return };
        let printed = self.index.positions_as(key, form);
        found.places.retain(|place| printed.binary_search(&(place.at + position)).is_ok());
    }

    /// A phrase with some neighbours written as one word, or some words as two.
    fn respelt(&self, words: &[&str]) -> Vec<Vec<Vec<KeyId>>> {
        let lexicon = self.index.lexicon();
        let mut spellings: Vec<(usize, Vec<KeyId>, bool)> = vec![(0, Vec::new(), false)];
        let mut done = Vec::new();
        while let Some((at, keys, other)) = spellings.pop() {
            if at == words.len() {
                if other {
                    done.push(keys.into_iter().map(|key| vec![key]).collect());
                }
                if done.len() == MOST_SPELLINGS {
                    break;
                }
                continue;
            }
            let mut next = |taken: usize, more: &[KeyId], other: bool| {
                spellings.push((at + taken, [keys.as_slice(), more].concat(), other));
            };
            if let Some(key) = lexicon.find(words[at]) {
                next(1, &[key], other);
            }
            for taken in 2..=3.min(words.len() - at) {
                if let Some(key) = lexicon.find(&words[at..at + taken].concat()) {
                    next(taken, &[key], true);
                }
            }
            for apart in expand::apart(self.index, words[at]) {
                next(1, &apart, true);
            }
        }
        done
    }

    fn near(
        &self,
        operands: &[Ask],
        distance: u32,
        ordered: bool,
        found: &mut Found,
    ) -> Result<(), Error> {
        let mut lists: Vec<Vec<Span>> = Vec::new();
        let mut marks: Vec<Vec<Place>> = Vec::new();
        for operand in operands {
            let mut inner = Found::default();
            self.find(operand, &mut inner)?;
            found.too_many = found.too_many.or(inner.too_many);
            found.bad_regex |= inner.bad_regex;
            let reason = |place: &Place| inner.ways[usize::from(place.way)].reason;
            lists.push(inner.places.iter().map(|place| Span::of(*place, reason(place))).collect());
            let ways: Vec<u16> = inner.ways.into_iter().map(|way| found.way(way)).collect();
            let own = |place: Place| Place { way: ways[usize::from(place.way)], ..place };
            marks.push(inner.places.into_iter().map(own).collect());
        }
        let mut lists = lists.into_iter();
        let last = if lists.len() > 1 { lists.next_back() } else { None };
        let mut joined = lists.next().unwrap_or_default();
        for list in lists {
            joined = self.pairs(&joined, &list, distance, ordered);
            if joined.len() > MOST_PLACES {
                joined.truncate(MOST_PLACES);
                found.too_many = Some(NoteKind::TooManyPlaces);
            }
        }
        if let Some(last) = last {
            joined = self.nearest(&joined, &last, distance, ordered);
        }
        joined.dedup_by_key(|span| span.start);
        let covered = |mut list: Vec<Place>| {
            let (mut next, mut reached) = (joined.iter().peekable(), 0);
            list.retain(|place| {
                while let Some(span) = next.next_if(|span| span.start <= place.at) {
                    reached = reached.max(span.end);
                }
                place.end() <= reached
            });
            list
        };
        let kept = marks.into_iter().map(covered);
        found.marks =
            Some(kept.fold(Vec::new(), |a, b| lists::merge(a, b, |place: &Place| place.at)));
        for reason in Reason::ALL {
            let of: Vec<&Span> = joined.iter().filter(|span| span.reason == reason).collect();
            if of.is_empty() {
                continue;
            }
            let way = found.way(Way { reason, part: None, same: false });
            let place = |span: &Span| Place {
                at: span.start,
                length: u16::try_from(span.end - span.start).unwrap_or(u16::MAX),
                way,
            };
            let places = of.into_iter().map(place).collect();
            found.take(places, reason, self.without);
        }
        Ok(())
    }

    /// Every stretch with every other that is near it.
    fn pairs(&self, spans: &[Span], others: &[Span], distance: u32, ordered: bool) -> Vec<Span> {
        let longest = others.iter().map(|other| other.end - other.start).max().unwrap_or(0);
        let mut stretches = lists::Stretches::new(self.index);
        let mut joined = Vec::new();
        for span in spans {
            let reach = distance.saturating_add(longest);
            let first = if ordered { span.end } else { span.start.saturating_sub(reach) };
            let from = others.partition_point(|other| other.start < first);
            for other in &others[from..] {
                if other.start > span.end.saturating_add(distance) {
                    break;
                }
                let after = other.start >= span.end && other.start - span.end <= distance;
                let before = other.end <= span.start && span.start - other.end <= distance;
                if !(after || before && !ordered) {
                    continue;
                }
                let both = Span {
                    start: span.start.min(other.start),
                    end: span.end.max(other.end),
                    reason: span.reason.max(other.reason),
                };
                if stretches.is_one(both.start, both.end) {
                    joined.push(both);
                }
                if joined.len() > MOST_PLACES {
                    return joined;
                }
            }
        }
        joined.sort_unstable();
        joined.dedup();
        joined
    }

    /// Of [`pairs`](Self::pairs), for each start the one that ends first: all that is wanted
    /// of the last of them. Costs the length of the lists and not what they come to.
    fn nearest(&self, spans: &[Span], others: &[Span], distance: u32, ordered: bool) -> Vec<Span> {
        let mut found = self.followed(spans, others, distance);
        if !ordered {
            found.extend(self.followed(others, spans, distance));
        }
        found.sort_unstable();
        found.dedup_by_key(|span| span.start);
        found
    }

    /// For each stretch the one behind it that ends first.
    fn followed(&self, spans: &[Span], others: &[Span], distance: u32) -> Vec<Span> {
        let mut stretches = lists::Stretches::new(self.index);
        let mut found = Vec::new();
        let mut rest = others;
        for span in spans {
            // Ends need not ascend as starts do, so this begins at the start.
            rest = lists::from(rest, span.start, |other| other.start);
            let behind = lists::from(rest, span.end, |other| other.start);
            let farthest = span.end.saturating_add(distance);
            let mut nearest: Option<(u32, Reason)> = None;
            for other in behind.iter().take_while(|other| other.start <= farthest) {
                if nearest.is_some_and(|(end, _)| end <= other.start) {
                    break;
                }
                let this = (other.end, span.reason.max(other.reason));
                nearest = Some(nearest.map_or(this, |nearest| nearest.min(this)));
            }
            // What ends later would reach over the same ends of documents.
            if let Some((end, reason)) = nearest.filter(|it| stretches.is_one(span.start, it.0)) {
                found.push(Span { start: span.start, end, reason });
            }
        }
        found
    }

    fn sequence(&self, tokens: &[Token], within: Within, found: &mut Found) -> Result<(), Error> {
        let tests: Vec<Option<Vec<u32>>> = tokens
            .iter()
            .map(|token| self.positions_of(&token.test, found))
            .collect::<Result<_, _>>()?;
        let anchor = tests.iter().position(Option::is_some);
        let Some(anchor) = anchor.filter(|&at| tokens[at].least > 0 && at == 0) else {
            return self.sequence_anywhere(tokens, &tests, within, found);
        };
        let starts = tests[anchor].clone().unwrap_or_default();
        self.follow(starts, tokens, &tests, within, found)
    }

    /// A sequence that does not begin with a certain word is begun everywhere.
    fn sequence_anywhere(
        &self,
        tokens: &[Token],
        tests: &[Option<Vec<u32>>],
        within: Within,
        found: &mut Found,
    ) -> Result<(), Error> {
        let certain =
            tokens.iter().zip(tests).position(|(token, test)| token.least > 0 && test.is_some());
        let Some(certain) = certain else { return Ok(()) };
        // As far back as the tokens before the certain one can reach.
        let reach: u32 = tokens[..certain].iter().map(|token| token.most).sum();
        let mut starts = BTreeSet::new();
        for &at in tests[certain].iter().flatten() {
            (at.saturating_sub(reach)..=at).for_each(|start| {
                starts.insert(start);
            });
            if starts.len() > MOST_PLACES {
                found.too_many = Some(NoteKind::TooManyPlaces);
                break;
            }
        }
        self.follow(starts.into_iter().collect(), tokens, tests, within, found)
    }

    /// Keeps the starts from which the whole sequence can be read, each with its shortest
    /// reading.
    fn follow(
        &self,
        starts: Vec<u32>,
        tokens: &[Token],
        tests: &[Option<Vec<u32>>],
        within: Within,
        found: &mut Found,
    ) -> Result<(), Error> {
        let way = found.way(Way { reason: Reason::Pattern, part: None, same: false });
        let mut places = Vec::new();
        let mut stretches = lists::Stretches::new(self.index);
        let mut steps = 0;
        for start in starts {
            let mut ends = vec![start];
            for (token, test) in tokens.iter().zip(tests) {
                ends = step(&ends, token, test.as_deref(), self.index.words());
                steps += ends.len();
                if ends.is_empty() {
                    break;
                }
            }
            let end = ends.into_iter().find(|&end| end > start);
            let Some(end) = end.filter(|&end| stretches.is_one(start, end)) else {
                continue;
            };
            if self.is_within(start, end, within)? {
                let length = u16::try_from(end - start).unwrap_or(u16::MAX);
                places.push(Place { at: start, length, way });
            }
            if steps > MOST_STEPS {
                found.too_many = Some(NoteKind::TooManyPlaces);
                break;
            }
        }
        found.take(places, Reason::Pattern, self.without);
        Ok(())
    }

    /// Where a test holds; `None` for everywhere.
    fn positions_of(&self, test: &Test, found: &mut Found) -> Result<Option<Vec<u32>>, Error> {
        Ok(match test {
            Test::Any => None,
            Test::Is(attribute, value) => Some(self.having(*attribute, value, found)?),
            Test::Not(test) => {
                let inside = self.positions_of(test, found)?;
                Some(inside.map_or(Vec::new(), |inside| complement(&inside, self.index.words())))
            }
            Test::And(a, b) => match (self.positions_of(a, found)?, self.positions_of(b, found)?) {
                (Some(a), Some(b)) => Some(both(&a, &b)),
                (a, b) => a.or(b),
            },
            Test::Or(a, b) => match (self.positions_of(a, found)?, self.positions_of(b, found)?) {
                (Some(a), Some(b)) => Some(lists::merge(a, b, |&at| at)),
                _ => None,
            },
        })
    }

    fn having(
        &self,
        attribute: Attribute,
        value: &str,
        found: &mut Found,
    ) -> Result<Vec<u32>, Error> {
        Ok(match attribute {
            Attribute::Norm => {
                lists::union(self.index, &self.keys(&Ask::Regex(value.into()), found))
            }
            Attribute::Form => self.printed_as(value)?,
            Attribute::Stem => {
                lists::union(self.index, &expand::inflected(self.index, &text::fold(value)))
            }
            Attribute::Lang => self.in_documents(value),
            Attribute::Zone => self.in_zone(value),
        })
    }

    /// Where a word is printed so that a regular expression fits all of it.
    fn printed_as(&self, value: &str) -> Result<Vec<u32>, Error> {
        let Ok(regex) = pattern::Regex::parse(value) else { return Ok(Vec::new()) };
        // Only spellings of keys that the folded expression fits, when it can be folded.
        let folded = pattern::Regex::parse_folded(value);
        let candidates: Vec<KeyId> = match folded {
            Ok(folded) => pattern::find(self.index.lexicon(), &folded, usize::MAX).0,
            Err(_) => (0..self.index.lexicon().len() as u32).map(KeyId).collect(),
        };
        let mut kept = Vec::new();
        for key in candidates {
            let forms = self.index.forms(key);
            let fitting = (0..forms.len()).filter(|&form| regex.is_match(&forms[form]));
            fitting.for_each(|form| kept.extend(self.index.positions_of_form(key, form)));
        }
        kept.sort_unstable();
        Ok(kept)
    }

    fn in_documents(&self, lang: &str) -> Vec<u32> {
        let Some(langs) = self.index.column("lang") else { return Vec::new() };
        let documents = (0..).zip(self.index.documents());
        let of = documents.filter(|(document, _)| langs.value(*document) == lang);
        of.flat_map(|(_, entry)| entry.first..entry.end()).collect()
    }

    fn in_zone(&self, zone: &str) -> Vec<u32> {
        let headlines: Vec<u32> =
            self.index.headlines().iter().flat_map(|&(first, end)| first..end).collect();
        let zones = self.index.zones();
        let stretches = zones.stretches();
        let of = |zone: Zone| stretches.iter().filter(move |stretch| stretch.zone == zone);
        match Zone::named(zone) {
            Some(Zone::Headline) => {
                // That of the title, and what else is one.
                let mut all = headlines;
                all.extend(of(Zone::Headline).flat_map(|stretch| stretch.first..stretch.end));
                order::sort_once(&mut all);
                all
            }
            Some(Zone::Body) => {
                let mut others: Vec<u32> =
                    stretches.iter().flat_map(|stretch| stretch.first..stretch.end).collect();
                others.extend(headlines);
                order::sort_once(&mut others);
                complement(&others, self.index.words())
            }
            Some(zone) => of(zone).flat_map(|stretch| stretch.first..stretch.end).collect(),
            None => Vec::new(),
        }
    }

    /// That a stretch lies in one sentence, paragraph or headline.
    fn is_within(&self, start: u32, end: u32, within: Within) -> Result<bool, Error> {
        let ends: fn(char) -> bool = match within {
            Within::Document => return Ok(true),
            Within::Headline => {
                let headlines = self.index.headlines();
                let next = headlines.partition_point(|headline| headline.1 <= start);
                let inside = |headline: &(u32, u32)| headline.0 <= start && end <= headline.1;
                return Ok(headlines.get(next).is_some_and(inside));
            }
            Within::Paragraph => |c| c == '\n',
            Within::Sentence => ends_sentence,
        };
        let (mut words, mut crossed) = (0, false);
        self.index.read_from(start, |item| {
            match item {
                Item::Word(_) => words += 1,
                Item::Gap(gap) => crossed |= gap.contains(ends),
            }
            words < end - start && !crossed
        })?;
        Ok(!crossed)
    }
}

/// Whether a sign between words ends a sentence.
pub fn ends_sentence(sign: char) -> bool {
    matches!(sign, '\n' | '.' | '!' | '?' | '؟' | '…' | '۔' | '。')
}

/// Keeps [`MOST_KEYS`] of more keys, in their order: those that occur most, of equals the first.
fn keep_most_frequent(index: &Index, keys: &mut Vec<KeyId>) {
    // Nearly all occur a few times only, so counting how many occur how often is enough.
    let frequency = |key: KeyId| index.count(key).min(FREQUENT);
    let mut of_frequency = [0; FREQUENT + 1];
    keys.iter().for_each(|&key| of_frequency[frequency(key)] += 1);
    let mut left = MOST_KEYS;
    let mut least = FREQUENT;
    while least > 0 && of_frequency[least] <= left {
        left -= of_frequency[least];
        least -= 1;
    }
    keys.retain(|&key| match frequency(key) {
        more if more > least => true,
        same if same == least && left > 0 => {
            left -= 1;
            true
        }
        _ => false,
    });
}

/// Keys that occur so often are not told apart when too many are found: never so many as
/// are taken occur so often, in a corpus that a page can hold.
const FREQUENT: usize = 4096;

/// A stretch of words that NEAR found, and the least certain reason in it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    start: u32,
    end: u32,
    reason: Reason,
}

impl Span {
    fn of(place: Place, reason: Reason) -> Span {
        Span { start: place.at, end: place.end(), reason }
    }
}

/// Where a token and its repetitions can end, begun at any of `starts`.
/// Where a token may end that begins at one of `starts`, all ascending.
fn step(starts: &[u32], token: &Token, test: Option<&[u32]>, words: u32) -> Vec<u32> {
    let mut ends = Vec::new();
    let mut next = 0;
    for &start in starts {
        let mut last = start.saturating_add(token.most);
        match test {
            None => last = last.min(words),
            Some(positions) => {
                let held = lists::from(positions, start, |&at| at).iter().zip(start..last);
                let held = held.take_while(|(at, expected)| **at == *expected).count();
                last = start + held as u32;
            }
        }
        // What reaches as far from an earlier start is there already.
        let first = start.saturating_add(token.least);
        ends.extend(first.max(next)..=last);
        next = next.max(last.saturating_add(1));
    }
    ends
}

fn both(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().copied().filter(|at| long.binary_search(at).is_ok()).collect()
}

/// What is asked for, each alternative by itself.
fn alternatives<'a>(ask: &'a Ask, asks: &mut Vec<&'a Ask>) {
    match ask {
        Ask::Either(several) => several.iter().for_each(|ask| alternatives(ask, asks)),
        ask => asks.push(ask),
    }
}

/// Whether a zone is asked for.
fn names_zone(ask: &Ask) -> bool {
    fn tests(test: &Test) -> bool {
        match test {
            Test::Is(attribute, _) => *attribute == Attribute::Zone,
            Test::Not(test) => tests(test),
            Test::And(a, b) | Test::Or(a, b) => tests(a) || tests(b),
            Test::Any => false,
        }
    }
    match ask {
        Ask::Sequence { tokens, .. } => tokens.iter().any(|token| tests(&token.test)),
        _ => false,
    }
}

fn complement(positions: &[u32], words: u32) -> Vec<u32> {
    let mut known = positions.iter().copied().peekable();
    (0..words).filter(|&at| known.next_if_eq(&at).is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Zone};
    use crate::id::Span as Bytes;
    use crate::index::{About, Builder};
    use crate::query::read;

    /// A text whose first line is a menu.
    fn index() -> Index {
        let text = "menu one\none two one".to_string();
        let zones = vec![(Bytes::new(0, 8), Zone::Navigation)];
        let mut builder = Builder::new(About::default());
        builder.add(Document { id: "a".into(), text, zones, ..Document::default() }).unwrap();
        Index::open(builder.finish().unwrap()).unwrap()
    }

    /// Where alternatives are found, and where they stand outside the articles.
    fn either(queries: &[&str]) -> (Vec<u32>, Vec<u32>) {
        let index = index();
        let leaf = |query: &&str| read::read(query).leaves()[0].0.ask.clone();
        let ask = Ask::Either(queries.iter().map(leaf).collect());
        let mut found = Found::default();
        let all = Positional { index: &index, names: true, without: &[], everything: false };
        all.find(&ask, &mut found).unwrap();
        let at = |places: &[Place]| places.iter().map(|place| place.at).collect();
        (at(&found.places), at(&found.outside))
    }

    #[test]
    fn an_alternative_that_names_a_zone_is_found_in_it() {
        const MENU: &str = "[zone=\"navigation\" & form=\"one\"]";
        assert_eq!(either(&["one", "two"]), (vec![2, 3, 4], vec![1]));
        assert_eq!(either(&["menu", "two"]), (vec![3], vec![0]));
        for queries in [&[MENU, "two"][..], &["two", MENU]] {
            assert_eq!(either(queries), (vec![1, 3], vec![]), "{queries:?}");
        }
        assert_eq!(either(&[MENU, "one"]), (vec![1, 2, 4], vec![]));
    }
}
