//! Words and clusters, by how often they occur.

use kashf::engine::protocol::{Frequencies, Frequency, NgramsRequest, WordsRequest};
use kashf::view::desk;
use kashf::view::messages::fill;
use kashf::view::permalink::View;
use kashf::view::plot::{self, Style};
use leptos::prelude::*;

use super::paired::{of_others, paired};
use super::sheet::{Behind, Sheet, as_query, rate, sheet};
use super::told;
use crate::counting::{List, Question};
use crate::state::{Place, Ui};

/// The words of the texts.
pub fn words(ui: Ui, place: Place) -> AnyView {
    let list: List<WordsRequest> =
        List::new(expect_context(), place, expect_context(), |link| Some(desk::words(link)));
    frequencies(ui, place, list, View::Words)
}

/// Words that stand together.
pub fn clusters(ui: Ui, place: Place) -> AnyView {
    let list: List<NgramsRequest> =
        List::new(expect_context(), place, expect_context(), |link| Some(desk::ngrams(link)));
    frequencies(ui, place, list, View::Ngrams)
}

fn frequencies<Q>(ui: Ui, place: Place, list: List<Q>, view: View) -> AnyView
where
    Q: Question<Answer = Frequencies, Row = Frequency>,
{
    let here = place.part(Clone::clone);
    let words = move |answer: &Frequencies| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        [
            said.rows.say(lang, answer.total.into()),
            fill(said.of_words, &[&ui.number(answer.tokens)]),
            said.in_texts.say(lang, answer.documents.into()),
        ]
        .join(" · ")
            + &answer.against.as_ref().map_or(String::new(), |others| {
                let words = fill(said.of_words, &[&ui.number(others.tokens)]);
                here.with(|here| of_others(lang, here, &words))
            })
    };
    let tokens = Memo::new(move |_| {
        list.answer.with(|answer| answer.as_ref().map_or(0, |answer| u64::from(answer.tokens)))
    });
    let others = Memo::new(move |_| {
        list.answer.with(|answer| Some(answer.as_ref()?.against.as_ref()?.tokens))
    });
    let picture = move |answer: &Frequencies, width: f64| {
        if let Some(others) = &answer.against {
            let rate = |count: u32, of: u32| Some(1e6 * f64::from(count) / f64::from(of.max(1)));
            let rows = list.first_rows(20);
            let rows: Vec<(&str, [Option<f64>; 2])> = rows
                .iter()
                .map(|row| {
                    let there = rate(row.against.unwrap_or(0), others.tokens);
                    (row.word.as_str(), [rate(row.count, answer.tokens), there])
                })
                .collect();
            return paired(ui, place, ui.say().counting.column("per-million"), &rows, width);
        }
        let rows = list.first_rows(20);
        let said: Vec<String> = rows.iter().map(|row| ui.number(row.count)).collect();
        let bars: Vec<plot::Bar<'_>> = rows
            .iter()
            .zip(&said)
            .map(|(row, said)| plot::Bar {
                label: &row.word,
                value: f64::from(row.count),
                said,
                second: None,
            })
            .collect();
        let name = ui.say().counting.column("count");
        let style = Style { lang: ui.lang.get(), width, name };
        Some(plot::bars(&plot::Bars { rows: &bars, names: [name, ""] }, &style))
    };
    let told = told(ui, view, list, |answer| answer.total, words);
    let table = Sheet {
        view,
        columns: move |answer: &Frequencies| {
            here.with_untracked(|here| {
                desk::frequency_columns(ui.lang.get_untracked(), here, answer)
            })
        },
        cells: move |row: &Frequency| desk::frequency_cells(row, others.get_untracked()),
        behind: move |row: &Frequency| {
            let mut receipts = vec![None, None, None, rate(row.count, tokens.get_untracked())];
            if let Some((count, words)) = row.against.zip(others.get_untracked()) {
                receipts.extend([None, rate(count, words.into())]);
            }
            Behind { receipts, leads: as_query(&row.word) }
        },
        besides: told.recorded(Vec::new),
    };
    view! {
        {told.view}
        {sheet(ui, place, list, None, table, picture)}
    }
    .into_any()
}
