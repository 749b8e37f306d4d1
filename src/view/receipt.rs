//! A figure → how it came about, so that anybody can work it out again.
//!
//! A [`Receipt`] has the counts, the formula as books print it, the same with the numbers put in, and
//! the formula for a spreadsheet, R and Python, with all numbers in it: pasted there, each gives the
//! value. All four are written from the one text that [`statistics`](crate::statistics) computes the
//! figure by. How the figure is called, which variant it is and what it tells stands in
//! [`MeasureWording`](super::messages::MeasureWording), under its id.

use crate::statistics::{
    COUNTS, Contingency, DISPERSIONS, Dialect, Diversity, Formula, Given, K, NAMES, OF, Oracle,
    Richness, Spread, WINDOWS, Z, dispersion, diversity, measure, rate,
};

/// How a figure came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// The figure.
    pub id: &'static str,
    /// The counts, of what is asked of two things together and apart.
    pub table: Option<Table>,
    /// The counts, of what is asked of many parts.
    pub parts: Option<Parts>,
    /// As books print it.
    pub formula: String,
    /// The same with the numbers put in, those that are not whole to six digits; of many parts, the
    /// first of them.
    pub with_numbers: String,
    /// `None` where the figure is not defined.
    pub value: Option<f64>,
    /// Who published it; empty of what everybody knows.
    pub source: &'static str,
    /// A formula for a cell of a spreadsheet, with the names of functions in English.
    pub spreadsheet: String,
    /// The cells in which that formula looks for the counts by parts, where they are too many to stand
    /// in it.
    pub range: Option<String>,
    /// A line or two of R.
    pub r: String,
    /// Lines of Python.
    pub python: String,
}

/// Counts parted in two ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What the rows and the columns are: first row, second row, first column, second column.
    pub labels: [String; 4],
    /// What was counted, row by row.
    pub observed: [[u64; 2]; 2],
    /// What chance would bring; `None` of an empty table.
    pub expected: Option<[[f64; 2]; 2]>,
    /// Sums of the rows.
    pub rows: [u64; 2],
    /// Sums of the columns.
    pub columns: [u64; 2],
    /// Sum of all.
    pub all: u64,
}

/// Counts by parts, or distances.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// What they are called in the formula: `v` and `s`, or `d`.
    pub names: &'static [&'static str],
    /// The first of them, by parts.
    pub shown: Vec<Vec<u64>>,
    /// How many there are.
    pub count: usize,
    /// All of them for a sheet: a line for each part, tabs between columns, and a line of names first.
    pub text: String,
}

/// Parts that are shown one by one.
pub const SHOWN: usize = 20;

/// Characters that a formula of a spreadsheet may have.
const CELL: usize = 8192;

/// The names of a table's values as books print them, in the order of [`NAMES`].
const PRINTED: [&str; 15] =
    ["O₁₁", "O₁₂", "O₂₁", "O₂₂", "R₁", "R₂", "C₁", "C₂", "N", "E₁₁", "E₁₂", "E₂₁", "E₂₂", "k", "z"];

impl Receipt {
    /// Of a measure of association or keyness, by its id, with the parameters that are usual; `None` of
    /// what is no such measure.
    ///
    /// ```
    /// use kashf::{statistics::Contingency, view::receipt::Receipt};
    /// let receipt = Receipt::of_table("mi", Contingency::new(8, 2, 2, 4)).unwrap();
    /// assert_eq!(receipt.formula, "log₂(O₁₁/E₁₁)");
    /// assert_eq!(receipt.with_numbers, "log₂(8/6.25)");
    /// assert_eq!(receipt.spreadsheet, "=LOG(8/(10*10/16),2)");
    /// ```
    pub fn of_table(id: &str, table: Contingency) -> Option<Receipt> {
        Receipt::of_table_with(id, table, K, Z)
    }

    /// The same with other parameters: what is added to frequencies, and how wide intervals are.
    pub fn of_table_with(id: &str, table: Contingency, k: f64, z: f64) -> Option<Receipt> {
        let measure = measure(id)?;
        let values = table.values(k, z);
        let whole = |place: usize| values[place].to_string();
        let expected =
            |row: usize, column: usize| format!("({}*{}/{})", whole(row), whole(column), whole(8));
        let mut exact: Vec<String> = (0..NAMES.len()).map(whole).collect();
        for (place, (row, column)) in [(4, 6), (4, 7), (5, 6), (5, 7)].into_iter().enumerate() {
            exact[9 + place] = expected(row, column);
        }
        let value = measure.of(&values);
        let mut receipt = Receipt::of_numbers(
            measure.id,
            measure.formula,
            &NAMES,
            &PRINTED,
            &exact,
            &values,
            value,
        )?;
        receipt.source = measure.source;
        receipt.table = Some(Table::of(table));
        Some(receipt)
    }

    /// Of a figure of dispersion by parts, by its id.
    pub fn of_spread(id: &str, spread: &Spread) -> Option<Receipt> {
        let figure = DISPERSIONS.iter().find(|figure| figure.id == id)?;
        let parts: Vec<Vec<u64>> =
            spread.parts().map(|part| part.map(|count| count as u64).to_vec()).collect();
        let mut receipt = Receipt::of_lists(figure.id, figure.formula, &["v", "s"], parts, None)?;
        (receipt.value, receipt.source) = (figure.value(spread), figure.source);
        Some(receipt)
    }

    /// Of a figure of dispersion by distances in a corpus of so many words, by its id.
    pub fn of_distances(id: &str, distances: &[u32], words: u64) -> Option<Receipt> {
        let figure =
            dispersion(id).filter(|it| DISPERSIONS.iter().all(|other| other.id != it.id))?;
        let parts = distances.iter().map(|&distance| vec![u64::from(distance)]).collect();
        let mut receipt = Receipt::of_lists(figure.id, figure.formula, &["d"], parts, Some(words))?;
        (receipt.value, receipt.source) = (figure.of_distances(distances, words), figure.source);
        Some(receipt)
    }

    /// Of a rate, by its id: so often, of so many.
    pub fn of_rate(id: &str, often: u64, all: u64) -> Option<Receipt> {
        let rate = rate(id)?;
        let (exact, values) = ([often, all].map(|it| it.to_string()), [often as f64, all as f64]);
        let value = rate.value(often, all);
        Receipt::of_numbers(rate.id, rate.formula, &OF, &OF, &exact, &values, value)
    }

    /// Of a figure of diversity, by its id; `None` of those that go by the order of the words.
    pub fn of_richness(id: &str, richness: &Richness) -> Option<Receipt> {
        let values = [richness.types as f64, richness.tokens as f64, richness.squares];
        Receipt::of_diversity(diversity(id).filter(|figure| figure.names == COUNTS)?, values)
    }

    /// Of a figure that goes by the order of the words, by its id: of what it is, see
    /// [`in_order_of_words`](crate::statistics::in_order_of_words).
    ///
    /// ```
    /// use kashf::view::receipt::Receipt;
    /// let receipt = Receipt::of_order("mtld", [7.0, 2.0, 2.0]).unwrap();
    /// assert_eq!((receipt.formula.as_str(), receipt.value), ("(N/F₁ + N/F₂)/2", Some(3.5)));
    /// ```
    pub fn of_order(id: &str, counts: [f64; 3]) -> Option<Receipt> {
        Receipt::of_diversity(diversity(id).filter(|figure| figure.names != COUNTS)?, counts)
    }

    fn of_diversity(figure: &Diversity, values: [f64; 3]) -> Option<Receipt> {
        let printed = match figure.names {
            COUNTS => ["V", "N", "Σf²"],
            WINDOWS => ["ΣVᵢ", "w", "m"],
            _ => ["N", "F₁", "F₂"],
        };
        let exact = values.map(|value| value.to_string());
        let (names, value) = (&figure.names, figure.value(values));
        let mut receipt = Receipt::of_numbers(
            figure.id,
            figure.formula,
            names,
            &printed,
            &exact,
            &values,
            value,
        )?;
        receipt.source = figure.source;
        Some(receipt)
    }

    /// Of an oracle; `None` of those that no formula on a line gives.
    pub fn of_oracle(oracle: &Oracle) -> Option<Receipt> {
        match oracle.given {
            Given::Parts(parts) => {
                Receipt::of_spread(oracle.statistic, &Spread::new(parts.iter().copied()))
            }
            Given::Distances(distances) => {
                let words = distances.iter().map(|&distance| u64::from(distance)).sum();
                Receipt::of_distances(oracle.statistic, distances, words)
            }
            given => match (oracle.in_order_of_words(), given.richness()) {
                (Some(counts), _) => Receipt::of_order(oracle.statistic, counts),
                (None, Some(richness)) => Receipt::of_richness(oracle.statistic, &richness),
                (None, None) => Receipt::of_table(oracle.statistic, given.table()?),
            },
        }
    }

    /// What the rows and columns of its table are called.
    pub fn labelled(mut self, labels: [String; 4]) -> Receipt {
        if let Some(table) = &mut self.table {
            table.labels = labels;
        }
        self
    }

    /// Of a formula over numbers: its names as books print them, the words that give their exact values,
    /// and the values.
    fn of_numbers(
        id: &'static str,
        formula: &str,
        names: &[&str],
        printed: &[&str],
        exact: &[String],
        values: &[f64],
        value: Option<f64>,
    ) -> Option<Receipt> {
        let formula = Formula::read(formula, names).ok()?;
        let exact: Vec<&str> = exact.iter().map(String::as_str).collect();
        let rounded: Vec<String> = values.iter().map(|value| six_digits(*value)).collect();
        let rounded: Vec<&str> = rounded.iter().map(String::as_str).collect();
        Some(Receipt {
            id,
            table: None,
            parts: None,
            formula: formula.written(Dialect::Print, printed),
            with_numbers: formula.written(Dialect::Print, &rounded),
            value,
            source: "",
            spreadsheet: format!("={}", formula.written(Dialect::Spreadsheet, &exact)),
            range: None,
            r: formula.written(Dialect::R, &exact),
            python: python(&[], &formula.written(Dialect::Python, &exact)),
        })
    }

    /// Of a formula over lists that are called so, and `N` words where they are given.
    fn of_lists(
        id: &'static str,
        formula: &str,
        names: &'static [&'static str],
        parts: Vec<Vec<u64>>,
        words: Option<u64>,
    ) -> Option<Receipt> {
        let all: Vec<&str> = names.iter().copied().chain(words.map(|_| "N")).collect();
        let formula = Formula::read(formula, &all).ok()?;
        let words = words.map(|words| words.to_string());
        let with =
            |lists: Vec<String>| lists.into_iter().chain(words.clone()).collect::<Vec<String>>();
        let written = |dialect: Dialect, of: Vec<String>| {
            let of: Vec<&str> = of.iter().map(String::as_str).collect();
            formula.written(dialect, &of)
        };
        let columns: Vec<Vec<String>> = (0..names.len())
            .map(|column| parts.iter().map(|part| part[column].to_string()).collect())
            .collect();
        let short = |list: &Vec<String>| {
            let rest = if list.len() > SHOWN { ", …" } else { "" };
            format!("{}{rest}", list[..list.len().min(SHOWN)].join(", "))
        };
        let each = |write: &dyn Fn(&str, &Vec<String>) -> String| -> Vec<String> {
            names.iter().zip(&columns).map(|(name, list)| write(name, list)).collect()
        };
        let mut numbers = each(&|name, list| format!("{name} = ({})", short(list)));
        numbers.extend(words.iter().map(|words| format!("N = {words}")));

        let inline = each(&|_, list| format!("{{{}}}", list.join(";")));
        let mut spreadsheet = format!("={}", written(Dialect::Spreadsheet, with(inline)));
        let mut range = None;
        if spreadsheet.len() > CELL || parts.is_empty() {
            let last = parts.len().max(1) + 1;
            let cells: Vec<String> =
                ["A", "B"].iter().take(names.len()).map(|it| format!("{it}2:{it}{last}")).collect();
            spreadsheet = format!("={}", written(Dialect::Spreadsheet, with(cells.clone())));
            range = Some(cells.join(", "));
        }
        let named = || with(names.iter().map(ToString::to_string).collect());
        let printed = all.iter().map(|name| match *name {
            "N" => name.to_string(),
            _ => format!("{name}ᵢ"),
        });
        let r_lists = each(&|name, list| format!("{name} <- c({})\n", list.join(", ")));
        let python_lists =
            each(&|name, list| format!("{name} = np.array([{}], float)", list.join(", ")));
        Some(Receipt {
            id,
            table: None,
            formula: written(Dialect::Print, printed.collect()),
            with_numbers: numbers.join("; "),
            value: None,
            source: "",
            spreadsheet,
            range,
            r: format!("{}{}", r_lists.concat(), written(Dialect::R, named())),
            python: python(&python_lists, &written(Dialect::Python, named())),
            parts: Some(Parts {
                names,
                shown: parts.iter().take(SHOWN).cloned().collect(),
                count: parts.len(),
                text: sheet(names, &parts),
            }),
        })
    }
}

impl Table {
    fn of(counts: Contingency) -> Table {
        let observed = [[counts.o11, counts.o12], [counts.o21, counts.o22]];
        let values = counts.values(0.0, 0.0);
        let rows = observed.map(|[one, other]| one.saturating_add(other));
        let columns = [0, 1].map(|at| observed[0][at].saturating_add(observed[1][at]));
        let all = rows[0].saturating_add(rows[1]);
        let expected = [[values[9], values[10]], [values[11], values[12]]];
        let labels = [PRINTED[4], PRINTED[5], PRINTED[6], PRINTED[7]].map(str::to_string);
        Table { labels, observed, expected: (all > 0).then_some(expected), rows, columns, all }
    }
}

/// A number as books print it, to six digits where it is not whole.
fn six_digits(value: f64) -> String {
    let short = format!("{value:.5e}").parse::<f64>().unwrap_or(value);
    if value.fract() == 0.0 { value.to_string() } else { short.to_string() }
}

/// Lines of Python: what it needs, the lists, the formula.
fn python(lists: &[String], formula: &str) -> String {
    let mut lines = Vec::new();
    for (module, needs) in
        [("math.", "import math"), ("np.", "import numpy as np"), ("scipy.", "import scipy.stats")]
    {
        if formula.contains(module) || lists.iter().any(|list| list.contains(module)) {
            lines.push(needs);
        }
    }
    lines.extend(lists.iter().map(String::as_str));
    lines.push(formula);
    lines.join("\n")
}

/// Lists side by side, for a sheet.
fn sheet(names: &[&str], parts: &[Vec<u64>]) -> String {
    let mut text = names.join("\t");
    text.push('\n');
    for part in parts {
        let part: Vec<String> = part.iter().map(u64::to_string).collect();
        text.push_str(&part.join("\t"));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::{DISTANCES, DIVERSITIES, MEASURES, ORACLES, RATES, richness};

    const TABLES: [[u64; 4]; 9] = [
        [10, 0, 3, 31_764],
        [1, 3, 3, 1],
        [5_610, 168_938, 2_257, 10_233_063],
        [0, 10, 10, 80],
        [7, 2, 3, 7],
        [5, 0, 999_995, 1_000_000],
        [0, 0, 12, 30],
        [9_000_000, 1, 2_000_000_000, 4_000_000_000],
        [0, 0, 0, 0],
    ];

    fn spreads() -> Vec<Spread> {
        vec![
            Spread::new([(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)]),
            Spread::new([(0, 10), (4, 20), (3, 10), (0, 5), (1, 10)]),
            Spread::new([(3, 1000)]),
            Spread::new([(0, 7), (0, 9)]),
            Spread::new((0..3000).map(|at| (at % 7, 100 + at * at % 91))),
        ]
    }

    fn distances() -> Vec<(Vec<u32>, u64)> {
        let many: Vec<u32> = (0..5000).map(|at| 1 + at * 7919 % 97).collect();
        let words = many.iter().map(|&it| u64::from(it)).sum();
        vec![(vec![10, 2, 9, 2, 5, 2, 3, 3, 1, 3, 2, 1, 3, 2, 2], 50), (vec![8], 8), (many, words)]
    }

    fn all() -> Vec<Receipt> {
        let mut all = Vec::new();
        for [a, b, c, d] in TABLES {
            let table = Contingency::new(a, b, c, d);
            all.extend(MEASURES.iter().filter_map(|it| Receipt::of_table(it.id, table)));
        }
        for spread in spreads() {
            all.extend(DISPERSIONS.iter().filter_map(|it| Receipt::of_spread(it.id, &spread)));
        }
        for (list, words) in distances() {
            let of = |id| Receipt::of_distances(id, &list, words);
            all.extend(DISTANCES.iter().filter_map(|it| of(it.id)));
        }
        for rich in [richness([3, 2, 2]), richness([1]), richness([4, 4])] {
            all.extend(DIVERSITIES.iter().filter_map(|it| Receipt::of_richness(it.id, &rich)));
        }
        for counts in [[10.0, 2.0, 6.0], [7.0, 2.0, 1.571_428_571_428_571_5], [4.0, 0.0, 0.0]] {
            all.extend(DIVERSITIES.iter().filter_map(|it| Receipt::of_order(it.id, counts)));
        }
        for (f, n) in [(5, 2_000_000), (0, 9), (3, 0)] {
            all.extend(RATES.iter().filter_map(|it| Receipt::of_rate(it.id, f, n)));
        }
        all
    }

    #[test]
    fn every_figure_of_counts_has_a_receipt() {
        let each =
            [TABLES.len() * MEASURES.len(), 5 * DISPERSIONS.len(), 3 * DISTANCES.len(), 15, 9, 6];
        assert_eq!(all().len(), each.iter().sum::<usize>());
        for receipt in all() {
            assert!(receipt.spreadsheet.len() <= CELL, "{}", receipt.id);
            assert!(!receipt.formula.contains(['*', '-', '?']), "{}", receipt.formula);
            assert!(!receipt.with_numbers.contains('?'), "{}", receipt.with_numbers);
        }
        assert_eq!(Receipt::of_table("arf", Contingency::default()), None);
        assert_eq!(Receipt::of_spread("arf", &Spread::default()), None);
        assert_eq!(Receipt::of_distances("dp", &[3], 3), None);
        assert_eq!(Receipt::of_richness("mtld", &richness([1])), None);
    }

    #[test]
    fn a_receipt_shows_what_was_counted() {
        let table = Contingency::new(10, 0, 3, 31_764);
        let labels = ["word", "others", "here", "there"].map(str::to_string);
        let receipt = Receipt::of_table("g2", table).unwrap().labelled(labels.clone());
        assert_eq!(
            receipt.formula,
            "2·(O₁₁·ln(O₁₁/E₁₁) + O₁₂·ln(O₁₂/E₁₂) + O₂₁·ln(O₂₁/E₂₁) + O₂₂·ln(O₂₂/E₂₂))"
        );
        assert_eq!(
            receipt.with_numbers,
            "2·(10·ln(10/0.00409101) + 0 + 3·ln(3/12.9959) + 31764·ln(31764/31754))"
        );
        assert_eq!(receipt.source, "Dunning 1993");
        let table = receipt.table.unwrap();
        assert_eq!((table.rows, table.columns, table.all), ([10, 31_767], [13, 31_764], 31_777));
        assert_eq!(table.labels, labels);
        assert_eq!(
            Receipt::of_table("g2", Contingency::default()).unwrap().table.unwrap().expected,
            None
        );
        let dp = Receipt::of_spread("dp", &spreads()[0]).unwrap();
        assert_eq!(dp.formula, "Σ(|vᵢ/Σvᵢ − sᵢ/Σsᵢ|)/2");
        assert_eq!(dp.with_numbers, "v = (1, 2, 3, 4, 5); s = (9, 10, 10, 10, 11)");
        assert_eq!(
            dp.r,
            "v <- c(1, 2, 3, 4, 5)\ns <- c(9, 10, 10, 10, 11)\nsum(abs(v/sum(v)-s/sum(s)))/2"
        );
        assert!(
            dp.python.starts_with("import numpy as np\nv = np.array([1, 2, 3, 4, 5], float)\n")
        );
        assert_eq!(
            dp.spreadsheet,
            "=SUMPRODUCT(ABS({1;2;3;4;5}/SUMPRODUCT({1;2;3;4;5})-{9;10;10;10;11}/SUMPRODUCT({9;10;10;10;11})))/2"
        );
        let rate = Receipt::of_rate("per-million", 5, 2_000_000).unwrap();
        assert_eq!(
            (rate.formula.as_str(), rate.r.as_str()),
            ("1,000,000·f/N", "1000000*5/2000000")
        );
    }

    #[test]
    fn receipts_of_oracles_say_what_was_found() {
        let mut none = Vec::new();
        for oracle in &ORACLES {
            match Receipt::of_oracle(oracle) {
                Some(receipt) => assert_eq!(receipt.value, oracle.found(), "{}", oracle.id),
                None => none.push(oracle.statistic),
            }
        }
        none.dedup();
        let expected = ["fisher-two", "fisher-left", "fisher-right", "g2-signed"];
        assert_eq!(none, expected);
    }

    #[test]
    fn what_is_long_goes_to_cells() {
        let receipt = Receipt::of_spread("d", &spreads()[4]).unwrap();
        assert_eq!(receipt.range.as_deref(), Some("A2:A3001, B2:B3001"));
        assert!(receipt.spreadsheet.contains("A2:A3001/B2:B3001"), "{}", receipt.spreadsheet);
        let parts = receipt.parts.unwrap();
        assert_eq!((parts.shown.len(), parts.count), (SHOWN, 3000));
        assert!(parts.text.starts_with("v\ts\n0\t100\n1\t101\n"));
        assert_eq!(parts.text.lines().count(), 3001);
        assert!(receipt.with_numbers.contains(", …)") && receipt.with_numbers.len() < 300);
        assert_eq!(Receipt::of_spread("d", &spreads()[0]).unwrap().range, None);
    }

    /// The programs' words for what our own reader understands too.
    fn read_back(text: &str) -> Option<f64> {
        let ours = [
            ("np.minimum", "pmin"),
            ("np.maximum", "pmax"),
            ("scipy.stats.beta.ppf", "qbeta"),
            ("np.", ""),
            ("math.", ""),
            ("**", "^"),
        ];
        let mut text = text.to_string();
        if let Some(formula) = text.strip_prefix('=') {
            text = formula.replace("LOG(", "log2(").replace(",2)", ")");
        }
        for (theirs, ours) in ours {
            text = text.replace(theirs, ours);
        }
        // “log” is “ln”, but not within “log2”.
        let text = text
            .to_lowercase()
            .replace("log2(", "L(")
            .replace("log(", "ln(")
            .replace("L(", "log2(");
        let value = Formula::read(&text, &[]).ok()?.number(&[]);
        Some(value)
    }

    #[test]
    fn what_programs_are_told_gives_the_value() {
        let mut read = 0;
        for receipt in all().iter().filter(|receipt| receipt.parts.is_none()) {
            let python = receipt.python.lines().last().unwrap_or_default();
            for text in [&receipt.spreadsheet, &receipt.r, python] {
                // R has another word for the error function; and a 2 may end more than a logarithm.
                if text.contains("pnorm") || text.contains("BETAINV") {
                    continue;
                }
                let found = read_back(text).unwrap_or_else(|| panic!("{text}"));
                read += 1;
                match receipt.value {
                    Some(value) => {
                        let off = (found - value).abs();
                        assert!(
                            off <= 1e-9 * value.abs().max(1e-3),
                            "{found}, not {value}: {text}"
                        );
                    }
                    None => assert!(!found.is_finite(), "{found}, not undefined: {text}"),
                }
            }
        }
        assert!(read > 900, "only {read}");
    }

    /// Writes all receipts as a file that a script can put to the programs themselves.
    #[test]
    #[ignore = "for who has R, NumPy and a spreadsheet at hand: KASHF_RECEIPTS=file"]
    fn write_all() {
        let Ok(file) = std::env::var("KASHF_RECEIPTS") else { return };
        let rows: Vec<serde_json::Value> = all()
            .iter()
            .map(|it| {
                let text = it.parts.as_ref().map(|parts| parts.text.clone());
                serde_json::json!({
                    "id": it.id, "value": it.value, "spreadsheet": it.spreadsheet, "range": it.range,
                    "r": it.r, "python": it.python, "text": text,
                })
            })
            .collect();
        std::fs::write(file, serde_json::to_string(&rows).unwrap()).unwrap();
    }
}
