//! Fault drills: what goes wrong on the way to a reader, each made on purpose on the published
//! site. `docs/faults.md` says what the reader sees; a test below holds the two together.

mod app;
mod clock;
mod endurance;
mod network;
mod page;
mod storage;

use crate::harness::{Paper, Server, Test};
use crate::places::{LEAD, WORLD};
use anyhow::{Result, ensure};

/// All drills.
pub fn tests() -> Vec<Test> {
    [
        network::tests(),
        app::tests(),
        page::tests(),
        storage::tests(),
        clock::tests(),
        endurance::tests(),
    ]
    .concat()
}

async fn open(paper: &Paper, server: &Server, path: &str) -> Result<()> {
    paper.visit(&server.at(path)).await?;
    paper.ready().await
}

/// The story can be read: it is there, it is seen, and there is one of it.
async fn the_story_is_readable(paper: &Paper) -> Result<()> {
    ensure!(paper.count("h1").await? == 1, "not one headline");
    ensure!(paper.count(".masthead").await? == 1, "not one masthead");
    let seen = paper
        .say(
            "(p => p ? String(p.getBoundingClientRect().height > 10 && p.innerText.length > 60)
               : 'none')(document.querySelector('.article__body p'))",
        )
        .await?;
    ensure!(seen == "true", "the story cannot be read: {seen}");
    Ok(())
}

/// A link leads on, whether the app follows it or the browser does.
async fn a_link_leads_on(paper: &Paper) -> Result<()> {
    paper.activate(WORLD).await?;
    // one look: between two of them the document may be another one
    paper
        .wait_until(
            "the section's page",
            "document.title.startsWith('World') && document.querySelector('.listing__cards .card') !== null",
        )
        .await
}

/// A new page from a site that is well again starts as ever.
async fn the_next_page_is_well(paper: &Paper, server: &Server) -> Result<()> {
    open(paper, server, LEAD).await?;
    ensure!(!paper.has(".boot-note").await?, "still told");
    the_story_is_readable(paper).await
}

#[cfg(test)]
mod table {
    use std::collections::BTreeSet;

    #[test]
    fn the_table_names_every_drill_and_nothing_else() {
        let table = include_str!("../../../docs/faults.md");
        let told: BTreeSet<&str> = table
            .split('`')
            .filter(|word| word.contains("::"))
            .collect();
        let tests = crate::all();
        let known: BTreeSet<&str> = tests.iter().map(|test| test.name.as_str()).collect();
        let gone: Vec<_> = told.difference(&known).collect();
        assert!(gone.is_empty(), "no such test: {gone:?}");
        let untold: Vec<_> = known
            .iter()
            .filter(|name| name.starts_with("drills::") && !told.contains(*name))
            .collect();
        assert!(untold.is_empty(), "not in docs/faults.md: {untold:?}");
    }
}
