//! The tab's storage: denied, full, or full of nonsense.

use super::{a_link_leads_on, open, the_story_is_readable};
use crate::harness::{Stage, tests};
use crate::places::LEAD;
use anyhow::{Result, ensure};

tests! {
    denied_storage_breaks_nothing
    full_storage_breaks_nothing
    corrupt_storage_breaks_nothing
}

/// Tells the server each time the fault is met: a page that is being left can do no more.
const MET: &str = "const meet = () => navigator.sendBeacon('/met');";

async fn reads_on(stage: &Stage, script: &str) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(&format!("<script>{{ {MET} {script} }}</script>"));
    open(paper, &server, LEAD).await?;
    the_story_is_readable(paper).await?;
    paper.scroll_to(300).await?;
    a_link_leads_on(paper).await?;
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    // a page that is left writes down where the reader was, and the next one asks for it
    paper.scroll_to(200).await?;
    let before = server.requests("/met").len();
    paper.reload().await?;
    server.wait_for_requests("/met", before + 1).await?;
    the_story_is_readable(paper).await?;
    paper.told_nothing().await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "told of what nobody misses"
    );
    Ok(())
}

async fn denied_storage_breaks_nothing(stage: &Stage) -> Result<()> {
    reads_on(
        stage,
        "for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, {
           get() { meet(); throw new DOMException('denied', 'SecurityError'); } });",
    )
    .await
}

async fn full_storage_breaks_nothing(stage: &Stage) -> Result<()> {
    reads_on(
        stage,
        "Storage.prototype.setItem = () => { meet(); throw new DOMException('full', 'QuotaExceededError'); };",
    )
    .await
}

async fn corrupt_storage_breaks_nothing(stage: &Stage) -> Result<()> {
    reads_on(
        stage,
        "Storage.prototype.getItem = () => { meet(); return '\\u0000{{[1:9e999 -1:x,,\\ud800'; };",
    )
    .await
}
