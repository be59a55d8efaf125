//! Failures of following and of combined topics: the newest stories or a topic's list are missing, damaged or of
//! another version, and so is what is stored on the device.

use crate::following::{SEVERAL, open_following};
use crate::harness::{Fault, TestContext, tests};
use anyhow::{Result, ensure};

tests! {
    missing_newest_stories_are_reported_and_recover
    truncated_newest_stories_are_reported_and_recover
    newest_stories_of_a_newer_version_are_reported_and_recover
    without_the_newest_stories_the_front_page_is_as_ever
    a_truncated_list_of_a_topic_is_reported_and_recovers
    an_empty_list_of_a_topic_is_reported_and_recovers
    what_another_version_stored_is_told_and_can_be_replaced
}

const NEWEST: &str = "/following.json";
const LIST: &str = "/tag/mideast.bin";
/// Data as a later release might write it.
const NEWER: &str = r#"{"version":2,"lists":{"/world":"World"},"stories":{"newest":[]}}"#;

/// Opens the page of followed lists with a fault. Expects a note about it and the followed lists, and that
/// *Try again* shows the stories once the fault has ended.
async fn expect_note_and_recovery(stage: &TestContext, fault: Fault) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_fault(NEWEST, fault);
    open_following(paper, &server, "/following", SEVERAL).await?;
    paper.wait_for_element(".tool__note button").await?;
    let said = paper.text(".tool__note").await?;
    ensure!(
        said.contains("The newest stories could not be loaded."),
        "{said:?}"
    );
    let names = paper.texts(".following__lists li a").await?;
    ensure!(names == ["MidEast", "World", "Data desk"], "{names:?}");
    server.clear_fault(NEWEST);
    paper.click(".tool__note button").await?;
    paper.wait_for_element(".tool__story").await?;
    ensure!(!paper.has(".tool__note").await?, "the note is still there");
    Ok(())
}

async fn missing_newest_stories_are_reported_and_recover(stage: &TestContext) -> Result<()> {
    expect_note_and_recovery(stage, Fault::status(404)).await
}

async fn truncated_newest_stories_are_reported_and_recover(stage: &TestContext) -> Result<()> {
    expect_note_and_recovery(stage, Fault::truncated()).await
}

async fn newest_stories_of_a_newer_version_are_reported_and_recover(
    stage: &TestContext,
) -> Result<()> {
    expect_note_and_recovery(stage, Fault::body(NEWER)).await
}

async fn without_the_newest_stories_the_front_page_is_as_ever(stage: &TestContext) -> Result<()> {
    let paper = &stage.paper;
    for fault in [
        Fault::status(404),
        Fault::truncated(),
        Fault::body(NEWER),
        Fault::body("null"),
    ] {
        let server = stage.published().await?;
        server.inject_fault(NEWEST, fault);
        open_following(paper, &server, "/", SEVERAL).await?;
        paper.wait_for_app().await?;
        paper.wait_for_network_idle(Some(&server)).await?;
        ensure!(
            !server.requests_for(NEWEST).is_empty(),
            "the newest stories were not requested"
        );
        ensure!(!paper.has(".for-you").await?, "there are stories for you");
        ensure!(
            !paper.has(".boot-note").await?,
            "a note says that the app did not start"
        );
        paper.click(".front__top h2 a").await?;
        paper.wait_for_element(".article").await?;
    }
    Ok(())
}

async fn expect_topics_to_recover(stage: &TestContext, fault: Fault) -> Result<()> {
    let (server, paper) = (stage.published().await?, &stage.paper);
    server.inject_fault(LIST, fault);
    paper
        .open_url(&server.url("/tag?mideast+political"))
        .await?;
    paper.wait_for_element(".tool__note button").await?;
    let said = paper.text(".tool__notes").await?;
    ensure!(said.contains("The topics could not be loaded."), "{said:?}");
    ensure!(!paper.has(".tool__story").await?, "there are stories");
    server.clear_fault(LIST);
    paper.click(".tool__note button").await?;
    paper.wait_for_element(".tool__story").await?;
    ensure!(!paper.has(".tool__note").await?, "the note is still there");
    Ok(())
}

async fn a_truncated_list_of_a_topic_is_reported_and_recovers(stage: &TestContext) -> Result<()> {
    expect_topics_to_recover(stage, Fault::truncated()).await
}

async fn an_empty_list_of_a_topic_is_reported_and_recovers(stage: &TestContext) -> Result<()> {
    expect_topics_to_recover(stage, Fault::body("")).await
}

async fn what_another_version_stored_is_told_and_can_be_replaced(
    stage: &TestContext,
) -> Result<()> {
    let paper = &stage.paper;
    for stored in [
        // An older version.
        r#"["/world","/tag/mideast"]"#,
        r#"{"version":0,"lists":[["/world","World"]]}"#,
        // A newer one.
        r#"{"version":2,"lists":[{"path":"/world"}]}"#,
        // Something else.
        "null",
        "\u{0}{{",
    ] {
        let server = stage.published().await?;
        open_following(paper, &server, "/404.html", "[]").await?;
        paper.wait_for_app().await?;
        let text = serde_json::to_string(stored)?;
        paper
            .eval(&format!("void (localStorage.following = {text})"))
            .await?;
        paper.open_url(&server.url("/following")).await?;
        paper.wait_for_element("html[data-ready]").await?;
        let note = paper.text(".tool__note").await?;
        ensure!(note.contains("damaged"), "{stored}: {note}");
        paper.open_url(&server.url("/")).await?;
        paper.wait_for_app().await?;
        paper.open_url(&server.url("/tag/travel")).await?;
        paper.wait_for_app().await?;
        paper.wait_for_text("[data-part=follow]", "Follow").await?;
        paper.click("[data-part=follow]").await?;
        paper
            .wait_for_text("[data-part=follow]", "Following")
            .await?;
        let now = paper.eval_string("localStorage.following").await?;
        ensure!(
            now == r#"{"version":1,"lists":[["/tag/travel","Travel"]]}"#,
            "{stored}: {now}"
        );
    }
    Ok(())
}
