//! The documents found by what is known of them, and the filters that choose among them.

use std::collections::BTreeMap;

use super::protocol::{Facet, FacetValue, Filter};
use crate::index::Index;
use crate::query::documents::{DocumentSet, is_between, values};

/// Values of a facet that are listed.
const LISTED: usize = 40;
/// A name with more values than this, in the whole corpus, is no facet.
const FEW_VALUES: usize = 200;

/// What a filter lets through, by the name of what it filters.
pub struct Allowed {
    by_name: BTreeMap<String, (DocumentSet, Vec<String>)>,
    documents: u32,
}

impl Allowed {
    /// Works out what a filter lets through.
    pub fn new(index: &Index, filter: &Filter) -> Allowed {
        let documents = index.documents().len() as u32;
        let mut by_name = BTreeMap::new();
        let entries = index.documents();
        let mut among = |name: &str, allowed: &[String]| {
            if !allowed.is_empty() {
                let set = DocumentSet::those(documents, |document| {
                    let found = values(index, &entries[document as usize], name);
                    let none = found.is_empty() && allowed.iter().any(String::is_empty);
                    none || found.iter().any(|value| allowed.contains(value))
                });
                by_name.insert(name.to_string(), (set, allowed.to_vec()));
            }
        };
        among("lang", &filter.lang);
        among("source", &filter.source);
        filter.more.iter().for_each(|(name, allowed)| among(name, allowed));
        if !(filter.from.is_empty() && filter.to.is_empty()) {
            let known = index.known();
            let set = DocumentSet::those(documents, |document| {
                is_between(known.date(&entries[document as usize]), &filter.from, &filter.to)
            });
            by_name.insert("year".to_string(), (set, Vec::new()));
        }
        Allowed { by_name, documents }
    }

    /// What all filters together let through.
    pub fn all(&self) -> DocumentSet {
        self.but("")
    }

    /// What all filters but those on one name let through.
    fn but(&self, name: &str) -> DocumentSet {
        let others = self.by_name.iter().filter(|(known, _)| known.as_str() != name);
        others.fold(DocumentSet::all(self.documents), |set, (_, (other, _))| set.and(other))
    }

    fn chosen(&self, name: &str, value: &str) -> bool {
        self.by_name.get(name).is_some_and(|(_, chosen)| chosen.iter().any(|it| it == value))
    }
}

/// The facets of the documents that answer a query, whatever the filter.
pub fn facets(index: &Index, answers: &DocumentSet, allowed: &Allowed) -> Vec<Facet> {
    let mut names = vec!["lang", "source", "author", "year"];
    let mut others: Vec<&str> = index.known().names().collect();
    others.sort_unstable();
    names.extend(others);
    names.into_iter().filter_map(|name| facet(index, name, answers, allowed)).collect()
}

/// `None` for what all documents share, and for what has too many values.
fn facet(index: &Index, name: &str, answers: &DocumentSet, allowed: &Allowed) -> Option<Facet> {
    let counted = answers.clone().and(&allowed.but(name));
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for (document, entry) in (0..).zip(index.documents()) {
        let here = u32::from(counted.has(document));
        let found = values(index, entry, name);
        let found = if found.is_empty() { vec![String::new()] } else { found };
        for value in found {
            *counts.entry(value).or_default() += here;
        }
        if counts.len() > FEW_VALUES {
            return None;
        }
    }
    if counts.len() < 2 {
        return None;
    }
    let mut values: Vec<FacetValue> = counts
        .into_iter()
        .map(|(value, documents)| FacetValue {
            chosen: allowed.chosen(name, &value),
            value,
            documents,
        })
        .filter(|value| value.documents > 0 || value.chosen)
        .collect();
    if name == "year" {
        values.sort_by(|a, b| b.value.cmp(&a.value));
    } else {
        values.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.value.cmp(&b.value)));
    }
    let more = values.len().saturating_sub(LISTED) as u32;
    values.truncate(LISTED);
    Some(Facet { name: name.to_string(), values, more })
}
