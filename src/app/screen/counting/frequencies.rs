//! Words and clusters, by how often they occur.

use kashf::engine::protocol::{Frequencies, Frequency, NgramsRequest, WordsRequest};
use kashf::view::desk;
use kashf::view::messages::fill;
use kashf::view::permalink::View;
use kashf::view::plot::{self, Style};
use leptos::prelude::*;

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
    let picture = move |_: &Frequencies, width: f64| {
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
    let table = Sheet {
        view,
        columns: move |answer: &Frequencies| {
            desk::frequency_columns(ui.lang.get_untracked(), view == View::Ngrams, answer)
        },
        cells: desk::frequency_cells,
        behind: move |row: &Frequency| Behind {
            receipts: vec![None, None, None, rate(row.count, tokens.get_untracked())],
            leads: as_query(&row.word),
        },
        besides: None,
    };
    view! {
        {told(ui, view, list, |answer| answer.total, words)}
        {sheet(ui, place, list, table, picture)}
    }
    .into_any()
}
