//! The small choice of an order.

use kashf::engine::protocol::Sort;
use kashf::view::permalink::{sort_code, sort_from_code};
use leptos::prelude::*;

use crate::state::Ui;

/// The orders, as the reader sees them: the natural one first.
const ORDERS: [Sort; 5] = [Sort::Relevance, Sort::Newest, Sort::Date, Sort::Title, Sort::Source];

/// A list to choose an order from.
#[component]
pub fn Order(
    /// The order now.
    now: Memo<Sort>,
    /// Takes another.
    choose: Callback<Sort>,
    /// Whether the natural order is "best first"; a plain list has none.
    ranked: bool,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let name = move |sort| {
        if ranked { ui.say().sort_name(sort) } else { ui.say().order_name(sort) }
    };
    let chosen = move |event| {
        if let Some(sort) = sort_from_code(&event_target_value(&event)) {
            choose.run(sort);
        }
    };
    view! {
        <label class="order">
            <span class="order__label">{move || ui.say().sort}</span>
            <select class="order__list" data-testid="sort" on:change=chosen prop:value=move || sort_code(now.get())>
                {ORDERS.map(|sort| view! {
                    <option value=sort_code(sort) selected=move || now.get() == sort>{move || name(sort)}</option>
                }).collect_view()}
            </select>
        </label>
    }
    .into_any()
}
