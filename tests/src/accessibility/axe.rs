//! What axe-core finds: on pages of every kind, in every state that a reader can bring them into.

use crate::harness::{Paper, Server, Stage, tests};
use crate::hydration::KINDS;
use crate::places::{LEAD, every_kind, grouped};
use anyhow::{Result, ensure};

tests! {
    nothing_is_found_in_light
    nothing_is_found_in_dark
    nothing_is_found_in_forced_colours
    nothing_is_found_after_clicks
    nothing_is_found_on_published_pages
    nothing_is_found_without_script
}

/// What was found where.
#[derive(Default)]
struct Found(Vec<(String, String)>);

impl Found {
    async fn look(&mut self, paper: &Paper, place: &str) -> Result<()> {
        let new = paper.axe().await?.into_iter();
        self.0.extend(new.map(|line| (place.to_owned(), line)));
        Ok(())
    }

    fn nothing(&self) -> Result<()> {
        ensure!(self.0.is_empty(), "{}", grouped(&self.0));
        Ok(())
    }
}

async fn colours(paper: &Paper, scheme: &str) -> Result<()> {
    let still = ("prefers-reduced-motion", "reduce");
    paper
        .media("screen", &[("prefers-color-scheme", scheme), still])
        .await
}

async fn nothing_is_found_in(stage: &Stage, scheme: &str) -> Result<()> {
    let paper = &stage.paper;
    colours(paper, scheme).await?;
    let mut found = Found::default();
    for place in every_kind(stage)? {
        place.open(stage).await?;
        for width in [320, 1280] {
            paper.viewport(width, 900).await?;
            paper.frames(2).await?;
            let name = place.name;
            found.look(paper, &format!("{name}, {width} px")).await?;
        }
    }
    found.nothing()
}

async fn nothing_is_found_in_light(stage: &Stage) -> Result<()> {
    nothing_is_found_in(stage, "light").await
}

async fn nothing_is_found_in_dark(stage: &Stage) -> Result<()> {
    nothing_is_found_in(stage, "dark").await?;
    let ground = "getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor";
    let dark = stage.paper.say(ground).await?;
    colours(&stage.paper, "light").await?;
    let light = stage.paper.say(ground).await?;
    ensure!(dark != light, "dark is as light: {dark}");
    Ok(())
}

async fn nothing_is_found_in_forced_colours(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let forced = [("forced-colors", "active")];
    paper.media("screen", &forced).await?;
    let mut found = Found::default();
    for place in every_kind(stage)? {
        // forms and colours are the same elsewhere
        if ["front", "older page", "article with every block", "error"].contains(&place.name) {
            place.open(stage).await?;
            found.look(paper, place.name).await?;
        }
    }
    found.nothing()
}

async fn nothing_is_found_after_clicks(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let published = Server::published(&stage.site).await?;
    paper.visit(&published.origin()).await?;
    paper.ready().await?;
    let mut found = Found::default();
    let story = format!(".card a[href='{LEAD}']");
    let ways = [
        "nav[aria-label=Sections] a[href='/world']",
        &story,
        ".article__byline a",
        ".card a",
        ".article__tags a",
        ".masthead__name",
    ];
    for way in ways {
        let before = paper.address().await?;
        paper.activate(way).await?;
        let turned = format!(
            "location.pathname !== {before:?} && document.activeElement.localName === 'h1'"
        );
        paper.wait_until("another page", &turned).await?;
        published.wait_for_quiet().await?;
        paper.frames(2).await?;
        found
            .look(paper, &format!("{} after a click", paper.address().await?))
            .await?;
    }
    ensure!(published.documents() == 1, "the clicks loaded documents");
    found.nothing()
}

async fn nothing_is_found_on_published_pages(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let published = Server::published(&stage.site).await?;
    let mut found = Found::default();
    for path in KINDS {
        paper
            .visit(&format!("{}{path}", published.origin()))
            .await?;
        paper.ready().await?;
        published.wait_for_quiet().await?;
        found.look(paper, path).await?;
    }
    found.nothing()
}

async fn nothing_is_found_without_script(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let published = Server::published(&stage.site).await?;
    let mut found = Found::default();
    for path in KINDS {
        paper.without_script().await?;
        paper
            .visit(&format!("{}{path}", published.origin()))
            .await?;
        published.wait_for_quiet().await?;
        // axe-core itself is a script: the page stays what it is without
        paper.with_script().await?;
        ensure!(!paper.has("[data-ready]").await?, "{path}: a script ran");
        found.look(paper, path).await?;
    }
    found.nothing()
}
