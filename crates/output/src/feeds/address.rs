//! Absolute URLs, and permanent ids of stories.

use frontpage_base::config::Config;
use frontpage_model::{Article, Image, Route, media_path};
use url::{Host, Url};

/// The newspaper's public URL.
#[derive(Debug)]
pub struct Address {
    /// The URL without a trailing slash, as RFC 3986 requires: with the host in ASCII.
    root: String,
    host: String,
    /// The base path without a trailing slash.
    base: String,
}

impl Address {
    /// Reads the URL from `site.toml`.
    pub fn of(config: &Config) -> Self {
        let Ok(url) = Url::parse(&config.url) else {
            // `Config::read` rejects an invalid URL, so this does not happen.
            return Self {
                root: config.url.trim_end_matches('/').into(),
                host: "localhost".into(),
                base: String::new(),
            };
        };
        let host = match url.host() {
            Some(Host::Domain(name)) => name.into(),
            Some(Host::Ipv4(number)) => number.to_string(),
            // A tag URI does not allow colons in its authority.
            Some(Host::Ipv6(_)) | None => "localhost".into(),
        };
        Self {
            root: url.as_str().trim_end_matches('/').into(),
            host,
            base: url.path().trim_end_matches('/').into(),
        }
    }

    /// Returns the absolute URL of a path such as `/world`.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// Returns the absolute URL of a page.
    pub fn page(&self, route: &Route) -> String {
        self.absolute(&route.to_string())
    }

    /// Returns the URL, width and height of a picture's largest JPEG that is at most `limit` pixels
    /// wide, or of the smallest one if all are wider.
    pub fn picture(&self, image: &Image, limit: u32) -> (String, u32, u32) {
        let widths = Image::widths(image.width);
        let fits = widths.iter().rev().find(|width| **width <= limit);
        let width = fits.or(widths.first()).copied().unwrap_or(image.width);
        let height = u64::from(image.height) * u64::from(width) * 2 + u64::from(image.width);
        let height = height / (u64::from(image.width) * 2).max(1);
        let path = media_path(&image.fingerprint, width, frontpage_model::Format::Jpeg);
        let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
        (self.absolute(&path), width, height)
    }

    /// Returns the permanent id of a story: a tag URI (RFC 4151) made of host, date and path. It
    /// stays the same if the headline changes or the site moves from http to https, so feed readers
    /// do not show the story twice.
    pub fn id(&self, article: &Article) -> String {
        let Self { host, base, .. } = self;
        format!(
            "tag:{host},{}:{base}{}",
            article.published.day(),
            article.url
        )
    }
}
