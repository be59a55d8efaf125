//! Content files become stories: items are read, checked, and their HTML is cleaned into blocks.
//!
//! 1. **What may not be known yet leaves no byte.** Embargoed, withheld and canceled items are
//!    dropped while reading, before any other crate sees them.
//! 2. **Content is hostile.** HTML becomes typed blocks through a real parser with limits on depth
//!    and size; no HTML string leaves this crate.
//! 3. **Nothing is dropped silently.** What a block cannot hold degrades to its text and is
//!    counted.
//! 4. **Only what changed is read again.** What may be published is decided anew every time.
#![forbid(unsafe_code)]
#![deny(clippy::mem_forget)]

pub mod clean;
pub mod read;
pub mod story;
