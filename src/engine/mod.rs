//! The façade: index bytes in, answers out, no I/O.
//!
//! One file for each question: `search` (with `facets` and `copies`), `reading`, `listing`,
//! `compare`, `timeline`, `decide`, and those that count in `desk`; `subcorpus` says which texts count,
//! `passage` what of a text is shown. What may be asked is in [`protocol`].

mod compare;
mod copies;
mod decide;
mod desk;
mod facets;
mod listing;
mod passage;
pub mod protocol;
mod reading;
mod search;
mod subcorpus;
mod timeline;

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;

use crate::error::Error;
use crate::index::Index;
use facets::Columns;
use protocol::{
    Answer, Decided, Decisions, DocumentRequest, FirstRequest, FirstResponse, Info, ListRequest,
    Listing, Reading, Request, Response, SearchRequest, Section, Share,
};

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
    columns: Mutex<Option<Arc<Columns>>>,
    desk: desk::Kept,
    /// Decisions that were given but do not stand yet: a part of the index was not here.
    undecided: Mutex<Option<Decisions>>,
}

/// What becomes of a question.
#[derive(Debug, Serialize)]
pub enum Outcome<R = Response> {
    /// Its answer.
    Answer(Box<R>),
    /// These stretches of the file must be here before it is asked again.
    Wanted(Vec<Range<u64>>),
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
        Ok(Engine::with(index, info))
    }

    /// Opens an index by its head, the bytes up to the end of its root. The rest is to be
    /// given to its [index](Engine::index) when a question [wants](Outcome::Wanted) it.
    ///
    /// # Errors
    ///
    /// As [`open`](Engine::open).
    pub fn open_head(head: Vec<u8>) -> Result<Engine, Error> {
        let index = Index::open_head(head)?;
        let info = info(&index);
        Ok(Engine::with(index, info))
    }

    fn with(index: Index, info: Info) -> Engine {
        let (columns, undecided) = (Mutex::default(), Mutex::default());
        Engine { index, info, columns, desk: desk::Kept::default(), undecided }
    }

    /// Answers one question about an index that is here as a whole.
    ///
    /// # Errors
    ///
    /// When it asks for a document that is not there, or meets a damaged one.
    pub fn answer(&self, request: &Request) -> Result<Response, Error> {
        match self.ask(request)? {
            Outcome::Answer(response) => Ok(*response),
            Outcome::Wanted(_) => Err(Error::missing("a part of the index is not here yet")),
        }
    }

    /// Answers one question, or says what of the index's file has to be here first.
    ///
    /// # Errors
    ///
    /// As [`answer`](Engine::answer).
    pub fn ask(&self, request: &Request) -> Result<Outcome, Error> {
        // What an earlier question left behind is not this one's.
        let _ = self.index.settle();
        let answered = match request {
            Request::Profile(request) => {
                desk::profile(self.corpus(&self.columns()), request).map(Response::Profile)
            }
            Request::Decide(decisions) => self.decide(decisions).map(Response::Decided),
            // Answers wait for decisions that were given before them.
            request => self.decide_rest().and_then(|()| self.try_to_answer(request)),
        };
        self.outcome(answered)
    }

    /// Answers as [`ask`](Engine::ask), but is no larger than what these questions need.
    ///
    /// # Errors
    ///
    /// As [`answer`](Engine::answer).
    pub fn ask_first(&self, request: &FirstRequest) -> Result<Outcome<FirstResponse>, Error> {
        let _ = self.index.settle();
        let answered = match request {
            FirstRequest::Decide(decisions) => self.decide(decisions).map(FirstResponse::Decided),
            request => self.decide_rest().and_then(|()| self.try_to_answer_first(request)),
        };
        self.outcome(answered)
    }

    fn try_to_answer_first(&self, request: &FirstRequest) -> Result<FirstResponse, Error> {
        match request {
            FirstRequest::Info => self.info_now().map(FirstResponse::Info),
            FirstRequest::Search(request) => self.search(request).map(FirstResponse::Search),
            FirstRequest::Document(request) => self.reading(request).map(FirstResponse::Document),
            FirstRequest::Documents(request) => self.listing(request).map(FirstResponse::Documents),
            FirstRequest::Decide(decisions) => self.decide(decisions).map(FirstResponse::Decided),
        }
    }

    /// What was answered, if all that it needed was here.
    fn outcome<R>(&self, answered: Result<R, Error>) -> Result<Outcome<R>, Error> {
        let wanted = self.index.settle()?;
        if !wanted.is_empty() {
            return Ok(Outcome::Wanted(wanted));
        }
        answered.map(|response| Outcome::Answer(Box::new(response)))
    }

    fn search(&self, request: &SearchRequest) -> Result<Answer, Error> {
        search::search(&self.index, &self.columns(), request)
    }

    fn reading(&self, request: &DocumentRequest) -> Result<Reading, Error> {
        reading::reading(&self.index, request)
    }

    fn listing(&self, request: &ListRequest) -> Result<Listing, Error> {
        listing::listing(&self.index, &self.columns(), request)
    }

    fn try_to_answer(&self, request: &Request) -> Result<Response, Error> {
        match request {
            Request::Info => self.info_now().map(Response::Info),
            Request::Search(request) => self.search(request).map(Response::Search),
            Request::Document(request) => self.reading(request).map(Response::Document),
            Request::Documents(request) => self.listing(request).map(Response::Documents),
            Request::Compare(request) => {
                compare::compare(&self.index, request).map(Response::Compare)
            }
            Request::Timeline(request) => {
                timeline::timeline(&self.index, &self.columns(), request).map(Response::Timeline)
            }
            Request::Concordance(request) => {
                desk::concordance(self.corpus(&self.columns()), request).map(Response::Concordance)
            }
            Request::Words(request) => {
                desk::words(self.corpus(&self.columns()), request).map(Response::Words)
            }
            Request::Ngrams(request) => {
                desk::ngrams(self.corpus(&self.columns()), request).map(Response::Ngrams)
            }
            Request::Collocates(request) => {
                desk::collocates(self.corpus(&self.columns()), request).map(Response::Collocates)
            }
            Request::Keywords(request) => {
                desk::keywords(self.corpus(&self.columns()), request).map(Response::Keywords)
            }
            Request::Dispersion(request) => {
                desk::dispersion(self.corpus(&self.columns()), request).map(Response::Dispersion)
            }
            Request::Profile(request) => {
                desk::profile(self.corpus(&self.columns()), request).map(Response::Profile)
            }
            Request::Decide(decisions) => self.decide(decisions).map(Response::Decided),
        }
    }

    fn corpus<'a>(&'a self, columns: &'a Columns) -> desk::Corpus<'a> {
        desk::Corpus { index: &self.index, columns, kept: &self.desk }
    }

    /// Takes in decisions, in the place of those before; until all that they need is here they
    /// are kept.
    fn decide(&self, decisions: &Decisions) -> Result<Decided, Error> {
        let decided = decide::decide(&self.index, decisions);
        let waiting = decided.is_err() && self.index.missed() > 0;
        *self.undecided() = waiting.then(|| decisions.clone());
        if decided.is_ok() {
            self.desk.forget();
            *self.columns.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        decided
    }

    fn decide_rest(&self) -> Result<(), Error> {
        let rest = self.undecided().take();
        rest.map_or(Ok(()), |decisions| self.decide(&decisions).map(drop))
    }

    fn undecided(&self) -> MutexGuard<'_, Option<Decisions>> {
        self.undecided.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the corpus is, as far as decisions bear on it.
    fn info_now(&self) -> Result<Info, Error> {
        let mut info = self.info.clone();
        if self.index.is_amended() {
            let known = decide::sources(&self.index).zip(decide::dates(&self.index));
            let not_here = || Error::missing("a part of the index is not here yet");
            (info.sources, (info.first_date, info.last_date)) = known.ok_or_else(not_here)?;
        }
        Ok(info)
    }

    /// What is known of all documents; kept when all of it was here.
    fn columns(&self) -> Arc<Columns> {
        let mut kept = self.columns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(columns) = &*kept {
            return columns.clone();
        }
        let (columns, complete) = Columns::new(&self.index);
        let columns = Arc::new(columns);
        if complete {
            *kept = Some(columns.clone());
        }
        columns
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
    let summary = index.summary();
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
        format: index.layout().version,
        fingerprint: format!("{:08x}", index.fingerprint()),
        documents: index.documents().len() as u32,
        tokens: index.words(),
        types: index.lexicon().len() as u32,
        text_bytes: summary.text_bytes,
        index_bytes: index.length(),
        sections: index
            .sections()
            .map(|(name, bytes)| Section { name: name.to_string(), bytes })
            .collect(),
        languages: shares(&summary.languages),
        sources: shares(&summary.sources),
        first_date: summary.first_date.clone(),
        last_date: summary.last_date.clone(),
    }
}

fn shares(shares: &[(String, u32, u32)]) -> Vec<Share> {
    let share = |(name, documents, tokens): &(String, u32, u32)| Share {
        name: name.clone(),
        documents: *documents,
        tokens: *tokens,
    };
    shares.iter().map(share).collect()
}
