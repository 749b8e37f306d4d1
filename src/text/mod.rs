//! Text → words with their place in it, and words → keys.
//!
//! Nothing here changes a text: a word is a range of the original, and a key stands
//! beside it. [`fold`](mod@fold) makes the key, [`stem`] says which keys are one word,
//! [`compound`] which words written apart are one.

/// The name of the whole analysis in an index's header: folding, then stems. It changes
/// whenever a key or a class of keys would.
pub const CHAIN: &str = "fold-1 stem-1";

pub mod compound;
pub mod fold;
pub mod hash;
pub mod script;
mod segment;
pub mod stem;
pub mod stop;

pub use fold::{fold, places};
pub use segment::{LONGEST_WORD, Words, words};
