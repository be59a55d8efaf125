//! The normal response for a path, as a CDN gives it.

use super::request::accepts_html;
use super::state::{State, lock};
use http::{HeaderMap, StatusCode};
use hyper::body::Bytes;
use percent_encoding::percent_decode_str;
use std::sync::atomic::Ordering;

/// Returns the normal response for a path: status, content type and body.
pub async fn file(
    state: &State,
    path: &str,
    headers: &HeaderMap,
) -> (StatusCode, &'static str, Bytes) {
    let plain = !path.split('/').any(|part| part.starts_with('.'));
    let usual = state.any_spelling.load(Ordering::Relaxed) && accepts_html(headers);
    let usual = usual.then(|| usual_spelling(path));
    let name = match usual.as_deref().unwrap_or(path) {
        "/" => "/index.html".to_owned(),
        path if state.published && !path.contains('.') => format!("{path}.html"),
        path => path.to_owned(),
    };
    if plain && let Ok(bytes) = tokio::fs::read(state.dist.join(&name[1..])).await {
        let bytes = if name.ends_with(".html") {
            with_head(state, bytes)
        } else {
            bytes
        };
        return (StatusCode::OK, kind_of(&name), bytes.into());
    }
    if state.published
        && let Ok(bytes) = tokio::fs::read(state.dist.join("404.html")).await
    {
        let kind = kind_of("/404.html");
        return (StatusCode::NOT_FOUND, kind, bytes.into());
    }
    let asset = kind_of(path) != UNKNOWN;
    if accepts_html(headers) && !asset {
        // Nothing is prerendered, so the app's shell serves every page.
        if let Ok(bytes) = tokio::fs::read(state.dist.join("index.html")).await {
            return (
                StatusCode::OK,
                kind_of("/index.html"),
                with_head(state, bytes).into(),
            );
        }
    }
    (
        StatusCode::NOT_FOUND,
        "text/plain",
        Bytes::from_static(b"Not found.\n"),
    )
}

/// Returns the canonical spelling of a path.
fn usual_spelling(path: &str) -> String {
    let decoded = percent_decode_str(path)
        .decode_utf8_lossy()
        .to_ascii_lowercase();
    let path = decoded.strip_suffix(".html").unwrap_or(&decoded);
    let path = path.strip_suffix("/index").unwrap_or(path);
    let segments: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    format!("/{}", segments.join("/"))
}

/// Inserts the test's markup into the head of a document.
fn with_head(state: &State, html: Vec<u8>) -> Vec<u8> {
    let markup = lock(&state.head).clone();
    let mut html = String::from_utf8_lossy(&html).into_owned();
    // Minified documents omit the `<head>` tag.
    let start = html.find("<meta").or_else(|| html.find("<title"));
    html.insert_str(start.unwrap_or_default(), &markup);
    html.into_bytes()
}

/// The content type of unknown files.
const UNKNOWN: &str = "application/octet-stream";

/// Returns the content type of a file.
pub fn kind_of(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => UNKNOWN,
    }
}
