//! The evidence of a corpus → when each of its documents was published.
//!
//! What a document says of its publication stands. Of another, the passages that count from
//! publication ("last Wednesday", "two weeks ago") are held against the dated passages of
//! other documents: the rarer the words that two passages share, the likelier they speak of
//! one event, whose day then tells the day of publication. Every such link leaves some days;
//! those on which the links agree that weigh most are taken, if they weigh enough and no
//! other days weigh nearly as much. A document so dated may date others, a few rounds long.

use super::keys::Key;
use super::passage::{Passage, When};
use super::publication::{Evidence, Ground, Publication, PublishedBy, Why};
use super::resolve::{Certainty, Interval};
use super::{Day, Weekday};
use crate::id::Span;
use crate::order;

/// How often documents that were dated are used to date others.
const ROUNDS: usize = 3;

/// A word in more passages than this says nothing of two of them.
const COMMON: usize = 64;

/// The links of a passage that are looked at, the weightiest.
const LINKS: usize = 8;

/// When each document of a corpus was published; `None` where nothing tells.
///
/// The same evidence in the same order gives the same answer. Costs little more than sorting
/// the words of the passages.
pub fn settle(corpus: &[Evidence]) -> Vec<Option<Publication>> {
    let mut settled: Vec<Option<Publication>> =
        corpus.iter().map(|evidence| evidence.known.clone().or_else(|| stated(evidence))).collect();
    if settled.iter().all(Option::is_some) {
        return settled;
    }
    let words = Words::of(corpus);
    for _ in 0..ROUNDS {
        let found: Vec<(usize, Publication)> = (0..corpus.len())
            .filter(|&at| settled[at].is_none())
            .filter_map(|at| Some((at, inferred(corpus, at, &settled, &words)?)))
            .collect();
        if found.is_empty() {
            break;
        }
        for (at, publication) in found {
            settled[at] = Some(publication);
        }
    }
    settled
}

/// The day that a document puts beside "today" or "yesterday".
fn stated(evidence: &Evidence) -> Option<Publication> {
    let first = evidence.days.first()?.days?;
    let agreeing = evidence.days.iter().try_fold(first, |days, ground| days.and(ground.days?));
    let days = agreeing.filter(|days| days.single().is_some())?;
    let earlier = evidence.not_before.and_then(|ground| ground.days);
    // Somebody's "today" long ago, told again.
    if earlier.is_some_and(|earlier| earlier.first > days.last.plus(1)) {
        return None;
    }
    let grounds = evidence.days.clone();
    Some(Publication {
        days,
        time: None,
        by: PublishedBy::Inferred,
        certainty: Certainty::Likely,
        grounds,
        against: Vec::new(),
    })
}

/// Which passages hold which words, and how much a word says.
struct Words {
    /// Words with twice the numbers of their passages, and one more where they are near the
    /// expression; ascending.
    passages: Vec<(Key, u32)>,
    /// The document of each passage, and which of its passages it is.
    owners: Vec<(u32, u32)>,
    /// How much the words near the expression and the others of each passage weigh.
    own: Vec<(u32, u32)>,
    /// The number of the first passage of each document.
    firsts: Vec<u32>,
}

impl Words {
    fn of(corpus: &[Evidence]) -> Words {
        let (mut passages, mut owners, mut firsts) = (Vec::new(), Vec::new(), Vec::new());
        for (document, evidence) in (0..).zip(corpus) {
            firsts.push(owners.len() as u32);
            for (n, passage) in (0..).zip(&evidence.passages) {
                let number = owners.len() as u32;
                owners.push((document, n));
                passages.extend(passage.near.iter().map(|&key| (key, 2 * number + 1)));
                passages.extend(passage.far.iter().map(|&key| (key, 2 * number)));
            }
        }
        passages.sort_unstable();
        let mut words = Words { passages, own: vec![(0, 0); owners.len()], owners, firsts };
        let mut own = std::mem::take(&mut words.own);
        for same in words.passages.chunk_by(|one, other| one.0 == other.0) {
            let weight = words.weight(same.len());
            for &(_, number) in same.iter().filter(|_| weight > 0) {
                let (near, far) = &mut own[number as usize / 2];
                *(if number % 2 == 1 { near } else { far }) += weight;
            }
        }
        words.own = own;
        words
    }

    /// The passages that hold a word.
    fn holding(&self, key: Key) -> &[(Key, u32)] {
        let first = self.passages.partition_point(|&(other, _)| other < key);
        let rest = &self.passages[first..];
        &rest[..rest.partition_point(|&(other, _)| other == key)]
    }

    /// How much it says that two passages share a word that so many have: the eighths of the
    /// bits that it takes to tell those from all.
    fn weight(&self, holding: usize) -> u32 {
        if holding > COMMON {
            return 0;
        }
        let part = (self.owners.len() as u64 * 256 / holding.max(1) as u64).max(256);
        let log = part.ilog2();
        let eighths = (part >> (log - 3)) & 7;
        (log * 8) + eighths as u32 - 64
    }

    /// How much of a passage another must share to be of the same event, in hundredths. The
    /// more passages there are, the likelier some are alike by chance.
    fn enough(&self) -> u32 {
        let doublings = (self.owners.len() as u64 * 8 / 32).max(8);
        let log = doublings.ilog2();
        let eighths = log * 8 + ((doublings >> (log - 3)) & 7) as u32 - 24;
        30 + eighths * 2
    }

    fn sum(&self, keys: impl Iterator<Item = Key>) -> u32 {
        keys.map(|key| self.weight(self.holding(key).len())).sum()
    }
}

/// Days of publication that an event leaves whose day is known.
struct Link {
    /// The passages that count from publication so. All that say "today" are one.
    clue: usize,
    score: u32,
    /// How much of what the passage says is shared, in hundredths.
    share: u32,
    days: Interval,
    grounds: Vec<Ground>,
}

fn inferred(
    corpus: &[Evidence],
    at: usize,
    settled: &[Option<Publication>],
    words: &Words,
) -> Option<Publication> {
    let evidence = &corpus[at];
    let weekday = weekday(evidence, words);
    let links = links(corpus, at, settled, words);
    let on = weekday.as_ref().map(|(weekday, _)| *weekday);
    let news = evidence.news.map(|ground| ground.why);
    let fits = |day: Day| {
        on.is_none_or(|weekday| day.weekday() == weekday)
            && match news {
                Some(Why::NewsOf(weekday)) => day.0 - day.last(weekday).0 <= 1,
                _ => true,
            }
    };
    // Every day that a strong link leaves, with what speaks for it.
    let mut candidates: Vec<(Day, usize, u32)> = Vec::new();
    for link in links.iter().filter(|link| link.share >= words.enough()) {
        let days = (link.days.first.0..=link.days.last.0).map(Day).filter(|&day| fits(day));
        candidates.extend(days.map(|day| (day, link.clue, link.score)));
    }
    candidates.sort_unstable();
    let mut days: Vec<(Day, u32)> = Vec::new();
    let mut each = candidates.into_iter().peekable();
    while let Some((day, clue, score)) = each.next() {
        // The last of a clue is its weightiest.
        if each.peek().is_some_and(|next| (next.0, next.1) == (day, clue)) {
            continue;
        }
        match days.last_mut() {
            Some((last, sum)) if *last == day => *sum += score,
            _ => days.push((day, score)),
        }
    }
    let &(_, best) = days.iter().max_by_key(|(_, sum)| *sum)?;
    let mut chosen = days.iter().filter(|(_, sum)| *sum == best).map(|&(day, _)| day);
    let first = chosen.next()?;
    let interval = Interval { first, last: chosen.last().unwrap_or(first) };
    // What speaks for other days, be it weak.
    let other = links.iter().filter(|link| {
        link.days.and(interval).is_none()
            && (link.days.first.0..=link.days.last.0).any(|day| fits(Day(day)))
    });
    let second = other.map(|link| link.score).max().unwrap_or(0);
    let supporting = |link: &&Link| {
        link.share >= words.enough() && link.days.and(interval).is_some()
    };
    let clues = links.iter().filter(supporting).map(|link| link.clue);
    let mut clues: Vec<usize> = clues.collect();
    clues.dedup();
    let confirmed = on.is_some() || clues.len() > 1;
    // A stretch of days claims less than a day does, and one passage tells less than two.
    let (most, of) = match interval.single() {
        None => (5, 8),
        Some(_) if confirmed => (1, 2),
        Some(_) => (1, 5),
    };
    if second * of > best * most || interval.last.0 - interval.first.0 > LONGEST {
        return None;
    }
    let mut grounds: Vec<Ground> = Vec::new();
    grounds.extend(weekday.into_iter().flat_map(|(_, grounds)| grounds));
    grounds.extend(links.iter().filter(supporting).flat_map(|link| link.grounds.iter().copied()));
    grounds.extend(evidence.news);
    grounds.extend(evidence.not_before);
    let sure = confirmed && interval.single().is_some();
    let certainty = if sure { Certainty::Likely } else { Certainty::Guess };
    Some(Publication {
        days: interval,
        time: None,
        by: PublishedBy::Inferred,
        certainty,
        grounds,
        against: Vec::new(),
    })
}

/// The longest stretch of days that is still an answer.
const LONGEST: i32 = 31;


/// The weekday of publication, and what says so. `None` when that does not agree.
fn weekday(evidence: &Evidence, words: &Words) -> Option<(Weekday, Vec<Ground>)> {
    let mut said: Vec<(Weekday, Ground)> = evidence.weekdays.clone();
    said.extend(same_as_weekday(evidence, words));
    let (first, _) = *said.first()?;
    let agrees = said.iter().all(|&(weekday, _)| weekday == first);
    agrees.then(|| (first, said.into_iter().map(|(_, ground)| ground).collect()))
}

/// Looks for what is told twice, once as of yesterday and once as of a weekday.
fn same_as_weekday<'a>(
    evidence: &'a Evidence,
    words: &'a Words,
) -> impl Iterator<Item = (Weekday, Ground)> + 'a {
    let yesterday = |passage: &&Passage| {
        matches!(passage.when, When::Ago { least: 1, most: 1, weekday: None })
    };
    evidence.passages.iter().filter(yesterday).flat_map(move |one| {
        evidence.passages.iter().filter_map(move |other| {
            let When::Named(weekday) = other.when else { return None };
            let shared = |key: &Key| has(&other.near, *key) || has(&other.far, *key);
            let all = |passage: &'a Passage| passage.near.iter().chain(&passage.far).copied();
            let both = words.sum(all(one).filter(shared));
            let near = words.sum(one.near.iter().copied().filter(|&key| has(&other.near, key)));
            let near_less = words.sum(one.near.iter().copied()).min(words.sum(other.near.iter().copied()));
            let less = words.sum(all(one)).min(words.sum(all(other)));
            (both * 20 >= less * 9 && near * 5 >= near_less * 2).then(|| {
                let why = Why::SameAsWeekday { weekday, other: other.span };
                let next = Weekday::ALL[(weekday as usize + 1) % 7];
                (next, Ground { why, span: Some(one.span), days: None })
            })
        })
    })
}

fn has(keys: &[Key], key: Key) -> bool {
    keys.binary_search(&key).is_ok()
}

/// What other documents date of what a document counts from its publication.
fn links(
    corpus: &[Evidence],
    at: usize,
    settled: &[Option<Publication>],
    words: &Words,
) -> Vec<Link> {
    let evidence = &corpus[at];
    let not_before = evidence.not_before.and_then(|ground| ground.days);
    let mut links = Vec::new();
    let mut today = false;
    for (clue, passage) in evidence.passages.iter().enumerate() {
        let When::Ago { least, most, weekday } = passage.when else { continue };
        let (least, most) = (i32::from(least), i32::from(most));
        let is_today = (least, most) == (0, 0);
        // A text that says "today" is about today: all of its beginning speaks of it.
        if is_today && std::mem::replace(&mut today, true) {
            continue;
        }
        let more: &[Key] = if is_today { &evidence.profile } else { &[] };
        // Of each document, the passage that is likest; by day.
        let mut alike_on: Vec<(Day, u32, u32, u32, Span)> = Vec::new();
        for (number, mut score) in alike(passage, more, words) {
            let (document, n) = words.owners[number as usize];
            if document as usize == at {
                continue;
            }
            let witness = &corpus[document as usize].passages[n as usize];
            let published = settled[document as usize].as_ref().map(|known| known.days);
            let Some(day) = day_of(witness, published) else { continue };
            let days = Interval::new(day.plus(least), day.plus(most));
            let fits = weekday.is_none_or(|weekday| is_today || day.weekday() == weekday)
                && passage.before.is_none_or(|before| day >= before.first)
                && not_before.is_none_or(|earliest| earliest.first <= days.last);
            if !fits {
                continue;
            }
            // Both tell of the same day before.
            if let (Some(one), Some(other)) = (passage.before, witness.before)
                && one.and(other).is_some()
            {
                score += SAME_DAY_BEFORE;
            }
            let own = |number: usize, near: u32| near * words.own[number].0 + words.own[number].1;
            let here = words.firsts[at] as usize + clue;
            let less = match is_today {
                true => own(number as usize, 1),
                false => own(here, 2).min(own(number as usize, 2)),
            };
            let share = score * 100 / less.max(1);
            alike_on.push((day, document, score, share, witness.span));
        }
        alike_on.sort_unstable();
        let mut of_clue: Vec<Link> = Vec::new();
        for same in alike_on.chunk_by(|one, other| one.0 == other.0) {
            let day = same[0].0;
            let mut best: Vec<_> = same
                .chunk_by(|one, other| one.1 == other.1)
                .filter_map(|of_document| of_document.last())
                .collect();
            best.sort_unstable_by_key(|&&(_, document, score, ..)| (u32::MAX - score, document));
            best.truncate(DOCUMENTS);
            let first = not_before.map_or(day.plus(least), |days| days.first.max(day.plus(least)));
            let days = Interval { first, last: day.plus(most) };
            let ground = |&&(_, document, _, _, other): &&(Day, u32, u32, u32, Span)| Ground {
                why: Why::SameEvent { day, document, other },
                span: Some(passage.span),
                days: Some(days),
            };
            of_clue.push(Link {
                clue,
                score: best.iter().map(|(_, _, score, ..)| score).sum(),
                share: best.iter().map(|(_, _, _, share, _)| share).sum(),
                days,
                grounds: best.iter().map(ground).collect(),
            });
        }
        order::sort_by_key(&mut of_clue, |link| u32::MAX - link.score);
        of_clue.truncate(LINKS);
        links.extend(of_clue);
    }
    links
}

/// How many documents that date an event alike are counted.
const DOCUMENTS: usize = 3;

/// What it weighs that two passages tell of the same day before: a rare word.
const SAME_DAY_BEFORE: u32 = 64;

/// The passages that share words with one, and how much that says.
fn alike(passage: &Passage, more: &[Key], words: &Words) -> Vec<(u32, u32)> {
    let mut shared: Vec<(u32, u32)> = Vec::new();
    let near = passage.near.iter().map(|&key| (key, 2));
    let far = passage.far.iter().map(|&key| (key, 1));
    let more = more.iter().filter(|&&key| !has(&passage.near, key) && !has(&passage.far, key));
    for (key, times) in near.chain(far).chain(more.map(|&key| (key, 1))) {
        let holding = words.holding(key);
        let weight = words.weight(holding.len()) * times;
        if weight > 0 {
            shared.extend(holding.iter().map(|&(_, number)| (number / 2, weight)));
        }
    }
    shared.sort_unstable();
    let mut sums: Vec<(u32, u32)> = Vec::new();
    for (number, weight) in shared {
        match sums.last_mut() {
            Some((last, sum)) if *last == number => *sum += weight,
            _ => sums.push((number, weight)),
        }
    }
    sums
}

/// The one day that a passage tells of.
fn day_of(passage: &Passage, published: Option<Interval>) -> Option<Day> {
    match passage.when {
        When::On(days) => days.single(),
        When::Ago { least, most, .. } if least == most => {
            Some(published?.single()?.plus(-i32::from(least)))
        }
        When::Ago { weekday: Some(weekday), .. } => {
            Some(published?.single()?.plus(-1).last(weekday))
        }
        When::Ago { .. } | When::Named(_) => None,
    }
}
