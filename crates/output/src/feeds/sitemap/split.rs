//! Writes sitemaps, and splits those that would exceed the limits of the protocol.

use super::{FOLDER, File, PROTOCOL};
use crate::markup::XmlWriter;
use frontpage_catalog::newest;
use frontpage_model::LocalTime;

/// The maximum number of URLs in a sitemap.
pub const MAX_URLS: usize = 50_000;
/// The maximum size of an uncompressed sitemap, in bytes.
pub const MAX_BYTES: usize = 52_428_800;

/// The limits for a file; tests set smaller ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub urls: usize,
    pub bytes: usize,
}

impl Limits {
    pub(super) const PROTOCOL: Self = Self {
        urls: MAX_URLS,
        bytes: MAX_BYTES,
    };
}

/// Writes `url` elements to as few files as the limits allow: `/sitemaps/NAME.xml`, then
/// `/sitemaps/NAME-2.xml` and so on.
pub(super) fn split(
    name: &str,
    namespaces: &[(&'static str, Option<&str>)],
    urls: impl Iterator<Item = (Vec<u8>, Option<LocalTime>)>,
    limits: Limits,
) -> Vec<File> {
    let (start, end) = (start(namespaces), end());
    let mut files = Vec::new();
    let mut text = start.clone();
    let mut count = 0;
    let mut changed = None;
    let mut close = |text: &mut Vec<u8>, count: &mut usize, changed: &mut Option<LocalTime>| {
        let number = files.len() + 1;
        let number = (number > 1).then(|| format!("-{number}"));
        text.extend_from_slice(&end);
        files.push(File {
            path: format!("{FOLDER}{name}{}.xml", number.unwrap_or_default()),
            changed: changed.take(),
            bytes: std::mem::replace(text, start.clone()),
        });
        *count = 0;
    };
    for (url, time) in urls {
        let full = text.len() + url.len() + end.len() > limits.bytes;
        if count > 0 && (full || count == limits.urls) {
            close(&mut text, &mut count, &mut changed);
        }
        text.extend_from_slice(&url);
        count += 1;
        changed = newest(changed.into_iter().chain(time));
    }
    if count > 0 {
        close(&mut text, &mut count, &mut changed);
    }
    files
}

/// Returns a complete `urlset` in one file, without checking the limits.
pub(super) fn single(
    namespaces: &[(&'static str, Option<&str>)],
    urls: impl Iterator<Item = Vec<u8>>,
) -> Vec<u8> {
    let mut text = start(namespaces);
    for url in urls {
        text.extend_from_slice(&url);
    }
    text.extend_from_slice(&end());
    text
}

/// Returns a `url` element; `more` can add to it.
pub(super) fn url(
    address: &str,
    changed: Option<LocalTime>,
    more: impl FnOnce(&mut XmlWriter),
) -> Vec<u8> {
    let mut out = XmlWriter::part();
    out.element("url", &[], |out| {
        out.text_element("loc", address);
        if let Some(changed) = changed {
            out.text_element("lastmod", &changed.to_string());
        }
        more(out);
    });
    out.line();
    out.into_bytes()
}

fn start(namespaces: &[(&'static str, Option<&str>)]) -> Vec<u8> {
    let mut out = XmlWriter::document();
    let namespaces: Vec<_> = [PROTOCOL].iter().chain(namespaces).copied().collect();
    out.open("urlset", &namespaces);
    out.line();
    out.into_bytes()
}

fn end() -> Vec<u8> {
    let mut out = XmlWriter::part();
    out.close("urlset");
    out.line();
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(count: usize, limits: Limits) -> Vec<File> {
        let time = |n| LocalTime::parse(&format!("2025-02-{:02}T00:00:00Z", n + 1)).ok();
        let urls = (0..count).map(|n| (url("https://a.example/", time(n), |_| ()), time(n)));
        split("2025-02", &[], urls, limits)
    }

    #[test]
    fn a_full_sitemap_is_followed_by_another() {
        let limits = Limits {
            urls: 3,
            bytes: MAX_BYTES,
        };
        let files = lines(7, limits);
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "/sitemaps/2025-02.xml",
                "/sitemaps/2025-02-2.xml",
                "/sitemaps/2025-02-3.xml"
            ]
        );
        let days: Vec<String> = files
            .iter()
            .filter_map(|file| Some(file.changed?.day().to_string()))
            .collect();
        assert_eq!(days, ["2025-02-03", "2025-02-06", "2025-02-07"]);
        assert_eq!(lines(3, limits).len(), 1);
        assert_eq!(lines(0, limits), []);
    }

    #[test]
    fn a_sitemap_is_split_at_the_size_limit() {
        let whole = lines(7, Limits::PROTOCOL)[0].bytes.len();
        let limits = |bytes| Limits {
            urls: MAX_URLS,
            bytes,
        };
        assert_eq!(lines(7, limits(whole)).len(), 1);
        let files = lines(7, limits(whole - 1));
        assert_eq!(files.len(), 2);
        assert!(files.iter().all(|file| file.bytes.len() < whole));
    }
}
