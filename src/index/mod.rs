//! Documents → index bytes, and index bytes → answers about words and texts.
//!
//! [`format`](mod@format) is the specification. [`builder`] writes it, [`reader`] opens it; a file
//! for each part lies beside them.

pub mod builder;
pub mod bytes;
pub mod checksum;
pub mod documents;
pub mod format;
pub mod lexicon;
pub mod postings;
pub mod reader;
mod relate;
pub mod stems;
pub mod store;
pub mod zones;

pub use builder::{About, Builder};
pub use reader::Index;
