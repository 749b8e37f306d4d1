//! Nodes → lines: chosen, put in order, and each with what the text says around it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::sentences::{around, sentences};
use super::{Node, Running};
use crate::error::Error;
use crate::index::Index;
use crate::index::documents::Entry;
use crate::index::reader::Item;
use crate::order;

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
        read.push(node.at - from);
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
                (SortKey::Node, _) => {
                    let second = if node.length > 1 { word(node.at + 1) } else { 0 };
                    word(node.at) << 32 | second
                }
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
fn bounds(entry: &Entry, at: u32) -> (u32, u32) {
    let middle = entry.first + entry.title_words;
    if at < middle { (entry.first, middle) } else { (middle, entry.end()) }
}

/// What stands before a node, the node, and what stands after it: byte for byte as the text has
/// it. The context ends with whole words, and takes along the signs that touch them.
///
/// # Errors
///
/// When the text is not here or damaged.
pub fn line(
    index: &Index,
    node: Node,
    context: u32,
    unit: ContextUnit,
) -> Result<[String; 3], Error> {
    let document = index.document_at(node.at);
    let (lo, hi) = bounds(index.document(document)?, node.at);
    let (from, to) = match unit {
        // A word has at least one character and the space behind it.
        ContextUnit::Words | ContextUnit::Characters => {
            (node.at.saturating_sub(context).max(lo), node.end().saturating_add(context).min(hi))
        }
        ContextUnit::Sentence => {
            let starts = sentences(index, document)?;
            let (from, _) = around(&starts, node.at, hi);
            let (_, to) = around(&starts, node.end() - 1, hi);
            (from.max(lo), to.min(hi))
        }
    };
    let mut reader =
        Reader { node, from, to, at: from.saturating_sub(1).max(lo), parts: Default::default() };
    let before_first = reader.at < from;
    let mut first = before_first;
    index.read_from(reader.at, |item| {
        // The word before the first gives only the signs that touch that.
        match (std::mem::replace(&mut first, false), item) {
            (true, Item::Word(_)) => {
                reader.at += 1;
                true
            }
            (_, item) => reader.take(item, before_first),
        }
    })?;
    let [mut before, node, mut after] = reader.parts;
    if unit == ContextUnit::Characters {
        cut(&mut before, &mut after, context as usize);
    }
    Ok([before, node, after])
}

struct Reader {
    node: Node,
    from: u32,
    to: u32,
    /// The position of the next word.
    at: u32,
    parts: [String; 3],
}

impl Reader {
    /// Takes a word or gap; false when no more is wanted.
    fn take(&mut self, item: Item<'_>, had_word: bool) -> bool {
        match item {
            Item::Gap(gap) if had_word && self.at == self.from => {
                // Of the gap before the first word, what touches the word.
                let touching =
                    gap.rfind(char::is_whitespace).map_or(gap, |at| gap[at..].trim_start());
                self.parts[0].push_str(touching);
                true
            }
            Item::Gap(gap) if self.at >= self.to => {
                let touching = gap.find(char::is_whitespace).map_or(gap, |at| &gap[..at]);
                self.parts[2].push_str(touching);
                false
            }
            Item::Gap(gap) => {
                let part = match self.at {
                    at if at <= self.node.at => 0,
                    at if at < self.node.end() => 1,
                    _ => 2,
                };
                self.parts[part].push_str(gap);
                true
            }
            Item::Word(word) => {
                if self.at >= self.to {
                    return false;
                }
                let part = match self.at {
                    at if at < self.node.at => 0,
                    at if at < self.node.end() => 1,
                    _ => 2,
                };
                self.parts[part].push_str(word);
                self.at += 1;
                true
            }
        }
    }
}

/// Keeps of each side as many characters as are wanted, cut where there is space.
fn cut(before: &mut String, after: &mut String, most: usize) {
    let count = before.chars().count();
    if count > most {
        let start = before.char_indices().nth(count - most).map_or(0, |(at, _)| at);
        // The whole word that begins there, or the next one.
        let cut_word = !before[..start].ends_with(char::is_whitespace);
        let rest = &before[start..];
        let skip = if cut_word { rest.find(char::is_whitespace).unwrap_or(rest.len()) } else { 0 };
        let kept = rest[skip..].trim_start_matches(char::is_whitespace);
        // What stands next to the node stays, whatever its length.
        *before = if kept.is_empty() { rest[skip..].to_owned() } else { kept.to_owned() };
    }
    if let Some((end, _)) = after.char_indices().nth(most) {
        let cut_word = !after[end..].starts_with(char::is_whitespace);
        let rest = &after[..end];
        let keep = if cut_word { rest.rfind(char::is_whitespace).unwrap_or(0) } else { end };
        let kept = rest[..keep].trim_end_matches(char::is_whitespace).len();
        after.truncate(kept);
    }
}
