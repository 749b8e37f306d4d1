//! How the words matched, above the results: each way can be left out and put back.

use kashf::engine::protocol::{Answer, Reason};
use kashf::view::messages::fill;
use kashf::view::permalink::reason_code;
use kashf::view::reasons::{Line, Way, toggle, told};
use leptos::prelude::*;

use super::forms::forms;
use crate::state::{Found, Place, Step, Ui};

/// A line for each word asked for; of many words one line, and the rest folded away.
#[component]
pub fn Reasons() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let found = expect_context::<Found>();
    let matching = place.part(|link| link.matching.clone());
    let told = Memo::new(move |_| {
        found.answer.with(|answer| {
            let reasons = answer.as_ref().map_or(&[][..], |answer| &answer.reasons);
            matching.with(|matching| told(reasons, matching))
        })
    });
    let folded_copies = Memo::new(move |_| {
        let folded = |answer: &Answer| answer.total.saturating_sub(answer.lines);
        found.answer.with(|answer| answer.as_ref().map_or(0, folded))
    });
    let each_copy = place.part(|link| link.each_copy);
    let outside = Memo::new(move |_| {
        found.answer.with(|answer| answer.as_ref().map_or(0, |answer| answer.outside))
    });
    // Outlive the lines, which are drawn anew with every answer.
    let by_word = RwSignal::new(false);
    let with_forms = RwSignal::new(false);
    move || {
        let told = told.get();
        let said = ui.say();
        let folded = told.sum.is_some();
        let lines = if folded && !by_word.get() { Vec::new() } else { told.lines.clone() };
        let has_forms =
            told.lines.iter().flat_map(|line| &line.ways).any(|way| !way.forms.is_empty());
        let many = told.lines.len() as u64;
        let outside = outside.get();
        let everything = matching.with(|matching| matching.everything);
        let (copies, each_copy) = (folded_copies.get(), each_copy.get());
        let switches = outside > 0 || everything || copies > 0 || each_copy;
        let nothing = told.lines.is_empty() && told.off.is_empty() && !switches;
        // One word's line has room for the rest of it.
        let single = !folded && lines.len() == 1;
        let tools = view! {
            {(outside > 0 || everything).then(|| outside_chip(ui, place, outside, everything))}
            {(copies > 0 || each_copy).then(|| copies_chip(ui, place, copies, each_copy))}
            {told.off.into_iter().map(|reason| chip(ui, place, "", off(reason), false)).collect_view()}
            {folded.then(|| unfold(by_word, said.by_word, "reasons-by-word"))}
            {has_forms.then(|| unfold(with_forms, said.forms, "reasons-forms"))}
        };
        let (beside, below) = if single { (Some(tools), None) } else { (None, Some(tools)) };
        let mut beside = beside.map(IntoAny::into_any);
        let lines = lines
            .into_iter()
            .map(|one| line(ui, place, one, None, with_forms.get(), beside.take()));
        (!nothing).then(|| {
            view! {
                <div class="reasons" role="group" aria-label=said.reasons data-testid="reasons">
                    {told.sum.map(|sum| line(ui, place, sum, Some(many), with_forms.get(), None))}
                    {lines.collect_view()}
                    {below.map(|tools| view! { <div class="reasons__line">{tools}</div> })}
                </div>
            }
        })
    }
}

/// A way that is off and told of no word.
fn off(reason: Reason) -> Way {
    Way { reason, count: 0, forms: Vec::new(), on: false }
}

/// A word and its ways, and what stands beside them; `many` words when it stands for all.
fn line(
    ui: Ui,
    place: Place,
    line: Line,
    many: Option<u64>,
    with_forms: bool,
    beside: Option<AnyView>,
) -> AnyView {
    let said = ui.say();
    let asked = match many {
        Some(many) => said.all_words.say(ui.lang.get(), many),
        None => line.asked.clone(),
    };
    let shown =
        with_forms.then(|| forms(ui, line.ways.iter().map(|way| (way.reason, way.forms.clone()))));
    let about = line.asked.clone();
    let ways = line.ways.into_iter().map(|way| chip(ui, place, &about, way, true)).collect_view();
    view! {
        <div class="reasons__line" role="group" aria-label=asked.clone()>
            <bdi class="reasons__asked" class:reasons__asked--all=many.is_some()>{asked.clone()}</bdi>
            {ways}{beside}
        </div>
        {shown.map(|shown| view! { <p class="reasons__forms">{shown}</p> })}
    }
    .into_any()
}

/// A way of matching, to be left out or put back; with its number when one is known.
fn chip(ui: Ui, place: Place, asked: &str, way: Way, counted: bool) -> AnyView {
    let (said, lang) = (ui.say(), ui.lang.get());
    let reason = way.reason;
    let title = match (way.on, way.forms.is_empty()) {
        (false, _) => said.way_off.to_owned(),
        (true, true) => String::new(),
        (true, false) => fill(said.way_forms, &[&said.list(&way.forms)]),
    };
    view! {
        <button
            type="button"
            class="way"
            data-testid="reason"
            data-reason=reason_code(reason)
            data-asked=asked.to_owned()
            data-count=counted.then_some(way.count)
            aria-pressed=way.on.to_string()
            title=(!title.is_empty()).then_some(title)
            on:click=move |_| place.go(Step::Replace, |link| {
                toggle(&mut link.matching, reason);
                link.hit = link.hit.min(1);
            })
        >
            {counted.then(|| view! { <span class="way__count">{kashf::view::number::number(lang, way.count.into())}</span>" " })}
            <span class="way__name">{said.way(reason)}</span>
        </button>
    }
    .into_any()
}

/// What stands outside the articles, to be counted or left out again.
fn outside_chip(ui: Ui, place: Place, count: u32, on: bool) -> AnyView {
    let said = ui.say();
    let name = match on {
        true => said.way_outside.to_owned(),
        false => format!("{} {}", ui.number(count), said.way_outside),
    };
    switch("outside", name, said.outside_about, count, on, move || {
        place.go(Step::Replace, |link| {
            link.matching.everything = !link.matching.everything;
            link.hit = link.hit.min(1);
        });
    })
}

/// Copies that stand behind others, to be listed each or folded again.
fn copies_chip(ui: Ui, place: Place, count: u32, on: bool) -> AnyView {
    let said = &ui.say().copies;
    let name = match on {
        true => said.each.to_owned(),
        false => said.folded.say(ui.lang.get(), count.into()),
    };
    switch("copies", name, said.each_about, count, on, move || {
        place.go(Step::Replace, |link| link.each_copy = !link.each_copy);
    })
}

/// A switch that is usually off: its name and what it does, and how much it would add.
fn switch(
    hook: &'static str,
    name: String,
    about: &'static str,
    count: u32,
    on: bool,
    press: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="way way--added"
            data-testid=hook
            data-count=(!on).then_some(count)
            aria-pressed=on.to_string()
            title=about
            on:click=move |_| press()
        >
            <span class="way__name">{name}</span>
        </button>
    }
    .into_any()
}

/// A button that shows more under the lines, or hides it again.
fn unfold(open: RwSignal<bool>, name: &'static str, hook: &'static str) -> AnyView {
    view! {
        <button
            type="button"
            class="link reasons__more"
            data-testid=hook
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {name}
        </button>
    }
    .into_any()
}
