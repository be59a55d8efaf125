//! Visual baselines of whole pages, down to the maximum height of a screenshot.

use super::{SCHEMES, Subject, compare_published, compare_subjects, open};
use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Fault, NEWER_VERSION_JSON, Notice, TestContext, tests};
use anyhow::Result;
use std::borrow::Cow;

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

/// The maximum height of a screenshot in CSS pixels. The gallery covers what lies below it.
const HEIGHT: u32 = 1600;

const fn page(name: &'static str) -> Subject {
    Subject {
        name: Cow::Borrowed(name),
        group: None,
        height: HEIGHT,
        schemes: &SCHEMES,
    }
}

const FRONT: Subject = page("front");
const SECTION: Subject = page("section");
const STORY: Subject = page("story");
const SPANISH: Subject = page("story-spanish");
const SCRIPTLESS: Subject = page("story-without-script");
const TAG: Subject = page("tag");
const AUTHOR: Subject = page("author");
const NOT_FOUND: Subject = page("not-found");
const ERROR: Subject = page("error");
const OUTDATED: Subject = page("newer-edition");
const SKELETON: Subject = page("skeleton");
const BOOT_NOTE: Subject = page("boot-note");

/// All subjects of this file.
pub const SUBJECTS: [Subject; 12] = [
    FRONT, SECTION, STORY, SPANISH, SCRIPTLESS, TAG, AUTHOR, NOT_FOUND, ERROR, OUTDATED, SKELETON,
    BOOT_NOTE,
];

async fn the_front_page(stage: &TestContext) -> Result<()> {
    compare_published(stage, &[FRONT], "/").await
}

async fn a_section(stage: &TestContext) -> Result<()> {
    compare_published(stage, &[SECTION], "/world").await
}

async fn a_story(stage: &TestContext) -> Result<()> {
    compare_published(stage, &[STORY], LEAD).await
}

async fn a_story_in_spanish(stage: &TestContext) -> Result<()> {
    let spanish = stage.dist.spanish_story()?;
    compare_published(stage, &[SPANISH], &spanish.url.to_string()).await
}

async fn a_story_without_script(stage: &TestContext) -> Result<()> {
    let server = &stage.published().await?;
    let paper = &stage.paper;
    paper.disable_scripts().await?;
    compare_subjects(stage, &[SCRIPTLESS], async || {
        paper.open_url(&server.url(LEAD)).await
    })
    .await
}

async fn a_tag(stage: &TestContext) -> Result<()> {
    compare_published(stage, &[TAG], "/tag/mideast").await
}

async fn an_author(stage: &TestContext) -> Result<()> {
    compare_published(stage, &[AUTHOR], "/author/world-desk").await
}

async fn the_not_found_page(stage: &TestContext) -> Result<()> {
    compare_published(stage, &[NOT_FOUND], "/no/such/page").await
}

async fn the_error_page(stage: &TestContext) -> Result<()> {
    let server = &stage.published().await?;
    let paper = &stage.paper;
    server.inject_fault("/world.json", Fault::body("{"));
    compare_subjects(stage, &[ERROR], async || {
        open(paper, server, LEAD).await?;
        paper.click_by_script(WORLD).await?;
        paper.wait_for_element(".notice").await
    })
    .await
}

async fn the_newer_edition_notice(stage: &TestContext) -> Result<()> {
    // Use the site that is not prerendered: published pages contain their data, which is never
    // newer than the page.
    let TestContext { server, paper, .. } = stage;
    server.inject_fault("/world.json", Fault::body(NEWER_VERSION_JSON));
    compare_subjects(stage, &[OUTDATED], async || {
        paper.open_without_waiting("/world").await?;
        paper.expect_notice(Notice::Outdated).await?;
        server.wait_until_idle().await
    })
    .await
}

async fn the_skeleton_of_a_page(stage: &TestContext) -> Result<()> {
    let server = &stage.published().await?;
    let paper = &stage.paper;
    server.inject_fault("/world.json", Fault::held());
    compare_subjects(stage, &[SKELETON], async || {
        open(paper, server, LEAD).await?;
        paper.click_by_script(WORLD).await?;
        paper.wait_for_element(".skeleton").await
    })
    .await
}

async fn the_note_that_the_app_did_not_start(stage: &TestContext) -> Result<()> {
    let server = &stage.published().await?;
    let paper = &stage.paper;
    server.inject_fault("*.wasm", Fault::status(404));
    compare_subjects(stage, &[BOOT_NOTE], async || {
        paper.open_url(&server.url("/offline")).await?;
        paper.wait_for_element(".boot-note").await
    })
    .await
}
