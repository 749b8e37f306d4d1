//! Two texts side by side: like beside like, and what only one of them has.

use kashf::engine::protocol::{Compared, Comparison, Relation};
use kashf::view::compare::{Cell, Line, Mark, lines};
use kashf::view::language::usual_direction;
use kashf::view::messages::fill;
use kashf::view::number::percent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::ask;
use crate::part::facts::Facts;
use crate::part::icon::{Icon, Sign};
use crate::part::result::TextLink;
use crate::part::trouble::Trouble;
use crate::state::{Pair, Place, Step, Ui};

/// The screen. Its element is there only while two texts are, so that scripts can wait for it.
#[component]
pub fn Compare() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let pair = expect_context::<Pair>();
    ask::comparing(expect_context(), expect_context(), expect_context(), pair);
    let whole = RwSignal::new(false);
    view! {
        {move || match pair.comparison.get() {
            Some(comparison) => view! { <Both comparison=comparison whole=whole /> }.into_any(),
            None if pair.failure.with(Option::is_some) => view! { <Trouble failure=pair.failure /> }.into_any(),
            None => view! { <p class="quiet reader__opening" role="status">{ui.say().opening}</p> }.into_any(),
        }}
    }
    .into_any()
}

#[component]
fn Both(
    /// The texts and what they share.
    comparison: Comparison,
    /// Whether what is the same is shown too.
    whole: RwSignal<bool>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (left, right) = (comparison.left.clone(), comparison.right.clone());
    let told = told(ui, &comparison);
    let drawn = Memo::new(move |_| lines(&comparison, whole.get()));
    let differences = Memo::new(move |_| {
        drawn.with(|lines| lines.iter().any(|line| matches!(line, Line::Row { differs: true, .. })))
    });
    let texts = StoredValue::new([left.clone(), right.clone()]);
    view! {
        <article class="compare" data-testid="comparison" tabindex="-1">
            <Bar whole=whole differences=differences />
            <header class="compare__head">
                <h2 class="heading">{move || ui.say().copies.side_by_side}</h2>
                {told}
                <p class="quiet compare__legend">
                    <mark class="diff diff--alone">{move || ui.say().copies.only_here}</mark>" · "
                    <mark class="diff diff--respelt">{move || ui.say().copies.respelt}</mark>" · "
                    <mark class="diff diff--moved">{move || ui.say().copies.moved}</mark>
                </p>
            </header>
            <div class="compare__rows">
                <div class="compare__row compare__row--heads">{head(ui, left)}{head(ui, right)}</div>
                {move || (!differences.get()).then(|| view! { <p class="compare__none" data-testid="no-difference">{ui.say().copies.no_difference}</p> })}
                {move || texts.with_value(|texts| drawn.get().into_iter().map(|line| one(ui, texts, line, whole)).collect_view())}
            </div>
        </article>
    }
    .into_any()
}

/// Back, the sides, the differences, and whether all is shown.
#[component]
fn Bar(
    /// Whether what is the same is shown too.
    whole: RwSignal<bool>,
    /// Whether there is any difference.
    differences: Memo<bool>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let step = move |by: i32, name: fn(Ui) -> &'static str, sign: Sign, hook: &'static str| {
        view! {
            <button
                type="button"
                class="button button--sign"
                data-testid=hook
                aria-label=move || name(ui)
                title=move || name(ui)
                disabled=move || !differences.get()
                on:click=move |_| { step_difference(ui, by); }
            >
                <Icon sign=sign />
            </button>
        }
    };
    view! {
        <div class="toolbar">
            <button
                type="button"
                class="button"
                data-testid="back"
                aria-label=move || ui.say().back
                on:click=move |_| place.go(Step::Push, |link| link.with = None)
            >
                <Icon sign=Sign::Back />
                <span class="button__words">{move || ui.say().back}</span>
            </button>
            <span class="toolbar__room"></span>
            {step(-1, |ui| ui.say().copies.previous, Sign::Up, "previous-difference")}
            {step(1, |ui| ui.say().copies.next, Sign::Down, "next-difference")}
            <button
                type="button"
                class="button"
                data-testid="swap"
                on:click=move |_| place.go(Step::Replace, |link| std::mem::swap(&mut link.doc, &mut link.with))
            >
                {move || ui.say().copies.swap}
            </button>
            <button
                type="button"
                class="button"
                data-testid="whole"
                aria-pressed=move || whole.get().to_string()
                on:click=move |_| whole.update(|whole| *whole = !*whole)
            >
                {move || ui.say().copies.whole}
            </button>
        </div>
    }
    .into_any()
}

/// What the two are to each other, in words and numbers.
fn told(ui: Ui, comparison: &Comparison) -> AnyView {
    let (measure, relation) = (comparison.measure, comparison.relation);
    let told = move || {
        let (said, lang) = (&ui.say().copies, ui.lang.get());
        let Some(relation) = relation else { return said.nothing_shared.to_owned() };
        let relation = match relation {
            Relation::Same => 0,
            Relation::Copy => 1,
            Relation::Excerpt => 2,
            Relation::Overlap => 3,
        };
        let [shared, left, right] = [measure.shared, measure.left, measure.right].map(u64::from);
        let (shorter, all) = (left.min(right), (left + right).saturating_sub(shared));
        let [part, of_all] = [shorter, all].map(|whole| percent(lang, shared, whole));
        format!("{} {}", said.relations[relation], fill(said.shared, &[&part, &of_all]))
    };
    view! { <p class="compare__told" title=move || ui.say().copies.shared_about>{told}</p> }
        .into_any()
}

/// The head of a side: which text it is, and how much only it has.
fn head(ui: Ui, side: Compared) -> AnyView {
    let alone = u64::from(side.alone);
    side.entry
        .map(|entry| {
            let dir = kashf::view::language::direction(&entry.title).map(|dir| dir.code());
            view! {
                <div class="compare__cell" dir=dir>
                    <h3 class="result__title" lang=entry.lang.clone()>
                        <TextLink id=entry.id from_search=false>{entry.title}</TextLink>
                    </h3>
                    <Facts source=entry.source date=entry.date lang=entry.lang words=entry.words />
                    <p class="quiet compare__alone" data-count=alone>
                        <bdi>{move || ui.say().copies.alone.say(ui.lang.get(), alone)}</bdi>
                    </p>
                </div>
            }
        })
        .into_any()
}

fn one(ui: Ui, texts: &[Compared; 2], line: Line, whole: RwSignal<bool>) -> AnyView {
    match line {
        Line::Same(rows) => view! {
            <button type="button" class="link compare__same" data-testid="same" on:click=move |_| whole.set(true)>
                {ui.say().copies.same_rows.say(ui.lang.get(), rows as u64)}
            </button>
        }
        .into_any(),
        Line::Row { differs, left, right } => {
            let [of_left, of_right] = texts;
            view! {
                <div class="compare__row" class:compare__row--differs=differs data-testid=differs.then_some("difference")>
                    {cell(ui, of_left, left)}
                    {cell(ui, of_right, right)}
                </div>
            }
            .into_any()
        }
    }
}

fn cell(ui: Ui, side: &Compared, cell: Cell) -> AnyView {
    let lang = side.entry.as_ref().map(|entry| entry.lang.as_str()).unwrap_or_default();
    let dir = cell.dir.or(usual_direction(lang)).map(|dir| dir.code());
    let said = &ui.say().copies;
    let drawn = cell.stretches.into_iter().map(|stretch| {
        let words = side.text[stretch.range].to_owned();
        let (class, title) = match stretch.mark {
            Mark::Same => return words.into_any(),
            Mark::Respelt => ("diff diff--respelt", said.respelt),
            Mark::Alone => ("diff diff--alone", said.only_here),
            Mark::Moved(_) => ("diff diff--moved", said.moved),
        };
        view! { <mark class=class title=title>{words}</mark> }.into_any()
    });
    view! {
        <p class="compare__cell compare__text" class:text__aside=cell.aside dir=dir lang=lang.to_owned()>
            {drawn.collect_view()}
        </p>
    }
    .into_any()
}

/// Brings the next row that differs into view, or the one before; false when there is none.
pub fn step_difference(ui: Ui, by: i32) -> bool {
    let rows = ui.root.get_untracked().and_then(|root| {
        let root: &HtmlElement = &root;
        root.query_selector_all(".compare__row--differs").ok()
    });
    let Some(rows) = rows else { return false };
    let rows: Vec<HtmlElement> =
        (0..rows.length()).filter_map(|at| rows.item(at)?.dyn_into().ok()).collect();
    if rows.is_empty() {
        return false;
    }
    let now = rows.iter().position(|row| row.class_list().contains("compare__row--now"));
    let count = rows.len() as i32;
    let next = match now {
        Some(now) => (now as i32 + by).rem_euclid(count),
        None if by < 0 => count - 1,
        None => 0,
    };
    for (at, row) in (0..).zip(&rows) {
        let _ = row.class_list().toggle_with_force("compare__row--now", at == next);
    }
    let row = &rows[next as usize];
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    row.scroll_into_view_with_scroll_into_view_options(&options);
    true
}
