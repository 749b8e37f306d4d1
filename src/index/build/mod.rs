//! Documents → index bytes.
//!
//! [`builder`] is the way through; beside it lie what it takes in ([`Batch`]), what it keeps in
//! memory or sets aside ([`spill`] and what stands on it), how it finds the words that belong
//! together (`relate`), and how it uses several processors ([`threads`]).

pub(super) mod batch;
pub mod builder;
mod dating;
pub(super) mod records;
pub(super) mod relate;
pub(super) mod sort;
pub mod spill;
pub(super) mod stream;
pub(super) mod symbols;
pub mod threads;

pub use batch::Batch;
pub use builder::{About, Builder, Summary};
pub use spill::Storage;
