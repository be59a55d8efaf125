//! Failures of the network or of the host: offline, errors, slow, damaged or wrong responses.

use super::{expect_normal_start, expect_readable_story, expect_working_link, open};
use crate::fixtures::{LEAD, WORLD};
use crate::harness::{Fault, NEWER_VERSION_JSON, Notice, Seen, TestContext, tests, wait_up_to};
use anyhow::{Context, Result, ensure};
use frontpage_model::{popular_path, rail_path};
use std::time::{Duration, Instant};

tests! {
    going_offline_before_the_app_loads_keeps_the_page_readable
    a_click_while_offline_is_reported_and_recovers
    going_back_works_offline
    rails_that_cannot_be_refreshed_stay_as_published
    a_host_that_is_down_is_reported_once_and_recovers
    a_host_that_fails_twice_is_retried
    a_response_that_never_ends_is_reported_and_recovers
    a_response_that_never_ends_is_reported_after_half_a_minute
    html_instead_of_data_shows_page_not_found
    data_with_the_wrong_content_type_is_read
    truncated_data_is_reported_and_recovers
    data_of_a_newer_version_loads_the_document
}

async fn going_offline_before_the_app_loads_keeps_the_page_readable(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_fault("/assets/frontpage*", Fault::dropped());
    paper.open_url(&server.url(LEAD)).await?;
    paper.wait_for_element(".boot-note").await?;
    expect_readable_story(paper).await?;
    server.clear_fault("/assets/frontpage*");
    expect_working_link(paper).await?;
    expect_normal_start(paper, &server).await
}

async fn a_click_while_offline_is_reported_and_recovers(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.inject_fault("*.json", Fault::dropped());
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::Unreachable).await?;
    server.clear_fault("*.json");
    paper.try_again().await?;
    paper.wait_for_text(".listing__name", "World").await?;
    paper.expect_no_notice().await?;
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

async fn going_back_works_offline(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    expect_working_link(paper).await?;
    server.inject_fault("*", Fault::dropped());
    paper.back().await?;
    paper.wait_for_element(".article__headline").await?;
    expect_readable_story(paper).await?;
    paper.expect_no_notice().await?;
    Ok(())
}

async fn rails_that_cannot_be_refreshed_stay_as_published(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    let lead = stage.dist.article(LEAD)?;
    let tag = lead.rail.context("the lead story has no tag rail")?;
    // The browser itself may retry a broken connection, so only the host that answers with 503
    // shows for certain when the app has made its last request.
    for fault in [Fault::dropped(), Fault::status(503)] {
        let server = stage.published().await?;
        server.inject_fault("*.json", fault);
        open(paper, &server, LEAD).await?;
        for rail in [popular_path(), rail_path(&tag.slug)] {
            server.wait_for_requests(&rail, 3).await?;
        }
        server.wait_until_idle().await?;
        paper.wait_frames(10).await?;
        ensure!(paper.count(".rail__card").await? >= 8, "the rails are gone");
        ensure!(
            !paper.has(".rail__missing").await?,
            "a rail says that its stories are missing, although they are there"
        );
        expect_readable_story(paper).await?;
    }
    Ok(())
}

async fn a_host_that_is_down_is_reported_once_and_recovers(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.inject_fault("/world.json", Fault::status(500));
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::Unreachable).await?;
    server.clear_fault("/world.json");
    paper.try_again().await?;
    paper.wait_for_text(".listing__name", "World").await
}

async fn a_host_that_fails_twice_is_retried(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.inject_fault("/world.json", Fault::status(503).times(2));
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text(".listing__name", "World").await?;
    ensure!(server.requests_for("/world.json").len() == 3);
    paper.expect_no_notice().await?;
    Ok(())
}

async fn a_response_that_never_ends_is_reported_and_recovers(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    // A response that stops halfway, and one that does not even send headers.
    for fault in [
        Fault::stalled(),
        Fault::normal().delayed(Duration::from_secs(30)),
    ] {
        let server = stage.published().await?;
        // The app waits 10 s for each of three attempts. Here it waits half a second.
        server.inject_into_head(r#"<meta name="frontpage-timeout" content="500">"#);
        open(paper, &server, LEAD).await?;
        server.inject_fault("/world.json", fault);
        paper.click_by_script(WORLD).await?;
        paper.expect_notice(Notice::Unreachable).await?;
        server.clear_fault("/world.json");
        paper.try_again().await?;
        paper.wait_for_text(".listing__name", "World").await?;
    }
    Ok(())
}

/// How long the app takes to give up with its default limits: three attempts of 10 s each, and
/// pauses of 1.2 s in total.
const SHIPPED: Duration = Duration::from_millis(31_200);

async fn a_response_that_never_ends_is_reported_after_half_a_minute(
    stage: &TestContext,
) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.inject_fault("/world.json", Fault::stalled());
    let clicked = Instant::now();
    paper.click_by_script(WORLD).await?;
    // A skeleton replaces the story, and the masthead stays.
    paper.wait_for_element(".skeleton").await?;
    ensure!(
        paper.has("header.masthead nav a").await?,
        "the masthead has no links"
    );
    wait_up_to(SHIPPED + Duration::from_secs(10), "a notice", || async {
        Ok(Seen::when(paper.has(".notice").await?, || {
            "no notice".into()
        }))
    })
    .await?;
    let waited = clicked.elapsed();
    ensure!(
        waited >= SHIPPED,
        "the notice came after {waited:?}, before {SHIPPED:?}"
    );
    paper.expect_notice(Notice::Unreachable).await?;
    ensure!(
        server.requests_for("/world.json").len() == 3,
        "/world.json was requested {} times, not 3 times",
        server.requests_for("/world.json").len()
    );
    server.clear_fault("/world.json");
    paper.try_again().await?;
    paper.wait_for_text(".listing__name", "World").await?;
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

async fn data_with_the_wrong_content_type_is_read(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    // Content types that hosts send for files they do not know.
    for kind in [
        "application/octet-stream",
        "text/plain",
        "text/plain; charset=latin1",
    ] {
        let server = stage.published().await?;
        server.override_content_type("*.json", kind);
        open(paper, &server, LEAD).await?;
        expect_working_link(paper).await?;
        ensure!(
            !server.requests_for("/world.json").is_empty(),
            "{kind}: the link was followed without loading page data"
        );
        // A headline with non-ASCII letters, which a wrong encoding would spoil.
        let cards = paper.attributes(".card__headline a", "href").await?;
        let stories = stage.dist.articles()?.into_iter();
        let mut beyond = stories.filter(|story| !story.headline.is_ascii());
        let story = beyond.find(|story| cards.contains(&story.url.to_string()));
        let story = story.context("no story in the list has a non-ASCII headline")?;
        paper
            .click_by_script(&format!(".card__headline a[href='{}']", story.url))
            .await?;
        paper
            .wait_for_text(".article__headline", &story.headline)
            .await?;
        ensure!(
            server.document_request_count() == 1,
            "{kind}: the document was loaded again"
        );
        paper.expect_no_notice().await?;
    }
    Ok(())
}

async fn truncated_data_is_reported_and_recovers(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.inject_fault("/world.json", Fault::truncated());
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::Unreadable).await?;
    ensure!(
        server.requests_for("/world.json").len() == 1,
        "a damaged file was requested again"
    );
    // Going back shows the story.
    paper.back().await?;
    paper.wait_for_element(".article__headline").await?;
    expect_readable_story(paper).await?;
    paper.forward().await?;
    paper.expect_notice(Notice::Unreadable).await?;
    server.clear_fault("/world.json");
    paper.try_again().await?;
    paper.wait_for_text(".listing__name", "World").await?;
    paper.expect_no_notice().await?;
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

async fn data_of_a_newer_version_loads_the_document(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    // The data is of a newer release, which this app cannot read. The page exists as HTML.
    server.inject_fault("*.json", Fault::body(NEWER_VERSION_JSON));
    expect_working_link(paper).await?;
    paper.wait_for_app().await?;
    ensure!(
        paper.address().await? == "/world",
        "the address is not that of the section"
    );
    ensure!(
        server.document_request_count() == 2,
        "{} documents were loaded, not 2",
        server.document_request_count()
    );
    paper.expect_no_notice().await?;
    // The data of the rails is newer too. They stay as they were published.
    server.clear_requests();
    open(paper, &server, LEAD).await?;
    server.wait_for_requests("/popular.json", 1).await?;
    server.wait_until_idle().await?;
    paper.wait_frames(10).await?;
    ensure!(
        server.document_request_count() == 1,
        "a rail loaded the document again"
    );
    ensure!(
        !paper.has(".rail__missing").await?,
        "a rail says that its stories are missing, although they are there"
    );
    expect_readable_story(paper).await?;
    server.clear_fault("*.json");
    expect_working_link(paper).await?;
    ensure!(
        server.document_request_count() == 1,
        "the app still loads documents after the fault has ended"
    );
    Ok(())
}

async fn html_instead_of_data_shows_page_not_found(stage: &TestContext) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    // The host's fallback page, with status 200.
    server.inject_fault("*.json", Fault::html());
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::NotFound).await?;
    server.clear_fault("*.json");
    paper.back().await?;
    paper.wait_for_element(".article__headline").await?;
    expect_readable_story(paper).await
}
