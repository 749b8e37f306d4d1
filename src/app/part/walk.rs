//! Walking through a list with the arrow keys.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Moves the focus one line down or up for an arrow key, and from the search box into the
/// list for an arrow or Enter. `list` holds both; its lines have the class `walk`.
pub fn walk(event: &KeyboardEvent, list: &Element, search_box: Option<HtmlElement>) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return;
    }
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return;
    };
    let Ok(lines) = list.query_selector_all(".walk") else {
        return;
    };
    let line = |at: u32| lines.item(at).and_then(|line| line.dyn_into::<HtmlElement>().ok());
    let here = (0..lines.length())
        .find(|at| lines.item(*at).is_some_and(|line| line.contains(Some(&target))));
    let in_box = search_box.as_ref().is_some_and(|input| input.contains(Some(&target)));
    let next = match (event.key().as_str(), here) {
        ("ArrowDown" | "Enter", None) if in_box => line(0),
        ("ArrowDown", Some(at)) => line(at + 1),
        ("ArrowUp", Some(0)) => search_box,
        ("ArrowUp", Some(at)) => line(at - 1),
        _ => return,
    };
    if let Some(next) = next {
        let _ = next.focus();
        event.prevent_default();
    }
}
