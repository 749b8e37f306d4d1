//! A second article below the first: where it begins and ends, and its document.

use std::collections::BTreeSet;

use crate::document::{Document, Metadata, Zone};
use crate::id::Span;

use super::cues::{self, Cue};
use super::{Reader, line};

/// Short lines that may stand between «read also» and the article behind it.
const TITLES: usize = 3;
/// Lines that say «read also» behind which an article is looked for.
const DOORS: usize = 16;
/// Lines of prose that a title is held against.
const LEAD: usize = 3;
/// Of a title's words, the part that its own lead says again.
const SHARED: f32 = 0.5;
/// And how much more that is than what the article above says of them.
const MORE: f32 = 0.3;
/// Letters of the shortest word that is compared.
const SHORTEST: usize = 3;

impl Reader<'_> {
    /// The lines of the first article below this one; they are zoned `Related`.
    pub(super) fn guest_lines(&mut self) -> Option<(usize, usize)> {
        let doors = std::mem::take(&mut self.doors);
        let (from, to) =
            doors.into_iter().take(DOORS).find_map(|(door, ended)| self.behind(door, ended))?;
        self.zones[from..to].fill(Zone::Related);
        Some((from, to))
    }

    /// The article behind a line that says «read also», if one is there.
    fn behind(&self, door: usize, ended: bool) -> Option<(usize, usize)> {
        let closes = |at: &usize| {
            let opens = matches!(
                self.lines[*at].cue,
                Some(Cue::Comments | Cue::Related | Cue::Advertising | Cue::Furniture)
            );
            opens && !self.lines[*at].prose
        };
        let from = door + 1;
        let to = (from..self.lines.len()).find(closes).unwrap_or(self.lines.len());
        let prose = |at: &usize| self.lines[*at].prose;
        let lead: Vec<usize> = (from..to).filter(prose).take(LEAD).collect();
        let &first = lead.first()?;
        let title = (from..first).find(|&at| !self.lines[at].date && self.lines[at].words > 2);
        if first - from > TITLES || title.is_none() && lead.len() < 2 {
            return None;
        }
        let Some(title) = title else { return ended.then_some((from, to)) };
        let wanted = words(self.line(title));
        let below = words_of(lead.iter().map(|&at| self.line(at)));
        let above = words_of((0..door).filter(prose).map(|at| self.line(at)));
        let shared = |others: &BTreeSet<String>| {
            wanted.intersection(others).count() as f32 / wanted.len().max(1) as f32
        };
        let (below, above) = (shared(&below), shared(&above));
        let own = below >= SHARED && below - above >= MORE;
        (own || ended && (lead.len() > 1 || below > above)).then_some((title, to))
    }
}

/// The longer words of a line, folded.
fn words(line: &str) -> BTreeSet<String> {
    line.split(|c: char| c.is_whitespace())
        .map(cues::key)
        .filter(|word| word.chars().count() >= SHORTEST)
        .collect()
}

fn words_of<'a>(lines: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    lines.flat_map(words).collect()
}

/// The stretch of a document as one of its own, without an id.
pub fn copied(document: &Document, span: Span) -> Option<Document> {
    let text = span.of(&document.text)?.to_string();
    let enough = line::lines(&text).iter().any(|line| line.prose);
    let meta = Metadata { lang: document.meta.lang.clone(), ..Metadata::default() };
    enough.then(|| Document { text, meta, ..Document::default() })
}
