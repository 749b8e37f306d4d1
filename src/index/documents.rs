//! What is known about each document, read back.
//!
//! The layout is in [`format`](super::format#2-documents). Strings stay where they are:
//! an entry holds places, and a list of a hundred thousand documents opens quickly.

use std::collections::BTreeSet;
use std::ops::Range;

use super::bytes::Reader;
use crate::document::Metadata;
use crate::error::Error;
use crate::id::Span;

/// One document's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    id: Range<u32>,
    title: Range<u32>,
    date: Range<u32>,
    url: Range<u32>,
    lang: u32,
    source: u32,
    author: u32,
    /// Where the other metadata begin, and how many there are.
    more: (u32, u32),
    /// Bytes of the text.
    pub text_bytes: u32,
    /// CRC-32 of the text.
    pub text_checksum: u32,
    /// Where the title stands in the text, when it does.
    pub title_span: Option<Span>,
    /// Words of a title that does not stand in the text; they come first.
    pub title_words: u32,
    /// Words, those of such a title included.
    pub words: u32,
    /// The position of its first word.
    pub first: u32,
    /// Where such a title is in the stream.
    pub title_stream: Range<usize>,
    /// Where the text is in the stream.
    pub text_stream: Range<usize>,
}

impl Entry {
    /// One past the position of its last word.
    pub fn end(&self) -> u32 {
        self.first + self.words
    }
}

/// The records of all documents.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    dictionary: Vec<Range<u32>>,
    entries: Vec<Entry>,
    /// The position of each document's first word: what is searched most, close together.
    firsts: Vec<u32>,
    /// Dictionary entries that name other metadata, ascending.
    names: BTreeSet<u32>,
    /// Words in all.
    pub words: u32,
    /// Bytes in the stream that they account for.
    pub stream: usize,
}

impl Documents {
    /// Reads the section.
    ///
    /// # Errors
    ///
    /// When it is not as [`format`](super::format#2-documents) says.
    pub fn read(bytes: &[u8]) -> Result<Documents, Error> {
        if bytes.len() > u32::MAX as usize {
            return Err(damaged());
        }
        let mut reader = Reader::new(bytes);
        let mut documents = Documents::default();
        for _ in 0..reader.count()? {
            documents.dictionary.push(place(&mut reader)?);
        }
        for _ in 0..reader.count()? {
            let entry = documents.entry(&mut reader)?;
            documents.words = entry.end();
            documents.stream = entry.text_stream.end;
            documents.firsts.push(entry.first);
            documents.entries.push(entry);
        }
        Ok(documents)
    }

    fn entry(&mut self, reader: &mut Reader<'_>) -> Result<Entry, Error> {
        let (id, title) = (place(reader)?, place(reader)?);
        let (date, url) = (place(reader)?, place(reader)?);
        let (lang, source, author) = (self.name(reader)?, self.name(reader)?, self.name(reader)?);
        let more = self.more(reader)?;
        let (text_bytes, text_checksum) = (reader.varint32()?, reader.u32()?);
        let title_span = title_span(reader, text_bytes)?;
        let (title_words, words) = (reader.varint32()?, reader.varint32()?);
        let middle = self.stream.checked_add(size(reader)?).ok_or_else(damaged)?;
        let end = middle.checked_add(size(reader)?).ok_or_else(damaged)?;
        let fits = title_words <= words && self.words.checked_add(words).is_some();
        if !fits {
            return Err(damaged());
        }
        Ok(Entry {
            id,
            title,
            date,
            url,
            lang,
            source,
            author,
            more,
            text_bytes,
            text_checksum,
            title_span,
            title_words,
            words,
            first: self.words,
            title_stream: self.stream..middle,
            text_stream: middle..end,
        })
    }

    fn name(&self, reader: &mut Reader<'_>) -> Result<u32, Error> {
        let number = reader.varint32()?;
        if (number as usize) < self.dictionary.len() { Ok(number) } else { Err(damaged()) }
    }

    fn more(&mut self, reader: &mut Reader<'_>) -> Result<(u32, u32), Error> {
        let count = reader.count()?;
        let at = reader.at();
        for _ in 0..count {
            let name = self.name(reader)?;
            self.names.insert(name);
            reader.str()?;
        }
        Ok((at as u32, count as u32))
    }

    /// All records, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The position of the first word of each, in order.
    pub fn firsts(&self) -> &[u32] {
        &self.firsts
    }

    /// Views the records with the bytes that they point into.
    pub fn with<'a>(&'a self, bytes: &'a [u8]) -> Known<'a> {
        Known { documents: self, bytes }
    }
}

/// The records and their strings.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    documents: &'a Documents,
    bytes: &'a [u8],
}

impl<'a> Known<'a> {
    /// The document's own id.
    pub fn id(&self, entry: &Entry) -> &'a str {
        self.text(&entry.id)
    }

    /// Its title as printed; may be empty.
    pub fn title(&self, entry: &Entry) -> &'a str {
        self.text(&entry.title)
    }

    /// Its date as given; may be empty.
    pub fn date(&self, entry: &Entry) -> &'a str {
        self.text(&entry.date)
    }

    /// Its language.
    pub fn lang(&self, entry: &Entry) -> &'a str {
        self.named(entry.lang)
    }

    /// The languages of the documents, each once.
    pub fn languages(&self) -> impl Iterator<Item = &'a str> {
        let (documents, all) = (self.documents, *self);
        let mut numbers: Vec<u32> = documents.entries.iter().map(|entry| entry.lang).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().map(move |number| all.named(number))
    }

    /// Its source; may be empty.
    pub fn source(&self, entry: &Entry) -> &'a str {
        self.named(entry.source)
    }

    /// The names of other metadata, each once.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        let (documents, all) = (self.documents, *self);
        documents.names.iter().map(move |&number| all.named(number))
    }

    /// Its author; may be empty.
    pub fn author(&self, entry: &Entry) -> &'a str {
        self.named(entry.author)
    }

    /// Its other metadata: names and values; ends early where they are damaged.
    pub fn more(&self, entry: &Entry) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut reader = Reader::starting(self.bytes, entry.more.0 as usize);
        let (known, count) = (*self, entry.more.1);
        (0..count).map_while(move |_| {
            let name = known.named(reader.varint32().ok()?);
            Some((name, reader.str().ok()?))
        })
    }

    /// All of it.
    ///
    /// # Errors
    ///
    /// When the other metadata are damaged.
    pub fn metadata(&self, entry: &Entry) -> Result<Metadata, Error> {
        let mut reader = Reader::starting(self.bytes, entry.more.0 as usize);
        let mut more = Vec::new();
        for _ in 0..entry.more.1 {
            let name = self.named(reader.varint32()?).to_string();
            more.push((name, reader.str()?.to_string()));
        }
        Ok(Metadata {
            title: self.title(entry).to_string(),
            lang: self.lang(entry).to_string(),
            date: self.date(entry).to_string(),
            source: self.source(entry).to_string(),
            url: self.text(&entry.url).to_string(),
            author: self.named(entry.author).to_string(),
            more,
        })
    }

    fn named(&self, number: u32) -> &'a str {
        self.documents.dictionary.get(number as usize).map_or("", |place| self.text(place))
    }

    fn text(&self, place: &Range<u32>) -> &'a str {
        let bytes = self.bytes.get(place.start as usize..place.end as usize).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

fn place(reader: &mut Reader<'_>) -> Result<Range<u32>, Error> {
    let text = reader.str()?;
    let end = reader.at() as u32;
    Ok(end - text.len() as u32..end)
}

fn title_span(reader: &mut Reader<'_>, text_bytes: u32) -> Result<Option<Span>, Error> {
    let Some(start) = reader.varint32()?.checked_sub(1) else { return Ok(None) };
    let end = start.checked_add(reader.varint32()?).filter(|&end| end <= text_bytes);
    end.map(|end| Some(Span::new(start, end))).ok_or_else(damaged)
}

fn size(reader: &mut Reader<'_>) -> Result<usize, Error> {
    usize::try_from(reader.varint()?).map_err(|_| damaged())
}

fn damaged() -> Error {
    Error::corrupt(
        "expected sound records of documents, found others: the index is damaged; build it again",
    )
}
