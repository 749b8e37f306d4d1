//! Before anything is asked: what there is, how to ask, and a few texts to begin with.

use kashf::view::language::direction;
use leptos::prelude::*;

use super::facts::Facts;
use super::help::Rules;
use super::result::TextLink;
use crate::state::{Load, Place, Shelf, Ui};
use kashf::view::permalink::View;

/// The start.
#[component]
pub fn Start() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let shelf = expect_context::<Shelf>();
    let dated =
        move || load.info.with(|info| info.as_ref().is_some_and(|info| !info.last_date.is_empty()));
    view! {
        <div class="start">
            {move || load.info.get().map(|info| {
                let (said, lang) = (ui.say(), ui.lang.get());
                view! {
                    <p class="start__what">
                        {said.text_count.say(lang, info.documents.into())}
                        " · "{said.word_count.say(lang, info.tokens.into())}
                        " · "{said.language_count.say(lang, info.languages.len() as u64)}
                    </p>
                    {(!info.description.is_empty()).then(|| {
                        let dir = direction(&info.description).map(|dir| dir.code());
                        view! { <p class="start__description" dir=dir>{info.description}</p> }
                    })}
                }
            })}
            <section class="start__part">
                <h2 class="heading">{move || ui.say().how}</h2>
                <Rules />
            </section>
            {move || {
                let lang = ui.lang.get();
                let texts = shelf.first.get();
                (!texts.is_empty()).then(|| view! {
                    <section class="start__part">
                        <h2 class="heading">
                            {if dated() { ui.say().latest_texts } else { ui.say().first_texts }}
                        </h2>
                        <ul class="list" lang=lang.code()>
                            {texts.into_iter().map(|entry| {
                                let dir = direction(&entry.title).map(|dir| dir.code());
                                view! {
                                    <li class="entry" data-testid="first-text" data-doc=entry.id dir=dir>
                                        <p class="entry__title" lang=entry.lang.clone()>
                                            <TextLink id=entry.id.clone() from_search=false>{entry.title}</TextLink>
                                        </p>
                                        <Facts source=entry.source date=entry.date lang=entry.lang words=entry.words />
                                    </li>
                                }
                            }).collect_view()}
                        </ul>
                        <button type="button" class="link" on:click=move |_| place.show(View::Texts)>
                            {ui.say().all_texts}
                        </button>
                    </section>
                })
            }}
        </div>
    }
    .into_any()
}
