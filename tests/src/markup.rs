//! The published pages, read by programs that are not ours: a validator and a text browser.

use crate::harness::{Stage, npm, tests};
use crate::places::LEAD;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use tokio::process::Command;

tests! {
    every_page_is_valid_html
    published_styles_use_syntax_that_supported_browsers_know
    a_text_browser_shows_no_control_that_does_nothing
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

/// Tools between the compiler and the page may write `min-width` as a range again, which Safari
/// before 16.4 does not know.
async fn published_styles_use_syntax_that_supported_browsers_know(
    Stage { site, .. }: &Stage,
) -> Result<()> {
    let (mut queries, mut wrong) = (0, vec![]);
    for page in ["index.html", "world.html", &format!("{}.html", &LEAD[1..])] {
        let html = std::fs::read_to_string(site.join(page))?;
        for style in html.split("<style").skip(1) {
            let style = style.split("</style>").next().unwrap_or_default();
            ensure!(!style.contains("light-dark("), "{page}: light-dark()");
            for query in style.split("@media").skip(1) {
                let query = query.split('{').next().unwrap_or_default();
                queries += 1;
                if query.contains(['<', '>']) {
                    wrong.push(format!("{page}: @media{query}"));
                }
            }
        }
    }
    ensure!(queries > 5, "only {queries} media queries");
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// What w3m shows of a page, with the address of each link.
async fn in_text(page: &Path) -> Result<String> {
    let mut w3m = Command::new("w3m");
    w3m.args(["-dump", "-cols", "200", "-T", "text/html"])
        .args(["-o", "display_link_number=0", "-O", "UTF-8"])
        .arg(page);
    let output = w3m.output().await;
    let output =
        output.context("w3m does not start: install it, a browser that shows text only")?;
    ensure!(output.status.success(), "w3m failed");
    Ok(String::from_utf8(output.stdout)?)
}

async fn a_text_browser_shows_no_control_that_does_nothing(
    Stage { site, dist, .. }: &Stage,
) -> Result<()> {
    let story = dist.article(LEAD)?;
    for (page, said) in [
        (format!("{LEAD}.html"), story.headline.as_str()),
        ("/404.html".into(), "Page not found"),
        ("/offline.html".into(), "cannot be reached"),
    ] {
        let text = in_text(&site.join(&page[1..])).await?;
        ensure!(text.contains(said), "{page} does not say {said:?}: {text}");
        // What the buttons say, and the line of an app that did not start.
        for control in [
            "Copy link",
            "Print",
            "Share…",
            "Try again",
            "Load the newspaper",
            "Some extras",
        ] {
            ensure!(
                !text.contains(control),
                "{page} offers {control:?}:\n{text}"
            );
        }
    }
    // The check can fail: links are offered.
    let text = in_text(&site.join(&format!("{LEAD}.html")[1..])).await?;
    ensure!(text.contains("Bluesky"), "no links for sharing: {text}");
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
