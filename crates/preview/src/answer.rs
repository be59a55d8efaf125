//! Answers the preview's requests: tower-http serves the files, and the site's `_headers` sets the
//! headers.

use super::redirects::Redirects;
use super::screen;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE,
    IF_UNMODIFIED_SINCE, LAST_MODIFIED, LOCATION, RANGE, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use frontpage_admin::Admin;
use frontpage_hosting::lookup::{Lookup, find};
use frontpage_hosting::{HeaderRules, policy};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_http::services::ServeFile;

/// The folder to serve, its base path, and the editor's screen.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) folder: PathBuf,
    pub(super) base: String,
    /// The redirects in its `_redirects`.
    pub(super) redirects: Redirects,
    pub(super) admin: Option<Admin>,
}

/// Answers a request from the current state of the folder.
pub(super) async fn answer(State(site): State<Arc<Site>>, mut request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = [(ALLOW, HeaderValue::from_static("GET, HEAD"))];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    let path = request.uri().path().to_owned();
    if let Some(admin) = &site.admin
        && path.starts_with(frontpage_admin::PATH)
    {
        return screen::answer(admin, request).await;
    }
    let query = request.uri().query().map(str::to_owned);
    let place = match path.strip_prefix(&site.base) {
        Some("") if !site.base.is_empty() => Lookup::Moved("/".into()),
        Some(below) => find(below, |file| site.folder.join(file).is_file()),
        None => Lookup::Missing,
    };
    // A page requested without a query is never a former address. With one, such as `?p=42`, it can be.
    let former = match &place {
        Lookup::File(_) | Lookup::Moved(_) if query.is_none() => None,
        Lookup::File(_) | Lookup::Moved(_) | Lookup::Missing => {
            let rules = site.redirects.rules(&site.folder).await;
            let to = rules.target(&path, query.as_deref());
            to.and_then(|to| HeaderValue::try_from(&*to).ok())
        }
    };
    if let Some(to) = former {
        return (StatusCode::MOVED_PERMANENTLY, [(LOCATION, to)]).into_response();
    }
    drop_hard_ranges(request.headers_mut());
    let mut response = match place {
        Lookup::File(file) if file == "404.html" => missing(&site.folder, &path, request).await,
        Lookup::File(file) => serve_if_range(&site.folder, &file, request).await,
        Lookup::Moved(to) => moved(&format!("{}{to}", site.base), query.as_deref()),
        Lookup::Missing => missing(&site.folder, &path, request).await,
    };
    let rules = tokio::fs::read_to_string(site.folder.join("_headers")).await;
    let rules = HeaderRules::parse(&rules.unwrap_or_default());
    for (name, value) in rules.headers(&path) {
        let name = HeaderName::try_from(name);
        if let (Ok(name), Ok(value)) = (name, HeaderValue::try_from(value)) {
            // Error responses keep their own type.
            if name != CONTENT_TYPE || response.status().is_success() {
                response.headers_mut().insert(name, value);
            }
        }
    }
    let cache = match response.status() {
        StatusCode::NOT_FOUND | StatusCode::INTERNAL_SERVER_ERROR => Some("no-store"),
        _ if response.headers().contains_key(CACHE_CONTROL) => None,
        _ => Some("public, max-age=0, must-revalidate"),
    };
    if let Some(cache) = cache {
        let cache = HeaderValue::from_static(cache);
        response.headers_mut().insert(CACHE_CONTROL, cache);
    }
    response
}

/// Removes range requests that tower-http does not answer usefully: several ranges, or other units. The
/// whole file is sent instead, which RFC 9110 §14.2 allows.
fn drop_hard_ranges(headers: &mut HeaderMap) {
    let hard = |range: &HeaderValue| {
        let range = range.as_bytes();
        !range.starts_with(b"bytes=") || range.contains(&b',')
    };
    if headers.get(RANGE).is_some_and(hard) {
        headers.remove(RANGE);
    }
}

/// Answers a request for a part of a file with that part if the file is still the one that `If-Range`
/// names, and otherwise with the whole file (RFC 9110 §13.1.5). tower-http ignores this condition.
async fn serve_if_range(folder: &Path, file: &str, mut request: Request) -> Response {
    let Some(condition) = request.headers_mut().remove(IF_RANGE) else {
        return serve(folder, file, request).await;
    };
    let mut whole = Request::new(Body::empty());
    whole.method_mut().clone_from(request.method());
    whole.uri_mut().clone_from(request.uri());
    whole.headers_mut().clone_from(request.headers());
    whole.headers_mut().remove(RANGE);
    let part = serve(folder, file, request).await;
    let is_same = [ETAG, LAST_MODIFIED]
        .iter()
        .any(|name| part.headers().get(name) == Some(&condition));
    if is_same && !condition.as_bytes().starts_with(b"W/") {
        return part;
    }
    serve(folder, file, whole).await
}

async fn serve(folder: &Path, file: &str, request: Request) -> Response {
    let policy = policy(file);
    let mut files = ServeFile::new(folder.join(file));
    if policy.is_precompressed {
        files = files.precompressed_br().precompressed_gzip();
    }
    let mut response = match files.try_call(request).await {
        Ok(response) => response.map(Body::new),
        // A publish has removed the file in the meantime.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return plain_text(StatusCode::NOT_FOUND, "Not found\n");
        }
        Err(error) => {
            eprintln!("press preview: {file}: {error}");
            return plain_text(
                StatusCode::INTERNAL_SERVER_ERROR,
                "The file cannot be read\n",
            );
        }
    };
    let headers = response.headers_mut();
    if headers.contains_key(CONTENT_TYPE) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(policy.content_type));
    }
    if policy.is_precompressed {
        headers.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    response
}

/// Answers with status 404: the site's error page for pages, or one line of text for data, scripts
/// and pictures, whose clients cannot read a page.
async fn missing(folder: &Path, path: &str, mut request: Request) -> Response {
    let name = path.rsplit('/').next().unwrap_or_default();
    if name.contains('.') || !folder.join("404.html").is_file() {
        return plain_text(StatusCode::NOT_FOUND, "Not found\n");
    }
    // These conditions were about the missing file, not about the error page.
    for condition in [
        IF_MATCH,
        IF_NONE_MATCH,
        IF_MODIFIED_SINCE,
        IF_UNMODIFIED_SINCE,
        RANGE,
    ] {
        request.headers_mut().remove(condition);
    }
    let mut response = serve(folder, "404.html", request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn moved(to: &str, query: Option<&str>) -> Response {
    let to = match query {
        Some(query) => format!("{to}?{query}"),
        None => to.to_owned(),
    };
    match HeaderValue::try_from(to) {
        Ok(to) => (StatusCode::PERMANENT_REDIRECT, [(LOCATION, to)]).into_response(),
        Err(_) => plain_text(StatusCode::NOT_FOUND, "Not found\n"),
    }
}

fn plain_text(status: StatusCode, text: &'static str) -> Response {
    (status, text).into_response()
}
