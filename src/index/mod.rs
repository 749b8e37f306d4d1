//! Documents → index bytes, and index bytes → answers about words and texts.
//!
//! [`format`](mod@format) is the specification. [`builder`] writes it, [`reader`] opens it; a file
//! for each part lies beside them.

pub mod bits;
pub mod builder;
pub mod bytes;
pub mod coder;
pub mod documents;
pub mod format;
pub mod huffman;
pub mod lexicon;
pub mod model;
pub mod postings;
pub mod reader;
mod relate;
pub mod stems;
pub mod store;
pub mod zones;

pub use builder::{About, Builder};
pub use reader::Index;
