//! The zones: which words of a document are headline, and later what else they are.
//!
//! The layout is in [`format`](super::format#9-zones). In this version only headlines
//! are written; the runs leave room for sections, tags and furniture.

use super::bytes::Reader;
use crate::error::Error;

/// The article itself.
pub const BODY: u8 = 0;
/// Its title.
pub const HEADLINE: u8 = 1;

/// The stretches of positions that are headline, ascending, each `(first, end)`.
///
/// `documents` are the stretches of the documents.
///
/// # Errors
///
/// When a document's runs are longer than the document.
pub fn headlines(
    bytes: &[u8],
    documents: impl Iterator<Item = (u32, u32)>,
) -> Result<Vec<(u32, u32)>, Error> {
    let mut reader = Reader::new(bytes);
    let mut headlines = Vec::new();
    for (first, end) in documents {
        let mut at = first;
        for _ in 0..reader.count()? {
            let (zone, words) = (reader.varint()?, reader.varint32()?);
            let next = at.checked_add(words).filter(|&next| next <= end).ok_or_else(|| {
                Error::corrupt("expected zones within their document, found more words: the index is damaged; build it again")
            })?;
            if zone == u64::from(HEADLINE) {
                headlines.push((at, next));
            }
            at = next;
        }
    }
    Ok(headlines)
}
