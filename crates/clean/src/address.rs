//! Checks and normalizes the addresses of links.

use frontpage_model::{Href, HrefError, Route};
use std::borrow::Cow;
use url::Url;

/// Parses the address of a link. An absolute address on the newspaper's own site becomes a link to
/// the page, if it has the form of one.
pub fn href(raw: &str, site_url: &str) -> Result<Href, HrefError> {
    let raw = raw.trim_matches(super::text::is_space);
    let (path, rest) = match raw.find(['?', '#']) {
        Some(at) => raw.split_at(at),
        None => (raw, ""),
    };
    // Tracking parameters and fragments are not part of a page's route.
    if !rest.is_empty() && path.starts_with('/') && !path.starts_with("//") {
        return Href::parse(path);
    }
    let href = Href::parse(&with_plain_host(raw)?)?;
    Ok(match own_page(&href, site_url) {
        Some(route) => Href::Internal(route),
        None => href,
    })
}

/// Returns a web address with a host that cannot mislead: without a user name and password before
/// it, and in ASCII, as browsers show it. Pages show the host of an embed to readers, and other
/// scripts have letters that look like Latin ones. The rest of the address stays unchanged.
///
/// # Errors
/// [`HrefError::Host`] if the address has no valid host.
fn with_plain_host(raw: &str) -> Result<Cow<'_, str>, HrefError> {
    let Some((scheme, rest)) = raw.split_once("://") else {
        return Ok(raw.into());
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, behind) = rest.split_at(end);
    let is_web = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:[]".contains(c);
    // Keep the characters that `Href` refuses, so that it still refuses them.
    let is_refused = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
    if !is_web || authority.chars().all(is_plain) || authority.contains(is_refused) {
        return Ok(raw.into());
    }
    let url = Url::parse(raw).map_err(|_| HrefError::Host)?;
    let host = url.host_str().ok_or(HrefError::Host)?;
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    Ok(format!("{scheme}://{host}{port}{behind}").into())
}

/// Returns the page of this newspaper that an absolute address leads to.
fn own_page(href: &Href, site_url: &str) -> Option<Route> {
    let Href::External(text) = href else {
        return None;
    };
    let (url, site) = (Url::parse(text).ok()?, Url::parse(site_url).ok()?);
    let ours = matches!(url.scheme(), "http" | "https")
        && url.host() == site.host()
        && url.port() == site.port();
    if !ours {
        return None;
    }
    let base = site.path().trim_end_matches('/');
    let path = url.path().strip_prefix(base)?;
    let path = path.strip_suffix(".html").unwrap_or(path);
    Route::parse(if path.is_empty() { "/" } else { path })
}

/// Parses the address of embedded content, which must use `https`. Returns the link and its host
/// without `www.`.
pub fn embed_address(raw: &str) -> Option<(Href, String)> {
    let raw = raw.trim_matches(super::text::is_space);
    let raw = match raw.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => raw.to_owned(),
    };
    let host = Url::parse(&raw)
        .ok()
        .filter(|url| url.scheme() == "https")?
        .host_str()?
        .to_owned();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    Some((Href::parse(&with_plain_host(&raw).ok()?).ok()?, host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_the_newspapers_own_site_become_pages() {
        let site = "https://post.example/paper";
        for (raw, to) in [
            (" /world ", "/world"),
            ("/world?utm=x#top", "/world"),
            ("https://post.example/paper/world", "/world"),
            (
                "HTTP://POST.example/paper/2025/03/01/a.html?x",
                "/2025/03/01/a",
            ),
            ("https://post.example/paper", "/"),
            ("https://post.example/other", "https://post.example/other"),
            (
                "https://post.example/paper/files/a.pdf",
                "https://post.example/paper/files/a.pdf",
            ),
            (
                "https://post.example.evil.example/paper/world",
                "https://post.example.evil.example/paper/world",
            ),
            ("https://a.example/?q=1#x", "https://a.example/?q=1#x"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            // A user name cannot pretend to be the host.
            (
                "https://post.example@evil.example/paper/world?x@y",
                "https://evil.example/paper/world?x@y",
            ),
            ("https://me:secret@post.example/paper/world", "/world"),
            ("HTTP://a@B.example:8080#x@y", "HTTP://b.example:8080#x@y"),
            (
                "https://p\u{f6}st.example/\u{f6}",
                "https://xn--pst-sna.example/\u{f6}",
            ),
            // The first letter is Cyrillic.
            ("https://\u{440}ost.example", "https://xn--ost-zed.example"),
            ("https://post%2eexample/", "https://post.example/"),
        ] {
            assert_eq!(
                href(raw, site).map(String::from).as_deref(),
                Ok(to),
                "{raw}"
            );
        }
        for bad in [
            "javascript:x",
            "#top",
            "page.html",
            "//x.example/",
            "",
            "/no such",
            "/x.php?y",
            "https://a\\@b.example/",
            "https://@/",
            "https://a@",
            "https://me@exa%20mple.org/",
            "https://post.example%40evil.example/",
        ] {
            assert!(href(bad, site).is_err(), "{bad}");
        }
    }
}
