//! Maps a file of the site to its keys in the bucket, and a key to its public address.

/// The keys under which a page is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum HtmlKeys {
    /// `world`, for hosts that serve exactly the key in the address
    Extensionless,
    /// `world.html`, for hosts that add the extension themselves
    AsFiles,
    /// Both
    Both,
}

impl HtmlKeys {
    /// Returns the keys of a file, given its path in the site.
    pub fn of(self, path: &str) -> Vec<String> {
        match (bare(path), self) {
            (None, _) | (_, Self::AsFiles) => vec![path.to_owned()],
            (Some(bare), Self::Extensionless) => vec![bare.to_owned()],
            (Some(bare), Self::Both) => vec![bare.to_owned(), path.to_owned()],
        }
    }
}

/// Returns a page's path without `.html`. Pages that no reader requests by address keep the
/// extension: a host's configuration refers to the files of the front page and the error page, and
/// a publisher's service worker, if there is one, refers to the offline page.
fn bare(path: &str) -> Option<&str> {
    match path {
        "index.html" | "404.html" | "offline.html" => None,
        _ => path.strip_suffix(".html"),
    }
}

/// Returns the address of a key below the site's root, such as `/world`.
pub fn address(key: &str) -> String {
    match key {
        "index.html" => "/".to_owned(),
        _ => format!("/{}", bare(key).unwrap_or(key)),
    }
}

#[cfg(test)]
mod tests {
    use super::{HtmlKeys, address};

    #[test]
    fn only_pages_lose_their_extension() {
        let keys = HtmlKeys::Extensionless;
        assert_eq!(keys.of("world/2.html"), ["world/2"]);
        assert_eq!(keys.of("world.json"), ["world.json"]);
        for path in ["index.html", "404.html", "offline.html"] {
            assert_eq!(keys.of(path), [path]);
        }
        assert_eq!(HtmlKeys::AsFiles.of("world.html"), ["world.html"]);
        assert_eq!(HtmlKeys::Both.of("world.html"), ["world", "world.html"]);
    }

    #[test]
    fn an_address_is_what_a_reader_types() {
        for (key, expected) in [
            ("index.html", "/"),
            ("world", "/world"),
            ("world.html", "/world"),
            ("world.json", "/world.json"),
            ("404.html", "/404.html"),
        ] {
            assert_eq!(address(key), expected);
        }
    }
}
