//! stub
use super::ast::*;
use super::parse;
/// stub
pub fn read_with(q: &str, _k: &dyn Fn(&str) -> bool) -> Query {
    let p = parse::parse(q);
    let clauses = p
        .parts
        .iter()
        .map(|p| Clause {
            want: match p.want {
                parse::Want::Should => Want::Should,
                parse::Want::Must => Want::Must,
                parse::Want::MustNot => Want::MustNot,
            },
            node: Node::Leaf(Leaf {
                typed: p.typed.clone(),
                span: p.span,
                last: p.last,
                zone: Zone::Any,
                ask: match &p.ask {
                    parse::Ask::Word(k) => Ask::Word { form: p.typed.clone(), key: k.clone() },
                    parse::Ask::Prefix(k) => Ask::Prefix(k.clone()),
                    parse::Ask::Phrase(ks) => Ask::Phrase {
                        items: ks
                            .iter()
                            .map(|k| Ask::Word { form: k.clone(), key: k.clone() })
                            .collect(),
                        quoted: p.want != parse::Want::Should,
                    },
                },
            }),
        })
        .collect();
    Query { root: Group { clauses }, notes: p.notes }
}
