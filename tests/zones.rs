//! Which parts of real texts are the article.

mod shared;

use kashf::document::{Document, Zone};
use kashf::ingest;
use kashf::ingest::zones;
use shared::shared;

/// White-space words of a text outside and inside its article.
fn outside(document: &Document) -> (usize, usize) {
    let mut at = 0;
    let (mut out, mut all) = (0, 0);
    for word in document.text.split(char::is_whitespace) {
        if !word.is_empty() {
            all += 1;
            let start = at as u32;
            let zone = document.zones.iter().find(|(span, _)| span.start <= start && start < span.end);
            out += usize::from(zone.is_some_and(|(_, zone)| !zone.is_article()));
        }
        at += word.len() + document.text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    (out, all)
}

/// The seeds with their zones, and what was found below them.
fn seeds() -> Option<Vec<(Document, Vec<Document>)>> {
    let folder = shared("corpora/seeds")?;
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let name = file.file_name().unwrap().to_str().unwrap();
        let mut document = ingest::read(name, &std::fs::read(file).unwrap()).unwrap().documents.remove(0);
        let guests = zones::settle(&mut document);
        (document, guests)
    };
    Some(files.iter().map(read).collect())
}

#[test]
fn words_outside_the_articles_of_the_seeds() {
    let Some(seeds) = seeds() else { return };
    let expected = [(25, 399), (35, 639), (11, 455), (86, 305), (175, 402)];
    for ((document, _), expected) in seeds.iter().zip(expected) {
        let found = outside(document);
        for (span, zone) in &document.zones {
            shared::tell(&format!("{zone:?}: {}", span.of(&document.text).unwrap()));
        }
        shared::tell(&format!("{} {found:?} {expected:?} {:?} {:?}", document.id, document.meta, document.origins));
    }
    for ((document, _), expected) in seeds.iter().zip(expected) {
        let found = outside(document);
        assert_eq!(found.1, expected.1, "{}", document.id);
        assert!(found.0.abs_diff(expected.0) <= 5, "{}: {found:?} for {expected:?}", document.id);
    }
}
