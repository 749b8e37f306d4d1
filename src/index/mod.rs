//! Documents → index bytes, and index bytes → answers about words and texts.
//!
//! [`format`](mod@format) is the specification. [`builder`] writes it, [`reader`] opens it; a file
//! for each part lies beside them.

mod batch;
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
mod interner;
pub mod keys;
mod letters;
pub mod lexicon;
pub mod model;
pub mod pieces;
pub mod postings;
pub mod reader;
mod recent;
mod records;
mod relate;
pub mod slots;
mod sort;
pub mod sound_fst;
pub mod spill;
pub mod stems;
mod stream;
mod symbols;
mod table;
pub mod texts;
pub mod threads;
mod train;

pub use batch::Batch;
pub use builder::{About, Builder, Summary};
pub use reader::Index;
pub use spill::Storage;
