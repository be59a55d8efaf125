//! The sitemap index.

use super::PROTOCOL;
use crate::feeds::address::Address;
use crate::feeds::markup::Markup;
use frontpage_base::config::Config;
use frontpage_model::LocalTime;

/// `/sitemap.xml`: names every sitemap but the news sitemap, by path and newest change, in the
/// order in which they come. A newspaper has one per month and stays far below the 50,000 that an
/// index may name.
pub fn index<'a>(
    files: impl IntoIterator<Item = (&'a str, Option<LocalTime>)>,
    config: &Config,
) -> Vec<u8> {
    let address = Address::of(config);
    let mut out = Markup::xml();
    out.element("sitemapindex", &[PROTOCOL], |out| {
        out.line();
        for (path, changed) in files {
            out.element("sitemap", &[], |out| {
                out.leaf("loc", &address.absolute(path));
                if let Some(changed) = changed {
                    out.leaf("lastmod", &changed.to_string());
                }
            });
            out.line();
        }
    });
    out.line();
    out.into_string().into_bytes()
}
