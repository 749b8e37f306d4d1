//! Checksums of bytes.
//!
//! The tables are worked out when they are first needed: 16 KB each that no compression would
//! make smaller in the page's program.

use std::array::from_fn;
use std::sync::LazyLock;

/// CRC-32 (IEEE).
///
/// ```
/// assert_eq!(kashf::index::coding::checksum::checksum(b"123456789"), 0xCBF4_3926);
/// ```
pub fn checksum(bytes: &[u8]) -> u32 {
    static IEEE: LazyLock<Tables> = LazyLock::new(|| tables(0xEDB8_8320));
    crc(&IEEE, bytes)
}

/// The checksum of an fst's bytes before it: CRC-32C, masked as in the framing format of Snappy.
pub fn checksum_of_fst(bytes: &[u8]) -> u32 {
    static CASTAGNOLI: LazyLock<Tables> = LazyLock::new(|| tables(0x82F6_3B78));
    crc(&CASTAGNOLI, bytes).rotate_right(15).wrapping_add(0xA282_EAD8)
}

/// For each byte what it adds to a remainder, before so many other bytes.
type Tables = [[u32; 256]; 16];

fn tables(polynomial: u32) -> Tables {
    let divided = |rest: u32, _| (rest >> 1) ^ if rest & 1 == 1 { polynomial } else { 0 };
    let last: [u32; 256] = from_fn(|byte| (0..8).fold(byte as u32, divided));
    let mut table = last;
    from_fn(|after| {
        if after > 0 {
            table = table.map(|rest| (rest >> 8) ^ last[(rest & 0xFF) as usize]);
        }
        table
    })
}

/// Sixteen bytes at a time: it runs over the whole index while somebody waits.
fn crc(tables: &Tables, bytes: &[u8]) -> u32 {
    let (chunks, last) = bytes.as_chunks::<16>();
    let mut rest = !0;
    for chunk in chunks {
        let chunk = u128::from_le_bytes(*chunk) ^ u128::from(rest);
        rest = four(tables, 12, chunk as u32)
            ^ four(tables, 8, (chunk >> 32) as u32)
            ^ four(tables, 4, (chunk >> 64) as u32)
            ^ four(tables, 0, (chunk >> 96) as u32);
    }
    for byte in last {
        rest = (rest >> 8) ^ tables[0][usize::from(rest as u8 ^ byte)];
    }
    !rest
}

/// What four bytes before `after` others add.
#[inline(always)]
fn four(tables: &Tables, after: usize, bytes: u32) -> u32 {
    let [a, b, c, d] = bytes.to_le_bytes();
    tables[after + 3][usize::from(a)]
        ^ tables[after + 2][usize::from(b)]
        ^ tables[after + 1][usize::from(c)]
        ^ tables[after][usize::from(d)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sixteen_at_a_time_are_one_at_a_time(bytes in prop::collection::vec(0..=255u8, 0..80)) {
            let bit = |rest: u32, _| (rest >> 1) ^ (0xEDB8_8320 * (rest & 1));
            let add = |rest: u32, byte: &u8| (0..8).fold(rest ^ u32::from(*byte), bit);
            prop_assert_eq!(checksum(&bytes), !bytes.iter().fold(!0, add));
        }
    }
}
