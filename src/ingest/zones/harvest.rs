//! What lines say of the whole document: sources, keywords, section, agencies.

use memchr::memmem;

use crate::document::{Document, Origin, Zone, is_iso};
use crate::id::Span;
use crate::ingest::format::plain::{span_in, trim};

use super::cues;

/// Words of the longest name of an outlet.
const LONGEST_NAME: usize = 8;
/// Agencies that are looked for in one text.
const MOST: usize = 12;
/// Bytes of prose at the head of a text in which its outlet names itself.
const HEAD: usize = 3000;

/// What ends a name.
const ENDS: &[char] = &['،', ',', '.', ';', '؛', ':', '\n', '(', '؟', '!'];

/// Fills what is not known yet, and says where it was found.
pub fn harvest(document: &mut Document) {
    let mut found = Found::default();
    let text = &document.text;
    for &(span, zone) in &document.zones {
        match zone {
            Zone::Source => found.source_line(text, span),
            Zone::Tags => found.tags(text, span),
            Zone::Section => found.section(text, span),
            Zone::Dateline => found.date(text, span),
            _ => {}
        }
    }
    found.agencies(document);
    found.settle(document);
}

/// What the lines say; each with where.
#[derive(Default)]
struct Found {
    outlet: Option<(String, Span)>,
    sources: Vec<(String, Span)>,
    agencies: Vec<(String, Span)>,
    keywords: Vec<(String, Span)>,
    section: Option<(String, Span)>,
    date: Option<(String, Span)>,
}

impl Found {
    fn source_line(&mut self, text: &str, span: Span) {
        for line in span.of(text).unwrap_or_default().lines() {
            let labelled = cues::cue(line, false) == Some(cues::Cue::Source);
            let value =
                cues::after_label(line).filter(|_| labelled).map_or("", |(_, rest)| trim(rest));
            if let (false, Some(at)) = (value.is_empty(), span_in(text, value)) {
                self.sources.push((value.to_string(), at));
            }
        }
    }

    /// A line of keywords behind a label, or one keyword of a list below it.
    fn tags(&mut self, text: &str, span: Span) {
        for line in span.of(text).unwrap_or_default().lines() {
            self.tag_line(text, line);
        }
    }

    fn tag_line(&mut self, text: &str, line: &str) {
        let labelled = cues::after_label(line).map(|(_, rest)| rest);
        let bare = cues::cue(line, false) == Some(cues::Cue::Tags);
        let words = labelled.unwrap_or(if bare { "" } else { line });
        for word in words.split(['،', ',', '؛', ';', '|', '#', '/', '\t']).map(trim) {
            if let (false, Some(at)) = (word.is_empty(), span_in(text, word)) {
                self.keywords.push((word.to_string(), at));
            }
        }
    }

    fn section(&mut self, text: &str, span: Span) {
        let line = span.of(text).unwrap_or_default();
        let value = cues::after_label(line).map_or(line, |(_, rest)| rest);
        if !value.is_empty() && self.section.is_none() {
            self.section = span_in(text, value).map(|at| (value.to_string(), at));
        }
    }

    /// Only dates that are written as ISO has them; others are left to whoever reads dates.
    fn date(&mut self, text: &str, span: Span) {
        let line = span.of(text).unwrap_or_default();
        let mut words = line.split_whitespace().map(|w| w.trim_matches(|c| ",،()".contains(c)));
        if let (None, Some(date)) = (&self.date, words.find(|word| is_iso(word) && word.len() >= 7))
        {
            self.date = span_in(text, date).map(|at| (date.to_string(), at));
        }
    }

    /// «به گزارش …،» and the agencies that the text names.
    fn agencies(&mut self, document: &Document) {
        let text = &document.text;
        let article = |at: usize| {
            let zone = document
                .zones
                .iter()
                .find(|(span, _)| (span.start as usize..span.end as usize).contains(&at));
            zone.is_none_or(|(_, zone)| zone.is_article())
        };
        let others = match document.meta.lang.as_str() {
            "fa" => "ar",
            "ar" => "fa",
            "" | "und" => "",
            _ => return,
        };
        for (lang, cue, read) in NAMES {
            if *lang == others {
                continue;
            }
            for at in memmem::find_iter(text.as_bytes(), cue).take(MOST) {
                let begins = text[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|c| !c.is_alphabetic() || "وبلف".contains(c));
                let rest = text[at + cue.len()..].trim_start_matches([' ', '\u{a0}', '\u{200c}']);
                let name = trim(read(rest));
                let fits = name.chars().filter(|c| c.is_alphabetic()).count() > 1
                    && name.split_whitespace().count() <= LONGEST_NAME;
                let (true, true, true, Some(span)) =
                    (begins, fits, article(at), span_in(text, name))
                else {
                    continue;
                };
                let paragraph = text[..at].ends_with('\n')
                    || trim(text[..at].rsplit('\n').next().unwrap_or("")).is_empty();
                if *cue == REPORT && paragraph && at < HEAD && self.outlet.is_none() {
                    self.outlet = Some((name.to_string(), span));
                } else {
                    self.agencies.push((name.to_string(), span));
                }
            }
        }
        self.agencies.sort_by_key(|(_, span)| span.start);
    }

    fn settle(self, document: &mut Document) {
        let line = |span: Span| Origin::Line(span);
        let outlet = self.outlet.or_else(|| self.sources.last().cloned());
        if let (true, Some((name, span))) = (document.meta.source.is_empty(), outlet) {
            document.meta.source = name;
            document.origins.push(("source".into(), line(span)));
        }
        if let (true, Some((date, span))) = (document.meta.date.is_empty(), self.date) {
            document.meta.date = date;
            document.origins.push(("date".into(), line(span)));
        }
        let source = cues::key(&document.meta.source);
        let named = self.sources.into_iter().chain(self.agencies);
        let others: Vec<_> = named.filter(|(name, _)| cues::key(name) != source).collect();
        list(document, "attribution", others);
        list(document, "keywords", self.keywords);
        list(document, "section", self.section.into_iter().collect());
    }
}

/// Puts values that are not there yet under a name, between commas.
fn list(document: &mut Document, field: &str, values: Vec<(String, Span)>) {
    if values.is_empty() || document.meta.more.iter().any(|(known, _)| known == field) {
        return;
    }
    let mut seen: Vec<String> = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    for (value, span) in values {
        let key = cues::key(&value);
        if !seen.contains(&key) {
            document.origins.push((field.to_string(), Origin::Line(span)));
            seen.push(key);
            kept.push(value);
        }
    }
    document.meta.more.push((field.to_string(), kept.join(", ")));
}

const REPORT: &str = "به گزارش ";

type Read = fn(&str) -> &str;

/// Words before a name by their language, and how the name is read.
const NAMES: &[(&str, &str, Read)] = &[
    ("fa", REPORT, report),
    ("fa", "به نقل از ", to_mark),
    ("fa", "خبرگزاری ", one),
    ("ar", "نقلا عن ", to_mark),
    ("ar", "نقلاً عن ", to_mark),
    ("ar", "وكالة ", arabic),
];

/// Up to a comma, without the desk: «گروه … خبرگزاری شهر» is «خبرگزاری شهر».
fn report(rest: &str) -> &str {
    let name = to_mark(rest);
    let desk = ["گروه ", "سرویس ", "خبرنگار "].iter().any(|desk| name.starts_with(desk));
    let house = ["خبرگزاری", "پایگاه", "روزنامه", "سایت"].iter().find_map(|house| name.find(house));
    match house {
        Some(at) if desk => &name[at..],
        _ => name,
    }
}

/// Up to a mark; nothing if none comes soon.
fn to_mark(rest: &str) -> &str {
    if let Some(name) = quoted(rest) {
        return name;
    }
    let end = rest.char_indices().nth(80).map_or(rest.len(), |(at, _)| at);
    rest[..end].find(ENDS).map_or("", |at| &rest[..at])
}

/// In quotation marks, or one word.
fn one(rest: &str) -> &str {
    quoted(rest).unwrap_or_else(|| word(rest))
}

/// In quotation marks, or one word and the adjectives with the article behind it.
fn arabic(rest: &str) -> &str {
    if let Some(name) = quoted(rest) {
        return name;
    }
    let mut end = word(rest).len();
    if matches!(&rest[..end], "أنباء" | "انباء") {
        end = next_word(rest, end);
    }
    while rest[end..].starts_with(" ال") && end > 0 {
        end = next_word(rest, end);
    }
    &rest[..end]
}

fn next_word(rest: &str, from: usize) -> usize {
    match rest[from..].strip_prefix(' ') {
        Some(next) => from + 1 + word(next).len(),
        None => from,
    }
}

fn word(rest: &str) -> &str {
    let ends = |c: char| c.is_whitespace() || ENDS.contains(&c) || "«»“”\")".contains(c);
    &rest[..rest.find(ends).unwrap_or(rest.len())]
}

fn quoted(rest: &str) -> Option<&str> {
    let (open, close) = [('«', '»'), ('“', '”'), ('"', '"')]
        .into_iter()
        .find(|(open, _)| rest.starts_with(*open))?;
    let rest = &rest[open.len_utf8()..];
    let end = rest.char_indices().take(60).find(|&(_, c)| c == close)?.0;
    Some(&rest[..end])
}
