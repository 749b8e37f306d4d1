//! The self-test: whether this copy of the program gives the numbers that were published.

use kashf::statistics::{Group, Outcome, verify};
use kashf::view::messages::filled_isolated;
use kashf::view::number::real;
use kashf::view::receipt::Receipt as Worked;
use leptos::prelude::*;

use super::receipt::Receipt;
use crate::state::Ui;

/// Digits of the numbers that are compared.
const DIGITS: usize = 9;

/// Computes every oracle in the reader's own browser, when asked to, and says how each went.
#[component]
pub fn Oracles() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let outcomes = RwSignal::new(Vec::new());
    let said = move || &*ui.say().measures;
    view! {
        <section class="about__part">
            <h3 class="heading">{move || said().verify}</h3>
            <p class="about__prose">{move || said().verify_about}</p>
            <button
                type="button" class="button" data-testid="verify-copy"
                on:click=move |_| outcomes.set(verify())
            >
                {move || said().verify_do}
            </button>
            <div role="status">{move || outcomes.with(|all| count(ui, all))}</div>
            {move || outcomes.with(|all| listed(ui, all))}
        </section>
    }
    .into_any()
}

/// How many hold; nothing before they were computed.
fn count(ui: Ui, all: &[Outcome]) -> Option<AnyView> {
    let hold = all.iter().filter(|outcome| outcome.passes).count() as u64;
    let of = all.len() as u64;
    let said = filled_isolated(ui.say().measures.verified, &[&ui.number(hold), &ui.number(of)]);
    (of > 0).then(|| {
        view! {
            <p class="about__prose" data-testid="oracles-count" data-count=hold data-of=of>{said}</p>
        }
        .into_any()
    })
}

/// All of them, by what they are about.
fn listed(ui: Ui, all: &[Outcome]) -> AnyView {
    [Group::Association, Group::Keyness, Group::Dispersion, Group::Diversity]
        .into_iter()
        .filter_map(|group| {
            let lines: Vec<AnyView> = all
                .iter()
                .filter(|outcome| outcome.oracle.group == group)
                .map(|outcome| line(ui, *outcome))
                .collect();
            (!lines.is_empty()).then(|| {
                view! {
                    <h4 class="heading">{ui.say().measures.groups[group as usize]}</h4>
                    <ul>{lines}</ul>
                }
            })
        })
        .collect_view()
        .into_any()
}

/// One of them. Its receipt is worked out when it is unfolded.
fn line(ui: Ui, outcome: Outcome) -> AnyView {
    let Outcome { oracle, found, passes } = outcome;
    let (lang, said) = (ui.lang.get(), &*ui.say().measures);
    let [expected, found_name] = said.compared;
    let number =
        |value: f64| view! { <bdi class="oracle__number">{real(lang, value, DIGITS)}</bdi> };
    let found = match found {
        Some(found) => number(found).into_any(),
        None => said.undefined.into_any(),
    };
    let unfolded = RwSignal::new(false);
    let inside = move || match Worked::of_oracle(oracle) {
        Some(receipt) => view! { <Receipt receipt /> }.into_any(),
        None => {
            view! { <p class="quiet"><bdi class="code" dir="ltr">{oracle.given.told()}</bdi></p> }
                .into_any()
        }
    };
    view! {
        <li
            class="oracle" class:oracle--holds=passes data-testid="oracle" data-oracle=oracle.id
            data-passes=passes.to_string()
        >
            <details on:toggle=move |_| unfolded.set(true)>
                <summary>
                    <span class="oracle__line">
                        <span class="oracle__sign" role="img" aria-label=said.holds[usize::from(!passes)]>
                            {if passes { "✓" } else { "✗" }}
                        </span>
                        <span>{said.name(oracle.statistic)}</span>
                        <span><span class="quiet">{expected}</span>" "{number(oracle.expected)}</span>
                        <span><span class="quiet">{found_name}</span>" "{found}</span>
                        <bdi class="quiet" dir="ltr">{oracle.source}</bdi>
                    </span>
                </summary>
                {move || unfolded.get().then(inside)}
            </details>
        </li>
    }
    .into_any()
}
