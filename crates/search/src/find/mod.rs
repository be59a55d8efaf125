//! Finding: from a query and the files that it needs to results.

mod corrections;
mod files;
mod matches;
mod ranking;
mod searcher;

pub use corrections::Correction;
pub use searcher::{Found, Hit, Order, Searcher, Step};
