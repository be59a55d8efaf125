//! The blocks that the publisher lays out: the same on the published page and after a click, and usable
//! with the keyboard.

use crate::harness::{Browser, Fault, Key, TestContext, tests};
use crate::pictures::STORY;
use anyhow::{Result, ensure};
use std::time::Duration;

tests! {
    a_footnote_leads_there_and_back_by_keyboard
    a_chart_has_a_title_a_description_and_a_folded_table
    laid_out_blocks_are_the_same_after_a_click
    their_style_comes_with_the_first_story_that_has_one
    a_story_is_shown_although_their_style_fails
    laid_out_blocks_have_no_accessibility_findings
}

/// The elements of laid-out blocks.
const BLOCKS: &str =
    ".key-points, .chart, .timeline, .questions, .notes, .table-scroll, .correction";

/// Opens the story from the page of its section, so that the app shows it.
async fn open_by_click(paper: &Browser) -> Result<()> {
    paper.open("/business").await?;
    paper.wait_for_app().await?;
    click(paper).await
}

/// Makes a link of the page lead to the story, and clicks it.
async fn click(paper: &Browser) -> Result<()> {
    paper
        .eval(&format!(
            "(link => {{ link.href = '{STORY}'; link.click(); }})(document.querySelector('#main a[href^=\"/20\"]'))"
        ))
        .await?;
    paper.wait_for_element(".notes").await
}

async fn there_and_back(paper: &Browser) -> Result<()> {
    paper
        .eval("document.querySelector('[role=doc-noteref]').focus()")
        .await?;
    paper.press(Key::Enter).await?;
    paper
        .wait_until(
            "the note",
            "location.hash === '#note-1' && !!document.querySelector('.notes li:target')",
        )
        .await?;
    paper.press(Key::Tab).await?;
    let name = "document.activeElement.getAttribute('aria-label')";
    let back = paper.eval_string(name).await?;
    ensure!(
        back == "Back to note 1 in the text",
        "the focus is on {back:?}"
    );
    paper.press(Key::Enter).await?;
    paper
        .wait_until(
            "the place in the text",
            "(mark => {
               const box = mark?.getBoundingClientRect();
               return location.hash === '#note-1-in-text-1' && box && box.top >= 0 && box.bottom <= innerHeight;
             })(document.querySelector('[role=doc-noteref]:target'))",
        )
        .await?;
    // The page is still the story.
    ensure!(paper.count("h1").await? == 1);
    ensure!(paper.has(".notes").await?);
    Ok(())
}

async fn a_footnote_leads_there_and_back_by_keyboard(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    paper.open(STORY).await?;
    there_and_back(paper).await?;
    open_by_click(paper).await?;
    there_and_back(paper).await
}

async fn a_chart_has_a_title_a_description_and_a_folded_table(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    open_by_click(paper).await?;
    let drawing = ".chart svg[role=img]";
    let seen = paper
        .eval_strings(&format!(
            "(svg => [svg.namespaceURI, svg.querySelector('title').textContent,
               svg.querySelector('desc').textContent.slice(0, 10),
               svg.getAttribute('aria-labelledby').split(' ').map(id => document.getElementById(id).localName).join(' '),
               svg.closest('.chart').querySelector('details').open.toString()]
             )(document.querySelector('{drawing}'))"
        ))
        .await?;
    ensure!(
        seen == [
            "http://www.w3.org/2000/svg",
            "Containers through the two ports, in millions of TEUs",
            "Both ports",
            "title desc",
            "false"
        ],
        "{seen:?}"
    );
    let size = paper
        .eval_string(&format!(
            "(box => [box.width > 200, box.height > 100].join())(document.querySelector('{drawing}').getBoundingClientRect())"
        ))
        .await?;
    ensure!(size == "true,true", "the drawing has no size");
    paper
        .eval("document.querySelector('.chart summary').focus()")
        .await?;
    paper.press(Key::Enter).await?;
    paper
        .wait_until(
            "the table",
            "document.querySelector('.chart details table').checkVisibility()",
        )
        .await?;
    // The color of a line depends on the color scheme.
    let color = "getComputedStyle(document.querySelector('.chart__line')).stroke";
    paper
        .media("screen", &[("prefers-color-scheme", "light")])
        .await?;
    let light = paper.eval_string(color).await?;
    paper
        .media("screen", &[("prefers-color-scheme", "dark")])
        .await?;
    let dark = paper.eval_string(color).await?;
    paper.media("screen", &[]).await?;
    ensure!(light != dark, "{light} in both schemes");
    Ok(())
}

/// The style of laid-out blocks.
const STYLE: &str = "/assets/laid_out-*.css";

/// Records the list style of the timeline at the moment when it is first in the document. It is `none` if the
/// stylesheet applies, and otherwise the list has numbers.
const FIRST_LOOK: &str = "void new MutationObserver((_, observer) => {
    const timeline = document.querySelector('.timeline');
    if (!timeline) return;
    window.firstLook = getComputedStyle(timeline).listStyleType;
    observer.disconnect();
  }).observe(document.querySelector('#main'), { childList: true, subtree: true })";

async fn their_style_comes_with_the_first_story_that_has_one(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = stage.published().await?;
    paper.open_url(&server.url("/business")).await?;
    paper.wait_for_app().await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    ensure!(
        server.requests_for(STYLE).is_empty(),
        "it comes with a list"
    );
    // Delay the stylesheet.
    server.inject_fault(STYLE, Fault::normal().delayed(Duration::from_millis(400)));
    paper.eval(FIRST_LOOK).await?;
    click(paper).await?;
    let look = paper.eval_string("firstLook").await?;
    ensure!(
        look == "none",
        "the timeline was shown without its style: {look}"
    );
    ensure!(server.requests_for(STYLE).len() == 1);
    // A published page with such a block contains the stylesheet, so it is not requested.
    let server = stage.published().await?;
    paper.open_url(&server.url(STORY)).await?;
    paper.wait_for_app().await?;
    paper.wait_for_network_idle(Some(&server)).await?;
    ensure!(
        server.requests_for(STYLE).is_empty(),
        "the page has it already"
    );
    Ok(())
}

async fn a_story_is_shown_although_their_style_fails(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    for fault in [Fault::status(404), Fault::stalled()] {
        let server = stage.published().await?;
        server.inject_fault(STYLE, fault);
        paper.open_url(&server.url("/business")).await?;
        paper.wait_for_app().await?;
        click(paper).await?;
        ensure!(paper.has(".article .timeline").await?);
    }
    Ok(())
}

async fn laid_out_blocks_are_the_same_after_a_click(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let server = stage.published().await?;
    let blocks =
        format!("[...document.querySelectorAll('{BLOCKS}')].map(block => block.outerHTML)");
    paper.open_url(&server.url(STORY)).await?;
    let published = paper.eval_strings(&blocks).await?;
    ensure!(published.len() >= 7, "{} blocks", published.len());
    open_by_click(paper).await?;
    let built = paper.eval_strings(&blocks).await?;
    ensure!(published == built, "{published:#?}\n{built:#?}");
    Ok(())
}

async fn laid_out_blocks_have_no_accessibility_findings(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    paper.open(STORY).await?;
    for scheme in ["light", "dark"] {
        paper
            .media("screen", &[("prefers-color-scheme", scheme)])
            .await?;
        paper.expect_no_findings(scheme).await?;
    }
    paper.media("screen", &[]).await
}
