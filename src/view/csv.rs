//! Cells → CSV (RFC 4180), as spreadsheets open it: UTF-8 with a mark of it first, or Arabic
//! and Persian come out as nonsense in some.

/// The lines as one file.
///
/// A cell that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`) gets
/// an apostrophe before it: what texts say is foreign, and must not be run. Numbers below zero
/// stay numbers.
///
/// ```
/// let lines = [vec!["شهر".to_string(), "a,\"b\"".into()], vec!["=1+1".into(), "-3".into()]];
/// let csv = kashf::view::csv::csv(lines);
/// assert_eq!(csv, "\u{FEFF}شهر,\"a,\"\"b\"\"\"\r\n'=1+1,-3\r\n");
/// ```
pub fn csv(lines: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut out = String::from('\u{FEFF}');
    for line in lines {
        for (at, cell) in line.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            put(cell, &mut out);
        }
        out.push_str("\r\n");
    }
    out
}

fn put(cell: &str, out: &mut String) {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula && cell.parse::<f64>().is_err() { "'" } else { "" };
    if cell.contains(['"', ',', '\n', '\r']) {
        out.push('"');
        out.push_str(guard);
        out.push_str(&cell.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}
