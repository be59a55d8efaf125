//! Sitemaps: which pages there are and when they last changed, for search engines.
//!
//! Stories stand in a file per month, oldest first, so that a new or changed story touches its
//! month's file and the index, and nothing else. What they are made of is light: paths and dates,
//! no stories.
//!
//! [`months`] sorts and groups the stories; [`stories`] and [`pages`] make files; [`index`] names
//! them; [`news`] is a sitemap of its own. Limits and elements: sitemaps.org/protocol.html.

mod index;
mod news;
mod pages;
mod split;
mod stories;

pub use index::index;
pub use news::news;
pub use pages::{Page, pages};
pub use split::{MAX_BYTES, MAX_URLS};
pub use stories::{Month, Story, months, single_file, stories};

use frontpage_model::LocalTime;

/// Where the sitemap index lies, from the site's root.
pub const INDEX: &str = "/sitemap.xml";
/// Where the news sitemap lies.
pub const NEWS: &str = "/sitemap-news.xml";
/// The folder of the files that the index names.
pub const FOLDER: &str = "/sitemaps/";

const PROTOCOL: (&str, Option<&str>) =
    ("xmlns", Some("http://www.sitemaps.org/schemas/sitemap/0.9"));

/// A sitemap that the index names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it lies, from the site's root: `/sitemaps/2025-02.xml`.
    pub path: String,
    /// The newest change of what it names, where that is known.
    pub changed: Option<LocalTime>,
    /// Its content.
    pub bytes: Vec<u8>,
}
