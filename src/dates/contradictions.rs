//! The evidence of a corpus → where its documents contradict each other about when something was.
//!
//! A *claim* is a passage that puts something within some days ("in late December (Dey)"). When
//! another document tells of the same, by the rare words that both share, and dates it to a day
//! outside, that is listed: nothing is decided. Passages that are alike by chance are many
//! where there is much news, so only those count that share much of what the claim says, and a
//! claim that another passage bears out as well is not contradicted. A claim that names a month of
//! two calendars is wrong oftener than others: there, less likeness is enough for a day that is in
//! the one month and not in the other.

use super::Day;
use super::keys::Key;
use super::passage::{Passage, When};
use super::publication::Evidence;
use super::resolve::Interval;
use super::settle::{COMMON, day_of, enough, weight};
use crate::id::Span;
use crate::order;

/// Two documents that put the same event on different days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The number of the document that claims.
    pub document: u32,
    /// The expression that does, in bytes of its text.
    pub span: Span,
    /// The days that it puts the event in.
    pub days: Interval,
    /// The number of the document that dates the event otherwise.
    pub other: u32,
    /// The expression that does so.
    pub other_span: Span,
    /// To this day, which is none of those.
    pub day: Day,
}

/// Finds what contradicts the claims of a corpus, which is shown twice: first every document
/// that [claims](Evidence::claims) something, then all.
///
/// ```
/// use kashf::dates::{Contradictions, evidence, find};
/// use kashf::document::{Document, Metadata};
/// let told = [
///     "Engineer Ferdinand Klopstock opened the Wallenberg bridge over Lindwurm in late May 2020.",
///     "On 6 May 2020 engineer Ferdinand Klopstock opened the Wallenberg bridge over Lindwurm. \
///      On 2 May the council of Marzipan chose a hymn. On 4 May a comet was seen over Trondheim.",
/// ];
/// let told = told.map(|text| {
///     let document = Document { text: text.to_string(), ..Document::default() };
///     evidence(&document, &find(text, "en"))
/// });
/// let mut claims = Contradictions::default();
/// (0..).zip(&told).for_each(|(document, evidence)| claims.claim(document, evidence));
/// (0..).zip(&told).for_each(|(document, evidence)| claims.hold(document, evidence, None));
/// let found = claims.found();
/// assert_eq!((found[0].document, found[0].other), (0, 1));
/// assert_eq!((found[0].days.to_string(), found[0].day.to_string()), ("2020-05-22/2020-05-31".into(), "2020-05-06".into()));
/// ```
#[derive(Debug, Default)]
pub struct Contradictions {
    claims: Vec<Claim>,
    /// Keys of claims, ascending once all are known, and the passages that hold them.
    keys: Vec<Key>,
    holders: Vec<Vec<u32>>,
    /// Passages whose day is known and that share a key with a claim.
    witnesses: Vec<Witness>,
    /// Passages seen in all.
    passages: usize,
}

#[derive(Debug)]
struct Claim {
    document: u32,
    days: Interval,
    passage: Passage,
}

#[derive(Clone, Copy, Debug)]
struct Witness {
    document: u32,
    span: Span,
    day: Option<Day>,
}

/// A passage of another document that shares words with a claim.
struct Alike {
    /// How much those weigh, and how many they are.
    score: u32,
    words: usize,
    witness: Witness,
    day: Day,
}

fn has(days: Interval, day: Day) -> bool {
    days.first <= day && day <= days.last
}

/// How far outside of what is claimed a day may lie, in days. What lies farther is hardly the
/// same event.
const FAR: i32 = 31;

/// A day that is in one of two months that a claim names for the same time, and not in the other,
/// contradicts it by so much less likeness, and by so many words in common.
const LESS: u32 = 4;
const WORDS: usize = 3;

/// Contradictions of one claim that are listed.
const LISTED: usize = 4;

impl Contradictions {
    /// Takes the claims of a document.
    pub fn claim(&mut self, document: u32, evidence: &Evidence) {
        for passage in &evidence.claims {
            let When::On(days) = passage.when else { continue };
            self.keys.extend(passage.near.iter().chain(&passage.far));
            self.claims.push(Claim { document, days, passage: passage.clone() });
        }
    }

    /// Takes what a document dates, which was published in those days. No claims may follow.
    pub fn hold(&mut self, document: u32, evidence: &Evidence, published: Option<Interval>) {
        if self.holders.is_empty() {
            order::sort_once(&mut self.keys);
            self.holders = vec![Vec::new(); self.keys.len()];
        }
        for passage in &evidence.passages {
            self.passages += 1;
            let number = self.witnesses.len() as u32;
            let mut held = false;
            for key in passage.near.iter().chain(&passage.far) {
                let Ok(place) = self.keys.binary_search(key) else { continue };
                // What is too common is not looked at again.
                if self.holders[place].len() <= COMMON {
                    self.holders[place].push(number);
                }
                held = true;
            }
            if held {
                let day = day_of(passage, published);
                self.witnesses.push(Witness { document, span: passage.span, day });
            }
        }
    }

    /// What was found, in the order of the claims.
    pub fn found(&self) -> Vec<Contradiction> {
        self.claims.iter().flat_map(|claim| self.against(claim)).collect()
    }

    fn against(&self, claim: &Claim) -> Vec<Contradiction> {
        let near = claim.passage.near.iter().map(|key| (key, 2));
        let far = claim.passage.far.iter().map(|key| (key, 1));
        let (mut shared, mut whole): (Vec<(u32, u32)>, u32) = (Vec::new(), 0);
        for (key, times) in near.chain(far) {
            let Ok(place) = self.keys.binary_search(key) else { continue };
            let holders = &self.holders[place];
            // The claim itself may be no passage that is held.
            let weight = weight(self.passages, holders.len().max(1)) * times;
            whole += weight;
            if weight > 0 {
                shared.extend(holders.iter().map(|&number| (number, weight)));
            }
        }
        shared.sort_unstable();
        let sums = shared.chunk_by(|one, other| one.0 == other.0).map(|same| {
            let sum: u32 = same.iter().map(|&(_, weight)| weight).sum();
            (sum, same.len(), self.witnesses[same[0].0 as usize])
        });
        let dated = sums.filter_map(|(score, words, witness)| {
            let day = witness.day.filter(|_| witness.document != claim.document)?;
            Some(Alike { score, words, witness, day })
        });
        let mut dated: Vec<Alike> = dated.collect();
        order::sort_by_key(&mut dated, |alike| u32::MAX - alike.score);
        let best_in = |days: Interval| {
            let best = dated.iter().find(|alike| has(days, alike.day));
            best.map_or(0, |alike| alike.score)
        };
        let bears_out = best_in(claim.days);
        let enough = enough(self.passages) * whole;
        let month = claim.passage.before;
        let best_of_month = month.map_or(0, best_in);
        let contradicts = |alike: &&Alike| {
            let score = alike.score;
            // In one of the two months that were said, and not in the other.
            let between = month.is_some_and(|month| has(month, alike.day))
                && alike.words >= WORDS
                && score * 100 * LESS >= enough
                && score * 3 >= best_of_month * 2
                && score > bears_out;
            let near = claim.days.distance(Interval::day(alike.day)) <= FAR;
            let plainly = near && score * 100 >= enough && score > 2 * bears_out;
            !has(claim.days, alike.day) && (between || plainly)
        };
        let contradiction = |&Alike { witness, day, .. }: &Alike| Contradiction {
            document: claim.document,
            span: claim.passage.span,
            days: claim.days,
            other: witness.document,
            other_span: witness.span,
            day,
        };
        dated.iter().filter(contradicts).take(LISTED).map(contradiction).collect()
    }
}
