//! Changes to the page from outside: by extensions, translators, and the browser's back/forward
//! cache.

use super::{a_link_leads_on, open, the_story_is_readable};
use crate::harness::{Fault, Stage, tests};
use crate::places::{LEAD, WORLD};
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

async fn an_element_added_at_the_end_by_an_extension_stays(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(
        "<script>document.addEventListener('DOMContentLoaded', () => {
           document.head.append(document.createElement('style'));
           document.documentElement.setAttribute('data-extension', '1');
           document.body.setAttribute('data-extension', '1');
           document.body.append(Object.assign(document.createElement('div'), { id: 'extension' }));
           window.kept = document.querySelector('h1');
         })</script>",
    );
    open(paper, &server, LEAD).await?;
    the_story_is_readable(paper).await?;
    ensure!(
        paper.has("#extension").await?,
        "the extension's element is gone"
    );
    let kept = paper.say("String(kept.isConnected)").await?;
    ensure!(
        kept == "true",
        "the page was rebuilt instead of being hydrated"
    );
    a_link_leads_on(paper).await?;
    ensure!(
        server.documents() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    Ok(())
}

async fn an_element_added_at_the_start_by_an_extension_rebuilds_the_page(
    stage: &Stage,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(
        "<script>document.addEventListener('DOMContentLoaded', () =>
           document.body.prepend(window.part = Object.assign(document.createElement('div'), { id: 'extension' })))
         </script>",
    );
    open(paper, &server, LEAD).await?;
    // Hydration fails because of the element, and the page is rebuilt without it.
    let kept = paper.say("String(part.isConnected)").await?;
    ensure!(
        kept == "false",
        "the extension's element is still there, so the page was not rebuilt"
    );
    the_story_is_readable(paper).await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it recovered"
    );
    a_link_leads_on(paper).await?;
    ensure!(
        server.documents() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    Ok(())
}

async fn a_page_translated_before_hydration_is_rebuilt(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(&format!(
        "<script>{TRANSLATE} document.addEventListener('DOMContentLoaded', () =>
           window.translated = translate())</script>"
    ));
    open(paper, &server, LEAD).await?;
    let translated: u32 = paper.say("String(translated)").await?.parse()?;
    ensure!(translated > 50, "only {translated} texts were translated");
    the_story_is_readable(paper).await?;
    ensure!(
        !paper.has(".boot-note").await?,
        "there is a note that the app did not start, although it recovered"
    );
    a_link_leads_on(paper).await?;
    ensure!(
        server.documents() == 1,
        "the link loaded a document instead of navigating in the app"
    );
    Ok(())
}

async fn a_page_translated_after_hydration_still_navigates(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.head(&format!("<script>{TRANSLATE}</script>"));
    open(paper, &server, LEAD).await?;
    paper.js("translate()").await?;
    the_story_is_readable(paper).await?;
    a_link_leads_on(paper).await?;
    ensure!(
        paper.count("h1").await? == 1,
        "the previous page is still in the document"
    );
    paper.js("translate()").await?;
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    the_story_is_readable(paper).await?;
    ensure!(
        server.documents() == 1,
        "a document was loaded instead of navigating in the app"
    );
    Ok(())
}

async fn a_page_from_the_back_forward_cache_works(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    paper
        .js("void addEventListener('pageshow', event => window.persisted = event.persisted)")
        .await?;
    // A document of the same site without the app.
    paper.visit(&server.at("/robots.txt")).await?;
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    let persisted = paper.say("String(window.persisted)").await?;
    ensure!(
        persisted == "true",
        "the browser did not keep the page: {persisted}"
    );
    the_story_is_readable(paper).await?;
    a_link_leads_on(paper).await?;
    ensure!(
        paper.say("String(window.persisted)").await? == "true",
        "the document was loaded again"
    );
    Ok(())
}

async fn a_skeleton_from_the_back_forward_cache_keeps_the_scroll_position(
    stage: &Stage,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    paper.scroll_to(400).await?;
    paper
        .js("void addEventListener('pageshow', event => window.persisted = event.persisted)")
        .await?;
    // Leave the page between two attempts to load the next one: some browsers do not keep a page
    // that has an open request.
    paper
        .js("void (window.waiting = [], window.real = setTimeout,
               window.setTimeout = (call, ms, ...rest) =>
                 ms === 300 ? waiting.push(call) : real(call, ms, ...rest))")
        .await?;
    server.fail("/world.json", Fault::status(503).times(1));
    paper.activate(WORLD).await?;
    paper.wait_for_one(".skeleton").await?;
    paper
        .wait_until("the end of the first attempt", "waiting.length === 1")
        .await?;
    paper.visit(&server.at("/robots.txt")).await?;
    paper.back().await?;
    paper
        .wait_until(
            "the page from the back/forward cache",
            "window.persisted === true",
        )
        .await?;
    paper.js("waiting[0]()").await?;
    paper.wait_for(".listing__name", "World").await?;
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    paper
        .wait_until("the story at 400", "Math.abs(scrollY - 400) < 2")
        .await
}

async fn two_tabs_do_not_affect_each_other(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    let first = paper.tab().await?;
    paper.new_tab().await?;
    open(paper, &server, "/business").await?;
    paper.activate(WORLD).await?;
    paper.wait_for(".listing__name", "World").await?;
    let second = paper.tab().await?;
    paper.turn_to(first).await?;
    the_story_is_readable(paper).await?;
    ensure!(
        paper.address().await? == LEAD,
        "the first tab shows the page of the second"
    );
    a_link_leads_on(paper).await?;
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    paper.turn_to(second).await?;
    paper.back().await?;
    paper.wait_for(".listing__name", "Business").await
}
