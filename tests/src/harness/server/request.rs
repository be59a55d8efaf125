//! A request that reached the server.

use http::{HeaderMap, header};
use std::time::Instant;

/// A request that reached the server.
#[derive(Clone, Debug)]
pub struct Request {
    /// The path, without the query.
    pub path: String,
    /// All headers.
    pub headers: HeaderMap,
    /// When it arrived.
    pub at: Instant,
    /// How it ended.
    pub ended: RequestStatus,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestStatus {
    /// The response is not complete yet.
    Open,
    /// Answered with this status; 0 if the connection was dropped on purpose.
    Answered(u16),
    /// The browser disconnected before the response was complete.
    Aborted,
}

/// Returns whether a request is for a document, not for one of its resources.
pub fn is_document(headers: &HeaderMap) -> bool {
    match headers.get("sec-fetch-dest") {
        Some(dest) => dest == "document",
        None => accepts_html(headers),
    }
}

pub fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT);
    accept.is_some_and(|a| a.to_str().is_ok_and(|a| a.contains("text/html")))
}
