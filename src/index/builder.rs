//! Documents → index bytes; same input, same bytes, however many threads.
//!
//! One pass cuts each text into words and gaps and keeps only symbol numbers; the texts
//! themselves can be let go at once. The end sorts, numbers and writes. Needs about
//! four bytes a word twice, and one copy of every different form.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::bits::BitWriter;
use super::blocks::BlockWriter;
use super::bytes::{put_str, put_varint};
use super::checksum::checksum;
use super::coder::Coder;
use super::columns::Column;
use super::documents::{self, Entry};
use super::format::{Section, assemble};
use super::forms::{Edit, EditCode, edits};
use super::keys;
use super::model::{Model, Symbol};
use super::reader::{ALWAYS, IDS, hash};
use super::relate::{Corpus, relate};
use super::symbols::{Keys, Symbols};
use super::texts::{self, Stretch, WORDS};
use super::{lexicon, stems, threads};
use crate::document::{Document, Metadata, is_iso};
use crate::error::Error;
use crate::id::Span;
use crate::text;
use crate::text::stem::Stemmer;

/// Sources that the root names, at most.
const SOURCES: usize = 256;

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
    documents: Vec<Taken>,
    words: u64,
    threads: usize,
}

/// What is kept of a document.
struct Taken {
    id: String,
    meta: Metadata,
    /// All but what the symbols and the other fields say.
    record: texts::Record,
    /// Symbols of a title that does not stand in the text, and then of the text.
    title_symbols: usize,
    text_symbols: usize,
    entry: Entry,
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
            threads: 1,
        }
    }

    /// On so many threads. The bytes are the same.
    pub fn threads(mut self, threads: usize) -> Builder {
        self.threads = threads.max(1);
        self
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
        let taken = self.take_in(document, &text);
        self.words += u64::from(taken.entry.words);
        let fits = self.words < u64::from(u32::MAX) && text.len() < u32::MAX as usize;
        if !fits {
            return Err(too_large());
        }
        self.ids.insert(taken.id.clone());
        self.documents.push(taken);
        Ok(())
    }

    fn take_in(&mut self, document: Document, text: &str) -> Taken {
        let Document { id, mut meta, title_span, .. } = document;
        // No title stands nowhere.
        let stands = |span: &Span| span.of(text).is_some() && !meta.title.is_empty();
        let title_span = title_span.filter(stands);
        let before = self.stream.len();
        let title_words = match title_span {
            Some(_) => 0,
            None => self.encode(&meta.title),
        };
        // A title without words is kept as it is.
        if title_words == 0 {
            self.stream.truncate(before);
        }
        let middle = self.stream.len();
        let text_words = self.encode(text);
        let headline = match title_span {
            Some(span) => headline(text, span),
            None => (0, title_words),
        };
        let in_text = title_span.and_then(|span| span.of(text)) == Some(meta.title.as_str());
        let mut record = texts::Record {
            text_bytes: text.len() as u32,
            text_checksum: checksum(text.as_bytes()),
            title_span,
            title_coded: title_words > 0,
            url: std::mem::take(&mut meta.url),
            ..Default::default()
        };
        if !record.title_coded && !in_text {
            record.title = meta.title.clone();
        }
        let entry = Entry {
            first: self.words as u32,
            words: title_words + text_words,
            title_words,
            headline,
        };
        let (title_symbols, text_symbols) = (middle - before, self.stream.len() - middle);
        Taken { id, meta, record, title_symbols, text_symbols, entry }
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
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        let fields = self.fields();
        self.keep_others(&fields);
        let keys = self.symbols.keys(self.threads);
        let texts = self.symbols.texts();
        let symbols: Vec<Symbol<'_>> = (0..)
            .zip(&texts)
            .map(|(symbol, text)| Symbol {
                text,
                word: self.symbols.is_word(symbol),
                count: self.symbols.count(symbol),
            })
            .collect();
        let (relations, model) = threads::join(
            self.threads,
            || relate(&self.corpus(&keys)),
            || Model::train(&symbols, &mut self.texts()),
        );
        let mut root = Vec::new();
        self.put_about(&mut root);
        let entries: Vec<Entry> = self.documents.iter().map(|taken| taken.entry).collect();
        documents::write(&entries, &mut root);
        put_varint(&mut root, fields.len() as u64);
        for field in &fields {
            put_str(&mut root, &field.name);
            let column = field.column.as_ref();
            put_varint(&mut root, column.map_or(0, |column| column.values.len() as u64 + 1));
        }
        let bytes = model.write();
        put_varint(&mut root, bytes.len() as u64);
        root.extend(bytes);
        let (forms, form_of) = self.forms(&keys, &texts);
        let code = self.edit_code(&keys, &forms);
        let bytes = code.write();
        put_varint(&mut root, bytes.len() as u64);
        root.extend(bytes);
        let lexicon = lexicon::write(&keys.sorted, &mut root)?;
        let names = lexicon::write(&relations.names, &mut root)?;
        let classes = stems::write_classes(&relations.class_of, relations.names.len(), &mut root);
        let compounds = stems::write_compounds(&relations.compounds, &mut root);
        let (blocks, long) =
            self.keys(&keys, (&forms, &form_of), &relations.class_of, &code, &mut root);
        let chunks = self.chunks(&Coder::new(&model, &symbols), &mut root);
        let columns = fields.iter().filter_map(|field| Some(field.column.as_ref()?.write()));
        let columns = columns.chain([self.title_order()]).collect();
        let hashes: Vec<u16> = self.documents.iter().map(|taken| hash(&taken.id)).collect();
        let ids = hashes.chunks(IDS as usize);
        let ids = ids.map(|ids| ids.iter().flat_map(|id| id.to_le_bytes()).collect()).collect();
        let sections = vec![lexicon, names, classes, compounds, columns, ids, blocks, long, chunks];
        debug_assert_eq!(sections.len(), Section::ALL.len());
        if root.len() as u64 >= u64::from(u32::MAX) {
            return Err(too_large());
        }
        Ok(assemble(&root, sections, self.threads))
    }

    /// The symbols of each title and each text, in order.
    fn texts(&self) -> impl Iterator<Item = &[u32]> {
        let mut rest = self.stream.as_slice();
        self.documents.iter().flat_map(move |taken| {
            let (title, after) = rest.split_at(taken.title_symbols);
            let (text, after) = after.split_at(taken.text_symbols);
            rest = after;
            [title, text]
        })
    }

    /// What [`relate`] looks at.
    fn corpus<'a>(&'a self, keys: &'a Keys) -> Corpus<'a> {
        let mut at = 0;
        let document = |taken: &Taken| {
            let start = at;
            at += taken.title_symbols + taken.text_symbols;
            (start..at, Stemmer::of(&taken.meta.lang))
        };
        Corpus {
            keys: &keys.sorted,
            key_of: &keys.of,
            stream: &self.stream,
            documents: self.documents.iter().map(document).collect(),
            half_spaced: self.symbols.half_spaced(keys),
        }
    }

    fn put_about(&self, root: &mut Vec<u8>) {
        let generator = format!("kashf {}", env!("CARGO_PKG_VERSION"));
        let pairs = [
            ("title", self.about.title.as_str()),
            ("description", &self.about.description),
            ("licence", &self.about.licence),
            ("built", &self.about.built),
            ("generator", &generator),
            ("chain", text::CHAIN),
        ];
        put_varint(root, pairs.len() as u64);
        for (name, value) in pairs {
            put_str(root, name);
            put_str(root, value);
        }
        let bytes = self.documents.iter().map(|taken| u64::from(taken.record.text_bytes));
        put_varint(root, bytes.sum());
        let dates = || {
            let dates = self.documents.iter().map(|taken| taken.meta.date.as_str());
            dates.filter(|date| is_iso(date))
        };
        put_str(root, dates().min().unwrap_or_default());
        put_str(root, dates().max().unwrap_or_default());
        self.put_shares(root, usize::MAX, |meta| &meta.lang);
        self.put_shares(root, SOURCES, |meta| &meta.source);
    }

    /// How many documents and words bear each value, most documents first.
    fn put_shares(&self, root: &mut Vec<u8>, most: usize, value: impl Fn(&Metadata) -> &str) {
        let mut shares: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for taken in self.documents.iter().filter(|taken| !value(&taken.meta).is_empty()) {
            let share = shares.entry(value(&taken.meta)).or_default();
            *share = (share.0 + 1, share.1 + taken.entry.words);
        }
        let mut shares: Vec<(&str, (u32, u32))> = shares.into_iter().collect();
        shares.sort_by_key(|(_, (documents, _))| std::cmp::Reverse(*documents));
        shares.truncate(most);
        put_varint(root, shares.len() as u64);
        for (name, (documents, words)) in shares {
            put_str(root, name);
            put_varint(root, u64::from(documents));
            put_varint(root, u64::from(words));
        }
    }

    /// The names under which something is known. What documents share is a column; what most
    /// of them have of their own is none.
    fn fields(&self) -> Vec<Field> {
        let column = |value: &dyn Fn(&Metadata) -> &str| {
            let borne = self.documents.iter().map(|taken| {
                let value = value(&taken.meta);
                Some(value).filter(|value| !value.is_empty()).into_iter().collect()
            });
            Some(Column::new(borne))
        };
        let mut fields = vec![
            Field { name: ALWAYS[0].to_string(), column: column(&|meta| &meta.lang) },
            Field { name: ALWAYS[1].to_string(), column: column(&|meta| &meta.source) },
            Field { name: ALWAYS[2].to_string(), column: column(&|meta| &meta.author) },
            Field { name: ALWAYS[3].to_string(), column: column(&|meta| &meta.date) },
        ];
        let mut names: Vec<&str> = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (name, _) in self.documents.iter().flat_map(|taken| &taken.meta.more) {
            if seen.insert(name) {
                names.push(name);
            }
        }
        for name in names {
            let borne = self.documents.iter().map(|taken| {
                let its = taken.meta.more.iter().filter(|(its, _)| its == name);
                its.map(|(_, value)| value.as_str()).collect::<Vec<_>>()
            });
            let bearing = borne.clone().filter(|values| !values.is_empty()).count();
            let column = Column::new(borne);
            let shared = column.values.len() <= 64 || column.values.len() * 4 <= bearing;
            fields.push(Field { name: name.to_string(), column: shared.then_some(column) });
        }
        fields
    }

    /// Moves what is no column to where each document keeps its own.
    fn keep_others(&mut self, fields: &[Field]) {
        let others = (0..).zip(fields).filter(|(_, field)| field.column.is_none());
        let others: HashMap<&str, u32> =
            others.map(|(number, field)| (field.name.as_str(), number)).collect();
        for taken in &mut self.documents {
            for (name, value) in &taken.meta.more {
                if let Some(&number) = others.get(name.as_str()) {
                    taken.record.more.push((number, value.clone()));
                }
            }
        }
    }

    /// The place of each document among their folded titles.
    fn title_order(&self) -> Vec<u8> {
        let shown = |taken: &Taken| match taken.meta.title.as_str() {
            "" => text::fold(&taken.id),
            title => text::fold(title),
        };
        let mut order: Vec<(String, u32)> = self.documents.iter().map(shown).zip(0..).collect();
        order.sort_unstable();
        let mut places = vec![0u32; order.len()];
        for (place, (_, document)) in (0..).zip(order) {
            places[document as usize] = place;
        }
        let width = u32::BITS - (places.len() as u32).leading_zeros();
        let mut out = BitWriter::new();
        places.iter().for_each(|&place| out.put(u64::from(place), width));
        out.finish()
    }

    /// The pieces of keys and of long lists.
    fn keys(
        &self,
        keys: &Keys,
        (forms, form_of): (&[Vec<&str>], &[u32]),
        class_of: &[u32],
        code: &EditCode,
        root: &mut Vec<u8>,
    ) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
        let words =
            || self.stream.iter().filter_map(|&symbol| Some((keys.of[symbol as usize]?, symbol)));
        let mut next = vec![0u32; keys.sorted.len() + 1];
        words().for_each(|(key, _)| next[key as usize + 1] += 1);
        for i in 1..next.len() {
            next[i] += next[i - 1];
        }
        let bounds = next.clone();
        let mut positions = vec![0u32; self.words as usize];
        let mut numbers = vec![0u32; self.words as usize];
        for (position, (key, symbol)) in (0..).zip(words()) {
            let place = next[key as usize] as usize;
            positions[place] = position;
            numbers[place] = form_of[symbol as usize];
            next[key as usize] += 1;
        }
        let entry = |key: usize| {
            let range = bounds[key] as usize..bounds[key + 1] as usize;
            keys::Entry {
                key: &keys.sorted[key],
                class: class_of[key],
                forms: &forms[key],
                positions: &positions[range.clone()],
                form_of: &numbers[range],
            }
        };
        // Each block knows what number its first long list has.
        let mut long = 0;
        let mut blocks = Vec::new();
        for start in (0..keys.sorted.len()).step_by(keys::BLOCK) {
            let range = start..keys.sorted.len().min(start + keys::BLOCK);
            blocks.push((range.clone(), long));
            let pieces =
                |key: usize| keys::long_pieces(bounds[key + 1] - bounds[key], forms[key].len());
            long += range.map(pieces).sum::<u32>();
        }
        let written = threads::map(self.threads, &blocks, |(range, long)| {
            let entries: Vec<keys::Entry<'_>> = range.clone().map(entry).collect();
            keys::write(code, self.words as u32, *long, &entries)
        });
        let (mut out, mut long) = (BlockWriter::default(), Vec::new());
        for block in written {
            out.push(&block.block);
            long.extend(block.long);
        }
        (out.finish(root), long)
    }

    /// For each key its forms, the commonest first, and for each symbol the number of its
    /// form among those of its key.
    fn forms<'a>(&self, keys: &Keys, texts: &[&'a str]) -> (Vec<Vec<&'a str>>, Vec<u32>) {
        let mut of: Vec<Vec<u32>> = vec![Vec::new(); keys.sorted.len()];
        for (symbol, key) in (0u32..).zip(&keys.of) {
            if let Some(key) = key {
                of[*key as usize].push(symbol);
            }
        }
        let mut number = vec![0; keys.of.len()];
        for symbols in &mut of {
            symbols.sort_unstable_by_key(|&symbol| {
                (std::cmp::Reverse(self.symbols.count(symbol)), texts[symbol as usize])
            });
            for (form, &symbol) in (0..).zip(symbols.iter()) {
                number[symbol as usize] = form;
            }
        }
        let forms = of.into_iter();
        let text = |symbol: u32| texts[symbol as usize];
        (forms.map(|symbols| symbols.into_iter().map(text).collect()).collect(), number)
    }

    /// A code for what makes the forms of their keys.
    fn edit_code(&self, keys: &Keys, forms: &[Vec<&str>]) -> EditCode {
        let mut counts: BTreeMap<Edit, u32> = BTreeMap::new();
        for (key, forms) in keys.sorted.iter().zip(forms) {
            for form in forms.iter().filter(|form| *form != key) {
                for (_, edit) in edits(key, form) {
                    *counts.entry(edit).or_default() += 1;
                }
            }
        }
        EditCode::new(counts)
    }

    /// The pieces of the texts.
    fn chunks(&self, coder: &Coder<'_>, root: &mut Vec<u8>) -> Vec<Vec<u8>> {
        let chunks = self.plan();
        put_varint(root, chunks.len() as u64);
        for chunk in &chunks {
            put_varint(root, u64::from(chunk.words));
            let begun = chunk.parts.iter().filter(|part| part.begins).count();
            put_varint(root, begun as u64);
        }
        let is_word = |symbol| self.symbols.is_word(symbol);
        threads::map(self.threads, &chunks, |chunk| {
            let stretches = chunk.parts.iter().map(|part| {
                let taken = &self.documents[part.document];
                let record = part
                    .begins
                    .then(|| texts::Record { id: taken.id.clone(), ..taken.record.clone() });
                Stretch {
                    record,
                    title: &self.stream[part.title.clone()],
                    text: &self.stream[part.text.clone()],
                }
            });
            texts::write(coder, &is_word, stretches.collect())
        })
    }

    /// How the documents are spread over chunks: whole ones as long as there is room; one that
    /// has more words than a chunk begins a new one and is cut before a word.
    fn plan(&self) -> Vec<Chunk> {
        let mut chunks: Vec<Chunk> = Vec::new();
        let mut at = 0;
        for (document, taken) in self.documents.iter().enumerate() {
            let title = at..at + taken.title_symbols;
            let mut rest = title.end..title.end + taken.text_symbols;
            at = rest.end;
            let room = chunks.last().map_or(0, |chunk| WORDS.saturating_sub(chunk.words));
            if chunks.is_empty() || taken.entry.words > room {
                chunks.push(Chunk::default());
            }
            let mut part = Part { document, begins: true, title, text: rest.start..rest.start };
            let mut words = taken.entry.title_words;
            let mut left = taken.entry.words;
            while let Some(chunk) = chunks.last_mut() {
                if left <= WORDS {
                    part.text.end = rest.end;
                    chunk.words += left;
                    chunk.parts.push(part);
                    break;
                }
                // To the last symbol before the first word that there is no room for.
                while part.text.end < rest.end {
                    if self.symbols.is_word(self.stream[part.text.end]) {
                        if words >= WORDS {
                            break;
                        }
                        words += 1;
                    }
                    part.text.end += 1;
                }
                rest.start = part.text.end;
                chunk.words += words;
                left -= words;
                chunk.parts.push(part);
                chunks.push(Chunk::default());
                part = Part { document, begins: false, title: 0..0, text: rest.start..rest.start };
                words = 0;
            }
        }
        chunks
    }
}

/// A name of metadata, and its column if it is one.
struct Field {
    name: String,
    column: Option<Column>,
}

/// What goes into a chunk.
#[derive(Default)]
struct Chunk {
    words: u32,
    parts: Vec<Part>,
}

/// A document, or a part of one, by its symbols.
struct Part {
    document: usize,
    begins: bool,
    title: std::ops::Range<usize>,
    text: std::ops::Range<usize>,
}

/// Words before the title that stands at `span` of `text`, and words of it. They are
/// those of the whole text: a title cut out of it may part differently, as 20.12 and
/// 20.12.2021 do.
fn headline(text: &str, span: Span) -> (u32, u32) {
    let (mut before, mut words) = (0, 0);
    for word in text::words(text).take_while(|word| word.start < span.end as usize) {
        let counted = if word.end <= span.start as usize { &mut before } else { &mut words };
        *counted += 1;
    }
    (before, words)
}

fn too_large() -> Error {
    Error::unsupported(
        "expected fewer than 2^32 words and bytes in a part of the index, found more: build the corpus in parts",
    )
}
