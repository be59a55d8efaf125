//! Checks with axe-core: pages of every kind, in light, dark and forced colors, in transient
//! states, after clicks, and without script.

use crate::adoption::KINDS;
use crate::fixtures::{LEAD, group_findings, one_of_every_kind, tour};
use crate::harness::{Browser, Fault, NEWER_VERSION_JSON, Notice, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    nothing_is_found_in_light_and_dark
    nothing_is_found_in_forced_colors
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
    async fn look(&mut self, paper: &Browser, place: &str) -> Result<()> {
        let new = paper.axe().await?.into_iter();
        self.0.extend(new.map(|line| (place.to_owned(), line)));
        Ok(())
    }

    /// Fails if there are findings.
    fn expect_none(&self) -> Result<()> {
        ensure!(self.0.is_empty(), "{}", group_findings(&self.0));
        Ok(())
    }
}

/// Sets the color scheme, and turns motion off.
async fn colors(paper: &Browser, scheme: &str) -> Result<()> {
    let still = ("prefers-reduced-motion", "reduce");
    paper
        .media("screen", &[("prefers-color-scheme", scheme), still])
        .await
}

async fn nothing_is_found_in_light_and_dark(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let ground = "getComputedStyle(document.body).backgroundColor
        + getComputedStyle(document.documentElement).backgroundColor";
    let mut found = Found::default();
    for place in one_of_every_kind(stage)? {
        place.open(stage).await?;
        let name = place.name;
        let mut grounds = vec![];
        for scheme in ["light", "dark"] {
            colors(paper, scheme).await?;
            for width in [320, 1280] {
                paper.viewport(width, 900).await?;
                paper.wait_frames(2).await?;
                let place = format!("{name}, {scheme}, {width} px");
                found.look(paper, &place).await?;
            }
            grounds.push(paper.eval_string(ground).await?);
        }
        ensure!(
            grounds[0] != grounds[1],
            "{name}: the background in dark mode is the same as in light mode: {}",
            grounds[0]
        );
    }
    found.expect_none()
}

async fn nothing_is_found_in_forced_colors(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let forced = [("forced-colors", "active")];
    paper.media("screen", &forced).await?;
    let mut found = Found::default();
    for place in one_of_every_kind(stage)? {
        place.open(stage).await?;
        found.look(paper, place.name).await?;
    }
    check_transient_states(stage, &mut found, "forced colors").await?;
    found.expect_none()
}

async fn nothing_is_found_in_transient_states(stage: &TestContext) -> Result<()> {
    let mut found = Found::default();
    for scheme in ["light", "dark"] {
        colors(&stage.paper, scheme).await?;
        check_transient_states(stage, &mut found, scheme).await?;
    }
    found.expect_none()
}

/// Checks transient states: the skeletons of pages, the notice of a newer edition, and the note
/// that the app did not start.
async fn check_transient_states(
    stage: &TestContext,
    found: &mut Found,
    colors: &str,
) -> Result<()> {
    let TestContext { server, paper, .. } = stage;
    paper.open("/").await?;
    for (path, kind) in [("/world", "listing"), (LEAD, "article")] {
        let data = format!("{path}.json");
        server.inject_fault(&data, Fault::held());
        paper.click_by_script(&format!("a[href='{path}']")).await?;
        paper
            .wait_for_element(&format!(".skeleton--{kind}"))
            .await?;
        // Wait until it has faded in.
        paper.wait_frames(30).await?;
        let place = format!("the skeleton of a page, {kind}, {colors}");
        found.look(paper, &place).await?;
        // A skeleton has no headline.
        found
            .0
            .retain(|(at, what)| !(*at == place && what.starts_with("page-has-heading-one ")));
        server.clear_fault(&data);
        paper.wait_until_gone(".skeleton").await?;
        paper.open("/").await?;
    }
    server.inject_fault("/world.json", Fault::body(NEWER_VERSION_JSON));
    paper.open("/world").await?;
    paper.expect_notice(Notice::Outdated).await?;
    let place = format!("the notice of a newer edition, {colors}");
    found.look(paper, &place).await?;
    server.clear_fault("/world.json");
    let published = stage.published().await?;
    published.inject_fault("/assets/frontpage*", Fault::dropped());
    paper.open_url(&published.url(LEAD)).await?;
    paper.wait_for_element(".boot-note").await?;
    let place = format!("the note that the app did not start, {colors}");
    found.look(paper, &place).await
}

async fn nothing_is_found_after_clicks(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let published = stage.published().await?;
    paper.open_url(&published.url("/")).await?;
    paper.wait_for_app().await?;
    let mut found = Found::default();
    for way in tour() {
        paper.follow_link(&way).await?;
        published.wait_until_idle().await?;
        paper.wait_frames(2).await?;
        found
            .look(paper, &format!("{} after a click", paper.address().await?))
            .await?;
    }
    ensure!(
        published.document_request_count() == 1,
        "the clicks loaded documents instead of navigating in the app"
    );
    found.expect_none()
}

async fn nothing_is_found_on_published_pages(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let published = stage.published().await?;
    let mut found = Found::default();
    for path in KINDS {
        paper.open_url(&published.url(path)).await?;
        paper.wait_for_app().await?;
        published.wait_until_idle().await?;
        found.look(paper, path).await?;
    }
    found.expect_none()
}

async fn nothing_is_found_without_script(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let published = stage.published().await?;
    let mut found = Found::default();
    for path in KINDS {
        paper.disable_scripts().await?;
        paper.open_url(&published.url(path)).await?;
        published.wait_until_idle().await?;
        // axe-core is a script. The page itself still has not run any.
        paper.enable_scripts().await?;
        ensure!(!paper.has("[data-ready]").await?, "{path}: a script ran");
        found.look(paper, path).await?;
    }
    found.expect_none()
}
