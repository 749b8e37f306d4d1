//! Notes on a query: where they point, and the queries that they offer instead.

use crate::engine::protocol::{Note, NoteKind};
use crate::id::Span;

/// Letters of the query shown around what is pointed at, when it is long.
const AROUND: usize = 60;

/// The query in stretches, those that its notes are about marked; `None` when there is
/// nothing to point at.
///
/// A note on a word that is the whole query names it already, and is not pointed at.
pub fn echo(query: &str, notes: &[Note]) -> Option<Vec<(String, bool)>> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for span in notes.iter().filter_map(|note| pointed_at(query, note.span)) {
        spans.insert(spans.partition_point(|earlier| *earlier <= span), span);
    }
    let words = trimmed(query);
    let whole = |note: &Note| is_on_words(note.kind) && pointed_at(query, note.span) == Some(words);
    let &(first, last) = spans.first()?;
    if notes.iter().all(|note| whole(note) || pointed_at(query, note.span).is_none()) {
        return None;
    }
    let from = back(query, first, AROUND);
    let to = on(query, last.max(first), AROUND).max(last);
    let mut stretches = Vec::new();
    let mut push = |text: &str, marked: bool| {
        if !text.is_empty() {
            stretches.push((text.to_owned(), marked));
        }
    };
    push(if from > 0 { "… " } else { "" }, false);
    let mut at = from;
    for (start, end) in spans {
        let (start, end) = (start.clamp(at, to.max(at)), end.clamp(at, to.max(at)));
        push(&query[at..start], false);
        push(&query[start..end], true);
        at = end;
    }
    push(&query[at..to.max(at)], false);
    push(if to < query.len() { " …" } else { "" }, false);
    Some(stretches)
}

/// Whether a note is about words the corpus does or does not have, not about signs.
fn is_on_words(kind: NoteKind) -> bool {
    matches!(
        kind,
        NoteKind::Absent
            | NoteKind::ReadAsPrefix
            | NoteKind::ReadAsNear
            | NoteKind::DidYouMean
            | NoteKind::TooManyWords
            | NoteKind::TooManyPlaces
            | NoteKind::OnlyExclusions
            | NoteKind::NoWords
    )
}

/// The bytes that a span points at, white space at its ends aside. One between two letters,
/// or at the end, points at the letter before.
fn pointed_at(query: &str, span: Span) -> Option<(usize, usize)> {
    let (start, end) = bounds(query, span);
    let inside = &query[start..end];
    let start = start + (inside.len() - inside.trim_start().len());
    let end = start + inside.trim().len();
    if start < end {
        return Some((start, end));
    }
    let before = query[..start].trim_end();
    before.char_indices().last().map(|(at, _)| (at, before.len()))
}

/// A span within the query, on whole characters.
fn bounds(query: &str, span: Span) -> (usize, usize) {
    let floor = |mut at: usize| {
        at = at.min(query.len());
        while !query.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start as usize);
    (start, floor(span.end as usize).max(start))
}

fn trimmed(query: &str) -> (usize, usize) {
    let start = query.len() - query.trim_start().len();
    (start, query.trim_end().len().max(start))
}

/// Where `letters` letters before `at` begin.
fn back(text: &str, at: usize, letters: usize) -> usize {
    text[..at].char_indices().rev().nth(letters).map_or(0, |(at, _)| at)
}

/// Where `letters` letters after `at` end.
fn on(text: &str, at: usize, letters: usize) -> usize {
    text[at..].char_indices().nth(letters).map_or(text.len(), |(more, _)| at + more)
}

/// The query with another form in place of what a note is about; the signs around it stay.
///
/// ```
/// use kashf::engine::protocol::{Note, NoteKind};
/// use kashf::id::Span;
/// use kashf::view::notes::{exactly, replaced};
/// let note = Note { kind: NoteKind::ReadAsNear, about: "genva".into(), span: Span::new(4, 10), forms: vec![] };
/// assert_eq!(replaced("who -genva", &note, "geneva"), "who -geneva");
/// assert_eq!(exactly("who -genva", &note), "who -=genva");
/// ```
pub fn replaced(query: &str, note: &Note, form: &str) -> String {
    let (start, end) = bounds(query, note.span);
    let inside = &query[start..end];
    let (start, end) = match inside.find(&note.about) {
        Some(at) if !note.about.is_empty() => (start + at, start + at + note.about.len()),
        _ => (start, end),
    };
    let quoted = query[..start].matches('"').count() % 2 == 1;
    let form = if form.contains(char::is_whitespace) && !quoted {
        format!("\"{form}\"")
    } else {
        form.to_owned()
    };
    format!("{}{form}{}", &query[..start], &query[end..])
}

/// The query that looks for exactly what was typed.
pub fn exactly(query: &str, note: &Note) -> String {
    replaced(query, note, &format!("={}", note.about))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn note(kind: NoteKind, about: &str, start: u32, end: u32) -> Note {
        Note { kind, about: about.into(), span: Span::new(start, end), forms: Vec::new() }
    }

    /// The query as shown, marks in brackets.
    fn shown(query: &str, notes: &[Note]) -> String {
        let stretches = echo(query, notes).unwrap_or_default();
        let one = |(text, marked): (String, bool)| if marked { format!("[{text}]") } else { text };
        stretches.into_iter().map(one).collect()
    }

    #[test]
    fn what_is_wrong_is_marked() {
        for (query, kind, start, end, expected) in [
            ("(a OR b", NoteKind::UnclosedParenthesis, 0, 1, "[(]a OR b"),
            ("a OR", NoteKind::StrayOperator, 2, 4, "a [OR]"),
            ("/[a/", NoteKind::BadRegex, 0, 4, "[/[a/]"),
            ("a b", NoteKind::Absent, 2, 3, "a [b]"),
            // The whole query, or nowhere.
            ("b ", NoteKind::Absent, 0, 1, ""),
            ("", NoteKind::NoWords, 0, 0, ""),
            // Between letters, behind the end, in the middle of a letter.
            ("[form=", NoteKind::BadCql, 6, 6, "[form[=]"),
            ("a) ", NoteKind::StrayParenthesis, 9, 12, "a[)] "),
            ("ناتو)", NoteKind::StrayParenthesis, 8, 9, "ناتو[)]"),
        ] {
            assert_eq!(shown(query, &[note(kind, "", start, end)]), expected, "{query}");
        }
    }

    #[test]
    fn marks_do_not_overlap() {
        let notes = [
            note(NoteKind::BadDate, "", 2, 9),
            note(NoteKind::Absent, "", 0, 1),
            note(NoteKind::UnknownField, "", 2, 6),
        ];
        assert_eq!(shown("x date:99 y", &notes), "[x] [date][:99] y");
    }

    #[test]
    fn a_long_query_is_cut_around() {
        let query = format!("{}( {}", "ا ".repeat(500), "ب ".repeat(500));
        let at = query.find('(').unwrap() as u32;
        let shown = shown(&query, &[note(NoteKind::UnclosedParenthesis, "(", at, at + 1)]);
        assert!(shown.starts_with("… ") && shown.ends_with(" …") && shown.contains("[(]"));
        assert!(shown.chars().count() < 140, "{shown}");
    }

    #[test]
    fn other_queries() {
        let quoted = note(NoteKind::DidYouMean, "b", 0, 5);
        assert_eq!(replaced("\"a b\" c", &quoted, "x y"), "\"a x y\" c");
        assert_eq!(replaced("a b c", &note(NoteKind::DidYouMean, "b", 2, 3), "x y"), "a \"x y\" c");
        assert_eq!(replaced("a b", &note(NoteKind::DidYouMean, "elsewhere", 2, 3), "x"), "a x");
    }

    proptest! {
        #[test]
        fn any_note_on_any_query(query in "\\PC{0,30}", start in 0u32..99, more in 0u32..99, about in "\\PC{0,3}") {
            let note = note(NoteKind::BadCql, &about, start, start + more);
            if let Some(stretches) = echo(&query, std::slice::from_ref(&note)) {
                let text: String = stretches.into_iter().map(|(text, _)| text).collect();
                prop_assert_eq!(text, query.clone());
            }
            replaced(&query, &note, "x");
        }
    }
}
