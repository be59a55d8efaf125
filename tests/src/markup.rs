//! The published pages, read by a validator that is not ours.

use crate::harness::{Stage, npm, tests};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use tokio::process::Command;

tests! {
    every_page_is_valid_html
}

async fn every_page_is_valid_html(Stage { site, .. }: &Stage) -> Result<()> {
    let program = npm::html_validate().await?;
    let mut pages = vec![];
    gather(&site.canonicalize()?, &mut pages)?;
    ensure!(pages.len() > 60, "only {} pages", pages.len());
    let validate = async |pages: &[PathBuf]| {
        // the standard, and nothing of taste
        let mut node = Command::new("node");
        node.arg(&program)
            .args(["--preset", "standard"])
            .args(pages);
        node.output().await.context("node does not start")
    };

    // the check can fail
    let broken = tempfile::Builder::new().suffix(".html").tempfile()?;
    let page = std::fs::read_to_string(&pages[0])?;
    std::fs::write(broken.path(), page.replacen("</main>", "</p></main>", 1))?;
    let output = validate(&[broken.path().into()]).await?;
    ensure!(!output.status.success(), "a broken page was taken for well");

    let output = validate(&pages).await?;
    let told = String::from_utf8_lossy(&output.stdout);
    ensure!(
        output.status.success(),
        "{}",
        told.lines().take(40).collect::<Vec<_>>().join("\n")
    );
    Ok(())
}

fn gather(folder: &Path, pages: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, pages)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            pages.push(path);
        }
    }
    Ok(())
}
