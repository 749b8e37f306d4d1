//! While the corpus is being opened, and when it could not be.

use leptos::prelude::*;

use crate::client::Progress;
use crate::state::{Load, Phase, Place, Ui};

/// A line of progress under the header; the failure in its place. Once ready, a line while
/// a question waits for parts of the texts.
#[component]
pub fn Loading() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let typed = place.part(|link| !link.query.trim().is_empty());
    view! {
        {move || match load.phase.get() {
            Phase::Ready => view! { <Parts /> }.into_any(),
            Phase::Failed(message) => view! {
                <section class="failure" role="alert" data-testid="error">
                    <h2 class="failure__title">{move || ui.say().failed}</h2>
                    <p class="failure__message"><bdi>{message}</bdi></p>
                    <p>{move || ui.say().failed_do}</p>
                </section>
            }
            .into_any(),
            Phase::Loading(progress) => {
                let share = (progress.total > 0.0).then(|| thousandths(&progress));
                view! {
                    <div class="loading" role="status">
                        <progress class="loading__bar" aria-label=move || ui.say().loading value=share max="1000"></progress>
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

/// Parts of the texts on their way. The style sheet lets a moment pass before it is seen, and
/// it takes no room: most questions are answered sooner.
#[component]
fn Parts() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let load = expect_context::<Load>();
    let some = Memo::new(move |_| load.parts.with(Option::is_some));
    let share = move || load.parts.get().map_or(1000, |told| thousandths(&told));
    view! {
        {move || some.get().then(|| view! {
            <div class="loading loading--parts" role="status">
                <progress class="loading__bar" aria-label=move || ui.say().stage("load") value=share max="1000"></progress>
            </div>
        })}
    }
    .into_any()
}

/// How far it is, in whole numbers: to write a fraction takes a hundredth of the program.
fn thousandths(progress: &Progress) -> u32 {
    (progress.done / progress.total * 1000.0).clamp(0.0, 1000.0) as u32
}
