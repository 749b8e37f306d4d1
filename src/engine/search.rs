//! A query → the documents that answer it, with reasons, facets and passages.

use super::copies::{copies_of, fold};
use super::facets::{Allowed, Columns, facets};
use super::listing::{is_retitled, shown_title, sort};
use super::passage::{marks, passage, title_pieces};
use super::protocol::{
    Answer, Copies, Hit, Matching, Reason, ReasonCount, SearchRequest, Sort, Why,
};
use crate::error::Error;
use crate::id::{DocId, KeyId};
use crate::index::Index;
use crate::index::reader::Item;
use crate::order;
use crate::query::ast::Ask;
use crate::query::documents::DocumentSet;
use crate::query::lists;
use crate::query::look;
use crate::query::matcher::{self, Occurrences, Place, Told};
use crate::query::rank::{self, Found};

/// Occurrences of one part of the query in one document whose printed forms are told.
const FORMS_TOLD: usize = 400;
/// Different printed forms that are told.
const FORMS_NAMED: usize = 8;

/// What of the metadata stands with every hit.
const SHOWN: [&str; 3] = ["lang", "date", "source"];

/// Answers a search.
///
/// # Errors
///
/// When a text that is to be shown is damaged.
pub fn search(index: &Index, columns: &Columns, request: &SearchRequest) -> Result<Answer, Error> {
    // Every answer shows these: what of them is not here is wanted at once, not at the end.
    for name in SHOWN {
        index.column(name);
    }
    if request.fold {
        index.copies().groups();
    }
    let looked = look(index, &request.query, &matching(&request.matching))?;
    let mut notes = looked.notes.clone();
    let allowed = Allowed::new(index, columns, &request.filter, &mut notes)?;
    let answers = looked.answers(index);
    let facets = facets(columns, &answers, &allowed);
    let allowed = allowed.all();
    let answers = answers.and(&allowed);
    let (found, folded) = in_order(index, &looked.occurrences, &answers, request)?;
    let wanted = matcher::wanted(&looked.occurrences);
    let page = found.iter().skip(request.offset as usize).take(request.limit as usize);
    if index.missed() > 0 {
        // Which documents answer is not known yet: their texts need not be here.
        return Err(Error::missing("a part of the index is not here yet"));
    }
    // The texts of all of them are wanted at once.
    let copies = |found: &Found| match request.fold {
        true => copies_of(index, DocId(found.document), |other| answers.has(other)),
        false => Ok(Copies::default()),
    };
    let hits: Vec<Result<Hit, Error>> =
        page.map(|found| hit(index, found, &wanted, copies(found))).collect();
    Ok(Answer {
        query: request.query.clone(),
        total: (found.len() + folded.len()) as u32,
        lines: found.len() as u32,
        complete: found.iter().chain(&folded).filter(|found| found.complete).count() as u32,
        occurrences: wanted.iter().map(|part| times_in_all(part, &answers)).sum(),
        outside: wanted.iter().map(|part| times_outside(index, part, &allowed)).sum(),
        notes,
        reasons: reason_counts(index, &wanted, &answers, &request.matching),
        facets,
        hits: hits.into_iter().collect::<Result<_, _>>()?,
    })
}

/// The documents of `answers` in the wanted order, as far as they are wanted; and those that
/// stand behind copies of them.
fn in_order(
    index: &Index,
    occurrences: &[Occurrences],
    answers: &DocumentSet,
    request: &SearchRequest,
) -> Result<(Vec<Found>, Vec<Found>), Error> {
    let shown = request.offset.saturating_add(request.limit) as usize;
    let (by_merit, mut folded) = (request.sort == Sort::Relevance, Vec::new());
    let mut found = rank::rank(index, occurrences, answers, shown, |scored| {
        if request.fold && by_merit {
            folded = fold(index, scored, rank::is_better);
        }
    });
    if by_merit {
        return Ok((found, folded));
    }
    // The order of the corpus first, for documents that the new order leaves equal.
    order::sort_by_key(&mut found, |found| found.document);
    let mut documents: Vec<u32> = found.iter().map(|found| found.document).collect();
    sort(index, request.sort, &mut documents)?;
    let place = |document| found.binary_search_by_key(&document, |found| found.document);
    let places = documents.into_iter().filter_map(|document| place(document).ok());
    found = places.map(|place| found[place]).collect();
    if request.fold {
        folded = fold(index, &mut found, |_, _| false);
    }
    Ok((found, folded))
}

/// A request's matching, as the matcher takes it.
pub fn matching(matching: &Matching) -> matcher::Matching {
    let Matching { without, names, everything } = matching.clone();
    matcher::Matching { without, names, everything }
}

/// How often the parts of a query occur in a document.
fn times(wanted: &[&Occurrences], document: u32) -> u32 {
    let parts = wanted.iter().filter(|part| !part.added);
    parts.map(|part| part.places_in(document).len() as u32).sum()
}

/// How often a part of a query occurs in all documents that answer.
fn times_in_all(part: &Occurrences, answers: &DocumentSet) -> u32 {
    let entries = part.documents.iter().filter(|entry| !part.added && answers.has(entry.document));
    entries.map(|entry| entry.places.end - entry.places.start).sum()
}

/// How often a part of a query stands outside the articles of the documents that are allowed.
fn times_outside(index: &Index, part: &Occurrences, allowed: &DocumentSet) -> u32 {
    let mut walk = index.places();
    let here = part.outside.iter().filter(|place| allowed.has(walk.document(place.at)));
    if part.added { 0 } else { here.count() as u32 }
}

fn hit(
    index: &Index,
    found: &Found,
    wanted: &[&Occurrences],
    copies: Result<Copies, Error>,
) -> Result<Hit, Error> {
    let id = DocId(found.document);
    let [lang, date, source] = SHOWN.map(|name| index.value(name, id));
    let entry = index.document(id)?;
    let title = shown_title(index, id);
    let marks = marks(wanted, entry.first, entry.end());
    // The words that are searched are not those of a title that stands in its place.
    let in_title = if is_retitled(index, id)? { &[] } else { marks.as_slice() };
    let parts = wanted.iter().filter(|part| !part.added);
    let missing = parts.filter(|part| part.in_document(found.document).is_none());
    let snippet = passage(index, wanted, found.document, &marks);
    let mut why = Vec::new();
    for part in wanted.iter().filter(|part| !part.added) {
        why.extend(reasons(index, part, found.document)?);
    }
    Ok(Hit {
        score: found.score,
        lang,
        date,
        source,
        words: entry.words,
        occurrences: times(wanted, found.document),
        title_pieces: title
            .as_ref()
            .map_or(Vec::new(), |title| title_pieces(title, entry, in_title)),
        snippet: snippet?,
        title: title?,
        id: index.id(id)?,
        why,
        missing: missing.map(|part| part.leaf.typed.clone()).collect(),
        copies: copies?,
    })
}

/// How a part of the query matched in a document: a line for each reason.
fn reasons(index: &Index, part: &Occurrences, document: u32) -> Result<Vec<Why>, Error> {
    let places = part.places_in(document);
    let told = &places[..places.len().min(FORMS_TOLD)];
    let mut forms: Vec<(Reason, String, u32)> = Vec::new();
    let single: Vec<Place> = told.iter().copied().filter(|place| place.length == 1).collect();
    let positions: Vec<u32> = single.iter().map(|place| place.at).collect();
    let mut next = single.iter();
    index.forms_at(positions, |_, form| {
        if let Some(place) = next.next() {
            count(&mut forms, reason(part, *place, form), form);
        }
    })?;
    for place in told.iter().filter(|place| place.length > 1) {
        let form = printed(index, place.at, u32::from(place.length))?;
        count(&mut forms, reason(part, *place, &form), &form);
    }
    let of_reason = forms.chunk_by(|a, b| a.0 == b.0);
    Ok(of_reason
        .map(|forms| {
            let counted = forms.iter().map(|(_, form, count)| (form.clone(), *count));
            why(part, forms[0].0, counted.collect())
        })
        .collect())
}

/// Counts a form; they are sorted by reason and form.
fn count(forms: &mut Vec<(Reason, String, u32)>, reason: Reason, form: &str) {
    let this = |known: &(Reason, String, u32)| (known.0, known.1.as_str()).cmp(&(reason, form));
    match forms.binary_search_by(this) {
        Ok(place) => forms[place].2 += 1,
        Err(place) => forms.insert(place, (reason, form.to_string(), 1)),
    }
}

/// The words of a phrase as printed, from its first word on.
fn printed(index: &Index, start: u32, length: u32) -> Result<String, Error> {
    let (mut text, mut words) = (String::new(), 0);
    index.read_from(start, |item| {
        text.push_str(item.text());
        words += u32::from(matches!(item, Item::Word(_)));
        words < length
    })?;
    Ok(text)
}

/// The word itself is exact when it is printed as typed.
fn reason(part: &Occurrences, place: Place, form: &str) -> Reason {
    let way = part.way(place);
    match way.reason {
        Reason::Variant if form == as_printed(part) => Reason::Exact,
        reason => reason,
    }
}

/// What a part's exact form is.
fn as_printed(part: &Occurrences) -> &str {
    match &part.leaf.ask {
        Ask::Word { form, .. } => form,
        _ => &part.leaf.typed,
    }
}

fn why(part: &Occurrences, reason: Reason, mut forms: Vec<(String, u32)>) -> Why {
    let count = forms.iter().map(|(_, count)| count).sum();
    order::sort_by(&mut forms, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    forms.truncate(FORMS_NAMED);
    let forms = forms.into_iter().map(|(form, _)| form).collect();
    Why { asked: part.leaf.typed.clone(), reason, forms, count }
}

/// For each part of the query and each reason: how often in all documents that answer.
fn reason_counts(
    index: &Index,
    wanted: &[&Occurrences],
    answers: &DocumentSet,
    matching: &Matching,
) -> Vec<ReasonCount> {
    let mut counts = Vec::new();
    for part in wanted.iter().filter(|part| !part.added) {
        let here = part.documents.iter().filter(|entry| answers.has(entry.document));
        let runs =
            here.map(|entry| &part.places[entry.places.start as usize..entry.places.end as usize]);
        let on = by_reason(index, part, runs);
        let (mut walk, mut rest, mut runs) = (index.places(), part.off.as_slice(), Vec::new());
        while let Some((document, held)) = walk.run(rest, |place| place.at) {
            runs.extend(answers.has(document).then(|| &rest[..held]));
            rest = &rest[held..];
        }
        let off = by_reason(index, part, runs.into_iter());
        for reason in Reason::ALL {
            let switched_off = matching.without.contains(&reason);
            let count = if switched_off { off } else { on }[reason as usize];
            if count > 0 {
                counts.push(ReasonCount {
                    asked: part.leaf.typed.clone(),
                    reason,
                    count,
                    forms: forms_of(index, part, reason),
                    on: !switched_off,
                });
            }
        }
    }
    counts
}

/// A number for each reason.
type Counts = [u32; Reason::ALL.len()];

/// How many places there are for each reason; those of the word itself that are printed as
/// typed are exact.
fn by_reason<'a>(
    index: &Index,
    part: &Occurrences,
    runs: impl Iterator<Item = &'a [Place]> + Clone,
) -> Counts {
    let (mut counts, mut same) = (vec![0u32; part.ways.len()], 0);
    for run in runs.clone() {
        match counts.as_mut_slice() {
            [all] => *all += run.len() as u32,
            counts => run.iter().for_each(|place| counts[usize::from(place.way)] += 1),
        }
    }
    let mut reasons = Counts::default();
    for (way, count) in part.ways.iter().zip(counts) {
        reasons[way.reason as usize] += count;
        same += if way.same { count } else { 0 };
    }
    let of_same = runs.flatten().filter(|place| part.way(**place).same).map(|place| place.at);
    let exact = exact(index, part, same, of_same);
    if exact > 0 {
        let variants = &mut reasons[Reason::Variant as usize];
        *variants = variants.saturating_sub(exact);
        reasons[Reason::Exact as usize] = exact;
    }
    reasons
}

/// How many of `count` places of a word are printed as typed.
fn exact(index: &Index, part: &Occurrences, count: u32, places: impl Iterator<Item = u32>) -> u32 {
    let Ask::Word { form, key } = &part.leaf.ask else { return 0 };
    let Some(key) = index.lexicon().find(key).filter(|_| count > 0) else { return 0 };
    let forms = index.forms(key);
    let Some(typed) = forms.iter().position(|known| known == form) else { return 0 };
    if forms.len() == 1 {
        return count;
    }
    if count as usize == index.count(key) {
        return index.form_counts(key).get(typed).map_or(0, |&count| count as u32);
    }
    let as_typed = index.positions_of_form(key, typed);
    let mut rest = as_typed.as_slice();
    let here = places.filter(|&place| {
        rest = lists::from(rest, place, |&position| position);
        rest.first() == Some(&place)
    });
    here.count() as u32
}

/// What of the corpus a part stands for by a reason: as mostly printed, the most frequent
/// first.
fn forms_of(index: &Index, part: &Occurrences, reason: Reason) -> Vec<String> {
    let told: Vec<&Told> = part.told.iter().filter(|told| told.reason == reason).collect();
    let mut forms: Vec<(usize, String)> = Vec::new();
    for told in told {
        match told.slots.as_slice() {
            [keys] => {
                let named = most_frequent(index, keys).into_iter();
                forms
                    .extend(named.filter_map(|(count, key)| Some((count, commonest(index, key)?))));
            }
            slots => {
                let firsts = slots.iter().filter_map(|slot| commonest(index, *slot.first()?));
                forms.push((told.count, firsts.collect::<Vec<_>>().join(" ")));
            }
        }
    }
    order::sort_by(&mut forms, |a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    forms.dedup_by(|a, b| a.1 == b.1);
    forms.into_iter().take(FORMS_NAMED).map(|(_, form)| form).collect()
}

/// Of some keys, which may be many, the few that occur most.
fn most_frequent(index: &Index, keys: &[KeyId]) -> Vec<(usize, KeyId)> {
    let mut most: Vec<(usize, KeyId)> = Vec::with_capacity(FORMS_NAMED + 1);
    for &key in keys {
        let count = index.count(key);
        if most.len() < FORMS_NAMED || most.last().is_some_and(|last| count > last.0) {
            let place = most.partition_point(|known| known.0 >= count);
            most.insert(place, (count, key));
            most.truncate(FORMS_NAMED);
        }
    }
    most
}

fn commonest(index: &Index, key: KeyId) -> Option<String> {
    index.forms(key).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Metadata, Zone};
    use crate::engine::Engine;
    use crate::engine::protocol::{Filter, Request, Response};
    use crate::id::Span;
    use crate::index::{About, Builder};

    /// Two texts with a menu above the article; below the first another article, which is the
    /// third text.
    fn engine() -> Engine {
        let mut builder = Builder::new(About::default());
        let mut add = |id: &str, lang: &str, text: &str, zones: &[(Zone, &str)], host: &str| {
            let span = |part: &str| {
                let at = text.find(part).unwrap() as u32;
                Span::new(at, at + part.len() as u32)
            };
            builder
                .add(Document {
                    id: id.into(),
                    text: text.into(),
                    meta: Metadata { lang: lang.into(), ..Metadata::default() },
                    zones: zones.iter().map(|(zone, part)| (span(part), *zone)).collect(),
                    host: Some(host.to_string()).filter(|host| !host.is_empty()),
                    ..Document::default()
                })
                .unwrap();
        };
        let guest = "paper below paper\n";
        let first = format!("paper menu\nThe paper came.\n{guest}");
        let zones = [(Zone::Navigation, "paper menu\n"), (Zone::Guest, guest)];
        add("a", "fa", &first, &zones, "");
        add("a#2", "fa", guest, &[], "a");
        add("b", "fa", "paper menu\nwords", &[(Zone::Navigation, "paper menu\n")], "");
        add("c", "en", "paper menu\nwords", &[(Zone::Navigation, "paper menu\n")], "");
        Engine::open(builder.finish().unwrap()).unwrap()
    }

    fn ask(query: &str, everything: bool, lang: &str) -> Answer {
        let lang = Some(lang.to_string()).filter(|lang| !lang.is_empty()).into_iter().collect();
        let request = SearchRequest {
            query: query.into(),
            matching: Matching { everything, ..Matching::default() },
            filter: Filter { lang, ..Filter::default() },
            limit: 9,
            ..SearchRequest::default()
        };
        let Response::Search(answer) = engine().answer(&Request::Search(request)).unwrap() else {
            panic!("another answer");
        };
        answer
    }

    #[test]
    fn outside_is_what_would_count_in_everything() {
        for (query, lang) in [("paper", ""), ("paper", "fa"), ("paper", "en"), ("menu", "")] {
            let (articles, everything) = (ask(query, false, lang), ask(query, true, lang));
            assert_eq!(
                articles.outside,
                everything.occurrences - articles.occurrences,
                "{query} {lang}"
            );
            assert!(articles.outside > 0);
            assert_eq!(everything.outside, 0, "{query} {lang}");
        }
        assert_eq!((ask("paper", false, "").outside, ask("paper", false, "fa").outside), (3, 2));
        assert_eq!(ask("title:paper", false, "").outside, 0);
    }

    #[test]
    fn what_is_only_added_to_the_query_is_not_counted() {
        let engine = engine();
        let index = engine.index();
        let looked = look(index, "paper", &matching(&Matching::default())).unwrap();
        let all = DocumentSet::all(4);
        let [part] = &looked.occurrences[..] else { panic!("one word") };
        assert_eq!(times_outside(index, part, &all), 3);
        let added = Occurrences { added: true, ..part.clone() };
        assert_eq!(times_outside(index, &added, &all), 0);
    }
}
