//! Corrections: an index with decisions put over it answers as one that was built with them.

mod sample;

use kashf::decisions::{Decision, Decisions, What, text_mark};
use kashf::document::{Document, Zone};
use kashf::engine::Engine;
use kashf::engine::protocol::*;
use kashf::id::Span;

/// The decisions of the tests: on several documents of the sample, in every way.
fn decisions(documents: &[Document]) -> Decisions {
    let on = |number: usize, what: What, value: &str| {
        let document = &documents[number];
        let (id, text) = (document.id.clone(), text_mark(&document.text));
        Decision { id, text, what, value: value.into(), ..Decision::default() }
    };
    let zone = |number: usize, from: usize, to: usize, zone: Zone| {
        // Whole lines, so that words and letters stay whole.
        let text = &documents[number].text;
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let bytes = |lines: &[&str]| lines.iter().map(|line| line.len() as u32).sum::<u32>();
        let (from, to) = (from.min(lines.len() - 1), to.min(lines.len()));
        let span = Span::new(bytes(&lines[..from]), bytes(&lines[..to]));
        Decision { span: Some(span), ..on(number, What::Zone, zone.name()) }
    };
    let titled = printed_titles(documents);
    let last = documents.len() - 1;
    [
        on(0, What::Date, "2019-05-04"),
        on(1, What::Date, ""),
        on(2, What::Date, "2021/2022-03"),
        on(3, What::Source, "روزنامهٔ دیگر"),
        on(4, What::Source, ""),
        on(last, What::Source, "روزنامهٔ دیگر"),
        on(last, What::Date, "2031-01-01"),
        on(titled[0], What::Title, "ا نخستین عنوان درست"),
        on(titled[1], What::Title, "Zebra, corrected"),
        zone(0, 0, 99, Zone::Comments),
        zone(0, 2, 5, Zone::Related),
        zone(5, 1, 2, Zone::Advertising),
        zone(5, 3, 4, Zone::Comments),
        zone(last, 0, 99, Zone::Navigation),
    ]
    .into_iter()
    .chain(all_body(documents, 3))
    .collect()
}

/// Documents whose titles are printed in their texts, and shall be others.
fn printed_titles(documents: &[Document]) -> Vec<usize> {
    let mut printed: Vec<usize> =
        (0..documents.len()).filter(|&it| documents[it].title_span.is_some()).collect();
    printed.retain(|it| (6..documents.len() - 1).contains(it));
    assert!(printed.len() > 1);
    printed
}

/// All of a text that has zones is its body.
fn all_body(documents: &[Document], most: usize) -> Vec<Decision> {
    let zoned = documents[6..].iter().filter(|it| it.zones.iter().any(|it| !it.1.is_article()));
    let body = |document: &Document| Decision {
        id: document.id.clone(),
        text: text_mark(&document.text),
        what: What::Zone,
        span: Some(Span::new(0, document.text.len() as u32)),
        value: "body".into(),
        ..Decision::default()
    };
    let all: Vec<Decision> = zoned.take(most).map(body).collect();
    assert!(!all.is_empty(), "the sample has zones");
    all
}

/// An index with decisions over it, and one that was built with them.
///
/// Of neither any date is inferred from others: that is reckoned when an index is built.
fn both() -> (Engine, Engine, Vec<Document>) {
    let mut documents = sample::documents();
    let plain = Engine::open(sample::index(&documents)).unwrap();
    for (document, number) in documents.iter_mut().zip(0..) {
        document.meta.date = plain.index().value("date", kashf::id::DocId(number));
    }
    let over = Engine::open(sample::index(&documents)).unwrap();
    let decisions = decisions(&documents);
    let Response::Decided(decided) = over.answer(&Request::Decide(decisions.clone())).unwrap()
    else {
        panic!()
    };
    assert_eq!((decided.applied as usize, decided.problems.len()), (decisions.list().len(), 0));
    for of in decisions.by_document() {
        let document = documents.iter_mut().find(|document| document.id == of.id()).unwrap();
        assert_eq!(of.apply(document), []);
    }
    (over, Engine::open(sample::index(&documents)).unwrap(), documents)
}

/// The days of times that count from a date are reckoned when an index is built.
fn without_reckoned(response: Response) -> Response {
    match response {
        Response::Document(reading) => {
            let (times, contradictions) = (Vec::new(), Vec::new());
            Response::Document(Reading { times, contradictions, ..reading })
        }
        other => other,
    }
}

fn same(over: &Engine, built: &Engine, request: Request) -> Response {
    let answers = [over, built].map(|engine| engine.answer(&request).unwrap());
    let [left, right] = answers.map(without_reckoned);
    assert_eq!(left, right, "{request:?}");
    left
}

const SORTS: [Sort; 5] = [Sort::Relevance, Sort::Date, Sort::Newest, Sort::Title, Sort::Source];

#[test]
fn lists_and_facts_are_those_of_an_index_built_so() {
    let (over, built, _) = both();
    let filters = [
        Filter::default(),
        Filter { from: "2021".into(), to: "2022-01".into(), ..Filter::default() },
        Filter { source: vec!["روزنامهٔ دیگر".into()], ..Filter::default() },
        Filter { source: vec![String::new()], ..Filter::default() },
    ];
    for filter in filters {
        for sort in SORTS {
            let request =
                ListRequest { limit: 1000, sort, filter: filter.clone(), ..Default::default() };
            let Response::Documents(list) = same(&over, &built, Request::Documents(request)) else {
                panic!()
            };
            assert!(list.total > 0, "{filter:?}");
        }
    }
    let Response::Info(mut left) = over.answer(&Request::Info).unwrap() else { panic!() };
    let Response::Info(right) = built.answer(&Request::Info).unwrap() else { panic!() };
    assert_eq!((&left.sources, &left.last_date), (&right.sources, &right.last_date));
    assert_eq!((left.first_date.as_str(), left.last_date.as_str()), ("2019-05-04", "2031-01-01"));
    // The file itself is the one that it was.
    (left.index_bytes, left.sections, left.fingerprint) =
        (right.index_bytes, right.sections.clone(), right.fingerprint.clone());
    assert_eq!(left, right);
}

#[test]
fn searches_are_those_of_an_index_built_so() {
    let (over, built, documents) = both();
    let word = documents[0].text.split_whitespace().nth(40).unwrap();
    let queries = [
        word,
        "ناتو",
        "روسیه",
        "NATO guarantees",
        "[zone=\"related\"]",
        "[zone=\"body\" & norm=\"ناتو\"]",
        "[zone=\"navigation\"]",
        "[zone=\"headline\"]",
        "date:2019",
        "year:2031",
        "source:دیگر",
        "ناتو date:2021-12..2022-02",
    ];
    let mut outside = 0;
    for query in queries {
        for (sort, everything) in SORTS.into_iter().zip([false, true, false, true, false]) {
            let request = SearchRequest {
                query: query.into(),
                limit: 100,
                sort,
                matching: Matching { everything, ..Matching::default() },
                ..SearchRequest::default()
            };
            let Response::Search(answer) = same(&over, &built, Request::Search(request)) else {
                panic!()
            };
            assert!(answer.total + answer.outside > 0, "{query}");
            outside += answer.outside;
        }
    }
    assert!(outside > 0);
}

#[test]
fn readings_are_those_of_an_index_built_so() {
    let (over, built, documents) = both();
    let mut decided = Vec::new();
    for document in &documents {
        let request = DocumentRequest {
            id: document.id.clone(),
            query: "ناتو NATO الناتو".into(),
            ..DocumentRequest::default()
        };
        let Response::Document(reading) = same(&over, &built, Request::Document(request)) else {
            panic!()
        };
        assert_eq!(reading.text, document.text);
        let of = reading.origins.into_iter().filter(|(_, origin)| *origin == Origin::Decision);
        decided.extend(of.map(|(field, _)| field));
    }
    decided.sort();
    decided.dedup();
    assert_eq!(decided, ["date", "source", "title", "zones"]);
}

#[test]
fn taking_all_back_gives_the_answers_that_were() {
    let documents = sample::documents();
    let (plain, engine) = (
        Engine::open(sample::index(&documents)).unwrap(),
        Engine::open(sample::index(&documents)).unwrap(),
    );
    engine.answer(&Request::Decide(decisions(&documents))).unwrap();
    engine.answer(&Request::Decide(Decisions::default())).unwrap();
    same(&plain, &engine, Request::Info);
    for sort in SORTS {
        let request =
            SearchRequest { query: "ناتو".into(), sort, limit: 99, ..Default::default() };
        same(&plain, &engine, Request::Search(request));
    }
    let id = documents[0].id.clone();
    same(&plain, &engine, Request::Document(DocumentRequest { id, ..Default::default() }));
}

#[test]
fn answers_wait_for_decisions_until_all_of_them_is_here() {
    let documents = sample::documents();
    let file = sample::index(&documents);
    let whole = Engine::open(file.clone()).unwrap();
    let root = whole.index().cuts()[0] as usize;
    let lazy = Engine::open_head(file[..root].to_vec()).unwrap();
    let decisions = decisions(&documents);
    let asked = lazy.ask(&Request::Decide(decisions.clone())).unwrap();
    assert!(matches!(asked, kashf::engine::Outcome::Wanted(_)));
    // Nobody asks for them again: the next question brings what they need.
    let list =
        Request::Documents(ListRequest { limit: 99, sort: Sort::Title, ..Default::default() });
    let mut rounds = 0;
    let answer = loop {
        rounds += 1;
        assert!(rounds < 40);
        match lazy.ask(&list).unwrap() {
            kashf::engine::Outcome::Answer(answer) => break *answer,
            kashf::engine::Outcome::Wanted(ranges) => {
                for range in ranges {
                    let bytes = file[range.start as usize..range.end as usize].to_vec();
                    lazy.index().give(range.start, bytes).unwrap();
                }
            }
        }
    };
    whole.answer(&Request::Decide(decisions)).unwrap();
    assert_eq!(answer, whole.answer(&list).unwrap());
}

#[test]
fn what_is_decided_wrongly_is_told_and_the_rest_stands() {
    let documents = sample::documents();
    let engine = Engine::open(sample::index(&documents)).unwrap();
    let id = documents[0].id.clone();
    let date = engine.index().value("date", kashf::id::DocId(0));
    let on = |what, value: &str| Decision {
        id: id.clone(),
        what,
        value: value.into(),
        ..Decision::default()
    };
    let decisions: Decisions = [
        on(What::Date, "yesterday"),
        on(What::Source, "S"),
        Decision { span: Some(Span::new(0, 4)), ..on(What::Zone, "body") },
        Decision { id: "zzz".into(), ..on(What::Title, "T") },
    ]
    .into_iter()
    .collect();
    let Response::Decided(decided) = engine.answer(&Request::Decide(decisions)).unwrap() else {
        panic!()
    };
    let told: Vec<_> =
        decided.problems.iter().map(|it| (it.number, it.trouble, it.applied)).collect();
    let expected = [
        (0, Trouble::Value, false),
        (1, Trouble::Changed, true),
        (2, Trouble::Changed, false),
        (3, Trouble::Unknown, false),
    ];
    assert_eq!((decided.applied, told.as_slice()), (1, expected.as_slice()));
    let Response::Document(reading) =
        engine.answer(&Request::Document(DocumentRequest { id, ..Default::default() })).unwrap()
    else {
        panic!()
    };
    assert_eq!(reading.meta.source, "S");
    assert_eq!(reading.meta.date, date);
}
