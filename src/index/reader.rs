//! Index bytes → an open [`Index`]: everything that later code relies on is checked once.
//!
//! All bytes stay in one buffer; sections are looked at where they are. What is made at
//! opening is small: a record a document, an entry a form.

use std::sync::{Arc, Mutex, OnceLock};

use super::bytes::Reader;
use super::documents::{Documents, Entry, Known};
use super::format::{Layout, SAMPLE_EVERY, Section};
use super::lexicon::{Lexicon, Part};
use super::postings::Positions;
use super::stems::Stems;
use super::store::{Form, Item, Spellings, Spelt, Store, read_forms};
use super::zones::headlines;
use crate::error::Error;
use crate::id::{DocId, KeyId};
use crate::order;
use crate::text;
use crate::text::stem::{Stemmer, Vocabulary};

/// An open index.
#[derive(Debug)]
pub struct Index {
    bytes: Arc<Vec<u8>>,
    layout: Layout,
    about: Vec<(String, String)>,
    documents: Documents,
    lexicon: Lexicon,
    forms: Vec<Form>,
    headlines: Vec<(u32, u32)>,
    stems: Stems,
    stemmers: Vec<Stemmer>,
    /// The symbols of each key; made when first asked for.
    spellings: OnceLock<KeySymbols>,
    /// Occurrences of each symbol, or [`UNKNOWN`]; empty before one is first asked for.
    occurrences: Mutex<Vec<u32>>,
    /// A bit for each symbol that is a gap; made when first asked for.
    gaps: OnceLock<Vec<u64>>,
    /// Words last read, to be told again.
    spelt: Mutex<Spelt>,
}

/// The occurrences of a symbol that were not counted yet.
const UNKNOWN: u32 = u32::MAX;
/// One word in so many is a common word: its places are nearly all of the texts.
const COMMON: usize = 256;

/// The symbols of each key: where they begin in the list, and the list.
type KeySymbols = (Vec<u32>, Vec<u32>);

impl Index {
    /// Opens an index.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] for damaged bytes and for such as are no index,
    /// [`Error::is_version`] for another version of the format,
    /// [`Error::is_unsupported`] when the words went through an analysis that this build
    /// does not have.
    pub fn open(bytes: Vec<u8>) -> Result<Index, Error> {
        let layout = Layout::read(&bytes)?;
        let part = |section| &bytes[layout.range(section)];
        let about = read_about(part(Section::About))?;
        check_chain(&about)?;
        let documents = Documents::read(part(Section::Documents))?;
        let stretches = documents.entries().iter().map(|entry| (entry.first, entry.end()));
        let headlines = headlines(part(Section::Zones), stretches)?;
        let bytes = Arc::new(bytes);
        let lexicon = Lexicon::open(Part::new(bytes.clone(), layout.range(Section::Lexicon)))?;
        let forms = read_forms(&bytes[layout.range(Section::Forms)], lexicon.len())?;
        let stems = read_stems(&bytes, &layout, lexicon.len())?;
        let mut index = Index {
            bytes,
            layout,
            about,
            documents,
            lexicon,
            forms,
            headlines,
            stems,
            stemmers: Vec::new(),
            spellings: OnceLock::new(),
            occurrences: Mutex::default(),
            gaps: OnceLock::new(),
            spelt: Mutex::default(),
        };
        index.stemmers = index.known().languages().filter_map(Stemmer::of).collect();
        order::sort_once(&mut index.stemmers);
        index.check_sizes()?;
        Ok(index)
    }

    /// That the sections fit each other.
    fn check_sizes(&self) -> Result<(), Error> {
        let lists = self.part(Section::Lists).len() / 4;
        let samples = self.part(Section::Samples).len() / 4;
        let expected = [
            (lists, self.lexicon.len() + 1, "lists"),
            (samples, self.documents.words.div_ceil(SAMPLE_EVERY) as usize, "samples"),
            (self.part(Section::Stream).len(), self.documents.stream, "bytes of text"),
        ];
        for (found, expected, what) in expected {
            if found != expected {
                return Err(Error::corrupt(format!(
                    "expected {expected} {what}, found {found}: the index is damaged; build it again"
                )));
            }
        }
        Ok(())
    }

    fn part(&self, section: Section) -> &[u8] {
        &self.bytes[self.layout.range(section)]
    }

    /// The file's own bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Checksum over the whole file: two copies with the same one hold the same.
    pub fn fingerprint(&self) -> u32 {
        self.layout.fingerprint
    }

    /// The name of each section and its bytes.
    pub fn sections(&self) -> impl Iterator<Item = (&'static str, usize)> {
        Section::ALL.into_iter().map(|section| (section.name(), self.part(section).len()))
    }

    /// What the file says of itself under `name`; empty when nothing.
    pub fn about(&self, name: &str) -> &str {
        let pair = self.about.iter().find(|(known, _)| known == name);
        pair.map_or("", |(_, value)| value)
    }

    /// The sorted keys.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Which keys are one word.
    pub fn stems(&self) -> &Stems {
        &self.stems
    }

    /// The stemmers of the languages in the corpus.
    pub fn stemmers(&self) -> &[Stemmer] {
        &self.stemmers
    }

    /// The symbols that a key is printed as, most frequent first.
    pub fn spellings(&self, key: KeyId) -> &[u32] {
        let (starts, symbols) = self.spellings.get_or_init(|| self.by_key());
        let bound = |at: usize| starts.get(at).map_or(0, |&start| start as usize);
        let key = key.0 as usize;
        symbols.get(bound(key)..bound(key + 1)).unwrap_or_default()
    }

    fn by_key(&self) -> KeySymbols {
        let key_of = |form: &Form| match *form {
            Form::Plain(key) | Form::Printed(key, ..) => Some(key.0 as usize),
            Form::Gap(..) => None,
        };
        let mut starts = vec![0u32; self.lexicon.len() + 1];
        for key in self.forms.iter().filter_map(key_of) {
            starts[key + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let (mut next, mut symbols) = (starts.clone(), vec![0; starts[starts.len() - 1] as usize]);
        for (symbol, form) in self.forms.iter().enumerate() {
            if let Some(key) = key_of(form) {
                symbols[next[key] as usize] = symbol as u32;
                next[key] += 1;
            }
        }
        (starts, symbols)
    }

    /// How often a symbol that is a word stands in the whole corpus.
    ///
    /// The first time it costs reading where its key occurs; of a common one, all texts, once
    /// for all symbols.
    ///
    /// # Errors
    ///
    /// When the stream is damaged.
    pub fn occurrences(&self, symbol: u32) -> Result<u32, Error> {
        let Some(key) = self.key_of(symbol) else { return Ok(0) };
        let Ok(mut counts) = self.occurrences.lock() else { return Ok(0) };
        counts.resize(self.forms.len(), UNKNOWN);
        if counts[symbol as usize] == UNKNOWN {
            if self.count(key) > self.words() as usize / COMMON {
                self.count_symbols(&mut counts);
            } else {
                let mut count = 0;
                self.symbols_at(self.positions(key), |_, at| count += u32::from(at == symbol))?;
                counts[symbol as usize] = count;
            }
        }
        Ok(counts[symbol as usize])
    }

    fn count_symbols(&self, counts: &mut [u32]) {
        counts.fill(0);
        let mut reader = Reader::new(self.part(Section::Stream));
        while let Some(count) = reader.small().and_then(|it| counts.get_mut(it as usize)) {
            *count += 1;
        }
    }

    /// How a symbol is printed.
    ///
    /// # Errors
    ///
    /// When there is no such symbol.
    pub fn printed(&self, symbol: u32) -> Result<String, Error> {
        let form = self.forms.get(symbol as usize).copied().ok_or_else(|| {
            Error::missing(format!("expected a symbol of the corpus, found {symbol}"))
        })?;
        Spellings::new(self.store()).of(form).map(str::to_string)
    }

    /// The key of a symbol; `None` for a gap.
    pub fn key_of(&self, symbol: u32) -> Option<KeyId> {
        match *self.forms.get(symbol as usize)? {
            Form::Plain(key) | Form::Printed(key, ..) => Some(key),
            Form::Gap(..) => None,
        }
    }

    /// Words in all documents.
    pub fn words(&self) -> u32 {
        self.documents.words
    }

    /// The documents' records, in order.
    pub fn documents(&self) -> &[Entry] {
        self.documents.entries()
    }

    /// The strings of the records.
    pub fn known(&self) -> Known<'_> {
        self.documents.with(self.part(Section::Documents))
    }

    /// A document's record.
    ///
    /// # Errors
    ///
    /// [`Error::is_missing`] when there is no such document.
    pub fn document(&self, id: DocId) -> Result<&Entry, Error> {
        let count = self.documents().len();
        self.documents().get(id.0 as usize).ok_or_else(|| {
            Error::missing(format!("expected a document below {count}, found {}", id.0))
        })
    }

    /// The document of that own id. Looks at all of them.
    pub fn find_document(&self, id: &str) -> Option<DocId> {
        let known = self.known();
        let place = self.documents().iter().position(|entry| known.id(entry) == id)?;
        Some(DocId(place as u32))
    }

    /// The document that holds a position below [`words`](Index::words).
    pub fn document_at(&self, position: u32) -> DocId {
        let after = self.documents.firsts().partition_point(|&first| first <= position);
        // Documents without words share their first position with the next.
        DocId(after.saturating_sub(1) as u32)
    }

    /// How many words a document has; as its record says.
    pub fn words_in(&self, document: u32) -> u32 {
        let first = |document: usize| self.documents.firsts().get(document).copied();
        let end = first(document as usize + 1).unwrap_or(self.words());
        end - first(document as usize).unwrap_or(end)
    }

    /// Finds the documents of positions that mostly ascend.
    pub fn places(&self) -> DocumentWalk<'_> {
        DocumentWalk { firsts: self.documents.firsts(), at: 0 }
    }

    /// The stretches of positions that are headline, ascending, each `(first, end)`.
    pub fn headlines(&self) -> &[(u32, u32)] {
        &self.headlines
    }

    /// The headline of a document, as positions `(first, end)`.
    pub fn headline(&self, entry: &Entry) -> Option<(u32, u32)> {
        let next = self.headlines.partition_point(|headline| headline.1 <= entry.first);
        self.headlines.get(next).copied().filter(|headline| headline.0 < entry.end())
    }

    /// Where a key occurs, ascending.
    pub fn positions(&self, key: KeyId) -> Positions<'_> {
        let lists = self.part(Section::Lists);
        let mut reader = Reader::starting(lists, key.0 as usize * 4);
        let (Ok(start), Ok(end)) = (reader.u32(), reader.u32()) else { return Positions::none() };
        let list = self.part(Section::Positions).get(start as usize..end as usize);
        match list {
            Some(list) => Positions::new(list, self.words()),
            None => Positions::none(),
        }
    }

    /// How often a key occurs.
    pub fn count(&self, key: KeyId) -> usize {
        self.positions(key).count_left()
    }

    /// A document's text, byte for byte as it was given.
    ///
    /// # Errors
    ///
    /// When there is no such document, or its text is not the one that was given.
    pub fn text(&self, id: DocId) -> Result<String, Error> {
        let entry = self.document(id)?;
        let mut text = String::new();
        self.read_text(entry, |item| {
            text.push_str(item.text());
            // A forged stream could repeat a long gap without end.
            text.len() <= entry.text_bytes as usize
        })?;
        let sound = text.len() == entry.text_bytes as usize
            && super::checksum::checksum(text.as_bytes()) == entry.text_checksum;
        if sound { Ok(text) } else { Err(changed(self.known().id(entry))) }
    }

    /// Hands the words and gaps of a document's text to `visit` until it says false.
    ///
    /// # Errors
    ///
    /// When the stream is damaged.
    pub fn read_text(
        &self,
        entry: &Entry,
        visit: impl FnMut(Item<'_>) -> bool,
    ) -> Result<(), Error> {
        self.store().read(entry.text_stream.clone(), visit)
    }

    /// Hands the words and gaps from `position` on to `visit` until it says false or the
    /// document's title or text ends.
    ///
    /// # Errors
    ///
    /// When the stream is damaged.
    pub fn read_from(
        &self,
        position: u32,
        visit: impl FnMut(Item<'_>) -> bool,
    ) -> Result<(), Error> {
        let entry = self.document(self.document_at(position))?;
        let in_title = position < entry.first + entry.title_words;
        let end = if in_title { entry.title_stream.end } else { entry.text_stream.end };
        let start = self.stream_walk().word(position)?.0;
        self.store().read(start..end, visit)
    }

    /// The symbols of the words at ascending `positions`.
    ///
    /// # Errors
    ///
    /// When the stream is damaged.
    pub fn symbols_at(
        &self,
        positions: impl IntoIterator<Item = u32>,
        mut visit: impl FnMut(u32, u32),
    ) -> Result<(), Error> {
        let mut walk = self.stream_walk();
        for position in positions {
            visit(position, walk.word(position)?.1);
        }
        Ok(())
    }

    /// The forms at ascending `positions`, as printed.
    ///
    /// # Errors
    ///
    /// When the stream is damaged.
    pub fn forms_at(
        &self,
        positions: &[u32],
        mut visit: impl FnMut(u32, &str),
    ) -> Result<(), Error> {
        let mut spellings = Spellings::new(self.store());
        let mut walk = self.stream_walk();
        for &position in positions {
            let form = self.forms[walk.word(position)?.1 as usize];
            visit(position, spellings.of(form)?);
        }
        Ok(())
    }

    fn stream_walk(&self) -> StreamWalk<'_> {
        StreamWalk { index: self, gaps: self.gaps(), reader: Reader::new(&[]), next: u32::MAX }
    }

    /// A bit for each symbol: whether it is a gap.
    fn gaps(&self) -> &[u64] {
        self.gaps.get_or_init(|| {
            // What is no symbol is passed over like a gap.
            let mut gaps = vec![u64::MAX; self.forms.len().div_ceil(64)];
            for (symbol, form) in self.forms.iter().enumerate() {
                gaps[symbol / 64] ^= u64::from(!matches!(form, Form::Gap(..))) << (symbol % 64);
            }
            gaps
        })
    }

    fn store(&self) -> Store<'_> {
        Store {
            forms: &self.forms,
            form_bytes: self.part(Section::Forms),
            stream: self.part(Section::Stream),
            lexicon: &self.lexicon,
            spelt: &self.spelt,
        }
    }
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

/// Finds words in the stream, the quicker the less they descend.
struct StreamWalk<'a> {
    index: &'a Index,
    gaps: &'a [u64],
    /// Stands before the word `next`, or a gap before that.
    reader: Reader<'a>,
    next: u32,
}

impl StreamWalk<'_> {
    /// Where the word at a position stands in the stream, and its symbol.
    fn word(&mut self, position: u32) -> Result<(usize, u32), Error> {
        let sample = position / SAMPLE_EVERY;
        if position < self.next || self.next < sample * SAMPLE_EVERY {
            let samples = self.index.part(Section::Samples);
            let start = Reader::starting(samples, sample as usize * 4).u32()?;
            self.reader = Reader::starting(self.index.part(Section::Stream), start as usize);
            self.next = sample * SAMPLE_EVERY;
        }
        // Kept close while many words are passed over.
        let (mut reader, mut next) = (self.reader.clone(), self.next);
        loop {
            let at = reader.at();
            let known = reader.small().filter(|&symbol| (symbol as usize) < self.gaps.len() * 64);
            let Some(symbol) = known else {
                self.next = u32::MAX;
                return Err(Error::missing(format!(
                    "expected a word at {position}, found the end of the texts"
                )));
            };
            if self.gaps[symbol as usize / 64] >> (symbol % 64) & 1 == 1 {
                continue;
            }
            next += 1;
            if next > position {
                (self.reader, self.next) = (reader, next);
                return Ok((at, symbol));
            }
        }
    }
}

impl Vocabulary for Index {
    fn count(&self, key: &str) -> u32 {
        self.lexicon.find(key).map_or(0, |key| Index::count(self, key) as u32)
    }
}

fn read_stems(bytes: &Arc<Vec<u8>>, layout: &Layout, keys: usize) -> Result<Stems, Error> {
    let names = layout.range(Section::Stems);
    if names.is_empty() {
        return Ok(Stems::default());
    }
    let (classes, compounds) = (layout.range(Section::Classes), layout.range(Section::Compounds));
    Stems::read(Part::new(bytes.clone(), names), &bytes[classes], &bytes[compounds], keys)
}

fn read_about(bytes: &[u8]) -> Result<Vec<(String, String)>, Error> {
    let mut reader = Reader::new(bytes);
    let count = reader.count()?;
    (0..count).map(|_| Ok((reader.str()?.to_string(), reader.str()?.to_string()))).collect()
}

fn check_chain(about: &[(String, String)]) -> Result<(), Error> {
    let chain = about.iter().find(|(name, _)| name == "chain").map_or("", |(_, chain)| chain);
    // Without stems every word stands for itself, and nothing is searched wrongly.
    if chain == text::CHAIN || chain == text::fold::CHAIN {
        return Ok(());
    }
    Err(Error::unsupported(format!(
        "this index was analysed by “{chain}”; this build knows “{}”: build it again",
        text::CHAIN
    )))
}

fn changed(id: &str) -> Error {
    Error::corrupt(format!(
        "the text of “{id}” is not the one that was given: the index is damaged; copy or build it again"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Metadata};
    use crate::id::Span;
    use crate::index::{About, Builder};
    use proptest::prelude::*;

    fn build(texts: &[(&str, &str)]) -> Index {
        let mut builder = Builder::new(About { title: "t".into(), ..Default::default() });
        for (i, (title, text)) in texts.iter().enumerate() {
            let title_span = (!title.is_empty())
                .then(|| text.find(title))
                .flatten()
                .map(|at| Span::new(at as u32, (at + title.len()) as u32));
            let meta = Metadata { title: title.to_string(), ..Default::default() };
            let document = Document { id: i.to_string(), text: text.to_string(), meta, title_span };
            builder.add(document).unwrap();
        }
        Index::open(builder.finish().unwrap()).unwrap()
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

    proptest! {
        #[test]
        fn every_text_comes_back(texts in prop::collection::vec((letters(), letters()), 0..6)) {
            let texts: Vec<(&str, &str)> = texts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let index = build(&texts);
            for (i, (_, text)) in texts.iter().enumerate() {
                prop_assert_eq!(&index.text(DocId(i as u32)).unwrap(), text);
            }
        }

        #[test]
        fn positions_are_where_the_words_are(text in letters()) {
            let index = build(&[("", &text), ("کجا", &text)]);
            let words: Vec<&str> = text::words(&text).map(|range| &text[range]).collect();
            let second = words.len() as u32;
            for (i, word) in words.iter().enumerate() {
                let key = index.lexicon().find(&text::fold(word)).unwrap();
                let positions: Vec<u32> = index.positions(key).collect();
                prop_assert!(positions.contains(&(i as u32)));
                prop_assert!(positions.iter().all(|&position| position < index.words()));
                let mut printed = String::new();
                index.forms_at(&[i as u32], |_, form| printed = form.to_string()).unwrap();
                prop_assert_eq!(&printed, word);
                let mut rest = String::new();
                index.read_from(i as u32, |item| { rest.push_str(item.text()); true }).unwrap();
                prop_assert!(text.ends_with(&rest) && rest.starts_with(word));
            }
            prop_assert_eq!(index.words(), second * 2 + index.documents()[1].title_words);
        }
    }

    #[test]
    fn the_same_documents_give_the_same_bytes() {
        let texts = [("آ", "آ ب پ ب"), ("", "«گفت‌وگو» گفتوگو")];
        assert_eq!(build(&texts).bytes(), build(&texts).bytes());
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
    fn keys_by_prefix_stand_in_a_row() {
        let index = build(&[("", "ناتو ناتوانی ناب نان ناتوها z")]);
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
