//! The package: the page's program and an index's bytes become a page, a site, an archive.
//!
//! ```text
//! Program + Edition ──Package──▶ page()   one HTML file that needs nothing else
//!                            └─▶ site()   files of a folder ──archive──▶ zip
//! any of these, as bytes ──unpack──▶ the index
//! ```
//!
//! It sees names and bytes and nothing else: it does not look into an index and touches no
//! disk. The same input gives the same bytes on every machine: compression is one fixed
//! implementation, archives carry no time of day, and nothing is numbered by chance.

mod embedded;
mod html;
mod shards;
mod site;
mod template;
mod unpack;
mod zip;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub use unpack::unpack;
pub use zip::archive;

use crate::error::Error;

/// The page's program, as the build made it.
#[derive(Clone, Copy, Debug)]
pub struct Program<'a> {
    /// The engine and the interface, gzip: what every visit needs of them.
    pub wasm_gz: &'a [u8],
    /// The rest of them, gzip.
    pub more_gz: &'a [u8],
    /// What wasm-bindgen wrote to call it, in the form for classic scripts.
    pub glue: &'a str,
    /// `boot.js`: what starts it; without its comments.
    pub boot: &'a str,
    /// `sw.js`: what serves a site that a reader keeps.
    pub keeper: &'a str,
    /// The style sheets, joined.
    pub style: &'a str,
    /// The icon, an SVG drawing.
    pub icon: &'a str,
    /// `index.html`, with its marked regions.
    pub template: &'a str,
    /// TypeScript declarations of the script interface.
    pub types: &'a str,
}

/// What is to be packaged: an index, and how its pages present themselves.
#[derive(Clone, Copy, Debug)]
pub struct Edition<'a> {
    /// The file name, without an ending; the site's index is `NAME.kashf`.
    pub name: &'a str,
    /// The title shown in the browser's tab. Any text: it is escaped.
    pub title: &'a str,
    /// The language of the title, such as `"fa"`.
    pub lang: &'a str,
    /// The direction of that language.
    pub dir: Direction,
    /// The index.
    pub index: &'a [u8],
    /// Where it may be cut into parts that are loaded one by one, ascending; the first cut
    /// is behind what is needed to open it.
    pub cuts: &'a [u64],
    /// A font to carry along.
    pub font: Option<Font<'a>>,
}

/// The direction of a language's script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// A font file to be embedded. Style sheets find it as `var(--kashf-embedded-font)`.
#[derive(Clone, Copy, Debug)]
pub struct Font<'a> {
    /// Its family name.
    pub family: &'a str,
    /// The font, as WOFF2.
    pub woff2: &'a [u8],
}

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its place in the folder, parts joined by `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A program and an edition of one corpus, ready to be written in every form.
#[derive(Debug)]
pub struct Package<'a> {
    program: Program<'a>,
    edition: Edition<'a>,
}

impl<'a> Package<'a> {
    /// Checks the parts.
    ///
    /// # Errors
    ///
    /// When a part cannot be put into a page: a program that would end its own script tag,
    /// a name that is no plain file name, a font whose name is no font name.
    pub fn new(program: Program<'a>, edition: Edition<'a>) -> Result<Package<'a>, Error> {
        check_program(&program)?;
        check_name(edition.name)?;
        if let Some(font) = &edition.font {
            check_family(font.family)?;
        }
        Ok(Package { program, edition })
    }

    /// Glue and boot as one classic script, before the line that starts it.
    fn script(&self) -> String {
        let Program { glue, boot, .. } = self.program;
        let script = format!(
            "function kashfGlue() {{\n{}\nreturn wasm_bindgen;\n}}\n{}\n",
            glue.trim(),
            boot.trim()
        );
        one_newline(&script)
    }

    /// The style sheet, with the embedded font found at `font_source`.
    fn style(&self, font_source: &str) -> String {
        let mut style = String::new();
        if let Some(Font { family, .. }) = self.edition.font {
            style = format!(
                "@font-face{{font-family:\"{family}\";\
                 src:url(\"{font_source}\") format(\"woff2\");font-display:swap}}\n\
                 :root,:host{{--kashf-embedded-font:\"{family}\"}}\n"
            );
        }
        style += self.program.style;
        one_newline(&style)
    }
}

/// An HTML parser would end the script or the style sheet early, and run the rest as text.
fn check_program(program: &Program) -> Result<(), Error> {
    if program.wasm_gz.is_empty() || program.glue.is_empty() {
        return Err(Error::unsupported(
            "this build carries no page, so it can write an index only: \
             build it with its default features",
        ));
    }
    for (part, text) in [("glue", program.glue), ("boot.js", program.boot)] {
        for mark in ["</script", "<script", "<!--"] {
            if text.to_ascii_lowercase().contains(mark) {
                return Err(Error::unsupported(format!(
                    "the program's {part} contains `{mark}`, which cannot stand in an HTML page: \
                     write it in two pieces"
                )));
            }
        }
    }
    if program.style.to_ascii_lowercase().contains("</style") {
        return Err(Error::unsupported("the style sheet contains `</style`: take it out"));
    }
    Ok(())
}

fn check_name(name: &str) -> Result<(), Error> {
    let plain = !name.is_empty()
        && !name.starts_with('.')
        && !name.contains(|c: char| c.is_control() || "/\\:*?\"<>|".contains(c));
    if plain {
        return Ok(());
    }
    Err(Error::unsupported(format!(
        "the name {name:?} cannot be a file's name everywhere: \
         choose one without slashes, colons, quotes, and dots in front"
    )))
}

fn check_family(family: &str) -> Result<(), Error> {
    let plain = !family.is_empty()
        && family.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-' || c == '_');
    if plain {
        return Ok(());
    }
    Err(Error::unsupported(format!(
        "the font's family name {family:?} has signs that a style sheet reads otherwise: \
         use letters, digits, spaces and hyphens"
    )))
}

/// HTML parsers turn CR LF into LF, and a policy's hash is taken after that.
fn one_newline(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Text that can stand in HTML, between tags and in quoted attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            // No parser may see them; U+FFFD is what it would make of the first one.
            '\0' | '\r' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    pub const TEMPLATE: &str = include_str!("../../index.html");

    /// A program of the right shape that does nothing.
    pub fn program() -> Program<'static> {
        // `gzip(b"\0asm\x01\0\0\0")`
        static WASM: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
        Program {
            wasm_gz: WASM.get_or_init(|| gzip(b"\0asm\x01\0\0\0")),
            more_gz: b"more",
            glue: "let wasm_bindgen = 1;\r\n",
            boot: "function kashfBoot() {}",
            keeper: "addEventListener('fetch', () => {});",
            style: "body{margin:0}",
            icon: "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            template: TEMPLATE,
            types: "export {};",
        }
    }

    pub fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    pub fn edition(index: &[u8]) -> Edition<'_> {
        Edition {
            name: "news",
            title: "News & more",
            lang: "fa",
            dir: Direction::Rtl,
            index,
            cuts: &[],
            font: None,
        }
    }

    /// Bytes that compress badly.
    pub fn noise(length: usize) -> Vec<u8> {
        let mut state = 7_u64;
        let step = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as u8
        };
        std::iter::repeat_with(step).take(length).collect()
    }

    #[test]
    fn escaping_leaves_nothing_a_parser_acts_on() {
        assert_eq!(escape("<b a='x' b=\"y\">&"), "&lt;b a=&#39;x&#39; b=&quot;y&quot;&gt;&amp;");
        assert_eq!(escape("متن‌ها"), "متن‌ها");
    }

    #[test]
    fn parts_that_cannot_stand_in_a_page_are_refused() {
        let refused = |program, edition| Package::new(program, edition).map(|_| ()).is_err();
        assert!(!refused(program(), edition(b"x")));
        assert!(refused(Program { boot: "'</SCRIPT>'", ..program() }, edition(b"x")));
        assert!(refused(Program { glue: "'<!--'", ..program() }, edition(b"x")));
        assert!(refused(Program { style: "</style>", ..program() }, edition(b"x")));
        assert!(refused(Program { wasm_gz: b"", ..program() }, edition(b"x")));
        for name in ["", "..", ".hidden", "a/b", "a\\b", "a\nb", "c:"] {
            assert!(refused(program(), Edition { name, ..edition(b"x") }), "{name:?}");
        }
        let font = Some(Font { family: "A\";}*{", woff2: b"" });
        assert!(refused(program(), Edition { font, ..edition(b"x") }));
    }
}
