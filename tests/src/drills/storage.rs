//! Web storage that is denied, full, or corrupt.

use super::{expect_readable_story, expect_working_link, open};
use crate::fixtures::LEAD;
use crate::harness::{TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    denied_storage_breaks_nothing
    full_storage_breaks_nothing
    corrupt_storage_breaks_nothing
}

/// Defines `meet()`, which reports to the server that the app ran into the fault. A beacon, because
/// it also works while a page is being left.
const MET: &str = "const meet = () => navigator.sendBeacon('/met');";

/// Reads, navigates and reloads with the fault that `script` causes, and checks that the app runs
/// into it without the reader noticing.
async fn reading_works_with(stage: &TestContext, script: &str) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(&format!("<script>{{ {MET} {script} }}</script>"));
    open(paper, &server, LEAD).await?;
    expect_readable_story(paper).await?;
    paper.scroll_to(300).await?;
    expect_working_link(paper).await?;
    paper.back().await?;
    paper.wait_for_element(".article__headline").await?;
    // A page that is left stores its scroll position, and the next page reads it.
    paper.scroll_to(200).await?;
    let before = server.requests_for("/met").len();
    paper.reload().await?;
    server.wait_for_requests("/met", before + 1).await?;
    expect_readable_story(paper).await?;
    paper.expect_no_notice().await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it did"
    );
    Ok(())
}

async fn denied_storage_breaks_nothing(stage: &TestContext) -> Result<()> {
    reading_works_with(
        stage,
        "for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, {
           get() { meet(); throw new DOMException('denied', 'SecurityError'); } });",
    )
    .await
}

async fn full_storage_breaks_nothing(stage: &TestContext) -> Result<()> {
    reading_works_with(
        stage,
        "Storage.prototype.setItem = () => { meet(); throw new DOMException('full', 'QuotaExceededError'); };",
    )
    .await
}

async fn corrupt_storage_breaks_nothing(stage: &TestContext) -> Result<()> {
    reading_works_with(
        stage,
        "Storage.prototype.getItem = () => { meet(); return '\\u0000{{[1:9e999 -1:x,,\\ud800'; };",
    )
    .await
}
