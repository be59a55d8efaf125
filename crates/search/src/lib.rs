//! Search over a newspaper's whole archive without a server. The publisher writes an index as static
//! files, and the browser answers queries from a few of them. Both use this crate, so that a word is
//! the same word on both sides.
//!
//! 1. **A query is two round trips.** The manifest, which comes with the page, says which files a query
//!    needs: first those of its words, then the cards of the results. Only a misspelled word takes more.
//! 2. **One new story rewrites few files.** Stories are in tiers. The newest tier is small and is built
//!    again; older tiers are sealed and never change. See [`tiers`].
//! 3. **Memory is bounded.** A tier is built from sorted runs on disk that are merged piece by piece.
//! 4. **The same input gives the same bytes**, on every machine.
//! 5. **Input is not trusted.** A file that is damaged, cut off, or of another release gives a
//!    [`ReadError`] and never a wrong result. Queries are bounded, and nothing in them is markup.
//! 6. **No requests and no clock.** [`Searcher`] says which files it needs, and its caller fetches them.
#![forbid(unsafe_code)]
#![deny(missing_docs, clippy::mem_forget)]

#[cfg(feature = "build")]
pub mod build;
mod find;
mod format;
mod query;
mod text;

#[cfg(feature = "build")]
pub mod tiers;

pub use find::{Correction, Found, Hit, Order, Searcher, Step};
pub use format::cards::Card;
pub use format::manifest::{Manifest, TierHeader};
pub use format::names::{FileKind, FileName, MANIFEST_PATH, TierId};
pub use format::wire::ReadError;
pub use query::highlight::{Piece, passage, pieces};
pub use query::{Clause, Filter, Query};
pub use text::day::Day;
pub use text::language::{Language, Languages};
pub use text::words::{Word, fold, words};
