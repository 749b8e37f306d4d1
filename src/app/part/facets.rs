//! The filter beside the results: what is known of the documents found, with how many bear
//! each value.

use std::time::Duration;

use kashf::engine::protocol::{Facet, FacetValue, Filter, FirstRequest, ListRequest, Listing};
use kashf::view::facets::{LANG, YEAR, arranged, clear, name_label, toggle, value_label};
use kashf::view::messages::fill;
use kashf::view::number::number;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

use super::date_range::DateRange;
use crate::client::Latest;
use crate::decide::Desk;
use crate::react::react;
use crate::state::{Found, Load, Place, Step, Ui};

/// Values of a facet shown at once.
const VALUES: usize = 7;

/// The facets of the answer now, as they are shown.
///
/// Those of a further answer are taken after the frame that paints its results: drawing is
/// most of what a keystroke costs, and while one types nobody reads the counts.
pub fn shown_facets(place: Place, found: Found) -> Memo<Vec<Facet>> {
    let filter = place.part(|link| link.filter.clone());
    let taken = RwSignal::new(None::<Vec<Facet>>);
    let take = move || {
        let now = found
            .answer
            .try_with_untracked(|answer| answer.as_ref().map(|answer| answer.facets.clone()));
        if let Some(now) = now {
            let _ = taken.try_set(now);
        }
    };
    react(move || {
        let answered = found.answer.with(Option::is_some);
        if answered && taken.with_untracked(Option::is_some) {
            request_animation_frame(move || set_timeout(take, Duration::ZERO));
        } else {
            take();
        }
    });
    Memo::new(move |_| {
        taken.with(|taken| match taken {
            Some(taken) => filter.with(|filter| arranged(taken, filter)),
            None => Vec::new(),
        })
    })
}

/// The facets of all documents, asked for while they are wanted.
pub fn all_facets(place: Place, wanted: Signal<bool>) -> Memo<Vec<Facet>> {
    let load = expect_context::<Load>();
    let desk = expect_context::<Desk>();
    let latest = Latest::new(expect_context());
    let filter = place.part(|link| link.filter.clone());
    let told = RwSignal::new(Vec::new());
    react(move || {
        desk.round.track();
        let filter = filter.get();
        if !wanted.get() || !load.is_ready() {
            return;
        }
        let request = ListRequest { limit: 0, filter, facets: true, ..ListRequest::default() };
        latest.ask(FirstRequest::Documents(request), move |told_now: Result<Listing, String>| {
            if let Ok(listing) = told_now {
                let _ = told.try_set(listing.facets);
            }
        });
    });
    Memo::new(move |_| told.with(|told| filter.with(|filter| arranged(told, filter))))
}

/// The panel: a column where there is room, else opened by a button.
#[component]
pub fn Facets(
    /// What is known of the documents found.
    shown: Memo<Vec<Facet>>,
    /// Whether it is open where it is no column.
    open: RwSignal<bool>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let names = Memo::new(move |_| {
        shown.with(|facets| facets.iter().map(|facet| facet.name.clone()).collect::<Vec<_>>())
    });
    let any = Memo::new(move |_| !names.with(Vec::is_empty));
    let limited = place.part(|link| !link.filter.is_empty());
    let chosen = StoredValue::new(None);
    follow_focus(ui, shown, chosen);
    move || {
        any.get().then(|| {
            view! {
                <aside
                    class="facets"
                    class:facets--open=open
                    id="kashf-facets"
                    data-testid="facets"
                    aria-label=move || ui.say().filter
                >
                    <div class="facets__head">
                        <h2 class="heading">{move || ui.say().filter}</h2>
                        {move || limited.get().then(|| view! {
                            <button
                                type="button"
                                class="link facets__clear"
                                data-testid="filter-clear"
                                on:click=move |_| place.go(Step::Replace, |link| link.filter = Filter::default())
                            >
                                {ui.say().clear_filter}
                            </button>
                        })}
                    </div>
                    {move || names.get().into_iter().map(|name| view! {
                        <One name=name shown=shown chosen=chosen />
                    }).collect_view()}
                </aside>
            }
        })
    }
}

/// A name and a value of it.
type Chosen = Option<(String, String)>;

/// One name, and its values.
#[component]
fn One(
    /// The facet's name.
    name: String,
    /// All facets.
    shown: Memo<Vec<Facet>>,
    /// Where the value last pressed is noted.
    chosen: StoredValue<Chosen>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let name = StoredValue::new(name);
    let label = move || name_label(ui.say(), &name.get_value()).to_owned();
    let facet = Memo::new(move |_| {
        shown.with(|facets| facets.iter().find(|facet| facet.name == name.get_value()).cloned())
    });
    let whole = RwSignal::new(false);
    let limited = Memo::new(move |_| {
        facet.with(|facet| facet.iter().flat_map(|facet| &facet.values).any(|value| value.chosen))
    });
    // Heard once for all values, on whole lines, which are larger than their buttons.
    let press = move |event: MouseEvent| {
        let line = event_target::<Element>(&event).closest("[data-testid=facet-value]");
        let Some(value) = line.ok().flatten().and_then(|line| line.get_attribute("data-value"))
        else {
            return;
        };
        let name = name.get_value();
        if !is_fixed(&name, &value) {
            chosen.set_value(Some((name.clone(), value.clone())));
            place.go(Step::Replace, |link| toggle(&mut link.filter, &name, &value));
        }
    };
    let values = move || {
        facet.get().map(|facet| {
            let (said, lang) = (ui.say(), ui.lang.get());
            let least = facet.values.iter().filter(|value| value.chosen).count();
            let most = if whole.get() { usize::MAX } else { VALUES.max(least) };
            let folded = facet.values.len().saturating_sub(VALUES.max(least)) as u64;
            let values = facet.values.into_iter().take(most);
            let values = values.map(|value| one_value(ui, &facet.name, value)).collect_view();
            let fold = (folded > 0).then(|| view! {
                <button
                    type="button"
                    class="link facet__fold"
                    data-testid="facet-fold"
                    aria-expanded=whole.get().to_string()
                    on:click=move |_| whole.update(|whole| *whole = !*whole)
                >
                    {if whole.get() { said.facet_fewer.to_owned() } else { said.facet_all.say(lang, folded) }}
                </button>
            });
            let rest = (facet.more > 0 && (folded == 0 || whole.get()))
                .then(|| view! { <p class="quiet">{said.facet_rest.say(lang, facet.more.into())}</p> });
            view! {
                <ul class="facet__values" on:click=press>{values}</ul>
                {fold}{rest}
            }
        })
    };
    view! {
        <div class="facet" role="group" aria-label=label data-testid="facet" data-name=name.get_value()>
            <div class="facet__head">
                <h3 class="facet__name"><bdi>{label}</bdi></h3>
                {move || limited.get().then(|| view! {
                    <button
                        type="button"
                        class="link facet__clear"
                        data-testid=if name.get_value() == LANG { "only-all" } else { "facet-clear" }
                        aria-label=fill(ui.say().clear_facet, &[&label()])
                        on:click=move |_| place.go(Step::Replace, |link| clear(&mut link.filter, &name.get_value()))
                    >
                        {ui.say().clear_short}
                    </button>
                })}
            </div>
            {(name.get_value() == YEAR).then(|| view! { <DateRange /> })}
            {values}
        </div>
    }
    .into_any()
}

/// Whether a value cannot be chosen: a span of dates cannot ask for texts without one.
fn is_fixed(name: &str, value: &str) -> bool {
    name == YEAR && value.is_empty()
}

/// A value and how many documents bear it.
fn one_value(ui: Ui, name: &str, value: FacetValue) -> AnyView {
    let label = value_label(ui.say(), ui.lang.get(), name, &value.value);
    let count = number(ui.lang.get(), value.documents.into());
    let hook = (name == LANG).then(|| format!("only-{}", value.value));
    let inside = view! {
        <span class="facet__box" aria-hidden="true"></span>
        <span class="facet__label"><bdi>{label}</bdi></span>
        <span class="facet__count">{count}</span>
    };
    let button = match is_fixed(name, &value.value) {
        true => {
            view! { <span class="facet__button facet__button--fixed">{inside}</span> }.into_any()
        }
        false => view! {
            <button
                type="button"
                class="facet__button"
                role="checkbox"
                aria-checked=value.chosen.to_string()
                data-testid=hook
            >
                {inside}
            </button>
        }
        .into_any(),
    };
    view! {
        <li class="facet__value" data-testid="facet-value" data-value=value.value data-count=value.documents>
            {button}
        </li>
    }
    .into_any()
}

/// A value that was pressed moves to the front of its list: the focus goes with it.
fn follow_focus(ui: Ui, shown: Memo<Vec<Facet>>, pressed: StoredValue<Chosen>) {
    react(move || {
        shown.track();
        let Some((name, value)) = pressed.get_value() else { return };
        request_animation_frame(move || {
            let Some(root) = ui.root.try_get_untracked().flatten() else { return };
            let Some(button) = find(&root, &name, &value) else { return };
            // Only from another value: who has gone on to something else stays there.
            let there = root.query_selector(".facet__button:focus").ok().flatten();
            if there.is_some_and(|there| !there.is_same_node(Some(&button))) {
                let _ = button.focus();
            }
        });
    });
}

/// The button of a value. (Values may hold any sign, so no selector names them.)
fn find(root: &Element, name: &str, value: &str) -> Option<HtmlElement> {
    let lines = root.query_selector_all("[data-testid=facet-value]").ok()?;
    let line = (0..lines.length())
        .filter_map(|at| lines.item(at)?.dyn_into::<Element>().ok())
        .filter(|line| line.get_attribute("data-value").as_deref() == Some(value))
        .find(|line| {
            let facet = line.closest("[data-testid=facet]").ok().flatten();
            facet.and_then(|facet| facet.get_attribute("data-name")).as_deref() == Some(name)
        })?;
    line.query_selector("button").ok()?.and_then(|button| button.dyn_into().ok())
}
