//! A document → where its sentences begin.

use crate::error::Error;
use crate::id::DocId;
use crate::index::Index;
use crate::index::reader::Item;
use crate::query::ends_sentence;

/// The positions at which the sentences of a document begin, ascending; the first is that of its
/// first word. The title is a sentence of its own where it stands apart from the text.
///
/// # Errors
///
/// When its text is not here or damaged.
pub fn sentences(index: &Index, id: DocId) -> Result<Vec<u32>, Error> {
    let entry = *index.document(id)?;
    let mut starts = Vec::new();
    let mut at = entry.first;
    if entry.title_words > 0 {
        starts.push(at);
        at += entry.title_words;
    }
    let mut ended = true;
    index.read_text(id, |item| {
        match item {
            Item::Gap(gap) => ended |= gap.contains(ends_sentence),
            Item::Word(_) => {
                if std::mem::replace(&mut ended, false) {
                    starts.push(at);
                }
                at += 1;
            }
        }
        true
    })?;
    Ok(starts)
}

/// The sentence that holds a position: from, to; `end` is where the last one ends.
pub fn around(starts: &[u32], position: u32, end: u32) -> (u32, u32) {
    let after = starts.partition_point(|&start| start <= position);
    let first = starts[..after].last().copied().unwrap_or(position);
    (first, starts.get(after).copied().unwrap_or(end))
}
