//! Paragraphs, tables and notes of a marked-up text → the text, as the other formats have it.
//!
//! Paragraphs stand apart by an empty line, rows of a table on lines of their own, cells behind
//! tabs (or apart like paragraphs, where a cell holds several). A note is written after the
//! paragraph or table that refers to it, and without a mark: in the middle of a sentence it
//! would come between words that stand together.

use std::collections::VecDeque;

/// A text that is being written.
#[derive(Debug, Default)]
pub struct Prose {
    body: Flow,
    /// Notes that are being written, one within the other.
    open: Vec<Flow>,
    /// Notes that wait for the end of their paragraph.
    waiting: VecDeque<String>,
}

impl Prose {
    fn flow(&mut self) -> &mut Flow {
        self.open.last_mut().unwrap_or(&mut self.body)
    }

    /// The beginning or end of a paragraph.
    pub fn block(&mut self) {
        if self.open.is_empty() && self.body.tables == 0 {
            while let Some(note) = self.waiting.pop_front() {
                self.body.block();
                self.body.push_exactly(&note);
            }
        }
        self.flow().block();
    }

    /// The beginning or end of a line.
    pub fn line(&mut self) {
        self.flow().line();
    }

    /// The end of a line within a paragraph.
    pub fn line_break(&mut self) {
        self.flow().line_break();
    }

    /// A blank, unless there is one.
    pub fn space(&mut self) {
        self.flow().space = true;
    }

    /// Text in which white space means one blank.
    pub fn push(&mut self, text: &str) {
        self.flow().push(text);
    }

    /// Text in which white space means what it is.
    pub fn push_exactly(&mut self, text: &str) {
        self.flow().push_exactly(text);
    }

    /// The beginning of a table.
    pub fn table(&mut self) {
        self.block();
        self.flow().tables += 1;
    }

    /// Its end.
    pub fn table_end(&mut self) {
        let flow = self.flow();
        flow.tables = flow.tables.saturating_sub(1);
        flow.cells = Cells::default();
        self.block();
    }

    /// The beginning of a row.
    pub fn row(&mut self) {
        self.flow().row();
    }

    /// The beginning of a cell.
    pub fn cell(&mut self) {
        self.flow().cell();
    }

    /// Its end.
    pub fn cell_end(&mut self) {
        self.flow().cell_end();
    }

    /// The beginning of a note; what is written next belongs to it.
    pub fn note(&mut self) {
        self.open.push(Flow::default());
    }

    /// Its end.
    pub fn note_end(&mut self) {
        if let Some(note) = self.open.pop() {
            self.add_note(note.text);
        }
    }

    /// A note as a whole.
    pub fn add_note(&mut self, text: String) {
        if !text.trim().is_empty() {
            self.waiting.push_back(text);
        }
    }

    /// The text, with a line end at its end; empty if nothing was written.
    pub fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.note_end();
        }
        self.body.tables = 0;
        self.body.cells = Cells::default();
        self.block();
        let mut text = self.body.text;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }
}

/// Text, and what must be written before its next letter.
#[derive(Debug, Default)]
struct Flow {
    text: String,
    lines: usize,
    tabs: usize,
    space: bool,
    cells: Cells,
    tables: usize,
}

/// Where in a table we are.
#[derive(Debug, Default)]
struct Cells {
    /// A cell was opened in this row.
    in_row: bool,
    /// The open cell has no text yet.
    fresh: bool,
    /// The open cell holds several lines, so tabs cannot separate it from the next.
    broken: bool,
}

impl Flow {
    fn block(&mut self) {
        if !self.cells.fresh {
            self.lines = self.lines.max(2);
        }
    }

    fn line(&mut self) {
        if !self.cells.fresh {
            self.lines = self.lines.max(1);
        }
    }

    fn line_break(&mut self) {
        self.lines = (self.lines + 1).min(2);
    }

    fn row(&mut self) {
        self.cells = Cells::default();
        self.lines = self.lines.max(1);
        self.tabs = 0;
    }

    fn cell(&mut self) {
        if !self.cells.in_row {
            self.lines = self.lines.max(1);
        } else if self.cells.broken {
            self.lines = self.lines.max(2);
        } else {
            self.tabs += 1;
        }
        self.cells = Cells { in_row: true, fresh: true, broken: false };
    }

    /// The paragraphs that fill a cell do not break the row.
    fn cell_end(&mut self) {
        if self.cells.in_row && !self.cells.broken && !self.cells.fresh {
            self.lines = 0;
        }
        self.cells.fresh = false;
    }

    fn push(&mut self, text: &str) {
        for (i, word) in text.split(is_space).enumerate() {
            self.space |= i > 0;
            if !word.is_empty() {
                self.gap();
                self.text.push_str(word);
            }
        }
    }

    fn push_exactly(&mut self, text: &str) {
        if !text.is_empty() {
            self.gap();
            self.text.push_str(text);
        }
    }

    /// Writes what was put off.
    fn gap(&mut self) {
        let (lines, tabs, space) = (self.lines, self.tabs, self.space);
        (self.lines, self.tabs, self.space) = (0, 0, false);
        self.cells.broken |= self.cells.in_row && !self.cells.fresh && lines > 0;
        self.cells.fresh = false;
        if self.text.is_empty() {
            return;
        }
        self.text.extend(std::iter::repeat_n('\n', lines));
        self.text.extend(std::iter::repeat_n('\t', tabs));
        if space && lines == 0 && tabs == 0 {
            self.text.push(' ');
        }
    }
}

/// The white space that XML's formats collapse: not the no-break space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// On one line, with single blanks.
pub fn collapse(text: &str) -> String {
    let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::Prose;

    /// Writes what the signs say: `|` a paragraph, `/` a line, `{ }` a note, `T R C c t` tables.
    fn written(signs: &str) -> String {
        let mut prose = Prose::default();
        for sign in signs.chars() {
            match sign {
                '|' => prose.block(),
                '/' => prose.line_break(),
                '{' => prose.note(),
                '}' => prose.note_end(),
                'T' => prose.table(),
                'R' => prose.row(),
                'C' => prose.cell(),
                'c' => prose.cell_end(),
                't' => prose.table_end(),
                letter => prose.push(&letter.to_string()),
            }
        }
        prose.finish()
    }

    #[test]
    fn signs_become_white_space() {
        for (signs, text) in [
            ("|a||||b|", "a\n\nb\n"),
            ("a  b/d", "a b\nd\n"),
            ("aTRCxcCyctb", "a\n\nx\ty\n\nb\n"),
            ("TRC|x|c C|y|cRCzct", "x\ty\nz\n"),
            ("TRC|x||w|cC|y|ct", "x\n\nw\n\ny\n"),
            ("a{n|m}b|d", "ab\n\nn\n\nm\n\nd\n"),
            ("TRCa{n}cCbct|d", "a\tb\n\nn\n\nd\n"),
            ("a{n", "a\n\nn\n"),
            ("a{  }b", "ab\n"),
            ("}t|", ""),
        ] {
            assert_eq!(written(signs), text, "{signs}");
        }
    }
}
