//! Whatever `kashf build` wrote, back to the bare index.
//!
//! The form is told by the bytes, not by the file's name, which serves for messages only.
//! The bytes are hostile: nothing is allocated because a length field says so, and what is
//! inflated has a limit that follows from what came in.

use std::io::{Cursor, Read};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::MultiGzDecoder;
use zip::ZipArchive;

use super::html::INDEX_TAG;
use crate::error::Error;

/// How far packed bytes may grow: 64 times, and a little more for the smallest. Texts
/// with their positions grow four to eight times; only bombs grow by hundreds.
fn limit(packed: usize) -> u64 {
    (packed as u64).saturating_mul(64).saturating_add(16 << 20)
}

/// The index in `bytes`: a single page, an archive of a site, a gzip file, or an index
/// already. Whether it is a sound index is for the reader of indexes to say.
///
/// ```
/// assert_eq!(kashf::package::unpack("news.kashf", b"index bytes").unwrap(), b"index bytes");
/// assert!(kashf::package::unpack("page.html", b"<!doctype html><p>other").is_err());
/// ```
///
/// # Errors
///
/// When the page or archive holds no index, is damaged, or grows beyond all measure.
pub fn unpack(file_name: &str, bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let about = |error: Error| Error::corrupt(format!("{file_name}: {error}"));
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        from_zip(bytes).map_err(about)
    } else if bytes.starts_with(&[0x1f, 0x8b]) {
        gunzip(bytes).map_err(about)
    } else if is_page(bytes) {
        from_page(bytes).map_err(about)
    } else {
        Ok(bytes.to_vec())
    }
}

fn is_page(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let starts =
        |with: &[u8]| bytes.get(..with.len()).is_some_and(|b| b.eq_ignore_ascii_case(with));
    starts(b"<!doctype html") || starts(b"<html")
}

/// The index in the inert tags of a single page.
fn from_page(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut packed = Vec::new();
    let mut rest = bytes;
    let mut found = false;
    while let Some(start) = find(rest, INDEX_TAG.as_bytes()) {
        rest = &rest[start + INDEX_TAG.len()..];
        let end = find(rest, b"<").ok_or_else(|| {
            Error::corrupt("the page is cut off within its texts: take a fresh copy")
        })?;
        STANDARD.decode_vec(rest[..end].trim_ascii(), &mut packed).map_err(|error| {
            Error::corrupt(format!("the page's texts are damaged ({error}): take a fresh copy"))
        })?;
        rest = &rest[end..];
        found = true;
    }
    if !found {
        return Err(Error::corrupt(
            "expected a page written by `kashf build`, found one without an index: \
             give that page, a .kashf file or a .zip",
        ));
    }
    // Pages of earlier versions hold it compressed as a whole.
    if packed.starts_with(&[0x1f, 0x8b]) { gunzip(&packed) } else { Ok(packed) }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    // Jumps from `<` to `<`: base64 has none, so the texts are passed over quickly.
    let first = *what.first()?;
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(|&byte| byte == first) {
        at += step;
        if bytes[at..].starts_with(what) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The one `.kashf` file of an archive.
fn from_zip(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let damaged = |error: &dyn std::fmt::Display| {
        Error::corrupt(format!("the archive is damaged ({error}): take a fresh copy"))
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let names = archive.file_names_raw().enumerate();
    let indexes: Vec<usize> =
        names.filter(|(_, name)| name.ends_with(b".kashf")).map(|(number, _)| number).collect();
    let [number] = indexes[..] else {
        return Err(Error::corrupt(format!(
            "expected an archive with one .kashf file, found {}: give an archive written by \
             `kashf build`, or unpack it and name the file",
            indexes.len()
        )));
    };
    let file = archive.by_index(number).map_err(|error| damaged(&error))?;
    read_at_most(file, limit(bytes.len()))
}

/// Inflates a gzip file.
fn gunzip(packed: &[u8]) -> Result<Vec<u8>, Error> {
    read_at_most(MultiGzDecoder::new(packed), limit(packed.len()))
}

fn read_at_most(from: impl Read, limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes).map_err(|error| {
        Error::corrupt(format!("the data is damaged or cut off ({error}): take a fresh copy"))
    })?;
    if bytes.len() as u64 > limit {
        return Err(Error::corrupt(format!(
            "the data grows to more than {limit} bytes, which no text does: do not trust this file"
        )));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::tests::gzip;
    use super::super::{File, archive};
    use super::*;

    fn why(name: &str, bytes: &[u8]) -> String {
        let error = unpack(name, bytes).unwrap_err();
        assert!(error.is_corrupt());
        assert!(!error.to_string().contains('\n'));
        error.to_string()
    }

    fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let file = |&(path, bytes): &(&str, &[u8])| File { path: path.into(), bytes: bytes.into() };
        archive("f", &files.iter().map(file).collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn an_archive_gives_its_one_index() {
        let two = [("a.kashf", b"1".as_slice()), ("page.js", b"x")];
        assert_eq!(unpack("a.zip", &zip(&two)).unwrap(), b"1");
        assert!(why("a.zip", &zip(&[("page.js", b"x")])).contains("found 0"));
        assert!(why("a.zip", &zip(&[("a.kashf", b"1"), ("b.kashf", b"2")])).contains("found 2"));
    }

    #[test]
    fn gzip_is_seen_through() {
        assert_eq!(unpack("a.kashf.gz", &gzip(b"index")).unwrap(), b"index");
    }

    #[test]
    fn cut_anywhere_there_is_an_error_and_no_panic() {
        let page = |data: &[u8]| {
            let data = STANDARD.encode(gzip(data));
            format!("<!DOCTYPE html><title>x</title>{INDEX_TAG}{data}</script>")
        };
        let page = page(b"some index bytes, some index bytes");
        let packed = zip(&[("a.kashf", b"some index bytes")]);
        assert!(unpack("a.html", page.as_bytes()).is_ok());
        for end in 15..page.len() - "</script>".len() {
            why("a.html", &page.as_bytes()[..end]);
        }
        for end in 4..packed.len() {
            why("a.zip", &packed[..end]);
        }
    }

    #[test]
    fn bombs_are_left_alone() {
        let zeros = vec![0; 64 << 20];
        assert!(why("bomb.gz", &gzip(&zeros)).contains("do not trust"));
        assert!(why("bomb.zip", &zip(&[("a.kashf", &zeros)])).contains("do not trust"));
    }

    #[test]
    fn a_changed_byte_never_gives_other_bytes_silently() {
        let index = b"some index bytes, some index bytes";
        let packed = zip(&[("a.kashf", index)]);
        // Changed in its first four bytes it is no archive any more.
        for at in 4..packed.len() {
            let mut bytes = packed.clone();
            bytes[at] ^= 0x55;
            if let Ok(found) = unpack("a.zip", &bytes) {
                assert_eq!(found, index, "byte {at}");
            }
        }
    }
}
