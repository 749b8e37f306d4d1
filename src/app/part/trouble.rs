//! One question that could not be answered, said quietly.

use leptos::prelude::*;

use crate::state::Ui;

/// The message of a failed request; nothing when there is none.
#[component]
pub fn Trouble(
    /// Why it failed.
    failure: RwSignal<Option<String>>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    move || {
        failure.get().map(|message| {
            view! {
                <p class="trouble" role="alert" data-testid="error">
                    {move || ui.say().request_failed}" "<bdi>{message}</bdi>
                </p>
            }
        })
    }
}
