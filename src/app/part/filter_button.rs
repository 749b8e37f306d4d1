//! The way to the filter where it is no column.

use kashf::view::facets::limits;
use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::state::{Place, Ui};

/// The button that opens the filter, with how much is chosen.
#[component]
pub fn FilterButton(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let count = place.part(|link| limits(&link.filter).len());
    view! {
        <button
            type="button"
            class="button filter-button"
            data-testid="filter-button"
            aria-expanded=move || open.get().to_string()
            aria-controls="kashf-facets"
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <Icon sign=Sign::Funnel />
            {move || ui.say().filter}
            {move || (count.get() > 0).then(|| view! { <span class="filter-button__count">{ui.number(count.get() as u64)}</span> })}
        </button>
    }
    .into_any()
}
