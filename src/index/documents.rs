//! The documents in the root: how many words each has, and where its headline stands.
//!
//! Layout: [`format`](super::format#documents).

use super::coding::bits::{BitReader, BitWriter};
use super::coding::bytes::{Reader, put_varint};
use crate::error::Error;

/// Where a document's words are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The position of its first word.
    pub first: u32,
    /// Words, those of a title coded before the text included.
    pub words: u32,
    /// Words of such a title; they come first.
    pub title_words: u32,
    /// Words before its headline, and words of that.
    pub headline: (u32, u32),
}

impl Entry {
    /// One past the position of its last word.
    pub fn end(&self) -> u32 {
        self.first + self.words
    }

    /// Its headline, as positions `(first, end)`.
    pub fn headline(&self) -> Option<(u32, u32)> {
        let (before, words) = self.headline;
        (words > 0).then_some((self.first + before, self.first + before + words))
    }
}

/// Appends what the root says of documents.
pub fn write(entries: &[Entry], root: &mut Vec<u8>) {
    let words = parameter(entries.iter().map(|entry| entry.words));
    let title = parameter(entries.iter().map(|entry| entry.headline.1).filter(|&it| it > 0));
    let mut out = BitWriter::new();
    out.put(u64::from(words), 5);
    out.put(u64::from(title), 5);
    for entry in entries {
        out.put_rice(entry.words, words);
        let (before, length) = entry.headline;
        out.put(u64::from(length > 0), 1);
        if length > 0 {
            let coded = entry.title_words > 0;
            out.put(u64::from(coded), 1);
            if !coded {
                out.put_rice(before, title);
            }
            out.put_rice(length, title);
        }
    }
    let bits = out.finish();
    put_varint(root, entries.len() as u64);
    put_varint(root, bits.len() as u64);
    root.extend(bits);
}

/// The parameter of Rice's code that makes numbers shortest.
fn parameter(numbers: impl Iterator<Item = u32> + Clone) -> u32 {
    let cost =
        |low: u32| numbers.clone().map(|n| u64::from(n >> low) + u64::from(low)).sum::<u64>();
    (0..31).min_by_key(|&low| cost(low)).unwrap_or(0)
}

/// Bytes of the shortest record of a document.
const SHORTEST_RECORD: u64 = 9;

/// Reads what [`write()`] wrote, in an index with so many bytes of texts.
///
/// # Errors
///
/// When it is not as [`format`](super::format#documents) says.
pub fn read(reader: &mut Reader<'_>, texts: u64) -> Result<Vec<Entry>, Error> {
    let count = reader.varint()?;
    let length = reader.count()?;
    let bits = reader.take(length)?;
    // A document takes two bits here at least, and a record among the texts.
    if count > bits.len() as u64 * 4 || count > texts / SHORTEST_RECORD {
        return Err(damaged());
    }
    let mut bits = BitReader::new(bits);
    let (words, title) = (bits.take(5) as u32, bits.take(5) as u32);
    let mut entries = Vec::with_capacity(count as usize);
    let mut first = 0u32;
    for _ in 0..count {
        let mut entry = Entry { first, words: bits.rice(words), ..Entry::default() };
        if bits.take(1) == 1 {
            let coded = bits.take(1) == 1;
            let before = if coded { 0 } else { bits.rice(title) };
            let length = bits.rice(title);
            entry.headline = (before, length);
            entry.title_words = if coded { length } else { 0 };
            let end = before.checked_add(length);
            if end.is_none_or(|end| end > entry.words) {
                return Err(damaged());
            }
        }
        first = first.checked_add(entry.words).ok_or_else(damaged)?;
        entries.push(entry);
    }
    if bits.overrun() { Err(damaged()) } else { Ok(entries) }
}

fn damaged() -> Error {
    Error::corrupt(
        "expected sound records of documents, found others: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn documents_come_back(sizes in prop::collection::vec((0..2000u32, 0..40u32, 0..40u32, any::<bool>()), 0..80)) {
            let mut first = 0;
            let entries: Vec<Entry> = sizes
                .into_iter()
                .map(|(words, before, length, coded)| {
                    let before = if coded || length == 0 { 0 } else { before };
                    let words = words + before + length;
                    let title_words = if coded { length } else { 0 };
                    let entry = Entry { first, words, title_words, headline: (before, length) };
                    first = entry.end();
                    entry
                })
                .collect();
            let mut root = Vec::new();
            write(&entries, &mut root);
            let mut reader = Reader::new(&root);
            prop_assert_eq!(read(&mut reader, u64::MAX).unwrap(), entries);
            prop_assert_eq!(reader.left(), 0);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = read(&mut Reader::new(&bytes), 9);
        }
    }
}
