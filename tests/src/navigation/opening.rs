//! Tests of pages that are opened by their address, and of addresses without a page.

use crate::fixtures::{WORLD, one_of_every_kind};
use crate::harness::{Fault, Notice, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    every_kind_of_page_opens_by_its_address
    a_trailing_slash_and_a_query_are_forgiven
    an_unknown_address_is_not_found
    a_missing_story_is_not_found
    html_in_place_of_data_is_not_found
    the_links_on_the_not_found_page_work
}

async fn every_kind_of_page_opens_by_its_address(stage: &TestContext) -> Result<()> {
    let TestContext {
        server,
        paper,
        dist,
        ..
    } = stage;
    let site = dist.site()?;
    for place in one_of_every_kind(stage)? {
        server.clear_requests();
        place.open(stage).await?;
        let name = place.name;
        ensure!(
            paper.count("h1").await? == 1,
            "{name}: the page does not have exactly one h1"
        );
        ensure!(
            !paper.text("h1").await?.is_empty(),
            "{name}: the h1 is empty"
        );
        let title = paper.title().await?;
        ensure!(title.contains(&site.name), "{name}: title {title:?}");
        ensure!(
            server.document_request_count() == 1,
            "{name}: {} documents were loaded, not one",
            server.document_request_count()
        );
        ensure!(
            paper.address().await? == place.path,
            "{name}: {}",
            paper.address().await?
        );
        ensure!(
            paper.count("main").await? == 1,
            "{name}: the page does not have exactly one main"
        );
        ensure!(
            paper.has("header.masthead nav a").await?,
            "{name}: the masthead has no sections"
        );
        ensure!(
            paper.has("footer.colophon").await?,
            "{name}: the page has no footer"
        );
        let lang = paper.eval_string("document.documentElement.lang").await?;
        ensure!(lang == site.lang, "{name}: lang {lang}");
        ensure!(paper.eval_string("document.documentElement.dir").await? == "ltr");
        ensure!(
            !paper.has("main[aria-busy]").await?,
            "{name}: the main element is marked as busy"
        );
    }
    Ok(())
}

async fn a_trailing_slash_and_a_query_are_forgiven(
    TestContext { paper, .. }: &TestContext,
) -> Result<()> {
    for address in ["/world/", "/world?utm_source=x", "/world#part"] {
        paper.open("/").await?;
        paper.open(address).await?;
        paper.wait_for_text("h1", "World").await?;
    }
    Ok(())
}

async fn an_unknown_address_is_not_found(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    for address in [
        "/no/such/page/at/all",
        "/UPPER",
        "/world/0",
        "/2025/02/30/no-such-day",
    ] {
        server.clear_requests();
        paper.open(address).await?;
        paper.expect_notice(Notice::NotFound).await?;
        let words = paper.text("main").await?;
        // The text does not name the address, since hosts send one prerendered page for all of
        // them.
        ensure!(words.contains("nothing at this address"), "{words}");
        // No page can have this address, so the app does not request its data.
        let asked: Vec<_> = server.requests().into_iter().map(|r| r.path).collect();
        let data = format!("{address}.json");
        ensure!(
            !asked.contains(&data),
            "the app requested {data}, which cannot exist"
        );
        let title = paper.title().await?;
        ensure!(title.contains("not found"), "title {title:?}");
    }
    Ok(())
}

async fn a_missing_story_is_not_found(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    let missing = "/2025/01/01/no-such-story";
    paper.open(missing).await?;
    paper.expect_notice(Notice::NotFound).await?;
    ensure!(
        paper
            .text("main")
            .await?
            .contains("nothing at this address")
    );
    let asked = server.requests_for(&format!("{missing}.json")).len();
    ensure!(
        asked == 1,
        "{missing}.json was requested {asked} times, not once"
    );
    ensure!(
        paper.has("header.masthead nav a").await?,
        "the page has no masthead"
    );
    Ok(())
}

async fn html_in_place_of_data_is_not_found(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    server.inject_fault("/world.json", Fault::html());
    paper.open("/").await?;
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::NotFound).await?;
    ensure!(paper.address().await? == "/world");
    ensure!(
        paper.focused_element().await?.starts_with("h1"),
        "focus on {}",
        paper.focused_element().await?
    );
    Ok(())
}

async fn the_links_on_the_not_found_page_work(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    paper.open("/no/such/page/at/all").await?;
    let ways = paper.attributes(".notice a", "href").await?;
    ensure!(
        ways.iter().any(|way| way == "/"),
        "no link to the front page: {ways:?}"
    );
    for section in dist.site()?.sections {
        let way = format!("/{}", section.slug);
        ensure!(ways.contains(&way), "no link to {way}: {ways:?}");
    }
    paper.click(".notice a[href='/world']").await?;
    paper.wait_for_text("h1", "World").await?;
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}
