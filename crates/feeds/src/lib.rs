//! RSS, Atom and JSON feeds: a story of each entry.
//!
//! 1. **Full text where there is one.** An entry that has only a summary becomes a short story that
//!    links to the original.
//! 2. **An entry keeps its ID.** A feed shows an entry again and again; its GUID or `id` says that it is
//!    the same.
//! 3. **A feed is read as a whole.** It has only the newest entries, so it is small, and its size is limited.
#![forbid(unsafe_code)]
#![deny(missing_docs, clippy::mem_forget)]

mod body;
mod feed;
mod lead;
mod story;

pub use feed::{Feed, is_feed};
