//! Words and clusters, by how often they occur.

use kashf::engine::protocol::{Frequencies, Frequency, NgramsRequest, ValueWords, WordsRequest};
use kashf::view::desk;
use kashf::view::messages::fill;
use kashf::view::number::real;
use kashf::view::permalink::View;
use kashf::view::plot::{self, Picture, Style};
use leptos::prelude::*;

use super::sheet::{Behind, Sheet, as_query, rate, sheet};
use super::{DIGITS, told};
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
    let words = move |answer: &Frequencies| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        [
            said.rows.say(lang, answer.total.into()),
            fill(said.of_words, &[&ui.number(answer.tokens)]),
            said.in_texts.say(lang, answer.documents.into()),
        ]
        .join(" · ")
    };
    let tokens = Memo::new(move |_| {
        list.answer.with(|answer| answer.as_ref().map_or(0, |answer| u64::from(answer.tokens)))
    });
    let others = Memo::new(move |_| {
        list.answer.with(|answer| Some(answer.as_ref()?.against.as_ref()?.tokens))
    });
    let picture = move |answer: &Frequencies, width: f64| {
        if let Some(others) = &answer.against {
            return Some(beside(ui, place, answer.tokens, others, &list.first_rows(20), width));
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
            desk::frequency_columns(ui.lang.get_untracked(), view == View::Ngrams, answer)
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

/// How often in a million words, in the chosen texts and in the others.
fn beside(
    ui: Ui,
    place: Place,
    tokens: u32,
    others: &ValueWords,
    rows: &[Frequency],
    width: f64,
) -> Picture {
    let lang = ui.lang.get();
    let rates: Vec<[f64; 2]> = rows
        .iter()
        .map(|row| {
            let rate = |count: u32, of: u32| 1e6 * f64::from(count) / f64::from(of.max(1));
            [rate(row.count, tokens), rate(row.against.unwrap_or(0), others.tokens)]
        })
        .collect();
    let said: Vec<[String; 2]> =
        rates.iter().map(|both| both.map(|rate| real(lang, rate, DIGITS))).collect();
    let bars: Vec<plot::Bar<'_>> = rows
        .iter()
        .zip(rates.iter().zip(&said))
        .map(|(row, (rates, said))| plot::Bar {
            label: &row.word,
            value: rates[0],
            said: &said[0],
            second: Some((rates[1], &said[1])),
        })
        .collect();
    let here = place.part(|link| link.clone()).get();
    let names = desk::names_of_both(lang, &here);
    let style = Style { lang, width, name: ui.say().counting.column("per-million") };
    plot::bars(&plot::Bars { rows: &bars, names: [&names[0], &names[1]] }, &style)
}
