//! The bar over an open text.

use leptos::prelude::*;

use super::hits::Hits;
use super::icon::{Icon, Sign};
use super::zoning::ZoningButton;
use crate::keys::step_text;
use crate::state::{Book, Place, Step, Ui};

/// Back, the neighbours, the places found, and "as given".
#[component]
pub fn Toolbar() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let given = place.part(|link| link.given);
    view! {
        <div class="toolbar">
            <button type="button" class="button" data-testid="back" aria-label=move || ui.say().back on:click=move |_| place.close()>
                <Icon sign=Sign::Back />
                <span class="button__words">{move || ui.say().back}</span>
            </button>
            <NeighbourButton by=-1 />
            <NeighbourButton by=1 />
            <span class="toolbar__room"></span>
            <Hits />
            <button
                type="button"
                class="button"
                data-testid="as-given"
                aria-pressed=move || given.get().to_string()
                aria-label=move || ui.say().as_given
                title=move || ui.say().as_given
                on:click=move |_| place.go(Step::Replace, |link| link.given = !link.given)
            >
                <Icon sign=Sign::Given />
                <span class="button__words">{move || ui.say().as_given}</span>
            </button>
            <ZoningButton />
        </div>
    }
    .into_any()
}

/// The button to the text before or after; off at the ends of the corpus.
#[component]
fn NeighbourButton(
    /// −1 for the text before, 1 for the one after.
    by: i32,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let book = expect_context::<Book>();
    let neighbour = Memo::new(move |_| {
        book.reading.with(|reading| {
            let reading = reading.as_ref()?;
            let neighbour = if by < 0 { &reading.previous } else { &reading.next };
            neighbour.as_ref().map(|neighbour| neighbour.title.clone())
        })
    });
    let name = move || {
        if by < 0 { ui.say().previous_text } else { ui.say().next_text }
    };
    let title = move || match neighbour.get() {
        Some(title) => format!("{}: \u{2068}{title}\u{2069}", name()),
        None => name().to_owned(),
    };
    view! {
        <button
            type="button"
            class="button button--sign"
            data-testid=if by < 0 { "previous-text" } else { "next-text" }
            aria-label=title
            title=title
            disabled=move || neighbour.with(Option::is_none)
            on:click=move |_| { step_text(place, book, by); }
        >
            <Icon sign=if by < 0 { Sign::Back } else { Sign::On } />
        </button>
    }
}
