//! What is kept of each document alone, until it is written: set aside one behind another.

use super::spill::{Spill, SpillReader, Storage};
use crate::error::Error;
use crate::id::Span;
use crate::index::coding::bytes::{Reader, put_bytes, put_str, put_varint};
use crate::index::texts::Record;

/// A record for each document, in order. Ids are not among them.
pub(in crate::index) struct Records {
    bytes: Spill,
}

impl Records {
    pub(in crate::index) fn new(storage: &Storage) -> Records {
        Records { bytes: Spill::new(storage) }
    }

    /// Appends the record of the next document; all values that are not in a column of their
    /// own from the start are in its `more`.
    pub(in crate::index) fn push(&mut self, record: &Record) -> Result<(), Error> {
        let mut out = vec![0; 4];
        put_varint(&mut out, u64::from(record.text_bytes));
        put_varint(&mut out, u64::from(record.text_checksum));
        out.push(u8::from(record.title_coded));
        out.push(u8::from(record.title_span.is_some()));
        if let Some(span) = record.title_span {
            put_varint(&mut out, u64::from(span.start));
            put_varint(&mut out, u64::from(span.end));
        }
        put_str(&mut out, &record.title);
        put_str(&mut out, &record.url);
        put_varint(&mut out, record.more.len() as u64);
        for (field, value) in &record.more {
            put_varint(&mut out, u64::from(*field));
            put_str(&mut out, value);
        }
        put_varint(&mut out, u64::from(record.pattern));
        put_bytes(&mut out, &record.details);
        let length = (out.len() - 4) as u32;
        out[..4].copy_from_slice(&length.to_le_bytes());
        self.bytes.append(&out)
    }

    /// Reads them from the first on.
    pub(in crate::index) fn reader(&self) -> RecordReader<'_> {
        RecordReader { bytes: SpillReader::new(&self.bytes), at: 0 }
    }
}

/// Reads [`Records`].
pub(in crate::index) struct RecordReader<'a> {
    bytes: SpillReader<'a>,
    at: u64,
}

impl RecordReader<'_> {
    /// The record of the next document, which must be there.
    pub(in crate::index) fn next(&mut self) -> Result<Record, Error> {
        let length = Reader::new(self.bytes.get(self.at..self.at + 4)?).u32()?;
        let range = self.at + 4..self.at + 4 + u64::from(length);
        self.at = range.end;
        let mut reader = Reader::new(self.bytes.get(range)?);
        let mut record = Record {
            text_bytes: reader.varint32()?,
            text_checksum: reader.varint32()?,
            title_coded: reader.byte()? > 0,
            ..Default::default()
        };
        if reader.byte()? > 0 {
            record.title_span = Some(Span::new(reader.varint32()?, reader.varint32()?));
        }
        record.title = reader.str()?.to_string();
        record.url = reader.str()?.to_string();
        for _ in 0..reader.count()? {
            record.more.push((reader.varint32()?, reader.str()?.to_string()));
        }
        record.pattern = reader.varint32()?;
        let length = reader.count()?;
        record.details = reader.take(length)?.to_vec();
        Ok(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back() {
        let record = |n: u32| Record {
            text_bytes: n * 1000,
            text_checksum: u32::MAX - n,
            title_span: n.is_multiple_of(2).then(|| Span::new(n, n + 5)),
            title_coded: n.is_multiple_of(3),
            title: "عنوان".repeat(n as usize % 4),
            url: format!("u/{n}"),
            more: (0..n % 3).map(|field| (field, format!("value {n}"))).collect(),
            pattern: n % 5,
            details: vec![7; n as usize % 9],
            ..Default::default()
        };
        let mut records = Records::new(&Storage::memory());
        (0..500).for_each(|n| records.push(&record(n)).unwrap());
        for _ in 0..2 {
            let mut reader = records.reader();
            assert!((0..500).all(|n| reader.next().unwrap() == record(n)));
        }
    }
}
