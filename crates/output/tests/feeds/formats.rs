//! Tests of the feed formats as feed-rs reads them.

use crate::fixtures::{config, full, minimal};
use crate::rules;
use feed_rs::model::{Entry, Feed, FeedType};
use frontpage_base::config::Config;
use frontpage_model::{Article, Block, TagRef};
use frontpage_output::feeds::{Channel, FeedItem, Format, ITEMS, path};
use scraper::{Html, Selector};

pub fn bytes(articles: &[Article], format: Format, config: &Config) -> Vec<u8> {
    let items: Vec<FeedItem> = articles
        .iter()
        .map(|a| FeedItem::new(a, &[], config))
        .collect();
    let items: Vec<&FeedItem> = items.iter().collect();
    let channel = Channel::section(&config.sections[0], config);
    channel.write(format, &items, config)
}

pub fn read(articles: &[Article], format: Format, config: &Config) -> Feed {
    let bytes = bytes(articles, format, config);
    rules::feed(&bytes, format);
    feed_rs::parser::parse(bytes.as_slice()).unwrap()
}

fn links(links: &[feed_rs::model::Link]) -> Vec<(&str, &str)> {
    let rel = |link: &feed_rs::model::Link| link.rel.clone().unwrap_or_default();
    let mut found: Vec<_> = links.iter().map(|l| (rel(l), l.href.as_str())).collect();
    found.sort();
    found
        .into_iter()
        .map(|(rel, href)| match rel.as_str() {
            "self" => ("self", href),
            "hub" => ("hub", href),
            _ => ("", href),
        })
        .collect()
}

fn entry(format: Format) -> Entry {
    read(&[full()], format, &config()).entries.remove(0)
}

#[test]
fn a_feed_describes_its_channel() {
    let articles = [full(), minimal("later", "2025-02-18T23:00:00-08:00")];
    for (format, kind) in [
        (Format::Rss, FeedType::RSS2),
        (Format::Atom, FeedType::Atom),
        (Format::Json, FeedType::JSON),
    ] {
        let feed = read(&articles, format, &config());
        assert_eq!(feed.feed_type, kind);
        assert_eq!(feed.title.unwrap().content, "World – Post & <Times>");
        assert_eq!(feed.description.unwrap().content, "Abroad");
        assert_eq!(feed.language.unwrap().to_lowercase(), "en-us");
        assert_eq!(feed.entries.len(), 2);
        let own = format!(
            "https://post.example/paper{}",
            path(
                &Channel::section(&config().sections[0], &config()).page,
                format
            )
        );
        let links = links(&feed.links);
        let has = |href: &str| links.iter().any(|link| link.1 == href);
        assert!(has("https://post.example/paper/world"), "{links:?}");
        assert!(has(&own), "{links:?}");
        if format != Format::Json {
            assert!(links.contains(&("self", &own)), "{links:?}");
            assert!(
                links.contains(&("hub", "https://hub.example/")),
                "{links:?}"
            );
            // The date of the newest change, which is not in the newest story.
            let changed = feed.updated.unwrap().to_rfc3339();
            assert_eq!(changed, "2025-02-19T17:05:00+00:00", "{format:?}");
            assert_eq!(feed.rights.unwrap().content, "© Post");
        }
    }
}

#[test]
fn a_story_has_one_id_in_all_formats_and_keeps_it() {
    let id = "tag:post.example,2025-02-18:/paper/2025/02/18/envoys-meet";
    for format in Format::ALL {
        assert_eq!(entry(format).id, id);
        let mut changed = full();
        changed.headline = "Another".into();
        changed.body.truncate(1);
        changed.updated = None;
        let mut config = config();
        config.url = "http://post.example/paper".into();
        assert_eq!(read(&[changed], format, &config).entries[0].id, id);
    }
}

#[test]
fn a_story_has_its_dates_authors_tags_and_link() {
    for format in Format::ALL {
        let entry = entry(format);
        let moment = |seconds: i64| jiff::Timestamp::from_second(seconds).unwrap().to_string();
        assert_eq!(
            moment(entry.published.unwrap().timestamp()),
            "2025-02-18T21:40:00Z"
        );
        assert_eq!(
            moment(entry.updated.unwrap().timestamp()),
            "2025-02-19T17:05:00Z"
        );
        let page = "https://post.example/paper/2025/02/18/envoys-meet";
        assert_eq!(entry.links[0].href, page);
        let names: Vec<_> = entry
            .authors
            .iter()
            .filter_map(|a| a.name.as_deref())
            .collect();
        assert_eq!(names, ["Ann Lee", "World desk"], "{format:?}");
        let pages: Vec<_> = entry.authors.iter().map(|a| a.uri.as_deref()).collect();
        if format != Format::Rss {
            let page = "https://post.example/paper/author/world-desk";
            assert_eq!(pages, [None, Some(page)]);
        }
        let tags = entry.categories.iter();
        let tags: Vec<_> = tags
            .map(|c| c.label.as_deref().unwrap_or(&c.term))
            .collect();
        assert_eq!(tags, ["MidEast", "World"], "{format:?}");
        // In RSS a description is HTML.
        let summary = entry.summary.unwrap().content;
        let summary = match format {
            Format::Rss => Html::parse_fragment(&summary)
                .root_element()
                .text()
                .collect(),
            _ => summary,
        };
        assert_eq!(summary, "Envoys < met & talked.");
    }
}

#[test]
fn a_story_has_its_picture() {
    for format in [Format::Rss, Format::Atom] {
        let media = entry(format).media.remove(0);
        let picture = &media.content[0];
        let url = "https://post.example/paper/media/aa-1600.jpg";
        assert_eq!(picture.url.as_ref().unwrap().as_str(), url);
        assert_eq!((picture.width, picture.height), (Some(1600), Some(1067)));
        assert_eq!(
            picture.content_type.as_ref().unwrap().to_string(),
            "image/jpeg"
        );
        assert_eq!(media.credits[0].entity, "Ann Lee/Post");
        assert!(media.description.is_none() && media.title.is_none());
    }
    let json: serde_json::Value =
        serde_json::from_slice(&bytes(&[full()], Format::Json, &config())).unwrap();
    assert_eq!(json["hubs"][0]["url"], "https://hub.example/");
    let image = &json["items"][0]["image"];
    assert_eq!(image, "https://post.example/paper/media/aa-1600.jpg");
}

#[test]
fn a_story_has_its_full_text() {
    let mut bodies = Vec::new();
    for format in Format::ALL {
        let content = entry(format).content.unwrap();
        assert_eq!(content.content_type.to_string(), "text/html");
        bodies.push(content.body.unwrap());
    }
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(bodies[1], bodies[2]);

    let html = Html::parse_fragment(&bodies[0]);
    let find_all = |selector: &str, attribute: Option<&str>| -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let found = html.select(&selector).map(|element| {
            let text = || element.text().collect();
            attribute.map_or_else(text, |name| element.attr(name).unwrap_or("none").into())
        });
        found.collect()
    };
    assert_eq!(find_all("p", None)[0], "RIYADH — See our pagetheirs");
    let hrefs = find_all("a", Some("href"));
    let expected = [
        "https://post.example/paper/world",
        "https://other.example/?a=1&b=2",
        "https://video.example/v/1",
        "https://post.example/paper/2025/02/17/before",
    ];
    assert_eq!(hrefs, expected);
    let pictures = find_all("figure > img", Some("src"));
    let expected = ["aa", "bb", "cc", "dd"].map(|key| {
        // The rendition is no wider than the column of a feed reader.
        format!("https://post.example/paper/media/{key}-960.jpg")
    });
    assert_eq!(pictures, expected);
    assert_eq!(find_all("img", Some("width"))[0], "960");
    assert_eq!(find_all("img", Some("height"))[0], "640");
    assert_eq!(find_all("img", Some("alt"))[0], "Two \"flags\" & a\nmap");
    let captions = find_all("figcaption", None);
    assert_eq!(captions, ["Envoys meet. Ann Lee/Post", "One", "Two"]);
    assert_eq!(find_all("h2", None), ["Second"]);
    assert_eq!(find_all("h3", None), ["Third"]);
    assert_eq!(find_all("blockquote > p", Some("lang")), ["fr"]);
    assert_eq!(find_all("blockquote cite", None), ["A poet"]);
    assert_eq!(find_all("ol > li > ul > li", None), ["inner"]);
    assert_eq!(find_all("table caption", None), ["Figures"]);
    assert_eq!(find_all("thead th[scope=col]", Some("colspan")), ["2"]);
    assert_eq!(find_all("tbody td", None), ["2025"]);
    assert_eq!(find_all("time", Some("datetime")), ["2025-02-19"]);
    assert_eq!(find_all("pre", None), ["a\n  b"]);
    assert_eq!(find_all("hr", None).len(), 1);
    assert_eq!(find_all("p em", None), ["Bo Ek reported."]);
}

#[test]
fn a_story_in_another_language_declares_it() {
    let article = Article {
        lang: Some("ar".into()),
        dir: Some(frontpage_model::Direction::Rtl),
        ..full()
    };
    for format in Format::ALL {
        let text = String::from_utf8(bytes(std::slice::from_ref(&article), format, &config()));
        let declaration = match format {
            Format::Rss => "<dc:language>ar</dc:language>",
            Format::Atom => "<entry xml:lang=\"ar\">",
            Format::Json => "\"language\":\"ar\"",
            Format::Podcast => unreachable!("it is no feed of stories"),
        };
        assert!(text.unwrap().contains(declaration), "{format:?}");
        let feed = read(std::slice::from_ref(&article), format, &config());
        let html = feed.entries[0]
            .content
            .as_ref()
            .unwrap()
            .body
            .clone()
            .unwrap();
        assert!(
            html.starts_with("<div lang=\"ar\" dir=\"rtl\"><figure>"),
            "{html}"
        );
    }
}

#[test]
fn a_feed_holds_the_newest_stories_and_can_be_empty() {
    let many: Vec<Article> = (0..ITEMS + 5)
        .map(|n| minimal(&format!("s-{n}"), "2025-02-18T13:40:00-08:00"))
        .collect();
    for format in Format::ALL {
        let feed = read(&many, format, &config());
        assert_eq!(feed.entries.len(), ITEMS);
        assert!(feed.entries[0].id.ends_with("/s-0"));
        // Without a byline, the author is the newspaper.
        if format == Format::Atom {
            assert_eq!(feed.authors[0].name.as_deref(), Some("Post & <Times>"));
        }
        assert!(read(&[], format, &config()).entries.is_empty());
    }
}

#[test]
fn each_channel_has_its_own_title_and_path() {
    let config = config();
    let tag = TagRef {
        slug: crate::fixtures::slug("mideast"),
        name: "MidEast".into(),
    };
    for (channel, title, feed) in [
        (Channel::newspaper(&config), "Post & <Times>", "/feed.json"),
        (
            Channel::tag(&tag, &config),
            "MidEast – Post & <Times>",
            "/tag/mideast/feed.json",
        ),
    ] {
        assert_eq!(channel.title, title);
        assert_eq!(channel.path(Format::Json), feed);
        assert!(!channel.description.is_empty());
        for format in Format::ALL {
            rules::feed(&channel.write(format, &[], &config), format);
        }
    }
}

#[test]
fn every_kind_of_block_is_in_the_body() {
    let laid_out = frontpage_blocks::samples("sample words");
    for block in Block::samples("sample words").into_iter().chain(laid_out) {
        let has_words = !matches!(block, Block::Rule);
        let mut story = minimal("one", "2025-02-18T23:00:00-08:00");
        story.body = vec![block.clone()];
        for format in [Format::Rss, Format::Atom, Format::Json] {
            let body = read(&[story.clone()], format, &config()).entries.remove(0);
            let body = body.content.and_then(|content| content.body).unwrap();
            assert!(
                body.contains("sample words") == has_words,
                "{block:?}: {body}"
            );
            assert!(has_words || body.contains("<hr"), "{body}");
        }
    }
}
