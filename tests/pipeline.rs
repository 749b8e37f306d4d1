//! Texts in, answers out, through `Engine` only.
//!
//! Answers over the sample corpus are compared with `golden/answers.txt`, which one can read
//! and argue with; `cargo bless` writes it anew, and its diff is the review. What must agree
//! with a ten-line scan of the texts is compared with one.

mod sample;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use kashf::document::{Document, GIVEN_DATE, Origin, Zone, is_iso};
use kashf::engine::Engine;
use kashf::engine::protocol::*;
use kashf::text;

fn engine() -> (Engine, Vec<Document>) {
    let documents = sample::documents();
    (Engine::open(sample::index(&documents)).unwrap(), documents)
}

fn search(engine: &Engine, request: SearchRequest) -> Answer {
    match engine.answer(&Request::Search(request)).unwrap() {
        Response::Search(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn ask(engine: &Engine, query: &str) -> Answer {
    search(engine, SearchRequest { query: query.into(), limit: 1000, ..Default::default() })
}

/// Words as spelt, not joined or taken apart, wherever they stand: what a scan of the texts can
/// tell.
fn as_spelt() -> Matching {
    Matching { without: vec![Reason::Compound], names: false, everything: true }
}

fn read(engine: &Engine, id: &str, query: &str) -> Reading {
    let request = DocumentRequest { id: id.into(), query: query.into(), matching: as_spelt() };
    match engine.answer(&Request::Document(request)).unwrap() {
        Response::Document(reading) => reading,
        other => panic!("{other:?}"),
    }
}

const QUERIES: &[&str] = &[
    "لاوروف",
    "گفت‌وگو",
    "تضمین‌های امنیتی",
    "«تضمین‌های امنیتی»",
    "2021",
    "الناتو",
    "الضمانات الأمنية -واشنطن",
    "Sullivan Grushko",
    "\"Jake Sullivan\"",
    "indivisib*",
    "إن غدا لناظره قريب",
    "сотрудничеству неделимость",
    "Who asked for the meeting at which the written reply was handed over?",
    "zzzz",
    "لاور",
    "\"open",
    "-only",
    "گفت و گو",
    "می گوید",
    "Lavrov",
    "NATO NEAR/8 guarantees",
    "title:ناتو lang:fa",
    "(Geneva OR Vienna) AND NOT Sullivan",
    "*ology",
    "secruity",
    "date:2022-01..2022-02 ناتو",
    "[stem=\"guarantee\"] []{0,3} [zone=\"body\" & form=\"N.*\"] within sentence",
    "/guarant(ee|y)/ AND (x",
];

fn pieces(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece.hit {
        true => format!("⟦{}⟧", piece.text),
        false => piece.text.clone(),
    };
    pieces.iter().map(piece).collect::<String>().replace(['\n', '\r'], "⏎")
}

fn told(answer: &Answer) -> String {
    let mut out = String::new();
    let Answer { query, total, complete, occurrences, .. } = answer;
    writeln!(out, "# {query}").unwrap();
    writeln!(out, "{total} documents, {complete} complete, {occurrences} occurrences").unwrap();
    for note in &answer.notes {
        writeln!(out, "note {:?}: {}", note.kind, note.about).unwrap();
    }
    for hit in answer.hits.iter().take(3) {
        writeln!(out, "{} {:.4} {}", hit.id, hit.score, pieces(&hit.title_pieces)).unwrap();
        for why in &hit.why {
            let (asked, forms) = (&why.asked, why.forms.join(" · "));
            writeln!(out, "  {asked} {:?} {}: {forms}", why.reason, why.count).unwrap();
        }
        if !hit.missing.is_empty() {
            writeln!(out, "  without {}", hit.missing.join(" · ")).unwrap();
        }
        writeln!(out, "  {}", pieces(&hit.snippet)).unwrap();
    }
    out
}

fn golden() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/answers.txt")
}

fn answers() -> String {
    let (engine, _) = engine();
    let told: Vec<String> = QUERIES.iter().map(|query| told(&ask(&engine, query))).collect();
    told.join("\n")
}

#[test]
fn answers_are_as_agreed() {
    let agreed = fs::read_to_string(golden()).unwrap_or_default();
    let found = answers();
    let differs = agreed.lines().zip(found.lines()).find(|(agreed, found)| agreed != found);
    if let Some((agreed, found)) = differs {
        panic!("expected “{agreed}”, found “{found}”: if that is better, `cargo bless`");
    }
    assert_eq!(agreed.lines().count(), found.lines().count(), "`cargo bless` writes them anew");
}

/// Writes the golden answers; run by `cargo bless`.
#[test]
#[ignore = "writes golden files"]
fn bless() {
    fs::write(golden(), answers()).unwrap();
}

#[test]
fn every_document_comes_back_byte_for_byte() {
    let (engine, documents) = engine();
    assert!(documents.len() >= 40);
    for document in &documents {
        let reading = read(&engine, &document.id, "");
        assert_eq!(reading.text, document.text, "{}", document.id);
        let number = engine.index().find_document(&document.id).unwrap().unwrap();
        let details = engine.index().details(number).unwrap();
        assert_eq!(details.zones, document.zones, "{}", document.id);
        // Only a date that is none of ISO's is read from words, and then said so and kept.
        let dated = details.origins.iter().find(|(field, _)| field == "date");
        let told = dated.is_some_and(|(_, it)| matches!(it, Origin::Line(_) | Origin::Inferred(_)));
        let mut meta = reading.meta;
        if told {
            let given = meta.more.iter().position(|(name, _)| name == GIVEN_DATE);
            assert!(is_iso(&meta.date) && !is_iso(&document.meta.date), "{}", document.id);
            meta.date = given.map_or(String::new(), |given| meta.more.remove(given).1);
        }
        assert_eq!(meta, document.meta, "{}", document.id);
    }
}

/// Whether the words of a phrase follow each other in a text, found the slow way.
fn holds(text: &str, phrase: &[String]) -> bool {
    let keys: Vec<String> = text::words(text).map(|range| text::fold(&text[range])).collect();
    keys.windows(phrase.len()).any(|window| window == phrase)
}

/// A text without what is a document of its own as well.
fn own(document: &Document) -> String {
    let guests = document.zones.iter().filter(|(_, zone)| *zone == Zone::Guest);
    guests.fold(document.text.clone(), |text, (span, _)| {
        text.replacen(span.of(&document.text).unwrap(), "\n", 1)
    })
}

#[test]
fn searches_agree_with_a_scan_of_the_texts() {
    let (engine, documents) = engine();
    let words: Vec<&str> = documents
        .iter()
        .flat_map(|document| text::words(&document.text).map(|range| &document.text[range]))
        .collect();
    let mut looked_at = 0;
    for start in (0..words.len() - 3).step_by(29) {
        for length in 1..=3 {
            let typed = words[start..start + length].join(" ");
            let phrase: Vec<String> =
                text::words(&typed).map(|range| text::fold(&typed[range])).collect();
            let mut expected: Vec<&str> = documents
                .iter()
                .filter(|document| {
                    let title = &document.meta.title;
                    let apart = document.title_span.is_none();
                    holds(&own(document), &phrase) || (apart && holds(title, &phrase))
                })
                .map(|document| document.id.as_str())
                .collect();
            let request = SearchRequest {
                query: format!("\"{typed}\""),
                limit: 1000,
                matching: as_spelt(),
                ..Default::default()
            };
            let answer = search(&engine, request);
            let mut found: Vec<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{typed}");
            looked_at += expected.len();
        }
    }
    assert!(looked_at > 500, "only {looked_at} finds were compared");
}

#[test]
fn marks_stand_on_the_words_as_printed() {
    let (engine, documents) = engine();
    let mut marked = 0;
    for query in ["لاوروف", "گفت‌وگو", "الأمنية", "2021", "NATO", "the"] {
        let key = text::fold(query);
        for document in &documents {
            let reading = read(&engine, &document.id, &format!("\"{query}\""));
            let expected: Vec<&str> = text::words(&document.text)
                .map(|range| &document.text[range])
                .filter(|word| text::fold(word) == key)
                .collect();
            let found: Vec<&str> =
                reading.hits.iter().map(|span| span.of(&reading.text).unwrap()).collect();
            assert_eq!(found, expected, "{query} in {}", document.id);
            marked += found.len();
        }
    }
    assert!(marked > 100, "only {marked} marks were compared");
}

#[test]
fn a_passage_is_a_part_of_its_text() {
    let (engine, documents) = engine();
    for query in QUERIES {
        for hit in ask(&engine, query).hits {
            let document = documents.iter().find(|document| document.id == hit.id).unwrap();
            let passage: String = hit.snippet.iter().map(|piece| piece.text.as_str()).collect();
            assert!(document.text.contains(&passage), "{query} in {}: {passage}", hit.id);
            let title: String = hit.title_pieces.iter().map(|piece| piece.text.as_str()).collect();
            assert_eq!(title, hit.title);
        }
    }
}

#[test]
fn pages_of_an_answer_join_to_the_whole() {
    let (engine, _) = engine();
    let whole = ask(&engine, "روسیه ناتو");
    let mut joined = Vec::new();
    for offset in (0..whole.total).step_by(7) {
        let request =
            SearchRequest {
                query: "روسیه ناتو".into(), limit: 7, offset, ..Default::default()
            };
        joined.extend(search(&engine, request).hits);
    }
    assert_eq!(joined, whole.hits);
}

#[test]
fn orders_and_filters_hold() {
    let (engine, _) = engine();
    let with = |sort, lang: &[&str]| {
        let filter =
            Filter { lang: lang.iter().map(|s| s.to_string()).collect(), ..Default::default() };
        let request = SearchRequest {
            query: "NATO ناتو الناتو".into(),
            limit: 1000,
            sort,
            filter,
            ..Default::default()
        };
        search(&engine, request)
    };
    let dates = |answer: Answer| -> Vec<String> {
        let iso = |hit: &Hit| hit.date.starts_with("20");
        answer.hits.into_iter().filter(iso).map(|hit| hit.date).collect()
    };
    let oldest = dates(with(Sort::Date, &[]));
    let mut newest = dates(with(Sort::Newest, &[]));
    assert!(oldest.is_sorted() && oldest.len() > 5);
    newest.reverse();
    assert!(newest.is_sorted());
    let arabic = with(Sort::Relevance, &["ar"]);
    assert!(arabic.total > 0 && arabic.hits.iter().all(|hit| hit.lang == "ar"));
}

#[test]
fn what_is_not_there_is_said() {
    let (engine, _) = engine();
    let request = DocumentRequest { id: "nowhere".into(), ..Default::default() };
    let error = engine.answer(&Request::Document(request)).unwrap_err();
    assert!(error.is_missing() && error.to_string().contains("nowhere"), "{error}");
    let answer = ask(&engine, &"الكلمة ".repeat(2000));
    assert!(answer.notes.iter().any(|note| note.kind == NoteKind::TooLong));
}

/// A field that happens to be called so, and is known of each document alone, is not the year.
#[test]
fn years_are_those_of_the_dates() {
    let documents = (0..70u32).map(|n| {
        let mut document =
            Document { id: n.to_string(), text: "word".into(), ..Default::default() };
        document.meta.date = format!("{}-05-01", 2020 + n % 2);
        document.meta.more = vec![("year".into(), format!("AM {n}"))];
        document
    });
    let engine = Engine::open(sample::index(&documents.collect::<Vec<_>>())).unwrap();
    let facets = ask(&engine, "word").facets;
    let years: Vec<&Facet> = facets.iter().filter(|facet| facet.name == "year").collect();
    let [year] = years[..] else { panic!("expected one facet of years, found {facets:?}") };
    let values: Vec<(&str, u32)> =
        year.values.iter().map(|value| (value.value.as_str(), value.documents)).collect();
    assert_eq!(values, [("2021", 35), ("2020", 35)]);
}
