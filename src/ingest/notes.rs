//! What is to be said of a file that is read some lines or rows at a time.

use std::collections::BTreeMap;

use super::{Doubt, Format, Skipped};
use crate::document::Document;

/// Some lines of a file, read.
#[derive(Debug, Default)]
pub struct Lines {
    /// Their documents, in order.
    pub documents: Vec<Document>,
    /// How many those were, even when they have been taken out.
    pub given: usize,
    pub(super) notes: Vec<Note>,
}

/// Something to be said of a line, unless it has been said often enough.
#[derive(Debug)]
pub struct Note {
    line: u32,
    about: About,
    reason: String,
}

#[derive(Debug)]
enum About {
    /// The line; how many more lines are like it is said with these words.
    Each(&'static str),
    /// A field of it.
    Once(String),
    /// All of the file.
    Whole,
}

impl Note {
    pub fn each(line: u32, rest: &'static str, reason: String) -> Note {
        Note { line, about: About::Each(rest), reason }
    }

    pub fn once(line: u32, field: &str, reason: String) -> Note {
        Note { line, about: About::Once(field.to_string()), reason }
    }

    pub fn whole(reason: String) -> Note {
        Note { line: 0, about: About::Whole, reason }
    }
}

/// What a file has its documents in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Lines of JSON.
    #[default]
    Lines,
    /// Rows of a table.
    Rows,
}

impl Kind {
    /// The format of such a file.
    pub fn format(self) -> Format {
        match self {
            Kind::Lines => Format::JsonLines,
            Kind::Rows => Format::Csv,
        }
    }
}

/// What is to be said of a file that may have millions of lines: of each kind of doubt the
/// first few, and how many more there were.
#[derive(Debug, Default)]
pub struct Notes {
    kind: Kind,
    documents: usize,
    list: Vec<Doubt>,
    more: BTreeMap<&'static str, u32>,
    seen: BTreeMap<String, (usize, u32)>,
}

impl Notes {
    const SHOWN: u32 = 5;
    /// Where ids serve as keys, every line brings new fields.
    const FIELDS: usize = 20;

    /// About a file of this kind.
    pub fn of(kind: Kind) -> Notes {
        Notes { kind, ..Notes::default() }
    }

    /// What it is read as.
    pub fn format(&self) -> Format {
        self.kind.format()
    }

    /// Takes what is to be said of the next lines of the file. Their documents may have been
    /// taken out.
    pub fn take(&mut self, lines: Lines) {
        self.documents += lines.given;
        for Note { line, about, reason } in lines.notes {
            match about {
                About::Each(rest) => self.each(line, rest, reason),
                About::Once(field) => self.once(line, &field, reason),
                About::Whole => self.list.push(Doubt::whole(reason)),
            }
        }
    }

    /// A doubt about this line; from the sixth on only counted, as «N more lines …».
    fn each(&mut self, line: u32, rest: &'static str, reason: String) {
        let count = self.more.entry(rest).or_default();
        *count += 1;
        if *count <= Self::SHOWN {
            self.list.push(Doubt::at(line, reason));
        }
    }

    /// A doubt about a field, where it first occurs, with how often it does.
    fn once(&mut self, line: u32, field: &str, reason: String) {
        if let Some((_, count)) = self.seen.get_mut(field) {
            *count += 1;
        } else if self.seen.len() >= Self::FIELDS {
            self.each(line, "have other fields that were left out", reason);
        } else {
            self.seen.insert(field.to_string(), (self.list.len(), 1));
            self.list.push(Doubt::at(line, reason));
        }
    }

    /// What is to be said of the whole file.
    ///
    /// # Errors
    ///
    /// When no line gave a document.
    pub fn finish(mut self) -> Result<Vec<Doubt>, Skipped> {
        for &(at, count) in self.seen.values().filter(|(_, count)| *count > 1) {
            self.list[at].reason.push_str(&format!(" (so in {count} lines)"));
        }
        let lines = match self.kind {
            Kind::Lines => "lines",
            Kind::Rows => "rows",
        };
        for (rest, &count) in self.more.iter().filter(|(_, count)| **count > Self::SHOWN) {
            self.list.push(Doubt::whole(format!("{} more {lines} {rest}", count - Self::SHOWN)));
        }
        match (self.documents, self.kind) {
            (0, Kind::Rows) => Err(Skipped::because("a table without a row that has a text")),
            (0, Kind::Lines) => {
                let first = self.list.first();
                let first = first.map_or("no line with a text".to_string(), Doubt::to_string);
                Err(Skipped::because(format!("no document in it; {first}")))
            }
            _ => Ok(self.list),
        }
    }
}
