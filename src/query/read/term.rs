//! The text of one chunk or quotation → what it asks for.

use std::ops::Range;

use super::scan::number;
use crate::query::ast::Ask;
use crate::text;
use crate::text::script::{is_joiner, is_legacy_half_space, is_mark};

/// What a chunk asks for, and the part of it that says so.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Term {
    pub ask: Ask,
    /// Without the signs behind it, such as a last `*`.
    pub typed: Range<usize>,
    /// With them.
    pub whole: Range<usize>,
}

/// How a text is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// A chunk.
    Plain,
    /// What stood in quotation marks.
    Quoted,
    /// A chunk after `=`.
    Exact,
    /// What stood in quotation marks after `=`.
    ExactQuoted,
}

/// What a text asks for; `None` if it has no words.
pub(super) fn term(typed: &str, manner: Manner) -> Option<Term> {
    match manner {
        Manner::Plain => fuzzy(typed).or_else(|| row(typed, false)),
        Manner::Quoted => row(typed, true),
        Manner::Exact => exact(typed, false),
        Manner::ExactQuoted => exact(typed, true),
    }
}

/// `word~`, `word~1`, `word~2`, with nothing but signs behind it.
fn fuzzy(typed: &str) -> Option<Term> {
    let (before, behind) = typed.rsplit_once('~')?;
    let digits = behind.trim_end_matches(|c: char| !c.is_alphanumeric());
    let edits = if digits.is_empty() { Some(1) } else { number(digits) }?;
    let term = row(before, false).filter(|_| digits.chars().count() < 2)?;
    let whole = term.whole.start..before.len() + 1 + digits.len();
    let ask = match term.ask {
        Ask::Word { key, .. } if edits > 0 => Ask::Fuzzy { key, edits: edits.min(2) as u8 },
        other => other,
    };
    Some(Term { ask, typed: term.typed, whole })
}

fn exact(typed: &str, quoted: bool) -> Option<Term> {
    let words: Vec<Range<usize>> = text::words(typed).collect();
    let whole = words.first()?.start..words.last()?.end;
    let items = words.into_iter().map(|range| Ask::Exact(typed[range].to_string())).collect();
    Some(Term { ask: one_or_phrase(items, quoted)?, typed: whole.clone(), whole })
}

/// Words and patterns in a row.
fn row(typed: &str, quoted: bool) -> Option<Term> {
    let items: Vec<Item> = items(typed, quoted).collect();
    let (first, last) = (items.first()?, items.last()?);
    let whole = first.range.start..last.range.end;
    let alone = items.len() == 1 && matches!(last.ask, Ask::Prefix(_));
    let end = if alone { typed[..whole.end].trim_end_matches('*').len() } else { whole.end };
    let typed = whole.start..end;
    let ask = one_or_phrase(items.into_iter().map(|item| item.ask).collect(), quoted)?;
    Some(Term { ask, typed, whole })
}

/// One item stands for itself; a word in quotation marks is a phrase of one, as spelt.
fn one_or_phrase(mut items: Vec<Ask>, quoted: bool) -> Option<Ask> {
    let as_spelt = quoted && matches!(items.first(), Some(Ask::Word { .. }));
    if items.len() > 1 || as_spelt { Some(Ask::Phrase { items, quoted }) } else { items.pop() }
}

struct Item {
    ask: Ask,
    range: Range<usize>,
}

/// The words of a text, and its patterns: words and the signs `*` and `?` that touch.
fn items(typed: &str, quoted: bool) -> impl Iterator<Item = Item> {
    let mut items: Vec<Item> = Vec::new();
    for range in runs(typed) {
        let run = typed[range.clone()].trim_end_matches(is_joint);
        let read = read_run(run);
        // A star by itself is any one word, where words stand on both sides of it.
        let gap = read.is_none() && quoted && run.contains('*') && !items.is_empty();
        let read = if gap { Some((Ask::Wildcard(String::from("*")), run.len())) } else { read };
        items.extend(
            read.map(|(ask, length)| Item { ask, range: range.start..range.start + length }),
        );
    }
    while items.last().is_some_and(|item| item.ask == Ask::Wildcard(String::from("*"))) {
        items.pop();
    }
    items.into_iter()
}

const SIGNS: [char; 2] = ['*', '?'];

/// Joins words to the signs that touch them; two words are never joined.
fn runs(typed: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut after_word = false;
    for piece in pieces(typed) {
        let is_word = !typed[piece.clone()].starts_with(SIGNS);
        match runs.last_mut() {
            Some(run)
                if !(after_word && is_word)
                    && typed[run.end..piece.start].chars().all(is_joint) =>
            {
                run.end = piece.end;
            }
            _ => runs.push(piece),
        }
        after_word = is_word;
    }
    runs
}

/// Words and single signs, in order.
fn pieces(typed: &str) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for word in text::words(typed) {
        signs(typed, at..word.start, &mut pieces);
        at = word.end;
        pieces.push(word);
    }
    signs(typed, at..typed.len(), &mut pieces);
    pieces
}

fn signs(typed: &str, gap: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let start = gap.start;
    let found = typed[gap].match_indices(SIGNS);
    pieces.extend(found.map(|(i, sign)| start + i..start + i + sign.len()));
}

/// A half-space before a `*` does not part it from its word: می‌*.
fn is_joint(c: char) -> bool {
    is_joiner(c) || is_legacy_half_space(c)
}

/// What a run asks for, and how much of it says so: question marks at its end are a
/// question's, unless there is another sign before them. `None` for signs alone.
fn read_run(run: &str) -> Option<(Ask, usize)> {
    let asked = run.trim_end_matches('?');
    let run = if asked.contains(SIGNS) { run } else { asked.trim_end_matches(is_joint) };
    if !run.contains(SIGNS) {
        let word = || Ask::Word { form: run.to_string(), key: text::fold(run) };
        return (!run.is_empty()).then(|| (word(), run.len()));
    }
    let pattern = pattern(run);
    let ask = match pattern.strip_suffix('*') {
        Some(begin) if !begin.contains(SIGNS) => Ask::Prefix(begin.to_string()),
        _ => Ask::Wildcard(pattern.clone()),
    };
    let says_something = pattern.contains(|c| !SIGNS.contains(&c));
    says_something.then_some((ask, run.len()))
}

/// Folds what stands between the signs; signs in a row become `?`s and at most one `*`.
fn pattern(run: &str) -> String {
    let mut pattern = String::with_capacity(run.len());
    let mut starred = false;
    for part in run.split_inclusive(SIGNS) {
        let letters = part.trim_end_matches(SIGNS);
        let folded = fold_part(letters);
        if !folded.is_empty() {
            pattern.extend(std::mem::take(&mut starred).then_some('*'));
            pattern.push_str(&folded);
        }
        match &part[letters.len()..] {
            "?" => pattern.push('?'),
            sign => starred |= sign == "*",
        }
    }
    pattern.extend(starred.then_some('*'));
    pattern
}

/// Folds a part of a word. A letter before it lets marks and hamzas go that would stay if
/// they were a word by themselves.
fn fold_part(part: &str) -> String {
    text::fold(&format!("a{part}"))[1..].trim_start_matches(is_mark).to_string()
}
