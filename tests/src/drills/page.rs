//! Changes to the page from outside: by extensions, translators, and the browser's back/forward
//! cache.

use super::{expect_readable_story, expect_working_link, open};
use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Fault, Server, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    an_element_added_at_the_end_by_an_extension_stays
    an_element_added_at_the_start_by_an_extension_stays
    a_page_translated_before_the_app_starts_stays_translated
    a_page_translated_after_the_app_started_still_navigates
    an_ad_blocker_that_removes_the_share_bar_and_a_rail_stops_nothing
    a_minified_page_is_adopted
    a_page_from_the_back_forward_cache_works
    a_skeleton_from_the_back_forward_cache_keeps_the_scroll_position
    two_tabs_do_not_affect_each_other
}

/// Defines `translate()`, which wraps each text in two `font` elements, as translators do.
const TRANSLATE: &str = "
    function translate() {
      document.documentElement.classList.add('translated-ltr');
      document.documentElement.lang = 'de';
      const texts = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) if (walk.currentNode.data.trim() &&
        walk.currentNode.parentElement.localName !== 'script') texts.push(walk.currentNode);
      for (const text of texts) {
        const [outer, inner] = [1, 2].map(() => document.createElement('font'));
        inner.textContent = '[de] ' + text.data;
        outer.append(inner);
        text.replaceWith(outer);
      }
      return texts.length;
    }";

async fn an_element_added_at_the_end_by_an_extension_stays(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(
        "<script>document.addEventListener('DOMContentLoaded', () => {
           document.head.append(document.createElement('style'));
           document.documentElement.setAttribute('data-extension', '1');
           document.body.setAttribute('data-extension', '1');
           document.body.append(Object.assign(document.createElement('div'), { id: 'extension' }));
           window.kept = document.querySelector('h1');
         })</script>",
    );
    open(paper, &server, LEAD).await?;
    expect_readable_story(paper).await?;
    ensure!(
        paper.has("#extension").await?,
        "the extension's element is gone"
    );
    let kept = paper.eval_string("String(kept.isConnected)").await?;
    ensure!(
        kept == "true",
        "the page was rebuilt instead of being adopted"
    );
    expect_working_link(paper).await?;
    ensure!(
        server.document_request_count() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    Ok(())
}

async fn an_element_added_at_the_start_by_an_extension_stays(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(
        "<script>document.addEventListener('DOMContentLoaded', () =>
           [document.body, document.querySelector('main'), document.querySelector('.article')].forEach(part =>
             part.prepend(window.part = Object.assign(document.createElement('div'), { id: 'extension' }))) ||
           (window.published = document.querySelector('h1')))
         </script>",
    );
    open(paper, &server, LEAD).await?;
    let kept = paper
        .eval_string("String(part.isConnected && published.isConnected)")
        .await?;
    ensure!(
        kept == "true",
        "the extension's element or the published headline is gone"
    );
    expect_readable_story(paper).await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it recovered"
    );
    expect_working_link(paper).await?;
    ensure!(
        server.document_request_count() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    Ok(())
}

async fn a_page_translated_before_the_app_starts_stays_translated(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(&format!(
        "<script>{TRANSLATE} document.addEventListener('DOMContentLoaded', () =>
           window.translated = translate())</script>"
    ));
    open(paper, &server, LEAD).await?;
    let translated: u32 = paper.eval_string("String(translated)").await?.parse()?;
    ensure!(translated > 50, "only {translated} texts were translated");
    let headline = paper.text("h1").await?;
    ensure!(
        headline.starts_with("[de] "),
        "the translated headline was replaced: {headline}"
    );
    expect_readable_story(paper).await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it recovered"
    );
    expect_working_link(paper).await?;
    ensure!(
        server.document_request_count() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    Ok(())
}

async fn a_page_translated_after_the_app_started_still_navigates(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(&format!("<script>{TRANSLATE}</script>"));
    open(paper, &server, LEAD).await?;
    paper.eval("translate()").await?;
    expect_readable_story(paper).await?;
    expect_working_link(paper).await?;
    ensure!(
        paper.count("h1").await? == 1,
        "the previous page is still in the document"
    );
    paper.eval("translate()").await?;
    paper.back().await?;
    paper.wait_for_element(".article__headline").await?;
    expect_readable_story(paper).await?;
    ensure!(
        server.document_request_count() == 1,
        "a document was loaded instead of navigating in the app"
    );
    Ok(())
}

async fn an_ad_blocker_that_removes_the_share_bar_and_a_rail_stops_nothing(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(
        "<script>document.addEventListener('DOMContentLoaded', () => {
           document.querySelectorAll('.share-bar, .rail--popular').forEach(part => part.remove());
           window.published = document.querySelector('h1');
         })</script>",
    );
    open(paper, &server, LEAD).await?;
    expect_adopted(stage, &server).await?;
    ensure!(
        !paper.has(".share-bar").await? && !paper.has(".rail--popular").await?,
        "what the ad blocker removed is back"
    );
    expect_working_link(paper).await
}

async fn a_minified_page_is_adopted(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    // Change the page as proxies do: remove comments and empty texts, join texts, and reorder attributes.
    server.inject_into_head(
        "<script>document.addEventListener('DOMContentLoaded', () => {
           const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL), gone = [];
           while (walk.nextNode()) {
             const node = walk.currentNode;
             if (node.nodeType === 8 || (node.nodeType === 3 && !node.data.trim())) gone.push(node);
             else if (node.nodeType === 1 && node.attributes.length > 1) {
               const [first] = node.attributes;
               node.removeAttribute(first.name);
               node.setAttribute(first.name, first.value);
             }
           }
           gone.forEach(node => node.remove());
           document.body.normalize();
           window.published = document.querySelector('h1');
         })</script>",
    );
    open(paper, &server, LEAD).await?;
    expect_adopted(stage, &server).await?;
    expect_working_link(paper).await
}

/// Checks that the story on screen is the published one, and that the app runs without an error.
async fn expect_adopted(stage: &TestContext, server: &Server) -> Result<()> {
    let paper = &stage.paper;
    let kept = paper.eval_string("String(published.isConnected)").await?;
    ensure!(
        kept == "true",
        "the page was rebuilt instead of being adopted"
    );
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "{}", errors.join("\n"));
    ensure!(
        server.document_request_count() == 1,
        "the page was loaded again"
    );
    Ok(())
}

async fn a_page_from_the_back_forward_cache_works(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    paper
        .eval("void addEventListener('pageshow', event => window.persisted = event.persisted)")
        .await?;
    // A document of the same site without the app.
    paper.open_url(&server.url("/robots.txt")).await?;
    paper.back().await?;
    paper.wait_for_element(".article__headline").await?;
    let persisted = paper.eval_string("String(window.persisted)").await?;
    ensure!(
        persisted == "true",
        "the browser did not keep the page: {persisted}"
    );
    expect_readable_story(paper).await?;
    expect_working_link(paper).await?;
    ensure!(
        paper.eval_string("String(window.persisted)").await? == "true",
        "the document was loaded again"
    );
    Ok(())
}

async fn a_skeleton_from_the_back_forward_cache_keeps_the_scroll_position(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    paper.scroll_to(400).await?;
    paper
        .eval("void addEventListener('pageshow', event => window.persisted = event.persisted)")
        .await?;
    // Leave the page between two attempts to load the next one: some browsers do not keep a page
    // that has an open request.
    paper
        .eval(
            "void (window.waiting = [], window.real = setTimeout,
               window.setTimeout = (call, ms, ...rest) =>
                 ms === 300 ? waiting.push(call) : real(call, ms, ...rest))",
        )
        .await?;
    server.inject_fault("/world.json", Fault::status(503).times(1));
    paper.click_by_script(WORLD).await?;
    paper.wait_for_element(".skeleton").await?;
    paper
        .wait_until("the end of the first attempt", "waiting.length === 1")
        .await?;
    paper.open_url(&server.url("/robots.txt")).await?;
    paper.back().await?;
    paper
        .wait_until(
            "the page from the back/forward cache",
            "window.persisted === true",
        )
        .await?;
    paper.eval("waiting[0]()").await?;
    paper.wait_for_text(".listing__name", "World").await?;
    paper.back().await?;
    paper.wait_for_element(".article__headline").await?;
    paper
        .wait_until("the story at 400", "Math.abs(scrollY - 400) < 2")
        .await
}

async fn two_tabs_do_not_affect_each_other(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    let first = paper.current_tab().await?;
    paper.new_tab().await?;
    open(paper, &server, "/business").await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text(".listing__name", "World").await?;
    let second = paper.current_tab().await?;
    paper.switch_to_tab(first).await?;
    expect_readable_story(paper).await?;
    ensure!(
        paper.address().await? == LEAD,
        "the first tab shows the page of the second"
    );
    expect_working_link(paper).await?;
    paper.back().await?;
    paper.wait_for_element(".article__headline").await?;
    paper.switch_to_tab(second).await?;
    paper.back().await?;
    paper.wait_for_text(".listing__name", "Business").await
}
