//! Writes Atom 1.0.

use super::channel::{Channel, Format, ITEMS};
use super::item::FeedItem;
use super::media::{media, recording};
use crate::markup::XmlWriter;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use frontpage_catalog::newest;
use frontpage_model::LocalTime;

/// Writes a channel as Atom (RFC 4287), with the WebSub hub if one is configured. `items` must be
/// sorted newest first; only the first [`ITEMS`] are used.
pub fn atom(channel: &Channel, items: &[&FeedItem], config: &Config) -> Vec<u8> {
    let items = &items[..items.len().min(ITEMS)];
    let site_urls = SiteUrls::new(config);
    let page = site_urls.page(&channel.page);
    let own = site_urls.absolute(&channel.path(Format::Atom));
    let attributes = [
        ("xmlns", Some("http://www.w3.org/2005/Atom")),
        ("xmlns:media", Some("http://search.yahoo.com/mrss/")),
        ("xml:lang", Some(config.lang.as_str())),
    ];
    let mut out = XmlWriter::document();
    out.element("feed", &attributes, |out| {
        out.text_element("id", &page);
        out.text_element("title", &channel.title);
        out.text_element("subtitle", &channel.description);
        // §4.1.1 requires a date, even in a feed without stories.
        let updated = newest(items.iter().map(|item| item.last_changed()));
        out.text_element("updated", &updated.unwrap_or(LocalTime::EPOCH).to_string());
        link(out, "alternate", Some("text/html"), &page);
        link(out, "self", Some(Format::Atom.media_type()), &own);
        if let Some(hub) = &config.hub {
            link(out, "hub", None, hub);
        }
        // The author of entries that name none.
        author(out, &config.name, Some(&site_urls.absolute("/")));
        if !config.copyright.is_empty() {
            out.text_element("rights", &config.copyright);
        }
        for item in items {
            out.line();
            entry(out, item);
        }
        out.line();
    });
    out.line();
    out.into_bytes()
}

fn entry(out: &mut XmlWriter, item: &FeedItem) {
    let lang = [("xml:lang", item.lang.as_deref())];
    out.element("entry", &lang, |out| {
        out.text_element("id", &item.id);
        out.text_element("title", &item.headline);
        out.text_element("published", &item.published.to_string());
        out.text_element("updated", &item.last_changed().to_string());
        link(out, "alternate", Some("text/html"), &item.url);
        for (name, page) in &item.authors {
            author(out, name, page.as_deref());
        }
        for tag in &item.tags {
            let attributes = [
                ("term", Some(tag.slug.as_str())),
                ("label", Some(&tag.name)),
            ];
            out.empty_element("category", &attributes);
        }
        if !item.summary.is_empty() {
            out.text_element("summary", &item.summary);
        }
        let html = [("type", Some("html"))];
        out.element("content", &html, |out| out.text(&item.html));
        for file in &item.enclosures {
            let bytes = file.bytes.map(|bytes| bytes.to_string());
            let attributes = [
                ("rel", Some("enclosure")),
                ("type", Some(file.kind.media_type())),
                ("length", bytes.as_deref()),
                ("href", Some(&*file.url)),
            ];
            out.empty_element("link", &attributes);
        }
        if let Some(picture) = &item.picture {
            media(out, picture);
        }
        for file in &item.enclosures {
            recording(out, file);
        }
    });
}

fn link(out: &mut XmlWriter, rel: &str, media_type: Option<&str>, href: &str) {
    let attributes = [
        ("rel", Some(rel)),
        ("type", media_type),
        ("href", Some(href)),
    ];
    out.empty_element("link", &attributes);
}

fn author(out: &mut XmlWriter, name: &str, page: Option<&str>) {
    out.element("author", &[], |out| {
        out.text_element("name", name);
        if let Some(page) = page {
            out.text_element("uri", page);
        }
    });
}
