//! Corrections on the page: what was decided, told to the engine and kept in the browser.
//!
//! The engine answers by them from the next question on; so whatever is shown is asked for anew
//! when they change. In the browser they are kept under the corpus's fingerprint; where that is
//! not allowed, they last as long as the page, and the page says so.

use js_sys::JSON;
use kashf::decisions::file::{self, File};
use kashf::engine::protocol::{Decided, Decision, Decisions, FirstRequest, Info, Problem, What};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::client::{Client, Latest};
use super::file::text;
use super::state::{Load, Mode, Shelf, Ui};

/// What was decided, and what is being.
#[derive(Clone, Copy)]
pub struct Desk {
    /// All decisions.
    pub decisions: RwSignal<Decisions>,
    /// What there is to say of some of them.
    pub problems: RwSignal<Vec<Problem>>,
    /// Why a file could not be taken, or the engine did not take them.
    pub failure: RwSignal<Option<Failure>>,
    /// Whether this browser keeps them.
    pub kept: RwSignal<bool>,
    /// Counts their changes: who shows answers asks anew.
    pub round: RwSignal<u32>,
    /// Whether the parts of texts are being corrected.
    pub zoning: RwSignal<bool>,
    /// Whether what is known of a text is unfolded.
    pub known: RwSignal<bool>,
    /// The field whose button shall have the focus again when it is drawn anew.
    pub back: StoredValue<Option<What>>,
    latest: Latest,
    facts: Latest,
    ui: Ui,
    load: Load,
    shelf: Shelf,
    /// Under which name they are kept.
    key: StoredValue<String>,
}

/// Why decisions were not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The file is none of decisions; more about it.
    NoFile(String),
    /// The file is of a later version.
    Newer,
    /// The engine failed; why.
    Engine(String),
}

impl Desk {
    /// Nothing decided yet.
    pub fn new(client: Client, ui: Ui, load: Load, shelf: Shelf) -> Desk {
        Desk {
            decisions: RwSignal::new(Decisions::default()),
            problems: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            kept: RwSignal::new(true),
            round: RwSignal::new(0),
            zoning: RwSignal::new(false),
            known: RwSignal::new(false),
            back: StoredValue::new(None),
            latest: Latest::new(client),
            facts: Latest::new(client),
            ui,
            load,
            shelf,
            key: StoredValue::new(String::new()),
        }
    }

    /// How many decisions there are. Tracks.
    pub fn count(self) -> u64 {
        self.decisions.with(|decisions| decisions.list().len() as u64)
    }

    /// Takes up what was kept of a corpus.
    pub fn open(self, info: &Info) {
        self.key.set_value(format!("kashf.decisions.{}", info.fingerprint));
        let kept = self.store().and_then(|store| store.get_item(&self.key.get_value()).ok()?);
        // What somebody else wrote there is passed over.
        let kept = kept.and_then(|text| parse(&text).ok()).unwrap_or_default();
        if !kept.list().is_empty() {
            self.decisions.set(kept);
            self.tell();
        }
    }

    /// Changes what is decided.
    pub fn change(self, change: impl FnOnce(&mut Decisions)) {
        self.change_boxed(Box::new(change));
    }

    fn change_boxed(self, change: Box<dyn FnOnce(&mut Decisions) + '_>) {
        self.failure.set(None);
        self.decisions.update(change);
        self.keep();
        self.tell();
        self.shelf.first.set(Vec::new());
        self.round.update(|round| *round += 1);
    }

    /// Decides one thing; what is decided as it was before is taken back.
    pub fn decide(self, decision: Decision) {
        self.change(|decisions| {
            let (id, what, span) = (decision.id.clone(), decision.what, decision.span);
            decisions.add(decision);
            let own = |it: &Decision| it.id == id && it.what == what && it.span == span;
            let place = decisions.list().iter().position(own);
            if let Some(place) = place.filter(|&it| decisions.list()[it].is_idle()) {
                decisions.remove(place);
            }
        });
    }

    /// Adds what a file holds.
    pub fn import(self, chosen: Blob) {
        spawn_local(async move {
            let read = read(&chosen).await;
            match read {
                Ok(more) => self.change(|decisions| {
                    more.list().iter().for_each(|decision| decisions.add(decision.clone()));
                }),
                Err(failure) => drop(self.failure.try_set(Some(failure))),
            }
        });
    }

    fn store(self) -> Option<web_sys::Storage> {
        // As guests we leave nothing on someone's origin.
        window().local_storage().ok().flatten().filter(|_| self.ui.mode == Mode::Page)
    }

    fn keep(self) {
        let key = self.key.get_value();
        let none = self.decisions.with_untracked(|decisions| decisions.list().is_empty());
        let text = self.decisions.with_untracked(file::write);
        let kept = self.store().is_some_and(|store| match none {
            true => store.remove_item(&key).is_ok(),
            false => store.set_item(&key, &text).is_ok(),
        });
        self.kept.set(kept || none);
    }

    /// Tells the engine. Questions that are asked after this are answered after it.
    fn tell(self) {
        let request = FirstRequest::Decide(self.decisions.get_untracked());
        self.latest.ask(request, move |outcome: Result<Decided, String>| match outcome {
            Ok(decided) => self.problems.set(decided.problems),
            Err(message) => self.failure.set(Some(Failure::Engine(message))),
        });
        self.facts.ask(FirstRequest::Info, move |outcome: Result<Info, String>| {
            let changed =
                |info: &Info| self.load.info.with_untracked(|old| old.as_ref() != Some(info));
            if let Some(info) = outcome.ok().filter(changed) {
                self.load.info.set(Some(info));
            }
        });
    }
}

/// Decisions in a file that was chosen.
async fn read(chosen: &Blob) -> Result<Decisions, Failure> {
    let refused = |error: kashf::error::Error| Failure::NoFile(error.to_string());
    file::check_size(chosen.size() as usize).map_err(refused)?;
    parse(&text(chosen).await.ok_or(Failure::NoFile(String::new()))?)
}

/// The same as `file::read`, with the browser's own reader of JSON.
fn parse(text: &str) -> Result<Decisions, Failure> {
    let said = |thrown: JsValue| match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => Failure::NoFile(error.message().into()),
        None => Failure::NoFile(String::new()),
    };
    let value = JSON::parse(text).map_err(said)?;
    let file: File = serde_wasm_bindgen::from_value(value)
        .map_err(|error| Failure::NoFile(error.to_string()))?;
    file.check().map_err(|error| match error.is_version() {
        true => Failure::Newer,
        false => Failure::NoFile(error.to_string()),
    })
}
