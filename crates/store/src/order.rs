//! The publishing stage of a site file, derived from its path. Publishing ([`write`](crate))
//! and deploying share this classification, so both work in the same order.

use frontpage_model::Route;

/// A stage of a publish or deploy. Each stage finishes before the next one starts, so no page ever
/// refers to a file that is not there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Scripts, stylesheets, images, icons and the web app manifest.
    Assets,
    /// Page data, rails, and the host configuration that pages depend on: `_headers`, `.htaccess`.
    Data,
    /// The HTML pages.
    Pages,
    /// Files that lead readers to the pages (feeds, sitemaps), and everything else.
    Rest,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 4] = [Self::Assets, Self::Data, Self::Pages, Self::Rest];

    /// Returns the stage of a file, given its path from the site's root without a leading slash.
    pub fn of(path: &str) -> Self {
        if path.starts_with("assets/") || path.starts_with("media/") {
            return Self::Assets;
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            // A service worker comes last, because it may refer to any other file, and so does the list of
            // what today's edition consists of.
            "js" if folder.is_empty() => Self::Rest,
            "html" => Self::Pages,
            "json" if is_json_feed(path) => Self::Rest,
            "json" if path == "today.json" => Self::Rest,
            "json" => Self::Data,
            // These come before the pages: a page's inline style works only if the policy allows
            // it.
            _ if folder.is_empty() && (name.starts_with('_') || name == ".htaccess") => Self::Data,
            "js" | "css" | "wasm" | "woff2" | "svg" | "png" | "jpg" | "jpeg" | "webp" | "avif"
            | "gif" | "ico" | "webmanifest" | "woff" | "ttf" | "otf" | "pdf" | "mp3" | "m4a"
            | "ogg" | "wav" | "mp4" | "webm" | "weba" | "vtt" => Self::Assets,
            _ => Self::Rest,
        }
    }

    /// The stage's name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Assets => "assets and media",
            Self::Data => "data",
            Self::Pages => "pages",
            Self::Rest => "feeds, sitemaps and the rest",
        }
    }
}

/// Returns whether a path is a JSON Feed: the `feed.json` of the newspaper, a section or a tag.
///
/// The file name alone does not decide this. A story, tag, author or rail can have the slug `feed`,
/// and then its page data is called `feed.json` too.
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
    fn dependencies_come_before_pages_and_feeds_after_them() {
        for (stage, paths) in [
            (
                Stage::Assets,
                &[
                    "assets/main-0123.css",
                    "assets/app-0123.wasm",
                    "media/fire-640.webp",
                    "assets/search/0123456789abcdef/t7.bin",
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
                    // The feed of a tag whose slug is `feed`.
                    "tag/feed/feed.json",
                    "sitemap.xml",
                    "sitemaps/2025-01.xml",
                    "robots.txt",
                    // The results of a search lead to pages.
                    "search-index.bin",
                    "today.json",
                    "edition.epub",
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
    fn page_data_is_never_taken_for_a_feed() {
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
            let data_paths = pages.iter().map(Route::data_path);
            let others = [rail_path(&slug), popular_path(), site_path()];
            for path in data_paths.chain(others) {
                assert_eq!(Stage::of(&path[1..]), Stage::Data, "{path}");
            }
            // Feeds stay in the last stage, whatever the slug of their tag is.
            for format in feeds::Format::ALL {
                let path = feeds::path(&Route::Tag(slug.clone(), None), format);
                assert_eq!(Stage::of(&path[1..]), Stage::Rest, "{path}");
            }
        }
    }
}
