//! Two texts side by side → the lines to be drawn: rows that differ, and how many between them
//! do not.
//!
//! What the texts share and where they differ is said by the engine; here it is decided what of
//! it is seen. Nothing is lost: with `whole`, the cells of all lines are both texts, byte for
//! byte.

use std::ops::Range;

use super::language::{Dir, direction};
use super::paragraph::zone_at;
use crate::engine::protocol::{Comparison, Kind, Part, Row, Zone};
use crate::id::Span;

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Two cells.
    Row {
        /// Whether they differ in more than white space.
        differs: bool,
        /// The left cell.
        left: Cell,
        /// The right cell.
        right: Cell,
    },
    /// So many rows that are the same.
    Same(usize),
}

/// What one text has in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Which way it runs; nothing to go by without letters.
    pub dir: Option<Dir>,
    /// True when it begins in what is no article.
    pub aside: bool,
    /// Its text, in order.
    pub stretches: Vec<Stretch>,
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands, in bytes of its text.
    pub range: Range<usize>,
    /// How it differs.
    pub mark: Mark,
}

/// How a stretch differs from the other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Not at all.
    Same,
    /// In letters or signs only.
    Respelt,
    /// The other text has it nowhere.
    Alone,
    /// The other text has it elsewhere: the number of the passage.
    Moved(u32),
}

/// Rows that are the same are shown next to one that differs, and this many in a row at most.
const FOLDED: usize = 2;

/// The lines of a comparison: all rows when `whole`, else those that differ and their
/// neighbours.
pub fn lines(comparison: &Comparison, whole: bool) -> Vec<Line> {
    let differs: Vec<bool> =
        comparison.rows.iter().map(|row| row_differs(comparison, row)).collect();
    let near = |at: usize| {
        let around = at.saturating_sub(1)..(at + 2).min(differs.len());
        differs[around].contains(&true)
    };
    let (mut lines, mut at) = (Vec::new(), 0);
    while at < differs.len() {
        let same = (at..differs.len()).take_while(|&at| !near(at)).count();
        if !whole && same >= FOLDED {
            lines.push(Line::Same(same));
            at += same;
            continue;
        }
        let row = &comparison.rows[at];
        lines.push(Line::Row {
            differs: differs[at],
            left: cell(&comparison.left.text, &comparison.left.zones, &row.left),
            right: cell(&comparison.right.text, &comparison.right.zones, &row.right),
        });
        at += 1;
    }
    lines
}

/// White space alone is no difference.
fn row_differs(comparison: &Comparison, row: &Row) -> bool {
    let differs = |text: &str, parts: &[Part]| {
        let printed = |span: Span| span.of(text).is_some_and(|part| !part.trim().is_empty());
        parts.iter().any(|part| part.kind != Kind::Same && printed(part.span))
    };
    differs(&comparison.left.text, &row.left) || differs(&comparison.right.text, &row.right)
}

fn cell(text: &str, zones: &[(Span, Zone)], parts: &[Part]) -> Cell {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return Cell::default() };
    let whole = text.get(first.span.start as usize..last.span.end as usize).unwrap_or_default();
    let begins = first.span.start as usize + whole.len() - whole.trim_start().len();
    Cell {
        dir: direction(whole),
        aside: !zone_at(zones, begins).is_article(),
        stretches: parts.iter().flat_map(|part| stretches(text, part)).collect(),
    }
}

/// A part, and the white space behind it, which is not worth a mark.
fn stretches(text: &str, part: &Part) -> impl Iterator<Item = Stretch> + use<> {
    let printed = part.span.of(text).unwrap_or_default();
    let mark = match (part.kind, part.moved) {
        (Kind::Same, _) => Mark::Same,
        (Kind::Respelt, _) => Mark::Respelt,
        (Kind::Left | Kind::Right, Some(passage)) => Mark::Moved(passage),
        (Kind::Left | Kind::Right, None) => Mark::Alone,
    };
    let start = part.span.start as usize;
    let (middle, end) = (start + printed.trim_end().len(), start + printed.len());
    let both = [(start..middle, mark), (middle..end, Mark::Same)];
    both.into_iter()
        .filter(|(range, _)| !range.is_empty())
        .map(|(range, mark)| Stretch { range, mark })
}
