//! Tests of whole feeds.

use super::*;
use frontpage_source::{ImportedStory, StoryId};
use std::io::Write;

fn file(text: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text).unwrap();
    file
}

fn entries(text: &str) -> Vec<Entry> {
    let file = file(text.as_bytes());
    assert!(is_feed(file.path()).unwrap(), "{text}");
    let address = "https://paper.example/news/feed.xml".parse().unwrap();
    let mut feed = Feed::open(file.path(), Some(&address)).unwrap();
    assert_eq!(feed.name(), "paper.example");
    let raw = feed.next(100).unwrap();
    raw.into_iter()
        .map(|entry| feed.converter().convert(entry))
        .collect()
}

fn story(entry: &Entry) -> &ImportedStory {
    match entry {
        Entry::Story(story) => story,
        other => panic!("no story: {other:?}"),
    }
}

const ATOM: &str = r#"<?xml version="1.0"?><!-- made by hand --><feed xmlns="http://www.w3.org/2005/Atom">
<title>Paper</title><id>urn:feed</id><updated>2019-03-11T12:00:00Z</updated>
<author><name>The desk</name></author>
<entry><title type="html">Rain &amp;amp; more</title><id>tag:paper.example,2019:1</id>
<published>2019-03-11T10:00:00+01:00</published><updated>2019-03-12T10:00:00Z</updated>
<link href="/news/rain"/><category term="us" label="U.S."/><category term="us" label="U.S."/>
<content type="html">&lt;p&gt;It rains.&lt;/p&gt;</content></entry>
<entry><id>tag:paper.example,2019:3</id><updated>2019-03-12T10:00:00Z</updated>
<content>A note without a title.</content></entry>
<entry><title>Undated</title><id>tag:paper.example,2019:2</id><summary>a</summary></entry></feed>"#;

#[test]
fn an_atom_entry_is_a_story() {
    let entries = entries(ATOM);
    let rain = story(&entries[0]);
    assert_eq!(rain.title, "Rain & more");
    assert_eq!(rain.id, StoryId::Text("tag:paper.example,2019:1".into()));
    assert_eq!(rain.uri, "tag:paper.example,2019:1");
    assert_eq!(rain.permalink, "https://paper.example/news/rain");
    assert_eq!(rain.slug, "rain-more");
    assert_eq!(rain.published.unwrap().to_string(), "2019-03-11T09:00:00Z");
    assert_eq!(rain.updated.unwrap().to_string(), "2019-03-12T10:00:00Z");
    assert_eq!(rain.authors, ["The desk"]);
    assert_eq!(rain.categories.len(), 1);
    assert_eq!(rain.categories[0].name, "U.S.");
    assert_eq!(rain.body, "<p>It rains.</p>");
    assert!(rain.left_out.is_empty());
    assert_eq!(story(&entries[1]).title, "A note without a title.");
    let Entry::Refused(refusal) = &entries[2] else {
        panic!("imported without a date");
    };
    assert_eq!(refusal.reason, "it has no valid date");
    assert_eq!(refusal.place, "entry 3 (tag:paper.example,2019:2)");
}

#[test]
fn an_rss_item_is_a_story() {
    let entries = entries(
        "<rss version='2.0'><channel><title>Paper</title><link>https://paper.example/</link>\
         <item><title>Rain</title><guid isPermaLink='false'>post 7</guid>\
         <link>https://paper.example/rain</link><author>jane@paper.example (Jane Roe)</author>\
         <category>Weather</category><pubDate>Mon, 11 Mar 2019 10:00:00 GMT</pubDate>\
         <description>It rains.</description></item></channel></rss>",
    );
    let rain = story(&entries[0]);
    assert_eq!(rain.uri, "https://paper.example/#post 7");
    assert_eq!(rain.authors, ["Jane Roe"]);
    assert_eq!(rain.summary, "It rains.");
    assert!(rain.body.contains("href=\"https://paper.example/rain\""));
    assert_eq!(rain.left_out.len(), 1);
}

#[test]
fn a_thumbnail_is_better_than_no_picture_and_worse_than_any_other() {
    let feed = |item: &str| {
        entries(&format!(
            "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>Paper</title>\
             <item><title>Rain</title><pubDate>Mon, 11 Mar 2019 10:00:00 GMT</pubDate>\
             <description>It rains.</description>{item}</item></channel></rss>"
        ))
    };
    let thumbnail = "<media:thumbnail url='https://paper.example/t' width='900'></media:thumbnail>";
    let url = |entries: &[Entry]| {
        story(&entries[0])
            .lead
            .as_ref()
            .map(|lead| lead.url.clone())
    };
    let alone = feed(thumbnail);
    assert_eq!(url(&alone).as_deref(), Some("https://paper.example/t"));
    let picture = "<media:content url='https://paper.example/p.jpg'/>";
    let both = feed(&[thumbnail, picture].concat());
    assert_eq!(url(&both).as_deref(), Some("https://paper.example/p.jpg"));
}

#[test]
fn a_json_feed_item_is_a_story() {
    let entries = entries(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": [{
        "id": "7", "url": "https://paper.example/rain", "title": "Rain",
        "content_html": "<p>It rains.</p>", "summary": "Rain.", "image": "https://paper.example/r.jpg",
        "date_published": "2019-03-11T10:00:00Z", "tags": ["Weather"],
        "authors": [{"name": "Jane Roe"}]}]}"#,
    );
    let rain = story(&entries[0]);
    assert_eq!(rain.body, "<p>It rains.</p>");
    assert_eq!(rain.summary, "Rain.");
    assert_eq!(rain.authors, ["Jane Roe"]);
    assert_eq!(rain.categories[0].slug, "weather");
}

#[test]
fn hostile_feeds_end_with_an_error() {
    let cut = &ATOM[..ATOM.len() / 2];
    let deep = format!("<rss><channel>{}", "<a>".repeat(100_000));
    let bomb = "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>\
                <rss version='2.0'><channel><title>&b;</title></channel></rss>";
    for text in [
        cut,
        &deep,
        bomb,
        "<rss",
        "<feed/>",
        "{\"version\": \"https://jsonfeed.org/version/9\"}",
    ] {
        let file = file(text.as_bytes());
        // Either is fine, as long as nothing panics and nothing is expanded.
        if let Ok(feed) = Feed::open(file.path(), None) {
            assert!(feed.total < 3, "{}", &text[..text.len().min(80)]);
        }
    }
}

#[test]
fn other_formats_are_no_feeds() {
    for text in [
        "<nitf/>",
        "<html><feed>",
        "{\"version\": \"1\"}",
        "[]",
        "",
        "rss",
    ] {
        assert!(!is_feed(file(text.as_bytes()).path()).unwrap(), "{text}");
    }
    let prefixed =
        "<?xml version='1.0'?><!-- a --><atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>";
    assert!(is_feed(file(prefixed.as_bytes()).path()).unwrap());
    let utf16: Vec<u8> = "<?xml version='1.0'?><rss>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(is_feed(file(&utf16).path()).unwrap());
}
