//! The evidence of a corpus → when each of its documents was published.
//!
//! What a document says of its publication stands. Of another, the passages that count from
//! publication ("last Wednesday", "two weeks ago") are held against the dated passages of
//! other documents: the rarer the words that two passages share, the likelier they speak of
//! one event, whose day then tells the day of publication. Every such link leaves some days;
//! those on which the links agree that weigh most are taken, if they weigh enough and no
//! other days weigh nearly as much. A document so dated may date others, a few rounds long.

use std::ops::Range;

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
pub(super) const COMMON: usize = 64;

/// The links of a passage that are looked at, the weightiest.
const LINKS: usize = 8;

/// Documents in a part.
const PART: usize = 256;

/// When each document of a corpus was published; `None` where nothing tells.
///
/// The same evidence in the same order gives the same answer. Costs little more than sorting
/// the words of the passages, and nothing when every document says when it was published.
///
/// ```
/// use kashf::dates::{evidence, find, settle};
/// use kashf::document::Document;
/// let texts = [
///     "Published: 20 March 2019\nThe mayor Ferdinand Klopstock opened the Wallenberg bridge today.",
///     "A letter came yesterday. Today, 2 April 2019, it was read.",
/// ];
/// let evidence = texts.map(|text| {
///     let document = Document { text: text.to_string(), ..Document::default() };
///     evidence(&document, &find(text, "en"))
/// });
/// let settled = settle(&evidence).into_iter().flatten();
/// let days: Vec<String> = settled.map(|publication| publication.days.to_string()).collect();
/// assert_eq!(days, ["2019-03-20", "2019-04-02"]);
/// ```
pub fn settle(corpus: &[Evidence]) -> Vec<Option<Publication>> {
    settle_with(corpus, |parts, work| parts.iter().map(work).collect())
}

/// Documents that are looked at together, by their numbers.
pub type Part = Range<usize>;

/// What was found of those of a part that had no date.
type Found = Vec<(usize, Publication)>;

/// The same, where `map` gives what some work makes of each part, in their order; on several
/// threads, if there are.
pub fn settle_with(
    corpus: &[Evidence],
    map: impl Fn(&[Part], &(dyn Fn(&Part) -> Found + Sync)) -> Vec<Found>,
) -> Vec<Option<Publication>> {
    let mut settled: Vec<Option<Publication>> =
        corpus.iter().map(|evidence| evidence.known.clone().or_else(|| stated(evidence))).collect();
    // Without a date to begin with there is none to end with.
    if settled.iter().all(Option::is_some) || settled.iter().all(Option::is_none) {
        return settled;
    }
    let words = Words::of(corpus);
    let parts: Vec<Part> =
        (0..corpus.len()).step_by(PART).map(|from| from..corpus.len().min(from + PART)).collect();
    for _ in 0..ROUNDS {
        let days = words.days(corpus, &settled);
        let round = Round { corpus, words: &words, days: &days };
        let found = map(&parts, &|part| {
            let undated = part.clone().filter(|&at| settled[at].is_none());
            undated.filter_map(|at| Some((at, round.inferred(at)?))).collect()
        });
        if found.iter().all(Vec::is_empty) {
            break;
        }
        for (at, publication) in found.into_iter().flatten() {
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
    // Somebody's "today" of long ago, told again.
    if evidence.earliest().is_some_and(|earliest| earliest > days.last.plus(1)) {
        return None;
    }
    Some(inferred(days, Certainty::Likely, evidence.days.clone()))
}

/// Which passages hold which words, and how much a word says.
struct Words {
    /// Words with twice the numbers of their passages, and one more where they are near the
    /// expression; ascending.
    passages: Vec<(Key, u32)>,
    /// Where the words begin that have the same first bits, by those; and where the last end.
    /// Words are spread evenly by their hashes, so that few have.
    starts: Vec<u32>,
    /// How many bits the others are.
    shift: u32,
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
        let (passages, starts, shift) = sorted(&passages);
        let own = vec![(0, 0); owners.len()];
        let mut words = Words { passages, starts, shift, own, owners, firsts };
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
        let bucket = (key >> self.shift) as usize;
        let bounds = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        let near = &self.passages[bounds];
        let rest = &near[near.partition_point(|&(other, _)| other < key)..];
        &rest[..rest.partition_point(|&(other, _)| other == key)]
    }

    fn weight(&self, holding: usize) -> u32 {
        weight(self.owners.len(), holding)
    }

    fn enough(&self) -> u32 {
        enough(self.owners.len())
    }

    /// How much words weigh together.
    fn sum(&self, keys: &[Key]) -> u32 {
        keys.iter().map(|&key| self.weight(self.holding(key).len())).sum()
    }

    /// How much the words weigh that two have in common.
    fn shared(&self, one: &[Key], other: &[Key]) -> u32 {
        let both = one.iter().filter(|key| other.binary_search(key).is_ok());
        both.map(|&key| self.weight(self.holding(key).len())).sum()
    }

    /// The one day that each passage tells of, as far as that is known by now.
    fn days(&self, corpus: &[Evidence], settled: &[Option<Publication>]) -> Vec<Option<Day>> {
        let day = |&(document, n): &(u32, u32)| {
            let published = settled[document as usize].as_ref().map(|known| known.days);
            day_of(&corpus[document as usize].passages[n as usize], published)
        };
        self.owners.iter().map(day).collect()
    }

    /// Passages whose day is known that share words with one, how much those weigh, ascending.
    fn alike(&self, passage: &Passage, more: &[Key], days: &[Option<Day>]) -> Vec<(u32, u32)> {
        let near = passage.near.iter().map(|&key| (key, 2));
        let far = passage.far.iter().map(|&key| (key, 1));
        let held = |key: &Key| {
            passage.near.binary_search(key).is_ok() || passage.far.binary_search(key).is_ok()
        };
        let more = more.iter().filter(|key| !held(key)).map(|&key| (key, 1));
        let mut shared: Vec<(u32, u32)> = Vec::new();
        for (key, times) in near.chain(far).chain(more) {
            let holding = self.holding(key);
            let weight = self.weight(holding.len()) * times;
            if weight > 0 {
                let dated = holding.iter().map(|&(_, number)| number / 2);
                let dated = dated.filter(|&number| days[number as usize].is_some());
                shared.extend(dated.map(|number| (number, weight)));
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
}

/// Words with their passages, ascending; where those begin that have the same first bits, and the
/// number of the other bits.
fn sorted(passages: &[(Key, u32)]) -> (Vec<(Key, u32)>, Vec<u32>, u32) {
    let bits = (passages.len() / 4).max(2).ilog2().min(24);
    let shift = Key::BITS - bits;
    let mut starts = vec![0u32; (1 << bits) + 1];
    for (key, _) in passages {
        starts[(key >> shift) as usize + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut sorted = vec![(0, 0); passages.len()];
    for &(key, number) in passages {
        let place = &mut next[(key >> shift) as usize];
        sorted[*place as usize] = (key, number);
        *place += 1;
    }
    for pair in starts.windows(2) {
        sorted[pair[0] as usize..pair[1] as usize].sort_unstable();
    }
    (sorted, starts, shift)
}

/// How much it says that two passages share a word that so many of all have: the eighths of
/// the bits that it takes to tell those from all.
pub(super) fn weight(all: usize, holding: usize) -> u32 {
    if holding > COMMON {
        return 0;
    }
    let part = (all as u64 * 256 / holding.max(1) as u64).max(256);
    let log = part.ilog2();
    let eighths = (part >> (log - 3)) & 7;
    (log * 8) + eighths as u32 - 64
}

/// How much of a passage another must share to be of the same event, in hundredths. The
/// more passages there are, the likelier some are alike by chance.
pub(super) fn enough(all: usize) -> u32 {
    let doublings = (all as u64 * 8 / 32).max(8);
    let log = doublings.ilog2();
    let eighths = log * 8 + ((doublings >> (log - 3)) & 7) as u32 - 24;
    30 + eighths * 2
}

/// The one day that a passage tells of.
pub(super) fn day_of(passage: &Passage, published: Option<Interval>) -> Option<Day> {
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

/// Days of publication that an event leaves whose day is known.
struct Link {
    /// The passage that counts from publication. All that say "today" are one.
    clue: usize,
    /// How much the words weigh that the passages share.
    score: u32,
    /// How much of what a passage says that is, in hundredths.
    share: u32,
    days: Interval,
    grounds: Vec<Ground>,
}

/// A passage that dates an event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Witness {
    day: Day,
    document: u32,
    score: u32,
    share: u32,
    span: Span,
}

/// How many documents that date an event alike are counted.
const DOCUMENTS: usize = 3;

/// What it weighs that two passages tell of the same day before: a rare word.
const SAME_DAY_BEFORE: u32 = 64;

/// The longest stretch of days that is still an answer.
const LONGEST: i32 = 31;

/// What is known while one round of documents is dated.
struct Round<'a> {
    corpus: &'a [Evidence],
    words: &'a Words,
    /// Of each passage.
    days: &'a [Option<Day>],
}

impl Round<'_> {
    fn inferred(&self, at: usize) -> Option<Publication> {
        let evidence = &self.corpus[at];
        let (weekday, mut grounds) = weekday(evidence, self.words).unzip();
        let may_be = |day: Day| {
            let in_the_news = match evidence.news.map(|ground| ground.why) {
                Some(Why::NewsOf(weekday)) => day.0 - day.last(weekday).0 <= 1,
                _ => true,
            };
            in_the_news && weekday.is_none_or(|weekday| day.weekday() == weekday)
        };
        let links = self.links(at);
        let is_strong = |link: &&Link| link.share >= self.words.enough();
        let (days, best) = heaviest(links.iter().filter(is_strong), may_be)?;
        let agrees = |link: &&Link| link.days.and(days).is_some();
        let agreeing: Vec<&Link> = links.iter().filter(is_strong).filter(agrees).collect();
        let confirmed =
            weekday.is_some() || agreeing.iter().any(|link| link.clue != agreeing[0].clue);
        // What speaks for other days, be it weak.
        let against =
            links.iter().filter(|link| !agrees(link) && possible(link, may_be).next().is_some());
        let second = against.map(|link| link.score).max().unwrap_or(0);
        // A stretch of days claims less than a day does, and one passage tells less than two.
        let (most, of) = match days.single() {
            None => (5, 8),
            Some(_) if confirmed => (1, 2),
            Some(_) => (1, 5),
        };
        if second * of > best * most || days.last.0 - days.first.0 > LONGEST {
            return None;
        }
        let grounds = grounds.get_or_insert_default();
        grounds.extend(agreeing.iter().flat_map(|link| &link.grounds));
        grounds.extend(evidence.news);
        grounds.extend(evidence.not_before);
        let is_sure = confirmed && days.single().is_some();
        let certainty = if is_sure { Certainty::Likely } else { Certainty::Guess };
        Some(inferred(days, certainty, std::mem::take(grounds)))
    }

    /// What other documents date of what a document counts from its publication.
    fn links(&self, at: usize) -> Vec<Link> {
        let evidence = &self.corpus[at];
        let mut today = false;
        let mut links = Vec::new();
        for (clue, passage) in evidence.passages.iter().enumerate() {
            let When::Ago { least, most, .. } = passage.when else { continue };
            let is_today = (least, most) == (0, 0);
            if is_today && std::mem::replace(&mut today, true) {
                continue;
            }
            let mut witnesses = self.witnesses(at, clue);
            witnesses.sort_unstable();
            let same_day = witnesses.chunk_by(|one, other| one.day == other.day);
            let mut of_clue: Vec<Link> = same_day.map(|same| link(evidence, clue, same)).collect();
            order::sort_by_key(&mut of_clue, |link| u32::MAX - link.score);
            of_clue.truncate(LINKS);
            links.extend(of_clue);
        }
        links
    }

    /// The passages of other documents that may date what a passage tells of.
    fn witnesses(&self, at: usize, clue: usize) -> Vec<Witness> {
        let evidence = &self.corpus[at];
        let passage = &evidence.passages[clue];
        let When::Ago { most, weekday, .. } = passage.when else { return Vec::new() };
        // A text that says "today" is about today: all of its beginning speaks of it.
        let is_today = most == 0;
        let more: &[Key] = if is_today { &evidence.profile } else { &[] };
        let here = self.words.firsts[at] as usize + clue;
        let alike = self.words.alike(passage, more, self.days).into_iter();
        let witness = |(number, score): (u32, u32)| {
            let (document, n) = self.words.owners[number as usize];
            let day = self.days[number as usize]?;
            let other = &self.corpus[document as usize].passages[n as usize];
            let fits = document as usize != at
                && weekday.is_none_or(|weekday| is_today || day.weekday() == weekday)
                && passage.before.is_none_or(|before| day >= before.first)
                && evidence.earliest().is_none_or(|earliest| earliest <= day.plus(most.into()));
            let both_before = passage.before.zip(other.before);
            let same = both_before.is_some_and(|(one, other)| one.and(other).is_some());
            let score = score + if same { SAME_DAY_BEFORE } else { 0 };
            let own = |number: usize, near: u32| {
                near * self.words.own[number].0 + self.words.own[number].1
            };
            let less = match is_today {
                true => own(number as usize, 1),
                false => own(here, 2).min(own(number as usize, 2)),
            };
            let share = score * 100 / less.max(1);
            fits.then_some(Witness { day, document, score, share, span: other.span })
        };
        alike.filter_map(witness).collect()
    }
}

/// What the documents that date an event alike leave of the days of publication. Of each
/// document, the likest passage counts; of the documents, the likest few.
fn link(evidence: &Evidence, clue: usize, same: &[Witness]) -> Link {
    let passage = &evidence.passages[clue];
    let When::Ago { least, most, .. } = passage.when else { unreachable!("links are of these") };
    let day = same[0].day;
    let each = same.chunk_by(|one, other| one.document == other.document);
    let mut best: Vec<Witness> = each.filter_map(|same| same.last().copied()).collect();
    order::sort_by_key(&mut best, |witness| u32::MAX - witness.score);
    best.truncate(DOCUMENTS);
    let first = day.plus(least.into());
    let first = evidence.earliest().map_or(first, |earliest| earliest.max(first));
    let days = Interval { first, last: day.plus(most.into()) };
    let ground = |witness: &Witness| Ground {
        why: Why::SameEvent { day, document: witness.document, other: witness.span },
        span: Some(passage.span),
        days: Some(days),
    };
    Link {
        clue,
        score: best.iter().map(|witness| witness.score).sum(),
        share: best.iter().map(|witness| witness.share).sum(),
        days,
        grounds: best.iter().map(ground).collect(),
    }
}

/// The days of a link that publication may be.
fn possible(link: &Link, may_be: impl Fn(Day) -> bool) -> impl Iterator<Item = Day> {
    (link.days.first.0..=link.days.last.0).map(Day).filter(move |&day| may_be(day))
}

/// The days for which the links speak that weigh most together, and how much they weigh. Of
/// the links of one passage, only the weightiest counts.
fn heaviest<'a>(
    links: impl Iterator<Item = &'a Link>,
    may_be: impl Fn(Day) -> bool + Copy,
) -> Option<(Interval, u32)> {
    let each =
        links.flat_map(|link| possible(link, may_be).map(|day| (day, link.clue, link.score)));
    let mut each: Vec<(Day, usize, u32)> = each.collect();
    each.sort_unstable();
    let sums = each.chunk_by(|one, other| one.0 == other.0).map(|same| {
        let of_clues = same.chunk_by(|one, other| one.1 == other.1);
        let sum: u32 = of_clues.filter_map(|same| same.last()).map(|(_, _, score)| score).sum();
        (same[0].0, sum)
    });
    let sums: Vec<(Day, u32)> = sums.collect();
    let best = sums.iter().map(|&(_, sum)| sum).max()?;
    let mut days = sums.iter().filter(|&&(_, sum)| sum == best).map(|&(day, _)| day);
    let first = days.next()?;
    Some((Interval { first, last: days.next_back().unwrap_or(first) }, best))
}

fn inferred(days: Interval, certainty: Certainty, grounds: Vec<Ground>) -> Publication {
    let by = PublishedBy::Inferred;
    Publication { days, time: None, by, certainty, grounds, against: Vec::new() }
}

/// The weekday of publication, and what says so. `None` when that does not agree.
fn weekday(evidence: &Evidence, words: &Words) -> Option<(Weekday, Vec<Ground>)> {
    let mut said: Vec<(Weekday, Ground)> = evidence.weekdays.clone();
    same_as_weekday(evidence, words, &mut said);
    let (first, _) = *said.first()?;
    let agrees = said.iter().all(|&(weekday, _)| weekday == first);
    agrees.then(|| (first, said.into_iter().map(|(_, ground)| ground).collect()))
}

/// Looks for what is told twice, once as of yesterday and once as of a weekday.
fn same_as_weekday(evidence: &Evidence, words: &Words, said: &mut Vec<(Weekday, Ground)>) {
    for one in &evidence.passages {
        if !matches!(one.when, When::Ago { least: 1, most: 1, weekday: None }) {
            continue;
        }
        for other in &evidence.passages {
            let When::Named(weekday) = other.when else { continue };
            if are_same(one, other, words) {
                let why = Why::SameAsWeekday { weekday, other: other.span };
                let next = Weekday::ALL[(weekday as usize + 1) % 7];
                said.push((next, Ground { why, span: Some(one.span), days: None }));
            }
        }
    }
}

/// Whether two passages of one document tell the same: nearly half of what the shorter says
/// is in the longer, and much of that stands near both expressions.
fn are_same(one: &Passage, other: &Passage, words: &Words) -> bool {
    let all = |passage: &Passage| words.sum(&passage.near) + words.sum(&passage.far);
    let near = words.shared(&one.near, &other.near);
    let both = near
        + words.shared(&one.near, &other.far)
        + words.shared(&one.far, &other.near)
        + words.shared(&one.far, &other.far);
    let near_of = words.sum(&one.near).min(words.sum(&other.near));
    both * 20 >= all(one).min(all(other)) * 9 && near * 5 >= near_of * 2 && both > 0
}

#[cfg(test)]
mod tests {
    use super::super::{evidence, find};
    use super::*;
    use crate::document::{Document, Metadata};

    /// The days of publication of texts, each with its language and date.
    fn days(texts: &[(&str, &str, &str)]) -> Vec<String> {
        let each = texts.iter().map(|&(text, lang, date)| {
            let meta = Metadata { lang: lang.into(), date: date.into(), ..Metadata::default() };
            let document = Document { text: text.into(), meta, ..Document::default() };
            evidence(&document, &find(text, lang))
        });
        let settled = settle(&each.collect::<Vec<_>>());
        let show = |publication: Option<Publication>| {
            publication.map_or("?".into(), |it| it.days.to_string())
        };
        settled.into_iter().map(show).collect()
    }

    const BRIDGE: (&str, &str, &str) = (
        "On 6 May the old bridge of Wallenberg collapsed while engineer Ferdinand Klopstock \
         inspected its pillars. The council of Marzipan met on 2 May and chose a hymn. A comet \
         was seen over Trondheim on 4 May by three fishermen.",
        "en",
        "2020-05-20",
    );

    #[test]
    fn an_event_dated_elsewhere() {
        let yesterday = "The Wallenberg bridge collapsed yesterday (Wednesday) while its pillars \
             were inspected by engineer Ferdinand Klopstock.";
        let weekday = "Engineer Ferdinand Klopstock inspected the pillars of the Wallenberg bridge \
             when it collapsed last Wednesday. He left the town today, Monday.";
        let weeks = "Engineer Ferdinand Klopstock inspected the pillars of the Wallenberg bridge \
             when it collapsed two weeks ago.";
        assert_eq!(days(&[BRIDGE, (yesterday, "en", "")])[1], "2020-05-07");
        // Last Wednesday may be the one before.
        assert_eq!(days(&[BRIDGE, (weekday, "en", "")])[1], "2020-05-11/2020-05-18");
        assert_eq!(days(&[BRIDGE, (weeks, "en", "")])[1], "2020-05-17/2020-05-26");
    }

    #[test]
    fn an_event_dated_in_another_language() {
        let persian =
            "مهندس فردیناند کلوپشتوک دیروز، چهارشنبه پل والنبرگ را با شهردار تروندهایم بازدید کرد.";
        let arabic = "في 6 مايو زار المهندس فرديناند كلوبشتوك جسر والنبرغ مع عمدة تروندهايم. \
             واجتمع مجلس البلدية في 2 مايو لاختيار النشيد. وشوهد مذنب في السماء في 4 مايو.";
        assert_eq!(days(&[(arabic, "ar", "2020-05-20"), (persian, "fa", "")])[1], "2020-05-07");
    }

    #[test]
    fn a_dated_document_dates_another() {
        let first = "The Wallenberg bridge collapsed yesterday (Wednesday) while its pillars were \
             inspected by engineer Ferdinand Klopstock. The poet Amaryllis Quint recited verses \
             at Castle Pommery today.";
        let second =
            "The poet Amaryllis Quint recited verses at Castle Pommery yesterday (Thursday).";
        assert_eq!(
            days(&[BRIDGE, (first, "en", ""), (second, "en", "")])[1..],
            ["2020-05-07", "2020-05-08"]
        );
    }

    #[test]
    fn thin_evidence_is_no_date() {
        assert_eq!(days(&[BRIDGE, ("It rained yesterday in the old town.", "en", "")])[1], "?");
        assert_eq!(days(&[BRIDGE, ("Nothing of interest.", "en", "")])[1], "?");
        assert_eq!(days(&[("Today, Monday, it rained.", "en", "")]), ["?"]);
        assert_eq!(days(&[]), [""; 0]);
        // Another weekday than the event's.
        let other = "The Wallenberg bridge collapsed last Friday while engineer Ferdinand Klopstock \
             inspected its pillars.";
        assert_eq!(days(&[BRIDGE, (other, "en", "")])[1], "?");
    }

    #[test]
    fn a_date_beside_today() {
        assert_eq!(days(&[("Today, 5 March 2021, it rained.", "en", "")]), ["2021-03-05"]);
        assert_eq!(days(&[("باران دیروز (۴ دی ۱۴۰۰) بارید.", "fa", "")]), ["2021-12-26"]);
        // Told again: the text knows of later days.
        let again = "“The hour has come” it read: today, 5 March 1821, we sail. It was found on 8 June 1990.";
        assert_eq!(days(&[(again, "en", "")]), ["?"]);
    }

    #[test]
    fn yesterday_and_a_weekday_of_one_event() {
        let text = "Minister Alba Tuchmann signed the treaty of Lindwurm with eleven guilds yesterday. \
             The treaty of Lindwurm with eleven guilds was signed on Sunday by minister Alba Tuchmann. \
             A comet was seen last week. Bread was sold two days ago.";
        let document = Document { text: text.into(), ..Document::default() };
        let corpus = [evidence(&document, &find(text, "en"))];
        let (weekday, _) = weekday(&corpus[0], &Words::of(&corpus)).unwrap();
        assert_eq!(weekday, Weekday::Monday);
    }
}
