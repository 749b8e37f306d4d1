//! Searching: the box, what was found, and the open text beside it.

use kashf::engine::protocol::Answer;
use kashf::view::permalink::View;
use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::reader::Reader;
use crate::ask::MORE;
use crate::more::{Rare, by_and_by, rare};
use crate::part::facets::{Facets, shown_facets};
use crate::part::filter::Filter;
use crate::part::filter_button::FilterButton;
use crate::part::limits::Limits;
use crate::part::notes::Notes;
use crate::part::order::Order;
use crate::part::reasons::Reasons;
use crate::part::result::FoundText;
use crate::part::search_box::SearchBox;
use crate::part::start::Start;
use crate::part::trouble::Trouble;
use crate::part::walk::walk;
use crate::state::{Found, Place, Step, Ui};

/// The screen.
#[component]
pub fn Search() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let found = expect_context::<Found>();
    let list = NodeRef::<html::Section>::new();
    let open = place.part(|link| link.doc.is_some());
    let asked = place.part(|link| !link.query.trim().is_empty());
    let sort = place.part(|link| link.sort);
    let choose = Callback::new(move |sort| place.go(Step::Replace, |link| link.sort = sort));
    let press = move |event: KeyboardEvent| {
        if let Some(list) = list.get_untracked() {
            let input = ui.search_box.get_untracked().map(Into::into);
            walk(&event, &list, input);
        }
    };
    let shown = shown_facets(place, found);
    let faceted = Memo::new(move |_| !shown.with(Vec::is_empty));
    // Where the filter is no column. It stays as it is while the answers come and go.
    let filter = RwSignal::new(false);
    view! {
        <div class="split" class:split--open=open>
            <section
                class="split__list search"
                class:search--faceted=faceted
                node_ref=list
                aria-label=move || ui.say().search
                on:keydown=press
            >
                <div class="search__head">
                    <SearchBox />
                    <Notes />
                    <div class="search__choices">
                        {move || match asked.get() && faceted.get() {
                            true => view! { <FilterButton open=filter /><Limits langs=true /> }.into_any(),
                            false => view! { <Filter /><Limits langs=false /> }.into_any(),
                        }}
                    </div>
                    {by_and_by(Rare::Subcorpora)}
                </div>
                <Facets shown=shown open=filter />
                <div class="search__found">
                    <div class="search__told">
                        <Counted />
                        {move || asked.get().then(|| view! { <Order now=sort choose=choose ranked=true /> })}
                    </div>
                    <Trouble failure=found.failure />
                    {move || if asked.get() {
                        view! { <Reasons /><Results /> }.into_any()
                    } else {
                        view! { <Start /> }.into_any()
                    }}
                </div>
            </section>
            {move || open.get().then(|| view! { <Reader /> })}
        </div>
    }
    .into_any()
}

/// How much was found, in words; heard by screen readers when it changes.
#[component]
fn Counted() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let found = expect_context::<Found>();
    let total = move || found.answer.with(|answer| answer.as_ref().map(|answer| answer.total));
    let words = move || {
        found.answer.with(|answer| {
            let (said, lang) = (ui.say(), ui.lang.get());
            answer.as_ref().map(|answer| {
                let mut words = said.found.say(lang, answer.total.into());
                if answer.total > 0 {
                    words.push_str(" · ");
                    words.push_str(&said.places.say(lang, answer.occurrences.into()));
                }
                // Worth a word only where some lack a word and some do not.
                if answer.complete > 0 && answer.complete < answer.total {
                    words.push_str(" · ");
                    words.push_str(&said.complete.say(lang, answer.complete.into()));
                }
                words
            })
        })
    };
    view! {
        <p class="count" role="status" aria-live="polite" data-testid="result-count" data-count=total>{words}</p>
        {move || total().filter(|total| *total > 0).map(|_| view! {
            <button
                type="button"
                class="link"
                data-testid="as-concordance"
                on:click=move |_| place.show(View::Concordance)
            >
                {ui.say().as_concordance}
            </button>
        })}
    }
}

/// The documents found, and the button for more of them; or why there are none.
#[component]
fn Results() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let found = expect_context::<Found>();
    move || {
        let said = ui.say();
        let lang = ui.lang.get();
        found.answer.get().map(|answer: Answer| {
            let left = u64::from(answer.lines).saturating_sub(answer.hits.len() as u64).min(MORE.into());
            if answer.total == 0 {
                return rare(Rare::Nothing);
            }
            view! {
                <h2 class="unseen">{said.results}</h2>
                <ol class="list" aria-label=said.results data-testid="results">
                    {answer.hits.into_iter().map(|hit| view! { <FoundText hit=hit /> }).collect_view()}
                </ol>
                {(left > 0).then(|| view! {
                    <button
                        type="button"
                        class="button button--more"
                        data-testid="more"
                        on:click=move |_| found.more.update(|wishes| *wishes += 1)
                    >
                        {said.more.say(lang, left)}
                    </button>
                })}
            }
            .into_any()
        })
    }
}
