//! A whole answer, saved: as a table for programs, for spreadsheets, or as a page to print.

use kashf::view::permalink::View;
use kashf::view::printed::concordance_html;
use kashf::view::record::{self, Record, record};
use kashf::view::table::Table;
use leptos::prelude::*;

use super::actions::{save, save_bytes};
use super::trouble::Trouble;
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
    /// The view that it is of.
    view: View,
    /// Whether its rows are lines of a concordance, which can be printed.
    printed: bool,
    /// What the record says besides: names and values.
    besides: Signal<Record>,
) -> impl IntoView {
    let saver = Saver::new(whole, view, false, besides);
    let said = move || &saver.ui.say().counting;
    let take_record = move |_| {
        let text = record::write(&untrack(move || saver.record()));
        save(&saver.file("method.json"), "application/json", &text);
    };
    let print = printed.then(|| {
        let marking = expect_context::<Marking>();
        let print = move |_| {
            saver.ask(move |whole, record| {
                let lang = saver.ui.lang.get_untracked();
                let page = marking.marks.with_untracked(|marks| {
                    concordance_html(&saver.title(), lang, &whole.lines, marks, &record)
                });
                save(&saver.file("html"), "text/html;charset=utf-8", &page);
            });
        };
        view! { <button type="button" class="link" data-testid="save-html" on:click=print>{move || said().printable}</button> }
    });
    view! {
        <p class="counting__save">
            <span class="quiet">{move || said().save}</span>
            {saver.forms("save-")}
            {print}
        </p>
        <Trouble failure=saver.failure />
        <details class="counting__method" data-testid="method">
            <summary>{move || said().method}</summary>
            <dl class="table">
                {move || saver.record().into_iter().map(|(name, value)| view! {
                    <div class="table__row"><dt class="table__name"><bdi dir="ltr">{name}</bdi></dt><dd class="table__value"><bdi>{value}</bdi></dd></div>
                }).collect_view()}
            </dl>
            <button type="button" class="link" data-testid="save-method" on:click=take_record>{move || said().save_method}</button>
        </details>
    }
    .into_any()
}

/// The same for figures that stand above a table: the buttons alone.
#[component]
pub fn SaveFigures(
    /// Gives them.
    whole: AskWhole,
    /// The view that they are of.
    view: View,
    /// What the record says besides: names and values.
    besides: Signal<Record>,
) -> impl IntoView {
    let saver = Saver::new(whole, view, true, besides);
    view! {
        <p class="counting__save">
            <span class="quiet">{move || saver.ui.say().counting.save_figures}</span>
            {saver.forms("save-figures-")}
        </p>
        <Trouble failure=saver.failure />
    }
    .into_any()
}

/// What saves an answer.
#[derive(Clone, Copy)]
struct Saver {
    ui: Ui,
    place: Place,
    load: Load,
    whole: StoredValue<AskWhole>,
    view: View,
    /// Whether it is of figures, not of a table.
    figures: bool,
    besides: Signal<Record>,
    failure: RwSignal<Option<String>>,
}

impl Saver {
    fn new(whole: AskWhole, view: View, figures: bool, besides: Signal<Record>) -> Saver {
        Saver {
            ui: expect_context(),
            place: expect_context(),
            load: expect_context(),
            whole: StoredValue::new(whole),
            view,
            figures,
            besides,
            failure: RwSignal::new(None),
        }
    }

    /// How the answer was made. Tracks.
    fn record(self) -> Record {
        let info = self.load.info.get().unwrap_or_default();
        let place = self.place.part(Clone::clone).get();
        let mut record = record(self.ui.lang.get(), &info, &place);
        record.extend(self.besides.get());
        record
    }

    fn title(self) -> String {
        self.load.info.get_untracked().map(|info| info.title).unwrap_or_default()
    }

    fn file(self, ending: &str) -> String {
        let what = if self.figures { " figures" } else { "" };
        format!("{} {}{what}.{ending}", self.title(), self.view.code())
    }

    /// Asks for the answer; gives it on with how it was made.
    fn ask(self, then: impl FnOnce(Whole, Record) + 'static) {
        let record = untrack(move || self.record());
        self.whole.get_value()(Box::new(move |outcome| match outcome {
            Ok(whole) => {
                self.failure.set(None);
                then(whole, record);
            }
            Err(message) => self.failure.set(Some(message)),
        }));
    }

    fn take(self, form: &'static str) {
        self.ask(move |whole, record| {
            let said = &untrack(move || self.ui.say()).counting;
            let number = View::DESK.iter().position(|it| *it == self.view).unwrap_or_default();
            let name = if self.figures { said.figures } else { said.views[number] };
            let table = Table {
                name: name.to_owned(),
                lang: self.ui.lang.get_untracked(),
                columns: whole.columns,
                rows: whole.rows,
                method: record,
            };
            let file = self.file(form);
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
        });
    }

    /// A button for each form.
    fn forms(self, hook: &'static str) -> AnyView {
        let one = |form: &'static str| {
            view! {
                <button type="button" class="link" data-testid=format!("{hook}{form}") on:click=move |_| self.take(form)>{form.to_ascii_uppercase()}</button>
            }
        };
        FORMS.map(one).collect_view().into_any()
    }
}
