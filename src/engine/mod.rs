//! The façade: index bytes in, answers out, no I/O.
pub mod protocol;

use crate::error::Error;
use protocol::{Request, Response};

/// An open corpus that answers questions.
pub struct Engine {}

impl Engine {
    /// Opens an index, checking everything that later code relies on.
    ///
    /// # Errors
    ///
    /// When the bytes are damaged, of another version, or no index at all.
    pub fn open(bytes: Vec<u8>) -> Result<Engine, Error> {
        let _ = bytes;
        Ok(Engine {})
    }

    /// Answers one question.
    ///
    /// # Errors
    ///
    /// When it asks for a document that is not there.
    pub fn answer(&self, request: &Request) -> Result<Response, Error> {
        match request {
            Request::Info => Ok(Response::Info(Default::default())),
            Request::Search(_) => Ok(Response::Search(Default::default())),
            Request::Document(_) => Ok(Response::Document(Default::default())),
            Request::Documents(_) => Ok(Response::Documents(Default::default())),
        }
    }

    /// The index's own bytes.
    pub fn bytes(&self) -> &[u8] {
        &[]
    }
}
