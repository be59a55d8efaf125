//! Content files become stories: items are listed, read, checked and compared.
//!
//! 1. **What must not be published leaves no trace.** Embargoed, withheld and canceled items are dropped
//!    while reading, before any other crate sees them.
//! 2. **A bad item does not affect the others.** It is reported by file and field, and the others are
//!    published.
//! 3. **Only what changed is read again.** What may be published is decided anew every time.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

pub mod read;
pub mod story;
