//! The site: a folder that works from a server, under any sub-path, and by double click.
//!
//! | file | what it is |
//! | --- | --- |
//! | `index.html` | the page |
//! | `page.js` | its program's script, and its worker's |
//! | `kashf.css` | its style sheet (and `font.woff2`) |
//! | `kashf.wasm` | the program |
//! | `NAME.kashf` | the bare index, which other sites may name |
//! | `kashf.js` | for other sites: a module with `open` and the element; needs only `kashf.wasm` beside it |
//! | `kashf.d.ts` | what that module offers, for TypeScript |
//! | `offline/` | program and index once more, as scripts: from a disk a browser loads nothing else |

use super::html::data_url;
use super::template::{Regions, fill};
use super::unpack::gunzip;
use super::{Edition, File, Package, base64, one_newline};
use crate::error::Error;

/// Bytes per offline script before base64, which makes it at most eight megabytes.
const PIECE: usize = 3 << 21;

/// Only what lies beside the page. From a disk, `'self'` means the files there.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; \
    worker-src 'self' blob:; base-uri 'none'; form-action 'none'";

impl Package<'_> {
    /// The files of the site, sorted by path.
    ///
    /// # Errors
    ///
    /// When the template lacks a mark, or the program is damaged.
    pub fn site(&self) -> Result<Vec<File>, Error> {
        let program = offline("program", self.program.wasm_gz);
        let index = offline("index", &self.index_gz);
        let mut files = vec![
            file("index.html", self.site_page(program.len(), index.len())?),
            file("page.js", self.script() + "kashfBoot(kashfGlue);\n"),
            file("kashf.js", self.module()),
            file("kashf.d.ts", one_newline(self.program.types)),
            file("kashf.css", self.style("font.woff2")),
            file("kashf.wasm", gunzip(self.program.wasm_gz)?),
            file(&format!("{}.kashf", self.edition.name), self.edition.index),
        ];
        files.extend(self.edition.font.map(|font| file("font.woff2", font.woff2)));
        files.extend(program);
        files.extend(index);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    fn site_page(&self, program_pieces: usize, index_pieces: usize) -> Result<String, Error> {
        let Edition { name, .. } = self.edition;
        let regions = Regions {
            policy: POLICY,
            icon: &data_url("image/svg+xml", self.program.icon.as_bytes()),
            style: "<link rel=\"stylesheet\" href=\"kashf.css\">",
            data: &[
                ("form", "site"),
                ("name", name),
                ("program-pieces", &program_pieces.to_string()),
                ("index-pieces", &index_pieces.to_string()),
            ],
            program: "<script src=\"page.js\"></script>",
        };
        fill(self.program.template, &self.edition, &regions)
    }

    /// `kashf.js`: the same script as an ES module, with the style sheet inside. Fonts of a
    /// shadow tree have to come from the page around it, so none is named here.
    fn module(&self) -> String {
        let style = one_newline(self.program.style);
        // JSON's strings are JavaScript's.
        let style = serde_json::Value::from(style).to_string();
        format!(
            "{}const kashfStyle = {style};\n\
             const kashf = kashfBoot(kashfGlue, import.meta.url);\n\
             export const open = kashf?.open;\n\
             export default kashf;\n",
            self.script()
        )
    }
}

fn file(path: &str, bytes: impl Into<Vec<u8>>) -> File {
    File { path: path.to_owned(), bytes: bytes.into() }
}

/// Bytes as classic scripts, each of which hands over one piece.
fn offline(name: &str, bytes: &[u8]) -> Vec<File> {
    let piece = |(number, piece)| {
        let key = format!("{name}-{number}");
        let script = format!("kashfPiece(\"{key}\",\"{}\");\n", base64(piece));
        file(&format!("offline/{key}.js"), script)
    };
    bytes.chunks(PIECE).enumerate().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{edition, noise, program};
    use super::super::{Font, Package};
    use super::*;

    fn site(edition: Edition) -> Vec<File> {
        Package::new(program(), edition).unwrap().site().unwrap()
    }

    fn text(files: &[File], path: &str) -> String {
        let found = files.iter().find(|file| file.path == path);
        String::from_utf8(found.unwrap_or_else(|| panic!("{path}")).bytes.clone()).unwrap()
    }

    #[test]
    fn the_folder_holds_what_is_promised() {
        let files = site(edition(b"index"));
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let promised = [
            "index.html",
            "kashf.css",
            "kashf.d.ts",
            "kashf.js",
            "kashf.wasm",
            "news.kashf",
            "offline/index-0.js",
            "offline/program-0.js",
            "page.js",
        ];
        assert_eq!(paths, promised);
        assert_eq!(text(&files, "news.kashf"), "index");
        assert_eq!(files, site(edition(b"index")));
    }

    #[test]
    fn nothing_is_inline_and_nothing_is_absolute() {
        let page = text(&site(edition(b"index")), "index.html");
        assert!(page.contains(POLICY));
        assert!(!page.contains("<style") && !page.contains("<script>"));
        for link in ["href=\"", "src=\""] {
            for target in page.split(link).skip(1) {
                assert!(!target.starts_with('/') && !target.starts_with("http"), "{target:.40}");
            }
        }
    }

    #[test]
    fn the_offline_pieces_join_to_the_index() {
        let index = noise(14_000_000);
        let files = site(edition(&index));
        let page = text(&files, "index.html");
        assert!(page.contains("data-index-pieces=\"3\""));
        let mut packed = Vec::new();
        for number in 0..3 {
            let script = text(&files, &format!("offline/index-{number}.js"));
            assert!(script.len() < (8 << 20) + 64);
            let start = format!("kashfPiece(\"index-{number}\",\"");
            let data = script.strip_prefix(&start).unwrap().strip_suffix("\");\n").unwrap();
            packed.extend(base64::Engine::decode(&super::super::STANDARD, data).unwrap());
        }
        assert_eq!(gunzip(&packed).unwrap(), index);
    }

    #[test]
    fn a_font_lies_beside_the_page() {
        let font = Some(Font { family: "Vazirmatn", woff2: b"wOF2" });
        let files = site(Edition { font, ..edition(b"x") });
        assert!(text(&files, "kashf.css").contains("url(\"font.woff2\")"));
        assert_eq!(text(&files, "font.woff2"), "wOF2");
    }
}
