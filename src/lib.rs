//! Kashf turns a folder of texts into one web page that searches and reads them, wholly in
//! the reader's browser.
//!
//! # One straight line
//!
//! ```text
//! files ──ingest──▶ Document ──text──▶ words and keys ──index::Builder──▶ index bytes
//!                                                                             │
//! screen ◀──view── Hits, Reading ◀──engine── query ◀──index::Index (reader)───┘
//!
//! index bytes + program ──package──▶ one HTML page, a site, a zip
//! ```
//!
//! Each arrow is one function with a plain value on either side:
//! [`ingest::read`] makes [`document::Document`]s of a file's bytes; [`index::Builder`]
//! cuts them into words ([`text::words`]), folds those into keys ([`text::fold()`]) and
//! writes the file that [`index::format`] specifies; [`index::Index`] opens it;
//! [`query`] reads what was typed and finds and ranks documents; [`engine::Engine`]
//! answers the questions of [`engine::protocol`]; [`view`] words the answers and keeps
//! the state that a link carries; [`package`] puts an index and the page's program into
//! the forms that people open. [`dates`] finds what a text says about time;
//! [`decisions`] says what people decided about documents;
//! [`reuse`] finds copies and what differs between them;
//! [`analysis`] counts words, their neighbours and clusters, and [`statistics`] makes figures
//! of counts;
//! [`evaluation`] says how good the answers are.
//!
//! # One package, three crates
//!
//! This library, and two thin shells over it: `app` (the page, in the browser; on the
//! page it draws, in the page's worker it serves the engine, from one program) and
//! `kashf` (the command line). Only `app` knows the browser, only `kashf` knows the disk.
//!
//! # What always holds
//!
//! - **The library does no I/O and reads no clock.** It is given bytes and gives bytes, so
//!   it runs anywhere, the browser included, and every test is a function call. What a build
//!   shall not hold in memory goes to places that whoever builds opens ([`index::Storage`]).
//! - **The index says how it was analysed.** [`text::CHAIN`] is written into it, and an
//!   index of another chain is refused, not searched wrongly.
//! - **Text is never lost.** A word is a range of the original and its key stands beside
//!   it; every document is rebuilt byte for byte, and its checksum is compared when it is.
//! - **Same corpus, same bytes, same order,** on every target. Nothing is written in the
//!   order of a hash map; scores go through [`math`].
//! - **Index bytes and source files are hostile.** Reading them returns an error; it does
//!   not panic, and believes no length before it has seen the bytes. Checksums are
//!   verified before a section is parsed, and so is what the crate `fst` would follow blindly.
//! - **The address is the state.** What is worth sharing goes through [`view::permalink`].
//!
//! `tests/layering.rs` holds who may import whom.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod analysis;
pub mod dates;
pub mod decisions;
pub mod document;
pub mod engine;
pub mod error;
pub mod evaluation;
pub mod id;
pub mod index;
pub mod ingest;
pub mod math;
pub mod order;
pub mod package;
pub mod query;
pub mod reuse;
pub mod statistics;
pub mod text;
pub mod view;
