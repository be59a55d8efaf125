//! The page that says what the site knows about its readers, and the button that erases what is on the device.

use crate::fixtures::LEAD;
use crate::harness::{TestContext, tests};
use crate::saved::{expect_nothing_kept, press_button, save_story};
use anyhow::{Context, Result, ensure};
use frontpage_assets::limits::APP_BYTES;

tests! {
    the_page_tells_the_figures_of_this_site
    the_page_erases_what_is_on_the_device
    without_script_the_page_tells_the_same
    the_privacy_page_has_no_accessibility_findings
}

async fn the_page_tells_the_figures_of_this_site(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/privacy")).await?;
    paper.wait_for_element(".tool__place h2").await?;
    let figures = paper.texts(".privacy__figures td").await?;
    let front = std::fs::metadata(stage.site.join("index.html.br"))?.len();
    ensure!(
        figures[0] == format!("{} kB", front.div_ceil(1000)),
        "{figures:?}"
    );
    let app: u64 = figures[1]
        .split_once(' ')
        .and_then(|(number, _)| number.parse().ok())
        .with_context(|| format!("{figures:?}"))?;
    ensure!(
        app > 50 && app <= APP_BYTES as u64 / 1000 + 3,
        "the app and its late style have {app} kB"
    );
    ensure!(figures[2..] == ["0", "0"], "{figures:?}");
    let said = paper.text(".tool__place").await?;
    ensure!(said.contains("Nothing, but for"), "{said:?}");
    paper.expect_no_external_requests().await?;
    Ok(())
}

async fn the_page_erases_what_is_on_the_device(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = save_story(stage, LEAD).await?;
    paper
        .eval("void Object.assign(localStorage, { noSearchKey: 'true', look: ':root{font-size:200%}' })")
        .await?;
    paper.open_url(&server.url("/privacy")).await?;
    let size = "getComputedStyle(document.documentElement).fontSize";
    ensure!(paper.eval_string(size).await? == "32px");
    paper.wait_for_element(".tool__place li").await?;
    let listed = paper.count(".tool__place li").await?;
    ensure!(listed == 4, "{listed} items are listed");
    press_button(paper, "Erase it").await?;
    paper
        .wait_for_text(".privacy__status", "Everything was erased.")
        .await?;
    let size = paper.eval_string(size).await?;
    ensure!(size == "16px", "the page still has letters of {size}");
    expect_nothing_kept(paper).await
}

async fn without_script_the_page_tells_the_same(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.disable_scripts().await?;
    paper.open_url(&server.url("/privacy")).await?;
    paper
        .wait_for_text("h1", "What this site knows about you: nothing")
        .await?;
    ensure!(paper.count(".privacy__figures td").await? == 4);
    let said = paper.text(".tool__place").await?;
    ensure!(said.contains("Without JavaScript"), "{said:?}");
    Ok(())
}

async fn the_privacy_page_has_no_accessibility_findings(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    for scheme in ["light", "dark"] {
        paper
            .media("screen", &[("prefers-color-scheme", scheme)])
            .await?;
        paper.viewport(320, 900).await?;
        paper.open_url(&server.url("/privacy")).await?;
        paper.wait_for_element(".tool__place h2").await?;
        paper.expect_no_findings(scheme).await?;
        paper.expect_width("the page", 320).await?;
    }
    Ok(())
}
