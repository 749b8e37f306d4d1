//! While the corpus is being opened, and when it could not be.

use leptos::prelude::*;

use crate::state::{Load, Phase, Place, Ui};

/// A line of progress under the header; the failure in its place. Nothing once ready.
#[component]
pub fn Loading() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let typed = place.part(|link| !link.query.trim().is_empty());
    view! {
        {move || match load.phase.get() {
            Phase::Ready => ().into_any(),
            Phase::Failed(message) => view! {
                <section class="failure" role="alert" data-testid="error">
                    <h2 class="failure__title">{move || ui.say().failed}</h2>
                    <p class="failure__message"><bdi>{message}</bdi></p>
                    <p>{move || ui.say().failed_do}</p>
                </section>
            }
            .into_any(),
            Phase::Loading(progress) => {
                let share = (progress.total > 0.0).then(|| (progress.done / progress.total).clamp(0.0, 1.0));
                view! {
                    <div class="loading" role="status">
                        <progress class="loading__bar" aria-label=move || ui.say().loading value=share max="1"></progress>
                        <p class="loading__stage">
                            {ui.say().stage(&progress.stage)}
                            {typed.get().then(|| view! { <span class="loading__wait">{ui.say().waiting}</span> })}
                        </p>
                    </div>
                }
                .into_any()
            }
        }}
    }
}
