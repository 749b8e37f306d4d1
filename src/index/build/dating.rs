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
    let known = evidence.publication().filter(|_| !is_iso(given));
    if let Some((date, origin)) = known.and_then(|known| Some((written(known), origin(known)?))) {
        if !given.is_empty() {
            document.meta.more.push((GIVEN_DATE.to_string(), document.meta.date.clone()));
        }
        document.meta.date = date;
        document.origins.retain(|(field, _)| field != "date");
        document.origins.push(("date".to_string(), origin));
    }
    let unknown = document.meta.date.trim().is_empty();
    let undated = unknown && !dates::is_decided_unknown(document);
    Seen { evidence: serde_json::to_vec(&evidence).unwrap_or_default(), undated }
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
fn origin(known: &Publication) -> Option<Origin> {
    let ground = known.grounds.first()?;
    match known.by {
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
