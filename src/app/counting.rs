//! The desk's questions, asked window by window: of a hundred thousand lines only those in view
//! are here.

use std::collections::BTreeMap;
use std::sync::Arc;

use kashf::engine::protocol::{
    Collocate, Collocates, CollocatesRequest, Concordance, ConcordanceRequest, Dispersion,
    DispersionRequest, Frequencies, Frequency, Keyword, Keywords, KeywordsRequest, Line,
    NgramsRequest, PartRow, ProfileRequest, ProfileRow, Profiles, Request, WordsRequest,
};
use kashf::view::permalink::Permalink;
use kashf::view::table::{Cell, Column};
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use super::client::{Client, Latest};
use super::decide::Desk;
use super::react::react;
use super::state::{Load, Place};

/// A question whose answer is a long list.
pub trait Question: Clone + PartialEq + Send + Sync + 'static {
    /// Its answer.
    type Answer: Clone + DeserializeOwned + Send + Sync + 'static;
    /// A row of the list.
    type Row: Clone + Send + Sync + 'static;
    /// Rows that are asked for at a time.
    const CHUNK: u32;

    /// The question for some rows.
    fn rows(&self, offset: u32, limit: u32) -> Request;

    /// Rows in all.
    fn total(answer: &Self::Answer) -> u32;

    /// Takes the rows out of an answer.
    fn take(answer: &mut Self::Answer) -> Vec<Self::Row>;

    /// Its rows as lines of a concordance, where they are such.
    fn lines(_rows: &[Self::Row]) -> Vec<Line> {
        Vec::new()
    }
}

macro_rules! question {
    (
        $request:ident, $answer:ident, $row:ident, $rows:ident, $total:ident, $chunk:literal,
        $kind:ident $(, $lines:item)?
    ) => {
        impl Question for $request {
            type Answer = $answer;
            type Row = $row;
            const CHUNK: u32 = $chunk;

            fn rows(&self, offset: u32, limit: u32) -> Request {
                Request::$kind($request { offset, limit, ..self.clone() })
            }

            fn total(answer: &$answer) -> u32 {
                answer.$total
            }

            fn take(answer: &mut $answer) -> Vec<$row> {
                std::mem::take(&mut answer.$rows)
            }

            $($lines)?
        }
    };
}

question!(
    ConcordanceRequest,
    Concordance,
    Line,
    lines,
    total,
    100,
    Concordance,
    fn lines(rows: &[Line]) -> Vec<Line> {
        rows.to_vec()
    }
);
question!(WordsRequest, Frequencies, Frequency, rows, total, 500, Words);
question!(NgramsRequest, Frequencies, Frequency, rows, total, 2000, Ngrams);
question!(CollocatesRequest, Collocates, Collocate, rows, total, 500, Collocates);
question!(KeywordsRequest, Keywords, Keyword, rows, total, 500, Keywords);
question!(DispersionRequest, Dispersion, PartRow, rows, parts, 200, Dispersion);
question!(ProfileRequest, Profiles, ProfileRow, rows, parts, 500, Profile);

/// A whole answer as a table; of a concordance its lines too.
pub struct Whole {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// The lines, where the rows are such.
    pub lines: Vec<Line>,
}

impl Whole {
    /// Another below it, under the same columns; a column before them says which row is of which.
    fn beside(mut self, mut other: Whole, names: [String; 2], which: Column) -> Whole {
        for (rows, name) in [&mut self.rows, &mut other.rows].into_iter().zip(names) {
            rows.iter_mut().for_each(|row| row.insert(0, Cell::Text(name.clone())));
        }
        self.columns.insert(0, which);
        self.rows.append(&mut other.rows);
        self
    }
}

/// What is done with a whole answer.
pub type Then = Box<dyn FnOnce(Result<Whole, String>)>;

/// Asks for a whole answer. (A closure in a box: what is done with tables is there once, not once for
/// each kind of question.)
pub type AskWhole = Arc<dyn Fn(Then) + Send + Sync>;

/// Asks for two of them, where there is another: each of the two under its name.
pub fn both(
    first: AskWhole,
    second: AskWhole,
    is_beside: impl Fn() -> bool + Send + Sync + 'static,
    names: impl Fn() -> ([String; 2], Column) + Send + Sync + 'static,
) -> AskWhole {
    Arc::new(move |then: Then| {
        if !is_beside() {
            return first(then);
        }
        let (second, (names, which)) = (Arc::clone(&second), names());
        first(Box::new(move |outcome| match outcome {
            Ok(whole) => second(Box::new(move |outcome| {
                then(outcome.map(|other| whole.beside(other, names, which)));
            })),
            Err(message) => then(Err(message)),
        }));
    })
}

/// Chunks that are kept.
const KEPT: usize = 24;

/// A long list, of which what is in view is here.
pub struct List<Q: Question> {
    client: Client,
    latest: Latest,
    /// The question; `None` when there is nothing to ask.
    pub asked: Memo<Option<Q>>,
    /// Its answer but for the rows; `None` until there is one.
    pub answer: RwSignal<Option<Q::Answer>>,
    /// Why there is none.
    pub failure: RwSignal<Option<String>>,
    /// Whether it is being asked.
    pub busy: RwSignal<bool>,
    chunks: RwSignal<BTreeMap<u32, Vec<Q::Row>>>,
    /// The first row in view.
    seen: StoredValue<u32>,
}

impl<Q: Question> Clone for List<Q> {
    fn clone(&self) -> List<Q> {
        *self
    }
}

impl<Q: Question> Copy for List<Q> {}

impl<Q: Question> List<Q> {
    /// The list that a place asks for, kept in step with it for as long as the screen is there.
    pub fn new(
        client: Client,
        place: Place,
        load: Load,
        question: impl Fn(&Permalink) -> Option<Q> + Send + Sync + 'static,
    ) -> List<Q> {
        let list = List {
            client,
            latest: Latest::new(client),
            asked: place.part(question),
            answer: RwSignal::new(None),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            chunks: RwSignal::new(BTreeMap::new()),
            seen: StoredValue::new(0),
        };
        let desk = expect_context::<Desk>();
        react(move || {
            desk.round.track();
            let asked = list.asked.get();
            list.latest.cancel();
            list.seen.set_value(0);
            if asked.is_none() {
                list.chunks.set(BTreeMap::new());
                list.answer.set(None);
                list.failure.set(None);
                list.busy.set(false);
            } else if load.is_ready() {
                list.fetch(0, true);
            }
        });
        list
    }

    /// The row of a number, when it is here. Tracks.
    pub fn row(self, number: u32) -> Option<Q::Row> {
        let chunk = number / Q::CHUNK;
        self.chunks.with(|chunks| chunks.get(&chunk)?.get((number % Q::CHUNK) as usize).cloned())
    }

    /// The rows that are here from the first on. Tracks.
    pub fn first_rows(self, most: usize) -> Vec<Q::Row> {
        self.chunks.with(|chunks| {
            chunks.get(&0).map_or(Vec::new(), |rows| rows.iter().take(most).cloned().collect())
        })
    }

    /// Rows in all. Tracks.
    pub fn total(self) -> u32 {
        self.answer.with(|answer| answer.as_ref().map_or(0, Q::total))
    }

    /// Says which rows are in view, so that they are fetched.
    pub fn look(self, first: u32, end: u32) {
        self.seen.set_value(first);
        let wanted = first / Q::CHUNK..=end.saturating_sub(1).max(first) / Q::CHUNK;
        let missing = self
            .chunks
            .with_untracked(|chunks| wanted.into_iter().find(|it| !chunks.contains_key(it)));
        if let Some(missing) = missing.filter(|_| !self.busy.get_untracked()) {
            self.fetch(missing, false);
        }
    }

    fn fetch(self, chunk: u32, anew: bool) {
        let Some(question) = self.asked.get_untracked() else { return };
        self.busy.set(true);
        let request = question.rows(chunk * Q::CHUNK, Q::CHUNK);
        self.latest.ask(request, move |outcome: Result<Q::Answer, String>| {
            self.busy.set(false);
            match outcome {
                Ok(mut answer) => {
                    let rows = Q::take(&mut answer);
                    self.chunks.update(|chunks| {
                        if anew {
                            chunks.clear();
                        }
                        chunks.insert(chunk, rows);
                        self.forget(chunks);
                    });
                    self.failure.set(None);
                    self.answer.set(Some(answer));
                    // The reader may have gone on meanwhile.
                    let seen = self.seen.get_value();
                    self.look(seen, (seen + 1).min(self.total_untracked()));
                }
                Err(message) => {
                    self.chunks.set(BTreeMap::new());
                    self.answer.set(None);
                    self.failure.set(Some(message));
                }
            }
        });
    }

    fn total_untracked(self) -> u32 {
        self.answer.with_untracked(|answer| answer.as_ref().map_or(0, Q::total))
    }

    /// Keeps what is nearest to what is seen.
    fn forget(self, chunks: &mut BTreeMap<u32, Vec<Q::Row>>) {
        let here = self.seen.get_value() / Q::CHUNK;
        while chunks.len() > KEPT {
            // The first is drawn by pictures.
            let far =
                chunks.keys().copied().filter(|it| *it > 0).max_by_key(|it| it.abs_diff(here));
            match far {
                Some(far) => drop(chunks.remove(&far)),
                None => return,
            }
        }
    }

    /// Asks for all rows at once, and makes a table of them.
    pub fn whole(
        self,
        columns: impl Fn(&Q::Answer) -> Vec<Column> + Send + Sync + 'static,
        cells: impl Fn(&Q::Row) -> Vec<Cell> + Send + Sync + 'static,
    ) -> AskWhole {
        let tools = Arc::new((columns, cells));
        Arc::new(move |then: Then| {
            let Some(question) = self.asked.get_untracked() else { return };
            let tools = Arc::clone(&tools);
            let read = move |mut answer: Q::Answer| {
                let rows = Q::take(&mut answer);
                Whole {
                    columns: tools.0(&answer),
                    rows: rows.iter().map(&tools.1).collect(),
                    lines: Q::lines(&rows),
                }
            };
            Latest::new(self.client)
                .ask(question.rows(0, u32::MAX), move |outcome: Result<Q::Answer, String>| {
                    then(outcome.map(read))
                });
        })
    }
}
