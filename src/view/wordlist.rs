//! A file of words and how often each occurs → counts to set keywords against.
//!
//! A word a line, then its count: parted by a tab, or a comma or semicolon as spreadsheets write
//! them. Cells behind those two are passed over, and so is a first line of headings: what Kashf saves
//! as CSV and TSV is such a file.

/// Words and how often each occurs.
pub type WordList = Vec<(String, u32)>;

/// Bytes of a file, at most.
pub const LARGEST: usize = 16 << 20;

/// Why a file is no such list: the first line that is none, from 1, and its beginning; or nothing in
/// it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Option<(usize, String)>);

/// The words and counts of a text.
///
/// # Errors
///
/// Which line is none, or that there is none.
///
/// ```
/// use kashf::view::wordlist::{Refused, read};
/// let list = read("\u{feff}word,count,more\r\nناتو,\"1,200\",3\r\n\"a,b\",2\n").unwrap();
/// assert_eq!(list, [("ناتو".to_string(), 1200), ("a,b".to_string(), 2)]);
/// assert_eq!(read("a\t1\nb c"), Err(Refused(Some((2, "b c".into())))));
/// assert_eq!(read("word\tcount"), Err(Refused(None)));
/// ```
pub fn read(text: &str) -> Result<WordList, Refused> {
    let text = text.trim_start_matches('\u{feff}');
    let mut counts = Vec::new();
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    for (at, (number, line)) in lines.enumerate() {
        let delimiter = ['\t', ',', ';'].into_iter().find(|sign| line.contains(*sign));
        let mut cells = cells(line, delimiter.unwrap_or('\t')).into_iter();
        let word = cells.next().unwrap_or_default();
        match (whole(&cells.next().unwrap_or_default()), at) {
            (Some(count), _) if !word.is_empty() => counts.push((word, count)),
            (None, 0) => {}
            _ => return Err(Refused(Some((number, line.chars().take(60).collect())))),
        }
    }
    if counts.is_empty() { Err(Refused(None)) } else { Ok(counts) }
}

/// The first two cells of a line: in quotation marks what may hold the delimiter, marks doubled.
fn cells(line: &str, delimiter: char) -> Vec<String> {
    let mut cells = Vec::new();
    let mut rest = line;
    while cells.len() < 2 {
        let (cell, behind) = match rest.strip_prefix('"').filter(|_| delimiter != '\t') {
            Some(inside) => quoted(inside, delimiter),
            None => match rest.split_once(delimiter) {
                Some((cell, behind)) => (cell.to_owned(), Some(behind)),
                None => (rest.to_owned(), None),
            },
        };
        cells.push(cell.trim().to_owned());
        match behind {
            Some(behind) => rest = behind,
            None => break,
        }
    }
    cells
}

/// What stands up to a closing mark, and what behind the delimiter that follows.
fn quoted(inside: &str, delimiter: char) -> (String, Option<&str>) {
    let mut cell = String::new();
    let mut letters = inside.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' if letters.peek().is_some_and(|(_, next)| *next == '"') => {
                letters.next();
                cell.push('"');
            }
            '"' => return (cell, inside[at + 1..].split_once(delimiter).map(|(_, behind)| behind)),
            letter => cell.push(letter),
        }
    }
    (cell, None)
}

/// A whole number, with the digits of any of our scripts, and with signs between thousands.
fn whole(cell: &str) -> Option<u32> {
    let mut digits = String::new();
    for letter in cell.chars() {
        let first = match letter {
            '0'..='9' => '0',
            '۰'..='۹' => '۰',
            '٠'..='٩' => '٠',
            ',' | '،' | '٬' | '\u{a0}' | '\u{202f}' if !digits.is_empty() => continue,
            _ => return None,
        };
        digits.extend(char::from_digit(letter as u32 - first as u32, 10));
    }
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::csv::csv;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_we_save_is_read(words in prop::collection::vec(("[a-zآ-ی][a-zآ-ی ,;\"]{0,6}[a-z]", 0u32..), 1..9)) {
            let head = vec!["word".to_owned(), "count".into(), "per million".into()];
            let lines = words.iter().map(|(word, count)| vec![word.clone(), count.to_string(), "1.5".into()]);
            let read_back = read(&csv(std::iter::once(head).chain(lines)));
            prop_assert_eq!(read_back, Ok(words));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[a\"1,;\t\n۲ ]{0,40}|\\PC{0,40}") {
            if let Ok(list) = read(&text) {
                prop_assert!(!list.is_empty() && list.iter().all(|(word, _)| !word.is_empty()));
            }
        }
    }

    #[test]
    fn lists_of_other_programs_are_read() {
        let list = vec![("و".to_owned(), 1234), ("the".to_owned(), 5)];
        for text in ["و\t۱٬۲۳۴\nthe\t٥\n", "و;1234\r\nthe;5", "Word\tFreq\n\nو\t1234\t9\nthe\t5\t2"]
        {
            assert_eq!(read(text).as_ref(), Ok(&list), "{text}");
        }
        assert_eq!(read("a\t1\nb\t-2"), Err(Refused(Some((2, "b\t-2".into())))));
        assert_eq!(read("a\t1\nb\t99999999999"), Err(Refused(Some((2, "b\t99999999999".into())))));
        assert_eq!(read(""), Err(Refused(None)));
    }
}
