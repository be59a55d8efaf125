//! Stories become what other programs read: heads, structured data, icons, feeds and sitemaps.
//!
//! 1. **Pure functions from stories to bytes:** no disk and no clock. The same input gives the same
//!    bytes.
//! 2. **Everything is absolute and escaped.** A feed reader needs no page around what it gets.
//! 3. **The page and its markup say the same.** Dates, names and headlines come from the data that
//!    the page shows.
#![forbid(unsafe_code)]

pub mod feeds;
pub mod head;
pub mod markup;
pub mod site_urls;

pub use site_urls::SiteUrls;
