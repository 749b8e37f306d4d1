//! What people decided about documents → what is known of those documents.
//!
//! What the program found out is a proposal; what a person decided stands, and is marked as
//! [decided](crate::document::Origin::Decision). A [`Decision`] is about the date, the title or
//! the source of one document, or about what a part of its text is. The text itself is never
//! altered. Decisions are kept in one small [`mod@file`]; a build [applies](Of::apply) them to
//! documents, a page puts them over an index that does not change.
//!
//! Each decision says which text it was made on. Where the text is another one by now, what was
//! said of a part of it cannot be placed and is refused; the rest stands, and that is told.

pub mod file;

use serde::{Deserialize, Serialize};

use crate::document::{Document, GIVEN_DATE, Zone, is_iso};
use crate::id::Span;
use crate::index::amended::Amended;
use crate::index::coding::checksum::checksum;
use crate::order;

/// One thing that a person decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Decision {
    /// The document's own id.
    pub id: String,
    /// The checksum of the text that it was made on: see [`text_mark`].
    pub text: String,
    /// What of the document it is about.
    pub what: What,
    /// The part of the text, in bytes, when it is about a zone.
    pub span: Option<Span>,
    /// How that part begins, for people.
    pub begins: String,
    /// How it ends.
    pub ends: String,
    /// What it shall be: a date (ISO 8601: a day, a month, a year, or two of them with `/`
    /// between), a title, a source; empty for "not known". For a zone its name.
    pub value: String,
    /// What it was before.
    pub was: String,
    /// Why, in words; may be empty.
    pub note: String,
}

/// What of a document is decided.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// When it was published.
    #[default]
    Date,
    /// Its title, as shown; not the words that are printed in the text.
    Title,
    /// Where it appeared.
    Source,
    /// What a part of the text is.
    Zone,
}

impl What {
    /// All of them.
    pub const ALL: [What; 4] = [What::Date, What::Title, What::Source, What::Zone];

    /// What it is called in files and reports.
    pub fn name(self) -> &'static str {
        match self {
            What::Date => "date",
            What::Title => "title",
            What::Source => "source",
            What::Zone => "zone",
        }
    }
}

/// What is to be said of a decision that was not applied as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// Its number in the list, from 0.
    pub number: u32,
    /// The document's id.
    pub id: String,
    /// What it is about.
    pub what: What,
    /// What is wrong with it.
    pub trouble: Trouble,
    /// True when it was applied all the same.
    pub applied: bool,
}

/// What is wrong with a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Trouble {
    /// There is no document of that id.
    Unknown,
    /// The document's text is not the one that it was made on.
    Changed,
    /// The part of the text is none.
    Place,
    /// The value is no date, or no zone.
    Value,
}

impl Trouble {
    /// In a sentence.
    pub fn in_english(self) -> &'static str {
        match self {
            Trouble::Unknown => "no document has this id",
            Trouble::Changed => "the text is not the one that it was made on",
            Trouble::Place => "it is about a part of the text that is none",
            Trouble::Value => "what it shall be is not valid",
        }
    }
}

/// Decisions in the order in which they count: of two on the same thing, the later one.
///
/// ```
/// use kashf::decisions::{Decision, Decisions, What};
/// let date = |value: &str| Decision { id: "a".into(), value: value.into(), ..Default::default() };
/// let mut decisions = Decisions::default();
/// decisions.add(date("2021"));
/// decisions.add(Decision { what: What::Title, ..date("T") });
/// decisions.add(date("2022-02-11"));
/// let values: Vec<&str> = decisions.list().iter().map(|it| it.value.as_str()).collect();
/// assert_eq!(values, ["2022-02-11", "T"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decisions(Vec<Decision>);

impl Decisions {
    /// All of them: by document, date, title, source, and then zones as they were decided.
    pub fn list(&self) -> &[Decision] {
        &self.0
    }

    /// Adds one; it takes the place of another one on the same thing, and remembers what that
    /// one replaced.
    pub fn add(&mut self, mut decision: Decision) {
        let key = (decision.id.as_str(), decision.what);
        let first = self.0.partition_point(|other| (other.id.as_str(), other.what) < key);
        let like =
            self.0[first..].iter().take_while(|other| (other.id.as_str(), other.what) == key);
        let mut end = first + like.clone().count();
        let same = like.clone().position(|other| other.span == decision.span);
        if let Some(same) = same {
            decision.was = self.0.remove(first + same).was;
            end -= 1;
        }
        self.0.insert(end, decision);
    }

    /// Takes one back.
    pub fn remove(&mut self, number: usize) {
        if number < self.0.len() {
            self.0.remove(number);
        }
    }

    /// Those of each document, in the order of ids.
    pub fn by_document(&self) -> Vec<Of<'_>> {
        let mut numbered: Vec<(u32, &Decision)> = (0..).zip(&self.0).collect();
        order::sort_by(&mut numbered, |a, b| (&a.1.id, a.0).cmp(&(&b.1.id, b.0)));
        let of = numbered.chunk_by(|a, b| a.1.id == b.1.id);
        of.map(|these| Of { decisions: these.to_vec() }).collect()
    }
}

impl FromIterator<Decision> for Decisions {
    fn from_iter<T: IntoIterator<Item = Decision>>(all: T) -> Decisions {
        let mut decisions = Decisions::default();
        all.into_iter().for_each(|decision| decisions.add(decision));
        decisions
    }
}

impl Decision {
    /// Whether it leaves everything as it was.
    pub fn is_idle(&self) -> bool {
        self.value == self.was && self.what != What::Zone
    }

    /// The value as it is to stand: a date [as ISO 8601](date); `None` for what is none.
    fn sound_value(&self) -> Option<String> {
        match self.what {
            What::Date => date(&self.value),
            What::Zone => Zone::named(&self.value).map(|zone| zone.name().to_string()),
            What::Title | What::Source => Some(self.value.trim().to_string()),
        }
    }
}

/// How a decision names a text: its checksum, in eight hexadecimal digits.
///
/// ```
/// assert_eq!(kashf::decisions::text_mark("123456789"), "cbf43926");
/// ```
pub fn text_mark(text: &str) -> String {
    mark(checksum(text.as_bytes()))
}

fn mark(checksum: u32) -> String {
    format!("{checksum:08x}")
}

/// A date that somebody decided, as the corpus keeps it; empty for "not known", `None` for what
/// is no date.
///
/// ```
/// use kashf::decisions::date;
/// assert_eq!(date("2022-02-11").as_deref(), Some("2022-02-11"));
/// assert_eq!(date("2021/2022-03").as_deref(), Some("2021-01/2022-03"));
/// assert_eq!((date("2022-02-30"), date("2022/2021"), date("spring")), (None, None, None));
/// ```
pub fn date(given: &str) -> Option<String> {
    let given = given.trim();
    let Some((first, last)) = given.split_once('/') else {
        return (given.is_empty() || is_date(given)).then(|| given.to_string());
    };
    // Of a bare year before a stroke nothing tells that it is ISO; with its month, it is.
    let whole = |date: &str, month: &str| match date.len() {
        4 => format!("{date}{month}"),
        _ => date.to_string(),
    };
    let (first, last) = (whole(first, "-01"), whole(last, "-12"));
    let common = first.len().min(last.len());
    let ordered = is_date(&first) && is_date(&last) && first[..common] <= last[..common];
    ordered.then(|| format!("{first}/{last}"))
}

/// `2022`, `2022-02` and `2022-02-11`, of the Gregorian calendar.
fn is_date(date: &str) -> bool {
    let mut parts = date.split('-');
    let mut figure = |width: usize| {
        let part = parts.next()?;
        let plain = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
        Some(part.parse::<u32>().ok().filter(|_| plain))
    };
    let (year, month, day) = (figure(4), figure(2), figure(2));
    let Some(Some(year)) = year else { return false };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        None => return year > 0,
        Some(Some(2)) => 28 + u32::from(leap),
        Some(Some(4 | 6 | 9 | 11)) => 30,
        Some(Some(1..=12)) => 31,
        Some(_) => return false,
    };
    let sound = match day {
        None => true,
        Some(day) => day.is_some_and(|day| (1..=length).contains(&day)),
    };
    year > 0 && sound && parts.next().is_none()
}

/// The decisions on one document, each with its number in the whole list.
#[derive(Clone, Debug, Default)]
pub struct Of<'a> {
    decisions: Vec<(u32, &'a Decision)>,
}

impl<'a> Of<'a> {
    /// Takes one more, on the same document.
    pub fn push(&mut self, number: u32, decision: &'a Decision) {
        self.decisions.push((number, decision));
    }

    /// The document's id.
    pub fn id(&self) -> &str {
        self.decisions.first().map_or("", |(_, first)| &first.id)
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.decisions.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// Whether one is on a part of the text.
    pub fn has_zones(&self) -> bool {
        self.decisions.iter().any(|(_, decision)| decision.what == What::Zone)
    }

    /// What to say when there is no such document.
    pub fn unknown(&self) -> Vec<Problem> {
        let unknown = |&(number, decision)| problem(number, decision, Trouble::Unknown, false);
        self.decisions.iter().map(unknown).collect()
    }

    /// What they come to for a document with this text, by its checksum, and these zones, and
    /// what there is to say of single ones. `text` is needed when there are some
    /// [on parts of it](Of::has_zones).
    pub fn settle(
        &self,
        text: &str,
        checksum: u32,
        zones: &[(Span, Zone)],
    ) -> (Amended, Vec<Problem>) {
        let (mut decided, mut problems) = (Amended::default(), Vec::new());
        for &(number, decision) in &self.decisions {
            let refused = |trouble| problem(number, decision, trouble, false);
            let Some(value) = decision.sound_value() else {
                problems.push(refused(Trouble::Value));
                continue;
            };
            let same_text = decision.text == mark(checksum);
            match (decision.what, same_text) {
                (What::Zone, false) => {
                    problems.push(refused(Trouble::Changed));
                    continue;
                }
                (_, false) => problems.push(problem(number, decision, Trouble::Changed, true)),
                (_, true) => {}
            }
            match decision.what {
                What::Date => decided.date = Some(value),
                What::Title => decided.title = Some(value),
                What::Source => decided.source = Some(value),
                What::Zone => {
                    let stands = |span: &Span| span.of(text).is_some_and(|part| !part.is_empty());
                    let span = decision.span.filter(stands);
                    let Some((span, zone)) = span.zip(Zone::named(&value)) else {
                        problems.push(refused(Trouble::Place));
                        continue;
                    };
                    let zones = decided.zones.get_or_insert_with(|| zones.to_vec());
                    set_zone(zones, span, zone);
                }
            }
        }
        (decided, problems)
    }

    /// Applies them to the document that they are about, and tells what there is to say.
    pub fn apply(&self, document: &mut Document) -> Vec<Problem> {
        let checksum = checksum(document.text.as_bytes());
        let (decided, problems) = self.settle(&document.text, checksum, &document.zones);
        decided.mark(&mut document.origins);
        let meta = &mut document.meta;
        if let Some(date) = decided.date {
            let given = std::mem::replace(&mut meta.date, date);
            if !given.trim().is_empty() && !is_iso(given.trim()) {
                meta.more.push((GIVEN_DATE.to_string(), given));
            }
        }
        if let Some(title) = decided.title {
            meta.title = title;
        }
        if let Some(source) = decided.source {
            meta.source = source;
        }
        if let Some(zones) = decided.zones {
            document.zones = zones;
        }
        problems
    }
}

fn problem(number: u32, decision: &Decision, trouble: Trouble, applied: bool) -> Problem {
    Problem { number, id: decision.id.clone(), what: decision.what, trouble, applied }
}

/// Makes a part of a text one zone, whatever it was; what reaches into it is cut off there.
///
/// ```
/// use kashf::decisions::set_zone;
/// use kashf::document::Zone;
/// use kashf::id::Span;
/// let mut zones = vec![(Span::new(0, 10), Zone::Related)];
/// set_zone(&mut zones, Span::new(4, 6), Zone::Body);
/// assert_eq!(zones, [(Span::new(0, 4), Zone::Related), (Span::new(6, 10), Zone::Related)]);
/// ```
pub fn set_zone(zones: &mut Vec<(Span, Zone)>, span: Span, zone: Zone) {
    let mut after: Vec<(Span, Zone)> = Vec::with_capacity(zones.len() + 2);
    let before = |its: Span| Span::new(its.start, its.end.min(span.start));
    let behind = |its: Span| Span::new(its.start.max(span.end), its.end);
    let is_left = |(span, _): &(Span, Zone)| span.start < span.end;
    after.extend(zones.iter().map(|&(its, zone)| (before(its), zone)).filter(is_left));
    if zone != Zone::Body {
        after.push((span, zone));
    }
    after.extend(zones.iter().map(|&(its, zone)| (behind(its), zone)).filter(is_left));
    *zones = after;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Origin;
    use proptest::prelude::*;

    fn about(what: What, value: &str) -> Decision {
        let (id, text) = ("a".to_string(), text_mark(TEXT));
        Decision { id, text, what, value: value.into(), ..Decision::default() }
    }

    const TEXT: &str = "عنوان\nمتن خبر\nپربازدیدها";

    fn document() -> Document {
        let zones = vec![(Span::new(0, 10), Zone::Headline)];
        Document { id: "a".into(), text: TEXT.into(), zones, ..Document::default() }
    }

    fn zone(span: Span, value: &str) -> Decision {
        Decision { span: Some(span), ..about(What::Zone, value) }
    }

    #[test]
    fn what_is_decided_stands_and_says_so() {
        let related = Span::new(TEXT.find("پر").unwrap() as u32, TEXT.len() as u32);
        let decisions: Decisions = [
            about(What::Date, "2022-02-11"),
            about(What::Title, " عنوان درست "),
            about(What::Source, ""),
            zone(related, "related"),
        ]
        .into_iter()
        .collect();
        let mut document = document();
        document.meta.source = "wrong".into();
        let problems = decisions.by_document()[0].apply(&mut document);
        assert_eq!(problems, []);
        let meta = &document.meta;
        let known = (meta.date.as_str(), meta.title.as_str(), meta.source.as_str());
        assert_eq!(known, ("2022-02-11", "عنوان درست", ""));
        assert_eq!(document.zones[1..], [(related, Zone::Related)]);
        assert_eq!(document.text, TEXT);
        let decided = document.origins.iter().filter(|(_, origin)| *origin == Origin::Decision);
        let names: Vec<&str> = decided.map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["date", "title", "source", "zones"]);
    }

    #[test]
    fn on_another_text_only_zones_are_refused() {
        let other = |decision: Decision| Decision { text: "00000000".into(), ..decision };
        let decisions: Decisions = [
            other(about(What::Date, "2022")),
            other(zone(Span::new(0, 10), "body")),
            zone(Span::new(1, 10), "body"),
            zone(Span::new(3, 3), "body"),
            about(What::Title, "T"),
            Decision { what: What::Source, id: "b".into(), ..Decision::default() },
        ]
        .into_iter()
        .collect();
        let by_document = decisions.by_document();
        let [a, b] = by_document.as_slice() else { panic!() };
        let mut document = document();
        let told = |problems: Vec<Problem>| -> Vec<(u32, Trouble, bool)> {
            problems.into_iter().map(|it| (it.number, it.trouble, it.applied)).collect()
        };
        let problems = told(a.apply(&mut document));
        let expected = [
            (0, Trouble::Changed, true),
            (2, Trouble::Changed, false),
            (3, Trouble::Place, false),
            (4, Trouble::Place, false),
        ];
        assert_eq!(problems, expected);
        assert_eq!((document.meta.date.as_str(), document.meta.title.as_str()), ("2022", "T"));
        assert_eq!(document.zones.len(), 1);
        assert_eq!(told(b.unknown()), [(5, Trouble::Unknown, false)]);
    }

    #[test]
    fn dates() {
        for sound in
            ["", "2024-02-29", "0850", "2021-12", "2021-12-17/2021-12-20", "2021-12/2021-12-20"]
        {
            assert_eq!(date(sound).as_deref(), Some(sound), "{sound}");
        }
        for wrong in [
            "2023-02-29",
            "2021-13",
            "21",
            "2021-1",
            "2021-12-17T10:00",
            "a/b",
            "2021/",
            "0000",
            "2021-12-17-01",
        ] {
            assert_eq!(date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn undoing_brings_back_what_was() {
        let mut decisions = Decisions::default();
        decisions.add(Decision { was: "1999".into(), ..about(What::Date, "2000") });
        decisions.add(Decision { was: "2000".into(), ..about(What::Date, "2001") });
        assert_eq!((decisions.list().len(), decisions.list()[0].was.as_str()), (1, "1999"));
        decisions.remove(7);
        decisions.remove(0);
        assert!(decisions.list().is_empty());
    }

    proptest! {
        #[test]
        fn a_zone_that_is_set_is_there_and_nothing_else_moves(
            rows in prop::collection::vec((0..4u32, 1..6u32, 1..Zone::ALL.len()), 0..9),
            start in 0..40u32, length in 1..20u32, number in 0..Zone::ALL.len(),
        ) {
            let mut end = 0;
            let before: Vec<(Span, Zone)> = rows.into_iter().map(|(gap, length, zone)| {
                let start = end + gap;
                end = start + length;
                (Span::new(start, end), Zone::ALL[zone])
            }).collect();
            let mut after = before.clone();
            let (span, wanted) = (Span::new(start, start + length), Zone::ALL[number]);
            set_zone(&mut after, span, wanted);
            let at = |zones: &[(Span, Zone)], byte: u32| {
                let of = |it: &&(Span, Zone)| it.0.start <= byte && byte < it.0.end;
                zones.iter().find(of).map_or(Zone::Body, |it| it.1)
            };
            for byte in 0..70 {
                let inside = span.start <= byte && byte < span.end;
                let expected = if inside { wanted } else { at(&before, byte) };
                prop_assert_eq!(at(&after, byte), expected);
            }
            prop_assert!(after.windows(2).all(|two| two[0].0.end <= two[1].0.start));
        }
    }
}
