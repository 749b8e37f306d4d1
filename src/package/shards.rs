//! Shards: the stretches of an index that a page loads at once.
//!
//! The first shard is the head, with which a page can say what the corpus is; the others
//! begin and end where [`Edition::cuts`](super::Edition::cuts) allows it. On a disk a browser
//! loads nothing but scripts, so a shard that is a file is a script: a call that hands its
//! bytes over in a string, one sign a byte. Read as `x-user-defined`, byte *n* from 128 on is
//! the sign U+F700 + *n*, so signs become bytes again by their low halves; only quotes,
//! backslashes and line ends are escaped, and the file is one hundredth larger than its bytes.

use sha2::{Digest, Sha256};

/// Bytes of a shard within a page, before base64.
pub const TAG: usize = 3 << 16;
/// An index of so many bytes, about thirty megabytes of text, is a head and one more shard.
const BLOB: usize = 12 << 20;
/// Shards of a larger index, about.
const MOST: usize = 500;

/// Where an index is cut that is to be files: the ends of its shards.
pub fn files(index: &[u8], cuts: &[u64]) -> Vec<usize> {
    let least = if index.len() <= BLOB { usize::MAX } else { index.len().div_ceil(MOST) };
    ends(index, cuts, least)
}

/// The ends of shards: the first one is the head; the others have `least` bytes, or as many
/// more as the next cut is away.
pub fn ends(index: &[u8], cuts: &[u64], least: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    for cut in cuts.iter().map(|&cut| cut as usize).filter(|&cut| cut < index.len()) {
        if cut > start && (ends.is_empty() || cut - start >= least) {
            ends.push(cut);
            start = cut;
        }
    }
    ends.push(index.len());
    ends
}

/// Numbers as a page's attribute holds them.
pub fn listed(ends: &[usize]) -> String {
    ends.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// The shards that end there.
pub fn split<'a>(index: &'a [u8], ends: &[usize]) -> Vec<&'a [u8]> {
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(ends).map(|(start, &end)| &index[start..end]).collect()
}

/// A name that follows from the bytes alone.
pub fn name(shard: &[u8]) -> String {
    Sha256::digest(shard)[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A classic script that hands `bytes` over under `name`, which is of plain letters.
pub fn script(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut script = Vec::with_capacity(bytes.len() + bytes.len() / 32 + 64);
    script.extend_from_slice(format!("kashfPiece(\"{name}\",\"").as_bytes());
    for &byte in bytes {
        match byte {
            b'\n' => script.extend_from_slice(b"\\n"),
            b'\r' => script.extend_from_slice(b"\\r"),
            b'"' | b'\\' => script.extend_from_slice(&[b'\\', byte]),
            _ => script.push(byte),
        }
    }
    script.extend_from_slice(b"\");\n");
    script
}

#[cfg(test)]
pub mod tests {
    use super::super::tests::noise;
    use super::*;

    /// The bytes that a script hands over, read as a browser does.
    pub fn handed_over(name: &str, script: &[u8]) -> Vec<u8> {
        let start = format!("kashfPiece(\"{name}\",\"");
        let rest = script.strip_prefix(start.as_bytes()).unwrap();
        let mut rest = rest.strip_suffix(b"\");\n").unwrap().iter();
        let mut bytes = Vec::new();
        while let Some(&byte) = rest.next() {
            assert!(!b"\"\n\r".contains(&byte), "this would end the string");
            bytes.push(match byte {
                b'\\' => match rest.next().unwrap() {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    other => *other,
                },
                other => other,
            });
        }
        bytes
    }

    #[test]
    fn a_script_hands_over_every_byte() {
        let bytes: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
        assert_eq!(handed_over("x", &script("x", &bytes)), bytes);
    }

    #[test]
    fn shards_end_where_they_may_and_join_to_the_index() {
        let index = noise(1000);
        let cuts = [100, 130, 150, 390, 400, 410, 2000];
        let ends = ends(&index, &cuts, 50);
        assert_eq!(ends, [100, 150, 390, 1000]);
        assert_eq!(split(&index, &ends).concat(), index);
        assert_eq!(split(&index, &super::ends(&index, &[], 50)), [&index[..]]);
    }

    #[test]
    fn a_small_index_is_two_files_and_a_large_one_some_hundreds() {
        let cuts: Vec<u64> = (1..100_000).map(|cut| cut * 300).collect();
        assert_eq!(files(&vec![0; 12 << 20], &cuts), [300, 12 << 20]);
        let many = files(&vec![0; 30_000_000], &cuts).len();
        assert!((400..=501).contains(&many), "{many}");
    }

    #[test]
    fn names_follow_from_the_bytes() {
        assert_eq!(name(b"a"), "ca978112ca1bbdca");
        assert_ne!(name(b"a"), name(b"b"));
    }
}
