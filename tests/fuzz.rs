//! Foreign bytes: each parser is fed thousands of damaged inputs, made from sound ones. None
//! may panic, hang, or answer with text that was never there.
//!
//! The damage is drawn from a fixed seed, so a failure comes back. `KASHF_FUZZ_ROUNDS` sets
//! how many inputs each parser gets (`tests/run` asks for more than the default).

mod office;
mod sample;

use kashf::engine::Engine;
use kashf::engine::protocol::*;
use kashf::index::coding::bytes::{Reader, put_varint};
use kashf::index::format::{self, Section};
use kashf::index::sound_fst;
use kashf::view::permalink::Permalink;
use kashf::{ingest, package, query};

/// Xorshift: enough chance for damage, and the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// Damages `bytes` in one to eight places.
    fn damage(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(8) {
            let at = self.below(bytes.len() + 1);
            match self.below(7) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, self.next() as u8),
                2 => self.repeat(bytes, at),
                3 => self.overwrite(bytes, at, &[0xFF; 9]),
                4 => self.overwrite(bytes, at, &[0; 4]),
                _ => {
                    let byte = self.next() as u8;
                    self.overwrite(bytes, at, &[byte]);
                }
            }
        }
    }

    fn overwrite(&mut self, bytes: &mut [u8], at: usize, new: &[u8]) {
        for (place, &byte) in bytes.iter_mut().skip(at).zip(new) {
            *place = byte;
        }
    }

    fn repeat(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let part = bytes[at..].iter().take(self.below(40)).copied().collect::<Vec<_>>();
        let place = self.below(bytes.len() + 1);
        bytes.splice(place..place, part);
    }
}

fn rounds() -> usize {
    std::env::var("KASHF_FUZZ_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(300)
}

/// Feeds `target` with damaged copies of the seeds.
fn fuzz(seeds: &[Vec<u8>], mut target: impl FnMut(Vec<u8>)) {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for round in 0..rounds() {
        let mut bytes = seeds[round % seeds.len()].clone();
        chance.damage(&mut bytes);
        target(bytes);
    }
}

/// Asks everything of an engine that opened; each may fail, none may panic.
fn question(engine: &Engine) {
    let query = "ناتو \"گفت و\" l* -روسیه لاور".to_string();
    for sort in [Sort::Relevance, Sort::Newest, Sort::Title, Sort::Source] {
        let search = SearchRequest { query: query.clone(), sort, limit: 5, ..Default::default() };
        let _ = engine.answer(&Request::Search(search));
    }
    let Ok(Response::Documents(listing)) = engine.answer(&Request::Documents(Default::default()))
    else {
        return;
    };
    for entry in listing.documents.iter().take(3) {
        let request =
            DocumentRequest { id: entry.id.clone(), query: query.clone(), ..Default::default() };
        let _ = engine.answer(&Request::Document(request));
    }
    for request in counts() {
        let _ = engine.answer(&request);
    }
}

/// Questions that count, one of each kind: most read the whole index.
fn counts() -> Vec<Request> {
    let query = "ناتو".to_string();
    let sort = ["A1", "B1", "title"].map(|key| SortKey::named(key).unwrap()).to_vec();
    vec![
        Request::Concordance(ConcordanceRequest {
            query: query.clone(),
            sort,
            ..Default::default()
        }),
        Request::Words(WordsRequest { unit: Unit::Form, by: "lang".into(), ..Default::default() }),
        Request::Words(WordsRequest {
            unit: Unit::Stem,
            stop: vec!["all".into()],
            ..Default::default()
        }),
        Request::Ngrams(NgramsRequest { least: 1, ..Default::default() }),
        Request::Collocates(CollocatesRequest {
            query: query.clone(),
            window: Window::Sentence,
            least: 1,
            ..Default::default()
        }),
        Request::Keywords(KeywordsRequest {
            within: Subcorpus { query: query.clone(), ..Default::default() },
            least: 1,
            chance: 1.0,
            ..Default::default()
        }),
        Request::Dispersion(DispersionRequest {
            query,
            parts: Parts::Sources,
            ..Default::default()
        }),
        Request::Profile(ProfileRequest {
            spelling: true,
            parts: Parts::Months,
            ..Default::default()
        }),
        Request::Profile(ProfileRequest { parts: Parts::Equal, ..Default::default() }),
        Request::Timeline(TimelineRequest::default()),
    ]
}

fn small_index() -> Vec<u8> {
    sample::index(&sample::documents()[..4])
}

#[test]
fn a_damaged_index_is_refused() {
    let sound = small_index();
    let whole = Engine::open(sound.clone()).unwrap();
    let search = |query: &str| {
        Request::Search(SearchRequest { query: query.into(), limit: 3, ..SearchRequest::default() })
    };
    let id = whole.index().id(kashf::id::DocId(0)).unwrap();
    let reading = DocumentRequest { id, ..DocumentRequest::default() };
    let questions = [
        search("لاوروف"),
        search("\"در ژنو\""),
        search("*ان"),
        search("lavrov"),
        Request::Document(reading),
        Request::Documents(ListRequest::default()),
    ];
    let answers = questions
        .each_ref()
        .map(|request| serde_json::to_value(whole.answer(request).unwrap()).unwrap());
    fuzz(std::slice::from_ref(&sound), |bytes| {
        if bytes == sound {
            return;
        }
        // What is damaged is refused when it is opened or when it is needed; the rest works.
        let Ok(engine) = Engine::open(bytes) else { return };
        assert!(engine.index().verify().is_err());
        for (request, answer) in questions.iter().zip(&answers) {
            if let Ok(found) = engine.answer(request) {
                assert_eq!(serde_json::to_value(found).unwrap(), *answer);
            }
        }
    });
}

#[test]
fn a_damaged_index_with_mended_checksums_does_no_harm() {
    let sound = small_index();
    let mut opened = 0;
    let mut chance = Chance(42);
    fuzz(std::slice::from_ref(&sound), |mut bytes| {
        format::reseal(&mut bytes);
        if let Ok(engine) = Engine::open(bytes) {
            opened += 1;
            question(&engine);
        }
        // Damage of a byte or two that keeps all lengths gets deepest.
        let mut bytes = sound.clone();
        for _ in 0..=chance.below(2) {
            let at = chance.below(bytes.len());
            bytes[at] = chance.next() as u8;
        }
        format::reseal(&mut bytes);
        if let Ok(engine) = Engine::open(bytes) {
            opened += 1;
            question(&engine);
        }
    });
    assert!(opened > rounds() / 10, "only {opened} got past the checks: the test reaches nothing");
}

#[test]
fn a_forged_lexicon_does_no_harm() {
    let sound = small_index();
    let mut chance = Chance(7);
    let mut passed = 0;
    for round in 0..rounds() {
        let forged = format::forge(&sound, |section, piece| {
            if !matches!(section, Section::Lexicon | Section::Stems) {
                return;
            }
            let mut reader = Reader::new(piece);
            let length = reader.count().unwrap();
            let mut map = piece[reader.at()..][..length].to_vec();
            let behind = piece.split_off(reader.at() + length);
            let count = map[length - 20..].first_chunk().unwrap();
            let keys = u64::from_le_bytes(*count) as usize;
            if round % 2 == 0 {
                chance.damage(&mut map);
            } else {
                // Damage of one bit gets deepest.
                let at = 16 + chance.below(map.len() - 36);
                map[at] ^= 1 << chance.below(8);
            }
            sound_fst::reseal(&mut map);
            passed += usize::from(sound_fst::is_sound(&map, keys));
            piece.clear();
            put_varint(piece, map.len() as u64);
            piece.extend(map);
            piece.extend(behind);
        });
        if let Ok(engine) = Engine::open(forged.unwrap()) {
            question(&engine);
        }
    }
    assert!(passed > rounds() / 20, "only {passed} got past the check: the test reaches nothing");
}

#[test]
fn damaged_files_are_read_or_skipped() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let names = [
        "wire-fa.jsonl",
        "fa/07-interview.html",
        "en/01-script-column.html",
        "fa/09-glossary.md",
        "fa/01-wednesday.txt",
        "fa/04-duma-utf16.txt",
        "ar/02-geneva-cp1256.txt",
    ];
    for name in names {
        let mut seed = std::fs::read(root.join(name)).unwrap();
        seed.truncate(6000);
        fuzz(&[seed], |bytes| {
            let _ = ingest::read(name, &bytes);
        });
    }
}

#[test]
fn damaged_books_and_office_files_are_read_or_skipped() {
    let mut passed = 0;
    for (name, parts) in [
        ("a.docx", office::docx()),
        ("a.odt", office::odt()),
        ("a.epub", office::epub()),
        ("a.zip", office::bundle()),
    ] {
        let sound = office::zipped(&parts);
        assert!(ingest::read(name, &sound).is_ok_and(|read| read.doubts.is_empty()), "{name}");
        // Damage of the archive itself mostly ends at its checksums …
        fuzz(&[sound], |bytes| {
            let _ = ingest::read(name, &bytes);
        });
        // … so its parts are damaged before they are packed.
        let mut chance = Chance(11);
        for _ in 0..rounds() {
            let mut parts = parts.clone();
            let part = chance.below(parts.len());
            chance.damage(&mut parts[part].1);
            let bytes = office::zipped(&parts);
            if let Ok(read) = ingest::read(name, &bytes) {
                passed += 1;
                let grown: usize = read.documents.iter().map(|d| d.text.len()).sum();
                assert!(grown < 16 << 10, "{name}");
                assert!(read.doubts.iter().all(|doubt| !doubt.to_string().contains('\n')));
            }
        }
    }
    assert!(passed > rounds(), "only {passed} were read: the test reaches nothing");
}

#[test]
fn damaged_markup_and_tables_are_read_or_skipped() {
    for (name, seed) in [("a.xml", office::TEI), ("a.txt", office::OPENITI), ("a.csv", office::CSV)]
    {
        assert!(ingest::read(name, seed.as_bytes()).is_ok_and(|read| read.doubts.is_empty()));
        fuzz(&[seed.as_bytes().to_vec()], |bytes| {
            if let Ok(read) = ingest::read(name, &bytes) {
                for document in read.documents {
                    let span = document.title_span.map(|span| span.of(&document.text));
                    assert!(span.is_none_or(|title| title == Some(&document.meta.title)));
                }
            }
        });
        fuzz(&[seed.as_bytes().to_vec()], |bytes| {
            if let Ok(Some(table)) = ingest::table::Table::read("metadata.csv", &bytes) {
                table.apply("1", &mut kashf::document::Document::default());
            }
        });
    }
}

#[test]
fn damaged_packages_are_unpacked_or_refused() {
    let files = [package::File { path: "kashf.kashf".into(), bytes: small_index() }];
    let seeds = [package::archive("kashf", &files).unwrap()];
    fuzz(&seeds, |bytes| {
        let _ = package::unpack("kashf.zip", &bytes);
    });
    let page = format!("<!doctype html><script type=\"text/plain\">{}</script>", "QUJD".repeat(99));
    fuzz(&[page.into_bytes()], |bytes| {
        let _ = package::unpack("kashf.html", &bytes);
    });
}

#[test]
fn any_query_and_any_link_is_read() {
    let seeds: Vec<Vec<u8>> = [
        "ناتو «تضمین‌های امنیتی» -کرملین واش* \"open",
        "q=%D9%86&view=texts&doc=a%2Fb&hit=3&sort=date&lang=fa",
        "“one” ”two” -\"x\" ** -- \u{200F}«»",
    ]
    .iter()
    .map(|seed| seed.as_bytes().to_vec())
    .collect();
    fuzz(&seeds, |bytes| {
        let text = String::from_utf8_lossy(&bytes);
        let _ = query::read::read(&text);
        let link = Permalink::parse(&text);
        assert_eq!(Permalink::parse(&link.fragment()), link);
    });
}
