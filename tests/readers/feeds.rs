//! Tests of the feeds with feedparser and with the TypeScript types of JSON Feed.

use crate::run::{Stage, tests};
use crate::site::{Document, Site};
use crate::structured::{Typed, check_types};
use crate::verdict::PlantedDefect;
use anyhow::{Context, Result, ensure};

tests! {
    feedparser_reads_each_story
    json_feeds_match_the_types_of_json_feed
    the_podcast_is_read_by_two_players
}

/// Returns all feeds of one format: `feed.xml`, `feed.atom` or `feed.json`, of the site and of
/// each listing.
fn feeds(site: &Site, extension: &str) -> Result<Vec<Document>> {
    let mut feeds = site.documents(extension)?;
    feeds.retain(|file| file.path.ends_with(&format!("/feed.{extension}")));
    ensure!(feeds.len() > 10, "only {} feeds", feeds.len());
    Ok(feeds)
}

async fn feedparser_reads_each_story(Stage { site, programs }: &Stage) -> Result<String> {
    let rss = site.file("/feed.xml")?;
    let atom = site.file("/feed.atom")?;
    let planted = [
        PlantedDefect {
            copy: rss.with_defect("RSS that is not well-formed", "</item>", "")?,
            reported: "is not well-formed",
        },
        PlantedDefect {
            copy: rss.with_defect(
                "RSS without an item's description",
                "<description>",
                "<note>",
            )?,
            reported: "is not well-formed",
        },
        PlantedDefect {
            copy: Document {
                name: "planted: RSS items without summaries".into(),
                text: rss.text.replace("description>", "note>"),
                ..rss.clone()
            },
            reported: "the summary is",
        },
        PlantedDefect {
            copy: Document {
                name: "planted: RSS items without pictures".into(),
                text: rss.text.replace("media:content", "media:kontent"),
                ..rss.clone()
            },
            reported: "the picture is missing",
        },
        PlantedDefect {
            copy: atom.with_defect(
                "an Atom feed without a link to itself",
                "rel=\"self\"",
                "rel=\"via\"",
            )?,
            reported: "does not link to itself",
        },
    ];
    let mut documents = vec![];
    for extension in ["xml", "atom", "json"] {
        documents.extend(feeds(site, extension)?);
    }
    let input = site.script_input(
        documents
            .iter()
            .chain(planted.iter().map(|planted| &planted.copy)),
    );
    let verdict = programs.python("feeds.py", &[], &input).await?;
    verdict.judge(&planted, &[])
}

async fn the_podcast_is_read_by_two_players(Stage { site, programs }: &Stage) -> Result<String> {
    let podcast = site.file("/podcast.xml")?;
    let defect = |defect: &str, from: &str, to: &str, reported| {
        let copy = podcast.with_defect(defect, from, to)?;
        anyhow::Ok(PlantedDefect { copy, reported })
    };
    let planted = [
        defect(
            "a podcast that is not well-formed",
            "</item>",
            "",
            "is not well-formed",
        )?,
        defect(
            "a podcast without an owner",
            "<itunes:email>podcast@losangelespost.example",
            "<itunes:email>",
            "nobody can verify",
        )?,
        defect(
            "an episode without a file",
            "<enclosure ",
            "<inclosure ",
            "no player can play",
        )?,
        defect(
            "an episode without a type",
            "type=\"audio/mpeg\"/><itunes",
            "type=\"text/html\"/><itunes",
            "no player can play",
        )?,
        defect(
            "an identifier of another feed",
            "<podcast:guid>",
            "<podcast:guid>0",
            "the identifier is",
        )?,
    ];
    let copies = planted.iter().map(|planted| &planted.copy);
    let input = site.script_input([&podcast].into_iter().chain(copies));
    let verdict = programs.python("podcast.py", &[], &input).await?;
    verdict.judge(&planted, &[])
}

async fn json_feeds_match_the_types_of_json_feed(stage: &Stage) -> Result<String> {
    let feeds = feeds(&stage.site, "json")?;
    let first = feeds.first().context("no feeds")?;
    let planted = [
        PlantedDefect {
            copy: first.with_defect("a feed without a version", "\"version\":", "\"versio\":")?,
            reported: "versio",
        },
        PlantedDefect {
            copy: first.with_defect("an item without an id", "\"id\":", "\"ident\":")?,
            reported: "id",
        },
    ];
    let types = Typed {
        import: "import type Feed from \"@json-feed-types/1_1\";",
        name: "Feed",
    };
    let values = feeds.iter().chain(planted.iter().map(|p| &p.copy));
    let values: Vec<(&str, &str)> = values.map(|d| (&*d.name, &*d.text)).collect();
    check_types(&stage.programs, &types, &values)
        .await?
        .judge(&planted, &[])
}
