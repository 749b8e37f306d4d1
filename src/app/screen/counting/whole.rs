//! A line of the concordance, unfolded: more of its text, and what the reader writes beside it.

use kashf::engine::protocol::{Concordance, ConcordanceRequest, ContextUnit, Line, Request, Spot};
use kashf::view::desk::quoted;
use kashf::view::marks::Mark;
use kashf::view::messages::fill;
use leptos::prelude::*;

use super::concordance::runs;
use crate::client::{Client, Latest};
use crate::marking::Marking;
use crate::part::actions::CopyButton;
use crate::state::{Load, Place, Step, Ui};

/// Words that are shown before the node and after it.
const CONTEXT: u32 = 60;

/// A line as a mark that says nothing yet.
pub fn as_mark(line: &Line) -> Mark {
    Mark {
        id: line.id.clone(),
        position: line.position,
        words: line.node.clone(),
        ..Mark::default()
    }
}

/// The unfolded line.
pub fn whole(ui: Ui, place: Place, asked: Option<ConcordanceRequest>, line: Line) -> AnyView {
    let marking = expect_context::<Marking>();
    let more = RwSignal::new(line.clone());
    if let Some(asked) = asked {
        let spot = Spot { id: line.id.clone(), position: line.position };
        let request = ConcordanceRequest {
            context: CONTEXT,
            unit: ContextUnit::Words,
            only: Some(vec![spot]),
            sort: Vec::new(),
            sample: 0,
            distinct: false,
            ..asked
        };
        Latest::new(expect_context::<Client>()).ask(
            Request::Concordance(request),
            move |told: Result<Concordance, String>| {
                // What there is of the line already stays where there is no more to be had.
                if let Some(whole) = told.ok().and_then(|answer| answer.lines.into_iter().next()) {
                    let _ = more.try_set(whole);
                }
            },
        );
    }
    let text = move || {
        let line = more.get();
        let dir = runs(&line).code();
        view! {
            <p class="whole__text" dir=dir lang=line.lang data-testid="kwic-whole" tabindex="0">
                {line.before}<mark class="hit">{line.node}</mark>{line.after}
            </p>
        }
    };
    let address = {
        let mut link = place.now();
        link.open(Some(&line.id), line.hit);
        format!("#{}", link.fragment())
    };
    let load = expect_context::<Load>();
    let copied = {
        let address = address.clone();
        Callback::new(move |()| {
            let href = window().location().href().unwrap_or_default();
            let page = href.split('#').next().unwrap_or_default().to_owned();
            let info = load.info.get_untracked().unwrap_or_default();
            quoted(&more.get_untracked(), &info, &format!("{page}{address}"))
        })
    };
    let (id, hit) = (line.id.clone(), line.hit);
    let open = move |event: leptos::ev::MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            place.go(Step::Push, |link| link.open(Some(&id), hit));
        }
    };
    let about = [line.title.clone(), line.date.clone(), line.source.clone()];
    let about = about.into_iter().filter(|fact| !fact.is_empty());
    view! {
        <div class="whole" data-testid="whole">
            <div class="whole__side">
                {text}
                <p class="whole__about quiet">
                    {about.map(|fact| view! { <bdi>{fact}</bdi>" " }).collect_view()}
                </p>
                <p class="counting__save">
                    <a class="link" href=address on:click=open>{move || ui.say().counting.open}</a>
                    <CopyButton label=Signal::derive(move || ui.say().counting.copy_line) content=copied hook="copy-line" />
                </p>
            </div>
            {written(ui, marking, line)}
        </div>
    }
    .into_any()
}

/// The label and the note of a line.
fn written(ui: Ui, marking: Marking, line: Line) -> AnyView {
    let line = StoredValue::new(as_mark(&line));
    let known = move || {
        let place = line.get_value();
        marking.marks.with(|marks| marks.get(&place.id, place.position).cloned())
    };
    let write = move |change: fn(&mut Mark, String), words: String| {
        let mut mark = untrack(known).unwrap_or_else(|| line.get_value());
        change(&mut mark, words);
        marking.amend(mark);
    };
    let then = move || {
        let mark =
            known().filter(|mark| mark.words != line.with_value(|line| line.words.clone()))?;
        let words = fill(ui.say().counting.marked_then, &[&mark.words]);
        Some(view! { <p class="trouble">{words}</p> })
    };
    let labels = move || {
        marking.marks.with(|marks| {
            let labels = marks.labels().into_iter().map(|(label, _)| label.to_owned());
            labels.map(|label| view! { <option value=label></option> }).collect_view()
        })
    };
    on_cleanup(move || marking.keep_now());
    view! {
        <div class="whole__side whole__written">
            {then}
            <label class="whole__field">
                <span class="setting__name">{move || ui.say().counting.column("label")}</span>
                <input
                    class="setting__value"
                    dir="auto"
                    list="kashf-labels"
                    maxlength="200"
                    data-testid="mark-label"
                    prop:value=move || known().unwrap_or_default().label
                    on:input=move |event| write(|mark, words| mark.label = words, event_target_value(&event))
                    on:change=move |_| marking.keep_now()
                />
            </label>
            <datalist id="kashf-labels">{labels}</datalist>
            <label class="whole__field whole__field--high">
                <span class="setting__name">{move || ui.say().counting.column("note")}</span>
                <textarea
                    class="setting__value whole__note"
                    dir="auto"
                    maxlength="5000"
                    data-testid="mark-note"
                    prop:value=move || known().unwrap_or_default().note
                    on:input=move |event| write(|mark, words| mark.note = words, event_target_value(&event))
                    on:change=move |_| marking.keep_now()
                ></textarea>
            </label>
        </div>
    }
    .into_any()
}
