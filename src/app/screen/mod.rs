//! The screens, one a file.

pub mod about;
pub mod compare;
pub mod counting;
pub mod reader;
pub mod search;
pub mod texts;
pub mod timeline;
