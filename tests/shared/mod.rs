//! The development sets, which are not part of the package: they are looked for in
//! `../shared` or in the folder that `KASHF_SHARED` names. Without them a test says loudly
//! that it was skipped.

#![allow(dead_code, reason = "not every test needs all of it")]

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use kashf::engine::Engine;
use kashf::engine::protocol::{Answer, Hit, Reason, Request, Response, SearchRequest};

/// A file among the shared data; tells when it is not there.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("KASHF_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let found = root.join(path);
    if found.exists() {
        return Some(found);
    }
    tell(&format!("SKIPPED, NOT PASSED: {} is not there; set KASHF_SHARED", found.display()));
    None
}

/// Says a line past the test harness, which keeps to itself what passing tests print.
pub fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// The answer to a query.
pub fn ask(engine: &Engine, query: &str, limit: u32) -> Answer {
    let request = SearchRequest { query: query.into(), limit, ..SearchRequest::default() };
    match engine.answer(&Request::Search(request)).unwrap() {
        Response::Search(answer) => answer,
        other => panic!("expected the answer to a search, found {other:?}"),
    }
}

/// Whether the engine takes a document for what was asked: all of the query is there, and
/// not by a guess (a near spelling, a word that merely begins so).
pub fn is_find(hit: &Hit) -> bool {
    let guess = |reason| matches!(reason, Reason::Fuzzy | Reason::Prefix);
    hit.missing.is_empty() && hit.why.iter().any(|why| !guess(why.reason))
}
