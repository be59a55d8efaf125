//! Tests of a newspaper full of hostile stories, published with the app: each story is opened as a
//! document and by a click.

use super::PAYLOADS;
use super::harm::{DIALOG_TRAP, expect_no_harm};
use crate::adoption::{serve_folder, url_of};
use crate::harness::{Browser, TestContext, tests};
use crate::policy::RECORD_VIOLATIONS;
use anyhow::{Context, Result, ensure};
use frontpage_pipeline::App;
use frontpage_preview::BackgroundPreview;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use tokio::sync::OnceCell;

tests! {
    hostile_stories_are_harmless_as_published
    other_hostile_stories_are_harmless_as_published
    hostile_stories_are_harmless_after_a_click
    other_hostile_stories_are_harmless_after_a_click
}

/// The published newspaper of hostile stories.
struct Hostile {
    site: PathBuf,
    /// One payload per story, which is in every field and in the body of that story.
    shapes: Vec<String>,
}

impl Hostile {
    fn path(number: usize) -> String {
        format!("/2025/03/01/hostile-{number}")
    }
}

/// Returns the hostile newspaper. It is published once for all tests, with the app, as `./dev
/// build` does it.
async fn hostile(stage: &TestContext) -> Result<&'static Hostile> {
    static HOSTILE: OnceCell<Hostile> = OnceCell::const_new();
    let dist = stage.dist.folder().to_owned();
    HOSTILE
        .get_or_try_init(|| async { tokio::task::spawn_blocking(move || publish(dist)).await? })
        .await
}

fn publish(dist: PathBuf) -> Result<Hostile> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let corpus = std::fs::read_to_string(home.join("crates/press/corpus/cleaner/xss.txt"))?;
    let corpus = corpus.lines();
    let shapes = corpus.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let shapes: Vec<String> = shapes.chain(PAYLOADS).map(String::from).collect();
    ensure!(shapes.len() >= 100, "{} shapes", shapes.len());
    let content = tempfile::tempdir()?;
    let content = content.path();
    for folder in ["stories", "media"] {
        std::fs::create_dir(content.join(folder))?;
    }
    std::fs::copy(home.join("content/site.toml"), content.join("site.toml"))?;
    image::RgbImage::from_pixel(60, 40, image::Rgb([9, 9, 9])).save(content.join("media/a.png"))?;
    // Each payload gets a separate story, since an unclosed tag in one could hide the next.
    for (number, shape) in shapes.iter().enumerate() {
        let story = serde_json::json!({
            "uri": format!("tag:example.org,2025:hostile-{number}"),
            "type": "text",
            "version": "1",
            "language": "en-US",
            "firstCreated": "2025-03-01T10:00:00-08:00",
            "versionCreated": "2025-03-01T10:00:00-08:00",
            "pubStatus": "usable",
            "altIds": [{ "role": "slug", "value": format!("hostile-{number}") }],
            "by": shape,
            "located": shape,
            "headlines": [{ "role": "main", "value": format!("Shape {number} {shape}") }],
            "descriptions": [{ "role": "summary", "value": shape }],
            "subjects": [
                { "rel": "section", "name": "World", "literal": "world" },
                { "rel": "tag", "name": format!("Tag {shape}"), "literal": format!("tag-{number}") },
            ],
            "infoSources": [{ "role": "reporting", "name": shape }],
            "associations": [{
                "name": "lead", "type": "picture", "by": shape,
                "descriptions": [
                    { "role": "caption", "value": shape }, { "role": "alt", "value": shape },
                ],
                "renditions": [{ "href": "media/a.png" }],
            }],
            "bodies": [{
                "role": "main",
                "contentType": "text/html",
                "value": format!("<p>before {number}</p>{shape}<p>after {number}</p>"),
            }],
        });
        let file = content.join(format!("stories/hostile-{number}.json"));
        std::fs::write(file, story.to_string())?;
    }
    let site = home.join("target/browser-hostile/site");
    let now = std::time::SystemTime::now().try_into()?;
    let outcome = frontpage_pipeline::run(&frontpage_pipeline::Options {
        app: Some(App {
            dist,
            public: home.join("public"),
            prerender: frontpage_render::prerender,
        }),
        precompress: false,
        ..frontpage_pipeline::Options::new(
            content,
            &site,
            home.join("target/browser-hostile/cache"),
            now,
        )
    })?;
    ensure!(
        outcome.stories == shapes.len(),
        "{} stories of {}: {:?}",
        outcome.stories,
        shapes.len(),
        outcome.report.diagnostics
    );
    Ok(Hostile { site, shapes })
}

async fn host(stage: &TestContext) -> Result<(BackgroundPreview, &'static Hostile)> {
    let hostile = hostile(stage).await?;
    stage.paper.add_init_script(RECORD_VIOLATIONS).await?;
    stage.paper.add_init_script(DIALOG_TRAP).await?;
    Ok((serve_folder(&hostile.site, "").await?, hostile))
}

/// Checks that the story is on the page, complete, and does no harm.
async fn harmless(paper: &Browser, number: usize, shape: &str) -> Result<()> {
    let context = || format!("shape {number}: {shape}");
    paper
        .wait_until(
            "the story",
            &format!(
                "((document.querySelector('h1.article__headline')?.textContent ?? '') + ' ')
                    .startsWith('Shape {number} ')"
            ),
        )
        .await
        .with_context(context)?;
    expect_no_harm(paper).await.with_context(context)?;
    let text = paper.text(".article__body").await.with_context(context)?;
    ensure!(
        text.contains(&format!("before {number}")),
        "{}: {text:?}",
        context()
    );
    Ok(())
}

/// Checks that the browser requested only the pages and the files that every page uses.
async fn asked_for_its_own(paper: &Browser, host: &BackgroundPreview) -> Result<()> {
    let known = |path: &str| {
        ["/assets/", "/media/", "/2025/03/01/hostile-", "/world"]
            .iter()
            .any(|start| path.starts_with(start))
            || path.ends_with(".json")
            || ["/favicon.svg", "/favicon.ico", "/manifest.webmanifest"].contains(&path)
            || path.starts_with("/icon-")
            || path.starts_with("/apple-touch-icon")
    };
    let mut asked = paper.asked().await?;
    ensure!(
        asked.iter().any(|url| url.starts_with(&host.url)),
        "{asked:?}"
    );
    asked.retain(|url| url.starts_with("http"));
    asked.retain(|url| {
        let path = url.strip_prefix(host.url.trim_end_matches('/'));
        !path.is_some_and(known)
    });
    ensure!(asked.is_empty(), "unexpected requests: {}", asked.join(" "));
    Ok(())
}

async fn hostile_stories_are_harmless_as_published(stage: &TestContext) -> Result<()> {
    harmless_as_published(stage, 0).await
}

async fn other_hostile_stories_are_harmless_as_published(stage: &TestContext) -> Result<()> {
    harmless_as_published(stage, 1).await
}

/// Opens every other story as a document. All of them would exceed the time limit of one test.
async fn harmless_as_published(stage: &TestContext, odd: usize) -> Result<()> {
    let ((host, hostile), paper) = (host(stage).await?, &stage.paper);
    for (number, shape) in hostile.shapes.iter().enumerate() {
        if number % 2 != odd {
            continue;
        }
        paper
            .open_url(&url_of(&host, &Hostile::path(number)))
            .await?;
        paper.wait_for_app().await?;
        harmless(paper, number, shape).await?;
    }
    asked_for_its_own(paper, &host).await
}

async fn hostile_stories_are_harmless_after_a_click(stage: &TestContext) -> Result<()> {
    harmless_after_a_click(stage, 0).await
}

async fn other_hostile_stories_are_harmless_after_a_click(stage: &TestContext) -> Result<()> {
    harmless_after_a_click(stage, 1).await
}

/// Opens every other story by a click on its card, and goes back.
async fn harmless_after_a_click(stage: &TestContext, odd: usize) -> Result<()> {
    let ((host, hostile), paper) = (host(stage).await?, &stage.paper);
    paper.open_url(&url_of(&host, "/world")).await?;
    paper.wait_for_app().await?;
    paper.eval("window.published = window.same = true").await?;
    paper.start_history_count().await?;
    // Listing pages overlap: the newest one also shows stories of the page after it.
    let mut read = HashSet::new();
    loop {
        expect_no_harm(paper).await.context("a listing")?;
        let cards = paper
            .attributes(".listing .card__headline a", "href")
            .await?;
        ensure!(!cards.is_empty(), "no cards");
        for card in cards {
            let number: usize = card.rsplit('-').next().unwrap_or_default().parse()?;
            if number % 2 != odd || !read.insert(number) {
                continue;
            }
            paper.wait_for_history_room().await?;
            paper
                .click(&format!(".card__headline a[href='{card}']"))
                .await?;
            harmless(paper, number, &hostile.shapes[number]).await?;
            paper.back().await?;
            paper.wait_for_element(".listing__cards .card").await?;
        }
        if !paper.has("a[rel=next]").await? {
            break;
        }
        let next = paper.attributes("a[rel=next]", "href").await?;
        paper.click("a[rel=next]").await?;
        // The previous page is gone when its link to this one is.
        let turned = format!(
            "location.pathname === {:?} && !document.querySelector('a[rel=next][href=\"{}\"]')",
            next[0], next[0]
        );
        paper.wait_until("older stories", &turned).await?;
    }
    let missed: Vec<_> = (0..hostile.shapes.len())
        .filter(|number| number % 2 == odd && !read.contains(number))
        .collect();
    ensure!(missed.is_empty(), "no card for the stories {missed:?}");
    ensure!(
        paper.eval("window.same").await? == true,
        "the document was loaded again"
    );
    asked_for_its_own(paper, &host).await
}
