//! A page → one document: the text a reader of the page would see, and what its head
//! says of it.
//!
//! Blocks become paragraphs with an empty line between them, `<br>`, list items and table
//! rows lines, table cells columns behind tabs; white space collapses except in `<pre>`;
//! entities are decoded; no-break spaces and zero-width non-joiners stay. Scripts, styles,
//! templates, drawings, frames, choices of forms, hidden blocks, alternative texts of images
//! and the reading aids printed above a word's letters (`<rt>`) are left out. Navigation and
//! footers stay, in order: what is boilerplate is decided elsewhere. Tags are read by the rules
//! of the HTML standard, but no tree is built: a page with wrongly nested tags still gives its
//! text in the order it was written.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, StartTag, Token, Tokenizer};

mod article;
mod classes;
mod head;
mod linked;
mod outline;

use crate::document::{Document, Origin};
use crate::ingest::{Doubt, Ingested, Skipped};

use super::flow::{self, Flow};
use super::{Format, plain};
use article::Told;
use head::Head;
use linked::Linked;
use outline::Outline;

/// The text begins like a page: with a doctype or the root element, after comments.
pub fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    for (open, close) in [("<?xml", "?>"), ("<!--", "-->"), ("<!--", "-->")] {
        if let Some(end) = rest.strip_prefix(open).and_then(|r| r.find(close)) {
            rest = rest[open.len() + end + close.len()..].trim_start();
        }
    }
    ["<!doctype html", "<html", "<head>", "<body"].iter().any(|start| {
        rest.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
            && rest[start.len()..]
                .starts_with(|c: char| c == '>' || c.is_whitespace() || start.ends_with('>'))
    })
}

/// Reads a page.
///
/// # Errors
///
/// When there is no text on it.
pub fn read(name: &str, source: &str) -> Result<Ingested, Skipped> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for Ok(token) in Tokenizer::new_with_emitter(source, emitter) {
        page.take(token);
    }
    let mut doubts = Vec::new();
    if let Some(left_out) = &page.skipping {
        let name = &left_out.name;
        doubts.push(Doubt::whole(format!(
            "<{name}> is opened and never closed; everything after it was left out"
        )));
    }
    if page.out.text.is_empty() {
        return Err(Skipped::because("a page without text (made by a script, perhaps)"));
    }
    let document = page.into_document(name);
    Ok(Ingested { documents: vec![document], doubts, format: Format::Html })
}

/// What an element does to the text around and in it. Elements that are not listed do
/// nothing: `<b>`, `<span>`, `<a>`, …
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effect {
    /// A paragraph of its own.
    Block,
    /// A line of its own.
    Line,
    /// Its content is no text of the page.
    LeftOut,
    /// White space in it counts.
    Verbatim,
    Row,
    Cell,
    List,
}

const EFFECTS: &[(Effect, &[&str])] = &[
    (
        Effect::Block,
        &[
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "details",
            "dialog",
            "div",
            "dl",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "hr",
            "html",
            "main",
            "nav",
            "p",
            "search",
            "section",
            "table",
        ],
    ),
    (Effect::Line, &["li", "dt", "dd", "caption", "legend", "summary"]),
    (
        Effect::LeftOut,
        &[
            "script", "style", "template", "noscript", "svg", "iframe", "noframes", "noembed",
            "canvas", "audio", "video", "object", "select", "datalist", "textarea", "rt", "rp",
        ],
    ),
    (Effect::Verbatim, &["pre", "listing", "xmp", "plaintext"]),
    (Effect::Row, &["tr"]),
    (Effect::Cell, &["td", "th"]),
    (Effect::List, &["ul", "ol", "menu"]),
];

/// Elements whose `hidden` is believed: their end tag may not be omitted, so that the end
/// of what is hidden is certain.
const HIDEABLE: &[&str] = &[
    "article", "aside", "dialog", "div", "footer", "form", "header", "nav", "section", "span", "ul",
];

/// A block whose end tag may not be omitted.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "div" | "section" | "article" | "figure" | "main" | "header" | "footer" | "aside" | "nav"
    )
}

fn effect(name: &str) -> Option<Effect> {
    EFFECTS.iter().find(|(_, names)| names.contains(&name)).map(|&(effect, _)| effect)
}

/// The page as far as it was read.
#[derive(Default)]
struct Page {
    out: Flow,
    outline: Outline,
    skipping: Option<LeftOut>,
    /// `<title>` and the first `<h1>` are caught as they pass.
    title: Caught,
    h1: Caught,
    lists: usize,
    verbatim: usize,
    /// A verbatim block was just opened; a line end that follows at once is not in it.
    first_break_is_dropped: bool,
    head: Head,
    /// The text of a `<script>` that holds data about the page.
    data: Option<String>,
}

/// An element that is being left out, and how deep we are in others of its name.
struct LeftOut {
    name: String,
    depth: usize,
    /// Blocks that are open in it. The end of one that is not shows that its own end is missing.
    blocks: usize,
}

/// Elements that nobody leaves open on purpose, and many by mistake.
const ENDS_WITH_ITS_BLOCK: &[&str] = &["svg", "video", "audio", "object", "canvas", "select"];

/// The text of the first element of a kind.
#[derive(Default)]
struct Caught {
    text: String,
    open: bool,
    done: bool,
}

impl Caught {
    fn start(&mut self) {
        self.open = !self.done;
    }

    fn end(&mut self) {
        self.done |= self.open && !self.text.trim().is_empty();
        self.open = false;
    }

    fn catch(&mut self, text: &str) {
        if self.open {
            self.text.push_str(text);
        }
    }

    fn collapsed(&self) -> String {
        collapse(&self.text)
    }
}

/// A line's worth of text with single spaces.
fn collapse(text: &str) -> String {
    plain::trim(&flow::collapse(text)).to_string()
}

impl Page {
    fn take(&mut self, token: Token) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                self.start(&name, &tag);
            }
            Token::EndTag(tag) => self.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => self.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    fn start(&mut self, name: &str, tag: &StartTag<()>) {
        if let Some(left_out) = &mut self.skipping {
            left_out.depth += usize::from(left_out.name == name && !tag.self_closing);
            left_out.blocks += usize::from(is_block(name));
            return;
        }
        let effect = effect(name);
        let hidden = tag.attributes.contains_key(&b"hidden"[..]) && HIDEABLE.contains(&name);
        if effect == Some(Effect::LeftOut) || hidden {
            // `<svg/>` ends where it begins; on HTML's own elements the slash means nothing.
            let kind = tag.attributes.get(&b"type"[..]).map_or(String::new(), |v| value(v));
            if name == "script" && kind.eq_ignore_ascii_case("application/ld+json") {
                self.data = Some(String::new());
            }
            if !(tag.self_closing && name == "svg") {
                self.skipping = Some(LeftOut { name: name.to_string(), depth: 1, blocks: 0 });
            }
            return;
        }
        self.outline.start(name, |key| {
            tag.attributes.get(key.as_bytes()).map_or(String::new(), |v| value(v))
        });
        match effect {
            Some(Effect::Block) => self.out.block(),
            Some(Effect::Line) => self.out.line(),
            Some(Effect::Row) => self.out.row(),
            Some(Effect::Cell) => self.out.cell(),
            Some(Effect::List) => {
                self.list_edge();
                self.lists += 1;
            }
            Some(Effect::Verbatim) => {
                self.out.block();
                self.verbatim += 1;
                self.first_break_is_dropped = true;
            }
            Some(Effect::LeftOut) | None => {}
        }
        match name {
            "br" => self.out.line_break(),
            "title" => self.title.start(),
            "h1" => self.h1.start(),
            "table" => self.out.table(),
            "html" | "meta" | "link" | "time" => self.head.take(name, tag),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(left_out) = &mut self.skipping {
            left_out.depth -= usize::from(left_out.name == name);
            let around = is_block(name) && left_out.blocks == 0;
            left_out.blocks -= usize::from(is_block(name) && !around);
            let cut_off = around && ENDS_WITH_ITS_BLOCK.contains(&&*left_out.name);
            if left_out.depth == 0 || cut_off {
                self.skipping = None;
                if let Some(data) = self.data.take() {
                    self.head.linked(Linked::read(&data));
                }
            }
            if !cut_off {
                return;
            }
        }
        self.outline.end(name);
        match effect(name) {
            Some(Effect::Block) => self.out.block(),
            Some(Effect::Line) => self.out.line(),
            Some(Effect::Row) => self.out.line(),
            Some(Effect::Cell) => self.out.cell_end(),
            Some(Effect::List) => {
                self.lists = self.lists.saturating_sub(1);
                self.list_edge();
            }
            Some(Effect::Verbatim) => {
                self.out.block();
                self.verbatim = self.verbatim.saturating_sub(1);
            }
            Some(Effect::LeftOut) | None => {}
        }
        match name {
            "br" => self.out.line_break(),
            "title" => self.title.end(),
            "h1" => self.h1.end(),
            "table" => self.out.table_end(),
            _ => {}
        }
    }

    /// A list stands apart from the text around it; a list in a list does not.
    fn list_edge(&mut self) {
        if self.lists == 0 { self.out.block() } else { self.out.line() }
    }

    fn text(&mut self, text: &str) {
        if self.skipping.is_some() {
            if let Some(data) = &mut self.data {
                data.push_str(text);
            }
            return;
        }
        if self.title.open {
            return self.title.catch(text);
        }
        self.h1.catch(text);
        let before = self.out.text.len();
        let first = std::mem::take(&mut self.first_break_is_dropped);
        if self.verbatim > 0 {
            let text = if first { text.strip_prefix('\n').unwrap_or(text) } else { text };
            self.out.push_exactly(text);
        } else {
            self.out.push(text);
        }
        let written = &self.out.text[before..];
        let begins = written.find(|c: char| !matches!(c, '\n' | '\t' | ' '));
        if let Some(begins) = begins {
            if written[..begins].contains('\n') {
                self.outline.line();
            }
            self.outline.text(before + begins, self.out.text.len());
        }
    }

    fn into_document(mut self, name: &str) -> Document {
        let (h1, mut head) = (self.h1.collapsed(), self.head);
        let page_title = self.title.collapsed();
        let (title, from) = choose_title(&page_title, &head.og_title, &head.headline, &h1);
        self.outline.finish();
        let told = Told { title: title.clone(), body: std::mem::take(&mut head.body) };
        let zones = article::zones(&self.outline, &self.out.text, &told);
        let mut text = self.out.text;
        text.push('\n');
        let line = text.lines().find(|line| *line == title).filter(|line| !line.is_empty());
        let title_span = line.and_then(|line| plain::span_in(&text, line));
        let (mut meta, mut origins) = head.settle();
        if !title.is_empty() {
            origins.insert(0, ("title".to_string(), Origin::File(from.to_string())));
        }
        meta.title = title;
        let id = name.to_string();
        Document { id, text, meta, title_span, zones, origins, host: None }
    }
}

/// The page's title, and where it says so. When that is the main heading with the site's name
/// behind it, the heading alone.
fn choose_title(title: &str, og_title: &str, headline: &str, h1: &str) -> (String, &'static str) {
    let with_site = |rest: &str| {
        rest.trim_start().starts_with(['-', '|', '–', '—', '·', '•', ':', '»', '«', '/', '،'])
    };
    let all =
        [(title, "title"), (og_title, "meta og:title"), (headline, "JSON-LD headline"), (h1, "h1")];
    let (named, from) = all.into_iter().find(|(t, _)| !t.is_empty()).unwrap_or_default();
    match named.strip_prefix(h1) {
        Some(rest) if !h1.is_empty() && with_site(rest) => (h1.to_string(), "h1"),
        _ => (named.to_string(), from),
    }
}

fn value(bytes: &HtmlString) -> String {
    collapse(&String::from_utf8_lossy(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Zone;
    use proptest::prelude::*;

    fn one(source: &str) -> Document {
        read("a.html", source).unwrap().documents.remove(0)
    }

    #[test]
    fn text_of_the_page() {
        for (source, text) in [
            ("<p>One<p>Two", "One\n\nTwo"),
            ("<div><p>One</p></div><div>Two</div>", "One\n\nTwo"),
            ("a  b\n c<br>d<br><br>e", "a b c\nd\n\ne"),
            ("<p>a <b>b</b> <i>c</i>d</p>", "a b cd"),
            ("می&zwnj;شود&nbsp;x &amp; &lt;y&gt; &#1587;", "می\u{200c}شود\u{a0}x & <y> س"),
            ("a<script>x()</script><style>y</style><template><p>t</template>b", "ab"),
            ("a<svg><title>t</title><path/></svg><noscript>n</noscript>b", "ab"),
            ("<svg/>a<iframe src=x>f</iframe>", "a"),
            ("a<select><option>o</select><input type=hidden value=v>b", "ab"),
            ("a<div hidden>x<div>y</div>z</div>b", "ab"),
            ("<img alt='picture'>a", "a"),
            ("x<ul><li>a<ul><li>b</ul><li>c</ul>y", "x\n\na\nb\nc\n\ny"),
            ("<table><tr><td>a<td>b<tr><td>c<td>d</table>e", "a\tb\nc\td\n\ne"),
            ("<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a\tb"),
            ("<table><tr><td></td><td>b</td></tr><tr><td>c</td></tr></table>", "b\nc"),
            ("<table><tr><td><p>a<p>b</td><td>c</td></tr></table>", "a\n\nb\n\nc"),
            ("x<pre>\n a\n  b\n</pre>y", "x\n\n a\n  b\n\ny"),
            ("<title>T</title><nav>N</nav><p>P", "N\n\nP"),
            ("<dl><dt>a<dd>b</dl>", "a\nb"),
            ("<!-- c --><p>a<!-- d -->b", "ab"),
        ] {
            assert_eq!(one(source).text, format!("{text}\n"), "{source}");
        }
    }

    #[test]
    fn head_becomes_metadata() {
        let document = one(concat!(
            "<!doctype html><html lang=fa><head><title> A\n title — Site</title>",
            "<meta name=author content='N N'><meta property=article:author content=http://x>",
            "<meta name=date content=2020><meta property='article:published_time' content='2021-12-17'>",
            "<meta property=og:site_name content=Outlet><link rel=canonical href=https://x/y>",
            "<meta name=description content='About it'></head><h1>A title</h1><p>Text"
        ));
        let meta = &document.meta;
        assert_eq!(meta.title, "A title");
        assert_eq!(document.title_span.unwrap().of(&document.text), Some("A title"));
        assert_eq!((&*meta.lang, &*meta.author, &*meta.date), ("fa", "N N", "2021-12-17"));
        assert_eq!((&*meta.source, &*meta.url), ("Outlet", "https://x/y"));
        assert_eq!(meta.more, [("description".to_string(), "About it".to_string())]);
    }

    #[test]
    fn fields_say_where_they_come_from() {
        let document = one(concat!(
            "<html lang=ar><head><title>T</title><meta property=article:tag content=a><meta property=article:tag content=b>",
            "<meta property='article:section' content=Desk><meta property=og:site_name content=Outlet>",
            "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"author\": {\"name\": \"N N\"}, ",
            "\"datePublished\": \"2021-12-20T10:15Z\", \"dateModified\": \"2021-12-21\", \"publisher\": {\"name\": \"House\"}}",
            "</script></head><p>x<time datetime=2019-01-01>then</time>"
        ));
        let meta = &document.meta;
        assert_eq!(
            (&*meta.author, &*meta.date, &*meta.source),
            ("N N", "2021-12-20T10:15Z", "Outlet")
        );
        let more = |key: &str| meta.more.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
        assert_eq!(more("keywords"), Some("a, b"));
        assert_eq!((more("section"), more("modified")), (Some("Desk"), Some("2021-12-21")));
        let origin =
            |key: &str| document.origins.iter().find(|(k, _)| k == key).map(|(_, o)| o.clone());
        let file = |place: &str| Some(Origin::File(place.to_string()));
        assert_eq!(origin("date"), file("JSON-LD datePublished"));
        assert_eq!(origin("source"), file("meta og:site_name"));
        assert_eq!((origin("lang"), origin("title")), (file("html lang"), file("title")));
        assert_eq!(one("<p>x<time datetime=2019-01-01>then</time>").meta.date, "2019-01-01");
    }

    #[test]
    fn what_a_video_leaves_open_ends_with_its_block() {
        assert_eq!(one("<div>a<video><source src=x></div><p>b").text, "a\n\nb\n");
        assert_eq!(one("<div>a<svg><div>n</div></svg>b</div>").text, "ab\n");
    }

    #[test]
    fn a_missing_title_is_made_good() {
        assert_eq!(one("<meta property=og:title content=O><h1>H</h1>").meta.title, "O");
        assert_eq!(one("<h1>H <i>i</i></h1><h1>K</h1>").meta.title, "H i");
        assert_eq!(one("<p>x").meta.title, "");
    }

    #[test]
    fn pages_are_recognised() {
        for page in
            ["<!DOCTYPE html>", "\u{feff}\n<html lang=x>", "<!-- x --><!doctype HTML >", "<body>"]
        {
            assert!(is_page(page), "{page}");
        }
        for other in ["<p>x", "text <html>", "<htmlx>", "<", "<!doctype"] {
            assert!(!is_page(other), "{other}");
        }
    }

    #[test]
    fn what_is_never_closed_is_reported() {
        let read = read("a", "<p>a</p><template><p>b</p>").unwrap();
        assert!(read.doubts[0].reason.contains("<template>"));
        assert!(super::read("a", "<script>x").is_err());
    }

    proptest! {
        #[test]
        fn any_soup_is_eaten(parts in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<pre>", "</pre>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>",
            "<svg>", "</svg>", "<template>", "</template>", "<br>", "<li>", "<ul>", "</ul>", "<h1>",
            "</h1>", "<title>", "</title>", "<div hidden>", "<nav>", "</nav>", "<a href=x>", "</a>", "<div class=ad>", "<article>",
            "Some words, which are enough to count as a paragraph, stand here. ", "<span class=meta>", "</span>",
            "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"x\"}</script>", "<time datetime=2020>",
            "</div>", "&nbsp;", "&", "<", "<!--", "\n",
            " ", "a", "س\u{200c}", "\"", "<meta name=date content=x>", "</", "<a b='",
        ]), 0..60)) {
            let source = parts.concat();
            if let Ok(read) = read("x", &source) {
                let document = &read.documents[0];
                prop_assert!(document.text.len() <= source.len() * 2 + 8);
                prop_assert!(document.title_span.is_none_or(|s| s.of(&document.text) == Some(&document.meta.title)));
                let mut end = 0;
                for (span, zone) in &document.zones {
                    prop_assert!(end <= span.start && span.start < span.end && *zone != Zone::Body);
                    prop_assert!(span.of(&document.text).is_some());
                    end = span.end;
                }
            }
        }
    }
}
