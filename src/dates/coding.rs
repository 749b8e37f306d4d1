//! Evidence ↔ a few bytes: what a builder sets aside until it has seen all documents.
//!
//! Of a document that says when it was published only the days are kept, which is all that
//! others need to know of it. The bytes are for the program that wrote them; they are no part
//! of the index.

use serde::{Deserialize, Serialize};

use super::keys::Key;
use super::passage::{Passage, When};
use super::publication::{Evidence, Ground, Publication, PublishedBy};
use super::resolve::{Certainty, Interval};
use super::{Day, Weekday};
use crate::id::Span;

/// What is told by a document that does not say when it was published, passages aside.
#[derive(Default, Serialize, Deserialize)]
struct Told {
    days: Vec<Ground>,
    weekdays: Vec<(Weekday, Ground)>,
    not_before: Option<Ground>,
    news: Option<Ground>,
}

impl Evidence {
    /// The evidence as bytes. Of a known publication, the days are all that they hold.
    ///
    /// ```
    /// use kashf::dates::{Evidence, evidence, find};
    /// use kashf::document::Document;
    /// let text = "Today, Monday, it rained in Trondheim, as it did on 4 May 2020.".to_string();
    /// let document = Document { text, ..Document::default() };
    /// let evidence = evidence(&document, &find(&document.text, "en"));
    /// assert_eq!(Evidence::read(&evidence.write()), Some(evidence));
    /// ```
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match &self.known {
            Some(known) => {
                out.push(1);
                put_days(&mut out, known.days);
            }
            None => {
                out.push(0);
                let told = Told {
                    days: self.days.clone(),
                    weekdays: self.weekdays.clone(),
                    not_before: self.not_before,
                    news: self.news,
                };
                let told = serde_json::to_vec(&told).unwrap_or_default();
                put(&mut out, told.len() as u32);
                out.extend(told);
                put_keys(&mut out, &self.profile);
            }
        }
        for passages in [&self.passages, &self.claims] {
            out.push(passages.len() as u8);
            passages.iter().for_each(|passage| passage.write(&mut out));
        }
        out
    }

    /// Reads what [`write`](Evidence::write) wrote; `None` for other bytes.
    pub fn read(bytes: &[u8]) -> Option<Evidence> {
        let rest = &mut &*bytes;
        let mut evidence = Evidence::default();
        if take(rest)? == [1] {
            evidence.known = Some(Publication {
                days: take_days(rest)?,
                time: None,
                by: PublishedBy::Metadata,
                certainty: Certainty::Certain,
                grounds: Vec::new(),
                against: Vec::new(),
            });
        } else {
            let length = take_number(rest)? as usize;
            let told: Told = serde_json::from_slice(rest.get(..length)?).ok()?;
            *rest = &rest[length..];
            (evidence.days, evidence.weekdays) = (told.days, told.weekdays);
            (evidence.not_before, evidence.news) = (told.not_before, told.news);
            evidence.profile = take_keys(rest)?;
        }
        for passages in [&mut evidence.passages, &mut evidence.claims] {
            let [count] = take(rest)?;
            *passages = (0..count).map(|_| Passage::read(rest)).collect::<Option<_>>()?;
        }
        Some(evidence)
    }

    /// Whether it claims something that other documents may contradict.
    pub fn claims(&self) -> bool {
        !self.claims.is_empty()
    }
}

const ON: u8 = 0;
const AGO: u8 = 1;
const NAMED: u8 = 2;
/// For no weekday.
const NONE: u8 = 7;

impl Passage {
    fn write(&self, out: &mut Vec<u8>) {
        put(out, self.span.start);
        put(out, self.span.end);
        match self.when {
            When::On(days) => {
                out.push(ON);
                put_days(out, days);
            }
            When::Ago { least, most, weekday } => {
                out.extend([AGO, weekday.map_or(NONE, |weekday| weekday as u8)]);
                out.extend(least.to_le_bytes());
                out.extend(most.to_le_bytes());
            }
            When::Named(weekday) => out.extend([NAMED, weekday as u8]),
        }
        out.push(u8::from(self.before.is_some()));
        self.before.iter().for_each(|&days| put_days(out, days));
        put_keys(out, &self.near);
        put_keys(out, &self.far);
    }

    fn read(rest: &mut &[u8]) -> Option<Passage> {
        let span = Span::new(take_number(rest)?, take_number(rest)?);
        let weekday = |[number]: [u8; 1]| Weekday::ALL.get(usize::from(number)).copied();
        let when = match take(rest)? {
            [ON] => When::On(take_days(rest)?),
            [AGO] => When::Ago {
                weekday: weekday(take(rest)?),
                least: i16::from_le_bytes(take(rest)?),
                most: i16::from_le_bytes(take(rest)?),
            },
            _ => When::Named(weekday(take(rest)?)?),
        };
        let before = if take(rest)? == [1] { Some(take_days(rest)?) } else { None };
        Some(Passage { span, when, before, near: take_keys(rest)?, far: take_keys(rest)? })
    }
}

fn put(out: &mut Vec<u8>, number: u32) {
    out.extend(number.to_le_bytes());
}

fn put_days(out: &mut Vec<u8>, days: Interval) {
    out.extend(days.first.0.to_le_bytes());
    out.extend(days.last.0.to_le_bytes());
}

/// No more than a few hundred are kept of anything.
fn put_keys(out: &mut Vec<u8>, keys: &[Key]) {
    out.extend((keys.len() as u16).to_le_bytes());
    keys.iter().for_each(|&key| put(out, key));
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, behind) = rest.split_first_chunk()?;
    *rest = behind;
    Some(*taken)
}

fn take_number(rest: &mut &[u8]) -> Option<u32> {
    take(rest).map(u32::from_le_bytes)
}

fn take_days(rest: &mut &[u8]) -> Option<Interval> {
    let mut day = || Some(Day(i32::from_le_bytes(take(rest)?)));
    Some(Interval::new(day()?, day()?))
}

fn take_keys(rest: &mut &[u8]) -> Option<Vec<Key>> {
    let count = u16::from_le_bytes(take(rest)?);
    (0..count).map(|_| take_number(rest)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{evidence, find};
    use super::*;
    use crate::document::{Document, Metadata};

    #[test]
    fn evidence_comes_back() {
        for (text, lang, date) in [
            ("", "", ""),
            ("امروز، پنجشنبه باران بارید. او در ۳ مارس ۲۰۲۰ رفته بود.", "fa", ""),
            ("Two weeks ago, in late December 2021, and on Sunday. Today, 5 March 2021.", "en", ""),
            ("It rained in early May 2020 and last Friday.", "en", "2020-06-01"),
        ] {
            let meta = Metadata { lang: lang.into(), date: date.into(), ..Metadata::default() };
            let document = Document { text: text.into(), meta, ..Document::default() };
            let told = evidence(&document, &find(text, lang));
            let read = Evidence::read(&told.write()).unwrap();
            let days = |it: &Evidence| it.publication().map(|known| known.days);
            assert_eq!(days(&read), days(&told), "{text}");
            assert_eq!(Evidence { known: told.known.clone(), ..read }, told, "{text}");
            let bytes = told.write();
            (0..bytes.len()).for_each(|end| assert_eq!(Evidence::read(&bytes[..end]), None));
        }
    }
}
