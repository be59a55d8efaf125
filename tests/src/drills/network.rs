//! The line, or the host behind it.

use super::{
    WORLD, a_link_leads_on, open, open_early, published, the_next_page_is_well,
    the_story_is_readable,
};
use crate::harness::{Fault, Paper, Stage, tests};
use crate::places::LEAD;
use anyhow::{Result, ensure};

tests! {
    offline_before_the_app_leaves_the_page
    offline_at_a_click_is_told_and_healed
    offline_on_the_way_back_needs_no_line
    offline_for_the_rails_leaves_those_of_the_page
    a_host_that_is_down_is_told_once_and_healed
    a_host_that_stumbles_is_asked_again
    an_answer_without_end_is_told_and_healed
    a_host_that_answers_html_shows_no_data
}

const UNREACHABLE: &str = "The newspaper cannot be reached";

async fn told(paper: &Paper, words: &str) -> Result<()> {
    paper.wait_for(".notice h1", words).await?;
    ensure!(paper.count(".notice").await? == 1, "told more than once");
    ensure!(paper.has("header.masthead nav a").await?, "no ways on");
    Ok(())
}

async fn offline_before_the_app_leaves_the_page(stage: &Stage) -> Result<()> {
    let (server, paper) = (published(stage).await?, &stage.paper);
    server.fail("/assets/frontpage*", Fault::dropped());
    open_early(paper, &server, LEAD).await?;
    paper.wait_for_one(".boot-note").await?;
    the_story_is_readable(paper).await?;
    server.heal("/assets/frontpage*");
    a_link_leads_on(paper).await?;
    the_next_page_is_well(paper, &server).await
}

async fn offline_at_a_click_is_told_and_healed(stage: &Stage) -> Result<()> {
    let (server, paper) = (published(stage).await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.fail("*.json", Fault::dropped());
    paper.activate(WORLD).await?;
    told(paper, UNREACHABLE).await?;
    server.heal("*.json");
    paper.click(".notice__retry").await?;
    paper.wait_for(".listing__name", "World").await?;
    ensure!(!paper.has(".notice").await?, "still told");
    ensure!(server.documents() == 1, "the document was loaded again");
    Ok(())
}

async fn offline_on_the_way_back_needs_no_line(stage: &Stage) -> Result<()> {
    let (server, paper) = (published(stage).await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    a_link_leads_on(paper).await?;
    server.fail("*", Fault::dropped());
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    the_story_is_readable(paper).await?;
    ensure!(
        !paper.has(".notice").await?,
        "told of what the reader does not miss"
    );
    Ok(())
}

async fn offline_for_the_rails_leaves_those_of_the_page(stage: &Stage) -> Result<()> {
    let (server, paper) = (published(stage).await?, &stage.paper);
    server.fail("*.json", Fault::dropped());
    open(paper, &server, LEAD).await?;
    server.wait_for_requests("/popular.json", 1).await?;
    server.wait_for_quiet().await?;
    paper.frames(5).await?;
    ensure!(paper.count(".rail__card").await? >= 8, "the rails are gone");
    ensure!(!paper.has(".rail__missing").await?, "told of what is there");
    the_story_is_readable(paper).await
}

async fn a_host_that_is_down_is_told_once_and_healed(stage: &Stage) -> Result<()> {
    let (server, paper) = (published(stage).await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.fail("/world.json", Fault::status(500));
    paper.activate(WORLD).await?;
    told(paper, UNREACHABLE).await?;
    server.heal("/world.json");
    paper.click(".notice__retry").await?;
    paper.wait_for(".listing__name", "World").await
}

async fn a_host_that_stumbles_is_asked_again(stage: &Stage) -> Result<()> {
    let (server, paper) = (published(stage).await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    server.fail("/world.json", Fault::status(503).times(2));
    paper.activate(WORLD).await?;
    paper.wait_for(".listing__name", "World").await?;
    ensure!(server.requests("/world.json").len() == 3);
    ensure!(!paper.has(".notice").await?, "told of nothing");
    Ok(())
}

async fn an_answer_without_end_is_told_and_healed(stage: &Stage) -> Result<()> {
    let (server, paper) = (published(stage).await?, &stage.paper);
    // the app waits 10 s three times: here half a second
    server.head(r#"<meta name="frontpage-timeout" content="500">"#);
    open(paper, &server, LEAD).await?;
    server.fail("/world.json", Fault::never_ending());
    paper.activate(WORLD).await?;
    told(paper, UNREACHABLE).await?;
    server.heal("/world.json");
    paper.click(".notice__retry").await?;
    paper.wait_for(".listing__name", "World").await
}

async fn a_host_that_answers_html_shows_no_data(stage: &Stage) -> Result<()> {
    let (server, paper) = (published(stage).await?, &stage.paper);
    open(paper, &server, LEAD).await?;
    // a host's fallback page, with status 200
    server.fail("*.json", Fault::html());
    paper.activate(WORLD).await?;
    told(paper, "Page not found").await?;
    server.heal("*.json");
    paper.back().await?;
    paper.wait_for_one(".article__headline").await?;
    the_story_is_readable(paper).await
}
