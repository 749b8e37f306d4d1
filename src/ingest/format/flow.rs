//! Pieces of a marked-up text → running text: paragraphs, lines, cells behind tabs, single blanks.
//!
//! What stands between two letters is put off until the second one comes, and then written once:
//! so nothing begins or ends with white space, and marks that say the same thing twice (a
//! paragraph that ends and one that begins) count once. Which marks a format has, and what they
//! mean, its reader knows.

/// Text, and what must be written before its next letter.
#[derive(Debug, Default)]
pub struct Flow {
    /// What is written so far.
    pub text: String,
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
    /// The beginning or end of a paragraph.
    pub fn block(&mut self) {
        if !self.cells.fresh {
            self.lines = self.lines.max(2);
        }
    }

    /// The beginning or end of a line.
    pub fn line(&mut self) {
        if !self.cells.fresh {
            self.lines = self.lines.max(1);
        }
    }

    /// The end of a line within a paragraph; two of them end the paragraph.
    pub fn line_break(&mut self) {
        self.lines = (self.lines + 1).min(2);
    }

    /// A blank, unless there is one.
    pub fn space(&mut self) {
        self.space = true;
    }

    /// The beginning of a table.
    pub fn table(&mut self) {
        self.tables += 1;
    }

    /// Its end.
    pub fn table_end(&mut self) {
        self.tables = self.tables.saturating_sub(1);
        self.cells = Cells::default();
    }

    /// The end of all tables that are open.
    pub fn end_tables(&mut self) {
        self.tables = 0;
        self.cells = Cells::default();
    }

    /// A table is open.
    pub fn in_table(&self) -> bool {
        self.tables > 0
    }

    /// The beginning of a row.
    pub fn row(&mut self) {
        self.cells = Cells::default();
        self.lines = self.lines.max(1);
        self.tabs = 0;
    }

    /// The beginning of a cell.
    pub fn cell(&mut self) {
        if !self.cells.in_row {
            self.lines = self.lines.max(1);
        } else if self.cells.broken {
            self.lines = self.lines.max(2);
        } else {
            self.tabs += 1;
        }
        self.cells = Cells { in_row: true, fresh: true, broken: false };
    }

    /// Its end. The paragraphs that fill a cell do not break the row.
    pub fn cell_end(&mut self) {
        if self.cells.in_row && !self.cells.broken && !self.cells.fresh {
            self.lines = 0;
        }
        self.cells.fresh = false;
    }

    /// Text in which white space means one blank.
    pub fn push(&mut self, text: &str) {
        for (i, word) in text.split(is_space).enumerate() {
            self.space |= i > 0;
            self.push_exactly(word);
        }
    }

    /// Text in which white space means what it is.
    pub fn push_exactly(&mut self, text: &str) {
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
        // Text that was taken exactly may have ended with line ends of its own.
        let there = self.text.bytes().rev().take(2).take_while(|&b| b == b'\n').count();
        self.text.extend(std::iter::repeat_n('\n', lines.saturating_sub(there)));
        self.text.extend(std::iter::repeat_n('\t', tabs));
        if space && lines == 0 && tabs == 0 {
            self.text.push(' ');
        }
    }
}

/// The white space that collapses: not the no-break space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0C')
}

/// On one line, with single blanks.
pub fn collapse(text: &str) -> String {
    let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_text_is_not_parted_twice() {
        for (exact, text) in [("a", "a\n\nb"), ("a\n", "a\n\nb"), ("a\n\n\n", "a\n\n\nb")] {
            let mut flow = Flow::default();
            flow.push_exactly(exact);
            flow.block();
            flow.push(" b ");
            assert_eq!(flow.text, text, "{exact:?}");
        }
    }

    #[test]
    fn white_space_collapses_but_for_the_no_break_space() {
        assert_eq!(collapse(" a\t\r\n\x0Cb\u{a0} c "), "a b\u{a0} c");
    }
}
