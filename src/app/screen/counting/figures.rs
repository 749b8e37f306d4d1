//! Figures by themselves, above a table; and how one of them came about.

use kashf::view::receipt::Receipt as Worked;
use leptos::prelude::*;

use crate::counting::{List, Question};
use crate::part::receipt::Receipt;
use crate::react::react;
use crate::state::Ui;

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
    /// As it is printed.
    pub words: String,
    /// How it came about, where that is known.
    pub receipt: Option<Worked>,
}

/// The figures.
pub fn figures(ui: Ui, all: Vec<Figure>, shown: Shown) -> AnyView {
    let one = |Figure { id, name, words, receipt }| {
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

/// A figure that shows at a click how it came about, where that is known.
pub fn figure(
    ui: Ui,
    words: String,
    receipt: Option<Worked>,
    class: &'static str,
    shown: Shown,
) -> AnyView {
    let Some(receipt) = receipt else { return view! { <bdi>{words}</bdi> }.into_any() };
    let show = move |_| shown.set(Some(receipt.clone()));
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
