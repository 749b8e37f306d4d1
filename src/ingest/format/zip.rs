//! A zip of texts → what a folder with the same files would give.
//!
//! Every file in it is read as if it lay in a folder of the archive's name, tables about the
//! others included; hidden files are passed over, and what cannot be read is reported with its
//! name. Archives in it are opened too, but not without end.

use crate::ingest::archive::{Archive, Budget};
use crate::ingest::table::{self, Tables};
use crate::ingest::{self, Doubt, Ingested, Skipped};

use super::Format;

/// Archives lie in one another so deep: a book in a folder that was zipped twice.
const DEEPEST: usize = 3;

/// Reads all files of an archive which itself lies in so many others.
///
/// # Errors
///
/// When nothing in it can be read.
pub fn read(
    name: &str,
    archive: &mut Archive,
    budget: &mut Budget,
    depth: usize,
) -> Result<Ingested, Skipped> {
    if depth >= DEEPEST {
        return Err(Skipped::because(format!(
            "an archive within {DEEPEST} others; take it out of them first"
        )));
    }
    let mut all = Ingested { format: Format::Zip, ..Ingested::default() };
    for outside in archive.outside() {
        let shown: String = outside.chars().filter(|c| !c.is_control()).take(80).collect();
        let reason = format!("“{shown}” is no path within the archive; left out");
        all.doubts.push(Doubt::whole(reason));
    }
    let files: Vec<String> =
        archive.names().filter(|file| !is_hidden(file)).map(str::to_string).collect();
    let (tables, files) = tables(name, archive, budget, files, &mut all.doubts);
    for file in &files {
        if budget.documents() == 0 {
            all.doubts.push(Doubt::whole("too many documents for its size; the rest was left out"));
            break;
        }
        let Some(bytes) = archive.read(file, budget) else { continue };
        let path = format!("{name}/{file}");
        let read = bytes
            .map_err(Skipped::because)
            .and_then(|bytes| ingest::read_within(&path, &bytes, budget, depth + 1));
        match read {
            Ok(mut read) => {
                read.documents.iter_mut().for_each(|document| {
                    tables.apply(&path, document);
                });
                all.documents.append(&mut read.documents);
                let about = |doubt: Doubt| Doubt::whole(format!("{file}: {doubt}"));
                all.doubts.extend(read.doubts.into_iter().map(about));
            }
            Err(skipped) => {
                all.doubts.push(Doubt::whole(format!("{file}: {}; left out", skipped.reason)));
            }
        }
    }
    if all.documents.is_empty() {
        let more = match all.doubts.len() {
            0 | 1 => String::new(),
            n => format!(", and {} more", n - 1),
        };
        let why = all.doubts.first().map_or("it is empty".to_string(), Doubt::to_string);
        return Err(Skipped::because(format!("a zip archive without a text: {why}{more}")));
    }
    let paths: Vec<String> = files.iter().map(|file| format!("{name}/{file}")).collect();
    for (table, doubt) in tables.report(paths.iter().map(String::as_str)) {
        let table = table.strip_prefix(name).map_or(&*table, |table| table.trim_start_matches('/'));
        all.doubts.push(Doubt::whole(format!("{table}: {doubt}")));
    }
    Ok(all)
}

/// What systems put beside the texts, and what people hide.
fn is_hidden(file: &str) -> bool {
    file.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

/// Takes the tables about other files out of the files.
fn tables(
    name: &str,
    archive: &mut Archive,
    budget: &mut Budget,
    files: Vec<String>,
    doubts: &mut Vec<Doubt>,
) -> (Tables, Vec<String>) {
    let mut tables = Tables::default();
    let mut others = Vec::new();
    for file in files {
        if !table::is_named_so(&file) {
            others.push(file);
            continue;
        }
        match archive.read(&file, budget) {
            Some(Ok(bytes)) => match table::Table::read(&format!("{name}/{file}"), &bytes) {
                Ok(Some(table)) => tables.push(table),
                Ok(None) => others.push(file),
                Err(skipped) => doubts.push(Doubt::whole(format!("{file}: {}", skipped.reason))),
            },
            _ => others.push(file),
        }
    }
    (tables, others)
}

#[cfg(test)]
mod tests {
    use super::super::docx::tests::docx;
    use super::*;
    use crate::document::Origin;
    use crate::ingest::archive::tests::zipped;

    fn doubts(read: &Ingested) -> Vec<String> {
        read.doubts.iter().map(Doubt::to_string).collect()
    }

    #[test]
    fn a_zip_is_a_folder() {
        let inner = docx("<w:p><w:t>Words</w:t></w:p>", &[]);
        let table = "path,author\na/one.txt,N\n";
        let bytes = zipped(&[
            ("b.docx", &inner),
            ("a/one.txt", b"One."),
            ("metadata.csv", table.as_bytes()),
            ("scan.pdf", b"%PDF-1.7"),
            ("__MACOSX/._a", b"x"),
            ("a/.hidden", b"x"),
            ("../up.txt", b"x"),
        ]);
        let read = ingest::read("t.zip", &bytes).unwrap();
        assert_eq!(read.format, Format::Zip);
        let ids: Vec<_> = read.documents.iter().map(|d| (&*d.id, &*d.text)).collect();
        assert_eq!(ids, [("t.zip/a/one.txt", "One."), ("t.zip/b.docx", "Words\n")]);
        assert_eq!(read.documents[0].meta.author, "N");
        let from = Origin::Table("t.zip/metadata.csv".into());
        assert!(read.documents[0].origins.contains(&("author".into(), from)));
        let doubts = doubts(&read);
        assert!(doubts[0].starts_with("“../up.txt” is no path"), "{doubts:?}");
        assert!(doubts[1].starts_with("scan.pdf: a PDF file"), "{doubts:?}");
        assert_eq!(
            doubts[2],
            "metadata.csv: 2 files beside or below it have no row: such as b.docx"
        );
        assert_eq!(doubts.len(), 3);
    }

    #[test]
    fn archives_in_archives_come_to_an_end() {
        let mut bytes = zipped(&[("a.txt", b"Words.")]);
        for depth in 1..6 {
            let read = ingest::read("a.zip", &bytes);
            if depth <= DEEPEST {
                assert_eq!(read.unwrap().documents.len(), 1, "{depth}");
            } else {
                assert!(read.unwrap_err().reason.contains("within 3 others"), "{depth}");
            }
            bytes = zipped(&[("a.zip", &bytes)]);
        }
    }

    #[test]
    fn bombs_of_many_files_share_one_budget() {
        let blanks = vec![b' '; 6 << 20];
        let inner = zipped(&[("a.txt", &blanks), ("b.txt", &blanks)]);
        let bytes = zipped(&[("a.zip", &inner), ("b.zip", &inner), ("c.zip", &inner)]);
        let reason = ingest::read("bomb.zip", &bytes).unwrap_err().reason;
        assert!(reason.len() < 400, "{reason}");
        let text = zipped(&[("0.txt", b"Words."), ("a.zip", &inner), ("b.zip", &inner)]);
        let read = ingest::read("bomb.zip", &text).unwrap();
        assert!(doubts(&read).iter().any(|d| d.contains("do not trust")), "{:?}", read.doubts);
    }
}
