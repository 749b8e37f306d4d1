//! The head of the page: mark, title, views, language, theme, help.

use kashf::view::language::{Lang, direction};
use kashf::view::permalink::View;
use leptos::prelude::*;

use super::icon::{Icon, Mark, Sign};
use crate::state::{Load, Place, Step, Theme, Ui};

/// The header.
#[component]
pub fn Header() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let load = expect_context::<Load>();
    let title = move || {
        load.info.with(|info| info.as_ref().map_or("Kashf".to_owned(), |info| info.title.clone()))
    };
    view! {
        <header class="header">
            <h1 class="header__title">
                <Mark />
                <bdi class="header__name" dir=move || direction(&title()).map(|dir| dir.code())>{title}</bdi>
            </h1>
            <nav class="header__views" aria-label=move || ui.say().views>
                {View::HEADER.map(|view| view! { <ViewButton view=view /> }).collect_view()}
            </nav>
            <div class="choice header__langs" role="group" aria-label=move || ui.say().language>
                {Lang::ALL.map(|lang| view! { <LangButton lang=lang /> }).collect_view()}
            </div>
            <div class="choice header__themes" role="group" aria-label=move || ui.say().theme>
                {Theme::ALL.map(|theme| view! { <ThemeButton theme=theme /> }).collect_view()}
            </div>
            <button
                type="button"
                class="button button--sign header__help"
                data-testid="help"
                aria-label=move || ui.say().help
                title=move || ui.say().help
                aria-haspopup="dialog"
                on:click=move |_| ui.help.set(true)
            >
                {move || if ui.lang.get() == Lang::En { "?" } else { "؟" }}
            </button>
        </header>
    }
    .into_any()
}

/// The button of one view.
#[component]
fn ViewButton(
    /// Which view it opens.
    view: View,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let here = place.part(move |link| match view {
        View::Concordance => link.view.counts(),
        view => link.view == view,
    });
    let name = move || match view {
        View::Search => ui.say().search,
        View::Texts => ui.say().texts,
        View::Timeline => ui.say().timeline_name,
        View::About => ui.say().about,
        _ => ui.say().desk_name,
    };
    view! {
        <button
            type="button"
            class="tab"
            data-testid=format!("view-{}", view.code())
            aria-current=move || here.get().then_some("page")
            on:click=move |_| place.show(view)
        >
            {name}
        </button>
    }
}

/// The button of one language, in that language.
#[component]
fn LangButton(
    /// Which language it takes.
    lang: Lang,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let choose = move |_| {
        ui.choose_lang(lang);
        place.go(Step::Replace, |link| link.lang = Some(lang));
    };
    view! {
        <button
            type="button"
            class="choice__one"
            data-testid=format!("lang-{}", lang.code())
            lang=lang.code()
            aria-pressed=move || (ui.lang.get() == lang).to_string()
            on:click=choose
        >
            <span class="choice__full">{lang.name()}</span>
            <span class="choice__short" aria-hidden="true">{lang.short()}</span>
        </button>
    }
}

/// The button of one theme.
#[component]
fn ThemeButton(
    /// Which theme it takes.
    theme: Theme,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let name = move || match theme {
        Theme::Auto => ui.say().theme_auto,
        Theme::Light => ui.say().theme_light,
        Theme::Dark => ui.say().theme_dark,
    };
    let sign = match theme {
        Theme::Auto => Sign::Half,
        Theme::Light => Sign::Sun,
        Theme::Dark => Sign::Moon,
    };
    view! {
        <button
            type="button"
            class="choice__one choice__one--sign"
            data-testid=format!("theme-{}", theme.code())
            aria-label=name
            title=name
            aria-pressed=move || (ui.theme.get() == theme).to_string()
            on:click=move |_| ui.choose_theme(theme)
        >
            <Icon sign=sign />
        </button>
    }
}
