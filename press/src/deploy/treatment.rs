//! The headers that a file goes out with.

/// What is said about an object when it is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treatment {
    /// `Content-Type`.
    pub content_type: &'static str,
    /// `Cache-Control`.
    pub cache_control: &'static str,
}

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const FRESH: &str = "public, max-age=60, stale-while-revalidate=86400, stale-if-error=604800";

/// The headers of a file, by its path in the site.
pub fn of(path: &str) -> Treatment {
    let cache_control = match path {
        "sw.js" => "no-cache",
        "popular.json" => "public, max-age=60",
        _ if is_immutable(path) => IMMUTABLE,
        _ => FRESH,
    };
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let content_type = match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
    Treatment {
        content_type,
        cache_control,
    }
}

/// Whether the name tells the content, so that the same name is the same file for ever.
pub fn is_immutable(path: &str) -> bool {
    path.starts_with("assets/") || path.starts_with("media/")
}
