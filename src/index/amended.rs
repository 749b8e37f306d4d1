//! What stands instead of what the file says of some documents: their dates, titles and sources,
//! and the zones of their texts. The file and the texts are not altered, nor are the words that
//! are found: a title that stands here is shown and sorted by, and not searched.

use std::sync::{Arc, OnceLock};

use super::zones::Zones;
use crate::document::{Origin, Zone};
use crate::id::{DocId, Span};

/// The name under which a document's zones have an [`Origin`] when some were decided.
pub const ZONES: &str = "zones";

/// What stands of one document; `None` for what the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amended {
    /// When it was published: ISO 8601, or empty.
    pub date: Option<String>,
    /// Its title as shown.
    pub title: Option<String>,
    /// Where it appeared.
    pub source: Option<String>,
    /// All zones of its text: ascending, apart from each other.
    pub zones: Option<Vec<(Span, Zone)>>,
}

impl Amended {
    /// The names of what is amended, as [`Origin`]s go by.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        let names = [
            (self.date.is_some(), "date"),
            (self.title.is_some(), "title"),
            (self.source.is_some(), "source"),
            (self.zones.is_some(), ZONES),
        ];
        names.into_iter().filter_map(|(amended, name)| amended.then_some(name))
    }

    /// What stands in a column.
    fn value(&self, column: &str) -> Option<&str> {
        match column {
            "date" => self.date.as_deref(),
            "source" => self.source.as_deref(),
            _ => None,
        }
    }

    /// Says in `origins` of what is amended that a person decided it.
    pub fn mark(&self, origins: &mut Vec<(String, Origin)>) {
        for name in self.names() {
            origins.retain(|(field, _)| field != name);
            origins.push((name.to_string(), Origin::Decision));
        }
    }
}

/// What stands of all documents.
#[derive(Debug)]
pub(super) struct Standing {
    /// By document, ascending.
    documents: Vec<(DocId, Amended)>,
    /// Which words are in which zone.
    pub(super) zones: Arc<Zones>,
    /// The place of each document in the order of titles, once it was asked for.
    pub(super) titles: OnceLock<Vec<u32>>,
}

impl Standing {
    /// `documents` ascend.
    pub(super) fn new(documents: Vec<(DocId, Amended)>, zones: Arc<Zones>) -> Standing {
        Standing { documents, zones, titles: OnceLock::new() }
    }

    /// True when all is as the file says.
    pub(super) fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// What stands of a document.
    pub(super) fn of(&self, id: DocId) -> Option<&Amended> {
        let place = self.documents.binary_search_by_key(&id, |(document, _)| *document).ok()?;
        Some(&self.documents[place].1)
    }

    /// The titles that stand.
    pub(super) fn titles(&self) -> impl Iterator<Item = (DocId, &str)> {
        self.documents.iter().filter_map(|(id, it)| Some((*id, it.title.as_deref()?)))
    }

    /// The values that stand in a column.
    pub(super) fn column(&self, name: &str) -> Vec<(u32, &str)> {
        self.documents
            .iter()
            .filter_map(|(id, amended)| Some((id.0, amended.value(name)?)))
            .collect()
    }
}
