//! An answer as a table, with its picture and its receipts.

use std::sync::Arc;

use kashf::view::messages::fill;
use kashf::view::number::real;
use kashf::view::permalink::View;
use kashf::view::plot::{Picture, SAVED};
use kashf::view::receipt::Receipt as Worked;
use kashf::view::svg::to_save;
use kashf::view::table::{Cell, Kind};
use leptos::prelude::*;
use web_sys::{Element, KeyboardEvent, MouseEvent};

use super::figures::{Shown, figure, shown_of, shown_receipt};
use super::{DIGITS, ROW, number_of};
use crate::counting::{CellsOf, ColumnsOf, LeadsOf, List, Question};
use crate::part::actions::save;
use crate::part::grid::Grid;
use crate::part::save_table::SaveTable;
use crate::state::{Load, Place, Step, Ui};

/// How a cell of a row came about, by its column; `None` for what is no figure.
pub type Receipts<R> = Arc<dyn Fn(&R, usize) -> Option<Worked> + Send + Sync>;

/// What is needed to show an answer as a table.
pub struct Sheet<Q: Question> {
    /// Which view it is of.
    pub view: View,
    /// Its columns.
    pub columns: ColumnsOf<Q>,
    /// The cells of a row.
    pub cells: CellsOf<Q>,
    /// What a click on a figure shows.
    pub receipts: Receipts<Q::Row>,
    /// What a click on the word searches for.
    pub leads_to: LeadsOf<Q>,
    /// What the record says besides.
    pub besides: Option<Signal<Option<(String, String)>>>,
}

/// An answer as a table, with its picture above and what can be saved below.
pub fn sheet<Q: Question>(
    ui: Ui,
    place: Place,
    list: List<Q>,
    sheet: Sheet<Q>,
    picture: impl Fn(&Q::Answer, f64) -> Option<Picture> + Clone + Send + Sync + 'static,
) -> AnyView {
    let Sheet { view, columns, cells, receipts, leads_to, besides } = sheet;
    let number = number_of(view);
    let shown = shown_of(list);
    let label = Signal::derive(move || ui.say().counting.views[number].to_owned());
    let known = StoredValue::new(columns.clone());
    let now = Memo::new(move |_| {
        ui.lang.track();
        let columns = known.get_value();
        list.answer.with(|answer| answer.as_ref().map(|answer| columns(answer)).unwrap_or_default())
    });
    let heads = ViewFn::from(move || {
        let cells = move || {
            now.get()
                .into_iter()
                .map(|column| {
                    let class = if column.kind == Kind::Text { "" } else { "grid__cell--number" };
                    view! { <span class=format!("grid__cell {class}") role="columnheader" title=column.name.clone()><bdi>{column.name.clone()}</bdi></span> }
                })
                .collect_view()
        };
        view! { {cells} }.into_any()
    });
    let drawn_cells = cells.clone();
    let row = Callback::new(move |number: u32| {
        let Some(row) = list.row(number) else {
            return view! { <span class="quiet" role="cell">"…"</span> }.into_any();
        };
        let leads = leads_to(&row);
        let kinds = now.with(|columns| columns.iter().map(|it| it.kind).collect::<Vec<_>>());
        let cells = drawn_cells(&row).into_iter().zip(kinds).enumerate();
        cells
            .map(|(at, (cell, kind))| {
                let receipt = receipts(&row, at);
                one_cell(
                    ui,
                    place,
                    cell,
                    kind,
                    receipt,
                    (at == 0).then(|| leads.clone()).flatten(),
                    shown,
                )
            })
            .collect_view()
            .into_any()
    });
    let look = Callback::new(move |(first, end)| list.look(first, end));
    let count = move || now.with(Vec::len).max(2) - 1;
    let widths = move || format!("minmax(9rem,1.6fr) repeat({},minmax(5.2rem,1fr))", count());
    let least = move || format!("{}rem", 9 + count() * 6);
    view! {
        {pictured(ui, place, view, list, picture)}
        {move || (list.total() > 0).then(|| view! {
            <div class="counting__sheet" style=("--columns", widths) style=("--least", least)>
                <Grid label=label kind="sheet" total=Signal::derive(move || list.total()) height=ROW heads=heads.clone() row=row look=look />
            </div>
            {shown_receipt(ui, shown)}
            <SaveTable list=list name=view.code() columns=columns.clone() cells=cells.clone() printed=false besides=besides />
        })}
    }
    .into_any()
}

fn one_cell(
    ui: Ui,
    place: Place,
    cell: Cell,
    kind: Kind,
    receipt: Option<Worked>,
    leads: Option<String>,
    shown: Shown,
) -> AnyView {
    let words = match (&cell, kind) {
        (Cell::Text(words), _) => words.clone(),
        (Cell::Number(number), Kind::Whole) => ui.number(*number as u64),
        (Cell::Number(number), Kind::Decimal(digits)) => {
            real(ui.lang.get(), *number, usize::from(digits).min(DIGITS))
        }
        (Cell::Number(number), Kind::Text) => number.to_string(),
        (Cell::Empty, _) => "–".to_owned(),
    };
    let plain = (kind != Kind::Text).then(|| cell.plain());
    let inside = match (leads, receipt) {
        (Some(query), _) => {
            let go = move |_| {
                place.go(Step::Push, |link| {
                    link.query = query.clone();
                    link.view = View::Concordance;
                })
            };
            view! { <button type="button" class="link grid__word" on:click=go><bdi>{words}</bdi></button> }.into_any()
        }
        (None, receipt) => figure(ui, words, receipt, "link grid__figure", shown),
    };
    let class = if kind == Kind::Text { "grid__cell" } else { "grid__cell grid__cell--number" };
    view! { <span class=class role="cell" data-value=plain>{inside}</span> }.into_any()
}

/// The picture of an answer, which can be saved; a click on a word in it searches for that.
fn pictured<Q: Question>(
    ui: Ui,
    place: Place,
    view: View,
    list: List<Q>,
    picture: impl Fn(&Q::Answer, f64) -> Option<Picture> + Clone + Send + Sync + 'static,
) -> AnyView {
    let frame = NodeRef::<leptos::html::Div>::new();
    let width = RwSignal::new(720.0);
    let measure = move || {
        if let Some(frame) = frame.try_get_untracked().flatten() {
            let now = f64::from(frame.client_width());
            if now > 0.0 && (now - width.get_untracked()).abs() > 0.5 {
                width.set(now);
            }
        }
    };
    Effect::new(move |_| request_animation_frame(measure));
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let search = move |target: Element| {
        let word = target.closest("[data-word]").ok().flatten();
        if let Some(word) = word.and_then(|word| word.get_attribute("data-word")) {
            place.go(Step::Push, |link| {
                link.query = word;
                link.view = View::Concordance;
            });
        }
    };
    let drawn = Memo::new(move |_| {
        ui.lang.track();
        list.answer.with(|answer| {
            let picture = answer.as_ref().and_then(|answer| picture(answer, width.get()));
            picture.map(|picture| (picture.svg, picture.left_out)).unwrap_or_default()
        })
    });
    let load = expect_context::<Load>();
    let take = move |_| {
        let title = load.info.with_untracked(|info| info.as_ref().map(|info| info.title.clone()));
        let name = format!("{} {}.svg", title.unwrap_or_default(), view.code());
        save(&name, "image/svg+xml", &drawn.with_untracked(|(svg, _)| to_save(svg, SAVED)));
    };
    let is_drawn = Memo::new(move |_| drawn.with(|(svg, _)| !svg.is_empty()));
    view! {
        <div
            class="plot"
            node_ref=frame
            data-testid="plot"
            on:click=move |event: MouseEvent| search(event_target(&event))
            on:keydown=move |event: KeyboardEvent| if event.key() == "Enter" { search(event_target(&event)) }
            inner_html=move || drawn.with(|(svg, _)| svg.clone())
        ></div>
        {move || is_drawn.get().then(|| view! {
            <p class="counting__save">
                <button type="button" class="link" data-testid="save-svg" on:click=take>{ui.say().timeline.save_svg}</button>
                {move || drawn.with(|(_, left)| (*left > 0).then(|| {
                    let words = fill(ui.say().counting.left_out, &[&ui.number(*left as u64)]);
                    view! { <span class="quiet" data-testid="left-out">{words}</span> }
                }))}
            </p>
        })}
    }
    .into_any()
}

/// A word as a query of its own.
pub fn as_query(word: &str) -> Option<String> {
    (!word.is_empty())
        .then(|| if word.contains(' ') { format!("\"{word}\"") } else { word.to_owned() })
}

/// How a rate per million came about.
pub fn rate(often: u32, of: u64) -> Option<Worked> {
    Worked::of_rate("per-million", often.into(), of)
}
