//! When the texts appeared, and the times that they speak of: a picture, and the table behind.

use kashf::engine::protocol::{Bin, Calendar, Timeline};
use kashf::view::csv::csv;
use kashf::view::messages::fill;
use kashf::view::number::digits;
use kashf::view::permalink::Permalink;
use kashf::view::permalink::calendar_code;
use kashf::view::svg::to_save;
use kashf::view::timeline::{
    Picture, SAVED, Scale, Style, bin_name, chosen, is_outside, lines, picture, rows_table, table,
};
use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, MouseEvent, PointerEvent};

use super::reader::Reader;
use crate::ask;
use crate::part::actions::save;
use crate::part::chosen_texts::ChosenTexts;
use crate::part::search_box::SearchBox;
use crate::part::trouble::Trouble;
use crate::state::{Load, Place, Step, Times, Ui};

/// The screen.
#[component]
pub fn TimelineScreen() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let times = expect_context::<Times>();
    ask::timing(expect_context(), place, expect_context(), times);
    let open = place.part(|link| link.doc.is_some());
    let total =
        move || times.timeline.with(|timeline| timeline.as_ref().map(|timeline| timeline.total));
    view! {
        <div class="split" class:split--open=open>
            <section class="split__list timeline" aria-label=move || ui.say().timeline.name>
                <SearchBox />
                <ChosenTexts searches=true compares=false />
                <div class="search__told">
                    <p class="count" role="status" aria-live="polite" data-testid="text-count" data-count=total>
                        {move || total().map(|total| ui.say().text_count.say(ui.lang.get(), total.into()))}
                    </p>
                    <Choices />
                </div>
                <Trouble failure=times.failure />
                {move || times.timeline.get().map(|timeline| view! { <Drawn timeline=timeline /> })}
            </section>
            {move || open.get().then(|| view! { <Reader /> })}
        </div>
    }
    .into_any()
}

const CALENDARS: [Calendar; 3] = [Calendar::Gregorian, Calendar::Jalali, Calendar::Hijri];

/// The calendar, and whether only the chosen span is drawn.
#[component]
fn Choices() -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let calendar = place.part(|link| link.calendar);
    let zoom = place.part(|link| link.zoom);
    let spanned =
        place.part(|link| link.zoom || spans(link).iter().any(|span| *span != Span::default()));
    let one = move |one: Calendar| {
        view! {
            <button
                type="button"
                class="chip"
                data-testid=format!("calendar-{}", calendar_code(one))
                aria-pressed=move || (calendar.get() == one).to_string()
                on:click=move |_| place.go(Step::Replace, |link| link.calendar = one)
            >
                {move || ui.say().timeline.calendars[one as usize]}
            </button>
        }
    };
    view! {
        <span class="timeline__choices" role="group" aria-label=move || ui.say().timeline.calendar>
            {CALENDARS.map(one).collect_view()}
            {move || spanned.get().then(|| view! {
                <button
                    type="button"
                    class="chip"
                    data-testid="zoom"
                    aria-pressed=move || zoom.get().to_string()
                    on:click=move |_| place.go(Step::Replace, |link| link.zoom = !link.zoom)
                >
                    {move || ui.say().timeline.zoom}
                </button>
            })}
        </span>
    }
    .into_any()
}

/// From and to, in ISO; empty for no end.
type Span = (String, String);

/// What is chosen in the two bands.
fn spans(link: &Permalink) -> [Span; 2] {
    let filter = &link.filter;
    [
        (filter.from.clone(), filter.to.clone()),
        (filter.spoken_from.clone(), filter.spoken_to.clone()),
    ]
}

/// Keeps a span of a band only; the one that is kept already is let go.
fn keep(place: Place, band: usize, span: Span) {
    let known = spans(&place.now())[band] == span;
    let (from, to) = if known { Span::default() } else { span };
    place.go(Step::Replace, |link| {
        let filter = &mut link.filter;
        let (old_from, old_to) = match band {
            0 => (&mut filter.from, &mut filter.to),
            _ => (&mut filter.spoken_from, &mut filter.spoken_to),
        };
        *old_from = from;
        *old_to = to;
        link.zoom &= !known;
    });
}

/// A drag over a band: which, from where, to where.
type Drag = Option<(usize, f64, f64)>;

/// The picture, what it cannot show, and the table.
#[component]
fn Drawn(
    /// What is drawn.
    timeline: Timeline,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let timeline = StoredValue::new(timeline);
    let nothing = timeline.with_value(|timeline| timeline.bins.is_empty());
    let outside = timeline.with_value(|timeline| timeline.earlier + timeline.later > 0);
    let said = move || &ui.say().timeline;
    let apart = move || {
        let (said, lang) = (said(), ui.lang.get());
        timeline.with_value(|timeline| {
            let mut words = Vec::new();
            if timeline.undated > 0 {
                words.push(said.undated.say(lang, timeline.undated.into()));
            }
            for (count, words_for) in
                [(timeline.earlier, said.earlier), (timeline.later, said.later)]
            {
                if count > 0 {
                    words.push(fill(words_for, &[&ui.number(count)]));
                }
            }
            words.join(" · ")
        })
    };
    let legend = ["tl__given", "tl__inferred", "tl__spoken", "tl__time--conflict"];
    let legend = move || {
        let one = |(class, words): (&'static str, &'static str)| {
            view! {
                <span class="timeline__key">
                    <svg class="timeline__sample" viewBox="0 0 12 12" aria-hidden="true"><rect class=class width="12" height="12" /></svg>
                    {words}
                </span>
            }
        };
        legend.into_iter().zip(said().legend).map(one).collect_view()
    };
    match nothing {
        true => view! { <p class="quiet">{move || said().nothing}</p> }.into_any(),
        false => view! {
            <p class="quiet">{move || said().about}</p>
            <TimePicture timeline=timeline />
            <p class="quiet timeline__legend">{legend}</p>
            <p class="quiet">
                <span data-testid="timeline-apart">{apart}</span>
                " "
                {all_times(outside)}
            </p>
            <Numbers timeline=timeline />
        }
        .into_any(),
    }
}

/// Draws all times, or only the bulk of them again; nothing where that is the same.
fn all_times(outside: bool) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let drawn = place.part(|link| (link.all_times, link.zoom));
    move || {
        let (all, zoom) = drawn.get();
        (all || outside && !zoom).then(|| {
            view! {
                <button
                    type="button"
                    class="chip"
                    data-testid="timeline-whole"
                    aria-pressed=all.to_string()
                    on:click=move |_| place.go(Step::Replace, |link| link.all_times = !all)
                >
                    {ui.say().timeline.all_times}
                </button>
            }
        })
    }
}

/// The picture; dragging over a band keeps only what is of that time.
#[component]
fn TimePicture(
    /// What is drawn.
    timeline: StoredValue<Timeline>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let width = RwSignal::new(720.0);
    let frame = NodeRef::<html::Div>::new();
    let measure = move || {
        if let Some(frame) = frame.try_get_untracked().flatten() {
            let now = f64::from(frame.client_width());
            if now > 0.0 && (now - width.get_untracked()).abs() > 0.5 {
                width.set(now);
            }
        }
    };
    Effect::new(move |_| request_animation_frame(measure));
    let resized = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let link = place.part(|link| (link.calendar, spans(link)));
    let drawn: Memo<Picture> = Memo::new(move |_| {
        let (calendar, spans) = link.get();
        timeline.with_value(|timeline| picture(timeline, &style(ui, calendar, width.get(), &spans)))
    });
    let drag: RwSignal<Drag> = RwSignal::new(None);
    let at = move |event: &PointerEvent| {
        let frame = frame.get_untracked()?;
        let place = frame.get_bounding_client_rect();
        Some((
            f64::from(event.client_x()) - place.left(),
            f64::from(event.client_y()) - place.top(),
        ))
    };
    let begin = move |event: PointerEvent| {
        let Some((x, y)) = at(&event).filter(|_| event.button() == 0) else { return };
        let bands = drawn.with_untracked(|drawn| drawn.bands);
        let Some(band) = bands.iter().position(|(top, foot)| (top - 20.0..foot + 4.0).contains(&y))
        else {
            return;
        };
        event.prevent_default();
        if let Some(frame) = frame.get_untracked() {
            let frame: &Element = &frame;
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
        drag.set(Some((band, x, x)));
    };
    let go_on = move |event: PointerEvent| {
        if let (Some((band, from, _)), Some((x, _))) = (drag.get_untracked(), at(&event)) {
            drag.set(Some((band, from, x)));
        }
    };
    let end = move |_: PointerEvent| {
        let Some((band, from, to)) = drag.get_untracked() else { return };
        drag.set(None);
        let calendar = link.with_untracked(|link| link.0);
        let span = timeline.with_value(|timeline| {
            let scale = Scale::new(
                timeline,
                &style(ui, calendar, width.get_untracked(), &Default::default()),
            )?;
            chosen(timeline, &scale, from, to)
        });
        if let Some(span) = span {
            keep(place, band, span);
        }
    };
    let open = move |event: MouseEvent| {
        let row = event_target::<Element>(&event).closest("[data-doc]").ok().flatten();
        if let Some(id) = row.and_then(|row| row.get_attribute("data-doc")) {
            place.open(&id, false);
        }
    };
    let brush = move || {
        let (band, from, to) = drag.get()?;
        let (top, foot) = drawn.with(|drawn| drawn.bands[band]);
        let [left, width] = [from.min(to), (to - from).abs()].map(|it| format!("{it}px"));
        let [top, height] = [top, foot - top].map(|it| format!("{it}px"));
        // Each by itself: the content policy forbids a whole style.
        Some(view! {
            <div class="timeline__brush" style:left=left style:width=width style:top=top style:height=height></div>
        })
    };
    let label = move || {
        let words = ui.say();
        timeline.with_value(|timeline| match (timeline.bins.first(), timeline.bins.last()) {
            (Some(first), Some(last)) => {
                let calendar = link.with(|link| link.0);
                let name = |bin: &Bin| bin_name(ui.lang.get(), calendar, timeline.unit, bin);
                format!(
                    "{}: {}",
                    words.timeline.name,
                    fill(words.range_between, &[&name(first), &name(last)])
                )
            }
            _ => words.timeline.name.to_owned(),
        })
    };
    view! {
        <div
            class="timeline__picture"
            node_ref=frame
            data-testid="timeline-picture"
            on:pointerdown=begin
            on:pointermove=go_on
            on:pointerup=end
            on:pointercancel=move |_| drag.set(None)
            on:click=open
        >
            <div role="img" aria-label=label inner_html=move || drawn.with(|drawn| drawn.svg.clone())></div>
            {brush}
        </div>
    }
    .into_any()
}

fn style(ui: Ui, calendar: Calendar, width: f64, spans: &[Span; 2]) -> Style<'_> {
    let chosen = [0, 1].map(|band: usize| (spans[band].0.as_str(), spans[band].1.as_str()));
    Style { lang: ui.lang.get(), calendar, width, bands: ui.say().timeline.bands, chosen }
}

/// The table behind the picture, and both to be saved.
#[component]
fn Numbers(
    /// What is drawn.
    timeline: StoredValue<Timeline>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let place = expect_context::<Place>();
    let load = expect_context::<Load>();
    let link = place.part(|link| (link.calendar, spans(link)));
    let said = move || &ui.say().timeline;
    let name = move |what: &str, ending: &str| {
        let title = load.info.get_untracked().map(|info| info.title).unwrap_or_default();
        format!("{title} {what}.{ending}")
    };
    let save_picture = move |_| {
        let (calendar, spans) = link.get_untracked();
        let drawn =
            timeline.with_value(|timeline| picture(timeline, &style(ui, calendar, 960.0, &spans)));
        save(&name("timeline", "svg"), "image/svg+xml", &to_save(&drawn.svg, SAVED));
    };
    let save_table = move |_| {
        timeline.with_value(|timeline| {
            save(&name("timeline", "csv"), "text/csv;charset=utf-8", &csv(table(timeline)));
            if !timeline.rows.is_empty() {
                save(
                    &name("timeline texts", "csv"),
                    "text/csv;charset=utf-8",
                    &csv(rows_table(timeline)),
                );
            }
        });
    };
    let rows = move || {
        let (calendar, _) = link.get();
        let lang = ui.lang.get();
        let number = |value: f64| digits(lang, &((value * 10.0).round() / 10.0).to_string());
        timeline.with_value(|timeline| {
            let line = |bin: &Bin| {
                let name = bin_name(lang, calendar, timeline.unit, bin);
                let spans = [(bin.from.clone(), bin.to.clone()), (bin.from.clone(), bin.to.clone())];
                let [own, spoken] = spans;
                let texts = number(bin.given + bin.inferred);
                let speaking = match is_outside(bin) {
                    true => "…".to_owned(),
                    false => ui.number(bin.speaking),
                };
                view! {
                    <tr>
                        <th scope="row">{name.clone()}</th>
                        <td><button type="button" class="link" title=fill(said().choose, &[&name]) on:click=move |_| keep(place, 0, own.clone())>{texts}</button></td>
                        <td>{number(bin.inferred)}</td>
                        <td><button type="button" class="link" title=fill(said().choose_spoken, &[&name]) on:click=move |_| keep(place, 1, spoken.clone())>{speaking}</button></td>
                        <td>{ui.number(bin.mentions)}</td>
                    </tr>
                }
            };
            lines(timeline).iter().map(line).collect_view()
        })
    };
    view! {
        <p class="timeline__save">
            <button type="button" class="link" data-testid="save-svg" on:click=save_picture>{move || said().save_svg}</button>
            " · "
            <button type="button" class="link" data-testid="save-csv" on:click=save_table>{move || said().save_csv}</button>
        </p>
        <details class="timeline__numbers" data-testid="timeline-table">
            <summary class="known__name">{move || said().table}</summary>
            <div class="timeline__scroll">
                <table class="numbers">
                    <thead><tr>{move || said().columns.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
