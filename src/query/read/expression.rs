//! Tokens → the tree: what binds to what.
//!
//! One function for each strength of binding, the weakest first: [`Reader::list`] (OR and
//! words side by side), [`Reader::chain`] (AND, NOT), [`Reader::near`], [`Reader::unary`].

use std::ops::Range;

use super::field::{self, Name};
use super::scan::{Kind, Token, is_sign};
use super::term::{self, Manner};
use super::{DEEPEST, MOST_LEAVES, Notes, to_span};
use crate::query::NoteKind;
use crate::query::ast::{Ask, Clause, Field, Group, Leaf, Node, Want, Zone};
use crate::text;

/// Reads the tokens of `text`.
pub(super) fn read(text: &str, tokens: Vec<Token>, notes: &mut Notes) -> Group {
    let mut reader =
        Reader { text, tokens, at: 0, depth: 0, too_deep: 0, leaves: 0, full: false, notes };
    let group = reader.list(&Scope::default());
    bare(group)
}

/// What a name before a parenthesis makes of what is inside it.
#[derive(Clone, Debug, Default)]
struct Scope {
    zone: Zone,
    field: Option<String>,
}

/// A part that has been read, and what is wanted of it where nothing else is said.
#[derive(Clone, Debug)]
struct Part {
    node: Node,
    want: Want,
    span: Range<usize>,
}

impl Part {
    /// After NOT and `-`.
    fn negated(self) -> Part {
        let want = if self.want == Want::MustNot { Want::Must } else { Want::MustNot };
        Part { want, ..self }
    }

    /// After `+`, and beside AND.
    fn demanded(self) -> Part {
        let want = if self.want == Want::MustNot { Want::MustNot } else { Want::Must };
        Part { want, ..self }
    }

    /// Beside OR.
    fn alternative(self) -> Part {
        let node = match self.want {
            Want::MustNot => {
                Node::Group(Group { clauses: vec![Clause { want: self.want, node: self.node }] })
            }
            _ => self.node,
        };
        Part { node, want: Want::Should, span: self.span }
    }
}

/// Parts that AND and NOT join.
#[derive(Default)]
struct Chain {
    parts: Vec<Part>,
    /// There was an AND.
    tight: bool,
    /// There was a NOT.
    not: bool,
}

struct Reader<'a, 'q> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// Parentheses that were passed over, and whose partners will be.
    too_deep: usize,
    leaves: usize,
    /// It has been said that there are too many leaves.
    full: bool,
    notes: &'a mut Notes<'q>,
}

impl Reader<'_, '_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.at).map(|token| &token.kind)
    }

    /// True when what stands at `at` is something for an operator to work on.
    fn is_operand(&self, at: usize) -> bool {
        let mut kinds = self.tokens[at.min(self.tokens.len())..].iter().map(|token| &token.kind);
        let first = kinds.find(|kind| **kind != Kind::Not);
        matches!(first, Some(Kind::Open | Kind::Quoted { .. } | Kind::Regex(_) | Kind::Plain(_)))
    }

    /// Steps over an operator that has something to work on behind it.
    fn takes(&mut self, operator: &Kind) -> bool {
        let takes = self.peek() == Some(operator) && self.is_operand(self.at + 1);
        self.at += usize::from(takes);
        takes
    }

    /// Everything up to the end or to the parenthesis that closes.
    fn list(&mut self, scope: &Scope) -> Group {
        let mut clauses = Vec::new();
        let (mut after_or, mut not) = (false, false);
        while let Some(kind) = self.peek() {
            if *kind == Kind::Close {
                if self.too_deep == 0 && self.depth > 0 {
                    break;
                }
                self.pass_over_parenthesis();
                continue;
            }
            self.free_stray_operator();
            let chain = self.chain(scope);
            let before_or = self.takes(&Kind::Or);
            not |= chain.not;
            self.add_chain(&mut clauses, chain, after_or || before_or);
            after_or = before_or;
        }
        let mut settled = Vec::new();
        for clause in settle(clauses, not) {
            self.add(&mut settled, clause);
        }
        Group { clauses: settled }
    }

    fn pass_over_parenthesis(&mut self) {
        if self.too_deep == 0 {
            let span = self.tokens[self.at].span.clone();
            self.notes.add(NoteKind::StrayParenthesis, span);
        }
        self.too_deep = self.too_deep.saturating_sub(1);
        self.at += 1;
    }

    /// An operator with nothing to work on becomes a word.
    fn free_stray_operator(&mut self) {
        let at = self.at;
        let is_stray = match self.tokens[at].kind {
            Kind::And | Kind::Or | Kind::Near { .. } => true,
            Kind::Not => !self.is_operand(at),
            _ => false,
        };
        if is_stray {
            let span = self.tokens[at].span.clone();
            self.notes.add(NoteKind::StrayOperator, span.clone());
            self.tokens[at].kind = Kind::Plain(span);
        }
    }

    fn add_chain(&mut self, clauses: &mut Vec<Clause>, chain: Chain, alternative: bool) {
        if alternative {
            let part = self.all(chain.parts).map(Part::alternative);
            self.add_all(clauses, part);
        } else if chain.tight {
            let part = self.all(chain.parts);
            self.add_all(clauses, part);
        } else {
            self.add_all(clauses, chain.parts);
        }
    }

    fn add_all(&mut self, clauses: &mut Vec<Clause>, parts: impl IntoIterator<Item = Part>) {
        for part in parts {
            self.add(clauses, Clause { want: part.want, node: part.node });
        }
    }

    /// Adds a clause unless it is there. A group that says no more than its clauses would
    /// in its place gives way to them.
    fn add(&mut self, clauses: &mut Vec<Clause>, clause: Clause) {
        match clause.node {
            Node::Group(group) if dissolves(clause.want, &group) => {
                for inner in group.clauses {
                    self.add(clauses, inner);
                }
            }
            node => {
                let want = clause.want;
                let known = clauses
                    .iter_mut()
                    .find(|other| other.want == want && alike(&other.node, &node));
                match known {
                    Some(known) => {
                        self.leaves -= weight(&node);
                        keep_last(&mut known.node, &node);
                    }
                    None => clauses.push(Clause { want, node }),
                }
            }
        }
    }

    /// Parts of which all are needed.
    fn all(&mut self, parts: Vec<Part>) -> Option<Part> {
        if parts.len() < 2 {
            return parts.into_iter().next();
        }
        let span = parts[0].span.start..parts[parts.len() - 1].span.end;
        let mut clauses = Vec::new();
        self.add_all(&mut clauses, parts.into_iter().map(Part::demanded));
        as_part(Group { clauses }, span)
    }

    fn chain(&mut self, scope: &Scope) -> Chain {
        let mut chain = Chain::default();
        loop {
            chain.not |= self.peek() == Some(&Kind::Not);
            chain.parts.extend(self.near(scope));
            if self.takes(&Kind::And) {
                chain.tight = true;
            } else if !(self.peek() == Some(&Kind::Not) && self.is_operand(self.at)) {
                return chain;
            }
        }
    }

    fn near(&mut self, scope: &Scope) -> Option<Part> {
        let negated = self.nots();
        let mut run = Run::default();
        run.parts.extend(self.unary(scope));
        while let Some(&Kind::Near { distance, ordered }) = self.peek() {
            let sign = self.tokens[self.at].span.clone();
            if !self.takes(&Kind::Near { distance, ordered }) {
                break;
            }
            let negated = self.nots();
            let Some(part) = self.unary(scope) else { continue };
            let part = if negated { part.negated() } else { part };
            if !run.join(part, (distance, ordered), self.text) {
                self.notes.add(NoteKind::NotPositional, sign);
            }
        }
        let part = self.all(run.finish(self.text))?;
        Some(if negated { part.negated() } else { part })
    }

    /// Steps over NOTs; true for an odd number of them.
    fn nots(&mut self) -> bool {
        let from = self.at;
        while self.peek() == Some(&Kind::Not) {
            self.at += 1;
        }
        (self.at - from) % 2 == 1
    }

    fn unary(&mut self, scope: &Scope) -> Option<Part> {
        let token = self.tokens.get(self.at)?.clone();
        self.at += 1;
        let zone = match token.name {
            Some(Name::Zone(zone)) => Some(zone),
            _ => None,
        };
        let scope = match token.name.clone() {
            Some(Name::Zone(zone)) => Scope { zone, field: None },
            Some(Name::Known(name)) => Scope { field: Some(name), ..scope.clone() },
            None => scope.clone(),
        };
        let part = match token.kind {
            Kind::Open => self.parenthesis(&token, &scope),
            _ => self.term(&token, &scope),
        }?;
        let part = if zone.is_some() { part.demanded() } else { part };
        Some(match token.sign {
            Some(Want::MustNot) => part.negated(),
            Some(_) => part.demanded(),
            None => part,
        })
    }

    fn parenthesis(&mut self, token: &Token, scope: &Scope) -> Option<Part> {
        let sign = token.span.end - 1..token.span.end;
        if self.depth == DEEPEST {
            self.notes.add(NoteKind::StrayParenthesis, sign);
            self.too_deep += 1;
            return None;
        }
        self.depth += 1;
        let group = self.list(scope);
        self.depth -= 1;
        let end = if self.peek() == Some(&Kind::Close) {
            self.at += 1;
            self.tokens[self.at - 1].span.end
        } else {
            self.notes.add(NoteKind::UnclosedParenthesis, sign);
            self.text.len()
        };
        as_part(group, token.span.start..end)
    }

    /// A word, phrase, pattern or condition.
    fn term(&mut self, token: &Token, scope: &Scope) -> Option<Part> {
        let part = match &scope.field {
            Some(name) => self.field(token, name),
            None => self.leaf(token, scope.zone),
        }?;
        if self.leaves < MOST_LEAVES {
            self.leaves += 1;
            return Some(part);
        }
        if !std::mem::replace(&mut self.full, true) {
            self.notes.add(NoteKind::TooLong, part.span.start..self.text.len());
        }
        None
    }

    fn field(&mut self, token: &Token, name: &str) -> Option<Part> {
        let typed = match &token.kind {
            Kind::Quoted { inside, .. } | Kind::Regex(inside) => self.text[inside.clone()].trim(),
            Kind::Plain(range) => self.text[range.clone()].trim_end_matches(ENDS_VALUE),
            _ => return None,
        };
        text::words(typed).next()?;
        let Some(value) = field::value(name, typed) else {
            self.notes.add(NoteKind::BadDate, token.span.clone());
            return None;
        };
        let span = token.span.clone();
        let typed = self.text[span.clone()].trim_start_matches(is_sign).to_string();
        let field = Field { typed, span: to_span(&span), name: name.to_string(), value };
        Some(Part { node: Node::Field(field), want: Want::Must, span })
    }

    fn leaf(&self, token: &Token, zone: Zone) -> Option<Part> {
        let at_end = token.span.end == self.text.len();
        let signed = token.sign.is_some() || token.name.is_some() || token.exact;
        let (ask, typed, span, want, last);
        match &token.kind {
            Kind::Quoted { inside, closed } => {
                let manner = if token.exact { Manner::ExactQuoted } else { Manner::Quoted };
                ask = term::term(&self.text[inside.clone()], manner)?.ask;
                typed = self.text[inside.clone()].trim();
                span = token.span.clone();
                want = Want::Must;
                last = at_end && !closed;
            }
            Kind::Regex(inside) => {
                typed = &self.text[inside.clone()];
                ask = Ask::Regex(typed.to_string());
                span = token.span.clone();
                want = Want::Should;
                last = false;
            }
            Kind::Plain(range) => {
                let manner = if token.exact { Manner::Exact } else { Manner::Plain };
                let chunk = &self.text[range.clone()];
                let term = term::term(chunk, manner)?;
                let start = if signed { token.span.start } else { range.start + term.whole.start };
                typed = &chunk[term.typed];
                span = start..range.start + term.whole.end;
                want = Want::Should;
                last = at_end && !chunk.ends_with(ENDS_WORD);
                ask = term.ask;
            }
            _ => return None,
        }
        let typed = typed.to_string();
        let leaf = Leaf { typed, span: to_span(&span), ask, zone, last };
        Some(Part { node: Node::Leaf(leaf), want, span })
    }
}

/// Punctuation that is not part of a value: `date:2021؟`.
const ENDS_VALUE: [char; 7] = [',', '،', ';', '؛', '?', '؟', '!'];
/// Signs after which a word is not being typed any more.
const ENDS_WORD: [char; 9] = [',', '،', ';', '؛', '?', '؟', '!', '.', ':'];

/// Words side by side are better had than not, so a condition would let every document in
/// that fulfils it: where nothing else is demanded, one of the words is. And what NOT takes
/// from is demanded.
fn settle(mut clauses: Vec<Clause>, not: bool) -> Vec<Clause> {
    let musts = || clauses.iter().filter(|clause| clause.want == Want::Must);
    let only_conditions = musts().count() > 0 && musts().all(|clause| is_condition(&clause.node));
    let nothing_else = not && musts().count() == 0;
    let shoulds = clauses.iter().filter(|clause| clause.want == Want::Should).count();
    if shoulds == 1 && (only_conditions || nothing_else) {
        clauses.iter_mut().filter(|c| c.want == Want::Should).for_each(|c| c.want = Want::Must);
    } else if shoulds > 1 && only_conditions {
        gather(&mut clauses);
    }
    clauses
}

/// Puts what should be there into a group of its own, in the place of the first.
fn gather(clauses: &mut Vec<Clause>) {
    let place = clauses.iter().position(|c| c.want == Want::Should).unwrap_or(0);
    let (inner, outer) = std::mem::take(clauses).into_iter().partition(|c| c.want == Want::Should);
    *clauses = outer;
    clauses.insert(place, Clause { want: Want::Must, node: Node::Group(Group { clauses: inner }) });
}

/// True for conditions on what is known of documents, and for groups of such.
pub(super) fn is_condition(node: &Node) -> bool {
    match node {
        Node::Field(_) => true,
        Node::Leaf(_) => false,
        Node::Group(group) => group.clauses.iter().all(|clause| is_condition(&clause.node)),
    }
}

/// A group as a part of another; one of a single clause is that clause.
fn as_part(mut group: Group, span: Range<usize>) -> Option<Part> {
    if group.clauses.len() == 1 {
        return group.clauses.pop().map(|clause| Part {
            node: clause.node,
            want: clause.want,
            span,
        });
    }
    let want = wanted(&group);
    (!group.clauses.is_empty()).then_some(Part { node: Node::Group(group), want, span })
}

/// What is wanted of a group where nothing else is said.
pub(super) fn wanted(group: &Group) -> Want {
    let must = |clause: &Clause| clause.want == Want::MustNot || is_condition(&clause.node);
    match &group.clauses[..] {
        [only] => only.want,
        all if all.iter().all(must) => Want::Must,
        _ => Want::Should,
    }
}

/// True when a group's clauses can stand in its place.
fn dissolves(want: Want, group: &Group) -> bool {
    let all = |want| group.clauses.iter().all(|clause| clause.want == want);
    match want {
        Want::Should => all(Want::Should),
        Want::Must => {
            all(Want::MustNot) || group.clauses.iter().any(|clause| clause.want == Want::Must)
        }
        Want::MustNot => false,
    }
}

/// The whole query: a group in it that is all of it gives way.
fn bare(mut group: Group) -> Group {
    let wraps = |clauses: &[Clause]| {
        matches!(clauses, [Clause { want: Want::Must | Want::Should, node: Node::Group(_) }])
    };
    while wraps(&group.clauses) {
        if let Some(Clause { node: Node::Group(inner), .. }) = group.clauses.pop() {
            group = inner;
        }
    }
    group
}

/// Operands of NEAR and W as they come: those that are joined, and those before them.
#[derive(Default)]
struct Run {
    done: Vec<Part>,
    parts: Vec<Part>,
    /// Distance and order of those in `parts`.
    kind: Option<(u32, bool)>,
}

impl Run {
    /// Joins an operand to the one before; false if they do not go together.
    fn join(&mut self, part: Part, kind: (u32, bool), text: &str) -> bool {
        let same = self.kind.is_none_or(|other| other == kind);
        let zone = self.parts.iter().chain([&part]).try_fold(Zone::Any, |zone, part| {
            let (_, other) = positional(part)?;
            (zone == Zone::Any || other == Zone::Any || zone == other)
                .then_some(if zone == Zone::Any { other } else { zone })
        });
        let fits = same && zone.is_some();
        if !fits {
            self.flush(text);
        }
        self.kind = fits.then_some(kind);
        self.parts.push(part);
        fits || self.parts.len() + self.done.len() < 2
    }

    fn flush(&mut self, text: &str) {
        let parts = std::mem::take(&mut self.parts);
        match self.kind.take() {
            Some(kind) if parts.len() > 1 => self.done.push(joined(&parts, kind, text)),
            _ => self.done.extend(parts),
        }
    }

    fn finish(mut self, text: &str) -> Vec<Part> {
        self.flush(text);
        self.done
    }
}

fn joined(parts: &[Part], (distance, ordered): (u32, bool), text: &str) -> Part {
    let span = parts[0].span.start..parts[parts.len() - 1].span.end;
    let (operands, zones): (Vec<Ask>, Vec<Zone>) = parts.iter().filter_map(positional).unzip();
    let zone = zones.into_iter().find(|&zone| zone != Zone::Any).unwrap_or_default();
    let leaf = Leaf {
        typed: text[span.clone()].to_string(),
        span: to_span(&span),
        ask: Ask::Near { operands, distance, ordered },
        zone,
        last: parts.last().is_some_and(|part| is_last(&part.node)),
    };
    Part { node: Node::Leaf(leaf), want: Want::Must, span }
}

fn is_last(node: &Node) -> bool {
    match node {
        Node::Leaf(leaf) => leaf.last,
        Node::Group(group) => group.clauses.last().is_some_and(|clause| is_last(&clause.node)),
        Node::Field(_) => false,
    }
}

/// A part as an operand of NEAR; `None` if it cannot be one.
fn positional(part: &Part) -> Option<(Ask, Zone)> {
    match &part.node {
        _ if part.want == Want::MustNot => None,
        Node::Leaf(leaf) => stands(leaf).then(|| (leaf.ask.clone(), leaf.zone)),
        Node::Field(_) => None,
        Node::Group(group) => either(group),
    }
}

fn stands(leaf: &Leaf) -> bool {
    !matches!(leaf.ask, Ask::Near { .. } | Ask::Sequence { .. })
}

fn either(group: &Group) -> Option<(Ask, Zone)> {
    let mut asks = Vec::new();
    let mut zone = None;
    for clause in &group.clauses {
        let Node::Leaf(leaf) = &clause.node else { return None };
        let fits = clause.want == Want::Should && zone.is_none_or(|zone| zone == leaf.zone);
        if !(fits && stands(leaf)) {
            return None;
        }
        zone = Some(leaf.zone);
        asks.push(leaf.ask.clone());
    }
    Some((Ask::Either(asks), zone?))
}

/// How many leaves and conditions there are in it.
fn weight(node: &Node) -> usize {
    match node {
        Node::Group(group) => group.clauses.iter().map(|clause| weight(&clause.node)).sum(),
        _ => 1,
    }
}

/// A part that is typed again may be the last one.
fn keep_last(known: &mut Node, again: &Node) {
    if let (Node::Leaf(known), Node::Leaf(again)) = (known, again) {
        known.last |= again.last;
    }
}

/// True when two parts ask the same, wherever and in whichever letters they were typed.
fn alike(a: &Node, b: &Node) -> bool {
    match (a, b) {
        (Node::Leaf(a), Node::Leaf(b)) => a.zone == b.zone && asks_alike(&a.ask, &b.ask),
        (Node::Field(a), Node::Field(b)) => a.name == b.name && a.value == b.value,
        (Node::Group(a), Node::Group(b)) => {
            all_alike(&a.clauses, &b.clauses, |a, b| a.want == b.want && alike(&a.node, &b.node))
        }
        _ => false,
    }
}

fn asks_alike(a: &Ask, b: &Ask) -> bool {
    match (a, b) {
        (Ask::Word { key: a, .. }, Ask::Word { key: b, .. }) => a == b,
        (Ask::Phrase { items: a, quoted }, Ask::Phrase { items: b, quoted: other }) => {
            quoted == other && all_alike(a, b, asks_alike)
        }
        (Ask::Either(a), Ask::Either(b)) => all_alike(a, b, asks_alike),
        (
            Ask::Near { operands: a, distance, ordered },
            Ask::Near { operands: b, distance: d, ordered: o },
        ) => distance == d && ordered == o && all_alike(a, b, asks_alike),
        _ => a == b,
    }
}

fn all_alike<T>(a: &[T], b: &[T], alike: impl Fn(&T, &T) -> bool) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b))
}
