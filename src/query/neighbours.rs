//! Neighbouring words of a query that are one word: می کند, کتاب ها, گفت وگو, گفت و گو.
//!
//! Whether they are is asked of the corpus (see [`expand`]). Where the parts alone say
//! nothing the words become one; elsewhere the one word is added beside them, and counts
//! only for the order of the documents.

use super::ast::{Ask, Clause, Leaf, Node, Query, Want, Zone};
use super::expand;
use crate::id::Span;
use crate::index::Index;
use crate::text::compound::AND;
use crate::text::stem::{Stemmer, persian};
use crate::text::stop;

/// Puts such words of a query together; gives those that are only added.
pub fn join(query: &mut Query, index: &Index) -> Vec<Leaf> {
    let mut added = Vec::new();
    if !index.stemmers().contains(&Stemmer::Persian) {
        return added;
    }
    let clauses = std::mem::take(&mut query.root.clauses);
    let mut done: Vec<Clause> = Vec::with_capacity(clauses.len());
    let mut rest = clauses.as_slice();
    while let Some((clause, after)) = rest.split_first() {
        rest = after;
        let Some(word) = word(clause) else {
            done.push(clause.clone());
            continue;
        };
        let previous = done.last().and_then(self::word).filter(|it| touches(it.0, word.0));
        let affix = |previous: &(&Leaf, &str, &str)| {
            persian::is_spaced_suffix(word.2) && !persian::is_verb_prefix(previous.2)
        };
        if let Some(previous) = previous.filter(affix) {
            let leaf = together(&[previous.0, word.0]);
            done.pop();
            done.push(Clause { want: Want::Should, node: Node::Leaf(leaf) });
            continue;
        }
        let (taken, leaf, surely) = match joined(index, clause, rest) {
            Some(found) => found,
            None => {
                done.push(clause.clone());
                continue;
            }
        };
        if surely {
            rest = &rest[taken - 1..];
            done.push(Clause { want: Want::Should, node: Node::Leaf(leaf) });
        } else {
            done.push(clause.clone());
            added.push(leaf);
        }
    }
    query.root.clauses = done;
    added
}

/// So many words that say something make the function words beside them needless.
const ENOUGH: usize = 3;

/// Leaves out the function words of a query that has other words enough: the lists of
/// “in” and “what” are long, and a question is not found by them.
pub fn without_function_words(query: &mut Query) {
    let is_plain = |clause: &Clause| word(clause).is_some_and(|(leaf, ..)| !leaf.last);
    let is_function = |clause: &Clause| {
        is_plain(clause) && word(clause).is_some_and(|(_, _, key)| stop::is_stop(key))
    };
    let clauses = &mut query.root.clauses;
    let others = clauses.iter().filter(|&c| word(c).is_some() && !is_function(c)).count();
    if others >= ENOUGH {
        clauses.retain(|clause| !is_function(clause));
    }
}

/// A clause that is a plain word: its leaf, as typed, and its key.
fn word(clause: &Clause) -> Option<(&Leaf, &str, &str)> {
    match (&clause.node, clause.want) {
        (Node::Leaf(leaf), Want::Should) if leaf.zone == Zone::Any => match &leaf.ask {
            Ask::Word { form, key } => Some((leaf, form, key)),
            _ => None,
        },
        _ => None,
    }
}

/// True when only a space stands between two leaves.
fn touches(left: &Leaf, right: &Leaf) -> bool {
    right.span.start.checked_sub(left.span.end) == Some(1)
}

/// The words from `clause` on that are one: how many, the one, and whether surely.
fn joined(index: &Index, clause: &Clause, rest: &[Clause]) -> Option<(usize, Leaf, bool)> {
    let first = word(clause)?;
    let second = word(rest.first()?).filter(|second| touches(first.0, second.0))?;
    let third = rest.get(1).and_then(word).filter(|third| touches(second.0, third.0));
    let around = |third: &(&Leaf, &str, &str)| {
        second.2 == AND && expand::joined(index, first.2, third.2, true).is_some()
    };
    if let Some(third) = third.filter(around) {
        return Some((3, together(&[first.0, second.0, third.0]), true));
    }
    let surely = expand::joined(index, first.2, second.2, false)?;
    Some((2, together(&[first.0, second.0]), surely))
}

/// Some leaves as one word.
fn together(leaves: &[&Leaf]) -> Leaf {
    let (first, last) = (leaves[0], leaves[leaves.len() - 1]);
    let (mut typed, mut key) = (Vec::new(), String::new());
    for leaf in leaves {
        typed.push(leaf.typed.as_str());
        if let Ask::Word { key: more, .. } = &leaf.ask {
            key.push_str(more);
        }
    }
    Leaf {
        typed: typed.join(" "),
        span: Span::new(first.span.start, last.span.end),
        ask: Ask::Word { form: typed.join(" "), key },
        zone: Zone::Any,
        last: last.last,
    }
}
