//! A text → its lines, measured.

use crate::id::Span;

use super::cues::{self, Cue};
use crate::ingest::format::plain::trim;
use crate::text::script;

/// A line of so many bytes is prose whatever it says.
const LONG: usize = 280;
/// A line of so many characters is prose even if it does not end like a sentence.
const WIDE: usize = 100;
/// And one that does, of so many words; more if a title might end so.
const SENTENCE: usize = 6;
const EXCLAIMED: usize = 15;

/// A line with something on it.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Without the white space around it.
    pub span: Span,
    /// Of its letters; two lines with one hash are taken for the same. 0 for long ones.
    pub hash: u64,
    /// Many, not counted, for long lines.
    pub words: usize,
    pub letters: usize,
    pub has_figure: bool,
    /// It ends like a sentence.
    pub stops: bool,
    /// It is a paragraph, by its length or its end.
    pub prose: bool,
    /// It begins like an item of a list.
    pub item: bool,
    pub cue: Option<Cue>,
    /// It is a date and nothing else.
    pub date: bool,
    /// It is an outlet and its desk: «شهر - ورزشی».
    pub section: bool,
    percent: bool,
}

impl Line {
    /// What a widget leaves behind: figures and marks, without a word.
    pub fn residue(&self, below: bool) -> bool {
        self.letters == 0 && (below || self.percent) && self.words <= 3 && !self.item
    }
}

/// The lines of a text that have anything on them. Texts beyond 4 GB have none.
pub fn lines(text: &str) -> Vec<Line> {
    if u32::try_from(text.len()).is_err() {
        return Vec::new();
    }
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = trim(line);
        if !trimmed.is_empty() {
            let start = at + (trimmed.as_ptr() as usize - line.as_ptr() as usize);
            lines.push(measure(trimmed, Span::new(start as u32, (start + trimmed.len()) as u32)));
        }
        at += line.len();
    }
    lines
}

fn measure(line: &str, span: Span) -> Line {
    let stops = stops(line);
    if line.len() >= LONG {
        let cue = cues::after_label(line).and_then(|_| cues::cue(line, true));
        let prose = !matches!(cue, Some(Cue::Tags));
        let nothing = Line { prose, stops, cue: cue.filter(|_| !prose), ..Line::empty(span) };
        return nothing;
    }
    let (mut letters, mut characters, mut hash) = (0, 0, 0xcbf2_9ce4_8422_2325_u64);
    let mut has_figure = false;
    for c in line.chars() {
        characters += 1;
        has_figure |= script::is_numeric(c);
        if let Some(letter) = cues::folded(c) {
            letters += 1;
            hash = (hash ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    let words = line.split_whitespace().count();
    let shortest = if line.trim_end().ends_with(['!', '؟', '?', '！', '？']) {
        EXCLAIMED
    } else {
        SENTENCE
    };
    let sentence = stops && words >= shortest || characters >= WIDE;
    let cue = cues::cue(line, sentence);
    let date = has_figure && !sentence && words <= 12 && cues::is_date(line);
    Line {
        hash,
        words,
        letters,
        has_figure,
        stops,
        prose: sentence && !matches!(cue, Some(Cue::Source | Cue::Tags | Cue::Related)),
        item: is_item(line),
        cue,
        date,
        section: words <= 4 && !stops && letters > 4 && is_section(line),
        percent: line.contains(['%', '٪']),
        span,
    }
}

impl Line {
    fn empty(span: Span) -> Line {
        Line {
            span,
            hash: 0,
            words: LONG,
            letters: LONG,
            has_figure: false,
            stops: false,
            prose: false,
            item: false,
            cue: None,
            date: false,
            section: false,
            percent: false,
        }
    }
}

/// Ends like a sentence; three dots do not end one, nor do quotation marks alone.
fn stops(line: &str) -> bool {
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || "»”\"'’)]".contains(c));
    line.ends_with(['.', '؟', '?', '!', '。', '۔', '؛', '！', '？']) && !line.ends_with("...")
}

/// Begins with a dash, a dot or a number.
fn is_item(line: &str) -> bool {
    let rest = line.trim_start_matches(char::is_numeric);
    let marked = line.starts_with(['-', '–', '•', '*', '·', '▪', '■', '●', '+']);
    marked || rest.len() < line.len() && rest.starts_with(['.', ')', '-', '–', '/', ' '])
}

/// Two or three names with a dash, a bar or an arrow between them.
fn is_section(line: &str) -> bool {
    let parts: Vec<&str> =
        line.split(['-', '–', '—', '|', '/', '>', '»', '«', '‹', '›']).map(str::trim).collect();
    let named = |part: &&str| part.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let figures = line.chars().any(char::is_numeric);
    (2..=4).contains(&parts.len()) && parts.iter().all(named) && !figures
}

/// How many bytes of `lead` say all of `title` again before it goes on.
pub fn shared_beginning(title: &str, lead: &str) -> Option<usize> {
    let mut wanted = title.chars().filter_map(cues::folded);
    let mut next = wanted.next();
    let mut end = 0;
    let mut rest = lead.char_indices();
    while let Some(letter) = next {
        let (at, c) = rest.next()?;
        match cues::folded(c) {
            Some(found) if found == letter => {
                end = at + c.len_utf8();
                next = wanted.next();
            }
            Some(_) => return None,
            None => {}
        }
    }
    let after = &lead[end..];
    // The marks that close the title go with it; another letter would make it another word.
    let marks = after.len()
        - after.trim_start_matches(|c: char| !c.is_whitespace() && !c.is_alphanumeric()).len();
    let ends = after[marks..].chars().next().is_none_or(char::is_whitespace);
    (ends && end > 0).then_some(end + marks)
}
