//! WordPress: exports (WXR) and posts of its REST API.

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

pub use rest::RestFile;
pub use wxr::{Wxr, is_wxr};
