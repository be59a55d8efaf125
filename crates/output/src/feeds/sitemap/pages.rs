//! The sitemap of everything that is no story: the front page and the listings.

use super::File;
use super::split::{Limits, split, url};
use crate::feeds::address::Address;
use frontpage_base::config::Config;
use frontpage_model::LocalTime;

/// A page that lists stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page<'a> {
    /// Its path: `/world/2`.
    pub path: &'a str,
    /// The newest change of the stories that it shows; none where it shows none.
    pub changed: Option<LocalTime>,
}

/// `/sitemaps/pages.xml`, and further files where the pages are very many. They stand in the order
/// in which they come.
pub fn pages(pages: &[Page], config: &Config) -> Vec<File> {
    let address = Address::of(config);
    let urls = pages.iter().map(|page| {
        let url = url(&address.absolute(page.path), page.changed, |_| ());
        (url, page.changed)
    });
    split("pages", &[], urls, Limits::PROTOCOL)
}
