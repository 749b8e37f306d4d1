//! Queries and signs as the interface shows them: in their own direction, ready to be tried.

use kashf::view::language::{Dir, direction, isolates};
use kashf::view::messages::{Said, said};
use leptos::prelude::*;

use crate::state::{Place, Ui};

/// A query that is searched for when it is pressed; closes the help.
#[component]
pub fn Example(
    /// The query.
    query: &'static str,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let search = move |_| {
        ui.help.set(false);
        place.search(query);
    };
    view! {
        <button
            type="button"
            class="example"
            data-testid="help-example"
            data-query=query
            title=move || ui.say().try_it
            on:click=search
        >
            {typed(query)}
        </button>
    }
    .into_any()
}

/// What can be typed, in its own direction.
pub fn typed(query: &str) -> AnyView {
    let dir = direction(query).unwrap_or(Dir::Ltr);
    view! { <bdi class="signs" dir=dir.code()>{set(query, dir)}</bdi> }.into_any()
}

/// The words of a query on a line of a direction. On a left-to-right line right-to-left words
/// are isolated, so that the signs between them keep their places.
pub fn set(query: &str, dir: Dir) -> AnyView {
    match dir {
        Dir::Rtl => query.to_owned().into_any(),
        Dir::Ltr => isolates(query)
            .into_iter()
            .map(|(words, other)| match other {
                true => view! { <bdi>{words.to_owned()}</bdi> }.into_any(),
                false => words.to_owned().into_any(),
            })
            .collect_view()
            .into_any(),
    }
}

/// A sentence with its signs set apart; `value` goes into its gaps.
pub fn sentence(words: &'static str, value: &str) -> AnyView {
    said(words)
        .into_iter()
        .map(|part| match part {
            Said::Words(words) => words.into_any(),
            Said::Signs(signs) => typed(signs),
            Said::Gap => view! { <bdi class="about-this">{value.to_owned()}</bdi> }.into_any(),
        })
        .collect_view()
        .into_any()
}
