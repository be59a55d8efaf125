//! URLs in the head: paths below the base path for files that the browser loads, and absolute URLs
//! for search engines, share previews and other programs.

use frontpage_base::config::Config;
use frontpage_model::Route;

/// The public URL of the newspaper.
#[derive(Clone, Copy, Debug)]
pub struct SiteUrls<'a> {
    /// The URL without a trailing slash: `https://host/paper`.
    url: &'a str,
    /// The base path, which is the path of that URL: `/paper`, or empty.
    base: &'a str,
}

impl<'a> SiteUrls<'a> {
    /// Reads the URL from `site.toml`.
    pub fn new(config: &'a Config) -> Self {
        Self {
            url: config.url.trim_end_matches('/'),
            base: config.base_path().trim_end_matches('/'),
        }
    }

    /// Returns the path of a file, base path included: `/paper/favicon.svg`.
    pub fn file(self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Returns the absolute URL of a file: `https://host/paper/media/ab-480.jpg`.
    pub fn absolute(self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// Returns the canonical URL of a page: `https://host/paper/world`.
    pub fn canonical(self, route: &Route) -> String {
        self.absolute(&route.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_the_path_of_the_public_address() {
        for (url, file) in [
            ("https://post.example", "/x"),
            ("https://post.example/", "/x"),
            ("https://post.example/paper", "/paper/x"),
            ("http://localhost:8080/a/b", "/a/b/x"),
        ] {
            let config = Config {
                url: url.into(),
                ..super::super::tests::config()
            };
            assert_eq!(SiteUrls::new(&config).file("/x"), file);
        }
    }
}
