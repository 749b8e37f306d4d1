//! Reusable pieces of the screen, one component a file.

pub mod actions;
pub mod facts;
pub mod filter;
pub mod frame;
pub mod header;
pub mod help;
pub mod hits;
pub mod icon;
pub mod known;
pub mod loading;
pub mod marked;
pub mod notes;
pub mod order;
pub mod result;
pub mod search_box;
pub mod start;
pub mod text;
pub mod toolbar;
pub mod trouble;
pub mod walk;
