//! Decisions as a small file that people can read, and back.
//!
//! JSON in UTF-8, one decision a line, always in the same order: so two people's files can be
//! compared and joined with the tools they have.
//!
//! ```text
//! {"format":"kashf decisions","version":1,"decisions":[
//! {"id":"a.txt","text":"cbf43926","what":"date","value":"2022-02-11","was":"2022-02-12"},
//! {"id":"a.txt","text":"cbf43926","what":"zone","span":{"start":120,"end":345},"begins":"Read also","ends":"this week","value":"related","was":"body"}
//! ]}
//! ```
//!
//! What is empty is left out; what is not known to this program is passed over.

use serde::Deserialize;

use super::{Decision, Decisions};
use crate::error::Error;

/// What the file calls itself.
pub const FORMAT: &str = "kashf decisions";
/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;
/// Bytes of a file, at most.
pub const LARGEST: usize = 16 << 20;
/// Decisions in a file, at most.
const MOST: usize = 20_000;
/// Bytes of an id, a title, a note, at most.
const LONGEST: usize = 16 << 10;

/// A file as it stands, before it is [checked](File::check): for whoever reads JSON otherwise.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct File {
    format: String,
    version: u32,
    decisions: Vec<Decision>,
}

impl File {
    /// The decisions in it.
    ///
    /// # Errors
    ///
    /// When it is another kind of file, of a later version, or one of its texts is too long.
    pub fn check(self) -> Result<Decisions, Error> {
        if self.format != FORMAT {
            return Err(Error::corrupt(
                "expected a file of decisions (\"format\":\"kashf decisions\"), found another: \
                 choose one that Kashf exported",
            ));
        }
        if self.version > VERSION {
            return Err(Error::version(format!(
                "expected decisions of version {VERSION}, found version {}: update Kashf",
                self.version
            )));
        }
        if self.decisions.len() > MOST {
            return Err(Error::unsupported(format!(
                "expected {MOST} decisions at most, found {}: split the file and the corpus",
                self.decisions.len()
            )));
        }
        let long = self.decisions.iter().position(|decision| {
            let Decision { id, text, begins, ends, value, was, note, .. } = decision;
            [id, text, begins, ends, value, was, note].iter().any(|it| it.len() > LONGEST)
        });
        if let Some(number) = long {
            return Err(Error::corrupt(format!(
                "expected short texts, found one of more than {LONGEST} bytes in decision {}: shorten it",
                number + 1
            )));
        }
        Ok(self.decisions.into_iter().collect())
    }
}

/// Reads a file.
///
/// # Errors
///
/// In one line, when it is no such file; see [`File::check`].
///
/// ```
/// use kashf::decisions::{Decision, Decisions, file};
/// let decision = Decision { id: "a".into(), value: "2022".into(), ..Default::default() };
/// let decisions: Decisions = [decision].into_iter().collect();
/// assert_eq!(file::read(file::write(&decisions).as_bytes())?, decisions);
/// # Ok::<(), kashf::error::Error>(())
/// ```
pub fn read(bytes: &[u8]) -> Result<Decisions, Error> {
    check_size(bytes.len())?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let file: File = serde_json::from_slice(bytes).map_err(|error| {
        Error::corrupt(format!("expected a file of decisions, found no such JSON: {error}"))
    })?;
    file.check()
}

/// Refuses files that are larger than decisions could make them.
///
/// # Errors
///
/// When so many bytes are more than [`LARGEST`].
pub fn check_size(bytes: usize) -> Result<(), Error> {
    if bytes <= LARGEST {
        return Ok(());
    }
    Err(Error::corrupt(format!(
        "expected a small file of decisions, found {bytes} bytes: choose one that Kashf exported"
    )))
}

/// The file of some decisions.
pub fn write(decisions: &Decisions) -> String {
    let mut out = format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"decisions\":[");
    for (number, decision) in decisions.list().iter().enumerate() {
        out.push_str(if number > 0 { ",\n{" } else { "\n{" });
        put(&mut out, "id", &decision.id);
        out.push(',');
        put(&mut out, "text", &decision.text);
        out.push(',');
        put(&mut out, "what", decision.what.name());
        if let Some(span) = decision.span {
            out.push_str(",\"span\":{\"start\":");
            out.push_str(&span.start.to_string());
            out.push_str(",\"end\":");
            out.push_str(&span.end.to_string());
            out.push('}');
        }
        let Decision { begins, ends, value, was, note, .. } = decision;
        let rest =
            [("begins", begins), ("ends", ends), ("value", value), ("was", was), ("note", note)];
        for (name, text) in rest {
            // An empty value says "not known", which is worth saying.
            if !text.is_empty() || name == "value" {
                out.push(',');
                put(&mut out, name, text);
            }
        }
        out.push('}');
    }
    out.push_str("\n]}\n");
    out
}

/// Appends a name and a string of JSON.
fn put(out: &mut String, name: &str, text: &str) {
    out.push('"');
    out.push_str(name);
    out.push_str("\":\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            // Line ends of Unicode too, so that a decision stays on its line everywhere.
            '\0'..='\x1F' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' => {
                out.push_str("\\u");
                let code = letter as u32;
                for shift in [12, 8, 4, 0] {
                    out.extend(char::from_digit(code >> shift & 15, 16));
                }
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decisions::What;
    use crate::id::Span;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_file_of_decisions_is_refused_in_one_line() {
        let file = |version: u32, rest: &str| {
            format!(
                "{{\"format\":\"kashf decisions\",\"version\":{version},\"decisions\":[{rest}]}}"
            )
        };
        let long = format!("{{\"note\":\"{}\"}}", "x".repeat(LONGEST + 1));
        for (bytes, expected) in [
            (String::new(), "found no such JSON"),
            ("[1,2]".into(), "found no such JSON"),
            ("{\"format\":\"x\"}".into(), "found another"),
            (file(2, ""), "version 2"),
            (file(1, "{\"what\":\"colour\"}"), "colour"),
            (file(1, "{\"span\":{\"start\":-1,\"end\":2}}"), "found no such JSON"),
            (file(1, &long), "shorten it"),
            ("[".repeat(100_000), "found no such JSON"),
        ] {
            let error = read(bytes.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(expected) && !error.contains('\n'), "{error}");
        }
        assert!(read(b"\xFF\xFE").is_err());
        let added = file(1, "{\"id\":\"a\",\"colour\":1,\"what\":\"title\",\"value\":\"T\"}");
        assert_eq!(read(added.as_bytes()).unwrap().list()[0].what, What::Title);
    }

    proptest! {
        #[test]
        fn decisions_come_back(
            rows in prop::collection::vec(
                ("[ab]{1,2}", 0..4usize, prop::option::of((0..9u32, 1..9u32)), "\\PC{0,9}", "[\0-\x20\"\\\\\u{2028}ab]{0,9}"),
                0..9,
            ),
        ) {
            let decision = |(id, what, span, value, note): (_, _, Option<(u32, u32)>, _, _)| Decision {
                id, note, value,
                what: What::ALL[what],
                span: span.map(|(start, length)| Span::new(start, start + length)),
                ..Decision::default()
            };
            let decisions: Decisions = rows.into_iter().map(decision).collect();
            let written = write(&decisions);
            prop_assert_eq!(written.lines().count(), decisions.list().len() + 2);
            prop_assert_eq!(read(written.as_bytes()).unwrap(), decisions);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = read(&bytes);
        }
    }
}
