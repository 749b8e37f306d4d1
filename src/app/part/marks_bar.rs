//! What can be done with the marks beside lines: show those only, take steps back, save, open.

use kashf::view::marks::{Refused, write};
use kashf::view::messages::fill;
use leptos::prelude::*;

use super::actions::save;
use crate::file::chosen;
use crate::marking::{Marking, Only};
use crate::state::{Load, Ui};

/// The bar.
#[component]
pub fn MarksBar(
    /// How many marked lines there are among those that are shown for their marks.
    found: Signal<Option<u32>>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let load = expect_context::<Load>();
    let marking = expect_context::<Marking>();
    let said = move || &ui.say().counting;
    let take = move |_| {
        let title = load.info.with_untracked(|info| info.as_ref().map(|info| info.title.clone()));
        let name = format!("{}.marks.json", title.unwrap_or_default());
        save(&name, "application/json", &marking.marks.with_untracked(write));
    };
    let count = Memo::new(move |_| marking.marks.with(|marks| marks.len()));
    let can_undo = Memo::new(move |_| marking.marks.with(|marks| marks.can_undo()));
    let can_redo = Memo::new(move |_| marking.marks.with(|marks| marks.can_redo()));
    let some = Memo::new(move |_| count.get() > 0);
    let elsewhere = move || {
        let found = found.get()? as usize;
        let wanted = marking.places.with(|places| places.as_ref().map_or(0, Vec::len));
        (found < wanted).then(|| {
            let words = fill(said().marks_elsewhere, &[&ui.number((wanted - found) as u64)]);
            view! { <p class="quiet" data-testid="marks-elsewhere">{words}</p> }
        })
    };
    let failed = move || {
        let refused = marking.failure.get()?;
        let words = match refused {
            Refused::Other => said().marks_refused,
            Refused::Newer => said().marks_newer,
            Refused::TooMuch => said().marks_too_much,
        };
        Some(view! { <p class="trouble" data-testid="error">{words}</p> })
    };
    let not_kept = move || {
        marking.store.not_kept.get().then(
            || view! { <p class="quiet" data-testid="marks-not-kept">{said().marks_not_kept}</p> },
        )
    };
    view! {
        <div class="counting__save" data-testid="marks" data-count=count>
            {move || some.get().then(|| chooser(ui, marking))}
            {move || (some.get() || can_undo.get() || can_redo.get()).then(|| view! {
                <button type="button" class="link" data-testid="marks-undo" disabled=move || !can_undo.get() on:click=move |_| marking.back()>
                    {move || said().undo}
                </button>
                <button type="button" class="link" data-testid="marks-redo" disabled=move || !can_redo.get() on:click=move |_| marking.again()>
                    {move || said().redo}
                </button>
            })}
            {move || some.get().then(|| view! {
                <button type="button" class="link" data-testid="marks-save" on:click=take>{move || said().marks_save}</button>
            })}
            <label class="link chooser">
                <input
                    type="file"
                    accept=".json,application/json"
                    data-testid="marks-open"
                    on:change=move |event| if let Some(file) = chosen(&event) { marking.import(file) }
                />
                {move || said().marks_open}
            </label>
        </div>
        {elsewhere}
        {not_kept}
        <div role="alert">{failed}</div>
    }
    .into_any()
}

/// Which lines are shown.
fn chooser(ui: Ui, marking: Marking) -> AnyView {
    let said = move || &ui.say().counting;
    let choose = move |value: String| {
        marking.choose(match value.split_at_checked(1) {
            Some(("m", _)) => Only::Marked,
            Some(("l", label)) => Only::Labelled(label.to_owned()),
            _ => Only::All,
        });
    };
    let code = |only: &Only| match only {
        Only::All => String::new(),
        Only::Marked => "m".to_owned(),
        Only::Labelled(label) => format!("l{label}"),
    };
    let options = move || {
        let now = marking.only.get();
        let mut all = vec![(Only::All, said().all_lines.to_owned())];
        marking.marks.with(|marks| {
            let marked = fill(said().marked_lines, &[&ui.number(marks.len() as u64)]);
            all.push((Only::Marked, marked));
            all.extend(marks.labels().into_iter().map(|(label, count)| {
                let name = format!("\u{2068}{label}\u{2069} ({})", ui.number(count as u64));
                (Only::Labelled(label.to_owned()), name)
            }));
        });
        // Nothing may have it any more, and it is chosen all the same.
        if let (Only::Labelled(label), false) = (&now, all.iter().any(|(only, _)| *only == now)) {
            all.push((now.clone(), format!("\u{2068}{label}\u{2069} ({})", ui.number(0_u32))));
        }
        all.into_iter()
            .map(|(only, name)| {
                view! { <option value=code(&only) selected=only == now>{name}</option> }
            })
            .collect_view()
    };
    view! {
        <label class="setting">
            <span class="setting__name">{move || said().show_lines}</span>
            <select
                class="setting__value"
                data-testid="marks-only"
                on:change=move |event| choose(event_target_value(&event))
                prop:value=move || code(&marking.only.get())
            >
                {options}
            </select>
        </label>
    }
    .into_any()
}
