//! When documents were published: what each says of it, document by document; for those that
//! say nothing, what may be inferred from them all ([`crate::dates`]).

use std::collections::BTreeMap;

use super::spill::{Spill, SpillReader, Storage};
use crate::dates::{self, Evidence, Publication, PublishedBy, Why};
use crate::document::{Document, GIVEN_DATE, Origin, is_iso};
use crate::error::Error;

/// What was seen of one document.
#[derive(Debug, Default)]
pub(in crate::index) struct Seen {
    /// [`Evidence`], coded.
    evidence: Vec<u8>,
    /// Nothing says when it was published.
    undated: bool,
}

/// Looks at a document. A date that its metadata give in words, or that a line of it gives,
/// becomes its date; what the metadata gave is kept under another name.
pub(in crate::index) fn look(document: &mut Document) -> Seen {
    let found = dates::find(&document.text, &document.meta.lang);
    let evidence = dates::evidence(document, &found);
    let given = document.meta.date.trim();
    let jalali = is_jalali(given, &document.meta.lang);
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
    let undated = document.meta.date.trim().is_empty();
    Seen { evidence: serde_json::to_vec(&evidence).unwrap_or_default(), undated }
}

/// Languages of countries whose calendar is the Jalali one.
const JALALI: [&str; 9] = ["fa", "prs", "ps", "ckb", "ku", "azb", "mzn", "glk", "lrc"];

/// True for a day that is written as ISO 8601 writes it and is a Jalali one: `1400-09-26`. A year
/// alone may be any calendar's, and so may an Arabic date of these years.
fn is_jalali(date: &str, lang: &str) -> bool {
    let mut parts = date.get(..10).unwrap_or_default().split('-');
    let mut number = |length: usize| {
        let part = parts.next().filter(|part| part.len() == length)?;
        part.parse::<u16>().ok()
    };
    let day = number(4).zip(number(2)).zip(number(2)).is_some_and(|((year, month), day)| {
        (1200..1500).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
    });
    day && JALALI.contains(&lang.split(['-', '_']).next().unwrap_or_default())
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
        PublishedBy::Metadata if jalali => {
            Some(Origin::Inferred("the date as given, in the Jalali calendar".to_string()))
        }
        PublishedBy::Metadata => Some(Origin::Inferred("the date as given, in words".to_string())),
        PublishedBy::Dateline => ground.span.map(Origin::Line),
        PublishedBy::Inferred => None,
    }
}

/// What was seen of all documents.
pub(in crate::index) struct Dating {
    evidence: Spill,
    lengths: Vec<u32>,
    undated: Vec<u32>,
}

/// A date that was inferred.
pub(in crate::index) struct Inferred {
    /// ISO 8601, as in [`look`].
    pub date: String,
    /// Why, in English; `name` gives a document's id.
    grounds: Publication,
}

impl Dating {
    pub(in crate::index) fn new(storage: &Storage) -> Dating {
        Dating { evidence: Spill::new(storage), lengths: Vec::new(), undated: Vec::new() }
    }

    /// Takes what was seen of the next document.
    pub(in crate::index) fn push(&mut self, seen: &Seen) -> Result<(), Error> {
        if seen.undated {
            self.undated.push(self.lengths.len() as u32);
        }
        self.lengths.push(seen.evidence.len() as u32);
        self.evidence.append(&seen.evidence)
    }

    /// The dates of documents that give none, where they can be inferred. Costs nothing where
    /// all are dated.
    pub(in crate::index) fn settle(&self) -> Result<BTreeMap<u32, Inferred>, Error> {
        if self.undated.is_empty() {
            return Ok(BTreeMap::new());
        }
        let (mut reader, mut at) = (SpillReader::new(&self.evidence), 0);
        let mut corpus: Vec<Evidence> = Vec::with_capacity(self.lengths.len());
        for &length in &self.lengths {
            let bytes = reader.get(at..at + u64::from(length))?;
            corpus.push(serde_json::from_slice(bytes).unwrap_or_default());
            at += u64::from(length);
        }
        let mut settled = dates::settle(&corpus);
        let inferred = |&document: &u32| {
            let grounds = settled.get_mut(document as usize)?.take()?;
            Some((document, Inferred { date: written(&grounds), grounds }))
        };
        Ok(self.undated.iter().filter_map(inferred).collect())
    }
}

impl Inferred {
    /// Why, in English: `text` is the document's, `id` gives the id of another.
    pub(in crate::index) fn reason(&self, text: &str, id: impl Fn(u32) -> String) -> String {
        let reasons = self.grounds.grounds.iter().map(|ground| match ground.why {
            Why::SameEvent { day, document, .. } => {
                let said = ground.span.and_then(|span| span.of(text)).unwrap_or_default();
                format!("“{said}” tells of what “{}” dates to {day}.", id(document))
            }
            _ => ground.in_english(text),
        });
        let mut whole: Vec<String> = Vec::new();
        for reason in reasons.take(MOST_REASONS) {
            if !whole.contains(&reason) {
                whole.push(reason);
            }
        }
        whole.join(" ")
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
        let origin = Origin::Inferred("the date as given, in the Jalali calendar".to_string());
        assert!(looked("1400-09-26", "fa").origins.contains(&("date".to_string(), origin)));
    }
}
