//! Documents → index bytes, and index bytes → answers about words and texts.
//!
//! [`format`](mod@format) is the specification. [`builder`] writes it, [`reader`] opens it; a file
//! for each part lies beside them.

pub mod bits;
pub mod blocks;
pub mod builder;
pub mod bytes;
pub mod checksum;
pub mod coder;
pub mod columns;
pub mod documents;
pub mod format;
pub mod forms;
pub mod huffman;
pub mod inflate;
pub mod keys;
mod letters;
pub mod lexicon;
pub mod model;
pub mod pieces;
pub mod postings;
pub mod reader;
mod relate;
pub mod stems;
mod symbols;
mod table;
pub mod texts;
mod threads;
mod train;

pub use builder::{About, Builder};
pub use reader::Index;
