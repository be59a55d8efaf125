//! The publisher: turns a content folder into the files of the newspaper's site.
//!
//! 1. **A bad item never stops the others.** What is wrong becomes a [`Problem`](report::Problem):
//!    a diagnostic with file, field, reason and remedy. The publish continues without the item. A
//!    [`Fault`](fault::Fault) is a system error. It says nothing about the item, so it stops the
//!    publish and leaves the published site as it is.
//! 2. **What must stay unpublished leaves no byte.** Embargoed, withheld and canceled items are
//!    dropped while they are read, before any later step sees them.
//! 3. **Content is untrusted.** HTML becomes typed blocks through a real parser with limits on
//!    depth and size. A path in an item cannot leave the content folder. An image's header is
//!    checked before the image is decoded.
//! 4. **Nothing is dropped silently.** What a block cannot represent is reduced to its text and
//!    counted.
//! 5. **A publish does only the work that changed.** The same input gives the same bytes, and a
//!    file whose bytes are already in place is not written again. In the output, the clock affects
//!    only embargoes, the news sitemap and how long old assets stay.
//! 6. **Press removes only files that it wrote.**
//!
//! The path of an item: [`read`] → [`clean`] with [`media`] → [`index`] → [`write`].
#![forbid(unsafe_code)]
// Leaking memory on purpose is a decision for a binary's `main`, not for a library.
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
