//! An index of which only what a question needs is here: the same answers, in few rounds,
//! from few bytes; and damage that is named and stays where it is.

mod sample;

use kashf::document::Document;
use kashf::engine::protocol::*;
use kashf::engine::{Engine, Outcome};
use kashf::index::format::Layout;

/// The sample corpus, several times over under other ids, so that no piece holds much of it.
fn index() -> Vec<u8> {
    let copies = (0..8).flat_map(|copy| {
        sample::documents().into_iter().map(move |mut document: Document| {
            document.id = format!("{copy}/{}", document.id);
            document
        })
    });
    sample::index(&copies.collect::<Vec<_>>())
}

fn open_head(file: &[u8]) -> Engine {
    Engine::open_head(file[..Layout::head(file).unwrap()].to_vec()).unwrap()
}

/// The answer, and how many rounds and bytes it took.
fn ask(engine: &Engine, file: &[u8], request: &Request) -> (Response, usize, u64) {
    let (mut rounds, mut bytes) = (0, 0);
    loop {
        match engine.ask(request).unwrap() {
            Outcome::Answer(answer) => return (*answer, rounds, bytes),
            Outcome::Wanted(ranges) => {
                rounds += 1;
                assert!(rounds < 50, "{request:?} is asked without end");
                for range in ranges {
                    bytes += range.end - range.start;
                    let part = &file[range.start as usize..range.end as usize];
                    engine.index().give(range.start, part.to_vec()).unwrap();
                }
            }
        }
    }
}

fn find(query: &str) -> Request {
    Request::Search(SearchRequest { query: query.into(), ..Default::default() })
}

const QUERIES: [&str; 24] = [
    "لاوروف",
    "گفت‌وگو",
    "می‌خواهند",
    "کتاب ها",
    "تضمین‌های امنیتی",
    "«تضمین‌های امنیتی»",
    "\"و به\"",
    "2021",
    "الناتو",
    "والضمانات",
    "الضمانات الأمنية -واشنطن",
    "Sullivan Grushko",
    "Lavrov",
    "Lavrof",
    "زبخقتفغ",
    "indivisib*",
    "*ات",
    "/الأ.*/",
    "ژنو NEAR/5 لاوروف",
    "lang:fa ناتو",
    "date:2021-12..2022-02 ناتو",
    "[word=\"ژنو\"] []{0,3} [norm=\"لاوروف\"]",
    "сотрудничеству",
    "",
];

#[test]
fn a_part_of_the_file_answers_as_the_whole_does() {
    let file = index();
    let whole = Engine::open(file.clone()).unwrap();
    let mut requests: Vec<Request> = QUERIES.into_iter().map(find).collect();
    for sort in [Sort::Relevance, Sort::Date, Sort::Title, Sort::Source] {
        requests.push(Request::Documents(ListRequest { sort, limit: 20, ..Default::default() }));
    }
    let source = vec![String::new(), "none such".to_string()];
    let filter = Filter { source, lang: vec!["fa".into()], ..Default::default() };
    requests.push(Request::Search(SearchRequest {
        query: "ناتو".into(),
        filter,
        ..Default::default()
    }));
    let id = whole.index().id(kashf::id::DocId(77)).unwrap();
    let query = "ناتو لاوروف".to_string();
    requests.push(Request::Document(DocumentRequest { id, query, ..Default::default() }));
    let spoken = Filter { spoken_from: "2021".into(), ..Default::default() };
    requests.push(Request::Documents(ListRequest { filter: spoken.clone(), ..Default::default() }));
    for (query, filter) in [("", Filter::default()), ("لاوروف", spoken)] {
        let request =
            TimelineRequest { query: query.into(), filter, rows: 50, ..Default::default() };
        requests.push(Request::Timeline(request));
    }
    for request in requests {
        let (answer, rounds, _) = ask(&open_head(&file), &file, &request);
        assert_eq!(answer, whole.answer(&request).unwrap(), "{request:?}");
        assert!(rounds <= 10, "{request:?} took {rounds} rounds");
    }
}

/// What is done only for words that the corpus lacks must not be done for words of which
/// nobody knows yet; and no text is wanted before it is known which.
#[test]
fn a_word_takes_few_rounds_and_few_bytes() {
    let file = index();
    for (query, most) in [("لاوروف", 0.35), ("الناتو", 0.35), ("Sullivan", 0.35)] {
        let engine = open_head(&file);
        let (_, rounds, first) = ask(&engine, &file, &find(query));
        assert!((3..=6).contains(&rounds), "{query}: {rounds} rounds");
        let share = first as f64 / file.len() as f64;
        assert!(share < most, "{query} took {share:.2} of the file");
        let (_, rounds, again) = ask(&engine, &file, &find(query));
        assert_eq!((rounds, again), (0, 0), "what was loaded is kept");
    }
}

#[test]
fn a_damaged_piece_is_named_and_the_rest_still_answers() {
    let mut file = index();
    let layout = Layout::read(&file).unwrap();
    let texts = layout.pieces(kashf::index::format::Section::Texts);
    let place = &layout.places[texts.start as usize];
    file[place.range.start as usize + 5] ^= 1;
    let engine = open_head(&file);
    let bytes = file[place.range.start as usize..place.range.end as usize].to_vec();
    let error = engine.index().give(place.range.start, bytes).unwrap_err().to_string();
    assert!(error.contains("texts") && error.contains(&place.range.start.to_string()), "{error}");
    // Of a document in its last chunk.
    let id = format!("7/{}", sample::documents().last().unwrap().id);
    let request = Request::Document(DocumentRequest { id: id.clone(), ..Default::default() });
    let (Response::Document(reading), ..) = ask(&engine, &file, &request) else { panic!() };
    assert_eq!(reading.id, id);
}
