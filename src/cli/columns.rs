//! Rows → a table for a terminal, or one parted by tabs.

use std::iter::once;

use kashf::text::script;

use crate::output::{Results, one_line};
use crate::stop::Outcome;

/// What stands in a table.
pub enum Cell {
    /// Words of a corpus, or a name.
    Text(String),
    /// A number of things.
    Count(u64),
    /// A figure; `None` where it is not defined.
    Figure(Option<f64>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Cell {
        Cell::Count(count.into())
    }
}

impl From<Option<f64>> for Cell {
    fn from(figure: Option<f64>) -> Cell {
        Cell::Figure(figure)
    }
}

impl Cell {
    fn is_text(&self) -> bool {
        matches!(self, Cell::Text(_))
    }

    /// On one line; figures with as many digits as they have, or as one reads them.
    fn shown(&self, exactly: bool) -> String {
        match self {
            Cell::Text(text) => one_line(text).into_owned(),
            Cell::Count(count) => count.to_string(),
            Cell::Figure(None) if exactly => String::new(),
            Cell::Figure(None) => "–".to_owned(),
            Cell::Figure(Some(figure)) if exactly => figure.to_string(),
            Cell::Figure(Some(figure)) if *figure != 0.0 && figure.abs() < 0.001 => {
                format!("{figure:.2e}")
            }
            Cell::Figure(Some(figure)) => format!("{figure:.3}"),
        }
    }
}

/// Headings and rows.
pub struct Table {
    headings: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Begins one.
    pub fn new<'a>(headings: impl IntoIterator<Item = &'a str>) -> Table {
        let mut table = Table { headings: Vec::new(), rows: Vec::new() };
        table.head(headings);
        table
    }

    /// Puts more headings behind the others.
    pub fn head<'a>(&mut self, headings: impl IntoIterator<Item = &'a str>) {
        self.headings.extend(headings.into_iter().map(|it| one_line(it).into_owned()));
    }

    /// Puts a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Prints it parted by tabs.
    pub fn tsv(&self, results: &mut Results) -> Outcome {
        results.line(format_args!("{}", self.headings.join("\t")))?;
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|cell| cell.shown(true)).collect();
            results.line(format_args!("{}", cells.join("\t")))?;
        }
        Ok(())
    }

    /// Prints it in columns: words begin at the left, numbers end at the right.
    pub fn aligned(&self, results: &mut Results) -> Outcome {
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.shown(false)).collect())
            .collect();
        let is_text = |at: usize| self.rows.first().is_some_and(|row| row[at].is_text());
        let width = |at: usize| {
            let column = rows.iter().map(|row| &row[at]).chain(once(&self.headings[at]));
            column.map(|cell| columns(cell)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.headings.len()).map(width).collect();
        for row in once(&self.headings).chain(&rows) {
            let mut line = String::new();
            for (at, cell) in row.iter().enumerate() {
                let space = " ".repeat(widths[at] - columns(cell));
                let gap = if at > 0 { "  " } else { "" };
                match is_text(at) {
                    true => line.extend([gap, &isolated(cell), &space]),
                    false => line.extend([gap, &space, cell]),
                }
            }
            results.line(format_args!("{}", line.trim_end()))?;
        }
        Ok(())
    }
}

/// How many columns of a terminal a text takes: what stands on a letter takes none, nor does what
/// is not seen.
pub fn columns(text: &str) -> usize {
    let seen = |c: &char| {
        !script::is_mark(*c) && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(seen).count()
}

/// A text whose direction leaves what stands around it alone.
pub fn isolated(text: &str) -> String {
    match text.is_ascii() {
        true => text.to_owned(),
        false => format!("\u{2068}{text}\u{2069}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_isolates_take_no_room() {
        assert_eq!([columns("کِتاب"), columns("می‌گوید"), columns("e\u{301}t")], [4, 6, 2]);
        assert_eq!(columns(&isolated("کتاب")), 4);
        assert_eq!(isolated("talk"), "talk");
    }

    #[test]
    fn figures_are_told_exactly_or_readably() {
        let told = |figure| [true, false].map(|exactly| Cell::Figure(figure).shown(exactly));
        assert_eq!(told(Some(0.1 + 0.2)), ["0.30000000000000004", "0.300"]);
        assert_eq!(told(Some(1.5e-9)), ["0.0000000015", "1.50e-9"]);
        assert_eq!(told(None), ["", "–"]);
    }
}
