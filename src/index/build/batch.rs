//! Documents → symbols: the part of building that each document can have to itself.
//!
//! A batch numbers its words and gaps by itself, so that batches can be made on many threads
//! at once; the builder then puts its own numbers in their place, batch after batch.

use super::dating::{self, Seen};
use super::symbols::Symbols;
use crate::document::{Document, Metadata};
use crate::error::Error;
use crate::id::Span;
use crate::index::coding::checksum::checksum;
use crate::index::details::Details;
use crate::index::documents::Entry;
use crate::index::format::too_large;
use crate::index::texts::Record;
use crate::index::zones::{Stretch, sound, stretches};
use crate::reuse::{self, Printed, Signature};
use crate::text;

/// Documents that were cut into words, for [`Builder::add_all`](super::Builder::add_all).
#[derive(Debug, Default)]
pub struct Batch {
    pub(in crate::index) symbols: Symbols,
    /// All of them, as symbols of the batch.
    pub(in crate::index) stream: Vec<u32>,
    pub(in crate::index) documents: Vec<Cut>,
    /// By symbol, what its words are compared by; 0 for a gap.
    keys: Vec<u64>,
}

/// A document that was cut into words.
#[derive(Debug)]
pub(in crate::index) struct Cut {
    pub(in crate::index) id: String,
    /// What is known of it; without title and address, which are elsewhere.
    pub(in crate::index) meta: Metadata,
    /// What a list by title sorts it by; empty without a title.
    pub(in crate::index) folded_title: String,
    /// All but its id and what the columns do not say.
    pub(in crate::index) record: Record,
    /// Symbols of a title that does not stand in the text, and then of the text.
    pub(in crate::index) title_symbols: u32,
    pub(in crate::index) text_symbols: u32,
    /// Its words; the first of the document itself has the number 0.
    pub(in crate::index) entry: Entry,
    /// Which of its words are in which zone; counted as in `entry`.
    pub(in crate::index) zones: Vec<Stretch>,
    /// Its pattern of origins.
    pub(in crate::index) pattern: Vec<u8>,
    /// What it says of its time.
    pub(in crate::index) seen: Seen,
    /// Its prints, for finding copies of it.
    pub(in crate::index) signature: Signature,
}

impl Batch {
    /// Cuts documents into words.
    ///
    /// # Errors
    ///
    /// When a text has 2³² bytes or more.
    pub fn new(documents: impl IntoIterator<Item = Document>) -> Result<Batch, Error> {
        let mut batch = Batch::default();
        for document in documents {
            batch.push(document)?;
        }
        Ok(batch)
    }

    fn push(&mut self, mut document: Document) -> Result<(), Error> {
        let seen = dating::look(&mut document);
        let Document { id, text, mut meta, title_span, zones, origins, host } = document;
        let Ok(text_bytes) = u32::try_from(text.len()) else { return Err(too_large()) };
        let title = std::mem::take(&mut meta.title);
        // No title stands nowhere.
        let stands = |span: &Span| span.of(&text).is_some() && !title.is_empty();
        let title_span = title_span.filter(stands);
        let before = self.stream.len();
        let mut printed = Vec::new();
        let title_words = match title_span {
            Some(_) => 0,
            None => self.encode(&title, &mut printed),
        };
        // A title without words is kept as it is.
        if title_words == 0 {
            self.stream.truncate(before);
        }
        let middle = self.stream.len();
        printed.clear();
        let text_words = self.encode(&text, &mut printed);
        let headline = match title_span {
            Some(span) => headline(&text, span),
            None => (0, title_words),
        };
        let in_text = title_span.and_then(|span| span.of(&text)) == Some(title.as_str());
        let zones = sound(&text, zones);
        let stretches = stretches(&text, title_words, &zones);
        let compared = reuse::compared(title_span, &zones);
        let signature = reuse::signature_of(&text, printed.iter().cloned(), &compared);
        let details = Details { zones, origins, host };
        let folded_title = if title.is_empty() { String::new() } else { text::fold(&title) };
        let mut record = Record {
            text_bytes,
            text_checksum: checksum(text.as_bytes()),
            title_span,
            title_coded: title_words > 0,
            url: std::mem::take(&mut meta.url),
            details: if details.is_empty() { Vec::new() } else { details.write() },
            ..Default::default()
        };
        if !record.title_coded && !in_text {
            record.title = title;
        }
        let entry = Entry { first: 0, words: title_words + text_words, title_words, headline };
        self.documents.push(Cut {
            id,
            meta,
            folded_title,
            record,
            title_symbols: (middle - before) as u32,
            text_symbols: (self.stream.len() - middle) as u32,
            entry,
            zones: stretches,
            pattern: details.pattern(),
            seen,
            signature,
        });
        Ok(())
    }

    /// Appends the symbols of a text, and to `printed` its words; gives how many.
    fn encode(&mut self, text: &str, printed: &mut Vec<Printed>) -> u32 {
        let before = printed.len();
        let mut end = 0;
        for range in text::words(text) {
            let gap = &text[end..range.start];
            if gap != " " || end == 0 {
                self.push_gap(gap, end == 0);
            }
            let key = self.push_word(&text[range.clone()]);
            printed.push(Printed { key, range: range.start as u32..range.end as u32 });
            end = range.end;
        }
        self.push_gap(&text[end..], true);
        (printed.len() - before) as u32
    }

    /// Gives what the word is compared by.
    #[inline]
    fn push_word(&mut self, word: &str) -> u64 {
        let symbol = self.symbols.add(word, true, 1);
        self.stream.push(symbol);
        if let Some(&key) = self.keys.get(symbol as usize) {
            return key;
        }
        let key = reuse::key(word);
        self.keys.push(key);
        key
    }

    /// A gap at an edge of a text may be nothing at all, and then needs no symbol.
    fn push_gap(&mut self, gap: &str, edge: bool) {
        if !(edge && gap.is_empty()) {
            let symbol = self.symbols.add(gap, false, 1);
            self.stream.push(symbol);
            self.keys.resize(self.symbols.len(), 0);
        }
    }
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
