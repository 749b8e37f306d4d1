//! What was understood otherwise than typed.

use kashf::engine::protocol::Note;
use kashf::view::messages::around;
use leptos::prelude::*;

use crate::state::Ui;

/// The notes on a query, each with what to do.
#[component]
pub fn Notes(
    /// What to say.
    notes: Vec<Note>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let said = ui.say();
    (!notes.is_empty()).then(|| {
        view! {
            <ul class="notes">
                {notes.into_iter().map(|note| {
                    let sentence = said.note(note.kind);
                    let (before, after) = around(sentence);
                    let about = sentence.contains("{}").then(|| view! { <bdi class="notes__about">{note.about}</bdi> });
                    view! { <li class="notes__one" data-testid="note">{before}{about}{after}</li> }
                }).collect_view()}
            </ul>
        }
    })
}
