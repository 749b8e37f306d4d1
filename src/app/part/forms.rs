//! Forms that were found, by the way in which they matched.

use kashf::engine::protocol::Reason;
use kashf::view::permalink::reason_code;
use leptos::prelude::*;

use crate::state::Ui;

/// "by spelling: گفتگو · گفت‌وگو", for each way that has forms.
pub fn forms(ui: Ui, ways: impl IntoIterator<Item = (Reason, Vec<String>)>) -> AnyView {
    let said = ui.say();
    let way = |(reason, forms): (Reason, Vec<String>)| {
        view! {
            <span class="forms" data-testid="why" data-reason=reason_code(reason)>
                {said.way(reason)}": "{dotted(forms)}
            </span>
            " "
        }
    };
    let told = ways.into_iter().filter(|(_, forms)| !forms.is_empty());
    told.map(way).collect_view().into_any()
}

/// Words with dots between. The dots stand between the isolates, so that they follow the
/// line's direction.
pub fn dotted(words: Vec<String>) -> AnyView {
    let word = |(place, word): (usize, String)| {
        let dot = if place > 0 { " · " } else { "" };
        view! { {dot}<bdi class="forms__one">{word}</bdi> }
    };
    words.into_iter().enumerate().map(word).collect_view().into_any()
}
