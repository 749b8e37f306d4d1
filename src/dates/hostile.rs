//! Texts that were made to do harm: they end, soon, and say nothing that cannot be.

use proptest::prelude::*;

use super::*;
use crate::document::{Document, Metadata, Zone};

/// All that is asked of a document, in the order in which it is asked.
fn everything(texts: &[(String, &str, String)]) -> Vec<Option<Publication>> {
    let documents = texts.iter().map(|(text, lang, date)| {
        let meta = Metadata { lang: lang.to_string(), date: date.clone(), ..Metadata::default() };
        let half = Span::new(0, text.len() as u32 / 2);
        let zones = if text.len() % 3 == 0 { vec![(half, Zone::Related)] } else { Vec::new() };
        Document { text: text.clone(), meta, zones, ..Document::default() }
    });
    let documents: Vec<Document> = documents.collect();
    let found: Vec<_> = documents.iter().map(|it| find(&it.text, &it.meta.lang)).collect();
    let corpus: Vec<_> =
        documents.iter().zip(&found).map(|(it, found)| evidence(it, found)).collect();
    let settled = settle(&corpus);
    for ((document, found), publication) in documents.iter().zip(&found).zip(&settled) {
        let timed = timed(document, found, publication.as_ref());
        assert_eq!(timed.len(), found.len());
        assert!(timed.iter().all(|it| it.span.of(&document.text).is_some()));
        assert!(timed.iter().filter_map(|it| it.days).all(|days| days.first <= days.last));
        if let Some(publication) = publication {
            assert!(publication.days.first <= publication.days.last);
            later_years(&document.text, publication.days.last);
            for ground in &publication.grounds {
                ground.inference(|_| String::new());
            }
        }
    }
    let read: Vec<Evidence> =
        serde_json::from_str(&serde_json::to_string(&corpus).unwrap()).unwrap();
    assert_eq!(read, corpus);
    settled
}

#[test]
fn dates_that_are_none() {
    for text in [
        "31 February 2020",
        "۳۱ بهمن ۱۴۰۰",
        "30 February",
        "1 January 9999999",
        "٥ محرم 0 هـ",
        "0 محرم",
        "0000/00/00",
        "1400/13/01",
        "99/99/9999",
        "00:61",
        "سال ۰",
        "عام 99999 هـ",
    ] {
        let said = find(text, "").into_iter().filter_map(|it| resolve(&it, None));
        let said: Vec<String> = said.map(|it| it.interval.to_string()).collect();
        assert_eq!(said, [""; 0], "{text}");
    }
}

#[test]
fn long_texts_take_no_longer_than_they_are_long() {
    const LENGTH: usize = 2_000_000;
    for piece in [
        "1",
        "۱",
        "1 ",
        "1/",
        "1:",
        "1.1.",
        "5 May ",
        "سه ",
        "منذ ",
        "\u{64B}",
        "ی\u{654}",
        "\u{200C}",
        "(",
        "«",
        "\"",
        "\n",
        "امروز، چهارشنبه ",
        "5 May 2020\n",
        "today ",
        "yesterday, Monday. ",
        "بیست و ",
        "كانون ",
        "1 a.m. ",
        "1               ",
        "a",
        "é",
        "published 5 May 2020 ",
        "۱۷ دسامبر (دی) ",
    ] {
        let text = piece.repeat(LENGTH / piece.len());
        everything(&[(text, "", String::new())]);
    }
}

fn text() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(vec![
        " ",
        " ",
        "\n",
        ". ",
        "، ",
        "(",
        ")",
        "«",
        "»",
        "\"",
        ":",
        "5",
        "26",
        "2022",
        "۱۴۰۰",
        "٢٠٢١",
        "10:15",
        "GMT",
        "today",
        "yesterday",
        "last",
        "next",
        "Wednesday",
        "January",
        "weeks",
        "two",
        "ago",
        "Published:",
        "said",
        "امروز",
        "دیروز",
        "چهارشنبه",
        "گذشته",
        "دو",
        "هفته",
        "پیش",
        "دی",
        "دسامبر",
        "سال",
        "گفت",
        "لاوروف",
        "ژنو",
        "اليوم",
        "أمس",
        "الأربعاء",
        "الماضي",
        "يناير",
        "عام",
        "نهاية",
        "قال",
        "لافروف",
        "جنيف",
        "بتوقيت",
        "غرينتش",
    ]);
    let piece = prop_oneof![9 => pieces.prop_map(str::to_string), 1 => "\\PC{0,3}"];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_corpus_is_settled_alike_twice(
        texts in proptest::collection::vec(
            (
                text(),
                proptest::sample::select(vec!["fa", "ar", "en", ""]),
                prop_oneof![Just(String::new()), Just("2022-01-20".to_string()), "\\PC{0,12}"],
            ),
            0..8,
        ),
    ) {
        prop_assert_eq!(everything(&texts), everything(&texts));
    }
}
