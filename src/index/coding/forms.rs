//! How words are printed, as what has to be done to their keys.
//!
//! A form differs from its key in a letter or two: a hamza, a half-space, a capital. So an
//! index holds the edits; which of them are common is counted for each corpus.

use super::bits::{BitReader, BitWriter};
use super::huffman::{Huffman, Words, lengths, put_lengths, take_lengths};
use crate::error::Error;

/// Edits with a code of their own, at most.
const MOST: usize = 250;
/// Bits of the longest code.
const LONGEST: u32 = 15;
/// Bits of a letter whose edit has no code of its own.
const RAW: u32 = 21;
/// Edits of one form, at most; more are damage.
const MOST_EDITS: u32 = 1 << 16;

/// What is done to a letter of the key, or before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edit {
    /// The letter is left out.
    Delete,
    /// Another one is put before it.
    Insert(char),
    /// It is another one.
    Replace(char),
}

/// An edit, and how many letters are kept before it.
type Step = (u32, Edit);

/// What makes a form of a key, with as few edits as can be.
pub fn edits(key: &str, form: &str) -> Vec<Step> {
    replacements(key, form).unwrap_or_else(|| all_edits(key, form))
}

/// Most forms are their keys with a letter or two replaced: no other edits are as few then.
fn replacements(key: &str, form: &str) -> Option<Vec<Step>> {
    let (mut letters, mut others) = (key.chars(), form.chars());
    let (mut steps, mut kept) = (Vec::new(), 0);
    loop {
        match (letters.next(), others.next()) {
            (None, None) => return Some(steps),
            (Some(letter), Some(other)) if letter == other => kept += 1,
            (Some(_), Some(other)) if steps.len() < 2 => {
                steps.push((std::mem::take(&mut kept), Edit::Replace(other)));
            }
            _ => return None,
        }
    }
}

fn all_edits(key: &str, form: &str) -> Vec<Step> {
    let (key, form): (Vec<char>, Vec<char>) = (key.chars().collect(), form.chars().collect());
    // Cost of making the rest of the form from the rest of the key.
    let width = form.len() + 1;
    let mut cost = vec![0u32; (key.len() + 1) * width];
    for k in (0..=key.len()).rev() {
        for f in (0..=form.len()).rev() {
            let at = |k: usize, f: usize| cost[k * width + f];
            cost[k * width + f] = match (k < key.len(), f < form.len()) {
                (false, _) => (form.len() - f) as u32,
                (_, false) => (key.len() - k) as u32,
                _ if key[k] == form[f] => at(k + 1, f + 1),
                _ => 1 + at(k + 1, f + 1).min(at(k + 1, f)).min(at(k, f + 1)),
            };
        }
    }
    let (mut k, mut f, mut kept) = (0, 0, 0);
    let mut steps = Vec::new();
    while k < key.len() || f < form.len() {
        let at = |k: usize, f: usize| cost.get(k * width + f).copied().unwrap_or(u32::MAX);
        let both = k < key.len() && f < form.len();
        if both && key[k] == form[f] {
            (k, f, kept) = (k + 1, f + 1, kept + 1);
            continue;
        }
        let edit = if both && at(k, f) == 1 + at(k + 1, f + 1) {
            (k, f) = (k + 1, f + 1);
            Edit::Replace(form[f - 1])
        } else if f < form.len() && (k == key.len() || at(k, f) == 1 + at(k, f + 1)) {
            f += 1;
            Edit::Insert(form[f - 1])
        } else {
            k += 1;
            Edit::Delete
        };
        steps.push((kept, edit));
        kept = 0;
    }
    steps
}

/// The form that edits make of a key.
pub fn apply(key: &str, steps: &[Step]) -> String {
    let mut form = String::with_capacity(key.len() + 4);
    let mut letters = key.chars();
    for &(kept, edit) in steps {
        form.extend(letters.by_ref().take(kept as usize));
        match edit {
            Edit::Delete => {
                letters.next();
            }
            Edit::Insert(letter) => form.push(letter),
            Edit::Replace(letter) => {
                letters.next();
                form.push(letter);
            }
        }
    }
    form.extend(letters);
    form
}

/// The code of the edits of a corpus.
#[derive(Clone, Debug)]
pub struct EditCode {
    /// The common edits, ascending; behind them any other insertion and any other replacement.
    common: Vec<Edit>,
    lengths: Vec<u8>,
    words: Words,
    code: Huffman,
}

impl EditCode {
    /// For edits that occur as often as these.
    pub fn new(counts: impl IntoIterator<Item = (Edit, u32)>) -> EditCode {
        let mut counts: Vec<(u32, Edit)> =
            counts.into_iter().map(|(edit, count)| (count, edit)).collect();
        counts.sort_unstable_by_key(|&(count, edit)| (std::cmp::Reverse(count), edit));
        let others = counts.iter().skip(MOST).map(|(count, _)| count).sum::<u32>();
        counts.truncate(MOST);
        counts.sort_unstable_by_key(|&(_, edit)| edit);
        if !matches!(counts.first(), Some((_, Edit::Delete))) {
            counts.insert(0, (1, Edit::Delete));
        }
        let common = counts.iter().map(|&(_, edit)| edit).collect();
        let rest = [1 + others / 2, 1 + others / 2];
        let counts: Vec<u32> = counts.iter().map(|&(count, _)| count).chain(rest).collect();
        EditCode::with(common, lengths(&counts, LONGEST)).expect("the lengths of a Huffman code")
    }

    fn with(common: Vec<Edit>, lengths: Vec<u8>) -> Result<EditCode, Error> {
        let code = Huffman::new(&lengths, 8)?;
        Ok(EditCode { common, words: Words::new(&lengths), lengths, code })
    }

    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut out = BitWriter::new();
        out.put_gamma(self.common.len() as u32 - 1);
        for &edit in &self.common[1..] {
            let (replaced, letter) = match edit {
                Edit::Replace(letter) => (1, letter),
                Edit::Insert(letter) => (0, letter),
                Edit::Delete => continue,
            };
            out.put(replaced, 1);
            out.put(u64::from(u32::from(letter)), RAW);
        }
        put_lengths(&mut out, &self.lengths, LONGEST);
        out.finish()
    }

    /// Reads what [`write`](EditCode::write) wrote.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] when the bytes are no code of edits.
    pub fn read(bytes: &[u8]) -> Result<EditCode, Error> {
        let mut bits = BitReader::new(bytes);
        let count = bits.gamma();
        if count as usize > MOST {
            return Err(damaged());
        }
        let mut common = vec![Edit::Delete];
        for _ in 0..count {
            let edit = if bits.take(1) == 1 { Edit::Replace } else { Edit::Insert };
            let letter = char::from_u32(bits.take(RAW) as u32).ok_or_else(damaged)?;
            common.push(edit(letter));
        }
        let lengths = take_lengths(&mut bits, common.len() + 2, LONGEST)?;
        // Every edit must be writable and every bit readable.
        if bits.overrun() || lengths.contains(&0) || common.windows(2).any(|it| it[0] >= it[1]) {
            return Err(damaged());
        }
        EditCode::with(common, lengths)
    }

    /// Writes the edits of a form that is not its key.
    pub fn put(&self, out: &mut BitWriter, steps: &[Step]) {
        out.put_gamma(steps.len() as u32 - 1);
        for &(kept, edit) in steps {
            out.put_gamma(kept);
            if let Ok(known) = self.common.binary_search(&edit) {
                self.words.put(out, known as u32);
            } else if let Edit::Insert(letter) | Edit::Replace(letter) = edit {
                let replaced = matches!(edit, Edit::Replace(_));
                self.words.put(out, self.common.len() as u32 + u32::from(replaced));
                out.put(u64::from(u32::from(letter)), RAW);
            }
        }
    }

    /// Reads what [`put`](EditCode::put) wrote, and hands the edits to `found`.
    ///
    /// # Errors
    ///
    /// [`Error::is_corrupt`] when there are too many, or the bits are at their end.
    pub fn take(&self, bits: &mut BitReader<'_>, mut found: impl FnMut(Step)) -> Result<(), Error> {
        let count = bits.gamma().saturating_add(1);
        for _ in 0..count.min(MOST_EDITS) {
            let kept = bits.gamma();
            let code = self.code.take(bits) as usize;
            let edit = match self.common.get(code) {
                Some(&edit) => edit,
                None => {
                    let letter = char::from_u32(bits.take(RAW) as u32).ok_or_else(damaged)?;
                    let replaced = code > self.common.len();
                    if replaced { Edit::Replace(letter) } else { Edit::Insert(letter) }
                }
            };
            if bits.overrun() {
                return Err(damaged());
            }
            found((kept, edit));
        }
        if count > MOST_EDITS { Err(damaged()) } else { Ok(()) }
    }
}

fn damaged() -> Error {
    Error::corrupt(
        "expected the forms of a word, found other bytes: the index is damaged; build it again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn counted(pairs: &[(String, String)]) -> EditCode {
        let mut counts: BTreeMap<Edit, u32> = BTreeMap::new();
        for (key, form) in pairs {
            edits(key, form)
                .into_iter()
                .for_each(|(_, edit)| *counts.entry(edit).or_default() += 1);
        }
        EditCode::new(counts)
    }

    proptest! {
        #[test]
        fn forms_come_back(
            pairs in prop::collection::vec(("[ابتa\u{200C}]{0,6}", "[أابتaA\u{200C}\u{64B}]{0,6}"), 1..30),
            others in "\\PC{0,4}",
        ) {
            let code = EditCode::read(&counted(&pairs).write()).unwrap();
            let mut out = BitWriter::new();
            let strange = ("اب".to_string(), others);
            let pairs: Vec<_> = pairs.into_iter().chain([strange]).filter(|(a, b)| a != b).collect();
            pairs.iter().for_each(|(key, form)| code.put(&mut out, &edits(key, form)));
            let bytes = out.finish();
            let mut bits = BitReader::new(&bytes);
            for (key, form) in &pairs {
                let mut steps = Vec::new();
                code.take(&mut bits, |step| steps.push(step)).unwrap();
                prop_assert_eq!(&apply(key, &steps), form);
            }
        }

        #[test]
        fn what_is_replaced_is_found_either_way(key in "[اب]{0,5}", form in "[ابت]{0,5}") {
            prop_assert_eq!(edits(&key, &form), all_edits(&key, &form));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            if let Ok(code) = EditCode::read(&bytes) {
                let mut steps = Vec::new();
                let _ = code.take(&mut BitReader::new(&bytes), |step| steps.push(step));
                apply("کلمه", &steps);
            }
        }
    }

    #[test]
    fn few_edits_make_a_form() {
        #[rustfmt::skip]
        let cases: &[(&str, &str, usize)] = &[
            ("احمد", "أحمد", 1), ("میشود", "می\u{200C}شود", 1), ("nato", "NATO", 4), ("لا", "ﻻ", 2),
            ("محمد", "مُحَمَّد", 4), ("", "a", 1), ("a", "", 1), ("same", "same", 0),
        ];
        for &(key, form, count) in cases {
            let steps = edits(key, form);
            assert_eq!((steps.len(), apply(key, &steps).as_str()), (count, form), "{key} → {form}");
        }
    }
}
