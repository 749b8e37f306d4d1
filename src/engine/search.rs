//! A query → the documents that answer it, with reasons and passages.

use std::collections::BTreeMap;

use super::listing::{allows, shown_title, sort};
use super::passage::{marks, passage, title_pieces};
use super::protocol::{Answer, Hit, Reason, SearchRequest, Sort, Why};
use crate::error::Error;
use crate::index::Index;
use crate::index::store::Item;
use crate::query::matcher::{self, Occurrences};
use crate::query::parse::parse;
use crate::query::rank::{self, Found};

/// Occurrences of one part of the query in one document whose printed forms are told.
const FORMS_TOLD: usize = 400;
/// Different printed forms that are told.
const FORMS_NAMED: usize = 8;

/// Answers a search.
///
/// # Errors
///
/// When a text that is to be shown is damaged.
pub fn search(index: &Index, request: &SearchRequest) -> Result<Answer, Error> {
    let query = parse(&request.query);
    let mut notes = query.notes.clone();
    let occurrences = matcher::find(&query, index, &mut notes);
    let mut found = rank::score(index, &occurrences);
    found.retain(|found| allows(index, &request.filter, found.document));
    rank::sort(&mut found);
    if request.sort != Sort::Relevance {
        sort(index, request.sort, &mut found, |found| found.document);
    }
    let wanted = matcher::wanted(&occurrences);
    let page = found.iter().skip(request.offset as usize).take(request.limit as usize);
    let hits = page.map(|found| hit(index, found, &wanted)).collect::<Result<_, _>>()?;
    Ok(Answer {
        query: request.query.clone(),
        total: found.len() as u32,
        complete: found.iter().filter(|found| found.complete).count() as u32,
        occurrences: found.iter().map(|found| times(&wanted, found.document)).sum(),
        notes,
        reasons: Vec::new(),
        facets: Vec::new(),
        hits,
    })
}

/// How often the parts of a query occur in a document.
fn times(wanted: &[&Occurrences], document: u32) -> u32 {
    wanted.iter().map(|part| part.positions_in(document).len() as u32).sum()
}

fn hit(index: &Index, found: &Found, wanted: &[&Occurrences]) -> Result<Hit, Error> {
    let (known, entry) = (index.known(), &index.documents()[found.document as usize]);
    let title = shown_title(index, entry);
    let marks = marks(wanted, found.document);
    let missing = wanted.iter().filter(|part| part.in_document(found.document).is_none());
    let mut why = Vec::new();
    for part in wanted {
        why.extend(reasons(index, part, found.document)?);
    }
    Ok(Hit {
        id: known.id(entry).to_string(),
        title: title.to_string(),
        score: found.score,
        lang: known.lang(entry).to_string(),
        date: known.date(entry).to_string(),
        source: known.source(entry).to_string(),
        words: entry.words,
        occurrences: times(wanted, found.document),
        title_pieces: title_pieces(index, title, entry, &marks),
        snippet: passage(index, wanted, found.document, &marks)?,
        why,
        missing: missing.map(|part| part.part.typed.clone()).collect(),
    })
}

/// How a part of the query matched in a document: a line for each reason.
fn reasons(index: &Index, part: &Occurrences, document: u32) -> Result<Vec<Why>, Error> {
    let positions = part.positions_in(document);
    let told = &positions[..positions.len().min(FORMS_TOLD)];
    let mut forms: BTreeMap<String, u32> = BTreeMap::new();
    if part.length == 1 {
        index.forms_at(told, |_, form| count(&mut forms, form))?;
    } else {
        for &start in told {
            count(&mut forms, &printed(index, start, part.length)?);
        }
    }
    let mut by_reason: BTreeMap<Reason, Vec<(String, u32)>> = BTreeMap::new();
    for (form, count) in forms {
        by_reason.entry(reason(part, &form)).or_default().push((form, count));
    }
    Ok(by_reason.into_iter().map(|(reason, forms)| why(part, reason, forms)).collect())
}

fn count(forms: &mut BTreeMap<String, u32>, form: &str) {
    match forms.get_mut(form) {
        Some(count) => *count += 1,
        None => {
            forms.insert(form.to_string(), 1);
        }
    }
}

/// The words of a phrase as printed, from its first word on.
fn printed(index: &Index, start: u32, length: u32) -> Result<String, Error> {
    let (mut text, mut words) = (String::new(), 0);
    index.read_from(start, |item| {
        text.push_str(item.text());
        words += u32::from(matches!(item, Item::Word(_)));
        words < length
    })?;
    Ok(text)
}

fn reason(part: &Occurrences, form: &str) -> Reason {
    if part.prefix {
        Reason::Prefix
    } else if form == part.part.typed {
        Reason::Exact
    } else {
        Reason::Variant
    }
}

fn why(part: &Occurrences, reason: Reason, mut forms: Vec<(String, u32)>) -> Why {
    let count = forms.iter().map(|(_, count)| count).sum();
    forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    forms.truncate(FORMS_NAMED);
    let forms = forms.into_iter().map(|(form, _)| form).collect();
    Why { asked: part.part.typed.clone(), reason, forms, count }
}
