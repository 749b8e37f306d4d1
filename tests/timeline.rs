//! Documents by time: when they were published, what times they speak of, and where they do
//! not agree, through `Engine` only.

use kashf::document::{Document, Metadata};
use kashf::engine::Engine;
use kashf::engine::protocol::*;
use kashf::index::{About, Builder};

/// Id, language, date as given, text.
const TEXTS: [(&str, &str, &str, &str); 5] = [
    (
        "bridge",
        "en",
        "2020-05-20",
        "On 6 May the old bridge of Wallenberg collapsed while engineer Ferdinand Klopstock \
         inspected its pillars. The council of Marzipan met on 2 May and chose a hymn. A comet \
         was seen over Trondheim on 4 May by three fishermen.",
    ),
    (
        "undated",
        "en",
        "",
        "The Wallenberg bridge collapsed yesterday (Wednesday) while its pillars were inspected \
         by engineer Ferdinand Klopstock. It was built in 1892.",
    ),
    (
        "claim",
        "en",
        "2020-06-30",
        "Engineer Ferdinand Klopstock inspected the pillars of the Wallenberg bridge in late May 2020.",
    ),
    ("hijri", "ar", "2020", "وصل الوفد في 5 رمضان 1441 هـ وعاد في يونيو المقبل."),
    ("silent", "en", "", "Nothing of interest."),
];

fn engine() -> Engine {
    let mut builder = Builder::new(About::default());
    for (id, lang, date, text) in TEXTS {
        let meta = Metadata {
            lang: lang.into(),
            date: date.into(),
            title: format!("On the {id}"),
            ..Metadata::default()
        };
        let text = text.to_string();
        builder.add(Document { id: id.into(), text, meta, ..Document::default() }).unwrap();
    }
    Engine::open(builder.finish().unwrap()).unwrap()
}

fn timeline(engine: &Engine, request: TimelineRequest) -> Timeline {
    match engine.answer(&Request::Timeline(request)).unwrap() {
        Response::Timeline(timeline) => timeline,
        other => panic!("{other:?}"),
    }
}

fn days(from: &str, to: &str) -> String {
    if from == to { from.to_string() } else { format!("{from}/{to}") }
}

/// A row in a line.
fn row(row: &TimelineRow) -> String {
    let published = row.published.as_ref().map_or("?".into(), |it| days(&it.from, &it.to));
    let said = |said: &Said| {
        let flag = if said.conflict { "!" } else { "" };
        format!(" {}{flag} {:?} {:?}", days(&said.from, &said.to), said.kind, said.certainty)
    };
    let inferred = if row.inferred { "*" } else { "" };
    let times: Vec<String> = row.times.iter().map(said).collect();
    format!("{} {published}{inferred}:{}", row.id, times.join(","))
}

#[test]
fn a_year_of_the_jalali_calendar_is_one_in_its_languages_only() {
    let mut builder = Builder::new(About::default());
    for lang in ["fa", "prs-AF", "ar", "en"] {
        for date in ["1400", "1400-09"] {
            let meta = Metadata { lang: lang.into(), date: date.into(), ..Metadata::default() };
            let (id, text) = (format!("{lang} {date}"), "In 2026.".to_string());
            builder.add(Document { id, text, meta, ..Document::default() }).unwrap();
        }
    }
    let engine = Engine::open(builder.finish().unwrap()).unwrap();
    let timeline = timeline(&engine, TimelineRequest::default());
    assert_eq!((timeline.total, timeline.undated), (8, 4));
    let rows: Vec<String> = timeline.rows.iter().map(row).collect();
    let rows: Vec<&str> = rows.iter().filter_map(|row| row.split(':').next()).collect();
    assert_eq!(
        rows,
        [
            "fa 1400 2021-03-21/2022-03-20",
            "prs-AF 1400 2021-03-21/2022-03-20",
            "fa 1400-09 2021-11-22/2021-12-21",
            "prs-AF 1400-09 2021-11-22/2021-12-21",
            "ar 1400 ?",
            "ar 1400-09 ?",
            "en 1400 ?",
            "en 1400-09 ?",
        ],
    );
    for (id, later) in [("fa 1400", 1), ("ar 1400", 0)] {
        let request = DocumentRequest { id: id.into(), ..DocumentRequest::default() };
        let Response::Document(reading) = engine.answer(&Request::Document(request)).unwrap()
        else {
            panic!("no reading");
        };
        assert_eq!(reading.later_years.len(), later, "{id}");
    }
}

#[test]
fn documents_stand_by_publication_with_the_times_they_speak_of() {
    let timeline = timeline(&engine(), TimelineRequest::default());
    assert_eq!((timeline.total, timeline.undated), (5, 1));
    let rows: Vec<String> = timeline.rows.iter().map(row).collect();
    assert_eq!(
        rows,
        [
            "hijri 2020-01-01/2020-12-31: 2020-04-28 Stated Likely, 2021-06-01/2021-06-30 YearInferred Certain",
            // Dated by the bridge: what it counts from publication is known by that.
            "undated 2020-05-07*: 2020-05-06! Relative Certain, 1892-01-01/1892-12-31 Stated Certain",
            "bridge 2020-05-20: 2020-05-06! YearInferred Likely, 2020-05-02 YearInferred Likely, 2020-05-04 YearInferred Likely",
            "claim 2020-06-30: 2020-05-22/2020-05-31! Stated Likely",
            "silent ?:",
        ]
    );
    assert_eq!(timeline.rows[1].times[0].text, "yesterday (Wednesday)");
    assert_eq!(timeline.rows[1].title, "On the undated");
}

#[test]
fn bins_begin_with_the_calendars_own_units_and_lose_nothing() {
    let engine = engine();
    for (calendar, first, bins) in
        [(Calendar::Gregorian, (2020, 1), 18), (Calendar::Jalali, (1398, 10), 19)]
    {
        let request = TimelineRequest { calendar, bins: 30, ..TimelineRequest::default() };
        let Timeline { unit, bins: found, earlier, later, .. } = timeline(&engine, request);
        assert_eq!((unit, found.len(), earlier, later), (TimeUnit::Month, bins, 1, 0));
        assert_eq!((found[0].year, found[0].month, found[0].day), (first.0, first.1, 1));
        let sum = |part: fn(&Bin) -> f64| found.iter().map(part).sum::<f64>();
        assert!((sum(|bin| bin.given) - 3.0).abs() < 1e-9 && sum(|bin| bin.inferred) == 1.0);
        assert!(found.iter().all(|bin| bin.speaking <= bin.mentions));
    }
    // Of May: the bridge speaks three times of it, the undated one and the claim once.
    let request = TimelineRequest { bins: 30, rows: 2, ..TimelineRequest::default() };
    let found = timeline(&engine, request);
    let may = found.bins.iter().find(|bin| bin.from == "2020-05-01").unwrap();
    assert_eq!(
        (may.to.as_str(), may.speaking, may.mentions, may.inferred),
        ("2020-05-31", 3, 5, 1.0)
    );
    assert!(found.rows.is_empty());
}

#[test]
fn queries_and_filters_choose() {
    let engine = engine();
    let ids = |query: &str, filter: Filter| {
        let request = TimelineRequest {
            query: query.into(),
            filter: filter.clone(),
            ..TimelineRequest::default()
        };
        let mut rows: Vec<String> =
            timeline(&engine, request).rows.into_iter().map(|row| row.id).collect();
        rows.sort();
        // Other questions mean the same by it.
        if query.is_empty() {
            let request = ListRequest { filter, ..ListRequest::default() };
            let Response::Documents(listing) = engine.answer(&Request::Documents(request)).unwrap()
            else {
                panic!("another answer")
            };
            let mut listed: Vec<String> = listing.documents.into_iter().map(|it| it.id).collect();
            listed.sort();
            assert_eq!(listed, rows);
        }
        rows.join(" ")
    };
    let spoken = |from: &str, to: &str| Filter {
        spoken_from: from.into(),
        spoken_to: to.into(),
        ..Filter::default()
    };
    assert_eq!(ids("klopstock", Filter::default()), "bridge claim undated");
    assert_eq!(ids("", spoken("1892", "1892-06")), "undated");
    assert_eq!(ids("", spoken("2020-05-05", "2020-05-22")), "bridge claim undated");
    assert_eq!(ids("", spoken("2020-05-07", "")), "claim hijri");
    assert_eq!(ids("", spoken("", "1900")), "undated");
    assert_eq!(ids("comet", spoken("2020-05-31", "2020-05-31")), "");
    assert_eq!(ids("", spoken("spring", "")), "");
    let published = Filter { from: "2020-05-07".into(), to: "2020-05".into(), ..Filter::default() };
    assert_eq!(ids("", published), "bridge hijri undated");
}

#[test]
fn what_does_not_agree_is_listed_in_both_documents() {
    let engine = engine();
    let read = |id: &str| {
        let request = DocumentRequest { id: id.into(), ..DocumentRequest::default() };
        match engine.answer(&Request::Document(request)).unwrap() {
            Response::Document(reading) => reading,
            other => panic!("{other:?}"),
        }
    };
    let claim = read("claim");
    let told = |it: &Contradiction, text: &str| {
        let (mine, other) = (&it.days, &it.other_days);
        format!(
            "“{}” {} | {} “{}” {}",
            it.span.of(text).unwrap(),
            days(&mine.from, &mine.to),
            it.other.id,
            it.text,
            days(&other.from, &other.to)
        )
    };
    let of_claim: Vec<String> =
        claim.contradictions.iter().map(|it| told(it, &claim.text)).collect();
    assert!(
        of_claim
            .contains(&"“late May 2020” 2020-05-22/2020-05-31 | bridge “6 May” 2020-05-06".into()),
        "{of_claim:?}"
    );
    let bridge = read("bridge");
    assert_eq!(
        told(&bridge.contradictions[0], &bridge.text),
        "“6 May” 2020-05-06 | claim “late May 2020” 2020-05-22/2020-05-31"
    );
    assert_eq!(bridge.times.len(), 3);
    assert!(read("silent").contradictions.is_empty() && read("hijri").contradictions.is_empty());
}

#[test]
fn a_corpus_without_times_has_an_empty_timeline() {
    let engine = Engine::open(Builder::new(About::default()).finish().unwrap()).unwrap();
    assert_eq!(timeline(&engine, TimelineRequest::default()), Timeline::default());
}
