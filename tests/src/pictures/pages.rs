//! Visual baselines of whole pages, down to the maximum height of a screenshot.

use super::{Subject, as_published, open, page, take};
use crate::harness::{Fault, NEWER, Notice, Stage, tests};
use crate::places::{LEAD, WORLD};
use anyhow::Result;

tests! {
    the_front_page
    a_section
    a_story
    a_story_in_spanish
    a_story_without_script
    a_tag
    an_author
    the_not_found_page
    the_error_page
    the_newer_edition_notice
    the_skeleton_of_a_page
    the_note_that_the_app_did_not_start
}

const FRONT: [Subject; 1] = [page("front")];
const SECTION: [Subject; 1] = [page("section")];
const STORY: [Subject; 1] = [page("story")];
const SPANISH: [Subject; 1] = [page("story-spanish")];
const SCRIPTLESS: [Subject; 1] = [page("story-without-script")];
const TAG: [Subject; 1] = [page("tag")];
const AUTHOR: [Subject; 1] = [page("author")];
const NOT_FOUND: [Subject; 1] = [page("not-found")];
const ERROR: [Subject; 1] = [page("error")];
const OUTDATED: [Subject; 1] = [page("newer-edition")];
const SKELETON: [Subject; 1] = [page("skeleton")];
const BOOT_NOTE: [Subject; 1] = [page("boot-note")];

/// All subjects of this file.
pub const SUBJECTS: &[&[Subject]] = &[
    &FRONT,
    &SECTION,
    &STORY,
    &SPANISH,
    &SCRIPTLESS,
    &TAG,
    &AUTHOR,
    &NOT_FOUND,
    &ERROR,
    &OUTDATED,
    &SKELETON,
    &BOOT_NOTE,
];

async fn the_front_page(stage: &Stage) -> Result<()> {
    as_published(stage, &FRONT, "/").await
}

async fn a_section(stage: &Stage) -> Result<()> {
    as_published(stage, &SECTION, "/world").await
}

async fn a_story(stage: &Stage) -> Result<()> {
    as_published(stage, &STORY, LEAD).await
}

async fn a_story_in_spanish(stage: &Stage) -> Result<()> {
    let spanish = stage.dist.spanish()?;
    as_published(stage, &SPANISH, &spanish.url.to_string()).await
}

async fn a_story_without_script(stage: &Stage) -> Result<()> {
    let server = &stage.published().await?;
    let paper = &stage.paper;
    paper.without_script().await?;
    take(stage, &SCRIPTLESS, async || {
        paper.visit(&server.at(LEAD)).await
    })
    .await
}

async fn a_tag(stage: &Stage) -> Result<()> {
    as_published(stage, &TAG, "/tag/mideast").await
}

async fn an_author(stage: &Stage) -> Result<()> {
    as_published(stage, &AUTHOR, "/author/world-desk").await
}

async fn the_not_found_page(stage: &Stage) -> Result<()> {
    as_published(stage, &NOT_FOUND, "/no/such/page").await
}

async fn the_error_page(stage: &Stage) -> Result<()> {
    let server = &stage.published().await?;
    let paper = &stage.paper;
    server.fail("/world.json", Fault::body("{"));
    take(stage, &ERROR, async || {
        open(paper, server, LEAD).await?;
        paper.activate(WORLD).await?;
        paper.wait_for_one(".notice").await
    })
    .await
}

async fn the_newer_edition_notice(stage: &Stage) -> Result<()> {
    // Use the site that is not prerendered: published pages contain their data, which is never
    // newer than the page.
    let Stage { server, paper, .. } = stage;
    server.fail("/world.json", Fault::body(NEWER));
    take(stage, &OUTDATED, async || {
        paper.open_early("/world").await?;
        paper.told(Notice::Outdated).await?;
        server.wait_for_quiet().await
    })
    .await
}

async fn the_skeleton_of_a_page(stage: &Stage) -> Result<()> {
    let server = &stage.published().await?;
    let paper = &stage.paper;
    server.fail("/world.json", Fault::held());
    take(stage, &SKELETON, async || {
        open(paper, server, LEAD).await?;
        paper.activate(WORLD).await?;
        paper.wait_for_one(".skeleton").await
    })
    .await
}

async fn the_note_that_the_app_did_not_start(stage: &Stage) -> Result<()> {
    let server = &stage.published().await?;
    let paper = &stage.paper;
    server.fail("*.wasm", Fault::status(404));
    take(stage, &BOOT_NOTE, async || {
        paper.visit(&server.at("/offline")).await?;
        paper.wait_for_one(".boot-note").await
    })
    .await
}
