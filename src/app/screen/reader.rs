//! The open text, set like a page of a book.

use kashf::engine::protocol::{Origin, Reading};
use kashf::view::language::{direction, usual_direction};
use kashf::view::paragraph::pieces;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::decide::Desk;
use crate::more::{Rare, rare};
use crate::part::actions::{CopyButton, save_text};
use crate::part::facts::Facts;
use crate::part::text::{Text, stretches};
use crate::part::toolbar::Toolbar;
use crate::part::trouble::Trouble;
use crate::state::{Book, Place, Ui};

/// The reader. Its element is there only while a text is, so that scripts can wait for it.
#[component]
pub fn Reader() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let book = expect_context::<Book>();
    let desk = expect_context::<Desk>();
    let article = NodeRef::<html::Article>::new();
    let open = Memo::new(move |_| book.reading.with(Option::is_some));
    let failed = move || book.failure.with(Option::is_some);
    let id =
        move || book.reading.with(|reading| reading.as_ref().map(|reading| reading.id.clone()));
    let given = place.part(|link| link.given);
    let pair = place.part(|link| link.with.is_some());
    follow_hits(ui, place, book, article);
    view! {
        <div class="split__page">
            {move || match open.get() {
                _ if pair.get() => {
                    ui.lang.track();
                    rare(Rare::Compare)
                }
                false if failed() => ().into_any(),
                false => view! { <p class="quiet reader__opening" role="status">{ui.say().opening}</p> }.into_any(),
                true => view! {
                    <article class="reader" node_ref=article data-testid="reader" data-doc=id tabindex="-1">
                        <Toolbar />
                        {move || book.reading.get().map(|reading| {
                            // What stands in a component's body is not tracked: another
                            // language draws the text anew.
                            ui.lang.track();
                            match (desk.zoning.get(), given.get()) {
                                (true, _) => rare(Rare::Zoning(Box::new(reading))),
                                (_, true) => view! { <Given reading=reading /> }.into_any(),
                                _ => view! { <Page reading=reading /> }.into_any(),
                            }
                        })}
                    </article>
                }
                .into_any(),
            }}
            <Trouble failure=book.failure />
        </div>
    }
    .into_any()
}

/// The page: facts, title, text, and what is known about it.
#[component]
fn Page(
    /// The text.
    reading: Reading,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let meta = reading.meta.clone();
    let above = !reading.title_in_text && !meta.title.is_empty();
    let title_dir = direction(&meta.title).or(usual_direction(&meta.lang)).map(|dir| dir.code());
    let title_hits = if above { reading.title_hits.clone() } else { Vec::new() };
    let first_hit = title_hits.len();
    view! {
        <div class="page" data-testid="page">
            <header class="page__head" dir=title_dir>
                <Facts source=meta.source date=meta.date lang=meta.lang.clone() words=reading.words />
                {above.then(|| view! {
                    <h2 class="page__title" lang=meta.lang.clone()>
                        {stretches(&meta.title, pieces(&meta.title, &title_hits), 0, false)}
                    </h2>
                })}
                {is_decided(&reading.origins).then(|| view! {
                    <p><span class="known__origin" data-testid="decided-mark">{ui.say().decided.corrected}</span></p>
                })}
                {(!meta.author.is_empty()).then(|| view! { <p class="page__author"><bdi>{meta.author}</bdi></p> })}
            </header>
            <Text
                text=reading.text.clone()
                hits=reading.hits.clone()
                title=reading.title_span.filter(|_| reading.title_in_text)
                zones=reading.zones.clone()
                lang=meta.lang
                first_hit=first_hit
                markdown=is_markdown(&reading.id)
            />
            <footer class="page__foot">
                {rare(Rare::Foot(Box::new(reading)))}
            </footer>
        </div>
    }
    .into_any()
}

/// Whether a person decided something about a text.
fn is_decided(origins: &[(String, Origin)]) -> bool {
    origins.iter().any(|(_, origin)| *origin == Origin::Decision)
}

/// Whether a text was a Markdown file.
pub fn is_markdown(id: &str) -> bool {
    let ending = id.rsplit('.').next().unwrap_or_default();
    ending.eq_ignore_ascii_case("md") || ending.eq_ignore_ascii_case("markdown")
}

/// The text unchanged and unset, to copy or save.
#[component]
fn Given(
    /// The text.
    reading: Reading,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (id, lang) = (reading.id, reading.meta.lang);
    let text = StoredValue::new(reading.text);
    let whole = text.get_value();
    let dir = direction(&whole).or(usual_direction(&lang)).map(|dir| dir.code());
    view! {
        <div class="given">
            <p class="given__bar">
                <span class="quiet">{move || ui.say().given_note}</span>
                <CopyButton
                    label=Signal::derive(move || ui.say().copy)
                    content=Callback::new(move |()| text.get_value())
                    hook="copy-text"
                />
                <button
                    type="button"
                    class="link"
                    data-testid="download"
                    on:click=move |_| text.with_value(|text| save_text(&id, text))
                >
                    {move || ui.say().download}
                </button>
            </p>
            <pre class="given__text" data-testid="given" lang=lang dir=dir tabindex="0">{whole}</pre>
        </div>
    }
    .into_any()
}

/// Shows which hit is current and brings it into view; leads a reader to a text just opened.
fn follow_hits(ui: Ui, place: Place, book: Book, article: NodeRef<html::Article>) {
    let hit = place.part(|link| (link.hit, link.given));
    Effect::new(move |before: Option<(Option<String>, u32)>| {
        let id = book.reading.with(|reading| reading.as_ref().map(|reading| reading.id.clone()));
        let (number, _) = hit.get();
        ui.lang.track();
        let (old_id, old_number) = before.unwrap_or_default();
        let opened = id.is_some() && id != old_id;
        let moved = number != old_number;
        // Drawn by now or at the latest before the next frame is painted.
        request_animation_frame(move || {
            let Some(article) = article.try_get_untracked().flatten() else {
                return;
            };
            let article: &HtmlElement = &article;
            if opened && place.acted() {
                lead_to(article);
            }
            mark_current(article, number, opened || moved);
        });
        (id, number)
    });
}

/// Brings the head of a text into view and the focus to it.
fn lead_to(article: &HtmlElement) {
    let root = article.closest(".split").ok().flatten();
    let line = root.and_then(|root| root.query_selector(".result--open").ok().flatten());
    if let Some(line) = line {
        scroll(&line, ScrollLogicalPosition::Nearest);
    }
    // Where the head is in view already (side by side, mostly), nothing has to jump.
    let head = article.get_bounding_client_rect().top();
    if !(0.0..window_height() * 0.5).contains(&head) {
        scroll(article, ScrollLogicalPosition::Start);
    }
    let quietly = FocusOptions::new();
    quietly.set_prevent_scroll(true);
    let _ = article.focus_with_options(&quietly);
}

fn mark_current(article: &HtmlElement, number: u32, bring: bool) {
    if let Ok(old) = article.query_selector_all(".hit--now") {
        for at in 0..old.length() {
            if let Some(old) = old.item(at).and_then(|old| old.dyn_into::<Element>().ok()) {
                let _ = old.class_list().remove_1("hit--now");
                let _ = old.remove_attribute("aria-current");
            }
        }
    }
    // A hit that runs over a line's end is drawn in two parts.
    let Ok(parts) = article.query_selector_all(&format!("[data-hit=\"{number}\"].hit")) else {
        return;
    };
    for at in 0..parts.length() {
        let Some(part) = parts.item(at).and_then(|part| part.dyn_into::<Element>().ok()) else {
            continue;
        };
        let _ = part.class_list().add_1("hit--now");
        let _ = part.set_attribute("aria-current", "true");
        if at == 0 && bring && !well_in_view(&part) {
            scroll(&part, ScrollLogicalPosition::Center);
        }
    }
}

/// Whether it stands in the middle three quarters of the window.
fn well_in_view(part: &Element) -> bool {
    let height = window_height();
    let place = part.get_bounding_client_rect();
    place.top() > height * 0.125 && place.bottom() < height * 0.875
}

fn window_height() -> f64 {
    window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default()
}

fn scroll(element: &Element, block: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
