//! Paragraphs, tables and notes of a marked-up text → the text, as the other formats have it.
//!
//! Paragraphs stand apart by an empty line, rows of a table on lines of their own, cells behind
//! tabs (or apart like paragraphs, where a cell holds several). A note is written after the
//! paragraph or table that refers to it, and without a mark: in the middle of a sentence it
//! would come between words that stand together.

use std::collections::VecDeque;

use super::flow::Flow;

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
        if self.open.is_empty() && !self.body.in_table() {
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
        self.flow().space();
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
        self.flow().table();
    }

    /// Its end.
    pub fn table_end(&mut self) {
        self.flow().table_end();
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
        self.body.end_tables();
        self.block();
        let mut text = self.body.text;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }
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
