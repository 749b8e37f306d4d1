//! The whole page: header, the view one is in, footer, help.

use kashf::view::permalink::View;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::header::Header;
use super::help::Help;
use super::loading::Loading;
use crate::decide::Desk;
use crate::keys;
use crate::more::{Rare, rare};
use crate::screen::search::Search;
use crate::state::{Book, Form, Load, Mode, Place, Ui};

/// The root of everything that is drawn. All styles hang below its class.
#[component]
pub fn Frame() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let book = expect_context::<Book>();
    let main = NodeRef::<leptos::html::Main>::new();
    let view = place.part(|link| link.view);
    let skip = move |_| {
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
        }
    };
    return_to_list(ui, place);
    // As a guest on someone's page we hear keys only while the focus is with us.
    let press = move |event: KeyboardEvent| {
        if ui.mode == Mode::Element {
            keys::press(&event, ui, place, book);
        }
    };
    view! {
        <div
            class="kashf"
            class:kashf--element=ui.mode == Mode::Element
            node_ref=ui.root
            lang=move || ui.lang.get().code()
            dir=move || ui.lang.get().dir().code()
            data-theme=move || ui.theme.get().code()
            on:keydown=press
        >
            <button type="button" class="skip" on:click=skip>{move || ui.say().skip}</button>
            <Header />
            <Loading />
            <main class="main" node_ref=main tabindex="-1">
                {move || match view.get() {
                    View::Search => view! { <Search /> }.into_any(),
                    View::Texts => rare(Rare::Texts),
                    View::Timeline => rare(Rare::Timeline),
                    View::About => rare(Rare::About),
                    desk => rare(Rare::Counting(desk)),
                }}
            </main>
            <Footer />
            <Help />
        </div>
    }
    .into_any()
}

/// After a text is closed, the focus and the window go back to its line in the list, unless
/// the reader has gone elsewhere.
fn return_to_list(ui: Ui, place: Place) {
    let doc = place.part(|link| link.doc.clone());
    Effect::new(move |before: Option<Option<String>>| {
        let now = doc.get();
        if let (Some(Some(closed)), None) = (before, &now) {
            request_animation_frame(move || {
                let Some(root) = ui.root.try_get_untracked().flatten() else {
                    return;
                };
                let elsewhere = root.query_selector(":focus").ok().flatten().is_some();
                let Ok(lines) = root.query_selector_all("[data-doc]") else {
                    return;
                };
                let line = (0..lines.length())
                    .filter_map(|at| lines.item(at)?.dyn_into::<Element>().ok())
                    .find(|line| line.get_attribute("data-doc").as_deref() == Some(&closed));
                let link = line.and_then(|line| line.query_selector(".walk").ok().flatten());
                let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) else {
                    return;
                };
                if !elsewhere {
                    let _ = link.focus();
                }
            });
        }
        now
    });
}

/// One quiet line: what this is made with, and that nothing leaves it.
#[component]
fn Footer() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let desk = expect_context::<Desk>();
    let view = place.part(|link| link.view);
    let check = move || ui.form == Form::Single && view.get() != View::About;
    view! {
        <footer class="footer">
            <p class="footer__line">
                <button type="button" class="link" on:click=move |_| place.show(View::About)>
                    {move || ui.privacy()}
                </button>
                {move || (desk.count() > 0).then(|| view! {
                    <button type="button" class="link" data-testid="decided-count" on:click=move |_| place.show(View::About)>
                        {ui.say().decided.count.say(ui.lang.get(), desk.count())}
                    </button>
                })}
                {move || load.info.get().map(|info| view! {
                    <bdi class="footer__made">{info.generator}</bdi>
                    <bdi class="footer__made code" dir="ltr">{info.fingerprint}</bdi>
                })}
            </p>
            {move || check().then(|| view! {
                <p class="footer__line footer__check">{ui.say().privacy_short}</p>
            })}
        </footer>
    }
    .into_any()
}
