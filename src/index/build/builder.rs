//! Documents → index bytes; same input, same bytes, however many threads and however little
//! memory.
//!
//! Documents come in [batches](Batch), cut into words already. Of a text only the numbers of
//! its symbols are kept, four bytes a word; the end sorts, numbers and writes. What grows with
//! the texts goes through a [`Storage`], which may hold it in memory or not: the symbols, what
//! is known of each document alone, titles to be sorted, the places of words (of so many keys
//! at a time as there is room for), and the pieces of the index. In memory stay the different
//! words, and of each document its id and a few numbers.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write;
use std::ops::Range;

use super::batch::{Batch, Cut};
use super::dating::{Dating, Settled};
use super::records::{RecordReader, Records};
use super::relate::{Corpus, relate};
use super::sort::Sorter;
use super::spill::Storage;
use super::stream::{Stream, StreamReader};
use super::symbols::{Keys, NO_KEY, Symbols};
use super::threads;
use crate::dates::Contradiction;
use crate::document::{Document, Metadata, Origin, is_iso};
use crate::error::Error;
use crate::id::DocId;
use crate::index::blocks::BlockWriter;
use crate::index::coding::bits::BitWriter;
use crate::index::coding::bytes::{put_bytes, put_str, put_varint};
use crate::index::coding::coder::Coder;
use crate::index::coding::forms::{Edit, EditCode, edits};
use crate::index::coding::interner::{self, Interner};
use crate::index::coding::model::{Model, Symbol};
use crate::index::columns::{Column, ColumnWriter};
use crate::index::copies::{self, Copies};
use crate::index::details::Details;
use crate::index::documents::{self, Entry};
use crate::index::format::{Section, Writer, too_large};
use crate::index::keys;
use crate::index::lexicon;
use crate::index::postings::NEAR;
use crate::index::reader::{ALWAYS, IDS, hash};
use crate::index::slots;
use crate::index::splits;
use crate::index::stems;
use crate::index::texts::{self, Record, Stretch, WORDS};
use crate::index::zones;
use crate::reuse::{self, Printed, Signature};
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

/// What was built, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents.
    pub documents: u32,
    /// Running words, titles that do not stand in their texts included.
    pub words: u32,
    /// Bytes of all texts.
    pub text_bytes: u64,
    /// Languages and how many documents each has, the commonest first.
    pub languages: Vec<(String, u32)>,
    /// What the parts of the file take, in bytes: the root with its header, and each section
    /// of the format by its name, in the order of the file.
    pub sections: Vec<(&'static str, u64)>,
}

impl Summary {
    /// Bytes of the whole index.
    pub fn bytes(&self) -> u64 {
        self.sections.iter().map(|(_, bytes)| bytes).sum()
    }
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
    threads: usize,
    lean: bool,
    storage: Storage,
    /// By the document's number.
    ids: Interner,
    symbols: Symbols,
    /// All documents, as symbols in the order first seen.
    stream: Stream,
    documents: Vec<Taken>,
    records: Records,
    titles: Sorter,
    /// Of the names that always are columns.
    columns: [ColumnWriter; ALWAYS.len()],
    others: Others,
    /// Where metadata come from; the first pattern says nothing.
    patterns: Vec<Vec<u8>>,
    pattern_numbers: HashMap<Vec<u8>, u32>,
    /// Which words are in which zone.
    zones: Vec<zones::Stretch>,
    dating: Dating,
    /// By document, for finding copies.
    signatures: Vec<Signature>,
    /// Patterns and details of documents of which more was inferred.
    amended: BTreeMap<u32, (u32, Vec<u8>)>,
    /// The times of those documents, counted from the dates that were inferred.
    times: BTreeMap<u32, Vec<u8>>,
    words: u64,
    text_bytes: u64,
}

/// What is kept of each document at hand.
struct Taken {
    entry: Entry,
    /// Symbols of a title that does not stand in the text, and then of the text.
    title_symbols: u32,
    text_symbols: u32,
    stemmer: Option<Stemmer>,
}

impl Taken {
    /// Symbols of title and text, when they begin at `at`.
    fn symbols(&self, at: u64) -> [Range<u64>; 2] {
        let middle = at + u64::from(self.title_symbols);
        [at..middle, middle..middle + u64::from(self.text_symbols)]
    }
}

impl Builder {
    /// An empty corpus.
    pub fn new(about: About) -> Builder {
        Builder::with_storage(about, Storage::memory())
    }

    /// An empty corpus, of which memory holds as much as `storage` says. The bytes are the
    /// same.
    pub fn with_storage(about: About, storage: Storage) -> Builder {
        Builder {
            about,
            threads: 1,
            lean: false,
            ids: Interner::default(),
            symbols: Symbols::default(),
            stream: Stream::new(&storage),
            documents: Vec::new(),
            records: Records::new(&storage),
            titles: Sorter::new(&storage),
            columns: Default::default(),
            others: Others::default(),
            patterns: vec![Vec::new()],
            pattern_numbers: HashMap::from([(Vec::new(), 0)]),
            zones: Vec::new(),
            dating: Dating::new(&storage),
            signatures: Vec::new(),
            amended: BTreeMap::new(),
            times: BTreeMap::new(),
            words: 0,
            text_bytes: 0,
            storage,
        }
    }

    /// On so many threads; in a browser always on one. The bytes are the same.
    pub fn threads(mut self, threads: usize) -> Builder {
        self.threads = if cfg!(target_arch = "wasm32") { 1 } else { threads.max(1) };
        self
    }

    /// Whether to leave out where the commonest words stand, those with more than
    /// [`NEAR`] occurrences. The index is a few hundredths of the text
    /// smaller and answers the same; the first question for such a word reads all texts.
    pub fn lean(mut self, lean: bool) -> Builder {
        self.lean = lean;
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
        self.ids.find(id).is_some()
    }

    /// Adds a document.
    ///
    /// # Errors
    ///
    /// When its id was used before, or a limit of the format is passed (2³² − 1 words in
    /// all, as many bytes in one text), or what is to be set aside cannot be.
    pub fn add(&mut self, document: Document) -> Result<(), Error> {
        self.add_all(Batch::new([document])?, |_, _| None)
    }

    /// Adds documents. For one whose id was used before, `rename` is asked for another; it is
    /// given the id, and what tells whether an id is taken.
    ///
    /// # Errors
    ///
    /// As [`add`](Self::add).
    pub fn add_all(
        &mut self,
        batch: Batch,
        mut rename: impl FnMut(&str, &dyn Fn(&str) -> bool) -> Option<String>,
    ) -> Result<(), Error> {
        let symbols: Vec<u32> = (0..batch.symbols.len() as u32)
            .map(|own| {
                let text = batch.symbols.text(own);
                self.symbols.add(text, batch.symbols.is_word(own), batch.symbols.count(own))
            })
            .collect();
        self.stream.extend(batch.stream.into_iter().map(|own| symbols[own as usize]))?;
        for mut cut in batch.documents {
            if self.has(&cut.id) {
                match rename(&cut.id, &|id| self.has(id)).filter(|id| !self.has(id)) {
                    Some(id) => cut.id = id,
                    None => return Err(twice(&cut.id)),
                }
            }
            self.take(cut)?;
        }
        Ok(())
    }

    fn take(&mut self, cut: Cut) -> Result<(), Error> {
        let Cut { id, meta, folded_title, mut record, title_symbols, text_symbols, .. } = cut;
        let Cut { mut entry, zones, pattern, seen, signature, .. } = cut;
        entry.first = self.words as u32;
        let before = entry.first;
        record.pattern = self.pattern(pattern);
        self.dating.push(seen)?;
        self.signatures.push(signature);
        self.words += u64::from(entry.words);
        if self.words >= u64::from(u32::MAX) {
            return Err(too_large());
        }
        let moved = |it: zones::Stretch| zones::Stretch {
            first: before + it.first,
            end: before + it.end,
            ..it
        };
        self.zones.extend(zones.into_iter().map(moved));
        self.text_bytes += u64::from(record.text_bytes);
        match folded_title.as_str() {
            "" => self.titles.push(&text::fold(&id))?,
            title => self.titles.push(title)?,
        }
        let Metadata { lang, date, source, author, more, .. } = meta;
        let values = [&lang, &source, &author, &date].map(String::as_str);
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(Some(value).filter(|value| !value.is_empty()).into_iter());
        }
        record.more = self.others.take(self.documents.len(), more);
        self.records.push(&record)?;
        self.ids.number(&id);
        let stemmer = Stemmer::of(&lang);
        self.documents.push(Taken { entry, title_symbols, text_symbols, stemmer });
        Ok(())
    }

    /// The number of a pattern of origins.
    fn pattern(&mut self, pattern: Vec<u8>) -> u32 {
        let next = self.patterns.len() as u32;
        let number = *self.pattern_numbers.entry(pattern.clone()).or_insert(next);
        if number == next {
            self.patterns.push(pattern);
        }
        number
    }

    /// Gives documents that bear no date the one that can be inferred from all of them. Gives
    /// what in them contradicts each other.
    fn date(&mut self) -> Result<Vec<Contradiction>, Error> {
        let Settled { inferred, contradictions } = self.dating.settle(self.threads)?;
        if inferred.is_empty() {
            return Ok(contradictions);
        }
        let mut amended = Vec::new();
        let (mut records, mut symbols, mut at) = (self.records.reader(), self.stream.reader(), 0);
        for (number, taken) in (0..).zip(&self.documents) {
            let record = records.next()?;
            let [_, text] = taken.symbols(at);
            at = text.end;
            let Some(inferred) = inferred.get(&number) else { continue };
            let text = self.printed(symbols.get(text)?);
            let pattern = &self.patterns[record.pattern as usize];
            let mut details = match record.details.is_empty() {
                true => Details::default(),
                false => Details::read(&record.details, pattern, record.text_bytes)?,
            };
            let document = Document { text, zones: details.zones, ..Document::default() };
            self.times.insert(number, inferred.times(&document));
            let Document { text, zones, .. } = document;
            details.zones = zones;
            let reasons = inferred.reasons(&text, |document| self.ids.get(document).to_string());
            details.origins.retain(|(field, _)| field != "date");
            details.origins.push(("date".to_string(), Origin::Inferred(reasons)));
            amended.push((number, details));
        }
        for (number, details) in amended {
            let pattern = self.pattern(details.pattern());
            self.amended.insert(number, (pattern, details.write()));
        }
        let [.., dates] = &mut self.columns;
        inferred.iter().for_each(|(&document, inferred)| dates.amend(document, &inferred.date));
        Ok(contradictions)
    }

    /// The documents that are copies of one another.
    fn copies(&self, signatures: &[Signature]) -> Result<Vec<Copies>, Error> {
        let pairs = reuse::pairs(signatures);
        let mut doubtful: Vec<u32> =
            pairs.iter().flat_map(|pair| [pair.left.0, pair.right.0]).collect();
        doubtful.sort_unstable();
        doubtful.dedup();
        // Where the texts of those are, and their zones.
        let mut known = HashMap::new();
        let (mut records, mut at, mut rest) = (self.records.reader(), 0, doubtful.as_slice());
        for (number, taken) in (0..).zip(&self.documents) {
            let [_, text] = taken.symbols(at);
            at = text.end;
            let record = records.next()?;
            if rest.first() == Some(&number) {
                rest = &rest[1..];
                let pattern = &self.patterns[record.pattern as usize];
                let zones = match record.details.is_empty() {
                    true => Vec::new(),
                    false => Details::read(&record.details, pattern, record.text_bytes)?.zones,
                };
                known.insert(DocId(number), (text, reuse::compared(record.title_span, &zones)));
            }
        }
        let (mut symbols, mut failed) = (self.stream.reader(), None);
        let mut keys = vec![None; self.symbols.len()];
        let mut shingles = |document: DocId| {
            let (text, zones) = known.get(&document)?;
            match symbols.get(text.clone()) {
                Ok(symbols) => {
                    let (text, words) = (self.printed(symbols), self.words_of(symbols, &mut keys));
                    Some(reuse::shingles_of(&text, words.iter().cloned(), zones))
                }
                Err(error) => {
                    failed = Some(error);
                    None
                }
            }
        };
        let pairs = reuse::verified(pairs, &mut shingles);
        match failed {
            Some(error) => Err(error),
            None => {
                let groups = reuse::groups(signatures, &pairs).into_iter();
                let group =
                    |it: reuse::Group| Copies { fullest: it.fullest, documents: it.documents };
                let mut copies: Vec<Copies> = groups.map(group).collect();
                copies.iter_mut().for_each(|group| group.documents.sort_unstable());
                copies.sort_by_key(|group| group.documents[0]);
                Ok(copies)
            }
        }
    }

    /// A text from its symbols.
    fn printed(&self, symbols: &[u32]) -> String {
        let mut text = String::new();
        let mut word = false;
        for &symbol in symbols {
            let is_word = self.symbols.is_word(symbol);
            if word && is_word {
                text.push(' ');
            }
            text.push_str(self.symbols.text(symbol));
            word = is_word;
        }
        text
    }

    /// The words of a text from its symbols; `keys` has those of the symbols as far as they are
    /// known, and gets them.
    fn words_of(&self, symbols: &[u32], keys: &mut [Option<u64>]) -> Vec<Printed> {
        let mut words = Vec::with_capacity(symbols.len());
        let (mut word, mut end) = (false, 0);
        for &symbol in symbols {
            let is_word = self.symbols.is_word(symbol);
            let text = self.symbols.text(symbol);
            let start = end + u32::from(word && is_word);
            end = start + text.len() as u32;
            if is_word {
                let key = *keys[symbol as usize].get_or_insert_with(|| reuse::key(text));
                words.push(Printed { key, range: start..end });
            }
            word = is_word;
        }
        words
    }

    /// The bytes of the index.
    ///
    /// # Errors
    ///
    /// When a limit of the format is passed, or what was set aside cannot be read.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        self.write(&mut out)?;
        Ok(out)
    }

    /// Writes the index to `out`, from its first byte to its last.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish), or when `out` fails.
    pub fn write(mut self, out: &mut dyn Write) -> Result<Summary, Error> {
        self.stream.set_aside()?;
        let contradictions = self.date()?;
        let signatures = std::mem::take(&mut self.signatures);
        let mut pieces = Writer::new(&self.storage, self.threads);
        let always = std::mem::take(&mut self.columns).map(ColumnWriter::finish);
        let others = self.others()?;
        let mut root = Vec::new();
        let mut summary = self.put_about(&always, &mut root);
        let entries: Vec<Entry> = self.documents.iter().map(|taken| taken.entry).collect();
        documents::write(&entries, &mut root);
        drop(entries);
        put_varint(&mut root, (always.len() + others.len()) as u64);
        let names = self.others.names.iter().map(|(name, _)| name.as_str());
        let columns = always.iter().map(Some).chain(others.iter().map(Option::as_ref));
        for (name, column) in ALWAYS.into_iter().chain(names).zip(columns.clone()) {
            put_str(&mut root, name);
            put_varint(&mut root, column.map_or(0, |column| column.values.len() as u64 + 1));
        }
        put_varint(&mut root, self.patterns.len() as u64 - 1);
        self.patterns[1..].iter().for_each(|pattern| put_bytes(&mut root, pattern));
        let zones = zones::write(&self.zones, &mut root);
        let mut columns: Vec<_> = columns.flatten().map(Column::write).collect();
        let titles = std::mem::replace(&mut self.titles, Sorter::new(&self.storage));
        columns.push(title_order(&titles.places()?));
        pieces.push(Section::Columns, &columns)?;
        let hashes: Vec<u8> = self.ids.iter().flat_map(|id| hash(id).to_le_bytes()).collect();
        let ids: Vec<_> = hashes.chunks(IDS as usize * 2).map(<[u8]>::to_vec).collect();
        pieces.push(Section::Ids, &ids)?;
        let is_column: Vec<bool> = others.iter().map(Option::is_some).collect();
        drop((columns, always, others));
        pieces.push(Section::Zones, &zones)?;
        let times =
            self.dating.write(&self.times, |piece| pieces.push(Section::Times, &[piece]))?;
        pieces.push(Section::Times, &times.finish(&contradictions, &mut root))?;
        self.put_words(&is_column, signatures, &mut root, &mut pieces)?;
        if root.len() as u64 >= u64::from(u32::MAX) {
            return Err(too_large());
        }
        drop(self);
        let written = pieces.finish(&root, out)?;
        let names = Section::ALL.iter().map(|section| section.name());
        summary.sections =
            [("root", written.root)].into_iter().chain(names.zip(written.sections)).collect();
        Ok(summary)
    }

    /// The model and all that is about words: copies, keys, where they stand, and the texts.
    fn put_words(
        &self,
        others: &[bool],
        signatures: Vec<Signature>,
        root: &mut Vec<u8>,
        pieces: &mut Writer,
    ) -> Result<(), Error> {
        let threads = self.threads;
        let keys = self.symbols.keys(threads);
        let sorted = keys.sorted();
        let symbols: Vec<Symbol<'_>> = (0..self.symbols.len() as u32)
            .map(|symbol| Symbol {
                text: self.symbols.text(symbol),
                word: self.symbols.is_word(symbol),
                count: self.symbols.count(symbol),
            })
            .collect();
        let forms = Forms::new(&keys, sorted.len(), &symbols);
        // The model takes about as long as what stands beside it.
        let (found, model) = threads::join(
            threads,
            || {
                let copies = self.copies(&signatures)?;
                drop(signatures);
                let relations = relate(&self.corpus(&keys, &sorted, &forms.counts), threads)?;
                Ok::<_, Error>((copies, relations))
            },
            || self.train(&symbols),
        );
        let ((copies, relations), model) = (found?, model?);
        pieces.push(Section::Copies, &copies::write(&copies))?;
        put_bytes(root, &model.write());
        let code = forms.code(&sorted, &symbols, threads);
        put_bytes(root, &code.write());
        let class_of = &relations.class_of;
        let behind = |keys| slots::behind(class_of, keys);
        pieces.push(Section::Lexicon, &lexicon::write(&sorted, behind, threads, root)?)?;
        slots::write(class_of, root);
        let names = lexicon::write(&relations.names, |_| Vec::new(), threads, root)?;
        pieces.push(Section::Stems, &names)?;
        let classes = stems::write_classes(class_of, relations.names.len(), root);
        pieces.push(Section::Classes, &classes)?;
        pieces.push(Section::Compounds, &stems::write_compounds(&relations.compounds, root))?;
        pieces.push(Section::Splits, &splits::write(&relations.splits, root))?;
        let order = slots::order(class_of);
        let known = Known {
            sorted: &sorted,
            slot_of: keys.slots(&order).into_iter().zip(forms.number.iter().copied()).collect(),
            order,
            symbols: &symbols,
            forms: &forms,
            code: &code,
        };
        self.put_keys(&known, root, pieces)?;
        self.put_texts(others, &Coder::new(&model, &symbols), root, pieces)
    }

    fn train(&self, symbols: &[Symbol<'_>]) -> Result<Model, Error> {
        let lengths =
            self.documents.iter().flat_map(|taken| [taken.title_symbols, taken.text_symbols]);
        let mut reader = self.stream.reader();
        Model::train(symbols, lengths.map(u64::from), |range, out| {
            out.extend_from_slice(reader.get(range)?);
            Ok(())
        })
    }

    /// What [`relate`] looks at.
    fn corpus<'a>(
        &'a self,
        keys: &'a Keys,
        sorted: &'a [&'a str],
        counts: &'a [u32],
    ) -> Corpus<'a> {
        let mut at = 0;
        let document = |taken: &Taken| {
            let [title, text] = taken.symbols(at);
            at = text.end;
            (title.start..text.end, taken.stemmer)
        };
        Corpus {
            keys: sorted,
            counts,
            key_of: &keys.of,
            stream: &self.stream,
            documents: self.documents.iter().map(document).collect(),
            half_spaced: self.symbols.half_spaced(keys),
        }
    }

    fn put_about(&self, always: &[Column; ALWAYS.len()], root: &mut Vec<u8>) -> Summary {
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
        put_varint(root, self.text_bytes);
        let [lang, source, _, date] = always;
        let dates = || date.values.iter().filter(|date| is_iso(date));
        put_str(root, dates().next().map_or("", String::as_str));
        put_str(root, dates().next_back().map_or("", String::as_str));
        let languages = self.put_shares(root, usize::MAX, lang);
        self.put_shares(root, SOURCES, source);
        Summary {
            documents: self.documents.len() as u32,
            words: self.words as u32,
            text_bytes: self.text_bytes,
            languages: languages
                .into_iter()
                .map(|(name, (documents, _))| (name.to_string(), documents))
                .collect(),
            sections: Vec::new(),
        }
    }

    /// How many documents and words bear each value, most documents first.
    fn put_shares<'a>(
        &self,
        root: &mut Vec<u8>,
        most: usize,
        column: &'a Column,
    ) -> Vec<Share<'a>> {
        let mut shares: Vec<Share<'_>> =
            column.values.iter().map(|value| (value.as_str(), (0, 0))).collect();
        for (document, taken) in (0..).zip(&self.documents) {
            for &value in column.borne(document) {
                let (documents, words) = &mut shares[value as usize].1;
                *documents += 1;
                *words += taken.entry.words;
            }
        }
        shares.sort_by_key(|(_, (documents, _))| std::cmp::Reverse(*documents));
        shares.truncate(most);
        put_varint(root, shares.len() as u64);
        for (name, (documents, words)) in &shares {
            put_str(root, name);
            put_varint(root, u64::from(*documents));
            put_varint(root, u64::from(*words));
        }
        shares
    }

    /// The columns of the names that not always are columns. What documents share is one; what
    /// most of them have of their own is none.
    fn others(&self) -> Result<Vec<Option<Column>>, Error> {
        let shared = self.others.names.iter().map(|(_, seen)| seen.shared());
        let mut columns: Vec<Option<ColumnWriter>> =
            shared.map(|shared| shared.then(ColumnWriter::default)).collect();
        if columns.iter().any(Option::is_some) {
            let mut records = self.records.reader();
            for _ in &self.documents {
                let record = records.next()?;
                for (number, column) in (0..).zip(&mut columns) {
                    let Some(column) = column else { continue };
                    let its = record.more.iter().filter(|(its, _)| *its == number);
                    column.push(its.map(|(_, value)| value.as_str()));
                }
            }
        }
        Ok(columns.into_iter().map(|column| column.map(ColumnWriter::finish)).collect())
    }

    /// The pieces of keys and of long lists. As many keys at a time are looked for as there is
    /// room for their positions; for each such run the whole corpus is read.
    fn put_keys(
        &self,
        known: &Known<'_>,
        root: &mut Vec<u8>,
        pieces: &mut Writer,
    ) -> Result<(), Error> {
        let all: u64 = known.forms.counts.iter().map(|&count| u64::from(count)).sum();
        let room = (self.storage.share(32) / POSITION / self.threads) as u64;
        let mut runs = known.runs(all.div_ceil(self.threads as u64).min(room)).into_iter();
        let (mut blocks, mut next_long) = (BlockWriter::default(), 0);
        let written = |run: Run| {
            let words = self.words as u32;
            known.write(&run, &self.stream, words)
        };
        let mut runs = || {
            let run = runs.next()?;
            let long = next_long;
            next_long += run.long;
            Some(Run { long, ..run })
        };
        threads::pipe(self.threads, &mut runs, written, |written| {
            for block in written? {
                blocks.push(&block.block);
                if !self.lean {
                    pieces.push(Section::Positions, &block.long)?;
                }
            }
            pieces.push(Section::Keys, &blocks.closed())
        })?;
        pieces.push(Section::Keys, &blocks.finish(root))?;
        let common = (0..).zip(&known.forms.counts).filter(|(_, count)| **count as usize > NEAR);
        let common: Vec<u32> = common.map(|(key, _)| key).collect();
        put_varint(root, if self.lean { common.len() as u64 + 1 } else { 0 });
        let mut next = 0;
        for key in common.into_iter().filter(|_| self.lean) {
            put_varint(root, u64::from(key - next));
            next = key + 1;
        }
        Ok(())
    }

    /// The pieces of the texts.
    fn put_texts(
        &self,
        others: &[bool],
        coder: &Coder<'_>,
        root: &mut Vec<u8>,
        pieces: &mut Writer,
    ) -> Result<(), Error> {
        let mut plan = Plan {
            builder: self,
            others,
            symbols: self.stream.reader(),
            records: self.records.reader(),
            document: 0,
            at: 0,
            left: None,
        };
        let is_word = |symbol| self.symbols.is_word(symbol);
        let written = |chunk: Result<Chunk, Error>| {
            let chunk = chunk?;
            let stretches = chunk.parts.iter().map(|part| Stretch {
                record: part.record.clone(),
                title: &chunk.symbols[part.title.clone()],
                text: &chunk.symbols[part.text.clone()],
            });
            let begun = chunk.parts.iter().filter(|part| part.record.is_some()).count();
            Ok((chunk.words, begun, texts::write(coder, &is_word, stretches.collect())))
        };
        let (mut count, mut table) = (0, Vec::new());
        threads::pipe(
            self.threads,
            || plan.next().transpose(),
            written,
            |written| {
                let (words, begun, piece) = written?;
                count += 1;
                put_varint(&mut table, u64::from(words));
                put_varint(&mut table, begun as u64);
                pieces.push(Section::Texts, &[piece])
            },
        )?;
        put_varint(root, count);
        root.extend(table);
        Ok(())
    }
}

/// A value, and how many documents and words bear it.
type Share<'a> = (&'a str, (u32, u32));

/// Metadata of names that are not always columns.
#[derive(Default)]
struct Others {
    numbers: Interner,
    names: Vec<(String, Seen)>,
}

/// What is known of a name before it is decided whether it is a column.
#[derive(Default)]
struct Seen {
    /// Different values, by their hashes: a few more or less do not matter.
    values: HashSet<u64>,
    /// Documents that bear one, and the last of them.
    bearing: usize,
    last: Option<usize>,
}

impl Others {
    /// Takes what a document bears, and gives it with the fields' numbers.
    fn take(&mut self, document: usize, more: Vec<(String, String)>) -> Vec<(u32, String)> {
        let numbered = more.into_iter().map(|(name, value)| {
            let number = self.numbers.number(&name);
            if number as usize == self.names.len() {
                self.names.push((name, Seen::default()));
            }
            let seen = &mut self.names[number as usize].1;
            seen.values.insert(interner::hash(0, &value));
            seen.bearing += usize::from(seen.last != Some(document));
            seen.last = Some(document);
            (number, value)
        });
        numbered.collect()
    }
}

impl Seen {
    /// True when documents share values.
    fn shared(&self) -> bool {
        self.values.len() <= 64 || self.values.len() * 4 <= self.bearing
    }
}

/// The place of each document among their folded titles.
fn title_order(places: &[u32]) -> Vec<u8> {
    let width = u32::BITS - (places.len() as u32).leading_zeros();
    let mut out = BitWriter::new();
    places.iter().for_each(|&place| out.put(u64::from(place), width));
    out.finish()
}

/// Appends bytes behind their number.
/// The forms of each key, the commonest first.
struct Forms {
    /// Where those of each key begin, and the end of all.
    starts: Vec<u32>,
    /// Symbols.
    all: Vec<u32>,
    /// For each symbol the number of its form among those of its key.
    number: Vec<u32>,
    /// How often each key occurs.
    counts: Vec<u32>,
}

impl Forms {
    fn new(keys: &Keys, count: usize, symbols: &[Symbol<'_>]) -> Forms {
        let mut starts = vec![0; count + 1];
        let mut counts = vec![0; count];
        for (symbol, &key) in symbols.iter().zip(&keys.of).filter(|(_, key)| **key != NO_KEY) {
            starts[key as usize + 1] += 1;
            counts[key as usize] += symbol.count;
        }
        for key in 1..starts.len() {
            starts[key] += starts[key - 1];
        }
        let mut all = vec![0; starts[count] as usize];
        let mut next = starts.clone();
        for (symbol, &key) in (0..).zip(&keys.of).filter(|(_, key)| **key != NO_KEY) {
            all[next[key as usize] as usize] = symbol;
            next[key as usize] += 1;
        }
        let mut number = vec![0; symbols.len()];
        for key in 0..count {
            let forms = &mut all[starts[key] as usize..starts[key + 1] as usize];
            forms.sort_unstable_by_key(|&symbol| {
                let symbol = symbols[symbol as usize];
                (std::cmp::Reverse(symbol.count), symbol.text)
            });
            (0..).zip(forms).for_each(|(form, symbol)| number[*symbol as usize] = form);
        }
        Forms { starts, all, number, counts }
    }

    /// The symbols of a key.
    fn of(&self, key: usize) -> &[u32] {
        &self.all[self.starts[key] as usize..self.starts[key + 1] as usize]
    }

    /// A code for what makes the forms of their keys.
    fn code(&self, sorted: &[&str], symbols: &[Symbol<'_>], threads: usize) -> EditCode {
        let ranges: Vec<Range<usize>> = (0..sorted.len())
            .step_by(KEYS_AT_ONCE)
            .map(|start| start..sorted.len().min(start + KEYS_AT_ONCE))
            .collect();
        let counted = threads::map(threads, &ranges, |range| {
            let mut counts: HashMap<Edit, u32> = HashMap::new();
            for key in range.clone() {
                let forms = self.of(key).iter().map(|&symbol| symbols[symbol as usize].text);
                for form in forms.filter(|form| *form != sorted[key]) {
                    for (_, edit) in edits(sorted[key], form) {
                        *counts.entry(edit).or_default() += 1;
                    }
                }
            }
            counts
        });
        let mut counts: BTreeMap<Edit, u32> = BTreeMap::new();
        for (edit, count) in counted.into_iter().flatten() {
            *counts.entry(edit).or_default() += count;
        }
        EditCode::new(counts)
    }
}

/// Keys whose forms are looked at together.
const KEYS_AT_ONCE: usize = 16 << 10;
/// Bytes of a position and the number of its form, while they are gathered.
const POSITION: usize = 8;

/// What is to be written of keys.
struct Known<'a> {
    sorted: &'a [&'a str],
    /// The keys by their slots.
    order: Vec<u32>,
    /// For each symbol the slot of its key, and the number of its form.
    slot_of: Vec<(u32, u32)>,
    symbols: &'a [Symbol<'a>],
    forms: &'a Forms,
    code: &'a EditCode,
}

/// Keys that are written together.
struct Run {
    /// By their slots.
    keys: Range<usize>,
    /// The number of their first piece of a long list; before that is known, how many they have.
    long: u32,
}

impl Known<'_> {
    /// Whole blocks of keys, that occur `most` times together, or a little more.
    fn runs(&self, most: u64) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let mut occurrences = u64::MAX;
        for start in (0..self.order.len()).step_by(keys::BLOCK) {
            if occurrences >= most.max(1) {
                runs.push(Run { keys: start..start, long: 0 });
                occurrences = 0;
            }
            let Some(run) = runs.last_mut() else { continue };
            for &key in &self.order[start..self.order.len().min(start + keys::BLOCK)] {
                let count = self.forms.counts[key as usize];
                occurrences += u64::from(count);
                run.long += keys::long_pieces(count, self.forms.of(key as usize).len());
                run.keys.end += 1;
            }
        }
        runs
    }

    /// The blocks of a run, for which all of the corpus is read.
    fn write(&self, run: &Run, stream: &Stream, words: u32) -> Result<Vec<keys::Written>, Error> {
        let counts = self.order[run.keys.clone()].iter();
        let counts = counts.map(|&key| self.forms.counts[key as usize] as usize);
        let mut next: Vec<usize> = counts
            .clone()
            .scan(0, |end, count| {
                let start = *end;
                *end += count;
                Some(start)
            })
            .collect();
        let all = counts.sum();
        // Each with the number of its form: they are put in far from one another.
        let mut places = vec![(0u32, 0u32); all];
        let (first, mut position) = (run.keys.start as u32, 0);
        stream.each_page(|page| {
            for &symbol in page {
                let (slot, form) = self.slot_of[symbol as usize];
                if slot == NO_KEY {
                    continue;
                }
                if let Some(place) = next.get_mut(slot.wrapping_sub(first) as usize) {
                    places[*place] = (position, form);
                    *place += 1;
                }
                position += 1;
            }
        })?;
        let mut long = run.long;
        let mut written = Vec::new();
        let (mut positions, mut numbers) = (Vec::new(), Vec::new());
        for start in run.keys.clone().step_by(keys::BLOCK) {
            let block = start..run.keys.end.min(start + keys::BLOCK);
            let text = |&symbol: &u32| self.symbols[symbol as usize].text;
            let keys = self.order[block.clone()].iter().map(|&key| key as usize);
            let forms: Vec<Vec<&str>> =
                keys.clone().map(|key| self.forms.of(key).iter().map(text).collect()).collect();
            // Behind the last one of a key stands now what comes next.
            let first = next[block.start - run.keys.start]
                - self.forms.counts[self.order[block.start] as usize] as usize;
            let these = &places[first..next[block.end - 1 - run.keys.start]];
            positions.clear();
            positions.extend(these.iter().map(|(position, _)| *position));
            numbers.clear();
            numbers.extend(these.iter().map(|(_, form)| *form));
            let entries: Vec<keys::Entry<'_>> = block
                .zip(keys)
                .zip(&forms)
                .map(|((slot, key), forms)| {
                    let end = next[slot - run.keys.start] - first;
                    let range = end - self.forms.counts[key] as usize..end;
                    keys::Entry {
                        key: self.sorted[key],
                        forms,
                        positions: &positions[range.clone()],
                        form_of: &numbers[range],
                    }
                })
                .collect();
            let block = keys::write(self.code, words, long, &entries);
            long += block.long.len() as u32;
            written.push(block);
        }
        Ok(written)
    }
}

/// How the documents are spread over chunks: whole ones as long as there is room; one that
/// has more words than a chunk begins a new one and is cut before a word.
struct Plan<'a> {
    builder: &'a Builder,
    /// For each name that is not always a column, whether it is one.
    others: &'a [bool],
    symbols: StreamReader<'a>,
    records: RecordReader<'a>,
    /// The next document that has not begun, and where its symbols do.
    document: usize,
    at: u64,
    /// Words and symbols of the one before that are still to come.
    left: Option<(u32, Range<u64>)>,
}

/// What goes into a chunk.
#[derive(Default)]
struct Chunk {
    words: u32,
    symbols: Vec<u32>,
    parts: Vec<Part>,
}

/// A document, or a part of one, by its symbols in the chunk.
struct Part {
    /// Where it begins.
    record: Option<Record>,
    title: Range<usize>,
    text: Range<usize>,
}

impl Plan<'_> {
    /// The next chunk; `None` behind the last.
    fn next(&mut self) -> Result<Option<Chunk>, Error> {
        let mut chunk = Chunk::default();
        if let Some((words, text)) = self.left.take() {
            self.put(&mut chunk, None, words, text)?;
        }
        while self.left.is_none()
            && let Some(taken) = self.builder.documents.get(self.document)
        {
            let room = WORDS.saturating_sub(chunk.words);
            if !chunk.parts.is_empty() && taken.entry.words > room {
                break;
            }
            let [title, text] = taken.symbols(self.at);
            self.at = text.end;
            let record = self.record()?;
            self.document += 1;
            self.put(
                &mut chunk,
                Some((record, title, taken.entry.title_words)),
                taken.entry.words,
                text,
            )?;
        }
        Ok(Some(chunk).filter(|chunk| !chunk.parts.is_empty()))
    }

    /// What stands with the next document.
    fn record(&mut self) -> Result<Record, Error> {
        let mut record = self.records.next()?;
        record.id = self.builder.ids.get(self.document as u32).to_string();
        if let Some((pattern, details)) = self.builder.amended.get(&(self.document as u32)) {
            (record.pattern, record.details) = (*pattern, details.clone());
        }
        record.more.retain(|(field, _)| !self.others[*field as usize]);
        // Behind the names that always are columns.
        record.more.iter_mut().for_each(|(field, _)| *field += ALWAYS.len() as u32);
        Ok(record)
    }

    /// Puts as many of a document's `words` into a chunk as there is room for: those of the
    /// title, when it begins here, and of the text.
    fn put(
        &mut self,
        chunk: &mut Chunk,
        begins: Option<(Record, Range<u64>, u32)>,
        words: u32,
        text: Range<u64>,
    ) -> Result<(), Error> {
        let start = chunk.symbols.len();
        let (record, title_words) = match begins {
            Some((record, title, words)) => {
                chunk.symbols.extend_from_slice(self.symbols.get(title)?);
                (Some(record), words)
            }
            None => (None, 0),
        };
        let middle = chunk.symbols.len();
        if words <= WORDS {
            chunk.symbols.extend_from_slice(self.symbols.get(text)?);
            chunk.words += words;
        } else {
            // To the last symbol before the first word that there is no room for.
            let (mut put, mut at) = (title_words, text.start);
            while at < text.end {
                let some = self.symbols.get(at..text.end.min(at + u64::from(WORDS)))?;
                let ends = |&symbol: &u32| {
                    let word = self.builder.symbols.is_word(symbol);
                    let full = word && put >= WORDS;
                    put += u32::from(word && !full);
                    full
                };
                let fits = some.iter().position(ends);
                chunk.symbols.extend_from_slice(&some[..fits.unwrap_or(some.len())]);
                at += fits.unwrap_or(some.len()) as u64;
                if fits.is_some() {
                    break;
                }
            }
            chunk.words += put;
            self.left = Some((words - put, at..text.end));
        }
        let (title, text) = (start..middle, middle..chunk.symbols.len());
        chunk.parts.push(Part { record, title, text });
        Ok(())
    }
}

fn twice(id: &str) -> Error {
    Error::unsupported(format!(
        "expected every document to have its own id, found “{id}” twice: give one of them another"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Span;
    use crate::index::build::spill::Place;
    use std::io::{self, Cursor};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Texts of three languages, one longer than a chunk, with all kinds of titles and metadata.
    fn corpus() -> Vec<Document> {
        let words = [
            "گفت‌وگو",
            "گفت و گو",
            "می‌خواند",
            "كتاب",
            "الكتب،",
            "دانشگاه",
            "talks",
            "Talks",
            "12.5",
            "«ژنو»",
        ];
        let document = |n: usize| {
            let length = if n == 7 { 20_000 } else { n % 60 };
            let word = |i: usize| words[(i * i + n * 7 + i / 11) % words.len()];
            let text: Vec<&str> = (0..length).map(word).collect();
            let text = text.join(if n.is_multiple_of(5) { "  " } else { " " });
            let (title, title_span) = match n % 4 {
                0 => (
                    word(0).to_string(),
                    text.find(word(0)).map(|at| Span::new(at as u32, (at + word(0).len()) as u32)),
                ),
                1 => (format!("عنوان {}", n % 3), None),
                2 => ("—".to_string(), None),
                _ => (String::new(), None),
            };
            let more = match n % 3 {
                0 => vec![
                    ("desk".to_string(), format!("d{}", n % 2)),
                    ("page".into(), n.to_string()),
                ],
                1 => vec![
                    ("tag".to_string(), "a".to_string()),
                    ("tag".into(), format!("t{}", n % 5)),
                ],
                _ => Vec::new(),
            };
            let meta = Metadata {
                title,
                lang: ["fa", "ar", "en", "und"][n % 4].into(),
                date: format!("2021-{:02}", n % 12 + 1),
                url: format!("u/{n}"),
                more,
                ..Metadata::default()
            };
            Document { id: format!("d{n}"), text, meta, title_span, ..Document::default() }
        };
        (0..300).map(document).collect()
    }

    fn built(storage: Storage, threads: usize, at_once: usize) -> Result<Vec<u8>, Error> {
        let mut builder = Builder::with_storage(About::default(), storage).threads(threads);
        let documents = corpus();
        for some in documents.chunks(at_once) {
            builder.add_all(Batch::new(some.to_vec())?, |_, _| None)?;
        }
        builder.finish()
    }

    /// What is written to it is counted.
    struct Counted(Cursor<Vec<u8>>, Arc<AtomicUsize>);

    impl io::Read for Counted {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            self.0.read(out)
        }
    }

    impl io::Write for Counted {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.1.fetch_add(bytes.len(), Ordering::Relaxed);
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    impl io::Seek for Counted {
        fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    #[test]
    fn the_bytes_do_not_depend_on_memory_threads_or_batches() {
        let expected = built(Storage::memory(), 1, 1).unwrap();
        let words: usize =
            corpus().iter().map(|document| text::words(&document.text).count()).sum();
        for (bound, threads, at_once) in [(1, 1, 300), (1, 3, 7), (50_000, 2, 50), (1 << 30, 2, 1)]
        {
            let written = Arc::new(AtomicUsize::new(0));
            let count = written.clone();
            let open = move || {
                let place: Box<dyn Place> = Box::new(Counted(Cursor::default(), count.clone()));
                Ok(place)
            };
            let bytes = built(Storage::bounded(bound, open), threads, at_once).unwrap();
            assert!(bytes == expected, "bound {bound}, {threads} threads, {at_once} at once");
            let written = written.load(Ordering::Relaxed);
            assert!(written > 4 * words + expected.len() / 2, "{written} bytes were set aside");
        }
        assert!(built(Storage::memory(), 4, 9).unwrap() == expected);
    }

    #[test]
    fn a_full_disk_is_an_error_and_no_panic() {
        for opened in 0..8 {
            let left = AtomicUsize::new(opened);
            let open = move || {
                let room =
                    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1));
                match room {
                    Ok(_) => Ok(Box::new(Cursor::new(Vec::new())) as Box<dyn Place>),
                    Err(_) => Err(io::Error::other("no space left")),
                }
            };
            let error = built(Storage::bounded(1, open), 2, 30).unwrap_err().to_string();
            assert!(error.contains("no space left"), "{error}");
        }
    }

    #[test]
    fn one_id_is_one_document() {
        let documents = || corpus().into_iter().take(2);
        let mut builder = Builder::new(About::default());
        builder.add_all(Batch::new(documents()).unwrap(), |_, _| None).unwrap();
        let error = builder.add(documents().next().unwrap()).unwrap_err().to_string();
        assert!(error.contains("“d0” twice"), "{error}");
        let twice = Batch::new(documents()).unwrap();
        builder
            .add_all(twice, |id, taken| {
                Some(if taken("new") { format!("{id}+") } else { "new".into() })
            })
            .unwrap();
        assert!(builder.has("new") && builder.has("d1+") && builder.documents() == 4);
    }
}
