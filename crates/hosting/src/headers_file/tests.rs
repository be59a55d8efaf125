//! Tests that parse the file again and check the headers of each URL.

use super::*;
use crate::HeaderRules;
use std::sync::LazyLock;

const NAMES: [&str; 40] = [
    "podcast.xml",
    "index.html",
    "index.json",
    "world.html",
    "world.json",
    "world/",
    "world-cup.html",
    "world-cup.json",
    "us.html",
    "us.json",
    "us/",
    "usual.txt",
    "a.html",
    "a.json",
    "a/",
    "20-questions.html",
    "20-questions.json",
    "1999/",
    "2024/",
    "2025/",
    "tag/",
    "author/",
    "rail/",
    "assets/",
    "media/",
    "popular.json",
    "search-index.bin",
    "site.json",
    "search.html",
    "saved.html",
    "offline.html",
    "404.html",
    "sitemap.xml",
    "robots.txt",
    "feed.xml",
    "feed.json",
    "sw.js",
    "favicon.svg",
    "_headers",
    "index.html.br",
];

static LINKED: LazyLock<HostedStyle> =
    LazyLock::new(|| HostedStyle::Linked("/assets/main-1f3a.css".into()));
static IN_PAGE: LazyLock<HostedStyle> =
    LazyLock::new(|| HostedStyle::InPage(vec!["'sha256-a'".into(), "'sha256-b'".into()]));

fn hosting(base: &str) -> HostingOptions<'_> {
    let style = &IN_PAGE;
    HostingOptions {
        base,
        style,
        picture_hosts: &[],
        media_hosts: &[],
        redirects: 0,
    }
}

/// Compares the file with the policy table, URL by URL.
#[test]
fn every_url_gets_the_headers_of_the_policy_table() {
    let addresses = [
        "/",
        "/index.json",
        "/world",
        "/world.json",
        "/world/2",
        "/world/2.json",
        "/world-cup",
        "/us",
        "/us/1.json",
        "/usual.txt",
        "/a",
        "/a/2",
        "/a.json",
        "/20-questions",
        "/1999/12/31/y2k",
        "/2025/02/18/a-story",
        "/2025/02/18/a-story.json",
        "/tag/mideast",
        "/author/x/2",
        "/rail/mideast.json",
        "/assets/main-1f3a.css",
        "/assets/app_bg.wasm",
        "/media/a-480.webp",
        "/popular.json",
        "/search-index.bin",
        "/assets/search/0123456789abcdef/t0.bin",
        "/site.json",
        "/search",
        "/saved",
        "/offline",
        "/sitemap.xml",
        "/robots.txt",
        "/feed.xml",
        "/feed.json",
        "/sw.js",
        "/favicon.svg",
    ];
    let styles = [&*IN_PAGE, &*LINKED];
    let hostings = styles.map(|style| {
        ["", "/paper"].map(|base| HostingOptions {
            base,
            style,
            picture_hosts: &[],
            media_hosts: &[],
            redirects: 0,
        })
    });
    for hosting in hostings.into_iter().flatten() {
        let base = hosting.base;
        let rules = HeaderRules::parse(&headers_file(&hosting, NAMES).unwrap().text);
        for address in addresses {
            let found = rules.headers(&format!("{base}{address}"));
            let get = |wanted: &str| {
                let mut found = found.iter().filter(|(name, _)| name == wanted);
                found.next().map(|(_, value)| value.as_str())
            };
            let policy = policy(address);
            assert_eq!(
                get("Cache-Control"),
                Some(policy.cache.header()),
                "{address}"
            );
            assert_eq!(
                get("Cross-Origin-Resource-Policy"),
                policy.cross_origin_resource_policy,
                "{address}"
            );
            if let Some(kind) = get("Content-Type") {
                assert_eq!(kind, policy.content_type, "{address}");
            }
            if policy.is_page || hosting.link().is_none() {
                assert_eq!(get("Link"), hosting.link().as_deref(), "{address}");
            }
            for (name, value) in
                security_headers(hosting.style, hosting.picture_hosts, hosting.media_hosts)
            {
                assert_eq!(get(name), Some(value.as_str()), "{name} of {address}");
            }
        }
    }
}

#[test]
fn feeds_have_rules_for_their_content_type() {
    for base in ["", "/paper"] {
        let rules = HeaderRules::parse(&headers_file(&hosting(base), NAMES).unwrap().text);
        for folder in ["", "/world", "/tag/mideast"] {
            for (name, kind) in crate::policy::TYPES_BY_NAME {
                let path = format!("{base}{folder}/{name}");
                let headers = rules.headers(&path);
                let mut kinds = headers.iter().filter(|(name, _)| name == "Content-Type");
                assert_eq!(kinds.next().map(|(_, kind)| &**kind), Some(kind), "{path}");
                assert!(kinds.next().is_none(), "{path}");
            }
        }
        let page = rules.headers(&format!("{base}/world/2"));
        assert!(page.iter().all(|(name, _)| name != "Content-Type"));
    }
}

#[test]
fn urls_without_a_file_get_no_cache_control() {
    let rules = HeaderRules::parse(&headers_file(&hosting(""), NAMES).unwrap().text);
    for address in ["/_headers", "/404", "/nowhere", "/index.html.br", "/index"] {
        let found = rules.headers(address);
        assert!(
            found.iter().all(|(name, _)| name != "Cache-Control"),
            "{address}"
        );
    }
}

#[test]
fn a_century_and_fifty_sections_fit() {
    let sections: Vec<String> = (0..50)
        .flat_map(|n| ["html", "json"].map(|end| format!("desk{n:02}x.{end}")))
        .collect();
    let years: Vec<String> = (1950..2050).map(|year| format!("{year}/")).collect();
    let names = sections.iter().chain(&years).map(String::as_str);
    let HeadersFile {
        text,
        omitted: left_out,
    } = headers_file(&hosting(""), names.chain(NAMES)).unwrap();
    assert!(rules(&text) <= RULES);
    assert_eq!(left_out, [""; 0]);
}

fn rules(text: &str) -> usize {
    text.lines().filter(|line| line.starts_with('/')).count()
}

#[test]
fn rules_over_the_cloudflare_limit_are_left_out_and_reported() {
    let files: Vec<String> = (0..100).map(|n| format!("{n:03}-report.pdf")).collect();
    let names = || files.iter().map(String::as_str).chain(NAMES);
    for style in [&*IN_PAGE, &*LINKED] {
        let hosting = HostingOptions {
            base: "",
            style,
            picture_hosts: &[],
            media_hosts: &[],
            redirects: 0,
        };
        let HeadersFile {
            text,
            omitted: left_out,
        } = headers_file(&hosting, names()).unwrap();
        assert_eq!(rules(&text), RULES);
        // Pages and wildcards keep their rules.
        let all = headers_file(&hosting, NAMES).unwrap().text;
        let matters = |line: &&str| !line.contains('.') || line.ends_with('*');
        for line in all.lines().filter(matters) {
            assert!(text.lines().any(|there| there == line), "{line}");
        }
        assert_eq!(left_out.len(), rules(&all) + files.len() - RULES);
        assert!(left_out.iter().any(|address| address == "/099-report.pdf"));
        let found = HeaderRules::parse(&text).headers("/099-report.pdf");
        assert!(found.iter().all(|(name, _)| name != "Cache-Control"));
        assert!(found.len() >= security_headers(style, &[], &[]).len());
    }
}

#[test]
fn a_line_too_long_for_cloudflare_is_an_error() {
    let style = HostedStyle::Linked("/a".repeat(1000));
    let hosting = HostingOptions {
        base: "",
        style: &style,
        picture_hosts: &[],
        media_hosts: &[],
        redirects: 0,
    };
    assert!(matches!(
        headers_file(&hosting, ["index.html"]),
        Err(HeadersError::LineTooLong(_))
    ));
}

#[test]
fn the_rule_of_well_known_files_matches_no_other_files() {
    let names = [".well-known/", "index.html", "world.html", "world.json"];
    let text = headers_file(&hosting(""), names).unwrap().text;
    let fresh = ("Cache-Control".to_owned(), Cache::Fresh.header().to_owned());
    let rules = HeaderRules::parse(&text);
    for address in ["/.well-known/security.txt", "/world", "/world.json"] {
        assert!(rules.headers(address).contains(&fresh), "{address}");
    }
    assert!(!rules.headers("/elsewhere").contains(&fresh));
}

#[test]
fn the_order_of_the_names_does_not_matter() {
    let text = headers_file(&hosting(""), NAMES).unwrap();
    let backwards = headers_file(&hosting(""), NAMES.into_iter().rev()).unwrap();
    assert_eq!(text, backwards);
}
