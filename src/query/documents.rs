//! Sets of documents, and the documents that answer a query's tree.

use std::ops::Range;

use super::ast::{Field, Group, Node, Value, Want};
use super::matcher::Occurrences;
use crate::id::DocId;
use crate::index::{Index, reader};
use crate::text;

/// A set of documents: a bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSet {
    bits: Vec<u64>,
    documents: u32,
}

impl DocumentSet {
    /// No document of so many.
    pub fn none(documents: u32) -> DocumentSet {
        DocumentSet { bits: vec![0; documents.div_ceil(64) as usize], documents }
    }

    /// All of so many.
    pub fn all(documents: u32) -> DocumentSet {
        DocumentSet::none(documents).complement()
    }

    /// Those that a test holds for.
    pub fn those(documents: u32, test: impl Fn(u32) -> bool) -> DocumentSet {
        let mut set = DocumentSet::none(documents);
        (0..documents).filter(|&document| test(document)).for_each(|document| set.add(document));
        set
    }

    /// Adds a document, which must be one of them.
    pub fn add(&mut self, document: u32) {
        self.bits[document as usize / 64] |= 1 << (document % 64);
    }

    /// True when a document is in it.
    pub fn has(&self, document: u32) -> bool {
        self.bits.get(document as usize / 64).is_some_and(|bits| bits >> (document % 64) & 1 == 1)
    }

    /// Documents in it.
    pub fn len(&self) -> u32 {
        self.bits.iter().map(|bits| bits.count_ones()).sum()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.bits.iter().all(|&bits| bits == 0)
    }

    /// Its documents, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.bits.iter().enumerate().flat_map(|(i, &bits)| {
            let mut bits = bits;
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros())?;
                bits &= bits - 1;
                Some(i as u32 * 64 + bit)
            })
        })
    }

    /// Those in both.
    pub fn and(mut self, other: &DocumentSet) -> DocumentSet {
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, other)| *bits &= other);
        self
    }

    /// Those in either.
    pub fn or(mut self, other: &DocumentSet) -> DocumentSet {
        self.bits.iter_mut().zip(&other.bits).for_each(|(bits, other)| *bits |= other);
        self
    }

    /// Those not in it.
    pub fn complement(mut self) -> DocumentSet {
        self.bits.iter_mut().for_each(|bits| *bits = !*bits);
        let spare = self.bits.len() as u32 * 64 - self.documents;
        if let Some(last) = self.bits.last_mut() {
            *last = last.checked_shl(spare).unwrap_or(0).checked_shr(spare).unwrap_or(0);
        }
        self
    }
}

/// The documents that answer a query. `occurrences` holds an entry for each leaf, in the
/// order of [`Query::leaves`](super::ast::Query::leaves), and then others.
pub fn answering(index: &Index, root: &Group, occurrences: &[Occurrences]) -> DocumentSet {
    let documents = index.documents().len() as u32;
    let only_exclusions = root.clauses.iter().all(|clause| clause.want == Want::MustNot);
    if only_exclusions {
        return DocumentSet::none(documents);
    }
    Answering { index, documents, leaves: occurrences.iter() }.group(root)
}

struct Answering<'a> {
    index: &'a Index,
    documents: u32,
    /// The leaves not met yet.
    leaves: std::slice::Iter<'a, Occurrences>,
}

impl Answering<'_> {
    fn group(&mut self, group: &Group) -> DocumentSet {
        let (mut must, mut should, mut not) = (None::<DocumentSet>, None::<DocumentSet>, None);
        for clause in &group.clauses {
            let found = self.node(&clause.node);
            match clause.want {
                Want::Must => must = Some(must.map_or(found.clone(), |known| known.and(&found))),
                Want::Should => {
                    should = Some(should.map_or(found.clone(), |known| known.or(&found)))
                }
                Want::MustNot => {
                    not = Some(not.map_or(found.clone(), |known: DocumentSet| known.or(&found)));
                }
            }
        }
        let answers = must.or(should).unwrap_or_else(|| DocumentSet::all(self.documents));
        match not {
            Some(not) => answers.and(&not.complement()),
            None => answers,
        }
    }

    fn node(&mut self, node: &Node) -> DocumentSet {
        match node {
            Node::Group(group) => self.group(group),
            Node::Field(field) => with_field(self.index, field),
            Node::Leaf(_) => {
                let mut set = DocumentSet::none(self.documents);
                if let Some(leaf) = self.leaves.next() {
                    leaf.documents.iter().for_each(|entry| set.add(entry.document));
                }
                set
            }
        }
    }
}

/// The documents that a field's condition holds for.
fn with_field(index: &Index, field: &Field) -> DocumentSet {
    match &field.value {
        Value::Dates { from, to } => bearing(index, "date", |date| is_between(date, from, to)),
        Value::Text(wanted) => {
            let wanted = Wanted::new(wanted);
            bearing(index, &field.name, |value| wanted.fits(value))
        }
    }
}

/// The documents of which something that fits is known under a name, compared without case.
///
/// What is no column stands with each document, and all of them are looked at.
pub fn bearing(index: &Index, name: &str, fits: impl Fn(&str) -> bool) -> DocumentSet {
    let mut set = DocumentSet::none(index.documents().len() as u32);
    let (under, fits): (&str, &dyn Fn(&str) -> bool) = match name {
        "year" => ("date", &|date| fits(year(date))),
        name => (name, &fits),
    };
    let named = |field: &&reader::Field| field.name.eq_ignore_ascii_case(under);
    for field in index.fields().iter().filter(named).filter(|field| field.column.is_some()) {
        let Some(column) = index.column(&field.name) else { continue };
        let fitting: Vec<bool> = column.values.iter().map(|value| fits(value)).collect();
        let none = fits("");
        for document in 0..index.documents().len() as u32 {
            let borne = column.borne(document);
            if borne.iter().any(|&value| fitting[value as usize]) || borne.is_empty() && none {
                set.add(document);
            }
        }
    }
    let others: Vec<u32> = (0..)
        .zip(index.fields())
        .filter(|(_, field)| named(field) && field.column.is_none())
        .map(|(number, _)| number)
        .collect();
    if under == "id" || !others.is_empty() {
        for document in 0..index.documents().len() as u32 {
            let Ok(record) = index.record(DocId(document)) else { continue };
            let mut values = record.more.iter().filter(|(number, _)| others.contains(number));
            if (under == "id" && fits(&record.id)) || values.any(|(_, value)| fits(value)) {
                set.add(document);
            }
        }
    }
    set
}

/// True when a field of that name, lower-cased, is known of some document.
pub fn knows(index: &Index, name: &str) -> bool {
    const ALWAYS: [&str; 6] = ["lang", "source", "date", "year", "id", "author"];
    ALWAYS.contains(&name)
        || index.fields().iter().any(|field| field.name.eq_ignore_ascii_case(name))
}

/// The year of an ISO date; empty when it is none.
pub fn year(date: &str) -> &str {
    match date.get(..4) {
        Some(year) if year.bytes().all(|digit| digit.is_ascii_digit()) => year,
        _ => "",
    }
}

/// True for a date that lies between two others, both included; each may be a year, a
/// month or a day, and a bound may be empty. Days from one to another (parted by a stroke) count
/// when one of them does. A date that is not ISO lies nowhere.
///
/// ```
/// use kashf::query::documents::is_between;
/// assert!(is_between("2022-02-08", "2021-12", "2022-02"));
/// assert!(is_between("2022", "2022-02-01", ""));
/// assert!(is_between("2022-02-08/2022-02-15", "2022-02-10", "2022-02-12"));
/// assert!(!is_between("", "2021", "") && !is_between("2023-01-01", "", "2022"));
/// ```
pub fn is_between(date: &str, from: &str, to: &str) -> bool {
    // A coarse date counts when any day of it could lie within.
    let common = |a: &str, b: &str| -> (usize, usize) {
        let length = a.len().min(b.len());
        (length, length)
    };
    let compare = |a: &str, b: &str| {
        let (a_end, b_end) = common(a, b);
        a.as_bytes()[..a_end].cmp(&b.as_bytes()[..b_end])
    };
    let (first, last) = date.split_once('/').unwrap_or((date, date));
    !year(date).is_empty()
        && (from.is_empty() || compare(last, from).is_ge())
        && (to.is_empty() || compare(first, to).is_le())
}

/// A value that is looked for, as folded words.
struct Wanted {
    words: Vec<String>,
    open: bool,
}

impl Wanted {
    fn new(value: &str) -> Wanted {
        Wanted { words: folded(value), open: value.ends_with('*') }
    }

    /// True when the words stand in a row in `value`; the last one may go on when the
    /// value that is looked for ends in `*`.
    fn fits(&self, value: &str) -> bool {
        let words = folded(value);
        let last = self.words.len().wrapping_sub(1);
        let same = |range: Range<usize>| {
            words[range].iter().zip(&self.words).enumerate().all(|(i, (word, wanted))| {
                if self.open && i == last { word.starts_with(wanted) } else { word == wanted }
            })
        };
        let length = self.words.len();
        length > 0
            && length <= words.len()
            && (0..=words.len() - length).any(|at| same(at..at + length))
    }
}

fn folded(text: &str) -> Vec<String> {
    text::words(text).map(|range| text::fold(&text[range])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sets_are_sets(a in prop::collection::btree_set(0..150u32, 0..40), size in 150..200u32) {
            let set = DocumentSet::those(size, |document| a.contains(&document));
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), a.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(set.len() as usize, a.len());
            let rest = set.clone().complement();
            prop_assert_eq!(rest.len() + set.len(), size);
            prop_assert!(rest.clone().and(&set).is_empty());
            prop_assert_eq!(rest.or(&set), DocumentSet::all(size));
        }
    }

    #[test]
    fn values_fit_by_folded_words() {
        assert!(Wanted::new("الجزيره").fits("قناة الجزيرة"));
        assert!(Wanted::new("ایس*").fits("خبرگزاری ایسنا"));
        assert!(!Wanted::new("ایس").fits("ایسنا") && !Wanted::new("").fits("x"));
        assert!(Wanted::new("New York").fits("The New York Times"));
    }
}
