//! The tab's storage: denied, full, or full of nonsense.

use super::{a_link_leads_on, open, published, the_story_is_readable};
use crate::harness::{Stage, tests};
use crate::places::LEAD;
use anyhow::{Result, ensure};

tests! {
    denied_storage_is_no_storage
    full_storage_is_no_storage
    corrupt_storage_is_no_storage
}

async fn reads_on(stage: &Stage, script: &str) -> Result<()> {
    let (server, paper) = (published(stage).await?, &stage.paper);
    server.head(&format!("<script>{script}</script>"));
    open(paper, &server, LEAD).await?;
    ensure!(
        paper.say("String(window.met > 0)").await? == "true",
        "the fault was not met"
    );
    the_story_is_readable(paper).await?;
    paper.scroll_to(300).await?;
    a_link_leads_on(paper).await?;
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    paper.reload().await?;
    the_story_is_readable(paper).await?;
    ensure!(!paper.has(".notice").await?, "told of what nobody misses");
    ensure!(
        !paper.has(".boot-note").await?,
        "told of what nobody misses"
    );
    Ok(())
}

async fn denied_storage_is_no_storage(stage: &Stage) -> Result<()> {
    reads_on(
        stage,
        "window.met = 0;
         for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, {
           get() { met++; throw new DOMException('denied', 'SecurityError'); } });",
    )
    .await
}

async fn full_storage_is_no_storage(stage: &Stage) -> Result<()> {
    // written when a page is left
    reads_on(
        stage,
        "window.met = 1;
         Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    )
    .await
}

async fn corrupt_storage_is_no_storage(stage: &Stage) -> Result<()> {
    reads_on(
        stage,
        "window.met = 0;
         Storage.prototype.getItem = () => { met++; return '\\u0000{{[1:9e999 -1:x,,\\ud800'; };",
    )
    .await
}
