//! An answer as a table, with its picture and its receipts.

use std::sync::Arc;

use kashf::view::desk;
use kashf::view::messages::fill;
use kashf::view::number::real;
use kashf::view::permalink::View;
use kashf::view::plot::{Picture, SAVED};
use kashf::view::receipt::Receipt as Worked;
use kashf::view::record::Record;
use kashf::view::svg::to_save;
use kashf::view::table::{Cell, Column, Kind};
use leptos::prelude::*;
use web_sys::{Element, KeyboardEvent, MouseEvent};

use super::figures::{Shown, figure, ready, shown_of, shown_receipt};
use super::{DIGITS, ROW, number_of};
use crate::counting::{AskWhole, List, Question, both};
use crate::part::actions::save;
use crate::part::grid::Grid;
use crate::part::save_table::SaveTable;
use crate::state::{Load, Place, Step, Ui};

/// What there is to a row besides its cells.
pub struct Behind {
    /// How each cell came about: nothing of what is no figure, and of those behind the last.
    pub receipts: Vec<Option<Worked>>,
    /// What a click on the first searches for.
    pub leads: Option<String>,
}

/// An answer as a table: closures in boxes, so that drawing is there once for all kinds of questions.
struct Table {
    columns: Signal<Vec<Column>>,
    total: Signal<u32>,
    row: Callback<u32, Option<(Vec<Cell>, Behind)>>,
    look: Callback<(u32, u32)>,
    whole: AskWhole,
    picture: Arc<dyn Fn(f64) -> Option<Picture> + Send + Sync>,
    shown: Shown,
}

/// What is needed to show an answer as a table.
pub struct Sheet<N, C, B> {
    /// Which view it is of.
    pub view: View,
    /// The columns of an answer.
    pub columns: N,
    /// The cells of a row.
    pub cells: C,
    /// What there is to it besides.
    pub behind: B,
    /// What the record says besides.
    pub besides: Signal<Record>,
}

/// An answer as a table, with its picture above and what can be saved below; with that goes the answer
/// of other texts, where there are some.
pub fn sheet<Q, N, C, B>(
    ui: Ui,
    place: Place,
    list: List<Q>,
    others: Option<List<Q>>,
    sheet: Sheet<N, C, B>,
    picture: impl Fn(&Q::Answer, f64) -> Option<Picture> + Send + Sync + 'static,
) -> AnyView
where
    Q: Question,
    N: Fn(&Q::Answer) -> Vec<Column> + Clone + Send + Sync + 'static,
    C: Fn(&Q::Row) -> Vec<Cell> + Clone + Send + Sync + 'static,
    B: Fn(&Q::Row) -> Behind + Send + Sync + 'static,
{
    let Sheet { view, columns, cells, behind, besides } = sheet;
    let mut whole = list.whole(columns.clone(), cells.clone());
    if let Some(others) = others {
        let is_beside = move || others.asked.with_untracked(Option::is_some);
        let names = move || {
            let (lang, here) = (ui.lang.get_untracked(), place.part(Clone::clone).get_untracked());
            desk::names_in_tables(lang, &here)
        };
        whole = both(whole, others.whole(columns.clone(), cells.clone()), is_beside, names);
    }
    let table = Table {
        columns: Signal::derive(move || {
            ui.lang.track();
            list.answer.with(|answer| answer.as_ref().map(&columns).unwrap_or_default())
        }),
        total: Signal::derive(move || list.total()),
        row: Callback::new(move |number| {
            list.row(number).as_ref().map(|row| (cells(row), behind(row)))
        }),
        look: Callback::new(move |(first, end)| list.look(first, end)),
        whole,
        picture: Arc::new(move |width| {
            list.answer.with(|answer| answer.as_ref().and_then(|answer| picture(answer, width)))
        }),
        shown: shown_of(list),
    };
    drawn_sheet(ui, place, view, besides, table)
}

fn drawn_sheet(ui: Ui, place: Place, view: View, besides: Signal<Record>, table: Table) -> AnyView {
    let Table { columns, total, row, look, whole, picture, shown } = table;
    let number = number_of(view);
    let label = Signal::derive(move || ui.say().counting.views[number].to_owned());
    let now = Memo::new(move |_| columns.get());
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
    let draw = Callback::new(move |number: u32| {
        let Some((cells, Behind { receipts, mut leads })) = row.run(number) else {
            return view! { <span class="quiet" role="cell">"…"</span> }.into_any();
        };
        let kinds = now.with(|columns| columns.iter().map(|it| it.kind).collect::<Vec<_>>());
        let receipts = receipts.into_iter().chain(std::iter::repeat_with(|| None));
        cells
            .into_iter()
            .zip(kinds)
            .zip(receipts)
            .map(|((cell, kind), receipt)| {
                one_cell(ui, place, cell, kind, receipt, leads.take(), shown)
            })
            .collect_view()
            .into_any()
    });
    let count = move || now.with(Vec::len).max(2) - 1;
    let widths = move || format!("minmax(9rem,1.6fr) repeat({},minmax(5.2rem,1fr))", count());
    let least = move || format!("{}rem", 9 + count() * 6);
    view! {
        {pictured(ui, place, view, picture)}
        {move || (total.get() > 0).then(|| view! {
            <div class="counting__sheet" style=("--columns", widths) style=("--least", least)>
                <Grid label=label kind="sheet" total=total height=ROW heads=heads.clone() row=draw look=look />
            </div>
            {shown_receipt(ui, shown)}
            <SaveTable whole=whole.clone() view=view printed=false besides=besides />
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
    let words = printed(ui, &cell, kind);
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
        (None, receipt) => figure(ui, words, receipt.map(ready), "link grid__figure", shown),
    };
    let class = if kind == Kind::Text { "grid__cell" } else { "grid__cell grid__cell--number" };
    view! { <span class=class role="cell" data-value=plain>{inside}</span> }.into_any()
}

/// A cell as it is shown.
pub fn printed(ui: Ui, cell: &Cell, kind: Kind) -> String {
    match (cell, kind) {
        (Cell::Text(words), _) => words.clone(),
        (Cell::Number(number), Kind::Whole) => ui.number(*number as u64),
        (Cell::Number(number), Kind::Decimal(digits)) => {
            real(ui.lang.get(), *number, usize::from(digits).min(DIGITS))
        }
        (Cell::Number(number), Kind::Text) => number.to_string(),
        (Cell::Empty, _) => "–".to_owned(),
    }
}

/// The picture of an answer, which can be saved; a click on a word in it searches for that.
fn pictured(
    ui: Ui,
    place: Place,
    view: View,
    picture: Arc<dyn Fn(f64) -> Option<Picture> + Send + Sync>,
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
        picture(width.get()).map(|picture| (picture.svg, picture.left_out)).unwrap_or_default()
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
