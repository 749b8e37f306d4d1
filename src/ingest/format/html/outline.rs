//! The elements of a page as a flat list, and the stretches of its text in them.
//!
//! Elements are listed in the order in which they open, so that what is inside of one stands
//! in a row behind it, and sums over a tree are one walk over the list: nothing here recurses.
//! Elements that only change the look of words (`<b>`, `<span>`) are not listed unless their
//! class tells something.

use std::collections::BTreeMap;

use crate::document::Zone;

use super::classes::{self, Traits};

/// How far up an end tag looks for its beginning.
const REACH: usize = 256;

/// An element.
#[derive(Clone, Debug)]
pub struct Node {
    /// The element around it; the first of all is its own.
    pub parent: u32,
    /// One past the last element in it.
    pub end: u32,
    pub tag: Tag,
    /// What its name, role or class says that it is, if that is no article.
    pub zone: Option<Zone>,
    /// How much its class or id sounds like an article, or unlike.
    pub weight: i32,
    /// It says of itself that it is the text of the article.
    pub is_body: bool,
    /// Its parent holds other blocks; for the parent: it holds blocks.
    pub has_blocks: bool,
}

/// The kinds of elements that matter for what is the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Root,
    Article,
    Main,
    Paragraph,
    Heading(u8),
    Block,
    List,
    Item,
    Table,
    Row,
    Cell,
    Quote,
    Verbatim,
    Figure,
    Caption,
    Form,
    Inline,
}

/// A line of text, or what is in one element of it.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    pub start: u32,
    pub end: u32,
    pub node: u32,
    /// Bytes of it that are links.
    pub link: u32,
}

/// An element that is open.
struct Open {
    name: u32,
    node: u32,
    kind: Kind,
}

/// What an element is to those around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Inline,
    Block,
    /// End tags of other elements do not reach out of it.
    Scope,
}

/// The elements and pieces of a page.
pub struct Outline {
    pub nodes: Vec<Node>,
    pub pieces: Vec<Piece>,
    open: Vec<Open>,
    counts: BTreeMap<u32, u32>,
    in_link: bool,
    /// The next text begins a piece even if it is in the element of the last.
    fresh: bool,
}

impl Default for Outline {
    fn default() -> Outline {
        let root = Node {
            parent: 0,
            end: 0,
            tag: Tag::Root,
            zone: None,
            weight: 0,
            is_body: false,
            has_blocks: true,
        };
        Outline {
            nodes: vec![root],
            pieces: Vec::new(),
            open: Vec::new(),
            counts: BTreeMap::new(),
            in_link: false,
            fresh: false,
        }
    }
}

/// Elements that never have an end, or whose end is of no interest.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "html", "head", "b", "i", "em", "strong", "u", "s", "font", "small", "big",
    "code", "tt", "nobr", "strike", "sub", "sup", "mark", "abbr", "cite", "q", "path", "g",
];

impl Outline {
    /// An element begins. `get` reads its attributes.
    pub fn start(&mut self, name: &str, get: impl Fn(&str) -> String) {
        if name == "a" {
            self.in_link = !get("href").is_empty();
        }
        if VOID.contains(&name) {
            return;
        }
        self.close_implied(name);
        let tag = tag(name);
        let traits = classes::traits(name, &get);
        let parent = self.here();
        let lists = tag != Tag::Inline || traits != Traits::default();
        let node = if lists { self.list(parent, tag, traits) } else { parent };
        let kind = match (tag, name) {
            (_, "td" | "th" | "table" | "caption" | "button") => Kind::Scope,
            (Tag::Inline, _) => Kind::Inline,
            _ => Kind::Block,
        };
        let name = hash(name);
        *self.counts.entry(name).or_default() += 1;
        self.open.push(Open { name, node, kind });
    }

    fn list(&mut self, parent: u32, tag: Tag, traits: Traits) -> u32 {
        let Ok(node) = u32::try_from(self.nodes.len()) else { return parent };
        self.nodes[parent as usize].has_blocks |= tag != Tag::Inline;
        let Traits { zone, weight, is_body } = traits;
        self.nodes.push(Node { parent, end: 0, tag, zone, weight, is_body, has_blocks: false });
        node
    }

    /// An element ends, if it is open and no other stands in between that may not be left so.
    pub fn end(&mut self, name: &str) {
        if name == "a" {
            self.in_link = false;
        }
        let inline = tag(name) == Tag::Inline;
        let scope = !matches!(
            name,
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "table" | "caption" | "button"
        );
        self.close(hash(name), |kind| {
            kind == Kind::Scope && scope || kind == Kind::Block && inline
        });
    }

    /// Closes the innermost open element of a name, unless one that `stops` comes before it.
    fn close(&mut self, name: u32, stops: impl Fn(Kind) -> bool) {
        if self.counts.get(&name).copied().unwrap_or(0) == 0 {
            return;
        }
        let mut nearest = self.open.iter().enumerate().rev().take(REACH);
        let found = nearest.find(|(_, open)| open.name == name || stops(open.kind));
        if let Some((at, _)) = found.filter(|(_, open)| open.name == name) {
            for open in self.open.drain(at..) {
                if let Some(count) = self.counts.get_mut(&open.name) {
                    *count -= 1;
                }
            }
        }
    }

    /// Elements that end because this one begins.
    fn close_implied(&mut self, name: &str) {
        match name {
            "li" => self.close_until(&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => self.close_until(&["dt", "dd"], &["dl"]),
            "td" | "th" => self.close_until(&["td", "th"], &["tr", "table"]),
            "tr" => self.close_until(&["tr"], &["table"]),
            "tbody" | "thead" | "tfoot" => {
                self.close_until(&["tbody", "thead", "tfoot"], &["table"])
            }
            _ if tag(name) != Tag::Inline => {
                self.close(hash("p"), |kind| kind != Kind::Inline);
            }
            _ => {}
        }
    }

    fn close_until(&mut self, names: &[&str], around: &[&str]) {
        let around: Vec<u32> = around.iter().map(|name| hash(name)).collect();
        let mut nearest = self.open.iter().rev().take(REACH);
        let names: Vec<u32> = names.iter().map(|name| hash(name)).collect();
        let found = nearest.find(|open| names.contains(&open.name) || around.contains(&open.name));
        if let Some(name) = found.map(|open| open.name).filter(|name| names.contains(name)) {
            self.close(name, |_| false);
        }
    }

    fn here(&self) -> u32 {
        self.open.last().map_or(0, |open| open.node)
    }

    /// The next text stands in a line of its own.
    pub fn line(&mut self) {
        self.fresh = true;
    }

    /// Text was written from `start` up to `end`.
    pub fn text(&mut self, start: usize, end: usize) {
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else { return };
        let node = self.here();
        let link = if self.in_link { end - start } else { 0 };
        match self.pieces.last_mut() {
            Some(last) if last.node == node && !self.fresh => {
                last.end = end;
                last.link += link;
            }
            _ => self.pieces.push(Piece { start, end, node, link }),
        }
        self.fresh = false;
    }

    /// When all was read: sets where elements end.
    pub fn finish(&mut self) {
        for at in (0..self.nodes.len()).rev() {
            let node = &mut self.nodes[at];
            node.end = node.end.max(at as u32 + 1);
            let (end, parent) = (node.end, node.parent as usize);
            let around = &mut self.nodes[parent].end;
            *around = (*around).max(end);
        }
    }
}

/// A number for a name; names of one number would be taken for each other.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn tag(name: &str) -> Tag {
    match name {
        "article" => Tag::Article,
        "main" => Tag::Main,
        "p" => Tag::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Tag::Heading(name.as_bytes()[1] - b'0'),
        "ul" | "ol" | "menu" | "dl" => Tag::List,
        "li" | "dt" | "dd" => Tag::Item,
        "table" => Tag::Table,
        "tr" | "tbody" | "thead" | "tfoot" => Tag::Row,
        "td" | "th" => Tag::Cell,
        "blockquote" => Tag::Quote,
        "pre" | "listing" | "xmp" => Tag::Verbatim,
        "figure" => Tag::Figure,
        "figcaption" | "caption" => Tag::Caption,
        "form" | "fieldset" => Tag::Form,
        "address" | "aside" | "body" | "center" | "details" | "dialog" | "div" | "footer"
        | "header" | "hgroup" | "nav" | "search" | "section" | "amp-sidebar" => Tag::Block,
        _ => Tag::Inline,
    }
}
