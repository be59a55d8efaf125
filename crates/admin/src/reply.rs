//! The answer to a request.

use serde_json::Value;

/// An answer, as the server sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The headers; the names are in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    pub(crate) fn new(status: u16, content_type: &str, body: Vec<u8>) -> Self {
        let headers = [
            ("content-type", content_type),
            ("cache-control", "no-store"),
            ("cross-origin-resource-policy", "same-origin"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("x-robots-tag", "noindex"),
        ];
        Self {
            status,
            headers: headers.map(|(name, value)| (name, value.to_owned())).into(),
            body,
        }
    }

    pub(crate) fn script(body: Vec<u8>) -> Self {
        Self::new(200, "text/javascript; charset=utf-8", body)
    }

    pub(crate) fn json(value: &Value) -> Self {
        Self::new(200, "application/json", value.to_string().into_bytes())
    }

    pub(crate) fn not_found(text: &str) -> Self {
        Self::text(404, text)
    }

    pub(crate) fn error(text: &str) -> Self {
        Self::text(500, text)
    }

    fn text(status: u16, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", text.into())
    }

    /// Returns the value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }
}
