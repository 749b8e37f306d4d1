//! The help: how to ask, and keys.

use kashf::view::messages::Row;
use leptos::html::Dialog;
use leptos::prelude::*;

use super::example::{Example, sentence};
use super::icon::{Icon, Sign};
use crate::more::{Rare, rare};
use crate::react::react;
use crate::state::Ui;

/// The help, a dialogue that the browser itself makes modal: it keeps the focus inside and
/// gives it back, also in a shadow root.
#[component]
pub fn Help() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let dialog = NodeRef::<Dialog>::new();
    react(move || {
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
            // Made when it is first wanted: it is long, and the first page should not wait for it.
            {move || ui.help.get().then(|| rare(Rare::Help))}
        </dialog>
    }
    .into_any()
}

/// All of the help.
#[component]
pub fn Everything() -> impl IntoView {
    view! { <Language /> <Keys /> }
}

/// The query language, group by group.
#[component]
fn Language() -> impl IntoView {
    let ui = expect_context::<Ui>();
    move || {
        let groups = ui.say().groups.iter().map(|group| {
            view! {
                <section class="help__group">
                    <h3 class="heading">{group.title}</h3>
                    {(!group.rows.is_empty()).then(|| rows(group.rows.iter()))}
                    {(!group.note.is_empty()).then(|| view! { <p class="help__note">{sentence(group.note, "")}</p> })}
                </section>
            }
        });
        groups.collect_view()
    }
}

/// The keys, and what they do.
#[component]
fn Keys() -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! {
        <section class="help__group">
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
        </section>
    }
    .into_any()
}

/// The first rules of how to ask, and the way to all of them.
#[component]
pub fn Rules() -> impl IntoView {
    let ui = expect_context::<Ui>();
    view! {
        {move || rows(ui.say().rules())}
        <button type="button" class="link" data-testid="help-all" aria-haspopup="dialog" on:click=move |_| ui.help.set(true)>
            {move || ui.say().how_all}
        </button>
    }
    .into_any()
}

/// Examples, each with what it does.
fn rows(rows: impl Iterator<Item = &'static Row>) -> AnyView {
    let row = |row: &'static Row| {
        view! {
            <div class="rules__row">
                <dt class="rules__what"><Example query=row.example /></dt>
                <dd class="rules__means">{sentence(row.means, "")}</dd>
            </div>
        }
    };
    view! { <dl class="rules">{rows.map(row).collect_view()}</dl> }.into_any()
}
