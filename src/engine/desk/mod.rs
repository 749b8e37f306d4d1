//! The desk: questions that count. One file for each; what they have in common is here.
//!
//! The first of them reads the whole corpus as [running words](crate::analysis::Running), which are
//! kept: all that follow are answered from those.

mod collocates;
mod concordance;
mod dispersion;
mod frequencies;
mod keywords;
mod profile;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use collocates::collocates;
pub use concordance::concordance;
pub use dispersion::dispersion;
pub use frequencies::{ngrams, words};
pub use keywords::keywords;
pub use profile::profile;

use self::profile::Profiled;
use super::facets::Columns;
use super::protocol::{ConcordanceRequest, Note, Subcorpus};
use super::subcorpus;
use crate::analysis::{Running, Unit, Way, Words};
use crate::error::Error;
use crate::index::Index;
use crate::query::documents::DocumentSet;
use crate::statistics::{MEASURES, Measure, measure};

/// What is kept from one question to the next.
#[derive(Debug, Default)]
pub struct Kept {
    running: Mutex<Option<Arc<Running>>>,
    /// Of the last question for all lines, and of the last for those of some places: a line is shown
    /// whole without the others being sorted again.
    lines: Mutex<Vec<Arc<Lines>>>,
    profiled: Mutex<Option<Arc<Profiled>>>,
}

/// The lines of a concordance, in their order; those that are shown are read from the texts.
#[derive(Debug)]
pub struct Lines {
    /// The question, whichever lines of it are wanted.
    request: ConcordanceRequest,
    lines: Vec<Way>,
    hits: u32,
    documents: u32,
    words: u32,
    notes: Vec<Note>,
}

impl Kept {
    /// Forgets what decisions may have changed.
    pub fn forget(&self) {
        self.lines().clear();
        *self.profiled() = None;
    }

    fn profiled(&self) -> MutexGuard<'_, Option<Arc<Profiled>>> {
        self.profiled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lines(&self) -> MutexGuard<'_, Vec<Arc<Lines>>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An open corpus, as the questions here see it.
#[derive(Clone, Copy)]
pub struct Corpus<'a> {
    /// Its index.
    pub index: &'a Index,
    /// What is known of its documents.
    pub columns: &'a Columns,
    /// What earlier questions left.
    pub kept: &'a Kept,
}

impl<'a> Corpus<'a> {
    /// The documents of a subcorpus, as [`subcorpus::documents`] has them.
    fn documents(self, texts: &Subcorpus, notes: &mut Vec<Note>) -> Result<DocumentSet, Error> {
        subcorpus::documents(self.index, self.columns, texts, notes)
    }

    /// The running words; read once.
    fn running(self) -> Result<Arc<Running>, Error> {
        let mut kept = self.kept.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(running) = &*kept {
            return Ok(running.clone());
        }
        let running = Arc::new(Running::new(self.index).ok_or_else(not_here)?);
        *kept = Some(running.clone());
        Ok(running)
    }

    /// The running words as types.
    fn words(self, unit: Unit) -> Result<Words<'a>, Error> {
        Words::new(self.index, self.running()?, unit).ok_or_else(not_here)
    }
}

fn not_here() -> Error {
    Error::missing("a part of the index is not here yet")
}

/// The measures of some names.
///
/// # Errors
///
/// When there is no measure of one of the names, or none is asked for.
fn measures(names: &[String]) -> Result<Vec<&'static Measure>, Error> {
    let known = || MEASURES.iter().map(|it| it.id).collect::<Vec<_>>().join(", ");
    let find = |name: &String| {
        let expected = || format!("expected a measure ({}), found “{name}”", known());
        measure(name).ok_or_else(|| Error::unsupported(expected()))
    };
    match names {
        [] => Err(Error::unsupported(format!("expected a measure ({}), found none", known()))),
        names => names.iter().map(find).collect(),
    }
}

/// The wanted part of a list.
fn page<T>(rows: Vec<T>, offset: u32, limit: u32) -> Vec<T> {
    rows.into_iter().skip(offset as usize).take(limit as usize).collect()
}

/// How often in a million.
fn per_million(count: u32, of: u64) -> f64 {
    if of == 0 { 0.0 } else { 1e6 * f64::from(count) / of as f64 }
}
