//! A query as typed → its parts. Never fails: what cannot be read becomes a note.
//!
//! | typed | means |
//! |---|---|
//! | `word word` | any of them; documents with more of them come first |
//! | `"two words"`, `«…»`, `“…”` | these words in this order; a document must have them |
//! | `-word`, `-"two words"` | documents with it are left out |
//! | `begin*` | every word that begins so |
//!
//! What is written without spaces and still makes several words (روسیه-ناتو, `e-mail`)
//! is looked for in that order, but need not be there.

use super::{Note, NoteKind};
use crate::id::Span;
use crate::text;

/// The longest query that is read, in bytes.
pub const LONGEST: usize = 4096;
/// The most parts that are looked for.
pub const MOST_PARTS: usize = 64;

/// A query, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What to look for, in the order typed; nothing twice.
    pub parts: Vec<Part>,
    /// What the reader should know.
    pub notes: Vec<Note>,
}

/// One thing to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As typed, without quotation marks, `-` and `*`.
    pub typed: String,
    /// Where it stands in the query, signs included.
    pub span: Span,
    /// Whether a document should have it.
    pub want: Want,
    /// What it is.
    pub ask: Ask,
    /// True when the query ends in it, so that it may not be typed to the end.
    pub last: bool,
}

/// Whether a document should have a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Better with it.
    Should,
    /// Not without it.
    Must,
    /// Not with it.
    MustNot,
}

/// What a part is. Words are given as keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A word.
    Word(String),
    /// Every word that begins so.
    Prefix(String),
    /// At least two words in this order.
    Phrase(Vec<String>),
}

/// Reads a query.
///
/// ```
/// use kashf::query::parse::{Ask, Want, parse};
/// let query = parse("ناتو «تضمین‌های امنیتی» -کرملین واش*");
/// assert_eq!(query.parts[0].ask, Ask::Word("ناتو".into()));
/// assert_eq!(query.parts[1].ask, Ask::Phrase(vec!["تضمینهای".into(), "امنیتی".into()]));
/// assert_eq!(query.parts[2].want, Want::MustNot);
/// assert_eq!(query.parts[3].ask, Ask::Prefix("واش".into()));
/// assert!(query.notes.is_empty());
/// ```
pub fn parse(query: &str) -> Query {
    let read = cut(query);
    let mut parser = Parser { text: read, query: Query::default() };
    if read.len() < query.len() {
        parser.note(NoteKind::TooLong, Span::new(read.len() as u32, query.len() as u32), "…");
    }
    let mut at = 0;
    while let Some(start) = next_chunk(read, at) {
        at = parser.chunk(start);
    }
    parser.finish()
}

/// The part of an over-long query that is read, whole characters only.
fn cut(query: &str) -> &str {
    let mut end = query.len().min(LONGEST);
    while !query.is_char_boundary(end) {
        end -= 1;
    }
    &query[..end]
}

/// Where the next chunk of non-space begins.
fn next_chunk(text: &str, at: usize) -> Option<usize> {
    text[at..].find(|c: char| !c.is_whitespace()).map(|skip| at + skip)
}

const OPENING: [char; 6] = ['"', '«', '“', '”', '„', '»'];
const MINUS: [char; 4] = ['-', '\u{2212}', '\u{2013}', '\u{2011}'];

fn closes(open: char) -> &'static [char] {
    match open {
        '«' => &['»'],
        '»' => &['«', '»'],
        '"' => &['"'],
        _ => &['”', '“', '"'],
    }
}

struct Parser<'a> {
    text: &'a str,
    query: Query,
}

impl Parser<'_> {
    fn note(&mut self, kind: NoteKind, span: Span, about: &str) {
        self.query.notes.push(Note { kind, about: about.to_string(), span, forms: Vec::new() });
    }

    /// Reads the chunk that begins at `start`; gives where the next may begin.
    fn chunk(&mut self, start: usize) -> usize {
        let (excluded, at) = match self.text[start..].chars().next() {
            Some(c) if MINUS.contains(&c) => (true, start + c.len_utf8()),
            _ => (false, start),
        };
        match self.text[at..].chars().next() {
            Some(open) if OPENING.contains(&open) => self.quoted(start, at, open, excluded),
            _ => self.plain(start, at, excluded),
        }
    }

    fn quoted(&mut self, start: usize, at: usize, open: char, excluded: bool) -> usize {
        let inside = at + open.len_utf8();
        let found = self.text[inside..].find(closes(open));
        let end = found.map_or(self.text.len(), |length| inside + length);
        let after = end + self.text[end..].chars().next().map_or(0, char::len_utf8);
        let span = Span::new(start as u32, after as u32);
        let typed = self.text[inside..end].trim().to_string();
        if found.is_none() && !typed.is_empty() {
            self.note(NoteKind::UnclosedQuote, span, &typed);
        }
        let want = if excluded { Want::MustNot } else { Want::Must };
        if let Some(ask) = ask_for(&typed, false) {
            let last = after == self.text.len() && found.is_none();
            self.push(Part { typed, span, want, ask, last });
        }
        after
    }

    fn plain(&mut self, start: usize, at: usize, excluded: bool) -> usize {
        // An opening quotation mark inside a chunk begins a new one: ناتو«پیمان».
        let ends = |c: char| c.is_whitespace() || OPENING.contains(&c);
        let length = self.text[at..].find(ends).unwrap_or(self.text.len() - at);
        let end = at + length;
        let chunk = &self.text[at..end];
        let starred = chunk.strip_suffix('*').filter(|word| !word.is_empty());
        let typed = starred.unwrap_or(chunk).to_string();
        if let Some(ask) = ask_for(&typed, starred.is_some()) {
            let want = if excluded { Want::MustNot } else { Want::Should };
            let span = Span::new(start as u32, end as u32);
            let last = end == self.text.len();
            let typed = trim(&typed).to_string();
            self.push(Part { typed, span, want, ask, last });
        }
        // Always forward, even past a lone sign.
        end.max(start + self.text[start..].chars().next().map_or(1, char::len_utf8))
    }

    fn push(&mut self, part: Part) {
        let known = self
            .query
            .parts
            .iter_mut()
            .find(|other| other.ask == part.ask && other.want == part.want);
        if let Some(known) = known {
            known.last |= part.last;
        } else if self.query.parts.len() < MOST_PARTS {
            self.query.parts.push(part);
        } else if !self.query.notes.iter().any(|note| note.kind == NoteKind::TooLong) {
            let span = Span::new(part.span.start, self.text.len() as u32);
            self.note(NoteKind::TooLong, span, "…");
        }
    }

    fn finish(mut self) -> Query {
        let whole = Span::new(0, self.text.len() as u32);
        let text = self.text.trim();
        if self.query.parts.is_empty() && !text.is_empty() {
            self.note(NoteKind::NoWords, whole, text);
        }
        let wanted = self.query.parts.iter().any(|part| part.want != Want::MustNot);
        if !wanted && !self.query.parts.is_empty() {
            self.note(NoteKind::OnlyExclusions, whole, text);
        }
        self.query
    }
}

/// A word without the signs around it.
fn trim(typed: &str) -> &str {
    let first = text::words(typed).next().map_or(0, |range| range.start);
    let last = text::words(typed).last().map_or(typed.len(), |range| range.end);
    &typed[first..last]
}

fn ask_for(typed: &str, starred: bool) -> Option<Ask> {
    let mut keys: Vec<String> = text::words(typed).map(|range| text::fold(&typed[range])).collect();
    match (keys.len(), starred) {
        (0, _) => None,
        (1, true) => keys.pop().map(Ask::Prefix),
        (1, false) => keys.pop().map(Ask::Word),
        _ => Some(Ask::Phrase(keys)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A query in one line: `word`, `+must`, `-not`, `a/b` for phrases, `*` for prefixes,
    /// then the notes.
    fn p(query: &str) -> String {
        let query = parse(query);
        let parts = query.parts.iter().map(|part| {
            let sign = match part.want {
                Want::Should => "",
                Want::Must => "+",
                Want::MustNot => "-",
            };
            let ask = match &part.ask {
                Ask::Word(key) => key.clone(),
                Ask::Prefix(key) => format!("{key}*"),
                Ask::Phrase(keys) => keys.join("/"),
            };
            format!("{sign}{ask}")
        });
        let notes = query.notes.iter().map(|note| format!("{:?}", note.kind));
        parts.chain(notes).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn queries_as_read() {
        #[rustfmt::skip]
        let cases = [
            ("", ""), ("   ", ""),
            ("Lavrov Geneva", "lavrov geneva"),
            ("لاوروف لاوروف", "لاوروف"),
            ("\"security guarantees\"", "+security/guarantees"),
            ("«تضمین‌های امنیتی» ناتو", "+تضمینهای/امنیتی ناتو"),
            ("“one” two", "+one two"),
            ("a -b -\"c d\" −e", "a -b -c/d -e"),
            ("guar*", "guar*"), ("*guar", "guar"), ("gu*ar", "gu/ar"),
            ("روسیه-ناتو", "روسیه/ناتو"),
            ("\"open phrase", "+open/phrase UnclosedQuote"),
            ("\"", "NoWords"), ("!!!", "NoWords"), ("-", "NoWords"), ("- a", "a"),
            ("-a", "-a OnlyExclusions"),
            ("a\"b c\"d", "a +b/c d"),
            ("2021 ٢٠٢١ ۲۰۲۱", "2021"),
            ("(ناتو)،", "ناتو"),
        ];
        for (query, read) in cases {
            assert_eq!(p(query), read, "{query:?}");
        }
    }

    #[test]
    fn spans_and_typed_words_are_as_typed() {
        let text = " (گفت‌وگو)، -«دو تا»";
        let query = parse(text);
        assert_eq!(query.parts[0].typed, "گفت‌وگو");
        assert_eq!(query.parts[1].span.of(text), Some("-«دو تا»"));
        assert_eq!(query.parts[1].typed, "دو تا");
        assert!(!query.parts[0].last);
        assert!(parse("a b").parts[1].last && !parse("a b ").parts[1].last);
    }

    #[test]
    fn too_much_is_left_out_and_said() {
        let query = parse(&"واژه ".repeat(10_000));
        assert_eq!((query.parts.len(), query.notes[0].kind), (1, NoteKind::TooLong));
        let many: String = (0..500).map(|i| format!("w{i} ")).collect();
        let query = parse(&many);
        assert_eq!((query.parts.len(), query.notes.len()), (MOST_PARTS, 1));
    }

    proptest! {
        #[test]
        fn anything_can_be_read(query in "[\\PC\u{200C}\u{200F}\"«»“”*\\- ]{0,80}") {
            for part in parse(&query).parts {
                prop_assert!(part.span.of(&query).is_some_and(|text| text.contains(&part.typed)));
            }
        }
    }
}
