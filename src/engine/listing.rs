//! The list of documents: which of them, in which order.

use std::cmp::Ordering;
use std::sync::Arc;

use super::facets::{Allowed, Columns, facets};
use super::protocol::{Entry, ListRequest, Listing, Sort};
use crate::document::{Origin, is_iso};
use crate::error::Error;
use crate::id::DocId;
use crate::index::Index;
use crate::index::columns::Column;
use crate::order;
use crate::query::documents::DocumentSet;

/// A page of the list of documents.
///
/// # Errors
///
/// When what is to be shown is not here or damaged.
pub fn listing(index: &Index, columns: &Columns, request: &ListRequest) -> Result<Listing, Error> {
    let allowed = Allowed::new(index, columns, &request.filter, &mut Vec::new())?;
    let facets = match request.facets {
        true => facets(columns, &DocumentSet::all(index.documents().len() as u32), &allowed),
        false => Vec::new(),
    };
    let mut documents: Vec<u32> = allowed.all().iter().collect();
    sort(index, request.sort, &mut documents)?;
    let page = documents.iter().skip(request.offset as usize).take(request.limit as usize);
    // All lines are looked at before one that is not here ends it.
    let lines: Vec<Result<Entry, Error>> =
        page.map(|&document| line(index, DocId(document))).collect();
    Ok(Listing {
        total: documents.len() as u32,
        documents: lines.into_iter().collect::<Result<_, _>>()?,
        facets,
    })
}

/// A line of the list.
///
/// # Errors
///
/// When it is not here or damaged.
pub fn line(index: &Index, id: DocId) -> Result<Entry, Error> {
    Ok(Entry {
        id: index.id(id)?,
        title: shown_title(index, id)?,
        lang: index.value("lang", id),
        date: index.value("date", id),
        source: index.value("source", id),
        words: index.words_in(id.0),
    })
}

/// A document's title; its id when it has none.
///
/// # Errors
///
/// When it is not here or damaged.
pub fn shown_title(index: &Index, id: DocId) -> Result<String, Error> {
    match index.title(id)? {
        title if title.is_empty() => index.id(id),
        title => Ok(title),
    }
}

/// Whether a person decided on a title whose words are not those that are searched.
///
/// # Errors
///
/// As [`shown_title`].
pub fn is_retitled(index: &Index, id: DocId) -> Result<bool, Error> {
    if index.amended(id).is_some_and(|amended| amended.title.is_some()) {
        return Ok(true);
    }
    let decided =
        |(field, origin): &(String, Origin)| field == "title" && *origin == Origin::Decision;
    let printed = index.record(id)?.title_span.is_some();
    Ok(printed && index.details(id)?.origins.iter().any(decided))
}

/// Puts documents in order; [`Sort::Relevance`] leaves them as they are. Ties keep their
/// order.
///
/// # Errors
///
/// When what they are sorted by is not here or damaged.
pub fn sort(index: &Index, sort: Sort, documents: &mut [u32]) -> Result<(), Error> {
    let none = Arc::new(Column::default());
    let column = |name| index.column(name).unwrap_or_else(|| none.clone());
    let (dates, sources) = match sort {
        Sort::Relevance | Sort::Title => (none.clone(), none.clone()),
        Sort::Date | Sort::Newest => (column("date"), none.clone()),
        Sort::Source => (column("date"), column("source")),
    };
    let date = |document: &u32| Some(dates.value(*document)).filter(|date| is_iso(date));
    match sort {
        Sort::Relevance => {}
        Sort::Date => order::sort_by(documents, |a, b| dated_first(date(a), date(b), str::cmp)),
        Sort::Newest => {
            order::sort_by(documents, |a, b| dated_first(date(a), date(b), |a, b| b.cmp(a)));
        }
        Sort::Title => {
            let places = index.title_order()?;
            order::sort_by_key(documents, |&document| places[document as usize]);
        }
        Sort::Source => order::sort_by(documents, |a, b| {
            let source = |document: &u32| sources.value(*document);
            let unnamed_last = source(a).is_empty().cmp(&source(b).is_empty());
            let by_date = || dated_first(date(a), date(b), str::cmp);
            unnamed_last.then(source(a).cmp(source(b))).then_with(by_date)
        }),
    }
    Ok(())
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
