//! Where a link may lead.

use frontpage_model::{Href, HrefError, Route};
use url::Url;

/// Reads the address of a link. One that leads to the newspaper's own address becomes a page of
/// it, where there can be such a page.
pub fn href(raw: &str, site_url: &str) -> Result<Href, HrefError> {
    let raw = raw.trim_matches(super::text::is_space);
    let (path, rest) = match raw.find(['?', '#']) {
        Some(at) => raw.split_at(at),
        None => (raw, ""),
    };
    // what counts visits or names a place in the page is no part of a page's name
    if !rest.is_empty() && path.starts_with('/') && !path.starts_with("//") {
        return Href::parse(path);
    }
    let href = Href::parse(raw)?;
    Ok(match own(&href, site_url) {
        Some(route) => Href::Page(route),
        None => href,
    })
}

/// The page of this newspaper that an absolute address means.
fn own(href: &Href, site_url: &str) -> Option<Route> {
    let Href::Out(text) = href else {
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

/// The address as a link to the web, if it is one: for what is embedded from elsewhere.
pub fn web(raw: &str) -> Option<(Href, String)> {
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
    Some((Href::parse(&raw).ok()?, host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_addresses_become_pages() {
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
        ] {
            assert!(href(bad, site).is_err(), "{bad}");
        }
    }
}
