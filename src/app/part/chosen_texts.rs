//! Which texts count: by language, by all that is known of them, by the names that they were given.

use leptos::prelude::*;

use super::facets::{Facets, all_facets, shown_facets};
use super::filter::Filter;
use super::filter_button::FilterButton;
use super::limits::Limits;
use super::subcorpora::Subcorpora;
use crate::state::Place;

/// A chip for each language, behind a button all that is known, and the names.
#[component]
pub fn ChosenTexts(
    /// Whether only texts count that the query finds, where there is one.
    searches: bool,
    /// Whether there is something to compare them with.
    compares: bool,
) -> impl IntoView {
    let place = expect_context::<Place>();
    let open = RwSignal::new(false);
    let found = shown_facets(place, expect_context());
    let is_asked = place.part(move |link| searches && !link.query.trim().is_empty());
    let wanted = Signal::derive(move || open.get() && !is_asked.get());
    let all = all_facets(place, wanted);
    let shown = Memo::new(move |_| if is_asked.get() { found.get() } else { all.get() });
    view! {
        <div class="search__choices"><Filter /><FilterButton open=open /><Limits langs=false /></div>
        <Facets shown=shown open=open />
        <Subcorpora names=true compares=compares />
    }
    .into_any()
}
