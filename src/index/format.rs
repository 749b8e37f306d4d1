//! THE specification of the index file, version 3.
//!
//! A file is a header, the *root*, and then *pieces*, one after the other, nothing between
//! them and nothing after. Who has the root can open the index; pieces are read when a
//! question needs them, from wherever the file is.
//!
//! Numbers of fixed width are little-endian; *varint* is seven bits a byte, low bits first,
//! the top bit set on all but the last byte; *str* is a varint length in bytes and then
//! UTF-8; *after s* is a string as one byte that says how many bytes it shares with the
//! string *s* before it, and the rest as *str*. *Bits* fill bytes from the lowest up; γ(*n*)
//! is Elias's code of *n* + 1 (its length in unary as ones and a zero, then its bits below
//! the first), Rice(*k*, *n*) is *n* >> *k* in unary and then *k* bits, a *set* is ascending
//! numbers below a bound in binary interpolative code.
//!
//! # Header
//!
//! | bytes | what |
//! |---|---|
//! | 8 | magic: `89 4B 41 53 48 46 0D 0A` |
//! | 4 | version of the format, 3 |
//! | 4 | bytes of the root |
//! | 4 | CRC-32 of the header before it and of the root; also the file's *fingerprint* |
//!
//! # Root
//!
//! First the table of pieces: for each section in the order below, varint number of pieces,
//! and for each varint length, doubled, and `u32` CRC-32. A length with its lowest bit set
//! is of bytes that are deflated (RFC 1951), and varint what they are inflated to follows. Pieces are numbered through, and stand in
//! that order. Then the parts that follow here. (CRC-32 finds damage; it is no seal against
//! forgery.)
//!
//! # About
//!
//! varint count, then that many pairs of *str*: name and value. Known names: `title`,
//! `description`, `licence`, `built`, `generator`, `chain` (the analysis that made the
//! keys; queries must go through the same). Then the corpus in short: varint bytes of text;
//! first and last date, *str* each; languages and then sources, most documents first, each
//! as varint count and then *str* name, varint documents, varint words. Of sources only the
//! 256 commonest are named.
//!
//! # Documents
//!
//! varint number of documents, varint bytes of what follows, and bits: two parameters of
//! five bits, *w* and *t*; then for each document Rice(*w*, words), a bit that says whether
//! it has a headline, and if so a bit that says whether that is a title coded before the
//! text: then Rice(*t*, words of it); else Rice(*t*, words before it) and Rice(*t*, words of
//! it). A word's *position* counts words from the first of the whole corpus; those of a
//! title coded before the text count.
//!
//! # Fields
//!
//! varint count, then for each name of metadata, in the order in which the corpus first has
//! them, *str*, and a varint: 0 when it is no column, else one more than that has values.
//! `lang`, `source`, `author` and `date` come first and are columns.
//!
//! # Model
//!
//! varint length, and the tables that texts are coded with; see [`model`](super::coding::model).
//!
//! # Lexicon
//!
//! A text is cut into *words* and the *gaps* between them. The *key* of a word is its
//! folded spelling, its ordinal the number of the key in sorted order; the *form* is the
//! word as printed. varint number of pieces, then for each varint number of keys and its
//! first key as *str*. A piece is varint length in bytes and then an fst map (crate `fst`,
//! version 0.4) from key to ordinal, less that of its first key; [`sound_fst`](super::sound_fst)
//! says what is relied on in it.
//!
//! Keys that are one word have a *class*; the others are *alone*. In the root follows for each
//! piece varint number of its keys that are alone. Behind each map stand bits: γ(*base*), five
//! bits *k*, and for each key 0 when it is alone, or 1 and its class: Rice(*k*, zigzag step
//! from the one before, at first from *base*).
//!
//! A key's *slot* is its number when keys are sorted by class and then by ordinal, those that
//! are alone last.
//!
//! # Stems, classes and compounds
//!
//! Stems, as the lexicon but with nothing behind the maps and about who is alone: a stem names
//! a class; its ordinal is the number of the class, and it need not be a key. Classes in
//! blocks of 32: γ(slot of the first key of all), then for each γ(keys − 1) and the set of its
//! keys. Compounds: varint number of pieces, then for each
//! varint first part. A piece is varint count, and then for each pair of a part and a whole,
//! sorted: varint step from the part before; varint whole, as the step from the one before
//! where the part is the same; one byte for where the part begins in the whole's key, one
//! for its length, in bytes. Splits: varint number of pieces, then for each varint first word.
//! A piece is varint count, and then for each split, sorted: varint step from the word before
//! (a word is the least key of its class); varint left key, as the step from the one before
//! where the word is the same; varint three times the right key, and
//! one more where the conjunction stands between them, two where the left one is the prefix of
//! a verb.
//!
//! *Blocks*: the root holds varint number of pieces and varint number of blocks in each. A
//! piece is varint number of blocks, a varint length for each, and the blocks.
//!
//! # Keys
//!
//! By their slots, in blocks of 32. For each key γ(occurrences − 1); a bit, and after a 0 its
//! forms, the commonest first: γ(forms − 1), and for each a bit, and after a 0 what makes the
//! form of the key, else it is the key. Up to 4096 occurrences follow (from 48 on with the number of their bits as γ):
//! for each form but the first γ(occurrences) and the set of their numbers among all of the
//! key's, then the set of positions. More than that have pieces of their own: γ(number of
//! the first among those of long lists).
//!
//! In the root follows varint 0; or, in a *lean* index, one more than the number of keys with
//! more than 4096 occurrences, and for each, ascending, varint step behind the one before.
//!
//! # Lists of positions
//!
//! A lean index has none: a reader makes the same pieces from the texts.
//!
//! The pieces of a long list: where there are several forms, first a piece with which
//! occurrence has which form, as above. Then pieces of up to 65,536 positions: varint
//! count, varint first position, and for each block of 128 varint distance of its last
//! position from the first possible one, and varint bits. Then the blocks: five bits *k*,
//! and gaps in Rice(*k*).
//!
//! # Zones
//!
//! In the root: varint number of pieces. A piece holds stretches of words, ascending and apart
//! from each other: varint count, and for each a byte, the [zone](crate::document::Zone::ALL);
//! varint words between the end of the one before, in the whole corpus, and its first; varint
//! words of it. Words that are in no stretch are body.
//!
//! # Copies
//!
//! No piece where there are none. Else one: varint number of groups, and for each, in the order
//! of their first documents: varint step from the first document of the group before; varint
//! number of documents; varint which of them is the fullest, from 0; and for each but the first
//! varint documents between the one before and it.
//!
//! # Times
//!
//! In the root, behind what it says of zones: varint number of pieces, and for each varint step
//! from the first document of the one before to its own; a byte, 1 where one more piece holds
//! contradictions, else 0. *Day* is a varint, zigzag: days from the day before it that is named,
//! at first from 1 January 1970.
//!
//! A piece holds runs of times up to its end: varint documents from that of the run before (at
//! first from the piece's first); varint count, doubled, and one more where the document's date
//! was inferred; and for each time, in the order of the text, two bytes: [how it was
//! found](crate::dates::Reason) in four bits, and bits for: a single day, the time of a saying,
//! later than its document, conflicts; [certainty](crate::dates::Certainty) in two bits, and
//! above them 0 or one more than the [calendar](crate::dates::Calendar). Then varint bytes from
//! the start of the time before; varint bytes of it; the first day, from that of the time before;
//! where they are several, varint days to the last. Where there are conflicts: varint count, and
//! for each a byte, 56 for another calendar's date, else eight times the weekday said and the
//! real one, or 7. That date follows as its first day, from the first of the time; varint days to
//! its last. A document's times may go on in another run, which begins anew.
//!
//! Contradictions: varint count, and for each, by documents: varint step from the document
//! before; varint first byte, varint bytes of what it says; the first day of that; varint days to
//! the last; varint other document; varint first byte, varint bytes of what that says; its day,
//! from the first one.
//!
//! # Columns
//!
//! A piece for each name that is one: varint count of values, each *after* the one before;
//! varint count of lists of values, 0 where document bear no more than one, else each as
//! varint count and varint numbers of values. Then bits: 0, and the number of its list for
//! each document, all in as few bits as needed; or 1, and runs: number, γ(documents − 1). Without
//! lists 0 is none, and *n* the value *n* − 1. One more column, the last, holds the place of
//! each document in the order of titles.
//!
//! # Ids
//!
//! Per document, 16,384 to a piece: `u16`, the low half of the CRC-32 of its id.
//!
//! # Texts
//!
//! In the root: varint number of chunks, and for each varint words and varint documents that
//! begin in it. A piece is one chunk: varint number of those documents, varint bytes of
//! their records, those; varint number of samples, and for each 128th word the varint step
//! of the bit at which it can be read; then the bits of the model's code. A document is its
//! title's symbols and END, if that is coded; the text's symbols and END. A text that goes
//! on in the next chunk has an END in this one too.
//!
//! A record: id (*after* that of the one before, as are others marked so), varint bytes of
//! the text, its CRC-32 as `u32`, varint step of the bit at which it begins, a byte of
//! flags. By flag: 1 the title is coded; 2 where the title stands in the text, varint first
//! byte and varint length; 4 the title, when it is neither, as *str*; 8 the address, *after*;
//! 16 metadata that are no columns: varint count, then varint field and *str* each; 32 varint
//! number of its pattern of origins, varint bytes of its details, those: varint number of zones,
//! and for each a byte, varint bytes behind the one before, varint bytes; *str* id of its host, or
//! nothing; and for each line among its origins varint first byte and varint length, for each
//! that is inferred varint number of reasons, those.
//!
//! A reason: a byte, [what it was inferred from](crate::document::InferredFrom::ALL) in four bits,
//! and bits for a weekday, a day, a name; varint number of places in the text that say so, and for
//! each varint first byte and varint length; then what there is of: a byte, the weekday from 0 for
//! Monday; *str* day, ISO 8601; *str* name.
//!
//! A pattern, of which the root holds all behind the fields (varint count; for each varint bytes, those): for
//! each field whose origin is known *str* name; a byte: 0 file, 1 table, 2 line, 4 decided,
//! 5 inferred; *str* place in the file, or name of the table, or nothing.
//!
//! # Version 2
//!
//! It differs in what was inferred: its byte is 3, and its reasons are one *str*, a sentence in
//! English. It is still read.

use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use super::build::spill::{Spill, Storage, not_written};
use super::build::threads;
use super::coding::bytes::{Reader, put_varint};
use super::coding::checksum::checksum;
use super::coding::inflate::deflate;
use super::pieces::Place;
use crate::error::Error;

/// The first bytes of every index.
pub const MAGIC: [u8; 8] = *b"\x89KASHF\r\n";
/// The version that this build writes.
pub const VERSION: u32 = 3;
/// The oldest version that it reads.
pub const OLDEST: u32 = 2;

/// Bytes of the header.
pub const HEADER: usize = 20;

/// What a piece belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Keys to ordinals and back.
    Lexicon,
    /// Stems that name classes of keys.
    Stems,
    /// The keys of each class.
    Classes,
    /// Keys that are parts of other keys.
    Compounds,
    /// Words that are also written as two.
    Splits,
    /// What is known of the documents, by name.
    Columns,
    /// Ways to a document by its id.
    Ids,
    /// What is known of each key, short lists of positions included.
    Keys,
    /// Long lists of positions.
    Positions,
    /// Which words stand in which zone.
    Zones,
    /// Which documents are copies of one another.
    Copies,
    /// The times that documents speak of.
    Times,
    /// The texts, and what is known of each document alone.
    Texts,
}

impl Section {
    /// All of them, in order.
    pub const ALL: [Section; 13] = [
        Section::Lexicon,
        Section::Stems,
        Section::Classes,
        Section::Compounds,
        Section::Splits,
        Section::Columns,
        Section::Ids,
        Section::Keys,
        Section::Positions,
        Section::Zones,
        Section::Copies,
        Section::Times,
        Section::Texts,
    ];

    /// True for pieces that are worth deflating. The others are coded tightly already.
    fn shrinks(self) -> bool {
        self < Section::Keys || self == Section::Times
    }

    /// What it is called in a report.
    pub fn name(self) -> &'static str {
        match self {
            Section::Lexicon => "lexicon",
            Section::Stems => "stems",
            Section::Classes => "classes",
            Section::Compounds => "compounds",
            Section::Splits => "splits",
            Section::Columns => "columns",
            Section::Ids => "ids",
            Section::Keys => "keys",
            Section::Positions => "positions",
            Section::Zones => "zones",
            Section::Copies => "copies",
            Section::Times => "times",
            Section::Texts => "texts",
        }
    }
}

/// Where the parts of a file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The bytes of the root behind its table of pieces.
    pub root: Range<usize>,
    /// All pieces, in order.
    pub places: Vec<Place>,
    /// By position in [`Section::ALL`].
    sections: Vec<Range<u32>>,
    /// The version of the format that it is written in.
    pub version: u32,
    /// CRC-32 over the header and the root, and through it over everything.
    pub fingerprint: u32,
}

impl Layout {
    /// The pieces of a section.
    pub fn pieces(&self, section: Section) -> Range<u32> {
        self.sections[section as usize].clone()
    }

    /// Bytes of a section.
    pub fn bytes(&self, section: Section) -> u64 {
        let pieces = self.pieces(section);
        let places = &self.places[pieces.start as usize..pieces.end as usize];
        places.iter().map(|place| place.range.end - place.range.start).sum()
    }

    /// Bytes of the whole file.
    pub fn length(&self) -> u64 {
        self.places.last().map_or(self.root.end as u64, |place| place.range.end)
    }

    /// How many bytes of a file must be here to open it, by its first [`HEADER`] ones.
    ///
    /// # Errors
    ///
    /// [`Error::is_version`] for another version of the format, [`Error::is_corrupt`] for
    /// what is no index.
    pub fn head(bytes: &[u8]) -> Result<usize, Error> {
        if bytes.get(..8) != Some(&MAGIC[..]) {
            return Err(not_an_index(bytes));
        }
        let mut reader = Reader::starting(bytes, 8);
        let version = reader.u32()?;
        if !(OLDEST..=VERSION).contains(&version) {
            return Err(other_version(version));
        }
        (reader.u32()? as usize).checked_add(HEADER).ok_or_else(damaged)
    }

    /// Reads header and root; `bytes` may end there.
    ///
    /// # Errors
    ///
    /// As [`head`](Layout::head), and [`Error::is_corrupt`] for a root that is not sound.
    pub fn read(bytes: &[u8]) -> Result<Layout, Error> {
        let end = Layout::head(bytes)?;
        let root = bytes.get(HEADER..end).ok_or_else(|| cut_off(end as u64, bytes.len()))?;
        let version = Reader::starting(bytes, MAGIC.len()).u32()?;
        let fingerprint = Reader::starting(bytes, HEADER - 4).u32()?;
        if fingerprint != seal(&bytes[..HEADER - 4], root) {
            return Err(damaged());
        }
        let mut reader = Reader::new(root);
        let (mut places, mut sections) = (Vec::new(), Vec::new());
        let mut at = end as u64;
        for section in Section::ALL {
            let first = places.len() as u32;
            for _ in 0..reader.count()? {
                let length = reader.varint32()?;
                let range = at..at + u64::from(length >> 1);
                at = range.end;
                let checksum = reader.u32()?;
                let inflated = if length & 1 == 1 { Some(reader.varint32()?) } else { None };
                places.push(Place { range, checksum, inflated, section: section.name() });
            }
            sections.push(first..places.len() as u32);
        }
        Ok(Layout { root: HEADER + reader.at()..end, places, sections, version, fingerprint })
    }
}

fn seal(header: &[u8], root: &[u8]) -> u32 {
    checksum(&[header, root].concat())
}

/// Gathers the pieces of all sections, and writes them behind their table.
pub(super) struct Writer {
    sections: Vec<Pieces>,
    threads: usize,
}

/// The pieces of a section, kept until the table of all is known.
struct Pieces {
    count: u64,
    /// What the table says of them.
    table: Vec<u8>,
    bytes: Spill,
}

impl Writer {
    pub(super) fn new(storage: &Storage, threads: usize) -> Writer {
        let pieces = || Pieces { count: 0, table: Vec::new(), bytes: Spill::new(storage) };
        Writer { sections: Section::ALL.iter().map(|_| pieces()).collect(), threads }
    }

    /// Appends pieces to a section.
    pub(super) fn push(&mut self, section: Section, pieces: &[Vec<u8>]) -> Result<(), Error> {
        let small = match section.shrinks() {
            true => threads::map(self.threads, pieces, |piece| deflate(piece)),
            false => vec![None; pieces.len()],
        };
        let Pieces { count, table, bytes } = &mut self.sections[section as usize];
        for (piece, small) in pieces.iter().zip(&small) {
            let kept = small.as_ref().unwrap_or(piece);
            put_varint(table, (kept.len() as u64) << 1 | u64::from(small.is_some()));
            table.extend_from_slice(&checksum(kept).to_le_bytes());
            if small.is_some() {
                put_varint(table, piece.len() as u64);
            }
            bytes.append(kept)?;
            *count += 1;
        }
        Ok(())
    }

    /// Writes the file, of which `root` is what follows the table of pieces. Gives the bytes
    /// that each section takes, in the order of [`Section::ALL`].
    pub(super) fn finish(self, root: &[u8], out: &mut dyn Write) -> Result<Written, Error> {
        let mut table = Vec::new();
        for pieces in &self.sections {
            put_varint(&mut table, pieces.count);
            table.extend_from_slice(&pieces.table);
        }
        table.extend_from_slice(root);
        let Ok(length) = u32::try_from(table.len()) else { return Err(too_large()) };
        let mut head = MAGIC.to_vec();
        head.extend_from_slice(&VERSION.to_le_bytes());
        head.extend_from_slice(&length.to_le_bytes());
        head.extend_from_slice(&seal(&head, &table).to_le_bytes());
        let mut write = |bytes: &[u8]| out.write_all(bytes).map_err(not_written);
        write(&head)?;
        write(&table)?;
        let mut written = Written { root: (head.len() + table.len()) as u64, sections: Vec::new() };
        drop(table);
        for pieces in self.sections {
            written.sections.push(pieces.bytes.len());
            pieces.bytes.copy(out)?;
        }
        Ok(written)
    }
}

/// How many bytes of a file are what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Header and root.
    pub(super) root: u64,
    /// The pieces of each section, in the order of [`Section::ALL`].
    pub(super) sections: Vec<u64>,
}

/// For what the numbers of the format cannot count.
pub(super) fn too_large() -> Error {
    Error::unsupported(
        "expected fewer than 2^32 words and bytes in a part of the index, found more: build the corpus in parts",
    )
}

/// Writes all checksums of a file anew, as far as its root can be followed.
///
/// For tests that damage a piece and want to get past its checksum.
#[doc(hidden)]
pub fn reseal(bytes: &mut [u8]) {
    let Ok(end) = Layout::head(bytes) else { return };
    if end > bytes.len() {
        return;
    }
    let (mut at, mut piece) = (HEADER, end);
    for _ in Section::ALL {
        let mut reader = Reader::starting(&bytes[..end], at);
        let Ok(count) = reader.count() else { return };
        at = reader.at();
        for _ in 0..count {
            let mut reader = Reader::starting(&bytes[..end], at);
            let Ok(length) = reader.varint32() else { return };
            at = reader.at();
            let next = piece.saturating_add(length as usize >> 1);
            let sum = bytes.get(piece..next).map_or(0, checksum);
            if let Some(four) = bytes.get_mut(at..at + 4) {
                four.copy_from_slice(&sum.to_le_bytes());
            }
            (at, piece) = (at + 4, next);
            if length & 1 == 1 {
                let mut reader = Reader::starting(&bytes[..end], at);
                let _ = reader.varint();
                at = reader.at();
            }
        }
    }
    let sum = seal(&bytes[..HEADER - 4], &bytes[HEADER..end]);
    bytes[HEADER - 4..HEADER].copy_from_slice(&sum.to_le_bytes());
}

/// The same file with `change` made to each of its pieces, inflated, and with right checksums;
/// `None` when it is not sound before.
///
/// For tests that forge what lies behind the checksums and behind deflated bytes.
#[doc(hidden)]
pub fn forge(file: &[u8], mut change: impl FnMut(Section, &mut Vec<u8>)) -> Option<Vec<u8>> {
    let layout = Layout::read(file).ok()?;
    let pieces = super::pieces::Pieces::new(layout.places.clone(), Some(Arc::new(file.to_vec())));
    let mut writer = Writer::new(&Storage::memory(), 1);
    for section in Section::ALL {
        for piece in layout.pieces(section) {
            let mut piece = pieces.get(piece)?.as_ref().to_vec();
            change(section, &mut piece);
            writer.push(section, &[piece]).ok()?;
        }
    }
    let mut forged = Vec::new();
    writer.finish(&file[layout.root], &mut forged).ok()?;
    Some(forged)
}

/// For a file that does not hold all that its root speaks of.
pub fn cut_off(expected: u64, found: usize) -> Error {
    Error::corrupt(format!(
        "expected an index of {expected} bytes, found {found}: it was cut off or added to; copy or build it again"
    ))
}

fn damaged() -> Error {
    Error::corrupt(
        "the checksum of the index's root is wrong: the file is damaged; copy or build it again",
    )
}

fn not_an_index(bytes: &[u8]) -> Error {
    let found = if bytes.is_empty() { "an empty file" } else { "something else" };
    Error::corrupt(format!(
        "expected a Kashf index, found {found}: choose a file that `kashf build` wrote"
    ))
}

fn other_version(version: u32) -> Error {
    Error::version(format!(
        "this index was written as format {version}; this build reads formats {OLDEST} to {VERSION}: build it again, or use the program that wrote it"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::coding::inflate::inflate;

    fn sample() -> Vec<u8> {
        let mut writer = Writer::new(&Storage::memory(), 2);
        // In whatever order they come.
        for section in Section::ALL.into_iter().rev() {
            let pieces: Vec<_> = (0..section as u8).map(|n| vec![n; n as usize]).collect();
            writer.push(section, &pieces).unwrap();
        }
        let mut file = Vec::new();
        let written = writer.finish(b"the rest of the root", &mut file).unwrap();
        assert_eq!(written.root + written.sections.iter().sum::<u64>(), file.len() as u64);
        file
    }

    #[test]
    fn pieces_are_found_again() {
        let file = sample();
        let layout = Layout::read(&file).unwrap();
        assert_eq!(&file[layout.root.clone()], b"the rest of the root");
        assert_eq!(layout.length(), file.len() as u64);
        for section in Section::ALL {
            let pieces = layout.pieces(section);
            assert_eq!(pieces.len(), section as usize);
            for (number, place) in
                (0u8..).zip(&layout.places[pieces.start as usize..pieces.end as usize])
            {
                let bytes = &file[place.range.start as usize..place.range.end as usize];
                let whole = match place.inflated {
                    Some(length) => inflate(bytes, length as usize).unwrap(),
                    None => bytes.to_vec(),
                };
                assert_eq!(whole, vec![number; number as usize]);
                assert_eq!(place.checksum, checksum(bytes));
            }
        }
        let head = Layout::head(&file[..HEADER]).unwrap();
        assert_eq!(Layout::read(&file[..head]).unwrap(), layout);
    }

    #[test]
    fn any_changed_or_missing_byte_of_the_root_is_noticed() {
        let file = sample();
        let end = Layout::head(&file).unwrap();
        for i in 0..end {
            let mut changed = file.clone();
            changed[i] ^= 0x10;
            assert!(Layout::read(&changed).is_err(), "byte {i}");
            assert!(Layout::read(&file[..i]).unwrap_err().is_corrupt(), "cut at {i}");
        }
    }

    #[test]
    fn other_versions_are_named() {
        let mut file = sample();
        file[8] = 1;
        let error = Layout::read(&file).unwrap_err();
        assert!(error.is_version() && error.to_string().contains("format 1"), "{error}");
    }

    #[test]
    fn resealing_makes_a_damaged_piece_pass() {
        let mut file = sample();
        let whole = Layout::read(&file).unwrap();
        *file.last_mut().unwrap() ^= 1;
        reseal(&mut file);
        let layout = Layout::read(&file).unwrap();
        assert_eq!(forge(&file, |_, _| {}).as_ref(), Some(&file));
        let (last, before) = (layout.places.last().unwrap(), whole.places.last().unwrap());
        let bytes = &file[last.range.start as usize..];
        assert!(last.checksum == checksum(bytes) && last.checksum != before.checksum);
    }
}
