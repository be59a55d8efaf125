//! Changes to the page from outside: by extensions, translators, and the browser's back/forward
//! cache.

use super::{expect_readable_story, expect_working_link, open};
use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Fault, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    an_element_added_at_the_end_by_an_extension_stays
    an_element_added_at_the_start_by_an_extension_rebuilds_the_page
    a_page_translated_before_hydration_is_rebuilt
    a_page_translated_after_hydration_still_navigates
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
        "the page was rebuilt instead of being hydrated"
    );
    expect_working_link(paper).await?;
    ensure!(
        server.document_request_count() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    Ok(())
}

async fn an_element_added_at_the_start_by_an_extension_rebuilds_the_page(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(
        "<script>document.addEventListener('DOMContentLoaded', () =>
           document.body.prepend(window.part = Object.assign(document.createElement('div'), { id: 'extension' })))
         </script>",
    );
    open(paper, &server, LEAD).await?;
    // Hydration fails because of the element, and the page is rebuilt without it.
    let kept = paper.eval_string("String(part.isConnected)").await?;
    ensure!(
        kept == "false",
        "the extension's element is still there, so the page was not rebuilt"
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

async fn a_page_translated_before_hydration_is_rebuilt(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_into_head(&format!(
        "<script>{TRANSLATE} document.addEventListener('DOMContentLoaded', () =>
           window.translated = translate())</script>"
    ));
    open(paper, &server, LEAD).await?;
    let translated: u32 = paper.eval_string("String(translated)").await?.parse()?;
    ensure!(translated > 50, "only {translated} texts were translated");
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

async fn a_page_translated_after_hydration_still_navigates(stage: &TestContext) -> Result<()> {
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
