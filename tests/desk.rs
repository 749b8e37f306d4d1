//! What counts, counted once more the slow way: random texts in, and every answer of the desk beside
//! what ten lines over [`text::words`] and [`text::fold`] say of the same texts.

mod sample;
mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use kashf::document::{Document, Metadata, Zone};
use kashf::engine::protocol::*;
use kashf::engine::{Engine, Outcome};
use kashf::id::Span;
use kashf::index::format::Layout;
use kashf::index::{About, Builder};
use kashf::query::documents::year;
use kashf::query::ends_sentence;
use kashf::statistics::{mattr, msttr, mtld, richness};
use kashf::text;
use proptest::prelude::*;
use proptest::sample::select;

// ── Texts ────────────────────────────────────────────────────────────────────────────────────

/// Spellings of few words, so that everything occurs again.
const WORDS: [&str; 22] = [
    "لاوروف",
    "گفت‌وگو",
    "گفتوگو",
    "می‌گوید",
    "کتاب",
    "كتاب",
    "كِتاب",
    "و",
    "در",
    "۲۰۲۱",
    "٢٠٢١",
    "2021",
    "الأمن",
    "الامن",
    "والأمن",
    "talks",
    "Talks",
    "talk",
    "of",
    "é",
    "e\u{301}",
    "Straße",
];
const GAPS: [&str; 14] =
    [" ", " ", " ", " ", " ", "، ", ". ", "؟ ", " «", "» ", "-", " (", "\u{a0}", "… "];

/// One text: its title and whether that stands in the text, its lines and which are no article,
/// and what is known of it.
#[derive(Clone, Debug)]
struct Spec {
    title: String,
    title_in_text: bool,
    lines: Vec<(bool, String)>,
    known: (&'static str, &'static str, &'static str),
}

fn line(words: Range<usize>) -> impl Strategy<Value = String> {
    let pair = (select(&WORDS[..]), select(&GAPS[..]));
    (prop::bool::ANY, prop::collection::vec(pair, words)).prop_map(|(sign, pairs)| {
        let opening = if sign { "(" } else { "" };
        pairs.iter().fold(opening.to_string(), |line, (word, gap)| line + word + gap)
    })
}

fn spec() -> impl Strategy<Value = Spec> {
    let title = prop_oneof![Just(String::new()), line(1..4)];
    let known = (
        select(&["fa", "ar", "en", "und"][..]),
        select(&["", "Wire", "الوكالة"][..]),
        select(
            &["", "2021", "2021-12", "2021-12-17", "n. d.", "2022-02-08", "2022-02-08/2022-02-15"]
                [..],
        ),
    );
    let lines = prop::collection::vec((prop::bool::weighted(0.2), line(0..16)), 0..5);
    (title, prop::bool::ANY, lines, known).prop_map(|(title, title_in_text, lines, known)| Spec {
        title: title.trim().to_string(),
        title_in_text,
        lines,
        known,
    })
}

fn corpus() -> impl Strategy<Value = Vec<Document>> {
    prop::collection::vec(spec(), 1..9)
        .prop_map(|specs| (0..).zip(specs).map(|(number, spec)| document(number, spec)).collect())
}

fn document(number: usize, spec: Spec) -> Document {
    let (mut text, mut zones, mut title_span) = (String::new(), Vec::new(), None);
    if spec.title_in_text && !spec.title.is_empty() {
        text = format!("{}\n", spec.title);
        title_span = Some(Span::new(0, spec.title.len() as u32));
    }
    for (outside, line) in spec.lines {
        let start = text.len() as u32;
        text += &line;
        if outside && !line.is_empty() {
            zones.push((Span::new(start, text.len() as u32), Zone::Comments));
        }
        text.push('\n');
    }
    let (lang, source, date) = spec.known;
    let meta = Metadata {
        title: spec.title,
        lang: lang.into(),
        source: source.into(),
        date: date.into(),
        ..Metadata::default()
    };
    Document { id: format!("d{number}"), text, meta, title_span, zones, ..Document::default() }
}

fn build(documents: &[Document]) -> Vec<u8> {
    let mut builder = Builder::new(About::default());
    documents.iter().for_each(|document| builder.add(document.clone()).unwrap());
    builder.finish().unwrap()
}

// ── The slow way ─────────────────────────────────────────────────────────────────────────────

/// A running word.
#[derive(Clone, Debug)]
struct Token {
    key: String,
    form: String,
    document: usize,
    /// Whether it stands in a title apart from the text.
    apart: bool,
    outside: bool,
    sentence: usize,
    bytes: Range<usize>,
}

/// All words of some texts, and which of them count.
struct Naive {
    documents: Vec<Document>,
    tokens: Vec<Token>,
    /// Words in a row that count.
    stretches: Vec<Range<usize>>,
}

impl Naive {
    fn new(documents: &[Document], everything: bool, within: impl Fn(&Document) -> bool) -> Naive {
        let mut tokens: Vec<Token> = Vec::new();
        let mut sentence = 0;
        for (number, it) in documents.iter().enumerate() {
            let apart = if it.title_span.is_none() { &*it.meta.title } else { "" };
            for (apart, text) in [(true, apart), (false, &*it.text)] {
                let mut end = 0;
                sentence += 1;
                for bytes in text::words(text) {
                    let gap = &text[end..bytes.start];
                    sentence += usize::from(!apart && end > 0 && gap.contains(ends_sentence));
                    end = bytes.end;
                    let zoned =
                        |span: &Span| (span.start..span.end).contains(&(bytes.start as u32));
                    tokens.push(Token {
                        key: text::fold(&text[bytes.clone()]),
                        form: text[bytes.clone()].to_string(),
                        document: number,
                        apart,
                        outside: !apart && it.zones.iter().any(|(span, _)| zoned(span)),
                        sentence,
                        bytes,
                    });
                }
            }
        }
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            if token.outside && !everything || !within(&documents[token.document]) {
                continue;
            }
            match stretches.last_mut() {
                Some(last) if last.end == at && side(&tokens[at - 1]) == side(token) => {
                    last.end += 1
                }
                _ => stretches.push(at..at + 1),
            }
        }
        Naive { documents: documents.to_vec(), tokens, stretches }
    }

    fn counted(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.stretches.iter().cloned().flatten().map(|at| (at, &self.tokens[at]))
    }

    fn stretch(&self, at: usize) -> Range<usize> {
        self.stretches.iter().find(|it| it.contains(&at)).unwrap().clone()
    }

    /// Where some words in a row begin and end, one behind the other.
    fn nodes(&self, keys: &[&str]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for stretch in &self.stretches {
            for at in stretch.clone() {
                let end = at + keys.len();
                let row = end <= stretch.end
                    && (at..end).zip(keys).all(|(at, key)| self.tokens[at].key == *key);
                match found.last_mut() {
                    Some(last) if row && last.end > at => last.end = end,
                    _ if row => found.push(at..end),
                    _ => {}
                }
            }
        }
        found
    }

    /// How often each thing occurs, and in how many documents.
    fn count<K: Ord + Clone>(
        &self,
        things: impl Iterator<Item = (K, usize)>,
    ) -> BTreeMap<K, (u32, u32)> {
        let mut found: BTreeMap<K, (u32, BTreeSet<usize>)> = BTreeMap::new();
        for (thing, at) in things {
            let entry = found.entry(thing).or_default();
            entry.0 += 1;
            entry.1.insert(self.tokens[at].document);
        }
        found
            .into_iter()
            .map(|(key, (count, documents))| (key, (count, documents.len() as u32)))
            .collect()
    }

    /// The part that a word is in, by its number among those that count and by its position.
    fn part(&self, parts: Parts, equal: u32, [number, at]: [usize; 2]) -> String {
        let document = &self.documents[self.tokens[at].document];
        let cut = |length: usize| {
            let mut ends = document.meta.date.split('/').map(|day| match day.get(..length) {
                Some(cut) if !year(day).is_empty() => cut.to_string(),
                _ => String::new(),
            });
            let first = ends.next().unwrap_or_default();
            if ends.all(|it| it == first) { first } else { String::new() }
        };
        let all = self.counted().count() as u64;
        match parts {
            Parts::Documents => document.id.clone(),
            Parts::Sources => document.meta.source.clone(),
            Parts::Days => cut(10),
            Parts::Months => cut(7),
            Parts::Years => cut(4),
            // The part whose bounds hold it.
            Parts::Equal => (1..=u64::from(equal))
                .find(|part| (number as u64) < all * part / u64::from(equal))
                .unwrap()
                .to_string(),
        }
    }

    /// The first position of each document.
    fn first_of(&self, document: usize) -> usize {
        self.tokens.iter().take_while(|token| token.document < document).count()
    }

    /// The title or text that a word stands in.
    fn printed(&self, token: &Token) -> &str {
        let document = &self.documents[token.document];
        if token.apart { &document.meta.title } else { &document.text }
    }
}

fn side(token: &Token) -> (usize, bool) {
    (token.document, token.apart)
}

// ── Questions ────────────────────────────────────────────────────────────────────────────────

fn engine(documents: &[Document]) -> Engine {
    Engine::open(build(documents)).unwrap()
}

macro_rules! asked {
    ($name:ident, $request:ty, $variant:ident, $answer:ty) => {
        fn $name(engine: &Engine, request: $request) -> $answer {
            match engine.answer(&Request::$variant(request)).unwrap() {
                Response::$variant(answer) => answer,
                other => panic!("{other:?}"),
            }
        }
    };
}
asked!(concordance, ConcordanceRequest, Concordance, Concordance);
asked!(words, WordsRequest, Words, Frequencies);
asked!(ngrams, NgramsRequest, Ngrams, Frequencies);
asked!(collocates, CollocatesRequest, Collocates, Collocates);
asked!(keywords, KeywordsRequest, Keywords, Keywords);
asked!(dispersion, DispersionRequest, Dispersion, Dispersion);
asked!(profile, ProfileRequest, Profile, Profiles);
asked!(document_of, DocumentRequest, Document, Reading);

const ALL: u32 = u32::MAX;

/// Words as spelt: what a scan of the texts can tell.
fn as_spelt(everything: bool) -> Matching {
    let without =
        Reason::ALL.into_iter().filter(|it| !matches!(it, Reason::Exact | Reason::Variant));
    Matching { without: without.collect(), names: false, everything }
}

/// Some of the texts, or all.
fn texts(lang: &str) -> (Subcorpus, impl Fn(&Document) -> bool + '_) {
    let chosen: Vec<String> =
        Some(lang.to_string()).filter(|it| !it.is_empty()).into_iter().collect();
    let filter = Filter { lang: chosen, ..Filter::default() };
    let within = Subcorpus { filter, ..Subcorpus::default() };
    (within, move |document: &Document| lang.is_empty() || document.meta.lang == lang)
}

fn keys_of(row: &str) -> Vec<String> {
    row.split(' ').map(text::fold).collect()
}

fn phrase(typed: &str) -> Vec<String> {
    text::words(typed).map(|range| text::fold(&typed[range])).collect()
}

fn quoted(typed: &str) -> String {
    format!("\"{typed}\"")
}

fn langs() -> impl Strategy<Value = &'static str> {
    select(&["", "", "fa", "en"][..])
}

fn queries() -> impl Strategy<Value = String> {
    let one = select(&WORDS[..]).prop_map(str::to_string);
    let two = (select(&WORDS[..]), select(&WORDS[..])).prop_map(|(a, b)| format!("{a} {b}"));
    prop_oneof![3 => one, 1 => two]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_are_counted(documents in corpus(), lang in langs(), everything: bool) {
        let engine = engine(&documents);
        let (within, is_in) = texts(lang);
        let naive = Naive::new(&documents, everything, &is_in);
        let request = WordsRequest { within, everything, limit: ALL, ..WordsRequest::default() };
        let forms = words(&engine, WordsRequest { unit: Unit::Form, ..request.clone() });
        let expected = naive.count(naive.counted().map(|(at, token)| (token.form.clone(), at)));
        let found: BTreeMap<String, (u32, u32)> =
            forms.rows.iter().map(|row| (row.word.clone(), (row.count, row.documents))).collect();
        prop_assert_eq!(found.len(), forms.rows.len());
        prop_assert_eq!(found, expected);

        let keys = words(&engine, request.clone());
        let expected = naive.count(naive.counted().map(|(at, token)| (token.key.clone(), at)));
        let mut order: Vec<(u32, String)> = Vec::new();
        for row in &keys.rows {
            let key = text::fold(&row.word);
            prop_assert_eq!(expected.get(&key), Some(&(row.count, row.documents)));
            order.push((u32::MAX - row.count, key));
        }
        prop_assert!(order.is_sorted());
        let all = naive.counted().count();
        let hapaxes = expected.values().filter(|(count, _)| *count == 1).count();
        let asked = documents.iter().filter(|it| is_in(it)).count();
        prop_assert_eq!((keys.total as usize, keys.types as usize, keys.tokens as usize), (expected.len(), expected.len(), all));
        prop_assert_eq!((keys.hapaxes as usize, keys.documents as usize), (hapaxes, asked));

        // Inflections: classes of keys.
        let stems = words(&engine, WordsRequest { unit: Unit::Stem, ..request.clone() });
        let index = engine.index();
        let class = |key: &str| {
            let id = index.lexicon().find(key).unwrap();
            index.class_of(id).map_or_else(|| key.to_string(), |class| format!("class {}", class.0))
        };
        let expected = naive.count(naive.counted().map(|(at, token)| (class(&token.key), at)));
        let found: BTreeMap<String, (u32, u32)> = stems
            .rows
            .iter()
            .map(|row| (class(&text::fold(&row.word)), (row.count, row.documents)))
            .collect();
        prop_assert_eq!(found, expected);

        // Bounds, order, parts of the list.
        let some = WordsRequest { least: 2, most: 3, order: WordOrder::Word, ..request.clone() };
        let some = words(&engine, some);
        prop_assert!(some.rows.iter().all(|row| (2..=3).contains(&row.count)));
        prop_assert_eq!(some.rows.len(), keys.rows.iter().filter(|row| (2..=3).contains(&row.count)).count());
        prop_assert!(some.rows.iter().map(|row| text::fold(&row.word)).is_sorted());
        // Beside others: as often as in a list of those alone.
        let others = Subcorpus { not: vec![request.within.clone()], name: "o".into(), ..Subcorpus::default() };
        let beside = words(&engine, WordsRequest { against: Some(others.clone()), ..request.clone() });
        let alone = words(&engine, WordsRequest { within: others, ..request.clone() });
        let alone_in: BTreeMap<&str, u32> = alone.rows.iter().map(|row| (row.word.as_str(), row.count)).collect();
        prop_assert_eq!(beside.against.unwrap(), ValueWords { value: "o".into(), tokens: alone.tokens });
        for (row, without) in beside.rows.iter().zip(&keys.rows) {
            prop_assert_eq!(&Frequency { against: None, ..row.clone() }, without);
            prop_assert_eq!(row.against, Some(alone_in.get(row.word.as_str()).copied().unwrap_or(0)));
        }
        let part = words(&engine, WordsRequest { offset: 2, limit: 3, ..request });
        let expected: Vec<Frequency> = keys.rows.iter().skip(2).take(3).cloned().collect();
        prop_assert_eq!(part.rows, expected);
    }

    #[test]
    fn words_are_counted_apart(documents in corpus(), everything: bool) {
        let engine = engine(&documents);
        let naive = Naive::new(&documents, everything, |_| true);
        for by in ["source", "lang", "year"] {
            let value = |document: usize| {
                let meta = &documents[document].meta;
                match by {
                    "source" => meta.source.as_str(),
                    "lang" => meta.lang.as_str(),
                    _ => year(&meta.date),
                }
            };
            let request = WordsRequest { by: by.into(), everything, limit: ALL, ..WordsRequest::default() };
            let asked = engine.answer(&Request::Words(request));
            // What no document has is not known.
            let Ok(Response::Words(found)) = asked else {
                prop_assert!(documents.iter().enumerate().all(|(it, _)| value(it).is_empty()));
                continue;
            };
            let shares = naive.count(naive.counted().map(|(at, token)| (value(token.document), at)));
            for share in &found.by {
                prop_assert_eq!(shares.get(share.value.as_str()).map(|it| it.0), Some(share.tokens));
            }
            prop_assert_eq!(found.by.len(), shares.len());
            let apart = naive.count(naive.counted().map(|(at, it)| ((it.key.clone(), value(it.document)), at)));
            for row in &found.rows {
                prop_assert_eq!(row.by.iter().sum::<u32>(), row.count);
                for (share, count) in found.by.iter().zip(&row.by) {
                    let expected = apart.get(&(text::fold(&row.word), share.value.as_str()));
                    prop_assert_eq!(expected.map_or(0, |it| it.0), *count);
                }
            }
        }
    }

    #[test]
    fn clusters_are_counted(
        documents in corpus(), lang in langs(), everything: bool, size in 1u32..=6, skip in 0u32..=3,
        least in 1u32..3, query in prop::option::of(queries()),
    ) {
        let engine = engine(&documents);
        let (within, is_in) = texts(lang);
        let naive = Naive::new(&documents, everything, is_in);
        let nodes = query.as_ref().map(|query| {
            let keys = phrase(query);
            naive.nodes(&keys.iter().map(String::as_str).collect::<Vec<_>>())
        });
        let mut all: Vec<(Vec<&str>, usize)> = Vec::new();
        for stretch in &naive.stretches {
            for at in stretch.clone() {
                let mut rows = vec![vec![at]];
                for _ in 1..size {
                    rows = rows
                        .into_iter()
                        .flat_map(|row| {
                            let last = *row.last().unwrap();
                            let reach = (at + row.len() + skip as usize + 1).min(stretch.end);
                            (last + 1..reach).map(move |next| [&row[..], &[next]].concat())
                        })
                        .collect();
                }
                let holds = |row: &Vec<usize>| {
                    nodes.as_ref().is_none_or(|nodes| {
                        nodes.iter().any(|node| node.clone().all(|it| row.contains(&it)))
                    })
                };
                let keys = |row: Vec<usize>| row.iter().map(|&at| &*naive.tokens[at].key).collect();
                all.extend(rows.into_iter().filter(holds).map(|row| (keys(row), at)));
            }
        }
        let mut expected = naive.count(all.into_iter());
        expected.retain(|_, (count, _)| *count >= least);
        let found = ngrams(&engine, NgramsRequest {
            within,
            matching: as_spelt(everything),
            size,
            skip,
            least,
            query: query.map_or(String::new(), |query| quoted(&query)),
            limit: ALL,
            ..NgramsRequest::default()
        });
        prop_assert_eq!(found.total as usize, expected.len());
        let mut order = Vec::new();
        for row in &found.rows {
            let keys = keys_of(&row.word);
            let known = expected.get(&keys.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert_eq!(known, Some(&(row.count, row.documents)), "{}", row.word);
            order.push((u32::MAX - row.count, keys));
        }
        prop_assert!(order.is_sorted());
    }

    #[test]
    fn clusters_are_counted_elsewhere(
        documents in corpus(), lang in langs(), other in langs(), everything: bool, size in 1u32..=4,
        skip in 0u32..=2, limit in 1u32..30, query in prop::option::of(queries()),
    ) {
        let engine = engine(&documents);
        let (others, _) = texts(other);
        let others = Subcorpus { name: "o".into(), ..others };
        let request = NgramsRequest {
            within: texts(lang).0,
            matching: as_spelt(everything),
            size,
            skip,
            least: 1,
            query: query.map_or(String::new(), |query| quoted(&query)),
            limit,
            ..NgramsRequest::default()
        };
        let alone = ngrams(&engine, NgramsRequest { within: others.clone(), limit: ALL, ..request.clone() });
        let counts: BTreeMap<&str, u32> =
            alone.rows.iter().map(|row| (row.word.as_str(), row.count)).collect();
        let plain = ngrams(&engine, request.clone());
        let beside = ngrams(&engine, NgramsRequest { against: Some(others), ..request });
        prop_assert_eq!(beside.against.unwrap(), ValueWords { value: "o".into(), tokens: alone.tokens });
        for (row, without) in beside.rows.iter().zip(&plain.rows) {
            prop_assert_eq!(&Frequency { against: None, ..row.clone() }, without);
            prop_assert_eq!(row.against, Some(counts.get(row.word.as_str()).copied().unwrap_or(0)));
        }
        prop_assert_eq!(beside.rows.len(), plain.rows.len());
    }

    #[test]
    fn clusters_are_counted_apart(
        documents in corpus(), everything: bool, size in 1u32..=3, skip in 0u32..=1,
        query in prop::option::of(queries()), limit in 1u32..30,
    ) {
        let engine = engine(&documents);
        let request = NgramsRequest {
            matching: as_spelt(everything),
            size,
            skip,
            least: 1,
            query: query.map_or(String::new(), |query| quoted(&query)),
            ..NgramsRequest::default()
        };
        let apart = ngrams(&engine, NgramsRequest { by: "lang".into(), limit, ..request.clone() });
        let plain = ngrams(&engine, NgramsRequest { limit, ..request.clone() });
        let bare = apart.rows.iter().map(|row| Frequency { by: Vec::new(), ..row.clone() });
        prop_assert_eq!(bare.collect::<Vec<_>>(), plain.rows);
        for (place, value) in apart.by.iter().enumerate().filter(|(_, it)| !it.value.is_empty()) {
            let filter = Filter { lang: vec![value.value.clone()], ..Filter::default() };
            let within = Subcorpus { filter, ..Subcorpus::default() };
            let alone = ngrams(&engine, NgramsRequest { within, limit: ALL, ..request.clone() });
            prop_assert_eq!(value.tokens, alone.tokens);
            for row in &apart.rows {
                let known = alone.rows.iter().find(|it| it.word == row.word).map_or(0, |it| it.count);
                prop_assert_eq!(row.by[place], known, "{}", row.word);
            }
        }
        prop_assert!(apart.rows.iter().all(|row| row.by.iter().sum::<u32>() == row.count));
    }

    #[test]
    fn what_is_near_is_counted_elsewhere(
        documents in corpus(), lang in langs(), other in langs(), everything: bool, query in queries(),
        window in select(&[Window::Words, Window::Sentence, Window::Document][..]),
    ) {
        let engine = engine(&documents);
        let request = CollocatesRequest {
            query: quoted(&query),
            matching: as_spelt(everything),
            within: texts(lang).0,
            window,
            least: 1,
            limit: ALL,
            ..CollocatesRequest::default()
        };
        let (others, _) = texts(other);
        let alone = collocates(&engine, CollocatesRequest { within: others.clone(), ..request.clone() });
        let near: BTreeMap<&str, &Collocate> =
            alone.rows.iter().map(|row| (row.word.as_str(), row)).collect();
        let plain = collocates(&engine, request.clone());
        let beside = collocates(&engine, CollocatesRequest { against: Some(others), ..request });
        let node = beside.against.unwrap();
        prop_assert_eq!(
            (node.node, node.node_documents, node.near, node.all),
            (alone.node, alone.node_documents, alone.near, alone.all)
        );
        for (row, without) in beside.rows.iter().zip(&plain.rows) {
            prop_assert_eq!(&Collocate { against: None, ..row.clone() }, without);
            let there = row.against.as_ref().unwrap();
            match near.get(row.word.as_str()) {
                Some(known) => prop_assert_eq!(
                    (there.together, there.count, there.table, &there.measures),
                    (known.together, known.count, known.table, &known.measures)
                ),
                None => {
                    prop_assert_eq!((there.together, there.table[0]), (0, 0));
                    prop_assert_eq!(there.table[2], u64::from(there.count));
                }
            }
        }
        prop_assert_eq!(beside.rows.len(), plain.rows.len());
    }

    #[test]
    fn what_is_near_is_counted(
        documents in corpus(), lang in langs(), everything: bool, query in queries(),
        before in 0u32..5, after in 0u32..5, window in select(&[Window::Words, Window::Sentence, Window::Document][..]),
        expected in select(&[Expected::Window, Expected::Plain, Expected::Span][..]),
    ) {
        let engine = engine(&documents);
        let (within, is_in) = texts(lang);
        let naive = Naive::new(&documents, everything, is_in);
        let keys = phrase(&query);
        let nodes = naive.nodes(&keys.iter().map(String::as_str).collect::<Vec<_>>());
        let found = collocates(&engine, CollocatesRequest {
            query: quoted(&query),
            matching: as_spelt(everything),
            within,
            window,
            before,
            after,
            expected,
            least: 1,
            limit: ALL,
            measures: vec!["t".into(), "g2".into()],
            ..CollocatesRequest::default()
        });
        let is_node = |at: usize| nodes.iter().any(|node| node.contains(&at));
        let others = || naive.counted().filter(|(at, _)| !is_node(*at));
        let holding: BTreeSet<usize> = nodes.iter().map(|node| naive.tokens[node.start].document).collect();
        prop_assert_eq!((found.node as usize, found.node_documents as usize), (nodes.len(), holding.len()));
        let mut near: BTreeMap<&str, (BTreeSet<usize>, BTreeSet<usize>)> = BTreeMap::new();
        for (at, token) in others() {
            for node in &nodes {
                let first = &naive.tokens[node.start];
                let one = window != Window::Sentence || first.sentence == token.sentence;
                if !one || !naive.stretch(node.start).contains(&at) {
                    continue;
                }
                let entry = near.entry(&token.key).or_default();
                if at < node.start && node.start - at <= before as usize {
                    entry.0.insert(at);
                }
                if at >= node.end && at - node.end < after as usize {
                    entry.1.insert(at);
                }
            }
        }
        let mut expected_rows = BTreeMap::new();
        let count = naive.count(others().map(|(at, token)| (&*token.key, at)));
        let mut places = 0;
        if window == Window::Document {
            let asked: BTreeSet<usize> = naive.counted().map(|(_, token)| token.document).collect();
            prop_assert_eq!((found.near as usize, found.all as usize), (holding.len(), asked.len()));
            for (key, (_, documents)) in &count {
                let inside = others().filter(|(_, it)| it.key == *key && holding.contains(&it.document));
                let both = inside.map(|(_, it)| it.document).collect::<BTreeSet<_>>().len() as u32;
                if both > 0 {
                    expected_rows.insert(*key, (both, 0, 0, both, *documents));
                }
            }
        } else {
            for (key, (before, after)) in &near {
                let all: BTreeSet<usize> = before | after;
                places += all.len();
                let holding: BTreeSet<usize> = all.iter().map(|&at| naive.tokens[at].document).collect();
                let row = (all.len() as u32, before.len() as u32, after.len() as u32, holding.len() as u32, count[key].0);
                if !all.is_empty() {
                    expected_rows.insert(*key, row);
                }
            }
            prop_assert_eq!((found.near as usize, found.all as usize), (places, others().count()));
        }
        prop_assert_eq!(found.total as usize, expected_rows.len());
        for row in &found.rows {
            let key = text::fold(&row.word);
            let told = (row.together, row.before, row.after, row.documents, row.count);
            prop_assert_eq!(expected_rows.get(&*key), Some(&told), "{}", row.word);
            let (together, count) = (u64::from(row.together), u64::from(row.count));
            let (first, all) = match (window, expected) {
                (Window::Document, _) | (_, Expected::Window) => (found.near, found.all),
                (_, Expected::Plain) => (nodes.len() as u64, naive.counted().count() as u64),
                (_, Expected::Span) => (nodes.len() as u64 * u64::from(before + after), naive.counted().count() as u64),
            };
            let rest = [first, count].map(|it| it.saturating_sub(together));
            let table = [together, rest[0], rest[1], all.saturating_sub(together + rest[0] + rest[1])];
            prop_assert_eq!(row.table, table);
        }
        let order = found.rows.iter().map(|row| row.measures[0].unwrap_or(f64::NEG_INFINITY));
        prop_assert!(order.is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn keywords_are_counted(documents in corpus(), everything: bool, negative: bool, against: bool) {
        let engine = engine(&documents);
        let (within, is_in) = texts("fa");
        let (other, is_other) = texts("en");
        let first = Naive::new(&documents, everything, &is_in);
        let second = Naive::new(&documents, everything, |it| if against { is_other(it) } else { !is_in(it) });
        let found = keywords(&engine, KeywordsRequest {
            within,
            against: against.then_some(other),
            everything,
            negative,
            least: 1,
            least_documents: 0,
            chance: 1.0,
            measures: vec!["log-ratio".into(), "g2".into()],
            limit: ALL,
            ..KeywordsRequest::default()
        });
        let [a, b] = [&first, &second].map(|it| it.count(it.counted().map(|(at, token)| (&*token.key, at))));
        let sizes = [&first, &second].map(|it| it.counted().count() as u64);
        prop_assert_eq!(found.tokens, sizes);
        let keys: BTreeSet<&str> = a.keys().chain(b.keys()).copied().collect();
        prop_assert_eq!(found.tests as usize, keys.len());
        let mut expected = BTreeMap::new();
        for key in keys {
            let [one, two] = [&a, &b].map(|it| it.get(key).copied().unwrap_or_default());
            let (one_in, two_in) = (u64::from(one.0) * sizes[1], u64::from(two.0) * sizes[0]);
            // Of nothing, nothing is a share.
            let [share, other] = [(one.0, sizes[0]), (two.0, sizes[1])]
                .map(|(count, size)| if size == 0 { 0.0 } else { f64::from(count) / size as f64 });
            let more = match sizes.contains(&0) {
                true => if negative { share < other } else { share > other },
                false => if negative { one_in < two_in } else { one_in > two_in },
            };
            if more {
                expected.insert(key, ([one.0, two.0], [one.1, two.1]));
            }
        }
        prop_assert_eq!(found.total as usize, expected.len());
        for row in &found.rows {
            let key = text::fold(&row.word);
            prop_assert_eq!(expected.get(&*key), Some(&(row.counts, row.documents)));
            let [o11, o12] = row.counts.map(u64::from);
            prop_assert_eq!(row.table, [o11, o12, sizes[0] - o11, sizes[1] - o12]);
        }
    }

    #[test]
    fn dispersion_is_counted(documents in corpus(), everything: bool, query in queries(), equal in 2u32..12) {
        let engine = engine(&documents);
        let naive = Naive::new(&documents, everything, |_| true);
        let keys = phrase(&query);
        let nodes = naive.nodes(&keys.iter().map(String::as_str).collect::<Vec<_>>());
        let counting: Vec<usize> = naive.counted().map(|(at, _)| at).collect();
        let kinds = [Parts::Documents, Parts::Sources, Parts::Days, Parts::Months, Parts::Years, Parts::Equal];
        for parts in kinds {
            let found = dispersion(&engine, DispersionRequest {
                query: quoted(&query),
                matching: as_spelt(everything),
                parts,
                equal,
                distances: true,
                limit: ALL,
                ..DispersionRequest::default()
            });
            let part_of = |number: usize, at: usize| -> String {
                naive.part(parts, equal, [number, at])
            };
            let mut expected: BTreeMap<String, (u32, Vec<u32>)> = BTreeMap::new();
            for (number, &at) in counting.iter().enumerate() {
                let part = expected.entry(part_of(number, at)).or_default();
                if nodes.iter().any(|node| node.start == at) {
                    let place = part.0;
                    part.1.push(place);
                }
                part.0 += 1;
            }
            let found_rows: BTreeMap<String, (u32, Vec<u32>)> = found
                .rows
                .iter()
                .map(|row| {
                    let name = if parts == Parts::Documents { &row.id } else { &row.name };
                    (name.clone(), (row.words, row.places.clone()))
                })
                .collect();
            prop_assert_eq!(found.rows.len(), found_rows.len());
            prop_assert_eq!(&found_rows, &expected, "{:?}", parts);
            prop_assert!(found.rows.iter().all(|row| row.hits as usize == row.places.len()));
            prop_assert_eq!(found.parts as usize, expected.len());
            prop_assert_eq!(found.spread.iter().map(|it| u64::from(it.1)).sum::<u64>(), found.words);
            prop_assert_eq!(found.spread.iter().map(|it| it.0).sum::<u32>(), found.hits);
            prop_assert_eq!((found.hits as usize, found.words as usize), (nodes.len(), counting.len()));
            // ARF by its definition: the distances go round.
            let places: Vec<usize> = (0..).zip(&counting).filter(|(_, at)| nodes.iter().any(|node| node.start == **at)).map(|it| it.0).collect();
            let arf = found.figures.iter().find(|(name, _)| name == "arf").unwrap().1;
            if places.is_empty() {
                prop_assert_eq!(arf, None);
            } else {
                let (all, f) = (counting.len() as f64, places.len() as f64);
                let next = |it: usize| if it + 1 < places.len() { places[it + 1] } else { places[0] + counting.len() };
                let sum: f64 = (0..places.len()).map(|it| ((next(it) - places[it]) as f64).min(all / f)).sum();
                prop_assert!((arf.unwrap() - sum * f / all).abs() < 1e-9);
                let apart: Vec<u32> = (0..places.len()).map(|it| (next(it) - places[it]) as u32).collect();
                prop_assert_eq!(&found.distances, &apart);
            }
        }
    }

    #[test]
    fn lines_are_what_the_text_says(
        documents in corpus(), lang in langs(), everything: bool, query in queries(), context in 0u32..12,
    ) {
        let engine = engine(&documents);
        let (within, is_in) = texts(lang);
        let naive = Naive::new(&documents, everything, is_in);
        let keys = phrase(&query);
        let nodes = naive.nodes(&keys.iter().map(String::as_str).collect::<Vec<_>>());
        for unit in [ContextUnit::Words, ContextUnit::Characters, ContextUnit::Sentence] {
            let found = concordance(&engine, ConcordanceRequest {
                query: quoted(&query),
                matching: as_spelt(everything),
                within: within.clone(),
                context,
                unit,
                limit: ALL,
                ..ConcordanceRequest::default()
            });
            prop_assert_eq!((found.total as usize, found.hits as usize), (nodes.len(), nodes.len()));
            prop_assert_eq!(found.words as usize, naive.counted().count());
            prop_assert_eq!(found.lines.len(), nodes.len());
            for (line, node) in found.lines.iter().zip(&nodes) {
                let (first, last) = (&naive.tokens[node.start], &naive.tokens[node.end - 1]);
                let document = &documents[first.document];
                prop_assert_eq!(&line.id, &document.id);
                prop_assert_eq!(line.position as usize, node.start - naive.first_of(first.document));
                let printed = naive.printed(first);
                prop_assert_eq!(&line.node, &printed[first.bytes.start..last.bytes.end]);
                let (before, after) = (&printed[..first.bytes.start], &printed[last.bytes.end..]);
                prop_assert!(before.ends_with(&line.before), "{:?} in {:?}", line.before, before);
                prop_assert!(after.starts_with(&line.after), "{:?} in {:?}", line.after, after);
                let reach = |at: &usize| {
                    let token = &naive.tokens[*at];
                    side(token) == side(first) && match unit {
                        ContextUnit::Words => *at + context as usize >= node.start && *at < node.end + context as usize,
                        ContextUnit::Sentence => (first.sentence..=last.sentence).contains(&token.sentence),
                        ContextUnit::Characters => true,
                    }
                };
                let shown: Vec<&Token> = (0..naive.tokens.len()).filter(reach).map(|at| &naive.tokens[at]).collect();
                let gap = |c: char| !c.is_whitespace();
                if unit == ContextUnit::Characters {
                    let most = context as usize;
                    prop_assert!(line.before.chars().count() <= most && line.after.chars().count() <= most);
                    // Whole words, and as many as there is room for.
                    let from = first.bytes.start - line.before.len();
                    let to = last.bytes.end + line.after.len();
                    for token in shown {
                        let Range { start, end } = token.bytes;
                        let is_cut = |at: usize| start < at && at < end;
                        prop_assert!(!is_cut(from) && !is_cut(to));
                        let fits = start < first.bytes.start && printed[start..first.bytes.start].chars().count() <= most
                            || end > last.bytes.end && printed[last.bytes.end..end].chars().count() <= most;
                        prop_assert!(!fits || (from <= start && end <= to), "{:?} {:?}", line, token);
                    }
                } else {
                    // From the first word to the last, and the signs that touch them.
                    let start = shown[0].bytes.start;
                    let behind = naive.tokens.iter().filter(|it| side(it) == side(first) && it.bytes.end <= start);
                    let lead = &printed[behind.map(|it| it.bytes.end).max().unwrap_or(0)..start];
                    let lead = lead.len() - lead.rfind(char::is_whitespace).map_or(0, |at| at + lead[at..].chars().next().unwrap().len_utf8());
                    prop_assert_eq!(first.bytes.start - line.before.len(), start - lead);
                    let end = shown.last().unwrap().bytes.end;
                    let next = naive.tokens.iter().find(|it| side(it) == side(first) && it.bytes.start >= end);
                    let tail = &printed[end..next.map_or(printed.len(), |it| it.bytes.start)];
                    let tail = tail.find(|c| !gap(c)).unwrap_or(tail.len());
                    prop_assert_eq!(last.bytes.end + line.after.len(), end + tail);
                }
                // The number by which the reader marks it.
                let reading = document_of(&engine, DocumentRequest {
                    id: line.id.clone(),
                    query: quoted(&query),
                    matching: as_spelt(everything),
                });
                let in_title = reading.title_hits.len();
                let number = line.hit as usize - 1;
                let mark = match first.apart {
                    true => reading.title_hits[number],
                    false => reading.hits[number - in_title],
                };
                prop_assert_eq!(mark, Span::new(first.bytes.start as u32, last.bytes.end as u32));
            }
        }
    }

    #[test]
    fn texts_are_what_their_words_say(
        documents in corpus(), lang in langs(), everything: bool, equal in 2u32..12, window in 2u32..9,
        form: bool,
    ) {
        let engine = engine(&documents);
        let (within, is_in) = texts(lang);
        let naive = Naive::new(&documents, everything, is_in);
        let letters = ["ی", "ي", "ى", "ک", "ك", "\u{200c}"];
        for parts in [Parts::Documents, Parts::Sources, Parts::Days, Parts::Years, Parts::Equal] {
            let found = profile(&engine, ProfileRequest {
                within: within.clone(),
                everything,
                unit: if form { Unit::Form } else { Unit::Key },
                parts,
                equal,
                window,
                spelling: true,
                limit: ALL,
                ..ProfileRequest::default()
            });
            let mut apart: BTreeMap<String, Vec<&Token>> = BTreeMap::new();
            for (number, (at, token)) in naive.counted().enumerate() {
                apart.entry(naive.part(parts, equal, [number, at])).or_default().push(token);
            }
            prop_assert_eq!(found.parts as usize, apart.len());
            let everywhere: Vec<&Token> = naive.counted().map(|(_, token)| token).collect();
            let named = found.rows.iter().map(|row| {
                (row, &apart[if parts == Parts::Documents { &row.id } else { &row.name }])
            });
            for (row, tokens) in named.chain([(&found.all, &everywhere)]) {
                let word = |token: &&Token| if form { token.form.clone() } else { token.key.clone() };
                let words: Vec<String> = tokens.iter().map(word).collect();
                let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
                words.iter().for_each(|word| *counts.entry(word).or_default() += 1);
                let numbers: Vec<u32> =
                    words.iter().map(|it| counts.range(..it.as_str()).count() as u32).collect();
                let known = richness(counts.values().copied());
                let types = [row.tokens, row.types, row.hapaxes].map(u64::from);
                prop_assert_eq!(types, [known.tokens, known.types, known.hapaxes]);
                let of: BTreeSet<usize> = tokens.iter().map(|it| it.document).collect();
                prop_assert_eq!(row.documents as usize, of.len());
                for (figure, value) in found.figures.iter().zip(&row.figures) {
                    let expected = match figure.as_str() {
                        "mattr" => mattr(&numbers, window as usize),
                        "msttr" => msttr(&numbers, window as usize),
                        "mtld" => mtld(&numbers),
                        id => known.of(id),
                    };
                    prop_assert_eq!(*value, expected, "{}", figure);
                }
                let windows: Vec<&[u32]> = numbers.windows(window.max(1) as usize).collect();
                let different = |words: &&[u32]| words.iter().collect::<BTreeSet<_>>().len() as f64;
                let of_windows = (window > 0 && !windows.is_empty()).then(|| {
                    [windows.iter().map(different).sum(), f64::from(window), windows.len() as f64]
                });
                let place = found.figures.iter().position(|it| it == "mattr").unwrap();
                prop_assert_eq!(row.ordered[place], of_windows);
                prop_assert_eq!(row.ordered[0], None);
                for (letter, count) in letters.iter().zip(&row.spelling) {
                    let has = tokens.iter().filter(|token| token.form.contains(letter)).count();
                    prop_assert_eq!(*count as usize, has, "{}", letter);
                }
            }
            // By a figure, the highest first, what has none last.
            let ordered = profile(&engine, ProfileRequest {
                within: within.clone(), everything, parts, equal, order: "ttr".into(), limit: ALL,
                ..ProfileRequest::default()
            });
            prop_assert!(ordered.spellings.is_empty() && ordered.rows.iter().all(|it| it.spelling.is_empty()));
            let ttr = |row: &ProfileRow| row.figures[0].unwrap_or(-1.0);
            prop_assert!(ordered.rows.iter().map(ttr).is_sorted_by(|a, b| a >= b));
        }
    }

    #[test]
    fn lines_are_those_of_some_places(
        documents in corpus(), query in queries(), chosen in prop::collection::vec(any::<u8>(), 0..6),
    ) {
        let engine = engine(&documents);
        let all = ConcordanceRequest {
            query: quoted(&query),
            matching: as_spelt(false),
            limit: ALL,
            ..ConcordanceRequest::default()
        };
        let found = concordance(&engine, all.clone());
        let mut wanted: Vec<usize> =
            chosen.iter().filter_map(|it| usize::from(*it).checked_rem(found.lines.len())).collect();
        let spot = |line: &Line| Spot { id: line.id.clone(), position: line.position };
        let mut spots: Vec<Spot> = wanted.iter().map(|at| spot(&found.lines[*at])).collect();
        // What is no place of a line changes nothing.
        spots.push(Spot { id: "no such".into(), position: 0 });
        spots.push(Spot { id: documents.first().map_or(String::new(), |it| it.id.clone()), position: ALL });
        wanted.sort_unstable();
        wanted.dedup();
        let expected: Vec<Line> = wanted.iter().map(|at| found.lines[*at].clone()).collect();
        let some = concordance(&engine, ConcordanceRequest { only: Some(spots), ..all.clone() });
        prop_assert_eq!((some.total as usize, some.hits as usize), (expected.len(), expected.len()));
        prop_assert_eq!(some.lines, expected);
        // And those that were asked for before are all there again.
        prop_assert_eq!(concordance(&engine, all), found);
    }

    #[test]
    fn lines_are_put_in_order(
        documents in corpus(), query in queries(),
        sort in prop::collection::vec(select(&["A1", "A2", "B1", "b3", "node", "title", "date", "source"][..]), 0..4),
    ) {
        let engine = engine(&documents);
        let naive = Naive::new(&documents, false, |_| true);
        let request = ConcordanceRequest {
            query: quoted(&query),
            matching: as_spelt(false),
            sort: sort.iter().map(|key| SortKey::named(key).unwrap()).collect(),
            limit: ALL,
            ..ConcordanceRequest::default()
        };
        let found = concordance(&engine, request.clone());
        let titles: BTreeMap<&str, usize> = {
            let listing = ListRequest { sort: Sort::Title, limit: ALL, ..ListRequest::default() };
            let Response::Documents(listed) = engine.answer(&Request::Documents(listing)).unwrap() else { panic!() };
            let place = |(place, entry): (usize, &Entry)| {
                (&*documents.iter().find(|it| it.id == entry.id).unwrap().id, place)
            };
            listed.documents.iter().enumerate().map(place).collect()
        };
        let place = |line: &Line| {
            let document = documents.iter().position(|it| it.id == line.id).unwrap();
            naive.first_of(document) + line.position as usize
        };
        let length = phrase(&query).len();
        let by = |line: &Line| -> Vec<(bool, String)> {
            let at = place(line);
            let words = phrase(&line.node).len().max(length);
            let token = |it: Option<usize>| {
                let token = it.and_then(|it| naive.tokens.get(it));
                // Beyond the end comes before every word.
                token.filter(|it| side(it) == side(&naive.tokens[at])).map_or((false, String::new()), |it| (true, it.key.clone()))
            };
            let document = &documents[naive.tokens[at].document];
            let last = |value: &str| (value.is_empty(), value.to_string());
            sort.iter()
                .map(|key| match key.split_at(1) {
                    ("A", far) => token(Some(at + words - 1 + far.parse::<usize>().unwrap())),
                    ("B" | "b", far) => token(at.checked_sub(far.parse().unwrap())),
                    ("n", _) => (true, naive.tokens[at..at + words].iter().map(|it| it.key.clone()).collect::<Vec<_>>().join("\u{0}")),
                    ("t", _) => (true, format!("{:09}", titles[&*document.id])),
                    ("d", _) => last(&document.meta.date),
                    _ => last(&document.meta.source),
                })
                .collect()
        };
        let order: Vec<_> = found.lines.iter().map(|line| (by(line), place(line))).collect();
        prop_assert!(order.is_sorted(), "{:?}", order);
        prop_assert_eq!(order.len(), naive.nodes(&phrase(&query).iter().map(String::as_str).collect::<Vec<_>>()).len());
        // Any part of it is that part of the whole.
        for (offset, limit) in [(0, 2), (1, 3), (ALL, 1), (2, 0)] {
            let part = concordance(&engine, ConcordanceRequest { offset, limit, ..request.clone() });
            let whole: Vec<Line> = found.lines.iter().skip(offset as usize).take(limit as usize).cloned().collect();
            prop_assert_eq!(part.lines, whole);
            prop_assert_eq!(part.total, found.total);
        }
    }

    #[test]
    fn some_lines_stand_for_all(documents in corpus(), query in queries(), sample in 1u32..6, seed: u32, context in 0u32..3) {
        let engine = engine(&documents);
        let naive = Naive::new(&documents, false, |_| true);
        let request = ConcordanceRequest {
            query: quoted(&query),
            matching: as_spelt(false),
            context,
            limit: ALL,
            ..ConcordanceRequest::default()
        };
        let all = concordance(&engine, request.clone()).lines;
        let some = ConcordanceRequest { sample, seed, ..request.clone() };
        let chosen = concordance(&engine, some.clone());
        prop_assert_eq!(chosen.total as usize, all.len().min(sample as usize));
        prop_assert_eq!(chosen.hits as usize, all.len());
        let mut rest = all.iter();
        prop_assert!(chosen.lines.iter().all(|line| rest.any(|it| it == line)), "in order, each once");
        let again = Engine::open(build(&documents)).unwrap();
        prop_assert_eq!(concordance(&again, some).lines, chosen.lines);

        let once = concordance(&engine, ConcordanceRequest { distinct: true, ..request });
        prop_assert_eq!(once.lines.iter().map(|line| line.repeated + 1).sum::<u32>(), once.hits);
        let nodes = naive.nodes(&phrase(&query).iter().map(String::as_str).collect::<Vec<_>>());
        let read = |node: &Range<usize>| -> Vec<Vec<&str>> {
            let inside = |at: &usize| naive.tokens.get(*at).is_some_and(|it| side(it) == side(&naive.tokens[node.start]));
            let keys = |range: Range<usize>| range.filter(inside).map(|at| &*naive.tokens[at].key).collect();
            let reach = context as usize;
            [node.start.saturating_sub(reach)..node.start, node.clone(), node.end..node.end + reach].map(keys).to_vec()
        };
        let different: BTreeSet<_> = nodes.iter().map(read).collect();
        prop_assert_eq!(once.lines.len(), different.len());
    }

    /// Only what is wanted of the file is here: the same answers.
    #[test]
    fn a_part_of_the_file_answers_as_the_whole_does(documents in corpus(), query in queries()) {
        let file = build(&documents);
        let whole = Engine::open(file.clone()).unwrap();
        for request in requests(&query) {
            let engine = Engine::open_head(file[..Layout::head(&file).unwrap()].to_vec()).unwrap();
            let mut rounds = 0;
            let answer = loop {
                match engine.ask(&request).unwrap() {
                    Outcome::Answer(answer) => break *answer,
                    Outcome::Wanted(ranges) => for range in ranges {
                        let part = &file[range.start as usize..range.end as usize];
                        engine.index().give(range.start, part.to_vec()).unwrap();
                    }
                }
                rounds += 1;
                prop_assert!(rounds < 12, "{:?}", request);
            };
            prop_assert_eq!(answer, whole.answer(&request).unwrap(), "{:?}", request);
        }
    }
}

/// One question of each kind and variety.
fn requests(query: &str) -> Vec<Request> {
    let query = query.to_string();
    let within = Subcorpus {
        filter: Filter { from: "2021".into(), ..Filter::default() },
        ..Subcorpus::default()
    };
    let lines = ConcordanceRequest { query: query.clone(), ..ConcordanceRequest::default() };
    let near = CollocatesRequest { query: query.clone(), least: 1, ..CollocatesRequest::default() };
    let spread = DispersionRequest { query: query.clone(), ..DispersionRequest::default() };
    let sort = ["A1", "title", "date"].map(|key| SortKey::named(key).unwrap()).to_vec();
    vec![
        Request::Concordance(ConcordanceRequest { sort, ..lines.clone() }),
        Request::Concordance(ConcordanceRequest {
            unit: ContextUnit::Sentence,
            distinct: true,
            ..lines
        }),
        Request::Words(WordsRequest { unit: Unit::Form, ..WordsRequest::default() }),
        Request::Words(WordsRequest {
            unit: Unit::Stem,
            by: "lang".into(),
            query: query.clone(),
            stop: vec!["fa".into()],
            ..WordsRequest::default()
        }),
        Request::Ngrams(NgramsRequest { unit: Unit::Form, skip: 1, ..NgramsRequest::default() }),
        Request::Ngrams(NgramsRequest {
            query,
            least: 1,
            by: "year".into(),
            against: Some(Subcorpus::default()),
            ..NgramsRequest::default()
        }),
        Request::Collocates(CollocatesRequest { window: Window::Sentence, ..near.clone() }),
        Request::Collocates(CollocatesRequest {
            unit: Unit::Stem,
            against: Some(Subcorpus::default()),
            ..near
        }),
        Request::Keywords(KeywordsRequest {
            within: within.clone(),
            least: 1,
            chance: 1.0,
            ..KeywordsRequest::default()
        }),
        Request::Dispersion(DispersionRequest { within, ..spread.clone() }),
        Request::Dispersion(DispersionRequest { parts: Parts::Sources, ..spread }),
        Request::Profile(ProfileRequest { unit: Unit::Stem, ..ProfileRequest::default() }),
        Request::Profile(ProfileRequest { parts: Parts::Months, ..ProfileRequest::default() }),
    ]
}

/// What nobody should ask is answered in one line, or soundly; and at once.
#[test]
fn hostile_questions_are_answered_in_one_line() {
    let engine = Engine::open(sample::index(&sample::documents())).unwrap();
    let asked = |request: Request| match engine.answer(&request) {
        Ok(_) => String::new(),
        Err(error) => error.to_string(),
    };
    let refused = |request: Request, part: &str| {
        let line = asked(request.clone());
        assert!(line.contains(part) && !line.contains('\n'), "{request:?}: “{line}”");
    };
    let lines = ConcordanceRequest { query: "NATO".into(), ..ConcordanceRequest::default() };
    let near = CollocatesRequest { query: "NATO".into(), ..CollocatesRequest::default() };
    let rows = NgramsRequest::default();
    let spread = DispersionRequest { query: "NATO".into(), ..DispersionRequest::default() };
    let keys = KeywordsRequest::default();

    let sort = vec![SortKey::Node; 4];
    refused(Request::Concordance(ConcordanceRequest { sort, ..lines.clone() }), "found 4");
    let only = Some(vec![Spot::default(); 100_001]);
    refused(Request::Concordance(ConcordanceRequest { only, ..lines.clone() }), "found 100001");
    refused(Request::Collocates(CollocatesRequest { before: 1000, ..near.clone() }), "found 1000");
    let measures = vec!["log-dice".to_string(), "luck".to_string()];
    refused(Request::Collocates(CollocatesRequest { measures, ..near.clone() }), "“luck”");
    refused(
        Request::Keywords(KeywordsRequest { measures: Vec::new(), ..keys.clone() }),
        "found none",
    );
    for size in [0, 7, ALL] {
        refused(Request::Ngrams(NgramsRequest { size, ..rows.clone() }), "1 to 6");
    }
    refused(Request::Ngrams(NgramsRequest { skip: ALL, ..rows.clone() }), "up to 4");
    for equal in [0, 1, 1001, ALL] {
        let parts = Parts::Equal;
        refused(
            Request::Dispersion(DispersionRequest { parts, equal, ..spread.clone() }),
            "2 to 1000",
        );
    }
    let like = ProfileRequest::default();
    for window in [0, 1, 100_001] {
        refused(Request::Profile(ProfileRequest { window, ..like.clone() }), "100,000");
    }
    let order = "luck".to_string();
    refused(Request::Profile(ProfileRequest { order, ..like.clone() }), "“luck”");
    let parts = Parts::Equal;
    refused(Request::Profile(ProfileRequest { parts, equal: 1, ..like.clone() }), "2 to 1000");
    let by = "nothing like it".to_string();
    refused(Request::Words(WordsRequest { by, ..WordsRequest::default() }), "“nothing like it”");
    let deep = |levels: usize| {
        (0..levels)
            .fold(Subcorpus::default(), |it, _| Subcorpus { and: vec![it], ..Subcorpus::default() })
    };
    let words_in = |within| Request::Words(WordsRequest { within, ..WordsRequest::default() });
    refused(words_in(deep(60)), "16 deep");
    assert_eq!(asked(words_in(deep(16))), "");
    let documents = vec!["no such".to_string()];
    refused(words_in(Subcorpus { documents, ..Subcorpus::default() }), "“no such”");

    // Nothing is asked of nothing, and all of everything.
    let none = Subcorpus { not: vec![Subcorpus::default()], ..Subcorpus::default() };
    let context = ALL;
    for limit in [0, 1, ALL] {
        for (offset, within) in
            [(0, none.clone()), (ALL, Subcorpus::default()), (0, Subcorpus::default())]
        {
            for query in [
                "NATO",
                "",
                "\"",
                "-NATO",
                "[]{0}",
                "[]*",
                "[word=\".*\"]",
                "zone:comments NATO",
                "a NEAR/3 NATO",
            ] {
                let query = query.to_string();
                let part = |within: &Subcorpus| (within.clone(), query.clone());
                let (inside, typed) = part(&within);
                asked(Request::Concordance(ConcordanceRequest {
                    query: typed,
                    within: inside,
                    limit,
                    offset,
                    context,
                    sample: ALL - 1,
                    distinct: true,
                    sort: vec![SortKey::After(9), SortKey::Before(9), SortKey::Node],
                    ..lines.clone()
                }));
                let (inside, typed) = part(&within);
                asked(Request::Collocates(CollocatesRequest {
                    query: typed,
                    within: inside,
                    limit,
                    offset,
                    before: 50,
                    after: 50,
                    least: 0,
                    ..near.clone()
                }));
                let (inside, typed) = part(&within);
                asked(Request::Dispersion(DispersionRequest {
                    query: typed,
                    within: inside,
                    limit,
                    offset,
                    parts: Parts::Equal,
                    equal: 1000,
                    ..spread.clone()
                }));
                let (inside, typed) = part(&within);
                asked(Request::Words(WordsRequest {
                    query: typed,
                    within: inside,
                    limit,
                    offset,
                    least: ALL,
                    most: 1,
                    ..WordsRequest::default()
                }));
                let (inside, typed) = part(&within);
                asked(Request::Ngrams(NgramsRequest {
                    query: typed,
                    within: inside,
                    limit,
                    offset,
                    least: ALL,
                    skip: 4,
                    size: 6,
                    ..rows.clone()
                }));
            }
            for chance in [f64::NAN, -1.0, 0.0, 1e-300, 2.0] {
                for against in [None, Some(none.clone())] {
                    let request = KeywordsRequest {
                        within: within.clone(),
                        against,
                        limit,
                        offset,
                        chance,
                        least: 0,
                        correction: Correction::Sidak,
                        ..keys.clone()
                    };
                    asked(Request::Keywords(request));
                }
            }
        }
    }
    let of_nothing =
        KeywordsRequest { within: none.clone(), against: Some(none.clone()), chance: 1.0, ..keys };
    let found = keywords(&engine, of_nothing);
    assert_eq!((found.total, found.tests, found.tokens), (0, 0, [0, 0]));
    assert_eq!(words(&engine, WordsRequest { within: none, ..WordsRequest::default() }).rows, []);
}

#[test]
fn texts_are_put_together_from_others() {
    let documents: Vec<Document> = ["fa", "ar", "en"]
        .into_iter()
        .map(|lang| {
            let meta = Metadata { lang: lang.into(), ..Metadata::default() };
            Document { id: lang.into(), text: format!("word {lang}"), meta, ..Document::default() }
        })
        .collect();
    let engine = engine(&documents);
    let of = |lang: &str| texts(lang).0;
    let found = |within: Subcorpus| -> Vec<String> {
        let order = WordOrder::Word;
        let request =
            WordsRequest { within: within.clone(), order, limit: ALL, ..WordsRequest::default() };
        let rows = words(&engine, request).rows.into_iter().map(|row| row.word);
        let found: Vec<String> = rows.filter(|it| it != "word").collect();
        // Whatever is asked with a filter, it is of the same texts: and so is a filter in another.
        let nested = Subcorpus {
            filter: Filter { within: vec![within.clone()], ..Filter::default() },
            ..Subcorpus::default()
        };
        for within in [within, nested] {
            let filter = Filter { within: vec![within], ..Filter::default() };
            let ask = |request: Request| engine.answer(&request).unwrap();
            let list =
                ListRequest { filter: filter.clone(), facets: true, ..ListRequest::default() };
            let Response::Documents(list) = ask(Request::Documents(list)) else { panic!() };
            let mut listed: Vec<String> = list.documents.into_iter().map(|it| it.id).collect();
            listed.sort();
            assert_eq!(listed, found);
            let counted: u32 = list.facets[0].values.iter().map(|it| it.documents).sum();
            assert_eq!(counted as usize, found.len());
            let search = SearchRequest {
                query: "word".into(),
                filter: filter.clone(),
                ..SearchRequest::default()
            };
            let Response::Search(answer) = ask(Request::Search(search)) else { panic!() };
            let mut hits: Vec<String> = answer.hits.into_iter().map(|it| it.id).collect();
            hits.sort();
            assert_eq!(hits, found);
            let times = TimelineRequest { filter, ..TimelineRequest::default() };
            let Response::Timeline(times) = ask(Request::Timeline(times)) else { panic!() };
            assert_eq!(times.total as usize, found.len());
        }
        found
    };
    assert_eq!(found(Subcorpus::default()), ["ar", "en", "fa"]);
    let or = vec![of("fa"), of("ar")];
    assert_eq!(found(Subcorpus { or: or.clone(), ..Subcorpus::default() }), ["ar", "fa"]);
    assert_eq!(
        found(Subcorpus { or: or.clone(), not: vec![of("ar")], ..Subcorpus::default() }),
        ["fa"]
    );
    assert_eq!(found(Subcorpus { or: or.clone(), ..of("en") }), ["ar", "en", "fa"]);
    assert_eq!(found(Subcorpus { and: or, ..Subcorpus::default() }), <[&str; 0]>::default());
    assert_eq!(found(Subcorpus { not: vec![of("en")], ..Subcorpus::default() }), ["ar", "fa"]);
    let query = "ar".to_string();
    assert_eq!(
        found(Subcorpus {
            query,
            documents: vec!["ar".into(), "fa".into()],
            ..Subcorpus::default()
        }),
        ["ar"]
    );
}

/// A list from elsewhere: words that the corpus lacks count too, and spellings of one are one.
#[test]
fn keywords_are_set_against_a_list() {
    let text = "talks talks talks کتاب كتاب peace".to_string();
    let engine = engine(&[Document { id: "a".into(), text, ..Document::default() }]);
    let list = [("Talks", 10), ("کتاب", 4), ("كِتاب", 6), ("war", 50)];
    let request = KeywordsRequest {
        list: list.map(|(word, count)| (word.to_string(), count)).to_vec(),
        list_tokens: 1000,
        least: 1,
        chance: 1.0,
        ..KeywordsRequest::default()
    };
    let found = keywords(&engine, request.clone());
    assert_eq!((found.tests, found.tokens), (4, [6, 1000]));
    let counts = |found: &Keywords| -> Vec<(String, [u32; 2])> {
        found.rows.iter().map(|row| (text::fold(&row.word), row.counts)).collect()
    };
    let row = |word: &str, counts| (text::fold(word), counts);
    assert_eq!(counts(&found), [row("talks", [3, 10]), row("کتاب", [2, 10]), row("peace", [1, 0])]);
    let rarer = keywords(&engine, KeywordsRequest { negative: true, ..request.clone() });
    assert_eq!(counts(&rarer), [row("war", [0, 50])]);
    // A list is no shorter than its counts.
    assert_eq!(keywords(&engine, KeywordsRequest { list_tokens: 0, ..request }).tokens, [6, 70]);
}

/// The first real corpus: counts that people made by hand.
#[test]
fn seeds_have_the_counts_that_people_made() {
    let Some(folder) = shared::shared("corpora/seeds") else { return };
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        kashf::ingest::read(&name, &std::fs::read(path).unwrap()).unwrap().documents
    };
    let engine = engine(&files.iter().flat_map(read).collect::<Vec<_>>());
    let lines = |query: &str, everything: bool| {
        let matching = Matching { everything, ..Matching::default() };
        let request =
            ConcordanceRequest { query: query.into(), matching, limit: ALL, ..Default::default() };
        concordance(&engine, request)
    };
    let counts = [("لاوروف", 16), ("گفت‌وگو", 10), ("سه‌شنبه", 5), ("Sullivan", 10), ("Grushko", 3)];
    for (query, hits) in counts {
        assert_eq!(lines(query, true).hits, hits, "{query}");
    }
    assert_eq!(lines("زيلينسكي", false).documents, 1, "in an article of its own only");
    // As the reader counts them, and as dispersion does.
    for query in ["لاوروف", "گفت‌وگو", "ناتو"] {
        let (article, all) = (lines(query, false), lines(query, true));
        assert!(article.hits <= all.hits);
        let spread =
            dispersion(&engine, DispersionRequest { query: query.into(), ..Default::default() });
        let near =
            collocates(&engine, CollocatesRequest { query: query.into(), ..Default::default() });
        assert_eq!([spread.hits, near.node], [article.hits; 2], "{query}");
    }
    // Words of the article only: what stands in another article is counted there.
    let words = words(&engine, WordsRequest { limit: ALL, ..WordsRequest::default() });
    assert!(words.tokens < engine.info().tokens);
}
