//! The order of uploading: what others name comes first.

/// A part of a deploy. Each is complete before the next begins, so that no page ever names what
/// is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Scripts, styles, pictures, icons, the web app manifest.
    Assets,
    /// The pages' twins and the rails.
    Data,
    /// The pages.
    Pages,
    /// What leads readers to the pages: feeds, sitemaps, and all the rest.
    Rest,
}

impl Stage {
    /// Every stage, the first one first.
    pub const ALL: [Self; 4] = [Self::Assets, Self::Data, Self::Pages, Self::Rest];

    /// The stage of a file, by its path in the site.
    pub fn of(path: &str) -> Self {
        if path.starts_with("assets/") || path.starts_with("media/") {
            return Self::Assets;
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            // a publisher's own service worker: when it changes, all that it may name is there
            "js" if folder.is_empty() => Self::Rest,
            "html" => Self::Pages,
            "json" if is_feed(name) => Self::Rest,
            "json" => Self::Data,
            "js" | "css" | "wasm" | "woff2" | "svg" | "png" | "jpg" | "jpeg" | "webp" | "avif"
            | "gif" | "ico" | "webmanifest" | "woff" | "ttf" | "otf" | "pdf" | "mp3" | "m4a"
            | "ogg" | "wav" | "mp4" | "webm" | "vtt" => Self::Assets,
            _ => Self::Rest,
        }
    }

    /// The stage of an object, by its key: a page may have lost its ending there.
    pub fn of_key(key: &str) -> Self {
        let name = key.rsplit_once('/').map_or(key, |(_, name)| name);
        match name.contains('.') {
            true => Self::of(key),
            false => Self::Pages,
        }
    }

    /// What it is called in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assets => "assets and media",
            Self::Data => "data",
            Self::Pages => "pages",
            Self::Rest => "feeds, sitemaps and the rest",
        }
    }
}

/// A JSON Feed; every other JSON is a page's data.
fn is_feed(name: &str) -> bool {
    name == "feed.json"
}

#[cfg(test)]
mod tests {
    use super::Stage;

    #[test]
    fn what_a_page_names_comes_before_it() {
        for (path, stage) in [
            ("assets/main-0123.css", Stage::Assets),
            ("assets/app-0123.wasm", Stage::Assets),
            ("media/fire-640.webp", Stage::Assets),
            ("icon.svg", Stage::Assets),
            ("manifest.webmanifest", Stage::Assets),
            ("world.json", Stage::Data),
            ("rail/world.json", Stage::Data),
            ("popular.json", Stage::Data),
            ("world.html", Stage::Pages),
            ("404.html", Stage::Pages),
            ("feed.json", Stage::Rest),
            ("world/feed.json", Stage::Rest),
            ("sitemap.xml", Stage::Rest),
            ("robots.txt", Stage::Rest),
            ("sw.js", Stage::Rest),
            ("report.pdf", Stage::Assets),
            ("clip.mp4", Stage::Assets),
            (".well-known/security.txt", Stage::Rest),
            ("README", Stage::Rest),
        ] {
            assert_eq!(Stage::of(path), stage, "{path}");
        }
        assert!(Stage::ALL.is_sorted());
    }

    #[test]
    fn a_key_without_an_ending_is_a_page() {
        for key in ["world", "world/2", "2025/02/18/a-story", "world.html"] {
            assert_eq!(Stage::of_key(key), Stage::Pages, "{key}");
        }
        for key in ["world.json", "world/feed.xml", "assets/app-0123.wasm"] {
            assert_eq!(Stage::of_key(key), Stage::of(key), "{key}");
        }
    }
}
