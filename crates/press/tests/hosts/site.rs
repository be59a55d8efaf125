//! Fixtures: a small site as press would publish it, in every variant of base path and stylesheets.

use frontpage_base::stylesheet::Stylesheet;
use frontpage_compression::compress;
use frontpage_hosting::{HostedStyle, HostingOptions, compression_effort};
use std::collections::BTreeSet;
use std::path::Path;

/// Returns both ways to deliver stylesheets: in the page, which is the default, and as linked
/// files.
pub fn styles() -> [HostedStyle; 2] {
    let sheets = ["a{}", "b{}"].map(|css| Stylesheet::new("/a.css", css).csp_source());
    [
        HostedStyle::InPage(sheets.into()),
        HostedStyle::Linked("/assets/main-1f3a.css".into()),
    ]
}

/// Calls `check` for a site at the root and one under a base path, with each style.
pub fn for_each_site(check: impl Fn(HostingOptions<'_>)) {
    for style in &styles() {
        for base in ["", "/paper"] {
            check(HostingOptions {
                base,
                style,
                picture_hosts: &[],
                media_hosts: &[],
                redirects: 0,
            });
        }
    }
}

/// Returns the content of a file, which is long enough to be compressed.
pub fn page(title: &str) -> String {
    let text = "<p>A story that goes on for a while, and then some.</p>\n".repeat(40);
    format!("<!doctype html><title>{title}</title>\n{text}")
}

const FILES: [&str; 32] = [
    "index.html",
    "index.json",
    "world.html",
    "world.json",
    "world/2.html",
    "404.html",
    "popular.json",
    "feed.xml",
    "feed.json",
    "world/feed.xml",
    "world/feed.json",
    "tag/mideast/feed.atom",
    "tag/mideast/feed.json",
    "search.html",
    "tag.html",
    "tag/sea+hills.html",
    "tag/sea.bin",
    // The publisher's own files.
    "sw.js",
    "report.pdf",
    "fonts/serif.woff2",
    "strange.bin",
    ".well-known/security.txt",
    ".well-known/atproto-did",
    ".well-known/acme-challenge/a",
    ".well-known/.hidden",
    ".hidden",
    "_headers",
    "assets/app-1f3a_bg.wasm",
    "assets/main-1f3a.css",
    "media/harbour-480.webp",
    "media/harbour.gif",
    "media/harbour.mp4",
];

/// Writes the site with its precompressed copies to a folder; with a base path, to a folder of that
/// name inside it.
pub fn put_site(folder: &Path, base: &str) {
    for name in FILES {
        let file = folder.join(base.trim_start_matches('/')).join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        let text = page(name);
        std::fs::write(&file, &text).unwrap();
        if let Some(compressed) =
            compression_effort(name).and_then(|effort| compress(text.as_bytes(), effort, &[]))
        {
            std::fs::write(format!("{}.br", file.display()), compressed.br).unwrap();
            std::fs::write(format!("{}.gz", file.display()), compressed.gz).unwrap();
        }
    }
}

/// Returns the names in the site's root; those of folders end with a slash.
pub fn names() -> BTreeSet<String> {
    let names = FILES.map(|name| match name.split_once('/') {
        Some((folder, _)) => format!("{folder}/"),
        None => name.to_owned(),
    });
    names.into()
}
