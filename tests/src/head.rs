//! The document's head after a navigation: it must not describe the previous page. Reader views,
//! clippers and feed buttons read it.

use crate::fixtures::{LEAD, WORLD, tour};
use crate::harness::{Browser, Fault, Notice, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    after_a_click_the_head_no_longer_describes_the_first_page
    a_page_opened_from_not_found_has_its_own_head
    a_click_that_fails_keeps_the_canonical_address_complete
    a_page_that_replaces_a_fallback_page_has_its_own_head
}

/// JavaScript for everything in the head that describes a page, one line for each element.
const DESCRIPTIONS: &str = "
    [...document.head.querySelectorAll(
        '[property], [name=description], [name=robots], [name^=twitter], [hreflang],' +
        '[rel=alternate], [rel=prev], [rel=next], script[type$=json]')]
      .map(e => e.getAttribute('property') ?? e.name ?? e.outerHTML)";

/// The addresses of the feeds that the head names.
async fn feeds(paper: &Browser) -> Result<Vec<String>> {
    paper.attributes("head link[rel=alternate]", "href").await
}

/// The feeds of the whole newspaper, which every page names.
const FEEDS_OF_NEWSPAPER: [&str; 3] = ["/feed.xml", "/feed.atom", "/feed.json"];

async fn after_a_click_the_head_no_longer_describes_the_first_page(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let site = stage.dist.site()?;
    for first in ["/", "/us", LEAD, "/tag/us", "/author/world-desk"] {
        paper.open_url(&server.url(first)).await?;
        paper.wait_for_app().await?;
        let described = paper.eval_strings(DESCRIPTIONS).await?.len();
        ensure!(
            described > 10,
            "{first}: only {described} elements describe the page"
        );
        let mut paths = vec![];
        for link in tour() {
            if !paper.has(&link).await? {
                continue;
            }
            paper.follow_link(&link).await?;
            let address = paper.address().await?;
            let left = paper.eval_strings(DESCRIPTIONS).await?;
            ensure!(
                left.len() == FEEDS_OF_NEWSPAPER.len() && feeds(paper).await? == FEEDS_OF_NEWSPAPER,
                "{first}, then {address}: the head should keep the newspaper's feeds only: {left:?}"
            );
            let canonical = paper.attributes("link[rel=canonical]", "href").await?;
            ensure!(
                canonical == [format!("{}{address}", site.url)],
                "{canonical:?}"
            );
            let title = paper.title().await?;
            let headline = paper.text("h1").await?;
            ensure!(
                title == site.name || title.starts_with(&*headline),
                "{address}: {title}"
            );
            paths.push(address);
        }
        ensure!(
            paths.len() >= 3,
            "{first}: the tour visited too few pages: {paths:?}"
        );
        ensure!(
            server.document_request_count() == 1,
            "{first}: another document was loaded"
        );
        server.clear_requests();
        // Elements that all pages share stay.
        for selector in [
            "meta[name=viewport]",
            "link[rel=manifest]",
            "link[rel=icon]",
            "style",
        ] {
            ensure!(paper.has(selector).await?, "{first}: {selector} is gone");
        }
    }
    Ok(())
}

async fn a_page_opened_from_not_found_has_its_own_head(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let site = stage.dist.site()?.url;
    paper.open_url(&server.url("/no/such/page")).await?;
    paper.wait_for_app().await?;
    paper.expect_notice(Notice::NotFound).await?;
    ensure!(
        paper.has("meta[content=noindex]").await?,
        "the page for an unknown address has no noindex"
    );
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    ensure!(
        !paper.has("meta[content=noindex]").await?,
        "the page that was opened from it still has noindex"
    );
    let canonical = paper.attributes("link[rel=canonical]", "href").await?;
    ensure!(canonical == [format!("{site}/world")], "{canonical:?}");
    Ok(())
}

async fn a_click_that_fails_keeps_the_canonical_address_complete(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let site = stage.dist.site()?.url;
    for file in ["/site.json", "/world.json"] {
        server.inject_fault(file, Fault::status(503));
    }
    for (first, expected) in [
        ("/", vec![format!("{site}/world")]),
        (LEAD, vec![format!("{site}/world")]),
        // This page does not contain the newspaper's public address.
        ("/no/such/page", vec![]),
    ] {
        paper.open_url(&server.url(first)).await?;
        paper.wait_for_app().await?;
        paper.click_by_script(WORLD).await?;
        paper.expect_notice(Notice::Unreachable).await?;
        let canonical = paper.attributes("link[rel=canonical]", "href").await?;
        ensure!(canonical == expected, "{first}: {canonical:?}");
    }
    Ok(())
}

async fn a_page_that_replaces_a_fallback_page_has_its_own_head(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let site = stage.dist.site()?.url;
    let front = std::fs::read_to_string(stage.site.join("index.html"))?;
    server.inject_fault("/world", crate::harness::Fault::page(front));
    paper.open_url(&server.url("/world")).await?;
    // The head is updated after the headline.
    let canonical = "document.querySelector('link[rel=canonical]')?.href.endsWith('/world')";
    paper
        .wait_until("the canonical link of /world", canonical)
        .await?;
    let left = paper.eval_strings(DESCRIPTIONS).await?;
    ensure!(
        left.len() == FEEDS_OF_NEWSPAPER.len(),
        "the head should keep the newspaper's feeds only: {left:?}"
    );
    let canonical = paper.attributes("link[rel=canonical]", "href").await?;
    ensure!(canonical == [format!("{site}/world")], "{canonical:?}");
    Ok(())
}
