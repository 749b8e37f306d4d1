//! The desk: concordance, collocates, clusters, words, keywords, dispersion, profile. One frame for
//! all seven:
//! what is asked, what can be set, the table, its picture, and what can be saved.

mod collocates;
mod concordance;
mod dispersion;
mod figures;
mod frequencies;
mod keywords;
mod paired;
mod profile;
mod sheet;
mod whole;

use kashf::view::desk::compares;
use kashf::view::permalink::View;
use kashf::view::record::Record;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use self::collocates::collocates;
use self::concordance::concordance;
use self::dispersion::dispersion;
use self::frequencies::{clusters, words};
use self::keywords::keywords;
use self::profile::profile;
use super::reader::Reader;
use crate::counting::{List, Question};
use crate::marking::Marking;
use crate::own::own;
use crate::part::chosen_texts::ChosenTexts;
use crate::part::notes::Notes;
use crate::part::replay::Replay;
use crate::part::search_box::SearchBox;
use crate::part::settings::Settings;
use crate::part::trouble::Trouble;
use crate::state::{Place, Step, Ui};

/// The height of a row, in CSS pixels: as in `style/parts.css`.
const ROW: f64 = 36.0;
/// Digits of a figure that count.
const DIGITS: usize = 5;
/// Rows that a picture is drawn of.
const DRAWN: usize = 40;

/// The number of a view among those of the desk.
fn number_of(view: View) -> usize {
    View::DESK.iter().position(|it| *it == view).unwrap_or_default()
}

/// The screen of one of the desk's views.
#[component]
pub fn Counting(
    /// Which.
    view: View,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let own = own();
    provide_context(Marking::of(&own.marked, ui, expect_context()));
    provide_context(own.replayed.clone());
    provide_context(own.listed.clone());
    let open = place.part(|link| link.doc.is_some());
    let number = number_of(view);
    view! {
        <div class="split split--wide" class:split--open=open>
            <section class="split__list counting" aria-label=move || ui.say().counting.views[number]>
                <nav class="counting__views" aria-label=move || ui.say().desk_name>
                    {View::DESK.map(|it| tab(ui, place, it, view)).collect_view()}
                </nav>
                <SearchBox />
                <Notes />
                <p class="quiet counting__about">{move || ui.say().counting.abouts[number]}</p>
                <ChosenTexts searches=true compares=compares(view) />
                <Settings view=view />
                {match view {
                    View::Collocates => collocates(ui, place),
                    View::Ngrams => clusters(ui, place),
                    View::Words => words(ui, place),
                    View::Keywords => keywords(ui, place),
                    View::Dispersion => dispersion(ui, place),
                    View::Profile => profile(ui, place),
                    _ => concordance(ui, place),
                }}
                <Replay />
            </section>
            {move || open.get().then(|| view! { <Reader /> })}
        </div>
    }
    .into_any()
}

fn tab(ui: Ui, place: Place, view: View, here: View) -> AnyView {
    let number = number_of(view);
    // The header has the one that opens the desk.
    let hook = match view {
        View::Concordance => "desk-concordance".to_owned(),
        view => format!("view-{}", view.code()),
    };
    view! {
        <button
            type="button"
            class="chip"
            data-testid=hook
            aria-current=(view == here).then_some("page")
            aria-pressed=(view == here).to_string()
            on:click=move |_| place.go(Step::Push, |link| {
                link.view = view;
                link.open(None, 0);
            })
        >
            {move || ui.say().counting.views[number]}
        </button>
    }
    .into_any()
}

/// What stands above a table.
struct Told {
    view: AnyView,
    /// What was counted, or what to do.
    words: Signal<String>,
}

impl Told {
    /// What a record says of it, and what it says besides: names and values.
    fn recorded(&self, besides: impl Fn() -> Record + Send + Sync + 'static) -> Signal<Record> {
        let words = self.words;
        Signal::derive(move || {
            let answer = ("answer".to_owned(), words.get());
            std::iter::once(answer).chain(besides()).collect()
        })
    }
}

/// What stands above every table: what was counted, or what to do, or what went wrong.
fn told<Q: Question>(
    ui: Ui,
    view: View,
    list: List<Q>,
    count: impl Fn(&Q::Answer) -> u32 + Send + Sync + 'static,
    words: impl Fn(&Q::Answer) -> String + Send + Sync + 'static,
) -> Told {
    let number = number_of(view);
    let words = Signal::derive(move || match list.asked.with(Option::is_none) {
        true => ui.say().counting.empty[number].to_owned(),
        false => list.answer.with(|answer| answer.as_ref().map(&words).unwrap_or_default()),
    });
    let counted = Signal::derive(move || list.answer.with(|answer| answer.as_ref().map(&count)));
    Told { view: said(ui, words, counted, list.busy, list.failure), words }
}

fn said(
    ui: Ui,
    shown: Signal<String>,
    counted: Signal<Option<u32>>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<String>>,
) -> AnyView {
    // The way to what stands below the table: whoever looks for it looks here.
    let to_save = move |_| {
        let root = ui.root.get_untracked();
        let first = root.and_then(|root| root.query_selector("[data-testid=save-csv]").ok()?);
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            let _ = first.focus();
        }
    };
    let some = Memo::new(move |_| counted.get().is_some_and(|count| count > 0));
    view! {
        <div class="counting__told">
            <p class="count" role="status" aria-live="polite" data-testid="result-count" data-count=counted>{shown}</p>
            {move || some.get().then(|| view! {
                <button type="button" class="link" data-testid="to-save" on:click=to_save>{ui.say().counting.save}"…"</button>
            })}
        </div>
        {move || busy.get().then(|| view! { <p class="quiet counting__busy" role="status">{ui.say().counting.counting}</p> })}
        <Trouble failure=failure />
    }
    .into_any()
}
