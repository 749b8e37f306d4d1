//! The pairs of an address's fragment, and the texts that they choose.
//!
//! A filter is a few pairs; a subcorpus is a fragment of its own, which stands in another as a
//! value: `within=name%3DWar%26q%3Dwar`. So an address means the same wherever it is opened.

use crate::engine::protocol::{Filter, Subcorpus};

/// Before the name of a metadata field in a key.
const META: &str = "meta.";
/// Fragments in fragments that are read: more than the engine answers, so that it says so.
const DEEPEST: u32 = 20;

/// The pairs of a fragment: keys as they stand, of metadata with its name decoded; and values.
pub fn pairs(fragment: &str) -> impl Iterator<Item = (String, String)> {
    fragment.split('&').map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let key = match key.strip_prefix(META) {
            Some(name) => format!("{META}{}", decode(name)),
            None => key.to_owned(),
        };
        (key, decode(value))
    })
}

/// Writes what a filter demands.
pub fn put_filter(out: &mut Fragment, filter: &Filter) {
    out.put("in", &filter.lang.join(","));
    // An empty source is a choice too: of texts whose source nobody gave.
    for source in &filter.source {
        out.pair("source", source);
    }
    for (key, end) in ends(&mut filter.clone()) {
        out.put(key, end);
    }
    for (name, values) in &filter.more {
        let mut key = META.to_owned();
        encode(name, &mut key);
        for value in values {
            out.pair(&key, value);
        }
    }
    for texts in &filter.within {
        out.pair("within", &code(texts));
    }
}

/// Reads a pair into a filter; gives the value back where the key is none of a filter's. `depth`
/// says in how many fragments the pair stands.
pub fn read_filter(filter: &mut Filter, key: &str, value: String, depth: u32) -> Option<String> {
    if let Some(name) = key.strip_prefix(META) {
        filter.more.entry(name.to_owned()).or_default().push(value);
        return None;
    }
    match key {
        // Once it was to be `only`; links may have been made with either.
        "in" | "only" => filter.lang = listed(&value).map(str::to_owned).collect(),
        "source" => filter.source.push(value),
        "within" => filter.within.extend(inner(&value, depth)),
        _ => match ends(filter).into_iter().find(|end| end.0 == key) {
            Some((_, end)) => *end = value,
            None => return Some(value),
        },
    }
    None
}

/// The ends of a filter's spans of time, by their keys.
fn ends(filter: &mut Filter) -> [(&'static str, &mut String); 4] {
    [
        ("from", &mut filter.from),
        ("to", &mut filter.to),
        ("sfrom", &mut filter.spoken_from),
        ("sto", &mut filter.spoken_to),
    ]
}

/// The parts of a list written with commas.
pub fn listed(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').filter(|part| !part.is_empty())
}

/// A subcorpus as a fragment; nothing of that of all texts.
///
/// ```
/// use kashf::engine::protocol::Subcorpus;
/// use kashf::view::fragment::{code, from_code};
/// let texts = Subcorpus { name: "N".into(), query: "nato".into(), ..Subcorpus::default() };
/// let others = Subcorpus { not: vec![texts.clone()], ..Subcorpus::default() };
/// assert_eq!(code(&texts), "name=N&q=nato");
/// assert_eq!(code(&others), "not=name%3DN%26q%3Dnato");
/// assert_eq!(from_code(&code(&others)), others);
/// ```
pub fn code(texts: &Subcorpus) -> String {
    let mut out = Fragment::default();
    let Subcorpus { name, query, filter, documents, and, or, not } = texts;
    out.put("name", name);
    out.put("q", query);
    put_filter(&mut out, filter);
    documents.iter().for_each(|id| out.pair("doc", id));
    for (key, others) in [("and", and), ("or", or), ("not", not)] {
        others.iter().for_each(|other| out.pair(key, &code(other)));
    }
    out.0
}

/// The subcorpus of a code. What is not understood is passed over.
pub fn from_code(code: &str) -> Subcorpus {
    at_depth(code, 0)
}

fn at_depth(code: &str, depth: u32) -> Subcorpus {
    let mut texts = Subcorpus::default();
    for (key, value) in pairs(code) {
        let Some(value) = read_filter(&mut texts.filter, &key, value, depth) else { continue };
        match key.as_str() {
            "name" => texts.name = value,
            "q" => texts.query = value,
            "doc" => texts.documents.push(value),
            "and" => texts.and.extend(inner(&value, depth)),
            "or" => texts.or.extend(inner(&value, depth)),
            "not" => texts.not.extend(inner(&value, depth)),
            _ => {}
        }
    }
    texts
}

fn inner(code: &str, depth: u32) -> Option<Subcorpus> {
    (depth < DEEPEST).then(|| at_depth(code, depth + 1))
}

/// A fragment that is being written.
#[derive(Default)]
pub struct Fragment(pub String);

impl Fragment {
    /// Adds a key that says nothing when its value is empty.
    pub fn put(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.pair(key, value);
        }
    }

    /// Adds a key and its value, even an empty one. The key is written as it is.
    pub fn pair(&mut self, key: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(key);
        self.0.push('=');
        encode(value, &mut self.0);
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
pub mod any {
    //! Any filter and any subcorpus, for tests.

    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "[\\PC\u{200c}&=#%+., ]{0,8}";

    /// Any filter without subcorpora.
    fn plain() -> impl Strategy<Value = Filter> {
        (
            prop::collection::vec("[a-z]{2,3}", 0..3),
            prop::collection::vec(TEXT, 0..3),
            [TEXT; 4],
            prop::collection::btree_map(TEXT, prop::collection::vec(TEXT, 1..3), 0..3),
        )
            .prop_map(|(lang, source, [from, to, spoken_from, spoken_to], more)| Filter {
                lang,
                source,
                from,
                to,
                spoken_from,
                spoken_to,
                more,
                within: Vec::new(),
            })
    }

    /// Any filter.
    pub fn filter() -> impl Strategy<Value = Filter> {
        (plain(), prop::collection::vec(subcorpus(), 0..2))
            .prop_map(|(filter, within)| Filter { within, ..filter })
    }

    /// Any subcorpus.
    pub fn subcorpus() -> impl Strategy<Value = Subcorpus> {
        let leaf = ("[a-cن=&]{0,2}", TEXT, plain(), prop::collection::vec("[ab%]{0,2}", 0..3));
        let leaf = leaf.prop_map(|(name, query, filter, documents)| Subcorpus {
            name,
            query,
            filter,
            documents,
            ..Subcorpus::default()
        });
        leaf.prop_recursive(3, 8, 2, |inner| {
            let some = || prop::collection::vec(inner.clone(), 0..2);
            (inner.clone(), some(), some(), some(), some()).prop_map(
                |(mut one, within, and, or, not)| {
                    one.filter.within = within;
                    Subcorpus { and, or, not, ..one }
                },
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(texts in any::subcorpus()) {
            prop_assert_eq!(from_code(&code(&texts)), texts);
        }

        #[test]
        fn reading_never_fails(code_ in "([a-z]{1,3}=|within=|not=|\\PC|[%0-9a-f&=]){0,40}") {
            let texts = from_code(&code_);
            prop_assert_eq!(from_code(&code(&texts)), texts);
        }
    }

    #[test]
    fn depth_has_an_end() {
        let mut texts = Subcorpus::default();
        for _ in 0..40 {
            texts = Subcorpus { and: vec![texts], name: "a".into(), ..Subcorpus::default() };
        }
        let mut read = from_code(&code(&texts));
        let mut depth = 0;
        while let Some(inner) = read.and.pop() {
            (read, depth) = (inner, depth + 1);
        }
        assert_eq!(depth, DEEPEST);
    }
}
