//! Checks with axe-core: pages of every kind, in light, dark and forced colors, in transient
//! states, after clicks, and without script.

use crate::harness::{Fault, NEWER, Notice, Paper, Stage, tests};
use crate::hydration::KINDS;
use crate::places::{LEAD, every_kind, grouped, tour};
use anyhow::{Result, ensure};

tests! {
    nothing_is_found_in_light
    nothing_is_found_in_dark
    nothing_is_found_in_forced_colours
    nothing_is_found_in_transient_states
    nothing_is_found_after_clicks
    nothing_is_found_on_published_pages
    nothing_is_found_without_script
}

/// Findings, as pairs of place and finding.
#[derive(Default)]
struct Found(Vec<(String, String)>);

impl Found {
    /// Runs axe-core on the current page and adds its findings.
    async fn look(&mut self, paper: &Paper, place: &str) -> Result<()> {
        let new = paper.axe().await?.into_iter();
        self.0.extend(new.map(|line| (place.to_owned(), line)));
        Ok(())
    }

    /// Fails if there are findings.
    fn expect_none(&self) -> Result<()> {
        ensure!(self.0.is_empty(), "{}", grouped(&self.0));
        Ok(())
    }
}

/// Sets the color scheme, and turns motion off.
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
    found.expect_none()
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
    ensure!(
        dark != light,
        "the background in dark mode is the same as in light mode: {dark}"
    );
    Ok(())
}

async fn nothing_is_found_in_forced_colours(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let forced = [("forced-colors", "active")];
    paper.media("screen", &forced).await?;
    let mut found = Found::default();
    for place in every_kind(stage)? {
        place.open(stage).await?;
        found.look(paper, place.name).await?;
    }
    check_transient_states(stage, &mut found, "forced colours").await?;
    found.expect_none()
}

async fn nothing_is_found_in_transient_states(stage: &Stage) -> Result<()> {
    let mut found = Found::default();
    for scheme in ["light", "dark"] {
        colours(&stage.paper, scheme).await?;
        check_transient_states(stage, &mut found, scheme).await?;
    }
    found.expect_none()
}

/// Checks transient states: the skeletons of pages, the notice of a newer edition, and the note
/// that the app did not start.
async fn check_transient_states(stage: &Stage, found: &mut Found, colours: &str) -> Result<()> {
    let Stage { server, paper, .. } = stage;
    paper.open("/").await?;
    for (path, kind) in [("/world", "listing"), (LEAD, "article")] {
        let data = format!("{path}.json");
        server.fail(&data, Fault::held());
        paper.activate(&format!("a[href='{path}']")).await?;
        paper.wait_for_one(&format!(".skeleton--{kind}")).await?;
        // Wait until it has faded in.
        paper.frames(30).await?;
        let place = format!("the skeleton of a page, {kind}, {colours}");
        found.look(paper, &place).await?;
        // A skeleton has no headline.
        found
            .0
            .retain(|(at, what)| !(*at == place && what.starts_with("page-has-heading-one ")));
        server.heal(&data);
        paper.wait_for_none(".skeleton").await?;
        paper.open("/").await?;
    }
    server.fail("/world.json", Fault::body(NEWER));
    paper.open("/world").await?;
    paper.told(Notice::Outdated).await?;
    let place = format!("the notice of a newer edition, {colours}");
    found.look(paper, &place).await?;
    server.heal("/world.json");
    let published = stage.published().await?;
    published.fail("/assets/frontpage*", Fault::dropped());
    paper.visit(&published.at(LEAD)).await?;
    paper.wait_for_one(".boot-note").await?;
    let place = format!("the note that the app did not start, {colours}");
    found.look(paper, &place).await
}

async fn nothing_is_found_after_clicks(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let published = stage.published().await?;
    paper.visit(&published.at("/")).await?;
    paper.ready().await?;
    let mut found = Found::default();
    for way in tour() {
        paper.turn(&way).await?;
        published.wait_for_quiet().await?;
        paper.frames(2).await?;
        found
            .look(paper, &format!("{} after a click", paper.address().await?))
            .await?;
    }
    ensure!(
        published.documents() == 1,
        "the clicks loaded documents instead of navigating in the app"
    );
    found.expect_none()
}

async fn nothing_is_found_on_published_pages(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let published = stage.published().await?;
    let mut found = Found::default();
    for path in KINDS {
        paper.visit(&published.at(path)).await?;
        paper.ready().await?;
        published.wait_for_quiet().await?;
        found.look(paper, path).await?;
    }
    found.expect_none()
}

async fn nothing_is_found_without_script(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let published = stage.published().await?;
    let mut found = Found::default();
    for path in KINDS {
        paper.without_script().await?;
        paper.visit(&published.at(path)).await?;
        published.wait_for_quiet().await?;
        // axe-core is a script. The page itself still has not run any.
        paper.with_script().await?;
        ensure!(!paper.has("[data-ready]").await?, "{path}: a script ran");
        found.look(paper, path).await?;
    }
    found.expect_none()
}
