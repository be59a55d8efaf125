//! Building: from stories to the files of a tier, in bounded memory.

mod document;
mod pairs;
mod runs;
mod tier;

pub use document::Document;
pub use tier::{TierBuilder, TierFiles};
