//! Nothing was found: why, and what to do about it.

use kashf::view::date::in_words;
use kashf::view::facets::{Limit, WITHIN, limit_label, limits, name_label};
use kashf::view::language::language_name;
use kashf::view::messages::fill;
use kashf::view::nothing::{Bare, Lift, bare};
use leptos::prelude::*;

use crate::ask;
use crate::state::{Found, Load, Place, Step, Ui};

/// What stands in the way, each thing with a button that takes it away.
#[component]
pub fn Nothing() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let found = expect_context::<Found>();
    ask::lifting(expect_context(), place, found);
    let filter = place.part(|link| link.filter.clone());
    let lacking = move || {
        let info = load.info.get().unwrap_or_default();
        let said = bare(&info, &filter.get()).into_iter().map(|bare| lacks(ui, bare));
        said.collect::<Vec<_>>()
    };
    let noted = move || {
        found.answer.with(|answer| answer.as_ref().is_some_and(|answer| !answer.notes.is_empty()))
    };
    move || {
        let lacking = lacking();
        let lifts = found.lifts.get();
        let silent = lacking.is_empty() && lifts.is_empty() && !noted();
        view! {
            <div class="nothing" data-testid="nothing">
                {lacking.into_iter().map(|words| view! { <p class="nothing__one">{words}</p> }).collect_view()}
                {lifts.into_iter().map(|(lift, texts)| offer(ui, place, lift, texts)).collect_view()}
                {silent.then(|| view! {
                    <p class="nothing__one">
                        {ui.say().nothing_known}" "
                        <button type="button" class="link" aria-haspopup="dialog" on:click=move |_| ui.help.set(true)>
                            {ui.say().how_all}
                        </button>
                    </p>
                })}
            </div>
        }
    }
}

/// What the corpus does not have.
fn lacks(ui: Ui, bare: Bare) -> String {
    let (said, lang) = (ui.say(), ui.lang.get());
    let date = |given: String| in_words(lang, &given).unwrap_or(given);
    match bare {
        Bare::Empty => said.bare_empty.to_owned(),
        Bare::Language(tag) => fill(said.bare_language, &[&language_name(lang, &tag)]),
        Bare::Undated => said.bare_undated.to_owned(),
        Bare::Elsewhen(first, last) => fill(said.bare_elsewhen, &[&date(first), &date(last)]),
    }
}

/// One thing in the way, how much it hides, and the button that takes it away.
fn offer(ui: Ui, place: Place, lift: Lift, texts: u32) -> AnyView {
    let (said, lang) = (ui.say(), ui.lang.get());
    let count = said.text_count.say(lang, texts.into());
    let (words, action) = match &lift {
        Lift::Filter(name) => {
            (fill(said.hidden_filter, &[&filter_words(ui, place, name), &count]), said.lift_filter)
        }
        Lift::Way(reason) => (fill(said.hidden_way, &[said.way(*reason), &count]), said.lift_way),
        Lift::All => (fill(said.hidden_all, &[&count]), said.lift_all),
        Lift::Loosely(_) => (fill(said.hidden_loose, &[&count]), said.lift_loose),
    };
    let step = if matches!(lift, Lift::Loosely(_)) { Step::Push } else { Step::Replace };
    view! {
        <p class="nothing__one" data-testid="lift" data-count=texts>
            {words}" "
            <button
                type="button"
                class="link"
                data-testid="lift-button"
                on:click=move |_| place.go(step, |link| *link = lift.applied(link))
            >
                {action}
            </button>
        </p>
    }
    .into_any()
}

/// "Language: Persian, Arabic".
fn filter_words(ui: Ui, place: Place, name: &str) -> String {
    let (said, lang) = (ui.say(), ui.lang.get());
    let filter = place.now().filter;
    let belongs = |limit: &Limit| match limit {
        Limit::Value { name: other, .. } => other == name,
        Limit::Dates => name == kashf::view::facets::YEAR,
        Limit::Spoken => false,
        Limit::Within(_) => name == WITHIN,
    };
    let values: Vec<String> = limits(&filter)
        .iter()
        .filter(|limit| belongs(limit))
        .map(|limit| limit_label(said, lang, &filter, limit))
        .collect();
    let label = if name == WITHIN { said.texts } else { name_label(said, name) };
    format!("{label}: {}", said.list(&values))
}
