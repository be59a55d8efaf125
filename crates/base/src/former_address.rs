//! The addresses that a story had before: on another host, in another system, or under another name.
//!
//! They come from content and end up in the configurations of hosts, so an address that any of these
//! could misread is refused here, once for all of them.

use crate::interned::Interned;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use url::Url;

/// The longest path and query that are kept, in bytes and percent-encoded. Cloudflare Pages reads 1,000
/// characters of a redirect, and a key of CloudFront's store has 512.
const LONGEST: usize = 400;

/// The characters of a path that mean nothing in any host's configuration. `*` and `:` are
/// placeholders in `_redirects`, `$` and braces are variables of nginx and Caddy.
const PLAIN: &str = "/-._~!+,;=@()";

/// The characters of a path that are percent-encoded: all but the unreserved ones (RFC 3986, section
/// 2.3) and those in [`PLAIN`].
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'@')
    .remove(b'(')
    .remove(b')');

/// Query parameters that say where a reader came from, and do not affect what is requested. `utm_` is a
/// prefix.
const TRACKING: [&str; 8] = [
    "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "yclid",
];

/// A former address of a story.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FormerAddress {
    host: Interned<String>,
    path: String,
    query: String,
}

impl FormerAddress {
    /// Parses a web address. The scheme and the fragment make no difference.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(text: &str) -> Result<Self, FormerAddressError> {
        // Refuse a long address before parsing it.
        if text.len() > 3 * LONGEST {
            return Err(FormerAddressError::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(FormerAddressError::Character);
        }
        let url = Url::parse(text.trim()).map_err(|_| FormerAddressError::NoWebAddress)?;
        Self::of(&url)
    }

    /// Parses a path on the newspaper's own site, as front matter names it: below the path of `site_url`,
    /// with or without a slash before it. A complete web address is parsed like any other.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn of_own_path(path: &str, site_url: &str) -> Result<Self, FormerAddressError> {
        let path = path.trim();
        if path.contains("://") {
            return Self::parse(path);
        }
        let scheme_of_other_kind = path
            .split_once(':')
            .is_some_and(|(before, _)| !before.contains('/'));
        if path.starts_with("//") || scheme_of_other_kind {
            return Err(FormerAddressError::NoWebAddress);
        }
        let path = path.trim_start_matches('/');
        Self::parse(&format!("{}/{path}", site_url.trim_end_matches('/')))
    }

    /// Returns the permanent address that WordPress gives a post, `https://HOST/?p=ID`; `None` for every
    /// other address.
    pub fn of_wordpress(text: &str) -> Option<Self> {
        let address = Self::parse(text).ok()?;
        let id = address.query.strip_prefix("p=")?;
        let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
        (is_id && address.path.ends_with('/')).then_some(address)
    }

    fn of(url: &Url) -> Result<Self, FormerAddressError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FormerAddressError::NoWebAddress);
        }
        let host = url.host_str().ok_or(FormerAddressError::NoWebAddress)?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        let host = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let path = percent_decode_str(url.path()).decode_utf8();
        let path = path.map_err(|_| FormerAddressError::Character)?;
        let parameters = url.query().unwrap_or_default().split('&');
        let asked_for = |parameter: &&str| !parameter.is_empty() && !is_tracking(parameter);
        let query: Vec<&str> = parameters.filter(asked_for).collect();
        let query = query.join("&");
        let is_plain_query = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.=&".contains(&byte);
        let has_dots = path.split('/').any(|part| matches!(part, "." | ".."));
        if !path.chars().all(is_plain) || has_dots || !query.bytes().all(is_plain_query) {
            return Err(FormerAddressError::Character);
        }
        let address = Self {
            host: host.into(),
            path: path.into_owned(),
            query,
        };
        if address.encoded_path().len() + address.query.len() > LONGEST {
            return Err(FormerAddressError::TooLong);
        }
        Ok(address)
    }

    /// Returns the host in lower case, without `www.`, and with the port if there is one.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the path as text, without percent-encoding. It starts with a slash.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the path, percent-encoded.
    pub fn encoded_path(&self) -> String {
        utf8_percent_encode(&self.path, ENCODED).to_string()
    }

    /// Returns the query without tracking parameters; often empty.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Returns a key, which is equal for two addresses on the same host if servers do not distinguish them:
    /// the path without the slash at its end, and the query. nginx ignores the case of ASCII letters in
    /// paths, so the key has them in lower case.
    pub fn key(&self) -> String {
        let mut key = key_of_path(&self.path);
        if !self.query.is_empty() {
            key.push('?');
            key.push_str(&self.query);
        }
        key
    }

    /// Returns a number by which links to the address are found: a hash of its host and its
    /// [`key`](Self::key). Numbers take less memory than the addresses of all links in an archive.
    pub fn link_key(&self) -> u64 {
        hash(&self.host, &self.key())
    }
}

/// Returns the number of a path on the newspaper's own host, whichever host that was.
pub fn link_key_of_path(path: &str) -> u64 {
    hash("", &key_of_path(path))
}

fn hash(host: &str, key: &str) -> u64 {
    let text = format!("{host}{key}");
    let [a, b, c, d, e, f, g, h, ..] = crate::fingerprint::of_bytes(text.as_bytes());
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

/// Returns a path in the form that [`FormerAddress::key`] has.
pub fn key_of_path(path: &str) -> String {
    let bare = path.strip_suffix('/').unwrap_or(path);
    bare.to_ascii_lowercase()
}

fn is_plain(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || PLAIN.contains(c);
    }
    // Marks that change the direction of text make an address look like another one.
    let is_mark = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFD}');
    !c.is_control() && !c.is_whitespace() && !is_mark
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// Why a former address cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormerAddressError {
    /// It is not an address with the scheme `http` or `https`.
    #[error("is not a web address")]
    NoWebAddress,
    /// It has characters that mean something in the configuration of a host.
    #[error("has characters that no rule of a host can have")]
    Character,
    /// It is too long for the rules of hosts.
    #[error("is longer than {LONGEST} bytes")]
    TooLong,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_an_address_are_the_same() {
        let address = |text: &str| FormerAddress::parse(text).unwrap();
        let first = address("https://old.example/2019/03/falls/");
        for text in [
            "http://old.example/2019/03/falls",
            "HTTPS://WWW.Old.example/2019/03/Falls/#more",
            "https://old.example/2019/03/%66alls/?utm_source=x&fbclid=y",
        ] {
            assert_eq!(address(text).link_key(), first.link_key(), "{text}");
        }
        for text in [
            "https://old.example/2019/03/falls/?p=7",
            "https://old.example:8080/2019/03/falls/",
            "https://other.example/2019/03/falls/",
            "https://old.example/2019/03/falls/more",
        ] {
            assert_ne!(address(text).link_key(), first.link_key(), "{text}");
        }
        assert_eq!(first.path(), "/2019/03/falls/");
    }

    #[test]
    fn other_scripts_are_kept_as_text() {
        let address = FormerAddress::parse("https://old.example/%d0%bc%d0%b8%d1%80/").unwrap();
        assert_eq!(address.path(), "/\u{43c}\u{438}\u{440}/");
        assert_eq!(address.encoded_path(), "/%D0%BC%D0%B8%D1%80/");
    }

    #[test]
    fn what_a_host_could_misread_is_refused() {
        use FormerAddressError::{Character, NoWebAddress, TooLong};
        let long = format!("https://old.example/{}", "a".repeat(10_000));
        for (text, error) in [
            ("https://old.example/a b", Character),
            ("https://old.example/a%0d%0aX: y", Character),
            ("https://old.example/a\n/b 301", Character),
            ("https://old.example/a\"; return 301", Character),
            ("https://old.example/$host", Character),
            ("https://old.example/{uri}", Character),
            ("https://old.example/:splat", Character),
            ("https://old.example/*", Character),
            ("https://old.example/a\\b", Character),
            ("https://old.example/a%5cb", Character),
            ("https://old.example/%ff", Character),
            ("https://old.example/a%25b", Character),
            ("https://old.example/%E2%80%AEgnp", Character),
            ("https://old.example/?p=<x>", Character),
            ("javascript:alert(1)", NoWebAddress),
            ("/2019/03/falls/", NoWebAddress),
            ("", NoWebAddress),
            (&long, TooLong),
        ] {
            let found = FormerAddress::parse(text);
            // WHATWG reads a backslash as a slash, which is harmless.
            match found {
                Err(found) => assert_eq!(found, error, "{text}"),
                Ok(found) => assert_eq!((text, found.path()), ("https://old.example/a\\b", "/a/b")),
            }
        }
    }

    #[test]
    fn a_path_is_one_of_the_newspapers_own_site() {
        let path = |text: &str| {
            let address = FormerAddress::of_own_path(text, "https://post.example/paper").ok()?;
            Some(format!("{}{}", address.host(), address.path()))
        };
        assert_eq!(path("/old/").as_deref(), Some("post.example/paper/old/"));
        assert_eq!(path("old").as_deref(), Some("post.example/paper/old"));
        assert_eq!(path("https://a.example/b").as_deref(), Some("a.example/b"));
        for bad in ["//a.example/b", "javascript:x", "mailto:a@b.example"] {
            assert_eq!(path(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_permanent_address_of_wordpress_has_the_number_of_a_post() {
        let is_one = |text: &str| FormerAddress::of_wordpress(text).is_some();
        assert!(is_one("https://old.example/?p=7"));
        assert!(is_one("https://old.example/blog/?p=7"));
        for other in [
            "https://old.example/?p=x",
            "https://old.example/?p=",
            "https://old.example/?page=7",
            "https://old.example/7",
            "urn:uuid:7",
        ] {
            assert!(!is_one(other), "{other}");
        }
    }
}
