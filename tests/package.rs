//! The program this build carries, packaged: what is in it, and how big it is.

#![cfg(feature = "page")]

use kashf::package::{Direction, Edition, Package, Program, archive, unpack};

fn edition(index: &[u8]) -> Edition<'_> {
    let (cuts, font) = (&[1000, 20_000][..], None);
    Edition { name: "n", title: "T", lang: "ar", dir: Direction::Rtl, index, cuts, font }
}

fn program() -> Program<'static> {
    Program::embedded().expect("the feature `page` is on")
}

/// The program without its wrapping.
fn wasm() -> Vec<u8> {
    unpack("program", program().wasm_gz).unwrap()
}

fn contains(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|window| window == what.as_bytes())
}

#[test]
fn every_form_gives_the_index_back() {
    let index = b"not an index, but it has to survive".repeat(1000);
    let package = Package::new(program(), edition(&index)).unwrap();
    assert_eq!(unpack("n.html", package.page().unwrap().as_bytes()).unwrap(), index);
    let files = package.site().unwrap();
    assert_eq!(unpack("n.zip", &archive("n", &files).unwrap()).unwrap(), index);
    let bare = files.iter().find(|file| file.path == "n.kashf").unwrap();
    assert_eq!(unpack("n.kashf", &bare.bytes).unwrap(), index);
}

#[test]
fn the_program_names_no_place_on_this_machine() {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME")).unwrap();
    for bytes in [wasm(), program().glue.as_bytes().to_vec()] {
        let of_places = ["/registry/src/", "/.cargo/", "_WASM_SPLIT_MARKER_"];
        for place in [env!("CARGO_MANIFEST_DIR"), &home].into_iter().chain(of_places) {
            assert!(!contains(&bytes, place), "{place}");
        }
    }
    assert!(wasm().starts_with(b"\0asm"));
}

#[test]
fn the_program_keeps_to_its_budget() {
    let texts = [program().glue, program().boot, program().style];
    let texts: usize = texts
        .iter()
        .map(|text| {
            use std::io::Write;
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            gzip.write_all(text.as_bytes()).unwrap();
            gzip.finish().unwrap().len()
        })
        .sum();
    let total = program().wasm_gz.len() + texts;
    assert!(total <= 660 * 1024, "program, script and style take {total} bytes with gzip");
}
