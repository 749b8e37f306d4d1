//! The list of all texts, and the open one beside it.

use kashf::engine::protocol::Entry;
use kashf::view::language::direction;
use kashf::view::messages::fill;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::reader::Reader;
use crate::ask::{self, TEXTS};
use crate::naming::Naming;
use crate::part::chosen_texts::ChosenTexts;
use crate::part::facts::Facts;
use crate::part::order::Order;
use crate::part::result::TextLink;
use crate::part::trouble::Trouble;
use crate::part::walk::walk;
use crate::state::{Place, Shelf, Step, Ui};

/// The screen.
#[component]
pub fn Texts() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let shelf = expect_context::<Shelf>();
    ask::listing(expect_context(), place, expect_context(), shelf);
    let naming = Naming::here();
    provide_context(naming);
    let list = NodeRef::<html::Section>::new();
    let open = place.part(|link| link.doc.is_some());
    let order = place.part(|link| link.order);
    let choose = Callback::new(move |order| place.go(Step::Replace, |link| link.order = order));
    let total = move || shelf.listing.with(|listing| listing.as_ref().map(|listing| listing.total));
    let press = move |event: KeyboardEvent| {
        if let Some(list) = list.get_untracked() {
            walk(&event, &list, None);
        }
    };
    view! {
        <div class="split" class:split--open=open>
            <section class="split__list texts" node_ref=list aria-label=move || ui.say().texts on:keydown=press>
                <div class="texts__head">
                    <h2 class="heading heading--screen">{move || ui.say().texts}</h2>
                    <Order now=order choose=choose ranked=false />
                </div>
                <ChosenTexts searches=false compares=false />
                {picking(ui, naming)}
                <p class="count" role="status" aria-live="polite" data-testid="text-count" data-count=total>
                    {move || total().map(|total| ui.say().text_count.say(ui.lang.get(), total.into()))}
                </p>
                <Trouble failure=shelf.failure />
                <Lines />
            </section>
            {move || open.get().then(|| view! { <Reader /> })}
        </div>
    }
    .into_any()
}

/// The way to pick texts one by one, to give them a name.
fn picking(ui: Ui, naming: Naming) -> AnyView {
    let said = move || &ui.say().subcorpora;
    let picks = Memo::new(move |_| naming.picked.with(Option::is_some));
    let toggle = move |_| naming.picked.set((!picks.get_untracked()).then(Vec::new));
    let told = move || {
        let picked = naming.picked.with(|picked| picked.as_ref().map(Vec::len))?;
        let words = match picked {
            0 => said().pick_about.to_owned(),
            some => said().picked.say(ui.lang.get(), some as u64),
        };
        Some(
            view! { <span class="quiet" role="status" data-testid="picked" data-count=picked>{words}</span> },
        )
    };
    view! {
        <div class="counting__save">
            <button type="button" class="link" data-testid="pick" aria-pressed=move || picks.get().to_string() on:click=toggle>
                {move || if picks.get() { said().pick_end } else { said().pick }}
            </button>
            {told}
        </div>
    }
    .into_any()
}

/// As much of the list as was fetched, and the button for more.
#[component]
fn Lines() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let shelf = expect_context::<Shelf>();
    move || {
        let (said, lang) = (ui.say(), ui.lang.get());
        shelf.listing.get().map(|listing| {
            let left = u64::from(listing.total).saturating_sub(listing.documents.len() as u64).min(TEXTS.into());
            view! {
                <ol class="list">
                    {listing.documents.into_iter().map(|entry| view! { <Line entry=entry /> }).collect_view()}
                </ol>
                {(left > 0).then(|| view! {
                    <button
                        type="button"
                        class="button button--more"
                        data-testid="more"
                        on:click=move |_| shelf.more.update(|wishes| *wishes += 1)
                    >
                        {said.more.say(lang, left)}
                    </button>
                })}
            }
        })
    }
}

/// One text of the list.
#[component]
fn Line(
    /// The text.
    entry: Entry,
) -> impl IntoView {
    let place = expect_context::<Place>();
    let id = entry.id.clone();
    let open = move || place.is_open(&id);
    let dir = direction(&entry.title).map(|dir| dir.code());
    let ui = expect_context::<Ui>();
    let naming = expect_context::<Naming>();
    let picks = Memo::new(move |_| naming.picked.with(Option::is_some));
    let (id_of_box, title) = (entry.id.clone(), entry.title.clone());
    let tick = move || {
        let (id, title) = (id_of_box.clone(), title.clone());
        picks.get().then(|| {
            let own = id.clone();
            let is_picked = Memo::new(move |_| {
                naming.picked.with(|picked| picked.as_ref().is_some_and(|it| it.contains(&own)))
            });
            let label =
                move || fill(ui.say().subcorpora.pick_one, &[&format!("\u{2068}{title}\u{2069}")]);
            view! {
                <input
                    type="checkbox"
                    class="entry__tick"
                    data-testid="tick"
                    aria-label=label
                    prop:checked=is_picked
                    on:change=move |_| naming.pick(&id)
                />
            }
        })
    };
    view! {
        <li class="entry" class:result--open=open data-testid="text-row" data-doc=entry.id dir=dir>
            {tick}
            <h3 class="entry__title" lang=entry.lang.clone()>
                <TextLink id=entry.id.clone() from_search=false>{entry.title}</TextLink>
            </h3>
            <Facts source=entry.source date=entry.date lang=entry.lang words=entry.words />
        </li>
    }
    .into_any()
}
