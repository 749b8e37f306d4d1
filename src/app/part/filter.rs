//! Which languages of texts to keep.

use kashf::view::language::language_name;
use leptos::prelude::*;

use crate::state::{Load, Place, Step, Ui};

/// One small button a language, and one for all; nothing in a corpus of one language.
#[component]
pub fn Filter() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let only = place.part(|link| link.filter.lang.clone());
    let tags = Memo::new(move |_| {
        load.info.with(|info| {
            let shares = info.iter().flat_map(|info| &info.languages);
            shares.map(|share| share.name.clone()).take(12).collect::<Vec<_>>()
        })
    });
    let toggle = move |tag: &str| {
        place.go(Step::Replace, |link| {
            match link.filter.lang.iter().position(|kept| kept == tag) {
                Some(at) => drop(link.filter.lang.remove(at)),
                None => link.filter.lang.push(tag.to_owned()),
            }
            // Every language kept is the same as none chosen.
            if tags.with_untracked(|tags| tags.iter().all(|tag| link.filter.lang.contains(tag))) {
                link.filter.lang.clear();
            }
        });
    };
    move || {
        let tags = tags.get();
        (tags.len() > 1).then(|| {
            view! {
                <div class="filter" role="group" aria-label=move || ui.say().only>
                    <button
                        type="button"
                        class="chip"
                        data-testid="only-all"
                        aria-pressed=move || only.with(Vec::is_empty).to_string()
                        on:click=move |_| place.go(Step::Replace, |link| link.filter.lang.clear())
                    >
                        {move || ui.say().all_languages}
                    </button>
                    {tags.into_iter().map(|tag| {
                        let (kept, named, asked) = (tag.clone(), tag.clone(), tag.clone());
                        view! {
                            <button
                                type="button"
                                class="chip"
                                data-testid=format!("only-{tag}")
                                aria-pressed=move || only.with(|only| only.contains(&kept)).to_string()
                                on:click=move |_| toggle(&asked)
                            >
                                {move || language_name(ui.lang.get(), &named)}
                            </button>
                        }
                    }).collect_view()}
                </div>
            }
        })
    }
}
