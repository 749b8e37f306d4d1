//! What is more frequent in some texts than in others.

use kashf::engine::protocol::{Keyword, Keywords, KeywordsRequest};
use kashf::statistics::{Contingency, K};
use kashf::view::desk;
use kashf::view::messages::fill;
use kashf::view::number::real;
use kashf::view::permalink::View;
use kashf::view::plot::{self, Style};
use kashf::view::receipt::Receipt as Worked;
use leptos::prelude::*;

use super::sheet::{Behind, Sheet, as_query, rate, sheet};
use super::told;
use crate::counting::List;
use crate::part::list_chooser::{ListChooser, Listed, WordsFrom};
use crate::state::{Place, Ui};

/// What is more frequent in some texts than in others.
pub fn keywords(ui: Ui, place: Place) -> AnyView {
    let listed = RwSignal::from(expect_context::<Listed>().0);
    let has_list = Memo::new(move |_| listed.with(Option::is_some));
    let list: List<KeywordsRequest> =
        List::new(expect_context(), place, expect_context(), move |link| {
            listed.with(|listed| {
                desk::keywords(link, listed.as_ref().map_or(&[], |listed| &listed.words))
            })
        });
    let words = move |answer: &Keywords| {
        let (said, lang) = (&ui.say().counting, ui.lang.get());
        if answer.tokens[1] == 0 {
            return said.no_others.to_owned();
        }
        let control = desk::Control::One(&["bonferroni", "sidak", "none"]);
        let correction = place.part(move |link| desk::value(link, "correction", control)).get();
        let correction = ["bonferroni", "sidak", "none"]
            .into_iter()
            .find(|code| *code == correction)
            .map_or("", |code| said.value(code));
        let tests = ui.number(answer.tests);
        let chance = real(lang, answer.chance, 3);
        [
            said.rows.say(lang, answer.total.into()),
            fill(
                if has_list.get() { said.sides_list } else { said.sides },
                &[&ui.number(answer.tokens[0]), &ui.number(answer.tokens[1])],
            ),
            fill(said.tests, &[&tests, &chance, correction]),
        ]
        .join(" · ")
    };
    let names = Memo::new(move |_| {
        list.answer.with(|answer| answer.as_ref().map_or(Vec::new(), |it| it.measures.clone()))
    });
    let width_of_intervals =
        Memo::new(move |_| list.answer.with(|answer| answer.as_ref().map_or(1.96, |it| it.z)));
    let picture = move |_: &Keywords, width: f64| {
        let rows = list.first_rows(200);
        let at = |id: &str| names.with(|names| names.iter().position(|it| it == id));
        let (effect, weight) = (at("log-ratio")?, at("g2")?);
        let said: Vec<String> = rows
            .iter()
            .map(|row| format!("{} : {}", ui.number(row.counts[0]), ui.number(row.counts[1])))
            .collect();
        let points: Vec<plot::Point<'_>> = rows
            .iter()
            .zip(&said)
            .filter_map(|(row, said)| {
                let [effect, weight] =
                    [effect, weight].map(|at| row.measures.get(at).copied().flatten());
                Some(plot::Point { word: &row.word, effect: effect?, weight: weight?, said })
            })
            .collect();
        let said = ui.say();
        let axes = ["log-ratio", "g2"].map(|id| said.measures.name(id));
        let sides = ["negative", "positive"].map(|code| said.counting.value(code));
        let style = Style { lang: ui.lang.get(), width, name: said.counting.views[4] };
        let scatter = plot::Scatter { points: &points, logarithmic: true, axes, sides };
        Some(plot::scatter(&scatter, &style))
    };
    let told = told(ui, View::Keywords, list, |answer| answer.total, words);
    let table = Sheet {
        view: View::Keywords,
        columns: move |answer: &Keywords| desk::keyword_columns(ui.lang.get_untracked(), answer),
        cells: desk::keyword_cells,
        behind: move |row: &Keyword| {
            let tokens =
                list.answer.with_untracked(|answer| answer.as_ref().map_or([0, 0], |it| it.tokens));
            let [o11, o12, o21, o22] = row.table;
            let table = Contingency { o11, o12, o21, o22 };
            let [here, there] = [0, 1].map(|side| rate(row.counts[side], tokens[side]));
            // The word, how often here, its rate, …: see `keyword_columns`.
            let mut receipts = vec![None, None, here, None, None, there];
            receipts.push(Worked::of_table("g2", table));
            let z = width_of_intervals.get_untracked();
            let measured = names.get_untracked();
            receipts.extend(measured.iter().map(|id| Worked::of_table_with(id, table, K, z)));
            Behind { receipts, leads: as_query(&row.word) }
        },
        besides: told.recorded(move || {
            let listed = listed.get().into_iter();
            let words = |it: WordsFrom| format!("{} ({} words)", it.name, it.words.len());
            listed.map(|it| ("list".to_owned(), words(it))).collect()
        }),
    };
    view! {
        <ListChooser />
        {told.view}
        {sheet(ui, place, list, None, table, picture)}
    }
    .into_any()
}
