//! The sitemap index.

use super::PROTOCOL;
use crate::markup::XmlWriter;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_model::LocalTime;

/// Returns `/sitemap.xml`, which names every sitemap except the news sitemap. `files` are their
/// paths and latest changes, and keep their order. An index can name 50,000 sitemaps; with one per
/// month, a newspaper stays far below that.
pub fn index<'a>(
    files: impl IntoIterator<Item = (&'a str, Option<LocalTime>)>,
    config: &Config,
) -> Vec<u8> {
    let site_urls = SiteUrls::new(config);
    let mut out = XmlWriter::document();
    out.element("sitemapindex", &[PROTOCOL], |out| {
        out.line();
        for (path, changed) in files {
            out.element("sitemap", &[], |out| {
                out.text_element("loc", &site_urls.absolute(path));
                if let Some(changed) = changed {
                    out.text_element("lastmod", &changed.to_string());
                }
            });
            out.line();
        }
    });
    out.line();
    out.into_bytes()
}
