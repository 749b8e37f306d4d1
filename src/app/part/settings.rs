//! What can be set on the desk.

use kashf::engine::protocol::{Frequencies, Request, WordsRequest};
use kashf::view::desk::{Control, SORT_KEYS, controls, to_set, value};
use kashf::view::facets::name_label;
use kashf::view::permalink::View;
use leptos::prelude::*;

use crate::client::Latest;
use crate::own::own;
use crate::part::facets::all_facets;
use crate::part::subcorpora::Chooser;
use crate::state::{Place, Step, Ui};

/// Windows narrower than this, in CSS pixels, begin with the settings folded.
const NARROW: f64 = 700.0;

/// The settings of a view.
#[component]
pub fn Settings(
    /// The view.
    view: View,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let changed = place.part(|link| !link.settings.is_empty());
    // On a phone they would stand between the question and its answer.
    let wide = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or(NARROW);
    let open = wide >= NARROW;
    view! {
        <details class="settings__fold" prop:open=open>
            <summary class="settings__heading">{move || ui.say().counting.settings_heading}</summary>
            <div class="settings" role="group" aria-label=move || ui.say().counting.settings_heading data-testid="settings">
            {controls(view).iter().map(|(key, control)| one(ui, place, key, *control)).collect_view()}
            {move || changed.get().then(|| view! {
                <button
                    type="button"
                    class="link"
                    data-testid="settings-reset"
                    on:click=move |_| place.go(Step::Replace, |link| link.settings.clear())
                >
                    {ui.say().counting.reset}
                </button>
            })}
            </div>
        </details>
    }
    .into_any()
}

fn one(ui: Ui, place: Place, key: &'static str, control: Control) -> AnyView {
    let name = move || ui.say().counting.setting(key);
    let now = place.part(move |link| value(link, key, control));
    let set = move |value: String| {
        place.go(Step::Replace, |link| link.set(key, &to_set(control, &value)));
    };
    let hook = format!("set-{key}");
    match control {
        Control::One(codes) | Control::Measure(codes) => {
            let named = move |code: &'static str| match control {
                Control::Measure(_) => ui.say().measures.name(code),
                _ => ui.say().counting.value(code),
            };
            view! {
                <label class="setting">
                    <span class="setting__name">{name}</span>
                    <select class="setting__value" data-testid=hook on:change=move |event| set(event_target_value(&event)) prop:value=now>
                        {codes.iter().map(|code| view! {
                            <option value=*code selected=move || now.with(|now| now == code)>{move || named(code)}</option>
                        }).collect_view()}
                    </select>
                </label>
            }
            .into_any()
        }
        Control::Known(codes) => {
            let facets = all_facets(place, Signal::derive(|| true));
            // What a link may name is offered too, though no text has it.
            let others = Memo::new(move |_| {
                let names = facets.with(|facets| facets.iter().map(|it| it.name.clone()).collect::<Vec<_>>());
                let mut others: Vec<String> =
                    names.into_iter().filter(|name| !codes.contains(&name.as_str())).collect();
                now.with(|now| {
                    if !codes.contains(&now.as_str()) && !others.contains(now) {
                        others.push(now.clone());
                    }
                });
                others
            });
            let options = Signal::derive(move || {
                let said = ui.say();
                let known = codes.iter().map(|code| ((*code).to_owned(), said.counting.value(code).to_owned()));
                let others = others.get().into_iter();
                let others = others.map(|name| (name.clone(), name_label(said, &name).to_owned()));
                known.chain(others).collect::<Vec<_>>()
            });
            let label = Signal::derive(name);
            view! { <Chooser name=label hook="set-by" options=options now=now choose=Callback::new(set) /> }.into_any()
        }
        Control::Number(least, most, _) => view! {
            <label class="setting">
                <span class="setting__name">{name}</span>
                <input class="setting__value setting__value--number" type="number" min=least max=most data-testid=hook prop:value=now on:change=move |event| set(event_target_value(&event)) />
            </label>
        }
        .into_any(),
        Control::Text => view! {
            <label class="setting setting--wide">
                <span class="setting__name">{name}</span>
                <input class="setting__value" type="text" dir="auto" data-testid=hook prop:value=now on:change=move |event| set(event_target_value(&event)) />
            </label>
        }
        .into_any(),
        Control::Switch => view! {
            <label class="setting setting--switch">
                <input type="checkbox" data-testid=hook prop:checked=move || now.with(|now| now == "on") on:change=move |event| set(if event_target_checked(&event) { "on".into() } else { String::new() }) />
                <span class="setting__name">{name}</span>
            </label>
        }
        .into_any(),
        Control::Keys => view! {
            <span class="setting setting--keys" role="group" aria-label=name on:focusin=read_ahead()>
                <span class="setting__name">{name}</span>
                {[0, 1, 2].map(|place| key_choice(ui, place, now, set)).collect_view()}
            </span>
        }
        .into_any(),
    }
}

/// Who is about to choose how lines are sorted will not have to wait for what that needs: the engine
/// reads it meanwhile, once.
fn read_ahead() -> impl Fn(leptos::ev::FocusEvent) {
    let own = own();
    let latest = Latest::new(expect_context());
    move |_| {
        if !own.read_ahead.get_value() {
            own.read_ahead.set_value(true);
            let words = WordsRequest { limit: 0, ..WordsRequest::default() };
            latest.ask(Request::Words(words), |_: Result<Frequencies, String>| ());
        }
    }
}

/// One of the keys to sort by, by its place among them.
fn key_choice(
    ui: Ui,
    place: usize,
    now: Memo<String>,
    set: impl Fn(String) + Copy + Send + Sync + 'static,
) -> AnyView {
    let keys = move || {
        now.with(|now| {
            now.split(',').filter(|it| !it.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        })
    };
    let own = move || keys().get(place).cloned().unwrap_or_else(|| "corpus".to_owned());
    let choose = move |chosen: String| {
        let mut keys = untrack(keys);
        keys.resize(3.max(keys.len()), "corpus".to_owned());
        keys[place] = chosen;
        keys.retain(|key| key != "corpus");
        set(keys.join(","));
    };
    // The second key is of use only behind a first.
    let shown = move || place == 0 || keys().len() >= place;
    let label =
        move || format!("{} {}", ui.say().counting.setting("lines"), ui.number(place as u32 + 1));
    view! {
        <select
            class="setting__value"
            class:setting__value--unused=move || !shown()
            aria-label=label
            data-testid=format!("set-lines-{}", place + 1)
            on:change=move |event| choose(event_target_value(&event))
            prop:value=own
        >
            {SORT_KEYS.map(|key| view! {
                <option value=key selected=move || own() == key>{move || ui.say().counting.value(key)}</option>
            }).collect_view()}
        </select>
    }
    .into_any()
}
