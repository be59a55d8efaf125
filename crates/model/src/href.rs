//! Where a link in a story may lead.

use crate::Route;
use core::fmt;
use serde::{Deserialize, Serialize};

/// The address of a link in content: a page of this site, or one of four schemes.
///
/// Parsed when it is published and again when the browser reads it, so that neither a hostile
/// story nor a tampered file brings a `javascript:` link into the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Href {
    /// A page of this newspaper.
    Page(Route),
    /// `https:`, `http:`, `mailto:` or `tel:`, as given.
    Out(String),
}

impl Href {
    /// Reads an address.
    ///
    /// Stricter than a browser on purpose: a browser drops tabs and newlines inside a URL and
    /// white space before it (WHATWG URL, §4.4), which is how `java\tscript:` gets through
    /// filters; here they are refused. So is a user's name or password before the host: nobody
    /// links to a news source like that, and `https://post.example@evil.example/` leads to the
    /// second of the two hosts while it reads like the first.
    ///
    /// # Errors
    /// [`HrefError`] for another scheme, control characters, white space or a backslash, for a web
    /// address without a host or with a user before it, and for a path that is no [`Route`].
    pub fn parse(text: &str) -> Result<Self, HrefError> {
        if text
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || c == '\\')
        {
            return Err(HrefError::Character);
        }
        if text.starts_with('/') && !text.starts_with("//") {
            return Route::parse(text).map(Self::Page).ok_or(HrefError::NoPage);
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
            Ok(Self::Out(text.into()))
        } else {
            Err(HrefError::Scheme)
        }
    }

    /// The host that a web address leads to, with the port where it names one (the WHATWG URL
    /// standard calls both together *host*, too), as it is written there. Nothing for a page of
    /// this site, a mail address or a telephone number.
    ///
    /// It can be shown to readers: [`parse`](Self::parse) lets no user's name stand before it.
    pub fn host(&self) -> Option<&str> {
        match self {
            // Of the four schemes, only http and https begin with this letter.
            Self::Out(url) if url.starts_with(['h', 'H']) => Some(host(url)),
            _ => None,
        }
    }
}

/// What stands between `//` and the next `/`, `?` or `#` of a web address (RFC 3986, §3.2).
fn host(url: &str) -> &str {
    // By hand, since splitting at three characters takes 700 bytes of WebAssembly.
    let (_, rest) = url.split_once("//").unwrap_or_default();
    let end = rest
        .bytes()
        .position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    end.and_then(|end| rest.get(..end)).unwrap_or(rest)
}

impl fmt::Display for Href {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(route) => route.fmt(f),
            Self::Out(url) => f.write_str(url),
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

/// Why an address may not be linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HrefError {
    /// A control character, white space or a backslash.
    Character,
    /// No scheme, or none of `https`, `http`, `mailto`, `tel`, or nothing behind it.
    Scheme,
    /// A web address without a host, or with a user's name before it.
    Host,
    /// A path that no page of this site can have.
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
