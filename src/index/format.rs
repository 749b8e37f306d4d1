//! THE specification of the index file, version 1.
//!
//! A file is a header and then its sections, one after the other, nothing between them
//! and nothing after. Numbers of fixed width are little-endian; *varint* is seven bits
//! a byte, low bits first, the top bit set on all but the last byte; *str* is a varint
//! length in bytes and then UTF-8.
//!
//! # Header
//!
//! | bytes | what |
//! |---|---|
//! | 8 | magic: `89 4B 41 53 48 46 0D 0A` |
//! | 4 | version of the format, 1 |
//! | 4 | number of sections, *n* |
//! | 24 × *n* | per section: id `u32`, CRC-32 of its bytes `u32`, offset `u64`, length `u64` |
//! | 4 | CRC-32 of all header bytes before it; also the file's *fingerprint* |
//!
//! Sections ascend by id and tile the file. A reader skips ids that it does not know, so
//! a later program can add a section without a new version; it needs 1 to 9. All
//! checksums are verified before anything in a section is read. (CRC-32 finds damage; it
//! is no seal against forgery.)
//!
//! # Words, keys, forms, symbols
//!
//! A text is cut into *words* and the *gaps* between them. The *key* of a word is its
//! folded spelling; the *form* is the word as printed. A word's *position* counts words
//! from the first word of the whole corpus. A *symbol* is a form or a gap; symbols are
//! numbered from 0, the most frequent first (ties: words before gaps, then by bytes).
//!
//! # 1, about
//!
//! varint count, then that many pairs of *str*: name and value. Known names: `title`,
//! `description`, `licence`, `built`, `generator`, `chain` (the analysis that made the
//! keys; queries must go through the same).
//!
//! # 2, documents
//!
//! The dictionary: varint count, then that many *str*. Then varint number of documents,
//! and for each, in order:
//!
//! | field | as |
//! |---|---|
//! | id, title, date, url | *str* each |
//! | language, source, author | varint each: number of a dictionary entry |
//! | other metadata | varint count, then pairs: name (dictionary entry, varint), value (*str*) |
//! | text | varint bytes, then CRC-32 of its UTF-8 as `u32` |
//! | where the title stands in the text | varint: 0 if it does not, else 1 + its first byte, and then a varint length in bytes |
//! | words of the title, when it does not stand in the text | varint; they come before the text's words |
//! | words in all | varint |
//! | bytes in the stream: of such a title, of the text | two varints |
//!
//! # 3, lexicon
//!
//! An fst map (crate `fst`, version 0.4) from key to its ordinal in sorted order.
//!
//! # 4, lists
//!
//! One `u32` per key and one more: where its list begins in section 5; the last is that
//! section's length.
//!
//! # 5, positions
//!
//! Per key: varint count of occurrences, then as many varints: the first position, then
//! each as the distance from the one before.
//!
//! # 6, forms
//!
//! Varint number of symbols, then for each a varint *v*. *v* & 3 = 0: a word printed like
//! its key, ordinal *v* >> 2. 1: a word with the key of ordinal *v* >> 2, and then the
//! form as *str*. 2: a gap, *v* >> 2 bytes of UTF-8 follow.
//!
//! # 7, stream
//!
//! The symbols of all documents, as varints. Between two words that follow each other
//! directly stands one space (U+0020).
//!
//! # 8, samples
//!
//! One `u32` for each position that is a multiple of 256: where its symbol stands in
//! section 7.
//!
//! # 9, zones
//!
//! Per document: varint number of runs, then pairs of varints: zone and words. Words
//! after the last run are body. Zones: 0 body, 1 headline; others are for later programs,
//! and a reader takes those that it does not know for body.
//!
//! # 10, stems
//!
//! An fst map from stem to the number of its class, in sorted order. A stem names a class
//! of keys that are one word, and need not be a key. Sections 10 to 12 came with the chain
//! `fold-1 stem-1`; files of the chain `fold-1` do not have them, and each of their keys
//! is a class of its own.
//!
//! # 11, classes
//!
//! Per key: varint, 0 for a key that is the only one of its stem and is that stem, else
//! 1 + the number of its class.
//!
//! # 12, compounds
//!
//! Varint count, then for each pair of a part and a whole, sorted: varint step from the
//! part before; varint whole, as the step from the one before where the part is the same;
//! one byte for where the part begins in the whole's key, one for its length, in bytes.

use std::ops::Range;

use super::bytes::Reader;
use super::checksum::checksum;
use crate::error::Error;

/// The first bytes of every index.
pub const MAGIC: [u8; 8] = *b"\x89KASHF\r\n";
/// The version that this build writes, and the newest that it reads.
pub const VERSION: u32 = 1;
/// A position of every so many has a sample.
pub const SAMPLE_EVERY: u32 = 256;

const HEADER: usize = 16;
const ENTRY: usize = 24;
/// No sound file has more sections than this.
const MOST_SECTIONS: usize = 4096;

/// A section, by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// What the corpus is.
    About = 1,
    /// What is known about each document.
    Documents = 2,
    /// Keys to ordinals and back.
    Lexicon = 3,
    /// Where each key's list begins.
    Lists = 4,
    /// The lists of positions.
    Positions = 5,
    /// Words as printed, and gaps.
    Forms = 6,
    /// The texts.
    Stream = 7,
    /// Ways into the stream.
    Samples = 8,
    /// Which words are headline.
    Zones = 9,
    /// Stems that name classes of keys.
    Stems = 10,
    /// The class of each key.
    Classes = 11,
    /// Keys that are parts of other keys.
    Compounds = 12,
}

impl Section {
    /// All that a sound index has, in order; the stems and what follows may be missing.
    pub const ALL: [Section; 12] = [
        Section::About,
        Section::Documents,
        Section::Lexicon,
        Section::Lists,
        Section::Positions,
        Section::Forms,
        Section::Stream,
        Section::Samples,
        Section::Zones,
        Section::Stems,
        Section::Classes,
        Section::Compounds,
    ];

    /// What it is called in a report.
    pub fn name(self) -> &'static str {
        match self {
            Section::About => "about",
            Section::Documents => "documents",
            Section::Lexicon => "lexicon",
            Section::Lists => "lists",
            Section::Positions => "positions",
            Section::Forms => "forms",
            Section::Stream => "stream",
            Section::Samples => "samples",
            Section::Zones => "zones",
            Section::Stems => "stems",
            Section::Classes => "classes",
            Section::Compounds => "compounds",
        }
    }
}

/// Where the sections of a file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// By position in [`Section::ALL`].
    ranges: Vec<Range<usize>>,
    /// CRC-32 over the header, and through it over everything.
    pub fingerprint: u32,
}

impl Layout {
    /// The bytes of a section.
    pub fn range(&self, section: Section) -> Range<usize> {
        self.ranges[section as usize - 1].clone()
    }

    /// Finds the sections of a file and verifies every checksum.
    ///
    /// # Errors
    ///
    /// [`Error::is_version`] for another version of the format, [`Error::is_corrupt`] for
    /// anything else that is not a sound file.
    pub fn read(bytes: &[u8]) -> Result<Layout, Error> {
        let (entries, fingerprint) = header(bytes)?;
        for entry in &entries {
            verify(bytes, entry)?;
        }
        let find = |section: Section| {
            let entry = entries.iter().find(|entry| entry.id == section as u32);
            entry.map(|entry| entry.range.clone()).ok_or_else(|| {
                Error::corrupt(format!(
                    "expected a section “{}”, found none: the index is damaged; build it again",
                    section.name()
                ))
            })
        };
        let find = |section| match find(section) {
            Err(_) if section >= Section::Stems => Ok(0..0),
            found => found,
        };
        let ranges = Section::ALL.into_iter().map(find).collect::<Result<_, _>>()?;
        Ok(Layout { ranges, fingerprint })
    }
}

/// Puts sections together into a file.
///
/// `sections` must be in the order of their ids.
pub fn assemble(sections: &[(Section, Vec<u8>)]) -> Vec<u8> {
    let mut offset = HEADER + ENTRY * sections.len() + 4;
    let total: usize = sections.iter().map(|(_, bytes)| bytes.len()).sum();
    let mut file = Vec::with_capacity(offset + total);
    file.extend_from_slice(&MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&(sections.len() as u32).to_le_bytes());
    for (section, bytes) in sections {
        file.extend_from_slice(&(*section as u32).to_le_bytes());
        file.extend_from_slice(&checksum(bytes).to_le_bytes());
        file.extend_from_slice(&(offset as u64).to_le_bytes());
        file.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        offset += bytes.len();
    }
    file.extend_from_slice(&checksum(&file).to_le_bytes());
    for (_, bytes) in sections {
        file.extend_from_slice(bytes);
    }
    file
}

/// Writes all checksums of a file anew, as far as its header can be followed.
///
/// For tests that damage a section and want to get past its checksum.
#[doc(hidden)]
pub fn reseal(bytes: &mut [u8]) {
    let count = match bytes.get(12..16) {
        Some(four) => u32::from_le_bytes([four[0], four[1], four[2], four[3]]) as usize,
        None => return,
    };
    let end = HEADER + ENTRY * count.min(MOST_SECTIONS);
    if bytes.len() < end + 4 {
        return;
    }
    for at in (HEADER..end).step_by(ENTRY) {
        let mut reader = Reader::starting(bytes, at + 8);
        let (offset, length) = (reader.u64().unwrap_or(0), reader.u64().unwrap_or(0));
        let range = offset as usize..offset.saturating_add(length) as usize;
        let sum = bytes.get(range).map(checksum).unwrap_or(0);
        bytes[at + 4..at + 8].copy_from_slice(&sum.to_le_bytes());
    }
    let sum = checksum(&bytes[..end]);
    bytes[end..end + 4].copy_from_slice(&sum.to_le_bytes());
}

struct Entry {
    id: u32,
    checksum: u32,
    range: Range<usize>,
}

fn header(bytes: &[u8]) -> Result<(Vec<Entry>, u32), Error> {
    let mut reader = Reader::new(bytes);
    if bytes.get(..8) != Some(&MAGIC[..]) {
        return Err(not_an_index(bytes));
    }
    reader.take(8)?;
    let version = reader.u32()?;
    if version != VERSION {
        return Err(other_version(version));
    }
    let count = reader.u32()? as usize;
    if count > MOST_SECTIONS || reader.left() < count * ENTRY + 4 {
        return Err(damaged("header"));
    }
    let entries = entries(&mut reader, count, bytes.len())?;
    let end = reader.at();
    let fingerprint = reader.u32()?;
    if fingerprint != checksum(&bytes[..end]) {
        return Err(damaged("header"));
    }
    Ok((entries, fingerprint))
}

fn entries(reader: &mut Reader<'_>, count: usize, file: usize) -> Result<Vec<Entry>, Error> {
    let mut entries: Vec<Entry> = Vec::with_capacity(count);
    let mut next = (HEADER + ENTRY * count + 4) as u64;
    for _ in 0..count {
        let (id, checksum) = (reader.u32()?, reader.u32()?);
        let (offset, length) = (reader.u64()?, reader.u64()?);
        let ascending = entries.last().is_none_or(|last| last.id < id);
        if offset != next || !ascending || length > file as u64 {
            return Err(damaged("header"));
        }
        next = offset + length;
        entries.push(Entry { id, checksum, range: offset as usize..next as usize });
    }
    if next != file as u64 {
        return Err(Error::corrupt(format!(
            "expected an index of {next} bytes, found {file}: it was cut off or added to; copy or build it again"
        )));
    }
    Ok(entries)
}

fn verify(bytes: &[u8], entry: &Entry) -> Result<(), Error> {
    let sound = bytes.get(entry.range.clone()).is_some_and(|part| checksum(part) == entry.checksum);
    if sound {
        return Ok(());
    }
    let known = Section::ALL.into_iter().find(|&section| section as u32 == entry.id);
    Err(damaged(known.map_or("a later section", Section::name)))
}

fn damaged(section: &str) -> Error {
    Error::corrupt(format!(
        "the checksum of the index's part “{section}” is wrong: the file is damaged; copy or build it again"
    ))
}

fn not_an_index(bytes: &[u8]) -> Error {
    let found = if bytes.is_empty() { "an empty file" } else { "something else" };
    Error::corrupt(format!(
        "expected a Kashf index, found {found}: choose a file that `kashf build` wrote"
    ))
}

fn other_version(version: u32) -> Error {
    Error::version(format!(
        "this index was written as format {version}; this build reads format {VERSION}: build it again, or use the program that wrote it"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let sections: Vec<_> =
            Section::ALL.iter().map(|&s| (s, vec![s as u8; s as usize])).collect();
        assemble(&sections)
    }

    #[test]
    fn sections_are_found_again() {
        let file = sample();
        let layout = Layout::read(&file).unwrap();
        for section in Section::ALL {
            assert_eq!(&file[layout.range(section)], vec![section as u8; section as usize]);
        }
    }

    #[test]
    fn any_changed_or_missing_byte_is_noticed() {
        let file = sample();
        for i in 0..file.len() {
            let mut changed = file.clone();
            changed[i] ^= 0x10;
            assert!(Layout::read(&changed).is_err(), "byte {i}");
            assert!(Layout::read(&file[..i]).unwrap_err().is_corrupt(), "cut at {i}");
        }
        let longer = [file.as_slice(), b"x"].concat();
        assert!(Layout::read(&longer).unwrap_err().is_corrupt());
    }

    #[test]
    fn other_versions_are_named() {
        let mut file = sample();
        file[8] = 9;
        let error = Layout::read(&file).unwrap_err();
        assert!(error.is_version() && error.to_string().contains("format 9"), "{error}");
        reseal(&mut file);
        assert!(Layout::read(&file).unwrap_err().is_version());
    }

    #[test]
    fn resealing_makes_a_damaged_section_pass() {
        let mut file = sample();
        *file.last_mut().unwrap() ^= 1;
        assert!(Layout::read(&file).is_err());
        reseal(&mut file);
        assert!(Layout::read(&file).is_ok());
    }
}
