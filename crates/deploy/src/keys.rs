//! From a file of the site to its keys in the bucket, and from a key to its public address.

/// Under which keys a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum HtmlKeys {
    /// `world`: for hosts that serve exactly the key that the address names
    Extensionless,
    /// `world.html`: for hosts that find it themselves
    AsFiles,
    /// Both
    Both,
}

impl HtmlKeys {
    /// The keys of a file, by its path in the site.
    pub fn of(self, path: &str) -> Vec<String> {
        match (bare(path), self) {
            (None, _) | (_, Self::AsFiles) => vec![path.to_owned()],
            (Some(bare), Self::Extensionless) => vec![bare.to_owned()],
            (Some(bare), Self::Both) => vec![bare.to_owned(), path.to_owned()],
        }
    }
}

/// A page's path without `.html`. What no reader asks for by its address keeps it: a host's own
/// configuration names the files of the front page and of errors, and a publisher's service worker,
/// where there is one, that of being offline.
fn bare(path: &str) -> Option<&str> {
    match path {
        "index.html" | "404.html" | "offline.html" => None,
        _ => path.strip_suffix(".html"),
    }
}

/// The address of a key below the site's root: `/world`.
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
    fn pages_lose_their_ending_and_nothing_else_does() {
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
