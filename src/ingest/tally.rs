//! What is to be said of a file that may have millions of rows: of each kind of doubt the first
//! few, and how many more there were.

use std::collections::BTreeMap;

use super::Doubt;

/// Doubts about the rows of a file.
#[derive(Debug, Default)]
pub struct Tally {
    shown: Vec<Doubt>,
    counts: BTreeMap<&'static str, u32>,
}

impl Tally {
    const SHOWN: u32 = 5;

    /// A doubt about a line. From the sixth of its kind on only counted, as «N more rows KIND».
    pub fn add(&mut self, kind: &'static str, line: u32, reason: impl FnOnce() -> String) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count <= Self::SHOWN {
            self.shown.push(Doubt::at(line, reason()));
        }
    }

    /// What is to be said of the file.
    pub fn finish(mut self) -> Vec<Doubt> {
        for (kind, count) in self.counts {
            if count > Self::SHOWN {
                let reason = format!("{} more rows {kind}", count - Self::SHOWN);
                self.shown.push(Doubt::whole(reason));
            }
        }
        self.shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_shown_and_the_rest_counted() {
        let mut tally = Tally::default();
        for line in 1..=7 {
            tally.add("are odd too", line, || format!("odd {line}"));
        }
        tally.add("are even", 8, || "even".into());
        let doubts: Vec<String> = tally.finish().iter().map(Doubt::to_string).collect();
        assert_eq!(doubts[4], "line 5: odd 5");
        assert_eq!(doubts[5..], ["line 8: even", "2 more rows are odd too"]);
    }
}
