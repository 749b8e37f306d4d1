//! A node → the words that stand near it more often than chance would have it.

use super::{Corpus, measures, not_here, page};
use crate::analysis::{Near, Scope, Stop, collocations, nodes};
use crate::engine::protocol::{
    Collocate, CollocateElsewhere, Collocates, CollocatesRequest, NodeElsewhere,
};
use crate::engine::search::matching;
use crate::error::Error;
use crate::order;
use crate::query::look;
use crate::statistics::{Contingency, K, Z};

/// Words of a window on each side, at most.
const WIDEST: u32 = 50;

/// Answers a question for collocates.
///
/// # Errors
///
/// When more is asked than is possible, or something is not here or damaged.
pub fn collocates(corpus: Corpus<'_>, request: &CollocatesRequest) -> Result<Collocates, Error> {
    let wanted = measures(&request.measures)?;
    if request.before.max(request.after) > WIDEST {
        return Err(Error::unsupported(format!(
            "expected a window of up to {WIDEST} words on each side, found {}",
            request.before.max(request.after)
        )));
    }
    let mut notes = Vec::new();
    let set = corpus.documents(&request.within, &mut notes)?;
    let scope = Scope::new(corpus.index, set, request.matching.everything);
    let looked = look(corpus.index, &request.query, &matching(&request.matching))?;
    let nodes = nodes(corpus.index, &looked, &scope);
    let words = corpus.words(request.unit)?;
    if corpus.index.missed() > 0 {
        return Err(not_here());
    }
    let reach = (request.before, request.after);
    let together = collocations(corpus.index, &words, &scope, &nodes, request.window, reach)?;
    let others = match &request.against {
        Some(texts) => {
            let set = corpus.documents(texts, &mut notes)?;
            let scope = Scope::new(corpus.index, set, request.matching.everything);
            let nodes = self::nodes(corpus.index, &looked, &scope);
            Some(collocations(corpus.index, &words, &scope, &nodes, request.window, reach)?)
        }
        None => None,
    };
    notes.extend(looked.notes);
    let stop = Stop::new(corpus.index, &request.stop, &request.stop_words);
    let stopped = words.stopped(&stop);
    let counts = |near: &&Near| {
        near.together >= request.least.max(1)
            && near.documents >= request.least_documents
            && !stopped[near.of as usize]
    };
    let first = wanted[0];
    let mut rows: Vec<(Option<f64>, Contingency, Near)> = together
        .near
        .iter()
        .filter(counts)
        .map(|near| {
            let table = together.table(near, request.expected, request.window);
            (first.of(&table.values(K, Z)), table, *near)
        })
        .collect();
    order::sort_by(&mut rows, |a, b| {
        let value = |it: &Option<f64>| it.unwrap_or(f64::NEG_INFINITY);
        value(&b.0).total_cmp(&value(&a.0)).then(b.2.together.cmp(&a.2.together))
    });
    let total = rows.len() as u32;
    let elsewhere = |of: u32| {
        let others = others.as_ref()?;
        let near = others.near.get(of as usize)?;
        let table = others.table(near, request.expected, request.window);
        let values = table.values(K, Z);
        Some(CollocateElsewhere {
            together: near.together,
            count: near.count,
            table: table.counts(),
            measures: wanted.iter().map(|measure| measure.of(&values)).collect(),
        })
    };
    let row = |(_, table, near): (Option<f64>, Contingency, Near)| {
        let values = table.values(K, Z);
        Collocate {
            word: words.name(near.of),
            together: near.together,
            before: near.before,
            after: near.after,
            documents: near.documents,
            count: near.count,
            table: table.counts(),
            measures: wanted.iter().map(|measure| measure.of(&values)).collect(),
            against: elsewhere(near.of),
        }
    };
    let rows = page(rows, request.offset, request.limit).into_iter().map(row).collect();
    if corpus.index.missed() > 0 {
        return Err(not_here());
    }
    Ok(Collocates {
        total,
        node: together.nodes,
        node_documents: together.documents,
        near: together.places,
        all: together.possible(request.window),
        against: others.zip(request.against.as_ref()).map(|(others, texts)| NodeElsewhere {
            value: texts.name.clone(),
            node: others.nodes,
            node_documents: others.documents,
            near: others.places,
            all: others.possible(request.window),
        }),
        measures: request.measures.clone(),
        rows,
        notes,
    })
}
