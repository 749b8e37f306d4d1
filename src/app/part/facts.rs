//! The line of facts about a text: source, date, language, length.

use kashf::view::date::in_words;
use kashf::view::language::{Lang, language_name};
use leptos::prelude::*;

use crate::state::Ui;

/// The line. Each fact is isolated, because each may run another way; their order is that of
/// the text they stand with, so that title and facts begin at the same edge.
#[component]
pub fn Facts(
    /// Where it appeared; may be empty.
    source: String,
    /// When, as given; may be empty.
    date: String,
    /// Its language's tag.
    lang: String,
    /// Running words.
    words: u32,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let speech = ui.lang.get();
    let mut facts = Vec::new();
    if !source.is_empty() {
        facts.push(view! { <bdi>{source}</bdi> }.into_any());
    }
    if !date.is_empty() {
        facts.push(dated(speech, date).into_any());
    }
    if lang != "und" && !lang.is_empty() {
        facts.push(view! { <bdi>{language_name(speech, &lang)}</bdi> }.into_any());
    }
    facts.push(view! { <bdi>{ui.say().word_count.say(speech, words.into())}</bdi> }.into_any());
    let separated = facts.into_iter().enumerate().map(|(place, fact)| {
        let dot = (place > 0).then(|| view! { <span class="facts__dot" aria-hidden="true">"·"</span> });
        view! { {dot}{fact} }
    });
    view! { <p class="facts">{separated.collect_view()}</p> }.into_any()
}

/// A date in words where it is one of ours, else exactly as given.
pub fn dated(lang: Lang, given: String) -> impl IntoView {
    match in_words(lang, &given) {
        Some(words) => view! { <bdi><time datetime=given>{words}</time></bdi> }.into_any(),
        None => view! { <bdi>{given}</bdi> }.into_any(),
    }
}
