//! A query in the Corpus Query Language → a sequence of tokens, or where it goes wrong.
//!
//! ```text
//! sequence  = token+ [ "within" where ]
//! token     = unit [ "?" | "*" | "+" | "{n}" | "{n,m}" | "{n,}" | "{,m}" ]
//! unit      = "[" [ test ] "]" | value | "(" unit { "|" unit } ")"
//! test      = both { "|" both }
//! both      = not { "&" not }
//! not       = { "!" } ( "(" test ")" | name ( "=" | "!=" ) value )
//! where     = ( sentence | s | paragraph | p | headline | title ), or as <s/>
//! ```
//!
//! A value stands in quotation marks of any kind; `\"` is a quotation mark in it. A value
//! alone is a form.

use std::ops::Range;

use super::field;
use super::scan::{closes, is_blank, number};
use super::{DEEPEST, MOST_LEAVES, to_span};
use crate::document::Zone;
use crate::query::ast::{Ask, Attribute, Leaf, MOST_REPEATS, Test, Token, Within, Zone as Scope};
use crate::text::{self, script};

/// A query that looks like CQL and is none.
#[derive(Debug)]
pub(super) struct Bad {
    /// What it stops making sense at; empty at the end, where something is missing.
    pub at: Range<usize>,
    /// The words that it asks for, as far as it was read.
    pub values: Vec<Range<usize>>,
}

/// Reads a query that begins as CQL does; `None` for any other.
pub(super) fn read(query: &str) -> Option<Result<Leaf, Bad>> {
    let start = query.len() - query.trim_start_matches(is_blank).len();
    let text = query.trim_end_matches(is_blank);
    if !begins(text.get(start..)?) {
        return None;
    }
    let mut reader = Reader { text, at: start, depth: 0, values: Vec::new() };
    Some(match reader.sequence() {
        Ok(ask) => Ok(Leaf {
            typed: text[start..].to_string(),
            span: to_span(&(start..text.len())),
            ask,
            zone: Scope::Any,
            last: false,
        }),
        Err(at) => Err(Bad { at, values: reader.values }),
    })
}

/// `[`, or values and parentheses and then `[]` or `[name=`.
fn begins(text: &str) -> bool {
    if text.starts_with('[') {
        return true;
    }
    if !text.starts_with(|c| c == '(' || closes(c).is_some()) {
        return false;
    }
    let mut rest = text;
    loop {
        let is_between = |c| is_blank(c) || "(){}|?*+,".contains(c) || script::digit(c).is_some();
        rest = rest.trim_start_matches(is_between);
        let Some(first) = rest.chars().next() else { return false };
        let inside = &rest[first.len_utf8()..];
        if first == '[' {
            return looks_like_a_test(inside);
        }
        let Some(end) = closes(first).and_then(|marks| inside.find(marks)) else {
            return false;
        };
        let mark = inside[end..].chars().next().map_or(0, char::len_utf8);
        rest = &inside[end + mark..];
    }
}

fn looks_like_a_test(text: &str) -> bool {
    let text = text.trim_start_matches(|c| is_blank(c) || "!(".contains(c));
    let name = text.trim_start_matches(char::is_alphabetic);
    let sign = name.trim_start();
    text.starts_with(']') || (name != text && (sign.starts_with('=') || sign.starts_with("!=")))
}

/// What was read, or what it stops making sense at.
type Reading<T> = Result<T, Range<usize>>;

struct Reader<'q> {
    text: &'q str,
    at: usize,
    depth: usize,
    values: Vec<Range<usize>>,
}

impl<'q> Reader<'q> {
    /// What comes next, past blanks.
    fn next(&mut self) -> Option<char> {
        self.at = self.text.len() - self.text[self.at..].trim_start_matches(is_blank).len();
        self.text[self.at..].chars().next()
    }

    fn takes(&mut self, sign: char) -> bool {
        let takes = self.next() == Some(sign);
        self.at += if takes { sign.len_utf8() } else { 0 };
        takes
    }

    fn needs(&mut self, sign: char) -> Reading<()> {
        if self.takes(sign) { Ok(()) } else { self.bad() }
    }

    /// It is the next character that makes no sense.
    fn bad<T>(&mut self) -> Reading<T> {
        let length = self.next().map_or(0, char::len_utf8);
        Err(self.at..self.at + length)
    }

    /// Steps over letters or digits; gives them and where they stand.
    fn run(&mut self, belongs: impl Fn(char) -> bool) -> (&'q str, Range<usize>) {
        self.next();
        let rest = &self.text[self.at..];
        let run = &rest[..rest.len() - rest.trim_start_matches(belongs).len()];
        let start = self.at;
        self.at += run.len();
        (run, start..self.at)
    }

    fn sequence(&mut self) -> Reading<Ask> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut within = Within::Document;
        while let Some(next) = self.next() {
            if tokens.len() == MOST_LEAVES {
                return self.bad();
            }
            if next.is_alphabetic() {
                within = self.within()?;
                break;
            }
            tokens.extend(Some(self.token()?).filter(|token| token.most > 0));
        }
        // Sequences that any words fit, or none, would find everything.
        let says_something = tokens.iter().any(|token| token.least > 0 && token.test != Test::Any);
        if self.next().is_some() || !says_something {
            return self.bad();
        }
        Ok(Ask::Sequence { tokens, within })
    }

    fn within(&mut self) -> Reading<Within> {
        let (word, span) = self.run(char::is_alphabetic);
        if !word.eq_ignore_ascii_case("within") {
            return Err(span);
        }
        let tag = self.takes('<');
        let (name, span) = self.run(char::is_alphabetic);
        let within = match name {
            "sentence" | "s" => Within::Sentence,
            "paragraph" | "p" => Within::Paragraph,
            "headline" | "title" => Within::Headline,
            "" => return self.bad(),
            _ => return Err(span),
        };
        if tag {
            self.takes('/');
            self.needs('>')?;
        }
        Ok(within)
    }

    fn token(&mut self) -> Reading<Token> {
        let test = self.unit()?;
        let (least, most) = self.quantifier()?;
        Ok(Token { test, least, most })
    }

    fn unit(&mut self) -> Reading<Test> {
        if self.takes('[') {
            let test = if self.next() == Some(']') { Test::Any } else { self.test()? };
            self.needs(']')?;
            return Ok(test);
        }
        if self.next() == Some('(') {
            return self.nested(|reader| {
                let mut unit = reader.unit()?;
                while reader.takes('|') {
                    unit = Test::Or(Box::new(unit), Box::new(reader.unit()?));
                }
                Ok(unit)
            });
        }
        Ok(Test::Is(Attribute::Form, self.value(true)?.0))
    }

    /// What stands in parentheses.
    fn nested<T>(&mut self, inside: impl FnOnce(&mut Self) -> Reading<T>) -> Reading<T> {
        if self.depth == DEEPEST {
            return self.bad();
        }
        self.needs('(')?;
        self.depth += 1;
        let read = inside(self)?;
        self.depth -= 1;
        self.needs(')')?;
        Ok(read)
    }

    /// How often; once where nothing is said.
    fn quantifier(&mut self) -> Reading<(u32, u32)> {
        let signs = [('?', (0, 1)), ('*', (0, MOST_REPEATS)), ('+', (1, MOST_REPEATS))];
        if let Some((_, times)) = signs.into_iter().find(|&(sign, _)| self.takes(sign)) {
            return Ok(times);
        }
        if !self.takes('{') {
            return Ok((1, 1));
        }
        let least = self.number();
        let comma = self.takes(',');
        self.next();
        let before = self.at;
        let most = if comma { self.number() } else { None };
        let (least, most) = match (least, comma, most) {
            (Some(least), false, _) => (least, least),
            (Some(least), true, most) => (least, most.unwrap_or(MOST_REPEATS)),
            (None, true, Some(most)) => (0, most),
            _ => return self.bad(),
        };
        if least > most {
            return Err(before..self.at);
        }
        self.needs('}')?;
        Ok((least, most))
    }

    fn number(&mut self) -> Option<u32> {
        let (digits, _) = self.run(|c| script::digit(c).is_some());
        number(digits).map(|number| number.min(MOST_REPEATS))
    }

    fn test(&mut self) -> Reading<Test> {
        let mut test = self.both()?;
        while self.takes('|') {
            test = Test::Or(Box::new(test), Box::new(self.both()?));
        }
        Ok(test)
    }

    fn both(&mut self) -> Reading<Test> {
        let mut test = self.not()?;
        while self.takes('&') {
            test = Test::And(Box::new(test), Box::new(self.not()?));
        }
        Ok(test)
    }

    fn not(&mut self) -> Reading<Test> {
        let mut negated = false;
        while self.takes('!') {
            negated = !negated;
        }
        let test = match self.next() {
            Some('(') => self.nested(Self::test)?,
            _ => self.comparison()?,
        };
        Ok(if negated { negate(test) } else { test })
    }

    fn comparison(&mut self) -> Reading<Test> {
        let (name, span) = self.run(|c| c.is_alphanumeric() || c == '_');
        if name.is_empty() {
            return self.bad();
        }
        let Some(attribute) = attribute(name) else { return Err(span) };
        let negated = self.takes('!');
        self.needs('=')?;
        let is_word = !matches!(attribute, Attribute::Lang | Attribute::Zone);
        let (value, span) = self.value(is_word)?;
        let value = match attribute {
            Attribute::Zone => zone(&value).ok_or(span)?,
            Attribute::Lang => field::lower(&value),
            _ => value,
        };
        let test = Test::Is(attribute, value);
        Ok(if negated { negate(test) } else { test })
    }

    /// What stands in quotation marks, and where; remembered if it is of words.
    fn value(&mut self, is_word: bool) -> Reading<(String, Range<usize>)> {
        let Some((open, marks)) = self.next().and_then(|c| Some((c, closes(c)?))) else {
            return self.bad();
        };
        let start = self.at + open.len_utf8();
        let length = closing(&self.text[start..], marks);
        let span = start..length.map_or(self.text.len(), |length| start + length);
        self.values.extend(is_word.then(|| span.clone()));
        self.at = span.end;
        let mark = self.text[span.end..].chars().next();
        if length.is_none() || span.is_empty() {
            return self.bad();
        }
        self.at += mark.map_or(0, char::len_utf8);
        Ok((self.text[span.clone()].replace("\\\"", "\""), span))
    }
}

/// Where the first of `marks` stands that no backslash is before.
fn closing(text: &str, marks: &[char]) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(i, c)| {
        let closes = !escaped && marks.contains(&c);
        escaped = c == '\\' && !escaped;
        closes.then_some(i)
    })
}

fn negate(test: Test) -> Test {
    match test {
        Test::Not(inner) => *inner,
        test => Test::Not(Box::new(test)),
    }
}

fn attribute(name: &str) -> Option<Attribute> {
    match name.to_ascii_lowercase().as_str() {
        "form" | "word" => Some(Attribute::Form),
        "norm" => Some(Attribute::Norm),
        "stem" | "lemma" => Some(Attribute::Stem),
        "lang" => Some(Attribute::Lang),
        "zone" => Some(Attribute::Zone),
        _ => None,
    }
}

fn zone(value: &str) -> Option<String> {
    let folded = text::fold(value);
    let zone = if folded == "title" { Some(Zone::Headline) } else { Zone::named(&folded) };
    Some(zone?.name().to_string())
}
