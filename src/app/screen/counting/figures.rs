//! Figures by themselves, above a table; and how one of them came about.

use std::sync::Arc;

use kashf::view::desk;
use kashf::view::receipt::Receipt as Worked;
use leptos::prelude::*;

use crate::counting::{List, Question};
use crate::part::receipt::Receipt;
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
    /// As it is printed.
    pub words: String,
    /// How it came about, where that is known.
    pub receipt: Option<How>,
}

/// How a figure came about: worked out when it is asked for, since that of many parts is long.
pub type How = Arc<dyn Fn() -> Option<Worked> + Send + Sync>;

/// That of a receipt that is there.
pub fn ready(receipt: Worked) -> How {
    Arc::new(move || Some(receipt.clone()))
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

/// The figures of the chosen texts; and, where there are others beside them, of those too, each under
/// its name and with what `words` says of it.
pub fn beside<Q: Question>(
    ui: Ui,
    place: Place,
    list: List<Q>,
    others: List<Q>,
    shown: Shown,
    figures_of: impl Fn(&Q::Answer) -> Option<Vec<Figure>> + Copy + Send + Sync + 'static,
    words: impl Fn(&Q::Answer) -> String + Copy + Send + Sync + 'static,
) -> AnyView {
    let of = move |list: List<Q>| {
        list.answer.with(|answer| Some((figures_of(answer.as_ref()?)?, words(answer.as_ref()?))))
    };
    let is_beside = Memo::new(move |_| others.asked.with(Option::is_some));
    let here = place.part(Clone::clone);
    let all = move || match is_beside.get() {
        false => of(list).map(|(all, _)| figures(ui, all, shown)),
        true => {
            let lang = ui.lang.get();
            let names = here
                .with(|here| [desk::name_of_chosen(lang, here), desk::name_of_others(lang, here)]);
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
            let sides = [list, others].into_iter().zip(names).map(side).collect_view();
            Some(view! { <div class="beside">{sides}</div> }.into_any())
        }
    };
    view! { {all}<Trouble failure=others.failure /> }.into_any()
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
