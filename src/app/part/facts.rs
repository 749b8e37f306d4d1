//! The line of facts about a text: source, date, language, length.

use kashf::view::date::in_words;
use kashf::view::language::{Lang, language_name};
use leptos::prelude::*;

use crate::state::Ui;

/// The line. Each fact is isolated, because each may run another way.
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
    view! {
        <p class="facts">
            {(!source.is_empty()).then(|| view! { <bdi class="facts__one">{source}</bdi> })}
            {(!date.is_empty()).then(|| view! { <span class="facts__one">{dated(speech, date)}</span> })}
            {(lang != "und" && !lang.is_empty()).then(|| view! {
                <span class="facts__one">{language_name(speech, &lang)}</span>
            })}
            <span class="facts__one">{ui.say().word_count.say(speech, words.into())}</span>
        </p>
    }
    .into_any()
}

/// A date in words where it is one of ours, else exactly as given.
pub fn dated(lang: Lang, given: String) -> impl IntoView {
    match in_words(lang, &given) {
        Some(words) => view! { <time datetime=given>{words}</time> }.into_any(),
        None => view! { <bdi>{given}</bdi> }.into_any(),
    }
}
