//! What is known of a document beside its metadata: the zones of its text, where its metadata
//! come from, and the document that it was found inside of.
//!
//! Documents of one kind have the same origins, but for lines of their own texts and reasons:
//! so what they share is a *pattern*, written once for the corpus, and what is a document's own
//! stands in its record.
//!
//! Layout: [`format`](super::format#texts).

use super::coding::bytes::{Reader, put_str, put_varint};
use crate::document::{Inference, InferredFrom, Origin, Zone};
use crate::error::Error;
use crate::id::Span;

/// What is known of a document beside its metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The parts of the text that are not its body.
    pub zones: Vec<(Span, Zone)>,
    /// Where the metadata come from, by the names of fields.
    pub origins: Vec<(String, Origin)>,
    /// The document that this one was found inside of.
    pub host: Option<String>,
}

impl Details {
    /// True when there is nothing to say.
    pub fn is_empty(&self) -> bool {
        *self == Details::default()
    }

    /// What is the document's own.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.zones.len() as u64);
        let mut before = 0;
        for (span, zone) in &self.zones {
            out.push(*zone as u8);
            put_varint(&mut out, u64::from(span.start - before));
            put_varint(&mut out, u64::from(span.end - span.start));
            before = span.end;
        }
        put_str(&mut out, self.host.as_deref().unwrap_or_default());
        for (_, origin) in &self.origins {
            match origin {
                Origin::Line(span) => {
                    put_varint(&mut out, u64::from(span.start));
                    put_varint(&mut out, u64::from(span.end.saturating_sub(span.start)));
                }
                Origin::Inferred(reasons) => put_reasons(&mut out, reasons),
                Origin::File(_) | Origin::Table(_) | Origin::Decision => {}
            }
        }
        out
    }

    /// What documents of its kind share; empty when nothing is known of origins.
    pub fn pattern(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for (field, origin) in &self.origins {
            put_str(&mut out, field);
            let (kind, place) = match origin {
                Origin::File(place) => (FILE, place.as_str()),
                Origin::Table(name) => (TABLE, name.as_str()),
                Origin::Line(_) => (LINE, ""),
                Origin::Inferred(_) => (INFERRED, ""),
                Origin::Decision => (DECISION, ""),
            };
            out.push(kind);
            put_str(&mut out, place);
        }
        out
    }

    /// Puts together what [`write`](Details::write) and [`pattern`](Details::pattern) parted, for
    /// a text of `text` bytes.
    ///
    /// # Errors
    ///
    /// When it is not as they write it.
    pub fn read(own: &[u8], pattern: &[u8], text: u32) -> Result<Details, Error> {
        let mut details = Details::default();
        let (mut own, mut pattern) = (Reader::new(own), Reader::new(pattern));
        let mut before = 0u32;
        for _ in 0..own.count()? {
            let zone = zone(own.byte()?)?;
            let start = before.checked_add(own.varint32()?).ok_or_else(damaged)?;
            let span = span(start, own.varint32()?, text)?;
            before = span.end;
            details.zones.push((span, zone));
        }
        details.host = Some(own.str()?.to_string()).filter(|host| !host.is_empty());
        while pattern.left() > 0 {
            let field = pattern.str()?.to_string();
            let kind = pattern.byte()?;
            let place = pattern.str()?.to_string();
            let origin = match kind {
                FILE => Origin::File(place),
                TABLE => Origin::Table(place),
                LINE => Origin::Line(span(own.varint32()?, own.varint32()?, text)?),
                TOLD => {
                    let name = own.str()?.to_string();
                    Origin::Inferred(vec![Inference { name, ..InferredFrom::Told.into() }])
                }
                INFERRED => Origin::Inferred(reasons(&mut own, text)?),
                DECISION => Origin::Decision,
                _ => return Err(damaged()),
            };
            details.origins.push((field, origin));
        }
        if own.left() > 0 { Err(damaged()) } else { Ok(details) }
    }
}

const FILE: u8 = 0;
const TABLE: u8 = 1;
const LINE: u8 = 2;
/// Inferred, as format 2 had it: the reasons are a sentence.
const TOLD: u8 = 3;
const DECISION: u8 = 4;
const INFERRED: u8 = 5;

const WEEKDAY: u8 = 16;
const DAY: u8 = 32;
const NAME: u8 = 64;

fn put_reasons(out: &mut Vec<u8>, reasons: &[Inference]) {
    put_varint(out, reasons.len() as u64);
    for Inference { from, said, weekday, day, name } in reasons {
        let mut flags = *from as u8;
        let given =
            [(weekday.is_some(), WEEKDAY), (!day.is_empty(), DAY), (!name.is_empty(), NAME)];
        given.iter().filter(|(given, _)| *given).for_each(|(_, flag)| flags |= flag);
        out.push(flags);
        put_varint(out, said.len() as u64);
        for span in said {
            put_varint(out, u64::from(span.start));
            put_varint(out, u64::from(span.end.saturating_sub(span.start)));
        }
        out.extend(*weekday);
        [day, name].into_iter().filter(|it| !it.is_empty()).for_each(|it| put_str(out, it));
    }
}

fn reasons(own: &mut Reader, text: u32) -> Result<Vec<Inference>, Error> {
    let mut reasons = Vec::new();
    for _ in 0..own.count()? {
        let flags = own.byte()?;
        let from = InferredFrom::ALL.get(usize::from(flags % WEEKDAY)).ok_or_else(damaged)?;
        let mut reason = Inference::from(*from);
        for _ in 0..own.count()? {
            reason.said.push(span(own.varint32()?, own.varint32()?, text)?);
        }
        if flags & WEEKDAY != 0 {
            reason.weekday = Some(own.byte()?).filter(|weekday| *weekday < 7);
        }
        for (flag, words) in [(DAY, &mut reason.day), (NAME, &mut reason.name)] {
            if flags & flag != 0 {
                *words = own.str()?.to_string();
            }
        }
        reasons.push(reason);
    }
    Ok(reasons)
}

/// The zone of a number.
///
/// # Errors
///
/// When there is none.
pub fn zone(number: u8) -> Result<Zone, Error> {
    Zone::ALL.get(usize::from(number)).copied().ok_or_else(damaged)
}

fn span(start: u32, length: u32, text: u32) -> Result<Span, Error> {
    let end = start.checked_add(length).filter(|end| *end <= text);
    Ok(Span::new(start, end.ok_or_else(damaged)?))
}

fn damaged() -> Error {
    Error::corrupt(
        "expected the zones of a text, found other bytes: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inference() -> impl Strategy<Value = Inference> {
        let span =
            (0..50u32, 0..50u32).prop_map(|(start, length)| Span::new(start, start + length));
        let said = prop::collection::vec(span, 0..3);
        let from = prop::sample::select(&InferredFrom::ALL[..]);
        (from, said, prop::option::of(0..7u8), "[0-9-]{0,9}", ".{0,9}").prop_map(
            |(from, said, weekday, day, name)| Inference { from, said, weekday, day, name },
        )
    }

    fn origin() -> impl Strategy<Value = Origin> {
        prop_oneof![
            "[a-z:]{0,9}".prop_map(Origin::File),
            "[a-z.]{0,9}".prop_map(Origin::Table),
            (0..50u32, 0..50u32)
                .prop_map(|(start, length)| Origin::Line(Span::new(start, start + length))),
            prop::collection::vec(inference(), 0..3).prop_map(Origin::Inferred),
            Just(Origin::Decision),
        ]
    }

    proptest! {
        #[test]
        fn details_come_back(
            lengths in prop::collection::vec((0..5u32, 1..9u32, 0..Zone::ALL.len()), 0..7),
            origins in prop::collection::vec(("[a-z]{1,5}", origin()), 0..6),
            host in prop::option::of("[a-z]{1,9}"),
        ) {
            let mut end = 0;
            let zones = lengths.into_iter().map(|(gap, length, zone)| {
                let start = end + gap;
                end = start + length;
                (Span::new(start, end), Zone::ALL[zone])
            });
            let details = Details { zones: zones.collect(), origins, host };
            let read = Details::read(&details.write(), &details.pattern(), 100).unwrap();
            prop_assert_eq!(read, details);
        }

        #[test]
        fn reasons_of_format_2_are_read(reason in ".{0,9}") {
            let (mut own, mut pattern) = (vec![0, 0], Vec::new());
            put_str(&mut own, &reason);
            put_str(&mut pattern, "date");
            pattern.extend([TOLD, 0]);
            let told = Inference { name: reason, ..InferredFrom::Told.into() };
            let expected = vec![("date".to_string(), Origin::Inferred(vec![told]))];
            prop_assert_eq!(Details::read(&own, &pattern, 0).unwrap().origins, expected);
        }

        #[test]
        fn any_bytes_are_read_or_refused(
            own in prop::collection::vec(any::<u8>(), 0..60),
            pattern in prop::collection::vec(any::<u8>(), 0..60),
        ) {
            let _ = Details::read(&own, &pattern, 40);
        }
    }
}
