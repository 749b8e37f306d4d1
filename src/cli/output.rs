//! Results to standard output, talk to standard error.

use std::borrow::Cow;
use std::fmt::Arguments;
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};

use kashf::view::language::Lang;
use kashf::view::number;
use serde::Serialize;

use crate::stop::Outcome;

/// Says a line to the person at the terminal. That nobody listens is no failure.
pub fn say(line: Arguments<'_>) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// The results of a command.
pub struct Results {
    out: BufWriter<StdoutLock<'static>>,
    bold: bool,
}

impl Results {
    /// Opens standard output.
    pub fn open() -> Results {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let stdout = io::stdout();
        let bold = stdout.is_terminal() && !plain;
        Results { out: BufWriter::new(stdout.lock()), bold }
    }

    /// Writes a line.
    pub fn line(&mut self, line: Arguments<'_>) -> Outcome {
        Ok(writeln!(self.out, "{line}")?)
    }

    /// Writes bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> Outcome {
        Ok(self.out.write_all(bytes)?)
    }

    /// Writes a value as one line of JSON.
    pub fn json(&mut self, value: &impl Serialize) -> Outcome {
        let line = serde_json::to_string(value).map_err(io::Error::other)?;
        self.line(format_args!("{line}"))
    }

    /// Marks a hit: bold where that is possible, else between «».
    pub fn marked(&self, text: &str) -> String {
        if self.bold { format!("\x1b[1m{text}\x1b[22m") } else { format!("«{text}»") }
    }

    /// Sends everything on its way.
    pub fn finish(mut self) -> Outcome {
        Ok(self.out.flush()?)
    }
}

/// A number of things: `1 document`, `7,387 words`.
pub fn counted(count: u32, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", number::number(Lang::En, count.into()))
}

/// A text from a corpus on one line of a terminal: white space collapsed, and nothing in
/// it that a terminal would obey.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !c.is_control();
    if text.chars().all(plain) && !text.contains("  ") && text.trim().len() == text.len() {
        return Cow::Borrowed(text);
    }
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() && c != '\u{a0}')
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().map(|c| if plain(c) { c } else { '\u{fffd}' }).collect())
        .collect();
    Cow::Owned(words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{counted, one_line};

    #[test]
    fn one_is_no_plural() {
        assert_eq!([counted(1, "document"), counted(7387, "word")], ["1 document", "7,387 words"]);
    }

    #[test]
    fn terminals_are_told_nothing() {
        assert_eq!(one_line("a\tb\n c"), "a b c");
        assert_eq!(one_line("\x1b[31mred"), "\u{fffd}[31mred");
        assert_eq!(one_line("سلام\u{200c}ها"), "سلام\u{200c}ها");
    }
}
