//! Failures of the search: its script, its engine or its index is missing, damaged or of another release.

use crate::harness::{Fault, Server, TestContext, tests};
use crate::search::{EAMES, wait_for_results};
use anyhow::{Result, ensure};
use frontpage_search::{Manifest, TierId};

tests! {
    a_search_without_its_script_leads_to_the_archive
    a_missing_engine_is_reported_and_recovers
    a_truncated_engine_is_reported_and_recovers
    a_missing_manifest_is_reported_and_recovers
    a_damaged_manifest_is_reported_and_recovers
    missing_files_of_the_index_are_reported_and_recover
    truncated_files_of_the_index_are_reported_and_recover
    files_of_another_release_are_reported_and_recover
    an_outdated_manifest_is_loaded_again
}

const MANIFEST: &str = "/search-index.bin";
const ENGINE: &str = "/assets/engine-*.wasm";
const SHARDS: &str = "/assets/search/*";

/// Searches with a fault. Expects a note about it and the archive, and that *Try again* finds the story once
/// the
/// fault has ended.
async fn expect_note_and_recovery(
    stage: &TestContext,
    server: &Server,
    fault: &str,
    note: &str,
) -> Result<()> {
    let paper = &stage.paper;
    paper.open_url(&server.url("/search?q=eames")).await?;
    paper.wait_for_element(".tool__note button").await?;
    let said = paper.text(".tool__note").await?;
    ensure!(said.contains(note), "{said:?}");
    ensure!(
        paper.count(".tool__note").await? == 1,
        "the note is there more than once"
    );
    ensure!(
        paper.count(".search__archive a").await? > 3,
        "the archive is gone"
    );
    server.clear_fault(fault);
    paper.click(".tool__note button").await?;
    wait_for_results(paper, &[EAMES]).await?;
    ensure!(
        !paper.has(".tool__note").await?,
        "the note is there although the fault has ended"
    );
    Ok(())
}

async fn with_fault(stage: &TestContext, path: &str, fault: Fault, note: &str) -> Result<()> {
    let server = stage.published().await?;
    server.inject_fault(path, fault);
    expect_note_and_recovery(stage, &server, path, note).await
}

const FAILED: &str = "could not be loaded";
const INCOMPLETE: &str = "stories may be missing";

async fn a_search_without_its_script_leads_to_the_archive(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_fault("/assets/search-*.js", Fault::status(404));
    paper.open_url(&server.url("/search?q=eames")).await?;
    ensure!(
        paper.count(".search__archive a").await? > 3,
        "the archive is not there"
    );
    ensure!(
        !paper.has("input").await?,
        "there is a field that does nothing"
    );
    // The archive is hidden until the script has shown results. If the script does not run, it appears soon.
    paper
        .wait_until(
            "the archive",
            "getComputedStyle(document.querySelector('.search__archive')).visibility === 'visible'",
        )
        .await?;
    paper.click(".search__archive a[href='/world']").await?;
    paper.wait_for_text("h1", "World").await
}

async fn a_missing_engine_is_reported_and_recovers(stage: &TestContext) -> Result<()> {
    with_fault(stage, ENGINE, Fault::status(404), FAILED).await
}

async fn a_truncated_engine_is_reported_and_recovers(stage: &TestContext) -> Result<()> {
    with_fault(stage, ENGINE, Fault::truncated(), FAILED).await
}

async fn a_missing_manifest_is_reported_and_recovers(stage: &TestContext) -> Result<()> {
    with_fault(stage, MANIFEST, Fault::status(404), FAILED).await
}

async fn a_damaged_manifest_is_reported_and_recovers(stage: &TestContext) -> Result<()> {
    with_fault(stage, MANIFEST, Fault::truncated(), FAILED).await
}

async fn missing_files_of_the_index_are_reported_and_recover(stage: &TestContext) -> Result<()> {
    with_fault(stage, SHARDS, Fault::status(404), INCOMPLETE).await
}

async fn truncated_files_of_the_index_are_reported_and_recover(stage: &TestContext) -> Result<()> {
    with_fault(stage, SHARDS, Fault::truncated(), INCOMPLETE).await
}

async fn files_of_another_release_are_reported_and_recover(stage: &TestContext) -> Result<()> {
    with_fault(stage, SHARDS, Fault::html(), INCOMPLETE).await
}

async fn an_outdated_manifest_is_loaded_again(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    // Simulate a manifest in the browser's cache whose files are gone, because a publish has replaced the
    // index.
    let server = stage.published().await?;
    let bytes = std::fs::read(stage.site.join("search-index.bin"))?;
    let mut manifest = Manifest::read(&bytes)?;
    for tier in &mut manifest.tiers {
        tier.id = TierId(tier.id.0 ^ 1);
    }
    let outdated = manifest.write().leak();
    server.inject_fault(MANIFEST, Fault::bytes(outdated).times(1));
    paper.open_url(&server.url("/search?q=eames")).await?;
    wait_for_results(paper, &[EAMES]).await?;
    ensure!(
        server.requests_for(MANIFEST).len() == 2,
        "the manifest was requested {} times, not twice",
        server.requests_for(MANIFEST).len()
    );
    ensure!(
        !paper.has(".tool__note").await?,
        "there is a note although the second manifest is right"
    );
    Ok(())
}
