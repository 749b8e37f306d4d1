//! Keys that work everywhere on the page.
//!
//! A key is known by what it prints, else by where it sits: with a Persian or Arabic layout
//! the key of `n` prints «د» or «ى», and must still go to the next hit.

use kashf::view::permalink::View;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::screen::compare::step_difference;
use super::state::{Book, Place, Step, Ui};

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Search,
    Help,
    Leave,
    Hit(i32),
    Text(i32),
    Show(View),
}

fn wish(event: &KeyboardEvent) -> Option<Wish> {
    let printed = event.key();
    let place = event.code();
    let shift = event.shift_key();
    let known = if printed.is_ascii() { printed.as_str() } else { "" };
    Some(match (known, place.as_str()) {
        ("Escape", _) => Wish::Leave,
        ("?", _) => Wish::Help,
        ("/", _) => Wish::Search,
        ("n", _) => Wish::Hit(1),
        ("p", _) => Wish::Hit(-1),
        ("[", _) => Wish::Text(-1),
        ("]", _) => Wish::Text(1),
        ("1", _) => Wish::Show(View::Search),
        ("2", _) => Wish::Show(View::Texts),
        ("3", _) => Wish::Show(View::Timeline),
        ("4", _) => Wish::Show(View::Concordance),
        ("5", _) => Wish::Show(View::About),
        ("", "Slash") if shift => Wish::Help,
        ("", "Slash") => Wish::Search,
        ("", "KeyN") => Wish::Hit(1),
        ("", "KeyP") => Wish::Hit(-1),
        ("", "BracketLeft") => Wish::Text(-1),
        ("", "BracketRight") => Wish::Text(1),
        ("", "Digit1") => Wish::Show(View::Search),
        ("", "Digit2") => Wish::Show(View::Texts),
        ("", "Digit3") => Wish::Show(View::Timeline),
        ("", "Digit4") => Wish::Show(View::Concordance),
        ("", "Digit5") => Wish::Show(View::About),
        _ => return None,
    })
}

/// The element a key was really pressed in, also inside a shadow root.
fn pressed_in(event: &Event) -> Option<Element> {
    event.composed_path().get(0).dyn_into().ok()
}

/// Whether letters typed there are text.
pub fn takes_text(element: &Element) -> bool {
    let name = element.tag_name().to_ascii_lowercase();
    matches!(name.as_str(), "input" | "textarea" | "select")
        || element.has_attribute("contenteditable")
}

/// Does what the key asks for.
pub fn press(event: &KeyboardEvent, ui: Ui, place: Place, book: Book) {
    if event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || event.is_composing()
        || event.default_prevented()
    {
        return;
    }
    let Some(wish) = wish(event) else { return };
    let typing = pressed_in(event).is_some_and(|element| takes_text(&element));
    // An open dialogue has Escape to itself.
    if (typing && wish != Wish::Leave) || ui.help.get_untracked() {
        return;
    }
    let compared = place.now().with.is_some();
    let done = match wish {
        Wish::Search => {
            if place.now().view != View::Search {
                place.show(View::Search);
            }
            focus_search(ui, place);
            true
        }
        Wish::Help => {
            ui.help.set(true);
            true
        }
        Wish::Leave => leave(place),
        Wish::Hit(by) if compared => step_difference(ui, by),
        Wish::Hit(by) => step_hit(place, book, by),
        Wish::Text(by) => step_text(place, book, by),
        Wish::Show(view) => {
            place.show(view);
            true
        }
    };
    if done {
        event.prevent_default();
    }
}

/// Puts the cursor into the search box, at once where it is there, so that no letter typed
/// next is lost. On a narrow screen the open text covers it, and is closed.
fn focus_search(ui: Ui, place: Place) {
    let seen = |input: &web_sys::HtmlInputElement| input.get_client_rects().length() > 0;
    let enter = move || {
        let input = ui.search_box.get_untracked().filter(seen);
        if let Some(input) = &input {
            let _ = input.focus();
            input.select();
        }
        input.is_some()
    };
    if enter() {
        return;
    }
    place.close();
    // It is only now on its way into the document.
    request_animation_frame(move || {
        enter();
    });
}

fn leave(place: Place) -> bool {
    let open = place.now().doc.is_some();
    if open {
        place.close();
    }
    open
}

/// Goes `by` hits on, round the end.
pub fn step_hit(place: Place, book: Book, by: i32) -> bool {
    let total = book.reading.with_untracked(|reading| {
        reading.as_ref().map_or(0, |reading| reading.hits.len() + reading.title_hits.len())
    }) as i64;
    if total == 0 {
        return false;
    }
    place.go(Step::Replace, |link| {
        let now = i64::from(link.hit);
        let next = if now == 0 && by < 0 {
            total
        } else {
            (now - 1 + i64::from(by)).rem_euclid(total) + 1
        };
        link.hit = next as u32;
        link.given = false;
    });
    true
}

/// Opens the text before or after.
pub fn step_text(place: Place, book: Book, by: i32) -> bool {
    let id = book.reading.with_untracked(|reading| {
        let reading = reading.as_ref()?;
        let neighbour = if by < 0 { &reading.previous } else { &reading.next };
        neighbour.as_ref().map(|neighbour| neighbour.id.clone())
    });
    if let Some(id) = &id {
        place.open(id, false);
    }
    id.is_some()
}
