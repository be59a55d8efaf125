//! Web storage that is denied, full, or corrupt.

use super::{a_link_leads_on, open, the_story_is_readable};
use crate::harness::{Stage, tests};
use crate::places::LEAD;
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
async fn reading_works_with(stage: &Stage, script: &str) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(&format!("<script>{{ {MET} {script} }}</script>"));
    open(paper, &server, LEAD).await?;
    the_story_is_readable(paper).await?;
    paper.scroll_to(300).await?;
    a_link_leads_on(paper).await?;
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    // A page that is left stores its scroll position, and the next page reads it.
    paper.scroll_to(200).await?;
    let before = server.requests("/met").len();
    paper.reload().await?;
    server.wait_for_requests("/met", before + 1).await?;
    the_story_is_readable(paper).await?;
    paper.told_nothing().await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it did"
    );
    Ok(())
}

async fn denied_storage_breaks_nothing(stage: &Stage) -> Result<()> {
    reading_works_with(
        stage,
        "for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, {
           get() { meet(); throw new DOMException('denied', 'SecurityError'); } });",
    )
    .await
}

async fn full_storage_breaks_nothing(stage: &Stage) -> Result<()> {
    reading_works_with(
        stage,
        "Storage.prototype.setItem = () => { meet(); throw new DOMException('full', 'QuotaExceededError'); };",
    )
    .await
}

async fn corrupt_storage_breaks_nothing(stage: &Stage) -> Result<()> {
    reading_works_with(
        stage,
        "Storage.prototype.getItem = () => { meet(); return '\\u0000{{[1:9e999 -1:x,,\\ud800'; };",
    )
    .await
}
