//! A difference → rows to be set side by side, like paragraphs beside like.
//!
//! A row holds a paragraph of either text, or several where one text breaks a paragraph that
//! the other does not. A paragraph that has no like stands alone in its row. Nothing is lost
//! or moved: the left parts of all rows, joined, are the left text, and so on the right.
//! Which way a paragraph runs is for whoever draws it, from its letters.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::diff::{Kind, Piece};
use crate::id::Span;

/// What stands side by side; one side may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The left, in order: [`Kind::Same`], [`Kind::Respelt`], [`Kind::Left`].
    pub left: Vec<Part>,
    /// The right, in order: [`Kind::Same`], [`Kind::Respelt`], [`Kind::Right`].
    pub right: Vec<Part>,
}

/// A piece's text on one side, as far as it is in the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The number of the piece: what is the same on the other side has it too.
    pub piece: u32,
    /// What it is.
    pub kind: Kind,
    /// Where it stands in its text.
    pub span: Span,
    /// The number of the moved passage that it is of.
    pub moved: Option<u32>,
}

/// Paragraphs stand in one row when so much of the shorter one is the same: a third.
const LIKE: u64 = 3;

/// Sets out the pieces of [`diff`](super::diff()) of these two texts in rows.
///
/// A paragraph ends with its line; blank lines belong to the paragraph before them.
///
/// ```
/// use kashf::reuse::{diff, rows};
/// let (left, right) = ("A headline\nIt rained all night.", "It rained all day.");
/// let rows = rows(left, right, &diff(left, right));
/// assert_eq!(rows.len(), 2);
/// assert!(rows[0].right.is_empty());
/// assert_eq!(rows[1].left[0].span.of(left), Some("It rained all "));
/// ```
pub fn rows(left: &str, right: &str, pieces: &[Piece]) -> Vec<Row> {
    let paragraphs = [ends(left), ends(right)];
    let mut parts = [
        parts(&paragraphs[0], pieces, |piece| piece.left),
        parts(&paragraphs[1], pieces, |piece| piece.right),
    ];
    let links = links(&paragraphs, pieces);
    let mut rows = Vec::new();
    let counts = (paragraphs[0].len(), paragraphs[1].len());
    for (of_left, of_right) in blocks(&links, counts) {
        let mut take = |side: usize, range: Range<usize>| -> Vec<Part> {
            parts[side][range].iter_mut().flat_map(std::mem::take).collect()
        };
        rows.push(Row { left: take(0, of_left), right: take(1, of_right) });
    }
    rows
}

/// Where each paragraph ends. White space at the beginning belongs to the first.
fn ends(text: &str) -> Vec<usize> {
    let (mut ends, mut filled, mut closed) = (Vec::new(), false, false);
    for (at, c) in text.char_indices() {
        let line_end = matches!(c, '\n' | '\r' | '\u{2029}');
        if closed && !c.is_whitespace() {
            ends.push(at);
            closed = false;
        }
        filled |= !c.is_whitespace();
        closed |= line_end && filled;
    }
    if !text.is_empty() {
        ends.push(text.len());
    }
    ends
}

/// The pieces of one side by its paragraphs, cut where those end.
fn parts(ends: &[usize], pieces: &[Piece], side: impl Fn(&Piece) -> Span) -> Vec<Vec<Part>> {
    let mut parts: Vec<Vec<Part>> = vec![Vec::new(); ends.len()];
    let mut paragraph = 0;
    for (number, piece) in (0u32..).zip(pieces) {
        let Span { mut start, end } = side(piece);
        while start < end && paragraph < ends.len() {
            let till = end.min(ends[paragraph] as u32);
            if start < till {
                let span = Span::new(start, till);
                let Piece { kind, moved, .. } = *piece;
                parts[paragraph].push(Part { piece: number, kind, span, moved });
                start = till;
            }
            paragraph += usize::from(till as usize == ends[paragraph]);
        }
    }
    parts
}

/// The paragraphs that are alike, left and right, ascending on both sides.
fn links(ends: &[Vec<usize>; 2], pieces: &[Piece]) -> Vec<(usize, usize)> {
    let length = |side: usize, it: usize| {
        (ends[side][it] - it.checked_sub(1).map_or(0, |before| ends[side][before])) as u64
    };
    let at = |side: usize, from: usize, start: u32| {
        from + ends[side][from..].iter().take_while(|end| **end <= start as usize).count()
    };
    let mut shared: Vec<((usize, usize), u64)> = Vec::new();
    let mut from = (0, 0);
    for piece in pieces.iter().filter(|it| matches!(it.kind, Kind::Same | Kind::Respelt)) {
        from = (at(0, from.0, piece.left.start), at(1, from.1, piece.right.start));
        if from.0 >= ends[0].len() || from.1 >= ends[1].len() {
            break;
        }
        let bytes = |span: Span| u64::from(span.end - span.start);
        let weight = bytes(piece.left).min(bytes(piece.right));
        match shared.last_mut() {
            Some((pair, sum)) if *pair == from => *sum += weight,
            _ => shared.push((from, weight)),
        }
    }
    let alike = |&((i, j), sum): &((usize, usize), u64)| {
        sum > 0 && sum * LIKE >= length(0, i).min(length(1, j))
    };
    shared.into_iter().filter(alike).map(|(pair, _)| pair).collect()
}

/// The paragraphs of each row: those that links hold together, and the others one by one.
fn blocks(links: &[(usize, usize)], counts: (usize, usize)) -> Vec<(Range<usize>, Range<usize>)> {
    let mut blocks: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let alone = |blocks: &mut Vec<_>, from: (usize, usize), to: (usize, usize)| {
        blocks.extend((from.0..to.0).map(|i| (i..i + 1, from.1..from.1)));
        blocks.extend((from.1..to.1).map(|j| (to.0..to.0, j..j + 1)));
    };
    let mut end = (0, 0);
    for &(i, j) in links {
        let held = i < end.0 || j < end.1;
        match blocks.last_mut().filter(|_| held) {
            Some(last) => (last.0.end, last.1.end) = (last.0.end.max(i + 1), last.1.end.max(j + 1)),
            None => {
                alone(&mut blocks, end, (i, j));
                blocks.push((i..i + 1, j..j + 1));
            }
        }
        end = (end.0.max(i + 1), end.1.max(j + 1));
    }
    alone(&mut blocks, end, counts);
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::diff;
    use proptest::prelude::*;

    fn side(text: &str, parts: &[Part]) -> String {
        parts.iter().map(|part| part.span.of(text).unwrap()).collect()
    }

    fn r(left: &str, right: &str) -> Vec<(String, String)> {
        let rows = rows(left, right, &diff(left, right));
        let texts: Vec<(String, String)> =
            rows.iter().map(|row| (side(left, &row.left), side(right, &row.right))).collect();
        assert_eq!(texts.iter().map(|row| &*row.0).collect::<String>(), left);
        assert_eq!(texts.iter().map(|row| &*row.1).collect::<String>(), right);
        texts
    }

    fn texts(rows: &[(&str, &str)]) -> Vec<(String, String)> {
        rows.iter().map(|row| (row.0.to_string(), row.1.to_string())).collect()
    }

    #[test]
    fn like_paragraphs_stand_side_by_side() {
        let left = "عنوان اول\n\nسیل راه‌های شهر را بست و مردم در خانه ماندند.\nمدرسه‌ها تعطیل شد.\n";
        let right =
            "تیتر دیگری از خبر\nسيل راههای شهر را بست و مردم به خیابان رفتند.\n«مدرسه‌ها تعطیل شد.»";
        assert_eq!(
            r(left, right),
            texts(&[
                ("عنوان اول\n\n", ""),
                ("", "تیتر دیگری از خبر\n"),
                (
                    "سیل راه‌های شهر را بست و مردم در خانه ماندند.\n",
                    "سيل راههای شهر را بست و مردم به خیابان رفتند.\n"
                ),
                ("مدرسه‌ها تعطیل شد.\n", "«مدرسه‌ها تعطیل شد.»"),
            ])
        );
    }

    #[test]
    fn a_paragraph_broken_in_two_is_one_row() {
        let one = "The flood closed the roads. All schools stay closed today.";
        let two = "The flood closed the roads.\nAll schools stay closed today.";
        assert_eq!(r(one, two), texts(&[(one, two)]));
        assert_eq!(r("", ""), []);
        assert_eq!(r("", "a\nb"), texts(&[("", "a\n"), ("", "b")]));
        assert_eq!(r("\n a", "b"), texts(&[("\n a", ""), ("", "b")]));
    }

    proptest! {
        #[test]
        fn nothing_is_lost(
            left in "([ab،.] ?|\n|كتاب |کتاب ){0,40}", right in "([ab،.] ?|\n|كتاب |کتاب ){0,40}",
        ) {
            for row in r(&left, &right) {
                prop_assert!(!row.0.is_empty() || !row.1.is_empty());
            }
        }
    }
}
