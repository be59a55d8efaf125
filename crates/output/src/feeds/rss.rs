//! Writes RSS 2.0, with the modules that feed readers support: Content, Dublin Core, Media RSS and
//! Atom.

use super::channel::{Channel, Format, ITEMS};
use super::date::rfc822;
use super::item::FeedItem;
use super::media::{media, recording};
use crate::markup::{Place, XmlWriter, escape};
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_catalog::newest;
use std::borrow::Cow;

/// How long a reader can cache the feed, in minutes.
const TTL: &str = "15";

/// Writes a channel as RSS 2.0 (rssboard.org/rss-specification). `items` must be sorted newest
/// first; only the first [`ITEMS`] are used.
pub fn rss(channel: &Channel, items: &[&FeedItem], config: &Config) -> Vec<u8> {
    let items = &items[..items.len().min(ITEMS)];
    let site_urls = SiteUrls::new(config);
    let own = site_urls.absolute(&channel.path(Format::Rss));
    let namespaces = [
        ("version", Some("2.0")),
        ("xmlns:atom", Some("http://www.w3.org/2005/Atom")),
        (
            "xmlns:content",
            Some("http://purl.org/rss/1.0/modules/content/"),
        ),
        ("xmlns:dc", Some("http://purl.org/dc/elements/1.1/")),
        ("xmlns:media", Some("http://search.yahoo.com/mrss/")),
    ];
    let mut out = XmlWriter::document();
    out.element("rss", &namespaces, |out| {
        out.element("channel", &[], |out| {
            out.text_element("title", &channel.title);
            out.text_element("link", &site_urls.page(&channel.page));
            let media_type = Some(Format::Rss.media_type());
            let link = [
                ("rel", Some("self")),
                ("type", media_type),
                ("href", Some(own.as_str())),
            ];
            out.empty_element("atom:link", &link);
            if let Some(hub) = config.hub.as_deref() {
                out.empty_element("atom:link", &[("rel", Some("hub")), ("href", Some(hub))]);
            }
            out.text_element("description", &as_html(&channel.description));
            out.text_element("language", &config.lang);
            if !config.copyright.is_empty() {
                out.text_element("copyright", &config.copyright);
            }
            let built = newest(items.iter().map(|item| item.last_changed()));
            if let Some(date) = built.and_then(rfc822) {
                out.text_element("lastBuildDate", &date);
            }
            out.text_element("ttl", TTL);
            for story in items {
                out.line();
                item(out, story);
            }
            out.line();
        });
    });
    out.line();
    out.into_bytes()
}

fn item(out: &mut XmlWriter, item: &FeedItem) {
    out.element("item", &[], |out| {
        out.text_element("title", &item.headline);
        out.text_element("link", &item.url);
        let permalink = [("isPermaLink", Some("false"))];
        out.element("guid", &permalink, |out| out.text(&item.id));
        if let Some(date) = rfc822(item.published) {
            out.text_element("pubDate", &date);
        }
        // RSS has no element for the date of a change.
        if let Some(updated) = item.updated {
            out.text_element("atom:updated", &updated.to_string());
        }
        for (name, _) in &item.authors {
            out.text_element("dc:creator", name);
        }
        if let Some(lang) = &item.lang {
            out.text_element("dc:language", lang);
        }
        for tag in &item.tags {
            out.text_element("category", &tag.name);
        }
        if !item.summary.is_empty() {
            out.text_element("description", &as_html(&item.summary));
        }
        out.text_element("content:encoded", &item.html);
        // RSS has room for one file only.
        if let Some(first) = item.enclosures.first() {
            first.write(out);
        }
        if let Some(picture) = &item.picture {
            media(out, picture);
        }
        for file in &item.enclosures {
            recording(out, file);
        }
    });
}

/// Escapes plain text as HTML, because RSS descriptions are HTML: a `<` must still be escaped after
/// the reader has parsed the XML.
fn as_html(text: &str) -> Cow<'_, str> {
    escape(text, Place::XmlText)
}
