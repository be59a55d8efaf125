//! The published pages in other programs: an HTML validator and a text browser.

use crate::fixtures::LEAD;
use crate::harness::{TestContext, npm, tests};
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use tokio::process::Command;

tests! {
    every_page_is_valid_html
    published_styles_use_syntax_that_supported_browsers_know
    a_text_browser_shows_no_control_that_does_nothing
}

async fn every_page_is_valid_html(TestContext { site, .. }: &TestContext) -> Result<()> {
    let program = npm::html_validate().await?;
    let mut pages = vec![];
    collect_pages(&site.canonicalize()?, &mut pages)?;
    ensure!(pages.len() > 60, "the site has only {} pages", pages.len());
    let validate = async |pages: &[PathBuf]| {
        // Only the rules of the HTML standard, none of style.
        let mut node = Command::new("node");
        node.arg(&program)
            .args(["--preset", "standard"])
            .args(pages);
        node.output().await.context("node does not start")
    };

    // The validator must reject a broken page.
    let broken = tempfile::Builder::new().suffix(".html").tempfile()?;
    let page = std::fs::read_to_string(&pages[0])?;
    std::fs::write(broken.path(), page.replacen("</main>", "</p></main>", 1))?;
    let output = validate(&[broken.path().into()]).await?;
    ensure!(
        !output.status.success(),
        "html-validate accepted a broken page"
    );

    let output = validate(&pages).await?;
    let findings = String::from_utf8_lossy(&output.stdout);
    ensure!(
        output.status.success(),
        "{}",
        findings.lines().take(40).collect::<Vec<_>>().join("\n")
    );
    Ok(())
}

/// Tools between the compiler and the page may turn `min-width` back into a range query, which
/// Safari before 16.4 does not support.
async fn published_styles_use_syntax_that_supported_browsers_know(
    TestContext { site, .. }: &TestContext,
) -> Result<()> {
    let (mut queries, mut wrong) = (0, vec![]);
    for page in ["index.html", "world.html", &format!("{}.html", &LEAD[1..])] {
        let html = std::fs::read_to_string(site.join(page))?;
        for style in html.split("<style").skip(1) {
            let style = style.split("</style>").next().unwrap_or_default();
            ensure!(
                !style.contains("light-dark("),
                "{page}: the style has light-dark(), which old browsers do not support"
            );
            for query in style.split("@media").skip(1) {
                let query = query.split('{').next().unwrap_or_default();
                queries += 1;
                if query.contains(['<', '>']) {
                    wrong.push(format!("{page}: range syntax in @media{query}"));
                }
            }
        }
    }
    ensure!(
        queries > 5,
        "the pages have only {queries} media queries to check"
    );
    ensure!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// The text that w3m shows for a page, with the address of each link.
async fn in_text(page: &Path) -> Result<String> {
    let mut w3m = Command::new("w3m");
    w3m.args(["-dump", "-cols", "200", "-T", "text/html"])
        .args(["-o", "display_link_number=0", "-O", "UTF-8"])
        .arg(page);
    let output = w3m.output().await;
    let output = output.context("w3m, a text browser, does not start: install it")?;
    ensure!(
        output.status.success(),
        "w3m failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

async fn a_text_browser_shows_no_control_that_does_nothing(
    TestContext { site, dist, .. }: &TestContext,
) -> Result<()> {
    let story = dist.article(LEAD)?;
    for (page, expected) in [
        (format!("{LEAD}.html"), story.headline.as_str()),
        ("/404.html".into(), "Page not found"),
        ("/offline.html".into(), "cannot be reached"),
    ] {
        let text = in_text(&site.join(&page[1..])).await?;
        ensure!(
            text.contains(expected),
            "{page} does not say {expected:?}: {text}"
        );
        // The labels of the buttons, and the note that the app did not start.
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
    // The check must be able to find controls: the links of the share bar are there.
    let text = in_text(&site.join(&format!("{LEAD}.html")[1..])).await?;
    ensure!(
        text.contains("Bluesky"),
        "{LEAD} has no links for sharing:\n{text}"
    );
    Ok(())
}

/// Collects the HTML files below a folder.
fn collect_pages(folder: &Path, pages: &mut Vec<PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect_pages(&path, pages)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            pages.push(path);
        }
    }
    Ok(())
}
