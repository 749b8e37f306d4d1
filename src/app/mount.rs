//! Puts the explorer into an element: a search box and the titles that answer it.

use kashf::engine::protocol::{Answer, Request, SearchRequest};
use leptos::prelude::*;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// The class `Corpus` of `boot.js`.
    #[derive(Clone)]
    pub type Corpus;

    #[wasm_bindgen(method, getter)]
    fn ready(this: &Corpus) -> js_sys::Promise;

    #[wasm_bindgen(method, catch)]
    async fn request(this: &Corpus, message: &JsValue) -> Result<JsValue, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    /// How the explorer is to look and where it tells of itself.
    pub type Options;

    #[wasm_bindgen(method, getter)]
    fn host(this: &Options) -> HtmlElement;
}

/// A mounted explorer; [`Handle::unmount`] removes it.
#[wasm_bindgen]
pub struct Handle(Option<Box<dyn std::any::Any>>);

#[wasm_bindgen]
impl Handle {
    /// Removes everything that was mounted.
    pub fn unmount(&mut self) {
        self.0 = None;
    }

    /// Changes `lang`, `theme` or `view`; there is nothing here yet that has them.
    pub fn set(&self, _name: &str, _value: &str) {}
}

/// Fills `root` with an explorer of `corpus`.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, corpus: Corpus, options: Options) -> Handle {
    console_error_panic_hook::set_once();
    let host = options.host();
    let answer = RwSignal::new(Answer::default());
    let failure = RwSignal::new(String::new());
    let opening = corpus.ready();
    wasm_bindgen_futures::spawn_local(async move {
        match wasm_bindgen_futures::JsFuture::from(opening).await {
            Ok(_) => {
                let _ = host.set_attribute("data-kashf", "ready");
            }
            Err(error) => failure.set(said(&error)),
        }
    });
    let ask = move |query: String| {
        let corpus = corpus.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let request = Request::Search(SearchRequest { query, ..SearchRequest::default() });
            let message = request.serialize(&Serializer::json_compatible()).unwrap_or_default();
            match corpus.request(&message).await {
                Ok(value) => answer.set(serde_wasm_bindgen::from_value(value).unwrap_or_default()),
                Err(error) => failure.set(said(&error)),
            }
        });
    };
    let shown = leptos::mount::mount_to(root, move || {
        view! {
            <input type="search" data-testid="search-input"
                on:input=move |event| ask(event_target_value(&event)) />
            <p data-testid="result-count" data-count=move || answer.get().total>
                {move || answer.get().total}
            </p>
            <p data-testid="error">{failure}</p>
            <ol>
                {move || answer.get().hits.into_iter().map(|hit| view! {
                    <li data-testid="result" data-doc=hit.id>{hit.title}</li>
                }).collect_view()}
            </ol>
        }
    });
    Handle(Some(Box::new(shown)))
}

/// The message of a JavaScript error.
fn said(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |e| e.message().into())
}
