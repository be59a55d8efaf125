//! Tests that the host on an embed's card is the one that its link leads to, as parsed by the `url`
//! crate, which follows the same standard as browsers.

use super::cleaner::clean;
use super::proptest_config::Target;
use frontpage_model::{Href, StaticBlock};
use proptest::prelude::*;
use url::Url;

/// Returns host and port as a browser parses them.
fn host_and_port(url: &Url) -> (String, Option<u16>) {
    (url.host_str().unwrap_or_default().into(), url.port())
}

/// Checks that typing the shown host leads to the host of the link.
fn check_shown(href: &Href, url: &Url, text: &str) {
    let Some(host) = href.host() else { return };
    let typed = format!("{}://{host}/", url.scheme());
    let typed = Url::parse(&typed).unwrap_or_else(|error| panic!("{text:?}: {typed:?}: {error}"));
    assert_eq!(
        host_and_port(&typed),
        host_and_port(url),
        "{text:?} shows {host:?}"
    );
}

fn check(text: &str) {
    let Ok(url) = Url::parse(text) else { return };
    if let Ok(href) = Href::parse(text) {
        check_shown(&href, &url, text);
    }
    let attribute = text.replace('&', "&amp;").replace('"', "&quot;");
    let html = format!("<aside class=related><a href=\"{attribute}\">title</a></aside>");
    for block in clean(&html) {
        if let Some(StaticBlock::Embed(embed)) = block.as_static() {
            check_shown(&embed.href, &url, text);
            let host = embed.href.host().unwrap_or_default();
            assert!(
                host.is_ascii() && !host.contains(['@', '%']),
                "{text:?}: {host:?}"
            );
        }
    }
}

#[test]
fn a_link_cannot_fake_its_host() {
    for (link, expected) in [
        ("https://post.example@evil.example/", "evil.example"),
        (
            "https://post.example:443@evil.example:8080/",
            "evil.example:8080",
        ),
        ("https://post.example%2Fa@evil.example?x", "evil.example"),
        ("https://EVIL.example/https://post.example/", "EVIL.example"),
        ("https://[2001:db8::1]/", "[2001:db8::1]"),
        // The first letter is Cyrillic.
        ("https://\u{440}ost.example/", "xn--ost-zed.example"),
    ] {
        check(link);
        let html = format!("<aside class=related><a href='{link}'>title</a></aside>");
        let blocks = clean(&html);
        let hosts = blocks.iter().map(|block| match block.as_static() {
            Some(StaticBlock::Embed(embed)) => embed.href.host(),
            other => panic!("{link}: {other:?}"),
        });
        assert_eq!(hosts.collect::<Vec<_>>(), [Some(expected)], "{link}");
    }
    for mail in ["mailto:a/b/post.example", "tel:1/2/post.example"] {
        assert_eq!(
            Href::parse(mail).map(|href| href.host().is_none()),
            Ok(true)
        );
    }
}

/// Parts of addresses, and characters with a meaning in them.
const PIECES: [&str; 34] = [
    "post.example",
    "evil.example",
    "EXAMPLE.org",
    "localhost",
    "127.0.0.1",
    "0x7f.1",
    "[2001:db8::1]",
    "[::1]",
    "xn--pst-sna.example",
    "p\u{f6}st.example",
    "\u{440}ost.example",
    "\u{ff0e}",
    "\u{ff0f}",
    "\u{2044}",
    "\u{3002}",
    "\u{ad}",
    "user",
    "secret",
    ":",
    ":443",
    ":8080",
    ":80",
    ":x",
    "@",
    "@",
    "%40",
    "%2e",
    "%2F",
    "\\",
    "/",
    "?",
    "#",
    "//",
    ".",
];

proptest! {
    #![proptest_config(Target::Cleaner.config())]

    #[test]
    fn the_host_shown_is_the_host_the_link_leads_to(
        scheme in prop::sample::select(vec!["https://", "http://", "HTTPS://", "https:", "https:///"]),
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 1..8),
    ) {
        check(&format!("{scheme}{}", pieces.concat()));
    }
}
