//! Numbers, words and texts as bits and bytes: the codes that all parts of an index share.

pub mod bits;
pub mod bytes;
pub mod checksum;
pub mod coder;
pub mod forms;
pub mod huffman;
pub mod inflate;
pub(super) mod interner;
pub(super) mod letters;
pub mod model;
pub(super) mod table;
pub(super) mod train;
