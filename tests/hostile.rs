//! Files that mean harm, whole and large: each ends in a line of the report or in a bounded
//! read, and soon.

mod office;

use std::time::{Duration, Instant};

use kashf::ingest::{self, Format, Ingested, Skipped};
use office::{parts, zipped};

/// Reads a file, which must take no longer than an honest one of its size would.
fn read(name: &str, bytes: &[u8]) -> Result<Ingested, Skipped> {
    let start = Instant::now();
    let read = ingest::read(name, bytes);
    let limit = Duration::from_secs(20 + bytes.len() as u64 / 1_000_000);
    assert!(start.elapsed() < limit, "{name}: {:?}", start.elapsed());
    if let Err(skipped) = &read {
        assert!(!skipped.reason.contains('\n') && skipped.reason.len() < 500, "{}", skipped.reason);
    }
    read
}

fn reason(read: Result<Ingested, Skipped>) -> String {
    read.unwrap_err().reason
}

fn doubts(read: &Ingested) -> Vec<String> {
    read.doubts.iter().map(ToString::to_string).collect()
}

/// A docx with this main part.
fn docx(main: &str) -> Vec<u8> {
    zipped(&parts(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", main)]))
}

#[test]
fn billion_laughs_and_external_entities_stay_as_they_are_written() {
    let mut entities = String::from("<!ENTITY l0 \"lol\">");
    for n in 1..12 {
        let ten = format!("&l{};", n - 1).repeat(10);
        entities.push_str(&format!("<!ENTITY l{n} \"{ten}\">"));
    }
    entities.push_str("<!ENTITY file SYSTEM \"file:///etc/passwd\">");
    let main = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE d [{entities}]><w:document><w:p><w:t>&l11; and &file;</w:t></w:p>\
         </w:document>"
    );
    let found = read("laughs.docx", &docx(&main)).unwrap();
    assert_eq!(found.documents[0].text, "&l11; and &file;\n");
    assert!(doubts(&found)[0].contains("never expanded"));
    let tei = format!("<!DOCTYPE TEI [{entities}]><TEI><text><p>&l11;</p></text></TEI>");
    assert_eq!(read("laughs.xml", tei.as_bytes()).unwrap().documents[0].text, "&l11;\n");
}

#[test]
fn deep_nesting_ends_in_one_line() {
    let deep = |open: &str| open.repeat(50_000);
    let tei = format!("<TEI><text><p>so far</p>{}", deep("<note>"));
    let found = read("deep.xml", tei.as_bytes()).unwrap();
    assert_eq!((&*found.documents[0].text, found.doubts.len()), ("so far\n", 1));
    assert!(doubts(&found)[0].contains("nested more than"));
    for main in [deep("<w:tbl>"), deep("<w:p>"), deep("<w:txbxContent>"), deep("<x>")] {
        let main = format!("<w:document><w:p><w:t>so far</w:t></w:p>{main}");
        let found = read("deep.docx", &docx(&main)).unwrap();
        assert_eq!((&*found.documents[0].text, found.doubts.len()), ("so far\n", 1));
    }
    assert!(reason(read("deep.docx", &docx(&deep("<w:p>")))).contains("nested more than"));
}

#[test]
fn a_zip_bomb_is_not_trusted() {
    let blanks = vec![b' '; 64 << 20];
    let bomb = |name: &str| {
        let mut files = parts(&[]);
        if name.starts_with("word/") {
            files = parts(&[("[Content_Types].xml", "<Types/>")]);
        }
        files.push((name.into(), blanks.clone()));
        zipped(&files)
    };
    let main = bomb("word/document.xml");
    assert!(main.len() < 100_000);
    assert!(reason(read("bomb.docx", &main)).contains("do not trust"));
    assert!(reason(read("bomb.zip", &bomb("a.txt"))).contains("do not trust"));
    // A thousand names for the same bytes are still bounded by one budget.
    let many: office::Parts =
        (0..40).map(|n| (format!("{n}.txt"), blanks[..1 << 20].to_vec())).collect();
    let found = reason(read("many.zip", &zipped(&many)));
    assert!(found.contains("without a text"), "{found}");
}

#[test]
fn truncated_archives_are_refused_or_read_up_to_there() {
    for (name, parts) in
        [("a.docx", office::docx()), ("a.odt", office::odt()), ("a.epub", office::epub())]
    {
        let sound = zipped(&parts);
        for end in (4..sound.len()).step_by(7) {
            let found = reason(read(name, &sound[..end]));
            assert!(found.contains("take a fresh copy"), "{name} at {end}: {found}");
        }
    }
}

#[test]
fn parts_that_are_cut_give_what_is_there() {
    let main = "<w:document><w:p><w:t>first</w:t></w:p><w:p><w:t>second</w:t></w:p></w:document>";
    for end in 40..main.len() - 1 {
        let found = read("cut.docx", &docx(&main[..end])).unwrap();
        assert!(found.documents[0].text.starts_with("first"), "{end}");
        assert_eq!(found.doubts.len(), 1, "{end}: {:?}", found.doubts);
    }
}

#[test]
fn a_large_table_with_an_open_quotation_mark() {
    let row = "7,some words in a row of a table\n";
    let table = format!("id,text\n1,good\n2,\"open\n{}", row.repeat(200_000));
    let found = read("large.csv", table.as_bytes()).unwrap();
    assert_eq!((found.format, found.documents.len()), (Format::Csv, 200_002));
    assert_eq!(found.documents.last().unwrap().text, "some words in a row of a table");
    assert_eq!(doubts(&found).len(), 1, "{:?}", found.doubts);
    assert!(doubts(&found)[0].starts_with("line 3: expected a closing quotation mark"));
    // Every row has one: each line is looked at a few times, not each with all that follow.
    let table = format!("id,text\n{}", "1,\"\"\"a\n2,\"b\n".repeat(100_000));
    let found = read("marks.csv", table.as_bytes()).unwrap();
    assert!(found.documents.len() > 1000, "{}", found.documents.len());
    assert!(found.doubts.len() < 20);
}

#[test]
fn large_files_are_read_in_linear_time() {
    let deep = format!("{}{}", "<div>".repeat(1900), "<date/><p>x</p>".repeat(400_000));
    let tei = format!("<TEI><teiHeader>{deep}");
    assert!(read("header.xml", tei.as_bytes()).is_err());
    let tei = format!("<TEI><text>{deep}");
    assert!(read("text.xml", tei.as_bytes()).is_ok());
    let marks =
        format!("######OpenITI#\n#META#Header#End#\n# {}", "PageV01P001 ms1 كلمة ".repeat(300_000));
    let found = read("marks.txt", marks.as_bytes()).unwrap();
    assert_eq!(found.documents[0].text.matches("كلمة").count(), 300_000);
    let chapters = "### | باب\n# نص\n".repeat(100_000);
    let book = format!("######OpenITI#\n#META# الكتاب: ك\n#META#Header#End#\n{chapters}");
    assert_eq!(read("chapters.txt", book.as_bytes()).unwrap().documents.len(), 100_000);
    let unclosed = format!("<TEI {}", "a=b ".repeat(2_000_000));
    assert!(read("tag.xml", unclosed.as_bytes()).is_err());
    let amps = format!("<TEI><text><p>{}</p></text></TEI>", "&x;&zwnj;&".repeat(300_000));
    assert_eq!(read("amps.xml", amps.as_bytes()).unwrap().doubts.len(), 1);
}

#[test]
fn rows_of_a_letter_each_do_not_fill_the_memory() {
    let rows = format!("id,text\n{}", "1,a\n".repeat(1_000_000));
    let most = rows.len() / 32 + 100_000;
    let found = read("rows.csv", rows.as_bytes()).unwrap();
    assert_eq!(found.documents.len(), most);
    assert!(doubts(&found)[0].starts_with("more than "), "{:?}", found.doubts);
    // Packed they count by what they were packed to.
    let packed = zipped(&parts(&[("a.csv", &rows), ("b.csv", &rows)]));
    let found = read("rows.zip", &packed).unwrap();
    assert_eq!(found.documents.len(), packed.len() / 32 + 100_000);
}

#[test]
fn names_that_lead_out_of_an_archive_are_no_names() {
    let files = parts(&[
        ("../../etc/x.txt", "a"),
        ("/abs.txt", "b"),
        ("C:\\x.txt", "c"),
        ("ok.txt", "Fine."),
    ]);
    let found = read("names.zip", &zipped(&files)).unwrap();
    let ids: Vec<_> = found.documents.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids, ["names.zip/ok.txt"]);
    assert_eq!(found.doubts.len(), 3, "{:?}", found.doubts);
    // Links within a book may go up, but not out.
    let mut book = office::epub();
    let list = String::from_utf8(book[2].1.clone()).unwrap();
    book[2].1 = list.replace("t/2.xhtml", "../../../etc/passwd").into_bytes();
    assert_eq!(read("up.epub", &zipped(&book)).unwrap().documents.len(), 1);
}

#[test]
fn every_format_says_its_name() {
    for (name, bytes, format, documents) in [
        ("a", zipped(&office::docx()), Format::Docx, 1),
        ("a", zipped(&office::odt()), Format::Odt, 1),
        ("a", zipped(&office::epub()), Format::Epub, 2),
        ("a", zipped(&office::bundle()), Format::Zip, 5),
        ("a", office::TEI.into(), Format::Tei, 1),
        ("a", office::OPENITI.into(), Format::OpenIti, 2),
        ("a.csv", office::CSV.into(), Format::Csv, 3),
        ("a.docx", b"Just words.".to_vec(), Format::Plain, 1),
    ] {
        let found = read(name, &bytes).unwrap();
        assert_eq!((found.format, found.documents.len()), (format, documents), "{format:?}");
        for document in &found.documents {
            for (field, value) in [
                ("title", &document.meta.title),
                ("author", &document.meta.author),
                ("date", &document.meta.date),
            ] {
                let has_origin = document.origins.iter().any(|(name, _)| name == field);
                assert_eq!(has_origin, !value.is_empty(), "{format:?} {field}");
            }
        }
    }
}
