//! Nodes → lines: chosen, put in order, and each with what the text says around it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::sentences::{around, sentences};
use super::{Node, Running};
use crate::error::Error;
use crate::id::DocId;
use crate::index::reader::Item;
use crate::index::{Index, documents};
use crate::order;
use crate::text;

/// What the context of a line is measured in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ContextUnit {
    /// So many words.
    #[default]
    Words,
    /// As many whole words as so many characters hold.
    Characters,
    /// The sentence.
    Sentence,
}

/// What lines are put in order by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum SortKey {
    /// The word so many places before the node: `B1` is next to it. Up to `B9`.
    Before(u8),
    /// The node.
    Node,
    /// The word so many places after the node: `A1` is next to it. Up to `A9`.
    After(u8),
    /// The title of the document.
    Title,
    /// The date of the document; those without one last.
    Date,
    /// The source of the document.
    Source,
}

impl SortKey {
    /// The key of a name, whatever its case.
    ///
    /// # Errors
    ///
    /// One line: what was expected, and what was found.
    ///
    /// ```
    /// use kashf::analysis::SortKey;
    /// assert_eq!(SortKey::named("a1"), Ok(SortKey::After(1)));
    /// assert!(SortKey::named("L1").unwrap_err().contains("B1"));
    /// ```
    pub fn named(name: &str) -> Result<SortKey, String> {
        let lower = name.trim().to_lowercase();
        let far = |digits: &str| digits.parse().ok().filter(|far| (1..=9).contains(far));
        let key = match lower.as_str() {
            "node" => Some(SortKey::Node),
            "title" => Some(SortKey::Title),
            "date" => Some(SortKey::Date),
            "source" => Some(SortKey::Source),
            other => match other.split_at_checked(1) {
                Some(("b", digits)) => far(digits).map(SortKey::Before),
                Some(("a", digits)) => far(digits).map(SortKey::After),
                _ => None,
            },
        };
        key.ok_or_else(|| {
            format!("expected a sorting key (B1 to B9, node, A1 to A9, title, date, source), found “{name}”")
        })
    }

    /// Its name.
    pub fn name(self) -> String {
        match self {
            SortKey::Before(far) => format!("B{far}"),
            SortKey::Node => "node".to_owned(),
            SortKey::After(far) => format!("A{far}"),
            SortKey::Title => "title".to_owned(),
            SortKey::Date => "date".to_owned(),
            SortKey::Source => "source".to_owned(),
        }
    }
}

impl TryFrom<String> for SortKey {
    type Error = String;

    fn try_from(name: String) -> Result<SortKey, String> {
        SortKey::named(&name)
    }
}

impl From<SortKey> for String {
    fn from(key: SortKey) -> String {
        key.name()
    }
}

/// A line: its node, and how many more read the same.
pub type Way = (Node, u32);

/// Of nodes that read the same in so many words on each side, whatever the spelling, the first;
/// and how many more there are.
pub fn distinct(index: &Index, running: &Running, nodes: &[Node], context: u32) -> Vec<Way> {
    let mut lines: Vec<Way> = Vec::new();
    let mut known: HashMap<Vec<u32>, usize> = HashMap::new();
    let mut walk = index.places();
    for &node in nodes {
        let Some(entry) = index.documents().get(walk.document(node.at) as usize) else { continue };
        let (lo, hi) = bounds(entry, node.at);
        let from = node.at.saturating_sub(context).max(lo);
        let to = node.end().saturating_add(context).min(hi);
        // Where the node stands among them counts too.
        let mut read: Vec<u32> = (from..to).map(|at| running.key(at)).collect();
        read.extend([node.at - from, node.length]);
        match known.get(&read) {
            Some(&line) => lines[line].1 += 1,
            None => {
                known.insert(read, lines.len());
                lines.push((node, 0));
            }
        }
    }
    lines
}

/// So many of some things, each with the same chance, in their order. The same seed chooses the
/// same of them.
pub fn sample<T: Copy>(things: &[T], wanted: usize, seed: u32) -> Vec<T> {
    if wanted == 0 || things.len() <= wanted {
        return things.to_vec();
    }
    // Selection sampling (Knuth, vol. 2, algorithm S), with SplitMix64 for chance.
    let (mut state, mut chosen) = (u64::from(seed), Vec::with_capacity(wanted));
    for (place, thing) in things.iter().enumerate() {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        let left = (things.len() - place) as u64;
        let missing = (wanted - chosen.len()) as u64;
        // One of `left` things, without the small bias of a remainder.
        if ((u128::from(z) * u128::from(left)) >> 64) as u64 >= missing {
            continue;
        }
        chosen.push(*thing);
        if chosen.len() == wanted {
            break;
        }
    }
    chosen
}

/// Puts lines in order by up to three keys; equals stay as they are.
///
/// # Errors
///
/// When what the order needs is not here or damaged.
pub fn order_nodes(
    index: &Index,
    running: Option<&Running>,
    lines: &mut Vec<Way>,
    keys: &[SortKey],
) -> Result<(), Error> {
    if keys.is_empty() {
        return Ok(());
    }
    let ranks: Vec<Option<Vec<u32>>> =
        keys.iter().map(|key| ranks(index, *key)).collect::<Result<_, _>>()?;
    let nodes = match running {
        Some(running) if keys.contains(&SortKey::Node) => node_ranks(running, lines),
        _ => Vec::new(),
    };
    let mut walk = index.places();
    let word = |at: u32| running.map_or(0, |running| u64::from(running.key(at)) + 1);
    let mut sorted: Vec<([u64; 3], u32)> = Vec::with_capacity(lines.len());
    for (place, (node, _)) in (0..).zip(lines.iter()) {
        let document = walk.document(node.at);
        let Some(entry) = index.documents().get(document as usize) else { continue };
        let (lo, hi) = bounds(entry, node.at);
        let mut by = [0; 3];
        for ((by, key), rank) in by.iter_mut().zip(keys).zip(&ranks) {
            *by = match (key, rank) {
                (SortKey::Before(far), _) => {
                    let at = node.at.checked_sub(u32::from(*far)).filter(|at| *at >= lo);
                    at.map_or(0, word)
                }
                (SortKey::After(far), _) => {
                    let at = (node.end() - 1).saturating_add(u32::from(*far));
                    if at < hi { word(at) } else { 0 }
                }
                (SortKey::Node, _) => nodes.get(place as usize).map_or(0, |&rank| rank.into()),
                (_, Some(ranks)) => {
                    ranks.get(document as usize).map_or(u64::MAX, |&rank| rank.into())
                }
                (_, None) => 0,
            };
        }
        sorted.push((by, place));
    }
    sorted.sort_unstable();
    *lines = sorted.iter().map(|(_, place)| lines[*place as usize]).collect();
    Ok(())
}

/// For each line its place by the words of its node.
fn node_ranks(running: &Running, lines: &[Way]) -> Vec<u32> {
    let words = |line: u32| {
        let (node, _) = lines[line as usize];
        running.keys(node.at, node.end())
    };
    let mut order: Vec<u32> = (0..lines.len() as u32).collect();
    order::sort_by(&mut order, |&a, &b| words(a).cmp(words(b)));
    let (mut ranks, mut rank) = (vec![0; lines.len()], 0);
    for pair in order.windows(2) {
        rank += u32::from(words(pair[0]) != words(pair[1]));
        ranks[pair[1] as usize] = rank;
    }
    ranks
}

/// For each document its place by what is known of it; `None` for keys that are words.
fn ranks(index: &Index, key: SortKey) -> Result<Option<Vec<u32>>, Error> {
    let name = match key {
        SortKey::Title => return index.title_order().map(Some),
        SortKey::Date => "date",
        SortKey::Source => "source",
        _ => return Ok(None),
    };
    let column = index.column(name);
    let column = column.ok_or_else(|| Error::missing("a part of the index is not here yet"))?;
    let mut values: Vec<&str> = column.values.iter().map(String::as_str).collect();
    order::sort_once(&mut values);
    let rank = |document| match column.value(document) {
        "" => u32::MAX,
        value => values.binary_search(&value).map_or(u32::MAX, |place| place as u32),
    };
    Ok(Some((0..index.documents().len() as u32).map(rank).collect()))
}

/// The words of a document on the same side of the end of its title: from, to.
fn bounds(entry: &documents::Entry, at: u32) -> (u32, u32) {
    let middle = entry.first + entry.title_words;
    if at < middle { (entry.first, middle) } else { (middle, entry.end()) }
}

/// The texts, as lines are read from them; what more than one line asks for is kept.
pub struct Printed<'a> {
    index: &'a Index,
    /// Where the sentences of a document begin.
    sentences: BTreeMap<u32, Vec<u32>>,
}

impl<'a> Printed<'a> {
    /// Of an index.
    pub fn new(index: &'a Index) -> Printed<'a> {
        Printed { index, sentences: BTreeMap::new() }
    }

    /// What stands before a node, the node, and what stands after it: byte for byte as the text
    /// has it. The context ends with whole words, and takes along the signs that touch them.
    ///
    /// # Errors
    ///
    /// When the text is not here or damaged.
    pub fn line(
        &mut self,
        node: Node,
        context: u32,
        unit: ContextUnit,
    ) -> Result<[String; 3], Error> {
        let id = self.index.document_at(node.at);
        let entry = self.index.document(id)?;
        let (lo, hi) = bounds(entry, node.at);
        let (from, to) = match unit {
            // A word has at least one character.
            ContextUnit::Words | ContextUnit::Characters => {
                let to = node.end().saturating_add(context).min(hi);
                (node.at.saturating_sub(context).max(lo), to)
            }
            ContextUnit::Sentence => {
                let starts = self.sentences(id)?;
                let (from, _) = around(starts, node.at, hi);
                let (_, to) = around(starts, node.end() - 1, hi);
                (from.max(lo), to.min(hi))
            }
        };
        // The word before the first is read for the signs behind it.
        let at = from.saturating_sub(1).max(lo);
        let mut reader = Reader { node, from, to, at, parts: Default::default() };
        let mut take = |item: Item<'_>| reader.take(item);
        match at {
            at if at > lo => self.index.read_from(at, &mut take),
            at if at < entry.first + entry.title_words => self.index.read_title(id, &mut take),
            _ => self.index.read_text(id, &mut take),
        }?;
        let [mut before, node, mut after] = reader.parts;
        if unit == ContextUnit::Characters {
            cut_before(&mut before, context as usize);
            cut_after(&mut after, context as usize);
        }
        Ok([before, node, after])
    }

    fn sentences(&mut self, id: DocId) -> Result<&[u32], Error> {
        Ok(match self.sentences.entry(id.0) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(sentences(self.index, id)?),
        })
    }
}

/// Puts together a line from the words and gaps that begin with the word before its first, or with
/// what stands before all words.
struct Reader {
    node: Node,
    /// The positions of the first word of the line, and one past that of the last.
    from: u32,
    to: u32,
    /// The position of the next word.
    at: u32,
    parts: [String; 3],
}

impl Reader {
    /// Takes a word or gap; false when no more is wanted.
    fn take(&mut self, item: Item<'_>) -> bool {
        let (at, node) = (self.at, self.node);
        match item {
            Item::Word(word) => {
                if at >= self.to {
                    return false;
                }
                if at >= self.from {
                    let inside = usize::from(at >= node.at) + usize::from(at >= node.end());
                    self.parts[inside].push_str(word);
                }
                self.at += 1;
                true
            }
            Item::Gap(gap) => {
                // Of the gaps around a line only the signs that touch it.
                let gap = if at <= self.from { touching_next(gap) } else { gap };
                let gap = if at >= self.to { touching_last(gap) } else { gap };
                if at >= self.from {
                    let inside = usize::from(at > node.at) + usize::from(at >= node.end());
                    self.parts[inside].push_str(gap);
                }
                at < self.to
            }
        }
    }
}

/// What of a gap touches the word behind it.
fn touching_next(gap: &str) -> &str {
    gap.rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// What of a gap touches the word before it.
fn touching_last(gap: &str) -> &str {
    gap.split(char::is_whitespace).next().unwrap_or_default()
}

/// Keeps the last whole words that so many characters hold, and the signs that touch them.
fn cut_before(before: &mut String, most: usize) {
    let count = before.chars().count();
    let Some((start, _)) = before.char_indices().nth(count.saturating_sub(most)) else {
        return before.clear();
    };
    if start == 0 {
        return;
    }
    let fits = text::words(before).find(|word| word.start >= start);
    let word = fits.map_or(before.len(), |word| word.start);
    // Nothing of a word that is cut.
    let cut = text::words(before).take_while(|word| word.start < start).last();
    let start = cut.map_or(start, |word| word.end.max(start));
    let kept = touching_next(&before[start..word]).len();
    before.drain(..word - kept);
}

/// Keeps the first whole words that so many characters hold, and the signs that touch them.
fn cut_after(after: &mut String, most: usize) {
    let Some((end, _)) = after.char_indices().nth(most) else { return };
    let fits = text::words(after).take_while(|word| word.end <= end).last();
    let word = fits.map_or(0, |word| word.end);
    let cut = text::words(after).find(|word| word.end > end);
    let end = cut.map_or(end, |word| word.start.min(end));
    let kept = touching_last(&after[word..end]).len();
    after.truncate(word + kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_hold_whole_words() {
        let cut = |text: &str, most: usize| {
            let (mut before, mut after) = (text.to_owned(), text.to_owned());
            cut_before(&mut before, most);
            cut_after(&mut after, most);
            [before, after]
        };
        assert_eq!(cut("one, two", 20), ["one, two", "one, two"]);
        assert_eq!(cut("one, two", 4), ["two", "one,"]);
        assert_eq!(cut("one «two»", 5), ["«two»", "one"]);
        assert_eq!(cut("one «two»", 4), ["two»", "one"]);
        assert_eq!(cut("longest", 3), ["", ""]);
        assert_eq!(cut("کتاب", 0), ["", ""]);
        // Without spaces too, words end where they end.
        assert_eq!(cut("one-two", 5), ["-two", "one-"]);
    }

    #[test]
    fn each_has_the_same_chance() {
        let things: Vec<u32> = (0..10).collect();
        let mut chosen = [0u32; 10];
        for seed in 0..3000 {
            let some = sample(&things, 3, seed);
            assert!(some.len() == 3 && some.is_sorted_by(|a, b| a < b));
            some.iter().for_each(|&it| chosen[it as usize] += 1);
        }
        // 900 each, by a standard deviation of 25.
        assert!(chosen.iter().all(|it| (800..=1000).contains(it)), "{chosen:?}");
        assert_eq!(sample(&things, 0, 7), things);
        assert_eq!(sample(&things, 11, 7), things);
    }
}
