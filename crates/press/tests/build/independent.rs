//! Tests that read the published files with parsers independent of press (feed-rs and parsers of
//! XML, HTML and JSON) and check that the files agree with each other.

use super::edition::{newsroom, publish};
use super::newsroom::{Files, Newsroom, SITE, bytes};
use feed_rs::model::Entry;
use frontpage_assets::tools::Tool;
use jiff::Timestamp;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const ADDRESS: &str = "https://post.example/paper";

/// A published newspaper under a base path. Three of its stories were changed, all at the same
/// time.
fn paper() -> Newsroom {
    let room = newsroom();
    let site = SITE.replace("https://post.example", ADDRESS);
    room.write("content/site.toml", site);
    for n in [2, 3, 7] {
        let changed = json!({"versionCreated": "2025-02-03T04:05:06+01:00"});
        room.story(&format!("changed-{n}"), n, changed);
    }
    publish(&room);
    room
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn html(bytes: &[u8]) -> scraper::Html {
    scraper::Html::parse_document(text(bytes))
}

fn select<'a>(page: &'a scraper::Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    let selector = scraper::Selector::parse(selector).unwrap();
    page.select(&selector).collect()
}

/// Returns the address of the page in an HTML file.
fn address(file: &str) -> String {
    match file.strip_suffix(".html").unwrap() {
        "index" => format!("{ADDRESS}/"),
        stem => format!("{ADDRESS}/{stem}"),
    }
}

/// Returns the data of all pages by address, without the error pages and the tools.
fn pages(files: &Files) -> BTreeMap<String, Value> {
    let html = files.keys().filter(|name| name.ends_with(".html"));
    let tools = Tool::ALL.map(|tool| format!("{}.html", tool.name()));
    let is_error = |name: &str| ["404.html", "offline.html"].contains(&name);
    let found = html.filter(|name| !tools.contains(name) && !is_error(name));
    found
        .map(|name| {
            let file = format!("{}.json", name.strip_suffix(".html").unwrap());
            let data: Value = serde_json::from_slice(&files[&file]).unwrap();
            (address(name), data["page"].clone())
        })
        .collect()
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Collects the addresses of the stories that have cards in a page's data.
fn cards<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            // An object with an address and a time is a card.
            if let (Some(url), Some(_)) = (fields.get("url"), fields.get("time")) {
                found.push(url.as_str().unwrap());
            }
            for value in fields.values() {
                cards(value, found);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| cards(value, found)),
        _ => {}
    }
}

/// Returns when a story last changed, by its page's data; `None` for other pages.
fn story_changed(page: &Value) -> Option<Timestamp> {
    let article = page.get("article")?;
    let time = article.get("updated").unwrap_or(&article["published"]);
    Some(moment(time.as_str().unwrap()))
}

/// Returns when a page last changed: for a listing, the newest change of its stories.
fn changed(page: &Value, pages: &BTreeMap<String, Value>) -> Option<Timestamp> {
    if let Some(story) = story_changed(page) {
        return Some(story);
    }
    let mut found = Vec::new();
    cards(page, &mut found);
    let stories = found.iter().map(|url| &pages[&format!("{ADDRESS}{url}")]);
    stories.filter_map(story_changed).max()
}

/// Returns the ids as they are written in the file, because feed-rs generates missing ones.
fn written_ids(name: &str, bytes: &[u8]) -> Vec<String> {
    if name.ends_with(".json") {
        let feed: Value = serde_json::from_slice(bytes).unwrap();
        let items = feed["items"].as_array().unwrap().iter();
        return items
            .map(|item| item["id"].as_str().unwrap().into())
            .collect();
    }
    let (item, id) = if name.ends_with(".atom") {
        ("entry", "id")
    } else {
        ("item", "guid")
    };
    let document = roxmltree::Document::parse(text(bytes)).unwrap();
    let items = document
        .descendants()
        .filter(|node| node.has_tag_name_of(item));
    items
        .map(|item| {
            let ids: Vec<_> = item.children().filter(|n| n.has_tag_name_of(id)).collect();
            assert_eq!(ids.len(), 1, "{name}");
            ids[0].text().unwrap().to_owned()
        })
        .collect()
}

trait Named {
    /// Compares the local name and ignores the namespace.
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for roxmltree::Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn is_feed(name: &str) -> bool {
    ["feed.xml", "feed.atom", "feed.json"].contains(&name.rsplit('/').next().unwrap())
}

fn page_of(entry: &Entry) -> String {
    let pages: Vec<_> = entry
        .links
        .iter()
        .filter(|link| link.rel.as_deref() != Some("self"))
        .collect();
    assert_eq!(pages.len(), 1, "{:?}", entry.links);
    pages[0].href.clone()
}

/// Returns the ids of all stories in feeds by address, and checks that every feed has the same
/// ones.
fn ids(files: &Files) -> BTreeMap<String, String> {
    let pages = pages(files);
    let mut ids = BTreeMap::new();
    let mut feeds = 0;
    for (name, bytes) in files.iter().filter(|(name, _)| is_feed(name)) {
        feeds += 1;
        let feed = feed_rs::parser::parse(bytes.as_slice()).unwrap();
        let read: Vec<String> = feed.entries.iter().map(|entry| entry.id.clone()).collect();
        assert_eq!(read, written_ids(name, bytes), "{name}");
        let unique: BTreeSet<&String> = read.iter().collect();
        assert_eq!(unique.len(), read.len(), "{name}");
        for entry in &feed.entries {
            let page = page_of(entry);
            let article = &pages[&page]["article"];
            let text = |field: &str| article[field].as_str().unwrap();
            assert_eq!(
                entry.title.as_ref().unwrap().content,
                text("headline"),
                "{name}"
            );
            let published = entry.published.unwrap().timestamp();
            assert_eq!(
                published,
                moment(text("published")).as_second(),
                "{name}: {page}"
            );
            let before = ids.insert(page, entry.id.clone());
            assert!(before.is_none_or(|before| before == entry.id), "{name}");
        }
    }
    assert!(feeds >= 3 * 4, "only {feeds} feeds");
    let unique: BTreeSet<&String> = ids.values().collect();
    assert_eq!(unique.len(), ids.len(), "two stories have the same id");
    ids
}

#[test]
fn every_story_in_a_feed_has_a_unique_permanent_id() {
    let room = paper();
    let before = ids(&bytes(&room.path("out")));
    assert!(before.len() >= 30, "only {}", before.len());
    // Everything in these stories changes except their addresses.
    for n in [3, 7] {
        let changes = json!({
            "headlines": [{"value": "Another headline"}],
            "bodies": [{"value": "<p>Another text.</p>"}],
            "subjects": [{"rel": "section", "literal": "us"}],
            "versionCreated": "2025-03-01T00:00:00Z",
            "version": "2",
        });
        room.story(&format!("changed-{n}"), n, changes);
    }
    room.story(
        "newest",
        28,
        json!({"firstCreated": "2025-02-20T12:00:00Z"}),
    );
    publish(&room);
    let after = ids(&bytes(&room.path("out")));
    let stayed = before.iter().filter(|(page, _)| after.contains_key(*page));
    let mut count = 0;
    for (page, id) in stayed {
        assert_eq!(&after[page], id, "{page}");
        count += 1;
    }
    assert!(count >= 28, "only {count} stayed");
}

/// Returns the addresses in a sitemap or a sitemap index, with the date of each.
fn listed(bytes: &[u8], entry: &str) -> Vec<(String, Option<Timestamp>)> {
    let document = roxmltree::Document::parse(text(bytes)).unwrap();
    let root = document.root_element();
    let entries = root.children().filter(|node| node.has_tag_name_of(entry));
    entries
        .map(|node| {
            let inner = |name: &str| {
                let child = node.children().find(|node| node.has_tag_name_of(name));
                child.and_then(|child| child.text())
            };
            (
                inner("loc").unwrap().to_owned(),
                inner("lastmod").map(moment),
            )
        })
        .collect()
}

#[test]
fn the_sitemaps_list_every_page_once_with_its_last_change() {
    let room = paper();
    let files = bytes(&room.path("out"));
    let pages = pages(&files);
    let mut found = BTreeMap::new();
    let mut maps = BTreeSet::new();
    for (map, newest) in listed(&files["sitemap.xml"], "sitemap") {
        let name = map.strip_prefix(&format!("{ADDRESS}/")).unwrap().to_owned();
        let urls = listed(&files[&name], "url");
        assert_eq!(
            urls.iter().filter_map(|(_, changed)| *changed).max(),
            newest,
            "{map}"
        );
        for (page, changed) in urls {
            assert!(
                found.insert(page.clone(), changed).is_none(),
                "{page} is listed twice"
            );
        }
        assert!(maps.insert(name.clone()), "{name} is listed twice");
    }
    // The index lists every sitemap except that of news, which has its own line in robots.txt.
    let sitemaps = files
        .keys()
        .filter(|name| name.starts_with("sitemaps/") && name.ends_with(".xml"));
    assert_eq!(sitemaps.cloned().collect::<BTreeSet<_>>(), maps);
    // No page links to an author without stories, and editions only repeat what other pages show.
    let is_listed = |data: &Value| {
        let listing = &data["listing"];
        (listing["kind"] != "author" || listing["cards"] != json!([]))
            && data["front"]["name"].is_null()
    };
    let expected: BTreeMap<String, Option<Timestamp>> = pages
        .iter()
        .filter(|(_, data)| is_listed(data))
        .map(|(page, data)| (page.clone(), changed(data, &pages)))
        .collect();
    assert_eq!(found, expected);
    // The date is that of a corrected story, which is newer than all stories published after it.
    let corrected = found[&format!("{ADDRESS}/world/1")];
    assert_eq!(corrected, Some(moment("2025-02-03T04:05:06+01:00")));
    // Only pages without stories have no date; every story has one.
    let never = found.iter().filter(|(_, changed)| changed.is_none());
    let never: Vec<&String> = never.map(|(page, _)| page).collect();
    assert!(
        never.iter().all(|page| !page.contains("/2025/")),
        "{never:?}"
    );
    for (page, changed) in listed(&files["sitemap-news.xml"], "url") {
        assert!(changed.is_none() || found[&page] == changed, "{page}");
    }
}

#[test]
fn a_page_shows_readers_and_machines_the_same_times() {
    let room = paper();
    let files = bytes(&room.path("out"));
    let mut updated = 0;
    let mut stories = 0;
    for (page, data) in pages(&files) {
        let Some(article) = data.get("article") else {
            continue;
        };
        stories += 1;
        let name = format!("{}.html", &page[ADDRESS.len() + 1..]);
        let html = html(&files[&name]);
        let shown: Vec<&str> = select(&html, ".article__dates time")
            .iter()
            .map(|time| time.attr("datetime").unwrap())
            .collect();
        let graphs = select(&html, "script[type='application/ld+json']");
        assert_eq!(graphs.len(), 1, "{page}");
        let graph: Value = serde_json::from_str(&graphs[0].text().collect::<String>()).unwrap();
        let nodes = graph["@graph"].as_array().unwrap().iter();
        let story: Vec<&Value> = nodes
            .filter(|node| node["@type"] == "NewsArticle")
            .collect();
        assert_eq!(story.len(), 1, "{page}");
        let published = &article["published"];
        assert_eq!(shown[0], published, "{page}");
        assert_eq!(&story[0]["datePublished"], published, "{page}");
        match article.get("updated") {
            Some(at) => {
                updated += 1;
                assert_eq!(shown[1..], [at.as_str().unwrap()], "{page}");
                assert_eq!(&story[0]["dateModified"], at, "{page}");
            }
            None => {
                assert_eq!(shown.len(), 1, "{page}");
                let modified = story[0].get("dateModified").unwrap_or(published);
                assert_eq!(modified, published, "{page}");
            }
        }
    }
    assert_eq!((stories, updated), (48, 3));
}
