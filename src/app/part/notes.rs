//! What was understood otherwise than typed, said under the search box.

use kashf::engine::protocol::{Note, NoteKind};
use kashf::view::language::{Dir, direction};
use kashf::view::notes::{echo, exactly, replaced};
use leptos::prelude::*;

use super::example::{sentence, set};
use crate::state::{Found, Place, Ui};

/// The query with what the notes are about underlined, and the notes, each with what to do.
#[component]
pub fn Notes() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let found = expect_context::<Found>();
    let told = Memo::new(move |_| {
        found.answer.with(|answer| {
            answer.as_ref().map_or((String::new(), Vec::new()), |answer| {
                (answer.query.clone(), answer.notes.clone())
            })
        })
    });
    let inside = move || {
        let (query, notes) = told.get();
        let dir = direction(&query).unwrap_or(ui.lang.get().dir());
        let stretches = echo(&query, &notes).unwrap_or_default();
        let shown = (!stretches.is_empty()).then(|| {
            view! { <p class="notes__query" data-testid="note-query" dir=dir.code()>{underlined(stretches, dir)}</p> }
        });
        let list = (!notes.is_empty()).then(|| {
            let note = |note| view! { <One note=note query=query.clone() /> };
            view! { <ul class="notes__list">{notes.into_iter().map(note).collect_view()}</ul> }
        });
        view! { {shown}{list} }
    };
    view! { <div class="notes" aria-live="polite">{inside}</div> }.into_any()
}

/// A query in stretches, some of them underlined. Nothing comes between, so that letters join.
fn underlined(stretches: Vec<(String, bool)>, dir: Dir) -> AnyView {
    stretches
        .into_iter()
        .map(|(text, marked)| match marked {
            true => {
                view! { <mark class="notes__mark" data-testid="note-mark">{set(&text, dir)}</mark> }
                    .into_any()
            }
            false => set(&text, dir),
        })
        .collect_view()
        .into_any()
}

/// One note.
#[component]
fn One(
    /// What to say.
    note: Note,
    /// The query it is about.
    query: String,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let said = ui.say();
    let offers = matches!(note.kind, NoteKind::ReadAsNear | NoteKind::DidYouMean);
    let forms = note.forms.iter().map(|form| {
        if !offers {
            return view! { " "<bdi class="about-this">{form.clone()}</bdi> }.into_any();
        }
        let instead = replaced(&query, &note, form);
        view! {
            " "<button type="button" class="link" data-testid="note-form" on:click=move |_| place.search(&instead)>
                <bdi>{form.clone()}</bdi>
            </button>
        }
        .into_any()
    });
    let forms = forms.collect_view();
    let exact = (note.kind == NoteKind::ReadAsNear).then(|| {
        let instead = exactly(&query, &note);
        view! {
            " "<button type="button" class="link notes__exactly" data-testid="note-exactly" on:click=move |_| place.search(&instead)>
                {sentence(said.exactly, &note.about)}
            </button>
        }
    });
    view! {
        <li class="notes__one" data-testid="note">
            {sentence(said.note(note.kind, &note.about), &note.about)}{forms}{exact}
        </li>
    }
    .into_any()
}
