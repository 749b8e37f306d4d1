//! A table of any length: only the rows in view are drawn.

use std::time::Duration;

use kashf::view::rows::Rows;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::keys::takes_text;
use crate::react::react;
use crate::state::Ui;

/// Rows drawn above and below those in view.
const SPARE: u32 = 12;
/// Rows come and go so many at a time.
const STEP: u32 = 8;
/// Rows are counted for readers from the headings' on, which is 1.
const HEADS: u32 = 2;

/// What stands below one of the rows.
#[derive(Clone, Copy)]
pub struct Under {
    /// Which row; `None` for none.
    pub row: RwSignal<Option<u32>>,
    /// Its height, in CSS pixels.
    pub height: f64,
    /// Draws it.
    pub draw: Callback<u32, AnyView>,
}

/// The table. Rows are of one height each, and are drawn by their number, from 0. The arrow keys
/// lead from a button or link of a row to that of the next.
#[component]
pub fn Grid(
    /// What it is, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// Its kind: a class, and the test hook.
    kind: &'static str,
    /// Rows in all.
    #[prop(into)]
    total: Signal<u32>,
    /// The height of a row, in CSS pixels.
    height: f64,
    /// The row of headings: its cells.
    heads: ViewFn,
    /// Draws the cells of a row.
    row: Callback<u32, AnyView>,
    /// What stands below one of them.
    #[prop(optional)]
    under: Option<Under>,
    /// Hears which rows are in view: from, to.
    look: Callback<(u32, u32)>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let frame = NodeRef::<html::Div>::new();
    let range = RwSignal::new((0u32, 40u32));
    // How far the rows are from where they would be in a box of their own height.
    let shift = RwSignal::new(0.0);
    let rows_now = Signal::derive(move || Rows {
        height,
        under: under.and_then(|under| Some((under.row.get()?, under.height))),
    });
    let measure = move || {
        let Some(frame) = frame.try_get_untracked().flatten() else { return };
        let (total, rows) = (total.get_untracked(), rows_now.get_untracked());
        let (scrolled, view) = (f64::from(frame.scroll_top()), view_of(&frame));
        let top = rows.seen(scrolled, total, view);
        if (shift.get_untracked() - (scrolled - top)).abs() > 0.0 {
            shift.set(scrolled - top);
        }
        let first = rows.at(top);
        let end = rows.at(top + f64::from(frame.client_height())).saturating_add(1);
        let from = first.saturating_sub(SPARE) / STEP * STEP;
        let to = (end.saturating_add(SPARE) / STEP + 1) * STEP;
        let now = (from.min(total), to.min(total));
        if range.get_untracked() != now {
            range.set(now);
        }
        // Those that are drawn but not in view too: who walks on by keys finds them there.
        look.run(now);
    };
    react(move || {
        total.track();
        rows_now.track();
        request_animation_frame(measure);
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let step = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        let here: Element = event_target(&event);
        let (Some(number), Some(frame)) = (row_of(&here), frame.get_untracked()) else { return };
        let next = number.checked_add_signed(by).filter(|next| *next < total.get_untracked());
        let (false, Some(next)) = (takes_text(&here), next) else { return };
        event.prevent_default();
        // It is brought into view, below the headings, before it is looked for.
        let (rows, view) = (rows_now.get_untracked(), view_of(&frame));
        let all = total.get_untracked();
        let seen = rows.seen(f64::from(frame.scroll_top()), all, view);
        let (top, end) = (rows.top(next), rows.top(next) + height);
        let wanted = if top < seen { Some(top) } else { Some(end - view).filter(|it| *it > seen) };
        if let Some(wanted) = wanted {
            let scrolled = rows.scrolled(wanted, all, view);
            // To the pixel that shows the whole of it.
            let scrolled = if wanted < seen { scrolled.floor() } else { scrolled.ceil() };
            frame.set_scroll_top(scrolled as i32);
        }
        measure();
        let hook = here.get_attribute("data-testid").unwrap_or_default();
        let frame_now = frame.clone();
        let enter = move || {
            let row = format!("[aria-rowindex=\"{}\"]", next + HEADS);
            let same = format!("{row} [data-testid=\"{hook}\"]");
            let find = |sought: &str| frame.query_selector(sought).ok().flatten();
            let found = find(&same).or_else(|| find(&format!("{row} :is(a,button)")));
            let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
            found.is_some_and(|found| found.focus().is_ok())
        };
        // At once where it is there, so that no key pressed next is lost; and again where it was not
        // there yet, or was put to another place when the rows were drawn anew, which takes the focus
        // from it.
        enter();
        set_timeout(
            move || {
                if let Ok(None) = frame_now.query_selector(":focus") {
                    enter();
                }
            },
            Duration::ZERO,
        );
    };
    let place = move || {
        let (from, _) = range.get();
        format!("translateY({}px)", rows_now.get().top(from) + shift.get())
    };
    let numbers = move || {
        let ((from, to), total) = (range.get(), total.get());
        from.min(total)..to.min(total)
    };
    let draw = move |number: u32| {
        let below = move || {
            let under = under.filter(|under| under.row.get() == Some(number))?;
            // Drawn once: what is being written there stays.
            let inside = untrack(|| under.draw.run(number));
            Some(view! {
                <div class="grid__under" role="row" style:block-size=format!("{}px", under.height)>
                    <div class="grid__inside" role="cell">{inside}</div>
                </div>
            })
        };
        view! {
            <div
                class="grid__row"
                role="row"
                aria-rowindex=number + HEADS
                style:block-size=format!("{height}px")
            >
                {move || row.run(number)}
            </div>
            {below}
        }
        .into_any()
    };
    let whole = move || format!("{}px", rows_now.get().boxed(total.get()));
    view! {
        <div
            class=format!("grid grid--{kind}")
            node_ref=frame
            role="region"
            aria-label=label
            tabindex="0"
            dir=move || ui.lang.get().dir().code()
            on:scroll=move |_| measure()
            on:keydown=step
            data-testid="grid"
        >
            <div class="grid__table" role="table" aria-label=label aria-rowcount=move || total.get() + 1>
                <div class="grid__heads" role="rowgroup">
                    <div class="grid__row grid__row--heads" role="row" aria-rowindex="1">{heads.run()}</div>
                </div>
                <div class="grid__whole" role="rowgroup" style:block-size=whole>
                    <div class="grid__drawn" role="presentation" style:transform=place>
                        <For each=numbers key=|number| *number children=draw />
                    </div>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// How much of the rows is in view, in CSS pixels: what the headings leave.
fn view_of(frame: &Element) -> f64 {
    let heads = frame.query_selector(".grid__heads").ok().flatten();
    f64::from(frame.client_height() - heads.map_or(0, |heads| heads.client_height()))
}

/// The number of the row that an element is in.
pub fn row_of(element: &Element) -> Option<u32> {
    let row = element.closest(".grid__row").ok().flatten()?;
    row.get_attribute("aria-rowindex")?.parse::<u32>().ok()?.checked_sub(HEADS)
}
