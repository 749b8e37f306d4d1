//! One document found.

use kashf::engine::protocol::Hit;
use kashf::view::reasons::other_forms;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::copies::CopiesFound;
use super::facts::Facts;
use super::forms::{dotted, forms};
use super::marked::{direction_of, marked};
use crate::state::{Place, Ui};

/// A result: its title leads to the text; below, facts and the best passage.
#[component]
pub fn FoundText(
    /// The document.
    hit: Hit,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let id = hit.id.clone();
    let this = hit.id.clone();
    let open = move || place.is_open(&this);
    let copies = hit.copies;
    let title_dir = direction_of(&hit.title_pieces);
    let snippet_dir = direction_of(&hit.snippet);
    let missing = hit.missing;
    let found_as = other_forms(&hit.why);
    view! {
        <li class="result" class:result--open=open data-testid="result" data-doc=hit.id dir=title_dir>
            <h3 class="result__title" lang=hit.lang.clone()>
                <TextLink id=hit.id.clone() from_search=true>
                    {marked(hit.title_pieces)}
                </TextLink>
            </h3>
            <Facts source=hit.source date=hit.date lang=hit.lang.clone() words=hit.words />
            <p class="result__snippet" dir=snippet_dir lang=hit.lang>{marked(hit.snippet)}</p>
            {(!found_as.is_empty()).then(|| aside(ui, "result__forms", forms(ui, found_as)))}
            {(copies.count > 0).then(|| view! { <CopiesFound id=id copies=copies /> })}
            {(!missing.is_empty()).then(|| {
                let words = view! { {ui.say().missing}" "{dotted(missing)} };
                aside(ui, "result__missing", words.into_any())
            })}
        </li>
    }
    .into_any()
}

/// A quiet line in the interface's language.
fn aside(ui: Ui, class: &'static str, words: AnyView) -> AnyView {
    view! {
        <p class=format!("result__aside {class}") dir=ui.lang.get().dir().code()>{words}</p>
    }
    .into_any()
}

/// A link that opens a text here; with a modifier key the browser opens it elsewhere.
#[component]
pub fn TextLink(
    /// The document's own id.
    id: String,
    /// Whether its first hit is wanted.
    from_search: bool,
    /// What the link says.
    children: Children,
) -> impl IntoView {
    let place = expect_context::<Place>();
    let id = StoredValue::new(id);
    let open = move || id.with_value(|id| place.is_open(id));
    // Written once: a list is drawn anew whenever the query changes, and a click does not use it.
    let address = place.address_of(&id.get_value(), from_search);
    let click = move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            place.open(&id.get_value(), from_search);
        }
    };
    view! {
        <a
            class="text-link walk"
            href=address
            aria-current=move || open().then_some("true")
            on:click=click
        >
            {children()}
        </a>
    }
    .into_any()
}
