//! Tests of the links that every page has: pager, nameplate, sections, skip link.

use super::{mark, still_marked};
use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Fault, Key, TestContext, article, card, listing, page_data_json, tests};
use anyhow::{Result, ensure};
use frontpage_model::Page;

tests! {
    the_pager_turns_pages
    the_nameplate_leads_to_the_front_page
    the_section_of_a_story_is_marked
    the_skip_link_leads_to_the_news
}

async fn the_pager_turns_pages(TestContext { server, paper, .. }: &TestContext) -> Result<()> {
    for (path, page, older, newer) in [
        ("/world.json", None, Some(2), None),
        ("/world/2.json", Some(2), Some(1), Some(3)),
        ("/world/1.json", Some(1), None, Some(2)),
    ] {
        let page = Page::Listing(listing(page, older, newer)?);
        server.inject_fault(path, Fault::body(page_data_json(page)?));
    }
    paper.open("/world").await?;
    ensure!(
        !paper.has("nav.pager a[rel=prev]").await?,
        "the newest page links to a newer one"
    );
    paper
        .click("nav.pager[aria-label=Pages] a[rel=next]")
        .await?;
    paper
        .wait_for_text(".card h2, .card h3", "Story 1 of page 2")
        .await?;
    ensure!(paper.address().await? == "/world/2");
    paper.wait_until("the top", "scrollY === 0").await?;
    ensure!(
        paper.focused_element().await?.starts_with("h1"),
        "focus on {}",
        paper.focused_element().await?
    );
    let titles = [paper.title().await?, paper.text(".announcer").await?];
    ensure!(
        titles.iter().all(|t| t.contains('2')),
        "title and announcement do not have the page number: {titles:?}"
    );
    let current = paper.attributes(WORLD, "aria-current");
    ensure!(
        current.await? == ["true"],
        "an older page does not mark its section in the masthead"
    );
    paper.click("nav.pager a[rel=next]").await?;
    paper
        .wait_for_text(".card h2, .card h3", "Story 1 of page 1")
        .await?;
    ensure!(paper.address().await? == "/world/1");
    ensure!(
        !paper.has("nav.pager a[rel=next]").await?,
        "the oldest page links to an older one"
    );
    paper.click("nav.pager a[rel=prev]").await?;
    paper
        .wait_for_text(".card h2, .card h3", "Story 1 of page 2")
        .await?;
    let words = paper.texts("nav.pager a").await?;
    for word in ["Older stories", "Newer stories"] {
        ensure!(
            words.iter().any(|w| w == word),
            "the pager has no link {word:?}: {words:?}"
        );
    }
    Ok(())
}

async fn the_nameplate_leads_to_the_front_page(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    paper.open(LEAD).await?;
    paper.click("a.masthead__name[href='/']").await?;
    paper.wait_for_element(".front").await?;
    ensure!(paper.address().await? == "/");
    ensure!(paper.text("h1").await? == dist.site()?.name);
    let lead = paper.text(".lead-story h2, .lead-story h3").await?;
    let front = dist.front()?;
    ensure!(
        lead == front.top[0].headline,
        "the front page leads with {lead:?}"
    );
    let strips = paper.texts(".strip h2 a").await?;
    let named: Vec<_> = front
        .strips
        .iter()
        .map(|s| s.section.name.clone())
        .collect();
    ensure!(strips == named, "the strips are {strips:?}, not {named:?}");
    ensure!(server.document_request_count() == 1);
    Ok(())
}

async fn the_section_of_a_story_is_marked(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    let path = "/2025/03/01/a-story";
    server.inject_fault(
        &format!("{path}.json"),
        Fault::body(page_data_json(Page::Article(article(path, "A story")?))?),
    );
    let mut world = listing(None, None, None)?;
    world.cards = vec![card(path, "A story")?];
    server.inject_fault(
        "/world.json",
        Fault::body(page_data_json(Page::Listing(world))?),
    );
    paper.open("/world").await?;
    paper.click_link("A story").await?;
    paper
        .wait_for_text("h1.article__headline", "A story")
        .await?;
    let current = paper
        .attributes("nav[aria-label=Sections] a", "aria-current")
        .await?;
    ensure!(current == ["", "true", "", ""], "current: {current:?}");
    Ok(())
}

async fn the_skip_link_leads_to_the_news(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/world").await?;
    mark(paper).await?;
    paper.press(Key::Tab).await?;
    ensure!(
        paper.focused_element().await?.starts_with("a Skip"),
        "the first Tab stop is {}",
        paper.focused_element().await?
    );
    paper.press(Key::Enter).await?;
    paper.press(Key::Tab).await?;
    let inside = paper.eval("document.querySelector('#main').contains(document.activeElement)");
    ensure!(
        inside.await? == true,
        "focus on {}",
        paper.focused_element().await?
    );
    ensure!(
        still_marked(paper).await? && server.document_request_count() == 1,
        "the document was loaded again"
    );
    ensure!(paper.text("h1").await? == "World");
    // Going back from the fragment does not load a page.
    paper.back().await?;
    paper.wait_frames(5).await?;
    ensure!(paper.text("h1").await? == "World" && server.document_request_count() == 1);
    Ok(())
}
