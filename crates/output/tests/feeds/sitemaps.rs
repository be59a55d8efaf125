//! Tests that read sitemaps as XML and check them against the protocol.

use crate::fixtures::{config, time};
use crate::rules::{check_absolute_url, check_time, children, only_child_text, xml};
use frontpage_base::config::Config;
use frontpage_model::{LocalTime, Route};
use frontpage_output::feeds::sitemap::{
    INDEX, MAX_BYTES, MAX_URLS, Month, NEWS, Page, Story, index, months, news, pages, stories,
};
use frontpage_output::feeds::{ROBOTS, robots_txt};
use roxmltree::Document;

const PROTOCOL: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGE: &str = "http://www.google.com/schemas/sitemap-image/1.1";
const NEWS_NAMES: &str = "http://www.google.com/schemas/sitemap-news/0.9";

fn story<'a>(path: &'a str, published: &str) -> Story<'a> {
    Story {
        videos: &[],
        summary: "",
        path,
        published: time(published),
        changed: time(published),
        image: None,
        headline: "A <headline> & more",
        lang: None,
    }
}

/// Checks a sitemap against sitemaps.org/protocol.html. Returns its addresses below the site's,
/// with their dates; of a sitemap with more than 1,000 addresses only the first and the last.
pub fn check(bytes: &[u8], kind: &str, config: &Config) -> Vec<(String, Option<String>)> {
    assert!(bytes.len() <= MAX_BYTES);
    let text = std::str::from_utf8(bytes).unwrap();
    let document: Document = xml(text);
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), kind);
    let entry_name = if kind == "urlset" { "url" } else { "sitemap" };
    let elements: Vec<_> = root.children().filter(|node| node.is_element()).collect();
    // The schema requires at least one entry.
    assert!((1..=MAX_URLS).contains(&elements.len()));
    for node in root.descendants().filter(|node| node.is_element()) {
        let tag = node.tag_name();
        let namespace = tag.namespace().unwrap();
        let known: &[&str] = match namespace {
            PROTOCOL => &["urlset", "sitemapindex", "url", "sitemap", "loc", "lastmod"],
            IMAGE => &["image", "loc"],
            NEWS_NAMES => &[
                "news",
                "publication",
                "name",
                "language",
                "publication_date",
                "title",
            ],
            other => panic!("{other}"),
        };
        assert!(known.contains(&tag.name()), "{}", tag.name());
    }
    let prefix = format!("{}/", config.url);
    let url = |element| {
        assert_eq!(children(root, entry_name).len(), elements.len());
        let address = only_child_text(element, "loc");
        check_absolute_url(address);
        assert!(
            address.len() < 2_048 && address.starts_with(&prefix),
            "{address}"
        );
        let changed = children(element, "lastmod").first().map(|date| {
            check_time(date.text().unwrap());
            date.text().unwrap().to_owned()
        });
        (address[config.url.len()..].to_owned(), changed)
    };
    match elements.as_slice() {
        // `url` counts all entries of the sitemap, which takes too long for every entry of a large
        // one.
        [first, .., last] if elements.len() > 1_000 => vec![url(*first), url(*last)],
        elements => elements.iter().copied().map(url).collect(),
    }
}

#[test]
fn stories_are_grouped_by_month_oldest_first() {
    let image = Some("https://post.example/paper/media/aa-1600.jpg");
    let mut all_stories = [
        // In UTC this is the next month, but not in the newspaper's time zone.
        story("/2025/02/28/late", "2025-02-28T23:30:00-08:00"),
        story("/2025/03/01/b", "2025-03-01T10:00:00-08:00"),
        Story {
            changed: time("2025-04-02T10:00:00-07:00"),
            image,
            ..story("/2025/02/01/a", "2025-02-01T10:00:00-08:00")
        },
        story("/2025/03/01/a", "2025-03-01T10:00:00-08:00"),
        story("/2024/12/31/x", "2024-12-31T10:00:00-08:00"),
    ];
    let config = config();
    let files: Vec<_> = months(&mut all_stories)
        .flat_map(|(month, entries)| stories(month, entries, &config))
        .collect();
    let read: Vec<_> = files
        .iter()
        .map(|file| {
            let urls = check(&file.bytes, "urlset", &config);
            let newest = urls.iter().filter_map(|url| url.1.clone()).max();
            assert_eq!(newest, file.changed.map(|time| time.to_string()));
            let paths: Vec<String> = urls.into_iter().map(|url| url.0).collect();
            (file.path.as_str(), paths.join(" "))
        })
        .collect();
    let expected = [
        ("/sitemaps/2024-12.xml", "/2024/12/31/x"),
        ("/sitemaps/2025-02.xml", "/2025/02/01/a /2025/02/28/late"),
        ("/sitemaps/2025-03.xml", "/2025/03/01/a /2025/03/01/b"),
    ];
    assert_eq!(read, expected.map(|(path, urls)| (path, urls.to_owned())));

    let february = std::str::from_utf8(&files[1].bytes).unwrap();
    let document = xml(february);
    let first = children(document.root_element(), "url")[0];
    assert_eq!(
        only_child_text(first, "lastmod"),
        "2025-04-02T10:00:00-07:00"
    );
    let image = children(first, "image")[0];
    let address = "https://post.example/paper/media/aa-1600.jpg";
    assert_eq!(only_child_text(image, "loc"), address);

    let names = files.iter().map(|file| (file.path.as_str(), file.changed));
    let named = check(&index(names, &config), "sitemapindex", &config);
    let dates: Vec<_> = named.iter().map(|url| url.1.as_deref().unwrap()).collect();
    assert_eq!(named[1].0, "/sitemaps/2025-02.xml");
    assert_eq!(dates[1], "2025-04-02T10:00:00-07:00");
    assert!(named.iter().all(|(path, _)| Route::parse(path).is_none()));
}

#[test]
fn a_new_story_changes_only_the_sitemap_of_its_month() {
    let config = config();
    let paths: Vec<String> = (1..=9).map(|n| format!("/2025/0{n}/01/s")).collect();
    let build = |more: Option<Story>| {
        let dated = |path: &'_ String| format!("{}T00:00:00Z", path[1..11].replace('/', "-"));
        let mut all_stories: Vec<Story> = paths.iter().map(|p| story(p, &dated(p))).collect();
        all_stories.extend(more);
        months(&mut all_stories)
            .flat_map(|(month, entries)| stories(month, entries, &config))
            .collect::<Vec<_>>()
    };
    let after = build(Some(story("/2025/05/02/new", "2025-05-02T00:00:00Z")));
    let changed: Vec<_> = build(None)
        .into_iter()
        .zip(after)
        .filter(|(before, after)| before != after)
        .map(|(before, _)| before.path)
        .collect();
    assert_eq!(changed, ["/sitemaps/2025-05.xml"]);
}

#[test]
fn a_huge_month_is_split() {
    let config = config();
    let paths: Vec<String> = (0..MAX_URLS + 1)
        .map(|n| format!("/2025/02/18/s-{n:06}"))
        .collect();
    let mut all_stories: Vec<Story> = paths
        .iter()
        .map(|path| story(path, "2025-02-18T13:40:00-08:00"))
        .collect();
    all_stories.reverse();
    let files: Vec<_> = months(&mut all_stories)
        .flat_map(|(month, entries)| stories(month, entries, &config))
        .collect();
    let paths: Vec<_> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["/sitemaps/2025-02.xml", "/sitemaps/2025-02-2.xml"]);
    let ends = |at: usize| {
        let urls = check(&files[at].bytes, "urlset", &config);
        urls.into_iter().map(|url| url.0).collect::<Vec<_>>()
    };
    assert_eq!(ends(0), ["/2025/02/18/s-000000", "/2025/02/18/s-049999"]);
    assert_eq!(ends(1), ["/2025/02/18/s-050000"]);
}

#[test]
fn pages_have_the_date_of_their_last_change() {
    let config = config();
    let changed = Some(time("2025-02-18T13:40:00-08:00"));
    let list = ["/", "/world", "/world/2", "/author/world-desk"].map(|path| Page {
        path,
        changed: changed.filter(|_| path != "/world/2"),
    });
    let files = pages(&list, &config);
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].path, "/sitemaps/pages.xml");
    assert_eq!(files[0].changed, changed);
    let urls = check(&files[0].bytes, "urlset", &config);
    assert_eq!(urls[0].0, "/");
    assert_eq!(urls[1].1.as_deref(), Some("2025-02-18T13:40:00-08:00"));
    assert_eq!(urls[2], ("/world/2".into(), None));
    assert!(pages(&[], &config).is_empty());
}

#[test]
fn the_news_sitemap_covers_the_last_two_days() {
    let config = config();
    let all_stories = [
        story("/2025/02/18/new", "2025-02-18T12:00:00-08:00"),
        story("/2025/02/16/just", "2025-02-16T12:00:00-08:00"),
        story("/2025/02/16/old", "2025-02-16T11:59:59-08:00"),
        story("/2025/02/18/future", "2025-02-18T12:00:01-08:00"),
        Story {
            lang: Some("es-MX"),
            ..story("/2025/02/17/es", "2025-02-17T12:00:00-08:00")
        },
    ];
    let now = "2025-02-18T20:00:00Z".parse().unwrap();
    let bytes = news(all_stories, now, &config);
    let urls = check(&bytes, "urlset", &config);
    let paths: Vec<_> = urls.iter().map(|url| url.0.as_str()).collect();
    assert_eq!(
        paths,
        ["/2025/02/18/new", "/2025/02/17/es", "/2025/02/16/just"]
    );

    let text = String::from_utf8(bytes).unwrap();
    let document = xml(&text);
    let languages: Vec<_> = children(document.root_element(), "url")
        .into_iter()
        .map(|url| {
            let news = children(url, "news")[0];
            assert_eq!(news.tag_name().namespace(), Some(NEWS_NAMES));
            assert_eq!(only_child_text(news, "title"), "A <headline> & more");
            check_time(only_child_text(news, "publication_date"));
            let publication = children(news, "publication")[0];
            assert_eq!(only_child_text(publication, "name"), "Post & <Times>");
            only_child_text(publication, "language").to_owned()
        })
        .collect();
    assert_eq!(languages, ["en", "es", "en"]);
}

#[test]
fn hostile_text_in_the_news_sitemap_stays_text() {
    // XML 1.0 §2.2 forbids these characters, also as references.
    let forbidden: String = ('\0'..'\u{20}')
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .chain(['\u{fffe}', '\u{ffff}'])
        .collect();
    let now = "2025-02-18T20:00:00Z".parse().unwrap();
    for text in [
        "a ]]> b ]]&gt; c",
        "</news:title></url></urlset><x y='\"'>",
        "<![CDATA[ x ]]> <!-- -- --> <?php ?> &unknown; &#0;",
    ] {
        let hostile = format!("{text}{forbidden}");
        let config = Config {
            name: hostile.clone(),
            ..config()
        };
        let story = Story {
            headline: &hostile,
            ..story("/2025/02/18/new", "2025-02-18T12:00:00-08:00")
        };
        let bytes = news([story], now, &config);
        check(&bytes, "urlset", &config);
        let document = String::from_utf8(bytes).unwrap();
        let document = xml(&document);
        let url = children(document.root_element(), "url")[0];
        let news = children(url, "news")[0];
        assert_eq!(only_child_text(news, "title"), text);
        let publication = children(news, "publication")[0];
        assert_eq!(only_child_text(publication, "name"), text);
    }
}

#[test]
fn without_news_the_news_sitemap_is_valid_and_marks_nothing_as_news() {
    let config = config();
    let now = "2025-02-18T20:00:00Z".parse().unwrap();
    let old = story("/2025/02/01/old", "2025-02-01T12:00:00-08:00");
    for stories in [vec![], vec![old]] {
        let bytes = news(stories, now, &config);
        assert_eq!(check(&bytes, "urlset", &config), [("/".to_owned(), None)]);
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("<news:"), "{text}");
    }
}

#[test]
fn the_news_sitemap_lists_the_newest_thousand_stories() {
    let config = config();
    let paths: Vec<String> = (0..1_500)
        .map(|n| format!("/2025/02/18/s-{n:04}"))
        .collect();
    let start = time("2025-02-18T00:00:00Z").utc_seconds();
    let all_stories = paths.iter().zip(0..).map(|(path, n)| {
        let at = jiff::Timestamp::from_second(start - LocalTime::EPOCH.utc_seconds() + n).unwrap();
        story(path, &at.to_string())
    });
    let bytes = news(
        all_stories,
        "2025-02-18T20:00:00Z".parse().unwrap(),
        &config,
    );
    let document = String::from_utf8(bytes).unwrap();
    let document = xml(&document);
    let urls = children(document.root_element(), "url");
    assert_eq!(urls.len(), 1_000);
    assert!(only_child_text(urls[0], "loc").ends_with("/s-1499"));
    assert!(only_child_text(urls[999], "loc").ends_with("/s-0500"));
}

#[test]
fn robots_txt_names_the_sitemaps() {
    let text = String::from_utf8(robots_txt(&config())).unwrap();
    assert_eq!(ROBOTS, "/robots.txt");
    assert!(text.starts_with("User-agent: *\nAllow: /\n"));
    assert!(!text.contains("Disallow"));
    let named: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("Sitemap: "))
        .inspect(|address| check_absolute_url(address))
        .collect();
    let expected = [INDEX, NEWS].map(|path| format!("https://post.example/paper{path}"));
    assert_eq!(named, expected);
}

#[test]
fn addresses_are_ascii() {
    let config = Config {
        url: "https://M\u{fc}nchen.example:8443/Blatt \u{e4}".into(),
        ..config()
    };
    let text = String::from_utf8(robots_txt(&config)).unwrap();
    let sitemap = "https://xn--mnchen-3ya.example:8443/Blatt%20%C3%A4/sitemap.xml";
    assert!(text.contains(sitemap), "{text}");
    assert_eq!(
        Month::of(time("2025-02-18T00:00:00Z")).to_string(),
        "2025-02"
    );
}
