//! A text set as a page: blocks with their direction, hits marked, nothing lost.

use kashf::engine::protocol::Zone;
use kashf::id::Span;
use kashf::view::language::{Dir, usual_direction};
use kashf::view::paragraph::{Block, Role, Stretch, blocks, markdown_signs};
use leptos::prelude::*;
use web_sys::ClipboardEvent;

use crate::state::Ui;

/// From how many blocks on those far from the window are not laid out.
const LONG: usize = 200;

/// Sets the text. The characters of the element's text content are those of `text`, all of
/// them, in order: white space is collapsed by the style sheet only.
#[component]
pub fn Text(
    /// The text, byte for byte.
    text: String,
    /// What to mark.
    hits: Vec<Span>,
    /// Where the title stands in it.
    title: Option<Span>,
    /// The parts that are not its body.
    zones: Vec<(Span, Zone)>,
    /// The language's tag.
    lang: String,
    /// The number of the first hit in it: hits in a title above come before.
    first_hit: usize,
    /// Whether it is Markdown, whose signs then step back.
    markdown: bool,
) -> impl IntoView {
    let usual = usual_direction(&lang).unwrap_or(Dir::Ltr);
    let ui = expect_context::<Ui>();
    let set = blocks(&text, &hits, title, &zones, usual);
    let long = set.len() > LONG;
    let lang = (lang != "und").then_some(lang);
    view! {
        <div class="text" class:text--long=long data-testid="text" lang=lang dir=usual.code() on:copy=copy_exactly>
            {set.into_iter().map(|block| one(ui, &text, block, first_hit, markdown)).collect_view()}
        </div>
    }
    .into_any()
}

fn one(ui: Ui, text: &str, block: Block, first_hit: usize, markdown: bool) -> AnyView {
    let dir = block.dir.code();
    // What is no article steps back, and says on pointing what it is.
    let aside = !block.zone.is_article();
    let what = aside.then(|| ui.say().zones[block.zone as usize]);
    let zone = aside.then(|| block.zone.name());
    let inside = stretches(text, block.pieces, first_hit, markdown);
    match block.role {
        Role::Title => view! { <h2 class="text__title" dir=dir>{inside}</h2> }.into_any(),
        role => {
            let class = if role == Role::Line { "text__line" } else { "text__paragraph" };
            view! { <p class=class class:text__aside=aside dir=dir title=what data-zone=zone>{inside}</p> }.into_any()
        }
    }
}

/// Sets stretches one after the other, hits as `<mark>` with their number.
pub fn stretches(text: &str, pieces: Vec<Stretch>, first_hit: usize, markdown: bool) -> AnyView {
    pieces
        .into_iter()
        .map(|piece| {
            let words = &text[piece.range];
            match piece.hit {
                Some(number) => {
                    view! { <mark class="hit" data-testid="hit" data-hit=first_hit + number + 1>{words.to_owned()}</mark> }.into_any()
                }
                None if markdown => markdown_signs(words).into_iter().map(quiet_sign).collect_view().into_any(),
                None => words.to_owned().into_any(),
            }
        })
        .collect_view()
        .into_any()
}

/// A sign of Markdown, there but quiet; or words.
fn quiet_sign((words, sign): (&str, bool)) -> AnyView {
    let words = words.to_owned();
    if sign {
        view! { <span class="text__sign">{words}</span> }.into_any()
    } else {
        words.into_any()
    }
}

/// Copies what is selected with all its white space, where the browser would collapse it.
fn copy_exactly(event: ClipboardEvent) {
    let Some(selection) = window().get_selection().ok().flatten() else {
        return;
    };
    // A selection in a shadow root is not always told; then the browser copies as it would.
    let Ok(range) = selection.get_range_at(0) else {
        return;
    };
    let target = event_target::<web_sys::Element>(&event);
    let within = range.common_ancestor_container().is_ok_and(|node| {
        target
            .closest("[data-testid=text]")
            .ok()
            .flatten()
            .is_some_and(|text| text.contains(Some(&node)))
    });
    if !within || selection.is_collapsed() {
        return;
    }
    let words = range.clone_contents().ok().and_then(|part| part.text_content());
    if let (Some(words), Some(board)) = (words, event.clipboard_data())
        && board.set_data("text/plain", &words).is_ok()
    {
        event.prevent_default();
    }
}
