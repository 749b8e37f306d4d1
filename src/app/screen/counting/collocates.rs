//! What stands near a word.

use kashf::engine::protocol::{Collocate, Collocates, CollocatesRequest};
use kashf::statistics::Contingency;
use kashf::view::desk;
use kashf::view::language::direction;
use kashf::view::number::real;
use kashf::view::permalink::View;
use kashf::view::plot::{self, Style};
use kashf::view::receipt::Receipt as Worked;
use leptos::prelude::*;

use super::paired::{of_others, paired};
use super::sheet::{Behind, Sheet, as_query, sheet};
use super::{DIGITS, DRAWN, told};
use crate::counting::List;
use crate::state::{Place, Ui};

/// Columns before those of the measures.
const COUNTS: usize = 6;

/// Pairs of bars that are drawn.
const PAIRS: usize = 20;

/// What stands near a word.
pub fn collocates(ui: Ui, place: Place) -> AnyView {
    let list: List<CollocatesRequest> =
        List::new(expect_context(), place, expect_context(), |link| {
            (!link.query.trim().is_empty()).then(|| desk::collocates(link))
        });
    let here = place.part(Clone::clone);
    let words = move |answer: &Collocates| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        [
            said.rows.say(lang, answer.total.into()),
            said.hits.say(lang, answer.node.into()),
            said.in_texts.say(lang, answer.node_documents.into()),
        ]
        .join(" · ")
            + &answer.against.as_ref().map_or(String::new(), |others| {
                let words = [
                    said.hits.say(lang, others.node.into()),
                    said.in_texts.say(lang, others.node_documents.into()),
                ];
                here.with(|here| of_others(lang, here, &words.join(" · ")))
            })
    };
    let picture = move |answer: &Collocates, width: f64| {
        let rows = list.first_rows(DRAWN);
        let measure = answer.measures.first()?.clone();
        let name = ui.say().measures.name(&measure);
        if answer.against.is_some() {
            let first = |measures: &[Option<f64>]| measures.first().copied().flatten();
            let rows: Vec<(&str, [Option<f64>; 2])> = rows
                .iter()
                .take(PAIRS)
                .map(|row| {
                    let others = row.against.as_ref();
                    let others = others.map(|it| first(&it.measures).unwrap_or(f64::NAN));
                    (row.word.as_str(), [first(&row.measures), others])
                })
                .collect();
            return paired(ui, place, name, &rows, width);
        }
        let said: Vec<String> = rows
            .iter()
            .map(|row| {
                let value = row.measures.first().copied().flatten();
                let value =
                    value.map_or_else(|| "–".to_owned(), |it| real(ui.lang.get(), it, DIGITS));
                format!("{name} {value} · {}", ui.number(row.together))
            })
            .collect();
        let drawn: Vec<plot::Collocate<'_>> = rows
            .iter()
            .zip(&said)
            .filter_map(|(row, said)| {
                let strength = row.measures.first().copied().flatten()?;
                Some(plot::Collocate {
                    word: &row.word,
                    strength,
                    sides: [row.before, row.after],
                    said,
                })
            })
            .collect();
        let query = place.part(|link| link.query.clone()).get_untracked();
        let dir = direction(&query).unwrap_or(ui.lang.get().dir());
        let sides = ["near-before", "near-after"].map(|id| ui.say().counting.column(id));
        let style = Style { lang: ui.lang.get(), width, name: ui.say().counting.views[1] };
        let graph = plot::Graph { word: &query, collocates: &drawn, dir, sides, measure: name };
        Some(plot::graph(&graph, &style))
    };
    let names = Memo::new(move |_| {
        list.answer.with(|answer| answer.as_ref().map_or(Vec::new(), |it| it.measures.clone()))
    });
    let told = told(ui, View::Collocates, list, |answer| answer.total, words);
    let table = Sheet {
        view: View::Collocates,
        columns: move |answer: &Collocates| {
            desk::collocate_columns(ui.lang.get_untracked(), answer)
        },
        cells: desk::collocate_cells,
        behind: move |row: &Collocate| {
            let [o11, o12, o21, o22] = row.table;
            let table = Contingency { o11, o12, o21, o22 };
            let names = names.get_untracked();
            let measured = names.iter().map(|id| Worked::of_table(id, table));
            let others = row.against.as_ref().map(|others| {
                let [o11, o12, o21, o22] = others.table;
                let table = Contingency { o11, o12, o21, o22 };
                [None, names.first().and_then(|id| Worked::of_table(id, table))]
            });
            let receipts = std::iter::repeat_n(None, COUNTS).chain(measured);
            Behind {
                receipts: receipts.chain(others.into_iter().flatten()).collect(),
                leads: as_query(&row.word),
            }
        },
        besides: told.recorded(Vec::new),
    };
    view! {
        {told.view}
        {sheet(ui, place, list, None, table, picture)}
    }
    .into_any()
}
