//! Index bytes → an open [`Index`].
//!
//! The root is read and checked once; its size goes with the number of documents, not of
//! words. Pieces are read when something is asked of them. One that is not here counts as
//! empty, and is noted (see [`pieces`](super::pieces)): who asked looks at
//! [`settle`](Index::settle) before believing what came.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::amended::{Amended, Standing};
use super::blocks::Blocks;
use super::coding::bytes::Reader;
use super::coding::checksum::checksum;
use super::coding::coder::{Decoder, Piece};
use super::coding::forms::EditCode;
use super::coding::model::Model;
use super::columns::Column;
use super::copies::AllCopies;
use super::details::Details;
use super::documents::{self, Entry};
use super::format::{Layout, Section, cut_off};
use super::keys::{self, Keys, List, Long};
use super::lexicon::Lexicon;
use super::pieces::Pieces;
use super::postings::Positions;
use super::slots::{Kin, Slot, Slots};
use super::splits::Splits;
use super::stems::{ClassId, Stems};
use super::texts::{Chunk, Record, SAMPLE};
use super::times::Times;
use super::zones::{Zones, sound, stretches};
use crate::document::Metadata;
use crate::error::Error;
use crate::id::{DocId, KeyId};
use crate::order;
use crate::text;
use crate::text::stem::{Stemmer, Vocabulary};

/// An open index.
#[derive(Debug)]
pub struct Index {
    layout: Layout,
    pieces: Arc<Pieces>,
    file: Option<Arc<Vec<u8>>>,
    about: Vec<(String, String)>,
    summary: Summary,
    documents: Vec<Entry>,
    /// The position of each document's first word: what is searched most, close together.
    firsts: Vec<u32>,
    headlines: Vec<(u32, u32)>,
    fields: Vec<Field>,
    /// Where metadata come from; the first says nothing.
    patterns: Vec<Vec<u8>>,
    /// What stands instead of what the file says, and all zones with it.
    standing: Mutex<Arc<Standing>>,
    copies: AllCopies,
    times: Times,
    /// The model as it stands in the root; read when a text is first.
    model_bytes: Vec<u8>,
    model: OnceLock<Result<Model, Error>>,
    lexicon: Lexicon,
    slots: Slots,
    stems: Stems,
    splits: Splits,
    stemmers: Vec<Stemmer>,
    keys: Keys,
    /// The keys with long lists, where the file leaves those out.
    common: Vec<KeyId>,
    chunks: Vec<ChunkPlace>,
    lately: Mutex<Lately>,
}

/// The corpus in short.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Bytes of all texts.
    pub text_bytes: u64,
    /// The first date that is one, as given; empty when there is none.
    pub first_date: String,
    /// The last one.
    pub last_date: String,
    /// Languages, most documents first: name, documents, words.
    pub languages: Vec<(String, u32, u32)>,
    /// The commonest sources, in the same way.
    pub sources: Vec<(String, u32, u32)>,
}

/// A name under which something is known of documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name.
    pub name: String,
    /// Its column among the columns; `None` when the values stand with the documents.
    pub column: Option<u32>,
    /// Different values in it; 0 for what is no column.
    pub values: u32,
}

/// Where a chunk's words and documents begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ChunkPlace {
    position: u32,
    words: u32,
    document: u32,
    documents: u32,
}

/// What was opened and may be asked for again.
#[derive(Debug, Default)]
struct Lately {
    columns: Vec<Option<Arc<Column>>>,
    /// Chunks, the one used last at the end.
    chunks: Vec<(u32, Arc<Chunk>)>,
}

/// Chunks that are kept open.
const LATELY: usize = 32;

/// A word or gap of a text that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item<'a> {
    /// A word, as printed.
    Word(&'a str),
    /// What stands between words.
    Gap(&'a str),
}

impl<'a> Item<'a> {
    /// As printed.
    pub fn text(self) -> &'a str {
        match self {
            Item::Word(text) | Item::Gap(text) => text,
        }
    }
}

impl Index {
    /// Opens an index that is here as a whole.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] for damaged bytes and for such as are no index,
    /// [`Error::is_version`] for another version of the format,
    /// [`Error::is_unsupported`] when the words went through an analysis that this build
    /// does not have. A damaged piece is found when it is needed.
    pub fn open(bytes: Vec<u8>) -> Result<Index, Error> {
        let layout = Layout::read(&bytes)?;
        if layout.length() != bytes.len() as u64 {
            return Err(cut_off(layout.length(), bytes.len()));
        }
        let file = Arc::new(bytes);
        Index::with(layout, file.clone(), Some(file))
    }

    /// Opens an index by its head, the first bytes of the file up to the end of its root;
    /// the pieces are to be [given](Index::give) when they are wanted.
    ///
    /// # Errors
    ///
    /// As [`open`](Index::open).
    pub fn open_head(head: Vec<u8>) -> Result<Index, Error> {
        let layout = Layout::read(&head)?;
        Index::with(layout, Arc::new(head), None)
    }

    fn with(
        layout: Layout,
        head: Arc<Vec<u8>>,
        file: Option<Arc<Vec<u8>>>,
    ) -> Result<Index, Error> {
        let pieces = Arc::new(Pieces::new(layout.places.clone(), file.clone()));
        let mut reader = Reader::new(&head[layout.root.clone()]);
        let about = read_about(&mut reader)?;
        check_chain(&about)?;
        let summary = Summary::read(&mut reader)?;
        let documents = documents::read(&mut reader, layout.bytes(Section::Texts))?;
        let words = documents.last().map_or(0, Entry::end);
        let fields = read_fields(&mut reader)?;
        let mut patterns = vec![Vec::new()];
        for _ in 0..reader.count()? {
            let length = reader.count()?;
            patterns.push(reader.take(length)?.to_vec());
        }
        let first = |section| layout.pieces(section).start;
        let copied = layout.pieces(Section::Copies).len() as u32;
        let copies =
            AllCopies::new(pieces.clone(), first(Section::Copies), copied, documents.len() as u32);
        let zones = Zones::read(&mut reader, pieces.clone(), first(Section::Zones), words)?;
        let times = Times::read(
            &mut reader,
            pieces.clone(),
            first(Section::Times),
            documents.len() as u32,
        )?;
        let length = reader.count()?;
        let model_bytes = reader.take(length)?.to_vec();
        let length = reader.count()?;
        let code = EditCode::read(reader.take(length)?)?;
        let lexicon = Lexicon::read(&mut reader, pieces.clone(), first(Section::Lexicon))?;
        let slots = Slots::read(&mut reader, &lexicon, pieces.clone())?;
        let count = lexicon.len() as u32;
        let stems = Stems::read(&mut reader, pieces.clone(), first(Section::Stems), count)?;
        let splits = Splits::read(&mut reader, pieces.clone(), first(Section::Splits), count)?;
        let blocks = lexicon.len().div_ceil(keys::BLOCK);
        let blocks = Blocks::read(&mut reader, first(Section::Keys), blocks)?;
        let common = read_common(&mut reader, count)?;
        let long = layout.pieces(Section::Positions);
        let long = match common {
            Some(_) => Long::Made(OnceLock::new()),
            None => Long::Pieces(long),
        };
        let chunks = read_chunks(&mut reader, words, documents.len() as u32)?;
        let columns = fields.iter().filter(|field| field.column.is_some()).count();
        let [names, classes, compounds] = stems.pieces();
        let expected = [
            (Section::Lexicon, lexicon.pieces()),
            (Section::Stems, names),
            (Section::Classes, classes),
            (Section::Compounds, compounds),
            (Section::Splits, splits.pieces()),
            (Section::Zones, zones.pieces()),
            (Section::Copies, copied.min(1)),
            (Section::Times, times.pieces()),
            (Section::Columns, columns as u32 + 1),
            (Section::Ids, (documents.len() as u32).div_ceil(IDS)),
            (Section::Keys, blocks.pieces()),
            (Section::Texts, chunks.len() as u32),
        ];
        let fits = expected
            .iter()
            .all(|&(section, pieces)| layout.pieces(section).len() == pieces as usize);
        // A bit stands for a phrase of eight words at most, and every key for a word.
        let sound = u64::from(words) <= layout.bytes(Section::Texts) * 64 && count <= words;
        if !fits || !sound || reader.left() > 0 {
            return Err(damaged());
        }
        let languages = summary.languages.iter();
        let mut stemmers: Vec<Stemmer> =
            languages.filter_map(|(name, ..)| Stemmer::of(name)).collect();
        order::sort_once(&mut stemmers);
        Ok(Index {
            keys: Keys::new(count, words, blocks, long, code),
            common: common.unwrap_or_default(),
            headlines: documents.iter().filter_map(Entry::headline).collect(),
            firsts: documents.iter().map(|entry| entry.first).collect(),
            layout,
            pieces,
            file,
            about,
            summary,
            documents,
            fields,
            patterns,
            standing: Mutex::new(Arc::new(Standing::new(Vec::new(), Arc::new(zones)))),
            copies,
            times,
            model_bytes,
            model: OnceLock::new(),
            lexicon,
            slots,
            stems,
            splits,
            stemmers,
            chunks,
            lately: Mutex::default(),
        })
    }

    fn lately(&self) -> MutexGuard<'_, Lately> {
        self.lately.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The file's own bytes; `None` when they are not here as a whole.
    pub fn file(&self) -> Option<&[u8]> {
        self.file.as_deref().map(Vec::as_slice)
    }

    /// Bytes of the whole file.
    pub fn length(&self) -> u64 {
        self.layout.length()
    }

    /// Where the root and the pieces are.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Where the file may be cut into parts that are [given](Index::give) one by one: the
    /// beginning of each piece, the first one behind the root.
    pub fn cuts(&self) -> Vec<u64> {
        self.layout.places.iter().map(|place| place.range.start).collect()
    }

    /// Takes in bytes of the file that begin at `start` and hold whole pieces.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] when one of them is not the piece that it should be.
    pub fn give(&self, start: u64, bytes: Vec<u8>) -> Result<(), Error> {
        self.pieces.give(start, bytes)
    }

    /// What was missed since the last time: stretches of the file that are not here. What
    /// was answered meanwhile is to be believed only when there are none.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] when a piece was needed that is damaged.
    pub fn settle(&self) -> Result<Vec<Range<u64>>, Error> {
        self.pieces.settle()
    }

    /// How often something was missed since the last [settling](Index::settle). When a look-up
    /// gives nothing and this has grown, nobody knows yet whether there is something: what is
    /// done only where there is nothing would be looked up for no reason.
    pub fn missed(&self) -> usize {
        self.pieces.missed()
    }

    /// What the texts are coded with. To read it takes longer than to open all the rest, so
    /// it is read when a text is first; whoever has time before may call this.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] when it is damaged.
    pub fn model(&self) -> Result<&Model, Error> {
        self.model.get_or_init(|| Model::read(&self.model_bytes)).as_ref().map_err(Error::clone)
    }

    /// Looks at every piece of a file that is here.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`], which names the first damaged one.
    pub fn verify(&self) -> Result<(), Error> {
        self.model()?;
        for piece in 0..self.layout.places.len() as u32 {
            self.pieces.get(piece);
        }
        self.settle().map(|_| ())
    }

    /// Checksum over the whole file: two copies with the same one hold the same.
    pub fn fingerprint(&self) -> u32 {
        self.layout.fingerprint
    }

    /// The name of each section and its bytes, that of the root first.
    pub fn sections(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let sections = Section::ALL.into_iter();
        std::iter::once(("root", self.layout.root.end as u64))
            .chain(sections.map(|section| (section.name(), self.layout.bytes(section))))
    }

    /// What the file says of itself under `name`; empty when nothing.
    pub fn about(&self, name: &str) -> &str {
        let pair = self.about.iter().find(|(known, _)| known == name);
        pair.map_or("", |(_, value)| value)
    }

    /// The corpus in short.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The sorted keys.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Which keys are one word.
    pub fn stems(&self) -> &Stems {
        &self.stems
    }

    /// Which words are in which zone.
    pub fn zones(&self) -> Arc<Zones> {
        self.standing().zones.clone()
    }

    fn standing(&self) -> Arc<Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From now on `documents`, which ascend, are as they are said to be here, and all others as
    /// the file says.
    ///
    /// # Errors
    ///
    /// When a text whose zones are amended is not here or damaged; then nothing has changed.
    pub fn amend(&self, documents: Vec<(DocId, Amended)>) -> Result<(), Error> {
        let with_zones = documents.iter().filter_map(|(id, it)| Some((*id, it.zones.as_ref()?)));
        // All texts are looked at before one that is not here ends it.
        let stretches: Vec<Result<_, Error>> = with_zones
            .map(|(id, zones)| {
                let (entry, text) = (*self.document(id)?, self.text(id)?);
                let mut words = stretches(&text, entry.title_words, &sound(&text, zones.clone()));
                for stretch in &mut words {
                    stretch.first += entry.first;
                    stretch.end += entry.first;
                }
                Ok(((entry.first, entry.end()), words))
            })
            .collect();
        let stretches = stretches.into_iter().collect::<Result<Vec<_>, _>>()?;
        let zones = Arc::new(self.zones().with(stretches));
        *self.standing.lock().unwrap_or_else(PoisonError::into_inner) =
            Arc::new(Standing::new(documents, zones));
        self.lately().columns.clear();
        Ok(())
    }

    /// Whether anything stands instead of what the file says.
    pub fn is_amended(&self) -> bool {
        !self.standing().is_empty()
    }

    /// What stands of a document instead of what the file says.
    pub fn amended(&self, id: DocId) -> Option<Amended> {
        self.standing().of(id).cloned()
    }

    /// Which documents are copies of one another.
    pub fn copies(&self) -> &AllCopies {
        &self.copies
    }

    /// The times that documents speak of.
    pub fn times(&self) -> &Times {
        &self.times
    }

    /// What is known of a document beside its metadata.
    ///
    /// # Errors
    ///
    /// As [`record`](Index::record).
    pub fn details(&self, id: DocId) -> Result<Details, Error> {
        let mut details = self.details_of_file(id)?;
        if let Some(amended) = self.standing().of(id) {
            amended.mark(&mut details.origins);
            details.zones = amended.zones.clone().unwrap_or(details.zones);
        }
        Ok(details)
    }

    /// The same as the file says it.
    ///
    /// # Errors
    ///
    /// As [`record`](Index::record).
    pub fn details_of_file(&self, id: DocId) -> Result<Details, Error> {
        let record = self.record(id)?;
        if record.details.is_empty() {
            return Ok(Details::default());
        }
        let pattern = self.patterns.get(record.pattern as usize).ok_or_else(damaged)?;
        Details::read(&record.details, pattern, record.text_bytes)
    }

    /// How the corpus writes words apart.
    pub fn splits(&self) -> &Splits {
        &self.splits
    }

    /// The class of a key; `None` when it is alone.
    pub fn class_of(&self, key: KeyId) -> Option<ClassId> {
        match self.kin(key)? {
            Kin::Class(class) => Some(class),
            Kin::Alone(_) => None,
        }
    }

    fn kin(&self, key: KeyId) -> Option<Kin> {
        self.slots.kin(key, &self.lexicon, &self.stems)
    }

    /// Where the entry of a key stands.
    fn slot(&self, key: KeyId) -> Option<Slot> {
        match self.kin(key)? {
            Kin::Class(class) => self.stems.slot(class, key),
            Kin::Alone(slot) => Some(slot),
        }
    }

    /// The stemmers of the languages in the corpus.
    pub fn stemmers(&self) -> &[Stemmer] {
        &self.stemmers
    }

    /// The same for a key whose list is asked for: where the file leaves the long ones out,
    /// the first such question has them made.
    fn slot_with_list(&self, key: KeyId) -> Option<Slot> {
        let slot = self.slot(key)?;
        (!self.keys.lacks(slot, &self.pieces) || self.make_lists()).then_some(slot)
    }

    /// Reads where all keys stand, each list once: much quicker than asking for one after the other.
    /// They come in the order of their entries, which is not that of the keys. `with_forms` says
    /// whether it is to be told which occurrence has which form. False, and noted, when something is
    /// not here or damaged; then some may have come.
    ///
    /// Costs as much as reading the postings, and four bytes for each key meanwhile.
    pub fn each_list(&self, with_forms: bool, mut visit: impl FnMut(KeyId, &List)) -> bool {
        // All that is missing is asked for at once, before any work that would be done again.
        let needed = [Section::Lexicon, Section::Classes, Section::Keys, Section::Positions];
        let missed = self.missed();
        for piece in needed.into_iter().flat_map(|section| self.layout.pieces(section)) {
            self.pieces.get(piece);
        }
        if self.missed() > missed {
            return false;
        }
        let mut of_slot = vec![None; self.lexicon.len()];
        let mut put = |slot: Slot, key: KeyId| {
            if let Some(place) = of_slot.get_mut(slot.0 as usize) {
                *place = Some(key);
            }
        };
        self.stems.each(&mut put);
        self.slots.each_alone(&self.lexicon, &self.stems, &mut put);
        // Where the file leaves the long ones out, the first has all of them made.
        let are_made = self.common.iter().all(|key| self.slot_with_list(*key).is_some());
        self.keys.each(&self.pieces, with_forms, |slot, list| {
            if let Some(key) = of_slot.get(slot.0 as usize).copied().flatten() {
                visit(key, list);
            }
        });
        are_made && self.missed() == missed
    }

    /// Makes the lists of the common keys by reading all texts, if those are here.
    fn make_lists(&self) -> bool {
        // All that is missing is asked for at once.
        let texts = self.layout.pieces(Section::Texts);
        let absent = texts.filter(|&piece| self.pieces.get(piece).is_none()).count();
        let mut keys: Vec<(Slot, &KeyId)> =
            self.common.iter().filter_map(|key| Some((self.slot(*key)?, key))).collect();
        order::sort(&mut keys);
        let forms: Vec<Vec<String>> = keys.iter().map(|(_, key)| self.forms(**key)).collect();
        if absent > 0 || keys.len() < self.common.len() || forms.iter().any(Vec::is_empty) {
            return false;
        }
        let mut known: Vec<(&str, usize, u32)> = Vec::new();
        for (number, forms) in forms.iter().enumerate() {
            known.extend((0..).zip(forms).map(|(form, text)| (&**text, number, form)));
        }
        order::sort(&mut known);
        let mut found = vec![(Vec::new(), Vec::new()); keys.len()];
        let read = self.forms_at(0..self.words(), |position, form| {
            if let Ok(place) = known.binary_search_by_key(&form, |(text, ..)| *text) {
                let (_, number, form) = known[place];
                found[number].0.push(position);
                found[number].1.push(form);
            }
        });
        let counts = keys.iter().map(|(slot, _)| self.keys.occurrences(*slot, &self.pieces));
        let sound = counts.zip(&found).all(|(count, found)| count as usize == found.0.len());
        if let Some(error) = read.err().or_else(|| (!sound).then(damaged)) {
            self.pieces.note(error);
            return false;
        }
        let forms: Vec<Vec<&str>> =
            forms.iter().map(|forms| forms.iter().map(String::as_str).collect()).collect();
        let entry = |((positions, form_of), forms)| keys::Entry {
            key: "", // only a key's forms are written with it
            forms,
            positions,
            form_of,
        };
        let found = found.iter().map(|(positions, form_of)| (&**positions, &**form_of));
        self.keys.make(&found.zip(forms.iter().map(Vec::as_slice)).map(entry).collect::<Vec<_>>());
        true
    }

    /// How a key is printed, the commonest form first.
    pub fn forms(&self, key: KeyId) -> Vec<String> {
        let Some(slot) = self.slot(key) else { return Vec::new() };
        self.keys.forms(slot, &self.pieces, || self.lexicon.key(key))
    }

    /// How often a key is printed in each of its [`forms`](Index::forms).
    pub fn form_counts(&self, key: KeyId) -> Vec<usize> {
        let others: Vec<usize> = self.form_numbers(key).iter().map(Vec::len).collect();
        let first = self.count(key).saturating_sub(others.iter().sum());
        [first].into_iter().chain(others).collect()
    }

    /// Which occurrences of a key have which form: for each of its [`forms`](Index::forms)
    /// but the commonest their numbers among all occurrences, ascending.
    pub fn form_numbers(&self, key: KeyId) -> Vec<Vec<u32>> {
        let slot = self.slot_with_list(key);
        slot.map_or(Vec::new(), |slot| self.keys.form_numbers(slot, &self.pieces))
    }

    /// Where a key is printed in one of its [`forms`](Index::forms), ascending.
    pub fn positions_of_form(&self, key: KeyId, form: usize) -> Vec<u32> {
        let numbers = self.form_numbers(key);
        let mut all = Vec::new();
        self.positions(key).read_into(&mut all);
        match form.checked_sub(1) {
            Some(form) => numbers.get(form).map_or(Vec::new(), |these| {
                these.iter().filter_map(|&at| all.get(at as usize).copied()).collect()
            }),
            None => {
                let mut others: Vec<u32> = numbers.concat();
                others.sort_unstable();
                let mut others = others.into_iter().peekable();
                let mut number = 0;
                all.retain(|_| {
                    number += 1;
                    others.next_if_eq(&(number - 1)).is_none()
                });
                all
            }
        }
    }

    /// Where a key is printed as `form`, ascending.
    pub fn positions_as(&self, key: KeyId, form: &str) -> Vec<u32> {
        let forms = self.forms(key);
        let known = forms.iter().position(|known| known == form);
        known.map_or(Vec::new(), |form| self.positions_of_form(key, form))
    }

    /// Words in all documents.
    pub fn words(&self) -> u32 {
        self.documents.last().map_or(0, Entry::end)
    }

    /// The documents, in order.
    pub fn documents(&self) -> &[Entry] {
        &self.documents
    }

    /// A document.
    ///
    /// # Errors
    ///
    /// [`Error::is_missing`] when there is no such document.
    pub fn document(&self, id: DocId) -> Result<&Entry, Error> {
        let count = self.documents.len();
        self.documents.get(id.0 as usize).ok_or_else(|| {
            Error::missing(format!("expected a document below {count}, found {}", id.0))
        })
    }

    /// The document that holds a position below [`words`](Index::words).
    pub fn document_at(&self, position: u32) -> DocId {
        let after = self.firsts.partition_point(|&first| first <= position);
        // Documents without words share their first position with the next.
        DocId(after.saturating_sub(1) as u32)
    }

    /// How many words a document has.
    pub fn words_in(&self, document: u32) -> u32 {
        self.documents.get(document as usize).map_or(0, |entry| entry.words)
    }

    /// Finds the documents of positions that mostly ascend.
    pub fn places(&self) -> DocumentWalk<'_> {
        DocumentWalk { firsts: &self.firsts, at: 0 }
    }

    /// The stretches of positions that are headline, ascending, each `(first, end)`.
    pub fn headlines(&self) -> &[(u32, u32)] {
        &self.headlines
    }

    /// The names under which something is known of documents.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// What is known of all documents under a name; `None` when that is no column, or not
    /// here.
    pub fn column(&self, name: &str) -> Option<Arc<Column>> {
        let field = self.fields.iter().find(|field| field.name == name)?;
        self.column_at(field.column?)
    }

    fn column_at(&self, number: u32) -> Option<Arc<Column>> {
        if let Some(Some(column)) = self.lately().columns.get(number as usize) {
            return Some(column.clone());
        }
        let part = self.pieces.get(self.layout.pieces(Section::Columns).start + number)?;
        let read = Column::read(part.as_ref(), self.documents.len() as u32);
        let mut column = read.map_err(|error| self.pieces.note(error)).ok()?;
        // What always is a column has the first numbers.
        let standing = self.standing();
        let changes = ALWAYS.get(number as usize).map_or(Vec::new(), |name| standing.column(name));
        if !changes.is_empty() {
            column = column.with(&changes);
        }
        let column = Arc::new(column);
        let mut lately = self.lately();
        let columns = lately.columns.len().max(number as usize + 1);
        lately.columns.resize(columns, None);
        lately.columns[number as usize] = Some(column.clone());
        Some(column)
    }

    /// A document's value in a column; empty when it has none.
    pub fn value(&self, name: &str, document: DocId) -> String {
        self.column(name).map_or(String::new(), |column| column.value(document.0).to_string())
    }

    /// The place of each document in the order of titles.
    ///
    /// # Errors
    ///
    /// When it is not here or damaged.
    pub fn title_order(&self) -> Result<Vec<u32>, Error> {
        let standing = self.standing();
        if standing.titles().next().is_none() {
            return self.title_order_of_file();
        }
        if let Some(places) = standing.titles.get() {
            return Ok(places.clone());
        }
        let mut order = inverse(&self.title_order_of_file()?)?;
        order.retain(|&id| standing.of(DocId(id)).is_none_or(|amended| amended.title.is_none()));
        for (id, _) in standing.titles() {
            let key = (self.sorted_title(id)?, id);
            let (mut from, mut to) = (0, order.len());
            while from < to {
                let middle = from.midpoint(to);
                let other = DocId(order[middle]);
                match (self.sorted_title(other)?, other) < key {
                    true => from = middle + 1,
                    false => to = middle,
                }
            }
            order.insert(from, id.0);
        }
        Ok(standing.titles.get_or_init(|| inverse(&order).unwrap_or_default()).clone())
    }

    /// What a document is sorted by in the order of titles.
    fn sorted_title(&self, id: DocId) -> Result<String, Error> {
        match text::fold(&self.title(id)?) {
            title if title.is_empty() => Ok(text::fold(&self.id(id)?)),
            title => Ok(title),
        }
    }

    fn title_order_of_file(&self) -> Result<Vec<u32>, Error> {
        let places = self.layout.pieces(Section::Columns);
        let part = self.pieces.get(places.end - 1).ok_or_else(not_here)?;
        let documents = self.documents.len() as u32;
        let mut bits = super::coding::bits::BitReader::new(part.as_ref());
        let width = u32::BITS - documents.leading_zeros();
        Ok((0..documents).map(|_| bits.take(width) as u32).collect())
    }

    /// A chunk, opened.
    fn chunk(&self, number: u32) -> Result<Arc<Chunk>, Error> {
        {
            let mut lately = self.lately();
            if let Some(at) = lately.chunks.iter().position(|(known, _)| *known == number) {
                let found = lately.chunks.remove(at);
                lately.chunks.push(found.clone());
                return Ok(found.1);
            }
        }
        let place = self.chunks.get(number as usize).ok_or_else(damaged)?;
        let piece = self.layout.pieces(Section::Texts).start + number;
        let part = self.pieces.get(piece).ok_or_else(not_here)?;
        let chunk = Arc::new(Chunk::open(part, place.documents, place.words)?);
        let mut lately = self.lately();
        if lately.chunks.len() >= LATELY {
            lately.chunks.remove(0);
        }
        lately.chunks.push((number, chunk.clone()));
        Ok(chunk)
    }

    /// The chunk in which a document begins, by its number and opened, and the document's
    /// place in it.
    fn chunk_of(&self, id: DocId) -> Result<(u32, Arc<Chunk>, usize), Error> {
        self.document(id)?;
        let number = self.chunks.partition_point(|chunk| chunk.document <= id.0) - 1;
        let chunk = self.chunk(number as u32)?;
        let place = (id.0 - self.chunks[number].document) as usize;
        Ok((number as u32, chunk, place))
    }

    /// What is known of a document alone.
    ///
    /// # Errors
    ///
    /// When there is no such document, or it is not here or damaged.
    pub fn record(&self, id: DocId) -> Result<Record, Error> {
        let (_, chunk, place) = self.chunk_of(id)?;
        chunk.records.get(place).cloned().ok_or_else(damaged)
    }

    /// A document's own id.
    ///
    /// # Errors
    ///
    /// As [`record`](Index::record).
    pub fn id(&self, id: DocId) -> Result<String, Error> {
        Ok(self.record(id)?.id)
    }

    /// A document's title as printed; may be empty.
    ///
    /// # Errors
    ///
    /// As [`record`](Index::record).
    pub fn title(&self, id: DocId) -> Result<String, Error> {
        let record = self.record(id)?;
        if let Some(title) = self.standing().of(id).and_then(|amended| amended.title.clone()) {
            return Ok(title);
        }
        let mut title = String::new();
        if record.title_coded {
            self.read_title(id, |item| {
                title.push_str(item.text());
                true
            })?;
        } else if !record.title.is_empty() {
            title = record.title;
        } else if let Some(span) = record.title_span {
            let mut before = String::new();
            self.read_text(id, |item| {
                before.push_str(item.text());
                before.len() < span.end as usize
            })?;
            title = span.of(&before).ok_or_else(damaged)?.to_string();
        }
        Ok(title)
    }

    /// All that is known of a document; other metadata in the order in which the corpus first
    /// has their names.
    ///
    /// # Errors
    ///
    /// As [`record`](Index::record).
    pub fn metadata(&self, id: DocId) -> Result<Metadata, Error> {
        let record = self.record(id)?;
        let mut more = Vec::new();
        for (number, field) in (0..).zip(&self.fields).skip(ALWAYS.len()) {
            match field.column {
                Some(column) => {
                    let column = self.column_at(column).ok_or_else(not_here)?;
                    let values = column.borne(id.0).iter().map(|&it| &column.values[it as usize]);
                    more.extend(values.map(|value| (field.name.clone(), value.clone())));
                }
                None => {
                    let values = record.more.iter().filter(|(its, _)| *its == number);
                    more.extend(values.map(|(_, value)| (field.name.clone(), value.clone())));
                }
            }
        }
        Ok(Metadata {
            title: self.title(id)?,
            lang: self.value("lang", id),
            date: self.value("date", id),
            source: self.value("source", id),
            author: self.value("author", id),
            url: record.url,
            more,
        })
    }

    /// The document of that own id.
    ///
    /// # Errors
    ///
    /// When what is needed to know is not here or damaged.
    pub fn find_document(&self, id: &str) -> Result<Option<DocId>, Error> {
        Ok(self.find_documents(&[id])?.pop().flatten())
    }

    /// The documents of some own ids, in their order; `None` of an id that there is not. One pass over
    /// the hashes of all ids, however many are looked for.
    ///
    /// # Errors
    ///
    /// When what is needed to know is not here or damaged; all that is not here is asked for at once.
    pub fn find_documents(&self, ids: &[&str]) -> Result<Vec<Option<DocId>>, Error> {
        // Of each hash the last id that has it, and of each id the one before with the same hash;
        // from 1, for 0 is none.
        let mut last = vec![0u32; 1 << 16];
        let mut before = Vec::with_capacity(ids.len());
        for (number, id) in (1..).zip(ids) {
            before.push(std::mem::replace(&mut last[usize::from(hash(id))], number));
        }
        let mut absent = false;
        let mut candidates = Vec::new();
        for (number, piece) in (0u32..).zip(self.layout.pieces(Section::Ids)) {
            let Some(part) = self.pieces.get(piece) else {
                absent = true;
                continue;
            };
            for (document, hash) in (number * IDS..).zip(part.as_ref().chunks_exact(2)) {
                let wanted = last[usize::from(u16::from_le_bytes([hash[0], hash[1]]))];
                candidates.extend((wanted > 0).then_some((document, wanted)));
            }
        }
        let mut found = vec![None; ids.len()];
        for (document, wanted) in candidates {
            let of_hash = || {
                let next = |number: &u32| Some(before[*number as usize - 1]).filter(|it| *it > 0);
                std::iter::successors(Some(wanted), next).map(|number| number as usize - 1)
            };
            if of_hash().all(|place| found[place].is_some()) {
                continue;
            }
            match self.record(DocId(document)) {
                Ok(record) => {
                    for place in of_hash().filter(|place| ids[*place] == record.id) {
                        found[place].get_or_insert(DocId(document));
                    }
                }
                // All that could be one of them are asked for at once.
                Err(_) if document < self.documents.len() as u32 => absent = true,
                Err(error) => return Err(error),
            }
        }
        match absent && found.contains(&None) {
            true => Err(not_here()),
            false => Ok(found),
        }
    }

    /// Where a key occurs, ascending.
    pub fn positions(&self, key: KeyId) -> Positions {
        let slot = self.slot_with_list(key);
        slot.map_or_else(Positions::none, |slot| self.keys.positions(slot, &self.pieces))
    }

    /// How often a key occurs.
    pub fn count(&self, key: KeyId) -> usize {
        self.slot(key).map_or(0, |slot| self.keys.occurrences(slot, &self.pieces) as usize)
    }

    /// A document's text, byte for byte as it was given.
    ///
    /// # Errors
    ///
    /// When there is no such document, or its text is not the one that was given.
    pub fn text(&self, id: DocId) -> Result<String, Error> {
        let record = self.record(id)?;
        let mut text = String::new();
        self.read_text(id, |item| {
            text.push_str(item.text());
            // Damage that no checksum saw could repeat a long gap without end.
            text.len() <= record.text_bytes as usize
        })?;
        let sound = text.len() == record.text_bytes as usize
            && checksum(text.as_bytes()) == record.text_checksum;
        if sound { Ok(text) } else { Err(changed(&record.id)) }
    }

    /// Hands the words and gaps of a title that is coded before its text to `visit` until it says
    /// false.
    ///
    /// # Errors
    ///
    /// When it is not here or damaged.
    pub fn read_title(
        &self,
        id: DocId,
        mut visit: impl FnMut(Item<'_>) -> bool,
    ) -> Result<(), Error> {
        let (_, chunk, place) = self.chunk_of(id)?;
        let record = chunk.records.get(place).ok_or_else(damaged)?;
        let mut decoder = chunk.from_start(self.model()?, Some(record));
        hand_over(&mut decoder, &mut Flow::default(), &mut visit)?;
        Ok(())
    }

    /// Hands the words and gaps of a document's text to `visit` until it says false.
    ///
    /// # Errors
    ///
    /// When it is not here or damaged.
    pub fn read_text(
        &self,
        id: DocId,
        mut visit: impl FnMut(Item<'_>) -> bool,
    ) -> Result<(), Error> {
        let (number, chunk, place) = self.chunk_of(id)?;
        let record = chunk.records.get(place).ok_or_else(damaged)?;
        let mut decoder = chunk.from_start(self.model()?, Some(record));
        if record.title_coded {
            hand_over(&mut decoder, &mut Flow::default(), &mut |_| true)?;
        }
        let entry = self.document(id)?;
        let words = entry.words - entry.title_words;
        self.flow(number, &mut decoder, words, &mut visit)
    }

    /// Hands over a text of so many words, and goes on in the chunks that follow.
    fn flow(
        &self,
        mut number: u32,
        decoder: &mut Decoder<'_>,
        words: u32,
        visit: &mut impl FnMut(Item<'_>) -> bool,
    ) -> Result<(), Error> {
        let mut flow = Flow::default();
        let mut more = hand_over(decoder, &mut flow, visit)?;
        while more && flow.words < words {
            if flow.words == 0 {
                // The end of what stands before the first word.
                more = hand_over(decoder, &mut flow, visit)?;
                continue;
            }
            number += 1;
            let chunk = self.chunk(number)?;
            let mut decoder = chunk.from_start(self.model()?, None);
            more = hand_over(&mut decoder, &mut flow, visit)?;
        }
        Ok(())
    }

    /// The chunk that holds a position.
    fn chunk_at(&self, position: u32) -> usize {
        self.chunks.partition_point(|chunk| chunk.position + chunk.words <= position)
    }

    /// Hands the words and gaps from `position` on to `visit` until it says false or the
    /// document's title or text ends.
    ///
    /// # Errors
    ///
    /// When it is not here or damaged.
    pub fn read_from(
        &self,
        position: u32,
        mut visit: impl FnMut(Item<'_>) -> bool,
    ) -> Result<(), Error> {
        let entry = self.document(self.document_at(position))?;
        let in_title = position < entry.first + entry.title_words;
        let end = if in_title { entry.first + entry.title_words } else { entry.end() };
        let number = self.chunk_at(position);
        let chunk = self.chunk(number as u32)?;
        let word = position - self.chunks[number].position;
        let mut decoder = chunk.from_word(self.model()?, word)?;
        let mut begun = false;
        self.flow(number as u32, &mut decoder, end - position, &mut |item| {
            // What stands before the first word is not from there on.
            begun |= matches!(item, Item::Word(_));
            !begun || visit(item)
        })
    }

    /// The forms at ascending `positions`, as printed.
    ///
    /// # Errors
    ///
    /// When they are not here or damaged.
    pub fn forms_at(
        &self,
        positions: impl IntoIterator<Item = u32>,
        mut visit: impl FnMut(u32, &str),
    ) -> Result<(), Error> {
        let mut outcome = Ok(());
        let mut positions = positions.into_iter().peekable();
        while let Some(&first) = positions.peek() {
            let number = self.chunk_at(first);
            let Some(&place) = self.chunks.get(number) else {
                return Err(Error::missing(format!(
                    "expected a word at {first}, found the end of the texts"
                )));
            };
            let end = place.position + place.words;
            let these = std::iter::from_fn(|| positions.next_if(|&position| position < end));
            let read = self.chunk(number as u32).and_then(|chunk| {
                read_words(&chunk, self.model()?, these, place.position, &mut visit)
            });
            if let Err(error) = read {
                // Ask for all chunks before giving up.
                while positions.next_if(|&position| position < end).is_some() {}
                outcome = Err(error);
            }
        }
        outcome
    }
}

/// For each number its place in a row of all of them.
fn inverse(numbers: &[u32]) -> Result<Vec<u32>, Error> {
    let mut places = vec![0; numbers.len()];
    for (place, &number) in (0..).zip(numbers) {
        *places.get_mut(number as usize).ok_or_else(damaged)? = place;
    }
    Ok(places)
}

/// Finds the documents of positions that mostly ascend: see [`Index::places`].
#[derive(Clone, Debug)]
pub struct DocumentWalk<'a> {
    firsts: &'a [u32],
    at: usize,
}

impl DocumentWalk<'_> {
    /// Documents that are stepped over before the right one is searched for.
    const STEPS: usize = 4;

    /// The number of the document that holds a position; see [`Index::document_at`].
    #[inline]
    pub fn document(&mut self, position: u32) -> u32 {
        if self.firsts.get(self.at).is_none_or(|&first| first > position) {
            self.at = 0;
        }
        let mut steps = 0;
        while self.firsts.get(self.at + 1).is_some_and(|&first| first <= position) {
            steps += 1;
            self.at += match steps {
                ..Self::STEPS => 1,
                _ => self.firsts[self.at + 1..].partition_point(|&first| first <= position),
            };
        }
        self.at as u32
    }

    /// Where the document found last ends.
    fn end(&self) -> u32 {
        self.firsts.get(self.at + 1).copied().unwrap_or(u32::MAX)
    }

    /// The document of the first of some ascending places (at their positions `at`), and how
    /// many of them it holds. For no places: no document.
    pub fn run<T>(&mut self, places: &[T], at: impl Fn(&T) -> u32) -> Option<(u32, usize)> {
        let document = self.document(at(places.first()?));
        let end = self.end();
        let held = places.iter().position(|place| at(place) >= end);
        Some((document, held.unwrap_or(places.len())))
    }
}

fn read_words(
    chunk: &Chunk,
    model: &Model,
    positions: impl Iterator<Item = u32>,
    first: u32,
    visit: &mut impl FnMut(u32, &str),
) -> Result<(), Error> {
    let mut walk: Option<(u32, Decoder<'_>)> = None;
    for position in positions {
        let word = position - first;
        let near = walk.take().filter(|(next, _)| *next <= word && word - next < SAMPLE);
        let mut decoder = match near {
            Some((next, mut decoder)) => {
                decoder.skip_words((word - next) as usize)?;
                decoder
            }
            None => chunk.from_word(model, word)?,
        };
        loop {
            if let Piece::Word(form) = decoder.next()? {
                visit(position, form);
                break;
            }
        }
        walk = Some((word + 1, decoder));
    }
    Ok(())
}

/// How far a text has been handed over.
#[derive(Default)]
struct Flow {
    words: u32,
    after_word: bool,
}

/// Hands over words and gaps, and the single spaces between words, up to the next end;
/// false when `visit` has had enough.
fn hand_over(
    decoder: &mut Decoder<'_>,
    flow: &mut Flow,
    visit: &mut impl FnMut(Item<'_>) -> bool,
) -> Result<bool, Error> {
    loop {
        let more = match decoder.next()? {
            Piece::End => return Ok(true),
            Piece::Gap(gap) => {
                flow.after_word = false;
                visit(Item::Gap(gap))
            }
            Piece::Word(word) => {
                flow.words += 1;
                let spaced = std::mem::replace(&mut flow.after_word, true);
                (!spaced || visit(Item::Gap(" "))) && visit(Item::Word(word))
            }
        };
        if !more {
            return Ok(false);
        }
    }
}

impl Vocabulary for Index {
    fn count(&self, key: &str) -> u32 {
        self.lexicon.find(key).map_or(0, |key| self.count(key) as u32)
    }
}

/// What is always a field, and the first ones.
pub const ALWAYS: [&str; 4] = ["lang", "source", "author", "date"];
/// Documents to a piece of ids.
pub const IDS: u32 = 16_384;

/// What the section of ids holds of an id.
pub fn hash(id: &str) -> u16 {
    checksum(id.as_bytes()) as u16
}

fn read_about(reader: &mut Reader<'_>) -> Result<Vec<(String, String)>, Error> {
    let count = reader.count()?;
    (0..count).map(|_| Ok((reader.str()?.to_string(), reader.str()?.to_string()))).collect()
}

impl Summary {
    fn read(reader: &mut Reader<'_>) -> Result<Summary, Error> {
        let shares = |reader: &mut Reader<'_>| {
            let count = reader.count()?;
            let share = |reader: &mut Reader<'_>| {
                Ok((reader.str()?.to_string(), reader.varint32()?, reader.varint32()?))
            };
            (0..count).map(|_| share(reader)).collect::<Result<Vec<_>, Error>>()
        };
        Ok(Summary {
            text_bytes: reader.varint()?,
            first_date: reader.str()?.to_string(),
            last_date: reader.str()?.to_string(),
            languages: shares(reader)?,
            sources: shares(reader)?,
        })
    }
}

fn read_fields(reader: &mut Reader<'_>) -> Result<Vec<Field>, Error> {
    let (mut fields, mut columns) = (Vec::new(), 0);
    for _ in 0..reader.count()? {
        let name = reader.str()?.to_string();
        let values = reader.varint32()?;
        let column = (values > 0).then_some(columns);
        columns += u32::from(column.is_some());
        fields.push(Field { name, column, values: values.saturating_sub(1) });
    }
    let always =
        fields.iter().zip(ALWAYS).all(|(field, name)| field.name == name && field.column.is_some());
    if always && fields.len() >= ALWAYS.len() { Ok(fields) } else { Err(damaged()) }
}

/// The keys with long lists, where those are left out.
fn read_common(reader: &mut Reader<'_>, keys: u32) -> Result<Option<Vec<KeyId>>, Error> {
    let Some(count) = reader.count()?.checked_sub(1) else { return Ok(None) };
    let (mut common, mut next) = (Vec::new(), 0u32);
    for _ in 0..count {
        let key = next.checked_add(reader.varint32()?).filter(|key| *key < keys);
        let key = key.ok_or_else(damaged)?;
        common.push(KeyId(key));
        next = key + 1;
    }
    Ok(Some(common))
}

fn read_chunks(
    reader: &mut Reader<'_>,
    words: u32,
    documents: u32,
) -> Result<Vec<ChunkPlace>, Error> {
    let mut chunks = Vec::new();
    let (mut position, mut document) = (0u32, 0u32);
    for _ in 0..reader.count()? {
        let (words, documents) = (reader.varint32()?, reader.varint32()?);
        chunks.push(ChunkPlace { position, words, document, documents });
        position = position.checked_add(words).ok_or_else(damaged)?;
        document = document.checked_add(documents).ok_or_else(damaged)?;
    }
    if position == words && document == documents { Ok(chunks) } else { Err(damaged()) }
}

fn check_chain(about: &[(String, String)]) -> Result<(), Error> {
    let chain = about.iter().find(|(name, _)| name == "chain").map_or("", |(_, chain)| chain);
    if chain == text::CHAIN {
        return Ok(());
    }
    Err(Error::unsupported(format!(
        "this index was analysed by “{chain}”; this build knows “{}”: build it again",
        text::CHAIN
    )))
}

fn not_here() -> Error {
    Error::missing("a part of the index that is needed is not here yet")
}

fn damaged() -> Error {
    Error::corrupt(
        "expected the root of an index, found other bytes: the index is damaged; build it again",
    )
}

fn changed(id: &str) -> Error {
    Error::corrupt(format!(
        "the text of “{id}” is not the one that was given: the index is damaged; copy or build it again"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::id::Span;
    use crate::index::{About, Builder};
    use proptest::prelude::*;

    fn build(texts: &[(&str, &str)]) -> Index {
        Index::open(bytes(texts, 1)).unwrap()
    }

    fn bytes(texts: &[(&str, &str)], threads: usize) -> Vec<u8> {
        let about = About { title: "t".into(), ..Default::default() };
        let mut builder = Builder::new(about).threads(threads);
        for (i, (title, text)) in texts.iter().enumerate() {
            let title_span = (!title.is_empty())
                .then(|| text.find(title))
                .flatten()
                .map(|at| Span::new(at as u32, (at + title.len()) as u32));
            let more = (0..i % 3).map(|n| (format!("n{n}"), format!("{title}{i}"))).collect();
            let meta = Metadata {
                title: title.to_string(),
                source: format!("s{}", i % 2),
                url: format!("u/{i}"),
                more,
                ..Metadata::default()
            };
            let (id, text) = (i.to_string(), text.to_string());
            let document = Document { id, text, meta, title_span, ..Document::default() };
            builder.add(document).unwrap();
        }
        builder.finish().unwrap()
    }

    fn letters() -> impl Strategy<Value = String> {
        let parts = prop::sample::select(vec![
            "گفت",
            "و",
            "گو",
            "\u{200C}",
            " ",
            "  ",
            "الأمن",
            "ـ",
            "\u{64E}",
            "\u{200F}",
            "«",
            "»",
            "2021",
            "۲۰",
            ".",
            ",",
            "٫",
            "\n",
            "\r\n",
            "\u{A0}",
            "é",
            "e\u{301}",
            "🙂",
            "中",
            "a",
            "-",
            "\0",
            "\u{FEFF}",
            "ﻻ",
            "ء",
            "¬",
            "\u{200B}",
        ]);
        prop::collection::vec(parts, 0..60).prop_map(|parts| parts.concat())
    }

    #[test]
    fn ids_of_one_hash_are_told_apart() {
        let mut seen = std::collections::BTreeMap::new();
        let [a, b] = (0..)
            .find_map(|number: u32| {
                let id = number.to_string();
                seen.insert(hash(&id), id.clone()).map(|other| [other, id])
            })
            .unwrap();
        let mut builder = Builder::new(About::default());
        for id in [&a, &b] {
            let document = Document { id: id.clone(), text: id.clone(), ..Document::default() };
            builder.add(document).unwrap();
        }
        let index = Index::open(builder.finish().unwrap()).unwrap();
        let found = index.find_documents(&[&b, "none", &a, &b]).unwrap();
        let number = |it| Some(DocId(it));
        assert_eq!(found, [number(1), None, number(0), number(1)]);
    }

    proptest! {
        #[test]
        fn every_text_comes_back(texts in prop::collection::vec((letters(), letters()), 0..6)) {
            let texts: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let index = build(&texts);
            index.verify().unwrap();
            for (i, (title, text)) in texts.iter().enumerate() {
                let id = DocId(i as u32);
                prop_assert_eq!(&index.text(id).unwrap(), text);
                prop_assert_eq!(&index.title(id).unwrap(), title);
                prop_assert_eq!(index.find_document(&i.to_string()).unwrap(), Some(id));
                let meta = index.metadata(id).unwrap();
                prop_assert_eq!((meta.source, meta.url), (format!("s{}", i % 2), format!("u/{i}")));
                let more: Vec<_> = (0..i % 3).map(|n| (format!("n{n}"), format!("{title}{i}"))).collect();
                prop_assert_eq!(meta.more, more);
            }
            prop_assert!(index.find_document("none").unwrap().is_none());
            // Several at once, some of them twice, some that there are not.
            let ids: Vec<String> = (0..9).chain(0..3).rev().map(|it| it.to_string()).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let number = |id: &&str| id.parse().ok().filter(|it| *it < texts.len() as u32).map(DocId);
            let expected: Vec<Option<DocId>> = ids.iter().map(number).collect();
            prop_assert_eq!(index.find_documents(&ids).unwrap(), expected);
        }

        #[test]
        fn positions_are_where_the_words_are(text in letters()) {
            let index = build(&[("", &text), ("کجا", &text)]);
            let words: Vec<&str> = text::words(&text).map(|range| &text[range]).collect();
            let second = words.len() as u32;
            for (i, word) in words.iter().enumerate() {
                let key = index.lexicon().find(&text::fold(word)).unwrap();
                let positions: Vec<u32> = index.positions(key).collect();
                prop_assert_eq!(positions.len(), index.count(key));
                prop_assert!(positions.contains(&(i as u32)));
                prop_assert!(positions.iter().all(|&position| position < index.words()));
                let mut printed = String::new();
                index.forms_at([i as u32], |_, form| printed = form.to_string()).unwrap();
                prop_assert_eq!(&printed, word);
                let form = index.forms(key).iter().position(|form| form == word).unwrap();
                let mut with: Vec<u32> = Vec::new();
                index.forms_at(positions, |at, form| if form == *word { with.push(at) }).unwrap();
                prop_assert_eq!(index.positions_of_form(key, form), with);
                for from in [i as u32, index.words() - second + i as u32] {
                    let mut rest = String::new();
                    index.read_from(from, |item| { rest.push_str(item.text()); true }).unwrap();
                    prop_assert!(text.ends_with(&rest) && rest.starts_with(word));
                }
            }
            prop_assert_eq!(index.words(), second * 2 + index.documents()[1].title_words);
        }
    }

    #[test]
    fn texts_longer_than_a_chunk() {
        let long: String = (0..30_000).map(|n| format!("كلمة{} ", n % 977)).collect();
        let texts = [("أ", "قصير"), ("عنوان", &long), ("", ""), ("ب", &long[..69_999])];
        let index = build(&texts);
        assert!(index.chunks.len() > 4);
        for (i, (title, text)) in texts.iter().enumerate() {
            assert_eq!(index.text(DocId(i as u32)).unwrap(), *text);
            assert_eq!(index.title(DocId(i as u32)).unwrap(), *title);
        }
        let first = index.documents()[1].first;
        let places = (0..29_000).step_by(613).map(|n| first + 1 + n);
        index
            .forms_at(places, |at, form| {
                assert_eq!(form, format!("كلمة{}", (at - first - 1) % 977))
            })
            .unwrap();
        let mut words = 0;
        index
            .read_from(first + 3, |item| {
                words += usize::from(matches!(item, Item::Word(_)));
                true
            })
            .unwrap();
        assert_eq!(words, 30_000 - 2);
        assert_eq!(bytes(&texts, 1), bytes(&texts, 3));
    }

    #[test]
    fn pieces_come_when_they_are_wanted() {
        let long: String = (0..30_000).map(|n| format!("كلمة{} ", n % 977)).collect();
        let texts = [("أ", "قصير نادر"), ("عنوان", &long)];
        let file = bytes(&texts, 1);
        let head = Layout::head(&file).unwrap();
        let index = Index::open_head(file[..head].to_vec()).unwrap();
        let (mut rounds, mut loaded) = (0, 0);
        let found = loop {
            let key = index.lexicon().find("نادر");
            let positions: Vec<u32> = key.map_or(Vec::new(), |key| index.positions(key).collect());
            let mut read = String::new();
            let _ = index.forms_at(positions, |_, form| read = form.to_string());
            let wanted = index.settle().unwrap();
            if wanted.is_empty() {
                break read;
            }
            for range in wanted {
                loaded += range.end - range.start;
                index
                    .give(range.start, file[range.start as usize..range.end as usize].to_vec())
                    .unwrap();
            }
            rounds += 1;
        };
        assert_eq!((found.as_str(), rounds), ("نادر", 3));
        assert!(loaded < file.len() as u64 / 3 * 2, "{loaded} of {}", file.len());
        let mut damaged = file[head..].to_vec();
        damaged[0] ^= 1;
        assert!(index.give(head as u64, damaged).unwrap_err().is_corrupt());
    }

    #[test]
    fn a_lean_index_answers_the_same() {
        let words = ["في", "فى", "الأمن", "الامن", "نادر"];
        let long: String = (0..30_000).map(|n| format!("{} ", words[n % 89 % 5])).collect();
        let build = |lean| {
            let mut builder = Builder::new(About::default()).lean(lean);
            for (id, text) in [("a", long.as_str()), ("b", "نادر جدا")] {
                let (id, text) = (id.to_string(), text.to_string());
                builder.add(Document { id, text, ..Document::default() }).unwrap();
            }
            builder.finish().unwrap()
        };
        let (full, lean) = (build(false), build(true));
        assert!(lean.len() + 1000 < full.len());
        let head = Layout::head(&lean).unwrap();
        let lazy = Index::open_head(lean[..head].to_vec()).unwrap();
        let (full, lean) = (Index::open(full).unwrap(), Index::open(lean.clone()).unwrap());
        let all =
            |index: &Index, key: KeyId| (index.positions(key).collect(), index.form_numbers(key));
        let keys = || (0..full.lexicon().len() as u32).map(KeyId);
        assert!(keys().any(|key| all(&full, key).1.concat().len() > 1000));
        let mut here: Vec<(Vec<u32>, Vec<Vec<u32>>)> = Vec::new();
        for _ in 0..10 {
            here = keys().map(|key| all(&lazy, key)).collect();
            let wanted = lazy.settle().unwrap();
            if wanted.is_empty() {
                break;
            }
            for range in wanted {
                let bytes = lean.file().unwrap()[range.start as usize..range.end as usize].to_vec();
                lazy.give(range.start, bytes).unwrap();
            }
        }
        for key in keys() {
            assert_eq!(all(&lean, key), all(&full, key));
            assert_eq!(here[key.0 as usize], all(&full, key));
            assert_eq!(lean.form_counts(key), full.form_counts(key));
        }
        assert!(lean.settle().unwrap().is_empty());
    }

    #[test]
    fn a_damaged_piece_is_named_and_leaves_the_rest_working() {
        let mut file = bytes(&[("أ", "نص أول"), ("ب", "نص ثان")], 1);
        let layout = Layout::read(&file).unwrap();
        let texts = layout.places[layout.pieces(Section::Texts).start as usize].range.clone();
        file[texts.start as usize + 3] ^= 1;
        let index = Index::open(file).unwrap();
        assert_eq!(index.count(index.lexicon().find("نص").unwrap()), 2);
        assert!(index.settle().unwrap().is_empty());
        assert!(index.text(DocId(0)).is_err());
        assert!(index.settle().unwrap_err().to_string().contains("“texts”"));
        assert_eq!(index.count(index.lexicon().find("نص").unwrap()), 2);
        assert!(index.verify().is_err());
    }

    #[test]
    fn headlines_are_known_wherever_they_stand() {
        let index = build(&[("بیرون", "متن دیگر"), ("دوم متن", "اول دوم متن آخر")]);
        assert_eq!(index.headlines(), [(0, 1), (4, 6)]);
        let entries = index.documents();
        assert_eq!((entries[0].title_words, entries[0].words), (1, 3));
        assert_eq!((entries[1].title_words, entries[1].words), (0, 4));
    }

    #[test]
    fn keys_that_begin_alike_stand_in_a_row() {
        let index = build(&[("", "ناتو ناتوانی ناتوها نان a z")]);
        let keys = |prefix| -> Vec<String> {
            let range = index.lexicon().prefix(prefix);
            range.filter_map(|id| index.lexicon().key(KeyId(id))).collect()
        };
        assert_eq!(keys("ناتو"), ["ناتو", "ناتوانی", "ناتوها"]);
        assert_eq!(keys("z"), ["z"]);
        assert!(keys("zz").is_empty() && keys("0").is_empty());
        assert_eq!(keys("").len(), 6);
    }

    #[test]
    fn an_empty_corpus_is_a_corpus() {
        let index = build(&[]);
        assert_eq!((index.words(), index.documents().len()), (0, 0));
        assert!(index.text(DocId(0)).unwrap_err().is_missing());
    }
}
