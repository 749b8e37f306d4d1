//! The list of documents: which of them, in which order.

use std::cmp::Ordering;

use super::facets::{Allowed, Columns};
use super::is_iso;
use super::protocol::{Entry, ListRequest, Listing, Sort};
use crate::index::Index;
use crate::index::documents::Entry as Record;
use crate::order;
use crate::text;

/// A page of the list of documents.
pub fn listing(index: &Index, columns: &Columns, request: &ListRequest) -> Listing {
    let mut documents: Vec<u32> =
        Allowed::new(index, columns, &request.filter).all().iter().collect();
    sort(index, request.sort, &mut documents);
    let page = documents.iter().skip(request.offset as usize).take(request.limit as usize);
    Listing {
        total: documents.len() as u32,
        documents: page.map(|&document| line(index, document)).collect(),
    }
}

fn line(index: &Index, document: u32) -> Entry {
    let (known, record) = (index.known(), &index.documents()[document as usize]);
    Entry {
        id: known.id(record).to_string(),
        title: shown_title(index, record).to_string(),
        lang: known.lang(record).to_string(),
        date: known.date(record).to_string(),
        source: known.source(record).to_string(),
        words: record.words,
    }
}

/// A document's title; its id when it has none.
pub fn shown_title<'a>(index: &'a Index, record: &Record) -> &'a str {
    match index.known().title(record) {
        "" => index.known().id(record),
        title => title,
    }
}

/// Puts documents in order; [`Sort::Relevance`] leaves them as they are. Ties keep their
/// order.
pub fn sort(index: &Index, sort: Sort, documents: &mut [u32]) {
    let known = index.known();
    let record = |document: &u32| &index.documents()[*document as usize];
    let date = |document: &u32| Some(known.date(record(document))).filter(|date| is_iso(date));
    match sort {
        Sort::Relevance => {}
        Sort::Date => order::sort_by(documents, |a, b| dated_first(date(a), date(b), str::cmp)),
        Sort::Newest => {
            order::sort_by(documents, |a, b| dated_first(date(a), date(b), |a, b| b.cmp(a)));
        }
        Sort::Title => {
            order::sort_by_cached_key(documents, |document| {
                text::fold(shown_title(index, record(document)))
            });
        }
        Sort::Source => order::sort_by(documents, |a, b| {
            let source = |document: &u32| known.source(record(document));
            let unnamed_last = source(a).is_empty().cmp(&source(b).is_empty());
            let by_date = || dated_first(date(a), date(b), str::cmp);
            unnamed_last.then(source(a).cmp(source(b))).then_with(by_date)
        }),
    }
}

fn dated_first(
    a: Option<&str>,
    b: Option<&str>,
    order: impl Fn(&str, &str) -> Ordering,
) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => order(a, b),
        _ => a.is_none().cmp(&b.is_none()),
    }
}
