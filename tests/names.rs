//! Names across scripts over the sample corpus: what is found, what a search takes, what is
//! left alone, and the command that says so.

#![cfg(not(target_arch = "wasm32"))]

mod sample;

use std::process::{Command, Output};
use std::sync::LazyLock;

use kashf::index::reader::Index;
use kashf::query::names;
use kashf::text::fold;
use serde_json::Value;

static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| sample::index(&sample::documents()));
static INDEX: LazyLock<Index> = LazyLock::new(|| Index::open(BYTES.clone()).unwrap());

/// The keys that a search for a name takes, best first.
fn taken(name: &str) -> String {
    let forms = names::forms(&INDEX, &fold(name));
    let keys: Vec<String> =
        forms.iter().map(|form| INDEX.lexicon().key(form.key).unwrap()).collect();
    keys.join(" ")
}

#[test]
fn a_name_is_found_in_every_script() {
    assert_eq!(taken("Lavrov"), "لاوروف لافروف лавров");
    assert_eq!(taken("Лавров"), "لاوروف lavrov لافروف lawrow");
    assert_eq!(taken("لاوروف"), "lavrov لافروف lawrow");
    assert_eq!(taken("لافروف"), "lavrov لاوروف");
}

#[test]
fn what_is_translated_is_found_too() {
    assert_eq!(taken("Vienna"), "وین فیینا");
    assert_eq!(taken("ژنو"), "جنیف geneva");
    assert_eq!(taken("جنيف"), "ژنو geneva");
}

#[test]
fn words_are_not_names() {
    let words = "man in the of and to is for that with security people talks government war \
                 minister letter paper night morning water snow bread window station harbour \
                 street answer question meeting guarantee guarantees proposal document winter";
    for word in words.split_whitespace() {
        assert_eq!(taken(word), "", "{word}");
    }
    for word in ["من", "گفت", "وزیر", "است", "قال", "وزارة", "الأمن", "کشور", "این", "сказал"]
    {
        assert_eq!(taken(word), "", "{word}");
    }
    assert_eq!((taken(""), taken("2021"), taken("a1b2"), taken("中文")).0, "");
}

#[test]
fn no_key_is_its_own_form_and_costs_ascend() {
    for entry in (0..INDEX.lexicon().len() as u32).step_by(7) {
        let key = INDEX.lexicon().key(kashf::id::KeyId(entry)).unwrap();
        let forms = names::forms(&INDEX, &key);
        assert!(forms.iter().all(|form| form.key.0 != entry), "{key}");
        assert!(forms.len() <= 3 * names::MOST, "{key}");
        let all = names::candidates(&INDEX, &key, usize::MAX);
        assert!(forms.iter().all(|form| all.contains(form)), "{key}");
    }
}

/// The program, over the sample's index.
fn kashf(arguments: &[&str]) -> Output {
    let desk = tempfile::tempdir().unwrap();
    let path = desk.path().join("sample.kashf");
    std::fs::write(&path, &*BYTES).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kashf"));
    command.arg("names").arg(&path).args(arguments).output().unwrap()
}

#[test]
fn the_command_says_what_a_search_takes() {
    let output = kashf(&["Lavrov", "--json", "--limit", "2"]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["query"], "Lavrov");
    assert_eq!(answer["forms"].as_array().unwrap().len(), 2);
    let first = &answer["forms"][0];
    assert_eq!((&first["form"], &first["taken"]), (&"لاوروف".into(), &true.into()));
    assert_eq!((&first["cost"], &first["exonym"]), (&0.0.into(), &false.into()));
    assert!(first["count"].as_u64() > Some(0));
    let lines = String::from_utf8(kashf(&["Sergey Lavrov"]).stdout).unwrap();
    assert!(lines.lines().any(|line| line.starts_with("+\tلافروف\tArabic\t0.00\t")), "{lines}");
}

#[test]
fn the_command_needs_a_name() {
    for arguments in [&[][..], &["..."][..]] {
        let output = kashf(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(said.starts_with("kashf: expected a name") && said.lines().count() == 1, "{said}");
        assert!(output.stdout.is_empty());
    }
}
