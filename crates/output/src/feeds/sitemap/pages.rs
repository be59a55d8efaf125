//! The sitemap of all pages that are not stories: the front page and the listings.

use super::File;
use super::split::{Limits, split, url};
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_model::LocalTime;

/// A page that lists stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page<'a> {
    /// Its path: `/world/2`.
    pub path: &'a str,
    /// The latest change of the stories on it; `None` if it shows none.
    pub changed: Option<LocalTime>,
}

/// Returns `/sitemaps/pages.xml`, and more files if there are very many pages. The pages keep their
/// order.
pub fn pages(pages: &[Page], config: &Config) -> Vec<File> {
    let site_urls = SiteUrls::new(config);
    let urls = pages.iter().map(|page| {
        let url = url(&site_urls.absolute(page.path), page.changed, |_| ());
        (url, page.changed)
    });
    split("pages", &[], urls, Limits::PROTOCOL)
}
