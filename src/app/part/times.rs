//! The times that the open text speaks of, and what in them does not agree.

use kashf::engine::protocol::{
    Certainty, Contradiction, Days, Reading, ReadingTime, ResolvedBy, TimeConflict,
};
use kashf::view::date::in_words;
use kashf::view::messages::{fill, filled_isolated};
use leptos::prelude::*;

use super::copies::CompareLink;
use super::result::TextLink;
use crate::state::Ui;

/// Contradictions in the open, the times folded away until asked for; nothing without either.
#[component]
pub fn TimesOf(
    /// The text.
    reading: Reading,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let said = &ui.say().timeline;
    let Reading { id, text, times, contradictions, later_years, .. } = reading;
    let count = times.len() as u64;
    let later = (!later_years.is_empty()).then(|| {
        let mut years: Vec<&str> = later_years.iter().filter_map(|span| span.of(&text)).collect();
        years.dedup();
        let words = filled_isolated(said.later_years, &[&years.join(ui.say().comma)]);
        view! { <p class="quiet times__later" data-testid="later-years">{words}</p> }
    });
    let lines = times.into_iter().map(|time| line(ui, &text, time)).collect_view();
    let contradicted = (!contradictions.is_empty()).then(|| {
        let one = |it| contradiction(ui, &id, &text, it);
        view! {
            <section class="times__contradictions" data-testid="contradictions">
                <h3 class="heading">{said.contradictions}</h3>
                <ul class="copies__list">{contradictions.into_iter().map(one).collect_view()}</ul>
            </section>
        }
    });
    view! {
        {contradicted}
        {later}
        {(count > 0).then(|| view! {
            <details class="known" data-testid="times" data-count=count>
                <summary class="known__name">{said.in_text.say(ui.lang.get(), count)}</summary>
                <ul class="times__list">{lines}</ul>
            </details>
        })}
    }
    .into_any()
}

fn line(ui: Ui, text: &str, time: ReadingTime) -> AnyView {
    let said = &ui.say().timeline;
    let words = time.span.of(text).unwrap_or_default().to_owned();
    let kind = match time.kind {
        ResolvedBy::Stated => 0,
        ResolvedBy::Relative => 1,
        ResolvedBy::YearInferred => 2,
    };
    let mut known = vec![said.kinds[kind]];
    known.extend((time.certainty == Certainty::Guess).then_some(said.guess));
    known.extend(time.later.then_some(said.later_than_text));
    let conflicts = time.conflicts.iter().map(|conflict| {
        view! { <span class="times__conflict">{conflict_words(ui, conflict)}</span> }
    });
    view! {
        <li class="times__one">
            <bdi>{words}</bdi>" — "<bdi>{days_in_words(ui, &time.days)}</bdi>
            " " <span class="quiet">{known.join(" · ")}</span>
            {conflicts.collect_view()}
        </li>
    }
    .into_any()
}

fn conflict_words(ui: Ui, conflict: &TimeConflict) -> String {
    let said = &ui.say().timeline;
    match conflict {
        TimeConflict::Weekday { said: told, is: Some(is) } => fill(
            said.weekday_conflict,
            &[said.weekdays[*is as usize], said.weekdays[*told as usize]],
        ),
        TimeConflict::Weekday { said: told, is: None } => {
            fill(said.weekday_absent, &[said.weekdays[*told as usize]])
        }
        TimeConflict::Calendar(days) => {
            filled_isolated(said.calendar_conflict, &[&days_in_words(ui, days)])
        }
    }
}

fn contradiction(ui: Ui, id: &str, text: &str, it: Contradiction) -> AnyView {
    let said = &ui.say().timeline;
    let here = it.span.of(text).unwrap_or_default();
    let [days, other_days] = [&it.days, &it.other_days].map(|days| days_in_words(ui, days));
    let words = filled_isolated(said.contradiction, &[here, &days, &it.text, &other_days]);
    let other = it.other.id.clone();
    view! {
        <li class="copies__one copies">
            {words}" "
            <TextLink id=it.other.id from_search=false><bdi>{it.other.title}</bdi></TextLink>
            " "
            <CompareLink left=id.to_owned() right=other />
        </li>
    }
    .into_any()
}

/// A day, or the first and the last.
fn days_in_words(ui: Ui, days: &Days) -> String {
    let whole = match days.from == days.to {
        true => days.from.clone(),
        false => format!("{}/{}", days.from, days.to),
    };
    in_words(ui.lang.get(), &whole).unwrap_or(whole)
}
