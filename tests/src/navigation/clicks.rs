//! Tests of clicks on links: what the app takes over, and what it leaves to the browser.

use super::{mark, still_marked};
use crate::fixtures::WORLD;
use crate::harness::{TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    a_click_keeps_the_document
    a_click_updates_title_focus_and_announcement
    a_click_scrolls_to_the_top
    clicks_with_a_modifier_are_left_to_the_browser
    links_that_leave_the_app_are_left_to_the_browser
}

async fn a_click_keeps_the_document(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
    paper.open("/").await?;
    mark(paper).await?;
    paper.click(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    paper.click_link("Business").await?;
    paper.wait_for_text("h1", "Business").await?;
    paper.click_by_script(".card a").await?;
    paper.wait_for_element("h1.article__headline").await?;
    paper.click(".article__tags a").await?;
    paper.wait_for_element(".listing h1").await?;
    ensure!(paper.address().await?.starts_with("/tag/"));
    ensure!(still_marked(paper).await?, "the masthead was replaced");
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

async fn a_click_updates_title_focus_and_announcement(
    TestContext { paper, dist, .. }: &TestContext,
) -> Result<()> {
    let site = dist.site()?;
    paper.open("/").await?;
    ensure!(
        paper.title().await? == site.name,
        "title {:?}",
        paper.title().await?
    );
    ensure!(!paper.has("nav[aria-label=Sections] [aria-current]").await?);
    paper.click(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    paper
        .wait_for_text(".announcer", &format!("World — {}", site.name))
        .await?;
    ensure!(paper.title().await? == format!("World — {}", site.name));
    ensure!(paper.address().await? == "/world");
    ensure!(
        paper.focused_element().await? == "h1 World",
        "focus on {}",
        paper.focused_element().await?
    );
    let current = paper
        .texts("nav[aria-label=Sections] [aria-current=page]")
        .await?;
    ensure!(current == ["World"], "current: {current:?}");
    ensure!(paper.count("h1").await? == 1);
    Ok(())
}

async fn a_click_scrolls_to_the_top(TestContext { paper, .. }: &TestContext) -> Result<()> {
    paper.open("/").await?;
    paper.scroll_to(700).await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    paper.wait_until("the top", "scrollY === 0").await
}

async fn clicks_with_a_modifier_are_left_to_the_browser(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    // This listener runs after the app's own and cancels the click, so that no window opens.
    paper
        .eval(
            "void addEventListener('click', e => {
               window.taken = e.defaultPrevented; e.preventDefault();
             })",
        )
        .await?;
    for (how, taken) in [
        ("ctrlKey: true", false),
        ("metaKey: true", false),
        ("shiftKey: true", false),
        ("altKey: true", false),
        ("button: 1", false),
        ("button: 0", true),
    ] {
        let seen = paper
            .eval(&format!(
                "(window.taken = null, document.querySelector({WORLD:?}).dispatchEvent(
                   new MouseEvent('click', {{ bubbles: true, cancelable: true, {how} }})), taken)"
            ))
            .await?;
        ensure!(
            seen == taken,
            "a click with {how}: taken by the app: {seen}"
        );
        if !taken {
            ensure!(
                paper.address().await? == "/",
                "a click with {how} left the page"
            );
        }
    }
    Ok(())
}

async fn links_that_leave_the_app_are_left_to_the_browser(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    paper
        .eval(
            "void addEventListener('click', e => {
               window.taken = e.defaultPrevented; e.preventDefault();
             })",
        )
        .await?;
    for link in [
        "href: 'https://example.org/'",
        "href: 'mailto:desk@example.org'",
        "href: '/world', target: '_blank'",
        "href: '/world', download: 'x'",
    ] {
        let seen = paper
            .eval(&format!(
                "(a => {{
                   document.querySelector('main').append(Object.assign(a, {{ {link} }}));
                   window.taken = null; a.click(); a.remove(); return window.taken;
                 }})(document.createElement('a'))"
            ))
            .await?;
        ensure!(
            seen == false,
            "a link with {link}: taken by the app: {seen}"
        );
    }
    Ok(())
}
