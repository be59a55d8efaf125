//! `_headers` for Netlify and Cloudflare Pages.
//!
//! Where two rules match one address, Cloudflare joins the values of a header with a comma, and
//! two values of `Cache-Control` make none. So each address has at most one rule beside the first
//! one, which holds what all have in common.

use super::policy::{NAMES, Policy, is_for_hosts, policy};
use super::security::security;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What the hosts' configurations are made of.
#[derive(Clone, Copy, Debug)]
pub struct Hosting<'a> {
    /// The path of the newspaper's address: empty, or `/paper`.
    pub base: &'a str,
    /// The text of the pages' inline module.
    pub boot: &'a str,
    /// The address of the style sheet, without the base: `/assets/main-1f3a.css`.
    pub style: &'a str,
}

impl Hosting<'_> {
    /// The value of `Link` that pages carry: hosts that send Early Hints take it from here.
    pub(super) fn link(&self) -> String {
        format!("<{}{}>; rel=preload; as=style", self.base, self.style)
    }
}

/// Why no `_headers` could be made that Cloudflare would take.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum HeadersError {
    /// More rules than Cloudflare Pages reads.
    #[error("_headers: {0} rules, and Cloudflare Pages reads 100; have fewer sections")]
    Rules(usize),
    /// A longer line than Cloudflare Pages reads.
    #[error("_headers: a line of {0} bytes, and Cloudflare Pages reads 2000")]
    Line(usize),
}

/// Cloudflare Pages' limit of rules in the file.
const RULES: usize = 100;
/// Cloudflare Pages' limit of bytes in a line.
const LINE: usize = 2000;

/// The text of `_headers`. `names` is what lies at the site's root: files by name (`world.html`),
/// folders with a slash (`world/`).
///
/// # Errors
/// [`HeadersError`] where it would be beyond Cloudflare's limits.
pub fn headers_file<'a>(
    hosting: &Hosting,
    names: impl IntoIterator<Item = &'a str>,
) -> Result<String, HeadersError> {
    let (front, names): (Vec<&str>, Vec<&str>) = names
        .into_iter()
        .filter(|name| is_served(name))
        .partition(|name| *name == "index.html");
    let names = names.into_iter();
    let names: BTreeSet<(&str, &str)> = names.map(|name| (prefix(name), name)).collect();
    let mut text = String::from("# Written by press: change it there.\n");
    let mut rules = 0;
    let mut rule = |pattern: &str, headers: &[(&str, String)]| {
        rules += 1;
        writeln!(text, "{}{pattern}", hosting.base).ok();
        for (name, value) in headers {
            writeln!(text, "  {name}: {value}").ok();
        }
    };
    rule("/*", &security(hosting.boot));
    for name in front {
        rule("/", &headers(hosting, name, true));
    }
    for (pattern, headers) in patterns(hosting, &names) {
        rule(&pattern, &headers);
    }
    if rules > RULES {
        return Err(HeadersError::Rules(rules));
    }
    match text.lines().map(str::len).find(|length| *length > LINE) {
        Some(length) => Err(HeadersError::Line(length)),
        None => Ok(text),
    }
}

type Headers = Vec<(&'static str, String)>;

/// Patterns that do not overlap, with their headers. The names come with their prefixes, and so
/// in an order in which a shorter prefix is tried before those that it covers.
fn patterns(hosting: &Hosting, names: &BTreeSet<(&str, &str)>) -> BTreeMap<String, Headers> {
    let mut patterns = BTreeMap::new();
    let mut prefixes: Vec<&str> = Vec::new();
    for (prefix, name) in names {
        if prefixes.iter().any(|covered| name.starts_with(covered)) {
            continue;
        }
        let others = names.iter().map(|(_, other)| *other);
        let group: Vec<&str> = others.filter(|other| other.starts_with(prefix)).collect();
        let first = class(name);
        if group.len() > 1 && group.iter().all(|other| class(other) == first) {
            prefixes.push(prefix);
            let page = group.iter().any(|other| sample(other).page);
            patterns.insert(format!("/{prefix}*"), headers(hosting, name, page));
        } else {
            patterns.insert(pattern(name), headers(hosting, name, sample(name).page));
        }
    }
    patterns
}

/// What a wildcard for this name would begin with: the name without its ending; for a year, the
/// century, so that an old archive does not use up the rules.
fn prefix(name: &str) -> &str {
    let stem = name.trim_end_matches('/');
    let stem = stem.split('.').next().unwrap_or(stem);
    let year = stem.len() == 4 && name.ends_with('/') && stem.bytes().all(|b| b.is_ascii_digit());
    if year { &stem[..2] } else { stem }
}

fn pattern(name: &str) -> String {
    match name.strip_suffix(".html") {
        Some(page) => format!("/{page}"),
        None if name.ends_with('/') => format!("/{name}*"),
        None => format!("/{name}"),
    }
}

fn headers(hosting: &Hosting, name: &str, page: bool) -> Headers {
    let (_, _, content_type) = class(name);
    let Policy {
        cache, shared_with, ..
    } = sample(name);
    let mut headers = vec![("Cache-Control", cache.header().to_owned())];
    headers.extend(content_type.map(|kind| ("Content-Type", kind.to_owned())));
    headers.extend(shared_with.map(|whom| ("Cross-Origin-Resource-Policy", whom.to_owned())));
    headers.extend(page.then(|| ("Link", hosting.link())));
    headers
}

/// What names below one wildcard must have in common. A type is said only where hosts, which go
/// by the ending, would guess another.
fn class(name: &str) -> (super::Cache, Option<&'static str>, Option<&'static str>) {
    let Policy {
        cache, shared_with, ..
    } = sample(name);
    let named = NAMES.iter().find(|(known, _)| *known == name);
    (cache, shared_with, named.map(|(_, kind)| *kind))
}

/// The policy of a file, or of what a folder holds.
fn sample(name: &str) -> Policy {
    match name {
        "assets/" => policy("assets/a.js"),
        "media/" => policy("media/a.webp"),
        "rail/" => policy("rail/a.json"),
        folder if folder.ends_with('/') => policy(&format!("{folder}a")),
        file => policy(file),
    }
}

/// Packed copies go out under their originals' names; the error page under any.
fn is_served(name: &str) -> bool {
    !is_for_hosts(name)
        && !name.ends_with(".br")
        && !name.ends_with(".gz")
        && name != "404.html"
        && !name.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::Rules;

    const NAMES: [&str; 38] = [
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

    fn hosting(base: &str) -> Hosting<'_> {
        Hosting {
            base,
            boot: "boot();",
            style: "/assets/main-1f3a.css",
        }
    }

    /// The one place where the file and the table might part: each address is asked for in both.
    #[test]
    fn each_address_gets_what_the_table_says() {
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
        for base in ["", "/paper"] {
            let hosting = hosting(base);
            let rules = Rules::parse(&headers_file(&hosting, NAMES).unwrap());
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
                    policy.shared_with,
                    "{address}"
                );
                if let Some(kind) = get("Content-Type") {
                    assert_eq!(kind, policy.content_type, "{address}");
                }
                if policy.page {
                    assert_eq!(get("Link"), Some(hosting.link().as_str()), "{address}");
                }
                for (name, value) in security("boot();") {
                    assert_eq!(get(name), Some(value.as_str()), "{name} of {address}");
                }
            }
        }
    }

    #[test]
    fn feeds_say_their_type_since_their_ending_does_not() {
        let rules = Rules::parse(&headers_file(&hosting(""), NAMES).unwrap());
        let kind = (
            "Content-Type".to_owned(),
            "application/feed+json".to_owned(),
        );
        assert!(rules.headers("/feed.json").contains(&kind));
    }

    #[test]
    fn nothing_is_said_of_what_is_not_there() {
        let rules = Rules::parse(&headers_file(&hosting(""), NAMES).unwrap());
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
        let text = headers_file(&hosting(""), names.chain(NAMES)).unwrap();
        assert!(text.lines().filter(|line| line.starts_with('/')).count() <= RULES);
    }

    #[test]
    fn what_cloudflare_would_not_read_is_an_error() {
        let names: Vec<String> = (0..100).map(|n| format!("page{n:03}.html")).collect();
        let names = || names.iter().map(String::as_str);
        assert_eq!(
            headers_file(&hosting(""), names()),
            Err(HeadersError::Rules(101))
        );
        let style = "/a".repeat(1000);
        let hosting = Hosting {
            style: &style,
            ..hosting("")
        };
        assert!(matches!(
            headers_file(&hosting, ["index.html"]),
            Err(HeadersError::Line(_))
        ));
    }

    #[test]
    fn the_order_of_the_names_does_not_matter() {
        let text = headers_file(&hosting(""), NAMES).unwrap();
        let backwards = headers_file(&hosting(""), NAMES.into_iter().rev()).unwrap();
        assert_eq!(text, backwards);
    }
}
