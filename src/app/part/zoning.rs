//! The open text with its parts to choose from, and the bar that says what they are.
//!
//! Each paragraph has a box to check, so keyboards and screen readers need nothing special; a
//! click on the paragraph checks it too.

use kashf::document::Zone;
use kashf::engine::protocol::{Decision, Reading, What};
use kashf::id::Span;
use kashf::view::language::{Dir, usual_direction};
use kashf::view::paragraph::blocks;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::correct::Subject;
use super::icon::{Icon, Sign};
use crate::decide::Desk;
use crate::state::Ui;

/// Letters of the ends of a part that a decision tells, at most.
const TOLD: usize = 40;

/// The button that begins and ends it.
#[component]
pub fn ZoningButton() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let desk = expect_context::<Desk>();
    view! {
        <button
            type="button"
            class="button"
            data-testid="decide-zones"
            aria-pressed=move || desk.zoning.get().to_string()
            aria-label=move || ui.say().decided.parts
            title=move || ui.say().decided.parts
            on:click=move |_| desk.zoning.update(|on| *on = !*on)
        >
            <Icon sign=Sign::Pencil />
            <span class="button__words">{move || ui.say().decided.parts}</span>
        </button>
    }
    .into_any()
}

/// A paragraph.
#[derive(Clone)]
struct Part {
    span: Span,
    zone: Zone,
    dir: Dir,
    words: String,
}

fn parts(reading: &Reading) -> Vec<Part> {
    let usual = usual_direction(&reading.meta.lang).unwrap_or(Dir::Ltr);
    let (text, zones) = (&reading.text, &reading.zones);
    let set = blocks(text, &[], reading.title_span, zones, usual);
    let part = |block: kashf::view::paragraph::Block| {
        let (first, last) = (block.pieces.first()?, block.pieces.last()?);
        let inside = text.get(first.range.start..last.range.end)?;
        let words = inside.trim().to_string();
        let start = first.range.start + inside.len() - inside.trim_start().len();
        let span = Span::new(start as u32, (start + words.len()) as u32);
        (!words.is_empty()).then_some(Part { span, zone: block.zone, dir: block.dir, words })
    };
    set.into_iter().filter_map(part).collect()
}

/// The text, to be corrected.
#[component]
pub fn Zoning(
    /// The text.
    reading: Reading,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let desk = expect_context::<Desk>();
    let parts = StoredValue::new(parts(&reading));
    let subject = StoredValue::new(Subject::of(&reading));
    let all = parts.with_value(Vec::len);
    let chosen = RwSignal::new(vec![false; all]);
    let last = StoredValue::new(0usize);
    let wanted = RwSignal::new(Zone::Body);
    let choose = move |number: usize, far: bool| {
        let from = if far { last.get_value() } else { number };
        chosen.update(|chosen| {
            let on = !chosen[number];
            let (from, to) = (from.min(number), from.max(number));
            chosen[from..=to].iter_mut().for_each(|it| *it = on);
        });
        last.set_value(number);
    };
    let count = move || chosen.with(|chosen| chosen.iter().filter(|it| **it).count() as u64);
    let set = move |_| {
        let decisions = chosen.with_untracked(|chosen| {
            parts.with_value(|parts| {
                subject
                    .with_value(|subject| decisions(parts, chosen, wanted.get_untracked(), subject))
            })
        });
        if !decisions.is_empty() {
            desk.change(|all| decisions.into_iter().for_each(|one| all.add(one)));
        }
    };
    let lang = (reading.meta.lang != "und").then(|| reading.meta.lang.clone());
    view! {
        <div class="page zoning" data-testid="zoning">
            <div class="zoning__bar">
                <p class="quiet">{move || ui.say().deciding.parts_how}</p>
                <label>
                    {move || ui.say().deciding.parts_what}
                    " "
                    <select
                        class="zoning__what"
                        data-testid="decide-zone-what"
                        on:change=move |event| {
                            wanted.set(Zone::named(&event_target_value(&event)).unwrap_or_default());
                        }
                    >
                        {move || offered().map(|zone| view! {
                            <option value=zone.name() selected=move || wanted.get() == zone>
                                {ui.say().zones[zone as usize]}
                            </option>
                        }).collect_view()}
                    </select>
                </label>
                <button
                    type="button"
                    class="button zoning__set"
                    data-testid="decide-zone-set"
                    disabled=move || count() == 0
                    on:click=set
                >
                    {move || ui.say().deciding.parts_set.say(ui.lang.get(), count())}
                </button>
                <button type="button" class="button" data-testid="decide-zone-done" on:click=move |_| desk.zoning.set(false)>
                    {move || ui.say().deciding.parts_done}
                </button>
                <span class="quiet" role="status">{move || (count() == 0).then(|| ui.say().deciding.parts_none)}</span>
            </div>
            <div class="text zoning__text" lang=lang>
                {parts.get_value().into_iter().enumerate().map(|(number, part)| {
                    one(ui, number, part, chosen, choose)
                }).collect_view()}
            </div>
        </div>
    }
    .into_any()
}

/// What can be said of a part: another article is a document of its own, which nobody makes here.
fn offered() -> impl Iterator<Item = Zone> {
    Zone::ALL.into_iter().filter(|zone| *zone != Zone::Guest)
}

fn one(
    ui: Ui,
    number: usize,
    part: Part,
    chosen: RwSignal<Vec<bool>>,
    choose: impl Fn(usize, bool) + Copy + 'static,
) -> AnyView {
    let on = move || chosen.with(|chosen| chosen.get(number).copied().unwrap_or_default());
    let what = move || ui.say().zones[part.zone as usize];
    let begins: String = part.words.chars().take(TOLD).collect();
    // The click on a box, or the key that means one, comes up to here as well.
    let click = move |event: MouseEvent| choose(number, event.shift_key());
    view! {
        <div
            class="zoning__part"
            class:zoning__part--on=on
            class:text__aside=!part.zone.is_article()
            dir=part.dir.code()
            data-testid="zoning-part"
            data-zone=part.zone.name()
            on:click=click
        >
            <input
                type="checkbox"
                class="zoning__box"
                aria-label=move || format!("{}: {begins}", what())
                prop:checked=on
            />
            <span class="zoning__zone">{what}</span>
            <span class="zoning__words">{part.words}</span>
        </div>
    }
    .into_any()
}

/// A decision for each row of chosen paragraphs.
fn decisions(parts: &[Part], chosen: &[bool], zone: Zone, subject: &Subject) -> Vec<Decision> {
    let numbers: Vec<usize> = (0..parts.len()).filter(|&it| chosen[it]).collect();
    let rows = numbers.chunk_by(|a, b| b - a == 1);
    let decision = |row: &[usize]| {
        let (first, last) = (&parts[row[0]], &parts[row[row.len() - 1]]);
        let own = subject.decision(What::Zone, zone.name().into(), first.zone.name().into());
        Decision {
            span: Some(Span::new(first.span.start, last.span.end)),
            begins: first.words.chars().take(TOLD).collect(),
            ends: ending(&last.words).into(),
            ..own
        }
    };
    rows.map(decision).collect()
}

/// The last letters of a part.
fn ending(words: &str) -> &str {
    words.char_indices().rev().nth(TOLD - 1).map_or(words, |(at, _)| &words[at..])
}
