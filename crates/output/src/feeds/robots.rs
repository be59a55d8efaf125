//! `robots.txt`.

use super::{address::Address, sitemap};
use frontpage_base::config::Config;

/// Where it lies, from the site's root.
pub const ROBOTS: &str = "/robots.txt";

/// Lets every crawler in (RFC 9309) and names the sitemaps.
///
/// Crawlers read it at their host's root only: of a newspaper in a folder of a host it is ignored,
/// and the sitemaps have to be named in the host's own file.
pub fn robots(config: &Config) -> Vec<u8> {
    let address = Address::of(config);
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}\nSitemap: {}\n",
        address.absolute(sitemap::INDEX),
        address.absolute(sitemap::NEWS),
    )
    .into_bytes()
}
