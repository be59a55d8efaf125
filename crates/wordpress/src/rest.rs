//! Reads posts of the WordPress REST API that were saved to a file: the answer of
//! `/wp-json/wp/v2/posts?_embed`, or one post ("Posts", WordPress REST API Handbook).

use super::attachments::Attachments;
use super::post::{Content, Post};
use super::{address, date};
use frontpage_clean::plain;
use frontpage_source::{Category, Picture};
use frontpage_source::{Converter, Entry, RawEntry, Refusal, Source};
use jiff::tz::TimeZone;
use serde_json::Value;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The maximum size of a file, in bytes. A page of 100 long posts has 10 MB.
const MAX_FILE: u64 = 256 << 20;

/// A file with posts.
pub struct RestFile {
    total: u64,
    posts: std::vec::IntoIter<Value>,
    read: u64,
    converter: PostReader,
}

/// Reads single posts.
struct PostReader {
    name: String,
    zone: TimeZone,
}

impl RestFile {
    /// Opens a file. Returns `None` if there are no posts in it. `zone` is the time zone of times
    /// without one.
    ///
    /// # Errors
    /// If the file cannot be read or is too large.
    pub fn open(path: &Path, zone: &TimeZone) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        let file = File::open(path)?;
        file.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_FILE {
            let reason = format!("it is larger than {} MiB", MAX_FILE >> 20);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let posts = match serde_json::from_slice(text) {
            Ok(Value::Array(posts)) => posts,
            Ok(post) => vec![post],
            Err(_) => return Ok(None),
        };
        let is_post = |value: &Value| value.get("id").is_some() && value.get("content").is_some();
        if !posts.first().is_some_and(is_post) {
            return Ok(None);
        }
        let links = posts.iter().find_map(|post| post.get("link")?.as_str());
        Ok(Some(Self {
            converter: PostReader {
                name: address::host(links.unwrap_or_default()),
                zone: zone.clone(),
            },
            total: posts.len() as u64,
            posts: posts.into_iter(),
            read: 0,
        }))
    }
}

impl PostReader {
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
            // Who is not logged in sees published posts only, and some sites leave out the status.
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
                alt: plain(string(media, "alt_text")),
                caption: media
                    .get("caption")
                    .map(|caption| string(caption, "rendered").to_owned())
                    .unwrap_or_default(),
            }),
        }
    }
}

/// Returns a text of an object, or an empty one.
fn string<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

impl Source for RestFile {
    fn name(&self) -> &str {
        &self.converter.name
    }

    fn total(&self) -> Option<u64> {
        Some(self.total)
    }

    fn next(&mut self, most: usize) -> io::Result<Vec<RawEntry>> {
        let mut entries = Vec::new();
        for post in self.posts.by_ref().take(most) {
            self.read += 1;
            entries.push(RawEntry::Text {
                place: format!("post {} of the file", self.read),
                bytes: frontpage_base::json::to_vec(&post),
            });
        }
        Ok(entries)
    }

    fn converter(&self) -> &dyn Converter {
        &self.converter
    }
}

impl Converter for PostReader {
    fn convert(&self, entry: RawEntry) -> Entry {
        let (place, bytes) = match entry {
            RawEntry::Text { place, bytes } => (place, bytes),
            RawEntry::Refused(refusal) => return Entry::Refused(refusal),
            RawEntry::Converted(entry) => return *entry,
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::io::Write;

    fn open(text: &str) -> Option<RestFile> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        RestFile::open(file.path(), &TimeZone::UTC).unwrap()
    }

    #[test]
    fn a_post_is_read_with_what_is_embedded() {
        let post = json!({
            "id": 60, "date": "2016-11-25T18:32:03", "date_gmt": "2016-11-25T17:32:03",
            "modified_gmt": "2017-01-01T00:00:00", "slug": "falls", "type": "post",
            "link": "https://old.example/falls/", "title": {"rendered": "The falls &#8217;"},
            "content": {"rendered": "<p>a</p>", "protected": false},
            "excerpt": {"rendered": "<p>b</p>"},
            "_embedded": {
                "author": [{"name": "Jane"}],
                "wp:term": [[{"taxonomy": "category", "name": "Nature &amp; so", "slug": "nature"}],
                    [{"taxonomy": "post_tag", "name": "Water", "slug": "water"}]],
                "wp:featuredmedia": [{"source_url": "https://old.example/a.jpg", "alt_text": "x",
                    "caption": {"rendered": "<p>c</p>"}}],
            },
        });
        let mut source = open(&json!([post]).to_string()).unwrap();
        assert_eq!((source.name(), source.total()), ("old.example", Some(1)));
        let entry = source.next(9).unwrap().remove(0);
        let Entry::Story(story) = source.converter().convert(entry) else {
            panic!("no story");
        };
        assert_eq!(story.title, "The falls ’");
        assert_eq!(story.uri, "https://old.example/?p=60");
        assert_eq!(story.published.unwrap().to_string(), "2016-11-25T17:32:03Z");
        assert_eq!(story.categories[0].name, "Nature & so");
        assert_eq!(story.tags, ["Water"]);
        assert_eq!(story.authors, ["Jane"]);
        assert_eq!(story.lead.unwrap().alt, "x");
        assert_eq!(story.body, "<p>a</p>");
    }

    #[test]
    fn other_json_is_no_source() {
        for text in ["{}", "[]", "[{\"id\": 1}]", "{", "7"] {
            assert!(open(text).is_none(), "{text}");
        }
    }
}
