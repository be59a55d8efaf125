//! Fault drills: failures on the way to a reader, caused on purpose on the published site.
//! `docs/faults.md` says what the reader sees in each; a test below checks that it lists every
//! drill.

mod app;
mod clock;
mod endurance;
mod following;
mod network;
mod page;
mod parts;
mod saved;
mod search;
mod storage;

use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Browser, Server, Test};
use anyhow::{Result, ensure};

/// All drills.
pub fn tests() -> Vec<Test> {
    [
        network::tests(),
        app::tests(),
        page::tests(),
        parts::tests(),
        saved::tests(),
        search::tests(),
        following::tests(),
        storage::tests(),
        clock::tests(),
        endurance::tests(),
    ]
    .concat()
}

/// Opens a path of the server and waits for the app.
async fn open(paper: &Browser, server: &Server, path: &str) -> Result<()> {
    paper.open_url(&server.url(path)).await?;
    paper.wait_for_app().await
}

/// Checks that the page has one headline, one masthead, and a visible first paragraph.
async fn expect_readable_story(paper: &Browser) -> Result<()> {
    ensure!(
        paper.count("h1").await? == 1,
        "the page does not have exactly one headline"
    );
    ensure!(
        paper.count(".masthead").await? == 1,
        "the page does not have exactly one masthead"
    );
    let seen = paper
        .eval_string(
            "(p => p ? String(p.getBoundingClientRect().height > 10 && p.innerText.length > 60)
               : 'none')(document.querySelector('.article__body p'))",
        )
        .await?;
    ensure!(seen == "true", "the story cannot be read: {seen}");
    Ok(())
}

/// Follows the link to the World section and waits for its page, whether the app navigates or the
/// browser loads a document.
async fn expect_working_link(paper: &Browser) -> Result<()> {
    paper.click_by_script(WORLD).await?;
    // Check both in one expression, because the document can change between two.
    paper
        .wait_until(
            "the section's page",
            "document.title.startsWith('World') && document.querySelector('.listing__cards .card') !== null",
        )
        .await
}

/// Opens the lead story after the fault has ended, and checks that the app starts normally.
async fn expect_normal_start(paper: &Browser, server: &Server) -> Result<()> {
    open(paper, server, LEAD).await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "the note that the app did not start is there although the fault has ended"
    );
    expect_readable_story(paper).await
}
