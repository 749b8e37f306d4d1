//! Texts in order, though there may be more of them than memory shall hold.
//!
//! As many as there is room for are sorted and set aside together; at the end such runs are
//! merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::spill::{Spill, SpillReader, Storage};
use crate::error::Error;

/// Sorts texts that were numbered as they came.
pub(in crate::index) struct Sorter {
    /// Those at hand, one behind another, and where each ends.
    text: String,
    ends: Vec<usize>,
    /// The number of the first of them.
    first: u32,
    /// Bytes of text that are held.
    room: usize,
    /// Sorted runs that were set aside, and where each ends.
    aside: Spill,
    runs: Vec<u64>,
}

impl Sorter {
    pub(in crate::index) fn new(storage: &Storage) -> Sorter {
        Sorter {
            text: String::new(),
            ends: Vec::new(),
            first: 0,
            room: storage.share(4),
            aside: Spill::new(storage),
            runs: Vec::new(),
        }
    }

    /// Takes the next text.
    pub(in crate::index) fn push(&mut self, text: &str) -> Result<(), Error> {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        if self.text.len() + self.ends.len() * 16 < self.room {
            return Ok(());
        }
        let mut bytes = Vec::new();
        for (text, number) in self.sorted() {
            bytes.extend((text.len() as u32).to_le_bytes());
            bytes.extend(u32::to_le_bytes(number));
            bytes.extend(text.as_bytes());
        }
        self.aside.append(&bytes)?;
        self.runs.push(self.aside.len());
        self.first += self.ends.len() as u32;
        self.text.clear();
        self.ends.clear();
        Ok(())
    }

    /// Those at hand with their numbers, ascending.
    fn sorted(&self) -> Vec<(&str, u32)> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        let texts = starts.zip(&self.ends).map(|(start, &end)| &self.text[start..end]);
        let mut sorted: Vec<(&str, u32)> = texts.zip(self.first..).collect();
        sorted.sort_unstable();
        sorted
    }

    /// For each text its place among all; the same ones stand in the order in which they came.
    pub(in crate::index) fn places(self) -> Result<Vec<u32>, Error> {
        let mut places = vec![0; self.first as usize + self.ends.len()];
        let mut next = 0;
        let mut place = |number: u32| {
            places[number as usize] = next;
            next += 1;
        };
        let mut here = self.sorted().into_iter().peekable();
        let starts = [0].into_iter().chain(self.runs.iter().copied());
        let run = |(at, &end)| Run { reader: SpillReader::new(&self.aside), at, end };
        let mut runs: Vec<Run<'_>> = starts.zip(&self.runs).map(run).collect();
        let mut heads = BinaryHeap::new();
        for (run, reader) in runs.iter_mut().enumerate() {
            heads.extend(reader.next()?.map(|head| Reverse((head, run))));
        }
        while let Some(Reverse(((text, number), run))) = heads.pop() {
            while let Some((_, number)) = here.next_if(|head| *head < (text.as_str(), number)) {
                place(number);
            }
            place(number);
            heads.extend(runs[run].next()?.map(|head| Reverse((head, run))));
        }
        here.for_each(|(_, number)| place(number));
        Ok(places)
    }
}

/// Sorted texts that were set aside.
struct Run<'a> {
    reader: SpillReader<'a>,
    at: u64,
    end: u64,
}

impl Run<'_> {
    fn next(&mut self) -> Result<Option<(String, u32)>, Error> {
        if self.at == self.end {
            return Ok(None);
        }
        let mut four =
            |at| Ok::<_, Error>(self.reader.get(at..at + 4)?.try_into().unwrap_or([0; 4]));
        let length = u32::from_le_bytes(four(self.at)?);
        let number = u32::from_le_bytes(four(self.at + 4)?);
        let text = self.at + 8..self.at + 8 + u64::from(length);
        self.at = text.end;
        let text = String::from_utf8_lossy(self.reader.get(text)?).into_owned();
        Ok(Some((text, number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn places_do_not_depend_on_the_room_there_is() {
        let texts: Vec<String> = (0..2000u32)
            .map(|n| {
                "سطر".repeat((n % 5) as usize) + &(n.wrapping_mul(2_654_435_761) >> 24).to_string()
            })
            .collect();
        let mut sorted: Vec<(&String, usize)> = texts.iter().zip(0..).collect();
        sorted.sort();
        let mut expected = vec![0; texts.len()];
        (0..).zip(sorted).for_each(|(place, (_, number))| expected[number] = place);
        let bounded = |bound| Storage::bounded(bound, || Ok(Box::new(Cursor::new(Vec::new()))));
        for (storage, runs) in [(Storage::memory(), 0), (bounded(1), 2000), (bounded(1 << 17), 7)] {
            let mut sorter = Sorter::new(&storage);
            texts.iter().for_each(|text| sorter.push(text).unwrap());
            assert!(sorter.runs.len() >= runs, "{}", sorter.runs.len());
            assert_eq!(sorter.places().unwrap(), expected);
        }
    }
}
