//! Checks of every component and block in all its states, in the gallery.

use crate::fixtures::group_findings;
use crate::harness::{Browser, Server, TestContext, tests};
use anyhow::{Result, ensure};
use frontpage_gallery::{VARIANTS, Variant};

tests! {
    no_component_is_wider_than_its_page
    axe_finds_nothing_in_any_state
}

/// Starts a server for the gallery, whose folder is removed when the second value is dropped.
pub async fn serve() -> Result<(Server, tempfile::TempDir)> {
    let folder = tempfile::tempdir()?;
    frontpage_gallery::write(folder.path())?;
    let server = Server::start(folder.path()).await?;
    Ok((server, folder))
}

/// Opens the document of a variant.
pub async fn open(paper: &Browser, server: &Server, variant: &Variant) -> Result<()> {
    let url = server.url(&format!("/{}", variant.file()));
    paper.open_url(&url).await
}

async fn no_component_is_wider_than_its_page(stage: &TestContext) -> Result<()> {
    let (server, _folder) = serve().await?;
    let paper = &stage.paper;
    let mut wide = vec![];
    for variant in &VARIANTS {
        open(paper, &server, variant).await?;
        for width in [320, 768, 1280] {
            paper.viewport(width, 900).await?;
            let overflow = paper
                .eval("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .await?;
            if overflow != 0 {
                let parts = paper
                    .eval_strings(
                        "[...document.querySelectorAll('.specimens__specimen')].filter(part =>
                           part.scrollWidth > part.clientWidth).map(part =>
                           part.parentElement.id + ': ' + part.firstElementChild.textContent)",
                    )
                    .await?;
                wide.push(format!(
                    "{}, {width} px, by {overflow} px: {parts:?}",
                    variant.name()
                ));
            }
        }
    }
    ensure!(wide.is_empty(), "{wide:#?}");
    Ok(())
}

async fn axe_finds_nothing_in_any_state(stage: &TestContext) -> Result<()> {
    let (server, _folder) = serve().await?;
    let paper = &stage.paper;
    let mut found = vec![];
    for variant in &VARIANTS {
        open(paper, &server, variant).await?;
        let findings = paper.axe().await?.into_iter();
        found.extend(findings.map(|finding| (variant.name(), finding)));
    }
    ensure!(found.is_empty(), "{}", group_findings(&found));
    Ok(())
}
