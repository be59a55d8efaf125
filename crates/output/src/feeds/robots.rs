//! Writes `robots.txt`.

use super::sitemap;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;

/// The path of the file, from the site's root.
pub const ROBOTS: &str = "/robots.txt";

/// Returns a `robots.txt` that allows every crawler (RFC 9309) and names the sitemaps.
///
/// Crawlers only read the file at the root of a host. If the newspaper is below a path, the host's
/// own `robots.txt` has to name the sitemaps.
pub fn robots_txt(config: &Config) -> Vec<u8> {
    let site_urls = SiteUrls::new(config);
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}\nSitemap: {}\n",
        site_urls.absolute(sitemap::INDEX),
        site_urls.absolute(sitemap::NEWS),
    )
    .into_bytes()
}
