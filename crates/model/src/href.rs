//! The addresses that a link in a story can have.

use crate::Route;
use core::fmt;
use serde::{Deserialize, Serialize};

/// The address of a link in a story: a page of this site, or an address with one of four schemes.
///
/// It is parsed by the publisher and again in the browser, so that neither a hostile story nor a
/// tampered file can bring a `javascript:` link into the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Href {
    /// A page of this newspaper.
    Internal(Route),
    /// An address with the scheme `https:`, `http:`, `mailto:` or `tel:`, as written.
    External(String),
}

impl Href {
    /// Parses an address.
    ///
    /// This is stricter than a browser on purpose. Browsers drop tabs and newlines inside a URL and
    /// white space before it (WHATWG URL, §4.4), which is how `java\tscript:` gets through filters.
    /// Here they are errors. So is a user name or password before the host: links to news sources
    /// have none, and `https://post.example@evil.example/` looks like a link to the first of its
    /// two hosts but leads to the second.
    ///
    /// # Errors
    /// [`HrefError`] for another scheme, for control characters, white space or a backslash, for a
    /// web address without a host or with a user name, and for a path that is not a [`Route`].
    pub fn parse(text: &str) -> Result<Self, HrefError> {
        if text
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || c == '\\')
        {
            return Err(HrefError::Character);
        }
        if text.starts_with('/') && !text.starts_with("//") {
            return Route::parse(text)
                .map(Self::Internal)
                .ok_or(HrefError::NoPage);
        }
        let (scheme, rest) = text.split_once(':').ok_or(HrefError::Scheme)?;
        let is = |name: &str| scheme.eq_ignore_ascii_case(name);
        let fine = if is("https") || is("http") {
            let host = host(text);
            if host.is_empty() || host.contains('@') {
                return Err(HrefError::Host);
            }
            rest.starts_with("//")
        } else {
            (is("mailto") || is("tel")) && !rest.is_empty()
        };
        if fine {
            Ok(Self::External(text.into()))
        } else {
            Err(HrefError::Scheme)
        }
    }

    /// Returns the host of a web address as it is written, including the port if there is one (in
    /// the WHATWG URL standard, too, `host` includes the port). `None` for a page of this site, a
    /// mail address or a telephone number.
    ///
    /// The host is safe to show to readers, because [`parse`](Self::parse) rejects user names
    /// before it.
    pub fn host(&self) -> Option<&str> {
        match self {
            // Of the four schemes, only http and https begin with this letter.
            Self::External(url) if url.starts_with(['h', 'H']) => Some(host(url)),
            Self::External(_) | Self::Internal(_) => None,
        }
    }
}

/// Returns the text between `//` and the next `/`, `?` or `#` of a web address (RFC 3986, §3.2).
fn host(url: &str) -> &str {
    // Written by hand, because splitting at three characters takes 700 bytes of WebAssembly.
    let (_, rest) = url.split_once(':').unwrap_or_default();
    let rest = rest.strip_prefix("//").unwrap_or_default();
    let end = rest
        .bytes()
        .position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    end.and_then(|end| rest.get(..end)).unwrap_or(rest)
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Internal(route) => route.fmt(f),
            Self::External(url) => f.write_str(url),
        }
    }
}

impl TryFrom<String> for Href {
    type Error = HrefError;
    fn try_from(text: String) -> Result<Self, HrefError> {
        Self::parse(&text)
    }
}

impl From<Href> for String {
    fn from(href: Href) -> Self {
        href.to_string()
    }
}

/// Why an address is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HrefError {
    /// It contains a control character, white space or a backslash.
    Character,
    /// It has no scheme, a scheme other than `https`, `http`, `mailto` and `tel`, or nothing after
    /// the scheme.
    Scheme,
    /// It is a web address without a host, or with a user name before the host.
    Host,
    /// It is a path that no page of this site can have.
    NoPage,
}

impl fmt::Display for HrefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Character => "a link holds white space, a control character or a backslash",
            Self::Scheme => "a link must start with https:, http:, mailto:, tel: or /",
            Self::Host => "a link names no host, or a user before it",
            Self::NoPage => "a link starts with / but names no page of this site",
        })
    }
}

impl core::error::Error for HrefError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lets_the_four_schemes_and_own_pages_through() {
        for good in [
            "https://example.org",
            "HTTP://example.org/a?b#c",
            "mailto:desk@example.org",
            "tel:+12135550100",
            "/",
            "/world",
            "/2025/02/18/us-russia-missions",
        ] {
            assert_eq!(Href::parse(good).map(String::from), Ok(good.into()));
        }
    }

    #[test]
    fn stops_everything_else() {
        for bad in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "\\\\evil.example",
            "https:",
            "https:///",
            "https:evil",
            "http:/x",
            "blob:https://x",
            "file:///etc/passwd",
            "mailto:",
            "#top",
            "page.html",
            "/../x",
            "/wp-admin/x.php",
            "https://a b",
            "feed:https://x",
            "view-source:https://x",
            "https://?x",
            "https://#x",
            "https:x/y/z",
            "https://me@example.org",
            "https://me:secret@example.org/",
            "https://post.example@evil.example/",
            "http://@evil.example",
            "HTTPS://post.example:443@evil.example?x",
            "https://a@b@evil.example#x",
        ] {
            assert!(Href::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_host_is_where_the_link_leads() {
        for (url, host) in [
            ("https://example.org", "example.org"),
            ("https://example.org/", "example.org"),
            ("HTTP://Example.ORG/a", "Example.ORG"),
            ("https://example.org:8443/a", "example.org:8443"),
            ("https://example.org?a@b/c", "example.org"),
            ("https://example.org#/post.example/", "example.org"),
            ("https://example.org/@post.example/", "example.org"),
            ("https://[2001:db8::1]:80/", "[2001:db8::1]:80"),
            ("https://xn--pst-sna.example/", "xn--pst-sna.example"),
        ] {
            let href = Href::parse(url);
            assert_eq!(href.as_ref().map(Href::host), Ok(Some(host)), "{url}");
        }
        for other in ["/world", "mailto:a/b/post.example", "tel:1/2/post.example"] {
            let href = Href::parse(other);
            assert_eq!(href.as_ref().map(Href::host), Ok(None), "{other}");
        }
    }
}
