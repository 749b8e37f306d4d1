//! The site: a folder that works from a server, under any sub-path, and by double click.
//!
//! | file | what it is |
//! | --- | --- |
//! | `index.html` | the page |
//! | `page.js` | its program's script, and its worker's |
//! | `program.js` | the program, gzip, as a script that hands it over |
//! | `more.js` | its second part, the same way, loaded when it is first needed |
//! | `kashf.css` | the style sheet (and `font.woff2`) |
//! | `NAME.kashf` | the bare index, of which parts are asked for where a server gives parts |
//! | `sw.js` | serves all this without a network to readers who chose to keep it |
//! | `parts/` | the same in [`shards`]: for disks and all other servers |
//! | `kashf.js` | for other sites: a module with `open` and the element; needs only `program.js` and `more.js` beside it |
//! | `kashf.d.ts` | what that module offers, for TypeScript |

use super::html::data_url;
use super::template::{Regions, fill};
use super::{Edition, File, Package, one_newline, shards};
use crate::error::Error;

/// Only what lies beside the page. From a disk, `'self'` means the files there.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; \
    worker-src 'self' blob:; base-uri 'none'; form-action 'none'";

/// What the page needs beside itself and the parts.
const FILES: &str = "kashf.css page.js program.js more.js";
const FILES_AND_FONT: &str = "kashf.css page.js program.js more.js font.woff2";

impl Package<'_> {
    /// The files of the site, sorted by path.
    ///
    /// # Errors
    ///
    /// When the template lacks a mark.
    pub fn site(&self) -> Result<Vec<File>, Error> {
        let Edition { index, cuts, .. } = self.edition;
        let ends = shards::files(index, cuts);
        let parts = shards::split(index, &ends);
        let names: Vec<String> = parts.iter().map(|part| shards::name(part)).collect();
        let mut files = vec![
            file("index.html", self.site_page(&ends, &names)?),
            file("page.js", self.script() + "kashfBoot(kashfGlue);\n"),
            file("kashf.js", self.module()),
            file("kashf.d.ts", one_newline(self.program.types)),
            file("kashf.css", self.style("font.woff2")),
            file("program.js", shards::script("program", self.program.wasm_gz)),
            file("more.js", shards::script("more", self.program.more_gz)),
            file("sw.js", one_newline(self.program.keeper)),
            file(&format!("{}.kashf", self.edition.name), index),
        ];
        files.extend(self.edition.font.map(|font| file("font.woff2", font.woff2)));
        let part = |(name, bytes): (&String, &[u8])| {
            file(&format!("parts/{name}.js"), shards::script(name, bytes))
        };
        files.extend(names.iter().zip(parts).map(part));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        // The same bytes twice are one file.
        files.dedup_by(|a, b| a.path == b.path);
        Ok(files)
    }

    fn site_page(&self, ends: &[usize], names: &[String]) -> Result<String, Error> {
        let Edition { name, .. } = self.edition;
        let regions = Regions {
            policy: POLICY,
            icon: &data_url("image/svg+xml", self.program.icon.as_bytes()),
            style: "<link rel=\"stylesheet\" href=\"kashf.css\">",
            data: &[
                ("form", "site"),
                ("name", name),
                ("ends", &shards::listed(ends)),
                ("parts", &names.join(" ")),
                ("files", if self.edition.font.is_some() { FILES_AND_FONT } else { FILES }),
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

#[cfg(test)]
mod tests {
    use super::super::shards::tests::handed_over;
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
            "more.js",
            "news.kashf",
            "page.js",
            "parts/1bc04b5291c26a46.js",
            "program.js",
            "sw.js",
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
    fn the_parts_join_to_the_index() {
        let index = noise(14_000_000);
        let cuts: Vec<u64> = (1..1400).map(|cut| cut * 10_000).collect();
        let files = site(Edition { cuts: &cuts, ..edition(&index) });
        let page = text(&files, "index.html");
        let listed = |name: &str| -> Vec<String> {
            let (_, rest) = page.split_once(&format!(" data-{name}=\"")).unwrap();
            rest.split('"').next().unwrap().split(' ').map(str::to_string).collect()
        };
        let (names, ends) = (listed("parts"), listed("ends"));
        assert!(names.len() == ends.len() && names.len() > 300);
        let mut joined = Vec::new();
        for (name, end) in names.iter().zip(&ends) {
            let path = format!("parts/{name}.js");
            let script = &files.iter().find(|file| file.path == path).unwrap().bytes;
            joined.extend(handed_over(name, script));
            assert_eq!(joined.len().to_string(), *end);
        }
        assert!(joined == index);
    }

    #[test]
    fn a_font_lies_beside_the_page() {
        let font = Some(Font { family: "Vazirmatn", woff2: b"wOF2" });
        let files = site(Edition { font, ..edition(b"x") });
        assert!(text(&files, "kashf.css").contains("url(\"font.woff2\")"));
        assert_eq!(text(&files, "font.woff2"), "wOF2");
    }
}
