//! The sample corpus, read as the command line reads it: for the tests that need real texts.

use std::fs;
use std::path::{Path, PathBuf};

use kashf::document::Document;
use kashf::index::{About, Builder};
use kashf::ingest;

/// The documents of `corpus/`, in the order of their files' names.
pub fn documents() -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    let read = |file: &PathBuf| {
        let name = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        ingest::read(&name, &fs::read(file).unwrap()).unwrap().documents
    };
    files.iter().flat_map(read).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    const ABOUT_THE_CORPUS: [&str; 3] = ["README.md", "LICENSE", "kashf.toml"];
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            walk(&entry.path(), files);
        } else if !ABOUT_THE_CORPUS.contains(&name.as_str()) {
            files.push(entry.path());
        }
    }
}

/// An index of `documents`.
#[allow(dead_code, reason = "not every test that uses the sample builds it")]
pub fn index(documents: &[Document]) -> Vec<u8> {
    let mut builder = Builder::new(About { title: "Sample".into(), ..About::default() });
    for document in documents {
        builder.add(document.clone()).unwrap();
    }
    builder.finish().unwrap()
}
