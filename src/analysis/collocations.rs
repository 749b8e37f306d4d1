//! Nodes and the words around them → how often each word stands near a node, and what of that
//! chance would do.

use serde::{Deserialize, Serialize};

use super::sentences::{around, sentences};
use super::{Node, Scope, Words};
use crate::error::Error;
use crate::id::DocId;
use crate::index::Index;
use crate::statistics::Contingency;

/// What counts as near.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Window {
    /// So many words before and after.
    #[default]
    Words,
    /// So many words before and after, in the same sentence.
    Sentence,
    /// The same document: documents are counted, not words.
    Document,
}

/// What chance alone would give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Expected {
    /// By the words that really are near: R1 is those, N all words that are no nodes
    /// (Evert 2008, surface co-occurrence).
    #[default]
    Window,
    /// As if there were no window: R1 is the node's frequency, N all words.
    Plain,
    /// R1 is the node's frequency times the width of the window, N all words.
    Span,
}

/// How often a type stands near a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Near {
    /// Its type.
    pub of: u32,
    /// Places near a node, each once; of documents, those that hold both.
    pub together: u32,
    /// Places before a node; one between two nodes may be before and after.
    pub before: u32,
    /// Places after a node.
    pub after: u32,
    /// Documents in which it is near.
    pub documents: u32,
    /// Occurrences in the scope that are no nodes; of documents, those that hold it.
    pub count: u32,
}

/// All words near some nodes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Together {
    /// Each type of the corpus, near or not, ascending.
    pub near: Vec<Near>,
    /// How many nodes stand in the scope.
    pub nodes: u32,
    /// Documents with a node.
    pub documents: u32,
    /// Places near a node; of documents, those with a node.
    pub places: u64,
    /// Words of the nodes themselves.
    pub node_words: u64,
    /// Words of the scope; of documents, those with words.
    pub all: u64,
    /// How wide the window is in words: what [`Expected::Span`] is about.
    pub span: u64,
}

impl Together {
    /// Places that could be near a node; of documents, all.
    pub fn possible(&self, window: Window) -> u64 {
        match window {
            Window::Document => self.all,
            _ => self.all.saturating_sub(self.node_words),
        }
    }

    /// The table of a type.
    pub fn table(&self, near: &Near, expected: Expected, window: Window) -> Contingency {
        let (together, count) = (u64::from(near.together), u64::from(near.count));
        if window == Window::Document {
            return Contingency::of_pair(together, self.places, count, self.all);
        }
        let rest = self.all.saturating_sub(self.node_words);
        match expected {
            Expected::Window => Contingency::of_pair(together, self.places, count, rest),
            Expected::Plain => {
                Contingency::of_pair(together, u64::from(self.nodes), count, self.all)
            }
            Expected::Span => {
                let reach = u64::from(self.nodes).saturating_mul(self.span);
                Contingency::of_pair(together, reach, count, self.all)
            }
        }
    }
}

/// Counts what stands near nodes, which ascend. Costs the words of the windows, and for `count` a
/// pass over the scope.
///
/// # Errors
///
/// When sentences are wanted of a text that is not here or damaged.
pub fn collocations(
    index: &Index,
    words: &Words<'_>,
    scope: &Scope,
    nodes: &[Node],
    window: Window,
    reach: (u32, u32),
) -> Result<Together, Error> {
    match window {
        Window::Document => Ok(in_documents(index, words, scope, nodes)),
        _ => {
            let limits = match window {
                Window::Sentence => in_sentences(index, nodes)?,
                _ => Vec::new(),
            };
            Ok(in_windows(index, words, scope, nodes, &limits, reach))
        }
    }
}

/// For each node the sentence that it begins in.
fn in_sentences(index: &Index, nodes: &[Node]) -> Result<Vec<(u32, u32)>, Error> {
    let (mut limits, mut walk) = (Vec::with_capacity(nodes.len()), index.places());
    let (mut read, mut outcome) = ((None, Vec::new(), 0), Ok(()));
    for node in nodes {
        let document = walk.document(node.at);
        if read.0 != Some(document) {
            let starts = sentences(index, DocId(document));
            // All that are missing are asked for before giving up.
            let starts = starts.map_err(|error| outcome = Err(error)).unwrap_or_default();
            read = (Some(document), starts, index.document(DocId(document))?.end());
        }
        limits.push(around(&read.1, node.at, read.2));
    }
    outcome.map(|()| limits)
}

/// A bit for each position.
struct Bits(Vec<u64>);

impl Bits {
    fn new(words: u32) -> Bits {
        Bits(vec![0; words as usize / 64 + 1])
    }

    /// Sets one; whether it was not set before.
    fn set(&mut self, at: u32) -> bool {
        let (bits, bit) = (&mut self.0[at as usize / 64], 1 << (at % 64));
        let new = *bits & bit == 0;
        *bits |= bit;
        new
    }

    fn has(&self, at: u32) -> bool {
        self.0[at as usize / 64] >> (at % 64) & 1 == 1
    }
}

/// Counts for each type.
struct Tally {
    near: Vec<Near>,
    /// The last document that a type was near in, and one.
    seen: Vec<u32>,
}

impl Tally {
    fn new(types: u32) -> Tally {
        let near = (0..types).map(|of| Near { of, ..Near::default() }).collect();
        Tally { near, seen: vec![0; types as usize] }
    }

    fn take(&mut self, of: u32, document: u32) {
        let near = &mut self.near[of as usize];
        near.together += 1;
        let seen = &mut self.seen[of as usize];
        near.documents += u32::from(*seen != document + 1);
        *seen = document + 1;
    }
}

fn in_windows(
    index: &Index,
    words: &Words<'_>,
    scope: &Scope,
    nodes: &[Node],
    limits: &[(u32, u32)],
    (before, after): (u32, u32),
) -> Together {
    let all = index.words();
    let (mut is_node, mut near) = (Bits::new(all), Bits::new(all));
    let (mut near_before, mut near_after) = (Bits::new(all), Bits::new(all));
    for node in nodes {
        (node.at..node.end()).for_each(|at| {
            is_node.set(at);
        });
    }
    let mut tally = Tally::new(words.types());
    let mut together = Together {
        all: scope.words,
        span: u64::from(before) + u64::from(after),
        ..Together::default()
    };
    let mut last = None;
    for (number, node) in nodes.iter().enumerate() {
        let Some(stretch) = scope.around(node.at) else { continue };
        together.nodes += 1;
        together.documents += u32::from(last.replace(stretch.document) != Some(stretch.document));
        let (first, end) = limits.get(number).copied().unwrap_or((0, u32::MAX));
        let from = node.at.saturating_sub(before).max(stretch.first).max(first);
        let to = node.end().saturating_add(after).min(stretch.end).min(end);
        for at in (from..node.at).chain(node.end()..to.max(node.end())) {
            if is_node.has(at) {
                continue;
            }
            let of = words.at(at);
            if near.set(at) {
                together.places += 1;
                tally.take(of, stretch.document);
            }
            let (side, count) = match at < node.at {
                true => (&mut near_before, &mut tally.near[of as usize].before),
                false => (&mut near_after, &mut tally.near[of as usize].after),
            };
            *count += u32::from(side.set(at));
        }
    }
    for stretch in &scope.stretches {
        for at in stretch.first..stretch.end {
            match is_node.has(at) {
                true => together.node_words += 1,
                false => tally.near[words.at(at) as usize].count += 1,
            }
        }
    }
    together.near = tally.near;
    together
}

fn in_documents(index: &Index, words: &Words<'_>, scope: &Scope, nodes: &[Node]) -> Together {
    let mut is_node = Bits::new(index.words());
    let mut with_node = Bits::new(index.documents().len() as u32);
    let mut walk = index.places();
    let mut together = Together::default();
    for node in nodes.iter().filter(|node| scope.around(node.at).is_some()) {
        together.nodes += 1;
        (node.at..node.end()).for_each(|at| {
            is_node.set(at);
        });
        together.documents += u32::from(with_node.set(walk.document(node.at)));
    }
    together.places = u64::from(together.documents);
    let mut near: Vec<Near> = (0..words.types()).map(|of| Near { of, ..Near::default() }).collect();
    let (mut seen, mut last) = (vec![0u32; near.len()], None);
    for stretch in &scope.stretches {
        together.all += u64::from(last.replace(stretch.document) != Some(stretch.document));
        let with = u32::from(with_node.has(stretch.document));
        for at in (stretch.first..stretch.end).filter(|&at| !is_node.has(at)) {
            let of = words.at(at) as usize;
            if std::mem::replace(&mut seen[of], stretch.document + 1) != stretch.document + 1 {
                near[of].count += 1;
                near[of].together += with;
                near[of].documents += with;
            }
        }
    }
    together.near = near;
    together
}
