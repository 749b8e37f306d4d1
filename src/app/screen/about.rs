//! What the corpus is, how it was built, and that nothing leaves the page.

use kashf::engine::protocol::{Info, Share};
use kashf::view::date::in_words;
use kashf::view::language::{direction, language_name};
use kashf::view::messages::fill;
use kashf::view::number::{bytes, percent};
use leptos::prelude::*;

use crate::part::known::row;
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
            {move || load.info.get().map(|info| view! { <Facts info=info /> })}
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
            <h3 class="heading">{said.privacy}</h3>
            <p class="about__prose">{privacy}</p>
        </section>
        <section class="about__part">
            <h3 class="heading">{said.cite_heading}</h3>
            <p class="about__prose">{said.cite_how}</p>
        </section>
        <File info=info />
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
        let width = f64::from(count) / f64::from(widest) * 100.0;
        view! {
            <li class="bars__one">
                <span class="bars__name">{name}</span>
                <svg class="bars__bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                    <rect class="bars__fill" x="0" y="0" height="1" width=width />
                </svg>
                <span class="bars__number">
                    {said.text_count.say(lang, count.into())}
                    <span class="bars__share">{percent(lang, count.into(), documents.into())}</span>
                </span>
            </li>
        }
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

/// How the file was built.
#[component]
fn File(
    /// What the corpus is.
    info: Info,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (said, lang) = (ui.say(), ui.lang.get());
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
                {row(said.text_size.into_any(), bytes(lang, info.text_bytes).into_any())}
                {row(said.index_size.into_any(), bytes(lang, info.index_bytes).into_any())}
            </dl>
        </section>
    }
    .into_any()
}
