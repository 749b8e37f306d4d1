//! What the filter demands, each to be taken away.

use kashf::view::facets::{LANG, Limit, lift, limit_label, limits};
use kashf::view::messages::fill;
use leptos::prelude::*;

use super::icon::{Icon, Sign};
use crate::state::{Place, Step, Ui};

/// A small button for each demand; nothing when there is none.
#[component]
pub fn Limits(
    /// Whether languages are shown: not where they have buttons of their own.
    langs: bool,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let filter = place.part(|link| link.filter.clone());
    let is_shown = move |limit: &Limit| match limit {
        Limit::Value { name, .. } => langs || name != LANG,
        Limit::Dates | Limit::Spoken | Limit::Within(_) => true,
    };
    move || {
        let filter = filter.get();
        let shown: Vec<Limit> = limits(&filter).into_iter().filter(is_shown).collect();
        (!shown.is_empty()).then(|| {
            let one = |limit: Limit| {
                let label = limit_label(ui.say(), ui.lang.get(), &filter, &limit);
                view! {
                    <button
                        type="button"
                        class="chip chip--lift"
                        data-testid="limit"
                        aria-label=fill(ui.say().lift_one, &[&label])
                        on:click=move |_| place.go(Step::Replace, |link| lift(&mut link.filter, &limit))
                    >
                        <bdi>{label.clone()}</bdi>
                        <Icon sign=Sign::Cross />
                    </button>
                }
            };
            view! {
                <div class="limits" role="group" aria-label=ui.say().chosen data-testid="limits">
                    {shown.into_iter().map(one).collect_view()}
                </div>
            }
        })
    }
}
