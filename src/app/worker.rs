//! The engine as JavaScript sees it: an index's bytes in, plain objects out.
//!
//! One class, [`Engine`], used by the worker (or, where no worker may start, by the page
//! itself) through `boot.js`. Whole numbers become JavaScript numbers, absent values `null`,
//! maps plain objects: what `JSON.stringify` and structured cloning both keep.

use kashf::engine;
use kashf::engine::protocol::{FirstRequest, Request};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::more::cut;

/// An open corpus.
#[wasm_bindgen]
pub struct Engine(engine::Engine);

#[wasm_bindgen]
impl Engine {
    /// Opens an index by its head; throws a string that says why it cannot.
    #[wasm_bindgen(constructor)]
    pub fn new(head: Vec<u8>) -> Result<Engine, String> {
        console_error_panic_hook::set_once();
        engine::Engine::open_head(head).map(Engine).map_err(|error| error.to_string())
    }

    /// Gets ready what every first question needs: for when nothing else is to be done.
    pub fn warm(&self) {
        let _ = self.0.index().model(); // the question will say what is wrong with it
    }

    /// Takes in a stretch of the index that begins at byte `start`; throws a string when it
    /// is damaged.
    pub fn give(&self, start: f64, bytes: Vec<u8>) -> Result<(), String> {
        self.0.index().give(start as u64, bytes).map_err(|error| error.to_string())
    }

    /// Asks one [`Request`] in its serde form. Gives its [`Outcome`](engine::Outcome):
    /// `{Answer: response}` or `{Wanted: [{start, end}, …]}`; nothing when it takes the second
    /// part of the program to answer it: then [`ask_more`](Engine::ask_more). Throws a string
    /// that says why there is no answer.
    pub fn ask(&self, request: JsValue) -> Result<JsValue, String> {
        let Ok(request) = serde_wasm_bindgen::from_value::<FirstRequest>(request) else {
            return Ok(JsValue::UNDEFINED);
        };
        written(&self.0.ask_first(&request).map_err(|error| error.to_string())?)
    }

    /// Asks any question, once the second part is here.
    pub fn ask_more(&self, request: JsValue) -> Result<JsValue, String> {
        cut::answer(&self.0, request)
    }
}

/// What [`ask_more`](Engine::ask_more) does.
pub fn answer(engine: &engine::Engine, request: JsValue) -> Result<JsValue, String> {
    let request: Request = serde_wasm_bindgen::from_value(request)
        .map_err(|error| format!("this question cannot be read: {error}"))?;
    written(&engine.ask(&request).map_err(|error| error.to_string())?)
}

fn written(outcome: &impl Serialize) -> Result<JsValue, String> {
    outcome.serialize(&Serializer::json_compatible()).map_err(|error| error.to_string())
}
