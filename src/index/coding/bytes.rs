//! Numbers and strings in bytes: little-endian, varints.
//!
//! The only place that slices raw bytes. Every read is checked against the bytes that
//! are there, so a claimed length is never believed, let alone allocated.

use crate::error::Error;

/// Appends a varint: seven bits a byte, low bits first, the top bit says that more follow.
pub fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends a string: its length in bytes as a varint, then its UTF-8.
pub fn put_str(out: &mut Vec<u8>, text: &str) {
    put_bytes(out, text.as_bytes());
}

/// Appends bytes behind their length.
pub fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

/// Reads forward through bytes that may be anything.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Begins at the first byte.
    pub fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader { bytes, at: 0 }
    }

    /// Begins at byte `at`; past the end there is nothing to read.
    pub fn starting(bytes: &'a [u8], at: usize) -> Reader<'a> {
        Reader { bytes, at: at.min(bytes.len()) }
    }

    /// How many bytes have been passed.
    pub fn at(&self) -> usize {
        self.at
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len() - self.at
    }

    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Error> {
        let end = self.at.checked_add(count).filter(|&end| end <= self.bytes.len());
        let end = end.ok_or_else(|| ended(count, self.left()))?;
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    /// One byte.
    pub fn byte(&mut self) -> Result<u8, Error> {
        Ok(self.take(1)?[0])
    }

    /// Four bytes, little-endian.
    pub fn u32(&mut self) -> Result<u32, Error> {
        let mut four = [0; 4];
        four.copy_from_slice(self.take(4)?);
        Ok(u32::from_le_bytes(four))
    }

    /// Eight bytes, little-endian.
    pub fn u64(&mut self) -> Result<u64, Error> {
        let mut eight = [0; 8];
        eight.copy_from_slice(self.take(8)?);
        Ok(u64::from_le_bytes(eight))
    }

    /// A varint of at most 64 bits.
    #[inline]
    pub fn varint(&mut self) -> Result<u64, Error> {
        // Most numbers take one byte or two.
        match self.bytes.get(self.at..) {
            Some(&[low, ..]) if low < 0x80 => {
                self.at += 1;
                Ok(u64::from(low))
            }
            Some(&[low, high, ..]) if high < 0x80 => {
                self.at += 2;
                Ok(u64::from(low & 0x7F) | u64::from(high) << 7)
            }
            _ => self.long_varint(),
        }
    }

    fn long_varint(&mut self) -> Result<u64, Error> {
        let mut value = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Error::corrupt(
            "expected a number of at most 64 bits, found a longer one: the index is damaged; build it again",
        ))
    }

    /// A varint that fits 32 bits.
    pub fn varint32(&mut self) -> Result<u32, Error> {
        let value = self.varint()?;
        u32::try_from(value).map_err(|_| {
            Error::corrupt(format!(
                "expected a number below 2^32, found {value}: the index is damaged; build it again"
            ))
        })
    }

    /// How many things follow that take at least one byte each.
    pub fn count(&mut self) -> Result<usize, Error> {
        let count = self.varint()?;
        let fits = usize::try_from(count).ok().filter(|&count| count <= self.left());
        fits.ok_or_else(|| ended(usize::try_from(count).unwrap_or(usize::MAX), self.left()))
    }

    /// A string, as the byte range where it stands and its text.
    pub fn str(&mut self) -> Result<&'a str, Error> {
        let length = self.count()?;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes).map_err(|_| {
            Error::corrupt(
                "expected UTF-8 text, found other bytes: the index is damaged; build it again",
            )
        })
    }
}

fn ended(wanted: usize, left: usize) -> Error {
    Error::corrupt(format!(
        "expected {wanted} more bytes, found {left}: the index is damaged; build it again"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(values in prop::collection::vec(any::<u64>(), 0..40)) {
            let mut bytes = Vec::new();
            values.iter().for_each(|&value| put_varint(&mut bytes, value));
            let mut reader = Reader::new(&bytes);
            for value in values {
                prop_assert_eq!(reader.varint().unwrap(), value);
            }
            prop_assert_eq!(reader.left(), 0);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let mut reader = Reader::new(&bytes);
            while reader.varint().is_ok() {}
            let _ = Reader::new(&bytes).str();
            let _ = Reader::starting(&bytes, 50).u64();
        }
    }

    #[test]
    fn a_claimed_length_is_not_believed() {
        let mut bytes = Vec::new();
        put_varint(&mut bytes, u64::MAX);
        assert!(Reader::new(&bytes).str().unwrap_err().is_corrupt());
        assert!(Reader::new(&[0xFF; 11]).varint().unwrap_err().is_corrupt());
    }
}
