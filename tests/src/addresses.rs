//! Other spellings of a page's address, such as `//world` or `/%77orld`. Hosts answer them with the
//! page, readers type them, and other sites link to them.

use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Browser, Notice, RequestStatus, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    a_page_is_kept_under_any_spelling_of_its_address
    a_link_with_another_spelling_opens_in_the_app
    back_to_another_spelling_shows_the_page
    a_link_with_another_spelling_is_prefetched
    a_fallback_page_is_replaced_by_the_requested_page
    an_unknown_address_is_not_found_and_stays_in_the_address_bar
}

/// Other spellings of a page's address, each with the address that the site itself uses.
const SPELLINGS: [(&str, &str); 12] = [
    ("/%77orld", "/world"),
    ("//world", "/world"),
    ("/world.html", "/world"),
    ("/world/", "/world"),
    ("/World", "/world"),
    ("/world?from=mail#main", "/world?from=mail#main"),
    ("//world.html?from=mail#main", "/world?from=mail#main"),
    ("/index.html", "/"),
    ("//", "/"),
    ("/2025//02/18/us-russia-missions", LEAD),
    ("/2025/02/18/us%2Drussia-missions", LEAD),
    ("/2025/02/18/us-russia-missions.html", LEAD),
];

/// Remembers the published page's node and the length of the history, to detect changes of either.
const KEEP_PAGE: &str = "addEventListener('DOMContentLoaded', () => {
    window.published = document.querySelector('#main > *');
    window.entries = history.length;
});";

async fn a_page_is_kept_under_any_spelling_of_its_address(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.accept_any_spelling();
    paper.add_init_script(KEEP_PAGE).await?;
    let site = stage.dist.site()?.url;
    for (spelling, address) in SPELLINGS {
        paper.open_url(&server.url(spelling)).await?;
        paper.wait_for_app().await?;
        paper.expect_no_notice().await?;
        let kept = paper
            .eval("published.isConnected && history.length === entries")
            .await?;
        ensure!(
            kept == true,
            "{spelling}: the page was replaced or a history entry was added"
        );
        let shown = paper.address().await?;
        ensure!(shown == address, "{spelling}: the address bar has {shown}");
        let path = address.split('?').next().unwrap_or_default();
        let canonical = paper.attributes("link[rel=canonical]", "href").await?;
        ensure!(
            canonical == [format!("{site}{path}")],
            "{spelling}: {canonical:?}"
        );
        let errors = paper.console_errors().await?;
        ensure!(errors.is_empty(), "{spelling}: {errors:?}");
    }
    // The app is running: a link still navigates.
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await
}

/// Adds a link with the id `other-spelling` to the current page.
async fn add_link(paper: &Browser, href: &str) -> Result<()> {
    paper
        .eval(&format!(
            "void document.querySelector('.masthead').insertAdjacentHTML('beforeend',
               '<a id=other-spelling href=\"{href}\">A link</a>')"
        ))
        .await
        .map(drop)
}

const OTHER_SPELLING: &str = "#other-spelling";

async fn a_link_with_another_spelling_opens_in_the_app(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    for href in ["/%77orld", "/world.html", "/world//", "/WORLD/index.html"] {
        paper.open_url(&server.url("/us")).await?;
        paper.wait_for_app().await?;
        let entries = paper.eval("window.entries = history.length").await?;
        server.clear_requests();
        add_link(paper, href).await?;
        paper.click_by_script(OTHER_SPELLING).await?;
        paper.wait_for_text("h1", "World").await?;
        let address = paper.address().await?;
        ensure!(address == "/world", "{href}: the address bar has {address}");
        let added = paper.eval("history.length - entries").await?;
        // Browsers keep at most 50 history entries.
        ensure!(
            added == 1 || entries == 50,
            "{href}: the click added {added} history entries, not one"
        );
        ensure!(
            server.document_request_count() == 0,
            "{href}: the document was loaded"
        );
        paper.back().await?;
        paper.wait_for_text("h1", "U.S.").await?;
        ensure!(
            paper.address().await? == "/us",
            "{href}: Back does not lead to /us"
        );
        paper.forward().await?;
        paper.wait_for_text("h1", "World").await?;
    }
    Ok(())
}

async fn back_to_another_spelling_shows_the_page(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/world")).await?;
    paper.wait_for_app().await?;
    // An extension or an older version of the app may have left such an address in the history.
    paper
        .eval("history.replaceState(null, '', '/us.html?x#main')")
        .await?;
    paper.click_by_script(".masthead__name").await?;
    paper.wait_for_element(".front .card--lead").await?;
    paper.back().await?;
    paper.wait_for_text("h1", "U.S.").await?;
    let address = paper.address().await?;
    ensure!(address == "/us?x#main", "the address bar has {address}");
    Ok(())
}

async fn a_link_with_another_spelling_is_prefetched(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    paper.open_url(&server.url("/us")).await?;
    paper.wait_for_app().await?;
    add_link(paper, "/%77orld.html").await?;
    paper.hover(OTHER_SPELLING).await?;
    server
        .wait_for_end("/world.json", RequestStatus::Answered(200))
        .await
}

async fn a_fallback_page_is_replaced_by_the_requested_page(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let front = std::fs::read_to_string(stage.site.join("index.html"))?;
    for spelling in ["/world", "/%77orld"] {
        server.inject_fault(spelling, crate::harness::Fault::page(front.clone()));
        paper.open_url(&server.url(spelling)).await?;
        paper.wait_for_app().await?;
        paper.wait_for_text("h1", "World").await?;
        ensure!(
            paper.address().await? == "/world",
            "{spelling}: the address bar does not have /world"
        );
    }
    Ok(())
}

async fn an_unknown_address_is_not_found_and_stays_in_the_address_bar(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    let front = std::fs::read_to_string(stage.site.join("index.html"))?;
    for address in [
        "/no/such/page/at/all",
        "//no//such/page/at/all",
        "/%2577orld",
    ] {
        server.inject_fault(address, crate::harness::Fault::page(front.clone()));
        paper.open_url(&server.url(address)).await?;
        // The head follows the notice in another task.
        paper.wait_for_app().await?;
        paper.expect_notice(Notice::NotFound).await?;
        let shown = paper.address().await?;
        ensure!(shown == address, "{address}: the address bar has {shown}");
        // A canonical made from `//no/...` would point to another host.
        let canonical = paper.attributes("link[rel=canonical]", "href").await?;
        ensure!(
            canonical.is_empty(),
            "{address}: a page that was not found has the canonical {canonical:?}"
        );
    }
    Ok(())
}
