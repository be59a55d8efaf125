//! The publisher: from a content folder to the files of the newspaper.
//!
//! 1. **A bad item never stops the others.** What is wrong is a [`Problem`](report::Problem) with
//!    file, field, reason and remedy; the rest goes on. A [`Fault`](fault::Fault) of the machine
//!    says nothing of the item, and stops everything: what is published stays.
//! 2. **What may not be known yet leaves no byte.** Embargoed, withheld and cancelled items are
//!    dropped while reading, before any later room sees them.
//! 3. **Content is hostile.** HTML becomes typed blocks through a real parser with limits on depth
//!    and size; a path in an item never leaves the content folder; a picture is judged by its
//!    header before it is decoded.
//! 4. **Nothing is dropped silently.** What a block cannot hold degrades to its text, and is
//!    counted.
//! 5. **A publish costs what changed.** The same input gives the same bytes, and bytes that are
//!    already there are not written again. The clock decides embargoes and nothing else.
//! 6. **Only what press wrote is press's to remove.**
//!
//! The way of an item: [`read`] → [`clean`] with [`media`] → [`index`] → [`write`].
#![forbid(unsafe_code)]
// What is left to the end of a process is for its `main` to decide.
#![deny(clippy::mem_forget)]

pub mod browsers;
pub mod build;
pub mod clean;
pub mod config;
#[cfg(feature = "deploy")]
pub mod deploy;
#[cfg(feature = "render")]
pub mod edition;
pub mod fault;
pub mod feeds;
pub mod files;
pub mod head;
pub mod host;
pub mod index;
pub mod json;
pub mod key;
mod ledger;
pub mod media;
pub mod output;
pub mod public;
pub mod read;
pub mod release;
#[cfg(feature = "render")]
pub mod render;
pub mod report;
pub mod shared;
pub mod sheet;
pub mod story;
pub mod style;
pub mod write;
