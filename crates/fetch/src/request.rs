//! What is asked for, and what comes back.

use url::Url;

/// A request for one address.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The address.
    pub url: &'a Url,
    /// The media types that can be read, as an `Accept` header.
    pub accept: &'a str,
    /// The largest answer, in bytes, after it is decoded.
    pub max_bytes: u64,
    /// The validators of the answer that is known already; empty if there is none.
    pub validators: &'a Validators,
    /// The value of an `Authorization` header. It is only sent to the origin of `url`.
    pub authorization: Option<&'a str>,
}

/// What makes a request conditional (RFC 9110, section 13).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The entity tag, as the host wrote it.
    pub etag: Option<String>,
    /// The time of the last change, as the host wrote it.
    pub last_modified: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub enum Answer {
    /// The answer that is known already is still current.
    NotModified,
    /// A new answer.
    Fetched(Box<Fetched>),
}

/// A new answer.
#[derive(Debug)]
pub struct Fetched {
    /// The address that answered, after all redirects.
    pub url: Url,
    /// The media type as the host wrote it, or empty.
    pub content_type: String,
    /// The validators for the next request.
    pub validators: Validators,
    /// The headers, with names in lower case.
    headers: Vec<(String, String)>,
    /// The content, decoded.
    pub bytes: Vec<u8>,
}

impl Fetched {
    /// Makes an answer.
    pub(crate) fn new(url: Url, headers: Vec<(String, String)>, bytes: Vec<u8>) -> Self {
        let header = |name: &str| {
            let mut headers = headers.iter();
            let found = headers.find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone())
        };
        Self {
            url,
            content_type: header("content-type").unwrap_or_default(),
            validators: Validators {
                etag: header("etag"),
                last_modified: header("last-modified"),
            },
            headers,
            bytes,
        }
    }

    /// Returns all values of a header, whose name is in lower case.
    pub fn header<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let headers = self.headers.iter();
        let named = headers.filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }
}
