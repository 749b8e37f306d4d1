//! How evenly something is spread.

use std::iter;
use std::sync::Arc;

use kashf::engine::protocol::{Dispersion, DispersionRequest, PartRow};
use kashf::statistics::{DISPERSIONS, Spread};
use kashf::view::desk;
use kashf::view::messages::fill;
use kashf::view::number::real;
use kashf::view::over_time::over_time;
use kashf::view::permalink::View;
use kashf::view::plot::{self, Picture, Style};
use kashf::view::receipt::Receipt as Worked;
use leptos::prelude::*;

use super::figures::{Above, Figure, How, beside, shown_of, shown_receipt};
use super::sheet::{Behind, Sheet, rate, sheet};
use super::{DIGITS, told};
use crate::counting::List;
use crate::state::{Place, Ui};

/// Parts that are drawn as bar-codes.
const STRIPS: usize = 30;

/// How evenly something is spread.
pub fn dispersion(ui: Ui, place: Place) -> AnyView {
    let list: List<DispersionRequest> =
        List::new(expect_context(), place, expect_context(), |link| {
            (!link.query.trim().is_empty()).then(|| desk::dispersion(link))
        });
    let others: List<DispersionRequest> =
        List::new(expect_context(), place, expect_context(), |link| {
            (!link.query.trim().is_empty()).then(|| desk::dispersion_of_others(link))?
        });
    let words = move |answer: &Dispersion| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        [said.hits.say(lang, answer.hits.into()), fill(said.of_words, &[&ui.number(answer.words)])]
            .join(" · ")
    };
    let picture = move |answer: &Dispersion, width: f64| {
        others.answer.with(|other| {
            if !answer.times.is_empty() {
                let answers: Vec<&Dispersion> = iter::once(answer).chain(other).collect();
                return Some(lines(ui, place, &answers, width));
            }
            let most = if other.is_some() { STRIPS / 2 } else { STRIPS };
            let sides = [list, others].map(|side| {
                let rows = side.first_rows(most).into_iter();
                rows.filter(|row| row.hits > 0).collect()
            });
            Some(strips(ui, place, sides, width))
        })
    };
    let shown = shown_of(list);
    let figures_of = move |answer: &Dispersion| {
        let counts = Arc::new((answer.spread.clone(), answer.distances.clone(), answer.words));
        let one =
            |(id, value): &(String, Option<f64>)| Figure::decimal(ui, id, *value, how(id, &counts));
        (answer.hits > 0).then(|| answer.figures.iter().map(one).collect())
    };
    let told = told(ui, View::Dispersion, list, |answer| answer.hits, words);
    let besides = told.recorded(Vec::new);
    let above = Above { view: View::Dispersion, figures: figures_of, words, besides };
    let all_figures = beside(ui, place, [list, others], shown, above);
    let table = Sheet {
        view: View::Dispersion,
        columns: move |_: &Dispersion| desk::part_columns(ui.lang.get_untracked()),
        cells: move |row: &PartRow| desk::part_cells(ui.lang.get_untracked(), row),
        behind: move |row: &PartRow| Behind {
            receipts: vec![None, None, None, rate(row.hits, row.words.into())],
            leads: None,
        },
        besides,
    };
    view! {
        {told.view}
        {all_figures}
        {shown_receipt(ui, shown)}
        {sheet(ui, place, list, Some(others), table, picture)}
    }
    .into_any()
}

/// Hits and words of every part; distances; words in all.
type Counts = (Vec<(u32, u32)>, Vec<u32>, u64);

/// How a figure came about: by parts, or by distances where those are told.
fn how(id: &str, counts: &Arc<Counts>) -> Option<How> {
    let by_parts = DISPERSIONS.iter().any(|it| it.id == id);
    let (id, counts) = (id.to_owned(), counts.clone());
    (by_parts || !counts.1.is_empty()).then(|| {
        let how: How = Arc::new(move || {
            let (spread, distances, words) = &*counts;
            if !by_parts {
                return Worked::of_distances(&id, distances, *words);
            }
            let parts = spread.iter().map(|(hits, words)| (u64::from(*hits), u64::from(*words)));
            Worked::of_spread(&id, &Spread::new(parts))
        });
        how
    })
}

/// How often over time, as a line; and as another in the other texts.
fn lines(ui: Ui, place: Place, answers: &[&Dispersion], width: f64) -> Picture {
    let (said, lang) = (ui.say(), ui.lang.get());
    let spans = over_time(lang, answers);
    let sayings: Vec<String> = spans
        .iter()
        .map(|span| {
            let of = span.of.iter().map(|share| match share.per_million.is_nan() {
                true => "– –".to_owned(),
                false => {
                    let rate = real(lang, share.per_million, DIGITS);
                    format!("{} · {rate}", ui.number(share.hits))
                }
            });
            format!("{} – {}", span.name, of.collect::<Vec<_>>().join(" | "))
        })
        .collect();
    let bins: Vec<plot::Bin<'_>> = spans
        .iter()
        .zip(&sayings)
        .map(|(span, said)| plot::Bin { label: &span.name, said })
        .collect();
    let here = place.part(Clone::clone).get();
    let names = match answers.len() {
        1 => [here.query, String::new()],
        _ => desk::names_of_both(lang, &here),
    };
    let values: Vec<Vec<f64>> = (0..answers.len())
        .map(|at| spans.iter().map(|span| span.of[at].per_million).collect())
        .collect();
    let series: Vec<plot::Series<'_>> =
        names.iter().zip(&values).map(|(name, values)| plot::Series { name, values }).collect();
    let axis = said.counting.column("per-million");
    let style = Style { lang, width, name: said.counting.views[5] };
    plot::lines(&plot::Lines { bins: &bins, series: &series, axis }, &style)
}

/// Where it stands in the first parts, as bar-codes: those of the chosen texts, then of the others.
fn strips(ui: Ui, place: Place, sides: [Vec<PartRow>; 2], width: f64) -> Picture {
    let (said, lang) = (ui.say(), ui.lang.get());
    let here = place.part(Clone::clone).get();
    let names = match sides[1].is_empty() {
        true => [String::new(), String::new()],
        false => desk::names_of_both(lang, &here),
    };
    let rows: Vec<(&PartRow, &str)> = sides
        .iter()
        .zip(&names)
        .flat_map(|(rows, name)| rows.iter().map(|row| (row, name.as_str())))
        .collect();
    let counts: Vec<String> = rows.iter().map(|(row, _)| ui.number(row.hits)).collect();
    let none = said.counting.without_value;
    let parts: Vec<plot::Part<'_>> = rows
        .iter()
        .zip(&counts)
        .map(|((row, under), count)| plot::Part {
            label: if row.name.is_empty() { none } else { &row.name },
            under,
            length: row.words,
            hits: &row.places,
            count,
            dispersion: "",
        })
        .collect();
    let style = Style { lang, width, name: said.counting.views[5] };
    let axis = said.counting.column("words");
    plot::barcode(&plot::Barcode { parts: &parts, scaled: plot::Scaled::Alike, axis }, &style)
}
