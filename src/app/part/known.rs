//! What is known about a text, and how to cite it.

use kashf::engine::protocol::{Origin, Reading, What};
use kashf::view::inferred::reasons;
use kashf::view::language::language_name;
use kashf::view::messages::fill;
use leptos::prelude::*;

use super::actions::CopyButton;
use super::correct::{Correct, Subject};
use super::facts::dated;
use crate::decide::Desk;
use crate::state::{Load, Place, Ui};

/// The whole table of metadata, folded away until asked for.
#[component]
pub fn Known(
    /// The text.
    reading: Reading,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (said, lang) = (ui.say(), ui.lang.get());
    let desk = expect_context::<Desk>();
    let subject = Subject::of(&reading);
    let (meta, text) = (reading.meta, reading.text);
    let origins = reading.origins;
    let of = |field: &str| {
        let its = origins.iter().find(|(name, _)| name == field);
        its.map(|(_, it)| origin(ui, &text, it))
    };
    let correct = |what: What, shown: Option<AnyView>, value: &str| {
        let shown = shown
            .unwrap_or_else(|| view! { <span class="quiet">{said.not_known}</span> }.into_any());
        let (subject, value) = (subject.clone(), value.to_string());
        Some(view! { <Correct subject what value shown /> }.into_any())
    };
    let host = reading.host.map(|host| view! { <p class="quiet"><bdi>{fill(said.found_below, &[&format!("\u{2068}{host}\u{2069}")])}</bdi></p> });
    let plain =
        |value: String| (!value.is_empty()).then(|| view! { <bdi>{value}</bdi> }.into_any());
    let date = (!meta.date.is_empty()).then(|| {
        let given = meta.date.clone();
        view! { {dated(lang, meta.date.clone())} " " <bdi class="quiet">{given}</bdi> {of("date")} }
            .into_any()
    });
    // Where most titles and sources come from goes without saying.
    let decided = |field: &str| {
        let its = origins.iter().any(|(name, it)| name == field && *it == Origin::Decision);
        its.then(|| of(field))
    };
    let with_origin = |value: &str, field: &str| {
        let (shown, origin) = (plain(value.to_string()), decided(field));
        Some(view! { {shown} " " {origin} }.into_any()).filter(|_| !value.is_empty())
    };
    let title = correct(What::Title, with_origin(&meta.title, "title"), &meta.title);
    let source = correct(What::Source, with_origin(&meta.source, "source"), &meta.source);
    let date = correct(What::Date, date, &meta.date);
    let rows = [
        (said.title, title),
        (said.author, plain(meta.author)),
        (said.source, source),
        (said.date, date),
        (said.lang, Some(language_name(lang, &meta.lang).into_any())),
        (said.address, (!meta.url.is_empty()).then(|| address(meta.url))),
        (said.words, Some(ui.number(reading.words).into_any())),
        (said.number_in_corpus, Some(ui.number(u64::from(reading.number) + 1).into_any())),
        (said.id, Some(view! { <bdi class="code" dir="ltr">{reading.id}</bdi> }.into_any())),
    ];
    view! {
        <details
            class="known"
            data-testid="known"
            prop:open=desk.known.get_untracked()
            on:toggle=move |event| {
                let open = event_target::<web_sys::Element>(&event).has_attribute("open");
                desk.known.set(open);
            }
        >
            <summary class="known__name">{said.known}</summary>
            {host}
            <dl class="table">
                {rows.into_iter().map(|(name, value)| row(
                    name.into_any(),
                    value.unwrap_or_else(|| view! { <span class="quiet">{said.not_known}</span> }.into_any()),
                )).collect_view()}
                {meta.more.into_iter().map(|(name, value)| row(
                    view! { <bdi>{said.field(&name).map_or(name, str::to_owned)}</bdi> }.into_any(),
                    view! { <bdi>{value}</bdi> }.into_any(),
                )).collect_view()}
            </dl>
        </details>
    }
    .into_any()
}

/// How a field is known, when the file itself does not simply say so.
fn origin(ui: Ui, text: &str, origin: &Origin) -> Option<AnyView> {
    let (kind, reason) = match origin {
        Origin::File(_) => return None,
        Origin::Line(_) => (0, String::new()),
        Origin::Inferred(why) => (1, reasons(ui.lang.get(), text, why)),
        Origin::Table(name) => (2, name.clone()),
        Origin::Decision => (3, String::new()),
    };
    Some(
        view! {
            <span class="known__origin" data-testid="origin">{ui.say().origins[kind]}</span>
            {(!reason.is_empty()).then(|| view! { <bdi class="quiet known__reason">{reason}</bdi> })}
        }
        .into_any(),
    )
}

/// One line of a table of names and values.
pub fn row(name: AnyView, value: AnyView) -> impl IntoView {
    view! {
        <div class="table__row">
            <dt class="table__name">{name}</dt>
            <dd class="table__value">{value}</dd>
        </div>
    }
}

/// A web address as a link. What is not plainly one (`javascript:`, say) is only shown:
/// metadata is foreign input.
fn address(url: String) -> AnyView {
    let shown = view! { <bdi class="code" dir="ltr">{url.clone()}</bdi> };
    let lower = url.trim_start().to_ascii_lowercase();
    match lower.starts_with("https://") || lower.starts_with("http://") {
        true => {
            view! { <a class="link" href=url target="_blank" rel="noopener noreferrer">{shown}</a> }
                .into_any()
        }
        false => shown.into_any(),
    }
}

/// The line to cite, and the link to this place.
#[component]
pub fn Citation(
    /// The text.
    reading: Reading,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let said = ui.say();
    let info = load.info.get().unwrap_or_default();
    let title =
        if reading.meta.title.is_empty() { reading.id.clone() } else { reading.meta.title.clone() };
    let given = |value: String| (!value.is_empty()).then(|| view! { <bdi>{value}</bdi>". " });
    let link = Callback::new(move |()| {
        let place = place.now();
        let href = window().location().href().unwrap_or_default();
        let page = href.split('#').next().unwrap_or_default();
        format!("{page}#{}", place.fragment())
    });
    let label = Signal::derive(move || ui.say().copy_link);
    view! {
        <section class="cite">
            <h3 class="heading">{said.cite}</h3>
            <p class="cite__line">
                {given(reading.meta.author)}
                <bdi class="cite__title">{title}</bdi>". "
                {given(reading.meta.source)}
                {(!reading.meta.date.is_empty()).then(|| view! { {dated(ui.lang.get(), reading.meta.date)}". " })}
                <bdi>{info.title}</bdi>" ("
                <bdi class="code" dir="ltr">{info.fingerprint}</bdi>"). "
                <bdi class="code" dir="ltr">{reading.id}</bdi>"."
            </p>
            <p class="cite__link"><CopyButton label=label content=link hook="copy-link" /></p>
        </section>
    }
    .into_any()
}
