//! Texts that the reader gave names, on the page: kept in the browser under the corpus's fingerprint.

use js_sys::JSON;
use kashf::engine::protocol::Subcorpus;
use kashf::view::subcorpora::{File, LARGEST_FILE, Refused, Subcorpora, is_shallow, write};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

use super::file::text;
use super::own::own;
use super::store::{Store, Stored};

/// Why something was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It cannot be kept so.
    Unfit,
    /// The file could not be read.
    File(Refused),
}

/// Texts with names, and those that are being picked.
#[derive(Clone, Copy)]
pub struct Naming {
    /// All that have names.
    pub all: RwSignal<Subcorpora>,
    /// The ids of those that were picked; `None` where nobody picks any.
    pub picked: RwSignal<Option<Vec<String>>>,
    /// Why the last thing was not done.
    pub failure: RwSignal<Option<Failure>>,
    /// Where they are kept.
    pub store: Store,
}

/// The same, for as long as the page is there.
#[derive(Default)]
pub struct Named {
    all: ArcRwSignal<Subcorpora>,
    picked: ArcRwSignal<Option<Vec<String>>>,
    failure: ArcRwSignal<Option<Failure>>,
    stored: Stored,
}

impl Naming {
    /// That of this page, for a screen.
    pub fn here() -> Naming {
        let own = own();
        let Named { all, picked, failure, stored } = &own.named;
        Naming {
            all: all.clone().into(),
            picked: picked.clone().into(),
            failure: failure.clone().into(),
            store: Store::of("subcorpora", stored, expect_context(), expect_context()),
        }
    }

    /// Takes up what is kept of the open corpus.
    pub fn open(self) {
        self.store.read(&self.all.with_untracked(write), |kept| match parse(kept) {
            Ok(kept) => {
                self.all.set(Subcorpora::of(kept));
                true
            }
            Err(refused) => {
                self.failure.set(Some(Failure::File(refused)));
                false
            }
        });
    }

    /// Changes them; what says no was not possible.
    pub fn change(self, change: impl FnOnce(&mut Subcorpora) -> bool) -> bool {
        let mut done = false;
        self.all.update(|all| done = change(all));
        self.failure.set((!done).then_some(Failure::Unfit));
        let none = self.all.with_untracked(|all| all.list().is_empty());
        let text = self.all.with_untracked(write);
        self.store.keep((!none).then_some(&text));
        done
    }

    /// Keeps one under its name.
    pub fn put(self, one: Subcorpus) -> bool {
        self.change(|all| all.put(one))
    }

    /// Picks a text, or lets go of it.
    pub fn pick(self, id: &str) {
        self.picked.update(|picked| {
            let picked = picked.get_or_insert_default();
            match picked.iter().position(|it| it == id) {
                Some(at) => drop(picked.remove(at)),
                None => picked.push(id.to_owned()),
            }
        });
    }

    /// Adds what a file holds.
    pub fn import(self, chosen: Blob) {
        spawn_local(async move {
            let read = match chosen.size() <= LARGEST_FILE as f64 {
                true => text(&chosen).await.ok_or(Refused::Other),
                false => Err(Refused::TooMuch),
            };
            let outcome = read.and_then(|text| parse(&text));
            // Who has gone on to another view has left this one's alone.
            if !self.all.is_disposed() {
                match outcome {
                    Ok(more) => drop(self.change(|all| all.put_all(more))),
                    Err(refused) => self.failure.set(Some(Failure::File(refused))),
                }
            }
        });
    }
}

fn parse(text: &str) -> Result<Vec<Subcorpus>, Refused> {
    if !is_shallow(text) {
        return Err(Refused::TooMuch);
    }
    let value = JSON::parse(text).map_err(|_| Refused::Other)?;
    let file: File = serde_wasm_bindgen::from_value(value).map_err(|_| Refused::Other)?;
    file.check()
}
