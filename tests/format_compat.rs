//! Every version of the index format that was ever released still opens, or says why not.
//!
//! `golden/format/` holds these documents as each version and chain of analysis wrote them.
//! When the writer changes, this test fails: raise the version in `index::format` or the
//! chain in `text`, add a fixture with `cargo bless-format`, and say so in the changelog.

use std::fs;
use std::path::PathBuf;

use kashf::document::{Document, Inference, InferredFrom, Metadata, Origin};
use kashf::id::{DocId, Span};
use kashf::index::{About, Builder, Index, format};

/// Everything that was ever released and opens, oldest first.
const RELEASED: &[&str] = &["v2-fold-1-stem-1", "v3-fold-1-stem-1"];
/// What was released and has to be built again. Version 1 kept everything in twelve sections
/// that could only be read whole.
const GIVEN_UP: &[&str] = &["v1", "v1-fold-1-stem-1"];

fn golden() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/format")
}

/// What this program writes.
fn newest() -> PathBuf {
    let chain = kashf::text::CHAIN.replace(' ', "-");
    golden().join(format!("v{}-{chain}.kashf", format::VERSION))
}

/// What the fixture of a version holds: from 3 on, a text whose date is inferred too.
fn documents(version: u32) -> Vec<Document> {
    let first = Document {
        id: "fa/یک.txt".into(),
        text: "گفت‌وگو در ژنو\n\nلاوروف گفت: «گفتوگو  ادامه دارد». ۲۰۲۱ (OSCE)\r\n".into(),
        meta: Metadata {
            title: "گفت‌وگو در ژنو".into(), lang: "fa".into(), ..Metadata::default()
        },
        title_span: Some(Span::new(0, "گفت‌وگو در ژنو".len() as u32)),
        ..Document::default()
    };
    let second = Document {
        id: "ar-1".into(),
        text: "قال لافروف إنّ الأمنَ لا يتجزّأ.".into(),
        meta: Metadata {
            title: "الأمن".into(),
            lang: "ar".into(),
            date: "2022-01-28".into(),
            source: "المرفأ".into(),
            url: "https://example.org/1".into(),
            author: "كاتبة".into(),
            more: vec![("desk".into(), "world".into())],
        },
        ..Document::default()
    };
    let empty = Document { id: "empty".into(), ..Document::default() };
    let mut documents = vec![first, second, empty];
    if version > 2 {
        documents.push(Document {
            id: "undated".into(),
            text: "Today, 5 March 2021, the talks began.".into(),
            meta: Metadata { lang: "en".into(), ..Metadata::default() },
            ..Document::default()
        });
    }
    documents
}

fn build() -> Vec<u8> {
    let about = About { title: "Fixture".into(), built: "2026-11-22".into(), ..About::default() };
    let mut builder = Builder::new(about);
    for document in documents(format::VERSION) {
        builder.add(document).unwrap();
    }
    builder.finish().unwrap()
}

#[test]
fn released_versions_open() {
    for name in RELEASED {
        let file = golden().join(format!("{name}.kashf"));
        let index = Index::open(fs::read(file).unwrap()).unwrap();
        let version = index.layout().version;
        for (number, document) in documents(version).into_iter().enumerate() {
            let id = DocId(number as u32);
            assert_eq!(index.text(id).unwrap(), document.text);
            assert_eq!(index.id(id).unwrap(), document.id);
            let mut meta = index.metadata(id).unwrap();
            if document.id == "undated" {
                assert_eq!(std::mem::take(&mut meta.date), "2021-03-05");
                let said = vec![Span::new(0, "Today, 5 March 2021".len() as u32)];
                let why = Inference { said, ..InferredFrom::DateBeside.into() };
                let expected = vec![("date".to_string(), Origin::Inferred(vec![why]))];
                assert_eq!(index.details(id).unwrap().origins, expected);
            }
            assert_eq!(meta, document.meta);
            assert_eq!(index.record(id).unwrap().title_span, document.title_span);
        }
        let talks = index.lexicon().find("گفتوگو").unwrap();
        assert_eq!(index.positions(talks).collect::<Vec<_>>(), [0, 5]);
        assert!(index.stems().find("امن").is_some(), "{name}: الأمن is of a class");
        assert!(index.settle().unwrap().is_empty());
    }
}

#[test]
fn older_versions_say_what_to_do() {
    for name in GIVEN_UP {
        let file = golden().join(format!("{name}.kashf"));
        let error = Index::open(fs::read(file).unwrap()).unwrap_err();
        assert!(error.is_version(), "{name}: {error}");
        assert!(
            error.to_string().contains("format 1") && error.to_string().contains("build it again")
        );
    }
}

#[test]
fn the_writer_has_not_changed_in_silence() {
    let generator = format!("kashf {}", env!("CARGO_PKG_VERSION"));
    let released = fs::read(newest()).unwrap();
    let same_program = Index::open(released.clone()).unwrap().about("generator") == generator;
    // Another program version is written into the root, so then only the pieces compare.
    let compared = |bytes: Vec<u8>| -> Vec<u8> {
        let root = format::Layout::read(&bytes).unwrap().root.end;
        if same_program { bytes } else { bytes[root..].to_vec() }
    };
    assert!(compared(build()) == compared(released), "raise `format::VERSION` or `text::CHAIN`");
}

/// Writes the fixture of this version; run by `cargo bless-format`.
#[test]
#[ignore = "writes golden files"]
fn bless() {
    fs::write(newest(), build()).unwrap();
}
