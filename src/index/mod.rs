//! Documents → index bytes, and index bytes → answers about words and texts.
//!
//! [`format`](mod@format) is the specification. [`build`] writes it, [`reader`] opens it; a file
//! for each part of the format lies beside them, and in [`coding`] how numbers, words and texts
//! become bits.

pub mod amended;
pub mod blocks;
pub mod build;
pub mod coding;
pub mod columns;
pub mod copies;
pub mod details;
pub mod documents;
pub mod format;
pub mod keys;
pub mod lexicon;
pub mod pieces;
pub mod postings;
pub mod reader;
mod recent;
pub mod slots;
pub mod sound_fst;
pub mod splits;
pub mod stems;
pub mod texts;
pub mod times;
pub mod zones;

pub use build::{About, Batch, Builder, Storage, Summary, threads};
pub use reader::Index;
