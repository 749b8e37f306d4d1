//! A file that the reader chose.

use js_sys::{Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlInputElement};

/// The file that was chosen; the same one may be chosen again.
pub fn chosen(event: &leptos::ev::Event) -> Option<Blob> {
    let input: HtmlInputElement = event_target(event);
    let files = Reflect::get(&input, &"files".into()).unwrap_or_default();
    let first = Reflect::get_u32(files.unchecked_ref(), 0).unwrap_or_default();
    input.set_value("");
    first.dyn_into().ok()
}

/// Its text, by UTF-8; nothing when the browser cannot read it.
pub async fn text(chosen: &Blob) -> Option<String> {
    let text = Reflect::get(chosen, &"text".into()).ok()?;
    let promise = text.dyn_into::<js_sys::Function>().ok()?.call0(chosen).ok()?;
    JsFuture::from(promise.dyn_into::<Promise>().ok()?).await.ok()?.as_string()
}

/// Its name.
pub fn name(chosen: &Blob) -> String {
    let name = Reflect::get(chosen, &"name".into()).unwrap_or_default();
    name.as_string().unwrap_or_default()
}
