//! Sends the editor's screen, with its own headers: the site's `_headers` do not apply to it.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, HOST};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use frontpage_admin::{Admin, Reply};
use std::sync::Arc;

/// The header in which proxies pass on the browser's `Host`.
const X_FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// Returns what serves the screen alone.
pub(super) fn router(admin: Arc<Admin>) -> Router {
    let to_screen = || async { Redirect::temporary(frontpage_admin::PATH) };
    Router::new()
        .route("/", get(to_screen))
        .route("/admin", get(to_screen))
        .fallback(
            |State(admin): State<Arc<Admin>>, request: Request| async move {
                if !matches!(*request.method(), Method::GET | Method::HEAD) {
                    let allow = [(ALLOW, HeaderValue::from_static("GET, HEAD"))];
                    return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
                }
                answer(&admin, request).await
            },
        )
        .with_state(admin)
}

/// Answers a request for the screen.
pub(super) async fn answer(admin: &Admin, request: Request) -> Response {
    let host = host(&request);
    let path = request.uri().path().to_owned();
    let admin = admin.clone();
    // The screen reads files.
    let reply = tokio::task::spawn_blocking(move || admin.reply(&host, &path)).await;
    match reply {
        Ok(reply) => response(reply),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Returns the host name that the browser requested. Behind `trunk serve`, it is in a separate header.
fn host(request: &Request) -> String {
    let headers = request.headers();
    let host = headers.get(X_FORWARDED_HOST).or_else(|| headers.get(HOST));
    let host = host.and_then(|host| host.to_str().ok());
    host.unwrap_or_default().to_owned()
}

fn response(reply: Reply) -> Response {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Body::from(reply.body)).into_response();
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            let name = HeaderName::from_static(name);
            response.headers_mut().insert(name, value);
        }
    }
    response
}
