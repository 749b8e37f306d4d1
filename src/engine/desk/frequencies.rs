//! Texts → how often each word, or each cluster of words, occurs in them.

use std::sync::Arc;

use super::{Corpus, not_here, page, per_million};
use crate::analysis::{
    Cluster, Clusters, Counted, Scope, Stop, Wanted, Words, by_value, clusters, clusters_around,
    frequencies, nodes,
};
use crate::engine::protocol::{
    Frequencies, Frequency, Matching, NgramsRequest, Note, ValueWords, WordOrder, WordsRequest,
};
use crate::engine::search::matching;
use crate::error::Error;
use crate::index::columns::Column;
use crate::order;
use crate::query::documents::{DocumentSet, year};
use crate::query::look;

/// Values that are counted apart, at most.
const MOST_VALUES: usize = 1000;
/// Counts in a table of what is counted apart, at most: 80 MB of them.
const MOST_COUNTS: usize = 20_000_000;
/// Sizes of clusters.
const SIZES: std::ops::RangeInclusive<u32> = 1..=6;
/// Words that may be passed over in one, at most.
const MOST_SKIPPED: u32 = 4;

/// Answers a question for a list of words.
///
/// # Errors
///
/// When more is asked than is possible, or something is not here or damaged.
pub fn words(corpus: Corpus<'_>, request: &WordsRequest) -> Result<Frequencies, Error> {
    let mut notes = Vec::new();
    let set = corpus.documents(&request.within, &mut notes)?;
    let scope = Scope::new(corpus.index, set, request.everything);
    let words = corpus.words(request.unit)?;
    let stop = Stop::new(corpus.index, &request.stop, &request.stop_words);
    let only = only(corpus, &words, request, &mut notes)?;
    let counted = frequencies(&words, &scope, &stop);
    let most = if request.most == 0 { u32::MAX } else { request.most };
    let mut types: Vec<u32> = counted
        .types()
        .filter(|&of| (request.least..=most).contains(&counted.count[of as usize]))
        .filter(|of| only.as_ref().is_none_or(|only| only.binary_search(of).is_ok()))
        .collect();
    put_in_order(&mut types, &counted, request.order);
    let total = types.len() as u32;
    let hapaxes = counted.count.iter().filter(|&&count| count == 1).count() as u32;
    let different = counted.types().count() as u32;
    let shown = page(types, request.offset, request.limit);
    let (by, apart) = match request.by.as_str() {
        "" => Default::default(),
        name => {
            let apart = Apart::new(corpus, name, shown.len())?;
            let of = |document| apart.of(document);
            let rows = by_value(&words, &scope, &shown, of, apart.values.len());
            apart.shares(&scope, rows.into_iter())
        }
    };
    let mut apart = apart.into_iter();
    let others = match &request.against {
        Some(texts) => {
            let set = corpus.documents(texts, &mut notes)?;
            let scope = Scope::new(corpus.index, set, request.everything);
            Some((frequencies(&words, &scope, &stop), scope.words as u32, texts.name.clone()))
        }
        None => None,
    };
    let row = |of: u32| Frequency {
        word: words.name(of),
        count: counted.count[of as usize],
        documents: counted.documents[of as usize],
        per_million: per_million(counted.count[of as usize], scope.words),
        by: apart.next().unwrap_or_default(),
        against: others.as_ref().map(|(others, ..)| others.count[of as usize]),
    };
    let rows = shown.into_iter().map(row).collect();
    if corpus.index.missed() > 0 {
        return Err(not_here());
    }
    Ok(Frequencies {
        total,
        tokens: scope.words as u32,
        types: different,
        hapaxes,
        documents: scope.documents.len(),
        by,
        against: others.map(|(_, tokens, value)| ValueWords { value, tokens }),
        rows,
        notes,
    })
}

/// The types that a query finds as single words, ascending; `None` without a query.
fn only(
    corpus: Corpus<'_>,
    words: &Words<'_>,
    request: &WordsRequest,
    notes: &mut Vec<Note>,
) -> Result<Option<Vec<u32>>, Error> {
    if request.query.trim().is_empty() {
        return Ok(None);
    }
    let everything = Matching { everything: request.everything, ..Matching::default() };
    let looked = look(corpus.index, &request.query, &matching(&everything))?;
    let all = Scope::new(
        corpus.index,
        DocumentSet::all(corpus.index.documents().len() as u32),
        request.everything,
    );
    let found = nodes(corpus.index, &looked, &all);
    let mut types: Vec<u32> =
        found.iter().filter(|node| node.length == 1).map(|node| words.at(node.at)).collect();
    types.sort_unstable();
    types.dedup();
    notes.extend(looked.notes);
    Ok(Some(types))
}

/// Puts types in order; they come by their letters.
fn put_in_order(types: &mut [u32], counted: &Counted, order: WordOrder) {
    let by = match order {
        WordOrder::Word => return,
        WordOrder::Count => &counted.count,
        WordOrder::Documents => &counted.documents,
    };
    let mut keyed: Vec<u64> = types
        .iter()
        .map(|&of| u64::from(u32::MAX - by[of as usize]) << 32 | u64::from(of))
        .collect();
    keyed.sort_unstable();
    types.iter_mut().zip(keyed).for_each(|(of, key)| *of = key as u32);
}

/// Whether a table of so many counts can be made.
///
/// # Errors
///
/// When it cannot.
fn fits(rows: usize, values: usize) -> Result<(), Error> {
    if rows.saturating_mul(values) <= MOST_COUNTS {
        return Ok(());
    }
    Err(Error::unsupported(format!(
        "expected up to {MOST_COUNTS} counts, found {rows} rows of {values}: leave out what is rarer, or \
         count apart by what has fewer values"
    )))
}

/// What documents are counted apart by: what is known of them under a name.
struct Apart {
    column: Arc<Column>,
    /// The values as they are shown, sorted; that of documents without one is the last.
    values: Vec<String>,
    /// The numbers of the column's values among those.
    numbers: Vec<u32>,
}

impl Apart {
    /// Of what is known under a name, for so many rows.
    fn new(corpus: Corpus<'_>, name: &str, rows: usize) -> Result<Apart, Error> {
        let field = if name == "year" { "date" } else { name };
        let known = corpus.index.fields().iter().any(|it| it.name == field && it.column.is_some());
        if !known {
            return Err(Error::unsupported(format!(
                "expected the name of something that is known of the documents, found “{name}”"
            )));
        }
        let column = corpus.index.column(field).ok_or_else(not_here)?;
        let shown = |value: &String| match name {
            "year" => year(value).to_owned(),
            _ => value.clone(),
        };
        let of_column: Vec<String> = column.values.iter().map(shown).collect();
        let mut values = of_column.clone();
        values.push(String::new());
        order::sort_once(&mut values);
        // Documents without one come last.
        values.rotate_left(1);
        if values.len() > MOST_VALUES {
            return Err(Error::unsupported(format!(
                "expected a name with up to {MOST_VALUES} different values, found {} under “{name}”",
                values.len()
            )));
        }
        fits(rows, values.len())?;
        let none = values.len() - 1;
        let number = |value: &String| values[..none].binary_search(value).unwrap_or(none) as u32;
        let numbers = of_column.iter().map(number).collect();
        Ok(Apart { column, values, numbers })
    }

    /// The numbers of the values that a document counts under, each once.
    fn of(&self, document: u32) -> Vec<u32> {
        let borne = self.column.borne(document).iter();
        let mut all: Vec<u32> = borne.map(|&value| self.numbers[value as usize]).collect();
        if all.is_empty() {
            all.push(self.values.len() as u32 - 1);
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// How often something occurs under each value, by how often it does in each document.
    fn count(&self, documents: &[(u32, u32)]) -> Vec<u32> {
        let mut row = vec![0; self.values.len()];
        for &(document, count) in documents {
            self.of(document).into_iter().for_each(|value| row[value as usize] += count);
        }
        row
    }

    /// The values with words in the scope, and rows that were counted under all values as counts under
    /// those.
    fn shares(
        &self,
        scope: &Scope,
        rows: impl Iterator<Item = Vec<u32>>,
    ) -> (Vec<ValueWords>, Vec<Vec<u32>>) {
        let mut tokens = vec![0u32; self.values.len()];
        for stretch in &scope.stretches {
            for value in self.of(stretch.document) {
                tokens[value as usize] += stretch.end - stretch.first;
            }
        }
        let kept: Vec<usize> = (0..tokens.len()).filter(|&it| tokens[it] > 0).collect();
        let share = |&it: &usize| ValueWords { value: self.values[it].clone(), tokens: tokens[it] };
        let rows = rows.map(|row| kept.iter().map(|&it| row[it]).collect()).collect();
        (kept.iter().map(share).collect(), rows)
    }
}

/// Answers a question for clusters of words.
///
/// # Errors
///
/// As [`words`].
pub fn ngrams(corpus: Corpus<'_>, request: &NgramsRequest) -> Result<Frequencies, Error> {
    if !SIZES.contains(&request.size) || request.skip > MOST_SKIPPED {
        return Err(Error::unsupported(format!(
            "expected clusters of 1 to 6 words that pass over up to {MOST_SKIPPED}, found {} and {}",
            request.size, request.skip
        )));
    }
    let mut notes = Vec::new();
    let set = corpus.documents(&request.within, &mut notes)?;
    let scope = Scope::new(corpus.index, set, request.matching.everything);
    let stop = Stop::new(corpus.index, &request.stop, &request.stop_words);
    let wanted = Wanted {
        size: request.size,
        skip: request.skip,
        stop: &stop,
        least: request.least.max(1),
        least_documents: request.least_documents,
        among: None,
        documents: false,
    };
    let words = corpus.words(request.unit)?;
    let looked = match request.query.trim() {
        "" => None,
        query => Some(look(corpus.index, query, &matching(&request.matching))?),
    };
    let count = |scope: &Scope, wanted: Wanted<'_>| match &looked {
        None => clusters(corpus.index, &words, scope, wanted),
        Some(looked) => {
            let nodes = nodes(corpus.index, looked, scope);
            clusters_around(corpus.index, &words, scope, &nodes, wanted)
        }
    };
    let found = count(&scope, wanted).all;
    let key = |it: &Cluster| match request.order {
        WordOrder::Count => u32::MAX - it.count,
        WordOrder::Documents => u32::MAX - it.documents,
        WordOrder::Word => 0,
    };
    // They come by their letters.
    let mut places: Vec<u64> =
        (0u64..).zip(&found).map(|(place, it)| u64::from(key(it)) << 32 | place).collect();
    places.sort_unstable();
    let total = found.len() as u32;
    let hapaxes = found.iter().filter(|it| it.count == 1).count() as u32;
    let shown: Vec<Cluster> = page(places, request.offset, request.limit)
        .into_iter()
        .map(|place| found[place as u32 as usize])
        .collect();
    let types: Vec<Vec<u32>> = shown.iter().map(|it| it.types(&words)).collect();
    let is_counted_again = !request.by.is_empty() || request.against.is_some();
    let mut among = if is_counted_again { types.clone() } else { Vec::new() };
    order::sort_once(&mut among);
    // However rarely those that are shown occur.
    let again = Wanted { least: 1, least_documents: 0, among: Some(&among), ..wanted };
    // What was found of one of them; all come by their words.
    let of = |found: &Clusters, types: &[u32]| {
        found.all.binary_search_by(|it| it.types(&words).as_slice().cmp(types)).ok()
    };
    let (by, apart) = match request.by.as_str() {
        "" => Default::default(),
        name => {
            let apart = Apart::new(corpus, name, shown.len())?;
            let found = count(&scope, Wanted { documents: true, ..again });
            let row = |types: &Vec<u32>| {
                let documents = of(&found, types).and_then(|place| found.documents.get(place));
                apart.count(documents.map_or(&[], Vec::as_slice))
            };
            apart.shares(&scope, types.iter().map(row))
        }
    };
    let others = match &request.against {
        Some(texts) => {
            let set = corpus.documents(texts, &mut notes)?;
            let scope = Scope::new(corpus.index, set, request.matching.everything);
            let tokens = scope.words as u32;
            Some((count(&scope, again), ValueWords { value: texts.name.clone(), tokens }))
        }
        None => None,
    };
    let mut apart = apart.into_iter();
    notes.extend(looked.into_iter().flat_map(|looked| looked.notes));
    let row = |(it, types): (Cluster, Vec<u32>)| {
        let names: Vec<String> = types.iter().map(|&of| words.name(of)).collect();
        let elsewhere = |found: &Clusters| of(found, &types).map_or(0, |at| found.all[at].count);
        Frequency {
            word: names.join(" "),
            count: it.count,
            documents: it.documents,
            per_million: per_million(it.count, scope.words),
            by: apart.next().unwrap_or_default(),
            against: others.as_ref().map(|(found, _)| elsewhere(found)),
        }
    };
    let rows = shown.into_iter().zip(types).map(row).collect();
    if corpus.index.missed() > 0 {
        return Err(not_here());
    }
    Ok(Frequencies {
        total,
        tokens: scope.words as u32,
        types: total,
        hapaxes,
        documents: scope.documents.len(),
        by,
        against: others.map(|(_, of)| of),
        rows,
        notes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_a_bound() {
        assert!(fits(20_000, MOST_VALUES).is_ok());
        let refused = fits(usize::MAX, MOST_VALUES).unwrap_err().to_string();
        assert!(refused.contains("leave out what is rarer"), "{refused}");
    }
}
