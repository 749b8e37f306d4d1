//! Some texts and others → the words that are more frequent in the first, or rarer.

use std::collections::BTreeMap;

use super::{Corpus, measures, not_here, page, per_million};
use crate::analysis::{Counted, Scope, Stop, Words, frequencies};
use crate::engine::protocol::{Keyword, Keywords, KeywordsRequest};
use crate::error::Error;
use crate::order;
use crate::statistics::{Contingency, K, Measure, Tells, chance, measure, width};
use crate::text;

/// The chance that intervals leave where all words are wanted, however likely.
const USUAL: f64 = 0.05;

/// A word that may be a keyword: its type, or of a word that the corpus does not have its name.
struct Tested {
    of: Option<u32>,
    name: String,
    counts: [u32; 2],
    documents: [u32; 2],
    table: Contingency,
    chance: f64,
    by: Option<f64>,
}

/// Answers a question for keywords.
///
/// # Errors
///
/// When more is asked than is possible, or something is not here or damaged.
pub fn keywords(corpus: Corpus<'_>, request: &KeywordsRequest) -> Result<Keywords, Error> {
    let wanted = measures(&request.measures)?;
    let mut notes = Vec::new();
    let set = corpus.documents(&request.within, &mut notes)?;
    let words = corpus.words(request.unit)?;
    let count = |scope: &Scope| frequencies(&words, scope, &Stop::default());
    let study = Scope::new(corpus.index, set.clone(), request.everything);
    let (mut sizes, mut holding) = ([study.words, 0], [study.documents.len(), 0]);
    let counted = count(&study);
    let (others, strange) = if request.list.is_empty() {
        let others = match &request.against {
            Some(against) => corpus.documents(against, &mut notes)?,
            None => set.complement(),
        };
        let others = Scope::new(corpus.index, others, request.everything);
        (sizes[1], holding[1]) = (others.words, others.documents.len());
        (count(&others), BTreeMap::new())
    } else {
        let sum = request.list.iter().map(|(_, count)| u64::from(*count)).sum::<u64>();
        sizes[1] = u64::from(request.list_tokens).max(sum);
        imported(corpus, &words, &request.list)
    };
    let stopped = words.stopped(&Stop::new(corpus.index, &request.stop, &request.stop_words));
    let mut tested = tested(&counted, &others, strange, sizes);
    tested.retain(|it| {
        u64::from(it.counts[0]) + u64::from(it.counts[1]) >= u64::from(request.least.max(1))
    });
    let tests = tested.len() as u32;
    let (all, correction) = (u64::from(tests), request.correction);
    let most = if request.chance >= 1.0 { 1.0 } else { correction.each(request.chance, all) };
    let z = width(if request.chance < 1.0 { request.chance } else { USUAL }, all, correction);
    let side = usize::from(request.negative);
    tested.retain(|it| {
        let [first, second] = [0, 1].map(|side| per_million(it.counts[side], sizes[side]));
        let more = if request.negative { first < second } else { first > second };
        // A list from elsewhere says nothing of documents.
        let known = holding[side] > 0;
        more && it.chance <= most
            && (!known || it.documents[side] >= request.least_documents)
            && it.of.is_none_or(|of| !stopped[of as usize])
    });
    rank(&mut tested, wanted[0], request.negative, z);
    let total = tested.len() as u32;
    let row = |it: Tested| {
        let values = it.table.values(K, z);
        Keyword {
            word: it.of.map_or(it.name, |of| words.name(of)),
            counts: it.counts,
            documents: it.documents,
            per_million: [0, 1].map(|side| per_million(it.counts[side], sizes[side])),
            chance: it.chance,
            table: [it.table.o11, it.table.o12, it.table.o21, it.table.o22],
            measures: wanted.iter().map(|measure| measure.of(&values)).collect(),
        }
    };
    let rows = page(tested, request.offset, request.limit).into_iter().map(row).collect();
    if corpus.index.missed() > 0 {
        return Err(not_here());
    }
    Ok(Keywords {
        total,
        tests,
        chance: most,
        z,
        tokens: sizes,
        documents: holding,
        measures: request.measures.clone(),
        rows,
        notes,
    })
}

/// All words of both sides, with their tables.
fn tested(
    counted: &Counted,
    others: &Counted,
    strange: BTreeMap<String, u32>,
    sizes: [u64; 2],
) -> Vec<Tested> {
    let g2 = measure("g2");
    let test = |of, name, counts: [u32; 2], documents| {
        let [first, second] = counts.map(u64::from);
        let table = Contingency::of_frequencies(first, second, sizes[0], sizes[1]);
        let value = g2.and_then(|g2| g2.value(&table)).unwrap_or(0.0);
        Tested { of, name, counts, documents, table, chance: chance(value), by: None }
    };
    let pairs = counted.count.iter().zip(&others.count);
    let pairs = (0u32..).zip(pairs).filter(|(_, (first, second))| **first + **second > 0);
    let known = pairs.map(|(of, (&first, &second))| {
        let at = of as usize;
        test(
            Some(of),
            String::new(),
            [first, second],
            [counted.documents[at], others.documents[at]],
        )
    });
    let strange = strange.into_iter().map(|(name, count)| test(None, name, [0, count], [0, 0]));
    known.chain(strange).collect()
}

/// A list from elsewhere as counts of types; and the words that the corpus does not have.
fn imported(
    corpus: Corpus<'_>,
    words: &Words<'_>,
    list: &[(String, u32)],
) -> (Counted, BTreeMap<String, u32>) {
    let types = words.types() as usize;
    let mut counted = Counted { count: vec![0; types], documents: vec![0; types] };
    let mut strange: BTreeMap<String, u32> = BTreeMap::new();
    for (word, count) in list {
        let place = match corpus.index.lexicon().find(&text::fold(word)) {
            Some(key) => counted.count.get_mut(words.of_key(key, word) as usize),
            None => Some(strange.entry(text::fold(word)).or_default()),
        };
        if let Some(place) = place {
            *place = place.saturating_add(*count);
        }
    }
    (counted, strange)
}

/// Puts words in order by a measure, the most telling first. For words that are rarer, a measure
/// of how large the difference is has its signs turned round; one of chance has none.
fn rank(tested: &mut [Tested], by: &Measure, negative: bool, z: f64) {
    for it in tested.iter_mut() {
        it.by = by.of(&it.table.values(K, z));
    }
    let turned = negative && by.tells != Tells::Significance;
    order::sort_by(tested, |a, b| {
        let value = |it: &Tested| {
            let value = it.by.unwrap_or(f64::NEG_INFINITY);
            if turned && it.by.is_some() { -value } else { value }
        };
        let most = |it: &Tested| it.counts[0].max(it.counts[1]);
        value(b).total_cmp(&value(a)).then(most(b).cmp(&most(a)))
    });
}
