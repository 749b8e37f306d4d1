//! Asking the corpus: the other side of the boundary, from the page's point of view.
//!
//! The page does not know where the engine runs. It is handed a [`Corpus`], a JavaScript
//! object that carries a question to the worker and brings the answer back.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use kashf::engine::protocol::Info;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, AbortSignal};

#[wasm_bindgen]
extern "C" {
    /// The corpus as the page's start script opened it, in its worker.
    pub type Corpus;

    #[wasm_bindgen(method, getter)]
    fn ready(this: &Corpus) -> Promise;

    #[wasm_bindgen(method)]
    fn watch(this: &Corpus, hear: &Function);

    #[wasm_bindgen(method)]
    fn kept(this: &Corpus) -> Promise;

    #[wasm_bindgen(method)]
    fn keep(this: &Corpus, report: &Function) -> Promise;

    #[wasm_bindgen(method)]
    fn forget(this: &Corpus) -> Promise;

    #[wasm_bindgen(method)]
    fn more(this: &Corpus) -> Promise;

    #[wasm_bindgen(method, catch)]
    fn request(this: &Corpus, message: &JsValue, options: &JsValue) -> Result<Promise, JsValue>;
}

/// How far the opening of the corpus has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// `program`, `fetch`, `inflate` or `open`.
    pub stage: String,
    /// Bytes done, of `total`; both 0 when not known.
    pub done: f64,
    /// Bytes in all.
    pub total: f64,
}

/// A handle to the corpus that components can hold.
#[derive(Clone, Copy)]
pub struct Client(StoredValue<Rc<Corpus>, LocalStorage>);

impl Client {
    /// Takes the corpus over.
    pub fn new(corpus: Corpus) -> Client {
        Client(StoredValue::new_local(Rc::new(corpus)))
    }

    /// Hears of every step of the opening.
    pub fn watch(self, hear: impl Fn(Progress) + 'static) {
        let told = Closure::<dyn Fn(JsValue)>::new(move |told: JsValue| {
            let part = |name: &str| Reflect::get(&told, &name.into()).unwrap_or_default();
            hear(Progress {
                stage: part("stage").as_string().unwrap_or_default(),
                done: part("done").as_f64().unwrap_or_default(),
                total: part("total").as_f64().unwrap_or_default(),
            });
        });
        // Given to JavaScript for good: the corpus may speak as long as it lives.
        self.0.with_value(|corpus| corpus.watch(told.into_js_value().unchecked_ref()));
    }

    /// Waits until questions can be answered.
    ///
    /// # Errors
    ///
    /// The message of why they never can.
    pub async fn ready(self) -> Result<Info, String> {
        let corpus = self.0.get_value();
        let info = JsFuture::from(corpus.ready()).await.map_err(message)?;
        read(info)
    }
}

/// The program itself.
impl Client {
    /// Loads its second part, unless that is here.
    ///
    /// # Errors
    ///
    /// The message of why it cannot.
    pub async fn more(self) -> Result<(), String> {
        let Some(corpus) = self.0.try_get_value() else { return Ok(()) };
        JsFuture::from(corpus.more()).await.map(|_| ()).map_err(message)
    }
}

/// What is on this device.
impl Client {
    /// Whether the corpus is kept here; `None` where it cannot be.
    pub async fn kept(self) -> Option<bool> {
        let corpus = self.0.try_get_value()?;
        JsFuture::from(corpus.kept()).await.ok()?.as_bool()
    }

    /// Keeps it; `report` hears of files done, and of how many.
    ///
    /// # Errors
    ///
    /// The message of why it cannot.
    pub async fn keep(self, report: impl Fn(f64, f64) + 'static) -> Result<(), String> {
        let Some(corpus) = self.0.try_get_value() else { return Ok(()) };
        let report = Closure::<dyn Fn(f64, f64)>::new(report);
        let done = JsFuture::from(corpus.keep(report.as_ref().unchecked_ref())).await;
        done.map(|_| ()).map_err(message)
    }

    /// Removes it.
    ///
    /// # Errors
    ///
    /// The message of why it cannot.
    pub async fn forget(self) -> Result<(), String> {
        let Some(corpus) = self.0.try_get_value() else { return Ok(()) };
        JsFuture::from(corpus.forget()).await.map(|_| ()).map_err(message)
    }
}

/// Asks one kind of question; only the answer to the latest counts.
///
/// A new question aborts the one before it, and an answer that comes all the same is dropped.
#[derive(Clone, Copy)]
pub struct Latest {
    client: Client,
    flight: StoredValue<Rc<RefCell<Flight>>, LocalStorage>,
}

#[derive(Default)]
struct Flight {
    number: u32,
    abort: Option<AbortController>,
}

impl Latest {
    /// A line of questions of its own.
    pub fn new(client: Client) -> Latest {
        Latest { client, flight: StoredValue::new_local(Rc::default()) }
    }

    /// Drops the question under way, if there is one.
    pub fn cancel(self) {
        if let Some(flight) = self.flight.try_get_value() {
            let mut flight = flight.borrow_mut();
            flight.number += 1;
            if let Some(abort) = flight.abort.take() {
                abort.abort();
            }
        }
    }

    /// Asks a question of the protocol, and hands the answer on unless a later question was asked meanwhile. The
    /// first part of the program asks `FirstRequest`s: so it need not know the others.
    pub fn ask<T: DeserializeOwned>(
        self,
        request: impl Serialize,
        then: impl FnOnce(Result<T, String>) + 'static,
    ) {
        let asked = serde_wasm_bindgen::to_value(&request).map_err(|error| error.to_string());
        self.ask_for_value(asked, Box::new(move |told| then(told.and_then(read))));
    }

    /// The same for answers of all kinds.
    fn ask_for_value(
        self,
        asked: Result<JsValue, String>,
        then: Box<dyn FnOnce(Result<JsValue, String>)>,
    ) {
        self.cancel();
        let Some(flight) = self.flight.try_get_value() else {
            return;
        };
        let corpus = self.client.0.get_value();
        let abort = AbortController::new().ok();
        let signal = abort.as_ref().map(AbortController::signal);
        flight.borrow_mut().abort = abort;
        let number = flight.borrow().number;
        spawn_local(async move {
            let outcome = match &asked {
                Ok(asked) => send(&corpus, asked, signal.as_ref()).await,
                Err(message) => Err(message.clone()),
            };
            // The page may have been taken away, or the reader may have asked something else.
            let gone = self.flight.try_get_value().is_none();
            if gone || flight.borrow().number != number {
                return;
            }
            flight.borrow_mut().abort = None;
            then(outcome);
        });
    }
}

/// What was told, as a value of ours.
fn read<T: DeserializeOwned>(told: JsValue) -> Result<T, String> {
    serde_wasm_bindgen::from_value(told).map_err(|error| error.to_string())
}

async fn send(
    corpus: &Corpus,
    asked: &JsValue,
    signal: Option<&AbortSignal>,
) -> Result<JsValue, String> {
    let options = Object::new();
    if let Some(signal) = signal {
        Reflect::set(&options, &"signal".into(), signal).map_err(message)?;
    }
    let promise = corpus.request(asked, &options).map_err(message)?;
    JsFuture::from(promise).await.map_err(message)
}

/// What an exception says, for people.
fn message(thrown: JsValue) -> String {
    match thrown.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => thrown.as_string().unwrap_or_else(|| format!("{thrown:?}")),
    }
}
