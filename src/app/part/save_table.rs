//! A whole answer, saved: as a table for programs, for spreadsheets, or as a page to print.

use kashf::view::permalink::View;
use kashf::view::printed::concordance_html;
use kashf::view::record::{self, record};
use kashf::view::table::Table;
use leptos::prelude::*;

use super::actions::{save, save_bytes};
use crate::counting::{AskWhole, Whole};
use crate::marking::Marking;
use crate::state::{Load, Place, Ui};

/// The forms in which a table is saved: their endings.
const FORMS: [&str; 4] = ["csv", "tsv", "xlsx", "json"];

/// The buttons, and how the answer was made.
#[component]
pub fn SaveTable(
    /// Asks for the answer.
    whole: AskWhole,
    /// What it is called in the names of files.
    name: &'static str,
    /// Whether its rows are lines of a concordance, which can be printed.
    printed: bool,
    /// What the record says besides: a name and a value.
    besides: Option<Signal<Option<(String, String)>>>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let failure = RwSignal::new(None);
    let said = move || &ui.say().counting;
    let record = move || {
        let info = load.info.get().unwrap_or_default();
        let mut record = record(ui.lang.get(), &info, &place.part(Clone::clone).get());
        record.extend(besides.and_then(|besides| besides.get()));
        record
    };
    let take_record = move |_| {
        let title = load.info.get_untracked().map(|info| info.title).unwrap_or_default();
        let text = record::write(&untrack(record));
        save(&format!("{title} {name}.method.json"), "application/json", &text);
    };
    let whole = StoredValue::new(whole);
    let take = move |form: &'static str| {
        let record = untrack(record);
        let lang = ui.lang.get_untracked();
        let title = load.info.get_untracked().map(|info| info.title).unwrap_or_default();
        let then = move |outcome: Result<Whole, String>| {
            let whole = match outcome {
                Ok(whole) => whole,
                Err(message) => return failure.set(Some(message)),
            };
            failure.set(None);
            let number = View::DESK.iter().position(|view| view.code() == name);
            let table = Table {
                name: number.map_or(name, |at| untrack(said).views[at]).to_owned(),
                lang,
                columns: whole.columns,
                rows: whole.rows,
                method: record,
            };
            let file = format!("{title} {name}.{form}");
            match form {
                "csv" => save(&file, "text/csv;charset=utf-8", &table.csv()),
                "tsv" => save(&file, "text/tab-separated-values;charset=utf-8", &table.tsv()),
                "json" => save(&file, "application/json", &table.json()),
                _ => save_bytes(
                    &file,
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    &kashf::view::xlsx::xlsx(&table),
                ),
            }
        };
        whole.get_value()(Box::new(then));
    };
    let marking = expect_context::<Marking>();
    let print = printed.then(|| {
        let print = move |_| {
            let record = untrack(record);
            let lang = ui.lang.get_untracked();
            let title = load.info.get_untracked().map(|info| info.title).unwrap_or_default();
            let then = move |outcome: Result<Whole, String>| match outcome {
                Ok(Whole { lines, .. }) => {
                    let page = marking.marks.with_untracked(|marks| {
                        concordance_html(&title, lang, &lines, marks, &record)
                    });
                    save(&format!("{title} {name}.html"), "text/html;charset=utf-8", &page);
                }
                Err(message) => failure.set(Some(message)),
            };
            whole.get_value()(Box::new(then));
        };
        view! { <button type="button" class="link" data-testid="save-html" on:click=print>{move || said().printable}</button> }
    });
    view! {
        <p class="counting__save">
            <span class="quiet">{move || said().save}</span>
            {FORMS.map(|form| view! {
                <button type="button" class="link" data-testid=format!("save-{form}") on:click=move |_| take(form)>{form.to_ascii_uppercase()}</button>
            }).collect_view()}
            {print}
        </p>
        {move || failure.get().map(|message: String| view! { <p class="trouble" role="alert" data-testid="error"><bdi>{message}</bdi></p> })}
        <details class="counting__method" data-testid="method">
            <summary>{move || said().method}</summary>
            <dl class="table">
                {move || record().into_iter().map(|(name, value)| view! {
                    <div class="table__row"><dt class="table__name"><bdi dir="ltr">{name}</bdi></dt><dd class="table__value"><bdi>{value}</bdi></dd></div>
                }).collect_view()}
            </dl>
            <button type="button" class="link" data-testid="save-method" on:click=take_record>{move || said().save_method}</button>
        </details>
    }
    .into_any()
}
