//! Documents → index bytes; same input, same bytes.
//!
//! One pass cuts each text into words and gaps and keeps only symbol numbers; the texts
//! themselves can be let go at once. The end sorts, numbers and writes. Needs about
//! four bytes a word twice, and one copy of every different form.

use std::collections::{BTreeSet, HashMap};

use super::bytes::{put_str, put_varint};
use super::checksum::checksum;
use super::format::{SAMPLE_EVERY, Section, assemble};
use super::lexicon;
use super::postings;
use super::relate::{Corpus, relate};
use super::zones::HEADLINE;
use crate::document::Document;
use crate::error::Error;
use crate::text;
use crate::text::stem::Stemmer;

/// What the builder of a corpus says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The corpus's title.
    pub title: String,
    /// A sentence or two about it; may be empty.
    pub description: String,
    /// Its licence; may be empty.
    pub licence: String,
    /// When it was built, as it is to be shown; may be empty.
    pub built: String,
}

/// Takes documents one by one, and gives the bytes of their index.
///
/// ```
/// use kashf::document::Document;
/// use kashf::index::{About, Builder, Index};
///
/// let mut builder = Builder::new(About::default());
/// let text = "گفت‌وگو در ژنو،  «همین»!".to_string();
/// builder.add(Document { id: "a".into(), text: text.clone(), ..Default::default() })?;
/// let index = Index::open(builder.finish()?)?;
/// assert_eq!(index.text(kashf::id::DocId(0))?, text);
/// # Ok::<(), kashf::error::Error>(())
/// ```
pub struct Builder {
    about: About,
    ids: BTreeSet<String>,
    symbols: Symbols,
    /// All documents, as symbols in the order first seen.
    stream: Vec<u32>,
    documents: Vec<Record>,
    words: u64,
}

/// What the file says of a document, before its symbols have their numbers.
struct Record {
    document: Document,
    text_bytes: usize,
    text_checksum: u32,
    /// Symbols of a title that does not stand in the text, and then of the text.
    title_symbols: usize,
    text_symbols: usize,
    title_words: u32,
    words: u32,
    /// Words before the headline, and words of it.
    headline: (u32, u32),
}

impl Builder {
    /// An empty corpus.
    pub fn new(about: About) -> Builder {
        Builder {
            about,
            ids: BTreeSet::new(),
            symbols: Symbols::default(),
            stream: Vec::new(),
            documents: Vec::new(),
            words: 0,
        }
    }

    /// Documents so far.
    pub fn documents(&self) -> usize {
        self.documents.len()
    }

    /// Running words so far, titles included.
    pub fn words(&self) -> u64 {
        self.words
    }

    /// True when a document of this id was added.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Adds a document.
    ///
    /// # Errors
    ///
    /// When its id was used before, or a limit of the format is passed (2³² − 1 words in
    /// all, as many bytes in one text).
    pub fn add(&mut self, mut document: Document) -> Result<(), Error> {
        if self.has(&document.id) {
            return Err(Error::unsupported(format!(
                "expected every document to have its own id, found “{}” twice: give one of them another",
                document.id
            )));
        }
        let text = std::mem::take(&mut document.text);
        let record = self.take_in(document, &text);
        self.words += u64::from(record.words);
        let fits = self.words < u64::from(u32::MAX) && text.len() < u32::MAX as usize;
        if !fits {
            return Err(too_large());
        }
        self.ids.insert(record.document.id.clone());
        self.documents.push(record);
        Ok(())
    }

    fn take_in(&mut self, mut document: Document, text: &str) -> Record {
        let inside = |span: &crate::id::Span| span.of(text).is_some();
        document.title_span = document.title_span.filter(inside);
        let before = self.stream.len();
        let title_words = match document.title_span {
            Some(_) => 0,
            None => self.encode(&document.meta.title),
        };
        let middle = self.stream.len();
        let text_words = self.encode(text);
        let headline = match document.title_span {
            Some(span) => headline(text, span),
            None => (0, title_words),
        };
        Record {
            text_bytes: text.len(),
            text_checksum: checksum(text.as_bytes()),
            title_symbols: middle - before,
            text_symbols: self.stream.len() - middle,
            title_words,
            words: title_words + text_words,
            headline,
            document,
        }
    }

    /// Appends the symbols of a text; gives its words.
    fn encode(&mut self, text: &str) -> u32 {
        let (mut end, mut words) = (0, 0);
        for range in text::words(text) {
            let gap = &text[end..range.start];
            if gap != " " || end == 0 {
                self.push_gap(gap, end == 0);
            }
            self.stream.push(self.symbols.word(&text[range.clone()]));
            end = range.end;
            words += 1;
        }
        self.push_gap(&text[end..], true);
        words
    }

    /// A gap at an edge of a text may be nothing at all, and then needs no symbol.
    fn push_gap(&mut self, gap: &str, edge: bool) {
        if !(edge && gap.is_empty()) {
            self.stream.push(self.symbols.gap(gap));
        }
    }

    /// The bytes of the index.
    ///
    /// # Errors
    ///
    /// When a limit of the format is passed.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        let keys = self.symbols.keys();
        let numbers = self.symbols.numbers();
        let lengths: Vec<u8> = numbers.iter().map(|&number| varint_length(number)).collect();
        let (lists, positions) = self.lists(&keys)?;
        let relations = relate(&self.corpus(&keys))?;
        let sections = [
            (Section::About, self.about_section()),
            (Section::Documents, self.documents_section(&lengths)),
            (Section::Lexicon, lexicon::write(&keys.sorted)?),
            (Section::Lists, lists),
            (Section::Positions, positions),
            (Section::Forms, self.symbols.section(&keys, &numbers)),
            (Section::Stream, self.stream_section(&numbers)),
            (Section::Samples, self.samples_section(&lengths)?),
            (Section::Zones, self.zones_section()),
            (Section::Stems, relations.stems),
            (Section::Classes, relations.classes),
            (Section::Compounds, relations.compounds),
        ];
        Ok(assemble(&sections))
    }

    /// What [`relate`] looks at.
    fn corpus<'a>(&'a self, keys: &'a Keys) -> Corpus<'a> {
        let mut at = 0;
        let document = |record: &Record| {
            let start = at;
            at += record.title_symbols + record.text_symbols;
            (start..at, Stemmer::of(&record.document.meta.lang))
        };
        Corpus {
            keys: &keys.sorted,
            key_of: &keys.of,
            stream: &self.stream,
            documents: self.documents.iter().map(document).collect(),
            half_spaced: self.symbols.half_spaced(keys),
        }
    }

    fn about_section(&self) -> Vec<u8> {
        let generator = format!("kashf {}", env!("CARGO_PKG_VERSION"));
        let pairs = [
            ("title", self.about.title.as_str()),
            ("description", &self.about.description),
            ("licence", &self.about.licence),
            ("built", &self.about.built),
            ("generator", &generator),
            ("chain", text::CHAIN),
        ];
        let mut out = Vec::new();
        put_varint(&mut out, pairs.len() as u64);
        for (name, value) in pairs {
            put_str(&mut out, name);
            put_str(&mut out, value);
        }
        out
    }

    fn documents_section(&self, lengths: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let dictionary = self.dictionary();
        put_varint(&mut out, dictionary.len() as u64);
        dictionary.iter().for_each(|entry| put_str(&mut out, entry));
        let entry = |text: &str| dictionary.binary_search(&text).unwrap_or(0) as u64;
        put_varint(&mut out, self.documents.len() as u64);
        let mut symbols = self.stream.as_slice();
        for record in &self.documents {
            let (title, rest) = symbols.split_at(record.title_symbols);
            let (text, rest) = rest.split_at(record.text_symbols);
            symbols = rest;
            let bytes =
                |part: &[u32]| part.iter().map(|&s| u64::from(lengths[s as usize])).sum::<u64>();
            record.put(&mut out, &entry);
            put_varint(&mut out, bytes(title));
            put_varint(&mut out, bytes(text));
        }
        out
    }

    /// Strings that many documents share, sorted.
    fn dictionary(&self) -> Vec<&str> {
        let strings = self.documents.iter().flat_map(|record| {
            let meta = &record.document.meta;
            let names = meta.more.iter().map(|(name, _)| name.as_str());
            [meta.lang.as_str(), &meta.source, &meta.author].into_iter().chain(names)
        });
        strings.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Sections 4 and 5: where each key's list begins, and the lists.
    fn lists(&self, keys: &Keys) -> Result<(Vec<u8>, Vec<u8>), Error> {
        let words = || self.stream.iter().filter_map(|&symbol| keys.of[symbol as usize]);
        let mut next = vec![0u32; keys.sorted.len() + 1];
        words().for_each(|key| next[key as usize + 1] += 1);
        for i in 1..next.len() {
            next[i] += next[i - 1];
        }
        let bounds = next.clone();
        let mut positions = vec![0u32; self.words as usize];
        for (position, key) in words().enumerate() {
            positions[next[key as usize] as usize] = position as u32;
            next[key as usize] += 1;
        }
        let (mut starts, mut lists) = (Vec::with_capacity(bounds.len() * 4), Vec::new());
        for bound in bounds.windows(2) {
            starts.extend_from_slice(&offset(lists.len())?);
            postings::encode(&positions[bound[0] as usize..bound[1] as usize], &mut lists);
        }
        starts.extend_from_slice(&offset(lists.len())?);
        Ok((starts, lists))
    }

    fn stream_section(&self, numbers: &[u32]) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.stream.len() * 2);
        for &symbol in &self.stream {
            put_varint(&mut out, u64::from(numbers[symbol as usize]));
        }
        out
    }

    fn samples_section(&self, lengths: &[u8]) -> Result<Vec<u8>, Error> {
        let (mut out, mut at, mut position) = (Vec::new(), 0usize, 0u32);
        for &symbol in &self.stream {
            if self.symbols.is_word(symbol) {
                if position.is_multiple_of(SAMPLE_EVERY) {
                    out.extend_from_slice(&offset(at)?);
                }
                position += 1;
            }
            at += usize::from(lengths[symbol as usize]);
        }
        Ok(out)
    }

    fn zones_section(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for record in &self.documents {
            let (before, words) = record.headline;
            let runs: &[(u8, u32)] = match (before, words) {
                (_, 0) => &[],
                (0, _) => &[(HEADLINE, words)],
                _ => &[(super::zones::BODY, before), (HEADLINE, words)],
            };
            put_varint(&mut out, runs.len() as u64);
            for &(zone, words) in runs {
                put_varint(&mut out, u64::from(zone));
                put_varint(&mut out, u64::from(words));
            }
        }
        out
    }
}

/// Words before the title that stands at `span` of `text`, and words of it. They are
/// those of the whole text: a title cut out of it may part differently, as 20.12 and
/// 20.12.2021 do.
fn headline(text: &str, span: crate::id::Span) -> (u32, u32) {
    let (mut before, mut words) = (0, 0);
    for word in text::words(text).take_while(|word| word.start < span.end as usize) {
        let counted = if word.end <= span.start as usize { &mut before } else { &mut words };
        *counted += 1;
    }
    (before, words)
}

impl Record {
    fn put(&self, out: &mut Vec<u8>, entry: &impl Fn(&str) -> u64) {
        let meta = &self.document.meta;
        for text in [&self.document.id, &meta.title, &meta.date, &meta.url] {
            put_str(out, text);
        }
        for text in [&meta.lang, &meta.source, &meta.author] {
            put_varint(out, entry(text));
        }
        put_varint(out, meta.more.len() as u64);
        for (name, value) in &meta.more {
            put_varint(out, entry(name));
            put_str(out, value);
        }
        put_varint(out, self.text_bytes as u64);
        out.extend_from_slice(&self.text_checksum.to_le_bytes());
        match self.document.title_span {
            Some(span) => {
                put_varint(out, 1 + u64::from(span.start));
                put_varint(out, u64::from(span.end.saturating_sub(span.start)));
            }
            None => put_varint(out, 0),
        }
        put_varint(out, u64::from(self.title_words));
        put_varint(out, u64::from(self.words));
    }
}

/// Forms and gaps, numbered in the order first seen.
#[derive(Default)]
struct Symbols {
    words: HashMap<Box<str>, u32>,
    gaps: HashMap<Box<str>, u32>,
    /// How often each was seen, and whether it is a word.
    seen: Vec<(u32, bool)>,
}

/// The keys of all forms.
struct Keys {
    sorted: Vec<String>,
    /// For each symbol its key's ordinal; `None` for a gap.
    of: Vec<Option<u32>>,
}

impl Symbols {
    fn word(&mut self, form: &str) -> u32 {
        Symbols::number(&mut self.words, &mut self.seen, form, true)
    }

    fn gap(&mut self, gap: &str) -> u32 {
        Symbols::number(&mut self.gaps, &mut self.seen, gap, false)
    }

    fn number(
        known: &mut HashMap<Box<str>, u32>,
        seen: &mut Vec<(u32, bool)>,
        text: &str,
        word: bool,
    ) -> u32 {
        if let Some(&symbol) = known.get(text) {
            seen[symbol as usize].0 += 1;
            return symbol;
        }
        let symbol = seen.len() as u32;
        known.insert(text.into(), symbol);
        seen.push((1, word));
        symbol
    }

    fn is_word(&self, symbol: u32) -> bool {
        self.seen[symbol as usize].1
    }

    /// Every symbol's text.
    fn texts(&self) -> Vec<&str> {
        let mut texts = vec![""; self.seen.len()];
        for (text, &symbol) in self.words.iter().chain(&self.gaps) {
            texts[symbol as usize] = text;
        }
        texts
    }

    fn keys(&self) -> Keys {
        let mut folded: Vec<(String, u32)> =
            self.words.iter().map(|(form, &symbol)| (text::fold(form), symbol)).collect();
        folded.sort_unstable();
        let mut keys = Keys { sorted: Vec::new(), of: vec![None; self.seen.len()] };
        for (key, symbol) in folded {
            if keys.sorted.last() != Some(&key) {
                keys.sorted.push(key);
            }
            keys.of[symbol as usize] = Some(keys.sorted.len() as u32 - 1);
        }
        keys
    }

    /// Words printed with a half-space in them: key, form, occurrences; sorted.
    fn half_spaced(&self, keys: &Keys) -> Vec<(u32, &str, u32)> {
        let inside = |form: &str| form.chars().any(text::script::is_half_space);
        let mut found: Vec<(u32, &str, u32)> = self
            .words
            .iter()
            .filter(|(form, _)| inside(form))
            .filter_map(|(form, &symbol)| {
                let key = keys.of[symbol as usize]?;
                Some((key, &**form, self.seen[symbol as usize].0))
            })
            .collect();
        found.sort_unstable();
        found
    }

    /// For each symbol its number in the file: by frequency, then words first, then text.
    fn numbers(&self) -> Vec<u32> {
        let mut numbers = vec![0; self.seen.len()];
        for (number, symbol) in self.in_order().into_iter().enumerate() {
            numbers[symbol as usize] = number as u32;
        }
        numbers
    }

    fn in_order(&self) -> Vec<u32> {
        let texts = self.texts();
        let mut order: Vec<u32> = (0..self.seen.len() as u32).collect();
        order.sort_unstable_by_key(|&symbol| {
            let (count, word) = self.seen[symbol as usize];
            (std::cmp::Reverse(count), !word, texts[symbol as usize])
        });
        order
    }

    /// Section 6.
    fn section(&self, keys: &Keys, numbers: &[u32]) -> Vec<u8> {
        let texts = self.texts();
        let mut order = vec![0u32; numbers.len()];
        for (symbol, &number) in numbers.iter().enumerate() {
            order[number as usize] = symbol as u32;
        }
        let mut out = Vec::new();
        put_varint(&mut out, order.len() as u64);
        for symbol in order {
            let text = texts[symbol as usize];
            match keys.of[symbol as usize] {
                Some(key) if keys.sorted[key as usize] == text => {
                    put_varint(&mut out, u64::from(key) << 2);
                }
                Some(key) => {
                    put_varint(&mut out, u64::from(key) << 2 | 1);
                    put_str(&mut out, text);
                }
                None => {
                    put_varint(&mut out, (text.len() as u64) << 2 | 2);
                    out.extend_from_slice(text.as_bytes());
                }
            }
        }
        out
    }
}

fn varint_length(value: u32) -> u8 {
    (32 - value.leading_zeros()).div_ceil(7).max(1) as u8
}

fn offset(at: usize) -> Result<[u8; 4], Error> {
    u32::try_from(at).map(u32::to_le_bytes).map_err(|_| too_large())
}

fn too_large() -> Error {
    Error::unsupported(
        "expected fewer than 2^32 words and bytes in a part of the index, found more: build the corpus in parts",
    )
}
