//! What the screens of the second part share, and what outlasts each of them.

use std::sync::Arc;

use leptos::prelude::*;

use super::kept::Kept;
use super::marking::Marked;
use super::naming::Named;
use super::part::list_chooser::Listed;
use super::part::replay::Replayed;

/// All of it.
#[derive(Default)]
pub struct Own {
    /// Marks beside lines.
    pub marked: Marked,
    /// Texts with names.
    pub named: Named,
    /// What came of a record that was made again.
    pub replayed: Replayed,
    /// A list of words from elsewhere.
    pub listed: Listed,
    /// Whether the engine was asked to read the running words, which sorting lines needs.
    pub read_ahead: ArcStoredValue<bool>,
}

/// That of this page.
pub fn own() -> Arc<Own> {
    expect_context::<Kept>().get(Own::default)
}
