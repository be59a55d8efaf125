//! A feed in a file.

use crate::story::story;
use feed_rs::parser;
use frontpage_source::{AlreadyConverted, Converter, Entry, RawEntry, Source};
use memchr::memchr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;
use url::Url;

/// The maximum size of a feed, in bytes.
const MAX_FEED: u64 = 64 << 20;
/// How much of a file says whether it is a feed, in bytes.
const START: u64 = 4096;

/// A feed.
pub struct Feed {
    name: String,
    total: u64,
    entries: std::vec::IntoIter<Entry>,
    /// How long the feed asks to wait before it is fetched again (RSS 2.0, `ttl`).
    ttl: Option<Duration>,
}

impl Feed {
    /// Reads a feed. `address` is where it was fetched, if it was.
    ///
    /// # Errors
    /// If the file cannot be read, is larger than 64 MiB, or is not a valid feed.
    pub fn open(path: &Path, address: Option<&Url>) -> io::Result<Self> {
        let mut bytes = Vec::new();
        let file = File::open(path)?;
        file.take(MAX_FEED + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_FEED {
            let reason = format!("the feed is larger than {} MiB", MAX_FEED >> 20);
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, reason));
        }
        let invalid = |error: parser::ParseFeedError| {
            let reason = format!("the feed is not valid: {error}");
            io::Error::new(io::ErrorKind::InvalidData, reason)
        };
        let bytes = with_thumbnails(&bytes);
        let parser = parser::Builder::new().base_uri(address).build();
        let feed = parser.parse(&*bytes).map_err(invalid)?;
        let site = feed.links.iter();
        let mut site = site
            .filter(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
            .filter_map(|link| Url::parse(&link.href).ok());
        let host = address.cloned().or_else(|| site.next());
        let host = host.and_then(|url| url.host_str().map(str::to_owned));
        let name = host.unwrap_or_else(|| "feed".into());
        let entries = feed.entries.iter();
        let entries: Vec<Entry> = entries
            .enumerate()
            .map(|(index, entry)| story(entry, index + 1, &feed, &name, address))
            .collect();
        Ok(Self {
            name,
            total: entries.len() as u64,
            entries: entries.into_iter(),
            ttl: feed
                .ttl
                .map(|minutes| Duration::from_secs(u64::from(minutes) * 60)),
        })
    }
}

/// Turns the thumbnails of Media RSS into contents with a type of their own, because feed-rs drops thumbnails
/// that stand alone, and large feeds have nothing else.
fn with_thumbnails(feed: &[u8]) -> Vec<u8> {
    const TAGS: [(&[u8], &str); 2] = [
        (
            b"<media:thumbnail",
            "<media:content type=\"image/x-thumbnail\"",
        ),
        (b"</media:thumbnail", "</media:content"),
    ];
    let mut written = Vec::with_capacity(feed.len());
    let mut rest = feed;
    while let Some(next) = memchr(b'<', rest) {
        written.extend_from_slice(&rest[..next]);
        rest = &rest[next..];
        let (read, replacement) = TAGS
            .iter()
            .find(|(tag, _)| rest.starts_with(tag))
            .map_or((1, "<"), |(tag, replacement)| (tag.len(), *replacement));
        written.extend_from_slice(replacement.as_bytes());
        rest = &rest[read..];
    }
    written.extend_from_slice(rest);
    written
}

/// Returns whether a file is a feed, by its root element or, for JSON Feed, by its version.
///
/// # Errors
/// If the file cannot be read.
pub fn is_feed(path: &Path) -> io::Result<bool> {
    let mut start = Vec::new();
    File::open(path)?.take(START).read_to_end(&mut start)?;
    // Names of elements are ASCII, so in UTF-16 every other byte of them is zero.
    start.retain(|byte| *byte != 0);
    let start = String::from_utf8_lossy(&start);
    if start
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('{')
    {
        return Ok(start.contains("https://jsonfeed.org/version/"));
    }
    let tags = start.split('<').skip(1);
    let mut roots = tags.filter(|tag| !tag.starts_with(['?', '!']));
    let root = roots.next().unwrap_or_default();
    let name = root.split([' ', '>', '\n', '\r', '\t', '/']).next();
    // A namespace may have any prefix.
    let name = name.and_then(|name| name.rsplit(':').next());
    Ok(matches!(name, Some("rss" | "feed" | "RDF")))
}

impl Source for Feed {
    fn name(&self) -> &str {
        &self.name
    }

    fn total(&self) -> Option<u64> {
        Some(self.total)
    }

    fn next(&mut self, most: usize) -> io::Result<Vec<RawEntry>> {
        let entries = self.entries.by_ref().take(most);
        Ok(entries
            .map(|entry| RawEntry::Converted(Box::new(entry)))
            .collect())
    }

    fn converter(&self) -> &dyn Converter {
        &AlreadyConverted
    }

    fn pause(&self) -> Option<Duration> {
        self.ttl
    }
}

#[cfg(test)]
mod tests;
