//! The texts, and what is known of each document alone: chunks of about two thousand words.
//!
//! Layout: [`format`](super::format#texts). A chunk is read without any other; the words
//! of a long document go on in the next.

use super::coding::bits::BitWriter;
use super::coding::bytes::{Reader, put_bytes, put_str, put_varint};
use super::coding::coder::{Coder, Decoder};
use super::coding::model::Model;
use super::columns::{put_after, read_after};
use super::pieces::Part;
use crate::error::Error;
use crate::id::Span;

/// Words in a chunk, at most.
pub const WORDS: u32 = 2048;
/// Of so many words the first can be reached directly.
pub const SAMPLE: u32 = 128;

/// What is known of one document alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The document's own id.
    pub id: String,
    /// Where it was found; may be empty.
    pub url: String,
    /// The title, when it is neither coded before the text nor standing in it as it is.
    pub title: String,
    /// Values under names that are no columns: the name's number, and the value.
    pub more: Vec<(u32, String)>,
    /// Bytes of the text.
    pub text_bytes: u32,
    /// CRC-32 of the text.
    pub text_checksum: u32,
    /// Where the title stands in the text, when it does.
    pub title_span: Option<Span>,
    /// True when the title is coded before the text.
    pub title_coded: bool,
    /// The number of its pattern of origins; 0 is the one that says nothing.
    pub pattern: u32,
    /// What else is known of it: its own part of [`Details`](super::details::Details); empty
    /// when there is nothing.
    pub details: Vec<u8>,
    /// The bit of the chunk at which the document begins.
    pub start: u32,
}

impl Record {
    fn put(&self, out: &mut Vec<u8>, before: &Record) {
        put_after(out, &before.id, &self.id);
        put_varint(out, u64::from(self.text_bytes));
        out.extend(self.text_checksum.to_le_bytes());
        put_varint(out, u64::from(self.start - before.start));
        let flags = [
            self.title_coded,
            self.title_span.is_some(),
            !self.title.is_empty(),
            !self.url.is_empty(),
            !self.more.is_empty(),
            !self.details.is_empty(),
        ];
        out.push(flags.iter().rev().fold(0, |byte, &flag| byte << 1 | u8::from(flag)));
        if let Some(span) = self.title_span {
            put_varint(out, u64::from(span.start));
            put_varint(out, u64::from(span.end - span.start));
        }
        if !self.title.is_empty() {
            put_str(out, &self.title);
        }
        if !self.url.is_empty() {
            put_after(out, &before.url, &self.url);
        }
        if !self.more.is_empty() {
            put_varint(out, self.more.len() as u64);
            for (name, value) in &self.more {
                put_varint(out, u64::from(*name));
                put_str(out, value);
            }
        }
        if !self.details.is_empty() {
            put_varint(out, u64::from(self.pattern));
            put_bytes(out, &self.details);
        }
    }

    fn read(reader: &mut Reader<'_>, before: &Record) -> Result<Record, Error> {
        let mut record = Record { id: read_after(reader, &before.id)?, ..Record::default() };
        record.text_bytes = reader.varint32()?;
        record.text_checksum = reader.u32()?;
        record.start = before.start.checked_add(reader.varint32()?).ok_or_else(damaged)?;
        let flags = reader.byte()?;
        let flag = |bit: u32| flags >> bit & 1 == 1;
        record.title_coded = flag(0);
        if flag(1) {
            let (start, length) = (reader.varint32()?, reader.varint32()?);
            let end = start.checked_add(length).filter(|&end| end <= record.text_bytes);
            record.title_span = Some(Span::new(start, end.ok_or_else(damaged)?));
        }
        if flag(2) {
            record.title = reader.str()?.to_string();
        }
        if flag(3) {
            record.url = read_after(reader, &before.url)?;
        }
        if flag(4) {
            for _ in 0..reader.count()? {
                record.more.push((reader.varint32()?, reader.str()?.to_string()));
            }
        }
        if flag(5) {
            record.pattern = reader.varint32()?;
            let length = reader.count()?;
            record.details = reader.take(length)?.to_vec();
        }
        Ok(record)
    }
}

/// The symbols of a document that go into a chunk.
#[derive(Clone, Debug)]
pub struct Stretch<'a> {
    /// What is known of it, when it begins here.
    pub record: Option<Record>,
    /// Symbols of a title that is coded before the text.
    pub title: &'a [u32],
    /// Symbols of the text, those of them that stand here.
    pub text: &'a [u32],
}

/// The bytes of a chunk; `is_word` tells words from gaps by their symbols.
pub fn write(
    coder: &Coder<'_>,
    is_word: &dyn Fn(u32) -> bool,
    stretches: Vec<Stretch<'_>>,
) -> Vec<u8> {
    let mut chunk =
        ChunkWriter { coder, is_word, bits: BitWriter::new(), words: 0, samples: Vec::new() };
    let mut records = Vec::new();
    let (mut begun, mut before) = (0, Record::default());
    for stretch in stretches {
        if let Some(mut record) = stretch.record {
            record.start = chunk.bits.len() as u32;
            record.put(&mut records, &before);
            before = record;
            begun += 1;
            if before.title_coded {
                chunk.text(stretch.title);
                coder.end(&mut chunk.bits);
            }
        }
        chunk.text(stretch.text);
        coder.end(&mut chunk.bits);
    }
    let mut out = Vec::new();
    put_varint(&mut out, begun);
    put_varint(&mut out, records.len() as u64);
    out.extend(records);
    put_varint(&mut out, chunk.samples.len() as u64);
    let mut before = 0;
    for sample in chunk.samples {
        put_varint(&mut out, (sample - before) as u64);
        before = sample;
    }
    out.extend(chunk.bits.finish());
    out
}

struct ChunkWriter<'a> {
    coder: &'a Coder<'a>,
    is_word: &'a dyn Fn(u32) -> bool,
    bits: BitWriter,
    words: u32,
    samples: Vec<usize>,
}

impl ChunkWriter<'_> {
    /// Codes symbols, cut where a sample must stand.
    fn text(&mut self, symbols: &[u32]) {
        let mut start = 0;
        for (at, &symbol) in symbols.iter().enumerate() {
            if !(self.is_word)(symbol) {
                continue;
            }
            if self.words.is_multiple_of(SAMPLE) {
                self.coder.encode(&mut self.bits, &symbols[start..at]);
                start = at;
                self.samples.push(self.bits.len());
            }
            self.words += 1;
        }
        self.coder.encode(&mut self.bits, &symbols[start..]);
    }
}

/// A chunk, opened.
#[derive(Clone, Debug)]
pub struct Chunk {
    part: Part,
    /// The documents that begin in it.
    pub records: Vec<Record>,
    /// The bit of the first of every [`SAMPLE`] words.
    samples: Vec<u32>,
    /// Where the bits begin, in bytes.
    bits: usize,
}

impl Chunk {
    /// Opens a chunk in which `documents` documents begin and `words` words stand.
    ///
    /// # Errors
    ///
    /// When it is not as [`format`](super::format#texts) says.
    pub fn open(part: Part, documents: u32, words: u32) -> Result<Chunk, Error> {
        let bytes = part.as_ref();
        let mut reader = Reader::new(bytes);
        let begun = reader.count()?;
        let length = reader.count()?;
        let mut inside = Reader::new(reader.take(length)?);
        let mut records: Vec<Record> = Vec::new();
        for _ in 0..begun {
            let first = Record::default();
            let record = Record::read(&mut inside, records.last().unwrap_or(&first))?;
            records.push(record);
        }
        let count = reader.count()?;
        if begun as u32 != documents || count as u32 != words.div_ceil(SAMPLE) {
            return Err(damaged());
        }
        let (mut samples, mut at) = (Vec::with_capacity(count), 0u32);
        for _ in 0..count {
            at = at.checked_add(reader.varint32()?).ok_or_else(damaged)?;
            samples.push(at);
        }
        let bits = reader.at();
        Ok(Chunk { part, records, samples, bits })
    }

    fn bits(&self) -> &[u8] {
        self.part.as_ref().get(self.bits..).unwrap_or_default()
    }

    /// Reads from the beginning of a document that begins here, or from the chunk's own.
    pub fn from_start<'a>(&'a self, model: &'a Model, record: Option<&Record>) -> Decoder<'a> {
        Decoder::new(model, self.bits(), record.map_or(0, |record| record.start as usize))
    }

    /// Reads from a word on.
    ///
    /// # Errors
    ///
    /// When there are not so many.
    pub fn from_word<'a>(&'a self, model: &'a Model, word: u32) -> Result<Decoder<'a>, Error> {
        let sample = self.samples.get((word / SAMPLE) as usize).ok_or_else(damaged)?;
        let mut decoder = Decoder::new(model, self.bits(), *sample as usize);
        decoder.skip_words((word % SAMPLE) as usize)?;
        Ok(decoder)
    }
}

fn damaged() -> Error {
    Error::corrupt("expected a text, found other bytes: the index is damaged; build it again")
}
