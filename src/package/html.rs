//! The single page: one HTML file that opens by double click and forbids itself the network.
//!
//! In this order: the policy; the style sheet; the program's two parts, gzip and base64 in inert
//! tags, and the one script that starts it; then the index, each shard as base64 in an inert tag.
//! A browser can thus show the interface and answer while it still reads the texts, and
//! decodes only what a question needs. Inert tags, not string literals: a browser parses
//! them at a fraction of the time and memory.

use sha2::{Digest, Sha256};

use super::template::{Regions, fill};
use super::{Package, base64, shards};
use crate::error::Error;

/// How a data tag begins; [`unpack`](super::unpack()) looks for it.
pub const INDEX_TAG: &str = "<script type=\"text/plain\" data-kashf=\"index\">";
const PROGRAM_TAG: &str = "<script type=\"text/plain\" data-kashf=\"program\">";
const MORE_TAG: &str = "<script type=\"text/plain\" data-kashf=\"more\">";
const END_TAG: &str = "</script>\n";

impl Package<'_> {
    /// The corpus as one self-contained HTML page.
    ///
    /// # Errors
    ///
    /// When the template lacks a mark.
    pub fn page(&self) -> Result<String, Error> {
        let font = self.edition.font.map(|font| data_url("font/woff2", font.woff2));
        let style = self.style(font.as_deref().unwrap_or_default());
        let script = self.script() + "kashfBoot(kashfGlue);\n";
        let policy = format!(
            "default-src 'none'; script-src '{}' 'wasm-unsafe-eval'; style-src '{}'; \
             img-src data:; font-src data:; worker-src blob:; base-uri 'none'; form-action 'none'",
            hash(&script),
            hash(&style),
        );
        let index = self.edition.index;
        let ends = shards::ends(index, self.edition.cuts, shards::TAG);
        let mut program = String::with_capacity(index.len() / 2 * 3);
        for (tag, part) in [(PROGRAM_TAG, self.program.wasm_gz), (MORE_TAG, self.program.more_gz)] {
            program += tag;
            program += &base64(part);
            program += END_TAG;
        }
        program += &format!("<script>{script}{END_TAG}");
        for shard in shards::split(index, &ends) {
            program += INDEX_TAG;
            program += &base64(shard);
            program += END_TAG;
        }
        let regions = Regions {
            policy: &policy,
            icon: &data_url("image/svg+xml", self.program.icon.as_bytes()),
            style: &format!("<style>{style}</style>"),
            data: &[
                ("form", "single"),
                ("name", self.edition.name),
                ("ends", &shards::listed(&ends)),
            ],
            program: &program,
        };
        fill(self.program.template, &self.edition, &regions)
    }
}

/// A policy's name for an inline script or style sheet.
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text)))
}

/// Bytes as an address that holds them.
pub fn data_url(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", base64(bytes))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{edition, noise, program};
    use super::super::{Edition, Font, Package, unpack};
    use super::*;

    fn page(edition: Edition) -> String {
        Package::new(program(), edition).unwrap().page().unwrap()
    }

    fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
        page.split_once(start).unwrap().1.split_once(end).unwrap().0
    }

    #[test]
    fn the_policy_names_exactly_the_script_and_the_style_that_are_there() {
        let page = page(edition(b"index"));
        let policy = between(&page, "content=\"", "\"");
        let script = between(&page, "<script>", "</script>");
        let style = between(&page, "<style>", "</style>");
        assert!(policy.contains(&format!("script-src '{}' 'wasm-unsafe-eval'", hash(script))));
        assert!(policy.contains(&format!("style-src '{}'", hash(style))));
        assert!(policy.starts_with("default-src 'none'"));
        assert!(!policy.contains("connect-src") && !policy.contains("unsafe-inline"));
        assert!(!script.contains('\r'));
    }

    #[test]
    fn the_program_comes_before_the_texts() {
        let cuts: Vec<u64> = (1..300).map(|cut| cut * 10_000).collect();
        let page = page(Edition { cuts: &cuts, ..edition(&noise(3_000_000)) });
        assert!(page.find("<script>").unwrap() < page.find(INDEX_TAG).unwrap());
        let tags: Vec<&str> = page.split(INDEX_TAG).skip(1).collect();
        let lengths: Vec<usize> = tags.iter().map(|tag| tag.find('<').unwrap()).collect();
        assert!(lengths.len() > 2 && lengths[0] < lengths[1]);
        assert!(lengths.iter().all(|&length| length <= (shards::TAG + 10_000) / 3 * 4 + 4));
        assert!(page.contains("data-ends=\"10000 "), "the page says where each shard ends");
    }

    #[test]
    fn what_goes_in_comes_out_again() {
        for index in [vec![], b"index".to_vec(), noise(2_500_000)] {
            let page = page(Edition { cuts: &[7, 500_000, 999_999], ..edition(&index) });
            assert_eq!(unpack("news.html", page.as_bytes()).unwrap(), index);
        }
    }

    #[test]
    fn a_hostile_title_is_only_text() {
        let title = "</title></script><script>alert(1)</script><!--\" onload=x";
        let page = page(Edition { title, ..edition(b"x") });
        assert_eq!(
            page.matches("<script").count(),
            4,
            "two tags of program, the script, one index tag"
        );
        assert!(!page.contains("alert(1)</script>"));
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        assert_eq!(page(edition(b"index")), page(edition(b"index")));
    }

    #[test]
    fn a_font_is_carried_inside() {
        let font = Some(Font { family: "Vazirmatn", woff2: b"wOF2" });
        let page = page(Edition { font, ..edition(b"x") });
        assert!(page.contains("src:url(\"data:font/woff2;base64,d09GMg==\")"));
        assert!(page.contains("--kashf-embedded-font:\"Vazirmatn\""));
    }
}
