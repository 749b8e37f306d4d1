//! Which texts count, by the names that the reader gave some of them, and what they are compared with.

use kashf::engine::protocol::{Filter, Subcorpus};
use kashf::view::messages::fill;
use kashf::view::permalink::{Against, Permalink, View};
use kashf::view::subcorpora::{LONGEST_NAME, described, label};
use leptos::html;
use leptos::prelude::*;

use super::named::Named;
use crate::naming::Naming;
use crate::react::react;
use crate::state::{Place, Step, Ui};

/// Before the name of a subcorpus in the value of an option.
const NAMED: char = 'n';
/// The value of what is chosen and has no name, or none that is kept here.
const AS_IT_IS: &str = "c";

/// The choosers, and the way to more names.
#[component]
pub fn Subcorpora(
    /// Whether names can be given, and those given be changed. Else nothing is shown before there
    /// are any.
    names: bool,
    /// Whether there is something to compare.
    compares: bool,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let naming = Naming::here();
    naming.store.follow(move || naming.open());
    let form = RwSignal::new(None::<String>);
    let open = RwSignal::new(false);
    let any = Memo::new(move |_| naming.all.with(|all| !all.list().is_empty()));
    let within = place.part(|link| link.filter.within.clone());
    let shown = Memo::new(move |_| names || any.get() || within.with(|within| !within.is_empty()));
    // There is a list of them to open even when all were removed: to take that back.
    let listed = Memo::new(move |_| any.get() || naming.all.with(|all| all.can_undo()));
    let begin = move |_| {
        let lang = ui.lang.get_untracked();
        let texts = texts_of(&place.now(), None);
        let suggested = match texts == Subcorpus::default() {
            true => String::new(),
            false => described(lang, &texts).replace(['\u{2068}', '\u{2069}'], ""),
        };
        form.set(Some(suggested.chars().take(LONGEST_NAME).collect()));
    };
    view! {
        {move || shown.get().then(|| view! {
            <div class="counting__save subcorpora" data-testid="subcorpora">
                {texts_chooser(ui, place, naming, within)}
                {compares.then(|| against_chooser(ui, place, naming))}
                {names.then(|| view! {
                    <button type="button" class="link" data-testid="name-texts" on:click=begin>{move || ui.say().subcorpora.give_name}</button>
                    <button
                        type="button"
                        class="link"
                        data-testid="named-open"
                        aria-expanded=move || open.get().to_string()
                        on:click=move |_| open.update(|open| *open = !*open)
                    >
                        {move || ui.say().subcorpora.manage}
                    </button>
                })}
            </div>
        })}
        {move || form.with(Option::is_some).then(|| naming_form(ui, place, naming, form))}
        {move || open.get().then(|| view! { <Named listed=listed /> })}
    }
    .into_any()
}

/// What is chosen at a place, or picked, under no name.
fn texts_of(link: &Permalink, picked: Option<Vec<String>>) -> Subcorpus {
    if let Some(documents) = picked {
        return Subcorpus { documents, ..Subcorpus::default() };
    }
    let rest = Filter { within: Vec::new(), ..link.filter.clone() };
    match &link.filter.within[..] {
        // One that is nothing but another is that.
        [one] if rest.is_empty() => Subcorpus { name: String::new(), ..one.clone() },
        _ => Subcorpus { filter: link.filter.clone(), ..Subcorpus::default() },
    }
}

/// Options for all that have names: value and label.
fn named_options(naming: Naming) -> Vec<(String, String)> {
    let option = |it: &Subcorpus| (format!("{NAMED}{}", it.name), it.name.clone());
    naming.all.with(|all| all.list().iter().map(option).collect())
}

/// The value of a subcorpus: by its name, if that is what is kept under it.
fn value_of(naming: Naming, texts: &Subcorpus) -> String {
    let known = naming.all.with(|all| all.get(&texts.name) == Some(texts));
    if known { format!("{NAMED}{}", texts.name) } else { AS_IT_IS.to_owned() }
}

/// The subcorpus of a value.
fn subcorpus_of(naming: Naming, value: &str) -> Option<Subcorpus> {
    let name = value.strip_prefix(NAMED)?;
    naming.all.with_untracked(|all| all.get(name).cloned())
}

fn texts_chooser(ui: Ui, place: Place, naming: Naming, within: Memo<Vec<Subcorpus>>) -> AnyView {
    let now = Memo::new(move |_| {
        within.with(|within| match &within[..] {
            [] => String::new(),
            [one] => value_of(naming, one),
            _ => AS_IT_IS.to_owned(),
        })
    });
    let options = Memo::new(move |_| {
        let said = &ui.say().subcorpora;
        let mut all = vec![(String::new(), said.all_texts.to_owned())];
        all.extend(named_options(naming));
        if now.with(|now| now == AS_IT_IS) {
            let name = within.with(|within| match &within[..] {
                [one] => label(ui.lang.get(), one),
                _ => said.as_chosen.to_owned(),
            });
            all.push((AS_IT_IS.to_owned(), name));
        }
        all
    });
    let choose = Callback::new(move |value: String| {
        if value != AS_IT_IS {
            let texts = subcorpus_of(naming, &value);
            place.go(Step::Replace, |link| link.filter.within = texts.into_iter().collect());
        }
    });
    let name = Signal::derive(move || ui.say().subcorpora.texts);
    view! { <Chooser name=name hook="within" options=options now=now choose=choose /> }.into_any()
}

fn against_chooser(ui: Ui, place: Place, naming: Naming) -> AnyView {
    let against = place.part(|link| link.against.clone());
    let now = Memo::new(move |_| {
        against.with(|against| match against {
            Against::Texts(texts) if **texts != Subcorpus::default() => value_of(naming, texts),
            plain => plain.code(),
        })
    });
    let options = Memo::new(move |_| {
        let said = &ui.say().subcorpora;
        let plain = [
            (Against::Nothing, said.nothing),
            (Against::Others, said.other_texts),
            (Against::Texts(Box::default()), said.all_texts),
        ];
        let mut all: Vec<(String, String)> =
            plain.into_iter().map(|(it, name)| (it.code(), name.to_owned())).collect();
        all.extend(named_options(naming));
        if let (Against::Texts(texts), true) = (against.get(), now.with(|now| now == AS_IT_IS)) {
            all.push((AS_IT_IS.to_owned(), label(ui.lang.get(), &texts)));
        }
        all
    });
    let choose = Callback::new(move |value: String| {
        let against = match subcorpus_of(naming, &value) {
            Some(texts) => Against::Texts(Box::new(texts)),
            None if value == AS_IT_IS => return,
            None => Against::from_code(&value),
        };
        place.go(Step::Replace, |link| link.against = against);
    });
    let name = Signal::derive(move || ui.say().subcorpora.beside);
    view! { <Chooser name=name hook="against" options=options now=now choose=choose /> }.into_any()
}

/// One of some.
#[component]
pub fn Chooser(
    /// What is chosen.
    name: Signal<&'static str>,
    /// Whether only screen readers say so.
    #[prop(optional)]
    unseen: bool,
    /// The test hook.
    hook: &'static str,
    /// Values and their labels.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The value that is chosen.
    #[prop(into)]
    now: Signal<String>,
    /// Chooses another.
    choose: Callback<String>,
) -> impl IntoView {
    view! {
        <label class="setting">
            <span class="setting__name" class:unseen=unseen>{name}</span>
            <select
                class="setting__value"
                data-testid=hook
                on:change=move |event| choose.run(event_target_value(&event))
                prop:value=now
            >
                {move || options.get().into_iter().map(|(value, label)| {
                    let own = value.clone();
                    view! { <option value=value selected=move || now.with(|now| *now == own)>{label}</option> }
                }).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// Where the chosen texts, or those that were picked, get a name.
fn naming_form(ui: Ui, place: Place, naming: Naming, form: RwSignal<Option<String>>) -> AnyView {
    let said = move || &ui.say().subcorpora;
    let only_found = RwSignal::new(false);
    let query = place.part(|link| link.query.trim().to_owned());
    // They are picked from the list of texts; elsewhere it is what is filtered that gets a name.
    let lists = place.part(|link| link.view == View::Texts);
    let picked = move || naming.picked.get().filter(|picked| lists.get() && !picked.is_empty());
    let input = NodeRef::<html::Input>::new();
    react(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
            input.select();
        }
    });
    let name = move || form.get().unwrap_or_default().trim().to_owned();
    let known = Memo::new(move |_| naming.all.with(|all| all.get(&name()).is_some()));
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let texts = texts_of(&place.now(), untrack(picked));
        let mut texts = Subcorpus { name: untrack(name), ..texts };
        if only_found.get_untracked() {
            let query = query.get_untracked();
            match texts.query.is_empty() {
                true => texts.query = query,
                false => texts.and.push(Subcorpus { query, ..Subcorpus::default() }),
            }
        }
        if naming.put(texts.clone()) {
            form.set(None);
            naming.picked.set(None);
            let filter = Filter { within: vec![texts], ..Filter::default() };
            place.go(Step::Replace, |link| link.filter = filter);
        }
    };
    let asks = move || {
        (query.with(|query| !query.is_empty()) && picked().is_none()).then(|| {
            let query = format!("\u{2068}{}\u{2069}", query.get());
            view! {
                <label class="setting setting--switch">
                    <input
                        type="checkbox"
                        data-testid="name-found"
                        prop:checked=only_found
                        on:change=move |event| only_found.set(event_target_checked(&event))
                    />
                    <span class="setting__name">{fill(said().only_found, &[&query])}</span>
                </label>
            }
        })
    };
    let about = move || match picked() {
        Some(picked) => said().picked.say(ui.lang.get(), picked.len() as u64),
        None => described(ui.lang.get(), &texts_of(&place.part(Clone::clone).get(), None)),
    };
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            form.set(None);
        }
    };
    view! {
        <form class="counting__save" data-testid="name-form" on:submit=keep on:keydown=leave>
            <label class="setting">
                <span class="setting__name">{move || said().name}</span>
                <input
                    class="setting__value"
                    type="text"
                    dir="auto"
                    required
                    maxlength=LONGEST_NAME.to_string()
                    data-testid="name"
                    node_ref=input
                    prop:value=move || form.get().unwrap_or_default()
                    on:input=move |event| form.set(Some(event_target_value(&event)))
                />
            </label>
            <span class="quiet" data-testid="name-about">{about}</span>
            {asks}
            <button type="submit" class="chip" data-testid="name-keep">
                {move || if known.get() { said().replace } else { said().keep }}
            </button>
            <button type="button" class="link" data-testid="name-cancel" on:click=move |_| form.set(None)>{move || said().cancel}</button>
        </form>
        <Failed />
    }
    .into_any()
}

/// Why the last thing was not done.
#[component]
pub fn Failed() -> impl IntoView {
    use crate::naming::Failure;
    use kashf::view::subcorpora::Refused;
    let ui = expect_context::<Ui>();
    let naming = Naming::here();
    let failed = move || {
        let said = &ui.say().subcorpora;
        let words = match naming.failure.get()? {
            Failure::Unfit => said.refused_name,
            Failure::File(Refused::Other) => said.refused,
            Failure::File(Refused::Newer) => said.newer,
            Failure::File(Refused::TooMuch) => said.too_much,
        };
        Some(view! { <p class="trouble" data-testid="error">{words}</p> })
    };
    view! { <div role="alert">{failed}</div> }.into_any()
}
