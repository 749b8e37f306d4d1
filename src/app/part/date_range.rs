//! From when to when.

use kashf::engine::protocol::Filter;
use kashf::view::date::typed;
use leptos::prelude::*;

use crate::state::{Place, Step, Ui};

/// One end of the span of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    From,
    To,
}

impl End {
    fn of(self, filter: &mut Filter) -> &mut String {
        match self {
            End::From => &mut filter.from,
            End::To => &mut filter.to,
        }
    }
}

/// Two fields that take a year, a month or a day each; what is no date is not taken.
#[component]
pub fn DateRange() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let wrong = RwSignal::new([false, false]);
    view! {
        <div class="dates">
            <Field end=End::From wrong=wrong />
            <Field end=End::To wrong=wrong />
        </div>
        <p class="dates__wrong" role="status" id="kashf-dates">
            {move || wrong.get().contains(&true).then(|| ui.say().date_expected)}
        </p>
    }
    .into_any()
}

/// One field.
#[component]
fn Field(
    /// Which end.
    end: End,
    /// Which of the fields hold no date.
    wrong: RwSignal<[bool; 2]>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let date = place.part(move |link| end.of(&mut link.filter.clone()).clone());
    let is_wrong = move || wrong.with(|wrong| wrong[end as usize]);
    let take = move |event| {
        let text: String = event_target_value(&event);
        let given = if text.trim().is_empty() { Some(String::new()) } else { typed(&text) };
        wrong.update(|wrong| wrong[end as usize] = given.is_none());
        if let Some(given) = given {
            place.go(Step::Replace, |link| *end.of(&mut link.filter) = given);
        }
    };
    view! {
        <label class="dates__field">
            <span class="dates__name">
                {move || if end == End::From { ui.say().date_from } else { ui.say().date_to }}
            </span>
            <input
                class="dates__input"
                type="text"
                inputmode="numeric"
                dir="ltr"
                autocomplete="off"
                spellcheck="false"
                size="10"
                data-testid=if end == End::From { "date-from" } else { "date-to" }
                aria-invalid=move || is_wrong().to_string()
                aria-describedby="kashf-dates"
                prop:value=date
                on:change=take
            />
        </label>
    }
    .into_any()
}
