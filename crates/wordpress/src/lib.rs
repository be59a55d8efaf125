//! WordPress: exports (WXR) and posts of its REST API.
//!
//! 1. **An export is never in memory.** A scanner that knows tags, comments and CDATA splits it into
//!    items, and each item is parsed on its own.
//! 2. **A damaged item does not affect the others.** It is refused with its place, and the next one is read.
//! 3. **Private stays private.** The status and the password of a post decide whether readers could see
//!    it; in doubt they could not.
#![forbid(unsafe_code)]
#![deny(missing_docs, clippy::mem_forget)]

mod address;
mod attachments;
mod body;
mod date;
mod embeds;
mod line_breaks;
mod post;
mod rest;
mod shortcodes;
mod wxr;

pub use rest::{Credentials, RestApi, RestFile};
pub use wxr::{Wxr, is_wxr};
