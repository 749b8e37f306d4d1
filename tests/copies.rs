//! Copies of a text, from the documents to the lines on the screen: folded in the results,
//! listed beside the open text, set side by side.

#![cfg(not(target_arch = "wasm32"))]

use kashf::document::{Document, Metadata};
use kashf::engine::Engine;
use kashf::engine::protocol::{
    Answer, CompareRequest, Compared, Comparison, DocumentRequest, Filter, Reading, Relation,
    Request, Response, SearchRequest, Sort,
};
use kashf::index::{About, Builder};
use kashf::reuse::{diff, rows};
use kashf::view::compare::{Line, Mark, lines};
use kashf::view::language::Dir;
use proptest::prelude::*;

/// What the agency wrote.
const AGENCY: &str = "باران از بامداد سه‌شنبه آغاز شد و تا شب ادامه داشت.\n\
    فرماندار گفت که رودخانه در دو جا از بستر خود بیرون آمده است.\n\
    مدرسه‌های شهر فردا بسته خواهند بود (۱۲ مدرسه) و راه‌ها باز است.";

/// Typed anew by another, with one word changed.
const TYPED: &str = "باران از بامداد سه شنبه آغاز شد و تا شب ادامه داشت.\n\
    فرماندار گفت كه رودخانه در دو جا از بستر خود بيرون آمده است.\n\
    مدرسه‌های شهر فردا بسته خواهند بود (12 مدرسه) و راه‌ها بسته است.";

fn engine() -> Engine {
    let longer =
        format!("{AGENCY}\nدر همین حال کشاورزان از باران خوشحال‌اند و امید به برداشت خوبی دارند.");
    let texts = [
        ("fa/agency", "2021-12-18", AGENCY.to_string()),
        ("fa/typed", "2021-12-17", TYPED.to_string()),
        ("fa/other", "2021-12-16", "باران در ژنو نبارید و وزیران در باغ نشستند.".to_string()),
        ("fa/longer", "", longer),
    ];
    let mut builder = Builder::new(About::default());
    for (id, date, text) in texts {
        let meta = Metadata { date: date.into(), lang: "fa".into(), ..Metadata::default() };
        builder.add(Document { id: id.into(), text, meta, ..Document::default() }).unwrap();
    }
    Engine::open(builder.finish().unwrap()).unwrap()
}

fn search(engine: &Engine, request: SearchRequest) -> Answer {
    match engine.answer(&Request::Search(request)).unwrap() {
        Response::Search(answer) => answer,
        other => panic!("{other:?}"),
    }
}

fn rain() -> SearchRequest {
    SearchRequest { query: "باران".into(), fold: true, ..SearchRequest::default() }
}

fn ids<'a>(ids: impl IntoIterator<Item = &'a String>) -> Vec<&'a str> {
    ids.into_iter().map(String::as_str).collect()
}

#[test]
fn copies_make_one_line_and_are_told() {
    let engine = engine();
    let answer = search(&engine, rain());
    assert_eq!((answer.total, answer.lines, answer.hits.len()), (4, 2, 2));
    let folded = answer.hits.iter().find(|hit| hit.copies.count > 0).unwrap();
    assert_eq!(folded.copies.count, 2);
    assert_eq!(folded.copies.fullest, "fa/longer");
    let other = answer.hits.iter().find(|hit| hit.copies.count == 0).unwrap();
    assert_eq!(other.id, "fa/other");
    // What is counted stays: documents, words, facets.
    let each = search(&engine, SearchRequest { fold: false, ..rain() });
    assert_eq!((each.total, each.lines, each.hits.len()), (4, 4, 4));
    assert_eq!(each.occurrences, answer.occurrences);
    assert_eq!(each.complete, answer.complete);
    assert_eq!(each.facets, answer.facets);
    // The best of them stands for the others.
    let best = each.hits.iter().find(|hit| hit.id != "fa/other").unwrap();
    assert_eq!(best.id, folded.id);
}

#[test]
fn the_first_in_the_chosen_order_stands_for_its_copies() {
    let engine = engine();
    let sorted = |sort, limit, offset| {
        let answer = search(&engine, SearchRequest { sort, limit, offset, ..rain() });
        answer.hits.into_iter().map(|hit| hit.id).collect::<Vec<_>>()
    };
    assert_eq!(sorted(Sort::Date, 10, 0), ["fa/other", "fa/typed"]);
    assert_eq!(sorted(Sort::Newest, 10, 0), ["fa/agency", "fa/other"]);
    assert_eq!(sorted(Sort::Newest, 1, 1), ["fa/other"]);
}

#[test]
fn only_copies_that_are_found_are_told() {
    let engine = engine();
    let filter = Filter { from: "2021-12-17".into(), ..Filter::default() };
    let answer = search(&engine, SearchRequest { filter, sort: Sort::Date, ..rain() });
    assert_eq!((answer.total, answer.lines), (2, 1));
    let copies = &answer.hits[0].copies;
    assert_eq!(ids(copies.documents.iter().map(|entry| &entry.id)), ["fa/agency"]);
}

#[test]
fn an_open_text_lists_its_copies_the_earliest_first() {
    let engine = engine();
    let open = |id: &str| -> Reading {
        let request = DocumentRequest { id: id.into(), ..DocumentRequest::default() };
        match engine.answer(&Request::Document(request)).unwrap() {
            Response::Document(reading) => reading,
            other => panic!("{other:?}"),
        }
    };
    let copies = open("fa/agency").copies;
    assert_eq!(ids(copies.documents.iter().map(|entry| &entry.id)), ["fa/typed", "fa/longer"]);
    assert_eq!(open("fa/other").copies.count, 0);
}

fn compare(left: &str, right: &str) -> Comparison {
    let request = CompareRequest { left: left.into(), right: right.into() };
    match engine().answer(&Request::Compare(request)).unwrap() {
        Response::Compare(comparison) => comparison,
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_texts_side_by_side() {
    let comparison = compare("fa/agency", "fa/typed");
    assert_eq!(comparison.relation, Some(Relation::Copy));
    // "باز" and "بسته".
    assert_eq!((comparison.left.alone, comparison.right.alone), (1, 1));
    let excerpt = compare("fa/longer", "fa/agency");
    assert_eq!((excerpt.left.alone, excerpt.right.alone), (13, 0));
    assert_eq!(compare("fa/other", "fa/typed").relation, None);
    let wrong = Request::Compare(CompareRequest { left: "fa/agency".into(), right: "b".into() });
    assert!(engine().answer(&wrong).unwrap_err().to_string().contains("found no “b”"));
}

fn compared(left: &str, right: &str) -> Comparison {
    let side = |text: &str| Compared { text: text.to_string(), ..Compared::default() };
    let rows = rows(left, right, &diff(left, right));
    Comparison { left: side(left), right: side(right), rows, ..Comparison::default() }
}

#[test]
fn rows_that_are_the_same_are_folded_away() {
    let same = "یک جمله که در هر دو هست.\nA second line.\nA third.\nA fourth.\n";
    let (left, right) = (format!("{same}It rained."), format!("{same}They slept."));
    let shown = lines(&compared(&left, &right), false);
    assert_eq!(shown[0], Line::Same(3));
    // The neighbour of what differs, and that.
    assert!(matches!(shown[1], Line::Row { differs: false, .. }), "{shown:?}");
    assert!(shown[2..].iter().all(|line| matches!(line, Line::Row { differs: true, .. })));
    assert_eq!(lines(&compared(same, same), false), [Line::Same(4)]);
}

#[test]
fn a_cell_runs_as_its_letters_do() {
    let shown = lines(&compared("باران آمد (OSCE).", "برف آمد (OSCE)."), false);
    let [Line::Row { left, right, .. }] = &shown[..] else { panic!("{shown:?}") };
    assert_eq!((left.dir, right.dir), (Some(Dir::Rtl), Some(Dir::Rtl)));
    let first = &left.stretches[0];
    assert_eq!((first.mark, first.range.clone()), (Mark::Alone, 0..10));
}

proptest! {
    #[test]
    fn whole_texts_are_whole(
        left in "[ab\u{200c}ن \n.]{0,40}",
        right in "[ab\u{200c}ن \n.]{0,40}",
    ) {
        let mut both = [String::new(), String::new()];
        for line in lines(&compared(&left, &right), true) {
            let Line::Row { left: one, right: other, .. } = line else { panic!("{line:?}") };
            for (out, (text, cell)) in both.iter_mut().zip([(&left, one), (&right, other)]) {
                cell.stretches.into_iter().for_each(|it| out.push_str(&text[it.range]));
            }
        }
        prop_assert_eq!(both, [left, right]);
    }
}
