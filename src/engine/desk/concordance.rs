//! A query → every place that it finds, with what stands around it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Corpus, Lines, not_here};
use crate::analysis::{
    ContextUnit, Node, Printed, Scope, SortKey, Way, distinct, nodes, order_nodes, sample,
};
use crate::engine::listing::shown_title;
use crate::engine::passage::marks;
use crate::engine::protocol::{Concordance, ConcordanceRequest, Line, Reason, Spot};
use crate::engine::search::matching;
use crate::error::Error;
use crate::id::DocId;
use crate::index::Index;
use crate::query::ast::Ask;
use crate::query::matcher::{self, Occurrences};
use crate::query::{Looked, look};

/// Units of context, at most.
const MOST_CONTEXT: u32 = 1000;
/// Keys that lines are put in order by, at most.
const MOST_KEYS: usize = 3;
/// Places that lines can be restricted to, at most.
const MOST_SPOTS: usize = 100_000;
/// By how many words on each side lines are compared, where the context is not in words.
const COMPARED: u32 = 8;

/// Answers a question for a concordance.
///
/// # Errors
///
/// When more is asked than is possible, or something is not here or damaged.
pub fn concordance(corpus: Corpus<'_>, request: &ConcordanceRequest) -> Result<Concordance, Error> {
    if request.sort.len() > MOST_KEYS {
        return Err(Error::unsupported(format!(
            "expected up to {MOST_KEYS} sorting keys, found {}",
            request.sort.len()
        )));
    }
    let looked = look(corpus.index, &request.query, &matching(&request.matching))?;
    let lines = lines(corpus, request, &looked)?;
    let wanted = matcher::wanted(&looked.occurrences);
    let shown = lines.lines.iter().skip(request.offset as usize).take(request.limit as usize);
    // The texts of all of them are wanted at once.
    let mut reader = Reader {
        index: corpus.index,
        request,
        wanted,
        printed: Printed::new(corpus.index),
        marks: BTreeMap::new(),
    };
    let shown: Vec<Result<Line, Error>> =
        shown.map(|&(node, repeated)| reader.read(node, repeated)).collect();
    Ok(Concordance {
        total: lines.lines.len() as u32,
        hits: lines.hits,
        documents: lines.documents,
        words: lines.words,
        notes: lines.notes.clone(),
        lines: shown.into_iter().collect::<Result<_, _>>()?,
    })
}

/// All lines in their order: those of the question before, if it was the same.
fn lines(
    corpus: Corpus<'_>,
    request: &ConcordanceRequest,
    looked: &Looked,
) -> Result<Arc<Lines>, Error> {
    let mut request = ConcordanceRequest { limit: 0, offset: 0, ..request.clone() };
    if !request.distinct {
        // How much is shown of them does not change which lines there are.
        (request.context, request.unit) = (0, ContextUnit::Words);
    }
    if let Some(known) = corpus.kept.lines().iter().find(|known| known.request == request) {
        return Ok(known.clone());
    }
    let index = corpus.index;
    let mut notes = looked.notes.clone();
    let set = corpus.documents(&request.within, &mut notes)?;
    let scope = Scope::new(index, set, request.matching.everything);
    let mut nodes = nodes(index, looked, &scope);
    if let Some(spots) = &request.only {
        let wanted = places(index, spots)?;
        nodes.retain(|node| wanted.binary_search(&node.at).is_ok());
    }
    if index.missed() > 0 {
        return Err(not_here());
    }
    let (mut walk, mut holding, mut last) = (index.places(), 0, None);
    for node in &nodes {
        let document = walk.document(node.at);
        holding += u32::from(last.replace(document) != Some(document));
    }
    let words =
        |key: &SortKey| matches!(key, SortKey::Before(_) | SortKey::Node | SortKey::After(_));
    let needs_words = request.distinct || request.sort.iter().any(words);
    let running = needs_words.then(|| corpus.running()).transpose()?;
    let context = match request.unit {
        ContextUnit::Words => request.context.min(MOST_CONTEXT),
        _ => COMPARED,
    };
    let lines: Vec<Way> = match running.as_deref().filter(|_| request.distinct) {
        Some(running) => distinct(index, running, &nodes, context),
        None => nodes.iter().map(|&node| (node, 0)).collect(),
    };
    let mut lines = sample(&lines, request.sample as usize, request.seed);
    order_nodes(index, running.as_deref(), &mut lines, &request.sort)?;
    let lines = Arc::new(Lines {
        lines,
        hits: nodes.len() as u32,
        documents: holding,
        words: scope.words as u32,
        notes,
        request,
    });
    let mut kept = corpus.kept.lines();
    kept.retain(|known| known.request.only.is_some() != lines.request.only.is_some());
    kept.push(lines.clone());
    Ok(lines)
}

/// Places of documents as positions of the corpus, ascending; those that there are.
fn places(index: &Index, spots: &[Spot]) -> Result<Vec<u32>, Error> {
    if spots.len() > MOST_SPOTS {
        return Err(Error::unsupported(format!(
            "expected up to {MOST_SPOTS} places, found {}: ask for fewer at a time",
            spots.len()
        )));
    }
    let ids: Vec<&str> = spots.iter().map(|spot| spot.id.as_str()).collect();
    let place = |(spot, document): (&Spot, Option<DocId>)| {
        let entry = index.document(document?).ok()?;
        Some(entry.first.checked_add(spot.position)?).filter(|place| *place < entry.end())
    };
    let mut places: Vec<u32> =
        spots.iter().zip(index.find_documents(&ids)?).filter_map(place).collect();
    places.sort_unstable();
    Ok(places)
}

/// Reads lines from their texts.
struct Reader<'a> {
    index: &'a Index,
    request: &'a ConcordanceRequest,
    wanted: Vec<&'a Occurrences>,
    printed: Printed<'a>,
    /// Where the marks of a document begin that the reader counts.
    marks: BTreeMap<u32, Vec<u32>>,
}

impl Reader<'_> {
    /// A line, with what its text says.
    fn read(&mut self, node: Node, repeated: u32) -> Result<Line, Error> {
        let (index, request) = (self.index, self.request);
        let id = index.document_at(node.at);
        let entry = index.document(id)?;
        let text = self.printed.line(node, request.context.min(MOST_CONTEXT), request.unit);
        let title = shown_title(index, id);
        let [lang, date, source] = ["lang", "date", "source"].map(|name| index.value(name, id));
        let [before, text, after] = text?;
        let marked = self.marks.entry(id.0).or_insert_with(|| {
            let marks = marks(&self.wanted, entry.first, entry.end());
            marks.into_iter().map(|mark| mark.words.start).collect()
        });
        let hit = marked.partition_point(|&start| start <= node.at).max(1) as u32;
        Ok(Line {
            id: index.id(id)?,
            title: title?,
            lang,
            date,
            source,
            position: node.at - entry.first,
            hit,
            why: why(&self.wanted, node, &text),
            before,
            node: text,
            after,
            repeated,
        })
    }
}

/// Why a node was found; a word printed as it was typed is exact.
fn why(wanted: &[&Occurrences], node: Node, printed: &str) -> Option<Reason> {
    let part = wanted.get(usize::from(node.part))?;
    let reason = part.ways.get(usize::from(node.way))?.reason;
    let typed = match &part.leaf.ask {
        Ask::Word { form, .. } => form,
        _ => &part.leaf.typed,
    };
    Some(if reason == Reason::Variant && typed == printed { Reason::Exact } else { reason })
}
