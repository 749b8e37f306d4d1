//! The engine as JavaScript sees it: index bytes in, plain objects out.
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
    /// Opens an index; throws a string that says why it cannot.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Result<Engine, String> {
        console_error_panic_hook::set_once();
        engine::Engine::open(bytes).map(Engine).map_err(|error| error.to_string())
    }

    /// Answers one [`Request`] in its serde form; throws a string that says why it cannot.
    pub fn answer(&self, request: JsValue) -> Result<JsValue, String> {
        let request: Request = serde_wasm_bindgen::from_value(request)
            .map_err(|error| format!("this question cannot be read: {error}"))?;
        let response = self.0.answer(&request).map_err(|error| error.to_string())?;
        response.serialize(&Serializer::json_compatible()).map_err(|error| error.to_string())
    }
}
