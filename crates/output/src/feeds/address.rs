//! Absolute addresses, and ids that stay.

use frontpage_base::config::Config;
use frontpage_model::{Article, Image, Route, media_path};
use url::{Host, Url};

/// The newspaper's public address.
#[derive(Debug)]
pub struct Address {
    /// Without a slash at the end, in the form that RFC 3986 asks for: the host in ASCII.
    root: String,
    host: String,
    /// The base path without a slash at the end.
    base: String,
}

impl Address {
    /// Where this newspaper lives.
    pub fn of(config: &Config) -> Self {
        let Ok(url) = Url::parse(&config.url) else {
            // Config::read does not let it come to this
            return Self {
                root: config.url.trim_end_matches('/').into(),
                host: "localhost".into(),
                base: String::new(),
            };
        };
        let host = match url.host() {
            Some(Host::Domain(name)) => name.into(),
            Some(Host::Ipv4(number)) => number.to_string(),
            // has colons, which a tag URI's authority may not
            Some(Host::Ipv6(_)) | None => "localhost".into(),
        };
        Self {
            root: url.as_str().trim_end_matches('/').into(),
            host,
            base: url.path().trim_end_matches('/').into(),
        }
    }

    /// The whole address of a path such as `/world`.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// The whole address of a page.
    pub fn page(&self, route: &Route) -> String {
        self.absolute(&route.to_string())
    }

    /// A picture's JPEG in the largest width up to `limit` pixels: its address, width and height.
    pub fn picture(&self, image: &Image, limit: u32) -> (String, u32, u32) {
        let widths = Image::widths(image.width);
        let fits = widths.iter().rev().find(|width| **width <= limit);
        // the smallest where none fits
        let width = fits.or(widths.first()).copied().unwrap_or(image.width);
        let height = u64::from(image.height) * u64::from(width) * 2 + u64::from(image.width);
        let height = height / (u64::from(image.width) * 2).max(1);
        let path = media_path(&image.key, width, frontpage_model::Format::Jpeg);
        let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
        (self.absolute(&path), width, height)
    }

    /// A story's id for ever: a tag URI (RFC 4151) of host, day and path. Neither a changed
    /// headline nor a move from http to https makes a feed reader show the story twice.
    pub fn id(&self, article: &Article) -> String {
        let Self { host, base, .. } = self;
        format!(
            "tag:{host},{}:{base}{}",
            article.published.day(),
            article.url
        )
    }
}
