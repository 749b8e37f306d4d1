//! The places of a query → its nodes: what stands in the middle of a concordance.

use super::Scope;
use crate::index::Index;
use crate::order;
use crate::query::Looked;
use crate::query::matcher;

/// Words that a query found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node {
    /// The position of the first.
    pub at: u32,
    /// How many.
    pub length: u32,
    /// The part of the query that found them, by its place among those that are wanted.
    pub part: u16,
    /// And in which of its ways.
    pub way: u16,
}

impl Node {
    /// One past the position of the last word.
    pub fn end(self) -> u32 {
        self.at.saturating_add(self.length)
    }
}

/// All that a query found in the documents of a scope that answer it: ascending. Of what overlaps
/// one node is made.
pub fn nodes(index: &Index, looked: &Looked, scope: &Scope) -> Vec<Node> {
    let answers = looked.answers(index).and(&scope.documents);
    let mut nodes: Vec<Node> = Vec::new();
    let mut parts = 0;
    for (part, leaf) in (0u16..).zip(matcher::wanted(&looked.occurrences)) {
        if leaf.added {
            continue;
        }
        parts += 1;
        for entry in leaf.documents.iter().filter(|entry| answers.has(entry.document)) {
            let places = &leaf.places[entry.places.start as usize..entry.places.end as usize];
            nodes.extend(places.iter().map(|place| Node {
                at: place.at,
                length: u32::from(place.length),
                part,
                way: place.way,
            }));
        }
    }
    if parts > 1 {
        order::sort(&mut nodes);
    }
    nodes.dedup_by(|next, last| {
        let joined = next.at < last.end();
        if joined {
            last.length = last.end().max(next.end()) - last.at;
        }
        joined
    });
    nodes
}
