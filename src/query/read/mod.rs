//! A query as typed → its tree. The query language, which this page describes.
//!
//! Nothing is refused. What cannot be understood is read as words, and a
//! [`Note`] says so and points at it, so that a query can be searched for
//! at every keystroke while it is being typed.
//!
//! # Words and phrases
//!
//! | typed | finds |
//! |---|---|
//! | `ناتو روسیه` | any of the words, in any spelling and inflection; documents with more of them come first |
//! | `"security guarantees"`, `«…»`, `“…”`, `„…“`, `»…«` | these words in a row, as they are spelt; a document must have them. A quotation that is not closed goes on to the end |
//! | `روسیه-ناتو`, `e-mail` | without spaces and still several words: in a row, in any inflection; need not be there |
//! | `=Word`, `="As printed"` | printed just so, letter by letter |
//!
//! # Patterns
//!
//! | typed | finds |
//! |---|---|
//! | `begin*` | every word that begins so |
//! | `*ending`, `be*in`, `w?rd` | `*` is any letters or none, `?` is one letter |
//! | `word~`, `word~1`, `word~2` | words with one (or two) letters changed, added, left out or swapped |
//! | `/gr[ae]y/` | words that fit the regular expression, from their first letter to their last |
//! | `"the w?rd of*"`, `"peace * war"` | patterns in a phrase; a `*` by itself is any one word |
//!
//! In a query of at least three other words, function words (in, what, من, چه) are passed
//! over; in quotation marks, with a sign, or as the last word they count.
//!
//! Patterns look at words as they are folded: without vowel signs and half-spaces, ی for ي,
//! in lower case.
//!
//! *Question marks.* At the end of a word `?` is a question's (`Who asked?`), unless there
//! is another `*` or `?` before it in the word (`w?r?`). `؟` is never a pattern.
//!
//! *Strokes.* An expression has no space in it, begins where a word would, and ends at the
//! next stroke (`\/` is a stroke in it), which no letter may follow. So `and/or`,
//! `1403/05/12` and `/home/me/` are words.
//!
//! # What must and must not be there
//!
//! | typed | finds |
//! |---|---|
//! | `+word`, `+"two words"`, `+(a b)` | documents must have it |
//! | `-word`, `-"two words"`, `-(a b)`, `-title:x` | documents with it are left out |
//! | `a AND b`, `a && b` | documents with both |
//! | `a OR b`, `a \|\| b` | documents with any of them; a phrase beside OR need not be there |
//! | `a NOT b`, `a AND NOT b` | documents with the first and without the second |
//! | `(a OR b) AND c` | parentheses say what belongs together, up to 32 in one another |
//!
//! AND, OR, NOT, NEAR and W are operators in capital letters only, and only with something
//! to work on; `and`, `و`, `یا` and `أو` are words.
//!
//! # Nearness
//!
//! | typed | finds |
//! |---|---|
//! | `a NEAR/5 b` | both, in any order, with at most five words between them |
//! | `a NEAR b` | the same with at most ten |
//! | `a W/5 b` | in this order, with at most five words between; `W/0` is next to one another. W needs its number |
//! | `a NEAR/5 b NEAR/5 c` | all three, each so near to its neighbour |
//! | `(a OR b*) NEAR/5 "c d"` | operands are words, patterns, phrases, and any of several in parentheses |
//!
//! Anything else beside NEAR or W (a field, `-x`, an AND, another distance) is read as if
//! AND stood there.
//!
//! # Fields
//!
//! | typed | finds |
//! |---|---|
//! | `title:x`, `title:"a b"`, `title:(a OR b)`; `headline:`, `عنوان:`, `تیتر:` | in the headline |
//! | `body:x`; `متن:`, `نص:` | in the text, not the headline |
//! | `lang:fa`; `زبان:`, `لغة:` | documents in a language |
//! | `source:"The Times"`; `منبع:`, `مصدر:` | documents of a source: the whole of it, or words in a row in it |
//! | `author:x*`; `نویسنده:`, `مؤلف:` | by a writer; a last `*` takes any ending |
//! | `id:x`; `شناسه:` | by the document's own identifier |
//! | `date:2021`, `date:2021-12`, `date:2021-12-17`; `تاریخ:`, `تاريخ:` | of that year, month or day, in digits of any script |
//! | `date:2021-12..2022-02`, `date:..2022`, `date:2021..` | of a span of dates, both ends included, or open at one end |
//! | `anything:x` | by any other metadata that documents have |
//! | `lang:(fa OR ar)` | any of several |
//!
//! The value follows the colon directly. A field must hold. A name that no document has is
//! a word, so `10:15`, `http://x` and `ملاحظه:متن` can be searched for.
//!
//! # What binds how strongly
//!
//! 1. parentheses and quotation marks;
//! 2. the signs `+` `-` `=` and `name:`, which touch what they are about;
//! 3. NEAR and W;
//! 4. NOT; 5. AND, each from left to right;
//! 6. OR, and words side by side.
//!
//! So `a OR b NEAR c AND d` is `a OR ((b NEAR c) AND d)`, and `a OR b NOT c` is
//! `a OR (b NOT c)`. After words side by side NOT takes from all of them: `a b NOT c` is
//! `a b -c`.
//!
//! Side by side, what is written with a sign of its own has to be there (quoted phrases,
//! NEAR and W, fields, `+x`), and words, patterns and parentheses count towards the rank.
//! Where only conditions such as `lang:fa` have to hold, one of the words is needed too:
//! `lang:fa a b` is `lang:fa +(a b)`.
//!
//! # CQL
//!
//! A query that begins with `[`, or with a value or parenthesis that a `[name=` or `[]`
//! follows, is one in the Corpus Query Language, and is nothing else besides: words and
//! operators of the language above cannot stand beside it.
//!
//! | typed | finds |
//! |---|---|
//! | `[form="…"]`, `"…"` | a word whose printed form fits the regular expression (also `word=`) |
//! | `[norm="…"]` | a word whose folded form fits it |
//! | `[stem="…"]` | a word of the same stem as the value (also `lemma=`) |
//! | `[lang="fa"]`, `[zone="headline"]`, `[zone="tags"]` | a word of a document in a language; of a [zone](crate::document::Zone::name) |
//! | `[form="a" & !(lang="fa" \| stem!="b")]` | `!` binds before `&`, and `&` before `\|` |
//! | `[]` | any word |
//! | `[]{2}` `[]{0,3}` `[]{1,}` `[]{,3}` `[]?` `[]*` `[]+` | so many of them in a row, 20 at most |
//! | `("a" \| [stem="b"])` | one word that is either |
//! | `… within sentence`, `within paragraph`, `within headline` | all of it in one; also `within s`, `p`, `title`, `<s/>` |
//!
//! At least one word must be demanded that is not just any. Where an expression goes wrong,
//! the note's span is the character or name that makes no sense (empty at the end, where
//! something is missing), and the values read so far are looked for as words.
//!
//! # Limits
//!
//! Of a query [`LONGEST`] bytes and [`MOST_LEAVES`] words, phrases and fields are read. What
//! is asked twice in one place is asked once.
//!
//! # The other way round
//!
//! A [`Query`] can be printed ([`Display`](std::fmt::Display)): the text reads as the same
//! tree. [`describe`] shows a tree in one line.

mod cql;
mod expression;
mod field;
mod print;
mod scan;
mod term;

use std::ops::Range;

pub use print::describe;

use super::ast::{Clause, Group, Node, Query, Want};
use super::{Note, NoteKind};
use crate::id::Span;

/// The longest query that is read, in bytes.
pub const LONGEST: usize = 4096;
/// The most words, phrases and conditions that are looked for.
pub const MOST_LEAVES: usize = 64;
/// The most parentheses that can stand in one another; further ones are passed over.
pub const DEEPEST: usize = 32;

/// Reads a query; only the language's own names are known before colons.
///
/// ```
/// use kashf::query::read::{describe, read};
/// let query = read("ناتو «تضمین‌های امنیتی» -کرملین واش*");
/// assert_eq!(describe(&query), "ناتو +'تضمینهای امنیتی' -کرملین واش*");
/// assert!(query.notes.is_empty());
/// ```
pub fn read(query: &str) -> Query {
    read_with(query, &|_| false)
}

/// Reads a query. `knows` says whether documents have metadata of a name, given
/// lower-cased; other names before a colon are read as words.
///
/// Costs the length of the query, whatever it is.
///
/// ```
/// use kashf::query::read::{describe, read_with};
/// let query = read_with("journal:Nature cells", &|name| name == "journal");
/// assert_eq!(describe(&query), "+journal=Nature +cells");
/// ```
pub fn read_with(query: &str, knows: &dyn Fn(&str) -> bool) -> Query {
    let text = cut(query);
    let mut notes = Notes { query, list: Vec::new() };
    if text.len() < query.len() {
        notes.add(NoteKind::TooLong, text.len()..query.len());
    }
    let root = root(text, knows, &mut notes);
    let whole = text.len() - text.trim_start().len()..text.trim_end().len();
    if root.clauses.is_empty() {
        if !whole.is_empty() && !notes.has(NoteKind::BadDate) {
            notes.add(NoteKind::NoWords, whole);
        }
    } else if root.clauses.iter().all(|clause| clause.want == Want::MustNot) {
        notes.add(NoteKind::OnlyExclusions, whole);
    }
    Query { root, notes: notes.list }
}

fn root(text: &str, knows: &dyn Fn(&str) -> bool, notes: &mut Notes) -> Group {
    let words = match cql::read(text) {
        Some(Ok(leaf)) => {
            let clause = Clause { want: Want::Must, node: Node::Leaf(leaf) };
            return Group { clauses: vec![clause] };
        }
        Some(Err(bad)) => {
            notes.add(NoteKind::BadCql, bad.at);
            scan::words_at(bad.values)
        }
        None => Vec::new(),
    };
    let tokens = if words.is_empty() { scan::tokens(text, knows, notes) } else { words };
    expression::read(text, tokens, notes)
}

/// The part of an over-long query that is read, whole characters only.
fn cut(query: &str) -> &str {
    let mut end = query.len().min(LONGEST);
    while !query.is_char_boundary(end) {
        end -= 1;
    }
    &query[..end]
}

/// What is said about how a query was read.
struct Notes<'q> {
    query: &'q str,
    list: Vec<Note>,
}

/// More notes of one kind than these help nobody.
const MOST_NOTES: usize = 8;

impl Notes<'_> {
    fn add(&mut self, kind: NoteKind, span: Range<usize>) {
        if self.list.iter().filter(|note| note.kind == kind).count() < MOST_NOTES {
            let about = self.query[span.clone()].to_string();
            self.list.push(Note { kind, about, span: to_span(&span), forms: Vec::new() });
        }
    }

    fn has(&self, kind: NoteKind) -> bool {
        self.list.iter().any(|note| note.kind == kind)
    }
}

fn to_span(range: &Range<usize>) -> Span {
    Span::new(range.start as u32, range.end as u32)
}

#[cfg(test)]
mod tests;
