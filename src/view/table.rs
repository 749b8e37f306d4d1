//! A table as people see and save it: rows of cells under named columns, and how it was made.

use serde_json::{Map, Value, json};

use super::csv::csv;
use super::language::Lang;

/// The table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it is.
    pub name: String,
    /// The language of the names; it gives the direction.
    pub lang: Lang,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows: a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// How it was made: names and values.
    pub method: Vec<(String, String)>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// What its cells are.
    pub kind: Kind,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers, shown with so many digits that count.
    Decimal(u8),
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// Nothing: what is not defined.
    Empty,
}

impl Cell {
    /// As a program reads it: digits of ASCII, as many as it takes to give the number back.
    pub fn plain(&self) -> String {
        match self {
            Cell::Text(words) => words.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Empty => String::new(),
        }
    }
}

impl From<&str> for Cell {
    fn from(words: &str) -> Cell {
        Cell::Text(words.to_owned())
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Cell {
        Cell::Number(f64::from(number))
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Cell {
        number.filter(|number| number.is_finite()).map_or(Cell::Empty, Cell::Number)
    }
}

impl Table {
    /// The whole as CSV (RFC 4180), see [`csv`].
    pub fn csv(&self) -> String {
        csv(std::iter::once(self.heads()).chain(self.rows.iter().map(|row| plain(row))))
    }

    /// The whole, parted by tabs. What would part cells or lines inside of one becomes a space;
    /// nothing else is changed.
    pub fn tsv(&self) -> String {
        let mut out = String::new();
        for line in std::iter::once(self.heads()).chain(self.rows.iter().map(|row| plain(row))) {
            let cells: Vec<String> =
                line.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect();
            out.push_str(&cells.join("\t"));
            out.push('\n');
        }
        out
    }

    /// The whole as JSON: `{name, method: {…}, rows: [{…}, …]}`, cells by the ids of their columns,
    /// what is not defined `null`.
    pub fn json(&self) -> String {
        let value = |cell: &Cell| match cell {
            Cell::Text(words) => json!(words),
            // Whole numbers without a point.
            Cell::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
                json!(*number as i64)
            }
            Cell::Number(number) => json!(number),
            Cell::Empty => Value::Null,
        };
        let row = |row: &Vec<Cell>| {
            let cells = self.columns.iter().zip(row);
            Value::Object(cells.map(|(column, cell)| (column.id.clone(), value(cell))).collect())
        };
        let method: Map<String, Value> =
            self.method.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        let rows: Vec<Value> = self.rows.iter().map(row).collect();
        let all = json!({ "name": self.name, "method": method, "rows": rows });
        serde_json::to_string_pretty(&all).unwrap_or_default()
    }

    fn heads(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.name.clone()).collect()
    }
}

fn plain(row: &[Cell]) -> Vec<String> {
    row.iter().map(Cell::plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_out_as_they_went_in() {
        let column = |id: &str, kind| Column { id: id.into(), name: id.to_uppercase(), kind };
        let table = Table {
            name: "t".into(),
            lang: Lang::Fa,
            columns: vec![column("a", Kind::Text), column("b", Kind::Decimal(3))],
            rows: vec![
                vec!["=ناتو\t«۲»".into(), Cell::Number(0.1 + 0.2)],
                vec!["b".into(), None::<f64>.into()],
            ],
            method: vec![("query".into(), "ناتو".into())],
        };
        assert_eq!(table.csv(), "\u{FEFF}A,B\r\n'=ناتو\t«۲»,0.30000000000000004\r\nb,\r\n");
        assert_eq!(table.tsv(), "A\tB\n=ناتو «۲»\t0.30000000000000004\nb\t\n");
        let read: Value = serde_json::from_str(&table.json()).unwrap();
        assert_eq!(read["rows"][0]["a"], "=ناتو\t«۲»");
        assert_eq!(read["rows"][0]["b"].as_f64().unwrap().to_bits(), (0.1f64 + 0.2).to_bits());
        assert!(read["rows"][1]["b"].is_null());
        assert_eq!(read["method"]["query"], "ناتو");
    }
}
