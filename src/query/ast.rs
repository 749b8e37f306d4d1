//! What a query asks, as a tree: the value between [`read`](mod@super::read) and the matcher.
//!
//! A [`Query`] is one [`Group`]. A group's clauses are other groups, conditions on what is
//! known of a document ([`Node::Field`]), or [`Leaf`]s: things that stand at places in texts.
//! Every leaf knows where it was typed, so that anything said about it can point there.

use super::Note;
use crate::id::Span;

/// A query, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What a document must, should and must not have.
    pub root: Group,
    /// What the reader should know about how it was read.
    pub notes: Vec<Note>,
}

/// Clauses that belong together.
///
/// A document answers a group when it has every `Must`, no `MustNot`, and, where the group
/// has no `Must`, at least one `Should`. A group of `MustNot` alone is answered by every
/// document that has none of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// In the order typed.
    pub clauses: Vec<Clause>,
}

/// A part of a group, and whether a document should have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Whether a document should have it.
    pub want: Want,
    /// What it is.
    pub node: Node,
}

/// Whether a document should have a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Better with it.
    Should,
    /// Not without it.
    Must,
    /// Not with it.
    MustNot,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Clauses in parentheses, or joined by AND, OR, NOT.
    Group(Group),
    /// Something that stands at places in texts.
    Leaf(Leaf),
    /// A condition on what is known of a document.
    Field(Field),
}

/// Something that stands at places in texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// As typed, without the signs around it; what the interface calls it.
    pub typed: String,
    /// Where it stands in the query, signs included.
    pub span: Span,
    /// What it is.
    pub ask: Ask,
    /// Where in a document it must stand.
    pub zone: Zone,
    /// True when the query ends in it, so that it may not be typed to the end.
    pub last: bool,
}

/// Where in a document something must stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// Anywhere.
    #[default]
    Any,
    /// In the headline (`title:`).
    Headline,
    /// In the body.
    Body,
}

/// What stands at places in texts. Keys are folded ([`crate::text::fold()`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A word, in any spelling and inflection.
    Word {
        /// As typed.
        form: String,
        /// Folded.
        key: String,
    },
    /// `=word`: a word printed just so.
    Exact(String),
    /// `begin*`: every word whose key begins so. Folded.
    Prefix(String),
    /// `w?rd`, `*ending`, `be*in`: `?` is one letter, `*` any number. Folded but for these.
    Wildcard(String),
    /// `/…/`: a regular expression over whole keys. As typed between the strokes.
    Regex(String),
    /// `word~1`, `word~2`: keys within so many letters changed, added, left out or swapped.
    Fuzzy {
        /// Folded.
        key: String,
        /// 1 or 2.
        edits: u8,
    },
    /// Two or more in a row; or one word in quotation marks.
    Phrase {
        /// Each a word or a pattern, never a phrase.
        items: Vec<Ask>,
        /// True for `"…"`: words as spelt (in any letters and half-spaces), not inflected.
        quoted: bool,
    },
    /// Any of them, where one is needed: `(a OR b) NEAR c`.
    Either(Vec<Ask>),
    /// `a NEAR/5 b`: at most so many words between them.
    Near {
        /// At least two.
        operands: Vec<Ask>,
        /// Words allowed between neighbours.
        distance: u32,
        /// True for `W/n`: in the order typed.
        ordered: bool,
    },
    /// A CQL sequence.
    Sequence {
        /// Its tokens, in order.
        tokens: Vec<Token>,
        /// Where all of it must lie.
        within: Within,
    },
}

/// A token of a CQL sequence, and how often it may come in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it must be.
    pub test: Test,
    /// At least so often.
    pub least: u32,
    /// At most so often; never more than [`MOST_REPEATS`].
    pub most: u32,
}

/// The most times that a token of a sequence can be asked to come in a row; `*`, `+` and
/// `{2,}` stop there.
pub const MOST_REPEATS: u32 = 20;

/// What a token must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// `[]`: any word.
    Any,
    /// `[name="value"]`.
    Is(Attribute, String),
    /// `!test`, and `name!="value"`.
    Not(Box<Test>),
    /// `a & b`.
    And(Box<Test>, Box<Test>),
    /// `a | b`.
    Or(Box<Test>, Box<Test>),
}

/// What a test of a token looks at. Values of `form` and `norm` are regular expressions
/// over the whole of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attribute {
    /// The word as printed.
    Form,
    /// Its key.
    Norm,
    /// Its stem: any word of the same stem as the value.
    Stem,
    /// The language of its document.
    Lang,
    /// Its zone, by its [name](crate::document::Zone::name).
    Zone,
}

/// Where a sequence must lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// In one document (or its title apart from the text).
    #[default]
    Document,
    /// `within paragraph`.
    Paragraph,
    /// `within sentence`.
    Sentence,
    /// `within headline`.
    Headline,
}

/// `name:value`: a condition on what is known of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// As typed, name and all.
    pub typed: String,
    /// Where it stands in the query.
    pub span: Span,
    /// Lower-cased: `lang`, `source`, `author`, `date`, `id`, or any other metadata's name.
    pub name: String,
    /// What it must be.
    pub value: Value,
}

/// What a field must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The whole value, or words in a row within it; compared by folded words. A last `*`
    /// takes any ending.
    Text(String),
    /// A span of dates, both ends included. ISO 8601, possibly only a year or a month, and
    /// empty for an open end. A year alone (`date:2021`) gives it twice.
    Dates {
        /// `2021-12`; empty for no bound.
        from: String,
        /// `2022-02`; empty for no bound.
        to: String,
    },
}

impl Query {
    /// Every leaf, in the order typed, with whether it is wanted (not under a `MustNot`).
    pub fn leaves(&self) -> Vec<(&Leaf, bool)> {
        let mut leaves = Vec::new();
        collect(&self.root, true, &mut leaves);
        leaves
    }
}

fn collect<'a>(group: &'a Group, wanted: bool, leaves: &mut Vec<(&'a Leaf, bool)>) {
    for clause in &group.clauses {
        let wanted = wanted && clause.want != Want::MustNot;
        match &clause.node {
            Node::Group(group) => collect(group, wanted, leaves),
            Node::Leaf(leaf) => leaves.push((leaf, wanted)),
            Node::Field(_) => {}
        }
    }
}
