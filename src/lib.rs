//! Kashf.
#![forbid(unsafe_code)]
pub mod document;
pub mod engine;
pub mod error;
pub mod id;
pub mod index;
pub mod math;
pub mod package;
pub mod query;
pub mod text;
