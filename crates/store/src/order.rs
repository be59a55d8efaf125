//! What a file of the site is, read from its path, and when its turn comes: the one classification
//! that [publishing](crate) and uploading share, so that both work in the same order.

use frontpage_model::Route;

/// A part of a publish or of a deploy. Each is complete before the next begins, so that no page
/// ever names what is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Scripts, styles, pictures, icons, the web app manifest.
    Assets,
    /// The pages' twins, the rails, and what hosts have to know of pages: `_headers`, `.htaccess`.
    Data,
    /// The pages.
    Pages,
    /// What leads readers to the pages: feeds, sitemaps, and all the rest.
    Rest,
}

impl Stage {
    /// Every stage, the first one first.
    pub const ALL: [Self; 4] = [Self::Assets, Self::Data, Self::Pages, Self::Rest];

    /// The stage of a file, by its path from the site's root, without a leading slash.
    pub fn of(path: &str) -> Self {
        if path.starts_with("assets/") || path.starts_with("media/") {
            return Self::Assets;
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            // A publisher's own service worker: when it changes, all that it may name is there.
            "js" if folder.is_empty() => Self::Rest,
            "html" => Self::Pages,
            "json" if is_json_feed(path) => Self::Rest,
            "json" => Self::Data,
            // A page's style runs only under the policy that knows it.
            _ if folder.is_empty() && (name.starts_with('_') || name == ".htaccess") => Self::Data,
            "js" | "css" | "wasm" | "woff2" | "svg" | "png" | "jpg" | "jpeg" | "webp" | "avif"
            | "gif" | "ico" | "webmanifest" | "woff" | "ttf" | "otf" | "pdf" | "mp3" | "m4a"
            | "ogg" | "wav" | "mp4" | "webm" | "vtt" => Self::Assets,
            _ => Self::Rest,
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

/// Whether a JSON Feed lies at this path: `feed.json` of the newspaper, of a section or of a tag.
///
/// The name alone does not tell: a story, a tag, an author and a rail may be called `feed` too, and
/// then their data has the same file name.
pub fn is_json_feed(path: &str) -> bool {
    match path.strip_suffix("feed.json") {
        Some("") => true,
        Some(folder) => {
            let page = folder.strip_suffix('/').map(|page| format!("/{page}"));
            matches!(
                page.and_then(|page| Route::parse(&page)),
                Some(Route::Section(_, None) | Route::Tag(_, None))
            )
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use frontpage_model::{Day, PageNumber, Slug, popular_path, rail_path, site_path};
    use frontpage_output::feeds;

    #[test]
    fn what_a_page_names_comes_before_it_and_what_leads_to_it_after() {
        for (stage, paths) in [
            (
                Stage::Assets,
                &[
                    "assets/main-0123.css",
                    "assets/app-0123.wasm",
                    "media/fire-640.webp",
                    "icon.svg",
                    "manifest.webmanifest",
                    "report.pdf",
                    "clip.mp4",
                ][..],
            ),
            (
                Stage::Data,
                &[
                    "index.json",
                    "site.json",
                    "popular.json",
                    "world.json",
                    "world/2.json",
                    "rail/world.json",
                    "_headers",
                    ".htaccess",
                    "newsfeed.json",
                    "2025/01/01/newsfeed.json",
                ],
            ),
            (
                Stage::Pages,
                &[
                    "index.html",
                    "world.html",
                    "2025/01/01/feed.html",
                    "404.html",
                ],
            ),
            (
                Stage::Rest,
                &[
                    "feed.xml",
                    "world/feed.xml",
                    "feed.atom",
                    "tag/sea/feed.atom",
                    "feed.json",
                    "world/feed.json",
                    "tag/sea/feed.json",
                    // The feed of a tag that is called `feed`.
                    "tag/feed/feed.json",
                    "sitemap.xml",
                    "sitemaps/2025-01.xml",
                    "robots.txt",
                    "sw.js",
                    ".well-known/security.txt",
                    "README",
                ],
            ),
        ] {
            for path in paths {
                assert_eq!(Stage::of(path), stage, "{path}");
            }
        }
        assert!(Stage::ALL.is_sorted());
    }

    #[test]
    fn data_is_data_whatever_it_is_called() {
        for name in ["feed", "index", "sitemap", "robots", "404", "tag", "2025"] {
            let slug = Slug::parse(name).unwrap();
            let day = Day::parse("2025-02-18", '-').unwrap();
            let second = PageNumber::new(2);
            let pages = [
                Route::Article(day, slug.clone()),
                Route::Tag(slug.clone(), None),
                Route::Tag(slug.clone(), second),
                Route::Author(slug.clone(), None),
            ];
            let twins = pages.iter().map(Route::twin);
            let others = [rail_path(&slug), popular_path(), site_path()];
            for path in twins.chain(others) {
                assert_eq!(Stage::of(&path[1..]), Stage::Data, "{path}");
            }
            // And a feed is a feed, whatever its tag is called.
            for format in feeds::Format::ALL {
                let path = feeds::path(&Route::Tag(slug.clone(), None), format);
                assert_eq!(Stage::of(&path[1..]), Stage::Rest, "{path}");
            }
        }
    }
}
