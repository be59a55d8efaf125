//! Content files become stories: items are listed, read, checked and compared.
//!
//! 1. **What may not be known yet leaves no byte.** Embargoed, withheld and canceled items are
//!    dropped while reading, before any other crate sees them.
//! 2. **One bad item harms no other.** It is reported by file and field, and the rest goes on.
//! 3. **Only what changed is read again.** What may be published is decided anew every time.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

pub mod read;
pub mod story;
