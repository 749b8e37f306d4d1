//! Figures of the chosen texts beside those of the others, as bars in pairs.

use kashf::view::desk;
use kashf::view::language::Lang;
use kashf::view::number::real;
use kashf::view::permalink::Permalink;
use kashf::view::plot::{self, Picture, Style};
use leptos::prelude::*;

use super::DIGITS;
use crate::state::{Place, Ui};

/// What is said of the others, behind what is said of the chosen.
pub fn of_others(lang: Lang, link: &Permalink, words: &str) -> String {
    format!(" | {}: {words}", desk::name_of_others(lang, link))
}

/// Names, each with its two figures: nothing where there is no second, and what is no number where it is
/// not defined. Nothing without a name.
pub fn paired(
    ui: Ui,
    place: Place,
    name: &str,
    rows: &[(&str, [Option<f64>; 2])],
    width: f64,
) -> Option<Picture> {
    let lang = ui.lang.get();
    let print = |value: f64| match value.is_nan() {
        true => "–".to_owned(),
        false => real(lang, value, DIGITS),
    };
    let sayings: Vec<[String; 2]> = rows
        .iter()
        .map(|(_, both)| both.map(|value| value.map(print).unwrap_or_default()))
        .collect();
    let bars: Vec<plot::Bar<'_>> = rows
        .iter()
        .zip(&sayings)
        .filter_map(|((label, [value, second]), [said, second_said])| {
            let second = second.map(|second| (second, second_said.as_str()));
            Some(plot::Bar { label, value: (*value)?, said, second })
        })
        .collect();
    let here = place.part(Clone::clone).get();
    let names = desk::names_of_both(lang, &here);
    let style = Style { lang, width, name };
    let bars = plot::Bars { rows: &bars, names: [&names[0], &names[1]] };
    (!bars.rows.is_empty()).then(|| plot::bars(&bars, &style))
}
