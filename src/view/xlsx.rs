//! A table → a workbook (Office Open XML), as spreadsheets open it without asking: numbers are
//! numbers, words are words whatever they begin with, and the sheet runs as the language does.
//!
//! Everything is there: what a sheet cannot hold goes on in the next, and a text that a cell cannot
//! hold stands in pieces on a sheet of its own.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::language::Dir;
use super::table::{Cell, Kind, Table};

/// Rows of a sheet below its headings, at most.
const ROWS: usize = 1_048_575;
/// UTF-16 units of a cell, at most.
const CELL: usize = 32_767;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Styles: plain, heading, whole number, number with decimals; as `cellXfs` has them.
const STYLES: &str = "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
    <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border/></borders>\
    <cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
    <cellXfs count=\"4\"><xf/><xf fontId=\"1\" applyFont=\"1\"/>\
    <xf numFmtId=\"3\" applyNumberFormat=\"1\"/><xf numFmtId=\"164\" applyNumberFormat=\"1\"/></cellXfs>\
    <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

/// The workbook: the table, what did not fit, and how it was made. The same table gives the same
/// bytes.
///
/// ```
/// use kashf::view::{language::Lang, table::Table, xlsx::xlsx};
/// let table = Table { name: "واژه‌ها".into(), lang: Lang::Fa, columns: vec![], rows: vec![], method: vec![] };
/// assert_eq!(xlsx(&table)[..2], *b"PK");
/// ```
pub fn xlsx(table: &Table) -> Vec<u8> {
    let mut long = Vec::new();
    let mut sheets: Vec<(String, String)> = Vec::new();
    let chunks = table.rows.len().div_ceil(ROWS).max(1);
    for number in 0..chunks {
        let rows = table.rows.iter().skip(number * ROWS).take(ROWS);
        let name =
            if number == 0 { table.name.clone() } else { format!("{} {}", table.name, number + 1) };
        let body = main_sheet(table, rows, number * ROWS, &mut long);
        sheets.push((name, body));
    }
    let words = |words: &str| Cell::Text(words.to_owned());
    let method: Vec<Vec<Cell>> =
        table.method.iter().map(|(name, value)| vec![words(name), words(value)]).collect();
    sheets.push(("Method".to_owned(), plain_sheet(&method)));
    if !long.is_empty() {
        sheets.push(("Long texts".to_owned(), plain_sheet(&long)));
    }
    name_apart(&mut sheets);
    packed(&sheets)
}

/// A sheet of the table. What does not fit in a cell is put to `long`.
fn main_sheet<'a>(
    table: &Table,
    rows: impl Iterator<Item = &'a Vec<Cell>>,
    first: usize,
    long: &mut Vec<Vec<Cell>>,
) -> String {
    let rtl = if table.lang.dir() == Dir::Rtl { " rightToLeft=\"1\"" } else { "" };
    let mut out = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\"{rtl}>\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>"
    );
    if !table.columns.is_empty() {
        out.push_str("<cols>");
        for (at, column) in table.columns.iter().enumerate() {
            let width = if column.kind == Kind::Text { 32 } else { 14 };
            let at = at + 1;
            let _ =
                write!(out, "<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>");
        }
        out.push_str("</cols>");
    }
    out.push_str("<sheetData><row>");
    table.columns.iter().for_each(|column| put_words(&mut out, &column.name, 1));
    out.push_str("</row>");
    for (number, row) in (first + 2..).zip(rows) {
        out.push_str("<row>");
        for (cell, column) in row.iter().zip(&table.columns) {
            match cell {
                Cell::Text(words) => {
                    let (here, rest) = fitting(words);
                    put_words(&mut out, here, 0);
                    for (part, piece) in (1u32..).zip(pieces(rest)) {
                        let place = format!("{number} {}", column.name);
                        long.push(vec![place.as_str().into(), part.into(), piece.into()]);
                    }
                }
                other => put(&mut out, other, column.kind),
            }
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

/// A sheet of cells alone.
fn plain_sheet(rows: &[Vec<Cell>]) -> String {
    let mut out = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><cols><col min=\"1\" max=\"3\" width=\"32\" customWidth=\"1\"/></cols><sheetData>"
    );
    for row in rows {
        out.push_str("<row>");
        row.iter().for_each(|cell| put(&mut out, cell, Kind::Whole));
        out.push_str("</row>");
    }
    out.push_str("</sheetData></worksheet>");
    out
}

fn put(out: &mut String, cell: &Cell, kind: Kind) {
    match cell {
        Cell::Text(words) => put_words(out, fitting(words).0, 0),
        Cell::Number(number) if number.is_finite() => {
            let style = if matches!(kind, Kind::Decimal(_)) { 3 } else { 2 };
            let _ = write!(out, "<c s=\"{style}\"><v>{number}</v></c>");
        }
        _ => out.push_str("<c/>"),
    }
}

fn put_words(out: &mut String, words: &str, style: u8) {
    let _ = write!(out, "<c s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    escape(words, out);
    out.push_str("</t></is></c>");
}

/// As much of a text as a cell holds, and the rest.
fn fitting(words: &str) -> (&str, &str) {
    let mut units = 0;
    let end = words.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > CELL
    });
    words.split_at(end.map_or(words.len(), |(at, _)| at))
}

/// A text in pieces that fit.
fn pieces(mut words: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while !words.is_empty() {
        let (here, rest) = fitting(words);
        pieces.push(here);
        words = rest;
    }
    pieces
}

/// Signs with a meaning in XML by their names, and what XML cannot hold in the way of spreadsheets:
/// `_x0007_`. What looks like that in the text is guarded.
fn escape(words: &str, out: &mut String) {
    for (at, letter) in words.char_indices() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if is_escape(&words[at..]) => out.push_str("_x005F_"),
            // A carriage return would come back as a line feed.
            '\t' | '\n' => out.push(letter),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                let _ = write!(out, "_x{:04X}_", letter as u32);
            }
            letter => out.push(letter),
        }
    }
}

/// Whether a text begins as a sign of a spreadsheet: `_x`, four digits, `_`.
fn is_escape(words: &str) -> bool {
    let bytes = words.as_bytes();
    bytes.len() >= 7
        && bytes.starts_with(b"_x")
        && bytes[2..6].iter().all(u8::is_ascii_hexdigit)
        && bytes[6] == b'_'
}

/// Makes names of sheets such as are allowed, no two alike.
fn name_apart(sheets: &mut [(String, String)]) {
    let mut known: Vec<String> = Vec::new();
    for (name, _) in sheets {
        let clean: String = name.chars().filter(|sign| !"[]:*?/\\'".contains(*sign)).collect();
        let short: String = clean.chars().take(27).collect();
        let base = if short.trim().is_empty() { "Table".to_owned() } else { short };
        let mut tried = base.clone();
        let mut number = 1;
        while known.contains(&tried.to_lowercase()) {
            number += 1;
            tried = format!("{base} {number}");
        }
        known.push(tried.to_lowercase());
        *name = tried;
    }
}

/// The files of a workbook, zipped.
fn packed(sheets: &[(String, String)]) -> Vec<u8> {
    let (mut list, mut links, mut types) = (String::new(), String::new(), String::new());
    for (number, (name, _)) in (1..).zip(sheets) {
        let mut shown = String::new();
        escape(name, &mut shown);
        let shown = shown.replace('"', "&quot;");
        let _ = write!(list, "<sheet name=\"{shown}\" sheetId=\"{number}\" r:id=\"r{number}\"/>");
        let _ = write!(
            links,
            "<Relationship Id=\"r{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let _ = write!(
            types,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{SHEET}.worksheet+xml\"/>"
        );
    }
    let mut files = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                "{HEAD}<Types xmlns=\"{TYPES}\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
                 <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Override PartName=\"/xl/workbook.xml\" ContentType=\"{SHEET}.sheet.main+xml\"/>\
                 <Override PartName=\"/xl/styles.xml\" ContentType=\"{SHEET}.styles+xml\"/>{types}</Types>"
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}\">{links}<Relationship Id=\"styles\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                "{HEAD}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"#,##0.0000\"/></numFmts>{STYLES}</styleSheet>"
            ),
        ),
    ];
    for (number, (_, body)) in (1..).zip(sheets) {
        files.push((format!("xl/worksheets/sheet{number}.xml"), body.clone()));
    }
    zipped(&files).unwrap_or_default()
}

fn zipped(files: &[(String, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, body) in files {
        // Every file has the first date that a zip file knows, so that the bytes stay the same.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        writer.start_file(path.as_str(), options)?;
        writer.write_all(body.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::language::Lang;
    use crate::view::table::Column;
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use std::io::Read;

    fn file(bytes: &[u8], path: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(path).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// The cells of a sheet, row by row; escapes of spreadsheets undone.
    fn cells(xml: &str) -> Vec<Vec<String>> {
        let mut reader = Reader::from_str(xml);
        let (mut rows, mut text) = (Vec::<Vec<String>>::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(it) if it.name().as_ref() == "row" => rows.push(Vec::new()),
                Event::Start(it) if it.name().as_ref() == "c" => text.clear(),
                Event::Empty(it) if it.name().as_ref() == "c" => {
                    rows.last_mut().unwrap().push(String::new());
                }
                Event::End(it) if it.name().as_ref() == "c" => {
                    rows.last_mut().unwrap().push(unescaped(&text));
                }
                Event::Text(it) => text.push_str(it.as_ref()),
                Event::GeneralRef(it) => {
                    text.push(match it.as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        _ => '>',
                    });
                }
                Event::Eof => return rows,
                _ => {}
            }
        }
    }

    fn unescaped(text: &str) -> String {
        let (mut out, mut rest) = (String::new(), text);
        while let Some(at) = rest.find("_x") {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            if is_escape(rest) {
                let sign = u32::from_str_radix(&rest[2..6], 16).unwrap();
                out.push(char::from_u32(sign).unwrap());
                rest = &rest[7..];
            } else {
                out.push_str("_x");
                rest = &rest[2..];
            }
        }
        out + rest
    }

    fn table(lang: Lang, rows: Vec<Vec<Cell>>) -> Table {
        let column = |id: &str, kind| Column { id: id.into(), name: id.into(), kind };
        Table {
            name: "واژه‌ها / [1]".into(),
            lang,
            columns: vec![column("a", Kind::Text), column("b", Kind::Decimal(4))],
            rows,
            method: vec![("query".into(), "=ناتو & <b>".into())],
        }
    }

    proptest! {
        #[test]
        fn what_goes_in_comes_out(words in "[\\PC\n\t\u{1}\u{200c}&<>_x0-9A-F]{0,30}", number in any::<f64>()) {
            let rows = vec![vec![Cell::Text(words.clone()), Some(number).into()]];
            let bytes = xlsx(&table(Lang::Fa, rows));
            let read = cells(&file(&bytes, "xl/worksheets/sheet1.xml"));
            prop_assert_eq!(&read[1][0], &words);
            if number.is_finite() {
                prop_assert_eq!(read[1][1].parse::<f64>().unwrap().to_bits(), number.to_bits());
            } else {
                prop_assert_eq!(&read[1][1], "");
            }
        }
    }

    #[test]
    fn a_sheet_runs_as_its_language_and_tells_how_it_was_made() {
        let bytes = xlsx(&table(Lang::Fa, Vec::new()));
        assert_eq!(bytes, xlsx(&table(Lang::Fa, Vec::new())));
        assert!(file(&bytes, "xl/worksheets/sheet1.xml").contains("rightToLeft=\"1\""));
        let english = xlsx(&table(Lang::En, Vec::new()));
        assert!(!file(&english, "xl/worksheets/sheet1.xml").contains("rightToLeft"));
        let method = cells(&file(&bytes, "xl/worksheets/sheet2.xml"));
        assert_eq!(method, [["query", "=ناتو & <b>"]]);
        assert!(file(&bytes, "xl/workbook.xml").contains("name=\"واژه‌ها  1\""));
    }

    #[test]
    fn a_text_that_is_too_long_for_a_cell_is_not_lost() {
        let long: String = "نه ".repeat(25_000);
        let bytes = xlsx(&table(Lang::En, vec![vec![long.as_str().into(), Cell::Empty]]));
        let here = cells(&file(&bytes, "xl/worksheets/sheet1.xml"))[1][0].clone();
        let rest = cells(&file(&bytes, "xl/worksheets/sheet3.xml"));
        assert_eq!(here.encode_utf16().count(), CELL);
        assert_eq!(rest[0][..2], ["2 a", "1"]);
        assert_eq!(here + &rest.iter().map(|row| row[2].as_str()).collect::<String>(), long);
    }
}
