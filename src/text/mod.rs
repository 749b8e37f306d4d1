//! Text → words with their place in it, and words → keys.
//!
//! Nothing here changes a text: a word is a range of the original, and a key stands
//! beside it, and so does the stem that its inflections share. Compounds and names will
//! stand here too, one file each.

pub mod fold;
pub mod script;
mod segment;
pub mod stem;
pub mod stop;

pub use fold::{CHAIN, fold};
pub use segment::{LONGEST_WORD, Words, words};
