//! The search box.

use kashf::view::language::direction;
use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::state::{Place, Step, Ui};

/// Where one types. Usable at once, also while the corpus is still being opened.
#[component]
pub fn SearchBox() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let query = place.part(|link| link.query.clone());
    // An empty box runs as the interface does, so that the cursor waits where words will begin.
    let dir = move || query.with(|query| direction(query)).unwrap_or(ui.lang.get().dir()).code();
    let take = move |text: String| {
        place.go(Step::Replace, |link| {
            link.query = text;
            link.hit = 0;
        });
    };
    let clear = move |_| {
        take(String::new());
        if let Some(input) = ui.search_box.get_untracked() {
            let _ = input.focus();
        }
    };
    view! {
        <form class="search-box" role="search" on:submit=|event| event.prevent_default()>
            <Icon sign=Sign::Lens />
            <input
                class="search-box__input"
                node_ref=ui.search_box
                data-testid="search-input"
                type="text"
                inputmode="search"
                enterkeyhint="search"
                dir=dir
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-label=move || ui.say().search_label
                placeholder=move || ui.say().placeholder
                prop:value=query
                on:input=move |event| take(event_target_value(&event))
            />
            {move || (!query.with(String::is_empty)).then(|| view! {
                <button
                    type="button"
                    class="button button--sign"
                    data-testid="clear"
                    aria-label=move || ui.say().clear
                    title=move || ui.say().clear
                    on:click=clear
                >
                    <Icon sign=Sign::Cross />
                </button>
            })}
        </form>
    }
    .into_any()
}
