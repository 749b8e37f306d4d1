//! Figures by themselves, above a table; and how one of them came about.

use std::sync::Arc;

use kashf::view::desk;
use kashf::view::permalink::View;
use kashf::view::receipt::Receipt as Worked;
use kashf::view::record::Record;
use kashf::view::table::{Cell, Kind};
use leptos::prelude::*;

use super::DIGITS;
use super::sheet::printed;
use crate::counting::{AskWhole, List, Question, Whole};
use crate::part::receipt::Receipt;
use crate::part::save_table::SaveFigures;
use crate::part::trouble::Trouble;
use crate::react::react;
use crate::state::{Place, Ui};

/// What a click on a figure shows.
pub type Shown = RwSignal<Option<Worked>>;

/// Nothing yet, and nothing again when something else is asked.
pub fn shown_of<Q: Question>(list: List<Q>) -> Shown {
    let shown = RwSignal::new(None);
    react(move || {
        list.asked.track();
        shown.set(None);
    });
    shown
}

/// A figure.
pub struct Figure {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub value: Cell,
    /// How that is printed.
    pub kind: Kind,
    /// How it came about, where that is known.
    pub receipt: Option<How>,
}

impl Figure {
    /// One that need not be whole; nothing where it is not defined.
    pub fn decimal(ui: Ui, id: &str, value: Option<f64>, receipt: Option<How>) -> Figure {
        Figure {
            id: id.to_owned(),
            name: ui.say().measures.name(id).to_owned(),
            value: value.into(),
            kind: Kind::Decimal(DIGITS as u8),
            receipt,
        }
    }
}

/// How a figure came about: worked out when it is asked for, since that of many parts is long.
pub type How = Arc<dyn Fn() -> Option<Worked> + Send + Sync>;

/// That of a receipt that is there.
pub fn ready(receipt: Worked) -> How {
    Arc::new(move || Some(receipt.clone()))
}

/// The figures.
fn figures(ui: Ui, all: Vec<Figure>, shown: Shown) -> AnyView {
    let one = |Figure { id, name, value, kind, receipt }| {
        let words = printed(ui, &value, kind);
        view! {
            <div class="figures__one" data-figure=id>
                <dt>{name}</dt>
                <dd>{figure(ui, words, receipt, "link", shown)}</dd>
            </div>
        }
    };
    let label = ui.say().counting.figures;
    view! {
        <dl class="figures" aria-label=label data-testid="figures">{all.into_iter().map(one).collect_view()}</dl>
    }
    .into_any()
}

/// The figures above a table.
pub struct Above<F, W> {
    /// Which view it is of.
    pub view: View,
    /// The figures of an answer.
    pub figures: F,
    /// What is said of it.
    pub words: W,
    /// What the record says besides.
    pub besides: Signal<Record>,
}

/// The figures of the chosen texts; and, where there are others beside them, of those too, each under
/// its name and with what is said of it. All can be saved.
pub fn beside<Q: Question>(
    ui: Ui,
    place: Place,
    lists: [List<Q>; 2],
    shown: Shown,
    above: Above<
        impl Fn(&Q::Answer) -> Option<Vec<Figure>> + Copy + Send + Sync + 'static,
        impl Fn(&Q::Answer) -> String + Copy + Send + Sync + 'static,
    >,
) -> AnyView {
    let Above { view, figures: figures_of, words, besides } = above;
    let [list, others] = lists;
    let of = move |list: List<Q>| {
        list.answer.with(|answer| Some((figures_of(answer.as_ref()?)?, words(answer.as_ref()?))))
    };
    let is_beside = Memo::new(move |_| others.asked.with(Option::is_some));
    let here = place.part(Clone::clone);
    let all = move || match is_beside.get() {
        false => of(list).map(|(all, _)| figures(ui, all, shown)),
        true => {
            let names = here.with(|here| desk::names_of_both(ui.lang.get(), here));
            let side = |(list, name): (List<Q>, String)| {
                let told = of(list);
                let words = told.as_ref().map(|(_, words)| words.clone());
                view! {
                    <div class="beside__one" data-testid="beside">
                        <h3 class="beside__name">{name}</h3>
                        <p class="quiet">{words}</p>
                        {told.map(|(all, _)| figures(ui, all, shown))}
                    </div>
                }
            };
            let sides = lists.into_iter().zip(names).map(side).collect_view();
            Some(view! { <div class="beside">{sides}</div> }.into_any())
        }
    };
    let sides = move || lists.map(|list| of(list).map(|(all, _)| all).unwrap_or_default());
    let whole: AskWhole = Arc::new(move |then| {
        // What is saved is what is asked, of both sides.
        if list.busy.get_untracked() || others.busy.get_untracked() {
            return then(Err(untrack(move || ui.say()).counting.counting.to_owned()));
        }
        let lang = ui.lang.get_untracked();
        let is_beside = is_beside.get_untracked();
        let columns = here.with_untracked(|here| desk::figure_columns(lang, here, is_beside));
        then(Ok(Whole { columns, rows: rows(untrack(sides), is_beside), lines: Vec::new() }));
    });
    let some = Memo::new(move |_| of(list).is_some());
    view! {
        {all}
        <Trouble failure=others.failure />
        {move || some.get().then(|| view! { <SaveFigures whole=whole.clone() view=view besides=besides /> })}
    }
    .into_any()
}

/// The same as rows: name, id and value, and that of the others by the same id.
fn rows([chosen, others]: [Vec<Figure>; 2], is_beside: bool) -> Vec<Vec<Cell>> {
    let row = |Figure { id, name, value, .. }: Figure| {
        let other = others.iter().find(|other| other.id == id);
        let other = other.map_or(Cell::Empty, |other| other.value.clone());
        let mut cells = vec![Cell::Text(name), Cell::Text(id), value];
        cells.extend(is_beside.then_some(other));
        cells
    };
    chosen.into_iter().map(row).collect()
}

/// A figure that shows at a click how it came about, where that is known.
pub fn figure(
    ui: Ui,
    words: String,
    receipt: Option<How>,
    class: &'static str,
    shown: Shown,
) -> AnyView {
    let Some(receipt) = receipt else { return view! { <bdi>{words}</bdi> }.into_any() };
    let show = move |_| shown.set(receipt());
    view! {
        <button type="button" class=class title=ui.say().counting.receipt data-testid="figure" on:click=show>
            <bdi>{words}</bdi>
        </button>
    }
    .into_any()
}

/// How the figure that was clicked came about.
pub fn shown_receipt(ui: Ui, shown: Shown) -> AnyView {
    let inside = move || {
        let receipt = shown.get()?;
        let close = move |_| shown.set(None);
        Some(view! {
            <div class="counting__receipt">
                <button type="button" class="link" data-testid="receipt-close" on:click=close>{ui.say().close}</button>
                <Receipt receipt=receipt />
            </div>
        })
    };
    view! { {inside} }.into_any()
}
