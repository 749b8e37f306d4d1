//! How a figure came about: its counts, its formula, and the same for other programs.

use kashf::view::messages::{MeasureWording, filled_isolated};
use kashf::view::number::real;
use kashf::view::receipt::{Parts, Receipt as Worked, Table};
use leptos::prelude::*;

use super::actions::CopyButton;
use super::known::row;
use crate::state::Ui;

/// Digits of a value and of what chance would bring.
const DIGITS: usize = 8;
const CHANCE_DIGITS: usize = 4;

/// The receipt of a figure.
#[component]
pub fn Receipt(
    /// It.
    receipt: Worked,
) -> impl IntoView {
    let ui = expect_context::<Ui>();
    let (lang, said) = (ui.lang.get(), &*ui.say().measures);
    let figure = said.figure(receipt.id);
    let signs = |text: String| view! { <bdi class="code" dir="ltr">{text}</bdi> }.into_any();
    let value = match receipt.value {
        Some(value) => view! { <bdi>{real(lang, value, DIGITS)}</bdi> }.into_any(),
        None => said.undefined.into_any(),
    };
    let ascii = receipt.value.map(|value| value.to_string());
    let [variant, formula, with_numbers, name_of_value, source] =
        said.fields.map(IntoAny::into_any);
    let range = receipt.range.map(|cells| {
        view! { <p class="quiet">{filled_isolated(said.over_range, &[&cells])}</p> }
    });
    let programs = [receipt.spreadsheet, receipt.r, receipt.python];
    view! {
        <section class="receipt" data-testid="receipt" data-figure=receipt.id data-value=ascii aria-label=said.receipt>
            <h4 class="heading">{said.name(receipt.id)}</h4>
            {figure.map(|figure| view! { <p>{figure.tells}</p> })}
            {receipt.table.map(|table| counts(ui, said, table))}
            {receipt.parts.map(|parts| by_parts(ui, said, parts))}
            <dl class="table">
                {figure.map(|figure| row(variant, figure.variant.into_any()))}
                {row(formula, signs(receipt.formula))}
                {row(with_numbers, signs(receipt.with_numbers))}
                {row(name_of_value, value)}
                {(!receipt.source.is_empty()).then(|| row(source, signs(receipt.source.into())))}
            </dl>
            {range}
            {programs.into_iter().enumerate().map(|(place, text)| program(said, place, text)).collect_view()}
        </section>
    }
    .into_any()
}

/// A formula for a program, to be copied.
fn program(said: &'static MeasureWording, place: usize, text: String) -> AnyView {
    let copied = text.clone();
    let hook = ["copy-spreadsheet", "copy-r", "copy-python"][place];
    view! {
        <div class="receipt__program">
            <span class="table__name">{said.programs[place]}</span>
            " "
            <CopyButton label=said.copies[place] content=Callback::new(move |()| copied.clone()) hook />
            <pre class="receipt__code" dir="ltr" tabindex="0">{text}</pre>
        </div>
    }
    .into_any()
}

/// The table of two things, together and apart.
fn counts(ui: Ui, said: &'static MeasureWording, table: Table) -> AnyView {
    let lang = ui.lang.get();
    let [first_row, second_row, first_column, second_column] = table.labels;
    let cell = |at: usize, column: usize| {
        let chance = table.expected.map(|expected| {
            let number = real(lang, expected[at][column], CHANCE_DIGITS);
            view! {
                <span class="receipt__chance">{filled_isolated(said.expected_by_chance, &[&number])}</span>
            }
        });
        view! { <td>{ui.number(table.observed[at][column])}{chance}</td> }
    };
    let line = |at: usize, name: String| {
        view! {
            <tr>
                <th scope="row"><bdi>{name}</bdi></th>
                {cell(at, 0)}
                {cell(at, 1)}
                <td>{ui.number(table.rows[at])}</td>
            </tr>
        }
    };
    view! {
        <div class="receipt__scroll" tabindex="0">
            <table class="receipt__counts" aria-label=said.table>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col"><bdi>{first_column}</bdi></th>
                        <th scope="col"><bdi>{second_column}</bdi></th>
                        <th scope="col">{said.sum}</th>
                    </tr>
                </thead>
                <tbody>
                    {line(0, first_row)}
                    {line(1, second_row)}
                    <tr>
                        <th scope="row">{said.sum}</th>
                        <td>{ui.number(table.columns[0])}</td>
                        <td>{ui.number(table.columns[1])}</td>
                        <td>{ui.number(table.all)}</td>
                    </tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The counts of the first parts, and a way to take all.
fn by_parts(ui: Ui, said: &'static MeasureWording, parts: Parts) -> AnyView {
    let named = |name: &&'static str| match *name {
        "v" => said.columns[0],
        "s" => said.columns[1],
        _ => said.columns[2],
    };
    let rest = parts.count.saturating_sub(parts.shown.len()) as u64;
    let head = parts.names.iter().map(|name| {
        view! { <th scope="col">{named(name)}" "<bdi class="code">{*name}</bdi></th> }
    });
    let lines = parts.shown.into_iter().enumerate().map(|(at, part)| {
        let cells = part.into_iter().map(|count| view! { <td>{ui.number(count)}</td> });
        view! { <tr><th scope="row">{ui.number(at as u64 + 1)}</th>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="receipt__scroll" tabindex="0">
            <table class="receipt__counts" aria-label=said.parts>
                <thead><tr><td></td>{head.collect_view()}</tr></thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
        {(rest > 0).then(|| view! { <p class="quiet">{said.more_parts.say(ui.lang.get(), rest)}</p> })}
        <p>
            <CopyButton
                label=said.copy_parts content=Callback::new(move |()| parts.text.clone())
                hook="copy-parts"
            />
        </p>
    }
    .into_any()
}
