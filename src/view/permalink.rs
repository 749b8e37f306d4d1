//! The state of the page as the address's fragment, there and back.
//!
//! `#q=…&view=search&doc=…&hit=3&sort=newest&in=fa,ar&text=given&lang=fa`: only what differs
//! from the start is written, in this order, so equal states have equal addresses. Reading
//! never fails: what is not understood is passed over, since an address is foreign input.

use super::language::Lang;
use crate::engine::protocol::Sort;

/// The longest fragment that is read, in bytes; the rest of a longer one is ignored.
const LONGEST: usize = 64 * 1024;

/// A screen of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Searching, the start.
    #[default]
    Search,
    /// The list of texts.
    Texts,
    /// What the corpus is.
    About,
}

impl View {
    /// Every screen, in the order of the header.
    pub const ALL: [View; 3] = [View::Search, View::Texts, View::About];

    /// Its name in the fragment and in test hooks.
    pub fn code(self) -> &'static str {
        match self {
            View::Search => "search",
            View::Texts => "texts",
            View::About => "about",
        }
    }

    /// The screen of that name.
    pub fn from_code(code: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.code() == code)
    }
}

/// Everything about the page that is worth sharing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permalink {
    /// The query as typed.
    pub query: String,
    /// The screen.
    pub view: View,
    /// The open document's own id.
    pub doc: Option<String>,
    /// Which of its hits is current, from 1; 0 when none is.
    pub hit: u32,
    /// The order of the results.
    pub sort: Sort,
    /// The order of the list of texts.
    pub order: Sort,
    /// Languages of documents to keep; empty keeps all.
    pub only: Vec<String>,
    /// Whether the open text is shown as given, unset.
    pub given: bool,
    /// The interface's language, when the address demands one.
    pub lang: Option<Lang>,
}

/// An order's name in the fragment.
pub fn sort_code(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Date => "date",
        Sort::Title => "title",
        Sort::Source => "source",
    }
}

/// The order of that name.
pub fn sort_from_code(code: &str) -> Option<Sort> {
    [Sort::Relevance, Sort::Newest, Sort::Date, Sort::Title, Sort::Source]
        .into_iter()
        .find(|sort| sort_code(*sort) == code)
}

impl Permalink {
    /// Reads a fragment, with or without its `#`. Of a repeated key the last counts.
    ///
    /// ```
    /// use kashf::view::permalink::{Permalink, View};
    /// let link = Permalink::parse("#q=%D9%86%D8%A7%D8%AA%D9%88&view=texts&nonsense=%ZZ");
    /// assert_eq!((link.query.as_str(), link.view), ("ناتو", View::Texts));
    /// ```
    pub fn parse(fragment: &str) -> Permalink {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let mut end = fragment.len().min(LONGEST);
        while !fragment.is_char_boundary(end) {
            end -= 1;
        }
        let mut link = Permalink::default();
        for pair in fragment[..end].split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            link.read(key, decode(value));
        }
        link
    }

    fn read(&mut self, key: &str, value: String) {
        match key {
            "q" => self.query = value,
            "view" => self.view = View::from_code(&value).unwrap_or_default(),
            "doc" => self.doc = (!value.is_empty()).then_some(value),
            "hit" => self.hit = value.parse().unwrap_or_default(),
            "sort" => self.sort = sort_from_code(&value).unwrap_or_default(),
            "order" => self.order = sort_from_code(&value).unwrap_or_default(),
            "in" => {
                self.only =
                    value.split(',').filter(|tag| !tag.is_empty()).map(str::to_owned).collect();
            }
            "text" => self.given = value == "given",
            "lang" => self.lang = Lang::from_tag(&value),
            _ => {}
        }
    }

    /// Writes the fragment, without `#`; empty for the start.
    pub fn fragment(&self) -> String {
        let mut out = String::new();
        let mut put = |key: &str, value: &str| {
            if !value.is_empty() {
                if !out.is_empty() {
                    out.push('&');
                }
                out.push_str(key);
                out.push('=');
                encode(value, &mut out);
            }
        };
        put("q", &self.query);
        if self.view != View::default() {
            put("view", self.view.code());
        }
        put("doc", self.doc.as_deref().unwrap_or_default());
        if self.hit > 0 {
            put("hit", &self.hit.to_string());
        }
        for (key, sort) in [("sort", self.sort), ("order", self.order)] {
            if sort != Sort::default() {
                put(key, sort_code(sort));
            }
        }
        put("in", &self.only.join(","));
        if self.given {
            put("text", "given");
        }
        put("lang", self.lang.map(Lang::code).unwrap_or_default());
        out
    }
}

/// Percent-encodes all but letters and digits of ASCII and a few harmless signs.
fn encode(value: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z'
            | b'a'..=b'z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b'/'
            | b','
            | b':' => {
                out.push(char::from(byte));
            }
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

/// Undoes [`encode`]; a `+` is a space, as forms write it. Broken escapes stay as they are,
/// broken UTF-8 becomes the replacement character.
fn decode(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = (byte == b'%')
            .then(|| Some((nibble(*bytes.get(at + 1)?)?, nibble(*bytes.get(at + 2)?)?)))
            .flatten();
        match escaped {
            Some((high, low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            None => {
                out.push(if byte == b'+' { b' ' } else { byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn link() -> impl Strategy<Value = Permalink> {
        let sort = prop::sample::select(vec![
            Sort::Relevance,
            Sort::Date,
            Sort::Newest,
            Sort::Title,
            Sort::Source,
        ]);
        let text = "[\\PC\u{200c}&=#%+ \n]{0,12}";
        (
            text,
            prop::sample::select(View::ALL.to_vec()),
            prop::option::of(text.prop_filter("an id is not empty", |id| !id.is_empty())),
            0u32..9999,
            sort.clone(),
            sort,
            prop::collection::vec("[a-z]{2,3}", 0..3),
            any::<bool>(),
            prop::option::of(prop::sample::select(Lang::ALL.to_vec())),
        )
            .prop_map(|(query, view, doc, hit, sort, order, only, given, lang)| {
                Permalink { query, view, doc, hit, sort, order, only, given, lang }
            })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(link in link()) {
            let fragment = link.fragment();
            prop_assert!(fragment.is_ascii());
            prop_assert_eq!(Permalink::parse(&fragment), link);
        }

        #[test]
        fn reading_never_fails(fragment in "\\PC{0,80}", tail in "[%0-9a-f&=q#+]{0,40}") {
            let link = Permalink::parse(&format!("{fragment}{tail}"));
            // And what was read settles: written and read once more it is the same.
            prop_assert_eq!(Permalink::parse(&link.fragment()), link);
        }
    }

    #[test]
    fn start_is_an_empty_fragment() {
        assert_eq!(Permalink::default().fragment(), "");
        assert_eq!(Permalink::parse("#"), Permalink::default());
        assert_eq!(Permalink::parse("view=nowhere&hit=-3&sort=sideways"), Permalink::default());
    }

    #[test]
    fn a_readable_address() {
        let link = Permalink {
            query: "a b".into(),
            doc: Some("fa/001.txt".into()),
            hit: 3,
            lang: Some(Lang::Fa),
            ..Permalink::default()
        };
        assert_eq!(link.fragment(), "q=a%20b&doc=fa/001.txt&hit=3&lang=fa");
    }

    #[test]
    fn a_giant_address_is_cut() {
        let link = Permalink::parse(&format!("q={}", "ن".repeat(100_000)));
        assert!(link.query.len() <= LONGEST);
    }
}
