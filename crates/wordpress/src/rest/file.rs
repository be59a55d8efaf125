//! Posts that were saved to a file: the answer of `/wp-json/wp/v2/posts?_embed`, or one post.

use super::post_reader::PostReader;
use crate::address;
use frontpage_source::{Converter, RawEntry, Source};
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

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_source::Entry;
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
