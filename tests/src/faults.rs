//! Tests of bad data: damaged, of the wrong shape, of a newer version, or missing.

use crate::fixtures::{LEAD, WORLD};
use crate::harness::{
    Fault, NEWER_VERSION_JSON, Notice, RequestStatus, Seen, TestContext, article, listing,
    page_data_json, tests, wait_for,
};
use anyhow::{Context, Result, ensure};
use frontpage_hosting::policy::policy;
use frontpage_model::Page;

tests! {
    truncated_data_shows_an_error_until_a_retry_succeeds
    try_again_bypasses_damaged_data_in_the_browser_cache
    data_of_the_wrong_shape_is_logged_with_file_and_field
    no_damaged_data_breaks_the_app
    data_of_another_kind_of_page_shows_an_error
    a_newer_version_reloads_once_and_then_shows_a_notice
    a_newer_version_after_a_click_reloads_once
    a_newer_site_json_shows_a_notice_without_a_reload_loop
    a_broken_site_json_is_not_requested_in_a_loop
    a_missing_rail_leaves_the_story
    a_damaged_rail_leaves_the_story
    missing_pictures_leave_the_story
    a_newspaper_without_stories_still_renders
}

async fn truncated_data_shows_an_error_until_a_retry_succeeds(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    server.inject_fault("/world.json", Fault::truncated());
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::Unreadable).await?;
    ensure!(
        server.requests_for("/world.json").len() == 1,
        "the damaged file was requested again without a click"
    );
    ensure!(paper.address().await? == "/world");
    let console = paper.console_errors().await?.join("\n");
    ensure!(
        console.contains("world.json"),
        "the console does not name the file: {console}"
    );
    server.clear_fault("/world.json");
    paper.try_again().await?;
    paper.wait_for_text("h1", "World").await?;
    ensure!(
        paper.focused_element().await? == "h1 World",
        "focus on {}",
        paper.focused_element().await?
    );
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

async fn try_again_bypasses_damaged_data_in_the_browser_cache(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    // Serve the data with its published headers, so that the browser can cache it.
    let cache_control = policy("/world.json").cache.header();
    ensure!(cache_control.contains("max-age=60"), "{cache_control}");
    server.override_header("cache-control", Some(cache_control));
    server.inject_fault("/site.json", Fault::truncated());
    paper.open("/").await?;
    // Without `site.json` there is no masthead, so `Browser::expect_notice` cannot be used here.
    paper
        .wait_for_text("h1", Notice::Unreadable.headline())
        .await?;
    server.clear_fault("/site.json");
    paper.try_again().await?;
    paper.wait_for_element(".front").await?;
    server.inject_fault("/world.json", Fault::truncated());
    paper.click_by_script(WORLD).await?;
    paper.expect_notice(Notice::Unreadable).await?;
    server.clear_fault("/world.json");
    paper.try_again().await?;
    paper.wait_for_text("h1", "World").await?;
    for file in ["/site.json", "/world.json"] {
        let requests = server.requests_for(file).len();
        ensure!(requests == 2, "{file} was requested {requests} times");
    }
    Ok(())
}

async fn data_of_the_wrong_shape_is_logged_with_file_and_field(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    let path = "/2025/03/01/a-story";
    let valid = page_data_json(Page::Article(article(path, "A story")?))?;
    for (from, to, field) in [
        (
            r#""headline":"A story""#,
            r#""headline":7"#,
            "page.article.headline",
        ),
        (r#""headline":"A story","#, "", "page.article"),
        (
            r#"{"t":"A paragraph."}"#,
            r#"{"t":[]}"#,
            "page.article.body[0].p.text[0].t",
        ),
        (
            r#"{"t":"A paragraph."}"#,
            r#"{"marquee":"x"}"#,
            "page.article.body[0].p.text[0]",
        ),
        (
            r#""published":"2025"#,
            r#""published":"soon"#,
            "page.article.published",
        ),
        (
            r#""slug":"world""#,
            r#""slug":"../x""#,
            "page.article.section.slug",
        ),
    ] {
        let body = valid.replacen(from, to, 1);
        ensure!(
            body != valid,
            "the test's sample data no longer contains {from}"
        );
        server.inject_fault(&format!("{path}.json"), Fault::body(body));
        paper.open(path).await?;
        paper.expect_notice(Notice::Unreadable).await?;
        let console = paper.console_errors().await?;
        let last = console.last().cloned().unwrap_or_default();
        ensure!(
            last.contains(field),
            "the console does not name {field}: {last:?}"
        );
        ensure!(
            last.contains(path),
            "the console does not name the file: {last:?}"
        );
    }
    server.inject_fault(&format!("{path}.json"), Fault::body(valid));
    paper.try_again().await?;
    paper.wait_for_text("h1.article__headline", "A story").await
}

async fn no_damaged_data_breaks_the_app(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    paper.open("/").await?;
    let deep = format!(
        r#"{{"v":1,"page":{}1{}}}"#,
        "[".repeat(20_000),
        "]".repeat(20_000)
    );
    for body in [
        "",
        " ",
        "null",
        "[]",
        "{}",
        "\u{0}",
        "{\"v\":1}",
        "{\"v\":1,\"page\":null}",
        "{\"v\":1,\"page\":{}}",
        "{\"v\":1,\"page\":{\"other\":{}}}",
        "{\"v\":\"1\",\"page\":{}}",
        "{\"v\":-1,\"page\":{}}",
        "{\"v\":0,\"page\":{}}",
        "{\"page\":{\"front\":{\"top\":[],\"strips\":[]}}}",
        "\u{feff}{\"v\":1,",
        &deep,
    ] {
        server.inject_fault("/world.json", Fault::body(body));
        paper.click_by_script(WORLD).await?;
        let head: String = body.chars().take(50).collect();
        let notice = paper.expect_notice(Notice::Unreadable).await;
        notice.map_err(|e| e.context(format!("with {head:?}")))?;
        paper.click_by_script("a.masthead__name").await?;
        paper.wait_for_element(".front").await?;
    }
    ensure!(
        server.document_request_count() == 1,
        "the document was loaded again"
    );
    Ok(())
}

async fn data_of_another_kind_of_page_shows_an_error(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    server.inject_fault("/world.json", Fault::body(dist.page_json("/index.json")?));
    paper.open("/world").await?;
    paper.expect_notice(Notice::Unreadable).await?;
    server.clear_fault("/world.json");
    paper.try_again().await?;
    paper.wait_for_text("h1", "World").await
}

/// Checks that the "newer edition" notice is on screen and that the page reloaded only once.
/// `documents` is the expected number of document requests.
async fn outdated(TestContext { server, paper, .. }: &TestContext, documents: usize) -> Result<()> {
    paper
        .wait_for_text("h1", Notice::Outdated.headline())
        .await?;
    // A reload loop would continue during these frames.
    paper.wait_frames(60).await?;
    let seen = server.document_request_count();
    ensure!(seen == documents, "{seen} documents instead of {documents}");
    ensure!(paper.has(".notice--outdated h1").await?);
    Ok(())
}

async fn a_newer_version_reloads_once_and_then_shows_a_notice(stage: &TestContext) -> Result<()> {
    let TestContext { server, paper, .. } = stage;
    server.inject_fault("/world.json", Fault::body(NEWER_VERSION_JSON));
    paper.open_without_waiting("/world").await?;
    outdated(stage, 2).await?;
    ensure!(paper.has("header.masthead nav a").await?, "no masthead");
    // Pages that this version of the app can read still open.
    paper.click_link("Business").await?;
    paper.wait_for_text("h1", "Business").await?;
    // A second click shows the notice without another reload.
    paper.click_by_script(WORLD).await?;
    outdated(stage, 2).await?;
    // Once app and data match again, the page is shown.
    server.clear_fault("/world.json");
    paper.reload().await?;
    paper.wait_for_text("h1", "World").await
}

async fn a_newer_version_after_a_click_reloads_once(stage: &TestContext) -> Result<()> {
    let TestContext { server, paper, .. } = stage;
    paper.open("/").await?;
    server.inject_fault("/world.json", Fault::body(NEWER_VERSION_JSON));
    paper.click_by_script(WORLD).await?;
    wait_for("the reload", || async {
        let documents = server.document_request_count();
        Ok(Seen::when(documents == 2, || documents.to_string()))
    })
    .await?;
    paper.wait_for_app().await?;
    // The reload opens the page that was clicked, not the one it was clicked on.
    ensure!(
        paper.address().await? == "/world",
        "reloaded {}",
        paper.address().await?
    );
    outdated(stage, 2).await
}

async fn a_newer_site_json_shows_a_notice_without_a_reload_loop(stage: &TestContext) -> Result<()> {
    stage
        .server
        .inject_fault("/site.json", Fault::body(NEWER_VERSION_JSON));
    stage.paper.open_without_waiting("/").await?;
    outdated(stage, 2).await
}

async fn a_broken_site_json_is_not_requested_in_a_loop(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    for (fault, headline) in [
        (Fault::status(500), Notice::Unreachable.headline()),
        (Fault::body("{"), Notice::Unreadable.headline()),
    ] {
        server.inject_fault("/site.json", fault);
        server.clear_requests();
        paper.open_without_waiting("/world").await?;
        paper.wait_for_text(".notice--error h1", headline).await?;
        paper.wait_frames(20).await?;
        let requests = server.requests_for("/site.json").len();
        ensure!(requests <= 3, "site.json was requested {requests} times");
        ensure!(paper.has("header.masthead").await?, "no masthead");
        server.clear_fault("/site.json");
        paper.try_again().await?;
        paper.wait_for_text("h1", "World").await?;
        let sections = paper.texts("nav[aria-label=Sections] a").await?;
        ensure!(
            sections.len() == dist.site()?.sections.len(),
            "sections {sections:?}"
        );
    }
    Ok(())
}

/// The message in place of a rail that could not be loaded.
const MISSING_RAIL: &str = "aside.rail--popular .rail__missing";

async fn a_missing_rail_leaves_the_story(
    TestContext { server, paper, .. }: &TestContext,
) -> Result<()> {
    server.inject_fault("/popular.json", Fault::status(404));
    paper.open(LEAD).await?;
    paper
        .wait_for_element("aside.rail--tag .rail__card a")
        .await?;
    server
        .wait_for_end("/popular.json", RequestStatus::Answered(404))
        .await?;
    paper.wait_for_element(MISSING_RAIL).await?;
    ensure!(paper.has("h1.article__headline").await? && paper.has(".article__body p").await?);
    paper.expect_no_notice().await?;
    Ok(())
}

async fn a_damaged_rail_leaves_the_story(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    let documents = 1;
    for body in ["{", NEWER_VERSION_JSON, &dist.page_json("/site.json")?] {
        server.inject_fault("/popular.json", Fault::body(body));
        server.clear_requests();
        paper.open(LEAD).await?;
        paper
            .wait_for_element("aside.rail--tag .rail__card a")
            .await?;
        paper.wait_for_element(MISSING_RAIL).await?;
        server.wait_until_idle().await?;
        paper.wait_frames(10).await?;
        ensure!(paper.has(".article__body p").await? && !paper.has(".notice").await?);
        ensure!(
            server.document_request_count() == documents,
            "a rail made the page reload"
        );
    }
    Ok(())
}

async fn missing_pictures_leave_the_story(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    server.inject_fault("/media/*", Fault::status(404));
    paper.open(LEAD).await?;
    server
        .wait_for_end("/media/*", RequestStatus::Answered(404))
        .await?;
    server.wait_until_idle().await?;
    ensure!(paper.has("h1.article__headline").await?);
    // The alt text is shown, and the picture's space stays reserved.
    let picture = "figure.lead-picture img";
    let lead = dist.article(LEAD)?.lead.context("no lead picture")?;
    ensure!(lead.image.alt.len() > 10, "the alt text is too short");
    ensure!(paper.attributes(picture, "alt").await? == [lead.image.alt]);
    let height = paper
        .eval(&format!("document.querySelector({picture:?}).offsetHeight"))
        .await?;
    ensure!(
        height.as_f64().unwrap_or_default() > 100.0,
        "the picture's space is only {height} px high"
    );
    Ok(())
}

async fn a_newspaper_without_stories_still_renders(
    TestContext {
        server,
        paper,
        dist,
        ..
    }: &TestContext,
) -> Result<()> {
    let front = Page::Front(frontpage_model::Front::default());
    server.inject_fault("/index.json", Fault::body(page_data_json(front)?));
    let mut world = listing(None, None, None)?;
    world.cards.clear();
    server.inject_fault(
        "/world.json",
        Fault::body(page_data_json(Page::Listing(world))?),
    );
    paper.open("/").await?;
    paper.wait_for_text("h1", &dist.site()?.name).await?;
    paper.click_by_script(WORLD).await?;
    paper.wait_for_text("h1", "World").await?;
    let words = paper.text("main").await?;
    ensure!(
        words.len() > "World".len() + 10,
        "an empty section says only {words:?}"
    );
    let errors = paper.console_errors().await?;
    ensure!(errors.is_empty(), "errors in the console: {errors:?}");
    Ok(())
}
