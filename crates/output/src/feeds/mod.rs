//! What makes the newspaper found and followed: feeds, sitemaps, robots.txt.
//!
//! 1. **Pure functions** from stories to bytes: no disk, no clock. The same input gives the same
//!    bytes; only the news sitemap takes the moment of publishing, because it is about the last
//!    two days.
//! 2. **Everything absolute and escaped.** What a feed reader gets needs no page around it.
//! 3. **Ids stay.** A story keeps its id whatever is changed in it.
//! 4. **Little is held.** A feed wants its newest stories only, a sitemap one month's.
//!
//! Feeds: an [`Item`] per story, once for all feeds that show it (beyond 64 MiB of them, which is
//! some ten thousand stories, as often as there is no room to keep it), then [`rss`], [`atom`] and
//! [`json`] per [`Channel`], to be written at [`path`]. Sitemaps: [`sitemap`].

mod address;
mod atom;
mod authors;
mod body;
mod channel;
mod date;
mod item;
mod json;
mod markup;
mod media;
mod robots;
mod rss;
pub mod sitemap;
mod write;

pub use atom::atom;
pub use authors::{Author, authors};
pub use channel::{Channel, Format, ITEMS, path};
pub use item::Item;
pub use json::json;
pub use robots::{ROBOTS, robots};
pub use rss::rss;
