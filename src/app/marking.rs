//! Marks beside lines, on the page: kept in the browser under the corpus's fingerprint. Where that
//! is not allowed they last as long as the page, and the page says so.

use std::time::Duration;

use js_sys::JSON;
use kashf::engine::protocol::Spot;
use kashf::view::marks::{File, LARGEST, Mark, Marks, Refused, write};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::file::text;
use super::state::{Load, Ui};
use super::store::{Store, Stored};

/// How long nobody writes before it is kept.
const PAUSE: Duration = Duration::from_millis(300);

/// Which lines are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Only {
    /// All.
    #[default]
    All,
    /// Those with a mark.
    Marked,
    /// Those with a label.
    Labelled(String),
}

/// The marks, and which lines are shown for them.
#[derive(Clone, Copy)]
pub struct Marking {
    /// All marks.
    pub marks: RwSignal<Marks>,
    /// Which lines are shown.
    pub only: RwSignal<Only>,
    /// The places of those when that was chosen: what is written on them since does not take them
    /// away from under the reader's hands.
    pub places: RwSignal<Option<Vec<Spot>>>,
    /// Where they are kept.
    pub store: Store,
    /// Why a file could not be read.
    pub failure: RwSignal<Option<Refused>>,
    /// Counts what was written and is not kept yet; 0 when all is.
    unkept: RwSignal<u32>,
}

/// The same, for as long as the page is there.
#[derive(Default)]
pub struct Marked {
    marks: ArcRwSignal<Marks>,
    only: ArcRwSignal<Only>,
    places: ArcRwSignal<Option<Vec<Spot>>>,
    stored: Stored,
    failure: ArcRwSignal<Option<Refused>>,
    unkept: ArcRwSignal<u32>,
}

impl Marking {
    /// What is kept for as long as the page is there, for a screen.
    pub fn of(marked: &Marked, ui: Ui, load: Load) -> Marking {
        let Marked { marks, only, places, stored, failure, unkept } = marked;
        Marking {
            marks: marks.clone().into(),
            only: only.clone().into(),
            places: places.clone().into(),
            store: Store::of("marks", stored, ui, load),
            failure: failure.clone().into(),
            unkept: unkept.clone().into(),
        }
    }

    /// Takes up what is kept of the open corpus, unless it is what there is: another window of it may
    /// have changed it.
    pub fn open(self) {
        if self.unkept.get_untracked() > 0 {
            return;
        }
        self.store.read(&self.marks.with_untracked(write), |kept| match parse(kept) {
            Ok(kept) => {
                self.marks.set(Marks::of(kept));
                true
            }
            Err(refused) => {
                self.failure.set(Some(refused));
                false
            }
        });
    }

    /// Chooses which lines are shown.
    pub fn choose(self, only: Only) {
        let wanted = |mark: &Mark| match &only {
            Only::All => false,
            Only::Marked => true,
            Only::Labelled(label) => mark.label == *label,
        };
        let places = self.marks.with_untracked(|marks| {
            let marks = marks.list().filter(|mark| wanted(mark));
            marks.map(|mark| Spot { id: mark.id.clone(), position: mark.position }).collect()
        });
        self.places.set((only != Only::All).then_some(places));
        self.only.set(only);
    }

    /// Changes the marks.
    pub fn change(self, change: impl FnOnce(&mut Marks)) {
        self.failure.set(None);
        self.marks.update(change);
        self.keep();
    }

    /// Writes on in one: kept when the writer pauses, or with [`keep_now`](Marking::keep_now), for
    /// keeping costs as much as there are marks.
    pub fn amend(self, mark: Mark) {
        self.failure.set(None);
        self.marks.update(|marks| marks.amend(mark));
        self.unkept.update(|unkept| *unkept += 1);
        let now = self.unkept.get_untracked();
        let keep = move || {
            if self.unkept.try_get_untracked() == Some(now) {
                self.keep();
            }
        };
        set_timeout(keep, PAUSE);
    }

    /// Keeps what is not kept yet.
    pub fn keep_now(self) {
        if self.unkept.try_get_untracked().is_some_and(|unkept| unkept > 0) {
            self.keep();
        }
    }

    /// Takes the last step back.
    pub fn back(self) {
        self.change(Marks::undo);
    }

    /// Takes it again.
    pub fn again(self) {
        self.change(Marks::redo);
    }

    /// Marks a line, or takes its mark away.
    pub fn toggle(self, line: Mark) {
        let known = self.marks.with_untracked(|marks| marks.get(&line.id, line.position).is_some());
        self.change(|marks| match known {
            true => marks.remove(&line.id, line.position),
            false => marks.put(line),
        });
    }

    /// Adds what a file holds.
    pub fn import(self, chosen: Blob) {
        spawn_local(async move {
            let read = match chosen.size() <= LARGEST as f64 {
                true => text(&chosen).await.ok_or(Refused::Other),
                false => Err(Refused::TooMuch),
            };
            match read.and_then(|text| parse(&text)) {
                // Who has gone on to another view has left this one's marks alone.
                Ok(_) if self.marks.is_disposed() => {}
                Ok(more) => {
                    let mut taken = true;
                    self.change(|marks| taken = marks.put_all(more.clone()) || marks.has(&more));
                    self.failure.set((!taken).then_some(Refused::TooMuch));
                    // Those that came are among the marked ones that are shown.
                    self.choose(self.only.get_untracked());
                }
                Err(refused) => drop(self.failure.try_set(Some(refused))),
            }
        });
    }

    fn keep(self) {
        self.unkept.set(0);
        let none = self.marks.with_untracked(Marks::is_empty);
        let text = self.marks.with_untracked(write);
        self.store.keep((!none).then_some(&text));
    }
}

fn parse(text: &str) -> Result<Vec<Mark>, Refused> {
    let value = JSON::parse(text).map_err(|_| Refused::Other)?;
    let file: File = serde_wasm_bindgen::from_value(value).map_err(|_| Refused::Other)?;
    file.check()
}
