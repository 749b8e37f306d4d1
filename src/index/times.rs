//! The times that documents speak of, and where documents contradict each other about them.
//!
//! A *run* is a document's times, or a part of them, one behind another as they stand in its
//! text; it also says whether the document's own date was inferred. Documents that speak of no
//! time, and whose date was not inferred, have none. What is no article does not count, nor
//! does what a document says of its own publication: that is its date, which has a column.
//!
//! Layout: [`format`](super::format#times).

use std::sync::Arc;

use super::coding::bytes::{Reader, put_varint};
use super::pieces::Pieces;
use crate::dates::{
    Calendar, Certainty, Conflict, Contradiction, Day, Interval, Reason, TimeOf, Timed, Weekday,
};
use crate::error::Error;
use crate::id::{DocId, Span};

/// A time that a document speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// The days that it means.
    pub days: Interval,
    /// By which calendar it was said; `None` of weekdays and of what counts in days.
    pub calendar: Option<Calendar>,
    /// What it is the time of.
    pub of: TimeOf,
    /// How its days were found.
    pub reason: Reason,
    /// How sure they are.
    pub certainty: Certainty,
    /// What in it does not agree.
    pub conflicts: Vec<Conflict>,
    /// It is later than its document, without looking ahead.
    pub is_later: bool,
}

impl Time {
    /// The time that an expression of an article speaks of; `None` for what does not count.
    pub fn of(timed: Timed) -> Option<Time> {
        let Timed { span, days, calendar, of, reason, certainty, conflicts, is_later, .. } = timed;
        let counts = of != TimeOf::Publication && timed.zone.is_article();
        let days = days.filter(|days| counts && is_reckoned(*days))?;
        let mut conflicts = conflicts;
        conflicts.retain(|conflict| match conflict {
            Conflict::Gloss(days) => is_reckoned(*days),
            Conflict::Weekday { .. } => true,
        });
        let reason = reason?;
        Some(Time { span, days, calendar, of, reason, certainty, conflicts, is_later })
    }
}

/// Some times of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The document.
    pub document: DocId,
    /// Whether its date was inferred.
    pub inferred: bool,
    /// Ascending by where they stand.
    pub times: Vec<Time>,
}

impl Run {
    fn none(document: DocId) -> Run {
        Run { document, inferred: false, times: Vec::new() }
    }
}

/// The first and the last day that is reckoned with: 1 January of the year 1, the end of 4000.
const DAYS: Interval = Interval { first: Day(-719_162), last: Day(741_806) };

fn is_reckoned(days: Interval) -> bool {
    DAYS.first <= days.first && days.first <= days.last && days.last <= DAYS.last
}

/// Bytes in a run after which a document's times go on in another.
const RUN: usize = 8 << 10;

/// Bytes in a piece, at most.
const PIECE: usize = 32 << 10;

/// The times of a corpus.
#[derive(Debug)]
pub struct Times {
    pieces: Arc<Pieces>,
    /// The first of its pieces.
    piece: u32,
    /// The first document in each.
    firsts: Vec<u32>,
    /// Whether a piece of contradictions follows.
    contradicted: bool,
    documents: u32,
}

impl Times {
    /// Reads what the root says of them, in a corpus of `documents` documents. Their pieces
    /// begin with `piece`.
    ///
    /// # Errors
    ///
    /// When it is not as [`format`](super::format#times) says.
    pub fn read(
        reader: &mut Reader<'_>,
        pieces: Arc<Pieces>,
        piece: u32,
        documents: u32,
    ) -> Result<Times, Error> {
        let mut firsts: Vec<u32> = Vec::new();
        for _ in 0..reader.count()? {
            let step = reader.varint32()?;
            let first = firsts.last().unwrap_or(&0).checked_add(step);
            firsts.push(first.filter(|first| *first < documents).ok_or_else(damaged)?);
        }
        let contradicted = match reader.byte()? {
            0 => false,
            1 => true,
            _ => return Err(damaged()),
        };
        Ok(Times { pieces, piece, firsts, contradicted, documents })
    }

    /// How many pieces they take.
    pub fn pieces(&self) -> u32 {
        self.firsts.len() as u32 + u32::from(self.contradicted)
    }

    /// Shows all runs, in the order of their documents. Nothing is shown of a part that is not
    /// here, and it is noted.
    pub fn each(&self, see: &mut dyn FnMut(&Run)) {
        self.in_pieces(0..self.firsts.len(), see);
    }

    /// The times of a document, and whether its date was inferred.
    pub fn of(&self, document: DocId) -> Run {
        let from = self.firsts.partition_point(|&first| first < document.0).saturating_sub(1);
        let to = self.firsts.partition_point(|&first| first <= document.0);
        let mut all = Run::none(document);
        self.in_pieces(from..to, &mut |run| {
            if run.document == document {
                all.inferred = run.inferred;
                all.times.extend_from_slice(&run.times);
            }
        });
        all
    }

    fn in_pieces(&self, range: std::ops::Range<usize>, see: &mut dyn FnMut(&Run)) {
        // All that is missing is noted before anything is shown.
        let parts: Vec<_> =
            range.clone().map(|number| self.pieces.get(self.piece + number as u32)).collect();
        let Some(parts) = parts.into_iter().collect::<Option<Vec<_>>>() else { return };
        for (&first, part) in self.firsts[range].iter().zip(parts) {
            if let Err(error) = take(part.as_ref(), first, self.documents, see) {
                return self.pieces.note(error);
            }
        }
    }

    /// Where documents contradict each other, in the order of those that claim.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        if !self.contradicted {
            return Vec::new();
        }
        let Some(part) = self.pieces.get(self.piece + self.firsts.len() as u32) else {
            return Vec::new();
        };
        take_contradictions(part.as_ref(), self.documents).unwrap_or_else(|error| {
            self.pieces.note(error);
            Vec::new()
        })
    }
}

fn take(bytes: &[u8], first: u32, documents: u32, see: &mut dyn FnMut(&Run)) -> Result<(), Error> {
    let mut reader = Reader::new(bytes);
    let mut run = Run::none(DocId(first));
    while reader.left() > 0 {
        let next = run.document.0.checked_add(reader.varint32()?);
        run.document = DocId(next.filter(|next| *next < documents).ok_or_else(damaged)?);
        let count = reader.varint32()?;
        run.inferred = count & 1 == 1;
        run.times.clear();
        let (mut start, mut day) = (0u32, Day(0));
        for _ in 0..count >> 1 {
            let time = take_time(&mut reader, start, day)?;
            (start, day) = (time.span.start, time.days.first);
            run.times.push(time);
        }
        see(&run);
    }
    Ok(())
}

/// Flags of a time.
const ONE_DAY: u8 = 1 << 4;
const SAYING: u8 = 1 << 5;
const LATER: u8 = 1 << 6;
const CONFLICT: u8 = 1 << 7;

fn take_time(reader: &mut Reader<'_>, start: u32, day: Day) -> Result<Time, Error> {
    let (flags, more) = (reader.byte()?, reader.byte()?);
    let reason = *REASONS.get(usize::from(flags & 15)).ok_or_else(damaged)?;
    let certainty = *CERTAINTIES.get(usize::from(more & 3)).ok_or_else(damaged)?;
    let calendar = match more >> 2 {
        0 => None,
        number => Some(*CALENDARS.get(usize::from(number) - 1).ok_or_else(damaged)?),
    };
    let span = take_span(reader, start)?;
    let first = take_day(reader, day)?;
    let days = take_days(reader, first, flags & ONE_DAY != 0)?;
    let mut conflicts = Vec::new();
    if flags & CONFLICT != 0 {
        for _ in 0..reader.count()? {
            conflicts.push(take_conflict(reader, first)?);
        }
    }
    Ok(Time {
        span,
        days,
        calendar,
        of: if flags & SAYING != 0 { TimeOf::Saying } else { TimeOf::Event },
        reason,
        certainty,
        conflicts,
        is_later: flags & LATER != 0,
    })
}

fn take_span(reader: &mut Reader<'_>, before: u32) -> Result<Span, Error> {
    let start = before.checked_add(reader.varint32()?).ok_or_else(damaged)?;
    let end = start.checked_add(reader.varint32()?).ok_or_else(damaged)?;
    Ok(Span::new(start, end))
}

fn take_day(reader: &mut Reader<'_>, before: Day) -> Result<Day, Error> {
    let step = reader.varint32()?;
    let step = (step >> 1) as i32 ^ -((step & 1) as i32);
    let day = Day(before.0.checked_add(step).ok_or_else(damaged)?);
    if is_reckoned(Interval::day(day)) { Ok(day) } else { Err(damaged()) }
}

fn take_days(reader: &mut Reader<'_>, first: Day, single: bool) -> Result<Interval, Error> {
    if single {
        return Ok(Interval::day(first));
    }
    let length = i32::try_from(reader.varint32()?).map_err(|_| damaged())?;
    let days = Interval { first, last: first.plus(length) };
    if is_reckoned(days) { Ok(days) } else { Err(damaged()) }
}

/// The numbers of conflicts: said weekday and real one (7 for none), or [`GLOSS`].
const GLOSS: u8 = 7 * 8;

fn take_conflict(reader: &mut Reader<'_>, first: Day) -> Result<Conflict, Error> {
    let number = reader.byte()?;
    if number == GLOSS {
        let first = take_day(reader, first)?;
        return Ok(Conflict::Gloss(take_days(reader, first, false)?));
    }
    let said = *Weekday::ALL.get(usize::from(number / 8)).ok_or_else(damaged)?;
    Ok(Conflict::Weekday { said, is: Weekday::ALL.get(usize::from(number % 8)).copied() })
}

fn take_contradictions(bytes: &[u8], documents: u32) -> Result<Vec<Contradiction>, Error> {
    let mut reader = Reader::new(bytes);
    let (mut all, mut document) = (Vec::new(), 0u32);
    for _ in 0..reader.count()? {
        document = document.checked_add(reader.varint32()?).ok_or_else(damaged)?;
        let span = take_span(&mut reader, 0)?;
        let first = take_day(&mut reader, Day(0))?;
        let days = take_days(&mut reader, first, false)?;
        let other = reader.varint32()?;
        let other_span = take_span(&mut reader, 0)?;
        let day = take_day(&mut reader, first)?;
        if document.max(other) >= documents {
            return Err(damaged());
        }
        all.push(Contradiction { document, span, days, other, other_span, day });
    }
    Ok(all)
}

/// The runs of a document, each without the number of its document. None for a document of
/// which there is nothing to say.
pub(super) fn runs(inferred: bool, times: &[Time]) -> Vec<Vec<u8>> {
    let mut runs = Vec::new();
    let mut rest = times;
    while !rest.is_empty() || inferred && runs.is_empty() {
        let (mut out, mut count) = (Vec::new(), 0u64);
        let (mut start, mut day) = (0, Day(0));
        while let [time, behind @ ..] = rest
            && out.len() < RUN
        {
            put_time(&mut out, time, start, day);
            (start, day, rest) = (time.span.start, time.days.first, behind);
            count += 1;
        }
        let mut run = Vec::new();
        put_varint(&mut run, count << 1 | u64::from(inferred));
        run.extend(out);
        runs.push(run);
    }
    runs
}

fn put_time(out: &mut Vec<u8>, time: &Time, start: u32, day: Day) {
    let flag = |is: bool, flag: u8| if is { flag } else { 0 };
    let reason = REASONS.iter().position(|reason| *reason == time.reason).unwrap_or_default();
    out.push(
        reason as u8
            | flag(time.days.single().is_some(), ONE_DAY)
            | flag(time.of == TimeOf::Saying, SAYING)
            | flag(time.is_later, LATER)
            | flag(!time.conflicts.is_empty(), CONFLICT),
    );
    out.push(time.certainty as u8 | time.calendar.map_or(0, |calendar| (calendar as u8 + 1) << 2));
    put_span(out, time.span, start);
    put_day(out, time.days.first, day);
    if time.days.single().is_none() {
        put_length(out, time.days);
    }
    if !time.conflicts.is_empty() {
        put_varint(out, time.conflicts.len() as u64);
        time.conflicts.iter().for_each(|conflict| match *conflict {
            Conflict::Gloss(days) => {
                out.push(GLOSS);
                put_day(out, days.first, time.days.first);
                put_length(out, days);
            }
            Conflict::Weekday { said, is } => {
                out.push(said as u8 * 8 + is.map_or(7, |is| is as u8))
            }
        });
    }
}

fn put_span(out: &mut Vec<u8>, span: Span, before: u32) {
    put_varint(out, u64::from(span.start - before));
    put_varint(out, u64::from(span.end - span.start));
}

fn put_day(out: &mut Vec<u8>, day: Day, before: Day) {
    let step = day.0 - before.0;
    put_varint(out, u64::from((step << 1 ^ step >> 31) as u32));
}

fn put_length(out: &mut Vec<u8>, days: Interval) {
    put_varint(out, (days.last.0 - days.first.0) as u64);
}

/// Puts runs into pieces.
#[derive(Debug, Default)]
pub(super) struct TimesWriter {
    /// The first document in each piece.
    firsts: Vec<u32>,
    /// The piece that is being filled, and the last document in it.
    piece: Vec<u8>,
    last: u32,
}

impl TimesWriter {
    /// Takes a run of a document, none before the last one taken. Gives a piece that is full.
    pub(super) fn push(&mut self, document: u32, run: &[u8]) -> Option<Vec<u8>> {
        let full = !self.piece.is_empty() && self.piece.len() + run.len() + 5 > PIECE;
        let closed = full.then(|| std::mem::take(&mut self.piece));
        if self.piece.is_empty() {
            self.firsts.push(document);
            self.last = document;
        }
        put_varint(&mut self.piece, u64::from(document - self.last));
        self.piece.extend_from_slice(run);
        self.last = document;
        closed
    }

    /// Appends to `root` what it says of times, and gives the pieces that are left.
    pub(super) fn finish(
        self,
        contradictions: &[Contradiction],
        root: &mut Vec<u8>,
    ) -> Vec<Vec<u8>> {
        put_varint(root, self.firsts.len() as u64);
        let mut before = 0;
        for &first in &self.firsts {
            put_varint(root, u64::from(first - before));
            before = first;
        }
        root.push(u8::from(!contradictions.is_empty()));
        let mut pieces = Vec::new();
        if !self.piece.is_empty() {
            pieces.push(self.piece);
        }
        if !contradictions.is_empty() {
            pieces.push(written(contradictions));
        }
        pieces
    }
}

fn written(contradictions: &[Contradiction]) -> Vec<u8> {
    let (mut out, mut before) = (Vec::new(), 0);
    put_varint(&mut out, contradictions.len() as u64);
    for it in contradictions {
        put_varint(&mut out, u64::from(it.document - before));
        before = it.document;
        put_span(&mut out, it.span, 0);
        put_day(&mut out, it.days.first, Day(0));
        put_length(&mut out, it.days);
        put_varint(&mut out, u64::from(it.other));
        put_span(&mut out, it.other_span, 0);
        put_day(&mut out, it.day, it.days.first);
    }
    out
}

/// Reasons by their numbers.
const REASONS: [Reason; 13] = [
    Reason::Stated,
    Reason::OrderGuessed,
    Reason::NearestYear,
    Reason::YearOfWeekday,
    Reason::YearAsSaid,
    Reason::YearBefore,
    Reason::YearElsewhere,
    Reason::Counted,
    Reason::UnitBeside,
    Reason::CountedRoundly,
    Reason::WeekdayBefore,
    Reason::WeekdayAfter,
    Reason::WeekdayNearest,
];

const CERTAINTIES: [Certainty; 3] = [Certainty::Guess, Certainty::Likely, Certainty::Certain];

const CALENDARS: [Calendar; 3] = [Calendar::Gregorian, Calendar::Jalali, Calendar::Hijri];

fn damaged() -> Error {
    Error::corrupt(
        "expected the times that documents speak of, found other bytes: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days() -> impl Strategy<Value = Interval> {
        (-700_000..700_000i32, prop_oneof![Just(0), 0..40_000i32])
            .prop_map(|(first, length)| Interval::new(Day(first), Day(first + length)))
    }

    fn conflict() -> impl Strategy<Value = Conflict> {
        let weekday = || prop::sample::select(Weekday::ALL.to_vec());
        prop_oneof![
            days().prop_map(Conflict::Gloss),
            (weekday(), prop::option::of(weekday()))
                .prop_map(|(said, is)| Conflict::Weekday { said, is }),
        ]
    }

    fn time() -> impl Strategy<Value = Time> {
        (
            (0..900u32, 0..40u32),
            days(),
            prop::option::of(prop::sample::select(CALENDARS.to_vec())),
            prop::sample::select(vec![TimeOf::Event, TimeOf::Saying]),
            prop::sample::select(REASONS.to_vec()),
            prop::sample::select(CERTAINTIES.to_vec()),
            prop::collection::vec(conflict(), 0..3),
            any::<bool>(),
        )
            .prop_map(
                |((start, length), days, calendar, of, reason, certainty, conflicts, is_later)| {
                    let span = Span::new(start, start + length);
                    Time { span, days, calendar, of, reason, certainty, conflicts, is_later }
                },
            )
    }

    /// As written and opened again.
    fn opened(all: &[Run], contradictions: &[Contradiction], documents: u32) -> Times {
        let (mut writer, mut pieces) = (TimesWriter::default(), Vec::new());
        for run in all {
            for bytes in runs(run.inferred, &run.times) {
                pieces.extend(writer.push(run.document.0, &bytes));
            }
        }
        let mut root = Vec::new();
        pieces.extend(writer.finish(contradictions, &mut root));
        assert!(pieces.iter().all(|piece| piece.len() <= PIECE));
        let count = pieces.len() as u32;
        let pieces = Arc::new(Pieces::of(pieces));
        let times = Times::read(&mut Reader::new(&root), pieces, 0, documents).unwrap();
        assert_eq!(times.pieces(), count);
        times
    }

    proptest! {
        #[test]
        fn times_come_back(
            each in prop::collection::vec((any::<bool>(), prop::collection::vec(time(), 0..5)), 1..30),
            repeat in 1..400usize,
        ) {
            // One document has so many times that they take several pieces.
            let mut all: Vec<Run> = (0..).zip(each).map(|(document, (inferred, mut times))| {
                times.sort_by_key(|time| time.span.start);
                Run { document: DocId(document), inferred, times }
            }).collect();
            let many = all[0].times.clone();
            all[0].times = many.iter().flat_map(|time| std::iter::repeat_n(time.clone(), repeat * 20)).collect();
            let times = opened(&all, &[], all.len() as u32);
            for run in &all {
                let empty = run.times.is_empty() && !run.inferred;
                let expected = if empty { Run::none(run.document) } else { run.clone() };
                prop_assert_eq!(times.of(run.document), expected);
            }
            let mut seen: Vec<Run> = Vec::new();
            times.each(&mut |run| match seen.last_mut() {
                Some(last) if last.document == run.document => last.times.extend_from_slice(&run.times),
                _ => seen.push(run.clone()),
            });
            all.retain(|run| run.inferred || !run.times.is_empty());
            prop_assert_eq!(seen, all);
        }

        #[test]
        fn contradictions_come_back(all in prop::collection::vec((0..9u32, days(), 0..9u32, days()), 0..9)) {
            let mut all: Vec<Contradiction> = all.into_iter().map(|(document, days, other, day)| Contradiction {
                document, span: Span::new(document, 90), days, other, other_span: Span::new(3, 4 + other), day: day.last,
            }).collect();
            all.sort_by_key(|it| it.document);
            prop_assert_eq!(opened(&[], &all, 9).contradictions(), all);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..90)) {
            let _ = take(&bytes, 3, 50, &mut |_| ());
            let _ = take_contradictions(&bytes, 50);
            let pieces = Arc::new(Pieces::of(vec![bytes.clone(); 4]));
            if let Ok(times) = Times::read(&mut Reader::new(&bytes), pieces, 0, 50) {
                times.each(&mut |_| ());
                times.of(DocId(7));
                times.contradictions();
            }
        }
    }
}
