//! The program this build carries, packaged: what is in it, and how big it is.

#![cfg(feature = "page")]

use std::io::Write;

use kashf::package::{Direction, Edition, Package, Program, archive, unpack};

fn edition(index: &[u8]) -> Edition<'_> {
    let (cuts, font) = (&[1000, 20_000][..], None);
    Edition { name: "n", title: "T", lang: "ar", dir: Direction::Rtl, index, cuts, font }
}

fn program() -> Program<'static> {
    Program::embedded().expect("the feature `page` is on")
}

/// The program's two parts without their wrapping.
fn parts() -> [Vec<u8>; 2] {
    [program().wasm_gz, program().more_gz].map(|part| unpack("program", part).unwrap())
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
    let texts = [program().glue, program().boot].map(|text| text.as_bytes().to_vec());
    for bytes in parts().into_iter().chain(texts) {
        let of_places = ["/registry/src/", "/.cargo/", "_WASM_SPLIT_MARKER_"];
        for place in [env!("CARGO_MANIFEST_DIR"), &home].into_iter().chain(of_places) {
            assert!(!contains(&bytes, place), "{place}");
        }
    }
    assert!(parts().iter().all(|part| part.starts_with(b"\0asm")));
}

/// Bytes that a host sends which packs what it sends.
fn sent(text: &str) -> usize {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(text.as_bytes()).unwrap();
    gzip.finish().unwrap().len()
}

#[test]
fn the_program_keeps_to_its_budgets() {
    let Program { wasm_gz, more_gz, glue, boot, style, .. } = program();
    let texts: usize = [glue, boot, style].into_iter().map(sent).sum();
    let first = wasm_gz.len() + texts;
    let all = first + more_gz.len();
    assert!(first <= 533 << 10, "the first part, script and style take {first} bytes with gzip");
    assert!(all <= 1060 << 10, "the whole program, script and style take {all} bytes with gzip");
    // Many hosts do not pack.
    let plain = glue.len() + boot.len() + style.len();
    assert!(plain <= 104_000, "script and style take {plain} bytes");
}

/// What the second part needs of the first is there, by the names that it calls it.
#[test]
fn the_parts_fit_together() {
    let [first, more] = parts();
    for name in ["__indirect_function_table", "memory", "__wasm_split_shared0"] {
        assert!(contains(&first, name), "{name}");
    }
    assert!(contains(&more, "__wasm_split"));
    assert!(!contains(&more, "__wbg_"), "the second part has no script of its own");
}
