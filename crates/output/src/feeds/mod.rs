//! Feeds, sitemaps and robots.txt.
//!
//! 1. **The functions are pure.** They turn stories into bytes without files or clocks, so the same
//!    input gives the same bytes. Only the news sitemap takes the time of publishing, because it
//!    covers the last two days.
//! 2. **URLs are absolute and text is escaped.** A feed item works outside of the site.
//! 3. **Ids are permanent.** A story keeps its id whatever changes in it.
//! 4. **Memory use is small.** A feed needs only its newest stories, and a sitemap one month of
//!    them.
//!
//! For feeds, each story becomes a [`FeedItem`], which is kept for all feeds that show the story.
//! Beyond 64 MiB of items, which is about ten thousand stories, they are made again when needed.
//! Then [`rss()`], [`atom()`], [`json()`] and [`podcast()`] write each [`Channel`], and [`path`] returns the
//! path of its file. For sitemaps, see [`sitemap`].

mod atom;
mod authors;
mod body;
mod channel;
mod date;
mod item;
mod json;
mod media;
mod podcast;
mod robots;
mod rss;
pub mod sitemap;
mod write;

pub use atom::atom;
pub use authors::{Author, authors};
pub use channel::{Channel, Format, ITEMS, PODCAST, path};
pub use item::FeedItem;
pub use json::json;
pub use podcast::{EPISODES, podcast};
pub use robots::{ROBOTS, robots_txt};
pub use rss::rss;
