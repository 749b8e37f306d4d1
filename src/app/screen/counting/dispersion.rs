//! How evenly something is spread.

use kashf::engine::protocol::{Dispersion, DispersionRequest, PartRow};
use kashf::statistics::Spread;
use kashf::view::desk;
use kashf::view::messages::fill;
use kashf::view::number::real;
use kashf::view::over_time::over_time;
use kashf::view::permalink::View;
use kashf::view::plot::{self, Picture, Style};
use kashf::view::receipt::Receipt as Worked;
use leptos::prelude::*;

use super::figures::{Figure, figures, shown_of, shown_receipt};
use super::sheet::{Behind, Sheet, rate, sheet};
use super::{DIGITS, told};
use crate::counting::List;
use crate::state::{Place, Ui};

/// How evenly something is spread.
pub fn dispersion(ui: Ui, place: Place) -> AnyView {
    let list: List<DispersionRequest> =
        List::new(expect_context(), place, expect_context(), |link| {
            (!link.query.trim().is_empty()).then(|| desk::dispersion(link))
        });
    let words = move |answer: &Dispersion| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        [said.hits.say(lang, answer.hits.into()), fill(said.of_words, &[&ui.number(answer.words)])]
            .join(" · ")
    };
    let picture = move |answer: &Dispersion, width: f64| {
        if !answer.times.is_empty() {
            return Some(lines(ui, place, answer, width));
        }
        let rows = list.first_rows(30);
        let rows: Vec<_> = rows.into_iter().filter(|row| row.hits > 0).collect();
        let none = ui.say().counting.without_value;
        let counts: Vec<String> = rows.iter().map(|row| ui.number(row.hits)).collect();
        let parts: Vec<plot::Part<'_>> = rows
            .iter()
            .zip(&counts)
            .map(|(row, count)| plot::Part {
                label: if row.name.is_empty() { none } else { &row.name },
                under: "",
                length: row.words,
                hits: &row.places,
                count,
                dispersion: "",
            })
            .collect();
        let said = ui.say();
        let style = Style { lang: ui.lang.get(), width, name: said.counting.views[5] };
        let axis = said.counting.column("words");
        let barcode = plot::Barcode { parts: &parts, scaled: plot::Scaled::Alike, axis };
        Some(plot::barcode(&barcode, &style))
    };
    let shown = shown_of(list);
    let all_figures = move || {
        let lang = ui.lang.get();
        list.answer.with(|answer| {
            answer.as_ref().filter(|answer| answer.hits > 0).map(|answer| {
                let spread = Spread::new(
                    answer.spread.iter().map(|(hits, words)| (u64::from(*hits), u64::from(*words))),
                );
                let one = |(id, value): &(String, Option<f64>)| Figure {
                    id: id.clone(),
                    name: ui.say().measures.name(id).to_owned(),
                    words: value.map_or_else(|| "–".to_owned(), |it| real(lang, it, DIGITS)),
                    receipt: Worked::of_spread(id, &spread),
                };
                figures(ui, answer.figures.iter().map(one).collect(), shown)
            })
        })
    };
    let table = Sheet {
        view: View::Dispersion,
        columns: move |_: &Dispersion| desk::part_columns(ui.lang.get_untracked()),
        cells: move |row: &PartRow| desk::part_cells(ui.lang.get_untracked(), row),
        behind: move |row: &PartRow| Behind {
            receipts: vec![None, None, None, rate(row.hits, row.words.into())],
            leads: None,
        },
        besides: None,
    };
    view! {
        {told(ui, View::Dispersion, list, |answer| answer.hits, words)}
        {all_figures}
        {shown_receipt(ui, shown)}
        {sheet(ui, place, list, table, picture)}
    }
    .into_any()
}

/// How often over time, as a line.
fn lines(ui: Ui, place: Place, answer: &Dispersion, width: f64) -> Picture {
    let (said, lang) = (ui.say(), ui.lang.get());
    let spans = over_time(lang, answer);
    let values: Vec<f64> = spans.iter().map(|span| span.per_million).collect();
    let sayings: Vec<String> = spans
        .iter()
        .map(|span| match span.per_million.is_nan() {
            true => format!("{} – –", span.name),
            false => {
                let rate = real(lang, span.per_million, DIGITS);
                format!("{} – {} · {rate}", span.name, ui.number(span.hits))
            }
        })
        .collect();
    let bins: Vec<plot::Bin<'_>> = spans
        .iter()
        .zip(&sayings)
        .map(|(span, said)| plot::Bin { label: &span.name, said })
        .collect();
    let query = place.part(|link| link.query.clone()).get();
    let series = [plot::Series { name: &query, values: &values }];
    let axis = said.counting.column("per-million");
    let style = Style { lang, width, name: said.counting.views[5] };
    plot::lines(&plot::Lines { bins: &bins, series: &series, axis }, &style)
}
