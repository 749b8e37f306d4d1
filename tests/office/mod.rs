//! Small files of every format that is an archive or XML, made here, part by part.

#![allow(dead_code)]

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts of an archive: their names and bytes.
pub type Parts = Vec<(String, Vec<u8>)>;

/// A zip archive of these parts.
pub fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn parts(files: &[(&str, &str)]) -> Parts {
    files.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect()
}

/// A Word document with a heading, a table, a note and a text box.
pub fn docx() -> Parts {
    parts(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "word/document.xml",
            "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Title\"/>\
             </w:pPr><w:r><w:t>رسالة</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">قال الوزير </w:t>\
             <w:footnoteReference w:id=\"2\"/><w:t>إن المفاوضات</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>\
             <w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p>\
             <w:txbxContent><w:p><w:t>box</w:t></w:p></w:txbxContent></w:p></w:body></w:document>",
        ),
        (
            "word/footnotes.xml",
            "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"2\"><w:p><w:t>حاشية</w:t></w:p></w:footnote>\
             </w:footnotes>",
        ),
        (
            "word/styles.xml",
            "<w:styles><w:style w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style></w:styles>",
        ),
        (
            "docProps/core.xml",
            "<cp:coreProperties><dc:creator>كاتب</dc:creator><dcterms:created>2021-12-17</dcterms:created>\
             </cp:coreProperties>",
        ),
    ])
}

/// An OpenDocument text with a heading, a note and a table.
pub fn odt() -> Parts {
    parts(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            "<office:document-content><office:body><office:text><text:h text:outline-level=\"1\">عنوان</text:h>\
             <text:p>متن<text:s text:c=\"3\"/>این<text:note><text:note-citation>1</text:note-citation>\
             <text:note-body><text:p>پانویس</text:p></text:note-body></text:note> است.</text:p><table:table>\
             <table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>\
             </table:table></office:text></office:body></office:document-content>",
        ),
        (
            "meta.xml",
            "<m><dc:title>عنوان</dc:title><meta:initial-creator>N</meta:initial-creator></m>",
        ),
    ])
}

/// A book of two chapters.
pub fn epub() -> Parts {
    parts(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"OPS/b.opf\"/></rootfiles></container>",
        ),
        (
            "OPS/b.opf",
            "<package><metadata><dc:title>Book</dc:title><dc:creator>A</dc:creator></metadata><manifest>\
             <item id=\"a\" href=\"1.xhtml\" media-type=\"application/xhtml+xml\"/>\
             <item id=\"b\" href=\"t/2.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>\
             <spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>",
        ),
        (
            "OPS/1.xhtml",
            "<html><head><title>One</title></head><body><p>First <br/>words.</p></body></html>",
        ),
        (
            "OPS/t/2.xhtml",
            "<html><head><title/></head><body><h1>Two</h1><p>More.</p></body></html>",
        ),
    ])
}

/// A zip of texts with a table about them.
pub fn bundle() -> Parts {
    let mut files = parts(&[
        ("metadata.csv", "file,author\na/one.txt,N\nrows,R\nbook.epub,B\n"),
        ("a/one.txt", "One text."),
        ("rows.tsv", "id\ttext\n1\tA row.\n2\tAnother.\n"),
    ]);
    files.push(("book.epub".into(), zipped(&epub())));
    files
}

pub const TEI: &str = "<?xml version=\"1.0\"?><TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc>\
    <titleStmt><title>T</title><author>A</author></titleStmt><publicationStmt><publisher>P</publisher>\
    <date when=\"1999\"/></publicationStmt></fileDesc></teiHeader><text><body><head>H</head><p>One <choice><sic>teh\
    </sic><corr>the</corr></choice> wo<lb break=\"no\"/>rd<note>N</note>.</p><lg><l>a</l><l>b</l></lg></body>\
    </text></TEI>";

pub const OPENITI: &str = "######OpenITI#\n#META# 010.AuthorNAME :: كاتب\n#META# 020.BookTITLE :: كتاب\n\
    #META#Header#End#\n\n### | باب\n# نص PageV01P001 نص\n~~ تتمة ms01\n### | باب ثان\n# آخر\n";

pub const CSV: &str =
    "id,title,text\n1,T,\"T\nwith \"\"marks\"\", and commas\"\n2,,plain\n3,U,last\n";
