//! When documents were published, and what times they speak of: what each says of it, document
//! by document; of those that say nothing of their own time, what may be inferred from them
//! all; and where they contradict each other ([`crate::dates`]).
//!
//! Times that count from publication wait for that. Where it was inferred, which is known at
//! the end, the document's text is read once more.

use std::collections::BTreeMap;

use super::spill::{Spill, SpillReader, Storage};
use super::threads;
use crate::dates::{
    self, Contradiction, Contradictions, Evidence, Interval, Publication, PublishedBy, Timed,
};
use crate::document::{Document, GIVEN_DATE, Inference, InferredFrom, Origin, is_iso};
use crate::error::Error;
use crate::index::coding::bytes::{Reader, put_bytes};
use crate::index::times::{Time, TimesWriter, runs};

/// What was seen of one document.
#[derive(Debug, Default)]
pub(in crate::index) struct Seen {
    /// [`Evidence`], coded.
    evidence: Vec<u8>,
    /// It claims what others may contradict.
    claims: bool,
    /// Its language, where nothing says when it was published.
    undated: Option<String>,
    /// Its times, each run behind its length.
    times: Vec<u8>,
}

/// Looks at a document. A date that its metadata give in words, or that a line of it gives,
/// becomes its date; what the metadata gave is kept under another name.
pub(in crate::index) fn look(document: &mut Document) -> Seen {
    let found = dates::find(&document.text, &document.meta.lang);
    let (evidence, timed) = dates::told(document, &found);
    let given = document.meta.date.trim();
    // What a person decided is ISO.
    let decided = document.origins.iter().any(|it| it.0 == "date" && it.1 == Origin::Decision);
    let jalali = !decided && is_jalali(given, &document.meta.lang);
    let known = evidence.publication().filter(|_| jalali || !is_iso(given));
    let read = known.and_then(|known| Some((written(known), origin(known, jalali)?)));
    if let Some((date, origin)) = read {
        if !given.is_empty() {
            document.meta.more.push((GIVEN_DATE.to_string(), document.meta.date.clone()));
        }
        document.meta.date = date;
        document.origins.retain(|(field, _)| field != "date");
        document.origins.push(("date".to_string(), origin));
    }
    let unknown = document.meta.date.trim().is_empty() && !dates::is_decided_unknown(document);
    let undated = unknown.then(|| document.meta.lang.clone());
    Seen {
        evidence: evidence.write(),
        claims: evidence.claims(),
        undated,
        times: coded(false, timed),
    }
}

/// The times of a document, each run behind its length.
fn coded(inferred: bool, timed: Vec<Timed>) -> Vec<u8> {
    let times: Vec<Time> = timed.into_iter().filter_map(Time::of).collect();
    let mut out = Vec::new();
    runs(inferred, &times).iter().for_each(|run| put_bytes(&mut out, run));
    out
}

/// True for a day that is written as ISO 8601 writes it and is a Jalali one: `1400-09-26`. A year
/// or a month alone is left as it was given.
fn is_jalali(date: &str, lang: &str) -> bool {
    let day = date.get(..10).filter(|day| day.is_ascii());
    let only = |day| dates::iso_days(day, true) != dates::iso_days(day, false);
    dates::is_dated_by_jalali(lang) && day.is_some_and(only)
}

/// ISO 8601: the day and, where it is known, the time of day; or the days from and to.
fn written(known: &Publication) -> String {
    match known.time {
        Some(time) if known.days.single().is_some() => match time.zone {
            Some(zone) => format!("{}T{}{}", known.days, clock(time.minute), offset(zone)),
            None => known.days.to_string(),
        },
        _ => known.days.to_string(),
    }
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// A zone, in minutes east of Greenwich.
fn offset(zone: i16) -> String {
    match zone {
        0 => "Z".to_string(),
        zone => format!("{}{}", if zone < 0 { '-' } else { '+' }, clock(zone.unsigned_abs())),
    }
}

/// Where a date comes from that the document itself gives.
fn origin(known: &Publication, jalali: bool) -> Option<Origin> {
    let ground = known.grounds.first()?;
    match known.by {
        PublishedBy::Metadata => {
            let from = if jalali { InferredFrom::Jalali } else { InferredFrom::Worded };
            Some(Origin::Inferred(vec![from.into()]))
        }
        PublishedBy::Dateline => ground.span.map(Origin::Line),
        PublishedBy::Inferred => None,
    }
}

/// What was seen of all documents.
pub(in crate::index) struct Dating {
    evidence: Numbered,
    times: Numbered,
    /// Documents that are undated, and their languages.
    undated: Vec<(u32, String)>,
    /// Documents that claim what others may contradict.
    claiming: Vec<u32>,
}

/// Bytes for each document, set aside.
struct Numbered {
    bytes: Spill,
    lengths: Vec<u32>,
}

impl Numbered {
    fn new(storage: &Storage) -> Numbered {
        Numbered { bytes: Spill::new(storage), lengths: Vec::new() }
    }

    fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.lengths.push(bytes.len() as u32);
        self.bytes.append(bytes)
    }

    /// Shows what each document has that is wanted, in order.
    fn each(
        &self,
        wanted: impl Fn(u32) -> bool,
        mut see: impl FnMut(u32, &[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (mut reader, mut at) = (SpillReader::new(&self.bytes), 0);
        for (document, &length) in (0..).zip(&self.lengths) {
            let range = at..at + u64::from(length);
            at = range.end;
            if wanted(document) {
                see(document, reader.get(range)?)?;
            }
        }
        Ok(())
    }
}

/// What can be said once all documents are known.
#[derive(Default)]
pub(in crate::index) struct Settled {
    /// The dates of documents that give none, where they can be inferred.
    pub inferred: BTreeMap<u32, Inferred>,
    /// Where documents contradict each other.
    pub contradictions: Vec<Contradiction>,
}

/// A date that was inferred.
pub(in crate::index) struct Inferred {
    /// ISO 8601, as in [`look`].
    pub date: String,
    /// The days, and why.
    publication: Publication,
    lang: String,
}

impl Dating {
    pub(in crate::index) fn new(storage: &Storage) -> Dating {
        Dating {
            evidence: Numbered::new(storage),
            times: Numbered::new(storage),
            undated: Vec::new(),
            claiming: Vec::new(),
        }
    }

    /// Takes what was seen of the next document.
    pub(in crate::index) fn push(&mut self, seen: Seen) -> Result<(), Error> {
        let document = self.evidence.lengths.len() as u32;
        if let Some(lang) = seen.undated {
            self.undated.push((document, lang));
        }
        if seen.claims {
            self.claiming.push(document);
        }
        self.evidence.push(&seen.evidence)?;
        self.times.push(&seen.times)
    }

    /// Puts together what all documents tell. Costs nothing where all are dated and none claims
    /// what others could contradict.
    pub(in crate::index) fn settle(&self, threads: usize) -> Result<Settled, Error> {
        let mut settled = Settled::default();
        let mut published: Vec<Option<Interval>> = Vec::new();
        if !self.undated.is_empty() {
            let mut corpus: Vec<Evidence> = Vec::with_capacity(self.evidence.lengths.len());
            self.evidence.each(
                |_| true,
                |_, bytes| {
                    corpus.push(Evidence::read(bytes).unwrap_or_default());
                    Ok(())
                },
            )?;
            let mut publications =
                dates::settle_with(&corpus, |parts, work| threads::map(threads, parts, work));
            published = publications.iter().map(|known| Some(known.as_ref()?.days)).collect();
            for (document, lang) in &self.undated {
                let known = publications.get_mut(*document as usize).and_then(Option::take);
                let Some(publication) = known else { continue };
                let inferred =
                    Inferred { date: written(&publication), publication, lang: lang.clone() };
                settled.inferred.insert(*document, inferred);
            }
        }
        if !self.claiming.is_empty() {
            settled.contradictions = self.contradictions(&published)?;
        }
        Ok(settled)
    }

    fn contradictions(&self, published: &[Option<Interval>]) -> Result<Vec<Contradiction>, Error> {
        let mut found = Contradictions::default();
        let claims = |document: u32| self.claiming.binary_search(&document).is_ok();
        self.evidence.each(claims, |document, bytes| {
            found.claim(document, &Evidence::read(bytes).unwrap_or_default());
            Ok(())
        })?;
        self.evidence.each(
            |_| true,
            |document, bytes| {
                let evidence = Evidence::read(bytes).unwrap_or_default();
                let days = published.get(document as usize).copied().flatten();
                found.hold(document, &evidence, days);
                Ok(())
            },
        )?;
        Ok(found.found())
    }

    /// Writes the times of all documents; of those in `instead`, these. `take` is given pieces
    /// as they are filled.
    pub(in crate::index) fn write(
        &self,
        instead: &BTreeMap<u32, Vec<u8>>,
        mut take: impl FnMut(Vec<u8>) -> Result<(), Error>,
    ) -> Result<TimesWriter, Error> {
        let mut writer = TimesWriter::default();
        self.times.each(
            |_| true,
            |document, bytes| {
                let mut reader = Reader::new(instead.get(&document).map_or(bytes, Vec::as_slice));
                while reader.left() > 0 {
                    let length = reader.count()?;
                    if let Some(piece) = writer.push(document, reader.take(length)?) {
                        take(piece)?;
                    }
                }
                Ok(())
            },
        )?;
        Ok(writer)
    }
}

impl Inferred {
    /// The times of the document, of which text and zones are given, counted from that date.
    pub(in crate::index) fn times(&self, document: &Document) -> Vec<u8> {
        let found = dates::find(&document.text, &self.lang);
        coded(true, dates::timed(document, &found, Some(&self.publication)))
    }

    /// Why: `text` is the document's, `id` gives the id of another. What the text says twice in
    /// the same words is one reason.
    pub(in crate::index) fn reasons(
        &self,
        text: &str,
        id: impl Fn(u32) -> String,
    ) -> Vec<Inference> {
        let words = |reason: &Inference| -> Vec<Option<&str>> {
            reason.said.iter().map(|span| span.of(text)).collect()
        };
        let mut reasons: Vec<Inference> = Vec::new();
        let grounds = self.publication.grounds.iter().take(MOST_REASONS);
        for reason in grounds.filter_map(|ground| ground.inference(&id)) {
            let said = words(&reason);
            let known = |other: &Inference| {
                let other = Inference { said: reason.said.clone(), ..other.clone() };
                other == reason
            };
            if !reasons.iter().any(|other| known(other) && words(other) == said) {
                reasons.push(reason);
            }
        }
        reasons
    }
}

/// Reasons that are told.
const MOST_REASONS: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jalali_date_that_looks_like_iso_is_read() {
        let looked = |date: &str, lang: &str| {
            let mut document = Document { text: "Words.".into(), ..Document::default() };
            document.meta.date = date.into();
            document.meta.lang = lang.into();
            look(&mut document);
            document
        };
        for (date, lang, expected) in [
            ("1400-09-26", "fa", "2021-12-17"),
            ("1400-09-26", "fa-IR", "2021-12-17"),
            ("1400-09-26", "ar", "1400-09-26"),
            ("1400-09-26", "en", "1400-09-26"),
            ("1400-09", "fa", "1400-09"),
            ("1400", "fa", "1400"),
            ("1400-13-26", "fa", "1400-13-26"),
            ("2021-12-17", "fa", "2021-12-17"),
        ] {
            let document = looked(date, lang);
            assert_eq!(document.meta.date, expected, "{date} {lang}");
            let given = document.meta.more.iter().any(|(k, v)| k == GIVEN_DATE && v == date);
            assert_eq!(given, date != expected, "{date} {lang}");
        }
        let origin = Origin::Inferred(vec![InferredFrom::Jalali.into()]);
        assert!(looked("1400-09-26", "fa").origins.contains(&("date".to_string(), origin)));
    }
}
