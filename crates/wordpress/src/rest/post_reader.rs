//! Makes a story of a post of the REST API.

use crate::attachments::Attachments;
use crate::date;
use crate::post::{Content, Post};
use frontpage_clean::plain;
use frontpage_source::{Category, Converter, Entry, Picture, RawEntry, Refusal};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

/// Reads single posts.
pub struct PostReader {
    /// The host, for posts without an address.
    pub name: String,
    /// The time zone of times without one.
    pub zone: TimeZone,
}

impl PostReader {
    /// Returns the time of a post's last change.
    pub fn changed(&self, value: &Value) -> Option<Timestamp> {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        date::read(text("modified_gmt"), text("modified"), &self.zone)
    }

    fn post(&self, value: &Value) -> Post {
        let text = |path: &[&str]| {
            let value = path.iter().try_fold(value, |value, key| value.get(key));
            value.and_then(Value::as_str)
        };
        let owned = |path: &[&str]| text(path).unwrap_or_default().trim().to_owned();
        let embedded = |key: &str| {
            value
                .get("_embedded")
                .and_then(|all| all.get(key)?.as_array())
        };
        let terms = |taxonomy: &'static str| {
            let groups = embedded("wp:term").into_iter().flatten();
            let terms = groups.filter_map(Value::as_array).flatten();
            terms.filter(move |term| string(term, "taxonomy") == taxonomy)
        };
        let categories = terms("category").map(|term| Category {
            name: plain(string(term, "name")),
            slug: string(term, "slug").to_owned(),
            above: Vec::new(),
        });
        let authors = embedded("author").into_iter().flatten();
        let authors = authors.map(|author| plain(string(author, "name")));
        let media = embedded("wp:featuredmedia").and_then(|list| list.first());
        let lead = media.filter(|media| !string(media, "source_url").is_empty());
        let is_protected = value
            .get("content")
            .and_then(|content| content.get("protected"));
        Post {
            id: value.get("id").and_then(Value::as_u64).unwrap_or(0),
            kind: text(&["type"]).unwrap_or("post").to_owned(),
            // Without a login, only published posts can be seen, and some sites leave out the status.
            status: text(&["status"]).unwrap_or("publish").to_owned(),
            has_password: is_protected == Some(&Value::Bool(true)),
            title: owned(&["title", "rendered"]),
            slug: percent_encoding::percent_decode_str(&owned(&["slug"]))
                .decode_utf8_lossy()
                .into_owned(),
            permalink: owned(&["link"]),
            published: date::read(text(&["date_gmt"]), text(&["date"]), &self.zone),
            updated: date::read(text(&["modified_gmt"]), text(&["modified"]), &self.zone),
            authors: authors.filter(|name| !name.is_empty()).collect(),
            excerpt: owned(&["excerpt", "rendered"]),
            content: Content::Rendered(owned(&["content", "rendered"])),
            categories: categories.collect(),
            tags: terms("post_tag")
                .map(|term| plain(string(term, "name")))
                .collect(),
            lead: lead.map(|media| Picture {
                url: string(media, "source_url").to_owned(),
                size: size(media),
                alt: plain(string(media, "alt_text")),
                caption: media
                    .get("caption")
                    .map(|caption| string(caption, "rendered").to_owned())
                    .unwrap_or_default(),
                ..Picture::default()
            }),
        }
    }
}

/// Returns the width and height of a picture.
fn size(media: &Value) -> Option<(u32, u32)> {
    let details = media.get("media_details")?;
    let length = |key: &str| u32::try_from(details.get(key)?.as_u64()?).ok();
    Some((length("width")?, length("height")?))
}

/// Returns a text of an object, or an empty one.
fn string<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

impl Converter for PostReader {
    fn convert(&self, entry: RawEntry) -> Entry {
        let (place, bytes) = match entry.into_text() {
            Ok(text) => text,
            Err(entry) => return entry,
        };
        match serde_json::from_slice::<Value>(&bytes) {
            Ok(value) => {
                let link = string(&value, "link");
                let base = url::Url::parse(link).map(|url| url.origin().ascii_serialization());
                let base = base.unwrap_or_else(|_| format!("https://{}", self.name));
                self.post(&value).into_entry(&base, &Attachments::default())
            }
            Err(error) => Entry::Refused(Refusal {
                place,
                reason: error.to_string(),
            }),
        }
    }
}
