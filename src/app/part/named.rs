//! All texts with names: chosen, renamed, removed, two made one; taken along as a file.

use kashf::engine::protocol::{Filter, FirstRequest, ListRequest, Listing, Subcorpus};
use kashf::view::subcorpora::{Combined, LONGEST_NAME, described, write};
use leptos::html;
use leptos::prelude::*;

use super::actions::save;
use super::subcorpora::{Chooser, Failed};
use crate::client::{Client, Latest};
use crate::file::chosen;
use crate::naming::Naming;
use crate::react::react;
use crate::state::{Load, Place, Step, Ui};

/// The list, and what can be done with it.
#[component]
pub fn Named(
    /// Whether there is one.
    listed: Memo<bool>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let naming = Naming::here();
    let said = move || &ui.say().subcorpora;
    let renamed = RwSignal::new(None::<String>);
    let all = Memo::new(move |_| naming.all.with(|all| all.list().to_vec()));
    let two = Memo::new(move |_| all.with(Vec::len) > 1);
    let can_undo = Memo::new(move |_| naming.all.with(|all| all.can_undo()));
    let can_redo = Memo::new(move |_| naming.all.with(|all| all.can_redo()));
    let step = move |forth: bool| {
        naming.change(|all| {
            if forth {
                all.redo()
            } else {
                all.undo()
            }
            true
        });
    };
    let take = move |_| {
        let title = load.info.with_untracked(|info| info.as_ref().map(|info| info.title.clone()));
        let name = format!("{}.subcorpora.json", title.unwrap_or_default());
        save(&name, "application/json", &naming.all.with_untracked(write));
    };
    let not_kept = move || {
        naming.store.not_kept.get().then(|| view! { <p class="quiet">{said().not_kept}</p> })
    };
    view! {
        <section class="named" aria-label=move || said().heading data-testid="named">
            {move || all.with(Vec::is_empty).then(|| view! { <p class="quiet">{said().none_yet}</p> })}
            <ul class="named__list">
                {move || all.get().into_iter().map(|one| row(ui, place, naming, renamed, one)).collect_view()}
            </ul>
            {move || two.get().then(|| combining(ui, place, naming))}
            <div class="counting__save">
                {move || listed.get().then(|| view! {
                    <button type="button" class="link" data-testid="named-undo" disabled=move || !can_undo.get() on:click=move |_| step(false)>
                        {move || ui.say().counting.undo}
                    </button>
                    <button type="button" class="link" data-testid="named-redo" disabled=move || !can_redo.get() on:click=move |_| step(true)>
                        {move || ui.say().counting.redo}
                    </button>
                    <button type="button" class="link" data-testid="named-save" on:click=take>{move || said().save}</button>
                })}
                <label class="link chooser">
                    <input
                        type="file"
                        accept=".json,application/json"
                        data-testid="named-file"
                        on:change=move |event| if let Some(file) = chosen(&event) { naming.import(file) }
                    />
                    {move || said().open}
                </label>
            </div>
            {not_kept}
            <Failed />
        </section>
    }
    .into_any()
}

/// One of them.
fn row(
    ui: Ui,
    place: Place,
    naming: Naming,
    renamed: RwSignal<Option<String>>,
    one: Subcorpus,
) -> AnyView {
    let said = move || &ui.say().subcorpora;
    let count = RwSignal::new(None::<u32>);
    let filter = Filter { within: vec![one.clone()], ..Filter::default() };
    let request = ListRequest { limit: 0, filter: filter.clone(), ..ListRequest::default() };
    Latest::new(expect_context::<Client>()).ask(
        FirstRequest::Documents(request),
        move |told: Result<Listing, String>| {
            // What cannot be counted says so when it is chosen.
            drop(told.map(|listing| count.try_set(Some(listing.total))));
        },
    );
    let texts = move || {
        let count = count.get()?;
        Some(ui.say().text_count.say(ui.lang.get(), count.into()))
    };
    let one = StoredValue::new(one);
    let name = one.with_value(|one| one.name.clone());
    let choose = move |_| {
        let filter = filter.clone();
        place.go(Step::Replace, |link| link.filter = filter);
    };
    let remove = move |_| {
        naming.change(|all| {
            one.with_value(|one| all.remove(&one.name));
            true
        });
    };
    let is_renamed = {
        let name = name.clone();
        Memo::new(move |_| renamed.with(|it| it.as_ref() == Some(&name)))
    };
    let shown = name.clone();
    let head = move || match is_renamed.get() {
        true => renaming(ui, place, naming, renamed, one),
        false => {
            let (choose, name) = (choose.clone(), shown.clone());
            view! { <button type="button" class="link named__name" data-testid="named-choose" on:click=choose><bdi>{name}</bdi></button> }
                .into_any()
        }
    };
    view! {
        <li class="named__row" data-testid="named-row" data-name=name data-count=count>
            {head}
            <span class="quiet">{move || one.with_value(|one| described(ui.lang.get(), one))}</span>
            <span class="quiet">{texts}</span>
            <button
                type="button"
                class="link"
                data-testid="named-rename"
                on:click=move |_| renamed.set(Some(one.with_value(|one| one.name.clone())))
            >
                {move || said().rename}
            </button>
            <button type="button" class="link" data-testid="named-remove" on:click=remove>{move || said().remove}</button>
        </li>
    }
    .into_any()
}

/// Where one gets another name.
fn renaming(
    ui: Ui,
    place: Place,
    naming: Naming,
    renamed: RwSignal<Option<String>>,
    one: StoredValue<Subcorpus>,
) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    react(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
            input.select();
        }
    });
    let rename = move |to: String| {
        let (was, to) = (one.get_value(), to.trim().to_owned());
        renamed.set(None);
        if to == was.name || !naming.change(|all| all.rename(&was.name, &to)) {
            return;
        }
        // Where it is chosen it goes on being so.
        let is = Subcorpus { name: to, ..was.clone() };
        place.go(Step::Replace, |link| {
            link.filter.within.iter_mut().filter(|it| **it == was).for_each(|it| *it = is.clone());
        });
    };
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            renamed.set(None);
        }
    };
    view! {
        <input
            class="setting__value"
            type="text"
            dir="auto"
            aria-label=move || ui.say().subcorpora.name
            maxlength=LONGEST_NAME.to_string()
            data-testid="named-new-name"
            node_ref=input
            prop:value=one.with_value(|one| one.name.clone())
            on:change=move |event| rename(event_target_value(&event))
            on:keydown=leave
        />
    }
    .into_any()
}

/// Where two are made one.
fn combining(ui: Ui, place: Place, naming: Naming) -> AnyView {
    let said = move || &ui.say().subcorpora;
    let options = Memo::new(move |_| {
        let option = |it: &Subcorpus| (it.name.clone(), it.name.clone());
        naming.all.with(|all| all.list().iter().map(option).collect::<Vec<_>>())
    });
    let pair = RwSignal::new([String::new(), String::new()]);
    let way = RwSignal::new(0_usize);
    let name = RwSignal::new(String::new());
    // What was chosen, or the first ones.
    let sides = Memo::new(move |_| {
        let first =
            |at: usize| options.with(|all| all.get(at).map(|it| it.0.clone()).unwrap_or_default());
        let known = |name: &String| options.with(|all| all.iter().any(|it| it.0 == *name));
        let [one, other] = pair.get();
        [(one, 0), (other, 1)].map(|(name, at)| if known(&name) { name } else { first(at) })
    });
    let suggested = Memo::new(move |_| {
        let [one, other] = sides.get();
        format!("{one} {} {other}", said().ways[way.get()])
    });
    let combine = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let chosen = untrack(move || {
            let sides = sides.get();
            naming.all.with(|all| all.get(&sides[0]).cloned().zip(all.get(&sides[1]).cloned()))
        });
        let Some((one, other)) = chosen else { return };
        let named = match name.get_untracked().trim() {
            "" => suggested.get_untracked().chars().take(LONGEST_NAME).collect(),
            name => name.to_owned(),
        };
        let made = Combined::ALL[way.get_untracked()].of(&named, one, other);
        if naming.put(made.clone()) {
            name.set(String::new());
            let filter = Filter { within: vec![made], ..Filter::default() };
            place.go(Step::Replace, |link| link.filter = filter);
        }
    };
    let label = Signal::derive(move || said().combine);
    let side = move |at: usize, hook| {
        let is_second = at > 0;
        let now = Memo::new(move |_| sides.with(|sides| sides[at].clone()));
        let choose = Callback::new(move |name| pair.update(|pair| pair[at] = name));
        view! { <Chooser name=label unseen=is_second hook=hook options=options now=now choose=choose /> }
    };
    let ways = Memo::new(move |_| {
        let all = said().ways.iter().enumerate();
        all.map(|(at, name)| (at.to_string(), (*name).to_owned())).collect::<Vec<_>>()
    });
    let way_now = Memo::new(move |_| way.get().to_string());
    let choose_way = Callback::new(move |value: String| {
        way.set(value.parse().ok().filter(|at| *at < Combined::ALL.len()).unwrap_or_default());
    });
    view! {
        <form class="counting__save" data-testid="combine" on:submit=combine>
            {side(0, "combine-one")}
            <Chooser name=label unseen=true hook="combine-way" options=ways now=way_now choose=choose_way />
            {side(1, "combine-other")}
            <label class="setting">
                <span class="setting__name">{move || said().name}</span>
                <input
                    class="setting__value"
                    type="text"
                    dir="auto"
                    maxlength=LONGEST_NAME.to_string()
                    placeholder=suggested
                    data-testid="combine-name"
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="chip" data-testid="combine-keep">{move || said().keep}</button>
        </form>
    }
    .into_any()
}
