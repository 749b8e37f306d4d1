//! What the index says of each key: how often, in which forms, and where.
//!
//! Layout: [`format`](super::format#keys). The entries stand by their [`Slot`], 32 to a block;
//! a block is read from its start. The long lists of common keys have pieces of their own.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::blocks::Blocks;
use super::coding::bits::{BitReader, BitWriter};
use super::coding::forms::{EditCode, apply, edits};
use super::pieces::{Part, Pieces};
use super::postings::{self, NEAR, Positions, put_set, read_set, skip_set};
use super::recent::Recent;
use super::slots::Slot;
use crate::error::Error;

/// Keys in a block.
pub const BLOCK: usize = 32;
/// Lists at least so long say how many bits they take, so that they can be passed.
const MEASURED: u32 = 48;

/// What is to be written of a key.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The key itself.
    pub key: &'a str,
    /// How it is printed, the commonest first.
    pub forms: &'a [&'a str],
    /// Where it stands.
    pub positions: &'a [u32],
    /// For each of those the number of its form; may be empty where there is one only.
    pub form_of: &'a [u32],
}

/// A block of keys as bytes, and the pieces of their long lists.
#[derive(Debug, Default)]
pub struct Written {
    /// The block.
    pub block: Vec<u8>,
    /// Pieces of long lists.
    pub long: Vec<Vec<u8>>,
}

/// How many pieces of its own the list of a key has that is printed in so many forms.
pub fn long_pieces(occurrences: u32, forms: usize) -> u32 {
    let pieces = postings::pieces(occurrences).end;
    if pieces > 0 { pieces + u32::from(forms > 1) } else { 0 }
}

/// Writes a block: [`BLOCK`] keys, or fewer when they are the last. The corpus has `words`
/// words, and the next piece of a long list is number `long`.
pub fn write(code: &EditCode, words: u32, long: u32, entries: &[Entry<'_>]) -> Written {
    let mut out = BitWriter::new();
    let mut written = Written::default();
    for entry in entries {
        out.put_gamma(entry.positions.len() as u32 - 1);
        put_forms(&mut out, code, entry);
        if entry.positions.len() > NEAR {
            out.put_gamma(long + written.long.len() as u32);
            put_long(&mut written.long, entry);
        } else {
            put_body(&mut out, words, entry);
        }
    }
    written.block = out.finish();
    written
}

fn put_forms(out: &mut BitWriter, code: &EditCode, entry: &Entry<'_>) {
    let plain = entry.forms == [entry.key];
    out.put(u64::from(plain), 1);
    if plain {
        return;
    }
    out.put_gamma(entry.forms.len() as u32 - 1);
    for form in entry.forms {
        out.put(u64::from(*form == entry.key), 1);
        if *form != entry.key {
            code.put(out, &edits(entry.key, form));
        }
    }
}

fn put_long(long: &mut Vec<Vec<u8>>, entry: &Entry<'_>) {
    if entry.forms.len() > 1 {
        let mut forms = BitWriter::new();
        put_form_numbers(&mut forms, entry);
        long.push(forms.finish());
    }
    long.extend(postings::long_list(entry.positions));
}

fn put_body(out: &mut BitWriter, words: u32, entry: &Entry<'_>) {
    let mut body = BitWriter::new();
    put_form_numbers(&mut body, entry);
    put_set(&mut body, entry.positions, words);
    if entry.positions.len() as u32 >= MEASURED {
        out.put_gamma(body.len() as u32);
    }
    out.append(&body);
}

/// Which of the occurrences have which form: all but those of the commonest.
fn put_form_numbers(out: &mut BitWriter, entry: &Entry<'_>) {
    for form in 1..entry.forms.len() as u32 {
        let with = (0..).zip(entry.form_of).filter(|(_, of)| **of == form);
        let these: Vec<u32> = with.map(|(occurrence, _)| occurrence).collect();
        out.put_gamma(these.len() as u32);
        put_set(out, &these, entry.positions.len() as u32);
    }
}

/// The keys of an open index.
#[derive(Debug)]
pub struct Keys {
    /// How many there are.
    count: u32,
    words: u32,
    blocks: Blocks,
    long: Long,
    code: EditCode,
    /// Blocks that were read lately.
    lately: Recent<Block>,
}

/// Where long lists are.
#[derive(Debug)]
pub enum Long {
    /// In these pieces.
    Pieces(Range<u32>),
    /// Nowhere, until they are [made](Keys::make) from the texts; then as the same pieces.
    Made(OnceLock<Vec<Part>>),
}

/// How many blocks are remembered.
const LATELY: usize = 8192;

/// A block that was read.
#[derive(Debug)]
struct Block {
    part: Part,
    keys: Vec<Key>,
}

/// What stands of a key in its block.
#[derive(Clone, Debug)]
struct Key {
    count: u32,
    /// How many forms, and the bit at which they begin; one plain form when that is 0.
    forms: (u32, u32),
    /// The bit at which form numbers and positions begin; for a long list its first piece.
    body: u32,
}

impl Keys {
    /// So many keys of a corpus of `words` words.
    pub fn new(count: u32, words: u32, blocks: Blocks, long: Long, code: EditCode) -> Keys {
        Keys { count, words, blocks, long, code, lately: Recent::new(LATELY) }
    }

    /// The block of an entry and its place in it.
    fn find(&self, slot: Slot, pieces: &Pieces) -> Option<(Arc<Block>, usize)> {
        if slot.0 >= self.count {
            return None;
        }
        let (number, place) = (slot.0 / BLOCK as u32, slot.0 as usize % BLOCK);
        let block = self.lately.get(number, || self.read_block(number, pieces))?;
        (place < block.keys.len()).then_some((block, place))
    }

    fn read_block(&self, number: u32, pieces: &Pieces) -> Option<Block> {
        let part = self.blocks.get(number, pieces)?;
        let keys = BLOCK.min(self.count as usize - number as usize * BLOCK);
        let read = self.read_keys(part.as_ref(), keys);
        read.map(|keys| Block { part, keys }).map_err(|error| pieces.note(error)).ok()
    }

    fn read_keys(&self, bytes: &[u8], count: usize) -> Result<Vec<Key>, Error> {
        let mut reader = BitReader::new(bytes);
        let mut keys = Vec::with_capacity(count);
        for _ in 0..count {
            let mut key = self.read_key(&mut reader)?;
            self.pass_body(&mut reader, &mut key);
            if reader.overrun() {
                return Err(damaged());
            }
            keys.push(key);
        }
        Ok(keys)
    }

    /// Reads the beginning of an entry: how often, and in which forms.
    fn read_key(&self, reader: &mut BitReader<'_>) -> Result<Key, Error> {
        let count = reader.gamma().saturating_add(1);
        if count > self.words {
            return Err(damaged());
        }
        let mut forms = (1, 0);
        if reader.take(1) == 0 {
            forms = (reader.gamma().saturating_add(1), reader.at() as u32);
            for _ in 0..forms.0 {
                if reader.take(1) == 0 {
                    self.code.take(reader, |_| {})?;
                }
                if reader.overrun() {
                    return Err(damaged());
                }
            }
        }
        Ok(Key { count, forms, body: 0 })
    }

    fn pass_body(&self, reader: &mut BitReader<'_>, key: &mut Key) {
        if key.count as usize > NEAR {
            key.body = reader.gamma();
            return;
        }
        if key.count >= MEASURED {
            let bits = reader.gamma();
            key.body = reader.at() as u32;
            reader.skip(bits as usize);
            return;
        }
        key.body = reader.at() as u32;
        skip_form_numbers(reader, key);
        skip_set(reader, key.count as usize, self.words);
    }

    /// How often a key occurs.
    pub fn occurrences(&self, slot: Slot, pieces: &Pieces) -> u32 {
        self.find(slot, pieces).map_or(0, |(block, place)| block.keys[place].count)
    }

    /// How a key is printed, the commonest first. `name` is to give the key itself; it is not
    /// asked for a key that is not here.
    pub fn forms(
        &self,
        slot: Slot,
        pieces: &Pieces,
        name: impl Fn() -> Option<String>,
    ) -> Vec<String> {
        let Some((block, place)) = self.find(slot, pieces) else { return Vec::new() };
        let Some(name) = name() else { return Vec::new() };
        let (count, at) = block.keys[place].forms;
        if at == 0 {
            return vec![name];
        }
        let mut reader = BitReader::starting(block.part.as_ref(), at as usize);
        let form = |reader: &mut BitReader<'_>| {
            if reader.take(1) == 1 {
                return Ok(name.clone());
            }
            let mut steps = Vec::new();
            self.code.take(reader, |step| steps.push(step))?;
            Ok(apply(&name, &steps))
        };
        let forms = (0..count).map(|_| form(&mut reader)).collect::<Result<Vec<_>, Error>>();
        forms.map_err(|error| pieces.note(error)).unwrap_or_default()
    }

    /// Which occurrences of a key have which form: for each form but the commonest, their
    /// numbers, ascending. Costs nothing where there is one form only.
    pub fn form_numbers(&self, slot: Slot, pieces: &Pieces) -> Vec<Vec<u32>> {
        let Some((block, place)) = self.find(slot, pieces) else { return Vec::new() };
        let found = &block.keys[place];
        if found.forms.0 < 2 {
            return Vec::new();
        }
        let (part, at) = match found.count as usize > NEAR {
            true => match self.long_piece(found.body, pieces) {
                Some(part) => (part, 0),
                None => return Vec::new(),
            },
            false => (block.part.clone(), found.body as usize),
        };
        let mut reader = BitReader::starting(part.as_ref(), at);
        let mut numbers = Vec::new();
        let read = each_form(&mut reader, found, &mut Vec::new(), |_, these| {
            numbers.push(these.to_vec());
        });
        read.map(|()| numbers).map_err(|error| pieces.note(error)).unwrap_or_default()
    }

    fn long_piece(&self, number: u32, pieces: &Pieces) -> Option<Part> {
        let part = match &self.long {
            Long::Pieces(long) => {
                let piece = long.start.checked_add(number).filter(|it| long.contains(it));
                piece.map(|piece| pieces.get(piece))
            }
            Long::Made(made) => {
                let made = made.get().and_then(|made| made.get(number as usize));
                made.map(|part| Some(part.clone()))
            }
        };
        part.unwrap_or_else(|| {
            pieces.note(damaged());
            None
        })
    }

    /// True for an entry with a long list when those have to be [made](Keys::make) first.
    pub fn lacks(&self, slot: Slot, pieces: &Pieces) -> bool {
        matches!(&self.long, Long::Made(made) if made.get().is_none())
            && self.occurrences(slot, pieces) as usize > NEAR
    }

    /// Makes the long lists, of which `entries` are all, by their slots.
    pub fn make(&self, entries: &[Entry<'_>]) {
        if let Long::Made(made) = &self.long {
            let mut long = Vec::new();
            entries.iter().for_each(|entry| put_long(&mut long, entry));
            made.get_or_init(|| long.into_iter().map(Part::from).collect());
        }
    }

    /// Where a key stands, ascending.
    pub fn positions(&self, slot: Slot, pieces: &Pieces) -> Positions {
        let Some((block, place)) = self.find(slot, pieces) else { return Positions::none() };
        let found = &block.keys[place];
        if found.count as usize > NEAR {
            return self.long_positions(found, found.body, pieces).unwrap_or_default();
        }
        let mut reader = BitReader::starting(block.part.as_ref(), found.body as usize);
        skip_form_numbers(&mut reader, found);
        let mut here = Vec::new();
        read_set(&mut reader, found.count as usize, self.words, &mut here);
        Positions::short(here)
    }
}

/// What an entry says of where its key stands.
#[derive(Debug, Default)]
pub struct List {
    /// Where, ascending.
    pub positions: Vec<u32>,
    /// In how many forms.
    pub forms: u32,
    /// For each position the number of its form, when those were asked for and there are several;
    /// else nothing.
    pub form_of: Vec<u32>,
}

impl Keys {
    /// Reads the entries of all keys, each once and in the order of their slots: much quicker than
    /// asking for one after the other. `with_forms` says whether it is to be told which occurrence
    /// has which form. What is not here is noted, and all of it is, before this ends.
    pub fn each(&self, pieces: &Pieces, with_forms: bool, mut visit: impl FnMut(Slot, &List)) {
        let mut list = List::default();
        for number in 0..self.count.div_ceil(BLOCK as u32) {
            let Some(part) = self.blocks.get(number, pieces) else { continue };
            let mut reader = BitReader::new(part.as_ref());
            let first = number * BLOCK as u32;
            for slot in first..self.count.min(first + BLOCK as u32) {
                match self.read_list(&mut reader, pieces, with_forms, &mut list) {
                    Ok(true) => visit(Slot(slot), &list),
                    Ok(false) => {}
                    Err(error) => {
                        pieces.note(error);
                        break;
                    }
                }
            }
        }
    }

    /// Reads an entry and what follows from it; `false`, and noted, when that is not here.
    fn read_list(
        &self,
        reader: &mut BitReader<'_>,
        pieces: &Pieces,
        with_forms: bool,
        list: &mut List,
    ) -> Result<bool, Error> {
        list.positions.clear();
        list.form_of.clear();
        let key = self.read_key(reader)?;
        list.forms = key.forms.0;
        let with_forms = with_forms && key.forms.0 > 1;
        if key.count as usize > NEAR {
            let first = reader.gamma();
            let forms = if with_forms { self.long_piece(first, pieces) } else { None };
            if let Some(part) = &forms {
                read_form_numbers(&mut BitReader::new(part.as_ref()), &key, &mut list.form_of)?;
            }
            let Some(positions) = self.long_positions(&key, first, pieces) else {
                return Ok(false);
            };
            positions.read_into(&mut list.positions);
            return Ok(forms.is_some() || !with_forms);
        }
        let bits = (key.count >= MEASURED).then(|| reader.gamma());
        let start = reader.at();
        match with_forms {
            true => read_form_numbers(reader, &key, &mut list.form_of)?,
            false => skip_form_numbers(reader, &key),
        }
        read_set(reader, key.count as usize, self.words, &mut list.positions);
        if let Some(bits) = bits.filter(|&bits| reader.at() != start + bits as usize) {
            reader.go_to(start.saturating_add(bits as usize));
        }
        if reader.overrun() { Err(damaged()) } else { Ok(true) }
    }

    fn long_positions(&self, key: &Key, first: u32, pieces: &Pieces) -> Option<Positions> {
        let first = first.saturating_add(u32::from(key.forms.0 > 1));
        let parts: Vec<Option<Part>> = postings::pieces(key.count)
            .map(|piece| self.long_piece(first.saturating_add(piece), pieces))
            .collect();
        // All that are missing are noted before giving up.
        let parts = parts.into_iter().collect::<Option<Vec<_>>>()?;
        let opened = Positions::long(parts, self.words);
        opened.map_err(|error| pieces.note(error)).ok()
    }
}

fn skip_form_numbers(reader: &mut BitReader<'_>, key: &Key) {
    for _ in 1..key.forms.0 {
        let these = reader.gamma().min(key.count) as usize;
        skip_set(reader, these, key.count);
    }
}

/// Which occurrence has which form.
fn read_form_numbers(
    reader: &mut BitReader<'_>,
    key: &Key,
    form_of: &mut Vec<u32>,
) -> Result<(), Error> {
    form_of.resize(key.count as usize, 0);
    let mut these = Vec::new();
    each_form(reader, key, &mut these, |form, these| {
        for &number in these {
            form_of[number as usize] = form;
        }
    })
}

/// For each form but the commonest, by its number, which of the occurrences have it.
fn each_form(
    reader: &mut BitReader<'_>,
    key: &Key,
    these: &mut Vec<u32>,
    mut visit: impl FnMut(u32, &[u32]),
) -> Result<(), Error> {
    // Each occurrence has one form, and each form an occurrence.
    let mut left = key.count;
    for form in 1..key.forms.0 {
        let count = reader.gamma();
        if count == 0 || count >= left || reader.overrun() {
            return Err(damaged());
        }
        left -= count;
        these.clear();
        read_set(reader, count as usize, key.count, these);
        visit(form, these);
    }
    Ok(())
}

fn damaged() -> Error {
    Error::corrupt(
        "expected the entry of a key, found other bytes: the index is damaged; build it again",
    )
}
