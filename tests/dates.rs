//! Expressions of time, measured: how many of the development set are read as its authors say.

#![cfg(not(target_arch = "wasm32"))]

mod shared;

use std::collections::BTreeMap;
use std::fs;

use kashf::dates::{
    Calendar, Date, Mention, Publication, Said, evidence, find, later_years, resolve, settle, timed,
};
use kashf::document::Document;
use kashf::ingest;
use kashf::view::{inferred::reasons, language::Lang};
use serde_json::Value;

/// What came of a case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Verdict {
    Right,
    Missed,
    WrongDay,
    WrongCalendar,
}

fn text<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or_default()
}

/// Judges the dates that overlap the expression: the whole text, where no span is given.
fn judge(case: &Value) -> Verdict {
    let (all, lang) = (text(case, "text"), text(case, "lang"));
    let part = case["span"].as_str().unwrap_or(all);
    let starts: Vec<usize> = all.match_indices(part).map(|(start, _)| start).collect();
    let overlaps = |mention: &Mention| {
        starts.iter().any(|&start| {
            (mention.span.start as usize) < start + part.len() && mention.span.end as usize > start
        })
    };
    let calendar = match text(case, "calendar") {
        "jalali" => Calendar::Jalali,
        "hijri-umalqura" => Calendar::Hijri,
        _ => Calendar::Gregorian,
    };
    let found = find(all, lang);
    let read: Vec<(Calendar, String)> =
        found.iter().filter(|mention| overlaps(mention)).flat_map(readings).collect();
    if read.is_empty() {
        Verdict::Missed
    } else if read.contains(&(calendar, text(case, "iso").to_string())) {
        Verdict::Right
    } else if read.iter().any(|(other, _)| *other == calendar) {
        Verdict::WrongDay
    } else {
        Verdict::WrongCalendar
    }
}

/// The days that a mention says without help, as ISO 8601, each with its calendar: both ends
/// of a range, and the same day's name in another calendar.
fn readings(mention: &Mention) -> Vec<(Calendar, String)> {
    let dates = match mention.said {
        Said::Date(date) => [Some(date), mention.gloss],
        Said::Range(first, last) => [Some(first), Some(last)],
        _ => [None, None],
    };
    let day = |date: Date| {
        let alone = Mention { said: Said::Date(date), gloss: None, ..*mention };
        let day = resolve(&alone, None)?.interval.single()?;
        Some((date.calendar, day.to_string()))
    };
    dates.into_iter().flatten().filter_map(day).collect()
}

#[test]
fn dates_of_the_development_set() {
    let Some(path) = shared::shared("data/dates.dev.jsonl") else { return };
    let set = fs::read_to_string(path).unwrap();
    let cases: Vec<Value> = set.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut verdicts: BTreeMap<(String, Verdict), usize> = BTreeMap::new();
    let (mut wrong, mut conflicts, mut times) = (Vec::new(), Vec::new(), (0, 0));
    for case in &cases {
        let verdict = judge(case);
        *verdicts.entry((text(case, "lang").to_string(), verdict)).or_default() += 1;
        if verdict != Verdict::Right {
            wrong.push(format!("{verdict:?} {}", case));
        }
        let found = find(text(case, "text"), text(case, "lang"));
        for mention in &found {
            if resolve(mention, None).is_some_and(|resolved| !resolved.conflicts.is_empty()) {
                conflicts.push(format!("conflict {mention:?} {case}"));
            }
        }
        if let Some(time) = case["time"].as_str() {
            times.1 += 1;
            let said = found.iter().find_map(|mention| mention.time);
            let said = said.map(|time| format!("{:02}:{:02}", time.minute / 60, time.minute % 60));
            times.0 += usize::from(said.as_deref() == Some(time));
        }
    }
    for line in wrong.iter().chain(&conflicts) {
        shared::tell(line);
    }
    shared::tell(&format!(
        "{verdicts:?}\ntimes {times:?}, {} of {} not right",
        wrong.len(),
        cases.len()
    ));
    let of = |kind| {
        verdicts.iter().filter(|((_, verdict), _)| *verdict == kind).map(|(_, n)| n).sum::<usize>()
    };
    assert!(of(Verdict::Right) * 100 >= cases.len() * 95, "fewer than 95 % are right");
    assert_eq!(of(Verdict::WrongCalendar), 0, "a date was read by the wrong calendar");
}

/// The corpus's five texts, as ingestion reads them.
fn seeds() -> Option<Vec<Document>> {
    let folder = shared::shared("corpora/seeds")?;
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        ingest::read(&name, &fs::read(path).unwrap()).unwrap().documents
    };
    Some(files.iter().flat_map(read).filter(|document| document.host.is_none()).collect())
}

#[test]
fn the_first_corpus_is_dated() {
    let Some(seeds) = seeds() else { return };
    let found: Vec<_> = seeds.iter().map(|it| find(&it.text, &it.meta.lang)).collect();
    let corpus: Vec<_> = seeds.iter().zip(&found).map(|(it, found)| evidence(it, found)).collect();
    let settled = settle(&corpus);
    let told: Vec<String> = settled
        .iter()
        .map(|publication| publication.as_ref().map_or("?".into(), Publication::in_english))
        .collect();
    assert_eq!(
        told,
        [
            "2022-01-26, inferred, likely",
            "2022-02-02, inferred, likely",
            "2022-02-08/2022-02-15, inferred, a guess",
            "2021-12-20, from the dateline, certain",
            "2024-10-08, from the dateline, certain",
        ]
    );
    let time = settled[3].as_ref().and_then(|it| it.time).unwrap();
    assert_eq!((time.minute, time.zone), (10 * 60 + 15, Some(0)));
    for (document, publication) in seeds.iter().zip(&settled) {
        for ground in &publication.as_ref().unwrap().grounds {
            let why: Vec<_> = ground.inference(|other| other.to_string()).into_iter().collect();
            let why = reasons(Lang::En, &document.text, &why);
            shared::tell(&format!("{}: {why}", document.id));
        }
    }
    // Days that texts mention, by document: those without a year, relative, vague.
    let days: Vec<Vec<String>> = seeds
        .iter()
        .zip(&found)
        .zip(&settled)
        .map(|((document, found), publication)| {
            let timed = timed(document, found, publication.as_ref());
            timed.iter().filter_map(|it| it.days).map(|days| days.to_string()).collect()
        })
        .collect();
    let expected: [&[&str]; 5] = [
        &["2021-12-17", "2022-01-10", "2022-01-12", "2022-01-13", "2022-01-21", "2022-01-26"],
        &["2022-01-26", "2022-02-01", "1999-01-01/1999-12-31"],
        &["2021-12-22/2021-12-31", "2022-01-22/2022-02-04"],
        &["2021-12-17", "2021-12-18", "2021-12-20"],
        &["2022-01-26", "2022-02-01/2022-02-28", "2021-09-02/2021-12-31", "2016-01-01/2016-12-31"],
    ];
    for (days, expected) in days.iter().zip(expected) {
        for day in expected {
            assert!(days.iter().any(|it| it == day), "{day} is not among {days:?}");
        }
    }
    let later = later_years(&seeds[3].text, settled[3].as_ref().unwrap().days.last);
    let later: Vec<_> = later.iter().filter_map(|span| span.of(&seeds[3].text)).collect();
    assert_eq!(later, ["2026"]);
}
