//! The documents found by what is known of them, and the filters that choose among them.

use super::protocol::{Facet, FacetValue, Filter, Note};
use super::subcorpus;
use crate::dates::{self, Day, Interval};
use crate::error::Error;
use crate::index::times::Time;
use crate::index::{Index, reader};
use crate::order;
use crate::query::documents::{DocumentSet, bearing, is_between, year};

/// Values of a facet that are listed.
const LISTED: usize = 40;
/// A name with more values than this, in the whole corpus, is no facet.
const FEW_VALUES: usize = 200;
/// What is always known of a document, in the order in which it is shown.
const ALWAYS: [&str; 4] = ["lang", "source", "author", "year"];

/// What is known of all documents, by name: made once for a corpus.
#[derive(Debug, Default)]
pub struct Columns {
    /// In the order in which they are shown.
    columns: Vec<Column>,
}

/// One name: which values there are and which documents bear them.
#[derive(Debug)]
struct Column {
    name: String,
    values: Vec<String>,
    /// A document and a value that it bears; documents ascend. A document without one
    /// bears the empty value.
    borne: Vec<(u32, u32)>,
}

impl Columns {
    /// Looks through all that can be a facet, and says whether all of it was here.
    pub fn new(index: &Index) -> (Columns, bool) {
        // What has too many values to be a facet is not looked at before a filter asks for it.
        let few = |name: &&str| {
            let mut fields = index.fields().iter();
            let field = fields.find(|field| field.name == *name);
            let few = |it: &reader::Field| it.column.is_some() && it.values as usize <= FEW_VALUES;
            // Years are those of the dates, of which there may be many.
            *name == "year" || field.is_some_and(few)
        };
        let fields = index.fields().iter().skip(reader::ALWAYS.len());
        let others = fields.map(|field| field.name.as_str());
        let mut others: Vec<&str> = others.filter(|name| !ALWAYS.contains(name)).collect();
        order::sort(&mut others);
        let names = ALWAYS.into_iter().chain(others).filter(few);
        let columns: Vec<Option<Column>> = names.map(|name| Column::new(index, name)).collect();
        let complete = columns.iter().all(Option::is_some);
        (Columns { columns: columns.into_iter().flatten().collect() }, complete)
    }

    fn find(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl Column {
    fn new(index: &Index, name: &str) -> Option<Column> {
        let known = index.column(if name == "year" { "date" } else { name })?;
        let shown: Vec<&str> = match name {
            "year" => known.values.iter().map(|date| year(date)).collect(),
            _ => known.values.iter().map(String::as_str).collect(),
        };
        // The empty value last; years are shared by dates.
        let mut values = shown.clone();
        order::sort_once(&mut values);
        values.retain(|value| !value.is_empty());
        let none = values.len() as u32;
        let number = |value: &&str| values.binary_search(value).map_or(none, |at| at as u32);
        let numbers: Vec<u32> = shown.iter().map(number).collect();
        let mut column = Column { name: name.to_string(), values: Vec::new(), borne: Vec::new() };
        for document in 0..index.documents().len() as u32 {
            let before = column.borne.len();
            let borne = known.borne(document).iter().map(|&value| numbers[value as usize]);
            column.borne.extend(borne.filter(|&value| value < none).map(|it| (document, it)));
            if column.borne.len() == before {
                column.borne.push((document, none));
            }
        }
        column.values = values.into_iter().map(str::to_string).collect();
        if column.borne.iter().any(|&(_, value)| value == none) {
            column.values.push(String::new());
        }
        Some(column)
    }

    /// The documents that bear one of some values.
    fn bearing(&self, allowed: &[String], documents: u32) -> DocumentSet {
        let allowed: Vec<bool> = self.values.iter().map(|value| allowed.contains(value)).collect();
        let mut set = DocumentSet::none(documents);
        let bear = self.borne.iter().filter(|(_, value)| allowed[*value as usize]);
        bear.for_each(|(document, _)| set.add(*document));
        set
    }
}

/// What a filter lets through, by the name of what it filters.
pub struct Allowed {
    by_name: Vec<Limit>,
    documents: u32,
}

/// What a filter on one name, or a subcorpus, lets through; that has no name here.
struct Limit {
    name: String,
    values: Vec<String>,
    documents: DocumentSet,
}

impl Allowed {
    /// Works out what a filter lets through. A name that no document has lets nothing
    /// through.
    ///
    /// # Errors
    ///
    /// When subcorpora that it names cannot be had, as [`subcorpus::documents`] says.
    pub fn new(
        index: &Index,
        columns: &Columns,
        filter: &Filter,
        notes: &mut Vec<Note>,
    ) -> Result<Allowed, Error> {
        Allowed::at_depth(index, columns, filter, notes, 0)
    }

    /// The same of a filter that stands in subcorpora.
    pub fn at_depth(
        index: &Index,
        columns: &Columns,
        filter: &Filter,
        notes: &mut Vec<Note>,
        depth: u32,
    ) -> Result<Allowed, Error> {
        let documents = index.documents().len() as u32;
        let mut by_name: Vec<Limit> = Vec::new();
        let mut limit = |name: &str, values: &[String], documents: DocumentSet| {
            by_name.retain(|other| other.name != name);
            by_name.push(Limit { name: name.to_string(), values: values.to_vec(), documents });
        };
        let mut among = |name: &str, allowed: &[String]| {
            if !allowed.is_empty() {
                let set = match columns.find(name) {
                    Some(column) => column.bearing(allowed, documents),
                    None => bearing(index, name, |value| allowed.iter().any(|it| it == value)),
                };
                limit(name, allowed, set);
            }
        };
        among("lang", &filter.lang);
        among("source", &filter.source);
        filter.more.iter().for_each(|(name, allowed)| among(name, allowed));
        if !(filter.from.is_empty() && filter.to.is_empty()) {
            let set = bearing(index, "date", |date| is_between(date, &filter.from, &filter.to));
            limit("year", &[], set);
        }
        if !(filter.spoken_from.is_empty() && filter.spoken_to.is_empty()) {
            limit("spoken", &[], speaking(index, &filter.spoken_from, &filter.spoken_to));
        }
        for within in &filter.within {
            let documents = subcorpus::at_depth(index, columns, within, notes, depth)?;
            by_name.push(Limit { name: String::new(), values: Vec::new(), documents });
        }
        Ok(Allowed { by_name, documents })
    }

    /// What all filters together let through.
    pub fn all(&self) -> DocumentSet {
        self.but("")
    }

    /// What all filters but those on one name let through.
    fn but(&self, name: &str) -> DocumentSet {
        let others = self.by_name.iter().filter(|it| it.name.is_empty() || it.name != name);
        others.fold(DocumentSet::all(self.documents), |set, limit| set.and(&limit.documents))
    }

    fn chosen(&self, name: &str, value: &str) -> bool {
        self.by_name
            .iter()
            .any(|limit| limit.name == name && limit.values.iter().any(|v| v == value))
    }
}

/// The documents that speak of a day between two dates; each may be a year, a month or a day,
/// and empty for no bound. What is no date bounds nothing in: no document is let through.
fn speaking(index: &Index, from: &str, to: &str) -> DocumentSet {
    let mut set = DocumentSet::none(index.documents().len() as u32);
    let end = |date: &str, open: Day| match date {
        "" => Some(Interval::day(open)),
        date => dates::gregorian_days(date),
    };
    let (from, to) = (end(from, Day(i32::MIN)), end(to, Day(i32::MAX)));
    let Some((from, to)) = from.zip(to) else { return set };
    index.times().each(&mut |run| {
        let within = |time: &Time| time.days.first <= to.last && time.days.last >= from.first;
        if run.times.iter().any(within) {
            set.add(run.document.0);
        }
    });
    set
}

/// The facets of the documents that answer a query, whatever the filter.
pub fn facets(columns: &Columns, answers: &DocumentSet, allowed: &Allowed) -> Vec<Facet> {
    columns.columns.iter().filter_map(|column| facet(column, answers, allowed)).collect()
}

/// `None` for what all documents share, and for what has too many values.
fn facet(column: &Column, answers: &DocumentSet, allowed: &Allowed) -> Option<Facet> {
    if !(2..=FEW_VALUES).contains(&column.values.len()) {
        return None;
    }
    let counted = answers.clone().and(&allowed.but(&column.name));
    let mut counts = vec![0u32; column.values.len()];
    for (document, value) in &column.borne {
        counts[*value as usize] += u32::from(counted.has(*document));
    }
    let mut values: Vec<FacetValue> = column
        .values
        .iter()
        .zip(counts)
        .map(|(value, documents)| FacetValue {
            value: value.clone(),
            documents,
            chosen: allowed.chosen(&column.name, value),
        })
        .filter(|value| value.documents > 0 || value.chosen)
        .collect();
    if column.name == "year" {
        order::sort_by(&mut values, |a, b| b.value.cmp(&a.value));
    } else {
        order::sort_by(&mut values, |a, b| {
            b.documents.cmp(&a.documents).then_with(|| a.value.cmp(&b.value))
        });
    }
    let more = values.len().saturating_sub(LISTED) as u32;
    values.truncate(LISTED);
    Some(Facet { name: column.name.clone(), values, more })
}
