//! The façade: index bytes in, answers out, no I/O.
//!
//! One file for each question: `search` (with `facets`), `reading`, `listing`; `passage`
//! chooses what of a text is shown. What may be asked is in [`protocol`].

mod facets;
mod listing;
mod passage;
pub mod protocol;
mod reading;
mod search;

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::error::Error;
use crate::index::Index;
use crate::order;
use facets::Columns;
use protocol::{Info, Request, Response, Share};

/// An open corpus that answers questions.
///
/// ```
/// use kashf::document::Document;
/// use kashf::engine::{Engine, protocol::*};
/// use kashf::index::{About, Builder};
///
/// let mut builder = Builder::new(About::default());
/// let text = "لاوروف به ژنو رفت".to_string();
/// builder.add(Document { id: "a".into(), text, ..Default::default() })?;
/// let engine = Engine::open(builder.finish()?)?;
///
/// let request = SearchRequest { query: "لاوروف".into(), ..Default::default() };
/// let Response::Search(answer) = engine.answer(&Request::Search(request))? else { panic!() };
/// assert_eq!((answer.total, answer.hits[0].id.as_str()), (1, "a"));
/// # Ok::<(), kashf::error::Error>(())
/// ```
#[derive(Debug)]
pub struct Engine {
    index: Index,
    info: Info,
    columns: OnceLock<Columns>,
}

impl Engine {
    /// Opens an index, checking everything that later code relies on.
    ///
    /// # Errors
    ///
    /// When the bytes are damaged, of another version, or no index at all.
    pub fn open(bytes: Vec<u8>) -> Result<Engine, Error> {
        let index = Index::open(bytes)?;
        let info = info(&index);
        Ok(Engine { index, info, columns: OnceLock::new() })
    }

    /// Answers one question.
    ///
    /// # Errors
    ///
    /// When it asks for a document that is not there, or meets a damaged one.
    pub fn answer(&self, request: &Request) -> Result<Response, Error> {
        match request {
            Request::Info => Ok(Response::Info(self.info.clone())),
            Request::Search(request) => {
                search::search(&self.index, self.columns(), request).map(Response::Search)
            }
            Request::Document(request) => {
                reading::reading(&self.index, request).map(Response::Document)
            }
            Request::Documents(request) => {
                Ok(Response::Documents(listing::listing(&self.index, self.columns(), request)))
            }
        }
    }

    fn columns(&self) -> &Columns {
        self.columns.get_or_init(|| Columns::new(&self.index))
    }

    /// What the corpus is.
    pub fn info(&self) -> &Info {
        &self.info
    }

    /// The open index.
    pub fn index(&self) -> &Index {
        &self.index
    }
}

fn info(index: &Index) -> Info {
    let known = index.known();
    let entries = index.documents();
    let dates = || entries.iter().map(|entry| known.date(entry)).filter(|date| is_iso(date));
    let title = match index.about("title") {
        "" => "Kashf",
        title => title,
    };
    Info {
        title: title.to_string(),
        description: index.about("description").to_string(),
        licence: index.about("licence").to_string(),
        built: index.about("built").to_string(),
        generator: index.about("generator").to_string(),
        chain: index.about("chain").to_string(),
        format: crate::index::format::VERSION,
        fingerprint: format!("{:08x}", index.fingerprint()),
        documents: entries.len() as u32,
        tokens: index.words(),
        types: index.lexicon().len() as u32,
        text_bytes: entries.iter().map(|entry| u64::from(entry.text_bytes)).sum(),
        index_bytes: index.bytes().len() as u64,
        languages: shares(entries.iter().map(|entry| (known.lang(entry), entry.words))),
        sources: shares(entries.iter().map(|entry| (known.source(entry), entry.words))),
        first_date: dates().min().unwrap_or_default().to_string(),
        last_date: dates().max().unwrap_or_default().to_string(),
    }
}

/// How many documents and words bear each value, most documents first.
fn shares<'a>(values: impl Iterator<Item = (&'a str, u32)>) -> Vec<Share> {
    let mut places: HashMap<&str, u32> = HashMap::new();
    let mut shares: Vec<Share> = Vec::new();
    for (value, words) in values.filter(|(value, _)| !value.is_empty()) {
        let place = *places.entry(value).or_insert(shares.len() as u32) as usize;
        if place == shares.len() {
            shares.push(Share { name: value.to_string(), documents: 0, tokens: 0 });
        }
        shares[place].documents += 1;
        shares[place].tokens += words;
    }
    order::sort_by(&mut shares, |a, b| b.documents.cmp(&a.documents).then(a.name.cmp(&b.name)));
    shares
}

/// True for `2021`, `2021-12`, `2021-12-17` and what follows such a date.
fn is_iso(date: &str) -> bool {
    let bytes = date.as_bytes();
    bytes.len() >= 4
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && matches!(bytes.get(4), None | Some(b'-'))
}
