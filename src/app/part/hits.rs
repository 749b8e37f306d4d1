//! From one place found to the next.

use kashf::view::messages::fill;
use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::keys::step_hit;
use crate::state::{Book, Place, Ui};

/// "3 of 14" between two buttons; nothing in a text without hits.
#[component]
pub fn Hits() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let book = expect_context::<Book>();
    let hit = place.part(|link| link.hit);
    let total = Memo::new(move |_| {
        book.reading.with(|reading| {
            reading.as_ref().map_or(0, |reading| reading.hits.len() + reading.title_hits.len())
        })
    });
    let position = move || {
        let now = u64::from(hit.get()).min(total.get() as u64);
        fill(ui.say().hit_position, &[&ui.number(now), &ui.number(total.get() as u64)])
    };
    move || {
        (total.get() > 0).then(|| {
            view! {
                <div class="hits" role="group" aria-label=move || ui.say().hits>
                    <button
                        type="button"
                        class="button button--sign"
                        data-testid="hit-previous"
                        aria-label=move || ui.say().hit_previous
                        title=move || ui.say().hit_previous
                        on:click=move |_| { step_hit(place, book, -1); }
                    >
                        <Icon sign=Sign::Up />
                    </button>
                    <span class="hits__position" role="status" data-testid="hit-position" data-hit=hit data-count=total>
                        {position}
                    </span>
                    <button
                        type="button"
                        class="button button--sign"
                        data-testid="hit-next"
                        aria-label=move || ui.say().hit_next
                        title=move || ui.say().hit_next
                        on:click=move |_| { step_hit(place, book, 1); }
                    >
                        <Icon sign=Sign::Down />
                    </button>
                </div>
            }
        })
    }
}
