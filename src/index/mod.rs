//! Documents to index bytes, and index bytes to answers about words and texts.
pub mod builder;
pub use builder::{About, Builder};
