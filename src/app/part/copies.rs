//! Copies of a text: behind a result, and under the open text.

use kashf::engine::protocol::{Copies, Entry, Reading};
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::facts::Facts;
use super::result::TextLink;
use crate::more::{Rare, rare};
use crate::state::{Place, Step, Ui};

/// The copies that stand behind a result, folded away.
#[component]
pub fn CopiesFound(
    /// The result's own id.
    id: String,
    /// They.
    copies: Copies,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let count = copies.count;
    let said = ui.say().copies.among_found.say(ui.lang.get(), count.into());
    // Most are never unfolded.
    let unfolded = RwSignal::new(false);
    view! {
        <details
            class="copies result__aside" data-testid="copies-found" data-count=count dir=ui.lang.get().dir().code()
            on:toggle=move |_| unfolded.set(true)
        >
            <summary class="copies__name">{said}</summary>
            {move || unfolded.get().then(|| rare(Rare::Copies(id.clone(), Box::new(copies.clone()))))}
        </details>
    }
    .into_any()
}

/// The copies of the open text.
#[component]
pub fn CopiesOf(
    /// The text.
    reading: Reading,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let copies = reading.copies;
    let count = copies.count;
    (count > 0).then(|| {
        let heading = ui.say().copies.of_this.say(ui.lang.get(), count.into());
        view! {
            <section class="copies copies--open" data-testid="copies-of" data-count=count>
                <h3 class="heading">{heading}</h3>
                {listed(&reading.id, copies, false)}
            </section>
        }
        .into_any()
    })
}

/// The list of copies of a text.
pub fn listed(id: &str, copies: Copies, from_search: bool) -> AnyView {
    let ui = expect_context::<Ui>();
    let rest = u64::from(copies.count).saturating_sub(copies.documents.len() as u64);
    let fullest = copies.fullest;
    let one = |entry: Entry| line(ui, id, entry, &fullest, from_search);
    view! {
        <ul class="copies__list">
            {copies.documents.into_iter().map(one).collect_view()}
            {(rest > 0).then(|| view! { <li>{ui.say().facet_rest.say(ui.lang.get(), rest)}</li> })}
        </ul>
    }
    .into_any()
}

fn line(ui: Ui, id: &str, entry: Entry, fullest: &str, from_search: bool) -> AnyView {
    let is_fullest = entry.id == fullest;
    let (this, other, lang) = (id.to_owned(), entry.id.clone(), entry.lang.clone());
    let hook = other.clone();
    view! {
        <li class="copies__one" data-testid="copy" data-doc=hook>
            <TextLink id=entry.id from_search=from_search><bdi lang=lang>{entry.title}</bdi></TextLink>
            " "
            <CompareLink left=this right=other />
            {is_fullest.then(|| view! { " " <span class="known__origin">{ui.say().copies.fullest}</span> })}
            <Facts source=entry.source date=entry.date lang=entry.lang words=entry.words />
        </li>
    }
    .into_any()
}

/// A link that shows two texts side by side.
#[component]
pub fn CompareLink(
    /// The id of one.
    left: String,
    /// The id of the other.
    right: String,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let mut link = place.now();
    link.open(Some(&left), 0);
    link.with = Some(right.clone());
    let address = format!("#{}", link.fragment());
    let click = move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            place.go(Step::Push, |link| {
                link.open(Some(&left), 0);
                link.with = Some(right.clone());
            });
        }
    };
    view! {
        <a class="link copies__compare walk" href=address data-testid="compare" on:click=click>{ui.say().copies.compare}</a>
    }
    .into_any()
}
