//! One document found.

use kashf::engine::protocol::{Hit, Reason, Why};
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
    let open = move || place.is_open(&id);
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
            {(!found_as.is_empty()).then(|| aside(ui, "result__forms", ui.say().found_as, found_as))}
            {(!missing.is_empty()).then(|| aside(ui, "result__missing", ui.say().missing, missing))}
        </li>
    }
    .into_any()
}

/// Forms that a result names at most.
const FORMS: usize = 6;

/// The printed forms that matched though something else was typed.
fn other_forms(why: &[Why]) -> Vec<String> {
    let other = why.iter().filter(|why| why.reason != Reason::Exact);
    other.flat_map(|why| why.forms.clone()).take(FORMS).collect()
}

/// A quiet line in the interface's language: what it is about, and some words.
fn aside(ui: Ui, class: &'static str, about: &'static str, words: Vec<String>) -> AnyView {
    // The dots stand between the isolates, so that they follow the line's direction.
    let word = |(place, word): (usize, String)| {
        let dot = if place > 0 { " · " } else { "" };
        view! { {dot}<bdi class="result__word">{word}</bdi> }
    };
    view! {
        <p class=format!("result__aside {class}") dir=ui.lang.get().dir().code()>
            {about}" "
            {words.into_iter().enumerate().map(word).collect_view()}
        </p>
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
