//! Addresses in the head: below the base path for what the browser loads, absolute for who reads
//! the page elsewhere.

use frontpage_base::config::Config;
use frontpage_model::Route;

/// Where the newspaper lives.
#[derive(Clone, Copy, Debug)]
pub struct Address<'a> {
    /// Its public address without a trailing slash: `https://host/paper`.
    url: &'a str,
    /// The path in it: `/paper`, or empty.
    base: &'a str,
}

impl<'a> Address<'a> {
    /// As `site.toml` says it.
    pub fn new(config: &'a Config) -> Self {
        Self {
            url: config.url.trim_end_matches('/'),
            base: config.base().trim_end_matches('/'),
        }
    }

    /// A file of the site, for the browser: `/paper/favicon.svg`.
    pub fn file(self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A file of the site, for the world: `https://host/paper/media/ab-480.jpg`.
    pub fn absolute(self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// A page's one address: `https://host/paper/world`.
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
            assert_eq!(Address::new(&config).file("/x"), file);
        }
    }
}
