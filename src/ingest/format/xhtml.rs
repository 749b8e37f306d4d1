//! A page written as XML → the same page as HTML writes it.
//!
//! In XML `<title/>`, `<script src="…"/>` or `<p/>` are whole elements; a reader of HTML takes
//! them for beginnings, and everything behind `<title/>` for the title. So they get an end tag.
//! Nothing else changes; a page that is no sound XML stays as it is from there on.

use std::borrow::Cow;

use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// Elements that are empty in HTML too, and have no end tag there.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Gives every empty element that is none in HTML an end tag.
pub fn as_html(source: &str) -> Cow<'_, str> {
    if !source.contains("/>") {
        return Cow::Borrowed(source);
    }
    let start = source.len() - source.trim_start_matches('\u{feff}').len();
    let mut reader = Reader::from_str(&source[start..]);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let (mut html, mut written) = (String::new(), start);
    loop {
        match reader.read_event() {
            Ok(Event::Empty(tag)) => {
                let end = start + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
                let name = tag.local_name().into_inner().to_string();
                let Some(before) = source.get(written..end).and_then(|s| s.strip_suffix("/>"))
                else {
                    break;
                };
                // A `<` within a tag is a slip: the tag does not end where it seems to.
                let sound = name.bytes().all(|b| b.is_ascii_alphanumeric()) && !tag.contains('<');
                if sound && !VOID.contains(&name.as_str()) {
                    html.push_str(before);
                    html.push_str("></");
                    html.push_str(tag.name().into_inner());
                    html.push('>');
                    written = end;
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    html.push_str(&source[written..]);
    Cow::Owned(html)
}

#[cfg(test)]
mod tests {
    use super::as_html;
    use proptest::prelude::*;

    #[test]
    fn empty_elements_end() {
        for (xhtml, html) in [
            ("<title/><p/>x<br/>y", "<title></title><p></p>x<br/>y"),
            ("<a id='1' />&zwnj;<b>z</b><svg:g/>", "<a id='1' ></a>&zwnj;<b>z</b><svg:g></svg:g>"),
            ("<!-- <p/> --><p/>", "<!-- <p/> --><p></p>"),
            ("<p/><b <i/>", "<p></p><b <i/>"),
            ("\u{feff}<p/>", "<p></p>"),
            ("no tags", "no tags"),
        ] {
            assert_eq!(as_html(xhtml), html, "{xhtml}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(parts in prop::collection::vec(prop::sample::select(vec![
            "<p/>", "<br/>", "<a b='/>'/>", "<p>", "</p>", "س", "&", "<!--", "-->", "/>", "<", "<i", " ",
        ]), 0..20)) {
            let source = parts.concat();
            let html = as_html(&source);
            let letters = |s: &str| s.matches('س').count();
            prop_assert_eq!(letters(&html), letters(&source));
            prop_assert!(html.len() <= source.len() * 3);
        }
    }
}
