//! A description of some texts → the documents.

use super::facets::{Allowed, Columns};
use super::protocol::{Filter, Note, Subcorpus};
use super::reading::no_document;
use super::search::matching;
use crate::error::Error;
use crate::index::Index;
use crate::query::documents::DocumentSet;
use crate::query::look;

/// Descriptions that may stand in one another, at most.
const DEEPEST: u32 = 16;

/// The documents of a subcorpus; what there is to say about its queries is put to `notes`.
///
/// # Errors
///
/// When there is no document of an id, when something is not here or damaged, or when subcorpora
/// stand in one another too deeply.
pub fn documents(
    index: &Index,
    columns: &Columns,
    subcorpus: &Subcorpus,
    notes: &mut Vec<Note>,
) -> Result<DocumentSet, Error> {
    at_depth(index, columns, subcorpus, notes, 0)
}

/// The same of one that stands in others.
pub fn at_depth(
    index: &Index,
    columns: &Columns,
    subcorpus: &Subcorpus,
    notes: &mut Vec<Note>,
    depth: u32,
) -> Result<DocumentSet, Error> {
    if depth > DEEPEST {
        return Err(Error::unsupported(format!(
            "expected subcorpora within subcorpora up to {DEEPEST} deep, found more: name fewer"
        )));
    }
    let mut set = Allowed::at_depth(index, columns, &subcorpus.filter, notes, depth + 1)?.all();
    if !subcorpus.query.trim().is_empty() {
        let looked = look(index, &subcorpus.query, &matching(&Default::default()))?;
        set = set.and(&looked.answers(index));
        notes.extend(looked.notes);
    }
    if !subcorpus.documents.is_empty() {
        let mut picked = DocumentSet::none(index.documents().len() as u32);
        let ids: Vec<&str> = subcorpus.documents.iter().map(String::as_str).collect();
        for (id, document) in ids.iter().zip(index.find_documents(&ids)?) {
            picked.add(document.ok_or_else(|| no_document(id))?.0);
        }
        set = set.and(&picked);
    }
    // What is described by nothing but others that it has is not all texts and those.
    let Subcorpus { filter, documents, and, .. } = subcorpus;
    let described = !subcorpus.query.trim().is_empty()
        || !Filter::is_empty(filter)
        || !documents.is_empty()
        || !and.is_empty();
    if !described && !subcorpus.or.is_empty() {
        set = DocumentSet::none(index.documents().len() as u32);
    }
    let mut inside = |it| at_depth(index, columns, it, notes, depth + 1);
    for and in &subcorpus.and {
        set = set.and(&inside(and)?);
    }
    for or in &subcorpus.or {
        set = set.or(&inside(or)?);
    }
    for not in &subcorpus.not {
        set = set.and(&inside(not)?.complement());
    }
    Ok(set)
}
