//! What the texts are like: how long, how diverse, how spelt.

use kashf::engine::protocol::{ProfileRequest, ProfileRow, Profiles, SPELLINGS};
use kashf::statistics::{DIVERSITIES, Richness, richness_of};
use kashf::view::desk;
use kashf::view::messages::fill;
use kashf::view::number::real;
use kashf::view::permalink::View;
use kashf::view::plot::{self, Picture, Style};
use kashf::view::receipt::Receipt as Worked;
use kashf::view::table::Kind;
use leptos::prelude::*;

use super::figures::{Above, Figure, beside, ready, shown_of, shown_receipt};
use super::paired::paired;
use super::sheet::{Behind, Sheet, sheet};
use super::{DIGITS, DRAWN, told};
use crate::counting::List;
use crate::state::{Place, Ui};

/// The first column of a figure in the table of diversity.
const FIRST: usize = 5;

/// What the texts are like.
pub fn profile(ui: Ui, place: Place) -> AnyView {
    let list: List<ProfileRequest> =
        List::new(expect_context(), place, expect_context(), |link| Some(desk::profile(link)));
    let others: List<ProfileRequest> =
        List::new(expect_context(), place, expect_context(), desk::profile_of_others);
    let spelling = place.part(desk::shows_spelling);
    let chosen = place.part(desk::chosen_measure);
    let words = move |answer: &Profiles| {
        let said = &ui.say().counting;
        [
            said.rows.say(ui.lang.get(), answer.parts.into()),
            fill(said.of_words, &[&ui.number(answer.all.tokens)]),
            said.in_texts.say(ui.lang.get(), answer.all.documents.into()),
        ]
        .join(" · ")
    };
    let picture = move |_: &Profiles, width: f64| match spelling.get() {
        true => spelt(ui, list, width),
        false => drawn(ui, place, [list, others], &chosen.get(), width),
    };
    let shown = shown_of(list);
    let figures_of = move |answer: &Profiles| Some(of_all(ui, &answer.all, spelling.get()));
    let told = told(ui, View::Profile, list, |answer| answer.parts, words);
    let besides = told.recorded(Vec::new);
    let above = Above { view: View::Profile, figures: figures_of, words, besides };
    let all = beside(ui, place, [list, others], shown, above);
    let table = Sheet {
        view: View::Profile,
        columns: move |_: &Profiles| {
            desk::profile_columns(ui.lang.get_untracked(), spelling.get_untracked())
        },
        cells: move |row: &ProfileRow| {
            desk::profile_cells(ui.lang.get_untracked(), spelling.get_untracked(), row)
        },
        behind: move |row: &ProfileRow| {
            let spelling = spelling.get_untracked();
            let figures = DIVERSITIES.iter().map(|it| worked(row, it.id));
            let receipts = std::iter::repeat_n(None, FIRST).chain(figures);
            Behind { receipts: receipts.filter(|_| !spelling).collect(), leads: None }
        },
        besides,
    };
    view! {
        {told.view}
        {all}
        {shown_receipt(ui, shown)}
        {sheet(ui, place, list, Some(others), table, picture)}
    }
    .into_any()
}

/// How a figure came about.
fn worked(row: &ProfileRow, id: &str) -> Option<Worked> {
    let place = DIVERSITIES.iter().position(|it| it.id == id)?;
    match row.ordered.get(place).copied().flatten() {
        Some(counts) => Worked::of_order(id, counts),
        None => Worked::of_richness(id, &counts(row)),
    }
}

fn counts(row: &ProfileRow) -> Richness {
    richness_of([row.tokens, row.types, row.hapaxes].map(u64::from), row.squares)
}

/// All texts together.
fn of_all(ui: Ui, all: &ProfileRow, spelling: bool) -> Vec<Figure> {
    let whole = |id: &'static str, count: u32| Figure {
        id: id.to_owned(),
        name: ui.say().counting.column(id).to_owned(),
        value: count.into(),
        kind: Kind::Whole,
        receipt: None,
    };
    let mut list = vec![whole("words", all.tokens)];
    if spelling {
        list.extend(SPELLINGS.iter().zip(&all.spelling).map(|(it, count)| whole(it.id, *count)));
    } else {
        list.extend([whole("types", all.types), whole("hapaxes", all.hapaxes)]);
        list.extend(DIVERSITIES.iter().zip(&all.figures).map(|(figure, value)| {
            Figure::decimal(ui, figure.id, *value, worked(all, figure.id).map(ready))
        }));
    }
    list
}

/// The chosen figure of the first parts, as bars. Where there are other texts beside them, of all
/// together first, and of each part beside the others' part of that name.
fn drawn(
    ui: Ui,
    place: Place,
    lists: [List<ProfileRequest>; 2],
    chosen: &str,
    width: f64,
) -> Option<Picture> {
    let at = DIVERSITIES.iter().position(|it| it.id == chosen)?;
    let value = |row: &ProfileRow| row.figures.get(at).copied().flatten();
    let [(mut rows, _), (others, are_beside)] = lists.map(|list| {
        let all = list.answer.with(|answer| answer.as_ref().map(|answer| answer.all.clone()));
        let is_there = all.is_some();
        let mut rows = list.first_rows(DRAWN);
        rows.splice(0..0, all);
        (rows, is_there)
    });
    if !are_beside {
        rows.drain(..1.min(rows.len()));
    }
    // Texts of one title are not the same text.
    let other = |at: usize, row: &ProfileRow| {
        let same = |it: &&ProfileRow| row.id.is_empty() && it.name == row.name;
        let found = if at == 0 { others.first() } else { others.iter().skip(1).find(same) };
        found.filter(|_| are_beside).and_then(value)
    };
    let label = |at: usize, row| match at == 0 && are_beside {
        true => ui.say().counting.all_together,
        false => name_of(ui, row),
    };
    let rows: Vec<(&str, [Option<f64>; 2])> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| (label(at, row), [value(row), other(at, row)]))
        .collect();
    paired(ui, place, ui.say().measures.name(chosen), &rows, width)
}

/// Which yeh and kaf the first parts are written with: of a thousand words, how many have those of
/// Persian keyboards, and how many those of Arabic ones.
fn spelt(ui: Ui, list: List<ProfileRequest>, width: f64) -> Option<Picture> {
    let said = &ui.say().counting;
    let share = |row: &ProfileRow, ids: [&str; 2]| {
        let of =
            |id| SPELLINGS.iter().position(|it| it.id == id).and_then(|at| row.spelling.get(at));
        let count: f64 = ids.into_iter().filter_map(of).map(|count| f64::from(*count)).sum();
        1000.0 * count / f64::from(row.tokens.max(1))
    };
    let rows = list.first_rows(DRAWN);
    let shares: Vec<[f64; 2]> = rows
        .iter()
        .map(|row| {
            [["yeh-persian", "kaf-persian"], ["yeh-arabic", "kaf-arabic"]]
                .map(|ids| share(row, ids))
        })
        .collect();
    let sayings: Vec<[String; 2]> =
        shares.iter().map(|both| both.map(|share| real(ui.lang.get(), share, DIGITS))).collect();
    let bars: Vec<plot::Bar<'_>> = rows
        .iter()
        .zip(shares.iter().zip(&sayings))
        .map(|(row, ([persian, arabic], [first, second]))| plot::Bar {
            label: name_of(ui, row),
            value: *persian,
            said: first,
            second: Some((*arabic, second)),
        })
        .collect();
    // Of a thousand words.
    let names = ["ی، ک ‰", "ي، ك ‰"];
    let style = Style { lang: ui.lang.get(), width, name: said.value("spelling") };
    (!bars.is_empty()).then(|| plot::bars(&plot::Bars { rows: &bars, names }, &style))
}

/// What a part is called.
fn name_of(ui: Ui, row: &ProfileRow) -> &str {
    if row.name.is_empty() { ui.say().counting.without_value } else { &row.name }
}
