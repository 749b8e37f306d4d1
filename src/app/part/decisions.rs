//! The list of all decisions: each with what it was before, taken back one by one or all, saved as
//! a file and taken from one.

use kashf::decisions::file;
use kashf::document::Zone;
use kashf::engine::protocol::{Decision, Problem, What};
use kashf::view::messages::fill;
use kashf::view::permalink::View;
use leptos::prelude::*;

use super::actions::{save, without_signs};
use super::correct::{before_said, field_name};
use super::example::sentence;
use crate::decide::{Desk, Failure};
use crate::file::chosen;
use crate::state::{Load, Place, Step, Ui};

/// The section.
#[component]
pub fn DecisionList() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let desk = expect_context::<Desk>();
    let load = expect_context::<Load>();
    let some = Memo::new(move |_| desk.count() > 0);
    let export = move |_| {
        let title = load.info.with_untracked(|info| info.as_ref().map(|info| info.title.clone()));
        let name = without_signs(&title.unwrap_or_default());
        let text = desk.decisions.with_untracked(file::write);
        save(&format!("{name}.decisions.json"), "application/json", &text);
    };
    let import = move |event| {
        if let Some(chosen) = chosen(&event) {
            desk.import(chosen);
        }
    };
    view! {
        <section class="about__part" data-testid="decisions" aria-label=move || ui.say().deciding.heading>
            <h3 class="heading">
                {move || ui.say().deciding.heading}
                <span class="heading__count" role="status" data-testid="decision-count" data-count=move || desk.count()>
                    {move || ui.say().deciding.count.say(ui.lang.get(), desk.count())}
                </span>
            </h3>
            <p class="about__prose">{move || sentence(ui.say().deciding.about, "")}</p>
            {move || (!desk.kept.get()).then(|| view! {
                <p class="about__prose" data-testid="decide-not-kept">{ui.say().deciding.not_kept}</p>
            })}
            <ol class="decisions">{move || lines(ui, desk)}</ol>
            <p class="decisions__bar">
                {move || some.get().then(|| view! {
                    <button type="button" class="button" data-testid="decide-export" on:click=export>
                        {ui.say().deciding.export}
                    </button>
                    <button
                        type="button"
                        class="button"
                        data-testid="decide-undo-all"
                        on:click=move |_| desk.change(|decisions| *decisions = Default::default())
                    >
                        {ui.say().deciding.undo_all}
                    </button>
                })}
                <label class="button chooser">
                    <input type="file" accept=".json,application/json" data-testid="decide-import" on:change=import />
                    {move || ui.say().deciding.import}
                </label>
            </p>
            <div class="decisions__wrong" role="alert">
                {move || desk.failure.get().map(|failure| failed(ui, failure))}
            </div>
        </section>
    }
    .into_any()
}

fn failed(ui: Ui, failure: Failure) -> AnyView {
    let (said, more) = match failure {
        Failure::NoFile(more) => (ui.say().deciding.import_failed, more),
        Failure::Newer => (ui.say().deciding.import_newer, String::new()),
        Failure::Engine(more) => (ui.say().request_failed, more),
    };
    view! { <p data-testid="error">{said}" "<bdi class="quiet" lang="en" dir="ltr">{more}</bdi></p> }
        .into_any()
}

fn lines(ui: Ui, desk: Desk) -> AnyView {
    let problems = desk.problems.get();
    let decisions = desk.decisions.get();
    let line = |(number, decision): (usize, &Decision)| {
        let problem = problems
            .iter()
            .find(|problem| problem.number as usize == number && problem.id == decision.id);
        line(ui, desk, number, decision, problem)
    };
    decisions.list().iter().enumerate().map(line).collect_view().into_any()
}

/// One decision.
fn line(
    ui: Ui,
    desk: Desk,
    number: usize,
    decision: &Decision,
    problem: Option<&Problem>,
) -> AnyView {
    let place = expect_context::<Place>();
    let id = decision.id.clone();
    let open = move |_| {
        place.go(Step::Push, |link| {
            link.view = View::Texts;
            link.doc = Some(id.clone());
            link.hit = 0;
            link.given = false;
        });
    };
    let zone = |name: &str| match Zone::named(name) {
        Some(zone) => ui.say().zones[zone as usize].to_string(),
        None => name.to_string(),
    };
    let (value, was) = match decision.what {
        What::Zone => (zone(&decision.value), zone(&decision.was)),
        _ => (decision.value.clone(), decision.was.clone()),
    };
    let value = if value.is_empty() { ui.say().not_known.to_string() } else { value };
    let part = (decision.what == What::Zone).then(|| {
        let words = format!("{} … {}", decision.begins, decision.ends);
        view! { <bdi class="quiet decisions__words">{words}</bdi> }
    });
    let trouble = problem.map(|problem| {
        let said = &ui.say().deciding;
        let how = if problem.applied { said.doubtful } else { said.refused };
        let words = fill(how, &[said.troubles[problem.trouble as usize]]);
        view! { <span class="decisions__trouble" data-testid="decide-problem">{words}</span> }
    });
    view! {
        <li class="decisions__one" data-testid="decision" data-doc=decision.id.clone() data-what=decision.what.name()>
            <button type="button" class="link" on:click=open><bdi>{decision.id.clone()}</bdi></button>
            <span>{field_name(ui, decision.what)}": "<bdi class="decisions__value">{value}</bdi></span>
            {part}
            <bdi class="quiet">{before_said(ui, &was)}</bdi>
            <button
                type="button"
                class="link"
                data-testid="decide-undo"
                on:click=move |_| desk.change(|decisions| decisions.remove(number))
            >
                {ui.say().deciding.undo}
            </button>
            {trouble}
        </li>
    }
    .into_any()
}
