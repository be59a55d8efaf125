//! What makes the newspaper found and followed: feeds, sitemaps, robots.txt.

use super::rendered::route;
use crate::config::Config;
use crate::feeds::{Channel, Format, ITEMS, Item, ROBOTS, robots, sitemap};
use crate::index::Twins;
use crate::write::{Files, Source};
use frontpage_model::{Article, Image, Page, TagRef};
use jiff::Timestamp;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// All of them.
pub fn feeds_and_sitemaps(config: &Config, twins: &Twins, now: Timestamp) -> Files {
    let mut articles: Vec<&Article> = twins
        .values()
        .filter_map(|twin| match &twin.page {
            Page::Article(article) => Some(article),
            _ => None,
        })
        .collect();
    articles.sort_by_cached_key(|article| {
        (
            std::cmp::Reverse(article.published.order()),
            article.url.to_string(),
        )
    });
    let mut files = feeds(config, &articles);
    files.append(&mut sitemaps(config, twins, &articles, now));
    files.insert(file(ROBOTS), Source::Bytes(robots(config)));
    files
}

fn file(path: &str) -> String {
    path.trim_start_matches('/').to_owned()
}

fn feeds(config: &Config, articles: &[&Article]) -> Files {
    let mut tags: BTreeMap<&str, (&TagRef, Vec<&Article>)> = BTreeMap::new();
    for article in articles {
        for tag in &article.tags {
            let (_, tagged) = tags.entry(tag.slug.as_str()).or_insert((tag, Vec::new()));
            if tagged.len() < ITEMS {
                tagged.push(article);
            }
        }
    }
    let all = articles.iter().copied().take(ITEMS);
    let mut channels = vec![(Channel::paper(config), all.collect::<Vec<_>>())];
    for section in &config.sections {
        let theirs = articles
            .iter()
            .copied()
            .filter(|article| article.section.slug == section.slug);
        let newest = theirs.take(ITEMS).collect();
        channels.push((Channel::section(section, config), newest));
    }
    for (tag, tagged) in tags.into_values() {
        channels.push((Channel::tag(tag, config), tagged));
    }
    channels
        .into_par_iter()
        .flat_map_iter(|(channel, articles)| {
            let items: Vec<Item> = articles
                .into_iter()
                .map(|article| Item::new(article, config))
                .collect();
            let items: Vec<&Item> = items.iter().collect();
            [Format::Rss, Format::Atom, Format::Json].map(|format| {
                let bytes = channel.write(format, &items, config);
                (file(&channel.path(format)), Source::Bytes(bytes))
            })
        })
        .collect()
}

fn sitemaps(config: &Config, twins: &Twins, articles: &[&Article], now: Timestamp) -> Files {
    let paths: Vec<(String, Option<String>)> = articles
        .iter()
        .map(|article| {
            let picture = article.lead.as_ref().map(|lead| largest(&lead.image));
            (article.url.to_string(), picture)
        })
        .collect();
    let mut stories: Vec<sitemap::Story> = articles
        .iter()
        .zip(&paths)
        .map(|(article, (path, image))| sitemap::Story {
            path,
            published: article.published,
            changed: article.updated.unwrap_or(article.published),
            image: image.as_deref(),
            headline: &article.headline,
            lang: article.lang.as_deref(),
        })
        .collect();
    let listings: Vec<(String, &Page)> = twins
        .iter()
        .filter(|(_, twin)| matches!(twin.page, Page::Front(_) | Page::Listing(_)))
        .filter_map(|(path, twin)| Some((route(path)?.to_string(), &twin.page)))
        .collect();
    let listings: Vec<sitemap::Page> = listings
        .iter()
        .map(|(path, page)| sitemap::Page {
            path,
            changed: page.newest(),
        })
        .collect();

    let mut maps = sitemap::pages(&listings, config);
    for (month, stories) in sitemap::months(&mut stories) {
        maps.extend(sitemap::stories(month, stories, config));
    }
    let named = maps.iter().map(|map| (map.path.as_str(), map.changed));
    let index = sitemap::index(named, config);
    let news = sitemap::news(stories.iter().copied(), now, config);
    maps.into_iter()
        .map(|map| (map.path, map.bytes))
        .chain([
            (sitemap::INDEX.to_owned(), index),
            (sitemap::NEWS.to_owned(), news),
        ])
        .map(|(path, bytes)| (file(&path), Source::Bytes(bytes)))
        .collect()
}

/// The path of a picture's largest JPEG.
fn largest(image: &Image) -> String {
    image.src(frontpage_model::Format::Jpeg)
}
