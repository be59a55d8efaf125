//! Writes JSON Feed 1.1.

use super::channel::{Channel, Format, ITEMS};
use super::item::FeedItem;
use crate::site_urls::SiteUrls;
use frontpage_base::config::Config;
use serde::Serialize;

#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: String,
    feed_url: String,
    description: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    hubs: Option<[Hub<'a>; 1]>,
    items: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Hub<'a> {
    r#type: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_html: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<u32>,
}

/// Writes a channel as JSON Feed 1.1 (jsonfeed.org/version/1.1), with the WebSub hub if one is
/// configured. `items` must be sorted newest first; only the first [`ITEMS`] are used.
pub fn json(channel: &Channel, items: &[&FeedItem], config: &Config) -> Vec<u8> {
    let site_urls = SiteUrls::new(config);
    let home = site_urls.absolute("/");
    let feed = Feed {
        version: "https://jsonfeed.org/version/1.1",
        title: &channel.title,
        home_page_url: site_urls.page(&channel.page),
        feed_url: site_urls.absolute(&channel.path(Format::Json)),
        description: &channel.description,
        language: &config.lang,
        authors: [Author {
            name: &config.name,
            url: Some(&home),
        }],
        hubs: config.hub.as_deref().map(|url| {
            [Hub {
                r#type: "WebSub",
                url,
            }]
        }),
        items: items.iter().take(ITEMS).map(|item| entry(item)).collect(),
    };
    frontpage_base::json::to_vec(&feed)
}

fn entry<'a>(item: &'a FeedItem) -> Entry<'a> {
    Entry {
        id: &item.id,
        url: &item.url,
        title: &item.headline,
        content_html: &item.html,
        summary: &item.summary,
        image: item.picture.as_ref().map(|picture| picture.url.as_str()),
        date_published: item.published.to_string(),
        date_modified: item.updated.map(|time| time.to_string()),
        authors: item
            .authors
            .iter()
            .map(|(name, url)| Author {
                name,
                url: url.as_deref(),
            })
            .collect(),
        tags: item.tags.iter().map(|tag| tag.name.as_str()).collect(),
        language: item.lang.as_deref(),
        attachments: item
            .enclosures
            .iter()
            .map(|file| Attachment {
                url: &file.url,
                mime_type: file.kind.media_type(),
                size_in_bytes: file.bytes,
                duration_in_seconds: file.seconds,
            })
            .collect(),
    }
}
