//! A table of any length: only the rows in view are drawn.

use leptos::html;
use leptos::prelude::*;

use crate::state::Ui;

/// Rows drawn above and below those in view.
const SPARE: u32 = 12;
/// Rows come and go so many at a time.
const STEP: u32 = 8;

/// The table. Rows are of one height each, and are drawn by their number, from 0.
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
    /// Hears which rows are in view: from, to.
    look: Callback<(u32, u32)>,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let frame = NodeRef::<html::Div>::new();
    let range = RwSignal::new((0u32, 40u32));
    let measure = move || {
        let Some(frame) = frame.try_get_untracked().flatten() else { return };
        let total = total.get_untracked();
        let first = (f64::from(frame.scroll_top()) / height) as u32;
        let shown = (f64::from(frame.client_height()) / height).ceil() as u32 + 1;
        let from = first.saturating_sub(SPARE) / STEP * STEP;
        let to = (first.saturating_add(shown + SPARE) / STEP + 1) * STEP;
        let now = (from.min(total), to.min(total));
        if range.get_untracked() != now {
            range.set(now);
        }
        look.run((first.min(total), first.saturating_add(shown).min(total)));
    };
    Effect::new(move |_| {
        total.track();
        request_animation_frame(measure);
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let place = move || {
        let (from, _) = range.get();
        format!("translateY({}px)", f64::from(from) * height)
    };
    let rows = move || {
        let (from, to) = range.get();
        let total = total.get();
        (from.min(total)..to.min(total))
            .map(|number| {
                view! {
                    <div
                        class="grid__row"
                        role="row"
                        aria-rowindex=number + 2
                        style:block-size=format!("{height}px")
                    >
                        {move || row.run(number)}
                    </div>
                }
            })
            .collect_view()
    };
    let whole = move || format!("{}px", f64::from(total.get()) * height);
    view! {
        <div
            class=format!("grid grid--{kind}")
            node_ref=frame
            role="region"
            aria-label=label
            tabindex="0"
            dir=move || ui.lang.get().dir().code()
            on:scroll=move |_| measure()
            data-testid="grid"
        >
            <div class="grid__table" role="table" aria-label=label aria-rowcount=move || total.get() + 1>
                <div class="grid__heads" role="rowgroup">
                    <div class="grid__row grid__row--heads" role="row" aria-rowindex="1">{heads.run()}</div>
                </div>
                <div class="grid__whole" role="rowgroup" style:block-size=whole>
                    <div class="grid__drawn" role="presentation" style:transform=place>{rows}</div>
                </div>
            </div>
        </div>
    }
    .into_any()
}
