//! Kashf.
#![forbid(unsafe_code)]
pub mod document;
pub mod engine;
pub mod error;
pub mod id;
pub mod index;
pub mod ingest;
pub mod math;
pub mod query;
pub mod text;
