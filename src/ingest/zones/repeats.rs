//! The short lines that many documents of one source have alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{Document, Zone};
use crate::id::Span;

use super::line::{self, Line};

/// Documents of a source that must have a line before it counts as its furniture.
const DOCUMENTS: u32 = 4;
/// And their part among all of that source.
const PART: u32 = 5;

/// Counts the short lines of documents by their source, in a first pass over a corpus; in a
/// second pass it tells the furniture of a site that no cue gives away.
///
/// ```
/// use kashf::document::Document;
/// use kashf::ingest::zones::Repeats;
/// let page = |n: u32| Document {
///     text: format!("Our little slogan\nStory number {n} was told at length by the old man.\n"),
///     ..Document::default()
/// };
/// let mut repeats = Repeats::default();
/// (0..5).for_each(|n| repeats.take(&page(n)));
/// let mut document = page(1);
/// repeats.settle(&mut document);
/// assert_eq!(document.zones[0].0.of(&document.text), Some("Our little slogan"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Repeats {
    documents: BTreeMap<String, u32>,
    lines: BTreeMap<(String, u64), u32>,
}

impl Repeats {
    /// Counts a document.
    pub fn take(&mut self, document: &Document) {
        let source = &document.meta.source;
        *self.documents.entry(source.clone()).or_default() += 1;
        let hashes: BTreeSet<u64> = short(&line::lines(&document.text)).map(|l| l.hash).collect();
        for hash in hashes {
            *self.lines.entry((source.clone(), hash)).or_default() += 1;
        }
    }

    /// Zones the shared lines of a document `Navigation`, where no zone is yet. The headline of
    /// a series is a headline still.
    pub fn settle(&self, document: &mut Document) {
        let source = &document.meta.source;
        let all = self.documents.get(source).copied().unwrap_or(0);
        let lines = line::lines(&document.text);
        if !lines.iter().any(|line| line.prose) {
            return;
        }
        let shared = short(&lines).filter(|line| {
            let count = self.lines.get(&(source.clone(), line.hash)).copied().unwrap_or(0);
            count >= DOCUMENTS && count * PART >= all
        });
        let zoned = &document.zones;
        let free =
            |span: Span| zoned.iter().all(|(z, _)| z.end <= span.start || span.end <= z.start);
        let new: Vec<(Span, Zone)> = shared
            .map(|line| line.span)
            .filter(|&s| free(s))
            .map(|s| (s, Zone::Navigation))
            .collect();
        document.zones.extend(new);
        document.zones.sort_by_key(|(span, _)| span.start);
    }
}

/// Lines that are no prose and have a few letters at least.
fn short(lines: &[Line]) -> impl Iterator<Item = &Line> {
    lines.iter().filter(|line| !line.prose && line.hash != 0 && line.letters > 2)
}
