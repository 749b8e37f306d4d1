//! One document found.

use kashf::engine::protocol::Hit;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::facts::Facts;
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
    let open = place.part(move |link| link.doc.as_deref() == Some(id.as_str()));
    let title_dir = direction_of(&hit.title_pieces);
    let snippet_dir = direction_of(&hit.snippet);
    let missing = hit.missing;
    view! {
        <li class="result" class:result--open=open data-testid="result" data-doc=hit.id dir=title_dir>
            <h3 class="result__title" lang=hit.lang.clone()>
                <TextLink id=hit.id.clone() from_search=true>
                    {marked(hit.title_pieces)}
                </TextLink>
            </h3>
            <Facts source=hit.source date=hit.date lang=hit.lang.clone() words=hit.words />
            <p class="result__snippet" dir=snippet_dir lang=hit.lang>{marked(hit.snippet)}</p>
            {(!missing.is_empty()).then(|| view! {
                <p class="result__missing" dir=ui.lang.get().dir().code()>
                    {ui.say().missing}" "
                    {missing.into_iter().map(|word| view! { <bdi class="result__word">{word}</bdi>" " }).collect_view()}
                </p>
            })}
        </li>
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
    let open = place.part(move |link| id.with_value(|id| link.doc.as_deref() == Some(id.as_str())));
    let click = move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            place.open(&id.get_value(), from_search);
        }
    };
    view! {
        <a
            class="text-link walk"
            href=move || { place.link(); place.address_of(&id.get_value(), from_search) }
            aria-current=move || open.get().then_some("true")
            on:click=click
        >
            {children()}
        </a>
    }
    .into_any()
}
