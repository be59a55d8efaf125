//! Failures of the network or of the host: offline, errors, slow, damaged or wrong responses.

use super::{a_link_leads_on, open, the_next_page_is_well, the_story_is_readable};
use crate::harness::{Fault, NEWER, Notice, Seen, Stage, tests, wait_longer};
use crate::places::{LEAD, WORLD};
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

async fn going_offline_before_the_app_loads_keeps_the_page_readable(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.fail("/assets/frontpage*", Fault::dropped());
    paper.visit(&server.at(LEAD)).await?;
    paper.wait_for_one(".boot-note").await?;
    the_story_is_readable(paper).await?;
    server.heal("/assets/frontpage*");
    a_link_leads_on(paper).await?;
    the_next_page_is_well(paper, &server).await
}

async fn a_click_while_offline_is_reported_and_recovers(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.fail("*.json", Fault::dropped());
    paper.activate(WORLD).await?;
    paper.told(Notice::Unreachable).await?;
    server.heal("*.json");
    paper.try_again().await?;
    paper.wait_for(".listing__name", "World").await?;
    paper.told_nothing().await?;
    ensure!(server.documents() == 1, "the document was loaded again");
    Ok(())
}

async fn going_back_works_offline(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    a_link_leads_on(paper).await?;
    server.fail("*", Fault::dropped());
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    the_story_is_readable(paper).await?;
    paper.told_nothing().await?;
    Ok(())
}

async fn rails_that_cannot_be_refreshed_stay_as_published(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    let lead = stage.dist.article(LEAD)?;
    let tag = lead.rail.context("the lead story has no tag rail")?;
    // The browser itself may retry a broken connection, so only the host that answers with 503
    // shows for certain when the app has made its last request.
    for fault in [Fault::dropped(), Fault::status(503)] {
        let server = stage.published().await?;
        server.fail("*.json", fault);
        open(paper, &server, LEAD).await?;
        for rail in [popular_path(), rail_path(&tag.slug)] {
            server.wait_for_requests(&rail, 3).await?;
        }
        server.wait_for_quiet().await?;
        paper.frames(10).await?;
        ensure!(paper.count(".rail__card").await? >= 8, "the rails are gone");
        ensure!(
            !paper.has(".rail__missing").await?,
            "a rail says that its stories are missing, although they are there"
        );
        the_story_is_readable(paper).await?;
    }
    Ok(())
}

async fn a_host_that_is_down_is_reported_once_and_recovers(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.fail("/world.json", Fault::status(500));
    paper.activate(WORLD).await?;
    paper.told(Notice::Unreachable).await?;
    server.heal("/world.json");
    paper.try_again().await?;
    paper.wait_for(".listing__name", "World").await
}

async fn a_host_that_fails_twice_is_retried(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.fail("/world.json", Fault::status(503).times(2));
    paper.activate(WORLD).await?;
    paper.wait_for(".listing__name", "World").await?;
    ensure!(server.requests("/world.json").len() == 3);
    paper.told_nothing().await?;
    Ok(())
}

async fn a_response_that_never_ends_is_reported_and_recovers(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    // A response that stops halfway, and one that does not even send headers.
    for fault in [
        Fault::never_ending(),
        Fault::none().late(Duration::from_secs(30)),
    ] {
        let server = stage.published().await?;
        // The app waits 10 s for each of three attempts. Here it waits half a second.
        server.head(r#"<meta name="frontpage-timeout" content="500">"#);
        open(paper, &server, LEAD).await?;
        server.fail("/world.json", fault);
        paper.activate(WORLD).await?;
        paper.told(Notice::Unreachable).await?;
        server.heal("/world.json");
        paper.try_again().await?;
        paper.wait_for(".listing__name", "World").await?;
    }
    Ok(())
}

/// How long the app takes to give up with its default limits: three attempts of 10 s each, and
/// pauses of 1.2 s in total.
const SHIPPED: Duration = Duration::from_millis(31_200);

async fn a_response_that_never_ends_is_reported_after_half_a_minute(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.fail("/world.json", Fault::never_ending());
    let clicked = Instant::now();
    paper.activate(WORLD).await?;
    // A skeleton replaces the story, and the masthead stays.
    paper.wait_for_one(".skeleton").await?;
    ensure!(
        paper.has("header.masthead nav a").await?,
        "the masthead has no links"
    );
    wait_longer(SHIPPED + Duration::from_secs(10), "a notice", || async {
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
    paper.told(Notice::Unreachable).await?;
    ensure!(
        server.requests("/world.json").len() == 3,
        "/world.json was requested {} times, not 3 times",
        server.requests("/world.json").len()
    );
    server.heal("/world.json");
    paper.try_again().await?;
    paper.wait_for(".listing__name", "World").await?;
    ensure!(server.documents() == 1, "the document was loaded again");
    Ok(())
}

async fn data_with_the_wrong_content_type_is_read(stage: &Stage) -> Result<()> {
    let paper = &stage.paper;
    // Content types that hosts send for files they do not know.
    for kind in [
        "application/octet-stream",
        "text/plain",
        "text/plain; charset=latin1",
    ] {
        let server = stage.published().await?;
        server.retype("*.json", kind);
        open(paper, &server, LEAD).await?;
        a_link_leads_on(paper).await?;
        ensure!(
            !server.requests("/world.json").is_empty(),
            "{kind}: the link was followed without loading page data"
        );
        // A headline with non-ASCII letters, which a wrong encoding would spoil.
        let cards = paper.attributes(".card__headline a", "href").await?;
        let stories = stage.dist.articles()?.into_iter();
        let mut beyond = stories.filter(|story| !story.headline.is_ascii());
        let story = beyond.find(|story| cards.contains(&story.url.to_string()));
        let story = story.context("no story in the list has a non-ASCII headline")?;
        paper
            .activate(&format!(".card__headline a[href='{}']", story.url))
            .await?;
        paper
            .wait_for(".article__headline", &story.headline)
            .await?;
        ensure!(
            server.documents() == 1,
            "{kind}: the document was loaded again"
        );
        paper.told_nothing().await?;
    }
    Ok(())
}

async fn truncated_data_is_reported_and_recovers(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.fail("/world.json", Fault::truncated());
    paper.activate(WORLD).await?;
    paper.told(Notice::Unreadable).await?;
    ensure!(
        server.requests("/world.json").len() == 1,
        "a damaged file was requested again"
    );
    // Going back shows the story.
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    the_story_is_readable(paper).await?;
    paper.forward().await?;
    paper.told(Notice::Unreadable).await?;
    server.heal("/world.json");
    paper.try_again().await?;
    paper.wait_for(".listing__name", "World").await?;
    paper.told_nothing().await?;
    ensure!(server.documents() == 1, "the document was loaded again");
    Ok(())
}

async fn data_of_a_newer_version_loads_the_document(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    // The data is of a newer release, which this app cannot read. The page exists as HTML.
    server.fail("*.json", Fault::body(NEWER));
    a_link_leads_on(paper).await?;
    paper.ready().await?;
    ensure!(
        paper.address().await? == "/world",
        "the address is not that of the section"
    );
    ensure!(
        server.documents() == 2,
        "{} documents were loaded, not 2",
        server.documents()
    );
    paper.told_nothing().await?;
    // The data of the rails is newer too. They stay as they were published.
    server.forget();
    open(paper, &server, LEAD).await?;
    server.wait_for_requests("/popular.json", 1).await?;
    server.wait_for_quiet().await?;
    paper.frames(10).await?;
    ensure!(server.documents() == 1, "a rail loaded the document again");
    ensure!(
        !paper.has(".rail__missing").await?,
        "a rail says that its stories are missing, although they are there"
    );
    the_story_is_readable(paper).await?;
    server.heal("*.json");
    a_link_leads_on(paper).await?;
    ensure!(
        server.documents() == 1,
        "the app still loads documents after the fault has ended"
    );
    Ok(())
}

async fn html_instead_of_data_shows_page_not_found(stage: &Stage) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    // The host's fallback page, with status 200.
    server.fail("*.json", Fault::html());
    paper.activate(WORLD).await?;
    paper.told(Notice::NotFound).await?;
    server.heal("*.json");
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    the_story_is_readable(paper).await
}
