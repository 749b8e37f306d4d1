//! Makes again what a saved record says.

use kashf::view::messages::fill;
use kashf::view::permalink::Permalink;
use kashf::view::record::{Saved, record};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::file::{chosen, text};
use crate::state::{Load, Place, Step, Ui};

/// The largest file that is read, in bytes: tables are saved with their records.
const LARGEST: f64 = (256 << 20) as f64;

/// What came of a file.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    /// It is no record.
    Refused,
    /// It was made again, at this place; what is not as it was then.
    Made(Box<Permalink>, Vec<(String, String, String)>),
}

/// What came of the last file; each view of the desk is drawn anew, and it is still to be seen.
#[derive(Clone, Default)]
pub struct Replayed(ArcRwSignal<Option<Outcome>>);

/// The chooser of a file, and what came of it.
#[component]
pub fn Replay() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let outcome = RwSignal::from(expect_context::<Replayed>().0);
    let take = move |event| {
        let Some(file) = chosen(&event) else { return };
        spawn_local(async move {
            let read = if file.size() <= LARGEST { text(&file).await } else { None };
            let saved = read.and_then(|text| {
                let value = js_sys::JSON::parse(&text).ok()?;
                serde_wasm_bindgen::from_value::<Saved>(value).ok()
            });
            let made = saved.and_then(|saved| Some((saved.place()?, saved)));
            let Some((link, saved)) = made else {
                let _ = outcome.try_set(Some(Outcome::Refused));
                return;
            };
            let info = load.info.get_untracked().unwrap_or_default();
            let now = record(ui.lang.get_untracked(), &info, &link);
            let _ =
                outcome.try_set(Some(Outcome::Made(Box::new(link.clone()), saved.changed(&now))));
            place.go(Step::Push, |here| *here = link);
        });
    };
    // It is said for as long as what was made is what is shown.
    let shown = place.part(Clone::clone);
    let still = move || {
        outcome.get().filter(|outcome| match outcome {
            Outcome::Refused => true,
            Outcome::Made(made, _) => shown.with(|shown| made.asks_as(shown)),
        })
    };
    view! {
        <p class="counting__save">
            <label class="link chooser">
                <input type="file" accept=".json,application/json" data-testid="replay" on:change=take />
                {move || ui.say().counting.replay}
            </label>
        </p>
        <div role="status" data-testid="replayed">{move || still().map(|outcome| said(ui, outcome))}</div>
    }
    .into_any()
}

fn said(ui: Ui, outcome: Outcome) -> AnyView {
    let said = &ui.say().counting;
    let changed = match outcome {
        Outcome::Refused => {
            return view! { <p class="trouble">{said.replay_refused}</p> }.into_any();
        }
        Outcome::Made(_, changed) if changed.is_empty() => {
            return view! { <p class="quiet">{said.replayed}</p> }.into_any();
        }
        Outcome::Made(_, changed) => changed,
    };
    let line = |(name, was, is): (String, String, String)| {
        view! { <li><bdi>{name}</bdi>": "<bdi>{was}</bdi>" → "<bdi>{is}</bdi></li> }
    };
    let heading = fill(said.replay_changed, &[&ui.number(changed.len() as u64)]);
    view! {
        <p class="trouble">{heading}</p>
        <ul class="quiet">{changed.into_iter().map(line).collect_view()}</ul>
    }
    .into_any()
}
