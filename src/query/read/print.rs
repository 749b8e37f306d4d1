//! The tree → text: a query that reads as the same tree, and one line that shows it.

use std::fmt::{Display, Formatter, Result};

use super::expression::{is_condition, wanted};
use crate::query::ast::{
    Ask, Attribute, Clause, Field, Group, Leaf, Node, Query, Test, Token, Value, Want, Within, Zone,
};

/// The query in its canonical form: `+` and `-` for what must and must not be, OR only
/// where it is needed. Reading it gives the same tree; only where things stand differs.
///
/// ```
/// use kashf::query::read::read;
/// let query = read("«تضمین‌های امنیتی» AND (ناتو OR NATO) NOT title:کرملین");
/// assert_eq!(query.to_string(), "\"تضمین‌های امنیتی\" +(ناتو NATO) -title:کرملین");
/// ```
impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(&list(&self.root))
    }
}

fn list(group: &Group) -> String {
    let should = |clause: &Clause| clause.want == Want::Should;
    let runs = group.clauses.chunk_by(|a, b| should(a) && should(b));
    let texts: Vec<String> =
        runs.map(|run| if should(&run[0]) { alternatives(run) } else { signed(&run[0]) }).collect();
    texts.join(" ")
}

/// Clauses that should be there. Those that would be demanded side by side are joined by
/// OR; one that has nothing to be joined to is joined to itself, and read once.
fn alternatives(run: &[Clause]) -> String {
    let mut texts: Vec<String> = run.iter().map(|clause| node(&clause.node)).collect();
    if run.iter().all(|clause| unsaid(&clause.node) == Want::Should) {
        return texts.join(" ");
    }
    if texts.len() == 1 {
        texts.push(texts[0].clone());
    }
    texts.join(" OR ")
}

fn signed(clause: &Clause) -> String {
    let text = node(&clause.node);
    let near =
        matches!(&clause.node, Node::Leaf(Leaf { ask: Ask::Near { .. }, zone: Zone::Any, .. }));
    match clause.want {
        Want::MustNot if near => format!("-({text})"),
        Want::MustNot => format!("-{text}"),
        _ if unsaid(&clause.node) == Want::Must => text,
        _ => format!("+{text}"),
    }
}

/// What is wanted of a part where no sign says it.
fn unsaid(node: &Node) -> Want {
    let demanded = match node {
        Node::Field(_) => true,
        Node::Group(group) => return wanted(group),
        Node::Leaf(leaf) => leaf.zone != Zone::Any || is_demanding(&leaf.ask),
    };
    if demanded || is_condition(node) { Want::Must } else { Want::Should }
}

fn is_demanding(ask: &Ask) -> bool {
    matches!(ask, Ask::Phrase { quoted: true, .. } | Ask::Near { .. } | Ask::Sequence { .. })
}

fn node(node: &Node) -> String {
    match node {
        Node::Group(group) => format!("({})", list(group)),
        Node::Field(field) => condition(field),
        Node::Leaf(leaf) => {
            let text = ask(&leaf.ask);
            match (leaf.zone, &leaf.ask) {
                (Zone::Any, _) => text,
                (zone, Ask::Near { .. }) => format!("{}:({text})", zone_name(zone)),
                (zone, _) => format!("{}:{text}", zone_name(zone)),
            }
        }
    }
}

fn zone_name(zone: Zone) -> &'static str {
    match zone {
        Zone::Any => "",
        Zone::Headline => "title",
        Zone::Body => "body",
    }
}

fn condition(field: &Field) -> String {
    match &field.value {
        Value::Dates { from, to } if from == to => format!("{}:{from}", field.name),
        Value::Dates { from, to } => format!("{}:{from}..{to}", field.name),
        Value::Text(value) => format!("{}:{}", field.name, quoted_value(value)),
    }
}

fn quoted_value(value: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '@' | '*');
    let begins = value.starts_with(char::is_alphanumeric);
    match value {
        value if begins && value.chars().all(plain) => value.to_string(),
        value if value.contains('"') => format!("«{value}»"),
        value => format!("\"{value}\""),
    }
}

/// Words that would be operators.
const OPERATORS: [&str; 4] = ["AND", "OR", "NOT", "NEAR"];

fn ask(ask: &Ask) -> String {
    match ask {
        // Punctuation behind it makes a word of it again.
        Ask::Word { form, .. } if OPERATORS.contains(&form.as_str()) => format!("{form}."),
        Ask::Either(asks) => format!("({})", join(asks, " OR ")),
        Ask::Near { operands, distance, ordered } => {
            let sign = if *ordered { "W" } else { "NEAR" };
            join(operands, &format!(" {sign}/{distance} "))
        }
        Ask::Sequence { tokens, within } => sequence(tokens, *within),
        Ask::Phrase { items, quoted } => phrase(items, *quoted),
        Ask::Exact(form) => format!("={form}"),
        other => item(other),
    }
}

fn join(asks: &[Ask], sign: &str) -> String {
    asks.iter().map(ask).collect::<Vec<_>>().join(sign)
}

fn phrase(items: &[Ask], quoted: bool) -> String {
    let exact = if matches!(items, [Ask::Exact(_), ..]) { "=" } else { "" };
    let items: Vec<String> = items.iter().map(item).collect();
    match quoted {
        true => format!("{exact}\"{}\"", items.join(" ")),
        false => format!("{exact}{}", items.join("-")),
    }
}

/// A word or a pattern, as inside a phrase.
fn item(ask: &Ask) -> String {
    match ask {
        Ask::Word { form, .. } => form.clone(),
        Ask::Exact(form) => form.clone(),
        Ask::Prefix(key) => format!("{key}*"),
        // A letter that folding drops keeps a last `?` from being a question's.
        Ask::Wildcard(pattern) if !pattern.trim_end_matches('?').contains(['*', '?']) => {
            format!("{pattern}ء")
        }
        Ask::Wildcard(pattern) => pattern.clone(),
        Ask::Regex(pattern) => format!("/{pattern}/"),
        Ask::Fuzzy { key, edits } => format!("{key}~{edits}"),
        _ => String::new(),
    }
}

fn sequence(tokens: &[Token], within: Within) -> String {
    let mut texts: Vec<String> = tokens.iter().map(token).collect();
    texts.extend(match within {
        Within::Document => None,
        Within::Paragraph => Some(String::from("within paragraph")),
        Within::Sentence => Some(String::from("within sentence")),
        Within::Headline => Some(String::from("within headline")),
    });
    texts.join(" ")
}

fn token(token: &Token) -> String {
    let inside = match &token.test {
        Test::Any => String::new(),
        test => condition_of_token(test, 0),
    };
    match (token.least, token.most) {
        (1, 1) => format!("[{inside}]"),
        (least, most) if least == most => format!("[{inside}]{{{least}}}"),
        (least, most) => format!("[{inside}]{{{least},{most}}}"),
    }
}

/// A test, in parentheses where what is around it binds stronger: 0 for `|`, 1 for `&`,
/// 2 for what stands right of an `&` or behind a `!`.
fn condition_of_token(test: &Test, around: u8) -> String {
    let (text, strength) = match test {
        Test::Any => (String::new(), 3),
        Test::Is(attribute, value) => (comparison(*attribute, "=", value), 3),
        Test::Not(inner) => match &**inner {
            Test::Is(attribute, value) => (comparison(*attribute, "!=", value), 3),
            inner => (format!("!{}", condition_of_token(inner, 3)), 3),
        },
        Test::And(a, b) => {
            (format!("{} & {}", condition_of_token(a, 1), condition_of_token(b, 2)), 1)
        }
        Test::Or(a, b) => {
            (format!("{} | {}", condition_of_token(a, 0), condition_of_token(b, 1)), 0)
        }
    };
    if strength < around { format!("({text})") } else { text }
}

fn comparison(attribute: Attribute, sign: &str, value: &str) -> String {
    format!("{}{sign}\"{}\"", attribute_name(attribute), value.replace('"', "\\\""))
}

fn attribute_name(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::Form => "form",
        Attribute::Norm => "norm",
        Attribute::Stem => "stem",
        Attribute::Lang => "lang",
        Attribute::Zone => "zone",
    }
}

/// The tree and the kinds of its notes in one line, for tests and for looking at.
///
/// Words are given as keys; `+` and `-` stand before what must and must not be; phrases
/// are `a/b`, quoted ones `'a b'`.
///
/// ```
/// use kashf::query::read::{describe, read};
/// let query = read("\"Two words\" (a OR b*) NEAR/3 c AND title:x lang:fa \"");
/// assert_eq!(describe(&query), "+'two words' (+near3(any(a b*) c) +title:x) +lang=fa");
/// ```
pub fn describe(query: &Query) -> String {
    let notes = query.notes.iter().map(|note| format!("{:?}", note.kind));
    let tree = Some(describe_clauses(&query.root)).filter(|tree| !tree.is_empty());
    tree.into_iter().chain(notes).collect::<Vec<_>>().join(" ")
}

fn describe_clauses(group: &Group) -> String {
    group.clauses.iter().map(describe_clause).collect::<Vec<_>>().join(" ")
}

fn describe_clause(clause: &Clause) -> String {
    let sign = match clause.want {
        Want::Should => "",
        Want::Must => "+",
        Want::MustNot => "-",
    };
    let text = match &clause.node {
        Node::Group(group) => format!("({})", describe_clauses(group)),
        Node::Leaf(leaf) => match leaf.zone {
            Zone::Any => describe_ask(&leaf.ask),
            zone => format!("{}:{}", zone_name(zone), describe_ask(&leaf.ask)),
        },
        Node::Field(Field { name, value: Value::Text(value), .. }) => format!("{name}={value}"),
        Node::Field(Field { name, value: Value::Dates { from, to }, .. }) => {
            format!("{name}={from}..{to}")
        }
    };
    format!("{sign}{text}")
}

fn describe_ask(ask: &Ask) -> String {
    let all = |asks: &[Ask], sign| asks.iter().map(describe_ask).collect::<Vec<_>>().join(sign);
    match ask {
        Ask::Word { key, .. } => key.clone(),
        Ask::Exact(form) => format!("={form}"),
        Ask::Phrase { items, quoted: true } => format!("'{}'", all(items, " ")),
        Ask::Phrase { items, quoted: false } => all(items, "/"),
        Ask::Either(asks) => format!("any({})", all(asks, " ")),
        Ask::Near { operands, distance, ordered } => {
            let sign = if *ordered { "w" } else { "near" };
            format!("{sign}{distance}({})", all(operands, " "))
        }
        Ask::Sequence { tokens, within } => sequence(tokens, *within),
        other => item(other),
    }
}
