//! Tests of the feeds and sitemaps of the sample newsroom.

use crate::{formats::read, rules, sitemaps};
use frontpage_base::config::Config;
use frontpage_model::{Article, Page, PageData};
use frontpage_output::feeds::sitemap::{Story, months, news, stories};
use frontpage_output::feeds::{Channel, FeedItem, Format, ITEMS};
use frontpage_pipeline::{Options, run};
use std::path::Path;

/// Returns the published stories, newest first.
fn published(out: &Path) -> Vec<Article> {
    let mut found: Vec<Article> = walkdir::WalkDir::new(out)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .filter_map(|path| serde_json::from_slice::<PageData>(&std::fs::read(path).unwrap()).ok())
        .filter_map(|data| match data.page {
            Page::Article(article) => Some(article),
            Page::Front(_) | Page::Listing(_) | Page::Rail(_) | Page::Site(_) => None,
        })
        .collect();
    found.sort_by_key(|article| std::cmp::Reverse(article.published.utc_seconds()));
    found
}

#[test]
fn feeds_and_sitemaps_of_the_sample_newsroom_are_valid() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content");
    let room = tempfile::tempdir().unwrap();
    let out = room.path().join("out");
    run(&Options {
        strict: true,
        ..Options::new(
            content.clone(),
            out.clone(),
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("newsroom"),
            "2025-03-29T00:00:00Z".parse().unwrap(),
        )
    })
    .unwrap();
    let (config, _) = Config::read(&content).unwrap();
    let articles = published(&out);
    assert!(articles.len() >= 60);

    // Put every story into a feed once, not only the newest ones.
    for chunk in articles.chunks(ITEMS) {
        for format in Format::ALL {
            let feed = read(chunk, format, &config);
            assert_eq!(feed.entries.len(), chunk.len());
            for (entry, article) in feed.entries.iter().zip(chunk) {
                assert_eq!(entry.title.as_ref().unwrap().content, article.headline);
                assert_eq!(
                    entry.links[0].href,
                    format!("{}{}", config.url, article.url)
                );
                let html = entry.content.as_ref().unwrap().body.as_ref().unwrap();
                images_exist(html, &config, &out);
                assert!(!entry.authors.is_empty());
                let by = entry.authors.iter().filter_map(|a| a.name.as_deref());
                assert!(by.clone().all(|name| !name.starts_with("By ")));
            }
        }
    }

    let paths: Vec<String> = articles.iter().map(|a| a.url.to_string()).collect();
    let mut all_stories: Vec<Story> = articles.iter().zip(&paths).map(entry).collect();
    let now = "2025-03-29T00:00:00Z".parse().unwrap();
    rules::xml(std::str::from_utf8(&news(all_stories.iter().copied(), now, &config)).unwrap());
    let mut named: Vec<String> = months(&mut all_stories)
        .flat_map(|(month, entries)| stories(month, entries, &config))
        .flat_map(|file| sitemaps::check(&file.bytes, "urlset", &config))
        .map(|url| url.0)
        .collect();
    named.sort();
    let mut paths = paths.clone();
    paths.sort();
    assert_eq!(named, paths);

    let item = FeedItem::new(&articles[0], &[], &config);
    let channel = Channel::newspaper(&config);
    for format in Format::ALL {
        let write = || channel.write(format, &[&item], &config);
        assert_eq!(write(), write());
    }
}

fn entry<'a>((article, path): (&'a Article, &'a String)) -> Story<'a> {
    Story {
        videos: &[],
        summary: "",
        path,
        published: article.published,
        changed: article.updated.unwrap_or(article.published),
        image: None,
        headline: &article.headline,
        lang: article.lang.as_deref(),
    }
}

fn images_exist(html: &str, config: &Config, out: &Path) {
    let html = scraper::Html::parse_fragment(html);
    for image in html.select(&scraper::Selector::parse("img").unwrap()) {
        let path = image
            .attr("src")
            .unwrap()
            .strip_prefix(&config.url)
            .unwrap();
        assert!(out.join(&path[1..]).is_file(), "{path}");
    }
}
