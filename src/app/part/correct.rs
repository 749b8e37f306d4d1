//! A field of what is known of a text, which can be corrected where it stands.

use kashf::decisions::{date, text_mark};
use kashf::engine::protocol::{Calendar, Decision, Reading, What, is_dated_by_jalali};
use kashf::view::date::{in_words, typed_in};
use kashf::view::messages::{fill, filled_isolated};
use leptos::prelude::*;
use web_sys::{KeyboardEvent, SubmitEvent};

use super::icon::{Icon, Sign};
use crate::decide::Desk;
use crate::state::{Place, Ui};

/// What decisions about a text name it by.
#[derive(Clone)]
pub struct Subject {
    id: String,
    text: String,
    lang: String,
}

impl Subject {
    /// Of a text that is open.
    pub fn of(reading: &Reading) -> Subject {
        let (id, lang) = (reading.id.clone(), reading.meta.lang.clone());
        Subject { id, lang, text: text_mark(&reading.text) }
    }

    /// That something of it shall be `value`, and no longer `was`.
    pub fn decision(&self, what: What, value: String, was: String) -> Decision {
        let Subject { id, text, .. } = self.clone();
        Decision { id, text, what, value, was, ..Decision::default() }
    }
}

/// The field, and a button that opens a form in its place.
#[component]
pub fn Correct(
    /// The text.
    subject: Subject,
    /// Which field.
    what: What,
    /// Its value.
    value: String,
    /// The value as it is shown.
    shown: AnyView,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let desk = expect_context::<Desk>();
    let editing = RwSignal::new(false);
    let wrong = RwSignal::new(false);
    let typed = RwSignal::new(value.clone());
    let button = NodeRef::<leptos::html::Button>::new();
    Effect::new(move |_: Option<()>| {
        if let Some(button) = button.get().filter(|_| desk.back.get_value() == Some(what)) {
            desk.back.set_value(None);
            let _ = button.focus();
        }
    });
    let name = what.name();
    let field = move || field_name(ui, what);
    let label = move || fill(ui.say().deciding.correct, &[field()]);
    let before = desk.decisions.with_untracked(|decisions| {
        let own = |it: &&Decision| it.id == subject.id && it.what == what;
        decisions.list().iter().find(own).map(|it| it.was.clone())
    });
    let id = subject.id.clone();
    let undo = move |_| {
        let id = id.clone();
        desk.back.set_value(Some(what));
        desk.change(move |decisions| {
            let own = |it: &Decision| it.id == id && it.what == what;
            if let Some(place) = decisions.list().iter().position(own) {
                decisions.remove(place);
            }
        });
    };
    let calendar = calendar(&subject);
    let read = move |text: &str| match what {
        What::Date => typed_in(calendar.get_untracked(), text).and_then(|text| date(&text)),
        _ => Some(text.trim().to_string()),
    };
    let take = move |event: SubmitEvent| {
        event.prevent_default();
        let taken = typed.with_untracked(|text| read(text));
        wrong.set(taken.is_none());
        if let Some(taken) = taken {
            editing.set(false);
            if taken != value {
                desk.back.set_value(Some(what));
                desk.decide(subject.decision(what, taken, value.clone()));
            }
        }
    };
    let take = StoredValue::new_local(take);
    let open = move |_| {
        wrong.set(false);
        editing.set(true);
    };
    let press = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            event.prevent_default();
            editing.set(false);
        }
    };
    view! {
        <span class="correct">
            <span hidden=editing>
                {shown}
                <button
                    type="button"
                    class="button button--sign correct__button"
                    data-testid=format!("decide-{name}")
                    aria-label=label
                    title=label
                    on:click=open
                    node_ref=button
                >
                    <Icon sign=Sign::Pencil />
                </button>
                {before.map(|before| view! {
                    <span class="quiet correct__before">
                        <bdi>{move || before_said(ui, &before)}</bdi>
                        " "
                        <button type="button" class="link" data-testid=format!("decide-{name}-undo") on:click=undo>
                            {move || ui.say().deciding.undo}
                        </button>
                    </span>
                })}
            </span>
            {move || editing.get().then(|| view! {
                <form
                    class="correct__form"
                    on:submit=move |event| take.with_value(|take| take(event))
                    on:keydown=press
                >
                    <input
                        class="correct__input"
                        type="text"
                        autocomplete="off"
                        autofocus
                        dir=if what == What::Date { "ltr" } else { "auto" }
                        data-testid=format!("decide-{name}-input")
                        aria-label=label
                        aria-invalid=move || (wrong.get() && typed.with(|text| read(text).is_none())).to_string()
                        aria-describedby=format!("kashf-correct-{name}")
                        prop:value=typed
                        on:input=move |event| typed.set(event_target_value(&event))
                        node_ref=focused()
                    />
                    <button type="submit" class="button correct__save" data-testid=format!("decide-{name}-save")>
                        {ui.say().deciding.save}
                    </button>
                    <button type="button" class="button" data-testid=format!("decide-{name}-cancel") on:click=move |_| editing.set(false)>
                        {ui.say().deciding.cancel}
                    </button>
                    <p class="correct__means" role="status" id=format!("kashf-correct-{name}")>
                        {move || match typed.with(|text| read(text)) {
                            Some(days) => (what == What::Date).then(|| means(ui, days)),
                            None => wrong.get().then(|| expected(ui, calendar.get_untracked())),
                        }}
                    </p>
                </form>
            })}
        </span>
    }
    .into_any()
}

/// By which calendar a date is typed whose year is not plainly Gregorian: the one that the reader
/// chose, else that of the text's language.
fn calendar(subject: &Subject) -> Signal<Calendar> {
    let jalali = is_dated_by_jalali(&subject.lang);
    let place = expect_context::<Place>();
    let chosen = place.part(|link| link.calendar);
    Signal::derive(move || match chosen.get() {
        Calendar::Gregorian if jalali => Calendar::Jalali,
        chosen => chosen,
    })
}

/// The days that were typed: as they are kept, and in words.
fn means(ui: Ui, days: String) -> AnyView {
    let words = in_words(ui.lang.get(), &days);
    (!days.is_empty())
        .then(|| {
            view! {
                <bdi class="code" dir="ltr" data-testid="decide-date-means">{days}</bdi>
                {words.map(|words| view! { " · " <bdi>{words}</bdi> })}
            }
        })
        .into_any()
}

/// What can be typed, with dates of the calendar.
fn expected(ui: Ui, calendar: Calendar) -> AnyView {
    let dates = match calendar {
        Calendar::Gregorian => "2022-02-11, 2022-02, 2022",
        Calendar::Jalali => "1400-11-22, 1400-11, 2022-02-11",
        Calendar::Hijri => "1443-07-10, 1443-07, 2022-02-11",
    };
    let words = filled_isolated(ui.say().deciding.date_expected, &[dates]);
    view! { <span class="dates__wrong">{words}</span> }.into_any()
}

/// A place for an input that takes the focus when it is drawn.
fn focused() -> NodeRef<leptos::html::Input> {
    let input = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_: Option<()>| {
        if let Some(input) = input.get() {
            let _ = input.focus();
            input.select();
        }
    });
    input
}

/// What a field is called.
pub fn field_name(ui: Ui, what: What) -> &'static str {
    match what {
        What::Date => ui.say().date,
        What::Title => ui.say().title,
        What::Source => ui.say().source,
        What::Zone => ui.say().deciding.part,
    }
}

/// What something was before.
pub fn before_said(ui: Ui, was: &str) -> String {
    let was = if was.is_empty() { ui.say().not_known } else { was };
    fill(ui.say().deciding.before, &[&format!("\u{2068}{was}\u{2069}")])
}
