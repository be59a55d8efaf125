//! Returning to a page: by a reload, by going back, by a link to the current page, and offline. On
//! the published site, where pages are complete before the app loads.

use crate::fixtures::{BUSINESS, LEAD, WORLD};
use crate::harness::{
    Fault, Notice, Server, TestContext, TimeApi, card, fixed_clock_script, page_data_json, tests,
};
use anyhow::{Result, ensure};
use frontpage_model::{Front, Page};

tests! {
    a_reload_restores_the_scroll_position
    the_browser_restores_the_scroll_position_without_the_app
    session_storage_restores_the_scroll_position_if_the_browser_does_not
    the_skip_link_does_not_lose_the_scroll_position
    the_browser_restores_scrolling_only_while_the_tab_is_hidden
    a_link_to_the_current_page_refreshes_it
    a_page_read_before_opens_offline
}

const NAMEPLATE: &str = "a.masthead__name";

async fn open(stage: &TestContext, server: &Server, path: &str) -> Result<()> {
    stage.paper.open_url(&server.url(path)).await?;
    stage.paper.wait_for_app().await
}

/// Serves the published site with a clock that the test can move, so that cached page data becomes
/// stale.
async fn with_a_clock(stage: &TestContext) -> Result<Server> {
    let server = stage.published().await?;
    let noon = "2025-03-28T19:00:00Z".parse::<jiff::Timestamp>()?;
    let clock = fixed_clock_script(noon.as_millisecond(), TimeApi::DateOnly);
    server.inject_into_head(&format!("<script>{clock}</script>"));
    Ok(server)
}

async fn two_minutes_pass(stage: &TestContext) -> Result<()> {
    stage.paper.eval("void (clock.now += 120_000)").await?;
    Ok(())
}

/// Waits until the page is scrolled to `y`.
async fn wait_for_scroll(stage: &TestContext, y: u32) -> Result<()> {
    let there = format!("Math.abs(scrollY - {y}) < 2");
    stage
        .paper
        .wait_until(&format!("the scroll position {y}"), &there)
        .await
}

async fn a_reload_restores_the_scroll_position(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    for path in [LEAD, "/world"] {
        open(stage, &server, path).await?;
        paper.scroll_to(600).await?;
        paper.reload().await?;
        wait_for_scroll(stage, 600).await?;
    }
    Ok(())
}

async fn the_browser_restores_the_scroll_position_without_the_app(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    // Session storage returns nothing, so only the browser can restore the position.
    paper
        .add_init_script("Storage.prototype.getItem = () => null;")
        .await?;
    open(stage, &server, "/").await?;
    // After the first navigation the app restores the scroll position, and has set the history
    // entries to manual restoration.
    paper
        .click_by_script(&format!(".card a[href='{LEAD}']"))
        .await?;
    paper.wait_for_element("h1.article__headline").await?;
    paper.scroll_to(600).await?;
    // Firefox does not restore the position when its driver presses the reload button.
    paper
        .eval("void (window.left = true, location.reload())")
        .await?;
    let reloaded = "window.left !== true && document.documentElement?.dataset.ready === 'true'";
    paper.wait_until("the reloaded page", reloaded).await?;
    wait_for_scroll(stage, 600).await
}

async fn session_storage_restores_the_scroll_position_if_the_browser_does_not(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    // Restoration by the browser is off, as after a tab that was discarded in the background.
    paper
        .add_init_script(
            "history.scrollRestoration = 'manual';
             Object.defineProperty(History.prototype, 'scrollRestoration',
               { get: () => 'manual', set() {} });",
        )
        .await?;
    open(stage, &server, LEAD).await?;
    paper.scroll_to(600).await?;
    paper.reload().await?;
    wait_for_scroll(stage, 600).await?;
    // A new visit to the same page is a new history entry, which starts at the top.
    open(stage, &server, "/world").await?;
    open(stage, &server, LEAD).await?;
    paper.wait_frames(5).await?;
    wait_for_scroll(stage, 0).await
}

async fn the_skip_link_does_not_lose_the_scroll_position(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(stage, &server, "/world").await?;
    paper.click_by_script(".skip-link").await?;
    ensure!(
        paper.address().await? == "/world#main",
        "the address has no fragment"
    );
    paper.scroll_to(500).await?;
    paper.click_by_script(".listing__cards .card a").await?;
    paper.wait_for_element("h1.article__headline").await?;
    paper.back().await?;
    paper.wait_for_text("h1", "World").await?;
    wait_for_scroll(stage, 500).await
}

/// After the first navigation, the app restores the scroll position. While the tab is hidden, the
/// browser does, because a hidden tab can be discarded without notice.
async fn the_browser_restores_scrolling_only_while_the_tab_is_hidden(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(stage, &server, "/").await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    let restored_by = async |hidden: bool| {
        paper
            .eval_string(&format!(
                "(() => {{
                   Object.defineProperty(document, 'hidden', {{ value: {hidden}, configurable: true }});
                   document.dispatchEvent(new Event('visibilitychange', {{ bubbles: true }}));
                   return history.scrollRestoration;
                 }})()"
            ))
            .await
    };
    ensure!(
        restored_by(true).await? == "auto",
        "the browser does not restore the scroll position of a hidden tab"
    );
    ensure!(
        restored_by(false).await? == "manual",
        "the app does not take over again when the tab becomes visible"
    );
    Ok(())
}

async fn a_link_to_the_current_page_refreshes_it(stage: &TestContext) -> Result<()> {
    let (server, paper) = (with_a_clock(stage).await?, &stage.paper);
    open(stage, &server, "/").await?;
    let news = "/2025/03/30/news";
    let front = Page::Front(Front {
        top: vec![card(news, "News since")?],
        ..Front::default()
    });
    server.inject_fault("/index.json", Fault::body(page_data_json(front)?));
    two_minutes_pass(stage).await?;
    paper.scroll_to(400).await?;
    paper.click_by_script(NAMEPLATE).await?;
    paper
        .wait_for_text(".card--lead .card__headline", "News since")
        .await?;
    wait_for_scroll(stage, 0).await?;
    ensure!(
        paper.focused_element().await?.starts_with("h1 "),
        "the headline does not have the focus"
    );
    // Page data that is less than a minute old is not requested again.
    paper.click_by_script(NAMEPLATE).await?;
    server.wait_until_idle().await?;
    paper.wait_frames(10).await?;
    let asked = server.requests_for("/index.json").len();
    ensure!(asked == 1, "/index.json was requested {asked} times");
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    ensure!(paper.address().await? == "/", "the address changed");
    Ok(())
}

async fn a_page_read_before_opens_offline(stage: &TestContext) -> Result<()> {
    let (server, paper) = (with_a_clock(stage).await?, &stage.paper);
    open(stage, &server, "/").await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    two_minutes_pass(stage).await?;
    server.inject_fault("*", Fault::dropped());
    paper.click_by_script(NAMEPLATE).await?;
    paper.wait_for_element(".front .card--lead").await?;
    paper.expect_no_notice().await?;
    let asked = server.requests_for("/index.json").len();
    ensure!(
        asked >= 3,
        "the newer /index.json was requested {asked} times, not with all retries"
    );
    // A page that was not read before is reported, and trying again loses no cached page.
    paper.click_by_script(BUSINESS).await?;
    paper.expect_notice(Notice::Unreachable).await?;
    paper.try_again().await?;
    paper.expect_notice(Notice::Unreachable).await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    paper.expect_no_notice().await?;
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}
