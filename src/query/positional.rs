//! What stands at places in texts, found: words, patterns, phrases, NEAR, CQL sequences.

use std::collections::BTreeSet;

use super::ast::{Ask, Attribute, Test, Token, Within};
use super::expand::{self, Alternative};
use super::matcher::{Found, Place, Way};
use super::{NoteKind, Reason, lists, pattern};
use crate::error::Error;
use crate::id::KeyId;
use crate::index::Index;
use crate::index::store::Item;
use crate::order;
use crate::text;

/// Keys that a pattern may stand for, at most; then the most frequent are taken.
const MOST_KEYS: usize = 50_000;
/// Places that NEAR and a CQL sequence look at, at most.
const MOST_PLACES: usize = 2_000_000;
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
}

impl Positional<'_> {
    /// Adds everything that `ask` finds to `found`.
    ///
    /// # Errors
    ///
    /// When a text that had to be looked up is damaged.
    pub fn find(&self, ask: &Ask, found: &mut Found) -> Result<(), Error> {
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
            Ask::Either(asks) => asks.iter().try_for_each(|ask| self.find(ask, found)),
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
            order::sort_by_key(&mut keys, |&key| (std::cmp::Reverse(self.index.count(key)), key));
            keys.truncate(MOST_KEYS);
            order::sort(&mut keys);
            found.too_many = Some(NoteKind::TooManyWords);
        }
        keys
    }

    fn exact(&self, form: &str, found: &mut Found) -> Result<(), Error> {
        let Some(key) = self.index.lexicon().find(&text::fold(form)) else { return Ok(()) };
        let mut positions = lists::union(self.index, &[key]);
        self.keep_printed(&mut positions, key, form)?;
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

    /// Keeps the positions of a key where it is printed as `form`.
    fn keep_printed(&self, positions: &mut Vec<u32>, key: KeyId, form: &str) -> Result<(), Error> {
        let spellings = self.index.spellings(key);
        let printed = |symbol: &&u32| self.index.printed(**symbol).is_ok_and(|it| it == form);
        let wanted = spellings.iter().find(printed).copied();
        if wanted.is_some() && spellings.len() == 1 {
            return Ok(());
        }
        let mut kept = Vec::new();
        if wanted.is_some() {
            self.index.symbols_at(positions.iter().copied(), |at, symbol| {
                if Some(symbol) == wanted {
                    kept.push(at);
                }
            })?;
        }
        *positions = kept;
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
                self.keep_printed_within(found, position as u32, form)?;
            }
        }
        Ok(())
    }

    /// Keeps the places of a phrase whose word at `position` is printed as `form`.
    fn keep_printed_within(
        &self,
        found: &mut Found,
        position: u32,
        form: &str,
    ) -> Result<(), Error> {
        let Some(key) = self.index.lexicon().find(&text::fold(form)) else { return Ok(()) };
        let mut positions: Vec<u32> = found.places.iter().map(|p| p.at + position).collect();
        self.keep_printed(&mut positions, key, form)?;
        found.places.retain(|place| positions.binary_search(&(place.at + position)).is_ok());
        Ok(())
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
        let mut lists: Vec<Vec<(Place, Reason)>> = Vec::new();
        let mut marks: Vec<Vec<Place>> = Vec::new();
        for operand in operands {
            let mut inner = Found::default();
            self.find(operand, &mut inner)?;
            found.too_many = found.too_many.or(inner.too_many);
            found.bad_regex |= inner.bad_regex;
            let reason = |place: &Place| inner.ways[usize::from(place.way)].reason;
            lists.push(inner.places.iter().map(|place| (*place, reason(place))).collect());
            let ways = inner.ways;
            let own = inner.places.into_iter().map(|place| {
                let way = found.way(ways[usize::from(place.way)].clone());
                Place { way, ..place }
            });
            marks.push(own.collect());
        }
        let mut joined: Vec<Span> = lists
            .first()
            .map(|list| list.iter().map(|&(place, reason)| Span::of(place, reason)).collect())
            .unwrap_or_default();
        for list in lists.iter().skip(1) {
            joined = self.pairs(&joined, list, distance, ordered);
            if joined.len() > MOST_PLACES {
                joined.truncate(MOST_PLACES);
                found.too_many = Some(NoteKind::TooManyPlaces);
            }
        }
        joined.sort_unstable();
        joined.dedup_by_key(|span| span.start);
        let covered = |place: &Place| {
            let after = joined.partition_point(|span| span.start <= place.at);
            joined[after.saturating_sub(64)..after].iter().any(|span| place.end() <= span.end)
        };
        let kept = marks.into_iter().map(|list| list.into_iter().filter(covered).collect());
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

    /// Every stretch with every place that is near it.
    fn pairs(
        &self,
        spans: &[Span],
        places: &[(Place, Reason)],
        distance: u32,
        ordered: bool,
    ) -> Vec<Span> {
        let longest = places.iter().map(|(place, _)| u32::from(place.length)).max().unwrap_or(0);
        let mut joined = Vec::new();
        for span in spans {
            let reach = distance.saturating_add(longest);
            let first = if ordered { span.end } else { span.start.saturating_sub(reach) };
            let from = places.partition_point(|(place, _)| place.at < first);
            for &(place, reason) in &places[from..] {
                if place.at > span.end.saturating_add(distance) {
                    break;
                }
                let after = place.at >= span.end && place.at - span.end <= distance;
                let before = place.end() <= span.start && span.start - place.end() <= distance;
                if !(after || before && !ordered) {
                    continue;
                }
                let both = Span {
                    start: span.start.min(place.at),
                    end: span.end.max(place.end()),
                    reason: span.reason.max(reason),
                };
                if lists::is_together(self.index, both.start, both.end) {
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
        for start in starts {
            let mut ends = BTreeSet::from([start]);
            for (token, test) in tokens.iter().zip(tests) {
                ends = step(&ends, token, test.as_deref(), self.index.words());
                if ends.is_empty() {
                    break;
                }
            }
            let end = ends.into_iter().find(|&end| end > start);
            let Some(end) = end.filter(|&end| lists::is_together(self.index, start, end)) else {
                continue;
            };
            if self.is_within(start, end, within)? {
                let length = u16::try_from(end - start).unwrap_or(u16::MAX);
                places.push(Place { at: start, length, way });
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
        let mut symbols = BTreeSet::new();
        let mut keys = Vec::new();
        // Only spellings of keys that the folded expression fits, when it can be folded.
        let folded = pattern::Regex::parse_folded(value);
        let candidates: Vec<KeyId> = match folded {
            Ok(folded) => pattern::find(self.index.lexicon(), &folded, usize::MAX).0,
            Err(_) => (0..self.index.lexicon().len() as u32).map(KeyId).collect(),
        };
        for key in candidates {
            let fits = |symbol: &u32| {
                self.index.printed(*symbol).is_ok_and(|printed| regex.is_match(&printed))
            };
            let fitting: Vec<u32> =
                self.index.spellings(key).iter().copied().filter(fits).collect();
            if !fitting.is_empty() {
                keys.push(key);
                symbols.extend(fitting);
            }
        }
        let positions = lists::union(self.index, &keys);
        let mut kept = Vec::new();
        self.index.symbols_at(positions, |at, symbol| {
            if symbols.contains(&symbol) {
                kept.push(at);
            }
        })?;
        Ok(kept)
    }

    fn in_documents(&self, lang: &str) -> Vec<u32> {
        let known = self.index.known();
        let of = self.index.documents().iter().filter(|entry| known.lang(entry) == lang);
        of.flat_map(|entry| entry.first..entry.end()).collect()
    }

    fn in_zone(&self, zone: &str) -> Vec<u32> {
        let headlines: Vec<u32> =
            self.index.headlines().iter().flat_map(|&(first, end)| first..end).collect();
        match zone {
            "headline" | "title" => headlines,
            "body" => complement(&headlines, self.index.words()),
            _ => Vec::new(),
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
            Within::Sentence => |c| matches!(c, '\n' | '.' | '!' | '?' | '؟' | '…' | '۔' | '。'),
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
fn step(starts: &BTreeSet<u32>, token: &Token, test: Option<&[u32]>, words: u32) -> BTreeSet<u32> {
    let holds = |at: u32| match test {
        None => at < words,
        Some(positions) => positions.binary_search(&at).is_ok(),
    };
    let mut ends = BTreeSet::new();
    for &start in starts {
        for end in start..=start.saturating_add(token.most) {
            if end - start >= token.least {
                ends.insert(end);
            }
            if !holds(end) {
                break;
            }
        }
    }
    ends
}

fn both(a: &[u32], b: &[u32]) -> Vec<u32> {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.iter().copied().filter(|at| long.binary_search(at).is_ok()).collect()
}

fn complement(positions: &[u32], words: u32) -> Vec<u32> {
    let mut known = positions.iter().copied().peekable();
    (0..words).filter(|&at| known.next_if_eq(&at).is_none()).collect()
}
