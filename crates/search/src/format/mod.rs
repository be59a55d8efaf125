//! The files of an index: what is in each, written and read in one place.

pub mod bits;
pub mod cards;
pub mod hash;
pub mod manifest;
pub mod names;
pub mod phrases;
pub mod postings;
pub mod terms;
pub mod wire;
pub mod word_lists;
