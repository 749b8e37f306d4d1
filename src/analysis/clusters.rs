//! Words in a row, with or without gaps → which rows occur how often.
//!
//! Rows are sorted word by word: all that begin alike, then those of them that go on alike. What is
//! already too rare is not looked at further, so nothing is kept for what occurs once.

use super::{Node, Scope, Stop, Words};
use crate::index::Index;

/// Words that occur in a row, by one of the places where they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The position of the first.
    at: u32,
    /// Which words from there on are in it, a bit for each.
    mask: u16,
    /// How often it occurs.
    pub count: u32,
    /// In how many documents.
    pub documents: u32,
}

impl Cluster {
    /// Where its words stand, at the place that is known of.
    pub fn positions(self) -> impl Iterator<Item = u32> {
        (0..u16::BITS).filter(move |bit| self.mask >> bit & 1 == 1).map(move |bit| self.at + bit)
    }

    /// The types of its words.
    pub fn types(self, words: &Words<'_>) -> Vec<u32> {
        self.positions().map(|at| words.at(at)).collect()
    }
}

/// Which clusters are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// How many words, at least 1; with `skip` 16 at most.
    pub size: u32,
    /// How many words may be passed over inside.
    pub skip: u32,
    /// A cluster of nothing but these is left out.
    pub stop: &'a Stop,
    /// How often, at least 1.
    pub least: u32,
    /// In how many documents, at least.
    pub least_documents: u32,
    /// Only these, by the types of their words; they ascend.
    pub among: Option<&'a [Vec<u32>]>,
    /// Whether the documents of all that is found are told.
    pub documents: bool,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clusters {
    /// All, by the types of their words.
    pub all: Vec<Cluster>,
    /// Of each, where it is wanted, the documents that it occurs in, and how often in each.
    pub documents: Vec<Vec<(u32, u32)>>,
}

/// All clusters in a scope. Costs a number for each word, and a sort of what begins
/// alike.
pub fn clusters(index: &Index, words: &Words<'_>, scope: &Scope, wanted: Wanted<'_>) -> Clusters {
    let mut sorter = Sorter::new(index, words, wanted, None);
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
        if sorter.is_rare(group.len(), 1) {
            continue;
        }
        items.clear();
        items.extend(group.iter().filter_map(|&at| sorter.start(scope, at)));
        sorter.lengthen(&mut items, 1);
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
) -> Clusters {
    let mut sorter = Sorter::new(index, words, wanted, Some(nodes));
    let (mut items, mut next) = (Vec::new(), 0);
    for node in nodes {
        let Some(stretch) = scope.around(node.at) else { continue };
        let first = node.end().saturating_sub(wanted.size + wanted.skip).max(stretch.first);
        let starts = (first.max(next)..=node.at).filter_map(|at| sorter.start(scope, at));
        items.extend(starts.map(|start| u128::from(words.at(at_of(start))) << WORD | start));
        next = next.max(node.at + 1);
    }
    sorter.part(&mut items, 1);
    sorter.found
}

/// The beginning of what may be a cluster: from the top the word by which it is being sorted; the
/// position of its first; how far from there its last may be; and which words are in it, as in
/// [`Cluster`].
type Item = u128;

const WORD: u32 = 64;
const AT: u32 = 24;
const ROOM: u32 = 16;

fn at_of(item: Item) -> u32 {
    (item >> AT) as u32
}

struct Sorter<'a> {
    index: &'a Index,
    words: &'a Words<'a>,
    wanted: Wanted<'a>,
    /// What clusters must hold.
    nodes: Option<&'a [Node]>,
    /// In how many ways a beginning of so many words may go on, at most.
    ways: Vec<usize>,
    found: Clusters,
    /// The documents of the cluster that is being taken, and how often it occurs in each.
    documents: Vec<(u32, u32)>,
}

impl<'a> Sorter<'a> {
    fn new(
        index: &'a Index,
        words: &'a Words<'a>,
        wanted: Wanted<'a>,
        nodes: Option<&'a [Node]>,
    ) -> Sorter<'a> {
        let ways = (0..=wanted.size).map(|words| ways(wanted.size - words, wanted.skip)).collect();
        Sorter {
            index,
            words,
            wanted,
            nodes,
            ways,
            found: Clusters::default(),
            documents: Vec::new(),
        }
    }

    /// Whether so many beginnings of so many words are no clusters that occur often enough.
    fn is_rare(&self, items: usize, place: u32) -> bool {
        items * self.ways[place as usize] < self.wanted.least.max(1) as usize
    }

    /// What begins at a position, when there is room for it.
    fn start(&self, scope: &Scope, at: u32) -> Option<Item> {
        let Wanted { size, skip, .. } = self.wanted;
        let room = scope.around(at)?.end - at;
        let reach = u128::from(room.min(size + skip) - 1);
        (room >= size).then_some(u128::from(at) << AT | reach << ROOM | 1)
    }

    /// Whether a cluster that is wanted begins like that.
    fn is_among(&self, item: Item) -> bool {
        let Some(among) = self.wanted.among else { return true };
        let begun = Cluster { at: at_of(item), mask: item as u16, count: 0, documents: 0 };
        let types = begun.types(self.words);
        among[among.partition_point(|it| *it < types)..]
            .first()
            .is_some_and(|it| it.starts_with(&types))
    }

    /// Gives beginnings of so many words, which are the same, one word more.
    fn lengthen(&mut self, items: &mut Vec<Item>, place: u32) {
        let Some(&first) = items.first() else { return };
        if self.is_rare(items.len(), place) || !self.is_among(first) {
            return;
        }
        if place >= self.wanted.size {
            return self.take(items);
        }
        let with = |item: Item, offset: u32| {
            let word = self.words.at(at_of(item) + offset);
            u128::from(word) << WORD | item | 1 << offset
        };
        if self.wanted.skip == 0 {
            items.iter_mut().for_each(|item| *item = with(*item, place));
            return self.part(items, place + 1);
        }
        let mut longer = Vec::with_capacity(items.len());
        for &item in items.iter() {
            let next = u16::BITS - (item as u16).leading_zeros();
            let furthest = (place + self.wanted.skip).min((item >> ROOM) as u8 as u32);
            longer.extend((next..=furthest).map(|offset| with(item, offset)));
        }
        self.part(&mut longer, place + 1);
    }

    /// Parts beginnings of so many words by the last, and goes on with those that are the same.
    fn part(&mut self, items: &mut [Item], place: u32) {
        items.sort_unstable();
        let (mut rest, mut same) = (&*items, Vec::new());
        while let Some(first) = rest.first() {
            let word = *first >> WORD;
            let (these, others) = rest.split_at(rest.partition_point(|it| *it >> WORD == word));
            rest = others;
            if !self.is_rare(these.len(), place) {
                same.clear();
                same.extend(these.iter().map(|it| *it & ((1 << WORD) - 1)));
                self.lengthen(&mut same, place);
            }
        }
    }

    /// Takes what is all one cluster, ascending.
    fn take(&mut self, items: &mut Vec<Item>) {
        items.retain(|&item| self.holds(item));
        let Some(&first) = items.first() else { return };
        let mut cluster = Cluster {
            at: at_of(first),
            mask: first as u16,
            count: items.len() as u32,
            documents: 0,
        };
        let stop = self.wanted.stop;
        let stopped = !stop.is_empty()
            && cluster.positions().all(|position| stop.has(self.words.key(position)));
        if stopped || cluster.count < self.wanted.least {
            return;
        }
        let mut walk = self.index.places();
        self.documents.clear();
        for &item in items.iter() {
            let document = walk.document(at_of(item));
            match self.documents.last_mut() {
                Some((last, count)) if *last == document => *count += 1,
                _ => self.documents.push((document, 1)),
            }
        }
        cluster.documents = self.documents.len() as u32;
        if cluster.documents >= self.wanted.least_documents {
            self.found.all.push(cluster);
            let told = self.wanted.documents.then(|| self.documents.clone());
            self.found.documents.extend(told);
        }
    }

    /// Whether a node is in it, when one must be.
    fn holds(&self, item: Item) -> bool {
        let Some(nodes) = self.nodes else { return true };
        let (at, mask) = (at_of(item), item as u16);
        let end = at + u16::BITS - mask.leading_zeros();
        let after = nodes.partition_point(|node| node.at < at);
        let within = |node: &Node| (node.at..node.end()).all(|it| mask >> (it - at) & 1 == 1);
        nodes[after..].iter().take_while(|node| node.end() <= end).any(within)
    }
}

/// In how many ways so many words can follow when so many may be passed over.
fn ways(words: u32, skip: u32) -> usize {
    // Words and those passed over are put in any order: (words + skip) over skip.
    (1..=skip as usize).fold(1, |ways, it| ways * (words as usize + it) / it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_passed_over_in_all_ways() {
        assert_eq!([ways(0, 4), ways(3, 0), ways(1, 2), ways(2, 1), ways(5, 4)], [1, 1, 3, 3, 126]);
    }

    #[test]
    fn a_cluster_knows_where_its_words_are() {
        let cluster = Cluster { at: 7, mask: 0b1_0011, count: 1, documents: 1 };
        assert_eq!(cluster.positions().collect::<Vec<_>>(), [7, 8, 11]);
    }
}
