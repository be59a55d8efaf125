//! A page of the web: one story, as a draft for an editor to look at.
//!
//! 1. **A page says what it is.** Its structured data (JSON-LD), then Open Graph, then its HTML are asked
//!    for headline, dates, authors, section and picture.
//! 2. **The text is a guess.** What is the article and what surrounds it cannot be known for sure, so the
//!    story is a draft.
#![forbid(unsafe_code)]
#![deny(missing_docs, clippy::mem_forget)]

mod lead;
mod metadata;
mod page;
mod structured_data;

pub use page::{WebPage, is_page};
