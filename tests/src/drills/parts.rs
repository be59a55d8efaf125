//! Failures of a part that loads when it is used: it is missing, damaged, of another release, or
//! blocked by a policy; or the app itself is dead.

use super::{expect_readable_story, expect_working_link};
use crate::harness::{Fault, Server, TestContext, tests};
use crate::pictures::{LEAD_PICTURE, STORY};
use anyhow::{Result, ensure};

tests! {
    a_missing_part_says_so_and_its_link_works
    a_truncated_part_says_so_and_its_link_works
    a_part_of_another_release_says_so_and_its_link_works
    a_part_without_its_style_says_so_and_its_link_works
    a_part_that_policy_forbids_says_so_and_its_link_works
    a_part_that_fails_once_opens_on_the_next_picture
    a_part_works_although_the_app_is_dead
}

/// The script and the style of the part.
const SCRIPT: &str = "/assets/pictures-*.js";
const STYLE: &str = "/assets/pictures-*.css";

/// Opens a picture whose part cannot be loaded. Expects that a note says so, that the page still works, and
/// that the next click follows the link.
async fn expect_note_and_link(stage: &TestContext, server: &Server) -> Result<()> {
    let paper = &stage.paper;
    paper.open_url(&server.url(STORY)).await?;
    paper.wait_for_app().await?;
    paper.click(LEAD_PICTURE).await?;
    paper
        .wait_for_element(".lead-picture [role=status]")
        .await?;
    let note = paper.text(".lead-picture [role=status]").await?;
    ensure!(note.contains("could not be loaded"), "{note:?}");
    ensure!(!paper.has("dialog").await?, "a dialog is open");
    expect_readable_story(paper).await?;
    expect_working_link(paper).await?;
    ensure!(
        server.document_request_count() == 1,
        "the link was not followed by the app"
    );
    paper.back().await?;
    paper.wait_for_element(LEAD_PICTURE).await?;
    paper.click(LEAD_PICTURE).await?;
    paper
        .wait_until(
            "the picture's file",
            "/\\/media\\/.*-1600\\.jpg$/.test(location.pathname)",
        )
        .await
}

async fn a_missing_part_says_so_and_its_link_works(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    server.inject_fault(SCRIPT, Fault::status(404));
    expect_note_and_link(stage, &server).await
}

async fn a_truncated_part_says_so_and_its_link_works(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    server.inject_fault(SCRIPT, Fault::truncated());
    expect_note_and_link(stage, &server).await
}

async fn a_part_of_another_release_says_so_and_its_link_works(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    server.inject_fault(SCRIPT, Fault::body("export const other = 1;"));
    expect_note_and_link(stage, &server).await
}

async fn a_part_without_its_style_says_so_and_its_link_works(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    server.inject_fault(STYLE, Fault::status(404));
    expect_note_and_link(stage, &server).await
}

async fn a_part_that_policy_forbids_says_so_and_its_link_works(stage: &TestContext) -> Result<()> {
    let server = stage.published().await?;
    // Styles in the page are allowed, but no file is.
    let policy = "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'; style-src 'unsafe-inline'";
    server.override_header("content-security-policy", Some(policy));
    expect_note_and_link(stage, &server).await
}

async fn a_part_that_fails_once_opens_on_the_next_picture(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_fault(SCRIPT, Fault::status(503));
    paper.open_url(&server.url(STORY)).await?;
    paper.wait_for_app().await?;
    paper.click(LEAD_PICTURE).await?;
    paper
        .wait_for_element(".lead-picture [role=status]")
        .await?;
    server.clear_fault(SCRIPT);
    paper.click(".body-picture > a").await?;
    paper.wait_for_element("dialog[open]").await
}

async fn a_part_works_although_the_app_is_dead(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_fault("*.wasm", Fault::status(404));
    paper.open_url(&server.url(STORY)).await?;
    paper.wait_for_element(".boot-note").await?;
    paper.click(LEAD_PICTURE).await?;
    paper.wait_for_element("dialog[open]").await?;
    paper.back().await?;
    paper.wait_until_gone("dialog").await?;
    paper.click(LEAD_PICTURE).await?;
    paper.wait_for_element("dialog[open]").await?;
    paper.click(".pictures__close").await?;
    paper.wait_until_gone("dialog").await?;
    expect_readable_story(paper).await
}
