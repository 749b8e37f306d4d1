//! The help: keys, and how to ask.

use kashf::view::language::direction;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::state::Ui;

/// The help, a dialogue that the browser itself makes modal: it keeps the focus inside and
/// gives it back, also in a shadow root.
#[component]
pub fn Help() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let open = ui.help.get();
        let Some(dialog) = dialog.get() else { return };
        if open && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            class="help"
            node_ref=dialog
            data-testid="help-dialog"
            aria-label=move || ui.say().help
            on:close=move |_| ui.help.set(false)
        >
            <div class="help__head">
                <h2 class="help__title">{move || ui.say().help}</h2>
                <button
                    type="button"
                    class="button button--sign"
                    data-testid="help-close"
                    aria-label=move || ui.say().close
                    on:click=move |_| ui.help.set(false)
                >
                    <Icon sign=Sign::Cross />
                </button>
            </div>
            <h3 class="heading">{move || ui.say().how}</h3>
            <Rules />
            <h3 class="heading">{move || ui.say().help_keys}</h3>
            <dl class="rules">
                {move || ui.say().keys().map(|(keys, means)| view! {
                    <div class="rules__row">
                        <dt class="rules__what">
                            {keys.iter().map(|key| view! { <kbd class="key" dir="ltr">{*key}</kbd> }).collect_view()}
                        </dt>
                        <dd class="rules__means">{means}</dd>
                    </div>
                }).collect_view()}
            </dl>
        </dialog>
    }
    .into_any()
}

/// The rules of queries, each with an example.
#[component]
pub fn Rules() -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! {
        <dl class="rules">
            {move || ui.say().rules().map(|(example, means)| view! {
                <div class="rules__row">
                    <dt class="rules__what">
                        <bdi class="rules__example" dir=direction(example).map(|dir| dir.code())>{example}</bdi>
                    </dt>
                    <dd class="rules__means">{means}</dd>
                </div>
            }).collect_view()}
        </dl>
        <p class="quiet">{move || ui.say().how_letters}</p>
    }
    .into_any()
}
