//! A query → its tokens, each with its place. What has no words in it is passed over.
//!
//! A token is a *chunk*: a run without spaces that no quotation mark or parenthesis ends.
//! The signs before it (`-`, `+`, `name:`, `=`) belong to it.

use std::ops::Range;

use super::Notes;
use super::field::{self, Name};
use crate::query::NoteKind;
use crate::query::ast::Want;
use crate::text;
use crate::text::script::{begins_word, digit, is_arabic, is_joiner, is_mark};

/// A token of a query.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Where it stands, signs included.
    pub span: Range<usize>,
    /// `+` or `-` before it.
    pub sign: Option<Want>,
    /// `name:` before it.
    pub name: Option<Name>,
    /// `=` before it.
    pub exact: bool,
    /// What it is.
    pub kind: Kind,
}

/// What a token is. Ranges are of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    Close,
    And,
    Or,
    Not,
    Near { distance: u32, ordered: bool },
    Quoted { inside: Range<usize>, closed: bool },
    Regex(Range<usize>),
    Plain(Range<usize>),
}

/// NEAR without a number allows so many words between.
pub(super) const NEAR: u32 = 10;
/// The most words that can be allowed between.
pub(super) const FARTHEST: u32 = 1000;

const OPENING: [char; 6] = ['"', '«', '“', '”', '„', '»'];
const MINUS: [char; 4] = ['-', '\u{2212}', '\u{2013}', '\u{2011}'];

/// The marks that close a quotation begun with `open`; `None` if it begins none.
pub(super) fn closes(open: char) -> Option<&'static [char]> {
    match open {
        '«' => Some(&['»']),
        '»' => Some(&['«', '»']),
        '"' => Some(&['"']),
        '“' | '”' | '„' => Some(&['”', '“', '"']),
        _ => None,
    }
}

/// Cuts a query into tokens. Names that `knows` does not know, and that are none of the
/// language's own, are words.
pub(super) fn tokens(text: &str, knows: &dyn Fn(&str) -> bool, notes: &mut Notes) -> Vec<Token> {
    let mut scanner = Scanner { text, at: 0, knows, notes };
    let mut tokens = Vec::new();
    while scanner.skip() {
        tokens.extend(scanner.token());
    }
    tokens
}

/// Tokens for words that stand at these places.
pub(super) fn words_at(mut places: Vec<Range<usize>>) -> Vec<Token> {
    places.retain(|place| !place.is_empty());
    let word = |span: Range<usize>| {
        let kind = Kind::Plain(span.clone());
        Token { span, sign: None, name: None, exact: false, kind }
    };
    places.into_iter().map(word).collect()
}

/// The number that a text of digits of any script gives; a long one is a great one.
pub(super) fn number(digits: &str) -> Option<u32> {
    let mut value = (!digits.is_empty()).then_some(0u32)?;
    for c in digits.chars() {
        value = value.saturating_mul(10).saturating_add(digit(c)?);
    }
    Some(value)
}

struct Scanner<'a, 'q> {
    text: &'a str,
    at: usize,
    knows: &'a dyn Fn(&str) -> bool,
    notes: &'a mut Notes<'q>,
}

impl<'a> Scanner<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn to(&self, end: usize) -> &'a str {
        &self.text[self.at..end]
    }

    /// Passes over spaces, and over the invisible marks that hide a sign from a reader who
    /// looks at first characters; false at the end.
    fn skip(&mut self) -> bool {
        self.at = self.text.len() - self.rest().trim_start_matches(is_blank).len();
        self.at < self.text.len()
    }

    fn skip_invisible(&mut self) {
        self.at = self.text.len() - self.rest().trim_start_matches(is_invisible).len();
    }

    /// The token that begins here, if there is anything in it.
    fn token(&mut self) -> Option<Token> {
        let start = self.at;
        let bracket = match self.next()? {
            '(' => Some(Kind::Open),
            ')' => Some(Kind::Close),
            _ => None,
        };
        if let Some(kind) = bracket {
            self.at += 1;
            return Some(Token {
                span: start..self.at,
                sign: None,
                name: None,
                exact: false,
                kind,
            });
        }
        let sign = self.sign();
        let name = self.name();
        let exact = self.exact(name.as_ref());
        let bare = self.at == start;
        let kind = self.body(bare, exact, name.as_ref())?;
        Some(Token { span: start..self.at, sign, name, exact, kind })
    }

    /// A row of `-` and `+` that something follows directly. One `-` makes it a minus.
    fn sign(&mut self) -> Option<Want> {
        let after = self.rest().trim_start_matches(is_sign);
        let signs = self.to(self.text.len() - after.len());
        if signs.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == ')') {
            return None;
        }
        self.at += signs.len();
        self.skip_invisible();
        Some(if signs.contains(MINUS) { Want::MustNot } else { Want::Must })
    }

    /// `name:` that a value follows directly.
    fn name(&mut self) -> Option<Name> {
        if !self.next()?.is_alphabetic() {
            return None;
        }
        let end = self.at + self.rest().find(|c| !is_in_name(c))?;
        let value = self.text[end..].strip_prefix(':')?;
        let name = self.to(end);
        let nothing = value.starts_with(|c: char| c.is_whitespace() || c == ')');
        if let Some(known) = field::resolve(name, self.knows).filter(|_| !nothing) {
            self.at = end + 1;
            self.skip_invisible();
            return Some(known);
        }
        if !nothing && looks_deliberate(name, value) {
            self.notes.add(NoteKind::UnknownField, self.at..end);
        }
        None
    }

    /// `=` before a word or a quotation.
    fn exact(&mut self, name: Option<&Name>) -> bool {
        let takes = !matches!(name, Some(Name::Known(_)));
        let Some(after) = self.rest().strip_prefix('=').filter(|_| takes) else { return false };
        let exact = after.starts_with(begins_word) || after.starts_with(OPENING);
        self.at += usize::from(exact);
        exact
    }

    /// What follows the signs.
    fn body(&mut self, bare: bool, exact: bool, name: Option<&Name>) -> Option<Kind> {
        let first = self.next()?;
        if first == '(' && !exact {
            self.at += 1;
            return Some(Kind::Open);
        }
        if let Some(marks) = closes(first) {
            return self.quoted(first, marks);
        }
        let may_be_regex = first == '/' && !matches!(name, Some(Name::Known(_)));
        if let Some(inside) = may_be_regex.then(|| self.regex()).flatten() {
            return Some(Kind::Regex(inside));
        }
        self.plain(bare)
    }

    fn quoted(&mut self, open: char, marks: &[char]) -> Option<Kind> {
        let start = self.at;
        let inside = start + open.len_utf8();
        let found = self.text[inside..].find(marks);
        let end = found.map_or(self.text.len(), |length| inside + length);
        self.at = end + self.text[end..].chars().next().map_or(0, char::len_utf8);
        text::words(&self.text[inside..end]).next()?;
        if found.is_none() {
            self.notes.add(NoteKind::UnclosedQuote, start..end);
        }
        Some(Kind::Quoted { inside: inside..end, closed: found.is_some() })
    }

    /// `/…/` without a space or another stroke in it, and with no letter after it: paths
    /// (`/home/me/`) and dates (1403/05/12) are none.
    fn regex(&mut self) -> Option<Range<usize>> {
        let length = self.rest().find(char::is_whitespace).unwrap_or(self.rest().len());
        let chunk = self.to(self.at + length);
        let Some(close) = unescaped_stroke(chunk) else {
            if chunk.contains(['[', '(', '*', '+', '?', '|', '\\', '{', '^', '$']) {
                self.notes.add(NoteKind::BadRegex, self.at..self.at + length);
            }
            return None;
        };
        let goes_on = chunk[close + 1..].starts_with(|c| begins_word(c) || c == '/');
        if close == 1 || goes_on {
            return None;
        }
        let inside = self.at + 1..self.at + close;
        self.at += close + 1;
        Some(inside)
    }

    fn plain(&mut self, bare: bool) -> Option<Kind> {
        // An opening quotation mark inside a chunk begins a new one: ناتو«پیمان».
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || OPENING.contains(&c);
        let start = self.at;
        let end = start + self.rest().find(ends).unwrap_or(self.rest().len());
        let chunk = self.to(end);
        self.at = end;
        if let Some(operator) = operator(chunk).filter(|_| bare) {
            return Some(operator);
        }
        let half_typed = bare && end == self.text.len() && self.is_half_typed_name(chunk);
        let has_words = text::words(chunk).next().is_some();
        (has_words && !half_typed).then_some(Kind::Plain(start..end))
    }

    /// `title:` at the query's end, where the value is still to come.
    fn is_half_typed_name(&self, chunk: &str) -> bool {
        let name = chunk.strip_suffix(':').filter(|name| name.chars().all(is_in_name));
        name.is_some_and(|name| field::resolve(name, self.knows).is_some())
    }
}

/// `-` in its shapes, and `+`.
pub(super) fn is_sign(c: char) -> bool {
    c == '+' || MINUS.contains(&c)
}

/// What may be passed over between chunks.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn is_invisible(c: char) -> bool {
    is_joiner(c) || c == '\u{200B}'
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.') || is_joiner(c) || is_mark(c)
}

/// A name in Latin or Arabic letters with a word or a quotation right behind the colon,
/// where `http://` has strokes.
fn looks_deliberate(name: &str, value: &str) -> bool {
    let letters = |c: char| c.is_ascii() || is_arabic(c) || is_joiner(c) || digit(c).is_some();
    let follows = |c: char| begins_word(c) || c == '(' || OPENING.contains(&c);
    name.chars().all(letters) && value.starts_with(follows)
}

fn operator(chunk: &str) -> Option<Kind> {
    let chunk = chunk.trim_matches(is_invisible);
    match chunk {
        "AND" | "&&" => return Some(Kind::And),
        "OR" | "||" => return Some(Kind::Or),
        "NOT" => return Some(Kind::Not),
        "NEAR" | "NEAR/" => return Some(Kind::Near { distance: NEAR, ordered: false }),
        _ => {}
    }
    let (name, digits) = chunk.split_once('/')?;
    let distance = number(digits)?.min(FARTHEST);
    match name {
        "NEAR" => Some(Kind::Near { distance, ordered: false }),
        "W" => Some(Kind::Near { distance, ordered: true }),
        _ => None,
    }
}

/// Where the second stroke of a chunk that begins with one stands.
fn unescaped_stroke(chunk: &str) -> Option<usize> {
    let mut escaped = false;
    chunk.char_indices().skip(1).find_map(|(i, c)| {
        let closes = c == '/' && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(i)
    })
}
