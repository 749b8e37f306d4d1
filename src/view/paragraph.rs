//! A text as blocks to be set: paragraphs and lines, each with its direction and its pieces.
//!
//! Nothing of the text is lost or moved: the pieces of all blocks, joined, are the text, byte
//! for byte. Line ends and blank lines stay at the end of the block they close, where the
//! style sheet collapses them; so what a reader selects is what the source says.
//!
//! What is decided here: which lines belong together (text wrapped by hand at a fixed width
//! is joined to a paragraph, other lines stand alone), how much air comes after, which way
//! each block runs, and which block is the title.

use std::ops::Range;

use super::language::{Dir, direction};
use crate::engine::protocol::Zone;
use crate::id::Span;

/// A paragraph, a line or a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which way it runs.
    pub dir: Dir,
    /// What it is.
    pub role: Role,
    /// The zone that it begins in.
    pub zone: Zone,
    /// Its text, in order.
    pub pieces: Vec<Stretch>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The document's title.
    Title,
    /// A paragraph: air after it.
    Paragraph,
    /// A line of a list, a poem, a heading: the next one follows closely.
    Line,
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The number of the hit it belongs to, from 0; `None` between hits.
    pub hit: Option<usize>,
}

/// From how many letters on a line reads as a paragraph of its own.
const PARAGRAPH: usize = 120;

/// The widest column that text wrapped by hand has.
const COLUMN: usize = 100;

/// Cuts a text into blocks.
///
/// `hits` ascend and do not overlap; those that do not fit the text are passed over.
/// `usual` is the direction of blocks that have no letter and nothing before them. A block is
/// of the zone among `zones` in which its first letter stands.
pub fn blocks(
    text: &str,
    hits: &[Span],
    title: Option<Span>,
    zones: &[(Span, Zone)],
    usual: Dir,
) -> Vec<Block> {
    let title = title.filter(|span| span.start < span.end && span.of(text).is_some());
    let mut shapes = shapes(text, title);
    // White space before the first line belongs to it.
    if let Some(first) = shapes.first_mut() {
        first.0.start = 0;
    }
    let mut marks = valid(text, hits).peekable();
    let mut before = None;
    shapes
        .into_iter()
        .map(|(range, role)| {
            let own = direction(&text[range.clone()]);
            let dir = own.or(before).unwrap_or(usual);
            before = own.or(before);
            let mut pieces = Vec::new();
            let mut at = range.start;
            while let Some((number, mark)) =
                marks.peek().filter(|mark| mark.1.start < range.end).cloned()
            {
                push(&mut pieces, at..mark.start.max(at), None);
                push(&mut pieces, mark.start.max(at)..mark.end.min(range.end), Some(number));
                at = mark.end.min(range.end);
                if mark.end > range.end {
                    break; // It goes on in the next block.
                }
                marks.next();
            }
            push(&mut pieces, at..range.end, None);
            let inside = &text[range.clone()];
            let begins = range.start + inside.len() - inside.trim_start().len();
            Block { dir, role, zone: zone_at(zones, begins), pieces }
        })
        .collect()
}

/// The zone that a byte of a text stands in.
pub(super) fn zone_at(zones: &[(Span, Zone)], at: usize) -> Zone {
    let next = zones.partition_point(|(span, _)| span.end as usize <= at);
    zones.get(next).filter(|(span, _)| span.start as usize <= at).map_or(Zone::Body, |it| it.1)
}

/// A short text (a title) in pieces.
pub fn pieces(text: &str, hits: &[Span]) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut at = 0;
    for (number, mark) in valid(text, hits) {
        push(&mut out, at..mark.start, None);
        at = mark.end;
        push(&mut out, mark, Some(number));
    }
    push(&mut out, at..text.len(), None);
    out
}

/// A stretch of Markdown cut at its signs, which a reader would rather not read: `#` at the
/// head of a block, `*`, `` ` ``. Each part with whether it is such a sign; they join to the
/// whole.
///
/// ```
/// use kashf::view::paragraph::markdown_signs;
/// assert_eq!(markdown_signs("## **a** b"), [("##", true), (" ", false), ("**", true), ("a", false), ("**", true), (" b", false)]);
/// assert_eq!(markdown_signs("plain"), [("plain", false)]);
/// ```
pub fn markdown_signs(words: &str) -> Vec<(&str, bool)> {
    let body = words.trim_start().trim_start_matches('#');
    let head = words.len() - body.len();
    let is_sign = |at: usize, c: char| (at < head && c == '#') || matches!(c, '*' | '`');
    let mut parts: Vec<(&str, bool)> = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in words.char_indices() {
        let sign = is_sign(at, c);
        if let Some(kind) = before.filter(|&kind| kind != sign) {
            parts.push((&words[start..at], kind));
            start = at;
        }
        before = Some(sign);
    }
    parts.extend(before.map(|kind| (&words[start..], kind)));
    parts
}

fn push(pieces: &mut Vec<Stretch>, range: Range<usize>, hit: Option<usize>) {
    if !range.is_empty() {
        pieces.push(Stretch { range, hit });
    }
}

/// The hits that fit the text and ascend, each with its number among all given.
fn valid<'a>(text: &'a str, hits: &'a [Span]) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
    let mut floor = 0;
    hits.iter().enumerate().filter_map(move |(number, span)| {
        let range = span.start as usize..span.end as usize;
        let fits =
            range.start >= floor && range.start < range.end && text.get(range.clone()).is_some();
        fits.then(|| {
            floor = range.end;
            (number, range)
        })
    })
}

/// Where blocks lie and what they are; they cover the text from the first line that is not blank.
fn shapes(text: &str, title: Option<Span>) -> Vec<(Range<usize>, Role)> {
    let mut out: Vec<(Range<usize>, Role)> = Vec::new();
    let mut group: Vec<Range<usize>> = Vec::new();
    for line in lines(text) {
        let blank = text[line.clone()].trim().is_empty();
        let in_title = title
            .is_some_and(|span| line.start < span.end as usize && (span.start as usize) < line.end);
        if blank || in_title {
            close(text, &mut group, &mut out, blank);
        }
        match (blank, in_title, out.last_mut()) {
            (true, _, Some(last)) => last.0.end = line.end,
            (true, _, None) => {}
            (false, true, Some(last)) if last.1 == Role::Title && last.0.end == line.start => {
                last.0.end = line.end
            }
            (false, true, _) => out.push((line, Role::Title)),
            (false, false, _) => group.push(line),
        }
    }
    close(text, &mut group, &mut out, true);
    if out.is_empty() && !text.is_empty() {
        out.push((0..text.len(), Role::Paragraph));
    }
    out
}

/// Makes blocks of lines that follow each other without a blank one between them.
fn close(
    text: &str,
    group: &mut Vec<Range<usize>>,
    out: &mut Vec<(Range<usize>, Role)>,
    blank_follows: bool,
) {
    if wrapped_by_hand(text, group) {
        out.push((group[0].start..group[group.len() - 1].end, Role::Paragraph));
        group.clear();
        return;
    }
    let last = group.len().saturating_sub(1);
    for (place, line) in group.drain(..).enumerate() {
        let long = text[line.clone()].chars().count() >= PARAGRAPH;
        let role =
            if long || (place == last && blank_follows) { Role::Paragraph } else { Role::Line };
        out.push((line, role));
    }
}

/// Whether the lines were filled word by word up to a fixed width: then no line had room for
/// the next one's first word. Three lines are the least that can show it.
fn wrapped_by_hand(text: &str, group: &[Range<usize>]) -> bool {
    if group.len() < 3 {
        return false;
    }
    let letters = |line: &Range<usize>| text[line.clone()].trim_end().chars().count();
    let width = group.iter().map(letters).max().unwrap_or_default();
    (30..=COLUMN).contains(&width)
        && group.windows(2).all(|pair| {
            let word = text[pair[1].clone()]
                .split_whitespace()
                .next()
                .map_or(0, |word| word.chars().count());
            letters(&pair[0]) + 1 + word > width
        })
}

/// Lines with their ends: `\n`, `\r\n`, `\r` alone, and Unicode's own separators.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = rest
            .char_indices()
            .find(|(at, letter)| match letter {
                '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => true,
                '\r' => !rest[at + 1..].starts_with('\n'),
                _ => false,
            })
            .map_or(rest.len(), |(at, letter)| at + letter.len_utf8());
        let line = start..start + end;
        start = line.end;
        Some(line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Blocks as readable lines: role, direction, text with hits in brackets.
    fn shown(text: &str, hits: &[Span], title: Option<Span>) -> Vec<String> {
        blocks(text, hits, title, &[], Dir::Ltr)
            .into_iter()
            .map(|block| {
                let pieces: String = block
                    .pieces
                    .iter()
                    .map(|piece| match piece.hit {
                        Some(number) => format!("[{number}:{}]", &text[piece.range.clone()]),
                        None => text[piece.range.clone()].to_owned(),
                    })
                    .collect();
                format!("{:?} {} {}", block.role, block.dir.code(), pieces.escape_debug())
            })
            .collect()
    }

    #[test]
    fn a_headline_and_paragraphs() {
        let text = "سرخط\n\nمتن NATO است.\nخط\n\n(OSCE) 2021\n– 12 –";
        assert_eq!(
            shown(text, &[Span::new(10, 16)], Some(Span::new(0, 8))),
            [
                "Title rtl سرخط\\n\\n",
                "Line rtl [0:متن] NATO است.\\n",
                "Paragraph rtl خط\\n\\n",
                "Line ltr (OSCE) 2021\\n",
                "Paragraph ltr – 12 –",
            ]
        );
    }

    #[test]
    fn a_hit_over_a_line_end_stays_one_hit() {
        assert_eq!(
            shown("one two\nthree", &[Span::new(4, 13)], None),
            ["Line ltr one [0:two\\n]", "Paragraph ltr [0:three]"]
        );
    }

    #[test]
    fn text_wrapped_by_hand_is_joined() {
        let wrapped = "It was the best of times, it was the\nworst of times, it was the age of\nwisdom, it was the age of foolishness.\n";
        assert_eq!(blocks(wrapped, &[], None, &[], Dir::Ltr).len(), 1);
        let list = "A first headline of some length here\nShort one\nA third headline, again of some length\n";
        assert_eq!(blocks(list, &[], None, &[], Dir::Ltr).len(), 3);
    }

    #[test]
    fn a_block_is_of_the_zone_of_its_first_letter() {
        let zones = [(Span::new(0, 4), Zone::Navigation), (Span::new(9, 12), Zone::Related)];
        let set = blocks("menu\n\ntext and\nmore", &[], None, &zones, Dir::Ltr);
        let found: Vec<Zone> = set.iter().map(|block| block.zone).collect();
        assert_eq!(found, [Zone::Navigation, Zone::Body, Zone::Body]);
    }

    #[test]
    fn no_text_no_blocks() {
        assert!(blocks("", &[], None, &[], Dir::Rtl).is_empty());
        assert_eq!(shown(" \n ", &[], None), ["Paragraph ltr  \\n "]);
        assert_eq!(blocks("1 2", &[], None, &[], Dir::Rtl)[0].dir, Dir::Rtl);
    }

    #[test]
    fn a_title_in_pieces() {
        let cut = pieces("a bc d", &[Span::new(2, 4), Span::new(3, 5), Span::new(9, 12)]);
        assert_eq!(cut.iter().map(|piece| piece.hit).collect::<Vec<_>>(), [None, Some(0), None]);
    }

    proptest! {
        /// Whatever the text and however wrong the spans: nothing is lost, nothing panics.
        #[test]
        fn the_pieces_join_to_the_text(
            text in "[a-c \u{200c}\u{a0}ابپ۱\u{64b}😀«»\r\n\u{2028}]{0,60}",
            spans in prop::collection::vec((0u32..120, 0u32..20), 0..6),
            title in prop::option::of((0u32..40, 0u32..20)),
        ) {
            let mut spans: Vec<Span> = spans.into_iter().map(|(start, length)| Span::new(start, start + length)).collect();
            spans.sort();
            let title = title.map(|(start, length)| Span::new(start, start + length));
            let joined: String = blocks(&text, &spans, title, &[], Dir::Ltr)
                .iter()
                .flat_map(|block| &block.pieces)
                .map(|piece| &text[piece.range.clone()])
                .collect();
            prop_assert_eq!(&joined, &text);
            let joined: String = pieces(&text, &spans).iter().map(|piece| &text[piece.range.clone()]).collect();
            prop_assert_eq!(&joined, &text);
        }
    }
}
