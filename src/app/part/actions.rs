//! Taking a text or a link along: copying and saving.

use js_sys::{Array, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::state::Ui;

/// How copying went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copied {
    NotYet,
    Yes,
    Refused,
}

/// A button that copies something and says whether it worked.
#[component]
pub fn CopyButton(
    /// What it says, in the interface's language.
    #[prop(into)]
    label: Signal<&'static str>,
    /// What it copies, asked for when it is pressed.
    content: Callback<(), String>,
    /// The test hook.
    hook: &'static str,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let state = RwSignal::new(Copied::NotYet);
    let copy = move |_| {
        let words = content.run(());
        spawn_local(async move {
            let done = if write_clipboard(&words).await { Copied::Yes } else { Copied::Refused };
            let _ = state.try_set(done);
        });
    };
    view! {
        <button type="button" class="link" data-testid=hook on:click=copy>{label}</button>
        <span class="quiet" role="status">
            {move || match state.get() {
                Copied::NotYet => "",
                Copied::Yes => ui.say().copied,
                Copied::Refused => ui.say().copy_failed,
            }}
        </span>
    }
    .into_any()
}

/// Writes to the clipboard; false when there is none (plain http) or the browser refuses.
async fn write_clipboard(words: &str) -> bool {
    let navigator = window().navigator();
    let board = Reflect::get(&navigator, &"clipboard".into()).unwrap_or_default();
    let Ok(write) = Reflect::get(&board, &"writeText".into()) else {
        return false;
    };
    let Some(write) = write.dyn_ref::<js_sys::Function>() else {
        return false;
    };
    match write.call1(&board, &words.into()) {
        Ok(promise) => JsFuture::from(Promise::resolve(&promise)).await.is_ok(),
        Err(_) => false,
    }
}

/// Lets the browser save `text`, byte for byte, under a name made from the document's id.
pub fn save_text(id: &str, text: &str) {
    let last = id.rsplit('/').next().unwrap_or(id);
    let stem = last.strip_suffix(".txt").unwrap_or(last);
    save(&format!("{stem}.txt"), "text/plain;charset=utf-8", text);
}

/// Lets the browser save a file of that name, in which signs that file systems refuse are
/// replaced.
pub fn save(name: &str, media_type: &str, text: &str) {
    save_bytes(name, media_type, text.as_bytes());
}

/// The same of any bytes.
pub fn save_bytes(name: &str, media_type: &str, bytes: &[u8]) {
    let parts = Array::of1(&js_sys::Uint8Array::from(bytes));
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &kind) else {
        return;
    };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    if let Ok(link) =
        document().create_element("a").and_then(|made| made.dyn_into().map_err(JsValue::from))
    {
        let link: HtmlAnchorElement = link;
        link.set_href(&url);
        link.set_download(&file_name(name));
        link.click();
    }
    // The browser reads the bytes after the click; a minute is ample.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}

/// The name without signs that file systems refuse, and not too long; its ending stays.
fn file_name(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let clean = without_signs(stem);
    format!("{}.{ending}", if clean.is_empty() { "text" } else { &clean })
}

/// A name without signs that file systems refuse.
pub fn without_signs(name: &str) -> String {
    let refused = |letter: &char| letter.is_control() || "/\\:*?\"<>|".contains(*letter);
    let letters = name.chars().map(|letter| if refused(&letter) { '_' } else { letter });
    letters.take(80).collect()
}
