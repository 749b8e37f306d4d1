//! What the corpus is, how it was built, and that nothing leaves the page.

use kashf::engine::protocol::{Info, Share};
use kashf::view::date::in_words;
use kashf::view::language::{direction, language_name};
use kashf::view::messages::fill;
use kashf::view::number::{bytes, percent};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::client::Client;
use crate::part::decisions::DecisionList;
use crate::part::known::row;
use crate::part::oracles::Oracles;
use crate::state::{Form, Load, Ui};

/// Sources listed one by one; the rest is summed up.
const SOURCES: usize = 12;

/// The screen; empty until the corpus is open.
#[component]
pub fn About() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let load = expect_context::<Load>();
    view! {
        <section class="about" aria-label=move || ui.say().about_heading data-testid="about">
            {move || {
                ui.lang.track();
                load.info.get().map(|info| view! { <Facts info=info /> })
            }}
            <DecisionList />
            <Oracles />
        </section>
    }
}

/// Everything known about the corpus.
#[component]
fn Facts(
    /// What the corpus is.
    info: Info,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let said = ui.say();
    let privacy = match ui.form {
        Form::Single => said.privacy_single,
        Form::Site => said.privacy_site,
        Form::Embed => said.privacy_embed,
    };
    view! {
        <header class="about__head">
            <h2 class="about__title" dir=direction(&info.title).map(|dir| dir.code())>{info.title.clone()}</h2>
            {(!info.description.is_empty()).then(|| view! {
                <p class="about__description" dir=direction(&info.description).map(|dir| dir.code())>
                    {info.description.clone()}
                </p>
            })}
        </header>
        <Numbers info=info.clone() />
        <div class="about__pictures">
            <Shares heading=said.languages shares=info.languages.clone() documents=info.documents language=true />
            <Shares heading=said.sources shares=info.sources.clone() documents=info.documents language=false />
        </div>
        <section class="about__part" data-testid="privacy">
            <h3 class="heading">{ui.privacy()}</h3>
            <p class="about__prose">{privacy}</p>
            <Keep />
        </section>
        <section class="about__part">
            <h3 class="heading">{said.cite_heading}</h3>
            <p class="about__prose">{said.cite_how}</p>
        </section>
        <Sizes info=info.clone() />
        <File info=info />
    }
    .into_any()
}

/// Whether the corpus is on this device.
#[derive(Clone, Debug, PartialEq)]
enum Kept {
    /// Not known, or not possible.
    Unknown,
    /// It is not.
    No,
    /// On its way: the share that is here.
    Coming(f64),
    /// It is.
    Yes,
    /// It could not be kept or removed; why.
    Failed(String),
}

/// Offers to keep the corpus on this device, where the browser can.
#[component]
fn Keep() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let client = expect_context::<Client>();
    let state = RwSignal::new(Kept::Unknown);
    let look = move || {
        spawn_local(async move {
            if let Some(kept) = client.kept().await {
                state.try_set(if kept { Kept::Yes } else { Kept::No });
            }
        });
    };
    look();
    let settle = move |outcome: Result<(), String>| match outcome {
        Ok(()) => look(),
        Err(message) => drop(state.try_set(Kept::Failed(message))),
    };
    let keep = move |_| {
        state.set(Kept::Coming(0.0));
        let report = move |done: f64, all: f64| drop(state.try_set(Kept::Coming(done / all)));
        spawn_local(async move { settle(client.keep(report).await) });
    };
    let forget = move |_| spawn_local(async move { settle(client.forget().await) });
    let button = move |hook: &'static str| {
        view! {
            <button type="button" class="link" data-testid=hook on:click=keep>
                {move || ui.say().keep}
            </button>
        }
    };
    view! {
        <div class="about__prose" role="status">
            {move || match state.get() {
                Kept::Unknown => ().into_any(),
                Kept::No => button("keep").into_any(),
                Kept::Coming(share) => view! {
                    <p>{ui.say().keeping}" "<progress value=share max="1"></progress></p>
                }.into_any(),
                Kept::Yes => view! {
                    <p data-testid="kept">
                        {ui.say().kept}" "
                        <button type="button" class="link" data-testid="forget" on:click=forget>
                            {ui.say().forget}
                        </button>
                    </p>
                }.into_any(),
                Kept::Failed(message) => view! {
                    <p data-testid="error"><bdi>{message}</bdi></p>
                    {button("keep")}
                }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// The large numbers.
#[component]
fn Numbers(
    /// What the corpus is.
    info: Info,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (said, lang) = (ui.say(), ui.lang.get());
    let date =
        |given: &str| in_words(lang, given).unwrap_or_else(|| format!("\u{2068}{given}\u{2069}"));
    let range = match (info.first_date.as_str(), info.last_date.as_str()) {
        ("", _) | (_, "") => None,
        (first, last) if first == last => Some(date(first)),
        (first, last) => Some(fill(said.range_between, &[&date(first), &date(last)])),
    };
    let numbers =
        [(said.texts, info.documents), (said.words, info.tokens), (said.types, info.types)];
    view! {
        <dl class="numbers">
            {numbers.map(|(name, value)| view! {
                <div class="numbers__one">
                    <dt class="numbers__name">{name}</dt>
                    <dd class="numbers__value">{ui.number(value)}</dd>
                </div>
            }).collect_view()}
            {range.map(|range| view! {
                <div class="numbers__one numbers__one--wide">
                    <dt class="numbers__name">{said.range}</dt>
                    <dd class="numbers__value numbers__value--words">{range}</dd>
                </div>
            })}
        </dl>
    }
}

/// A picture of bars: how many texts bear each value.
#[component]
fn Shares(
    /// What the values are.
    heading: &'static str,
    /// The values, most texts first.
    shares: Vec<Share>,
    /// Texts in the corpus, of which each is a share.
    documents: u32,
    /// Whether the values are languages' tags.
    language: bool,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (said, lang) = (ui.say(), ui.lang.get());
    let rest =
        shares.iter().skip(SOURCES).fold(0u32, |sum, share| sum.saturating_add(share.documents));
    let widest = shares.iter().map(|share| share.documents).max().unwrap_or(1).max(rest).max(1);
    let bar = move |name: AnyView, count: u32| {
        let width = f64::from(count) / f64::from(widest);
        let share = percent(lang, count.into(), documents.into());
        view! { <Bar name width number=said.text_count.say(lang, count.into()) share /> }
    };
    (!shares.is_empty()).then(|| {
        let count = match language {
            true => said.language_count.say(lang, shares.len() as u64),
            false => said.source_count.say(lang, shares.len() as u64),
        };
        view! {
            <section class="about__part">
                <h3 class="heading">{heading}<span class="heading__count">{count}</span></h3>
                <ul class="bars">
                    {shares.into_iter().take(SOURCES).map(|share| {
                        let name = match language {
                            true => language_name(lang, &share.name).into_any(),
                            false => view! { <bdi>{share.name}</bdi> }.into_any(),
                        };
                        bar(name, share.documents)
                    }).collect_view()}
                    {(rest > 0).then(|| bar(said.rest.into_any(), rest))}
                </ul>
            </section>
        }
    })
}

/// One line of a picture of bars.
#[component]
fn Bar(
    /// What it stands for.
    name: AnyView,
    /// Its length, of the longest possible one; 0 to 1.
    width: f64,
    /// How much that is.
    number: String,
    /// The same as a share.
    share: String,
) -> impl IntoView {
    view! {
        <li class="bars__one">
            <span class="bars__name">{name}</span>
            <svg class="bars__bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="bars__fill" x="0" y="0" height="1" width=width * 100.0 />
            </svg>
            <span class="bars__number">{number}<span class="bars__share">{share}</span></span>
        </li>
    }
    .into_any()
}

/// A picture of what the file's bytes are, beside those of the bare texts.
#[component]
fn Sizes(
    /// What the corpus is.
    info: Info,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (said, lang) = (ui.say(), ui.lang.get());
    let (mut texts, mut words, mut facts, mut root) = (0, 0, 0, 0);
    for section in &info.sections {
        *match section.name.as_str() {
            "texts" => &mut texts,
            "columns" | "ids" => &mut facts,
            "root" => &mut root,
            _ => &mut words,
        } += section.bytes;
    }
    let widest = info.text_bytes.max(info.index_bytes).max(1);
    let bars = [
        (said.text_size, info.text_bytes),
        (said.index_size, info.index_bytes),
        (said.size_texts, texts),
        (said.size_words, words),
        (said.size_facts, facts),
        (said.size_root, root),
    ];
    view! {
        <section class="about__part" data-testid="sizes">
            <h3 class="heading">{said.size_heading}</h3>
            <ul class="bars">
                {bars.map(|(name, size)| {
                    let width = size as f64 / widest as f64;
                    let share = percent(lang, size, info.text_bytes);
                    view! { <Bar name=name.into_any() width number=bytes(lang, size) share /> }
                }).collect_view()}
            </ul>
            <p class="about__prose quiet">{said.size_note}</p>
        </section>
    }
    .into_any()
}

/// How the file was built.
#[component]
fn File(
    /// What the corpus is.
    info: Info,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let said = ui.say();
    let or = |value: String, instead: &'static str| match value.is_empty() {
        true => view! { <span class="quiet">{instead}</span> }.into_any(),
        false => view! { <bdi>{value}</bdi> }.into_any(),
    };
    let code = |value: String| view! { <bdi class="code" dir="ltr">{value}</bdi> }.into_any();
    let fingerprint = view! {
        <bdi class="code" dir="ltr">{info.fingerprint}</bdi>
        " "
        <span class="quiet">{said.fingerprint_means}</span>
    }
    .into_any();
    let format = fill(said.format_version, &[&ui.number(info.format)]);
    view! {
        <section class="about__part">
            <h3 class="heading">{said.technical}</h3>
            <dl class="table">
                {row(said.licence.into_any(), or(info.licence, said.licence_unknown))}
                {row(said.built.into_any(), or(info.built, said.built_unknown))}
                {row(said.generator.into_any(), code(info.generator))}
                {row(said.chain.into_any(), code(info.chain))}
                {row(said.format.into_any(), format.into_any())}
                {row(said.fingerprint.into_any(), fingerprint)}
            </dl>
        </section>
    }
    .into_any()
}
