//! The concordance: every hit with what stands before and after it.

use std::sync::Arc;

use kashf::engine::protocol::{Concordance, ConcordanceRequest, Line};
use kashf::view::desk;
use kashf::view::language::{Dir, direction, usual_direction};
use kashf::view::messages::fill;
use kashf::view::permalink::View;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, MouseEvent};

use super::{ROW, told};
use crate::counting::List;
use crate::part::grid::Grid;
use crate::part::save_table::SaveTable;
use crate::state::{Place, Step, Ui};

/// The concordance.
pub fn concordance(ui: Ui, place: Place) -> AnyView {
    let list: List<ConcordanceRequest> =
        List::new(expect_context(), place, expect_context(), |link| {
            (!link.query.trim().is_empty()).then(|| desk::concordance(link))
        });
    let words = move |answer: &Concordance| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        let mut words = vec![
            said.hits.say(lang, answer.hits.into()),
            said.in_texts.say(lang, answer.documents.into()),
            fill(said.of_words, &[&ui.number(answer.words)]),
        ];
        if answer.total < answer.hits {
            words.push(said.lines.say(lang, answer.total.into()));
        }
        words.join(" · ")
    };
    let heads = ViewFn::from(move || {
        let head = |id: &'static str| {
            let name = move || ui.say().counting.column(id);
            view! { <span class=format!("kwic__{id}") role="columnheader">{name}</span> }
        };
        // Named as the first line runs: most run as that does.
        let dir = move || list.row(0).map_or(ui.lang.get().dir(), |line| runs(&line)).code();
        view! {
            <span class="kwic kwic--heads" role="presentation">
                {head("number")}
                <span class="kwic__line" role="presentation" dir=dir>
                    {["before", "node", "after"].map(head).collect_view()}
                </span>
                {head("title")}
            </span>
        }
        .into_any()
    });
    let row = Callback::new(move |number: u32| match list.row(number) {
        Some(line) => kwic(ui, place, number, line),
        None => view! { <span class="quiet" role="cell">"…"</span> }.into_any(),
    });
    let look = Callback::new(move |(first, end)| list.look(first, end));
    let label = Signal::derive(move || ui.say().counting.views[0].to_owned());
    view! {
        {told(ui, View::Concordance, list, |answer| answer.hits, words)}
        {move || (list.total() > 0).then(|| view! {
            <div on:copy=copy_lines>
                <Grid label=label kind="kwic" total=Signal::derive(move || list.total()) height=ROW heads=heads.clone() row=row look=look />
            </div>
            <SaveTable
                list=list
                name=View::Concordance.code()
                columns=Arc::new(move |_: &Concordance| desk::concordance_columns(ui.lang.get_untracked()))
                cells=Arc::new(desk::concordance_cells)
                printed=true
            />
        })}
    }
    .into_any()
}

/// The direction of a line: that of its own words.
fn runs(line: &Line) -> Dir {
    let whole = format!("{}{}{}", line.before, line.node, line.after);
    direction(&whole).or(usual_direction(&line.lang)).unwrap_or(Dir::Ltr)
}

/// A line.
fn kwic(ui: Ui, place: Place, number: u32, line: Line) -> AnyView {
    let dir = runs(&line);
    // The space between the parts is that of the text.
    let apart_before = line.before.ends_with(char::is_whitespace);
    let apart_after = line.after.starts_with(char::is_whitespace);
    let (id, hit) = (line.id.clone(), line.hit);
    let link = {
        let mut link = place.now();
        link.open(Some(&id), hit);
        format!("#{}", link.fragment())
    };
    let open = move |event: MouseEvent| {
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        event.prevent_default();
        place.go(Step::Push, |link| link.open(Some(&id), hit));
    };
    let about = [line.title.clone(), line.date.clone(), line.source.clone()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    let repeated = (line.repeated > 0).then(|| {
        let words = fill(ui.say().counting.repeated, &[&ui.number(line.repeated)]);
        view! { <span class="quiet" title=words>{format!("+{}", ui.number(line.repeated))}</span> }
    });
    view! {
        <span
            class="kwic"
            role="presentation"
            data-testid="kwic-row"
            data-doc=line.id
            data-position=line.position
        >
            <span class="kwic__number quiet" role="cell">{ui.number(number + 1)}" "{repeated}</span>
            <span class="kwic__line" role="presentation" dir=dir.code() lang=line.lang>
                <span class="kwic__before" role="cell" data-testid="kwic-before"><bdi dir=dir.code()>{line.before}</bdi></span>
                <span
                    class="kwic__node"
                    class:kwic__node--apart-before=apart_before
                    class:kwic__node--apart-after=apart_after
                    role="cell"
                ><a class="kwic__link" href=link on:click=open title=ui.say().counting.open data-testid="kwic-node"><bdi dir=dir.code()>{line.node}</bdi></a></span>
                <span class="kwic__after" role="cell" data-testid="kwic-after"><bdi dir=dir.code()>{line.after}</bdi></span>
            </span>
            <span class="kwic__title quiet" role="cell" title=about><bdi>{line.title}</bdi></span>
        </span>
    }
    .into_any()
}

/// Lines are copied as the texts have them, one after the other, in the order of their letters.
fn copy_lines(event: ClipboardEvent) {
    let Some(selection) = window().get_selection().ok().flatten() else { return };
    let Some(grid) = event_target::<Element>(&event).closest(".grid").ok().flatten() else {
        return;
    };
    let Ok(rows) = grid.query_selector_all("[data-testid=\"kwic-row\"]") else { return };
    let mut lines = Vec::new();
    for at in 0..rows.length() {
        let Some(row) = rows.item(at) else { continue };
        if !selection.contains_node_with_allow_partial_containment(&row, true).unwrap_or(false) {
            continue;
        }
        let Some(row) = row.dyn_ref::<Element>() else { continue };
        let line = row.query_selector(".kwic__line").ok().flatten();
        lines.extend(line.and_then(|line| line.text_content()));
    }
    // Within one line the browser copies just what was chosen.
    if let (true, Some(data)) = (lines.len() > 1, event.clipboard_data()) {
        let _ = data.set_data("text/plain", &lines.join("\n"));
        event.prevent_default();
    }
}
