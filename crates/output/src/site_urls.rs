//! The URLs of the site: paths below the base path for files that the browser loads, absolute URLs
//! for search engines, share previews and feed readers, and permanent ids of stories.

use frontpage_base::config::Config;
use frontpage_model::{Article, FileSource, Format, Image, ImageSource, Route, media_path};
use url::{Host, Url};

/// The newspaper's public URL, from which all other URLs are made.
#[derive(Clone, Debug)]
pub struct SiteUrls {
    /// The URL without a trailing slash, as RFC 3986 requires, with the host in ASCII:
    /// `https://host/paper`.
    url: String,
    /// The host in ASCII.
    host: String,
    /// The base path, which is the path of the URL: `/paper`, or empty.
    base: String,
}

impl SiteUrls {
    /// Reads the URL from `site.toml`.
    pub fn new(config: &Config) -> Self {
        let Ok(url) = Url::parse(&config.url) else {
            // `Config::read` rejects an invalid URL, so this does not happen.
            return Self {
                url: config.url.trim_end_matches('/').into(),
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
            url: url.as_str().trim_end_matches('/').into(),
            host,
            base: url.path().trim_end_matches('/').into(),
        }
    }

    /// Returns the path of a file, base path included: `/paper/favicon.svg`.
    pub fn file(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Returns the absolute URL of a file: `https://host/paper/media/ab-480.jpg`.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Returns the absolute URL of a file of a recording.
    pub fn file_url(&self, source: &FileSource) -> String {
        source.address(&self.url)
    }

    /// Returns the absolute URL of a picture's largest JPEG, or of its only file on a media host.
    pub fn largest_picture(&self, image: &Image) -> String {
        image.src(&self.url, Format::Jpeg)
    }

    /// Returns the absolute URL of a page, which is its canonical URL: `https://host/paper/world`.
    pub fn page(&self, route: &Route) -> String {
        self.absolute(&route.to_string())
    }

    /// Returns the URL, width and height of a picture's largest JPEG that is at most `limit` pixels
    /// wide, or of the smallest one if all are wider. A picture on a media host has one file only.
    pub fn picture(&self, image: &Image, limit: u32) -> (String, u32, u32) {
        let fingerprint = match &image.source {
            ImageSource::Renditions(fingerprint) => fingerprint,
            ImageSource::Hosted(url) => return (url.clone(), image.width, image.height),
        };
        let width = image.width_up_to(limit);
        let height = u64::from(image.height) * u64::from(width) * 2 + u64::from(image.width);
        let height = height / (u64::from(image.width) * 2).max(1);
        let path = media_path(fingerprint, width, Format::Jpeg);
        let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
        (self.absolute(&path), width, height)
    }

    /// Returns the permanent id of a story: a tag URI (RFC 4151) made of host, date and path. It
    /// stays the same if the headline changes or the site moves from http to https, so feed readers
    /// do not show the story twice.
    pub fn story_id(&self, article: &Article) -> String {
        let Self { host, base, .. } = self;
        format!(
            "tag:{host},{}:{base}{}",
            article.published.day(),
            article.url
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site_urls(url: &str) -> SiteUrls {
        SiteUrls::new(&Config {
            url: url.into(),
            ..crate::head::tests::config()
        })
    }

    #[test]
    fn the_base_is_the_path_of_the_public_address() {
        for (url, file) in [
            ("https://post.example", "/x"),
            ("https://post.example/", "/x"),
            ("https://post.example/paper", "/paper/x"),
            ("http://localhost:8080/a/b", "/a/b/x"),
        ] {
            assert_eq!(site_urls(url).file("/x"), file);
        }
    }

    #[test]
    fn an_id_has_no_port_and_no_colon_in_its_host() {
        let article = crate::head::tests::article();
        for (url, id) in [
            (
                "https://post.example:8443/paper",
                "tag:post.example,2025-02-18:/paper/2025/02/18/a",
            ),
            ("http://127.0.0.1", "tag:127.0.0.1,2025-02-18:/2025/02/18/a"),
            ("http://[::1]/", "tag:localhost,2025-02-18:/2025/02/18/a"),
        ] {
            assert_eq!(site_urls(url).story_id(&article), id);
        }
    }
}
