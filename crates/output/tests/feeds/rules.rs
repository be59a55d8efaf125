//! Checks of rules in the format specifications that a lenient parser does not enforce.

use frontpage_output::feeds::Format;
use roxmltree::{Document, Node};
use serde_json::Value;

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// Checks a feed against its specification.
pub fn feed(bytes: &[u8], format: Format) {
    let text = std::str::from_utf8(bytes).unwrap();
    match format {
        Format::Rss => rss(&xml(text)),
        Format::Atom => atom(&xml(text)),
        Format::Json => json(&serde_json::from_str(text).unwrap()),
        Format::Podcast => unreachable!("it is no feed of stories"),
    }
}

/// Parses an XML document; panics unless it is well-formed and its namespaces are declared.
pub fn xml(text: &str) -> Document<'_> {
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
    Document::parse(text).unwrap()
}

/// Returns the child elements with this local name.
pub fn children<'a, 'd: 'a>(node: Node<'a, 'd>, name: &'a str) -> Vec<Node<'a, 'd>> {
    let named = move |child: &Node| child.is_element() && child.tag_name().name() == name;
    node.children().filter(named).collect()
}

/// Returns the text of the only child element with this local name.
pub fn only_child_text<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    let found: Vec<_> = node
        .children()
        .filter(|child| child.is_element() && child.tag_name().name() == name)
        .collect();
    assert_eq!(found.len(), 1, "{name}");
    found[0].text().unwrap_or_default()
}

/// Checks that an address is absolute and has only the characters that RFC 3986 allows.
pub fn check_absolute_url(address: &str) {
    let url = url::Url::parse(address).unwrap();
    assert!(matches!(url.scheme(), "http" | "https"), "{address}");
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    assert!(address.chars().all(is_allowed), "{address}");
}

/// Checks that a time is written as RFC 3339 and the W3C format require, with its offset.
pub fn check_time(text: &str) {
    assert!(text.parse::<jiff::Timestamp>().is_ok(), "{text}");
    assert_eq!(text.len(), "2025-02-18T13:40:00-08:00".len(), "{text}");
}

/// Checks an RSS feed by rssboard.org/rss-specification and rss-profile.
fn rss(document: &Document) {
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "rss");
    assert_eq!(root.attribute("version"), Some("2.0"));
    let channel = children(root, "channel")[0];
    for name in ["title", "description"] {
        // No Atom element in a channel has one of these names.
        assert!(!only_child_text(channel, name).is_empty(), "{name}");
    }
    let own: Vec<_> = children(channel, "link")
        .into_iter()
        .filter(|link| link.tag_name().namespace() == Some(ATOM))
        .filter(|link| link.attribute("rel") == Some("self"))
        .collect();
    assert_eq!(own.len(), 1);
    check_absolute_url(own[0].attribute("href").unwrap());
    let date = |text: &str| {
        let parsed = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text);
        assert!(parsed.is_ok(), "{text}");
        assert_eq!(text.len(), "Tue, 18 Feb 2025 13:40:00 -0800".len());
    };
    for built in children(channel, "lastBuildDate") {
        date(built.text().unwrap());
    }
    let mut ids = std::collections::HashSet::new();
    for item in children(channel, "item") {
        assert!(!only_child_text(item, "title").is_empty());
        check_absolute_url(only_child_text(item, "link"));
        date(only_child_text(item, "pubDate"));
        let id = children(item, "guid")[0];
        assert_eq!(id.attribute("isPermaLink"), Some("false"));
        tag_uri(id.text().unwrap());
        assert!(ids.insert(id.text().unwrap()));
        only_child_text(item, "encoded");
        check_unique_names(item, &["title", "link", "description"]);
    }
}

/// Checks that no other element in an entry, in any namespace, has the name of one of the entry's
/// own elements. Some readers ignore namespaces and take the last element with the name.
fn check_unique_names(entry: Node, names: &[&str]) {
    for name in names {
        let named = |node: &Node| node.is_element() && node.tag_name().name() == *name;
        let found = entry.descendants().filter(named).count();
        assert!(found <= 1, "{found} elements called {name}");
    }
}

/// Checks an Atom feed by RFC 4287, §4.1.
fn atom(document: &Document) {
    let feed = document.root_element();
    assert_eq!(feed.tag_name().namespace(), Some(ATOM));
    assert_eq!(feed.tag_name().name(), "feed");
    check_absolute_url(only_child_text(feed, "id"));
    assert!(!only_child_text(feed, "title").is_empty());
    check_time(only_child_text(feed, "updated"));
    let mut ids = std::collections::HashSet::new();
    let entries = children(feed, "entry");
    for part in entries.iter().copied().chain([feed]) {
        let rel = |name: &str| {
            children(part, "link")
                .into_iter()
                .filter(|link| link.attribute("rel") == Some(name))
                .map(|link| check_absolute_url(link.attribute("href").unwrap()))
                .count()
        };
        assert_eq!(rel("alternate"), 1);
        assert_eq!(rel("self"), usize::from(part == feed));
        for author in children(part, "author") {
            assert!(!only_child_text(author, "name").is_empty());
        }
    }
    // Without an author of the feed, every entry would need one.
    assert_eq!(children(feed, "author").len(), 1);
    for entry in entries {
        tag_uri(only_child_text(entry, "id"));
        assert!(ids.insert(only_child_text(entry, "id")));
        assert!(!only_child_text(entry, "title").is_empty());
        check_time(only_child_text(entry, "published"));
        check_time(only_child_text(entry, "updated"));
        assert_eq!(
            children(entry, "content")[0].attribute("type"),
            Some("html")
        );
        check_unique_names(entry, &["title", "summary", "description", "id"]);
    }
}

/// Checks a JSON feed by jsonfeed.org/version/1.1.
fn json(feed: &Value) {
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    assert!(!text(&feed["title"]).is_empty());
    check_absolute_url(&text(&feed["home_page_url"]));
    check_absolute_url(&text(&feed["feed_url"]));
    for hub in feed["hubs"].as_array().into_iter().flatten() {
        assert_eq!(hub["type"], "WebSub");
        check_absolute_url(&text(&hub["url"]));
    }
    let check_authors = |parent: &Value| {
        for author in parent["authors"].as_array().into_iter().flatten() {
            assert!(!text(&author["name"]).is_empty());
            if !author["url"].is_null() {
                check_absolute_url(&text(&author["url"]));
            }
        }
    };
    check_authors(feed);
    let mut ids = std::collections::HashSet::new();
    for item in feed["items"].as_array().unwrap() {
        tag_uri(&text(&item["id"]));
        assert!(ids.insert(text(&item["id"])));
        check_absolute_url(&text(&item["url"]));
        assert!(!text(&item["content_html"]).is_empty());
        check_time(&text(&item["date_published"]));
        if !item["date_modified"].is_null() {
            check_time(&text(&item["date_modified"]));
        }
        check_authors(item);
    }
}

/// Checks a `tag:` URI by RFC 4151, §2.1.
fn tag_uri(id: &str) {
    let rest = id.strip_prefix("tag:").unwrap();
    let (entity, specific) = rest.split_once(':').unwrap();
    let (authority, date) = entity.split_once(',').unwrap();
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    assert!(
        !authority.is_empty() && authority.chars().all(is_allowed),
        "{id}"
    );
    assert!(date.parse::<jiff::civil::Date>().is_ok(), "{id}");
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
    assert!(specific.chars().all(is_allowed), "{id}");
}
