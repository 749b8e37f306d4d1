//! The command line as a person meets it: the built program, real folders, exit codes.
//!
//! Without the feature `page` the program writes indexes only, and so do these tests.

#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder of its own for a test, and the program to run in it.
struct Desk(TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(TempDir::new().unwrap())
    }

    /// A desk with a small corpus in `texts`.
    fn with_texts() -> Desk {
        let desk = Desk::new();
        for (name, text) in TEXTS {
            desk.write(&format!("texts/{name}"), text.as_bytes());
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kashf"));
        command.current_dir(self.0.path()).args(arguments).env_remove("SOURCE_DATE_EPOCH");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs what must succeed, and gives its standard output.
    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }

    /// Runs what must fail with this status, in one line that holds `part`.
    fn fails(&self, status: i32, part: &str, arguments: &[&str]) {
        let output = self.run(arguments);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
        let last = said.lines().last().unwrap_or_default();
        assert!(last.starts_with("kashf: ") && last.contains(part), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }

    fn build(&self, more: &[&str]) -> Value {
        self.json(&[&["build", "texts", "--format", "index", "--json"], more].concat())
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const TEXTS: &[(&str, &str)] = &[
    ("a/one.txt", "لاوروف به ژنو رفت\n\nوزیر خارجه در سال ۲۰۲۱ گفت که مذاکرات ادامه دارد."),
    ("a/two.txt", "لافروف في جنيف\n\nقال الوزير إن المفاوضات في عام ٢٠٢١ ستستمر."),
    (
        "three.md",
        "---\ntitle: Talks <script>alert(1)</script>\ndate: 2021-12-17\n---\nThe talks of 2021 went on.",
    ),
    (
        "four.html",
        "<!doctype html><html lang=en><title>A page</title><p>Lavrov spoke.<script>ghost()</script>",
    ),
    (
        "wire.jsonl",
        "{\"id\":\"w1\",\"text\":\"Le ministre a parlé à Genève.\",\"source\":\"Wire\",\"tags\":[1]}\n\
                    broken\n{\"id\":\"w1\",\"text\":\"The same id again.\"}\n",
    ),
    ("scan.pdf", "%PDF-1.7"),
    (".hidden.txt", "not seen"),
];

/// Dates that only all documents together tell, what counts from them, and what they contradict.
#[test]
fn times_merge_as_if_built_at_once() {
    let desk = Desk::new();
    let bridge = r#"{"id":"bridge","lang":"en","date":"2020-05-20","text":"On 6 May the old bridge of Wallenberg collapsed while engineer Ferdinand Klopstock inspected its pillars. The council of Marzipan met on 2 May and chose a hymn. A comet was seen over Trondheim on 4 May by three fishermen."}"#;
    let undated = r#"{"id":"undated","lang":"en","text":"The Wallenberg bridge collapsed yesterday (Wednesday) while its pillars were inspected by engineer Ferdinand Klopstock. It rained two weeks ago."}
{"id":"claim","lang":"en","date":"2020-06-30","text":"Engineer Ferdinand Klopstock inspected the pillars of the Wallenberg bridge in late May 2020."}"#;
    desk.write("a.jsonl", bridge.as_bytes());
    desk.write("b.jsonl", undated.as_bytes());
    for (name, inputs) in
        [("all", &["a.jsonl", "b.jsonl"][..]), ("a", &["a.jsonl"]), ("b", &["b.jsonl"])]
    {
        let fixed = ["--format", "index", "--title", "T", "--name", name];
        desk.ok(&[&["build"], inputs, &fixed].concat());
    }
    desk.ok(&["merge", "dist/a.kashf", "dist/b.kashf", "-o", "merged.kashf"]);
    let read = |name: &str| fs::read(desk.path(name)).unwrap();
    assert!(read("merged.kashf") == read("dist/all.kashf"));
    let apart = desk.json(&["timeline", "dist/b.kashf", "--json"]);
    let merged = desk.json(&["timeline", "merged.kashf", "--json"]);
    assert_eq!((&apart["undated"], &merged["undated"]), (&Value::from(1), &Value::from(0)));
    let row = &merged["rows"][0];
    assert_eq!((&row["id"], &row["inferred"]), (&"undated".into(), &true.into()));
    assert_eq!(row["times"][1]["from"], "2020-04-20");
    let claim = desk.json(&["text", "merged.kashf", "claim", "--json"]);
    assert_eq!(claim["conflicts"][0]["other"], "bridge");
    assert_eq!(claim["conflicts"][0]["other_days"], "2020-05-06");
    let table = desk.ok(&["timeline", "merged.kashf", "--tsv", "--calendar", "jalali"]);
    assert!(table.starts_with("from\tto\tyear\tmonth\tday\tgiven\tinferred\tspeaking\tmentions\n"));
    assert!(table.contains("\t1399\t2\t"), "{table}");
    assert!(desk.ok(&["timeline", "merged.kashf", "klopstock"]).contains("2020-05-07 (inferred)"));
}

#[test]
fn corpora_built_apart_merge_into_the_one_built_at_once() {
    let desk = Desk::new();
    let line = |n: usize| {
        let more =
            if n.is_multiple_of(3) { r#","desk":"world","page":"7""# } else { r#","series":"b""# };
        let mut text = format!("گفت‌وگو در ژنو {n}. لافروف كتب الرسالة رقم {n} إلى موسكو.");
        // Copies of one another, in both parts.
        if n.is_multiple_of(20) {
            text = "باران از بامداد آغاز شد و تا شب ادامه داشت و رودخانه از بستر خود بیرون آمد."
                .into();
        }
        format!(
            r#"{{"id":"d{n}","title":"متن {n}","text":"{text}","date":"2022-01-{:02}"{more}}}"#,
            n % 28 + 1
        )
    };
    let lines = |range: std::ops::Range<usize>| range.map(line).collect::<Vec<_>>().join("\n");
    desk.write("a.jsonl", lines(0..40).as_bytes());
    desk.write("b.jsonl", lines(40..95).as_bytes());
    let build = |inputs: &[&str], name: &str| {
        let fixed = ["--format", "index", "--title", "T", "--name", name];
        desk.ok(&[&["build"], inputs, &fixed].concat());
    };
    build(&["a.jsonl", "b.jsonl"], "all");
    build(&["a.jsonl"], "a");
    build(&["b.jsonl"], "b");
    desk.ok(&["merge", "dist/a.kashf", "dist/b.kashf", "-o", "merged.kashf", "--jobs", "3"]);
    let read = |name: &str| fs::read(desk.path(name)).unwrap();
    assert!(read("merged.kashf") == read("dist/all.kashf"));
    let known = desk.json(&["text", "merged.kashf", "d20", "--json"]);
    assert_eq!(known["copies"], serde_json::json!(["d0", "d40", "d60", "d80"]));
    desk.fails(1, "“d0”", &["merge", "dist/a.kashf", "dist/a.kashf", "-o", "twice.kashf"]);
    assert!(!desk.path("twice.kashf").exists());
}

#[test]
fn build_reports_what_the_contract_says() {
    let desk = Desk::with_texts();
    let report = desk.build(&["--name", "news"]);
    assert_eq!(report["documents"], 6);
    assert_eq!(report["languages"], serde_json::json!({"fa": 1, "ar": 1, "en": 3, "fr": 1}));
    assert_eq!(report["skipped"][0]["file"], "scan.pdf");
    assert!(report["skipped"][0]["reason"].as_str().unwrap().contains("PDF"));
    let doubts: Vec<_> = report["doubts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["reason"].as_str().unwrap())
        .collect();
    assert!(doubts.iter().any(|d| d.starts_with("line 2: expected a JSON object")), "{doubts:?}");
    assert!(doubts.iter().any(|d| d.contains("`tags`")), "{doubts:?}");
    assert!(doubts.iter().any(|d| d.contains("w1~2")), "{doubts:?}");
    let artefact = &report["artefacts"][0];
    let path = desk.path(artefact["path"].as_str().unwrap());
    assert_eq!(path, desk.path("dist/news.kashf"));
    assert_eq!(artefact["bytes"], fs::metadata(path).unwrap().len());
    for field in ["tokens", "text_bytes", "seconds", "megabytes_per_second"] {
        assert!(report[field].is_number(), "{field}");
    }
    let sections = report["sections"].as_object().unwrap();
    assert!(sections["root"].is_number() && sections["texts"].is_number());
    let all: u64 = sections.values().map(|bytes| bytes.as_u64().unwrap()).sum();
    assert_eq!(artefact["bytes"], all);
}

#[test]
fn tables_beside_the_texts_say_what_is_known_of_them() {
    let desk = Desk::with_texts();
    let table = "المسار,المؤلف,desk\na/one.txt,نویسنده,world\nwire.jsonl,Agency,\ngone.txt,x,y\n";
    desk.write("texts/metadata.csv", table.as_bytes());
    desk.write("texts/rows.csv", b"id,text\nr1,A row of a table.\nr2,Another.\n");
    let report = desk.build(&[]);
    assert_eq!(report["documents"], 8);
    assert_eq!(report["formats"]["csv"], serde_json::json!({"files": 1, "documents": 2}));
    assert_eq!(report["formats"]["jsonl"], serde_json::json!({"files": 1, "documents": 2}));
    let files = report["files"].as_array().unwrap();
    let expected = serde_json::json!({"file": "three.md", "format": "md", "documents": 1});
    assert!(files.len() == 6 && files.contains(&expected), "{files:?}");
    let about: Vec<_> = report["doubts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|doubt| doubt["file"] == "metadata.csv")
        .map(|doubt| doubt["reason"].as_str().unwrap())
        .collect();
    assert_eq!(
        about,
        [
            "line 4: no file “gone.txt” beside or below this table",
            "5 files beside or below it have no row: such as a/two.txt",
        ]
    );
    let known = |id: &str| desk.json(&["text", "dist/kashf.kashf", id, "--json"]);
    let one = known("a/one.txt").to_string();
    assert!(one.contains("نویسنده") && one.contains("world"), "{one}");
    assert!(known("w1").to_string().contains("Agency"));
}

#[test]
fn build_for_people_says_results_and_talk_apart() {
    let desk = Desk::with_texts();
    let output = desk.run(&["build", "texts", "--format", "index"]);
    let results = String::from_utf8_lossy(&output.stdout);
    assert_eq!(results.lines().count(), 1, "{results}");
    assert!(results.starts_with("dist/kashf.kashf  "));
    let said = said(&output);
    assert!(said.contains("skipped   scan.pdf: a PDF file"), "{said}");
    assert!(said.contains("passed over 1 hidden"), "{said}");
    assert!(said.contains("files: html 1, jsonl 1 with 2 documents, md 1, txt 2"), "{said}");
    assert!(said.contains("6 documents") && said.contains(" MB/s"), "{said}");
    assert!(said.contains("the index: root ") && said.contains(", texts "), "{said}");
}

#[test]
fn same_input_same_bytes() {
    let desk = Desk::with_texts();
    let mut seen = Vec::new();
    for (out, jobs) in [("one", "1"), ("two", "1"), ("four", "4"), ("many", "99")] {
        desk.build(&["--out", out, "--jobs", jobs]);
        seen.push(fs::read(desk.path(out).join("kashf.kashf")).unwrap());
    }
    assert!(seen.iter().all(|bytes| *bytes == seen[0]));
    // Into the folder of texts itself: what was written is no input of the next build.
    for out in ["texts/dist", "texts/dist", "texts", "texts"] {
        if out == "texts" {
            let _ = fs::remove_dir_all(desk.path("texts/dist"));
        }
        let report = desk.build(&["--out", out]);
        assert_eq!(report["skipped"].as_array().unwrap().len(), 1, "{report}");
        assert!(fs::read(desk.path(out).join("kashf.kashf")).unwrap() == seen[0]);
    }
}

/// Everything below a folder, hidden files included.
fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything(&path));
        }
        found.push(path);
    }
    found.sort();
    found
}

#[test]
fn a_bound_on_memory_changes_no_byte_and_leaves_nothing_behind() {
    let desk = Desk::new();
    let line = |n: usize| {
        let words: Vec<String> =
            (0..90).map(|i| format!("كلمة{} گفت‌وگو", (n * 31 + i * i) % 997)).collect();
        let broken = if n == 700 { "broken\n" } else { "" };
        format!(
            "{broken}{{\"id\":\"d{}\",\"text\":\"{}.\",\"page\":{n}}}\n",
            n % 999,
            words.join(" ")
        )
    };
    // Larger than what a thread reads at once.
    let lines: String = (0..1000).map(line).collect();
    assert!(lines.len() > 2 << 20);
    desk.write("texts/a.jsonl", lines.as_bytes());
    desk.write("texts/b.txt", "نص\n\nقال الوزير".as_bytes());
    let build = |more: &[&str]| {
        let report = desk.build(more);
        assert_eq!(
            (&report["documents"], report["doubts"].as_array().unwrap().len()),
            (&Value::from(1001), 2)
        );
        fs::read(desk.path("dist/kashf.kashf")).unwrap()
    };
    let whole = build(&["--jobs", "1"]);
    let before = everything(desk.0.path());
    for more in [
        &["--memory", "8M", "--jobs", "3"][..],
        &["--memory", "16 MiB", "--jobs", "1"],
        &["--memory", "9000000"],
    ] {
        assert!(build(more) == whole, "{more:?}");
        assert_eq!(everything(desk.0.path()), before, "{more:?}");
    }
    // When it fails with everything set aside, that is gone too.
    fs::create_dir(desk.path("dist/other.kashf")).unwrap();
    let before = everything(desk.0.path());
    desk.fails(
        1,
        "found a folder",
        &["build", "texts", "--format", "index", "--memory", "8M", "--name", "other"],
    );
    assert_eq!(everything(desk.0.path()), before);
}

#[test]
fn what_is_no_size_is_said_before_anything_is_done() {
    let desk = Desk::with_texts();
    for size in ["", "0", "much", "1.5G", "7M", "-1"] {
        let memory = format!("--memory={size}");
        let part = format!(
            "expected a size of 8M or more after --memory, such as 200M or 2G, found \"{size}\""
        );
        desk.fails(2, &part, &["build", "texts", "--format", "index", &memory]);
    }
    assert!(!desk.path("dist").exists());
}

#[test]
fn the_date_is_told_not_taken() {
    let desk = Desk::with_texts();
    let built = |desk: &Desk| desk.json(&["inspect", "dist", "--json"])["built"].clone();
    desk.build(&[]);
    assert_eq!(built(&desk), "");
    desk.build(&["--date", "2024-01-02"]);
    assert_eq!(built(&desk), "2024-01-02");
    let mut command = desk.command(&["build", "texts", "--format", "index"]);
    assert!(command.env("SOURCE_DATE_EPOCH", "1639699200").output().unwrap().status.success());
    assert_eq!(built(&desk), "2021-12-17");
}

#[test]
fn settings_beside_the_texts_are_followed() {
    let desk = Desk::with_texts();
    desk.write(
        "texts/kashf.toml",
        b"name = 'n'\ntitle = 'T'\nlicence = 'CC0'\nexclude = ['a/', '*.jsonl']",
    );
    assert_eq!(desk.build(&[])["documents"], 2);
    let inside = desk.json(&["inspect", "dist/n.kashf", "--json"]);
    assert_eq!((&inside["title"], &inside["licence"]), (&Value::from("T"), &Value::from("CC0")));
    assert!(inside.get("compared").is_none() && inside["sections"][0]["name"] == "root");
    let compared = &desk.json(&["inspect", "dist/n.kashf", "--compare", "--json"])["compared"];
    let (gzip, xz) = (compared["gzip"].as_u64().unwrap(), compared["xz"].as_u64().unwrap());
    assert!((10..1000).contains(&gzip) && (10..1000).contains(&xz), "{compared}");
    assert!(desk.ok(&["inspect", "dist/n.kashf", "--compare"]).contains("as xz -6"));
    desk.write("texts/kashf.toml", b"titel = 'T'");
    desk.fails(1, "titel", &["build", "texts", "--format", "index"]);
}

#[test]
fn what_cannot_be_built_is_said_in_one_line_and_nothing_is_written() {
    let desk = Desk::new();
    fs::create_dir(desk.path("empty")).unwrap();
    desk.write("binary/a.png", b"\x89PNG\r\n\x1a\n");
    desk.write("binary/b", &[0, 1, 2, 3]);
    desk.fails(1, "no file at all", &["build", "empty", "--format", "index"]);
    desk.fails(1, "a.png (an image (PNG))", &["build", "binary", "--format", "index"]);
    desk.fails(1, "found none", &["build", "nowhere", "--format", "index"]);
    desk.fails(2, "no folder `corpus` here", &["build"]);
    desk.fails(2, "a name for files", &["build", "empty", "--name", "a/b", "--format", "index"]);
    assert!(!desk.path("dist").exists());
}

#[test]
fn wrong_usage_is_status_two() {
    let desk = Desk::new();
    for arguments in [
        &["build", "--no-such"][..],
        &["search"],
        &["nonsense"],
        &[],
        &["search", "x", "--batch", "q"],
    ] {
        assert_eq!(desk.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert!(desk.ok(&["--help"]).contains("build"));
}

#[test]
fn search_prints_the_contract_s_json() {
    let desk = Desk::with_texts();
    desk.build(&[]);
    let answer = desk.json(&["search", "dist/kashf.kashf", "«لاوروف»", "--json"]);
    assert_eq!((&answer["query"], &answer["total"]), (&Value::from("«لاوروف»"), &Value::from(1)));
    let hit = &answer["hits"][0];
    assert_eq!(hit["id"], "a/one.txt");
    assert!(hit["score"].as_f64().unwrap() > 0.0);
    assert!(hit["snippet"].as_str().unwrap().contains("لاوروف به ژنو رفت"));
    assert_eq!(hit["why"][0], "exact: لاوروف (1)");
    assert_eq!(answer["notes"], serde_json::json!([]));
    // Without quotation marks the name is found in Arabic too, and says so.
    let name = desk.json(&["search", "dist", "لاوروف", "--json"]);
    assert!(name["hits"].to_string().contains("name: لاوروف → لافروف"), "{name}");
    for year in ["2021", "۲۰۲۱", "٢٠٢١"] {
        assert_eq!(desk.json(&["search", "dist", year, "--json"])["total"], 3, "{year}");
    }
    let absent = desk.json(&["search", "dist", "qqqq", "--json", "--limit", "1"]);
    assert!(absent["notes"][0].as_str().unwrap().contains("qqqq"));
    assert_eq!(desk.json(&["search", "dist", "ghost", "--json"])["total"], 0);
    assert_eq!(desk.json(&["search", "dist", "-talks", "--json"])["total"], 0);
}

#[test]
fn search_for_people_marks_hits() {
    let desk = Desk::with_texts();
    desk.build(&[]);
    let shown = desk.ok(&["search", "dist", "talks"]);
    assert!(shown.starts_with(" 1. Talks <script>alert(1)</script>\n"), "{shown}");
    assert!(shown.contains("The «talks» of 2021"), "{shown}");
}

#[test]
fn a_very_long_query_is_answered() {
    let desk = Desk::with_texts();
    desk.build(&[]);
    let long = "لاوروف ".repeat(1500);
    assert!(long.chars().count() > 10_000);
    assert_eq!(desk.json(&["search", "dist", &long, "--json"])["hits"][0]["id"], "a/one.txt");
    let quotes = "\"".repeat(10_000);
    assert_eq!(desk.json(&["search", "dist", &quotes, "--json"])["total"], 0);
}

#[test]
fn a_batch_becomes_a_trec_run() {
    let desk = Desk::with_texts();
    desk.build(&[]);
    desk.write(
        "q.jsonl",
        "{\"qid\":\"q1\",\"query\":\"2021\",\"x\":1}\n\n{\"qid\":2,\"query\":\"«لافروف»\"}\n"
            .as_bytes(),
    );
    desk.ok(&["search", "dist", "--batch", "q.jsonl", "--run", "run.txt"]);
    let run = fs::read_to_string(desk.path("run.txt")).unwrap();
    let lines: Vec<Vec<&str>> = run.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(lines.len(), 4);
    for (line, rank) in lines[..3].iter().zip(["1", "2", "3"]) {
        assert_eq!((line[0], line[1], line[3], line[5]), ("q1", "Q0", rank, "kashf"));
        assert!(line[4].parse::<f64>().unwrap() > 0.0);
    }
    assert_eq!((lines[3][0], lines[3][2]), ("2", "a/two.txt"));
    desk.write("bad.jsonl", b"{\"qid\":1,\"query\":\"x\"}\nnonsense\n");
    desk.fails(
        1,
        "line 2: expected {\"qid\"",
        &["search", "dist", "--batch", "bad.jsonl", "--run", "no.txt"],
    );
    assert!(!desk.path("no.txt").exists());
}

#[test]
fn texts_come_back_byte_for_byte() {
    let desk = Desk::with_texts();
    desk.build(&[]);
    let list = desk.ok(&["text", "dist"]);
    let first: Vec<&str> = list.lines().next().unwrap().split('\t').collect();
    assert_eq!((first[0], first[1], first[5]), ("a/one.txt", "fa", "لاوروف به ژنو رفت"));
    assert_eq!(list.lines().count(), 6);
    assert_eq!(desk.ok(&["text", "dist", "a/one.txt"]), TEXTS[0].1);
    let one = desk.json(&["text", "dist", "w1", "--json"]);
    assert_eq!(
        (&one["source"], &one["text"]),
        (&Value::from("Wire"), &Value::from("Le ministre a parlé à Genève."))
    );
    assert_eq!(desk.json(&["text", "dist", "--json"])["documents"].as_array().unwrap().len(), 6);
    desk.fails(1, "found “nope”", &["text", "dist", "nope"]);
}

#[test]
fn damage_is_found() {
    let desk = Desk::with_texts();
    desk.build(&[]);
    let verified = desk.ok(&["verify", "dist"]);
    assert!(verified.contains("6 documents rebuilt"), "{verified}");
    let oracles = kashf::statistics::ORACLES.len();
    assert!(verified.contains(&format!("{oracles} of {oracles} oracles of statistics hold")));
    let sound = fs::read(desk.path("dist/kashf.kashf")).unwrap();
    for length in [0, 1, 8, 40, sound.len() / 2, sound.len() - 1] {
        desk.write("cut.kashf", &sound[..length]);
        for command in
            [&["verify", "cut.kashf"][..], &["search", "cut.kashf", "x"], &["text", "cut.kashf"]]
        {
            assert_eq!(desk.run(command).status.code(), Some(1), "{command:?} of {length} bytes");
        }
    }
    let mut bent = sound.clone();
    bent[sound.len() / 2] ^= 1;
    desk.write("bent.kashf", &bent);
    desk.fails(1, "bent.kashf", &["verify", "bent.kashf"]);
    desk.write("other.html", b"<!doctype html><p>other");
    desk.fails(1, "other.html", &["inspect", "other.html"]);
    desk.fails(1, "found none", &["verify", "nowhere"]);
    desk.write("two/a.kashf", b"");
    desk.write("two/b.kashf", b"");
    desk.fails(1, "expected one .kashf file", &["verify", "two"]);
}

#[cfg(unix)]
#[test]
fn odd_things_in_a_folder_are_survived() {
    let desk = Desk::with_texts();
    std::os::unix::fs::symlink(desk.path("texts"), desk.path("texts/a/loop")).unwrap();
    std::os::unix::fs::symlink("nowhere", desk.path("texts/dangling.txt")).unwrap();
    assert!(Command::new("mkfifo").arg(desk.path("texts/pipe.txt")).status().unwrap().success());
    let report = desk.build(&[]);
    assert_eq!(report["documents"], 6);
    let skipped: Vec<_> =
        report["skipped"].as_array().unwrap().iter().map(|s| s["file"].as_str().unwrap()).collect();
    assert_eq!(skipped, ["a/loop", "dangling.txt", "pipe.txt", "scan.pdf"]);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let desk = Desk::new();
    for number in 0..3000 {
        desk.write(
            &format!("texts/{number}.txt"),
            format!("text number {number} with a title").as_bytes(),
        );
    }
    desk.build(&[]);
    let mut child = desk
        .command(&["text", "dist"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", said(&output));
}

/// Asks a server for a path and gives the whole answer; `more` are further headers.
fn ask(address: &str, path: &str, host: &str, more: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n")
        .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn serve_shows_the_folder_and_nothing_else() {
    let desk = Desk::new();
    desk.write("secret.txt", b"secret");
    desk.write("dist/a.html", b"<p>page");
    desk.write("dist/k.wasm", b"\0asm");
    desk.write("dist/site/index.html", b"<p>site");
    let mut child = desk
        .command(&["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut url = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
    let address = url.trim().strip_prefix("http://").unwrap().trim_end_matches('/').to_string();
    let get = |path: &str| ask(&address, path, "localhost", "");
    let page = |more: &str| ask(&address, "/a.html", "localhost", more);
    let whole = page("");
    let tag = whole.lines().find(|line| line.starts_with("ETag: ")).unwrap().to_string();
    let none_new = format!("If-None-Match{}\r\n", &tag[4..]);
    let checks = [
        (get("/"), "<a href=\"site/\">"),
        (get("/a.html"), "text/html; charset=utf-8"),
        (get("/k.wasm"), "application/wasm"),
        (get("/site"), "Location: /site/"),
        (get("/site/"), "<p>site"),
        (get("/../secret.txt"), " 404 "),
        (get("/%2e%2e/secret.txt"), " 404 "),
        (get("/..%2fsecret.txt"), " 404 "),
        (ask(&address, "/", "evil.example", ""), " 403 "),
        (whole, "Accept-Ranges: bytes"),
        (page("Range: bytes=1-3\r\n"), "Content-Range: bytes 1-3/7"),
        (page("Range: bytes=4-99\r\n"), "Content-Length: 3\r\n"),
        (page("Range: bytes=4-\r\n"), "\r\n\r\nage"),
        (page("Range: bytes=7-\r\n"), " 416 "),
        (page("Range: bytes=0-1\r\nIf-Range: \"other\"\r\n"), "\r\n\r\n<p>page"),
        (page(&none_new), " 304 "),
    ];
    child.kill().unwrap();
    child.wait().unwrap();
    for (answer, part) in checks {
        assert!(answer.contains(part), "expected {part} in {answer}");
        assert!(!answer.contains("secret"));
    }
}

/// The pages, when the program carries them.
#[cfg(feature = "page")]
mod pages {
    use super::*;

    #[test]
    fn all_four_forms_hold_the_same_corpus() {
        let desk = Desk::with_texts();
        for out in ["one", "two"] {
            let report = desk.json(&["build", "texts", "--out", out, "--json"]);
            assert_eq!(report["artefacts"].as_array().unwrap().len(), 4);
        }
        for form in ["kashf.html", "kashf", "kashf.zip", "kashf.kashf"] {
            assert!(desk.ok(&["verify", &format!("one/{form}")]).contains("6 documents"), "{form}");
        }
        for file in ["kashf.html", "kashf.zip", "kashf/index.html"] {
            assert!(read(&desk, "one", file) == read(&desk, "two", file), "{file}");
        }
    }

    fn read(desk: &Desk, out: &str, file: &str) -> Vec<u8> {
        fs::read(desk.path(out).join(file)).unwrap()
    }

    #[test]
    fn only_our_own_site_is_replaced() {
        let desk = Desk::with_texts();
        desk.ok(&["build", "texts", "--format", "site"]);
        desk.ok(&["build", "texts", "--format", "site"]);
        desk.write("dist/kashf/notes.txt", b"mine");
        desk.fails(1, "`notes.txt` in it", &["build", "texts", "--format", "site"]);
        assert!(desk.path("dist/kashf/notes.txt").exists());
        assert_eq!(leftovers(&desk.path("dist")), Vec::<String>::new());
    }

    fn leftovers(folder: &Path) -> Vec<String> {
        let names =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with('.')).collect()
    }
}

#[cfg(not(feature = "page"))]
#[test]
fn a_build_without_the_page_says_so() {
    let desk = Desk::with_texts();
    desk.fails(1, "--format index", &["build", "texts"]);
    assert!(!Path::new(&desk.path("dist")).exists());
}

const BRIDGE: &str = "On 6 May the old bridge of Wallenberg collapsed while engineer Ferdinand Klopstock \
     inspected its pillars. The council of Marzipan met on 2 May and chose a hymn. A comet \
     was seen over Trondheim on 4 May by three fishermen.\n\nMost read: a goose in the town hall\n";
const YESTERDAY: &str = "The Wallenberg bridge collapsed yesterday (Wednesday) while its pillars \
     were inspected by engineer Ferdinand Klopstock.";

/// A file of decisions: of each its document, text, what, and more fields of JSON.
fn decisions(rows: &[(&str, &str, &str, &str)]) -> String {
    let row = |(id, text, what, more): &(&str, &str, &str, &str)| {
        let text = kashf::decisions::text_mark(text);
        format!("{{\"id\":\"{id}\",\"text\":\"{text}\",\"what\":\"{what}\",{more}}}")
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!(
        "{{\"format\":\"kashf decisions\",\"version\":1,\"decisions\":[\n{}\n]}}\n",
        rows.join(",\n")
    )
}

#[test]
fn what_people_decided_stands_and_others_are_dated_by_it() {
    let desk = Desk::new();
    desk.write("texts/bridge.txt", BRIDGE.as_bytes());
    desk.write("texts/yesterday.txt", YESTERDAY.as_bytes());
    desk.write("texts/again.txt", b"Published: 8 October 2024, 10:15 GMT\n\nIt rained.");
    let twice = "{\"id\":\"w\",\"text\":\"First of that name.\"}\n{\"id\":\"w\",\"text\":\"Second of that name.\"}\n";
    desk.write("texts/wire.jsonl", twice.as_bytes());
    let most_read = BRIDGE.find("Most read").unwrap();
    let span = format!(
        "\"span\":{{\"start\":{most_read},\"end\":{}}},\"value\":\"related\"",
        BRIDGE.len() - 1
    );
    let file = decisions(&[
        ("bridge.txt", BRIDGE, "date", "\"value\":\"2020-05-20\""),
        ("bridge.txt", BRIDGE, "title", "\"value\":\"The bridge, corrected\""),
        ("bridge.txt", BRIDGE, "zone", &span),
        ("again.txt", "another text", "date", "\"value\":\"\""),
        ("again.txt", "another text", "zone", &span),
        ("w~2", "Second of that name.", "source", "\"value\":\"Wire\""),
        ("gone.txt", "", "title", "\"value\":\"T\""),
    ]);
    desk.write("corrections.json", file.as_bytes());
    let known = |id: &str| desk.json(&["text", "dist/kashf.kashf", id, "--json"]);

    desk.build(&[]);
    assert_eq!(
        (known("yesterday.txt")["date"].as_str(), known("again.txt")["date"].as_str()),
        (Some(""), Some("2024-10-08T10:15Z"))
    );

    let report = desk.build(&["--decisions", "corrections.json"]);
    assert_eq!(report["decisions"]["applied"], 5);
    let problems = report["decisions"]["problems"].as_array().unwrap();
    let told: Vec<(&str, &str, bool)> = problems
        .iter()
        .map(|it| {
            (
                it["id"].as_str().unwrap(),
                it["what"].as_str().unwrap(),
                it["applied"].as_bool().unwrap(),
            )
        })
        .collect();
    let expected =
        [("again.txt", "date", true), ("again.txt", "zone", false), ("gone.txt", "title", false)];
    assert_eq!(told, expected);
    let bridge = known("bridge.txt");
    assert_eq!(
        (&bridge["date"], &bridge["title"]),
        (&"2020-05-20".into(), &"The bridge, corrected".into())
    );
    assert_eq!(bridge["text"], BRIDGE);
    for field in ["date", "title", "zones"] {
        assert!(bridge["origins"][field].to_string().contains("decision"), "{bridge}");
    }
    assert_eq!(bridge["zones"].as_array().unwrap().last().unwrap()["zone"], "related");
    assert_eq!(known("yesterday.txt")["date"], "2020-05-07");
    assert_eq!(known("again.txt")["date"], "");
    assert_eq!((&known("w")["source"], &known("w~2")["source"]), (&"".into(), &"Wire".into()));
    assert_eq!(desk.json(&["search", "dist", "goose", "--json"])["total"], 0);

    // The settings may name the file, which is then no text.
    let index = fs::read(desk.path("dist/kashf.kashf")).unwrap();
    desk.write("texts/corrections.json", file.as_bytes());
    desk.write("texts/kashf.toml", b"decisions = \"corrections.json\"\n");
    let report = desk.build(&["--jobs", "3"]);
    assert_eq!(
        (&report["decisions"]["applied"], &report["skipped"]),
        (&5.into(), &serde_json::json!([]))
    );
    assert!(fs::read(desk.path("dist/kashf.kashf")).unwrap() == index);
    let said = said(&desk.run(&["build", "texts", "--format", "index"]));
    assert!(
        said.contains("5 decisions applied") && said.contains("no document has this id"),
        "{said}"
    );

    desk.write("other.json", b"{\"format\":\"x\"}");
    desk.fails(
        1,
        "a file of decisions",
        &["build", "texts", "--format", "index", "--decisions", "other.json"],
    );
    desk.fails(
        1,
        "none.json",
        &["build", "texts", "--format", "index", "--decisions", "none.json"],
    );
}

/// What is counted over the sample: asked here, answered in `golden/desk.txt`.
const COUNTED: &[&[&str]] = &[
    &["concordance", "Lavrov", "--sort", "A1,B1", "--limit", "4", "--context", "4"],
    &["concordance", "«ناتو»", "--sample", "3", "--seed", "7", "--unit", "sentence", "--tsv"],
    &["words", "--by", "lang", "--stop", "fa,ar,en", "--limit", "4"],
    &[
        "words", "--unit", "stem", "--where", "lang=en", "--least", "3", "--order", "word",
        "--limit", "6", "--tsv",
    ],
    &["ngrams", "--size", "3", "--limit", "3"],
    &["ngrams", "--query", "NATO", "--skip", "1", "--where", "lang=en", "--limit", "3", "--tsv"],
    &["ngrams", "--by", "lang", "--least", "4", "--limit", "4"],
    &["collocates", "NATO", "--measures", "log-dice,g2,mi", "--limit", "3"],
    &["ngrams", "--where", "lang=fa", "--against", "lang=ar", "--limit", "3", "--tsv"],
    &["collocates", "Lavrov", "--where", "lang=en", "--against", "lang=fa", "--limit", "3"],
    &["keywords", "--within", "lang=fa; lang=ar; to=2022", "--against", "lang=en", "--limit", "3"],
    &["dispersion", "Lavrov", "--parts", "sources"],
    &["dispersion", "Lavrov", "--parts", "equal", "--equal", "4", "--figures", "--tsv"],
    &["profile", "--order", "mattr", "--limit", "3", "--where", "lang=fa; lang=ar"],
    &["profile", "--parts", "sources", "--spelling", "--tsv"],
];

fn golden_counts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/desk.txt")
}

/// A desk with the index of the sample.
fn with_sample() -> Desk {
    let desk = Desk::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    desk.ok(&["build", sample.to_str().unwrap(), "--format", "index", "--name", "s"]);
    desk
}

fn counted() -> String {
    let desk = with_sample();
    let mut told = String::new();
    for arguments in COUNTED {
        let (command, options) = arguments.split_first().unwrap();
        let printed = desk.ok(&[&[*command, "dist/s.kashf"], options].concat());
        told += &format!("$ kashf {}\n{printed}\n", arguments.join(" "));
    }
    told
}

#[test]
fn counts_are_as_agreed() {
    let agreed = fs::read_to_string(golden_counts()).unwrap_or_default();
    let found = counted();
    let differs = agreed.lines().zip(found.lines()).find(|(agreed, found)| agreed != found);
    assert_eq!(differs, None, "if that is better, `cargo bless-desk`");
    assert_eq!(
        agreed.lines().count(),
        found.lines().count(),
        "`cargo bless-desk` writes them anew"
    );
}

/// Writes the golden counts; run by `cargo bless-desk`.
#[test]
#[ignore = "writes golden files"]
fn bless_desk() {
    fs::write(golden_counts(), counted()).unwrap();
}

#[test]
fn counts_are_told_to_programs_and_people() {
    let desk = with_sample();
    let json = desk.json(&["concordance", "dist", "Lavrov", "--json", "--limit", "3"]);
    assert_eq!(json["request"]["query"], "Lavrov");
    assert_eq!(json["lines"].as_array().unwrap().len(), 3);
    let line = &json["lines"][0];
    for part in ["id", "position", "before", "node", "after"] {
        assert!(!line[part].is_null(), "{part}");
    }
    // Some of the lines, as they were marked on the page, with what was written there.
    let third = &json["lines"][2];
    let marks = format!(
        "{{\"format\":\"kashf marks\",\"version\":1,\"marks\":[{{\"id\":{},\"position\":{},\"label\":\"a\\tb\",\"note\":\"see\"}}]}}",
        third["id"], third["position"]
    );
    fs::write(desk.path("marks.json"), marks).unwrap();
    let marked = ["concordance", "dist", "Lavrov", "--marks", "marks.json"];
    let some = desk.json(&[&marked[..], &["--json"]].concat());
    assert_eq!((&some["lines"][0], &some["total"]), (third, &json!(1)));
    let rows = desk.ok(&[&marked[..], &["--tsv"]].concat());
    assert!(rows.lines().next().unwrap().ends_with("\tlabel\tnote"), "{rows}");
    assert!(rows.lines().nth(1).unwrap().ends_with("\tsee"), "{rows}");
    // What was asked can be asked again, by its JSON; all rows are as many as it says.
    let all = desk.json(&["words", "dist", "--json", "--limit", "all"]);
    assert_eq!(all["rows"].as_array().unwrap().len() as u64, all["total"].as_u64().unwrap());
    let sum: u64 =
        all["rows"].as_array().unwrap().iter().map(|it| it["count"].as_u64().unwrap()).sum();
    assert_eq!(sum, all["tokens"].as_u64().unwrap());
    let output = desk.run(&["words", "dist", "--limit", "2"]);
    assert!(said(&output).contains(&format!("2 of {} shown", all["total"])), "{}", said(&output));
    // A list that it printed is one that it reads: against itself nothing is key.
    fs::write(desk.path("list.tsv"), desk.ok(&["words", "dist", "--tsv", "--limit", "0"])).unwrap();
    let against = ["keywords", "dist", "--within", "", "--list", "list.tsv", "--json"];
    assert_eq!(desk.json(&against)["total"], 0);
    desk.write("stop.txt", "Lavrov\nو".as_bytes());
    let stopped = desk.ok(&["words", "dist", "--tsv", "--limit", "all", "--stop-file", "stop.txt"]);
    assert!(!stopped.lines().any(|line| line.starts_with("و\t")), "{stopped}");
    // Some of the texts.
    let of = |more: &[&str]| {
        desk.json(&[&["words", "dist", "--json"], more].concat())["documents"].clone()
    };
    assert_eq!(of(&["--doc", "fa-geneva-0110"]), 1);
    assert_eq!(
        of(&["--where", "lang=fa", "--where", "lang=ar"]),
        of(&["--where", "lang=fa; lang=ar"])
    );
    assert_ne!(of(&["--in", "Lavrov", "--from", "2022"]), of(&[]));
    // Those that were given names on the page; and other texts beside them.
    let saved = r#"{"format":"kashf subcorpora","version":1,"subcorpora":[
        {"name":"all but #1","not":[{"documents":["fa-geneva-0110"]}]},
        {"name":"فارسی","filter":{"lang":["fa"]}}]}"#;
    desk.write("s.json", saved.as_bytes());
    assert_eq!(of(&["--subcorpus", "s.json#فارسی"]), of(&["--where", "lang=fa"]));
    let rest = of(&["--subcorpus", "s.json#all but #1"]).as_u64().unwrap();
    assert_eq!(rest + 1, of(&[]).as_u64().unwrap());
    let beside = ["--where", "lang=ar", "--against", "subcorpus=s.json#فارسی", "--json"];
    let both = desk.json(&[&["words", "dist"], &beside[..]].concat());
    let alone = desk.json(&["words", "dist", "--where", "lang=fa", "--limit", "all", "--json"]);
    assert_eq!(both["against"]["tokens"], alone["tokens"]);
    for row in both["rows"].as_array().unwrap() {
        let mut rows = alone["rows"].as_array().unwrap().iter();
        let same =
            rows.find(|it| it["word"] == row["word"]).map_or(json!(0), |it| it["count"].clone());
        assert_eq!(row["against"], same, "{row}");
    }
}

#[test]
fn what_cannot_be_counted_is_said_in_one_line() {
    let desk = with_sample();
    desk.fails(2, "found “luck”", &["collocates", "dist", "NATO", "--measures", "luck"]);
    desk.fails(2, "found 60", &["collocates", "dist", "NATO", "--before", "60"]);
    desk.fails(2, "1 to 6", &["ngrams", "dist", "--size", "9"]);
    desk.fails(2, "found “colour”", &["words", "dist", "--where", "colour=red"]);
    desk.fails(2, "name=value", &["keywords", "dist", "--within", "fa"]);
    desk.fails(2, "“from” once", &["words", "dist", "--where", "from=2021; from=2022"]);
    desk.fails(1, "“nowhere”", &["words", "dist", "--doc", "nowhere"]);
    desk.fails(1, "list.tsv", &["keywords", "dist", "--within", "lang=fa", "--list", "list.tsv"]);
    desk.fails(1, "m.json", &["concordance", "dist", "NATO", "--marks", "m.json"]);
    for (marks, part) in [
        ("{\"format\":\"kashf decisions\",\"version\":1}", "something else"),
        ("[", "something else"),
        ("{\"format\":\"kashf marks\",\"version\":9}", "later one"),
    ] {
        desk.write("m.json", marks.as_bytes());
        desk.fails(1, part, &["concordance", "dist", "NATO", "--marks", "m.json"]);
    }
    for (subcorpora, part) in [
        ("{\"format\":\"kashf marks\",\"version\":1}", "something else"),
        ("[", "something else"),
        ("{\"format\":\"kashf subcorpora\",\"version\":9}", "later one"),
    ] {
        desk.write("s.json", subcorpora.as_bytes());
        desk.fails(1, part, &["words", "dist", "--subcorpus", "s.json#a"]);
    }
    let one = b"{\"format\":\"kashf subcorpora\",\"version\":1,\"subcorpora\":[{\"name\":\"a\"}]}";
    desk.write("s.json", one);
    desk.fails(2, "expected one of a, found", &["words", "dist", "--subcorpus", "s.json#b"]);
    desk.fails(2, "subcorpora.json#War", &["words", "dist", "--subcorpus", "s.json"]);
    desk.fails(1, "no.json", &["words", "dist", "--subcorpus", "no.json#a"]);
    desk.write("list.tsv", b"word\tcount\nword without\n");
    desk.fails(1, "line 2", &["keywords", "dist", "--within", "lang=fa", "--list", "list.tsv"]);
    for arguments in [
        &["words"][..],
        &["concordance", "dist"],
        &["keywords", "dist"],
        &["concordance", "dist", "NATO", "--sort", "L1"],
        &["words", "dist", "--unit", "letter"],
        &["words", "dist", "--stop", "xx"],
        &["words", "dist", "--json", "--tsv"],
        &["dispersion", "dist", "NATO", "--parts", "thirds"],
    ] {
        assert_eq!(desk.run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}
