//! The one table: what each file of the site is served as, how long it is kept, and whether it is
//! compressed.

/// How long browsers and CDNs may keep a file. A correction has to be out within minutes without
/// anybody purging anything, and a server that is down must not take the paper with it; so only what
/// is named after its content is kept for longer than a minute without being asked for again:
///
/// | | |
/// |---|---|
/// | assets, pictures | [`Immutable`](Self::Immutable) |
/// | pages, their data, feeds, sitemaps, icons | [`Fresh`](Self::Fresh) |
/// | *Popular* | [`Minute`](Self::Minute): what was popular yesterday is not news |
/// | a service worker, what hosts read | [`Revalidate`](Self::Revalidate) |
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cache {
    /// The name tells the content: for ever.
    Immutable,
    /// A minute; then the old copy is shown while a new one is fetched (RFC 5861).
    Fresh,
    /// A minute, and no older copy.
    Minute,
    /// Asked for again each time.
    Revalidate,
}

impl Cache {
    /// The value of `Cache-Control`.
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

/// How one file is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The class of `Cache-Control`.
    pub cache: Cache,
    /// Whether `.br` and `.gz` lie beside it.
    pub compressed: bool,
    /// The value of `Cross-Origin-Resource-Policy`, where there is something to say.
    pub shared_with: Option<&'static str>,
    /// Whether it is a page: only pages name what to load early.
    pub page: bool,
}

/// The policy for a file or address of the site: `/world`, `world.html`, `/assets/main-1f3a.css`.
/// Without the base path; a leading slash does not matter, nor does a query.
pub fn policy(path: &str) -> Policy {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = path.trim_start_matches('/');
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let first = folder.split('/').next().unwrap_or_default();
    let (content_type, compressed) = match first {
        // what programs ask for (RFC 8615): most of it has no ending, and none of it is a page
        WELL_KNOWN if !name.contains('.') => (TEXT, false),
        _ => kind(name),
    };
    let cache = match (first, path) {
        ("assets" | "media", _) => Cache::Immutable,
        (_, "popular.json") => Cache::Minute,
        // press makes no service worker; one that a publisher adds decides about all other files,
        // and so must never be an old one
        (_, "sw.js") => Cache::Revalidate,
        // read by hosts, not by readers
        ("", _) if is_for_hosts(name) => Cache::Revalidate,
        _ => Cache::Fresh,
    };
    let shared_with = match first {
        // feed readers and other sites show the pictures; nobody else runs the scripts
        "media" => Some("cross-origin"),
        "assets" => Some("same-origin"),
        _ => None,
    };
    Policy {
        content_type,
        cache,
        compressed,
        shared_with,
        page: content_type == HTML,
    }
}

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";
/// The one folder with a dot before its name that readers may ask for.
pub(super) const WELL_KNOWN: &str = ".well-known";

/// The type by the name's ending, and whether it is a text that gets smaller. A name without an
/// ending is the address of a page.
fn kind(name: &str) -> (&'static str, bool) {
    if let Some((_, content_type)) = NAMES.iter().find(|(known, _)| *known == name) {
        return (content_type, true);
    }
    if is_for_hosts(name) {
        return (TEXT, false);
    }
    let Some((_, ending)) = name.rsplit_once('.') else {
        return (HTML, true);
    };
    ENDINGS
        .iter()
        .find(|(known, ..)| *known == ending)
        .map_or(("application/octet-stream", false), |(_, kind, text)| {
            (kind, *text)
        })
}

/// Whether hosts read this file, and readers do not: `_headers`, `.nojekyll`.
pub fn is_for_hosts(name: &str) -> bool {
    name.starts_with(['_', '.']) && name != WELL_KNOWN
}

/// Types that the whole name tells: feeds.
pub(super) const NAMES: [(&str, &str); 2] = [
    ("feed.json", "application/feed+json"),
    ("feed.xml", "application/rss+xml; charset=utf-8"),
];

/// Types by the name's ending, and whether the file is a text that gets smaller.
pub(super) const ENDINGS: [(&str, &str, bool); 36] = [
    ("html", HTML, true),
    ("json", "application/json", true),
    ("css", "text/css; charset=utf-8", true),
    ("js", "text/javascript; charset=utf-8", true),
    // browsers compile it while it arrives only if it is called so
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
    // what publishers put beside the newspaper
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
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_file_has_its_headers() {
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
            ("/report.pdf", "application/pdf", fresh, false),
            ("/fonts/serif.woff2", "font/woff2", fresh, false),
            ("/clip.mp4", "video/mp4", fresh, false),
            ("/.well-known/security.txt", TEXT, fresh, true),
            ("/.well-known/atproto-did", TEXT, fresh, false),
            ("/.well-known/acme-challenge/a", TEXT, fresh, false),
        ] {
            let policy = policy(path);
            let found = (
                policy.content_type,
                policy.cache.header(),
                policy.compressed,
            );
            assert_eq!(found, (content_type, cache, compressed), "{path}");
        }
    }

    #[test]
    fn popular_lies_where_the_model_says() {
        let policy = policy(&frontpage_model::popular_path());
        assert_eq!(policy.cache, Cache::Minute);
    }

    #[test]
    fn a_query_and_a_leading_slash_change_nothing() {
        assert_eq!(policy("/search?q=a.png"), policy("search"));
        assert_eq!(policy("//assets/a.css"), policy("assets/a.css"));
    }

    #[test]
    fn only_the_folder_at_the_root_is_for_ever() {
        assert_eq!(policy("/tag/assets").cache, Cache::Fresh);
        assert_eq!(policy("/assets").cache, Cache::Fresh);
    }

    #[test]
    fn pictures_are_for_everybody_and_scripts_are_not() {
        assert_eq!(
            policy("/media/a-480.webp").shared_with,
            Some("cross-origin")
        );
        assert_eq!(policy("/assets/app.js").shared_with, Some("same-origin"));
        assert_eq!(policy("/world").shared_with, None);
    }
}
