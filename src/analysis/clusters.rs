//! Words in a row, with or without gaps → which rows occur how often.
//!
//! Rows are sorted word by word: all that begin alike, then those of them that go on alike. What is
//! already too rare is not looked at further, so nothing is kept for what occurs once.

use super::{Node, Scope, Stop, Words};
use crate::index::Index;

/// Words that occur in a row more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The types of its words.
    pub words: Vec<u32>,
    /// How often it occurs.
    pub count: u32,
    /// In how many documents.
    pub documents: u32,
}

/// Which clusters are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// How many words, at least 1.
    pub size: u32,
    /// How many words may be passed over inside.
    pub skip: u32,
    /// A cluster of nothing but these is left out.
    pub stop: &'a Stop,
    /// How often, at least 1.
    pub least: u32,
    /// In how many documents, at least.
    pub least_documents: u32,
}

/// All clusters in a scope. Costs a number for each word, and a sort of what begins alike.
pub fn clusters(
    index: &Index,
    words: &Words<'_>,
    scope: &Scope,
    wanted: Wanted<'_>,
) -> Vec<Cluster> {
    let mut sorter = Sorter::new(index, words, wanted);
    let reach = wanted.size.max(1) - 1;
    let starts = |take: &mut dyn FnMut(u32)| {
        for stretch in &scope.stretches {
            (stretch.first..stretch.end.saturating_sub(reach)).for_each(&mut *take);
        }
    };
    // All positions by their type: first how many each has, then where they begin.
    let mut begin = vec![0u32; words.types() as usize + 1];
    starts(&mut |at| begin[words.at(at) as usize] += 1);
    let mut sum = 0;
    begin.iter_mut().for_each(|it| sum += std::mem::replace(it, sum));
    let mut ordered = vec![0u32; sum as usize];
    let mut next = begin.clone();
    starts(&mut |at| {
        let place = &mut next[words.at(at) as usize];
        ordered[*place as usize] = at;
        *place += 1;
    });
    drop(next);
    let mut items = Vec::new();
    for group in begin.windows(2) {
        let group = &ordered[group[0] as usize..group[1] as usize];
        if group.len() * sorter.patterns.len() < wanted.least as usize {
            continue;
        }
        items.clear();
        group.iter().for_each(|&at| sorter.put(scope, at, &mut items));
        sorter.split(&mut items, 1);
    }
    sorter.found
}

/// The clusters that hold a node, all of it.
pub fn clusters_around(
    index: &Index,
    words: &Words<'_>,
    scope: &Scope,
    nodes: &[Node],
    wanted: Wanted<'_>,
) -> Vec<Cluster> {
    let mut sorter = Sorter::new(index, words, wanted);
    let (mut items, mut next) = (Vec::new(), 0);
    for node in nodes {
        let Some(stretch) = scope.around(node.at) else { continue };
        let first = node.end().saturating_sub(wanted.size + wanted.skip).max(stretch.first);
        for at in first.max(next)..=node.at {
            sorter.put(scope, at, &mut items);
        }
        next = next.max(node.at + 1);
    }
    // Only such as hold a node: with gaps, a start may reach over it or not.
    let patterns = &sorter.patterns;
    items.retain(|&item| {
        let (at, pattern) = taken_apart(item);
        let pattern = &patterns[pattern];
        let after = nodes.partition_point(|node| node.at < at);
        let end = at + pattern[pattern.len() - 1] + 1;
        let within = |node: &Node| {
            (node.at..node.end()).all(|it| pattern.iter().any(|offset| at + offset == it))
        };
        nodes[after..].iter().take_while(|node| node.end() <= end).any(within)
    });
    sorter.split(&mut items, 0);
    sorter.found
}

/// A place at which a cluster may begin, and which of the patterns it has; the word by which it is
/// being sorted above both.
type Item = u128;

fn item(at: u32, pattern: usize) -> Item {
    u128::from(at) << 8 | pattern as u128
}

fn taken_apart(item: Item) -> (u32, usize) {
    ((item >> 8) as u32, (item & 0xFF) as usize)
}

struct Sorter<'a> {
    index: &'a Index,
    words: &'a Words<'a>,
    wanted: Wanted<'a>,
    /// For each way to pass over words: how far each word is from the first.
    patterns: Vec<Vec<u32>>,
    found: Vec<Cluster>,
}

impl<'a> Sorter<'a> {
    fn new(index: &'a Index, words: &'a Words<'a>, wanted: Wanted<'a>) -> Sorter<'a> {
        let patterns = patterns(wanted.size, wanted.skip);
        Sorter { index, words, wanted, patterns, found: Vec::new() }
    }

    /// Puts what may begin at a position.
    fn put(&self, scope: &Scope, at: u32, items: &mut Vec<Item>) {
        if let [_] = self.patterns.as_slice() {
            let fits = self.wanted.size < 2
                || scope.around(at).is_some_and(|it| it.end - at >= self.wanted.size);
            return items.extend(fits.then(|| item(at, 0)));
        }
        let Some(stretch) = scope.around(at) else { return };
        let fits = |pattern: &[u32]| pattern.last().is_some_and(|last| at + last < stretch.end);
        let fitting = (0..).zip(&self.patterns).filter(|(_, pattern)| fits(pattern));
        items.extend(fitting.map(|(number, _)| item(at, number)));
    }

    /// Parts items by their word at a place in the cluster, and those of one word further.
    fn split(&mut self, items: &mut [Item], place: usize) {
        if items.len() < self.wanted.least.max(1) as usize {
            return;
        }
        if place == self.wanted.size as usize {
            return self.take(items);
        }
        for it in items.iter_mut() {
            let (at, pattern) = taken_apart(*it);
            let word = self.words.at(at + self.patterns[pattern][place]);
            *it = u128::from(word) << 40 | item(at, pattern);
        }
        items.sort_unstable();
        let mut rest = items;
        while let Some(first) = rest.first() {
            let word = *first >> 40;
            let same = rest.partition_point(|it| *it >> 40 == word);
            let (these, others) = rest.split_at_mut(same);
            these.iter_mut().for_each(|it| *it &= (1 << 40) - 1);
            self.split(these, place + 1);
            rest = others;
        }
    }

    /// Takes items that are all one cluster, ascending.
    fn take(&mut self, items: &[Item]) {
        let (at, pattern) = taken_apart(items[0]);
        let positions: Vec<u32> = self.patterns[pattern].iter().map(|offset| at + offset).collect();
        let stop = self.wanted.stop;
        if !stop.is_empty() && positions.iter().all(|&it| stop.has(self.words.key(it))) {
            return;
        }
        let (mut walk, mut documents, mut last) = (self.index.places(), 0, None);
        for (at, _) in items.iter().copied().map(taken_apart) {
            let document = walk.document(at);
            documents += u32::from(last.replace(document) != Some(document));
        }
        if documents >= self.wanted.least_documents {
            let words = positions.iter().map(|&it| self.words.at(it)).collect();
            self.found.push(Cluster { words, count: items.len() as u32, documents });
        }
    }
}

/// All ways to pass over up to `skip` words inside of `size`.
fn patterns(size: u32, skip: u32) -> Vec<Vec<u32>> {
    let mut all = vec![vec![0]];
    for _ in 1..size {
        let longer = |pattern: &Vec<u32>| {
            let last = pattern.last().copied().unwrap_or_default();
            let passed = last + 1 - pattern.len() as u32;
            let pattern = pattern.clone();
            (0..=skip - passed).map(move |gap| {
                let mut pattern = pattern.clone();
                pattern.push(last + 1 + gap);
                pattern
            })
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_passed_over_in_all_ways() {
        assert_eq!(patterns(1, 3), [[0]]);
        assert_eq!(patterns(3, 0), [[0, 1, 2]]);
        assert_eq!(patterns(2, 2), [[0, 1], [0, 2], [0, 3]]);
        assert_eq!(patterns(3, 1), [[0, 1, 2], [0, 1, 3], [0, 2, 3]]);
        assert_eq!(patterns(6, 4).len(), 126);
    }
}
