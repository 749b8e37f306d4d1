//! The engine as JavaScript sees it: an index's bytes in, plain objects out.
//!
//! One class, [`Engine`], used by the worker (or, where no worker may start, by the page
//! itself) through `boot.js`. Whole numbers become JavaScript numbers, absent values `null`,
//! maps plain objects: what `JSON.stringify` and structured cloning both keep.

use kashf::engine;
use kashf::engine::protocol::Request;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

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
    /// `{Answer: response}` or `{Wanted: [{start, end}, …]}`; throws a string that says why
    /// there is none.
    pub fn ask(&self, request: JsValue) -> Result<JsValue, String> {
        let request: Request = serde_wasm_bindgen::from_value(request)
            .map_err(|error| format!("this question cannot be read: {error}"))?;
        let outcome = self.0.ask(&request).map_err(|error| error.to_string())?;
        outcome.serialize(&Serializer::json_compatible()).map_err(|error| error.to_string())
    }
}
