//! A list of words from elsewhere, to set keywords against.

use kashf::view::messages::fill;
use kashf::view::wordlist::{LARGEST, Refused, WordList, read};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::file::{chosen, name, text};
use crate::state::Ui;

/// A list that the reader chose.
#[derive(Clone, Debug, PartialEq)]
pub struct WordsFrom {
    /// The file's name.
    pub name: String,
    /// Its words and counts.
    pub words: WordList,
}

/// The list that keywords are set against; it lasts as long as the page.
#[derive(Clone, Default)]
pub struct Listed(pub ArcRwSignal<Option<WordsFrom>>);

/// Why a file could not be taken.
#[derive(Clone, Debug, PartialEq)]
enum Failure {
    Large,
    Refused(Refused),
}

/// The chooser, or what was chosen.
#[component]
pub fn ListChooser() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let listed = RwSignal::from(expect_context::<Listed>().0);
    let failure = RwSignal::new(None);
    let said = move || &ui.say().counting;
    let take = move |event| {
        let Some(file) = chosen(&event) else { return };
        failure.set(None);
        if file.size() > LARGEST as f64 {
            return failure.set(Some(Failure::Large));
        }
        spawn_local(async move {
            let words = text(&file).await.ok_or(Refused(None)).and_then(|text| read(&text));
            match words {
                Ok(words) => drop(listed.try_set(Some(WordsFrom { name: name(&file), words }))),
                Err(refused) => drop(failure.try_set(Some(Failure::Refused(refused)))),
            }
        });
    };
    let now = move || {
        let about = listed.with(|listed| {
            let listed = listed.as_ref()?;
            let count = ui.number(listed.words.len() as u64);
            let name = format!("\u{2068}{}\u{2069}", listed.name);
            Some(fill(said().list_chosen, &[&name, &count]))
        });
        match about {
            Some(about) => view! {
                <span data-testid="list">{about}</span>
                <button type="button" class="link" data-testid="list-drop" on:click=move |_| listed.set(None)>
                    {move || said().list_drop}
                </button>
            }
            .into_any(),
            None => view! {
                <label class="link chooser">
                    <input type="file" accept=".tsv,.csv,.txt,text/*" data-testid="list-open" on:change=take />
                    {move || said().list_open}
                </label>
            }
            .into_any(),
        }
    };
    let failed = move || {
        let words = match failure.get()? {
            Failure::Large => said().list_large.to_owned(),
            Failure::Refused(Refused(None)) => said().list_empty.to_owned(),
            Failure::Refused(Refused(Some((line, found)))) => {
                fill(said().list_refused, &[&ui.number(line as u64), &found])
            }
        };
        Some(view! { <p class="trouble" data-testid="error">{words}</p> })
    };
    view! {
        <p class="counting__save">{now}</p>
        <div role="alert">{failed}</div>
    }
    .into_any()
}
