//! What is known of all documents under one name: a column.
//!
//! Layout: [`format`](super::format#columns). A column is a dictionary of its values and a
//! number per document; what most documents have of their own is no column, but stands with
//! the document.

use std::collections::HashMap;

use super::coding::bits::{BitReader, BitWriter};
use super::coding::bytes::{Reader, put_str, put_varint};
use super::coding::interner::Interner;
use crate::error::Error;

/// One name: which values there are and which documents bear them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// The values, sorted, each once.
    pub values: Vec<String>,
    /// What documents bear: lists of values by their number. The first is empty.
    lists: Vec<Vec<u32>>,
    /// The list of each document.
    of: Vec<u32>,
}

impl Column {
    /// The values that a document bears, by their numbers.
    pub fn borne(&self, document: u32) -> &[u32] {
        let list = self.of.get(document as usize).and_then(|&of| self.lists.get(of as usize));
        list.map_or(&[], Vec::as_slice)
    }

    /// The first value that a document bears; empty when none.
    pub fn value(&self, document: u32) -> &str {
        self.borne(document).first().map_or("", |&number| &self.values[number as usize])
    }

    /// The same, but for some documents that bear one other value, or none where that is empty.
    /// Values that none bears any more are gone.
    pub fn with(&self, changes: &[(u32, &str)]) -> Column {
        let mut all: Vec<&str> = self.values.iter().map(String::as_str).collect();
        let (mut lists, mut of) = (self.lists.clone(), self.of.clone());
        for &(document, value) in changes {
            let Some(list) = of.get_mut(document as usize) else { continue };
            *list = lists.len() as u32;
            lists.push(if value.is_empty() { Vec::new() } else { vec![all.len() as u32] });
            all.push(value);
        }
        let mut is_borne = vec![false; all.len()];
        of.iter().for_each(|&list| {
            lists[list as usize].iter().for_each(|&value| is_borne[value as usize] = true);
        });
        let mut order: Vec<u32> = (0..all.len() as u32).collect();
        order.retain(|&value| is_borne[value as usize]);
        crate::order::sort_by(&mut order, |&a, &b| all[a as usize].cmp(all[b as usize]));
        let (mut values, mut numbers) = (Vec::<String>::new(), vec![0; all.len()]);
        for value in order {
            if values.last().is_none_or(|last| last != all[value as usize]) {
                values.push(all[value as usize].to_string());
            }
            numbers[value as usize] = values.len() as u32 - 1;
        }
        for list in &mut lists {
            list.retain(|&value| is_borne[value as usize]);
            list.iter_mut().for_each(|value| *value = numbers[*value as usize]);
        }
        Column { values, lists, of }
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, self.values.len() as u64);
        let mut before = "";
        for value in &self.values {
            put_after(&mut out, before, value);
            before = value;
        }
        // Where every document bears one value or none, the lists go without saying.
        let simple = self.lists.iter().all(|list| list.len() < 2);
        put_varint(&mut out, if simple { 0 } else { self.lists.len() as u64 });
        if !simple {
            for list in &self.lists {
                put_varint(&mut out, list.len() as u64);
                list.iter().for_each(|&value| put_varint(&mut out, u64::from(value)));
            }
        }
        out.extend(self.numbers());
        out
    }

    /// The documents' numbers: each in as few bits as all need, or in runs, whichever is less.
    fn numbers(&self) -> Vec<u8> {
        let width = width(self.lists.len());
        let (mut packed, mut runs) = (BitWriter::new(), BitWriter::new());
        packed.put(0, 1);
        runs.put(1, 1);
        self.of.iter().for_each(|&number| packed.put(u64::from(number), width));
        for run in self.of.chunk_by(|a, b| a == b) {
            runs.put(u64::from(run[0]), width);
            runs.put_gamma(run.len() as u32 - 1);
        }
        if runs.len() < packed.len() { runs.finish() } else { packed.finish() }
    }

    /// Reads a column of so many documents.
    ///
    /// # Errors
    ///
    /// When it is not as [`format`](super::format#columns) says.
    pub fn read(bytes: &[u8], documents: u32) -> Result<Column, Error> {
        let mut reader = Reader::new(bytes);
        let mut values: Vec<String> = Vec::new();
        for _ in 0..reader.count()? {
            let value = read_after(&mut reader, values.last().map_or("", String::as_str))?;
            values.push(value);
        }
        let mut lists = Vec::new();
        for _ in 0..reader.count()? {
            let mut list = Vec::new();
            for _ in 0..reader.count()? {
                list.push(reader.varint32()?);
            }
            if list.iter().any(|&value| value as usize >= values.len()) {
                return Err(damaged());
            }
            lists.push(list);
        }
        if lists.is_empty() {
            lists.push(Vec::new());
            lists.extend((0..values.len() as u32).map(|value| vec![value]));
        }
        let of = numbers(&bytes[reader.at()..], documents as usize, lists.len())?;
        Ok(Column { values, lists, of })
    }
}

/// Gathers a column document by document.
#[derive(Debug, Default)]
pub(super) struct ColumnWriter {
    /// Values in the order first seen.
    values: Interner,
    /// Lists of them likewise, and the list of each document.
    lists: HashMap<Vec<u32>, u32>,
    of: Vec<u32>,
}

impl ColumnWriter {
    /// Takes the values of the next document.
    pub(super) fn push<'a>(&mut self, borne: impl Iterator<Item = &'a str>) {
        let list: Vec<u32> = borne.map(|value| self.values.number(value)).collect();
        let next = self.lists.len() as u32;
        self.of.push(*self.lists.entry(list).or_insert(next));
    }

    /// Gives a document that was pushed one other value.
    pub(super) fn amend(&mut self, document: u32, value: &str) {
        let list = vec![self.values.number(value)];
        let next = self.lists.len() as u32;
        self.of[document as usize] = *self.lists.entry(list).or_insert(next);
    }

    /// The column, in the order that the format asks for.
    pub(super) fn finish(mut self) -> Column {
        let mut sorted: Vec<(&str, u32)> = self.values.iter().zip(0..).collect();
        sorted.sort_unstable();
        let values = sorted.iter().map(|(value, _)| value.to_string()).collect();
        let value_numbers = inverse(sorted.iter().map(|(_, number)| *number));
        // No value at all is a list too, even where no document has it.
        let next = self.lists.len() as u32;
        self.lists.entry(Vec::new()).or_insert(next);
        let renumbered = |list: Vec<u32>| -> Vec<u32> {
            list.into_iter().map(|value| value_numbers[value as usize]).collect()
        };
        let mut lists: Vec<(Vec<u32>, u32)> =
            self.lists.into_iter().map(|(list, number)| (renumbered(list), number)).collect();
        lists.sort_unstable();
        let list_numbers = inverse(lists.iter().map(|(_, number)| *number));
        let of = self.of.into_iter().map(|list| list_numbers[list as usize]).collect();
        Column { values, lists: lists.into_iter().map(|(list, _)| list).collect(), of }
    }
}

/// For each number its place in a row of all of them.
fn inverse(numbers: impl ExactSizeIterator<Item = u32>) -> Vec<u32> {
    let mut places = vec![0; numbers.len()];
    (0..).zip(numbers).for_each(|(place, number)| places[number as usize] = place);
    places
}

fn width(lists: usize) -> u32 {
    usize::BITS - lists.saturating_sub(1).leading_zeros()
}

fn numbers(bytes: &[u8], documents: usize, lists: usize) -> Result<Vec<u32>, Error> {
    let mut reader = BitReader::new(bytes);
    let width = width(lists);
    let mut of = Vec::new();
    let in_runs = reader.take(1) == 1;
    while of.len() < documents {
        let number = reader.take(width) as u32;
        let run = if in_runs { reader.gamma() as usize } else { 0 };
        if number as usize >= lists || run >= documents - of.len() || reader.overrun() {
            return Err(damaged());
        }
        of.resize(of.len() + run + 1, number);
    }
    Ok(of)
}

/// Bytes that a string shares with the one before it, at most: so a few bytes cannot stand
/// for many.
const MOST_SHARED: usize = u8::MAX as usize;

/// Appends a string as how many bytes it shares with the one before it, and the rest.
pub fn put_after(out: &mut Vec<u8>, before: &str, text: &str) {
    let mut shared =
        before.bytes().zip(text.bytes()).take(MOST_SHARED).take_while(|(a, b)| a == b).count();
    while !text.is_char_boundary(shared) {
        shared -= 1;
    }
    out.push(shared as u8);
    put_str(out, &text[shared..]);
}

/// Reads what [`put_after`] wrote.
///
/// # Errors
///
/// When it shares more than there is.
pub fn read_after(reader: &mut Reader<'_>, before: &str) -> Result<String, Error> {
    let shared = usize::from(reader.byte()?);
    let shared = before.get(..shared).ok_or_else(damaged)?;
    Ok(format!("{shared}{}", reader.str()?))
}

fn damaged() -> Error {
    Error::corrupt(
        "expected what is known of the documents, found other bytes: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn columns_come_back(
            borne in prop::collection::vec(prop::collection::vec("[ابc]{1,3}", 0..3), 0..60),
            repeat in 1..9usize,
        ) {
            let each = borne.iter().flat_map(|list| std::iter::repeat_n(list, repeat));
            let lists = each.map(|list| list.iter().map(String::as_str).collect::<Vec<_>>());
            let mut writer = ColumnWriter::default();
            lists.clone().for_each(|list| writer.push(list.into_iter()));
            let column = writer.finish();
            let documents = (borne.len() * repeat) as u32;
            let read = Column::read(&column.write(), documents).unwrap();
            for (document, list) in (0..).zip(lists) {
                let values = read.borne(document).iter().map(|&it| read.values[it as usize].as_str());
                prop_assert_eq!(values.collect::<Vec<_>>(), list);
            }
        }

        #[test]
        fn changes_are_as_if_they_had_been_gathered_so(
            borne in prop::collection::vec(prop::collection::vec("[ابc]{1,2}", 0..3), 1..40),
            changes in prop::collection::vec((0..50u32, "[ابc]{0,2}"), 0..9),
        ) {
            let gathered = |borne: &[Vec<String>]| {
                let mut writer = ColumnWriter::default();
                borne.iter().for_each(|list| writer.push(list.iter().map(String::as_str)));
                writer.finish()
            };
            let mut after = borne.clone();
            for (document, value) in &changes {
                if let Some(list) = after.get_mut(*document as usize) {
                    *list = Some(value.clone()).filter(|it| !it.is_empty()).into_iter().collect();
                }
            }
            let changes: Vec<(u32, &str)> = changes.iter().map(|(it, value)| (*it, &**value)).collect();
            let (changed, expected) = (gathered(&borne).with(&changes), gathered(&after));
            prop_assert_eq!(&changed.values, &expected.values);
            for document in 0..borne.len() as u32 {
                prop_assert_eq!(changed.borne(document), expected.borne(document));
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60), documents in 0..200u32) {
            let _ = Column::read(&bytes, documents);
        }
    }
}
