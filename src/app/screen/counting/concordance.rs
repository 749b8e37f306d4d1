//! The concordance: every hit with what stands before and after it.

use kashf::engine::protocol::{Concordance, ConcordanceRequest, Line};
use kashf::view::desk;
use kashf::view::language::{Dir, direction, usual_direction};
use kashf::view::messages::fill;
use kashf::view::permalink::View;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, KeyboardEvent, MouseEvent};

use super::whole::{as_mark, whole};
use super::{ROW, told};
use crate::counting::List;
use crate::keys::takes_text;
use crate::marking::{Marking, Only};
use crate::part::grid::{Grid, Under, row_of};
use crate::part::icon::{Icon, Sign};
use crate::part::marks_bar::MarksBar;
use crate::part::save_table::SaveTable;
use crate::react::react;
use crate::state::{Load, Place, Step, Ui};

/// The height of an unfolded line below its row, in CSS pixels: as in `style/parts.css`.
const UNFOLDED: f64 = 272.0;

/// The concordance.
pub fn concordance(ui: Ui, place: Place) -> AnyView {
    let load = expect_context::<Load>();
    let marking = expect_context::<Marking>();
    marking.store.follow(move || marking.open());
    let list: List<ConcordanceRequest> = List::new(expect_context(), place, load, move |link| {
        (!link.query.trim().is_empty())
            .then(|| ConcordanceRequest { only: marking.places.get(), ..desk::concordance(link) })
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
    let heads = ViewFn::from(move || heads(ui, list));
    let unfolded = RwSignal::new(None);
    // Another question has other lines.
    react(move || {
        list.asked.track();
        unfolded.set(None);
    });
    let row = Callback::new(move |number: u32| {
        // Other lines come and go; this one is drawn anew only when it is another.
        let line = Memo::new(move |_| list.row(number));
        (move || match line.get() {
            Some(line) => kwic(ui, place, unfolded, number, line),
            None => view! { <span class="quiet" role="cell">"…"</span> }.into_any(),
        })
        .into_any()
    });
    let draw = Callback::new(move |number: u32| match list.row(number) {
        Some(line) => whole(ui, place, list.asked.get_untracked(), line),
        None => ().into_any(),
    });
    let under = Under { row: unfolded, height: UNFOLDED, draw };
    let look = Callback::new(move |(first, end)| list.look(first, end));
    let label = Signal::derive(move || ui.say().counting.views[0].to_owned());
    let found = Signal::derive(move || {
        marking
            .places
            .with(Option::is_some)
            .then(|| list.answer.with(|answer| Some(answer.as_ref()?.hits)))?
    });
    let some = Memo::new(move |_| list.total() > 0);
    let is_asked = Memo::new(move |_| list.asked.with(Option::is_some));
    let told = told(ui, View::Concordance, list, |answer| answer.hits, words);
    let besides = told.recorded(move || {
        let shown = match marking.only.get() {
            Only::All => return Vec::new(),
            Only::Marked => "marked".to_owned(),
            Only::Labelled(label) => format!("label: {label}"),
        };
        vec![("marks".to_owned(), shown)]
    });
    let any_marks = move || marking.marks.with_untracked(|marks| !marks.is_empty());
    let columns = move |_: &Concordance| {
        let lang = ui.lang.get_untracked();
        let mut columns = desk::concordance_columns(lang);
        if any_marks() {
            columns.extend(desk::mark_columns(lang));
        }
        columns
    };
    let cells = move |line: &Line| {
        let mut cells = desk::concordance_cells(line);
        if any_marks() {
            marking.marks.with_untracked(|marks| {
                cells.extend(desk::mark_cells(marks.get(&line.id, line.position)));
            });
        }
        cells
    };
    let whole_table = list.whole(columns, cells);
    view! {
        {told.view}
        <div on:keydown=move |event| press(&event, marking, list, unfolded)>
            {move || is_asked.get().then(|| view! { <MarksBar found=found /> })}
            {move || some.get().then(|| view! {
                <div on:copy=copy_lines>
                    <Grid label=label kind="kwic" total=Signal::derive(move || list.total()) height=ROW heads=heads.clone() row=row under=under look=look />
                </div>
                <SaveTable whole=whole_table.clone() view=View::Concordance printed=true besides=besides />
            })}
        </div>
    }
    .into_any()
}

/// The names of the columns.
fn heads(ui: Ui, list: List<ConcordanceRequest>) -> AnyView {
    let head = |id: &'static str| {
        let name = move || ui.say().counting.column(id);
        view! { <span class=format!("kwic__{id}") role="columnheader">{name}</span> }
    };
    // Named as the first line runs: most run as that does.
    let dir = move || list.row(0).map_or(ui.lang.get().dir(), |line| runs(&line)).code();
    view! {
        <span class="kwic kwic--heads" role="presentation">
            <span class="kwic__tools" role="columnheader" aria-label=move || ui.say().counting.column("mark")></span>
            {head("number")}
            <span class="kwic__line" role="presentation" dir=dir>
                {["before", "node", "after"].map(head).collect_view()}
            </span>
            {head("title")}
        </span>
    }
    .into_any()
}

/// Keys among the lines: `m` marks the one that has the focus, `e` unfolds it, and steps are taken
/// back and again as everywhere.
fn press(
    event: &KeyboardEvent,
    marking: Marking,
    list: List<ConcordanceRequest>,
    unfolded: RwSignal<Option<u32>>,
) {
    let here: Element = event_target(event);
    if takes_text(&here) || event.alt_key() || event.is_composing() {
        return;
    }
    // By what it prints, else by where it sits.
    let printed = event.key().to_ascii_lowercase();
    let is = |letter: &str, code: &str| {
        printed == letter || (!printed.is_ascii() && event.code() == code)
    };
    if event.ctrl_key() || event.meta_key() {
        match (is("z", "KeyZ"), is("y", "KeyY"), event.shift_key()) {
            (true, _, false) => marking.back(),
            (true, _, true) | (_, true, false) => marking.again(),
            _ => return,
        }
        return event.prevent_default();
    }
    let Some(number) = row_of(&here) else { return };
    let Some(line) = untrack(|| list.row(number)) else { return };
    if is("m", "KeyM") {
        marking.toggle(as_mark(&line));
    } else if is("e", "KeyE") {
        fold(unfolded, number);
    } else {
        return;
    }
    event.prevent_default();
}

/// Unfolds a line, or folds it again.
fn fold(unfolded: RwSignal<Option<u32>>, number: u32) {
    unfolded.update(|now| *now = (*now != Some(number)).then_some(number));
}

/// The direction of a line: that of its own words.
pub fn runs(line: &Line) -> Dir {
    let whole = format!("{}{}{}", line.before, line.node, line.after);
    direction(&whole).or(usual_direction(&line.lang)).unwrap_or(Dir::Ltr)
}

/// A line.
fn kwic(ui: Ui, place: Place, unfolded: RwSignal<Option<u32>>, number: u32, line: Line) -> AnyView {
    let marking = expect_context::<Marking>();
    let mark = {
        let (id, position) = (line.id.clone(), line.position);
        Memo::new(move |_| marking.marks.with(|marks| marks.get(&id, position).cloned()))
    };
    let is_marked = move || mark.with(Option::is_some);
    let is_unfolded = move || unfolded.get() == Some(number);
    let label = move || {
        let label = mark.with(|mark| mark.as_ref().map(|mark| mark.label.clone()))?;
        (!label.is_empty())
            .then(|| view! { <bdi class="kwic__label" data-testid="kwic-label">{label}</bdi>" " })
    };
    let tools = {
        let toggled = as_mark(&line);
        let said = move || match is_marked() {
            true => ui.say().counting.unmark,
            false => ui.say().counting.mark,
        };
        let folds = move || match is_unfolded() {
            true => ui.say().counting.fold,
            false => ui.say().counting.expand,
        };
        let pressed = move |is: bool| if is { "true" } else { "false" };
        view! {
            <span class="kwic__tools" role="cell">
                <button
                    type="button"
                    class="kwic__tool kwic__tool--mark"
                    data-testid="kwic-mark"
                    tabindex="-1"
                    aria-pressed=move || pressed(is_marked())
                    aria-label=said
                    title=said
                    on:click=move |_| marking.toggle(toggled.clone())
                ><Icon sign=Sign::Ribbon /></button>
                <button
                    type="button"
                    class="kwic__tool"
                    data-testid="kwic-more"
                    tabindex="-1"
                    aria-expanded=move || pressed(is_unfolded())
                    aria-label=folds
                    title=folds
                    on:click=move |_| fold(unfolded, number)
                >{move || match is_unfolded() {
                    true => view! { <Icon sign=Sign::Up /> },
                    false => view! { <Icon sign=Sign::Down /> },
                }}</button>
            </span>
        }
    };
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
            class:kwic--marked=is_marked
            role="presentation"
            data-testid="kwic-row"
            data-doc=line.id
            data-position=line.position
        >
            {tools}
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
            <span class="kwic__title quiet" role="cell" title=about>{label}<bdi>{line.title}</bdi></span>
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
