//! `index.html`, cut at its marks.
//!
//! A region runs from `<!-- kashf:NAME -->` to `<!-- /kashf:NAME -->`. Every mark must be
//! there exactly once: a template someone has rearranged fails the build, not the reader.

use super::{Direction, Edition, escape};
use crate::error::Error;

const HTML: &str = "<html lang=\"en\" dir=\"ltr\">";
const TITLE: &str = "<title>Kashf</title>";
const ROOT: &str = "<div id=\"kashf-root\"></div>";

/// What takes the place of the marked regions.
pub struct Regions<'a> {
    /// The content security policy.
    pub policy: &'a str,
    /// The icon's address.
    pub icon: &'a str,
    /// The tag that brings the style sheet.
    pub style: &'a str,
    /// What the page's root tells `boot.js`: attributes `data-NAME`, in order.
    pub data: &'a [(&'a str, &'a str)],
    /// The tags that bring the program and the texts.
    pub program: &'a str,
}

/// Fills the template.
///
/// # Errors
///
/// When a mark is missing or there twice.
pub fn fill(template: &str, edition: &Edition, regions: &Regions) -> Result<String, Error> {
    let policy = format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">",
        // Sources are in single quotes, which need no escaping here and read better without.
        regions.policy
    );
    let icon =
        format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}\">", escape(regions.icon));
    let mut root = String::from("<div id=\"kashf-root\"");
    for (name, value) in regions.data {
        root += &format!(" data-{name}=\"{}\"", escape(value));
    }
    root += "></div>";
    let dir = match edition.dir {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    let html = format!("<html lang=\"{}\" dir=\"{dir}\">", escape(edition.lang));
    let title = format!("<title>{}</title>", escape(edition.title));

    // The pieces are found in the template, never in what was put in: a title that looks
    // like a mark stays a title.
    let mut cuts = vec![
        (spot(template, HTML)?, html),
        (spot(template, TITLE)?, title),
        (spot(template, ROOT)?, root),
        (region(template, "policy")?, policy),
        (region(template, "icon")?, icon),
        (region(template, "style")?, regions.style.to_owned()),
        (region(template, "program")?, regions.program.to_owned()),
    ];
    cuts.push((remark(template)?, String::new()));
    cuts.sort_by_key(|(place, _)| place.start);
    let mut page = String::new();
    let mut at = 0;
    for (place, text) in cuts {
        page += template.get(at..place.start).ok_or_else(|| missing("regions in a row"))?;
        page += &text;
        at = place.end;
    }
    page += &template[at..];
    Ok(page)
}

type Place = std::ops::Range<usize>;

fn spot(template: &str, mark: &str) -> Result<Place, Error> {
    let mut found = template.match_indices(mark);
    match (found.next(), found.next()) {
        (Some((start, _)), None) => Ok(start..start + mark.len()),
        _ => Err(missing(mark)),
    }
}

fn region(template: &str, name: &str) -> Result<Place, Error> {
    let start = spot(template, &format!("<!-- kashf:{name} -->"))?.start;
    let end = spot(template, &format!("<!-- /kashf:{name} -->"))?.end;
    if start < end { Ok(start..end) } else { Err(missing(name)) }
}

/// The remark to whoever edits the template, which a reader's copy does not need.
fn remark(template: &str) -> Result<Place, Error> {
    let start = spot(template, "<!-- This file is two things")?.start;
    let length = template[start..].find("-->\n").ok_or_else(|| missing("the end of the remark"))?;
    Ok(start..start + length + 4)
}

fn missing(mark: &str) -> Error {
    Error::unsupported(format!(
        "the page's template index.html should hold `{mark}` exactly once, and does not: put it back"
    ))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{TEMPLATE, edition};
    use super::*;

    const REGIONS: Regions = Regions {
        policy: "default-src 'none'",
        icon: "data:,",
        style: "<style>s</style>",
        data: &[("form", "single"), ("name", "a\"b")],
        program: "<script>p</script>",
    };

    #[test]
    fn every_region_is_replaced_and_nothing_of_trunk_is_left() {
        let page = fill(TEMPLATE, &edition(b""), &REGIONS).unwrap();
        for part in [
            "<html lang=\"fa\" dir=\"rtl\">",
            "<title>News &amp; more</title>",
            "content=\"default-src 'none'\"",
            "<style>s</style>",
            "<div id=\"kashf-root\" data-form=\"single\" data-name=\"a&quot;b\"></div>",
            "<script>p</script>",
        ] {
            assert_eq!(page.matches(part).count(), 1, "{part}");
        }
        assert!(!page.contains("data-trunk") && !page.contains("kashf:"), "{page}");
    }

    #[test]
    fn the_policy_comes_before_everything_it_governs() {
        let page = fill(TEMPLATE, &edition(b""), &REGIONS).unwrap();
        let policy = page.find("Content-Security-Policy").unwrap();
        for later in ["<style", "<script", "<link", "<title"] {
            assert!(policy < page.find(later).unwrap(), "{later}");
        }
    }

    #[test]
    fn a_missing_or_doubled_mark_fails_loudly() {
        for mark in [
            HTML,
            TITLE,
            ROOT,
            "<!-- kashf:policy -->",
            "<!-- /kashf:icon -->",
            "<!-- kashf:style -->",
            "<!-- /kashf:program -->",
        ] {
            for template in [TEMPLATE.replace(mark, ""), TEMPLATE.replace(mark, &mark.repeat(2))] {
                let error = fill(&template, &edition(b""), &REGIONS).unwrap_err();
                assert!(error.to_string().contains("exactly once"), "{mark}: {error}");
            }
        }
    }

    #[test]
    fn a_title_that_looks_like_a_mark_stays_a_title() {
        let title = "<!-- kashf:program --></title><script>alert(1)</script>";
        let page = fill(TEMPLATE, &Edition { title, ..edition(b"") }, &REGIONS).unwrap();
        assert!(page.contains("<title>&lt;!-- kashf:program --&gt;&lt;/title&gt;&lt;script&gt;"));
        assert!(!page.contains("<script>alert"));
    }
}
