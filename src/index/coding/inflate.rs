//! Pieces that are kept deflated (RFC 1951), and back.
//!
//! Fsts and dictionaries shrink by a third; what is coded already does not. Reading is done
//! here, with the code reader that the texts need anyway: a library for it would weigh more
//! in the browser than the pieces save.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::bits::BitReader;
use super::huffman::Huffman;
use crate::error::Error;

/// The most that bytes may grow to: dictionaries and fsts shrink to a half or a third, so more
/// is a claim that would only take memory.
const MOST_GROWTH: usize = 64;

/// The deflated bytes, where that saves at least one in sixteen.
pub fn deflate(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    let deflated = encoder.write_all(bytes).and_then(|()| encoder.finish()).ok()?;
    let worth = deflated.len() < bytes.len() - bytes.len() / 16;
    (worth && bytes.len() / MOST_GROWTH <= deflated.len()).then_some(deflated)
}

/// First length and bits for each length code, and the same for distances.
const LENGTHS: [(u16, u8); 29] = steps([0; 29], 3, 4);
const DISTANCES: [(u16, u8); 30] = steps([0; 30], 1, 2);

/// Codes in groups of `group` that take a bit more each, the first two groups none.
const fn steps<const N: usize>(_: [u8; N], first: u16, group: usize) -> [(u16, u8); N] {
    let mut table = [(0, 0); N];
    let (mut code, mut base) = (0, first);
    while code < N {
        let bits = if code < 2 * group { 0 } else { (code / group - 1) as u8 };
        table[code] = (base, bits);
        base = base.wrapping_add(1 << bits);
        code += 1;
    }
    // The last length is 258 by a code of its own.
    if group == 4 {
        table[N - 1] = (258, 0);
    }
    table
}

/// The order in which the lengths of code lengths stand.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The `length` bytes that were deflated.
///
/// # Errors
///
/// [`Error::is_corrupt`] when they are not that many, or were not deflated.
pub fn inflate(bytes: &[u8], length: usize) -> Result<Vec<u8>, Error> {
    // Asked before any memory is.
    if length / MOST_GROWTH > bytes.len() {
        return Err(damaged());
    }
    let mut out = Vec::with_capacity(length);
    let mut bits = BitReader::new(bytes);
    loop {
        let last = bits.take(1) == 1;
        match bits.take(2) {
            0 => stored(bytes, &mut bits, &mut out, length)?,
            1 => {
                let (literals, distances) = fixed()?;
                block(&mut bits, &mut out, length, &literals, &distances)?;
            }
            2 => {
                let (literals, distances) = dynamic(&mut bits)?;
                block(&mut bits, &mut out, length, &literals, &distances)?;
            }
            _ => return Err(damaged()),
        }
        if bits.overrun() {
            return Err(damaged());
        }
        if last {
            return if out.len() == length { Ok(out) } else { Err(damaged()) };
        }
    }
}

fn stored(
    bytes: &[u8],
    bits: &mut BitReader<'_>,
    out: &mut Vec<u8>,
    most: usize,
) -> Result<(), Error> {
    let start = bits.at().div_ceil(8);
    bits.skip(start * 8 - bits.at());
    let length = bits.take(16) as usize;
    if bits.take(16) as usize != length ^ 0xFFFF || out.len() + length > most {
        return Err(damaged());
    }
    out.extend_from_slice(bytes.get(start + 4..start + 4 + length).ok_or_else(damaged)?);
    bits.skip(length * 8);
    Ok(())
}

fn fixed() -> Result<(Huffman, Huffman), Error> {
    let mut lengths = [8; 288];
    lengths[144..256].fill(9);
    lengths[256..280].fill(7);
    Ok((Huffman::new(&lengths, 9)?, Huffman::new(&[5; 32], 5)?))
}

fn dynamic(bits: &mut BitReader<'_>) -> Result<(Huffman, Huffman), Error> {
    let literals = bits.take(5) as usize + 257;
    let distances = bits.take(5) as usize + 1;
    let mut own = [0; 19];
    for &place in &ORDER[..bits.take(4) as usize + 4] {
        own[place] = bits.take(3) as u8;
    }
    let code = Huffman::new(&own, 7)?;
    let mut lengths: Vec<u8> = Vec::new();
    while lengths.len() < literals + distances {
        let (value, repeat) = match code.take(bits) as u8 {
            16 => (*lengths.last().ok_or_else(damaged)?, 3 + bits.take(2)),
            17 => (0, 3 + bits.take(3)),
            18 => (0, 11 + bits.take(7)),
            length => (length, 1),
        };
        lengths.resize(lengths.len() + repeat as usize, value);
    }
    if lengths.len() > literals + distances {
        return Err(damaged());
    }
    let mut distances = lengths.split_off(literals);
    // One distance alone has one bit, and none no code at all.
    let coded = distances.iter().filter(|&&length| length > 0).count();
    distances.resize(distances.len() + 2usize.saturating_sub(coded), 1);
    Ok((Huffman::new(&lengths, 10)?, Huffman::new(&distances, 8)?))
}

fn block(
    bits: &mut BitReader<'_>,
    out: &mut Vec<u8>,
    most: usize,
    literals: &Huffman,
    distances: &Huffman,
) -> Result<(), Error> {
    loop {
        let symbol = literals.take(bits) as usize;
        if bits.overrun() {
            return Err(damaged());
        }
        let Some(code) = symbol.checked_sub(257) else {
            if symbol == 256 {
                return Ok(());
            }
            if out.len() == most {
                return Err(damaged());
            }
            out.push(symbol as u8);
            continue;
        };
        let &(base, extra) = LENGTHS.get(code).ok_or_else(damaged)?;
        let length = usize::from(base) + bits.take(extra.into()) as usize;
        let &(base, extra) = DISTANCES.get(distances.take(bits) as usize).ok_or_else(damaged)?;
        let distance = usize::from(base) + bits.take(extra.into()) as usize;
        let start = out.len().checked_sub(distance).ok_or_else(damaged)?;
        if out.len() + length > most {
            return Err(damaged());
        }
        for at in start..start + length {
            out.push(out[at]);
        }
    }
}

fn damaged() -> Error {
    Error::corrupt("expected deflated bytes, found others: the index is damaged; build it again")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_come_back(
            words in prop::collection::vec("[abc ]{0,9}", 0..400),
            noise in prop::collection::vec(any::<u8>(), 0..400),
            level in 0..10u32,
        ) {
            let words = words.concat().into_bytes();
            let run = vec![7; 20 * (words.len() + noise.len())];
            let bytes = [&words[..], &noise, &run, &words].concat();
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(level));
            encoder.write_all(&bytes).unwrap();
            let deflated = encoder.finish().unwrap();
            prop_assert_eq!(inflate(&deflated, bytes.len()).unwrap(), bytes.clone());
            prop_assert!(inflate(&deflated, bytes.len() - 1).is_err());
            prop_assert!(inflate(&deflated[..deflated.len() - 1], bytes.len()).is_err());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), length in 0..9000usize) {
            if let Ok(found) = inflate(&bytes, length) {
                prop_assert_eq!(found.len(), length);
            }
        }
    }

    #[test]
    fn little_and_nothing() {
        assert_eq!(deflate(b""), None);
        assert_eq!(inflate(&[3, 0], 0).unwrap(), b"");
        let deflated = deflate(&[b'a'; 500]).unwrap();
        assert_eq!(inflate(&deflated, 500).unwrap(), [b'a'; 500]);
        // What would shrink too much is kept as it is, and such a claim is not believed.
        assert_eq!(deflate(&[b'a'; 50_000]), None);
        assert!(inflate(&deflated, usize::MAX).is_err());
    }
}
