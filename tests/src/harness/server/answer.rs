//! Answers requests: with a file of the site, or with a fault.

use super::super::fault::Answer;
use super::files::{file, kind_of};
use super::reply::{Ends, Note, Reply};
use super::request::{Request, RequestStatus};
use super::state::{PAINTED, State, fits, lock, next_fault};
use http::{HeaderValue, Method, Response, StatusCode, header};
use hyper::body::{Bytes, Incoming};
use std::io;
use std::sync::Arc;
use std::time::Instant;

/// Answers a request.
pub async fn answer(
    state: Arc<State>,
    request: http::Request<Incoming>,
) -> io::Result<Response<Reply>> {
    let path = request.uri().path().to_owned();
    let mut note = {
        let mut record = lock(&state.record);
        record.push(Request {
            path: path.clone(),
            headers: request.headers().clone(),
            at: Instant::now(),
            ended: RequestStatus::Open,
        });
        Note {
            state: state.clone(),
            index: record.len() - 1,
            ended: RequestStatus::Aborted,
        }
    };
    let mut released = state.released.subscribe();
    let painted = state.painted.subscribe();
    let (rule, fault) = next_fault(&state, &path);
    if !fault.delay.is_zero() {
        tokio::time::sleep(fault.delay).await;
    }
    if fault.held {
        let there = || lock(&state.rules).iter().any(|r| Some(r.id) == rule);
        while there() && released.changed().await.is_ok() {}
    }
    let mut ends = Ends::Well;
    let (status, kind, body) = match fault.answer {
        Answer::Dropped => {
            note.ended = RequestStatus::Answered(0);
            return Err(io::Error::other("dropped on purpose"));
        }
        Answer::Status(code) => {
            let status = StatusCode::from_u16(code).map_err(io::Error::other)?;
            (status, "text/plain", Bytes::from_static(b"A fault.\n"))
        }
        Answer::NeverEnding => {
            ends = Ends::Never;
            (StatusCode::OK, kind_of(&path), Bytes::from_static(b"{"))
        }
        Answer::Body { text, kind } => {
            (StatusCode::OK, kind.unwrap_or(kind_of(&path)), text.into())
        }
        Answer::Bytes(bytes) => (StatusCode::OK, kind_of(&path), Bytes::from_static(bytes)),
        Answer::Truncated => {
            let (status, kind, body) = file(&state, &path, request.headers()).await;
            (status, kind, body.slice(..body.len() / 2))
        }
        Answer::Pieces => {
            ends = Ends::InPieces;
            file(&state, &path, request.headers()).await
        }
        Answer::Well if path == PAINTED => {
            state.painted.send_modify(|n| *n += 1);
            (StatusCode::NO_CONTENT, "text/plain", Bytes::new())
        }
        Answer::Well => file(&state, &path, request.headers()).await,
    };
    let body = if request.method() == Method::HEAD {
        Bytes::new()
    } else {
        body
    };
    let lasting = path.starts_with("/media/") || path.starts_with("/assets/");
    let cache = if lasting && status.is_success() {
        "public, max-age=31536000, immutable"
    } else {
        // Do not cache, so that every fetch of the app is recorded.
        "no-cache"
    };
    if body.is_empty() {
        // hyper never polls an empty body, so record the end here.
        note.ended = RequestStatus::Answered(status.as_u16());
    }
    let retyped = *lock(&state.retyped);
    let kind = match retyped {
        Some((pattern, other)) if fits(pattern, &path) => other,
        _ => kind,
    };
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, cache)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(Reply {
            data: Some(body),
            ends,
            pause: None,
            painted: Some(painted),
            status: status.as_u16(),
            note,
        })
        .map_err(io::Error::other)?;
    if let Some((name, value)) = *lock(&state.header) {
        let value = HeaderValue::from_static(value);
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}
