//! Sitemaps: lists of all pages with their latest changes, for search engines.
//!
//! There is one file of stories per month, oldest story first, so that a new or changed story only
//! changes its month's file and the index. The input is small: paths and dates, not whole stories.
//!
//! [`months()`] sorts and groups the stories, [`stories()`] and [`pages()`] make the files, and [`index()`]
//! names them. [`news()`] is separate. Limits and elements: sitemaps.org/protocol.html.

mod index;
mod news;
mod pages;
mod split;
mod stories;

pub use index::index;
pub use news::news;
pub use pages::{Page, pages};
pub use split::{MAX_BYTES, MAX_URLS};
pub use stories::{Month, Story, months, single_file_path, stories};

use frontpage_model::LocalTime;

/// The path of the sitemap index, from the site's root.
pub const INDEX: &str = "/sitemap.xml";
/// The path of the news sitemap.
pub const NEWS: &str = "/sitemap-news.xml";
/// The folder of the sitemaps that the index names.
pub const FOLDER: &str = "/sitemaps/";

const PROTOCOL: (&str, Option<&str>) =
    ("xmlns", Some("http://www.sitemaps.org/schemas/sitemap/0.9"));

/// A sitemap that the index names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The path from the site's root: `/sitemaps/2025-02.xml`.
    pub path: String,
    /// The latest change of the pages in it, if known.
    pub changed: Option<LocalTime>,
    /// The content.
    pub bytes: Vec<u8>,
}
