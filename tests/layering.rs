//! Who may import whom, read from the sources: each folder of the library may name only
//! those it stands on. The compiler keeps the two programs out of the library by itself.

use std::fs;
use std::path::{Path, PathBuf};

/// A module of the library, and the modules that it may name.
const MAY: &[(&str, &[&str])] = &[
    ("id", &[]),
    ("error", &[]),
    ("math", &[]),
    ("order", &[]),
    ("document", &["id"]),
    ("text", &[]),
    ("dates", &["id", "error", "document", "order", "text"]),
    ("reuse", &["id", "error", "document", "math", "order", "text"]),
    ("statistics", &["math", "order"]),
    ("ingest", &["id", "error", "document", "text"]),
    ("index", &["id", "error", "dates", "document", "order", "reuse", "text"]),
    ("decisions", &["id", "error", "document", "index", "order"]),
    ("query", &["id", "error", "document", "math", "order", "text", "index"]),
    ("analysis", &["id", "error", "math", "order", "text", "index", "query", "statistics"]),
    ("package", &["error"]),
    (
        "engine",
        &[
            "id",
            "error",
            "analysis",
            "dates",
            "decisions",
            "document",
            "math",
            "order",
            "text",
            "index",
            "query",
            "reuse",
            "statistics",
        ],
    ),
    ("view", &["id", "engine", "math", "order", "statistics"]),
    ("evaluation", &["id", "error", "document", "math"]),
];

/// The module that a source file belongs to.
fn module_of(file: &Path, src: &Path) -> String {
    let inside = file.strip_prefix(src).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_string()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The modules that a line names through `crate::`, outside comments.
fn named(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    code.split("crate::").skip(1).map(name).collect()
}

#[test]
fn every_module_names_only_what_it_stands_on() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let (mut looked_at, mut wrong) = (0, Vec::new());
    for file in &files {
        let module = module_of(file, &src);
        if ["lib", "app", "cli"].contains(&module.as_str()) {
            continue;
        }
        let (_, may) = MAY
            .iter()
            .find(|(name, _)| *name == module)
            .unwrap_or_else(|| panic!("{}: add “{module}” to the table", file.display()));
        // Test modules, at the end of a file by custom, may build what they need.
        let text = fs::read_to_string(file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            for name in named(line) {
                looked_at += 1;
                if name != module && !may.contains(&name.as_str()) {
                    wrong.push(format!("{}:{}: {module} names {name}", file.display(), number + 1));
                }
            }
        }
    }
    assert!(looked_at > 40, "only {looked_at} imports were found: does this test still read them?");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
