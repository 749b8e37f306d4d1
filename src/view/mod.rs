//! What the screen says and where it puts it, without a screen.
//!
//! Pure functions from plain data to plain data: the address's fragment, the wording in
//! three languages, numbers and dates as a reader of that language writes them, a text cut
//! into paragraphs with their direction and the places to mark. Nothing here knows the DOM,
//! so all of it is tested natively; components only place the results.

pub mod calendar;
pub mod compare;
pub mod csv;
pub mod date;
pub mod desk;
pub mod facets;
pub mod fragment;
pub mod inferred;
pub mod language;
pub mod marks;
pub mod messages;
pub mod notes;
pub mod nothing;
pub mod number;
pub mod over_time;
pub mod paragraph;
pub mod permalink;
pub mod plot;
pub mod printed;
pub mod reasons;
pub mod receipt;
pub mod record;
pub mod rows;
pub mod subcorpora;
pub mod svg;
pub mod table;
pub mod timeline;
pub mod wordlist;
pub mod xlsx;
