//! The policy table: the type, caching and compression of every file of the site.

/// How long browsers and CDNs can cache a file. A correction must reach readers within minutes
/// without a purge, and the paper must stay up while the server is down. So only files with a hash
/// of their content in the name are cached for longer than a minute without revalidation:
///
/// | | |
/// |---|---|
/// | assets, pictures | [`Immutable`](Self::Immutable) |
/// | pages, their data, feeds, sitemaps, icons | [`Fresh`](Self::Fresh) |
/// | *Popular* | [`Minute`](Self::Minute), because an old list is misleading |
/// | the manifest of the search index | [`Minute`](Self::Minute), because an old one names files that are gone |
/// | the list of today's edition, and its file | [`Minute`](Self::Minute), because an old one is not today's |
/// | service workers, files for hosts | [`Revalidate`](Self::Revalidate) |
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cache {
    /// Forever, because the name contains a hash of the content.
    Immutable,
    /// One minute. After that, the stale copy is used while a new one is fetched (RFC 5861).
    Fresh,
    /// One minute, without stale copies.
    Minute,
    /// Revalidated on every use.
    Revalidate,
}

impl Cache {
    /// Returns the value of `Cache-Control`.
    pub fn header(self) -> &'static str {
        match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Fresh => {
                "public, max-age=60, stale-while-revalidate=86400, stale-if-error=604800"
            }
            Self::Minute => "public, max-age=60",
            Self::Revalidate => "no-cache",
        }
    }
}

/// How a file is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// How long it can be cached.
    pub cache: Cache,
    /// Whether it has precompressed copies, `.br` and `.gz`.
    pub is_precompressed: bool,
    /// The value of `Cross-Origin-Resource-Policy`, if the file has that header.
    pub cross_origin_resource_policy: Option<&'static str>,
    /// Whether it is a page. Only pages have a `Link` header with files to preload.
    pub is_page: bool,
}

/// Returns the policy for a file or a URL of the site: `/world`, `world.html`,
/// `/assets/main-1f3a.css`. `path` has no base path; a leading slash and a query are ignored.
pub fn policy(path: &str) -> Policy {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_start_matches('/');
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let first = folder.split('/').next().unwrap_or_default();
    let (content_type, compressed) = match first {
        // Well-known files (RFC 8615) are for programs. Most have no extension, but they are not
        // pages.
        WELL_KNOWN if !name.contains('.') => (TEXT, false),
        _ => kind(name),
    };
    let cache = match (first, path) {
        ("assets" | "media", _) => Cache::Immutable,
        (_, "popular.json" | "search-index.bin" | "today.json" | "edition.epub") => Cache::Minute,
        // The service worker controls all other files, so it must never be stale.
        (_, "sw.js") => Cache::Revalidate,
        // Files for hosts, not for readers.
        ("", _) if is_for_hosts(name) => Cache::Revalidate,
        _ => Cache::Fresh,
    };
    let shared_with = match first {
        // Feed readers and other sites can show the pictures, but only this site can use the
        // scripts.
        "media" => Some("cross-origin"),
        "assets" => Some("same-origin"),
        _ => None,
    };
    Policy {
        content_type,
        cache,
        is_precompressed: compressed,
        cross_origin_resource_policy: shared_with,
        is_page: content_type == HTML,
    }
}

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
/// The only folder that is public although its name starts with a dot.
pub(super) const WELL_KNOWN: &str = ".well-known";

/// Returns the type of a file by its name, and whether it compresses well. A name without an
/// extension is the URL of a page.
fn kind(name: &str) -> (&'static str, bool) {
    if let Some((_, content_type)) = TYPES_BY_NAME.iter().find(|(known, _)| *known == name) {
        return (content_type, true);
    }
    if is_for_hosts(name) {
        return (TEXT, false);
    }
    let Some((_, ending)) = name.rsplit_once('.') else {
        return (HTML, true);
    };
    TYPES_BY_EXTENSION
        .iter()
        .find(|(known, ..)| *known == ending)
        .map_or(("application/octet-stream", false), |(_, kind, text)| {
            (kind, *text)
        })
}

/// Returns whether the file is for hosts and not for readers: `_headers`, `.nojekyll`.
pub fn is_for_hosts(name: &str) -> bool {
    name.starts_with(['_', '.']) && name != WELL_KNOWN
}

/// Types by the full name, for feeds.
pub(super) const TYPES_BY_NAME: [(&str, &str); 3] = [
    ("feed.json", "application/feed+json"),
    ("feed.xml", "application/rss+xml; charset=utf-8"),
    ("podcast.xml", "application/rss+xml; charset=utf-8"),
];

/// Types by extension, and whether files of that type compress well.
pub(super) const TYPES_BY_EXTENSION: [(&str, &str, bool); 37] = [
    ("html", HTML, true),
    ("json", "application/json", true),
    ("css", "text/css; charset=utf-8", true),
    ("js", "text/javascript; charset=utf-8", true),
    // Browsers need this type to compile WebAssembly while it downloads.
    ("wasm", "application/wasm", true),
    ("svg", "image/svg+xml", true),
    ("xml", "application/xml", true),
    ("atom", "application/atom+xml; charset=utf-8", true),
    ("txt", TEXT, true),
    ("webmanifest", "application/manifest+json", true),
    ("webp", "image/webp", false),
    ("jpg", "image/jpeg", false),
    ("jpeg", "image/jpeg", false),
    ("png", "image/png", false),
    ("avif", "image/avif", false),
    ("ico", "image/vnd.microsoft.icon", false),
    // Types of files that publishers add.
    ("mjs", "text/javascript; charset=utf-8", true),
    ("csv", "text/csv; charset=utf-8", true),
    ("md", "text/markdown; charset=utf-8", true),
    ("vtt", "text/vtt; charset=utf-8", true),
    ("ics", "text/calendar; charset=utf-8", true),
    ("geojson", "application/geo+json", true),
    ("pdf", "application/pdf", false),
    ("epub", "application/epub+zip", false),
    ("zip", "application/zip", false),
    ("gif", "image/gif", false),
    ("woff2", "font/woff2", false),
    ("woff", "font/woff", false),
    ("ttf", "font/ttf", true),
    ("otf", "font/otf", true),
    ("mp3", "audio/mpeg", false),
    ("m4a", "audio/mp4", false),
    ("ogg", "audio/ogg", false),
    ("wav", "audio/wav", false),
    ("mp4", "video/mp4", false),
    ("webm", "video/webm", false),
    ("weba", "audio/webm", false),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_file_has_its_headers() {
        let fresh = Cache::Fresh.header();
        let immutable = Cache::Immutable.header();
        for (path, content_type, cache, compressed) in [
            ("/", HTML, fresh, true),
            ("/world", HTML, fresh, true),
            ("world.html", HTML, fresh, true),
            ("/2025/02/18/a-story", HTML, fresh, true),
            ("/2025/02/18/a-story.json", "application/json", fresh, true),
            ("/404.html", HTML, fresh, true),
            (
                "/assets/app-1f3a_bg.wasm",
                "application/wasm",
                immutable,
                true,
            ),
            (
                "/assets/main-1f3a.css",
                "text/css; charset=utf-8",
                immutable,
                true,
            ),
            (
                "/assets/app-1f3a.js",
                "text/javascript; charset=utf-8",
                immutable,
                true,
            ),
            (
                "/media/harbour-1f3a-480.webp",
                "image/webp",
                immutable,
                false,
            ),
            (
                "/media/harbour-1f3a-480.jpg",
                "image/jpeg",
                immutable,
                false,
            ),
            (
                "/search-index.bin",
                "application/octet-stream",
                "public, max-age=60",
                false,
            ),
            (
                "/assets/search/0123456789abcdef/t0.bin",
                "application/octet-stream",
                immutable,
                false,
            ),
            (
                "/assets/search/0123456789abcdef/c0.txt",
                "text/plain; charset=utf-8",
                immutable,
                true,
            ),
            (
                "/popular.json",
                "application/json",
                "public, max-age=60",
                true,
            ),
            ("/rail/mideast.json", "application/json", fresh, true),
            ("/sw.js", "text/javascript; charset=utf-8", "no-cache", true),
            (
                "/feed.xml",
                "application/rss+xml; charset=utf-8",
                fresh,
                true,
            ),
            (
                "/tag/mideast/feed.atom",
                "application/atom+xml; charset=utf-8",
                fresh,
                true,
            ),
            ("/feed.json", "application/feed+json", fresh, true),
            ("/sitemap.xml", "application/xml", fresh, true),
            ("/robots.txt", "text/plain; charset=utf-8", fresh, true),
            (
                "/manifest.webmanifest",
                "application/manifest+json",
                fresh,
                true,
            ),
            ("/favicon.svg", "image/svg+xml", fresh, true),
            ("/_headers", "text/plain; charset=utf-8", "no-cache", false),
            ("/.nojekyll", "text/plain; charset=utf-8", "no-cache", false),
            ("/strange.bin", "application/octet-stream", fresh, false),
            (
                "/edition.epub",
                "application/epub+zip",
                "public, max-age=60",
                false,
            ),
            ("/report.pdf", "application/pdf", fresh, false),
            ("/fonts/serif.woff2", "font/woff2", fresh, false),
            ("/clip.mp4", "video/mp4", fresh, false),
            ("/media/3k2b.mp4", "video/mp4", immutable, false),
            ("/media/3k2b.webm", "video/webm", immutable, false),
            ("/media/3k2b.mp3", "audio/mpeg", immutable, false),
            ("/media/3k2b.m4a", "audio/mp4", immutable, false),
            ("/media/3k2b.ogg", "audio/ogg", immutable, false),
            ("/media/3k2b.weba", "audio/webm", immutable, false),
            ("/media/3k2b.wav", "audio/wav", immutable, false),
            (
                "/media/3k2b.vtt",
                "text/vtt; charset=utf-8",
                immutable,
                true,
            ),
            ("/.well-known/security.txt", TEXT, fresh, true),
            ("/.well-known/atproto-did", TEXT, fresh, false),
            ("/.well-known/acme-challenge/a", TEXT, fresh, false),
        ] {
            let policy = policy(path);
            let found = (
                policy.content_type,
                policy.cache.header(),
                policy.is_precompressed,
            );
            assert_eq!(found, (content_type, cache, compressed), "{path}");
        }
    }

    #[test]
    fn the_popular_rail_is_cached_for_a_minute() {
        let policy = policy(&frontpage_model::popular_path());
        assert_eq!(policy.cache, Cache::Minute);
    }

    #[test]
    fn a_query_and_a_leading_slash_change_nothing() {
        assert_eq!(policy("/search?q=a.png"), policy("search"));
        assert_eq!(policy("//assets/a.css"), policy("assets/a.css"));
    }

    #[test]
    fn only_folders_at_the_root_are_immutable() {
        assert_eq!(policy("/tag/assets").cache, Cache::Fresh);
        assert_eq!(policy("/assets").cache, Cache::Fresh);
    }

    #[test]
    fn other_sites_can_use_pictures_but_not_scripts() {
        assert_eq!(
            policy("/media/a-480.webp").cross_origin_resource_policy,
            Some("cross-origin")
        );
        assert_eq!(
            policy("/assets/app.js").cross_origin_resource_policy,
            Some("same-origin")
        );
        assert_eq!(policy("/world").cross_origin_resource_policy, None);
    }
}
